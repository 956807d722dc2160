//! The JSON that other programs read: version 1, documented in docs/json.md.
//!
//! Answers and articles come in, lines of JSON go out. The structs here are the format: the
//! model may change, these keys may only be added to. The same archive, question and day give
//! the same bytes; every character that could drive a terminal is written as `\uXXXX`.

use std::io::{self, Write};

use serde::Serialize;

use super::sanitize;
use super::wire_quotes::{Places, WireSaid};
use super::wire_typed::WireTyped;
use crate::engine::{Answer, Made, Question, ResolvedDays, title};
use crate::model::{
    Article, Bucket, Day, FacetField, Hit, Precision, Printing, Published, Snippet, SortOrder, Span, Suspicion,
};

/// The version in every object. Raised when a key changes its meaning or goes.
pub const VERSION: u32 = 1;

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Offsets {
    // Of UTF-8.
    Bytes,
    // Unicode code points.
    Chars,
}

impl Offsets {
    pub(super) fn word(self) -> &'static str {
        match self {
            Offsets::Bytes => "bytes",
            Offsets::Chars => "chars",
        }
    }

    /// A byte offset of `text` in this unit.
    fn of(self, text: &str, offset_bytes: usize) -> usize {
        match self {
            Offsets::Bytes => offset_bytes,
            Offsets::Chars => text.char_indices().take_while(|(at, _)| *at < offset_bytes).count(),
        }
    }

    fn pair(self, text: &str, span: Span) -> [usize; 2] {
        let start = self.of(text, span.start);
        match self {
            Offsets::Bytes => [start, span.end],
            // Counted from the start, so that many spans of a long text cost little.
            Offsets::Chars => [start, start + self.of(&text[span.start..], span.len())],
        }
    }
}

/// What was asked, beside the settings: together with the archive it determines the answer.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub question: &'a Question,
    pub offsets: Offsets,
    /// SHA-256 of the configuration files.
    pub user_digest: Option<&'a str>,
    /// The query's id in a batch.
    pub query_id: Option<&'a str>,
}

/// One answer as one line: `--format json`.
pub fn write_answer(out: &mut impl Write, asked: Asked<'_>, answer: &Answer) -> io::Result<()> {
    let wire = WireAnswer { kind: None, hits: Some(hits_of(asked, answer, false)), ..summary(asked, answer, true) };
    write_line(out, &wire)
}

/// One hit a line and a last line with everything else: `--format jsonl`.
pub fn write_answer_lines(out: &mut impl Write, asked: Asked<'_>, answer: &Answer) -> io::Result<()> {
    let kind = if answer.any_instead.is_some() { "instead" } else { "hit" };
    for hit in &answer.hits {
        write_line(out, &HitLine { kind, query_id: asked.query_id, hit: WireHit::of(hit, asked.offsets) })?;
    }
    write_line(out, &summary(asked, answer, false))
}

#[derive(Serialize)]
struct WireAnswer<'a> {
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    query_id: Option<&'a str>,
    made: WireMade<'a, WireOptions<'a>>,
    query: &'a str,
    understood: &'a str,
    days: Option<WireDays>,
    notices: &'a [String],
    total: u64,
    stories: Option<u64>,
    page: usize,
    overlapping: u64,
    undated: u64,
    related: u64,
    instead: Option<WireInstead<'a>>,
    facets: Vec<WireFacet<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hits: Option<Vec<WireHit<'a>>>,
}

#[derive(Serialize)]
pub(super) struct WireMade<'a, O> {
    program: &'a str,
    rules: u32,
    corpus: &'a str,
    generation: u64,
    indexed_at: &'a str,
    articles: u64,
    unread: u64,
    corpus_digest: &'a str,
    user_digest: Option<&'a str>,
    query: &'a str,
    options: O,
    now: String,
}

/// Everything beside the query that changes the answer.
#[derive(Serialize)]
struct WireOptions<'a> {
    #[serde(flatten)]
    typed: WireTyped<'a>,
    #[serde(rename = "in")]
    within: Option<&'a str>,
    sort: &'a str,
    limit: Option<usize>,
    page: usize,
    fold: bool,
    facets: Vec<&'a str>,
    offsets: &'a str,
}

