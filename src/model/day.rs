//! Civil days and periods of them: no hour, no zone, nothing that could move a date.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A civil day of the proleptic Gregorian calendar from 0001-01-01 to 9999-12-31, held as its
/// number counted from 0001-01-01 = 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day(i32);

/// What was asked to be a day is none: outside the years 1 to 9999, or not in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a day of the years 0001 to 9999")]
pub struct InvalidDay;

impl Day {
    pub const FIRST: Day = Day(1);
    pub const LAST: Day = Day(3_652_059);

    pub fn new(number: i32) -> Option<Day> {
        (Day::FIRST.0..=Day::LAST.0).contains(&number).then_some(Day(number))
    }

    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        Day::from_date(NaiveDate::from_ymd_opt(year, month, day)?)
    }

    pub fn from_date(date: NaiveDate) -> Option<Day> {
        Day::new(date.num_days_from_ce())
    }

    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0).expect("1 to 3652059 lie within chrono's range")
    }

    /// The day's number, 1 for 0001-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day `days` later (earlier when negative), kept within 0001-01-01 to 9999-12-31.
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days).clamp(Day::FIRST.0, Day::LAST.0))
    }
}

impl fmt::Display for Day {
    /// ISO 8601, four-digit year: `0987-03-01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

impl FromStr for Day {
    type Err = InvalidDay;

    /// Reads `YYYY-MM-DD` alone; dates as people write them are `language::dates`' concern.
    fn from_str(text: &str) -> Result<Day, InvalidDay> {
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| -> Option<u32> {
            let part = bytes.get(range)?;
            part.iter().all(u8::is_ascii_digit).then(|| part.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0')))
        };
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(InvalidDay);
        }
        let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else {
            return Err(InvalidDay);
        };
        Day::from_ymd(year as i32, month, day).ok_or(InvalidDay)
    }
}

/// Days from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    first: Day,
    last: Day,
}

impl Period {
    /// `None` when the last day comes before the first.
    pub fn new(first: Day, last: Day) -> Option<Period> {
        (first <= last).then_some(Period { first, last })
    }

    pub fn day(day: Day) -> Period {
        Period { first: day, last: day }
    }

    /// A whole month; `None` for no month of the calendar.
    pub fn month(year: i32, month: u32) -> Option<Period> {
        let first = Day::from_ymd(year, month, 1)?;
        let last = match month {
            12 => Day::from_ymd(year, 12, 31)?,
            _ => Day::from_ymd(year, month + 1, 1)?.plus(-1),
        };
        Period::new(first, last)
    }

    /// A whole year, 1 to 9999.
    pub fn year(year: i32) -> Option<Period> {
        Period::new(Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?)
    }

    pub fn first(self) -> Day {
        self.first
    }

    pub fn last(self) -> Day {
        self.last
    }

    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}..{}", self.first, self.last) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_cover_the_years_one_to_9999() {
        assert_eq!(Day::FIRST.to_string(), "0001-01-01");
        assert_eq!(Day::LAST.to_string(), "9999-12-31");
        assert_eq!("1582-10-15".parse::<Day>().unwrap().to_string(), "1582-10-15");
        assert!(Day::from_ymd(0, 12, 31).is_none());
        assert!(Day::from_ymd(10_000, 1, 1).is_none());
    }

    #[test]
    fn months_end_on_their_last_day() {
        assert_eq!(Period::month(2024, 2).unwrap().to_string(), "2024-02-01..2024-02-29");
        assert_eq!(Period::month(9999, 12).unwrap().last(), Day::LAST);
        assert!(Period::month(2024, 13).is_none());
    }
}
