//! A document whose table of objects is broken: the table is made again from the objects themselves,
//! as every reader of PDF does.

use std::collections::BTreeMap;

use memchr::memmem;

/// Objects of one document.
const OBJECTS_MAX: usize = 1_000_000;
/// A dictionary of the catalogue is no longer than this.
const CATALOGUE_BYTES_MAX: usize = 4096;

/// The bytes with a new table behind them; `None` where no catalogue is found. Not for documents that
/// are encrypted: what says how stands in the broken part.
pub(super) fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let objects = objects(bytes);
    let is_catalogue = |place: &usize| {
        let end = bytes.len().min(place + CATALOGUE_BYTES_MAX);
        let object = &bytes[*place..end];
        let object = &object[..memmem::find(object, b"endobj").unwrap_or(object.len())];
        memmem::find(object, b"/Catalog").is_some()
    };
    let catalogue = objects.iter().rev().find(|(_, (_, place))| is_catalogue(place));
    let root = match catalogue {
        Some((number, (generation, _))) => format!("{number} {generation} R"),
        None => reference(bytes, b"/Root")?,
    };
    let info = reference(bytes, b"/Info").map_or(String::new(), |info| format!(" /Info {info}"));
    let size = objects.keys().last()?.saturating_add(1);
    let mut whole = bytes.to_vec();
    whole.push(b'\n');
    let start = whole.len();
    whole.extend_from_slice(b"xref\n0 1\n0000000000 65535 f \n");
    for (number, (generation, place)) in &objects {
        whole.extend_from_slice(format!("{number} 1\n{place:010} {generation:05} n \n").as_bytes());
    }
    let trailer = format!("trailer\n<< /Size {size} /Root {root}{info} >>\nstartxref\n{start}\n%%EOF\n");
    whole.extend_from_slice(trailer.as_bytes());
    Some(whole)
}

/// Number, generation and place of every `12 0 obj`; of two with a number the later.
fn objects(bytes: &[u8]) -> BTreeMap<u32, (u16, usize)> {
    let mut found = BTreeMap::new();
    for at in memmem::find_iter(bytes, b" obj").take(OBJECTS_MAX) {
        let Some((generation, before)) = number_before(bytes, at) else { continue };
        let Some((number, place)) = number_before(bytes, before.saturating_sub(1)) else { continue };
        if let (Ok(number), Ok(generation), true) = (u32::try_from(number), u16::try_from(generation), before > 0) {
            found.insert(number, (generation, place));
        }
    }
    found
}

/// The number whose digits end before `end`, and where it begins.
fn number_before(bytes: &[u8], end: usize) -> Option<(u64, usize)> {
    const DIGITS_MAX: usize = 10;
    let digits = bytes[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).take(DIGITS_MAX).count();
    let text = std::str::from_utf8(&bytes[end - digits..end]).ok()?;
    Some((text.parse().ok()?, end - digits))
}

/// `12 0 R` behind the last such key.
fn reference(bytes: &[u8], key: &[u8]) -> Option<String> {
    let at = memmem::rfind(bytes, key)? + key.len();
    let text = String::from_utf8_lossy(&bytes[at..bytes.len().min(at + 32)]).into_owned();
    let mut words = text.split_ascii_whitespace();
    let number: u32 = words.next()?.parse().ok()?;
    let generation: u16 = words.next()?.parse().ok()?;
    words.next()?.starts_with('R').then(|| format!("{number} {generation} R"))
}
