//! An article as the tokens that are written to the index.
//!
//! One pass over headline and body makes the verbatim tokens, their stems, the pairs of Han, Kana
//! and Hangul, and the positions where sentences and paragraphs begin.

use std::collections::HashMap;

use chrono::Datelike;
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;

use super::quote_document::quote_documents;
use super::said::{PlacedTokens, PlacedWord};
use super::schema::Columns;
use super::tokenizer::{AT, GAP};
use crate::index::copies::SignatureMaker;
use crate::index::{EntryStamp, TokenPlace, headline_block};
use crate::language::{Stemmer, Tokens, is_bigram_script, sentences, stems_of};
use crate::model::{Article, ArticleId, Published, Span, Statements};
use crate::query::HEADLINE_GAP;

/// The value of the language field of an article too short to tell.
pub const UNDETERMINED: &str = "und";

/// What one article's tokens may leave reserved for the next one's, in bytes.
const RESERVED_MAX: usize = 1 << 20;
/// What a document takes besides its text, its stems and what is stored, in bytes.
const DOCUMENT_BYTES: usize = 1024;

/// Makes documents; keeps one stemmer per language met.
pub struct DocumentMaker {
    columns: Columns,
    stemmers: HashMap<String, Option<Stemmer>>,
    /// Room of the last article's values.
    values: TextValues,
}

/// What the store keeps of an article: all of it, and the stamp of its entry.
#[derive(Serialize, Deserialize)]
pub struct Stored {
    pub article: Article,
    pub statements: Statements,
    pub size_bytes: u64,
    pub modified_nanos: i64,
    pub read_nanos: i64,
    pub last_of_entry: bool,
    pub fingerprint: u64,
}

impl Stored {
    pub fn stamp(&self) -> EntryStamp {
        EntryStamp {
            size_bytes: self.size_bytes,
            modified_nanos: self.modified_nanos,
            read_nanos: self.read_nanos,
            last_of_entry: self.last_of_entry,
            fingerprint: self.fingerprint,
        }
    }
}

/// The values of the fields made from headline and body.
#[derive(Default)]
pub(super) struct TextValues {
    pub text: String,
    pub stems: String,
    bigrams: String,
    breaks: String,
    /// Tokens so far.
    words: u64,
    /// The position of the next token.
    position: u32,
    /// The token before, when it is Han, Kana or Hangul: pairs are made of neighbours.
    before: Option<String>,
    /// Of the body's tokens so far.
    signature: SignatureMaker,
    /// The tokens that stand in the article's text; filled where quotes ask for them.
    pub placed: PlacedTokens,
    with_places: bool,
}

impl DocumentMaker {
    pub fn new(columns: Columns) -> DocumentMaker {
        DocumentMaker { columns, stemmers: HashMap::new(), values: TextValues::default() }
    }

    /// The article's document, and behind it one for each of its quotes and silences.
    pub fn make(&mut self, article: Article, statements: Statements, stamp: EntryStamp) -> Vec<TantivyDocument> {
        let columns = self.columns.clone();
        let values = self.text_values(&article, !statements.quotes.is_empty());
        let quotes = quote_documents(&columns, &article, &statements, &values);
        let reserved = DOCUMENT_BYTES + values.text.len() + values.stems.len() + article.text.len();
        let mut document = TantivyDocument::with_capacity(reserved);
        let id = article.id.bytes();
        document.add_bytes(columns.id, id);
        let (key, tail) = id_numbers(article.id);
        document.add_u64(columns.id_key, key);
        document.add_u64(columns.id_tail, tail);
        document.add_bytes(columns.entry, article.origin.entry.bytes());
        document.add_text(columns.text, &values.text);
        document.add_text(columns.breaks, &values.breaks);
        document.add_u64(columns.words, values.words);
        let headline = article.headline.as_ref().map(|headline| headline.words.as_str());
        if let Some(signature) = values.signature.signature(headline) {
            let (first, rest) = signature.numbers();
            document.add_u64(columns.signature, first);
            document.add_u64(columns.signature_rest, rest);
        }
        for (column, value) in [(columns.stems, &values.stems), (columns.bigrams, &values.bigrams)] {
            if !value.is_empty() {
                document.add_text(column, value);
            }
        }
        add_names(&mut document, &columns, &article);
        add_days(&mut document, &columns, article.published.as_ref());
        document.add_text(columns.language, article.language.as_deref().unwrap_or(UNDETERMINED));
        let stored = Stored {
            article,
            statements,
            size_bytes: stamp.size_bytes,
            modified_nanos: stamp.modified_nanos,
            read_nanos: stamp.read_nanos,
            last_of_entry: stamp.last_of_entry,
            fingerprint: stamp.fingerprint,
        };
        let bytes = postcard::to_stdvec(&stored).expect("an article is plain data, written to memory");
        document.add_bytes(columns.article, &bytes);
        self.values = values;
        std::iter::once(document).chain(quotes).collect()
    }

