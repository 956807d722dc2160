//! An article as people read it: what is known about it, then its paragraphs, with what is said
//! in them marked and who says it beside them.
//!
//! Headlines of other stories stand where they stood, marked in words.

use super::layout::Flow;
use super::listing::doubt;
use super::margin::{Note, Page};
use super::terminal::{FAINT, PLAIN, STRONG, Terminal};
use super::{explain, words};
use crate::engine::{CorrectionShown, Said, Shown, Withdrawn};
use crate::faces::attribution;
use crate::faces::wire::{texts, time_of_day};
use crate::model::{Article, Evidence, Published, QuoteKind, Span, Statements};

const NAME_COLUMNS: usize = 12;

/// How much is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Telling {
    /// The digest of the file the article was read from, citations in full.
    pub verbose: bool,
    /// How each attribution is known.
    pub explain: bool,
}

pub fn text(terminal: Terminal, shown: &Shown, telling: Telling) -> String {
    let article = &shown.article;
    let said = said_in(shown);
    let notes: Vec<Note> = said.iter().map(|said| note(article, said)).collect();
    let page = Page::new(terminal, &article.text, &notes);
    let mut out = String::new();
    if let Some(headline) = &article.headline {
        let said_there = |span: &Span| notes.iter().flat_map(|note| &note.spans).any(|said| said.overlaps(*span));
        match headline.span.filter(said_there) {
            Some(span) => page.write(&mut out, span, STRONG),
            None => Flow::new(terminal).push(&headline.words, STRONG).write(&mut out, 0, 0),
        }
        out.push('\n');
    }
    write_known(&mut out, terminal, &known(shown, telling.verbose));
    for (beside, paragraph) in paragraphs(article) {
        out.push('\n');
        if let Some(what) = beside {
            let mut flow = Flow::new(terminal);
            flow.push(what, FAINT).push(paragraph.of(&article.text), FAINT);
            flow.write(&mut out, page.indent() + 2, page.indent() + 4);
        } else {
            page.write(&mut out, paragraph, PLAIN);
        }
    }
    page.write_legend(&mut out);
    if telling.explain {
        explain::write_fields(&mut out, terminal, article);
        explain::write(&mut out, terminal, article, &said, telling);
    }
    out
}

pub fn write_known(out: &mut String, terminal: Terminal, lines: &[(&str, String)]) {
    for (name, value) in lines {
        let name = format!("{name:<NAME_COLUMNS$}").replace(' ', "\u{A0}");
        Flow::new(terminal).push(&name, FAINT).push(value, PLAIN).write(out, 0, NAME_COLUMNS);
    }
}

/// Quotes and silences in the order in which they stand.
pub fn said_in(shown: &Shown) -> Vec<Said> {
    let quotes = shown.statements.quotes.iter().cloned().map(Said::Quote);
    let mut said: Vec<Said> = quotes.chain(shown.statements.silences.iter().cloned().map(Said::Silence)).collect();
    said.sort_by_key(|said| said.extent().start);
    said
}

/// What the margin tells; of a silence the words that report it are marked, not the sentence.
pub fn note(article: &Article, said: &Said) -> Note {
    let spans = match said {
        Said::Quote(quote) => quote.spans.clone(),
        Said::Silence(silence) => vec![silence.cue],
    };
    Note { spans, name: attribution::speaker_shown(said), qualities: attribution::qualities(article, said) }
}

/// Body, related headlines and captions in the order in which they stand; what is not body is named.
fn paragraphs(article: &Article) -> Vec<(Option<&'static str>, Span)> {
    let body = article.body.iter().map(|span| (None, *span));
    let related = article.related.iter().map(|span| (Some("[related headline] "), *span));
    let captions = article.captions.iter().map(|span| (Some("[caption] "), *span));
    let mut all: Vec<_> = body.chain(related).chain(captions).collect();
    all.sort_by_key(|(_, span)| span.start);
    all
}

