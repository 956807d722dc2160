//! The tags and the text of a page, one after the other, without a tree.
//!
//! Linear in the page's length whatever stands in it. Comments, doctypes and the insides of
//! scripts, styles and the like are passed over.

use std::ops::Range;

use memchr::memmem;

pub(super) enum Piece<'a> {
    Text(&'a str),
    Tag(Tag<'a>),
}

pub(super) struct Tag<'a> {
    /// As typed.
    pub name: &'a str,
    pub closes: bool,
    /// `<br/>`
    pub closed_itself: bool,
    /// Parts of the tag that may be attributes.
    pub attributes: usize,
    /// From `<` to after `>`, in bytes of the page.
    pub span: Range<usize>,
}

/// Elements whose inside is no text of the page.
const OPAQUE: [&str; 9] = ["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"];

pub(super) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    let mut opaque: Option<&str> = None;
    std::iter::from_fn(move || {
        if let Some(name) = opaque.take() {
            at = closing_tag(html, at, name)?;
        }
        loop {
            let rest = &html[at..];
            let Some(open) = memchr::memchr(b'<', rest.as_bytes()) else {
                at = html.len();
                return (!rest.is_empty()).then_some(Piece::Text(rest));
            };
            let next = rest.as_bytes().get(open + 1);
            if !next.is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) {
                // A less-than sign in the text.
                at += open + 1;
                return Some(Piece::Text(&rest[..=open]));
            }
            if open > 0 {
                at += open;
                return Some(Piece::Text(&rest[..open]));
            }
            let (piece, length) = markup(rest)?;
            let start = at;
            at += length;
            if let Some(mut tag) = piece {
                tag.span = start..at;
                if !tag.closes && !tag.closed_itself {
                    opaque = OPAQUE.iter().find(|name| name.eq_ignore_ascii_case(tag.name)).copied();
                }
                return Some(Piece::Tag(tag));
            }
        }
    })
}

/// The tag, comment or declaration at the start, and its length; `None` when it never ends.
fn markup(rest: &str) -> Option<(Option<Tag<'_>>, usize)> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return memmem::find(comment.as_bytes(), b"-->").map(|end| (None, 4 + end + 3));
    }
    let bytes = rest.as_bytes();
    if rest.starts_with("<!") || rest.starts_with("<?") {
        return memchr::memchr(b'>', bytes).map(|end| (None, end + 1));
    }
    let closes = rest.starts_with("</");
    let start = if closes { 2 } else { 1 };
    let name_end = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/');
    let name_length = bytes[start..].iter().position(name_end)?;
    let mut at = start + name_length;
    let (mut quote, mut attributes, mut after_equals) = (None, 0, false);
    loop {
        let b = *bytes.get(at)?;
        match quote {
            Some(open) if b == open => quote = None,
            Some(_) => {}
            None => match b {
                b'>' => break,
                b'"' | b'\'' if after_equals => quote = Some(b),
                b'=' => attributes += 1,
                _ if b.is_ascii_whitespace() && !bytes[at - 1].is_ascii_whitespace() => attributes += 1,
                _ => {}
            },
        }
        after_equals = b == b'=' || (after_equals && b.is_ascii_whitespace());
        at += 1;
    }
    let name = &rest[start..start + name_length];
    Some((Some(Tag { name, closes, closed_itself: bytes[at - 1] == b'/', attributes, span: 0..0 }), at + 1))
}

/// Where `</name` begins, from `from` on.
fn closing_tag(html: &str, from: usize, name: &str) -> Option<usize> {
    let ends = |at: &usize| {
        let end = html.as_bytes().get(at + 2..at + 2 + name.len());
        end.is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    };
    memmem::find_iter(&html.as_bytes()[from..], b"</").map(|at| from + at).find(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let shown: Vec<String> = pieces(html)
            .map(|piece| match piece {
                Piece::Text(text) => format!("{text:?}"),
                Piece::Tag(tag) => format!("{}{}:{}", if tag.closes { "/" } else { "" }, tag.name, tag.attributes),
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn tags_text_and_what_is_passed_over() {
        check("<p class='a>b'>It <b>rose</b>", "p:2 \"It \" b:0 \"rose\" /b:0");
        check("<script>if (a<b) </p></SCRIPT>x<!-- <p> -->y", "script:0 /SCRIPT:0 \"x\" \"y\"");
        check("1 < 2<br/>", "\"1 <\" \" 2\" br:0");
    }

    #[test]
    fn what_never_ends_ends_with_the_page() {
        check("a<p class='", "\"a\"");
        check("a<!-- b", "\"a\"");
        check("a<style>b", "\"a\" style:0");
    }
}
