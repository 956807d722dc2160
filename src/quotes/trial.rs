//! Articles for the tests of quotes.

use crate::model::{Article, ArticleId, EntryPath, Evidence, Period, Precision, Published, Span};

/// An article whose paragraphs are the lines of the text; lines before the first of them may give
/// its day and a byline: `On 2025-09-10`, `By NAME`.
pub(super) fn article(text: &str) -> Article {
    let mut body = Vec::new();
    let mut bylines = Vec::new();
    let mut published = None;
    let mut start = 0;
    for line in text.lines() {
        let day = line.strip_prefix("On ").filter(|_| body.is_empty()).and_then(|day| day.parse().ok());
        let name = line.strip_prefix("By ").filter(|_| body.is_empty());
        match (day, name) {
            (Some(day), _) => published = Some(on(Period::day(day))),
            (None, Some(name)) => bylines.push(name.to_string()),
            (None, None) if line.is_empty() => {}
            (None, None) => body.push(Span::new(start, start + line.len())),
        }
        start += line.len() + 1;
    }
    Article { body, published, bylines, ..Article::bare(ArticleId::new([0; 10]), EntryPath::new("a.txt"), text) }
}

fn on(period: Period) -> Published {
    Published {
        period,
        precision: Precision::Day,
        evidence: Evidence::Name,
        time: None,
        utc_day: false,
        suspicion: None,
    }
}
