//! Plans made from plans: what an answer says beside its hits (related headlines, undated and
//! overlapping articles), and what is to be lit in them.

use super::plan::{
    Clause, Counted, DISTANCE_MAX, DateRelation, DateState, DateTest, Field, Leaf, Name, Passage, Plan, QuoteClause,
    QuotePlan, TermPattern,
};
use crate::model::Day;

/// The same question put to the related headlines: every positive word and passage of text or
/// headline is looked for there, verbatim. What is excluded stays as it is: an article that the
/// query excludes is none that it only missed, and what is asked of quotes stays likewise. `None` when nothing is looked for in the text.
pub fn related_variant(plan: &Plan) -> Option<Plan> {
    let mut found = false;
    let root = related(&plan.root, &mut found);
    found.then_some(Plan { root })
}

fn related(clause: &Clause, found: &mut bool) -> Clause {
    match clause {
        Clause::All(parts) => Clause::All(parts.iter().map(|part| related(part, found)).collect()),
        Clause::Any(parts) => Clause::Any(parts.iter().map(|part| related(part, found)).collect()),
        Clause::Boost(of, factor) => Clause::Boost(Box::new(related(of, found)), *factor),
        Clause::Word(word) | Clause::AtLeast { of: Counted::Word(word), .. } => {
            *found = true;
            Clause::Passage(Field::Related, Passage::Term(TermPattern::Exact(word.token.clone())))
        }
        Clause::Passage(Field::Text | Field::Headline, passage)
        | Clause::AtLeast { of: Counted::Passage(passage), .. } => {
            *found = true;
            Clause::Passage(Field::Related, without_sentences(passage))
        }
        other => other.clone(),
    }
}

/// Related headlines have no sentences or paragraphs: there it is enough to stand in one line.
fn without_sentences(passage: &Passage) -> Passage {
    let both =
        |left: &Passage, right: &Passage| (Box::new(without_sentences(left)), Box::new(without_sentences(right)));
    match passage {
        Passage::Any(choices) => Passage::Any(choices.iter().map(without_sentences).collect()),
        Passage::Near { left, right, words, ordered } => {
            let (left, right) = both(left, right);
            Passage::Near { left, right, words: *words, ordered: *ordered }
        }
        Passage::Within { left, right, .. } => {
            let (left, right) = both(left, right);
            Passage::Near { left, right, words: DISTANCE_MAX, ordered: false }
        }
        leaf => leaf.clone(),
    }
}

/// Articles that meet everything but the dates, whose period overlaps the dates without lying
/// inside. `None` when the query has no dates at its top level.
pub fn overlap_variant(plan: &Plan) -> Option<Plan> {
    Some(Plan { root: with_dates_as(&plan.root, overlapping(resolved_days(plan)?)?)? })
}

/// Articles that meet everything but the dates and have none. `None` when the query has no dates
/// at its top level.
pub fn undated_variant(plan: &Plan) -> Option<Plan> {
    Some(Plan { root: with_dates_as(&plan.root, Clause::Dated(DateState::None))? })
}

/// The days that every hit lies in: the intersection of the dates at the top level.
pub fn resolved_days(plan: &Plan) -> Option<Days> {
    intersection(&plan.root)
}

/// As [`overlap_variant`]: quotes of such articles. When something was said (`spoken:`) is no date
/// of an article, and stays.
pub fn quote_overlap_variant(plan: &QuotePlan) -> Option<QuotePlan> {
    Some(QuotePlan { root: with_dates_as(&plan.root, overlapping(quote_resolved_days(plan)?)?)? })
}

/// As [`undated_variant`]: quotes of articles without a date.
pub fn quote_undated_variant(plan: &QuotePlan) -> Option<QuotePlan> {
    Some(QuotePlan { root: with_dates_as(&plan.root, Clause::Dated(DateState::None))? })
}

/// As [`resolved_days`], of the articles in which the quotes stand.
pub fn quote_resolved_days(plan: &QuotePlan) -> Option<Days> {
    intersection(&plan.root)
}

/// First and last day; `None` is open.
type Days = (Option<Day>, Option<Day>);

/// What the top level of a question is made of.
trait Conjunction: Sized + Clone {
    fn conjuncts(&self) -> &[Self];
    fn all(parts: Vec<Self>) -> Self;
    /// A condition on the article.
    fn of_article(clause: Clause) -> Self;
    fn dates(&self) -> Option<&DateTest>;
}

impl Conjunction for Clause {
    fn conjuncts(&self) -> &[Clause] {
        match self {
            Clause::All(parts) => parts,
            root => std::slice::from_ref(root),
        }
    }

    fn all(parts: Vec<Clause>) -> Clause {
        Clause::All(parts)
    }

    fn of_article(clause: Clause) -> Clause {
        clause
    }

