//! What an entity stands for: a character by number, HTML's names, and plain declarations.

use std::borrow::Cow;
use std::collections::HashMap;

use encoding_rs::WINDOWS_1252;
use quick_xml::escape::resolve_predefined_entity;

/// A longer name or number is none.
const NAME_BYTES_MAX: usize = 40;
/// A declaration stands for a few words, not for a text.
const DECLARED_BYTES_MAX: usize = 200;
/// Bytes that declared entities may add to one document.
const ADDED_BYTES_MAX: usize = 64 << 10;

/// The entities of one document.
#[derive(Default)]
pub(super) struct Entities {
    declared: HashMap<String, String>,
    added_bytes: usize,
}

impl Entities {
    /// Takes the declarations of a DOCTYPE: those that are plain words.
    pub(super) fn declare(&mut self, doctype: &str) {
        for declaration in doctype.split("<!ENTITY").skip(1) {
            let Some((name, rest)) = declaration.trim_start().split_once(char::is_whitespace) else { continue };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some((value, _)) = rest[1..].split_once(quote) else { continue };
            if value.len() <= DECLARED_BYTES_MAX && !value.contains(['&', '<', '%']) {
                self.declared.entry(name.to_string()).or_insert_with(|| value.to_string());
            }
        }
    }

    /// The characters for `&name;`; `None` where nobody knows.
    pub(super) fn resolve(&mut self, name: &str) -> Option<Cow<'static, str>> {
        if let Some(known) = known(name) {
            return Some(known);
        }
        let value = self.declared.get(name)?;
        self.added_bytes += value.len();
        (self.added_bytes <= ADDED_BYTES_MAX).then(|| Cow::Owned(value.clone()))
    }
}

/// By number or by HTML's name.
fn known(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else { return resolve_predefined_entity(name).map(Cow::Borrowed) };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Browsers read these numbers as Windows-1252; no text means the control characters.
    if let Ok(byte @ 0x80..=0x9F) = u8::try_from(code) {
        return Some(Cow::Owned(WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned()));
    }
    let character = char::from_u32(code).filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))?;
    Some(Cow::Owned(character.to_string()))
}

/// A text with its entities resolved; those that nobody knows stay as typed.
pub(in crate::read) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(NAME_BYTES_MAX).position(|b| b == b';');
        let resolved = end.and_then(|end| Some((known(rest.get(1..end)?)?, end + 1)));
        let (characters, length) = resolved.unwrap_or((Cow::Borrowed("&"), 1));
        plain.push_str(&characters);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}
