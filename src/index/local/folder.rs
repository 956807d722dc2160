//! The index folder: what marks it as ours, who writes, which of its stores is in force.
//!
//! - `index/onrecord.json`: the marker, with format, corpus id, corpus root, the store in force;
//! - `index/lock`: held (and signed) by the one writer;
//! - `index/store-N/`: tantivy's files, the manifest and a summary.
//!
//! A rebuild makes a new store beside the old one and then replaces the marker in one rename.
//! Whoever opened the old store keeps its files.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::schema::FORMAT;
use crate::index::StoreError;

const MARKER: &str = "onrecord.json";
const LOCK: &str = "lock";
const STORE_PREFIX: &str = "store-";
/// Files that may lie in a folder that is to become an index.
const HARMLESS: &[&str] = &["README.md", ".gitignore", LOCK];

/// Whoever asks who is writing holds the lock for a moment; that alone refuses no writer.
const LOCK_TRIES_MAX: usize = 5;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// What the marker file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// Always `onrecord`.
    pub made_by: String,
    pub format: u32,
    /// UUID of the corpus: articles' ids are made from it.
    pub corpus_id: String,
    /// From the index folder to the corpus, so that both can move together.
    pub corpus_root: String,
    /// Name of the store folder in force.
    pub store: String,
}

/// An index folder that carries our marker.
#[derive(Clone, Debug)]
pub struct Folder {
    pub path: PathBuf,
    pub marker: Marker,
}

/// Holds the right to write until dropped.
#[derive(Debug)]
pub struct WriterLock {
    file: File,
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Emptied, so that the next reader of the file does not meet a signature of the past. The
        // lock itself goes with the file handle, whatever happens here.
        let _ = self.file.set_len(0);
    }
}

impl Folder {
    /// Opens a folder whose index this program can read.
    pub fn open(path: &Path) -> Result<Folder, StoreError> {
        let marker = read_marker(path)?;
        let folder = path.display().to_string();
        match marker.format {
            found if found > FORMAT => Err(StoreError::Newer { folder, found, known: FORMAT }),
            found if found < FORMAT => Err(StoreError::Older { folder, found, known: FORMAT }),
            _ => Ok(Folder { path: path.to_path_buf(), marker }),
        }
    }

    /// Begins a new store in a folder that `prepare` made ready; it is in force once `switch` was
    /// called.
    pub fn create(path: &Path, corpus_id: &str, corpus_root: &str) -> Result<Folder, StoreError> {
        let io = |doing: &str| {
            let doing = format!("{doing} {}", path.display());
            move |cause| StoreError::Io { doing, cause }
        };
        let marker = Marker {
            made_by: "onrecord".into(),
            format: FORMAT,
            corpus_id: corpus_id.into(),
            corpus_root: corpus_root.into(),
            store: next_store(path).map_err(io("reading the index folder"))?,
        };
        let folder = Folder { path: path.to_path_buf(), marker };
        fs::create_dir_all(folder.store()).map_err(io("making a store in"))?;
        Ok(folder)
    }

    /// The store in force.
    pub fn store(&self) -> PathBuf {
        self.path.join(&self.marker.store)
    }

    /// Puts this folder's marker in force and removes the other stores.
    pub fn switch(&self) -> Result<(), StoreError> {
        let failed = |cause| StoreError::Io { doing: format!("marking {}", self.path.display()), cause };
        if read_marker(&self.path).ok().as_ref() != Some(&self.marker) {
            write_marker(&self.path, &self.marker).map_err(failed)?;
        }
        self.remove_other_stores();
        Ok(())
    }

    /// Removes what a rebuild left behind; what cannot be removed now is tried at the next write.
    pub fn remove_other_stores(&self) {
        let _ = fs::remove_file(self.path.join(format!("{MARKER}.new")));
        for store in stores(&self.path).unwrap_or_default() {
            if store != self.marker.store {
                let _ = fs::remove_dir_all(self.path.join(store));
            }
        }
    }

    /// The bytes of all files of the index.
    pub fn bytes(&self) -> u64 {
        let files = walkdir::WalkDir::new(&self.path).into_iter().filter_map(Result::ok);
        files
            .filter_map(|entry| entry.metadata().ok())
            .filter(|metadata| metadata.is_file())
            .map(|file| file.len())
            .sum()
    }
}

