//! Tokens in, tokens out: the one tokenizer tantivy is given.
//!
//! A field's value is its tokens with one space between them, made by `document`. A [`GAP`] in
//! the value leaves positions empty; a token `@123` of the breaks field stands at position 123.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use crate::query::HEADLINE_GAP;

pub const NAME: &str = "spaced";

/// Stands between headline and body and between the values of a field. No token can be this: a
/// token holds letters, digits and marks only.
pub const GAP: char = '|';

/// Before the position of a break: `s@17` is the token `s` at position 17.
pub const AT: char = '@';

pub fn manager() -> TokenizerManager {
    // tantivy wants its own `default` and `raw` for fields that are not text.
    let manager = TokenizerManager::default();
    manager.register(NAME, TextAnalyzer::builder(Spaced::default()).build());
    manager
}

#[derive(Clone, Default)]
struct Spaced {
    token: Token,
}

impl Tokenizer for Spaced {
    type TokenStream<'a> = SpacedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> SpacedStream<'a> {
        self.token.reset();
        SpacedStream { rest: text, next_position: 0, token: &mut self.token }
    }
}

struct SpacedStream<'a> {
    rest: &'a str,
    next_position: usize,
    token: &'a mut Token,
}

impl TokenStream for SpacedStream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if self.rest.is_empty() {
                return false;
            }
            let end = memchr::memchr(b' ', self.rest.as_bytes()).unwrap_or(self.rest.len());
            let mut word = &self.rest[..end];
            self.rest = self.rest.get(end + 1..).unwrap_or("");
            if word.as_bytes() == [GAP as u8] {
                self.next_position += HEADLINE_GAP as usize;
                continue;
            }
            // Breaks are short words; looking for a mark in every word of the text would cost.
            if word.len() > 2 && word.as_bytes()[1] == AT as u8 {
                self.next_position = word[2..].parse().unwrap_or(self.next_position);
                word = &word[..1];
            }
            self.token.position = self.next_position;
            self.token.text.clear();
            self.token.text.push_str(word);
            self.next_position += 1;
            return true;
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: &[(&str, usize)]) {
        let mut analyzer = manager().get(NAME).unwrap();
        let mut stream = analyzer.token_stream(value);
        let mut found = Vec::new();
        while let Some(token) = stream.next() {
            found.push((token.text.clone(), token.position));
        }
        let expected: Vec<(String, usize)> = expected.iter().map(|(word, at)| (word.to_string(), *at)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_body_begins_a_gap_after_the_headline() {
        check(
            "river rises | the river rose",
            &[("river", 0), ("rises", 1), ("the", 1002), ("river", 1003), ("rose", 1004)],
        );
        check("the river", &[("the", 0), ("river", 1)]);
    }

    #[test]
    fn breaks_stand_where_they_say() {
        check("p@0 s@7 p@1012", &[("p", 0), ("s", 7), ("p", 1012)]);
    }
}
