//! The text of a page without a tree: tags taken off, blocks told apart, entities resolved.
//!
//! For pages that cannot be given to the tree builder, and for short strings in metadata.

use super::tags::{Piece, pieces};

/// Elements that run on within a line; all others end a paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr",
];
/// Named entities of running text; others are left as typed.
const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("bull", "•"),
    ("copy", "©"),
    ("eacute", "é"),
    ("euro", "€"),
    ("gt", ">"),
    ("hellip", "…"),
    ("laquo", "«"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("middot", "·"),
    ("nbsp", "\u{A0}"),
    ("ndash", "–"),
    ("pound", "£"),
    ("quot", "\""),
    ("raquo", "»"),
    ("rdquo", "”"),
    ("rsquo", "’"),
    ("shy", "\u{AD}"),
];

/// The paragraphs of a page, white space collapsed.
pub(super) fn paragraphs(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = String::new();
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => open.push_str(text),
            Piece::Tag(tag) if INLINE.iter().any(|name| name.eq_ignore_ascii_case(tag.name)) => {}
            Piece::Tag(_) => close(&mut open, &mut found),
        }
    }
    close(&mut open, &mut found);
    found
}

fn close(open: &mut String, found: &mut Vec<String>) {
    let text = collapsed(&resolved(open));
    if !text.is_empty() {
        found.push(text);
    }
    open.clear();
}

/// The words of a text with single blanks between them.
pub(super) fn collapsed(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// The text with its entities resolved.
pub(super) fn resolved(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (characters, length) = entity(rest).unwrap_or_else(|| ("&".to_string(), 1));
        plain.push_str(&characters);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain
}

/// The characters that the entity at the start means, and its length.
fn entity(text: &str) -> Option<(String, usize)> {
    const NAME_BYTES_MAX: usize = 10;
    let end = text.bytes().take(NAME_BYTES_MAX).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let Some(number) = name.strip_prefix('#') else {
        let (_, characters) = ENTITIES.iter().find(|(known, _)| *known == name)?;
        return Some((characters.to_string(), end + 1));
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some((char::from_u32(code)?.to_string(), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_paragraphs_and_entities_characters() {
        let html = "<h1>River</h1><p>It <b>rose</b>\n twice&nbsp;&mdash; &#8220;again&#x201D;.<br>Then &foo; fell.";
        assert_eq!(paragraphs(html), ["River", "It rose twice — “again”.", "Then &foo; fell."]);
    }
}
