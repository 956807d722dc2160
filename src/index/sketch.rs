//! Sketches of quotes, by which near-identical ones find each other.
//!
//! Sixteen minima of hashes of a quote's words and pairs of words, eight bits of each: b-bit
//! minwise hashing (Broder 1997; Li and König, "b-Bit Minwise Hashing", 2010). Two sketches agree
//! in about the share of lanes in which the sets agree (Jaccard). A sketch only proposes: whether
//! two quotes are near-identical is decided on their words.

use super::hash::mixed;

/// How many minima a sketch has.
pub const LANES: usize = 16;

/// Multiplying by different odd numbers orders hashes differently: a hash for each lane.
const ODD: [u64; LANES] = {
    let mut odd = [0; LANES];
    let mut lane = 0;
    while lane < LANES {
        odd[lane] = mixed((lane as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1;
        lane += 1;
    }
    odd
};

/// The lanes, one a byte; all zero for no words.
pub type Sketch = [u64; 2];

/// The sketch of a quote's words, in order.
pub fn sketch<'a>(words: impl IntoIterator<Item = &'a str>) -> Sketch {
    let mut minima = [u64::MAX; LANES];
    let mut before: Option<u64> = None;
    for word in words {
        let hash = mixed(hashed(word.as_bytes()));
        take(&mut minima, hash);
        if let Some(before) = before {
            take(&mut minima, mixed(before.rotate_left(17) ^ hash));
        }
        before = Some(hash);
    }
    if before.is_none() {
        return [0; 2];
    }
    let mut sketch = [0; 2];
    for (lane, minimum) in minima.iter().enumerate() {
        sketch[lane / 8] |= (mixed(*minimum) & 0xff) << (8 * (lane % 8));
    }
    sketch
}

/// One lane of a sketch.
pub fn lane(sketch: &Sketch, lane: usize) -> u8 {
    (sketch[lane / 8] >> (8 * (lane % 8))) as u8
}

/// The share of lanes in which two sketches agree, 0 to 1.
pub fn sketch_likeness(left: &Sketch, right: &Sketch) -> f32 {
    let agreeing = (0..LANES).filter(|at| lane(left, *at) == lane(right, *at)).count();
    agreeing as f32 / LANES as f32
}

fn take(minima: &mut [u64; LANES], hash: u64) {
    for (minimum, odd) in minima.iter_mut().zip(ODD) {
        *minimum = (*minimum).min(hash.wrapping_mul(odd));
    }
}

/// FNV-1a: stable over versions, for sketches are stored.
fn hashed(bytes: &[u8]) -> u64 {
    let fold = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, fold)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, likeness: std::ops::RangeInclusive<f32>) {
        let of = |text: &str| sketch(text.split(' '));
        let found = sketch_likeness(&of(left), &of(right));
        assert!(likeness.contains(&found), "{found} for {left:?} and {right:?}");
    }

    #[test]
    fn likeness_follows_the_words() {
        let quote = "not a drop will leave this valley before the harvest is in and the cattle are fed";
        check(quote, quote, 1.0..=1.0);
        check(quote, &quote.replace("a drop", "one drop"), 0.55..=0.99);
        let lanes = |of: u64| [of, 0];
        assert_eq!(sketch_likeness(&lanes(0x8000_0001_0000_ffff), &lanes(0x8000_0000_0000_fffe)), 14.0 / 16.0);
        check(quote, "the bridge is a promise and promises are kept in dry years too", 0.0..=0.3);
    }
}
