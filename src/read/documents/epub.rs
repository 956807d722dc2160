//! EPUB (2 and 3): books and magazines.
//!
//! The documents of the spine are read in its order. Where two or more of them have headings of
//! their own, each is an article under its name, and one without belongs to what stands before it;
//! else the book is one article. Cover, title page, copyright and contents are passed over.

use std::io::{Read, Seek};

use quick_xml::events::BytesStart;
use zip::ZipArchive;

use super::paper::{are_people, one_line};
use super::xml::{Node, attribute, walk};
use super::{part, resolved};
use crate::model::{EntryPath, Evidence};
use crate::read::draft::{Material, Place, settle};
use crate::read::fields::{Candidate, Fields, Meaning};
use crate::read::outlet::{Member, Outlet};
use crate::read::{Refusal, bylines, charset, html};

const FORMAT: &str = "EPUB";
/// The most documents of one book.
const DOCUMENTS_MAX: usize = 20_000;
/// Creators and dates of one book, which each of its chapters has, and the documents of its frame.
const SAID_MAX: usize = 20;
/// Ways of hiding fonts that hide no text.
const FONTS: &[&str] = &["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];
/// Documents that are no article, by the name or the type that they carry.
const FRAME: &[&str] = &[
    "cover",
    "toc",
    "nav",
    "contents",
    "titlepage",
    "title-page",
    "title_page",
    "copyright",
    "copyright-page",
    "colophon",
    "halftitlepage",
    "imprint",
    "uncopyright",
    "landmarks",
    "loi",
    "lot",
    "index",
];

/// What the package says of the book.
#[derive(Default)]
struct Book {
    title: Option<String>,
    creators: Vec<String>,
    publisher: Option<String>,
    language: Option<String>,
    dates: Vec<String>,
    /// Id, address, whether it is the table of contents.
    items: Vec<(String, String, bool)>,
    spine: Vec<String>,
    /// Addresses of cover, contents and the like.
    frame: Vec<String>,
}

/// One document of the spine.
struct Chapter {
    name: String,
    heading: Option<String>,
    paragraphs: Vec<String>,
    captions: Vec<String>,
}

/// Reads a book.
///
/// # Errors
/// See [`super::read_zip`].
pub(super) fn read<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    refuse_locked(archive, outlet)?;
    let missing = |what: &str| Refusal::Broken { format: FORMAT, reason: format!("{what} is missing") };
    let container = part(archive, "META-INF/container.xml", outlet)?.ok_or_else(|| missing("its container.xml"))?;
    let mut package = None;
    walk(&container, FORMAT, &mut |node| {
        if let Node::Open("rootfile", start) = node {
            package = package.take().or_else(|| attribute(start, "full-path"));
        }
    })?;
    let package = package.ok_or_else(|| missing("the address of its package"))?;
    let bytes = part(archive, &package, outlet)?.ok_or_else(|| missing("its package"))?;
    let book = book(&bytes)?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let chapters = chapters(archive, &book, folder, member, outlet)?;
    let headed = chapters.iter().filter(|chapter| chapter.heading.is_some()).count();
    if headed < 2 { whole_book(&book, chapters, member, outlet) } else { articles(&book, chapters, member, outlet) }
}

/// Refuses what is locked; hidden fonts are no lock.
fn refuse_locked<R: Read + Seek>(archive: &mut ZipArchive<R>, outlet: &Outlet<'_>) -> Result<(), Refusal> {
    let locked = || Refusal::Limit("the book is locked by DRM and cannot be read".to_string());
    if archive.index_for_name("META-INF/license.lcpl").is_some() {
        return Err(locked());
    }
    let Some(encryption) = part(archive, "META-INF/encryption.xml", outlet)? else { return Ok(()) };
    let mut is_locked = false;
    walk(&encryption, FORMAT, &mut |node| {
        if let Node::Open("EncryptionMethod", start) = node {
            let method = attribute(start, "Algorithm").unwrap_or_default();
            is_locked |= !FONTS.contains(&method.as_str());
        }
    })?;
    if is_locked { Err(locked()) } else { Ok(()) }
}

fn book(package: &[u8]) -> Result<Book, Refusal> {
    let mut book = Book::default();
    let mut value = String::new();
    let mut is_author = true;
    walk(package, FORMAT, &mut |node| match node {
        Node::Open(name, start) => {
            value.clear();
            is_author = attribute(start, "role").is_none_or(|role| role == "aut");
            book.take_element(name, start);
        }
        Node::Text(text) => value.push_str(text),
        Node::Close(name) => {
            let said = Some(one_line(&value)).filter(|said| !said.is_empty());
            match name {
                "title" => book.title = book.title.take().or(said),
                "creator" if is_author && book.creators.len() < SAID_MAX => book.creators.extend(said),
                "publisher" => book.publisher = book.publisher.take().or(said),
                "language" => book.language = book.language.take().or(said),
                "date" if book.dates.len() < SAID_MAX => book.dates.extend(said),
                _ => {}
            }
            value.clear();
        }
    })?;
    Ok(book)
}

