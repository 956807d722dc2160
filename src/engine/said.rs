//! What is said in the articles of a page: who is quoted how often, and the quotes that answer.
//!
//! Where a query asks about quotes, the quotes shown are those that met it. Where it asks for words
//! alone, the quote is shown in which most of them stand. Nothing is read that the page does not
//! read anyway: quotes are kept with their article.

use std::collections::HashMap;

use super::EngineError;
use super::archive::Opened;
use super::snippets::{Stemmers, lit_in_quote};
use crate::index::{QuoteRequest, Ranked, Snapshot};
use crate::model::{
    Article, ArticleId, Bucket, LitSaid, Polarity, Quote, Said, SortOrder, Span, SpeakerKind, Statements,
};
use crate::query::{Clause, Counted, Field, Leaf, Plan, QuoteClause, QuotePlan};

/// Quotes shown of one article: one for each question about quotes.
const QUOTES_MAX: usize = 3;

/// The quotes that met what is asked about quotes, by article, as ordinals; `None` when nothing is.
pub(super) type Met = Option<HashMap<ArticleId, Vec<u32>>>;

/// Of each article of the page the best quote for each question about one quote.
pub(super) fn met(opened: &Opened, plan: &Plan, ranked: &Ranked) -> Result<Met, EngineError> {
    let mut questions = Vec::new();
    quoted(&plan.root, &mut questions);
    if questions.is_empty() {
        return Ok(None);
    }
    let mut met: HashMap<ArticleId, Vec<u32>> = ranked.hits.iter().map(|hit| (hit.id, Vec::new())).collect();
    for question in questions.into_iter().take(QUOTES_MAX) {
        let plan = QuotePlan { root: question.clone() };
        let request = QuoteRequest { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: usize::MAX };
        let mut answered: Vec<ArticleId> = Vec::new();
        for hit in opened.snapshot.quotes(&request)?.hits {
            let Some(ordinals) = met.get_mut(&hit.key.article) else { continue };
            if !answered.contains(&hit.key.article) {
                answered.push(hit.key.article);
                if !ordinals.contains(&hit.key.ordinal) {
                    ordinals.push(hit.key.ordinal);
                }
            }
            if answered.len() == ranked.hits.len() {
                break;
            }
        }
    }
    Ok(Some(met))
}

/// What is asked of one quote, exclusions apart.
fn quoted<'p>(clause: &'p Clause, found: &mut Vec<&'p QuoteClause>) {
    match clause {
        Clause::All(parts) | Clause::Any(parts) => parts.iter().for_each(|part| quoted(part, found)),
        Clause::Boost(of, _) => quoted(of, found),
        Clause::Quoted(of) => found.push(of),
        _ => {}
    }
}

/// The quotes of an article that are shown with it.
pub(super) fn shown(
    article: &Article,
    statements: &Statements,
    met: &Met,
    leaves: &[Leaf],
    stemmers: &mut Stemmers,
) -> Vec<LitSaid> {
    let Some(met) = met else { return Vec::from_iter(best(article, statements, leaves, stemmers)) };
    let said = met.get(&article.id).into_iter().flatten().filter_map(|ordinal| statements.said(*ordinal));
    let lit = said.map(|said| {
        let lit = said.quote().map(|quote| lit_in_quote(article, quote, leaves, stemmers)).unwrap_or_default();
        LitSaid { lit: spans(lit), said }
    });
    lit.collect()
}

/// The affirmed quote in which most of what is looked for stands; of equals the first.
fn best(article: &Article, statements: &Statements, leaves: &[Leaf], stemmers: &mut Stemmers) -> Option<LitSaid> {
    let mut best: Option<(usize, LitSaid)> = None;
    for quote in statements.quotes.iter().filter(|quote| quote.polarity == Polarity::Affirmed) {
        let lit = lit_in_quote(article, quote, leaves, stemmers);
        let mut found: Vec<usize> = lit.iter().map(|(leaf, _)| *leaf).collect();
        found.extend(leaves.iter().enumerate().filter(|(_, leaf)| speaks(quote, leaf)).map(|(at, _)| at));
        found.sort_unstable();
        found.dedup();
        if found.len() > best.as_ref().map_or(0, |(count, _)| *count) {
            best = Some((found.len(), LitSaid { said: Said::Quote(quote.clone()), lit: spans(lit) }));
        }
    }
    best.map(|(_, said)| said)
}

/// Whether the leaf asks for the speaker of the quote.
fn speaks(quote: &Quote, leaf: &Leaf) -> bool {
    let Counted::Passage(passage) = &leaf.what else { return false };
    let named = quote.speaker.as_ref().filter(|speaker| speaker.kind != SpeakerKind::Unnamed);
    matches!(leaf.field, Field::Speaker | Field::Person)
        && named.is_some_and(|speaker| passage.matches_name(&speaker.name))
}

fn spans(lit: Vec<(usize, Span)>) -> Vec<Span> {
    super::snippets::joined(lit.into_iter().map(|(_, span)| span).collect())
}

/// Who is quoted in the article and how often, by its own names: affirmed quotes of persons and
/// bodies, most frequent first, then in the order of their places.
pub(super) fn speakers(statements: &Statements) -> Vec<Bucket> {
    let mut speakers: Vec<Bucket> = Vec::new();
    for quote in statements.quotes.iter().filter(|quote| quote.polarity == Polarity::Affirmed) {
        let Some(speaker) = quote.speaker.as_ref().filter(|speaker| speaker.kind != SpeakerKind::Unnamed) else {
            continue;
        };
        match speakers.iter_mut().find(|known| known.value == speaker.name) {
            Some(known) => known.count += 1,
            None => speakers.push(Bucket { value: speaker.name.clone(), count: 1 }),
        }
    }
    speakers.sort_by_key(|speaker| std::cmp::Reverse(speaker.count));
    speakers
}
