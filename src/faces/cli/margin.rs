//! Paragraphs with what is said in them marked, and who says it in the margin.
//!
//! Where the terminal has styles the words are slanted, elsewhere they stand between `|` and `|`.
//! On a narrow terminal the margin holds numbers alone, and the names follow below.

use std::fmt::Write;

use super::layout::{Flow, width_of};
use super::terminal::{FAINT, Marks, PLAIN, SAID, STRONG, Terminal};
use crate::faces::sanitize;
use crate::model::Span;

/// Narrower than this, names do not fit beside the text.
const NAMES_WIDTH_MIN: usize = 60;
const MARGIN_MIN: usize = 14;
const MARGIN_MAX: usize = 28;
/// Between the margin and the text.
const GAP: usize = 2;

/// Something said, and what the margin tells of it.
pub struct Note {
    /// Where its words stand, ascending.
    pub spans: Vec<Span>,
    pub name: String,
    /// Certainty and whatever else must be known.
    pub qualities: Vec<String>,
}

impl Note {
    fn on_one_line(&self) -> String {
        format!("{} · {}", self.name, self.qualities.join(", "))
    }
}

/// An article's text with notes beside it.
pub struct Page<'a> {
    terminal: Terminal,
    text: &'a str,
    notes: &'a [Note],
    /// Columns of the margin; 0 without notes.
    margin: usize,
}

