//! Numbers, ages and lists in words.

use chrono::{DateTime, Utc};

use crate::engine::EntryNote;
use crate::faces::sanitize;
use crate::faces::settings::Clock;

/// `21,578`
pub fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 article`, `2 articles`; a word with two forms is written `entry|entries`.
pub fn count(number_of: u64, what: &str) -> String {
    let word = match what.split_once('|') {
        Some((one, _)) if number_of == 1 => one.to_string(),
        Some((_, many)) => many.to_string(),
        None if number_of == 1 => what.to_string(),
        None => format!("{what}s"),
    };
    format!("{} {word}", number(number_of))
}

/// `3 hours ago`. Of a moment that cannot be read, or that lies ahead, the moment itself.
pub fn age(moment: &str, clock: Clock) -> String {
    let Ok(then) = DateTime::parse_from_rfc3339(moment) else {
        return moment.to_string();
    };
    let then = then.with_timezone(&Utc);
    let seconds = (clock.now - then).num_seconds();
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    let (amount, unit) = match seconds {
        // A clock may run a little ahead of the one that stamped the index.
        -60..60 => return "just now".to_string(),
        60..5400 => (seconds / MINUTE, "minute"),
        5400..172_800 => (seconds / HOUR, "hour"),
        172_800..5_184_000 => (seconds / DAY, "day"),
        5_184_000..63_072_000 => (seconds / (30 * DAY), "month"),
        63_072_000.. => (seconds / (365 * DAY), "year"),
        _ => return format!("on {moment}, which lies ahead of this computer's clock"),
    };
    format!("{} ago", count(amount.unsigned_abs(), unit))
}

/// Entries with their reasons, one a line under a heading; at most `shown_max` of them.
pub fn entries(heading: &str, notes: &[EntryNote], shown_max: usize) -> String {
    if notes.is_empty() {
        return String::new();
    }
    let mut text = format!("{heading}:\n");
    for note in notes.iter().take(shown_max) {
        text.push_str(&format!("  {}: {}\n", sanitize::line(&note.place), sanitize::line(&note.reason)));
    }
    if notes.len() > shown_max {
        text.push_str(&format!("  … and {} more (-v lists all)\n", number((notes.len() - shown_max) as u64)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let check = |n: u64, text: &str| assert_eq!(number(n), text);
        check(0, "0");
        check(999, "999");
        check(1000, "1,000");
        check(21_578, "21,578");
        check(1_234_567, "1,234,567");
        assert_eq!(count(1, "entry|entries"), "1 entry");
        assert_eq!(count(0, "article"), "0 articles");
    }

    #[test]
    fn ages_are_told_in_words() {
        let now = DateTime::parse_from_rfc3339("2025-09-03T12:00:00Z").expect("a moment").with_timezone(&Utc);
        let clock = Clock { today: Day::from_ymd(2025, 9, 3).expect("a day"), now };
        let check = |moment: &str, text: &str| assert_eq!(age(moment, clock), text, "{moment}");
        check("2025-09-03T11:59:30Z", "just now");
        check("2025-09-03T12:00:20Z", "just now");
        check("2025-09-03T11:58:59Z", "1 minute ago");
        check("2025-09-03T11:00:00Z", "60 minutes ago");
        check("2025-09-03T09:00:00Z", "3 hours ago");
        check("2025-09-02T12:00:00Z", "24 hours ago");
        check("2025-09-03T14:00:00+05:00", "3 hours ago");
        check("2025-08-31T12:00:00Z", "3 days ago");
        check("2025-05-01T12:00:00Z", "4 months ago");
        check("2022-09-03T12:00:00Z", "3 years ago");
        check("2026-01-01T00:00:00Z", "on 2026-01-01T00:00:00Z, which lies ahead of this computer's clock");
        check("once upon a time", "once upon a time");
    }

    #[test]
    fn long_lists_are_counted() {
        let notes: Vec<EntryNote> =
            (0..12).map(|n| EntryNote { place: format!("f{n}\x1b"), reason: "is no text".into() }).collect();
        let text = entries("failed", &notes, 2);
        assert_eq!(text, "failed:\n  f0␛: is no text\n  f1␛: is no text\n  … and 10 more (-v lists all)\n");
        assert_eq!(entries("failed", &[], 2), "");
    }
}
