//! Every entry of a corpus folder, in a stable order, with what was seen of it.
//!
//! A root and rules come in; one [`Entry`] per file, and per folder or other thing that was not
//! gone into, comes out. Order: depth first, the names in a folder sorted by their bytes, so that
//! every machine and locale walks alike. Symbolic links are never followed (the root itself may
//! be one), hence no loop is possible and nothing outside the root is read. One `lstat` per file;
//! no file is opened.

use std::ffi::OsStr;
use std::fs::FileType;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use walkdir::{DirEntry, WalkDir};

use super::Stamp;
use crate::model::EntryPath;

/// Something in the corpus: a file, or what is no file of articles and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Relative to the root; empty for the root itself, which is an entry only when it fails.
    pub path: EntryPath,
    pub sight: Sight,
}

/// What was seen of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// A regular file within the rules.
    File(Stamp),
    /// Left out, and why: a rule, or not a regular file. A folder that is left out is one entry.
    Refused(String),
    /// Could not be looked at, and why. What lies under a failed folder is unknown, not gone.
    Failed(String),
}

/// Which entries are taken.
#[derive(Clone, Copy, Debug)]
pub struct WalkSettings<'a> {
    /// Globs of the files to take; none: all. A glob is held against the whole relative path,
    /// and `*` crosses folders: `*.txt` takes `a/b.txt`.
    pub include: &'a [String],
    /// Globs of the files and folders to leave.
    pub exclude: &'a [String],
    /// Take what has a name that begins with a dot.
    pub hidden: bool,
    /// The archive's own folder: left out, should it lie within the corpus.
    pub index: Option<&'a Path>,
}

/// Why the corpus has no folder to walk; printed, what is to be said of the folder.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    #[error("does not exist")]
    Missing { folder: String },
    #[error("is not a folder")]
    NotAFolder { folder: String },
    #[error("cannot be opened: {cause}")]
    Unreadable { folder: String, cause: io::Error },
}

impl RootError {
    /// The folder as it was named.
    pub fn folder(&self) -> &str {
        match self {
            RootError::Missing { folder } | RootError::NotAFolder { folder } => folder,
            RootError::Unreadable { folder, .. } => folder,
        }
    }
}

/// A pattern of `--include` or `--exclude` that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{glob}\" is not a glob: {reason}")]
pub struct GlobError {
    pub glob: String,
    pub reason: String,
}

/// The root with its links resolved, as [`Walk`] and [`super::guard`] take it.
///
/// # Errors
/// Missing, not a folder, or not to be opened.
pub fn canonical_root(root: &Path) -> Result<PathBuf, RootError> {
    let folder = || root.display().to_string();
    let unreadable = |cause: io::Error| match cause.kind() {
        io::ErrorKind::NotFound => RootError::Missing { folder: folder() },
        io::ErrorKind::NotADirectory => RootError::NotAFolder { folder: folder() },
        _ => RootError::Unreadable { folder: folder(), cause },
    };
    let canonical = root.canonicalize().map_err(unreadable)?;
    if !canonical.is_dir() {
        return Err(RootError::NotAFolder { folder: folder() });
    }
    std::fs::read_dir(&canonical).map_err(unreadable)?;
    Ok(canonical)
}

/// The walk: an iterator over every entry of the corpus.
pub struct Walk {
    entries: walkdir::IntoIter,
    root: PathBuf,
    rules: Rules,
}

impl Walk {
    /// `root` as [`canonical_root`] gives it.
    ///
    /// # Errors
    /// A glob that cannot be read.
    pub fn new(root: &Path, settings: &WalkSettings<'_>) -> Result<Walk, GlobError> {
        let entries = WalkDir::new(root).min_depth(1).sort_by(|a, b| a.file_name().cmp(b.file_name()));
        Ok(Walk { entries: entries.into_iter(), root: root.to_path_buf(), rules: Rules::new(root, settings)? })
    }

    fn relative(&self, path: &Path) -> EntryPath {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        EntryPath::new(inside.as_os_str().as_bytes())
    }

