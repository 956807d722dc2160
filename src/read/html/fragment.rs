//! A piece of HTML that is all article: what feeds and news formats carry for a body.
//!
//! Every block is a paragraph; captions go apart; scripts and forms go. Nothing here looks for the
//! article within the piece, but what feeds hang on its end is taken off: links alone, and the line
//! with which a blog's software says where the piece appeared.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeRef};

use super::super::story::{collapsed, paragraphs_of};
use super::super::xml::unescaped;
use super::{limits, plain};

/// Elements without words of the article.
const OPAQUE: &[&str] = &[
    "audio", "button", "canvas", "form", "head", "iframe", "input", "noscript", "script", "select", "style", "svg",
    "template", "textarea", "video",
];
/// Elements that run on within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "embed",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "object", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "td", "th", "time", "tt", "u", "var", "wbr",
];

/// The paragraphs of a piece of HTML, and its captions; white space collapsed.
pub(in crate::read) fn fragment(html: &str) -> (Vec<String>, Vec<String>) {
    if !html.contains('<') {
        return (paragraphs_of(&unescaped(html)), Vec::new());
    }
    let parsed = match limits::excess(html) {
        Some(_) => None,
        // The last resort: what the tree's crate trips over is read without it.
        None => catch_unwind(AssertUnwindSafe(|| blocks(html))).ok(),
    };
    let Some(mut blocks) = parsed else { return (plain::paragraphs(html), Vec::new()) };
    while blocks.paragraphs.len() > 1 && blocks.paragraphs.last().is_some_and(Block::is_hung_on) {
        blocks.paragraphs.pop();
    }
    (blocks.paragraphs.into_iter().map(|block| block.words).collect(), blocks.captions)
}

struct Block {
    words: String,
    /// No word of it stands outside of links.
    all_links: bool,
}

impl Block {
    /// What feeds add behind an article.
    fn is_hung_on(&self) -> bool {
        self.all_links || (self.words.starts_with("The post ") && self.words.contains(" appeared first on "))
    }
}

#[derive(Default)]
struct Blocks {
    paragraphs: Vec<Block>,
    captions: Vec<String>,
    open: String,
    /// Something in the open paragraph stands outside of links.
    told: bool,
    /// Line breaks since the last word.
    breaks: usize,
}

fn blocks(html: &str) -> Blocks {
    let tree = Document::fragment(html);
    let mut blocks = Blocks::default();
    blocks.walk(&tree.root(), false);
    blocks.close();
    blocks
}

impl Blocks {
    /// The depth is that of the tree, which has a limit.
    fn walk(&mut self, node: &NodeRef<'_>, linked: bool) {
        let mut next = node.first_child();
        while let Some(child) = next {
            next = child.next_sibling();
            if child.is_text() {
                self.text(&child.text(), linked);
            } else if child.is_element() {
                self.element(&child, linked);
            }
        }
    }

    fn text(&mut self, text: &str, linked: bool) {
        if text.trim().is_empty() {
            self.open.push(' ');
            return;
        }
        self.breaks = 0;
        self.told |= !linked;
        self.open.push_str(text);
    }

    fn element(&mut self, element: &NodeRef<'_>, linked: bool) {
        let name = element.node_name().unwrap_or_default();
        let name: &str = &name;
        if OPAQUE.contains(&name) {
            return;
        }
        if name == "br" {
            self.breaks += 1;
            self.open.push(' ');
            // Two of them are how old software parts paragraphs.
            if self.breaks == 2 {
                self.close();
            }
            return;
        }
        if INLINE.contains(&name) {
            if matches!(name, "td" | "th") {
                self.open.push(' ');
            }
            return self.walk(element, linked || name == "a");
        }
        self.close();
        let is_caption = name == "figcaption"
            || element
                .attr("class")
                .is_some_and(|class| class.split_whitespace().any(|class| class.ends_with("caption-text")));
        if is_caption {
            let caption = collapsed(&element.text());
            if !caption.is_empty() {
                self.captions.push(caption);
            }
            return;
        }
        self.walk(element, linked);
        self.close();
    }

    fn close(&mut self) {
        let words = collapsed(&self.open);
        if !words.is_empty() {
            self.paragraphs.push(Block { words, all_links: !self.told });
        }
        self.open.clear();
        self.told = false;
        self.breaks = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, paragraphs: &[&str], captions: &[&str]) {
        let found = fragment(html);
        assert_eq!(found.0, paragraphs, "{html}");
        assert_eq!(found.1, captions, "{html}");
    }

    #[test]
    fn blocks_are_paragraphs_and_captions_stand_apart() {
        check(
            "<p>It <b>rose</b>\n twice&nbsp;&mdash; f&uuml;r <a href=x>ever</a>.</p><figure><img src=x><figcaption>The quay\
             </figcaption></figure><ul><li>One<li>Two</ul>Three<br>four<br><br />five<script>x()</script>",
            &["It rose twice — für ever.", "One", "Two", "Three four", "five"],
            &["The quay"],
        );
        check("<table><tr><td>Rain</td><td>12</td></tr><tr><td>Sun</td></tr></table>", &["Rain 12", "Sun"], &[]);
    }

    #[test]
    fn a_text_without_tags_keeps_its_paragraphs() {
        check("It &amp; they\nrose.\n\nThen f&ouml;hn.", &["It & they rose.", "Then föhn."], &[]);
        check("", &[], &[]);
    }

    #[test]
    fn what_feeds_hang_on_is_taken_off() {
        check(
            "<p>It rose.</p><p>The post <a href=x>River</a> appeared first on <a href=y>The Courier</a>.</p>",
            &["It rose."],
            &[],
        );
        check("<p>It rose.</p><a href=x>Read more</a> <a href=y>Share</a>", &["It rose."], &[]);
        check("<a href=x>It rose.</a>", &["It rose."], &[]);
    }

    #[test]
    fn pieces_made_to_hang_a_parser_are_read_without_a_tree() {
        check(&format!("{}<p>It rose.", "<div>".repeat(100_000)), &["It rose."], &[]);
    }
}
