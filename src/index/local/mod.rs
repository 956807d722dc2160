//! The default store: tantivy in a folder.
//!
//! One writer at a time over all processes; readers take no lock, see one generation whole, and
//! work on read-only media. tantivy keeps postings, columns and stored articles; what a query
//! means is computed by our own evaluation over them (`evaluate`, `passage`, `spans`), because
//! counts must be exact, distances ours and scores the same wherever other documents lie.

mod copies;
mod directory;
mod document;
mod evaluate;
mod facets;
mod folder;
mod matches;
mod met;
mod passage;
mod queue;
mod quote_document;
mod quotes;
mod rank;
mod said;
mod schema;
mod score;
mod segment;
mod statements;
mod tokenizer;
mod trouble;
mod upkeep;
mod writing;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use tantivy::directory::{CompositeFile, MmapDirectory};
use tantivy::schema::{Field, Value};
use tantivy::{
    Directory, DocAddress, Index, IndexMeta, IndexReader, ReloadPolicy, Searcher, SegmentReader, TantivyDocument, Term,
};

pub use folder::{Folder, Marker, WriterLock, lock, prepare, read_marker, writer};
pub use schema::FORMAT;

use self::document::Stored;
use self::evaluate::{Evaluator, Rarity};
use self::matches::Matches;
use self::rank::Ranked as RankedDoc;
use self::schema::Columns;
use self::score::Collection;
use self::segment::Segment;
use self::trouble::trouble;
use self::writing::Writing;
use super::copies::Stories;
use super::{
    Change, EntryStamp, NameCount, QuoteRequest, Ranked, RankedQuotes, RankedStories, Request, Scored, Snapshot,
    Statement, Store, StoreError, limits,
};
use crate::model::{Article, ArticleId, Bucket, EntryPath, FacetField, QuoteFacet, Statements};
use crate::query::{Plan, QuotePlan};

/// Unpacked blocks of articles remembered of each segment: for searches, and for the ingest, which reads
/// in the order in which articles lie.
const CACHED_BLOCKS: usize = 100;
const CACHED_BLOCKS_SPARING: usize = 4;
/// How often a reader opens again when a writer removed a segment under it.
const OPEN_TRIES_MAX: usize = 20;
const OPEN_PAUSE: Duration = Duration::from_millis(5);

/// A folder with a tantivy index.
pub struct LocalStore {
    folder: PathBuf,
    columns: Columns,
    index: Index,
    writing: Option<Writing>,
    since: copies::Since,
    /// Blocks of articles that a reader remembers of each segment.
    cached_blocks: usize,
}

impl LocalStore {
    /// Begins an index in a folder that holds none.
    pub fn create(folder: &Path) -> Result<LocalStore, StoreError> {
        let columns = Columns::new();
        std::fs::create_dir_all(folder)
            .map_err(|cause| StoreError::Io { doing: format!("making {}", folder.display()), cause })?;
        columns.builder().create_in_dir(folder).map_err(|error| trouble(folder, error))?;
        LocalStore::open(folder)
    }

    /// Whether the folder holds an index of tantivy's.
    pub fn exists(folder: &Path) -> bool {
        folder.join("meta.json").exists()
    }

    /// Opens an index for writing and reading.
    pub fn open(folder: &Path) -> Result<LocalStore, StoreError> {
        let directory = directory::Sparing::open(folder).map_err(|error| trouble(folder, error))?;
        LocalStore::open_from(folder, directory, CACHED_BLOCKS_SPARING)
    }

    /// Opens an index for reading alone; needs no right to write anywhere.
    pub fn open_read_only(folder: &Path) -> Result<LocalStore, StoreError> {
        let directory = MmapDirectory::open(folder).map_err(|error| trouble(folder, error.into()))?;
        LocalStore::open_from(folder, directory::ReadOnly::new(directory), CACHED_BLOCKS)
    }

