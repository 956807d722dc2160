//! The manifest as a sealed file: its generation and its records, in postcard's encoding.
//!
//! A whole manifest goes in and comes out; a damaged one is an error value, from which the caller
//! recovers by the entry keys in the index.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Manifest, Record};
use crate::model::EntryPath;
use crate::sealed::{Broken, Seal};

const SEAL: Seal = Seal { magic: b"onrecman", version: 1 };

/// What is wrong with a manifest's file.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    #[error("there is no manifest {file}")]
    Missing { file: String },
    /// To be made again from the index.
    #[error("the manifest {file} is damaged: {reason}")]
    Damaged { file: String, reason: &'static str },
    #[error("the manifest {file} has format {found}, this program reads {known}")]
    OtherVersion { file: String, found: u32, known: u32 },
    #[error("{doing} the manifest {file}: {cause}")]
    Io { doing: &'static str, file: String, cause: io::Error },
}

impl Manifest {
    /// # Errors
    /// Missing, damaged, of another version, or unreadable.
    pub fn load(path: &Path) -> Result<Manifest, ManifestError> {
        let file = path.display().to_string();
        let payload = match SEAL.read(path) {
            Ok(payload) => payload,
            Err(Broken::Missing) => return Err(ManifestError::Missing { file }),
            Err(Broken::Unreadable(cause)) => return Err(ManifestError::Io { doing: "reading", file, cause }),
            Err(Broken::OtherVersion { found, known }) => {
                return Err(ManifestError::OtherVersion { file, found, known });
            }
            Err(Broken::Damaged(reason)) => return Err(ManifestError::Damaged { file, reason }),
        };
        let (generation, records): (u64, Vec<(PathBytes, Record)>) = postcard::from_bytes(&payload)
            .map_err(|_| ManifestError::Damaged { file, reason: "its records cannot be read" })?;
        let records = records.into_iter().map(|(path, record)| (EntryPath::new(path.0), record)).collect();
        Ok(Manifest { generation, records })
    }

    /// Writes the manifest so that at any moment either the old or the new one is there whole.
    ///
    /// # Errors
    /// The disk is full, or does not let us write.
    pub fn save(&self, path: &Path) -> Result<(), ManifestError> {
        let records: Vec<(PathSlice<'_>, &Record)> =
            self.records.iter().map(|(path, record)| (PathSlice(path.bytes()), record)).collect();
        let write = |file: &mut dyn io::Write| {
            let written = postcard::to_io(&(self.generation, records), file);
            written.map(drop).map_err(|error| io::Error::other(error.to_string()))
        };
        SEAL.write(path, write).map_err(|cause| ManifestError::Io {
            doing: "writing",
            file: path.display().to_string(),
            cause,
        })
    }
}

/// A path as one run of bytes: as a sequence of numbers it takes ten times as long to read.
#[derive(Serialize)]
struct PathSlice<'a>(#[serde(serialize_with = "serialize_bytes")] &'a [u8]);

#[derive(Deserialize)]
struct PathBytes<'a>(&'a [u8]);

fn serialize_bytes<S: serde::Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use proptest::prelude::*;
    use tempfile::TempDir;

    use super::super::tests::{any_record, indexed, path};
    use super::*;

    fn saved() -> (TempDir, PathBuf) {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("manifest");
        let mut manifest = Manifest::new(3);
        manifest.put(path("a"), indexed());
        manifest.save(&file).unwrap();
        (folder, file)
    }

    #[test]
    fn a_save_that_fails_leaves_the_old_one() {
        let (folder, file) = saved();
        fs::create_dir(folder.path().join("manifest.new")).unwrap();
        assert!(matches!(Manifest::new(4).save(&file), Err(ManifestError::Io { .. })));
        assert_eq!(Manifest::load(&file).unwrap().generation, 3);
    }

    #[test]
    fn a_missing_manifest_and_one_of_another_version_are_told_apart() {
        let (folder, file) = saved();
        assert!(matches!(Manifest::load(&folder.path().join("none")), Err(ManifestError::Missing { .. })));
        let mut bytes = fs::read(&file).unwrap();
        bytes[8] = 9;
        fs::write(&file, bytes).unwrap();
        assert!(matches!(Manifest::load(&file), Err(ManifestError::OtherVersion { found: 9, .. })));
    }

    #[test]
    fn every_torn_or_altered_byte_is_noticed() {
        let (_folder, file) = saved();
        let whole = fs::read(&file).unwrap();
        for at in 0..whole.len() {
            fs::write(&file, &whole[..at]).unwrap();
            assert!(matches!(Manifest::load(&file), Err(ManifestError::Damaged { .. })), "cut at {at}");
            let mut altered = whole.clone();
            altered[at] ^= 1;
            fs::write(&file, altered).unwrap();
            assert!(Manifest::load(&file).is_err(), "altered at {at}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_saved_is_loaded(
            generation: u64,
            records in proptest::collection::btree_map(any::<Vec<u8>>().prop_map(EntryPath::new), any_record(), 0..20)
        ) {
            let folder = TempDir::new().unwrap();
            let file = folder.path().join("manifest");
            let manifest = Manifest { generation, records };
            manifest.save(&file).unwrap();
            prop_assert_eq!(Manifest::load(&file).unwrap(), manifest);
        }
    }
}
