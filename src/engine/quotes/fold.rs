//! Near-identical quotes made one hit: all matches of a question in, groups of them out.
//!
//! Sketches propose pairs, the words decide. Nothing here knows a page: the same matches fold the
//! same way whatever stretch of them is shown. A quote joins the *first* quote of a fold, never a
//! later member, so that a chain of small changes cannot join what has little in common.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::index::sketch_likeness;
use crate::model::Polarity;

/// Two quotes are near-identical when at least this share of the words of the longer is the same,
/// in the same order.
const LIKENESS_MIN: f32 = 0.8;
/// A quote that is a part of another joins it when it has so many words …
const PART_WORDS_MIN: usize = 6;
/// … and is at least this share of the other.
const PART_SHARE_MIN: f32 = 0.5;
/// A quote of an unknown speaker joins a fold only with so many words: "Yes" is said by many.
const UNKNOWN_WORDS_MIN: usize = 5;
/// Lanes of two sketches that have to agree before their words are compared: quotes as alike as
/// `LIKENESS_MIN` wants agree in about half of the sixteen.
const LANES_MIN: usize = 3;
const LANES: usize = 16;
/// A lane that more quotes share holds a word that everybody uses; there two lanes have to agree.
const BUCKET_MAX: usize = 64;

/// Who is taken to speak, as far as folding asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::engine) enum Sayer {
    /// A person or body, by the name that stands for all its variants.
    Named(String),
    /// Somebody, but nobody in particular; or nobody can be told.
    #[default]
    Unknown,
}

/// What a quote is compared by.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Words {
    /// Tokens of the quote's words in order.
    pub tokens: Vec<String>,
    pub sayer: Sayer,
    pub polarity: Polarity,
}

/// Groups the quotes `0..sketches.len()`, given from the earliest to the latest: each list begins
/// with the earliest of its quotes and ascends; the lists stand in the order of their first.
/// `words` is asked only for quotes whose sketches meet.
pub(in crate::engine) fn folds<E>(
    sketches: &[[u64; 4]],
    mut words: impl FnMut(usize) -> Result<Words, E>,
) -> Result<Vec<Vec<usize>>, E> {
    let near = candidates(sketches);
    let mut read: HashMap<usize, Words> = HashMap::new();
    for (later, earlier) in &near {
        for at in earlier.iter().chain([later]) {
            if let Entry::Vacant(empty) = read.entry(*at) {
                empty.insert(words(*at)?);
            }
        }
    }
    let mut fold_of: Vec<usize> = Vec::with_capacity(sketches.len());
    let mut folds: Vec<Vec<usize>> = Vec::new();
    // Of each fold the speaker, once one of its quotes names it.
    let mut sayers: Vec<Sayer> = Vec::new();
    for at in 0..sketches.len() {
        let joined = near.get(&at).and_then(|earlier| {
            let mut tried: Vec<usize> = earlier.iter().map(|other| fold_of[*other]).collect();
            tried.sort_unstable();
            tried.dedup();
            let alike = |fold: &usize| Some((likeness(&read[&at], &read[&folds[*fold][0]], &sayers[*fold])?, *fold));
            // Of equals the earliest.
            tried.iter().filter_map(alike).reduce(|best, next| if next.0 > best.0 { next } else { best })
        });
        let sayer = read.get(&at).map(|words| words.sayer.clone()).unwrap_or_default();
        let fold = match joined {
            Some((_, fold)) => fold,
            None => {
                folds.push(Vec::new());
                sayers.push(Sayer::Unknown);
                folds.len() - 1
            }
        };
        folds[fold].push(at);
        if sayers[fold] == Sayer::Unknown {
            sayers[fold] = sayer;
        }
        fold_of.push(fold);
    }
    Ok(folds)
}

