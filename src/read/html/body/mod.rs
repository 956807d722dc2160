//! The article in a web page: its paragraphs, without the frame around it.
//!
//! A parsed page comes in, paragraphs and captions go out. The page is flattened
//! ([`outline`]), the prose in it measured ([`measure`]), the elements that hold the article are
//! chosen ([`root`]), and their blocks of text ([`blocks`]) are sifted ([`sift`]).

mod blocks;
mod headline;
mod hints;
mod measure;
mod outline;
mod root;
mod sift;

use dom_query::Document;

use blocks::Block;
use measure::Measures;
use outline::Outline;

/// What was found.
#[derive(Default)]
pub(super) struct Body {
    pub paragraphs: Vec<String>,
    pub captions: Vec<String>,
}

/// The article's text; empty when none stands out.
pub(super) fn body(page: &Document, headline: Option<&str>) -> Body {
    let outline = Outline::of(page);
    if outline.nodes.is_empty() {
        return Body::default();
    }
    let heading = headline::heading(&outline, headline);
    let measures = Measures::of(&outline, heading);
    let roots = root::roots(&outline, &measures, heading);
    if std::env::var("PAGEDEBUG").is_ok() {
        debug(&outline, &measures, &roots);
    }
    let blocks: Vec<Block> = roots.iter().flat_map(|root| blocks::blocks(&outline, &measures, *root)).collect();
    sift::sifted(blocks, headline)
}

fn debug(outline: &Outline, measures: &Measures, roots: &[usize]) {
    let kind = |i: usize| format!("{:?}#{} {:?} prose {} dropped {}", outline.nodes[i].kind, i, outline.nodes[i].hints, measures.prose[i], measures.dropped[i]);
    for root in roots {
        eprintln!("ROOT {}", kind(*root));
        for above in outline.ancestors(*root) { eprintln!("   in {}", kind(above)); }
    }
    if std::env::var("PAGEDEBUG").is_ok_and(|v| v == "2") {
        for (i, n) in outline.nodes.iter().enumerate() {
            if measures.lines[i].letters > 40 || (n.hints != hints::Hints::NONE && n.end - i > 3) {
                let t: String = outline.text_of(if n.end > i + 1 { i + 1 } else { i }).chars().take(60).collect();
                let d = outline.ancestors(i).count();
                eprintln!("{}{} | {} {t}", " ".repeat(d), kind(i), measures.lines[i].letters);
            }
        }
    }
}
