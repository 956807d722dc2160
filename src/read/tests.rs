//! The readers together: what holds for every format, and for any input at all.

mod news;
pub(super) mod packed;

use std::collections::BTreeMap;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;
use crate::model::Span;

fn read_as(name: &str, bytes: &[u8], rules: &ReadRules) -> Result<Reading, Refusal> {
    let path = EntryPath::new(name);
    read(Source { path: &path, bytes, modified: None }, rules)
}

/// Shows the articles of a file, one a line: record, headline, day, bylines, publisher, language,
/// body and related lines.
fn shown(name: &str, bytes: &[u8], rules: &ReadRules) -> Vec<String> {
    let reading = match read_as(name, bytes, rules) {
        Ok(reading) => reading,
        Err(refusal) => return vec![format!("refused: {refusal}")],
    };
    let show = |draft: &Draft| {
        let texts = |spans: &[Span]| spans.iter().map(|span| span.of(&draft.text)).collect::<Vec<_>>().join("¶");
        let date =
            draft.published.as_ref().map_or(String::new(), |date| format!("{} {}", date.label(), date.evidence.word()));
        [
            draft.record.clone().unwrap_or_default(),
            draft.headline.as_ref().map_or(String::new(), |headline| headline.words.clone()),
            date,
            draft.bylines.join(","),
            draft.publisher.clone().unwrap_or_default(),
            texts(&draft.body),
            texts(&draft.related),
        ]
        .join(" | ")
    };
    reading.articles.iter().map(show).collect()
}

fn check(name: &str, text: &str, expected: &[&str]) {
    assert_eq!(shown(name, text.as_bytes(), &ReadRules::default()), expected);
}

#[test]
fn the_archives_own_form_has_no_headline_and_sets_related_lines_aside() {
    check(
        "a.txt",
        " date 2025-09-03 A premier said on Wednesday that “nobody” would resign.\n\n\
         MINISTER CLAIMS RIVALS ARE CONSPIRING AFTER PARADE\n\nNobody did.\n",
        &[" |  | 2025-09-03 header |  |  | A premier said on Wednesday that “nobody” would resign.¶Nobody did. | \
           MINISTER CLAIMS RIVALS ARE CONSPIRING AFTER PARADE"],
    );
}

#[test]
fn near_relations_of_the_form_are_read() {
    check(
        "a.txt",
        " date 1987-02-26 COCOA REVIEW FOR THE WEEK\n\nPORT, Feb 26 - Showers came.\n    They went.\n",
        &[" | COCOA REVIEW FOR THE WEEK | 1987-02-26 header |  |  | PORT, Feb 26 - Showers came.¶They went. | "],
    );
    check(
        "a.txt",
        "\u{FEFF}RIVER RISES\r\n\r\ndate: 3 September 2025\r\nBy Ann Lee\r\npublisher: The Courier\r\n\r\nIt rose.\r\n",
        &[" | RIVER RISES | 2025-09-03 header | Ann Lee | The Courier | It rose. | "],
    );
    check(
        "weather/2025-09-03-river.txt",
        "River rises again\n\nBy Ann Lee\n\nIt rose.\n",
        &[" | River rises again | 2025-09-03 name | Ann Lee |  | It rose. | "],
    );
    check(
        "a.txt",
        "PORT, March 3, 2025 — It rose.\n",
        &[" |  | 2025-03-03 dateline |  |  | PORT, March 3, 2025 — It rose. | "],
    );
}

#[test]
fn json_is_one_article_or_many() {
    check(
        "a.json",
        r#"{"title":"River","published_at":"2025-09-03","authors":["Ann Lee","Bo Marsh"],"source":{"name":"The Courier"},
            "body":["It rose.","It fell."],"id":7}"#,
        &[" | River | 2025-09-03 metadata | Ann Lee,Bo Marsh | The Courier | It rose.¶It fell. | "],
    );
    let many = r#"[{"id":"x","text":"One."},{"text":"Two."},{"id":"x","text":"Three."},7,{"text":""}]"#;
    check("a.json", many, &["x |  |  |  |  | One. | ", "2 |  |  |  |  | Two. | ", "x~3 |  |  |  |  | Three. | "]);
    check(
        "a.json",
        &format!("{{\"total\":1,\"articles\":{many}}}"),
        &["x |  |  |  |  | One. | ", "2 |  |  |  |  | Two. | ", "x~3 |  |  |  |  | Three. | "],
    );
    check(
        "a.jsonl",
        "{\"date\":1756887300,\"text\":\"One.\"}\r\n\n{\"text\":\"Two.\"}",
        &["1 |  | 2025-09-03 metadata |  |  | One. | ", "2 |  |  |  |  | Two. | "],
    );
}

