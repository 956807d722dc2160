//! Whether two bodies are printings of one story: decided on their words.
//!
//! Two hold when the shorter one's runs of three words stand in the longer one as far as is asked
//! (containment: Broder 1997), when neither is less than half of the other, and when their figures do
//! not gainsay each other: reports on markets and earnings are the same words with other figures in
//! them, day after day. A figure is held against the one that stands behind the same two words.

use super::DAYS_NEAR;
use super::signature::token_hash;
use super::sketch::Sketch;
use crate::index::hash::mixed;
use crate::language::Tokens;
use crate::model::Article;

/// Fewer words than these are a copy when they are the same.
pub(super) const WORDS_MIN: usize = 50;
/// Fewer words than these are a copy when they have a headline, and it is the same as well.
pub(super) const WORDS_OWN_MIN: usize = 10;
/// Fewer words than these have to agree more.
pub(super) const WORDS_MANY: usize = 100;
/// Words of a run.
const RUN_WORDS: usize = 3;
/// The share of runs that stand in both, of the shorter body's: of many words, of fewer, and of
/// printings that lie more than `DAYS_NEAR` apart, or one of which has no day.
const SHARE_MIN: f32 = 0.65;
const SHARE_FEW_MIN: f32 = 0.8;
const SHARE_FAR_MIN: f32 = 0.9;
/// The shorter body, as a share of the longer: a brief of a long story is another text.
pub(super) const LENGTH_SHARE_MIN: f32 = 0.5;
/// Of the figures that stand behind the same words, the share that may be others.
const OTHER_FIGURES_MAX: f32 = 0.1;
/// The share of figures among the words that makes a body a table: a copy of one has no other figure.
const TABLE_SHARE_MIN: f32 = 0.2;
/// Words at the beginning whose figures are not looked at: the dateline has the day of printing.
const DATELINE_WORDS: usize = 8;

/// A body's words, as they are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Hashes of the tokens, in order.
    words: Vec<u64>,
    /// Hashes of its runs, each once, ascending.
    runs: Vec<u64>,
    /// Of a table all figures, those of the dateline too, ascending.
    table: Option<Vec<u64>>,
    /// The two words before it and each figure but those of the dateline, ascending, each once.
    figures: Vec<(u64, u64)>,
    /// The headline's words, where the body has too few of its own.
    headline: Vec<u64>,
    day: Option<i32>,
}

impl Body {
    pub fn of(article: &Article) -> Body {
        let (mut words, mut is_figure) = (Vec::new(), Vec::new());
        for paragraph in article.paragraphs() {
            let mut tokens = Tokens::new(paragraph);
            while tokens.advance().is_some() {
                words.push(token_hash(tokens.token()));
                is_figure.push(is_figure_word(tokens.token()));
            }
        }
        let mut headline = Vec::new();
        if words.len() < WORDS_OWN_MIN {
            let mut tokens = Tokens::new(article.headline.as_ref().map_or("", |headline| &headline.words));
            while tokens.advance().is_some() {
                headline.push(token_hash(tokens.token()));
            }
        }
        let mut runs: Vec<u64> = words.windows(RUN_WORDS).map(run_hash).collect();
        runs.sort_unstable();
        runs.dedup();
        let figure_words = is_figure.iter().filter(|is| **is).count();
        let is_table = figure_words as f32 >= words.len() as f32 * TABLE_SHARE_MIN;
        let table = is_table.then(|| all_figures(&words, &is_figure));
        let day = article.published.as_ref().map(|published| published.first().number());
        Body { figures: figures(&words, &is_figure), table, words, runs, headline, day }
    }

    pub(super) fn sketch(&self) -> Sketch {
        Sketch::of(self.words.len(), &self.runs)
    }

    /// How many words it takes to keep it.
    pub fn weight(&self) -> usize {
        Body::weight_of(self.words.len())
    }

    /// The same of a body of so many words.
    pub fn weight_of(words: usize) -> usize {
        words * 2
    }

    /// The share of the shorter body's runs of words that stand in the other too, 0 to 1.
    pub fn share(&self, other: &Body) -> f32 {
        let least = self.runs.len().min(other.runs.len());
        if least == 0 {
            return if self.words == other.words { 1.0 } else { 0.0 };
        }
        common(&self.runs, &other.runs) as f32 / least as f32
    }

