//! Paragraphs of plain text as spans.
//!
//! Empty lines divide a text into blocks, and a block is a paragraph, with three exceptions of
//! newspapers' own making: in old wire style a new paragraph is an indented line; where lines are
//! longer than any hard wrapping, each is a paragraph; a block whose every line is indented is one
//! paragraph all the same. Line breaks inside a hard-wrapped paragraph stay in its span.

use crate::model::Span;

use super::lines::{Line, line_at};

/// Lines up to this many bytes may have been wrapped by hand; longer ones were not.
const WRAPPED_BYTES_MAX: usize = 200;
/// From this many blanks on a line is indented.
const INDENT_BLANKS: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Without white space at its ends.
    pub span: Span,
    /// One physical line between empty lines.
    pub alone: bool,
}

/// The paragraphs of `text` from `from` on.
pub(super) fn paragraphs(text: &str, from: usize) -> Vec<Paragraph> {
    let mut found = Vec::with_capacity(8);
    let mut block = Vec::with_capacity(16);
    let mut at = from;
    while let Some(line) = line_at(text, at) {
        at = line.next;
        if line.is_blank(text) {
            close(text, &mut block, &mut found);
        } else {
            block.push(line);
        }
    }
    close(text, &mut block, &mut found);
    found
}

/// Makes a block into paragraphs and empties it.
fn close(text: &str, block: &mut Vec<Line>, found: &mut Vec<Paragraph>) {
    let (Some(first), Some(last)) = (block.first().copied(), block.last().copied()) else { return };
    if block.len() == 1 {
        found.push(Paragraph { span: trimmed(text, first.start, first.end), alone: true });
        block.clear();
        return;
    }
    let unwrapped = block.iter().any(|line| line.end - line.start > WRAPPED_BYTES_MAX);
    let all_indented = block.iter().all(|line| is_indented(text, *line));
    let mut start = first.start;
    for pair in block.windows(2) {
        if unwrapped || (!all_indented && is_indented(text, pair[1])) {
            found.push(Paragraph { span: trimmed(text, start, pair[0].end), alone: false });
            start = pair[1].start;
        }
    }
    found.push(Paragraph { span: trimmed(text, start, last.end), alone: false });
    block.clear();
}

fn is_indented(text: &str, line: Line) -> bool {
    let bytes = line.of(text).as_bytes();
    bytes.first() == Some(&b'\t') || bytes.len() > INDENT_BLANKS && bytes[..INDENT_BLANKS].iter().all(|b| *b == b' ')
}

/// `start..end` without white space at its ends.
pub(super) fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let inner = text[start..end].trim_start();
    let start = end - inner.len();
    Span::new(start, start + inner.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text, 0).iter().map(|p| p.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn empty_lines_divide_and_wrapped_lines_stay_together() {
        check("One\ntwo.\n\n \t\nThree.\r\n\r\nFour.", &["One\ntwo.", "Three.", "Four."]);
        check(" \n\n", &[]);
    }

    #[test]
    fn an_indented_line_begins_a_paragraph_in_wire_style() {
        check(
            "PORT, May 2 - Ships\nleft.\n    They came\nback.\n    Then left.",
            &["PORT, May 2 - Ships\nleft.", "They came\nback.", "Then left."],
        );
    }

    #[test]
    fn a_block_indented_throughout_is_one_paragraph() {
        check("    One line\n    and another.", &["One line\n    and another."]);
    }

    #[test]
    fn lines_too_long_for_wrapping_are_paragraphs() {
        let long = "word ".repeat(60);
        let text = format!("{long}\nShort.");
        check(&text, &[long.trim(), "Short."]);
    }
}