    fn failed(&self, error: &walkdir::Error) -> Entry {
        // A folder that breaks off while it is listed is not named by walkdir. The root stands
        // for it then: nothing at all is taken to be gone.
        let path = error.path().map(|path| self.relative(path)).unwrap_or_else(|| EntryPath::new([]));
        let reason = match error.io_error() {
            Some(cause) => io_reason(cause),
            None => "leads back to a folder above it".to_string(),
        };
        Entry { path, sight: Sight::Failed(reason) }
    }

    /// What was seen of `found`; `None` for a folder that is gone into.
    fn look(&mut self, found: &DirEntry) -> Option<Entry> {
        let path = self.relative(found.path());
        let kind = found.file_type();
        if let Some(reason) = self.rules.refuses(&path, kind) {
            if kind.is_dir() {
                self.entries.skip_current_dir();
            }
            return Some(Entry { path, sight: Sight::Refused(reason) });
        }
        if kind.is_dir() {
            return None;
        }
        let sight = match found.metadata() {
            Ok(metadata) => Sight::File(Stamp::of(&metadata)),
            Err(error) => Sight::Failed(error.io_error().map(io_reason).unwrap_or_else(|| error.to_string())),
        };
        Some(Entry { path, sight })
    }
}

impl Iterator for Walk {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            match self.entries.next()? {
                Err(error) => return Some(self.failed(&error)),
                Ok(found) => {
                    if let Some(entry) = self.look(&found) {
                        return Some(entry);
                    }
                }
            }
        }
    }
}

/// Why the outside world did not let us look at or read something.
pub fn io_reason(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::NotFound => "vanished before it was read".to_string(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_string(),
        _ => cause.to_string(),
    }
}

/// The settings, ready for use.
struct Rules {
    include: GlobSet,
    exclude: GlobSet,
    /// The globs of `exclude` as they were given, for the reasons.
    exclude_globs: Vec<String>,
    hidden: bool,
    /// The index's place within the corpus.
    index: Option<EntryPath>,
}

impl Rules {
    fn new(root: &Path, settings: &WalkSettings<'_>) -> Result<Rules, GlobError> {
        let index = settings.index.and_then(|index| index.canonicalize().ok());
        let inside = index.as_deref().and_then(|index| index.strip_prefix(root).ok());
        Ok(Rules {
            include: glob_set(settings.include)?,
            exclude: glob_set(settings.exclude)?,
            exclude_globs: settings.exclude.to_vec(),
            hidden: settings.hidden,
            index: inside.map(|path| EntryPath::new(path.as_os_str().as_bytes())),
        })
    }

    fn refuses(&self, path: &EntryPath, kind: FileType) -> Option<String> {
        if !self.hidden && path.name().starts_with(b".") {
            return Some("hidden; use --hidden to take it".to_string());
        }
        if kind.is_dir() && self.index.as_ref() == Some(path) {
            return Some("the archive's own index".to_string());
        }
        let name = Path::new(OsStr::from_bytes(path.bytes()));
        if !self.exclude.is_empty()
            && let Some(first) = self.exclude.matches(name).first()
        {
            return Some(format!("excluded by \"{}\"", self.exclude_globs[*first]));
        }
        if kind.is_dir() {
            return None;
        }
        if !kind.is_file() {
            return Some(special(kind).to_string());
        }
        let left_out = !self.include.is_empty() && !self.include.is_match(name);
        left_out.then(|| "none of the --include globs takes it".to_string())
    }
}

/// What it is that is neither file nor folder.
fn special(kind: FileType) -> &'static str {
    if kind.is_symlink() {
        "a symbolic link; links are not followed"
    } else if kind.is_fifo() {
        "a pipe, not a file"
    } else if kind.is_socket() {
        "a socket, not a file"
    } else {
        "a device, not a file"
    }
}

