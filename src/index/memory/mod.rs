//! The slow and obvious store: articles in a map, every query a loop over all of them.
//!
//! Written from the definitions in `query::plan` and from nothing else, so that it can judge the
//! fast store: any difference between the two is a mistake in one of them. Keeps nothing on
//! disk, and no entry stamps, for it has no manifest to be made again.

mod facets;
mod judge;
mod sequence;
mod spans;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use self::judge::Kept;
use super::{
    Change, EntryStamp, QuoteRequest, Ranked, RankedQuotes, Request, Scored, Snapshot, Store, StoreError, limits,
};
use crate::model::{Article, ArticleId, Bucket, Day, EntryPath, FacetField, QuoteFacet, SortOrder, Statements};
use crate::query::{Plan, QuotePlan};

/// Articles held in memory.
#[derive(Default)]
pub struct MemoryStore {
    /// As they will be at the next commit.
    written: BTreeMap<ArticleId, Arc<Kept>>,
    committed: MemorySnapshot,
}

/// The articles as they were at a commit; of generation 0 and empty before the first.
#[derive(Clone, Default)]
pub struct MemorySnapshot {
    generation: u64,
    articles: Arc<BTreeMap<ArticleId, Arc<Kept>>>,
}

impl MemoryStore {
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }
}

impl Store for MemoryStore {
    type Snapshot = MemorySnapshot;

    fn write(&mut self, changes: Vec<Change>) -> Result<(), StoreError> {
        for change in changes {
            match change {
                Change::Put(article, _, _) => {
                    self.written.insert(article.id, Arc::new(Kept::new(*article)));
                }
                Change::RemoveEntry(entry) => self.written.retain(|_, kept| kept.article.origin.entry != entry),
                Change::RemoveArticle(id) => {
                    self.written.remove(&id);
                }
            }
        }
        Ok(())
    }

    fn commit(&mut self, generation: u64) -> Result<(), StoreError> {
        self.committed = MemorySnapshot { generation, articles: Arc::new(self.written.clone()) };
        Ok(())
    }

    fn snapshot(&self) -> Result<MemorySnapshot, StoreError> {
        Ok(self.committed.clone())
    }
}

impl Snapshot for MemorySnapshot {
    fn generation(&self) -> u64 {
        self.generation
    }

    fn article_count(&self) -> u64 {
        self.articles.len() as u64
    }

    fn search(&self, request: &Request<'_>) -> Result<Ranked, StoreError> {
        let mut found = self.matching(request.plan)?;
        found.sort_by(|left, right| order(request.sort, left, right));
        let total = found.len() as u64;
        let page = found.into_iter().skip(request.offset).take(request.limit);
        Ok(Ranked { total, hits: page.map(|(kept, score)| Scored { id: kept.article.id, score }).collect() })
    }

    fn count(&self, plan: &Plan) -> Result<u64, StoreError> {
        Ok(self.matching(plan)?.len() as u64)
    }

    fn facets(&self, plan: &Plan, field: FacetField) -> Result<Vec<Bucket>, StoreError> {
        Ok(facets::facets(self.matching(plan)?.into_iter().map(|(kept, _)| kept), field))
    }

    fn article(&self, id: ArticleId) -> Result<Option<Article>, StoreError> {
        Ok(self.articles.get(&id).map(|kept| kept.article.clone()))
    }

    fn quotes(&self, _request: &QuoteRequest<'_>) -> Result<RankedQuotes, StoreError> {
        Ok(RankedQuotes { total: 0, articles: 0, hits: Vec::new() })
    }

    fn quote_facets(&self, _plan: &QuotePlan, _field: QuoteFacet) -> Result<Vec<Bucket>, StoreError> {
        Ok(Vec::new())
    }

    fn names(&self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }

    fn statements(&self, _id: ArticleId) -> Result<Option<Statements>, StoreError> {
        Ok(None)
    }

    fn kept(&self, _id: ArticleId) -> Result<Option<(Article, Statements, EntryStamp)>, StoreError> {
        Ok(None)
    }

    fn ids(&self) -> Result<Vec<ArticleId>, StoreError> {
        Ok(Vec::new())
    }

    fn articles_of(&self, entry: &EntryPath) -> Result<Vec<ArticleId>, StoreError> {
        let mut found: Vec<&Article> =
            self.articles.values().map(|kept| &kept.article).filter(|article| article.origin.entry == *entry).collect();
        found.sort_by_key(|article| record_order(article.origin.record.as_deref()));
        Ok(found.into_iter().map(|article| article.id).collect())
    }
}

impl MemorySnapshot {
    /// The articles that the plan matches, with their scores.
    fn matching(&self, plan: &Plan) -> Result<Vec<(&Kept, f32)>, StoreError> {
        limits::check(plan)?;
        let scored = |kept: &'_ Arc<Kept>| kept.score(&plan.root).map(rounded);
        Ok(self.articles.values().filter_map(|kept| Some((&**kept, scored(kept)?))).collect())
    }
}

/// To four digits, so that scores that differ by the order of additions alone are ties. Adding
/// zero takes the sign off a negative zero, which an empty sum is.
fn rounded(score: f64) -> f32 {
    ((score * 10_000.0).round() / 10_000.0 + 0.0) as f32
}

/// No record, then ordinals by number, then keys by their characters. Equal ones stay in the order
/// of the map: by id.
fn record_order(record: Option<&str>) -> Option<(bool, u64, &str)> {
    let key = record?;
    let number = key.parse().ok();
    Some((number.is_none(), number.unwrap_or(0), key))
}

/// The total order of [`Scored`].
fn order(sort: SortOrder, left: &(&Kept, f32), right: &(&Kept, f32)) -> Ordering {
    let day = |found: &(&Kept, f32)| -> Option<Day> { Some(found.0.article.published.as_ref()?.first()) };
    // `None` is less than any day: backwards, undated articles come last by themselves.
    let newest_first = day(right).cmp(&day(left));
    let oldest_first = (day(left).is_none(), day(left)).cmp(&(day(right).is_none(), day(right)));
    let best_first = right.1.total_cmp(&left.1);
    let by_sort = match sort {
        SortOrder::Relevance => best_first.then(newest_first),
        SortOrder::Newest => newest_first.then(best_first),
        SortOrder::Oldest => oldest_first.then(best_first),
    };
    by_sort.then(left.0.article.id.cmp(&right.0.article.id))
}
