//! The fields of the tantivy index, and the settings it is made with.
//!
//! Every analysed field holds tokens made by `language` and written with one space between them
//! (see `tokenizer`): tantivy itself never decides what a word is.

use tantivy::schema::{
    BytesOptions, FAST, Field as Column, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing,
    TextOptions,
};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexBuilder, IndexSettings};

use super::tokenizer;
use crate::query::Field;

/// Raised whenever the fields or what is written to them change: an older index is built again.
pub const FORMAT: u32 = 5;

/// 96 KiB: a seventh smaller than tantivy's 16 KiB blocks, and a page of ten hits still reads in
/// about a millisecond.
const BLOCK_BYTES: usize = 96 * 1024;

/// The schema with a handle to each field.
#[derive(Clone)]
pub struct Columns {
    pub schema: Schema,
    /// The article's id, its raw bytes.
    pub id: Column,
    /// The first eight bytes of the id as a number, to break ties without reading the store.
    pub id_key: Column,
    /// The last two bytes of the id.
    pub id_tail: Column,
    /// The entry's path, its raw bytes; a delete by entry goes by it.
    pub entry: Column,
    /// Headline, gap, body: verbatim tokens with positions.
    pub text: Column,
    /// The stems of the same tokens, carrying their language (`en:run`), no positions. A token
    /// that is its own stem is not repeated here: two in three are (a third less to index). Where
    /// words are stemmed as printed (`language::Stemmer`) every stem stands here.
    pub stems: Column,
    /// Pairs of neighbouring Han, Kana and Hangul characters, and single ones; no positions.
    pub bigrams: Column,
    /// Sentence starts (`s`) and paragraph starts (`p`) as positions of `text`.
    pub breaks: Column,
    pub headline: Column,
    pub related: Column,
    pub byline: Column,
    pub publisher: Column,
    pub section: Column,
    pub path: Column,
    pub url: Column,
    /// Of quote documents: which words of the article's `text` are said (`said_run`).
    pub said_at: Column,
    /// Of quote documents: as `stems`, of the words that are said.
    pub said_stems: Column,
    /// Of quote documents: the name of the speaker, and of those named inside, letter for letter.
    pub speaker_name: Column,
    pub about_name: Column,
    /// 1 where a body speaks.
    pub body: Column,
    /// The speaker's role; the words that stand for an unnamed one.
    pub role: Column,
    /// `direct`, `mixed`, `indirect`, `silence`.
    pub kind: Column,
    pub certainty: Column,
    pub polarity: Column,
    /// When it was said, where that is not on the article's days.
    pub spoken_first: Column,
    pub spoken_last: Column,
    /// How far behind its article a quote document stands, from 1; articles have none.
    pub behind: Column,
    /// Two numbers: the sketch of the words.
    pub sketch: Column,
    /// Of articles with a body: its signature, by which copies find each other, as two numbers.
    pub signature: Column,
    pub signature_rest: Column,
    /// First and last day of the published period, as day numbers.
    pub first_day: Column,
    pub last_day: Column,
    /// Year x 100 + month where the period lies in one month, year x 100 where in one year.
    pub month: Column,
    /// `none`, `suspect`, `day`, `month`, `year`.
    pub dated: Column,
    pub language: Column,
    /// Tokens of headline and body; of quote documents those that are said.
    pub words: Column,
    pub publisher_name: Column,
    pub section_name: Column,
    pub byline_name: Column,
    /// The article as read, once.
    pub article: Column,
}

/// A field of tokens that `language` made.
fn of_tokens(record: IndexRecordOption, norms: bool) -> TextOptions {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(tokenizer::NAME).set_index_option(record).set_fieldnorms(norms);
    TextOptions::default().set_indexing_options(indexing)
}

/// A value that is looked for letter for letter; how long it is matters to nobody.
fn whole_value() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

impl Columns {
    pub fn new() -> Columns {
        let mut schema = Schema::builder();
        let exact = BytesOptions::default().set_indexed();
        let number: NumericOptions = FAST.into();
        let value = whole_value();
        let mut analysed = |name: &str, record, norms| schema.add_text_field(name, of_tokens(record, norms));
        let (positions, frequencies) = (IndexRecordOption::WithFreqsAndPositions, IndexRecordOption::WithFreqs);
        let text = analysed("text", positions, true);
        let stems = analysed("stems", frequencies, false);
        let bigrams = analysed("bigrams", IndexRecordOption::Basic, false);
        let breaks = analysed("breaks", positions, false);
        let said_stems = analysed("said_stems", frequencies, false);
        let [headline, related, byline, publisher, section, path, url] =
            [Field::Headline, Field::Related, Field::Byline, Field::Publisher, Field::Section, Field::Path, Field::Url]
                .map(|field| analysed(field.name(), positions, false));
        Columns {
            text,
            stems,
            bigrams,
            breaks,
            headline,
            related,
            byline,
            publisher,
            section,
            path,
            url,
            said_stems,
            speaker_name: schema.add_text_field("speaker_name", value.clone() | FAST),
            about_name: schema.add_text_field("about_name", value.clone() | FAST),
            body: schema.add_u64_field("body", number.clone()),
            role: schema.add_text_field("role", FAST),
            kind: schema.add_text_field("kind", value.clone() | FAST),
            certainty: schema.add_text_field("certainty", value.clone() | FAST),
            polarity: schema.add_text_field("polarity", value.clone() | FAST),
            spoken_first: schema.add_i64_field("spoken_first", number.clone()),
            spoken_last: schema.add_i64_field("spoken_last", number.clone()),
            behind: schema.add_u64_field("behind", number.clone()),
            sketch: schema.add_u64_field("sketch", number.clone()),
            signature: schema.add_u64_field("signature", number.clone()),
            signature_rest: schema.add_u64_field("signature_rest", number.clone()),
            said_at: schema.add_u64_field("said_at", number.clone()),
            id: schema.add_bytes_field("id", exact.clone()),
            id_key: schema.add_u64_field("id_key", number.clone()),
            id_tail: schema.add_u64_field("id_tail", number.clone()),
            entry: schema.add_bytes_field("entry", exact),
            first_day: schema.add_i64_field("first_day", number.clone()),
            last_day: schema.add_i64_field("last_day", number.clone()),
            month: schema.add_u64_field("month", number.clone()),
            dated: schema.add_text_field("dated", value.clone()),
            language: schema.add_text_field("language", value | FAST),
            words: schema.add_u64_field("words", number),
            publisher_name: schema.add_text_field("publisher_name", FAST),
            section_name: schema.add_text_field("section_name", FAST),
            byline_name: schema.add_text_field("byline_name", FAST),
            article: schema.add_bytes_field("article", STORED),
            schema: schema.build(),
        }
    }

    /// The analysed field in which a passage is looked for.
    pub fn of(&self, field: Field) -> Column {
        match field {
            Field::Text => self.text,
            Field::Headline => self.headline,
            Field::Related => self.related,
            Field::Byline => self.byline,
            Field::Publisher => self.publisher,
            Field::Section => self.section,
            Field::Path => self.path,
            Field::Url => self.url,
            // Of leaves alone: `quotes` asks other columns, and passages of these are refused.
            Field::Speaker | Field::Person | Field::Said => self.text,
        }
    }

    /// What an index of this schema is built or opened with.
    pub fn builder(&self) -> IndexBuilder {
        let settings = IndexSettings {
            docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
            docstore_blocksize: BLOCK_BYTES,
            ..IndexSettings::default()
        };
        IndexBuilder::new().schema(self.schema.clone()).settings(settings).tokenizers(tokenizer::manager())
    }
}
