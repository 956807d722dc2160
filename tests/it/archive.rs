//! What keeps an index whole: one writer at a time, crashes, lost manifests, older, newer and
//! foreign folders, folders that moved or cannot be written.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use onrecord::index::local;
use serde_json::Value;

use super::home::{Home, article, counts, of_output};

/// So many towns, each with a text long enough to take a while; `round` makes them new texts.
fn write_towns(home: &Home, towns: usize, round: usize) {
    let filler = "The council of Ardan spoke of wells and fences until the lamps were lit again. ".repeat(12);
    for town in 0..towns {
        let text = format!("date 2025-09-03 Town {town} counted harvest{round} on Wednesday.\n\n{filler}\n");
        home.write(&format!("corpus/{:02}/{town:05}.txt", town % 50), &text);
    }
}

fn records(count: usize, word: &str) -> String {
    let filler = "The council of Ardan spoke of wells and fences until the lamps were lit again. ".repeat(8);
    (0..count)
        .map(|id| {
            format!("{{\"id\": \"r{id}\", \"date\": \"2025-09-03\", \"text\": \"The {word} {id} slept. {filler}\"}}\n")
        })
        .collect()
}

#[test]
fn a_second_writer_is_told_who_holds_the_index_and_readers_go_on() {
    let home = Home::new(&[("a.txt", &article("2025-09-03", "ferry"))]);
    home.index();
    home.write("corpus/b.txt", &article("2025-09-03", "ferry"));
    let lock = local::lock(&home.at("index")).unwrap();
    let holder = format!("process {}", std::process::id());
    for typed in [["index"].as_slice(), &["search", "ferry", "--refresh"], &["forget", "a.txt"]] {
        let refused = home.run(typed);
        assert_eq!(refused.status, Some(4), "{typed:?} {}{}", refused.out, refused.err);
        assert!(refused.err.contains(&holder), "{typed:?} {}", refused.err);
    }
    assert_eq!(home.total("ferry"), 1);
    home.wants(0, &["show", "a.txt"]);
    home.wants(0, &["check"]);
    let status = home.wants(0, &["status"]);
    assert!(status.lines().any(|line| line.starts_with("writing now") && line.contains(&holder)), "{status}");
    drop(lock);
    home.index();
    assert_eq!(home.total("ferry"), 2);
}

#[test]
fn who_asks_for_the_writer_keeps_none_out() {
    let home = Home::new(&[("a.txt", &article("2025-09-03", "ferry"))]);
    home.index();
    let asking = fs::File::open(home.at("index/lock")).unwrap();
    asking.lock_shared().unwrap();
    thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(30));
            asking.unlock().unwrap();
        });
        local::lock(&home.at("index")).expect("the lock was free but for the question");
    });
}

#[test]
fn readers_see_one_whole_generation_while_a_writer_runs() {
    let home = Home::new(&[]);
    write_towns(&home, 1200, 0);
    home.index();
    write_towns(&home, 1200, 1);
    let mut writer = home.start(&["index", "--quiet"]);
    let mut asked = 0;
    while writer.try_wait().unwrap().is_none() {
        let answer = home.answer(&["harvest0 OR harvest1"]);
        assert_eq!(answer["total"], 1200);
        asked += 1;
    }
    assert!(asked > 0 && writer.wait().unwrap().success());
    assert_eq!((home.total("harvest0"), home.total("harvest1")), (0, 1200));
}

