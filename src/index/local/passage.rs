//! Passages evaluated over one segment: phrases, NEAR, WITHIN, patterns.
//!
//! First which documents can hold the passage (from frequencies alone), then the positions of
//! each of its words there, then the algebra of `spans`.

use tantivy::DocId;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::Field as TantivyField;

use super::evaluate::Rarity;
use super::matches::united;
use super::segment::{Frequencies, Segment, seek};
use crate::language::is_bigram_script;
use crate::query::spans::{self, Stretch};
use crate::query::{Passage, TermPattern, Unit};

/// The documents of `among` in which the passage stands, and at how many spans.
pub fn frequencies(
    segment: &Segment<'_>,
    column: TantivyField,
    passage: &Passage,
    among: Option<&[DocId]>,
) -> tantivy::Result<Frequencies> {
    if let Passage::Term(pattern) = passage {
        return pattern_frequencies(segment, column, pattern, among);
    }
    let candidates = candidates(segment, column, passage, among)?;
    if candidates.is_empty() {
        return Ok(Frequencies::default());
    }
    let mut node = Node::open(segment, column, passage, &candidates)?;
    let mut found = Frequencies::default();
    for doc in candidates {
        let count = node.count(doc);
        if count > 0 {
            found.push(doc, count);
        }
    }
    Ok(found)
}

/// Whether the passage asks for sentences or paragraphs, which only the main text has.
pub fn needs_breaks(passage: &Passage) -> bool {
    match passage {
        Passage::Within { .. } => true,
        Passage::Near { left, right, .. } => needs_breaks(left) || needs_breaks(right),
        Passage::Any(choices) => choices.iter().any(needs_breaks),
        Passage::Term(_) | Passage::Phrase { .. } => false,
    }
}

/// The passage's rarity: the words that must all stand add up, alternatives are one word.
pub fn idf(rarity: &Rarity<'_>, column: TantivyField, passage: &Passage) -> tantivy::Result<f32> {
    Ok(match passage {
        Passage::Term(pattern) => rarity.collection.idf(rarity.articles_with_any(column, pattern)?),
        Passage::Phrase { parts, .. } => {
            let mut sum = 0.0;
            for part in parts {
                sum += rarity.collection.idf(rarity.articles_with_any(column, part)?);
            }
            sum
        }
        Passage::Any(choices) => {
            // The commonest alternative decides: a rare one beside it makes nothing rarer.
            let mut least = f32::INFINITY;
            for choice in choices {
                least = least.min(idf(rarity, column, choice)?);
            }
            if least.is_finite() { least } else { 0.0 }
        }
        Passage::Near { left, right, .. } | Passage::Within { left, right, .. } => {
            idf(rarity, column, left)? + idf(rarity, column, right)?
        }
    })
}

fn pattern_frequencies(
    segment: &Segment<'_>,
    column: TantivyField,
    pattern: &TermPattern,
    among: Option<&[DocId]>,
) -> tantivy::Result<Frequencies> {
    let terms = segment.expand(column, pattern)?;
    if let [only] = &terms[..] {
        return segment.frequencies(column, only, among);
    }
    let mut counts: Vec<u32> = Vec::new();
    let mut docs = Vec::new();
    for term in terms.iter() {
        let found = segment.frequencies(column, term, among)?;
        if counts.is_empty() {
            counts = vec![0; segment.doc_count() as usize];
        }
        for (doc, count) in found.docs.iter().zip(&found.counts) {
            if counts[*doc as usize] == 0 {
                docs.push(*doc);
            }
            counts[*doc as usize] += count;
        }
    }
    docs.sort_unstable();
    Ok(Frequencies { counts: docs.iter().map(|doc| counts[*doc as usize]).collect(), docs })
}

/// A superset of the documents in which the passage stands: those that hold its words at all.
fn candidates(
    segment: &Segment<'_>,
    column: TantivyField,
    passage: &Passage,
    among: Option<&[DocId]>,
) -> tantivy::Result<Vec<DocId>> {
    match passage {
        Passage::Term(pattern) => Ok(pattern_frequencies(segment, column, pattern, among)?.docs),
        Passage::Phrase { parts, slop } => {
            let mut words: Vec<(TantivyField, TermPattern)> = parts.iter().map(|part| (column, part.clone())).collect();
            if column == segment.columns.text && *slop == 0 {
                words.extend(pairs(parts).map(|pair| (segment.columns.bigrams, TermPattern::Exact(pair))));
            }
            holding_all(segment, &words, among)
        }
        Passage::Any(choices) => {
            let mut docs = Vec::new();
            for choice in choices {
                docs = united(docs, candidates(segment, column, choice, among)?);
            }
            Ok(docs)
        }
        Passage::Near { left, right, .. } | Passage::Within { left, right, .. } => {
            let docs = candidates(segment, column, left, among)?;
            candidates(segment, column, right, Some(&docs))
        }
    }
}

/// Neighbouring single characters of Han, Kana and Hangul, which the bigram field holds as one.
fn pairs(parts: &[TermPattern]) -> impl Iterator<Item = String> {
    parts.windows(2).filter_map(|two| match two {
        [TermPattern::Exact(first), TermPattern::Exact(second)]
            if first.starts_with(is_bigram_script) && second.starts_with(is_bigram_script) =>
        {
            Some(format!("{first}{second}"))
        }
        _ => None,
    })
}