#[derive(Serialize)]
pub(super) struct WireDays {
    from: Option<String>,
    to: Option<String>,
}

/// The answer of any of the words, when no article has them all.
#[derive(Serialize)]
struct WireInstead<'a> {
    total: u64,
    stories: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hits: Option<Vec<WireHit<'a>>>,
}

#[derive(Serialize)]
pub(super) struct WireFacet<'a> {
    field: &'a str,
    values: Vec<WireBucket<'a>>,
}

#[derive(Serialize)]
pub(super) struct WireBucket<'a> {
    value: &'a str,
    count: u64,
}

#[derive(Serialize)]
struct HitLine<'a> {
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query_id: Option<&'a str>,
    #[serde(flatten)]
    hit: WireHit<'a>,
}

#[derive(Serialize)]
struct WireHit<'a> {
    rank: u64,
    score: f32,
    #[serde(flatten)]
    head: WireHead<'a>,
    headline_highlights: Vec<[usize; 2]>,
    snippets: Vec<WireSnippet<'a>>,
    speakers: Vec<WireBucket<'a>>,
    said: Vec<WireSaid<'a>>,
    printings: u64,
    copies: Vec<WirePrinting<'a>>,
}

/// Another printing of a hit's story.
#[derive(Serialize)]
struct WirePrinting<'a> {
    id: String,
    path: String,
    headline: Option<&'a str>,
    published: Option<WirePublished>,
    publisher: Option<&'a str>,
    matches: bool,
}

/// What names and dates an article.
#[derive(Serialize)]
pub(super) struct WireHead<'a> {
    id: String,
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    own_id: Option<&'a str>,
    headline: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<WirePublished>,
    publisher: Option<&'a str>,
    bylines: &'a [String],
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<WirePublished>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    printed_corrections: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct WirePublished {
    day: String,
    precision: Precision,
    evidence: crate::model::Evidence,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    utc_day: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    suspect: Option<Suspicion>,
}

#[derive(Serialize)]
struct WireSnippet<'a> {
    text: &'a str,
    start: Option<usize>,
    highlights: Vec<[usize; 2]>,
}

/// Everything of an answer but the hits. `whole`: the other answer carries its hits as well.
fn summary<'a>(asked: Asked<'a>, answer: &'a Answer, whole: bool) -> WireAnswer<'a> {
    let instead = answer.any_instead.map(|total| WireInstead {
        total,
        stories: answer.stories,
        hits: whole.then(|| hits_of(asked, answer, true)),
    });
    WireAnswer {
        version: VERSION,
        kind: Some("answer"),
        query_id: asked.query_id,
        made: made(
            &answer.made,
            asked.user_digest,
            &asked.question.typed.query,
            options(asked.question, asked.offsets),
        ),
        query: &asked.question.typed.query,
        understood: &answer.understood,
        days: answer.days.map(WireDays::of),
        notices: &answer.notices,
        total: answer.total,
        stories: answer.stories.map(|stories| if answer.any_instead.is_some() { 0 } else { stories }),
        page: asked.question.page,
        overlapping: answer.overlapping,
        undated: answer.undated,
        related: answer.related,
        instead,
        facets: answer.facets.iter().map(|(field, buckets)| facet(facet_name(*field), buckets)).collect(),
        hits: None,
    }
}

fn hits_of<'a>(asked: Asked<'a>, answer: &'a Answer, instead: bool) -> Vec<WireHit<'a>> {
    if answer.any_instead.is_some() != instead {
        return Vec::new();
    }
    answer.hits.iter().map(|hit| WireHit::of(hit, asked.offsets)).collect()
}

pub(super) fn facet<'a>(field: &'a str, buckets: &'a [Bucket]) -> WireFacet<'a> {
    WireFacet { field, values: self::buckets(buckets) }
}

pub(super) fn buckets(buckets: &[Bucket]) -> Vec<WireBucket<'_>> {
    buckets.iter().map(|bucket| WireBucket { value: &bucket.value, count: bucket.count }).collect()
}

pub(super) fn days_of(from: Option<Day>, to: Option<Day>) -> WireDays {
    WireDays { from: from.map(|day| day.to_string()), to: to.map(|day| day.to_string()) }
}

