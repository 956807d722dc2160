//! Which articles are held against each other: those whose signatures meet.
//!
//! Two of many words meet in one lane when they lie within days, others within days in two, and those
//! further apart, which must be nearly the same, in three. Articles are sorted by what they would
//! meet in, so that only neighbours are looked at; where very many meet in the same, each meets the
//! next ones alone. All of it follows from the set of articles.

use super::Print;
use super::likeness::{WORDS_MANY, are_near};
use super::signature::{LANE_BITS, LANES};

/// Lanes in which two agree that lie within days of each other, when one has few words.
const LANES_NEAR: usize = 2;
/// Lanes in which any two agree.
const LANES_FAR: usize = 3;
/// How many of those behind it an article meets in one bucket. Those within days are sorted by day:
/// boilerplate of an outlet makes buckets of thousands.
const NEAR_MAX: usize = 64;
/// Those further apart are sorted by the lanes left, so that the same ones lie side by side.
const FAR_MAX: usize = 8;
/// Pairs that are held against each other at a time: read in the order in which they lie.
const PAIRS_MAX: usize = 1 << 18;
/// So many are worth a round of reading.
const PAIRS_ENOUGH: usize = 1 << 14;

/// Whether two articles are held against each other, as far as no bucket is too large.
pub fn meet(left: &Print, right: &Print) -> bool {
    let Some((one, other)) = left.signature().zip(right.signature()) else { return false };
    let wanted = match are_near(left.day(), right.day()) {
        true if left.words().min(right.words()) >= WORDS_MANY => 1,
        true => LANES_NEAR,
        false => LANES_FAR,
    };
    one.agreeing(other) >= wanted
}

/// Every pair that meets, a part at a time: all of them together would not fit into memory.
///
/// Each row of articles is gone through twice: first neighbours alone, which links the printings
/// of a story, then those further apart, of which most are linked by then.
pub(super) struct Meetings<'a> {
    prints: &'a [Print],
    /// What is gone through next, the last first.
    passes: Vec<Pass>,
    row: Vec<Keyed>,
    /// The place in the row.
    at: usize,
}

#[derive(Clone)]
struct Pass {
    /// Those that have to agree, ascending.
    lanes: Vec<usize>,
    /// Whether neighbours meet, or those behind them.
    next: bool,
}

/// An article in a row: from the top what it meets others in, what it is sorted by among those (the
/// day within days, else the lanes left), and its place in the list. One number of sixteen bytes,
/// for a row has all articles.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Keyed(u128);

const PLACE_BITS: u32 = 32;
/// Of the lanes left when two agree; a day has fewer.
const ORDER_BITS: u32 = LANE_BITS * (LANES - LANES_NEAR - 1) as u32;

impl Keyed {
    fn new(key: u64, order: u64, place: u32) -> Keyed {
        Keyed((u128::from(key) << ORDER_BITS | u128::from(order)) << PLACE_BITS | u128::from(place))
    }

    fn key(self) -> u64 {
        (self.0 >> (ORDER_BITS + PLACE_BITS)) as u64
    }

    fn place(self) -> u32 {
        self.0 as u32
    }
}

impl<'a> Meetings<'a> {
    /// `prints` are sorted by id.
    pub fn new(prints: &'a [Print]) -> Meetings<'a> {
        let sets = (1u32..1 << LANES).map(|set| (0..LANES).filter(|lane| set >> lane & 1 == 1).collect());
        let rows = sets.filter(|lanes: &Vec<usize>| lanes.len() <= LANES_FAR);
        let passes = rows.flat_map(|lanes| [false, true].map(|next| Pass { lanes: lanes.clone(), next })).collect();
        let mut meetings = Meetings { prints, passes, row: Vec::new(), at: 0 };
        meetings.sort();
        meetings
    }

    /// The next pairs (lesser, greater) of places in `prints`, ascending, each once, as far as they
    /// are wanted: perhaps none. `None` when all were given. A pair may come again later.
    pub fn next(&mut self, mut wanted: impl FnMut(u32, u32) -> bool) -> Option<Vec<(u32, u32)>> {
        self.passes.last()?;
        let mut found = Vec::new();
        while let Some(pass) = self.passes.last()
            && found.len() < PAIRS_ENOUGH
        {
            let (near, next) = (pass.is_near(), pass.next);
            while self.at < self.row.len() && found.len() < PAIRS_MAX {
                self.meet_those_behind(near, next, |left, right| {
                    if wanted(left, right) {
                        found.push((left, right));
                    }
                });
                self.at += 1;
            }
            if self.at == self.row.len() {
                self.at = 0;
                self.passes.pop();
                // Those behind the neighbours are of the same row.
                if !next {
                    self.sort();
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        Some(found)
    }

    fn meet_those_behind(&self, near: bool, next: bool, mut met: impl FnMut(u32, u32)) {
        let (key, left) = (self.row[self.at].key(), self.row[self.at].place());
        let behind = &self.row[self.at + 1..];
        let reached = if near { NEAR_MAX } else { FAR_MAX };
        let some = if next { behind.get(..1) } else { behind.get(1..reached.min(behind.len())) };
        for other in some.unwrap_or(&[]).iter().take_while(|other| other.key() == key) {
            let right = other.place();
            if near && !are_near(self.prints[left as usize].day(), self.prints[right as usize].day()) {
                break;
            }
            met(left.min(right), left.max(right));
        }
    }

    /// Sorts the articles of the next pass.
    fn sort(&mut self) {
        self.row.clear();
        let Some(pass) = self.passes.last() else { return };
        let words_min = if pass.lanes.len() < LANES_NEAR { WORDS_MANY } else { 0 };
        let many = (0u32..).zip(self.prints).filter(|(_, print)| print.words() >= words_min);
        // Grown by doubling it would be twice in memory.
        self.row.reserve_exact(self.prints.len());
        self.row.extend(many.filter_map(|(at, print)| {
            let lanes = print.signature()?.lanes();
            let packed = |agree: bool| {
                let chosen = (0..LANES).filter(|lane| pass.lanes.contains(lane) == agree);
                chosen.fold(0, |key, lane| key << LANE_BITS | u64::from(lanes[lane]))
            };
            let day = || u64::from(print.day().unwrap_or(i32::MAX).abs_diff(i32::MIN));
            Some(Keyed::new(packed(true), if pass.is_near() { day() } else { packed(false) }, at))
        }));
        self.row.sort_unstable();
    }
}

impl Pass {
    /// Whether only articles within days of each other meet.
    fn is_near(&self) -> bool {
        self.lanes.len() < LANES_FAR
    }
}
