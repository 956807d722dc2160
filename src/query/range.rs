//! Values that are ranges: days (`date:2025-09..`, `after:`, `--from`) and counts (`words:>500`,
//! `copies:>=3`).
//!
//! A single date expression is read by `language::dates`; here are the ends. Both ends of a range
//! include their whole period; `after` and `before` exclude theirs. What cannot be read is an
//! error with a message that names the accepted forms, never a wider range.

use super::ast::{DATE_STATES, NodeKind};
use super::fields::FieldName;
use crate::language::dates::asked;
use crate::model::{Day, Period};

/// First and last day; `None` is open.
type Days = (Option<Day>, Option<Day>);

/// What follows `date:`, `from:`, `to:`, `after:`, `before:` or `spoken:`.
pub(super) fn dates(field: FieldName, text: &str, today: Day) -> Result<NodeKind, String> {
    let text = text.trim();
    if text.is_empty() {
        let name = field.name();
        let further = if field == FieldName::Date { ", 2025-09..2025-11, 2025-09.., date:none" } else { "" };
        return Err(format!(
            "{name}: needs a date: write 2025, 2025-09, 2025-09-03, \"last week\", \"3 Sept 2025\"{further}"
        ));
    }
    let state = DATE_STATES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
    match (field, state) {
        (FieldName::Date, Some((_, state))) => return Ok(NodeKind::Dated(*state)),
        (FieldName::Spoken, Some((name, _))) => {
            return Err(format!("spoken: takes days, as 2025-09 or 2025-09..2025-11: {name} is asked of date:"));
        }
        _ => {}
    }
    let (from, to) = match field {
        FieldName::Date | FieldName::Spoken => days(text, today)?,
        FieldName::From => (Some(period(text, today)?.first()), None),
        FieldName::To => (None, Some(period(text, today)?.last())),
        FieldName::After => after(text, today)?,
        _ => before(text, today)?,
    };
    Ok(if field == FieldName::Spoken { NodeKind::Spoken { from, to } } else { NodeKind::Dates { from, to } })
}

/// `a`, `a..b`, `a..`, `..b`, `[a TO b]`, `>=a`.
fn days(text: &str, today: Day) -> Result<Days, String> {
    if let Some((first, last)) = ends(text)? {
        let first = first.map(|first| period(first, today)).transpose()?;
        let last = last.map(|last| period(last, today)).transpose()?;
        let (from, to) = (first.map(Period::first), last.map(Period::last));
        return match (from, to) {
            (Some(from), Some(to)) if to < from => Err(format!("the range {text} ends before it begins")),
            _ => Ok((from, to)),
        };
    }
    let compared = |sign: &str| text.strip_prefix(sign).map(str::trim);
    if let Some(rest) = compared(">=") {
        return Ok((Some(period(rest, today)?.first()), None));
    }
    if let Some(rest) = compared("<=") {
        return Ok((None, Some(period(rest, today)?.last())));
    }
    if let Some(rest) = compared(">") {
        return after(rest, today);
    }
    if let Some(rest) = compared("<") {
        return before(rest, today);
    }
    let period = period(text, today)?;
    Ok((Some(period.first()), Some(period.last())))
}

fn period(text: &str, today: Day) -> Result<Period, String> {
    asked(text, today).map_err(|problem| problem.to_string())
}

fn after(text: &str, today: Day) -> Result<Days, String> {
    let last = period(text, today)?.last();
    if last == Day::LAST {
        return Err(format!("no day comes after {text}"));
    }
    Ok((Some(last.plus(1)), None))
}

fn before(text: &str, today: Day) -> Result<Days, String> {
    let first = period(text, today)?.first();
    if first == Day::FIRST {
        return Err(format!("no day comes before {text}"));
    }
    Ok((None, Some(first.plus(-1))))
}

type Ends<'t> = (Option<&'t str>, Option<&'t str>);

/// The two ends of `a..b` or `[a TO b]`, where a missing end or `*` is open; `None` when the text
/// is no range.
fn ends(text: &str) -> Result<Option<Ends<'_>>, String> {
    let open_or = |end: &'_ str| !end.is_empty() && end != "*";
    let (first, last) = if let Some(inner) = text.strip_prefix('[') {
        let inner = inner.strip_suffix(']').ok_or_else(|| format!("the range {text} is not closed by ]"))?;
        let at = find_to(inner).ok_or_else(|| format!("a range in brackets is written [a TO b], not {text}"))?;
        (inner[..at].trim(), inner[at + 4..].trim())
    } else if let Some((first, last)) = text.split_once("..") {
        (first.trim(), last.trim())
    } else {
        return Ok(None);
    };
    if !open_or(first) && !open_or(last) {
        return Err(format!("the range {text} has no end: write a..b, a.. or ..b"));
    }
    Ok(Some((Some(first).filter(|end| open_or(end)), Some(last).filter(|end| open_or(end)))))
}

/// Where ` TO ` stands, in any case.
fn find_to(text: &str) -> Option<usize> {
    text.as_bytes().windows(4).position(|window| window.eq_ignore_ascii_case(b" to "))
}

/// What follows `words:`: `500`, `>500`, `>=500`, `<200`, `<=200`, `100..500`, `100..`, `..500`.
pub(super) fn lengths(text: &str) -> Result<NodeKind, String> {
    const FORMS: &str = "write words:>500, words:<200, words:100..500 or words:300";
    if text.trim().is_empty() {
        return Err(format!("words: needs a number: {FORMS}"));
    }
    let (min, max) = counts(text, "words", FORMS)?;
    Ok(NodeKind::Words { min, max })
}

