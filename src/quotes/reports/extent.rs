//! How far a report reaches: clauses and their ends, and what tells where and when it was said.

use super::Finder;
use crate::quotes::scan::Kind;
use crate::quotes::tables::{class as is, english};

impl Finder<'_, '_> {
    /// `While Hill said it was closed, others went`: what is said ends before the main clause.
    /// `Hill, who said it was closed, went`: the same.
    pub(super) fn before_main_clause(
        &self,
        (start, stop): (usize, usize),
        sayer: (usize, usize),
        from: usize,
    ) -> usize {
        let toks = &self.page.toks;
        let relative = toks[sayer.0].has(is::RELATIVE) && !toks[sayer.0].has(is::DETERMINER);
        let subordinate = || {
            let opens = (from..sayer.0)
                .rev()
                .find(|at| toks[*at].has(is::SUBORDINATOR) && english::subordinates(self.page.word(*at)))?;
            let first =
                opens == from || !toks[opens - 1].is_word() || toks[opens - 1].has(is::COORDINATOR | is::ADVERB);
            let apart = toks[opens..sayer.0].iter().any(|tok| !tok.is_word());
            (first && !apart).then_some(opens)
        };
        if !relative && subordinate().is_none() {
            return stop;
        }
        let main = |comma: usize| {
            let Some(next) = toks.get(comma + 1).filter(|_| toks[comma].kind == Kind::Comma && !toks[comma].quoted)
            else {
                return false;
            };
            if relative {
                return next.has(is::AUXILIARY | is::VERB) && !next.has(is::GERUND) && !next.cap;
            }
            let subject =
                next.cap || next.has(is::SUBJECT | is::DETERMINER) || next.kind == Kind::Word && next.class == 0;
            subject && self.finite(comma + 2, stop)
        };
        (start + 1..stop).find(|at| main(*at)).unwrap_or(stop)
    }

    /// Whether a clause stands there: a finite verb, before any relative clause.
    pub(super) fn finite(&self, from: usize, to: usize) -> bool {
        let toks = &self.page.toks;
        for at in from..to {
            let tok = toks[at];
            let word = self.page.word(at);
            let name = tok.cap && at > from;
            if tok.has(is::AUXILIARY | is::VERB) && !(name || tok.has(is::GERUND) || self.is_bare_noun(at)) {
                return true;
            }
            // `he's`, `they'll`
            if tok.has(is::SUBJECT) && word.contains(['\'', '’']) {
                return true;
            }
            if tok.kind == Kind::Word && !tok.cap && tok.class == 0 && word.ends_with("ed") {
                return true;
            }
            if at > from && matches!(word, "who" | "which" | "that" | "whose") && !tok.quoted {
                return (at + 1..to)
                    .any(|next| toks[next - 1].kind == Kind::Comma && toks[next].has(is::AUXILIARY | is::VERB));
            }
        }
        false
    }

    /// `a wide lead`: a base form with no subject before it is a noun here.
    fn is_bare_noun(&self, at: usize) -> bool {
        let toks = &self.page.toks;
        let tok = toks[at];
        if !tok.has(is::BASE) || tok.has(is::PAST | is::AUXILIARY) || at == 0 {
            return false;
        }
        let before = toks[at - 1];
        let plural = before.kind == Kind::Word && self.page.word(at - 1).ends_with('s');
        let subject = before.has(is::SUBJECT | is::PRONOUN | is::MODAL | is::AUXILIARY | is::ADVERB | is::NEGATION);
        !(subject || plural || before.cap || !before.is_word() || before.kind == Kind::Number)
            && self.page.word(at - 1) != "to"
    }

