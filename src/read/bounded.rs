//! A stream of records of which none may be longer than the limit.

use std::cell::Cell;
use std::io::{self, Read};

use super::containers::Damage;

/// What may still be read of the record at hand; whoever begins the next sets it anew.
pub(super) struct Left(Cell<usize>);

impl Left {
    pub(super) fn new(limit_bytes: usize) -> Left {
        Left(Cell::new(limit_bytes))
    }

    pub(super) fn renew(&self, limit_bytes: usize) {
        self.0.set(limit_bytes);
    }
}

/// Fails where a record takes more bytes than are left to it.
pub(super) struct Bounded<'a, R> {
    pub inner: &'a mut R,
    pub left: &'a Left,
    /// What the failure says: the format, and what is too long.
    pub format: &'static str,
    pub reason: &'static str,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let left = self.left.0.get().checked_sub(count).ok_or_else(|| {
            let (format, reason) = (self.format, self.reason.to_string());
            io::Error::other(Damage { format, reason })
        })?;
        self.left.0.set(left);
        Ok(count)
    }
}
