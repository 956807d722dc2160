//! The standfirst where it is printed apart from the article's text: under the headline.

use super::headline::{is_same, letters_of, words};
use super::hints::Hints;
use super::measure::Measures;
use super::outline::{Kind, Outline};

const LETTERS_MIN: usize = 25;
const LETTERS_MAX: usize = 900;

/// The node of the standfirst among what is printed before the roots: what its name calls so, else
/// what the page's own description says too.
pub(super) fn standfirst(
    outline: &Outline,
    measures: &Measures,
    headline: Option<usize>,
    root: usize,
    description: &str,
) -> Option<(usize, bool)> {
    let start = headline.filter(|headline| *headline < root).map_or(0, |headline| outline.nodes[headline].end);
    let described = letters_of(description);
    let mut named = None;
    let mut index = start;
    while index < root {
        let node = &outline.nodes[index];
        let letters = measures.letters[index];
        let fits = (LETTERS_MIN..=LETTERS_MAX).contains(&letters) && measures.linked[index] * 2 < letters;
        if !fits || node.kind.is_inline() || node.end > root {
            index += 1;
            continue;
        }
        let is_caption = node.hints.any(Hints::CAPTION) || matches!(node.kind, Kind::Figure | Kind::Caption);
        if is_caption {
            index = node.end;
            continue;
        }
        if headline.is_some() && start > 0 && named.is_none() && node.hints.any(Hints::STANDFIRST) {
            named = Some(index);
        }
        let alone = measures.lines[index].letters == letters;
        if alone && !described.is_empty() && is_same(&described, &letters_of(&words(outline, index))) {
            return Some((index, true));
        }
        index += 1;
    }
    named.map(|index| (index, false))
}
