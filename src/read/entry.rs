//! One entry, whatever it is, to its articles: opens containers, tells formats, hands on.
//!
//! Bytes or a stream come in with the entry's path; [`Draft`]s go out one by one, each with the key
//! under which it is found within the entry. A container's members are read like entries of their
//! own, down to a depth, and never written to disk. What one member has wrong with it is noted, and
//! the next is read.

use std::io::{self, BufRead, Read, Seek};
use std::ops::ControlFlow;

use crate::model::{Day, EntryPath};

use super::outlet::{Member, Outlet, Streamed};
use super::{
    Draft, Format, ReadRules, Refusal, SNIFF_BYTES, Source, archive_form, charset, containers, documents, feed, html,
    json, mail, markdown, newsml, newsml_g2, ninjs, nitf, pdf, records, sniff, table, warc, xml,
};

/// Containers within containers: a page in a ZIP in a tar.gz is three deep.
pub(super) const DEPTH_MAX: usize = 5;

/// An entry as it is handed over for reading.
pub struct Entry<'p, 'c> {
    /// Relative to the corpus; its name may tell format and day.
    pub path: &'p EntryPath,
    pub content: Content<'c>,
    /// The file's modification day, taken only when the rules ask for it.
    pub modified: Option<Day>,
}

/// The bytes of an entry.
pub enum Content<'a> {
    Whole(&'a [u8]),
    /// A file too large to hold, at its beginning.
    File(&'a mut dyn SeekRead),
    /// What can be read once and never again.
    Stream(&'a mut dyn BufRead),
}

/// A file that may be read from any place.
pub trait SeekRead: BufRead + Seek {}

impl<T: BufRead + Seek> SeekRead for T {}

/// Reads an entry and hands over its articles as they are found; the sink may stop the reading by
/// returning [`ControlFlow::Break`].
///
/// Memory: one article or record of at most the rules' limit, what the containers around it need to
/// unpack, and some thirty bytes for each article to know repeated keys.
///
/// # Errors
/// Why nothing could be read of it. Articles handed over before a stream failed stay handed over.
///
/// ```
/// use std::ops::ControlFlow;
/// use onrecord::model::EntryPath;
/// use onrecord::read::{Content, Entry, ReadRules, articles};
///
/// let path = EntryPath::new("wire.jsonl");
/// let content = Content::Whole(b"{\"id\": \"a\", \"text\": \"It rained.\"}\n{\"text\": \"It stopped.\"}\n");
/// let mut keys = Vec::new();
/// let rules = ReadRules::default();
/// let streamed = articles(Entry { path: &path, content, modified: None }, &rules, &mut |draft| {
///     keys.push(draft.record.unwrap());
///     ControlFlow::Continue(())
/// });
/// assert_eq!(streamed.unwrap().articles, 2);
/// assert_eq!(keys, ["a", "2"]);
/// ```
pub fn articles(
    entry: Entry<'_, '_>,
    rules: &ReadRules,
    sink: &mut dyn FnMut(Draft) -> ControlFlow<()>,
) -> Result<Streamed, Refusal> {
    let mut content = entry.content;
    let size_bytes = match &mut content {
        Content::Whole(bytes) => Some(bytes.len() as u64),
        Content::File(file) => Some(size_of(*file).map_err(Refusal::unreadable)?),
        Content::Stream(_) => None,
    };
    let mut outlet = Outlet::new(rules, entry.modified, containers::unpack_bytes_max(size_bytes), sink);
    let member = Member { path: entry.path, key: "", depth: 0, envelope: None };
    let read = match content {
        Content::Whole(bytes) => whole(bytes, &member, &mut outlet),
        Content::File(file) => file_of_any_size(file, &member, &mut outlet),
        Content::Stream(stream) => opened(stream, &member, &mut outlet),
    };
    outlet.finish(read)
}

/// Reads a member that is in memory.
pub(super) fn whole(bytes: &[u8], member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::Empty);
    }
    if is_readme(member.path) {
        return Err(Refusal::Readme);
    }
    let format = sniff(member.path, &bytes[..bytes.len().min(SNIFF_BYTES)]);
    match format {
        Format::Zip => containers::zip(io::Cursor::new(bytes), member, outlet),
        _ if format.streams() => streamed(&mut &*bytes, format, member, outlet),
        _ => held(bytes, format, member, outlet),
    }
}

fn file_of_any_size(file: &mut dyn SeekRead, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let format = sniff(member.path, file.fill_buf().map_err(Refusal::unreadable)?);
    if format == Format::Zip { containers::zip(file, member, outlet) } else { opened(file, member, outlet) }
}

