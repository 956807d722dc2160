//! One date expression of a query or a flag, as the whole period it names.

use chrono::Datelike;

use super::names;
use super::written::{Miss, read};
use crate::language::fold;
use crate::model::{Day, Period};

/// What the answer to a date that cannot be read names: the forms that can.
const FORMS: &str =
    "2025, 2025-09, 2025-09-03, 2025-Q3, 3 Sept 2025, today, yesterday, last week, last 30 days, or a weekday";

/// Why an expression names no days. Never answered by a wider period instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateProblem {
    #[error("\"{asked}\" is no date: write {FORMS}")]
    NoDate { asked: String },
    /// The calendar has no such day.
    #[error("\"{asked}\" is not in the calendar: {reason}; write {FORMS}")]
    Impossible { asked: String, reason: String },
    /// Day and month can be exchanged.
    #[error("\"{asked}\" may be {european} or {american}: write the one you mean")]
    Ambiguous { asked: String, european: Day, american: Day },
}

/// Days of a week, a month and so on, as `this`, `last` and `past` count them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

const UNITS: [(&str, Unit); 10] = [
    ("day", Unit::Day),
    ("days", Unit::Day),
    ("week", Unit::Week),
    ("weeks", Unit::Week),
    ("month", Unit::Month),
    ("months", Unit::Month),
    ("quarter", Unit::Quarter),
    ("quarters", Unit::Quarter),
    ("year", Unit::Year),
    ("years", Unit::Year),
];

/// The days that `text` names, seen from `today`.
///
/// - Everything that [`super::written`] reads, as its whole day, month or year; `2025-Q3`.
/// - `today`, `yesterday`, `day before yesterday`, `3 days ago`, `2 weeks ago` (a day each); the
///   same in German, French and Spanish.
/// - `this week` (Monday to Sunday, the days to come included), `last week` (the Monday to
///   Sunday before), likewise `month`, `quarter` and `year`.
/// - `last 30 days`: today and the 29 days before it. `last 2 weeks` are 14 such days; `last 2
///   months` begin the day after the same day two months ago (or after that month's last day,
///   when it is shorter). `past` means the same, and `past week` is `past 1 week`: seven days
///   up to today, where `last week` is the calendar's.
/// - A weekday is the most recent one, today included; `last tuesday` lies before today.
///
/// Case does not matter; `_` and `-` stand for blanks, so that `last-week` needs no quotation
/// marks.
///
/// # Errors
/// [`DateProblem`] says what is wrong and which forms are read.
///
/// ```
/// let today = "2025-09-03".parse().unwrap();
/// let week = onrecord::language::dates::asked("last week", today).unwrap();
/// assert_eq!(week.to_string(), "2025-08-25..2025-08-31");
/// ```
pub fn asked(text: &str, today: Day) -> Result<Period, DateProblem> {
    let asked = text.trim();
    let spaced = asked.replace('_', " ");
    let words: Vec<String> = spaced.split_whitespace().flat_map(|word| word.split('-')).map(fold).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let Some(period) = phrase(&words, today) {
        return period.map_err(|reason| DateProblem::Impossible { asked: asked.to_string(), reason });
    }
    match read(&spaced, None) {
        Ok(date) if date.length == spaced.len() => Ok(date.period),
        Ok(_) | Err(Miss::NotADate) => Err(DateProblem::NoDate { asked: asked.to_string() }),
        Err(Miss::Impossible(reason)) => Err(DateProblem::Impossible { asked: asked.to_string(), reason }),
        Err(Miss::Ambiguous(european, american)) => {
            Err(DateProblem::Ambiguous { asked: asked.to_string(), european, american })
        }
    }
}

