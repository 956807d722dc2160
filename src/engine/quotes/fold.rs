//! Near-identical quotes made one hit: all matches of a question in, groups of them out.
//!
//! Sketches propose pairs, the words decide. Nothing here knows a page: the same matches fold the
//! same way whatever stretch of them is shown. A quote joins the *first* quote of a fold, never a
//! later member, so that a chain of small changes cannot join what has little in common.

use std::collections::HashMap;

use crate::index::{LANES, Sketch, lane, sketch_likeness};
use crate::model::Polarity;

/// Two quotes are near-identical when at least this share of the words of the longer is the same,
/// in the same order.
const LIKENESS_MIN: f32 = 0.8;
/// A quote that is a part of another joins it when it has so many words …
const PART_WORDS_MIN: usize = 6;
/// … and is at least this share of the other.
const PART_SHARE_MIN: f32 = 0.5;
/// A quote of nobody known joins a fold only with so many words: a slogan is in many mouths.
const UNKNOWN_WORDS_MIN: usize = 8;
/// Lanes of two sketches that have to agree before their words are compared. Quotes as alike as
/// `LIKENESS_MIN` wants agree in nine to twelve of the sixteen, any two sentences in two or three.
/// Of 3,350 repetitions among 63,306 quotes of a news wire seven lanes miss 2 that four lanes
/// find, and the words of a third of the quotes are read, not of nine in ten.
const LANES_MIN: usize = 7;
/// A lane that more quotes share holds a word that everybody uses; there two lanes have to agree.
const BUCKET_MAX: usize = 32;
/// Where even two lanes hold words of everybody, a quote meets the first and so many before it.
const NEIGHBOURS_MAX: usize = 8;

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
    sayer: Sayer,
    polarity: Polarity,
    /// The words in order, as numbers of a `Vocabulary`.
    tokens: Vec<u32>,
    denials: usize,
    /// Figures among them, ascending.
    figures: Vec<u32>,
}

/// Numbers for words: quotes of a large answer are held in a fifth of the memory.
#[derive(Debug, Default)]
pub(in crate::engine) struct Vocabulary {
    numbers: HashMap<String, u32>,
}

impl Words {
    /// No words yet.
    pub fn of(sayer: Sayer, polarity: Polarity) -> Words {
        Words { sayer, polarity, ..Words::default() }
    }

    /// Adds the next token. All quotes that are compared share one vocabulary.
    pub fn push(&mut self, token: &str, vocabulary: &mut Vocabulary) {
        let number = match vocabulary.numbers.get(token) {
            Some(number) => *number,
            None => {
                let new = vocabulary.numbers.len() as u32;
                vocabulary.numbers.insert(token.to_string(), new);
                new
            }
        };
        self.tokens.push(number);
        self.denials += usize::from(NEGATIONS.contains(&token));
        if token.bytes().any(|byte| byte.is_ascii_digit()) || is_number_word(token) {
            let at = self.figures.partition_point(|figure| *figure < number);
            self.figures.insert(at, number);
        }
    }
}

/// Groups the quotes `0..sketches.len()`, given from the earliest to the latest: each list begins
/// with the earliest of its quotes and ascends; the lists stand in the order of their first.
/// `words` is asked once, for the quotes whose sketches meet, and answers in their order.
pub(in crate::engine) fn folds<E>(
    sketches: &[Sketch],
    words: impl FnOnce(&[usize]) -> Result<Vec<Words>, E>,
) -> Result<Vec<Vec<usize>>, E> {
    let near = pairs(sketches);
    let mut concerned: Vec<usize> =
        near.iter().flat_map(|(later, earlier)| [*later as usize, *earlier as usize]).collect();
    concerned.sort_unstable();
    concerned.dedup();
    let read = words(&concerned)?;
    let mut places: Vec<Option<usize>> = vec![None; sketches.len()];
    concerned.iter().enumerate().for_each(|(place, at)| places[*at] = Some(place));
    let mut folding = Folding { read: &read, folds: Vec::new(), sayers: Vec::new(), same: HashMap::new() };
    let mut fold_of: Vec<usize> = Vec::with_capacity(sketches.len());
    let mut rest = near.as_slice();
    for (at, place) in places.iter().enumerate() {
        let count = rest.partition_point(|(later, _)| *later as usize <= at);
        let (mine, others) = rest.split_at(count);
        rest = others;
        let tried = mine.iter().map(|(_, earlier)| fold_of[*earlier as usize]).collect();
        fold_of.push(match place {
            Some(place) => folding.add(at, *place, tried),
            None => folding.alone(at),
        });
    }
    Ok(folding.folds)
}

