//! Reports without marks, and those that hold marks in a clause: `Hill said that …`.

use super::{Attributed, Finder};
use crate::model::QuoteKind;
use crate::quotes::scan::Kind;
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
            if tok.has(is::ACCORDING) && at + 2 < to && self.page.word(at + 1) == "to" {
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
        let mut end = self.phrase_after(at + 2, to)?;
        let leads = (from..at).all(|before| {
            !self.page.toks[before].is_word() || self.page.toks[before].has(is::COORDINATOR | is::ADVERB)
        });
        let main = if leads { self.after_opening(at + 2, to) } else { None };
        if let Some(start) = main {
            end = end.min(start - 1);
        }
        let found = Attributed { sayer: Some((at + 2, end)), cue: (at, at + 2), told: None, end };
        let toks = &self.page.toks;
        let (start, stop) = if leads {
            let start = main?;
            let stop = self.clause_end(start, to);
            // `According to the Courier, Hill said that …`: the report is Hill's.
            let told_on = toks.get(stop + 1).is_some_and(|tok| tok.has(is::ANY_CUE) && tok.has(is::PAST));
            if told_on || self.report_at(start, to).is_some_and(|found| found.cue.0 < start + 12 && found.end < to) {
                return None;
            }
            (start, stop)
        } else if let Some(after) = self.according_between(at, end, from, to) {
            after
        } else {
            (self.clause_start(at, from), self.before_commas(at, from))
        };
        self.report((start, stop), found, (from, to));
        Some(stop.max(end))
    }

    /// Where the main clause begins behind an opening between commas: `Hill, the mayor, the bridge is …`.
    pub(super) fn after_opening(&self, from: usize, to: usize) -> Option<usize> {
        let toks = &self.page.toks;
        let commas: Vec<usize> =
            (from..to).filter(|at| toks[*at].kind == Kind::Comma && !toks[*at].quoted).take(6).collect();
        let main = commas.iter().enumerate().find(|(nth, comma)| {
            let next = commas.get(nth + 1).copied().unwrap_or(to);
            let aside = toks.get(**comma + 1).is_some_and(|tok| tok.has(is::DETERMINER | is::RELATIVE));
            !aside || self.finite(**comma + 2, next) || nth + 1 == commas.len()
        });
        main.map(|(_, comma)| comma + 1)
    }

    /// `a policy which, according to Hill, has failed`: what is said follows.
    fn according_between(&self, at: usize, end: usize, from: usize, to: usize) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        let before = (from..at).rev().find(|before| toks[*before].is_word())?;
        let opens = toks[before].has(is::RELATIVE | is::SUBORDINATOR | is::AUXILIARY) && !toks[before].quoted;
        let comma = (at + 2..to.min(end + 12)).find(|at| toks[*at].kind == Kind::Comma)?;
        (opens && comma + 1 < to).then(|| (comma + 1, self.clause_end(comma + 1, to)))
    }

    fn clause(&mut self, verb: usize, from: usize, to: usize) -> Option<usize> {
        let group = self.group_start(verb);
        let before = group.checked_sub(1).filter(|at| *at >= from);
        if self.reports_nothing(verb, group, before) {
            return None;
        }
        if let Some(end) = self.inverted(verb, group, before, (from, to)) {
            return Some(end);
        }
        let sayer = if before.is_some_and(|at| self.went_on_to(at)) {
            self.main_subject(from, verb)
        } else if self.page.toks[verb].has(is::GERUND) && group == verb {
            self.last_sayer.or_else(|| self.main_subject(from, verb))
        } else {
            let floor = self.floor(group, from);
            self.subject_before(group, floor).or(self.last_sayer).or_else(|| self.main_subject(from, verb))
        };
        let sayer = sayer.filter(|(start, end)| start < end);
        let told = self.hearer(verb, to);
        let found = Attributed { sayer, cue: (verb, verb + 1), told, end: verb + 1 };
        match sayer {
            Some(sayer) => self.told_by(sayer, found, (from, to)),
            None => {
                // Nobody can be told, but `that` or marks show that something is said.
                let (start, stop) = self.complement(verb, told, to)?;
                let shown = self.page.word(start - 1) == "that" || self.page.toks[start].kind == Kind::Open;
                shown.then(|| self.report((start, stop), found, (from, to)))?;
                Some(stop)
            }
        }
    }

    /// A report with a subject before its verb: between commas, before its clause or behind it.
    fn told_by(&mut self, sayer: (usize, usize), found: Attributed, (from, to): (usize, usize)) -> Option<usize> {
        let verb = found.cue.0;
        if let Some(end) = self.parenthetical(sayer, verb, from, to) {
            let before = (self.clause_start(sayer.0 - 1, from), self.before_commas(sayer.0 - 1, from));
            let after = (end + 1, self.clause_end(end + 1, to));
            let words = self.page.toks[before.0..before.1.max(before.0)].iter().filter(|tok| tok.is_word());
            if words.take(2).count() == 2 {
                self.report_parts(&[before, after], found, (from, to));
            } else {
                self.report(after, found, (from, to));
            }
            return Some(after.1);
        }
        let said = self.complement(verb, found.told, to);
        let said = said.or_else(|| self.relative_rest(sayer, verb, to));
        if let Some((start, stop)) = said.or_else(|| self.as_reported(sayer, verb, (from, to))) {
            let stop = self.before_main_clause((start, stop), sayer, from);
            self.report((start, stop), found, (from, to));
            return Some(stop);
        }
        let first = self.page.toks[sayer.0];
        if first.has(is::RELATIVE) && !first.has(is::DETERMINER) {
            return None;
        }
        let (start, stop) = self.fronted(sayer.0, verb, (from, to))?;
        self.report((start, stop), found, (from, to));
        Some(verb + 1)
    }

    /// `went on to say` is saying; `hoped to say` is not.
    fn went_on_to(&self, at: usize) -> bool {
        at > 0 && self.page.word(at) == "to" && self.page.word(at - 1) == "on"
    }

    /// The verb is a participle, an infinitive or a noun, or reports only what stands in marks.
    fn reports_nothing(&self, verb: usize, group: usize, before: Option<usize>) -> bool {
        let toks = &self.page.toks;
        let tok = toks[verb];
        if tok.class & is::ANY_CUE == is::CUE_BY_MARKS || self.is_passive(group, verb) {
            return true;
        }
        let Some(at) = before else { return false };
        if self.page.word(at) == "to" {
            return !self.went_on_to(at);
        }
        if english::says(self.page.word(verb)) {
            return false;
        }
        // `the previously announced plan`, `475 pledged delegates`
        let article = group < verb && toks[at].has(is::DETERMINER) && !toks[at].has(is::SUBJECT);
        tok.has(is::PAST) && (toks[at].kind == Kind::Number || article)
            || tok.has(is::GERUND) && group == verb && toks[at].has(is::PREPOSITION | is::DETERMINER)
    }

    /// `The bridge is closed, said Hill.`
    fn inverted(
        &mut self,
        verb: usize,
        group: usize,
        before: Option<usize>,
        (from, to): (usize, usize),
    ) -> Option<usize> {
        let toks = &self.page.toks;
        let behind = before.is_some_and(|at| matches!(toks[at].kind, Kind::Comma | Kind::Close));
        if !toks[verb].has(is::INVERTS) || toks[verb].has(is::GERUND) || group < verb || !behind {
            return None;
        }
        let end = self.phrase_after(verb + 1, to)?;
        let named = toks[verb + 1].cap && toks.get(end).is_some_and(|tok| tok.kind == Kind::Left);
        if !(named || self.ends_report(end, to)) || !self.speaks_only(verb + 1, end) {
            return None;
        }
        let (start, stop) = self.fronted(verb, verb, (from, to))?;
        let found = Attributed { sayer: Some((verb + 1, end)), cue: (verb, verb + 1), told: None, end };
        self.report((start, stop), found, (from, to));
        Some(end)
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
        let mut end = self.adjuncts(self.hearer(verb, to).map_or(verb + 1, |(_, end)| end), to);
        if toks[end - 1].kind == Kind::Comma {
            end -= 1;
        }
        let comma = toks.get(end).filter(|_| end + 1 < to)?;
        let next = toks.get(end + 1)?;
        let word = self.page.word(end + 1);
        let leaves = next.has(is::GERUND)
            || word.ends_with("ing") && next.class == 0
            || next.has(is::RELATIVE) && word != "that"
            || matches!(word, "and" | "but" | "while" | "as" | "when" | "though" | "although" | "compared");
        (comma.kind == Kind::Comma && !leaves && next.is_word()).then_some(end)
    }

    /// `As Hill noted, the bridge is closed.`
    fn as_reported(&self, sayer: (usize, usize), verb: usize, (from, to): (usize, usize)) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        let opens = sayer.0 == from + 1 && self.page.word(from).eq_ignore_ascii_case("as");
        let comma = self.adjuncts(verb + 1, to);
        let led = toks.get(comma).is_some_and(|tok| tok.kind == Kind::Comma) && comma + 1 < to;
        if !opens || !led || !toks[verb].has(is::CUE) || toks[comma + 1].kind == Kind::Open {
            return None;
        }
        let stop = self.clause_end(comma + 1, to);
        self.finite(comma + 1, stop).then_some((comma + 1, stop))
    }

    /// `which critics said was unfair`: what is said of the noun before.
    fn relative_rest(&self, sayer: (usize, usize), verb: usize, to: usize) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        let relative = sayer.0.checked_sub(1).is_some_and(|at| toks[at].has(is::RELATIVE) && !toks[at].quoted);
        let first = toks.get(verb + 1).filter(|_| verb + 1 < to)?;
        let goes_on = first.has(is::AUXILIARY | is::MODAL | is::VERB) && !first.has(is::GERUND) && !first.quoted;
        (relative && goes_on && toks[verb].has(is::CUE)).then(|| (verb + 1, self.clause_end(verb + 1, to)))
    }

    /// The words behind an inverted verb are a speaker and no clause: `a man who was there`, not
    /// `the bridge is closed`.
    fn speaks_only(&self, from: usize, end: usize) -> bool {
        let toks = &self.page.toks;
        let mut relative = self.page.word(from) == "that";
        for (at, tok) in toks.iter().enumerate().take(end).skip(from) {
            relative |= tok.has(is::RELATIVE) && at > from;
            let finite = tok.has(is::AUXILIARY | is::MODAL)
                || self.unknown_verb(at, from, end)
                || tok.has(is::VERB) && !tok.has(is::GERUND | is::BASE) && !tok.cap && at > from;
            if finite && !relative {
                return false;
            }
        }
        self.page.word(from) != "that"
    }

    /// A verb that the table lacks, before its object: `conveyed a sense`.
    fn unknown_verb(&self, at: usize, from: usize, end: usize) -> bool {
        let toks = &self.page.toks;
        let past = toks[at].kind == Kind::Word && !toks[at].cap && toks[at].class == 0 && at > from + 1;
        past && self.page.word(at).ends_with("ed")
            && at + 1 < end
            && (toks[at + 1].has(is::DETERMINER | is::PREPOSITION) || toks[at + 1].cap)
            && toks[at - 1].class & (is::DETERMINER | is::PREPOSITION) == 0
    }

    /// Nothing but where and when it was said follows.
    pub(super) fn ends_report(&self, from: usize, to: usize) -> bool {
        let end = self.adjuncts(from, to);
        self.page.toks.get(end).filter(|_| end < to).is_none_or(|tok| !tok.is_word() && tok.kind != Kind::Open)
    }

    /// The sentence's part in which the subject can stand: behind the last quotation.
    fn floor(&self, group: usize, from: usize) -> usize {
        (from..group)
            .rev()
            .find(|at| matches!(self.page.toks[*at].kind, Kind::Close | Kind::Open) && self.page.toks[*at].quoted)
            .map_or(from, |at| at + 1)
    }

    /// `The bridge is closed, Hill said.`
    fn fronted(&self, sayer: usize, verb: usize, (from, to): (usize, usize)) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        if !toks[verb].has(is::CUE | is::CUE_TO) || english::wants_that(self.page.word(verb)) {
            return None;
        }
        let comma = sayer.checked_sub(1).filter(|at| *at > from && toks[*at].kind == Kind::Comma)?;
        let start = self.clause_start(comma, from);
        let words = toks[start..comma].iter().filter(|tok| tok.is_word()).count();
        let main = |at: usize| toks[at].kind == Kind::Comma && !toks[at].quoted && self.finite(at + 1, comma);
        let opens = toks[start].has(is::PREPOSITION | is::SUBORDINATOR) && !toks[start].has(is::SUBJECT)
            || (start..comma.min(start + 4))
                .any(|at| english::subordinates(self.page.word(at)) && !self.finite(start, at))
            || self.page.word(start) == "According";
        let adverbial = opens && sayer != verb && !(start..comma).any(main);
        let inverted = sayer == verb;
        // `a plan announced in May`, `Hill asked the mayor about it`.
        let indefinite = !inverted
            && matches!(self.page.word(sayer), "a" | "an")
            && toks[verb].has(is::PAST)
            && !english::says(self.page.word(verb));
        let cue_end = self.hearer(verb, to).map_or(verb + 1, |(_, end)| end);
        if indefinite || !inverted && !self.ends_report(cue_end, to) {
            return None;
        }
        // Behind an inverted verb a name is a speaker, whatever stands before.
        let sure = sayer == verb && toks[verb + 1].cap && words >= 5;
        (words >= 3 && (sure || self.finite(start, comma)) && !adverbial).then_some((start, comma))
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
            let taken = self.page.quoted_between(start, stop).find(|at| self.taken[*at]);
            let stop = taken.map_or(stop, |at| self.before_commas(quoted[at].open, start));
            if start < stop {
                kept.push((start, stop));
            }
            if taken.is_some() {
                break;
            }
        }
        let (mut words, mut quoted) = (0, 0);
        for tok in kept.iter().flat_map(|(start, stop)| &self.page.toks[*start..*stop]).filter(|tok| tok.is_word()) {
            words += 1;
            quoted += usize::from(tok.quoted);
        }
        if words < 2 {
            return;
        }
        for &(start, stop) in &kept {
            self.page.quoted_between(start, stop).for_each(|at| self.taken[at] = true);
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
