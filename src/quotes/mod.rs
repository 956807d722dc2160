//! Who said what: an article in, its quotes and silences with their speakers out.
//!
//! Three steps. [`reports`] finds what is reported as said and the words that name the speaker
//! there; [`who`] makes persons and bodies of those words; [`spoken`] tells the day.
//! Everything that belongs to one language (marks, cues, titles, pronouns, first names) stands in
//! tables under `tables/`. Knows nothing of indexes or of other articles.

mod report;
mod reports;
mod scan;
mod silences;
mod spoken;
mod tables;
mod who;

use crate::model::{Article, Quote, Silence, Statements};

/// Version of the rules: quotes made by others are extracted again from the stored text.
pub const RULES: u32 = 1;

/// Everything the article reports as said.
pub fn statements(article: &Article) -> Statements {
    let pages = scan::pages(article);
    let reports = reports::reports(article, &pages);
    let silences = silences::silences(article);
    let mut who = who::Who::of(article, &pages);
    let quotes: Vec<Quote> = who
        .attributed(&reports)
        .into_iter()
        .zip(&reports)
        .map(|(attribution, report)| {
            let spoken = spoken::spoken(article, report.sentence, &report.spans);
            attribution.quote(article, report, spoken)
        })
        .collect();
    let silences: Vec<Silence> = silences
        .iter()
        .map(|silence| {
            let spoken = spoken::spoken(article, silence.span, &[]);
            who.silent(silence).silence(silence, spoken)
        })
        .collect();
    Statements { quotes, silences }
}
