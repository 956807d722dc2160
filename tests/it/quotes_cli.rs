//! `onrecord quotes`, and what `onrecord search` shows of quotes, as they are run.

use std::process::Stdio;

use expect_test::{Expect, expect};
use serde_json::Value;

use crate::home::{Home, outcome};

/// Quotes of all kinds: broken ones, brackets, a report, a denial, a silence, another day.
const ARDAN: &str = "\
title: Mayor of Ardan resigns over the drought fund
date: 2025-09-03
publisher: Valley Post

The mayor of Ardan resigned over the drought fund on Wednesday.

“The money in the drought fund was never mine to spend,” Ilse Torvald, the mayor, said. She added that the wells would be dry before the winter.

“Not a drop is left,” said Torvald, “and [the council] knew it in June.”

Torvald denied that she had taken the money for her own house. Martin Vale, the treasurer, did not respond to a request for comment.

Torvald said on Monday that she had warned Martin Vale of the empty wells.
";
/// A copy with other marks and another cue, and officials without a name.
const COPY: &str = "\
title: Drought fund: mayor steps down
date: 2025-09-04
publisher: Osk Wire

The mayor of Ardan has stepped down.

“The money in the drought fund was never mine to spend”, Ilse Torvald told reporters.

In the evening officials said that the fund had been empty since June.
";
/// Almost the same words by the same speaker, the very words by another, and a namesake.
const LATER: &str = "\
title: A year of drought
date: 2025-10

“The money in the drought fund was not mine to spend,” said Ilse Torvald in August.

Martin Vale said: “The money in the drought fund was never mine to spend.” Edda Torvald, a teacher, laughed. “We have wells of our own,” she said.
";

fn home() -> Home {
    let home = Home::new(&[("towns/ardan.txt", ARDAN), ("wire/copy.txt", COPY), ("wire/later.txt", LATER)]);
    home.index();
    home
}

/// What people see at a width.
fn shown(home: &Home, columns: usize, typed: &[&str]) -> String {
    let mut command = home.command(typed);
    command.env("COLUMNS", columns.to_string());
    let text = outcome(command).out;
    assert!(text.lines().all(|line| line.chars().count() <= columns), "{text}");
    text
}

fn check(home: &Home, columns: usize, typed: &[&str], expected: Expect) {
    expected.assert_eq(&shown(home, columns, typed));
}

/// The words of each hit, in order, and the paths of its other places behind them.
fn found(home: &Home, typed: &[&str]) -> Vec<String> {
    let typed: Vec<&str> = ["quotes", "--json", "--limit", "all"].iter().chain(typed).copied().collect();
    let outcome = home.run(&typed);
    assert!(matches!(outcome.status, Some(0 | 1)), "{typed:?}: {}", outcome.err);
    let answer: Value = serde_json::from_str(&outcome.out).unwrap();
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(answer["total"].as_u64().unwrap() > 0, !hits.is_empty());
    let hit = |hit: &Value| {
        let places = hit["places"].as_array().unwrap();
        let first = &places[0];
        let words = match &first["quote"]["words"] {
            Value::Null => first["silence"]["words"].as_str().unwrap().to_string(),
            words => {
                words.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect::<Vec<_>>().join(" … ")
            }
        };
        places[1..].iter().fold(words, |words, place| format!("{words} + {}", place["path"].as_str().unwrap()))
    };
    hits.iter().map(hit).collect()
}

#[track_caller]
fn finds(home: &Home, typed: &[&str], expected: &[&str]) {
    assert_eq!(found(home, typed), expected, "{typed:?}");
}

const MONEY: &str = "The money in the drought fund was never mine to spend, + wire/copy.txt + wire/later.txt";
const VALES_MONEY: &str = "The money in the drought fund was never mine to spend.";
const DROP: &str = "Not a drop is left, … and [the council] knew it in June.";
const WELLS: &str = "the wells would be dry before the winter";
const OWN: &str = "We have wells of our own,";
const WARNED: &str = "she had warned Martin Vale of the empty wells";
const HOUSE: &str = "she had taken the money for her own house";
const SILENCE: &str = "Martin Vale, the treasurer, did not respond to a request for comment.";

