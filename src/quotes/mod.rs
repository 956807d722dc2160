//! Who said what: an article in, its quotes and silences with their speakers out.
//!
//! Three steps. `reports` finds what is reported as said and the words that name the speaker
//! there; `who` makes persons and bodies of those words; `spoken` tells the day.
//! Everything that belongs to one language (marks, cues, titles, pronouns, first names) stands in
//! tables under `tables/`. Knows nothing of indexes or of other articles.

mod marks;
mod report;
mod reports;
mod scan;
mod spoken;
mod tabled;
mod tables;
#[cfg(test)]
mod trial;
mod who;

use self::report::Report;
use self::spoken::Place;
use self::tabled::Cast;
use self::tables::tongue::Tongue;
use self::who::{Attribution, Who};
use crate::model::{Article, Considered, Statements};

/// Version of the rules: quotes made by others are extracted again from the stored text.
pub const RULES: u32 = 3;

/// Statements, and who else was considered for each of them.
pub struct Explained {
    pub statements: Statements,
    /// For each quote, in the order of the quotes.
    pub quotes: Vec<Vec<Considered>>,
    /// For each silence.
    pub silences: Vec<Vec<Considered>>,
}

/// Everything the article reports as said.
pub fn statements(article: &Article) -> Statements {
    extracted(article, |_| ()).0
}

/// The same statements, with those who might have been meant and why they were not: for
/// `--explain`, where the corpus is not at stake but one article.
pub fn explained(article: &Article) -> Explained {
    let (statements, mut quotes) = extracted(article, |found| {
        found.map_or_else(Vec::new, |(who, attribution, place)| who.considered(attribution, place))
    });
    let silences = quotes.split_off(statements.quotes.len());
    Explained { statements, quotes, silences }
}

/// Statements, and what `note` says of each attribution: those of the quotes, then the silences'.
fn extracted<T>(
    article: &Article,
    note: impl Fn(Option<(&Who<'_>, &Attribution, usize)>) -> T,
) -> (Statements, Vec<T>) {
    let pages = scan::pages(article);
    let tongue = Tongue::of(article.language.as_deref());
    if let Some(cast) = Cast::of(&pages, tongue) {
        let statements = by_table(article, &pages, tongue, cast);
        // Who else was considered is told of English alone.
        let count = statements.quotes.len() + statements.silences.len();
        return (statements, std::iter::repeat_with(|| note(None)).take(count).collect());
    }
    let reports = reports::reports(article, &pages);
    let silences = reports::silences(&pages);
    let mut who = Who::of(article, &pages);
    let mut notes = Vec::with_capacity(reports.len() + silences.len());
    let attributed = who.attributed(&reports);
    let quotes = attributed.into_iter().zip(&reports).map(|(attribution, report)| {
        notes.push(note(Some((&who, &attribution, report.spans.first().map_or(0, |span| span.start)))));
        let place =
            Place { sentence: report.sentence, cue: report.cue, sayer: report.sayer.span(), said: &report.spans };
        attribution.quote(article, report, spoken::spoken(article, &place))
    });
    let quotes = quotes.collect();
    let silences = silences.iter().map(|silence| {
        let attribution = who.silent(silence);
        notes.push(note(Some((&who, &attribution, silence.span.start))));
        let place = Place { sentence: silence.span, cue: Some(silence.cue), sayer: silence.sayer.span(), said: &[] };
        attribution.silence(silence, spoken::spoken(article, &place))
    });
    let silences = silences.collect();
    (Statements { quotes, silences }, notes)
}

/// The statements of an article in a language that has a table.
fn by_table(article: &Article, pages: &[scan::Page<'_>], tongue: Tongue, mut cast: Cast<'_>) -> Statements {
    let reports = tabled::reports(pages, tongue);
    let attributed = cast.attributed(&reports);
    let day = |report: &Report| tabled::spoken(article, report, tongue);
    let quotes = attributed.into_iter().zip(&reports);
    let quotes = quotes.map(|(attribution, report)| attribution.quote(article, report, day(report))).collect();
    let silences = tabled::silences(pages, tongue);
    let silences = silences.iter().map(|silence| cast.silent(silence).silence(silence, None)).collect();
    Statements { quotes, silences }
}
