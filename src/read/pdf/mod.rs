//! PDF with a text layer: placed letters to an article in reading order.
//!
//! A parser (`document`, with the feature `pdf`) gives pages of placed letters; words, lines,
//! columns and paragraphs are made of them here. Parsing may run in a process of its own, for a PDF
//! is a program whose author may be hostile: [`Apart`](super::Apart) says where. Pages that are
//! pictures hold no text and are counted; a document of pictures alone is refused, and so is one
//! that asks for a password. A newspaper page of several articles is read as one, and a note says so.

mod blocks;
mod columns;
mod compose;
#[cfg(feature = "pdf")]
mod document;
#[cfg(not(feature = "pdf"))]
#[path = "absent.rs"]
mod document;
mod extract;
mod furniture;
mod lines;
mod page;
mod properties;
#[cfg(test)]
mod tests;
mod words;

use super::apart::{self, Parser};
use super::draft::{Material, Place, settle};
use super::fields::{Candidate, Fields, Meaning};
use super::published::of_candidate;
use super::{Draft, ReadRules, Refusal, Source};
use crate::model::{Attribute, Evidence, Finding};
use extract::{Extract, Unread};
pub use page::{Direction, Letter, Page};

/// Where a document tells of itself.
const PROPERTIES: &str = "properties of the document";

/// Reads a document.
///
/// # Errors
/// No text in it, a password, a parser that failed or was stopped.
pub(super) fn read_file(source: Source<'_>, rules: &ReadRules) -> Result<Draft, Refusal> {
    let answer = apart::run(rules, Parser::Pdf, source.bytes)?;
    let read: Result<Extract, Unread> = postcard::from_bytes(&answer)
        .map_err(|_| Refusal::Limit("its reading was broken off without a result".to_string()))?;
    let extract = read.map_err(|unread| match unread {
        Unread::Locked => Refusal::Limit("it is encrypted, and its password is not known".to_string()),
        Unread::Absent => Refusal::Limit(
            "PDF is not read by this build of onrecord; one built with the feature `pdf` reads it".to_string(),
        ),
        Unread::Broken(reason) => Refusal::Broken { format: "PDF", reason },
    })?;
    if extract.paragraphs.is_empty() && extract.headline.is_none() {
        return Err(without_text(&extract));
    }
    Ok(draft(extract, source, rules))
}

/// The paragraphs of pages of placed letters, in reading order, for whoever parses by other means;
/// what heads them stands first.
pub fn paragraphs_of_pages(pages: &[Page]) -> Vec<String> {
    let extract = compose::compose(pages);
    let head = [extract.masthead, extract.headline, extract.byline];
    head.into_iter().flatten().chain(extract.paragraphs).collect()
}

/// The parser's half of the way: bytes to an [`Extract`], written down.
pub(super) fn parsed(bytes: &[u8]) -> Vec<u8> {
    let read = document::read(bytes).map(|held| {
        let extract = compose::compose(&held.pages);
        Extract {
            unread: held.pages_total - held.pages.len(),
            properties: held.properties,
            mended: held.mended,
            ..extract
        }
    });
    postcard::to_stdvec(&read).expect("an extract is plain data, written to memory")
}

fn without_text(extract: &Extract) -> Refusal {
    let pages = extract.pages;
    Refusal::Limit(match extract {
        Extract { cut: 1.., .. } => {
            "its pages unpack to more than a page can hold and are taken for a bomb".to_string()
        }
        Extract { scans: 0, illegible: 0, .. } => "no text in it: its pages are blank".to_string(),
        Extract { scans: 0, .. } => {
            "its letters cannot be told: its fonts do not say which characters they show".to_string()
        }
        _ if pages == 1 => {
            "its page holds no text: a scanned picture; it must go through text recognition first".to_string()
        }
        _ => format!("all {pages} pages hold no text: scanned pictures; they must go through text recognition first"),
    })
}

fn draft(extract: Extract, source: Source<'_>, rules: &ReadRules) -> Draft {
    let mut fields = Fields::default();
    if let Some(line) = extract.date_line.as_deref().and_then(furniture::date_in) {
        fields.take_from(Meaning::Date, line, Evidence::FirstLines, "date line of the page");
    }
    if let Some(headline) = &extract.headline {
        fields.take_from(Meaning::Headline, headline, Evidence::FirstLines, "the largest letters of the first page");
    }
    if let Some(name) = &extract.masthead {
        fields.take_from(Meaning::Publisher, name, Evidence::FirstLines, "the head of the first page");
    }
    if let Some(byline) = &extract.byline {
        fields.take_from(Meaning::Author, byline, Evidence::FirstLines, "line at the headline");
    }
    if let Some(title) = extract.properties.headline() {
        fields.take_from(Meaning::Headline, title, Evidence::Properties, PROPERTIES);
    }
    if let (Some(author), true) = (&extract.properties.author, fields.bylines.is_empty()) {
        fields.take_from(Meaning::Author, author, Evidence::Properties, PROPERTIES);
    }
    let mut material = Material::assembled(fields, &extract.paragraphs, &[]);
    material.notes = notes(&extract);
    let mut draft = settle(material, Place::from(source), rules);
    if let Some(written) = extract.properties.created() {
        let created = Candidate { written, evidence: Evidence::Properties, place: PROPERTIES.into() };
        let believed = draft.published.is_none();
        if believed {
            draft.published = of_candidate(&created, draft.publisher.as_deref(), rules);
        }
        let believed = believed && draft.published.is_some();
        let value = Some(created.written);
        draft.findings.push(Finding { about: Attribute::Published, value, place: created.place, believed });
    }
    draft
}

fn notes(extract: &Extract) -> Vec<String> {
    let mut notes = Vec::new();
    let of_pages = |count: usize| {
        let all = extract.pages + extract.unread;
        if count == 1 { format!("1 of {all} pages holds") } else { format!("{count} of {all} pages hold") }
    };
    if extract.scans > 0 {
        let pictures = if extract.scans == 1 { "a scanned picture" } else { "scanned pictures" };
        notes.push(format!("{} no text: {pictures}", of_pages(extract.scans)));
    }
    if extract.illegible > 0 {
        notes.push(format!("{} letters that cannot be told", of_pages(extract.illegible)));
    }
    if extract.cut > 0 {
        notes.push(format!("{} more than is read of one page; the rest was left out", of_pages(extract.cut)));
    }
    if extract.unread > 0 {
        notes.push(format!("{} more pages were not read: too many", extract.unread));
    }
    if extract.mended {
        notes.push("its table of objects was broken and was made again from the objects".to_string());
    }
    if extract.columns > 1 {
        notes.push(format!("set in {} columns, read one after the other", extract.columns));
    }
    if extract.headlines > 1 {
        notes.push(format!("{} headlines stand on its first page: read as one article", extract.headlines));
    }
    notes
}
