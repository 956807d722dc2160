//! The XML of documents as a row of events: elements opened and closed, and text.
//!
//! Names come without their prefix. Entities that a document declares itself are never expanded;
//! depth is limited.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::read::{Refusal, charset};

/// Elements within elements; tables within tables within text boxes stay far below.
const DEPTH_MAX: usize = 512;

pub(super) enum Node<'a> {
    Open(&'a str, &'a BytesStart<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// Walks through a part of a document of that format.
///
/// # Errors
/// What is not well-formed; too deep.
pub(super) fn walk(bytes: &[u8], format: &'static str, visit: &mut dyn FnMut(Node<'_>)) -> Result<(), Refusal> {
    let broken = |reason: String| Refusal::Broken { format, reason };
    let text = charset::decode(bytes, true)?.text;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().allow_dangling_amp = true;
    let mut depth = 0_usize;
    loop {
        let event = reader
            .read_event()
            .map_err(|error| broken(format!("{error}, at byte {} of its text", reader.error_position())))?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEPTH_MAX {
                    return Err(Refusal::Limit(format!(
                        "elements of the {format} are nested more than {DEPTH_MAX} deep"
                    )));
                }
                visit(Node::Open(local(start.name().0), &start));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Node::Close(local(end.name().0)));
            }
            Event::Text(text) => visit(Node::Text(&text.into_inner())),
            Event::CData(text) => visit(Node::Text(&text.into_inner())),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(character),
                    _ => named(&reference.into_inner()),
                };
                visit(Node::Text(character.map(String::from).as_deref().unwrap_or("")));
            }
            Event::Eof if depth > 0 => return Err(broken("it ends before its end".to_string())),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The entities that every XML has; those that a document declares stay unread.
fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => return None,
    })
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of an attribute by its name without prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = start.attributes();
    let found = all.with_checks(false).flatten().find(|attribute| local(attribute.key.as_ref()) == name)?;
    Some(quick_xml::escape::unescape(&found.value).map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
}
