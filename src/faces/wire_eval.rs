//! The JSON of `onrecord eval`: figures with the counts they are made of. Shares lie between 0 and 1.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::wire::{VERSION, write_line};
use crate::engine::{EntryNote, Evaluation, Found, Judged, Judgement, KindFigures, Right, Share};

#[derive(Serialize)]
struct WireFound {
    precision: f64,
    recall: f64,
    f1: f64,
    given: u64,
    given_right: u64,
    gold: u64,
    gold_found: u64,
}

impl From<Found> for WireFound {
    fn from(found: Found) -> WireFound {
        let Found { given, given_right, gold, gold_found } = found;
        let (precision, recall, f1) = (found.precision(), found.recall(), found.f1());
        WireFound { precision, recall, f1, given, given_right, gold, gold_found }
    }
}

#[derive(Serialize)]
struct WireRight {
    lenient: f64,
    strict: f64,
    n: u64,
    without_speaker: u64,
}

impl From<Right> for WireRight {
    fn from(right: Right) -> WireRight {
        let (lenient, strict) = (right.lenient_rate(), right.strict_rate());
        WireRight { lenient, strict, n: right.n, without_speaker: right.without }
    }
}

#[derive(Serialize)]
struct WireShare {
    rate: f64,
    low: f64,
    high: f64,
    n: u64,
}

impl From<Share> for WireShare {
    fn from(share: Share) -> WireShare {
        let (low, high) = share.interval();
        WireShare { rate: share.rate(), low, high, n: share.n }
    }
}

#[derive(Serialize)]
struct WireKind {
    n: u64,
    overlap: u64,
    exact: u64,
    named_so: u64,
}

impl From<KindFigures> for WireKind {
    fn from(kind: KindFigures) -> WireKind {
        WireKind { n: kind.gold, overlap: kind.overlap, exact: kind.exact, named_so: kind.named_so }
    }
}

#[derive(Serialize)]
struct WireNote<'a> {
    place: &'a str,
    reason: &'a str,
}

fn notes(notes: &[EntryNote]) -> Vec<WireNote<'_>> {
    notes.iter().map(|note| WireNote { place: &note.place, reason: &note.reason }).collect()
}

#[derive(Serialize)]
struct WireEvaluation<'a> {
    version: u32,
    articles: u64,
    spans: WireFound,
    spans_direct: Option<WireFound>,
    spans_exact: WireFound,
    attribution: WireRight,
    joint_lenient: WireFound,
    joint_strict: WireFound,
    article_speakers_lenient: WireFound,
    article_speakers_strict: WireFound,
    not_affirmed: WireFound,
    spoken: WireFound,
    silences: WireFound,
    silence_speakers: WireShare,
    unnamed: WireShare,
    origins: WireShare,
    by_kind: BTreeMap<&'a str, WireKind>,
    by_mention: BTreeMap<&'a str, WireRight>,
    by_certainty: BTreeMap<&'a str, WireRight>,
    by_rule: BTreeMap<&'a str, WireRight>,
    unread: Vec<WireNote<'a>>,
}

/// The figures as one line.
pub fn write_evaluation(out: &mut impl Write, figures: &Evaluation) -> io::Result<()> {
    let kinds = figures.by_kind.iter().map(|(kind, of)| (kind.map_or("unknown", |kind| kind.word()), (*of).into()));
    write_line(
        out,
        &WireEvaluation {
            version: VERSION,
            articles: figures.articles,
            spans: figures.spans.into(),
            spans_direct: figures.direct.map(WireFound::from),
            spans_exact: figures.spans_exact.into(),
            attribution: figures.attribution.into(),
            joint_lenient: figures.joint_lenient.into(),
            joint_strict: figures.joint_strict.into(),
            article_speakers_lenient: figures.speakers_lenient.into(),
            article_speakers_strict: figures.speakers_strict.into(),
            not_affirmed: figures.not_affirmed.into(),
            spoken: figures.spoken.into(),
            silences: figures.silences.into(),
            silence_speakers: figures.silence_speakers.into(),
            unnamed: figures.unnamed.into(),
            origins: figures.origins.into(),
            by_kind: kinds.collect(),
            by_mention: figures.by_mention.iter().map(|(named, of)| (named.as_str(), (*of).into())).collect(),
            by_certainty: figures.by_certainty.iter().map(|(of, right)| (of.word(), (*right).into())).collect(),
            by_rule: figures.by_rule.iter().map(|(rule, right)| (rule.word(), (*right).into())).collect(),
            unread: notes(&figures.unread),
        },
    )
}

#[derive(Serialize)]
struct WireJudged<'a> {
    version: u32,
    rows: u64,
    unjudged: u64,
    lines: Vec<WireJudgement>,
    unread: Vec<WireNote<'a>>,
}

#[derive(Serialize)]
struct WireJudgement {
    kind: Option<&'static str>,
    certainty: Option<&'static str>,
    quote_right: WireShare,
    speaker_right: WireShare,
}

impl From<&Judgement> for WireJudgement {
    fn from(line: &Judgement) -> WireJudgement {
        WireJudgement {
            kind: line.kind.map(|kind| kind.word()),
            certainty: line.certainty.map(|certainty| certainty.word()),
            quote_right: line.quote.into(),
            speaker_right: line.speaker.into(),
        }
    }
}

pub fn write_judged(out: &mut impl Write, judged: &Judged) -> io::Result<()> {
    let lines = judged.lines.iter().map(WireJudgement::from).collect();
    let unread = notes(&judged.unread);
    write_line(out, &WireJudged { version: VERSION, rows: judged.rows, unjudged: judged.unjudged, lines, unread })
}
