//! Boxes of other stories and the like, known by the words that head them.

use super::labels::{Label, label};
use super::measure::{Lines, gathered};
use super::outline::{Kind, Outline};

/// Drops what labels head: the whole box where the label begins one, else the label and the links
/// that follow it.
pub(super) fn drop_boxes(
    outline: &Outline,
    lines: &[Lines],
    letters: &[usize],
    linked: &[usize],
    prose: &[usize],
    kept: &[bool],
    dropped: &mut [bool],
) {
    let total = prose.first().copied().unwrap_or(0);
    let printed = next_printed(outline);
    let mut index = 0;
    while index < outline.nodes.len() {
        if dropped[index] {
            index = outline.nodes[index].end;
            continue;
        }
        let Some(label) = label_at(outline, lines, index).filter(|_| prose[index] == 0) else {
            index += 1;
            continue;
        };
        let mut top = index;
        for above in outline.ancestors(index).take_while(|above| *above > 0) {
            let begins = printed[above] >= index;
            if !begins || kept[above] || prose[above] * 4 > total {
                break;
            }
            top = above;
        }
        let end = outline.nodes[top].end;
        drop(outline, dropped, top);
        let follows = label == Label::Comments || label == Label::Related;
        if follows && letters[top] == letters[index] {
            drop_links_after(outline, letters, linked, dropped, top);
        }
        index = end;
    }
}

/// Drops teasers: headings that are links, with what stands around them; not where they are most of
/// the page.
pub(super) fn drop_teasers(
    outline: &Outline,
    lines: &[Lines],
    prose: &[usize],
    kept: &[bool],
    headline: Option<usize>,
    dropped: &mut [bool],
) {
    const PROSE_MAX: usize = 600;
    let is_teaser = |index: usize| {
        let lines = lines[index];
        let linked = matches!(outline.nodes[index].kind, Kind::Heading(_)) && lines.linked * 10 >= lines.letters * 9;
        linked && lines.letters >= 15 && !dropped[index] && Some(index) != headline
    };
    let headings = gathered(outline, |index| usize::from(is_teaser(index)));
    let mut tops = Vec::new();
    for index in (0..outline.nodes.len()).filter(|index| is_teaser(*index)) {
        let mut top = index;
        for above in outline.ancestors(index).take_while(|above| *above > 0) {
            if kept[above] || headings[above] > 1 || prose[above] > PROSE_MAX {
                break;
            }
            top = above;
        }
        tops.push(top);
    }
    if tops.iter().map(|top| prose[*top]).sum::<usize>() * 2 < prose.first().copied().unwrap_or(0) {
        for top in tops {
            drop(outline, dropped, top);
        }
    }
}

/// The label that a block is, if it is one; inline elements with a label alone count.
fn label_at(outline: &Outline, lines: &[Lines], index: usize) -> Option<Label> {
    const LETTERS_MAX: usize = 60;
    let node = &outline.nodes[index];
    let few = (1..=LETTERS_MAX).contains(&lines[index].letters);
    if !few || node.kind.is_inline() {
        return None;
    }
    label(&own_words(outline, index))
}

/// The text of a block without that of blocks within it.
fn own_words(outline: &Outline, index: usize) -> String {
    let mut words = String::new();
    let mut at = index + 1;
    while at < outline.nodes[index].end {
        if outline.nodes[at].kind.is_inline() {
            words.push_str(outline.text_of(at));
            at += 1;
        } else {
            at = outline.nodes[at].end;
        }
    }
    words
}

/// For each node the first text that is printed from there on.
fn next_printed(outline: &Outline) -> Vec<usize> {
    let mut next = outline.nodes.len();
    let mut printed = vec![next; outline.nodes.len()];
    for index in (0..printed.len()).rev() {
        if outline.is_printed(index) {
            next = index;
        }
        printed[index] = next;
    }
    printed
}

fn drop(outline: &Outline, dropped: &mut [bool], index: usize) {
    dropped[index..outline.nodes[index].end].fill(true);
}

/// Siblings after a label as long as they are links.
fn drop_links_after(outline: &Outline, letters: &[usize], linked: &[usize], dropped: &mut [bool], label: usize) {
    let end = outline.nodes[outline.nodes[label].parent].end;
    let mut at = outline.nodes[label].end;
    while at < end {
        let teases = linked[at] >= 15 && letters[at] < 250;
        if outline.is_printed(at) || (letters[at] > 1 && linked[at] * 3 < letters[at] * 2 && !teases) {
            break;
        }
        drop(outline, dropped, at);
        at = outline.nodes[at].end;
    }
}
