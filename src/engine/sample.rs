//! Random quotes of the archive, to be judged by hand.
//!
//! Every quote that the question matches is as likely as every other, and the same seed, question
//! and generation give the same ones. Silences are no quotes and are left out.

use super::quotes::QuoteQuestion;
use super::{Engine, EngineError, Made};
use crate::index::{QuoteRequest, Snapshot};
use crate::language;
use crate::model::{Article, Quote, QuoteKey, SortOrder, Span};

/// A sample of quotes.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Quotes that it was drawn from.
    pub total: u64,
    pub quotes: Vec<Sampled>,
    pub notices: Vec<String>,
    pub made: Made,
}

/// One quote with the sentences around it.
#[derive(Clone, Debug)]
pub struct Sampled {
    pub article: Article,
    pub quote: Quote,
    /// Which of the article's quotes it is, from 1.
    pub number: u32,
    /// The sentence before those that hold the quote; empty at the beginning.
    pub before: String,
    /// The sentences that hold the quote and the words that report it.
    pub passage: Span,
    pub after: String,
}

impl Engine {
    /// Draws `wanted` quotes of those that the question matches; its order, limit and page do not
    /// matter.
    ///
    /// # Errors
    /// No index; a query that is refused.
    pub fn sample(&self, question: &QuoteQuestion, wanted: usize, seed: u64) -> Result<Sample, EngineError> {
        let (opened, parsed) = self.understood(question)?;
        let request = QuoteRequest { plan: &parsed.plan, sort: SortOrder::Oldest, offset: 0, limit: usize::MAX };
        let ranked = opened.snapshot.quotes(&request)?;
        let mut keys: Vec<QuoteKey> = ranked.hits.iter().map(|hit| hit.key).collect();
        keys.sort_unstable_by_key(|key| (key.article, key.ordinal));
        draw(&mut keys, wanted, seed);
        let mut quotes = Vec::with_capacity(keys.len());
        for key in keys {
            let Some((article, statements, _)) = opened.snapshot.kept(key.article)? else { continue };
            let Some(quote) = statements.quotes.into_iter().nth(key.ordinal as usize) else { continue };
            quotes.push(Sampled::new(article, quote, key.ordinal + 1));
        }
        Ok(Sample {
            total: ranked.total,
            quotes,
            notices: parsed.notices.iter().map(|problem| problem.sentence()).collect(),
            made: opened.made(self.settings().today),
        })
    }
}

/// Fisher and Yates, stopped after the first `wanted`.
fn draw<T>(keys: &mut Vec<T>, wanted: usize, seed: u64) {
    let mut random = Random(seed);
    for at in 0..wanted.min(keys.len()) {
        let other = at + random.below(keys.len() - at);
        keys.swap(at, other);
    }
    keys.truncate(wanted);
}

/// SplitMix64: the same numbers on every machine and in every version.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; the bias of the multiplication is far below what a sample shows.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

impl Sampled {
    fn new(article: Article, quote: Quote, number: u32) -> Sampled {
        let mentioned = [quote.cue, quote.mention].into_iter().flatten();
        let whole = mentioned
            .fold(quote.extent(), |whole, span| Span::new(whole.start.min(span.start), whole.end.max(span.end)));
        let sentences = sentences(&article);
        let first = sentences.partition_point(|sentence| sentence.end <= whole.start);
        let behind = sentences.partition_point(|sentence| sentence.start < whole.end);
        let text = |at: usize| sentences.get(at).map(|span| span.of(&article.text).to_string()).unwrap_or_default();
        let passage = match (sentences.get(first), behind.checked_sub(1).and_then(|last| sentences.get(last))) {
            (Some(start), Some(end)) if start.start < end.end => {
                Span::new(start.start.min(whole.start), end.end.max(whole.end))
            }
            // A quote in the headline.
            _ => whole,
        };
        let before = first.checked_sub(1).map(text).unwrap_or_default();
        let after = text(behind);
        Sampled { article, quote, number, before, passage, after }
    }
}

/// The sentences of the body, in its order.
fn sentences(article: &Article) -> Vec<Span> {
    let in_paragraph = |paragraph: &Span| {
        let start = paragraph.start;
        let found = language::sentences(paragraph.of(&article.text));
        found.into_iter().map(move |sentence| Span::new(start + sentence.start, start + sentence.end))
    };
    article.body.iter().flat_map(in_paragraph).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_each_time_and_each_quote_as_likely() {
        let drawn = |seed: u64| {
            let mut keys: Vec<usize> = (0..50).collect();
            draw(&mut keys, 5, seed);
            keys
        };
        assert_eq!(drawn(1), [28, 37, 48, 23, 24], "as ever");
        assert_ne!(drawn(1), drawn(2));
        let mut times = [0_u32; 50];
        (0..2000).for_each(|seed| drawn(seed).into_iter().for_each(|key| times[key] += 1));
        // 200 each, give or take four deviations of 13.4.
        assert!(times.iter().all(|times| (146..=254).contains(times)), "{times:?}");
        let mut few = vec!['a', 'b'];
        draw(&mut few, 5, 1);
        few.sort_unstable();
        assert_eq!(few, ['a', 'b']);
    }
}
