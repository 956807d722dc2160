//! The end of an ingest: the last commit, the manifest, the summary.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use super::opening::manifest_path;
use super::{Ingest, io, kept_failed, manifest_failed, reading};
use crate::engine::summary::{RULES, Summary};
use crate::engine::{EngineError, Report};
use crate::index::local::LocalSnapshot;
use crate::index::{Snapshot, Store};
use crate::model::{ArticleId, FacetField};
use crate::query::{Clause, Plan};
use crate::quotes;

impl Ingest<'_> {
    pub(super) fn save_manifest(&mut self) -> Result<(), EngineError> {
        self.manifest.generation = self.store.generation()?;
        self.manifest.save(&manifest_path(&self.folder.store())).map_err(manifest_failed)
    }

    pub(super) fn finish(&mut self, stop: &AtomicBool) -> Result<Report, EngineError> {
        let first = self.store.generation()? == 0;
        if self.has_pending() || first {
            self.commit()?;
        }
        self.report.unreached = self.unreached();
        self.report.interrupted = stop.load(Ordering::Relaxed) && self.report.unreached > 0;
        let generation = self.store.generation()?;
        if self.manifest_changed || self.manifest.generation != generation || first {
            self.save_manifest()?;
        }
        self.finish_store()?;
        if !self.store.has_stories()? {
            self.store.put_stories_together()?;
        }
        let (unmet, named) = self.hold_corrections()?;
        self.report.unmet = unmet;
        let summary = self.summary(generation, named)?;
        if self.before.as_ref() != Some(&summary) {
            summary.write(&self.folder.store()).map_err(io("writing the summary of the index"))?;
        }
        if self.beside && !self.report.interrupted {
            self.folder.switch()?;
        }
        self.report.generation = generation;
        self.report.total_articles = self.manifest.records().map(|(_, record)| record.articles).sum();
        Ok(std::mem::take(&mut self.report))
    }

    /// Whether something was written since the last commit.
    pub(super) fn has_pending(&self) -> bool {
        self.batch_bytes > 0 || self.batch_removals > 0 || !self.new_ids.is_empty()
    }

    /// Entries that nothing became of: the others' counts and this add up to all.
    fn unreached(&self) -> u64 {
        let report = &self.report;
        let told = report.indexed + report.unchanged + report.refused.len() as u64 + report.failed.len() as u64;
        report.entries.saturating_sub(told)
    }

    /// Ends the writing; what a forgetting that was cut off has left goes from the files as well.
    fn finish_store(&mut self) -> Result<(), EngineError> {
        if !self.kept.is_purge_due() || self.beside {
            return Ok(self.store.finish()?);
        }
        self.store.purge()?;
        self.kept.keep_purged(self.settings.today).map_err(kept_failed)
    }

    fn summary(&self, generation: u64, named: BTreeSet<ArticleId>) -> Result<Summary, EngineError> {
        let same = self.before.as_ref().filter(|before| before.generation == generation);
        let main_language = match same {
            Some(before) => before.main_language.clone(),
            None => main_language(&self.store.snapshot()?)?,
        };
        let records = self.manifest.records().map(|(_, record)| record);
        Ok(Summary {
            generation,
            complete: !self.report.interrupted,
            // The day and hour of the generation: a run that changed nothing makes no new one.
            indexed_at: same.map_or_else(|| self.settings.now_rfc3339(), |before| before.indexed_at.clone()),
            corpus_digest: self.manifest.digest().iter().map(|byte| format!("{byte:02x}")).collect(),
            entries: self.entries(),
            unread: self.report.failed.len() as u64,
            corpus_bytes: records.filter(|record| record.is_held()).map(|record| record.stamp.size_bytes).sum(),
            main_language,
            rules: RULES,
            quote_rules: self.quote_rules(),
            corrections: self.corrections(),
            corrected: self.corrected(named),
            article_bytes_max: self.settings.crawl.article_bytes_max,
            day_orders: self.day_orders.clone(),
            read_settings: self.read_settings(),
        })
    }

    /// The corpus's entries; those of the last run when this one met none of what it keeps.
    fn entries(&self) -> u64 {
        match &self.before {
            Some(before) if self.report.entries == 0 && self.report.kept.is_some() => before.entries,
            _ => self.report.entries,
        }
    }

    /// The rules by which all quotes were extracted.
    fn quote_rules(&self) -> u32 {
        match &self.before {
            Some(before) if !self.quotes_current => before.quote_rules,
            _ => quotes::RULES,
        }
    }

    /// The settings by which all of the index was read: a run cut short has read a part of it.
    fn read_settings(&self) -> String {
        match &self.before {
            Some(before) if self.report.interrupted => before.read_settings.clone(),
            _ => reading::settings_key(self.settings),
        }
    }
}

/// The language of most articles.
fn main_language(snapshot: &LocalSnapshot) -> Result<String, EngineError> {
    let everything = Plan { root: Clause::Everything };
    let languages = snapshot.facets(&everything, FacetField::Language)?;
    let known = languages.into_iter().map(|bucket| bucket.value).find(|language| language != "und");
    Ok(known.unwrap_or_else(|| "en".into()))
}
