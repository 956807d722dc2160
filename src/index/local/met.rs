//! Which articles a writer may have put already: of all others nothing needs to be removed first.
//!
//! tantivy keeps every removal until the commit, a kilobyte each, and looks each up in every segment.
//! A Bloom filter (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970) answers
//! `perhaps` for a few that were never put, which costs no more than that, and `no` for none that were.

use crate::model::ArticleId;

/// One byte of a million: of two million articles one in eight is taken for one that was put.
const BITS: usize = 1 << 23;

/// The ids that were put into a store that was empty.
pub struct Met {
    bits: Vec<u64>,
}

impl Met {
    pub fn new() -> Met {
        Met { bits: vec![0; BITS / 64] }
    }

    /// Notes that an article is put; whether it may have been before.
    pub fn put(&mut self, id: ArticleId) -> bool {
        // Ids are hashes: their bytes serve as two.
        let bytes = id.bytes();
        let places = [&bytes[..4], &bytes[4..8]].map(|part| {
            let number = part.iter().fold(0, |number, byte| number << 8 | usize::from(*byte));
            number % BITS
        });
        let mut all = true;
        for place in places {
            let (word, bit) = (place / 64, 1 << (place % 64));
            all &= self.bits[word] & bit != 0;
            self.bits[word] |= bit;
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    fn id(number: u32) -> ArticleId {
        let digest = Sha256::digest(number.to_le_bytes());
        ArticleId::new(std::array::from_fn(|at| digest[at]))
    }

    #[test]
    fn whatever_was_put_is_known_and_little_else() {
        let mut met = Met::new();
        let taken_for_known = (0..100_000).filter(|number| met.put(id(*number))).count();
        assert!(taken_for_known < 100, "{taken_for_known} of 100,000");
        assert!((0..100_000).all(|number| met.put(id(number))));
    }
}
