//! The language in tables: what was typed, and what was understood, planned, noticed or shown.

mod page;
mod plans;
mod quotes;
mod random;

use std::fmt::Write as _;

use super::*;

/// A Wednesday.
fn today() -> Day {
    Day::from_ymd(2025, 9, 3).expect("a day of the calendar")
}

fn options(mode: ParseMode) -> ParseOptions<'static> {
    ParseOptions::new(mode, today(), "en")
}

/// The canonical text, or the refusal.
fn understood_with(text: &str, options: &ParseOptions<'_>) -> String {
    match parse(text, options) {
        Ok(query) => query.understood,
        Err(refusal) => format!("refused: {}", refusal.message),
    }
}

/// What is understood leniently; canonical text is understood as itself, strictly.
fn check(text: &str, expected: &str) {
    assert_eq!(understood_with(text, &options(ParseMode::Lenient)), expected, "{text}");
    assert_eq!(understood_with(expected, &options(ParseMode::Strict)), expected, "{expected}");
}

fn check_refused(text: &str, expected: &str) {
    for mode in [ParseMode::Lenient, ParseMode::Strict] {
        let refusal = parse(text, &options(mode)).expect_err(text);
        assert!(refusal.message.contains(expected), "{text}: {}", refusal.message);
    }
}

#[test]
fn words_must_all_match_and_or_binds_tighter() {
    check("", "");
    check("  ", "");
    check("budget", "budget");
    check("budget council", "budget AND council");
    check("budget AND council", "budget AND council");
    check("baker OR volcker inflation", "(baker OR volcker) AND inflation");
    check("a AND b OR c AND d", "a AND (b OR c) AND d");
    check("a|b || c", "a OR b OR c");
    check("(a b) OR c", "(a AND b) OR c");
    check("((a))", "a");
    check("a or b and c not d near e", "a AND or AND b AND and AND c AND not AND d AND near AND e");
}

#[test]
fn exclusions_bind_tighter_than_or() {
    check("budget -council", "budget AND NOT council");
    check("budget NOT council", "budget AND NOT council");
    check("budget AND NOT council", "budget AND NOT council");
    check("-a OR b", "(NOT a) OR b");
    check("NOT (a OR b)", "NOT (a OR b)");
    check("-\"a b\" -(c d)", "NOT \"a b\" AND NOT (c AND d)");
    check("NOT NOT a", "NOT (NOT a)");
    check("-headline:a -=b", "NOT headline:a AND NOT =b");
    check("co-operate", "\"co-operate\"");
}

#[test]
fn phrases_are_verbatim() {
    check("\"prime rate\"", "\"prime rate\"");
    check("“prime rate”", "\"prime rate\"");
    check("``prime rate''", "\"prime rate\"");
    check("headline:''prime rate''~2 ‘Baker’s rate’", "headline:\"prime rate\"~2 AND \"Baker’s rate\"");
    check("(''prime'' -``rate cut'')", "=prime AND NOT \"rate cut\"");
    check("„prime rate“ «prime rate»", "\"prime rate\" AND \"prime rate\"");
    check("\"prime rate\"~3", "\"prime rate\"~3");
    check("\"prime rate\"~0", "\"prime rate\"");
    check("\"baker\"", "=baker");
    check("\"Baker's\"", "\"Baker's\"");
    check("\"sanction* relief\"", "\"sanction* relief\"");
    check("\"sanction*\"", "sanction*");
    check("\" Will  you\ngo? \"", "\"Will you go\"");
    check("=baker", "=baker");
    check("=\"the very words\"", "\"the very words\"");
}

#[test]
fn compounds_are_phrases_as_typed() {
    check("O'Neill", "\"O'Neill\"");
    check("D’Amato", "\"D’Amato\"");
    check("AT&T", "\"AT&T\"");
    check("U.S.", "\"U.S\"");
    check("3.5%", "\"3.5\"");
    check("press@gazette.example", "\"press@gazette.example\"");
    check("prime-rate and/or 12:30", "\"prime-rate\" AND \"and/or\" AND \"12:30\"");
    check("http://gazette.example/z?a=1", "\"http://gazette.example/z?a=1\"");
    check("rock 'n' roll", "rock AND n AND roll");
    check("‘tis", "tis");
    check("東京 京", "\"東京\" AND 京");
    check("20% 😀 budget", "20 AND budget");
}

