//! Runs of capitalised words: where names begin and end, and which titles stand before them.

use super::words::{is_possessive, lower};
use crate::quotes::scan::{Kind, Page, Tok};
use crate::quotes::tables::class as is;
use crate::quotes::tables::names::{Gender, first_name, is_particle, title};
use crate::quotes::tables::sorts::{is_body_word, is_place, sort, sorts};

/// Words that a name and its titles may have.
pub(super) const RUN_MAX: usize = 20;

/// A run of capitalised words, its titles cut off.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Tokens of the page.
    pub from: usize,
    pub to: usize,
    /// Where its titles begin.
    pub outer: usize,
    pub gender: Gender,
    pub titled: bool,
    /// Begins a sentence: its first word may have a capital for that alone.
    pub opens: bool,
}

/// All runs of a paragraph, with particles between their words.
pub(super) fn runs(page: &Page<'_>) -> Vec<Run> {
    let toks = &page.toks;
    let mut found = Vec::new();
    let mut at = 0;
    while at < toks.len() {
        if !starts_run(page, at) {
            at += 1;
            continue;
        }
        let to = run_end(page, at, toks.len());
        let run = cut_titles(page, at, to);
        if run.from < run.to {
            found.push(run);
        }
        at = to;
    }
    found
}

/// The end of the run that begins at `from`.
pub(super) fn run_end(page: &Page<'_>, from: usize, limit: usize) -> usize {
    let toks = &page.toks;
    let mut to = from + 1;
    let limit = limit.min(from + RUN_MAX);
    while to < limit && !is_possessive(page.word(to - 1)) {
        let name = |at: usize| is_capital(page, at);
        let joins = name(to) && (!is_closed(page, to) || is_initial(page, to))
            || is_particle(page.word(to))
                && (name(to + 1)
                    || is_particle(page.word(to + 1))
                        && (name(to + 2) || is_particle(page.word(to + 2)) && name(to + 3)));
        if !joins || toks[to].start - toks[to - 1].end > 1 {
            break;
        }
        to += 1;
    }
    let suffix = matches!(page.word(to + 1), "Jr." | "Sr." | "Jr" | "Sr");
    if to + 1 < limit && toks[to].kind == Kind::Comma && suffix { to + 2 } else { to }
}

/// A word with a capital, behind its article too: `al-Zahrawi`.
pub(super) fn is_capital(page: &Page<'_>, at: usize) -> bool {
    let Some(tok) = page.toks.get(at).filter(|tok| tok.kind == Kind::Word) else { return false };
    tok.cap || is_behind_article(page.word(at))
}

fn is_behind_article(word: &str) -> bool {
    // An article has three letters at most.
    let may = |byte: &u8| matches!(byte, b'-' | b'\'') || !byte.is_ascii();
    if !word.bytes().take(4).any(|byte| may(&byte)) {
        return false;
    }
    let capital = |rest: &str| rest.starts_with(char::is_uppercase);
    word.split_once(['-', '\'', '’']).is_some_and(|(first, rest)| is_article(first) && capital(rest))
}

fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "ad" | "ar" | "as" | "ash" | "at" | "az" | "an" | "ed" | "es" | "ul" | "d" | "l")
}

/// A word that only its place at the start of a sentence gave a capital: `Yesterday Hill`.
pub(super) fn is_strange(page: &Page<'_>, at: usize) -> bool {
    let word = lower(page, at);
    opens(page, at)
        && first_name(word).is_none()
        && (page.toks[at].class != 0 || ["ing", "ly", "ed"].iter().any(|end| word.ends_with(end)))
}

/// A word of a closed class; none begins or goes on in a name.
pub(super) fn is_function(tok: &Tok) -> bool {
    tok.has(
        is::PRONOUN
            | is::DETERMINER
            | is::PREPOSITION
            | is::AUXILIARY
            | is::SUBORDINATOR
            | is::COORDINATOR
            | is::ADVERB
            | is::TIME
            | is::NEGATION
            | is::MODAL,
    )
}

/// The same, but not `WHO` or `US` among words in small letters.
pub(super) fn is_closed(page: &Page<'_>, at: usize) -> bool {
    is_function(&page.toks[at]) && !is_acronym(page, at)
}

