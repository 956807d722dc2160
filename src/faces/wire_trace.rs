//! The JSON of `onrecord trace`, documented in docs/json.md.

use std::io::{self, Write};

use serde::Serialize;

use super::wire::{Offsets, VERSION, WireHead, write_line};
use super::wire_quotes::{Places, WireQuote};
use crate::engine::{
    PieceKind, Standing, Trace, TracePlace, TraceQuestion, TracedPassage, TracedSpeaker, Verdict, Warning,
};
use crate::model::{Certainty, SpeakerKind};

/// What was asked, beside the settings.
#[derive(Clone, Copy)]
pub struct TraceAsked<'a> {
    pub question: &'a TraceQuestion,
    pub offsets: Offsets,
    /// SHA-256 of the configuration files.
    pub user_digest: Option<&'a str>,
}

/// The answer as one line.
pub fn write_trace(out: &mut impl Write, asked: TraceAsked<'_>, trace: &Trace) -> io::Result<()> {
    let passage = |passage| WirePassage::of(passage, asked.offsets);
    let wire = WireTrace {
        version: VERSION,
        made: made(asked, trace),
        asked: asked.question.text(),
        words: asked.question.word_count(),
        verdict: verdict_word(trace.verdict),
        anybody: trace.anybody.map(verdict_word),
        articles: trace.articles,
        days: trace.days.map(|days| WireDays { from: days.first().to_string(), to: days.last().to_string() }),
        unread: trace.made.unread,
        counts: WireCounts {
            verbatim_quotes: trace.counts.verbatim_quotes,
            verbatim_articles: trace.counts.verbatim_articles,
            altered_quotes: trace.counts.altered_quotes,
            outside_articles: trace.counts.outside_articles,
            passages: trace.counts.passages,
            partial: trace.counts.is_partial,
        },
        notices: &trace.notices,
        speakers: trace.speakers.iter().map(WireSpeaker::of).collect(),
        passages: trace.passages.iter().map(passage).collect(),
        nearest: trace.nearest.as_ref().map(passage),
    };
    write_line(out, &wire)
}

#[derive(Serialize)]
struct WireTrace<'a> {
    version: u32,
    made: WireTraceMade<'a>,
    asked: &'a str,
    words: usize,
    verdict: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    anybody: Option<&'a str>,
    articles: u64,
    days: Option<WireDays>,
    unread: u64,
    counts: WireCounts,
    notices: &'a [String],
    speakers: Vec<WireSpeaker<'a>>,
    passages: Vec<WirePassage<'a>>,
    nearest: Option<WirePassage<'a>>,
}

#[derive(Serialize)]
struct WireTraceMade<'a> {
    program: &'a str,
    rules: u32,
    corpus: &'a str,
    generation: u64,
    indexed_at: &'a str,
    articles: u64,
    unread: u64,
    corpus_digest: &'a str,
    user_digest: Option<&'a str>,
    options: WireTraceOptions<'a>,
    now: String,
}

#[derive(Serialize)]
struct WireTraceOptions<'a> {
    speaker: Option<&'a str>,
    from: Option<&'a str>,
    to: Option<&'a str>,
    limit: Option<usize>,
    offsets: &'a str,
}

#[derive(Serialize)]
struct WireDays {
    from: String,
    to: String,
}

#[derive(Serialize)]
struct WireCounts {
    verbatim_quotes: u64,
    verbatim_articles: u64,
    altered_quotes: u64,
    outside_articles: u64,
    passages: u64,
    partial: bool,
}

#[derive(Serialize)]
struct WireSpeaker<'a> {
    name: &'a str,
    kind: SpeakerKind,
    certainty: Certainty,
    quotes: u64,
    spoken: Option<&'a str>,
    published: Option<&'a str>,
}

#[derive(Serialize)]
struct WirePassage<'a> {
    rank: u64,
    standing: &'a str,
    verbatim: bool,
    closeness: f32,
    speaker: Option<&'a str>,
    speaker_kind: Option<SpeakerKind>,
    person: Option<&'a str>,
    certainty: Option<Certainty>,
    role: Option<&'a str>,
    by_asked: bool,
    pieces: Vec<WirePiece<'a>>,
    warnings: Vec<WireWarning<'a>>,
    places: Vec<WirePlace<'a>>,
}

#[derive(Serialize)]
struct WirePiece<'a> {
    kind: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct WireWarning<'a> {
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    word: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<u64>,
}

