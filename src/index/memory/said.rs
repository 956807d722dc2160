//! Whether a quote or a silence meets a clause, and how well.
//!
//! Both are held as one kind of thing: a silence is a statement without words, that names nobody.
//! It counts as affirmed. The score is that of the words alone, by the rules of `judge`.

use std::collections::BTreeSet;

use super::judge::{Kept, Occurrences, holds_of};
use super::sequence::Sequence;
use super::spans::spans;
use crate::index::copies::Stories;
use crate::model::{Article, Certainty, Period, Polarity, Quote, Silence, Speaker, SpeakerKind};
use crate::query::{Name, Passage, QuoteClause, StatementKind};

/// A quote, or a silence.
pub(super) struct Said {
    pub kind: StatementKind,
    pub polarity: Polarity,
    pub certainty: Certainty,
    pub about: Vec<String>,
    pub words: Sequence,
    speaker: Option<Speaker>,
    /// The days of which the article says that it was said on them.
    spoken: Option<Period>,
}

impl Said {
    pub fn of_quote(article: &Article, quote: &Quote) -> Said {
        Said {
            kind: StatementKind::Quote(quote.kind),
            polarity: quote.polarity,
            certainty: quote.certainty,
            about: quote.about.clone(),
            words: Sequence::of_said(article, quote),
            speaker: quote.speaker.clone(),
            spoken: quote.spoken.as_ref().map(|spoken| spoken.period),
        }
    }

    pub fn of_silence(silence: &Silence) -> Said {
        Said {
            kind: StatementKind::Silence,
            polarity: Polarity::Affirmed,
            certainty: silence.certainty,
            about: Vec::new(),
            words: Sequence::default(),
            speaker: silence.speaker.clone(),
            spoken: silence.spoken.as_ref().map(|spoken| spoken.period),
        }
    }

    /// `direct`, `mixed`, `indirect`, `silence`.
    pub fn kind_word(&self) -> &'static str {
        match self.kind {
            StatementKind::Quote(kind) => kind.word(),
            StatementKind::Silence => "silence",
        }
    }

    /// The name of a person or body; the unnamed have none.
    pub fn speaker_name(&self) -> Option<&str> {
        self.speaker
            .as_ref()
            .filter(|speaker| speaker.kind != SpeakerKind::Unnamed)
            .map(|speaker| speaker.name.as_str())
    }

    pub fn is_body(&self) -> bool {
        self.speaker.as_ref().is_some_and(|speaker| speaker.kind == SpeakerKind::Body)
    }

    /// The role of a person or body.
    pub fn role(&self) -> Option<&str> {
        let named = self.speaker.as_ref().filter(|speaker| speaker.kind != SpeakerKind::Unnamed);
        named.and_then(|speaker| speaker.role.as_deref())
    }

    /// Each once.
    pub fn names_inside(&self) -> BTreeSet<&str> {
        self.about.iter().map(String::as_str).collect()
    }

    pub fn is_by(&self, name: &Name) -> bool {
        self.speaker_name().is_some_and(|speaker| is_meant(name, speaker))
    }

    fn names(&self, name: &Name) -> bool {
        self.about.iter().any(|named| is_meant(name, named))
    }

    /// The score for the clause; `None` when it is not met. `kept` is the article around it.
    pub fn score(&self, clause: &QuoteClause, kept: &Kept, stories: &Stories) -> Option<f64> {
        let unscored = |holds: bool| holds.then_some(0.0);
        let scored = |found: Occurrences| (!found.is_none()).then(|| found.weight());
        match clause {
            QuoteClause::Everything => Some(0.0),
            QuoteClause::Nothing => None,
            QuoteClause::All(clauses) => clauses.iter().map(|inner| self.score(inner, kept, stories)).sum(),
            QuoteClause::Any(clauses) => {
                let scores: Vec<f64> = clauses.iter().filter_map(|inner| self.score(inner, kept, stories)).collect();
                (!scores.is_empty()).then(|| scores.iter().sum())
            }
            QuoteClause::Not(inner) => unscored(self.score(inner, kept, stories).is_none()),
            QuoteClause::Boost(inner, factor) => {
                self.score(inner, kept, stories).map(|score| score * f64::from(*factor))
            }
            QuoteClause::Word(word) => scored(Occurrences::of_word(word, &self.words.words, &kept.article)),
            QuoteClause::Said(passage) => scored(Occurrences::of_passage(passage, &self.words)),
            QuoteClause::Speaker(name) => unscored(self.is_by(name)),
            QuoteClause::About(name) => unscored(self.names(name)),
            QuoteClause::Person(name) => unscored(self.is_by(name) || self.names(name)),
            QuoteClause::Role(passage) => unscored(self.roles().iter().any(|role| stands_in(passage, role))),
            QuoteClause::Kind(kinds) => unscored(kinds.contains(&self.kind)),
            QuoteClause::Certainty(certainties) => unscored(certainties.contains(&self.certainty)),
            QuoteClause::Polarity(polarities) => unscored(polarities.contains(&self.polarity)),
            QuoteClause::Spoken(test) => unscored(holds_of(test, self.spoken.or_else(|| kept.period()))),
            QuoteClause::Article(inner) => unscored(kept.score(inner, stories).is_some()),
        }
    }

    /// The role, and of the unnamed the words that stand for a name.
    fn roles(&self) -> Vec<&String> {
        let words = self.speaker.iter().filter(|speaker| speaker.kind == SpeakerKind::Unnamed);
        self.speaker
            .iter()
            .filter_map(|speaker| speaker.role.as_ref())
            .chain(words.map(|speaker| &speaker.name))
            .collect()
    }
}

/// Whether `asked` means this name of a person or body.
fn is_meant(asked: &Name, name: &str) -> bool {
    match asked {
        Name::Asked { passage, .. } => stands_in(passage, name),
        Name::Written(names) => names.iter().any(|written| written == name),
    }
}

/// Whether the passage stands in a text that is a field of its own.
fn stands_in(passage: &Passage, text: &str) -> bool {
    !spans(passage, &Sequence::of_values(&[text.to_string()])).is_empty()
}
