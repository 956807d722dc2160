//! What is asked of quotes, as clauses.

use super::{Lowering, Weighted, alone_or, merged, passage, test};
use crate::query::ast::{Node, NodeKind};
use crate::query::fields::QuoteField;
use crate::query::plan::{Clause, DISTANCE_MAX, Field, Name, Passage, QuoteClause, TermPattern, Word};

impl Lowering<'_> {
    /// Words without a field are bare words of the quote. Recurses as deep as the tree.
    pub(super) fn quote(&mut self, node: &Node, field: Option<QuoteField>) -> QuoteClause {
        match &node.kind {
            NodeKind::All(parts) => self.all_of_quote(parts, field),
            NodeKind::Any(parts) => {
                let choices = parts.iter().map(|part| self.quote(part, field)).collect();
                any_of(merged(choices))
            }
            NodeKind::Not(of) => {
                let not = QuoteClause::Not(Box::new(self.quote(of, field)));
                QuoteClause::All(vec![QuoteClause::Everything, not])
            }
            NodeKind::Boost(of, factor) => QuoteClause::Boost(Box::new(self.quote(of, field)), *factor),
            NodeKind::InQuote(field, of) => self.quote(of, Some(*field)),
            NodeKind::SameQuote(of) => self.quote(of, field),
            NodeKind::Kind(kind) => QuoteClause::Kind(vec![*kind]),
            NodeKind::Certainty(certainty) => QuoteClause::Certainty(vec![*certainty]),
            NodeKind::Polarity(polarity) => QuoteClause::Polarity(match polarity {
                Some(polarity) => vec![*polarity],
                None => crate::model::Polarity::ALL.to_vec(),
            }),
            NodeKind::Spoken { from, to } => QuoteClause::Spoken(test(*from, *to)),
            NodeKind::Article(of) => QuoteClause::Article(Box::new(self.clause(of, Field::Text))),
            NodeKind::In(..)
            | NodeKind::Dates { .. }
            | NodeKind::Dated(_)
            | NodeKind::Words { .. }
            | NodeKind::Copies { .. }
            | NodeKind::Language(_)
            | NodeKind::AtLeast { .. } => QuoteClause::Article(Box::new(self.clause(node, Field::Text))),
            _ => self.words_of_quote(node, field),
        }
    }

    fn words_of_quote(&mut self, node: &Node, field: Option<QuoteField>) -> QuoteClause {
        match field {
            None => match &node.kind {
                NodeKind::Word(text) => match self.inflected(text, Field::Text) {
                    Some(word) => QuoteClause::Word(word),
                    None => QuoteClause::Said(passage(node, Field::Text)),
                },
                _ => QuoteClause::Said(passage(node, Field::Text)),
            },
            Some(QuoteField::Said) => QuoteClause::Said(passage(node, Field::Text)),
            Some(QuoteField::Role) => QuoteClause::Role(passage(node, Field::Text)),
            Some(QuoteField::Speaker) => QuoteClause::Speaker(name(node)),
            Some(QuoteField::About) => QuoteClause::About(name(node)),
            Some(QuoteField::Person) => QuoteClause::Person(name(node)),
        }
    }

    fn all_of_quote(&mut self, parts: &[Node], field: Option<QuoteField>) -> QuoteClause {
        let joined = if field.is_some_and(QuoteField::takes_names) { one_name(parts, DISTANCE_MAX) } else { None };
        let mut clauses: Vec<QuoteClause> = Vec::with_capacity(parts.len());
        for part in parts {
            match &part.kind {
                _ if joined.is_some() && part_of_name(part).is_some() => {}
                NodeKind::Not(of) => clauses.push(QuoteClause::Not(Box::new(self.quote(of, field)))),
                _ => clauses.push(self.quote(part, field)),
            }
        }
        if let Some(name) = joined {
            let clause = match field {
                Some(QuoteField::About) => QuoteClause::About(name),
                Some(QuoteField::Person) => QuoteClause::Person(name),
                _ => QuoteClause::Speaker(name),
            };
            clauses.insert(0, clause);
        }
        if clauses.iter().all(|clause| matches!(clause, QuoteClause::Not(_))) {
            clauses.insert(0, QuoteClause::Everything);
        }
        alone_or(merged(clauses), QuoteClause::All)
    }

    /// `person:` asked of an article.
    pub(super) fn person(&mut self, node: &Node) -> Clause {
        match &node.kind {
            NodeKind::All(parts) => {
                let joined = one_name(parts, NAME_SLOP);
                let others = parts.iter().filter(|part| joined.is_none() || part_of_name(part).is_none());
                let mut clauses: Vec<Clause> = others
                    .map(|part| match &part.kind {
                        NodeKind::Not(of) => Clause::Not(Box::new(self.person(of))),
                        _ => self.person(part),
                    })
                    .collect();
                if let Some(name) = joined {
                    clauses.insert(0, Clause::Person(name));
                }
                if clauses.iter().all(|clause| matches!(clause, Clause::Not(_))) {
                    clauses.insert(0, Clause::Everything);
                }
                alone_or(clauses, Clause::All)
            }
            NodeKind::Any(parts) => Clause::Any(parts.iter().map(|part| self.person(part)).collect()),
            NodeKind::Not(of) => Clause::All(vec![Clause::Everything, Clause::Not(Box::new(self.person(of)))]),
            // Conditions do not score.
            NodeKind::Boost(of, _) => self.person(of),
            _ => Clause::Person(name(node)),
        }
    }
}

