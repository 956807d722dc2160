//! The day of saying: a day of the week, today or yesterday beside the words that report.

use crate::language::dates;
use crate::model::{Article, Precision, Span, Spoken};
use crate::quotes::report::Report;
use crate::quotes::tables::tongue::{Tongue, holds};

/// Words looked at behind the report.
const WORDS_MAX: usize = 8;

/// Resolved against the article's own day; none when the article has none.
pub(in crate::quotes) fn spoken(article: &Article, report: &Report, tongue: Tongue) -> Option<Spoken> {
    let table = tongue.table()?;
    let cue = report.cue?;
    let today = article.published.as_ref().filter(|published| published.precision == Precision::Day)?.first();
    let from = report.sayer.span().map_or(cue.end, |sayer| sayer.end.max(cue.end));
    let said = report.spans.iter().map(|span| span.start).filter(|start| *start >= from).min();
    let to = said.unwrap_or(report.sentence.end).max(from);
    // Between the verb and whoever is named behind it, and behind both.
    let stretches = [Span::new(cue.start, from), Span::new(from, to)];
    for stretch in stretches {
        let mut before = String::new();
        for (at, span) in words(&article.text, stretch).enumerate() {
            let word = span.of(&article.text);
            let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            if at >= WORDS_MAX || word.starts_with(['„', '«', '“', '"']) {
                break;
            }
            if let Some(day) = table.day(&lower).filter(|_| !holds(table.not_days, &before)) {
                let period = dates::asked(day, today).ok()?;
                let end = span.start + word.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
                let evidence = Span::new(span.start, end);
                return Some(Spoken { period, precision: Precision::Day, evidence });
            }
            before = lower;
        }
    }
    None
}

/// What stands between white space.
fn words(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let mut at = within.start;
    std::iter::from_fn(move || {
        let rest = &text[at..within.end];
        let start = at + (rest.len() - rest.trim_start().len());
        let length = text[start..within.end].find(char::is_whitespace).unwrap_or(within.end - start);
        at = start + length;
        (length > 0).then(|| Span::new(start, at))
    })
}
