//! What is said of one store is true of the other: random articles, random plans.
//!
//! The memory store judges. After the same history both stores must find the same articles, count
//! the same and give the same facets; scores are a store's own, so that of the order by relevance
//! only the rules are held against each store. A difference found here becomes a scenario.

use std::cmp::Ordering;

use onrecord::index::local::LocalStore;
use onrecord::index::memory::MemoryStore;
use onrecord::index::{QuoteRequest, Request, Scored, ScoredQuote, ScoredStory, Sketch, Snapshot, Statement, Store};
use onrecord::model::{ArticleId, Day, FacetField, QuoteFacet, QuoteKey, SortOrder};
use onrecord::query::{Clause, Plan, QuotePlan};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::local_home::LocalHome;
use crate::plans::plan;
use crate::random::{Step, entries, history, ids, random_clause, random_passage};
use crate::random_statements::random_question;
use crate::statements::quote_plan;

/// How many archives are made, and how many plans each is asked. Making one on disk is what
/// costs: a few plans more are cheap.
const ARCHIVES: u32 = 120;
const PLANS: usize = 16;
/// Prime to most totals, so that last pages are short.
const PAGE: usize = 3;

const FACETS: &[FacetField] = &[
    FacetField::Publisher,
    FacetField::Section,
    FacetField::Language,
    FacetField::Byline,
    FacetField::Year,
    FacetField::Month,
];

const QUOTE_FACETS: &[QuoteFacet] = &[
    QuoteFacet::Speaker,
    QuoteFacet::About,
    QuoteFacet::Kind,
    QuoteFacet::Certainty,
    QuoteFacet::Polarity,
    QuoteFacet::Year,
];

/// The store that is judged.
fn judged(home: &LocalHome) -> LocalStore {
    home.store()
}

proptest! {
    // What fails is written down as a scenario by hand, where it can be read.
    #![proptest_config(ProptestConfig { cases: ARCHIVES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_stores_answer_every_plan_alike(
        history in history(), clauses in vec(random_clause(), PLANS), questions in vec(random_question(), PLANS),
    ) {
        let home = LocalHome::new();
        let (memory, judged) = both(&history, judged(&home));
        same_articles(&memory, &judged)?;
        for clause in &clauses {
            same_answer(&memory, &judged, &plan(clause))?;
        }
        for question in &questions {
            same_quotes(&memory, &judged, &quote_plan(question))?;
        }
    }

    #[test]
    fn both_stores_find_every_passage_alike(history in history(), passages in vec(random_passage(), PLANS)) {
        let home = LocalHome::new();
        let (memory, judged) = both(&history, judged(&home));
        for passage in passages {
            // Counting the spans shows more of them than finding one.
            for count in 1..4 {
                let of = onrecord::query::Counted::Passage(passage.clone());
                let plan = plan(&Clause::AtLeast { count, of });
                prop_assert_eq!(all_ids(&memory, &plan), all_ids(&judged, &plan), "{:?}", plan);
            }
        }
    }
}

pub fn both<S: Store>(history: &[Step], mut judged: S) -> (impl Snapshot + use<S>, S::Snapshot) {
    let mut memory = MemoryStore::new();
    replay(history, &mut memory);
    replay(history, &mut judged);
    (memory.snapshot().unwrap(), judged.snapshot().unwrap())
}

fn replay(history: &[Step], store: &mut impl Store) {
    let mut generation = 0;
    for step in history.iter().chain([&Step::Commit]) {
        match step {
            Step::Change(change) => store.write(vec![(**change).clone()]).unwrap(),
            Step::Commit => {
                generation += 1;
                store.commit(generation).unwrap();
            }
        }
    }
}

fn same_articles(memory: &impl Snapshot, judged: &impl Snapshot) -> TestCaseResult {
    prop_assert_eq!(memory.generation(), judged.generation());
    prop_assert_eq!(memory.article_count(), judged.article_count());
    for id in ids() {
        prop_assert_eq!(memory.article(id).unwrap(), judged.article(id).unwrap());
        prop_assert_eq!(memory.statements(id).unwrap(), judged.statements(id).unwrap());
        prop_assert_eq!(memory.kept(id).unwrap(), judged.kept(id).unwrap());
    }
    prop_assert_eq!(memory.ids().unwrap(), judged.ids().unwrap());
    prop_assert_eq!(memory.names().unwrap(), judged.names().unwrap());
    for entry in entries() {
        prop_assert_eq!(memory.articles_of(&entry).unwrap(), judged.articles_of(&entry).unwrap());
    }
    Ok(())
}

