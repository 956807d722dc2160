//! Datelines: `GENEVA, March 3 —` at the start of the first paragraph.
//!
//! A place in capitals, perhaps a region, a day, perhaps an agency in brackets, and a dash. Agencies
//! leave out the year; it is completed only from what else is known, never guessed.

use crate::language::dates::{month_day, written};
use crate::model::{Day, Precision};

/// The dash stands within so many bytes.
const HEAD_BYTES_MAX: usize = 100;

/// The day in the dateline that begins `paragraph`; `year` completes one without a year.
pub(super) fn dateline(paragraph: &str, year: Option<i32>) -> Option<Day> {
    let head = head(paragraph)?;
    let place = head.split(',').next().unwrap_or("");
    if place.chars().any(char::is_lowercase) || place.chars().filter(|c| c.is_uppercase()).count() < 2 {
        return None;
    }
    let mut rest = head;
    while let Some((_, behind)) = rest.split_once(',') {
        rest = behind.trim();
        if let Some(day) = whole_day(rest) {
            return Some(day);
        }
        if let (Some(year), Some((month, day, length))) = (year, month_day(rest))
            && length == rest.len()
        {
            return Day::from_ymd(year, month, day);
        }
    }
    None
}

/// The place in the dateline that begins `paragraph`: what stands in capitals before the first comma,
/// bracket or dash.
pub(super) fn place(paragraph: &str) -> Option<&str> {
    const WORDS_MAX: usize = 4;
    const NO_PLACES: [&str; 14] = [
        "ANALYSIS",
        "BREAKING",
        "COMMENT",
        "CORRECTION",
        "COVID",
        "EXCLUSIVE",
        "LIVE",
        "NEW",
        "NOTE",
        "OPINION",
        "REVIEW",
        "UPDATE",
        "VIDEO",
        "WATCH",
    ];
    let head = head(paragraph)?;
    let place = head.split([',', '(', '/', ':']).next().unwrap_or("").trim();
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let is_place = letters >= 3
        && !place.chars().any(char::is_lowercase)
        && place.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'))
        && place.chars().any(char::is_uppercase)
        && place.split_whitespace().count() <= WORDS_MAX
        && !place.split(' ').any(|word| NO_PLACES.contains(&word.trim_end_matches('D')));
    is_place.then_some(place)
}

/// What stands before the dash, agencies in brackets taken off.
fn head(paragraph: &str) -> Option<&str> {
    let end = (0..=HEAD_BYTES_MAX.min(paragraph.len())).rev().find(|at| paragraph.is_char_boundary(*at))?;
    let start = &paragraph[..end];
    let dash = ["—", "–", " - ", " -- "].iter().filter_map(|dash| start.find(dash)).min()?;
    let head = start[..dash].trim_end();
    let open = head.ends_with(')').then(|| head.rfind('(')).flatten();
    Some(open.map_or(head, |open| head[..open].trim_end()))
}

fn whole_day(text: &str) -> Option<Day> {
    let date = written(text).filter(|date| date.length == text.len() && date.precision == Precision::Day)?;
    Some(date.period.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, year: Option<i32>, expected: Option<&str>) {
        let found = dateline(paragraph, year).map(|day| day.to_string());
        assert_eq!(found.as_deref(), expected, "{paragraph}");
    }

    #[test]
    fn a_dateline_with_a_year_tells_the_day() {
        check("HARROWMERE, March 3, 2025 — It rose.", None, Some("2025-03-03"));
        check("HARROWMERE, Upper Corrow, 3 March 2025 - It rose.", None, Some("2025-03-03"));
        check("HARROWMERE, March 3, 2025 (Newswire) -- It rose.", None, Some("2025-03-03"));
    }

    #[test]
    fn a_year_is_completed_but_never_guessed() {
        check("HARROWMERE, Feb 26 - It rose.", Some(2024), Some("2024-02-26"));
        check("HARROWMERE, Feb 29 - It rose.", Some(2025), None);
        check("HARROWMERE, Feb 26 - It rose.", None, None);
    }

    #[test]
    fn a_dateline_names_a_place() {
        for (paragraph, expected) in [
            ("HARROWMERE, March 3, 2025 — It rose.", Some("HARROWMERE")),
            ("UPPER CORROW (Newswire) - It rose.", Some("UPPER CORROW")),
            ("ST. BRANNOCK'S — It rose.", Some("ST. BRANNOCK'S")),
            ("Harrowmere — It rose.", None),
            ("HARROWMERE rose — twice.", None),
            ("UK 2025 — It rose.", None),
            ("BREAKING NEWS — It rose.", None),
            ("東京 — It rose.", None),
        ] {
            assert_eq!(place(paragraph), expected, "{paragraph}");
        }
    }

    #[test]
    fn prose_is_no_dateline() {
        check("Harrowmere, March 3, 2025 — a day to forget.", None, None);
        check("HARROWMERE rose, and fell — twice.", Some(2025), None);
        check("", Some(2025), None);
    }
}
