//! One segment of the index as the evaluation reads it: postings, lengths, columns.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::{InvertedIndexReader, SegmentReader};
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, TERMINATED, Term};

use super::document::UNDETERMINED;
use super::schema::Columns;
use crate::language::stems_of;
use crate::query::TermPattern;

/// tantivy makes automata for no more edits than these.
const AUTOMATON_EDITS_MAX: u8 = 2;
/// An automaton grows with its word; past this, trying every term is as good.
const AUTOMATON_CHARACTERS_MAX: usize = 40;

/// Documents in ascending order, each with how often a term stands in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frequencies {
    pub docs: Vec<DocId>,
    pub counts: Vec<u32>,
}

impl Frequencies {
    pub fn push(&mut self, doc: DocId, count: u32) {
        self.docs.push(doc);
        self.counts.push(count);
    }
}

/// The terms of a field that a pattern holds of.
type Expansions = HashMap<(Field, TermPattern), Rc<[TermInfo]>>;

pub struct Segment<'a> {
    pub reader: &'a SegmentReader,
    pub columns: &'a Columns,
    /// By field: whether any document of the segment has it. tantivy makes an empty dictionary for
    /// a field that is nowhere, the first time at the price of a whole search.
    has_field: &'a [bool],
    lengths: FieldNormReader,
    /// What patterns were found to stand for: a search asks for each several times (to count, to
    /// rank, in the headline), and looking through a dictionary is the dearest part of it.
    expansions: RefCell<Expansions>,
    /// How many words documents have.
    word_counts: Column<u64>,
    /// How far behind its article each quote document stands.
    behind: Column<u64>,
    has_quotes: bool,
}

impl<'a> Segment<'a> {
    pub fn new(reader: &'a SegmentReader, columns: &'a Columns, has_field: &'a [bool]) -> tantivy::Result<Segment<'a>> {
        let lengths = reader.get_fieldnorms_reader(columns.text)?;
        let word_counts = reader.fast_fields().u64("words")?;
        let behind = reader.fast_fields().u64("behind")?;
        let has_quotes = behind.values.num_vals() > 0;
        let expansions = RefCell::default();
        Ok(Segment { reader, columns, has_field, lengths, expansions, word_counts, behind, has_quotes })
    }

    pub fn is_quote(&self, doc: DocId) -> bool {
        self.has_quotes && self.behind.first(doc).is_some()
    }

    /// How many documents are quotes, removed ones included.
    pub fn quote_count(&self) -> u64 {
        u64::from(self.behind.values.num_vals())
    }

    /// The documents that are articles, removed ones included.
    pub fn articles(&self) -> Vec<DocId> {
        (0..self.doc_count()).filter(|doc| !self.is_quote(*doc)).collect()
    }

    /// The documents that are quotes, removed ones included.
    pub fn quotes(&self) -> Vec<DocId> {
        if !self.has_quotes {
            return Vec::new();
        }
        (0..self.doc_count()).filter(|doc| self.is_quote(*doc)).collect()
    }

    /// The article of a quote document, and the quote's ordinal.
    pub fn article_of(&self, quote: DocId) -> Option<(DocId, u32)> {
        let behind = u32::try_from(self.behind.first(quote)?).ok()?;
        Some((quote.checked_sub(behind)?, behind.checked_sub(1)?))
    }

    /// The articles of quotes, each once.
    pub fn articles_of(&self, quotes: &[DocId]) -> Vec<DocId> {
        let mut articles: Vec<DocId> = quotes.iter().filter_map(|quote| Some(self.article_of(*quote)?.0)).collect();
        articles.dedup();
        articles
    }

    /// The quotes of an article, removed ones included, in their order.
    pub fn quotes_of(&self, article: DocId) -> impl Iterator<Item = DocId> + '_ {
        (article + 1..self.doc_count())
            .take_while(move |quote| self.behind.first(*quote) == Some(u64::from(quote - article)))
    }

    /// The byte that stands for the number of words a quote has.
    pub fn said_length_byte(&self, doc: DocId) -> usize {
        let words = self.word_counts.first(doc).unwrap_or(0);
        usize::from(FieldNormReader::fieldnorm_to_id(u32::try_from(words).unwrap_or(u32::MAX)))
    }

    pub fn doc_count(&self) -> DocId {
        self.reader.max_doc()
    }

    /// The byte that stands for the length of the document's main text.
    pub fn length_byte(&self, doc: DocId) -> usize {
        usize::from(self.lengths.fieldnorm_id(doc))
    }