#[test]
fn possessives_find_the_bare_name() {
    check("Baker's", "Baker");
    check("Baker’s budget", "Baker AND budget");
    check("O'Neill's", "\"O'Neill\"");
    check("bakers'", "bakers");
    check("it's", "\"it's\"");
    check("let’s", "\"let’s\"");
    check("=Baker's", "\"Baker's\"");
    check("headline:Baker's", "headline:Baker");
    check("Baker's w/5 budget", "Baker NEAR/5 budget");
}

#[test]
fn proximity_takes_places_in_the_text() {
    check("a NEAR/5 b", "a NEAR/5 b");
    check("a w/5 b", "a NEAR/5 b");
    check("a pre/5 b", "a pre/5 b");
    check("a PRE/5 b", "a pre/5 b");
    check("a w/s b", "a w/s b");
    check("a W/P b", "a w/p b");
    check("a w/5 b w/5 c", "(a NEAR/5 b) NEAR/5 c");
    check("a w/5 (b w/5 c)", "a NEAR/5 (b NEAR/5 c)");
    check("(a OR \"b c\") w/5 sanction*", "(a OR \"b c\") NEAR/5 sanction*");
    check("a NEAR b", "a NEAR/10 b");
    check("a OR b w/5 c", "a OR (b NEAR/5 c)");
    check("new york w/5 crime", "new AND (york NEAR/5 crime)");
    check("NOT a w/5 b", "NOT (a NEAR/5 b)");
    check("headline:(a w/5 b)", "headline:(a NEAR/5 b)");
}

#[test]
fn proximity_in_the_wrong_place_is_read_as_and() {
    check("(a b) w/5 c", "(a AND b) AND c");
    check("a w/5 -b", "a AND NOT b");
    check("a w/5 date:2025", "a AND date:2025-01-01..2025-12-31");
    check("headline:a w/5 b", "headline:(a NEAR/5 b)");
    check("headline:a w/5 headline:b", "headline:(a NEAR/5 b)");
    check("headline:a w/5 byline:b", "headline:a AND byline:b");
    check("a^2 w/5 b", "a NEAR/5 b");
    check("w/5 b", "b");
    check("a w/5", "a");
    check("a w/5 w/6 b", "a NEAR/5 b");
    check("a NOT w/5 b", "a AND NOT b");
}

#[test]
fn patterns_and_spellings() {
    check("sanction* wom?n", "sanction* AND wom?n");
    check("wome?", "wome?");
    check("prime-rat*", "\"prime-rat*\"");
    check("zelensky~", "zelensky~2");
    check("zelensky~1", "zelensky~1");
    check("O'Neill~1", "O-Neill~1");
    check("=zelensky~1", "zelensky~1");
    check("wom?n~1", "wom?n");
    check("word^2 \"a b\"^0.5 (a OR b)^3", "word^2 AND \"a b\"^0.5 AND (a OR b)^3");
    check("\"a b\"~3^2", "\"a b\"~3^2");
    check("zelensky~1^2", "zelensky~1^2");
    check("(a^2)^3", "(a^2)^3");
}

#[test]
fn atleast_counts_words_phrases_and_alternatives() {
    check("atleast3(budget)", "atleast3(budget)");
    check("ATLEAST3(\"prime rate\")", "atleast3(\"prime rate\")");
    check("atleast2(a OR b)^2", "atleast2(a OR b)^2");
    check("atleast2(a w/5 b)", "atleast2(a NEAR/5 b)");
    check("atleast2(a b)", "atleast2(a) AND atleast2(b)");
    check("atleast3 budget", "atleast3(budget)");
    check("atleast3", "atleast3");
    check("atleast2(-a)", "NOT a");
    check("headline:atleast2(a)", "headline:(atleast2(a))");
    // What is counted are words of the text, where `?` has its meaning, even beside a path.
    check("path:atleast2(wom?n~1)", "path:(atleast2(wom?n))");
    check("path: atleast2 wom?n~", "path:(atleast2(wom?n))");
    check("path:atleast2(NOT wom?n)", "path:(text:(NOT wom?n))");
}

