//! Files of many articles, one record at a time: JSONL and JSON arrays of any size.
//!
//! At most one record is in memory, and none longer than the rules allow; a record that is too
//! long or broken is skipped with a note, and the next is read. A JSON array that breaks off keeps
//! the records before the break. Each record is named by its own id, else by its ordinal.

use std::fmt;
use std::io::{self, BufRead};
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};

use super::bounded::{Bounded, Left};
use super::charset::Utf8Stream;
use super::draft::Place;
use super::json::draft;
use super::outlet::{Member, Outlet};
use super::record::{Record, RecordSeed};
use super::{Format, Refusal};

/// Reads a file of many records.
///
/// # Errors
/// The reader's own failure; a list that breaks off.
pub(super) fn read(
    stream: &mut dyn BufRead,
    format: Format,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let mut stream = Utf8Stream::new(stream).map_err(Refusal::unreadable)?;
    let mut intake = Intake { member, outlet, ordinal: 0 };
    let read = match format {
        Format::JsonArray => array(&mut stream, &mut intake),
        _ => lines(&mut stream, &mut intake),
    };
    if let Some(lost) = stream.note() {
        outlet.note(member, &lost);
    }
    read
}

/// Takes parsed records and hands them on.
struct Intake<'a, 'o> {
    member: &'a Member<'a>,
    outlet: &'a mut Outlet<'o>,
    /// Of the record at hand, from 1.
    ordinal: u64,
}

impl Intake<'_, '_> {
    fn take(&mut self, record: Option<Record>, at: &str) -> ControlFlow<()> {
        self.ordinal += 1;
        let place = Place { path: None, modified: self.outlet.modified };
        let made = record
            .ok_or_else(|| "not an object".to_string())
            .and_then(|record| draft(record, place, self.outlet.rules));
        match made {
            Ok(draft) => self.outlet.record(self.member, self.ordinal, draft),
            Err(reason) => {
                self.outlet.skip(self.member, at, &reason);
                ControlFlow::Continue(())
            }
        }
    }

    fn skip(&mut self, at: &str, why: &str) {
        self.ordinal += 1;
        self.outlet.skip(self.member, at, why);
    }
}

/// Reads a record a line.
fn lines(reader: &mut impl BufRead, intake: &mut Intake<'_, '_>) -> Result<(), Refusal> {
    let limit_bytes = intake.outlet.rules.record_limit_bytes();
    let mut line = Vec::new();
    let mut number = 0_u64;
    loop {
        number += 1;
        match next_line(reader, &mut line, limit_bytes).map_err(Refusal::unreadable)? {
            LineRead::End => return Ok(()),
            LineRead::TooLong => {
                intake.skip(&format!("line {number}"), &format!("longer than {limit_bytes} bytes"));
                continue;
            }
            LineRead::Whole => {}
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let mut deserializer = serde_json::Deserializer::from_slice(&line);
        let parsed = RecordSeed { rules: intake.outlet.rules }
            .deserialize(&mut deserializer)
            .and_then(|record| deserializer.end().map(|()| record));
        match parsed {
            Ok(record) => {
                if intake.take(record, &format!("line {number}")).is_break() {
                    return Ok(());
                }
            }
            Err(error) => {
                intake.skip(&format!("line {number}, column {}", error.column()), "not valid JSON");
            }
        }
    }
}

enum LineRead {
    Whole,
    TooLong,
    End,
}

/// Reads up to the next line break; of a line past the limit nothing is kept.
fn next_line(reader: &mut impl BufRead, line: &mut Vec<u8>, limit_bytes: usize) -> io::Result<LineRead> {
    line.clear();
    let mut length = 0_usize;
    loop {
        let chunk = match reader.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            return Ok(match length {
                0 => LineRead::End,
                _ if length > limit_bytes => LineRead::TooLong,
                _ => LineRead::Whole,
            });
        }
        let end = memchr::memchr(b'\n', chunk);
        let part = &chunk[..end.unwrap_or(chunk.len())];
        length = length.saturating_add(part.len());
        if length <= limit_bytes {
            line.extend_from_slice(part);
        } else if !line.is_empty() {
            *line = Vec::new();
        }
        let consumed = end.map_or(chunk.len(), |end| end + 1);
        reader.consume(consumed);
        if end.is_some() {
            return Ok(if length > limit_bytes { LineRead::TooLong } else { LineRead::Whole });
        }
        // An empty line is no end.
        length = length.max(1);
    }
}

/// Reads a JSON array.
fn array(reader: &mut impl BufRead, intake: &mut Intake<'_, '_>) -> Result<(), Refusal> {
    let left = Left::new(intake.outlet.rules.record_limit_bytes());
    let bounded = Bounded { inner: reader, left: &left, format: "JSON", reason: "a record is longer than the limit" };
    let mut deserializer = serde_json::Deserializer::from_reader(bounded);
    let parsed = deserializer.deserialize_seq(ArrayVisitor { intake: &mut *intake, left: &left });
    let parsed = parsed.and_then(|()| if intake.outlet.is_stopped() { Ok(()) } else { deserializer.end() });
    match parsed {
        _ if intake.outlet.is_stopped() => Ok(()),
        Ok(()) => Ok(()),
        // The reader's own failure comes back as it was.
        Err(error) if error.is_io() => Err(Refusal::unreadable(error.into())),
        Err(error) => Err(Refusal::Broken { format: "JSON", reason: error.to_string() }),
    }
}

struct ArrayVisitor<'a, 'i, 'o> {
    intake: &'a mut Intake<'i, 'o>,
    left: &'a Left,
}

impl<'de> Visitor<'de> for ArrayVisitor<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        loop {
            self.left.renew(self.intake.outlet.rules.record_limit_bytes());
            let Some(record) = seq.next_element_seed(RecordSeed { rules: self.intake.outlet.rules })? else {
                return Ok(());
            };
            let at = format!("record {}", self.intake.ordinal + 1);
            if self.intake.take(record, &at).is_break() {
                return Ok(());
            }
        }
    }
}
