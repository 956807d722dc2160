//! Backpressure by bytes: queues count articles, and articles differ in size.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};

/// Bytes that may be under way between two threads. One article larger than all of it passes alone.
#[derive(Debug)]
pub struct Budget {
    bytes_max: usize,
    used: Mutex<usize>,
    freed: Condvar,
    wide: AtomicBool,
}

impl Budget {
    pub fn new(bytes_max: usize) -> Budget {
        Budget { bytes_max, used: Mutex::new(0), freed: Condvar::new(), wide: AtomicBool::new(false) }
    }

    /// Waits until there is room for as many bytes; they are to be given back.
    pub fn take(&self, bytes: usize) -> usize {
        let mut used = self.used.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        while *used > 0 && *used + bytes > self.bytes_max && !self.wide.load(Ordering::Relaxed) {
            used = self.freed.wait(used).unwrap_or_else(|poisoned| poisoned.into_inner());
        }
        *used += bytes;
        bytes
    }

    pub fn give_back(&self, bytes: usize) {
        let mut used = self.used.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        *used -= bytes;
        self.freed.notify_all();
    }

    /// Lets everyone through from now on.
    pub fn open_wide(&self) {
        self.wide.store(true, Ordering::Relaxed);
        self.freed.notify_all();
    }
}
