//! The JSON of quotes and silences: one shape wherever a quote is written.

use std::io::{self, Write};

use serde::Serialize;

use super::wire::{Offsets, WirePublished, texts, write_line};
use super::wire_found::{WireFinding, findings};
use crate::engine::Extracted;
use crate::model::{
    Article, Certainty, Cite, LitSaid, Polarity, Precision, Quote, QuoteKind, Rule, Said, Silence, Span, Speaker,
    SpeakerKind, Spoken, Statements,
};

/// Offsets of one text in the unit asked for; linear however many are asked.
pub struct Places<'a> {
    text: &'a str,
    offsets: Offsets,
    /// Characters before every `STEP` bytes; empty where bytes are counted or the text is ASCII.
    counted: Vec<usize>,
}

const STEP: usize = 1024;

impl<'a> Places<'a> {
    pub fn new(text: &'a str, offsets: Offsets) -> Places<'a> {
        let mut counted = Vec::new();
        if offsets == Offsets::Chars && !text.is_ascii() {
            let mut before = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                counted.push(before);
                before += characters(chunk);
            }
        }
        Places { text, offsets, counted }
    }

    fn of(&self, offset: usize) -> usize {
        if self.offsets == Offsets::Bytes || self.counted.is_empty() {
            return offset;
        }
        let step = (offset / STEP).min(self.counted.len() - 1);
        self.counted[step] + characters(&self.text.as_bytes()[step * STEP..offset])
    }

    pub fn pair(&self, span: Span) -> [usize; 2] {
        [self.of(span.start), self.of(span.end)]
    }

    fn words(&self, span: Span) -> &'a str {
        span.of(self.text)
    }
}

/// Characters that begin in the bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

#[derive(Serialize)]
pub struct WireSpoken<'a> {
    pub day: String,
    /// The last day, when it is a stretch of days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    pub precision: Precision,
    pub evidence: &'a str,
}

#[derive(Serialize)]
pub struct WireQuote<'a> {
    pub kind: QuoteKind,
    pub spans: Vec<[usize; 2]>,
    pub words: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub brackets: Vec<[usize; 2]>,
    pub speaker: Option<&'a str>,
    pub speaker_kind: Option<SpeakerKind>,
    pub mention: Option<&'a str>,
    pub cue: Option<&'a str>,
    pub polarity: Polarity,
    pub role: Option<&'a str>,
    pub told_to: Option<&'a str>,
    pub via: Option<&'a str>,
    pub spoken: Option<WireSpoken<'a>>,
    pub about: &'a [String],
    pub translated: bool,
    pub certainty: Certainty,
    pub rule: Rule,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub corrected: bool,
}

#[derive(Serialize)]
pub struct WireSilence<'a> {
    pub span: [usize; 2],
    pub words: &'a str,
    pub cue: &'a str,
    pub speaker: Option<&'a str>,
    pub speaker_kind: Option<SpeakerKind>,
    pub mention: Option<&'a str>,
    pub role: Option<&'a str>,
    pub spoken: Option<WireSpoken<'a>>,
    pub certainty: Certainty,
    pub rule: Rule,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub corrected: bool,
}

/// A quote or a silence with what cites it.
#[derive(Serialize)]
pub struct WireCited<T> {
    cite: Cite,
    #[serde(flatten)]
    said: T,
}

/// The quotes of an article and its silences, each with its citation.
pub fn cited<'a>(
    article: &Article,
    statements: &'a Statements,
    places: &Places<'a>,
) -> (Vec<WireCited<WireQuote<'a>>>, Vec<WireCited<WireSilence<'a>>>) {
    let quotes = statements.quotes.iter().map(|quote| cited_quote(article, quote, places));
    let silences = statements.silences.iter().map(|silence| cited_silence(article, silence, places));
    (quotes.collect(), silences.collect())
}

fn cited_quote<'a>(article: &Article, quote: &'a Quote, places: &Places<'a>) -> WireCited<WireQuote<'a>> {
    WireCited { cite: Cite::of(article, quote), said: WireQuote::of(quote, places) }
}

fn cited_silence<'a>(article: &Article, silence: &'a Silence, places: &Places<'a>) -> WireCited<WireSilence<'a>> {
    WireCited { cite: Cite::at(article, silence.span), said: WireSilence::of(silence, places) }
}

impl<'a> WireQuote<'a> {
    pub fn of(quote: &'a Quote, places: &Places<'a>) -> WireQuote<'a> {
        let speaker = quote.speaker.as_ref();
        WireQuote {
            kind: quote.kind,
            spans: quote.spans.iter().map(|span| places.pair(*span)).collect(),
            words: quote.spans.iter().map(|span| places.words(*span)).collect(),
            brackets: quote.brackets.iter().map(|span| places.pair(*span)).collect(),
            speaker: speaker.and_then(Speaker::called),
            speaker_kind: speaker.map(|speaker| speaker.kind),
            mention: quote.mention.map(|span| places.words(span)),
            cue: quote.cue.map(|span| places.words(span)),
            polarity: quote.polarity,
            role: speaker.and_then(|speaker| speaker.role.as_deref()),
            told_to: quote.told_to.as_deref(),
            via: quote.via.as_deref(),
            spoken: spoken(quote.spoken.as_ref(), places),
            about: &quote.about,
            translated: quote.translated,
            certainty: quote.certainty,
            rule: quote.rule,
            corrected: quote.corrected,
        }
    }
}

