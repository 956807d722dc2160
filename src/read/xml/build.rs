//! The building of a tree from the events of quick-xml.
//!
//! Tags that do not match are repaired the way a reader would: an end closes what is open inside
//! of it, an end without a beginning is passed over.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

use super::entities::Entities;
use super::spaces::{of_name, of_prefix};
use super::{Content, Fault, NONE, Node, Space, Tree};

/// Articles and feeds nest a tenth of it.
const DEPTH_MAX: usize = 200;
/// Elements and texts of one tree: some 60 MB.
const NODES_MAX: usize = 1_000_000;
/// Namespaces in force at one place; later ones are not told apart.
const BINDINGS_MAX: usize = 100;

/// Reads a text as XML; elements named in `alone` never stand inside of their like, so that one
/// without its end is closed by the next.
pub(in crate::read) fn parse<'a>(text: &'a str, alone: &[&str]) -> Tree<'a> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut builder = Builder::new(text, alone);
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event();
        let end = reader.buffer_position() as usize;
        builder.position = start;
        match event {
            Ok(Event::Eof) => break,
            Ok(event) => builder.take(event, &text[start..end]),
            Err(error) => {
                builder.position = reader.error_position() as usize;
                builder.fault(error.to_string(), true);
            }
        }
        if builder.is_full() {
            break;
        }
    }
    builder.finish()
}

struct Builder<'a, 'n> {
    text: &'a str,
    alone: &'n [&'n str],
    nodes: Vec<Node<'a>>,
    open: Vec<Open<'a>>,
    bindings: Vec<Binding<'a>>,
    root_namespace: Option<Cow<'a, str>>,
    entities: Entities,
    fault: Option<Fault>,
    breaks_off: bool,
    /// Bytes read before the event at hand.
    position: usize,
}

struct Open<'a> {
    at: u32,
    last_child: u32,
    name: &'a str,
}

struct Binding<'a> {
    /// Of the element that declares it.
    depth: usize,
    /// Empty for the default.
    prefix: &'a str,
    namespace: Cow<'a, str>,
}

