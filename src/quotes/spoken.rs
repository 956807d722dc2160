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
    // `refused on Thursday to say`.
    let inside = cue.of(&article.text).find(' ').map(|at| Span::new(cue.start + at, cue.end));
    if let Some(found) = inside.and_then(|inside| day_in(article, inside)) {
        return Some(found);
    }
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
    let may_date = |word: &Span| may_date(word.of(&article.text));
    let last = words.iter().rposition(may_date)?;
    let mut before = String::new();
    for (at, word) in words.iter().enumerate().take(WORDS_MAX.min(last + 1)) {
        let lower = lower(word.of(&article.text));
        let class = english::classes(&lower);
        if class & (is::AUXILIARY | is::RELATIVE | is::SUBJECT) != 0 && class & (is::DETERMINER | is::TIME) == 0 {
            return None;
        }
        if words[at..].iter().take(DATE_WORDS_MAX).any(may_date)
            && !NOT_AFTER.contains(&before.as_str())
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

/// Every date has a number or a word of time in it: asked first, for most words are neither.
fn may_date(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit()) || english::classes(&lower(word)) & is::TIME != 0
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
    match word.is_ascii() {
        true => word.to_ascii_lowercase(),
        false => word.to_lowercase(),
    }
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
    english::MONTHS.iter().position(|month| *month == word).map(|at| at as u32 + 1)
}

