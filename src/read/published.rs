//! When an article was published: the candidates in the order in which they are trusted.
//!
//! Header or metadata first, then URL or file name, what a page shows near its headline, dateline, a
//! date alone in the first lines, and the file's time when the user asked for it. A candidate that
//! names a month is refined by one that names a day within it; one before print or after the day of
//! reading gives way to a sane one. An instant in UTC alone falls on the publisher's civil day where
//! its zone is known or where another candidate shows it, else on the UTC day, marked so; any other
//! offset gives its own local day. Whether a day is suspect is not decided here.

use std::borrow::Cow;

use chrono::{Datelike, NaiveTime, TimeDelta, Timelike};

use crate::language::Zone;
use crate::language::dates::{DayOrder, Written, impossible, is_ambiguous, written_in};
use crate::model::{Attribute, Day, EntryPath, Evidence, Finding, Period, Precision, Published, TimeOfDay};

use super::fields::Candidate;
use super::lines::lines;
use super::{ReadRules, dateline, name_dates};

/// A date alone in its line counts in the first so many lines.
const FIRST_LINES: usize = 5;
const DATE_LINE_BYTES_MAX: usize = 60;
/// Before it no newspaper was printed.
const FIRST_PRINTED_YEAR: i32 = 1600;

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
    /// Which number stands first in the input's own dates of numbers, where that is known.
    pub order: Option<DayOrder>,
}

/// The day of a single candidate.
pub(super) fn of_candidate(candidate: &Candidate, publisher: Option<&str>, rules: &ReadRules) -> Option<Published> {
    Some(civil(written_in(candidate.written.trim(), rules.day_order())?, candidate.evidence, publisher, rules))
}

/// When an article was published and changed, and all that was considered.
pub(super) struct Dating {
    pub published: Option<Published>,
    pub modified: Option<Published>,
    pub findings: Vec<Finding>,
}

/// A candidate and what it means.
struct Considered<'a> {
    written: Cow<'a, str>,
    place: Cow<'static, str>,
    date: Option<Published>,
}

/// Settles the days; what could not be understood goes to `notes`.
pub(super) fn dating(clues: &Clues<'_>, rules: &ReadRules, notes: &mut Vec<String>) -> Dating {
    let all = considered(clues, rules);
    let changes: Vec<Considered<'_>> = clues.changes.iter().map(|change| of_given(change, clues, rules)).collect();
    let mut chosen = choice(&all, rules);
    note_what_gave_way(&all, chosen, rules, notes);
    let mut published = chosen.and_then(|at| settled(&all, at));
    if let (Some(at), None, Some(order)) = (chosen, clues.order, rules.day_order())
        && is_ambiguous(all[at].written.trim())
    {
        let first = if order == DayOrder::DayFirst { "day" } else { "month" };
        let written = all[at].written.trim();
        notes.push(format!("“{written}” was read with the {first} first, as other dates of the archive are written"));
    }
    if let Some(refined) = published.as_ref().and_then(|known| refined_by_dateline(clues, known)) {
        published = Some(refined);
        chosen = None;
    }
    let change = changes.iter().position(|change| {
        let earlier = |date: &Published| published.as_ref().is_some_and(|published| date.last() < published.first());
        change.date.as_ref().is_some_and(|date| is_sane(date, rules) && !earlier(date))
    });
    if published.is_none()
        && let Some(date) = change.and_then(|at| changes[at].date.clone())
    {
        notes.push("the day is that of its last change: nothing tells when it was published".to_string());
        published = Some(date);
    }
    let mut findings = Vec::new();
    for (at, one) in all.into_iter().enumerate() {
        let believed = published.as_ref().filter(|_| chosen == Some(at));
        findings.push(finding(Attribute::Published, one.written, one.place, believed));
    }
    let modified = change.and_then(|at| changes[at].date.clone());
    for (at, one) in changes.into_iter().enumerate() {
        let believed = modified.as_ref().filter(|_| change == Some(at));
        findings.push(finding(Attribute::Modified, one.written, one.place, believed));
    }
    Dating { published, modified, findings }
}

