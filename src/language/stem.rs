//! Words to stems: Snowball's stemmers, one per language, with a memory.
//!
//! Most languages end their words in letters with marks (`décidé`, `décidée`), or change them
//! inside (`Häuser`): their words are stemmed as they are printed, in lower case, and the stem is
//! folded. Where folding takes nothing away that a stemmer looks at, the folded token is stemmed.
//! A word typed without its marks is stemmed as typed: it finds the printed word verbatim, and the
//! inflections that its own stem gives. A stem is only ever compared with stems of its own
//! language.

use std::borrow::Cow;
use std::collections::HashMap;

use frostem::{Algorithm, Stemmer as Snowball};
use unicode_normalization::UnicodeNormalization;

use super::fold::{fold, is_invisible};

/// What is stemmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    /// The word as printed, in lower case.
    Print,
    /// The folded token.
    Token,
}

/// ISO 639-1 code, Snowball algorithm and what it is given, by code.
const ALGORITHMS: &[(&str, Algorithm, From)] = &[
    ("ar", Algorithm::Arabic, From::Token),
    ("ca", Algorithm::Catalan, From::Print),
    ("cs", Algorithm::Czech, From::Print),
    ("da", Algorithm::Danish, From::Print),
    ("de", Algorithm::German, From::Print),
    ("el", Algorithm::Greek, From::Token),
    ("en", Algorithm::English, From::Token),
    ("es", Algorithm::Spanish, From::Print),
    ("et", Algorithm::Estonian, From::Print),
    ("eu", Algorithm::Basque, From::Print),
    ("fa", Algorithm::Persian, From::Token),
    ("fi", Algorithm::Finnish, From::Print),
    ("fr", Algorithm::French, From::Print),
    ("ga", Algorithm::Irish, From::Print),
    ("hi", Algorithm::Hindi, From::Token),
    ("hu", Algorithm::Hungarian, From::Print),
    ("hy", Algorithm::Armenian, From::Token),
    ("id", Algorithm::Indonesian, From::Token),
    ("it", Algorithm::Italian, From::Print),
    ("lt", Algorithm::Lithuanian, From::Print),
    ("nl", Algorithm::Dutch, From::Print),
    ("no", Algorithm::Norwegian, From::Print),
    ("pl", Algorithm::Polish, From::Print),
    ("pt", Algorithm::Portuguese, From::Print),
    ("ro", Algorithm::Romanian, From::Print),
    ("ru", Algorithm::Russian, From::Token),
    ("sv", Algorithm::Swedish, From::Print),
    ("ta", Algorithm::Tamil, From::Token),
    ("tr", Algorithm::Turkish, From::Print),
    ("uk", Algorithm::Ukrainian, From::Token),
];

/// The stem of a word, as it is remembered.
#[derive(Clone, Copy)]
enum Stem {
    /// The word's token itself, as of most words.
    Own,
    /// So many bytes of the token's beginning.
    Beginning(u32),
    /// A place in `stems`.
    Other(u32),
}

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
    ALGORITHMS.iter().map(|(code, ..)| *code)
}

/// Stems the words of one language. Newspapers repeat themselves: each word is stemmed once and
/// then looked up.
pub struct Stemmer {
    snowball: Snowball,
    from: From,
    remembered: HashMap<Box<str>, Stem, foldhash::fast::RandomState>,
    /// Those that their words do not begin with.
    stems: Vec<Box<str>>,
}

impl Stemmer {
    /// `None` for a language without a stemmer.
    pub fn new(language: &str) -> Option<Stemmer> {
        let (_, algorithm, from) = ALGORITHMS.iter().find(|(code, ..)| *code == language)?;
        let snowball = Snowball::new(*algorithm);
        Some(Stemmer { snowball, from: *from, remembered: HashMap::default(), stems: Vec::new() })
    }

    /// Whether equal tokens have equal stems, however they were printed.
    pub fn takes_tokens(&self) -> bool {
        self.from == From::Token
    }

