//! Styled text into lines of a terminal's width.
//!
//! Pieces of text with a style and perhaps a link come in, lines with escapes go out. Breaks at
//! white space, and between wide characters (Han, Kana), which have none; a word longer than the
//! line is cut. Widths are columns, not bytes. All text is made harmless on its way in.

use std::rc::Rc;

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

use super::terminal::{LIT, Marks, Terminal};
use crate::faces::sanitize;
use crate::model::Span;

/// Text on its way to be wrapped.
pub struct Flow {
    terminal: Terminal,
    pieces: Vec<Piece>,
}

struct Piece {
    text: String,
    style: Style,
    link: Option<Rc<str>>,
}

/// What is not parted when lines are filled.
#[derive(Default)]
struct Atom {
    /// Characters and the piece each belongs to.
    chars: Vec<(char, usize)>,
    columns: usize,
    /// White space stands before it, of this piece.
    space_before: Option<usize>,
}

impl Flow {
    pub fn new(terminal: Terminal) -> Flow {
        Flow { terminal, pieces: Vec::new() }
    }

    pub fn push(&mut self, text: &str, style: Style) -> &mut Flow {
        self.pieces.push(Piece { text: sanitize::line(text).into_owned(), style, link: None });
        self
    }

    /// Text that leads to `target`, where the terminal shows links.
    pub fn push_link(&mut self, text: &str, style: Style, target: Option<Rc<str>>) -> &mut Flow {
        let link = target.filter(|_| self.terminal.links);
        self.pieces.push(Piece { text: sanitize::line(text).into_owned(), style, link });
        self
    }

    /// Text of which some spans are lit. Spans that do not fit the text are left unlit.
    pub fn push_lit(&mut self, text: &str, lit: &[Span], style: Style) -> &mut Flow {
        let mut from = 0;
        for span in lit {
            let (Some(before), Some(inside)) = (text.get(from..span.start), text.get(span.start..span.end)) else {
                continue;
            };
            self.push(before, style);
            match self.terminal.marks {
                Marks::Style => self.push(inside, LIT),
                Marks::Stars => self.push(&format!("*{inside}*"), style),
                Marks::None => self.push(inside, style),
            };
            from = span.end;
        }
        self.push(&text[from..], style)
    }

    /// The lines themselves, for something to be set beside them, and of each piece the line on
    /// which it begins; a piece of white space begins on none.
    pub fn lines(&self) -> (Vec<String>, Vec<Option<usize>>) {
        let mut out = String::new();
        let begun = self.write_noting(&mut out, 0, 0);
        (out.lines().map(str::to_string).collect(), begun)
    }

    /// Appends the lines to `out`, the first indented by `first` columns, the others by `rest`.
    pub fn write(&self, out: &mut String, first: usize, rest: usize) {
        self.write_noting(out, first, rest);
    }

    fn write_noting(&self, out: &mut String, first: usize, rest: usize) -> Vec<Option<usize>> {
        let width = self.terminal.width;
        let begun = vec![None; self.pieces.len()];
        let mut line = Line { flow: self, out, open: None, column: first, number: 0, begun };
        line.out.push_str(&" ".repeat(first));
        let mut at_start = true;
        for atom in self.atoms() {
            let space = usize::from(atom.space_before.is_some() && !at_start);
            if !at_start && line.column + space + atom.columns > width {
                line.turn(rest);
                at_start = true;
            }
            if let Some(piece) = atom.space_before.filter(|_| !at_start) {
                line.put(' ', piece);
            }
            for (c, piece) in atom.chars {
                if line.column + columns(c) > width && line.column > rest {
                    line.turn(rest);
                }
                line.put(c, piece);
            }
            at_start = false;
        }
        line.close();
        let begun = std::mem::take(&mut line.begun);
        out.push('\n');
        begun
    }

    fn atoms(&self) -> Vec<Atom> {
        let mut atoms: Vec<Atom> = Vec::new();
        let mut current = Atom::default();
        let mut space = None;
        for (number, piece) in self.pieces.iter().enumerate() {
            for c in piece.text.chars() {
                if is_break(c) {
                    end(&mut atoms, &mut current);
                    space = space.or(Some(number));
                    continue;
                }
                let wide = columns(c) == 2;
                let after_wide = current.chars.last().is_some_and(|(last, _)| columns(*last) == 2);
                if (wide && !current.chars.is_empty()) || (after_wide && columns(c) > 0) {
                    end(&mut atoms, &mut current);
                }
                if current.chars.is_empty() {
                    current.space_before = space.take();
                }
                current.columns += columns(c);
                current.chars.push((c, number));
            }
        }
        end(&mut atoms, &mut current);
        atoms
    }
}

fn end(atoms: &mut Vec<Atom>, current: &mut Atom) {
    if !current.chars.is_empty() {
        atoms.push(std::mem::take(current));
    }
}