struct Folding<'a> {
    read: &'a [Words],
    folds: Vec<Vec<usize>>,
    /// Of each fold its first quote's words, as far as they were read, and the speaker once one of
    /// its quotes names it.
    sayers: Vec<(Option<usize>, Sayer)>,
    /// The folds whose first quote has these very words.
    same: HashMap<&'a [u32], Vec<usize>>,
}

impl Folding<'_> {
    fn alone(&mut self, at: usize) -> usize {
        self.folds.push(vec![at]);
        self.sayers.push((None, Sayer::Unknown));
        self.folds.len() - 1
    }

    /// Puts the quote into the fold it is most alike to, of equals the earliest, or into its own.
    fn add(&mut self, at: usize, place: usize, mut tried: Vec<usize>) -> usize {
        let words = &self.read[place];
        tried.extend(self.same.get(words.tokens.as_slice()).into_iter().flatten());
        tried.sort_unstable();
        tried.dedup();
        let alike = |fold: usize| {
            let (first, sayer) = &self.sayers[fold];
            Some((likeness(words, &self.read[(*first)?], sayer)?, fold))
        };
        let best = tried.into_iter().filter_map(alike).reduce(|best, next| if next.0 > best.0 { next } else { best });
        let fold = match best {
            Some((_, fold)) => {
                self.folds[fold].push(at);
                fold
            }
            None => {
                let fold = self.alone(at);
                self.sayers[fold].0 = Some(place);
                self.same.entry(&self.read[place].tokens).or_default().push(fold);
                fold
            }
        };
        let sayer = &mut self.sayers[fold].1;
        if *sayer == Sayer::Unknown {
            *sayer = self.read[place].sayer.clone();
        }
        fold
    }
}

/// Pairs (later, earlier) of quotes whose sketches are near enough for their words to be compared;
/// ascending, each once.
fn pairs(sketches: &[Sketch]) -> Vec<(u32, u32)> {
    let mut near: Vec<(u32, u32)> = Vec::new();
    let mut meet = |earlier: u32, later: u32| {
        let likeness = sketch_likeness(&sketches[earlier as usize], &sketches[later as usize]);
        if likeness * LANES as f32 >= LANES_MIN as f32 {
            near.push((later, earlier));
        }
    };
    let all: Vec<u32> = (0u32..).zip(sketches).filter(|(_, sketch)| **sketch != [0; 2]).map(|(at, _)| at).collect();
    for first in 0..LANES {
        for members in buckets(sketches, &all, first) {
            if members.len() <= BUCKET_MAX {
                each_pair(&members, &mut meet);
                continue;
            }
            // Lanes before this one have met theirs.
            for other in first + 1..LANES {
                for narrow in buckets(sketches, &members, other) {
                    if narrow.len() <= BUCKET_MAX {
                        each_pair(&narrow, &mut meet);
                        continue;
                    }
                    for (place, later) in narrow.iter().enumerate().skip(1) {
                        meet(narrow[0], *later);
                        let before = narrow[1..place].iter().rev().take(NEIGHBOURS_MAX);
                        before.for_each(|earlier| meet(*earlier, *later));
                    }
                }
            }
        }
    }
    near.sort_unstable();
    near.dedup();
    near
}

fn each_pair(members: &[u32], meet: &mut impl FnMut(u32, u32)) {
    for (place, later) in members.iter().enumerate() {
        members[..place].iter().for_each(|earlier| meet(*earlier, *later));
    }
}

