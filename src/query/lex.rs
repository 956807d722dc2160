//! Query text to lexemes: marks, operators, field names and runs of everything else.
//!
//! One pass from left to right; what a run means depends only on what stands directly before it
//! (a field name) and on the brackets around it (`date:( … )`). Every character ends up in a
//! lexeme, between two of them as a blank, or in a problem.

use super::fields::{FieldName, documented_names, field_named, nearest_name};
use super::operators::{Proximity, atleast_count, misnumbered, proximity, unknown_operator};
use super::problem::{Problem, Severity};
use crate::language::tokens;
use crate::model::Span;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lexeme {
    pub kind: LexemeKind,
    pub span: Span,
    /// Blanks stand before it.
    pub spaced: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum LexemeKind {
    Open,
    Close(Suffix),
    And,
    Or,
    Not,
    Minus,
    Proximity(Proximity),
    /// `atleast3`.
    AtLeast(u32),
    /// A known name with its colon.
    Field(FieldName),
    Quoted {
        inner: Span,
        /// `=` stands before it.
        exact: bool,
        suffix: Suffix,
    },
    Bare {
        inner: Span,
        exact: bool,
        suffix: Suffix,
    },
}

/// What follows a word, a phrase or a group: `~2`, `^0.5`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Suffix {
    pub tilde: Option<Mark>,
    pub weight: Option<Mark>,
}

/// `~` or `^` with the number behind it, which may be missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mark {
    pub span: Span,
}

impl Mark {
    pub fn number<'t>(&self, text: &'t str) -> &'t str {
        &text[self.span.start + 1..self.span.end]
    }
}

pub(super) struct Lexed {
    pub lexemes: Vec<Lexeme>,
    pub problems: Vec<Problem>,
}

pub(super) fn lex(text: &str, within: Option<FieldName>) -> Lexed {
    // Blanks at the end are nothing's place.
    let text = text.trim_end();
    let (lexemes, problems, scopes) = (Vec::new(), Vec::new(), Vec::new());
    let mut lexer = Lexer { text, within, at: 0, spaced: false, lexemes, problems, scopes, field: None, exact: false };
    while lexer.step().is_some() {}
    Lexed { lexemes: lexer.lexemes, problems: lexer.problems }
}

struct Lexer<'t> {
    text: &'t str,
    within: Option<FieldName>,
    at: usize,
    spaced: bool,
    lexemes: Vec<Lexeme>,
    problems: Vec<Problem>,
    /// For each open bracket, the field it stands behind, handed down to brackets inside.
    scopes: Vec<Option<FieldName>>,
    /// The field whose value is awaited.
    field: Option<FieldName>,
    /// `=` was read directly before this place.
    exact: bool,
}

pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn ends_run(c: char) -> bool {
    c.is_whitespace() || is_quotation_mark(c) || matches!(c, '(' | ')' | '|')
}

impl<'t> Lexer<'t> {
    /// Reads one lexeme or a few; `None` at the end.
    fn step(&mut self) -> Option<()> {
        let rest = &self.text[self.at..];
        let blank = rest.len() - rest.trim_start().len();
        self.at += blank;
        self.spaced = blank > 0 || self.at == 0;
        let c = self.rest().chars().next()?;
        match c {
            '(' => {
                // atleast counts words of the text, in whatever field it stands.
                let counts = self.lexemes.last().is_some_and(|last| matches!(last.kind, LexemeKind::AtLeast(_)));
                let scope = self.field.take().map_or_else(|| self.scope(), FieldName::scope);
                self.scopes.push(scope.filter(|_| !counts));
                self.push(LexemeKind::Open, self.at + 1);
            }
            ')' => {
                self.scopes.pop();
                let (suffix, end) = self.suffix_at(self.at + 1);
                self.push(LexemeKind::Close(suffix), end);
            }
            '|' => {
                let bars = self.rest().len() - self.rest().trim_start_matches('|').len();
                self.push(LexemeKind::Or, self.at + bars);
            }
            _ if is_quotation_mark(c) => self.quoted(c),
            '[' if self.takes_range() => {
                let end = self.rest().find(']').map_or(self.run_end(self.at), |close| self.at + close + 1);
                self.push_bare(self.at, end);
            }
            _ => match self.paired() {
                Some((inner, closing)) => {
                    let (suffix, end) = self.suffix_at(closing);
                    self.push(LexemeKind::Quoted { inner, exact: false, suffix }, end);
                }
                None => self.run(),
            },
        }
        Some(())
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn scope(&self) -> Option<FieldName> {
        self.scopes.last().copied().unwrap_or(self.within)
    }

    /// Whether `[` begins a range: where a value is awaited that is not made of words.
    fn takes_range(&self) -> bool {
        self.field.or_else(|| self.scope()).is_some_and(|field| !field.takes_words())
    }

    fn push(&mut self, kind: LexemeKind, end: usize) {
        self.field = None;
        self.exact = false;
        self.lexemes.push(Lexeme { kind, span: Span::new(self.at, end), spaced: self.spaced });
        self.at = end;
        self.spaced = false;
    }

    fn remark(&mut self, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::new(Severity::Remark, span, message));
    }

