//! Files that hold many articles, from the disk to a hit and back.

use std::fs;

use super::home::{Counts, Home, counts};
use super::packed::{gzip, tar};

fn record(number: usize, word: &str) -> String {
    let said = format!("The \u{201C}{word}\u{201D} will stay shut, said Maud Ekdahl.");
    format!("{{\"id\": \"r{number}\", \"date\": \"2025-09-03\", \"text\": \"{said}\"}}\n")
}

fn records(words: &[&str]) -> String {
    words.iter().enumerate().map(|(number, word)| record(number, word)).collect()
}

fn one_file(indexed: u64) -> Counts {
    Counts { files: 1, indexed, unchanged: 1 - indexed, refused: 0, failed: 0 }
}

#[test]
fn articles_in_containers_have_places_that_show_opens() {
    let home = Home::new(&[]);
    let members = [
        ("wire/day.jsonl.gz", gzip(records(&["quay", "pier"]).as_bytes())),
        ("town.txt", b" date 2025-09-03 The orchard was shut.\n".to_vec()),
    ];
    fs::create_dir_all(home.at("corpus")).unwrap();
    fs::write(home.at("corpus/box.tar.gz"), gzip(&tar(&members))).unwrap();
    assert_eq!(counts(&home.wants(0, &["index"])), one_file(1));
    assert_eq!(home.paths(&["pier"]), ["box.tar.gz#wire/day.jsonl.gz#r1"]);
    assert_eq!(home.paths(&["orchard"]), ["box.tar.gz#town.txt"]);
    let shown = home.wants(0, &["show", "box.tar.gz#wire/day.jsonl.gz#r1"]);
    assert!(shown.contains("pier") && shown.contains("Maud Ekdahl"), "{shown}");
    assert!(home.wants(0, &["quotes", "speaker:Ekdahl pier"]).contains("day.jsonl.gz#r1"));
    home.is_sound(3);
}

#[test]
fn only_changed_records_of_a_changed_file_are_extracted_again() {
    let home = Home::new(&[]);
    home.write("corpus/wire.jsonl", &records(&["quay", "pier", "weir", "lock"]));
    assert_eq!(home.index(), one_file(1));
    home.write("corpus/wire.jsonl", &records(&["quay", "jetty", "weir", "lock", "ford"]));
    let told = home.wants(0, &["index"]);
    assert_eq!(counts(&told), one_file(1));
    assert!(told.contains("3 records of changed files unchanged, not extracted again"), "{told}");
    for (word, total) in [("quay", 1), ("pier", 0), ("jetty", 1), ("weir", 1), ("lock", 1), ("ford", 1)] {
        assert_eq!(home.total(word), total, "{word}");
    }
    home.is_sound(5);
    // The last record goes, and the one before it becomes the last without having changed.
    home.write("corpus/wire.jsonl", &records(&["quay", "jetty", "weir", "lock"]));
    let told = home.wants(0, &["index"]);
    assert!(told.contains("4 records of changed files unchanged"), "{told}");
    assert_eq!((home.total("lock"), home.total("ford")), (1, 0));
    home.is_sound(4);
    // The list of files can be made again from an index that holds records of several readings.
    fs::remove_file(home.store().join("manifest")).unwrap();
    home.touch("corpus/wire.jsonl", 60);
    assert_eq!(home.index(), one_file(0));
    home.is_sound(4);
}
