//! Annotated articles: what should be found in them.
//!
//! One JSON object a line: `{"id", "text", "quotes": […]}` and what else is known of the article
//! (`date`, `headline` …), which is read as `extract` reads it. Offsets count Unicode code points
//! of `text`. The format is documented in docs/accuracy.md; what is wrong with a line is said
//! with its number.

use std::ops::ControlFlow;

use serde::{Deserialize, Deserializer};

use crate::model::{Article, ArticleId, Day, EntryPath, Period, Polarity, QuoteKind, Span};
use crate::read::{self, Content, Entry, ReadRules};

/// An article with what should be found in it.
#[derive(Clone, Debug)]
pub struct GoldArticle {
    pub article: Article,
    pub quotes: Vec<GoldQuote>,
    /// `None`: silences were not annotated.
    pub silences: Option<Vec<GoldSilence>>,
    /// Where nothing is scored.
    pub ignored: Vec<Span>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldQuote {
    pub spans: Vec<Span>,
    pub kind: Option<QuoteKind>,
    /// Fragments of one quote share it.
    pub group: Option<String>,
    /// People may differ whether it is a quote: neither reward nor penalty.
    pub optional: bool,
    /// `None` when nobody can be told, or when the annotation is not to be scored.
    pub speaker: Option<String>,
    /// How the speaker is named there: `name`, `pronoun`, `org`, `nominal` …
    pub named: String,
    /// Officials, a witness: no name may be given.
    pub unnamed: bool,
    pub details: GoldDetails,
}

/// What only some annotations have; `None` where it was not annotated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoldDetails {
    pub polarity: Option<Polarity>,
    /// The day of saying: of a quote that tells none, `Some(None)`.
    pub spoken: Option<Option<Period>>,
    pub translated: Option<bool>,
    pub via: Option<Option<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldSilence {
    pub span: Span,
    pub speaker: Option<String>,
    pub named: String,
    pub optional: bool,
    pub spoken: Option<Option<Period>>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    quotes: Vec<LineQuote>,
    silences: Option<Vec<LineSilence>>,
    #[serde(default)]
    ignore: Vec<[usize; 2]>,
}

#[derive(Deserialize)]
struct LineQuote {
    start: Option<usize>,
    end: Option<usize>,
    spans: Option<Vec<[usize; 2]>>,
    #[serde(rename = "type")]
    kind: Option<String>,
    group: Option<String>,
    #[serde(default)]
    optional: bool,
    speaker: Option<String>,
    speaker_kind: Option<String>,
    speaker_conf: Option<String>,
    polarity: Option<String>,
    #[serde(default, deserialize_with = "even_null")]
    spoken: Option<Option<String>>,
    translated: Option<bool>,
    #[serde(default, deserialize_with = "even_null")]
    via: Option<Option<String>>,
}

#[derive(Deserialize)]
struct LineSilence {
    start: usize,
    end: usize,
    speaker: Option<String>,
    speaker_kind: Option<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default, deserialize_with = "even_null")]
    spoken: Option<Option<String>>,
}

/// A key that is there and null says that there is none.
fn even_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(deserializer).map(Some)
}

/// One line of annotated articles, or what is wrong with it.
pub fn of_line(line: &str, rules: &ReadRules) -> Result<GoldArticle, String> {
    let parsed: Line = serde_json::from_str(line).map_err(|error| without_line(&error.to_string()))?;
    let article = article_of(line, rules)?;
    if article.text != parsed.text {
        return Err("`text` is not read as it stands there, so that its offsets would lead astray".to_string());
    }
    let places = Places::of(&parsed.text);
    let quotes = parsed.quotes.into_iter().enumerate();
    let quotes = quotes.map(|(at, quote)| quote.checked(&places).map_err(|wrong| format!("quotes[{at}]: {wrong}")));
    let silence = |(at, silence): (usize, LineSilence)| {
        silence.checked(&places).map_err(|wrong| format!("silences[{at}]: {wrong}"))
    };
    let silences = parsed.silences.map(|silences| silences.into_iter().enumerate().map(silence).collect());
    Ok(GoldArticle {
        quotes: quotes.collect::<Result<_, String>>()?,
        silences: silences.transpose()?,
        ignored: places.spans(&parsed.ignore).map_err(|wrong| format!("ignore: {wrong}"))?,
        article,
    })
}

