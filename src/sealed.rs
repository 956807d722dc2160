//! Files that are written whole and read whole: a mark, a version, a checksum, and what they hold.
//!
//! Magic (8 bytes), version (4, little-endian), SHA-256 of the payload (32), the payload. At any moment
//! the old or the new one is there whole; a damaged one is told from a sound one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::ops::Deref;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

const HEAD_BYTES: usize = 8 + 4 + 32;

/// A kind of such files.
pub struct Seal {
    pub magic: &'static [u8; 8],
    /// Raised with the form of the payload.
    pub version: u32,
}

/// Why a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    #[error("it is missing")]
    Missing,
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    #[error("it has format {found}, this program reads {known}")]
    OtherVersion { found: u32, known: u32 },
    /// How, in words.
    #[error("{0}")]
    Damaged(&'static str),
}

/// What a sound file holds.
pub struct Payload(Vec<u8>);

impl Deref for Payload {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0[HEAD_BYTES..]
    }
}

impl Seal {
    /// # Errors
    /// Missing, unreadable, of another version, or damaged.
    pub fn read(&self, path: &Path) -> Result<Payload, Broken> {
        let bytes = fs::read(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Broken::Missing,
            _ => Broken::Unreadable(error),
        })?;
        let head = || {
            let (magic, rest) = bytes.split_first_chunk::<8>()?;
            let (version, rest) = rest.split_first_chunk::<4>()?;
            let (checksum, payload) = rest.split_first_chunk::<32>()?;
            Some((magic, u32::from_le_bytes(*version), checksum, payload))
        };
        let (magic, found, checksum, payload) = head().ok_or(Broken::Damaged("it is cut short"))?;
        if magic != self.magic {
            return Err(Broken::Damaged("it does not begin as it should"));
        }
        if found != self.version {
            return Err(Broken::OtherVersion { found, known: self.version });
        }
        if Sha256::digest(payload).as_slice() != checksum {
            return Err(Broken::Damaged("its checksum is wrong"));
        }
        Ok(Payload(bytes))
    }

    /// Writes a file in the place of the old one; `payload` is given what to write to.
    ///
    /// # Errors
    /// The disk is full, or does not let us write: the old file is as it was.
    pub fn write(&self, path: &Path, payload: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let temporary = temporary(path);
        let write = || {
            let mut file = File::create(&temporary)?;
            file.write_all(self.magic)?;
            file.write_all(&self.version.to_le_bytes())?;
            // The checksum is known behind the payload.
            file.write_all(&[0; 32])?;
            let mut hashed = Hashed { file: BufWriter::new(&file), hasher: Sha256::new() };
            payload(&mut hashed)?;
            hashed.file.flush()?;
            let checksum = hashed.hasher.finalize();
            (&file).seek(SeekFrom::Start(HEAD_BYTES as u64 - 32))?;
            (&file).write_all(&checksum)?;
            file.sync_all()?;
            fs::rename(&temporary, path)?;
            // The new name is safe only when its folder is on the disk, too.
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
        };
        write().inspect_err(|_| {
            // Perhaps it was never made.
            let _ = fs::remove_file(&temporary);
        })
    }
}

/// Hashes what is written.
struct Hashed<'a> {
    file: BufWriter<&'a File>,
    hasher: Sha256,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hasher.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// There is one writer at a time: a fixed name, so that what a crash leaves is overwritten.
fn temporary(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".new");
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    const SEAL: Seal = Seal { magic: b"onrectst", version: 3 };

    fn written() -> (TempDir, PathBuf) {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("file");
        SEAL.write(&file, |file| file.write_all(b"what it holds")).unwrap();
        (folder, file)
    }

    /// Why the file cannot be used.
    fn check_broken(file: &Path, expected: &str) {
        let found = SEAL.read(file).err().map(|broken| broken.to_string());
        assert_eq!(found.as_deref(), Some(expected));
    }

    #[test]
    fn what_is_written_is_read_again_and_nothing_lies_beside_it() {
        let (folder, file) = written();
        assert_eq!(&*SEAL.read(&file).unwrap(), b"what it holds");
        fs::write(folder.path().join("file.new"), "left by a crash").unwrap();
        SEAL.write(&file, |_| Ok(())).unwrap();
        assert_eq!(&*SEAL.read(&file).unwrap(), b"");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_write_that_fails_leaves_the_old_file() {
        let (folder, file) = written();
        fs::create_dir(folder.path().join("file.new")).unwrap();
        assert!(SEAL.write(&file, |file| file.write_all(b"other")).is_err());
        let full = |_: &mut dyn Write| Err(io::Error::other("no room"));
        fs::remove_dir(folder.path().join("file.new")).unwrap();
        assert!(SEAL.write(&file, full).is_err());
        assert_eq!(&*SEAL.read(&file).unwrap(), b"what it holds");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_wrong_is_told() {
        let (folder, file) = written();
        check_broken(&folder.path().join("none"), "it is missing");
        let whole = fs::read(&file).unwrap();
        let altered = |at: usize, byte: u8| {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            fs::write(&file, bytes).unwrap();
        };
        altered(8, 9);
        check_broken(&file, "it has format 9, this program reads 3");
        altered(0, b'O');
        check_broken(&file, "it does not begin as it should");
        altered(whole.len() - 1, b'S');
        check_broken(&file, "its checksum is wrong");
        fs::write(&file, &whole[..HEAD_BYTES - 1]).unwrap();
        check_broken(&file, "it is cut short");
    }
}
