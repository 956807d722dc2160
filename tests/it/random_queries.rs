//! Random query texts, sound and broken, and what must come of them.
//!
//! Sound ones are put together by the rules of the language and must be taken even by the strict
//! parser. Broken ones are its pieces thrown together: the lenient parser makes something of them
//! or refuses. Whatever plan comes out, no store may refuse it, and all must answer it alike.

use onrecord::index::{QuoteRequest, Request, Snapshot, StoreError};
use onrecord::model::SortOrder;
use onrecord::query::{ParseMode, ParseOptions, Plan, QuoteFlags, QuotePlan, parse, parse_quotes};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use crate::equality::{both, same_answer, same_quotes};
use crate::local_home::LocalHome;
use crate::random::history;
use crate::random_statements::random_reported;
use crate::scenarios::quotes::filled_with;

/// One place in the text, as typed; operands of proximity too.
const PLACES: &[&str] = &[
    "dam",
    "Dams",
    "Mines",
    "mining",
    "the",
    "Müller",
    "MULLER'S",
    "O'Neill",
    "O’Neill’s",
    "U.S.",
    "3.5",
    "東京",
    "京",
    "in-water",
    "Haus",
    "=mines",
    "=Häuser",
    "\"the dam\"",
    "“The water”",
    "\"dam the*\"",
    "mi*",
    "m?nes",
    "*ter",
    "muller~1",
    "watre~2",
    "\"東京 京\"",
];

/// What stands on its own, never beside NEAR, in questions about articles and about quotes.
const CONDITIONS: &[&str] = &[
    "\"dam water\"~3",
    "\"mines the dam\"~5",
    "headline:dam",
    "headline:\"the dam\"",
    "headline:(dam OR mines)",
    "byline:\"Ada Dam\"",
    "byline:müller",
    "publisher:herald",
    "section:mining",
    "related:dam",
    "path:dam/one.txt",
    "path:water.jsonl",
    "url:herald.example",
    "lang:en",
    "lang:none",
    "words:>5",
    "words:3..12",
    "date:2025",
    "date:2025-09",
    "date:2024-12-31",
    "date:2025-01..2025-09",
    "date:none",
    "date:suspect",
    "date:month",
    "after:2024-12-31",
    "before:2025-09-03",
    "from:2025",
    "to:2025-08",
    "date:\"last week\"",
    "speaker:müller",
    "speaker:=dam",
    "speaker:\"Ada Dam\"",
    "speaker:=\"ada dam\"",
    "speaker:(dam NEAR/2 müller)",
    "about:(ada dam)",
    "about:(mining OR o'neill)",
    "person:dam",
    "person:(dam ada -müller)",
    "role:minister",
    "said:\"the dam\"",
    "said:(water -mines)",
    "said:\"dam water\"~2",
    "said:(dam date:2025)",
    "headline:(dam said:the)",
    "kind:direct",
    "kind:(mixed OR silence)",
    "certainty:stated",
    "polarity:any",
    "polarity:denied",
    "spoken:2025",
    "spoken:..2025-08",
    "quote:(speaker:dam the)",
    "quote:(person:dam -mines)",
    "article:(dam -water)",
    "article:(speaker:dam said:the)",
];

/// What can be asked of articles alone.
const OF_ARTICLES: &[&str] = &["atleast2(dam)", "atleast2(mines OR \"the dam\")"];

const OPERATORS: &[&str] = &["NEAR/1", "NEAR/5", "w/3", "pre/2", "PRE/5"];
const UNITS: &[&str] = &["w/s", "w/p"];

/// Pieces that make sense in some places only.
const SCRAPS: &[&str] = &[
    "(",
    ")",
    "\"",
    "“",
    "”",
    "AND",
    "OR",
    "NOT",
    "-",
    "|",
    "||",
    "&",
    "~",
    "~3",
    "^",
    "^2",
    "*",
    "?",
    "=",
    ":",
    "NEAR/0",
    "NEAR/401",
    "w/",
    "atleast",
    "atleast2(",
    "atleast2(dam)",
    "atleast0(dam)",
    "w/s",
    "quote:",
    "article:(",
    "speaker:",
    "about:=",
    "kind:",
    "spoken:",
    "headline:",
    "date:",
    "words:",
    "nofield:dam",
    "'",
    "\u{AD}",
    "e\u{301}",
    "\u{202E}",
    "🦀",
    "—",
    "AND NOT",
    "~~",
    "lang:",
    "words:>",
    "[2025 TO",
    "]",
];

/// A text that the strict parser takes as a question about articles.
fn sound() -> impl Strategy<Value = String> {
    sound_with([OPERATORS, UNITS].concat(), [CONDITIONS, OF_ARTICLES].concat())
}

/// A text that the strict parser takes as a question about quotes.
fn sound_of_quotes() -> impl Strategy<Value = String> {
    sound_with(OPERATORS.to_vec(), CONDITIONS.to_vec())
}

