//! How much running text lies where: prose counted for every element of an outline.

use super::boxes;
use super::hints::Hints;
use super::outline::{Kind, Outline};

/// Blocks with fewer letters are no prose, unless they hold a sentence.
const PROSE_LETTERS_MIN: usize = 80;
/// What a block that holds the end of a sentence needs.
const SENTENCE_LETTERS_MIN: usize = 35;

/// A gallery with more is told in its pictures' texts.
const GALLERY_PROSE_MIN: usize = 600;
const KEPT_PROSE_MIN: usize = 200;
const PASSAGE_LETTERS_MIN: usize = 200;

/// What was counted of one element's own lines, those of blocks within it not included.
#[derive(Clone, Copy, Default)]
pub(super) struct Lines {
    pub letters: usize,
    pub linked: usize,
    pub stops: usize,
}

impl Lines {
    /// Letters of running text; 0 for menus, labels and lists of links.
    pub(super) fn prose(&self) -> usize {
        let long = self.letters >= PROSE_LETTERS_MIN || (self.stops > 0 && self.letters >= SENTENCE_LETTERS_MIN);
        if long && self.linked * 2 < self.letters { self.letters - self.linked } else { 0 }
    }

    pub(super) fn take(&mut self, text: &str, linked: bool) {
        let letters = letters(text);
        self.letters += letters;
        self.linked += if linked { letters } else { 0 };
        self.stops +=
            text.chars().filter(|c| matches!(c, '.' | '!' | '?' | '。' | '।' | '！' | '？' | '؟' | '።' | '។')).count();
    }
}

/// Characters, those of scripts without spaces between words twice.
pub(super) fn letters(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(|c| if ('\u{2E80}'..'\u{FB00}').contains(&c) { 2 } else { 1 }).sum()
}

pub(super) struct Measures {
    /// Of each node that is a block.
    pub lines: Vec<Lines>,
    /// Letters and linked letters in each node's subtree.
    pub letters: Vec<usize>,
    pub linked: Vec<usize>,
    /// Pictures in each node's subtree.
    pub pictures: Vec<usize>,
    /// Blocks of prose in each node's subtree, what is left out not counted.
    pub passages: Vec<usize>,
    /// Prose in each node's subtree, what is left out not counted.
    pub prose: Vec<usize>,
    /// Whether a node, or one that it lies in, is no text of the article.
    pub dropped: Vec<bool>,
}

impl Measures {
    /// `headline` is the node of the article's headline.
    pub(super) fn of(outline: &Outline, headline: Option<usize>) -> Measures {
        let lines = lines(outline);
        let everything = summed(outline, &lines, |_| true);
        let total = everything.first().copied().unwrap_or(0);
        let kept = kept(outline, &everything, headline);
        let mut dropped: Vec<bool> = Vec::with_capacity(outline.nodes.len());
        for (index, node) in outline.nodes.iter().enumerate() {
            // Names mislead: what holds most of the page's prose is no frame.
            let holds_much = everything[index] * 5 > total * 2 && !node.hints.any(Hints::CONSENT | Hints::COMMENTS);
            let above = index > 0 && dropped[node.parent];
            // A long paragraph is text, whatever it is named.
            let says_much = node.kind == Kind::Paragraph && lines[index].prose() >= PASSAGE_LETTERS_MIN;
            let gallery = node.hints.any(Hints::GALLERY) && everything[index] < GALLERY_PROSE_MIN;
            dropped.push(above || ((is_aside(outline, index) || gallery) && !holds_much && !kept[index] && !says_much));
        }
        let letters = gathered(outline, |index| lines[index].letters);
        let linked = gathered(outline, |index| lines[index].linked);
        let prose = summed(outline, &lines, |index| !dropped[index]);
        boxes::drop_boxes(outline, &lines, &letters, &linked, &prose, &kept, &mut dropped);
        let mut prose = summed(outline, &lines, |index| !dropped[index]);
        boxes::drop_teasers(outline, &lines, &prose, &kept, headline, &mut dropped);
        prose = summed(outline, &lines, |index| !dropped[index]);
        if drop_other_articles(outline, &prose, headline, &mut dropped) {
            prose = summed(outline, &lines, |index| !dropped[index]);
        }
        let passages = gathered(outline, |index| usize::from(!dropped[index] && lines[index].prose() > 0));
        let is_picture = |index: usize| usize::from(matches!(outline.nodes[index].kind, Kind::Image | Kind::Figure));
        Measures { lines, letters, linked, pictures: gathered(outline, is_picture), passages, prose, dropped }
    }
}

