//! Quotes and silences as the documents that stand behind their article.

use tantivy::TantivyDocument;

use super::document::TextValues;
use super::said;
use super::schema::Columns;
use crate::index::sketch;
use crate::model::{Article, Certainty, Period, Polarity, Quote, Speaker, SpeakerKind, Statements};

/// What a document of some thirty words takes.
const DOCUMENT_BYTES: usize = 320;

/// One document for each quote, then for each silence, in their order.
pub fn quote_documents(
    columns: &Columns,
    article: &Article,
    statements: &Statements,
    values: &TextValues,
) -> Vec<TantivyDocument> {
    let mut made = Maker { columns, article, values, documents: Vec::new() };
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
    values: &'a TextValues,
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
        let mut document = TantivyDocument::with_capacity(DOCUMENT_BYTES);
        document.add_bytes(columns.id, self.article.id.bytes());
        document.add_bytes(columns.entry, self.article.origin.entry.bytes());
        document.add_u64(columns.behind, self.documents.len() as u64 + 1);
        document.add_text(columns.kind, kind);
        document.add_text(columns.certainty, certainty.word());
        document.add_text(columns.polarity, polarity.word());
        let printed = self.article.published.as_ref().map(|published| published.period);
        if let Some(days) = spoken.filter(|days| Some(*days) != printed) {
            document.add_i64(columns.spoken_first, i64::from(days.first().number()));
            document.add_i64(columns.spoken_last, i64::from(days.last().number()));
        }
        let Some(speaker) = speaker else { return document };
        if let Some(role) = &speaker.role {
            document.add_text(columns.role, role);
        }
        match speaker.kind {
            SpeakerKind::Unnamed => document.add_text(columns.role, &speaker.name),
            SpeakerKind::Person => document.add_text(columns.speaker_name, &speaker.name),
            SpeakerKind::Body => {
                document.add_text(columns.speaker_name, &speaker.name);
                document.add_u64(columns.body, 1);
            }
        }
        document
    }

    fn add_quote(&mut self, quote: &Quote) {
        let columns = self.columns;
        let spoken = quote.spoken.as_ref().map(|spoken| spoken.period);
        let speaker = quote.speaker.as_ref();
        let mut document = self.document(quote.kind.word(), speaker, quote.certainty, quote.polarity, spoken);
        let said = self.values.placed.said(quote);
        document.add_u64(columns.words, said.len() as u64);
        for run in said::encoded(said.iter().map(|(word, gap)| (word.position, *gap))) {
            document.add_u64(columns.said_at, run);
        }
        let stems = said::stems_said(self.values, &said);
        if !stems.is_empty() {
            document.add_text(columns.said_stems, &stems);
        }
        if !said.is_empty() {
            for part in sketch(said.iter().map(|(word, _)| &self.values.text[word.word.clone()])) {
                document.add_u64(columns.sketch, part);
            }
        }
        for name in &quote.about {
            document.add_text(columns.about_name, name);
        }
        self.documents.push(document);
    }
}
