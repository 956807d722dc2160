//! Quotations: which words report them.

use super::{Finder, Found};
use crate::model::{QuoteKind, Span};
use crate::quotes::scan::{Kind, Quoted};
use crate::quotes::tables::class as is;

/// A quotation of fewer words floats only when it is a whole sentence.
const FLOATING_WORDS_MIN: usize = 3;
/// Tokens between a verb and the quotation it leads to.
const REACH: usize = 14;

impl Finder<'_, '_> {
    /// Names of papers and plays: words with capitals that stand where a noun does.
    pub(super) fn set_titles_aside(&mut self, from: usize, to: usize) {
        for at in self.page.quoted_between(from, to) {
            let quoted = self.page.quoted[at];
            let end = quoted.close.min(self.page.toks.len());
            let words: Vec<usize> = (quoted.open + 1..end).filter(|at| self.page.toks[*at].is_word()).collect();
            let small = |at: &&usize| {
                let tok = self.page.toks[**at];
                !tok.cap && !tok.has(is::DETERMINER | is::PREPOSITION)
            };
            let mid = quoted.open > from
                && (self.has(quoted.open - 1, is::DETERMINER | is::PREPOSITION)
                    || self.page.toks[quoted.open - 1].is_word() && self.page.toks[quoted.open - 1].class == 0);
            let stops = self.page.inner_end(end).is_some_and(|last| self.kind(last) == Some(Kind::Stop));
            if mid && words.len() <= 4 && !stops && words.iter().filter(small).count() == 0 {
                self.taken[at] = true;
            }
        }
    }

    pub(super) fn quotations(&mut self, from: usize, to: usize) {
        let within: Vec<usize> = self.page.quoted_between(from, to).collect();
        for (nth, &at) in within.iter().enumerate() {
            if self.taken[at] {
                continue;
            }
            let quoted = self.page.quoted[at];
            let floor = if nth == 0 { from } else { (self.page.quoted[within[nth - 1]].close + 1).min(quoted.open) };
            if self.broken_within(quoted, (from, to)) {
                self.taken[at] = true;
                continue;
            }
            let tail = self.tail(quoted, to);
            let Some(found) = tail.or_else(|| self.head(floor, quoted.open)) else {
                self.alone(at, quoted, floor, (from, to));
                continue;
            };
            self.taken[at] = true;
            let mut spans: Vec<Span> = self.page.content(quoted).into_iter().collect();
            let mut kind = QuoteKind::Direct;
            // `Das Haus sei „am Ende“, sagte Marsch`: the clause begins before the mark.
            let leads = found.cue.0 > quoted.open
                && (floor..quoted.open).any(|at| self.has(at, is::VERB | is::AUXILIARY))
                && self.kind(quoted.open - 1) != Some(Kind::Colon);
            if leads && let (Some(first), Some(content)) = (self.trimmed(floor, quoted.open), self.page.content(quoted))
            {
                spans = vec![Span::new(first.start, content.end)];
                kind = QuoteKind::Mixed;
            }
            let mut end = found.end;
            for &next in &within[nth + 1..] {
                let follows = self.page.quoted[next];
                let between = end.min(follows.open)..follows.open;
                let led = matches!(self.kind(follows.open - 1), Some(Kind::Comma | Kind::Dash | Kind::Colon));
                let plain = !between.clone().any(|at| self.has(at, is::VERB));
                if follows.open < end || !led || !plain || between.len() > 8 || found.cue.0 < quoted.open {
                    break;
                }
                self.taken[next] = true;
                spans.extend(self.page.content(follows));
                end = follows.close + 1;
            }
            self.push(kind, spans, Some(found), (from, to));
        }
    }

    /// `« …, a-t-il dit, … »`: the report stands inside the marks.
    fn broken_within(&mut self, quoted: Quoted, sentence: (usize, usize)) -> bool {
        let end = quoted.close.min(self.page.toks.len());
        let Some((comma, found)) = self.incise(quoted.open + 1, end) else { return false };
        let mut spans: Vec<Span> = self.trimmed(quoted.open + 1, comma).into_iter().collect();
        spans.extend(self.trimmed(found.end, end));
        self.push(QuoteKind::Direct, spans, Some(found), sentence);
        true
    }

    /// The first comma behind which a report stands between two marks.
    pub(super) fn incise(&self, from: usize, to: usize) -> Option<(usize, Found)> {
        (from + 1..to.saturating_sub(1)).filter(|at| self.kind(*at) == Some(Kind::Comma)).find_map(|comma| {
            let found = self.turned_inside(comma + 1, to)?;
            let closed = self
                .kind(found.end)
                .is_none_or(|kind| matches!(kind, Kind::Comma | Kind::Stop | Kind::Colon | Kind::Close));
            // An adverb or a day may end it.
            let end = (found.end..to.min(found.end + 5)).find(|at| !self.page.toks[*at].is_word()).unwrap_or(to);
            (closed || end < to).then_some((comma, Found { end, ..found }))
        })
    }

