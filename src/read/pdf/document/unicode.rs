//! A font's table of Unicode values (`ToUnicode`): which letters a code stands for.

use std::collections::HashMap;

/// Entries of one table.
const ENTRIES_MAX: usize = 100_000;
/// Letters of one entry: the longest ligatures have four.
const LETTERS_MAX: usize = 16;

/// Codes of one or two bytes to letters.
#[derive(Default)]
pub(super) struct UnicodeTable {
    entries: HashMap<(usize, u32), String>,
}

impl UnicodeTable {
    /// Reads `bfchar` and `bfrange` sections; what is broken of them is passed over.
    pub(super) fn read(bytes: &[u8]) -> UnicodeTable {
        let mut table = UnicodeTable::default();
        let mut tokens = Tokens { rest: bytes };
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"beginbfchar") => table.take_characters(&mut tokens),
                Token::Word(b"beginbfrange") => table.take_ranges(&mut tokens),
                _ => {}
            }
        }
        table
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn get(&self, code: u32, length: usize) -> Option<&str> {
        self.entries.get(&(length, code)).map(String::as_str)
    }

    fn take_characters(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Hex(code)) = tokens.next()
            && let Some(Token::Hex(letters)) = tokens.next()
        {
            self.take(code.len(), number(&code), letters_of(&letters, 0));
        }
    }

    fn take_ranges(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Hex(first)) = tokens.next()
            && let Some(Token::Hex(last)) = tokens.next()
        {
            let codes = number(&first)..=number(&last).min(number(&first).saturating_add(0xFFFF));
            match tokens.next() {
                Some(Token::Hex(letters)) => {
                    for (nth, code) in codes.enumerate() {
                        self.take(first.len(), code, letters_of(&letters, nth as u32));
                    }
                }
                Some(Token::Open) => {
                    let mut codes = codes;
                    while let Some(Token::Hex(letters)) = tokens.next() {
                        if let Some(code) = codes.next() {
                            self.take(first.len(), code, letters_of(&letters, 0));
                        }
                    }
                }
                _ => return,
            }
        }
    }

    fn take(&mut self, length: usize, code: u32, letters: String) {
        if self.entries.len() < ENTRIES_MAX {
            self.entries.insert((length, code), letters);
        }
    }
}

/// UTF-16, the last unit moved on by `nth`.
fn letters_of(bytes: &[u8], nth: u32) -> String {
    let mut units: Vec<u16> = match bytes {
        [one] => vec![u16::from(*one)],
        _ => bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    };
    if let Some(last) = units.last_mut() {
        *last = last.wrapping_add(nth as u16);
    }
    char::decode_utf16(units).take(LETTERS_MAX).map(|letter| letter.unwrap_or('\u{FFFD}')).collect()
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |value, byte| value << 8 | u32::from(*byte))
}

enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Word(&'a [u8]),
}

struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.rest = self.rest.trim_ascii_start();
        match self.rest.first()? {
            b'<' if !self.rest.starts_with(b"<<") => {
                let end = self.rest.iter().position(|byte| *byte == b'>').unwrap_or(self.rest.len());
                let digits: Vec<u8> = self.rest[1..end].iter().filter_map(|byte| hex(*byte)).collect();
                self.rest = &self.rest[(end + 1).min(self.rest.len())..];
                Some(Token::Hex(digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect()))
            }
            b'[' => {
                self.rest = &self.rest[1..];
                Some(Token::Open)
            }
            _ => {
                let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'[');
                let end = self.rest.iter().skip(1).position(ends).map_or(self.rest.len(), |at| at + 1);
                let (word, rest) = self.rest.split_at(end);
                self.rest = rest;
                Some(Token::Word(word))
            }
        }
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: &str, length: usize, code: u32, expected: Option<&str>) {
        assert_eq!(UnicodeTable::read(table.as_bytes()).get(code, length), expected, "{table}");
    }

    #[test]
    fn characters_and_ranges() {
        check("1 beginbfchar <01> <0041> endbfchar", 1, 1, Some("A"));
        check("1 beginbfchar <0003> <00660069> endbfchar", 2, 3, Some("fi"));
        check("1 beginbfrange <0010><0012><0041> endbfrange", 2, 0x12, Some("C"));
        check("1 beginbfrange <10> <12> [<0041> <0042> <00480049>] endbfrange", 1, 0x12, Some("HI"));
        check("1 beginbfrange <10> <12> [<0041>] <20> <21> <0061> endbfrange", 1, 0x21, Some("b"));
    }

    #[test]
    fn broken_tables_give_what_they_hold() {
        check("beginbfchar <01> <0041> <02", 1, 1, Some("A"));
        check("beginbfrange <00000000> <FFFFFFFF> <0041>", 4, 1, Some("B"));
        check("beginbfchar <> <> endbfchar", 1, 0, None);
        check("<<>> [", 1, 0, None);
    }
}
