//! XML as a tree, of bounded depth and size, read from a text that may be ill-formed.
//!
//! Names, attributes and most texts stay slices of the input. No entity is expanded but the few
//! characters that a plain declaration or HTML's own list gives it. What is ill-formed is kept as
//! far as it was understood, and the first fault is told: a reader of feeds goes on with it, one
//! of single documents refuses it.

mod build;
mod entities;
mod spaces;

use std::borrow::Cow;

use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

use super::Refusal;

pub(super) use build::parse;
pub(super) use entities::unescaped;
pub(super) use spaces::Space;

/// Where a text is no XML, or stops being it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub what: String,
    /// From 1.
    pub line: usize,
    /// Nothing behind it was read.
    pub breaks_off: bool,
}

impl Fault {
    pub(super) fn sentence(&self) -> String {
        format!("{} (line {})", self.what, self.line)
    }
}

pub(super) struct Tree<'a> {
    /// The first is the document.
    nodes: Vec<Node<'a>>,
    pub fault: Option<Fault>,
}

struct Node<'a> {
    content: Content<'a>,
    first_child: u32,
    next: u32,
}

/// No node: the document is nobody's child and nobody's neighbour.
const NONE: u32 = 0;

enum Content<'a> {
    Element {
        /// As typed, with its prefix.
        name: &'a str,
        /// What stands behind the name in its tag.
        attributes: &'a str,
        space: Space,
        /// Its end was found.
        closed: bool,
    },
    Text(Cow<'a, str>),
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub(super) struct Element<'t> {
    tree: &'t Tree<'t>,
    at: u32,
}

/// What an element holds.
pub(super) enum Inner<'t> {
    Text(&'t str),
    Element(Element<'t>),
}

impl<'a> Tree<'a> {
    /// A tree that must be well-formed.
    ///
    /// # Errors
    /// [`Refusal::Broken`], with the first fault.
    pub(super) fn whole(text: &'a str, format: &'static str) -> Result<Tree<'a>, Refusal> {
        let tree = parse(text, &[]);
        match &tree.fault {
            Some(fault) => Err(Refusal::Broken { format, reason: fault.sentence() }),
            None => Ok(tree),
        }
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Option<Element<'_>> {
        Element { tree: self, at: 0 }.children().next()
    }
}

impl<'t> Element<'t> {
    fn node(self) -> &'t Node<'t> {
        &self.tree.nodes[self.at as usize]
    }