impl<'a> WireSilence<'a> {
    pub fn of(silence: &'a Silence, places: &Places<'a>) -> WireSilence<'a> {
        let speaker = silence.speaker.as_ref();
        WireSilence {
            span: places.pair(silence.span),
            words: places.words(silence.span),
            cue: places.words(silence.cue),
            speaker: speaker.and_then(Speaker::called),
            speaker_kind: speaker.map(|speaker| speaker.kind),
            mention: silence.mention.map(|span| places.words(span)),
            role: speaker.and_then(|speaker| speaker.role.as_deref()),
            spoken: spoken(silence.spoken.as_ref(), places),
            certainty: silence.certainty,
            rule: silence.rule,
            corrected: silence.corrected,
        }
    }
}

/// A quote or a silence of an answer: `"quote": {…}` or `"silence": {…}`, and what is lit in it.
#[derive(Serialize)]
pub struct WireSaid<'a> {
    #[serde(flatten)]
    said: WireStatement<'a>,
    highlights: Vec<[usize; 2]>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum WireStatement<'a> {
    Quote(Box<WireCited<WireQuote<'a>>>),
    Silence(Box<WireCited<WireSilence<'a>>>),
}

impl<'a> WireSaid<'a> {
    pub fn of(article: &Article, lit: &'a LitSaid, places: &Places<'a>) -> WireSaid<'a> {
        let said = match &lit.said {
            Said::Quote(quote) => WireStatement::Quote(Box::new(cited_quote(article, quote, places))),
            Said::Silence(silence) => WireStatement::Silence(Box::new(cited_silence(article, silence, places))),
        };
        WireSaid { said, highlights: lit.lit.iter().map(|span| places.pair(*span)).collect() }
    }
}

fn spoken<'a>(spoken: Option<&Spoken>, places: &Places<'a>) -> Option<WireSpoken<'a>> {
    let spoken = spoken?;
    let day = spoken.period.first().to_string();
    let days = spoken.precision == Precision::Day && spoken.period.first() != spoken.period.last();
    let to = days.then(|| spoken.period.last().to_string());
    Some(WireSpoken { day, to, precision: spoken.precision, evidence: places.words(spoken.evidence) })
}

#[derive(Serialize)]
struct WireExtracted<'a> {
    id: &'a str,
    headline: Option<&'a str>,
    published: Option<WirePublished>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<WirePublished>,
    bylines: &'a [String],
    publisher: Option<&'a str>,
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standfirst: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    captions: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    printed_corrections: Vec<&'a str>,
    related: Vec<&'a str>,
    quotes: Vec<WireQuote<'a>>,
    silences: Vec<WireSilence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Vec<WireFinding>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
}

/// What a line of `onrecord extract` holds.
#[derive(Clone, Copy)]
pub struct ExtractedShape {
    pub offsets: Offsets,
    /// Without the texts.
    pub bare: bool,
    /// With what the input says of each field, and where.
    pub explain: bool,
}

/// One line of `onrecord extract`.
pub fn write_extracted(out: &mut impl Write, extracted: &Extracted, shape: ExtractedShape) -> io::Result<()> {
    let article = &extracted.article;
    let places = Places::new(&article.text, shape.offsets);
    let whole = !shape.bare;
    let line = WireExtracted {
        id: &extracted.id,
        headline: article.headline.as_ref().map(|headline| headline.words.as_str()),
        published: article.published.as_ref().map(WirePublished::of),
        modified: article.modified.as_ref().map(WirePublished::of),
        bylines: &article.bylines,
        publisher: article.publisher.as_deref(),
        language: article.language.as_deref(),
        section: article.section.as_deref(),
        place: article.place.as_deref(),
        url: article.url.as_deref(),
        standfirst: article.standfirst.as_deref(),
        text: whole.then_some(&article.text),
        body: whole.then(|| article.paragraphs().collect::<Vec<_>>().join("\n\n")),
        captions: if whole { texts(article, &article.captions) } else { Vec::new() },
        printed_corrections: texts(article, &article.printed_corrections),
        related: texts(article, &article.related),
        quotes: extracted.statements.quotes.iter().map(|quote| WireQuote::of(quote, &places)).collect(),
        silences: extracted.statements.silences.iter().map(|silence| WireSilence::of(silence, &places)).collect(),
        evidence: shape.explain.then(|| findings(article)),
        notes: &article.notes,
    };
    write_line(out, &line)
}
