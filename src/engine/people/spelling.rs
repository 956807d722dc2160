//! Spellings of names: a name taken to pieces, and what two of them must have in common to be one.

use super::tables::{ENDINGS, JOINING, LONG_ENDINGS, PARTICLES, SAME, SHORT, SOUNDS, SUFFIXES, TITLES};
use crate::language::tokens;

/// A name in parts, each folded in case and accents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// First name and middle names.
    pub given: Vec<String>,
    /// The last name with what belongs to it: `von der leyen`.
    pub surname: Vec<String>,
    /// `jr`, `sr`, `ii`; empty for most.
    pub suffix: String,
    pub shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Compared whole: a body, or a name that is built like one.
    Whole,
    /// First and last name.
    Full,
    /// The first name is a letter: `J. Tewke`.
    Initial,
    /// A last name, or any single word.
    Lone,
}

/// The longest name of a person that is taken to pieces.
const WORDS_MAX: usize = 6;

/// A body's name; `The White House` is `White House`.
pub(super) fn body_parts(name: &str) -> Parts {
    let mut words: Vec<String> = words_of(name).into_iter().map(|(word, _)| word).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    whole(words)
}

fn whole(words: Vec<String>) -> Parts {
    Parts { given: Vec::new(), surname: words, suffix: String::new(), shape: Shape::Whole }
}

pub(super) fn person_parts(name: &str) -> Parts {
    let name = without_generation(name);
    let mut words = words_of(&turned(name.words));
    let mut suffix = name.suffix.to_string();
    // Behind the name, or behind the first name that stood behind the last one.
    if let Some(at) = words.iter().skip(1).position(|(word, _)| suffix_of(word).is_some()) {
        suffix = suffix_of(&words.remove(at + 1).0).unwrap_or_default().to_string();
    }
    while words.len() > 1 && TITLES.contains(&words[0].0.as_str()) {
        words.remove(0);
    }
    let all = || words.iter().map(|(word, _)| word.clone()).collect::<Vec<_>>();
    if words.len() > WORDS_MAX || words.iter().any(|(word, _)| JOINING.contains(&word.as_str())) {
        return whole(all());
    }
    let surname_at = surname_start(&words);
    let mut given = all();
    let surname = given.split_off(surname_at);
    let shape = match given.first() {
        None => Shape::Lone,
        Some(first) if is_initial(first) => Shape::Initial,
        Some(_) => Shape::Full,
    };
    Parts { given, surname, suffix, shape }
}

/// A name and the generation told behind it in words.
struct Told<'n> {
    words: &'n str,
    suffix: &'static str,
}

fn without_generation(name: &str) -> Told<'_> {
    const GENERATIONS: &[(&str, &str)] = &[("the elder", "sr"), ("the younger", "jr")];
    for (words, suffix) in GENERATIONS {
        let start = name.len().saturating_sub(words.len());
        if name.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(words)) && start > 0 {
            return Told { words: name[..start].trim_end_matches([' ', ',']), suffix };
        }
    }
    Told { words: name, suffix: "" }
}

/// `Doe, John` as `John Doe`; not `Quist, Jr.`.
fn turned(name: &str) -> String {
    let name = match name.rsplit_once(", ") {
        Some((before, suffix)) if suffix_of(suffix.trim_end_matches('.')).is_some() => format!("{before} {suffix}"),
        _ => name.to_string(),
    };
    match name.split_once(", ") {
        Some((last, first)) if !first.contains(',') => format!("{first} {last}"),
        _ => name,
    }
}

fn suffix_of(word: &str) -> Option<&'static str> {
    SUFFIXES.iter().find(|(suffix, _)| suffix.eq_ignore_ascii_case(word)).map(|(_, kept)| *kept)
}