fn holding_all(
    segment: &Segment<'_>,
    words: &[(TantivyField, TermPattern)],
    among: Option<&[DocId]>,
) -> tantivy::Result<Vec<DocId>> {
    let mut order = Vec::with_capacity(words.len());
    for (column, pattern) in words {
        let cost = match pattern {
            TermPattern::Exact(token) => segment.term_info(*column, token)?.map_or(0, |info| u64::from(info.doc_freq)),
            _ => u64::from(segment.doc_count()),
        };
        order.push((cost, column, pattern));
    }
    order.sort_by_key(|(cost, ..)| *cost);
    let mut docs: Option<Vec<DocId>> = None;
    for (_, column, pattern) in order {
        let left = docs.as_deref().or(among);
        if left.is_some_and(<[DocId]>::is_empty) {
            return Ok(Vec::new());
        }
        docs = Some(pattern_frequencies(segment, *column, pattern, left)?.docs);
    }
    Ok(docs.unwrap_or_default())
}

/// A passage with cursors on its words. Documents are asked for in ascending order.
enum Node {
    Words(Words),
    Phrase { parts: Vec<Words>, slop: u32 },
    Any(Vec<Node>),
    Near { left: Box<Node>, right: Box<Node>, words: u32, ordered: bool },
    Within { left: Box<Node>, right: Box<Node>, breaks: Vec<SegmentPostings> },
}

/// The positions of one token pattern.
enum Words {
    /// One term: its own postings.
    Cursor(Box<SegmentPostings>),
    /// Many terms: their positions in the candidates, gathered beforehand.
    Gathered {
        places: Vec<(DocId, u32)>,
        at: usize,
    },
    Absent,
}

impl Words {
    fn open(
        segment: &Segment<'_>,
        column: TantivyField,
        pattern: &TermPattern,
        candidates: &[DocId],
    ) -> tantivy::Result<Words> {
        let terms = segment.expand(column, pattern)?;
        if terms.is_empty() {
            return Ok(Words::Absent);
        }
        if let [only] = &terms[..] {
            return Ok(Words::Cursor(Box::new(segment.positions(column, only)?)));
        }
        let mut places = Vec::new();
        let mut positions = Vec::new();
        for term in terms.iter() {
            let mut cursor = segment.positions(column, term)?;
            for doc in candidates {
                if seek(&mut cursor, *doc) {
                    cursor.positions(&mut positions);
                    places.extend(positions.iter().map(|position| (*doc, *position)));
                }
            }
        }
        places.sort_unstable();
        Ok(Words::Gathered { places, at: 0 })
    }

    fn positions(&mut self, doc: DocId) -> Vec<u32> {
        let mut positions = Vec::new();
        match self {
            Words::Absent => {}
            Words::Cursor(cursor) => {
                if seek(cursor, doc) {
                    cursor.positions(&mut positions);
                }
            }
            Words::Gathered { places, at } => {
                *at += places[*at..].partition_point(|(other, _)| *other < doc);
                let here = places[*at..].iter().take_while(|(other, _)| *other == doc);
                positions.extend(here.map(|(_, position)| *position));
            }
        }
        positions
    }
}

impl Node {
    fn open(
        segment: &Segment<'_>,
        column: TantivyField,
        passage: &Passage,
        candidates: &[DocId],
    ) -> tantivy::Result<Node> {
        let open = |passage: &Passage| Node::open(segment, column, passage, candidates);
        Ok(match passage {
            Passage::Term(pattern) => Node::Words(Words::open(segment, column, pattern, candidates)?),
            Passage::Phrase { parts, slop } => {
                let parts: tantivy::Result<Vec<Words>> =
                    parts.iter().map(|part| Words::open(segment, column, part, candidates)).collect();
                Node::Phrase { parts: parts?, slop: *slop }
            }
            Passage::Any(choices) => Node::Any(choices.iter().map(open).collect::<tantivy::Result<_>>()?),
            Passage::Near { left, right, words, ordered } => Node::Near {
                left: Box::new(open(left)?),
                right: Box::new(open(right)?),
                words: *words,
                ordered: *ordered,
            },
            Passage::Within { unit, left, right } => {
                let marks: &[&str] = match unit {
                    Unit::Paragraph => &["p"],
                    Unit::Sentence => &["p", "s"],
                };
                let field = segment.columns.breaks;
                let mut breaks = Vec::new();
                for mark in marks {
                    if let Some(info) = segment.term_info(field, mark)? {
                        breaks.push(segment.positions(field, &info)?);
                    }
                }
                Node::Within { left: Box::new(open(left)?), right: Box::new(open(right)?), breaks }
            }
        })
    }

    fn count(&mut self, doc: DocId) -> u32 {
        match self {
            Node::Phrase { parts, slop } if *slop > 0 => {
                let positions: Vec<Vec<u32>> = parts.iter_mut().map(|part| part.positions(doc)).collect();
                spans::loose_phrase(&positions, *slop)
            }
            _ => self.spans(doc).len() as u32,
        }
    }

    fn spans(&mut self, doc: DocId) -> Vec<Stretch> {
        match self {
            Node::Words(words) => words.positions(doc).into_iter().map(Stretch::at).collect(),
            Node::Phrase { parts, .. } => {
                let positions: Vec<Vec<u32>> = parts.iter_mut().map(|part| part.positions(doc)).collect();
                spans::phrase(&positions)
            }
            Node::Any(choices) => spans::union(choices.iter_mut().map(|choice| choice.spans(doc)).collect()),
            Node::Near { left, right, words, ordered } => {
                let left = left.spans(doc);
                if left.is_empty() { left } else { spans::near(&left, &right.spans(doc), *words, *ordered) }
            }
            Node::Within { left, right, breaks } => {
                let left = left.spans(doc);
                if left.is_empty() {
                    return left;
                }
                let mut starts = Vec::new();
                let mut positions = Vec::new();
                for cursor in breaks {
                    if seek(cursor, doc) {
                        cursor.positions(&mut positions);
                        starts.extend_from_slice(&positions);
                    }
                }
                starts.sort_unstable();
                spans::within(&left, &right.spans(doc), &starts)
            }
        }
    }
}
