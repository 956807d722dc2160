//! The visible part of a page as a flat list in document order, made for walking without recursion.
//!
//! Every node knows its parent and where its descendants end, so that a subtree is a range. Scripts,
//! styles, drawings and other things without words are left out.

use dom_query::{Document, Element, NodeData, NodeId, NodeRef};
use foldhash::{HashMap, HashMapExt};

use super::hints::{self, Hints};

/// What an element is, as far as reading depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Break,
    Paragraph,
    /// With its level, 1 to 6.
    Heading(u8),
    List,
    Item,
    Quote,
    Table,
    Row,
    Cell,
    Figure,
    Caption,
    Link,
    Inline,
    Article,
    Main,
    Header,
    Footer,
    Aside,
    Navigation,
    Form,
    Button,
    Image,
    /// Any other block.
    Division,
}

impl Kind {
    /// Whether it runs on within a line.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Kind::Text | Kind::Break | Kind::Link | Kind::Inline | Kind::Image | Kind::Button)
    }
}

pub(super) struct Node {
    pub kind: Kind,
    pub hints: Hints,
    pub parent: usize,
    /// Index after the last descendant.
    pub end: usize,
    /// Of a text: its bytes in [`Outline::text`].
    pub span: (usize, usize),
}

pub(super) struct Outline {
    pub nodes: Vec<Node>,
    /// All texts one after the other, white space collapsed to single blanks.
    pub text: String,
}

/// Elements without words of the article.
const OPAQUE: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "select",
    "textarea", "input", "audio", "video", "map", "head", "datalist", "progress", "meter", "frameset",
];

impl Outline {
    /// Of the page's body; node 0 is the body itself.
    pub(super) fn of(page: &Document) -> Outline {
        let mut outline = Outline { nodes: Vec::with_capacity(1024), text: String::with_capacity(16 << 10) };
        let mut seen = HashMap::new();
        let Some(body) = page.body() else { return outline };
        // Entered nodes whose descendants are being walked.
        let mut open: Vec<usize> = Vec::new();
        let mut at = Some(body);
        while let Some(node) = at {
            let entered = outline.enter(&node, open.last().copied().unwrap_or(0), &mut seen);
            let child = entered.and_then(|_| node.first_child());
            if let (Some(index), Some(_)) = (entered, &child) {
                open.push(index);
            }
            at = child.or_else(|| outline.next(node, body.id, &mut open));
        }
        outline
    }

    /// The node after a subtree, closing what ends with it.
    fn next<'a>(&mut self, mut node: NodeRef<'a>, body: NodeId, open: &mut Vec<usize>) -> Option<NodeRef<'a>> {
        loop {
            if node.id == body {
                return None;
            }
            if let Some(sibling) = node.next_sibling() {
                return Some(sibling);
            }
            let index = open.pop()?;
            self.nodes[index].end = self.nodes.len();
            node = node.parent()?;
        }
    }

    /// Adds a node; `None` where it or its inside is left out.
    fn enter(&mut self, node: &NodeRef<'_>, parent: usize, seen: &mut HashMap<String, Hints>) -> Option<usize> {
        let index = self.nodes.len();
        let (kind, hints, span) = node.query(|node| match &node.data {
            NodeData::Text { contents } => Some((Kind::Text, Hints::NONE, self.take_text(contents))),
            NodeData::Element(element) => {
                let (kind, hints) = kind_and_hints(element, seen)?;
                Some((kind, hints, (0, 0)))
            }
            _ => None,
        })??;
        self.nodes.push(Node { kind, hints, parent, end: index + 1, span });
        (kind != Kind::Text && kind != Kind::Break).then_some(index)
    }

    /// Appends a text with its white space collapsed.
    fn take_text(&mut self, contents: &str) -> (usize, usize) {
        let start = self.text.len();
        if contents.starts_with(char::is_whitespace) {
            self.text.push(' ');
        }
        let mut words = contents.split_whitespace();
        if let Some(first) = words.next() {
            self.text.push_str(first);
            for word in words {
                self.text.push(' ');
                self.text.push_str(word);
            }
            if contents.ends_with(char::is_whitespace) {
                self.text.push(' ');
            }
        }
        (start, self.text.len())
    }

    pub(super) fn text_of(&self, index: usize) -> &str {
        let (start, end) = self.nodes[index].span;
        &self.text[start..end]
    }

    /// Whether a node is a text of more than blanks.
    pub(super) fn is_printed(&self, index: usize) -> bool {
        !self.text_of(index).trim_start().is_empty()
    }

    /// The nodes from the parent up to the body.
    pub(super) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let up = |index: usize| (index > 0).then(|| self.nodes[index].parent);
        std::iter::successors(up(index), move |at| up(*at))
    }
}

