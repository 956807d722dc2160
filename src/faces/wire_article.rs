//! The JSON of one article: `onrecord show --json`, version 1, documented in docs/json.md.

use std::io::{self, Write};

use serde::Serialize;

use super::wire::{Offsets, VERSION, WireHead, write_line};
use super::wire_found::{WireFinding, findings};
use super::wire_quotes::{Places, WireCited, WireQuote, WireSilence, cited};
use crate::engine::{CiteStanding, Cited, CorrectionShown, Shown};
use crate::model::{Cite, Day, Span};

#[derive(Serialize)]
struct WireArticle<'a> {
    version: u32,
    offsets: &'a str,
    #[serde(flatten)]
    head: WireHead<'a>,
    digest: String,
    first_seen: Option<String>,
    notes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    cited: Option<WireStanding<'a>>,
    headline_span: Option<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standfirst: Option<&'a str>,
    body: Vec<[usize; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    captions: Vec<[usize; 2]>,
    related: Vec<[usize; 2]>,
    text: &'a str,
    quotes: Vec<WireCited<WireQuote<'a>>>,
    silences: Vec<WireCited<WireSilence<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<WireFinding>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<WireCorrection<'a>>,
}

/// What a citation has led to.
#[derive(Serialize)]
struct WireStanding<'a> {
    cite: &'a Cite,
    standing: &'static str,
    since: Option<String>,
    span: Option<[usize; 2]>,
    words: Option<&'a str>,
    copies: &'a [String],
}

#[derive(Serialize)]
struct WireCorrection<'a> {
    place: &'a str,
    because: Option<&'a str>,
    by: Option<&'a str>,
}

/// `standing` when the article was asked for by a citation.
pub fn write_article(
    out: &mut impl Write,
    shown: &Shown,
    offsets: Offsets,
    standing: Option<&Cited>,
) -> io::Result<()> {
    let article = &shown.article;
    let places = Places::new(&article.text, offsets);
    let pairs = |spans: &[Span]| spans.iter().map(|span| places.pair(*span)).collect();
    let (quotes, silences) = cited(article, &shown.statements, &places);
    let wire = WireArticle {
        version: VERSION,
        offsets: offsets.word(),
        head: WireHead::of(article),
        digest: article.origin.digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        first_seen: shown.first_seen.map(|day| day.to_string()),
        notes: &article.notes,
        cited: standing.map(|standing| wire_standing(standing, &article.text, &places)),
        headline_span: article.headline.as_ref().and_then(|headline| headline.span).map(|span| places.pair(span)),
        standfirst: article.standfirst.as_deref(),
        body: pairs(&article.body),
        captions: pairs(&article.captions),
        related: pairs(&article.related),
        text: &article.text,
        quotes,
        silences,
        evidence: findings(article),
        corrections: shown.corrections.iter().map(wire_correction).collect(),
    };
    write_line(out, &wire)
}

fn wire_correction(correction: &CorrectionShown) -> WireCorrection<'_> {
    WireCorrection { place: &correction.place, because: correction.because.as_deref(), by: correction.by.as_deref() }
}

fn wire_standing<'a>(cited: &'a Cited, text: &'a str, places: &Places<'a>) -> WireStanding<'a> {
    let (standing, since) = standing(cited.standing);
    WireStanding {
        cite: &cited.cite,
        standing,
        since: since.map(|day| day.to_string()),
        span: cited.cite.span.map(|span| places.pair(span)),
        words: cited.cite.span.map(|span| span.of(text)),
        copies: &cited.copies,
    }
}

/// The word of a standing, and the day by which something had changed.
fn standing(standing: CiteStanding) -> (&'static str, Option<Day>) {
    match standing {
        CiteStanding::AsCited => ("as_cited", None),
        CiteStanding::SameText { since } => ("same_text", since),
        CiteStanding::WordsStand { since } => ("words_stand", since),
        CiteStanding::WordsGone { since } => ("words_gone", since),
        CiteStanding::WordsUnknown { since } => ("words_unknown", since),
        CiteStanding::NoSuchPlace => ("no_such_place", None),
    }
}
