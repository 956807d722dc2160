//! A passage as it is shown: the printed words with what was asked for marked against them, the rest
//! of the sentence around them, and what has to be known before they are used.

use super::alignment::Step;
use super::asked::Asked;
use super::finding::{Found, Spot};
use super::printed::{PrintedWord, Within, marked_stretches};
use super::{PieceKind, TracePiece, Warning};
use crate::engine::quotes::fold::{NEGATIONS, is_number_word};
use crate::language::sentences;
use crate::model::{Polarity, QuoteKind, Span};

/// Bytes of the sentence shown on either side of the words.
const CONTEXT_BYTES: usize = 160;
/// Bytes of the report that breaks a quote; a longer one is shown by its first and last words.
const REPORT_BYTES: usize = 80;
/// Words before the passage among which a word of denial concerns it.
const DENIAL_WORDS: usize = 5;

/// The passage as pieces: joined, those that are not asked words read as the text was printed.
pub(super) fn pieces(asked: &Asked, found: &Found) -> Vec<TracePiece> {
    let mut printing = Printing { found, text: text_of(found), pieces: Vec::new(), last: None, waiting: None };
    for mark in marks(asked, found) {
        match mark {
            Mark::Asked(kind, from, to) => printing.asked(kind, asked.typed(from, to)),
            Mark::Printed(kind, at) => printing.printed(kind, at),
        }
    }
    printing.finish()
}

/// A step as it is shown.
enum Mark {
    /// A run of asked words, both ends included.
    Asked(PieceKind, usize, usize),
    Printed(PieceKind, usize),
}

fn marks(asked: &Asked, found: &Found) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let push_asked = |marks: &mut Vec<Mark>, kind, at| match marks.last_mut() {
        Some(Mark::Asked(of, _, to)) if *of == kind && *to + 1 == at => *to = at,
        _ => marks.push(Mark::Asked(kind, at, at)),
    };
    for step in &found.alignment.steps {
        match *step {
            Step::Asked(at) => push_asked(&mut marks, PieceKind::Asked, at),
            Step::AskedMoved(at) => push_asked(&mut marks, PieceKind::AskedMoved, at),
            Step::Printed(at) => marks.push(Mark::Printed(PieceKind::Printed, at)),
            Step::PrintedMoved(at) => marks.push(Mark::Printed(PieceKind::PrintedMoved, at)),
            Step::Same { asked: at, printed } | Step::Near { asked: at, printed } => {
                if asked.words[at].after_gap {
                    leave_out(&mut marks);
                }
                if matches!(step, Step::Near { .. }) {
                    marks.push(Mark::Asked(PieceKind::Asked, at, at));
                    marks.push(Mark::Printed(PieceKind::Printed, printed));
                } else {
                    marks.push(Mark::Printed(PieceKind::Same, printed));
                }
            }
        }
    }
    marks
}

/// The printed words at the end are those which the asked text says it leaves out.
fn leave_out(marks: &mut [Mark]) {
    let at_end = marks.iter_mut().rev();
    for mark in at_end.take_while(|mark| matches!(mark, Mark::Printed(PieceKind::Printed, _))) {
        if let Mark::Printed(kind, _) = mark {
            *kind = PieceKind::LeftOut;
        }
    }
}

/// The text in which the words' spans lie.
fn text_of(found: &Found) -> &str {
    let article = &found.kept.article;
    match &article.headline {
        Some(headline) if found.in_headline && article.headline_in_text().is_none() => &headline.words,
        _ => &article.text,
    }
}

struct Printing<'a> {
    found: &'a Found,
    text: &'a str,
    pieces: Vec<TracePiece>,
    /// The printed word shown last.
    last: Option<usize>,
    /// Asked words whose place depends on what comes next.
    waiting: Option<(PieceKind, String)>,
}

