//! What an ingest does with every file of the corpus, run after run.

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicBool, Ordering};

use super::home::{Counts, Home, article, counts};

fn towns() -> Home {
    let home = Home::new(&[]);
    for number in 0..12 {
        home.write(&format!("corpus/towns/{number:02}.txt"), &article("2025-09-03", &format!("harvest{number}")));
    }
    home
}

fn all_same(files: u64) -> Counts {
    Counts { files, indexed: 0, unchanged: files, refused: 0, failed: 0 }
}

#[test]
fn an_unchanged_run_commits_nothing_and_touches_no_file() {
    let home = towns();
    assert_eq!(home.index(), Counts { indexed: 12, unchanged: 0, ..all_same(12) });
    let (before, generation) = (home.listing("index/store-1"), home.generation());
    let kept = home.listing("index.kept");
    assert_eq!(home.index(), all_same(12));
    assert_eq!(home.generation(), generation);
    assert!(home.listing("index/store-1") == before, "not a byte and no time has changed");
    assert!(home.listing("index.kept") == kept, "nor beside the index");
}

#[test]
fn a_file_that_was_only_touched_is_the_same() {
    let home = towns();
    home.index();
    let generation = home.generation();
    home.touch("corpus/towns/03.txt", 60);
    assert_eq!(home.index(), all_same(12));
    assert_eq!(home.generation(), generation);
}

#[test]
fn changed_new_and_gone_files_are_told_apart() {
    let home = towns();
    home.index();
    home.write("corpus/towns/03.txt", &article("2025-09-04", "ferry"));
    home.write("corpus/towns/new.txt", &article("2025-09-04", "lighthouse"));
    home.remove("corpus/towns/05.txt");
    let told = home.wants(0, &["index"]);
    assert_eq!(counts(&told), Counts { indexed: 2, unchanged: 10, ..all_same(12) });
    assert!(told.contains("1 file gone from the corpus, removed from the index\n"), "{told}");
    let totals = ["ferry", "lighthouse", "harvest3", "harvest5", "harvest4"].map(|word| home.total(word));
    assert_eq!(totals, [1, 1, 0, 0, 1]);
    home.is_sound(12);
}

#[test]
fn a_change_that_keeps_size_and_moment_is_seen_when_the_file_was_young() {
    let home = towns();
    home.touch("corpus/towns/03.txt", 0);
    home.index();
    let path = home.at("corpus/towns/03.txt");
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, article("2025-09-03", "harvesty")).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    assert_eq!(home.index(), Counts { indexed: 1, unchanged: 11, ..all_same(12) });
    assert_eq!((home.total("harvesty"), home.total("harvest3")), (1, 0));
}

#[test]
fn nothing_in_the_corpus_is_passed_over_in_silence() {
    let home = towns();
    fs::write(home.at("corpus/photo.jpg"), b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\0\0\0\0").unwrap();
    home.write("corpus/empty.txt", "");
    home.write("corpus/.draft.txt", &article("2025-09-03", "draft"));
    home.write("corpus/later/more.txt", &article("2025-09-03", "later"));
    symlink(home.at("corpus/towns"), home.at("corpus/linked")).unwrap();
    let told = home.wants(0, &["index", "-v", "--exclude", "later"]);
    assert_eq!(counts(&told), Counts { files: 17, indexed: 12, unchanged: 0, refused: 5, failed: 0 });
    for place in ["photo.jpg: ", "empty.txt: ", ".draft.txt: ", "later: ", "linked: "] {
        assert!(told.contains(&format!("\n  {place}")), "{place}\n{told}");
    }
    let again = home.wants(0, &["index", "--exclude", "later"]);
    assert_eq!(counts(&again), Counts { files: 17, indexed: 0, unchanged: 12, refused: 5, failed: 0 });
    let more = home.wants(0, &["index", "--hidden"]);
    assert_eq!(counts(&more), Counts { files: 17, indexed: 2, unchanged: 12, refused: 3, failed: 0 });
    assert_eq!((home.total("draft"), home.total("later")), (1, 1));
}

#[test]
fn a_file_past_the_size_limit_is_refused_and_one_of_many_articles_never() {
    let home = towns();
    home.write("corpus/long.txt", &article("2025-09-03", &"very ".repeat(2000)));
    let record = |id| format!("{{\"id\": \"{id}\", \"date\": \"2025-09-03\", \"text\": \"A note on the quay.\"}}\n");
    home.write("corpus/notes.jsonl", &(0..300).map(record).collect::<String>());
    let told = home.wants(0, &["index", "--max-size", "4KiB"]);
    assert_eq!(counts(&told), Counts { files: 14, indexed: 13, unchanged: 0, refused: 1, failed: 0 });
    assert!(told.contains("  long.txt: "), "{told}");
    assert_eq!(home.total("quay"), 300);
}

#[test]
fn a_file_that_changes_while_it_is_read_is_reported_and_the_run_goes_on() {
    let home = towns();
    let record = |word: &str| format!("{{\"date\": \"2025-09-03\", \"text\": \"A note on the {word}.\"}}\n");
    home.write("corpus/log.jsonl", &record("quay").repeat(20));
    home.index();
    assert_eq!(home.total("quay"), 20);
    // Too large to be held: it is read twice, which takes long enough for something to be written.
    home.write("corpus/log.jsonl", &record("pier").repeat(150_000));
    let over = AtomicBool::new(false);
    let outcome = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut log = fs::File::options().append(true).open(home.at("corpus/log.jsonl")).unwrap();
            while !over.load(Ordering::Relaxed) {
                log.write_all(record("pier").as_bytes()).unwrap();
            }
        });
        let outcome = home.run(&["index"]);
        over.store(true, Ordering::Relaxed);
        outcome
    });
    assert_eq!(outcome.status, Some(3), "{}{}", outcome.out, outcome.err);
    assert_eq!(counts(&outcome.out), Counts { files: 13, indexed: 0, unchanged: 12, refused: 0, failed: 1 });
    assert!(
        outcome.out.contains("  log.jsonl: changed while it was read; the next run tries again"),
        "{}",
        outcome.out
    );
    assert_eq!(home.total("quay"), 20, "what was read before is still there");
    let answer = home.wants(0, &["search", "harvest4"]);
    assert!(answer.contains("1 file"), "an answer says what was not read: {answer}");
    home.write("corpus/log.jsonl", &record("pier").repeat(30));
    assert_eq!(home.index(), Counts { indexed: 1, unchanged: 12, ..all_same(13) });
    assert_eq!((home.total("quay"), home.total("pier")), (0, 30));
    home.is_sound(42);
}