    fn open_from(
        folder: &Path,
        directory: impl tantivy::Directory,
        cached_blocks: usize,
    ) -> Result<LocalStore, StoreError> {
        let mut index = Index::open(directory).map_err(|error| trouble(folder, error))?;
        let columns = Columns::new();
        if index.schema() != columns.schema {
            let reason = "its fields are not those of its format".to_string();
            return Err(StoreError::Damaged { folder: folder.display().to_string(), reason });
        }
        index.set_tokenizers(tokenizer::manager());
        let metas = index.load_metas().map_err(|error| trouble(folder, error))?;
        let since = copies::Since { generation: generation_of(&metas), ..copies::Since::default() };
        Ok(LocalStore { folder: folder.to_path_buf(), columns, index, writing: None, since, cached_blocks })
    }

    /// Opens the segments of one generation. A writer may remove old segments while we do; then
    /// the list is read again.
    fn open_reader(&self) -> Result<(IndexReader, u64), StoreError> {
        let mut tries = 0;
        loop {
            let before = self.metas()?;
            let builder = self.index.reader_builder().doc_store_cache_num_blocks(self.cached_blocks);
            let opened = builder.reload_policy(ReloadPolicy::Manual).try_into();
            match opened {
                Ok(reader) => {
                    // The number is read apart from the segments; when a commit fell in between,
                    // both are read again.
                    if before.opstamp == self.metas()?.opstamp || tries >= OPEN_TRIES_MAX {
                        return Ok((reader, generation_of(&before)));
                    }
                }
                Err(error) if tries >= OPEN_TRIES_MAX => return Err(trouble(&self.folder, error)),
                Err(_) => {}
            }
            tries += 1;
            std::thread::sleep(OPEN_PAUSE);
        }
    }

    /// The number of the last commit; 0 before the first.
    pub fn generation(&self) -> Result<u64, StoreError> {
        Ok(generation_of(&self.metas()?))
    }

    /// By field, whether the segment's dictionaries hold it; all, when that cannot be told.
    fn has_fields(&self, segment: &SegmentReader) -> Vec<bool> {
        let count = self.columns.schema.num_fields();
        let name = format!("{}.term", segment.segment_id().uuid_string());
        let file = self.index.directory().open_read(Path::new(&name)).ok();
        let Some(dictionaries) = file.and_then(|file| CompositeFile::open(&file).ok()) else {
            return vec![true; count];
        };
        let fields = (0..count as u32).map(Field::from_field_id);
        fields.map(|field| dictionaries.open_read(field).is_some()).collect()
    }

    fn metas(&self) -> Result<IndexMeta, StoreError> {
        self.index.load_metas().map_err(|error| trouble(&self.folder, error))
    }

    fn writing(&mut self) -> Result<&mut Writing, StoreError> {
        if self.writing.is_none() {
            let was_empty = self.metas()?.segments.is_empty();
            let open = Writing::open(&self.index, &self.columns, was_empty);
            let writing = open.map_err(|error| trouble(&self.folder, error))?;
            // A killed run's list of removed articles may have the very name the next one is given.
            if self.has_orphans()? {
                upkeep::collect(&writing.writer, &self.folder)?;
            }
            self.writing = Some(writing);
        }
        Ok(self.writing.as_mut().expect("set above"))
    }
}

impl Store for LocalStore {
    type Snapshot = LocalSnapshot;

    fn write(&mut self, changes: Vec<Change>) -> Result<(), StoreError> {
        self.writing()?;
        let LocalStore { folder, since, writing, .. } = self;
        let writing = writing.as_mut().expect("made above");
        for change in changes {
            match change {
                Change::Put(article, statements, stamp) => {
                    // Of a first ingest there is nothing to hold it against.
                    if since.generation > 0 {
                        since.changed.insert(article.id);
                    }
                    writing.put(*article, *statements, stamp).map_err(|error| trouble(folder, error))?;
                }
                Change::RemoveEntry(path) => writing.remove_entry(&path),
                Change::RemoveArticle(article) => writing.remove(article),
            }
        }
        Ok(())
    }