#[derive(Serialize)]
struct WirePlace<'a> {
    #[serde(flatten)]
    head: WireHead<'a>,
    span: Option<[usize; 2]>,
    quote: Option<WireQuote<'a>>,
}

/// The verdict on the wire.
pub fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim => "verbatim",
        Verdict::Altered => "altered",
        Verdict::OutsideQuotes => "outside_quotes",
        Verdict::NotFound => "not_found",
    }
}

fn made<'a>(asked: TraceAsked<'a>, trace: &'a Trace) -> WireTraceMade<'a> {
    let (made, question) = (&trace.made, asked.question);
    WireTraceMade {
        program: &made.program,
        rules: made.rules,
        corpus: &made.corpus_id,
        generation: made.generation,
        indexed_at: &made.indexed_at,
        articles: made.articles,
        unread: made.unread,
        corpus_digest: &made.corpus_digest,
        user_digest: asked.user_digest,
        options: WireTraceOptions {
            speaker: question.speaker.as_deref(),
            from: question.from.as_deref(),
            to: question.to.as_deref(),
            limit: question.limit,
            offsets: asked.offsets.word(),
        },
        now: made.today.to_string(),
    }
}

impl<'a> WireSpeaker<'a> {
    fn of(speaker: &'a TracedSpeaker) -> WireSpeaker<'a> {
        WireSpeaker {
            name: &speaker.name,
            kind: speaker.speaker.kind,
            certainty: speaker.certainty,
            quotes: speaker.quotes,
            spoken: speaker.spoken.as_deref(),
            published: speaker.published.as_deref(),
        }
    }
}

impl<'a> WirePassage<'a> {
    fn of(passage: &'a TracedPassage, offsets: Offsets) -> WirePassage<'a> {
        let speaker = passage.speaker.as_ref();
        WirePassage {
            rank: passage.rank,
            standing: match passage.standing {
                Standing::Quote => "quote",
                Standing::Report => "report",
                Standing::Partly => "partly_quoted",
                Standing::Headline => "headline",
                Standing::Marked => "marked",
                Standing::Text => "text",
            },
            verbatim: passage.verbatim,
            closeness: passage.closeness,
            speaker: speaker.map(|speaker| speaker.name.as_str()),
            speaker_kind: speaker.map(|speaker| speaker.kind),
            person: passage.person.as_deref(),
            certainty: passage.certainty,
            role: speaker.and_then(|speaker| speaker.role.as_deref()),
            by_asked: passage.by_asked,
            pieces: passage
                .pieces
                .iter()
                .map(|piece| WirePiece { kind: piece_word(piece.kind), text: &piece.text })
                .collect(),
            warnings: passage.warnings.iter().map(WireWarning::of).collect(),
            places: passage.places.iter().map(|place| WirePlace::of(place, offsets)).collect(),
        }
    }
}

fn piece_word(kind: PieceKind) -> &'static str {
    match kind {
        PieceKind::Context => "context",
        PieceKind::Same => "same",
        PieceKind::Asked => "asked",
        PieceKind::Printed => "printed",
        PieceKind::AskedMoved => "asked_moved",
        PieceKind::PrintedMoved => "printed_moved",
        PieceKind::LeftOut => "left_out",
        PieceKind::Report => "report",
    }
}

impl<'a> WireWarning<'a> {
    fn of(warning: &'a Warning) -> WireWarning<'a> {
        let plain = |kind| WireWarning { kind, word: None, words: None };
        match warning {
            Warning::NotAffirmed(polarity) => WireWarning { word: Some(polarity.word()), ..plain("not_affirmed") },
            Warning::Negation => plain("negation"),
            Warning::Figure => plain("figure"),
            Warning::NegationBefore(word) => WireWarning { word: Some(word), ..plain("negation_before") },
            Warning::Quoting => plain("quoting"),
            Warning::Bracket => plain("bracket"),
            Warning::LeftOut(words) => WireWarning { words: Some(*words), ..plain("left_out") },
            Warning::Translated => plain("translated"),
            Warning::Corrected => plain("corrected"),
        }
    }
}

impl<'a> WirePlace<'a> {
    fn of(place: &'a TracePlace, offsets: Offsets) -> WirePlace<'a> {
        let article = place.article();
        let places = Places::new(&article.text, offsets);
        WirePlace {
            head: WireHead::of(article),
            span: place.span.map(|span| places.pair(span)),
            quote: place.quote().map(|quote| WireQuote::of(quote, &places)),
        }
    }
}
