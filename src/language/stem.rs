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

/// The most stems one stemmer remembers; past it the memory starts afresh.
const REMEMBERED_MAX: usize = 200_000;

/// The languages that have a stemmer, as ISO 639-1 codes.
pub fn stemmed_languages() -> impl Iterator<Item = &'static str> {
    ALGORITHMS.iter().map(|(code, _)| *code)
}

/// Stems the words of one language. Newspapers repeat themselves: each word is stemmed once and
/// then looked up.
pub struct Stemmer {
    snowball: Snowball,
    remembered: HashMap<Box<str>, Box<str>, foldhash::fast::RandomState>,
}

impl Stemmer {
    /// `None` for a language without a stemmer.
    pub fn new(language: &str) -> Option<Stemmer> {
        let (_, algorithm) = ALGORITHMS.iter().find(|(code, _)| *code == language)?;
        Some(Stemmer { snowball: Snowball::new(*algorithm), remembered: HashMap::default() })
    }

    /// The stem of a folded token.
    pub fn stem(&mut self, token: &str) -> &str {
        if !self.remembered.contains_key(token) {
            if self.remembered.len() >= REMEMBERED_MAX {
                self.remembered.clear();
            }
            let stem = self.snowball.stem(token).into_owned();
            self.remembered.insert(token.into(), stem.into_boxed_str());
        }
        &self.remembered[token]
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
