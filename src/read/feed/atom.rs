//! Atom 1.0 (RFC 4287) and its forerunner 0.3.
//!
//! `content` is the whole of an entry, `summary` what there is else. `published` is the day of
//! publication; where there is none the last update stands for it, noted.

use super::super::fields::Meaning;
use super::super::outlet::{Member, Outlet};
use super::super::story::Story;
use super::super::xml::Element;
use super::super::{Refusal, Source};
use super::{Feed, Form, Words, address, is_own, own, read_xml, take_common, take_words};

/// Reads a feed, or an entry that is a document of its own.
///
/// # Errors
/// A feed without entries.
pub(in crate::read) fn read_file(
    source: Source<'_>,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    read_xml(source, member, outlet, &Form { format: "Atom", entry: "entry", feed, story })
}

fn feed(root: Element<'_>) -> Feed {
    if is_own(root, "entry") {
        return Feed { format: "Atom", ..Feed::default() };
    }
    let home = link(root, None);
    Feed {
        publisher: own(root, "title").and_then(line),
        language: root.attribute("xml:lang").map(|language| language.into_owned()),
        authors: authors(root),
        base: root.attribute("xml:base").map(|base| base.into_owned()).or(home),
        format: "Atom",
    }
}

fn story(entry: Element<'_>, feed: &Feed) -> Story {
    let mut story = Story::default();
    story.take_some(Meaning::Headline, own(entry, "title").and_then(line), "Atom title");
    let base = entry.attribute("xml:base").map(|base| base.into_owned()).or_else(|| feed.base.clone());
    story.take_some(Meaning::Url, link(entry, base.as_deref()), "Atom link");
    story.take_some(Meaning::Id, own(entry, "id").map(Element::words), "Atom id");
    if story.fields.own_id.is_none() {
        // An ordinal would change with every new entry.
        let url = story.fields.url.clone();
        story.take_some(Meaning::Id, url, "Atom link");
    }
    take_days(entry, &mut story);
    for author in authors(entry) {
        story.take(Meaning::Author, &author, "Atom author");
    }
    let origin = own(entry, "source");
    story.take_some(Meaning::Publisher, origin.and_then(|o| own(o, "title")).and_then(line), "Atom source");
    for category in entry.children().filter(|child| is_own(*child, "category")).take(8) {
        let name = category.attribute("label").or_else(|| category.attribute("term"));
        story.take_some(Meaning::Section, name, "Atom category");
    }
    let content = own(entry, "content");
    for element in [content, Some(entry)].into_iter().flatten() {
        story.take_some(Meaning::Language, element.attribute("xml:lang"), "Atom xml:lang");
    }
    let content = match content.map(construct).transpose() {
        Ok(content) => content,
        Err(why) => {
            story.note(format!("its content was not read: {why}"));
            None
        }
    };
    let summary = own(entry, "summary").and_then(|summary| construct(summary).ok());
    take_words(&mut story, content, summary, "Atom");
    take_common(&mut story, feed);
    story
}

fn take_days(entry: Element<'_>, story: &mut Story) {
    let words = |name: &str| own(entry, name).map(Element::words).filter(|words| !words.is_empty());
    // The forerunner's names behind those of the standard.
    for name in ["published", "issued", "created"] {
        story.take_some(Meaning::Date, words(name), format!("Atom {name}"));
    }
    let updated = words("updated").or_else(|| words("modified"));
    if story.fields.dates.is_empty() && updated.is_some() {
        story.note("the feed tells no day of publication; that of the last update is taken");
        story.take_some(Meaning::Date, updated.clone(), "Atom updated");
    }
    story.take_some(Meaning::Modified, updated, "Atom updated");
}

fn authors(element: Element<'_>) -> Vec<String> {
    let authors = element.children().filter(|child| is_own(*child, "author"));
    let names = authors.filter_map(|author| Some(own(author, "name")?.words()));
    names.filter(|name| !name.is_empty()).collect()
}

/// The address of what an element speaks of.
fn link(element: Element<'_>, base: Option<&str>) -> Option<String> {
    let links = element.children().filter(|child| is_own(*child, "link"));
    let mut alternate = links.filter(|link| link.attribute("rel").is_none_or(|rel| rel == "alternate"));
    alternate.find_map(|link| match link.attribute("href") {
        Some(href) => address(&href, base),
        None => address(&link.words(), base),
    })
}

/// The words of a construct in one line.
fn line(element: Element<'_>) -> Option<String> {
    construct(element).ok().map(Words::line).filter(|line| !line.is_empty())
}

/// The words of a text construct or of `content`.
///
/// # Errors
/// What it is that holds no words here.
pub(super) fn construct(element: Element<'_>) -> Result<Words, String> {
    let kind = element.attribute("type").map_or("text".to_string(), |kind| kind.trim().to_ascii_lowercase());
    let kind = kind.split(';').next().unwrap_or("").trim();
    let has_tags = element.children().next().is_some();
    if let Some(source) = element.attribute("src") {
        return Err(format!("it stands elsewhere, at {source}"));
    }
    match (element.attribute("mode").as_deref(), kind) {
        (Some("base64"), kind) => Err(format!("{kind} in base64")),
        (Some("escaped"), "text/html" | "html") => Ok(Words::Html(element.text())),
        _ if has_tags => Ok(Words::Html(element.markup())),
        (_, "html" | "text/html") => Ok(Words::Html(element.text())),
        (_, "xhtml" | "application/xhtml+xml") => Ok(Words::Html(element.markup())),
        (_, kind) if kind == "text" || kind.starts_with("text/") => Ok(Words::Plain(element.text())),
        // RFC 4287, 4.1.3.3: all other media types are base64.
        (_, kind) => Err(format!("{kind} in base64")),
    }
}