/// Kills the indexing at six moments; after each, nothing committed is lost, and the next run
/// comes to the end.
fn survives_kills(articles: u64, write_round: impl Fn(&Home, usize)) {
    let home = Home::new(&[]);
    write_round(&home, 0);
    let started = Instant::now();
    home.index();
    let took = started.elapsed();
    for round in 1..=6_usize {
        write_round(&home, round);
        let mut run = home.start(&["index", "--quiet"]);
        // Spread over the whole run, the late moments of commit and manifest closer together.
        thread::sleep(took * [10, 40, 65, 85, 95, 102][round - 1] / 100);
        run.kill().unwrap();
        run.wait().unwrap();
        let held = format!("harvest{} OR harvest{round}", round - 1);
        assert_eq!(home.total(&held), articles, "killed in round {round}");
        counts(&home.wants(0, &["index"]));
        assert_eq!(
            (home.total(&format!("harvest{}", round - 1)), home.total(&format!("harvest{round}"))),
            (0, articles)
        );
        home.is_sound(articles);
    }
}

#[test]
fn a_kill_loses_no_article_of_many_files_and_leaves_no_rubbish() {
    survives_kills(1000, |home, round| write_towns(home, 1000, round));
}

#[test]
fn a_kill_loses_no_article_of_one_file_and_leaves_no_rubbish() {
    survives_kills(1500, |home, round| home.write("corpus/dump.jsonl", &records(1500, &format!("harvest{round}"))));
}

#[test]
fn a_first_run_that_was_killed_is_begun_again() {
    let home = Home::new(&[]);
    write_towns(&home, 600, 0);
    for moment in [5, 60, 150, 300] {
        let _ = fs::remove_dir_all(home.at("index"));
        let mut run = home.start(&["index", "--quiet"]);
        thread::sleep(Duration::from_millis(moment));
        run.kill().unwrap();
        run.wait().unwrap();
        assert_eq!(home.total("harvest0"), 600, "a search builds what is missing");
        home.index();
        home.is_sound(600);
    }
}

#[test]
fn what_a_killed_run_left_is_collected_even_when_nothing_is_new() {
    let home = Home::new(&[("a.txt", &article("2025-09-03", "ferry"))]);
    home.index();
    let store = home.store();
    // As tantivy leaves them: a segment's file it has put on its list, and one it was about to
    // rename.
    let managed = fs::read_to_string(store.join(".managed.json")).unwrap();
    let orphan = "00112233445566778899aabbccddeeff.idx";
    fs::write(store.join(".managed.json"), managed.replacen('[', &format!("[\"{orphan}\","), 1)).unwrap();
    for rubbish in [orphan, ".tmpAbC123", "manifest.new", "summary.json.new"] {
        fs::write(store.join(rubbish), "half").unwrap();
    }
    fs::create_dir(home.at("index/store-7")).unwrap();
    fs::write(home.at("index/onrecord.json.new"), "half").unwrap();
    home.index();
    home.is_sound(1);
}

#[test]
fn a_list_of_removed_articles_left_by_a_killed_run_is_in_nobodys_way() {
    let home = Home::new(&[]);
    write_towns(&home, 40, 0);
    home.index();
    let before = files(&home.store());
    home.write("corpus/00/00000.txt", &article("2025-09-03", "ferry"));
    home.index();
    let left = files(&home.store()).into_iter().find(|(path, _)| path.extension().is_some_and(|is| is == "del"));
    let (left, bytes) = left.expect("an article was replaced");
    // As a kill leaves it: the list is written and the commit that needs it is not.
    fs::remove_dir_all(home.store()).unwrap();
    fs::create_dir(home.store()).unwrap();
    for (path, bytes) in before {
        fs::write(path, bytes).unwrap();
    }
    let managed = home.store().join(".managed.json");
    let name = left.file_name().unwrap().to_string_lossy();
    let list = fs::read_to_string(&managed).unwrap().replacen('[', &format!("[\"{name}\","), 1);
    fs::write(&managed, list).unwrap();
    fs::write(&left, bytes).unwrap();
    home.index();
    home.is_sound(40);
}

fn interrupt(run: &Child) {
    assert!(Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap().success());
}

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// The segments that stand or are being written, of whichever store.
fn segments(home: &Home) -> BTreeSet<OsString> {
    let files = walkdir::WalkDir::new(home.at("index")).into_iter().filter_map(Result::ok);
    files.map(|file| file.file_name().to_os_string()).filter(|name| name.to_string_lossy().contains(".store")).collect()
}

