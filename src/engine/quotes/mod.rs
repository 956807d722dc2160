//! Questions about quotes: parsed, names expanded, searched, folded, paged.
//!
//! Words are read for quotes that may be near-identical, articles for the page alone.

pub(super) mod fold;
mod reading;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::reading::Reader;
use super::archive::Opened;
use super::people::{People, expand_of_quotes};
use super::{Engine, EngineError, Made, ResolvedDays, Typed};
use crate::index::{QuoteRequest, RankedQuotes, ScoredQuote, Snapshot};
pub use crate::model::Said;
use crate::model::{
    Article, Bucket, Day, LitSaid, Polarity, QuoteFacet, QuoteKey, QuoteKind, SortOrder, Speaker, SpeakerKind,
};
use crate::query::{self, QuoteClause, QuoteFlags, QuotePlan, QuoteQuery, StatementKind};

/// A query about quotes with the flags beside it; as typed, resolved by the query layer.
#[derive(Clone, Debug)]
pub struct QuoteQuestion {
    pub typed: Typed,
    pub speaker: Option<String>,
    pub about: Option<String>,
    pub role: Option<String>,
    pub kind: Option<String>,
    pub certainty: Option<String>,
    pub polarity: Option<String>,
    pub spoken: Option<String>,
    pub sort: SortOrder,
    /// Near-identical quotes are one hit.
    pub fold: bool,
    /// `None`: all.
    pub limit: Option<usize>,
    /// From 1.
    pub page: usize,
    pub facets: Vec<QuoteFacet>,
}

impl QuoteQuestion {
    /// The query alone: lenient, folded, the ten best.
    pub fn new(query: &str) -> QuoteQuestion {
        QuoteQuestion {
            typed: Typed::new(query),
            speaker: None,
            about: None,
            role: None,
            kind: None,
            certainty: None,
            polarity: None,
            spoken: None,
            sort: SortOrder::Relevance,
            fold: true,
            limit: Some(10),
            page: 1,
            facets: Vec::new(),
        }
    }
}

/// A quote or a silence where it stands.
#[derive(Clone, Debug)]
pub struct QuotePlace {
    pub key: QuoteKey,
    pub article: Arc<Article>,
    pub said: LitSaid,
    /// Names inside the quote, as the article has them, that the query asked for.
    pub named: Vec<String>,
}

/// One hit: a quote, with every place where it stands near-identically, the earliest first.
#[derive(Clone, Debug)]
pub struct QuoteHit {
    /// From 1 over the whole answer.
    pub rank: u64,
    /// Of the place that fits best.
    pub score: f32,
    /// One at least.
    pub places: Vec<QuotePlace>,
    /// Who speaks, by the name that stands for all variants; `None` for the unnamed and the
    /// unknown.
    pub person: Option<String>,
    /// Whom the name may mean, where that is not clear.
    pub choices: Vec<String>,
}

/// What a question about quotes found.
#[derive(Clone, Debug)]
pub struct QuoteAnswer {
    pub understood: String,
    pub notices: Vec<String>,
    /// Quotes and silences that match, exactly.
    pub total: u64,
    /// Articles that hold them.
    pub articles: u64,
    /// Quotes with near-identical ones counted once; `None` when they were not folded.
    pub folds: Option<u64>,
    pub hits: Vec<QuoteHit>,
    /// How many of the quotes are direct, mixed, indirect, silences.
    pub kinds: Vec<Bucket>,
    /// How many of the quotes are stated, resolved, inferred.
    pub certainty: Vec<Bucket>,
    /// Quotes that match but for their polarity: how many are denied, negated, hypothetical,
    /// questioned.
    pub other_polarity: Vec<Bucket>,
    /// Silences that match but for being silences.
    pub silences: u64,
    /// Nothing holds all the words: this many quotes hold some of them.
    pub any_instead: Option<u64>,
    /// The days that the query's dates were resolved to.
    pub days: Option<ResolvedDays>,
    /// Quotes that match but for the date of their article, a period that only overlaps the dates.
    pub overlapping: u64,
    /// Quotes that match, but whose article has no date.
    pub undated: u64,
    pub facets: Vec<(QuoteFacet, Vec<Bucket>)>,
    pub made: Made,
}

impl QuoteAnswer {
    /// How many hits there are over all pages.
    pub fn hits_total(&self) -> u64 {
        self.folds.unwrap_or(self.total)
    }
}

