//! An article that only lacks its id: where the readers of all formats meet.
//!
//! A format hands over text, spans and fields; day and language are settled here, the same way
//! for all.

use crate::language::language_of;
use crate::model::{Article, ArticleId, Day, EntryPath, Evidence, Headline, Origin, Published, Span};

use super::fields::Fields;
use super::published::{Clues, published};
use super::{ReadRules, Source};

/// An article as read; the fields are those of [`Article`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The key within a file of many articles: the record's own id, else its ordinal from 1.
    /// `None` where the file is the article.
    pub record: Option<String>,
    pub own_id: Option<String>,
    pub text: String,
    pub headline: Option<Headline>,
    pub body: Vec<Span>,
    pub related: Vec<Span>,
    pub published: Option<Published>,
    pub bylines: Vec<String>,
    pub publisher: Option<String>,
    pub section: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub notes: Vec<String>,
}

impl Draft {
    /// The finished article.
    pub fn into_article(self, id: ArticleId, entry: EntryPath, digest: [u8; 32]) -> Article {
        Article {
            id,
            origin: Origin { entry, record: self.record, own_id: self.own_id, digest },
            text: self.text,
            headline: self.headline,
            body: self.body,
            related: self.related,
            published: self.published,
            bylines: self.bylines,
            publisher: self.publisher,
            section: self.section,
            url: self.url,
            language: self.language,
            notes: self.notes,
            as_read: None,
        }
    }
}

/// What a format found in one article.
pub(super) struct Material {
    pub text: String,
    pub body: Vec<Span>,
    pub related: Vec<Span>,
    pub fields: Fields,
    /// What kind of evidence the fields' dates are.
    pub dates_are: Evidence,
    pub notes: Vec<String>,
}

/// The place of an article in its file, as far as its day depends on it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The file's path, where its name may date the article.
    pub path: Option<&'a EntryPath>,
    pub modified: Option<Day>,
}

impl<'a> From<Source<'a>> for Place<'a> {
    /// A file that is the article.
    fn from(source: Source<'a>) -> Place<'a> {
        Place { path: Some(source.path), modified: source.modified }
    }
}

/// Settles day and language.
pub(super) fn settle(material: Material, place: Place<'_>, rules: &ReadRules) -> Draft {
    let Material { text, body, related, mut fields, dates_are, mut notes } = material;
    let lead = body.first().map_or("", |first| &text[first.start..]);
    let clues = Clues {
        given: &fields.dates,
        given_as: dates_are,
        url: fields.url.as_deref(),
        path: place.path,
        lead,
        publisher: fields.publisher.as_deref(),
        modified: place.modified,
    };
    let published = published(&clues, rules, &mut notes);
    let judged = if lead.is_empty() { fields.headline.as_ref().map_or("", |h| h.words.as_str()) } else { lead };
    let language = fields.language.take().or_else(|| language_of(judged).map(str::to_string));
    Draft {
        record: None,
        own_id: fields.own_id,
        headline: fields.headline,
        body,
        related,
        published,
        bylines: fields.bylines,
        publisher: fields.publisher,
        section: fields.section,
        url: fields.url,
        language,
        notes,
        text,
    }
}
