//! The words that were printed: those of one quote, and those of an article around its quotes.
//!
//! Words of a quote are what stands inside its marks: all of a direct one, the marked stretches of a
//! mixed one, nothing of an indirect one. Editorial brackets are nobody's words.

use std::collections::HashMap;

use crate::index::said_words;
use crate::language::tokens;
use crate::model::{Article, Quote, QuoteKind, Span, Statements};

/// How a word follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Side by side; the report that breaks a quote does not count.
    Side,
    /// In the next paragraph of the same quote or text.
    Paragraph,
    /// A bracket, or words that were not said, stand between.
    Parted,
}

/// Whose words they are, as far as the article tells. Numbers are those of `Statements::quotes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    Text,
    /// Inside the marks of a quote.
    Quote(usize),
    /// In a report without marks.
    Report(usize),
}

#[derive(Clone, Debug)]
pub(super) struct PrintedWord {
    pub token: String,
    /// Bytes of the text the words stand in.
    pub span: Span,
    pub joint: Joint,
    /// More than a space stands between it and the word before.
    pub after_mark: bool,
    pub within: Within,
}

/// The words of a quote inside its marks.
pub(super) fn words_of_quote(article: &Article, quote: &Quote, ordinal: usize) -> Vec<PrintedWord> {
    if quote.kind == QuoteKind::Indirect {
        return Vec::new();
    }
    let marked: Option<Vec<Span>> = (quote.kind == QuoteKind::Mixed)
        .then(|| quote.spans.iter().flat_map(|span| marked_stretches(&article.text, *span)).collect());
    let mut words: Vec<PrintedWord> = Vec::new();
    let mut next = 0;
    let mut is_cut = false;
    said_words(article, quote, |position, token, span| {
        if marked.as_ref().is_some_and(|marked| !marked.iter().any(|stretch| stretch.contains(span))) {
            is_cut = true;
            return;
        }
        let before = words.last().map(|word| word.span.end);
        let bracket =
            |end: usize| quote.brackets.iter().any(|bracket| end <= bracket.start && bracket.end <= span.start);
        let joint = match before {
            Some(end) if std::mem::take(&mut is_cut) || bracket(end) => Joint::Parted,
            Some(_) if position > next => Joint::Paragraph,
            _ => Joint::Side,
        };
        next = position + 1;
        words.push(PrintedWord {
            token: token.to_string(),
            span,
            joint,
            after_mark: before.is_some_and(|end| has_mark(&article.text, end, span.start)),
            within: Within::Quote(ordinal),
        });
    });
    words
}

/// The words of a quote and of those by the same speaker that follow it in its paragraph: `“We go,”
/// she said. “You stay.”` is one turn of hers, though two quotes.
pub(super) fn words_of_turn(article: &Article, statements: &Statements, ordinal: usize) -> Vec<PrintedWord> {
    let Some(first) = statements.quotes.get(ordinal) else { return Vec::new() };
    let mut words = words_of_quote(article, first, ordinal);
    let mut last = first;
    for (at, next) in statements.quotes.iter().enumerate().skip(ordinal + 1) {
        let goes_on = next.kind == QuoteKind::Direct
            && last.kind == QuoteKind::Direct
            && last.speaker.is_some()
            && last.speaker == next.speaker
            && last.polarity == next.polarity
            && last.extent().end <= next.extent().start
            && article.body.iter().any(|range| range.contains(last.extent()) && range.contains(next.extent()));
        if !goes_on {
            break;
        }
        let mut more = words_of_quote(article, next, at);
        if let Some(word) = more.first_mut() {
            word.after_mark = true;
        }
        words.append(&mut more);
        last = next;
    }
    words
}

