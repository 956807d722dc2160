//! Which conditions hold of the same quote.
//!
//! A tree as it was parsed comes in; out comes the tree as it is meant. In a query for articles
//! the conditions on quotes of one AND level, brackets of nothing but such conditions included,
//! become one `quote:( … )`. Fields that hold parts of another kind are taken apart, and brackets
//! with a name that changes nothing fall away. What comes out is left as it is when it comes in.

use super::Subject;
use super::ast::{Node, NodeKind};
use super::fields::{FieldName, QuoteField};
use crate::model::Span;

/// The tree with its quotes told apart. Recurses as deep as the tree.
pub(super) fn grouped(root: Node, subject: Subject) -> Node {
    of_subject(apart(root, subject), subject)
}

/// The second of two speakers that are asked of one and the same quote, which has one.
pub(super) fn second_speaker(root: &Node, subject: Subject) -> Option<&Node> {
    match (&root.kind, subject) {
        (NodeKind::All(parts), Subject::Quotes) => {
            let mut speakers =
                parts.iter().filter(|part| matches!(part.kind, NodeKind::InQuote(QuoteField::Speaker, _)));
            speakers.nth(1).or_else(|| parts.iter().find_map(|part| second_speaker(part, subject)))
        }
        (NodeKind::SameQuote(of), _) => second_speaker(of, Subject::Quotes),
        (NodeKind::Article(of), _) => second_speaker(of, Subject::Articles),
        (NodeKind::All(parts) | NodeKind::Any(parts), _) => parts.iter().find_map(|part| second_speaker(part, subject)),
        (NodeKind::Not(of) | NodeKind::Boost(of, _), _) => second_speaker(of, subject),
        _ => None,
    }
}

/// Levels of the tree, 1 for a leaf.
pub(super) fn height(node: &Node) -> usize {
    match &node.kind {
        NodeKind::All(parts) | NodeKind::Any(parts) => 1 + parts.iter().map(height).max().unwrap_or(0),
        NodeKind::Not(of)
        | NodeKind::Boost(of, _)
        | NodeKind::In(_, of)
        | NodeKind::InQuote(_, of)
        | NodeKind::SameQuote(of)
        | NodeKind::Article(of)
        | NodeKind::AtLeast { of, .. } => 1 + height(of),
        NodeKind::Near { left, right, .. } | NodeKind::Within { left, right, .. } => {
            1 + height(left).max(height(right))
        }
        _ => 1,
    }
}

/// The node with `change` made of each of its parts; one without parts as it is.
fn with_parts(node: Node, change: &mut dyn FnMut(Node) -> Node) -> Node {
    let kind = match node.kind {
        NodeKind::All(parts) => NodeKind::All(parts.into_iter().map(change).collect()),
        NodeKind::Any(parts) => NodeKind::Any(parts.into_iter().map(change).collect()),
        NodeKind::Not(of) => NodeKind::Not(Box::new(change(*of))),
        NodeKind::Boost(of, factor) => NodeKind::Boost(Box::new(change(*of)), factor),
        other => other,
    };
    Node { kind, span: node.span }
}

/// Fields around their own words alone, `quote:` and `article:` only where the subject changes.
fn apart(node: Node, subject: Subject) -> Node {
    let span = node.span;
    match node.kind {
        NodeKind::In(field, of) => into_field(FieldName::Text(field), apart(*of, subject), span),
        NodeKind::InQuote(field, of) => into_field(FieldName::Quote(field), apart(*of, subject), span),
        NodeKind::SameQuote(of) => {
            let of = apart(*of, Subject::Quotes);
            if subject == Subject::Quotes { of } else { Node { kind: NodeKind::SameQuote(Box::new(of)), span } }
        }
        NodeKind::Article(of) => {
            let of = apart(*of, Subject::Articles);
            if subject == Subject::Articles {
                by_itself(of)
            } else {
                Node { kind: NodeKind::Article(Box::new(of)), span }
            }
        }
        kind => with_parts(Node { kind, span }, &mut |part| apart(part, subject)),
    }
}

/// What is asked of the article's quotes by name, never joined with what stands beside it.
fn by_itself(node: Node) -> Node {
    if !node.kind.is_of_quotes() {
        return node;
    }
    let span = node.span;
    let kind = match node.kind {
        NodeKind::Not(of) => NodeKind::Not(Box::new(by_itself(*of))),
        kind if is_positive(&kind) => NodeKind::SameQuote(Box::new(Node { kind, span })),
        kind => kind,
    };
    Node { kind, span }
}