    fn text_values(&mut self, article: &Article, with_places: bool) -> TextValues {
        let language = stems_of(article.language.as_deref());
        let stemmer = self.stemmers.entry(language.to_string()).or_insert_with(|| Stemmer::new(language));
        let stemmer = stemmer.as_mut().map(|stemmer| (language, stemmer));
        let mut values = std::mem::take(&mut self.values).emptied(with_places);
        let length = article.searched().map(|span| span.len()).sum::<usize>();
        values.text.reserve(length + length / 8);
        let mut stemmer = stemmer;
        if let Some(headline) = &article.headline {
            let block = headline_block(article).map(|span| Block { start: span.start, text: span.of(&article.text) });
            values.add_block(&headline.words, block, &mut stemmer, Part::Headline);
            values.leave_gap();
        }
        for (number, span) in article.searched().enumerate() {
            let paragraph = span.of(&article.text);
            let block = Block { start: span.start, text: paragraph };
            // Captions stand behind the body.
            let of_body = number < article.body.len();
            values.add_block(paragraph, Some(block), &mut stemmer, if of_body { Part::Body } else { Part::Caption });
        }
        values.placed.sort();
        values
    }
}

/// What a block is of an article.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Headline,
    Body,
    Caption,
}

/// Where the words of a block stand in the article's text: the same words, perhaps with other
/// white space.
#[derive(Clone, Copy)]
struct Block<'a> {
    start: usize,
    text: &'a str,
}

impl TextValues {
    /// The same room for another article.
    fn emptied(mut self, with_places: bool) -> TextValues {
        if self.text.capacity() > RESERVED_MAX {
            return TextValues { with_places, ..TextValues::default() };
        }
        let mut placed = self.placed;
        placed.clear();
        for value in [&mut self.text, &mut self.stems, &mut self.bigrams, &mut self.breaks] {
            value.clear();
        }
        let TextValues { text, stems, bigrams, breaks, .. } = self;
        TextValues { text, stems, bigrams, breaks, placed, with_places, ..TextValues::default() }
    }

    /// A paragraph, or the headline, which is one sentence whatever stops it holds.
    fn add_block(
        &mut self,
        words: &str,
        block: Option<Block<'_>>,
        stemmer: &mut Option<(&str, &mut Stemmer)>,
        part: Part,
    ) {
        let one_sentence = part == Part::Headline;
        let starts: Vec<usize> =
            if one_sentence { vec![0] } else { sentences(words).into_iter().map(|span| span.start).collect() };
        // A paragraph is its own text; the white space of a headline may have been another.
        let mut standing =
            block.filter(|block| one_sentence && block.text != words).map(|block| Tokens::new(block.text));
        let mut starts = starts.into_iter().peekable();
        let mut mark = 'p';
        let mut pending = true;
        let mut tokens = Tokens::new(words);
        while let Some(span) = tokens.advance() {
            while starts.next_if(|start| *start <= span.start).is_some() {
                pending = true;
            }
            if std::mem::take(&mut pending) {
                self.add_break(mark);
                mark = 's';
            }
            let place = match &mut standing {
                Some(standing) => standing.advance(),
                None => Some(span),
            };
            let place = place.zip(block).map(|(span, block)| TokenPlace {
                span: Span::new(block.start + span.start, block.start + span.end),
                block: block.start,
            });
            if part == Part::Body {
                self.signature.push(tokens.token());
            }
            self.add_token((tokens.token(), span.of(words)), place, stemmer);
        }
    }

    fn add_break(&mut self, mark: char) {
        use std::fmt::Write;
        if !self.breaks.is_empty() {
            self.breaks.push(' ');
        }
        write!(self.breaks, "{mark}{AT}{}", self.position).expect("a string takes what is written to it");
    }

