//! A font: how wide its glyphs are and which letters they are.
//!
//! Letters come from the font's Unicode table, else from its encoding and the names of its glyphs
//! (Adobe Glyph List, and the `uniXXXX` form); a glyph that neither names becomes U+FFFD, so that
//! it is seen to be missing.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

use super::glyph_names::{Encoding, letters_named};
use super::unicode::UnicodeTable;

/// Widths of a font that are kept.
const WIDTHS_MAX: usize = 70_000;
/// The width of a glyph where the font does not tell, in parts of the size.
const WIDTH_UNKNOWN: f32 = 0.5;

/// A code of a string that is shown.
pub(super) struct Code {
    pub value: u32,
    /// In bytes.
    pub length: usize,
    /// The single byte 32, which word spacing widens.
    pub is_space: bool,
}

pub(super) struct Font {
    /// Two bytes a code.
    wide: bool,
    /// In parts of the size.
    widths: HashMap<u32, f32>,
    width_otherwise: f32,
    unicode: Option<UnicodeTable>,
    base: Encoding,
    /// Letters that the encoding has elsewhere.
    differences: HashMap<u8, String>,
}

impl Font {
    pub(super) fn read(document: &Document, font: &Dictionary) -> Font {
        let wide = font.get_deref(b"Subtype", document).and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0");
        let table = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream);
        let table = table.ok().and_then(|stream| stream.get_plain_content().ok());
        let unicode = table.map(|table| UnicodeTable::read(&table)).filter(|table| !table.is_empty());
        let mut read = Font {
            wide,
            widths: HashMap::new(),
            width_otherwise: WIDTH_UNKNOWN,
            unicode,
            base: Encoding::named(b"StandardEncoding"),
            differences: HashMap::new(),
        };
        if wide {
            read.take_wide_widths(document, font);
        } else {
            read.take_widths(document, font);
            read.take_encoding(document, font);
        }
        read
    }

    fn take_widths(&mut self, document: &Document, font: &Dictionary) {
        let number = |key: &[u8]| font.get_deref(key, document).ok()?.as_float().ok();
        let first = number(b"FirstChar").unwrap_or(0.0) as u32;
        // A font that is drawn by operators has a measure of its own.
        let measure = font.get_deref(b"FontMatrix", document).and_then(Object::as_array).ok();
        let unit = measure.and_then(|matrix| matrix.first()?.as_float().ok()).unwrap_or(0.001);
        let widths = font.get_deref(b"Widths", document).and_then(Object::as_array);
        for (code, width) in (first..=u32::MAX).zip(widths.map_or(&[][..], Vec::as_slice).iter().take(WIDTHS_MAX)) {
            if let Some(width) = document.dereference(width).ok().and_then(|(_, width)| width.as_float().ok()) {
                self.widths.insert(code, width * unit);
            }
        }
        let descriptor = font.get_deref(b"FontDescriptor", document).and_then(Object::as_dict).ok();
        let missing = descriptor.and_then(|told| told.get_deref(b"MissingWidth", document).ok()?.as_float().ok());
        if let Some(width) = missing.filter(|width| *width > 0.0) {
            self.width_otherwise = width / 1000.0;
        }
    }

    fn take_wide_widths(&mut self, document: &Document, font: &Dictionary) {
        self.width_otherwise = 1.0;
        let descendants = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
        let first = descendants.and_then(|fonts| document.dereference(fonts.first()?).ok()?.1.as_dict().ok());
        let Some(font) = first else { return };
        if let Some(width) = font.get_deref(b"DW", document).ok().and_then(|width| width.as_float().ok()) {
            self.width_otherwise = width / 1000.0;
        }
        let Ok(list) = font.get_deref(b"W", document).and_then(Object::as_array) else { return };
        let value = |at: usize| document.dereference(list.get(at)?).ok().map(|(_, value)| value);
        let mut at = 0;
        // `first [w w w]` or `first last w`.
        while let Some(first) = value(at).and_then(|first| first.as_float().ok()) {
            let first = first as u32;
            if let Some(Object::Array(widths)) = value(at + 1) {
                for (code, width) in (first..=u32::MAX).zip(widths) {
                    self.take_wide(code, document.dereference(width).ok().and_then(|(_, width)| width.as_float().ok()));
                }
                at += 2;
                continue;
            }
            let Some(last) = value(at + 1).and_then(|last| last.as_float().ok()) else { return };
            let width = value(at + 2).and_then(|width| width.as_float().ok());
            for code in first..=(last as u32).min(first.saturating_add(WIDTHS_MAX as u32)) {
                self.take_wide(code, width);
            }
            at += 3;
        }
    }

    fn take_wide(&mut self, code: u32, width: Option<f32>) {
        if let Some(width) = width.filter(|_| self.widths.len() < WIDTHS_MAX) {
            self.widths.insert(code, width / 1000.0);
        }
    }

    fn take_encoding(&mut self, document: &Document, font: &Dictionary) {
        let is_true_type = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"TrueType");
        if is_true_type {
            self.base = Encoding::named(b"WinAnsiEncoding");
        }
        let Ok(encoding) = font.get_deref(b"Encoding", document) else { return };
        if let Ok(name) = encoding.as_name() {
            self.base = Encoding::named(name);
        }
        let Ok(encoding) = encoding.as_dict() else { return };
        let named = encoding.get_deref(b"BaseEncoding", document).and_then(Object::as_name);
        if let Ok(name) = named {
            self.base = Encoding::named(name);
        }
        let differences = encoding.get_deref(b"Differences", document).and_then(Object::as_array);
        let mut code = 0_u8;
        for item in differences.map_or(&[][..], Vec::as_slice) {
            match document.dereference(item) {
                Ok((_, Object::Integer(next))) => code = u8::try_from(*next).unwrap_or(0),
                Ok((_, Object::Name(name))) => {
                    self.differences.insert(code, letters_named(name));
                    code = code.wrapping_add(1);
                }
                _ => {}
            }
        }
    }

    /// The codes of a string.
    pub(super) fn codes<'s>(&self, string: &'s [u8]) -> impl Iterator<Item = Code> + 's {
        let length = if self.wide { 2 } else { 1 };
        string.chunks(length).map(move |bytes| Code {
            value: bytes.iter().fold(0, |value, byte| value << 8 | u32::from(*byte)),
            length,
            is_space: bytes == [b' '],
        })
    }

    /// In parts of the size.
    pub(super) fn width(&self, code: u32) -> f32 {
        self.widths.get(&code).copied().unwrap_or(self.width_otherwise)
    }

    /// The letters that a code stands for.
    pub(super) fn text(&self, code: u32, length: usize) -> String {
        if let Some(found) = self.unicode.as_ref().and_then(|table| table.get(code, length)) {
            return found.to_string();
        }
        let Ok(byte) = u8::try_from(code) else { return '\u{FFFD}'.to_string() };
        if self.wide {
            return '\u{FFFD}'.to_string();
        }
        if let Some(found) = self.differences.get(&byte) {
            return found.clone();
        }
        self.base.letter(byte).unwrap_or('\u{FFFD}').to_string()
    }
}