fn glob_set(globs: &[String]) -> Result<GlobSet, GlobError> {
    let problem =
        |glob: &str, error: &globset::Error| GlobError { glob: glob.to_string(), reason: error.kind().to_string() };
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        // `drafts/` means the folder, whose path here has no slash at its end.
        let trimmed = glob.strip_suffix('/').unwrap_or(glob);
        set.add(Glob::new(trimmed).map_err(|error| problem(glob, &error))?);
    }
    set.build().map_err(|error| problem(&globs.join(" "), &error))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use tempfile::TempDir;

    use super::*;

    const ALL: WalkSettings<'_> = WalkSettings { include: &[], exclude: &[], hidden: false, index: None };

    fn corpus(files: &[&str]) -> TempDir {
        let corpus = TempDir::new().unwrap();
        for file in files {
            let path = corpus.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        corpus
    }

    fn walk(corpus: &TempDir, settings: &WalkSettings<'_>) -> Vec<Entry> {
        let root = canonical_root(corpus.path()).unwrap();
        Walk::new(&root, settings).unwrap().collect()
    }

    /// Each expected line is a path, or `path: reason`.
    fn check(corpus: &TempDir, settings: &WalkSettings<'_>, expected: &[&str]) {
        let seen: Vec<String> = walk(corpus, settings)
            .iter()
            .map(|entry| match &entry.sight {
                Sight::File(_) => entry.path.to_string(),
                Sight::Refused(reason) | Sight::Failed(reason) => format!("{}: {reason}", entry.path),
            })
            .collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn names_are_sorted_by_their_bytes_depth_first() {
        let corpus = corpus(&["b.txt", "B.txt", "a-c.txt", "a/z.txt", "a/é.txt", "a/b/c.txt", "10.txt", "9.txt"]);
        check(&corpus, &ALL, &["10.txt", "9.txt", "B.txt", "a/b/c.txt", "a/z.txt", "a/é.txt", "a-c.txt", "b.txt"]);
    }

    #[test]
    fn a_file_comes_with_its_size_and_modification_time() {
        let corpus = corpus(&["a.txt"]);
        let file = fs::File::options().write(true).open(corpus.path().join("a.txt")).unwrap();
        file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::new(1_756_900_000, 123_456_789)).unwrap();
        let sight = Sight::File(Stamp { size_bytes: 4, modified_nanos: 1_756_900_000_123_456_789 });
        assert_eq!(walk(&corpus, &ALL), [Entry { path: EntryPath::new(*b"a.txt"), sight }]);
    }

    #[test]
    fn links_are_refused_wherever_they_lead_and_make_no_loop() {
        let outside = corpus(&["secret.txt"]);
        let corpus = corpus(&["a.txt", "folder/b.txt"]);
        let link = |target: &Path, name: &str| symlink(target, corpus.path().join(name)).unwrap();
        link(&corpus.path().join("a.txt"), "to-file");
        link(corpus.path(), "folder/to-root");
        link(outside.path(), "to-outside");
        link(Path::new("nowhere"), "to-nothing");
        check(
            &corpus,
            &ALL,
            &[
                "a.txt",
                "folder/b.txt",
                "folder/to-root: a symbolic link; links are not followed",
                "to-file: a symbolic link; links are not followed",
                "to-nothing: a symbolic link; links are not followed",
                "to-outside: a symbolic link; links are not followed",
            ],
        );
    }

    #[test]
    fn the_root_itself_may_be_a_link() {
        let corpus = corpus(&["real/a.txt"]);
        symlink("real", corpus.path().join("link")).unwrap();
        let root = canonical_root(&corpus.path().join("link")).unwrap();
        let seen: Vec<_> = Walk::new(&root, &ALL).unwrap().map(|entry| entry.path.to_string()).collect();
        assert_eq!(seen, ["a.txt"]);
    }

    #[test]
    fn hidden_things_are_counted_once_and_taken_when_asked_for() {
        let corpus = corpus(&[".git/config", ".git/objects/a", ".note.txt", "a/.b/c.txt", "a/d.txt"]);
        check(
            &corpus,
            &ALL,
            &[
                ".git: hidden; use --hidden to take it",
                ".note.txt: hidden; use --hidden to take it",
                "a/.b: hidden; use --hidden to take it",
                "a/d.txt",
            ],
        );
        let hidden = WalkSettings { hidden: true, ..ALL };
        check(&corpus, &hidden, &[".git/config", ".git/objects/a", ".note.txt", "a/.b/c.txt", "a/d.txt"]);
    }

    #[test]
    fn pipes_and_sockets_are_refused_without_being_opened() {
        let corpus = corpus(&["a.txt"]);
        assert!(Command::new("mkfifo").arg(corpus.path().join("pipe")).status().unwrap().success());
        let _listener = UnixListener::bind(corpus.path().join("socket")).unwrap();
        check(&corpus, &ALL, &["a.txt", "pipe: a pipe, not a file", "socket: a socket, not a file"]);
    }

    #[test]
    fn globs_choose_and_every_entry_left_out_says_why() {
        let corpus = corpus(&["a.txt", "b.md", "drafts/c.txt", "old/d.txt", "old/deep/e.txt"]);
        let globs = |list: &[&str]| list.iter().map(|glob| glob.to_string()).collect::<Vec<_>>();
        let (include, exclude) = (globs(&["*.txt"]), globs(&["drafts/", "old/*/*.txt"]));
        check(
            &corpus,
            &WalkSettings { include: &include, exclude: &exclude, ..ALL },
            &[
                "a.txt",
                "b.md: none of the --include globs takes it",
                "drafts: excluded by \"drafts/\"",
                "old/d.txt",
                "old/deep/e.txt: excluded by \"old/*/*.txt\"",
            ],
        );
    }

    #[test]
    fn a_glob_that_is_none_is_named() {
        let include = ["a[".to_string()];
        let corpus = corpus(&[]);
        let error = Walk::new(corpus.path(), &WalkSettings { include: &include, ..ALL }).err().unwrap();
        assert!(error.to_string().starts_with("\"a[\" is not a glob: "), "{error}");
    }

    #[test]
    fn the_index_within_the_corpus_is_left_out() {
        let corpus = corpus(&["a.txt", "index/meta.json", "sub/index/b.txt"]);
        let index = corpus.path().join("index");
        let settings = WalkSettings { index: Some(&index), ..ALL };
        check(&corpus, &settings, &["a.txt", "index: the archive's own index", "sub/index/b.txt"]);
    }

    #[test]
    fn names_need_not_be_utf_8() {
        let corpus = corpus(&[]);
        fs::write(corpus.path().join(OsStr::from_bytes(b"caf\xE9\n.txt")), "text").unwrap();
        let seen = walk(&corpus, &ALL);
        assert_eq!(seen[0].path.bytes(), b"caf\xE9\n.txt");
        assert!(super::super::place(corpus.path(), &seen[0].path).exists());
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_an_entry_that_failed() {
        let corpus = corpus(&["a.txt", "shut/b.txt", "z.txt"]);
        let shut = corpus.path().join("shut");
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
        // The superuser may read everything.
        let may_read = fs::read_dir(&shut).is_ok();
        let expected = if may_read { "shut/b.txt" } else { "shut: no permission to read it" };
        check(&corpus, &ALL, &["a.txt", expected, "z.txt"]);
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o700)).unwrap();
    }

    #[test]
    fn a_root_that_vanishes_fails_as_the_entry_of_no_name() {
        let corpus = corpus(&["a.txt"]);
        let root = canonical_root(corpus.path()).unwrap();
        let walk = Walk::new(&root, &ALL).unwrap();
        drop(corpus);
        let seen: Vec<Entry> = walk.collect();
        assert_eq!(
            seen,
            [Entry { path: EntryPath::new([]), sight: Sight::Failed("vanished before it was read".into()) }]
        );
    }

    #[test]
    fn a_root_is_a_folder_that_is_there() {
        let corpus = corpus(&["a.txt"]);
        let error = |path: &str| canonical_root(&corpus.path().join(path)).unwrap_err();
        assert!(matches!(error("none"), RootError::Missing { .. }));
        assert!(matches!(error("a.txt"), RootError::NotAFolder { .. }));
        assert!(matches!(error("a.txt/b"), RootError::NotAFolder { .. }));
    }
}
