//! Which blocks are the article's, which captions, and which neither.

use super::Body;
use super::blocks::{Block, ends_sentence};
use super::hints::Hints;
use super::labels::{self, Label};
use super::outline::Kind;

pub(super) fn sifted(blocks: Vec<Block>, headline: Option<&str>) -> Body {
    let mut body = Body::default();
    let mut kept: Vec<Block> = Vec::new();
    for block in blocks {
        if block.kind == Kind::Caption || block.hints.any(Hints::CAPTION) || block.kind == Kind::Figure {
            body.captions.push(block.text);
        } else if belongs(&block) && Some(block.text.as_str()) != headline {
            kept.push(block);
        }
    }
    while kept.last().is_some_and(|last| matches!(last.kind, Kind::Heading(_))) {
        kept.pop();
    }
    body.paragraphs = kept.into_iter().map(|block| block.text).collect();
    body
}

fn belongs(block: &Block) -> bool {
    let lines = block.lines;
    if labels::label(&block.text).is_some() {
        return false;
    }
    if let Some(label) = labels::opening(&block.text) {
        let other = label != Label::Mark && lines.linked * 3 > lines.letters;
        if other || (label == Label::Related && lines.letters < 200) {
            return false;
        }
    }
    if matches!(block.kind, Kind::Heading(1)) {
        return false;
    }
    if lines.linked * 3 > lines.letters * 2 && lines.letters < 200 {
        return false;
    }
    block.text.chars().any(char::is_alphanumeric) && (lines.letters > 3 || ends_sentence(&block.text))
}
