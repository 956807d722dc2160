//! The bodies an article names: ministries, firms, papers, by the nouns they are called by.

use super::people::Reader;
use crate::quotes::scan::Page;
use crate::quotes::tables::class as is;
use crate::quotes::tables::names::Gender;
use crate::quotes::tables::tongue::{Tongue, holds};

pub(super) struct Body {
    pub name: String,
    /// Of its noun: what a pronoun goes by.
    pub gender: Gender,
    pub place: usize,
    /// Opens its sentence: its subject, more often than not.
    pub opens: bool,
    /// Nothing but `das Unternehmen`.
    pub generic: bool,
}

impl Reader {
    /// Every place where a body is named, outside quotations, in the order of the text.
    pub fn bodies(self, pages: &[Page<'_>]) -> Vec<Body> {
        let mut bodies = Vec::new();
        for page in pages {
            for at in 0..page.toks.len() {
                if !page.toks[at].quoted && self.is_body_noun(page, at) {
                    bodies.push(self.body_at(page, at));
                }
            }
        }
        bodies
    }

    fn is_body_noun(self, page: &Page<'_>, at: usize) -> bool {
        let tok = page.toks[at];
        let noun = tok.is_word() && (self.tongue != Tongue::German || tok.cap) && !tok.has(is::VERB);
        noun && self.table.is_body(page.lower(at)) && self.table.role(page.lower(at)).is_none()
    }

    fn body_at(self, page: &Page<'_>, at: usize) -> Body {
        let before = at.checked_sub(1);
        let gender = before.and_then(|before| self.table.article(page.lower(before))).unwrap_or(Gender::Unknown);
        let led = before.is_some_and(|before| page.toks[before].has(is::DETERMINER));
        let first = if led { at - 1 } else { at };
        let opens = page.sentences.iter().any(|(from, _)| *from == first);
        let name = self.body_name(page, at, at + 1);
        let generic = holds(self.table.generic, page.lower(at)) && name == page.word(at);
        Body { name, gender, place: page.toks[at].start, opens, generic }
    }

    /// The name of a body called by the noun at `head`, in a phrase that ends at `to` or later:
    /// a firm's own name alone, else noun and name.
    pub fn body_name(self, page: &Page<'_>, head: usize, to: usize) -> String {
        let words =
            |from: usize, to: usize| page.span(from, to).of(page.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let own = |at: &usize| {
            page.toks.get(*at).is_some_and(|tok| {
                tok.cap
                    && tok.is_word()
                    && !tok.quoted
                    && tok.class & !is::VERB == 0
                    && self.table.role(page.lower(*at)).is_none()
            })
        };
        let named = (head + 1..).take_while(own).take(4).last().map_or(head + 1, |last| last + 1);
        let firm = holds(self.table.firms, page.lower(head));
        // `das Magazin „Lupe“`
        let quoted = page.quoted.iter().find(|quoted| quoted.open == head + 1 && quoted.close < to);
        if let Some(quoted) = quoted {
            return words(quoted.open + 1, quoted.close);
        }
        match named > head + 1 {
            true if firm => words(head + 1, named),
            true => words(head, named),
            false => words(head, to.max(head + 1)),
        }
    }
}