/// What every citation names.
pub fn head(article: &Article) -> Vec<(&'static str, String)> {
    let published = match (&article.published, &article.as_read) {
        (Some(published), _) => date(published),
        (None, Some(_)) => "the date was withdrawn by the user".to_string(),
        (None, None) => "no date was found".to_string(),
    };
    let mut lines = vec![("published", published)];
    lines.extend(article.publisher.clone().map(|publisher| ("publisher", publisher)));
    lines.extend(Some(("by", article.bylines.join(", "))).filter(|_| !article.bylines.is_empty()));
    lines.extend(article.modified.as_ref().map(|modified| ("changed", date(modified))));
    for correction in texts(article, &article.printed_corrections) {
        lines.push(("correction", correction.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    lines.extend(article.url.clone().map(|url| ("url", url)));
    lines.push(("path", article.origin.place()));
    lines
}

fn known(shown: &Shown, verbose: bool) -> Vec<(&'static str, String)> {
    let article = &shown.article;
    let mut lines = head(article);
    let mut optional = |name, value: Option<String>| lines.extend(value.map(|value| (name, value)));
    optional("section", article.section.clone());
    optional("place", article.place.clone());
    optional("standfirst", article.standfirst.clone());
    optional("id", Some(article.id.to_string()));
    optional("own id", article.origin.own_id.clone());
    optional("language", Some(article.language.clone().unwrap_or_else(|| "undetermined".into())));
    optional("quotes", quotes(&shown.statements));
    optional("first seen", shown.first_seen.map(|day| day.to_string()));
    if verbose {
        let digest = article.origin.digest.iter().map(|byte| format!("{byte:02x}")).collect();
        optional("sha-256", Some(digest));
    }
    lines.extend(article.notes.iter().map(|note| ("note", note.clone())));
    lines.extend(shown.corrections.iter().map(|correction| ("corrected", corrected(article, correction))));
    lines
}

/// `“The first words”: was Dorn Hale, stated; because …; by …; corrections.toml, entry 3 (line 17)`
fn corrected(article: &Article, correction: &CorrectionShown) -> String {
    let mut text = match &correction.before {
        None => {
            let before = article.as_read.as_ref().and_then(|as_read| as_read.published.as_ref());
            format!("the article's day: was {}", before.map_or("not known".to_string(), Published::label))
        }
        Some(before) => {
            let words = explain::edges(&attribution::verbatim(article, before));
            let mut was = vec![attribution::speaker_shown(before)];
            was.extend(attribution::qualities(article, before));
            let withdrawn = if correction.withdrawn == Some(Withdrawn::Quote) { "withdrawn, " } else { "" };
            format!("{words}: {withdrawn}was {}", was.join(", "))
        }
    };
    text.extend(correction.because.iter().map(|because| format!("; because {because}")));
    text.extend(correction.by.iter().map(|by| format!("; by {by}")));
    format!("{text}; {}", correction.place)
}

/// `3 direct, 1 indirect; 1 silence`
fn quotes(statements: &Statements) -> Option<String> {
    let of = |kind| statements.quotes.iter().filter(|quote| quote.kind == kind).count();
    let kinds = QuoteKind::ALL.map(|kind| (of(kind), kind.word()));
    let kinds = kinds.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
    let silences = statements.silences.len() as u64;
    let silences = (silences > 0).then(|| words::count(silences, "silence"));
    let told: Vec<String> = kinds.chain(silences).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// `2025-09-03 10:15:00+01:00 (to the day, from its header)`
fn date(published: &Published) -> String {
    let mut text = published.label();
    if let Some(time) = time_of_day(published) {
        text.push_str(&format!(" {time}"));
    }
    let evidence = match published.evidence {
        Evidence::Correction => {
            return format!("{text} (to the {}, corrected by the user)", published.precision.word());
        }
        Evidence::Header => "its header",
        Evidence::Metadata => "its metadata",
        Evidence::Envelope => "the envelope it came in",
        Evidence::Name => "its URL or file name",
        Evidence::Dateline => "its dateline",
        Evidence::FirstLines => "its first lines",
        Evidence::Properties => "the document's properties",
        Evidence::FileTime => "the file's modification time",
    };
    text.push_str(&format!(" (to the {}, from {evidence}", published.precision.word()));
    if published.utc_day {
        text.push_str("; the day in UTC, the publisher's own may differ by one");
    }
    if let Some(doubt) = doubt(published) {
        text.push_str(&format!("; {doubt}"));
    }
    text.push(')');
    text
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::terminal::Marks;
    use super::*;
    use crate::faces::fixture;
    use crate::model::{Precision, TimeOfDay};

    #[test]
    fn an_article_is_its_head_and_its_paragraphs() {
        let terminal = Terminal { width: 60, marks: Marks::None, links: false, watched: false };
        expect![[r#"
            Mayor of Ardan resigns over the drought fund

            published   2025-09-03 (to the day, from its header)
            publisher   Valley Post
            by          Mara Venn
            path        elections/day-one.txt
            id          0123456789abcdef0001
            language    en
            quotes      1 mixed
            first seen  2025-09-04
            note        read as Windows-1252

                                Mayor Ilse Torvald stepped down on
            1 Ilse Torvald      Wednesday. |The drought fund,| she said,
              mixed, resolved   “|was never mine to spend|”.

                                  [related headline] IS THE FERRY LINE
                                    SINKING AGAIN?
        "#]]
        .assert_eq(&text(terminal, &fixture::shown(), Telling::default()));
    }

    #[test]
    fn dates_tell_precision_evidence_and_doubt() {
        let mut published = fixture::shown().article.published.expect("the fixture has a date");
        published.time = Some(TimeOfDay { hour: 10, minute: 15, second: 0, offset_minutes: Some(0) });
        published.utc_day = true;
        assert_eq!(
            date(&published),
            "2025-09-03 10:15:00Z (to the day, from its header; the day in UTC, the publisher's own may differ by one)"
        );
        (published.time, published.utc_day, published.precision) = (None, false, Precision::Year);
        published.suspicion = Some(crate::model::Suspicion::BeforePrint);
        assert_eq!(
            date(&published),
            "2025 (to the year, from its header; suspect date: before newspapers were printed)"
        );
    }
}
