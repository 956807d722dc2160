//! A place in a text that moves forward past digits, words and gaps.

use unicode_normalization::char::is_combining_mark;

use crate::language::fold;

/// Longer runs of letters name no month, weekday or zone; they are not even folded.
const WORD_BYTES_MAX: usize = 32;

#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    pub at: usize,
}

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str) -> Cursor<'t> {
        Cursor { text, at: 0 }
    }

    pub fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Moves past `c` when it stands here.
    pub fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    /// Moves past one character for which `accept` holds.
    pub fn eat_if(&mut self, accept: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|c| accept(*c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Whether one of `marks` has just been passed.
    pub fn is_behind(&self, marks: &[char]) -> bool {
        self.text[..self.at].ends_with(marks)
    }

    /// How many ASCII digits stand here.
    pub fn digit_count(&self) -> usize {
        self.rest().bytes().take_while(u8::is_ascii_digit).count()
    }

    /// Moves past the whole run of digits, when it has `min` to `max` (at most 9) of them.
    pub fn number(&mut self, min: usize, max: usize) -> Option<u32> {
        let count = self.digit_count();
        if !(min..=max).contains(&count) {
            return None;
        }
        let value = self.rest()[..count].parse().ok()?;
        self.at += count;
        Some(value)
    }

    /// Exactly the next `count` digits, whatever follows them.
    pub fn digits(&mut self, count: usize) -> Option<u32> {
        if self.digit_count() < count {
            return None;
        }
        let value = self.rest()[..count].parse().ok()?;
        self.at += count;
        Some(value)
    }

    /// Moves past the run of letters (and their marks) that stands here.
    pub fn letters(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphabetic() || is_combining_mark(c))).unwrap_or(rest.len());
        self.at += end;
        (end > 0).then(|| &rest[..end])
    }

    /// The run of letters here, folded in case and accents.
    pub fn word(&mut self) -> Option<String> {
        self.letters().filter(|word| word.len() <= WORD_BYTES_MAX).map(fold)
    }

    /// Moves past `word` (folded) when it is the whole run of letters here.
    pub fn eat_word(&mut self, words: &[&str]) -> bool {
        let mut ahead = *self;
        let found = ahead.word().is_some_and(|word| words.contains(&word.as_str()));
        if found {
            *self = ahead;
        }
        found
    }

    /// Moves past blanks within the line; whether there were any.
    pub fn blanks(&mut self) -> bool {
        let start = self.at;
        while self.eat_if(|c| matches!(c, ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{2009}')).is_some() {}
        self.at > start
    }

    /// What may stand between two parts of a date: blanks, or one hyphen.
    pub fn gap(&mut self) -> bool {
        self.blanks() || self.eat('-')
    }

    /// No letter or digit follows: a word ends here.
    pub fn at_border(&self) -> bool {
        !self.peek().is_some_and(|c| c.is_alphanumeric() || is_combining_mark(c))
    }

    /// One of `marks` with a digit behind it follows: the number goes on.
    pub fn number_goes_on(&self, marks: &[char]) -> bool {
        let mut ahead = *self;
        ahead.eat_if(|c| marks.contains(&c)).is_some() && ahead.digit_count() > 0
    }
}
