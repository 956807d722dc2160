//! Words to stems: Snowball's stemmers, one per language, with a memory.
//!
//! Takes folded tokens, so that a word typed without its accents has the stem of the word as
//! printed. A stem is only ever compared with stems of its own language.

use std::collections::HashMap;

use frostem::{Algorithm, Stemmer as Snowball};

/// ISO 639-1 code and Snowball algorithm, by code.
const ALGORITHMS: &[(&str, Algorithm)] = &[
    ("ar", Algorithm::Arabic),
    ("de", Algorithm::German),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fr", Algorithm::French),
    ("hi", Algorithm::Hindi),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("pt", Algorithm::Portuguese),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("tr", Algorithm::Turkish),
];

/// In place of a place: the word is its own stem.
const OWN: u32 = u32::MAX;

/// The most stems one stemmer remembers; past it the memory starts afresh.
const REMEMBERED_MAX: usize = 200_000;

/// Shorter words, in characters, are their own stems.
const CHARACTERS_MIN: usize = 3;

/// In whose stems an article is written: its language's, or English ones for an article too short
/// to tell.
pub fn stems_of(language: Option<&str>) -> &str {
    language.unwrap_or("en")
}

/// The languages that have a stemmer, as ISO 639-1 codes.
pub fn stemmed_languages() -> impl Iterator<Item = &'static str> {
    ALGORITHMS.iter().map(|(code, _)| *code)
}

/// Stems the words of one language. Newspapers repeat themselves: each word is stemmed once and
/// then looked up.
pub struct Stemmer {
    snowball: Snowball,
    /// Word to its place in `stems`; `OWN` for words that are their own stems: most are.
    remembered: HashMap<Box<str>, u32, foldhash::fast::RandomState>,
    stems: Vec<Box<str>>,
}

impl Stemmer {
    /// `None` for a language without a stemmer.
    pub fn new(language: &str) -> Option<Stemmer> {
        let (_, algorithm) = ALGORITHMS.iter().find(|(code, _)| *code == language)?;
        Some(Stemmer { snowball: Snowball::new(*algorithm), remembered: HashMap::default(), stems: Vec::new() })
    }

    /// The stem of a folded token. Short words and words that begin with a digit are their own.
    pub fn stem<'a>(&'a mut self, token: &'a str) -> &'a str {
        if token.len() < CHARACTERS_MIN || token.starts_with(|c: char| c.is_ascii_digit()) {
            return token;
        }
        let place = match self.remembered.get(token) {
            Some(place) => *place,
            None => self.remember(token),
        };
        if place == OWN { token } else { &self.stems[place as usize] }
    }

    fn remember(&mut self, token: &str) -> u32 {
        if self.remembered.len() >= REMEMBERED_MAX {
            self.remembered.clear();
            self.stems.clear();
        }
        let stem = self.snowball.stem(token);
        let place = if stem == token {
            OWN
        } else {
            self.stems.push(stem.into_owned().into_boxed_str());
            (self.stems.len() - 1) as u32
        };
        self.remembered.insert(token.into(), place);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_share_a_stem() {
        let mut english = Stemmer::new("en").unwrap();
        assert_eq!(english.stem("mines").to_string(), english.stem("mining"));
        assert!(Stemmer::new("ja").is_none());
    }
}
