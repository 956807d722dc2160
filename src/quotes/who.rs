//! Who is meant by the words that name a speaker.

use super::report::{Report, Sayer, SilenceReport};
use crate::model::{Article, Certainty, Quote, Rule, Silence, Span, Speaker, Spoken};

/// The persons and bodies of one article.
pub(super) struct Who<'a> {
    article: &'a Article,
}

/// A speaker, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    pub mention: Option<Span>,
    pub speaker: Option<Speaker>,
    pub certainty: Certainty,
    pub rule: Rule,
    pub about: Vec<String>,
}

impl<'a> Who<'a> {
    pub fn of(article: &'a Article) -> Who<'a> {
        Who { article }
    }

    /// One attribution for each report, in their order.
    pub fn attributed(&mut self, reports: &[Report]) -> Vec<Attribution> {
        reports.iter().map(|report| self.unknown(report.sayer)).collect()
    }

    pub fn silent(&mut self, silence: &SilenceReport) -> Attribution {
        self.unknown(silence.sayer)
    }

    fn unknown(&self, sayer: Sayer) -> Attribution {
        let mention = match sayer {
            Sayer::Phrase(span) | Sayer::Label(span) | Sayer::Turn(span) if span.end <= self.article.text.len() => {
                Some(span)
            }
            _ => None,
        };
        Attribution { mention, speaker: None, certainty: Certainty::Inferred, rule: Rule::None, about: Vec::new() }
    }
}

impl Attribution {
    pub fn quote(self, article: &Article, report: &Report, spoken: Option<Spoken>) -> Quote {
        let words = |span: Option<Span>| span.map(|span| span.of(&article.text).to_string());
        Quote {
            kind: report.kind,
            spans: report.spans.clone(),
            brackets: report.brackets.clone(),
            cue: report.cue,
            polarity: report.polarity,
            mention: self.mention,
            speaker: self.speaker,
            told_to: words(report.told_to),
            via: words(report.via),
            spoken,
            about: self.about,
            translated: report.translated,
            certainty: self.certainty,
            rule: self.rule,
            corrected: false,
        }
    }

    pub fn silence(self, report: &SilenceReport, spoken: Option<Spoken>) -> Silence {
        Silence {
            span: report.span,
            cue: report.cue,
            mention: self.mention,
            speaker: self.speaker,
            spoken,
            certainty: self.certainty,
            rule: self.rule,
            corrected: false,
        }
    }
}
