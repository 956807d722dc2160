//! What holds of every query, tried on random ones.

use proptest::prelude::*;

use super::*;

/// What is hard about queries, in pieces.
const PIECES: &[&str] = &[
    "a",
    "budget",
    "O'Neill",
    "Baker's",
    "it’s",
    "東京",
    "U.S.",
    "\"",
    "“",
    "”",
    "(",
    ")",
    "[",
    "]",
    "|",
    "-",
    "--",
    "=",
    "~",
    "~1",
    "~2",
    "~9",
    "^",
    "^2",
    "^0.5",
    "*",
    "?",
    "wom?n",
    "sanct*",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "NEAR/5",
    "w/5",
    "pre/3",
    "w/s",
    "w/p",
    "w/999",
    "atleast2(",
    "atleast2",
    "headline:",
    "path:",
    "url:",
    "lang:",
    "lang:en",
    "date:",
    "date:2025",
    "2025-09",
    "..",
    "after:2025",
    "words:>5",
    "speaker:",
    "speaker:ort",
    "about:=",
    "person:",
    "role:",
    "said:",
    "said:budget",
    "quote:",
    "quote:(",
    "article:",
    "article:(",
    "kind:silence",
    "kind:",
    "certainty:stated",
    "polarity:any",
    "polarity:denied",
    "spoken:2025",
    "spoken:",
    "nofield:",
    "ADJ5",
    "SAME",
    "http://x.y/z?a=1",
    "a?b",
    "://",
    ":",
    "/",
    "!",
    "+",
    "&",
    "'",
    "s",
    "😀",
    "\u{301}",
    "\u{AD}",
    "or",
    "not",
    "\n",
];

/// Queries made of pieces, with blanks between them or without.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    let spaced =
        (piece, any::<bool>()).prop_map(|(piece, space)| if space { format!("{piece} ") } else { piece.into() });
    prop::collection::vec(spaced, 0..14).prop_map(|pieces| pieces.concat())
}

fn any_query() -> impl Strategy<Value = String> {
    prop_oneof![3 => pieces(), 1 => ".{0,40}", 1 => "[ -~]{0,60}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn canonical_text_is_the_same_query(text in any_query(), any in any::<bool>()) {
        for mode in [ParseMode::Lenient, ParseMode::Plain] {
            let Ok(query) = parse(&text, &ParseOptions { any, ..options(mode) }) else { continue };
            let again = parse(&query.understood, &options(ParseMode::Strict));
            let again = again.unwrap_or_else(|refusal| panic!("{text} -> {}: {}", query.understood, refusal.rendered));
            prop_assert_eq!(&again.ast, &query.ast, "{} -> {}", text, query.understood);
            prop_assert_eq!(&again.understood, &query.understood);
            prop_assert_eq!(&again.plan, &query.plan);
        }
    }

    #[test]
    fn canonical_text_is_the_same_question_about_quotes(text in any_query(), any in any::<bool>()) {
        let none = QuoteFlags::default();
        for mode in [ParseMode::Lenient, ParseMode::Plain] {
            let Ok(query) = parse_quotes(&text, &ParseOptions { any, ..options(mode) }, &none) else { continue };
            let again = parse_quotes(&query.understood, &options(ParseMode::Strict), &none);
            let again = again.unwrap_or_else(|refusal| panic!("{text} -> {}: {}", query.understood, refusal.rendered));
            prop_assert_eq!(&again.ast, &query.ast, "{} -> {}", text, query.understood);
            prop_assert_eq!(&again.plan, &query.plan);
        }
    }

    #[test]
    fn strict_takes_what_lenient_leaves_alone(text in any_query()) {
        let lenient = parse(&text, &options(ParseMode::Lenient));
        let repaired = match &lenient {
            Ok(query) => query.notices.iter().any(|notice| notice.severity == Severity::Repair),
            Err(_) => true,
        };
        let strict = parse(&text, &options(ParseMode::Strict));
        prop_assert_eq!(strict.is_err(), repaired);
        if let (Ok(strict), Ok(lenient)) = (strict, lenient) {
            prop_assert_eq!(strict, lenient);
        }
    }

    #[test]
    fn places_lie_within_the_query(text in any_query()) {
        if let Ok(query) = parse(&text, &options(ParseMode::Lenient)) {
            for notice in &query.notices {
                prop_assert!(text.get(notice.span.start..notice.span.end).is_some(), "{:?}", notice);
            }
            fn walk(node: &Node, text: &str) -> bool {
                text.get(node.span.start..node.span.end).is_some() && match &node.kind {
                    NodeKind::All(parts) | NodeKind::Any(parts) => parts.iter().all(|part| walk(part, text)),
                    NodeKind::Not(of) | NodeKind::Boost(of, _) | NodeKind::In(_, of) | NodeKind::AtLeast { of, .. } => walk(of, text),
                    NodeKind::InQuote(_, of) | NodeKind::SameQuote(of) | NodeKind::Article(of) | NodeKind::AsWritten(of) => walk(of, text),
                    NodeKind::Near { left, right, .. } | NodeKind::Within { left, right, .. } => walk(left, text) && walk(right, text),
                    _ => true,
                }
            }
            prop_assert!(query.ast.root.iter().all(|root| walk(root, &text)));
        }
    }
}
