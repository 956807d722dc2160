//! Plans, written down in a line.
//!
//! A passage may be written as a text of tokens: `wom?n`, `zelensky~1` and `sanction*` are
//! patterns, several tokens a phrase.

use onrecord::language::Stemmer;
use onrecord::query::{Clause, Counted, DateRelation, DateTest, Field, Passage, Plan, Stem, TermPattern, Unit, Word};

pub trait IntoPassage {
    fn passage(self) -> Passage;
}

impl IntoPassage for Passage {
    fn passage(self) -> Passage {
        self
    }
}

impl IntoPassage for &str {
    fn passage(self) -> Passage {
        let mut parts: Vec<TermPattern> = self.split(' ').map(pattern).collect();
        match parts.len() {
            1 => Passage::Term(parts.remove(0)),
            _ => Passage::Phrase { parts, slop: 0 },
        }
    }
}

pub fn pattern(written: &str) -> TermPattern {
    match written.rsplit_once('~') {
        Some((token, edits)) => TermPattern::Fuzzy { token: token.into(), edits: edits.parse().unwrap() },
        None if written.contains(['*', '?']) => TermPattern::Wildcard(written.into()),
        None => TermPattern::Exact(written.into()),
    }
}

pub fn loose(words: &str, slop: u32) -> Passage {
    Passage::Phrase { parts: words.split(' ').map(pattern).collect(), slop }
}

pub fn near(left: impl IntoPassage, right: impl IntoPassage, words: u32) -> Passage {
    Passage::Near { left: Box::new(left.passage()), right: Box::new(right.passage()), words, ordered: false }
}

pub fn pre(left: impl IntoPassage, right: impl IntoPassage, words: u32) -> Passage {
    Passage::Near { left: Box::new(left.passage()), right: Box::new(right.passage()), words, ordered: true }
}

pub fn sentence(left: impl IntoPassage, right: impl IntoPassage) -> Passage {
    Passage::Within { unit: Unit::Sentence, left: Box::new(left.passage()), right: Box::new(right.passage()) }
}

pub fn paragraph(left: impl IntoPassage, right: impl IntoPassage) -> Passage {
    Passage::Within { unit: Unit::Paragraph, left: Box::new(left.passage()), right: Box::new(right.passage()) }
}

pub fn either(left: impl IntoPassage, right: impl IntoPassage) -> Passage {
    Passage::Any(vec![left.passage(), right.passage()])
}

/// The passage in the main text.
pub fn text(passage: impl IntoPassage) -> Clause {
    Clause::Passage(Field::Text, passage.passage())
}

pub fn field(field: Field, passage: impl IntoPassage) -> Clause {
    Clause::Passage(field, passage.passage())
}

fn verbatim_word(token: &str) -> Word {
    Word { token: token.into(), stem: None }
}

/// With the stem that the language gives the token.
pub fn inflected_word(token: &str, language: &str) -> Word {
    let stem = Stemmer::new(language).expect("the language has a stemmer").stem(token, token).to_string();
    Word { token: token.into(), stem: Some(Stem { language: language.into(), stem }) }
}

pub fn word(token: &str) -> Clause {
    Clause::Word(verbatim_word(token))
}

pub fn inflected(token: &str, language: &str) -> Clause {
    Clause::Word(inflected_word(token, language))
}

pub fn at_least(count: u32, passage: impl IntoPassage) -> Clause {
    Clause::AtLeast { count, of: Counted::Passage(passage.passage()) }
}

pub fn at_least_words(count: u32, word: Word) -> Clause {
    Clause::AtLeast { count, of: Counted::Word(word) }
}

pub fn not(clause: Clause) -> Clause {
    Clause::Not(Box::new(clause))
}

pub fn boost(clause: Clause, factor: f32) -> Clause {
    Clause::Boost(Box::new(clause), factor)
}

/// `2025-09-01..2025-09-30`, either end open; the whole period inside.
pub fn inside(range: &str) -> Clause {
    dated(range, DateRelation::Inside)
}

pub fn overlaps_only(range: &str) -> Clause {
    dated(range, DateRelation::OverlapsOnly)
}

fn dated(range: &str, relation: DateRelation) -> Clause {
    let (from, to) = range.split_once("..").expect("a range has two ends");
    let day = |end: &str| (!end.is_empty()).then(|| end.parse().expect("the end of a range is a day"));
    Clause::Published(DateTest { from: day(from), to: day(to), relation })
}

pub fn plan(root: &Clause) -> Plan {
    Plan { root: root.clone() }
}