/// The words, each with whether it begins with a capital. `O’Dreall` and `Hyun-ju` are one word.
fn words_of(name: &str) -> Vec<(String, bool)> {
    let mut words: Vec<(String, bool)> = Vec::new();
    let mut before_end = 0;
    for token in tokens(name) {
        let between = &name[before_end..token.span.start];
        let joined = before_end > 0 && matches!(between, "'" | "’" | "‘" | "`" | "-" | "‐" | "‑");
        before_end = token.span.end;
        let is_capital = name[token.span.start..].starts_with(char::is_uppercase);
        match words.last_mut() {
            Some((last, _)) if joined => last.push_str(&token.text),
            _ => words.push((token.text, is_capital)),
        }
    }
    words
}

/// Where the surname begins: at the particles before the last word. A particle at the very start
/// may be a first name (`Van`), and may not: with a capital and two words the name is a surname, so
/// that it only ever joins somebody who has it all.
fn surname_start(words: &[(String, bool)]) -> usize {
    let last = words.len().saturating_sub(1);
    let is_particle = |at: usize| PARTICLES.contains(&words[at].0.as_str());
    (0..last).rev().take_while(|at| is_particle(*at)).last().unwrap_or(last)
}

pub(super) fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

impl Parts {
    /// What is the same in all writings of one name: case, accents, points and order are not.
    pub fn folded(&self) -> String {
        let kind = if self.shape == Shape::Whole { "=" } else { "" };
        format!("{kind}{}|{}|{}", self.given.join(" "), self.surname.join(" "), self.suffix)
    }

    pub fn first(&self) -> &str {
        self.given.first().map_or("", String::as_str)
    }

    pub fn middle(&self) -> &[String] {
        self.given.get(1..).unwrap_or_default()
    }

    /// The surname as it sounds.
    pub fn surname_sound(&self) -> String {
        sound_of(&self.surname)
    }

    /// How the last word of the surname sounds.
    pub fn last_sound(&self) -> String {
        self.surname.last().map_or(String::new(), |word| skeleton(word))
    }

    /// Middle names and suffix do not contradict each other. Middle names may end early, but not
    /// begin late: `George W.` is not `George H. W.`. Of two full names that one has a suffix tells
    /// them apart, for it is there to do so: a son quoted beside his father.
    pub fn agrees(&self, other: &Parts) -> bool {
        let both_full = self.shape == Shape::Full && other.shape == Shape::Full;
        let one_silent = !both_full && (self.suffix.is_empty() || other.suffix.is_empty());
        (self.suffix == other.suffix || one_silent) && self.middles_agree(other)
    }

    pub fn middles_agree(&self, other: &Parts) -> bool {
        self.middle().iter().zip(other.middle()).all(|(left, right)| same_given(left, right))
    }

    /// Whether the words of this surname are the last ones of the other's.
    pub fn ends_surname_of(&self, other: &Parts) -> bool {
        let skip = other.surname.len().checked_sub(self.surname.len());
        skip.is_some_and(|skip| sound_of(&self.surname) == sound_of(&other.surname[skip..]))
    }
}

fn sound_of(words: &[String]) -> String {
    words.iter().map(|word| skeleton(word)).collect::<Vec<_>>().join(" ")
}

/// Two given names: one sound, or the initial of the other.
fn same_given(left: &str, right: &str) -> bool {
    match (is_initial(left), is_initial(right)) {
        (true, _) => right.starts_with(left),
        (_, true) => left.starts_with(right),
        _ => skeleton(left) == skeleton(right),
    }
}

/// The full first names that a short one may stand for; none for a name that is no short one.
pub(super) fn fulls(name: &str) -> impl Iterator<Item = &'static str> {
    let from = SHORT.partition_point(|(short, _)| *short < name);
    SHORT[from..].iter().take_while(move |(short, _)| *short == name).map(|(_, full)| *full)
}

/// Whether one is a short form of the other, or both of one full name.
pub(super) fn is_short_form(left: &str, right: &str) -> bool {
    let of = |short: &str, name: &str| fulls(short).any(|full| skeleton(full) == skeleton(name));
    of(left, right) || of(right, left) || fulls(left).any(|full| fulls(right).any(|other| full == other))
}

