//! What a store refuses to answer, by name.
//!
//! A plan comes in, a refusal that names the limit or the combination goes out. The parser keeps
//! what people type within these limits long before; a store checks again, because a distance past
//! half the gap would reach across headline and body, and deeper nesting than this across the
//! stack.

use super::StoreError;
use crate::query::{
    Clause, Counted, DISTANCE_MAX, Field, Name, PHRASE_PARTS_MAX, Passage, Plan, QuoteClause, QuotePlan, TermPattern,
};

/// How deep clauses and passages may stand in each other.
pub const NESTING_MAX: usize = 110;

/// Whether the plan keeps every limit.
///
/// # Errors
/// [`StoreError::Refused`] with a sentence that names the limit.
pub fn check(plan: &Plan) -> Result<(), StoreError> {
    check_clause(&plan.root, NESTING_MAX).map_err(StoreError::Refused)
}

/// As [`check`], of a question about quotes.
///
/// # Errors
/// [`StoreError::Refused`] with a sentence that names the limit.
pub fn check_quotes(plan: &QuotePlan) -> Result<(), StoreError> {
    check_quote(&plan.root, NESTING_MAX).map_err(StoreError::Refused)
}

fn check_clause(clause: &Clause, levels: usize) -> Result<(), String> {
    let levels = one_less(levels)?;
    match clause {
        Clause::All(clauses) | Clause::Any(clauses) => clauses.iter().try_for_each(|inner| check_clause(inner, levels)),
        Clause::Not(inner) | Clause::Boost(inner, _) => check_clause(inner, levels),
        Clause::Passage(field @ (Field::Speaker | Field::Person | Field::Said), _) => {
            Err(format!("{}: is asked of quotes, not of an article's fields", field.name()))
        }
        Clause::Passage(field, passage) => check_whole(*field, passage, levels),
        Clause::Quoted(quote) => check_quote(quote, levels),
        Clause::Person(name) => check_name(name, levels),
        Clause::AtLeast { of: Counted::Passage(passage), .. } => check_passage(Field::Text, passage, levels),
        _ => Ok(()),
    }
}

fn check_quote(clause: &QuoteClause, levels: usize) -> Result<(), String> {
    let levels = one_less(levels)?;
    match clause {
        QuoteClause::All(clauses) | QuoteClause::Any(clauses) => {
            clauses.iter().try_for_each(|inner| check_quote(inner, levels))
        }
        QuoteClause::Not(inner) | QuoteClause::Boost(inner, _) => check_quote(inner, levels),
        QuoteClause::Said(passage) | QuoteClause::Role(passage) => check_whole(Field::Said, passage, levels),
        QuoteClause::Speaker(name) | QuoteClause::About(name) | QuoteClause::Person(name) => check_name(name, levels),
        QuoteClause::Article(inner) => check_clause(inner, levels),
        _ => Ok(()),
    }
}

fn check_name(name: &Name, levels: usize) -> Result<(), String> {
    match name {
        Name::Asked { passage, .. } => check_whole(Field::Speaker, passage, levels),
        Name::Written(_) => Ok(()),
    }
}

/// A passage that no other is made of: a loose phrase may stand alone.
fn check_whole(field: Field, passage: &Passage, levels: usize) -> Result<(), String> {
    match passage {
        Passage::Phrase { parts, slop } => check_phrase(parts, *slop),
        passage => check_passage(field, passage, levels),
    }
}

fn check_passage(field: Field, passage: &Passage, levels: usize) -> Result<(), String> {
    let levels = one_less(levels)?;
    match passage {
        Passage::Term(_) => Ok(()),
        Passage::Phrase { slop: 1.., .. } => {
            Err("a loose phrase cannot be an operand or be counted; write its words with NEAR".to_string())
        }
        Passage::Phrase { parts, slop } => check_phrase(parts, *slop),
        Passage::Any(passages) => passages.iter().try_for_each(|inner| check_passage(field, inner, levels)),
        Passage::Near { left, right, words, .. } => {
            if *words == 0 {
                return Err("NEAR/0 and pre/0 hold nowhere; NEAR/1 is side by side".to_string());
            }
            check_distance(*words)?;
            check_passage(field, left, levels)?;
            check_passage(field, right, levels)
        }
        Passage::Within { left, right, .. } => {
            if field != Field::Text {
                return Err(format!("w/s and w/p look for sentences, which {}: does not have", field.name()));
            }
            check_passage(field, left, levels)?;
            check_passage(field, right, levels)
        }
    }
}

