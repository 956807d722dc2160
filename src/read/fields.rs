//! What an input says about an article in so many words, and the names it says it under.
//!
//! Header lines, front matter, JSON records and page metadata all fill the same [`Fields`].

use std::borrow::Cow;

use crate::language::dates::DayOrder;
use crate::model::{Attribute, Evidence, Finding, Headline};

use super::{bylines, language_tag};

/// No article has more authors; who names more lists something else.
const PEOPLE_MAX: usize = 500;

/// The names by which a user's mapping calls what a field can mean.
pub const MEANINGS: [&str; 12] = [
    "id",
    "headline",
    "date",
    "text",
    "author",
    "url",
    "publisher",
    "section",
    "language",
    "modified",
    "standfirst",
    "place",
];

/// What a named field of an input means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Id,
    Headline,
    Date,
    Text,
    Author,
    Url,
    Publisher,
    Section,
    Language,
    Modified,
    Standfirst,
    Place,
}

impl Meaning {
    /// The meaning of a field by convention, in any case: `datePublished` is a date.
    pub(super) fn named(name: &str) -> Option<Meaning> {
        CONVENTIONS.iter().find(|(_, names)| names.iter().any(|n| n.eq_ignore_ascii_case(name))).map(|(m, _)| *m)
    }

    /// The names a record may use for this meaning, the most telling first.
    pub(super) fn names(self) -> &'static [&'static str] {
        CONVENTIONS.iter().find(|(meaning, _)| *meaning == self).map_or(&[], |(_, names)| names)
    }

    pub(super) const ALL: [Meaning; 12] = [
        Meaning::Id,
        Meaning::Headline,
        Meaning::Date,
        Meaning::Text,
        Meaning::Author,
        Meaning::Url,
        Meaning::Publisher,
        Meaning::Section,
        Meaning::Language,
        Meaning::Modified,
        Meaning::Standfirst,
        Meaning::Place,
    ];

    /// What a finding for this meaning is about; a text is none.
    fn attribute(self) -> Option<Attribute> {
        Some(match self {
            Meaning::Id => Attribute::Id,
            Meaning::Headline => Attribute::Headline,
            Meaning::Date => Attribute::Published,
            Meaning::Text => return None,
            Meaning::Author => Attribute::Byline,
            Meaning::Url => Attribute::Url,
            Meaning::Publisher => Attribute::Publisher,
            Meaning::Section => Attribute::Section,
            Meaning::Language => Attribute::Language,
            Meaning::Modified => Attribute::Modified,
            Meaning::Standfirst => Attribute::Standfirst,
            Meaning::Place => Attribute::Place,
        })
    }
}

const CONVENTIONS: &[(Meaning, &[&str])] = &[
    (Meaning::Id, &["id"]),
    (Meaning::Headline, &["headline", "title"]),
    (Meaning::Date, &["published", "datePublished", "published_at", "date"]),
    (Meaning::Text, &["text", "body", "content", "articleBody"]),
    (Meaning::Author, &["authors", "author", "byline"]),
    (Meaning::Url, &["url"]),
    (Meaning::Publisher, &["publisher", "source", "outlet"]),
    (Meaning::Section, &["section", "articleSection"]),
    (Meaning::Language, &["language", "lang", "inLanguage"]),
    (Meaning::Modified, &["modified", "dateModified", "updated", "updated_at"]),
    (Meaning::Standfirst, &["standfirst", "summary", "description", "deck", "lede"]),
    (Meaning::Place, &["place", "dateline", "contentLocation"]),
];