/// The field around the node, or around those of its parts that are its own; with its name it
/// stands at `span`.
fn into_field(field: FieldName, of: Node, span: Span) -> Node {
    if !holds_others(field, &of.kind) {
        return Node { kind: field.around(Box::new(of)), span };
    }
    match of.kind {
        // Names and roles never score.
        NodeKind::Boost(of, _) if matches!(field, FieldName::Quote(field) if field != QuoteField::Said) => {
            into_field(field, *of, span)
        }
        NodeKind::All(_) | NodeKind::Any(_) | NodeKind::Not(_) | NodeKind::Boost(..) => {
            with_parts(of, &mut |part| match part.kind {
                NodeKind::In(..) => part,
                _ => {
                    let span = part.span;
                    into_field(field, part, span)
                }
            })
        }
        _ => of,
    }
}

/// Whether something stands there that the field cannot hold: beside names and words of quotes
/// anything else, in an article's field whatever is asked of quotes.
fn holds_others(field: FieldName, kind: &NodeKind) -> bool {
    match kind {
        NodeKind::All(parts) | NodeKind::Any(parts) => parts.iter().any(|part| holds_others(field, &part.kind)),
        NodeKind::Not(of) | NodeKind::Boost(of, _) => holds_others(field, &of.kind),
        NodeKind::In(_, of) => matches!(field, FieldName::Quote(_)) || holds_others(field, &of.kind),
        NodeKind::InQuote(..)
        | NodeKind::SameQuote(_)
        | NodeKind::Article(_)
        | NodeKind::Kind(_)
        | NodeKind::Certainty(_)
        | NodeKind::Polarity(_)
        | NodeKind::Spoken { .. } => true,
        NodeKind::Near { .. } | NodeKind::Within { .. } => false,
        leaf => matches!(field, FieldName::Quote(_)) && !leaf.is_leaf(),
    }
}

fn of_subject(node: Node, subject: Subject) -> Node {
    match (subject, node.kind) {
        (Subject::Articles, NodeKind::All(parts)) => together(parts, node.span),
        (Subject::Articles, NodeKind::SameQuote(of)) => {
            Node { kind: NodeKind::SameQuote(Box::new(of_subject(*of, Subject::Quotes))), span: node.span }
        }
        (Subject::Quotes, NodeKind::Article(of)) => {
            Node { kind: NodeKind::Article(Box::new(of_subject(*of, Subject::Articles))), span: node.span }
        }
        (_, kind) => with_parts(Node { kind, span: node.span }, &mut |part| of_subject(part, subject)),
    }
}

/// An AND of a query for articles: its conditions on quotes as one, where the first of them
/// stood. Exclusions alone are no condition that a quote could meet: each stands for itself.
fn together(parts: Vec<Node>, span: Span) -> Node {
    let mut flat = Vec::with_capacity(parts.len());
    flatten(parts, &mut flat);
    let members = flat.iter().filter(|part| part.kind.is_of_quotes()).count();
    let grouped = members > 1 && flat.iter().any(|part| part.kind.is_of_quotes() && is_positive(&part.kind));
    if !grouped {
        let parts = flat.into_iter().map(|part| of_subject(part, Subject::Articles)).collect();
        return Node { kind: NodeKind::All(parts), span };
    }
    let place = flat.iter().position(|part| part.kind.is_of_quotes()).unwrap_or(0);
    let (quoted, others): (Vec<Node>, Vec<Node>) = flat.into_iter().partition(|part| part.kind.is_of_quotes());
    let quote = NodeKind::SameQuote(Box::new(Node { kind: NodeKind::All(quoted), span }));
    let mut parts: Vec<Node> = others.into_iter().map(|part| of_subject(part, Subject::Articles)).collect();
    parts.insert(place, Node { kind: quote, span });
    match parts.len() {
        1 => parts.remove(0),
        _ => Node { kind: NodeKind::All(parts), span },
    }
}

/// The parts, and in the place of brackets of nothing but quotes what stands in them.
fn flatten(parts: Vec<Node>, flat: &mut Vec<Node>) {
    for part in parts {
        match part.kind {
            NodeKind::All(inner) if inner.iter().all(|part| part.kind.is_of_quotes()) => flatten(inner, flat),
            kind => flat.push(Node { kind, span: part.span }),
        }
    }
}

fn is_positive(kind: &NodeKind) -> bool {
    match kind {
        NodeKind::Not(_) => false,
        NodeKind::Any(parts) => parts.iter().all(|part| is_positive(&part.kind)),
        NodeKind::All(parts) => parts.iter().any(|part| is_positive(&part.kind)),
        NodeKind::Boost(of, _) => is_positive(&of.kind),
        _ => true,
    }
}
