//! The words that report and the phrase that names the speaker, in tokens.

use super::{Finder, Found};
use crate::quotes::scan::Kind;
use crate::quotes::tables::class as is;
use crate::quotes::tables::tongue::{Tongue, holds};

/// Tokens that the name of a speaker may have, titles and office included.
const PHRASE_MAX: usize = 18;
/// Tokens between the halves of a verb.
const HALVES_REACH: usize = 14;

impl Finder<'_, '_> {
    /// A verb that reports: alone, or with its other half behind it.
    pub(super) fn is_cue(&self, at: usize) -> bool {
        let Some(tok) = self.page.toks.get(at).filter(|tok| tok.has(is::VERB)) else { return false };
        // `Añadió que …`: a sentence may begin with its verb.
        let opens = || self.tongue == Tongue::Spanish && self.page.sentences.iter().any(|(from, _)| *from == at);
        if tok.cap && !opens() {
            return false;
        }
        // `le note`, `la demande`: behind an article it is a noun.
        let noun = at > 0 && self.has(at - 1, is::DETERMINER) && !self.has(at - 1, is::PRONOUN);
        !noun && (tok.has(is::CUE | is::CUE_BY_MARKS) || tok.has(is::SEPARABLE) && self.other_half(at).is_some())
    }

    /// `teilte … mit`.
    fn other_half(&self, verb: usize) -> Option<usize> {
        let reach = verb + 1..(verb + HALVES_REACH).min(self.page.toks.len());
        for at in reach {
            if self.is_quoted(at) || self.kind(at) == Some(Kind::Stop) {
                return None;
            }
            let closes = self.page.toks.get(at + 1).is_none_or(|next| !next.is_word() || next.has(is::COORDINATOR));
            if self.has(at, is::HALF) && closes {
                return Some(at);
            }
        }
        None
    }

    /// Where the phrase begins that an `according` at this place leads to.
    pub(super) fn according(&self, at: usize) -> Option<usize> {
        let leads = |words: &str| {
            let mut next = at;
            for word in words.split(' ') {
                if self.page.lower(next) != word {
                    return None;
                }
                next += 1;
            }
            Some(next)
        };
        self.table.according.iter().find_map(|words| leads(words))
    }

    /// A report with its verb first, as it stands behind what is said: `sagte Marsch`,
    /// `a-t-elle dit`, `so Marsch`, `selon Marsch`, `wie Marsch sagte`.
    pub(super) fn turned(&self, from: usize, limit: usize) -> Option<Found> {
        if from >= limit || self.is_quoted(from) {
            return None;
        }
        if let Some(phrase) = self.according(from) {
            let end = self.phrase(phrase, limit)?;
            return Some(Found { cue: (from, phrase), sayer: Some((phrase, end)), end });
        }
        if self.tongue == Tongue::German {
            match self.page.lower(from) {
                "so" => {
                    let end = self.phrase(from + 1, limit)?;
                    return Some(Found { cue: (from, from + 1), sayer: Some((from + 1, end)), end });
                }
                "wie" => return self.as_said(from, limit),
                _ => {}
            }
        }
        let mut at = from;
        while at < from + 3 && self.has(at, is::PRONOUN | is::NEGATION) && !self.has(at, is::SUBJECT | is::VERB) {
            at += 1;
        }
        if self.is_cue(at) {
            return Some(self.with_sayer((from, at + 1), limit));
        }
        self.has(at, is::AUXILIARY).then(|| self.compound(from, at, limit)).flatten()
    }

    /// `a-t-elle déclaré`, `ha dicho Marsch`, `habe sie ihm gesagt`.
    fn compound(&self, from: usize, auxiliary: usize, limit: usize) -> Option<Found> {
        if self.page.toks[auxiliary].cap {
            return None;
        }
        let mut at = auxiliary + 1;
        let mut sayer = None;
        if self.tongue == Tongue::German {
            let end = self.phrase(at, limit)?;
            let said = (end..limit.min(end + 8)).find(|at| self.has(*at, is::PAST) && self.has(*at, is::CUE))?;
            return Some(Found { cue: (from, said + 1), sayer: Some((at, end)), end: said + 1 });
        }
        while at < limit.min(auxiliary + 5) && !self.has(at, is::PAST) {
            if self.has(at, is::SUBJECT) {
                sayer = Some((at, at + 1));
            } else if !self.has(at, is::ADVERB | is::NEGATION | is::PRONOUN | is::AUXILIARY) {
                return None;
            }
            at += 1;
        }
        if !self.has(at, is::PAST) || !self.has(at, is::CUE | is::CUE_BY_MARKS) || at >= limit {
            return None;
        }
        match sayer {
            Some(sayer) => Some(Found { cue: (from, at + 1), sayer: Some(sayer), end: at + 1 }),
            None => Some(self.with_sayer((from, at + 1), limit)),
        }
    }

