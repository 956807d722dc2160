//! Whether a page may be given to the tree builder.
//!
//! The HTML standard's tree construction is quadratic in the depth of open elements, in the
//! attributes of one tag, and in formatting elements that are left open and opened again in every
//! paragraph. Browsers cut such pages; here they are recognised before parsing, by an estimate that
//! errs upwards, and read without a tree.

use super::tags::{Piece, Tag, pieces};

/// Browsers stop nesting at this depth.
const DEPTH_MAX: usize = 512;
/// Nodes of the tree, open formatting elements counted as often as they are opened again. The
/// largest pages of newspapers have some ten thousand.
const NODES_MAX: usize = 150_000;
/// Depths of all tags together: what building the tree costs where a page is both deep and long.
/// Newspapers' pages stay below a tenth of it.
const DEPTHS_MAX: usize = 4_000_000;
/// A tag with more is made to be slow; each counts twice, for its blank and its equals sign.
const ATTRIBUTES_MAX: usize = 1_000;

/// Elements that hold nothing, or that end where the next begins: they do not nest by themselves.
const FLAT: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "html", "img", "input", "li", "link",
    "meta", "optgroup", "option", "p", "param", "path", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead",
    "tr", "track", "wbr",
];
/// Elements that are opened again after a block has closed over them.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that an end tag does not reach across.
const SCOPES: &[&str] = &[
    "applet",
    "button",
    "caption",
    "desc",
    "foreignobject",
    "marquee",
    "math",
    "object",
    "select",
    "svg",
    "table",
    "template",
];

/// Why the page is too much, in words; `None` when it may be parsed.
pub(super) fn excess(html: &str) -> Option<&'static str> {
    let mut open = Open::default();
    let (mut nodes, mut depths) = (0_usize, 0_usize);
    for piece in pieces(html) {
        let Piece::Tag(tag) = piece else {
            nodes += 1;
            continue;
        };
        if tag.attributes > ATTRIBUTES_MAX * 2 {
            return Some("a tag has too many attributes");
        }
        open.take(&tag);
        nodes += 1 + open.formatting;
        depths += open.elements.len();
        if open.elements.len() > DEPTH_MAX || open.formatting > DEPTH_MAX || depths > DEPTHS_MAX {
            return Some("its elements are nested too deeply");
        }
        if nodes > NODES_MAX {
            return Some("it has too many elements");
        }
    }
    None
}

/// A name in lower case, cut to what tells the known names apart.
type Name = [u8; 16];

#[derive(Default)]
struct Open {
    elements: Vec<Name>,
    /// Formatting elements without an end tag of their own so far.
    formatting: usize,
}

impl Open {
    fn take(&mut self, tag: &Tag<'_>) {
        let name = lowered(tag.name);
        if is_one_of(FLAT, &name) {
            return;
        }
        let formats = is_one_of(FORMATTING, &name);
        if !tag.closes {
            // "<div/>" stays open in HTML.
            self.elements.push(name);
            self.formatting += usize::from(formats);
            return;
        }
        if formats {
            self.formatting = self.formatting.saturating_sub(1);
        }
        let Some(at) = self.elements.iter().rposition(|open| *open == name) else { return };
        let hidden = self.elements[at + 1..].iter().any(|open| is_one_of(SCOPES, open));
        if formats {
            self.elements.remove(at);
        } else if !hidden || is_one_of(SCOPES, &name) {
            self.elements.truncate(at);
        }
    }
}

fn lowered(name: &str) -> Name {
    let mut lowered = [0; 16];
    for (slot, b) in lowered.iter_mut().zip(name.bytes()) {
        *slot = b.to_ascii_lowercase();
    }
    lowered
}

fn is_one_of(names: &[&str], name: &Name) -> bool {
    let length = name.iter().position(|b| *b == 0).unwrap_or(name.len());
    names.iter().any(|known| known.as_bytes() == &name[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: Option<&str>) {
        assert_eq!(excess(html), expected);
    }

    #[test]
    fn pages_as_they_are_printed_may_be_parsed() {
        check(&"<div><p><a href=x>It rose.</a><p>Then<br>fell.<ul><li>One<li>Two</ul></div>".repeat(900), None);
        check(&"<svg><path d='M1'/><path d='M2'/></svg>".repeat(900), None);
    }

    #[test]
    fn pages_made_to_hang_a_parser_are_seen() {
        check(&"<div>".repeat(2000), Some("its elements are nested too deeply"));
        let deep_and_long = format!("{}{}", "<div>".repeat(500), "<p>It rose.</p>".repeat(20_000));
        check(&deep_and_long, Some("its elements are nested too deeply"));
        check(&"<div><object></div></object>".repeat(2000), Some("its elements are nested too deeply"));
        check(&"<div><b></div>".repeat(2000), Some("it has too many elements"));
        check(&format!("{}{}", "<font>".repeat(400), "<p>x".repeat(2000)), Some("it has too many elements"));
        check(&format!("<p {}>", "a=1 ".repeat(5000)), Some("a tag has too many attributes"));
    }
}
