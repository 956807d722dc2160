//! The tree of a query: what was typed, repaired and resolved, but not yet made into tokens.
//!
//! A tree prints back as canonical query text: operators written out, brackets wherever two
//! operators meet, dates as days. That text is accepted by the strict parser and gives the same
//! tree (spans aside, which never count in comparisons).

use std::fmt;

use super::fields::{ANY_POLARITY, QuoteField, kind_name};
use super::plan::{DateState, Field, StatementKind, Unit};
use crate::model::{Certainty, Day, Polarity, Span};

/// A query. Without a root it asks for every article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ast {
    pub root: Option<Node>,
}

/// One part of a query and where it stands: bytes of the query's text. What a flag added stands
/// at the end.
#[derive(Clone, Debug)]
pub struct Node {
    pub kind: NodeKind,
    pub span: Span,
}

impl PartialEq for Node {
    /// By meaning: spans do not count.
    fn eq(&self, other: &Node) -> bool {
        self.kind == other.kind
    }
}

/// Invariants, kept by the parser: lists have two members or more; words are single tokens;
/// phrases hold two parts or more, and no quotation mark; the operands of proximity and of
/// `atleast` are words, exact phrases, patterns, groups of alternatives of these, or proximity again.
/// In a finished tree (`groups`) a field of quotes holds its own words alone, a field of text
/// nothing of quotes, and what is asked of one quote of an article stands in one `SameQuote`.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Boost(Box<Node>, f32),
    /// Words and phrases inside are looked for in the field, unless a field inside says otherwise.
    In(Field, Box<Node>),
    /// Likewise in what is known of a quote.
    InQuote(QuoteField, Box<Node>),
    /// Asked of one and the same quote of the article.
    SameQuote(Box<Node>),
    /// Asked of the article around the quote.
    Article(Box<Node>),
    Kind(StatementKind),
    Certainty(Certainty),
    /// `None`: whichever.
    Polarity(Option<Polarity>),
    /// When it was said; ends as those of `Dates`.
    Spoken {
        from: Option<Day>,
        to: Option<Day>,
    },
    /// A name of several words, or a pattern, without its variants; of one word it is `Exact`.
    AsWritten(Box<Node>),
    /// A bare word, as typed.
    Word(String),
    /// `=word`, or a word alone in quotation marks.
    Exact(String),
    /// What stands between quotation marks, or a word of several parts (`O'Neill`).
    Phrase {
        text: String,
        slop: u32,
    },
    /// One word with `*` or `?`.
    Wildcard(String),
    /// The parts of a compound are joined by `-`.
    Fuzzy {
        text: String,
        edits: u8,
    },
    Near {
        left: Box<Node>,
        right: Box<Node>,
        words: u32,
        ordered: bool,
    },
    Within {
        unit: Unit,
        left: Box<Node>,
        right: Box<Node>,
    },
    AtLeast {
        count: u32,
        of: Box<Node>,
    },
    /// Both ends included; at least one is given, and the last is not before the first.
    Dates {
        from: Option<Day>,
        to: Option<Day>,
    },
    Dated(DateState),
    /// Both ends included; `u64::MAX` is open.
    Words {
        min: u64,
        max: u64,
    },
    /// Printings of the article's story; both ends included, `u64::MAX` is open.
    Copies {
        min: u64,
        max: u64,
    },
    /// ISO 639-1, or `und`.
    Language(String),
}

impl NodeKind {
    /// Whether it can be an operand of proximity: a place in the text, not a condition.
    pub fn is_passage(&self) -> bool {
        match self {
            NodeKind::Any(choices) => choices.iter().all(|choice| choice.kind.is_passage()),
            NodeKind::Near { .. } | NodeKind::Within { .. } => true,
            _ => self.is_leaf(),
        }
    }

