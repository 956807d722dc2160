//! What is said without marks: clauses behind the verb that reports, or before it.

use super::{Finder, Found};
use crate::model::{QuoteKind, Span};
use crate::quotes::scan::Kind;
use crate::quotes::tables::class as is;
use crate::quotes::tables::tongue::{Tongue, holds};

/// Tokens between a verb and the clause it leads to.
const REACH: usize = 16;
/// Words that a clause has at least.
const WORDS_MIN: usize = 2;

impl Finder<'_, '_> {
    /// `sagte, dass …`, `a dit que …`, `laut Marsch …`.
    pub(super) fn clauses(&mut self, from: usize, to: usize) {
        if self.first_according(from, to) {
            return;
        }
        let mut at = from;
        while at < to {
            let reports = self.is_cue(at) || self.has(at, is::PAST) && self.has(at, is::CUE);
            if !reports || self.is_quoted(at) || self.used[at] {
                at += 1;
                continue;
            }
            let Some(start) = self.clause_behind(at, to) else {
                at += 1;
                continue;
            };
            let clause = self.clause_start(at, from);
            let found = match self.before(at, clause) {
                Some(sayer) => Found { cue: (at, at + 1), sayer: Some(sayer), end: start },
                None => self.subject_behind(at, clause, start),
            };
            let end = self.clause_end(start, to);
            self.push_clause(start, end, found, (from, to));
            at = end.max(at + 1);
        }
    }

    /// A subject behind its verb, or hanging on the auxiliary.
    fn subject_behind(&self, verb: usize, from: usize, limit: usize) -> Found {
        let clitic = (from.max(verb.saturating_sub(3))..limit.min(verb + 2)).find(|at| {
            self.has(*at, is::SUBJECT)
                && *at != verb
                && !self.is_quoted(*at)
                && (*at > verb || self.page.lower(*at).starts_with('-'))
        });
        match clitic {
            Some(at) => Found { cue: (verb, verb + 1), sayer: Some((at, at + 1)), end: limit },
            None => Found { end: limit, ..self.with_sayer((verb, verb + 1), limit) },
        }
    }

