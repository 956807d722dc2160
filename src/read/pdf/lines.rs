//! The lines of a column.

use super::columns::median;
use super::words::{Segment, Word, baselines, joined};

/// An initial is so much larger than the text that it begins.
const INITIAL: f32 = 1.8;

/// A line as printed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub x0: f32,
    pub x1: f32,
    /// The baseline.
    pub y: f32,
    /// Of most of its letters.
    pub size: f32,
    pub text: String,
}

/// The lines of a column from top to bottom; an initial over several lines stands in the first.
pub(super) fn lines(segments: Vec<Segment>) -> Vec<Line> {
    let words: Vec<Word> = segments.into_iter().flat_map(|segment| segment.words).collect();
    let usual = median(words.iter().map(|word| word.size).collect()).unwrap_or(0.0);
    let is_initial = |word: &Word| {
        word.size > INITIAL * usual && word.text.chars().count() <= 2 && word.text.contains(char::is_uppercase)
    };
    let (initials, words): (Vec<Word>, Vec<Word>) = words.into_iter().partition(is_initial);
    let mut lines: Vec<Line> = baselines(words).iter().map(|words| line(words)).collect();
    for initial in initials {
        let top = |y: f32, size: f32| y + 0.75 * size;
        let height = top(initial.y, initial.size);
        let begins = |line: &&mut Line| {
            line.x0 >= initial.x1 - 0.5 * line.size && (top(line.y, line.size) - height).abs() < line.size
        };
        match lines.iter_mut().find(begins) {
            Some(line) => {
                line.text.insert_str(0, &initial.text);
                line.x0 = initial.x0;
            }
            None => {
                let at = lines.partition_point(|line| line.y >= initial.y);
                lines.insert(at, line(&[initial]));
            }
        }
    }
    lines
}

fn line(words: &[Word]) -> Line {
    let largest = words.iter().max_by_key(|word| word.text.chars().count());
    Line {
        x0: words.iter().map(|word| word.x0).fold(f32::INFINITY, f32::min),
        x1: words.iter().map(|word| word.x1).fold(f32::NEG_INFINITY, f32::max),
        y: largest.map_or(0.0, |word| word.y),
        size: largest.map_or(0.0, |word| word.size),
        text: joined(words),
    }
}