    pub fn postings(&self, field: Field) -> tantivy::Result<Arc<InvertedIndexReader>> {
        self.reader.inverted_index(field)
    }

    fn has_field(&self, field: Field) -> bool {
        self.has_field.get(field.field_id() as usize).is_none_or(|has| *has)
    }

    /// How many tokens the field holds in all.
    pub fn token_count(&self, field: Field) -> tantivy::Result<u64> {
        if !self.has_field(field) {
            return Ok(0);
        }
        Ok(self.postings(field)?.total_num_tokens())
    }

    pub fn term_info(&self, field: Field, token: &str) -> tantivy::Result<Option<TermInfo>> {
        if !self.has_field(field) {
            return Ok(None);
        }
        Ok(self.postings(field)?.terms().get(token.as_bytes())?)
    }

    /// Every term of the field that the pattern holds of.
    pub fn expand(&self, field: Field, pattern: &TermPattern) -> tantivy::Result<Rc<[TermInfo]>> {
        if !self.has_field(field) {
            return Ok(Rc::default());
        }
        let key = (field, pattern.clone());
        if let Some(known) = self.expansions.borrow().get(&key) {
            return Ok(known.clone());
        }
        let found: Rc<[TermInfo]> = match pattern {
            TermPattern::Exact(token) => self.term_info(field, token)?.into_iter().collect(),
            TermPattern::Wildcard(_) => self.beginning_as(field, pattern)?.into(),
            TermPattern::Fuzzy { token, edits } => self.spelt_like(field, pattern, token, *edits)?.into(),
        };
        self.expansions.borrow_mut().insert(key, found.clone());
        Ok(found)
    }

    /// All terms that begin as the pattern does, tried one by one.
    fn beginning_as(&self, field: Field, pattern: &TermPattern) -> tantivy::Result<Vec<TermInfo>> {
        let postings = self.postings(field)?;
        let prefix = literal_prefix(pattern);
        let mut range = postings.terms().range().ge(prefix.as_bytes());
        if let Some(end) = after_prefix(prefix.as_bytes()) {
            range = range.lt(end);
        }
        let mut terms = range.into_stream()?;
        let mut holds = holds_of(pattern);
        let mut found = Vec::new();
        while let Some((term, info)) = terms.next() {
            if holds(term) {
                found.push(info.clone());
            }
        }
        Ok(found)
    }

    /// The terms of a fuzzy word: an automaton leaves out whole branches of the dictionary; the
    /// pattern itself has the last word.
    fn spelt_like(
        &self,
        field: Field,
        pattern: &TermPattern,
        token: &str,
        edits: u8,
    ) -> tantivy::Result<Vec<TermInfo>> {
        if edits > AUTOMATON_EDITS_MAX || token.chars().count() > AUTOMATON_CHARACTERS_MAX {
            return self.beginning_as(field, pattern);
        }
        let postings = self.postings(field)?;
        let near = FuzzyTermQuery::new(Term::from_field_text(field, token), edits, true).automaton()?;
        let mut terms = postings.terms().search(near).into_stream()?;
        let mut holds = holds_of(pattern);
        let mut found = Vec::new();
        while let Some((term, info)) = terms.next() {
            if holds(term) {
                found.push(info.clone());
            }
        }
        Ok(found)
    }

    /// Where a term stands and how often; of `among` only, when given.
    pub fn frequencies(&self, field: Field, info: &TermInfo, among: Option<&[DocId]>) -> tantivy::Result<Frequencies> {
        let postings = self.postings(field)?;
        let mut found = Frequencies::default();
        match among {
            // A seek costs about as much as decoding a tenth of a block.
            Some(among) if among.len() < info.doc_freq as usize / 8 => {
                let mut cursor = postings.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
                for doc in among {
                    if seek(&mut cursor, *doc) {
                        found.push(*doc, cursor.term_freq());
                    }
                }
            }
            _ => {
                let mut blocks = postings.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
                while !blocks.docs().is_empty() {
                    found.docs.extend_from_slice(blocks.docs());
                    found.counts.extend_from_slice(blocks.freqs());
                    found.counts.resize(found.docs.len(), 1);
                    blocks.advance();
                }
                if let Some(among) = among {
                    retain_among(&mut found, among);
                }
            }
        }
        Ok(found)
    }