    /// With its prefix.
    fn typed_name(self) -> &'t str {
        match &self.node().content {
            Content::Element { name, .. } => name,
            Content::Text(_) => "",
        }
    }

    /// Without its prefix.
    pub(super) fn name(self) -> &'t str {
        let name = self.typed_name();
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    pub(super) fn space(self) -> Space {
        match &self.node().content {
            Content::Element { space, .. } => *space,
            Content::Text(_) => Space::Own,
        }
    }

    /// Whether its end was found.
    pub(super) fn is_closed(self) -> bool {
        matches!(self.node().content, Content::Element { closed: true, .. })
    }

    /// The value of an attribute, named with its prefix if it has one; never empty.
    pub(super) fn attribute(self, name: &str) -> Option<Cow<'t, str>> {
        let Content::Element { attributes, .. } = &self.node().content else { return None };
        let mut found = Attributes::html(attributes, 0);
        let value = found.with_checks(false).flatten().find(|attribute| attribute.key.0 == name)?.value;
        let value = match value {
            Cow::Borrowed(value) => unescaped(value),
            Cow::Owned(value) => Cow::Owned(unescaped(&value).into_owned()),
        };
        (!value.trim().is_empty()).then_some(value)
    }

    pub(super) fn inner(self) -> impl Iterator<Item = Inner<'t>> {
        let tree = self.tree;
        let mut next = self.node().first_child;
        std::iter::from_fn(move || {
            if next == NONE {
                return None;
            }
            let at = next;
            let node = &tree.nodes[at as usize];
            next = node.next;
            Some(match &node.content {
                Content::Text(text) => Inner::Text(text),
                Content::Element { .. } => Inner::Element(Element { tree, at }),
            })
        })
    }

    pub(super) fn children(self) -> impl Iterator<Item = Element<'t>> {
        self.inner().filter_map(|inner| match inner {
            Inner::Element(element) => Some(element),
            Inner::Text(_) => None,
        })
    }

    /// Its children of a local name, in any namespace.
    pub(super) fn all<'n>(self, name: &'n str) -> impl Iterator<Item = Element<'t>> + use<'t, 'n> {
        self.children().filter(move |child| child.name() == name)
    }

    /// The first element down a path of local names.
    pub(super) fn at<const N: usize>(self, path: [&str; N]) -> Option<Element<'t>> {
        path.into_iter().try_fold(self, |element, name| element.all(name).next())
    }

    /// All elements inside of it that `wanted` names, in their order; not those inside of such.
    pub(super) fn outermost(self, wanted: &dyn Fn(Element<'t>) -> bool) -> Vec<Element<'t>> {
        let mut found = Vec::new();
        self.gather(wanted, &mut found);
        found
    }

    fn gather(self, wanted: &dyn Fn(Element<'t>) -> bool, found: &mut Vec<Element<'t>>) {
        for child in self.children() {
            if wanted(child) {
                found.push(child);
            } else {
                child.gather(wanted, found);
            }
        }
    }

    /// All the text in it, as it stands.
    pub(super) fn text(self) -> String {
        let mut text = String::new();
        self.append_text(&mut text);
        text
    }

    fn append_text(self, text: &mut String) {
        for inner in self.inner() {
            match inner {
                Inner::Text(part) => text.push_str(part),
                Inner::Element(element) => element.append_text(text),
            }
        }
    }

    /// The words in it with single blanks between them.
    pub(super) fn words(self) -> String {
        super::story::collapsed(&self.text())
    }

    /// What it holds, as HTML.
    pub(super) fn markup(self) -> String {
        let mut html = String::new();
        self.append_markup(&mut html);
        html
    }

    fn append_markup(self, html: &mut String) {
        for inner in self.inner() {
            match inner {
                Inner::Text(text) => html.push_str(&quick_xml::escape::partial_escape(text)),
                Inner::Element(element) => {
                    let Content::Element { attributes, .. } = &element.node().content else { continue };
                    html.extend(["<", element.name(), attributes.trim_end_matches('/'), ">"]);
                    let has_end = !VOID.contains(&element.name());
                    element.append_markup(html);
                    if has_end {
                        html.extend(["</", element.name(), ">"]);
                    }
                }
            }
        }
    }
}

/// Elements of HTML that have no end.
const VOID: &[&str] = &["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// What the outermost tag of a text says; the text may be cut anywhere behind it.
pub(super) struct Root {
    /// Without its prefix.
    pub name: String,
    /// The whole of the tag behind the name.
    pub attributes: String,
    pub namespace: Option<String>,
}

/// The outermost tag of a text, when it is XML up to there.
pub(super) fn root(text: &str) -> Option<Root> {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name();
                let declares = match name.prefix() {
                    Some(prefix) => format!("xmlns:{}", prefix.into_inner()),
                    None => "xmlns".to_string(),
                };
                let mut attributes = tag.html_attributes();
                let mut found = attributes.with_checks(false).flatten();
                let namespace = found.find(|attribute| attribute.key.0 == declares);
                return Some(Root {
                    name: name.local_name().into_inner().to_string(),
                    attributes: tag.attributes_raw().to_string(),
                    namespace: namespace.map(|attribute| attribute.value.trim().to_string()),
                });
            }
            Event::Text(text) if !text.trim_start_matches('\u{FEFF}').trim().is_empty() => return None,
            Event::CData(_) | Event::End(_) | Event::GeneralRef(_) | Event::Eof => return None,
            _ => {}
        }
    }
}