fn several_words(phrase: &str, written: &str, today: Option<Day>) -> Option<(Period, Precision)> {
    let (first, rest) = phrase.split_once(' ')?;
    if let Some(distance) = phrase.strip_suffix(" ago") {
        return ago(distance, today?);
    }
    if matches!(phrase, "this morning" | "this afternoon" | "this evening") {
        return Some((Period::day(today?), Precision::Day));
    }
    if matches!(phrase, "the weekend" | "last weekend") {
        let saturday = dates::asked("saturday", today?).ok()?.first();
        let sunday = saturday.plus(1);
        return Some((Period::new(saturday, sunday)?, Precision::Day));
    }
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

/// `two weeks ago` is that week, `a year ago` that year: nobody counts the days.
fn ago(distance: &str, today: Day) -> Option<(Period, Precision)> {
    const COUNTS: &[&str] =
        &["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let (count, unit) = distance.split_once(' ')?;
    let count = match count {
        "a" | "an" => 1,
        "several" | "many" => return None,
        word => COUNTS.iter().position(|known| *known == word).or_else(|| word.parse().ok())?,
    };
    use chrono::Datelike;
    let count = i32::try_from(count).ok().filter(|count| *count < 1000)?;
    let date = today.date();
    match unit {
        "day" | "days" => Some((Period::day(today.plus(-count)), Precision::Day)),
        "week" | "weeks" => {
            let monday = today.plus(-7 * count - date.weekday().num_days_from_monday() as i32);
            Some((Period::new(monday, monday.plus(6))?, Precision::Day))
        }
        "month" | "months" => {
            let months = date.year() * 12 + date.month0() as i32 - count;
            let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u32 + 1);
            Some((Period::month(year, month)?, Precision::Month))
        }
        "year" | "years" => Some((Period::year(date.year() - count)?, Precision::Year)),
        _ => None,
    }
}

/// Years alone are left to `one_word`, which asks what stands before.
fn whole(written: &str, period: Period, precision: Precision) -> Option<(Period, Precision)> {
    (precision != Precision::Year && written.len() > 5).then_some((period, precision))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::quotes::statements;
    use crate::quotes::trial::article;

    /// A line for each quote: when it was said, and the words that tell.
    fn check(text: &str, expected: Expect) {
        let article = article(text);
        let mut shown = String::new();
        for quote in statements(&article).quotes {
            let words = quote.extent().of(&article.text);
            let spoken = quote.spoken.as_ref().map_or("no day".to_string(), |spoken| {
                format!("{} ({})", spoken.label(), spoken.evidence.of(&article.text))
            });
            shown += &format!("{words}: {spoken}\n");
        }
        expected.assert_eq(&shown);
    }

    /// A Wednesday.
    fn check_on_a_day(text: &str, expected: Expect) {
        check(&format!("On 2025-09-10\n{text}"), expected);
    }

    #[test]
    fn weekdays_are_the_last_ones_before_the_article() {
        check_on_a_day(
            "Hedda Marsh said on Tuesday that it had rained. It had snowed, Marsh said Thursday.\n\
             On Wednesday, Marsh said it was dry. Marsh on Monday said it was wet.\n\
             “It poured,” Marsh told the Courier last Friday. “It poured,” Marsh said late Tuesday night.",
            expect![[r#"
                it had rained: 2025-09-09 (Tuesday)
                It had snowed: 2025-09-04 (Thursday)
                it was dry: 2025-09-10 (Wednesday)
                it was wet: 2025-09-08 (Monday)
                It poured,: 2025-09-05 (last Friday)
                It poured,: 2025-09-09 (Tuesday)
            "#]],
        );
    }

    #[test]
    fn stretches_and_distances() {
        check_on_a_day(
            "Hedda Marsh said last month in Ostrey that the dam was old. Last week, Marsh said it was weak.\n\
             A year ago, Marsh told reporters it would break. Two days ago, Marsh said it was wet.\n\
             Three months ago, Marsh said it was dry. Two weeks ago, Marsh said it was done.\n\
             Marsh said yesterday that it was wet. “It is old,” Marsh said earlier this week.\n\
             “It is older,” Marsh said this morning. “It is done,” Marsh said over the weekend.",
            expect![[r#"
                the dam was old: 2025-08 (last month)
                it was weak: 2025-09-01..2025-09-07 (Last week)
                it would break: 2024 (A year ago)
                it was wet: 2025-09-08 (Two days ago)
                it was dry: 2025-06 (Three months ago)
                it was done: 2025-08-25..2025-08-31 (Two weeks ago)
                it was wet: 2025-09-09 (yesterday)
                It is old,: 2025-09-08..2025-09-10 (this week)
                It is older,: 2025-09-10 (this morning)
                It is done,: 2025-09-06..2025-09-07 (the weekend)
            "#]],
        );
    }

    #[test]
    fn written_dates() {
        check_on_a_day(
            "Hedda Marsh said in 2019 that the dam was old. Marsh said on 3 September that it was weak.\n\
             On Sept. 1, Marsh said it was full. Marsh said in March that it was dry.\n\
             Marsh said in November that it was wet. In May 2021, Marsh said it had snowed.\n\
             In 2011, Marsh said it was new. On 5 May 2020, Marsh said it was dry.",
            expect![[r#"
                the dam was old: 2019 (2019)
                it was weak: 2025-09-03 (3 September)
                it was full: 2025-09-01 (Sept. 1)
                it was dry: 2025-03 (March)
                it was wet: 2024-11 (November)
                it had snowed: 2021-05 (May 2021)
                it was new: 2011 (2011)
                it was dry: 2020-05-05 (5 May 2020)
            "#]],
        );
    }

    #[test]
    fn days_of_what_was_said_are_not_days_of_saying() {
        check_on_a_day(
            "Hedda Marsh said the dam broke on Tuesday. Marsh said that it would open on Friday.\n\
             “It broke in 2019,” Marsh said. Marsh said she had been in Ostrey last month.\n\
             Marsh, who left the council in 2011, said it was old.\n\
             Marsh said by Friday it would be mended. Marsh said next month it would be new.",
            expect![[r#"
                the dam broke on Tuesday: no day
                it would open on Friday: no day
                It broke in 2019,: no day
                she had been in Ostrey last month: no day
                it was old: no day
                it would be mended: no day
                next month it would be new: no day
            "#]],
        );
    }

    #[test]
    fn nothing_is_said_after_the_article() {
        check_on_a_day(
            "Hedda Marsh said on 24 September that the dam was old. Marsh said in 2031 that it broke.",
            expect![[r#"
                the dam was old: no day
                it broke: no day
            "#]],
        );
    }

    #[test]
    fn without_a_day_only_full_dates_count() {
        check(
            "Hedda Marsh said on Tuesday that it had rained. Marsh said in 2019 that it was dry.\n\
             On 5 May 2020, Marsh said it was cold. A year ago, Marsh said it was wet.",
            expect![[r#"
                it had rained: no day
                it was dry: 2019 (2019)
                it was cold: 2020-05-05 (5 May 2020)
                it was wet: no day
            "#]],
        );
    }
}
