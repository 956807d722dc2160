//! Tree to plan: words become tokens and stems, field names become places, brackets fall away.
//! What is asked of quotes is made by `quotes`, with the defaults of `defaults`.
//!
//! A plan made here holds `Not` only beside a clause that is none, so that a store can take away
//! from something; what stands twice side by side stands once, with double weight.

mod defaults;
mod quotes;

use std::collections::HashMap;
use std::hash::Hash;

use super::ast::{Ast, Node, NodeKind};
use super::fields::{FieldName, QuoteField};
use super::plan::{
    Clause, Counted, DateRelation, DateTest, Field, Passage, Plan, QuoteClause, QuotePlan, Stem, TermPattern, Word,
};
use super::typed::{QuestionMark, folded_word, fuzzy_patterns, patterns};
use crate::language::{Stemmer, is_bigram_script};
use crate::model::Day;

/// The plan of a tree. `query_language` (ISO 639-1) is the language whose inflections bare words
/// find; one without a stemmer finds none.
pub(super) fn lower(ast: &Ast, query_language: &str) -> Plan {
    let mut lowering = Lowering::new(query_language);
    let root = ast.root.as_ref().map_or(Clause::Everything, |root| lowering.clause(root, Field::Text));
    Plan { root }
}

/// The plan of a tree that asks for quotes.
pub(super) fn lower_quotes(ast: &Ast, query_language: &str) -> QuotePlan {
    let mut lowering = Lowering::new(query_language);
    let root = ast.root.as_ref().map_or(QuoteClause::Everything, |root| lowering.quote(root, None));
    QuotePlan { root: defaults::filled_in(root) }
}

struct Lowering<'a> {
    language: &'a str,
    stemmer: Option<Stemmer>,
}

impl<'a> Lowering<'a> {
    fn new(language: &'a str) -> Lowering<'a> {
        Lowering { language, stemmer: Stemmer::new(language) }
    }

    /// Recurses as deep as the tree.
    fn clause(&mut self, node: &Node, field: Field) -> Clause {
        match &node.kind {
            NodeKind::All(parts) => self.all(parts, field),
            NodeKind::Any(parts) => {
                let choices = parts.iter().map(|part| self.clause(part, field)).collect();
                alone_or(merged(choices), Clause::Any)
            }
            NodeKind::InQuote(QuoteField::Person, of) => self.person(of),
            NodeKind::InQuote(..)
            | NodeKind::Kind(_)
            | NodeKind::Certainty(_)
            | NodeKind::Polarity(_)
            | NodeKind::Spoken { .. }
            | NodeKind::SameQuote(_) => {
                let quote = self.quote(node, None);
                Clause::Quoted(Box::new(defaults::filled_in(quote)))
            }
            NodeKind::Article(of) => self.clause(of, Field::Text),
            NodeKind::Dates { from, to } => Clause::Published(test(*from, *to)),
            NodeKind::Dated(state) => Clause::Dated(*state),
            NodeKind::Words { min, max } => Clause::Length { min: *min, max: *max },
            NodeKind::Copies { min, max } => Clause::Copies { min: *min, max: *max },
            NodeKind::Language(code) => Clause::Language(code.clone()),
            NodeKind::AtLeast { count, of } => Clause::AtLeast { count: *count, of: self.counted(of) },
            NodeKind::In(inner_field, of) => self.clause(of, *inner_field),
            NodeKind::Not(of) => Clause::All(vec![Clause::Everything, Clause::Not(Box::new(self.clause(of, field)))]),
            NodeKind::Boost(of, factor) => Clause::Boost(Box::new(self.clause(of, field)), *factor),
            NodeKind::Word(text) => match self.inflected(text, field) {
                Some(word) => Clause::Word(word),
                None => Clause::Passage(field, passage(node, field)),
            },
            _ => Clause::Passage(field, passage(node, field)),
        }
    }

    fn all(&mut self, parts: &[Node], field: Field) -> Clause {
        let mut clauses: Vec<Clause> = parts
            .iter()
            .map(|part| match &part.kind {
                NodeKind::Not(of) => Clause::Not(Box::new(self.clause(of, field))),
                _ => self.clause(part, field),
            })
            .collect();
        if clauses.iter().all(|clause| matches!(clause, Clause::Not(_))) {
            clauses.insert(0, Clause::Everything);
        }
        alone_or(merged(clauses), Clause::All)
    }

    /// A bare word of the text with its inflections. Words in other fields are names, and single
    /// characters of Han, Kana and Hangul are not inflected.
    fn inflected(&mut self, text: &str, field: Field) -> Option<Word> {
        if field != Field::Text || text.chars().any(is_bigram_script) {
            return None;
        }
        let token = folded_word(text);
        let stem = self
            .stemmer
            .as_mut()
            .map(|stemmer| Stem { language: self.language.to_string(), stem: stemmer.stem(&token, text).to_string() });
        Some(Word { token, stem })
    }

    fn counted(&mut self, of: &Node) -> Counted {
        if let NodeKind::Word(text) = &of.kind
            && let Some(word) = self.inflected(text, Field::Text)
        {
            return Counted::Word(word);
        }
        Counted::Passage(passage(of, Field::Text))
    }
}

/// A word, a phrase or what stands between operators of proximity. What is no passage (the parser
/// leaves none here) holds nowhere.
fn passage(node: &Node, field: Field) -> Passage {
    let both = |left: &Node, right: &Node| (Box::new(passage(left, field)), Box::new(passage(right, field)));
    match &node.kind {
        NodeKind::Word(text) | NodeKind::Exact(text) => Passage::Term(TermPattern::Exact(folded_word(text))),
        NodeKind::Wildcard(text) => phrase(patterns(text, QuestionMark::Anywhere), 0),
        NodeKind::Fuzzy { text, edits } => phrase(fuzzy_patterns(text, *edits), 0),
        NodeKind::AsWritten(of) => passage(of, field),
        NodeKind::Phrase { text, slop } => {
            let address = FieldName::Text(field).is_address();
            let marks = if address { QuestionMark::Never } else { QuestionMark::Inside };
            phrase(patterns(text, marks), *slop)
        }
        NodeKind::Any(choices) => Passage::Any(choices.iter().map(|choice| passage(choice, field)).collect()),
        NodeKind::Near { left, right, words, ordered } => {
            let (left, right) = both(left, right);
            Passage::Near { left, right, words: *words, ordered: *ordered }
        }
        NodeKind::Within { unit, left, right } => {
            let (left, right) = both(left, right);
            Passage::Within { unit: *unit, left, right }
        }
        _ => Passage::Any(Vec::new()),
    }
}

fn phrase(mut parts: Vec<TermPattern>, slop: u32) -> Passage {
    match parts.len() {
        1 => Passage::Term(parts.remove(0)),
        _ => Passage::Phrase { parts, slop },
    }
}

/// The whole period inside the days.
fn test(from: Option<Day>, to: Option<Day>) -> DateTest {
    DateTest { from, to, relation: DateRelation::Inside }
}

fn alone_or<C>(mut clauses: Vec<C>, wrap: fn(Vec<C>) -> C) -> C {
    if clauses.len() == 1 { clauses.remove(0) } else { wrap(clauses) }
}

/// A clause that can score: what it looks for, and its weight.
trait Weighted: Sized {
    type Sought: Eq + Hash;

