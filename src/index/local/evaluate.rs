//! A plan evaluated over one segment: which documents match, and how well.
//!
//! Set at a time: every clause yields its documents in order with their scores, restricted to
//! those still in question. Conjunctions ask their rarest clause first and hand its documents to
//! the next, so that positions are read only where every word stands. Nothing is skipped or
//! estimated; the number of documents that come out is the answer's total.

use tantivy::schema::Field as TantivyField;
use tantivy::{DocId, TantivyError, Term};

use super::copies;
use super::document::push_stem;
use super::matches::{Accumulator, Matches, add_at, added, at_least, intersection, united};
use super::passage;
use super::schema::Columns;
use super::score::{Collection, HEADLINE_SHARE, STEM_SHARE, saturated};
use super::segment::{Frequencies, Segment};
use crate::index::copies::Stories;
use crate::language::Stemmer;
use crate::query::{Clause, Counted, DateRelation, DateState, DateTest, Field, Passage, Stem, TermPattern, Word};

/// How rare terms are over the whole index; what idf is made from.
pub struct Rarity<'a> {
    pub segments: &'a [Segment<'a>],
    pub collection: Collection,
}

impl Rarity<'_> {
    /// Articles in which the term stands.
    pub fn articles_with(&self, field: TantivyField, token: &str) -> tantivy::Result<u64> {
        let mut articles = 0;
        for segment in self.segments {
            articles += segment.term_info(field, token)?.map_or(0, |info| u64::from(info.doc_freq));
        }
        Ok(articles)
    }

    /// Articles in which a term of the pattern stands, at most.
    pub fn articles_with_any(&self, field: TantivyField, pattern: &TermPattern) -> tantivy::Result<u64> {
        let mut articles = 0;
        for segment in self.segments {
            articles += segment.expand(field, pattern)?.iter().map(|info| u64::from(info.doc_freq)).sum::<u64>();
        }
        Ok(articles.min(self.collection.articles))
    }

    pub fn stem_idf(&self, columns: &Columns, stem: &Stem) -> tantivy::Result<f32> {
        let mut articles = self.articles_with(columns.stems, &stem_term(stem))?;
        if is_own_stem(stem) {
            // An article with both counts twice; the rarest form would count too little.
            articles = articles.max(self.articles_with(columns.text, &stem.stem)?);
        }
        Ok(self.collection.idf(articles))
    }

    pub fn idf(&self, field: TantivyField, token: &str) -> tantivy::Result<f32> {
        Ok(self.collection.idf(self.articles_with(field, token)?))
    }
}

#[derive(Clone, Copy)]
pub struct Evaluator<'a> {
    pub segment: &'a Segment<'a>,
    pub rarity: &'a Rarity<'a>,
    pub norms: &'a [f32; 256],
    /// Whether scores are wanted; without, all are 0.
    pub scoring: bool,
    /// At hand where the plan asks for copies.
    pub stories: Option<&'a Stories>,
}

pub(super) type Among<'a> = Option<&'a [DocId]>;

