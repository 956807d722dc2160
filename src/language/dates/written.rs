//! A date with its year at the start of a text, in the forms that newspapers, mail headers and
//! file names use; and a month with its day for datelines.

use super::cursor::Cursor;
use super::{DayOrder, Written, clock, names};
use crate::model::{Day, Period, Precision, TimeOfDay};

/// Why a text does not begin with a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Miss {
    NotADate,
    /// It has the form of a date, but the calendar has no such day: the reason.
    Impossible(String),
    /// `03/09/2025`: one day in Europe, another in America. Both readings.
    Ambiguous(Day, Day),
}

type Reading<T> = Result<T, Miss>;

/// The days, how precise they are, and the time where it stands within the date.
type Dated = (Period, Precision, Option<TimeOfDay>);

/// Words that may stand between day, month and year (`3 de septiembre de 2025`).
const OF: [&str; 3] = ["of", "de", "del"];

/// Words between a weekday and its date (`Mittwoch, den 3. September`).
const AFTER_WEEKDAY: [&str; 4] = ["den", "der", "le", "el"];

/// What makes a day's number an ordinal; `º` folds to `o`.
const ORDINALS: [&str; 6] = ["st", "nd", "rd", "th", "er", "o"];

/// The date at the very start of `text`, with the time behind it when one is there.
///
/// A word must end where the date ends. `03/09/2025` is read only when one of the numbers is
/// above 12 or both are equal; a day that the calendar lacks is no date. A weekday before the
/// date is read over, even a wrong one: newspapers mistake the weekday more often than the date.
///
/// ```
/// let date = onrecord::language::dates::written("Sept. 3, 2025, in Geneva").unwrap();
/// assert_eq!(date.period.to_string(), "2025-09-03");
/// assert_eq!(date.length, "Sept. 3, 2025".len());
/// ```
pub fn written(text: &str) -> Option<Written> {
    read(text, None).ok()
}

/// As [`written`], where it is known which number stands first: `03/09/2025` is a day then.
pub fn written_in(text: &str, order: Option<DayOrder>) -> Option<Written> {
    read(text, order).ok()
}

/// Why a text that has the form of a date is none: the calendar lacks the day.
pub fn impossible(text: &str) -> Option<String> {
    match read(text, None) {
        Err(Miss::Impossible(reason)) => Some(reason),
        _ => None,
    }
}

/// Whether a text begins with a date of numbers that is one day read day first and another read month
/// first.
pub fn is_ambiguous(text: &str) -> bool {
    matches!(read(text, None), Err(Miss::Ambiguous(..)))
}

/// Month, day and length in bytes of `March 3`, `Feb. 26` or `3 March` at the very start of
/// `text`: for datelines, which leave the year to the page they stand on. Any year may be the
/// one meant, so 29 February is accepted.
pub fn month_day(text: &str) -> Option<(u32, u32, usize)> {
    let mut cursor = Cursor::new(text);
    weekday(&mut cursor);
    let (month, day) = if cursor.digit_count() > 0 {
        day_then_month(&mut cursor).ok()?
    } else {
        let month = month_name(&mut cursor)?;
        cursor.eat('.');
        cursor.blanks();
        (month, day_number(&mut cursor)?)
    };
    let leap_year = 2024;
    let fits = Day::from_ymd(leap_year, month, day).is_some();
    (fits && cursor.at_border() && !cursor.number_goes_on(&['.', ',', ':', '/'])).then_some((month, day, cursor.at))
}

pub(super) fn read(text: &str, order: Option<DayOrder>) -> Reading<Written> {
    let mut cursor = Cursor::new(text);
    weekday(&mut cursor);
    let (period, precision, within) = match cursor.digit_count() {
        8 => compact(&mut cursor)?,
        4 => year_first(&mut cursor)?,
        1 | 2 => day_first(&mut cursor, order)?,
        0 => month_first(&mut cursor)?,
        _ => return Err(Miss::NotADate),
    };
    let time = match precision {
        Precision::Day => within.or_else(|| clock::time_after(&mut cursor)),
        Precision::Month | Precision::Year => None,
    };
    // Chinese, Japanese and Korean write on without a blank.
    let closed = text[..cursor.at].ends_with(['年', '月', '日', '号', '號', '년', '월', '일', '時', '时', '分']);
    if !closed && !cursor.at_border() {
        return Err(Miss::NotADate);
    }
    if other_era(cursor) {
        return Err(Miss::NotADate);
    }
    Ok(Written { period, precision, time, length: cursor.at })
}