    /// `wie Marsch am Montag sagte`.
    fn as_said(&self, from: usize, limit: usize) -> Option<Found> {
        let end = self.phrase(from + 1, limit)?;
        let cue = (end..limit.min(end + 8)).find(|at| self.is_cue(*at))?;
        Some(Found { cue: (cue, cue + 1), sayer: Some((from + 1, end)), end: cue + 1 })
    }

    /// The sayer behind a verb, over adverbs and days.
    pub(super) fn with_sayer(&self, cue: (usize, usize), limit: usize) -> Found {
        let mut at = cue.1;
        while at < limit && !self.is_quoted(at) {
            let day = |at: usize| self.has(at, is::TIME);
            let aside = self.has(at, is::ADVERB | is::NEGATION) && !self.has(at, is::DETERMINER)
                || self.has(at, is::PRONOUN) && !self.has(at, is::SUBJECT | is::DETERMINER);
            let led = is::PREPOSITION | is::DETERMINER;
            let skipped = match () {
                () if day(at) || aside => 1,
                () if self.has(at, led) && day(at + 1) => 2,
                () if self.has(at, led) && self.has(at + 1, is::DETERMINER) && day(at + 2) => 3,
                () => break,
            };
            at += skipped;
        }
        match self.phrase(at, limit) {
            Some(end) => Found { cue, sayer: Some((at, end)), end },
            None => Found { cue, sayer: None, end: cue.1 },
        }
    }

    /// The end of the noun phrase, or the pronoun, that begins at `from`.
    pub(super) fn phrase(&self, from: usize, limit: usize) -> Option<usize> {
        let toks = &self.page.toks;
        let first = toks.get(from).filter(|_| from < limit)?;
        if first.quoted || first.kind != Kind::Word {
            return None;
        }
        if self.table.pronoun(self.page.lower(from)).is_some() && !self.leads_noun(from) {
            return Some(from + 1);
        }
        let begins = first.cap || first.has(is::DETERMINER) || first.class == 0;
        if !begins || first.has(is::TIME) && !first.has(is::DETERMINER) {
            return None;
        }
        let mut named = 0;
        let mut at = from;
        while at < limit && at - from < PHRASE_MAX {
            let tok = toks[at];
            if tok.quoted {
                // `das Magazin „Lupe“`
                return self.title_end(at).filter(|_| at > from).or((at > from).then_some(at));
            }
            if tok.kind == Kind::Comma {
                return Some(self.apposed(from, at, limit, named));
            }
            if !tok.is_word() || self.ends_phrase(from, at, named) {
                break;
            }
            named = if tok.cap && !tok.has(is::DETERMINER) {
                named + 1
            } else if named >= 2 {
                break;
            } else {
                0
            };
            at += 1;
        }
        while at > from && toks[at - 1].has(is::PREPOSITION | is::DETERMINER | is::COORDINATOR) && !toks[at - 1].cap {
            at -= 1;
        }
        (at > from).then_some(at)
    }

    /// Behind the title in marks that begins here, where the words before call a body.
    fn title_end(&self, at: usize) -> Option<usize> {
        let place = self.page.quoted.iter().position(|quoted| quoted.open == at)?;
        let called = self.table.is_body(self.page.lower(at.checked_sub(1)?));
        (self.taken[place] && called).then(|| (self.page.quoted[place].close + 1).min(self.page.toks.len()))
    }

    /// `ihr Sprecher`, `este médico`: a word that is a pronoun elsewhere.
    fn leads_noun(&self, at: usize) -> bool {
        let next = at + 1;
        let noun = self.page.toks.get(next).is_some_and(|tok| {
            tok.kind == Kind::Word && (self.tongue != Tongue::German || tok.cap) && !tok.has(is::VERB | is::TIME)
        });
        self.has(at, is::DETERMINER) && noun
    }

