//! The flags beside a query, as parts of its tree: `--from`, `--to`, `--on`, `--publisher`,
//! `--lang`, `--in`, `--any`.
//!
//! A query with flags is the query that could have been typed instead; nothing after this knows
//! of flags.

use super::ParseOptions;
use super::ast::{Node, NodeKind};
use super::fields::{FieldName, field_named, language_code};
use super::limits::{PHRASE_PARTS_MAX, WILDCARD_LITERALS_MIN};
use super::plan::Field;
use super::problem::{Problem, Refusal, Severity};
use super::range;
use super::typed::{self, Typed};
use crate::model::Span;

/// The flags, read.
pub(super) struct Flags {
    /// Conditions that every article has to meet.
    required: Vec<NodeKind>,
    within: Option<Field>,
}

impl Flags {
    pub fn read(options: &ParseOptions<'_>) -> Result<Flags, Refusal> {
        let mut required = Vec::new();
        let dates = |flag: &str, field: FieldName, value: &str| {
            range::dates(field, value, options.today).map_err(|message| refused(flag, value, message))
        };
        if let Some(value) = options.on {
            required.push(dates("--on", FieldName::Date, value)?);
        }
        let from = options.from.map(|value| dates("--from", FieldName::From, value)).transpose()?;
        let to = options.to.map(|value| dates("--to", FieldName::To, value)).transpose()?;
        required.extend(both_ends(from, to, options)?);
        if let Some(value) = options.publisher {
            let name = name(value).map_err(|message| refused("--publisher", value, message))?;
            let span = Span::new(0, 0);
            required.push(NodeKind::In(Field::Publisher, Box::new(Node { kind: name, span })));
        }
        if let Some(value) = options.language {
            let code = language_code(value).ok_or_else(|| {
                let message = format!("\"{value}\" is no language: write a code of two letters (en, de, fr) or und");
                refused("--lang", value, message)
            })?;
            required.push(NodeKind::Language(code));
        }
        let within = options.within.map(text_field).transpose()?;
        Ok(Flags { required, within })
    }

    /// The field that bare words of the query stand in.
    pub fn scope(&self) -> Option<FieldName> {
        self.within.map(FieldName::Text)
    }

    /// The query's tree with the flags in it; what they add stands at `end`.
    pub fn applied(self, root: Option<Node>, any: bool, end: usize) -> Option<Node> {
        let root = if any { root.map(with_optional_words) } else { root };
        let root = match self.within {
            Some(field) => root.map(|root| {
                let span = root.span;
                Node { kind: NodeKind::In(field, Box::new(root)), span }
            }),
            None => root,
        };
        let mut parts = match root {
            Some(Node { kind: NodeKind::All(parts), .. }) if !self.required.is_empty() => parts,
            root => Vec::from_iter(root),
        };
        parts.extend(self.required.into_iter().map(|kind| Node { kind, span: Span::new(end, end) }));
        match parts.len() {
            0 | 1 => parts.pop(),
            _ => Some(Node { kind: NodeKind::All(parts), span: Span::new(0, end) }),
        }
    }
}

fn refused(flag: &str, value: &str, message: String) -> Refusal {
    let span = Span::new(0, value.len());
    let problem = Problem::new(Severity::Fatal, span, message);
    Refusal::beneath(&format!("{flag} "), value, problem)
}

/// `--from` and `--to` as one range.
fn both_ends(
    from: Option<NodeKind>,
    to: Option<NodeKind>,
    options: &ParseOptions<'_>,
) -> Result<Option<NodeKind>, Refusal> {
    let (from, to) = match (from, to) {
        (Some(NodeKind::Dates { from, .. }), Some(NodeKind::Dates { to, .. })) => (from, to),
        (from, to) => return Ok(from.or(to)),
    };
    if let (Some(first), Some(last)) = (from, to)
        && last < first
    {
        let message = format!("--to ends on {last}, before --from begins on {first}");
        return Err(refused("--to", options.to.unwrap_or_default(), message));
    }
    Ok(Some(NodeKind::Dates { from, to }))
}

/// A name given to a flag: its words side by side.
fn name(value: &str) -> Result<NodeKind, String> {
    // A quotation mark would end the phrase where the query is printed.
    let value: String = value.chars().map(|c| if super::lex::is_quotation_mark(c) { ' ' } else { c }).collect();
    match typed::quoted(&value, false) {
        Typed::Word(text) => Ok(NodeKind::Exact(text)),
        Typed::Wildcard(text) => Ok(NodeKind::Wildcard(text)),
        Typed::Phrase { text, parts } if parts <= PHRASE_PARTS_MAX => Ok(NodeKind::Phrase { text, slop: 0 }),
        Typed::Phrase { .. } => {
            Err(format!("the name has more than {PHRASE_PARTS_MAX} parts (limit PHRASE_PARTS_MAX)"))
        }
        Typed::TooWide(text) => Err(format!(
            "the pattern {text} has fewer than {WILDCARD_LITERALS_MIN} letters or digits (limit WILDCARD_LITERALS_MIN)"
        )),
        Typed::Empty => Err("the name holds no letter and no digit".to_string()),
    }
}

fn text_field(value: &str) -> Result<Field, Refusal> {
    match field_named(value.trim()) {
        Some(FieldName::Text(field)) => Ok(field),
        _ => {
            let message = format!(
                "--in takes a field of words (headline, text, byline, related, section, publisher …), not \"{value}\""
            );
            Err(refused("--in", value, message))
        }
    }
}

/// The query with the words of its outermost AND made optional: together they are one group of
/// alternatives; dates, names, exclusions and other conditions stay required.
fn with_optional_words(root: Node) -> Node {
    let Node { kind: NodeKind::All(parts), span } = root else { return root };
    let (optional, required): (Vec<Node>, Vec<Node>) = parts.into_iter().partition(|part| is_optional(&part.kind));
    let mut choices = Vec::with_capacity(optional.len());
    for part in optional {
        match part.kind {
            NodeKind::Any(inner) => choices.extend(inner),
            _ => choices.push(part),
        }
    }
    let words = match choices.len() {
        0 | 1 => choices.pop(),
        _ => Some(Node { kind: NodeKind::Any(choices), span }),
    };
    let mut parts: Vec<Node> = words.into_iter().chain(required).collect();
    match parts.len() {
        1 => parts.remove(0),
        _ => Node { kind: NodeKind::All(parts), span },
    }
}

/// What articles say; not what they are.
fn is_optional(kind: &NodeKind) -> bool {
    match kind {
        NodeKind::All(parts) | NodeKind::Any(parts) => parts.iter().all(|part| is_optional(&part.kind)),
        NodeKind::Boost(of, _) | NodeKind::In(Field::Text | Field::Headline, of) => is_optional(&of.kind),
        NodeKind::Near { .. } | NodeKind::Within { .. } | NodeKind::AtLeast { .. } => true,
        leaf => leaf.is_leaf(),
    }
}