/// Whether the year is counted in another era than ours: `2568 BE`, `44 BC`.
fn other_era(mut cursor: Cursor<'_>) -> bool {
    cursor.blanks() && cursor.letters().is_some_and(|word| matches!(word, "BE" | "BC" | "BCE" | "AH"))
}

/// `20250903`
fn compact(cursor: &mut Cursor<'_>) -> Reading<Dated> {
    let parts = (cursor.digits(4), cursor.digits(2), cursor.digits(2));
    let (Some(year), Some(month), Some(day)) = parts else { return Err(Miss::NotADate) };
    whole_day(year, month, day)
}

/// `2025-09-03`, `2025/09/03`, `2025-09`, `2025`, `2025年9月3日`
fn year_first(cursor: &mut Cursor<'_>) -> Reading<Dated> {
    let year = cursor.number(4, 4).ok_or(Miss::NotADate)?;
    if cursor.eat_if(|c| matches!(c, '年' | '년')).is_some() {
        return han(cursor, year);
    }
    if let Some(named) = month_after_year(cursor, year) {
        return named;
    }
    if !cursor.number_goes_on(&['-', '/', '.', ',', ':']) {
        return whole_year(year);
    }
    let separator = cursor.eat_if(|c| matches!(c, '-' | '/' | '.')).ok_or(Miss::NotADate)?;
    let month_digits = cursor.digit_count();
    let month = cursor.number(1, 2).ok_or(Miss::NotADate)?;
    if cursor.number_goes_on(&[separator]) {
        cursor.eat(separator);
        let day = cursor.number(1, 2).ok_or(Miss::NotADate)?;
        return whole_day(year, month, day);
    }
    // `2011/12` is a season and `2025.5` a number: months are written with a hyphen alone.
    if separator != '-' || month_digits != 2 || cursor.number_goes_on(&['.', ',', '/', ':']) {
        return Err(Miss::NotADate);
    }
    whole_month(year, month)
}

/// The rest of `2025 September 3`, `2025/Sep/03` or `2025 September`, behind the year.
fn month_after_year(cursor: &mut Cursor<'_>, year: u32) -> Option<Reading<Dated>> {
    let mut ahead = *cursor;
    let gap = |cursor: &mut Cursor<'_>| cursor.blanks() || cursor.eat_if(|c| matches!(c, '/' | '-')).is_some();
    if !gap(&mut ahead) {
        return None;
    }
    let month = month_name(&mut ahead)?;
    ahead.eat('.');
    *cursor = ahead;
    let day = if gap(&mut ahead) { day_number(&mut ahead) } else { None };
    match day.filter(|_| ahead.at_border()) {
        Some(day) => {
            *cursor = ahead;
            Some(whole_day(year, month, day))
        }
        None => Some(whole_month(year, month)),
    }
}

/// The rest of `2025年9月3日` or `2025년 9월 3일`, behind the year.
fn han(cursor: &mut Cursor<'_>, year: u32) -> Reading<Dated> {
    let mut ahead = *cursor;
    ahead.blanks();
    let Some(month) = ahead.number(1, 2).filter(|_| ahead.eat_if(|c| matches!(c, '月' | '월')).is_some()) else {
        return whole_year(year);
    };
    *cursor = ahead;
    ahead.blanks();
    let Some(day) = ahead.number(1, 2) else { return whole_month(year, month) };
    if ahead.eat_if(|c| matches!(c, '日' | '号' | '號' | '일')).is_none() && !ahead.at_border() {
        return whole_month(year, month);
    }
    *cursor = ahead;
    whole_day(year, month, day)
}

