//! The words whose origin is asked for: a text as it was typed or pasted, made into tokens.
//!
//! Quotation marks around it mean nothing. `…`, `...` and square brackets are an editor's: they
//! part the words into pieces between which others may stand, and what a bracket holds is not
//! looked for.

use super::small_words::is_small;
use crate::language::tokens;
use crate::model::Span;

/// The most bytes of a text that is traced: as much as a query may have.
pub const ASKED_BYTES_MAX: usize = 32_768;

/// Why a text cannot be traced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Untraceable {
    #[error("there is no word to trace")]
    Empty,
    #[error("{bytes} bytes are past the limit of {ASKED_BYTES_MAX} for a text to trace")]
    TooLong { bytes: usize },
}

/// One word of the text.
#[derive(Clone, Debug)]
pub(super) struct AskedWord {
    /// Folded.
    pub token: String,
    /// Bytes of the text.
    pub span: Span,
    /// No article, pronoun or the like: what the text is about.
    pub is_content: bool,
    /// Words may have been left out before it: the text says so.
    pub after_gap: bool,
}

/// The text with its words.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub text: String,
    pub words: Vec<AskedWord>,
}

impl Asked {
    /// # Errors
    /// A text without words, or one past the limit.
    pub fn of(typed: &str) -> Result<Asked, Untraceable> {
        if typed.len() > ASKED_BYTES_MAX {
            return Err(Untraceable::TooLong { bytes: typed.len() });
        }
        let text = without_marks(typed).to_string();
        let brackets = brackets(&text);
        let mut words: Vec<AskedWord> = Vec::new();
        let mut before = 0;
        for token in tokens(&text) {
            if brackets.iter().any(|bracket| bracket.contains(token.span)) {
                continue;
            }
            let between = &text[before..token.span.start];
            let after_gap = !words.is_empty() && (between.contains(['…', '[']) || between.contains("..."));
            before = token.span.end;
            words.push(AskedWord {
                is_content: !is_small(&token.text),
                token: token.text,
                span: token.span,
                after_gap,
            });
        }
        if words.is_empty() { Err(Untraceable::Empty) } else { Ok(Asked { text, words }) }
    }

    /// The words between two gaps, as ranges.
    pub fn pieces(&self) -> Vec<std::ops::Range<usize>> {
        let mut starts: Vec<usize> = (0..self.words.len()).filter(|at| *at == 0 || self.words[*at].after_gap).collect();
        starts.push(self.words.len());
        starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
    }

    /// From one word to another as they were typed.
    pub fn typed(&self, first: usize, last: usize) -> &str {
        &self.text[self.words[first].span.start..self.words[last].span.end]
    }
}

/// Without white space and quotation marks around it.
fn without_marks(typed: &str) -> &str {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '’' | '\'' | '`');
    typed.trim().trim_matches(is_mark).trim()
}

/// Square brackets that are closed.
fn brackets(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('[').map(|at| from + at) {
        let Some(close) = text[open..].find(']').map(|at| open + at + 1) else { break };
        found.push(Span::new(open, close));
        from = close;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words, pieces parted by ` | `, content words in capitals.
    fn check(typed: &str, expected: &str) {
        let asked = Asked::of(typed).expect("there are words");
        let shown = |word: &AskedWord| if word.is_content { word.token.to_uppercase() } else { word.token.clone() };
        let piece = |range: std::ops::Range<usize>| asked.words[range].iter().map(shown).collect::<Vec<_>>().join(" ");
        let found: Vec<String> = asked.pieces().into_iter().map(piece).collect();
        assert_eq!(found.join(" | "), expected, "{typed}");
    }

    #[test]
    fn marks_around_the_text_mean_nothing() {
        for typed in ["Not a drop", "“Not a drop”", " \"not a drop\"\n", "''Not a drop''", "«NOT A DRÓP.»"] {
            check(typed, "NOT a DROP");
        }
    }

    #[test]
    fn dots_and_brackets_part_the_text() {
        check("we mend the dam … or lose it", "we MEND the DAM | or LOSE it");
        check("we mend [the council's] dam", "we MEND | DAM");
        check("... we mend [...] the dam ...", "we MEND | the DAM");
        check("we mend [the dam", "we MEND | the DAM");
    }

    #[test]
    fn a_text_without_words_or_without_end_is_refused() {
        assert_eq!(Asked::of(" “…” ").err(), Some(Untraceable::Empty));
        assert_eq!(Asked::of("[so]").err(), Some(Untraceable::Empty));
        assert!(Asked::of(&"a ".repeat(ASKED_BYTES_MAX / 2)).is_ok());
        let bytes = ASKED_BYTES_MAX + 1;
        assert_eq!(Asked::of(&"a".repeat(bytes)).err(), Some(Untraceable::TooLong { bytes }));
    }
}
