//! Web archives made here.

use crate::model::EntryPath;
use crate::read::tests::packed::gzip as gz;
use crate::read::{ReadRules, Source, read};

const PAGE: &str = "<html><title>River</title><body><article><h1>River rises</h1><p>It rose in the night, and by the \
                    morning the lower town was under water.</p></article></body></html>";

fn record(kind: &str, id: &str, url: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Target-URI: {url}\r\n\
         WARC-Date: 2025-09-03T10:00:00Z\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {status}\r\n{headers}\r\n").as_bytes(), body].concat()
}

fn chunked(bytes: &[u8]) -> Vec<u8> {
    let (head, tail) = bytes.split_at(bytes.len() / 2);
    [
        format!("{:x}\r\n", head.len()).as_bytes(),
        head,
        format!("\r\n{:X};x=y\r\n", tail.len()).as_bytes(),
        tail,
        b"\r\n0\r\n\r\n",
    ]
    .concat()
}

/// Key, headline, day and address of every article, then the notes.
fn check(bytes: &[u8], expected: &[&str]) {
    let path = EntryPath::new("dump.warc");
    let shown = match read(Source { path: &path, bytes, modified: None }, &ReadRules::default()) {
        Err(refusal) => vec![format!("refused: {refusal}")],
        Ok(reading) => {
            let articles = reading.articles.iter().map(|draft| {
                let headline = draft.headline.as_ref().map_or("", |headline| &headline.words);
                let day = draft.published.as_ref().map_or(String::new(), |day| {
                    let doubt = if day.suspicion.is_some() { "?" } else { "" };
                    format!("{}{doubt} {}", day.label(), day.evidence.word())
                });
                let key = draft.record.as_deref().unwrap_or("-");
                format!("{key} | {headline} | {day} | {}", draft.url.as_deref().unwrap_or(""))
            });
            articles.chain(reading.notes.iter().map(|note| format!("note: {note}"))).collect()
        }
    };
    assert_eq!(shown, expected);
}

#[test]
fn responses_are_pages_and_the_rest_is_counted() {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let dated = PAGE.replace("<title>", "<meta property='article:published_time' content='2024-05-06'><title>");
    let records = [
        record("warcinfo", "0", "", b"software: none"),
        record("request", "1", "https://courier.example/a", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "2", "https://courier.example/a", &answer("200 OK", html, dated.as_bytes())),
        record("response", "3", "https://courier.example/2025/08/30/b", &answer("200 OK", html, PAGE.as_bytes())),
        record("response", "4", "https://courier.example/c", &answer("200 OK", html, PAGE.as_bytes())),
        record("response", "5", "https://courier.example/x", &answer("404 Not Found", html, PAGE.as_bytes())),
        record(
            "response",
            "6",
            "https://courier.example/x.png",
            &answer("200 OK", "Content-Type: image/png\r\n", b"PNG"),
        ),
        record("revisit", "7", "https://courier.example/a", b""),
    ];
    let expected = [
        "2 | River rises | 2024-05-06 metadata | https://courier.example/a",
        "3 | River rises | 2025-08-30 name | https://courier.example/2025/08/30/b",
        "4 | River rises | 2025-09-03? envelope | https://courier.example/c",
        "note: passed over: answers that are redirections or errors 1, descriptions 1, pictures, scripts and other \
         files 1, requests 1, revisits 1",
    ];
    check(&records.concat(), &expected);
    check(&records.map(|record| gz(&record)).concat(), &expected);
}

#[test]
fn bodies_come_in_chunks_and_packed() {
    let with = |headers: &str| format!("Content-Type: text/html\r\n{headers}\r\n");
    for (headers, body) in [
        ("Transfer-Encoding: chunked", chunked(PAGE.as_bytes())),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(&gz(PAGE.as_bytes()))),
        ("Content-Encoding: gzip", gz(PAGE.as_bytes())),
        // Unpacked by the archive, headers as they were.
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", PAGE.as_bytes().to_vec()),
    ] {
        let block = answer("200 OK", &with(headers), &body);
        check(
            &record("response", "2", "https://courier.example/a", &block),
            &["2 | River rises | 2025-09-03? envelope | https://courier.example/a"],
        );
    }
}

#[test]
fn an_archive_that_lies_about_lengths_keeps_what_came_before() {
    let good = record(
        "response",
        "2",
        "https://courier.example/a",
        &answer("200 OK", "Content-Type: text/html\r\n", PAGE.as_bytes()),
    );
    let cut = [&good[..], &good[..good.len() - 20]].concat();
    check(
        &cut,
        &[
            "2 | River rises | 2025-09-03? envelope | https://courier.example/a",
            "note: it breaks off after one article: broken WARC: record 2: it ends before its Content-Length",
        ],
    );
    check(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", &["refused: broken WARC: record 1: it has no Content-Length"]);
    check(
        &[b"WARC/1.0\r\nContent-Length: 18446744073709551615\r\nWARC-Type: response\r\n\r\n", &[b'x'; 20][..]].concat(),
        &["refused: broken WARC: record 1: it ends before its Content-Length"],
    );
}