/// Makes sure that there is a folder that is ours or may become ours: one that holds anything
/// else, or what a newer program wrote, is refused and left as it is.
pub fn prepare(path: &Path) -> Result<(), StoreError> {
    match Folder::open(path) {
        Ok(_) | Err(StoreError::Missing { .. } | StoreError::Older { .. }) => {}
        Err(error) => return Err(error),
    }
    let failed = |cause| StoreError::Io { doing: format!("making the index folder {}", path.display()), cause };
    fs::create_dir_all(path).and_then(|()| restrict(path)).map_err(failed)
}

/// The marker of a folder, of whatever format.
pub fn read_marker(path: &Path) -> Result<Marker, StoreError> {
    let folder = path.display().to_string();
    let text = match fs::read_to_string(path.join(MARKER)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            refuse_foreign(path)?;
            return Err(StoreError::Missing { folder });
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(StoreError::NotOurs { folder, reason: "it is a file".into() });
        }
        Err(cause) => return Err(StoreError::Io { doing: format!("reading {MARKER} in {folder}"), cause }),
    };
    let marker: Marker = serde_json::from_str(&text)
        .map_err(|_| StoreError::NotOurs { folder: folder.clone(), reason: format!("its {MARKER} is not ours") })?;
    if marker.made_by != "onrecord" || !is_store_name(&marker.store) {
        return Err(StoreError::NotOurs { folder, reason: format!("its {MARKER} is not ours") });
    }
    Ok(marker)
}

/// Takes the right to write. Only one process has it; another is told who.
pub fn lock(path: &Path) -> Result<WriterLock, StoreError> {
    let failed = |cause| StoreError::Io { doing: format!("locking {}", path.display()), cause };
    let name = path.join(LOCK);
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&name).map_err(failed)?;
    let mut locked = file.try_lock();
    for _ in 1..LOCK_TRIES_MAX {
        if !matches!(locked, Err(TryLockError::WouldBlock)) {
            break;
        }
        std::thread::sleep(LOCK_PAUSE);
        locked = file.try_lock();
    }
    match locked {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let _ = file.read_to_string(&mut holder);
            let holder = if holder.trim().is_empty() { "another process".into() } else { holder.trim().to_string() };
            return Err(StoreError::Locked { holder });
        }
        Err(TryLockError::Error(cause)) => return Err(failed(cause)),
    }
    file.set_len(0).and_then(|()| file.rewind()).map_err(failed)?;
    writeln!(file, "process {}", std::process::id()).map_err(failed)?;
    Ok(WriterLock { file })
}

/// Who is writing at this moment.
pub fn writer(path: &Path) -> Option<String> {
    let mut file = File::open(path.join(LOCK)).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            file.read_to_string(&mut holder).ok()?;
            Some(if holder.trim().is_empty() { "another process".into() } else { holder.trim().to_string() })
        }
        _ => None,
    }
}

fn refuse_foreign(path: &Path) -> Result<(), StoreError> {
    let folder = path.display().to_string();
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(StoreError::NotOurs { folder, reason: "it is a file".into() });
        }
        Err(cause) => return Err(StoreError::Io { doing: format!("reading {folder}"), cause }),
    };
    let names: Vec<String> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    if names.iter().any(|name| name == MARKER) {
        return Ok(());
    }
    let temporary = format!("{MARKER}.new");
    match names.iter().find(|name| !HARMLESS.contains(&name.as_str()) && !is_store_name(name) && **name != temporary) {
        None => Ok(()),
        Some(other) => Err(StoreError::NotOurs { folder, reason: format!("it holds {other}") }),
    }
}

fn write_marker(path: &Path, marker: &Marker) -> io::Result<()> {
    let temporary = path.join(format!("{MARKER}.new"));
    let mut file = File::create(&temporary)?;
    let mut text = serde_json::to_string_pretty(marker).map_err(io::Error::other)?;
    text.push('\n');
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&temporary, path.join(MARKER))?;
    sync_folder(path)
}

/// Makes a rename last through a power cut.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

fn is_store_name(name: &str) -> bool {
    name.strip_prefix(STORE_PREFIX).is_some_and(|number| number.parse::<u32>().is_ok())
}

fn stores(path: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if is_store_name(&name) {
            found.push(name);
        }
    }
    Ok(found)
}

fn next_store(path: &Path) -> io::Result<String> {
    let numbers = stores(path)?.into_iter().filter_map(|name| name.strip_prefix(STORE_PREFIX)?.parse::<u32>().ok());
    Ok(format!("{STORE_PREFIX}{}", numbers.max().unwrap_or(0) + 1))
}

/// Only the owner may look into an archive.
fn restrict(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}
