//! What is said as places in the article's main text: runs of its tokens.
//!
//! A quote's words are words of its article, which the index holds already with their positions.
//! A quote document therefore holds runs of positions instead of the words again: a third of the
//! postings and of the time to write them.

use std::ops::Range;

use super::document::TextValues;
use crate::index::{TokenPlace, said_tokens};
use crate::model::Quote;
use crate::query::HEADLINE_GAP;

/// Bits that hold how many tokens a run has; a longer run goes on in the next one.
const COUNT_BITS: u32 = 11;
const COUNT_MAX: u32 = (1 << COUNT_BITS) - 1;

/// Tokens side by side both in the article and in the quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidRun {
    /// Position of the first in the article's text.
    pub position: u32,
    /// Position of the first among the words of the quote.
    pub said: u32,
    pub count: u32,
}

/// The runs of a quote as the numbers of its column, in the order of the quote.
pub fn encoded(tokens: impl Iterator<Item = (u32, bool)>) -> Vec<u64> {
    let mut runs: Vec<(u32, u32, bool)> = Vec::new();
    for (position, gap) in tokens {
        match runs.last_mut() {
            Some((start, count, _)) if !gap && *start + *count == position && *count < COUNT_MAX => *count += 1,
            _ => runs.push((position, 1, gap)),
        }
    }
    let number = |(position, count, gap): (u32, u32, bool)| {
        (u64::from(position) << (COUNT_BITS + 1)) | (u64::from(count) << 1) | u64::from(gap)
    };
    runs.into_iter().map(number).collect()
}

/// The runs that the numbers of a quote document stand for.
pub fn decoded(numbers: impl Iterator<Item = u64>, runs: &mut Vec<SaidRun>) {
    runs.clear();
    let mut said = 0;
    for number in numbers {
        if number & 1 == 1 {
            said += HEADLINE_GAP;
        }
        let count = (number >> 1) as u32 & COUNT_MAX;
        runs.push(SaidRun { position: (number >> (COUNT_BITS + 1)) as u32, said, count });
        said += count;
    }
}

/// Those of an article's positions that are said, as positions among the words of the quote.
pub fn said_positions(runs: &[SaidRun], positions: &[u32]) -> Vec<u32> {
    let mut said = Vec::new();
    for run in runs {
        let from = positions.partition_point(|position| *position < run.position);
        let inside = positions[from..].iter().take_while(|position| **position < run.position + run.count);
        said.extend(inside.map(|position| run.said + position - run.position));
    }
    said
}

/// The tokens of an article that stand in its text, for the quotes that say them.
#[derive(Default)]
pub struct PlacedTokens {
    /// In ascending order.
    places: Vec<TokenPlace>,
    words: Vec<PlacedWord>,
}

/// Where a token stands in the values that are written.
#[derive(Clone, Debug)]
pub struct PlacedWord {
    pub position: u32,
    /// In the value of `text`.
    pub word: Range<usize>,
    /// In the value of `stems`; empty where the token is its own stem.
    pub stem: Range<usize>,
}

impl PlacedTokens {
    pub fn clear(&mut self) {
        self.places.clear();
        self.words.clear();
    }

    pub fn push(&mut self, place: TokenPlace, word: PlacedWord) {
        self.places.push(place);
        self.words.push(word);
    }

    /// To be called once, when all are there: a headline may stand behind its body.
    pub fn sort(&mut self) {
        if self.places.is_sorted_by_key(|place| place.span.start) {
            return;
        }
        let mut both: Vec<(TokenPlace, PlacedWord)> = self.places.drain(..).zip(self.words.drain(..)).collect();
        both.sort_by_key(|(place, _)| place.span.start);
        (self.places, self.words) = both.into_iter().unzip();
    }

    /// The words of a quote.
    pub fn said(&self, quote: &Quote) -> Vec<(&PlacedWord, bool)> {
        let mut said = Vec::new();
        said_tokens(&self.places, quote, |at, gap| said.push((&self.words[at], gap)));
        said
    }
}

/// The stems of the words that are said, as `stems` has them.
pub fn stems_said(values: &TextValues, said: &[(&PlacedWord, bool)]) -> String {
    let stems = said.iter().map(|(word, _)| &values.stems[word.stem.clone()]);
    stems.filter(|stem| !stem.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens of the article as `position`, or `|position` behind a gap; the runs they come to.
    fn check(tokens: &str, expected: &[(u32, u32, u32)]) {
        let tokens = tokens.split(' ').map(|token| match token.strip_prefix('|') {
            Some(position) => (position.parse().unwrap(), true),
            None => (token.parse().unwrap(), false),
        });
        let mut runs = Vec::new();
        decoded(encoded(tokens).into_iter(), &mut runs);
        let found: Vec<(u32, u32, u32)> = runs.iter().map(|run| (run.position, run.said, run.count)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn neighbours_are_a_run_and_a_break_begins_another() {
        check("7 8 9", &[(7, 0, 3)]);
        check("7 8 12 13", &[(7, 0, 2), (12, 2, 2)]);
        check("7 8 |9", &[(7, 0, 2), (9, 1002, 1)]);
    }

    #[test]
    fn a_long_run_goes_on_without_a_gap() {
        let tokens: Vec<String> = (0..3000).map(|position: u32| position.to_string()).collect();
        check(&tokens.join(" "), &[(0, 0, 2047), (2047, 2047, 953)]);
    }

    #[test]
    fn positions_of_the_article_become_those_of_the_quote() {
        let runs = [SaidRun { position: 7, said: 0, count: 2 }, SaidRun { position: 12, said: 2, count: 2 }];
        assert_eq!(said_positions(&runs, &[1, 8, 9, 12, 14]), [1, 2]);
    }
}