impl Printing<'_> {
    fn push(&mut self, kind: PieceKind, text: &str) {
        match self.pieces.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.pieces.push(TracePiece { kind, text: text.to_string() }),
        }
    }

    fn asked(&mut self, kind: PieceKind, words: &str) {
        self.show_waiting();
        self.waiting = Some((kind, words.split_whitespace().collect::<Vec<_>>().join(" ")));
    }

    /// Asked words that nothing replaces stand right behind the word before them.
    fn show_waiting(&mut self) {
        let Some((kind, words)) = self.waiting.take() else { return };
        if !self.pieces.is_empty() {
            self.push(PieceKind::Same, " ");
        }
        self.pieces.push(TracePiece { kind, text: words });
        if self.last.is_none() {
            self.push(PieceKind::Same, " ");
        }
    }

    fn printed(&mut self, kind: PieceKind, at: usize) {
        let word = &self.found.words[at];
        let gap = self.last.map(|last| Span::new(self.found.words[last].span.end, word.span.start));
        let replaced = self.waiting.take_if(|_| kind == PieceKind::Printed);
        self.show_waiting();
        if let Some(gap) = gap {
            let goes_on = replaced.is_none() && self.pieces.last().is_some_and(|piece| piece.kind == kind);
            match self.is_report(gap) {
                true => self.push(PieceKind::Report, &shortened(gap.of(self.text))),
                false => self.push(if goes_on { kind } else { PieceKind::Same }, gap.of(self.text)),
            }
        }
        if let Some((kind, words)) = replaced {
            self.pieces.push(TracePiece { kind, text: words });
        }
        self.push(kind, word.span.of(self.text));
        self.last = Some(at);
    }

    /// Whether words that were not said stand between two that were; brackets are shown as they are.
    fn is_report(&self, gap: Span) -> bool {
        let Some(quote) = self.found.quote().filter(|_| matches!(self.found.spot, Spot::Quote(_))) else {
            return false;
        };
        let is_bracket = |span: &Span| span.overlaps(gap);
        let has_words = gap.of(self.text).contains(char::is_alphanumeric);
        has_words && !quote.brackets.iter().any(is_bracket)
    }

    fn finish(mut self) -> Vec<TracePiece> {
        self.show_waiting();
        let stretch = &self.found.alignment.stretch;
        let (Some(first), Some(last)) =
            (self.found.words.get(stretch.start), stretch.end.checked_sub(1).and_then(|at| self.found.words.get(at)))
        else {
            return self.pieces;
        };
        let before = Span::new(sentence(self.found, self.text, first).start, first.span.start).of(self.text);
        let after = Span::new(last.span.end, sentence(self.found, self.text, last).end).of(self.text);
        if !before.is_empty() {
            let text = clipped_start(before);
            self.pieces.insert(0, TracePiece { kind: PieceKind::Context, text });
        }
        if !after.is_empty() {
            let text = clipped_end(after);
            self.pieces.push(TracePiece { kind: PieceKind::Context, text });
        }
        self.pieces
    }
}

/// What is shown around a word at most: its sentence, within the marks of its quote.
fn sentence(found: &Found, text: &str, word: &PrintedWord) -> Span {
    let bounds = bounds(found, text, word);
    let shift = |span: Span| Span::new(span.start + bounds.start, span.end + bounds.start);
    sentences(bounds.of(text)).into_iter().map(shift).find(|sentence| sentence.contains(word.span)).unwrap_or(bounds)
}

/// The marks, the paragraph or the headline in which the word stands.
fn bounds(found: &Found, text: &str, word: &PrintedWord) -> Span {
    if found.in_headline {
        return found.kept.article.headline_in_text().unwrap_or(Span::new(0, text.len()));
    }
    let holds = |span: &Span| span.contains(word.span);
    if let (Spot::Quote(_), Within::Quote(ordinal)) = (found.spot, word.within)
        && let Some(quote) = found.kept.statements.quotes.get(ordinal)
    {
        let stretches: Vec<Span> = match quote.kind {
            QuoteKind::Mixed => quote.spans.iter().flat_map(|span| marked_stretches(text, *span)).collect(),
            _ => quote.spans.clone(),
        };
        if let Some(stretch) = stretches.into_iter().find(|span| holds(span)) {
            return stretch;
        }
    }
    found.kept.article.body.iter().copied().find(holds).unwrap_or(word.span)
}

fn clipped_start(text: &str) -> String {
    if text.len() <= CONTEXT_BYTES {
        return text.to_string();
    }
    let from = text.ceil_char_boundary(text.len() - CONTEXT_BYTES);
    let from = text[from..].find(char::is_whitespace).map_or(from, |space| from + space);
    format!("…{}", &text[from..])
}

