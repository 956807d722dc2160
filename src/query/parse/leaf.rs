//! Words, phrases and values: one lexeme, read as what its field asks for.

use super::{Parsed, Parser};
use crate::model::Span;
use crate::query::ast::{Node, NodeKind};
use crate::query::fields::{FieldName, certainty_named, kind_named, language_code, polarity_named};
use crate::query::lex::{Lexeme, LexemeKind, Mark, Suffix};
use crate::query::limits::{DISTANCE_MAX, FUZZY_EDITS_MAX, PHRASE_PARTS_MAX, WEIGHT_MAX, WILDCARD_LITERALS_MIN};
use crate::query::problem::{Problem, Severity};
use crate::query::range;
use crate::query::typed::{self, Typed, hyphenated, without_possessive};

/// Words that may follow a date value that lacks its quotation marks.
const DATE_WORDS_AFTER: usize = 3;

impl Parser<'_> {
    /// A word, a phrase or a value with the weight still to be put on it.
    pub(super) fn leaf(&mut self, scope: Option<FieldName>, lexeme: &Lexeme) -> Option<(Parsed, Suffix)> {
        let span = lexeme.span;
        let (inner, exact, in_marks, suffix) = match lexeme.kind {
            LexemeKind::Quoted { inner, exact, suffix } => (inner, exact, true, suffix),
            LexemeKind::Bare { inner, exact, suffix } => (inner, exact, false, suffix),
            // The grammar calls with these two alone.
            _ => return None,
        };
        let kind = match scope {
            Some(field) if !field.takes_words() => {
                if let Some(tilde) = suffix.tilde {
                    self.repair(tilde.span, format!("~ means nothing in {}:", field.name()), "it was ignored");
                }
                self.value(field, inner, span)?
            }
            _ => {
                let address = scope.is_some_and(FieldName::is_address);
                let kind = match (in_marks, suffix.tilde) {
                    (true, tilde) => self.phrase(inner, span, address, tilde)?,
                    (false, None) => self.word(inner, span, exact, address)?,
                    (false, Some(tilde)) => self.fuzzy(inner, span, exact, address, tilde)?,
                };
                if scope.is_some_and(FieldName::takes_names) { self.name(kind, span, exact)? } else { kind }
            }
        };
        Some((Parsed::leaf(kind, span), Suffix { tilde: None, ..suffix }))
    }

    /// Names have variants, in quotation marks too, unless `=` stands before them.
    fn name(&mut self, kind: NodeKind, span: Span, exact: bool) -> Option<NodeKind> {
        match kind {
            NodeKind::Exact(text) if !exact => self.typed(Typed::Word(text), span),
            NodeKind::Word(text) if exact => Some(NodeKind::Exact(text)),
            NodeKind::Phrase { .. } | NodeKind::Wildcard(_) | NodeKind::Fuzzy { .. } if exact => {
                Some(NodeKind::AsWritten(Box::new(Node { kind, span })))
            }
            kind => Some(kind),
        }
    }

    /// A stretch of the query read as a bare word, whatever it looks like.
    pub(super) fn leaf_of_text(&mut self, scope: Option<FieldName>, span: Span) -> Option<Parsed> {
        let kind = LexemeKind::Bare { inner: span, exact: false, suffix: Suffix::default() };
        let (parsed, _) = self.leaf(scope, &Lexeme { kind, span, spaced: true })?;
        Some(parsed)
    }

    /// `name:` with nothing behind it: a date is refused, anything else is a word.
    pub(super) fn no_value(&mut self, field: FieldName, name: Span) -> Option<(Parsed, Suffix)> {
        if field.takes_days() || matches!(field, FieldName::Words | FieldName::Copies) {
            let end = Span::new(name.end, name.end);
            self.value(field, end, name)?;
        }
        self.repair(name, format!("nothing stands behind {}:", field.name()), "it was read as a word");
        let word = self.leaf_of_text(None, Span::new(name.start, name.end - 1))?;
        Some((self.counted(word)?, Suffix::default()))
    }

    /// Dates, lengths, languages, kinds.
    fn value(&mut self, field: FieldName, inner: Span, span: Span) -> Option<NodeKind> {
        let text = inner.of(self.text);
        let read = match field {
            FieldName::Words => range::lengths(text),
            FieldName::Copies => range::printings(text),
            FieldName::Language => language_code(text).map(NodeKind::Language).ok_or_else(|| {
                format!("\"{text}\" is no language: write a code of two letters (en, de, fr) or und for undetermined")
            }),
            FieldName::Kind => kind_named(text).map(NodeKind::Kind),
            FieldName::Certainty => certainty_named(text).map(NodeKind::Certainty),
            FieldName::Polarity => polarity_named(text).map(NodeKind::Polarity),
            _ => range::dates(field, text, self.today),
        };
        match read {
            Ok(kind) => Some(kind),
            Err(message) => {
                let suggestion = self.longer_date(field, inner);
                self.problems.push(Problem { suggestion, ..Problem::new(Severity::Fatal, span, message) });
                None
            }
        }
    }

    /// `date:last week` lacks its quotation marks: the value with the words behind it, when that
    /// is a date.
    fn longer_date(&self, field: FieldName, inner: Span) -> Option<String> {
        if inner.is_empty() || !field.takes_days() {
            return None;
        }
        // The lexeme at hand was stepped over.
        let following = self.lexemes.iter().skip(self.at).take(DATE_WORDS_AFTER);
        let words = following.take_while(|lexeme| matches!(lexeme.kind, LexemeKind::Bare { .. }));
        let mut longer = words.map(|lexeme| Span::new(inner.start, lexeme.span.end).of(self.text));
        let date = longer.find(|text| range::dates(field, text, self.today).is_ok())?;
        Some(format!("{}:\"{date}\"", field.name()))
    }

    fn phrase(&mut self, inner: Span, span: Span, address: bool, tilde: Option<Mark>) -> Option<NodeKind> {
        let kind = match typed::quoted(inner.of(self.text), address) {
            Typed::Word(text) => NodeKind::Exact(text),
            other => self.typed(other, span)?,
        };
        let Some(tilde) = tilde else { return Some(kind) };
        let NodeKind::Phrase { text, .. } = kind else {
            self.repair(
                tilde.span,
                "~ behind quotation marks loosens a phrase of several words",
                "here it was ignored",
            );
            return Some(kind);
        };
        let slop = match tilde.number(self.text) {
            "" => {
                self.repair(tilde.span, "~ behind a phrase needs a number", "it was ignored");
                0
            }
            number => match number.parse() {
                Ok(slop) if slop <= DISTANCE_MAX => slop,
                _ => {
                    let message =
                        format!("a phrase's ~ takes a whole number up to {DISTANCE_MAX} (limit DISTANCE_MAX)");
                    self.fatal(tilde.span, message);
                    return None;
                }
            },
        };
        Some(NodeKind::Phrase { text, slop })
    }

    fn word(&mut self, inner: Span, span: Span, exact: bool, address: bool) -> Option<NodeKind> {
        let raw = inner.of(self.text);
        let raw = if exact || address { raw } else { without_possessive(raw) };
        match typed::bare(raw, address) {
            Typed::Word(text) if exact => Some(NodeKind::Exact(text)),
            other => self.typed(other, span),
        }
    }

    fn typed(&mut self, typed: Typed, span: Span) -> Option<NodeKind> {
        match typed {
            Typed::Word(text) => Some(typed::word(text)),
            Typed::Wildcard(text) => {
                if text.ends_with('?') {
                    let word = text.trim_end_matches('?');
                    let message = format!("? stands for one letter: {text} does not find {word} itself");
                    self.problems.push(Problem::new(Severity::Remark, span, message).suggesting(word));
                }
                Some(NodeKind::Wildcard(text))
            }
            Typed::Phrase { text, parts } if parts <= PHRASE_PARTS_MAX => Some(NodeKind::Phrase { text, slop: 0 }),
            Typed::Phrase { parts, .. } => {
                let message =
                    format!("the phrase has {parts} parts, more than {PHRASE_PARTS_MAX} (limit PHRASE_PARTS_MAX)");
                self.fatal(span, message);
                None
            }
            Typed::TooWide(text) => {
                let message = format!(
                    "the pattern {text} has fewer than {WILDCARD_LITERALS_MIN} letters or digits (limit \
                     WILDCARD_LITERALS_MIN)"
                );
                self.fatal(span, message);
                None
            }
            Typed::Empty => {
                self.repair(span, format!("{} holds no letter and no digit", span.of(self.text)), "it was ignored");
                None
            }
        }
    }

    fn fuzzy(&mut self, inner: Span, span: Span, exact: bool, address: bool, tilde: Mark) -> Option<NodeKind> {
        let raw = inner.of(self.text);
        let raw = if exact { raw } else { without_possessive(raw) };
        let is_varied = matches!(typed::bare(raw, false), Typed::Word(_) | Typed::Phrase { .. });
        if !is_varied || raw.contains('*') {
            self.repair(tilde.span, "~ stands behind a word without * and ?", "here it was ignored");
            return self.word(inner, span, exact, address);
        }
        let edits = match tilde.number(self.text) {
            "" => Some(FUZZY_EDITS_MAX),
            number => number.parse().ok().filter(|edits| (1..=FUZZY_EDITS_MAX).contains(edits)),
        };
        let Some(edits) = edits else {
            let message = format!("~ behind a word takes 1 or {FUZZY_EDITS_MAX} edits (limit FUZZY_EDITS_MAX)");
            self.fatal(tilde.span, message);
            return None;
        };
        let text = hyphenated(raw);
        Some(NodeKind::Fuzzy { text, edits })
    }

    /// Puts the weight on what it stands behind.
    pub(super) fn weighted(&mut self, parsed: Parsed, suffix: Suffix) -> Option<Parsed> {
        let Some(weight) = suffix.weight else { return Some(parsed) };
        if parsed.node.kind.is_filter() {
            self.repair(weight.span, "a condition does not score", "its weight was ignored");
            return Some(parsed);
        }
        let Ok(factor) = weight.number(self.text).parse::<f32>() else {
            self.repair(weight.span, "^ needs a number, as in ^2 or ^0.5", "it was ignored");
            return Some(parsed);
        };
        if !(0.0..=WEIGHT_MAX).contains(&factor) {
            let message = format!("a weight is a number up to {WEIGHT_MAX} (limit WEIGHT_MAX)");
            self.fatal(weight.span, message);
            return None;
        }
        let span = Span::new(parsed.node.span.start, parsed.node.span.end.max(weight.span.end));
        Some(parsed.within(span, |of| NodeKind::Boost(of, factor)))
    }
}
