//! The bytes of an entry, with their SHA-256, or the reason why they could not be had.
//!
//! A path comes in. The file is looked at before and after reading: one that changes, shrinks or
//! is replaced while it is read is a failure, never half an article. [`read`] holds the whole
//! file, [`digest`] only hashes it, and [`open`] hands out a file that was hashed before.

use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::Stamp;
use super::walk::io_reason;

/// Room made before the first byte is read; a file may claim any size.
const CAPACITY_BYTES_MAX: u64 = 64 << 20;

const BLOCK_BYTES: usize = 64 << 10;

/// A file's content and what the file system said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytes {
    pub bytes: Vec<u8>,
    /// SHA-256.
    pub digest: [u8; 32],
    pub stamp: Stamp,
}

/// Why an entry has no bytes; the message is the reason for the report.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("vanished before it was read")]
    Vanished,
    #[error("changed while it was read; the next run tries again")]
    Changed,
    /// It was a file when it was found.
    #[error("is no longer a file")]
    NotAFile,
    #[error("{}", io_reason(.0))]
    Io(io::Error),
}

impl From<io::Error> for ReadError {
    fn from(cause: io::Error) -> ReadError {
        if cause.kind() == io::ErrorKind::NotFound { ReadError::Vanished } else { ReadError::Io(cause) }
    }
}

/// Reads a whole file; one that has grown beyond `bytes_max` bytes since it was found has changed.
///
/// # Errors
/// Vanished, changed while it was read, or unreadable.
pub fn read(path: &Path, bytes_max: u64) -> Result<Bytes, ReadError> {
    let mut stream = Stream::open(path)?;
    let size_bytes = stream.stamp().size_bytes;
    if size_bytes > bytes_max {
        return Err(ReadError::Changed);
    }
    let mut bytes = Vec::with_capacity(size_bytes.min(CAPACITY_BYTES_MAX) as usize);
    // A file that has grown is told by its stamp, without reading all of that.
    (&mut stream).take(size_bytes).read_to_end(&mut bytes)?;
    let (digest, stamp) = stream.close()?;
    Ok(Bytes { bytes, digest, stamp })
}

/// SHA-256 of a file of any size, and its stamp.
///
/// # Errors
/// As [`read`], but no size is too big.
pub fn digest(path: &Path) -> Result<([u8; 32], Stamp), ReadError> {
    Stream::open(path)?.finish()
}

/// Opens a file of which digest and stamp are known, to be read from any place.
///
/// # Errors
/// As [`digest`]; [`ReadError::Changed`] when the file is not as it was any more.
pub fn open(path: &Path, stamp: Stamp) -> Result<Stamped, ReadError> {
    let file = Stamped { file: Stream::open(path)?.file, stamp, at: 0 };
    file.unchanged()?;
    Ok(file)
}

/// A file as long as it was when it was hashed: whoever keeps appending to it does not keep us.
pub struct Stamped {
    file: File,
    stamp: Stamp,
    at: u64,
}

impl Stamped {
    /// Makes sure that it is still as it was.
    ///
    /// # Errors
    /// [`ReadError::Changed`] when it is not.
    pub fn unchanged(&self) -> Result<(), ReadError> {
        if Stamp::of(&self.file.metadata()?) == self.stamp { Ok(()) } else { Err(ReadError::Changed) }
    }
}

impl Read for Stamped {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.stamp.size_bytes.saturating_sub(self.at);
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.file.read(&mut buffer[..most])?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Stamped {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.stamp.size_bytes.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        let place = place.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        self.at = self.file.seek(SeekFrom::Start(place))?;
        Ok(self.at)
    }
}

/// A file that is read once from beginning to end, hashing what goes by.
struct Stream {
    file: File,
    before: Metadata,
    hasher: Sha256,
    count_bytes: u64,
}

impl Stream {
    /// # Errors
    /// Vanished, no longer a file, or unreadable.
    fn open(path: &Path) -> Result<Stream, ReadError> {
        // Opening a pipe would wait for a writer, and a link may lead anywhere: look first, and
        // make sure afterwards that what was opened is what was looked at.
        let seen = std::fs::symlink_metadata(path)?;
        if !seen.is_file() {
            return Err(ReadError::NotAFile);
        }
        let file = File::open(path)?;
        let before = file.metadata()?;
        if (seen.dev(), seen.ino()) != (before.dev(), before.ino()) {
            return Err(ReadError::Changed);
        }
        Ok(Stream { file, before, hasher: Sha256::new(), count_bytes: 0 })
    }

    /// What the file system said when the file was opened.
    fn stamp(&self) -> Stamp {
        Stamp::of(&self.before)
    }

    /// Reads what is left and gives the digest of the whole file.
    ///
    /// # Errors
    /// Changed while it was read, or unreadable.
    fn finish(mut self) -> Result<([u8; 32], Stamp), ReadError> {
        let mut block = vec![0; BLOCK_BYTES];
        // A file that someone keeps appending to would never end.
        while self.count_bytes <= self.before.len() {
            match self.read(&mut block) {
                Ok(0) => break,
                Err(error) if error.kind() != io::ErrorKind::Interrupted => return Err(error.into()),
                _ => {}
            }
        }
        self.close()
    }