    /// Whether the phrase that began at `from` ends before this word. `named`: words with a
    /// capital that stand right before it.
    fn ends_phrase(&self, from: usize, at: usize, named: usize) -> bool {
        let tok = self.page.toks[at];
        let word = self.page.lower(at);
        let next_cap = self.page.toks.get(at + 1).is_some_and(|next| next.cap && !next.has(is::TIME));
        if tok.cap {
            return tok.has(is::TIME) && at > from;
        }
        if at == from {
            return false;
        }
        let title = self.table.title(word).is_some();
        if title {
            return false;
        }
        let proper = named > 0 && self.starts_proper(from);
        let particle = matches!(
            word,
            "de" | "von" | "van" | "der" | "den" | "la" | "le" | "du" | "del" | "y" | "zu" | "di" | "d'"
        );
        if particle && named > 0 && next_cap && self.tongue != Tongue::German {
            return false;
        }
        if tok.has(is::PREPOSITION) {
            let genitive = match self.tongue {
                Tongue::German => matches!(word, "von" | "vom" | "für" | "im" | "zum"),
                Tongue::French => matches!(word, "de" | "du" | "des" | "d'" | "à" | "aux"),
                _ => matches!(word, "de" | "del"),
            };
            return !genitive || proper || self.has(at + 1, is::TIME);
        }
        let determiner = tok.has(is::DETERMINER);
        if determiner {
            // `der Sprecher |der Bahn`, `le président |des usagers`.
            let behind_noun = self.page.toks[at - 1].is_word() && !self.has(at - 1, is::PREPOSITION | is::DETERMINER);
            let genitive = matches!(word, "der" | "des" | "einer" | "eines" | "seiner" | "ihrer" | "du" | "d'");
            return behind_noun && (proper || !genitive);
        }
        if tok.has(is::VERB | is::AUXILIARY) {
            return !self.has(at - 1, is::DETERMINER);
        }
        tok.has(is::SUBORDINATOR | is::RELATIVE | is::ADVERB | is::TIME | is::NEGATION | is::SUBJECT | is::PRONOUN)
            || tok.has(is::COORDINATOR) && !(named > 0 && next_cap)
            || proper
            || self.tongue == Tongue::German && named > 0
    }

    /// Whether the phrase is a name from its first word on.
    fn starts_proper(&self, from: usize) -> bool {
        let tok = self.page.toks[from];
        tok.cap && !tok.has(is::DETERMINER | is::PREPOSITION) || self.table.title(self.page.lower(from)).is_some()
    }

    /// The end of the phrase that meets a comma: `la maire, Maëlle Marsch|,`.
    fn apposed(&self, from: usize, comma: usize, limit: usize, named: usize) -> usize {
        if named >= 2 || named > 0 && self.starts_proper(from) && self.tongue != Tongue::German {
            return comma;
        }
        let toks = &self.page.toks;
        let is_name = |at: usize| {
            let word = self.page.lower(at);
            toks[at].kind == Kind::Word
                && !toks[at].quoted
                && (toks[at].cap && !toks[at].has(is::DETERMINER | is::SUBORDINATOR)
                    || self.table.title(word).is_some()
                    || matches!(word, "de" | "von" | "van" | "der" | "la" | "le" | "del" | "y") && at > comma + 1)
        };
        let end = (comma + 1..limit.min(comma + 7)).find(|at| !is_name(*at)).unwrap_or(limit.min(comma + 7));
        let closed = toks
            .get(end)
            .is_none_or(|tok| !tok.is_word() || tok.has(is::VERB | is::AUXILIARY | is::RELATIVE | is::PREPOSITION));
        if end > comma + 1 && closed && toks[comma + 1].cap { end } else { comma }
    }

    /// The phrase before a verb, from the start of its clause: `|Le procureur, Roger Marsch|, ajoute`.
    pub(super) fn before(&self, verb: usize, from: usize) -> Option<(usize, usize)> {
        let mut end = verb;
        let group = is::AUXILIARY | is::NEGATION | is::PRONOUN | is::ADVERB;
        while end > from && self.has(end - 1, group) && !self.has(end - 1, is::SUBJECT) && !self.page.toks[end - 1].cap
        {
            end -= 1;
        }
        let mut start = from;
        while start < end && (self.has(start, is::COORDINATOR) || !self.page.toks[start].is_word()) {
            start += 1;
        }
        let fronts = is::PREPOSITION | is::SUBORDINATOR | is::TIME | is::ADVERB;
        if start < end && self.has(start, fronts) && !self.has(start, is::DETERMINER | is::SUBJECT) {
            let comma = (start..end).rev().find(|at| self.kind(*at) == Some(Kind::Comma) && !self.is_quoted(*at))?;
            // `Dans une lettre, |la maire| écrit`; an apposition keeps what it stands behind.
            start = comma + 1;
        }
        if start >= end {
            return None;
        }
        let phrase = self.phrase(start, end)?;
        Some((start, phrase))
    }

    /// Where the clause begins in which a word stands.
    pub(super) fn clause_start(&self, at: usize, from: usize) -> usize {
        let border = |at: &usize| {
            let Some(kind) = self.kind(*at) else { return false };
            let joins = kind == Kind::Comma && self.has(*at + 1, is::COORDINATOR);
            let title = || {
                let place = self.page.quoted.iter().position(|quoted| quoted.close == *at);
                place.is_some_and(|place| self.title_end(self.page.quoted[place].open).is_some())
            };
            matches!(kind, Kind::Semicolon | Kind::Colon) || joins || kind == Kind::Close && !title()
        };
        (from..at).rev().find(border).map_or(from, |at| at + 1)
    }

    pub(super) fn leads_clause(&self, at: usize) -> bool {
        holds(self.table.that, self.page.lower(at)) && !self.is_quoted(at)
    }
}
