//! What every store must answer, fact by fact.
//!
//! A scenario is a handful of articles and plans with the names of the articles each must find,
//! worked out by hand from the definitions in `query::plan`. All stores run the same list.

/// Fields, scripts, dates and other conditions.
mod fields;
/// Places beside each other: NEAR, sentences, paragraphs.
mod places;
/// Who said what: one quote, its words, its speaker.
pub mod quotes;
/// Words, patterns and phrases.
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};

use onrecord::index::memory::MemoryStore;
use onrecord::index::{Request, Snapshot, Store};
use onrecord::model::{Article, SortOrder};
use onrecord::query::Clause;

use crate::articles::{name, put};
use crate::local_home::LocalHome;
use crate::plans::plan;

pub struct Scenario {
    pub fact: &'static str,
    pub articles: Vec<Article>,
    /// A plan and the names it must find, in alphabetical order.
    pub asks: Vec<(Clause, &'static str)>,
}

#[test]
fn the_memory_store_answers_every_scenario() {
    suite(MemoryStore::new);
}

#[test]
fn the_local_store_answers_every_scenario() {
    let home = LocalHome::new();
    suite(|| home.store());
}

/// Every scenario on a store of its own; all that fail are told at once.
fn suite<S: Store>(new: impl Fn() -> S) {
    let mut wrong = String::new();
    for scenario in scenarios() {
        let snapshot = filled(new(), &scenario.articles);
        for (number, (clause, expected)) in scenario.asks.iter().enumerate() {
            // A panic is a wrong answer like any other: the rest of the list is still of interest.
            let found = catch_unwind(AssertUnwindSafe(|| names(&snapshot, clause)));
            if found.as_ref().ok().map(String::as_str) != Some(*expected) {
                wrong += &format!("{} (ask {number}): {found:?}, not {expected:?}\n", scenario.fact);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

pub fn filled<S: Store>(mut store: S, articles: &[Article]) -> S::Snapshot {
    store.write(articles.iter().map(put).collect()).unwrap();
    store.commit(1).unwrap();
    store.snapshot().unwrap()
}

/// The names of the articles found, in alphabetical order.
pub fn names(snapshot: &impl Snapshot, clause: &Clause) -> String {
    let plan = plan(clause);
    let request = Request { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: usize::MAX };
    let ranked = snapshot.search(&request).unwrap();
    assert_eq!(ranked.total, ranked.hits.len() as u64, "{clause:?}");
    assert_eq!(ranked.total, snapshot.count(&plan).unwrap(), "{clause:?}");
    let mut found: Vec<String> = ranked.hits.iter().map(|hit| name(hit.id)).collect();
    found.sort();
    found.join(" ")
}

fn scenarios() -> Vec<Scenario> {
    let lists = [
        words::words_and_logic(),
        words::phrases(),
        places::distances(),
        places::units(),
        fields::fields_and_scripts(),
        fields::conditions(),
    ];
    lists.into_iter().flatten().collect()
}