/// What was written, but where it is the date that was taken word for word.
fn finding(about: Attribute, written: Cow<'_, str>, place: Cow<'static, str>, believed: Option<&Published>) -> Finding {
    let is_own = believed.is_some_and(|date| date.time.is_none() && date.label() == written);
    Finding { about, value: (!is_own).then(|| written.into_owned()), place, believed: believed.is_some() }
}

/// All candidates, the more trusted first.
fn considered<'a>(clues: &Clues<'a>, rules: &ReadRules) -> Vec<Considered<'a>> {
    let shown = clues.given.iter().position(|given| given.evidence > Evidence::Name).unwrap_or(clues.given.len());
    let (named, shown) = clues.given.split_at(shown);
    let mut all: Vec<Considered<'a>> = named.iter().map(|given| of_given(given, clues, rules)).collect();
    all.extend(from_names(clues));
    all.extend(shown.iter().map(|given| of_given(given, clues, rules)));
    let known = |day: Day, evidence, place: &'static str| Considered {
        written: Cow::Owned(day.to_string()),
        place: place.into(),
        date: Some(on_day(day, evidence)),
    };
    all.extend(dateline::dateline(clues.lead, None).map(|day| known(day, Evidence::Dateline, "dateline")));
    all.extend(from_first_lines(clues.lead));
    let file_time = clues.modified.filter(|_| rules.date_from_mtime());
    all.extend(file_time.map(|day| known(day, Evidence::FileTime, "file time")));
    all
}

fn of_given<'a>(given: &'a Candidate, clues: &Clues<'_>, rules: &ReadRules) -> Considered<'a> {
    let order = clues.order.or(rules.day_order());
    let words = given.written.trim();
    let date = written_in(words, order).or_else(|| written_in(words, dotted(words)));
    let date = date.map(|date| civil(date, given.evidence, clues.publisher, rules));
    Considered { written: Cow::Borrowed(&given.written), place: given.place.clone(), date }
}

/// `03.09.2025`: with stops the day stands first wherever it is printed.
fn dotted(words: &str) -> Option<DayOrder> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let has_stop = (1..=2).contains(&digits) && words[digits..].trim_start().starts_with('.');
    has_stop.then_some(DayOrder::DayFirst)
}

/// URL, then file name.
fn from_names<'a>(clues: &Clues<'a>) -> Vec<Considered<'a>> {
    let url = clues.url.and_then(|url| Some((Cow::Borrowed(url), "URL", name_dates::in_url(url)?)));
    let path = clues.path.and_then(|path| {
        let shown = Cow::Owned(String::from_utf8_lossy(path.bytes()).into_owned());
        Some((shown, "file name", name_dates::in_path(path.bytes())?))
    });
    let of_name = |(written, place, (period, precision)): (Cow<'a, str>, &'static str, _)| {
        let evidence = Evidence::Name;
        let date = Published { period, precision, evidence, time: None, utc_day: false, suspicion: None };
        Considered { written, place: place.into(), date: Some(date) }
    };
    url.into_iter().chain(path).map(of_name).collect()
}

fn from_first_lines(lead: &str) -> Option<Considered<'_>> {
    let filled = lines(lead, 0).map(|line| line.of(lead).trim()).filter(|line| !line.is_empty());
    for line in filled.take(FIRST_LINES) {
        let bare = line.trim_end_matches(['.', ',']);
        if bare.len() > DATE_LINE_BYTES_MAX {
            continue;
        }
        // A year alone is a chapter, a price or a room.
        let whole =
            written_in(bare, None).filter(|date| date.length == bare.len() && date.precision != Precision::Year);
        if let Some(date) = whole {
            let date = Some(local(date, Evidence::FirstLines));
            return Some(Considered { written: Cow::Borrowed(bare), place: "first lines".into(), date });
        }
    }
    None
}

