//! Quotes and silences as the documents that stand behind their article.

use std::collections::HashMap;

use tantivy::TantivyDocument;

use super::document::{push_spaced, push_stem, spaced};
use super::schema::Columns;
use super::tokenizer::GAP;
use crate::index::{said_words, sketch};
use crate::language::{Stemmer, stems_of};
use crate::model::{Article, Certainty, Period, Polarity, Quote, Speaker, SpeakerKind, Statements};

/// One document for each quote, then for each silence, in their order.
pub fn quote_documents(
    columns: &Columns,
    article: &Article,
    statements: &Statements,
    stemmers: &mut HashMap<String, Option<Stemmer>>,
) -> Vec<TantivyDocument> {
    let language = stems_of(article.language.as_deref());
    let stemmer = stemmers.entry(language.to_string()).or_insert_with(|| Stemmer::new(language));
    let mut made = Maker { columns, article, language, stemmer, documents: Vec::new() };
    for quote in &statements.quotes {
        made.add_quote(quote);
    }
    for silence in &statements.silences {
        let spoken = silence.spoken.as_ref().map(|spoken| spoken.period);
        let document =
            made.document("silence", silence.speaker.as_ref(), silence.certainty, Polarity::Affirmed, spoken);
        made.documents.push(document);
    }
    made.documents
}

struct Maker<'a> {
    columns: &'a Columns,
    article: &'a Article,
    language: &'a str,
    stemmer: &'a mut Option<Stemmer>,
    documents: Vec<TantivyDocument>,
}

impl Maker<'_> {
    /// What quotes and silences have in common.
    fn document(
        &self,
        kind: &str,
        speaker: Option<&Speaker>,
        certainty: Certainty,
        polarity: Polarity,
        spoken: Option<Period>,
    ) -> TantivyDocument {
        let columns = self.columns;
        let mut document = TantivyDocument::new();
        document.add_bytes(columns.id, self.article.id.bytes());
        document.add_bytes(columns.entry, self.article.origin.entry.bytes());
        document.add_u64(columns.behind, self.documents.len() as u64 + 1);
        document.add_text(columns.kind, kind);
        document.add_text(columns.certainty, certainty.word());
        document.add_text(columns.polarity, polarity.word());
        let days = spoken.or_else(|| self.article.published.as_ref().map(|published| published.period));
        if let Some(days) = days {
            document.add_i64(columns.spoken_first, i64::from(days.first().number()));
            document.add_i64(columns.spoken_last, i64::from(days.last().number()));
        }
        let Some(speaker) = speaker else { return document };
        let unnamed = speaker.kind == SpeakerKind::Unnamed;
        if !unnamed {
            document.add_text(columns.speaker, spaced([&*speaker.name]));
            document.add_text(columns.speaker_name, &speaker.name);
            if speaker.kind == SpeakerKind::Body {
                document.add_text(columns.body_name, &speaker.name);
            }
            if let Some(role) = &speaker.role {
                document.add_text(columns.role_name, role);
            }
        }
        let words = unnamed.then_some(&*speaker.name);
        let role = spaced(speaker.role.as_deref().into_iter().chain(words));
        if !role.is_empty() {
            document.add_text(columns.role, role);
        }
        document
    }

    fn add_quote(&mut self, quote: &Quote) {
        let columns = self.columns;
        let spoken = quote.spoken.as_ref().map(|spoken| spoken.period);
        let speaker = quote.speaker.as_ref();
        let mut document = self.document(quote.kind.word(), speaker, quote.certainty, quote.polarity, spoken);
        let (mut words, mut stems) = (String::new(), String::new());
        let mut tokens: Vec<String> = Vec::new();
        let mut next = 0;
        said_words(self.article, quote, |position, token, _| {
            if position > next {
                push_spaced(&mut words, GAP.encode_utf8(&mut [0; 4]));
            }
            next = position + 1;
            push_spaced(&mut words, token);
            if let Some(stemmer) = self.stemmer.as_mut() {
                if !stems.is_empty() {
                    stems.push(' ');
                }
                push_stem(&mut stems, self.language, stemmer.stem(token));
            }
            tokens.push(token.to_string());
        });
        document.add_text(columns.said, &words);
        if !stems.is_empty() {
            document.add_text(columns.said_stems, &stems);
        }
        if !tokens.is_empty() {
            for part in sketch(tokens.iter().map(String::as_str)) {
                document.add_u64(columns.sketch, part);
            }
        }
        if !quote.about.is_empty() {
            document.add_text(columns.about, spaced(quote.about.iter().map(String::as_str)));
        }
        for name in &quote.about {
            document.add_text(columns.about_name, name);
        }
        self.documents.push(document);
    }
}