    fn commit(&mut self, generation: u64) -> Result<(), StoreError> {
        let folder = self.folder.clone();
        let writing = self.writing()?;
        let mut prepared = writing.writer.prepare_commit().map_err(|error| trouble(&folder, error))?;
        prepared.set_payload(&generation.to_string());
        prepared.commit().map_err(|error| trouble(&folder, error))?;
        Ok(())
    }

    fn snapshot(&self) -> Result<LocalSnapshot, StoreError> {
        let (reader, generation) = self.open_reader()?;
        let searcher = reader.searcher();
        let has_fields = searcher.segment_readers().iter().map(|segment| self.has_fields(segment)).collect();
        let mut snapshot = LocalSnapshot {
            folder: self.folder.clone(),
            columns: self.columns.clone(),
            searcher,
            has_fields,
            generation,
            articles: 0,
            stories: OnceLock::new(),
        };
        snapshot.articles = snapshot.live_articles().map_err(|error| trouble(&self.folder, error))?;
        Ok(snapshot)
    }
}

fn generation_of(metas: &IndexMeta) -> u64 {
    metas.payload.as_ref().and_then(|payload| payload.parse().ok()).unwrap_or(0)
}

/// One generation of a local store.
pub struct LocalSnapshot {
    folder: PathBuf,
    columns: Columns,
    searcher: Searcher,
    /// For each segment, by field: whether any of its documents has it.
    has_fields: Vec<Vec<bool>>,
    generation: u64,
    /// Documents that are articles.
    articles: u64,
    /// Put together when first asked for.
    stories: OnceLock<Stories>,
}

impl LocalSnapshot {
    /// Refuses a plan past the limits; has the stories at hand where they are asked for.
    fn check(&self, plan: &Plan) -> Result<(), StoreError> {
        limits::check(plan)?;
        if plan.root.asks_for_copies() { self.put_together().map(drop) } else { Ok(()) }
    }

    /// As [`LocalSnapshot::check`], of a question about quotes.
    fn check_quotes(&self, plan: &QuotePlan) -> Result<(), StoreError> {
        limits::check_quotes(plan)?;
        if plan.root.asks_for_copies() { self.put_together().map(drop) } else { Ok(()) }
    }

