//! What must hold of every input, however broken: nothing here may panic, and no input may take
//! long or much memory. Each file under `targets/` gives the bytes that the fuzzer breeds to one of
//! these functions; `seeds` are the sound inputs that the breeding starts from.

pub mod seeds;

use std::collections::HashSet;
use std::io::Write;
use std::ops::ControlFlow;

use onrecord::model::{Article, ArticleId, EntryPath, Span, Statements};
use onrecord::query::{ParseMode, ParseOptions, QuoteFlags, parse, parse_quotes};
use onrecord::quotes;
use onrecord::read::{Content, Direction, Entry, Letter, Page, ReadRules, articles, paragraphs_of_pages};

/// A short limit, so that its edge is met.
const RECORD_BYTES_MAX: usize = 1 << 16;
/// A key is shown in every hit.
const KEY_BYTES_MAX: usize = 8 << 10;
/// What an article says of itself, beside its text, takes at most so many times its input, and a
/// little more.
const FINDINGS_TIMES_MAX: usize = 16;
const FINDINGS_BYTES_MIN: usize = 1 << 16;

/// Reads the bytes as a file of that name and checks what comes out.
pub fn file(name: &str, bytes: &[u8]) {
    let articles = read(name, bytes);
    check_keys(&articles);
    for article in &articles {
        check_article(article);
        check_findings(article, bytes.len());
    }
}

/// Packs the bytes, divided at each zero, as the parts of a document that is a ZIP container, behind
/// the parts that name its kind, and reads it: no fuzzer breeds checksums.
pub fn document(kind: Kind, bytes: &[u8]) {
    let (name, fixed, parts) = kind.parts();
    let parts = parts.iter().copied().zip(bytes.split(|byte| *byte == 0));
    let fixed = fixed.iter().map(|(name, text)| (*name, text.as_bytes()));
    let mut container = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in fixed.chain(parts) {
        container.start_file(name, options).expect("packed in memory");
        container.write_all(content).expect("packed in memory");
    }
    file(name, &container.finish().expect("packed in memory").into_inner());
}

/// Documents that are ZIP containers.
#[derive(Clone, Copy)]
pub enum Kind {
    Docx,
    Odt,
    Epub,
}

impl Kind {
    /// Its file's name, the parts that are always the same, and the names of the others.
    fn parts(self) -> (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]) {
        match self {
            Kind::Docx => (
                "a.docx",
                &[("[Content_Types].xml", "<Types/>")],
                &["word/document.xml", "word/styles.xml", "docProps/core.xml", "_rels/.rels"],
            ),
            Kind::Odt => (
                "a.odt",
                &[("mimetype", "application/vnd.oasis.opendocument.text")],
                &["content.xml", "meta.xml", "META-INF/manifest.xml"],
            ),
            Kind::Epub => (
                "a.epub",
                &[
                    ("mimetype", "application/epub+zip"),
                    ("META-INF/container.xml", "<container><rootfile full-path='p.opf'/></container>"),
                ],
                &["p.opf", "a.xhtml", "b.xhtml", "toc.ncx", "nav.xhtml", "META-INF/encryption.xml"],
            ),
        }
    }
}

/// Reads the bytes as a text, extracts what is said in it and checks that.
pub fn said(bytes: &[u8]) {
    for article in read("a.txt", bytes) {
        check_statements(&article, &quotes::statements(&article));
    }
}

/// Reads the bytes as a query of each kind, in each mode; what was understood, typed again, is the
/// same query.
pub fn query(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let today = "2025-10-01".parse().expect("a day");
    for mode in [ParseMode::Lenient, ParseMode::Strict, ParseMode::Plain] {
        let options = ParseOptions::new(mode, today, "en");
        if let Ok(query) = parse(text, &options) {
            // The plain mode knows no operators: its query is typed again as one that does.
            let again = ParseOptions::new(ParseMode::Lenient, today, "en");
            match parse(&query.understood, &again) {
                Ok(same) => assert_eq!(same.understood, query.understood, "{text:?} in {mode:?}"),
                Err(refusal) => panic!("{text:?} was understood as {:?}: {refusal:?}", query.understood),
            }
        }
        if let Ok(query) = parse_quotes(text, &options, &QuoteFlags::default()) {
            let again = ParseOptions::new(ParseMode::Lenient, today, "en");
            match parse_quotes(&query.understood, &again, &QuoteFlags::default()) {
                Ok(same) => assert_eq!(same.understood, query.understood, "{text:?} of quotes in {mode:?}"),
                Err(refusal) => panic!("{text:?} of quotes was understood as {:?}: {refusal:?}", query.understood),
            }
        }
    }
}

