//! Who said what: an article in, its quotes and silences with their speakers out.
//!
//! Three steps. [`reports`] finds what is reported as said and the words that name the speaker
//! there; [`who`] makes persons and bodies of those words; [`spoken`] tells the day.
//! Everything that belongs to one language (marks, cues, titles, pronouns, first names) stands in
//! tables under `tables/`. Knows nothing of indexes or of other articles.

mod report;
mod reports;
mod scan;
mod spoken;
mod tables;
mod who;

use self::spoken::Place;
use crate::model::{Article, Statements};

/// Version of the rules: quotes made by others are extracted again from the stored text.
pub const RULES: u32 = 1;

/// Everything the article reports as said.
pub fn statements(article: &Article) -> Statements {
    let pages = scan::pages(article);
    let reports = reports::reports(article, &pages);
    let silences = reports::silences(&pages);
    let mut who = who::Who::of(article, &pages);
    let attributed = who.attributed(&reports);
    let quotes = attributed.into_iter().zip(&reports).map(|(attribution, report)| {
        let place =
            Place { sentence: report.sentence, cue: report.cue, sayer: report.sayer.span(), said: &report.spans };
        attribution.quote(article, report, spoken::spoken(article, &place))
    });
    let quotes = quotes.collect();
    let silences = silences.iter().map(|silence| {
        let place = Place { sentence: silence.span, cue: Some(silence.cue), sayer: silence.sayer.span(), said: &[] };
        who.silent(silence).silence(silence, spoken::spoken(article, &place))
    });
    Statements { quotes, silences: silences.collect() }
}
