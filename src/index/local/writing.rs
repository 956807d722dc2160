//! What writes: tantivy's writer, what makes its documents, and what keeps both from filling memory.

use std::time::Duration;

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, UserOperation};
use tantivy::schema::Field;
use tantivy::{Index, IndexWriter, TantivyError, Term};

use super::document::DocumentMaker;
use super::met::Met;
use super::queue::{Gate, Queued};
use super::schema::Columns;
use crate::index::EntryStamp;
use crate::model::{Article, ArticleId, EntryPath, Statements};

/// Memory the one indexing thread may fill before it writes a segment.
const WRITER_BYTES: usize = 48 << 20;
/// Larger segments are not merged again: what a merge holds in memory grows with them.
const MERGED_DOCUMENTS_MAX: usize = 150_000;
/// A segment with more than this share of removed articles is rewritten at the next merge.
const REMOVED_SHARE_MAX: f32 = 0.2;

/// A child that is just being started has our open files, and with them a lock that we have left, until it
/// is the program: that alone refuses no writer.
const LOCK_TRIES_MAX: usize = 100;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

pub(super) struct Writing {
    pub writer: IndexWriter<Queued>,
    documents: DocumentMaker,
    gate: Gate,
    /// `None` where the store held articles before: any of them may be put again.
    met: Option<Met>,
    id: Field,
    entry: Field,
}

impl Writing {
    /// `was_empty`: nothing was ever committed.
    pub fn open(index: &Index, columns: &Columns, was_empty: bool) -> tantivy::Result<Writing> {
        let writer = opened(index)?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(REMOVED_SHARE_MAX);
        policy.set_max_docs_before_merge(MERGED_DOCUMENTS_MAX);
        writer.set_merge_policy(Box::new(policy));
        let documents = DocumentMaker::new(columns.clone());
        let met = was_empty.then(Met::new);
        Ok(Writing { writer, documents, gate: Gate::new(), met, id: columns.id, entry: columns.entry })
    }

    /// Puts an article in the place of the one that has its id.
    pub fn put(&mut self, article: Article, statements: Statements, stamp: EntryStamp) -> tantivy::Result<()> {
        if self.met.as_mut().is_none_or(|met| met.put(article.id)) {
            self.remove(article.id);
        }
        let bytes = article.text.len();
        let documents = self.documents.make(article, statements, stamp);
        // Added as one, they lie side by side in one segment, whatever is merged.
        self.writer.run(self.gate.let_in(documents, bytes).map(UserOperation::Add)).map(drop)
    }

    pub fn remove(&self, article: ArticleId) {
        self.writer.delete_term(Term::from_field_bytes(self.id, article.bytes()));
    }

    pub fn remove_entry(&self, entry: &EntryPath) {
        self.writer.delete_term(Term::from_field_bytes(self.entry, entry.bytes()));
    }
}

fn opened(index: &Index) -> tantivy::Result<IndexWriter<Queued>> {
    let mut tries = 0;
    loop {
        let options = IndexWriterOptions::builder()
            .memory_budget_per_thread(WRITER_BYTES)
            .num_worker_threads(1)
            .num_merge_threads(1)
            .build();
        match index.writer_with_options(options) {
            Err(TantivyError::LockFailure(..)) if tries < LOCK_TRIES_MAX => tries += 1,
            opened => return opened,
        }
        std::thread::sleep(LOCK_PAUSE);
    }
}

#[cfg(test)]
mod tests {
    use crate::index::local::LocalStore;
    use crate::index::{Change, Store};
    use crate::model::ArticleId;

    #[test]
    fn a_lock_that_is_left_in_a_moment_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let removal = || vec![Change::RemoveArticle(ArticleId::new([7; 10]))];
        let mut one = LocalStore::create(folder.path()).unwrap();
        one.write(removal()).unwrap();
        let mut other = LocalStore::open(folder.path()).unwrap();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                std::thread::sleep(super::LOCK_PAUSE * 5);
                drop(one);
            });
            other.write(removal()).unwrap();
        });
    }
}