#[test]
fn another_mapping_reads_everything_again() {
    let home = towns();
    home.write("corpus/wire.jsonl", "{\"id\": \"1\", \"kicker\": \"Pier closed\", \"text\": \"A storm came.\"}\n");
    home.index();
    assert_eq!(home.total("headline:pier"), 0);
    home.write("onrecord.toml", "[map]\nkicker = \"headline\"\n");
    assert_eq!(home.index(), Counts { indexed: 13, unchanged: 0, ..all_same(13) });
    assert_eq!(home.total("headline:pier"), 1);
    assert_eq!(home.index(), all_same(13));
    home.is_sound(13);
}

/// Indexes and wants nothing removed, a sentence about it and status 3; then `--accept-gone`
/// removes it.
#[track_caller]
fn kept_until_accepted(home: &Home, reason: &str, articles_after: u64) {
    let before = home.total("council");
    let outcome = home.run(&["index"]);
    assert_eq!(outcome.status, Some(3), "{}{}", outcome.out, outcome.err);
    counts(&outcome.out);
    assert!(outcome.out.contains("kept: ") && outcome.out.contains(reason), "{}", outcome.out);
    assert!(outcome.out.contains("--accept-gone"), "{}", outcome.out);
    assert_eq!(home.total("council"), before);
    home.is_sound(before);
    home.wants(0, &["index", "--accept-gone"]);
    home.is_sound(articles_after);
}

#[test]
fn a_missing_root_removes_nothing_unless_accepted() {
    let home = towns();
    home.index();
    fs::rename(home.at("corpus"), home.at("unmounted")).unwrap();
    home.run(&["index"]);
    let status = home.wants(0, &["status"]);
    assert!(status.contains("corpus (12 files, "), "what is kept is counted: {status}");
    kept_until_accepted(&home, "does not exist", 0);
}

#[test]
fn an_empty_root_removes_nothing_unless_accepted() {
    let home = towns();
    home.index();
    fs::remove_dir_all(home.at("corpus/towns")).unwrap();
    kept_until_accepted(&home, "is empty", 0);
}

#[test]
fn more_than_a_tenth_gone_removes_nothing_unless_accepted() {
    let home = towns();
    home.index();
    home.remove("corpus/towns/00.txt");
    home.remove("corpus/towns/01.txt");
    kept_until_accepted(&home, "2 of 12 entries are gone", 10);
}

#[test]
fn a_different_root_is_refused_unless_accepted() {
    let home = towns();
    home.index();
    home.write("other/one.txt", &article("2025-09-03", "lighthouse"));
    let before = home.listing("index");
    let outcome = home.run(&["index", "--corpus", "other"]);
    assert_eq!(outcome.status, Some(4), "{}{}", outcome.out, outcome.err);
    assert!(outcome.err.contains("--accept-gone"), "{}", outcome.err);
    assert_eq!((home.total("council"), home.total("lighthouse")), (12, 0));
    let only_lock = |listing: &super::home::Listing| {
        listing
            .iter()
            .filter(|(path, _)| !path.ends_with("lock"))
            .map(|(p, f)| (p.clone(), f.2.clone()))
            .collect::<Vec<_>>()
    };
    assert!(only_lock(&home.listing("index")) == only_lock(&before), "the index is as it was");
    home.wants(0, &["index", "--corpus", "other", "--accept-gone"]);
    assert_eq!((home.total("harvest1"), home.total("lighthouse")), (0, 1));
    home.is_sound(1);
}

#[test]
fn one_record_of_many_is_changed_added_and_removed() {
    let home = Home::new(&[]);
    let record = |id: u32, word: &str| {
        format!("{{\"id\": \"r{id}\", \"date\": \"2025-09-03\", \"text\": \"The quay {word}.\"}}\n")
    };
    let dump = |from: u32, word: &str| -> String {
        (from..500).map(|id| record(id, if id == 77 { word } else { "slept" })).collect()
    };
    home.write("corpus/dump.jsonl", &dump(0, "burned"));
    home.index();
    let id_of = |word: &str| home.answer(&["--", word])["hits"][0]["id"].clone();
    let id = id_of("burned");
    assert_eq!((home.total("quay"), home.total("burned")), (500, 1));
    home.write("corpus/dump.jsonl", &dump(0, "sank"));
    let told = home.wants(0, &["index"]);
    assert_eq!(counts(&told), Counts { files: 1, indexed: 1, unchanged: 0, refused: 0, failed: 0 });
    assert_eq!((home.total("quay"), home.total("burned"), home.total("sank")), (500, 0, 1));
    assert_eq!(id_of("sank"), id, "an article keeps its id");
    home.write("corpus/dump.jsonl", &dump(10, "sank"));
    home.index();
    home.is_sound(490);
    home.write("corpus/dump.jsonl", "");
    let told = home.wants(0, &["index"]);
    assert_eq!(counts(&told).refused, 1, "{told}");
    home.is_sound(0);
}