/// Reads the bytes as a PDF. The parser's own panics are caught where it runs, and its loops and
/// bombs end with its process; what is looked for here are mistakes of ours.
pub fn pdf(bytes: &[u8]) {
    static HOOK: std::sync::Once = std::sync::Once::new();
    HOOK.call_once(|| {
        let fatal = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !panic.location().is_some_and(|place| place.file().contains("/registry/")) {
                fatal(panic);
            }
        }));
    });
    file("a.pdf", bytes);
}

/// Sets letters wherever the bytes say, eight bytes each, on pages of two hundred.
pub fn letters(bytes: &[u8]) {
    let coordinate = |bytes: &[u8]| f32::from(i16::from_le_bytes([bytes[0], bytes[1]])) / 16.0;
    let letters: Vec<Letter> = bytes
        .chunks_exact(8)
        .map(|bytes| Letter {
            letter: char::from(bytes[0]),
            x: coordinate(&bytes[1..]),
            y: coordinate(&bytes[3..]),
            width: f32::from(bytes[5] as i8) / 8.0,
            size: f32::from(bytes[6]) / 4.0,
            direction: [Direction::Right, Direction::Right, Direction::Up, Direction::Left][usize::from(bytes[7] % 4)],
        })
        .collect();
    let page =
        |letters: &[Letter]| Page { width: 612.0, height: 792.0, letters: letters.to_vec(), pictures: 0, cut: false };
    let pages: Vec<Page> = letters.chunks(200).map(page).collect();
    let printed: usize = paragraphs_of_pages(&pages).iter().map(|paragraph| paragraph.len()).sum();
    assert!(printed <= letters.len() * 8, "more text than letters");
}

fn read(name: &str, bytes: &[u8]) -> Vec<Article> {
    let path = EntryPath::new(name);
    let rules = ReadRules::default().with_record_limit(RECORD_BYTES_MAX);
    let mut found = Vec::new();
    let entry = Entry { path: &path, content: Content::Whole(bytes), modified: None };
    // A refusal is an answer.
    let _ = articles(entry, &rules, &mut |draft| {
        found.push(draft.into_article(ArticleId::new([0; 10]), path.clone(), [0; 32]));
        ControlFlow::Continue(())
    });
    found
}

/// Each article of a file has a key of its own, which is no longer than one can read.
fn check_keys(articles: &[Article]) {
    let mut seen = HashSet::new();
    for article in articles {
        let key = article.origin.record.as_deref();
        assert!(seen.insert(key), "two articles with the key {key:?}");
        let key = key.unwrap_or_default();
        assert!(key.len() <= KEY_BYTES_MAX, "a key of {} bytes", key.len());
    }
}

/// What is kept of what the input says of itself is in proportion to it.
fn check_findings(article: &Article, size_bytes: usize) {
    let findings: usize = article
        .findings
        .iter()
        .map(|finding| finding.place.len() + finding.value.as_ref().map_or(0, String::len))
        .sum();
    let notes: usize = article.notes.iter().map(String::len).sum();
    let limit_bytes = FINDINGS_BYTES_MIN + size_bytes * FINDINGS_TIMES_MAX;
    assert!(findings + notes <= limit_bytes, "{findings} bytes of findings and {notes} of notes from {size_bytes}");
}

fn check_article(article: &Article) {
    let text = &article.text;
    let mut apart = [article.body.as_slice(), &article.captions, &article.related].concat();
    apart.sort_by_key(|span| (span.start, span.end));
    check_spans(text, &apart);
    assert!(article.printed_corrections.iter().all(|span| article.body.contains(span)), "no paragraph of the body");
    for spans in [&article.body, &article.captions, &article.printed_corrections, &article.related] {
        check_spans(text, spans);
    }
    if let Some(span) = article.headline.as_ref().and_then(|headline| headline.span) {
        check_spans(text, &[span]);
    }
    assert!(article.bylines.iter().all(|name| !name.trim().is_empty()), "an empty byline");
}

fn check_statements(article: &Article, statements: &Statements) {
    let text = &article.text;
    for quote in &statements.quotes {
        assert!(!quote.spans.is_empty(), "a quote without words");
        check_spans(text, &quote.spans);
        check_spans(text, &quote.brackets);
        for span in [quote.cue, quote.mention].into_iter().flatten() {
            check_spans(text, &[span]);
        }
    }
    let starts: Vec<usize> = statements.quotes.iter().map(|quote| quote.extent().start).collect();
    assert!(starts.is_sorted(), "quotes in the order of their places");
}

/// Within the text, on borders of characters, in their order, none within another.
#[track_caller]
fn check_spans(text: &str, spans: &[Span]) {
    for span in spans {
        assert!(text.get(span.start..span.end).is_some(), "{span:?} in a text of {} bytes", text.len());
    }
    for pair in spans.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{pair:?}");
    }
}
