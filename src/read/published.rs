//! When an article was published: the candidates in the order in which they are trusted.
//!
//! Header or metadata first, then URL or file name, dateline, a date alone in the first lines, and
//! the file's time when the user asked for it. An instant in UTC alone falls on the publisher's
//! civil day where its zone is known, else on the UTC day, marked so; any other offset gives its
//! own local day. Whether a day is suspect is not decided here, for that needs to know today.

use chrono::{Datelike, NaiveTime, TimeDelta, Timelike};

use crate::language::Zone;
use crate::language::dates::{Written, written};
use crate::model::{Attribute, Day, EntryPath, Evidence, Finding, Period, Precision, Published, TimeOfDay};

use super::fields::Candidate;
use super::lines::lines;
use super::{ReadRules, dateline, name_dates};

/// A date alone in its line counts in the first so many lines.
const FIRST_LINES: usize = 5;
const DATE_LINE_BYTES_MAX: usize = 60;

/// Where a day may be found.
pub(super) struct Clues<'a> {
    /// Dates that the input names as such, the more trusted first.
    pub given: &'a [Candidate],
    /// Dates of change that the input names as such.
    pub changes: &'a [Candidate],
    pub url: Option<&'a str>,
    /// `None` where the file's name says nothing about the single article.
    pub path: Option<&'a EntryPath>,
    /// The text from its first paragraph on.
    pub lead: &'a str,
    pub publisher: Option<&'a str>,
    pub modified: Option<Day>,
}

/// The day of a single candidate.
pub(super) fn of_candidate(candidate: &Candidate, publisher: Option<&str>, rules: &ReadRules) -> Option<Published> {
    Some(civil(written(candidate.written.trim())?, candidate.evidence, publisher, rules))
}

/// When an article was published and changed, and all that was considered.
pub(super) struct Dating {
    pub published: Option<Published>,
    pub modified: Option<Published>,
    pub findings: Vec<Finding>,
}

/// Settles the days; what could not be understood goes to `notes`.
pub(super) fn dating(clues: &Clues<'_>, rules: &ReadRules, notes: &mut Vec<String>) -> Dating {
    let published = published(clues, rules, notes);
    let changed = clues.changes.iter().find_map(|change| {
        let date = written(change.written.trim())?;
        Some((change, civil(date, change.evidence, clues.publisher, rules)))
    });
    let mut findings = Vec::new();
    let mut believed_one = false;
    for given in clues.given {
        let of_it = |published: &Published| {
            let date = written(given.written.trim());
            published.evidence == given.evidence
                && date.is_some_and(|date| civil(date, given.evidence, clues.publisher, rules) == *published)
        };
        let believed = !believed_one && published.as_ref().is_some_and(of_it);
        believed_one |= believed;
        let value = Some(given.written.clone());
        findings.push(Finding { about: Attribute::Published, value, place: given.place.clone(), believed });
    }
    for change in clues.changes {
        let believed = changed.as_ref().is_some_and(|(taken, _)| std::ptr::eq(*taken, change));
        let value = Some(change.written.clone());
        findings.push(Finding { about: Attribute::Modified, value, place: change.place.clone(), believed });
    }
    Dating { published, modified: changed.map(|(_, modified)| modified), findings }
}

/// The day on which the best evidence agrees.
fn published(clues: &Clues<'_>, rules: &ReadRules, notes: &mut Vec<String>) -> Option<Published> {
    let named = from_given(clues, rules, notes).or_else(|| from_name(clues));
    match named {
        Some(day) if day.precision == Precision::Day => Some(day),
        Some(period) => Some(refined(clues, &period).unwrap_or(period)),
        None => dateline::dateline(clues.lead, None)
            .map(|day| on_day(day, Evidence::Dateline))
            .or_else(|| from_first_lines(clues.lead))
            .or_else(|| from_file_time(clues, rules)),
    }
}

fn from_given(clues: &Clues<'_>, rules: &ReadRules, notes: &mut Vec<String>) -> Option<Published> {
    for given in clues.given {
        let words = given.written.trim();
        match written(words) {
            Some(date) => return Some(civil(date, given.evidence, clues.publisher, rules)),
            None => {
                let shown: String = words.chars().take(DATE_LINE_BYTES_MAX).collect();
                notes.push(format!("the date “{shown}” was not understood"));
            }
        }
    }
    None
}

fn from_name(clues: &Clues<'_>) -> Option<Published> {
    let url = clues.url.and_then(name_dates::in_url);
    let path = || clues.path.and_then(|path| name_dates::in_path(path.bytes()));
    let (period, precision) = match url {
        Some(date) if date.1 == Precision::Day => date,
        Some(date) => path().filter(|p| p.1 == Precision::Day && date.0.contains(p.0.first())).unwrap_or(date),
        None => path()?,
    };
    Some(Published { period, precision, evidence: Evidence::Name, time: None, utc_day: false, suspicion: None })
}

/// The dateline's day within a month or year that is known from better evidence.
fn refined(clues: &Clues<'_>, known: &Published) -> Option<Published> {
    let year = known.first().date().year();
    let day = dateline::dateline(clues.lead, Some(year))?;
    known.period.contains(day).then(|| on_day(day, Evidence::Dateline))
}

