//! The signature of a body: minima of hashes of its runs of words, a few bits of each.
//!
//! One pass over the tokens. Two bodies agree in a lane with the likelihood with which a run of
//! words of either is one of both. The first lane is of the beginning alone, which a story that was
//! cut at the end still has. A body too short for that has a hash of all its words in every lane.

use super::likeness::{WORDS_MIN, WORDS_OWN_MIN};
use crate::index::hash::mixed;
use crate::language::Tokens;

/// Words of a run. Five in a row are seldom the same by chance, and of 10 % changed words six runs in
/// ten are left whole.
const RUN_WORDS: usize = 5;
pub(super) const LANES: usize = 5;
/// Bits of a lane: of a million articles of three years some ten thousand pairs agree by chance in
/// one lane within days, which is what is read in vain.
pub(super) const LANE_BITS: u32 = 18;
/// Runs that the first lane is made of.
const HEAD_RUNS: usize = 80;

/// The lanes, one behind the other in as few bytes as they take: those of all articles lie in memory
/// while copies are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Signature([u8; BYTES]);

const BYTES: usize = (LANES as u32 * LANE_BITS).div_ceil(8) as usize;
/// Lanes in the second of the two numbers that a store keeps.
const LANES_REST: u32 = 2;

impl Signature {
    /// Of no body: it has bits that no lane reaches.
    pub(super) const NONE: Signature = Signature([u8::MAX; BYTES]);

    fn of_lanes(lanes: [u32; LANES]) -> Signature {
        Signature::of_bits(lanes.iter().fold(0, |bits, lane| bits << LANE_BITS | u128::from(*lane)))
    }

    fn of_bits(bits: u128) -> Signature {
        let mut bytes = [0; BYTES];
        bytes.copy_from_slice(&bits.to_le_bytes()[..BYTES]);
        Signature(bytes)
    }

    fn bits(self) -> u128 {
        let mut bytes = [0; 16];
        bytes[..BYTES].copy_from_slice(&self.0);
        u128::from_le_bytes(bytes)
    }

    pub(super) fn lanes(self) -> [u32; LANES] {
        let mut bits = self.bits();
        let mut lanes = [0; LANES];
        for lane in lanes.iter_mut().rev() {
            *lane = bits as u32 & ((1 << LANE_BITS) - 1);
            bits >>= LANE_BITS;
        }
        lanes
    }

    /// The lanes as two numbers, as a store keeps them.
    pub fn numbers(self) -> (u64, u64) {
        let rest = LANES_REST * LANE_BITS;
        ((self.bits() >> rest) as u64, self.bits() as u64 & ((1 << rest) - 1))
    }

    pub fn of_numbers(first: u64, second: u64) -> Signature {
        Signature::of_bits(u128::from(first) << (LANES_REST * LANE_BITS) | u128::from(second))
    }

    /// In how many lanes two agree.
    pub fn agreeing(self, other: Signature) -> usize {
        self.lanes().iter().zip(other.lanes()).filter(|(left, right)| *left == right).count()
    }
}

/// Takes the tokens of a body, in order.
pub struct SignatureMaker {
    minima: [u64; LANES],
    /// The last hashes of tokens, as a ring.
    last: [u64; RUN_WORDS],
    /// Of the last words together.
    run: u64,
    words: usize,
    /// Of all tokens in their order.
    whole: u64,
}

impl Default for SignatureMaker {
    fn default() -> SignatureMaker {
        SignatureMaker::new()
    }
}

impl SignatureMaker {
    pub fn new() -> SignatureMaker {
        SignatureMaker { minima: [u64::MAX; LANES], last: [0; RUN_WORDS], run: 0, words: 0, whole: 0 }
    }

    pub fn push(&mut self, token: &str) {
        let hash = token_hash(token);
        let before = std::mem::replace(&mut self.last[self.words % RUN_WORDS], hash);
        // A polynomial over the last words: the newest comes in, the oldest goes (Karp and Rabin, 1987).
        self.run = self.run.wrapping_mul(BASE).wrapping_add(hash).wrapping_sub(before.wrapping_mul(BASE_OF_RUN));
        self.words += 1;
        self.whole = (self.whole.rotate_left(5) ^ hash).wrapping_mul(ODD[0]);
        if self.words < RUN_WORDS {
            return;
        }
        let run = mixed(self.run);
        // Multiplying by different odd numbers orders the runs differently: a hash for each lane.
        let from = usize::from(self.words - RUN_WORDS >= HEAD_RUNS);
        for (minimum, odd) in self.minima.iter_mut().zip(ODD).skip(from) {
            *minimum = (*minimum).min(run.wrapping_mul(odd));
        }
    }

