//! The words of names, as they are compared and as they are shown.

use crate::quotes::scan::{Kind, Page};
use crate::quotes::tables::class as is;

pub(super) fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'") || word.ends_with("s’")
}

fn bare(word: &str) -> &str {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    word.trim_end_matches(['\'', '’'])
}

/// The word of a token in lower case, without a possessive and its stop; nothing for a mark.
pub(super) fn lower<'p>(page: &'p Page<'_>, at: usize) -> &'p str {
    let (word, lower) = (page.word(at), page.lower(at));
    if lower.is_empty() || !word.ends_with(['s', '\'', '’', '.']) {
        return lower;
    }
    // What falls away is as many bytes as characters in lower case.
    let rest = bare(word).trim_end_matches('.');
    &lower[..lower.len() - word[rest.len()..].chars().count()]
}

/// The same for a word that is no token.
pub(super) fn lowered(word: &str) -> String {
    let word = bare(word).trim_end_matches('.');
    let mut lower = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' => lower.push('\''),
            c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
            c => lower.extend(c.to_lowercase()),
        }
    }
    lower
}

pub(super) fn lower_words<'p>(page: &'p Page<'_>, from: usize, to: usize) -> Vec<&'p str> {
    (from..to).filter(|at| page.toks[*at].is_word()).map(|at| lower(page, at)).collect()
}

/// The words as the article has them, without a possessive, on one line.
pub(super) fn shown(page: &Page<'_>, from: usize, to: usize) -> String {
    one_line(bare(page.span(from, to).of(page.text)))
}

/// White space folded, marks and articles at the ends gone.
pub(super) fn cleaned(words: &str) -> String {
    let line = one_line(words);
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–' | '-' | '“' | '”' | '"'))
        .to_string()
}

pub(super) fn without_article(words: &str) -> &str {
    let rest =
        words.split_once(' ').filter(|(first, _)| matches!(first.to_ascii_lowercase().as_str(), "the" | "a" | "an"));
    rest.map_or(words, |(_, rest)| rest)
}

/// The words of a phrase, its own article small where a sentence begins with it.
pub(super) fn phrased(page: &Page<'_>, from: usize, to: usize) -> String {
    let words = cleaned(page.span(from, to).of(page.text));
    if page.toks[from].has(is::DETERMINER) { uncapitalised(&words) } else { words }
}

pub(super) fn uncapitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or(String::new(), |first| first.to_lowercase().chain(characters).collect())
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Most words of a short paragraph begin with a capital: a headline. A sentence has verbs without.
pub(super) fn is_title_case(page: &Page<'_>) -> bool {
    if page.toks.len() >= 40 {
        return false;
    }
    let words = page.toks.iter().filter(|tok| tok.kind == Kind::Word && tok.end - tok.start > 3);
    let (all, capitals) = words.fold((0, 0), |(all, capitals), tok| (all + 1, capitals + usize::from(tok.cap)));
    let sentence = page.toks.last().is_some_and(|tok| tok.kind == Kind::Stop)
        && page.toks.iter().any(|tok| {
            let plain = tok.kind == Kind::Word && !tok.cap && !tok.has(is::PREPOSITION);
            plain && (tok.has(is::VERB | is::AUXILIARY) || tok.class == 0 && tok.end - tok.start > 3)
        });
    all > 2 && capitals * 10 > all * 8 && !sentence
}
