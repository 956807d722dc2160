//! Proximity: what stands between NEAR, w/n, pre/n, w/s, w/p, and what to do when it cannot be near
//! anything.

use super::{Parsed, Parser, Shape, cover};
use crate::model::Span;
use crate::query::ast::{Node, NodeKind};
use crate::query::fields::FieldName;
use crate::query::lex::LexemeKind;
use crate::query::limits::DISTANCE_MAX;
use crate::query::operators::{NEAR_WORDS, Proximity};
use crate::query::plan::Field;
use crate::query::problem::{Problem, Severity};

impl Parser<'_> {
    /// Operands joined to the left.
    pub(super) fn near(&mut self, scope: Option<FieldName>) -> Option<Parsed> {
        while matches!(self.peek(), Some(LexemeKind::Proximity(_))) {
            self.skip_dangling();
        }
        if !self.at_operand() {
            return None;
        }
        if matches!(self.peek(), Some(LexemeKind::Not | LexemeKind::Minus)) {
            let span = self.lexemes[self.at].span;
            return self.deeper(span, |parser| parser.not(scope));
        }
        let mut left = self.primary(scope)?;
        let mut before: Option<Proximity> = None;
        while let Some(LexemeKind::Proximity(operator)) = self.peek().cloned() {
            let Some(span) = self.advance().map(|lexeme| lexeme.span) else { break };
            while matches!(self.peek(), Some(LexemeKind::Proximity(_))) {
                self.skip_dangling();
            }
            if !self.at_operand() {
                self.nothing_on_the_right(span);
                break;
            }
            self.mixed |= before.is_some_and(|before| before != operator);
            before = Some(operator);
            let negated = matches!(self.peek(), Some(LexemeKind::Not | LexemeKind::Minus));
            let right = if negated { self.deeper(span, |parser| parser.not(scope)) } else { self.primary(scope) };
            let Some(right) = right else { continue };
            left = self.joined(left, operator, span, right, scope)?;
        }
        Some(left)
    }

    /// Two operands of proximity, or of AND where they cannot be near each other.
    fn joined(
        &mut self,
        left: Parsed,
        operator: Proximity,
        span: Span,
        right: Parsed,
        scope: Option<FieldName>,
    ) -> Option<Parsed> {
        for operand in [&left, &right] {
            self.refuse_loose(operand);
        }
        let words = self.distance(operator, span);
        let (left, right) = (self.without_weight(left), self.without_weight(right));
        let (field, left, right) = self.in_one_field(left, right, span);
        let whole = cover(left.node.span, right.node.span);
        let height = 1 + left.height.max(right.height);
        let are_passages = left.node.kind.is_passage() && right.node.kind.is_passage();
        if !are_passages {
            let operator = self.span_text(span);
            let message = format!("{operator} stands between words, phrases and (a OR b) groups in one field");
            let problem = Problem::repaired(span, message, "here it was read as AND");
            self.problems.push(problem.suggesting("AND"));
            let kind = NodeKind::All(vec![left.node, right.node]);
            return self.kept_low(Parsed { node: Node { kind, span: whole }, height, shape: Shape::Whole });
        }
        if let Proximity::Within(_) = operator {
            self.refuse_sentences(field.or(scope), span);
        }
        let (left, right) = (Box::new(left.node), Box::new(right.node));
        let kind = match operator {
            Proximity::Within(unit) => NodeKind::Within { unit, left, right },
            Proximity::Near { ordered, .. } => NodeKind::Near { left, right, words, ordered },
        };
        let joined = Parsed { node: Node { kind, span: whole }, height, shape: Shape::Near };
        let joined = match field {
            Some(field) => joined.within(whole, |of| field.around(of)),
            None => joined,
        };
        self.kept_low(joined)
    }

    /// Where a loose phrase ends cannot be told exactly (`docs/decisions/003`).
    pub(super) fn refuse_loose(&mut self, operand: &Parsed) {
        if operand.node.kind.holds_loose_phrase() {
            let message = "a loose phrase cannot be an operand or be counted: write its words with NEAR";
            self.fatal(operand.node.span, message);
        }
    }

    fn refuse_sentences(&mut self, field: Option<FieldName>, span: Span) {
        let message = if self.is_in_quotes(field) {
            "w/s and w/p look for sentences in an article's text, not in quotes: ask with article:( … )".to_string()
        } else if let Some(field) = field.filter(|field| *field != FieldName::Text(Field::Text)) {
            format!("w/s and w/p look for sentences, which {}: does not have", field.name())
        } else {
            return;
        };
        self.problems.push(Problem::new(Severity::Fatal, span, message).suggesting("AND"));
    }

    fn distance(&mut self, operator: Proximity, span: Span) -> u32 {
        let Proximity::Near { words, .. } = operator else { return 0 };
        match words {
            None => {
                let with_number = format!("NEAR/{NEAR_WORDS}");
                let problem = Problem::repaired(span, "NEAR has no number", format!("it was read as {with_number}"));
                self.problems.push(problem.suggesting(with_number));
                NEAR_WORDS
            }
            Some(words) if (1..=DISTANCE_MAX).contains(&words) => words,
            Some(_) => {
                let operator = self.span_text(span);
                let message = format!("{operator}: the distance is 1 to {DISTANCE_MAX} words (limit DISTANCE_MAX)");
                self.give_up(span, message);
                NEAR_WORDS
            }
        }
    }

    fn without_weight(&mut self, parsed: Parsed) -> Parsed {
        match parsed.node.kind {
            NodeKind::Boost(of, _) => {
                self.repair(parsed.node.span, "the parts of a proximity have no weights", "^ was ignored");
                Parsed { node: *of, height: parsed.height - 1, shape: parsed.shape }
            }
            _ => parsed,
        }
    }

    /// `headline:a w/5 b` means `headline:(a w/5 b)`: the field is taken off the operands.
    fn in_one_field(&mut self, left: Parsed, right: Parsed, span: Span) -> (Option<FieldName>, Parsed, Parsed) {
        let field_of = |parsed: &Parsed| match &parsed.node.kind {
            NodeKind::In(field, of) if of.kind.is_passage() => Some(FieldName::Text(*field)),
            NodeKind::InQuote(field, of) if of.kind.is_passage() => Some(FieldName::Quote(*field)),
            _ => None,
        };
        let (Some(field), right_field) = (field_of(&left), field_of(&right)) else { return (None, left, right) };
        let is_joinable = match right_field {
            Some(right_field) => right_field == field,
            // A bare word was not read as an address.
            None => right.node.kind.is_passage() && !field.is_address(),
        };
        if !is_joinable {
            return (None, left, right);
        }
        let name = field.name();
        let message = format!("brackets are missing behind {name}:");
        let repair = format!("it was read as {name}:(… {} …)", span.of(self.text));
        self.repair(cover(left.node.span, right.node.span), message, repair);
        let bare = |parsed: Parsed| match parsed.node.kind {
            NodeKind::In(_, of) | NodeKind::InQuote(_, of) => {
                Parsed { node: Node { kind: of.kind, span: parsed.node.span }, height: parsed.height - 1, ..parsed }
            }
            kind => Parsed { node: Node { kind, span: parsed.node.span }, ..parsed },
        };
        (Some(field), bare(left), bare(right))
    }
}