impl Book {
    fn take_element(&mut self, name: &str, start: &BytesStart<'_>) {
        match name {
            "item" => {
                let is_contents =
                    attribute(start, "properties").is_some_and(|all| all.split(' ').any(|one| one == "nav"));
                if let (Some(id), Some(address)) = (attribute(start, "id"), attribute(start, "href")) {
                    self.items.push((id, address, is_contents));
                }
            }
            "itemref" => self.spine.extend(attribute(start, "idref")),
            "reference" => {
                let kind = attribute(start, "type").unwrap_or_default().to_lowercase();
                if FRAME.contains(&kind.as_str()) && self.frame.len() < SAID_MAX {
                    let address = attribute(start, "href").unwrap_or_default();
                    self.frame.push(address.split('#').next().unwrap_or("").to_string());
                }
            }
            _ => {}
        }
    }

    /// What holds for every article of the book.
    fn complete(&self, fields: &mut Fields) {
        for creator in self.creators.iter().filter(|creator| are_people(creator)) {
            if fields.bylines.is_empty() || fields.findings.iter().any(|finding| finding.place == "EPUB creator") {
                fields.take_from(Meaning::Author, creator, Evidence::Properties, "EPUB creator");
            }
        }
        for date in &self.dates {
            let place = "EPUB date".into();
            fields.dates.push(Candidate { written: date.clone(), evidence: Evidence::Properties, place });
        }
        let mut take = |meaning, value: &Option<String>, place: &'static str| {
            fields.take_from(meaning, value.as_deref().unwrap_or(""), Evidence::Properties, place);
        };
        take(Meaning::Publisher, &self.publisher, "EPUB publisher");
        take(Meaning::Language, &self.language, "EPUB language");
    }
}

/// The documents of the spine that have text and are no frame.
fn chapters<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    book: &Book,
    folder: &str,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<Vec<Chapter>, Refusal> {
    if book.spine.len() > DOCUMENTS_MAX {
        return Err(Refusal::Limit(format!("the book has more than {DOCUMENTS_MAX} documents")));
    }
    let items: std::collections::HashMap<&str, (&str, bool)> =
        book.items.iter().map(|(id, address, is_contents)| (id.as_str(), (address.as_str(), *is_contents))).collect();
    let mut chapters = Vec::new();
    let mut held_bytes = 0;
    for id in &book.spine {
        let Some((address, is_contents)) = items.get(id.as_str()) else { continue };
        let is_frame = *is_contents || is_frame_name(address) || book.frame.iter().any(|frame| frame == address);
        if is_frame {
            outlet.pass_over("covers and tables of contents");
            continue;
        }
        let name = resolved(folder, &unescaped(address));
        let bytes = match part(archive, &name, outlet) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                outlet.skip(member, address, "it is missing");
                continue;
            }
            Err(refusal) => {
                outlet.skip(member, address, &refusal.to_string());
                continue;
            }
        };
        held_bytes += bytes.len();
        let limit_bytes = outlet.rules.record_limit_bytes();
        if held_bytes > limit_bytes {
            return Err(Refusal::TooLong { limit_bytes });
        }
        chapters.extend(chapter(address, &bytes, member, outlet));
    }
    Ok(chapters)
}

fn chapter(address: &str, bytes: &[u8], member: &Member<'_>, outlet: &mut Outlet<'_>) -> Option<Chapter> {
    let page = match charset::decode(bytes, true) {
        Ok(decoded) => decoded.text,
        Err(refusal) => {
            outlet.skip(member, address, &refusal.to_string());
            return None;
        }
    };
    if is_frame_type(&page) {
        outlet.pass_over("covers and tables of contents");
        return None;
    }
    let (paragraphs, captions) = html::fragment(body(&page));
    let heading = heading(&page, &paragraphs);
    let chapter = Chapter { name: address.to_string(), heading, paragraphs, captions };
    (!chapter.paragraphs.is_empty()).then_some(chapter)
}

