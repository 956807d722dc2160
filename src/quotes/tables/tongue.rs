//! Which table an article is read with.
//!
//! English has rules of its own (`reports`, `who`), for its word order tells little and its verbs
//! much. German, French and Spanish are read by one set of rules (`tabled`) and a table each: what
//! reports, what stands around it, what people and bodies are called.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::names::Gender;
use super::{english, french, german, spanish};

/// The language of an article, as far as its quotes are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// And every language without a table: marks are marks.
    English,
    German,
    French,
    Spanish,
}

/// One language. Words are in lower case, with straight apostrophes.
pub struct Table {
    /// Classes of words (`class`).
    pub words: &'static [(u32, &'static str)],
    /// Verbs by their beginnings and endings: every one with every other.
    pub verbs: &'static [(u32, &'static str, &'static str)],
    /// Words that come with a stop and do not end a sentence.
    pub abbreviations: &'static str,
    /// Pronouns, and of which gender: `er`, `-t-elle`.
    pub pronouns: &'static [(&'static str, Gender)],
    /// Articles and the like, and of which gender what follows is.
    pub articles: &'static [(&'static str, Gender)],
    /// What stands before somebody nobody names: `ein`, `une`.
    pub indefinite: &'static str,
    /// Forms of address, which are no part of a name.
    pub titles: &'static [(&'static str, Gender)],
    /// Endings (of German compounds) or words by which a woman is called.
    pub women: &'static str,
    pub men: &'static str,
    /// Of either.
    pub people: &'static str,
    /// Endings or words by which a body is called.
    pub bodies: &'static str,
    /// By which a body is called again when it has been named: `das Unternehmen`.
    pub generic: &'static str,
    /// Stands before a name that is a firm's whole name: `la société Marsch`.
    pub firms: &'static str,
    /// What is written or counted, and is nobody.
    pub documents: &'static str,
    /// Whether `women` to `bodies` are endings, and every noun has a capital.
    pub compounds: bool,
    /// What leads to whoever says it: `laut`, `nach Angaben`; the longer ones first.
    pub according: &'static [&'static str],
    /// The same, only at the start of a sentence and with a comma behind: `pour`.
    pub according_first: &'static [&'static str],
    /// Stands behind whoever says it: `zufolge`.
    pub according_behind: &'static str,
    /// Words that lead to a clause that is said: `dass`, `que`.
    pub that: &'static str,
    /// Begins an infinitive that is said: `avoir`.
    pub having: &'static str,
    /// All words of one of these in a sentence, in this order: somebody is silent.
    pub silences: &'static [&'static str],
    /// The lists of nouns, looked into.
    pub nouns: OnceLock<Nouns>,
    /// The days of the week from Monday, today, yesterday.
    pub days: [&'static str; 9],
    /// Behind these a day is no day of saying.
    pub not_days: &'static str,
}

impl Tongue {
    /// By the ISO 639-1 code of the article's language.
    pub fn of(language: Option<&str>) -> Tongue {
        match language {
            Some("de") => Tongue::German,
            Some("fr") => Tongue::French,
            Some("es") => Tongue::Spanish,
            _ => Tongue::English,
        }
    }

    /// `None` for English.
    pub fn table(self) -> Option<&'static Table> {
        match self {
            Tongue::English => None,
            Tongue::German => Some(&german::TABLE),
            Tongue::French => Some(&french::TABLE),
            Tongue::Spanish => Some(&spanish::TABLE),
        }
    }

    /// The classes of a word in lower case.
    pub fn classes(self, word: &str) -> u32 {
        static WORDS: [OnceLock<Words>; 3] = [const { OnceLock::new() }; 3];
        let (table, place) = match self {
            Tongue::English => return english::classes(word),
            Tongue::German => (&german::TABLE, 0),
            Tongue::French => (&french::TABLE, 1),
            Tongue::Spanish => (&spanish::TABLE, 2),
        };
        WORDS[place].get_or_init(|| words_of(table)).get(word).copied().unwrap_or(0)
    }

    pub fn is_abbreviation(self, word: &str) -> bool {
        let Some(table) = self.table() else { return english::is_abbreviation(word) };
        let mut characters = word.chars();
        let single = characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none();
        single || word.contains('.') || holds(table.abbreviations, word)
    }
}

type Words = HashMap<Box<str>, u32, FixedState>;
/// Nouns or their endings, and in which lists they stand.
pub type Nouns = HashMap<&'static str, u8, FixedState>;

const WOMEN: u8 = 1;
const MEN: u8 = 1 << 1;
const PEOPLE: u8 = 1 << 2;
const BODIES: u8 = 1 << 3;

/// No ending of the lists has more bytes.
const ENDING_MAX: usize = 20;

fn words_of(table: &Table) -> Words {
    let mut words = Words::default();
    for (class, list) in table.words {
        list.split_whitespace().for_each(|word| *words.entry(word.into()).or_insert(0) |= class);
    }
    for (class, beginnings, endings) in table.verbs {
        for beginning in beginnings.split_whitespace() {
            for ending in endings.split_whitespace() {
                let word = format!("{beginning}{}", ending.trim_start_matches('-'));
                *words.entry(word.into()).or_insert(0) |= class;
            }
        }
    }
    words
}

/// Whether a list of words parted by spaces has the word.
pub fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

impl Table {
    /// What the lists of nouns hold, looked up once for all.
    fn called(&self, word: &str) -> u8 {
        let nouns = self.nouns.get_or_init(|| {
            let lists = [(self.women, WOMEN), (self.men, MEN), (self.people, PEOPLE), (self.bodies, BODIES)];
            let mut nouns = Nouns::default();
            for (list, bit) in lists {
                list.split(' ').for_each(|noun| *nouns.entry(noun).or_insert(0) |= bit);
            }
            nouns
        });
        let known = |word: &str| nouns.get(word).copied().unwrap_or(0);
        if !self.compounds {
            return known(word);
        }
        let starts = word.char_indices().map(|(at, _)| at).filter(|at| (2..=ENDING_MAX).contains(&(word.len() - at)));
        starts.fold(0, |bits, at| bits | known(&word[at..]))
    }

    /// What somebody is called by: of which gender; `None` for what nobody is called by.
    pub fn role(&self, word: &str) -> Option<Gender> {
        let bits = self.called(word);
        match (bits & WOMEN != 0, bits & MEN != 0, bits & PEOPLE != 0) {
            (_, _, true) | (true, true, _) => Some(Gender::Unknown),
            (true, false, false) => Some(Gender::Female),
            (false, true, false) => Some(Gender::Male),
            (false, false, false) => None,
        }
    }

    pub fn is_body(&self, word: &str) -> bool {
        self.called(word) & BODIES != 0
    }

    pub fn title(&self, word: &str) -> Option<Gender> {
        let word = word.trim_end_matches('.');
        self.titles.iter().find(|(title, _)| *title == word).map(|(_, gender)| *gender)
    }

    pub fn pronoun(&self, word: &str) -> Option<Gender> {
        self.pronouns.iter().find(|(pronoun, _)| *pronoun == word).map(|(_, gender)| *gender)
    }

    pub fn article(&self, word: &str) -> Option<Gender> {
        self.articles.iter().find(|(article, _)| *article == word).map(|(_, gender)| *gender)
    }

    /// The English name of a day, for `language::dates`.
    pub fn day(&self, word: &str) -> Option<&'static str> {
        const DAYS: [&str; 9] =
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"];
        self.days.iter().position(|day| *day == word).map(|at| DAYS[at])
    }
}
