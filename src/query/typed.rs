//! Words as typed to patterns of tokens.
//!
//! A typed word or quoted text comes in; out comes its canonical form (one word, one pattern with
//! `*` or `?`, or a phrase of parts) and the folded patterns that stores compare tokens with.
//! Knows nothing of operators: `-`, `=`, `~n`, `^n` and fields were taken off before.

use super::ast::NodeKind;
use super::limits::{FUZZY_CHARS_MIN, WILDCARD_LITERALS_MIN};
use super::operators::is_reserved;
use super::plan::TermPattern;
use crate::language::{fold, is_bigram_script, tokens};
use crate::model::Span;

/// The canonical form of something typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Holds no letter and no digit.
    Empty,
    /// One token.
    Word(String),
    Wildcard(String),
    /// Two parts or more.
    Phrase {
        text: String,
        parts: usize,
    },
    /// A pattern with too few letters, as typed.
    TooWide(String),
}

/// How `?` is read, which writers of sentences and of addresses use for other things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuestionMark {
    /// Within a word and at its end.
    Anywhere,
    /// Within a word: `"Will you go?"` asks, it does not look for a longer word.
    Inside,
    /// Never: an address.
    Never,
}

/// Reads a bare word. In an address nothing but `*` has a meaning.
pub(super) fn bare(raw: &str, address: bool) -> Typed {
    if !address {
        let found = parts_of(raw, QuestionMark::Anywhere);
        if let [part] = found.as_slice()
            && part.pattern
        {
            let text = part.span.of(raw);
            // Nothing but question marks asks for nothing.
            return if text.bytes().all(|byte| byte == b'?') { Typed::Empty } else { single(text, part) };
        }
    }
    quoted(raw, address)
}

/// Reads what stands between quotation marks.
pub(super) fn quoted(raw: &str, address: bool) -> Typed {
    let marks = if address { QuestionMark::Never } else { QuestionMark::Inside };
    let mut text = in_one_line(raw);
    // Cutting the ends can take away what made a word an address: until nothing more is cut.
    loop {
        let found = parts_of(&text, marks);
        let (Some(first), Some(last)) = (found.first(), found.last()) else { return Typed::Empty };
        if let Some(wide) = found.iter().find(|part| part.is_too_wide()) {
            return Typed::TooWide(wide.span.of(&text).to_string());
        }
        if first.span.start > 0 || last.span.end < text.len() {
            text = text[first.span.start..last.span.end].to_string();
            continue;
        }
        return match found.as_slice() {
            [part] => single(&text, part),
            _ => Typed::Phrase { parts: found.len(), text },
        };
    }
}

fn single(text: &str, part: &Part) -> Typed {
    if part.is_too_wide() {
        return Typed::TooWide(text.to_string());
    }
    if part.pattern { Typed::Wildcard(with_single_stars(text)) } else { Typed::Word(text.to_string()) }
}

/// The patterns of a canonical word, wildcard or phrase.
pub(super) fn patterns(text: &str, marks: QuestionMark) -> Vec<TermPattern> {
    let parts = parts_of(text, marks);
    parts
        .into_iter()
        .map(|part| if part.pattern { TermPattern::Wildcard(part.folded) } else { TermPattern::Exact(part.folded) })
        .collect()
}

/// The patterns of `text~edits`: short parts stay as they are.
pub(super) fn fuzzy_patterns(text: &str, edits: u8) -> Vec<TermPattern> {
    let varied = |token: String| {
        if token.chars().count() < FUZZY_CHARS_MIN {
            TermPattern::Exact(token)
        } else {
            TermPattern::Fuzzy { token, edits }
        }
    };
    tokens(text).into_iter().map(|token| varied(token.text)).collect()
}

/// The words of a text as typed, joined by hyphens: `O'Neill` -> `O-Neill`.
pub(super) fn hyphenated(text: &str) -> String {
    tokens(text).iter().map(|token| token.span.of(text)).collect::<Vec<_>>().join("-")
}

