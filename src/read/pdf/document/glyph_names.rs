//! Which letters the codes of an encoding and the names of glyphs stand for.
//!
//! The tables are those of `lopdf`, which gives them out through font dictionaries alone: such
//! dictionaries are made here to ask them.

use lopdf::{Dictionary, Document, Object};

/// A named encoding of single bytes.
pub(super) struct Encoding {
    letters: [Option<char>; 256],
}

impl Encoding {
    /// `WinAnsiEncoding`, `MacRomanEncoding` and their like; another name is the standard encoding.
    pub(super) fn named(name: &[u8]) -> Encoding {
        let mut font = font();
        if matches!(name, b"WinAnsiEncoding" | b"MacRomanEncoding" | b"MacExpertEncoding") {
            font.set("Encoding", Object::Name(name.to_vec()));
        }
        let mut letters = [None; 256];
        if let Ok(encoding) = font.get_font_encoding(&Document::new()) {
            for (code, letter) in (0..=u8::MAX).zip(&mut letters) {
                *letter = encoding.bytes_to_string(&[code]).ok().and_then(|text| text.chars().next());
            }
        }
        Encoding { letters }
    }

    pub(super) fn letter(&self, code: u8) -> Option<char> {
        self.letters[usize::from(code)]
    }
}

fn font() -> Dictionary {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font
}

/// The letters that a glyph's name tells: `eacute`, `uni00E9`, `u1F600`, `f_i`, `a.swash`. One that
/// no table knows is U+FFFD.
pub(super) fn letters_named(name: &[u8]) -> String {
    let name = name.split(|byte| *byte == b'.').next().unwrap_or(name);
    let parts = name.split(|byte| *byte == b'_').map(|part| letter_named(part).unwrap_or('\u{FFFD}'));
    parts.collect()
}

fn letter_named(name: &[u8]) -> Option<char> {
    if let [letter] = name {
        return letter.is_ascii_alphabetic().then(|| char::from(*letter));
    }
    in_glyph_list(name).or_else(|| {
        let name = std::str::from_utf8(name).ok()?;
        let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
        let digits = digits.get(..digits.len().min(6)).filter(|digits| digits.len() >= 4)?;
        char::from_u32(u32::from_str_radix(digits, 16).ok()?)
    })
}

/// The Adobe Glyph List, asked by an encoding whose first code is a glyph of that name.
fn in_glyph_list(name: &[u8]) -> Option<char> {
    let mut encoding = Dictionary::new();
    encoding.set("Type", Object::Name(b"Encoding".to_vec()));
    encoding.set("Differences", Object::Array(vec![Object::Integer(0), Object::Name(name.to_vec())]));
    let mut font = font();
    font.set("Encoding", Object::Dictionary(encoding));
    // Of an unknown name the answer is the standard encoding, which has nothing at 0.
    font.get_font_encoding(&Document::new()).ok()?.bytes_to_string(&[0]).ok()?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_tell_letters() {
        let told = |name: &str| letters_named(name.as_bytes());
        assert_eq!(told("eacute"), "é");
        assert_eq!(told("quotedblleft"), "“");
        assert_eq!(told("A"), "A");
        assert_eq!(told("uni00E9"), "é");
        assert_eq!(told("u1F600"), "😀");
        assert_eq!(told("f_f_i"), "ffi");
        assert_eq!(told("a.swash"), "a");
        assert_eq!(told("g123"), "\u{FFFD}");
    }

    #[test]
    fn encodings_differ_beyond_ascii() {
        assert_eq!(Encoding::named(b"WinAnsiEncoding").letter(0x93), Some('“'));
        assert_eq!(Encoding::named(b"StandardEncoding").letter(0xAA), Some('“'));
        assert_eq!(Encoding::named(b"StandardEncoding").letter(0), None);
    }
}