/// Those of `among` that agree in the lane and the next, ascending; those that agree with none are
/// left out. Of sketches that agree in so many lanes as are wanted two such lanes are neighbours,
/// but for a rare few.
fn buckets(sketches: &[Sketch], among: &[u32], first: usize) -> Vec<Vec<u32>> {
    let of = |at: u32, number: usize| u64::from(lane(&sketches[at as usize], number % LANES));
    let value = |at: u32| of(at, first) << 8 | of(at, first + 1);
    let mut keyed: Vec<u64> = among.iter().map(|at| value(*at) << 32 | u64::from(*at)).collect();
    keyed.sort_unstable();
    let same = keyed.chunk_by(|left, right| left >> 32 == right >> 32).filter(|members| members.len() > 1);
    same.map(|members| members.iter().map(|key| *key as u32).collect()).collect()
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
    // A word of denial or another figure turns a sentence round, though it is one word of many.
    if short.is_empty() || one.denials != first.denials || one.figures != first.figures {
        return None;
    }
    if short == long {
        return Some(1.0);
    }
    let share = short.len() as f32 / long.len() as f32;
    let is_part = short.len() >= PART_WORDS_MIN
        && share >= PART_SHARE_MIN
        && long.windows(short.len()).any(|window| window == short.as_slice());
    if is_part {
        return Some(share);
    }
    // The words that the longer one has more are edits already.
    if share < LIKENESS_MIN {
        return None;
    }
    let changed = 1.0 - edits(short, long) as f32 / long.len() as f32;
    (changed >= LIKENESS_MIN).then_some(changed)
}

fn may_be_one(one: &Sayer, other: &Sayer, words: usize) -> bool {
    match (one, other) {
        (Sayer::Named(one), Sayer::Named(other)) => one == other,
        _ => words >= UNKNOWN_WORDS_MIN,
    }
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

/// Numbers in words, of the languages whose quotes are read. `one` is not among them: it stands for `a` as often as for a number.
#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety", "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "million", "millions",
    "billion", "billions", "half", "twice", "double",
    "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwolf", "zwanzig", "dreissig",
    "vierzig", "funfzig", "sechzig", "siebzig", "achtzig", "neunzig", "hundert", "hunderte", "tausend", "tausende",
    "millionen", "milliarde", "milliarden", "dutzend", "halb", "doppelt",
    "deux", "trois", "quatre", "cinq", "huit", "neuf", "dix", "onze", "douze", "quinze", "vingt", "trente",
    "quarante", "cinquante", "soixante", "centaines", "mille", "milliers", "milliard", "milliards",
    "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "doce", "quince", "veinte", "treinta",
    "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa", "cien", "ciento", "cientos", "mil",
    "millon", "millones", "doble", "mitad",
];

/// Levenshtein's distance in words.
fn edits(left: &[u32], right: &[u32]) -> usize {
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
        let mut vocabulary = Vocabulary::default();
        let mut read = |line: &str| {
            let (name, words) = line.split_once(": ").unwrap();
            let polarity = if name.starts_with('-') { Polarity::Denied } else { Polarity::Affirmed };
            let sayer = match name.trim_start_matches('-') {
                "?" => Sayer::Unknown,
                name => Sayer::Named(name.to_string()),
            };
            let tokens: Vec<String> = crate::language::tokens(words).into_iter().map(|token| token.text).collect();
            let mut read = Words::of(sayer, polarity);
            tokens.iter().for_each(|token| read.push(token, &mut vocabulary));
            (read, sketch(tokens.iter().map(String::as_str)))
        };
        let (words, sketches): (Vec<Words>, Vec<Sketch>) = lines.iter().map(|line| read(line)).unzip();
        let wanted = |asked: &[usize]| Ok::<_, Infallible>(asked.iter().map(|at| words[*at].clone()).collect());
        let found = folds(&sketches, wanted).unwrap();
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
        check(
            &[
                "Ada Lorne: A bridge is a kind of promise, and a promise is none",
                "Bo Hale: A bridge is a kind of promise, and a promise is none",
            ],
            "0 1",
        );
        check(
            &[
                "?: A bridge is a kind of promise, and a promise is none",
                "Ada Lorne: A bridge is a kind of promise, and a promise is none",
                "Bo Hale: A bridge is a kind of promise, and a promise is none",
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