/// Interrupts an indexing soon after the first article was written.
fn interrupted(home: &Home) -> String {
    let before = segments(home);
    let run = home.start(&["index"]);
    let started = Instant::now();
    while segments(home).is_subset(&before) && started.elapsed() < Duration::from_secs(30) {
        thread::sleep(Duration::from_millis(2));
    }
    thread::sleep(Duration::from_millis(50));
    interrupt(&run);
    let outcome = of_output(run.wait_with_output().unwrap());
    assert_eq!(outcome.status, Some(130), "{}{}", outcome.out, outcome.err);
    assert!(outcome.out.contains("Interrupted. What was committed is kept"), "{}", outcome.out);
    outcome.out
}

#[test]
fn an_interrupted_run_keeps_what_it_did_and_the_next_goes_on() {
    let home = Home::new(&[]);
    write_towns(&home, 2500, 0);
    let told = interrupted(&home);
    let done = counts(&told);
    assert!(0 < done.indexed && done.indexed < 2500, "{told}");
    assert!(told.contains(" not come to\n"), "{told}");
    let answer = home.answer(&["harvest0"]);
    assert_eq!(answer["total"], done.indexed);
    let notices = answer["notices"].to_string();
    assert!(notices.contains("did not come to its end"), "{notices}");
    home.is_sound(done.indexed);
    let rest = home.index();
    assert_eq!((rest.indexed, rest.unchanged), (2500 - done.indexed, done.indexed));
    assert_eq!(home.answer(&["harvest0"])["notices"], Value::Array(Vec::new()));
    home.is_sound(2500);
}

#[test]
fn an_interrupted_file_of_many_articles_loses_none_and_is_read_again() {
    let home = Home::new(&[("dump.jsonl", &records(5000, "harvest0"))]);
    home.index();
    home.write("corpus/dump.jsonl", &records(5000, "harvest1"));
    let told = interrupted(&home);
    assert_eq!(counts(&told).indexed, 0, "{told}");
    assert_eq!(home.total("harvest0 OR harvest1"), 5000);
    home.is_sound(5000);
    assert_eq!(home.index().indexed, 1);
    assert_eq!((home.total("harvest0"), home.total("harvest1")), (0, 5000));
    home.is_sound(5000);
}

#[test]
fn a_reading_again_that_was_interrupted_is_not_taken_for_done() {
    let home = Home::new(&[("first.jsonl", "{\"id\": \"1\", \"kicker\": \"Pier closed\", \"text\": \"A storm.\"}\n")]);
    write_towns(&home, 3000, 0);
    home.write("corpus/zz.jsonl", "{\"id\": \"1\", \"kicker\": \"Pier open\", \"text\": \"A calm.\"}\n");
    home.index();
    home.write("onrecord.toml", "[map]\nkicker = \"headline\"\n");
    interrupted(&home);
    home.index();
    assert_eq!(home.total("headline:pier"), 2);
    home.is_sound(3002);
}

#[test]
fn a_manifest_that_is_lost_damaged_or_of_another_generation_is_made_again() {
    let home = Home::new(&[("dump.jsonl", &records(40, "harvest")), ("a.txt", &article("2025-09-03", "ferry"))]);
    home.index();
    let manifest = home.store().join("manifest");
    let first = fs::read(&manifest).unwrap();
    let mends = |how: &str| {
        let checked = home.wants(4, &["check"]);
        assert!(checked.contains("problem: "), "{how}: {checked}");
        let counted = home.index();
        assert_eq!((counted.indexed, counted.files, counted.unchanged), (0, counted.files, counted.files), "{how}");
        home.is_sound(home.total("date:2025"));
    };
    fs::remove_file(&manifest).unwrap();
    mends("lost");
    let mut damaged = fs::read(&manifest).unwrap();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    fs::write(&manifest, damaged).unwrap();
    mends("damaged");
    home.write("corpus/b.txt", &article("2025-09-03", "lighthouse"));
    home.index();
    fs::write(&manifest, first).unwrap();
    mends("of another generation");
    assert_eq!(home.total("lighthouse"), 1);
}

