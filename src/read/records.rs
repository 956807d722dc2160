//! Files of many articles, one record at a time: JSONL and JSON arrays of any size.
//!
//! At most one record is in memory, and none longer than the rules allow; a record that is too
//! long or broken is skipped with a note, and the next is read. A JSON array that breaks off keeps
//! the records before the break. Each record is named by its own id, else by its ordinal.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};

use crate::model::Day;

use super::charset::Utf8Stream;
use super::draft::Place;
use super::json::draft;
use super::record::{Record, RecordSeed};
use super::{Draft, Format, ReadRules, Reading, Refusal, Source};

/// So many skipped records are named one by one; the others are counted.
const NOTES_MAX: usize = 50;
/// A longer id does not name a record.
const ID_BYTES_MAX: usize = 512;

/// What a stream of records held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Streamed {
    /// Articles handed over.
    pub articles: u64,
    /// Records that gave no article.
    pub skipped: u64,
    /// The sink asked to stop before the end.
    pub stopped: bool,
    pub notes: Vec<String>,
}

/// Reads a file of many articles and hands each over as it is found; `format` is one that
/// [streams](Format::streams). `modified` is the file's day, for rules that take it. The sink may
/// stop the reading by returning [`ControlFlow::Break`].
///
/// Memory: one record, and sixteen bytes for each id to know repeated ones.
///
/// # Errors
/// [`Refusal::Unreadable`] when the reader fails, [`Refusal::NoArticles`], [`Refusal::Empty`]
/// or [`Refusal::Broken`] when nothing could be read of it. Articles handed over before an
/// `Unreadable` stay handed over.
pub fn records(
    reader: impl BufRead,
    format: Format,
    modified: Option<Day>,
    rules: &ReadRules,
    sink: &mut dyn FnMut(Draft) -> ControlFlow<()>,
) -> Result<Streamed, Refusal> {
    let mut stream = Utf8Stream::new(reader).map_err(unreadable)?;
    let mut intake = Intake {
        place: Place { path: None, modified },
        rules,
        keys: Keys::default(),
        ordinal: 0,
        done: Streamed::default(),
        sink,
    };
    let failure = match format {
        Format::JsonArray => array(&mut stream, &mut intake)?,
        _ => {
            lines(&mut stream, &mut intake)?;
            None
        }
    };
    let Intake { mut done, .. } = intake;
    let unnamed = done.skipped.saturating_sub(NOTES_MAX as u64);
    if unnamed > 0 {
        done.notes.push(format!("{unnamed} more records were skipped"));
    }
    done.notes.extend(stream.note());
    match failure {
        Some(reason) if done.articles == 0 && !done.stopped => Err(Refusal::Broken { format: format.name(), reason }),
        Some(reason) => {
            done.notes.push(format!("the list breaks off after record {}: {reason}", done.articles + done.skipped));
            Ok(done)
        }
        None if done.articles == 0 && !done.stopped => {
            Err(done.notes.into_iter().next().map_or(Refusal::Empty, Refusal::NoArticles))
        }
        None => Ok(done),
    }
}

/// Reads a file of many articles that is in memory.
pub(super) fn whole(source: Source<'_>, format: Format, rules: &ReadRules) -> Result<Reading, Refusal> {
    let mut articles = Vec::new();
    let streamed = records(source.bytes, format, source.modified, rules, &mut |draft| {
        articles.push(draft);
        ControlFlow::Continue(())
    })?;
    Ok(Reading { articles, notes: streamed.notes })
}

fn unreadable(error: io::Error) -> Refusal {
    Refusal::Unreadable(error.to_string())
}

/// The names of the records of one file, each once.
#[derive(Default)]
pub(super) struct Keys {
    /// Hashes of the names given.
    seen: HashSet<u64>,
}

impl Keys {
    /// Names a record by its id, else by its ordinal; a name already given gets the ordinal behind it.
    pub(super) fn name(&mut self, draft: &mut Draft, ordinal: u64) {
        let own = draft.own_id.as_ref().filter(|id| id.len() <= ID_BYTES_MAX);
        let mut name = own.cloned().unwrap_or_else(|| ordinal.to_string());
        if !self.give(&name) {
            if own.is_some() {
                draft.notes.push(format!("the id “{name}” was already used in this file"));
            }
            name = format!("{name}~{ordinal}");
            self.give(&name);
        }
        draft.record = Some(name);
    }

    fn give(&mut self, name: &str) -> bool {
        // Fixed keys: the same file gives the same names.
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        self.seen.insert(hasher.finish())
    }
}