    pub fn positions(&self, field: Field, info: &TermInfo) -> tantivy::Result<SegmentPostings> {
        Ok(self.postings(field)?.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)?)
    }

    /// Every term of an unanalysed field, and how many documents have it, removed ones included.
    pub fn terms(&self, field: Field) -> tantivy::Result<Vec<(String, u64)>> {
        if !self.has_field(field) {
            return Ok(Vec::new());
        }
        let postings = self.postings(field)?;
        let mut terms = postings.terms().stream()?;
        let mut found = Vec::new();
        while terms.advance() {
            found.push((String::from_utf8_lossy(terms.key()).into_owned(), u64::from(terms.value().doc_freq)));
        }
        Ok(found)
    }

    /// Documents that hold the exact term of an unanalysed field.
    pub fn docs_with(&self, term: &Term) -> tantivy::Result<Vec<DocId>> {
        if !self.has_field(term.field()) {
            return Ok(Vec::new());
        }
        let postings = self.postings(term.field())?;
        let Some(mut blocks) = postings.read_block_postings(term, IndexRecordOption::Basic)? else {
            return Ok(Vec::new());
        };
        let mut docs = Vec::with_capacity(blocks.doc_freq() as usize);
        while !blocks.docs().is_empty() {
            docs.extend_from_slice(blocks.docs());
            blocks.advance();
        }
        Ok(docs)
    }

    /// Keeps the documents whose article (`article_of`) is written in the stems of a language.
    pub fn retain_language(
        &self,
        found: &mut Frequencies,
        language: &str,
        article_of: impl Fn(DocId) -> DocId,
    ) -> tantivy::Result<()> {
        let column = self.reader.fast_fields().str("language")?;
        let mut kept = Frequencies::default();
        if let Some(column) = column {
            let wanted = column.dictionary().term_ord(language)?;
            let undetermined = match stems_of(None) == language {
                true => column.dictionary().term_ord(UNDETERMINED)?,
                false => None,
            };
            for (doc, count) in found.docs.iter().zip(&found.counts) {
                let written = column.term_ords(article_of(*doc)).next();
                if written.is_some() && (written == wanted || written == undetermined) {
                    kept.push(*doc, *count);
                }
            }
        }
        *found = kept;
        Ok(())
    }

    pub fn days(&self) -> tantivy::Result<(Column<i64>, Column<i64>)> {
        let fast = self.reader.fast_fields();
        Ok((fast.i64("first_day")?, fast.i64("last_day")?))
    }

    pub fn numbers(&self, name: &str) -> tantivy::Result<Column<u64>> {
        self.reader.fast_fields().u64(name)
    }
}

/// Moves the cursor to `doc` or past it; true when it stands there.
pub fn seek(cursor: &mut SegmentPostings, doc: DocId) -> bool {
    if cursor.doc() < doc {
        cursor.seek(doc);
    }
    cursor.doc() == doc && doc != TERMINATED
}

/// Keeps what was found among the documents. The shorter list is gone through: a pattern brings
/// thousands of rare terms to the same long list.
fn retain_among(found: &mut Frequencies, among: &[DocId]) {
    let mut kept = Frequencies::default();
    let mut next = 0;
    if found.docs.len() < among.len() / 8 {
        for (doc, count) in found.docs.iter().zip(&found.counts) {
            next += among[next..].partition_point(|other| other < doc);
            if among.get(next) == Some(doc) {
                kept.push(*doc, *count);
            }
        }
    } else {
        for doc in among {
            while next < found.docs.len() && found.docs[next] < *doc {
                next += 1;
            }
            if found.docs.get(next) == Some(doc) {
                kept.push(*doc, found.counts[next]);
            }
        }
    }
    *found = kept;
}

/// The pattern, ready to be held against the terms of a dictionary.
fn holds_of(pattern: &TermPattern) -> impl FnMut(&[u8]) -> bool {
    let mut matcher = pattern.matcher();
    move |term| std::str::from_utf8(term).is_ok_and(|term| matcher.matches(term))
}

/// What every match of the pattern begins with.
fn literal_prefix(pattern: &TermPattern) -> &str {
    match pattern {
        TermPattern::Exact(token) => token,
        TermPattern::Wildcard(pattern) => &pattern[..pattern.find(['*', '?']).unwrap_or(pattern.len())],
        TermPattern::Fuzzy { .. } => "",
    }
}

/// The first byte string behind all those with the prefix; `None` when there is none.
fn after_prefix(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Some(end);
        }
    }
    None
}