fn sound_with(operators: Vec<&'static str>, conditions: Vec<&'static str>) -> impl Strategy<Value = String> {
    let place = select(PLACES).prop_map(str::to_string);
    let operand = prop_oneof![
        3 => place.clone(),
        1 => (place.clone(), place.clone()).prop_map(|(left, right)| format!("({left} OR {right})")),
    ];
    let proximity = operand.prop_recursive(2, 6, 2, move |inner| {
        (inner.clone(), select(operators.clone()), inner)
            .prop_map(|(left, operator, right)| format!("({left} {operator} {right})"))
    });
    let leaf = prop_oneof![
        3 => place,
        2 => proximity,
        2 => select(conditions).prop_map(str::to_string),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            3 => vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" "))),
            1 => vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" AND "))),
            3 => vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" OR "))),
            1 => inner.clone().prop_map(|part| format!("(NOT {part})")),
            1 => (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left} -{right})")),
            1 => inner.prop_map(|part| format!("({part} (dam OR mines)^2)")),
        ]
    })
}

/// Pieces of the language in any order.
fn broken() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(PLACES),
        2 => select(CONDITIONS),
        2 => select(OPERATORS),
        4 => select(SCRAPS),
    ];
    let between = prop_oneof![4 => Just(" "), 1 => Just("")];
    vec((piece, between), 0..10)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect())
}

fn parsed(text: &str, mode: ParseMode, any: bool) -> Result<Plan, String> {
    let today = "2025-09-10".parse().unwrap();
    let options = ParseOptions { any, ..ParseOptions::new(mode, today, "en") };
    parse(text, &options).map(|query| query.plan).map_err(|refusal| refusal.rendered)
}

fn parsed_of_quotes(text: &str, mode: ParseMode, any: bool) -> Result<QuotePlan, String> {
    let today = "2025-09-10".parse().unwrap();
    let options = ParseOptions { any, ..ParseOptions::new(mode, today, "en") };
    let parsed = parse_quotes(text, &options, &QuoteFlags::default());
    parsed.map(|query| query.plan).map_err(|refusal| refusal.rendered)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_stores_answer_every_sound_query_alike(
        history in history(), texts in vec(sound(), 12), questions in vec(sound_of_quotes(), 12), any in any::<bool>(),
    ) {
        let home = LocalHome::new();
        let (memory, judged) = both(&history, home.store());
        for text in &texts {
            same_answer(&memory, &judged, &parsed(text, ParseMode::Strict, any).unwrap())?;
        }
        for text in &questions {
            same_quotes(&memory, &judged, &parsed_of_quotes(text, ParseMode::Strict, any).unwrap())?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_strict_parser_takes_sound_queries(text in sound(), any in any::<bool>()) {
        let plan = parsed(&text, ParseMode::Strict, any);
        prop_assert!(plan.is_ok(), "{}\n{}", text, plan.unwrap_err());
    }

    #[test]
    fn the_strict_parser_takes_sound_questions_about_quotes(text in sound_of_quotes(), any in any::<bool>()) {
        let plan = parsed_of_quotes(&text, ParseMode::Strict, any);
        prop_assert!(plan.is_ok(), "{}\n{}", text, plan.unwrap_err());
    }

    #[test]
    fn no_store_refuses_what_the_lenient_parser_lets_through(
        articles in vec(random_reported(), 1..3), text in broken(),
    ) {
        let snapshot = filled_with(onrecord::index::memory::MemoryStore::new(), &articles);
        for (mode, any) in [(ParseMode::Lenient, false), (ParseMode::Plain, true)] {
            if let Ok(plan) = parsed(&text, mode, any) {
                let answer = snapshot.search(&Request { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: 1 });
                is_answered(answer, &text)?;
            }
            if let Ok(plan) = parsed_of_quotes(&text, mode, any) {
                let request = QuoteRequest { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: 1 };
                is_answered(snapshot.quotes(&request), &text)?;
            }
        }
    }
}

/// Every level of a query can be more than one of its plan: the store takes what the parser takes.
#[test]
fn the_deepest_queries_are_answered() {
    let check = |open: &str, inner: &str, close: &str| {
        let texts = (1..60).map(|levels| format!("{}{inner}{}", open.repeat(levels), close.repeat(levels)));
        let snapshot = filled_with(onrecord::index::memory::MemoryStore::new(), &crate::scenarios::quotes::dam());
        let mut deepest = 0;
        for text in texts {
            if let Ok(plan) = parsed(&text, ParseMode::Strict, false) {
                let request = Request { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: 1 };
                is_answered(snapshot.search(&request), &text).unwrap();
                deepest += 1;
            }
            if let Ok(plan) = parsed_of_quotes(&text, ParseMode::Strict, false) {
                let request = QuoteRequest { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: 1 };
                is_answered(snapshot.quotes(&request), &text).unwrap();
                deepest += 1;
            }
        }
        assert!(deepest > 10, "{open}: {deepest} were accepted");
    };
    check("NOT (", "dam", ")");
    check("said:(NOT ", "dam", ")");
    check("article:(quote:(", "dam", "))");
    check("NOT article:(NOT quote:(", "dam", "))");
    check("article:(dam OR quote:(dam polarity:denied OR ", "dam", "))");
    check("article:(NOT quote:(NOT kind:silence OR ", "-date:2025", "))");
    check("quote:(polarity:denied OR NOT (", "dam", "))");
    check("speaker:(NOT (orrin OR ", "vale", "))");
}

fn is_answered<T>(answer: Result<T, StoreError>, text: &str) -> TestCaseResult {
    match answer {
        Ok(_) => Ok(()),
        Err(error) => Err(TestCaseError::fail(format!("{text}: {error}"))),
    }
}