/// What follows `copies:`: `yes`, `no`, or a number of printings as [`lengths`] has them.
pub(super) fn printings(text: &str) -> Result<NodeKind, String> {
    const FORMS: &str = "write copies:>=3, copies:2..5, copies:yes (printed more than once) or copies:no";
    let word = text.trim().to_ascii_lowercase();
    let (min, max) = match word.as_str() {
        "" => return Err(format!("copies: needs a number of printings: {FORMS}")),
        "yes" => (2, u64::MAX),
        "no" => (1, 1),
        _ => counts(text, "printings", FORMS)?,
    };
    if max == 0 {
        return Err(format!("an article is a printing itself, so that none has {}: {FORMS}", text.trim()));
    }
    Ok(NodeKind::Copies { min: min.max(1), max })
}

/// Both ends included; `u64::MAX` is open.
fn counts(text: &str, what: &str, forms: &str) -> Result<(u64, u64), String> {
    let text = text.trim();
    let count = |digits: &str| {
        let digits = digits.trim();
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let count: Option<u64> = if plain { digits.parse().ok() } else { None };
        count.ok_or_else(|| format!("\"{text}\" is no number of {what}: {forms}"))
    };
    let nothing = || format!("no article has {text} {what}");
    let (min, max) = if let Some((first, last)) = ends(text)? {
        (first.map_or(Ok(0), count)?, last.map_or(Ok(u64::MAX), count)?)
    } else if let Some(rest) = text.strip_prefix(">=") {
        (count(rest)?, u64::MAX)
    } else if let Some(rest) = text.strip_prefix("<=") {
        (0, count(rest)?)
    } else if let Some(rest) = text.strip_prefix('>') {
        (count(rest)?.checked_add(1).ok_or_else(nothing)?, u64::MAX)
    } else if let Some(rest) = text.strip_prefix('<') {
        (0, count(rest)?.checked_sub(1).ok_or_else(nothing)?)
    } else {
        let exactly = count(text.strip_prefix('=').unwrap_or(text))?;
        (exactly, exactly)
    };
    if max < min {
        return Err(format!("the range {text} ends before it begins"));
    }
    Ok((min, max))
}

#[cfg(test)]
mod tests {
    use super::super::ast::{Ast, Node};
    use super::*;
    use crate::model::Span;

    fn shown(kind: Result<NodeKind, String>) -> String {
        match kind {
            Ok(kind) => Ast { root: Some(Node { kind, span: Span::new(0, 0) }) }.to_string(),
            Err(message) => message,
        }
    }

    fn check(field: FieldName, text: &str, expected: &str) {
        // A Wednesday.
        let today = Day::from_ymd(2025, 9, 3).unwrap();
        assert_eq!(shown(dates(field, text, today)), expected, "{text}");
    }

    #[test]
    fn ranges_include_their_ends() {
        use FieldName::*;
        check(Date, "2025-09-03", "date:2025-09-03");
        check(Date, "2025-09", "date:2025-09-01..2025-09-30");
        check(Date, "2025-09..2025", "date:2025-09-01..2025-12-31");
        check(Date, "2025-09-01..2025-09-15", "date:2025-09-01..2025-09-15");
        check(Date, "2025..", "date:2025-01-01..");
        check(Date, "..2025", "date:..2025-12-31");
        check(Date, "[2025 TO 2025-09]", "date:2025-01-01..2025-09-30");
        check(Date, "[* to 2025-09]", "date:..2025-09-30");
        check(Date, "3 Sept 2025", "date:2025-09-03");
        check(Date, "last week", "date:2025-08-25..2025-08-31");
        check(Date, "yesterday", "date:2025-09-02");
        check(Date, ">=2025-09", "date:2025-09-01..");
        check(From, "2025-09", "date:2025-09-01..");
        check(To, "2025-09", "date:..2025-09-30");
    }

    #[test]
    fn after_and_before_exclude_their_whole_period() {
        use FieldName::*;
        check(After, "2025-09", "date:2025-10-01..");
        check(Before, "2025-09", "date:..2025-08-31");
        check(Date, ">2025", "date:2026-01-01..");
        check(Date, "<2025", "date:..2024-12-31");
        check(After, "9999", "no day comes after 9999");
        check(Before, "0001-01-01", "no day comes before 0001-01-01");
    }

    #[test]
    fn states_are_no_days() {
        use FieldName::*;
        check(Date, "none", "date:none");
        check(Date, "Month", "date:month");
    }

    #[test]
    fn what_is_no_range_is_an_error() {
        use FieldName::*;
        check(Date, "2025..2024", "the range 2025..2024 ends before it begins");
        check(Date, "..", "the range .. has no end: write a..b, a.. or ..b");
        check(Date, "[2025", "the range [2025 is not closed by ]");
        check(Date, "[2025]", "a range in brackets is written [a TO b], not [2025]");
        let today = Day::from_ymd(2025, 9, 3).unwrap();
        for text in ["lastish", "2025...2026", "2025-13", "-2025", ""] {
            let message = dates(Date, text, today).unwrap_err();
            assert!(message.contains("2025-09") || message.contains("calendar"), "{message}");
        }
    }

    #[test]
    fn lengths_are_counts() {
        let check = |text: &str, expected: &str| assert_eq!(shown(lengths(text)), expected, "{text}");
        check(">500", "words:501..");
        check("<200", "words:0..199");
        check(">=500", "words:500..");
        check("<=0", "words:0");
        check("100..500", "words:100..500");
        check("..500", "words:0..500");
        check("300", "words:300");
        check("<0", "no article has <0 words");
        check("500..100", "the range 500..100 ends before it begins");
        let message = "\"many\" is no number of words: write words:>500, words:<200, words:100..500 or words:300";
        check("many", message);
        check(">18446744073709551615", "no article has >18446744073709551615 words");
    }
}
