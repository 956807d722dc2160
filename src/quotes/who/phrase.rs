//! A noun phrase in the place of a speaker, read: which name or noun is its head.

use super::runs::{RUN_MAX, is_acronym, is_capital, is_function, opens, run_end};
use super::words::{is_possessive, lower};
use crate::model::Span;
use crate::quotes::scan::{Kind, Page};
use crate::quotes::tables::class as is;
use crate::quotes::tables::names::{first_name, is_particle, title};
use crate::quotes::tables::sorts::{is_body_word, sort, sorts};

/// What the phrase comes down to; tokens of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Pronoun(usize),
    /// `who`, `which`.
    Relative(usize),
    /// A run of capitals, titles included.
    Name {
        from: usize,
        to: usize,
    },
    /// A noun in lower case: `the mayor`, `Hill's campaign`; the first word, and the noun.
    Noun {
        from: usize,
        noun: usize,
    },
    /// No phrase that anybody could be called by.
    Nothing,
}

/// The tokens of the page inside the span.
pub(super) fn tokens_of(page: &Page<'_>, span: Span) -> (usize, usize) {
    let from = page.toks.partition_point(|tok| tok.end <= span.start);
    let to = page.toks.partition_point(|tok| tok.start < span.end);
    (from, to)
}

pub(super) fn head(page: &Page<'_>, from: usize, to: usize) -> Head {
    let toks = &page.toks;
    let skipped = |at: &usize| {
        toks[*at].has(is::COORDINATOR | is::PREPOSITION) && !toks[*at].cap
            || page.word(*at) == "who" && *at + 1 < to && (*at + 1..to).all(|next| is_capital(page, next))
            || matches!(page.word(*at), "which" | "whom" | "that" | "when" | "where" | "what") && *at + 1 < to
            || !toks[*at].is_word()
            || matches!(
                page.word(*at),
                "Both" | "both" | "But" | "And" | "Even" | "even" | "Only" | "only" | "So" | "Still"
            ) && *at + 1 < to
    };
    let Some(from) = (from..to).find(|at| !skipped(at)) else { return Head::Nothing };
    if matches!(page.word(from), "who" | "which" | "that" | "whom" | "whose") {
        return Head::Relative(from);
    }
    let acronym = is_acronym(page, from);
    if is_personal(page.word(from))
        || !acronym && toks[from].has(is::PRONOUN) && !toks[from].has(is::DETERMINER) && to - from <= 2
    {
        return Head::Pronoun(from);
    }
    // The part before the first comma, or before `of`, `for`.
    let comma = (from..to)
        .find(|at| matches!(toks[*at].kind, Kind::Comma | Kind::Dash | Kind::Left) && !is_suffix(page.word(at + 1)))
        .unwrap_or(to);
    // `In the last weeks the council`: the phrase begins behind.
    if toks[from].has(is::PREPOSITION) {
        let begins = (from + 2..to).find(|at| {
            let inner = toks[at - 1].has(is::PREPOSITION | is::DETERMINER) || toks[at - 1].cap && toks[*at].cap;
            !inner && (toks[*at].has(is::DETERMINER) || is_personal(page.word(*at)) || toks[*at].cap)
        });
        return begins.map_or(Head::Nothing, |at| head(page, at, to));
    }
    // `Winning again, Hill said`.
    if toks[from].has(is::GERUND) {
        return named_behind(page, comma, to).unwrap_or(Head::Nothing);
    }
    let core = core_end(page, from, comma);
    let found = head_of_core(page, from, core, comma);
    if matches!(found, Head::Name { .. }) {
        return found;
    }
    named_behind(page, comma, to).or_else(|| named_at_end(page, core, comma)).unwrap_or(found)
}

/// `Ostrey Ambassador to the Northern League Hedda Marsh`: a given name behind what the title
/// takes with it.
fn named_at_end(page: &Page<'_>, core: usize, to: usize) -> Option<Head> {
    let titled = core.checked_sub(1).is_some_and(|at| title(lower(page, at)).is_some());
    let given = (core + 1..to.saturating_sub(1))
        .find(|at| is_capital(page, *at) && is_capital(page, at + 1) && first_name(lower(page, *at)).is_some())?;
    (titled && run_end(page, given, to) == to).then_some(Head::Name { from: given, to })
}

/// `The mayor, Hedda Marsh,`: the name stands behind.
fn named_behind(page: &Page<'_>, comma: usize, to: usize) -> Option<Head> {
    let toks = &page.toks;
    let start = (comma + 1 < to).then_some(comma + 1)?;
    let marks = [Kind::Comma, Kind::Dash, Kind::Left, Kind::Right];
    let next = (start..to).find(|at| marks.contains(&toks[*at].kind)).unwrap_or(to);
    if next <= start || !toks[start].cap || is_function(&toks[start]) {
        return None;
    }
    match head_of_core(page, start, core_end(page, start, next), next) {
        name @ Head::Name { .. } => Some(name),
        _ => None,
    }
}

/// `he`, `she's`, `they`.
fn is_personal(word: &str) -> bool {
    let stem = word.split(['\'', '’']).next().unwrap_or(word);
    matches!(stem, "he" | "He" | "she" | "She" | "they" | "They" | "I" | "we" | "We" | "it" | "It")
}

/// `Secretary of State`, `University of Ostrey`: the `of` behind belongs to the name.
fn is_titular(page: &Page<'_>, at: usize) -> bool {
    let word = lower(page, at);
    page.toks[at].cap && (title(word).is_some() || is_body_word(word))
}

