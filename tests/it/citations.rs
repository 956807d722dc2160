//! Citations: a quote is found by the bytes it was read from, wherever its file lies.

use std::fs;

use serde_json::Value;

use super::home::Home;

const TALK: &str = "date 2025-09-03 The council of Ardan met on Wednesday.\n\n\
                    “The wells will be dry by May,” said Edda Voss, the mayor.\n\n\
                    Dorn Hale declined to comment.\n";

fn home() -> Home {
    let home = Home::new(&[("talk.txt", TALK)]);
    home.write("corpus/other.txt", "date 2025-09-04 “Nobody asked the ferry,” said Dorn Hale of Lirr.\n");
    home.index();
    home
}

#[track_caller]
fn json(home: &Home, status: i32, asked: &str) -> Value {
    serde_json::from_str(&home.wants(status, &["show", asked, "--json"])).unwrap()
}

/// The citation of the article's only quote.
fn cite_of(home: &Home, article: &str) -> String {
    json(home, 0, article)["quotes"][0]["cite"].as_str().unwrap().to_string()
}

/// Wants the citation to lead to these words, or to none, in this standing.
#[track_caller]
fn check(home: &Home, cite: &str, status: i32, standing: &str, words: Option<&str>) {
    let found = json(home, status, cite);
    assert_eq!((found["cited"]["standing"].as_str(), found["cited"]["words"].as_str()), (Some(standing), words));
}

const WORDS: Option<&str> = Some("The wells will be dry by May,");

#[test]
fn a_citation_is_found_after_its_file_was_moved_and_renamed() {
    let home = home();
    let cite = cite_of(&home, "talk.txt");
    check(&home, &cite, 0, "as_cited", WORDS);
    fs::create_dir(home.at("corpus/old")).unwrap();
    fs::rename(home.at("corpus/talk.txt"), home.at("corpus/old/council.txt")).unwrap();
    home.wants(0, &["index", "--accept-gone"]);
    check(&home, &cite, 0, "as_cited", WORDS);
    let text = home.wants(0, &["show", &cite]);
    assert!(text.contains("old/council.txt") && text.contains("“|The wells will be dry by May,|”"), "{text}");
    assert_eq!(json(&home, 0, &cite)["cited"]["cite"], cite.as_str());
}

#[test]
fn eight_digits_are_enough_unless_they_fit_several() {
    let home = home();
    let cite = cite_of(&home, "talk.txt");
    let (digits, span) = cite.split_once('@').unwrap();
    check(&home, &format!("{}@{span}", &digits[.."sha256:".len() + 8]), 0, "as_cited", WORDS);
    let wrong = home.run(&["show", "sha256:abc@1-2"]);
    assert_eq!(wrong.status, Some(2));
    assert!(wrong.err.contains("8 to 64 hexadecimal digits"), "{}", wrong.err);
}

#[test]
fn copies_are_one_citation_and_say_so() {
    let home = home();
    home.write("corpus/zz-copy.txt", TALK);
    home.index();
    let cite = cite_of(&home, "talk.txt");
    let found = json(&home, 0, &cite);
    assert_eq!(found["cited"]["copies"][0], "zz-copy.txt");
    assert_eq!(found["cited"]["standing"], "as_cited");
}

#[test]
fn a_changed_text_says_whether_the_cited_words_still_stand() {
    let home = home();
    let cite = cite_of(&home, "talk.txt");
    home.write("corpus/talk.txt", &TALK.replace("The council", "Late in the day the whole council"));
    home.index();
    check(&home, &cite, 1, "words_stand", WORDS);
    home.write("corpus/talk.txt", &TALK.replace("by May", "by June"));
    home.index();
    check(&home, &cite, 1, "words_gone", None);
    let text = home.wants(1, &["show", &cite]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("stand in it no more") && text.contains("(by 2025-10-01)"), "{text}");
    // The place of no quote: what stood there is not remembered.
    let (digits, _) = cite.split_once('@').unwrap();
    check(&home, &format!("{digits}@16-27"), 1, "words_unknown", None);
}

#[test]
fn a_file_back_as_it_was_is_cited_as_before() {
    let home = home();
    let cite = cite_of(&home, "talk.txt");
    home.write("corpus/talk.txt", &TALK.replace("by May", "by June"));
    home.index();
    home.write("corpus/talk.txt", TALK);
    home.index();
    check(&home, &cite, 0, "as_cited", WORDS);
}

#[test]
fn a_record_whose_text_is_the_same_outlives_changes_of_its_file() {
    let record = |id: u32, words: &str| {
        let text = format!("“{words},” said Edda Voss, the mayor of Ardan.");
        format!("{{\"id\": \"{id}\", \"date\": \"2025-09-03\", \"text\": \"{text}\"}}\n")
    };
    let home = Home::new(&[("wire.jsonl", &(record(1, "The wells are dry") + &record(2, "The ferry is late")))]);
    home.index();
    let (first, second) = (cite_of(&home, "wire.jsonl#1"), cite_of(&home, "wire.jsonl#2"));
    assert!(second.contains("/2@"), "{second}");
    let grown = record(1, "The wells are dry") + &record(2, "The ferry sank") + &record(3, "We will see");
    home.write("corpus/wire.jsonl", &grown);
    home.index();
    check(&home, &first, 0, "same_text", Some("The wells are dry,"));
    check(&home, &second, 1, "words_gone", None);
    home.write("corpus/wire.jsonl", &record(3, "We will see"));
    home.index();
    let gone = home.run(&["show", &first]);
    assert_eq!(gone.status, Some(1), "{}", gone.out);
    assert!(gone.err.contains("they were those of wire.jsonl"), "{}", gone.err);
}

#[test]
fn unknown_bytes_are_named_as_such_and_gone_ones_with_their_file() {
    let home = home();
    let cite = cite_of(&home, "talk.txt");
    let unknown = home.run(&["show", &format!("sha256:{}@1-2", "a7".repeat(32))]);
    assert_eq!(unknown.status, Some(1));
    assert!(unknown.err.contains("no article with the bytes of sha256:a7a7"), "{}", unknown.err);
    home.remove("corpus/talk.txt");
    home.wants(0, &["index", "--accept-gone"]);
    let gone = home.run(&["show", &cite]);
    assert_eq!(gone.status, Some(1), "{}", gone.out);
    assert!(gone.err.contains("they were those of talk.txt, which has changed or left the corpus"), "{}", gone.err);
}

#[test]
fn what_is_remembered_of_a_text_holds_none_of_its_words() {
    let home = home();
    home.write("corpus/talk.txt", &TALK.replace("by May", "by June"));
    home.index();
    let kept = fs::read_to_string(home.at("index.kept")).unwrap();
    assert!(kept.contains("\"replaced\""), "{kept}");
    assert!(!kept.contains("wells"), "{kept}");
}

#[test]
fn quotes_are_exported_with_their_citation() {
    let home = home();
    let cite = cite_of(&home, "talk.txt");
    for (format, begin) in
        [("bibtex", "@misc{voss-2025-"), ("ris", "TY  - NEWS\r\nID  - voss-2025-"), ("csl-json", "[\n{")]
    {
        let out = home.wants(0, &["show", &cite, "--format", format]);
        assert!(out.starts_with(begin) && out.contains(&cite), "{out}");
        let whole = home.wants(0, &["show", "talk.txt", "--format", format]);
        assert!(whole.contains("a report of silence") && !out.contains("a report of silence"), "{whole}");
    }
}