    /// A token and how it is printed.
    fn add_token(
        &mut self,
        (token, printed): (&str, &str),
        place: Option<TokenPlace>,
        stemmer: &mut Option<(&str, &mut Stemmer)>,
    ) {
        push_spaced(&mut self.text, token);
        let mut stem_start = self.stems.len();
        if let Some((language, stemmer)) = stemmer {
            // Of a token alone it cannot be told later whether it was its own stem.
            let repeats = !stemmer.takes_tokens();
            let stem = stemmer.stem(token, printed);
            if stem != token || repeats {
                if !self.stems.is_empty() {
                    self.stems.push(' ');
                }
                stem_start = self.stems.len();
                push_stem(&mut self.stems, language, stem);
            }
        }
        if let Some(place) = place.filter(|_| self.with_places) {
            let word = self.text.len() - token.len()..self.text.len();
            self.placed.push(place, PlacedWord { position: self.position, word, stem: stem_start..self.stems.len() });
        }
        if token.starts_with(is_bigram_script) {
            if let Some(before) = self.before.take() {
                push_spaced(&mut self.bigrams, &before);
                self.bigrams.push_str(token);
            }
            push_spaced(&mut self.bigrams, token);
            self.before = Some(token.to_string());
        } else {
            self.before = None;
        }
        self.words += 1;
        self.position += 1;
    }

    fn leave_gap(&mut self) {
        self.before = None;
        if self.position > 0 {
            push_spaced(&mut self.text, GAP.encode_utf8(&mut [0; 4]));
            self.position += HEADLINE_GAP;
        }
    }
}

/// The term of a stem: `en:run`.
pub fn push_stem(value: &mut String, language: &str, stem: &str) {
    value.push_str(language);
    value.push(':');
    value.push_str(stem);
}

/// An id as two numbers that order as its bytes do.
pub fn id_numbers(id: ArticleId) -> (u64, u64) {
    let number = |bytes: &[u8]| bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    (number(&id.bytes()[..8]), number(&id.bytes()[8..]))
}

pub fn id_of_numbers(key: u64, tail: u64) -> ArticleId {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&key.to_be_bytes());
    bytes[8..].copy_from_slice(&tail.to_be_bytes()[6..]);
    ArticleId::new(bytes)
}

/// A field's value: the tokens of each of its values, with gaps between them.
pub(super) fn spaced<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let mut spaced = String::new();
    for value in values {
        let mut first = true;
        let mut tokens = Tokens::new(value);
        while tokens.advance().is_some() {
            if std::mem::take(&mut first) && !spaced.is_empty() {
                push_spaced(&mut spaced, GAP.encode_utf8(&mut [0; 4]));
            }
            push_spaced(&mut spaced, tokens.token());
        }
    }
    spaced
}

pub(super) fn push_spaced(value: &mut String, token: &str) {
    if !value.is_empty() {
        value.push(' ');
    }
    value.push_str(token);
}

fn add_names(document: &mut TantivyDocument, columns: &Columns, article: &Article) {
    let one = |value: &Option<String>| value.as_deref().map(|value| spaced([value])).unwrap_or_default();
    let fields = [
        (columns.headline, article.headline.as_ref().map(|headline| spaced([&*headline.words])).unwrap_or_default()),
        (columns.related, spaced(article.related.iter().map(|span| span.of(&article.text)))),
        (columns.byline, spaced(article.bylines.iter().map(String::as_str))),
        (columns.publisher, one(&article.publisher)),
        (columns.section, one(&article.section)),
        (columns.path, spaced([&*article.origin.place()])),
        (columns.url, one(&article.url)),
    ];
    for (column, value) in fields {
        if !value.is_empty() {
            document.add_text(column, value);
        }
    }
    for (column, name) in [(columns.publisher_name, &article.publisher), (columns.section_name, &article.section)] {
        if let Some(name) = name {
            document.add_text(column, name);
        }
    }
    for byline in &article.bylines {
        document.add_text(columns.byline_name, byline);
    }
}

fn add_days(document: &mut TantivyDocument, columns: &Columns, published: Option<&Published>) {
    let Some(published) = published else {
        document.add_text(columns.dated, "none");
        return;
    };
    document.add_i64(columns.first_day, i64::from(published.first().number()));
    document.add_i64(columns.last_day, i64::from(published.last().number()));
    if let Some(month) = month_number(published) {
        document.add_u64(columns.month, month);
    }
    document.add_text(columns.dated, published.precision.word());
    if published.suspicion.is_some() {
        document.add_text(columns.dated, "suspect");
    }
}

/// Year x 100 + month; month 0 when the period is wider than a month but within the year.
fn month_number(published: &Published) -> Option<u64> {
    let (first, last) = (published.first().date(), published.last().date());
    if first.year() != last.year() {
        return None;
    }
    let year = u64::from(first.year().unsigned_abs()) * 100;
    Some(if first.month() == last.month() { year + u64::from(first.month()) } else { year })
}