/// The name of a facet on the command line and on the wire.
pub fn facet_name(field: FacetField) -> &'static str {
    match field {
        FacetField::Publisher => "publisher",
        FacetField::Section => "section",
        FacetField::Language => "language",
        FacetField::Byline => "byline",
        FacetField::Year => "year",
        FacetField::Month => "month",
    }
}

/// What an answer was made from: the index, the question and its options.
pub(super) fn made<'a, O>(made: &'a Made, user_digest: Option<&'a str>, query: &'a str, options: O) -> WireMade<'a, O> {
    WireMade {
        program: &made.program,
        rules: made.rules,
        corpus: &made.corpus_id,
        generation: made.generation,
        indexed_at: &made.indexed_at,
        articles: made.articles,
        unread: made.unread,
        corpus_digest: &made.corpus_digest,
        user_digest,
        query,
        options,
        now: made.today.to_string(),
    }
}

fn options(question: &Question, offsets: Offsets) -> WireOptions<'_> {
    WireOptions {
        typed: WireTyped::of(&question.typed),
        within: question.within.as_deref(),
        sort: sort_word(question.sort),
        limit: question.limit,
        page: question.page,
        fold: question.fold,
        facets: question.facets.iter().map(|field| facet_name(*field)).collect(),
        offsets: offsets.word(),
    }
}

pub(super) fn sort_word(sort: SortOrder) -> &'static str {
    match sort {
        SortOrder::Relevance => "relevance",
        SortOrder::Newest => "newest",
        SortOrder::Oldest => "oldest",
    }
}

impl WireDays {
    pub(super) fn of(days: ResolvedDays) -> WireDays {
        WireDays { from: days.from.map(|day| day.to_string()), to: days.to.map(|day| day.to_string()) }
    }
}