/// Pronouns and question words whose `'s` is a verb.
const CONTRACTIONS: &[&str] =
    &["he", "here", "how", "it", "let", "she", "that", "there", "this", "what", "when", "where", "who", "why"];

/// The word without its possessive `'s`; as it is when it has none.
pub(super) fn without_possessive(raw: &str) -> &str {
    let found = tokens(raw);
    let [before @ .., last] = found.as_slice() else { return raw };
    let Some(owner) = before.last() else { return raw };
    let between = &raw[owner.span.end..last.span.start];
    if last.text != "s" || !matches!(between, "'" | "’" | "ʼ" | "＇" | "`" | "´") {
        return raw;
    }
    if before.len() == 1 && CONTRACTIONS.contains(&owner.text.as_str()) {
        return raw;
    }
    &raw[..owner.span.end]
}

/// One part of a phrase: a token, or a pattern glued from tokens and wildcards.
struct Part {
    span: Span,
    /// What tokens are compared with.
    folded: String,
    pattern: bool,
}

impl Part {
    fn is_too_wide(&self) -> bool {
        self.pattern && self.folded.chars().filter(|c| !matches!(c, '*' | '?')).count() < WILDCARD_LITERALS_MIN
    }
}

/// Takes a text apart. Wildcards stick to the tokens they touch; beside a character of Han, Kana
/// or Hangul, which is a token of its own, they have nothing to add and are left out.
fn parts_of(text: &str, marks: QuestionMark) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut wildcards = wildcards_of(text, marks).into_iter().peekable();
    let mut found = tokens(text).into_iter().peekable();
    // Whether the next piece may stick to the part before it.
    let mut sticky = false;
    loop {
        let wildcard_first = match (wildcards.peek(), found.peek()) {
            (None, None) => break,
            (Some(at), Some(token)) => *at < token.span.start,
            (at, _) => at.is_some(),
        };
        let (span, folded, wildcard) = if wildcard_first {
            let Some(at) = wildcards.next() else { break };
            (Span::new(at, at + 1), text[at..at + 1].to_string(), true)
        } else {
            let Some(token) = found.next() else { break };
            (token.span, token.text, false)
        };
        let alone = folded.chars().next().is_some_and(is_bigram_script);
        match parts.last_mut() {
            Some(part) if part.span.end == span.start && sticky && !alone && (wildcard || part.pattern) => {
                part.span.end = span.end;
                part.pattern = true;
                part.push(&folded);
            }
            Some(part) if part.span.end == span.start && !sticky && wildcard => {
                part.span.end = span.end;
                continue;
            }
            Some(part) if alone && part.span.end == span.start && part.is_only_wildcards() => {
                let start = part.span.start;
                *part = Part { span: Span::new(start, span.end), folded, pattern: false };
            }
            _ => parts.push(Part { span, folded, pattern: wildcard }),
        }
        sticky = !alone;
    }
    parts
}

impl Part {
    fn push(&mut self, folded: &str) {
        if !(folded == "*" && self.folded.ends_with('*')) {
            self.folded.push_str(folded);
        }
    }

    fn is_only_wildcards(&self) -> bool {
        self.pattern && self.folded.chars().all(|c| matches!(c, '*' | '?'))
    }
}

/// Where the stars and question marks stand that are wildcards, in order.
fn wildcards_of(text: &str, marks: QuestionMark) -> Vec<usize> {
    let mut found = Vec::new();
    let mut offset = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        // `http://x.y/z?a=1`: an address wherever it stands.
        let marks = if chunk.contains("://") { QuestionMark::Never } else { marks };
        wildcards_of_chunk(chunk, offset, marks, &mut found);
        offset += chunk.len();
    }
    found
}

fn wildcards_of_chunk(chunk: &str, offset: usize, marks: QuestionMark, found: &mut Vec<usize>) {
    let first = found.len();
    // From the end: a question mark counts when a wildcard or a letter follows.
    let mut follows = false;
    let mut at_end = true;
    for (at, c) in chunk.char_indices().rev() {
        let counts = match c {
            '*' => true,
            '?' => match marks {
                QuestionMark::Anywhere => follows || at_end,
                QuestionMark::Inside => follows,
                QuestionMark::Never => false,
            },
            _ => false,
        };
        if counts {
            found.push(offset + at);
        }
        at_end &= c.is_whitespace() || c == '?' || c == '*';
        follows = counts || c.is_alphanumeric();
    }
    found[first..].reverse();
}

