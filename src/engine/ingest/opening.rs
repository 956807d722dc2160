//! The manifest that belongs to the index: read, or made again from the stored articles.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::manifest_failed;
use crate::crawl::{Manifest, ManifestError, Outcome, Record, Stamp};
use crate::engine::EngineError;
use crate::index::local::{LocalSnapshot, LocalStore};
use crate::index::{EntryStamp, Snapshot, Store};
use crate::model::EntryPath;

/// What is said of an entry whose reading did not come to its end.
pub(super) const CUT_OFF: &str = "its reading was cut off";

pub(in crate::engine) fn manifest_path(store: &Path) -> PathBuf {
    store.join("manifest")
}

/// The manifest of the store's generation; made again from the stored articles when it is missing,
/// damaged or of another generation; then the answer is true beside it, for it is to be saved.
pub(super) fn open_manifest(folder: &Path, store: &LocalStore) -> Result<(Manifest, bool), EngineError> {
    let generation = store.generation()?;
    match Manifest::load(&manifest_path(folder)) {
        Ok(manifest) if manifest.generation == generation => return Ok((manifest, false)),
        Ok(_)
        | Err(ManifestError::Missing { .. } | ManifestError::Damaged { .. } | ManifestError::OtherVersion { .. }) => {}
        Err(error) => return Err(manifest_failed(error)),
    }
    if generation == 0 {
        return Ok((Manifest::new(0), false));
    }
    Ok((reconcile(&store.snapshot()?)?, true))
}

/// One record per entry that is there whole: whose last article is in the index, and none that was
/// read after it or, at the same time, from other bytes. Records that had not changed may be older.
/// Of the other entries the record says that something is held and that the file must be read.
fn reconcile(snapshot: &LocalSnapshot) -> Result<Manifest, EngineError> {
    /// Articles held of an entry, and what its last article says of the whole.
    #[derive(Default)]
    struct Held {
        articles: u64,
        /// When the newest of them was read, and from which bytes.
        newest: Option<(i64, [u8; 32])>,
        /// The newest were read from several files: a reading anew was cut off.
        mixed: bool,
        last: Option<EntryStamp>,
    }
    let mut entries: HashMap<EntryPath, Held> = HashMap::new();
    snapshot.each_article(|article, stamp| {
        let digest = article.origin.digest;
        let entry = entries.entry(article.origin.entry).or_default();
        entry.articles += 1;
        match entry.newest {
            Some((nanos, _)) if nanos > stamp.read_nanos => {}
            Some((nanos, of)) if nanos == stamp.read_nanos => entry.mixed |= of != digest,
            _ => (entry.newest, entry.mixed) = (Some((stamp.read_nanos, digest)), false),
        }
        let is_later = entry.last.is_none_or(|last| last.read_nanos <= stamp.read_nanos);
        if stamp.last_of_entry && is_later {
            entry.last = Some(stamp);
        }
    })?;
    let mut manifest = Manifest::new(snapshot.generation());
    for (path, Held { articles, newest, mixed, last }) in entries {
        let whole = last.zip(newest).filter(|(last, (nanos, _))| !mixed && last.read_nanos == *nanos);
        let record = match whole {
            Some((stamp, (_, digest))) => Record {
                stamp: Stamp { size_bytes: stamp.size_bytes, modified_nanos: stamp.modified_nanos },
                read_nanos: stamp.read_nanos,
                digest: Some(digest),
                articles,
                outcome: Outcome::Indexed,
            },
            None => Record::cut_off(articles, CUT_OFF),
        };
        manifest.put(path, record);
    }
    Ok(manifest)
}
