//! What an article in German, French or Spanish reports as said, by the table of its language.
//!
//! One set of rules for three languages that report alike: the report stands behind what is said,
//! verb first (`sagte Marsch`, `a dit Marsch`, `dijo Marsch`), or leads to it with a colon or a
//! clause (`dass`, `que`). Pages in, reports out; `cast` tells whom their sayers name.

mod bodies;
mod cast;
mod clauses;
mod days;
mod dialogue;
mod people;
mod phrases;
mod quotations;
mod silent;
#[cfg(test)]
mod tests;

pub(super) use self::cast::Cast;
pub(super) use self::days::spoken;
pub(super) use self::silent::silences;

use super::report::{Report, Sayer};
use super::scan::{Kind, Page};
use super::tables::class as is;
use super::tables::tongue::{Table, Tongue};
use crate::model::{Polarity, QuoteKind, Span};

/// In the order of their first spans; no two share a word.
pub(super) fn reports(pages: &[Page<'_>], tongue: Tongue) -> Vec<Report> {
    let Some(table) = tongue.table() else { return Vec::new() };
    let mut found = Vec::new();
    for page in pages {
        Finder::new(page, table, tongue, &mut found).find();
    }
    found.sort_by_key(|report| report.spans[0].start);
    let mut end = 0;
    found.retain(|report| {
        let apart = report.spans[0].start >= end;
        if apart {
            end = report.spans.last().map_or(end, |span| span.end);
        }
        apart
    });
    found
}

/// Works on one paragraph.
struct Finder<'a, 'f> {
    page: &'f Page<'a>,
    table: &'static Table,
    tongue: Tongue,
    out: &'f mut Vec<Report>,
    /// By quotation: it has been told whose it is, or is none of anybody's.
    taken: Vec<bool>,
    /// By token: part of a report.
    used: Vec<bool>,
}

/// The words that report, and whom they name; tokens.
#[derive(Clone, Copy, Debug)]
struct Found {
    cue: (usize, usize),
    sayer: Option<(usize, usize)>,
    /// Where the report ends.
    end: usize,
}

impl<'a, 'f> Finder<'a, 'f> {
    fn new(page: &'f Page<'a>, table: &'static Table, tongue: Tongue, out: &'f mut Vec<Report>) -> Finder<'a, 'f> {
        let (taken, used) = (vec![false; page.quoted.len()], vec![false; page.toks.len()]);
        Finder { page, table, tongue, out, taken, used }
    }

    fn find(&mut self) {
        if self.dialogue() {
            return;
        }
        for at in 0..self.page.sentences.len() {
            let (from, to) = self.page.sentences[at];
            self.set_titles_aside(from, to);
            self.clauses(from, to);
            self.quotations(from, to);
            self.preposed(from, to);
        }
    }

    fn has(&self, at: usize, classes: u32) -> bool {
        self.page.toks.get(at).is_some_and(|tok| tok.has(classes))
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.page.toks.get(at).map(|tok| tok.kind)
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.page.toks.get(at).is_some_and(|tok| tok.quoted)
    }

    /// The words between two tokens, without marks at their ends.
    fn trimmed(&self, from: usize, to: usize) -> Option<Span> {
        let words = |at: &usize| {
            let tok = self.page.toks[*at];
            tok.is_word() || tok.quoted && matches!(tok.kind, Kind::Open | Kind::Close | Kind::Stop)
        };
        let (first, last) = ((from..to).find(words)?, (from..to).rev().find(words)?);
        Some(self.page.span(first, last + 1))
    }

    fn push(&mut self, kind: QuoteKind, spans: Vec<Span>, found: Option<Found>, sentence: (usize, usize)) {
        if spans.is_empty() {
            return;
        }
        let span = |(from, to): (usize, usize)| self.page.span(from, to);
        let brackets = spans.iter().flat_map(|part| brackets(self.page.text, *part)).collect();
        let sayer = found.and_then(|found| found.sayer).filter(|(from, to)| from < to);
        let report = Report {
            kind,
            spans,
            brackets,
            cue: found.map(|found| span(found.cue)),
            polarity: found.map_or(Polarity::Affirmed, |found| self.polarity(found.cue)),
            translated: false,
            sayer: sayer.map_or(Sayer::Absent, |sayer| Sayer::Phrase(span(sayer))),
            told_to: None,
            via: None,
            sentence: span(sentence),
        };
        if let Some(found) = found {
            self.used[found.cue.0..found.cue.1].iter_mut().for_each(|used| *used = true);
        }
        self.out.push(report);
    }

    fn polarity(&self, cue: (usize, usize)) -> Polarity {
        let words = &self.page.toks[cue.0..cue.1];
        if words.iter().any(|tok| tok.has(is::DENIAL)) {
            return Polarity::Denied;
        }
        let around = cue.0.saturating_sub(2)..(cue.1 + 1).min(self.page.toks.len());
        let negated = around.into_iter().any(|at| self.has(at, is::NEGATION) && !self.is_quoted(at));
        if negated { Polarity::Negated } else { Polarity::Affirmed }
    }
}

/// `[…]` and `(…)` of the editor inside a quotation: the first alone is none of the speaker's words.
fn brackets(text: &str, span: Span) -> Vec<Span> {
    let words = span.of(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = words[from..].find('[').map(|at| from + at)
        && let Some(close) = words[open..].find(']').map(|at| open + at)
    {
        from = close + 1;
        found.push(Span::new(span.start + open, span.start + from));
    }
    found
}
