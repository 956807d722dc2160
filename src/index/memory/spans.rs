//! The spans at which a passage matches: the definitions of `query::plan` read aloud.
//!
//! A passage and a sequence of tokens come in; the set of all its spans goes out. Everything is
//! tried and compared with everything: slow, so that it can be seen to be right. Expects a plan
//! that `limits::check` has let through.

use std::collections::BTreeSet;
use std::ops::Range;

use super::sequence::Sequence;
use crate::query::{Passage, TermPattern, Unit};

/// Positions from `start` up to, not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub start: u32,
    pub end: u32,
}

impl Stretch {
    fn contains(self, other: Stretch) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    fn lies_in(self, range: &Range<u32>) -> bool {
        range.start <= self.start && self.end <= range.end
    }

    fn covering(self, other: Stretch) -> Stretch {
        Stretch { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// How many positions stand between this stretch and a later one; `None` when the other does
    /// not begin after this one's end.
    fn words_before(self, later: Stretch) -> Option<u32> {
        later.start.checked_sub(self.end)
    }
}

pub(super) fn spans(passage: &Passage, text: &Sequence) -> BTreeSet<Stretch> {
    match passage {
        Passage::Term(pattern) => {
            positions(pattern, text).into_iter().map(|start| Stretch { start, end: start + 1 }).collect()
        }
        Passage::Phrase { parts, slop } => {
            let places: Vec<Vec<u32>> = parts.iter().map(|part| positions(part, text)).collect();
            let mut found = BTreeSet::new();
            place_parts(&places, *slop, &mut Vec::new(), &mut found);
            minimal(&found)
        }
        Passage::Any(passages) => passages.iter().flat_map(|inner| spans(inner, text)).collect(),
        Passage::Near { left, right, words, ordered } => {
            let near = |left: Stretch, right: Stretch| {
                let in_order = left.words_before(right).is_some_and(|between| between < *words);
                let reversed = right.words_before(left).is_some_and(|between| between < *words);
                in_order || (reversed && !ordered)
            };
            pairs(&spans(left, text), &spans(right, text), near)
        }
        Passage::Within { unit, left, right } => {
            let units = match unit {
                Unit::Sentence => &text.sentences,
                Unit::Paragraph => &text.paragraphs,
            };
            let within = |left: Stretch, right: Stretch| {
                let disjoint = left.words_before(right).is_some() || right.words_before(left).is_some();
                disjoint && units.iter().any(|unit| left.lies_in(unit) && right.lies_in(unit))
            };
            pairs(&spans(left, text), &spans(right, text), within)
        }
    }
}

fn positions(pattern: &TermPattern, text: &Sequence) -> Vec<u32> {
    text.words.iter().filter(|word| pattern.matches(&word.token)).map(|word| word.position).collect()
}

/// Tries every position for the next part, as long as the parts placed so far can be the
/// beginning of a match. No deeper than a phrase has parts.
fn place_parts(places: &[Vec<u32>], slop: u32, placed: &mut Vec<u32>, found: &mut BTreeSet<Stretch>) {
    let Some(candidates) = places.get(placed.len()) else {
        if let (Some(first), Some(last)) = (placed.iter().min(), placed.iter().max()) {
            found.insert(Stretch { start: *first, end: last + 1 });
        }
        return;
    };
    for position in candidates {
        if placed.contains(position) {
            continue;
        }
        placed.push(*position);
        if displacement(placed) <= i64::from(slop) {
            place_parts(places, slop, placed, found);
        }
        placed.pop();
    }
}

/// `max(pi - i) - min(pi - i)` over the parts placed so far; it never shrinks as parts are added.
fn displacement(placed: &[u32]) -> i64 {
    let shifts = || placed.iter().zip(0i64..).map(|(position, part)| i64::from(*position) - part);
    match (shifts().max(), shifts().min()) {
        (Some(most), Some(least)) => most - least,
        _ => 0,
    }
}

/// The spans covering a left and a right one for which `holds`, the minimal ones.
fn pairs(
    left: &BTreeSet<Stretch>,
    right: &BTreeSet<Stretch>,
    holds: impl Fn(Stretch, Stretch) -> bool,
) -> BTreeSet<Stretch> {
    let mut found = BTreeSet::new();
    for l in left {
        for r in right {
            if holds(*l, *r) {
                found.insert(l.covering(*r));
            }
        }
    }
    minimal(&found)
}

/// Those that contain no other.
fn minimal(all: &BTreeSet<Stretch>) -> BTreeSet<Stretch> {
    all.iter().filter(|span| !all.iter().any(|other| other != *span && span.contains(*other))).copied().collect()
}
