//! Which format an entry has, from its name and its first bytes.
//!
//! The bytes overrule the name where they are plain about it (a web page saved as `.txt`); the
//! name decides where they are not. Text of an unknown kind is read as text; formats that are
//! known and not read are named, so that no feed or table ends up as an article.

use crate::model::EntryPath;

use super::{charset, mail, ninjs, record, xml};

/// How much of an entry [`sniff`] wants to see.
pub const SNIFF_BYTES: usize = 64 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The archive's own form and any other plain text.
    Text,
    Markdown,
    Html,
    /// One JSON value that is an article or holds articles.
    Json,
    /// A JSON array of articles.
    JsonArray,
    /// One JSON article a line.
    JsonLines,
    Csv,
    Tsv,
    Rtf,
    /// One message of RFC 5322.
    Mail,
    /// Many of them, one behind another.
    Mbox,
    JsonFeed,
    /// An article as JSON by IPTC's standard.
    Ninjs,
    Nitf,
    NewsmlG2,
    /// NewsML 1.
    Newsml,
    Rss,
    Atom,
    /// XML of any other kind.
    Xml,
    /// A web archive.
    Warc,
    Gzip,
    Zstandard,
    Tar,
    /// A container, or a document that is one: DOCX, ODT, EPUB.
    Zip,
    /// Recognised, but not read; its name for people.
    Unknown(&'static str),
    Binary,
}

impl Format {
    /// Whether the entry is read from beginning to end, a record at a time, whatever its size.
    pub fn streams(self) -> bool {
        use Format::{Csv, Gzip, JsonArray, JsonLines, Mbox, Tar, Tsv, Warc, Zstandard};
        matches!(self, JsonArray | JsonLines | Csv | Tsv | Mbox | Warc | Gzip | Zstandard | Tar)
    }

    /// For messages.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "Markdown",
            Format::Html => "HTML",
            Format::Json | Format::JsonArray => "JSON",
            Format::JsonLines => "JSONL",
            Format::Csv => "CSV",
            Format::Tsv => "TSV",
            Format::Rtf => "RTF",
            Format::Mail => "mail",
            Format::Mbox => "mbox",
            Format::JsonFeed => "JSON Feed",
            Format::Ninjs => "ninjs",
            Format::Nitf => "NITF",
            Format::NewsmlG2 => "NewsML-G2",
            Format::Newsml => "NewsML",
            Format::Rss => "RSS",
            Format::Atom => "Atom",
            Format::Xml => "XML",
            Format::Warc => "WARC",
            Format::Gzip => "gzip",
            Format::Zstandard => "Zstandard",
            Format::Tar => "tar",
            Format::Zip => "ZIP",
            Format::Unknown(name) => name,
            Format::Binary => "binary data",
        }
    }
}

/// First bytes of formats that are not read.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ", "xz"),
    (b"7z\xBC\xAF", "7-Zip"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\xD0\xCF\x11\xE0", "an old Office document"),
    (b"SQLite format 3", "SQLite"),
    (b"filedesc://", "ARC, the older form of web archives,"),
];

/// First bytes of containers, web archives and documents.
const CONTAINERS: &[(&[u8], Format)] = &[
    (b"\x1F\x8B", Format::Gzip),
    (b"\x28\xB5\x2F\xFD", Format::Zstandard),
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"{\\rtf", Format::Rtf),
    (b"WARC/0.", Format::Warc),
    (b"WARC/1.", Format::Warc),
];
/// Where a tar header has its mark.
const TAR_MARK: std::ops::Range<usize> = 257..262;

/// What is named like a document and does not begin like the ZIP container that it would be.
const NO_CONTAINER: Format = Format::Unknown("a document that is no ZIP container");

/// Endings of names, and what they promise.
const ENDINGS: &[(&str, Format)] = &[
    ("atom", Format::Xml),
    ("css", Format::Unknown("a style sheet")),
    ("csv", Format::Csv),
    ("docx", NO_CONTAINER),
    ("eml", Format::Mail),
    ("epub", NO_CONTAINER),
    ("htm", Format::Html),
    ("html", Format::Html),
    ("js", Format::Unknown("a script")),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("markdown", Format::Markdown),
    ("mbox", Format::Mbox),
    ("md", Format::Markdown),
    ("mht", Format::Mail),
    ("mhtml", Format::Mail),
    ("ndjson", Format::JsonLines),
    ("newsml", Format::Xml),
    ("nitf", Format::Xml),
    ("odt", NO_CONTAINER),
    ("rdf", Format::Xml),
    ("rss", Format::Xml),
    ("svg", Format::Unknown("SVG")),
    ("toml", Format::Unknown("TOML")),
    ("tsv", Format::Tsv),
    ("txt", Format::Text),
    ("xhtml", Format::Html),
    ("xml", Format::Xml),
    ("yaml", Format::Unknown("YAML")),
    ("yml", Format::Unknown("YAML")),
];