    fn segments(&self) -> tantivy::Result<Vec<Segment<'_>>> {
        let segments = self.searcher.segment_readers().iter().zip(&self.has_fields);
        segments.map(|(reader, has_field)| Segment::new(reader, &self.columns, has_field)).collect()
    }

    /// Calls `each` with every segment's matches, deleted articles included.
    fn evaluate<'a>(
        &'a self,
        plan: &Plan,
        scoring: bool,
        mut each: impl FnMut(u32, &Segment<'a>, Matches) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let segments = self.segments()?;
        let mut tokens = 0;
        for segment in &segments {
            tokens += segment.token_count(self.columns.text)?;
        }
        let articles = segments.iter().map(|segment| u64::from(segment.doc_count()) - segment.quote_count()).sum();
        let rarity = Rarity { segments: &segments, collection: Collection { articles, tokens } };
        let norms = rarity.collection.norms();
        for (ord, segment) in segments.iter().enumerate() {
            let stories = self.stories.get();
            let evaluator = Evaluator { segment, rarity: &rarity, norms: &norms, scoring, stories };
            let matches = evaluator.matches(&plan.root, None)?;
            each(ord as u32, segment, matches)?;
        }
        Ok(())
    }

    /// The exact total, and the matches that can be on the page.
    fn ranked(&self, request: &Request<'_>) -> tantivy::Result<(u64, Vec<RankedDoc>)> {
        let wanted = request.offset.saturating_add(request.limit);
        let (mut total, mut best) = (0, Vec::new());
        self.evaluate(request.plan, true, |ord, segment, matches| {
            let (live, candidates) = rank::ranked(segment, ord, matches, request.sort, wanted)?;
            total += live;
            best.extend(candidates);
            Ok(())
        })?;
        Ok((total, best))
    }

    fn stored(&self, address: DocAddress) -> Result<Stored, StoreError> {
        let document: TantivyDocument = self.searcher.doc(address).map_err(|error| trouble(&self.folder, error))?;
        let bytes = document.get_first(self.columns.article).and_then(|value| value.as_bytes());
        let stored = bytes.and_then(|bytes| postcard::from_bytes(bytes).ok());
        stored.ok_or_else(|| StoreError::Damaged {
            folder: self.folder.display().to_string(),
            reason: "a stored article cannot be read".into(),
        })
    }

    fn addresses(&self, term: &Term) -> tantivy::Result<Vec<DocAddress>> {
        let mut found = Vec::new();
        for (ord, segment) in self.segments()?.iter().enumerate() {
            let alive = segment.reader.alive_bitset();
            let docs = segment.docs_with(term)?.into_iter();
            let docs = docs.filter(|doc| !segment.is_quote(*doc) && alive.is_none_or(|bits| bits.is_alive(*doc)));
            found.extend(docs.map(|doc| DocAddress::new(ord as u32, doc)));
        }
        Ok(found)
    }

    /// Ids of the articles of an entry, without reading the articles.
    pub fn ids_of(&self, entry: &EntryPath) -> Result<HashSet<ArticleId>, StoreError> {
        let term = Term::from_field_bytes(self.columns.entry, entry.bytes());
        let read = || -> tantivy::Result<HashSet<ArticleId>> {
            let mut ids = HashSet::new();
            for segment in &self.segments()? {
                let alive = segment.reader.alive_bitset();
                let (keys, tails) = (segment.numbers("id_key")?, segment.numbers("id_tail")?);
                let docs = segment.docs_with(&term)?.into_iter();
                let docs = docs.filter(|doc| !segment.is_quote(*doc) && alive.is_none_or(|bits| bits.is_alive(*doc)));
                ids.extend(docs.filter_map(|doc| Some(document::id_of_numbers(keys.first(doc)?, tails.first(doc)?))));
            }
            Ok(ids)
        };
        read().map_err(|error| trouble(&self.folder, error))
    }

    /// Every article with its entry's stamp, in no particular order: what the manifest is made
    /// from again when it was lost.
    pub fn each_article(&self, mut each: impl FnMut(Article, EntryStamp)) -> Result<(), StoreError> {
        let segments = self.segments().map_err(|error| trouble(&self.folder, error))?;
        for (ord, segment) in segments.iter().enumerate() {
            for doc in segment.reader.doc_ids_alive().filter(|doc| !segment.is_quote(*doc)) {
                let stored = self.stored(DocAddress::new(ord as u32, doc))?;
                let stamp = stored.stamp();
                each(stored.article, stamp);
            }
        }
        Ok(())
    }
}

impl Snapshot for LocalSnapshot {
    fn generation(&self) -> u64 {
        self.generation
    }

    fn article_count(&self) -> u64 {
        self.articles
    }

    fn search(&self, request: &Request<'_>) -> Result<Ranked, StoreError> {
        self.check(request.plan)?;
        let (total, best) = self.ranked(request).map_err(|error| trouble(&self.folder, error))?;
        let hits = rank::select(best, request.sort, request.offset, request.limit);
        Ok(Ranked { total, hits: hits.into_iter().map(|hit| Scored { id: hit.id, score: hit.score }).collect() })
    }

    fn search_stories(&self, request: &Request<'_>) -> Result<RankedStories, StoreError> {
        self.check(request.plan)?;
        self.ranked_stories(request)
    }

    fn stories(&self) -> Result<&Stories, StoreError> {
        self.put_together()
    }

    fn count(&self, plan: &Plan) -> Result<u64, StoreError> {
        self.check(plan)?;
        let mut total = 0;
        let counted = self.evaluate(plan, false, |_, segment, matches| {
            total += match segment.reader.alive_bitset() {
                None => matches.docs.len(),
                Some(alive) => matches.docs.iter().filter(|doc| alive.is_alive(**doc)).count(),
            } as u64;
            Ok(())
        });
        counted.map_err(|error| trouble(&self.folder, error))?;
        Ok(total)
    }

