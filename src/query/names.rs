//! The names asked for in a plan: visited, exchanged, held against a name as articles have it.

use super::plan::{Clause, Name, PHRASE_PARTS_MAX, Passage, Plan, QuoteClause, QuotePlan, TermPattern};
use super::spans::{Stretch, loose_windows, near, phrase, union};
use crate::language::tokens;

/// Puts `change` of each name in its place, names within quotes included, in the order in which
/// they were typed: how the person table makes [`Name::Written`] of [`Name::Asked`].
pub fn map_names(plan: &mut Plan, change: &mut dyn FnMut(&Name) -> Name) {
    in_clause(&mut plan.root, change);
}

/// As [`map_names`], in a question about quotes.
pub fn map_quote_names(plan: &mut QuotePlan, change: &mut dyn FnMut(&Name) -> Name) {
    in_quote_clause(&mut plan.root, change);
}

/// Recurses as deep as the plan, which is at most twice as deep as the query.
fn in_clause(clause: &mut Clause, change: &mut dyn FnMut(&Name) -> Name) {
    match clause {
        Clause::All(parts) | Clause::Any(parts) => parts.iter_mut().for_each(|part| in_clause(part, change)),
        Clause::Not(of) | Clause::Boost(of, _) => in_clause(of, change),
        Clause::Quoted(of) => in_quote_clause(of, change),
        Clause::Person(name) => *name = change(name),
        _ => {}
    }
}

fn in_quote_clause(clause: &mut QuoteClause, change: &mut dyn FnMut(&Name) -> Name) {
    match clause {
        QuoteClause::All(parts) | QuoteClause::Any(parts) => {
            parts.iter_mut().for_each(|part| in_quote_clause(part, change));
        }
        QuoteClause::Not(of) | QuoteClause::Boost(of, _) => in_quote_clause(of, change),
        QuoteClause::Article(of) => in_clause(of, change),
        QuoteClause::Speaker(name) | QuoteClause::About(name) | QuoteClause::Person(name) => *name = change(name),
        _ => {}
    }
}

impl Passage {
    /// The tokens of a name as a phrase: how [`Name::Written`] is looked for in the main text. `None`
    /// for a name without tokens, and for one longer than any phrase.
    pub fn of_name(name: &str) -> Option<Passage> {
        let mut parts: Vec<TermPattern> =
            tokens(name).into_iter().map(|token| TermPattern::Exact(token.text)).collect();
        match parts.len() {
            0 => None,
            1 => Some(Passage::Term(parts.remove(0))),
            count if count > PHRASE_PARTS_MAX => None,
            _ => Some(Passage::Phrase { parts, slop: 0 }),
        }
    }

    /// Whether the passage stands somewhere in the name, of which it is a field of its own: what
    /// [`Name::Asked`] means. A name has no sentences: `w/s` and `w/p` hold in none.
    ///
    /// ```
    /// use onrecord::query::{Passage, TermPattern};
    /// let baker = Passage::Term(TermPattern::Exact("baker".into()));
    /// assert!(baker.matches_name("James A. BAKER III"));
    /// assert!(!baker.matches_name("Howard Bakersfield"));
    /// ```
    pub fn matches_name(&self, name: &str) -> bool {
        let words: Vec<String> = tokens(name).into_iter().map(|token| token.text).collect();
        !stretches(self, &words).is_empty()
    }
}

/// Recurses as deep as the passage.
fn stretches(passage: &Passage, words: &[String]) -> Vec<Stretch> {
    let places = |pattern: &TermPattern| -> Vec<u32> {
        let mut matcher = pattern.matcher();
        (0..).zip(words).filter(|(_, word)| matcher.matches(word)).map(|(place, _)| place).collect()
    };
    match passage {
        Passage::Term(pattern) => places(pattern).into_iter().map(Stretch::at).collect(),
        Passage::Phrase { parts, slop } => {
            let parts: Vec<Vec<u32>> = parts.iter().map(places).collect();
            if *slop == 0 { phrase(&parts) } else { covering(loose_windows(&parts, *slop)) }
        }
        Passage::Any(choices) => union(choices.iter().map(|choice| stretches(choice, words)).collect()),
        Passage::Near { left, right, words: distance, ordered } => {
            near(&stretches(left, words), &stretches(right, words), *distance, *ordered)
        }
        Passage::Within { .. } => Vec::new(),
    }
}

/// From the first to the last position of each window.
fn covering(windows: Vec<Vec<u32>>) -> Vec<Stretch> {
    let ends = |window: &Vec<u32>| Some(Stretch { start: *window.iter().min()?, end: window.iter().max()? + 1 });
    windows.iter().filter_map(ends).collect()
}