/// `3 September 2025`, `3-Sep-2025`, `13/09/2025`
fn day_first(cursor: &mut Cursor<'_>, order: Option<DayOrder>) -> Reading<Dated> {
    let mut ahead = *cursor;
    ahead.number(1, 2);
    ahead.blanks();
    if ahead.number_goes_on(&['/', '.', '-']) || (ahead.eat('.') && ahead.blanks() && ahead.digit_count() > 0) {
        return numeric(cursor, order);
    }
    let (month, day) = day_then_month(cursor)?;
    cursor.eat('.');
    cursor.eat(',');
    let year = year_behind(cursor).ok_or(Miss::NotADate)?;
    whole_day(year, month, day)
}

/// `13/09/2025`, `09/13/2025`, `13. 9. 2025`: without a known order read only when the two numbers
/// cannot be exchanged.
fn numeric(cursor: &mut Cursor<'_>, order: Option<DayOrder>) -> Reading<Dated> {
    let mut parts = || {
        let first = cursor.number(1, 2)?;
        cursor.blanks();
        let separator = cursor.eat_if(|c| matches!(c, '/' | '.' | '-'))?;
        cursor.blanks();
        let second = cursor.number(1, 2)?;
        cursor.blanks();
        let year = cursor.eat(separator).then(|| {
            cursor.blanks();
            cursor.number(4, 4)
        })??;
        Some((first, second, year))
    };
    let (first, second, year) = parts().ok_or(Miss::NotADate)?;
    if first > 12 || first == second {
        return whole_day(year, second, first);
    }
    if second > 12 {
        return whole_day(year, first, second);
    }
    if let Some(order) = order {
        let (day, month) = order.day_and_month(first, second);
        return whole_day(year, month, day);
    }
    let day = |month, day| Day::from_ymd(year as i32, month, day);
    match (day(second, first), day(first, second)) {
        (Some(european), Some(american)) => Err(Miss::Ambiguous(european, american)),
        _ => Err(Miss::Impossible(reason(year, second, first))),
    }
}

/// `September 3, 2025`, `September 2025`, `Sep-2025`, `Sep 3 10:15:00 CEST 2025`
fn month_first(cursor: &mut Cursor<'_>) -> Reading<Dated> {
    let month = month_name(cursor).ok_or(Miss::NotADate)?;
    cursor.eat('.');
    let mut ahead = *cursor;
    ahead.gap();
    if let Some(day) = day_number(&mut ahead) {
        ahead.eat(',');
        let mut timed = ahead;
        let time = clock::time_after(&mut timed);
        if let (Some(_), Some(year)) = (time, year_behind(&mut timed)) {
            *cursor = timed;
            return whole_day(year, month, day).map(|(period, precision, _)| (period, precision, time));
        }
        let year = year_behind(&mut ahead).ok_or(Miss::NotADate)?;
        *cursor = ahead;
        return whole_day(year, month, day);
    }
    cursor.eat(',');
    let year = year_behind(cursor).ok_or(Miss::NotADate)?;
    if cursor.number_goes_on(&['-', '/', '.', ',', ':']) {
        return Err(Miss::NotADate);
    }
    whole_month(year, month)
}

/// Month and day of `3 September`, `3rd of September`, `3. September`, `1er mars`.
fn day_then_month(cursor: &mut Cursor<'_>) -> Reading<(u32, u32)> {
    let day = day_number(cursor).ok_or(Miss::NotADate)?;
    let apart = cursor.eat('.') | cursor.gap();
    if cursor.eat_word(&OF) && !cursor.gap() {
        return Err(Miss::NotADate);
    }
    let month = month_name(cursor).filter(|_| apart).ok_or(Miss::NotADate)?;
    Ok((month, day))
}

/// One or two digits and what makes them an ordinal.
fn day_number(cursor: &mut Cursor<'_>) -> Option<u32> {
    let day = cursor.number(1, 2)?;
    cursor.eat_word(&ORDINALS);
    Some(day)
}

/// A year of four digits behind a gap, perhaps with `de` or `of` before it.
fn year_behind(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.gap();
    if cursor.eat_word(&OF) && !cursor.gap() {
        return None;
    }
    cursor.number(4, 4)
}