impl Engine {
    /// Answers a question about quotes from the index as it stands.
    ///
    /// # Errors
    /// No index; a query that is refused.
    pub fn quotes(&self, question: &QuoteQuestion) -> Result<QuoteAnswer, EngineError> {
        let opened = self.open()?;
        let mut parsed = self.parse_quotes(question, false, &opened)?;
        let people = opened.people(&self.settings().people)?;
        let of_names = expand_of_quotes(&opened, &self.settings().people, &mut parsed.plan)?;
        let plan = &parsed.plan;
        let ranked = ranked(&opened, plan, question.sort, usize::MAX)?;
        let mut reader = Reader::new(&opened, plan, &people);
        let groups = match question.fold {
            true => reader.folded(&ranked.hits)?,
            false => (0..ranked.hits.len()).map(|at| vec![at]).collect(),
        };
        let groups = in_order(groups, &ranked.hits, question.sort);
        let limit = question.limit.unwrap_or(usize::MAX);
        let offset = question.page.saturating_sub(1).saturating_mul(limit);
        let mut hits = Vec::new();
        for (at, group) in groups.iter().enumerate().skip(offset).take(limit) {
            hits.extend(reader.hit(at as u64 + 1, group, &ranked.hits)?);
        }
        let days = query::quote_resolved_days(plan).map(|(from, to)| ResolvedDays { from, to });
        let mut answer = QuoteAnswer {
            understood: parsed.understood.clone(),
            notices: notices(&parsed, &opened, of_names),
            total: ranked.total,
            articles: ranked.articles,
            folds: question.fold.then_some(groups.len() as u64),
            hits,
            kinds: opened.snapshot.quote_facets(plan, QuoteFacet::Kind)?,
            certainty: opened.snapshot.quote_facets(plan, QuoteFacet::Certainty)?,
            other_polarity: other_polarity(&opened, plan)?,
            silences: silences(&opened, plan)?,
            any_instead: None,
            days: days.filter(|days| days.from.is_some() || days.to.is_some()),
            overlapping: count(&opened, query::quote_overlap_variant(plan))?,
            undated: count(&opened, query::quote_undated_variant(plan))?,
            facets: Vec::new(),
            made: opened.made(self.settings().today),
        };
        for field in &question.facets {
            answer.facets.push((*field, facet(&opened, plan, *field, &people)?));
        }
        if ranked.total == 0 && !question.typed.any {
            let mut loose = self.parse_quotes(question, true, &opened)?;
            expand_of_quotes(&opened, &self.settings().people, &mut loose.plan)?;
            answer.any_instead = Some(count(&opened, Some(loose.plan))?).filter(|total| *total > 0);
        }
        Ok(answer)
    }

    /// The question as a plan in which names stand with all their variants, and the generation
    /// it is to be asked of.
    pub(super) fn understood(&self, question: &QuoteQuestion) -> Result<(Arc<Opened>, QuoteQuery), EngineError> {
        let opened = self.open()?;
        let mut parsed = self.parse_quotes(question, false, &opened)?;
        expand_of_quotes(&opened, &self.settings().people, &mut parsed.plan)?;
        Ok((opened, parsed))
    }

    fn parse_quotes(&self, question: &QuoteQuestion, any: bool, opened: &Opened) -> Result<QuoteQuery, EngineError> {
        let options = question.typed.options(any, self.settings().today, &opened.summary);
        let flags = QuoteFlags {
            speaker: question.speaker.as_deref(),
            about: question.about.as_deref(),
            role: question.role.as_deref(),
            kind: question.kind.as_deref(),
            certainty: question.certainty.as_deref(),
            polarity: question.polarity.as_deref(),
            spoken: question.spoken.as_deref(),
        };
        query::parse_quotes(&question.typed.query, &options, &flags)
            .map_err(|refusal| EngineError::Query { message: refusal.message, rendered: refusal.rendered })
    }
}

fn ranked(opened: &Opened, plan: &QuotePlan, sort: SortOrder, limit: usize) -> Result<RankedQuotes, EngineError> {
    Ok(opened.snapshot.quotes(&QuoteRequest { plan, sort, offset: 0, limit })?)
}

fn count(opened: &Opened, plan: Option<QuotePlan>) -> Result<u64, EngineError> {
    plan.map_or(Ok(0), |plan| Ok(ranked(opened, &plan, SortOrder::Relevance, 0)?.total))
}

/// What was repaired or is worth knowing, each sentence once.
fn notices(parsed: &QuoteQuery, opened: &Opened, of_names: Vec<String>) -> Vec<String> {
    let told =
        parsed.notices.iter().map(|problem| problem.sentence()).chain(opened.notices.iter().cloned()).chain(of_names);
    let mut seen = std::collections::HashSet::new();
    told.filter(|sentence| seen.insert(sentence.clone())).collect()
}

