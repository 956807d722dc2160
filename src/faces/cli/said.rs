//! The words of a quote as people read them: in the marks that the paper has, its breaks shown.
//!
//! A report between two pieces is an ellipsis, a new paragraph a sign of its own. Editorial
//! brackets stay and stand back. What is long is cut around what is lit.

use super::layout::Flow;
use super::terminal::{FAINT, PLAIN};
use crate::model::{Article, LitSaid, Quote, QuoteKind, Said, Span};

/// A quote of so many characters is shown whole.
const WHOLE_CHARS_MAX: usize = 600;
/// Around what is lit in a longer one, on either side.
const AROUND_CHARS: usize = 120;
/// Of a longer one without anything lit, from its beginning.
const OPENING_CHARS: usize = 400;

/// Where the report stands between two pieces, and where something was cut.
const BREAK: &str = " … ";
const PARAGRAPH: &str = " ¶ ";

/// A quote ready to be shown.
pub struct SaidWords {
    text: String,
    /// Ascending and disjoint.
    lit: Vec<Span>,
    /// What is no word of the speaker: brackets, breaks.
    faint: Vec<Span>,
}

impl SaidWords {
    /// The quote in the article's marks. `lit` are places of the article's text.
    fn of(article: &Article, quote: &Quote, lit: &[Span]) -> SaidWords {
        let text = article.text.as_str();
        let mut words = SaidWords { text: String::new(), lit: Vec::new(), faint: Vec::new() };
        let mut before: Option<usize> = None;
        for span in &quote.spans {
            if let Some(end) = before {
                words.push_faint(between(&text[end..span.start]));
            }
            before = Some(span.end);
            let (opening, closing) = match quote.kind {
                QuoteKind::Indirect => ("", ""),
                QuoteKind::Direct | QuoteKind::Mixed => (mark_before(text, span.start), mark_after(text, span.end)),
            };
            words.text.push_str(opening);
            let start = words.text.len();
            words.text.push_str(span.of(text));
            let moved = |place: &Span| {
                let (from, to) = (place.start.max(span.start), place.end.min(span.end));
                (from < to).then(|| Span::new(start + from - span.start, start + to - span.start))
            };
            words.lit.extend(lit.iter().filter_map(moved));
            words.faint.extend(quote.brackets.iter().filter_map(moved));
            words.text.push_str(closing);
        }
        words.cut()
    }

    /// Of a silence the sentence that reports it, as it stands.
    pub fn of_said(article: &Article, said: &LitSaid) -> SaidWords {
        match &said.said {
            Said::Quote(quote) => SaidWords::of(article, quote, &said.lit),
            Said::Silence(silence) => {
                let text = silence.span.of(&article.text).to_string();
                SaidWords { text, lit: Vec::new(), faint: Vec::new() }.cut()
            }
        }
    }

    pub fn push_to(&self, flow: &mut Flow) {
        let mut at = 0;
        for faint in &self.faint {
            self.push_plain(flow, Span::new(at, faint.start));
            flow.push(faint.of(&self.text), FAINT);
            at = faint.end;
        }
        self.push_plain(flow, Span::new(at, self.text.len()));
    }

    fn push_plain(&self, flow: &mut Flow, part: Span) {
        let lit: Vec<Span> = self
            .lit
            .iter()
            .filter(|lit| part.contains(**lit))
            .map(|lit| Span::new(lit.start - part.start, lit.end - part.start))
            .collect();
        flow.push_lit(part.of(&self.text), &lit, PLAIN);
    }

    fn push_faint(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.faint.push(Span::new(start, self.text.len()));
    }

    /// What is too long without what is far from anything lit.
    fn cut(self) -> SaidWords {
        if self.text.chars().count() <= WHOLE_CHARS_MAX {
            return self;
        }
        let mut shown = SaidWords { text: String::new(), lit: Vec::new(), faint: Vec::new() };
        let mut at = 0;
        for window in self.windows() {
            if window.start > at {
                shown.push_faint(if shown.text.is_empty() { BREAK.trim_start() } else { BREAK });
            }
            let start = shown.text.len();
            shown.text.push_str(window.of(&self.text));
            let moved = |span: &Span| Span::new(span.start - window.start + start, span.end - window.start + start);
            shown.lit.extend(self.lit.iter().filter(|lit| window.contains(**lit)).map(moved));
            shown.faint.extend(self.faint.iter().filter(|faint| window.contains(**faint)).map(moved));
            at = window.end;
        }
        if at < self.text.len() {
            shown.push_faint(BREAK.trim_end());
        }
        shown
    }

    /// The stretches that are shown of a long quote, at borders of words.
    fn windows(&self) -> Vec<Span> {
        if self.lit.is_empty() {
            return vec![Span::new(0, self.border_before(characters_on(&self.text, 0, OPENING_CHARS)))];
        }
        let mut windows: Vec<Span> = Vec::new();
        let mut characters = 0;
        for lit in &self.lit {
            let start = self.border_after(characters_back(&self.text, lit.start, AROUND_CHARS)).min(lit.start);
            let end = self.border_before(characters_on(&self.text, lit.end, AROUND_CHARS)).max(lit.end);
            if characters > 0 && characters + self.text[lit.start..end].chars().count() > WHOLE_CHARS_MAX {
                break;
            }
            match windows.last_mut() {
                Some(last) if start <= last.end => *last = Span::new(last.start, end.max(last.end)),
                _ => windows.push(Span::new(start, end)),
            }
            characters = windows.iter().map(|window| window.of(&self.text).chars().count()).sum();
        }
        windows
    }

    /// The end of the last word that ends at or before the place.
    fn border_before(&self, at: usize) -> usize {
        if at == self.text.len() || self.text[at..].starts_with(char::is_whitespace) {
            return at;
        }
        self.text[..at].rfind(char::is_whitespace).unwrap_or(at)
    }

    /// The start of the first word that begins at or behind the place.
    fn border_after(&self, at: usize) -> usize {
        if at == 0 || self.text[..at].ends_with(char::is_whitespace) {
            return at;
        }
        let rest = &self.text[at..];
        let space = rest.char_indices().find(|(_, c)| c.is_whitespace());
        space.map_or(at, |(to, c)| at + to + c.len_utf8())
    }
}

fn characters_on(text: &str, from: usize, count: usize) -> usize {
    text[from..].char_indices().nth(count).map_or(text.len(), |(at, _)| from + at)
}

fn characters_back(text: &str, from: usize, count: usize) -> usize {
    text[..from].char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at)
}

/// What stands for the text between two pieces of a quote.
fn between(text: &str) -> &'static str {
    match () {
        () if text.contains(char::is_alphanumeric) => BREAK,
        () if text.contains('\n') => PARAGRAPH,
        () => " ",
    }
}

const MARKS: [&str; 16] = ["''", "``", "“", "”", "„", "‟", "\"", "‘", "’", "‚", "'", "«", "»", "‹", "›", "「"];

/// The quotation mark that ends right before the place.
fn mark_before(text: &str, at: usize) -> &str {
    let before = &text[..at];
    let mark = MARKS.iter().find(|mark| before.ends_with(**mark));
    mark.map_or("", |mark| &before[at - mark.len()..])
}

/// The quotation mark that begins right behind the place.
fn mark_after(text: &str, at: usize) -> &str {
    let after = &text[at..];
    let mark = MARKS.iter().chain(&["」"]).find(|mark| after.starts_with(**mark));
    mark.map_or("", |mark| &after[..mark.len()])
}
