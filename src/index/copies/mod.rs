//! Copies: articles whose bodies are nearly the same, as when forty papers print one wire story.
//!
//! A [`Signature`] of each article is kept beside it; those that meet are held against each other
//! word by word ([`Body::is_copy`]), and what is linked, through others too, is one story. A store's
//! [`Stories`] are a function of its articles alone: of no order of arrival, and of no hash.
//!
//! Signatures are minwise hashes of runs of words (Broder, "On the resemblance and containment of
//! documents", 1997), of few bits each (Li and König, "b-Bit Minwise Hashing", 2010). They only
//! propose. docs/copies.md has the thresholds and how they were measured.

mod file;
mod grouping;
mod likeness;
mod pairs;
mod sets;
mod signature;
mod sketch;

use std::collections::HashMap;

pub use self::file::CopiesFile;
pub use self::grouping::{Grouped, Known, Printing, group};
pub use self::likeness::Body;
pub use self::pairs::meet;
pub use self::signature::{Signature, SignatureMaker};
pub use self::sketch::{Scratch, ScratchError};
use crate::language::Tokens;
use crate::model::{Article, ArticleId};

/// Days between two printings up to which they may differ in more than a few words: a wire story
/// is printed on the day and on the days after; what reads alike weeks later is mostly routine.
const DAYS_NEAR: i32 = 3;

/// What is known of an article without reading it. There is one of every article in memory while copies
/// are told apart: packed into 36 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    pub id: ArticleId,
    signature: Signature,
    words: u16,
    day: i32,
    /// Where the store finds it: part and place within. Reading goes in this order.
    pub lies: (u32, u32),
}

/// No day of the calendar.
const NO_DAY: i32 = i32::MIN;

impl Print {
    /// `signature`: `None` of an empty body, which is nobody's copy; `day`: the number of the first day;
    /// `words`: of headline, body and captions.
    pub fn new(id: ArticleId, signature: Option<Signature>, day: Option<i32>, words: u64, lies: (u32, u32)) -> Print {
        let words = u16::try_from(words).unwrap_or(u16::MAX);
        Print { id, signature: signature.unwrap_or(Signature::NONE), words, day: day.unwrap_or(NO_DAY), lies }
    }

    pub fn signature(&self) -> Option<Signature> {
        Some(self.signature).filter(|signature| *signature != Signature::NONE)
    }

    pub fn day(&self) -> Option<i32> {
        Some(self.day).filter(|day| *day != NO_DAY)
    }

    /// Words, as far as they can be counted in two bytes.
    pub fn words(&self) -> usize {
        usize::from(self.words)
    }
}

/// The stories that an archive holds in more than one printing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stories {
    groups: Vec<Vec<ArticleId>>,
    of: HashMap<ArticleId, u32>,
}

impl Stories {
    /// Of groups of two or more articles, each in the order of its printings.
    pub fn new(groups: Vec<Vec<ArticleId>>) -> Stories {
        let numbered = (0u32..).zip(&groups);
        let of = numbered.flat_map(|(group, ids)| ids.iter().map(move |id| (*id, group))).collect();
        Stories { groups, of }
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// How many stories have more than one printing.
    pub fn count(&self) -> u64 {
        self.groups.len() as u64
    }

    /// How many articles are a printing of those stories.
    pub fn printings(&self) -> u64 {
        self.of.len() as u64
    }

    /// The number of the article's story, when it has more than one printing.
    pub fn story_of(&self, id: ArticleId) -> Option<u32> {
        self.of.get(&id).copied()
    }

    /// The printings of the article's story, itself among them, by day, then by place, those
    /// without a day last; empty when it is the only one.
    pub fn printings_of(&self, id: ArticleId) -> &[ArticleId] {
        self.story_of(id).map_or(&[], |story| &self.groups[story as usize])
    }

    /// How many printings the article's story has: 1 when it is the only one.
    pub fn printing_count(&self, id: ArticleId) -> u64 {
        self.printings_of(id).len().max(1) as u64
    }

    pub fn groups(&self) -> &[Vec<ArticleId>] {
        &self.groups
    }
}

/// The signature of an article's body; `None` when it is empty.
pub fn signature(article: &Article) -> Option<Signature> {
    let mut maker = SignatureMaker::new();
    for paragraph in article.paragraphs() {
        let mut tokens = Tokens::new(paragraph);
        while tokens.advance().is_some() {
            maker.push(tokens.token());
        }
    }
    maker.signature(article.headline.as_ref().map(|headline| headline.words.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_print_holds_what_it_is_given() {
        assert_eq!(size_of::<Print>(), 36);
        let id = ArticleId::new([7; 10]);
        let signature = Some(Signature::of_numbers((1 << 54) - 1, (1 << 36) - 1));
        let full = Print::new(id, signature, Some(-3), 70_000, (2, 9));
        assert_eq!((full.signature(), full.day(), full.words()), (signature, Some(-3), 65_535));
        let bare = Print::new(id, None, None, 0, (0, 0));
        assert_eq!((bare.signature(), bare.day(), bare.words()), (None, None, 0));
    }
}
