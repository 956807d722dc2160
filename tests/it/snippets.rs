//! What is shown of a hit: the best sentences, and what in them is lit.
//!
//! A text and a query go in; the windows come out, one a line, with what is lit between « and ».

use std::fs;
use std::sync::atomic::AtomicBool;

use onrecord::engine::{Engine, Progress, Question, Settings};
use onrecord::model::{Hit, Snippet};
use proptest::prelude::*;
use tempfile::TempDir;

struct Quiet;

impl Progress for Quiet {
    fn found(&self, _entries: u64, _bytes: u64, _done: bool) {}
    fn read(&self, _entries: u64, _bytes: u64) {}
    fn say(&self, _sentence: &str) {}
}

fn hits(text: &str, query: &str) -> Vec<Hit> {
    let home = TempDir::new().unwrap();
    let corpus = home.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    fs::write(corpus.join("a.txt"), text).unwrap();
    let today = "2025-09-04".parse().unwrap();
    let engine = Engine::new(Settings::new(corpus, home.path().join("index"), today));
    engine.ingest(&Quiet, &AtomicBool::new(false)).unwrap();
    engine.search(&Question::new(query)).map(|answer| answer.hits).unwrap_or_default()
}

fn marked(snippet: &Snippet) -> String {
    let mut marked = String::new();
    let mut at = 0;
    for lit in &snippet.highlights {
        marked += &format!("{}«{}»", &snippet.text[at..lit.start], lit.of(&snippet.text));
        at = lit.end;
    }
    marked + &snippet.text[at..]
}

fn check(text: &str, query: &str, expected: &[&str]) {
    let hits = hits(text, query);
    let hit = hits.first().unwrap_or_else(|| panic!("{query} finds nothing"));
    let headline = hit.headline.iter().filter(|headline| !headline.highlights.is_empty());
    let found: Vec<String> = headline.chain(&hit.snippets).map(marked).collect();
    assert_eq!(found, expected, "{query}");
}

const DAM: &str = " date 2025-09-03 The council met on Wednesday in the old town hall of Ardan.\n\n\
    The dam holds, said the engineer. Nobody in the room believed that the dams above the town would \
    hold another winter. The mayor left early.\n\n\
    “We repair the dam or we lose it,” the mayor said. The vote was postponed.\n";

/// A window of few words takes the next sentence in.
const DAMS: &str = "Nobody in the room believed that the dams above the town would hold another winter.";

#[test]
fn words_are_lit_with_their_inflections_and_excluded_ones_never() {
    check(
        DAM,
        "dam winter NOT harvest",
        &["Nobody in the room believed that the «dams» above the town would hold another «winter»."],
    );
    check(
        DAM,
        "=dam NOT rains",
        &["The «dam» holds, said the engineer. Nobody in the room believed that the dams above \
        the town would hold another winter."],
    );
}

#[test]
fn an_article_too_short_to_tell_its_language_has_inflections_too() {
    check(" date 2025-09-03 Short one about mines.\n", "mine", &["Short one about «mines»."]);
}

#[test]
fn phrases_are_lit_as_one_and_only_where_they_stand() {
    check(DAM, "\"the mayor said\"", &["“We repair the dam or we lose it,” «the mayor said». The vote was postponed."]);
    check(DAM, "\"old hall\"~1", &["The council met on Wednesday in the «old» town «hall» of Ardan."]);
}

#[test]
fn operands_are_lit_only_where_they_stand_together() {
    check(DAM, "dam NEAR/2 holds", &[&format!("The «dam» «holds», said the engineer. {DAMS}")]);
    check(DAM, "mayor w/s repair", &["“We «repair» the dam or we lose it,” the «mayor» said. The vote was postponed."]);
}

#[test]
fn patterns_are_lit_by_the_words_they_hold_of() {
    check(DAM, "postpon*", &["The vote was «postponed»."]);
    check(DAM, "enginer~1", &[&format!("The dam holds, said the «engineer». {DAMS}")]);
}

#[test]
fn several_windows_show_what_one_cannot() {
    check(
        DAM,
        "Wednesday postponed",
        &["The council met on «Wednesday» in the old town hall of Ardan.", "The vote was «postponed»."],
    );
}

#[test]
fn the_headline_is_lit_apart() {
    let text = "DAM HOLDS ANOTHER WINTER\n\ndate: 2025-09-03\n\nThe engineer was pleased. The dam had held.\n";
    check(text, "dam", &["«DAM» HOLDS ANOTHER WINTER", "The «dam» had held."]);
    check(text, "headline:dam", &["«DAM» HOLDS ANOTHER WINTER", "The engineer was pleased. The dam had held."]);
}

#[test]
fn any_script_is_lit_on_its_own_characters() {
    let text = " date 2025-09-03 Le conseil a voté mercredi soir la réouverture du pont. 東京都の会議。E\u{301}tienne est parti.\n";
    check(text, "東京", &["«東京»都の会議。E\u{301}tienne est parti."]);
    check(text, "etienne", &["«E\u{301}tienne» est parti."]);
}

#[test]
fn a_long_sentence_is_cut_around_its_lit_words() {
    let long = format!(" date 2025-09-03 It {} rose {} again.\n", "rained and ".repeat(60), "over and ".repeat(60));
    let found = hits(&long, "rose");
    let snippet = &found[0].snippets[0];
    assert!(snippet.text.len() < 430, "{}", snippet.text.len());
    assert!(marked(snippet).contains("«rose»"), "{}", snippet.text);
    assert!(!snippet.text.starts_with(' ') && !snippet.text.starts_with("ined"), "{}", snippet.text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Snippets are slices of the article's text, highlights slices of the snippet.
    #[test]
    fn offsets_hold_in_any_text(words in proptest::collection::vec("[a-cé東ß\u{301}. \n“]{1,8}", 1..60), query in "[a-c]{1,2}[*]?") {
        for hit in hits(&words.join(" "), &query) {
            for snippet in &hit.snippets {
                let span = snippet.span.expect("a window of the body stands in the text");
                prop_assert_eq!(span.of(&hit.article.text), &snippet.text);
                let mut end = 0;
                for lit in &snippet.highlights {
                    prop_assert!(lit.start >= end && lit.end > lit.start);
                    prop_assert!(snippet.text.is_char_boundary(lit.start) && snippet.text.is_char_boundary(lit.end));
                    end = lit.end;
                }
            }
        }
    }
}