/// Takes parsed records, names them and hands them on.
struct Intake<'a> {
    place: Place<'a>,
    rules: &'a ReadRules,
    keys: Keys,
    /// Of the record at hand, from 1.
    ordinal: u64,
    done: Streamed,
    sink: &'a mut dyn FnMut(Draft) -> ControlFlow<()>,
}

impl Intake<'_> {
    fn take(&mut self, record: Option<Record>, at: &str) -> ControlFlow<()> {
        self.ordinal += 1;
        let made =
            record.ok_or_else(|| "not an object".to_string()).and_then(|record| draft(record, self.place, self.rules));
        match made {
            Ok(mut draft) => {
                self.keys.name(&mut draft, self.ordinal);
                self.done.articles += 1;
                let flow = (self.sink)(draft);
                self.done.stopped = flow.is_break();
                flow
            }
            Err(reason) => {
                self.skip(&format!("{at}: {reason}"));
                ControlFlow::Continue(())
            }
        }
    }

    fn skip(&mut self, why: &str) {
        self.done.skipped += 1;
        if self.done.notes.len() < NOTES_MAX {
            self.done.notes.push(format!("{why}; skipped"));
        }
    }
}

/// Reads a record a line.
fn lines(reader: &mut impl BufRead, intake: &mut Intake<'_>) -> Result<(), Refusal> {
    let limit_bytes = intake.rules.record_limit_bytes();
    let mut line = Vec::new();
    let mut number = 0_u64;
    loop {
        number += 1;
        match next_line(reader, &mut line, limit_bytes).map_err(unreadable)? {
            LineRead::End => return Ok(()),
            LineRead::TooLong => {
                intake.ordinal += 1;
                intake.skip(&format!("line {number}: longer than {limit_bytes} bytes"));
                continue;
            }
            LineRead::Whole => {}
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let mut deserializer = serde_json::Deserializer::from_slice(&line);
        let parsed = RecordSeed { rules: intake.rules }
            .deserialize(&mut deserializer)
            .and_then(|record| deserializer.end().map(|()| record));
        match parsed {
            Ok(record) => {
                if intake.take(record, &format!("line {number}")).is_break() {
                    return Ok(());
                }
            }
            Err(error) => {
                intake.ordinal += 1;
                intake.skip(&format!("line {number}, column {}: not valid JSON", error.column()));
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

/// Reads a JSON array; returns why it broke off, if it did.
fn array(reader: &mut impl BufRead, intake: &mut Intake<'_>) -> Result<Option<String>, Refusal> {
    let left = Cell::new(intake.rules.record_limit_bytes());
    let failed = RefCell::new(None);
    let bounded = Bounded { inner: reader, left: &left, failed: &failed };
    let mut deserializer = serde_json::Deserializer::from_reader(bounded);
    let parsed = deserializer.deserialize_seq(ArrayVisitor { intake: &mut *intake, left: &left });
    let parsed = parsed.and_then(|()| if intake.done.stopped { Ok(()) } else { deserializer.end() });
    match parsed {
        _ if intake.done.stopped => Ok(None),
        Ok(()) => Ok(None),
        Err(error) => {
            failed.into_inner().map_or_else(|| Ok(Some(error.to_string())), |failure| Err(unreadable(failure)))
        }
    }
}

struct ArrayVisitor<'a, 'i> {
    intake: &'a mut Intake<'i>,
    left: &'a Cell<usize>,
}

impl<'de> Visitor<'de> for ArrayVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        loop {
            self.left.set(self.intake.rules.record_limit_bytes());
            let Some(record) = seq.next_element_seed(RecordSeed { rules: self.intake.rules })? else { return Ok(()) };
            let at = format!("record {}", self.intake.ordinal + 1);
            if self.intake.take(record, &at).is_break() {
                return Ok(());
            }
        }
    }
}

/// A reader that fails when one record takes too many bytes.
struct Bounded<'a, R> {
    inner: &'a mut R,
    left: &'a Cell<usize>,
    /// The reader's own failure, which serde_json would dress up.
    failed: &'a RefCell<Option<io::Error>>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(|error| {
            let kind = error.kind();
            self.failed.replace(Some(error));
            io::Error::from(kind)
        })?;
        match self.left.get().checked_sub(read) {
            Some(left) => self.left.set(left),
            None => return Err(io::Error::other("a record is longer than the limit")),
        }
        Ok(read)
    }
}