/// The fields of one article as its input gave them.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    pub own_id: Option<String>,
    pub headline: Option<Headline>,
    /// Dates of publication, the more trusted first.
    pub dates: Vec<Candidate>,
    /// Which number stands first in its dates of numbers, where its language or other dates tell.
    pub day_order: Option<DayOrder>,
    /// Dates of change, the more trusted first.
    pub changes: Vec<Candidate>,
    pub standfirst: Option<String>,
    /// Where it was written.
    pub place: Option<String>,
    pub bylines: Vec<String>,
    pub publisher: Option<String>,
    pub section: Option<String>,
    pub url: Option<String>,
    /// Normalised to two letters.
    pub language: Option<String>,
    /// What was said of each field but the dates, in the order of the taking.
    pub findings: Vec<Finding>,
}

/// A date as written, and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub written: String,
    pub evidence: Evidence,
    pub place: Cow<'static, str>,
}

impl Fields {
    /// Takes a value from a header line of the article's own; see [`Fields::take_from`].
    pub(super) fn take(&mut self, meaning: Meaning, value: &str) {
        self.take_from(meaning, value, Evidence::Header, "header");
    }

    /// Takes a value for a meaning, of a kind of evidence, that stood at `place`; of two for the
    /// same meaning the first stays, authors and dates gather. All are found in the findings.
    pub(super) fn take_from(
        &mut self,
        meaning: Meaning,
        value: &str,
        evidence: Evidence,
        place: impl Into<Cow<'static, str>>,
    ) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let place = place.into();
        if let (Some(about), false) = (meaning.attribute(), matches!(meaning, Meaning::Date | Meaning::Modified)) {
            let believed = self.lacks(meaning);
            let value = (!believed).then(|| value.to_string());
            self.findings.push(Finding { about, value, place: place.clone(), believed });
        }
        let own = || Some(value.to_string());
        match meaning {
            Meaning::Id => self.own_id = self.own_id.take().or_else(own),
            Meaning::Headline if self.headline.is_none() => {
                let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
                self.headline = Some(Headline { words, span: None });
            }
            Meaning::Headline | Meaning::Text => {}
            Meaning::Date => self.dates.push(Candidate { written: value.to_string(), evidence, place }),
            Meaning::Modified => self.changes.push(Candidate { written: value.to_string(), evidence, place }),
            Meaning::Standfirst => self.standfirst = self.standfirst.take().or_else(own),
            Meaning::Place => self.place = self.place.take().or_else(own),
            Meaning::Author => self.take_people(bylines::people(value)),
            Meaning::Url => self.url = self.url.take().or_else(own),
            Meaning::Publisher => self.publisher = self.publisher.take().or_else(own),
            Meaning::Section => self.section = self.section.take().or_else(own),
            Meaning::Language => self.language = self.language.take().or_else(|| language_tag::code(value)),
        }
    }

    /// Whether nothing has been taken for a meaning so far; authors gather.
    fn lacks(&self, meaning: Meaning) -> bool {
        match meaning {
            Meaning::Id => self.own_id.is_none(),
            Meaning::Headline => self.headline.is_none(),
            Meaning::Publisher => self.publisher.is_none(),
            Meaning::Section => self.section.is_none(),
            Meaning::Url => self.url.is_none(),
            Meaning::Language => self.language.is_none(),
            Meaning::Standfirst => self.standfirst.is_none(),
            Meaning::Place => self.place.is_none(),
            Meaning::Author | Meaning::Date | Meaning::Modified | Meaning::Text => true,
        }
    }

    pub(super) fn take_people(&mut self, people: Vec<String>) {
        for person in people {
            if self.bylines.len() < PEOPLE_MAX && !self.bylines.contains(&person) {
                self.bylines.push(person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meaning_is_named_by_its_own_name() {
        for (meaning, name) in Meaning::ALL.into_iter().zip(MEANINGS) {
            assert_eq!(Meaning::named(name), Some(meaning));
            assert!(meaning.names().contains(&name));
        }
    }

    #[test]
    fn a_list_of_people_has_a_limit() {
        let mut fields = Fields::default();
        fields.take_people((0..200_000).map(|nth| format!("Ann Lee {nth}")).collect());
        assert_eq!(fields.bylines.len(), PEOPLE_MAX);
    }
}
