//! Lexemes to a tree: the grammar.
//!
//! ```text
//! all     = any { [AND] any }                    every one
//! any     = not { (OR | '|') not }               binds tighter than AND, as in Lexis and on the web
//! not     = (NOT | '-') not | near
//! near    = primary { (NEAR/n | w/n | pre/n | w/s | w/p) primary }     to the left
//! primary = '(' all ')' | field ':' primary | atleastN '(' all ')' | word | phrase, each with ^n
//! ```
//!
//! There is one way through, which repairs what it can and notes it: the strict parser is the
//! lenient one whose first repair refuses the query. Recursion ends at `NESTING_MAX`.

mod leaf;
mod near;

use super::Subject;
use super::ast::{Node, NodeKind};
use super::fields::FieldName;
use super::lex::{Lexed, Lexeme, LexemeKind, Suffix, lex};
use super::limits::{CLAUSES_MAX, MENTIONS_MAX, NESTING_MAX};
use super::plan::Field;
use super::problem::{Problem, Severity};
use crate::model::{Day, Span};

/// A tree with what was odd about the text it came from.
pub(super) struct Outcome {
    pub root: Option<Node>,
    pub problems: Vec<Problem>,
    /// Operators that bind differently stand side by side without brackets.
    pub mixed: bool,
}

/// `within` is the field in which everything is looked for that names no other.
pub(super) fn parse(text: &str, subject: Subject, today: Day, within: Option<FieldName>) -> Outcome {
    let Lexed { lexemes, problems } = lex(text, within);
    let mut parser = Parser { text, subject, today, lexemes, problems, at: 0, depth: 0, clauses: 0, mixed: false };
    let root = parser.all(within).map(|parsed| parsed.node);
    Outcome { root, problems: parser.problems, mixed: parser.mixed }
}

struct Parser<'t> {
    text: &'t str,
    /// What the words at this place are asked of.
    subject: Subject,
    today: Day,
    lexemes: Vec<Lexeme>,
    problems: Vec<Problem>,
    at: usize,
    /// Open brackets and pending NOTs.
    depth: usize,
    clauses: usize,
    mixed: bool,
}

/// A node with what its neighbours have to know of it.
struct Parsed {
    pub node: Node,
    /// Levels of the tree, 1 for a leaf.
    pub height: usize,
    shape: Shape,
}

/// The outermost operator that stands there without brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Whole,
    Not,
    Any,
    Near,
}

impl Parsed {
    fn leaf(kind: NodeKind, span: Span) -> Parsed {
        Parsed { node: Node { kind, span }, height: 1, shape: Shape::Whole }
    }

    /// A node around this one.
    fn within(self, span: Span, wrap: impl FnOnce(Box<Node>) -> NodeKind) -> Parsed {
        Parsed { node: Node { kind: wrap(Box::new(self.node)), span }, height: self.height + 1, shape: Shape::Whole }
    }
}

fn cover(left: Span, right: Span) -> Span {
    Span::new(left.start.min(right.start), left.end.max(right.end))
}