impl<'a> WireHit<'a> {
    fn of(hit: &'a Hit, offsets: Offsets) -> WireHit<'a> {
        let snippets =
            hit.snippets.iter().map(|snippet| WireSnippet::of(snippet, &hit.article.text, offsets)).collect();
        let headline_highlights = hit.headline.iter().flat_map(|lit| pairs(lit, offsets)).collect();
        let places = Places::new(&hit.article.text, offsets);
        WireHit {
            rank: hit.rank,
            score: hit.score,
            head: WireHead::of(&hit.article),
            headline_highlights,
            snippets,
            speakers: buckets(&hit.speakers),
            said: hit.said.iter().map(|said| WireSaid::of(&hit.article, said, &places)).collect(),
            printings: hit.printing_count,
            copies: hit.printings.iter().map(WirePrinting::of).collect(),
        }
    }
}

impl<'a> WirePrinting<'a> {
    fn of(printing: &'a Printing) -> WirePrinting<'a> {
        WirePrinting {
            id: printing.id.to_string(),
            path: printing.origin.place(),
            headline: printing.headline.as_deref(),
            published: printing.published.as_ref().map(WirePublished::of),
            publisher: printing.publisher.as_deref(),
            matches: printing.matches,
        }
    }
}

impl<'a> WireSnippet<'a> {
    fn of(snippet: &'a Snippet, article_text: &str, offsets: Offsets) -> WireSnippet<'a> {
        WireSnippet {
            text: &snippet.text,
            start: snippet.span.map(|span| offsets.of(article_text, span.start)),
            highlights: pairs(snippet, offsets).collect(),
        }
    }
}

fn pairs(snippet: &Snippet, offsets: Offsets) -> impl Iterator<Item = [usize; 2]> {
    snippet.highlights.iter().map(move |span| offsets.pair(&snippet.text, *span))
}

impl<'a> WireHead<'a> {
    pub(super) fn of(article: &'a Article) -> WireHead<'a> {
        WireHead {
            id: article.id.to_string(),
            path: article.origin.place(),
            own_id: article.origin.own_id.as_deref(),
            headline: article.headline.as_ref().map(|headline| headline.words.as_str()),
            title: title(article),
            published: article.published.as_ref().map(WirePublished::of),
            publisher: article.publisher.as_deref(),
            bylines: &article.bylines,
            language: article.language.as_deref(),
            section: article.section.as_deref(),
            place: article.place.as_deref(),
            url: article.url.as_deref(),
            modified: article.modified.as_ref().map(WirePublished::of),
            printed_corrections: texts(article, &article.printed_corrections),
        }
    }
}

/// The words of spans of an article.
pub fn texts<'a>(article: &'a Article, spans: &[Span]) -> Vec<&'a str> {
    spans.iter().map(|span| span.of(&article.text)).collect()
}

impl WirePublished {
    pub(super) fn of(published: &Published) -> WirePublished {
        WirePublished {
            day: published.first().to_string(),
            precision: published.precision,
            evidence: published.evidence,
            time: time_of_day(published),
            utc_day: published.utc_day,
            suspect: published.suspicion,
        }
    }
}

/// `10:15:00`, with the offset as the input had it: `10:15:00+01:00`.
pub fn time_of_day(published: &Published) -> Option<String> {
    let time = published.time?;
    let clock = format!("{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
    Some(match time.offset_minutes {
        None => clock,
        Some(0) => format!("{clock}Z"),
        Some(offset) => {
            let sign = if offset < 0 { '-' } else { '+' };
            let minutes = offset.unsigned_abs();
            format!("{clock}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    })
}

pub(super) fn write_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Harmless);
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// Compact JSON in which no character drives a terminal: serde_json escapes the controls up to
/// U+001F alone.
struct Harmless;

impl serde_json::ser::Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| sanitize::drives_terminal(*c)) {
            writer.write_all(&fragment.as_bytes()[from..at])?;
            write!(writer, "\\u{:04x}", u32::from(c))?;
            from = at + c.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[from..])
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use serde_json::Value;

    use super::*;
    use crate::engine::ParseMode;
    use crate::faces::fixture;
    use crate::model::{Evidence, Period, TimeOfDay};

    fn asked(question: &Question) -> Asked<'_> {
        Asked { question, offsets: Offsets::Bytes, user_digest: None, query_id: None }
    }

    fn json(asked: Asked<'_>, answer: &Answer) -> String {
        let mut out = Vec::new();
        write_answer(&mut out, asked, answer).expect("memory does not fail");
        String::from_utf8(out).expect("JSON is text")
    }

    fn example() -> (Question, Answer) {
        let mut question = Question::new("drought date:2025");
        question.typed.mode = ParseMode::Strict;
        question.facets = vec![FacetField::Publisher];
        let mut answer = fixture::answer();
        answer.understood = "drought AND date:2025".to_string();
        (answer.total, answer.stories) = (1, Some(1));
        answer.hits.truncate(1);
        answer.undated = 1;
        answer.days = Some(ResolvedDays { from: "2025-01-01".parse().ok(), to: "2025-12-31".parse().ok() });
        answer.facets = vec![(FacetField::Publisher, vec![Bucket { value: "Valley Post".into(), count: 1 }])];
        (question, answer)
    }

    #[test]
    fn the_documented_answer_is_the_one_written() {
        let (question, answer) = example();
        fixture::check_document("## An answer", &json(asked(&question), &answer));
    }

    #[test]
    fn the_documented_lines_are_the_ones_written() {
        let (question, answer) = example();
        let mut out = Vec::new();
        let asked = Asked { query_id: Some("q7"), ..asked(&question) };
        write_answer_lines(&mut out, asked, &answer).expect("memory does not fail");
        fixture::check_document("## Lines", &String::from_utf8(out).expect("text"));
    }

    #[test]
    fn the_documented_article_is_the_one_written() {
        let mut out = Vec::new();
        crate::faces::wire_article::write_article(&mut out, &fixture::shown(), Offsets::Bytes, None)
            .expect("memory does not fail");
        fixture::check_document("## An article", &String::from_utf8(out).expect("text"));
    }

    #[test]
    fn keys_stand_in_their_order() {
        let (question, answer) = example();
        let line = json(asked(&question), &answer);
        let expected: Expect = expect![[r#"
            {"version":1,"made":{"program":"0.1.0","rules":1,"corpus":"6b1f7c1e-0d5c-4c3a-9a55-0c2f4a1d7e90","generation":3,"indexed_at":"2025-09-03T18:20:05Z","articles":85,"unread":0,"corpus_digest":"c0ffee","user_digest":null,"query":"drought date:2025","options":{"mode":"strict","any":false,"from":null,"to":null,"on":null,"publisher":null,"lang":null,"query_lang":null,"in":null,"sort":"relevance","limit":10,"page":1,"fold":true,"facets":["publisher"],"offsets":"bytes"},"now":"2025-09-04"},"query":"drought date:2025","understood":"drought AND date:2025","days":{"from":"2025-01-01","to":"2025-12-31"},"notices":[],"total":1,"stories":1,"page":1,"overlapping":0,"undated":1,"related":0,"instead":null,"facets":[{"field":"publisher","values":[{"value":"Valley Post","count":1}]}],"hits":[{"rank":1,"score":2.5,"id":"0123456789abcdef0001","path":"elections/day-one.txt","headline":"Mayor of Ardan resigns over the drought fund","title":"Mayor of Ardan resigns over the drought fund","published":{"day":"2025-09-03","precision":"day","evidence":"header"},"publisher":"Valley Post","bylines":["Mara Venn"],"language":"en","headline_highlights":[[32,39]],"snippets":[{"text":"The drought fund, she said, “was never mine to spend”.","start":92,"highlights":[[4,11]]}],"speakers":[{"value":"Ilse Torvald","count":1}],"said":[{"quote":{"cite":"sha256:0707070707070707070707070707070707070707070707070707070707070707@92-149","kind":"mixed","spans":[[92,108],[120,149]],"words":["The drought fund","“was never mine to spend”"],"speaker":"Ilse Torvald","speaker_kind":"person","mention":"she","cue":"said","polarity":"affirmed","role":"Mayor","told_to":null,"via":null,"spoken":{"day":"2025-09-01","precision":"day","evidence":"on Wednesday"},"about":[],"translated":false,"certainty":"resolved","rule":"pronoun"},"highlights":[[96,103]]}],"printings":1,"copies":[]}]}
        "#]];
        expected.assert_eq(&line);
    }

    #[test]
    fn offsets_in_characters_count_code_points() {
        let question = Question::new("drought");
        let answer = fixture::answer();
        let snippet = |offsets| {
            let line = json(Asked { offsets, ..asked(&question) }, &answer);
            let value: Value = serde_json::from_str(&line).expect("JSON");
            let hit = &value["hits"][1];
            (hit["snippets"][0]["highlights"][0].clone(), hit["headline"].clone(), hit["title"].clone())
        };
        let title = Value::from("Överlake reservoir fell to a fifth, the agency said.");
        assert_eq!(snippet(Offsets::Bytes), (Value::from(vec![54, 61]), Value::Null, title.clone()));
        assert_eq!(snippet(Offsets::Chars), (Value::from(vec![53, 60]), Value::Null, title));
    }

    #[test]
    fn an_answer_of_other_words_stands_apart() {
        let question = Question::new("drought unicorn");
        let answer = Answer { any_instead: Some(2), total: 0, ..fixture::answer() };
        let value: Value = serde_json::from_str(&json(asked(&question), &answer)).expect("JSON");
        assert_eq!(value["total"], 0);
        assert_eq!(value["hits"], Value::Array(vec![]));
        assert_eq!(value["instead"]["total"], 2);
        assert_eq!(value["instead"]["hits"].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn nothing_in_it_drives_a_terminal() {
        let question = Question::new("\x1b[2J\u{9B}2J\u{202E}\u{7F}");
        let line = json(asked(&question), &fixture::answer());
        assert!(!line.trim_end().contains(sanitize::drives_terminal), "{line:?}");
        let value: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(value["query"], question.typed.query.as_str(), "readers get the very characters");
    }

    #[test]
    fn dates_say_what_is_odd_about_them() {
        let published = Published {
            period: Period::month(2031, 2).expect("a month"),
            precision: Precision::Month,
            evidence: Evidence::FirstLines,
            time: Some(TimeOfDay { hour: 9, minute: 5, second: 0, offset_minutes: Some(-210) }),
            utc_day: true,
            suspicion: Some(Suspicion::Future),
        };
        let made = serde_json::to_string(&WirePublished::of(&published)).expect("JSON");
        let expected = r#"{"day":"2031-02-01","precision":"month","evidence":"first_lines","time":"09:05:00-03:30","utc_day":true,"suspect":"future"}"#;
        assert_eq!(made, expected);
    }
}