#[test]
fn an_entry_whose_last_article_is_missing_is_read_again() {
    let home = Home::new(&[("dump.jsonl", &records(40, "harvest")), ("a.txt", &article("2025-09-03", "ferry"))]);
    home.index();
    home.wants(0, &["forget", "dump.jsonl#r39"]);
    fs::remove_file(home.store().join("manifest")).unwrap();
    let counted = home.index();
    assert_eq!((counted.indexed, counted.unchanged), (1, 1), "the file without its end, and only that");
    assert_eq!(home.total("harvest"), 39);
    home.is_sound(40);
}

/// Rewrites a value of the index's marker.
fn set_marker(home: &Home, key: &str, value: Value) {
    let path = home.at("index/onrecord.json");
    let mut marker: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    marker[key] = value;
    fs::write(path, serde_json::to_string_pretty(&marker).unwrap()).unwrap();
}

#[test]
fn an_older_format_is_built_again_beside_the_old_one_after_saying_so() {
    let home = Home::new(&[("a.txt", &article("2025-09-03", "ferry"))]);
    home.index();
    let (id, old) = (home.answer(&["ferry"])["hits"][0]["id"].clone(), home.store());
    set_marker(&home, "format", 0.into());
    let refused = home.run(&["status"]);
    assert_eq!(refused.status, Some(4));
    assert!(refused.err.contains("older format"), "{}", refused.err);
    let built = home.run(&["search", "ferry"]);
    assert_eq!(built.status, Some(0), "{}", built.err);
    assert!(built.err.contains("format 0") && built.err.contains("built again"), "{}", built.err);
    assert_ne!(home.store(), old, "beside, then instead");
    assert_eq!(home.answer(&["ferry"])["hits"][0]["id"], id, "an article keeps its id");
    home.is_sound(1);
}

#[test]
fn a_rebuild_that_was_cut_off_leaves_the_old_index_and_no_heap_of_stores() {
    let home = Home::new(&[]);
    write_towns(&home, 3000, 0);
    home.index();
    let old = home.store();
    set_marker(&home, "format", 0.into());
    for _ in 0..3 {
        interrupted(&home);
        assert_eq!(home.store(), old);
    }
    let stores = fs::read_dir(home.at("index")).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert!(stores.count() <= 2, "the old one, and what was begun");
    home.index();
    home.is_sound(3000);
}

/// Runs everything that writes or reads against the folder `index`, wants it refused and every
/// file untouched.
fn refused_and_untouched(home: &Home, reason: &str) {
    fs::set_permissions(home.at("index"), fs::Permissions::from_mode(0o755)).unwrap();
    let before = home.listing("index");
    for typed in [["index"].as_slice(), &["search", "ferry"], &["forget", "a.txt"], &["status"], &["check"]] {
        let refused = home.run(typed);
        assert_eq!(refused.status, Some(4), "{typed:?} {}{}", refused.out, refused.err);
        assert!(refused.err.contains(reason), "{typed:?} {}", refused.err);
    }
    assert!(home.listing("index") == before, "{:?}", home.listing("index").keys());
    let mode = fs::metadata(home.at("index")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o755, "nor who may look into it");
}

#[test]
fn a_newer_format_is_refused_and_untouched() {
    let home = Home::new(&[("a.txt", &article("2025-09-03", "ferry"))]);
    home.index();
    set_marker(&home, "format", 99.into());
    refused_and_untouched(&home, "format 99");
}

