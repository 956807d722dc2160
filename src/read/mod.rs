//! Bytes to articles: formats, charsets, headline, day, byline and body, each with its evidence.
//!
//! What comes in is the bytes of one entry and its path (relative, taken as a hint); what goes
//! out are [`Draft`]s, articles that only lack their id and digest, and notes about what was odd.
//! Files of many articles are read record by record ([`records`]), so that their size does not
//! matter. Nothing here opens a file, and no input may panic, hang or fill the memory: depths,
//! lengths and counts have limits with names.
//!
//! The way of one entry: [`sniff`] tells its format, `charset` decodes it, one file per format
//! finds headline, fields and body, and `draft` settles day and language.

mod archive_form;
mod bylines;
mod charset;
mod dateline;
mod draft;
mod fields;
mod front_matter;
mod header;
mod headline;
mod html;
mod json;
mod language_tag;
mod lines;
mod markdown;
mod name_dates;
mod paragraphs;
mod printed_corrections;
mod published;
mod record;
mod records;
mod related;
mod rules;
mod sniff;

#[cfg(test)]
mod tests;

use crate::model::{Day, EntryPath};

pub use draft::Draft;
pub use records::{Streamed, records};
pub use rules::{InvalidRule, ReadRules};
pub use sniff::{Format, SNIFF_BYTES, sniff};

/// One entry as it is handed over for reading.
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
    #[error("{0} is not a format that is read; convert it to text, Markdown, HTML, JSON or JSONL")]
    UnknownFormat(&'static str),
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
    /// The stream failed while it was read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
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
    if source.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::Empty);
    }
    if is_readme(source.path) {
        return Err(Refusal::Readme);
    }
    let format = sniff(source.path, &source.bytes[..source.bytes.len().min(SNIFF_BYTES)]);
    if format.streams() {
        return records::whole(source, format, rules);
    }
    let read = match format {
        Format::Text => archive_form::read,
        Format::Markdown => markdown::read,
        Format::Html => html::read,
        Format::Json => return json::read_file(source, rules),
        Format::Unknown(name) => return Err(Refusal::UnknownFormat(name)),
        Format::Binary => return Err(Refusal::Binary),
        Format::JsonLines | Format::JsonArray => unreachable!("streamed above"),
    };
    let decoded = charset::decode(source.bytes, format == Format::Html)?;
    let mut draft = read(decoded.text, source, rules)?;
    draft.notes.splice(0..0, decoded.note);
    Ok(Reading { articles: vec![draft], notes: Vec::new() })
}

/// `README`, `readme.md`, `Readme.txt`.
fn is_readme(path: &EntryPath) -> bool {
    let name = path.name().to_ascii_lowercase();
    let stem = name.split(|byte| *byte == b'.').next().unwrap_or(&name);
    stem == b"readme"
}
