//! Containers: what is packed inside is read like an entry of its own.
//!
//! gzip and Zstandard hold one thing, which keeps the container's key; ZIP and tar hold members,
//! each named by its path. Nothing is written to disk, and no path leads anywhere: a member's name
//! is only ever a name. Depth, count, and the ratio of what comes out to what went in are limited.

mod inflate;
mod members;
#[cfg(test)]
mod tests;

pub(super) use inflate::{Damage, Guarded, gzip, zstandard};
pub(super) use members::{broken_zip, tar, zip};

use crate::model::EntryPath;

use inflate::{RATIO_FREE_BYTES, RATIO_MAX};

use super::Refusal;
use super::entry::DEPTH_MAX;
use super::outlet::Member;

/// The member inside of `around`, one deeper.
///
/// # Errors
/// Too deep.
pub(super) fn inside<'a>(around: &Member<'a>, path: &'a EntryPath, key: &'a str) -> Result<Member<'a>, Refusal> {
    if around.depth >= DEPTH_MAX {
        return Err(Refusal::Limit(format!("containers are nested more than {DEPTH_MAX} deep")));
    }
    Ok(Member { path, key, depth: around.depth + 1, envelope: around.envelope })
}

/// How much all containers of an entry of that size may unpack together.
pub(super) fn unpack_bytes_max(size_bytes: Option<u64>) -> u64 {
    size_bytes.map_or(u64::MAX, |size| size.saturating_mul(RATIO_MAX).saturating_add(RATIO_FREE_BYTES))
}
