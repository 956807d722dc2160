//! gzip and Zstandard: one compressed thing, read while it is inflated.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;

use crate::model::EntryPath;
use crate::read::entry::opened;
use crate::read::outlet::{Member, Outlet};
use crate::read::{Refusal, SNIFF_BYTES};

/// What comes out of a compressed thing may be so many times as long as what went in …
pub(super) const RATIO_MAX: u64 = 250;
/// … once so much came out; short things may be as regular as they like.
pub(super) const RATIO_FREE_BYTES: u64 = 64 << 20;
/// The most memory that a Zstandard frame may ask for: 2 to the power of it, in bytes.
const WINDOW_LOG_MAX: u32 = 26;

/// Compressed data that contradicts its own format.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{reason}")]
pub(in crate::read) struct Damage {
    pub format: &'static str,
    pub reason: String,
}

/// Reads what a gzip file holds, all its parts one behind another.
pub(in crate::read) fn gzip(
    stream: &mut dyn BufRead,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let went_in = Cell::new(0);
    let inflated = MultiGzDecoder::new(Counted { inner: stream, count_bytes: &went_in });
    packed("gzip", inflated, &went_in, member, outlet)
}

/// Reads what a Zstandard file holds.
pub(in crate::read) fn zstandard(
    stream: &mut dyn BufRead,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let went_in = Cell::new(0);
    let mut inflated = zstd::stream::read::Decoder::with_buffer(Counted { inner: stream, count_bytes: &went_in })
        .map_err(Refusal::unreadable)?;
    inflated.window_log_max(WINDOW_LOG_MAX).map_err(Refusal::unreadable)?;
    packed("Zstandard", inflated, &went_in, member, outlet)
}

fn packed(
    format: &'static str,
    inflated: impl Read,
    went_in: &Cell<u64>,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let path = EntryPath::new(without_ending(member.path.bytes()));
    let inner = super::inside(member, &path, member.key)?;
    let guarded = Guarded { inner: inflated, format, went_in, came_out: 0, budget: outlet.unpack_budget.clone() };
    opened(&mut BufReader::with_capacity(SNIFF_BYTES, guarded), &inner, outlet)
}

/// `page.html.gz` held `page.html`.
fn without_ending(path: &[u8]) -> Vec<u8> {
    let lower = path.to_ascii_lowercase();
    for (ending, instead) in [(".gz", ""), (".gzip", ""), (".zst", ""), (".zstd", ""), (".tgz", ".tar")] {
        if lower.ends_with(ending.as_bytes()) {
            return [&path[..path.len() - ending.len()], instead.as_bytes()].concat();
        }
    }
    path.to_vec()
}

/// Counts what is taken from a stream.
struct Counted<'a, R: ?Sized> {
    inner: &'a mut R,
    count_bytes: &'a Cell<u64>,
}

impl<R: BufRead + ?Sized> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count_bytes.set(self.count_bytes.get() + count as u64);
        Ok(count)
    }
}

impl<R: BufRead + ?Sized> BufRead for Counted<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count_bytes.set(self.count_bytes.get() + amount as u64);
        self.inner.consume(amount);
    }
}

/// Fails when too much comes out, and tells damage from a disk that fails.
pub(in crate::read) struct Guarded<'a, R> {
    pub inner: R,
    pub format: &'static str,
    /// Compressed bytes so far.
    pub went_in: &'a Cell<u64>,
    pub came_out: u64,
    /// What all containers of the entry may still unpack.
    pub budget: Rc<Cell<u64>>,
}

impl<R: Read> Read for Guarded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let damage = |reason: String| io::Error::other(Damage { format: self.format, reason });
        let count = self.inner.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            io::ErrorKind::UnexpectedEof => damage("it ends before its end".to_string()),
            // What another container inside said of itself, or the system of a disk.
            _ if error.get_ref().is_some_and(|cause| cause.is::<Damage>()) || error.raw_os_error().is_some() => error,
            _ => damage(error.to_string()),
        })?;
        self.came_out += count as u64;
        let Some(left) = self.budget.get().checked_sub(count as u64) else {
            let reason = format!("all that it holds unpacks to more than {RATIO_MAX} times the file's size");
            return Err(damage(format!("{reason} and is taken for a bomb")));
        };
        self.budget.set(left);
        if self.came_out > RATIO_FREE_BYTES && self.came_out / RATIO_MAX > self.went_in.get() {
            return Err(damage(format!("it inflates to more than {RATIO_MAX} times its size and is taken for a bomb")));
        }
        Ok(count)
    }
}
