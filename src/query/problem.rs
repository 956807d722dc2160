//! What was odd about a query, and how a refusal is shown: the query's line, a caret under the
//! place, a suggestion.

use unicode_width::UnicodeWidthChar;

use crate::model::Span;

/// Something to say about one place of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    /// Bytes of the query.
    pub span: Span,
    /// What is odd: a sentence without a full stop.
    pub message: String,
    /// What was done about it, which is true only where the query is answered: a refusal leaves
    /// it out.
    pub repair: Option<String>,
    /// What to write at the place instead.
    pub suggestion: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth saying, nothing was changed: accepted in every mode.
    Remark,
    /// Something was changed or left out to make sense of the query: refused when strict.
    Repair,
    /// Refused in every mode: dates, limits.
    Fatal,
}

impl Problem {
    /// Something that is told as it is; nothing was changed.
    pub(super) fn new(severity: Severity, span: Span, message: impl Into<String>) -> Problem {
        Problem { severity, span, message: message.into(), repair: None, suggestion: None }
    }

    /// Something that was changed or left out, and how.
    pub(super) fn repaired(span: Span, message: impl Into<String>, repair: impl Into<String>) -> Problem {
        Problem { repair: Some(repair.into()), ..Problem::new(Severity::Repair, span, message) }
    }

    pub(super) fn suggesting(self, suggestion: impl Into<String>) -> Problem {
        Problem { suggestion: Some(suggestion.into()), ..self }
    }

    /// What is odd, what was done and what to write, in one line: what a notice shows.
    pub fn sentence(&self) -> String {
        let repair = self.repair.iter().map(|repair| format!("; {repair}"));
        let suggestion = self.suggestion.iter().map(|suggestion| format!(" (try: {suggestion})"));
        [self.message.clone()].into_iter().chain(repair).chain(suggestion).collect()
    }
}

/// A query that was not answered, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    pub message: String,
    /// Bytes of the query, or of the flag's value when a flag is at fault.
    pub span: Span,
    pub suggestion: Option<String>,
    /// The query with a caret line under the place, and the suggestion: two or three lines.
    pub rendered: String,
}

impl Refusal {
    pub(super) fn of(text: &str, problem: Problem) -> Refusal {
        Refusal::beneath("", text, problem)
    }

    /// A refusal of a flag's value: `label` (`--from `) stands before it in the shown line.
    pub(super) fn beneath(label: &str, text: &str, problem: Problem) -> Refusal {
        let rendered = render(label, text, problem.span, problem.suggestion.as_deref());
        Refusal { message: problem.message, span: problem.span, suggestion: problem.suggestion, rendered }
    }
}

/// Columns of the query shown on either side of the place.
const CONTEXT_COLUMNS: usize = 60;
/// A caret line under a long place is no clearer for being long.
const CARETS_MAX: usize = 40;

fn render(label: &str, text: &str, span: Span, suggestion: Option<&str>) -> String {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.floor_char_boundary(span.end.clamp(start, text.len()));
    let (before, before_cut) = last_columns(&text[..start]);
    let (after, after_cut) = first_columns(&text[start..]);
    let ellipsis = |cut: bool| if cut { "…" } else { "" };
    let line = format!("{label}{}{before}{after}{}", ellipsis(before_cut), ellipsis(after_cut));
    let indent = columns(label) + usize::from(before_cut) + columns(&before);
    let carets = columns(&shown(&text[start..end])).clamp(1, CARETS_MAX);
    let mut rendered = format!("{line}\n{}{}", " ".repeat(indent), "^".repeat(carets));
    if let Some(suggestion) = suggestion {
        rendered.push_str("\ntry: ");
        rendered.push_str(&shown(suggestion));
    }
    rendered
}

/// The end of the text that fits the context, and whether anything was cut off.
fn last_columns(text: &str) -> (String, bool) {
    let mut width = 0;
    let fitting = text.char_indices().rev().take_while(|(_, c)| {
        width += column_count(*c);
        width <= CONTEXT_COLUMNS
    });
    let start = fitting.last().map_or(text.len(), |(at, _)| at);
    (shown(&text[start..]), start > 0)
}

fn first_columns(text: &str) -> (String, bool) {
    let mut width = 0;
    let fitting = text.char_indices().take_while(|(_, c)| {
        width += column_count(*c);
        width <= CONTEXT_COLUMNS
    });
    let end = fitting.last().map_or(0, |(at, c)| at + c.len_utf8());
    (shown(&text[..end]), end < text.len())
}

/// The text in one line that cannot drive a terminal: control characters and those that turn the
/// direction of writing become spaces.
fn shown(text: &str) -> String {
    text.chars().map(|c| if is_unsafe(c) { ' ' } else { c }).collect()
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn columns(text: &str) -> usize {
    text.chars().map(column_count).sum()
}

fn column_count(c: char) -> usize {
    if is_unsafe(c) { 1 } else { c.width().unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, span: (usize, usize), expected: &str) {
        assert_eq!(render("", text, Span::new(span.0, span.1), None), expected);
    }

    #[test]
    fn the_caret_stands_under_the_place() {
        check("budget NEAR harbour", (7, 11), "budget NEAR harbour\n       ^^^^");
        check("東京 NEAR", (7, 11), "東京 NEAR\n     ^^^^");
        check("", (0, 0), "\n^");
        check("e\u{301}t )", (5, 6), "e\u{301}t )\n   ^");
        // A suggestion stands on a line of its own.
        assert_eq!(render("--on ", "then", Span::new(0, 4), Some("today")), "--on then\n     ^^^^\ntry: today");
    }

    #[test]
    fn a_long_query_is_shown_around_the_place() {
        let long = format!("{} NEAR {}", "a".repeat(100), "b".repeat(100));
        let expected = format!("…{} NEAR {}…\n{}^^^^", "a".repeat(59), "b".repeat(55), " ".repeat(61));
        check(&long, (101, 105), &expected);
    }

    #[test]
    fn what_is_shown_cannot_drive_a_terminal() {
        check("a\u{1b}[31m\nb\u{202e}", (1, 2), "a [31m b \n ^");
    }
}
