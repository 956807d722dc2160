//! The mbox form (RFC 4155): messages one behind another, each behind a `From ` line.
//!
//! A stream comes in, messages go out one at a time; of one that is too long nothing is kept. A
//! `From ` line counts when an empty line stands before it, a time of day and a year in it, and a
//! header or an empty line behind it; `Content-Length` is not believed. Lines of a body that begin
//! with `>From ` lose one mark, as mboxo and mboxrd have it.

use std::io::{self, BufRead};

use super::{mime, take};
use crate::read::Refusal;
use crate::read::outlet::{Member, Outlet};

/// A longer `From ` line is none.
const POSTMARK_BYTES_MAX: usize = 1_000;

/// Reads the messages of an mbox.
///
/// # Errors
/// The stream's failure; more members than may be.
pub(in crate::read) fn read(
    stream: &mut dyn BufRead,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let limit_bytes = outlet.rules.record_limit_bytes();
    let mut splitter = Splitter { stream, limit_bytes, held: Vec::new(), after_blank: true };
    let mut message = Vec::new();
    let mut ordinal = 0;
    // What stands before the first `From ` line is a message only when it is not empty.
    let mut first = true;
    loop {
        let (fits, ends) = splitter.next(&mut message).map_err(Refusal::unreadable)?;
        if !(std::mem::take(&mut first) && message.trim_ascii().is_empty() && fits) {
            ordinal += 1;
            one(&message, fits, ordinal, member, outlet)?;
        }
        if ends || outlet.is_stopped() {
            return Ok(());
        }
    }
}

fn one(bytes: &[u8], fits: bool, ordinal: u64, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let at = format!("message {ordinal}");
    if !fits {
        let limit_bytes = outlet.rules.record_limit_bytes();
        outlet.skip(member, &at, &Refusal::TooLong { limit_bytes }.to_string());
        return Ok(());
    }
    let taken = mime::message(bytes).and_then(|message| take(&message, member, Some(ordinal), outlet));
    if let Err(refusal) = taken {
        outlet.skip(member, &at, &refusal.to_string());
    }
    Ok(())
}

struct Splitter<'a> {
    stream: &'a mut dyn BufRead,
    limit_bytes: usize,
    /// Lines already taken from the stream.
    held: Vec<u8>,
    after_blank: bool,
}

impl Splitter<'_> {
    /// The next message; whether it fits, and whether the stream ends with it.
    fn next(&mut self, message: &mut Vec<u8>) -> io::Result<(bool, bool)> {
        message.clear();
        let mut fits = true;
        let mut line = std::mem::take(&mut self.held);
        if !line.is_empty() {
            self.keep(&line, message, &mut fits);
        }
        loop {
            line.clear();
            if !self.line(&mut line)? {
                return Ok((fits, true));
            }
            if self.after_blank && is_postmark(&line) {
                let mut behind = Vec::new();
                self.line(&mut behind)?;
                if begins_message(&behind) {
                    self.after_blank = behind.trim_ascii().is_empty();
                    self.held = behind;
                    return Ok((fits, false));
                }
                self.keep(&line, message, &mut fits);
                std::mem::swap(&mut line, &mut behind);
            }
            self.keep(&line, message, &mut fits);
        }
    }

    fn keep(&mut self, line: &[u8], message: &mut Vec<u8>, fits: &mut bool) {
        self.after_blank = line.trim_ascii().is_empty();
        *fits &= message.len() + line.len() <= self.limit_bytes;
        if !*fits {
            *message = Vec::new();
            return;
        }
        message.extend_from_slice(unquoted(line));
    }

    /// One line with its break, of an endless one no more than just past the limit; false at the end.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        let mut any = false;
        loop {
            let chunk = match self.stream.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                return Ok(any);
            }
            any = true;
            let end = memchr::memchr(b'\n', chunk).map(|end| end + 1);
            let part = &chunk[..end.unwrap_or(chunk.len())];
            let room = (self.limit_bytes + 1).saturating_sub(line.len());
            line.extend_from_slice(&part[..part.len().min(room)]);
            let length = part.len();
            self.stream.consume(length);
            if end.is_some() {
                return Ok(true);
            }
        }
    }
}

/// `>From ` and `>>From ` without the first mark.
fn unquoted(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|b| **b == b'>').count();
    if marks > 0 && line[marks..].starts_with(b"From ") { &line[1..] } else { line }
}

/// `From ann@courier.example Wed Sep  3 10:00:00 2025`
pub(super) fn is_postmark(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ").filter(|rest| rest.len() <= POSTMARK_BYTES_MAX) else { return false };
    let words: Vec<&[u8]> = rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).collect();
    let is_digits = |word: &[u8]| !word.is_empty() && word.iter().all(u8::is_ascii_digit);
    let is_clock = |word: &&[u8]| {
        let mut parts = word.split(|b| *b == b':');
        parts.clone().count() >= 2 && parts.all(|part| part.len() <= 2 && is_digits(part))
    };
    let is_year = |word: &&[u8]| word.len() == 4 && is_digits(word);
    words.iter().any(is_clock) && words.iter().any(is_year)
}

/// Whether this line may stand behind a `From ` line.
pub(super) fn begins_message(line: &[u8]) -> bool {
    let line = line.strip_prefix(b">").unwrap_or(line);
    line.trim_ascii().is_empty() || line.starts_with(b"From ") || mime::field_name(line).is_some()
}
