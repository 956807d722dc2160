//! Case and accents folded, without harming scripts in which a mark makes another letter.
//!
//! Latin and Greek lose their marks; the marks of Arabic and Hebrew are vowel points and go too;
//! Cyrillic ё is written е as in print. Everything else keeps its marks (й is not и, が is not
//! か, Indic vowel signs are vowels) and is composed (NFC), with compatibility forms (full-width
//! letters, ligatures) resolved as NFKC does.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a run of letters as tokens are folded.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded form of `run`.
pub(super) fn fold_into(run: &str, folded: &mut String) {
    // Of plain letters nothing can be taken but their case.
    if run.is_ascii() {
        folded.extend(run.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        return;
    }
    let mut strippable = false;
    for composed in run.nfkc() {
        for c in composed.to_lowercase() {
            if is_invisible(c) {
                continue;
            }
            if is_combining_mark(c) {
                if !strippable && !is_vowel_point(c) {
                    folded.push(c);
                }
                continue;
            }
            strippable = loses_marks(c);
            if strippable { push_base(c, folded) } else { push_other(c, folded) }
        }
    }
}

/// Soft hyphen and the zero-width characters: invisible, and no border of a word.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Latin and Greek.
fn loses_marks(c: char) -> bool {
    matches!(u32::from(c), 0x41..=0x24F | 0x250..=0x2AF | 0x370..=0x3FF | 0x1D00..=0x1DBF | 0x1E00..=0x1FFF
        | 0x2C60..=0x2C7F | 0xA720..=0xA7FF)
}

fn push_base(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c);
        return;
    }
    if let Some(letters) = without_decomposition(c) {
        folded.push_str(letters);
        return;
    }
    for part in std::iter::once(c).nfd() {
        match part {
            'ς' => folded.push('σ'),
            _ if is_combining_mark(part) => {}
            _ => folded.push(part),
        }
    }
}

/// Latin letters that Unicode does not take apart though readers do.
fn without_decomposition(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ŋ' => "n",
        'ŧ' => "t",
        'þ' => "th",
        _ => return None,
    })
}

fn push_other(c: char, folded: &mut String) {
    match c {
        'ё' => folded.push('е'),
        // Tatweel only stretches the line.
        'ـ' => {}
        // Alef with hamza or madda is typed as bare alef as often as not.
        'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
        _ => folded.push(c),
    }
}

/// Hebrew points and accents, Arabic vowel signs.
fn is_vowel_point(c: char) -> bool {
    matches!(u32::from(c), 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6ED | 0x8D3..=0x8FF)
}

#[cfg(test)]
mod tests {
    use super::fold;

    fn check(written: &str, expected: &str) {
        assert_eq!(fold(written), expected, "{written}");
    }

    #[test]
    fn latin_and_greek_lose_their_marks() {
        check("Ébène Ångström ŒUVRE Łódź Đà Nẵng", "ebene angstrom oeuvre lodz da nang");
        check("Straße STRASSE Æsir þing", "strasse strasse aesir thing");
        check("Ἀθῆναι Αθήνα ΝΈΟΣ", "αθηναι αθηνα νεοσ");
    }

    #[test]
    fn the_dots_of_turkish_fall_together() {
        check("İstanbul ISPARTA ışık işçi", "istanbul isparta isik isci");
    }

    #[test]
    fn marks_that_make_another_letter_stay() {
        check("Йод и май", "йод и май");
        check("がか ガ", "がか ガ");
        check("हिन्दी காற்று เชียงใหม่", "हिन्दी காற்று เชียงใหม่");
        check("Ёлка їжак", "елка їжак");
    }

    #[test]
    fn vowel_points_and_tatweel_go() {
        check("مُحَمَّد كـــتاب أحمد", "محمد كتاب احمد");
        check("בְּרֵאשִׁית", "בראשית");
    }
}
