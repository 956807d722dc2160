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
