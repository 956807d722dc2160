//! Letters to words, and words to stretches of one line that no gutter divides.

use std::collections::HashMap;

use super::page::Letter;

/// Letters further apart than this, in parts of their size, stand in two words …
const WORD_GAP: f32 = 0.16;
/// … and words further apart than this may stand in two columns.
pub(super) const GUTTER: f32 = 0.8;
/// A letter may step back so far, as kerning lets it.
const BACK: f32 = 0.5;
/// Letters of one word, and words of one line, differ so little in height.
const BASELINE: f32 = 0.25;
/// The same letter so near is the same letter printed twice, as poor man's bold.
const TWICE: f32 = 0.12;

/// Letters without a gap.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub x0: f32,
    pub x1: f32,
    /// The baseline.
    pub y: f32,
    pub size: f32,
    pub text: String,
    /// A space stood before it, or a gap as wide as one.
    pub apart: bool,
}

/// Words of one line, without a gap that could be a gutter.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub words: Vec<Word>,
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
}

impl Segment {
    pub(super) fn top(&self) -> f32 {
        self.y + 0.8 * self.size
    }

    pub(super) fn bottom(&self) -> f32 {
        self.y - 0.2 * self.size
    }
}

/// The words, in the order of the document.
pub(super) fn words(letters: &[Letter]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut printed = Printed::default();
    let mut open = false;
    let mut apart = true;
    for letter in letters {
        if letter.letter.is_whitespace() || letter.letter == '\0' {
            (open, apart) = (false, true);
            continue;
        }
        let is_placed = [letter.x, letter.y, letter.width, letter.size].iter().all(|value| value.is_finite());
        if letter.letter.is_control() || !is_placed || letter.size <= 0.0 || printed.is_twice(letter) {
            continue;
        }
        let gap = words.last().filter(|word| goes_on(word, letter)).map(|word| letter.x - word.x1);
        match (gap, words.last_mut()) {
            (Some(gap), Some(word)) if open && gap <= WORD_GAP * letter.size => {
                word.text.push(letter.letter);
                word.x1 = word.x1.max(letter.x + letter.width.max(0.0));
            }
            _ => words.push(Word {
                x0: letter.x,
                x1: letter.x + letter.width.max(0.0),
                y: letter.y,
                size: letter.size,
                text: letter.letter.to_string(),
                apart,
            }),
        }
        (open, apart) = (true, false);
    }
    words
}

/// Whether the letter may stand in the word, gaps aside.
fn goes_on(word: &Word, letter: &Letter) -> bool {
    (letter.y - word.y).abs() <= BASELINE * letter.size
        && letter.x - word.x1 >= -BACK * letter.size
        && (0.7..1.4).contains(&(letter.size / word.size))
}

/// What was printed where.
#[derive(Default)]
struct Printed {
    places: HashMap<(char, i32, i32), (f32, f32)>,
}

impl Printed {
    fn is_twice(&mut self, letter: &Letter) -> bool {
        let near = TWICE * letter.size;
        let cell = |value: f32| (value / near.max(0.01)) as i32;
        let (column, row) = (cell(letter.x), cell(letter.y));
        for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
            let key = (letter.letter, column.saturating_add(dx), row.saturating_add(dy));
            let found = self.places.get(&key);
            if found.is_some_and(|(x, y)| (x - letter.x).abs() < near && (y - letter.y).abs() < near) {
                return true;
            }
        }
        self.places.insert((letter.letter, column, row), (letter.x, letter.y));
        false
    }
}

/// The words in their lines, from top to bottom and left to right, divided at wide gaps.
pub(super) fn segments(words: Vec<Word>) -> Vec<Segment> {
    let mut found = Vec::new();
    for line in baselines(words) {
        let mut open: Option<Segment> = None;
        for word in line {
            match &mut open {
                Some(segment) if word.x0 - segment.x1 <= GUTTER * word.size.max(segment.size) => {
                    segment.x1 = segment.x1.max(word.x1);
                    segment.size = segment.size.max(word.size);
                    segment.words.push(word);
                }
                _ => {
                    found.extend(open.take());
                    let (x0, x1, y, size) = (word.x0, word.x1, word.y, word.size);
                    open = Some(Segment { words: vec![word], x0, x1, y, size });
                }
            }
        }
        found.extend(open);
    }
    found
}

/// Words that share a baseline, the highest first, each line from left to right.
pub(super) fn baselines(mut words: Vec<Word>) -> Vec<Vec<Word>> {
    words.sort_by(|left, right| right.y.total_cmp(&left.y));
    let mut lines: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.last().is_some_and(|last| last.y - word.y <= BASELINE * word.size.min(last.size)) => {
                line.push(word);
            }
            _ => lines.push(vec![word]),
        }
    }
    for line in &mut lines {
        line.sort_by(|left, right| left.x0.total_cmp(&right.x0));
    }
    lines
}

/// The text of words side by side.
pub(super) fn joined(words: &[Word]) -> String {
    let mut text = String::new();
    let mut end = f32::NEG_INFINITY;
    for word in words {
        if !text.is_empty() && (word.apart || word.x0 - end > WORD_GAP * word.size) {
            text.push(' ');
        }
        text.push_str(&word.text);
        end = word.x1;
    }
    text
}