/// Alternatives; of kinds, certainties and polarities one list.
fn any_of(choices: Vec<QuoteClause>) -> QuoteClause {
    let mut joined: Vec<QuoteClause> = Vec::with_capacity(choices.len());
    for choice in choices {
        match (joined.last_mut(), choice) {
            (Some(QuoteClause::Kind(all)), QuoteClause::Kind(more)) => all.extend(more),
            (Some(QuoteClause::Certainty(all)), QuoteClause::Certainty(more)) => all.extend(more),
            (Some(QuoteClause::Polarity(all)), QuoteClause::Polarity(more)) => all.extend(more),
            (_, choice) => joined.push(choice),
        }
    }
    alone_or(joined, QuoteClause::Any)
}

fn name(node: &Node) -> Name {
    Name::Asked { passage: passage(node, Field::Text), variants: !is_as_written(node) }
}

/// Whether `=` stands before the name or a part of it.
fn is_as_written(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Exact(_) | NodeKind::AsWritten(_) => true,
        NodeKind::Any(parts) => parts.iter().any(is_as_written),
        NodeKind::Near { left, right, .. } | NodeKind::Within { left, right, .. } => {
            is_as_written(left) || is_as_written(right)
        }
        _ => false,
    }
}

/// A single word or pattern, which can be a part of a name.
fn part_of_name(node: &Node) -> Option<TermPattern> {
    if !node.kind.is_leaf() {
        return None;
    }
    match passage(node, Field::Text) {
        Passage::Term(term) => Some(term),
        _ => None,
    }
}

/// How far the words of a name may be apart in a text: two with a few between them, in any order.
const NAME_SLOP: u32 = 8;

/// `(lena ort)`: all the plain words as words of one name, in any order, for else a quote about a
/// Lena and an Ort would be about Lena Ort. `None` where there are none.
fn one_name(parts: &[Node], slop: u32) -> Option<Name> {
    let mut terms: Vec<TermPattern> = Vec::new();
    let mut variants = true;
    for part in parts {
        if let Some(term) = part_of_name(part) {
            variants &= !is_as_written(part);
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
    }
    let passage = match terms.len() {
        0 => return None,
        1 => Passage::Term(terms.remove(0)),
        count if count > crate::query::PHRASE_PARTS_MAX => return None,
        _ => Passage::Phrase { parts: terms, slop },
    };
    Some(Name::Asked { passage, variants })
}

/// What a clause on quotes looks for.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum SoughtInQuote {
    Word(Word),
    Said(Passage),
}

impl Weighted for QuoteClause {
    type Sought = SoughtInQuote;

    fn sought(&self) -> Option<SoughtInQuote> {
        match self {
            QuoteClause::Word(word) => Some(SoughtInQuote::Word(word.clone())),
            QuoteClause::Said(passage) => Some(SoughtInQuote::Said(passage.clone())),
            _ => None,
        }
    }

    fn unweighted(self) -> (QuoteClause, f32) {
        match self {
            QuoteClause::Boost(of, factor) => (*of, factor),
            other => (other, 1.0),
        }
    }

    fn weighted(self, factor: f32) -> QuoteClause {
        QuoteClause::Boost(Box::new(self), factor)
    }
}
