//! What is found in the text before anybody is asked who it was: the borders between the steps.

use crate::model::{Polarity, QuoteKind, Span};

/// Something reported as said, and the words around it that matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Report {
    pub kind: QuoteKind,
    /// As in `Quote`.
    pub spans: Vec<Span>,
    pub brackets: Vec<Span>,
    pub cue: Option<Span>,
    pub polarity: Polarity,
    pub translated: bool,
    pub sayer: Sayer,
    /// The words after `told`: `the Courier`.
    pub told_to: Option<Span>,
    /// Through whom: `Tass, the agency`.
    pub via: Option<Span>,
    /// The sentence of the cue, or of the quote when it has none.
    pub sentence: Span,
}

/// What stands in the place of the speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sayer {
    /// The whole noun phrase, titles and appositives included: `Hugh Hill, a doctor,`.
    Phrase(Span),
    /// The label of a transcript, without its colon.
    Label(Span),
    /// `Q` or `A`, without its mark: a turn of an interview.
    Turn(Span),
    /// Nothing: a quote that floats behind another of the same speaker, in its paragraph or a
    /// later one, or that nobody is named for.
    Absent,
}

impl Sayer {
    pub fn span(self) -> Option<Span> {
        match self {
            Sayer::Phrase(span) | Sayer::Label(span) | Sayer::Turn(span) => Some(span),
            Sayer::Absent => None,
        }
    }
}

/// Somebody reported as silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SilenceReport {
    pub span: Span,
    pub cue: Span,
    pub sayer: Sayer,
}