/// The format of an entry; `first_bytes` are its first [`SNIFF_BYTES`], or all.
pub fn sniff(path: &EntryPath, first_bytes: &[u8]) -> Format {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| first_bytes.starts_with(magic)) {
        return Format::Unknown(name);
    }
    if let Some((_, format)) = CONTAINERS.iter().find(|(magic, _)| first_bytes.starts_with(magic)) {
        return *format;
    }
    if first_bytes.get(TAR_MARK) == Some(b"ustar") || (ending_is(path, "tar") && first_bytes.len() >= 512) {
        return Format::Tar;
    }
    if charset::is_binary(first_bytes) {
        return Format::Binary;
    }
    let start = charset::peek(&first_bytes[..first_bytes.len().min(SNIFF_BYTES)]);
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    let promised = ending(path);
    match promised {
        Some(Format::Json | Format::JsonLines) => return json_kind(start, promised == Some(Format::JsonLines)),
        Some(Format::Markdown) => return Format::Markdown,
        _ => {}
    }
    if begins_page(start) {
        return Format::Html;
    }
    if let Some(format) = start.starts_with('<').then(|| xml_kind(start)).flatten() {
        return format;
    }
    if matches!(promised, None | Some(Format::Text | Format::Mail | Format::Mbox))
        && let Some(format) = mail::begins(start, promised == Some(Format::Mail))
    {
        return format;
    }
    match promised {
        Some(Format::Text) | None if starts_with_fold(start, "<?xml") => Format::Xml,
        Some(Format::Text) | None if begins_json(start) => json_kind(start, false),
        // A message without its header is a text.
        Some(Format::Mail | Format::Mbox) => Format::Text,
        Some(format) => format,
        None => Format::Text,
    }
}

fn ending_is(path: &EntryPath, ending: &str) -> bool {
    let name = path.name();
    name.len() > ending.len()
        && name[name.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
        && name[name.len() - ending.len() - 1] == b'.'
}

/// What the name's ending promises.
fn ending(path: &EntryPath) -> Option<Format> {
    let name = path.name();
    let dot = name.iter().rposition(|b| *b == b'.')?;
    let ending = std::str::from_utf8(&name[dot + 1..]).ok()?;
    ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, format)| *format)
}

/// One article, an array of them, or one a line.
fn json_kind(start: &str, promised_lines: bool) -> Format {
    if start.starts_with('[') {
        return Format::JsonArray;
    }
    let mut lines = start.lines().filter(|line| !line.trim().is_empty());
    let first_is_whole = lines.next().is_some_and(|line| line.trim_end().ends_with('}'));
    let second_begins = lines.next().is_some_and(|line| line.trim_start().starts_with('{'));
    if promised_lines || (first_is_whole && second_begins) {
        return Format::JsonLines;
    }
    let first = record::first_names(start);
    match () {
        () if first.version.is_some_and(|version| version.contains("jsonfeed.org/version/")) => Format::JsonFeed,
        () if ninjs::is_item(&first.names) => Format::Ninjs,
        () => Format::Json,
    }
}

/// Outermost elements that no other kind of XML has.
const ROOTS: &[(&str, Format)] = &[
    ("nitf", Format::Nitf),
    ("NewsML", Format::Newsml),
    ("newsMessage", Format::NewsmlG2),
    ("newsItem", Format::NewsmlG2),
    ("packageItem", Format::NewsmlG2),
    ("conceptItem", Format::NewsmlG2),
    ("knowledgeItem", Format::NewsmlG2),
    ("planningItem", Format::NewsmlG2),
    ("catalogItem", Format::NewsmlG2),
    ("rss", Format::Rss),
    ("RSS", Format::Rss),
    ("feed", Format::Atom),
    ("html", Format::Html),
    ("svg", Format::Unknown("SVG")),
];

/// The kind of XML, by its outermost element; `None` where that says nothing.
fn xml_kind(start: &str) -> Option<Format> {
    let root = xml::root(start)?;
    if let Some((_, format)) = ROOTS.iter().find(|(name, _)| *name == root.name) {
        return Some(*format);
    }
    let names = |part: &str| root.attributes.contains(part);
    match root.name.as_str() {
        "entry" if root.namespace.is_some_and(|name| name.contains("Atom") || name.contains("atom")) => {
            Some(Format::Atom)
        }
        // RSS 0.90 and 1.0, and nothing else that is written in RDF.
        "RDF" if names("purl.org/rss/1.0/") || names("netscape.com/rdf/simple/") => Some(Format::Rss),
        _ => None,
    }
}

/// An object with a name in it, or a list of objects.
fn begins_json(start: &str) -> bool {
    let inner = start.strip_prefix('[').map(str::trim_start).unwrap_or(start);
    inner.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'))
}

