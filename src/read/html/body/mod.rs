//! The article in a web page: its paragraphs, without the frame around it.
//!
//! A parsed page comes in, paragraphs, captions and notes go out. The page is flattened
//! ([`outline`]), the prose in it measured ([`measure`]), the elements that hold the article are
//! chosen ([`root`]), and their blocks of text ([`blocks`]) are sifted ([`sift`]). What elements are
//! named ([`hints`]) and what heads them ([`labels`]) tells the article from boxes beside it.
//!
//! Why not a library: on the development halves dom_smoothie and trafilatura fall short of this by
//! two to six points of F1 (docs/accuracy.md).

mod blocks;
mod boxes;
mod declared;
mod headline;
mod hints;
mod labels;
mod measure;
mod outline;
mod remarks;
mod root;
mod sift;
mod standfirst;

use dom_query::Document;

use super::plain::collapsed;
use blocks::Block;
pub(super) use declared::Declared;
use measure::Measures;
use outline::Outline;

/// What was found.
#[derive(Default)]
pub(super) struct Body {
    pub paragraphs: Vec<String>,
    pub captions: Vec<String>,
    /// Printed under the headline.
    pub standfirst: Option<String>,
    pub notes: Vec<String>,
    /// Whether marks of the page told where the text is.
    pub marked: bool,
}

/// The article's text; empty when none stands out.
pub(super) fn body(page: &Document, declared: &Declared, headline: Option<&str>) -> Body {
    let outline = Outline::of(page);
    if outline.nodes.is_empty() {
        return Body::default();
    }
    let heading = headline::heading(&outline, headline);
    let measures = Measures::of(&outline, heading);
    let root::Roots { nodes: roots, marked } = root::roots(&outline, &measures, heading);
    let above = roots
        .first()
        .and_then(|root| standfirst::standfirst(&outline, &measures, heading, *root, &declared.description));
    let blocks: Vec<Block> = roots.iter().flat_map(|root| blocks::blocks(&outline, &measures, *root)).collect();
    let mut body = sift::sifted(blocks, headline);
    body.marked = marked;
    if let Some((above, described)) = above.filter(|_| !body.paragraphs.is_empty()) {
        let words = collapsed(&headline::words(&outline, above));
        if described && !is_among(&body.paragraphs, &words) {
            body.paragraphs.insert(0, words.clone());
        }
        body.standfirst = Some(words);
    }
    let pager = (0..outline.nodes.len()).find_map(|index| remarks::pager(outline.text_of(index)));
    body.notes = remarks::remarks(declared, &body.paragraphs, pager);
    body
}

/// Whether the article's first paragraphs say it already.
fn is_among(paragraphs: &[String], words: &str) -> bool {
    const FIRST: usize = 3;
    let printed = headline::letters_of(words);
    paragraphs.iter().take(FIRST).any(|paragraph| headline::is_same(&printed, &headline::letters_of(paragraph)))
}

#[cfg(test)]
mod tests;
