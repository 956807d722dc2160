//! Statements made by other rules or with other corrections, made again from the stored texts.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Ingest, io};
use crate::engine::cite::named_by;
use crate::engine::summary::Summary;
use crate::engine::{EngineError, EntryNote, Progress};
use crate::index::{Change, Snapshot, Store};
use crate::model::{ArticleId, Published};
use crate::quotes;

/// Text written between two commits, in bytes.
const BATCH_BYTES: usize = 32 << 20;
/// Stands for the corrections of an index while others are being applied.
const CHANGING: &str = "changing";

impl Ingest<'_> {
    /// Makes again what other rules or other corrections have made.
    pub(super) fn make_quotes_again(&mut self, progress: &dyn Progress, stop: &AtomicBool) -> Result<(), EngineError> {
        let Some(before) = &self.before else {
            // A first run that was cut off does not tell which corrections it knew.
            if self.generation_before > 0 && !self.settings.corrections.entries().is_empty() {
                let all = self.store.snapshot()?.ids()?;
                self.quotes_current = self.make_again(all, stop)?.is_some();
            }
            return Ok(());
        };
        if before.quote_rules != quotes::RULES {
            progress.say("the rules for quotes have changed: quotes are extracted again from the stored texts");
            let all = self.store.snapshot()?.ids()?;
            let count = self.make_again(all, stop)?;
            self.quotes_current = count.is_some();
            self.report.extracted_again += count.unwrap_or(0);
        } else if before.corrections != self.settings.corrections.digest {
            let concerned = self.concerned()?;
            let count = self.make_again(concerned, stop)?;
            self.quotes_current = count.is_some();
            self.report.corrected_again += count.unwrap_or(0);
        }
        Ok(())
    }

    /// Notes that the corrections are about to change: when this run is cut off, the next one must
    /// not believe that they are those of before.
    pub(super) fn begin_corrections(&self) -> Result<(), EngineError> {
        match &self.before {
            Some(before) if before.corrections != self.settings.corrections.digest => {
                let changing = Summary { corrections: CHANGING.to_string(), ..before.clone() };
                changing.write(&self.folder.store()).map_err(io("writing the summary of the index"))
            }
            _ => Ok(()),
        }
    }

    /// The articles that other corrections may have changed: those named by the corrections before
    /// and by those of now; all, when a run was cut off since.
    fn concerned(&self) -> Result<Vec<ArticleId>, EngineError> {
        let snapshot = self.store.snapshot()?;
        let before = self.before.as_ref().filter(|before| before.generation == self.generation_before);
        let Some(before) = before else { return Ok(snapshot.ids()?) };
        let mut concerned: BTreeSet<ArticleId> = before.corrected.iter().filter_map(|id| id.parse().ok()).collect();
        for entry in self.settings.corrections.entries() {
            concerned.extend(named_by(&snapshot, &self.manifest, &entry.article)?.iter().map(|article| article.id));
        }
        Ok(concerned.into_iter().collect())
    }

    /// Makes the statements of these articles again, without reading a file. What comes out as it
    /// was is not written. The number of those written, or nothing when it did not come to the end.
    fn make_again(&mut self, ids: Vec<ArticleId>, stop: &AtomicBool) -> Result<Option<u64>, EngineError> {
        if self.has_pending() {
            // An article that this run has removed must not be put back from the state of before.
            self.commit()?;
        }
        let snapshot = self.store.snapshot()?;
        let (mut bytes, mut count) = (0, 0);
        for id in ids {
            if stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let Some((before, statements_before, stamp)) = snapshot.kept(id)? else { continue };
            let mut article = before.clone();
            let statements = self.settings.corrections.statements(&mut article);
            if let Some(published) = &mut article.published {
                let same =
                    |before: &&Published| before.period == published.period && before.evidence == published.evidence;
                let known = before.published.as_ref().filter(same);
                published.suspicion = known.map_or_else(|| self.suspicion(published), |known| known.suspicion);
            }
            if statements == statements_before && article == before {
                continue;
            }
            bytes += article.text.len();
            count += 1;
            self.store.write(vec![Change::Put(Box::new(article), Box::new(statements), stamp)])?;
            self.batch_removals += 1;
            if bytes >= BATCH_BYTES {
                self.commit()?;
                bytes = 0;
            }
        }
        Ok(Some(count))
    }

    /// The corrections that meet nothing in the index, and the articles that any of them names.
    pub(super) fn hold_corrections(&self) -> Result<(Vec<EntryNote>, BTreeSet<ArticleId>), EngineError> {
        let corrections = &self.settings.corrections;
        if corrections.entries().is_empty() {
            return Ok(Default::default());
        }
        let snapshot = self.store.snapshot()?;
        crate::engine::cite::hold(corrections, &snapshot, &self.manifest, &self.kept)
    }

    /// The corrections by which all statements in the index were made.
    pub(super) fn corrections(&self) -> String {
        match &self.before {
            Some(_) if !self.quotes_current => CHANGING.to_string(),
            _ => self.settings.corrections.digest.clone(),
        }
    }

    pub(super) fn corrected(&self, mut named: BTreeSet<ArticleId>) -> Vec<String> {
        if let Some(before) = self.before.as_ref().filter(|_| !self.quotes_current) {
            named.extend(before.corrected.iter().filter_map(|id| id.parse::<ArticleId>().ok()));
        }
        named.iter().map(ArticleId::to_string).collect()
    }
}
