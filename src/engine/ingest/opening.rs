//! The manifest that belongs to the index: read, or made again from the stored articles.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::manifest_failed;
use crate::crawl::{Manifest, ManifestError, Outcome, Record, Stamp};
use crate::engine::EngineError;
use crate::index::local::{LocalSnapshot, LocalStore};
use crate::index::{EntryStamp, Snapshot, Store};
use crate::model::EntryPath;

pub(in crate::engine) fn manifest_path(store: &Path) -> PathBuf {
    store.join("manifest")
}

/// The manifest of the store's generation; made again from the stored articles when it is missing,
/// damaged or of another generation.
pub(super) fn open_manifest(folder: &Path, store: &LocalStore) -> Result<Manifest, EngineError> {
    let generation = store.generation()?;
    match Manifest::load(&manifest_path(folder)) {
        Ok(manifest) if manifest.generation == generation => return Ok(manifest),
        Ok(_)
        | Err(ManifestError::Missing { .. } | ManifestError::Damaged { .. } | ManifestError::OtherVersion { .. }) => {}
        Err(error) => return Err(manifest_failed(error)),
    }
    if generation == 0 {
        return Ok(Manifest::new(0));
    }
    reconcile(&store.snapshot()?)
}

/// One record per entry whose last article is in the index: only that entry is there whole. Of
/// the others the record says that something is held and that the file must be read.
fn reconcile(snapshot: &LocalSnapshot) -> Result<Manifest, EngineError> {
    /// Articles held of an entry, and what its last article says of the whole.
    #[derive(Default)]
    struct Held {
        articles: u64,
        whole: Option<(EntryStamp, [u8; 32])>,
    }
    let mut entries: HashMap<EntryPath, Held> = HashMap::new();
    snapshot.each_article(|article, stamp| {
        let entry = entries.entry(article.origin.entry).or_default();
        entry.articles += 1;
        if stamp.last_of_entry {
            entry.whole = Some((stamp, article.origin.digest));
        }
    })?;
    let mut manifest = Manifest::new(snapshot.generation());
    for (path, Held { articles, whole }) in entries {
        let record = match whole {
            Some((stamp, digest)) => Record {
                stamp: Stamp { size_bytes: stamp.size_bytes, modified_nanos: stamp.modified_nanos },
                read_nanos: stamp.read_nanos,
                digest: Some(digest),
                articles,
                outcome: Outcome::Indexed,
            },
            None => Record {
                stamp: Stamp::default(),
                read_nanos: 0,
                digest: None,
                articles,
                outcome: Outcome::Failed("its reading was cut off".into()),
            },
        };
        manifest.put(path, record);
    }
    Ok(manifest)
}
