//! The manifest as a file: a header, a checksum and the records.
//!
//! Magic, version (little-endian), SHA-256 of the payload, the payload in postcard's encoding.
//! A whole manifest goes in and comes out; a damaged one is an error value, from which the caller
//! recovers by the entry keys in the index. At any moment the old or the new one is there whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Manifest, Record};
use crate::model::EntryPath;

const MAGIC: &[u8; 8] = b"onrecman";
const VERSION: u32 = 1;

/// What is wrong with a manifest's file.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    #[error("there is no manifest {file}")]
    Missing { file: String },
    /// To be made again from the index.
    #[error("the manifest {file} is damaged: {reason}")]
    Damaged { file: String, reason: &'static str },
    #[error("the manifest {file} has format {found}, this program reads {VERSION}")]
    OtherVersion { file: String, found: u32 },
    #[error("{doing} the manifest {file}: {cause}")]
    Io { doing: &'static str, file: String, cause: io::Error },
}

impl Manifest {
    /// # Errors
    /// Missing, damaged, of another version, or unreadable.
    pub fn load(path: &Path) -> Result<Manifest, ManifestError> {
        let file = || path.display().to_string();
        let damaged = |reason| ManifestError::Damaged { file: file(), reason };
        let bytes = fs::read(path).map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => ManifestError::Missing { file: file() },
            _ => ManifestError::Io { doing: "reading", file: file(), cause },
        })?;
        let header = || {
            let (magic, rest) = bytes.split_first_chunk::<8>()?;
            let (version, rest) = rest.split_first_chunk::<4>()?;
            let (checksum, payload) = rest.split_first_chunk::<32>()?;
            Some((magic, u32::from_le_bytes(*version), checksum, payload))
        };
        let (magic, found, checksum, payload) = header().ok_or_else(|| damaged("it is cut short"))?;
        if magic != MAGIC {
            return Err(damaged("it does not begin as a manifest does"));
        }
        if found != VERSION {
            return Err(ManifestError::OtherVersion { file: file(), found });
        }
        if Sha256::digest(payload).as_slice() != checksum {
            return Err(damaged("its checksum is wrong"));
        }
        let (generation, records): (u64, Vec<(PathBytes, Record)>) =
            postcard::from_bytes(payload).map_err(|_| damaged("its records cannot be read"))?;
        let records = records.into_iter().map(|(path, record)| (EntryPath::new(path.0), record)).collect();
        Ok(Manifest { generation, records })
    }

    /// Writes the manifest so that at any moment either the old or the new one is there whole.
    ///
    /// # Errors
    /// The disk is full, or does not let us write.
    pub fn save(&self, path: &Path) -> Result<(), ManifestError> {
        let io = |doing| move |cause| ManifestError::Io { doing, file: path.display().to_string(), cause };
        let records: Vec<(PathSlice<'_>, &Record)> =
            self.records.iter().map(|(path, record)| (PathSlice(path.bytes()), record)).collect();
        let payload = postcard::to_stdvec(&(self.generation, records))
            .map_err(|error| io("writing")(io::Error::other(error.to_string())))?;
        let temporary = temporary(path);
        let write = || -> io::Result<()> {
            let mut file = File::create(&temporary)?;
            file.write_all(MAGIC)?;
            file.write_all(&VERSION.to_le_bytes())?;
            file.write_all(&Sha256::digest(&payload))?;
            file.write_all(&payload)?;
            file.sync_all()?;
            fs::rename(&temporary, path)?;
            // The new name is safe only when its folder is on the disk, too.
            File::open(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))?
                .sync_all()
        };
        write().map_err(|cause| {
            let _ = fs::remove_file(&temporary);
            io("writing")(cause)
        })
    }
}

/// There is one writer at a time: a fixed name, so that what a crash leaves is overwritten.
fn temporary(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".new");
    path.with_file_name(name)
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
    fn saving_replaces_the_old_one_and_leaves_nothing_beside_it() {
        let (folder, file) = saved();
        fs::write(folder.path().join("manifest.new"), "left by a crash").unwrap();
        Manifest::new(4).save(&file).unwrap();
        assert_eq!(Manifest::load(&file).unwrap(), Manifest::new(4));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
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
