//! The program as it is run: exit status, what goes where, what cannot happen to a terminal.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a corpus in it, and nothing else of this computer's settings.
struct Archive {
    folder: TempDir,
}

struct Outcome {
    status: Option<i32>,
    out: String,
    err: String,
}

const DROUGHT: &str = "date 2025-09-03 The mayor of Ardan resigned over the drought fund on Wednesday.\n\n\
    “The money was never mine to spend,” Ilse Torvald said.\n";
const FERRY: &str = "date 2024-03-01 The ferry to Osk Island will stop in April, the harbour office said.\n\n\
    A storm had damaged the pier.\n";

impl Archive {
    fn new(files: &[(&str, &str)]) -> Archive {
        let archive = Archive { folder: TempDir::new().unwrap() };
        fs::create_dir(archive.path().join("corpus")).unwrap();
        for (name, text) in files {
            archive.write(&format!("corpus/{name}"), text);
        }
        archive
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn command(&self, typed: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(typed).current_dir(self.path()).env_clear().stdin(Stdio::null());
        command.env("HOME", self.path()).env("XDG_CONFIG_HOME", self.path().join("config"));
        command.env("ONRECORD_TODAY", "2025-10-01");
        command
    }

    fn run(&self, typed: &[&str]) -> Outcome {
        outcome(self.command(typed))
    }

    /// Runs and wants this status; gives back standard output.
    fn wants(&self, status: i32, typed: &[&str]) -> String {
        let outcome = self.run(typed);
        assert_eq!(outcome.status, Some(status), "{typed:?}\n{}{}", outcome.out, outcome.err);
        outcome.out
    }
}

fn outcome(mut command: Command) -> Outcome {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn two_articles() -> Archive {
    Archive::new(&[("towns/ardan.txt", DROUGHT), ("harbour/ferry.txt", FERRY)])
}

#[test]
fn a_first_search_builds_the_index_and_a_second_only_asks_it() {
    let archive = two_articles();
    let first = archive.run(&["search", "drought"]);
    assert_eq!(first.status, Some(0), "{}", first.err);
    assert!(first.err.contains("2 files: 2 indexed, 0 unchanged, 0 refused, 0 failed"), "{}", first.err);
    assert!(first.out.starts_with("1  2025-09-03  The mayor of Ardan resigned over the drought fund"), "{}", first.out);
    assert!(first.out.contains("towns/ardan.txt"), "{}", first.out);
    assert!(first.out.contains("index of 2 articles"), "{}", first.out);
    archive.write("corpus/new.txt", "date 2025-09-05 The drought went on, farmers said on Friday.\n");
    let second = archive.run(&["search", "drought"]);
    assert_eq!((second.status, second.err.as_str()), (Some(0), ""));
    assert!(second.out.contains("1 article ·") || second.out.contains("1 article\n"), "{}", second.out);
    let refreshed = archive.wants(0, &["search", "drought", "--refresh", "--quiet", "--format", "paths"]);
    assert!(refreshed.contains("corpus/new.txt\n"), "{refreshed}");
}

#[test]
fn the_exit_status_tells_how_it_ended() {
    let archive = two_articles();
    archive.wants(0, &["index"]);
    archive.wants(0, &["search", "ferry"]);
    archive.wants(1, &["search", "ferry", "--on", "2025"]);
    archive.wants(1, &["search", "nothingofthiskind"]);
    archive.wants(2, &["search", "ferry", "--from", "soonish"]);
    archive.wants(2, &["search", "--strict", "(ferry"]);
    archive.wants(2, &["search", "--json", "\"ferry"]);
    archive.wants(2, &["search"]);
    archive.wants(2, &["serch"]);
    archive.wants(1, &["show", "nowhere.txt"]);
    archive.wants(4, &["status", "--index", "elsewhere"]);
    archive.wants(4, &["search", "ferry", "--corpus", "nowhere", "--index", "elsewhere"]);
    archive.wants(0, &["check"]);
}

#[test]
fn some_of_the_words_are_offered_however_strict_the_query() {
    let archive = two_articles();
    archive.wants(0, &["index"]);
    let listed = archive.wants(1, &["search", "--strict", "drought ferry"]);
    assert!(listed.starts_with("No article has all of these words.\n2 articles with some of them"), "{listed}");
    let answer: Value = serde_json::from_str(&archive.wants(1, &["search", "--json", "drought ferry"])).unwrap();
    assert_eq!((&answer["total"], &answer["instead"]["total"]), (&0.into(), &2.into()), "{answer}");
    assert_eq!(answer["instead"]["hits"].as_array().map(Vec::len), Some(2));
    let table = archive.run(&["search", "--format", "csv", "drought ferry"]);
    assert_eq!(table.out.lines().count(), 1, "{}", table.out);
    assert!(table.err.contains("2 articles with some of them (--any lists them)"), "{}", table.err);
}

#[test]
fn an_article_is_named_by_its_path_through_the_corpus_too() {
    let archive = two_articles();
    archive.wants(0, &["index"]);
    let paths = archive.wants(0, &["search", "drought", "--format", "paths"]);
    for path in [paths.trim_end(), "./corpus/towns/ardan.txt", "./towns/ardan.txt", "towns/ardan.txt"] {
        assert!(archive.wants(0, &["show", path]).contains("Ilse Torvald"), "{path}");
    }
    let absolute = archive.path().canonicalize().unwrap().join("corpus/towns/ardan.txt");
    archive.wants(0, &["show", absolute.to_str().unwrap()]);
    let missed = archive.run(&["show", "harbour/ferry"]);
    assert!(missed.err.contains("\n  harbour/ferry.txt\n  hint"), "{}", missed.err);
}

#[test]
fn what_is_missing_is_named_once() {
    let archive = two_articles();
    let nowhere = archive.run(&["index", "--corpus", "nowhere"]);
    assert!(nowhere.err.starts_with("onrecord: the corpus folder nowhere does not exist;"), "{}", nowhere.err);
    let forgotten = archive.run(&["forget", "towns/ardan.txt"]);
    assert!(forgotten.err.starts_with("onrecord: there is no index in index"), "{}", forgotten.err);
}

#[test]
fn a_notice_is_given_once() {
    let archive = two_articles();
    let listed = archive.wants(0, &["search", "((((drought"]);
    assert_eq!(listed.matches("never closed").count(), 1, "{listed}");
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let archive = two_articles();
    archive.write("letters/dear.txt", "Dear aunt");
    let outcome = archive.run(&["index", "--index", "letters"]);
    assert_eq!(outcome.status, Some(4), "{}", outcome.err);
    assert!(outcome.err.contains("is not an onrecord index"), "{}", outcome.err);
    let left: Vec<_> = fs::read_dir(archive.path().join("letters")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing was put there");
}

#[test]
fn a_mistake_is_shown_with_its_place_and_without_rust() {
    let archive = two_articles();
    archive.wants(0, &["index", "-q"]);
    let outcome = archive.run(&["search", "--strict", "(ferry OR pier"]);
    assert!(outcome.err.contains("(ferry OR pier\n") && outcome.err.contains('^'), "{}", outcome.err);
    assert!(!outcome.err.contains("Error") && !outcome.err.contains("panicked"), "{}", outcome.err);
    assert_eq!(outcome.out, "");
    let dashed = archive.run(&["search", "-river", "drought"]);
    assert!(dashed.err.contains("onrecord search -- -river"), "{}", dashed.err);
}

#[test]
fn json_is_one_object_and_the_same_each_time() {
    let archive = two_articles();
    archive.wants(0, &["index"]);
    let typed = ["search", "mayor drought", "--json", "--facets", "year,publisher"];
    let first = archive.wants(0, &typed);
    assert_eq!(first, archive.wants(0, &typed));
    let answer: Value = serde_json::from_str(&first).unwrap();
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["total"], 1);
    assert_eq!(answer["made"]["now"], "2025-10-01");
    assert_eq!(answer["hits"][0]["path"], "towns/ardan.txt");
    assert_eq!(answer["hits"][0]["published"]["day"], "2025-09-03");
    assert_eq!(answer["facets"][0]["values"][0]["value"], "2025");
    let shown: Value = serde_json::from_str(&archive.wants(0, &["show", "towns/ardan.txt", "--json"])).unwrap();
    let snippet = &answer["hits"][0]["snippets"][0];
    let start = snippet["start"].as_u64().unwrap() as usize;
    let text = snippet["text"].as_str().unwrap();
    assert_eq!(&shown["text"].as_str().unwrap()[start..start + text.len()], text, "`start` points into the text");
}

#[test]
fn characters_are_counted_when_asked_for() {
    let archive = Archive::new(&[("a.txt", "date 2025-09-03 Über Ödmark fiel Schnee; ein Sturm zog auf.\n")]);
    archive.wants(0, &["index"]);
    let lit = |unit: &str| {
        let line = archive.wants(0, &["search", "sturm", "--json", "--offsets", unit]);
        let answer: Value = serde_json::from_str(&line).unwrap();
        answer["hits"][0]["snippets"][0]["highlights"][0][0].as_u64().unwrap()
    };
    assert_eq!(lit("bytes") - lit("chars"), 2, "two letters of two bytes stand before it");
}

#[test]
fn a_batch_answers_every_query_it_can() {
    let record = "{\"id\": \"w 7\", \"title\": \"Pier closed\", \"date\": \"2024-03-02\", \"text\": \"The storm closed the pier.\"}\n";
    let archive = Archive::new(&[("dump.jsonl", record), ("towns/ardan.txt", DROUGHT)]);
    archive.write("q.tsv", "1\tstorm\n2\tunicorns\n3\tdrought?! (fund\n");
    archive.wants(0, &["index"]);
    let run = archive.wants(0, &["search", "--batch", "q.tsv", "--plain", "--any", "--format", "trec"]);
    let lines: Vec<Vec<&str>> = run.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(lines.len(), 2, "{run}");
    assert_eq!(lines[0][..4], ["1", "Q0", "w_7", "1"]);
    assert_eq!((lines[1][0], lines[1][5]), ("3", "onrecord"));
    let strict = archive.run(&["search", "--batch", "q.tsv", "--format", "jsonl"]);
    assert_eq!(strict.status, Some(2), "{}", strict.err);
    assert!(strict.err.contains("query 3: "), "{}", strict.err);
    let kinds: Vec<Value> = strict.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = kinds.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["hit", "answer", "answer"]);
}

#[test]
fn a_reader_that_has_gone_is_no_fault() {
    let archive = two_articles();
    archive.wants(0, &["index"]);
    for typed in [["search", "the"].as_slice(), &["search", "the", "--json"], &["show", "towns/ardan.txt"], &["man"]] {
        let mut child = archive.command(typed).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{typed:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{typed:?}");
    }
}

#[test]
fn an_article_cannot_drive_the_terminal() {
    let hostile =
        "title: Storm \u{1b}]0;owned\u{7} over \u{202e}Ardan\ndate: 2025-09-03\n\nThe \u{1b}[31mstorm\u{9b}2J came.\n";
    let archive = Archive::new(&[("storm\u{1b}[2J.txt", hostile)]);
    let index = archive.run(&["index", "-v"]);
    let search = archive.run(&["search", "storm"]);
    let table = archive.run(&["search", "storm", "--format", "csv"]);
    let json = archive.run(&["search", "storm", "--json"]);
    let show = archive.run(&["show", "storm\u{1b}[2J.txt"]);
    let unknown = archive.run(&["show", "\u{1b}[2J"]);
    let mistyped = archive.run(&["search", "--\u{1b}[2J"]);
    assert!(search.out.contains("␛]0;owned␇") && show.out.contains("␛[31mstorm"), "{}{}", search.out, show.out);
    for outcome in [index, search, table, json, show, unknown, mistyped] {
        for text in [&outcome.out, &outcome.err] {
            let driven = text.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']);
            assert!(!driven, "{text:?}");
        }
    }
}

#[test]
fn styles_come_when_asked_for_and_never_else() {
    let archive = two_articles();
    archive.wants(0, &["index"]);
    let plain = archive.wants(0, &["search", "drought"]);
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
    let styled = archive.wants(0, &["search", "drought", "--color", "always"]);
    assert!(styled.contains("\u{1b}[1m"), "{styled:?}");
    assert!(!styled.contains("\u{1b}]8"), "links are for terminals alone: {styled:?}");
    let mut command = archive.command(&["search", "drought"]);
    command.env("CLICOLOR_FORCE", "1");
    assert!(outcome(command).out.contains("\u{1b}[1m"));
    let mut command = archive.command(&["search", "drought"]);
    command.env("COLUMNS", "40");
    let narrow = outcome(command).out;
    assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
}

#[test]
fn settings_come_from_flag_environment_folder_user_and_default() {
    let archive = two_articles();
    let limit = |typed: &[&str], variable: Option<&str>| {
        let mut command = archive.command(&["search", "the", "--json"]);
        command.args(typed);
        command.envs(variable.map(|limit| ("ONRECORD_LIMIT", limit)));
        let answer: Value = serde_json::from_str(&outcome(command).out).unwrap();
        answer["made"]["options"]["limit"].as_u64()
    };
    assert_eq!(limit(&[], None), Some(10));
    archive.write("config/onrecord/onrecord.toml", "limit = 4\n");
    assert_eq!(limit(&[], None), Some(4));
    archive.write("onrecord.toml", "limit = 3\n");
    assert_eq!(limit(&[], None), Some(3));
    assert_eq!(limit(&[], Some("2")), Some(2));
    assert_eq!(limit(&["--limit", "1"], Some("2")), Some(1));
    assert_eq!(limit(&["--limit", "all"], Some("2")), None);
    let shown = archive.wants(0, &["status", "--verbose"]);
    assert!(shown.lines().any(|line| line.split_whitespace().eq(["limit", "3", "onrecord.toml"])), "{shown}");
    archive.write("onrecord.toml", "limt = 3\n");
    let outcome = archive.run(&["status"]);
    assert_eq!(outcome.status, Some(2));
    assert!(
        outcome.err.contains("onrecord.toml: the key `limt` is not known; did you mean `limit`?"),
        "{}",
        outcome.err
    );
}

#[test]
fn a_forgotten_article_stays_out() {
    let archive = two_articles();
    archive.wants(0, &["index"]);
    let told = archive.wants(0, &["forget", "towns/ardan.txt"]);
    assert!(told.contains("1 article forgotten:") && told.contains("towns/ardan.txt"), "{told}");
    archive.wants(1, &["search", "drought"]);
    archive.write("corpus/towns/ardan.txt", &format!("{DROUGHT}\nA word more.\n"));
    archive.wants(0, &["index"]);
    archive.wants(1, &["search", "drought"]);
    assert!(archive.wants(0, &["status"]).contains("forgotten   1 article"));
}

#[test]
fn an_article_is_shown_with_what_is_known_of_it() {
    let related = format!("{DROUGHT}\nIS THE FERRY LINE SINKING AGAIN?\n\nThe council meets on Monday.\n");
    let archive = Archive::new(&[("towns/ardan.txt", &related)]);
    archive.wants(0, &["index"]);
    let shown = archive.wants(0, &["show", "towns/ardan.txt"]);
    assert!(shown.contains("published   2025-09-03 (to the day, from its header)\n"), "{shown}");
    assert!(shown.contains("first seen  2025-10-01\n"), "{shown}");
    assert!(shown.contains("  [related headline] IS THE FERRY LINE SINKING"), "{shown}");
}

#[test]
fn the_manual_and_the_completions_are_written() {
    let archive = Archive::new(&[]);
    archive.wants(0, &["man", "--write", "pages"]);
    assert_eq!(fs::read_dir(archive.path().join("pages")).unwrap().count(), 18);
    assert!(archive.wants(0, &["man", "search"]).contains("NEAR/5"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(archive.wants(0, &["completions", shell]).contains("onrecord"), "{shell}");
    }
    assert!(archive.wants(0, &["search", "--help"]).contains("atleast3(drought)"));
}