fn kind_and_hints(element: &Element, seen: &mut HashMap<String, Hints>) -> Option<(Kind, Hints)> {
    let name: &str = element.name.local.as_ref();
    if OPAQUE.contains(&name) {
        return None;
    }
    let mut kind = kind(name);
    if kind == Kind::Link && !leads_away(element) {
        kind = Kind::Inline;
    }
    let mut hints = if name.contains('-') { hints::of_names(name) } else { Hints::NONE };
    for attribute in &element.attrs {
        let value: &str = &attribute.value;
        match attribute.name.local.as_ref() {
            "class" | "id" | "data-component" | "data-testid" | "data-test-id" | "data-qa" | "data-type"
            | "data-module" | "data-name" => {
                let found = seen.get(value).copied().unwrap_or_else(|| {
                    let found = hints::of_names(value);
                    seen.insert(value.to_string(), found);
                    found
                });
                hints = hints | found;
            }
            "itemprop" => hints = hints | hints::of_itemprop(value),
            "role" => hints = hints | hints::of_role(value),
            "hidden" if value != "until-found" => hints = hints | Hints::HIDDEN,
            "aria-hidden" if value == "true" && !kind.is_inline() => hints = hints | Hints::HIDDEN,
            "style" if hides(value) => hints = hints | Hints::HIDDEN,
            _ => {}
        }
    }
    Some((kind, hints))
}

/// Whether a link goes to another page; marks within the page are no links.
fn leads_away(element: &Element) -> bool {
    let target = element.attrs.iter().find(|attribute| &*attribute.name.local == "href");
    target.is_some_and(|target| !target.value.is_empty() && !target.value.starts_with('#'))
}

/// `display: none` in a style attribute.
fn hides(style: &str) -> bool {
    let compact = |at: usize| style[at..].trim_start().strip_prefix(':').map(str::trim_start);
    style.match_indices("display").any(|(at, word)| compact(at + word.len()).is_some_and(|v| v.starts_with("none")))
}

fn kind(name: &str) -> Kind {
    match name {
        "br" => Kind::Break,
        "p" => Kind::Paragraph,
        "h1" => Kind::Heading(1),
        "h2" => Kind::Heading(2),
        "h3" => Kind::Heading(3),
        "h4" => Kind::Heading(4),
        "h5" => Kind::Heading(5),
        "h6" => Kind::Heading(6),
        "ul" | "ol" | "dl" => Kind::List,
        "li" | "dt" | "dd" => Kind::Item,
        "blockquote" => Kind::Quote,
        "table" => Kind::Table,
        "tr" => Kind::Row,
        "td" | "th" => Kind::Cell,
        "figure" | "picture" => Kind::Figure,
        "figcaption" | "caption" => Kind::Caption,
        "a" => Kind::Link,
        "article" => Kind::Article,
        "main" => Kind::Main,
        "header" => Kind::Header,
        "footer" => Kind::Footer,
        "aside" => Kind::Aside,
        "nav" | "menu" => Kind::Navigation,
        "form" | "fieldset" => Kind::Form,
        "button" | "label" => Kind::Button,
        "img" => Kind::Image,
        "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "del" | "dfn" | "em" | "font" | "i"
        | "ins" | "kbd" | "mark" | "q" | "s" | "small" | "span" | "strike" | "strong" | "sub" | "sup" | "time"
        | "u" | "var" | "wbr" | "data" | "tt" | "ruby" | "rb" | "rt" | "rp" | "samp" | "nobr" | "center-inline"
        | "amp-img" | "o:p" => Kind::Inline,
        _ => Kind::Division,
    }
}
