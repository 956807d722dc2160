//! Header lines of plain text: `date:`, `title`, `by`, `publisher`, `url`, `section` before the text.
//!
//! Prose must not be eaten: `By Tuesday the river had risen` and `Date palms are dying` are no
//! headers. A line is a header for sure when its name is followed by a colon, when `date` is
//! followed by an ISO date (a month or a year will do) or by a date that fills the line, or `url` by a web address. Any other
//! name without a colon counts only inside a run of header lines that ends with an empty line and
//! holds a sure one, and only with a value that looks the part (names after `by`, no final stop).
//!
//! Text may go on behind the date: ` date 2025-09-03 A president said …`.

use crate::language::dates::written;
use crate::model::{Headline, Precision, Span};

use super::bylines;
use super::fields::{Fields, Meaning};
use super::lines::{Line, line_at};
use super::paragraphs::trimmed;

/// What may begin a header line, in lower case, and whether it may go without a colon.
const KEYS: &[(&str, Meaning, bool)] = &[
    ("author", Meaning::Author, true),
    ("authors", Meaning::Author, true),
    ("by", Meaning::Author, true),
    ("byline", Meaning::Author, true),
    ("date", Meaning::Date, true),
    ("headline", Meaning::Headline, true),
    ("id", Meaning::Id, false),
    ("lang", Meaning::Language, false),
    ("language", Meaning::Language, false),
    ("published", Meaning::Date, false),
    ("publisher", Meaning::Publisher, true),
    ("section", Meaning::Section, true),
    ("title", Meaning::Headline, true),
    ("url", Meaning::Url, true),
];
const KEY_BYTES_MAX: usize = 9;
/// A header line without a colon is not longer than this, the text behind a date aside.
const VALUE_BYTES_MAX: usize = 400;
/// One with a colon may be: addresses are long, and so are lists of authors.
const COLON_VALUE_BYTES_MAX: usize = 4_000;
/// More lines than this are no run of headers.
const RUN_LINES_MAX: usize = 20;

/// The header of a text.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub fields: Fields,
    /// Where the text begins.
    pub rest: usize,
}

struct HeaderLine {
    meaning: Meaning,
    value: Span,
    sure: bool,
    /// Where text goes on behind the value, on the same line.
    text_from: Option<usize>,
}

/// Reads the header lines that stand at `from`, empty lines between sure ones included.
pub(super) fn header(text: &str, from: usize) -> Header {
    let mut header = Header { fields: Fields::default(), rest: from };
    let mut in_run = false;
    let mut at = from;
    while let Some(line) = line_at(text, at) {
        if line.is_blank(text) {
            in_run = false;
            at = line.next;
            continue;
        }
        let Some(found) = header_line(text, line) else { break };
        if !found.sure && !run_is_header(text, line, in_run) {
            break;
        }
        take(text, &found, &mut header.fields);
        header.rest = found.text_from.unwrap_or(line.next);
        if found.text_from.is_some() {
            break;
        }
        in_run = true;
        at = line.next;
    }
    header
}

fn take(text: &str, found: &HeaderLine, fields: &mut Fields) {
    let value = found.value.of(text);
    if found.meaning == Meaning::Headline && fields.headline.is_none() && !value.is_empty() {
        fields.headline = Some(Headline { words: value.to_string(), span: Some(found.value) });
    } else {
        fields.take(found.meaning, value);
    }
}

/// Whether the lines from `first` to the next empty line are all headers, one of them (or the one
/// above) for sure.
fn run_is_header(text: &str, first: Line, sure_above: bool) -> bool {
    let mut sure = sure_above;
    let mut line = first;
    for _ in 0..RUN_LINES_MAX {
        if line.is_blank(text) {
            return sure;
        }
        let Some(found) = header_line(text, line) else { return false };
        sure |= found.sure;
        if found.text_from.is_some() {
            return true;
        }
        match line_at(text, line.next) {
            Some(next) => line = next,
            None => return sure,
        }
    }
    false
}

