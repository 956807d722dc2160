//! What a store is asked: plans and their variants, in a compact notation.

use super::quotes::{noted_name, noted_quote};
use super::*;

/// A plan in a notation of its own: words as `token`, `token/stem` where the stem differs,
/// passages as `field[…]`.
pub fn noted(clause: &Clause) -> String {
    let all = |parts: &[Clause], between: &str| {
        let parts: Vec<String> = parts.iter().map(noted).collect();
        format!("({})", parts.join(between))
    };
    match clause {
        Clause::Everything => "everything".to_string(),
        Clause::Nothing => "nothing".to_string(),
        Clause::All(parts) => all(parts, " & "),
        Clause::Any(parts) => all(parts, " | "),
        Clause::Not(of) => format!("!{}", noted(of)),
        Clause::Boost(of, factor) => format!("{}*{factor}", noted(of)),
        Clause::Word(word) => noted_word(word),
        Clause::Passage(field, passage) => format!("{}[{}]", field.name(), noted_passage(passage)),
        Clause::AtLeast { count, of: Counted::Word(word) } => format!("{count}x {}", noted_word(word)),
        Clause::AtLeast { count, of: Counted::Passage(passage) } => format!("{count}x [{}]", noted_passage(passage)),
        Clause::Published(test) => {
            let end = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
            let relation = if test.relation == DateRelation::Inside { "in" } else { "overlaps" };
            format!("{relation} {}..{}", end(test.from), end(test.to))
        }
        Clause::Dated(state) => format!("dated {state:?}").to_lowercase(),
        Clause::Length { min, max } => format!("length {min}..{max}"),
        Clause::Copies { min, max } => format!("copies {min}..{max}"),
        Clause::Quoted(quote) => format!("quoted{{{}}}", noted_quote(quote)),
        Clause::Person(name) => format!("person[{}]", noted_name(name)),
        Clause::Language(code) => format!("in {code}"),
    }
}

pub fn noted_word(word: &Word) -> String {
    match &word.stem {
        None => format!("{}/-", word.token),
        Some(stem) if stem.stem == word.token => word.token.clone(),
        Some(stem) => format!("{}/{}", word.token, stem.stem),
    }
}

pub fn noted_passage(passage: &Passage) -> String {
    let pattern = |pattern: &TermPattern| match pattern {
        TermPattern::Exact(token) => token.clone(),
        TermPattern::Wildcard(pattern) => format!("{{{pattern}}}"),
        TermPattern::Fuzzy { token, edits } => format!("{token}~{edits}"),
    };
    match passage {
        Passage::Term(term) => pattern(term),
        Passage::Phrase { parts, slop } => {
            let parts: Vec<String> = parts.iter().map(pattern).collect();
            if *slop == 0 { parts.join(" ") } else { format!("{} ~{slop}", parts.join(" ")) }
        }
        Passage::Any(choices) => format!("({})", choices.iter().map(noted_passage).collect::<Vec<_>>().join(" | ")),
        Passage::Near { left, right, words, ordered } => {
            let sign = if *ordered { ">" } else { "~" };
            format!("({} {sign}{words} {})", noted_passage(left), noted_passage(right))
        }
        Passage::Within { unit, left, right } => {
            format!("({} same {} {})", noted_passage(left), format!("{unit:?}").to_lowercase(), noted_passage(right))
        }
    }
}

fn plan_of(text: &str) -> Plan {
    parse(text, &options(ParseMode::Lenient)).expect(text).plan
}

fn check_plan(text: &str, expected: &str) {
    assert_eq!(noted(&plan_of(text).root), expected, "{text}");
}

#[test]
fn bare_words_find_inflections_and_names_do_not() {
    check_plan("Mines", "mines/mine");
    check_plan("=Mines", "text[mines]");
    check_plan("headline:Mines", "headline[mines]");
    check_plan("text:Mines", "mines/mine");
    check_plan("Müller's", "muller");
    check_plan("O'Neill's", "text[o neill]");
    check_plan("東京 京", "(text[東 京] & text[京])");
    let unstemmed = ParseOptions::new(ParseMode::Lenient, today(), "ja");
    assert_eq!(noted(&parse("Mines", &unstemmed).expect("a word").plan.root), "mines/-");
}