fn check_phrase(parts: &[TermPattern], slop: u32) -> Result<(), String> {
    if parts.len() > PHRASE_PARTS_MAX {
        return Err(format!("a phrase of {} words is past the limit of {PHRASE_PARTS_MAX}; shorten it", parts.len()));
    }
    check_distance(slop)
}

fn one_less(levels: usize) -> Result<usize, String> {
    levels
        .checked_sub(1)
        .ok_or_else(|| format!("the query nests more than {NESTING_MAX} levels deep; take some brackets out"))
}

fn check_distance(words: u32) -> Result<(), String> {
    if words > DISTANCE_MAX {
        return Err(format!("a distance of {words} words is past the limit of {DISTANCE_MAX}; ask for fewer"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term() -> Passage {
        Passage::Term(TermPattern::Exact("dam".into()))
    }

    fn near(words: u32) -> Clause {
        Clause::Passage(
            Field::Text,
            Passage::Near { left: Box::new(term()), right: Box::new(term()), words, ordered: false },
        )
    }

    fn nested(levels: usize) -> Clause {
        (1..levels).fold(Clause::Everything, |inner, _| Clause::Not(Box::new(inner)))
    }

    fn check_refusal(root: Clause, named: Option<&str>) {
        let refusal = check(&Plan { root }).err().map(|error| error.to_string());
        match named {
            None => assert_eq!(refusal, None),
            Some(limit) => assert!(refusal.as_deref().is_some_and(|text| text.contains(limit)), "{refusal:?}"),
        }
    }

    #[test]
    fn a_plan_past_a_limit_is_refused_by_its_name() {
        check_refusal(near(0), Some("NEAR/0"));
        check_refusal(near(DISTANCE_MAX), None);
        check_refusal(near(DISTANCE_MAX + 1), Some("400"));
        check_refusal(nested(NESTING_MAX), None);
        check_refusal(nested(NESTING_MAX + 1), Some("110 levels"));
        let phrase = |count: usize, slop| {
            let parts = vec![TermPattern::Exact("dam".into()); count];
            Clause::Passage(Field::Text, Passage::Phrase { parts, slop })
        };
        check_refusal(phrase(PHRASE_PARTS_MAX, DISTANCE_MAX), None);
        check_refusal(phrase(PHRASE_PARTS_MAX + 1, 0), Some("200"));
        check_refusal(phrase(2, DISTANCE_MAX + 1), Some("400"));
    }

    #[test]
    fn quotes_are_asked_within_the_same_limits() {
        let quoted = |clause: QuoteClause| Clause::Quoted(Box::new(clause));
        let sentence =
            || Passage::Within { unit: crate::query::Unit::Sentence, left: Box::new(term()), right: Box::new(term()) };
        let loose = Passage::Phrase { parts: vec![TermPattern::Exact("dam".into()); 2], slop: 3 };
        check_refusal(quoted(QuoteClause::Said(term())), None);
        check_refusal(quoted(QuoteClause::Said(loose.clone())), None);
        check_refusal(quoted(QuoteClause::Said(sentence())), Some("w/s and w/p"));
        check_refusal(Clause::Person(Name::Asked { passage: loose, variants: true }), None);
        check_refusal(Clause::Person(Name::Asked { passage: sentence(), variants: true }), Some("w/s and w/p"));
        check_refusal(quoted(QuoteClause::Article(Box::new(near(0)))), Some("NEAR/0"));
        check_refusal(Clause::Passage(Field::Said, term()), Some("said: is asked of quotes"));
    }
}