/// For each quote the earlier ones whose sketches are near enough for their words to be compared.
fn candidates(sketches: &[[u64; 4]]) -> HashMap<usize, Vec<usize>> {
    let mut near: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut meet = |members: &[usize]| {
        for (place, later) in members.iter().enumerate() {
            for earlier in &members[..place] {
                if sketch_likeness(&sketches[*earlier], &sketches[*later]) * LANES as f32 >= LANES_MIN as f32 {
                    near.entry(*later).or_default().push(*earlier);
                }
            }
        }
    };
    for lane in 0..LANES {
        for members in buckets(sketches, &[lane]) {
            if members.len() <= BUCKET_MAX {
                meet(&members);
                continue;
            }
            let within: Vec<[u64; 4]> = members.iter().map(|at| sketches[*at]).collect();
            for more in 1..LANES {
                // Identical sketches fill a bucket of any number of lanes: each meets the first.
                for narrow in buckets(&within, &[lane, (lane + more) % LANES]) {
                    let narrow: Vec<usize> = narrow.into_iter().map(|at| members[at]).collect();
                    match narrow.len() <= BUCKET_MAX {
                        true => meet(&narrow),
                        false => narrow[1..].iter().for_each(|later| meet(&[narrow[0], *later])),
                    }
                }
            }
        }
    }
    for earlier in near.values_mut() {
        earlier.sort_unstable();
        earlier.dedup();
    }
    near
}

/// The quotes that agree in all of `lanes`, ascending; those without words and those that agree
/// with none are left out.
fn buckets(sketches: &[[u64; 4]], lanes: &[usize]) -> Vec<Vec<usize>> {
    let mut by_value: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, sketch) in sketches.iter().enumerate().filter(|(_, sketch)| **sketch != [0; 4]) {
        let value = lanes.iter().fold(0, |value, lane| value << 16 | (sketch[lane / 4] >> (16 * (lane % 4)) & 0xffff));
        by_value.entry(value).or_default().push(at);
    }
    by_value.into_values().filter(|members| members.len() > 1).collect()
}

/// How alike two quotes are, when they are near-identical. `sayer` is who speaks in the fold.
fn likeness(one: &Words, first: &Words, sayer: &Sayer) -> Option<f32> {
    if one.polarity != first.polarity || !may_be_one(&one.sayer, sayer, one.tokens.len().min(first.tokens.len())) {
        return None;
    }
    let (short, long) = match one.tokens.len() <= first.tokens.len() {
        true => (&one.tokens, &first.tokens),
        false => (&first.tokens, &one.tokens),
    };
    if short.is_empty() || !same_sense(short, long) {
        return None;
    }
    let share = short.len() as f32 / long.len() as f32;
    let is_part = short.len() >= PART_WORDS_MIN
        && share >= PART_SHARE_MIN
        && long.windows(short.len()).any(|window| window == short.as_slice());
    let changed = 1.0 - edits(short, long) as f32 / long.len() as f32;
    (changed >= LIKENESS_MIN || is_part).then_some(changed)
}

fn may_be_one(one: &Sayer, other: &Sayer, words: usize) -> bool {
    match (one, other) {
        (Sayer::Named(one), Sayer::Named(other)) => one == other,
        _ => words >= UNKNOWN_WORDS_MIN,
    }
}

/// A word of denial or another figure turns a sentence round, though it is one word of many.
fn same_sense(left: &[String], right: &[String]) -> bool {
    let denials = |tokens: &[String]| tokens.iter().filter(|token| NEGATIONS.contains(&token.as_str())).count();
    let figures = |tokens: &[String]| {
        let is_figure = |token: &&String| token.bytes().any(|byte| byte.is_ascii_digit()) || is_number_word(token);
        let mut found: Vec<String> = tokens.iter().filter(is_figure).cloned().collect();
        found.sort_unstable();
        found
    };
    denials(left) == denials(right) && figures(left) == figures(right)
}

pub(in crate::engine) fn is_number_word(token: &str) -> bool {
    NUMBERS.contains(&token)
}

/// Tokens that deny, of the languages whose quotes are read; `t` is what `don't` ends with.
pub(in crate::engine) const NEGATIONS: &[&str] = &[
    "not", "no", "never", "none", "nothing", "nobody", "nowhere", "neither", "nor", "without", "cannot", "t", "hardly",
    "nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals", "niemand", "nichts", "ohne",
    "ne", "n", "pas", "jamais", "aucun", "aucune", "rien", "personne", "sans", "nunca", "jamas", "ningun", "ninguna",
    "nada", "nadie", "sin",
];

/// Numbers in words. `one` is not among them: it stands for `a` as often as for a number.
#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety", "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "million", "millions",
    "billion", "billions", "half", "twice", "double",
];

