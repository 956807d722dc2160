//! The article in a web page: its paragraphs, without the frame around it.
//!
//! A parsed page comes in, paragraphs and captions go out. The page is flattened
//! ([`outline`]), the prose in it measured ([`measure`]), the elements that hold the article are
//! chosen ([`root`]), and their blocks of text ([`blocks`]) are sifted ([`sift`]).

mod blocks;
mod boxes;
mod headline;
mod hints;
mod labels;
mod measure;
mod outline;
mod root;
mod sift;
mod standfirst;

use dom_query::Document;

use blocks::Block;
use measure::Measures;
use outline::Outline;

/// What was found.
#[derive(Default)]
pub(super) struct Body {
    pub paragraphs: Vec<String>,
    pub captions: Vec<String>,
    /// Printed under the headline; the first paragraph too.
    pub standfirst: Option<String>,
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
    let description = description(page);
    let above = roots.first().and_then(|root| standfirst::standfirst(&outline, &measures, heading, *root, &description));
    let blocks: Vec<Block> = roots.iter().flat_map(|root| blocks::blocks(&outline, &measures, *root)).collect();
    let mut body = sift::sifted(blocks, headline);
    if let Some((above, described)) = above.filter(|_| !body.paragraphs.is_empty()) {
        let words = super::plain::collapsed(&headline::words(&outline, above));
        let printed = headline::letters_of(&words);
        if described && !body.paragraphs.iter().take(3).any(|paragraph| headline::is_same(&printed, &headline::letters_of(paragraph))) {
            body.paragraphs.insert(0, words.clone());
        }
        body.standfirst = Some(words);
    }
    body
}

/// What the page's head describes the article with.
fn description(page: &Document) -> String {
    let metas = page.select("head meta[name='description'], head meta[property='og:description']");
    let found = metas.iter().filter_map(|meta| meta.attr("content")).find(|content| !content.trim().is_empty());
    found.map(|content| content.to_string()).unwrap_or_default()
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
