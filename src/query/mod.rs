//! The query language: text to tree to plan.
//!
//! [`parse`] takes what a person typed, and the flags beside it, and gives a [`Query`]: the tree
//! as understood, the plan for a store, and what was odd. [`parse_quotes`] reads the same language
//! as a question about quotes. Lenient parsing repairs and says so,
//! strict parsing refuses with the place, plain parsing knows no operators. Nothing here knows an
//! index, a clock (`today` is given) or a terminal. `docs/query-language.md` teaches the
//! language and has the rules.

mod ast;
mod fields;
mod flags;
mod groups;
mod lex;
pub mod limits;
mod lower;
mod names;
mod operators;
mod parse;
mod pattern;
mod plan;
mod problem;
mod range;
pub mod spans;
#[cfg(test)]
mod tests;
mod typed;
mod variants;

pub use ast::{Ast, Node, NodeKind};
pub use fields::{FieldName, QuoteField, field_named};
pub use flags::QuoteFlags;
pub use names::{Meant, Share, expand_names, expand_quote_names, map_names, map_quote_names};
pub use plan::{
    Clause, Counted, DISTANCE_MAX, DateRelation, DateState, DateTest, Field, HEADLINE_GAP, Leaf, Name,
    PHRASE_PARTS_MAX, Passage, Plan, QuoteClause, QuotePlan, StatementKind, Stem, TermPattern, Unit, Word,
};
pub use problem::{Problem, Refusal, Severity};
pub use variants::{
    overlap_variant, positive_leaves, quote_leaves, quote_overlap_variant, quote_resolved_days, quote_undated_variant,
    related_variant, resolved_days, undated_variant,
};

use crate::language::tokens;
use crate::model::{Day, Span};
use limits::{CLAUSES_MAX, NESTING_MAX, QUERY_BYTES_MAX};

/// How a query's text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseMode {
    /// Repairs, and says what was repaired.
    Lenient,
    /// Refuses, with the place.
    Strict,
    /// No operators: every character is part of a word or a space.
    Plain,
}

/// What stands beside a query: its mode, its flags, the day it is asked on.
#[derive(Clone, Copy, Debug)]
pub struct ParseOptions<'a> {
    pub mode: ParseMode,
    /// Words are optional; conditions and exclusions are not.
    pub any: bool,
    pub today: Day,
    /// ISO 639-1: the language whose inflections bare words find.
    pub query_language: &'a str,
    /// The name of the field in which is looked for what names no other: `--in headline`.
    pub within: Option<&'a str>,
    /// `--from`, `--to`, `--on`, as typed.
    pub from: Option<&'a str>,
    pub to: Option<&'a str>,
    pub on: Option<&'a str>,
    pub publisher: Option<&'a str>,
    pub language: Option<&'a str>,
}

impl<'a> ParseOptions<'a> {
    /// No flags.
    pub fn new(mode: ParseMode, today: Day, query_language: &'a str) -> ParseOptions<'a> {
        ParseOptions {
            mode,
            any: false,
            today,
            query_language,
            within: None,
            from: None,
            to: None,
            on: None,
            publisher: None,
            language: None,
        }
    }
}

/// A query as it will be answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Repaired, with the flags in it; spans are bytes of the typed text.
    pub ast: Ast,
    pub plan: Plan,
    /// In the order of their places; what concerns the whole query last.
    pub notices: Vec<Problem>,
    /// The tree as canonical query text: typed again, without flags, it is the same query.
    pub understood: String,
}

/// A question about quotes as it will be answered; its parts are those of [`Query`].
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteQuery {
    pub ast: Ast,
    pub plan: QuotePlan,
    pub notices: Vec<Problem>,
    pub understood: String,
}

/// What a query asks for: whose words bare words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Articles,
    Quotes,
}

/// Reads a query. An empty one asks for every article.
///
/// # Errors
/// Dates that cannot be read and limits exceeded are refused in every mode, and so is a text of
/// which nothing can be looked for; [`ParseMode::Strict`] also refuses whatever else would have
/// to be repaired.
///
/// ```
/// use onrecord::query::{ParseMode, ParseOptions, parse};
/// let options = ParseOptions::new(ParseMode::Lenient, "2025-09-03".parse().unwrap(), "en");
/// // OR binds tighter than AND, and the answer says so.
/// let query = parse("mayor OR council budget date:2025-08", &options).unwrap();
/// assert_eq!(query.understood, "(mayor OR council) AND budget AND date:2025-08-01..2025-08-31");
/// ```
pub fn parse(text: &str, options: &ParseOptions<'_>) -> Result<Query, Refusal> {
    let (ast, notices) = read(text, Subject::Articles, options, &QuoteFlags::default())?;
    let plan = lower::lower(&ast, options.query_language);
    let understood = ast.to_string();
    Ok(Query { ast, plan, notices, understood })
}