#[test]
fn the_users_mapping_goes_before_the_conventions() {
    let mapping = [("meta.hed", "headline"), ("title", "section"), ("when", "date")];
    let mapping: BTreeMap<String, String> = mapping.iter().map(|(f, m)| (f.to_string(), m.to_string())).collect();
    let rules = ReadRules::new(&mapping, &BTreeMap::new(), false).unwrap();
    let record =
        r#"{"title":"Weather","meta":{"hed":"River"},"when":"2025-09-03","date":"2020-01-01","text":"It rose."}"#;
    assert_eq!(shown("a.jsonl", record.as_bytes(), &rules), ["1 | River | 2025-09-03 metadata |  |  | It rose. | "]);
    let reading = read_as("a.jsonl", record.as_bytes(), &rules).unwrap();
    assert_eq!(reading.articles[0].section.as_deref(), Some("Weather"));
}

#[test]
fn refusals_say_why() {
    check("a.txt", " \n", &["refused: the file is empty"]);
    check("a.txt", "date: 2025-09-03\n", &["refused: no text found in it"]);
    check(
        "a.txt",
        "GIF89a",
        &["refused: GIF is not a format that is read; `onrecord help index` names those that are"],
    );
    check("a.json", "{\"text\": ", &["refused: broken JSON: EOF while parsing a value at line 1 column 9"]);
    check("a.jsonl", "{\"x\": 1}\n", &["refused: no article found in it: line 1: no text; skipped"]);
    check("a.json", "[]", &["refused: the file is empty"]);
    check(
        "notes/ReadMe.md",
        "About this folder.",
        &["refused: a README describes its folder and is no article; under another name it would be read"],
    );
    check("a.bin", "a\0\0\0\0\0b", &["refused: not text: the file holds binary data"]);
}

#[test]
fn a_declared_language_is_believed() {
    let text = "Die Regierung hat am Mittwoch ein neues Gesetz beschlossen, das im Herbst gelten soll.";
    let language = |head: &str| {
        read_as("a.md", format!("{head}{text}").as_bytes(), &ReadRules::default()).unwrap().articles[0].language.clone()
    };
    assert_eq!(language("").as_deref(), Some("de"));
    assert_eq!(language("---\nlang: de-CH\n---\n").as_deref(), Some("de"));
    assert_eq!(language("---\nlanguage: English\n---\n").as_deref(), Some("en"));
}

/// Streams records with a small limit and a small buffer.
fn streamed(bytes: impl Read, format: Format, stop_after: usize) -> (Result<Streamed, Refusal>, Vec<String>) {
    let mut texts = Vec::new();
    let rules = ReadRules::default().with_record_limit(100);
    let path = EntryPath::new(if format == Format::JsonArray { "a.json" } else { "a.jsonl" });
    let mut reader = BufReader::with_capacity(16, bytes);
    let entry = Entry { path: &path, content: Content::Stream(&mut reader), modified: None };
    let streamed = articles(entry, &rules, &mut |draft| {
        texts.push(draft.text);
        if texts.len() == stop_after { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    (streamed, texts)
}

#[test]
fn records_too_long_or_broken_are_skipped_with_a_note() {
    let long = format!("{{\"text\":\"{}\"}}", "x".repeat(200));
    let lines = format!("{{\"text\":\"One.\"}}\n{long}\n{{\"text\":\n{{\"text\":\"Two.\"}}\n");
    let (done, texts) = streamed(lines.as_bytes(), Format::JsonLines, 9);
    let done = done.unwrap();
    assert_eq!(texts, ["One.", "Two."]);
    assert_eq!((done.articles, done.skipped), (2, 2));
    assert_eq!(done.notes[0], "line 2: longer than 100 bytes; skipped");
    let (done, texts) = streamed(format!("[{{\"text\":\"One.\"}},{long}]").as_bytes(), Format::JsonArray, 9);
    assert_eq!(texts, ["One."]);
    assert!(done.unwrap().notes[0].starts_with("it breaks off after one article: broken JSON: a record is longer"));
}

#[test]
fn the_sink_may_stop_a_stream() {
    for (bytes, format) in [
        ("{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n", Format::JsonLines),
        ("[{\"text\":\"One.\"},{\"text\":\"Two.\"}]", Format::JsonArray),
    ] {
        let (done, texts) = streamed(bytes.as_bytes(), format, 1);
        assert_eq!(texts, ["One."]);
        assert!(done.unwrap().stopped);
    }
}

#[test]
fn a_reader_that_fails_is_reported() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the share is gone"))
        }
    }
    for (start, format) in [("{\"text\":\"One.\"}\n", Format::JsonLines), ("[{\"text\":\"One.\"},", Format::JsonArray)]
    {
        let (done, texts) = streamed(start.as_bytes().chain(Failing), format, 9);
        assert_eq!(texts, ["One."]);
        assert_eq!(done, Err(Refusal::Unreadable("the share is gone".to_string())));
    }
}

#[test]
fn json_lines_in_utf_16_are_read() {
    let lines = "\u{FEFF}{\"text\":\"“One.”\"}\n{\"text\":\"Two.\"}\n";
    let bytes: Vec<u8> = lines.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        shown("a.jsonl", &bytes, &ReadRules::default()),
        ["1 |  |  |  |  | “One.” | ", "2 |  |  |  |  | Two. | "]
    );
}

