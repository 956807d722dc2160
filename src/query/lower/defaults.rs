//! What a question about quotes means where it does not say: quotes that were affirmed, and no
//! silences.
//!
//! A default is added beside the conditions that stand together, unless one of them names the
//! matter. Where an OR names it in some of its alternatives, the others each mean the default.

use crate::model::{Polarity, QuoteKind};
use crate::query::plan::{QuoteClause, StatementKind};

/// The clause with its defaults.
pub(super) fn filled_in(clause: QuoteClause) -> QuoteClause {
    DEFAULTS.iter().fold(clause, |clause, default| default.beside(clause))
}

struct Default {
    /// Whether a condition names the matter; the second is whether it stands in an exclusion.
    names: fn(&QuoteClause, bool) -> bool,
    means: fn() -> QuoteClause,
}

const DEFAULTS: &[Default] = &[
    Default {
        names: |clause, _| matches!(clause, QuoteClause::Polarity(_)),
        means: || QuoteClause::Polarity(vec![Polarity::Affirmed]),
    },
    Default {
        // Whoever leaves out one kind of quote has not asked for silences yet.
        names: |clause, excluded| match clause {
            QuoteClause::Kind(kinds) => !excluded || kinds.contains(&StatementKind::Silence),
            _ => false,
        },
        means: || QuoteClause::Kind(QuoteKind::ALL.map(StatementKind::Quote).to_vec()),
    },
];

impl Default {
    fn beside(&self, clause: QuoteClause) -> QuoteClause {
        if self.always_names(&clause) {
            return clause;
        }
        if self.names_somewhere(&clause, false) {
            return match clause {
                QuoteClause::Any(choices) => {
                    QuoteClause::Any(choices.into_iter().map(|choice| self.beside(choice)).collect())
                }
                QuoteClause::All(parts) => QuoteClause::All(parts.into_iter().map(|part| self.inside(part)).collect()),
                QuoteClause::Boost(of, factor) => QuoteClause::Boost(Box::new(self.beside(*of)), factor),
                other => other,
            };
        }
        match clause {
            QuoteClause::Everything => (self.means)(),
            QuoteClause::All(mut parts) => {
                parts.push((self.means)());
                QuoteClause::All(parts)
            }
            other => QuoteClause::All(vec![other, (self.means)()]),
        }
    }

    /// One of several conditions: only alternatives that name the matter in part have to change.
    fn inside(&self, part: QuoteClause) -> QuoteClause {
        if self.names_somewhere(&part, false) { self.beside(part) } else { part }
    }

    /// Whether every way to meet the clause names the matter.
    fn always_names(&self, clause: &QuoteClause) -> bool {
        match clause {
            QuoteClause::All(parts) => parts.iter().any(|part| self.always_names(part)),
            QuoteClause::Any(choices) => !choices.is_empty() && choices.iter().all(|choice| self.always_names(choice)),
            QuoteClause::Not(of) => self.names_somewhere(of, true),
            QuoteClause::Boost(of, _) => self.always_names(of),
            leaf => (self.names)(leaf, false),
        }
    }

    fn names_somewhere(&self, clause: &QuoteClause, excluded: bool) -> bool {
        match clause {
            QuoteClause::All(parts) | QuoteClause::Any(parts) => {
                parts.iter().any(|part| self.names_somewhere(part, excluded))
            }
            QuoteClause::Not(of) => self.names_somewhere(of, true),
            QuoteClause::Boost(of, _) => self.names_somewhere(of, excluded),
            leaf => (self.names)(leaf, excluded),
        }
    }
}