/// Columns of a character; controls have been replaced before.
pub fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Columns of a text.
pub fn width_of(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// White space at which a line may end.
fn is_break(c: char) -> bool {
    c.is_whitespace() && !is_no_break_space(c)
}

fn is_no_break_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// The line that is being filled, and the piece whose style is open.
struct Line<'a> {
    flow: &'a Flow,
    out: &'a mut String,
    open: Option<usize>,
    column: usize,
    /// Of this line, from 0.
    number: usize,
    /// By piece, the line of its first character.
    begun: Vec<Option<usize>>,
}

impl Line<'_> {
    fn put(&mut self, c: char, piece: usize) {
        if self.open != Some(piece) {
            self.close();
            self.open(piece);
        }
        if c != ' ' {
            self.begun[piece].get_or_insert(self.number);
        }
        // No-break spaces have done their work by now; a plain one is found by `grep`.
        self.out.push(if is_no_break_space(c) { ' ' } else { c });
        self.column += columns(c);
    }

    fn turn(&mut self, indent: usize) {
        self.close();
        self.out.push('\n');
        self.out.push_str(&" ".repeat(indent));
        self.column = indent;
        self.number += 1;
    }

    fn open(&mut self, number: usize) {
        let piece = &self.flow.pieces[number];
        if let Some(target) = &piece.link {
            self.out.push_str(&format!("\x1b]8;;{target}\x1b\\"));
        }
        if self.flow.terminal.marks == Marks::Style {
            self.out.push_str(&piece.style.render().to_string());
        }
        self.open = Some(number);
    }

    fn close(&mut self) {
        let Some(number) = self.open.take() else { return };
        let piece = &self.flow.pieces[number];
        if self.flow.terminal.marks == Marks::Style {
            self.out.push_str(&piece.style.render_reset().to_string());
        }
        if piece.link.is_some() {
            self.out.push_str("\x1b]8;;\x1b\\");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::cli::terminal::{PLAIN, STRONG};

    fn terminal(width: usize, marks: Marks) -> Terminal {
        Terminal { width, marks, links: marks == Marks::Style, watched: true }
    }

    fn check(text: &str, width: usize, expected: &str) {
        let mut flow = Flow::new(terminal(width, Marks::None));
        flow.push(text, PLAIN);
        let mut out = String::new();
        flow.write(&mut out, 0, 2);
        assert_eq!(out, format!("{expected}\n"), "{text}");
        for line in out.lines() {
            assert!(width_of(line) <= width, "{line}");
        }
    }

    #[test]
    fn lines_are_broken_at_spaces() {
        check("one two three", 20, "one two three");
        check("one two three four five", 13, "one two three\n  four five");
        check("hard\nwrapped   text", 40, "hard wrapped text");
        check("", 10, "");
        check("10\u{A0}percent of it", 12, "10 percent\n  of it");
    }

    #[test]
    fn long_words_are_cut_and_wide_ones_parted() {
        check("abcdefghijklmnop", 8, "abcdefgh\n  ijklmn\n  op");
        check("東京都知事選挙の結果", 10, "東京都知事\n  選挙の結\n  果");
        check("か\u{3099}か\u{3099}か\u{3099}", 4, "か\u{3099}か\u{3099}\n  か\u{3099}");
    }

    #[test]
    fn lit_words_are_told_apart_without_colour() {
        let lit = [Span::new(4, 11)];
        let render = |marks| {
            let mut out = String::new();
            Flow::new(terminal(40, marks)).push_lit("the drought went on", &lit, PLAIN).write(&mut out, 0, 0);
            out
        };
        assert_eq!(render(Marks::None), "the drought went on\n");
        assert_eq!(render(Marks::Stars), "the *drought* went on\n");
        let styled = render(Marks::Style);
        assert!(styled.contains("\x1b[1m") && styled.contains("\x1b[0m"), "{styled:?}");
    }

    #[test]
    fn spans_that_do_not_fit_do_no_harm() {
        let lit = [Span::new(2, 3), Span::new(90, 99)];
        let mut out = String::new();
        Flow::new(terminal(40, Marks::Stars)).push_lit("zürich", &lit, PLAIN).write(&mut out, 0, 0);
        assert_eq!(out, "zürich\n");
    }

    #[test]
    fn links_and_styles_end_with_their_line() {
        let mut flow = Flow::new(terminal(20, Marks::Style));
        flow.push_link("a long linked headline of words", STRONG, Some("file:///a".into()));
        let mut out = String::new();
        flow.write(&mut out, 0, 0);
        for line in out.lines() {
            assert!(line.starts_with("\x1b]8;;file:///a\x1b\\\x1b[1m"), "{line:?}");
            assert!(line.ends_with("\x1b[0m\x1b]8;;\x1b\\"), "{line:?}");
        }
    }

    #[test]
    fn what_an_article_says_cannot_drive_the_terminal() {
        let mut out = String::new();
        Flow::new(terminal(60, Marks::None)).push("bad \x1b]0;title\x07 \u{202E}text", PLAIN).write(&mut out, 0, 0);
        assert_eq!(out, "bad ␛]0;title␇ \\u{202E}text\n");
    }
}
