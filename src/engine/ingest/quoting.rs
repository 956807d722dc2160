//! Quotes made by other rules, made again from the stored texts.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Ingest;
use crate::engine::EngineError;
use crate::index::{Change, Snapshot, Store};
use crate::model::ArticleId;
use crate::quotes;

/// Text written between two commits, in bytes.
const BATCH_BYTES: usize = 32 << 20;

impl Ingest<'_> {
    /// Whether quotes of other rules lie in the index.
    pub(super) fn quotes_are_old(&self) -> bool {
        self.before.as_ref().is_some_and(|before| before.quote_rules != quotes::RULES)
    }

    /// Extracts again from every article that this run has not written, without reading a file.
    /// What comes out as it was is not written. Returns whether it came to the end.
    pub(super) fn extract_again(&mut self, stop: &AtomicBool) -> Result<bool, EngineError> {
        let written: HashSet<ArticleId> = self.new_ids.iter().copied().collect();
        let snapshot = self.store.snapshot()?;
        let mut bytes = 0;
        for id in snapshot.ids()?.into_iter().filter(|id| !written.contains(id)) {
            if stop.load(Ordering::Relaxed) {
                return Ok(false);
            }
            let Some((article, before, stamp)) = snapshot.kept(id)? else { continue };
            let statements = quotes::statements(&article);
            if statements == before {
                continue;
            }
            bytes += article.text.len();
            self.report.extracted_again += 1;
            self.store.write(vec![Change::Put(Box::new(article), Box::new(statements), stamp)])?;
            self.batch_removals += 1;
            if bytes >= BATCH_BYTES {
                self.commit()?;
                bytes = 0;
            }
        }
        Ok(true)
    }
}
