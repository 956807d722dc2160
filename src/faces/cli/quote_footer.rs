//! What an answer about quotes rests on: totals, what was left out and how to ask for it, the index.

use super::layout::Flow;
use super::terminal::{FAINT, Terminal};
use super::{footer, words};
use crate::engine::{QuoteAnswer, QuoteQuestion};
use crate::faces::settings::Clock;
use crate::model::Bucket;

/// Appends the footer.
pub fn write(out: &mut String, terminal: Terminal, question: &QuoteQuestion, answer: &QuoteAnswer, clock: Clock) {
    for line in lines(question, answer, clock) {
        let mut flow = Flow::new(terminal);
        for (number, part) in line.iter().enumerate() {
            flow.push(if number == 0 { "" } else { " · " }, FAINT).push(part, FAINT);
        }
        flow.write(out, 0, 2);
    }
}

/// The lines, each of parts; a line without parts is left out.
fn lines(question: &QuoteQuestion, answer: &QuoteAnswer, clock: Clock) -> Vec<Vec<String>> {
    let mut first = vec![total(answer)];
    first.extend(page(question, answer));
    first.extend(certainty(answer));
    first.extend(answer.days.and_then(footer::days));
    let all = [first, not_affirmed(answer), footer::not_dated(answer.overlapping, answer.undated)];
    let mut all: Vec<Vec<String>> = all.into_iter().filter(|parts| !parts.is_empty()).collect();
    all.push(footer::index(&answer.made, clock));
    all
}

/// `19 quotes and 1 silence in 12 articles, 14 without repetitions`
fn total(answer: &QuoteAnswer) -> String {
    if answer.total == 0 {
        return "no quotes".to_string();
    }
    let silences = answer.kinds.iter().filter(|kind| kind.value == "silence").map(|kind| kind.count).sum();
    let of = |count: u64, what| (count > 0).then(|| words::count(count, what));
    let found: Vec<String> =
        [of(answer.total - silences, "quote"), of(silences, "silence")].into_iter().flatten().collect();
    let total = format!("{} in {}", found.join(" and "), words::count(answer.articles, "article"));
    match answer.folds.filter(|folds| *folds < answer.total) {
        Some(folds) => format!("{total}, {} without repetitions", words::number(folds)),
        None => total,
    }
}

fn page(question: &QuoteQuestion, answer: &QuoteAnswer) -> Option<String> {
    let count = answer.hits_total();
    let (Some(first), Some(last)) = (answer.hits.first(), answer.hits.last()) else {
        let is_past = count > 0 && question.limit != Some(0);
        return is_past.then(|| format!("page {} lies past the last", question.page));
    };
    if first.rank == 1 && last.rank >= count {
        return None;
    }
    let shown = format!("{} to {} shown", words::number(first.rank), words::number(last.rank));
    Some(if last.rank < count { format!("{shown}, --page {} for more", question.page + 1) } else { shown })
}

/// `11 stated, 6 resolved, 2 inferred`
fn certainty(answer: &QuoteAnswer) -> Option<String> {
    let of = |word: &str| answer.certainty.iter().find(|bucket| bucket.value == word);
    let parts: Vec<String> = ["stated", "resolved", "inferred"].into_iter().filter_map(of).map(counted).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn not_affirmed(answer: &QuoteAnswer) -> Vec<String> {
    let mut parts = Vec::new();
    if !answer.other_polarity.is_empty() {
        let others: Vec<String> = answer.other_polarity.iter().map(counted).collect();
        parts.push(format!("left out: {} (--polarity any)", others.join(", ")));
    }
    if answer.silences > 0 {
        let lead = if parts.is_empty() { "left out: " } else { "" };
        parts.push(format!("{lead}{} (--kind silence)", words::count(answer.silences, "silence")));
    }
    parts
}

fn counted(bucket: &Bucket) -> String {
    format!("{} {}", words::number(bucket.count), bucket.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::ResolvedDays;
    use crate::faces::fixture;
    use crate::model::Day;

    fn check(change: impl FnOnce(&mut QuoteQuestion, &mut QuoteAnswer), expected: &[&str]) {
        let (mut question, mut answer) = (QuoteQuestion::new("fund"), fixture::quote_answer());
        change(&mut question, &mut answer);
        let found: Vec<String> =
            lines(&question, &answer, fixture::clock()).iter().map(|parts| parts.join(" · ")).collect();
        assert_eq!(found, expected);
    }

    const INDEX: &str = "index of 85 articles · generation 3 · indexed 3 hours ago";

    #[test]
    fn quotes_articles_and_repetitions_are_told_apart() {
        let found = "2 quotes and 1 silence in 2 articles, 2 without repetitions · 2 resolved, 1 inferred";
        check(|_, _| (), &[found, "left out: 1 denied (--polarity any)", INDEX]);
        check(
            |_, answer| {
                (answer.folds, answer.silences) = (None, 4);
                answer.other_polarity.clear();
            },
            &[
                "2 quotes and 1 silence in 2 articles · 1 to 2 shown, --page 2 for more · 2 resolved, 1 inferred",
                "left out: 4 silences (--kind silence)",
                INDEX,
            ],
        );
    }

    #[test]
    fn a_page_and_the_days_are_told() {
        check(
            |_, answer| {
                answer.other_polarity.clear();
                answer.folds = Some(1_900);
                answer.total = 2_100;
                answer.kinds.truncate(1);
                (answer.overlapping, answer.undated) = (1, 2);
                answer.days = Some(ResolvedDays { from: Day::from_ymd(2025, 9, 1), to: None });
            },
            &[
                "2,100 quotes in 2 articles, 1,900 without repetitions · 1 to 2 shown, --page 2 for more · \
                 2 resolved, 1 inferred · published on 2025-09-01 or later",
                "1 more is dated to a month or year that only overlaps · 2 more have no date (date:none)",
                INDEX,
            ],
        );
    }
}