/// The words of the headline, and those of the body, each knowing whose they are. A headline that
/// does not stand in the text has spans of its own words.
pub(super) fn words_of_article(article: &Article, statements: &Statements) -> [Vec<PrintedWord>; 2] {
    let mut inside: HashMap<usize, usize> = HashMap::new();
    for (ordinal, quote) in statements.quotes.iter().enumerate() {
        inside.extend(words_of_quote(article, quote, ordinal).iter().map(|word| (word.span.start, ordinal)));
    }
    let within = |span: Span| match inside.get(&span.start) {
        Some(ordinal) => Within::Quote(*ordinal),
        None => {
            let reports = |quote: &Quote| quote.spans.iter().any(|said| said.contains(span));
            statements.quotes.iter().position(reports).map_or(Within::Text, Within::Report)
        }
    };
    let mut above = Vec::new();
    match (article.headline_in_text(), &article.headline) {
        (Some(span), _) => push_words(&mut above, &article.text, span, within),
        // Known from metadata alone, it stands nowhere in the text.
        (None, Some(headline)) => {
            push_words(&mut above, &headline.words, Span::new(0, headline.words.len()), |_| Within::Text)
        }
        (None, None) => {}
    }
    let mut body = Vec::new();
    for paragraph in &article.body {
        push_words(&mut body, &article.text, *paragraph, within);
    }
    [above, body]
}

fn push_words(words: &mut Vec<PrintedWord>, text: &str, stretch: Span, within: impl Fn(Span) -> Within) {
    for (at, token) in tokens(stretch.of(text)).into_iter().enumerate() {
        let span = Span::new(stretch.start + token.span.start, stretch.start + token.span.end);
        let before = words.last().map(|word| word.span.end);
        let joint = if at == 0 && before.is_some() { Joint::Paragraph } else { Joint::Side };
        let after_mark = before.is_some_and(|end| has_mark(text, end, span.start));
        words.push(PrintedWord { token: token.text, span, joint, after_mark, within: within(span) });
    }
}

fn has_mark(text: &str, from: usize, to: usize) -> bool {
    text[from..to].chars().any(|c| !c.is_whitespace() && !matches!(c, '-' | '\'' | '’'))
}

/// What stands inside quotation marks within a stretch of text, without the marks. One that is never
/// closed runs to the end; one that is closed and never opened began before.
pub(super) fn marked_stretches(text: &str, stretch: Span) -> Vec<Span> {
    let words = stretch.of(text);
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        let length = if words[at..].starts_with("''") || words[at..].starts_with("``") { 2 } else { c.len_utf8() };
        match (mark(words, at, length), open) {
            (Some(Mark::Opens | Mark::Either), None) => open = Some(at + length),
            (Some(Mark::Closes | Mark::Either), Some(from)) => {
                found.push(Span::new(stretch.start + from, stretch.start + at));
                open = None;
            }
            (Some(Mark::Closes), None) if found.is_empty() => {
                found.push(Span::new(stretch.start, stretch.start + at));
            }
            _ => {}
        }
        at += length;
    }
    found.extend(open.map(|from| Span::new(stretch.start + from, stretch.end)));
    found
}

enum Mark {
    Opens,
    Closes,
    /// A mark that does both, where the spaces do not tell.
    Either,
}

fn mark(words: &str, at: usize, length: usize) -> Option<Mark> {
    let follows_space =
        words[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—'));
    let precedes_space = words[at + length..].chars().next().is_none_or(char::is_whitespace);
    match &words[at..at + length] {
        "“" | "«" if follows_space => Some(Mark::Opens),
        "„" | "``" => Some(Mark::Opens),
        // German closes with the marks that open elsewhere.
        "“" | "«" => Some(Mark::Either),
        "»" if follows_space && !precedes_space => Some(Mark::Either),
        "”" | "»" => Some(Mark::Closes),
        "\"" | "''" => Some(match (follows_space, precedes_space) {
            (true, false) => Mark::Opens,
            (false, true) => Mark::Closes,
            _ => Mark::Either,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = marked_stretches(text, Span::new(0, text.len()));
        let found: Vec<&str> = found.into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_every_kind_are_paired() {
        check("it “took note” of “that”, she said", &["took note", "that"]);
        check("it \"took note\" of \"that\"", &["took note", "that"]);
        check("it ``took note'' of ''that''", &["took note", "that"]);
        check("er sprach von „Verrat“ und „List“.", &["Verrat", "List"]);
        check("er sprach von »Verrat« und »List«.", &["Verrat", "List"]);
        check("il parle de « trahison » et de «ruse»", &[" trahison ", "ruse"]);
        check("no marks, but it’s the mayor's", &[]);
    }

    #[test]
    fn a_mark_may_be_missing_at_either_end() {
        check("delayed “by the situation", &["by the situation"]);
        check("by the situation” as “they", &["by the situation", "they"]);
    }
}
