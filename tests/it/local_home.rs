//! A folder for local stores, gone with its owner.

use std::cell::Cell;

use onrecord::index::local::LocalStore;
use tempfile::TempDir;

pub struct LocalHome {
    folder: TempDir,
    made: Cell<u32>,
}

impl LocalHome {
    pub fn new() -> LocalHome {
        LocalHome {
            folder: tempfile::tempdir().expect("the system's folder for temporary files takes one"),
            made: Cell::new(0),
        }
    }

    /// A new, empty store.
    pub fn store(&self) -> LocalStore {
        self.made.set(self.made.get() + 1);
        LocalStore::create(&self.folder.path().join(self.made.get().to_string())).expect("a new folder takes an index")
    }
}