fn clipped_end(text: &str) -> String {
    if text.len() <= CONTEXT_BYTES {
        return text.to_string();
    }
    let to = text.floor_char_boundary(CONTEXT_BYTES);
    let to = text[..to].rfind(char::is_whitespace).unwrap_or(to);
    format!("{} …", text[..to].trim_end())
}

fn shortened(text: &str) -> String {
    if text.len() <= REPORT_BYTES {
        return text.to_string();
    }
    let half = REPORT_BYTES / 2;
    let (to, from) = (text.floor_char_boundary(half), text.ceil_char_boundary(text.len() - half));
    let to = text[..to].rfind(char::is_whitespace).unwrap_or(to);
    let from = text[from..].find(char::is_whitespace).map_or(from, |space| from + space);
    format!("{} … {}", text[..to].trim_end(), text[from..].trim_start())
}

/// What has to be known before the words are used.
pub(super) fn warnings(asked: &Asked, found: &Found) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let quote = found.quote();
    if let Some(quote) = quote.filter(|quote| quote.polarity != Polarity::Affirmed) {
        warnings.push(Warning::NotAffirmed(quote.polarity));
    }
    let printed = &found.words[found.alignment.stretch.clone()];
    let asked_tokens = || asked.words.iter().map(|word| word.token.as_str());
    let printed_tokens = || printed.iter().map(|word| word.token.as_str());
    if denials(asked_tokens()) != denials(printed_tokens()) {
        warnings.push(Warning::Negation);
    }
    if figures(asked_tokens()) != figures(printed_tokens()) {
        warnings.push(Warning::Figure);
    }
    warnings.extend(denial_before(found).map(Warning::NegationBefore));
    if is_quoting(found) {
        warnings.push(Warning::Quoting);
    }
    let left_out =
        marks(asked, found).iter().filter(|mark| matches!(mark, Mark::Printed(PieceKind::LeftOut, _))).count();
    if left_out > 0 {
        warnings.push(Warning::LeftOut(left_out as u64));
    }
    let Some(quote) = quote else { return warnings };
    let extent = printed.first().zip(printed.last()).map(|(first, last)| Span::new(first.span.start, last.span.end));
    if quote.brackets.iter().any(|bracket| extent.is_some_and(|extent| extent.contains(*bracket))) {
        warnings.push(Warning::Bracket);
    }
    if quote.translated {
        warnings.push(Warning::Translated);
    }
    if quote.corrected {
        warnings.push(Warning::Corrected);
    }
    warnings
}

fn denials<'t>(tokens: impl Iterator<Item = &'t str>) -> usize {
    tokens.filter(|token| NEGATIONS.contains(token)).count()
}

fn figures<'t>(tokens: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let is_figure = |token: &&str| token.bytes().any(|byte| byte.is_ascii_digit()) || is_number_word(token);
    let mut found: Vec<&str> = tokens.filter(is_figure).collect();
    found.sort_unstable();
    found
}

/// A word of denial shortly before the words, in their sentence.
fn denial_before(found: &Found) -> Option<String> {
    let text = text_of(found);
    let start = found.alignment.stretch.start;
    let sentence = sentence(found, text, found.words.get(start)?);
    let before = &found.words[start.saturating_sub(DENIAL_WORDS)..start];
    let near = before.iter().rev().take_while(|word| sentence.contains(word.span));
    let denial = near.into_iter().find(|word| NEGATIONS.contains(&word.token.as_str()))?;
    // `t` is what `don't` ends with: shown whole.
    let from = text[..denial.span.start].rfind(char::is_whitespace).map_or(0, |space| space + 1).max(sentence.start);
    Some(text[from..denial.span.end].trim_start_matches(|c: char| !c.is_alphanumeric()).to_string())
}

/// Whether the words begin with a mark that opens inside the quote.
fn is_quoting(found: &Found) -> bool {
    let Some(first) = found.words.get(found.alignment.stretch.start) else { return false };
    let Some(quote) = found.quote().filter(|_| matches!(found.spot, Spot::Quote(_))) else { return false };
    let text = text_of(found);
    let Some(mark) = text[..first.span.start].chars().next_back() else { return false };
    let is_inside =
        quote.spans.iter().any(|span| span.start + mark.len_utf8() <= first.span.start && span.contains(first.span));
    quote.kind == QuoteKind::Direct && is_inside && matches!(mark, '‘' | '“' | '„' | '«' | '"' | '\'' | '`' | '‹')
}
