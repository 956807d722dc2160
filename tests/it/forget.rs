//! What was forgotten is in no file of the index, and stays out.

use std::fs;

use onrecord::index::Store;
use onrecord::index::local::LocalStore;
use serde_json::Value;

use super::home::{Home, article};

const SECRET: &str = "date 2025-09-03 Ottilie Quarrendine of Zwillbrook asked for silence on Wednesday.\n\n\
    Her neighbours kept quiet about the xylograph.\n";
const RARE: [&str; 4] = ["quarrendine", "zwillbrook", "xylograph", "ottilie"];

fn home() -> Home {
    let home = Home::new(&[("secret.txt", SECRET)]);
    for number in 0..30 {
        home.write(&format!("corpus/{number}.txt"), &article("2025-09-03", "ferry"));
    }
    let record =
        |id: u32, text: &str| format!("{{\"id\": \"{id}\", \"date\": \"2025-09-03\", \"text\": \"{text}\"}}\n");
    let dump = record(1, "The pier was closed.") + &record(2, "A brabantine vessel came.") + &record(3, "It left.");
    home.write("corpus/dump.jsonl", &dump);
    home.index();
    home
}

/// Looks for the words in the raw bytes, in the stored articles and in the dictionary.
#[track_caller]
fn nowhere(home: &Home, words: &[&str]) {
    for (path, (_, _, content)) in home.listing("index") {
        let content = content.to_ascii_lowercase();
        for word in words {
            let found = content.windows(word.len()).any(|part| part == word.as_bytes());
            assert!(!found, "{word} stands in {}", path.display());
        }
    }
    let snapshot = LocalStore::open_read_only(&home.store()).unwrap().snapshot().unwrap();
    snapshot
        .each_article(|article, _| {
            let text = article.text.to_lowercase();
            assert!(!words.iter().any(|word| text.contains(word)), "{text}");
        })
        .unwrap();
    for word in words {
        assert_eq!(home.total(&format!("{}*", &word[..word.len() - 2])), 0, "{word}");
        assert_eq!(home.total(&format!("{word}~1")), 0, "{word}");
    }
}

#[test]
fn what_was_forgotten_is_in_no_file_of_the_index() {
    let home = home();
    assert_eq!(home.total("quarrendine"), 1);
    home.wants(0, &["forget", "secret.txt"]);
    nowhere(&home, &RARE);
    home.is_sound(33);
    home.wants(1, &["show", "secret.txt"]);
    home.wants(0, &["forget", "dump.jsonl#2"]);
    nowhere(&home, &["brabantine"]);
    home.is_sound(32);
}

#[test]
fn what_was_forgotten_stays_out_of_every_later_index() {
    let home = home();
    home.wants(0, &["forget", "secret.txt"]);
    home.wants(0, &["forget", "dump.jsonl#2"]);
    assert_eq!(home.index().indexed, 0);
    fs::remove_dir_all(home.at("index")).unwrap();
    home.wants(0, &["index"]);
    nowhere(&home, &[RARE.as_slice(), &["brabantine"]].concat());
    assert_eq!(home.total("pier OR left"), 2);
    home.is_sound(32);
    home.write("corpus/another-name.txt", SECRET);
    home.wants(0, &["index"]);
    nowhere(&home, &RARE);
    home.is_sound(32);
    assert!(home.wants(0, &["status"]).contains("forgotten   2 articles"));
}

#[test]
fn copies_of_what_is_forgotten_go_with_it() {
    let home = home();
    home.write("corpus/copy.txt", SECRET);
    home.index();
    assert_eq!(home.total("quarrendine"), 2);
    let told = home.wants(0, &["forget", "secret.txt"]);
    assert!(told.contains("2 articles forgotten") && told.contains("copy.txt"), "{told}");
    nowhere(&home, &RARE);
    home.is_sound(33);
}

#[test]
fn a_forgetting_that_was_cut_off_is_finished_by_the_next_run() {
    let home = home();
    // As a kill leaves it between the note beside the index and the rewriting.
    let id = home.answer(&["quarrendine"])["hits"][0]["id"].as_str().unwrap().to_string();
    let shown: Value = serde_json::from_str(&home.wants(0, &["show", "secret.txt", "--json"])).unwrap();
    assert_eq!(shown["id"], id.as_str());
    let line =
        serde_json::json!({"forgotten": {"day": "2025-10-01", "id": id, "place": "secret.txt", "text_digest": ""}});
    let kept = fs::read_to_string(home.at("index.kept")).unwrap();
    fs::write(home.at("index.kept"), format!("{kept}{line}\n")).unwrap();
    home.wants(0, &["index"]);
    nowhere(&home, &RARE);
    home.is_sound(33);
}