    /// The stem, folded, of a token that is printed so. Short words and words that begin with a
    /// digit are their own.
    pub fn stem<'a>(&'a mut self, token: &'a str, printed: &str) -> &'a str {
        if token.len() < CHARACTERS_MIN || token.starts_with(|c: char| c.is_ascii_digit()) {
            return token;
        }
        let word = match self.from {
            From::Print if !printed.is_ascii() => Cow::Owned(in_lower_case(printed)),
            _ => Cow::Borrowed(token),
        };
        let stem = match self.remembered.get(&*word) {
            Some(stem) => *stem,
            None => self.remember(&word, token),
        };
        match stem {
            Stem::Own => token,
            Stem::Beginning(length) => token.get(..length as usize).unwrap_or(token),
            Stem::Other(place) => &self.stems[place as usize],
        }
    }

    fn remember(&mut self, word: &str, token: &str) -> Stem {
        if self.remembered.len() >= REMEMBERED_MAX {
            self.remembered.clear();
            self.stems.clear();
        }
        let stem = self.snowball.stem(word);
        let stem = if stem.is_ascii() { stem } else { Cow::Owned(fold(&stem)) };
        // A word of nothing but an ending stays what it is.
        let stem = if stem == token || stem.is_empty() {
            Stem::Own
        } else if token.starts_with(&*stem) {
            Stem::Beginning(stem.len() as u32)
        } else {
            self.stems.push(stem.into_owned().into_boxed_str());
            Stem::Other((self.stems.len() - 1) as u32)
        };
        self.remembered.insert(word.into(), stem);
        stem
    }
}

/// The printed word composed and in lower case, its marks kept; the dot that is left of `İ` goes.
fn in_lower_case(printed: &str) -> String {
    let lower = printed.nfkc().flat_map(char::to_lowercase);
    lower.filter(|c| !is_invisible(*c) && *c != '\u{307}').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(language: &str, printed: &str) -> String {
        Stemmer::new(language).expect("a stemmer").stem(&fold(printed), printed).to_string()
    }

    /// The words share one stem, which no other of them has.
    fn check(language: &str, alike: &str, other: &str) {
        let stems: Vec<String> = alike.split(' ').map(|word| stem(language, word)).collect();
        assert!(stems.iter().all(|found| *found == stems[0]), "{language}: {alike} are {stems:?}");
        assert_ne!(stem(language, other), stems[0], "{language}: {other}");
        assert_eq!(fold(&stems[0]), stems[0], "{language}: a stem is folded");
    }

    #[test]
    fn inflections_share_a_stem() {
        check("en", "mine mines mining", "minister");
        check("de", "Haus Häuser Häusern HÄUSER", "Hase");
        check("fr", "décidé décidée décidées décider DÉCIDÉ", "décembre");
        check("es", "nación naciones", "nacimiento");
        check("it", "città", "cita");
        check("pt", "câmara câmaras", "carta");
        check("tr", "ışık ışığı ışıklar", "işçi");
        check("sv", "bågarna bågar", "bok");
        check("da", "bøger bøgerne", "bugt");
        check("no", "husene huset", "hustru");
        check("fi", "talossa talosta talon", "talvi");
        check("hu", "házban házak", "hazug");
        check("ro", "casă casele", "copac");
        check("pl", "mostami mostach", "miasto");
        check("el", "δρόμος δρόμοι", "δραχμή");
        check("ru", "книга книги книгу", "князь");
    }

    #[test]
    fn a_word_typed_without_its_marks_has_the_stem_of_its_letters() {
        for (language, printed, typed) in [
            ("fr", "élections", "elections"),
            ("fr", "président", "presidents"),
            ("es", "elecciones", "eleccion"),
            ("pt", "câmaras", "camara"),
            ("de", "Müllern", "muller"),
        ] {
            assert_eq!(stem(language, printed), stem(language, typed), "{language}: {printed}");
        }
    }

    #[test]
    fn no_stem_is_empty() {
        for language in stemmed_languages() {
            for word in ["ings", "ées", "ungen", "iones", "lar", "ами", "ة", "ность"] {
                assert!(!stem(language, word).is_empty(), "{language}: {word}");
            }
        }
        assert!(Stemmer::new("ja").is_none());
    }
}
