//! Sets of pairs of articles, and articles that are joined: both of millions.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Error, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Two articles, by their places in a list of ids: the lesser first.
pub type Pair = (u32, u32);

/// No place is greater: a damaged file must not ask for all memory.
const PLACE_MAX: u32 = 1 << 28;

/// Pairs in ascending lists, by their first article: there may be millions, so that growing one list of
/// all would for a moment take their memory twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairSet {
    /// The last byte of the first article, then the second, from the highest byte.
    parts: Vec<Vec<[u8; 5]>>,
}

impl PairSet {
    pub fn contains(&self, (left, right): Pair) -> bool {
        self.parts.get(left as usize >> 8).is_some_and(|part| part.binary_search(&packed(left, right)).is_ok())
    }

    pub fn extend(&mut self, mut pairs: Vec<Pair>) {
        pairs.sort_unstable();
        for more in pairs.chunk_by(|one, next| one.0 >> 8 == next.0 >> 8) {
            let at = more[0].0 as usize >> 8;
            if self.parts.len() <= at {
                self.parts.resize_with(at + 1, Vec::new);
            }
            let part = &mut self.parts[at];
            part.reserve_exact(more.len());
            part.extend(more.iter().map(|(left, right)| packed(*left, *right)));
            // Two ascending runs, which the stable sort merges.
            part.sort();
            part.dedup();
        }
    }

    /// Adds a pair that stands behind all others.
    pub fn push(&mut self, (left, right): Pair) {
        let at = left as usize >> 8;
        if self.parts.len() <= at {
            // No more comes to those before.
            self.parts.iter_mut().last().into_iter().for_each(Vec::shrink_to_fit);
            self.parts.resize_with(at + 1, Vec::new);
        }
        self.parts[at].push(packed(left, right));
    }

    pub fn len(&self) -> usize {
        self.parts.iter().map(Vec::len).sum()
    }

    /// Ascending.
    pub fn iter(&self) -> impl Iterator<Item = Pair> {
        (0..).zip(&self.parts).flat_map(|(high, part)| part.iter().map(move |pair| unpacked(high, *pair)))
    }

    /// The pairs of other numbers, which stand in the same order; without those that have none.
    pub fn renumbered(self, number: impl Fn(u32) -> Option<u32>) -> PairSet {
        let mut anew = PairSet::default();
        // Each part goes when it was read.
        for (high, part) in (0..).zip(self.parts) {
            let pairs = part.into_iter().map(|pair| unpacked(high, pair));
            pairs.filter_map(|(left, right)| number(left).zip(number(right))).for_each(|pair| anew.push(pair));
        }
        anew
    }
}

impl FromIterator<Pair> for PairSet {
    fn from_iter<I: IntoIterator<Item = Pair>>(pairs: I) -> PairSet {
        let mut set = PairSet::default();
        set.extend(pairs.into_iter().collect());
        set
    }
}

/// As distances: the first article to the one before, the second to the first.
impl Serialize for PairSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(self.len()))?;
        let mut before = 0;
        for (left, right) in self.iter() {
            sequence.serialize_element(&(left - std::mem::replace(&mut before, left), right - left))?;
        }
        sequence.end()
    }
}

impl<'de> Deserialize<'de> for PairSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PairSet, D::Error> {
        deserializer.deserialize_seq(Distances)
    }
}

struct Distances;

impl<'de> Visitor<'de> for Distances {
    type Value = PairSet;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("pairs as distances")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut distances: A) -> Result<PairSet, A::Error> {
        let (mut set, mut before) = (PairSet::default(), 0u32);
        while let Some((step, distance)) = distances.next_element::<Pair>()? {
            let pair = before.checked_add(step).and_then(|left| Some((left, left.checked_add(distance)?)));
            let pair = pair.filter(|(left, _)| *left <= PLACE_MAX).ok_or_else(|| A::Error::custom("no such place"))?;
            set.push(pair);
            before = pair.0;
        }
        Ok(set)
    }
}

fn unpacked(high: u32, [low, right @ ..]: [u8; 5]) -> Pair {
    (high << 8 | u32::from(low), u32::from_be_bytes(right))
}

fn packed(left: u32, right: u32) -> [u8; 5] {
    let [first, second, third, fourth] = right.to_be_bytes();
    [left as u8, first, second, third, fourth]
}

/// Disjoint sets of places.
pub struct Joined {
    above: Vec<u32>,
}

impl Joined {
    pub fn new(count: usize) -> Joined {
        Joined { above: (0..count as u32).collect() }
    }

    pub fn root(&mut self, mut at: u32) -> u32 {
        while self.above[at as usize] != at {
            // Halving the way makes the next one short.
            self.above[at as usize] = self.above[self.above[at as usize] as usize];
            at = self.above[at as usize];
        }
        at
    }

    pub fn are_one(&mut self, left: u32, right: u32) -> bool {
        self.root(left) == self.root(right)
    }

    /// Joins the sets of two; whether they were two.
    pub fn join(&mut self, left: u32, right: u32) -> bool {
        let (left, right) = (self.root(left), self.root(right));
        self.above[left.max(right) as usize] = left.min(right);
        left != right
    }

    /// The sets of two or more, each ascending.
    pub fn groups(&mut self) -> Vec<Vec<u32>> {
        let mut of: HashMap<u32, Vec<u32>> = HashMap::new();
        for at in 0..self.above.len() as u32 {
            let root = self.root(at);
            if root != at {
                of.entry(root).or_insert_with(|| vec![root]).push(at);
            }
        }
        let mut groups: Vec<Vec<u32>> = of.into_values().collect();
        groups.sort_unstable();
        groups
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_set_of_pairs_is_a_set(
            rounds in proptest::collection::vec(proptest::collection::vec((0u32..700, 700u32..70_000), 0..30), 0..5)
        ) {
            let (mut set, mut plain) = (PairSet::default(), BTreeSet::new());
            for round in &rounds {
                set.extend(round.clone());
                plain.extend(round.iter().copied());
            }
            let wanted: Vec<Pair> = plain.iter().copied().collect();
            prop_assert!(wanted.iter().all(|pair| set.contains(*pair) && !set.contains((pair.0, pair.1 + 70_000))));
            prop_assert_eq!(set.iter().collect::<Vec<Pair>>(), wanted.clone());
            let bytes = postcard::to_stdvec(&set).unwrap();
            prop_assert_eq!(&postcard::from_bytes::<PairSet>(&bytes).unwrap(), &set);
            // Every third article goes; those behind it move up.
            let anew = set.renumbered(|at| (at % 3 > 0).then(|| at - at / 3));
            let kept = wanted.iter().filter(|(left, right)| left % 3 > 0 && right % 3 > 0);
            let kept: Vec<Pair> = kept.map(|(left, right)| (left - left / 3, right - right / 3)).collect();
            prop_assert_eq!(anew.iter().collect::<Vec<Pair>>(), kept);
        }
    }

    #[test]
    fn what_is_joined_through_others_is_one() {
        let mut joined = Joined::new(7);
        assert!(joined.join(5, 2) && joined.join(6, 5) && joined.join(0, 1) && !joined.join(2, 6));
        assert!(joined.are_one(2, 6) && !joined.are_one(1, 2));
        assert_eq!(joined.groups(), [vec![0, 1], vec![2, 5, 6]]);
    }
}
