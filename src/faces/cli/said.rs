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

#[cfg(test)]
mod tests {
    use super::super::layout::width_of;
    use super::super::terminal::{Marks, Terminal};
    use super::*;
    use crate::faces::fixture;

    /// A quote of these pieces, found one behind the other in the text; `lit` are words in it.
    fn shown(kind: QuoteKind, text: &str, pieces: &[&str], lit: &[&str]) -> String {
        let mut answer = fixture::quote_answer();
        let place = answer.hits.remove(0).places.remove(0);
        let mut article = (*place.article).clone();
        article.text = text.to_string();
        let mut from = 0;
        let mut find = |words: &str| {
            let start = from + text[from..].find(words).expect("the words are part of the text");
            from = start + words.len();
            Span::new(start, from)
        };
        let spans: Vec<Span> = pieces.iter().map(|piece| find(piece)).collect();
        let bracket = |span: &Span| {
            let start = span.start + span.of(text).find('[')?;
            Some(Span::new(start, start + text[start..].find(']')? + 1))
        };
        let mut quote = place.said.said.quote().expect("a quote").clone();
        (quote.kind, quote.brackets) = (kind, spans.iter().filter_map(bracket).collect());
        quote.spans = spans;
        let lit: Vec<Span> =
            lit.iter().filter_map(|word| Some(Span::new(text.find(word)?, text.find(word)? + word.len()))).collect();
        let said = LitSaid { said: Said::Quote(quote), lit };
        let terminal = Terminal { width: 2_000, marks: Marks::Stars, links: false, watched: true };
        let (mut flow, mut out) = (Flow::new(terminal), String::new());
        SaidWords::of_said(&article, &said).push_to(&mut flow);
        flow.write(&mut out, 0, 0);
        assert!(width_of(&out) <= 1_000, "{out}");
        out.trim_end().to_string()
    }

    fn check(kind: QuoteKind, text: &str, pieces: &[&str], lit: &[&str], expected: &str) {
        assert_eq!(shown(kind, text, pieces, lit), expected, "{text}");
    }

    #[test]
    fn marks_are_those_of_the_paper() {
        check(QuoteKind::Direct, "“It holds,” she said.", &["It holds,"], &["holds"], "“It *holds*,”");
        check(QuoteKind::Direct, "\"It holds\", she said.", &["It holds"], &[], "\"It holds\"");
        check(QuoteKind::Direct, "''It holds,'' she said.", &["It holds,"], &[], "''It holds,''");
        check(QuoteKind::Direct, "„Es hält“, sagte sie.", &["Es hält"], &[], "„Es hält“");
        check(QuoteKind::Direct, "VALE: It holds.", &["It holds."], &[], "It holds.");
    }

    #[test]
    fn a_report_never_stands_in_marks() {
        check(QuoteKind::Indirect, "“Well,” he said that it holds ”", &["it holds"], &[], "it holds");
        check(
            QuoteKind::Mixed,
            "He said it was “sound and dry”.",
            &["it was “sound and dry"],
            &[],
            "it was “sound and dry”",
        );
    }

    #[test]
    fn breaks_and_brackets_show() {
        let broken = "“It holds,” she said, “and [the wall] is dry.”";
        let expected = "“It holds,” … “and [the wall] is dry.”";
        check(QuoteKind::Direct, broken, &["It holds,", "and [the wall] is dry."], &[], expected);
        check(QuoteKind::Direct, "“One.\n\n“Two.”", &["One.", "Two."], &["Two"], "“One. ¶ “*Two*.”");
    }

    #[test]
    fn long_quotes_are_cut_around_what_is_lit() {
        let filling = "and so it went on through the night ".repeat(30);
        let text = format!("“The weir broke {filling}until the harbour bell rang {filling}again.”");
        let inside = text.trim_matches(['“', '”']);
        let lit = shown(QuoteKind::Direct, &text, &[inside], &["bell"]);
        assert!(
            lit.starts_with("… ") && lit.ends_with(" …") && lit.contains("until the harbour *bell* rang and"),
            "{lit}"
        );
        let two = shown(QuoteKind::Direct, &text, &[inside], &["weir", "bell"]);
        assert!(two.starts_with("“The *weir* broke and") && two.contains(" … ") && two.contains("*bell*"), "{two}");
        let none = shown(QuoteKind::Direct, &text, &[inside], &[]);
        assert!(none.starts_with("“The weir broke and") && none.ends_with(" …"), "{none}");
        assert!(none.chars().count() < WHOLE_CHARS_MAX, "{none}");
    }
}
