//! Sets of documents with scores or frequencies, and how they are put together.

use tantivy::DocId;

use super::segment::Frequencies;

/// Documents in ascending order with their scores.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    pub docs: Vec<DocId>,
    pub scores: Vec<f32>,
}

impl Matches {
    pub fn unscored(docs: Vec<DocId>) -> Matches {
        Matches { scores: vec![0.0; docs.len()], docs }
    }

    pub fn push(&mut self, doc: DocId, score: f32) {
        self.docs.push(doc);
        self.scores.push(score);
    }
}

/// Adds to the scores of some of the documents found.
pub fn add_at(found: &mut Matches, docs: &[DocId], score: f32) {
    let mut at = 0;
    for doc in docs {
        at += found.docs[at..].partition_point(|other| other < doc);
        found.scores[at] += score;
    }
}

pub fn intersection(left: &Matches, right: &Matches) -> Matches {
    let mut both = Matches::default();
    let mut r = 0;
    for (doc, score) in left.docs.iter().zip(&left.scores) {
        while right.docs.get(r).is_some_and(|other| other < doc) {
            r += 1;
        }
        if right.docs.get(r) == Some(doc) {
            both.push(*doc, score + right.scores[r]);
        }
    }
    both
}

/// The documents of either list.
pub fn united(left: Vec<DocId>, right: Vec<DocId>) -> Vec<DocId> {
    if right.is_empty() {
        return left;
    }
    let mut docs = left;
    docs.extend(right);
    docs.sort_unstable();
    docs.dedup();
    docs
}

pub fn at_least(count: u32, frequencies: Frequencies) -> Frequencies {
    let mut kept = Frequencies::default();
    for (doc, found) in frequencies.docs.into_iter().zip(frequencies.counts) {
        if found >= count {
            kept.push(doc, found);
        }
    }
    kept
}

/// The sums of two lists of frequencies.
pub fn added(left: Frequencies, right: Frequencies) -> Frequencies {
    if left.docs.is_empty() {
        return right;
    }
    let mut sums = Frequencies::default();
    let (mut l, mut r) = (0, 0);
    while l < left.docs.len() || r < right.docs.len() {
        let left_doc = left.docs.get(l).copied().unwrap_or(DocId::MAX);
        let right_doc = right.docs.get(r).copied().unwrap_or(DocId::MAX);
        let doc = left_doc.min(right_doc);
        let mut count = 0;
        if left_doc == doc {
            count += left.counts[l];
            l += 1;
        }
        if right_doc == doc {
            count += right.counts[r];
            r += 1;
        }
        sums.push(doc, count);
    }
    sums
}

/// Sums of scores, one place per document. Memory that is never written to is never touched.
pub struct Accumulator {
    scores: Vec<f32>,
    seen: Vec<u64>,
}

impl Accumulator {
    pub fn new(doc_count: DocId) -> Accumulator {
        let count = doc_count as usize;
        Accumulator { scores: vec![0.0; count], seen: vec![0; count.div_ceil(64)] }
    }

    pub fn add(&mut self, matches: &Matches) {
        for (doc, score) in matches.docs.iter().zip(&matches.scores) {
            let doc = *doc as usize;
            self.scores[doc] += score;
            self.seen[doc / 64] |= 1 << (doc % 64);
        }
    }

    pub fn matches(self) -> Matches {
        let mut found = Matches::default();
        for (word, bits) in self.seen.iter().enumerate() {
            let mut bits = *bits;
            while bits != 0 {
                let doc = word * 64 + bits.trailing_zeros() as usize;
                found.push(doc as DocId, self.scores[doc]);
                bits &= bits - 1;
            }
        }
        found
    }
}
