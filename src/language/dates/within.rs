//! Dates anywhere in a line of text.

use super::names;
use super::written::written_in;
use super::{DayOrder, Written};
use crate::language::fold;
use crate::model::Precision;

/// The days in a text, each with the byte at which it begins; months and years are none.
///
/// ```
/// let line = "By Ann Lee, 3 September 2025, 10:15";
/// let found = onrecord::language::dates::dates_in(line, None);
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].0, line.find('3').unwrap());
/// assert_eq!(found[0].1.period.to_string(), "2025-09-03");
/// ```
pub fn dates_in(text: &str, order: Option<DayOrder>) -> Vec<(usize, Written)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        let rest = &text[start..];
        match written_in(rest, order).filter(|date| date.precision == Precision::Day) {
            Some(date) => {
                at = start + date.length;
                if stands_free(text, start) {
                    found.push((start, date));
                }
            }
            None => at = word_end(text, start),
        }
    }
    found
}

/// Where the next word begins that may begin a date: a number, a month or a weekday.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let first = text[start..].chars().next()?;
        if first.is_ascii_digit() {
            return Some(start);
        }
        let end = word_end(text, start);
        let word = &text[start..end];
        if word.len() <= 12 && has_figure_behind(text, end) {
            let folded = fold(word);
            if names::month(&folded).is_some() || names::weekday(&folded).is_some() {
                return Some(start);
            }
        }
        at = end;
    }
}

/// A day or a year follows a month at once, and a weekday within a few words.
fn has_figure_behind(text: &str, end: usize) -> bool {
    const BYTES: usize = 30;
    text.as_bytes()[end..].iter().take(BYTES).any(u8::is_ascii_digit)
}

/// The end of the run of letters, or of digits, that begins at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let digits = rest.starts_with(|c: char| c.is_ascii_digit());
    let end = rest.find(|c: char| if digits { !c.is_ascii_digit() } else { !c.is_alphabetic() });
    match end {
        Some(0) => start + rest.chars().next().map_or(1, char::len_utf8),
        Some(end) => start + end,
        None => text.len(),
    }
}

/// No number runs into the date from before (`1.3.09.2025` holds none), and it ends no range: of
/// `10 to 22 August 2025` the first day is not told.
fn stands_free(text: &str, start: usize) -> bool {
    let head = text[..start].trim_end();
    let range = RANGES.iter().find_map(|mark| head.strip_suffix(mark));
    if range.is_some_and(begins_range) {
        return false;
    }
    let mut before = text[..start].chars().rev();
    match before.next() {
        Some('.' | ',' | '/' | '-' | ':') => !before.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_ascii_alphanumeric(),
        None => true,
    }
}

/// What stands between the days of a range.
const RANGES: [&str; 9] = ["-", "–", "—", " to", " bis", " au", " a", " al", " tot"];

/// Whether a number or a month without its year ends here.
fn begins_range(head: &str) -> bool {
    let head = head.trim_end().trim_end_matches('.');
    if head.ends_with(|c: char| c.is_ascii_digit()) {
        let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
        let before = head[..head.len() - digits].chars().next_back();
        return digits == 4 || (digits <= 2 && !matches!(before, Some(':' | '.' | 'h')));
    }
    let word = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    word.len() <= 12 && names::month(&fold(word)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = dates_in(text, Some(DayOrder::DayFirst))
            .into_iter()
            .map(|(start, date)| format!("{}={}", &text[start..start + date.length], date.period.first()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn dates_are_found_within_lines() {
        check("Von Ann Lee | 03.09.2025, 10:15 Uhr", &["03.09.2025, 10:15 Uhr=2025-09-03"]);
        check(
            "Published Sept. 3, 2025 – updated 4 September 2025",
            &["Sept. 3, 2025=2025-09-03", "4 September 2025=2025-09-04"],
        );
        check("Publié le 1er mars 2025 à 14h40", &["1er mars 2025 à 14h40=2025-03-01"]);
        check("更新：2025年9月3日", &["2025年9月3日=2025-09-03"]);
    }

    #[test]
    fn numbers_that_run_on_are_none() {
        check("Version 1.3.09.2025, tel. 030-03-09-2025, 12/2025, since 2025", &[]);
        check("10 to 22 August 2025, 10 August - 12 September 2025", &[]);
        check("10:15 - 3 September 2025", &["3 September 2025=2025-09-03"]);
    }
}
