//! Plans made from plans: what an answer says beside its hits (related headlines, undated and
//! overlapping articles), and what is to be lit in them.

use super::plan::{
    Clause, Counted, DISTANCE_MAX, DateRelation, DateState, DateTest, Field, Leaf, Passage, Plan, TermPattern,
};
use crate::model::Day;

/// The same question put to the related headlines: every positive word and passage of text or
/// headline is looked for there, verbatim. What is excluded stays as it is: an article that the
/// query excludes is none that it only missed. `None` when nothing is looked for in the text.
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
    let (from, to) = resolved_days(plan)?;
    // Days that exclude each other overlap nothing.
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        return None;
    }
    with_dates_as(plan, Clause::Published(DateTest { from, to, relation: DateRelation::OverlapsOnly }))
}

/// Articles that meet everything but the dates and have none. `None` when the query has no dates
/// at its top level.
pub fn undated_variant(plan: &Plan) -> Option<Plan> {
    with_dates_as(plan, Clause::Dated(DateState::None))
}

/// The days that every hit lies in: the intersection of the dates at the top level.
pub fn resolved_days(plan: &Plan) -> Option<(Option<Day>, Option<Day>)> {
    let mut tests = conjuncts(plan).iter().filter_map(|clause| match clause {
        Clause::Published(test) => Some((test.from, test.to)),
        _ => None,
    });
    let first = tests.next()?;
    // An open end is wider than any day.
    let later = |a: Option<Day>, b: Option<Day>| a.max(b);
    let earlier = |a: Option<Day>, b: Option<Day>| match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    Some(tests.fold(first, |(from, to), test| (later(from, test.0), earlier(to, test.1))))
}

fn conjuncts(plan: &Plan) -> &[Clause] {
    match &plan.root {
        Clause::All(parts) => parts,
        root => std::slice::from_ref(root),
    }
}

/// The plan with `instead` in the place of its dates.
fn with_dates_as(plan: &Plan, instead: Clause) -> Option<Plan> {
    let is_dates = |clause: &&Clause| matches!(clause, Clause::Published(_));
    let parts = conjuncts(plan);
    parts.iter().find(is_dates)?;
    let mut parts: Vec<Clause> = parts.iter().filter(|clause| !is_dates(clause)).cloned().collect();
    if parts.is_empty() {
        return Some(Plan { root: instead });
    }
    parts.push(instead);
    Some(Plan { root: Clause::All(parts) })
}

/// Every word and passage that is not excluded: what snippets light.
pub fn positive_leaves(plan: &Plan) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    collect(&plan.root, true, &mut leaves);
    leaves
}

fn collect(clause: &Clause, positive: bool, leaves: &mut Vec<Leaf>) {
    match clause {
        Clause::All(parts) | Clause::Any(parts) => parts.iter().for_each(|part| collect(part, positive, leaves)),
        Clause::Not(of) => collect(of, !positive, leaves),
        Clause::Boost(of, _) => collect(of, positive, leaves),
        Clause::Word(word) if positive => {
            leaves.push(Leaf { field: Field::Text, what: Counted::Word(word.clone()) });
        }
        Clause::Passage(field, passage) if positive => {
            leaves.push(Leaf { field: *field, what: Counted::Passage(passage.clone()) });
        }
        Clause::AtLeast { of, .. } if positive => leaves.push(Leaf { field: Field::Text, what: of.clone() }),
        _ => {}
    }
}