/// What the spellings of one sound have in common, for names out of other scripts. First and last
/// name must both agree in it.
pub(super) fn skeleton(word: &str) -> String {
    if let Some(same) = SAME.iter().find(|same| same.contains(&word)) {
        return same[0].to_string();
    }
    let mut word = word.to_string();
    let long = if word.chars().count() > 5 { LONG_ENDINGS } else { &[] };
    if let Some((ending, plain)) = ENDINGS.iter().chain(long).find(|(ending, _)| word.ends_with(ending)) {
        word.truncate(word.len() - ending.len());
        word.push_str(plain);
    }
    if let Some(rest) = word.strip_prefix("ye") {
        word = format!("e{rest}");
    }
    for (spelling, plain) in SOUNDS {
        if word.contains(spelling) {
            word = word.replace(spelling, plain);
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(parts: &Parts) -> String {
        let suffix = if parts.suffix.is_empty() { String::new() } else { format!(" ({})", parts.suffix) };
        format!("{} + {}{suffix}", parts.given.join(" "), parts.surname.join(" "))
    }

    #[test]
    fn names_are_taken_to_pieces() {
        let check = |name: &str, expected: &str, shape: Shape| {
            let parts = person_parts(name);
            assert_eq!((show(&parts).as_str(), parts.shape), (expected, shape), "{name}");
        };
        check("John Frank Tewke", "john frank + tewke", Shape::Full);
        check("Siobhán O’Dreall", "siobhan + odreall", Shape::Full);
        check("Siobhan O'Dreall", "siobhan + odreall", Shape::Full);
        check("Hyun-ju Baek", "hyunju + baek", Shape::Full);
        check("Tewke, John", "john + tewke", Shape::Full);
        check("Tewke, John, Jr.", "john + tewke (jr)", Shape::Full);
        check("Anselm Quist, Jr.", "anselm + quist (jr)", Shape::Full);
        check("Quist, Anselm Jr.", "anselm + quist (jr)", Shape::Full);
        check("Anselm Quist the elder", "anselm + quist (sr)", Shape::Full);
        check("J. J. Okwansa", "j j + okwansa", Shape::Initial);
        check("Edda von der Leuen", "edda + von der leuen", Shape::Full);
        check("Van Leuen", " + van leuen", Shape::Lone);
        check("Leuen", " + leuen", Shape::Lone);
        check("Sen. Leuen", " + leuen", Shape::Lone);
        check("Dr. Ada Leuen", "ada + leuen", Shape::Full);
        check("Dr", " + dr", Shape::Lone);
        check("", " + ", Shape::Lone);
        check("Minister of Health", " + minister of health", Shape::Whole);
    }

    #[test]
    fn middle_names_are_held_against_each_other_in_order() {
        let check = |left: &str, right: &str, agree: bool| {
            let (left_parts, right_parts) = (person_parts(left), person_parts(right));
            assert_eq!(left_parts.agrees(&right_parts), agree, "{left} / {right}");
            assert_eq!(right_parts.agrees(&left_parts), agree, "{right} / {left}");
        };
        check("John Tewke", "John Frank Tewke", true);
        check("John F. Tewke", "John Frank Tewke", true);
        check("John G. Tewke", "John Frank Tewke", false);
        check("John Frank Tewke", "John Frank George Tewke", true);
        check("John George Tewke", "John Frank George Tewke", false);
        check("John G. Tewke", "John F. G. Tewke", false);
        check("John Fran Tewke", "John Frank Tewke", false);
        check("John Tewke Jr.", "John Tewke", false);
        check("John Tewke Jr.", "J. Tewke", true);
        check("John Tewke Jr.", "Tewke", true);
        check("John Tewke Jr.", "John Tewke Sr.", false);
    }
}