    /// As `turned`, of words that stand inside marks: verb and subject only.
    fn turned_inside(&self, from: usize, limit: usize) -> Option<Found> {
        let verb = (from..limit.min(from + 3)).find(|at| self.has(*at, is::VERB))?;
        if (from..verb).any(|at| !self.has(at, is::PRONOUN | is::NEGATION) || self.has(at, is::SUBJECT)) {
            return None;
        }
        let is_clitic = |at: usize| self.page.lower(at).starts_with('-');
        let reports = |at: usize| self.has(at, is::CUE | is::CUE_BY_MARKS) && !self.page.toks[at].cap;
        let cue = if reports(verb) && !self.has(verb, is::AUXILIARY) {
            verb + 1
        } else {
            let said = (verb + 1..limit.min(verb + 4)).find(|at| self.has(*at, is::PAST) && reports(*at))?;
            if let Some(sayer) = (verb + 1..said).find(|at| is_clitic(*at)) {
                return Some(Found { cue: (from, said + 1), sayer: Some((sayer, sayer + 1)), end: said + 1 });
            }
            said + 1
        };
        if is_clitic(cue) {
            return Some(Found { cue: (from, cue), sayer: Some((cue, cue + 1)), end: cue + 1 });
        }
        let end = (cue..limit.min(cue + 10)).find(|at| !self.page.toks[*at].is_word()).unwrap_or(limit);
        let end = match self.kind(end) {
            // `précise sa présidente, Solène Marsch`.
            Some(Kind::Comma) if !(cue..end).any(|at| self.page.toks[at].cap) && end > cue => {
                let name = (end + 1..limit.min(end + 6)).find(|at| !self.page.toks[*at].cap).unwrap_or(limit);
                if name > end + 1 { name } else { end }
            }
            _ => end,
        };
        if end == cue {
            // `reconoció,`: the subject is left out.
            return Some(Found { cue: (from, cue), sayer: None, end });
        }
        let subject = self.has(cue, is::DETERMINER)
            || self.page.toks[cue].cap
            || self.table.title(self.page.lower(cue)).is_some();
        let plain = !(cue..end).any(|at| self.has(at, is::VERB | is::SUBORDINATOR) && !self.page.toks[at].cap);
        (subject && plain).then_some(Found { cue: (from, cue), sayer: Some((cue, end)), end })
    }

    /// The report behind a quotation.
    fn tail(&self, quoted: Quoted, limit: usize) -> Option<Found> {
        let mut at = quoted.close + 1;
        while at < limit && matches!(self.kind(at), Some(Kind::Comma | Kind::Dash)) {
            at += 1;
        }
        self.turned(at, limit)
    }

    /// The report before a quotation: behind a colon whoever the sentence is about, else whoever
    /// is the subject of a verb that reports.
    fn head(&self, from: usize, open: usize) -> Option<Found> {
        let colon = open.checked_sub(1).filter(|at| *at >= from && self.kind(*at) == Some(Kind::Colon));
        let near = open.saturating_sub(REACH).max(from);
        let reports = |at: &usize| {
            (self.is_cue(*at) || self.has(*at, is::PAST) && self.has(*at, is::CUE | is::CUE_BY_MARKS))
                && !self.is_quoted(*at)
                && !self.used[*at]
        };
        let cue = (near..open).rev().find(reports);
        match (cue, colon) {
            (Some(cue), _) => {
                let led = colon.is_some() || !(cue..open).any(|at| self.kind(at) == Some(Kind::Comma));
                let start = self.clause_start(cue, from);
                let found = match self.before(cue, start) {
                    Some(sayer) => Found { cue: (cue, cue + 1), sayer: Some(sayer), end: open },
                    None => Found { end: open, ..self.with_sayer((cue, cue + 1), open) },
                };
                // `nennt sie „alt“`: a word is no speech.
                let words = (open..self.page.toks.len())
                    .skip(1)
                    .take_while(|at| self.is_quoted(*at) && self.kind(*at) == Some(Kind::Word));
                (led && (colon.is_some() || words.count() > 1)).then_some(found)
            }
            (None, Some(colon)) => {
                let verb = (from..colon).find(|at| self.has(*at, is::VERB) && !self.page.toks[*at].cap);
                let start = self.clause_start(colon, from);
                let cue = verb.unwrap_or(colon);
                let sayer = match verb {
                    Some(verb) => self.before(verb, start.min(verb))?,
                    None => self.before(colon, start)?,
                };
                Some(Found { cue: (cue, cue + 1), sayer: Some(sayer), end: open })
            }
            (None, None) => None,
        }
    }

    /// A quotation without a report floats when it is a sentence of its own.
    fn alone(&mut self, at: usize, quoted: Quoted, from: usize, sentence: (usize, usize)) {
        let end = quoted.close.min(self.page.toks.len());
        let words = (quoted.open..end).filter(|at| self.page.toks[*at].is_word()).count();
        let opens = !(from..quoted.open).any(|at| self.page.toks[at].is_word());
        let stops = self.page.inner_end(end).is_some_and(|last| self.kind(last) == Some(Kind::Stop))
            || self.kind(end + 1) == Some(Kind::Stop);
        if opens && stops && words >= FLOATING_WORDS_MIN {
            self.taken[at] = true;
            let spans = self.page.content(quoted).into_iter().collect();
            self.push(QuoteKind::Direct, spans, None, sentence);
        }
    }
}