/// The words as a phrase seen from `today`; `None` when they are none, a reason when they are
/// one that leads out of the calendar.
fn phrase(words: &[&str], today: Day) -> Option<Result<Period, String>> {
    let period = match *words {
        ["today"] => Some(Period::day(today)),
        ["yesterday"] => shift(today, -1).map(Period::day),
        ["this", name] => around(unit(name, false)?, today),
        ["last", name] => match names::weekday(name) {
            Some(weekday) => shift(today, -1).and_then(|yesterday| latest(weekday, yesterday)),
            None => around(unit(name, false)?, today)
                .and_then(|this| shift(this.first(), -1))
                .and_then(|day| around(unit(name, false)?, day)),
        },
        ["past", name] => rolling(1, unit(name, false)?, today),
        ["aujourd'hui" | "heute" | "hoy"] => Some(Period::day(today)),
        ["gestern" | "hier" | "ayer"] => shift(today, -1).map(Period::day),
        ["vorgestern" | "anteayer" | "antier"] | ["avant", "hier"] => shift(today, -2).map(Period::day),
        ["day", "before", "yesterday"] | ["the", "day", "before", "yesterday"] => shift(today, -2).map(Period::day),
        [count, name, "ago"] | ["vor" | "hace", count, name] | ["il", "y", "a", count, name] => {
            shift(today, -days_of(number(count)?, name)?).map(Period::day)
        }
        ["last" | "past", count, name] => rolling(number(count)?, unit(name, true)?, today),
        [year, quarter] | [quarter, year] if is_year(year) && quarter.starts_with('q') => {
            return quarter_of(year, quarter);
        }
        [joined] if joined.len() == 6 && joined.is_ascii() && is_year(&joined[..4]) && joined.as_bytes()[4] == b'q' => {
            return quarter_of(&joined[..4], &joined[4..]);
        }
        [name] => latest(names::weekday(name)?, today),
        _ => return None,
    };
    Some(period.ok_or_else(|| "the calendar runs from 0001-01-01 to 9999-12-31".to_string()))
}

/// `this day` is nothing people say, `last 30 days` is.
fn unit(name: &str, days: bool) -> Option<Unit> {
    let unit = UNITS.iter().find(|(word, _)| *word == name)?.1;
    if !days && (unit == Unit::Day || name.ends_with('s')) { None } else { Some(unit) }
}

/// The days of so many days or weeks; months are of no one length.
fn days_of(count: i32, name: &str) -> Option<i32> {
    match name {
        "day" | "days" | "tag" | "tagen" | "tage" | "jour" | "jours" | "dia" | "dias" => Some(count),
        "week" | "weeks" | "woche" | "wochen" | "semaine" | "semaines" | "semana" | "semanas" => count.checked_mul(7),
        _ => None,
    }
}