/// Blanks and control characters as single spaces.
fn in_one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn with_single_stars(text: &str) -> String {
    let mut single = String::with_capacity(text.len());
    for c in text.chars() {
        if !(c == '*' && single.ends_with('*')) {
            single.push(c);
        }
    }
    single
}

/// A single word as a node: in capitals it could be read as an operator when it is printed.
pub(super) fn word(text: String) -> NodeKind {
    NodeKind::Word(if is_reserved(&text) { text.to_ascii_lowercase() } else { text })
}

/// What stores compare tokens with, for a word known to be one token.
pub(super) fn folded_word(text: &str) -> String {
    tokens(text).into_iter().next().map_or_else(|| fold(text), |token| token.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        let shown = |typed: Typed| match typed {
            Typed::Empty => "nothing".to_string(),
            Typed::Word(text) => text,
            Typed::Wildcard(text) => format!("pattern {text}"),
            Typed::Phrase { text, parts } => format!("\"{text}\" of {parts}"),
            Typed::TooWide(text) => format!("too wide: {text}"),
        };
        assert_eq!(shown(bare(raw, false)), expected, "{raw}");
    }

    #[test]
    fn compounds_are_phrases_of_their_parts() {
        check("Budget,", "Budget");
        check("O'Neill", "\"O'Neill\" of 2");
        check("AT&T", "\"AT&T\" of 2");
        check("U.S.", "\"U.S\" of 2");
        check("3.5%", "\"3.5\" of 2");
        check("東京", "\"東京\" of 2");
        check("😀", "nothing");
        check("--", "nothing");
    }

    #[test]
    fn wildcards_stick_to_their_words() {
        check("sanction*", "pattern sanction*");
        check("wom?n", "pattern wom?n");
        check("wome?", "pattern wome?");
        check("**gate**", "pattern *gate*");
        check("prime-rat*", "\"prime-rat*\" of 2");
        check("prime-rat?", "\"prime-rat\" of 2");
        check("http://x.y/z?a=1", "\"http://x.y/z?a=1\" of 6");
        check("東京*", "\"東京*\" of 2");
    }

    #[test]
    fn patterns_need_two_letters() {
        check("a*", "too wide: a*");
        check("*", "too wide: *");
        check("x-*", "too wide: *");
        check("ab*", "pattern ab*");
    }

    #[test]
    fn a_question_mark_at_a_words_end_asks_in_quotation_marks() {
        assert_eq!(quoted("Will you go?", false), Typed::Phrase { text: "Will you go".into(), parts: 3 });
        assert_eq!(quoted("the wom?n", false), Typed::Phrase { text: "the wom?n".into(), parts: 2 });
    }

    #[test]
    fn possessives_are_dropped_but_not_contractions() {
        let check = |raw: &str, expected: &str| assert_eq!(without_possessive(raw), expected);
        check("Baker's", "Baker");
        check("Baker’s,", "Baker");
        check("O'Neill's", "O'Neill");
        check("it's", "it's");
        check("bakers'", "bakers'");
        check("s", "s");
        check("U.S", "U.S");
    }

    #[test]
    fn patterns_are_folded() {
        let check = |text: &str, expected: &[TermPattern]| {
            assert_eq!(patterns(text, QuestionMark::Anywhere), expected, "{text}");
        };
        check("Müll*", &[TermPattern::Wildcard("mull*".into())]);
        check("O'Neill", &[TermPattern::Exact("o".into()), TermPattern::Exact("neill".into())]);
        check("東京*", &[TermPattern::Exact("東".into()), TermPattern::Exact("京".into())]);
        let varied = TermPattern::Fuzzy { token: "neill".into(), edits: 1 };
        assert_eq!(fuzzy_patterns("O-Neill", 1), [TermPattern::Exact("o".into()), varied]);
    }
}