/// `WHO`, `US`: capitals alone, beside words that have small letters.
pub(super) fn is_acronym(page: &Page<'_>, at: usize) -> bool {
    let capitals = |at: usize| {
        let word = page.word(at);
        word.len() > 1 && word.chars().all(|c| c.is_uppercase())
    };
    capitals(at) && !capitals(at + 1) && !at.checked_sub(1).is_some_and(capitals)
}

/// `J.`, `I.`: a letter with its stop.
pub(super) fn is_initial(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    word.ends_with('.') && word.chars().count() == 2 && page.toks[at].cap
}

/// Whether a sentence, or a quotation, begins with this word.
pub(super) fn opens(page: &Page<'_>, at: usize) -> bool {
    match at.checked_sub(1).map(|before| page.toks[before].kind) {
        None => true,
        Some(kind) => matches!(kind, Kind::Stop | Kind::Open | Kind::Close | Kind::Colon | Kind::Other | Kind::Dash),
    }
}

fn starts_run(page: &Page<'_>, at: usize) -> bool {
    let tok = page.toks[at];
    if !is_capital(page, at) {
        return false;
    }
    let next = page.toks.get(at + 1).is_some_and(|next| next.cap && next.kind == Kind::Word && !is_function(next));
    if is_closed(page, at) {
        // `Will Marsh` inside a sentence, `May Ford`, `A. Ford`.
        let given = first_name(lower(page, at)).is_some() && !(tok.has(is::MODAL) && opens(page, at));
        return next && (given || is_initial(page, at));
    }
    true
}

/// Cuts titles and what stands before them off the front.
pub(super) fn cut_titles(page: &Page<'_>, from: usize, to: usize) -> Run {
    let mut start = from;
    let mut gender = Gender::Unknown;
    let mut titled = false;
    for at in from..to.saturating_sub(1) {
        let word = lower(page, at);
        let Some((of, noun)) = titled_by(word) else { continue };
        // `Justice Department` is no justice; `Will Speaker` no speaker.
        let rest = at + 1..to;
        if rest.clone().all(|next| sorts(lower(page, next)) & sort::BODY != 0)
            || rest.clone().all(|next| is_body_word(lower(page, next))) && of == Gender::Unknown
        {
            break;
        }
        start = at + 1;
        if of != Gender::Unknown {
            gender = of;
        }
        titled |= !noun.is_empty() || of != Gender::Unknown;
    }
    let body = (start..to).any(|at| sorts(lower(page, at)) & sort::BODY != 0);
    if body && start > from && !titled {
        start = from;
    }
    if let Some(given) = given_name(page, start, to) {
        start = given;
    }
    Run { from: start, to, outer: from, gender, titled, opens: opens(page, from) }
}

/// `ex-president`, `then-candidate`, `co-author` are what their last part is.
fn titled_by(word: &str) -> Option<(Gender, &'static str)> {
    title(word).or_else(|| title(word.strip_suffix('s')?).filter(|(_, noun)| !noun.is_empty())).or_else(|| {
        let (before, last) = word.split_once('-')?;
        matches!(before, "ex" | "co" | "then" | "vice" | "former" | "deputy").then(|| title(last)).flatten()
    })
}

/// Where a given name stands behind words that are none: `Minority Leader |Harry Hill`. At most
/// three words follow it.
fn given_name(page: &Page<'_>, from: usize, to: usize) -> Option<usize> {
    if to - from < 3 || first_name(lower(page, from)).is_some() || is_initial(page, from) {
        return None;
    }
    if sorts(lower(page, to - 1)) & (sort::BODY | sort::THING | sort::GROUP) != 0 {
        return None;
    }
    let at = (from + 1..to - 1).find(|at| {
        let word = lower(page, *at);
        let body = (*at + 1..to).any(|next| sorts(lower(page, next)) & sort::BODY != 0);
        first_name(word).is_some() && to - at <= 4 && !body && !is_initial(page, at - 1)
    })?;
    // `Mahamat Saleh Oumar` may have three names.
    let told = |at: usize| {
        let word = lower(page, at);
        page.toks[at].class != 0 || sorts(word) != 0 || is_place(word) || title(word).is_some() || word.contains('-')
    };
    (at - from > 1 || told(from) || opens(page, from)).then_some(at)
}