/// `Center for Public Order`: the body's own `for`.
fn joins_body(page: &Page<'_>, at: usize) -> bool {
    if at == 0 {
        return false;
    }
    let body = sorts(lower(page, at - 1)) & (sort::BODY | sort::BODY_OR_FAMILY) != 0;
    page.toks[at - 1].cap
        && body
        && matches!(page.word(at), "of" | "for" | "on" | "to")
        && page.toks.get(at + 1).is_some_and(|tok| tok.cap && !tok.has(is::TIME) || page.word(at + 1) == "the")
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr." | "Sr." | "Jr" | "Sr")
}

fn core_end(page: &Page<'_>, from: usize, to: usize) -> usize {
    (from + 1..to).find(|at| ends_core(page, *at)).unwrap_or(to)
}

/// Whether what stands before the token is whole without it: `of`, `who`, a verb follow.
fn ends_core(page: &Page<'_>, at: usize) -> bool {
    let toks = &page.toks;
    let (tok, before, word) = (toks[at], toks[at - 1], page.word(at));
    let own = is_particle(word) || joins_body(page, at) || word == "of" && is_titular(page, at - 1);
    if tok.has(is::PREPOSITION | is::RELATIVE) && !own {
        return true;
    }
    if word == "and" {
        return before.cap && toks.get(at + 1).is_some_and(|next| next.cap);
    }
    if tok.cap || before.kind != Kind::Word {
        return false;
    }
    let behind_name = before.cap && !is_possessive(page.word(at - 1));
    let past = word.ends_with("ed") && word.len() > 3 && !word.contains('-') && !before.has(is::DETERMINER);
    let object = toks.get(at + 1).is_none_or(|next| {
        next.has(is::DETERMINER | is::PRONOUN | is::PREPOSITION | is::TIME) || next.kind != Kind::Word
    });
    tok.has(is::PAST | is::GERUND) || behind_name && (past || tok.has(is::ADVERB | is::TIME)) || past && object
}

/// The head of the tokens up to `to`; the phrase goes on to `end`.
fn head_of_core(page: &Page<'_>, from: usize, to: usize, end: usize) -> Head {
    let toks = &page.toks;
    let is_self = |at: usize| matches!(page.word(at), "himself" | "herself" | "themselves" | "itself");
    let Some(last) = (from..to).rev().find(|at| toks[*at].is_word() && !(is_self(*at) && *at > from)) else {
        return Head::Nothing;
    };
    let trailing = toks[last].kind == Kind::Number || toks[last].has(is::ADVERB | is::TIME);
    if trailing && last > from {
        return head_of_core(page, from, last, end);
    }
    if !is_capital(page, last) && !toks[last].cap {
        return if toks[last].has(is::PRONOUN) && last == from {
            Head::Pronoun(from)
        } else {
            Head::Noun { from, noun: last }
        };
    }
    let is_name = |at: usize| {
        is_capital(page, at)
            || is_particle(page.word(at))
            || matches!(page.word(at), "of" | "&")
            || at > from && joins_body(page, at)
            || (page.word(at) == "the" && at > from && (page.word(at - 1) == "of" || joins_body(page, at - 1)))
    };
    let mut start = last;
    while start > from && last - start < RUN_MAX && is_name(start - 1) && !is_possessive(page.word(start - 1)) {
        start -= 1;
    }
    while start < last && !begins_name(page, start, from) {
        start += 1;
    }
    // `Secretary of State John Hill`: what stands behind the `of` is the end of a title.
    if let Some(of) = (start..last).rev().find(|at| page.word(*at) == "of")
        && title(lower(page, start)).is_some()
    {
        if of + 1 == last {
            return Head::Noun { from, noun: start };
        }
        start = of + 1;
    }
    if start == last && !may_be_name(page, start, end) {
        let calls = !is_function(&toks[start]) || toks[start].has(is::DETERMINER | is::PRONOUN);
        return if calls { Head::Noun { from, noun: start } } else { Head::Nothing };
    }
    // `Ostrey Ambassador`: no more than a title.
    let word = lower(page, last);
    let given = first_name(lower(page, start)).is_some();
    if start < last && !given && title(word).is_some_and(|(_, noun)| !noun.is_empty()) && first_name(word).is_none() {
        return Head::Noun { from, noun: last };
    }
    Head::Name { from: start, to: last + 1 }
}

/// Whether a name can begin with the word: `van`, but not `the` or `on`.
fn begins_name(page: &Page<'_>, at: usize, from: usize) -> bool {
    let word = page.word(at);
    if is_particle(word) {
        return word != "e" && at > from;
    }
    let closed = is::DETERMINER | is::PREPOSITION | is::SUBORDINATOR | is::COORDINATOR | is::TIME;
    is_capital(page, at) && (!page.toks[at].has(closed) || word.ends_with('.'))
}

/// A single word with a capital: no name when a sentence gave it the capital.
fn may_be_name(page: &Page<'_>, at: usize, end: usize) -> bool {
    let tok = page.toks[at];
    if is_acronym(page, at) {
        return true;
    }
    if is_function(&tok) {
        return false;
    }
    let word = lower(page, at);
    let next = page.toks.get(at + 1).filter(|_| at + 1 < end);
    // `Senator from Ostrey`, `Aides to the mayor`.
    if title(word).is_some_and(|(_, noun)| !noun.is_empty()) {
        return false;
    }
    !(opens(page, at) && next.is_some_and(|next| next.has(is::PREPOSITION)) && (word.ends_with('s') || tok.class != 0))
}
