//! Who is reported as silent: sentences that hold all words of a phrase, in its order.

use super::Finder;
use crate::quotes::report::{Sayer, SilenceReport};
use crate::quotes::scan::Page;
use crate::quotes::tables::class as is;
use crate::quotes::tables::tongue::Tongue;

pub(in crate::quotes) fn silences(pages: &[Page<'_>], tongue: Tongue) -> Vec<SilenceReport> {
    let Some(table) = tongue.table() else { return Vec::new() };
    let mut found = Vec::new();
    let mut none = Vec::new();
    for page in pages {
        let mut finder = Finder::new(page, table, tongue, &mut none);
        finder.set_titles_aside(0, page.toks.len());
        for &(from, to) in &page.sentences {
            let place = table.silences.iter().find_map(|phrase| finder.stands(phrase, from, to));
            let Some((first, last)) = place else { continue };
            // What is said of a silence inside a quotation is the speaker's.
            if (from..to).any(|at| page.toks[at].quoted) {
                continue;
            }
            let clause = finder.clause_start(first, from);
            let sayer = finder.before(first, clause).or_else(|| {
                let named = finder.with_sayer((first, first + 1), to).sayer;
                named.filter(|(from, _)| {
                    *from == first + 1 && (finder.has(*from, is::DETERMINER | is::SUBJECT) || page.toks[*from].cap)
                })
            });
            let end = (first..to).rev().find(|at| page.toks[*at].is_word()).map_or(to, |_| to);
            found.push(SilenceReport {
                span: page.span(from, end),
                cue: page.span(first, last + 1),
                sayer: sayer.map_or(Sayer::Absent, |(from, to)| Sayer::Phrase(page.span(from, to))),
            });
        }
    }
    found
}

impl Finder<'_, '_> {
    /// The first and the last word of a phrase whose words all stand in the sentence.
    fn stands(&self, phrase: &str, from: usize, to: usize) -> Option<(usize, usize)> {
        let mut at = from;
        let mut first = None;
        let mut last = from;
        for word in phrase.split(' ') {
            let found = (at..to).find(|at| self.page.lower(*at) == word)?;
            // Its words stand close, those of German in one clause.
            let reach = if self.tongue == Tongue::German { 10 } else { 2 };
            if first.is_some() && found > last + reach {
                return None;
            }
            first = first.or(Some(found));
            last = found;
            at = found + 1;
        }
        let first = first?;
        let negated = first > from && self.has(first - 1, is::NEGATION) && !phrase.contains("no ");
        (!negated || self.tongue == Tongue::French).then_some((first, last))
    }
}
