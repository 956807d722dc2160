//! A quote or a silence, where either may stand.

use super::{Article, Certainty, Cite, Quote, Rule, Silence, Span, Speaker, Spoken, Statements};

/// What an article reports of somebody: words, or that there were none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Quote(Quote),
    Silence(Silence),
}

/// What quotes and silences have in common.
impl Said {
    pub fn quote(&self) -> Option<&Quote> {
        match self {
            Said::Quote(quote) => Some(quote),
            Said::Silence(_) => None,
        }
    }

    /// `direct`, `mixed`, `indirect`, `silence`.
    pub fn kind_word(&self) -> &'static str {
        self.quote().map_or("silence", |quote| quote.kind.word())
    }

    /// The words of the quote, or the sentence that reports the silence.
    pub fn spans(&self) -> &[Span] {
        match self {
            Said::Quote(quote) => &quote.spans,
            Said::Silence(silence) => std::slice::from_ref(&silence.span),
        }
    }

    /// From the first word to the last; of a silence the sentence.
    pub fn extent(&self) -> Span {
        match self {
            Said::Quote(quote) => quote.extent(),
            Said::Silence(silence) => silence.span,
        }
    }

    /// What names it for good, in the article it is of.
    pub fn cite(&self, article: &Article) -> Cite {
        Cite::at(article, self.extent())
    }

    pub fn mention(&self) -> Option<Span> {
        match self {
            Said::Quote(quote) => quote.mention,
            Said::Silence(silence) => silence.mention,
        }
    }

    pub fn cue(&self) -> Option<Span> {
        match self {
            Said::Quote(quote) => quote.cue,
            Said::Silence(silence) => Some(silence.cue),
        }
    }

    pub fn speaker(&self) -> Option<&Speaker> {
        match self {
            Said::Quote(quote) => quote.speaker.as_ref(),
            Said::Silence(silence) => silence.speaker.as_ref(),
        }
    }

    pub fn spoken(&self) -> Option<&Spoken> {
        match self {
            Said::Quote(quote) => quote.spoken.as_ref(),
            Said::Silence(silence) => silence.spoken.as_ref(),
        }
    }

    pub fn certainty(&self) -> Certainty {
        match self {
            Said::Quote(quote) => quote.certainty,
            Said::Silence(silence) => silence.certainty,
        }
    }

    pub fn rule(&self) -> Rule {
        match self {
            Said::Quote(quote) => quote.rule,
            Said::Silence(silence) => silence.rule,
        }
    }

    pub fn is_corrected(&self) -> bool {
        match self {
            Said::Quote(quote) => quote.corrected,
            Said::Silence(silence) => silence.corrected,
        }
    }
}

impl Statements {
    /// By its ordinal: quotes first, silences counted on behind them.
    pub fn said(&self, ordinal: u32) -> Option<Said> {
        let ordinal = ordinal as usize;
        let quote = self.quotes.get(ordinal).cloned().map(Said::Quote);
        let silence = || self.silences.get(ordinal.checked_sub(self.quotes.len())?).cloned().map(Said::Silence);
        quote.or_else(silence)
    }
}

/// A quote or silence of an answer, with what the query found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LitSaid {
    pub said: Said,
    /// Places of the article's text inside the quote: ascending and disjoint.
    pub lit: Vec<Span>,
}