/// The line is a record like those that `extract` reads.
fn article_of(line: &str, rules: &ReadRules) -> Result<Article, String> {
    let mut read = None;
    let path = EntryPath::new("gold.jsonl");
    let entry = Entry { path: &path, content: Content::Whole(line.as_bytes()), modified: None };
    let streamed = read::articles(entry, rules, &mut |draft| {
        read = Some(draft);
        ControlFlow::Break(())
    });
    let draft = match (read, streamed) {
        (Some(draft), _) => draft,
        (None, Err(refusal)) => return Err(refusal.to_string()),
        (None, Ok(_)) => return Err("no article is read from it".to_string()),
    };
    Ok(draft.into_article(ArticleId::new([0; 10]), EntryPath::new("gold"), [0; 32]))
}

/// serde counts lines of the one line it was given.
fn without_line(message: &str) -> String {
    message.replace(" at line 1 column ", ", character ")
}

/// Code points to bytes.
struct Places(Vec<usize>);

impl Places {
    fn of(text: &str) -> Places {
        Places(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    fn span(&self, [start, end]: [usize; 2]) -> Result<Span, String> {
        match (self.0.get(start), self.0.get(end)) {
            (Some(first), Some(last)) if start <= end => Ok(Span::new(*first, *last)),
            _ => Err(format!("{start} to {end} does not lie in the text of {} characters", self.0.len() - 1)),
        }
    }

    fn spans(&self, pairs: &[[usize; 2]]) -> Result<Vec<Span>, String> {
        pairs.iter().map(|pair| self.span(*pair)).collect()
    }
}

impl LineQuote {
    fn checked(self, places: &Places) -> Result<GoldQuote, String> {
        let spans = match (&self.spans, self.start, self.end) {
            (Some(spans), ..) if !spans.is_empty() => places.spans(spans)?,
            (_, Some(start), Some(end)) => vec![places.span([start, end])?],
            _ => return Err("it has neither `spans` nor `start` and `end`".to_string()),
        };
        let named = self.speaker_kind.unwrap_or_else(|| "name".to_string());
        let scored = self.speaker_conf.as_deref() != Some("coref");
        Ok(GoldQuote {
            spans,
            kind: self.kind.as_deref().map(kind_named).transpose()?,
            group: self.group,
            optional: self.optional,
            speaker: self.speaker.filter(|name| scored && !name.is_empty() && named != UNNAMED),
            unnamed: named == UNNAMED,
            named,
            details: GoldDetails {
                polarity: self.polarity.as_deref().map(polarity_named).transpose()?,
                spoken: spoken(self.spoken)?,
                translated: self.translated,
                via: self.via,
            },
        })
    }
}

impl LineSilence {
    fn checked(self, places: &Places) -> Result<GoldSilence, String> {
        let named = self.speaker_kind.unwrap_or_else(|| "name".to_string());
        Ok(GoldSilence {
            span: places.span([self.start, self.end])?,
            speaker: self.speaker.filter(|name| !name.is_empty() && named != UNNAMED),
            named,
            optional: self.optional,
            spoken: spoken(self.spoken)?,
        })
    }
}

/// The kind of speaker that has no name.
pub(super) const UNNAMED: &str = "unnamed";

pub(super) fn kind_named(word: &str) -> Result<QuoteKind, String> {
    let found = QuoteKind::ALL.into_iter().find(|kind| kind.word() == word);
    found.ok_or_else(|| format!("\"{word}\" is no kind of quote: direct, mixed or indirect"))
}

pub(super) fn polarity_named(word: &str) -> Result<Polarity, String> {
    let found = Polarity::ALL.into_iter().find(|polarity| polarity.word() == word);
    let known = Polarity::ALL.map(Polarity::word).join(", ");
    found.ok_or_else(|| format!("\"{word}\" is no polarity: {known}"))
}

fn spoken(written: Option<Option<String>>) -> Result<Option<Option<Period>>, String> {
    match written {
        None => Ok(None),
        Some(None) => Ok(Some(None)),
        Some(Some(text)) => period_of(&text).map(|period| Some(Some(period))),
    }
}

/// `2025-09-03`, `2025-09`, `2025`, or two days with `..` between them.
pub(super) fn period_of(text: &str) -> Result<Period, String> {
    let wrong = || format!("\"{text}\" is no day: write 2025-09-03, 2025-09, 2025 or 2025-09-01..2025-09-07");
    let day = |text: &str| text.parse::<Day>().ok();
    let number = |text: &str| text.parse::<i32>().ok();
    let period = match (text.split_once(".."), text.len()) {
        (Some((first, last)), _) => day(first).zip(day(last)).and_then(|(first, last)| Period::new(first, last)),
        (None, 10) => day(text).map(Period::day),
        (None, 7) => text.split_once('-').and_then(|(year, month)| {
            Period::month(number(year)?, number(month).and_then(|month| u32::try_from(month).ok())?)
        }),
        (None, 4) => number(text).and_then(Period::year),
        _ => None,
    };
    period.ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<GoldArticle, String> {
        of_line(line, &ReadRules::default())
    }

    #[test]
    fn offsets_count_characters_and_become_bytes() {
        let line = r#"{"id":"a","date":"2025-09-03","text":"“Für mich nicht,” sagte Edda.","quotes":[
            {"start":1,"end":16,"type":"direct","speaker":"Edda","polarity":"denied","spoken":"2025-09"},
            {"spans":[[1,4],[5,9]],"speaker":"x","speaker_conf":"coref","spoken":null,"speaker_kind":"org"}]}"#;
        let gold = read(&line.replace('\n', "")).unwrap();
        let words = |quote: &GoldQuote| quote.spans.iter().map(|span| span.of(&gold.article.text)).collect::<Vec<_>>();
        assert_eq!(words(&gold.quotes[0]), ["Für mich nicht,"]);
        assert_eq!(words(&gold.quotes[1]), ["Für", "mich"]);
        assert_eq!(gold.quotes[0].details.polarity, Some(Polarity::Denied));
        assert_eq!(gold.quotes[0].details.spoken, Some(Period::month(2025, 9)));
        assert_eq!(gold.quotes[1].details.spoken, Some(None), "null says that no day is told");
        assert_eq!((gold.quotes[0].speaker.as_deref(), gold.quotes[1].speaker.as_deref()), (Some("Edda"), None));
        assert!(gold.silences.is_none() && gold.article.published.is_some());
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said() {
        let check = |line: &str, reason: &str| assert_eq!(read(line).unwrap_err(), reason, "{line}");
        check(r#"{"id":"a","quotes":[]}"#, "missing field `text`, character 22");
        check(
            r#"{"id":"a","text":"Rain.","quotes":[{"start":0,"end":6}]}"#,
            "quotes[0]: 0 to 6 does not lie in the text of 5 characters",
        );
        check(
            r#"{"id":"a","text":"Rain.","quotes":[{"speaker":"x"}]}"#,
            "quotes[0]: it has neither `spans` nor `start` and `end`",
        );
        check(
            r#"{"id":"a","text":"Rain.","quotes":[{"start":0,"end":4,"type":"loud"}]}"#,
            "quotes[0]: \"loud\" is no kind of quote: direct, mixed or indirect",
        );
        check(
            r#"{"id":"a","text":"Rain.","silences":[{"start":0,"end":4,"spoken":"soon"}]}"#,
            "silences[0]: \"soon\" is no day: write 2025-09-03, 2025-09, 2025 or 2025-09-01..2025-09-07",
        );
        assert!(read("{\"id\"").unwrap_err().starts_with("EOF while parsing"));
    }
}