#[test]
fn passages_are_verbatim_tokens() {
    check_plan("\"Prime Rates\"~3", "text[prime rates ~3]");
    check_plan("(Mines OR \"gold rush\") w/5 Sanction*", "text[((mines | gold rush) ~5 {sanction*})]");
    check_plan("a pre/3 b w/s c", "text[((a >3 b) same sentence c)]");
    check_plan("headline:(a pre/400 b)", "headline[(a >400 b)]");
    check_plan("Zelensky~ O'Neill~1", "(text[zelensky~2] & text[o neill~1])");
    check_plan("\"wom?n's Will?\"", "text[{wom?n} s will]");
    check_plan("path:a/b?c", "path[a b c]");
    check_plan("atleast3(Mines) atleast2(mines OR gold)", "(3x mines/mine & 2x [(mines | gold)])");
}

#[test]
fn exclusions_always_have_something_to_take_away_from() {
    check_plan("", "everything");
    check_plan("-a", "(everything & !a)");
    check_plan("-a -b", "(everything & !a & !b)");
    check_plan("a -b", "(a & !b)");
    check_plan("a OR -b", "(a | (everything & !b))");
    check_plan("-date:none", "(everything & !dated none)");
    check_plan("date:2025-09 -b", "(in 2025-09-01..2025-09-30 & !b)");
}

#[test]
fn repeated_words_count_twice() {
    check_plan("gold gold GOLD oil", "(gold*3 & oil)");
    check_plan("gold gold^2", "gold*3");
    check_plan("a OR a OR \"b c\" OR \"b c\"", "(a*2 | text[b c]*2)");
    check_plan("gold =gold", "(gold & text[gold])");
    check_plan("date:2025-09-03 date:2025-09-03", "(in 2025-09-03..2025-09-03 & in 2025-09-03..2025-09-03)");
}

#[test]
fn plans_have_variants() {
    let shown = |plan: Option<Plan>| plan.map_or("none".to_string(), |plan| noted(&plan.root));
    let check = |text: &str, related: &str, overlapping: &str, undated: &str| {
        let plan = plan_of(text);
        assert_eq!(shown(related_variant(&plan)), related, "{text}");
        assert_eq!(shown(overlap_variant(&plan)), overlapping, "{text}");
        assert_eq!(shown(undated_variant(&plan)), undated, "{text}");
    };
    check("mines -gold", "(related[mines] & !gold)", "none", "none");
    check(
        "byline:ort date:2025-09-03",
        "none",
        "(byline[ort] & overlaps 2025-09-03..2025-09-03)",
        "(byline[ort] & dated none)",
    );
    check("atleast2(a) (b w/s c)", "(related[a] & related[(b ~400 c)])", "none", "none");
    check("from:2025 to:2025", "none", "overlaps 2025-01-01..2025-12-31", "dated none");
    check("a (b OR date:2025)", "(related[a] & (related[b] | in 2025-01-01..2025-12-31))", "none", "none");
    check("after:2025 before:2025", "none", "none", "dated none");
}

#[test]
fn resolved_days_are_the_intersection() {
    let check = |text: &str, expected: Option<(&str, &str)>| {
        let shown = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
        let days = resolved_days(&plan_of(text)).map(|(from, to)| (shown(from), shown(to)));
        assert_eq!(days, expected.map(|(from, to)| (from.to_string(), to.to_string())), "{text}");
    };
    check("a", None);
    check("a date:2025-09", Some(("2025-09-01", "2025-09-30")));
    check("after:2025-08 to:2025-10 date:2025-09..", Some(("2025-09-01", "2025-10-31")));
    check("after:2025", Some(("2026-01-01", "")));
    check("a OR date:2025", None);
}

#[test]
fn excluded_words_are_never_lit() {
    let leaves = positive_leaves(&plan_of("gold -oil headline:(\"a b\" NOT c) atleast2(d) date:2025 NOT (e NOT f)"));
    let shown: Vec<String> = leaves
        .into_iter()
        .map(|leaf| match leaf.what {
            Counted::Word(word) => format!("{}:{}", leaf.field.name(), word.token),
            Counted::Passage(passage) => format!("{}:{}", leaf.field.name(), noted_passage(&passage)),
        })
        .collect();
    assert_eq!(shown, ["text:gold", "headline:a b", "text:d", "text:f"]);
}
