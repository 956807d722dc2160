//! The names asked for in a plan: visited, exchanged, held against a name as articles have it.

use super::plan::{Clause, Name, PHRASE_PARTS_MAX, Passage, Plan, QuoteClause, QuotePlan, StatementKind, TermPattern};
use super::spans::{Stretch, loose_windows, near, phrase, union};
use crate::language::tokens;
use crate::model::{Polarity, QuoteKind};

/// Puts `change` of each name in its place, names within quotes included, in the order in which
/// they were typed: how the person table makes [`Name::Written`] of [`Name::Asked`].
pub fn map_names(plan: &mut Plan, change: &mut dyn FnMut(&Name) -> Name) {
    in_clause(&mut plan.root, change);
}

/// As [`map_names`], in a question about quotes.
pub fn map_quote_names(plan: &mut QuotePlan, change: &mut dyn FnMut(&Name) -> Name) {
    in_quote_clause(&mut plan.root, change);
}

/// Whom a name means, in the names that documents have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meant {
    /// Always.
    pub names: Vec<String>,
    /// Of them those that are looked for in texts too: a surname alone is a word of many texts that
    /// do not mean its bearer.
    pub in_text: Vec<String>,
    /// In some quotes alone.
    pub shares: Vec<Share>,
}

/// A name that several persons bear, and where it is this one's.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub name: String,
    /// What holds of a quote in which this person speaks.
    pub speaks: QuoteClause,
    /// What holds of the article in which the person is named: all that can be told of somebody who
    /// does not speak.
    pub around: Clause,
}

impl Meant {
    /// The quotes in which they speak.
    pub fn speaks(&self) -> QuoteClause {
        let share = |share: &Share| both(QuoteClause::Speaker(written(&share.name)), share.speaks.clone());
        self.any(QuoteClause::Speaker, share)
    }

    /// The quotes in which they are named.
    pub fn is_named(&self) -> QuoteClause {
        let share = |share: &Share| {
            both(QuoteClause::About(written(&share.name)), QuoteClause::Article(Box::new(share.around.clone())))
        };
        self.any(QuoteClause::About, share)
    }

    fn any(&self, of: fn(Name) -> QuoteClause, share: impl Fn(&Share) -> QuoteClause) -> QuoteClause {
        let always = of(Name::Written(self.names.clone()));
        if self.shares.is_empty() {
            return always;
        }
        QuoteClause::Any(std::iter::once(always).chain(self.shares.iter().map(share)).collect())
    }

    /// The articles in which they speak or are named, or in whose text the words asked for stand:
    /// who never spoke has no other names.
    fn articles(self, asked: &Name) -> Clause {
        let asked = match asked {
            Name::Asked { passage, .. } => Name::Asked { passage: passage.clone(), variants: false },
            written => written.clone(),
        };
        let spoken = QuoteClause::All(vec![
            QuoteClause::Speaker(Name::Written(self.names)),
            QuoteClause::Polarity(vec![Polarity::Affirmed]),
            QuoteClause::Kind(QuoteKind::ALL.map(StatementKind::Quote).to_vec()),
        ]);
        let mut ways =
            vec![Clause::Person(asked), Clause::Person(Name::Written(self.in_text)), Clause::Quoted(Box::new(spoken))];
        for share in self.shares {
            ways.push(Clause::All(vec![Clause::Person(written(&share.name)), share.around]));
        }
        Clause::Any(ways)
    }
}

fn written(name: &str) -> Name {
    Name::Written(vec![name.to_string()])
}

fn both(left: QuoteClause, right: QuoteClause) -> QuoteClause {
    QuoteClause::All(vec![left, right])
}

/// Puts whom each name means in its place, as [`map_names`] visits them; a name of which `meant`
/// gives nothing stays.
pub fn expand_names(plan: &mut Plan, meant: &mut dyn FnMut(&Name) -> Option<Meant>) {
    expand_clause(&mut plan.root, meant);
}

/// As [`expand_names`], in a question about quotes.
pub fn expand_quote_names(plan: &mut QuotePlan, meant: &mut dyn FnMut(&Name) -> Option<Meant>) {
    expand_quote_clause(&mut plan.root, meant);
}

/// Recurses as deep as the plan.
fn expand_clause(clause: &mut Clause, meant: &mut dyn FnMut(&Name) -> Option<Meant>) {
    match clause {
        Clause::All(parts) | Clause::Any(parts) => parts.iter_mut().for_each(|part| expand_clause(part, meant)),
        Clause::Not(of) | Clause::Boost(of, _) => expand_clause(of, meant),
        Clause::Quoted(of) => expand_quote_clause(of, meant),
        Clause::Person(name) => {
            if let Some(meant) = meant(name) {
                *clause = meant.articles(name);
            }
        }
        _ => {}
    }
}

fn expand_quote_clause(clause: &mut QuoteClause, meant: &mut dyn FnMut(&Name) -> Option<Meant>) {
    let expanded = match clause {
        QuoteClause::All(parts) | QuoteClause::Any(parts) => {
            parts.iter_mut().for_each(|part| expand_quote_clause(part, meant));
            None
        }
        QuoteClause::Not(of) | QuoteClause::Boost(of, _) => {
            expand_quote_clause(of, meant);
            None
        }
        QuoteClause::Article(of) => {
            expand_clause(of, meant);
            None
        }
        QuoteClause::Speaker(name) => meant(name).map(|meant| meant.speaks()),
        QuoteClause::About(name) => meant(name).map(|meant| meant.is_named()),
        // Without shares one clause is enough.
        QuoteClause::Person(name) => meant(name).map(|meant| match meant.shares.is_empty() {
            true => QuoteClause::Person(Name::Written(meant.names)),
            false => QuoteClause::Any(vec![meant.speaks(), meant.is_named()]),
        }),
        _ => None,
    };
    if let Some(expanded) = expanded {
        *clause = expanded;
    }
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
