//! An article that only lacks its id: where the readers of all formats meet.
//!
//! A format hands over text, spans and fields; day and language are settled here, the same way
//! for all.

use crate::language::language_of;
use crate::model::{Article, ArticleId, Day, EntryPath, Evidence, Finding, Headline, Origin, Published, Span};

use super::fields::{Fields, Meaning};
use super::printed_corrections::printed_corrections;
use super::published::{Clues, Dating, dating};
use super::{ReadRules, Source, dateline};

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
    pub standfirst: Option<String>,
    pub captions: Vec<Span>,
    pub printed_corrections: Vec<Span>,
    pub related: Vec<Span>,
    pub published: Option<Published>,
    pub modified: Option<Published>,
    pub bylines: Vec<String>,
    pub publisher: Option<String>,
    pub section: Option<String>,
    pub place: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub notes: Vec<String>,
    pub findings: Vec<Finding>,
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
            standfirst: self.standfirst,
            captions: self.captions,
            printed_corrections: self.printed_corrections,
            related: self.related,
            published: self.published,
            modified: self.modified,
            bylines: self.bylines,
            publisher: self.publisher,
            section: self.section,
            place: self.place,
            url: self.url,
            language: self.language,
            notes: self.notes,
            findings: self.findings,
            as_read: None,
        }
    }
}

/// What a format found in one article.
#[derive(Default)]
pub(super) struct Material {
    pub text: String,
    pub body: Vec<Span>,
    pub captions: Vec<Span>,
    pub related: Vec<Span>,
    pub fields: Fields,
    pub notes: Vec<String>,
}

impl Material {
    /// Of an article whose text is not kept as it stands but made: headline, paragraphs and
    /// captions, divided by empty lines.
    pub(super) fn assembled(mut fields: Fields, paragraphs: &[String], captions: &[String]) -> Material {
        let mut text = String::new();
        if let Some(headline) = &mut fields.headline {
            headline.span = Some(Span::new(0, headline.words.len()));
            text.push_str(&headline.words);
        }
        let mut added = |paragraph: &String| {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(paragraph);
            Span::new(start, text.len())
        };
        let body = paragraphs.iter().map(&mut added).collect();
        let captions = captions.iter().map(&mut added).collect();
        Material { text, body, captions, fields, ..Material::default() }
    }

    /// Whether there is nothing to index.
    pub(super) fn is_empty(&self) -> bool {
        self.body.is_empty() && self.fields.headline.is_none()
    }
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
    let Material { text, body, captions, related, mut fields, mut notes } = material;
    let lead = body.first().map_or("", |first| &text[first.start..]);
    let clues = Clues {
        given: &fields.dates,
        changes: &fields.changes,
        url: fields.url.as_deref(),
        path: place.path,
        lead,
        publisher: fields.publisher.as_deref(),
        modified: place.modified,
        order: fields.day_order,
    };
    let Dating { published, modified, findings } = dating(&clues, rules, &mut notes);
    fields.findings.extend(findings);
    let dateline = dateline::place(lead).unwrap_or("");
    fields.take_from(Meaning::Place, dateline, Evidence::Dateline, "dateline");
    let printed_corrections = printed_corrections(&text, &body);
    let judged = if lead.is_empty() { fields.headline.as_ref().map_or("", |h| h.words.as_str()) } else { lead };
    let language = fields.language.take().or_else(|| language_of(judged).map(str::to_string));
    Draft {
        record: None,
        own_id: fields.own_id,
        headline: fields.headline,
        body,
        standfirst: fields.standfirst,
        captions,
        printed_corrections,
        related,
        published,
        modified,
        bylines: fields.bylines,
        publisher: fields.publisher,
        section: fields.section,
        place: fields.place,
        url: fields.url,
        language,
        notes,
        findings: fields.findings,
        text,
    }
}
