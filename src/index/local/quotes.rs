//! Questions about quotes, evaluated over the quote documents of a segment.
//!
//! Set at a time, as `evaluate` does for articles. A quote document stands behind its article, at a
//! distance that a column tells: from quotes to articles and back is a subtraction.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use tantivy::schema::Field as TantivyField;
use tantivy::{DocId, Term};

use super::evaluate::{Among, Evaluator, Rarity, is_own_stem, stem_term};
use super::facets;
use super::matches::{Accumulator, Matches, added, intersection, united};
use super::rank::first_day;
use super::score::{Collection, STEM_SHARE, rounded, saturated};
use super::segment::{Frequencies, Segment};
use super::{LocalSnapshot, document, passage};
use crate::index::{QuoteRequest, RankedQuotes, ScoredQuote, Sketch};
use crate::model::{ArticleId, Bucket, Day, Polarity, QuoteFacet, QuoteKey, QuoteKind, SortOrder};
use crate::query::{
    Clause, DateRelation, DateTest, Name, Passage, QuoteClause, QuotePlan, StatementKind, TermPattern, Word,
};

/// Words of a quote of the usual length, which its frequencies are weighed against.
const QUOTE_WORDS_USUAL: u64 = 20;

impl Evaluator<'_> {
    /// The articles of `among` that hold a quote of the clause; the best quote scores.
    pub(super) fn quoted(&self, clause: &QuoteClause, among: Among<'_>) -> tantivy::Result<Matches> {
        let quotes = self.quotes(clause, None)?;
        let mut found = Matches::default();
        for (quote, score) in quotes.docs.iter().zip(&quotes.scores) {
            let Some((article, _)) = self.segment.article_of(*quote) else { continue };
            match found.docs.last() {
                Some(last) if *last == article => {
                    let best = found.scores.len() - 1;
                    found.scores[best] = found.scores[best].max(*score);
                }
                _ => found.push(article, *score),
            }
        }
        Ok(match among {
            Some(among) => intersection(&Matches::unscored(among.to_vec()), &found),
            None => found,
        })
    }

    /// The articles in which the person speaks or is named.
    pub(super) fn person(&self, name: &Name, among: Among<'_>) -> tantivy::Result<Matches> {
        // Who is silent does not speak.
        let quotes = QuoteKind::ALL.map(StatementKind::Quote).to_vec();
        let by = QuoteClause::All(vec![
            QuoteClause::Speaker(name.clone()),
            QuoteClause::Polarity(vec![Polarity::Affirmed]),
            QuoteClause::Kind(quotes),
        ]);
        let mut docs = self.quoted(&by, among)?.docs;
        let text = self.columns().text;
        match name {
            Name::Asked { passage, .. } => {
                docs = united(docs, passage::frequencies(self.segment, text, passage, among)?.docs);
            }
            Name::Written(names) => {
                for phrase in names.iter().filter_map(|name| phrase_of(name)) {
                    docs = united(docs, passage::frequencies(self.segment, text, &phrase, among)?.docs);
                }
            }
        }
        Ok(Matches::unscored(docs))
    }

    /// The quote documents of `among` (all, when `None`) that match.
    pub(super) fn quotes(&self, clause: &QuoteClause, among: Among<'_>) -> tantivy::Result<Matches> {
        match clause {
            QuoteClause::Everything => Ok(Matches::unscored(self.all_quotes(among))),
            QuoteClause::Nothing => Ok(Matches::default()),
            QuoteClause::All(clauses) => self.all_of(clauses, among),
            QuoteClause::Any(clauses) => {
                let mut sums = Accumulator::new(self.segment.doc_count());
                for clause in clauses {
                    sums.add(&self.quotes(clause, among)?);
                }
                Ok(sums.matches())
            }
            QuoteClause::Not(inner) => {
                let without: HashSet<DocId> =
                    Evaluator { scoring: false, ..*self }.quotes(inner, among)?.docs.into_iter().collect();
                let mut docs = self.all_quotes(among);
                docs.retain(|doc| !without.contains(doc));
                Ok(Matches::unscored(docs))
            }
            QuoteClause::Boost(inner, factor) => {
                let mut found = self.quotes(inner, among)?;
                found.scores.iter_mut().for_each(|score| *score *= factor);
                Ok(found)
            }
            QuoteClause::Word(word) => self.said_word(word, among),
            QuoteClause::Said(passage) => self.said(passage, among),
            QuoteClause::Speaker(name) => self.named(name, &[self.columns().speaker_name], among),
            QuoteClause::About(name) => self.named(name, &[self.columns().about_name], among),
            QuoteClause::Person(name) => {
                self.named(name, &[self.columns().speaker_name, self.columns().about_name], among)
            }
            QuoteClause::Role(passage) => self.role(passage, among),
            QuoteClause::Kind(kinds) => {
                let word = |kind: &StatementKind| match kind {
                    StatementKind::Quote(kind) => kind.word(),
                    StatementKind::Silence => "silence",
                };
                self.any_keyword(self.columns().kind, kinds.iter().map(word), among)
            }
            QuoteClause::Certainty(all) => {
                self.any_keyword(self.columns().certainty, all.iter().map(|one| one.word()), among)
            }
            QuoteClause::Polarity(all) => {
                self.any_keyword(self.columns().polarity, all.iter().map(|one| one.word()), among)
            }
            QuoteClause::Spoken(test) => self.spoken(test, among),
            QuoteClause::Article(inner) => self.of_articles(inner, among),
        }
    }

    fn all_quotes(&self, among: Among<'_>) -> Vec<DocId> {
        among.map_or_else(|| self.segment.quotes(), <[DocId]>::to_vec)
    }

    /// Conditions that hold of many quotes are asked last.
    fn all_of(&self, clauses: &[QuoteClause], among: Among<'_>) -> tantivy::Result<Matches> {
        let mut order: Vec<&QuoteClause> = clauses.iter().collect();
        order.sort_by_key(|clause| match clause {
            QuoteClause::Speaker(_) | QuoteClause::About(_) | QuoteClause::Said(_) | QuoteClause::Word(_) => 0,
            QuoteClause::Role(_) | QuoteClause::Person(_) => 1,
            QuoteClause::Any(_) | QuoteClause::All(_) | QuoteClause::Boost(..) | QuoteClause::Nothing => 2,
            QuoteClause::Kind(_) | QuoteClause::Certainty(_) | QuoteClause::Article(_) => 3,
            QuoteClause::Spoken(_) | QuoteClause::Polarity(_) => 4,
            QuoteClause::Not(_) | QuoteClause::Everything => 5,
        });
        let mut order = order.into_iter();
        let Some(first) = order.next() else { return Ok(Matches::unscored(self.all_quotes(among))) };
        let mut found = self.quotes(first, among)?;
        for clause in order {
            if found.docs.is_empty() {
                break;
            }
            let next = self.quotes(clause, Some(&found.docs))?;
            found = intersection(&found, &next);
        }
        Ok(found)
    }

    fn said_word(&self, word: &Word, among: Among<'_>) -> tantivy::Result<Matches> {
        let verbatim = self.said_term(&word.token, among)?;
        let idf = self.rarity.idf(self.columns().text, &word.token)?;
        let Some(stem) = &word.stem else { return Ok(self.said_scored(idf, verbatim)) };
        let mut inflected = self.term_frequencies(self.columns().said_stems, &stem_term(stem), among)?;
        if is_own_stem(stem) {
            let mut own = self.said_term(&stem.stem, among)?;
            let article_of = |quote| self.segment.article_of(quote).map_or(quote, |(article, _)| article);
            self.segment.retain_language(&mut own, &stem.language, article_of)?;
            inflected = added(inflected, own);
        }
        let stem_idf = self.rarity.stem_idf(self.columns(), stem)?;
        let mut sums = Accumulator::new(self.segment.doc_count());
        sums.add(&self.said_scored(STEM_SHARE * stem_idf, inflected));
        sums.add(&self.said_scored((1.0 - STEM_SHARE) * idf, verbatim));
        Ok(sums.matches())
    }

    fn said_term(&self, token: &str, among: Among<'_>) -> tantivy::Result<Frequencies> {
        passage::said_frequencies(self.segment, &Passage::Term(TermPattern::Exact(token.to_string())), among)
    }

    fn said(&self, passage: &Passage, among: Among<'_>) -> tantivy::Result<Matches> {
        let found = passage::said_frequencies(self.segment, passage, among)?;
        let idf = if self.scoring { passage::idf(self.rarity, self.columns().text, passage)? } else { 0.0 };
        Ok(self.said_scored(idf, found))
    }

    fn said_scored(&self, weight: f32, found: Frequencies) -> Matches {
        let scores = found.docs.iter().zip(&found.counts).map(|(doc, count)| {
            if self.scoring { weight * saturated(*count, self.norms[self.segment.said_length_byte(*doc)]) } else { 0.0 }
        });
        Matches { scores: scores.collect(), docs: found.docs }
    }

    /// By the columns of names. Words of a name are held against every name there is: names are few
    /// beside the quotes that have them.
    fn named(&self, name: &Name, columns: &[TantivyField], among: Among<'_>) -> tantivy::Result<Matches> {
        let mut docs = Vec::new();
        for column in columns {
            let found = match name {
                Name::Asked { passage, .. } => {
                    let names = self.segment.terms(*column)?.into_iter().map(|(name, _)| name);
                    let fitting: Vec<String> = names.filter(|name| passage.matches_name(name)).collect();
                    self.any_keyword(*column, fitting.iter().map(String::as_str), among)?
                }
                Name::Written(names) => self.any_keyword(*column, names.iter().map(String::as_str), among)?,
            };
            docs = united(docs, found.docs);
        }
        Ok(Matches::unscored(docs))
    }

    fn role(&self, passage: &Passage, among: Among<'_>) -> tantivy::Result<Matches> {
        let Some(column) = self.segment.reader.fast_fields().str("role")? else { return Ok(Matches::default()) };
        let mut fits = Vec::new();
        let mut roles = column.dictionary().stream()?;
        while roles.advance() {
            fits.push(passage.matches_name(&String::from_utf8_lossy(roles.key())));
        }
        let mut docs = self.all_quotes(among);
        docs.retain(|doc| column.term_ords(*doc).any(|role| fits[role as usize]));
        Ok(Matches::unscored(docs))
    }

    fn any_keyword<'k>(
        &self,
        column: TantivyField,
        values: impl Iterator<Item = &'k str>,
        among: Among<'_>,
    ) -> tantivy::Result<Matches> {
        let mut docs = Vec::new();
        for value in values {
            docs.extend(self.segment.docs_with(&Term::from_field_text(column, value))?);
        }
        docs.sort_unstable();
        docs.dedup();
        let with = Matches::unscored(docs);
        Ok(match among {
            Some(among) => intersection(&Matches::unscored(among.to_vec()), &with),
            None => with,
        })
    }

    fn spoken(&self, test: &DateTest, among: Among<'_>) -> tantivy::Result<Matches> {
        let fast = self.segment.reader.fast_fields();
        let (first, last) = (fast.i64("spoken_first")?, fast.i64("spoken_last")?);
        let (first_printed, last_printed) = self.segment.days()?;
        // Where the article does not tell when it was said, its own days are meant.
        let days = |quote| match first.first(quote).zip(last.first(quote)) {
            None => {
                let (article, _) = self.segment.article_of(quote)?;
                first_printed.first(article).zip(last_printed.first(article))
            }
            told => told,
        };
        let from = test.from.map_or(i64::MIN, |day| i64::from(day.number()));
        let to = test.to.map_or(i64::MAX, |day| i64::from(day.number()));
        let mut docs = self.all_quotes(among);
        docs.retain(|doc| match days(*doc) {
            Some((first, last)) if from <= to => {
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

    /// Quotes of the articles that meet the clause.
    fn of_articles(&self, clause: &Clause, among: Among<'_>) -> tantivy::Result<Matches> {
        let mut quotes = self.all_quotes(among);
        let articles = self.segment.articles_of(&quotes);
        let meet = Evaluator { scoring: false, ..*self }.matches(clause, Some(&articles))?.docs;
        quotes.retain(|quote| {
            self.segment.article_of(*quote).is_some_and(|(article, _)| meet.binary_search(&article).is_ok())
        });
        Ok(Matches::unscored(quotes))
    }
}

/// The tokens of a name as a passage; `None` when it has none.
fn phrase_of(name: &str) -> Option<Passage> {
    let mut parts: Vec<TermPattern> =
        crate::language::tokens(name).into_iter().map(|token| TermPattern::Exact(token.text)).collect();
    match parts.len() {
        0 => None,
        1 => parts.pop().map(Passage::Term),
        _ => Some(Passage::Phrase { parts, slop: 0 }),
    }
}

/// A quote found, with what it is ordered by.
struct Found {
    score: f32,
    day: i64,
    key: QuoteKey,
    sketch: Sketch,
}

impl LocalSnapshot {
    /// Calls `each` with every segment's quotes that match and are alive.
    pub(super) fn evaluate_quotes<'a>(
        &'a self,
        plan: &QuotePlan,
        scoring: bool,
        mut each: impl FnMut(&Segment<'a>, Matches) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let segments = self.segments()?;
        // How rare a word is, articles tell; how long a quote is, is held against the usual one.
        let articles = segments.iter().map(|segment| u64::from(segment.doc_count()) - segment.quote_count()).sum();
        let collection = Collection { articles, tokens: articles * QUOTE_WORDS_USUAL };
        let rarity = Rarity { segments: &segments, collection };
        let norms = rarity.collection.norms();
        for segment in &segments {
            let stories = self.stories.get();
            let evaluator = Evaluator { segment, rarity: &rarity, norms: &norms, scoring, stories };
            let found = evaluator.quotes(&plan.root, None)?;
            let alive = segment.reader.alive_bitset();
            let mut live = Matches::default();
            for (doc, score) in found.docs.into_iter().zip(found.scores) {
                if alive.is_none_or(|bits| bits.is_alive(doc)) {
                    live.push(doc, rounded(score));
                }
            }
            each(segment, live)?;
        }
        Ok(())
    }

    pub(super) fn ranked_quotes(&self, request: &QuoteRequest<'_>) -> tantivy::Result<RankedQuotes> {
        let (mut all, mut articles) = (Vec::new(), 0);
        self.evaluate_quotes(request.plan, true, |segment, found| {
            let days = segment.days()?.0;
            let (keys, tails) = (segment.numbers("id_key")?, segment.numbers("id_tail")?);
            let sketches = segment.numbers("sketch")?;
            let mut last = None;
            for (doc, score) in found.docs.into_iter().zip(found.scores) {
                let Some((article, ordinal)) = segment.article_of(doc) else { continue };
                articles += u64::from(last != Some(article));
                last = Some(article);
                let id = document::id_of_numbers(keys.first(article).unwrap_or(0), tails.first(article).unwrap_or(0));
                let mut sketch = [0; 2];
                sketch.iter_mut().zip(sketches.values_for_doc(doc)).for_each(|(part, value)| *part = value);
                let day = first_day(&days, article);
                all.push(Found { score, day, key: QuoteKey { article: id, ordinal }, sketch });
            }
            Ok(())
        })?;
        let total = all.len() as u64;
        all.sort_unstable_by(|left, right| compare(left, right, request.sort));
        let page = all.into_iter().skip(request.offset).take(request.limit);
        let hits = page.map(|found| ScoredQuote {
            key: found.key,
            score: found.score,
            day: i32::try_from(found.day).ok().and_then(Day::new),
            sketch: found.sketch,
        });
        let hits = hits.collect();
        Ok(RankedQuotes { total, articles, hits })
    }

    pub(super) fn counted_quotes(&self, plan: &QuotePlan, field: QuoteFacet) -> tantivy::Result<Vec<Bucket>> {
        let mut counts = HashMap::new();
        self.evaluate_quotes(plan, false, |segment, found| {
            let column = match field {
                QuoteFacet::Speaker => "speaker_name",
                QuoteFacet::About => "about_name",
                QuoteFacet::Kind => "kind",
                QuoteFacet::Certainty => "certainty",
                QuoteFacet::Polarity => "polarity",
                QuoteFacet::Year => {
                    let articles: Vec<DocId> =
                        found.docs.iter().filter_map(|doc| Some(segment.article_of(*doc)?.0)).collect();
                    return facets::count(segment, crate::model::FacetField::Year, &articles, &mut counts);
                }
            };
            facets::names(segment, column, &found.docs, &mut counts)
        })?;
        Ok(facets::buckets(counts))
    }

    pub(super) fn all_ids(&self) -> tantivy::Result<Vec<ArticleId>> {
        let mut ids = Vec::new();
        for segment in &self.segments()? {
            let (keys, tails) = (segment.numbers("id_key")?, segment.numbers("id_tail")?);
            let docs = segment.reader.doc_ids_alive().filter(|doc| !segment.is_quote(*doc));
            ids.extend(docs.filter_map(|doc| Some(document::id_of_numbers(keys.first(doc)?, tails.first(doc)?))));
        }
        ids.sort_unstable();
        Ok(ids)
    }

    pub(super) fn live_articles(&self) -> tantivy::Result<u64> {
        let mut articles = 0;
        for segment in &self.segments()? {
            articles += match segment.reader.alive_bitset() {
                None => u64::from(segment.doc_count()) - segment.quote_count(),
                Some(_) => segment.reader.doc_ids_alive().filter(|doc| !segment.is_quote(*doc)).count() as u64,
            };
        }
        Ok(articles)
    }
}

/// The total order of `ScoredQuote`.
fn compare(left: &Found, right: &Found, sort: SortOrder) -> Ordering {
    let score = right.score.total_cmp(&left.score);
    let newest = right.day.cmp(&left.day);
    let undated = |found: &Found| found.day == i64::MIN;
    let by_choice = match sort {
        SortOrder::Relevance => score.then(newest),
        SortOrder::Newest => newest.then(score),
        SortOrder::Oldest => undated(left).cmp(&undated(right)).then(left.day.cmp(&right.day)).then(score),
    };
    by_choice.then(left.key.cmp(&right.key))
}
