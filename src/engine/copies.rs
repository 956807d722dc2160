//! The printings of a story side by side: who printed it when, and who changed what.
//!
//! Each printing is held against the earliest, word by word, as the words are searched: case,
//! accents and punctuation are no difference. The differences are those of the shortest way from one
//! text to the other (Myers, "An O(ND) difference algorithm and its variations", 1986, within
//! stretches that both have once: patience), by the crate `similar`.

use similar::{Algorithm, DiffOp};

use super::{Engine, EngineError, Made};
use crate::index::Snapshot;
use crate::language::{Tokens, tokens};
use crate::model::{Article, ArticleId, Span};

/// Words of both texts around a difference.
const CONTEXT_WORDS: usize = 4;
/// So few words that are the same in a rewritten passage are the same by chance.
const ISLAND_WORDS_MAX: usize = 2;
/// Words changed before and behind that make a passage rewritten.
const REWRITTEN_WORDS_MIN: usize = 6;

/// The printings of one story.
#[derive(Clone, Debug)]
pub struct CopiesAnswer {
    /// The article that was asked for.
    pub asked: ArticleId,
    /// By day, then by place; one alone when the story was printed once.
    pub printings: Vec<Copy>,
    pub made: Made,
}

/// One printing, held against the earliest.
#[derive(Clone, Debug)]
pub struct Copy {
    pub article: Article,
    /// Words of its body.
    pub words: u64,
    /// Words that it has of the earliest's body, in their order; of the earliest itself all.
    pub kept: u64,
    /// Whether its headline is another than the earliest's.
    pub other_headline: bool,
    /// Where the bodies differ, in their order.
    pub passages: Vec<CopyPassage>,
}

/// Differences that stand near each other, with the words around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyPassage {
    pub pieces: Vec<CopyPiece>,
}

/// A stretch of words. Words put in behind words dropped stand in their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyPiece {
    pub kind: CopyPieceKind,
    /// Within the text of the earliest printing; empty for words that were put in.
    pub first: Span,
    /// Within the text of this printing; empty for words that were dropped.
    pub here: Span,
    /// How many words it has, of the earliest where that has some.
    pub words: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyPieceKind {
    Same,
    /// Of the earliest alone.
    Dropped,
    /// Of this printing alone.
    Added,
}

impl CopyPieceKind {
    pub fn word(self) -> &'static str {
        match self {
            CopyPieceKind::Same => "same",
            CopyPieceKind::Dropped => "dropped",
            CopyPieceKind::Added => "added",
        }
    }
}

impl CopiesAnswer {
    /// The earliest printing.
    pub fn first(&self) -> &Copy {
        &self.printings[0]
    }
}

impl Engine {
    /// All printings of an article's story, named as for [`Engine::show`].
    ///
    /// # Errors
    /// No article of that name, or several.
    pub fn copies(&self, asked: &str) -> Result<CopiesAnswer, EngineError> {
        let opened = self.open()?;
        let article = opened.find_one(asked, &self.settings().corpus)?;
        let asked = article.id;
        let mut articles = Vec::new();
        for id in opened.snapshot.stories()?.printings_of(asked) {
            articles.extend(opened.snapshot.article(*id)?);
        }
        if articles.is_empty() {
            articles.push(article);
        }
        let first = articles[0].clone();
        let printings = articles.into_iter().map(|article| held_against(&first, article)).collect();
        Ok(CopiesAnswer { asked, printings, made: opened.made(self.settings().today) })
    }
}

/// The words of a body: what is compared, and where it stands in the text.
struct Words {
    tokens: Vec<String>,
    spans: Vec<Span>,
}

impl Words {
    fn of(article: &Article) -> Words {
        let mut words = Words { tokens: Vec::new(), spans: Vec::new() };
        for paragraph in &article.body {
            let mut tokens = Tokens::new(paragraph.of(&article.text));
            while let Some(span) = tokens.advance() {
                words.tokens.push(tokens.token().to_string());
                words.spans.push(Span::new(paragraph.start + span.start, paragraph.start + span.end));
            }
        }
        words
    }

