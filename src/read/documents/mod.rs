//! Office documents and books: DOCX, ODT, RTF, EPUB.

use std::io::{Read, Seek};

use zip::ZipArchive;

use super::Refusal;
use super::outlet::{Member, Outlet};

/// A document that is a ZIP container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Docx,
    Odt,
    Epub,
}

/// Which document the container is, if it is one.
pub(super) fn kind_of_zip<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<Kind> {
    if archive.index_for_name("word/document.xml").is_some() {
        return Some(Kind::Docx);
    }
    const TYPE_BYTES_MAX: u64 = 100;
    let mut kind = String::new();
    archive.by_name("mimetype").ok()?.take(TYPE_BYTES_MAX).read_to_string(&mut kind).ok()?;
    match kind.trim() {
        "application/epub+zip" => Some(Kind::Epub),
        "application/vnd.oasis.opendocument.text" => Some(Kind::Odt),
        _ => None,
    }
}

/// Reads a document.
pub(super) fn read_zip<R: Read + Seek>(
    _archive: &mut ZipArchive<R>,
    kind: Kind,
    _member: &Member<'_>,
    _outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    Err(Refusal::UnknownFormat(match kind {
        Kind::Docx => "DOCX",
        Kind::Odt => "ODT",
        Kind::Epub => "EPUB",
    }))
}
