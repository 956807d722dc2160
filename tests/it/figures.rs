//! Figures on texts that are not ours, held as floors.
//!
//! `ONRECORD_EVAL` names the folder of the unpacked sets; without it these tests print `not run`.
//! The floors are what was reached; raise them when a change beats them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// nDCG@10 with one default setting.
const RANKING_FLOORS: &[(&str, f64)] =
    &[("time", 0.755), ("cranfield", 0.350), ("cisi", 0.386), ("med", 0.720), ("npl", 0.422), ("lisa", 0.430)];

fn sets() -> Option<PathBuf> {
    let folder = std::env::var_os("ONRECORD_EVAL").map(PathBuf::from).filter(|folder| folder.is_dir());
    if folder.is_none() {
        println!("not run: ONRECORD_EVAL names no folder of measuring sets");
    }
    folder
}

fn onrecord(index: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("--index")
        .arg(index)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    assert!(output.status.code().is_some_and(|code| code <= 1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("answers are UTF-8")
}

fn indexed(corpus: &Path) -> (TempDir, PathBuf) {
    let home = TempDir::new().expect("a folder for the index");
    let index = home.path().join("index");
    onrecord(&index, &["index", "--quiet", "--corpus", &corpus.to_string_lossy()]);
    (home, index)
}

#[test]
fn counts_are_those_of_plain_loops_over_the_words() {
    let Some(sets) = sets() else { return };
    let queries = fs::read_to_string(sets.join("peers/queries.tsv")).expect("the counts lie beside the sets");
    let (_home, index) = indexed(&sets.join("reuters/txt"));
    let mut wrong = Vec::new();
    for line in queries.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let answer = onrecord(&index, &["search", "--json", "--limit", "1", "--", fields[1]]);
        let answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
        if answer["total"].as_u64() != fields[2].parse().ok() {
            wrong.push(format!("{}: {}, not {}", fields[1], answer["total"], fields[2]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ranking_keeps_its_floors() {
    let Some(sets) = sets() else { return };
    let mut low = Vec::new();
    for (name, floor) in RANKING_FLOORS {
        let set = sets.join("ir").join(name);
        let corpus = TempDir::new().expect("a folder for the corpus");
        fs::copy(set.join("docs.jsonl"), corpus.path().join("docs.jsonl")).expect("the set is whole");
        let (_home, index) = indexed(corpus.path());
        let queries = set.join("queries.tsv");
        let batch = ["search", "--batch", &queries.to_string_lossy(), "--plain", "--any", "--format", "trec"];
        let run = onrecord(&index, &batch);
        let reached = ndcg_at_10(&fs::read_to_string(set.join("qrels.tsv")).expect("the set is whole"), &run);
        println!("{name}: nDCG@10 {reached:.4}");
        if reached < *floor {
            low.push(format!("{name}: {reached:.4}, at least {floor}"));
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}

/// Mean over the queries that have a relevant document; gains are the grades, discounts log2.
fn ndcg_at_10(judgements: &str, run: &str) -> f64 {
    let mut grades: HashMap<&str, HashMap<&str, f64>> = HashMap::new();
    for line in judgements.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let grade: f64 = fields[3].parse().expect("a grade");
        if grade > 0.0 {
            grades.entry(fields[0]).or_default().insert(fields[2], grade);
        }
    }
    let mut ranked: HashMap<&str, Vec<&str>> = HashMap::new();
    for line in run.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        ranked.entry(fields[0]).or_default().push(fields[2]);
    }
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        gains.take(10).enumerate().map(|(at, gain)| gain / (at as f64 + 2.0).log2()).sum()
    };
    let mut sum = 0.0;
    for (query, grades) in &grades {
        let found = ranked.get(query).map(Vec::as_slice).unwrap_or_default();
        let mut ideal: Vec<f64> = grades.values().copied().collect();
        ideal.sort_by(|left, right| right.total_cmp(left));
        let reached = discounted(&mut found.iter().map(|document| grades.get(document).copied().unwrap_or(0.0)));
        sum += reached / discounted(&mut ideal.into_iter());
    }
    sum / grades.len() as f64
}
