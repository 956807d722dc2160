//! Spellings of names: what two of them must have in common to be one.

use crate::language::tokens;

/// A name in parts, each folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// First name, middle names, last name; without suffix.
    words: Vec<String>,
    suffix: String,
    /// The words have a lower-case word among them that joins no names: a body, compared whole.
    whole: bool,
}

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];
const JOINING: &[&str] = &["of", "the", "and", "for", "in", "on", "at"];

pub(super) fn parts(name: &str) -> Parts {
    // `Doe, John`; not `Quist, Jr.`.
    let turned = match name.split_once(", ") {
        Some((last, first)) if !SUFFIXES.contains(&first.trim_end_matches('.').to_lowercase().as_str()) => {
            format!("{first} {last}")
        }
        _ => name.to_string(),
    };
    let mut words: Vec<String> = Vec::new();
    let mut before_end = 0;
    for token in tokens(&turned) {
        // `O'Dreall`, `Hyun-ju`: one word of a name.
        let joined = token.span.start > 0 && token.span.start == before_end + 1 && is_joint(&turned, before_end);
        before_end = token.span.end;
        match words.last_mut() {
            Some(last) if joined => last.push_str(&token.text),
            _ => words.push(token.text),
        }
    }
    let suffix = match words.last() {
        Some(last) if words.len() > 1 && SUFFIXES.contains(&last.as_str()) => words.pop().unwrap_or_default(),
        _ => String::new(),
    };
    let whole = words.len() > 4 || words.iter().any(|word| JOINING.contains(&word.as_str()));
    Parts { words, suffix, whole }
}

fn is_joint(name: &str, at: usize) -> bool {
    name.as_bytes().get(at).is_some_and(|byte| matches!(byte, b'\'' | b'-')) || name[at..].starts_with('’')
}

impl Parts {
    /// What the names of one person have in common; `None` for a name that is no whole one.
    pub fn key(&self) -> Option<(String, String, String)> {
        if self.whole {
            return Some((self.words.join(" "), String::new(), String::new()));
        }
        match self.words.as_slice() {
            [first, .., last] if first.chars().count() > 1 => {
                Some((skeleton(given(first)), skeleton(last), self.suffix.clone()))
            }
            _ => None,
        }
    }

    /// Skeletons are compared, so that a surname alone finds other spellings.
    pub fn surname(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// Two names of one key: their middle names do not contradict each other.
    pub fn agrees(&self, other: &Parts) -> bool {
        let middle = |parts: &Parts| -> Vec<String> {
            let all = parts.words.len().saturating_sub(1);
            parts.words.get(1..all).unwrap_or_default().to_vec()
        };
        let (left, right) = (middle(self), middle(other));
        self.whole || left.iter().zip(&right).all(|(left, right)| begins(left, right) || begins(right, left))
    }

    /// Whether this part of a name can be the whole one's.
    pub fn may_be(&self, whole: &Parts) -> bool {
        if whole.whole {
            return false;
        }
        match self.words.as_slice() {
            [_] => true,
            [first, .., _] => whole.words.first().is_some_and(|name| begins(name, first)),
            [] => false,
        }
    }
}

fn begins(name: &str, start: &str) -> bool {
    name.starts_with(start)
}

/// The full first name of a short one.
fn given(name: &str) -> &str {
    SHORT.iter().find(|(short, _)| *short == name).map_or(name, |(_, full)| full)
}

const SHORT: &[(&str, &str)] = &[
    ("abe", "abraham"),
    ("al", "albert"),
    ("alex", "alexander"),
    ("andy", "andrew"),
    ("barb", "barbara"),
    ("ben", "benjamin"),
    ("bernie", "bernard"),
    ("beth", "elizabeth"),
    ("betsy", "elizabeth"),
    ("bill", "william"),
    ("billy", "william"),
    ("bob", "robert"),
    ("bobby", "robert"),
    ("cathy", "catherine"),
    ("charlie", "charles"),
    ("chris", "christopher"),
    ("chuck", "charles"),
    ("dan", "daniel"),
    ("danny", "daniel"),
    ("dave", "david"),
    ("debbie", "deborah"),
    ("dick", "richard"),
    ("don", "donald"),
    ("ed", "edward"),
    ("eddie", "edward"),
    ("fred", "frederick"),
    ("greg", "gregory"),
    ("jack", "john"),
    ("jeff", "jeffrey"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("joe", "joseph"),
    ("josh", "joshua"),
    ("kate", "katherine"),
    ("kathy", "katherine"),
    ("ken", "kenneth"),
    ("larry", "lawrence"),
    ("liz", "elizabeth"),
    ("maggie", "margaret"),
    ("matt", "matthew"),
    ("mike", "michael"),
    ("mitch", "mitchell"),
    ("nick", "nicholas"),
    ("pat", "patrick"),
    ("pete", "peter"),
    ("phil", "philip"),
    ("poldi", "leopold"),
    ("quim", "joaquim"),
    ("ray", "raymond"),
    ("rick", "richard"),
    ("rob", "robert"),
    ("ron", "ronald"),
    ("sam", "samuel"),
    ("steve", "stephen"),
    ("sue", "susan"),
    ("ted", "edward"),
    ("terry", "terence"),
    ("tim", "timothy"),
    ("tom", "thomas"),
    ("tommy", "thomas"),
    ("tony", "anthony"),
    ("vince", "vincent"),
    ("wes", "wesley"),
    ("will", "william"),
];

/// What the spellings of one sound have in common, for names out of other scripts. Applied to
/// first and last name alike: both must agree.
fn skeleton(word: &str) -> String {
    if MOHAMMED.contains(&word) {
        return "muhammad".to_string();
    }
    let mut word = word.to_string();
    for (ending, plain) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending) {
            word = format!("{stem}{plain}");
            break;
        }
    }
    if let Some(rest) = word.strip_prefix("ye") {
        word = format!("e{rest}");
    }
    for (spelling, plain) in SOUNDS {
        word = word.replace(spelling, plain);
    }
    word
}

const MOHAMMED: &[&str] = &["mohammed", "muhammad", "mohamed", "mohammad", "mohamad", "muhammed", "mohamud"];
const ENDINGS: &[(&str, &str)] = &[
    ("skyy", "ski"),
    ("skiy", "ski"),
    ("skij", "ski"),
    ("skii", "ski"),
    ("sky", "ski"),
    ("eff", "ev"),
    ("off", "ov"),
    ("yy", "i"),
    ("iy", "i"),
    ("ii", "i"),
    ("ij", "i"),
    ("y", "i"),
];
const SOUNDS: &[(&str, &str)] =
    &[("zh", "j"), ("dj", "j"), ("kh", "h"), ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("w", "v"), ("ph", "f")];
