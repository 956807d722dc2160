//! What an answer rests on, in three lines under it.
//!
//! The total and the page, the days meant, what was left out and why, and the index with its age.

use super::layout::Flow;
use super::terminal::{FAINT, Terminal};
use super::words;
use crate::engine::{Answer, Made, Question, ResolvedDays};
use crate::faces::settings::Clock;

/// Appends the footer.
pub fn write(out: &mut String, terminal: Terminal, question: &Question, answer: &Answer, clock: Clock) {
    write_lines(out, terminal, lines(question, answer, clock));
}

/// Lines of parts, under any answer.
pub fn write_lines(out: &mut String, terminal: Terminal, lines: Vec<Vec<String>>) {
    for line in lines {
        let mut flow = Flow::new(terminal);
        for (number, part) in line.iter().enumerate() {
            flow.push(if number == 0 { "" } else { " · " }, FAINT).push(part, FAINT);
        }
        flow.write(out, 0, 2);
    }
}

/// The lines, each of parts; a line without parts is left out.
fn lines(question: &Question, answer: &Answer, clock: Clock) -> Vec<Vec<String>> {
    let mut found = vec![total(question, answer)];
    found.extend(answer.days.and_then(days));
    let all = [found, left_out(answer), index(&answer.made, clock)];
    all.into_iter().filter(|parts| !parts.is_empty()).collect()
}

fn total(question: &Question, answer: &Answer) -> String {
    let articles = answer.any_instead.unwrap_or(answer.total);
    let count = answer.stories.unwrap_or(articles);
    let total = of_articles(articles, count);
    let (Some(first), Some(last)) = (answer.hits.first(), answer.hits.last()) else {
        return match (count, question.limit) {
            (0, _) => "no articles".to_string(),
            (_, Some(0)) => total,
            _ => format!("{total}; page {} lies past the last", question.page),
        };
    };
    let total = if answer.any_instead.is_some() { format!("{total} with some of the words") } else { total };
    if first.rank == 1 && last.rank >= count {
        return total;
    }
    let shown = format!("{total}; {} to {} shown", words::number(first.rank), words::number(last.rank));
    if last.rank < count { format!("{shown}, --page {} for more", question.page + 1) } else { shown }
}

/// `21 articles`, and how many stories they are where some are printed more than once.
fn of_articles(articles: u64, stories: u64) -> String {
    let total = words::count(articles, "article");
    if stories == articles { total } else { format!("{total}, {} without copies", words::number(stories)) }
}

pub fn days(days: ResolvedDays) -> Option<String> {
    match (days.from, days.to) {
        (Some(from), Some(to)) if from == to => Some(format!("published on {from}")),
        (Some(from), Some(to)) => Some(format!("published {from} to {to}")),
        (Some(from), None) => Some(format!("published on {from} or later")),
        (None, Some(to)) => Some(format!("published on {to} or earlier")),
        (None, None) => None,
    }
}

fn left_out(answer: &Answer) -> Vec<String> {
    let mut parts = not_dated(answer.overlapping, answer.undated);
    if answer.related > 0 {
        let verb = if answer.related == 1 { "matches" } else { "match" };
        parts.push(format!("{} more {verb} in related headlines alone (related:)", words::number(answer.related)));
    }
    parts
}

/// What matches but for its date.
pub fn not_dated(overlapping: u64, undated: u64) -> Vec<String> {
    let mut parts = Vec::new();
    if overlapping > 0 {
        let verb = if overlapping == 1 { "is" } else { "are" };
        parts.push(format!("{} more {verb} dated to a month or year that only overlaps", words::number(overlapping)));
    }
    if undated > 0 {
        let verb = if undated == 1 { "has" } else { "have" };
        parts.push(format!("{} more {verb} no date (date:none)", words::number(undated)));
    }
    parts
}

/// Which state of which index answered.
pub fn index(made: &Made, clock: Clock) -> Vec<String> {
    let mut parts = vec![
        format!("index of {}", words::count(made.articles, "article")),
        format!("generation {}", made.generation),
        format!("indexed {}", words::age(&made.indexed_at, clock)),
    ];
    if made.unread > 0 {
        parts.push(format!("{} could not be read (onrecord status)", words::count(made.unread, "file")));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::fixture;
    use crate::model::Day;

    fn check(change: impl FnOnce(&mut Question, &mut Answer), expected: &[&str]) {
        let (mut question, mut answer) = (Question::new("drought"), fixture::answer());
        change(&mut question, &mut answer);
        let found: Vec<String> =
            lines(&question, &answer, fixture::clock()).iter().map(|parts| parts.join(" · ")).collect();
        assert_eq!(found, expected);
    }

    const INDEX: &str = "index of 85 articles · generation 3 · indexed 3 hours ago";

    #[test]
    fn all_on_one_page_is_a_plain_total() {
        check(|_, _| (), &["2 articles", INDEX]);
    }

    #[test]
    fn a_page_says_how_to_go_on() {
        check(|_, answer| answer.total = 21_578, &["21,578 articles; 1 to 2 shown, --page 2 for more", INDEX]);
        check(
            |question, answer| {
                question.page = 7;
                answer.hits.clear();
            },
            &["2 articles; page 7 lies past the last", INDEX],
        );
    }

    #[test]
    fn pages_are_of_stories_where_copies_are_folded() {
        check(|_, answer| (answer.total, answer.stories) = (5, Some(2)), &["5 articles, 2 without copies", INDEX]);
        check(
            |_, answer| (answer.total, answer.stories) = (50, Some(20)),
            &["50 articles, 20 without copies; 1 to 2 shown, --page 2 for more", INDEX],
        );
        check(|_, answer| answer.stories = Some(2), &["2 articles", INDEX]);
    }

    #[test]
    fn what_was_left_out_is_counted() {
        check(
            |_, answer| {
                answer.days = Some(ResolvedDays { from: Day::from_ymd(2025, 9, 1), to: Day::from_ymd(2025, 9, 30) });
                (answer.overlapping, answer.undated, answer.related, answer.made.unread) = (2, 1, 3, 1);
            },
            &[
                "2 articles · published 2025-09-01 to 2025-09-30",
                "2 more are dated to a month or year that only overlaps · 1 more has no date (date:none) · \
                 3 more match in related headlines alone (related:)",
                "index of 85 articles · generation 3 · indexed 3 hours ago · 1 file could not be read (onrecord status)",
            ],
        );
    }

    #[test]
    fn days_are_told_as_they_were_resolved() {
        let day = Day::from_ymd(2025, 9, 3);
        let check = |from, to, expected: &str| assert_eq!(days(ResolvedDays { from, to }).as_deref(), Some(expected));
        check(day, day, "published on 2025-09-03");
        check(day, None, "published on 2025-09-03 or later");
        check(None, day, "published on 2025-09-03 or earlier");
        assert_eq!(days(ResolvedDays { from: None, to: None }), None);
    }
}
