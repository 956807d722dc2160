//! Days, headlines and people of web pages, and dates as people write them, on the outside sets:
//! floors that no change may lower, where `ONRECORD_EVAL` names the folder of the unpacked sets.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use onrecord::language::dates::{DayOrder, asked, dates_in};
use onrecord::model::{Day, EntryPath, Precision};
use onrecord::read::{Draft, ReadRules, Source, read};
use serde_json::Value;

fn sets(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("ONRECORD_EVAL").map(|folder| PathBuf::from(folder).join(name));
    let folder = folder.filter(|folder| folder.exists());
    if folder.is_none() {
        println!("not run: ONRECORD_EVAL names no folder with {name}");
    }
    folder
}

fn lines(path: &Path) -> Vec<Value> {
    let text = String::from_utf8_lossy(&fs::read(path).expect("the set is there")).into_owned();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn page(path: &Path) -> Option<Draft> {
    let mut bytes = fs::read(path).expect("the page is there");
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut plain).expect("sound gzip");
        bytes = plain;
    }
    let entry = EntryPath::new("page.html");
    let source = Source { path: &entry, bytes: &bytes, modified: None };
    read(source, &ReadRules::default()).ok()?.articles.into_iter().next()
}

/// Case and punctuation folded, as the sets are scored.
fn folded(text: &str) -> String {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join(" ")
}

/// Right, wrong and all, of the pages for which the gold tells.
#[derive(Default)]
struct Tally {
    right: u32,
    wrong: u32,
    all: u32,
}

impl Tally {
    fn take(&mut self, expected: &str, found: Option<String>) {
        self.all += 1;
        match found {
            Some(found) if found == expected => self.right += 1,
            Some(_) => self.wrong += 1,
            None => {}
        }
    }
}

/// `floors`: right days, at most so many wrong ones, right headlines, right sets of people.
fn check(set: &str, floors: (u32, u32, u32, u32)) {
    let Some(folder) = sets("pages").map(|pages| pages.join(set)) else { return };
    let (mut days, mut headlines, mut people) = (Tally::default(), Tally::default(), Tally::default());
    for gold in lines(&folder.join("gold.jsonl")) {
        let draft = page(&folder.join(gold["file"].as_str().expect("a file")));
        if let Some(day) = gold["date"].as_str() {
            let published = draft.as_ref().and_then(|draft| draft.published.as_ref());
            let found = published.filter(|date| date.precision == Precision::Day).map(|date| date.first().to_string());
            days.take(day, found);
        }
        if let Some(title) = gold["title"].as_str() {
            let headline = draft.as_ref().and_then(|draft| draft.headline.as_ref());
            headlines.take(&folded(title), headline.map(|headline| folded(&headline.words)));
        }
        if let Some(authors) = gold["authors"].as_array().filter(|authors| !authors.is_empty()) {
            let names: BTreeSet<String> = authors.iter().filter_map(Value::as_str).map(folded).collect();
            let found =
                draft.as_ref().map(|draft| draft.bylines.iter().map(|name| folded(name)).collect::<BTreeSet<_>>());
            people.take("right", found.map(|found| if found == names { "right" } else { "wrong" }.to_string()));
        }
    }
    println!(
        "{set}: days {} of {} right, {} wrong; headlines {} of {}; people {} of {}",
        days.right, days.all, days.wrong, headlines.right, headlines.all, people.right, people.all
    );
    assert!(days.right >= floors.0 && days.wrong <= floors.1, "{set}: days have fallen");
    assert!(headlines.right >= floors.2, "{set}: headlines have fallen");
    assert!(people.right >= floors.3, "{set}: people have fallen");
}

#[test]
fn news_pages_keep_their_floors() {
    check("fundus", (169, 1, 146, 152));
}

#[test]
fn pages_of_all_kinds_keep_their_floors() {
    check("readability", (18, 1, 69, 28));
    check("htmldate-eval", (198, 13, 0, 0));
}

/// Seen from the seven days of a week a weekday is one of two days.
fn is_weekday(phrase: &str) -> bool {
    let seen =
        (0..7).filter_map(|days| asked(phrase, Day::FIRST.plus(10_000 + days)).ok()).map(|period| period.first());
    !phrase.contains(|c: char| c.is_ascii_digit()) && seen.collect::<BTreeSet<_>>().len() == 2
}

/// The phrases of other projects' tests. A weekday alone is the last one here and the nearest one
/// there; `refused` is no mistake.
#[test]
fn date_phrases_are_read_right_or_refused() {
    let Some(file) = sets("formats/dates.jsonl") else { return };
    let mut tally = Tally::default();
    for phrase in lines(&file) {
        let text = phrase["text"].as_str().expect("a text");
        let number = |key: &str| phrase[key].as_i64().unwrap_or(1);
        let day = Day::from_ymd(number("year") as i32, number("month") as u32, number("day") as u32);
        let alone = phrase["match"].as_str().unwrap_or(text).trim();
        if is_weekday(alone) {
            continue;
        }
        let now = phrase["ref"].as_str().and_then(|now| now.get(..10)?.parse().ok());
        let order = phrase["lang"].as_str().and_then(DayOrder::of_language);
        let found = now.and_then(|now| asked(alone, now).ok()).map(|period| period.first());
        let found = found.or_else(|| dates_in(text, order).first().map(|(_, date)| date.period.first()));
        tally.take(&day.map_or(String::new(), |day| day.to_string()), found.map(|day| day.to_string()));
    }
    println!("dates.jsonl: {} right, {} wrong of {}", tally.right, tally.wrong, tally.all);
    assert!(tally.right >= 146 && tally.wrong <= 1, "{} right, {} wrong", tally.right, tally.wrong);
}