fn from_first_lines(lead: &str) -> Option<Published> {
    let filled = lines(lead, 0).map(|line| line.of(lead).trim()).filter(|line| !line.is_empty());
    for line in filled.take(FIRST_LINES) {
        let bare = line.trim_end_matches(['.', ',']);
        if bare.len() > DATE_LINE_BYTES_MAX {
            continue;
        }
        // A year alone is a chapter, a price or a room.
        let whole = written(bare).filter(|date| date.length == bare.len() && date.precision != Precision::Year);
        if let Some(date) = whole {
            return Some(local(date, Evidence::FirstLines));
        }
    }
    None
}

fn from_file_time(clues: &Clues<'_>, rules: &ReadRules) -> Option<Published> {
    clues.modified.filter(|_| rules.date_from_mtime()).map(|day| on_day(day, Evidence::FileTime))
}

fn on_day(day: Day, evidence: Evidence) -> Published {
    let (period, precision) = (Period::day(day), Precision::Day);
    Published { period, precision, evidence, time: None, utc_day: false, suspicion: None }
}

fn local(date: Written, evidence: Evidence) -> Published {
    let Written { period, precision, time, .. } = date;
    Published { period, precision, evidence, time, utc_day: false, suspicion: None }
}

/// The civil day of a date as written: an instant in UTC moves to the publisher's zone.
fn civil(date: Written, evidence: Evidence, publisher: Option<&str>, rules: &ReadRules) -> Published {
    let mut published = local(date, evidence);
    let Some(time) = published.time.filter(|time| time.offset_minutes == Some(0)) else { return published };
    let moved = rules.zone_of(publisher).and_then(|zone| in_zone(published.first(), time, zone));
    match moved {
        Some((day, time)) => {
            published.period = Period::day(day);
            published.time = Some(time);
        }
        None => published.utc_day = true,
    }
    published
}

fn in_zone(day: Day, time: TimeOfDay, zone: &Zone) -> Option<(Day, TimeOfDay)> {
    // A leap second counts as the second before it.
    let clock = NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), time.second.min(59).into())?;
    let there = day.date().and_time(clock);
    let offset_seconds = zone.offset_seconds(there.and_utc().timestamp())?;
    let there = there.checked_add_signed(TimeDelta::seconds(offset_seconds.into()))?;
    let time = TimeOfDay {
        hour: there.hour() as u8,
        minute: there.minute() as u8,
        second: there.second() as u8,
        offset_minutes: Some((offset_seconds / 60) as i16),
    };
    Some((Day::from_date(there.date())?, time))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn rules() -> ReadRules {
        let zones = BTreeMap::from([("The Courier".to_string(), "America/New_York".to_string())]);
        ReadRules::new(&BTreeMap::new(), &zones, true).unwrap()
    }

    #[derive(Default)]
    struct Case {
        name: &'static str,
        lead: &'static str,
        publisher: Option<&'static str>,
        modified: Option<Day>,
    }

    fn check(case: Case, given: &[&str], expected: &str) {
        let path = EntryPath::new(case.name);
        let given: Vec<Candidate> = given
            .iter()
            .map(|date| Candidate { written: date.to_string(), evidence: Evidence::Header, place: "header".into() })
            .collect();
        let clues = Clues {
            given: &given,
            changes: &[],
            url: None,
            path: Some(&path),
            lead: case.lead,
            publisher: case.publisher,
            modified: case.modified,
        };
        let found = published(&clues, &rules(), &mut Vec::new());
        let shown = found.map_or("none".to_string(), |date| {
            let utc = if date.utc_day { " utc" } else { "" };
            format!("{} {}{utc}", date.label(), date.evidence.word())
        });
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_more_trusted_evidence_wins() {
        let lead = "PORT, May 4, 2025 — It rose.\nMay 5, 2025\n";
        let name = "2025-05-03-river.txt";
        let modified = Day::from_ymd(2025, 5, 6);
        check(Case { name, lead, modified, ..Case::default() }, &["2025-05-01"], "2025-05-01 header");
        check(Case { name, lead, modified, ..Case::default() }, &[], "2025-05-03 name");
        check(Case { lead, modified, ..Case::default() }, &[], "2025-05-04 dateline");
        check(Case { lead: "It rose.\n\nMay 5, 2025\n", modified, ..Case::default() }, &[], "2025-05-05 first lines");
        check(Case { modified, ..Case::default() }, &[], "2025-05-06 file time");
        check(Case::default(), &[], "none");
    }

    #[test]
    fn a_date_not_understood_gives_way_to_the_next() {
        check(Case::default(), &["soon", "2025-05"], "2025-05 header");
    }

    #[test]
    fn a_dateline_without_a_year_refines_a_known_month() {
        check(Case { lead: "PORT, May 4 — It rose.", ..Case::default() }, &["2025-05"], "2025-05-04 dateline");
        check(Case { lead: "PORT, June 4 — It rose.", ..Case::default() }, &["2025-05"], "2025-05 header");
        check(Case { lead: "PORT, May 4 — It rose.", ..Case::default() }, &[], "none");
    }

    #[test]
    fn an_instant_in_utc_falls_on_the_publishers_day() {
        check(
            Case { publisher: Some("the courier"), ..Case::default() },
            &["2025-09-03T02:15:00Z"],
            "2025-09-02 header",
        );
        check(
            Case { publisher: Some("The Herald"), ..Case::default() },
            &["2025-09-03T02:15:00Z"],
            "2025-09-03 header utc",
        );
        check(
            Case { publisher: Some("The Courier"), ..Case::default() },
            &["2025-09-03T02:15:00+02:00"],
            "2025-09-03 header",
        );
    }
}