    /// Whether a loose phrase stands in it without a condition around: it cannot be an operand.
    pub fn holds_loose_phrase(&self) -> bool {
        match self {
            NodeKind::Phrase { slop, .. } => *slop > 0,
            NodeKind::Any(parts) | NodeKind::All(parts) => parts.iter().any(|part| part.kind.holds_loose_phrase()),
            NodeKind::Boost(of, _)
            | NodeKind::In(_, of)
            | NodeKind::InQuote(_, of)
            | NodeKind::AsWritten(of)
            | NodeKind::SameQuote(of)
            | NodeKind::Article(of) => of.kind.holds_loose_phrase(),
            _ => false,
        }
    }

    /// A word, phrase or pattern.
    pub fn is_leaf(&self) -> bool {
        matches!(
            self,
            NodeKind::Word(_)
                | NodeKind::Exact(_)
                | NodeKind::Phrase { .. }
                | NodeKind::Wildcard(_)
                | NodeKind::Fuzzy { .. }
                | NodeKind::AsWritten(_)
        )
    }

    /// Whether it is a condition on quotes, made of nothing else.
    pub fn is_of_quotes(&self) -> bool {
        match self {
            NodeKind::InQuote(field, _) => *field != QuoteField::Person,
            NodeKind::Kind(_) | NodeKind::Certainty(_) | NodeKind::Polarity(_) | NodeKind::Spoken { .. } => true,
            NodeKind::All(parts) | NodeKind::Any(parts) => parts.iter().all(|part| part.kind.is_of_quotes()),
            NodeKind::Not(of) | NodeKind::Boost(of, _) => of.kind.is_of_quotes(),
            _ => false,
        }
    }

    /// A condition that never scores.
    pub fn is_filter(&self) -> bool {
        match self {
            NodeKind::Dates { .. } | NodeKind::Dated(_) | NodeKind::Words { .. } | NodeKind::Language(_) => true,
            NodeKind::Copies { .. } => true,
            NodeKind::Kind(_) | NodeKind::Certainty(_) | NodeKind::Polarity(_) | NodeKind::Spoken { .. } => true,
            NodeKind::Not(_) => true,
            NodeKind::InQuote(field, _) if *field != QuoteField::Said => true,
            NodeKind::All(parts) | NodeKind::Any(parts) => parts.iter().all(|part| part.kind.is_filter()),
            NodeKind::Boost(of, _)
            | NodeKind::In(_, of)
            | NodeKind::InQuote(_, of)
            | NodeKind::SameQuote(of)
            | NodeKind::Article(of) => of.kind.is_filter(),
            _ => false,
        }
    }
}

impl fmt::Display for Ast {
    /// Canonical query text; nothing for a query that asks for everything.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.as_ref().map_or(Ok(()), |root| write(root, Place::Top, f))
    }
}

/// Around what a node is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    All,
    Any,
    /// Of NOT, of proximity, of a weight.
    Operand,
    /// After `field:`.
    Value,
}

impl Place {
    fn needs_brackets(self, kind: &NodeKind) -> bool {
        match self {
            Place::Top => false,
            Place::Value => !kind.is_leaf(),
            Place::All => is_composite(kind),
            Place::Any => is_composite(kind) || matches!(kind, NodeKind::Not(_)),
            Place::Operand => is_composite(kind) || matches!(kind, NodeKind::Not(_) | NodeKind::Boost(..)),
        }
    }
}

/// What has operators between its parts.
fn is_composite(kind: &NodeKind) -> bool {
    matches!(kind, NodeKind::All(_) | NodeKind::Any(_) | NodeKind::Near { .. } | NodeKind::Within { .. })
}

