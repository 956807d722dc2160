//! DOCX (ECMA-376, WordprocessingML): the documents of Word.
//!
//! The main part is read in its order; tables cell by cell, text boxes where they are anchored.
//! Inserted text of tracked changes is in, deleted and moved-away text is out, and so are fields'
//! codes, hidden text, ruby and the older form that stands beside a newer one.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::events::BytesStart;
use zip::ZipArchive;

use super::paper::{Paper, Role};
use super::xml::{Node, attribute, walk};
use super::{part, resolved};
use crate::read::Refusal;
use crate::read::outlet::{Member, Outlet};

const FORMAT: &str = "DOCX";
/// Elements whose text is none of the article's.
const LEFT_OUT: &[&str] =
    &["del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rt", "fldData", "sdtPr"];

/// Reads a document of Word.
///
/// # Errors
/// See [`super::read_zip`].
pub(super) fn read<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let name = main_part(archive, outlet)?;
    let Some(main) = part(archive, &name, outlet)? else {
        return Err(Refusal::Broken { format: FORMAT, reason: format!("its text ({name}) is missing") });
    };
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    // Without its styles and properties a text is a text.
    let styles = match part(archive, &resolved(folder, "styles.xml"), outlet)? {
        Some(styles) => roles(&styles),
        None => Ok(HashMap::new()),
    };
    let mut paper = Paper::default();
    let styles = styles.unwrap_or_else(|refusal| {
        paper.notes.push(format!("its styles cannot be read: {refusal}"));
        HashMap::new()
    });
    text(&main, &styles, &mut paper)?;
    if let Some(properties) = part(archive, "docProps/core.xml", outlet)? {
        paper.take_properties(&properties, FORMAT);
    }
    paper.finish(member, outlet)
}

/// The name of the part that holds the text.
fn main_part<R: Read + Seek>(archive: &mut ZipArchive<R>, outlet: &Outlet<'_>) -> Result<String, Refusal> {
    let mut name = None;
    if let Some(relations) = part(archive, "_rels/.rels", outlet)? {
        walk(&relations, FORMAT, &mut |node| {
            if let Node::Open("Relationship", start) = node
                && attribute(start, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                name = attribute(start, "Target").map(|target| resolved("", &target));
            }
        })?;
    }
    Ok(name.unwrap_or_else(|| "word/document.xml".to_string()))
}

/// What the styles mean, by their ids.
fn roles(styles: &[u8]) -> Result<HashMap<String, Role>, Refusal> {
    let mut roles = HashMap::new();
    let mut open: Option<String> = None;
    let mut based = Vec::new();
    walk(styles, FORMAT, &mut |node| match node {
        Node::Open("style", start) => open = attribute(start, "styleId"),
        Node::Open("name", start) => {
            if let (Some(id), Some(name)) = (&open, attribute(start, "val")) {
                roles.insert(id.clone(), Role::of_style(&name));
            }
        }
        Node::Open("basedOn", start) => {
            if let (Some(id), Some(base)) = (&open, attribute(start, "val")) {
                based.push((id.clone(), base));
            }
        }
        Node::Close("style") => open = None,
        _ => {}
    })?;
    for (id, base) in based {
        let of_base = roles.get(&base).copied().unwrap_or(Role::Plain);
        let own = roles.entry(id).or_insert(of_base);
        if *own == Role::Plain {
            *own = of_base;
        }
    }
    Ok(roles)
}

/// A paragraph that is open; text boxes open others within it.
struct Open {
    text: String,
    role: Role,
}

/// Whether what stands in an element is the article's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    #[default]
    In,
    /// Out, but for the text boxes in it.
    Drawing,
    Out,
}

impl Part {
    fn of(name: &str, around: Part) -> Part {
        let own = match name {
            "txbxContent" if around == Part::Drawing => return Part::In,
            "drawing" | "object" | "pict" => Part::Drawing,
            name if LEFT_OUT.contains(&name) => Part::Out,
            _ => Part::In,
        };
        own.max(around)
    }
}

#[derive(Default)]
struct Walk {
    paragraphs: Vec<Open>,
    /// For each element that is open.
    parts: Vec<Part>,
    in_text: bool,
    in_properties: bool,
    hidden: bool,
}

fn text(main: &[u8], styles: &HashMap<String, Role>, paper: &mut Paper) -> Result<(), Refusal> {
    let mut at = Walk::default();
    walk(main, FORMAT, &mut |node| match node {
        Node::Open(name, start) => at.open(name, start, styles),
        Node::Close(name) => {
            let part = at.parts.pop().unwrap_or_default();
            match name {
                "t" => at.in_text = false,
                "pPr" => at.in_properties = false,
                "p" if part == Part::In => {
                    let open = at.paragraphs.pop();
                    open.into_iter().for_each(|open| paper.add(&open.text, open.role));
                }
                _ => {}
            }
        }
        Node::Text(text) if at.in_text => at.push(text),
        Node::Text(_) => {}
    })
}

impl Walk {
    fn open(&mut self, name: &str, start: &BytesStart<'_>, styles: &HashMap<String, Role>) {
        let part = Part::of(name, self.parts.last().copied().unwrap_or_default());
        self.parts.push(part);
        if part != Part::In {
            return;
        }
        match name {
            "p" => self.paragraphs.push(Open { text: String::new(), role: Role::Plain }),
            "pPr" => self.in_properties = true,
            "pStyle" => {
                let role =
                    attribute(start, "val").map(|id| styles.get(&id).copied().unwrap_or_else(|| Role::of_style(&id)));
                if let (Some(open), Some(role)) = (self.paragraphs.last_mut(), role) {
                    open.role = role;
                }
            }
            "r" => self.hidden = false,
            "vanish" => self.hidden = !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off")),
            "t" => self.in_text = true,
            "tab" | "ptab" if !self.in_properties => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(open) = self.paragraphs.last_mut().filter(|_| !self.hidden) {
            open.text.push_str(text);
        }
    }
}
