//! Pages to one text: what heads it, who wrote it, its paragraphs.

use std::collections::HashMap;

use super::blocks::{Block, Setter, ends_sentence, hyphenated};
use super::columns::columns;
use super::extract::Extract;
use super::furniture::{PageLines, date_in, take_off};
use super::lines::{Line, lines};
use super::page::{Direction, Letter, Page};
use super::words::{segments, words};
use crate::read::bylines::is_byline;

/// A headline is set so much larger than the text.
const HEADLINE_SIZE: f32 = 1.25;
/// Other headlines of the page are not much smaller than the first.
const OTHER_HEADLINES: f32 = 0.6;
const HEADLINE_BYTES_MAX: usize = 300;
/// A name of a paper has so many words at most.
const MASTHEAD_WORDS_MAX: usize = 6;
/// The line with the day of issue stands so near below the paper's name, in blocks.
const DATE_BELOW_MAX: usize = 3;
/// A byline stands so near the headline, in blocks.
const BYLINE_WITHIN: usize = 4;
/// With a larger share of letters that cannot be told a page is not read.
const ILLEGIBLE: f32 = 0.3;

/// Puts the pages of a document together.
pub(super) fn compose(pages: &[Page]) -> Extract {
    let mut extract = Extract { pages: pages.len(), ..Extract::default() };
    let mut laid_out: Vec<PageLines> = Vec::new();
    for page in pages {
        laid_out.push(PageLines { height: page.height, columns: laid(page, &mut extract) });
    }
    let furniture = take_off(&mut laid_out);
    extract.date_line = furniture.date_line;
    let divided = hyphenated(laid_out.iter().flat_map(|page| page.columns.iter().flatten()));
    let mut setter = Setter::new(&divided);
    for (number, page) in laid_out.iter().enumerate() {
        for column in &page.columns {
            setter.column(column, number);
        }
    }
    let mut blocks = setter.blocks();
    blocks.retain(|block| block.text.contains(char::is_alphanumeric));
    head(&mut blocks, &mut extract);
    extract.paragraphs = blocks.into_iter().map(|block| block.text).collect();
    extract
}

/// The columns of a page in reading order; what is special about the page is counted.
fn laid(page: &Page, extract: &mut Extract) -> Vec<Vec<Line>> {
    let is_text = |letter: &&Letter| !letter.letter.is_whitespace();
    let letters = page.letters.iter().filter(is_text).count();
    extract.cut += usize::from(page.cut);
    if letters == 0 {
        if page.pictures > 0 {
            extract.scans += 1;
        } else {
            extract.blank += 1;
        }
        return Vec::new();
    }
    let unknown = page.letters.iter().filter(|letter| is_unknown(letter.letter)).count();
    if unknown as f32 > letters as f32 * ILLEGIBLE {
        extract.illegible += 1;
        return Vec::new();
    }
    let mut directions = [Direction::Right, Direction::Up, Direction::Down, Direction::Left]
        .map(|direction| (page.letters.iter().filter(|letter| letter.direction == direction).count(), direction));
    // Stable: text that runs to the right goes before as much that does not.
    directions.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut found = Vec::new();
    for (_, direction) in directions.into_iter().filter(|(count, _)| *count > 0) {
        let columns = columns(segments(words(&page.turned(direction))));
        extract.columns = extract.columns.max(columns.side_by_side);
        found.extend(columns.columns.into_iter().map(lines).map(spelled));
    }
    found
}

fn is_unknown(letter: char) -> bool {
    letter == '\u{FFFD}' || ('\u{E000}'..='\u{F8FF}').contains(&letter)
}

/// Ligatures written out.
fn spelled(mut lines: Vec<Line>) -> Vec<Line> {
    use unicode_normalization::UnicodeNormalization;
    const LIGATURES: std::ops::RangeInclusive<char> = '\u{FB00}'..='\u{FB06}';
    for line in &mut lines {
        if line.text.contains(|c: char| LIGATURES.contains(&c)) {
            let parts = line.text.chars().map(|c| match LIGATURES.contains(&c) {
                true => c.to_string().nfkc().collect(),
                false => c.to_string(),
            });
            line.text = parts.collect();
        }
    }
    lines
}

/// Takes what heads the text out of the blocks.
fn head(blocks: &mut Vec<Block>, extract: &mut Extract) {
    let body = body_size(blocks);
    take_masthead(blocks, body, extract);
    let is_headline = |block: &Block| {
        block.page == 0
            && block.size >= HEADLINE_SIZE * body
            && block.text.len() <= HEADLINE_BYTES_MAX
            && block.text.split_whitespace().count() > 1
    };
    let largest = blocks.iter().filter(|block| is_headline(block)).map(|block| block.size).fold(0.0, f32::max);
    let Some(at) = blocks.iter().position(|block| is_headline(block) && block.size >= largest) else {
        take_byline(blocks, 0, extract);
        return;
    };
    let others = blocks.iter().filter(|block| is_headline(block) && block.size >= OTHER_HEADLINES * largest).count();
    extract.headlines = others;
    extract.headline = Some(blocks.remove(at).text);
    take_byline(blocks, at, extract);
}

/// The paper's name: few large words at the top of the first page, above the day of issue.
fn take_masthead(blocks: &mut Vec<Block>, body: f32, extract: &mut Extract) {
    let is_name = |block: &Block| {
        block.page == 0
            && block.size >= HEADLINE_SIZE * body
            && block.text.split_whitespace().count() <= MASTHEAD_WORDS_MAX
            && !ends_sentence(&block.text)
    };
    let Some(first) = blocks.first().filter(|block| is_name(block)) else { return };
    let (name, top) = (first.text.clone(), first.y);
    let mut below = blocks.iter().skip(1).take(DATE_BELOW_MAX);
    let Some(at) = below.position(|block| is_date_line(&block.text)) else { return };
    // A headline above its own day is followed by text alone.
    let another_follows =
        blocks.iter().skip(at + 2).any(|block| block.page == 0 && block.size >= HEADLINE_SIZE * body && block.y < top);
    if !another_follows {
        return;
    }
    let line = blocks.remove(at + 1).text;
    extract.date_line = extract.date_line.take().or(Some(line));
    extract.masthead = Some(name);
    blocks.remove(0);
}

/// A date with little beside it.
fn is_date_line(text: &str) -> bool {
    text.len() <= 140 && date_in(text).is_some() && !ends_sentence(text)
}

fn take_byline(blocks: &mut Vec<Block>, from: usize, extract: &mut Extract) {
    let found = blocks.iter().enumerate().skip(from).take(BYLINE_WITHIN).find(|(_, block)| is_byline(&block.text));
    if let Some(at) = found.map(|(at, _)| at) {
        extract.byline = Some(blocks.remove(at).text);
    }
}

/// The size in which most letters are set.
fn body_size(blocks: &[Block]) -> f32 {
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for block in blocks {
        *counts.entry((block.size * 2.0).round() as i32).or_default() += block.text.len();
    }
    let most = counts.into_iter().max_by_key(|(half_points, count)| (*count, -half_points));
    most.map_or(0.0, |(half_points, _)| half_points as f32 / 2.0)
}