pub fn same_answer(memory: &impl Snapshot, judged: &impl Snapshot, plan: &Plan) -> TestCaseResult {
    prop_assert_eq!(all_ids(memory, plan), all_ids(judged, plan), "{:?}", plan);
    prop_assert_eq!(memory.count(plan).unwrap(), judged.count(plan).unwrap(), "{:?}", plan);
    for field in FACETS {
        let found = judged.facets(plan, *field).unwrap();
        prop_assert_eq!(memory.facets(plan, *field).unwrap(), found, "{:?} {:?}", field, plan);
    }
    prop_assert_eq!(memory.stories().unwrap().groups(), judged.stories().unwrap().groups());
    for sort in [SortOrder::Relevance, SortOrder::Newest, SortOrder::Oldest] {
        for count in [stories_of(memory, plan, sort)?, stories_of(judged, plan, sort)?] {
            prop_assert_eq!(count, stories_of(memory, plan, SortOrder::Relevance)?, "{:?}", plan);
        }
        in_order(memory, &pages(memory, plan, sort)?, sort)?;
        in_order(judged, &pages(judged, plan, sort)?, sort)?;
    }
    Ok(())
}

/// The stories of an answer, page by page, are those of its articles: each once, where the best of its
/// printings ranks, with all that match. Gives how many there are.
fn stories_of(snapshot: &impl Snapshot, plan: &Plan, sort: SortOrder) -> Result<u64, TestCaseError> {
    let articles = snapshot.search(&Request { plan, sort, offset: 0, limit: usize::MAX }).unwrap();
    let stories = snapshot.stories().unwrap();
    let mut expected: Vec<ScoredStory> = Vec::new();
    for best in &articles.hits {
        let printings = stories.printings_of(best.id);
        if expected.iter().any(|story| printings.contains(&story.best.id)) {
            continue;
        }
        let mut matching = vec![best.id];
        if !printings.is_empty() {
            let found = |id: &&ArticleId| articles.hits.iter().any(|hit| hit.id == **id);
            matching = printings.iter().filter(found).copied().collect();
        }
        expected.push(ScoredStory { best: *best, matching });
    }
    let mut found = Vec::new();
    for offset in (0..expected.len().max(1)).step_by(PAGE) {
        let page = snapshot.search_stories(&Request { plan, sort, offset, limit: PAGE }).unwrap();
        prop_assert_eq!((page.total, page.stories), (articles.total, expected.len() as u64));
        found.extend(page.hits);
    }
    prop_assert_eq!(&found, &expected, "{:?}", plan);
    Ok(expected.len() as u64)
}

/// The whole answer page by page, which must be the same as the answer in one piece.
fn pages(snapshot: &impl Snapshot, plan: &Plan, sort: SortOrder) -> Result<Vec<Scored>, TestCaseError> {
    let page = |offset, limit| snapshot.search(&Request { plan, sort, offset, limit }).unwrap();
    let whole = page(0, usize::MAX);
    prop_assert_eq!(whole.total, whole.hits.len() as u64);
    let mut joined = Vec::new();
    for offset in (0..whole.hits.len()).step_by(PAGE) {
        let page = page(offset, PAGE);
        prop_assert_eq!(page.total, whole.total);
        joined.extend(page.hits);
    }
    prop_assert_eq!(&joined, &whole.hits);
    Ok(joined)
}

/// Each hit stands before the next by the first of score, day and id in which they differ.
fn in_order(snapshot: &impl Snapshot, hits: &[Scored], sort: SortOrder) -> TestCaseResult {
    let day = |hit: &Scored| -> Option<Day> { Some(snapshot.article(hit.id).unwrap()?.published?.first()) };
    for pair in hits.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        let by_score = after.score.total_cmp(&before.score);
        // The undated are last, whichever way the days go.
        let undated_last = day(before).is_none().cmp(&day(after).is_none());
        let by_day = undated_last.then(match sort {
            SortOrder::Oldest => day(before).cmp(&day(after)),
            SortOrder::Relevance | SortOrder::Newest => day(after).cmp(&day(before)),
        });
        let by_sort = match sort {
            SortOrder::Relevance => by_score.then(by_day),
            SortOrder::Newest | SortOrder::Oldest => by_day.then(by_score),
        };
        prop_assert_eq!(by_sort.then(before.id.cmp(&after.id)), Ordering::Less, "{:?} before {:?}", before, after);
    }
    Ok(())
}