/// Why XML of a kind that nobody here reads is refused.
pub(super) fn refusal(text: &str) -> Refusal {
    match root(text) {
        Some(root) => Refusal::OtherXml(root.name),
        None => Refusal::Broken { format: "XML", reason: "it has no outermost element".to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows a tree as nested brackets, and its fault.
    fn shown(text: &str, alone: &[&str]) -> String {
        fn show(element: Element<'_>, out: &mut String) {
            out.push_str(element.name());
            out.push('[');
            for inner in element.inner() {
                match inner {
                    Inner::Text(text) => out.push_str(text.trim()),
                    Inner::Element(element) => show(element, out),
                }
            }
            out.push(']');
        }
        let tree = parse(text, alone);
        let mut out = String::new();
        if let Some(root) = tree.root() {
            show(root, &mut out);
        }
        if let Some(fault) = &tree.fault {
            out = format!("{out} {}{}", fault.sentence(), if fault.breaks_off { " END" } else { "" });
        }
        out
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text, &["item"]), expected);
    }

    #[test]
    fn elements_texts_and_entities() {
        check(
            "<?xml version='1.0'?><!-- x --><a>It &amp; they<b>r&#111;se</b><![CDATA[<i>]]></a>",
            "a[It & theyb[rose]<i>]",
        );
        check("<a>Caf&eacute;&nbsp;&foo; &#147;x&#x94; & so</a>", "a[Café\u{A0}&foo; “x” & so]");
        check("<!DOCTYPE a [<!ENTITY co 'The Courier'><!ENTITY no '&co;'>]><a>&co; &no;</a>", "a[The Courier &no;]");
    }

    #[test]
    fn what_is_ill_formed_is_kept_and_told() {
        check("<a><b>x</a>", "a[b[x]] `b` has no end (line 1)");
        check("<a>x</c>y\n</a>", "a[xy] `c` ends that did not begin (line 1)");
        check("<a>\n<b>x", "a[b[x]] it ends inside of `b` (line 2) END");
        check("<a><item>1<item>2</item></a>", "a[item[1]item[2]] `item` has no end (line 1)");
        check("<a>x<!foo></a>", "a[x] syntax error: unknown or missed symbol in markup (line 1) END");
        check("plain", "");
    }

    #[test]
    fn attributes_are_resolved_and_lenient() {
        let tree = parse("<a x='1 &amp; 2' y=3 xml:lang=\"de\" z=''/>", &[]);
        let root = tree.root().unwrap();
        let shown = ["x", "y", "xml:lang", "z", "w"].map(|name| root.attribute(name).map(Cow::into_owned));
        assert_eq!(shown, [Some("1 & 2".into()), Some("3".into()), Some("de".into()), None, None]);
    }

    #[test]
    fn namespaces_and_known_prefixes() {
        let tree = parse(
            "<rss xmlns:a='http://www.w3.org/2005/Atom'><a:link/><dc:date/><content:encoded/><x/><y:x/>\
             <b xmlns='http://www.w3.org/1999/xhtml'><p/></b></rss>",
            &[],
        );
        let spaces: Vec<Space> = tree.root().unwrap().children().map(Element::space).collect();
        use Space::{Atom, Content, DublinCore, Other, Own, Xhtml};
        assert_eq!(spaces, [Atom, DublinCore, Content, Own, Other, Xhtml]);
    }

    #[test]
    fn depth_and_bindings_are_bounded() {
        assert!(shown(&"<a>".repeat(100_000), &[]).contains("nested more than"));
        let bound = "<a xmlns:b='c'>".repeat(150).replace("xmlns", &"xmlns:x='y' ".repeat(1000).replace("x:x", "x"));
        assert!(!shown(&bound, &[]).is_empty());
    }

    #[test]
    fn markup_is_html_again() {
        let tree = parse("<c><h:p xmlns:h='u'>A &lt;b&gt;<h:br/>c</h:p></c>", &[]);
        assert_eq!(tree.root().unwrap().markup(), "<p xmlns:h='u'>A &lt;b&gt;<br>c</p>");
    }

    #[test]
    fn the_root_is_told_from_the_first_bytes() {
        let root =
            root("<?xml version='1.0'?>\n<!DOCTYPE nitf SYSTEM 'x.dtd' [<!ENTITY a 'b'>]>\n<n:nitf xmlns:n='u' a=1>")
                .unwrap();
        assert_eq!((root.name.as_str(), root.namespace.as_deref()), ("nitf", Some("u")));
        assert!(super::root("It rose. <b>").is_none());
    }
}
