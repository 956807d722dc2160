//! The form of the archive this program was born for, its near relations, and plain text.
//!
//! A text file, one article: header lines (or ` date YYYY-MM-DD` with the text going on behind it),
//! perhaps a headline, perhaps a byline, then paragraphs, between which headlines of other stories
//! stand in capitals. The text is kept as it is; body and related lines are spans of it.

use crate::model::Headline;

use super::draft::{Material, settle};
use super::fields::Meaning;
use super::header::header;
use super::headline::own_headline;
use super::lines::line_at;
use super::paragraphs::{paragraphs, trimmed};
use super::related::set_aside;
use super::{Draft, ReadRules, Refusal, Source, bylines};

/// Reads one article of the form, or of plain text.
///
/// # Errors
/// [`Refusal::NoText`] when there is nothing but headers.
pub(super) fn read(text: String, source: Source<'_>, rules: &ReadRules) -> Result<Draft, Refusal> {
    let start = header(&text, 0);
    let (mut fields, mut at) = (start.fields, start.rest);
    if fields.headline.is_none()
        && let Some((span, rest)) = own_headline(&text, at)
    {
        fields.headline = Some(Headline { words: span.of(&text).to_string(), span: Some(span) });
        // The rest of the header may stand beneath the headline.
        let below = header(&text, rest);
        at = below.rest;
        fields.dates.extend(below.fields.dates);
        fields.changes.extend(below.fields.changes);
        fields.take_people(below.fields.bylines);
        for (meaning, value) in [
            (Meaning::Publisher, below.fields.publisher),
            (Meaning::Section, below.fields.section),
            (Meaning::Url, below.fields.url),
            (Meaning::Id, below.fields.own_id),
            (Meaning::Language, below.fields.language),
            (Meaning::Standfirst, below.fields.standfirst),
            (Meaning::Place, below.fields.place),
        ] {
            fields.take(meaning, value.as_deref().unwrap_or(""));
        }
    }
    if let Some((byline, rest)) = lone_byline(&text, at) {
        fields.take(Meaning::Author, byline);
        at = rest;
    }
    let (body, related) = set_aside(&text, &paragraphs(&text, at));
    if body.is_empty() && fields.headline.is_none() {
        return Err(Refusal::NoText);
    }
    let material = Material { body, related, fields, text, ..Material::default() };
    Ok(settle(material, source.into(), rules))
}

/// `By Ann Lee` on a line between empty ones, and where the text goes on.
fn lone_byline(text: &str, from: usize) -> Option<(&str, usize)> {
    let mut line = line_at(text, from)?;
    while line.is_blank(text) {
        line = line_at(text, line.next)?;
    }
    let words = trimmed(text, line.start, line.end).of(text);
    let ends = line_at(text, line.next).is_some_and(|next| next.is_blank(text));
    (ends && bylines::is_byline(words)).then_some((words, line.next))
}
