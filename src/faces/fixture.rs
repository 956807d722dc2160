//! An invented answer that the tests of several faces print.

use std::sync::Arc;

use super::settings::Clock;
use crate::engine::{Answer, Made, QuoteAnswer, QuoteHit, QuotePlace, Shown};
use crate::model::{
    Article, ArticleId, Bucket, Certainty, Day, EntryPath, Evidence, Headline, Hit, LitSaid, Origin, Period, Polarity,
    Precision, Published, Quote, QuoteFacet, QuoteKey, QuoteKind, Rule, Said, Silence, Snippet, Span, Speaker,
    SpeakerKind, Spoken, Statements,
};

pub fn clock() -> Clock {
    let now = chrono::DateTime::parse_from_rfc3339("2025-09-03T21:20:05Z").expect("a moment");
    Clock { today: day(2025, 9, 4), now: now.to_utc() }
}

pub fn answer() -> Answer {
    Answer {
        understood: "drought".to_string(),
        notices: Vec::new(),
        total: 2,
        stories: None,
        hits: vec![resignation(), reservoir()],
        any_instead: None,
        days: None,
        overlapping: 0,
        undated: 0,
        related: 0,
        facets: Vec::new(),
        made: Made {
            program: "0.1.0".to_string(),
            rules: 1,
            corpus_id: "6b1f7c1e-0d5c-4c3a-9a55-0c2f4a1d7e90".to_string(),
            generation: 3,
            corpus_digest: "c0ffee".to_string(),
            indexed_at: "2025-09-03T18:20:05Z".to_string(),
            articles: 85,
            unread: 0,
            today: day(2025, 9, 4),
        },
    }
}

pub fn shown() -> Shown {
    let mut article = resignation().article;
    let start = article.text.len() + 2;
    article.text.push_str("\n\nIS THE FERRY LINE SINKING AGAIN?");
    article.related = vec![Span::new(start, article.text.len())];
    article.notes = vec!["read as Windows-1252".to_string()];
    Shown { article, statements: statements(), first_seen: Some(day(2025, 9, 4)), corrections: Vec::new() }
}

/// What the mayor says in `shown`.
fn statements() -> Statements {
    let text = resignation().article.text;
    let place = |words: &str| {
        let start = text.find(words).expect("it stands in the text");
        Span::new(start, start + words.len())
    };
    let quote = Quote {
        kind: QuoteKind::Mixed,
        spans: vec![place("The drought fund,"), place("was never mine to spend")],
        brackets: Vec::new(),
        cue: Some(place("said")),
        polarity: Polarity::Affirmed,
        mention: Some(place("she")),
        speaker: Some(Speaker {
            name: "Ilse Torvald".to_string(),
            kind: SpeakerKind::Person,
            role: Some("Mayor".to_string()),
        }),
        told_to: None,
        via: None,
        spoken: None,
        about: Vec::new(),
        translated: false,
        certainty: Certainty::Resolved,
        rule: Rule::Pronoun,
        corrected: false,
    };
    Statements { quotes: vec![quote], silences: Vec::new() }
}

/// With a headline, a day and a byline.
fn resignation() -> Hit {
    let headline = "Mayor of Ardan resigns over the drought fund";
    let body = "Mayor Ilse Torvald stepped down on Wednesday. The drought fund, she said, “was never mine to spend”.";
    let text = format!("{headline}\n\n{body}");
    let start = headline.len() + 2;
    let article = Article {
        origin: origin("elections/day-one.txt", None),
        headline: Some(Headline { words: headline.to_string(), span: Some(Span::new(0, headline.len())) }),
        body: vec![Span::new(start, text.len())],
        published: Some(Published {
            period: Period::day(day(2025, 9, 3)),
            precision: Precision::Day,
            evidence: Evidence::Header,
            time: None,
            utc_day: false,
            suspicion: None,
        }),
        bylines: vec!["Mara Venn".to_string()],
        publisher: Some("Valley Post".to_string()),
        language: Some("en".to_string()),
        ..Article::bare(ArticleId::new([1, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0, 1]), EntryPath::new(""), text)
    };
    let lit = snippet(&article.text, headline, "drought");
    let snippets = vec![snippet(&article.text, &body[46..], "drought")];
    let speakers = vec![Bucket { value: "Ilse Torvald".to_string(), count: 1 }];
    let said = vec![never_mine(&article)];
    Hit {
        rank: 1,
        score: 2.5,
        article,
        headline: Some(lit),
        snippets,
        speakers,
        said,
        printing_count: 1,
        printings: Vec::new(),
    }
}

