//! ODT (OpenDocument 1.x): the documents of LibreOffice.
//!
//! The text of the content part is read in its order. Notes, annotations, deleted text, indexes and
//! the descriptions of drawings are out.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::events::BytesStart;
use zip::ZipArchive;

use super::paper::{Paper, Role};
use super::xml::{Node, attribute, walk};
use super::{part, protected};
use crate::read::Refusal;
use crate::read::outlet::{Member, Outlet};

const FORMAT: &str = "ODT";
/// Elements whose text is none of the article's.
const LEFT_OUT: &[&str] = &[
    "tracked-changes",
    "note",
    "footnote",
    "endnote",
    "annotation",
    "table-of-content",
    "illustration-index",
    "table-index",
    "object-index",
    "user-index",
    "alphabetical-index",
    "bibliography",
    "ruby-text",
    "title",
    "desc",
    "forms",
    "script",
    "hidden-text",
    "hidden-paragraph",
    "event-listeners",
];
/// More blanks in a row say nothing more.
const BLANKS_MAX: usize = 100;

/// Reads an OpenDocument text.
///
/// # Errors
/// See [`super::read_zip`].
pub(super) fn read<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    if part(archive, "META-INF/manifest.xml", outlet)?
        .is_some_and(|manifest| memchr::memmem::find(&manifest, b"encryption-data").is_some())
    {
        return Err(protected());
    }
    let Some(content) = part(archive, "content.xml", outlet)? else {
        return Err(Refusal::Broken { format: FORMAT, reason: "its text (content.xml) is missing".to_string() });
    };
    let mut paper = Paper::default();
    text(&content, &mut paper)?;
    if let Some(properties) = part(archive, "meta.xml", outlet)? {
        paper.take_properties(&properties, FORMAT);
    }
    paper.finish(member, outlet)
}

/// A paragraph that is open; text boxes open others within it.
struct Open {
    text: String,
    role: Role,
}

#[derive(Default)]
struct Walk {
    /// The named styles from which those of the document's own making come.
    parents: HashMap<String, String>,
    paragraphs: Vec<Open>,
    in_body: bool,
    /// Elements that are open within one that is left out, it included.
    out: usize,
}

fn text(content: &[u8], paper: &mut Paper) -> Result<(), Refusal> {
    let mut at = Walk::default();
    walk(content, FORMAT, &mut |node| match node {
        Node::Open(name, start) => at.open(name, start),
        Node::Close(_) if at.out > 0 => at.out -= 1,
        Node::Close("p" | "h") => {
            let open = at.paragraphs.pop();
            open.into_iter().for_each(|open| paper.add(&open.text, open.role));
        }
        Node::Close("body") => at.in_body = false,
        Node::Close(_) => {}
        Node::Text(text) if at.out == 0 => at.push_flow(text),
        Node::Text(_) => {}
    })
}

impl Walk {
    fn open(&mut self, name: &str, start: &BytesStart<'_>) {
        if self.out > 0 || (self.in_body && LEFT_OUT.contains(&name)) {
            self.out += 1;
            return;
        }
        match name {
            "body" => self.in_body = true,
            "style" => {
                if let (Some(own), Some(parent)) = (attribute(start, "name"), attribute(start, "parent-style-name")) {
                    self.parents.insert(own, parent);
                }
            }
            "p" | "h" => {
                let role = self.role(attribute(start, "style-name").as_deref());
                let role = if name == "h" && role == Role::Plain { Role::Heading } else { role };
                self.paragraphs.push(Open { text: String::new(), role });
            }
            "s" => {
                let count = attribute(start, "c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.push(&" ".repeat(BLANKS_MAX.min(count)));
            }
            "tab" | "tab-stop" => self.push(" "),
            "line-break" => self.push("\n"),
            _ => {}
        }
    }

    fn role(&self, style: Option<&str>) -> Role {
        let Some(style) = style else { return Role::Plain };
        let named = self.parents.get(style).map_or(style, String::as_str);
        Role::of_style(&named.replace("_20_", " "))
    }

    /// Text of the file, in which line breaks are blanks.
    fn push_flow(&mut self, text: &str) {
        if let Some(open) = self.paragraphs.last_mut() {
            open.text.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(open) = self.paragraphs.last_mut() {
            open.text.push_str(text);
        }
    }
}
