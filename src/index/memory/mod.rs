//! The slow and obvious store: articles in a map, every query a loop over all of them.
//!
//! Written from the definitions in `query::plan` and from nothing else, so that it can judge the
//! fast store: any difference between the two is a mistake in one of them. Keeps nothing on
//! disk.

mod copies;
mod facets;
mod judge;
mod said;
mod sequence;
mod spans;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use self::judge::Kept;
use self::said::Said;
use super::copies::Stories;
use super::{
    Change, EntryStamp, NameCount, QuoteRequest, Ranked, RankedQuotes, RankedStories, Request, Scored, ScoredQuote,
    Snapshot, Statement, Store, StoreError, limits, sketch,
};
use crate::model::{
    Article, ArticleId, Bucket, Day, EntryPath, FacetField, QuoteFacet, QuoteKey, SortOrder, Statements,
};
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
    /// Put together when first asked for.
    stories: Arc<OnceLock<Stories>>,
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
                Change::Put(article, statements, stamp) => {
                    self.written.insert(article.id, Arc::new(Kept::new(*article, *statements, stamp)));
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
        let articles = Arc::new(self.written.clone());
        self.committed = MemorySnapshot { generation, articles, stories: Arc::default() };
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
        found.sort_by(|left, right| order(request.sort, *left, *right));
        let total = found.len() as u64;
        let page = found.into_iter().skip(request.offset).take(request.limit);
        Ok(Ranked { total, hits: page.map(|(kept, score)| Scored { id: kept.article.id, score }).collect() })
    }

    fn search_stories(&self, request: &Request<'_>) -> Result<RankedStories, StoreError> {
        let all = self.search(&Request { offset: 0, limit: usize::MAX, ..*request })?;
        Ok(copies::folded(self.put_together(), all, request))
    }

    fn stories(&self) -> Result<&Stories, StoreError> {
        Ok(self.put_together())
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

    fn quotes(&self, request: &QuoteRequest<'_>) -> Result<RankedQuotes, StoreError> {
        let mut found = self.matching_quotes(request.plan)?;
        // The sort is stable: within an article quotes stay in the order of their ordinals.
        found.sort_by(|left, right| order(request.sort, (left.kept, left.score), (right.kept, right.score)));
        let total = found.len() as u64;
        let articles: BTreeSet<ArticleId> = found.iter().map(|found| found.kept.article.id).collect();
        let page = found.into_iter().skip(request.offset).take(request.limit);
        let hits = page.map(|found| ScoredQuote {
            key: QuoteKey { article: found.kept.article.id, ordinal: found.ordinal },
            score: found.score,
            day: found.kept.article.published.as_ref().map(|published| published.first()),
            sketch: sketch(found.said.words.words.iter().map(|word| word.token.as_str())),
        });
        Ok(RankedQuotes { total, articles: articles.len() as u64, hits: hits.collect() })
    }

    fn quote_facets(&self, plan: &QuotePlan, field: QuoteFacet) -> Result<Vec<Bucket>, StoreError> {
        let found = self.matching_quotes(plan)?;
        Ok(facets::quote_facets(found.into_iter().map(|found| (found.kept, found.said)), field))
    }

    fn names(&self) -> Result<Vec<NameCount>, StoreError> {
        let mut counts: BTreeMap<&str, NameCount> = BTreeMap::new();
        for said in self.articles.values().flat_map(|kept| &kept.said) {
            if let Some(name) = said.speaker_name() {
                let count = count_of(&mut counts, name);
                *(if said.is_body() { &mut count.body } else { &mut count.person }) += 1;
            }
            for name in said.names_inside() {
                count_of(&mut counts, name).about += 1;
            }
        }
        Ok(counts.into_values().collect())
    }

    fn each_statement(&self, plan: &QuotePlan, each: &mut dyn FnMut(Statement<'_>)) -> Result<(), StoreError> {
        for found in self.matching_quotes(plan)? {
            let (article, said) = (&found.kept.article, found.said);
            each(Statement {
                key: QuoteKey { article: article.id, ordinal: found.ordinal },
                kind: said.kind,
                certainty: said.certainty,
                polarity: said.polarity,
                speaker: said.speaker_name(),
                is_body: said.is_body(),
                role: said.role(),
                about: said.names_inside().into_iter().collect(),
                published: article.published.as_ref().map(|published| published.period),
            });
        }
        Ok(())
    }

    fn statements(&self, id: ArticleId) -> Result<Option<Statements>, StoreError> {
        Ok(self.articles.get(&id).map(|kept| kept.statements.clone()))
    }

    fn kept(&self, id: ArticleId) -> Result<Option<(Article, Statements, EntryStamp)>, StoreError> {
        let kept = self.articles.get(&id);
        Ok(kept.map(|kept| (kept.article.clone(), kept.statements.clone(), kept.stamp)))
    }

    fn ids(&self) -> Result<Vec<ArticleId>, StoreError> {
        Ok(self.articles.keys().copied().collect())
    }

    fn articles_of(&self, entry: &EntryPath) -> Result<Vec<ArticleId>, StoreError> {
        let mut found: Vec<&Article> =
            self.articles.values().map(|kept| &kept.article).filter(|article| article.origin.entry == *entry).collect();
        found.sort_by_key(|article| record_order(article.origin.record.as_deref()));
        Ok(found.into_iter().map(|article| article.id).collect())
    }
}

impl MemorySnapshot {
    fn put_together(&self) -> &Stories {
        self.stories.get_or_init(|| copies::stories(self.articles.values().map(|kept| &kept.article)))
    }

    /// The articles that the plan matches, with their scores.
    fn matching(&self, plan: &Plan) -> Result<Vec<(&Kept, f32)>, StoreError> {
        limits::check(plan)?;
        let stories = self.put_together();
        let scored = |kept: &'_ Arc<Kept>| kept.score(&plan.root, stories).map(rounded);
        Ok(self.articles.values().filter_map(|kept| Some((&**kept, scored(kept)?))).collect())
    }

    /// The quotes and silences that the plan matches, in the order of their articles' ids and
    /// their ordinals.
    fn matching_quotes(&self, plan: &QuotePlan) -> Result<Vec<Found<'_>>, StoreError> {
        limits::check_quotes(plan)?;
        let stories = self.put_together();
        let mut found = Vec::new();
        for kept in self.articles.values() {
            for (ordinal, said) in (0..).zip(&kept.said) {
                if let Some(score) = said.score(&plan.root, kept, stories) {
                    found.push(Found { kept, ordinal, said, score: rounded(score) });
                }
            }
        }
        Ok(found)
    }
}

fn count_of<'m, 'n>(counts: &'m mut BTreeMap<&'n str, NameCount>, name: &'n str) -> &'m mut NameCount {
    counts.entry(name).or_insert_with(|| NameCount { name: name.to_string(), person: 0, body: 0, about: 0 })
}

/// A quote or silence that was found.
struct Found<'a> {
    kept: &'a Kept,
    ordinal: u32,
    said: &'a Said,
    score: f32,
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
fn order(sort: SortOrder, left: (&Kept, f32), right: (&Kept, f32)) -> Ordering {
    let day = |found: (&Kept, f32)| -> Option<Day> { Some(found.0.article.published.as_ref()?.first()) };
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