    /// By which repetitions are told; `None` for what never scores.
    fn sought(&self) -> Option<Self::Sought>;
    fn unweighted(self) -> (Self, f32);
    fn weighted(self, factor: f32) -> Self;
}

/// What a clause looks for, by which repetitions are told.
#[derive(PartialEq, Eq, Hash)]
enum Sought {
    Word(Word),
    Passage(Field, Passage),
    CountedWord(u32, Word),
    CountedPassage(u32, Passage),
}

impl Weighted for Clause {
    type Sought = Sought;

    fn sought(&self) -> Option<Sought> {
        match self {
            Clause::Word(word) => Some(Sought::Word(word.clone())),
            Clause::Passage(field, passage) => Some(Sought::Passage(*field, passage.clone())),
            Clause::AtLeast { count, of: Counted::Word(word) } => Some(Sought::CountedWord(*count, word.clone())),
            Clause::AtLeast { count, of: Counted::Passage(passage) } => {
                Some(Sought::CountedPassage(*count, passage.clone()))
            }
            _ => None,
        }
    }

    fn unweighted(self) -> (Clause, f32) {
        match self {
            Clause::Boost(of, factor) => (*of, factor),
            other => (other, 1.0),
        }
    }

    fn weighted(self, factor: f32) -> Clause {
        Clause::Boost(Box::new(self), factor)
    }
}

/// Scoring clauses that are repeated, once, with their weights added: where the first stood.
fn merged<C: Weighted>(clauses: Vec<C>) -> Vec<C> {
    let mut kept: Vec<(C, f32)> = Vec::with_capacity(clauses.len());
    let mut places: HashMap<C::Sought, usize> = HashMap::new();
    for clause in clauses {
        let (clause, factor) = clause.unweighted();
        match clause.sought().map(|sought| *places.entry(sought).or_insert(kept.len())) {
            Some(place) if place < kept.len() => kept[place].1 += factor,
            _ => kept.push((clause, factor)),
        }
    }
    kept.into_iter().map(|(clause, factor)| if factor == 1.0 { clause } else { clause.weighted(factor) }).collect()
}