#[test]
fn fields_have_values_of_their_kind() {
    check("headline:budget", "headline:budget");
    check("hd:budget title:budget", "headline:budget AND headline:budget");
    check("Author:\"Lena Ort\"", "byline:\"Lena Ort\"");
    check("source:(Gazette OR \"The Post\")", "publisher:(Gazette OR \"The Post\")");
    check("headline:(a b)^2", "headline:(a AND b)^2");
    check(
        "headline:=budget headline:sanction* headline:vot~1",
        "headline:=budget AND headline:sanction* AND headline:vot~1",
    );
    check("path:elections/day-one.txt", "path:\"elections/day-one.txt\"");
    check("path:elec*", "path:elec*");
    check("url:https://gazette.example/a?b=c", "url:\"https://gazette.example/a?b=c\"");
    check("lang:EN language:german lang:(en OR de)", "lang:en AND lang:de AND (lang:en OR lang:de)");
    check("words:>500 words:<200", "words:501.. AND words:0..199");
    check("words:100..500", "words:100..500");
    check("related:sanctions section:Sport", "related:sanctions AND section:Sport");
    check("headline:(a byline:b)", "headline:(a AND byline:b)");
}

#[test]
fn dates_are_whole_periods() {
    check("date:2025-09", "date:2025-09-01..2025-09-30");
    check("date:2025-Q3", "date:2025-07-01..2025-09-30");
    check("date:2025-09-01..2025-09-15", "date:2025-09-01..2025-09-15");
    check("date:[2025 TO 2025-09] x", "date:2025-01-01..2025-09-30 AND x");
    check("date:\"3 Sept 2025\"", "date:2025-09-03");
    check("date:“last week”", "date:2025-08-25..2025-08-31");
    check("date:yesterday", "date:2025-09-02");
    check("after:2025-09 before:2026", "date:2025-10-01.. AND date:..2025-12-31");
    check("from:2025-09 to:2025-10", "date:2025-09-01.. AND date:..2025-10-31");
    check("date:(2025-01 OR 2025-03)", "date:2025-01-01..2025-01-31 OR date:2025-03-01..2025-03-31");
    check("date:none OR date:suspect", "date:none OR date:suspect");
    check("date:month -date:day date:year", "date:month AND NOT date:day AND date:year");
    check("date:0987-03-01", "date:0987-03-01");
}

#[test]
fn dates_that_cannot_be_read_are_refused() {
    check_refused("budget date:lastish", "2025-09-03");
    check_refused("date:", "2025-09-03");
    check_refused("date:2025-13", "2025-13");
    check_refused("date:2025..2024", "ends before it begins");
    check_refused("date:*", "2025-09-03");
    check_refused("date:last week", "2025-09-03");
    check_refused("after:9999", "no day comes after");
    let refusal = parse("date:last week", &options(ParseMode::Lenient)).unwrap_err();
    assert_eq!(refusal.suggestion.as_deref(), Some("date:\"last week\""));
}

#[test]
fn what_cannot_be_answered_exactly_is_refused() {
    check_refused("\"a b\"~3 w/5 c", "loose phrase");
    check_refused("a w/5 (b OR \"c d\"~2)", "loose phrase");
    check_refused("atleast3(\"a b\"~3)", "loose phrase");
    check_refused("headline:(a w/s b)", "headline: does not have");
    check_refused("headline:a w/p b", "headline: does not have");
    check_refused("headline:(article:(a w/s b))", "headline: does not have");
    let within = ParseOptions { within: Some("headline"), ..options(ParseMode::Lenient) };
    let refused = understood_with("a w/s b", &within);
    assert_eq!(refused, "refused: w/s and w/p look for sentences, which headline: does not have");
    check("headline:(text:(a w/s b))", "headline:(text:(a w/s b))");
    check("\"a b\"~3 OR c", "\"a b\"~3 OR c");
}

#[test]
fn limits_are_never_repaired() {
    check_refused("a NEAR/401 b", "DISTANCE_MAX");
    check_refused("a w/0 b", "DISTANCE_MAX");
    check_refused("\"a b\"~401", "DISTANCE_MAX");
    check_refused("zelensky~3", "FUZZY_EDITS_MAX");
    check_refused("zelensky~0", "FUZZY_EDITS_MAX");
    check_refused("a*", "WILDCARD_LITERALS_MIN");
    check_refused("\"the * of\"", "WILDCARD_LITERALS_MIN");
    check_refused("word^1001", "WEIGHT_MAX");
    check_refused("atleast0(a)", "MENTIONS_MAX");
    check_refused(&"a ".repeat(20_000), "QUERY_BYTES_MAX");
    check_refused(&"a ".repeat(CLAUSES_MAX + 1), "CLAUSES_MAX");
    check_refused(&format!("\"{}\"", "a ".repeat(PHRASE_PARTS_MAX + 1)), "PHRASE_PARTS_MAX");
    check_refused(&"(".repeat(10_000), "NESTING_MAX");
    check_refused(&"-(".repeat(10_000), "NESTING_MAX");
    check_refused(&"NOT ".repeat(5_000), "NESTING_MAX");
    check_refused(&format!("a{}", " w/5 a".repeat(limits::NESTING_MAX)), "NESTING_MAX");
    check_refused("words:many", "words:>500");
    check_refused("lang:klingon", "two letters");
}

