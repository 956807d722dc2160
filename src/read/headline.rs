//! Whether the first line of a plain text is its headline.
//!
//! A line of its own in capitals is. A line in ordinary letters is taken for one only when it is
//! short, has no final stop or other mark that ends prose, and text follows: the archive's own
//! articles begin with prose, and prose ends with a stop. Questions and exclamations are left in
//! the body, for they begin articles as often as they head them.

use crate::language::dates::written;
use crate::model::Span;

use super::lines::line_at;
use super::paragraphs::trimmed;
use super::related::is_capitals;

/// The longest headline in capitals, in bytes: two full lines of print.
const CAPITALS_BYTES_MAX: usize = 200;
const TITLE_BYTES_MAX: usize = 120;
const TITLE_WORDS_MAX: usize = 18;

/// The headline that stands at `from` and where the text goes on behind it.
pub(super) fn own_headline(text: &str, from: usize) -> Option<(Span, usize)> {
    let mut line = line_at(text, from)?;
    while line.is_blank(text) {
        line = line_at(text, line.next)?;
    }
    let following = line_at(text, line.next);
    if following.is_some_and(|next| !next.is_blank(text)) {
        return None;
    }
    let span = trimmed(text, line.start, line.end);
    let words = span.of(text);
    let is_headline = words.len() <= CAPITALS_BYTES_MAX
        && written(words).is_none_or(|date| date.length < words.len())
        && (is_capitals(words) || (is_title(words) && !text[line.next..].trim_start().is_empty()));
    is_headline.then_some((span, line.next))
}

fn is_title(words: &str) -> bool {
    words.len() <= TITLE_BYTES_MAX
        && words.split_whitespace().count() <= TITLE_WORDS_MAX
        && words.contains(char::is_alphabetic)
        && !words.ends_with(['.', '!', '?', ':', ';', ',', '…', '-', '–', '—', '。', '！', '？', '।'])
        && !(words.starts_with(['“', '"', '«', '„']) && words.ends_with(['”', '"', '»', '“']))
        && !words.starts_with(['-', '*', '•', '[', '<', '{', '|'])
        && !ends_with_quoted_stop(words)
}

/// `… “We go.”` is prose.
fn ends_with_quoted_stop(words: &str) -> bool {
    words.trim_end_matches(['”', '’', '"', '\'', '»', ')']).ends_with(['.', '!', '?', '…', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(own_headline(text, 0).map(|(span, _)| span.of(text)), expected, "{text}");
    }

    #[test]
    fn a_first_line_in_capitals_is_the_headline() {
        check("\n  RIVER RISES\r\n\r\nIt rose.", Some("RIVER RISES"));
        check("RIVER RISES", Some("RIVER RISES"));
        check("RIVER RISES\nand falls", None);
    }

    #[test]
    fn a_short_line_without_a_stop_is_a_title() {
        check("Inaugural address: Orrin Vale\n\nFellow citizens.", Some("Inaugural address: Orrin Vale"));
        check("It rose.\n\nThen it fell.", None);
        check("“We go.”\n\nThey went.", None);
        check("He said: “We go.”\n\nThey went.", None);
        check("A line and nothing after it", None);
        check("September 3, 2025\n\nIt rose.", None);
        check(&format!("{}\n\nIt rose.", "many words ".repeat(12)), None);
    }
}
