//! What was counted, and the figures made of it.

use crate::engine::EntryNote;
use crate::model::{Certainty, QuoteKind, Rule};

/// Things found held against things to be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How many were found, and how many of them are right.
    pub given: u64,
    pub given_right: u64,
    /// How many there are, and how many of them were found.
    pub gold: u64,
    pub gold_found: u64,
}

impl Found {
    pub fn precision(self) -> f64 {
        share(self.given_right, self.given)
    }

    pub fn recall(self) -> f64 {
        share(self.gold_found, self.gold)
    }

    /// The harmonic mean of both; 0 when nothing is right.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// How many of `n` are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub n: u64,
    pub right: u64,
}

impl Share {
    /// 0 of nothing.
    pub fn rate(self) -> f64 {
        share(self.right, self.n)
    }

    pub(super) fn add(&mut self, right: bool) {
        self.n += 1;
        self.right += u64::from(right);
    }

    /// Wilson's interval at 95 %: where the rate of all lies, these being a random part of them.
    pub fn interval(self) -> (f64, f64) {
        const Z: f64 = 1.959_963_984_540_054;
        if self.n == 0 {
            return (0.0, 1.0);
        }
        let (n, rate) = (self.n as f64, self.rate());
        let middle = rate + Z * Z / (2.0 * n);
        let reach = Z * (rate * (1.0 - rate) / n + Z * Z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + Z * Z / n;
        (((middle - reach) / whole).max(0.0), ((middle + reach) / whole).min(1.0))
    }
}

/// Speakers of matched quotes: lenient is tolerant of what a name leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Right {
    /// Quotes with such a speaker, matched or not.
    pub gold: u64,
    /// Those that were matched.
    pub n: u64,
    pub lenient: u64,
    pub strict: u64,
    /// No speaker was given.
    pub without: u64,
}

impl Right {
    pub fn lenient_rate(self) -> f64 {
        share(self.lenient, self.n)
    }

    pub fn strict_rate(self) -> f64 {
        share(self.strict, self.n)
    }

    pub(super) fn add(&mut self, lenient: bool, strict: bool, without: bool) {
        self.n += 1;
        self.lenient += u64::from(lenient);
        self.strict += u64::from(strict);
        self.without += u64::from(without);
    }
}

/// Quotes of one kind that the gold has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindFigures {
    pub gold: u64,
    pub overlap: u64,
    pub exact: u64,
    /// The kind given is this kind, of those found.
    pub named_so: u64,
}

/// How right the extractor is on a set of annotated articles.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    pub articles: u64,
    pub spans: Found,
    pub spans_exact: Found,
    /// Spans of direct quotes, those of other kinds being optional; unless kinds were chosen.
    pub direct: Option<Found>,
    pub attribution: Right,
    /// Span and speaker right together.
    pub joint_lenient: Found,
    pub joint_strict: Found,
    /// The set of speakers of each article.
    pub speakers_lenient: Found,
    pub speakers_strict: Found,
    /// `None`: quotes annotated without a kind.
    pub by_kind: Vec<(Option<QuoteKind>, KindFigures)>,
    /// By how the speaker is named: `name`, `pronoun`, `org` …
    pub by_mention: Vec<(String, Right)>,
    pub by_certainty: Vec<(Certainty, Right)>,
    pub by_rule: Vec<(Rule, Right)>,
    /// Of matched quotes whose speaker is nobody in particular: no name was given.
    pub unnamed: Share,
    /// Quotes that are denied, negated, hypothetical or questioned: marked so, as what they are.
    pub not_affirmed: Found,
    /// Days of saying, among matched quotes.
    pub spoken: Found,
    pub silences: Found,
    pub silence_speakers: Share,
    /// Matched quotes that are translated or came through somebody: said so.
    pub origins: Share,
    /// Articles that could not be scored, and why.
    pub unread: Vec<EntryNote>,
}

impl Evaluation {
    /// The speakers of the quotes that were attributed with this certainty.
    pub fn certainty(&self, certainty: Certainty) -> Right {
        self.by_certainty.iter().find(|(other, _)| *other == certainty).map(|(_, right)| *right).unwrap_or_default()
    }

    /// The speakers that are named this way in the gold.
    pub fn mention(&self, named: &str) -> Right {
        self.by_mention.iter().find(|(other, _)| other == named).map(|(_, right)| *right).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_wilsons() {
        let check = |right: u64, n: u64, expected: &str| {
            let (low, high) = Share { n, right }.interval();
            assert_eq!(format!("{:.1}-{:.1}", 100.0 * low, 100.0 * high), expected, "{right} of {n}");
        };
        check(0, 0, "0.0-100.0");
        check(0, 10, "0.0-27.8");
        check(10, 10, "72.2-100.0");
        check(81, 263, "25.5-36.6");
        check(195, 200, "94.3-98.9");
    }

    #[test]
    fn precision_and_recall_count_their_own_side() {
        let found = Found { given: 4, given_right: 3, gold: 10, gold_found: 5 };
        assert_eq!((found.precision(), found.recall()), (0.75, 0.5));
        assert!((found.f1() - 0.6).abs() < 1e-12);
        assert_eq!(Found::default().f1(), 0.0);
    }
}
