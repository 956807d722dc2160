//! Articles score as if no quotes were there: the lists of an index with quotes are those of an
//! index that holds articles alone.

use std::collections::BTreeSet;

use onrecord::index::local::{LocalSnapshot, LocalStore};
use onrecord::index::{Change, Request, Scored, Snapshot, Store};
use onrecord::language::tokens;
use onrecord::model::SortOrder;
use onrecord::query::{ParseMode, ParseOptions, parse};

use crate::home::Home;
use crate::local_home::LocalHome;

/// How long the lists are that are held against each other.
const LIST: usize = 100;
/// Of the sample archive's words every so many-th is asked.
const WORDS_STEP: usize = 7;
/// Articles in one segment of the second index: quotes must not tell by where their articles lie.
const SEGMENT: usize = 17;

fn ranked(snapshot: &LocalSnapshot, query: &str) -> (u64, Vec<Scored>) {
    let options = ParseOptions::new(ParseMode::Lenient, "2025-12-31".parse().unwrap(), "en");
    let plan = parse(query, &options).unwrap_or_else(|refusal| panic!("{query}: {}", refusal.message)).plan;
    let request = Request { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: LIST };
    let found = snapshot.search(&request).unwrap();
    (found.total, found.hits)
}

#[test]
fn lists_are_those_of_an_index_without_quotes() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let home = Home::new(&[]);
    home.wants(0, &["index", "-q", "--corpus", corpus]);
    let with = LocalStore::open_read_only(&home.store()).unwrap().snapshot().unwrap();
    let local = LocalHome::new();
    let mut alone = local.store();
    let (mut quotes, mut words) = (0, BTreeSet::new());
    for (number, id) in with.ids().unwrap().into_iter().enumerate() {
        let (article, statements, stamp) = with.kept(id).unwrap().unwrap();
        quotes += statements.quotes.len();
        words.extend(article.paragraphs().flat_map(tokens).map(|token| token.text));
        alone.write(vec![Change::Put(Box::new(article), Box::default(), stamp)]).unwrap();
        if number % SEGMENT == 0 {
            alone.commit(number as u64 + 1).unwrap();
        }
    }
    alone.commit(1_000).unwrap();
    let alone = alone.snapshot().unwrap();
    assert!(quotes > 500, "{quotes} quotes lie among the articles");

    let words: Vec<&String> = words.iter().step_by(WORDS_STEP).collect();
    let single = words.iter().map(|word| format!("\"{word}\" OR {word}"));
    let pairs = words.windows(2).map(|pair| format!("{} OR {}^2 OR voss", pair[0], pair[1]));
    let shapes = [
        "voss",
        "water* OR promis*",
        "\"not a drop\"",
        "drop NEAR/5 harvest",
        "mayor w/s water",
        "atleast2(voss)",
        "headline:water OR water",
        "voss~1 harvest",
        "date:2025 promise",
        "the",
        "NOT water",
        "said OR says OR told",
    ];
    let mut asked = 0;
    for query in single.chain(pairs).chain(shapes.iter().map(|shape| shape.to_string())) {
        let (total, expected) = ranked(&alone, &query);
        let (found_total, found) = ranked(&with, &query);
        assert_eq!((found_total, found), (total, expected), "{query}");
        asked += 1;
    }
    assert!(asked > 500, "{asked} queries were asked");
}

/// A question about quotes filters; the words beside it score as they do without it.
#[test]
fn questions_about_quotes_filter_without_scoring() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let home = Home::new(&[]);
    home.wants(0, &["index", "-q", "--corpus", corpus]);
    let with = LocalStore::open_read_only(&home.store()).unwrap().snapshot().unwrap();
    let whole = ranked(&with, "water OR harvest").1;
    for condition in ["speaker:voss", "kind:direct", "about:voss", "role:premier certainty:resolved"] {
        let (total, found) = ranked(&with, &format!("{condition} (water OR harvest)"));
        assert!(total > 0, "{condition}");
        let expected: Vec<Scored> =
            whole.iter().filter(|hit| found.iter().any(|one| one.id == hit.id)).copied().collect();
        assert_eq!(found, expected, "{condition}");
    }
}
