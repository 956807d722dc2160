//! Physical lines of a text, as byte ranges.
//!
//! A line ends at `\n`, `\r\n` or a lone `\r`. Nothing is copied and nothing is trimmed.

use memchr::memchr2;

/// One physical line: `start..end` without its break; the next line starts at `next`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    pub next: usize,
}

impl Line {
    pub(super) fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    pub(super) fn is_blank(self, text: &str) -> bool {
        self.of(text).trim_start().is_empty()
    }
}

/// The line that starts (or goes on) at `from`; `None` at the end of the text.
pub(super) fn line_at(text: &str, from: usize) -> Option<Line> {
    let rest = text.as_bytes().get(from..).filter(|rest| !rest.is_empty())?;
    let Some(length) = memchr2(b'\n', b'\r', rest) else {
        return Some(Line { start: from, end: text.len(), next: text.len() });
    };
    let width = if rest[length..].starts_with(b"\r\n") { 2 } else { 1 };
    Some(Line { start: from, end: from + length, next: from + length + width })
}

pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = Line> {
    let mut at = from;
    std::iter::from_fn(move || {
        let line = line_at(text, at)?;
        at = line.next;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_every_kind_of_break() {
        let text = "one\r\ntwo\n\nthree\rfour";
        let found: Vec<&str> = lines(text, 0).map(|line| line.of(text)).collect();
        assert_eq!(found, ["one", "two", "", "three", "four"]);
        assert!(line_at("", 0).is_none());
    }
}
