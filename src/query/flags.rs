//! The flags beside a query, as parts of its tree: `--from`, `--to`, `--on`, `--publisher`,
//! `--lang`, `--in`, `--any`; of questions about quotes `--speaker`, `--about`, `--kind` and more.
//!
//! A query with flags is the query that could have been typed instead; nothing after this knows
//! of flags.

use super::ast::{Node, NodeKind};
use super::fields::{FieldName, QuoteField, certainty_named, field_named, kind_named, language_code, polarity_named};
use super::limits::{PHRASE_PARTS_MAX, WILDCARD_LITERALS_MIN};
use super::plan::Field;
use super::problem::{Problem, Refusal, Severity};
use super::range;
use super::typed::{self, Typed};
use super::{ParseOptions, Subject};
use crate::model::Span;

/// Conditions on quotes that stand beside a query, as typed; all of one quote.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuoteFlags<'a> {
    /// A name, without variants when `=` stands before it.
    pub speaker: Option<&'a str>,
    pub about: Option<&'a str>,
    pub role: Option<&'a str>,
    /// One kind or several with commas between them: `direct,mixed`. Certainty and polarity
    /// likewise.
    pub kind: Option<&'a str>,
    pub certainty: Option<&'a str>,
    pub polarity: Option<&'a str>,
    /// A date or a range.
    pub spoken: Option<&'a str>,
}

/// The flags, read.
pub(super) struct Flags {
    /// Conditions that every article has to meet.
    required: Vec<NodeKind>,
    within: Option<Field>,
}

impl Flags {
    pub fn read(options: &ParseOptions<'_>, quote: &QuoteFlags<'_>) -> Result<Flags, Refusal> {
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
            required.push(NodeKind::In(Field::Publisher, Box::new(nowhere(name))));
        }
        if let Some(value) = options.language {
            let code = language_code(value).ok_or_else(|| {
                let message = format!("\"{value}\" is no language: write a code of two letters (en, de, fr) or und");
                refused("--lang", value, message)
            })?;
            required.push(NodeKind::Language(code));
        }
        required.extend(of_quotes(options, quote)?);
        let within = options.within.map(text_field).transpose()?;
        Ok(Flags { required, within })
    }

    /// The field that bare words of the query stand in.
    pub fn scope(&self) -> Option<FieldName> {
        self.within.map(FieldName::Text)
    }

    /// The query's tree with the flags in it; what they add stands at `end`.
    pub fn applied(self, root: Option<Node>, subject: Subject, any: bool, end: usize) -> Option<Node> {
        let root = if any { root.map(|root| with_optional_words(root, subject)) } else { root };
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

fn of_quotes(options: &ParseOptions<'_>, quote: &QuoteFlags<'_>) -> Result<Vec<NodeKind>, Refusal> {
    let mut required = Vec::new();
    let names = [
        ("--speaker", QuoteField::Speaker, quote.speaker),
        ("--about", QuoteField::About, quote.about),
        ("--role", QuoteField::Role, quote.role),
    ];
    for (flag, field, value) in names {
        let Some(value) = value else { continue };
        let kind = if field.takes_names() { person(value) } else { name(value) };
        let kind = kind.map_err(|message| refused(flag, value, message))?;
        required.push(NodeKind::InQuote(field, Box::new(nowhere(kind))));
    }
    type Read = fn(&str) -> Result<NodeKind, String>;
    let lists: [(&str, Option<&str>, Read); 3] = [
        ("--kind", quote.kind, |word| kind_named(word).map(NodeKind::Kind)),
        ("--certainty", quote.certainty, |word| certainty_named(word).map(NodeKind::Certainty)),
        ("--polarity", quote.polarity, |word| polarity_named(word).map(NodeKind::Polarity)),
    ];
    for (flag, value, read) in lists {
        let Some(value) = value else { continue };
        let mut choices = Vec::new();
        for word in value.split(',') {
            choices.push(nowhere(read(word).map_err(|message| refused(flag, value, message))?));
        }
        required.push(if choices.len() == 1 { choices.remove(0).kind } else { NodeKind::Any(choices) });
    }
    if let Some(value) = quote.spoken {
        let days = range::dates(FieldName::Spoken, value, options.today);
        required.push(days.map_err(|message| refused("--spoken", value, message))?);
    }
    Ok(required)
}

/// What a flag adds has no place in the text until it is put at the end.
fn nowhere(kind: NodeKind) -> Node {
    Node { kind, span: Span::new(0, 0) }
}

/// The name of a person: with variants, unless `=` stands before it.
fn person(value: &str) -> Result<NodeKind, String> {
    let value = value.trim();
    let exact = value.strip_prefix('=');
    Ok(match name(exact.unwrap_or(value))? {
        NodeKind::Exact(word) if exact.is_none() => typed::word(word),
        kind @ (NodeKind::Wildcard(_) | NodeKind::Phrase { .. }) if exact.is_some() => {
            NodeKind::AsWritten(Box::new(nowhere(kind)))
        }
        kind => kind,
    })
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
fn with_optional_words(root: Node, subject: Subject) -> Node {
    let Node { kind: NodeKind::All(parts), span } = root else { return root };
    let (optional, required): (Vec<Node>, Vec<Node>) =
        parts.into_iter().partition(|part| is_optional(&part.kind, subject));
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

/// What articles say, or in a question about quotes what the quotes say; not what they are.
fn is_optional(kind: &NodeKind, subject: Subject) -> bool {
    match kind {
        NodeKind::All(parts) | NodeKind::Any(parts) => parts.iter().all(|part| is_optional(&part.kind, subject)),
        NodeKind::Boost(of, _) => is_optional(&of.kind, subject),
        NodeKind::In(Field::Text | Field::Headline, of) if subject == Subject::Articles => {
            is_optional(&of.kind, subject)
        }
        NodeKind::InQuote(QuoteField::Said, of) if subject == Subject::Quotes => is_optional(&of.kind, subject),
        NodeKind::Near { .. } | NodeKind::Within { .. } | NodeKind::AtLeast { .. } => true,
        leaf => leaf.is_leaf(),
    }
}