#[test]
fn what_is_out_of_place_is_repaired() {
    check("\"james baker", "\"james baker\"");
    check("\"james baker date:2025-09-03", "\"james baker\" AND date:2025-09-03");
    check("(\"james baker) oil", "\"james baker\" AND oil");
    check("5\" pipe", "5 AND pipe");
    check("budget \"", "budget");
    check("(baker", "baker");
    check("baker) oil", "baker AND oil");
    check("AND baker", "baker");
    check("baker OR", "baker");
    check("baker OR OR volcker", "baker OR volcker");
    check("baker AND OR volcker", "baker AND volcker");
    check("baker && volcker", "baker AND volcker");
    check("baker NOT", "baker");
    check("() baker", "baker");
    check("baker ADJ5 volcker", "baker AND adj5 AND volcker");
    check("baker SAME volcker", "baker AND same AND volcker");
    check("pubisher:Herald", "\"pubisher:Herald\"");
    check("nowhere:\"the herald\"", "nowhere AND \"the herald\"");
    check("headline: budget", "headline:budget");
    check("headline:-budget", "NOT headline:budget");
    check("he said:", "he AND said");
    check("~budget^", "budget");
    check("baker !!! oil", "baker AND oil");
    check("!baker", "baker");
    check("--baker", "baker");
    check("date:2025-09-03^2", "date:2025-09-03");
    for text in ["!!!", "()", "\"\" ?"] {
        let refused = understood_with(text, &options(ParseMode::Lenient));
        assert_eq!(refused, "refused: the query holds nothing that can be looked for", "{text}");
    }
}

/// Notices of a lenient parse, one a line: severity, place, sentence.
fn check_notices(text: &str, expected: &str) {
    let query = parse(text, &options(ParseMode::Lenient)).expect(text);
    let mut lines = String::new();
    for notice in &query.notices {
        let place = notice.span.of(text);
        writeln!(lines, "{:?} {place}: {}", notice.severity, notice.sentence()).expect("a string takes any text");
    }
    assert_eq!(lines.trim_end(), expected, "{text}");
    let strict = parse(text, &options(ParseMode::Strict));
    assert_eq!(strict.is_err(), lines.contains("Repair"), "{text}: strict refuses what is repaired");
}

#[test]
fn notices_name_the_place_and_the_remedy() {
    check_notices("budget council", "");
    check_notices("a NEAR b", "Repair NEAR: NEAR has no number; it was read as NEAR/10 (try: NEAR/10)");
    check_notices(
        "pubisher:Herald",
        "Repair pubisher:Herald: there is no field pubisher: (did you mean publisher:?); read as words \
         (try: publisher:Herald)",
    );
    check_notices("x ADJ5 y", "Repair ADJ5: ADJ5 is no operator here; it was read as a word (try: pre/5)");
    check_notices("a OR", "Repair OR: OR has nothing on its right; it was ignored");
    check_notices("x !!! y", "Repair !!!: !!! holds no letter and no digit; it was ignored");
    check_notices(
        "'not a drop'",
        "Remark 'not a drop': apostrophes make no phrase: these words are looked for one by one (try: \"not a drop\")",
    );
    check_notices("rock 'n' roll", "");
    check_notices("a NEAR/x b", "Repair NEAR/x: NEAR/x has no number; it was read as a word (try: NEAR/5)");
    check_notices("atleast(a)", "Repair atleast: atleast has no number; it was read as a word (try: atleast3)");
    check_notices("a or b", "Remark or: or was read as a word: operators are written in capitals (try: OR)");
    check_notices("wome?", "Remark wome?: ? stands for one letter: wome? does not find wome itself (try: wome)");
}

#[test]
fn a_refusal_does_not_tell_of_repairs() {
    let check = |text: &str, expected: &str| {
        let refusal = parse(text, &options(ParseMode::Strict)).expect_err(text);
        assert_eq!(refusal.message, expected, "{text}");
    };
    check("(a", "this bracket is never closed");
    check("\"a b", "this quotation mark is never closed");
    check("a OR", "OR has nothing on its right");
    check("a NEAR b", "NEAR has no number");
}