/// The candidate to believe: the first sane one, refined by the first that names a day within it;
/// the first of all where none is sane.
fn choice(all: &[Considered<'_>], rules: &ReadRules) -> Option<usize> {
    let dates = || all.iter().enumerate().filter_map(|(at, one)| Some((at, one.date.as_ref()?)));
    let (first, best) = dates().find(|(_, date)| is_sane(date, rules)).or_else(|| dates().next())?;
    if best.precision == Precision::Day {
        return Some(first);
    }
    let within = |date: &Published| date.precision == Precision::Day && best.period.contains(date.first());
    Some(dates().find(|(_, date)| within(date)).map_or(first, |(at, _)| at))
}

/// The candidate's date; an instant in UTC moves to the day that another candidate prints of it.
fn settled(all: &[Considered<'_>], at: usize) -> Option<Published> {
    let chosen = all[at].date.clone()?;
    if !chosen.utc_day {
        return Some(chosen);
    }
    let (day, time) = (chosen.first(), chosen.time?);
    let same_instant = |other: &Published| {
        let local = other.time.filter(|time| time.offset_minutes.is_some_and(|minutes| minutes != 0));
        local.is_some_and(|local| minutes_of(other.first(), local) == minutes_of(day, time))
    };
    // Newsrooms lie up to ten hours east of UTC and as far west: only so far does a
    // printed day go with the instant.
    let prints = |other: &Published| {
        let days = other.first().number() - day.number();
        (days == 1 && time.hour >= 14) || (days == -1 && time.hour < 10)
    };
    let others = || all.iter().filter_map(|one| one.date.as_ref());
    let is_shown = |other: &&Published| {
        let civil = other.time.is_none_or(|time| time.offset_minutes.is_none());
        other.evidence == Evidence::FirstLines && other.precision == Precision::Day && civil
    };
    let shown = || others().filter(is_shown);
    let printed = shown().next().filter(|_| shown().all(|other| other.first() != day)).filter(|other| prints(other));
    let local = others().find(|other| same_instant(other)).or(printed);
    match local {
        Some(local) => {
            let time = if local.time.is_some_and(|time| time.offset_minutes.is_some()) { local.time } else { None };
            Some(Published { period: local.period, time, utc_day: false, ..chosen })
        }
        None => Some(chosen),
    }
}

/// Minutes since the first day, in UTC.
fn minutes_of(day: Day, time: TimeOfDay) -> i64 {
    let offset = i64::from(time.offset_minutes.unwrap_or(0));
    i64::from(day.number()) * 1440 + i64::from(time.hour) * 60 + i64::from(time.minute) - offset
}

/// Whether the date lies between the first newspapers and the day of reading.
fn is_sane(date: &Published, rules: &ReadRules) -> bool {
    let ahead = rules.today().is_some_and(|today| date.first() > today.plus(1));
    date.last().date().year() >= FIRST_PRINTED_YEAR && !ahead
}

/// Says of the candidates before the chosen one why they were not believed.
fn note_what_gave_way(all: &[Considered<'_>], chosen: Option<usize>, rules: &ReadRules, notes: &mut Vec<String>) {
    for one in &all[..chosen.unwrap_or(all.len())] {
        let shown: String = one.written.trim().chars().take(DATE_LINE_BYTES_MAX).collect();
        match &one.date {
            None => notes.push(match impossible(one.written.trim()) {
                Some(reason) => format!("the date “{shown}” is not in the calendar: {reason}"),
                None => format!("the date “{shown}” was not understood"),
            }),
            Some(date) if !is_sane(date, rules) && chosen.is_some() => {
                let why = if date.last().date().year() < FIRST_PRINTED_YEAR {
                    "before newspapers were printed"
                } else {
                    "in the future"
                };
                notes.push(format!("the date “{shown}” lies {why} and gave way to another"));
            }
            Some(_) => {}
        }
    }
}

/// The dateline's day within a month or year that is known from better evidence.
fn refined_by_dateline(clues: &Clues<'_>, known: &Published) -> Option<Published> {
    if known.precision == Precision::Day {
        return None;
    }
    let year = known.first().date().year();
    let day = dateline::dateline(clues.lead, Some(year))?;
    known.period.contains(day).then(|| on_day(day, Evidence::Dateline))
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
        rules: Option<ReadRules>,
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
            order: None,
        };
        let found = dating(&clues, &case.rules.unwrap_or_else(rules), &mut Vec::new()).published;
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