    /// Whether the two are printings of one story, by their words, their figures and their days.
    pub fn is_copy(&self, other: &Body) -> bool {
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        if short.words.len() < WORDS_MIN {
            // Of a few words alone nobody knows whether they are one story or the same remark again.
            let told = short.words.len() >= WORDS_OWN_MIN || !short.headline.is_empty();
            return told && short.words == long.words && short.headline == long.headline;
        }
        let near = are_near(self.day, other.day);
        // What is unlike by its sketch is not read, so it is unlike here as well.
        short.words.len() as f32 >= long.words.len() as f32 * LENGTH_SHARE_MIN
            && self.sketch().may_be_copy(&other.sketch(), near)
            && short.share(long) >= share_min(short.words.len(), near)
            && !short.gainsays(long)
            && short.has_no_other_figure(long)
    }

    /// Whether every figure of a table stands in the other as often.
    fn has_no_other_figure(&self, other: &Body) -> bool {
        match (&self.table, &other.table) {
            (None, None) => true,
            (Some(table), Some(there)) => common(table, there) == table.len(),
            _ => false,
        }
    }

    /// Whether too many of the figures that stand behind the same words are others.
    fn gainsays(&self, other: &Body) -> bool {
        let (mut shared, mut others) = (0, 0);
        for here in self.figures.chunk_by(|left, right| left.0 == right.0) {
            let before = here[0].0;
            let from = other.figures.partition_point(|figure| figure.0 < before);
            let there = other.figures[from..].chunk_by(|left, right| left.0 == right.0).next().unwrap_or(&[]);
            if there.first().is_none_or(|figure| figure.0 != before) {
                continue;
            }
            shared += 1;
            let lacks = |all: &[(u64, u64)], some: &[(u64, u64)]| some.iter().any(|figure| !all.contains(figure));
            others += usize::from(lacks(there, here) && lacks(here, there));
        }
        others as f32 > shared as f32 * OTHER_FIGURES_MAX
    }
}

/// The share of runs that two copies have in common, by the words of the shorter.
pub(super) fn share_min(words: usize, near: bool) -> f32 {
    match near {
        false => SHARE_FAR_MIN,
        true if words < WORDS_MANY => SHARE_FEW_MIN,
        true => SHARE_MIN,
    }
}

/// Whether two first days lie so near that a story may have been printed on both.
pub(super) fn are_near(left: Option<i32>, right: Option<i32>) -> bool {
    left.zip(right).is_some_and(|(left, right)| left.abs_diff(right) <= DAYS_NEAR as u32)
}

fn run_hash(words: &[u64]) -> u64 {
    words.iter().fold(0, |run, word| mixed(run.rotate_left(5) ^ word))
}

/// How many of two ascending lists stand in both.
fn common(left: &[u64], right: &[u64]) -> usize {
    let (mut l, mut r, mut count) = (0, 0, 0);
    while let (Some(one), Some(other)) = (left.get(l), right.get(r)) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => l += 1,
            std::cmp::Ordering::Greater => r += 1,
            std::cmp::Ordering::Equal => (l, r, count) = (l + 1, r + 1, count + 1),
        }
    }
    count
}

/// Every figure, ascending.
fn all_figures(words: &[u64], is_figure: &[bool]) -> Vec<u64> {
    let mut all: Vec<u64> = words.iter().zip(is_figure).filter(|(_, is)| **is).map(|(word, _)| *word).collect();
    all.sort_unstable();
    all
}

/// By the two words before: figures side by side (`6 1 16`, `two billion`) are one.
fn figures(words: &[u64], is_figure: &[bool]) -> Vec<(u64, u64)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = at + is_figure[at..].iter().take_while(|is| **is).count();
        if end > at && at >= DATELINE_WORDS {
            let before = run_hash(&words[at - 2..at]);
            found.push((before, run_hash(&words[at..end])));
        }
        at = end.max(at + 1);
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn is_figure_word(token: &str) -> bool {
    token.bytes().any(|byte| byte.is_ascii_digit()) || token.len() <= NUMBER_BYTES_MAX && NUMBERS.contains(&token)
}

/// The longest of them.
const NUMBER_BYTES_MAX: usize = 10;
/// Numbers in words, of the languages whose quotes are read, as far as news has them often.
#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "half",
    "million", "billion", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwolf",
    "millionen", "milliarden", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix", "onze", "douze",
    "millions", "milliards", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "millones",
];
