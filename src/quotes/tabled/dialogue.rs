//! Paragraphs that a dash opens: `—Está viejo —dijo Marsch—. Muy viejo.`, `— Il est vieux, dit-il.`

use super::{Finder, Found};
use crate::model::{QuoteKind, Span};
use crate::quotes::scan::Kind;
use crate::quotes::tables::tongue::Tongue;

impl Finder<'_, '_> {
    /// Whether the paragraph is speech behind a dash; its reports are pushed.
    pub(super) fn dialogue(&mut self) -> bool {
        let opens = self.is_dash(0) && self.page.toks.len() > 3;
        if !opens || self.tongue == Tongue::German {
            return false;
        }
        let to = self.page.toks.len();
        let dashed = (2..to).filter(|at| self.is_dash(*at)).find_map(|dash| Some((dash, self.turned(dash + 1, to)?)));
        let (said, found) = match dashed {
            Some((dash, found)) => {
                let end = (found.end..to).find(|at| self.is_dash(*at)).unwrap_or(to);
                (dash, Some(Found { end, ..found }))
            }
            None => match self.incise(1, to) {
                Some((comma, found)) => (comma, Some(found)),
                None => (to, None),
            },
        };
        let mut spans: Vec<Span> = self.trimmed(1, said).into_iter().collect();
        spans.extend(found.and_then(|found| self.trimmed(found.end.min(to), to)));
        self.push(QuoteKind::Direct, spans, found, (0, to));
        true
    }

    fn is_dash(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Dash) && matches!(self.page.word(at), "—" | "–" | "―")
    }
}