    fn dates(&self) -> Option<&DateTest> {
        match self {
            Clause::Published(test) => Some(test),
            _ => None,
        }
    }
}

impl Conjunction for QuoteClause {
    fn conjuncts(&self) -> &[QuoteClause] {
        match self {
            QuoteClause::All(parts) => parts,
            root => std::slice::from_ref(root),
        }
    }

    fn all(parts: Vec<QuoteClause>) -> QuoteClause {
        QuoteClause::All(parts)
    }

    fn of_article(clause: Clause) -> QuoteClause {
        QuoteClause::Article(Box::new(clause))
    }

    fn dates(&self) -> Option<&DateTest> {
        match self {
            QuoteClause::Article(of) => of.dates(),
            _ => None,
        }
    }
}

fn intersection<C: Conjunction>(root: &C) -> Option<Days> {
    let mut tests = root.conjuncts().iter().filter_map(C::dates).map(|test| (test.from, test.to));
    let first = tests.next()?;
    // An open end is wider than any day.
    let later = |a: Option<Day>, b: Option<Day>| a.max(b);
    let earlier = |a: Option<Day>, b: Option<Day>| match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    Some(tests.fold(first, |(from, to), test| (later(from, test.0), earlier(to, test.1))))
}

/// `None` for days that exclude each other, which nothing overlaps.
fn overlapping((from, to): Days) -> Option<Clause> {
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        return None;
    }
    Some(Clause::Published(DateTest { from, to, relation: DateRelation::OverlapsOnly }))
}

/// The question with `instead` in the place of its dates.
fn with_dates_as<C: Conjunction>(root: &C, instead: Clause) -> Option<C> {
    let parts = root.conjuncts();
    parts.iter().find(|part| part.dates().is_some())?;
    let mut parts: Vec<C> = parts.iter().filter(|part| part.dates().is_none()).cloned().collect();
    parts.push(C::of_article(instead));
    Some(if parts.len() == 1 { parts.remove(0) } else { C::all(parts) })
}

/// Every word and passage that is not excluded: what snippets light. Words of quotes are of
/// `Field::Said`, names of `Field::Speaker` or, where whoever is named is meant too, of
/// `Field::Person`.
pub fn positive_leaves(plan: &Plan) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    collect(&plan.root, true, &mut leaves);
    leaves
}

/// As [`positive_leaves`], of a question about quotes.
pub fn quote_leaves(plan: &QuotePlan) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    collect_of_quote(&plan.root, true, &mut leaves);
    leaves
}

fn collect(clause: &Clause, positive: bool, leaves: &mut Vec<Leaf>) {
    match clause {
        Clause::All(parts) | Clause::Any(parts) => parts.iter().for_each(|part| collect(part, positive, leaves)),
        Clause::Not(of) => collect(of, !positive, leaves),
        Clause::Boost(of, _) => collect(of, positive, leaves),
        Clause::Quoted(of) => collect_of_quote(of, positive, leaves),
        Clause::Word(word) if positive => {
            leaves.push(Leaf { field: Field::Text, what: Counted::Word(word.clone()) });
        }
        Clause::Passage(field, passage) if positive => {
            leaves.push(Leaf { field: *field, what: Counted::Passage(passage.clone()) });
        }
        Clause::AtLeast { of, .. } if positive => leaves.push(Leaf { field: Field::Text, what: of.clone() }),
        Clause::Person(name) if positive => push_name(Field::Person, name, leaves),
        _ => {}
    }
}

fn collect_of_quote(clause: &QuoteClause, positive: bool, leaves: &mut Vec<Leaf>) {
    match clause {
        QuoteClause::All(parts) | QuoteClause::Any(parts) => {
            parts.iter().for_each(|part| collect_of_quote(part, positive, leaves));
        }
        QuoteClause::Not(of) => collect_of_quote(of, !positive, leaves),
        QuoteClause::Boost(of, _) => collect_of_quote(of, positive, leaves),
        QuoteClause::Article(of) => collect(of, positive, leaves),
        QuoteClause::Word(word) if positive => {
            leaves.push(Leaf { field: Field::Said, what: Counted::Word(word.clone()) });
        }
        QuoteClause::Said(passage) if positive => {
            leaves.push(Leaf { field: Field::Said, what: Counted::Passage(passage.clone()) });
        }
        QuoteClause::Speaker(name) if positive => push_name(Field::Speaker, name, leaves),
        QuoteClause::About(name) | QuoteClause::Person(name) if positive => push_name(Field::Person, name, leaves),
        _ => {}
    }
}

fn push_name(field: Field, name: &Name, leaves: &mut Vec<Leaf>) {
    let passage = match name {
        Name::Asked { passage, .. } => passage.clone(),
        Name::Written(names) => Passage::Any(names.iter().filter_map(|name| Passage::of_name(name)).collect()),
    };
    leaves.push(Leaf { field, what: Counted::Passage(passage) });
}