#[test]
fn inputs_made_to_exhaust_are_read_or_refused() {
    let deep_list = format!("{{\"text\":{}", "[".repeat(1_000_000));
    let many_values = format!("{{\"text\":\"One.\",\"date\":[{}0]}}", "0,".repeat(400_000));
    let quotes = format!("<p {}>", "a=\"".repeat(300_000));
    for (name, text) in [
        ("a.json", deep_list.as_str()),
        ("a.jsonl", &deep_list),
        ("a.json", &many_values),
        ("a.html", &quotes),
        ("a.html", &"<".repeat(1_000_000)),
        ("a.html", &"<!--".repeat(300_000)),
        ("a.html", &"<table><tr><td>".repeat(100_000)),
        ("a.html", &"&".repeat(300_000)),
        ("a.md", &"[".repeat(300_000)),
        ("a.md", &"- ".repeat(300_000)),
        ("a.md", &format!("+++\na = {}", "[".repeat(30_000))),
        ("a.md", &format!("---\n{}---\n", "a: [\n".repeat(10_000))),
        ("a.txt", &"date: x\n".repeat(50_000)),
        ("a.txt", &"by A\n".repeat(50_000)),
        ("a.txt", &"\n \r".repeat(300_000)),
    ] {
        if let Ok(reading) = read_as(name, text.as_bytes(), &ReadRules::default()) {
            reading.articles.iter().for_each(assert_spans_hold);
        }
    }
}

/// On character borders, within the text, ascending and disjoint, not empty.
fn assert_spans_hold(draft: &Draft) {
    for spans in [&draft.body, &draft.related] {
        let mut end = 0;
        for span in spans {
            assert!(span.start >= end && span.start < span.end && span.end <= draft.text.len(), "{span:?}");
            assert!(draft.text.is_char_boundary(span.start) && draft.text.is_char_boundary(span.end));
            end = span.end;
        }
    }
    if let Some(span) = draft.headline.as_ref().and_then(|headline| headline.span) {
        assert!(draft.text.get(span.start..span.end).is_some());
        assert!(!draft.body.iter().chain(&draft.related).any(|other| other.overlaps(span)));
    }
    assert!(!draft.related.iter().any(|span| draft.body.iter().any(|other| other.overlaps(*span))));
}

const NAMES: [&str; 8] = ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a", "a.xml", "2025/09/03/a.txt"];

/// Text made of the marks that the readers look for.
fn marked_text() -> impl Strategy<Value = String> {
    let parts = [
        " date 2025-09-03 ",
        "date: ",
        "title X\n",
        "By Ann Lee\n",
        "---\n",
        "+++\n",
        "# ",
        "```",
        "\n",
        "\n\n",
        "\r\n",
        "    ",
        "RIVER RISES OVER ALL BANKS",
        "It rose.",
        "“",
        "é",
        "東京",
        "\u{2028}",
        "PORT, March 3, 2025 — ",
        "<p>",
        "<div",
        "</div>",
        "<script>",
        "<!--",
        "-->",
        "&amp;",
        "&#x",
        "{\"text\":\"",
        "\"}",
        "[",
        "]",
        "{",
        "}",
        "\":",
        ",",
        "\"title\"",
        "- ",
        "1. ",
        "===",
        "---",
        "\u{FEFF}",
        "<b>",
        "<table>",
        "<title>",
        "a=\"",
        ">",
        "=",
        "url https://a.example/2025/09/03/",
        "<rss><channel>",
        "<item>",
        "</item>",
        "<description>",
        "<feed>",
        "<entry>",
        "<content type='html'>",
        "<nitf><body>",
        "<newsItem>",
        "<NewsML><NewsItem><NewsComponent>",
        "<![CDATA[",
        "]]>",
        "&nbsp;",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), name in proptest::sample::select(NAMES.to_vec())) {
        if let Ok(reading) = read_as(name, &bytes, &ReadRules::default()) {
            reading.articles.iter().for_each(assert_spans_hold);
        }
    }

    #[test]
    fn no_marks_make_a_reader_panic(text in marked_text(), name in proptest::sample::select(NAMES.to_vec())) {
        if let Ok(reading) = read_as(name, text.as_bytes(), &ReadRules::default()) {
            prop_assert!(!reading.articles.is_empty());
            reading.articles.iter().for_each(assert_spans_hold);
        }
    }

    #[test]
    fn plain_text_is_kept_as_it_is(text in marked_text()) {
        let text = text.replace('\u{FEFF}', "");
        let path = EntryPath::new("a.txt");
        if sniff(&path, text.as_bytes()) == Format::Text
            && let Ok(reading) = read_as("a.txt", text.as_bytes(), &ReadRules::default())
        {
            prop_assert_eq!(&reading.articles[0].text, &text);
        }
    }
}