fn month_name(cursor: &mut Cursor<'_>) -> Option<u32> {
    names::month(&cursor.word()?)
}

/// Moves past `Wednesday, ` and its like.
fn weekday(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if ahead.word().and_then(|word| names::weekday(&word)).is_none() {
        return;
    }
    ahead.eat('.');
    ahead.eat(',');
    if !ahead.gap() {
        return;
    }
    if ahead.eat_word(&AFTER_WEEKDAY) {
        ahead.blanks();
    }
    *cursor = ahead;
}

fn whole_day(year: u32, month: u32, day: u32) -> Reading<Dated> {
    match Day::from_ymd(year as i32, month, day) {
        Some(day) => Ok((Period::day(day), Precision::Day, None)),
        None => Err(Miss::Impossible(reason(year, month, day))),
    }
}

fn whole_month(year: u32, month: u32) -> Reading<Dated> {
    match Period::month(year as i32, month) {
        Some(period) => Ok((period, Precision::Month, None)),
        None => Err(Miss::Impossible(reason(year, month, 1))),
    }
}

fn whole_year(year: u32) -> Reading<Dated> {
    match Period::year(year as i32) {
        Some(period) => Ok((period, Precision::Year, None)),
        None => Err(Miss::Impossible(reason(year, 1, 1))),
    }
}