impl<'a> Page<'a> {
    pub fn new(terminal: Terminal, text: &'a str, notes: &'a [Note]) -> Page<'a> {
        let digits = notes.len().to_string().len();
        let margin = match notes {
            [] => 0,
            _ if terminal.width < NAMES_WIDTH_MIN => digits,
            _ => {
                let labels = notes.iter().map(|note| digits + 1 + width_of(&note.on_one_line())).max();
                labels.unwrap_or(0).clamp(MARGIN_MIN, MARGIN_MAX.min(terminal.width * 3 / 10))
            }
        };
        Page { terminal, text, notes, margin }
    }

    fn has_names(&self) -> bool {
        self.terminal.width >= NAMES_WIDTH_MIN
    }

    /// Where text that is no paragraph begins, to stand in line with those that are.
    pub fn indent(&self) -> usize {
        if self.margin == 0 { 0 } else { self.margin + GAP }
    }

    /// A stretch of the text with its notes, in the style given.
    pub fn write(&self, out: &mut String, paragraph: Span, style: anstyle::Style) {
        if self.margin == 0 {
            Flow::new(self.terminal).push(paragraph.of(self.text), style).write(out, 0, 0);
            return;
        }
        let terminal = Terminal { width: self.terminal.width - self.indent(), ..self.terminal };
        let mut flow = Flow::new(terminal);
        let first_pieces = self.push_marked(&mut flow, paragraph, style);
        let (lines, begun) = flow.lines();
        let beside = self.beside(paragraph, &first_pieces, &begun);
        for number in 0..lines.len().max(beside.len()) {
            let (note, columns) = beside.get(number).map_or(("", 0), |(line, columns)| (line.as_str(), *columns));
            let line = lines.get(number).map_or("", String::as_str);
            let pad = if line.is_empty() { 0 } else { self.indent() - columns };
            let _ = writeln!(out, "{note}{}{line}", " ".repeat(pad));
        }
    }

    /// Pushes the paragraph in pieces; of each note in it the first piece.
    fn push_marked(&self, flow: &mut Flow, paragraph: Span, style: anstyle::Style) -> Vec<(usize, usize)> {
        let inside = |span: &Span| span.overlaps(paragraph);
        let mut cuts = vec![paragraph.start, paragraph.end];
        for span in self.notes.iter().flat_map(|note| &note.spans).filter(|span| inside(span)) {
            cuts.extend([span.start.max(paragraph.start), span.end.min(paragraph.end)]);
        }
        cuts.sort_unstable();
        cuts.dedup();
        let mut first_pieces: Vec<(usize, usize)> = Vec::new();
        for (piece, ends) in cuts.windows(2).enumerate() {
            let span = Span::new(ends[0], ends[1]);
            let mut bars = (0, 0);
            let mut is_said = false;
            for (number, note) in self.notes.iter().enumerate() {
                for part in note.spans.iter().filter(|part| part.contains(span)) {
                    is_said = true;
                    bars.0 += usize::from(part.start == span.start);
                    bars.1 += usize::from(part.end == span.end);
                    if !first_pieces.iter().any(|(known, _)| *known == number) {
                        first_pieces.push((number, piece));
                    }
                }
            }
            let words = span.of(self.text);
            match self.terminal.marks {
                Marks::Style => flow.push(words, if is_said { SAID } else { style }),
                _ => flow.push(&format!("{}{words}{}", "|".repeat(bars.0), "|".repeat(bars.1)), style),
            };
        }
        first_pieces
    }

    /// The lines of the margin beside a paragraph, each with its columns.
    fn beside(&self, paragraph: Span, first: &[(usize, usize)], begun: &[Option<usize>]) -> Vec<(String, usize)> {
        let mut beside: Vec<(String, usize)> = Vec::new();
        for (number, piece) in first {
            let note = &self.notes[*number];
            let goes_on = note.spans.first().is_some_and(|span| span.start < paragraph.start);
            let line = begun.get(*piece).copied().flatten().unwrap_or(0);
            while beside.len() < line {
                beside.push((String::new(), 0));
            }
            beside.extend(self.label(*number, goes_on));
        }
        beside
    }

    fn label(&self, number: usize, goes_on: bool) -> Vec<(String, usize)> {
        let note = &self.notes[number];
        let digits = self.notes.len().to_string().len();
        let counted = format!("{:>digits$}", number + 1);
        if !self.has_names() {
            return vec![(self.styled(&counted, STRONG), digits)];
        }
        if goes_on {
            return vec![(self.styled(&format!("{counted} …"), FAINT), digits + 2)];
        }
        let narrow = Terminal { width: self.margin - digits - 1, marks: Marks::None, ..self.terminal };
        let wrapped = |text: &str| Flow::new(narrow).push(text, PLAIN).lines().0;
        let mut label = Vec::new();
        if digits + 1 + width_of(&note.on_one_line()) <= self.margin {
            let name = format!("{counted} {}", note.name);
            let rest = format!(" · {}", note.qualities.join(", "));
            let columns = width_of(&name) + width_of(&rest);
            label.push((self.styled(&name, STRONG) + &self.styled(&rest, FAINT), columns));
            return label;
        }
        for (at, line) in wrapped(&note.name).into_iter().enumerate() {
            let before = if at == 0 { counted.clone() } else { " ".repeat(digits) };
            let line = format!("{before} {line}");
            label.push((self.styled(&line, STRONG), width_of(&line)));
        }
        for line in wrapped(&unparted(&note.qualities, ", ")) {
            let line = format!("{} {line}", " ".repeat(digits));
            label.push((self.styled(&line, FAINT), width_of(&line)));
        }
        label
    }

    /// Below the text, who says what was numbered; nothing where the margin has told it.
    pub fn write_legend(&self, out: &mut String) {
        if self.margin == 0 || self.has_names() {
            return;
        }
        out.push('\n');
        for (number, note) in self.notes.iter().enumerate() {
            let counted = format!("{:>width$}", number + 1, width = self.margin);
            let indent = self.margin + 1;
            let mut flow = Flow::new(self.terminal);
            flow.push(&counted.replace(' ', "\u{A0}"), STRONG).push(" ", PLAIN).push(&note.name, STRONG);
            if !note.qualities.is_empty() {
                flow.push(" ", PLAIN).push(&format!("· {}", unparted(&note.qualities, " · ")), FAINT);
            }
            flow.write(out, 0, indent);
        }
    }

    /// A line of the margin; its words have passed `sanitize` when they were wrapped.
    fn styled(&self, line: &str, style: anstyle::Style) -> String {
        let line = sanitize::line(line);
        match self.terminal.marks {
            Marks::Style => format!("{}{line}{}", style.render(), style.render_reset()),
            _ => line.into_owned(),
        }
    }
}