#[test]
fn a_folder_of_someone_elses_is_refused_and_untouched() {
    let home = Home::new(&[("a.txt", &article("2025-09-03", "ferry"))]);
    home.write("index/letter.txt", "Dear aunt");
    refused_and_untouched(&home, "is not an onrecord index");
    home.remove("index/letter.txt");
    home.write("index/onrecord.json", "{\"made_by\": \"another program\"}");
    refused_and_untouched(&home, "is not an onrecord index");
}

#[test]
fn forgetting_without_an_index_makes_none() {
    let home = Home::new(&[("a.txt", &article("2025-09-03", "ferry"))]);
    let refused = home.run(&["forget", "a.txt"]);
    assert_eq!(refused.status, Some(4), "{}", refused.err);
    assert!(refused.err.contains("there is no index"), "{}", refused.err);
    assert!(!home.at("index").exists());
}

#[test]
fn only_its_owner_looks_into_an_index_and_it_holds_no_place_of_this_computer() {
    let home = Home::new(&[("a.txt", &article("2025-09-03", "ferry"))]);
    home.index();
    assert_eq!(fs::metadata(home.at("index")).unwrap().permissions().mode() & 0o777, 0o700);
    let name = home.name();
    for (path, (_, _, content)) in home.listing("index").iter().chain(&home.listing("index.kept")) {
        let found = content.windows(name.len()).any(|part| part == name.as_bytes());
        assert!(!found, "{} names {name}", path.display());
    }
}

#[test]
fn an_index_elsewhere_and_without_its_corpus_answers() {
    let home = Home::new(&[("a.txt", &article("2025-09-03", "ferry"))]);
    home.index();
    fs::create_dir_all(home.at("far/away")).unwrap();
    fs::rename(home.at("index"), home.at("far/away/index")).unwrap();
    fs::remove_dir_all(home.at("corpus")).unwrap();
    let index = ["--index", "far/away/index"];
    for (typed, expected) in [
        (["search", "ferry"].as_slice(), "a.txt"),
        (&["show", "a.txt"], "spoke of the ferry"),
        (&["status"], "articles    1"),
        (&["check"], "The index is sound."),
    ] {
        let typed: Vec<&str> = typed.iter().chain(&index).copied().collect();
        let told = home.wants(0, &typed);
        assert!(told.contains(expected), "{typed:?} {told}");
    }
}

#[test]
fn asking_changes_nothing_in_the_index() {
    let home = Home::new(&[("a.txt", &article("2025-09-03", "ferry"))]);
    home.index();
    let before = home.listing("index");
    for typed in
        [["search", "ferry"].as_slice(), &["search", "ferry", "--json"], &["show", "a.txt"], &["status"], &["check"]]
    {
        home.wants(0, typed);
    }
    assert!(home.listing("index") == before);
}

#[test]
fn an_index_on_a_read_only_medium_answers() {
    let home = Home::new(&[("a.txt", &article("2025-09-03", "ferry"))]);
    home.index();
    // A mount of its own, which only this command sees. Where the system forbids that there is
    // no such medium to be had; `asking_changes_nothing_in_the_index` holds everywhere.
    let script = "mount --bind index index && mount -o remount,bind,ro index || exit 77; \
                  touch index/new 2>/dev/null && exit 78; \"$@\"";
    for (typed, expected) in [
        (["search", "ferry"].as_slice(), "a.txt"),
        (&["show", "a.txt"], "ferry"),
        (&["status"], "1 file"),
        (&["check"], "sound"),
    ] {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", script, "sh", env!("CARGO_BIN_EXE_onrecord")]);
        command.args(typed).current_dir(home.at(".")).env("HOME", home.at("."));
        let Ok(output) = command.output() else { return };
        let read = of_output(output);
        if read.status == Some(77) || read.err.contains("unshare failed") {
            return;
        }
        assert_eq!(read.status, Some(0), "{typed:?} {}{}", read.out, read.err);
        assert!(read.out.contains(expected), "{typed:?} {}", read.out);
    }
}
