//! A noun phrase in the place of a speaker, read: which name or noun is its head.

use super::names::{is_possessive, lower};
use crate::model::Span;
use crate::quotes::scan::{Kind, Page};
use crate::quotes::tables::class as is;
use crate::quotes::tables::names::{is_body_word, is_particle, title};

/// What the phrase comes down to; tokens of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Pronoun(usize),
    /// `who`, `which`.
    Relative(usize),
    /// A run of capitals, titles included; the words of the role before and behind.
    Name {
        from: usize,
        to: usize,
    },
    /// A noun in lower case: `the mayor`, `Hill's campaign`; the noun, and the words up to it.
    Noun {
        from: usize,
        noun: usize,
    },
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
    if from >= to {
        return Head::Nothing;
    }
    if to - from == 1 && matches!(page.word(from), "who" | "which" | "that" | "whom") {
        return Head::Relative(from);
    }
    if toks[from].has(is::PRONOUN) && !toks[from].has(is::DETERMINER) && to - from <= 2 {
        return Head::Pronoun(from);
    }
    // The part before the first comma, or before `of`, `for`.
    let comma = (from..to)
        .find(|at| matches!(toks[*at].kind, Kind::Comma | Kind::Dash | Kind::Left) && !is_suffix(page.word(at + 1)))
        .unwrap_or(to);
    let core = core_end(page, from, comma);
    let found = head_of_core(page, from, core);
    if !matches!(found, Head::Name { .. }) && comma < to {
        // `The mayor, Hedda Marsh,`: the name stands behind.
        let next =
            (comma + 1..to).find(|at| matches!(toks[*at].kind, Kind::Comma | Kind::Dash | Kind::Right)).unwrap_or(to);
        if next > comma + 1
            && toks[comma + 1].cap
            && !toks[comma + 1].has(is::DETERMINER | is::PREPOSITION)
            && let name @ Head::Name { .. } = head_of_core(page, comma + 1, core_end(page, comma + 1, next))
        {
            return name;
        }
    }
    found
}

/// `Secretary of State`, `University of Ostrey`: the `of` behind belongs to the name.
fn is_titular(page: &Page<'_>, at: usize) -> bool {
    let word = lower(page.word(at));
    page.toks[at].cap && (title(&word).is_some() || is_body_word(&word))
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr." | "Sr." | "Jr" | "Sr")
}

fn core_end(page: &Page<'_>, from: usize, to: usize) -> usize {
    let toks = &page.toks;
    (from + 1..to)
        .find(|at| {
            let word = page.word(*at);
            (toks[*at].has(is::PREPOSITION | is::RELATIVE)
                && !is_particle(word)
                && !(word == "of" && is_titular(page, at - 1)))
                || (toks[*at].has(is::PAST | is::GERUND) && !toks[*at].cap && toks[at - 1].kind == Kind::Word)
                || (word == "and" && toks[at - 1].cap && toks.get(at + 1).is_some_and(|next| next.cap))
        })
        .unwrap_or(to)
}

fn head_of_core(page: &Page<'_>, from: usize, to: usize) -> Head {
    let toks = &page.toks;
    let is_self = |at: usize| matches!(page.word(at), "himself" | "herself" | "themselves" | "itself");
    let Some(last) = (from..to).rev().find(|at| toks[*at].is_word() && !(is_self(*at) && *at > from)) else {
        return Head::Nothing;
    };
    let is_name = |at: usize| {
        toks[at].cap && toks[at].kind == Kind::Word
            || is_particle(page.word(at))
            || page.word(at) == "of"
            || (page.word(at) == "the" && at > from && page.word(at - 1) == "of")
    };
    if !toks[last].cap || is_possessive(page.word(last)) && last + 1 < to {
        if toks[last].kind == Kind::Number || toks[last].has(is::ADVERB | is::TIME) && last > from {
            return head_of_core(page, from, last);
        }
        return if toks[last].has(is::PRONOUN) && last == from {
            Head::Pronoun(from)
        } else {
            Head::Noun { from, noun: last }
        };
    }
    let mut start = last;
    while start > from && is_name(start - 1) && !is_possessive(page.word(start - 1)) {
        start -= 1;
    }
    while start < last
        && (!toks[start].cap
            || toks[start].has(is::DETERMINER | is::PREPOSITION | is::SUBORDINATOR | is::COORDINATOR | is::TIME))
    {
        start += 1;
    }
    // `Secretary of State John Hill`: what stands behind the `of` is the end of a title.
    if let Some(of) = (start..last).rev().find(|at| page.word(*at) == "of")
        && title(&lower(page.word(start))).is_some()
    {
        start = of + 1;
    }
    Head::Name { from: start, to: last + 1 }
}