/// Reads a question about quotes: bare words and phrases stand inside the quote, `article:( … )`
/// asks around it. An empty one asks for every quote. Where it does not say otherwise only
/// affirmed quotes are asked for, and no silences.
///
/// # Errors
/// As [`parse`].
///
/// ```
/// use onrecord::query::{ParseMode, ParseOptions, QuoteFlags, parse_quotes};
/// let options = ParseOptions::new(ParseMode::Lenient, "2025-09-03".parse().unwrap(), "en");
/// let flags = QuoteFlags { speaker: Some("Lena Ort"), ..QuoteFlags::default() };
/// let query = parse_quotes("dam article:flood", &options, &flags).unwrap();
/// assert_eq!(query.understood, "dam AND article:flood AND speaker:\"Lena Ort\"");
/// ```
pub fn parse_quotes(text: &str, options: &ParseOptions<'_>, flags: &QuoteFlags<'_>) -> Result<QuoteQuery, Refusal> {
    let (ast, notices) = read(text, Subject::Quotes, options, flags)?;
    let plan = lower::lower_quotes(&ast, options.query_language);
    let understood = ast.to_string();
    Ok(QuoteQuery { ast, plan, notices, understood })
}

/// The tree with the flags in it, and what was odd.
fn read(
    text: &str,
    subject: Subject,
    options: &ParseOptions<'_>,
    quote: &QuoteFlags<'_>,
) -> Result<(Ast, Vec<Problem>), Refusal> {
    if text.len() > QUERY_BYTES_MAX {
        let message =
            format!("the query has {} bytes, more than {QUERY_BYTES_MAX} (limit QUERY_BYTES_MAX)", text.len());
        return Err(Refusal::of(text, fatal(Span::new(0, 0), message)));
    }
    let flags = flags::Flags::read(options, quote)?;
    let (root, notices) = match options.mode {
        ParseMode::Plain => (plain(text)?, Vec::new()),
        _ => written(text, subject, options, &flags)?,
    };
    if root.is_none() && !text.trim().is_empty() {
        let message = "the query holds nothing that can be looked for".to_string();
        return Err(Refusal::of(text, fatal(Span::new(0, text.len()), message)));
    }
    let root = flags.applied(root, subject, options.any, text.len());
    let ast = Ast { root: root.map(|root| groups::grouped(root, subject)) };
    if ast.root.as_ref().is_some_and(|root| groups::height(root) > NESTING_MAX) {
        let message = format!("the query is nested more than {NESTING_MAX} levels deep (limit NESTING_MAX)");
        return Err(Refusal::of(text, fatal(Span::new(0, text.len()), message)));
    }
    Ok((ast, notices))
}

fn fatal(span: Span, message: String) -> Problem {
    Problem::new(Severity::Fatal, span, message)
}

/// A query in the language.
fn written(
    text: &str,
    subject: Subject,
    options: &ParseOptions<'_>,
    flags: &flags::Flags,
) -> Result<(Option<Node>, Vec<Problem>), Refusal> {
    let parse::Outcome { root, mut problems, mixed } = parse::parse(text, subject, options.today, flags.scope());
    problems.sort_by_key(|problem| problem.span.start);
    let refused = if options.mode == ParseMode::Strict { Severity::Repair } else { Severity::Fatal };
    let worst = |severity| problems.iter().find(|problem| problem.severity == severity && severity >= refused);
    if let Some(problem) = worst(Severity::Fatal).or_else(|| worst(Severity::Repair)) {
        return Err(Refusal::of(text, problem.clone()));
    }
    let grouped = Ast { root: root.clone().map(|root| groups::grouped(root, subject)) };
    if let Some(second) = grouped.root.as_ref().and_then(|root| groups::second_speaker(root, subject)) {
        let message = "one quote has one speaker, and both are asked of the same quote";
        let apart = match subject {
            Subject::Articles => "quote:(speaker:a) quote:(speaker:b)",
            Subject::Quotes => "speaker:(a OR b)",
        };
        problems.push(Problem::new(Severity::Remark, second.span, message).suggesting(apart));
        problems.sort_by_key(|problem| problem.span.start);
    }
    if mixed {
        let understood = grouped.to_string();
        let message = format!("operators stand side by side without brackets: read as {understood}");
        let span = Span::new(0, text.len());
        problems.push(Problem::new(Severity::Remark, span, message));
    }
    Ok((root, problems))
}

/// A text without operators: tokens that touch (Han, Kana, Hangul) are one word.
fn plain(text: &str) -> Result<Option<Node>, Refusal> {
    let mut words: Vec<(Span, usize)> = Vec::new();
    for token in tokens(text) {
        match words.last_mut() {
            Some((span, parts)) if span.end == token.span.start => {
                span.end = token.span.end;
                *parts += 1;
            }
            _ => words.push((token.span, 1)),
        }
    }
    if let Some((span, _)) = words.get(CLAUSES_MAX) {
        let message = format!("the query has more than {CLAUSES_MAX} words (limit CLAUSES_MAX)");
        return Err(Refusal::of(text, fatal(*span, message)));
    }
    if let Some((span, parts)) = words.iter().find(|(_, parts)| *parts > PHRASE_PARTS_MAX) {
        let message = format!("a word has {parts} parts, more than {PHRASE_PARTS_MAX} (limit PHRASE_PARTS_MAX)");
        return Err(Refusal::of(text, fatal(*span, message)));
    }
    let mut nodes: Vec<Node> = words.into_iter().map(|(span, parts)| plain_word(text, span, parts)).collect();
    Ok(match nodes.len() {
        0 | 1 => nodes.pop(),
        _ => Some(Node { kind: NodeKind::All(nodes), span: Span::new(0, text.len()) }),
    })
}

fn plain_word(text: &str, span: Span, parts: usize) -> Node {
    let word = span.of(text).to_string();
    let kind = match parts {
        1 => typed::word(word),
        _ => NodeKind::Phrase { text: word, slop: 0 },
    };
    Node { kind, span }
}