/// Why the calendar lacks the day.
fn reason(year: u32, month: u32, day: u32) -> String {
    match Period::month(year as i32, month) {
        _ if year == 0 => "the years run from 0001 to 9999".to_string(),
        None => format!("there is no month {month}"),
        Some(_) if day == 0 => "there is no day 0".to_string(),
        Some(period) => {
            let days = period.last().number() - period.first().number() + 1;
            format!("{} {year:04} has {days} days", names::month_name(month))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What stands before `|` in `text` is the date; `expected` is its period and its time.
    fn check(text: &str, expected: &str) {
        let length = text.find('|').expect("the test marks where the date ends");
        let found = written(&text.replacen('|', "", 1)).unwrap_or_else(|| panic!("no date in {text}"));
        let mut seen = match found.precision {
            Precision::Day => found.period.to_string(),
            Precision::Month => found.period.first().to_string()[..7].to_string(),
            Precision::Year => found.period.first().to_string()[..4].to_string(),
        };
        if let Some(time) = found.time {
            seen += &format!(" {:02}:{:02}:{:02}", time.hour, time.minute, time.second);
            seen += &time.offset_minutes.map(|minutes| format!(" {minutes:+}")).unwrap_or_default();
        }
        assert_eq!((seen.as_str(), found.length), (expected, length), "{text}");
    }

    fn check_none(text: &str) {
        assert_eq!(written(text), None, "{text}");
    }

    #[test]
    fn iso_dates_are_read_to_the_precision_written() {
        check("2025-09-03|", "2025-09-03");
        check("2025-09-03| A president said", "2025-09-03");
        check("2025/09/03|/budget-vote", "2025-09-03");
        check("2025-09-03|-budget-vote.txt", "2025-09-03");
        check("2025-09-03|_2.txt", "2025-09-03");
        check("20250903|", "2025-09-03");
        check("2025-09|", "2025-09");
        check("2025-09|-elections.txt", "2025-09");
        check("2025|", "2025");
        check("0001-01-01|", "0001-01-01");
    }

    #[test]
    fn times_and_offsets_are_kept_beside_the_day_and_move_nothing() {
        check("2025-09-03T10:15:00Z|", "2025-09-03 10:15:00 +0");
        check("2025-09-03T23:15:00.123-05:00|", "2025-09-03 23:15:00 -300");
        check("2025-09-03 10:15:00+02:00|", "2025-09-03 10:15:00 +120");
        check("2025-09-03T10:15| ", "2025-09-03 10:15:00");
        check("20250903T101500Z|", "2025-09-03 10:15:00 +0");
        check("2016-12-31T23:59:60Z|", "2016-12-31 23:59:59 +0");
        check("Sept. 3, 2025 at 4:17 p.m. ET|", "2025-09-03 16:17:00");
        check("September 3, 2025, 12:05 am EDT|", "2025-09-03 00:05:00 -240");
        check("September 3, 2025 4pm|", "2025-09-03 16:00:00");
        check("3. September 2025 um 10:15 Uhr|", "2025-09-03 10:15:00");
        check("3. September 2025, 10.15 Uhr|", "2025-09-03 10:15:00");
        check("1er mars 2025 à 14h40|", "2025-03-01 14:40:00");
        check("2025-09-03T23:15:0Z|", "2025-09-03 23:15:00 +0");
        check("Wed Sep 03 10:15:00 CEST 2025|", "2025-09-03 10:15:00 +120");
        check("2025年9月3日 21時40分|", "2025-09-03 21:40:00");
        check("2025년 9월 3일|", "2025-09-03");
        check("November 19, 2025 at noon|", "2025-11-19 12:00:00");
        check("2025-09-03| 10 people", "2025-09-03");
        check("2025-09-03| 25:00", "2025-09-03");
        check("2025-09-03| 13:15 p.m.", "2025-09-03");
    }

    #[test]
    fn mail_dates_are_read_with_their_zones() {
        check("Wed, 03 Sep 2025 10:15:00 +0000|", "2025-09-03 10:15:00 +0");
        check("Wed, 03 Sep 2025 10:15:00 GMT|", "2025-09-03 10:15:00 +0");
        check("Wed, 3 Sep 2025 10:15:00 EST|", "2025-09-03 10:15:00 -300");
        check("03 Sep 2025 10:15 PDT|", "2025-09-03 10:15:00 -420");
        check("03 Sep 2025 10:15:00 -0330| (home)", "2025-09-03 10:15:00 -210");
    }

    #[test]
    fn months_are_known_by_name_in_four_languages() {
        for text in [
            "3 September 2025|",
            "3 Sept. 2025|",
            "3rd of September 2025|",
            "3rd September, 2025|",
            "September 3, 2025|",
            "September 3 2025|",
            "SEPTEMBER 3rd, 2025|",
            "Sept. 3, 2025|, in Geneva",
            "Wednesday, September 3, 2025|",
            "Wed Sep 3 2025|",
            "3-Sep-2025|",
            "2025/Sep/03|",
            "2025 September 3|",
            "3 settembre 2025|",
            "3 de setembro de 2025|",
            "3 сентября 2025|",
            "3. September 2025|",
            "3.September 2025|",
            "Mittwoch, den 3. September 2025|",
            "3 septembre 2025|",
            "mercredi 3 septembre 2025|",
            "3 de septiembre de 2025|",
            "miércoles, 3 de septiembre del 2025|",
            "2025年9月3日|",
            "2025年9月3日|电",
        ] {
            check(text, "2025-09-03");
        }
        check("1er mars 2025|", "2025-03-01");
        check("1º de marzo de 2025|", "2025-03-01");
        check("15 août 2025|", "2025-08-15");
        check("1. März 2025|", "2025-03-01");
        check("24. Jänner 2025|", "2025-01-24");
        check("9 déc. 2025|", "2025-12-09");
        check("September 2025|", "2025-09");
        check("Sep-2025|", "2025-09");
        check("2025 September|", "2025-09");
        check("septiembre de 2025|", "2025-09");
        check("2025年9月|", "2025-09");
    }

    #[test]
    fn numbers_alone_are_a_date_only_when_day_and_month_cannot_be_exchanged() {
        check("13/09/2025|", "2025-09-13");
        check("09/13/2025|", "2025-09-13");
        check("09.09.2025|", "2025-09-09");
        check_none("03/09/2025");
        check_none("03.09.2025");
        check_none("13/14/2025");
        assert!(matches!(read("03/09/2025", None), Err(Miss::Ambiguous(..))));
    }

    #[test]
    fn a_known_order_makes_a_day_of_numbers() {
        for (text, day_first, month_first) in [
            ("03/09/2025", Some("2025-09-03"), Some("2025-03-09")),
            ("3. 9. 2025", Some("2025-09-03"), Some("2025-03-09")),
            ("13/09/2025", Some("2025-09-13"), Some("2025-09-13")),
            ("03/09/25", None, None),
        ] {
            let read = |order| written_in(text, Some(order)).map(|date| date.period.to_string());
            assert_eq!(read(DayOrder::DayFirst).as_deref(), day_first, "{text}");
            assert_eq!(read(DayOrder::MonthFirst).as_deref(), month_first, "{text}");
        }
        assert_eq!(impossible("31/02/2025").as_deref(), Some("February 2025 has 28 days"));
        assert_eq!(impossible("3 September 2025"), None);
    }

    #[test]
    fn days_that_the_calendar_lacks_are_no_dates() {
        for text in ["2025-02-30", "31 February 2025", "2025-13-01", "2025-13", "0000", "29/02/2025", "20250231"] {
            check_none(text);
        }
        check("29 February 2024|", "2024-02-29");
        check("29/02/2024|", "2024-02-29");
    }

    #[test]
    fn a_date_ends_where_a_word_ends() {
        for text in [
            "20251",
            "2025x",
            "2025-091",
            "2025-09-03x",
            "2025.5 points",
            "2025,5",
            "2025-26 season",
            "2011/12",
            "202509031",
            "3 September 20251",
            "September 3",
            "Sept. 3rd",
            "3 Septembers 2025",
            "3September 2025",
            "mayor 2025",
            "",
            "the 3rd",
            "1,000",
            "9:15",
            "12 monkeys 2025",
            "Wednesday",
            "2025-",
            "2025-09-",
            "3 September 2568 BE",
        ] {
            match text {
                "2025-" | "2025-09-" => assert!(written(text).is_some_and(|date| date.length < text.len())),
                _ => check_none(text),
            }
        }
    }

    #[test]
    fn datelines_name_month_and_day_without_a_year() {
        assert_eq!(month_day("March 3 — The council"), Some((3, 3, 7)));
        assert_eq!(month_day("Feb 26"), Some((2, 26, 6)));
        assert_eq!(month_day("Feb. 29 (Agency)"), Some((2, 29, 7)));
        assert_eq!(month_day("3 March -"), Some((3, 3, 7)));
        assert_eq!(month_day("3. März."), Some((3, 3, 8)));
        assert_eq!(month_day("Sept. 3rd,"), Some((9, 3, 9)));
        for text in ["March 32", "Feb 30", "March 3.5", "March 3x", "March", "3", "March 2025", "Wednesday"] {
            assert_eq!(month_day(text), None, "{text}");
        }
    }

    fn any_day() -> impl Strategy<Value = Day> {
        (Day::FIRST.number()..=Day::LAST.number()).prop_map(|number| Day::new(number).unwrap())
    }

    proptest! {
        #[test]
        fn every_day_in_every_form_is_read_back(day in any_day()) {
            let date = day.date();
            for form in [
                "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%-d %B %Y", "%-d %b. %Y", "%d-%b-%Y", "%B %-d, %Y", "%b. %-d, %Y",
                "%A, %B %-d, %Y", "%a, %d %b %Y 10:15:00 +0000", "%Y年%-m月%-d日", "%Y-%m-%dT10:15:00Z",
            ] {
                let text = date.format(form).to_string();
                let found = written(&text).unwrap_or_else(|| panic!("no date in {text}"));
                prop_assert_eq!(found.period, Period::day(day), "{}", &text);
                prop_assert_eq!(found.length, text.len(), "{}", &text);
            }
        }

        #[test]
        fn no_text_is_too_odd_to_be_read(text in "[0-9年月日/:., A-Za-zé\\-+]{0,24}|\\PC{0,16}") {
            if let Some(found) = written(&text) {
                prop_assert!(found.length > 0 && text.is_char_boundary(found.length));
            }
            if let Some((month, day, length)) = month_day(&text) {
                prop_assert!(Day::from_ymd(2024, month, day).is_some() && text.is_char_boundary(length));
            }
        }
    }
}
