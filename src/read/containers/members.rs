//! ZIP and tar: containers of named members.

use std::cell::Cell;
use std::io::{BufRead, BufReader, Read, Seek};

use ::tar::{Archive, EntryType};
use ::zip::ZipArchive;
use ::zip::result::ZipError;

use super::inflate::Guarded;
use super::inside;
use crate::model::EntryPath;
use crate::read::documents;
use crate::read::entry::opened;
use crate::read::outlet::{Member, Outlet};
use crate::read::{Refusal, SNIFF_BYTES};

/// Longer names of members are cut for their keys.
const NAME_BYTES_MAX: usize = 1024;

/// Reads the members of a tar container, in their order.
pub(in crate::read) fn tar(
    stream: &mut dyn BufRead,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let mut archive = Archive::new(stream);
    let broken = |error: std::io::Error| match Refusal::unreadable(error) {
        Refusal::Unreadable(reason) => Refusal::Broken { format: "tar", reason },
        other => other,
    };
    for entry in archive.entries().map_err(broken)? {
        let mut entry = entry.map_err(broken)?;
        let kind = entry.header().entry_type();
        if !matches!(kind, EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse) {
            if !matches!(kind, EntryType::Directory | EntryType::XGlobalHeader) {
                outlet.pass_over("links and devices");
            }
            continue;
        }
        let name = entry.path_bytes().into_owned();
        let mut stream = BufReader::with_capacity(SNIFF_BYTES, &mut entry);
        one(&name, member, outlet, |inner, outlet| opened(&mut stream, inner, outlet))?;
        if outlet.is_stopped() {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads the members of a ZIP container, in the order of its directory; a ZIP that is a document
/// (DOCX, ODT, EPUB) is read as such.
pub(in crate::read) fn zip(
    file: impl Read + Seek,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(file).map_err(broken_zip)?;
    if let Some(kind) = documents::kind_of_zip(&mut archive) {
        return documents::read_zip(&mut archive, kind, member, outlet);
    }
    for at in 0..archive.len() {
        let (name, is_file, is_locked) = match archive.by_index_raw(at) {
            Ok(inside) => (inside.name_raw().to_vec(), inside.is_file() && !inside.is_symlink(), inside.encrypted()),
            Err(error) => {
                outlet.skip(member, &format!("member {}", at + 1), &broken_zip(error).to_string());
                continue;
            }
        };
        if !is_file {
            continue;
        }
        one(&name, member, outlet, |inner, outlet| {
            if is_locked {
                return Err(Refusal::Limit("it is encrypted".to_string()));
            }
            let inside = archive.by_index(at).map_err(broken_zip)?;
            let went_in = Cell::new(inside.compressed_size().max(1));
            let budget = outlet.unpack_budget.clone();
            let inflated = Guarded { inner: inside, format: "ZIP", went_in: &went_in, came_out: 0, budget };
            opened(&mut BufReader::with_capacity(SNIFF_BYTES, inflated), inner, outlet)
        })?;
        if outlet.is_stopped() {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads one member; what is wrong with it is noted, what is wrong with the container ends it.
fn one(
    name: &[u8],
    around: &Member<'_>,
    outlet: &mut Outlet<'_>,
    read: impl FnOnce(&Member<'_>, &mut Outlet<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    outlet.count_member()?;
    let name = &name[..name.len().min(NAME_BYTES_MAX)];
    let own = EntryPath::new(name);
    if own.name().starts_with(b".") || name.starts_with(b"__MACOSX/") {
        return Ok(());
    }
    let key = around.inner_key(&own.to_string());
    let path = EntryPath::new([around.path.bytes(), b"/", name].concat());
    let inner = inside(around, &path, &key)?;
    match read(&inner, outlet) {
        Ok(()) => Ok(()),
        // The container's own stream has failed: there is nothing behind it.
        Err(refusal @ Refusal::Unreadable(_)) => Err(refusal),
        Err(refusal) => {
            outlet.skip(&inner, "", &refusal.to_string());
            Ok(())
        }
    }
}

pub(in crate::read) fn broken_zip(error: ZipError) -> Refusal {
    match error {
        ZipError::Io(cause) => match Refusal::unreadable(cause) {
            Refusal::Unreadable(reason) => Refusal::Broken { format: "ZIP", reason },
            other => other,
        },
        ZipError::InvalidArchive(what) => {
            let reason = format!("its list of members cannot be read ({what}): it was cut short or damaged");
            Refusal::Broken { format: "ZIP", reason }
        }
        other => Refusal::Broken { format: "ZIP", reason: other.to_string() },
    }
}
