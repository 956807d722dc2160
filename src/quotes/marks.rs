//! Marks: what each is, and which may open a quotation, close it, or be an apostrophe.

use super::scan::Kind;
use super::tables::english;
use crate::model::Span;

/// What a character that is no letter is, and its length in bytes.
pub(super) fn mark(text: &str, at: usize, c: char, paragraph: Span) -> (Kind, usize) {
    let kind = match c {
        ',' => Some(Kind::Comma),
        '.' | '!' | '?' | '…' => Some(Kind::Stop),
        ':' => Some(Kind::Colon),
        ';' => Some(Kind::Semicolon),
        '—' | '–' | '―' | '-' => Some(Kind::Dash),
        '(' | '[' => Some(Kind::Left),
        ')' | ']' => Some(Kind::Right),
        _ => None,
    };
    match kind {
        Some(kind) => (kind, c.len_utf8()),
        None => quotation_mark(text, at, c, paragraph),
    }
}

/// What a mark is that may open or close, and its length in bytes.
fn quotation_mark(text: &str, at: usize, c: char, paragraph: Span) -> (Kind, usize) {
    let rest = &text[at..paragraph.end];
    // Three marks close a quotation within one.
    let inner =
        rest.starts_with("'''") && !text[paragraph.start..at].ends_with(char::is_whitespace) && at > paragraph.start;
    if inner {
        return (single(text, at, c, paragraph), 1);
    }
    if rest.starts_with("''") || rest.starts_with("``") || rest.starts_with("’’") || rest.starts_with("‘‘") {
        let len = 2 * c.len_utf8();
        return (direction(text, at, len, paragraph), len);
    }
    let kind = match c {
        '"' | '＂' => direction(text, at, c.len_utf8(), paragraph),
        '„' | '‟' => Kind::Open,
        // The closing mark of „…“ and of careless copies.
        '“' | '«' => match direction(text, at, c.len_utf8(), paragraph) {
            Kind::Close if text[paragraph.start..at].chars().next_back().is_some_and(|c| !c.is_whitespace()) => {
                Kind::Close
            }
            _ => Kind::Open,
        },
        '”' => Kind::Close,
        '»' if opens(text, at, c.len_utf8(), paragraph) => Kind::Open,
        '»' => Kind::Close,
        '‘' | '’' | '\'' => single(text, at, c, paragraph),
        _ => Kind::Other,
    };
    (kind, c.len_utf8())
}

/// A straight mark opens where a word begins, closes where one ends.
fn direction(text: &str, at: usize, len: usize, paragraph: Span) -> Kind {
    let before = text[paragraph.start..at].chars().next_back();
    let after = text[at + len..paragraph.end].chars().next();
    let free_before =
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '‘' | '\'' | '/'));
    let free_after = after
        .is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | '?' | '!' | ';' | ':' | ')' | ']' | '—' | '–'));
    match (free_before, free_after) {
        (true, false) => Kind::Open,
        (false, true) => Kind::Close,
        (true, true) if after.is_none() => Kind::Close,
        (true, true) => Kind::Open,
        (false, false) => Kind::Close,
    }
}

/// Where a word begins and none has ended: »…« opens so.
fn opens(text: &str, at: usize, len: usize, paragraph: Span) -> bool {
    let after = text[at + len..paragraph.end].chars().next();
    direction(text, at, len, paragraph) == Kind::Open && after.is_some_and(char::is_alphanumeric)
}

/// A single mark, or an apostrophe: `’em`, `’90s`, `workers’`.
fn single(text: &str, at: usize, c: char, paragraph: Span) -> Kind {
    let rest = &text[at + c.len_utf8()..paragraph.end];
    let before = text[paragraph.start..at].chars().next_back();
    match direction(text, at, c.len_utf8(), paragraph) {
        Kind::Open if c == '’' || english::is_elided(rest) => Kind::Other,
        Kind::Open if rest.starts_with(char::is_alphanumeric) || rest.starts_with(['[', '“', '"']) => Kind::Open,
        Kind::Close if c != '‘' && before.is_some_and(|c| !c.is_whitespace()) => Kind::Close,
        _ => Kind::Other,
    }
}

/// Marks of one family close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Single,
    Angled,
}

pub(super) fn family(mark: &str) -> Family {
    match mark {
        "«" | "»" => Family::Angled,
        "‘" | "’" | "'" => Family::Single,
        _ => Family::Double,
    }
}
