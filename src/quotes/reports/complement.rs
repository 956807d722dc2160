//! What is said, behind the cue: a clause, an infinitive, a question, a noun, a name.

use super::Finder;
use crate::quotes::scan::{Kind, Quoted, Tok};
use crate::quotes::tables::{class as is, english};

impl Finder<'_, '_> {
    /// The tokens of what the verb reports.
    pub(super) fn complement(&self, verb: usize, told: Option<(usize, usize)>, to: usize) -> Option<(usize, usize)> {
        let tok = self.page.toks[verb];
        // `a book written by Hill`, not `said by Friday it would open`
        let by_day = self.page.toks.get(verb + 2).is_some_and(|tok| tok.has(is::TIME));
        if tok.has(is::PAST) && self.page.word(verb + 1) == "by" && !by_day {
            return None;
        }
        let from = told.map_or(verb + 1, |(_, end)| end);
        if tok.has(is::CUE_NAMING) {
            return self.naming(verb, from, to);
        }
        if let Some(start) = self.infinitive(verb, told).filter(|start| *start < to) {
            return Some((start, self.clause_end(start, to)));
        }
        self.clause_behind(verb, from, to)
    }

    /// `called the plan “a joke”`: up to the end of the first quotation.
    fn naming(&self, verb: usize, at: usize, to: usize) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        let stop = self.clause_end(at, to);
        let open = (at..stop).find(|at| toks[*at].kind == Kind::Open && toks[*at].quoted)?;
        // `a band called "The Piers"`, `a user, called the "Pilot"`: the name of a thing.
        let direct = open == at || open == at + 1 && matches!(self.page.word(at), "the" | "a" | "an");
        let thing = (verb.saturating_sub(2)..verb).rev().find(|before| toks[*before].kind != Kind::Comma);
        let is_thing = |at: usize| toks[at].kind == Kind::Word && !toks[at].cap && toks[at].class == 0;
        if direct && toks[verb].has(is::PAST) && thing.is_some_and(is_thing) {
            return None;
        }
        // Another verb has come in between.
        let other = |tok: &Tok| tok.has(is::VERB) && tok.has(is::PAST) && !tok.cap || tok.has(is::MODAL);
        if toks[at..open].iter().any(other) {
            return None;
        }
        let quoted = self.page.quoted.get(self.page.quoted_between(open, open).start)?;
        Some((at, stop.min(self.list_end(*quoted) + 1)))
    }

    /// `promised to go`, `asked the mayor to go`: where it begins.
    fn infinitive(&self, verb: usize, told: Option<(usize, usize)>) -> Option<usize> {
        if !self.page.toks[verb].has(is::CUE_INFINITIVE) {
            return None;
        }
        if self.page.word(verb + 1) == "to" {
            return Some(verb + 1);
        }
        told.filter(|(_, end)| self.page.word(*end) == "to").map(|(start, _)| start)
    }

    /// A clause with or without `that`, behind what tells where and when it was said.
    fn clause_behind(&self, verb: usize, from: usize, to: usize) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        let tok = toks[verb];
        let mut at = self.adjuncts(from, to);
        let moved = at > from && !toks[from].has(is::TIME | is::ADVERB);
        if tok.has(is::CUE | is::CUE_TO) {
            at = self.that_ahead(verb, at, to).unwrap_or(at);
        }
        let first = toks.get(at).filter(|_| at < to)?;
        let word = self.page.word(at);
        if word == "that" {
            // `having said that, he left`
            let having = verb > 0 && self.page.word(verb - 1).eq_ignore_ascii_case("having");
            let done = having && toks.get(at + 1).is_some_and(|tok| tok.kind == Kind::Comma);
            if done || self.relative_that(verb, at) {
                return None;
            }
            if !first.quoted {
                let stop = self.clause_end(at + 1, to);
                return (at + 1 < stop).then_some((at + 1, stop));
            }
        }
        if first.has(is::QUESTION_WORD) && tok.has(is::CUE_QUESTION) {
            // `has not said why`: nothing is said.
            let group = self.group_start(verb);
            let negated = toks[group..verb].iter().any(|tok| tok.has(is::NEGATION));
            return (!negated).then(|| (at, self.clause_end(at, to)));
        }
        if !self.can_begin(verb, at, to) {
            return None;
        }
        self.bare_clause(verb, at, to, !moved)
    }

    /// Whether what is said can begin there without `that`.
    fn can_begin(&self, verb: usize, at: usize, to: usize) -> bool {
        let toks = &self.page.toks;
        let (tok, first, word) = (toks[verb], toks[at], self.page.word(at));
        if first.cap && english::classes(&word.to_lowercase()) & is::RELATIVE != 0 && !first.quoted {
            return false;
        }
        // `said of the plan he had`
        if matches!(self.page.word(verb + 1), "of" | "about") && first.kind != Kind::Open {
            return false;
        }
        // `explained it this way`
        let verb_behind = toks.get(at + 1).is_some_and(|tok| tok.kind == Kind::Word && tok.class == 0);
        let object = matches!(word, "it" | "this" | "yes" | "no") && !verb_behind;
        if object && !self.finite(at + 1, to.min(at + 5)) {
            return false;
        }
        let starts = first.kind == Kind::Number
            || first.cap
            || first.kind == Kind::Open
            || first.has(is::SUBJECT | is::DETERMINER)
            || (tok.has(is::CUE) && english::subordinates(word) && word != "as" && self.main_behind(at, to))
            || (first.kind == Kind::Word && first.class & !is::VERB == 0);
        starts && tok.has(is::CUE | is::CUE_TO | is::CUE_NOUN)
    }

    /// `said the bridge was closed`, `announced the plan`.
    fn bare_clause(&self, verb: usize, at: usize, to: usize, may_be_noun: bool) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        let (tok, first, word) = (toks[verb], toks[at], self.page.word(at));
        let stop = self.clause_end(at, to);
        let says = english::says(self.page.word(verb));
        let words = toks[at..stop].iter().filter(|tok| tok.is_word()).count();
        if says
            && words >= 3
            && (first.cap || first.has(is::SUBJECT | is::DETERMINER))
            && (words >= 4 || first.quoted || self.finite(at, stop))
            && !matches!(word, "nothing" | "little" | "much" | "so")
        {
            return Some((at, stop));
        }
        if english::wants_that(self.page.word(verb)) && first.kind != Kind::Open {
            return None;
        }
        let comma = (at..stop).find(|at| toks[*at].kind == Kind::Comma && !toks[*at].quoted).unwrap_or(stop);
        if tok.has(is::CUE | is::CUE_TO) && self.finite(at + 1, if says { stop } else { comma }) {
            return (at < stop).then_some((at, stop));
        }
        let stop = if (at..stop).any(|at| toks[at].quoted) { stop } else { self.noun_end(at, stop) };
        (tok.has(is::CUE_NOUN) && may_be_noun && at < stop).then_some((at, stop))
    }

    /// `said when the bridge closed, the town would suffer`: a main clause follows the comma.
    fn main_behind(&self, from: usize, to: usize) -> bool {
        let toks = &self.page.toks;
        let comma = (from..to).find(|at| matches!(toks[*at].kind, Kind::Comma | Kind::Stop));
        comma.filter(|at| toks[*at].kind == Kind::Comma && at + 1 < to).is_some_and(|comma| {
            let next = toks[comma + 1];
            (next.cap || next.kind == Kind::Open || next.has(is::SUBJECT | is::DETERMINER))
                && self.finite(comma + 2, to.min(comma + 12))
        })
    }

    /// `announced the plan after a meeting`: where what is announced ends.
    fn noun_end(&self, from: usize, to: usize) -> usize {
        let toks = &self.page.toks;
        let ends = |at: usize| {
            let next = toks.get(at + 1);
            let an = next.is_some_and(|tok| tok.has(is::TIME))
                || matches!(self.page.word(at + 1), "a" | "an" | "early" | "late");
            match self.page.word(at) {
                "after" | "before" | "during" | "until" | "when" | "while" | "since" | "because" => true,
                "in" | "on" | "at" => an,
                _ => {
                    toks[at].kind == Kind::Comma
                        && next.is_none_or(|tok| tok.kind != Kind::Number)
                        && !toks[at - 1].has(is::COORDINATOR)
                }
            }
        };
        (from + 1..to).find(|at| ends(*at)).unwrap_or(to)
    }

    /// `told a meeting in Ostrey, Vale, on Monday that …`: names and places before `that`.
    fn that_ahead(&self, verb: usize, from: usize, to: usize) -> Option<usize> {
        let toks = &self.page.toks;
        let plain = english::says(self.page.word(verb)) || toks[verb].has(is::CUE_TO);
        for at in from..to.min(from + 14) {
            let tok = toks[at];
            if tok.quoted {
                return None;
            }
            // Not `the idea that`, which belongs to the noun.
            if self.page.word(at) == "that" {
                let before = &toks[at - 1];
                let apart = before.cap || before.has(is::TIME) || !before.is_word() || before.kind == Kind::Number;
                return (apart || plain || self.page.word(at - 1) == "out").then_some(at);
            }
            let passes = tok.cap
                || tok.kind == Kind::Comma
                || tok.kind == Kind::Number
                || tok.has(is::TIME | is::PREPOSITION | is::DETERMINER) && !tok.has(is::SUBJECT)
                || tok.kind == Kind::Word && tok.class & !(is::ADVERB | is::TIME) == 0;
            if !passes {
                return None;
            }
        }
        None
    }

    fn relative_that(&self, verb: usize, that: usize) -> bool {
        let toks = &self.page.toks;
        let next = toks.get(that + 1);
        let predicate =
            next.is_some_and(|tok| tok.has(is::AUXILIARY) || tok.has(is::VERB) && !tok.has(is::GERUND) && !tok.cap);
        predicate && !(toks[verb].has(is::CUE) && english::says(self.page.word(verb)))
    }

    /// The closing mark of the last of `"a," "b" and "c"`.
    fn list_end(&self, first: Quoted) -> usize {
        let mut close = first.close;
        let from = self.page.quoted_between(first.close, first.close).start;
        for quoted in &self.page.quoted[from..] {
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
}