/// `The drought fund, she said, “was never mine to spend”`
fn never_mine(article: &Article) -> LitSaid {
    let place = |words: &str| {
        let start = article.text.rfind(words).expect("the words are part of the text");
        Span::new(start, start + words.len())
    };
    let quote = Quote {
        kind: QuoteKind::Mixed,
        spans: vec![place("The drought fund"), place("“was never mine to spend”")],
        brackets: Vec::new(),
        cue: Some(place("said")),
        polarity: Polarity::Affirmed,
        mention: Some(place("she")),
        speaker: Some(Speaker {
            name: "Ilse Torvald".to_string(),
            kind: SpeakerKind::Person,
            role: Some("Mayor".to_string()),
        }),
        told_to: None,
        via: None,
        spoken: Some(Spoken {
            period: Period::day(day(2025, 9, 1)),
            precision: Precision::Day,
            evidence: place("on Wednesday"),
        }),
        about: Vec::new(),
        translated: false,
        certainty: Certainty::Resolved,
        rule: Rule::Pronoun,
        corrected: false,
    };
    LitSaid { said: Said::Quote(quote), lit: vec![place("drought")] }
}

/// The quote in two papers, and a silence.
pub fn quote_answer() -> QuoteAnswer {
    let first = resignation();
    let place = |article: Article, said: LitSaid, ordinal| QuotePlace {
        key: QuoteKey { article: article.id, ordinal },
        article: Arc::new(article),
        said,
        named: Vec::new(),
    };
    let mut copy = first.article.clone();
    copy.id = ArticleId::new([2; 10]);
    copy.origin = origin("wire/dump.jsonl", Some("4"));
    copy.publisher = None;
    copy.published.as_mut().expect("the fixture has a date").period = Period::day(day(2025, 9, 4));
    let span = Span::new(0, first.article.headline.as_ref().map_or(0, |headline| headline.words.len()));
    let silence = Silence {
        span,
        cue: Span::new(9, 14),
        mention: None,
        speaker: None,
        spoken: None,
        certainty: Certainty::Inferred,
        rule: Rule::None,
        corrected: false,
    };
    let silent = LitSaid { said: Said::Silence(silence), lit: Vec::new() };
    let person = Some("Ilse Torvald".to_string());
    let places = vec![place(first.article.clone(), first.said[0].clone(), 0), place(copy, first.said[0].clone(), 3)];
    let hits = vec![
        QuoteHit { rank: 1, score: 2.5, places, person, choices: Vec::new() },
        QuoteHit {
            rank: 2,
            score: 0.0,
            places: vec![place(first.article, silent, 1)],
            person: None,
            choices: Vec::new(),
        },
    ];
    let bucket = |value: &str, count| Bucket { value: value.to_string(), count };
    QuoteAnswer {
        understood: "fund AND (kind:mixed OR kind:silence)".to_string(),
        notices: Vec::new(),
        total: 3,
        articles: 2,
        folds: Some(2),
        hits,
        kinds: vec![bucket("mixed", 2), bucket("silence", 1)],
        certainty: vec![bucket("resolved", 2), bucket("inferred", 1)],
        other_polarity: vec![bucket("denied", 1)],
        silences: 0,
        any_instead: None,
        days: None,
        overlapping: 0,
        undated: 0,
        facets: vec![(QuoteFacet::Speaker, vec![bucket("Ilse Torvald", 2)])],
        made: answer().made,
    }
}

/// Holds the JSON of a section of docs/json.md against what was made.
pub fn check_document(section: &str, made: &str) {
    let document = include_str!("../../docs/json.md");
    let after = document.split_once(section).expect("the section is there").1;
    let block = after.split("```json\n").nth(1).and_then(|rest| rest.split("```").next());
    let read = |text: &str| -> Vec<serde_json::Value> {
        serde_json::Deserializer::from_str(text).into_iter().map(|value| value.expect("JSON")).collect()
    };
    let (documented, made) = (read(block.expect("an example follows")), read(made));
    assert_eq!(documented, made, "docs/json.md, {section}");
}

/// A record without headline and date, whose first letters are wider than a byte.
fn reservoir() -> Hit {
    let text = "Överlake reservoir fell to a fifth, the agency said. Drought orders follow.".to_string();
    let mut article = Article {
        id: ArticleId::new([0xFF; 10]),
        origin: origin("wire/dump.jsonl", Some("17")),
        headline: None,
        body: vec![Span::new(0, text.len())],
        published: None,
        bylines: Vec::new(),
        publisher: None,
        text,
        ..resignation_article()
    };
    article.origin.own_id = Some("wp 17".to_string());
    let snippets = vec![snippet(&article.text, &article.text, "Drought")];
    Hit {
        rank: 2,
        score: 1.125,
        article,
        headline: None,
        snippets,
        speakers: Vec::new(),
        said: Vec::new(),
        printing_count: 1,
        printings: Vec::new(),
    }
}

fn resignation_article() -> Article {
    resignation().article
}

fn origin(entry: &str, record: Option<&str>) -> Origin {
    Origin { entry: EntryPath::new(entry), record: record.map(str::to_string), own_id: None, digest: [7; 32] }
}

/// The window of `text` that reads `window`, with the first `lit` in it lit.
fn snippet(text: &str, window: &str, lit: &str) -> Snippet {
    let start = text.find(window).expect("the window is part of the text");
    let at = window.find(lit).expect("the lit word is part of the window");
    Snippet {
        span: Some(Span::new(start, start + window.len())),
        text: window.to_string(),
        highlights: vec![Span::new(at, at + lit.len())],
    }
}

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day).expect("the tests' days exist")
}