fn header_line(text: &str, line: Line) -> Option<HeaderLine> {
    let span = trimmed(text, line.start, line.end);
    let words = span.of(text);
    let key_length = words.bytes().take(KEY_BYTES_MAX + 1).take_while(u8::is_ascii_alphabetic).count();
    let key = &words[..key_length];
    let (_, meaning, bare) = *KEYS.iter().find(|(name, _, _)| name.eq_ignore_ascii_case(key))?;
    let after = &words[key_length..];
    let unspaced = after.trim_start_matches([' ', '\t']);
    let (rest, colon) = match unspaced.strip_prefix(':') {
        Some(rest) => (rest, true),
        None if bare && unspaced.len() < after.len() => (unspaced, false),
        None => return None,
    };
    let value = trimmed(text, span.end - rest.len(), span.end);
    if meaning == Meaning::Date {
        return date_line(text, value, colon);
    }
    let sure = colon || meaning == Meaning::Url;
    let fits = match colon {
        true => value.len() <= COLON_VALUE_BYTES_MAX,
        false => value.len() <= VALUE_BYTES_MAX && looks_the_part(meaning, value.of(text)),
    };
    fits.then_some(HeaderLine { meaning, value, sure, text_from: None })
}

/// Whether the value of a line without a colon can be one.
fn looks_the_part(meaning: Meaning, value: &str) -> bool {
    match meaning {
        Meaning::Author => bylines::are_names(value),
        Meaning::Url => {
            (value.starts_with("http://") || value.starts_with("https://")) && !value.contains(char::is_whitespace)
        }
        _ => !value.is_empty() && !value.ends_with(['.', '!', ',', ';', ':', '…', '”', '"']),
    }
}

/// A line that begins with `date`: the date, and the text that may follow it.
fn date_line(text: &str, value: Span, colon: bool) -> Option<HeaderLine> {
    let words = value.of(text);
    let line = |end: usize, text_from| {
        let value = Span::new(value.start, end);
        Some(HeaderLine { meaning: Meaning::Date, value, sure: true, text_from })
    };
    let iso = iso_length(words);
    let (length, is_day) = match written(words) {
        Some(date) => (date.length, date.precision == Precision::Day),
        // In the form of a date, but not in the calendar: a header all the same, and a note later.
        None if iso.is_some() => (iso.unwrap_or(0), true),
        None if colon && words.len() <= VALUE_BYTES_MAX / 4 => return line(value.end, None),
        None => return None,
    };
    let rest = words[length..].trim_start();
    if rest.is_empty() || is_zone(rest) {
        return line(value.end, None);
    }
    // "date 2025-09-03 At 4 p.m. the premier left": where text follows, a time belongs to the text.
    let length = match iso {
        Some(iso) if words.as_bytes().get(iso) != Some(&b'T') => iso,
        Some(_) => length,
        None if colon && is_day => length,
        None => return None,
    };
    line(value.start + length, Some(value.end - words[length..].trim_start().len()))
}

/// The length of `2025-09-03`, `2025-09` or `2025` at the start, where a blank or a time follows.
fn iso_length(words: &str) -> Option<usize> {
    let bytes = words.as_bytes();
    let fits = |length: usize| {
        let digit_or_hyphen = |(i, b): (usize, &u8)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() };
        bytes.len() >= length && bytes[..length].iter().enumerate().all(digit_or_hyphen)
    };
    let ends = |length: usize| words[length..].chars().next().is_none_or(char::is_whitespace);
    if fits(10) && (ends(10) || bytes[10] == b'T') {
        return Some(10);
    }
    // A year alone begins text only where it can be a newspaper's.
    let newsprint = ("1600".."2200").contains(&words.get(..4)?);
    if fits(7) && ends(7) { Some(7) } else { (newsprint && fits(4) && ends(4)).then_some(4) }
}

