//! `docs/query-language.md` held against the program.

use super::quotes::check_quotes;
use super::spans::loose_phrase;
use super::*;

const PAGE: &str = include_str!("../../../docs/query-language.md");

/// The cells of a line of a table that are code throughout.
fn code_cells(line: &str) -> Vec<String> {
    let cells = line.trim_matches('|').replace("\\|", "\u{0}");
    let cells = cells.split('|').map(|cell| cell.trim().replace('\u{0}', "|"));
    let code = |cell: String| Some(cell.strip_prefix('`')?.strip_suffix('`')?.to_string());
    cells.map_while(code).filter(|cell| !cell.contains('`')).collect()
}

/// Calls `check` with every example in tables of this header, and tells how many there are.
fn each_example(header: &str, check: fn(&str, &str)) -> usize {
    let mut in_table = false;
    let mut checked = 0;
    for line in PAGE.lines() {
        in_table = line.starts_with('|') && (in_table || line.starts_with(header));
        if let (true, [typed, understood]) = (in_table, code_cells(line).as_slice()) {
            check(typed, understood);
            checked += 1;
        }
    }
    checked
}

#[test]
fn the_page_says_what_is_understood() {
    let checked = each_example("| typed | understood |", check);
    assert!(checked > 50, "{checked} examples were found on the page");
    let checked = each_example("| asked | understood |", check_quotes);
    assert!(checked > 5, "{checked} examples of quotes were found on the page");
}

#[test]
fn the_page_has_every_field() {
    for name in fields::documented_names().split(' ') {
        assert!(PAGE.lines().any(|line| line.starts_with('|') && line.contains(&format!("`{name}`"))), "{name}");
    }
}

#[test]
fn the_page_names_every_limit() {
    let check = |name: &str, value: String| {
        let row = PAGE.lines().find(|line| line.starts_with(&format!("| `{name}` |"))).expect(name);
        assert!(row.contains(&format!("| {value}")), "{row}: {value}");
    };
    check("QUERY_BYTES_MAX", limits::QUERY_BYTES_MAX.to_string());
    check("CLAUSES_MAX", CLAUSES_MAX.to_string());
    check("NESTING_MAX", limits::NESTING_MAX.to_string());
    check("DISTANCE_MAX", DISTANCE_MAX.to_string());
    check("PHRASE_PARTS_MAX", PHRASE_PARTS_MAX.to_string());
    check("FUZZY_EDITS_MAX", limits::FUZZY_EDITS_MAX.to_string());
    check("WILDCARD_LITERALS_MIN", limits::WILDCARD_LITERALS_MIN.to_string());
    check("WEIGHT_MAX", limits::WEIGHT_MAX.to_string());
    check("MENTIONS_MAX", limits::MENTIONS_MAX.to_string());
}

#[test]
fn the_page_tells_where_loose_phrases_hold() {
    let header = PAGE.lines().find(|line| line.starts_with("| the text says |")).expect("the table of loose phrases");
    let phrases: Vec<(Vec<&str>, u32)> = header
        .split('`')
        .filter_map(|cell| cell.strip_prefix('"')?.split_once("\"~"))
        .map(|(words, slop)| (words.split(' ').collect(), slop.parse().expect("a slop")))
        .collect();
    let rows = PAGE.lines().skip_while(|line| *line != header).skip(2).take_while(|line| line.starts_with('|'));
    let mut checked = 0;
    for row in rows {
        let mut cells = row.trim_matches('|').split('|').map(str::trim);
        let text: Vec<&str> = cells.next().expect("a text").split(' ').collect();
        let places =
            |word: &&str| -> Vec<u32> { (0..).zip(&text).filter(|(_, w)| *w == word).map(|(at, _)| at).collect() };
        for ((words, slop), holds) in phrases.iter().zip(cells) {
            let positions: Vec<Vec<u32>> = words.iter().map(places).collect();
            assert_eq!(loose_phrase(&positions, *slop) > 0, holds == "yes", "{words:?}~{slop} in {text:?}");
            checked += 1;
        }
    }
    assert_eq!(checked, 15);
}