    /// From the first to the last of the words; empty, where they would stand, for none.
    fn span(&self, from: usize, to: usize) -> Span {
        match self.spans.get(from..to).and_then(|spans| spans.first().zip(spans.last())) {
            Some((first, last)) => Span::new(first.start, last.end),
            None => {
                let at = self.spans.get(from).map(|span| span.start).or(self.spans.last().map(|span| span.end));
                Span::new(at.unwrap_or(0), at.unwrap_or(0))
            }
        }
    }
}

fn held_against(first: &Article, article: Article) -> Copy {
    let (before, here) = (Words::of(first), Words::of(&article));
    let found = similar::capture_diff_slices(Algorithm::Patience, &before.tokens, &here.tokens);
    let runs = without_islands(found.iter().flat_map(runs_of).collect());
    let kept = found.iter().map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 }).sum::<usize>();
    let headline = |article: &Article| {
        let words = article.headline.as_ref().map_or("", |headline| &headline.words);
        tokens(words).into_iter().map(|token| token.text).collect::<Vec<_>>()
    };
    Copy {
        words: here.tokens.len() as u64,
        kept: kept as u64,
        other_headline: headline(first) != headline(&article),
        passages: passages(&runs, &before, &here),
        article,
    }
}

/// Words of the earliest from and to, of this printing from and to; equal where both have some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    is_same: bool,
    first: (usize, usize),
    here: (usize, usize),
}

impl Run {
    fn changed(&self) -> usize {
        if self.is_same { 0 } else { (self.first.1 - self.first.0) + (self.here.1 - self.here.0) }
    }
}

fn runs_of(op: &DiffOp) -> Option<Run> {
    let (first, here) = (op.old_range(), op.new_range());
    let is_same = matches!(op, DiffOp::Equal { .. });
    (!first.is_empty() || !here.is_empty()).then_some(Run {
        is_same,
        first: (first.start, first.end),
        here: (here.start, here.end),
    })
}

/// Neighbouring changes as one, and with them what is the same between two by chance.
fn without_islands(runs: Vec<Run>) -> Vec<Run> {
    let changed = |run: Option<&Run>| run.map_or(0, Run::changed);
    let mut kept: Vec<Run> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let is_island = run.is_same
            && run.first.1 - run.first.0 <= ISLAND_WORDS_MAX
            && at > 0
            && at + 1 < runs.len()
            && changed(kept.last()) + changed(runs.get(at + 1)) >= REWRITTEN_WORDS_MIN;
        let run = Run { is_same: run.is_same && !is_island, ..*run };
        match kept.last_mut() {
            Some(last) if !last.is_same && !run.is_same => {
                (last.first.1, last.here.1) = (run.first.1, run.here.1);
            }
            _ => kept.push(run),
        }
    }
    kept
}

