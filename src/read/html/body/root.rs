//! Which elements hold the article.
//!
//! Marks that say so are believed first, where enough of the page's prose lies within; else the
//! element is found in which prose stands densest.

use super::hints::Hints;
use super::measure::Measures;
use super::outline::{Kind, Outline};

/// The elements that hold the article, in order; none when the page has no prose.
#[derive(Default)]
pub(super) struct Roots {
    pub nodes: Vec<usize>,
    /// Whether marks told.
    pub marked: bool,
}

pub(super) fn roots(outline: &Outline, measures: &Measures, headline: Option<usize>) -> Roots {
    let home = home(outline, measures, headline);
    if measures.prose.get(home).copied().unwrap_or(0) == 0 {
        return Roots::default();
    }
    let dense = densest(outline, measures, home);
    let prose = |roots: &[usize]| roots.iter().map(|root| measures.prose[*root]).sum::<usize>();
    // How many times the marked prose the densest element may hold: names mislead more often.
    for (mark, times_max) in [(Hints::BODY_ITEM, 4), (Hints::BODY, 2)] {
        let is_marked = |index: usize| {
            let node = &outline.nodes[index];
            node.hints.any(mark) && !node.kind.is_inline() && !matches!(node.kind, Kind::Paragraph | Kind::Heading(_))
        };
        let marked = outermost(outline, measures, home, is_marked);
        let marked = together(outline, measures, marked);
        if prose(&marked) * times_max >= measures.prose[dense] {
            return Roots { nodes: marked, marked: true };
        }
    }
    Roots { nodes: vec![dense], marked: false }
}

/// The outermost `article` around the headline, where it holds prose to speak of; else the page.
fn home(outline: &Outline, measures: &Measures, headline: Option<usize>) -> usize {
    const PROSE_MIN: usize = 600;
    let Some(headline) = headline else { return 0 };
    let articles = outline.ancestors(headline).filter(|above| outline.nodes[*above].kind == Kind::Article);
    let Some(article) = articles.last() else { return 0 };
    let prose = measures.prose[article];
    if prose >= PROSE_MIN || prose * 3 >= measures.prose[0] { article } else { 0 }
}

/// Elements of a kind that lie in no other of the kind and hold prose.
fn outermost(outline: &Outline, measures: &Measures, home: usize, is: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    let mut index = home;
    while index < outline.nodes[home].end {
        if !measures.dropped[index] && is(index) && measures.prose[index] > 0 {
            found.push(index);
            index = outline.nodes[index].end;
        } else {
            index += 1;
        }
    }
    found
}

/// Of several marked elements those that belong to the article of the one with the most prose.
fn together(outline: &Outline, measures: &Measures, marked: Vec<usize>) -> Vec<usize> {
    let Some(largest) = marked.iter().copied().max_by_key(|index| measures.prose[*index]) else { return marked };
    let article = |index: usize| outline.ancestors(index).find(|above| outline.nodes[*above].kind == Kind::Article);
    let home = article(largest);
    marked.into_iter().filter(|index| article(*index) == home).collect()
}

/// The element in which prose stands densest: paragraphs give their prose to the elements they lie
/// in, the less the further away (after Readability's scoring, Arc90 2009).
fn densest(outline: &Outline, measures: &Measures, home: usize) -> usize {
    const LEVELS: usize = 5;
    /// What a passage has on average where it is news and no teaser.
    const ADDED_LETTERS_MIN: usize = 200;
    let mut scores = vec![0.0_f64; outline.nodes.len()];
    for index in home..outline.nodes[home].end {
        let prose = measures.lines[index].prose();
        if prose == 0
            || measures.dropped[index]
            || matches!(outline.nodes[index].kind, Kind::Heading(_) | Kind::Caption)
        {
            continue;
        }
        let score = 1.0 + prose as f64 / 50.0;
        let own = if outline.nodes[index].kind == Kind::Paragraph { 0.0 } else { score };
        scores[index] += own;
        for (level, above) in outline.ancestors(index).take(LEVELS).take_while(|above| *above >= home).enumerate() {
            scores[above] += score / (level + 1) as f64;
        }
    }
    let best = (home..outline.nodes[home].end).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(home);
    let mut root = best;
    // Up to where hardly any prose is added, or passages too short for news.
    for above in outline.ancestors(best).take_while(|above| *above >= home) {
        let added = measures.prose[above] - measures.prose[root];
        let passages = measures.passages[above].saturating_sub(measures.passages[root]);
        let near = scores[above] * 3.0 >= scores[best];
        let long = added >= passages * ADDED_LETTERS_MIN;
        if measures.prose[above] * 2 >= measures.prose[root] * 3 && (near || long) {
            root = above;
        }
    }
    root
}
