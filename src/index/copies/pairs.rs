//! Which articles are held against each other: those whose signatures meet.
//!
//! Two of many words meet in one lane when they lie within days; others in two. Articles are
//! sorted by what they would meet in, so that only neighbours are looked at; where very many meet
//! in the same, each meets the next ones alone. All of it follows from the set of articles.

use super::Print;
use super::likeness::{WORDS_MANY, are_near};
use super::signature::LANES;

/// Lanes in which two agree that lie far from each other or have few words, and so have to agree more.
const LANES_FAR: usize = 2;
/// How many of those behind it, sorted by day and id, an article meets in one bucket: boilerplate
/// of an outlet makes buckets of thousands. Copies of one story are linked along the row.
const NEIGHBOURS_MAX: usize = 64;

/// Whether two articles are held against each other, as far as no bucket is too large.
pub fn meet(left: &Print, right: &Print) -> bool {
    let Some((one, other)) = left.signature.zip(right.signature) else { return false };
    let agreeing = one.agreeing(&other);
    agreeing >= LANES_FAR || agreeing >= 1 && may_differ(left, right)
}

/// Whether two copies may differ in more than a few words.
fn may_differ(left: &Print, right: &Print) -> bool {
    left.words.min(right.words) >= WORDS_MANY as u64 && are_near(left.day, right.day)
}

/// The pairs (lesser, greater) of places in `prints`, which are sorted by id; ascending, each once.
pub(super) fn pairs(prints: &[Print]) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    for lane in 0..LANES {
        let keyed = sorted(prints, WORDS_MANY as u64, |lanes| u64::from(lanes[lane]));
        neighbours(&keyed, prints, true, &mut found);
        thin(&mut found);
        for other in lane + 1..LANES {
            let keyed = sorted(prints, 0, |lanes| u64::from(lanes[lane]) << 32 | u64::from(lanes[other]));
            neighbours(&keyed, prints, false, &mut found);
            thin(&mut found);
        }
    }
    found
}

/// Each once, in ascending order. Copies meet in every lane: kept until the end, all meetings together
/// would take fifteen times the room.
fn thin(found: &mut Vec<(u32, u32)>) {
    found.sort_unstable();
    found.dedup();
}

/// What is met in, the day, the place in the list.
type Keyed = (u64, i32, u32);

/// Those with so many words, by what they would meet in.
fn sorted(prints: &[Print], words_min: u64, key: impl Fn(&[u32; LANES]) -> u64) -> Vec<Keyed> {
    let many = (0u32..).zip(prints).filter(|(_, print)| print.words >= words_min);
    let keyed = many.filter_map(|(at, print)| {
        let signature = print.signature?;
        Some((key(&signature.0), print.day.unwrap_or(i32::MAX), at))
    });
    let mut keyed: Vec<Keyed> = keyed.collect();
    keyed.sort_unstable();
    keyed
}

fn neighbours(keyed: &[Keyed], prints: &[Print], near: bool, found: &mut Vec<(u32, u32)>) {
    for (at, (key, _, left)) in keyed.iter().enumerate() {
        let behind = keyed[at + 1..].iter().take(NEIGHBOURS_MAX).take_while(|(other, ..)| other == key);
        for (_, _, right) in behind {
            if near && !are_near(prints[*left as usize].day, prints[*right as usize].day) {
                break;
            }
            found.push((*left.min(right), *left.max(right)));
        }
    }
}
