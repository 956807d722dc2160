//! Bodies in 264 bytes each: enough to tell, without reading them, that two are no copies.
//!
//! A sketch holds the least hashes of a body's runs (bottom-k sketch: Broder 1997; Cohen and Kaplan,
//! "Summarizing data using bottom-k sketches", 2007). Of the least of both together, the share that
//! stands in both is near that of all runs. Where it lies further below what a copy has than chance
//! explains, the two are unlike; all others are decided on their words.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use super::likeness::{LENGTH_SHARE_MIN, WORDS_MIN, share_min};

/// Hashes of a sketch.
const HASHES: usize = 64;
/// Standard deviations below the share of a copy at which two are unlike: of a thousand copies that
/// are just alike enough one is lost, and none of those that are more alike.
const DEVIATIONS: f32 = 3.0;
const BYTES: usize = 8 + 4 * HASHES;
/// No hash: of a body with fewer runs than a sketch has room for.
const NONE: u32 = u32::MAX;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sketch {
    words: u32,
    runs: u32,
    /// Ascending.
    least: [u32; HASHES],
}

impl Sketch {
    /// `runs` are ascending, each once.
    pub fn of(words: usize, runs: &[u64]) -> Sketch {
        let mut least = [NONE; HASHES];
        for (place, run) in least.iter_mut().zip(runs) {
            *place = (run >> 32) as u32;
        }
        Sketch { words: words as u32, runs: runs.len() as u32, least }
    }

    /// Whether two bodies may be copies; `near` says whether they lie within days.
    pub fn may_be_copy(&self, other: &Sketch, near: bool) -> bool {
        let (short, long) = if self.words <= other.words { (self, other) } else { (other, self) };
        if (short.words as usize) < WORDS_MIN {
            return self == other;
        }
        if (short.words as f32) < long.words as f32 * LENGTH_SHARE_MIN {
            return false;
        }
        if [self, other].iter().any(|sketch| (sketch.runs as usize) < HASHES) {
            return true;
        }
        let (few, many) = (self.runs.min(other.runs) as f32, self.runs.max(other.runs) as f32);
        let common = share_min(short.words as usize, near) * few;
        let wanted = common / (few + many - common);
        let spread = (wanted * (1.0 - wanted) / HASHES as f32).sqrt();
        self.resemblance(other) >= wanted - DEVIATIONS * spread
    }

    /// The share of all runs of both that stand in both, about.
    fn resemblance(&self, other: &Sketch) -> f32 {
        let (mut left, mut right, mut both) = (0, 0, 0);
        for _ in 0..HASHES {
            match self.least[left].cmp(&other.least[right]) {
                std::cmp::Ordering::Less => left += 1,
                std::cmp::Ordering::Greater => right += 1,
                std::cmp::Ordering::Equal => (left, right, both) = (left + 1, right + 1, both + 1),
            }
        }
        both as f32 / HASHES as f32
    }

    fn bytes(&self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        let numbers = [self.words, self.runs].into_iter().chain(self.least);
        for (place, number) in bytes.chunks_exact_mut(4).zip(numbers) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        bytes
    }

    fn of_bytes(bytes: &[u8; BYTES]) -> Sketch {
        let (numbers, _) = bytes.as_chunks::<4>();
        let number = |at: usize| u32::from_le_bytes(numbers[at]);
        let mut least = [0; HASHES];
        (0..).zip(&mut least).for_each(|(at, place)| *place = number(at + 2));
        Sketch { words: number(0), runs: number(1), least }
    }
}

/// The scratch file could not be written or read.
#[derive(Debug)]
pub struct ScratchError(pub io::Error);

impl From<io::Error> for ScratchError {
    fn from(cause: io::Error) -> ScratchError {
        ScratchError(cause)
    }
}

/// Where sketches lie while an archive's articles are grouped.
pub enum Scratch {
    Memory(Vec<u8>),
    /// The first ones lie in memory, those behind them in the file.
    File(Vec<u8>, File),
}

/// What lies in memory of a scratch file, in bytes: all, for archives of some ten thousand articles.
const HEAD_BYTES: usize = (2 << 20) / BYTES * BYTES;