/// Recurses as deep as the tree, which the parser keeps to `NESTING_MAX`.
fn write(node: &Node, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if place.needs_brackets(&node.kind) {
        f.write_str("(")?;
        write(node, Place::Top, f)?;
        return f.write_str(")");
    }
    match &node.kind {
        NodeKind::All(parts) => write_joined(parts, " AND ", Place::All, f),
        NodeKind::Any(parts) => write_joined(parts, " OR ", Place::Any, f),
        NodeKind::Not(of) => {
            f.write_str("NOT ")?;
            write(of, Place::Operand, f)
        }
        NodeKind::Boost(of, factor) => {
            write(of, Place::Operand, f)?;
            write!(f, "^{factor}")
        }
        NodeKind::In(field, of) => write_value(field.name(), of, f),
        NodeKind::InQuote(field, of) => write_value(field.name(), of, f),
        NodeKind::SameQuote(of) => write_value("quote", of, f),
        NodeKind::Article(of) => write_value("article", of, f),
        NodeKind::AsWritten(of) => {
            f.write_str("=")?;
            write(of, Place::Operand, f)
        }
        NodeKind::Near { left, right, words, ordered } => {
            let name = if *ordered { "pre" } else { "NEAR" };
            write_pair(left, &format!("{name}/{words}"), right, f)
        }
        NodeKind::Within { unit: Unit::Sentence, left, right } => write_pair(left, "w/s", right, f),
        NodeKind::Within { unit: Unit::Paragraph, left, right } => write_pair(left, "w/p", right, f),
        NodeKind::AtLeast { count, of } => {
            write!(f, "atleast{count}(")?;
            write(of, Place::Top, f)?;
            f.write_str(")")
        }
        leaf => write_leaf(leaf, f),
    }
}

fn write_value(name: &str, of: &Node, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{name}:")?;
    write(of, Place::Value, f)
}

fn write_joined(parts: &[Node], between: &str, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (count, part) in parts.iter().enumerate() {
        if count > 0 {
            f.write_str(between)?;
        }
        write(part, place, f)?;
    }
    Ok(())
}

fn write_pair(left: &Node, operator: &str, right: &Node, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write(left, Place::Operand, f)?;
    write!(f, " {operator} ")?;
    write(right, Place::Operand, f)
}

fn write_leaf(leaf: &NodeKind, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match leaf {
        NodeKind::Word(text) | NodeKind::Wildcard(text) => f.write_str(text),
        NodeKind::Exact(text) => write!(f, "={text}"),
        NodeKind::Phrase { text, slop: 0 } => write!(f, "\"{text}\""),
        NodeKind::Phrase { text, slop } => write!(f, "\"{text}\"~{slop}"),
        NodeKind::Fuzzy { text, edits } => write!(f, "{text}~{edits}"),
        NodeKind::Dates { from, to } => write_days("date:", *from, *to, f),
        NodeKind::Spoken { from, to } => write_days("spoken:", *from, *to, f),
        NodeKind::Kind(kind) => write!(f, "kind:{}", kind_name(*kind)),
        NodeKind::Certainty(certainty) => write!(f, "certainty:{}", certainty.word()),
        NodeKind::Polarity(polarity) => write!(f, "polarity:{}", polarity.map_or(ANY_POLARITY, Polarity::word)),
        NodeKind::Dated(state) => write!(f, "date:{}", state_name(*state)),
        NodeKind::Words { min, max } => write_counts("words:", *min, *max, f),
        NodeKind::Copies { min, max } => write_counts("copies:", *min, *max, f),
        NodeKind::Language(code) => write!(f, "lang:{code}"),
        // What has parts is printed by write().
        _ => Ok(()),
    }
}

fn write_days(name: &str, from: Option<Day>, to: Option<Day>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(name)?;
    write_ends(from.map(|day| day.to_string()), to.map(|day| day.to_string()), f)
}

fn write_counts(name: &str, min: u64, max: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(name)?;
    write_ends(Some(min.to_string()), (max != u64::MAX).then(|| max.to_string()), f)
}

/// `a..b`, or one value alone where both ends are the same.
fn write_ends(from: Option<String>, to: Option<String>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if from.is_some() && from == to {
        return f.write_str(&from.unwrap_or_default());
    }
    write!(f, "{}..{}", from.unwrap_or_default(), to.unwrap_or_default())
}

/// The words that may stand after `date:` instead of days.
pub(super) const DATE_STATES: &[(&str, DateState)] = &[
    ("none", DateState::None),
    ("suspect", DateState::Suspect),
    ("day", DateState::Day),
    ("month", DateState::Month),
    ("year", DateState::Year),
];

fn state_name(state: DateState) -> &'static str {
    DATE_STATES.iter().find(|(_, known)| *known == state).map_or("none", |(name, _)| name)
}
