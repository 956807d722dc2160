//! Office documents and books: DOCX, ODT, RTF, EPUB.
//!
//! A document's bytes, or the ZIP container that it is, come in; it goes out as one article, a book
//! whose chapters have headings as one for each. What a document prints counts more than what its
//! properties say. Footnotes, headers, footers, comments and deleted text are no part of the article.

mod docx;
mod epub;
mod odt;
mod paper;
mod rtf;
mod xml;

use std::cell::Cell;
use std::io::{Read, Seek};

use zip::ZipArchive;

use super::Refusal;
use super::containers::{Guarded, broken_zip};
use super::outlet::{Member, Outlet};

pub(super) use rtf::read as read_rtf;

/// A document that is a ZIP container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Docx,
    Odt,
    Epub,
    /// Recognised, but not read; its name for people.
    Other(&'static str),
}

/// Which document the container is, if it is one.
pub(super) fn kind_of_zip<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<Kind> {
    if archive.index_for_name("[Content_Types].xml").is_some() {
        let folders = [("word/", Kind::Docx), ("xl/", Kind::Other("XLSX")), ("ppt/", Kind::Other("PPTX"))];
        let holds = |folder: &str| archive.file_names().any(|name| name.is_ok_and(|name| name.starts_with(folder)));
        return folders.into_iter().find(|(folder, _)| holds(folder)).map(|(_, kind)| kind);
    }
    const TYPE_BYTES_MAX: u64 = 100;
    let mut kind = String::new();
    archive.by_name("mimetype").ok()?.take(TYPE_BYTES_MAX).read_to_string(&mut kind).ok()?;
    match kind.trim() {
        "application/epub+zip" => Some(Kind::Epub),
        "application/vnd.oasis.opendocument.text" | "application/vnd.oasis.opendocument.text-template" => {
            Some(Kind::Odt)
        }
        // Before the standard was one.
        "application/vnd.sun.xml.writer" => Some(Kind::Odt),
        "application/vnd.oasis.opendocument.spreadsheet" => Some(Kind::Other("ODS")),
        "application/vnd.oasis.opendocument.presentation" => Some(Kind::Other("ODP")),
        _ => None,
    }
}

/// Reads a document.
///
/// # Errors
/// What is broken, protected or holds no text; a part longer than an article may be.
pub(super) fn read_zip<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    kind: Kind,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    match kind {
        Kind::Docx => docx::read(archive, member, outlet),
        Kind::Odt => odt::read(archive, member, outlet),
        Kind::Epub => epub::read(archive, member, outlet),
        Kind::Other(name) => Err(Refusal::UnknownFormat(name)),
    }
}

/// The bytes of one part of the container; `None` where there is no such part.
fn part<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    name: &str,
    outlet: &Outlet<'_>,
) -> Result<Option<Vec<u8>>, Refusal> {
    let Some(at) = archive.index_for_name(name) else { return Ok(None) };
    if archive.by_index_raw(at).map_err(broken_zip)?.encrypted() {
        return Err(protected());
    }
    let inside = archive.by_index(at).map_err(broken_zip)?;
    let went_in = Cell::new(inside.compressed_size().max(1));
    let budget = outlet.unpack_budget.clone();
    let inflated = Guarded { inner: inside, format: "ZIP", went_in: &went_in, came_out: 0, budget };
    let limit_bytes = outlet.rules.record_limit_bytes();
    let mut bytes = Vec::new();
    inflated.take(limit_bytes as u64 + 1).read_to_end(&mut bytes).map_err(Refusal::unreadable)?;
    if bytes.len() > limit_bytes { Err(Refusal::TooLong { limit_bytes }) } else { Ok(Some(bytes)) }
}

fn protected() -> Refusal {
    Refusal::Limit("the document is protected by a password; save it without one to have it read".to_string())
}

/// `../a/b.xml`, as a part of the container in `folder` names another.
fn resolved(folder: &str, name: &str) -> String {
    let mut path: Vec<&str> = if name.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in name.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

#[cfg(test)]
mod tests;