impl<'a, 'n> Builder<'a, 'n> {
    fn new(text: &'a str, alone: &'n [&'n str]) -> Builder<'a, 'n> {
        let document = Content::Element { name: "", attributes: "", space: Space::Own, closed: true };
        Builder {
            text,
            alone,
            nodes: vec![Node { content: document, first_child: NONE, next: NONE }],
            open: vec![Open { at: 0, last_child: NONE, name: "" }],
            bindings: Vec::new(),
            root_namespace: None,
            entities: Entities::default(),
            fault: None,
            breaks_off: false,
            position: 0,
        }
    }

    fn take(&mut self, event: Event<'a>, raw: &'a str) {
        match event {
            Event::Start(tag) => {
                let length = tag.name().0.len();
                self.begin(raw, length);
            }
            Event::Empty(tag) => {
                let length = tag.name().0.len();
                self.begin(raw, length);
                self.close();
            }
            Event::End(tag) => self.end(tag.name().0),
            Event::Text(text) => self.append(text.into_inner()),
            Event::CData(text) => self.append(text.into_inner()),
            Event::GeneralRef(reference) => {
                let resolved = self.entities.resolve(&reference.into_inner());
                // The whole of it, `&` and `;` too, where nobody knows what it means.
                self.append(resolved.unwrap_or(Cow::Borrowed(raw)));
            }
            Event::DocType(doctype) => self.entities.declare(&doctype.into_inner()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
    }

    fn begin(&mut self, raw: &'a str, name_length: usize) {
        let name = &raw[1..1 + name_length];
        let attributes = raw[1 + name_length..].trim_end_matches('>');
        if self.alone.iter().any(|alone| alone.eq_ignore_ascii_case(name))
            && let Some(from) = self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name))
        {
            self.fault(format!("`{name}` has no end"), false);
            while self.open.len() > from {
                self.close();
            }
        }
        if self.open.len() > DEPTH_MAX {
            return self.fault(format!("its elements are nested more than {DEPTH_MAX} deep"), true);
        }
        if self.nodes.len() > NODES_MAX {
            return self.fault(format!("it has more than {NODES_MAX} elements"), true);
        }
        self.bind(attributes);
        let space = self.space(name);
        let at = self.add(Content::Element { name, attributes, space, closed: false });
        self.open.push(Open { at, last_child: NONE, name });
    }

    /// Takes the namespaces that a tag declares.
    fn bind(&mut self, attributes: &'a str) {
        if !attributes.contains("xmlns") {
            return;
        }
        let depth = self.open.len();
        for attribute in Attributes::html(attributes, 0).with_checks(false).flatten().take(BINDINGS_MAX) {
            let prefix = match attribute.key.0 {
                "xmlns" => "",
                name => match name.strip_prefix("xmlns:") {
                    Some(prefix) => prefix,
                    None => continue,
                },
            };
            if self.bindings.len() < BINDINGS_MAX {
                self.bindings.push(Binding { depth, prefix, namespace: attribute.value });
            }
        }
    }

    fn space(&mut self, name: &str) -> Space {
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let Some(bound) = self.bindings.iter().rev().find(|binding| binding.prefix == prefix) else {
            return if prefix.is_empty() { Space::Own } else { of_prefix(prefix) };
        };
        if self.open.len() == 1 {
            self.root_namespace = Some(bound.namespace.clone());
        }
        match of_name(&bound.namespace) {
            Space::Rdf => Space::Rdf,
            _ if self.root_namespace.as_ref() == Some(&bound.namespace) => Space::Own,
            space => space,
        }
    }

    fn add(&mut self, content: Content<'a>) -> u32 {
        let at = self.nodes.len() as u32;
        self.nodes.push(Node { content, first_child: NONE, next: NONE });
        let parent = self.open.last_mut().expect("the document is never closed");
        if parent.last_child == NONE {
            self.nodes[parent.at as usize].first_child = at;
        } else {
            self.nodes[parent.last_child as usize].next = at;
        }
        parent.last_child = at;
        at
    }

    fn append(&mut self, text: Cow<'a, str>) {
        let parent = self.open.last().expect("the document is never closed");
        if parent.at == 0 || text.is_empty() {
            return;
        }
        if parent.last_child != NONE
            && let Content::Text(before) = &mut self.nodes[parent.last_child as usize].content
        {
            before.to_mut().push_str(&text);
        } else if self.nodes.len() <= NODES_MAX {
            self.add(Content::Text(text));
        }
    }

    fn end(&mut self, name: &str) {
        let Some(from) = self.open.iter().skip(1).rposition(|open| open.name == name).map(|at| at + 1) else {
            return self.fault(format!("`{name}` ends that did not begin"), false);
        };
        if from + 1 < self.open.len() {
            let inner = self.open[self.open.len() - 1].name;
            self.fault(format!("`{inner}` has no end"), false);
        }
        while self.open.len() > from {
            self.close();
        }
    }

    /// Closes the innermost element.
    fn close(&mut self) {
        if self.open.len() == 1 {
            return;
        }
        if let Some(open) = self.open.pop()
            && let Content::Element { closed, .. } = &mut self.nodes[open.at as usize].content
        {
            *closed = true;
        }
        let depth = self.open.len();
        while self.bindings.last().is_some_and(|binding| binding.depth >= depth) {
            self.bindings.pop();
        }
    }

    fn fault(&mut self, what: String, breaks_off: bool) {
        self.breaks_off |= breaks_off;
        // A later fault tells no more, unless it is the end.
        if self.fault.as_ref().is_none_or(|fault| breaks_off && !fault.breaks_off) {
            let before = &self.text.as_bytes()[..self.position.min(self.text.len())];
            let line = memchr::memchr_iter(b'\n', before).count() + 1;
            self.fault = Some(Fault { what, line, breaks_off });
        }
    }

    fn is_full(&self) -> bool {
        self.breaks_off
    }

    fn finish(mut self) -> Tree<'a> {
        if !self.breaks_off && self.open.len() > 1 {
            let inner = self.open[self.open.len() - 1].name;
            self.position = self.text.len();
            self.fault(format!("it ends inside of `{inner}`"), true);
        }
        Tree { nodes: self.nodes, fault: self.fault }
    }
}
