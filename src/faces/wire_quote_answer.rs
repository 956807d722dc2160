//! The JSON of an answer about quotes: hits, each with all its places, and what they rest on.
//!
//! The same version as `wire`, the same `made`; quotes and silences have the one shape of
//! `wire_quotes`. Offsets point into the text of the article in which the place lies.

use std::io::{self, Write};

use serde::Serialize;

use super::wire::{self, Offsets, VERSION, WireBucket, WireDays, WireFacet, WireHead, WireMade, sort_word, write_line};
use super::wire_quotes::{Places, WireSaid};
use super::wire_typed::WireTyped;
use crate::engine::{QuoteAnswer, QuoteHit, QuotePlace, QuoteQuestion};
use crate::model::QuoteFacet;

/// What was asked, beside the settings: together with the archive it determines the answer.
#[derive(Clone, Copy)]
pub struct AskedQuotes<'a> {
    pub question: &'a QuoteQuestion,
    pub offsets: Offsets,
    /// SHA-256 of the configuration files.
    pub user_digest: Option<&'a str>,
}

/// One answer as one line: `--format json`.
pub fn write_quotes(out: &mut impl Write, asked: AskedQuotes<'_>, answer: &QuoteAnswer) -> io::Result<()> {
    let hits = answer.hits.iter().map(|hit| WireQuoteHit::of(hit, asked.offsets)).collect();
    write_line(out, &WireQuoteAnswer { kind: None, hits: Some(hits), ..summary(asked, answer) })
}

/// One hit a line and a last line with everything else: `--format jsonl`.
pub fn write_quote_lines(out: &mut impl Write, asked: AskedQuotes<'_>, answer: &QuoteAnswer) -> io::Result<()> {
    for hit in &answer.hits {
        write_line(out, &HitLine { kind: "hit", hit: WireQuoteHit::of(hit, asked.offsets) })?;
    }
    write_line(out, &summary(asked, answer))
}

/// The name of a facet of quotes on the command line and on the wire.
pub fn quote_facet_name(field: QuoteFacet) -> &'static str {
    match field {
        QuoteFacet::Speaker => "speaker",
        QuoteFacet::About => "about",
        QuoteFacet::Kind => "kind",
        QuoteFacet::Certainty => "certainty",
        QuoteFacet::Polarity => "polarity",
        QuoteFacet::Year => "year",
    }
}

#[derive(Serialize)]
struct WireQuoteAnswer<'a> {
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    made: WireMade<'a, WireQuoteOptions<'a>>,
    query: &'a str,
    understood: &'a str,
    days: Option<WireDays>,
    notices: &'a [String],
    total: u64,
    articles: u64,
    folds: Option<u64>,
    page: usize,
    kinds: Vec<WireBucket<'a>>,
    certainty: Vec<WireBucket<'a>>,
    other_polarity: Vec<WireBucket<'a>>,
    silences: u64,
    overlapping: u64,
    undated: u64,
    any_instead: Option<u64>,
    facets: Vec<WireFacet<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hits: Option<Vec<WireQuoteHit<'a>>>,
}

/// Everything beside the query that changes the answer.
#[derive(Serialize)]
struct WireQuoteOptions<'a> {
    #[serde(flatten)]
    typed: WireTyped<'a>,
    speaker: Option<&'a str>,
    about: Option<&'a str>,
    role: Option<&'a str>,
    kind: Option<&'a str>,
    certainty: Option<&'a str>,
    polarity: Option<&'a str>,
    spoken: Option<&'a str>,
    sort: &'a str,
    fold: bool,
    limit: Option<usize>,
    page: usize,
    facets: Vec<&'a str>,
    offsets: &'a str,
}

#[derive(Serialize)]
struct HitLine<'a> {
    kind: &'a str,
    #[serde(flatten)]
    hit: WireQuoteHit<'a>,
}

#[derive(Serialize)]
struct WireQuoteHit<'a> {
    rank: u64,
    score: f32,
    person: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    choices: &'a [String],
    places: Vec<WirePlace<'a>>,
}

#[derive(Serialize)]
struct WirePlace<'a> {
    #[serde(flatten)]
    head: WireHead<'a>,
    #[serde(flatten)]
    said: WireSaid<'a>,
    named: &'a [String],
}

