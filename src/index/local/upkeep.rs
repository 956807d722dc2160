//! The files of a store: what no segment needs goes, what is damaged is named.

use std::path::Path;

use tantivy::IndexWriter;
use tantivy::index::SegmentComponent;

use super::queue::Queued;
use super::trouble::{sweep, trouble};
use super::{LocalStore, Writing};
use crate::index::StoreError;

/// Removes files that belong to no segment.
pub(super) fn collect(writer: &IndexWriter<Queued>, folder: &Path) -> Result<(), StoreError> {
    writer.garbage_collect_files().wait().map(drop).map_err(|error| trouble(folder, error))
}

impl LocalStore {
    /// Waits for merges and removes files that belong to no segment: those of a killed run too.
    pub fn finish(&mut self) -> Result<(), StoreError> {
        let folder = self.folder.clone();
        if self.has_orphans()? {
            self.writing()?;
        }
        if let Some(Writing { writer, .. }) = self.writing.take() {
            collect(&writer, &folder)?;
            writer.wait_merging_threads().map_err(|error| trouble(&folder, error))?;
        }
        sweep(&folder)
    }

    /// Whether files lie about that tantivy has on its list and that belong to no segment.
    pub(super) fn has_orphans(&self) -> Result<bool, StoreError> {
        let metas = self.index.searchable_segment_metas().map_err(|error| trouble(&self.folder, error))?;
        let belongs = |name: &Path| {
            let name = name.to_string_lossy();
            let of = metas.iter().find(|meta| name.starts_with(&meta.id().uuid_string()));
            // Of the lists of removed articles only the last is a segment's own.
            of.is_some_and(|meta| {
                !name.ends_with(".del") || *name == *meta.relative_path(SegmentComponent::Delete).to_string_lossy()
            })
        };
        let listed = self.index.directory().list_managed_files();
        Ok(listed.iter().any(|name| name != Path::new("meta.json") && !belongs(name)))
    }

    /// Rewrites every segment that holds removed articles, so that nothing of them is left in any
    /// file; returns once the old files are gone.
    pub fn purge(&mut self) -> Result<(), StoreError> {
        // The commit may have begun a merge of its own: the list is read when it has ended.
        self.finish()?;
        let folder = self.folder.clone();
        let metas = self.index.searchable_segment_metas().map_err(|error| trouble(&folder, error))?;
        // Moved in, for tantivy keeps a segment's files for as long as someone holds its meta.
        let concerned: Vec<_> =
            metas.into_iter().filter(|meta| meta.has_deletes() && meta.num_docs() > 0).map(|meta| meta.id()).collect();
        let writing = self.writing()?;
        for segment in concerned {
            writing.writer.merge(&[segment]).wait().map_err(|error| trouble(&folder, error))?;
        }
        collect(&writing.writer, &folder)?;
        self.finish()
    }

    /// Reads every file against its checksum; names those that are damaged.
    pub fn damaged_files(&self) -> Result<Vec<String>, StoreError> {
        let damaged = self.index.validate_checksum().map_err(|error| trouble(&self.folder, error))?;
        let mut names: Vec<String> = damaged.into_iter().map(|path| path.display().to_string()).collect();
        names.sort_unstable();
        Ok(names)
    }

    /// How many files the index consists of.
    pub fn file_count(&self) -> u64 {
        self.index.directory().list_managed_files().len() as u64
    }
}