impl Evaluator<'_> {
    pub(super) fn columns(&self) -> &Columns {
        self.segment.columns
    }

    /// The documents of `among` (all, when `None`) that match. Deleted ones are not left out.
    pub fn matches(&self, clause: &Clause, among: Among<'_>) -> tantivy::Result<Matches> {
        match clause {
            Clause::Everything => Ok(Matches::unscored(self.universe(among))),
            Clause::Nothing => Ok(Matches::default()),
            Clause::All(clauses) => self.all(clauses, among),
            Clause::Any(clauses) => self.any(clauses, among),
            Clause::Not(inner) => self.not(inner, among),
            Clause::Boost(inner, factor) => {
                let mut found = self.matches(inner, among)?;
                found.scores.iter_mut().for_each(|score| *score *= factor);
                Ok(found)
            }
            Clause::Word(word) => self.word(word, among),
            Clause::Passage(field, passage) => self.passage(*field, passage, among),
            Clause::AtLeast { count, of } => self.at_least(*count, of, among),
            Clause::Published(test) => self.published(test, among),
            Clause::Dated(state) => self.keyword(self.columns().dated, dated_term(*state), among),
            Clause::Length { min, max } => self.length(*min, *max, among),
            Clause::Quoted(quoted) => self.quoted(quoted, among),
            Clause::Person(name) => self.person(name, among),
            Clause::Copies { min, max } => self.copies(*min, *max, among),
            Clause::Language(code) => self.keyword(self.columns().language, code, among),
        }
    }

    fn universe(&self, among: Among<'_>) -> Vec<DocId> {
        among.map_or_else(|| self.segment.articles(), <[DocId]>::to_vec)
    }

    /// Rarest first; each clause is asked only about what the ones before left.
    fn all(&self, clauses: &[Clause], among: Among<'_>) -> tantivy::Result<Matches> {
        let mut order: Vec<(u64, &Clause)> = Vec::with_capacity(clauses.len());
        for clause in clauses {
            order.push((self.cost(clause)?, clause));
        }
        order.sort_by_key(|(cost, _)| *cost);
        let mut order = order.into_iter().map(|(_, clause)| clause);
        let Some(first) = order.next() else {
            return Ok(Matches::unscored(self.universe(among)));
        };
        let mut found = self.matches(first, among)?;
        for clause in order {
            if found.docs.is_empty() {
                break;
            }
            let next = self.matches(clause, Some(&found.docs))?;
            found = intersection(&found, &next);
        }
        Ok(found)
    }

    fn any(&self, clauses: &[Clause], among: Among<'_>) -> tantivy::Result<Matches> {
        if let [only] = clauses {
            return self.matches(only, among);
        }
        let mut sums = Accumulator::new(self.segment.doc_count());
        for clause in clauses {
            sums.add(&self.matches(clause, among)?);
        }
        Ok(sums.matches())
    }

    fn not(&self, inner: &Clause, among: Among<'_>) -> tantivy::Result<Matches> {
        let without = Evaluator { scoring: false, ..*self }.matches(inner, among)?;
        let mut without = without.docs.into_iter().peekable();
        let mut docs = self.universe(among);
        docs.retain(|doc| {
            while without.next_if(|next| next < doc).is_some() {}
            without.peek() != Some(doc)
        });
        Ok(Matches::unscored(docs))
    }

    /// A bare word: the verbatim term, or its stem in articles of the stem's language.
    fn word(&self, word: &Word, among: Among<'_>) -> tantivy::Result<Matches> {
        let text = self.columns().text;
        let verbatim = self.term_frequencies(text, &word.token, among)?;
        let Some(stem) = &word.stem else {
            return self.scored_term(&word.token, verbatim);
        };
        let inflected = self.stem_frequencies(stem, among)?;
        if !self.scoring {
            return Ok(Matches::unscored(united(verbatim.docs, inflected.docs)));
        }
        let stem_idf = self.rarity.stem_idf(self.columns(), stem)?;
        let idf = self.rarity.idf(text, &word.token)?;
        let mut found = Matches::default();
        let (mut v, mut i) = (0, 0);
        while v < verbatim.docs.len() || i < inflected.docs.len() {
            let verbatim_doc = verbatim.docs.get(v).copied().unwrap_or(DocId::MAX);
            let inflected_doc = inflected.docs.get(i).copied().unwrap_or(DocId::MAX);
            let doc = verbatim_doc.min(inflected_doc);
            let norm = self.norms[self.segment.length_byte(doc)];
            let mut score = 0.0;
            if verbatim_doc == doc {
                // In an article of another language the verbatim form is all there is.
                let share = if inflected_doc == doc { 1.0 - STEM_SHARE } else { 1.0 };
                score += share * idf * saturated(verbatim.counts[v], norm);
                v += 1;
            }
            if inflected_doc == doc {
                score += STEM_SHARE * stem_idf * saturated(inflected.counts[i], norm);
                i += 1;
            }
            found.push(doc, score);
        }
        self.add_headline(&word.token, idf, &mut found)?;
        Ok(found)
    }

    fn scored_term(&self, token: &str, frequencies: Frequencies) -> tantivy::Result<Matches> {
        if !self.scoring {
            return Ok(Matches::unscored(frequencies.docs));
        }
        let idf = self.rarity.idf(self.columns().text, token)?;
        let mut found = self.scored(idf, frequencies);
        self.add_headline(token, idf, &mut found)?;
        Ok(found)
    }

    fn scored(&self, idf: f32, frequencies: Frequencies) -> Matches {
        let scores = frequencies.docs.iter().zip(&frequencies.counts).map(|(doc, count)| {
            if self.scoring { idf * saturated(*count, self.norms[self.segment.length_byte(*doc)]) } else { 0.0 }
        });
        Matches { scores: scores.collect(), docs: frequencies.docs }
    }

    fn add_headline(&self, token: &str, idf: f32, found: &mut Matches) -> tantivy::Result<()> {
        let in_headline = self.term_frequencies(self.columns().headline, token, Some(&found.docs))?;
        add_at(found, &in_headline.docs, HEADLINE_SHARE * idf);
        Ok(())
    }

    pub(super) fn term_frequencies(
        &self,
        field: TantivyField,
        token: &str,
        among: Among<'_>,
    ) -> tantivy::Result<Frequencies> {
        match self.segment.term_info(field, token)? {
            Some(info) => self.segment.frequencies(field, &info, among),
            None => Ok(Frequencies::default()),
        }
    }

    /// How often words of the stem stand in articles of its language: those the twin field holds,
    /// and the stem itself where it is a word (the twin does not repeat it).
    fn stem_frequencies(&self, stem: &Stem, among: Among<'_>) -> tantivy::Result<Frequencies> {
        let twin = self.term_frequencies(self.columns().stems, &stem_term(stem), among)?;
        if !is_own_stem(stem) {
            return Ok(twin);
        }
        let mut own = self.term_frequencies(self.columns().text, &stem.stem, among)?;
        self.segment.retain_language(&mut own, &stem.language, |article| article)?;
        Ok(added(twin, own))
    }

    fn passage(&self, field: Field, passage: &Passage, among: Among<'_>) -> tantivy::Result<Matches> {
        if let (Field::Text, Passage::Term(TermPattern::Exact(token))) = (field, passage) {
            return self.scored_term(token, self.term_frequencies(self.columns().text, token, among)?);
        }
        let frequencies = passage::frequencies(self.segment, self.columns().of(field), passage, among)?;
        let scores = self.scoring && matches!(field, Field::Text | Field::Headline);
        if !scores {
            return Ok(Matches::unscored(frequencies.docs));
        }
        let idf = passage::idf(self.rarity, self.columns().of(Field::Text), passage)?;
        let mut found = self.scored(idf, frequencies);
        if field == Field::Text && !passage::needs_breaks(passage) {
            let in_headline = passage::frequencies(self.segment, self.columns().headline, passage, Some(&found.docs))?;
            add_at(&mut found, &in_headline.docs, HEADLINE_SHARE * idf);
        }
        Ok(found)
    }

    fn at_least(&self, count: u32, of: &Counted, among: Among<'_>) -> tantivy::Result<Matches> {
        if count == 0 {
            return Ok(Matches::unscored(self.universe(among)));
        }
        match of {
            Counted::Passage(passage) => {
                let frequencies =
                    at_least(count, passage::frequencies(self.segment, self.columns().text, passage, among)?);
                let idf = passage::idf(self.rarity, self.columns().text, passage)?;
                Ok(self.scored(idf, frequencies))
            }
            Counted::Word(word) => {
                let mut docs = at_least(count, self.term_frequencies(self.columns().text, &word.token, among)?).docs;
                if let Some(stem) = &word.stem {
                    docs = united(docs, at_least(count, self.stem_frequencies(stem, among)?).docs);
                }
                let found = self.word(word, Some(&docs))?;
                debug_assert_eq!(found.docs, docs, "what stands often stands at all");
                Ok(found)
            }
        }
    }

    fn published(&self, test: &DateTest, among: Among<'_>) -> tantivy::Result<Matches> {
        if test.from.zip(test.to).is_some_and(|(from, to)| to < from) {
            return Ok(Matches::default());
        }
        let (first, last) = self.segment.days()?;
        let from = test.from.map_or(i64::MIN, |day| i64::from(day.number()));
        let to = test.to.map_or(i64::MAX, |day| i64::from(day.number()));
        let mut docs = match among {
            Some(among) => among.to_vec(),
            None => {
                // Periods that begin by the end of the range: the column's own scan, then the rest.
                let mut docs = Vec::new();
                let begins = if test.relation == DateRelation::Inside { from..=to } else { i64::MIN..=to };
                first.get_docids_for_value_range(begins, 0..self.segment.doc_count(), &mut docs);
                docs
            }
        };
        docs.retain(|doc| match (first.first(*doc), last.first(*doc)) {
            (Some(first), Some(last)) => {
                let inside = from <= first && last <= to;
                match test.relation {
                    DateRelation::Inside => inside,
                    DateRelation::OverlapsOnly => !inside && first <= to && last >= from,
                }
            }
            _ => false,
        });
        Ok(Matches::unscored(docs))
    }

    fn length(&self, min: u64, max: u64, among: Among<'_>) -> tantivy::Result<Matches> {
        let words = self.segment.numbers("words")?;
        let mut docs = self.universe(among);
        docs.retain(|doc| words.first(*doc).is_some_and(|count| (min..=max).contains(&count)));
        Ok(Matches::unscored(docs))
    }

    fn copies(&self, min: u64, max: u64, among: Among<'_>) -> tantivy::Result<Matches> {
        let missing = || TantivyError::InternalError("copies were asked for and are not at hand".into());
        let stories = self.stories.ok_or_else(missing)?;
        let ids = copies::ids(self.segment)?;
        let mut docs = self.universe(among);
        docs.retain(|doc| (min..=max).contains(&stories.printing_count(ids(*doc))));
        Ok(Matches::unscored(docs))
    }

    fn keyword(&self, field: TantivyField, value: &str, among: Among<'_>) -> tantivy::Result<Matches> {
        let with = Matches::unscored(self.segment.docs_with(&Term::from_field_text(field, value))?);
        Ok(match among {
            Some(among) => intersection(&Matches::unscored(among.to_vec()), &with),
            None => with,
        })
    }

    /// About how many documents a clause yields; decides the order alone, never the answer.
    fn cost(&self, clause: &Clause) -> tantivy::Result<u64> {
        let everything = u64::from(self.segment.doc_count());
        Ok(match clause {
            Clause::Nothing => 0,
            // Quotes are found first: they are few, and their articles narrow the rest.
            Clause::Quoted(_) | Clause::Person(_) => 1,
            Clause::Word(word) => {
                let mut cost = self.term_cost(self.columns().text, &word.token)?;
                if let Some(stem) = &word.stem {
                    cost += self.term_cost(self.columns().stems, &stem_term(stem))?;
                    cost += self.term_cost(self.columns().text, &stem.stem)?;
                }
                cost
            }
            Clause::Passage(field, passage) => self.passage_cost(*field, passage)?,
            Clause::AtLeast { of: Counted::Passage(passage), .. } => self.passage_cost(Field::Text, passage)?,
            Clause::AtLeast { of: Counted::Word(word), .. } => self.cost(&Clause::Word(word.clone()))?,
            Clause::Boost(inner, _) => self.cost(inner)?,
            Clause::All(clauses) => {
                let costs: tantivy::Result<Vec<u64>> = clauses.iter().map(|clause| self.cost(clause)).collect();
                costs?.into_iter().min().unwrap_or(everything)
            }
            Clause::Any(clauses) => {
                let costs: tantivy::Result<Vec<u64>> = clauses.iter().map(|clause| self.cost(clause)).collect();
                costs?.into_iter().sum()
            }
            // Columns are cheap to look up for a few documents, and no help in finding them.
            Clause::Published(_)
            | Clause::Length { .. }
            | Clause::Copies { .. }
            | Clause::Dated(_)
            | Clause::Language(_) => everything,
            Clause::Not(_) | Clause::Everything => everything + 1,
        })
    }

    fn term_cost(&self, field: TantivyField, token: &str) -> tantivy::Result<u64> {
        Ok(self.segment.term_info(field, token)?.map_or(0, |info| u64::from(info.doc_freq)))
    }

    fn passage_cost(&self, field: Field, passage: &Passage) -> tantivy::Result<u64> {
        let column = self.columns().of(field);
        Ok(match passage {
            Passage::Term(TermPattern::Exact(token)) => self.term_cost(column, token)?,
            // Expanding twice would cost more than a good guess saves.
            Passage::Term(_) => u64::from(self.segment.doc_count()) / 2,
            Passage::Phrase { parts, .. } => {
                let mut cost = u64::from(self.segment.doc_count());
                for part in parts {
                    cost = cost.min(self.passage_cost(field, &Passage::Term(part.clone()))?);
                }
                cost
            }
            Passage::Any(choices) => {
                let mut cost = 0;
                for choice in choices {
                    cost += self.passage_cost(field, choice)?;
                }
                cost
            }
            Passage::Near { left, right, .. } | Passage::Within { left, right, .. } => {
                self.passage_cost(field, left)?.min(self.passage_cost(field, right)?)
            }
        })
    }
}

pub(super) fn stem_term(stem: &Stem) -> String {
    let mut term = String::new();
    push_stem(&mut term, &stem.language, &stem.stem);
    term
}

/// Whether the stem, met as a word, has itself for stem and is left out of the twin.
pub(super) fn is_own_stem(stem: &Stem) -> bool {
    Stemmer::new(&stem.language)
        .is_some_and(|mut stemmer| stemmer.takes_tokens() && stemmer.stem(&stem.stem, &stem.stem) == stem.stem)
}

fn dated_term(state: DateState) -> &'static str {
    match state {
        DateState::None => "none",
        DateState::Suspect => "suspect",
        DateState::Day => "day",
        DateState::Month => "month",
        DateState::Year => "year",
    }
}
