//! RSS 0.9x, 1.0 (RDF) and 2.0, with the modules that newspapers use.
//!
//! `content:encoded` is the whole of an entry, `description` what there is else.

use super::super::fields::Meaning;
use super::super::outlet::{Member, Outlet};
use super::super::story::Story;
use super::super::xml::{Element, Space};
use super::super::{Refusal, Source};
use super::{Feed, Form, Words, address, author, is_own, own, read_xml, take_common, take_words, title};

/// More categories than these are keywords.
const CATEGORIES_MAX: usize = 8;

/// Reads a feed.
///
/// # Errors
/// A feed without entries.
pub(in crate::read) fn read_file(
    source: Source<'_>,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    read_xml(source, member, outlet, &Form { format: "RSS", entry: "item", feed, story })
}

fn feed(root: Element<'_>) -> Feed {
    let channel = own(root, "channel").unwrap_or(root);
    let words = |name: &str| own(channel, name).map(Element::words).filter(|words| !words.is_empty());
    let language = words("language").or_else(|| Some(foreign(channel, Space::DublinCore, "language")?.words()));
    let declared = [channel, root].into_iter().find_map(|element| element.attribute("xml:lang"));
    let base = [channel, root].into_iter().find_map(|element| element.attribute("xml:base"));
    Feed {
        publisher: own(channel, "title").map(|title| super::title(&title.text())),
        language: language.or_else(|| declared.map(|language| language.into_owned())),
        authors: Vec::new(),
        base: base.map(|base| base.into_owned()).or_else(|| words("link")),
        format: "RSS",
    }
}

/// The child of a name in a namespace.
fn foreign<'t>(element: Element<'t>, space: Space, name: &str) -> Option<Element<'t>> {
    element.children().find(|child| child.space() == space && child.name() == name)
}

fn story(item: Element<'_>, feed: &Feed) -> Story {
    let mut story = Story::default();
    let headline = own(item, "title").or_else(|| foreign(item, Space::DublinCore, "title"));
    story.take_some(Meaning::Headline, headline.map(|headline| title(&headline.text())), "RSS title");
    take_addresses(item, feed, &mut story);
    take_days(item, &mut story);
    for element in item.children() {
        match (element.space(), element.name()) {
            (Space::Own, "author") | (Space::DublinCore, "creator" | "author") => {
                story.take(Meaning::Author, author(&element.words()), format!("RSS {}", element.name()));
            }
            (Space::DublinCore, "publisher") => story.take(Meaning::Publisher, &element.words(), "RSS dc:publisher"),
            (Space::Own, "source") => story.take(Meaning::Publisher, &element.words(), "RSS source"),
            (Space::DublinCore, "language") => story.take(Meaning::Language, &element.words(), "RSS dc:language"),
            _ => {}
        }
    }
    for category in item.children().filter(|child| is_own(*child, "category")).take(CATEGORIES_MAX) {
        story.take(Meaning::Section, &category.words(), "RSS category");
    }
    story.take_some(Meaning::Language, item.attribute("xml:lang"), "RSS xml:lang");
    let html = |element: Element<'_>| Words::Html(element.text());
    let body = item.children().find(|child| child.space() == Space::Xhtml && matches!(child.name(), "body" | "div"));
    let content = foreign(item, Space::Content, "encoded")
        .or_else(|| own(item, "fullitem"))
        .map(html)
        .or_else(|| body.map(|body| Words::Html(body.markup())))
        .or_else(|| foreign(item, Space::Atom, "content").map(super::atom::construct)?.ok());
    let summary = own(item, "description").or_else(|| foreign(item, Space::DublinCore, "description"));
    let inline = |element: Element<'_>| {
        // Tags that nobody escaped.
        if element.children().next().is_some() { Words::Html(element.markup()) } else { html(element) }
    };
    take_words(&mut story, content, summary.map(inline), "RSS");
    take_captions(item, &mut story);
    take_common(&mut story, feed);
    story
}

/// What the item is called, and where it stands.
fn take_addresses(item: Element<'_>, feed: &Feed, story: &mut Story) {
    let base = item.attribute("xml:base").map(|base| base.into_owned()).or_else(|| feed.base.clone());
    let guid = own(item, "guid");
    let original = item.children().find(|child| child.name() == "origLink").map(Element::words);
    let alternate = item.children().find(|child| {
        child.space() == Space::Atom
            && child.name() == "link"
            && child.attribute("rel").is_none_or(|rel| rel == "alternate")
    });
    let permanent = guid.filter(|guid| guid.attribute("isPermaLink").is_none_or(|is| is != "false"));
    let about = item.attribute("rdf:about").map(|about| about.into_owned());
    let links = [
        (original, "feedburner:origLink"),
        (own(item, "link").map(Element::words), "RSS link"),
        (alternate.and_then(|link| Some(link.attribute("href")?.into_owned())), "RSS atom:link"),
        (permanent.map(Element::words).filter(|guid| guid.starts_with("http")), "RSS guid"),
        (about.clone().filter(|about| about.starts_with("http")), "RSS rdf:about"),
    ];
    for (link, place) in links {
        let whole = link.and_then(|link| address(&link, base.as_deref()));
        story.take_some(Meaning::Url, whole, place);
    }
    story.take_some(Meaning::Id, guid.map(Element::words), "RSS guid");
    story.take_some(Meaning::Id, about, "RSS rdf:about");
    // An ordinal would change with every new entry.
    let url = story.fields.url.clone();
    if story.fields.own_id.is_none() {
        story.take_some(Meaning::Id, url, "RSS link");
    }
}

fn take_days(item: Element<'_>, story: &mut Story) {
    story.take_some(Meaning::Date, own(item, "pubDate").map(Element::words), "RSS pubDate");
    for (space, name, meaning, place) in [
        (Space::Terms, "issued", Meaning::Date, "RSS dcterms:issued"),
        (Space::DublinCore, "date", Meaning::Date, "RSS dc:date"),
        (Space::Atom, "published", Meaning::Date, "RSS atom:published"),
        (Space::Terms, "created", Meaning::Date, "RSS dcterms:created"),
        (Space::Terms, "modified", Meaning::Modified, "RSS dcterms:modified"),
        (Space::Atom, "updated", Meaning::Modified, "RSS atom:updated"),
    ] {
        story.take_some(meaning, foreign(item, space, name).map(Element::words), place);
    }
}

/// The words beneath pictures: descriptions of Media RSS, but for such as repeat the entry.
fn take_captions(item: Element<'_>, story: &mut Story) {
    let media = item.outermost(&|element| element.space() == Space::Media && element.name() == "description");
    for element in media {
        let caption = title(&element.text());
        let known = story.captions.contains(&caption) || story.paragraphs.iter().any(|p| p.contains(&caption));
        if !caption.is_empty() && !known {
            story.captions.push(caption);
        }
    }
}
