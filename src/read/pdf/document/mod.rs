//! A PDF's objects to pages of placed letters, and what the document says of itself.
//!
//! Objects, streams and their filters are read by `lopdf`; the operators that show text (ISO
//! 32000-1, chapter 9) are carried out here, and nothing that draws. Letters come out in the order
//! of the content stream, each with its place in points from the lower left corner of the page.

mod content;
mod font;
mod glyph_names;
mod mend;
mod unicode;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, decode_text_string};

use self::content::{Matrix, Painter};
use super::extract::Unread;
use super::page::Page;
use super::properties::Properties;

/// More pages than this are a book: the others are not read.
pub(super) const PAGES_MAX: usize = 2_000;
/// Parents of a page in the tree of pages.
const ANCESTORS_MAX: usize = 32;

/// What a document holds.
pub(super) struct Held {
    pub pages: Vec<Page>,
    /// Pages of the document, those not read included.
    pub pages_total: usize,
    pub properties: Properties,
    /// Its table of objects was broken and has been made again.
    pub mended: bool,
}

/// Reads a document; a page that cannot be read is empty.
///
/// # Errors
/// No document, or one that is locked.
pub(super) fn read(bytes: &[u8]) -> Result<Held, Unread> {
    let mut mended = false;
    let mut document = match load(bytes) {
        Err(Unread::Broken(_)) if is_encrypted(bytes) => return Err(Unread::Locked),
        Err(Unread::Broken(reason)) => {
            mended = true;
            let whole = mend::mended(bytes).ok_or_else(|| Unread::Broken(reason.clone()))?;
            load(&whole).map_err(|_| Unread::Broken(reason))?
        }
        loaded => loaded?,
    };
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Unread::Locked);
    }
    let ids: Vec<ObjectId> = document.page_iter().take(PAGES_MAX * 10).collect();
    if ids.is_empty() {
        return Err(if is_encrypted(bytes) { Unread::Locked } else { Unread::Broken("it has no pages".to_string()) });
    }
    let pages = ids.iter().take(PAGES_MAX).map(|id| page(&document, *id)).collect();
    Ok(Held { pages, pages_total: ids.len(), properties: properties(&document), mended })
}

/// Whether the trailer names a scheme of encryption, however broken the rest is.
fn is_encrypted(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"/Encrypt").is_some()
}

fn load(bytes: &[u8]) -> Result<Document, Unread> {
    Document::load_mem_with_options(bytes, LoadOptions::default()).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Unread::Locked,
        error => Unread::Broken(sentence(&error)),
    })
}

/// An error of the library, without its own layout.
fn sentence(error: &lopdf::Error) -> String {
    let words: Vec<String> = error.to_string().split_whitespace().map(str::to_string).collect();
    words.join(" ")
}

fn page(document: &Document, id: ObjectId) -> Page {
    let Ok(dictionary) = document.get_dictionary(id) else { return Page::default() };
    let media_box =
        inherited(document, dictionary, b"MediaBox").map_or_else(Vec::new, |found| numbers(document, found));
    let turned = inherited(document, dictionary, b"Rotate").and_then(|found| found.as_i64().ok()).unwrap_or(0);
    let [left, bottom, right, top] = media_box[..] else { return Page::default() };
    let none = Dictionary::new();
    let resources =
        inherited(document, dictionary, b"Resources").and_then(|found| found.as_dict().ok()).unwrap_or(&none);
    let (left, right) = (left.min(right), left.max(right));
    let (bottom, top) = (bottom.min(top), bottom.max(top));
    let (width, height) = (right - left, top - bottom);
    // The page as a reader turns it: its lower left corner becomes the origin.
    let place = match turned.rem_euclid(360) {
        90 => Matrix([0.0, -1.0, 1.0, 0.0, -bottom, right]),
        180 => Matrix([-1.0, 0.0, 0.0, -1.0, right, top]),
        270 => Matrix([0.0, 1.0, -1.0, 0.0, top, -left]),
        _ => Matrix([1.0, 0.0, 0.0, 1.0, -left, -bottom]),
    };
    let sideways = matches!(turned.rem_euclid(360), 90 | 270);
    let (width, height) = if sideways { (height, width) } else { (width, height) };
    let mut painter = Painter::new(document);
    if let Ok(content) = document.get_page_content(id) {
        painter.paint(&content, resources, place, 0);
    }
    painter.page(width, height)
}

/// What a page, or the nearest part of the tree above it, says.
fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..ANCESTORS_MAX {
        if let Ok(found) = node.get_deref(key, document) {
            return Some(found);
        }
        node = node.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

fn numbers(document: &Document, array: &Object) -> Vec<f32> {
    let values = array.as_array().map_or(&[][..], Vec::as_slice);
    values.iter().filter_map(|value| document.dereference(value).ok()?.1.as_float().ok()).collect()
}

fn properties(document: &Document) -> Properties {
    let info = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict);
    let told = |key: &[u8]| {
        let value = info.as_ref().ok()?.get_deref(key, document).ok()?;
        let text = decode_text_string(value).ok()?;
        Some(text.trim_matches(|c: char| c.is_whitespace() || c.is_control()).to_string())
            .filter(|text| !text.is_empty())
    };
    Properties { title: told(b"Title"), author: told(b"Author"), created: told(b"CreationDate") }
}
