//! Quotes and silences counted out of their columns, and the names that stand in them.

use std::collections::BTreeMap;

use tantivy::columnar::StrColumn;
use tantivy::schema::Field as TantivyField;
use tantivy::{DocId, Term};

use super::segment::Segment;
use super::{LocalSnapshot, document};
use crate::index::{NameCount, Statement};
use crate::model::{Certainty, Day, Period, Polarity, QuoteKey, QuoteKind};
use crate::query::{QuotePlan, StatementKind};

/// A column of texts with its dictionary read once: every text is one of few, met many times.
struct Texts {
    column: Option<StrColumn>,
    texts: Vec<String>,
}

impl Texts {
    fn read(segment: &Segment<'_>, name: &str) -> tantivy::Result<Texts> {
        let column = segment.reader.fast_fields().str(name)?;
        let mut texts = Vec::new();
        if let Some(column) = &column {
            let mut terms = column.dictionary().stream()?;
            while terms.advance() {
                texts.push(String::from_utf8_lossy(terms.key()).into_owned());
            }
        }
        Ok(Texts { column, texts })
    }

    fn first(&self, doc: DocId) -> Option<&str> {
        let ordinal = self.column.as_ref()?.term_ords(doc).next()?;
        Some(&self.texts[ordinal as usize])
    }

    /// Each once, in byte order.
    fn all(&self, doc: DocId) -> Vec<&str> {
        let Some(column) = &self.column else { return Vec::new() };
        let mut ordinals: Vec<u64> = column.term_ords(doc).collect();
        ordinals.sort_unstable();
        ordinals.dedup();
        ordinals.into_iter().map(|ordinal| self.texts[ordinal as usize].as_str()).collect()
    }
}

impl LocalSnapshot {
    pub(super) fn statements_of(&self, plan: &QuotePlan, each: &mut dyn FnMut(Statement<'_>)) -> tantivy::Result<()> {
        self.evaluate_quotes(plan, false, |segment, found| {
            let text = |name| Texts::read(segment, name);
            let (speakers, bodies, roles) = (text("speaker_name")?, text("body_name")?, text("role_name")?);
            let (abouts, kinds) = (text("about_name")?, text("kind")?);
            let (certainties, polarities) = (text("certainty")?, text("polarity")?);
            let (keys, tails) = (segment.numbers("id_key")?, segment.numbers("id_tail")?);
            let (first_days, last_days) = segment.days()?;
            for doc in found.docs {
                let Some((article, ordinal)) = segment.article_of(doc) else { continue };
                let id = document::id_of_numbers(keys.first(article).unwrap_or(0), tails.first(article).unwrap_or(0));
                let day = |number: Option<i64>| Day::new(i32::try_from(number?).ok()?);
                let days = day(first_days.first(article)).zip(day(last_days.first(article)));
                each(Statement {
                    key: QuoteKey { article: id, ordinal },
                    kind: kind_of(kinds.first(doc)),
                    certainty: of_word(&Certainty::ALL, Certainty::word, certainties.first(doc), Certainty::Inferred),
                    polarity: of_word(&Polarity::ALL, Polarity::word, polarities.first(doc), Polarity::Affirmed),
                    speaker: speakers.first(doc),
                    is_body: bodies.first(doc).is_some(),
                    role: roles.first(doc),
                    about: abouts.all(doc),
                    published: days.and_then(|(first, last)| Period::new(first, last)),
                });
            }
            Ok(())
        })
    }

    /// The names in the columns of living documents.
    pub(super) fn all_names(&self) -> tantivy::Result<Vec<NameCount>> {
        let columns = [self.columns.speaker_name, self.columns.body_name, self.columns.about_name];
        let mut names: BTreeMap<String, [u64; 3]> = BTreeMap::new();
        for segment in &self.segments()? {
            for (at, column) in columns.into_iter().enumerate() {
                for (name, documents) in segment.terms(column)? {
                    let living = living(segment, column, &name, documents)?;
                    if living > 0 {
                        names.entry(name).or_default()[at] += living;
                    }
                }
            }
        }
        let count = |(name, [speaks, body, about]): (String, [u64; 3])| NameCount {
            name,
            person: speaks.saturating_sub(body),
            body,
            about,
        };
        Ok(names.into_iter().map(count).collect())
    }
}

/// How many of the documents that have the term are alive.
fn living(segment: &Segment<'_>, column: TantivyField, name: &str, documents: u64) -> tantivy::Result<u64> {
    let Some(bits) = segment.reader.alive_bitset() else { return Ok(documents) };
    let docs = segment.docs_with(&Term::from_field_text(column, name))?;
    Ok(docs.into_iter().filter(|doc| bits.is_alive(*doc)).count() as u64)
}

fn kind_of(word: Option<&str>) -> StatementKind {
    let quote = QuoteKind::ALL.into_iter().find(|kind| Some(kind.word()) == word);
    quote.map_or(StatementKind::Silence, StatementKind::Quote)
}

/// The value that the word stands for.
fn of_word<T: Copy>(all: &[T], word_of: fn(T) -> &'static str, word: Option<&str>, otherwise: T) -> T {
    all.iter().copied().find(|value| Some(word_of(*value)) == word).unwrap_or(otherwise)
}
