//! Passages evaluated over one segment: phrases, NEAR, WITHIN, patterns.
//!
//! First which documents can hold the passage (from frequencies alone), then the positions of
//! each of its words there, then the algebra of `spans`.

use tantivy::DocId;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::Field as TantivyField;

use super::evaluate::Rarity;
use super::matches::united;
use super::said::{self, SaidRun};
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
    let candidates = candidates(segment, Place::column(segment, column), passage, among)?;
    if candidates.is_empty() {
        return Ok(Frequencies::default());
    }
    let mut node = Node::open(segment, column, passage, &candidates)?;
    let mut found = Frequencies::default();
    for doc in candidates {
        let count = node.count(doc, None);
        if count > 0 {
            found.push(doc, count);
        }
    }
    Ok(found)
}

/// The quotes of `among` among whose words the passage stands, and at how many spans: the words of
/// their articles, seen through the runs that are said.
pub fn said_frequencies(
    segment: &Segment<'_>,
    passage: &Passage,
    among: Option<&[DocId]>,
) -> tantivy::Result<Frequencies> {
    let column = segment.columns.text;
    let articles = among.map(|quotes| segment.articles_of(quotes));
    // Words on both sides of a break are neighbours in the quote alone: pairs say nothing here.
    let candidates = candidates(segment, Place { column, pairs: None }, passage, articles.as_deref())?;
    let mut found = Frequencies::default();
    if candidates.is_empty() {
        return Ok(found);
    }
    let said_at = segment.numbers("said_at")?;
    let mut node = Node::open(segment, column, passage, &candidates)?;
    let mut runs = Vec::new();
    for article in candidates {
        for quote in segment.quotes_of(article) {
            if among.is_some_and(|among| among.binary_search(&quote).is_err()) {
                continue;
            }
            said::decoded(said_at.values_for_doc(quote), &mut runs);
            let count = if runs.is_empty() { 0 } else { node.count(article, Some(&runs)) };
            if count > 0 {
                found.push(quote, count);
            }
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

/// Where words are looked for.
#[derive(Clone, Copy)]
struct Place {
    column: TantivyField,
    /// The field that holds neighbours of the column, where one does.
    pairs: Option<TantivyField>,
}

impl Place {
    fn column(segment: &Segment<'_>, column: TantivyField) -> Place {
        Place { column, pairs: (column == segment.columns.text).then_some(segment.columns.bigrams) }
    }
}

/// A superset of the documents in which the passage stands: those that hold its words at all.
fn candidates(
    segment: &Segment<'_>,
    place: Place,
    passage: &Passage,
    among: Option<&[DocId]>,
) -> tantivy::Result<Vec<DocId>> {
    match passage {
        Passage::Term(pattern) => Ok(pattern_frequencies(segment, place.column, pattern, among)?.docs),
        Passage::Phrase { parts, slop } => {
            let mut words: Vec<(TantivyField, TermPattern)> =
                parts.iter().map(|part| (place.column, part.clone())).collect();
            if let (Some(field), 0) = (place.pairs, *slop) {
                words.extend(pairs(parts).map(|pair| (field, TermPattern::Exact(pair))));
            }
            holding_all(segment, &words, among)
        }
        Passage::Any(choices) => {
            let mut docs = Vec::new();
            for choice in choices {
                docs = united(docs, candidates(segment, place, choice, among)?);
            }
            Ok(docs)
        }
        Passage::Near { left, right, .. } | Passage::Within { left, right, .. } => {
            let docs = candidates(segment, place, left, among)?;
            candidates(segment, place, right, Some(&docs))
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
struct Words {
    source: Positions,
    /// Those of the document asked for last: an article is asked once for each of its quotes.
    here: Vec<u32>,
    doc: Option<DocId>,
}

enum Positions {
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
        let source = Positions::open(segment, column, pattern, candidates)?;
        Ok(Words { source, here: Vec::new(), doc: None })
    }

    fn positions(&mut self, doc: DocId, said: Option<&[SaidRun]>) -> Vec<u32> {
        if self.doc != Some(doc) {
            self.here.clear();
            self.source.read(doc, &mut self.here);
            self.doc = Some(doc);
        }
        match said {
            None => {
                self.doc = None;
                std::mem::take(&mut self.here)
            }
            Some(runs) => said::said_positions(runs, &self.here),
        }
    }
}

impl Positions {
    fn open(
        segment: &Segment<'_>,
        column: TantivyField,
        pattern: &TermPattern,
        candidates: &[DocId],
    ) -> tantivy::Result<Positions> {
        let terms = segment.expand(column, pattern)?;
        if terms.is_empty() {
            return Ok(Positions::Absent);
        }
        if let [only] = &terms[..] {
            return Ok(Positions::Cursor(Box::new(segment.positions(column, only)?)));
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
        Ok(Positions::Gathered { places, at: 0 })
    }

    fn read(&mut self, doc: DocId, positions: &mut Vec<u32>) {
        match self {
            Positions::Absent => {}
            Positions::Cursor(cursor) => {
                if seek(cursor, doc) {
                    cursor.positions(positions);
                }
            }
            Positions::Gathered { places, at } => {
                *at += places[*at..].partition_point(|(other, _)| *other < doc);
                let here = places[*at..].iter().take_while(|(other, _)| *other == doc);
                positions.extend(here.map(|(_, position)| *position));
            }
        }
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

    fn count(&mut self, doc: DocId, said: Option<&[SaidRun]>) -> u32 {
        match self {
            Node::Phrase { parts, slop } if *slop > 0 => {
                let positions: Vec<Vec<u32>> = parts.iter_mut().map(|part| part.positions(doc, said)).collect();
                spans::loose_phrase(&positions, *slop)
            }
            _ => self.spans(doc, said).len() as u32,
        }
    }

    fn spans(&mut self, doc: DocId, said: Option<&[SaidRun]>) -> Vec<Stretch> {
        match self {
            Node::Words(words) => words.positions(doc, said).into_iter().map(Stretch::at).collect(),
            Node::Phrase { parts, .. } => {
                let positions: Vec<Vec<u32>> = parts.iter_mut().map(|part| part.positions(doc, said)).collect();
                spans::phrase(&positions)
            }
            Node::Any(choices) => spans::union(choices.iter_mut().map(|choice| choice.spans(doc, said)).collect()),
            Node::Near { left, right, words, ordered } => {
                let left = left.spans(doc, said);
                if left.is_empty() { left } else { spans::near(&left, &right.spans(doc, said), *words, *ordered) }
            }
            Node::Within { left, right, breaks } => {
                let left = left.spans(doc, said);
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
                spans::within(&left, &right.spans(doc, said), &starts)
            }
        }
    }
}