    /// Behind `on Tuesday`, `in a statement`, `also`.
    pub(super) fn adjuncts(&self, from: usize, to: usize) -> usize {
        let toks = &self.page.toks;
        let mut at = from;
        while at < to {
            let tok = toks[at];
            if tok.quoted || self.page.word(at) == "that" {
                break;
            }
            let manner = tok.kind == Kind::Word && !tok.cap && self.page.word(at).ends_with("ly") && tok.class == 0;
            let part =
                matches!(self.page.word(at), "late" | "early") && toks.get(at + 1).is_some_and(|tok| tok.has(is::TIME));
            if tok.has(is::TIME | is::ADVERB) || manner || part {
                at += 1;
                continue;
            }
            if let Some(end) = self.date_goes_on(at, to) {
                at = end;
                continue;
            }
            if !tok.has(is::PREPOSITION) || tok.cap {
                break;
            }
            let follows = toks.get(at + 1);
            if self.page.word(at) == "to"
                && !follows.is_some_and(|tok| {
                    tok.cap || tok.has(is::DETERMINER | is::PRONOUN) || self.page.word(at + 1).ends_with('s')
                })
            {
                break;
            }
            // `insisted on paying`: what was done, not where.
            let done = follows.is_some_and(|tok| tok.has(is::GERUND))
                && !matches!(self.page.word(at), "after" | "before" | "since" | "during" | "by" | "without");
            if matches!(self.page.word(at), "up" | "off" | "like") || done {
                break;
            }
            let mut next = at + 1;
            while next < to && next - at < 12 {
                let tok = toks[next];
                if tok.has(is::TIME) {
                    next += 1;
                    break;
                }
                let stops = tok.quoted
                    || !tok.is_word()
                    || tok.has(is::AUXILIARY | is::MODAL) && !tok.cap
                    || tok.has(is::SUBORDINATOR | is::SUBJECT) && !tok.has(is::DETERMINER)
                    || (tok.has(is::DETERMINER) && next > at + 1 && !toks[next - 1].has(is::PREPOSITION));
                if stops {
                    break;
                }
                next += 1;
            }
            at = next;
        }
        // `said, however, that`
        if at + 2 < to
            && toks[at].kind == Kind::Comma
            && matches!(self.page.word(at + 1), "however" | "though" | "too" | "therefore" | "also" | "again")
            && toks[at + 2].kind == Kind::Comma
        {
            at += 2;
        }
        // `said on Tuesday, that`, `said, in part, that`.
        if at < to && toks[at].kind == Kind::Comma && self.page.word(at + 1) == "that" {
            at += 1;
        }
        at
    }

    /// Behind the number of a date whose month stands before it, and behind `a year ago`:
    /// `Sept. |1`, `May |2021`, `Sept. |1, 2021`; not `in May |20 people`.
    fn date_goes_on(&self, at: usize, to: usize) -> Option<usize> {
        let toks = &self.page.toks;
        if at + 2 < to
            && toks[at].has(is::DETERMINER) | (toks[at].kind == Kind::Number)
            && self.page.word(at + 2) == "ago"
        {
            return Some(at + 3);
        }
        let month = at.checked_sub(1).is_some_and(|before| english::is_month(self.page.lower(before)));
        if toks[at].kind != Kind::Number || !month {
            return None;
        }
        let is_year = |at: usize| self.page.word(at).len() == 4 && toks[at].kind == Kind::Number;
        if is_year(at) {
            return Some(at + 1);
        }
        let counts = toks.get(at + 1).is_some_and(|next| next.kind == Kind::Word && next.class == 0 && !next.cap);
        if counts || self.page.word(at).len() > 2 {
            return None;
        }
        let dated = at + 2 < to && toks[at + 1].kind == Kind::Comma && is_year(at + 2);
        Some(if dated { at + 3 } else { at + 1 })
    }

    /// Where the clause ends that begins at `from`.
    pub(super) fn clause_end(&self, from: usize, to: usize) -> usize {
        let toks = &self.page.toks;
        let mut at = from;
        let mut depth = 0;
        while at < to {
            let tok = toks[at];
            if !tok.quoted {
                match tok.kind {
                    Kind::Stop | Kind::Semicolon => break,
                    Kind::Colon if toks.get(at + 1).is_some_and(|next| next.kind == Kind::Open) => break,
                    Kind::Word
                        if at > from
                            && toks[at - 1].kind == Kind::Close
                            && toks[at - 1].quoted
                            && tok.has(is::SUBORDINATOR)
                            && !matches!(self.page.word(at), "that" | "than" | "as" | "so" | "what" | "how") =>
                    {
                        break;
                    }
                    Kind::Left => depth += 1,
                    Kind::Right if depth == 0 => break,
                    Kind::Right => depth -= 1,
                    Kind::Comma if self.breaks_off(at + 1, to) => break,
                    Kind::Word if at > from && self.joins_report(at, to) => break,
                    _ => {}
                }
                if tok.has(is::ACCORDING) && self.page.word(at + 1) == "to" {
                    break;
                }
            }
            at += 1;
        }
        self.before_commas(at, from)
    }

