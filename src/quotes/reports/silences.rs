//! Who would not talk: `declined to comment`, `did not immediately respond`.

use super::Finder;
use crate::quotes::report::{Sayer, SilenceReport};
use crate::quotes::scan::{Kind, Page, Tok};
use crate::quotes::tables::class as is;

/// Verbs that say no, before `to`.
const REFUSALS: &[&str] = &["declined", "declines", "decline", "declining", "refused", "refuses", "refuse", "refusing"];
/// What is refused.
const TALKING: &[&str] = &[
    "comment",
    "say",
    "answer",
    "respond",
    "discuss",
    "elaborate",
    "speak",
    "talk",
    "explain",
    "disclose",
    "reply",
    "confirm",
    "identify",
    "name",
    "specify",
    "provide",
    "give",
    "reveal",
    "address",
    "be",
];
/// What somebody does not do who is silent.
const UNDONE: &[&str] = &[
    "comment",
    "commented",
    "respond",
    "responded",
    "reply",
    "replied",
    "answer",
    "answered",
    "elaborate",
    "return",
    "returned",
    "say",
    "discuss",
    "disclose",
    "specify",
];
/// What is not returned or answered.
const ASKED: &[&str] = &[
    "call",
    "calls",
    "message",
    "messages",
    "request",
    "requests",
    "email",
    "emails",
    "e-mail",
    "e-mails",
    "question",
    "questions",
    "inquiry",
    "inquiries",
    "letter",
    "letters",
];
/// What a passive silence is about: `could not be reached`.
const PASSIVE: &[&str] = &["reached", "contacted"];

/// In the order of their places.
pub fn silences(pages: &[Page<'_>]) -> Vec<SilenceReport> {
    let mut found = Vec::new();
    let mut nothing = Vec::new();
    for page in pages {
        if !may_be_silent(page) {
            continue;
        }
        let finder = Finder::new(page, &mut nothing, None);
        for &(from, to) in &page.sentences {
            found.extend((from..to).find_map(|at| finder.silence(at, from, to)));
        }
    }
    found
}

/// A cheap look, before anything is made.
fn may_be_silent(page: &Page<'_>) -> bool {
    (0..page.toks.len()).any(|at| {
        let tok = page.toks[at];
        !tok.quoted && may_refuse(&tok) && (tok.has(is::NEGATION) || refuses(page, at) || page.word(at) == "no")
    })
}

/// What all refusals are by their classes: asked first, for it is cheaper than words.
fn may_refuse(tok: &Tok) -> bool {
    tok.has(is::NEGATION | is::VERB | is::DETERMINER)
}

fn refuses(page: &Page<'_>, at: usize) -> bool {
    page.toks[at].has(is::VERB) && REFUSALS.contains(&page.word(at))
}

impl Finder<'_, '_> {
    fn silence(&self, at: usize, from: usize, to: usize) -> Option<SilenceReport> {
        let page = self.page;
        if page.toks[at].quoted || !may_refuse(&page.toks[at]) {
            return None;
        }
        let (group, end) =
            self.refusal(at, to).or_else(|| self.negation(at, from, to)).or_else(|| self.no_comment(at, to))?;
        let floor = (from..group).rev().find(|at| page.toks[*at].quoted).map_or(from, |at| at + 1);
        let sayer = self.subject_before(group, floor).or_else(|| self.main_subject(from, to));
        let sayer = sayer.map(|(first, last)| (self.called(first, last), last));
        Some(SilenceReport {
            span: page.span(from, to),
            cue: page.span(group, end),
            sayer: sayer
                .filter(|(from, to)| from < to)
                .map_or(Sayer::Absent, |(from, to)| Sayer::Phrase(page.span(from, to))),
        })
    }

    /// `Calls to the ministry`: where the words begin that name who was called.
    fn called(&self, first: usize, last: usize) -> usize {
        let page = self.page;
        let is_asked = ASKED.contains(&page.word(first).to_ascii_lowercase().as_str());
        let to = (first + 1..last).find(|at| is_asked && matches!(page.word(*at), "to" | "for") && at + 1 < last);
        to.map_or(first, |to| to + 1)
    }

    /// `declined to comment`; not `did not decline`.
    fn refusal(&self, at: usize, to: usize) -> Option<(usize, usize)> {
        let page = self.page;
        if !refuses(page, at) {
            return None;
        }
        // `refused on Thursday to say`.
        let between = |next: &usize| page.toks[at + 1..*next].iter().all(|tok| tok.has(is::PREPOSITION | is::TIME));
        let what = (at + 1..to.min(at + 5)).filter(between).find(|next| page.word(*next) == "to")? + 1;
        if what >= to || !TALKING.contains(&page.word(what)) {
            return None;
        }
        // `refused to be interviewed`, not `refused to be moved`.
        let be = page.word(what) == "be";
        let end = if be { what + 2 } else { what + 1 };
        if be && !matches!(page.word(what + 1), "interviewed" | "quoted" | "named" | "identified") {
            return None;
        }
        let group = self.group_start(at);
        let denied = page.toks[group..at].iter().any(|tok| tok.has(is::NEGATION));
        (!denied && end <= to).then_some((group, end))
    }

    /// `did not immediately respond`, `would not say`, `could not be reached`.
    fn negation(&self, at: usize, from: usize, to: usize) -> Option<(usize, usize)> {
        let page = self.page;
        if !page.toks[at].has(is::NEGATION) {
            return None;
        }
        let verb = (at + 1..to.min(at + 5)).find(|next| {
            let tok = page.toks[*next];
            !tok.has(is::ADVERB) && !page.word(*next).ends_with("ly")
        })?;
        let word = page.word(verb);
        let group = self.group_start(at).max(from);
        if word == "be" || word == "been" {
            let verb = (verb + 1..to.min(verb + 3)).find(|next| PASSIVE.contains(&page.word(*next)))?;
            return Some((group, verb + 1));
        }
        if !UNDONE.contains(&word) {
            return None;
        }
        // `did not return calls`, `calls were not returned`.
        let is_asked = |at: usize| ASKED.contains(&page.word(at).to_ascii_lowercase().as_str());
        let asked =
            || (verb + 1..to.min(verb + 9)).any(is_asked) || (group.saturating_sub(9).max(from)..group).any(is_asked);
        let ends = page.toks.get(verb + 1).is_none_or(|tok| !tok.is_word());
        let silent = match word {
            "comment" | "commented" | "elaborate" | "discuss" | "disclose" | "specify" => true,
            // `did not say whether`, `would not say`; `did not say that` is a report denied.
            "say" => {
                let modal = page.toks[group..at + 1].iter().any(|tok| tok.has(is::MODAL));
                modal && ends
                    || matches!(
                        page.word(verb + 1),
                        "whether" | "if" | "how" | "why" | "who" | "when" | "where" | "what" | "which"
                    )
            }
            "return" | "returned" => asked(),
            _ => asked() || ends || matches!(page.word(verb + 1), "to" | "on" | "by" | "immediately" | "for"),
        };
        silent.then_some((group, verb + 1))
    }

    /// `had no comment`, `offered no comment`.
    fn no_comment(&self, at: usize, to: usize) -> Option<(usize, usize)> {
        let page = self.page;
        let is = page.word(at) == "no" && at + 1 < to && matches!(page.word(at + 1), "comment" | "response" | "reply");
        let verb = at.checked_sub(1).filter(|verb| {
            matches!(page.word(*verb), "had" | "has" | "have" | "offered" | "gave" | "made" | "issued")
                && page.toks[at].kind == Kind::Word
        })?;
        is.then(|| (self.group_start(verb), at + 2))
    }
}
