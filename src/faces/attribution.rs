//! What is told of a quote or a silence beside its words: who speaks, how that is known, when it
//! was said.
//!
//! The one place where rules, kinds and doubts become sentences for people; every face uses it.

use crate::engine::Said;
use crate::model::{Article, Polarity, QuoteKind, Rule, Span, Speaker, SpeakerKind};

/// How the rule knows who speaks.
pub fn sentence(rule: Rule) -> &'static str {
    match rule {
        Rule::FullName => "the full name stands with the words",
        Rule::BodyName => "the name of a body stands with the words",
        Rule::PartOfName => "a part of the name stands with the words; the article gives it in full elsewhere",
        Rule::LoneName => "a single name stands with the words; the article never gives it in full",
        Rule::Pronoun => "a pronoun stands with the words; it means the fitting person who led or spoke last",
        Rule::Relative => "“who” or “which” stands with the words; it means the name before it",
        Rule::Description => "a description stands with the words; the article introduces a person by it",
        Rule::FirstPerson => "“I” stands with the words, and the article has one author",
        Rule::Label => "the name stands before the words as a label, as in a transcript",
        Rule::Turn => "the words are a turn of an interview, a question or an answer",
        Rule::Floating => "nobody is named with the words; whoever spoke before goes on",
        Rule::Unnamed => "somebody is meant, but nobody in particular",
        Rule::None => "nothing tells who speaks",
        Rule::Correction => "the user says so, in corrections.toml",
    }
}

/// Who speaks, as it is shown: the name, or that there is none.
pub fn speaker_shown(said: &Said) -> String {
    match said.speaker() {
        None => "speaker not known".to_string(),
        Some(Speaker { name, kind: SpeakerKind::Unnamed, .. }) => format!("{name} (unnamed)"),
        Some(speaker) => speaker.name.clone(),
    }
}

/// What must be known beside the name, in words: certainty, a polarity that is none of assent,
/// the day when it is not the article's, a correction.
pub fn qualities(article: &Article, said: &Said) -> Vec<String> {
    let mut words = Vec::new();
    match said {
        Said::Silence(_) => words.push("silent".to_string()),
        Said::Quote(quote) => {
            if quote.kind != QuoteKind::Direct {
                words.push(quote.kind.word().to_string());
            }
            if quote.polarity != Polarity::Affirmed {
                words.push(quote.polarity.word().to_string());
            }
            if quote.translated {
                words.push("translated".to_string());
            }
        }
    }
    if said.speaker().is_some() {
        words.push(said.certainty().word().to_string());
    }
    words.extend(day_said(article, said).map(|day| format!("said {day}")));
    if said.is_corrected() {
        words.push("corrected".to_string());
    }
    words
}

/// The words as they stand, without the lines of the page: those inside quotation marks within
/// marks, reported ones without; ` … ` where the article breaks them; of a silence the sentence.
/// Whatever prints or exports a quote does it in these words.
pub fn verbatim(article: &Article, said: &Said) -> String {
    let quote = match said {
        Said::Silence(silence) => return on_one_line(silence.span.of(&article.text)),
        Said::Quote(quote) => quote,
    };
    let mut words = String::new();
    let mut end = None;
    for span in &quote.spans {
        if let Some(end) = end.replace(span.end) {
            // Marks and white space alone: the quote runs on in the next paragraph.
            let between = article.text.get(end..span.start).unwrap_or_default();
            words.push_str(if between.contains(char::is_alphanumeric) { " … " } else { " " });
        }
        let piece = on_one_line(span.of(&article.text));
        match quote.kind == QuoteKind::Direct || is_between_marks(&article.text, *span) {
            true => words.push_str(&format!("“{piece}”")),
            false => words.push_str(&piece),
        }
    }
    words
}

/// Whether the marks stand around the words: a quote's spans leave them out.
fn is_between_marks(text: &str, span: Span) -> bool {
    const OPENING: &[char] = &['“', '"', '„', '«', '»', '‘', '”'];
    const CLOSING: &[char] = &['”', '"', '“', '»', '«', '’'];
    text[..span.start].ends_with(OPENING) && text[span.end..].starts_with(CLOSING)
}

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The day it was said, when that is another than the article's.
pub fn day_said(article: &Article, said: &Said) -> Option<String> {
    let spoken = said.spoken()?;
    let published = article.published.as_ref();
    (published.is_none_or(|published| published.period != spoken.period)).then(|| spoken.label())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_rules_are_told_alike() {
        let told: std::collections::HashSet<&str> = Rule::ALL.map(sentence).into();
        assert_eq!(told.len(), Rule::ALL.len());
    }
}