    fn repair(&mut self, span: Span, message: impl Into<String>, repair: &str) {
        self.problems.push(Problem::repaired(span, message, repair));
    }

    fn run_end(&self, start: usize) -> usize {
        self.text[start..].find(ends_run).map_or(self.text.len(), |length| start + length)
    }

    /// A run of characters up to a blank, a bracket, a bar or a quotation mark.
    fn run(&mut self) {
        let end = self.run_end(self.at);
        let adjacent_value = self.field.is_some() && !self.spaced;
        let counts = atleast_count(&self.text[self.at..end]).is_some() && self.text[end..].starts_with('(');
        if (!adjacent_value || counts) && self.keyword(end) {
            return;
        }
        if !self.takes_range() {
            self.minus(end);
            if self.at == end || self.paired().is_some() || !adjacent_value && self.field_name(end) {
                return;
            }
        }
        self.bare(end);
    }

    /// An operator that is a run of its own.
    fn keyword(&mut self, end: usize) -> bool {
        let run = &self.text[self.at..end];
        let span = Span::new(self.at, end);
        let kind = match run {
            "AND" => LexemeKind::And,
            "OR" => LexemeKind::Or,
            "NOT" => LexemeKind::Not,
            "&" | "&&" => {
                let problem = Problem::repaired(span, format!("{run} is no operator"), "it was read as AND");
                self.problems.push(problem.suggesting("AND"));
                LexemeKind::And
            }
            _ => match (proximity(run), atleast_count(run)) {
                (Some(proximity), _) => LexemeKind::Proximity(proximity),
                (_, Some(count)) => LexemeKind::AtLeast(count),
                _ => {
                    self.lookalike(run, span);
                    return false;
                }
            },
        };
        self.push(kind, end);
        true
    }

    /// Runs that look like operators, and are words here.
    fn lookalike(&mut self, run: &str, span: Span) {
        if let Some(instead) = unknown_operator(run) {
            let problem = Problem::repaired(span, format!("{run} is no operator here"), "it was read as a word");
            self.problems.push(problem.suggesting(instead));
        }
        if let Some(instead) = misnumbered(run, self.text[span.end..].starts_with('(')) {
            let problem = Problem::repaired(span, format!("{run} has no number"), "it was read as a word");
            self.problems.push(problem.suggesting(instead));
        }
        if let Some(words) = self.between_apostrophes(span) {
            let message = "apostrophes make no phrase: these words are looked for one by one";
            let place = Span::new(span.start, span.start + words.len() + 2);
            self.problems.push(Problem::new(Severity::Remark, place, message).suggesting(format!("\"{words}\"")));
        }
        let between = !self.lexemes.is_empty() && span.end < self.text.len();
        if matches!(run, "or" | "not") && between {
            let operator = run.to_uppercase();
            let message = format!("{run} was read as a word: operators are written in capitals");
            self.problems.push(Problem::new(Severity::Remark, span, message).suggesting(operator));
        }
    }

    /// A leading `-`, and the marks that could be taken for it or for another operator.
    fn minus(&mut self, end: usize) {
        let run = &self.text[self.at..end];
        let after = self.text[end..].chars().next();
        let before_word = |rest: &str| match rest.chars().next() {
            Some(c) => c.is_alphanumeric() || matches!(c, '=' | '*' | '?'),
            None => after.is_some_and(|c| c == '(' || is_quotation_mark(c)),
        };
        let at_start = self.text[..self.at].chars().next_back().is_none_or(|c| ends_run(c) && !is_closing(c));
        if !at_start && self.field.is_none() {
            return;
        }
        let mut marks = run.chars();
        let (first, rest) = (marks.next(), marks.as_str());
        let span = Span::new(self.at, self.at + first.map_or(0, char::len_utf8));
        match first {
            Some('-') if !rest.starts_with('-') && (before_word(rest) || !rest.is_empty()) => {
                // The field still awaits its value.
                let field = self.field;
                self.push(LexemeKind::Minus, span.end);
                self.field = field;
            }
            Some('-') if before_word(rest.trim_start_matches('-')) && !rest.is_empty() => {
                self.remark(span, "two hyphens are a dash: they exclude nothing");
            }
            Some('−' | '–' | '—') if before_word(rest) => {
                let message = "only the hyphen excludes: this dash was read as punctuation";
                self.problems.push(Problem::new(Severity::Remark, span, message).suggesting("-"));
            }
            Some('!') if before_word(rest) => {
                let problem = Problem::repaired(span, "! excludes nothing here", "it was ignored");
                self.problems.push(problem.suggesting("-"));
                self.at = span.end;
            }
            Some('+') if before_word(rest) => {
                self.remark(span, "every word is required already: + changes nothing");
                self.at = span.end;
            }
            _ => {}
        }
    }