/// A count from 1; more than six digits lead out of any calendar.
fn number(word: &str) -> Option<i32> {
    let digits = (1..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|count| digits && *count > 0)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn quarter_of(year: &str, quarter: &str) -> Option<Result<Period, String>> {
    let year: i32 = year.parse().ok()?;
    let number = quarter.strip_prefix('q')?.chars().next().filter(|_| quarter.len() == 2)?.to_digit(10)?;
    if !(1..=4).contains(&number) {
        return Some(Err("the quarters are Q1 to Q4".to_string()));
    }
    Some(months(year, number * 3 - 2, number * 3).ok_or_else(|| "the years run from 0001 to 9999".to_string()))
}

/// The calendar's week, month, quarter or year that holds `day`.
fn around(unit: Unit, day: Day) -> Option<Period> {
    let date = day.date();
    match unit {
        Unit::Day => Some(Period::day(day)),
        Unit::Week => {
            let monday = shift(day, -(date.weekday().num_days_from_monday() as i32))?;
            Period::new(monday, shift(monday, 6)?)
        }
        Unit::Month => Period::month(date.year(), date.month()),
        Unit::Quarter => {
            let first = (date.month() - 1) / 3 * 3 + 1;
            months(date.year(), first, first + 2)
        }
        Unit::Year => Period::year(date.year()),
    }
}

/// The last `count` units, today included.
fn rolling(count: i32, unit: Unit, today: Day) -> Option<Period> {
    let first = match unit {
        Unit::Day => shift(today, 1 - count),
        Unit::Week => shift(today, 1 - count * 7),
        Unit::Month => months_before(count, today),
        Unit::Quarter => months_before(count * 3, today),
        Unit::Year => months_before(count * 12, today),
    }?;
    Period::new(first, today)
}

/// The day after the same day `count` months ago.
fn months_before(count: i32, today: Day) -> Option<Day> {
    let date = today.date();
    let month_index = date.year() * 12 + date.month0() as i32 - count;
    let month = Period::month(month_index.div_euclid(12), month_index.rem_euclid(12) as u32 + 1)?;
    let same = month.first().plus(date.day0() as i32).min(month.last());
    shift(same, 1)
}

/// The most recent such weekday on or before `day`; 0 is Monday.
fn latest(weekday: u32, day: Day) -> Option<Period> {
    let back = (day.date().weekday().num_days_from_monday() + 7 - weekday) % 7;
    shift(day, -(back as i32)).map(Period::day)
}

fn months(year: i32, first: u32, last: u32) -> Option<Period> {
    Period::new(Period::month(year, first)?.first(), Period::month(year, last)?.last())
}

/// Unlike [`Day::plus`] not kept within the calendar: a period cut short would be another one.
fn shift(day: Day, days: i32) -> Option<Day> {
    Day::new(day.number() + days)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A Wednesday.
    const TODAY: &str = "2025-09-03";

    fn check(text: &str, expected: &str) {
        let period = asked(text, TODAY.parse().unwrap()).unwrap_or_else(|problem| panic!("{problem}"));
        assert_eq!(period.to_string(), expected, "{text}");
    }

    fn problem(text: &str) -> String {
        asked(text, TODAY.parse().unwrap()).expect_err(text).to_string()
    }

    #[test]
    fn what_is_written_is_its_whole_period() {
        check("2025", "2025-01-01..2025-12-31");
        check("2025-09", "2025-09-01..2025-09-30");
        check(" 2025-09-03 ", "2025-09-03");
        check("3 Sept 2025", "2025-09-03");
        check("3-sept-2025", "2025-09-03");
        check("3_sept_2025", "2025-09-03");
        check("September 3, 2025", "2025-09-03");
        check("feb 2024", "2024-02-01..2024-02-29");
    }

    #[test]
    fn quarters_have_three_months() {
        check("2025-Q3", "2025-07-01..2025-09-30");
        check("2025q4", "2025-10-01..2025-12-31");
        check("Q1 2024", "2024-01-01..2024-03-31");
    }

    #[test]
    fn phrases_are_seen_from_today() {
        check("today", "2025-09-03");
        check("Yesterday", "2025-09-02");
        check("day before yesterday", "2025-09-01");
        check("3 days ago", "2025-08-31");
        check("2-weeks-ago", "2025-08-20");
        check("vor 3 Tagen", "2025-08-31");
        check("il y a 2 jours", "2025-09-01");
        check("hace 2 días", "2025-09-01");
        check("aujourd'hui", "2025-09-03");
        check("gestern", "2025-09-02");
        check("avant-hier", "2025-09-01");
        check("anteayer", "2025-09-01");
        check("this week", "2025-09-01..2025-09-07");
        check("last week", "2025-08-25..2025-08-31");
        check("last-week", "2025-08-25..2025-08-31");
        check("LAST_MONTH", "2025-08-01..2025-08-31");
        check("this quarter", "2025-07-01..2025-09-30");
        check("last year", "2024-01-01..2024-12-31");
        check("last 30 days", "2025-08-05..2025-09-03");
        check("last-2-weeks", "2025-08-21..2025-09-03");
        check("past 2 months", "2025-07-04..2025-09-03");
        check("past week", "2025-08-28..2025-09-03");
        check("last 1 year", "2024-09-04..2025-09-03");
    }

    #[test]
    fn a_weekday_is_the_most_recent_one() {
        check("wednesday", "2025-09-03");
        check("last wednesday", "2025-08-27");
        check("tuesday", "2025-09-02");
        check("last tue", "2025-09-02");
        check("thursday", "2025-08-28");
    }

    #[test]
    fn what_is_no_date_names_the_forms() {
        for text in [
            "",
            "soon",
            "spring",
            "2025-09-03x",
            "last 0 days",
            "last -3 days",
            "this wednesday",
            "last weeks",
            "2025-09-03 or so",
            "2025 2026",
            "q+3 2025",
            "last 9999999 days",
            "march 3",
        ] {
            assert_eq!(
                problem(text),
                format!(
                    "\"{text}\" is no date: write 2025, 2025-09, 2025-09-03, 2025-Q3, 3 Sept 2025, today, yesterday, \
                     last week, last 30 days, or a weekday"
                )
            );
        }
    }

    #[test]
    fn what_the_calendar_lacks_is_refused_with_the_reason() {
        assert_eq!(problem("03/09/2025"), "\"03/09/2025\" may be 2025-09-03 or 2025-03-09: write the one you mean");
        let problem = |text: &str| {
            let message = problem(text);
            let reason = message.strip_suffix(&format!("; write {FORMS}")).expect("the forms are named");
            reason.to_string()
        };
        assert_eq!(problem("2025-02-30"), "\"2025-02-30\" is not in the calendar: February 2025 has 28 days");
        assert_eq!(problem("2025-13"), "\"2025-13\" is not in the calendar: there is no month 13");
        assert_eq!(problem("0000"), "\"0000\" is not in the calendar: the years run from 0001 to 9999");
        assert_eq!(problem("2025-Q5"), "\"2025-Q5\" is not in the calendar: the quarters are Q1 to Q4");
        assert_eq!(
            problem("last 3000 years"),
            "\"last 3000 years\" is not in the calendar: the calendar runs from 0001-01-01 to 9999-12-31"
        );
    }

    #[test]
    fn at_the_calendars_ends_nothing_is_cut_short() {
        assert!(asked("yesterday", Day::FIRST).is_err());
        assert!(asked("last week", Day::FIRST).is_err());
        assert!(asked("this week", Day::LAST).is_err());
        assert_eq!(asked("this year", Day::LAST).unwrap().last(), Day::LAST);
    }

    /// The days for which `belongs` holds, found by looking at every day around `today`.
    fn oracle(today: Day, belongs: impl Fn(Day) -> bool) -> Option<Period> {
        let mut days = (-1200..1200).map(|days| today.plus(days)).filter(|day| belongs(*day));
        let first = days.next()?;
        let (mut last, mut count) = (first, 1);
        for day in days {
            (last, count) = (day, count + 1);
        }
        assert_eq!(last.number() - first.number() + 1, count, "the days are not one stretch");
        Period::new(first, last)
    }

    /// Two days share a key when they lie in the same calendar week, month, quarter or year.
    type Key = fn(Day) -> (i32, u32);

    const KEYS: [(&str, Key); 4] = [
        ("week", |day| (day.date().iso_week().year(), day.date().iso_week().week())),
        ("month", |day| (day.date().year(), day.date().month())),
        ("quarter", |day| (day.date().year(), day.date().month0() / 3)),
        ("year", |day| (day.date().year(), 0)),
    ];

    proptest! {
        // The oracle looks at thousands of days for every phrase: fewer cases than usual will do.
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn phrases_agree_with_a_look_at_every_day(number in 4000..3_648_000, count in 1..30i32) {
            let today = Day::new(number).unwrap();
            let answer = |text: String| asked(&text, today).ok();
            for (name, key) in KEYS {
                let before = (1..).map(|days| today.plus(-days)).find(|day| key(*day) != key(today)).unwrap();
                prop_assert_eq!(answer(format!("this {name}")), oracle(today, |day| key(day) == key(today)));
                prop_assert_eq!(answer(format!("last {name}")), oracle(today, |day| key(day) == key(before)));
            }
            let days_back = |day: Day| today.number() - day.number();
            let within = |days: i32| oracle(today, |day| (0..days).contains(&days_back(day)));
            prop_assert_eq!(answer(format!("last {count} days")), within(count));
            prop_assert_eq!(answer(format!("past {count} weeks")), within(count * 7));
            prop_assert_eq!(answer("yesterday".into()), oracle(today, |day| days_back(day) == 1));
            // Months as a tuple of month and day, in which a month has days without end.
            let tuple = |day: Day, later: i32| {
                let date = day.date();
                (date.year() * 12 + date.month0() as i32 + later, date.day())
            };
            prop_assert_eq!(
                answer(format!("last {count} months")),
                oracle(today, |day| day <= today && tuple(day, count) > tuple(today, 0))
            );
            for name in ["monday", "Tue", "wednesday", "thu", "friday", "sat", "SUNDAY"] {
                let named = |day: Day| day.date().format("%A").to_string().to_lowercase().starts_with(&fold(name));
                prop_assert_eq!(answer(name.into()), oracle(today, |day| named(day) && (0..7).contains(&days_back(day))));
                prop_assert_eq!(
                    answer(format!("last {name}")),
                    oracle(today, |day| named(day) && (1..8).contains(&days_back(day)))
                );
            }
        }

        #[test]
        fn no_expression_is_too_odd(text in "[a-z0-9_ /.,-]{0,20}|(last|past|this) [0-9]{0,7} ?(days|years|q1)", number in 1..3_652_060) {
            let _ = asked(&text, Day::new(number).unwrap());
        }
    }
}