/// A web page, whatever its name: a doctype or `<html`, perhaps behind an XML declaration.
fn begins_page(start: &str) -> bool {
    let mut rest = start;
    for (open, close) in [("<?xml", "?>"), ("<!--", "-->")] {
        if starts_with_fold(rest, open) {
            let Some((_, behind)) = rest.split_once(close) else { return false };
            rest = behind.trim_start();
        }
    }
    starts_with_fold(rest, "<!doctype html") || starts_with_fold(rest, "<html")
}

fn starts_with_fold(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, bytes: &[u8], expected: Format) {
        assert_eq!(sniff(&EntryPath::new(name), bytes), expected, "{name}");
    }

    #[test]
    fn names_promise_and_bytes_decide() {
        check("a.txt", b" date 2025-09-03 It rose.", Format::Text);
        check("a.txt", b"\xEF\xBB\xBF<!DOCTYPE html><p>It rose.", Format::Html);
        check("a", b"<?xml version='1.0'?>\n<!DOCTYPE html><html>", Format::Html);
        check("a.HTM", b"<p>It rose.", Format::Html);
        check("A.MD", b"# It rose", Format::Markdown);
        check("notes", b"It rose.", Format::Text);
        check("a.log", b"It rose.", Format::Text);
    }

    #[test]
    fn json_comes_as_one_as_an_array_and_as_lines() {
        check("a.json", b"{\"text\": \"x\"}", Format::Json);
        check("a.json", b" [{\"text\": \"x\"}]", Format::JsonArray);
        check("a.json", b"{\"text\": \"x\"}\n{\"text\": \"y\"}\n", Format::JsonLines);
        check("a.jsonl", b"{\"text\": \"x\"}", Format::JsonLines);
        check("a", b"{\"text\": \"x\"}\n{\"text\": \"y\"}\n", Format::JsonLines);
    }

    #[test]
    fn containers_are_told_by_their_bytes() {
        check("a.csv", b"date,text\n", Format::Csv);
        check("a.txt", b"\x1F\x8B\x08\0", Format::Gzip);
        check("a.gz", b"WARC/1.0\r\n", Format::Warc);
        check("a", &[&[0; 257][..], b"ustar\0"].concat(), Format::Tar);
        check("a.docx", b"PK\x03\x04", Format::Zip);
        check("a", b"{\n  \"text\": \"x\"}", Format::Json);
        check("a.txt", b"{\"text\": \"x\"}\n{\"text\": \"y\"}\n", Format::JsonLines);
        check("a.txt", b"[It rose.] {Then} it fell.", Format::Text);
    }

    #[test]
    fn mail_is_told_by_its_header() {
        let header =
            "From: Ann Lee <ann@courier.example>\nDate: Wed, 3 Sep 2025 10:00:00 +0200\nSubject: River\n\nIt rose.";
        check("a.txt", header.as_bytes(), Format::Mail);
        check("a", format!("From ann Wed Sep  3 10:00:00 2025\n{header}").as_bytes(), Format::Mbox);
        check("a.eml", b"X-Id: 7\nSubject: River\n\nIt rose.", Format::Mail);
        check("a.txt", b"date: 2025-09-03\nheadline: River\nfrom: the archive\n\nIt rose.", Format::Text);
        check("a.txt", b"From here the river goes on.\nDate: none", Format::Text);
        check("a.eml", b"It rose.", Format::Text);
        check("a", b"{\\rtf1 It rose.}", Format::Rtf);
    }

    #[test]
    fn news_and_feeds_are_told_whatever_their_name() {
        check("feed.xml", b"<?xml version='1.0'?><rss>", Format::Rss);
        check("a.txt", b"<!-- x --><rss>", Format::Rss);
        check("a", b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", Format::Rss);
        check("a.xml", b"<rdf:RDF xmlns='http://skos.example/'>", Format::Xml);
        check("a.html", b"<feed xmlns='http://www.w3.org/2005/Atom'>", Format::Atom);
        check("a.xml", b"<!DOCTYPE nitf SYSTEM 'nitf.dtd'>\n<nitf>", Format::Nitf);
        check("a.xml", b"<NewsML>", Format::Newsml);
        check("a.xml", b"<n:newsItem xmlns:n='http://iptc.org/std/nar/2006-10-01/'>", Format::NewsmlG2);
        check("a.json", b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [", Format::JsonFeed);
        check("a.json", b"{\"uri\": \"x\", \"pubstatus\": \"usable\"}", Format::Ninjs);
        check("a.json", b"{\"uri\": \"x\", \"text\": {\"pubstatus\": 1}}", Format::Json);
    }

    #[test]
    fn formats_that_are_not_read_are_named() {
        check("a.txt", b"%PDF-1.7", Format::Unknown("PDF"));
        check("a.xml", b"<?xml version='1.0'?><opml>", Format::Xml);
        check("a.txt", b"<?xml version='1.0'?><opml>", Format::Xml);
        check("a.svg", b"<svg>", Format::Unknown("SVG"));
        check("a.txt", b"\0\x01\x02\x03\0\0\0\0", Format::Binary);
    }
}