impl Parser<'_> {
    fn repair(&mut self, span: Span, message: impl Into<String>, repair: impl Into<String>) {
        self.problems.push(Problem::repaired(span, message, repair));
    }

    fn fatal(&mut self, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::new(Severity::Fatal, span, message));
    }

    /// Refuses the query and stops reading.
    fn give_up(&mut self, span: Span, message: String) {
        self.fatal(span, message);
        self.at = self.lexemes.len();
    }

    fn peek(&self) -> Option<&LexemeKind> {
        self.lexemes.get(self.at).map(|lexeme| &lexeme.kind)
    }

    fn advance(&mut self) -> Option<Lexeme> {
        let lexeme = self.lexemes.get(self.at).cloned();
        self.at += 1;
        lexeme
    }

    /// Whether an operand can begin here.
    fn at_operand(&self) -> bool {
        use LexemeKind::{And, Close, Or, Proximity};
        !matches!(self.peek(), None | Some(Close(_) | And | Or | Proximity(_)))
    }

    fn span_text(&self, span: Span) -> String {
        span.of(self.text).to_string()
    }

    /// Steps over an operator that has nothing on its left.
    fn skip_dangling(&mut self) {
        if let Some(lexeme) = self.advance() {
            let operator = self.span_text(lexeme.span);
            self.repair(lexeme.span, format!("{operator} has nothing on its left"), "it was ignored");
        }
    }

    fn nothing_on_the_right(&mut self, span: Span) {
        let operator = self.span_text(span);
        self.repair(span, format!("{operator} has nothing on its right"), "it was ignored");
    }

    fn all(&mut self, scope: Option<FieldName>) -> Option<Parsed> {
        let mut items: Vec<Parsed> = Vec::new();
        let mut pending: Option<Span> = None;
        loop {
            match self.peek() {
                None => break,
                Some(LexemeKind::Close(_)) if self.depth > 0 => break,
                Some(LexemeKind::Close(_)) => {
                    if let Some(lexeme) = self.advance() {
                        self.repair(lexeme.span, "this bracket closes nothing", "it was ignored");
                    }
                }
                Some(LexemeKind::And) if items.is_empty() || pending.is_some() => self.skip_dangling(),
                Some(LexemeKind::And) => pending = self.advance().map(|lexeme| lexeme.span),
                Some(_) => {
                    if let Some(item) = self.any(scope) {
                        items.push(item);
                        pending = None;
                    }
                }
            }
        }
        if let Some(span) = pending {
            self.nothing_on_the_right(span);
        }
        let near_beside_words =
            items.iter().any(|item| item.shape == Shape::Near) && items.iter().any(|item| item.node.kind.is_leaf());
        let any_beside = items.len() > 1 && items.iter().any(|item| item.shape == Shape::Any);
        self.mixed |= near_beside_words || any_beside;
        self.list(items, NodeKind::All, Shape::Whole)
    }

    fn any(&mut self, scope: Option<FieldName>) -> Option<Parsed> {
        let mut items: Vec<Parsed> = Vec::new();
        loop {
            while self.peek() == Some(&LexemeKind::Or) {
                self.skip_dangling();
            }
            let item = self.not(scope);
            let had_item = item.is_some();
            items.extend(item);
            if self.peek() != Some(&LexemeKind::Or) {
                break;
            }
            if !had_item && items.is_empty() {
                continue;
            }
            let Some(operator) = self.advance() else { break };
            if !self.at_operand() && !matches!(self.peek(), Some(LexemeKind::Or | LexemeKind::Proximity(_))) {
                self.nothing_on_the_right(operator.span);
                break;
            }
        }
        self.mixed |= items.len() > 1 && items.iter().any(|item| matches!(item.shape, Shape::Near | Shape::Not));
        self.list(items, NodeKind::Any, Shape::Any)
    }

    /// One item as it is, more as a list.
    fn list(&mut self, mut items: Vec<Parsed>, wrap: fn(Vec<Node>) -> NodeKind, shape: Shape) -> Option<Parsed> {
        if items.len() < 2 {
            return items.pop();
        }
        let height = 1 + items.iter().map(|item| item.height).max().unwrap_or(0);
        let span = items.iter().map(|item| item.node.span).reduce(cover)?;
        let kind = wrap(items.into_iter().map(|item| item.node).collect());
        self.kept_low(Parsed { node: Node { kind, span }, height, shape })
    }

    /// Refuses a tree that is too high to be walked.
    fn kept_low(&mut self, parsed: Parsed) -> Option<Parsed> {
        if parsed.height <= NESTING_MAX {
            return Some(parsed);
        }
        self.too_deep(parsed.node.span);
        None
    }

    fn too_deep(&mut self, span: Span) {
        let message = format!("the query is nested more than {NESTING_MAX} levels deep (limit NESTING_MAX)");
        self.give_up(span, message);
    }

    /// Goes one level deeper for as long as `inside` takes.
    fn deeper(&mut self, span: Span, inside: impl FnOnce(&mut Self) -> Option<Parsed>) -> Option<Parsed> {
        if self.depth >= NESTING_MAX {
            self.too_deep(span);
            return None;
        }
        self.depth += 1;
        let parsed = inside(self);
        self.depth -= 1;
        parsed
    }

    fn not(&mut self, scope: Option<FieldName>) -> Option<Parsed> {
        if !matches!(self.peek(), Some(LexemeKind::Not | LexemeKind::Minus)) {
            return self.near(scope);
        }
        let operator = self.advance()?.span;
        while matches!(self.peek(), Some(LexemeKind::Proximity(_))) {
            self.skip_dangling();
        }
        if !self.at_operand() {
            self.nothing_on_the_right(operator);
            return None;
        }
        let inner = self.deeper(operator, |parser| parser.not(scope))?;
        let span = cover(operator, inner.node.span);
        let negated = inner.within(span, NodeKind::Not);
        self.kept_low(Parsed { shape: Shape::Not, ..negated })
    }

    fn primary(&mut self, scope: Option<FieldName>) -> Option<Parsed> {
        let lexeme = self.advance()?;
        let (parsed, suffix) = match lexeme.kind {
            LexemeKind::Open => self.group(scope, lexeme.span)?,
            LexemeKind::Field(field) => self.field(field, lexeme.span, scope)?,
            LexemeKind::AtLeast(count) => self.atleast(count, lexeme.span, scope)?,
            _ => {
                let (parsed, suffix) = self.leaf(scope, &lexeme)?;
                (self.counted(parsed)?, suffix)
            }
        };
        let parsed = self.weighted(parsed, suffix)?;
        self.kept_low(parsed)
    }

    fn counted(&mut self, parsed: Parsed) -> Option<Parsed> {
        self.clauses += 1;
        if self.clauses <= CLAUSES_MAX {
            return Some(parsed);
        }
        let message = format!("the query has more than {CLAUSES_MAX} words, phrases and filters (limit CLAUSES_MAX)");
        self.give_up(parsed.node.span, message);
        None
    }

    /// What stands behind an open bracket, up to the one that closes it.
    fn group(&mut self, scope: Option<FieldName>, open: Span) -> Option<(Parsed, Suffix)> {
        let is_empty = matches!(self.peek(), Some(LexemeKind::Close(_)));
        let inner = self.deeper(open, |parser| parser.all(scope));
        let (suffix, end) = match self.lexemes.get(self.at) {
            Some(Lexeme { kind: LexemeKind::Close(suffix), span, .. }) => (*suffix, span.end),
            _ => {
                self.repair(open, "this bracket is never closed", "it was closed at the end");
                (Suffix::default(), self.text.len())
            }
        };
        self.at += 1;
        if is_empty {
            self.repair(Span::new(open.start, end), "nothing stands between these brackets", "they were ignored");
        }
        if let Some(tilde) = suffix.tilde {
            self.repair(tilde.span, "~ stands behind a word or a phrase, not behind a bracket", "it was ignored");
        }
        let Parsed { node, height, .. } = inner?;
        let node = Node { kind: node.kind, span: Span::new(open.start, end) };
        Some((Parsed { node, height, shape: Shape::Whole }, Suffix { tilde: None, ..suffix }))
    }

    /// The value behind `name:`, which itself stands in `around`.
    fn field(&mut self, field: FieldName, name: Span, around: Option<FieldName>) -> Option<(Parsed, Suffix)> {
        let negated = self.lexemes.get(self.at).is_some_and(|next| next.kind == LexemeKind::Minus && !next.spaced);
        if negated {
            let problem = Problem::repaired(name, "the hyphen stands before the field", "it was put there");
            self.problems.push(problem.suggesting(format!("-{}:…", field.name())));
            self.at += 1;
        }
        let next = self.lexemes.get(self.at).cloned();
        let Some(next) = next.filter(|next| is_value(&next.kind)) else { return self.no_value(field, name) };
        if next.spaced {
            let joined = format!("{}:{}", field.name(), next.span.of(self.text));
            let message = format!("a blank stands behind {}:", field.name());
            self.problems.push(Problem::repaired(name, message, "it was ignored").suggesting(joined));
        }
        self.at += 1;
        let scope = match (field, self.subject) {
            // Changes no subject: what stands inside is still looked for in the field around it.
            (FieldName::SameQuote, Subject::Quotes) | (FieldName::Article, Subject::Articles) => around,
            _ => field.scope(),
        };
        let subject = match field {
            FieldName::SameQuote => Subject::Quotes,
            FieldName::Article => Subject::Articles,
            _ => self.subject,
        };
        let (value, suffix) = self.asked_of(subject, |parser| match next.kind {
            LexemeKind::Open => parser.group(scope, next.span),
            LexemeKind::AtLeast(count) => parser.atleast(count, next.span, scope),
            _ => {
                let (leaf, suffix) = parser.leaf(scope, &next)?;
                Some((parser.counted(leaf)?, suffix))
            }
        })?;
        let span = cover(name, value.node.span);
        let value = if field.takes_words() { value.within(span, |of| field.around(of)) } else { value };
        let value = if negated { value.within(span, NodeKind::Not) } else { value };
        Some((value, suffix))
    }

    /// Reads with another subject for as long as `inside` takes.
    fn asked_of<T>(&mut self, subject: Subject, inside: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.subject, subject);
        let read = inside(self);
        self.subject = before;
        read
    }

    /// Whether words in this field are looked for in quotes.
    fn is_in_quotes(&self, scope: Option<FieldName>) -> bool {
        match scope {
            Some(FieldName::Text(_)) => false,
            Some(FieldName::Quote(_)) => true,
            _ => self.subject == Subject::Quotes,
        }
    }

    /// `atleast3(…)`, `atleast3 word`.
    fn atleast(&mut self, count: u32, name: Span, scope: Option<FieldName>) -> Option<(Parsed, Suffix)> {
        let next = self.lexemes.get(self.at).cloned();
        let Some(next) = next.filter(|next| is_value(&next.kind)) else {
            // A word that looks like the operator.
            let word = self.leaf_of_text(scope, name)?;
            return Some((self.counted(word)?, Suffix::default()));
        };
        if !(1..=MENTIONS_MAX).contains(&count) {
            self.give_up(name, format!("atleast counts from 1 to {MENTIONS_MAX} (limit MENTIONS_MAX)"));
            return None;
        }
        if next.spaced || next.kind != LexemeKind::Open {
            let message = format!("atleast{count} counts what stands in brackets behind it");
            let problem = Problem::repaired(name, message, "they were put in");
            self.problems.push(problem.suggesting(format!("atleast{count}({})", next.span.of(self.text))));
        }
        if self.is_in_quotes(scope) {
            let problem = Problem::new(Severity::Fatal, name, "atleast counts in an article's text, not in quotes");
            self.problems.push(problem.suggesting(format!("article:(atleast{count}(…))")));
        } else if let Some(field) = scope.filter(|field| *field != FieldName::Text(Field::Text)) {
            let message = format!("atleast counts in the article's text, not in {}:", field.name());
            self.problems.push(Problem::new(Severity::Remark, name, message));
        }
        self.at += 1;
        // Whatever the field, what is counted are words of the text.
        let (of, suffix) = self.asked_of(Subject::Articles, |parser| match next.kind {
            LexemeKind::Open => parser.group(None, next.span),
            _ => {
                let (leaf, suffix) = parser.leaf(None, &next)?;
                Some((parser.counted(leaf)?, suffix))
            }
        })?;
        let counted = self.at_least(count, of, name, scope)?;
        Some((counted, suffix))
    }

    /// Counting distributes over AND; conditions cannot be counted.
    fn at_least(&mut self, count: u32, of: Parsed, name: Span, scope: Option<FieldName>) -> Option<Parsed> {
        let span = cover(name, of.node.span);
        self.refuse_loose(&of);
        if of.node.kind.is_passage() {
            return Some(of.within(span, |of| NodeKind::AtLeast { count, of }));
        }
        let each = match of.node.kind {
            NodeKind::All(ref parts) if parts.iter().all(|part| part.kind.is_passage()) => parts.clone(),
            _ => {
                self.repair(name, "atleast counts a word, a phrase or (a OR b)", "here it was ignored");
                // It was read as words of the text, and stays that in another field.
                let in_text = |of| NodeKind::In(Field::Text, of);
                return Some(if scope.is_some() { of.within(span, in_text) } else { of });
            }
        };
        let message = format!("atleast{count} counts one thing");
        let suggestion = each.iter().map(|part| format!("atleast{count}({})", part.span.of(self.text)));
        let problem = Problem::repaired(name, message, "it was read as counting each");
        self.problems.push(problem.suggesting(suggestion.collect::<Vec<_>>().join(" ")));
        let counted = each.into_iter().map(|part| {
            let span = part.span;
            Node { kind: NodeKind::AtLeast { count, of: Box::new(part) }, span }
        });
        let kind = NodeKind::All(counted.collect());
        Some(Parsed { node: Node { kind, span }, height: of.height + 1, shape: Shape::Whole })
    }
}

/// What can stand behind `name:`.
fn is_value(kind: &LexemeKind) -> bool {
    use LexemeKind::{AtLeast, Bare, Open, Quoted};
    matches!(kind, Open | AtLeast(_) | Quoted { .. } | Bare { .. })
}