/// Drops articles within the article, which tell of other stories; not where they are most of it, as
/// the posts of a live blog are.
fn drop_other_articles(outline: &Outline, prose: &[usize], headline: Option<usize>, dropped: &mut [bool]) -> bool {
    let mut any = false;
    let mut outer = 0;
    while outer < outline.nodes.len() {
        if outline.nodes[outer].kind != Kind::Article || dropped[outer] {
            outer += 1;
            continue;
        }
        let end = outline.nodes[outer].end;
        let mut within = Vec::new();
        let mut index = outer + 1;
        while index < end {
            let node = &outline.nodes[index];
            let other =
                node.kind == Kind::Article && headline.is_none_or(|headline| !(index..node.end).contains(&headline));
            if other && !dropped[index] {
                within.push(index);
            }
            index = if other { node.end } else { index + 1 };
        }
        if within.iter().map(|index| prose[*index]).sum::<usize>() * 3 < prose[outer] {
            for index in within {
                dropped[index..outline.nodes[index].end].fill(true);
                any = true;
            }
        }
        outer = end;
    }
    any
}

/// Sums over subtrees.
pub(super) fn gathered(outline: &Outline, of: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut sums: Vec<usize> = (0..outline.nodes.len()).map(of).collect();
    for index in (1..sums.len()).rev() {
        sums[outline.nodes[index].parent] += sums[index];
    }
    sums
}

/// Elements around the headline and around what is marked as the article's text, which are no
/// frame whatever their names say.
fn kept(outline: &Outline, everything: &[usize], headline: Option<usize>) -> Vec<bool> {
    let mut kept = vec![false; outline.nodes.len()];
    let total = everything.first().copied().unwrap_or(0);
    for (index, node) in outline.nodes.iter().enumerate() {
        let marked = node.hints.any(Hints::BODY | Hints::BODY_ITEM) && everything[index] * 10 > total;
        if marked || Some(index) == headline {
            let around: Vec<usize> = outline.ancestors(index).take_while(|above| !kept[*above]).collect();
            for above in around {
                let other = outline.nodes[above].hints.any(Hints::RELATED | Hints::COMMENTS | Hints::CONSENT);
                kept[above] = everything[above] >= KEPT_PROSE_MIN && !(marked && other);
            }
        }
    }
    kept
}

fn lines(outline: &Outline) -> Vec<Lines> {
    let mut lines = vec![Lines::default(); outline.nodes.len()];
    // The block a node's text belongs to, and whether it is linked.
    let mut owner: Vec<(usize, bool)> = Vec::with_capacity(outline.nodes.len());
    for (index, node) in outline.nodes.iter().enumerate() {
        let (block, linked) = if index == 0 { (0, false) } else { owner[node.parent] };
        let own = if node.kind.is_inline() { (block, linked || node.kind == Kind::Link) } else { (index, linked) };
        owner.push(own);
        if node.kind == Kind::Text {
            lines[own.0].take(outline.text_of(index), own.1);
        }
    }
    lines
}

fn summed(outline: &Outline, lines: &[Lines], counts: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut sums = vec![0; outline.nodes.len()];
    for (index, node) in outline.nodes.iter().enumerate().rev() {
        if !matches!(node.kind, Kind::Heading(_) | Kind::Caption) && counts(index) {
            sums[index] += lines[index].prose();
        }
        if index > 0 && counts(index) {
            sums[node.parent] += sums[index];
        }
    }
    sums
}

fn is_aside(outline: &Outline, index: usize) -> bool {
    let node = &outline.nodes[index];
    if index == 0 || node.hints.any(Hints::BODY | Hints::BODY_ITEM) {
        return false;
    }
    match node.kind {
        Kind::Text | Kind::Break => false,
        Kind::Navigation | Kind::Footer | Kind::Aside | Kind::Form | Kind::Button => true,
        Kind::Header => {
            node.hints.any(Hints::ASIDE)
                || !outline
                    .ancestors(index)
                    .any(|above| matches!(outline.nodes[above].kind, Kind::Article | Kind::Main))
        }
        Kind::Link | Kind::Inline | Kind::Image => node.hints.any(Hints::ASIDE_INLINE),
        // The rows of a table of players are no video players.
        Kind::Row | Kind::Cell => node.hints.any(Hints::HIDDEN),
        _ => node.hints.any(Hints::ASIDE),
    }
}
