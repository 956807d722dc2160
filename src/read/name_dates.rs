//! Dates in URLs and file names.
//!
//! Only at the start of a part between slashes: `/2025/09/03/`, `/2025/sep/03/`, `2025-09-03-slug`,
//! `20250903`, `2025-09`. Numbers elsewhere in a name are article numbers as often as dates. A bare
//! year is not taken: a folder `2000` may be the second thousand.

use crate::model::{Day, Period, Precision};

/// Years that a name may mean; other numbers are numbers.
const YEARS: std::ops::RangeInclusive<u32> = 1600..=2199;
const MONTHS: [&[u8]; 12] =
    [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];

pub(super) type NameDate = (Period, Precision);

/// The date in a URL's path.
pub(super) fn in_url(url: &str) -> Option<NameDate> {
    let path = url.split(['?', '#']).next().unwrap_or("");
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    in_path(path.as_bytes())
}

/// The most precise date in a path; of two the later part's, which is nearer to the article.
pub(super) fn in_path(path: &[u8]) -> Option<NameDate> {
    let parts: Vec<&[u8]> = path.split(|b| *b == b'/').filter(|part| !part.is_empty()).collect();
    let found = (0..parts.len()).rev().filter_map(|at| dated(&parts[at..]));
    let mut best: Option<NameDate> = None;
    for date in found {
        if date.1 == Precision::Day {
            return Some(date);
        }
        best = best.or(Some(date));
    }
    best
}

/// The date at the start of the first part, which may go on over the next two.
fn dated(parts: &[&[u8]]) -> Option<NameDate> {
    let first = parts[0];
    let year = number(first, 4).filter(|year| YEARS.contains(year))?;
    let rest = &first[4..];
    match rest.first() {
        None => over_parts(year, parts),
        Some(b'-' | b'_' | b'.') => {
            let month = number(&rest[1..], 2)?;
            let behind = &rest[3..];
            match behind.first() {
                Some(b'-' | b'_' | b'.') if starts_with_number(&behind[1..]) => {
                    let day = number(&behind[1..], 2).filter(|_| !starts_with_number(&behind[3..]))?;
                    day_of(year, month, day)
                }
                Some(b) if b.is_ascii_alphanumeric() => None,
                _ => month_of(year, month),
            }
        }
        Some(_) => {
            let (month, day) = (number(rest, 2)?, number(rest.get(2..)?, 2)?);
            if starts_with_number(&rest[4..]) { None } else { day_of(year, month, day) }
        }
    }
}

/// `/2025/09/03/…`
fn over_parts(year: u32, parts: &[&[u8]]) -> Option<NameDate> {
    let month = month_number(parts.get(1)?)?;
    let day = parts.get(2).and_then(|part| {
        let digits = part.iter().take_while(|b| b.is_ascii_digit()).count();
        let ends = part.get(digits).is_none_or(|b| matches!(b, b'-' | b'_' | b'.'));
        if (1..=2).contains(&digits) && ends { number(part, digits) } else { None }
    });
    day.and_then(|day| day_of(year, month, day)).or_else(|| month_of(year, month))
}

fn month_number(part: &[u8]) -> Option<u32> {
    if (1..=2).contains(&part.len()) {
        return number(part, part.len());
    }
    let index = MONTHS.iter().position(|name| part.eq_ignore_ascii_case(name))?;
    Some(index as u32 + 1)
}

/// The number in exactly the first `digits` bytes.
fn number(bytes: &[u8], digits: usize) -> Option<u32> {
    let part = bytes.get(..digits)?;
    part.iter().all(u8::is_ascii_digit).then(|| part.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0')))
}

fn starts_with_number(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(u8::is_ascii_digit)
}

fn day_of(year: u32, month: u32, day: u32) -> Option<NameDate> {
    Some((Period::day(Day::from_ymd(year as i32, month, day)?), Precision::Day))
}

fn month_of(year: u32, month: u32) -> Option<NameDate> {
    Some((Period::month(year as i32, month)?, Precision::Month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Option<&str>) {
        let found = if path.contains("://") { in_url(path) } else { in_path(path.as_bytes()) };
        assert_eq!(found.map(|(period, _)| period.to_string()).as_deref(), expected, "{path}");
    }

    #[test]
    fn dates_at_the_start_of_a_part_count() {
        check("https://courier.example/news/2025/09/03/river-rises", Some("2025-09-03"));
        check("https://courier.example/2025/sep/3/river?date=2024-01-01", Some("2025-09-03"));
        check("weather/2025-09-03-river.txt", Some("2025-09-03"));
        check("weather/20250903.txt", Some("2025-09-03"));
        check("weather/2025_09_03.html", Some("2025-09-03"));
        check("2025-09/2025-09-03-river.txt", Some("2025-09-03"));
        check("2025-09-03/2025-10-slug.txt", Some("2025-09-03"));
        check("2025/09/river.txt", Some("2025-09-01..2025-09-30"));
        check("2025-09-river.txt", Some("2025-09-01..2025-09-30"));
    }

    #[test]
    fn other_numbers_are_numbers() {
        check("river-2025-09-03.txt", None);
        check("2025/river.txt", None);
        check("02000/2000.txt", None);
        check("202509031.txt", None);
        check("20251399.txt", None);
        check("2025-13-01.txt", None);
        check("2025-09-031.txt", None);
        check("1066-10-14.txt", None);
        check("https://2025-09-03.example/", None);
        check("", None);
    }
}
