//! The noun phrase that speaks, to the left or right of the words that report.

use super::Finder;
use crate::quotes::scan::{Kind, Tok};
use crate::quotes::tables::names::title;
use crate::quotes::tables::{class as is, english};

/// Longest noun phrase looked at, in tokens.
const PHRASE_MAX: usize = 45;
/// Commas hopped back over to the name that an appositive belongs to.
const HOPS_MAX: usize = 5;

impl Finder<'_, '_> {
    /// The subject of the verb group that begins at `group`, not before `floor`.
    pub(super) fn subject_before(&self, group: usize, floor: usize) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        let mut end = group;
        if end <= floor {
            return None;
        }
        if toks[end - 1].has(is::RELATIVE) && !toks[end - 1].has(is::SUBJECT)
            || matches!(self.page.word(end - 1), "who" | "which")
        {
            return Some((end - 1, end));
        }
        let mut head = end;
        // `Hill, a doctor, said`: back over what stands between the commas.
        let mut hops = 0;
        while head > floor && (toks[head - 1].kind == Kind::Comma || hops > 0) && hops < 4 {
            let mut comma = head - 1;
            let limit = floor.max(head.saturating_sub(PHRASE_MAX));
            let mut before = None;
            while comma > limit {
                comma -= 1;
                if toks[comma].quoted || matches!(toks[comma].kind, Kind::Stop | Kind::Semicolon) {
                    break;
                }
                if toks[comma].kind == Kind::Comma {
                    before = Some(comma);
                    break;
                }
            }
            let Some(comma) = before else { break };
            // `of Jackson, Miss., said`; `Hill, 59, of Ostrey, said`: an age or a state is no end.
            let mere =
                head - comma <= 3 && (toks[comma + 1].cap || toks[comma + 1].kind == Kind::Number) && comma > floor;
            head = comma;
            hops += 1;
            if head > floor && self.is_head(head - 1) && !(mere && self.comma_before(head - 1, floor)) {
                break;
            }
        }
        if head > floor && toks[head - 1].kind == Kind::Comma {
            end = head - 1;
            head = end;
        }
        if head > floor && toks[head - 1].kind == Kind::Right {
            while head > floor && toks[head - 1].kind != Kind::Left {
                head -= 1;
            }
            head = head.saturating_sub(1).max(floor);
        }
        let mut start = self.phrase_start(head, floor);
        // `Hill has long said`: what stands behind the auxiliary is no subject.
        if start > floor && toks[start - 1].has(is::AUXILIARY) && !toks[start..end].iter().any(Self::could_be_called) {
            let group = self.group_start(start - 1).min(start - 1);
            return if group > floor { self.subject_before(group, floor) } else { None };
        }
        let apart = toks[group - 1].kind == Kind::Comma || !toks[start].has(is::DETERMINER);
        if apart && let Some(named) = self.named_before(start, floor) {
            start = named;
        }
        while start < head && toks[start].has(is::ADVERB | is::COORDINATOR) && !toks[start].has(is::DETERMINER) {
            start += 1;
        }
        (start < end).then_some((start, end))
    }

    /// Where the words begin that end before `head`: back to a mark, a verb, a conjunction.
    fn phrase_start(&self, head: usize, floor: usize) -> usize {
        let toks = &self.page.toks;
        let mut start = head;
        while start > floor && head - start < PHRASE_MAX && !self.bounds_subject(start, head) {
            start -= 1;
            let tok = toks[start];
            if tok.has(is::SUBJECT) && tok.has(is::PRONOUN) && !tok.has(is::DETERMINER) {
                break;
            }
        }
        start
    }

    /// A word without which nothing is somebody's name.
    fn could_be_called(tok: &Tok) -> bool {
        tok.cap || tok.has(is::DETERMINER | is::PRONOUN) || tok.kind == Kind::Number
    }

    /// The name that stands before an appositive which begins at `start`: `|Hill, a doctor at the
    /// Clinic, a small house, said`; over states and parties too.
    fn named_before(&self, start: usize, floor: usize) -> Option<usize> {
        let toks = &self.page.toks;
        let mut start = start;
        for _ in 0..HOPS_MAX {
            // `Hill, president and |director of the house, said`.
            if start > floor + 2 && self.page.word(start - 1) == "and" && !toks[start - 2].cap {
                start = self.phrase_start(start - 1, floor);
            }
            let comma = start.checked_sub(1).filter(|at| *at > floor && toks[*at].kind == Kind::Comma)?;
            let begins = &toks[start];
            let mere = begins.cap
                && toks.get(start + 1).is_some_and(|next| {
                    next.kind == Kind::Comma || matches!(self.page.word(start + 1), "of" | "for" | "at")
                });
            let noun = begins.kind == Kind::Word && !begins.cap && begins.class & !is::RELATIVE == 0;
            if !(mere || noun || begins.has(is::DETERMINER) || begins.kind == Kind::Number) {
                return None;
            }
            let before = self.phrase_start(comma, floor);
            if before == comma || toks[before].has(is::PREPOSITION | is::TIME | is::SUBORDINATOR | is::GERUND) {
                return None;
            }
            let words = &toks[before..comma];
            let open = before == floor || !toks[before - 1].has(is::VERB | is::AUXILIARY | is::PREPOSITION);
            if open && words.iter().all(|tok| tok.cap || tok.class == 0 && tok.is_word()) && toks[comma - 1].cap {
                return Some(before);
            }
            start = before;
        }
        None
    }

    /// Whether the token before `start` is no part of the phrase that ends with `head`.
    fn bounds_subject(&self, start: usize, head: usize) -> bool {
        let toks = &self.page.toks;
        let tok = toks[start - 1];
        let word = self.page.word(start - 1);
        tok.quoted && !tok.is_word()
            || matches!(
                tok.kind,
                Kind::Stop | Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Open | Kind::Close
            )
            || (tok.has(is::SUBORDINATOR) && !matches!(word, "than"))
            || (matches!(word, "who" | "which" | "whom" | "whose") && start < head)
            || (tok.has(is::COORDINATOR) && !self.joins_names(start - 1))
            || (tok.has(is::AUXILIARY) && (!tok.cap || english::asks(word)))
            || (tok.has(is::VERB) && !tok.cap && !self.is_noun_here(start - 1))
            || (tok.has(is::TIME)
                && toks.get(start).is_some_and(|next| next.cap || next.has(is::SUBJECT | is::DETERMINER)))
    }

    /// Whether another comma stands before, in the same clause.
    fn comma_before(&self, at: usize, floor: usize) -> bool {
        let toks = &self.page.toks;
        let near = (floor..at)
            .rev()
            .take(25)
            .find(|at| toks[*at].kind == Kind::Comma || toks[*at].quoted || toks[*at].kind == Kind::Stop);
        near.is_some_and(|at| toks[at].kind == Kind::Comma && !toks[at].quoted && at > floor)
    }

    fn is_head(&self, at: usize) -> bool {
        let tok = self.page.toks[at];
        tok.cap
            || tok.has(is::PRONOUN)
            || tok.kind == Kind::Right
            || (tok.kind == Kind::Word && !tok.has(is::TIME | is::ADVERB))
    }

    /// `Hill and Voss`: the word joins two names.
    fn joins_names(&self, at: usize) -> bool {
        let toks = &self.page.toks;
        let cap = |at: usize| toks.get(at).is_some_and(|tok| tok.cap);
        at > 0 && cap(at - 1) && cap(at + 1) && self.page.word(at) == "and"
    }

    /// A word that is a verb elsewhere stands here behind a determiner, adjective or name.
    fn is_noun_here(&self, at: usize) -> bool {
        let toks = &self.page.toks;
        at > 0
            && (self.is_noun(at) && !toks[at].has(is::PAST)
                || toks[at - 1].has(is::DETERMINER)
                || self.page.word(at - 1).ends_with("'s")
                || self.page.word(at - 1).ends_with("’s")
                || toks[at - 1].has(is::PREPOSITION))
    }

    /// The end of the noun phrase that begins at `from`: `Mona Lamberson, 59, of Ostrey`.
    pub(super) fn phrase_after(&self, from: usize, limit: usize) -> Option<usize> {
        let toks = &self.page.toks;
        let first = toks.get(from).filter(|_| from < limit)?;
        let begins =
            first.cap || first.has(is::DETERMINER | is::SUBJECT) || (first.kind == Kind::Word && first.class == 0);
        let contraction = first.has(is::SUBJECT) && self.page.word(from).contains(['\'', '’']);
        if !begins || first.quoted || first.has(is::TIME) || contraction {
            return None;
        }
        if first.has(is::SUBJECT) && !first.cap && !first.has(is::DETERMINER) {
            return Some(from + 1);
        }
        let mut at = from;
        while at < limit && at - from < PHRASE_MAX {
            let tok = toks[at];
            if tok.quoted || matches!(tok.kind, Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Open) {
                break;
            }
            if tok.kind == Kind::Comma {
                let goes_on = toks.get(at + 1).is_some_and(|next| {
                    !next.quoted
                        && (next.kind == Kind::Number
                            || next.has(is::DETERMINER)
                            || matches!(self.page.word(at + 1), "who" | "of" | "whose")
                            || (next.kind == Kind::Word && next.class == 0 && !next.cap))
                });
                if let Some(end) = self.named_after(from, at + 1, limit) {
                    at = end;
                    continue;
                }
                if !goes_on || at + 1 >= limit {
                    break;
                }
                at += 1;
                continue;
            }
            let word = self.page.word(at);
            let stops = tok.has(is::TIME)
                || (tok.has(is::SUBORDINATOR) && !matches!(word, "who" | "that"))
                || (tok.has(is::GERUND) && !tok.cap)
                || (tok.has(is::AUXILIARY) && at == from && !tok.cap)
                || (tok.has(is::PREPOSITION) && !self.belongs_to_phrase(at))
                || (tok.has(is::ADVERB) && !tok.cap);
            if stops {
                break;
            }
            at += 1;
        }
        while at > from && toks[at - 1].kind == Kind::Comma {
            at -= 1;
        }
        (at > from).then_some(at)
    }

    /// The end of the name behind a description: `said the mayor, Hedda Marsh|, on Tuesday`.
    fn named_after(&self, from: usize, at: usize, limit: usize) -> Option<usize> {
        let toks = &self.page.toks;
        let possessive = |at: usize| self.page.word(at).ends_with("'s") || self.page.word(at).ends_with("’s");
        let describes = !toks[from].cap || toks[from].has(is::DETERMINER) || (from..at).any(possessive);
        let is_name = |at: usize| toks.get(at).is_some_and(|tok| tok.cap && !tok.quoted && tok.class & !is::VERB == 0);
        let end = (at..limit.min(at + 6)).find(|at| !is_name(*at)).unwrap_or(limit.min(at + 6));
        let closed = toks.get(end).is_none_or(|tok| matches!(tok.kind, Kind::Comma | Kind::Stop));
        (describes && end > at + 1 && closed).then_some(end)
    }

    /// `of the Union`, `for the mayor`; not `in a statement`, `on Tuesday`.
    fn belongs_to_phrase(&self, at: usize) -> bool {
        let next = self.page.toks.get(at + 1);
        match self.page.word(at) {
            // `an aide to Hill`, not `said Hill to reporters`.
            "to" => {
                let before = at.checked_sub(1).map(|before| self.page.toks[before]);
                let titled = || title(&self.page.word(at - 1).to_lowercase()).is_some_and(|(_, noun)| !noun.is_empty());
                let noun = before.is_some_and(|tok| if tok.cap { titled() } else { tok.class == 0 });
                noun && next.is_some_and(|tok| tok.cap && !tok.has(is::TIME))
            }
            "of" | "for" | "at" | "from" | "with" => next.is_some_and(|tok| !tok.has(is::TIME)),
            "in" => next.is_some_and(|tok| tok.cap && !tok.has(is::TIME) && !tok.has(is::DETERMINER)),
            _ => false,
        }
    }

    /// The subject of the sentence's main verb: what stands before the first verb, behind what is
    /// put before it: `When the vote was over, Hill rose and said`.
    pub(super) fn main_subject(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        let fronted = |at: usize| {
            let fronts = is::SUBORDINATOR | is::PREPOSITION | is::GERUND;
            toks.get(at).is_some_and(|tok| tok.has(fronts) && !tok.has(is::SUBJECT | is::DETERMINER))
        };
        let mut begins = from;
        while fronted(begins)
            && let Some(comma) = (begins..to).find(|at| toks[*at].kind == Kind::Comma && !toks[*at].quoted)
        {
            begins = comma + 1;
        }
        let main = (begins..to).find(|at| self.is_finite(*at, begins) && !self.is_noun(*at));
        let subject = main.and_then(|verb| self.subject_before(self.group_start(verb), begins));
        subject.or_else(|| {
            let verb = (from..to).find(|at| self.is_finite(*at, from))?;
            self.subject_before(self.group_start(verb), from)
        })
    }

    /// A verb that has a subject before it.
    fn is_finite(&self, at: usize, from: usize) -> bool {
        let tok = self.page.toks[at];
        let known = tok.has(is::AUXILIARY | is::VERB);
        let unknown = tok.kind == Kind::Word && tok.class == 0 && self.page.word(at).ends_with("ed");
        (known || unknown) && !tok.quoted && at > from && !tok.cap
    }
}
