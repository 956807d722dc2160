//! Lines to blocks: paragraphs, headlines and whatever else is set together.
//!
//! Newspapers begin a paragraph with an indent, books with white; a change of the font's size begins
//! something else. A paragraph goes on in the next column or on the next page where neither its end
//! nor the other's beginning says otherwise. Words divided at the end of a line are put together.

use std::collections::HashSet;

use super::columns::median;
use super::lines::Line;

/// Lines set in sizes that differ by more than this are not of one block.
const SIZE_RATIO: f32 = 1.12;
/// A first line stands in by this, in parts of its size, and no further than that.
const INDENT: std::ops::Range<f32> = 0.6..6.0;
/// Lines further apart than this, in parts of the usual distance, have white between them …
const WHITE: f32 = 1.35;
/// … and where no distance is usual, in parts of their size.
const WHITE_ALONE: f32 = 1.7;
/// A last line ends so much before the column does, in parts of its width.
const SHORT: f32 = 0.2;

/// Lines set together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub text: String,
    pub size: f32,
    /// From 0.
    pub page: usize,
    /// The baseline of its first line.
    pub y: f32,
    /// Whether its first line stands in.
    indented: bool,
}

/// Puts the columns of a document together, one after the other.
pub(super) struct Setter<'a> {
    blocks: Vec<Block>,
    /// Words of the document that hold a hyphen, folded.
    hyphenated: &'a HashSet<String>,
}

impl<'a> Setter<'a> {
    pub(super) fn new(hyphenated: &'a HashSet<String>) -> Setter<'a> {
        Setter { blocks: Vec::new(), hyphenated }
    }

    pub(super) fn blocks(self) -> Vec<Block> {
        self.blocks
    }

    /// Takes the next column.
    pub(super) fn column(&mut self, lines: &[Line], page: usize) {
        let Some(measure) = Measure::of(lines) else { return };
        let mut before: Option<&Line> = None;
        for line in lines {
            let goes_on = match before {
                Some(before) => !measure.begins(before, line),
                None => self.goes_on(line, &measure),
            };
            match self.blocks.last_mut().filter(|_| goes_on) {
                Some(block) => append(&mut block.text, &line.text, self.hyphenated),
                None => {
                    let indented = measure.is_indented(line);
                    self.blocks.push(Block { text: line.text.clone(), size: line.size, page, y: line.y, indented });
                }
            }
            before = Some(line);
        }
    }

    /// Whether a column's first line goes on with the paragraph of the column before.
    fn goes_on(&self, line: &Line, measure: &Measure) -> bool {
        let Some(last) = self.blocks.last() else { return false };
        let sizes = last.size.max(line.size) / last.size.min(line.size).max(0.01);
        sizes <= 1.05 && !measure.is_indented(line) && !ends_sentence(&last.text) && last.text.len() > line.text.len()
    }
}

/// What is usual in a column.
struct Measure {
    left: f32,
    right: f32,
    /// From baseline to baseline.
    leading: Option<f32>,
}

impl Measure {
    fn of(lines: &[Line]) -> Option<Measure> {
        let left = lines.iter().map(|line| line.x0).fold(f32::INFINITY, f32::min);
        let right = lines.iter().map(|line| line.x1).fold(f32::NEG_INFINITY, f32::max);
        let pairs = lines.windows(2).filter(|pair| is_same_size(&pair[0], &pair[1]));
        let distances: Vec<f32> = pairs.map(|pair| pair[0].y - pair[1].y).filter(|distance| *distance > 0.0).collect();
        let leading = if distances.len() >= 3 { median(distances) } else { None };
        (!lines.is_empty()).then_some(Measure { left, right, leading })
    }

    fn is_indented(&self, line: &Line) -> bool {
        INDENT.contains(&((line.x0 - self.left) / line.size.max(0.01)))
    }

    /// Whether a line begins a block of its own behind the one before it.
    fn begins(&self, before: &Line, line: &Line) -> bool {
        let distance = before.y - line.y;
        let white = self.leading.map_or(WHITE_ALONE * line.size, |leading| (WHITE * leading).max(line.size));
        if !is_same_size(before, line) || distance > white {
            return true;
        }
        // Lines in the middle of a column all stand in, each by its own.
        let is_centred = |line: &Line| {
            let (left, right) = (line.x0 - self.left, self.right - line.x1);
            left > line.size && (left - right).abs() < line.size
        };
        let steps_in = self.is_indented(line) && line.x0 - before.x0 > INDENT.start * line.size;
        // In a list the first line stands out and the others in.
        let goes_on = !ends_sentence(&before.text) && !begins_sentence(&line.text);
        if steps_in && !goes_on && !(is_centred(before) && is_centred(line)) {
            return true;
        }
        let is_short = before.x1 < self.right - SHORT * (self.right - self.left);
        is_short && ends_sentence(&before.text) && begins_sentence(&line.text)
    }
}

fn is_same_size(one: &Line, other: &Line) -> bool {
    one.size.max(other.size) <= one.size.min(other.size) * SIZE_RATIO
}

/// `… said.”`
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['”', '’', '"', '\'', '»', '“', ')', ']', ' ']);
    bare.ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
}

fn begins_sentence(text: &str) -> bool {
    let bare = text.trim_start_matches(['“', '‘', '"', '\'', '«', '„', '(', '[', '—', '–', '-', ' ']);
    bare.chars().next().is_some_and(|first| !first.is_lowercase())
}

/// Adds a line; a word divided at its end is put together.
fn append(text: &mut String, line: &str, hyphenated: &HashSet<String>) {
    let Some(hyphen) = text.chars().next_back().filter(|last| matches!(last, '-' | '\u{AD}' | '\u{2010}')) else {
        text.push(' ');
        text.push_str(line);
        return;
    };
    let head = &text[..text.len() - hyphen.len_utf8()];
    let first = head.rsplit(char::is_whitespace).next().unwrap_or("");
    let second = line.split(char::is_whitespace).next().unwrap_or("");
    if first.is_empty() || !first.ends_with(char::is_alphanumeric) {
        // A dash.
        text.push(' ');
        text.push_str(line);
        return;
    }
    let with = format!("{first}-{}", second.trim_end_matches(|c: char| !c.is_alphanumeric())).to_lowercase();
    let is_division = line.starts_with(char::is_lowercase) && !hyphenated.contains(&with);
    if hyphen == '\u{AD}' || is_division {
        text.truncate(text.len() - hyphen.len_utf8());
    }
    text.push_str(line);
}

/// The words of these lines that hold a hyphen in their middle.
pub(super) fn hyphenated<'a>(lines: impl Iterator<Item = &'a Line>) -> HashSet<String> {
    let mut found = HashSet::new();
    for word in lines.flat_map(|line| line.text.split_whitespace()) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.contains('-') {
            found.insert(bare.to_lowercase());
        }
    }
    found
}