#[test]
fn mixed_operators_are_shown_with_brackets() {
    let shown = |text: &str, understood: &str| {
        let expected = format!("Remark {text}: operators stand side by side without brackets: read as {understood}");
        check_notices(text, &expected);
    };
    shown("baker OR volcker inflation", "(baker OR volcker) AND inflation");
    shown("new york w/5 crime", "new AND (york NEAR/5 crime)");
    shown("a OR b w/5 c", "a OR (b NEAR/5 c)");
    shown("-a OR b", "(NOT a) OR b");
    shown("a w/5 b pre/3 c", "(a NEAR/5 b) pre/3 c");
    check_notices("(baker OR volcker) inflation", "");
    check_notices("a w/5 b date:2025", "");
    check_notices("baker -oil", "");
}

#[test]
fn a_refusal_shows_the_place() {
    let check = |text: &str, expected: &str| {
        let refusal = parse(text, &options(ParseMode::Strict)).expect_err(text);
        assert_eq!(refusal.rendered, expected);
    };
    check("budget NEAR council", "budget NEAR council\n       ^^^^\ntry: NEAR/10");
    check("budget) council", "budget) council\n      ^");
    check("“Müller” AND", "“Müller” AND\n         ^^^");
    check("a \"b c", "a \"b c\n  ^^^^\ntry: \"b c\"");
    check("x date:someday", "x date:someday\n       ^^^^^^^");
}

#[test]
fn flags_are_parts_of_the_query() {
    let check = |text: &str, options: ParseOptions<'_>, expected: &str| {
        assert_eq!(understood_with(text, &options), expected, "{text}");
        if let Ok(query) = parse(text, &options) {
            let again = parse(expected, &self::options(ParseMode::Strict)).expect(expected);
            assert_eq!(again.plan, query.plan, "the same query without flags: {expected}");
        }
    };
    let none = options(ParseMode::Lenient);
    let dated = ParseOptions { from: Some("2025-09"), to: Some("2025-10"), ..none };
    check("a b", dated, "a AND b AND date:2025-09-01..2025-10-31");
    check("a OR b", ParseOptions { on: Some("last week"), ..none }, "(a OR b) AND date:2025-08-25..2025-08-31");
    check("", ParseOptions { from: Some("2025"), ..none }, "date:2025-01-01..");
    check(
        "a",
        ParseOptions { publisher: Some("The \"Post\""), language: Some("en"), ..none },
        "a AND publisher:\"The Post\" AND lang:en",
    );
    let within = ParseOptions { within: Some("title"), ..none };
    check("a byline:b", within, "headline:(a AND byline:b)");
    check("a", ParseOptions { to: Some("2025"), ..within }, "headline:a AND date:..2025-12-31");
    check("a?b", ParseOptions { within: Some("path"), ..none }, "path:\"a?b\"");
    let any = ParseOptions { any: true, ..none };
    check("a b -c date:2025-09-03", any, "(a OR b) AND NOT c AND date:2025-09-03");
    check("a headline:b publisher:c", any, "(a OR headline:b) AND publisher:c");
    check("a (b OR c) \"d e\"", any, "a OR b OR c OR \"d e\"");
    check("a date:2025-09-03", any, "a AND date:2025-09-03");
    check("a b", ParseOptions { within: Some("headline"), ..any }, "headline:(a OR b)");
    check("a", ParseOptions { from: Some("soonish"), ..none }, &format!("refused: {}", refusal_of("soonish")));
    check(
        "a",
        ParseOptions { from: Some("2025"), to: Some("2024"), ..none },
        "refused: --to ends on 2024-12-31, before --from begins on 2025-01-01",
    );
    let refusal = parse("a", &ParseOptions { within: Some("date"), ..none }).unwrap_err();
    assert_eq!(refusal.rendered, "--in date\n     ^^^^");
}

fn refusal_of(date: &str) -> String {
    crate::language::dates::asked(date, today()).unwrap_err().to_string()
}

#[test]
fn plain_text_has_no_operators() {
    let check = |text: &str, expected: &str| {
        assert_eq!(understood_with(text, &options(ParseMode::Plain)), expected, "{text}");
    };
    check(
        "Is it (true) OR \"not\"? date:2025 -x a*",
        "Is AND it AND true AND or AND =not AND date AND 2025 AND x AND a".replace("=not", "not").as_str(),
    );
    check("O'Neill 東京", "O AND Neill AND \"東京\"");
    check("", "");
    check("?!", "refused: the query holds nothing that can be looked for");
    let any = ParseOptions { any: true, ..options(ParseMode::Plain) };
    assert_eq!(understood_with("a b a", &any), "a OR b OR a");
}