/// Reads a member that comes as a stream.
pub(super) fn opened(stream: &mut dyn BufRead, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    if is_readme(member.path) {
        return Err(Refusal::Readme);
    }
    let mut head = Vec::new();
    let failed = stream.take(SNIFF_BYTES as u64).read_to_end(&mut head).err();
    let format = sniff(member.path, &head);
    let behind = Behind { failed, rest: stream };
    let mut stream = io::BufReader::with_capacity(SNIFF_BYTES, head.chain(behind));
    if format.streams() {
        return streamed(&mut stream, format, member, outlet);
    }
    let limit_bytes = outlet.rules.record_limit_bytes();
    let mut bytes = Vec::new();
    let limited = stream.by_ref().take(limit_bytes as u64 + 1);
    read_all(limited, &mut bytes)?;
    if bytes.len() > limit_bytes {
        return Err(Refusal::TooLong { limit_bytes });
    }
    whole(&bytes, member, outlet)
}

/// What stands behind the first bytes: where they were cut short by a failure, that.
struct Behind<'a> {
    failed: Option<io::Error>,
    rest: &'a mut dyn BufRead,
}

impl Read for Behind<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.failed.take().map_or_else(|| self.rest.read(buffer), Err)
    }
}

fn size_of(file: &mut dyn SeekRead) -> io::Result<u64> {
    let size_bytes = file.seek(io::SeekFrom::End(0))?;
    file.rewind()?;
    Ok(size_bytes)
}

fn read_all(mut reader: impl Read, bytes: &mut Vec<u8>) -> Result<(), Refusal> {
    reader.read_to_end(bytes).map_err(Refusal::unreadable)?;
    Ok(())
}

/// Formats and containers that are read from beginning to end, whatever their size.
fn streamed(
    stream: &mut dyn BufRead,
    format: Format,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    match format {
        Format::Gzip => containers::gzip(stream, member, outlet),
        Format::Zstandard => containers::zstandard(stream, member, outlet),
        Format::Tar => containers::tar(stream, member, outlet),
        Format::Warc => warc::read(stream, member, outlet),
        Format::Mbox => mail::read_mbox(stream, member, outlet),
        Format::Csv | Format::Tsv => table::read(stream, format, member, outlet),
        _ => records::read(stream, format, member, outlet),
    }
}

/// Formats that are read as a whole.
fn held(bytes: &[u8], format: Format, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let source = Source { path: member.path, bytes, modified: outlet.modified };
    let rules = outlet.rules;
    let limit_bytes = rules.record_limit_bytes();
    if bytes.len() > limit_bytes {
        return Err(Refusal::TooLong { limit_bytes });
    }
    let read = match format {
        Format::Text => archive_form::read,
        Format::Markdown => markdown::read,
        Format::Html => html::read,
        Format::Json => return json::read_file(source, member, outlet),
        Format::Pdf => {
            outlet.article(member, pdf::read_file(source, rules)?);
            return Ok(());
        }
        Format::Mail => return mail::read(bytes, member, outlet),
        Format::Rtf => return documents::read_rtf(bytes, member, outlet),
        Format::JsonFeed => return feed::json_feed::read_file(source, member, outlet),
        Format::Ninjs => return ninjs::read_file(source, member, outlet),
        Format::Nitf => return nitf::read_file(source, member, outlet),
        Format::NewsmlG2 => return newsml_g2::read_file(source, member, outlet),
        Format::Newsml => return newsml::read_file(source, member, outlet),
        Format::Rss => return feed::rss::read_file(source, member, outlet),
        Format::Atom => return feed::atom::read_file(source, member, outlet),
        Format::Xml => return Err(xml::refusal(&charset::decode(bytes, true)?.text)),
        Format::Unknown(name) => return Err(Refusal::UnknownFormat(name)),
        Format::Binary => return Err(Refusal::Binary),
        _ => unreachable!("streams, or is a container"),
    };
    let decoded = charset::decode(bytes, format == Format::Html)?;
    let mut draft = read(decoded.text, source, rules)?;
    draft.notes.splice(0..0, decoded.note);
    outlet.article(member, draft);
    Ok(())
}

/// `README`, `readme.md`, `Readme.txt`.
fn is_readme(path: &EntryPath) -> bool {
    let name = path.name().to_ascii_lowercase();
    let stem = name.split(|byte| *byte == b'.').next().unwrap_or(&name);
    stem == b"readme"
}
