//! On which day something was said, from the words of the sentence that reports it.
//!
//! Only words that belong to the report count: behind the cue up to the next verb or clause, and
//! in an adverbial that opens the sentence. No day is better than a wrong one: what lies in the
//! future, and what would need a day that the article lacks, is none.

use super::tables::{class as is, english};
use crate::language::dates;
use crate::model::{Article, Day, Period, Precision, Span, Spoken};

/// Words looked at behind a cue.
const WORDS_MAX: usize = 14;
/// Words that a date may have.
const DATE_WORDS_MAX: usize = 4;
/// Behind these a day is no day of saying.
const NOT_AFTER: &[&str] = &["by", "until", "till", "next", "since", "before", "for", "from", "through", "coming"];

/// Where a report stands in its sentence.
pub(super) struct Place<'a> {
    pub sentence: Span,
    pub cue: Option<Span>,
    pub sayer: Option<Span>,
    /// What was said: its days are not those of the saying.
    pub said: &'a [Span],
}

/// The day of the report, resolved against the article's own.
pub(super) fn spoken(article: &Article, place: &Place<'_>) -> Option<Spoken> {
    let cue = place.cue?;
    let from = place.sayer.filter(|sayer| sayer.start >= cue.end).map_or(cue.end, |sayer| sayer.end);
    let to = place.said.iter().map(|span| span.start).filter(|start| *start >= from).min();
    let to = to.unwrap_or(place.sentence.end).min(place.sentence.end.max(from));
    if let Some(found) = day_in(article, Span::new(from, to.max(from))) {
        return Some(found);
    }
    // `On Tuesday, Hill said`, `Hill on Tuesday said`.
    let starts = place.said.iter().chain(place.sayer.iter()).chain([&cue]).map(|span| span.start);
    let opening = starts.min()?;
    if opening <= place.sentence.start {
        let sayer = place.sayer.filter(|sayer| sayer.end < cue.start)?;
        return day_in(article, Span::new(sayer.end, cue.start));
    }
    let adverbial = Span::new(place.sentence.start, opening);
    let opens = adverbial.of(&article.text).trim_end().ends_with(',');
    let found = opens.then(|| day_in(article, adverbial)).flatten();
    found.or_else(|| {
        let sayer = place.sayer.filter(|sayer| sayer.end < cue.start)?;
        day_in(article, Span::new(sayer.end, cue.start))
    })
}

/// The first day that the words name.
fn day_in(article: &Article, span: Span) -> Option<Spoken> {
    let words = words(&article.text, span);
    let mut before = String::new();
    for (at, word) in words.iter().enumerate().take(WORDS_MAX) {
        let lower = lower(word.of(&article.text));
        let class = english::classes(&lower);
        if class & (is::AUXILIARY | is::RELATIVE | is::SUBJECT) != 0 && class & (is::DETERMINER | is::TIME) == 0 {
            return None;
        }
        if !NOT_AFTER.contains(&before.as_str())
            && let Some(found) = date_at(article, &words[at..], &before)
        {
            return Some(found);
        }
        if class & (is::SUBORDINATOR | is::VERB) != 0 && class & (is::TIME | is::PREPOSITION | is::DETERMINER) == 0 {
            return None;
        }
        before = lower;
    }
    None
}

fn words(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in span.of(text).char_indices() {
        let at = span.start + at;
        match (c.is_alphanumeric() || c == '-' || c == '\'' || c == '’', start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
        if found.len() > WORDS_MAX + DATE_WORDS_MAX {
            return found;
        }
    }
    found.extend(start.map(|from| Span::new(from, span.end)));
    found
}

fn lower(word: &str) -> String {
    // `USA TODAY` is no day.
    if word.len() > 2 && !word.chars().any(char::is_lowercase) && !word.chars().any(|c| c.is_ascii_digit()) {
        return word.to_string();
    }
    word.to_lowercase()
}

/// A date that begins with the first of the words.
fn date_at(article: &Article, words: &[Span], before: &str) -> Option<Spoken> {
    let text = &article.text;
    let today = article.published.as_ref().filter(|published| published.precision == Precision::Day);
    let today = today.map(|published| published.first());
    for count in (1..=DATE_WORDS_MAX.min(words.len())).rev() {
        let evidence = Span::new(words[0].start, words[count - 1].end);
        let phrase = lower(&evidence.of(text).replace(['.', ','], ""));
        let period = match count {
            1 => one_word(&phrase, before, today),
            _ => several_words(&phrase, evidence.of(text), today),
        };
        let Some((period, precision)) = period else { continue };
        let published = article.published.as_ref().map(|published| published.last());
        if published.is_some_and(|published| published < period.first()) {
            return None;
        }
        let last = published.map_or(period.last(), |published| published.min(period.last()));
        let period = Period::new(period.first(), last)?;
        return Some(Spoken { period, precision, evidence });
    }
    None
}

fn one_word(word: &str, before: &str, today: Option<Day>) -> Option<(Period, Precision)> {
    const DAYS: &[&str] =
        &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"];
    if DAYS.contains(&word) {
        return Some((dates::asked(word, today?).ok()?, Precision::Day));
    }
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_year && matches!(before, "in" | "a" | "his" | "her" | "their" | "during") {
        let year: i32 = word.parse().ok().filter(|year| (1600..2200).contains(year))?;
        return Some((Period::year(year)?, Precision::Year));
    }
    // `in March`: the last one.
    if before == "in" || before == "last" {
        let month = month_named(word)?;
        let today = today?.date();
        use chrono::Datelike;
        let year = if month <= today.month() { today.year() } else { today.year() - 1 };
        return Some((Period::month(year, month)?, Precision::Month));
    }
    None
}

fn month_named(word: &str) -> Option<u32> {
    const MONTHS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    MONTHS.iter().position(|month| *month == word).map(|at| at as u32 + 1)
}

fn several_words(phrase: &str, written: &str, today: Option<Day>) -> Option<(Period, Precision)> {
    let (first, rest) = phrase.split_once(' ')?;
    if first == "last" || first == "this" {
        let precision = match rest {
            "week" => Precision::Day,
            "month" => Precision::Month,
            "year" => Precision::Year,
            _ if first == "last" => Precision::Day,
            _ => return None,
        };
        return Some((dates::asked(phrase, today?).ok()?, precision));
    }
    if let Some(found) = dates::written(written).filter(|found| found.length >= written.len()) {
        return whole(written, found.period, found.precision);
    }
    // `Sept. 3`, `3 September`: of this year, or of the last.
    let (month, day, length) = dates::month_day(written)?;
    if !written[length..].trim_matches(['.', ',']).is_empty() {
        return None;
    }
    let today = today?;
    use chrono::Datelike;
    let year = today.date().year();
    let this = Day::from_ymd(year, month, day).filter(|day| *day <= today);
    // A day shortly ahead is one to come, not one of last year.
    let ahead = Day::from_ymd(year, month, day).is_some_and(|day| day > today && day.number() - today.number() < 60);
    let found = this.or_else(|| Day::from_ymd(year - 1, month, day).filter(|_| !ahead))?;
    Some((Period::day(found), Precision::Day))
}

/// Years alone are left to `one_word`, which asks what stands before.
fn whole(written: &str, period: Period, precision: Precision) -> Option<(Period, Precision)> {
    (precision != Precision::Year && written.len() > 5).then_some((period, precision))
}