/// The parts in a row; within a part no line is turned.
fn unparted(parts: &[String], between: &str) -> String {
    parts.iter().map(|part| part.replace(' ', "\u{A0}")).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    const TEXT: &str = "The fund, Ilse Torvald said, “was never mine to spend”. “Nor yours,” she told the clerk of \
                        Ardan, who wrote it down, “nor anybody's.” Dorn Hale, whose name was on the list too, \
                        declined to comment.";

    fn spans(pieces: &[&str]) -> Vec<Span> {
        let place = |piece: &&str| {
            let start = TEXT.find(piece).expect("it stands there");
            Span::new(start, start + piece.len())
        };
        pieces.iter().map(place).collect()
    }

    fn note(pieces: &[&str], name: &str, qualities: &[&str]) -> Note {
        let qualities = qualities.iter().map(|quality| quality.to_string()).collect();
        Note { spans: spans(pieces), name: name.to_string(), qualities }
    }

    fn notes() -> Vec<Note> {
        vec![
            note(&["was never mine to spend"], "Ilse Torvald", &["stated"]),
            note(&["Nor yours,", "nor anybody's."], "Ilse Torvald", &["resolved", "said 2025-09-02"]),
            note(&["declined to comment"], "Dorn Hale", &["silent", "stated"]),
        ]
    }

    fn check(width: usize, expected: Expect) {
        let terminal = Terminal { width, marks: Marks::None, links: false, watched: false };
        let notes = notes();
        let page = Page::new(terminal, TEXT, &notes);
        let mut out = String::new();
        page.write(&mut out, Span::new(0, TEXT.len()), PLAIN);
        page.write_legend(&mut out);
        expected.assert_eq(&out);
        for line in out.lines() {
            assert!(width_of(line) <= width, "{line}");
        }
    }

    #[test]
    fn names_stand_beside_the_words() {
        check(
            100,
            expect![[r#"
                1 Ilse Torvald · stated       The fund, Ilse Torvald said, “|was never mine to spend|”. “|Nor
                2 Ilse Torvald                yours,|” she told the clerk of Ardan, who wrote it down, “|nor
                  resolved, said 2025-09-02   anybody's.|” Dorn Hale, whose name was on the list too, |declined to
                3 Dorn Hale · silent, stated  comment|.
            "#]],
        );
        check(
            60,
            expect![[r#"
                1 Ilse Torvald      The fund, Ilse Torvald said, “|was never
                  stated            mine to spend|”. “|Nor yours,|” she told
                2 Ilse Torvald      the clerk of Ardan, who wrote it down,
                  resolved,         “|nor anybody's.|” Dorn Hale, whose name
                  said 2025-09-02   was on the list too, |declined to
                3 Dorn Hale         comment|.
                  silent, stated
            "#]],
        );
    }

    #[test]
    fn a_narrow_terminal_has_numbers_and_names_below() {
        check(
            40,
            expect![[r#"
            1  The fund, Ilse Torvald said, “|was
            2  never mine to spend|”. “|Nor yours,|”
               she told the clerk of Ardan, who
               wrote it down, “|nor anybody's.|”
               Dorn Hale, whose name was on the list
            3  too, |declined to comment|.

            1 Ilse Torvald · stated
            2 Ilse Torvald · resolved ·
              said 2025-09-02
            3 Dorn Hale · silent · stated
        "#]],
        );
    }

    #[test]
    fn styles_take_the_place_of_bars() {
        let terminal = Terminal { width: 80, marks: Marks::Style, links: false, watched: true };
        let notes = notes();
        let mut out = String::new();
        Page::new(terminal, TEXT, &notes).write(&mut out, Span::new(0, TEXT.len()), PLAIN);
        assert!(!out.contains('|') && out.contains("\x1b[3m"), "{out:?}");
    }

    #[test]
    fn what_a_name_says_cannot_drive_the_terminal() {
        let terminal = Terminal { width: 80, marks: Marks::None, links: false, watched: true };
        let notes = [note(&["The"], "Dorn\x1b[2J Hale", &["st\x1bated"])];
        let mut out = String::new();
        let page = Page::new(terminal, TEXT, &notes);
        page.write(&mut out, Span::new(0, TEXT.len()), PLAIN);
        assert!(!out.contains('\x1b'), "{out:?}");
    }

    #[test]
    fn a_quote_that_goes_on_in_the_next_paragraph_is_numbered_again() {
        let terminal = Terminal { width: 80, marks: Marks::None, links: false, watched: true };
        let notes = notes();
        let page = Page::new(terminal, TEXT, &notes);
        let mut out = String::new();
        page.write(&mut out, Span::new(TEXT.find("who wrote").expect("there"), TEXT.len()), PLAIN);
        expect![[r#"
            2 …                       who wrote it down, “|nor anybody's.|” Dorn Hale, whose
            3 Dorn Hale               name was on the list too, |declined to comment|.
              silent, stated
        "#]]
        .assert_eq(&out);
    }
}