#[test]
fn every_quote_is_listed_the_latest_first() {
    check(
        &home(),
        80,
        &["quotes"],
        expect![[r#"
            1  2025-10     “The money in the drought fund was never mine to spend.”
               Martin Vale · said · direct · stated
               A year of drought
               wire/later.txt

            2  2025-10     “We have wells of our own,”
               Edda Torvald, a teacher · said · direct · resolved
               A year of drought
               wire/later.txt

            3  2025-09-04  the fund had been empty since June
               In the evening officials · said · indirect · unnamed, resolved
               Drought fund: mayor steps down
               Osk Wire · wire/copy.txt

            4  2025-09-03  “The money in the drought fund was never mine to spend,”
               Ilse Torvald, the mayor · said · direct · stated
               Mayor of Ardan resigns over the drought fund
               Valley Post · towns/ardan.txt
               also in 2025-09-04 Osk Wire wire/copy.txt; 2025-10 wire/later.txt

            5  2025-09-03  the wells would be dry before the winter
               Ilse Torvald, the mayor · added · indirect · resolved
               Mayor of Ardan resigns over the drought fund
               Valley Post · towns/ardan.txt

            6  2025-09-03  “Not a drop is left,” … “and [the council] knew it in June.”
               Ilse Torvald, the mayor · said · direct · resolved
               Mayor of Ardan resigns over the drought fund
               Valley Post · towns/ardan.txt

            7  2025-09-03  she had warned Martin Vale of the empty wells
               Ilse Torvald, the mayor · said · indirect · resolved · said 2025-09-01,
               printed 2025-09-03
               Mayor of Ardan resigns over the drought fund
               Valley Post · towns/ardan.txt

            9 quotes in 3 articles, 7 without repetitions · 4 stated, 5 resolved
            left out: 1 denied (--polarity any) · 1 silence (--kind silence)
            index of 3 articles · generation 1 · indexed just now
        "#]],
    );
}

#[test]
fn a_narrow_terminal_is_enough() {
    check(
        &home(),
        40,
        &["quotes", "drop OR money", "--explain-query"],
        expect![[r#"
        understood: drop OR money

        1  2025-09-03  “Not a drop is left,” …
           “and [the council] knew it in June.”
           Ilse Torvald, the mayor · said ·
           direct · resolved
           Mayor of Ardan resigns over the
           drought fund
           Valley Post · towns/ardan.txt

        2  2025-10     “The money in the drought
           fund was never mine to spend.”
           Martin Vale · said · direct · stated
           A year of drought
           wire/later.txt

        3  2025-09-03  “The money in the drought
           fund was never mine to spend,”
           Ilse Torvald, the mayor · said ·
           direct · stated
           Mayor of Ardan resigns over the
           drought fund
           Valley Post · towns/ardan.txt
           also in 2025-09-04 Osk Wire
             wire/copy.txt; 2025-10
             wire/later.txt

        5 quotes in 3 articles, 3 without
          repetitions · 4 stated, 1 resolved
        left out: 1 denied (--polarity any)
        index of 3 articles · generation 1 ·
          indexed just now
    "#]],
    );
}

#[test]
fn conditions_hold_of_one_quote() {
    let home = home();
    finds(&home, &["speaker:torvald said:wells about:vale"], &[WARNED]);
    finds(&home, &["speaker:torvald said:money about:vale"], &[]);
    finds(&home, &["wells NOT said:winter", "--speaker", "Ilse Torvald"], &[WARNED]);
    finds(&home, &["--speaker", "vale"], &[VALES_MONEY]);
    finds(&home, &["--role", "teacher"], &[OWN]);
    finds(&home, &["wells", "--publisher", "post"], &[WELLS, WARNED]);
    finds(&home, &["wells article:teacher"], &[OWN]);
    finds(&home, &["money wells"], &[]);
    finds(&home, &["role:officials"], &["the fund had been empty since June"]);
}

#[test]
fn flags_are_conditions_of_the_query() {
    let home = home();
    finds(&home, &["--kind", "direct", "--on", "2025-09-03"], &[MONEY.split(" + ").next().unwrap(), DROP]);
    finds(
        &home,
        &["--certainty", "stated", "--from", "2025-10"],
        &["The money in the drought fund was not mine to spend,", VALES_MONEY],
    );
    finds(&home, &["--spoken", "2025-09-01"], &[WARNED]);
    finds(&home, &["--about", "vale", "--lang", "en"], &[WARNED]);
    finds(&home, &["wells", "--sort", "oldest"], &[WELLS, WARNED, OWN]);
}

#[test]
fn what_was_not_affirmed_is_left_out_until_it_is_asked_for() {
    let home = home();
    finds(&home, &["house"], &[]);
    finds(&home, &["house", "--polarity", "denied"], &[HOUSE]);
    finds(&home, &["house", "--polarity", "any"], &[HOUSE]);
    check(
        &home,
        80,
        &["quotes", "house"],
        expect![[r#"
        No quote matches house

        no quotes
        left out: 1 denied (--polarity any)
        index of 3 articles · generation 1 · indexed just now
    "#]],
    );
    check(
        &home,
        80,
        &["quotes", "house", "--polarity", "any"],
        expect![[r#"
            1  2025-09-03  she had taken the money for her own house
               Ilse Torvald, the mayor · denied · indirect · resolved · denied by the
               speaker
               Mayor of Ardan resigns over the drought fund
               Valley Post · towns/ardan.txt

            1 quote in 1 article · 1 resolved
            index of 3 articles · generation 1 · indexed just now
        "#]],
    );
}

#[test]
fn silences_are_facts_too() {
    let home = home();
    finds(&home, &["--kind", "silence"], &[SILENCE]);
    finds(&home, &["--speaker", "vale", "--kind", "silence,direct"], &[VALES_MONEY, SILENCE]);
    check(
        &home,
        80,
        &["quotes", "speaker:vale kind:silence"],
        expect![[r#"
            1  2025-09-03  Martin Vale, the treasurer, did not respond to a request for
               comment.
               Martin Vale · did not respond · silence · stated
               Mayor of Ardan resigns over the drought fund
               Valley Post · towns/ardan.txt

            1 silence in 1 article · 1 stated
            index of 3 articles · generation 1 · indexed just now
        "#]],
    );
}

#[test]
fn near_identical_quotes_are_one_hit_whatever_the_page_and_the_order() {
    let home = home();
    let money = ["money", "--kind", "direct"];
    finds(&home, &money, &[VALES_MONEY, MONEY]);
    for sort in ["newest", "oldest", "relevance"] {
        let sorted = found(&home, &["money", "--kind", "direct", "--sort", sort]);
        assert!(sorted.contains(&MONEY.to_string()) && sorted.len() == 2, "{sort}: {sorted:?}");
    }
    let page = |page: &str| -> Value {
        serde_json::from_str(&home.wants(0, &["quotes", "--json", "--limit", "3", "--page", page])).unwrap()
    };
    let all: Value = serde_json::from_str(&home.wants(0, &["quotes", "--json", "--limit", "all"])).unwrap();
    let paged: Vec<Value> =
        ["1", "2", "3"].iter().flat_map(|number| page(number)["hits"].as_array().unwrap().clone()).collect();
    assert_eq!(paged, *all["hits"].as_array().unwrap());
    assert_eq!((&all["total"], &all["articles"], &all["folds"]), (&9.into(), &3.into(), &7.into()));
    assert_eq!((&page("1")["total"], &page("1")["folds"]), (&9.into(), &7.into()));
    let apart: Value = serde_json::from_str(&home.wants(0, &["quotes", "--json", "--no-fold", "-n", "all"])).unwrap();
    assert_eq!((apart["hits"].as_array().unwrap().len(), &apart["folds"]), (9, &Value::Null));
}

#[test]
fn variants_of_a_name_are_found_and_shown() {
    let home = Home::new(&[
        ("a.txt", "date 2025-01-02 “The gates stay shut,” Yevgeni Drozhak said.\n"),
        ("b.txt", "date 2025-01-03 “The gates are old,” Evgeny Drojak said.\n"),
    ]);
    home.index();
    finds(&home, &["--speaker", "Evgeny Drojak"], &["The gates are old,", "The gates stay shut,"]);
    finds(&home, &["--speaker", "=Evgeny Drojak"], &["The gates are old,"]);
    check(
        &home,
        80,
        &["quotes", "speaker:drozhak", "-q"],
        expect![[r#"
            1  2025-01-03  “The gates are old,”
               Evgeny Drojak · said · direct · stated
               b.txt

            2  2025-01-02  “The gates stay shut,”
               Evgeny Drojak (here Yevgeni Drozhak) · said · direct · stated
               a.txt

        "#]],
    );
    check(
        &home,
        80,
        &["quotes", "-n", "0", "--facets", "speaker,kind,certainty,year"],
        expect![[r#"
        speaker
          2  Evgeny Drojak

        kind
          2  direct

        certainty
          2  stated

        year
          2  2025

        2 quotes in 2 articles · 2 stated
        index of 2 articles · generation 1 · indexed just now
    "#]],
    );
}

#[test]
fn an_empty_answer_says_so_and_ends_with_1() {
    let home = home();
    home.wants(1, &["quotes", "unicorn"]);
    home.wants(1, &["quotes", "--speaker", "Nobody", "--json"]);
    check(
        &home,
        80,
        &["quotes", "money unicorn"],
        expect![[r#"
        No quote matches money AND unicorn
        4 quotes hold some of the words (--any lists them).

        no quotes
        index of 3 articles · generation 1 · indexed just now
    "#]],
    );
    let past = home.wants(0, &["quotes", "--page", "9"]);
    assert!(past.contains("page 9 lies past the last"), "{past}");
    let none = Home::new(&[("a.txt", "date 2025-09-03 The river rose over the meadows in the night.\n")]);
    none.index();
    check(
        &none,
        80,
        &["quotes"],
        expect![[r#"
        The archive holds no quote.

        no quotes
        index of 1 article · generation 1 · indexed just now
    "#]],
    );
}

#[test]
fn wrong_flags_are_refused_with_a_hint() {
    let home = home();
    let check = |typed: &[&str], expected: &[&str]| {
        let outcome = home.run(typed);
        assert_eq!((outcome.status, outcome.out.as_str()), (Some(2), ""), "{typed:?}: {}", outcome.err);
        for part in expected {
            assert!(outcome.err.contains(part), "{typed:?}: {}", outcome.err);
        }
    };
    check(&["quotes", "--kind", "loud"], &["--kind loud", "hint: `--help` behind the command"]);
    check(&["quotes", "--polarity", "maybe"], &["--polarity maybe"]);
    check(&["quotes", "--spoken", "soonish"], &["--spoken soonish"]);
    check(&["quotes", "--offsets", "chars"], &["in JSON alone", "hint: add --format json"]);
    check(&["quotes", "--format", "csv", "--facets", "year"], &["cannot hold --facets"]);
    check(&["quotes", "--limit", "all", "--page", "2"], &["no second page"]);
    check(&["quotes", "--strict", "(money"], &["(money\n", "^"]);
    check(&["quotes", "--json", "\"money"], &["\"money\n"]);
    check(&["quotes", "--facets", "mood"], &["mood"]);
    check(&["quotes", "-money"], &["onrecord quotes -- -river drought"]);
}

#[test]
fn a_first_question_builds_the_index() {
    let home = Home::new(&[("towns/ardan.txt", ARDAN)]);
    let first = home.run(&["quotes", "drop"]);
    assert_eq!(first.status, Some(0), "{}", first.err);
    assert!(first.err.contains("1 file: 1 indexed"), "{}", first.err);
    home.write("corpus/wire/copy.txt", COPY);
    assert_eq!(found(&home, &["empty"]).len(), 1);
    assert_eq!(found(&home, &["empty", "--refresh", "-q"]).len(), 2);
}

#[test]
fn a_table_has_a_row_a_place() {
    let table = home().wants(0, &["quotes", "money", "--kind", "direct", "--format", "csv"]);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let at = |name: &str| rows.headers().unwrap().iter().position(|column| column == name).unwrap();
    let wanted = ["rank", "place", "words", "person", "cue", "published", "path"].map(at);
    let rows: Vec<String> = rows
        .records()
        .map(|row| wanted.iter().map(|at| row.as_ref().unwrap()[*at].to_string()).collect::<Vec<_>>().join(" | "))
        .collect();
    expect![[r#"
        1 | 1 | The money in the drought fund was never mine to spend. | Martin Vale | said | 2025-10 | wire/later.txt
        2 | 1 | The money in the drought fund was never mine to spend, | Ilse Torvald | said | 2025-09-03 | towns/ardan.txt
        2 | 2 | The money in the drought fund was never mine to spend | Ilse Torvald | told | 2025-09-04 | wire/copy.txt
        2 | 3 | The money in the drought fund was not mine to spend, | Ilse Torvald | said | 2025-10 | wire/later.txt"#]].assert_eq(&rows.join("\n"));
}

#[test]
fn lines_end_with_the_answer_and_offsets_point_into_the_text() {
    let home = home();
    let lines = home.wants(0, &["quotes", "drop", "--format", "jsonl", "--offsets", "chars"]);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = lines.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["hit", "answer"]);
    let shown: Value = serde_json::from_str(&home.wants(0, &["show", "towns/ardan.txt", "--json"])).unwrap();
    let text: Vec<char> = shown["text"].as_str().unwrap().chars().collect();
    let place = &lines[0]["places"][0];
    let cut = |pair: &Value| -> String {
        text[pair[0].as_u64().unwrap() as usize..pair[1].as_u64().unwrap() as usize].iter().collect()
    };
    assert_eq!(cut(&place["quote"]["spans"][1]), "and [the council] knew it in June.");
    assert_eq!(cut(&place["quote"]["brackets"][0]), "[the council]");
    assert_eq!(cut(&place["highlights"][0]), "drop");
}

#[test]
fn hostile_words_cannot_drive_the_terminal() {
    let home = Home::new(&[(
        "a.txt",
        "title: x\ndate: 2025-01-02\n\n“The \u{1b}[31mgates\u{9b}2J stay \u{202e}shut,” Ada Lorne said.\n",
    )]);
    home.index();
    for typed in [["quotes"].as_slice(), &["quotes", "--json"], &["quotes", "--format", "csv"], &["search", "stay"]] {
        let outcome = home.run(typed);
        assert_eq!(outcome.status, Some(0), "{typed:?}: {}", outcome.err);
        assert!(!outcome.out.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{typed:?}: {:?}", outcome.out);
    }
}

#[test]
fn a_reader_that_has_gone_is_no_fault() {
    let home = home();
    for typed in [["quotes"].as_slice(), &["quotes", "--json"], &["quotes", "--format", "csv"]] {
        let mut child = home.command(typed).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()), "{typed:?}");
    }
}

#[test]
fn a_search_names_speakers_and_shows_the_quote_that_matched() {
    let home = home();
    check(
        &home,
        80,
        &["search", "wells"],
        expect![[r#"
        1  2025-09-03  Mayor of Ardan resigns over the drought fund
           Valley Post · towns/ardan.txt
           the wells would be dry before the winter — Ilse Torvald, the mayor · added ·
           indirect · resolved
           quoted: Ilse Torvald 4

        2  2025-10     A year of drought
           wire/later.txt
           “We have wells of our own,” — Edda Torvald, a teacher · said · direct ·
           resolved
           quoted: Ilse Torvald, Martin Vale, Edda Torvald

        2 articles
        index of 3 articles · generation 1 · indexed just now
    "#]],
    );
    check(
        &home,
        80,
        &["search", "speaker:torvald said:wells about:vale", "-q"],
        expect![[r#"
            1  2025-09-03  Mayor of Ardan resigns over the drought fund
               Valley Post · towns/ardan.txt
               she had warned Martin Vale of the empty wells — Ilse Torvald, the mayor ·
               said · indirect · resolved · said 2025-09-01, printed 2025-09-03
               quoted: Ilse Torvald 4

        "#]],
    );
    check(
        &home,
        40,
        &["search", "kind:silence", "-q"],
        expect![[r#"
            1  2025-09-03  Mayor of Ardan resigns
               over the drought fund
               Valley Post · towns/ardan.txt
               Martin Vale, the treasurer, did not
               respond to a request for comment. —
               Martin Vale · did not respond ·
               silence · stated
               quoted: Ilse Torvald 4

        "#]],
    );
    let answer = home.answer(&["speaker:torvald -said:money"]);
    let hit = |path: &str| {
        let hits = answer["hits"].as_array().unwrap();
        hits.iter().find(|hit| hit["path"] == path).unwrap().clone()
    };
    assert_eq!(hit("wire/later.txt")["said"][0]["quote"]["speaker"], "Edda Torvald");
    assert_eq!(hit("towns/ardan.txt")["speakers"][0]["value"], "Ilse Torvald");
    let table = home.wants(0, &["search", "drop", "--format", "csv"]);
    assert!(table.lines().next().unwrap().ends_with(",snippet,speakers,quote,quote_speaker"), "{table}");
    assert!(table.contains("\"Not a drop is left, … and [the council] knew it in June.\",Ilse Torvald\n"), "{table}");
}

/// The sample archive: one sentence that went through many mouths and papers.
#[test]
fn the_sample_archive_tells_where_a_slogan_was_said() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let home = Home::new(&[]);
    home.wants(0, &["index", "-q", "--corpus", corpus]);
    let total = |typed: &[&str]| {
        let typed: Vec<&str> = ["quotes", "--json"].iter().chain(typed).copied().collect();
        let answer: Value = serde_json::from_str(&home.run(&typed).out).unwrap();
        answer["total"].as_u64().unwrap()
    };
    assert!(total(&["\"not a drop\" harvest"]) > total(&["\"not a drop\" harvest", "--speaker", "Straak"]));
    assert!(total(&["--speaker", "Straak", "\"not a drop\" harvest"]) > 0);
    assert!(
        total(&["--speaker", "Voss"]) >= total(&["--speaker", "Edda Voss"]) + total(&["--speaker", "Casimir Voss"])
    );
    assert!(total(&["--kind", "silence"]) > 0 && total(&["--polarity", "denied"]) > 0);
    let text = home.wants(0, &["quotes", "\"not a drop\" speaker:straak", "--sort", "oldest", "--corpus", corpus]);
    assert!(text.starts_with("1  2024-06-14  “Not a drop before the harvest,"), "{text}");
}