    /// `… and said`, `… and others have said`, `… while promising`: another report begins.
    pub(super) fn joins_report(&self, at: usize, to: usize) -> bool {
        let tok = self.page.toks[at];
        let word = self.page.word(at);
        if word == "compared" {
            return true;
        }
        if word == "while" {
            return self
                .page
                .toks
                .get(at + 1)
                .is_some_and(|next| next.has(is::GERUND) || self.page.word(at + 1).ends_with("ing"));
        }
        if !tok.has(is::COORDINATOR) || !matches!(word, "and" | "but") {
            return false;
        }
        let verb = (at + 1..to.min(at + 4)).find(|next| !self.page.toks[*next].has(is::ADVERB | is::AUXILIARY));
        if verb.is_some_and(|verb| {
            let tok = self.page.toks[verb];
            tok.has(is::CUE | is::CUE_TO | is::CUE_NAMING) && !tok.has(is::BASE | is::GERUND) && !self.is_noun(verb)
        }) {
            return true;
        }
        if self.page.toks[at + 1..to.min(at + 2)].iter().any(|tok| tok.has(is::SUBJECT))
            && self.page.toks.get(at + 2).is_some_and(|tok| tok.has(is::ANY_CUE) && tok.has(is::PAST))
        {
            return true;
        }
        self.report_at(at + 1, to)
            .filter(|found| self.page.toks[found.cue.0].class & is::ANY_CUE != is::CUE_BY_MARKS)
            .is_some_and(|found| found.cue.0 < at + 6 && found.sayer.is_some_and(|(start, end)| start < end))
    }

    /// What follows a comma belongs to the report, not to what is said.
    pub(super) fn breaks_off(&self, at: usize, to: usize) -> bool {
        let toks = &self.page.toks;
        let Some(tok) = toks.get(at).filter(|_| at < to) else { return true };
        if tok.has(is::GERUND) && tok.has(is::ANY_CUE) {
            return true;
        }
        let at = if matches!(self.page.word(at), "and" | "but") { at + 1 } else { at };
        if matches!(self.page.word(at), "while" | "although" | "though" | "even" | "according") {
            return true;
        }
        self.page.toks.get(at).is_some_and(|tok| tok.has(is::ANY_CUE) && tok.has(is::PAST))
            || self.report_at(at, to).is_some_and(|found| {
                found.cue.0 < at + 8 && self.page.toks[found.cue.0].class & is::ANY_CUE != is::CUE_BY_MARKS
            })
    }

    pub(super) fn before_commas(&self, mut end: usize, from: usize) -> usize {
        while end > from
            && matches!(self.page.toks[end - 1].kind, Kind::Comma | Kind::Dash | Kind::Stop | Kind::Colon)
            && !self.page.toks[end - 1].quoted
        {
            end -= 1;
        }
        end
    }

    /// The start of the clause that ends before `at`.
    pub(super) fn clause_start(&self, at: usize, from: usize) -> usize {
        let toks = &self.page.toks;
        let start = (from..at)
            .rev()
            .find(|before| toks[*before].kind == Kind::Semicolon && !toks[*before].quoted)
            .map_or(from, |found| found + 1);
        let mut start = start;
        if let Some(behind) = self.dateline(start, at) {
            start = behind;
        }
        while start < at && toks[start].has(is::COORDINATOR) {
            start += 1;
        }
        start
    }

    /// `OSTREY (AP) — `: where what follows begins.
    fn dateline(&self, from: usize, to: usize) -> Option<usize> {
        let toks = &self.page.toks;
        let dash = (from..to.min(from + 10)).find(|at| toks[*at].kind == Kind::Dash)?;
        let shouts = self.page.word(from).chars().filter(|c| c.is_uppercase()).count() > 2;
        let all = toks[from..dash].iter().all(|tok| tok.cap || !tok.is_word() || tok.kind == Kind::Number);
        (shouts && all).then_some(dash + 1)
    }
}