pub fn same_quotes(memory: &impl Snapshot, judged: &impl Snapshot, plan: &QuotePlan) -> TestCaseResult {
    let keys = |hits: &[ScoredQuote]| {
        let mut keys: Vec<(QuoteKey, Option<Day>, Sketch)> =
            hits.iter().map(|hit| (hit.key, hit.day, hit.sketch)).collect();
        keys.sort();
        keys
    };
    for sort in [SortOrder::Relevance, SortOrder::Newest, SortOrder::Oldest] {
        let (expected, found) = (quote_pages(memory, plan, sort)?, quote_pages(judged, plan, sort)?);
        prop_assert_eq!(keys(&expected), keys(&found), "{:?}", plan);
        quotes_in_order(memory, &expected, sort)?;
        quotes_in_order(judged, &found, sort)?;
    }
    prop_assert_eq!(statements(memory, plan), statements(judged, plan), "{:?}", plan);
    for field in QUOTE_FACETS {
        let found = judged.quote_facets(plan, *field).unwrap();
        prop_assert_eq!(memory.quote_facets(plan, *field).unwrap(), found, "{:?} {:?}", field, plan);
    }
    Ok(())
}

/// What the columns tell of each quote, in the order of the quotes' keys. Those of one article come
/// one behind the other.
fn statements(snapshot: &impl Snapshot, plan: &QuotePlan) -> Vec<String> {
    let (mut told, mut articles): (Vec<(QuoteKey, String)>, Vec<ArticleId>) = Default::default();
    let mut tell = |statement: Statement<'_>| {
        told.push((statement.key, format!("{statement:?}")));
        if articles.last() != Some(&statement.key.article) {
            articles.push(statement.key.article);
        }
    };
    snapshot.each_statement(plan, &mut tell).unwrap();
    articles.sort();
    assert!(articles.windows(2).all(|pair| pair[0] != pair[1]), "an article came twice");
    told.sort();
    told.into_iter().map(|(_, statement)| statement).collect()
}

/// The whole answer page by page, with the totals of the answer in one piece on each.
fn quote_pages(snapshot: &impl Snapshot, plan: &QuotePlan, sort: SortOrder) -> Result<Vec<ScoredQuote>, TestCaseError> {
    let page = |offset, limit| snapshot.quotes(&QuoteRequest { plan, sort, offset, limit }).unwrap();
    let whole = page(0, usize::MAX);
    prop_assert_eq!(whole.total, whole.hits.len() as u64);
    let articles: std::collections::BTreeSet<ArticleId> = whole.hits.iter().map(|hit| hit.key.article).collect();
    prop_assert_eq!(whole.articles, articles.len() as u64);
    let mut joined = Vec::new();
    for offset in (0..whole.hits.len()).step_by(PAGE) {
        let page = page(offset, PAGE);
        prop_assert_eq!((page.total, page.articles), (whole.total, whole.articles));
        joined.extend(page.hits);
    }
    prop_assert_eq!(&joined, &whole.hits);
    Ok(joined)
}

/// Quotes are in the order of articles of their scores, and within one by ordinal.
fn quotes_in_order(snapshot: &impl Snapshot, hits: &[ScoredQuote], sort: SortOrder) -> TestCaseResult {
    for pair in hits.windows(2) {
        let scored = |hit: &ScoredQuote| Scored { id: hit.key.article, score: hit.score };
        if pair[0].key.article == pair[1].key.article && pair[0].score == pair[1].score {
            prop_assert!(pair[0].key.ordinal < pair[1].key.ordinal, "{:?}", pair);
        } else {
            in_order(snapshot, &[scored(&pair[0]), scored(&pair[1])], sort)?;
        }
    }
    Ok(())
}

fn all_ids(snapshot: &impl Snapshot, plan: &Plan) -> Vec<ArticleId> {
    let request = Request { plan, sort: SortOrder::Relevance, offset: 0, limit: usize::MAX };
    let mut found = ids_of(&snapshot.search(&request).unwrap().hits);
    found.sort();
    found
}

fn ids_of(hits: &[Scored]) -> Vec<ArticleId> {
    hits.iter().map(|hit| hit.id).collect()
}