    /// `name:` at the start of a run.
    fn field_name(&mut self, end: usize) -> bool {
        let run = &self.text[self.at..end];
        let Some((name, value)) = run.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_') || value.starts_with("//") {
            return false;
        }
        let colon_end = self.at + name.len() + 1;
        if let Some(field) = field_named(name) {
            self.push(LexemeKind::Field(field), colon_end);
            self.field = Some(field);
            return true;
        }
        let nearest = nearest_name(name);
        let next = self.text[end..].chars().next();
        let value_follows = next.is_some_and(|c| c == '(' || is_quotation_mark(c));
        if !value.is_empty() || value_follows || nearest.is_some() {
            let message = match nearest {
                Some(nearest) => format!("there is no field {name}: (did you mean {nearest}:?)"),
                None => format!("there is no field {name}: (fields: {})", documented_names()),
            };
            let suggestion = match nearest {
                Some(nearest) => format!("{nearest}:{value}"),
                None if value.is_empty() => name.to_string(),
                None => format!("\"{run}\""),
            };
            let problem = Problem::repaired(Span::new(self.at, end), message, "read as words");
            self.problems.push(problem.suggesting(suggestion));
        }
        false
    }

    /// What is left of a run: a word with its suffix, or a value.
    fn bare(&mut self, end: usize) {
        let start = self.at;
        let exact = !self.takes_range() && self.text[start..end].starts_with('=');
        let inner = start + usize::from(exact);
        if exact && inner == end {
            let next = self.text[end..].chars().next();
            if next.is_some_and(is_quotation_mark) {
                // A phrase is verbatim in any case; a name is not.
                self.exact = true;
                self.at = end;
                return;
            }
            if next == Some('(') {
                self.repair(Span::new(start, end), "= stands before a single word", "here it was ignored");
                self.at = end;
                return;
            }
        }
        self.push_bare(inner, end);
    }

    fn push_bare(&mut self, inner: usize, end: usize) {
        let exact = inner > self.at;
        let run = &self.text[inner..end];
        let value = self.takes_range();
        let address = run.contains("://") || self.field.or_else(|| self.scope()).is_some_and(FieldName::is_address);
        let (suffix, body_end) = self.suffix_of(inner, end, !value && !address);
        let body = &self.text[inner..body_end];
        if !value && !address && body.contains(['~', '^']) {
            let message = "~ and ^ stand behind a word, with a number";
            self.repair(Span::new(inner, body_end), message, "here they were ignored");
        }
        self.push(LexemeKind::Bare { inner: Span::new(inner, body_end), exact, suffix }, end);
    }

    /// The suffixes that end a run, and where they begin.
    fn suffix_of(&self, start: usize, end: usize, tilde: bool) -> (Suffix, usize) {
        let mut suffix = Suffix::default();
        let mut body_end = end;
        loop {
            let body = self.text[start..body_end].trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
            let mark = Mark { span: Span::new((start + body.len()).saturating_sub(1), body_end) };
            let slot = match body.chars().next_back() {
                Some('~') if tilde => &mut suffix.tilde,
                Some('^') => &mut suffix.weight,
                _ => break,
            };
            // A word has to be left for the mark to stand behind.
            if slot.is_some() || body.len() <= 1 {
                break;
            }
            *slot = Some(mark);
            body_end = mark.span.start;
        }
        (suffix, body_end)
    }

    /// The suffixes behind a closing mark, and where they end.
    fn suffix_at(&self, mut at: usize) -> (Suffix, usize) {
        let mut suffix = Suffix::default();
        loop {
            let slot = match self.text[at..].chars().next() {
                Some('~') => &mut suffix.tilde,
                Some('^') => &mut suffix.weight,
                _ => break,
            };
            if slot.is_some() {
                break;
            }
            let digits = self.text[at + 1..].find(|c: char| !c.is_ascii_digit() && c != '.');
            let end = digits.map_or(self.text.len(), |length| at + 1 + length);
            *slot = Some(Mark { span: Span::new(at, end) });
            at = end;
        }
        (suffix, at)
    }

    /// Quotation marks that are apostrophes elsewhere, ``so'', ''so'' and ‘so’: only where both
    /// stand, the second at a word's end.
    fn paired(&self) -> Option<(Span, usize)> {
        const PAIRS: &[(&str, &str)] = &[("``", "''"), ("''", "''"), ("‘", "’")];
        let (open, close) = PAIRS.iter().find(|(open, _)| self.rest().starts_with(open))?;
        let start = self.at + open.len();
        let ends_word = |at: &usize| {
            let rest = &self.text[start + at + close.len()..];
            *at > 0 && !rest.starts_with(char::is_alphanumeric)
        };
        let length = self.text[start..].match_indices(close).map(|(at, _)| at).find(ends_word)?;
        let inner = Span::new(start, start + length);
        let is_phrase = !inner.of(self.text).contains(is_quotation_mark) && !tokens(inner.of(self.text)).is_empty();
        is_phrase.then_some((inner, inner.end + close.len()))
    }

    /// What stands in `'these marks'`, several words of it: it may have been meant as a phrase.
    fn between_apostrophes(&self, run: Span) -> Option<&'t str> {
        let inner = self.text[run.start..].strip_prefix('\'')?;
        let ends_word = |at: &usize| !inner[at + 1..].starts_with(char::is_alphanumeric);
        let length = inner.match_indices('\'').map(|(at, _)| at).find(ends_word)?;
        let words = &inner[..length];
        (words.contains(char::is_whitespace) && !words.contains(is_quotation_mark)).then_some(words)
    }

    fn quoted(&mut self, mark: char) {
        let start = self.at + mark.len_utf8();
        let before = self.text[..self.at].chars().next_back();
        let after = self.text[start..].chars().next();
        let closed = self.text[start..].find(is_quotation_mark);
        let is_stray = before.is_some_and(char::is_alphanumeric) && after.is_none_or(|c| c.is_whitespace() || c == ')');
        let inner_end = closed.map_or_else(|| self.unclosed_end(start), |length| start + length);
        let is_empty = closed.is_none() && tokens(&self.text[start..inner_end]).is_empty();
        if is_stray || is_empty {
            self.repair(Span::new(self.at, start), "this quotation mark has no pair", "it was ignored");
            self.exact = false;
            self.at = start;
            return;
        }
        let inner = Span::new(start, inner_end);
        let Some(closing) = closed.and_then(|_| self.text[inner_end..].chars().next()) else {
            let span = Span::new(self.at, inner_end);
            let message = "this quotation mark is never closed";
            let problem = Problem::repaired(span, message, "the phrase was taken to end here");
            self.problems.push(problem.suggesting(format!("\"{}\"", inner.of(self.text))));
            self.push(LexemeKind::Quoted { inner, exact: self.exact, suffix: Suffix::default() }, inner_end);
            return;
        };
        let (suffix, end) = self.suffix_at(inner_end + closing.len_utf8());
        if !is_pair(mark, closing) {
            let span = Span::new(inner_end, inner_end + closing.len_utf8());
            let message = format!("{mark} was closed by {closing}: there are no quotations within quotations");
            self.remark(span, message);
        }
        self.push(LexemeKind::Quoted { inner, exact: self.exact, suffix }, end);
    }

    /// Where an unclosed phrase is taken to end: before a bracket that closes, an operator in
    /// capitals or a field; else at the end of the query.
    fn unclosed_end(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        let bracket = if self.scopes.is_empty() { None } else { rest.find(')') };
        let rest = &rest[..bracket.unwrap_or(rest.len())];
        let mut offset = 0;
        for chunk in rest.split_inclusive(char::is_whitespace) {
            let word = chunk.trim_end();
            let is_field = word.split_once(':').is_some_and(|(name, _)| field_named(name).is_some());
            if offset > 0 && (matches!(word, "AND" | "OR" | "NOT") || proximity(word).is_some() || is_field) {
                break;
            }
            offset += chunk.len();
        }
        start + rest[..offset].trim_end().len()
    }
}

/// What ends the thing before it, so that a hyphen behind it excludes nothing.
fn is_closing(c: char) -> bool {
    c == ')' || is_quotation_mark(c)
}

/// Marks that belong together somewhere: English, German, French, Swedish.
fn is_pair(open: char, close: char) -> bool {
    const PAIRS: &[&str] = &["\"\"", "“”", "„“", "„”", "‟”", "«»", "»«", "»»", "””", "““", "＂＂"];
    PAIRS.iter().any(|pair| pair.chars().eq([open, close]))
}
