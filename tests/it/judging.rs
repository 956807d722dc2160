//! Samples to be judged by hand, and the figures of what was judged or annotated.

use std::collections::HashMap;
use std::fs;

use expect_test::expect;
use serde_json::Value;

use super::home::Home;

const FUND: &str = "date 2025-09-03 The mayor of Ardan resigned on Wednesday.\n\n\
    Nobody had asked her to. “The money was never mine to spend,” Ilse Torvald said on Tuesday, “and I spent it.” \
    The council was surprised.\n\n\
    The harbour office said that the ferry would stop in April. She denied that she had known of it.\n";

fn archive() -> Home {
    Home::new(&[("towns/ardan.txt", FUND), ("=harbour.txt", FUND)])
}

/// The rows of a sheet by its columns.
fn rows(sheet: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_string).collect();
    let row = |row: csv::StringRecord| head.iter().cloned().zip(row.iter().map(str::to_string)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn a_sample_builds_the_index_and_shows_quotes_in_their_sentences() {
    let home = archive();
    let drawn = home.run(&["sample", "--quotes", "100", "--kind", "direct"]);
    assert_eq!(drawn.status, Some(0), "{}", drawn.err);
    assert!(drawn.err.contains("2 files: 2 indexed"), "{}", drawn.err);
    assert!(drawn.err.contains("quotes of 2 drawn, seed 1, generation 1 of the index"), "{}", drawn.err);
    let rows = rows(&drawn.out);
    let places: Vec<&str> = rows.iter().map(|row| row["path"].as_str()).collect();
    assert!(places.contains(&"towns/ardan.txt") && places.contains(&"'=harbour.txt"), "no formula: {places:?}");
    for row in &rows {
        assert_eq!(row["speaker"], "Ilse Torvald");
        assert_eq!(row["before"], "Nobody had asked her to.");
        assert_eq!(
            row["passage"],
            "“⟦The money was never mine to spend,⟧” Ilse Torvald said on Tuesday, “⟦and I spent it.⟧”"
        );
        assert_eq!(row["after"], "The council was surprised.");
        assert_eq!((row["spoken"].as_str(), row["certainty"].as_str()), ("2025-09-02", "stated"));
        assert_eq!(row["quote_right"].clone() + &row["speaker_right"], "");
    }
}

#[test]
fn a_seed_draws_the_same_quotes_and_a_sheet_is_never_written_over() {
    let home = archive();
    let first = home.wants(0, &["sample", "--quotes", "3", "--seed", "7"]);
    assert_eq!(rows(&first).len(), 3);
    assert_eq!(first, home.wants(0, &["sample", "--quotes", "3", "--seed", "7"]));
    let told = home.wants(0, &["sample", "--quotes", "3", "--seed", "7", "--output", "sheet.csv"]);
    assert_eq!(told, "");
    assert_eq!(fs::read_to_string(home.at("sheet.csv")).unwrap(), first);
    let again = home.run(&["sample", "--output", "sheet.csv"]);
    assert_eq!(again.status, Some(2));
    assert!(again.err.contains("sheet.csv is there already, perhaps with judgements in it"), "{}", again.err);
    home.wants(1, &["sample", "--speaker", "Nobody"]);
    home.wants(2, &["sample", "--quotes", "0"]);
    home.wants(2, &["sample", "--kind", "loud"]);
}

#[test]
fn a_judged_sheet_gives_precision_with_intervals() {
    let home = archive();
    let sheet = home.wants(0, &["sample", "--kind", "direct"]);
    let lines: Vec<&str> = sheet.lines().collect();
    let [head, first, second] = lines.as_slice() else { panic!("{sheet}") };
    let filled = |row: &str, judgements: &str| row.strip_suffix(",").unwrap().to_string() + judgements;
    let rows = [filled(first, "n,"), filled(second, "y,perhaps"), filled(first, "Yes,1"), second.to_string()];
    home.write("sheet.csv", &sheet);
    home.write("judged.csv", &format!("{head}\n{}\n", rows.join("\n")));
    let told = home.run(&["eval", "judged.csv"]);
    assert_eq!(told.status, Some(3), "{}", told.err);
    expect![[r#"
        not scored:
          row 3: speaker_right is "perhaps": write y, n or nothing
    "#]]
    .assert_eq(&told.err);
    assert!(told.out.starts_with("4 rows, 1 not judged\n\n"), "{}", told.out);
    assert!(
        told.out.contains("\nall                50.0 (9.5-90.5) of 2    100.0 (20.7-100.0) of 1\n"),
        "{}",
        told.out
    );
    let figures: Value = serde_json::from_str(&home.wants(3, &["eval", "judged.csv", "--json"])).unwrap();
    assert_eq!(figures["lines"][0]["quote_right"]["rate"], 0.5);
    home.wants(1, &["eval", "sheet.csv"]);
    home.wants(2, &["eval", "judged.csv", "--types", "direct"]);
    home.wants(2, &["eval", "judged.csv", "gold.jsonl"]);
    home.write("other.csv", "a,b\n1,2\n");
    assert!(home.run(&["eval", "other.csv"]).err.contains("no column is called kind"));
    home.wants(4, &["eval", "nowhere.csv"]);
}

#[test]
fn annotated_articles_are_scored_and_bad_lines_named() {
    let home = Home::new(&[]);
    let gold = r#"{"id":"a","date":"2025-09-03","text":"“I was wrong,” Ilse Torvald said on Tuesday. Ömer Aksoy said that it was late.","quotes":[{"start":1,"end":13,"type":"direct","speaker":"Ilse Torvald","spoken":"2025-09-02","polarity":"affirmed"},{"start":66,"end":77,"type":"indirect","speaker":"Ömer Aksoy"}],"silences":[]}

{"id":"b","text":"Rain.","quotes":[{"start":3,"end":60}]}
no JSON
"#;
    home.write("gold.jsonl", gold);
    let told = home.run(&["eval", "gold.jsonl"]);
    assert_eq!(told.status, Some(3), "{}", told.out);
    expect![[r#"
        not scored:
          gold.jsonl, line 3: quotes[0]: 3 to 60 does not lie in the text of 5 characters
          gold.jsonl, line 4: expected ident, character 2
    "#]]
    .assert_eq(&told.err);
    expect![[r#"
        1 article

                                 P      R     F1    found     gold
        spans                100.0  100.0  100.0        2        2
          direct alone       100.0  100.0  100.0        1        1
          exact              100.0  100.0  100.0        2        2
        span and speaker     100.0  100.0  100.0        2        2
          strict             100.0  100.0  100.0        2        2
        article's speakers   100.0  100.0  100.0        2        2
          strict             100.0  100.0  100.0        2        2
        days of saying       100.0  100.0  100.0        1        1

                             right strict        n
        speakers             100.0  100.0        2
          by name            100.0  100.0        2
          stated             100.0  100.0        2

                             found  exact   kind     gold
        direct               100.0  100.0  100.0        1
        indirect             100.0  100.0  100.0        1
    "#]]
    .assert_eq(&told.out);
    let mut narrow = home.command(&["eval", "gold.jsonl"]);
    narrow.env("COLUMNS", "40");
    let narrow = String::from_utf8(narrow.output().unwrap().stdout).unwrap();
    assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
    let figures: Value =
        serde_json::from_str(&home.wants(3, &["eval", "gold.jsonl", "--json", "--types", "direct"])).unwrap();
    assert_eq!((&figures["spans"]["gold"], &figures["spans_direct"]), (&1.into(), &Value::Null));
    home.wants(2, &["eval"]);
    home.wants(2, &["eval", "gold.jsonl", "--types", "loud"]);
    home.wants(4, &["eval", "nowhere.jsonl"]);
}

#[test]
fn articles_with_marks_are_scored() {
    let home = Home::new(&[]);
    let text = "date: 2025-09-03\n\n“{1|Ilse Torvald|direct: I was wrong,}” Ilse Torvald said.\n";
    home.write("gold/a.txt", text);
    assert!(home.wants(0, &["eval", "gold/a.txt"]).starts_with("1 article\n"));
    home.write("gold/b.txt", "date: 2025-09-03\n\n“{1|Ilse Torvald|direct: I was wrong,” Ilse Torvald said.\n");
    let told = home.run(&["eval", "gold/b.txt"]);
    assert_eq!(told.status, Some(3));
    assert_eq!(told.err, "not scored:\n  gold/b.txt: mark 1 is never closed\n");
}
