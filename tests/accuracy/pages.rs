//! How much of the text of saved web pages is found, as floors.
//!
//! Scored as the article extraction benchmark of Scrapinghub does: precision and recall over runs
//! of four words, averaged over pages.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use onrecord::model::EntryPath;
use onrecord::read::{ReadRules, Source, read};

/// F1 of the body in per cent.
const FLOORS: [(&str, f64); 3] = [("aeb", 97.5), ("fundus", 96.0), ("readability", 97.5)];

/// How often each run of four words stands in a text; a shorter text is one run.
fn runs(text: &str) -> HashMap<Vec<&str>, usize> {
    const LENGTH: usize = 4;
    let is_mark = |c: char| !(c.is_alphanumeric() || c == '_');
    let words: Vec<&str> = text.split(is_mark).filter(|word| !word.is_empty()).collect();
    let mut runs = HashMap::new();
    for run in words.windows(LENGTH.min(words.len()).max(1)) {
        *runs.entry(run.to_vec()).or_insert(0) += 1;
    }
    runs
}

fn precision_and_recall(found: &str, gold: &str) -> (f64, f64) {
    let (found, gold) = (runs(found), runs(gold));
    let shared: usize = gold.iter().map(|(run, times)| found.get(run).copied().unwrap_or(0).min(*times)).sum();
    let share = |of: &HashMap<Vec<&str>, usize>| match of.values().sum::<usize>() {
        0 => 0.0,
        all => shared as f64 / all as f64,
    };
    (share(&found), share(&gold))
}

fn page(file: &Path) -> Vec<u8> {
    let bytes = fs::read(file).expect("the page is there");
    if file.extension().is_none_or(|extension| extension != "gz") {
        return bytes;
    }
    let mut page = Vec::new();
    MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut page).expect("sound gzip");
    page
}

/// The paragraphs of the body; empty for a page that is refused.
fn body(bytes: &[u8]) -> String {
    let path = EntryPath::new("page.html");
    let Ok(reading) = read(Source { path: &path, bytes, modified: None }, &ReadRules::default()) else {
        return String::new();
    };
    let article = &reading.articles[0];
    article.body.iter().map(|span| span.of(&article.text)).collect::<Vec<_>>().join("\n")
}

fn check(folder: &Path, floor: f64) {
    let gold = fs::read_to_string(folder.join("gold.jsonl")).expect("the set is there");
    let (mut pages, mut precision, mut recall) = (0.0, 0.0, 0.0);
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let gold: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let Some(text) = gold["body"].as_str().filter(|text| !text.is_empty()) else { continue };
        let file = folder.join(gold["file"].as_str().expect("the page's file"));
        let (p, r) = precision_and_recall(&body(&page(&file)), text);
        (pages, precision, recall) = (pages + 1.0, precision + p, recall + r);
    }
    let (precision, recall) = (precision / pages, recall / pages);
    let reached = 200.0 * precision * recall / (precision + recall);
    println!("{}: body F1 {reached:.1} (floor {floor})", folder.display());
    assert!(reached + 0.05 >= floor, "{} has fallen: {reached:.1}, at least {floor}", folder.display());
}

#[test]
fn the_bodies_of_pages_keep_their_floors() {
    let sets = std::env::var_os("ONRECORD_EVAL").map(|folder| PathBuf::from(folder).join("pages"));
    let Some(sets) = sets.filter(|sets| sets.is_dir()) else {
        println!("not run: ONRECORD_EVAL names no folder of measuring sets");
        return;
    };
    for (set, floor) in FLOORS {
        check(&sets.join(set), floor);
    }
}

#[test]
fn the_score_is_of_runs_of_four_words() {
    assert_eq!(precision_and_recall("It rose in the night.", "It rose in the night, twice."), (1.0, 2.0 / 3.0));
    assert_eq!(precision_and_recall("", "It rose."), (0.0, 0.0));
}
