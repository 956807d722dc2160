//! What a format of marked-up articles gives of one of them, before day and language are settled.

use std::borrow::Cow;

use crate::model::{Attribute, Evidence, Finding};

use super::draft::{Material, Place, settle};
use super::fields::{Fields, Meaning};
use super::paragraphs::paragraphs;
use super::{Draft, ReadRules, bylines, html};

#[derive(Default)]
pub(super) struct Story {
    pub fields: Fields,
    pub paragraphs: Vec<String>,
    pub captions: Vec<String>,
    pub notes: Vec<String>,
}

impl Story {
    /// Takes what the format says in so many words; `place` is where, for people.
    pub(super) fn take(&mut self, meaning: Meaning, value: &str, place: impl Into<Cow<'static, str>>) {
        self.fields.take_from(meaning, value, Evidence::Metadata, place);
    }

    /// [`Story::take`] of what may not be there.
    pub(super) fn take_some(
        &mut self,
        meaning: Meaning,
        value: Option<impl AsRef<str>>,
        place: impl Into<Cow<'static, str>>,
    ) {
        if let Some(value) = value {
            self.take(meaning, value.as_ref(), place);
        }
    }

    /// Takes the name of one person.
    pub(super) fn take_person(&mut self, name: &str, place: &'static str) {
        let Some(person) = bylines::person(name) else { return };
        let finding = Finding { about: Attribute::Byline, value: None, place: place.into(), believed: true };
        self.fields.findings.push(finding);
        self.fields.take_people(vec![person]);
    }

    /// Takes a text that is HTML.
    pub(super) fn take_html(&mut self, markup: &str) {
        let (paragraphs, captions) = html::fragment(markup);
        self.paragraphs.extend(paragraphs);
        self.captions.extend(captions);
    }

    /// Takes a text without markup.
    pub(super) fn take_text(&mut self, text: &str) {
        self.paragraphs.extend(paragraphs_of(text));
    }

    pub(super) fn note(&mut self, what: impl Into<String>) {
        self.notes.push(what.into());
    }

    /// The article; `None` where there is nothing to index.
    pub(super) fn settled(mut self, place: Place<'_>, rules: &ReadRules) -> Option<Draft> {
        if let (Some(headline), Some(first)) = (&self.fields.headline, self.paragraphs.first())
            && headline.words == *first
        {
            self.paragraphs.remove(0);
        }
        if self.paragraphs.is_empty() {
            self.fields.headline.as_ref()?;
            self.notes.push("there is nothing of it but a headline".to_string());
        }
        let material = Material::assembled(self.fields, &self.paragraphs, &self.captions);
        Some(settle(Material { notes: self.notes, ..material }, place, rules))
    }
}

/// The paragraphs of a text without markup, white space collapsed.
pub(super) fn paragraphs_of(text: &str) -> Vec<String> {
    paragraphs(text, 0).iter().map(|paragraph| collapsed(paragraph.span.of(text))).collect()
}

/// The words of a text with single blanks between them.
pub(super) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether one text begins with the other, marks of omission aside: an excerpt made by a machine.
pub(super) fn is_excerpt(excerpt: &str, text: &str) -> bool {
    let bare = excerpt.trim_end_matches(['…', '.', ']', ')', ' ']).trim_end_matches(['…', '.', '[', '(', ' ']);
    text.starts_with(bare)
}