/// All the chapters as one article.
fn whole_book(
    book: &Book,
    chapters: Vec<Chapter>,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let mut fields = Fields::default();
    let title = book.title.as_deref().unwrap_or("");
    fields.take_from(Meaning::Headline, title, Evidence::Properties, "EPUB title");
    book.complete(&mut fields);
    let (mut paragraphs, mut captions) = (Vec::new(), Vec::new());
    for chapter in chapters {
        paragraphs.extend(chapter.paragraphs);
        captions.extend(chapter.captions);
    }
    if paragraphs.is_empty() {
        return Err(Refusal::NoText);
    }
    let material = Material::assembled(fields, &paragraphs, &captions);
    let place = Place { path: Some(member.path), modified: outlet.modified };
    let draft = settle(material, place, outlet.rules);
    outlet.article(member, draft);
    Ok(())
}

/// An article for each chapter with a heading, what has none put to the one before.
fn articles(book: &Book, chapters: Vec<Chapter>, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let mut merged: Vec<Chapter> = Vec::new();
    for chapter in chapters {
        match merged.last_mut() {
            Some(before) if chapter.heading.is_none() => {
                before.paragraphs.extend(chapter.paragraphs);
                before.captions.extend(chapter.captions);
            }
            _ => merged.push(chapter),
        }
    }
    for mut chapter in merged {
        outlet.count_member()?;
        let mut fields = Fields::default();
        if let Some(heading) = chapter.heading {
            chapter.paragraphs.remove(0);
            let heading = match &book.title {
                Some(title) if is_number(&heading) => format!("{title}: {heading}"),
                _ => heading,
            };
            fields.take_from(Meaning::Headline, &heading, Evidence::Metadata, "heading of the chapter");
        }
        if chapter.paragraphs.first().is_some_and(|first| bylines::is_byline(first)) {
            let byline = chapter.paragraphs.remove(0);
            fields.take_from(Meaning::Author, &byline, Evidence::Metadata, "byline of the chapter");
        }
        let title = book.title.as_deref().unwrap_or("");
        fields.take_from(Meaning::Headline, title, Evidence::Properties, "EPUB title");
        fields.take_from(Meaning::Section, title, Evidence::Properties, "EPUB title");
        book.complete(&mut fields);
        let material = Material::assembled(fields, &chapter.paragraphs, &chapter.captions);
        let path = EntryPath::new([member.path.bytes(), b"/", chapter.name.as_bytes()].concat());
        let place = Place { path: Some(&path), modified: outlet.modified };
        let draft = settle(material, place, outlet.rules);
        let key = member.inner_key(&chapter.name);
        outlet.article(&Member { key: &key, ..*member }, draft);
        if outlet.is_stopped() {
            break;
        }
    }
    Ok(())
}

/// The heading with which a document begins: the first element `h1` to `h6`, when no paragraph stands
/// before it.
fn heading(page: &str, paragraphs: &[String]) -> Option<String> {
    let lower = page.to_ascii_lowercase();
    let from = (1..=6).filter_map(|level| lower.find(&format!("<h{level}"))).filter(|at| {
        // `<head>`, `<hr>` are others.
        lower.as_bytes().get(at + 3).is_some_and(|b| *b == b'>' || b.is_ascii_whitespace())
    });
    let from = from.min()?;
    let end = lower[from..].find("</h").map(|end| from + end)?;
    let (words, _) = html::fragment(&page[from..end]);
    let heading = words.join(" ");
    let first = paragraphs.first()?;
    (words.len() == 1 && heading == *first && heading.contains(char::is_alphanumeric)).then_some(heading)
}

/// `3`, `III`, `Chapter 3`: headings that name nothing.
fn is_number(heading: &str) -> bool {
    let last = heading.trim_end_matches('.').rsplit(' ').next().unwrap_or(heading);
    let is_roman = last.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
    heading.split_whitespace().count() <= 2
        && !last.is_empty()
        && (is_roman || last.bytes().all(|b| b.is_ascii_digit()))
}

/// What stands in the body of a page.
fn body(page: &str) -> &str {
    let lower = page.to_ascii_lowercase();
    let from = lower.find("<body").and_then(|at| Some(at + lower[at..].find('>')? + 1)).unwrap_or(0);
    &page[from..]
}

fn is_frame_name(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or(address);
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    FRAME.contains(&stem.as_str())
}

/// Whether the document says of itself that it is a cover or the like.
fn is_frame_type(page: &str) -> bool {
    let Some(at) = page.find("<body") else { return false };
    let end = page[at..].find('>').map_or(page.len(), |end| at + end);
    let Some((_, kind)) = page[at..end].split_once("epub:type=") else { return false };
    let kind = kind.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or("");
    kind.split_whitespace().any(|kind| FRAME.contains(&kind))
}

/// An address with its `%20` resolved.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