    /// The signature; `None` of no tokens. Of few words the headline counts too.
    pub fn signature(&self, headline: Option<&str>) -> Option<Signature> {
        if self.words == 0 {
            return None;
        }
        let mut lanes = self.minima;
        if self.words < WORDS_MIN {
            let mut whole = self.whole;
            if self.words < WORDS_OWN_MIN {
                let mut tokens = Tokens::new(headline.unwrap_or_default());
                while tokens.advance().is_some() {
                    whole = (whole.rotate_left(7) ^ token_hash(tokens.token())).wrapping_mul(ODD[1]);
                }
            }
            lanes = ODD.map(|odd| mixed(whole).wrapping_mul(odd));
        }
        Some(Signature::of_lanes(lanes.map(|minimum| (mixed(minimum) >> (64 - LANE_BITS)) as u32)))
    }
}

const BASE: u64 = 0xbc6e_f372_fe94_f82b;
const BASE_OF_RUN: u64 = {
    let (mut power, mut at) = (1u64, 0);
    while at < RUN_WORDS {
        power = power.wrapping_mul(BASE);
        at += 1;
    }
    power
};

const ODD: [u64; LANES] =
    [0x9e37_79b9_7f4a_7c15, 0xc2b2_ae3d_27d4_eb4f, 0x1656_67b1_9e37_79f9, 0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53];

/// A hash of a token, stable over versions, for signatures are stored: eight bytes at a time, the last
/// of them from the end.
pub(super) fn token_hash(token: &str) -> u64 {
    let bytes = token.as_bytes();
    let mut hash = bytes.len() as u64;
    let mut take = |part: u64| {
        hash = (hash.rotate_left(23) ^ part).wrapping_mul(ODD[0]);
        hash ^= hash >> 32;
    };
    let mut rest = bytes;
    while let Some((part, behind)) = rest.split_first_chunk::<8>() {
        take(u64::from_le_bytes(*part));
        rest = behind;
    }
    if let Some(part) = bytes.last_chunk::<8>() {
        if !rest.is_empty() {
            take(u64::from_le_bytes(*part));
        }
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        take(u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32);
    } else {
        take(bytes.iter().fold(0, |part, byte| part << 8 | u64::from(*byte)));
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signature(words: impl Iterator<Item = String>, headline: Option<&str>) -> Option<Signature> {
        let mut maker = SignatureMaker::new();
        words.for_each(|word| maker.push(&word));
        maker.signature(headline)
    }

    fn numbered(range: std::ops::Range<usize>) -> impl Iterator<Item = String> {
        range.map(|n| format!("w{n}"))
    }

    #[test]
    fn lanes_follow_the_runs_that_are_shared() {
        let agreeing = |left: std::ops::Range<usize>, right: std::ops::Range<usize>| {
            let count = (0..40).map(|seed| {
                let shifted = |range: &std::ops::Range<usize>| {
                    signature(numbered(range.start + 10_000 * seed..range.end + 10_000 * seed), None).unwrap()
                };
                shifted(&left).agreeing(shifted(&right))
            });
            count.sum::<usize>() as f32 / (40 * LANES) as f32
        };
        assert_eq!(agreeing(0..300, 0..300), 1.0);
        assert_eq!(agreeing(0..300, 1000..1300), 0.0);
        let half = agreeing(0..400, 0..200);
        assert!((0.5..0.7).contains(&half), "the first lane is of the beginning: {half}");
    }

    #[test]
    fn short_bodies_agree_in_all_or_nothing() {
        let of = |words: &str, headline| signature(words.split(' ').map(str::to_string), headline).unwrap();
        let long = "the ferry sails at nine and at noon and not at all on sundays";
        assert_eq!(of(long, Some("Ferry")), of(long, None));
        assert!(of(long, None).agreeing(of("the ferry sails at ten", None)) < 2);
        assert_ne!(of("see page four", Some("Ferry")), of("see page four", Some("Dam")));
        assert_eq!(signature(std::iter::empty(), Some("Ferry")), None);
    }

    #[test]
    fn numbers_hold_every_lane() {
        let found = signature(numbered(0..90), None).unwrap();
        let (first, second) = found.numbers();
        assert_eq!(Signature::of_numbers(first, second), found);
    }

    /// Stored signatures must keep their meaning: a change here is a change of the index's format.
    #[test]
    fn signatures_are_the_same_in_every_version() {
        assert_eq!(signature(numbered(0..90), None).unwrap().numbers(), (1_951_389_457_459_459, 27_756_672_700));
    }
}
