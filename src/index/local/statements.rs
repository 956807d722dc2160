//! Quotes and silences counted out of their columns, and the names that stand in them.

use std::collections::BTreeMap;

use tantivy::DocId;
use tantivy::columnar::StrColumn;

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
        self.ordinals(doc).into_iter().map(|ordinal| self.texts[ordinal].as_str()).collect()
    }

    /// Places among the texts, each once.
    fn ordinals(&self, doc: DocId) -> Vec<usize> {
        let Some(column) = &self.column else { return Vec::new() };
        let mut ordinals: Vec<usize> = column.term_ords(doc).map(|ordinal| ordinal as usize).collect();
        ordinals.sort_unstable();
        ordinals.dedup();
        ordinals
    }
}

impl LocalSnapshot {
    pub(super) fn statements_of(&self, plan: &QuotePlan, each: &mut dyn FnMut(Statement<'_>)) -> tantivy::Result<()> {
        self.evaluate_quotes(plan, false, |segment, found| {
            let text = |name| Texts::read(segment, name);
            let (speakers, roles, bodies) = (text("speaker_name")?, text("role")?, segment.numbers("body")?);
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
                    // What the unnamed are called is no role.
                    role: speakers.first(doc).and_then(|_| roles.first(doc)),
                    about: abouts.all(doc),
                    published: days.and_then(|(first, last)| Period::new(first, last)),
                });
            }
            Ok(())
        })
    }

    /// The names in the columns of living documents.
    pub(super) fn all_names(&self) -> tantivy::Result<Vec<NameCount>> {
        let mut names: BTreeMap<String, NameCount> = BTreeMap::new();
        for segment in &self.segments()? {
            let (speakers, abouts) = (Texts::read(segment, "speaker_name")?, Texts::read(segment, "about_name")?);
            let bodies = segment.numbers("body")?;
            let alive = segment.reader.alive_bitset();
            let quotes = segment.quotes();
            let mut speaking = vec![(0, 0); speakers.texts.len()];
            let mut named = vec![0; abouts.texts.len()];
            for doc in quotes.into_iter().filter(|doc| alive.is_none_or(|bits| bits.is_alive(*doc))) {
                let by_body = bodies.first(doc).is_some();
                for speaker in speakers.ordinals(doc) {
                    let (person, body) = &mut speaking[speaker];
                    *if by_body { body } else { person } += 1;
                }
                abouts.ordinals(doc).into_iter().for_each(|about| named[about] += 1);
            }
            let mut count = |name: &String, person, body, about| {
                if person + body + about > 0 {
                    let none = || NameCount { name: name.clone(), person: 0, body: 0, about: 0 };
                    let count = names.entry(name.clone()).or_insert_with(none);
                    count.person += person;
                    count.body += body;
                    count.about += about;
                }
            };
            speakers.texts.iter().zip(speaking).for_each(|(name, (person, body))| count(name, person, body, 0));
            abouts.texts.iter().zip(named).for_each(|(name, about)| count(name, 0, 0, about));
        }
        Ok(names.into_values().collect())
    }
}

fn kind_of(word: Option<&str>) -> StatementKind {
    let quote = QuoteKind::ALL.into_iter().find(|kind| Some(kind.word()) == word);
    quote.map_or(StatementKind::Silence, StatementKind::Quote)
}

/// The value that the word stands for.
fn of_word<T: Copy>(all: &[T], word_of: fn(T) -> &'static str, word: Option<&str>, otherwise: T) -> T {
    all.iter().copied().find(|value| Some(word_of(*value)) == word).unwrap_or(otherwise)
}