/// The first quotes of a plan in this order, near-identical ones as one: of the first `quotes_max`
/// at most `hits_max`.
pub(super) fn folded_hits(
    opened: &Opened,
    people: &People,
    plan: &QuotePlan,
    sort: SortOrder,
    quotes_max: usize,
    hits_max: usize,
) -> Result<Vec<QuoteHit>, EngineError> {
    let ranked = ranked(opened, plan, sort, quotes_max)?;
    let mut reader = Reader::new(opened, plan, people);
    let groups = in_order(reader.folded(&ranked.hits)?, &ranked.hits, sort);
    let mut hits = Vec::new();
    for (at, group) in groups.iter().enumerate().take(hits_max) {
        hits.extend(reader.hit(at as u64 + 1, group, &ranked.hits)?);
    }
    Ok(hits)
}

/// The groups as hits stand: by the best of their scores, by the day of their first place. Equal
/// ones by their best place, which is a total order.
fn in_order(groups: Vec<Vec<usize>>, hits: &[ScoredQuote], sort: SortOrder) -> Vec<Vec<usize>> {
    let mut keyed: Vec<(f32, Option<Day>, usize, Vec<usize>)> = groups
        .into_iter()
        .map(|group| {
            let best = group.iter().min().copied().unwrap_or(0);
            let score = group.iter().map(|at| hits[*at].score).fold(0.0, f32::max);
            (score, group.first().and_then(|at| hits[*at].day), best, group)
        })
        .collect();
    keyed.sort_by(|left, right| {
        let best_first = right.0.total_cmp(&left.0);
        let newest_first = right.1.cmp(&left.1);
        let oldest_first = (left.1.is_none(), left.1).cmp(&(right.1.is_none(), right.1));
        let by_choice = match sort {
            SortOrder::Relevance => best_first.then(newest_first),
            SortOrder::Newest => newest_first.then(best_first),
            SortOrder::Oldest => oldest_first.then(best_first),
        };
        by_choice.then(left.2.cmp(&right.2))
    });
    keyed.into_iter().map(|(.., group)| group).collect()
}

/// Of the quotes that match but for their polarity, how many have which.
fn other_polarity(opened: &Opened, plan: &QuotePlan) -> Result<Vec<Bucket>, EngineError> {
    let affirmed = QuoteClause::Polarity(vec![Polarity::Affirmed]);
    let others = Polarity::ALL.into_iter().filter(|polarity| *polarity != Polarity::Affirmed).collect();
    match with_instead(plan, &affirmed, QuoteClause::Polarity(others)) {
        Some(other) => Ok(opened.snapshot.quote_facets(&other, QuoteFacet::Polarity)?),
        None => Ok(Vec::new()),
    }
}

/// The silences that match but for being silences.
fn silences(opened: &Opened, plan: &QuotePlan) -> Result<u64, EngineError> {
    let quotes = QuoteClause::Kind(QuoteKind::ALL.map(StatementKind::Quote).to_vec());
    count(opened, with_instead(plan, &quotes, QuoteClause::Kind(vec![StatementKind::Silence])))
}

/// The plan with another condition in the place of one that stands at its top; `None` when that is
/// not there.
fn with_instead(plan: &QuotePlan, condition: &QuoteClause, instead: QuoteClause) -> Option<QuotePlan> {
    fn replaced(clause: &mut QuoteClause, condition: &QuoteClause, instead: &QuoteClause) -> bool {
        if clause == condition {
            *clause = instead.clone();
            return true;
        }
        match clause {
            QuoteClause::All(parts) => parts.iter_mut().any(|part| replaced(part, condition, instead)),
            _ => false,
        }
    }
    let mut root = plan.root.clone();
    replaced(&mut root, condition, &instead).then_some(QuotePlan { root })
}

/// Counts of quotes; those of speakers by person, whatever variant the articles have.
fn facet(opened: &Opened, plan: &QuotePlan, field: QuoteFacet, people: &People) -> Result<Vec<Bucket>, EngineError> {
    let buckets = opened.snapshot.quote_facets(plan, field)?;
    if field != QuoteFacet::Speaker {
        return Ok(buckets);
    }
    // A quote has one speaker: sums count no quote twice.
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    for bucket in buckets {
        *sums.entry(people.bearing(&bucket.value).map_or(bucket.value, |person| person.name.clone())).or_default() +=
            bucket.count;
    }
    let mut buckets: Vec<Bucket> = sums.into_iter().map(|(value, count)| Bucket { value, count }).collect();
    buckets.sort_by_key(|bucket| std::cmp::Reverse(bucket.count));
    Ok(buckets)
}

/// The speaker's name, unless nobody in particular speaks.
fn named(speaker: Option<&Speaker>) -> Option<&str> {
    speaker.filter(|speaker| speaker.kind != SpeakerKind::Unnamed).map(|speaker| speaker.name.as_str())
}