    /// The digest, if all that the file held when it was opened went by and it is still the same.
    fn close(self) -> Result<([u8; 32], Stamp), ReadError> {
        let stamp = self.stamp();
        let after = Stamp::of(&self.file.metadata()?);
        if after != stamp || self.count_bytes != stamp.size_bytes {
            return Err(ReadError::Changed);
        }
        Ok((self.hasher.finalize().into(), stamp))
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.hasher.update(&buffer[..count]);
        self.count_bytes += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use tempfile::TempDir;

    use super::*;

    /// SHA-256 of `text`.
    const DIGEST: &str = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1";

    fn hex(digest: [u8; 32]) -> String {
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn file(content: &[u8]) -> (TempDir, std::path::PathBuf) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, content).unwrap();
        (folder, path)
    }

    #[test]
    fn bytes_come_with_their_digest_and_stamp() {
        let (_folder, path) = file(b"text");
        let found = read(&path, 4).unwrap();
        assert_eq!((found.bytes.as_slice(), hex(found.digest).as_str()), (b"text".as_slice(), DIGEST));
        assert_eq!(found.stamp, Stamp::of(&fs::metadata(&path).unwrap()));
        assert_eq!(digest(&path).unwrap(), (found.digest, found.stamp));
    }

    #[test]
    fn a_stamped_file_ends_where_it_ended() {
        let (_folder, path) = file(b"text");
        let (_, stamp) = digest(&path).unwrap();
        let mut stamped = open(&path, stamp).unwrap();
        fs::File::options().append(true).open(&path).unwrap().write_all(b" and more").unwrap();
        let mut read = String::new();
        stamped.read_to_string(&mut read).unwrap();
        assert_eq!((read.as_str(), stamped.seek(SeekFrom::End(-2)).unwrap()), ("text", 2));
        read.clear();
        stamped.read_to_string(&mut read).unwrap();
        assert_eq!(read, "xt");
        assert!(stamped.seek(SeekFrom::Current(-9)).is_err());
        assert!(matches!(stamped.unchanged(), Err(ReadError::Changed)));
        assert!(matches!(open(&path, stamp), Err(ReadError::Changed)));
    }

    #[test]
    fn a_stream_hashes_what_was_read_and_what_was_not() {
        let (_folder, path) = file(b"text");
        let mut stream = Stream::open(&path).unwrap();
        stream.read_exact(&mut [0; 2]).unwrap();
        assert_eq!(hex(stream.finish().unwrap().0), DIGEST);
    }

    #[test]
    fn what_has_vanished_is_said_to_have_vanished() {
        let (folder, path) = file(b"text");
        drop(folder);
        assert_eq!(read(&path, 10).unwrap_err().to_string(), "vanished before it was read");
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_no_article() {
        for change in ["longer", "shorter", "other time"] {
            let (_folder, path) = file(&[b'x'; 200_000]);
            let mut stream = Stream::open(&path).unwrap();
            stream.read_exact(&mut [0; 1000]).unwrap();
            let mut writer = fs::File::options().append(true).open(&path).unwrap();
            match change {
                "longer" => writer.write_all(b"more").unwrap(),
                "shorter" => writer.set_len(100_000).unwrap(),
                _ => writer.set_modified(std::time::UNIX_EPOCH).unwrap(),
            }
            assert!(matches!(stream.finish(), Err(ReadError::Changed)), "{change}");
        }
    }

    #[test]
    fn a_file_is_opened_as_it_was_hashed_or_not_at_all() {
        let (_folder, path) = file(b"text");
        let (_, stamp) = digest(&path).unwrap();
        let opened = open(&path, stamp).unwrap();
        assert!(opened.unchanged().is_ok());
        fs::write(&path, "another").unwrap();
        assert!(matches!(opened.unchanged(), Err(ReadError::Changed)));
        assert!(matches!(open(&path, stamp), Err(ReadError::Changed)));
        assert!(matches!(read(&path, 3), Err(ReadError::Changed)));
    }

    #[test]
    fn what_has_become_a_link_or_a_pipe_is_not_opened() {
        let (folder, path) = file(b"text");
        let (link, pipe) = (folder.path().join("link"), folder.path().join("pipe"));
        symlink(&path, &link).unwrap();
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for path in [link, pipe, folder.path().to_path_buf()] {
            assert!(matches!(read(&path, 10), Err(ReadError::NotAFile)), "{}", path.display());
        }
    }

    #[test]
    fn a_file_that_may_not_be_read_says_so() {
        let (_folder, path) = file(b"text");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        // The superuser may read everything.
        match fs::File::open(&path) {
            Ok(_) => assert_eq!(read(&path, 10).unwrap().bytes, b"text"),
            Err(_) => assert_eq!(read(&path, 10).unwrap_err().to_string(), "no permission to read it"),
        }
    }
}
