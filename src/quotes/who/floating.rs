//! Whose a quote is that nobody stands with: what is said around it tells, or who spoke last.

use super::antecedent::REACH;
use super::runs::run_end;
use super::{Found, Who};
use crate::model::{Certainty, Rule};
use crate::quotes::report::{Report, Sayer};
use crate::quotes::scan::{Kind, Page, Tok};
use crate::quotes::tables::class as is;

/// How far a quote may stand from the next that tells whose it is, in bytes.
const AHEAD: usize = 600;
/// Names of a sentence looked at for its subject.
const SUBJECTS: usize = 64;
/// Words of a quote looked at for a report among them.
const TAG_MAX: usize = 200;

impl Who<'_> {
    /// Nothing stands with the quote: a short sentence behind it tells, or the one that ends with a
    /// colon before it; else who spoke before goes on; else the next report tells.
    pub(super) fn floating(&self, reports: &[Report], at: usize) -> Found {
        let place = reports[at].spans[0].start;
        let told = self.tagged(&reports[at]).or_else(|| self.announced(place));
        let told = told.or_else(|| self.led_up(place));
        if let Some(found) = told.filter(|found| found.speaker.is_some()) {
            return Found { certainty: Certainty::Inferred, rule: Rule::Floating, ..found };
        }
        if let Some(last) = &self.last
            && place.saturating_sub(last.place) < REACH
        {
            return Found {
                speaker: Some(last.speaker.clone()),
                person: last.person,
                certainty: Certainty::Inferred,
                rule: Rule::Floating,
            };
        }
        let next = reports.get(at + 1).filter(|next| next.spans[0].start - place < AHEAD);
        match next.map(|next| next.sayer) {
            Some(Sayer::Phrase(span)) => {
                let found = self.phrase(span);
                Found { certainty: Certainty::Inferred, rule: Rule::Floating, ..found }
            }
            _ => Found::nobody(),
        }
    }

    /// `"The bridge is closed." Hill said.`; also where a mark was left out and the report stands
    /// among the words: `"It is closed, said Hill. "Go home."`
    fn tagged(&self, report: &Report) -> Option<Found> {
        let span = *report.spans.last()?;
        let (page, _) = self.page_at(span.end)?;
        let end = page.toks.partition_point(|tok| tok.start < span.end);
        let marks = |at: usize| {
            page.toks
                .get(at)
                .is_some_and(|tok| matches!(tok.kind, Kind::Close | Kind::Other | Kind::Stop | Kind::Comma))
        };
        let behind = (end..page.toks.len()).find(|at| !marks(*at));
        behind.and_then(|at| self.tag(page, at, false)).or_else(|| {
            let from = page.toks.partition_point(|tok| tok.start < span.start);
            (from + 2..end.min(from + TAG_MAX)).find_map(|at| {
                let closes = matches!(page.toks[at].kind, Kind::Close | Kind::Open | Kind::Other) && marks(at - 1);
                closes.then(|| self.tag(page, at + 1, true)).flatten()
            })
        })
    }

    /// `Hill said`, `Hill pressed.`, `said Hill`.
    fn tag(&self, page: &Page<'_>, at: usize, inverts: bool) -> Option<Found> {
        let toks = &page.toks;
        let first = toks.get(at)?;
        if inverts && first.has(is::INVERTS) && !first.cap {
            let end = run_end(page, at + 1, toks.len());
            return toks.get(at + 1)?.cap.then(|| self.headed(page, at + 1, end));
        }
        let cue = (at + 1..(at + 6).min(toks.len())).find(|next| {
            let short = toks.get(next + 1).is_none_or(|tok| matches!(tok.kind, Kind::Stop | Kind::Comma | Kind::Open));
            !toks[*next].cap && (toks[*next].has(is::CUE) || short && page.word(*next).ends_with("ed"))
        })?;
        let plain = |tok: &Tok| tok.kind == Kind::Word && (!tok.quoted || inverts) && !tok.has(is::VERB);
        let ends =
            toks.get(cue + 1).is_none_or(|tok| !tok.is_word() || tok.has(is::PREPOSITION | is::TIME | is::ADVERB));
        let subject = toks[at..cue].iter().all(plain) && (first.cap || first.has(is::SUBJECT) && !inverts);
        (subject && ends).then(|| self.headed(page, at, cue))
    }

    /// `Hill had an answer: "…"`, in the paragraph before too: the subject of what ends in a colon.
    fn announced(&self, place: usize) -> Option<Found> {
        let (page, at) = self.page_at(place)?;
        let first = page.toks.partition_point(|tok| tok.start < place);
        let before = (0..first).rev().find(|at| !matches!(page.toks[*at].kind, Kind::Open | Kind::Other));
        let (page, colon) = match before {
            Some(colon) => (page, colon),
            None => {
                let page = self.pages.get(at.checked_sub(1)?)?;
                (page, page.toks.len().checked_sub(1)?)
            }
        };
        let mark = page.toks.get(colon)?;
        let shouts = mark.kind == Kind::Comma && colon > 0 && page.toks[colon - 1].has(is::ANY_CUE);
        if mark.kind != Kind::Colon && !shouts || mark.quoted {
            return None;
        }
        let within = page.sentences.partition_point(|(_, to)| *to <= colon);
        let (from, _) = *page.sentences.get(within)?;
        self.opening(page, from, colon).or_else(|| self.subject(page, from, colon))
    }

    /// What stands before the first verb, when it names somebody: `The Courier confirmed it`.
    fn opening(&self, page: &Page<'_>, from: usize, to: usize) -> Option<Found> {
        let verb = (from + 1..to.min(from + 16)).find(|at| {
            let tok = page.toks[*at];
            !tok.cap && (tok.has(is::VERB | is::AUXILIARY) || page.word(*at).ends_with("ed"))
        })?;
        let plain = page.toks[from..verb].iter().all(|tok| tok.kind == Kind::Word && !tok.quoted);
        let starts = page.toks[from].cap && !page.toks[from].has(is::PREPOSITION | is::SUBORDINATOR);
        let found = (plain && starts).then(|| self.headed(page, from, verb))?;
        let named = found.rule != Rule::LoneName && found.rule != Rule::Unnamed;
        (named && found.speaker.is_some()).then_some(found)
    }

    /// `Hill agreed. "…"`: the subject of the sentence before in the paragraph, when nobody spoke
    /// since it began.
    fn led_up(&self, place: usize) -> Option<Found> {
        let (page, _) = self.page_at(place)?;
        let first = page.toks.partition_point(|tok| tok.start < place);
        let within = page.sentences.partition_point(|(_, to)| *to <= first).checked_sub(1)?;
        let (from, to) = page.sentences[within];
        let start = page.toks[from].start;
        let spoke = self.last.as_ref().is_some_and(|last| last.place >= start);
        if spoke || page.toks[from..to].iter().any(|tok| tok.quoted) {
            return None;
        }
        // `…, Hill says. "…"`
        let verb = to.checked_sub(2).filter(|at| page.toks[*at].has(is::CUE) && !page.toks[*at].cap);
        let named = verb.and_then(|verb| {
            let start = (from..verb).rev().take_while(|at| page.toks[*at].cap).last()?;
            Some(self.headed(page, start, verb)).filter(|found| found.speaker.is_some())
        });
        named.or_else(|| self.subject(page, from, to - 1))
    }

    /// The first name that leads between two tokens, or the pronoun before it.
    pub(super) fn subject(&self, page: &Page<'_>, from: usize, to: usize) -> Option<Found> {
        let pronoun = (from..to.min(from + 12))
            .find(|at| !page.toks[*at].quoted && matches!(page.word(*at), "He" | "he" | "She" | "she"));
        let (start, end) = (page.toks.get(from)?.start, page.toks.get(to)?.start);
        let names = self.names();
        let first = names.mentions.partition_point(|mention| mention.span.start < start);
        let within = names.mentions[first..].iter().take(SUBJECTS).take_while(|mention| mention.span.start < end);
        let within: Vec<_> = within.filter(|mention| !mention.quoted).collect();
        let leader = within.iter().find(|mention| mention.leads).or(within.first());
        match (leader, pronoun) {
            (leader, Some(at)) if leader.is_none_or(|leader| leader.span.start > page.toks[at].start) => {
                Some(self.pronoun(page, at))
            }
            (Some(leader), _) => Some(self.person(leader.person, None, Certainty::Resolved, Rule::PartOfName)),
            _ => None,
        }
    }

    /// What stands in the speaker's place is no phrase; the subject of its sentence speaks.
    pub(super) fn subject_before(&self, page: &Page<'_>, at: usize) -> Found {
        let within = page.sentences.partition_point(|(_, to)| *to <= at);
        let from = page.sentences.get(within).map_or(0, |(from, _)| *from);
        let found = self.subject(page, from, at).unwrap_or_else(Found::nobody);
        Found { certainty: Certainty::Inferred, ..found }
    }

    /// The same for what can be the beginning of anything: `When`.
    pub(super) fn subject_around(&self, page: &Page<'_>, at: usize) -> Found {
        let within = page.sentences.partition_point(|(_, to)| *to <= at);
        let (from, to) = page.sentences.get(within).copied().unwrap_or((0, page.toks.len()));
        let found = self.subject(page, from, to.saturating_sub(1)).unwrap_or_else(Found::nobody);
        Found { certainty: Certainty::Inferred, ..found }
    }
}