    fn facets(&self, plan: &Plan, field: FacetField) -> Result<Vec<Bucket>, StoreError> {
        self.check(plan)?;
        let mut counts = HashMap::new();
        let counted = self.evaluate(plan, false, |_, segment, mut matches| {
            if let Some(alive) = segment.reader.alive_bitset() {
                matches.docs.retain(|doc| alive.is_alive(*doc));
            }
            facets::count(segment, field, &matches.docs, &mut counts)
        });
        counted.map_err(|error| trouble(&self.folder, error))?;
        Ok(facets::buckets(counts))
    }

    fn article(&self, id: ArticleId) -> Result<Option<Article>, StoreError> {
        let term = Term::from_field_bytes(self.columns.id, id.bytes());
        let addresses = self.addresses(&term).map_err(|error| trouble(&self.folder, error))?;
        addresses.first().map(|address| Ok(self.stored(*address)?.article)).transpose()
    }

    fn quotes(&self, request: &QuoteRequest<'_>) -> Result<RankedQuotes, StoreError> {
        self.check_quotes(request.plan)?;
        self.ranked_quotes(request).map_err(|error| trouble(&self.folder, error))
    }

    fn quote_facets(&self, plan: &QuotePlan, field: QuoteFacet) -> Result<Vec<Bucket>, StoreError> {
        self.check_quotes(plan)?;
        self.counted_quotes(plan, field).map_err(|error| trouble(&self.folder, error))
    }

    fn names(&self) -> Result<Vec<NameCount>, StoreError> {
        self.all_names().map_err(|error| trouble(&self.folder, error))
    }

    fn each_statement(&self, plan: &QuotePlan, each: &mut dyn FnMut(Statement<'_>)) -> Result<(), StoreError> {
        self.check_quotes(plan)?;
        self.statements_of(plan, each).map_err(|error| trouble(&self.folder, error))
    }

    fn statements(&self, id: ArticleId) -> Result<Option<Statements>, StoreError> {
        Ok(self.kept(id)?.map(|(_, statements, _)| statements))
    }

    fn kept(&self, id: ArticleId) -> Result<Option<(Article, Statements, EntryStamp)>, StoreError> {
        let term = Term::from_field_bytes(self.columns.id, id.bytes());
        let addresses = self.addresses(&term).map_err(|error| trouble(&self.folder, error))?;
        let Some(address) = addresses.first() else { return Ok(None) };
        let stored = self.stored(*address)?;
        let stamp = stored.stamp();
        Ok(Some((stored.article, stored.statements, stamp)))
    }

    fn ids(&self) -> Result<Vec<ArticleId>, StoreError> {
        self.all_ids().map_err(|error| trouble(&self.folder, error))
    }

    fn articles_of(&self, entry: &EntryPath) -> Result<Vec<ArticleId>, StoreError> {
        let term = Term::from_field_bytes(self.columns.entry, entry.bytes());
        let addresses = self.addresses(&term).map_err(|error| trouble(&self.folder, error))?;
        let mut found = Vec::new();
        for address in addresses {
            let article = self.stored(address)?.article;
            let number = article.origin.record.as_deref().and_then(|record| record.parse::<u64>().ok());
            found.push((article.origin.record.is_some(), number.is_none(), number, article.origin.record, article.id));
        }
        found.sort();
        Ok(found.into_iter().map(|(.., id)| id).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = LocalStore::create(folder.path()).unwrap();
        let text = "The river rose.".to_string();
        let article = Article {
            body: vec![crate::model::Span::new(0, text.len())],
            ..Article::bare(ArticleId::new([1; 10]), EntryPath::new("a.txt"), text)
        };
        let stamp =
            EntryStamp { size_bytes: 15, modified_nanos: 0, read_nanos: 0, last_of_entry: true, fingerprint: 0 };
        store.write(vec![Change::Put(Box::new(article.clone()), Box::default(), stamp)]).unwrap();
        store.commit(1).unwrap();
        let snapshot = store.snapshot().unwrap();
        assert_eq!(snapshot.generation(), 1);
        assert_eq!(snapshot.article(article.id).unwrap().as_ref(), Some(&article));
    }
}