/// Everything of an answer but the hits.
fn summary<'a>(asked: AskedQuotes<'a>, answer: &'a QuoteAnswer) -> WireQuoteAnswer<'a> {
    let question = asked.question;
    WireQuoteAnswer {
        version: VERSION,
        kind: Some("answer"),
        made: wire::made(&answer.made, asked.user_digest, &question.typed.query, options(question, asked.offsets)),
        query: &question.typed.query,
        understood: &answer.understood,
        days: answer.days.map(WireDays::of),
        notices: &answer.notices,
        total: answer.total,
        articles: answer.articles,
        folds: answer.folds,
        page: question.page,
        kinds: wire::buckets(&answer.kinds),
        certainty: wire::buckets(&answer.certainty),
        other_polarity: wire::buckets(&answer.other_polarity),
        silences: answer.silences,
        overlapping: answer.overlapping,
        undated: answer.undated,
        any_instead: answer.any_instead,
        facets: answer.facets.iter().map(|(field, values)| wire::facet(quote_facet_name(*field), values)).collect(),
        hits: None,
    }
}

fn options(question: &QuoteQuestion, offsets: Offsets) -> WireQuoteOptions<'_> {
    WireQuoteOptions {
        typed: WireTyped::of(&question.typed),
        speaker: question.speaker.as_deref(),
        about: question.about.as_deref(),
        role: question.role.as_deref(),
        kind: question.kind.as_deref(),
        certainty: question.certainty.as_deref(),
        polarity: question.polarity.as_deref(),
        spoken: question.spoken.as_deref(),
        sort: sort_word(question.sort),
        fold: question.fold,
        limit: question.limit,
        page: question.page,
        facets: question.facets.iter().map(|field| quote_facet_name(*field)).collect(),
        offsets: offsets.word(),
    }
}

impl<'a> WireQuoteHit<'a> {
    fn of(hit: &'a QuoteHit, offsets: Offsets) -> WireQuoteHit<'a> {
        WireQuoteHit {
            rank: hit.rank,
            score: hit.score,
            person: hit.person.as_deref(),
            choices: &hit.choices,
            places: hit.places.iter().map(|place| WirePlace::of(place, offsets)).collect(),
        }
    }
}

impl<'a> WirePlace<'a> {
    fn of(place: &'a QuotePlace, offsets: Offsets) -> WirePlace<'a> {
        let said = WireSaid::of(&place.article, &place.said, &Places::new(&place.article.text, offsets));
        WirePlace { head: WireHead::of(&place.article), said, named: &place.named }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::ParseMode;
    use crate::faces::fixture;

    fn written(write: impl FnOnce(&mut Vec<u8>, AskedQuotes<'_>) -> io::Result<()>, offsets: Offsets) -> String {
        let mut question = QuoteQuestion::new("fund kind:(mixed OR silence)");
        question.typed.mode = ParseMode::Strict;
        question.facets = vec![QuoteFacet::Speaker];
        let mut out = Vec::new();
        write(&mut out, AskedQuotes { question: &question, offsets, user_digest: None }).expect("memory does not fail");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn the_documented_quotes_are_the_ones_written() {
        let answer = fixture::quote_answer();
        let json = written(|out, asked| write_quotes(out, asked, &answer), Offsets::Bytes);
        fixture::check_document("## Quotes", &json);
    }

    #[test]
    fn lines_hold_what_the_object_holds() {
        let answer = fixture::quote_answer();
        let object = written(|out, asked| write_quotes(out, asked, &answer), Offsets::Chars);
        let lines = written(|out, asked| write_quote_lines(out, asked, &answer), Offsets::Chars);
        let mut lines: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let mut object: serde_json::Value = serde_json::from_str(&object).expect("JSON");
        let kinds: Vec<serde_json::Value> = lines
            .iter_mut()
            .map(|line| line.as_object_mut().and_then(|line| line.remove("kind")).expect("a kind"))
            .collect();
        assert_eq!(kinds, ["hit", "hit", "answer"]);
        let last = lines.pop().expect("the answer");
        let hits = object.as_object_mut().and_then(|object| object.remove("hits")).expect("hits");
        assert_eq!((hits, object), (serde_json::Value::Array(lines), last));
    }

    #[test]
    fn offsets_count_what_was_asked_for() {
        let answer = fixture::quote_answer();
        let last_end = |offsets| {
            let json = written(|out, asked| write_quotes(out, asked, &answer), offsets);
            let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
            value["hits"][0]["places"][0]["quote"]["spans"][1][1].as_u64().expect("an offset")
        };
        assert_eq!(last_end(Offsets::Bytes) - last_end(Offsets::Chars), 4, "two marks of three bytes");
    }
}
