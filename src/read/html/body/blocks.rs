//! The blocks of text within an element, as they are printed.

use super::hints::Hints;
use super::measure::{Lines, Measures};
use super::outline::{Kind, Outline};

/// A row with more prose in it is no row of a table: the page is laid out with it.
const LAYOUT_PROSE_MIN: usize = 250;

pub(super) struct Block {
    pub text: String,
    pub kind: Kind,
    /// What the block and the elements around it up to the root are named.
    pub hints: Hints,
    pub lines: Lines,
    /// The block's element, and the one it lies in.
    pub node: usize,
    pub parent: usize,
}

/// The blocks within the roots, what is dropped left out; captions are blocks of their own kind.
pub(super) fn blocks(outline: &Outline, measures: &Measures, root: usize) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, Kind, Hints)> = Vec::new();
    let mut line = Block {
        text: String::new(),
        kind: Kind::Division,
        hints: Hints::NONE,
        lines: Lines::default(),
        node: root,
        parent: root,
    };
    let mut links: Vec<usize> = Vec::new();
    let mut index = root;
    while index < outline.nodes[root].end {
        let node = &outline.nodes[index];
        while open.last().is_some_and(|(at, ..)| outline.nodes[*at].end <= index) {
            close(&mut line, &mut found);
            open.pop();
        }
        links.retain(|link| outline.nodes[*link].end > index);
        if index != root && measures.dropped[index] && !measures.dropped[node.parent] {
            if !node.kind.is_inline() {
                close(&mut line, &mut found);
            }
            index = node.end;
            continue;
        }
        match node.kind {
            Kind::Text => {
                if line.text.is_empty() {
                    let (at, kind, hints) =
                        open.last().copied().unwrap_or((root, outline.nodes[root].kind, Hints::NONE));
                    (line.node, line.kind, line.hints) = (at, kind, hints);
                    line.parent = outline.nodes[at].parent;
                }
                let text = outline.text_of(index);
                line.lines.take(text, !links.is_empty());
                line.text.push_str(text);
            }
            Kind::Break if line.text.is_empty() => {}
            Kind::Break => line.text.push('\n'),
            Kind::Link => links.push(index),
            Kind::Inline | Kind::Image | Kind::Button => {}
            _ if open.last().is_some_and(|(_, kind, _)| *kind == Kind::Row) => line.text.push(' '),
            _ => {
                close(&mut line, &mut found);
                let (_, kind, hints) = open.last().copied().unwrap_or((root, Kind::Division, Hints::NONE));
                let own = match node.kind {
                    Kind::Row if measures.prose[index] >= LAYOUT_PROSE_MIN => Kind::Division,
                    own => own,
                };
                open.push((index, inherited(kind, own), hints | node.hints));
            }
        }
        index += 1;
    }
    close(&mut line, &mut found);
    for block in &mut found {
        if is_under_picture(outline, measures, root, block) {
            block.kind = Kind::Caption;
        }
    }
    found
}

/// Whether a short text stands alone in an element with a picture.
fn is_under_picture(outline: &Outline, measures: &Measures, root: usize, block: &Block) -> bool {
    const LEVELS: usize = 3;
    const LETTERS_MAX: usize = 250;
    const PARAGRAPH_LETTERS_MAX: usize = 160;
    let own = measures.lines[block.node];
    let letters_max = if block.kind == Kind::Paragraph { PARAGRAPH_LETTERS_MAX } else { LETTERS_MAX };
    own.letters <= letters_max
        && !matches!(block.kind, Kind::Heading(_) | Kind::Item | Kind::Quote)
        && outline
            .ancestors(block.node)
            .take_while(|above| *above > root)
            .take(LEVELS)
            .any(|above| measures.pictures[above] > 0 && measures.letters[above] <= letters_max)
}

/// What a block within another is: a paragraph in a quotation is quoted.
fn inherited(outer: Kind, own: Kind) -> Kind {
    match (outer, own) {
        (Kind::Caption, _) | (_, Kind::Caption) => Kind::Caption,
        (Kind::Figure, _) => Kind::Figure,
        (_, Kind::Heading(_)) => own,
        (Kind::Heading(_) | Kind::Item | Kind::Quote | Kind::Cell, Kind::Division | Kind::Paragraph) => outer,
        _ => own,
    }
}

/// Ends a block; its printed lines are blocks where a sentence ends with the line.
fn close(line: &mut Block, found: &mut Vec<Block>) {
    if line.text.trim().is_empty() {
        line.text.clear();
        line.lines = Lines::default();
        return;
    }
    let mut paragraph = String::new();
    let mut push = |paragraph: &mut String| {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        if !words.is_empty() {
            found.push(Block {
                text: words.join(" "),
                kind: line.kind,
                hints: line.hints,
                lines: line.lines,
                node: line.node,
                parent: line.parent,
            });
        }
        paragraph.clear();
    };
    for part in line.text.split('\n') {
        let part = part.trim();
        if part.is_empty() || ends_sentence(&paragraph) {
            push(&mut paragraph);
        }
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        paragraph.push_str(part);
    }
    push(&mut paragraph);
    line.text.clear();
    line.lines = Lines::default();
}

/// Whether a line ends with the end of a sentence.
pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(['"', '”', '’', '\'', '»', '“', ')', ']', '」', '›']);
    line.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।', '؟', '።'])
}
