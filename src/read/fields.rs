//! What an input says about an article in so many words, and the names it says it under.
//!
//! Header lines, front matter, JSON records and page metadata all fill the same [`Fields`].

use crate::model::Headline;

use super::{bylines, language_tag};

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
}

impl Meaning {
    /// By these names a user's mapping calls the meanings.
    pub(super) const NAMES: [&'static str; 9] =
        ["id", "headline", "date", "text", "author", "url", "publisher", "section", "language"];

    /// The meaning of a field by convention, in any case: `datePublished` is a date.
    pub(super) fn named(name: &str) -> Option<Meaning> {
        CONVENTIONS.iter().find(|(_, names)| names.iter().any(|n| n.eq_ignore_ascii_case(name))).map(|(m, _)| *m)
    }

    /// The names a record may use for this meaning, the most telling first.
    pub(super) fn names(self) -> &'static [&'static str] {
        CONVENTIONS.iter().find(|(meaning, _)| *meaning == self).map_or(&[], |(_, names)| names)
    }

    pub(super) const ALL: [Meaning; 9] = [
        Meaning::Id,
        Meaning::Headline,
        Meaning::Date,
        Meaning::Text,
        Meaning::Author,
        Meaning::Url,
        Meaning::Publisher,
        Meaning::Section,
        Meaning::Language,
    ];
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
];

/// The fields of one article as its input gave them.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    pub own_id: Option<String>,
    pub headline: Option<Headline>,
    /// Dates as written, the more trusted first.
    pub dates: Vec<String>,
    pub bylines: Vec<String>,
    pub publisher: Option<String>,
    pub section: Option<String>,
    pub url: Option<String>,
    /// Normalised to two letters.
    pub language: Option<String>,
}

impl Fields {
    /// Takes a value for a meaning; of two for the same the first stays, authors and dates gather.
    pub(super) fn take(&mut self, meaning: Meaning, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let own = || Some(value.to_string());
        match meaning {
            Meaning::Id => self.own_id = self.own_id.take().or_else(own),
            Meaning::Headline if self.headline.is_none() => {
                let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
                self.headline = Some(Headline { words, span: None });
            }
            Meaning::Headline | Meaning::Text => {}
            Meaning::Date => self.dates.push(value.to_string()),
            Meaning::Author => self.take_people(bylines::people(value)),
            Meaning::Url => self.url = self.url.take().or_else(own),
            Meaning::Publisher => self.publisher = self.publisher.take().or_else(own),
            Meaning::Section => self.section = self.section.take().or_else(own),
            Meaning::Language => self.language = self.language.take().or_else(|| language_tag::code(value)),
        }
    }

    pub(super) fn take_people(&mut self, people: Vec<String>) {
        for person in people {
            if !self.bylines.contains(&person) {
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
        for (meaning, name) in Meaning::ALL.into_iter().zip(Meaning::NAMES) {
            assert_eq!(Meaning::named(name), Some(meaning));
            assert!(meaning.names().contains(&name));
        }
    }
}
