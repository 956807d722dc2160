//! Reports without marks, and those that hold marks in a clause: `Hill said that …`.

use super::{Attributed, Finder};
use crate::model::QuoteKind;
use crate::quotes::scan::{Kind, Quoted};
use crate::quotes::tables::{class as is, english};

impl Finder<'_, '_> {
    pub(super) fn clauses(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let tok = self.page.toks[at];
            if tok.quoted || self.used[at] {
                at += 1;
                continue;
            }
            if self.page.word(at).eq_ignore_ascii_case("according") && at + 2 < to && self.page.word(at + 1) == "to" {
                at = self.according(at, from, to).unwrap_or(at + 2);
                continue;
            }
            if tok.has(is::ANY_CUE) && !tok.cap && !self.is_noun(at) {
                at = self.clause(at, from, to).unwrap_or(at + 1);
                continue;
            }
            at += 1;
        }
    }

    /// `According to Hill, …` and `…, according to Hill`.
    fn according(&mut self, at: usize, from: usize, to: usize) -> Option<usize> {
        let end = self.phrase_after(at + 2, to)?;
        let found = Attributed { sayer: Some((at + 2, end)), cue: (at, at + 2), told: None, end };
        let toks = &self.page.toks;
        let leads = (from..at).all(|before| !toks[before].is_word() || toks[before].has(is::COORDINATOR | is::ADVERB));
        let (start, stop) = if leads {
            let start = (end..to).find(|next| toks[*next].kind == Kind::Comma)? + 1;
            let stop = self.clause_end(start, to);
            // `According to the Courier, Hill said that …`: the report is Hill's.
            let told_on = toks.get(stop + 1).is_some_and(|tok| tok.has(is::ANY_CUE) && tok.has(is::PAST));
            if told_on || self.report_at(start, to).is_some_and(|found| found.cue.0 < start + 12 && found.end < to) {
                return None;
            }
            (start, stop)
        } else {
            (self.clause_start(at, from), self.before_commas(at, from))
        };
        self.report((start, stop), found, (from, to));
        Some(stop.max(end))
    }

    fn clause(&mut self, verb: usize, from: usize, to: usize) -> Option<usize> {
        let toks = &self.page.toks;
        let tok = toks[verb];
        let group = self.group_start(verb);
        let before = group.checked_sub(1).filter(|at| *at >= from);
        if before.is_some_and(|at| self.page.word(at) == "to") {
            return None;
        }
        // A passive names no speaker.
        let passive = tok.has(is::PAST) && (group..verb).any(|at| is_being(self.page.word(at)));
        if passive {
            return None;
        }
        if tok.has(is::GERUND)
            && (group == verb)
            && before.is_some_and(|at| toks[at].has(is::PREPOSITION | is::DETERMINER))
        {
            return None;
        }
        // `The bridge is closed, said Hill.`
        if tok.has(is::INVERTS)
            && group == verb
            && before.is_some_and(|at| toks[at].kind == Kind::Comma || toks[at].kind == Kind::Close)
            && !tok.has(is::GERUND)
            && let Some(end) = self.phrase_after(verb + 1, to)
            && self.ends_report(end, to)
            && !toks[verb + 1..end].iter().any(|tok| tok.has(is::AUXILIARY | is::MODAL))
        {
            let found = Attributed { sayer: Some((verb + 1, end)), cue: (verb, verb + 1), told: None, end };
            if let Some((start, stop)) = self.fronted(verb, verb, from, to) {
                self.report((start, stop), found, (from, to));
                return Some(end);
            }
        }
        let sayer = if tok.has(is::GERUND) && group == verb {
            self.last_sayer.or_else(|| self.main_subject(from, verb))
        } else {
            let floor = self.floor(group, from);
            self.subject_before(group, floor).or(self.last_sayer).or_else(|| self.main_subject(from, verb))
        };
        let sayer = sayer.filter(|(start, end)| start < end)?;
        let told = self.hearer(verb, to);
        let found = Attributed { sayer: Some(sayer), cue: (verb, verb + 1), told, end: verb + 1 };
        if let Some(end) = self.parenthetical(sayer, verb, from, to) {
            let before = (self.clause_start(sayer.0 - 1, from), self.before_commas(sayer.0 - 1, from));
            let after = (end + 1, self.clause_end(end + 1, to));
            let toks = &self.page.toks;
            let says = toks[before.0..before.1.max(before.0)].iter().filter(|tok| tok.is_word()).count() >= 2;
            if says {
                self.report_parts(&[before, after], found, (from, to));
            } else {
                self.report(after, found, (from, to));
            }
            return Some(after.1);
        }
        if let Some((start, stop)) = self.complement(verb, told, to) {
            self.report((start, stop), found, (from, to));
            return Some(stop);
        }
        let (start, stop) = self.fronted(sayer.0, verb, from, to)?;
        self.report((start, stop), found, (from, to));
        Some(verb + 1)
    }

    /// `The bridge, Hill said, is closed`: where the report between two commas ends.
    fn parenthetical(&self, sayer: (usize, usize), verb: usize, from: usize, to: usize) -> Option<usize> {
        let toks = &self.page.toks;
        if !toks[verb].has(is::CUE | is::CUE_TO)
            || toks[verb].has(is::GERUND)
            || english::wants_that(self.page.word(verb))
        {
            return None;
        }
        sayer.0.checked_sub(1).filter(|at| *at > from && toks[*at].kind == Kind::Comma)?;
        let end = self.adjuncts(self.hearer(verb, to).map_or(verb + 1, |(_, end)| end), to);
        let comma = toks.get(end).filter(|_| end + 1 < to)?;
        let next = toks.get(end + 1)?;
        let word = self.page.word(end + 1);
        let goes_on = !next.has(is::GERUND)
            && !(next.has(is::RELATIVE) && word != "that")
            && !matches!(word, "and" | "but" | "while" | "as" | "when" | "though" | "although");
        (comma.kind == Kind::Comma && goes_on && next.is_word()).then_some(end)
    }

    /// Nothing but where and when it was said follows.
    fn ends_report(&self, from: usize, to: usize) -> bool {
        let end = self.adjuncts(from, to);
        self.page.toks.get(end).filter(|_| end < to).is_none_or(|tok| !tok.is_word())
    }

    /// The sentence's part in which the subject can stand: behind the last quotation.
    fn floor(&self, group: usize, from: usize) -> usize {
        (from..group)
            .rev()
            .find(|at| matches!(self.page.toks[*at].kind, Kind::Close | Kind::Open) && self.page.toks[*at].quoted)
            .map_or(from, |at| at + 1)
    }

    /// What is said, behind the cue.
    fn complement(&self, verb: usize, told: Option<(usize, usize)>, to: usize) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        let tok = toks[verb];
        let mut at = told.map_or(verb + 1, |(_, end)| end);
        if tok.has(is::CUE_NAMING) {
            let stop = self.clause_end(at, to);
            // Up to the end of the first quotation.
            let open = (at..stop).find(|at| toks[*at].kind == Kind::Open && toks[*at].quoted)?;
            let quoted = self.page.quoted.iter().find(|quoted| quoted.open == open)?;
            return Some((at, stop.min(self.list_end(*quoted) + 1)));
        }
        if tok.has(is::CUE_INFINITIVE) {
            let from = if self.page.word(verb + 1) == "to" {
                Some(verb + 1)
            } else {
                told.filter(|(_, end)| self.page.word(*end) == "to").map(|(start, _)| start)
            };
            if let Some(start) = from.filter(|start| *start < to) {
                return Some((start, self.clause_end(start, to)));
            }
        }
        at = self.adjuncts(at, to);
        let first = toks.get(at).filter(|_| at < to)?;
        let word = self.page.word(at);
        if word == "that" && !first.quoted {
            let start = at + 1;
            let stop = self.clause_end(start, to);
            return (start < stop).then_some((start, stop));
        }
        if first.has(is::QUESTION_WORD) && tok.has(is::CUE_QUESTION) {
            return Some((at, self.clause_end(at, to)));
        }
        let starts = first.kind == Kind::Number
            || first.cap
            || first.kind == Kind::Open
            || first.has(is::SUBJECT | is::DETERMINER)
            || (tok.has(is::CUE)
                && matches!(word, "because" | "if" | "when" | "while" | "although" | "since" | "once" | "unless"))
            || (first.kind == Kind::Word && first.class & !is::VERB == 0);
        if !starts || !tok.has(is::CUE | is::CUE_TO | is::CUE_NOUN) {
            return None;
        }
        let stop = self.clause_end(at, to);
        let says = english::says(self.page.word(verb));
        let words = toks[at..stop].iter().filter(|tok| tok.is_word()).count();
        if says && words >= 3 && (first.cap || first.has(is::SUBJECT | is::DETERMINER)) {
            return Some((at, stop));
        }
        if english::wants_that(self.page.word(verb)) && first.kind != Kind::Open {
            return None;
        }
        let finite = (at + 1..stop).any(|next| {
            toks[next].has(is::AUXILIARY | is::VERB) && !toks[next].has(is::GERUND)
                || self.page.word(next).ends_with("ed")
        });
        let takes_noun = tok.has(is::CUE_NOUN);
        (finite && tok.has(is::CUE | is::CUE_TO) || takes_noun)
            .then_some((at, stop))
            .filter(|(start, stop)| start < stop)
    }

    /// The closing mark of the last of `"a," "b" and "c"`.
    fn list_end(&self, first: Quoted) -> usize {
        let mut close = first.close;
        for quoted in self.page.quoted.iter().filter(|quoted| quoted.open > first.close) {
            let between = &self.page.toks[close + 1..quoted.open];
            let joins = between.len() <= 4
                && !between.iter().any(|tok| tok.has(is::VERB | is::SUBJECT) && !tok.has(is::DETERMINER));
            if !joins {
                break;
            }
            close = quoted.close;
        }
        close.min(self.page.toks.len().saturating_sub(1))
    }

    /// Behind `on Tuesday`, `in a statement`, `also`.
    fn adjuncts(&self, from: usize, to: usize) -> usize {
        let toks = &self.page.toks;
        let mut at = from;
        while at < to {
            let tok = toks[at];
            if tok.quoted || self.page.word(at) == "that" {
                break;
            }
            if tok.has(is::TIME | is::ADVERB) {
                at += 1;
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
            if matches!(self.page.word(at), "up" | "off" | "like") {
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
                    || tok.has(is::SUBORDINATOR | is::SUBJECT) && !tok.has(is::DETERMINER)
                    || (tok.has(is::DETERMINER) && next > at + 1 && !toks[next - 1].has(is::PREPOSITION));
                if stops {
                    break;
                }
                next += 1;
            }
            at = next;
        }
        // `said on Tuesday, that`, `said, in part, that`.
        if at < to && toks[at].kind == Kind::Comma && self.page.word(at + 1) == "that" {
            at += 1;
        }
        at
    }

    /// Where the clause ends that begins at `from`.
    fn clause_end(&self, from: usize, to: usize) -> usize {
        let toks = &self.page.toks;
        let mut at = from;
        while at < to {
            let tok = toks[at];
            if !tok.quoted {
                match tok.kind {
                    Kind::Stop | Kind::Semicolon => break,
                    Kind::Comma if self.breaks_off(at + 1, to) => break,
                    Kind::Word if at > from && self.joins_report(at, to) => break,
                    _ => {}
                }
                if self.page.word(at) == "according" && self.page.word(at + 1) == "to" {
                    break;
                }
            }
            at += 1;
        }
        self.before_commas(at, from)
    }

    /// `… and said`, `… and others have said`, `… while promising`: another report begins.
    fn joins_report(&self, at: usize, to: usize) -> bool {
        let tok = self.page.toks[at];
        let word = self.page.word(at);
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
            self.page.toks[verb].has(is::CUE | is::CUE_TO | is::CUE_NAMING) && self.page.toks[verb].has(is::PAST)
        }) {
            return true;
        }
        self.report_at(at + 1, to)
            .is_some_and(|found| found.cue.0 < at + 6 && found.sayer.is_some_and(|(start, end)| start < end))
    }

    /// What follows a comma belongs to the report, not to what is said.
    fn breaks_off(&self, at: usize, to: usize) -> bool {
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
            || self.report_at(at, to).is_some_and(|found| found.cue.0 < at + 8)
    }

    fn before_commas(&self, mut end: usize, from: usize) -> usize {
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
        while start < at && toks[start].has(is::COORDINATOR) {
            start += 1;
        }
        start
    }

    /// `The bridge is closed, Hill said.`
    fn fronted(&self, sayer: usize, verb: usize, from: usize, _to: usize) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        if !toks[verb].has(is::CUE | is::CUE_TO) || english::wants_that(self.page.word(verb)) {
            return None;
        }
        let comma = sayer.checked_sub(1).filter(|at| *at > from && toks[*at].kind == Kind::Comma)?;
        let start = self.clause_start(comma, from);
        let words = toks[start..comma].iter().filter(|tok| tok.is_word()).count();
        let finite = toks[start..comma].iter().any(|tok| tok.has(is::AUXILIARY | is::VERB) && !tok.has(is::GERUND));
        let adverbial = toks[start].has(is::PREPOSITION | is::SUBORDINATOR);
        (words >= 3 && (finite || words >= 6) && !adverbial).then_some((start, comma))
    }

    fn report(&mut self, (start, stop): (usize, usize), found: Attributed, sentence: (usize, usize)) {
        if start >= stop {
            return;
        }
        self.report_parts(&[(start, stop)], found, sentence);
    }

    /// One report of several stretches of tokens. Quotations that are told already end it.
    fn report_parts(&mut self, parts: &[(usize, usize)], found: Attributed, sentence: (usize, usize)) {
        let mut kept: Vec<(usize, usize)> = Vec::with_capacity(parts.len());
        for &(start, stop) in parts {
            let quoted = &self.page.quoted;
            let taken = (0..quoted.len()).find(|at| self.taken[*at] && (start..stop).contains(&quoted[*at].open));
            let stop = taken.map_or(stop, |at| self.before_commas(quoted[at].open, start));
            if start < stop {
                kept.push((start, stop));
            }
            if taken.is_some() {
                break;
            }
        }
        let toks = kept.iter().flat_map(|(start, stop)| &self.page.toks[*start..*stop]);
        let toks: Vec<_> = toks.filter(|tok| tok.is_word()).collect();
        let (words, quoted) = (toks.len(), toks.iter().filter(|tok| tok.quoted).count());
        if words < 2 {
            return;
        }
        for at in 0..self.page.quoted.len() {
            if kept.iter().any(|(start, stop)| (*start..*stop).contains(&self.page.quoted[at].open)) {
                self.taken[at] = true;
            }
        }
        let kind = match quoted {
            0 => QuoteKind::Indirect,
            _ if quoted == words => QuoteKind::Direct,
            _ => QuoteKind::Mixed,
        };
        let spans = kept.iter().map(|(start, stop)| self.page.span(*start, *stop)).collect();
        self.push(kind, spans, Some(found), sentence);
    }
}

fn is_being(word: &str) -> bool {
    matches!(word, "is" | "was" | "were" | "be" | "been" | "are" | "being" | "wasn't" | "isn't" | "weren't")
}
