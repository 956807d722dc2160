//! Walks a corpus folder and tells what is new, changed, same and gone.
//!
//! A folder comes in; [`Entry`]s go out, each with what was seen of it, so that nothing is
//! passed over in silence. The [`Manifest`] remembers what the last run saw; [`guard`] decides
//! whether what is missing now may leave the archive; [`bytes`] reads an entry so that a file
//! that changes under the reader is noticed. What the bytes mean is `read`'s business, what
//! becomes of the articles the engine's. No clock is read here: the time is a parameter.

pub mod bytes;
pub mod guard;
mod manifest;
mod walk;

use std::ffi::OsStr;
use std::fs::Metadata;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use manifest::{Manifest, ManifestError, Outcome, Plan, Record, Verdict};
pub use walk::{Entry, GlobError, RootError, Sight, Walk, WalkSettings, canonical_root, io_reason};

use crate::model::EntryPath;

/// What the file system says of a file; when it says the same again, the file is taken to be
/// unchanged (but see [`Record::is_settled`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub size_bytes: u64,
    /// Nanoseconds since 1970-01-01 UTC.
    pub modified_nanos: i64,
}

impl Stamp {
    pub fn of(metadata: &Metadata) -> Stamp {
        let nanos = metadata.mtime().saturating_mul(1_000_000_000).saturating_add(metadata.mtime_nsec());
        Stamp { size_bytes: metadata.len(), modified_nanos: nanos }
    }
}

/// Where an entry of the corpus at `root` lies.
pub fn place(root: &Path, entry: &EntryPath) -> PathBuf {
    root.join(OsStr::from_bytes(entry.bytes()))
}