impl Scratch {
    /// In a file that is empty.
    pub fn file(file: File) -> Scratch {
        Scratch::File(Vec::new(), file)
    }

    /// Appends whole sketches.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Scratch::Memory(all) => {
                all.extend_from_slice(bytes);
                Ok(())
            }
            Scratch::File(head, _) if head.len() < HEAD_BYTES => {
                head.extend_from_slice(bytes);
                Ok(())
            }
            Scratch::File(_, file) => {
                file.seek(SeekFrom::End(0))?;
                file.write_all(bytes)
            }
        }
    }

    fn read(&mut self, from: usize, bytes: &mut [u8]) -> io::Result<()> {
        match self {
            Scratch::Memory(all) => {
                bytes.copy_from_slice(&all[from..from + bytes.len()]);
                Ok(())
            }
            Scratch::File(head, _) if from < HEAD_BYTES => {
                bytes.copy_from_slice(&head[from..from + bytes.len()]);
                Ok(())
            }
            Scratch::File(_, file) => {
                file.seek(SeekFrom::Start((from - HEAD_BYTES) as u64))?;
                file.read_exact(bytes)
            }
        }
    }
}

/// The sketches made so far, by the article's place.
pub(super) struct Sketches {
    scratch: Scratch,
    /// By place: one more than the sketch's number, 0 without one.
    numbers: Vec<u32>,
    made: u32,
}

impl Sketches {
    pub fn new(scratch: Scratch, count: usize) -> Sketches {
        Sketches { scratch, numbers: vec![0; count], made: 0 }
    }

    pub fn has(&self, at: u32) -> bool {
        self.numbers[at as usize] > 0
    }

    pub fn put(&mut self, at: u32, sketch: &Sketch) -> Result<(), ScratchError> {
        self.scratch.append(&sketch.bytes())?;
        self.made += 1;
        self.numbers[at as usize] = self.made;
        Ok(())
    }

    /// The sketch of an article that has one.
    pub fn get(&mut self, at: u32) -> Result<Sketch, ScratchError> {
        let mut bytes = [0; BYTES];
        let number = self.numbers[at as usize] as usize - 1;
        self.scratch.read(number * BYTES, &mut bytes)?;
        Ok(Sketch::of_bytes(&bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::hash::mixed;

    fn sketch(runs: std::ops::Range<u64>) -> Sketch {
        let words = runs.end - runs.start + 2;
        let mut runs: Vec<u64> = runs.map(mixed).collect();
        runs.sort_unstable();
        Sketch::of(words as usize, &runs)
    }

    #[test]
    fn what_may_be_a_copy_is_let_through_and_the_rest_mostly_not() {
        let (mut kept, mut left) = (0, 0);
        for text in 0..200 {
            let from = text * 10_000;
            let whole = sketch(from..from + 400);
            kept += u32::from(whole.may_be_copy(&sketch(from + 110..from + 510), true));
            left += u32::from(whole.may_be_copy(&sketch(from + 300..from + 700), true));
        }
        assert!(kept >= 199, "{kept} of 200 that share 73 %");
        assert!(left <= 100, "{left} of 200 that share 25 %");
    }

    #[test]
    fn lengths_and_few_words_are_decided_at_once() {
        assert!(!sketch(0..400).may_be_copy(&sketch(0..190), true));
        assert!(sketch(0..30).may_be_copy(&sketch(0..30), false));
        assert!(!sketch(0..30).may_be_copy(&sketch(0..31), true));
    }

    #[test]
    fn sketches_are_found_again_wherever_they_lie() {
        let count = (HEAD_BYTES / BYTES) as u32 + 9;
        for scratch in [Scratch::Memory(Vec::new()), Scratch::file(tempfile::tempfile().unwrap())] {
            let mut sketches = Sketches::new(scratch, count as usize);
            let of = |at: u32| Sketch::of(at as usize, &[u64::from(at) << 32]);
            for at in (1..count).rev() {
                sketches.put(at, &of(at)).unwrap();
                // The first one, the last one, and one between.
                for at in [count - 1, at, (at + count) / 2] {
                    assert_eq!(sketches.get(at.min(count - 1)).unwrap(), of(at.min(count - 1)));
                }
            }
            assert!(sketches.has(2) && !sketches.has(0));
        }
    }
}
