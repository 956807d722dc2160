//! What stands at the edges of pages: running heads, page numbers, the line with the day of issue.

use std::collections::HashMap;

use super::blocks::ends_sentence;
use super::lines::Line;
use crate::language::dates::written;
use crate::model::Precision;

/// The edges, in parts of the page's height.
const EDGE: f32 = 0.08;
/// A longer line is text.
const LINE_BYTES_MAX: usize = 140;
/// Words of a line with a date that are looked at.
const DATE_WORDS_MAX: usize = 16;

/// What the edges say, taken off the pages.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    /// The first line with a whole date.
    pub date_line: Option<String>,
}

/// A page's columns of lines.
pub(super) struct PageLines {
    pub height: f32,
    pub columns: Vec<Vec<Line>>,
}

/// Takes the furniture off the pages.
pub(super) fn take_off(pages: &mut [PageLines]) -> Furniture {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut here: Vec<String> = edge_lines(page).map(|line| pattern(&line.text)).collect();
        here.sort();
        here.dedup();
        for pattern in here {
            *seen.entry(pattern).or_default() += 1;
        }
    }
    let mut furniture = Furniture::default();
    for page in pages {
        let height = page.height;
        for column in &mut page.columns {
            column.retain(|line| {
                if !is_at_edge(line, height) || line.text.len() > LINE_BYTES_MAX {
                    return true;
                }
                let repeated = seen.get(&pattern(&line.text)).is_some_and(|count| *count > 1);
                let dated = date_in(&line.text).is_some();
                if dated && furniture.date_line.is_none() {
                    furniture.date_line = Some(line.text.clone());
                }
                // A sentence that begins or ends a page may hold a day.
                let is_head = dated && !ends_sentence(&line.text) && is_spare(&line.text);
                !(repeated || is_number(&line.text) || is_head)
            });
        }
    }
    furniture
}

fn edge_lines(page: &PageLines) -> impl Iterator<Item = &Line> {
    let lines = page.columns.iter().flatten();
    lines.filter(|line| is_at_edge(line, page.height) && line.text.len() <= LINE_BYTES_MAX)
}

fn is_at_edge(line: &Line, height: f32) -> bool {
    line.y > height * (1.0 - EDGE) || line.y < height * EDGE
}

/// The line with its numbers made alike.
fn pattern(line: &str) -> String {
    let folded = line.chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_ascii_digit() { '#' } else { c });
    let mut pattern: String = folded.flat_map(char::to_lowercase).collect();
    while pattern.contains("##") {
        pattern = pattern.replace("##", "#");
    }
    pattern
}

/// `12`, `A12`, `– 3 –`, `Page 3 of 4`.
fn is_number(line: &str) -> bool {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_page = |word: &&str| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
        word.len() - digits.len() <= 1
            && digits.len() <= 4
            && !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit())
    };
    match words.as_slice() {
        [number] => is_page(number),
        [page, number] => page.eq_ignore_ascii_case("page") && is_page(number),
        [page, number, of, count] => {
            page.eq_ignore_ascii_case("page") && is_page(number) && *of == "of" && is_page(count)
        }
        _ => false,
    }
}

/// Few words beside the date.
fn is_spare(line: &str) -> bool {
    line.split_whitespace().count() <= DATE_WORDS_MAX
}

/// The whole date that a line holds.
pub(super) fn date_in(line: &str) -> Option<&str> {
    let mut starts = vec![0];
    starts.extend(
        line.match_indices(|c: char| c.is_whitespace() || matches!(c, '|' | '•' | '·'))
            .map(|(at, mark)| at + mark.len()),
    );
    starts.into_iter().take(DATE_WORDS_MAX).find_map(|start| {
        let rest = &line[start..];
        let date = written(rest).filter(|date| date.precision == Precision::Day)?;
        rest.get(..date.length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_no_text() {
        for line in ["12", "A12", "– 3 –", "Page 3 of 4", "page 3"] {
            assert!(is_number(line), "{line}");
        }
        for line in ["12 drowned", "2025-09-03", "In 12 days", "12345"] {
            assert!(!is_number(line), "{line}");
        }
    }

    #[test]
    fn a_day_is_found_within_a_line() {
        assert!(date_in("The Harbour Courier | Wednesday, September 3, 2025 | A3").is_some());
        assert_eq!(date_in("Vol. 3 No. 12   3 September 2025"), Some("3 September 2025"));
        assert_eq!(date_in("The Harbour Courier, est. 1875"), None);
    }
}
