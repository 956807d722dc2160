//! Text to tokens.
//!
//! A token is a maximal run of letters, digits and combining marks, folded in case and accents
//! (`fold`); soft hyphens and zero-width characters inside a run are dropped. Every character of
//! Han, Kana and Hangul is a token of its own: words of these scripts are phrases. One token per
//! position, so that any engine can hold them. A compound (`O'Neill`, `AT&T`, `3.5`) is several
//! tokens side by side; a possessive's `s` is a token too.

use unicode_normalization::char::is_combining_mark;

use super::fold::{fold_into, is_invisible};
use crate::model::Span;

/// One token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Folded.
    pub text: String,
    /// Bytes of the text it was made from.
    pub span: Span,
}

/// All tokens of a text; the place in the list is the position.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Tokens::new(text);
    let mut all = Vec::new();
    while let Some(span) = tokens.advance() {
        all.push(Token { text: tokens.token().to_string(), span });
    }
    all
}

/// Walks the tokens of a text with one buffer: what the index writes from.
pub struct Tokens<'a> {
    text: &'a str,
    offset: usize,
    folded: String,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Tokens<'a> {
        Tokens { text, offset: 0, folded: String::new() }
    }

    /// The folded token that the last `advance` found.
    pub fn token(&self) -> &str {
        &self.folded
    }

    /// Goes to the next token and returns its span in the text.
    pub fn advance(&mut self) -> Option<Span> {
        loop {
            let start = self.skip_separators()?;
            let end = self.run_end(start);
            self.offset = end;
            self.fold_run(start, end);
            // A run of nothing but marks or signs that fold away leaves no token.
            if !self.folded.is_empty() {
                return Some(Span::new(start, end));
            }
        }
    }

    fn skip_separators(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.offset;
        while at < bytes.len() {
            if bytes[at].is_ascii() {
                if bytes[at].is_ascii_alphanumeric() {
                    return Some(at);
                }
                at += 1;
            } else {
                let c = char_at(self.text, at);
                if is_word(c) {
                    return Some(at);
                }
                at += c.len_utf8();
            }
        }
        None
    }

    fn run_end(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        // The end leaves out invisible characters that trail the run.
        let mut end = start;
        while at < bytes.len() {
            if bytes[at].is_ascii() {
                if !bytes[at].is_ascii_alphanumeric() {
                    break;
                }
                at += 1;
                end = at;
                continue;
            }
            let c = char_at(self.text, at);
            if is_bigram_script(c) {
                if at == start {
                    return self.with_marks(at + c.len_utf8());
                }
                break;
            }
            if is_word(c) {
                at += c.len_utf8();
                end = at;
            } else if is_invisible(c) {
                at += c.len_utf8();
            } else {
                break;
            }
        }
        end
    }

    /// The end of the combining marks that follow a character of Han, Kana or Hangul (a voiced
    /// sound mark in decomposed text).
    fn with_marks(&self, mut end: usize) -> usize {
        while let Some(c) = self.text[end..].chars().next() {
            if !is_combining_mark(c) {
                break;
            }
            end += c.len_utf8();
        }
        end
    }

    fn fold_run(&mut self, start: usize, end: usize) {
        self.folded.clear();
        let run = &self.text[start..end];
        if run.is_ascii() {
            self.folded.push_str(run);
            self.folded.make_ascii_lowercase();
        } else {
            fold_into(run, &mut self.folded);
        }
    }
}

/// Han, Kana and Hangul, where words are not set apart by spaces or endings cling to them.
pub fn is_bigram_script(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11FF          // Hangul jamo
        | 0x3005..=0x3007        // iteration mark, closing mark, zero
        | 0x3021..=0x3029 | 0x3031..=0x3035 | 0x3038..=0x303B
        | 0x3041..=0x3096 | 0x309D..=0x309F   // Hiragana
        | 0x30A1..=0x30FA | 0x30FC..=0x30FF   // Katakana
        | 0x3105..=0x312F | 0x31A0..=0x31BF   // Bopomofo
        | 0x3131..=0x318E | 0xA960..=0xA97C | 0xAC00..=0xD7A3 | 0xD7B0..=0xD7FB
        | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF
        | 0xFF66..=0xFF9F | 0xFFA0..=0xFFDC   // half-width
        | 0x1B000..=0x1B16F
        | 0x20000..=0x323AF)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().expect("the offset lies before the end, on a border")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = tokens(text);
        let words: Vec<&str> = found.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(words.join(" "), expected, "{text}");
        for token in &found {
            assert!(text.is_char_boundary(token.span.start) && text.is_char_boundary(token.span.end));
        }
    }

    #[test]
    fn compounds_are_their_parts() {
        check("O'Neill’s AT&T U.S. 3.5% a@b.org", "o neill s at t u s 3 5 a b org");
    }

    #[test]
    fn case_and_accents_are_folded() {
        check(
            "Müller MÜLLER Muller Łódź Straße İstanbul ΣΊΣΥΦΟΣ",
            "muller muller muller lodz strasse istanbul σισυφοσ",
        );
        check("e\u{301}tude", "etude");
    }

    #[test]
    fn scripts_keep_their_letters() {
        check("Чайка ёж", "чайка еж");
        check("हिन्दी ภาษาไทย", "हिन्दी ภาษาไทย");
        check("كِتَاب שָׁלוֹם", "كتاب שלום");
    }

    #[test]
    fn han_kana_and_hangul_are_single_characters() {
        check("東京都2020年", "東 京 都 2020 年");
        check("が か\u{3099} 한국어", "が が 한 국 어");
    }

    #[test]
    fn invisible_characters_do_not_part_words() {
        check("sanc\u{AD}tions zero\u{200B}width \u{FEFF}bom", "sanctions zerowidth bom");
    }
}
