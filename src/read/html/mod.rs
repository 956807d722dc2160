//! Web pages: the article's text without its frame, and what the page says of itself.
//!
//! The text is found by [`body`], or by dom_smoothie (the reader view of browsers) on pages that
//! neither mark nor declare it; the article's `text` is made of headline, empty line, and
//! paragraphs divided by empty lines. Pages that no tree builder should see are read tag by tag,
//! pages without a recognisable article whole; either is noted.

mod body;
mod classes;
mod date_labels;
mod fragment;
mod headlines;
mod json_ld;
mod limits;
mod marks;
mod metadata;
mod page_dates;
mod page_people;
mod plain;
mod slim;
mod tags;
mod walk;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use crate::model::Evidence;

use body::Declared;

use super::draft::{Material, settle};
use super::fields::{Fields, Meaning};
use super::{Draft, ReadRules, Refusal, Source};

pub(super) use fragment::fragment;

/// What JSON-LD must hold at least to stand in for what is printed.
const BODY_BYTES_MIN: usize = 300;

/// What was found on a page.
#[derive(Default)]
struct Page {
    fields: Fields,
    paragraphs: Vec<String>,
    captions: Vec<String>,
    notes: Vec<String>,
}

/// Reads one page as one article.
///
/// # Errors
/// [`Refusal::NoText`] for a page without words.
pub(super) fn read(html: String, source: Source<'_>, rules: &ReadRules) -> Result<Draft, Refusal> {
    let html = slim::slimmed(&html);
    let mut page = match limits::excess(&html) {
        Some(why) => tag_by_tag(&html, why),
        // The last resort: what the extraction crate trips over is noted and read without it.
        None => catch_unwind(AssertUnwindSafe(|| parsed(&html)))
            .unwrap_or_else(|_| tag_by_tag(&html, "the extraction of its text failed")),
    };
    let headline = page.fields.headline.as_ref();
    // Many pages repeat the headline as the first line of the article.
    if headline.is_some_and(|headline| page.paragraphs.first() == Some(&headline.words)) {
        page.paragraphs.remove(0);
    }
    let Page { fields, paragraphs, captions, notes } = page;
    let material = Material { notes, ..Material::assembled(fields, &paragraphs, &captions) };
    if material.is_empty() {
        return Err(Refusal::NoText);
    }
    Ok(settle(material, source.into(), rules))
}

fn tag_by_tag(html: &str, why: &str) -> Page {
    let mut page = Page { paragraphs: plain::paragraphs(html), ..Page::default() };
    page.notes.push(format!("the page was read whole, menus and all: {why}"));
    page
}

fn parsed(html: &str) -> Page {
    let tree = Document::from(html);
    let mut fields = metadata::fields(&tree);
    let headline = fields.headline.as_ref().map(|headline| headline.words.as_str());
    let declared = Declared::of(&tree);
    let mut body = body::body(&tree, &declared, headline);
    // Where nothing says what is the article, the reader view of browsers is right more often.
    if (body.paragraphs.is_empty() || (!body.marked && !declared.article))
        && let Some(view) = reader_view(tree)
    {
        body.paragraphs = view.paragraphs;
        // They are among its paragraphs.
        body.captions.clear();
        if fields.bylines.is_empty() {
            fields.take_from(Meaning::Author, &view.byline, Evidence::Metadata, "byline on the page");
        }
    }
    let printed: usize = body.paragraphs.iter().map(String::len).sum();
    if let Some(text) = declared.text.filter(|text| text.len() > BODY_BYTES_MIN + printed * 4) {
        body.paragraphs = plain::paragraphs(&text.replace('\n', "<p>"));
        body.notes
            .push("its text was read from the page's JSON-LD: hardly any is printed on the page itself".to_string());
    }
    if body.paragraphs.is_empty() {
        return Page { fields, ..tag_by_tag(html, "no article stands out in it") };
    }
    let standfirst = body.standfirst.unwrap_or_default();
    fields.take_from(Meaning::Standfirst, &standfirst, Evidence::Metadata, "standfirst on the page");
    Page { fields, paragraphs: body.paragraphs, captions: body.captions, notes: body.notes }
}

/// What the reader view of browsers shows.
struct ReaderView {
    paragraphs: Vec<String>,
    byline: String,
}

/// The article as dom_smoothie finds it.
fn reader_view(tree: Document) -> Option<ReaderView> {
    // Our own reading of JSON-LD knows graphs; one is enough.
    let config = Config { text_mode: TextMode::Formatted, disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(tree, None, Some(config)).and_then(|mut reader| reader.parse()).ok()?;
    let lines = article.text_content.lines().map(plain::collapsed);
    let paragraphs: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let byline = article.byline.map(|byline| byline.to_string()).unwrap_or_default();
    (!paragraphs.is_empty()).then_some(ReaderView { paragraphs, byline })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntryPath;

    fn check(html: &str, headline: &str, body: &[&str], notes: usize) {
        let path = EntryPath::new("river.html");
        let source = Source { path: &path, bytes: html.as_bytes(), modified: None };
        let draft = read(html.to_string(), source, &ReadRules::default()).unwrap();
        let shown = draft.headline.as_ref().and_then(|headline| headline.span).map_or("", |span| span.of(&draft.text));
        assert_eq!(shown, headline);
        let found: Vec<&str> = draft.body.iter().map(|span| span.of(&draft.text)).collect();
        assert_eq!(found, body);
        assert_eq!(draft.notes.len(), notes, "{:?}", draft.notes);
    }

    #[test]
    fn the_article_is_told_from_its_frame() {
        let rose = "The river rose in the night, and by the morning the lower town was under water. ".repeat(4);
        let fell = "It fell on Thursday, and the people of the lower town went back to their houses. ".repeat(4);
        let html = format!(
            "<html><title>River</title><body><nav><a href=/>Home</a> <a href=/s>Sport</a></nav>\
             <article><h1>River rises</h1><p>{rose}</p><p>{fell}</p></article><footer>Imprint</footer></body></html>"
        );
        check(&html, "River rises", &[rose.trim(), fell.trim()], 0);
    }

    #[test]
    fn json_ld_stands_in_for_a_text_that_is_not_printed() {
        let text = "The river rose in the night, and by the morning the lower town was under water.\\n".repeat(5);
        let html = format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"River rises\",\
             \"articleBody\":\"{text}\"}}</script><div id=app>Loading</div>"
        );
        let line = "The river rose in the night, and by the morning the lower town was under water.";
        check(&html, "River rises", &[line; 5], 1);
    }

    #[test]
    fn a_page_that_marks_and_declares_nothing_is_read_as_browsers_do() {
        let rose = "The river rose in the night, and by the morning the lower town was under water. ".repeat(4);
        let html = format!("<title>River</title><table><tr><td><font size=2>{rose}<br><br>{rose}</font></table>");
        check(&html, "River", &[rose.trim(), rose.trim()], 0);
    }

    #[test]
    fn a_page_too_deep_for_a_tree_is_read_tag_by_tag() {
        let html = format!("{}<p>It &amp; they rose.", "<div>".repeat(100_000));
        check(&html, "", &["It & they rose."], 1);
    }

    #[test]
    fn a_page_without_words_is_refused() {
        let path = EntryPath::new("river.html");
        let source = Source { path: &path, bytes: b"", modified: None };
        let refused = read("<html><body><img src=x></body></html>".to_string(), source, &ReadRules::default());
        assert_eq!(refused.err(), Some(Refusal::NoText));
    }
}
