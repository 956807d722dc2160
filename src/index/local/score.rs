//! BM25 over the one text field.
//!
//! Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with
//! Lucene's idf (never negative). Ours differs in two ways: a bare word is scored by its stem and,
//! in addition, by its verbatim form, so that an inflection scores less, all else equal; and a
//! word in the headline adds a share of its idf. The constants were set on six test collections
//! (docs/benchmarks.md); one setting serves all.

use tantivy::fieldnorm::FieldNormReader;

/// Saturation of a word's frequency.
const K1: f32 = 1.6;
/// Share of the length normalisation.
const B: f32 = 0.75;
/// Weight of the stem's score in a bare word's; the rest is the verbatim form's.
pub const STEM_SHARE: f32 = 0.93;
/// What a word in the headline adds, as a share of its idf.
pub const HEADLINE_SHARE: f32 = 0.5;

/// What the scores rest on: taken once over all segments.
#[derive(Clone, Copy, Debug)]
pub struct Collection {
    pub articles: u64,
    pub tokens: u64,
}

impl Collection {
    pub fn idf(&self, articles_with: u64) -> f32 {
        let with = articles_with.min(self.articles) as f32;
        (1.0 + (self.articles as f32 - with + 0.5) / (with + 0.5)).ln()
    }

    /// What a frequency is weighed against, by the length byte that tantivy keeps.
    pub fn norms(&self) -> [f32; 256] {
        let average = (self.tokens as f32 / self.articles.max(1) as f32).max(1.0);
        std::array::from_fn(|id| {
            let length = FieldNormReader::id_to_fieldnorm(id as u8) as f32;
            K1 * (1.0 - B + B * length / average)
        })
    }
}

/// The BM25 weight of `frequency` occurrences, between 0 and `K1 + 1`.
pub fn saturated(frequency: u32, norm: f32) -> f32 {
    let frequency = frequency as f32;
    (K1 + 1.0) * frequency / (frequency + norm)
}

/// Four digits: sums in another order differ behind them.
pub fn rounded(score: f32) -> f32 {
    (score * 10_000.0).round() / 10_000.0
}
