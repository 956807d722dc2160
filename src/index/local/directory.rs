//! tantivy's folder, opened for reading only, or for writing in little memory.
//!
//! tantivy takes a lock file to open a reader, which read-only media refuse and which would make
//! readers wait for each other. Ours takes none: whoever opens an index while a writer removes
//! old segments finds a file missing and opens again (`super::open_reader`).
//!
//! tantivy maps files into memory. A merge, and whoever reads all articles, goes through whole
//! segments, and all of their pages would count as ours. `Sparing` reads small parts of a file like
//! any other file, and maps large ones for as long as they are looked at.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{Directory, HasLen};

#[derive(Clone, Debug)]
pub struct ReadOnly(MmapDirectory);

impl ReadOnly {
    pub fn new(directory: MmapDirectory) -> ReadOnly {
        ReadOnly(directory)
    }
}

fn read_only() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "the index was opened for reading")
}

impl Directory for ReadOnly {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(read_only()), filepath: path.to_path_buf() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), path.to_path_buf()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.watch(watch_callback)
    }
}

/// Larger parts of a file are mapped.
const READ_BYTES_MAX: usize = 1 << 20;

#[derive(Clone, Debug)]
pub struct Sparing {
    folder: PathBuf,
    mapped: MmapDirectory,
}

impl Sparing {
    pub fn open(folder: &Path) -> tantivy::Result<Sparing> {
        Ok(Sparing { folder: folder.to_path_buf(), mapped: MmapDirectory::open(folder)? })
    }
}

/// A file that is read in parts.
#[derive(Debug)]
struct Parts {
    folder: PathBuf,
    name: PathBuf,
    bytes: usize,
    file: Mutex<File>,
}

impl Parts {
    /// The part as a mapping of its own, which ends with it.
    fn mapped(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let folder = MmapDirectory::open(&self.folder).map_err(io::Error::other)?;
        folder.get_file_handle(&self.name).map_err(io::Error::other)?.read_bytes(range)
    }
}

impl HasLen for Parts {
    fn len(&self) -> usize {
        self.bytes
    }
}

impl FileHandle for Parts {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.len() > READ_BYTES_MAX
            && let Ok(mapped) = self.mapped(range.clone())
        {
            return Ok(mapped);
        }
        // Also of a file that was removed since it was opened.
        let mut bytes = vec![0; range.len()];
        let mut file = self.file.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        file.seek(SeekFrom::Start(range.start as u64))?;
        file.read_exact(&mut bytes)?;
        Ok(OwnedBytes::new(bytes))
    }
}

impl Directory for Sparing {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let failed = |error| OpenReadError::wrap_io_error(error, path.to_path_buf());
        let file = match File::open(self.folder.join(path)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(OpenReadError::FileDoesNotExist(path.to_path_buf()));
            }
            Err(error) => return Err(failed(error)),
        };
        let bytes = file.metadata().map_err(failed)?.len();
        let bytes = usize::try_from(bytes).map_err(|error| failed(io::Error::other(error)))?;
        let (folder, name) = (self.folder.clone(), path.to_path_buf());
        Ok(Arc::new(Parts { folder, name, bytes, file: Mutex::new(file) }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.mapped.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.mapped.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.mapped.acquire_lock(lock)
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(watch_callback)
    }
}
