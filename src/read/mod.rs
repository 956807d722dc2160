//! Bytes to articles: formats, charsets, headline, day, byline and body, each with its evidence.
//!
//! What comes in is the bytes of one entry and its path (relative, taken as a hint); what goes
//! out are [`Draft`]s, articles that only lack their id and digest, and notes about what was odd.
//! Files of many articles and containers are read record by record, so that their size does not
//! matter. Nothing here opens a file, and no input may panic, hang or fill the memory: depths,
//! lengths and counts have limits with names.
//!
//! The way of one entry: [`articles`] opens it, [`sniff`] tells its format, `charset` decodes it, one
//! file per format finds headline, fields and body, and `draft` settles day and language.

mod apart;
mod archive_form;
mod bounded;
mod bylines;
mod charset;
mod containers;
mod dateline;
mod documents;
mod draft;
mod entry;
mod feed;
mod fields;
mod front_matter;
mod header;
mod headline;
mod html;
mod json;
mod language_tag;
mod lines;
mod mail;
mod markdown;
mod name_dates;
mod newsml;
mod newsml_g2;
mod ninjs;
mod nitf;
mod outlet;
mod paragraphs;
mod pdf;
mod printed_corrections;
mod published;
mod record;
mod records;
mod related;
mod rules;
mod sniff;
mod story;
mod table;
mod warc;
mod xml;

#[cfg(test)]
mod tests;

use std::io;
use std::ops::ControlFlow;

use crate::model::{Day, EntryPath};

pub use apart::{Apart, Apartness, Parser, serve};
pub use draft::Draft;
pub use entry::{Content, Entry, SeekRead, articles};
pub use fields::MEANINGS;
pub use outlet::Streamed;
pub use pdf::{Direction, Letter, Page, paragraphs_of_pages};
pub use rules::{InvalidRule, ReadRules};
pub use sniff::{Format, SNIFF_BYTES, sniff};

/// A file, or a member of a container, that is read whole.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// Relative to the corpus; its name may tell format and day.
    pub path: &'a EntryPath,
    pub bytes: &'a [u8],
    /// The file's modification day, taken only when the rules ask for it.
    pub modified: Option<Day>,
}

/// What an entry holds.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Never empty.
    pub articles: Vec<Draft>,
    /// What was odd about the file as a whole, in sentences for people; what is odd about one
    /// article stands in its own notes.
    pub notes: Vec<String>,
}

/// Why an entry gives no article at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the file is empty")]
    Empty,
    #[error("not text: the file holds binary data")]
    Binary,
    /// Recognised, but none of the formats that are read.
    #[error("{0} is not a format that is read; `onrecord help index` names those that are")]
    UnknownFormat(&'static str),
    /// XML, with this outermost element.
    #[error("XML of another kind (its outermost element is `{0}`) is not read; `onrecord help index` names what is")]
    OtherXml(String),
    #[error("no text found in it")]
    NoText,
    /// It speaks of the folder, not of the news.
    #[error("a README describes its folder and is no article; under another name it would be read")]
    Readme,
    /// No record of the file could be read; the first reason.
    #[error("no article found in it: {0}")]
    NoArticles(String),
    /// The file contradicts its own format; where and how.
    #[error("broken {format}: {reason}")]
    Broken { format: &'static str, reason: String },
    /// More than may be held in memory for one article.
    #[error("longer than the {limit_bytes} bytes an article may have; raise the limit with --max-size")]
    TooLong { limit_bytes: usize },
    /// A named limit that keeps a run from being brought down by one file; a whole sentence.
    #[error("{0}")]
    Limit(String),
    /// The stream failed while it was read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
}

impl Refusal {
    /// Why a stream failed: the disk, or what it holds.
    fn unreadable(error: io::Error) -> Refusal {
        match error.get_ref().and_then(|cause| cause.downcast_ref::<containers::Damage>()) {
            Some(damage) => Refusal::Broken { format: damage.format, reason: damage.reason.clone() },
            None => Refusal::Unreadable(error.to_string()),
        }
    }
}

/// Reads a whole entry.
///
/// Surprise: a refusal is not a failure of the run; it says in words why this entry gives
/// nothing.
///
/// ```
/// use onrecord::model::EntryPath;
/// use onrecord::read::{ReadRules, Source, read};
///
/// let path = EntryPath::new("drought/rain.txt");
/// let bytes = b" date 2025-09-24 It rained on Wednesday.\n\nNobody had an umbrella.\n";
/// let reading = read(Source { path: &path, bytes, modified: None }, &ReadRules::default()).unwrap();
/// let article = &reading.articles[0];
/// assert_eq!(article.published.as_ref().unwrap().label(), "2025-09-24");
/// assert_eq!(article.body[0].of(&article.text), "It rained on Wednesday.");
///
/// assert!(read(Source { path: &path, bytes: b"", modified: None }, &ReadRules::default()).is_err());
/// ```
pub fn read(source: Source<'_>, rules: &ReadRules) -> Result<Reading, Refusal> {
    let entry = Entry { path: source.path, content: Content::Whole(source.bytes), modified: source.modified };
    let mut read = Vec::new();
    let streamed = articles(entry, rules, &mut |draft| {
        read.push(draft);
        ControlFlow::Continue(())
    })?;
    Ok(Reading { articles: read, notes: streamed.notes })
}