/// What differs, with some words around; differences whose surroundings touch stand in one passage.
fn passages(runs: &[Run], before: &Words, here: &Words) -> Vec<CopyPassage> {
    let mut found: Vec<CopyPassage> = Vec::new();
    let piece = |kind, first: (usize, usize), there: (usize, usize)| CopyPiece {
        kind,
        first: before.span(first.0, first.1),
        here: here.span(there.0, there.1),
        words: (first.1 - first.0).max(there.1 - there.0),
    };
    let same = |from: usize, to: usize, run: &Run| {
        let shift = run.here.0;
        let start = run.first.0;
        piece(CopyPieceKind::Same, (from, to), (from - start + shift, to - start + shift))
    };
    for (at, run) in runs.iter().enumerate() {
        if run.is_same {
            let length = run.first.1 - run.first.0;
            let (is_first, is_last) = (at == 0, at + 1 == runs.len());
            if !is_first && !is_last && length <= 2 * CONTEXT_WORDS {
                found.last_mut().expect("a change stands before").pieces.push(same(run.first.0, run.first.1, run));
                continue;
            }
            let around = length.min(CONTEXT_WORDS);
            if !is_first {
                let after = same(run.first.0, run.first.0 + around, run);
                found.last_mut().expect("a change stands before").pieces.push(after);
            }
            if !is_last {
                found.push(CopyPassage { pieces: vec![same(run.first.1 - around, run.first.1, run)] });
            }
            continue;
        }
        if found.is_empty() {
            found.push(CopyPassage { pieces: Vec::new() });
        }
        let pieces = &mut found.last_mut().expect("pushed above").pieces;
        if run.first.0 < run.first.1 {
            pieces.push(piece(CopyPieceKind::Dropped, run.first, (run.here.0, run.here.0)));
        }
        if run.here.0 < run.here.1 {
            pieces.push(piece(CopyPieceKind::Added, (run.first.1, run.first.1), run.here));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntryPath, Headline};

    fn article(body: &str) -> Article {
        let text = body.to_string();
        Article {
            headline: Some(Headline { words: "Weir".into(), span: None }),
            body: vec![Span::new(0, text.len())],
            ..Article::bare(ArticleId::new([1; 10]), EntryPath::new("a.txt"), body)
        }
    }

    /// `[-dropped-]{+added+}`, a line a passage; the words kept of those there are in front.
    fn check(first: &str, here: &str, expected: &str) {
        let first = article(first);
        let found = held_against(&first, article(here));
        let shown = |piece: &CopyPiece| match piece.kind {
            CopyPieceKind::Same => piece.here.of(&found.article.text).to_string(),
            CopyPieceKind::Dropped => format!("[-{}-]", piece.first.of(&first.text)),
            CopyPieceKind::Added => format!("{{+{}+}}", piece.here.of(&found.article.text)),
        };
        let lines = found.passages.iter().map(|passage| passage.pieces.iter().map(shown).collect::<Vec<_>>().join(" "));
        let told = format!("{} of {}", found.kept, found.words);
        assert_eq!(std::iter::once(told).chain(lines).collect::<Vec<_>>().join("\n"), expected);
    }

    const FIRST: &str = "The weir of Ardan will be mended before the first frost, the mayor said on Monday. \
                         The work costs two million crowns and takes nine weeks, and the ferry does not sail meanwhile.";

    #[test]
    fn the_same_words_differ_in_nothing() {
        check(FIRST, FIRST, "33 of 33");
        check(FIRST, &FIRST.replace("The weir", "the WEIR").replace(". ", " — "), "33 of 33");
    }

    #[test]
    fn replaced_dropped_and_added_words_stand_in_their_place() {
        check(
            FIRST,
            &FIRST
                .replace("two million", "three million")
                .replace(" on Monday", "")
                .replace("the ferry", "the old ferry"),
            "30 of 32\nfrost, the mayor said [-on Monday-] The work costs [-two-] {+three+} million crowns and takes \
             nine weeks, and the {+old+} ferry does not sail",
        );
    }

    #[test]
    fn a_cut_end_and_a_new_beginning_are_passages_of_their_own() {
        check(
            FIRST,
            &format!("ARDAN, Agency — {}", FIRST.replace(", and the ferry does not sail meanwhile.", ".")),
            "26 of 28\n{+ARDAN, Agency+} The weir of Ardan\nand takes nine weeks [-and the ferry does not sail meanwhile-]",
        );
    }

    #[test]
    fn a_rewritten_sentence_is_one_difference() {
        check(
            "At the end nobody knew who was to pay the bill for the weir and the road.",
            "At the end the council left open whether the county or towns would pay for it.",
            "5 of 16\nAt the end [-nobody knew who was to pay the bill for the weir and the road-] {+the council left open \
             whether the county or towns would pay for it+}",
        );
    }
}
