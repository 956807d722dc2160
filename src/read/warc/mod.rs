//! Web archives (ISO 28500, WARC 1.0 and 1.1): the pages that servers answered with.
//!
//! A stream of records comes in, headers and a block each; every response that holds a page is read
//! like a page saved to disk. Requests, revisits, answers that are errors, pictures and scripts are
//! counted. A record too long to hold is passed over; at most one block is in memory.

mod http;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead, Read};

use crate::model::{EntryPath, Evidence};

use super::Refusal;
use super::entry::whole;
use super::fields::Candidate;
use super::outlet::{Envelope, Member, Outlet};

/// The longest line of a record's header, and the most of them.
const LINE_BYTES_MAX: u64 = 64 << 10;
const LINES_MAX: usize = 1_000;

/// What a record says of itself.
#[derive(Debug, Default)]
struct Header {
    kind: String,
    id: String,
    url: String,
    day: String,
    length: Option<u64>,
}

/// Reads a web archive.
///
/// # Errors
/// What is no WARC, or breaks off; the reader's own failure.
pub(super) fn read(stream: &mut dyn BufRead, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let mut ordinal = 0;
    while let Some(header) = header(stream, ordinal)? {
        ordinal += 1;
        let length = header.length.ok_or_else(|| broken(ordinal, "it has no Content-Length"))?;
        match header.kind.as_str() {
            "response" => response(stream, &header, length, ordinal, member, outlet)?,
            kind => {
                outlet.pass_over(match kind {
                    "revisit" => "revisits",
                    "request" => "requests",
                    "warcinfo" | "metadata" => "descriptions",
                    _ => "records of other kinds",
                });
                leave(stream, length, ordinal)?;
            }
        }
        if outlet.is_stopped() {
            break;
        }
    }
    Ok(())
}

fn response(
    stream: &mut dyn BufRead,
    header: &Header,
    length: u64,
    ordinal: u64,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let at = format!("record {ordinal}");
    let limit_bytes = outlet.rules.record_limit_bytes() as u64;
    if length > limit_bytes {
        outlet.skip(member, &at, &Refusal::TooLong { limit_bytes: limit_bytes as usize }.to_string());
        return leave(stream, length, ordinal);
    }
    let mut block = Vec::new();
    stream.take(length).read_to_end(&mut block).map_err(Refusal::unreadable)?;
    if block.len() as u64 != length {
        return Err(broken(ordinal, "it ends before its Content-Length"));
    }
    let answer = match http::answer(&block, limit_bytes) {
        Ok(answer) => answer,
        Err(http::Unfit::NoPage(kind)) => {
            outlet.pass_over(kind);
            return Ok(());
        }
        Err(http::Unfit::Broken(reason)) => {
            outlet.skip(member, &at, &reason);
            return Ok(());
        }
    };
    let id = header.id.trim_start_matches('<').trim_end_matches('>');
    let id = id.strip_prefix("urn:uuid:").unwrap_or(id);
    let key = member.inner_key(if id.is_empty() || id.len() > 200 { &at } else { id });
    let captured = Candidate { written: header.day.clone(), evidence: Evidence::Envelope, place: "WARC-Date".into() };
    let envelope = Envelope {
        own_id: Some(header.id.clone()).filter(|id| !id.is_empty()),
        url: Some(header.url.clone()).filter(|url| url.starts_with("http")),
        captured: Some(captured).filter(|captured| !captured.written.is_empty()),
        sent: None,
    };
    // The address stands for the path: it tells the format and perhaps the day.
    let path = EntryPath::new(path_of(&header.url, answer.ending));
    let page = Member { path: &path, key: &key, depth: member.depth + 1, envelope: Some(&envelope) };
    match whole(&answer.body, &page, outlet) {
        Ok(()) => {}
        Err(Refusal::Empty) => outlet.pass_over("empty pages"),
        Err(refusal) => outlet.skip(&page, "", &refusal.to_string()),
    }
    Ok(())
}

/// The address without what stands behind its path, and with the ending of its content's type.
fn path_of(url: &str, ending: &str) -> String {
    let address = url.split(['?', '#']).next().unwrap_or(url).trim_end_matches('/');
    if address.ends_with(ending) { address.to_string() } else { format!("{address}{ending}") }
}

/// The next record's header; `None` at the end.
fn header(stream: &mut dyn BufRead, before: u64) -> Result<Option<Header>, Refusal> {
    let mut line = Vec::new();
    loop {
        if !next_line(stream, &mut line, before)? {
            return Ok(None);
        }
        if !line.is_empty() {
            break;
        }
    }
    if !line.starts_with(b"WARC/") {
        return Err(broken(before + 1, "it does not begin with a version"));
    }
    let mut header = Header::default();
    for _ in 0..LINES_MAX {
        if !next_line(stream, &mut line, before)? || line.is_empty() {
            return Ok(Some(header));
        }
        let Some((name, value)) = split(&line) else { continue };
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => header.kind = value.to_ascii_lowercase(),
            "warc-record-id" => header.id = value,
            // Some tools put the address in angle brackets.
            "warc-target-uri" => header.url = value.trim_matches(['<', '>']).to_string(),
            "warc-date" => header.day = value,
            "content-length" => header.length = value.parse().ok(),
            _ => {}
        }
    }
    Err(broken(before + 1, "its header does not end"))
}

/// Name and value of a header line.
fn split(line: &[u8]) -> Option<(String, String)> {
    let colon = line.iter().position(|b| *b == b':')?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes.trim_ascii()).into_owned();
    Some((text(&line[..colon]), text(&line[colon + 1..])))
}

/// A line without its break; false at the end.
fn next_line(stream: &mut dyn BufRead, line: &mut Vec<u8>, before: u64) -> Result<bool, Refusal> {
    line.clear();
    let count = stream.take(LINE_BYTES_MAX).read_until(b'\n', line).map_err(Refusal::unreadable)?;
    if line.last() != Some(&b'\n') && count as u64 == LINE_BYTES_MAX {
        return Err(broken(before + 1, "a line of its header does not end"));
    }
    line.truncate(line.trim_ascii_end().len());
    Ok(count > 0)
}

/// Reads over a block.
fn leave(stream: &mut dyn BufRead, length: u64, ordinal: u64) -> Result<(), Refusal> {
    let gone = io::copy(&mut stream.take(length), &mut io::sink()).map_err(Refusal::unreadable)?;
    if gone < length { Err(broken(ordinal, "it ends before its Content-Length")) } else { Ok(()) }
}

fn broken(ordinal: u64, reason: &str) -> Refusal {
    Refusal::Broken { format: "WARC", reason: format!("record {ordinal}: {reason}") }
}