/// What follows a time on a date line and is no text: `CET`, `(UTC)`.
fn is_zone(rest: &str) -> bool {
    let bare = rest.trim_matches(['(', ')']);
    (2..=5).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the header of a text and shows it as `meaning=value` pairs, then the text's first line.
    fn check(text: &str, expected: &str) {
        let header = header(text, 0);
        let fields = header.fields;
        let mut shown: Vec<String> = Vec::new();
        shown.extend(fields.dates.iter().map(|date| format!("date={}", date.written)));
        shown.extend(fields.headline.map(|headline| format!("headline={}", headline.words)));
        shown.extend(fields.bylines.iter().map(|name| format!("by={name}")));
        shown.extend(fields.publisher.map(|name| format!("publisher={name}")));
        shown.extend(fields.section.map(|name| format!("section={name}")));
        shown.extend(fields.url.map(|url| format!("url={url}")));
        let rest = text[header.rest..].trim_start().lines().next().unwrap_or("");
        assert_eq!(format!("{} | {rest}", shown.join("; ")), expected);
    }

    #[test]
    fn text_goes_on_behind_the_date() {
        check(" date 2025-09-03 A premier spoke.\nMore.", "date=2025-09-03 | A premier spoke.");
        check("date 2025-09-03 At 4 p.m. a premier spoke.", "date=2025-09-03 | At 4 p.m. a premier spoke.");
        check("Date: 2025-09-03 A premier spoke.", "date=2025-09-03 | A premier spoke.");
        check("date 2025-09 A month ago.", "date=2025-09 | A month ago.");
        check("date 2025 A year ago.", "date=2025 | A year ago.");
        check("date 2025-09-31 Not in the calendar.", "date=2025-09-31 | Not in the calendar.");
    }

    #[test]
    fn header_lines_come_in_any_order_with_or_without_colon() {
        let header = "title The river rises\nDate 2025-09-03T10:15:00Z\nby Ann Lee and Bo Marsh\n\
                      publisher The Courier\nsection Weather\nurl https://courier.example/river\n\nIt rose.";
        check(
            header,
            "date=2025-09-03T10:15:00Z; headline=The river rises; by=Ann Lee; by=Bo Marsh; \
             publisher=The Courier; section=Weather; url=https://courier.example/river | It rose.",
        );
        check("Author: Ann Lee\r\n\r\ndate: 2025-09-03\r\n\r\nIt rose.", "date=2025-09-03; by=Ann Lee | It rose.");
        check(
            "by Ann Lee\ntitle A river\ndate 2025-09-03 It rose.",
            "date=2025-09-03; headline=A river; by=Ann Lee | It rose.",
        );
    }

    #[test]
    fn a_line_with_a_colon_may_be_long() {
        let title = "The river rises ".repeat(40);
        let title = title.trim();
        check(
            &format!("title: {title}\ndate: 2025-09-03\n\nIt rose."),
            &format!("date=2025-09-03; headline={title} | It rose."),
        );
    }

    #[test]
    fn prose_is_not_eaten() {
        check("By Tuesday the river had risen", " | By Tuesday the river had risen");
        check("Date palms are dying", " | Date palms are dying");
        check("Date 2025: a bad year", " | Date 2025: a bad year");
        check("Title fights are rare\n\nThey are.", " | Title fights are rare");
        check("By Ann Lee\n\nIt rose.", " | By Ann Lee");
        check("Section 3 of the dam broke", " | Section 3 of the dam broke");
        check("date 2025-09-03\nBy Tuesday it had risen\n\nMore.", "date=2025-09-03 | By Tuesday it had risen");
        check("date 2025-09-03\nBy Then\nit had risen\n\nMore.", "date=2025-09-03 | By Then");
        check("date 2025-09-03\nHeadline writers left.\n\nMore.", "date=2025-09-03 | Headline writers left.");
    }

    #[test]
    fn a_date_that_is_none_is_still_a_header_after_a_colon() {
        check("date: some time last week\n\nIt rose.", "date=some time last week | It rose.");
    }
}