    /// Where the clause begins that the verb leads to.
    fn clause_behind(&self, verb: usize, to: usize) -> Option<usize> {
        let strong = self.has(verb, is::CUE);
        for at in verb + 1..to.min(verb + REACH) {
            if self.is_quoted(at) {
                continue;
            }
            match self.kind(at)? {
                Kind::Stop | Kind::Colon | Kind::Semicolon => return None,
                Kind::Comma if self.tongue == Tongue::German => {
                    if let Some(start) = self.german_clause(verb, at + 1, to) {
                        return Some(start);
                    }
                    // The comma of an apposition: `sagte der Chef, Lutz Marsch, das Haus sei alt`.
                    if !self.page.toks.get(at + 1).is_some_and(|next| next.cap) {
                        return None;
                    }
                }
                Kind::Comma => return None,
                Kind::Word if self.tongue != Tongue::German => {
                    if self.leads_clause(at) && !(self.page.lower(at) == "si" && at > verb + 1) {
                        return Some(if matches!(self.page.lower(at), "que" | "qu'") { at + 1 } else { at });
                    }
                    let having = holds(self.table.having, self.page.lower(at)) && !self.table.having.is_empty();
                    if having && at <= verb + 2 && strong {
                        return Some(at);
                    }
                    if self.has(at, is::VERB) && !self.has(at, is::PAST) && !self.has(at - 1, is::DETERMINER) {
                        return None;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Behind the comma: a clause with `dass` or a question word, or one whose verb tells that
    /// somebody else says so.
    fn german_clause(&self, verb: usize, at: usize, to: usize) -> Option<usize> {
        if self.leads_clause(at) {
            return Some(if matches!(self.page.lower(at), "dass" | "daß") { at + 1 } else { at });
        }
        let clause = at..to.min(at + 20);
        let conjunctive = clause.clone().any(|at| self.has(at, is::CONJUNCTIVE) && !self.is_quoted(at));
        if conjunctive {
            return Some(at);
        }
        // `sagte, er kommt wieder`.
        let plain = self.has(verb, is::CUE)
            && self.has(at, is::SUBJECT)
            && !self.has(at, is::RELATIVE)
            && clause.into_iter().take(3).any(|at| self.has(at, is::AUXILIARY | is::VERB));
        plain.then_some(at)
    }

    fn clause_end(&self, start: usize, to: usize) -> usize {
        let ends = |at: &usize| {
            if self.is_quoted(*at) {
                return false;
            }
            match self.kind(*at) {
                Some(Kind::Semicolon) => true,
                Some(Kind::Comma) => self.turned(*at + 1, to).is_some_and(|found| {
                    self.kind(found.end).is_none_or(|kind| matches!(kind, Kind::Stop | Kind::Comma))
                }),
                _ => false,
            }
        };
        (start..to).find(ends).unwrap_or(to)
    }

    /// Words of a clause, and the quotations in it, which are part of it.
    fn push_clause(&mut self, start: usize, end: usize, found: Found, sentence: (usize, usize)) {
        let Some(span) = self.trimmed(start, end) else { return };
        if (start..end).filter(|at| self.page.toks[*at].is_word()).count() < WORDS_MIN {
            return;
        }
        let quoted = self.take_quoted(start, end);
        let kind = if quoted { QuoteKind::Mixed } else { QuoteKind::Indirect };
        self.push(kind, vec![span], Some(found), sentence);
        self.used[start..end].iter_mut().for_each(|used| *used = true);
    }

    fn take_quoted(&mut self, start: usize, end: usize) -> bool {
        let mut any = false;
        for at in self.page.quoted_between(start, end) {
            any |= !self.taken[at];
            self.taken[at] = true;
        }
        any
    }

    /// `Laut Marsch ist das Haus alt`, `Selon Marsch, la maison est vieille`, and in the middle.
    fn first_according(&mut self, from: usize, to: usize) -> bool {
        let at = (from..to).find(|at| !self.is_quoted(*at) && self.according(*at).is_some());
        let led = at.and_then(|at| Some((at, self.according(at)?))).or_else(|| {
            let first = self.table.according_first.iter().any(|word| self.page.lower(from) == *word);
            first.then_some((from, from + 1))
        });
        let Some((at, phrase)) = led else { return self.behind_according(from, to) };
        let Some(end) = self.phrase(phrase, to) else { return false };
        let only_first = self.according(at).is_none();
        let comma = self.kind(end) == Some(Kind::Comma);
        let named =
            (phrase..end).any(|at| self.page.toks[at].cap) || self.table.pronoun(self.page.lower(phrase)).is_some();
        if only_first && !(comma && named) {
            return false;
        }
        let found = Found { cue: (at, phrase), sayer: Some((phrase, end)), end };
        if at == from {
            let start = end + usize::from(comma);
            if self.kind(start) == Some(Kind::Stop) || start >= to {
                return false;
            }
            let quoted = (start..to).all(|at| self.is_quoted(at) || !self.page.toks[at].is_word());
            if quoted {
                return false;
            }
            self.push_clause(start, to, found, (from, to));
            return true;
        }
        // Behind what is said: left to `preposed` and to quotations.
        if self.kind(at - 1) == Some(Kind::Comma) && self.kind(end).is_none_or(|kind| kind == Kind::Stop) {
            return false;
        }
        if (from..at).any(|at| self.is_quoted(at)) {
            return false;
        }
        let spans: Vec<Span> = self.trimmed(from, at).into_iter().chain(self.trimmed(end, to)).collect();
        let quoted = self.take_quoted(from, to);
        self.push(if quoted { QuoteKind::Mixed } else { QuoteKind::Indirect }, spans, Some(found), (from, to));
        self.used[from..to].iter_mut().for_each(|used| *used = true);
        true
    }

    /// `Marsch zufolge`.
    fn behind_according(&mut self, from: usize, to: usize) -> bool {
        if self.table.according_behind.is_empty() {
            return false;
        }
        let Some(at) = (from + 1..to).find(|at| self.page.lower(*at) == self.table.according_behind) else {
            return false;
        };
        let start = (from..at).rev().take_while(|at| self.page.toks[*at].is_word() && !self.has(*at, is::VERB)).last();
        let Some(start) = start else { return false };
        let found = Found { cue: (at, at + 1), sayer: Some((start, at)), end: at + 1 };
        let spans: Vec<Span> = self.trimmed(from, start).into_iter().chain(self.trimmed(at + 1, to)).collect();
        self.push(QuoteKind::Indirect, spans, Some(found), (from, to));
        self.used[from..to].iter_mut().for_each(|used| *used = true);
        true
    }

    /// What stands before its report: `Das Haus sei alt, sagte Marsch.`
    pub(super) fn preposed(&mut self, from: usize, to: usize) {
        let commas: Vec<usize> =
            (from + 1..to).filter(|at| self.kind(*at) == Some(Kind::Comma) && !self.is_quoted(*at)).collect();
        for comma in commas {
            if self.used[comma] || self.is_quoted(comma - 1) || self.used[comma - 1] {
                continue;
            }
            let Some(found) = self.turned(comma + 1, to) else { continue };
            if self.used[found.cue.0] || self.has(found.cue.0, is::CUE_BY_MARKS) && !self.has(found.cue.0, is::CUE) {
                continue;
            }
            let closed = found.sayer.is_some()
                || self.kind(found.end).is_none_or(|kind| matches!(kind, Kind::Stop | Kind::Comma));
            let verb = (from..comma).any(|at| self.has(at, is::VERB | is::AUXILIARY) || self.page.toks[at].class == 0);
            // `La trésorière, Lise Marsch, dit le contraire`: no clause but a subject.
            let apposed = (from..comma).any(|at| self.kind(at) == Some(Kind::Comma));
            let subject = apposed && self.phrase(from, to).is_some_and(|end| end >= comma);
            if !closed
                || !verb
                || subject
                || self.page.quoted_between(from, comma).any(|at| self.taken[at] && self.covers(at))
            {
                continue;
            }
            self.push_clause(from, comma, found, (from, to));
            return;
        }
    }

    /// Whether a quotation is a report's already, and no title.
    fn covers(&self, quoted: usize) -> bool {
        let open = self.page.quoted[quoted].open;
        let start = self.page.toks[open].end;
        self.out.iter().any(|report| report.spans.iter().any(|span| span.start <= start + 3 && span.end >= start))
    }
}
