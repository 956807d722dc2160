//! What the outside world does to the folder: errors of tantivy and of the disk in our words, and
//! what a killed run left behind.

use std::path::Path;

use tantivy::TantivyError;

use crate::index::StoreError;

/// Removes what was being written when a run was killed: a file is written under such a name and
/// then renamed. Only the writer may call this.
pub(super) fn sweep(folder: &Path) -> Result<(), StoreError> {
    let failed = |cause| StoreError::Io { doing: format!("tidying {}", folder.display()), cause };
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(".tmp") || name.ends_with(".new") {
            std::fs::remove_file(entry.path()).map_err(failed)?;
        }
    }
    Ok(())
}

pub(super) fn trouble(folder: &Path, error: TantivyError) -> StoreError {
    let name = folder.display().to_string();
    match error {
        TantivyError::LockFailure(..) => StoreError::Locked { holder: "another process".into() },
        TantivyError::IoError(cause) => StoreError::Io {
            doing: format!("reading or writing the index in {name}"),
            cause: std::io::Error::new(cause.kind(), cause.to_string()),
        },
        TantivyError::IncompatibleIndex(_) => {
            StoreError::Damaged { folder: name, reason: "it was written by another version of tantivy".into() }
        }
        other => StoreError::Damaged { folder: name, reason: other.to_string() },
    }
}