/// Levenshtein's distance in words.
fn edits(left: &[String], right: &[String]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, word) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, other) in right.iter().enumerate() {
            let changed = diagonal + usize::from(word != other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::index::sketch;

    /// Each line is a quote: `Speaker: words`, `?: words` of nobody, `-Speaker: words` denied.
    /// Gives the folds as numbers of lines from 0.
    fn folded(lines: &[&str]) -> String {
        let read = |line: &str| {
            let (name, words) = line.split_once(": ").unwrap();
            let polarity = if name.starts_with('-') { Polarity::Denied } else { Polarity::Affirmed };
            let sayer = match name.trim_start_matches('-') {
                "?" => Sayer::Unknown,
                name => Sayer::Named(name.to_string()),
            };
            let tokens = crate::language::tokens(words).into_iter().map(|token| token.text).collect();
            Words { tokens, sayer, polarity }
        };
        let words: Vec<Words> = lines.iter().map(|line| read(line)).collect();
        let sketches: Vec<[u64; 4]> =
            words.iter().map(|words| sketch(words.tokens.iter().map(String::as_str))).collect();
        let found = folds(&sketches, |at| Ok::<_, Infallible>(words[at].clone())).unwrap();
        let show = |fold: &Vec<usize>| fold.iter().map(usize::to_string).collect::<Vec<_>>().join("+");
        found.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    fn check(lines: &[&str], expected: &str) {
        assert_eq!(folded(lines), expected, "{lines:?}");
    }

    #[test]
    fn the_same_words_of_one_speaker_are_one() {
        check(&["Ada Lorne: We open the gates.", "Bo Hale: It rained.", "Ada Lorne: we open the gates"], "0+2 1");
        check(&["Ada Lorne: Yes.", "Ada Lorne: Yes!"], "0+1");
    }

    #[test]
    fn small_changes_of_long_quotes_fold_and_large_ones_do_not() {
        check(
            &[
                "Ada Lorne: The weir will be mended before the first frost of the year comes",
                "Ada Lorne: The weir will be repaired before the first frost of the year comes",
                "Ada Lorne: The weir is older than the first house of the town itself",
            ],
            "0+1 2",
        );
        check(&["Ada Lorne: You cannot eat a map", "Ada Lorne: You cannot eat a promise"], "0+1");
        check(&["Ada Lorne: I like it here", "Ada Lorne: I like it there"], "0 1");
    }

    #[test]
    fn other_speakers_stay_apart_and_the_unknown_join_long_quotes_alone() {
        check(&["Ada Lorne: A bridge is a kind of promise", "Bo Hale: A bridge is a kind of promise"], "0 1");
        check(
            &[
                "?: A bridge is a kind of promise",
                "Ada Lorne: A bridge is a kind of promise",
                "Bo Hale: A bridge is a kind of promise",
            ],
            "0+1 2",
        );
        check(&["?: We will see", "Ada Lorne: We will see"], "0 1");
    }

    #[test]
    fn a_part_of_a_quote_joins_the_whole() {
        let whole = "Ada Lorne: The ferry sails when the ice is gone and the pier is sound again";
        check(&[whole, "Ada Lorne: The ferry sails when the ice is gone"], "0+1");
        check(&["Ada Lorne: The ferry sails when the ice is gone", whole], "0+1");
        check(&[whole, "Ada Lorne: the pier is sound"], "0 1");
    }

    #[test]
    fn a_denial_or_another_figure_is_another_quote() {
        check(
            &[
                "Ada Lorne: I did take the money from the fund that evening",
                "Ada Lorne: I did not take the money from the fund that evening",
            ],
            "0 1",
        );
        check(
            &[
                "Ada Lorne: We counted 14 boats in the outer harbour that night",
                "Ada Lorne: We counted 41 boats in the outer harbour that night",
                "Ada Lorne: We counted forty boats in the outer harbour that night",
            ],
            "0 1 2",
        );
        check(&["Ada Lorne: I took the money out of the fund", "-Ada Lorne: I took the money out of the fund"], "0 1");
    }

    #[test]
    fn many_copies_cost_no_more_than_their_number() {
        let copies: Vec<String> =
            (0..3000).map(|n| format!("Speaker {}: the gates stay shut until the wind has turned", n % 3)).collect();
        let lines: Vec<&str> = copies.iter().map(String::as_str).collect();
        let found = folded(&lines);
        assert_eq!(found.split(' ').map(|fold| fold.split('+').count()).collect::<Vec<_>>(), [1000, 1000, 1000]);
    }
}
