//! NITF, the News Industry Text Format (IPTC, versions 2.5 to 3.6): one article a document.
//!
//! By itself or inside of NewsML. What `docdata` and `pubdata` say is believed before the head of
//! the body; the text is that of `body.content`, media captions apart.

use super::charset;
use super::draft::Place;
use super::fields::Meaning;
use super::outlet::{Member, Outlet};
use super::story::{Story, collapsed};
use super::xml::{Element, Inner, Tree};
use super::{Refusal, Source};

/// Blocks of the body: each a paragraph, unless it holds others.
const BLOCKS: &[&str] = &[
    "blockquote",
    "block",
    "body.content",
    "body.end",
    "bq",
    "caption",
    "credit",
    "datasource",
    "dd",
    "div",
    "dl",
    "dt",
    "fn",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hl1",
    "hl2",
    "hr",
    "li",
    "note",
    "ol",
    "p",
    "pre",
    "table",
    "tagline",
    "td.row",
    "tr",
    "ul",
];
/// What holds no words of the article.
const OPAQUE: &[&str] = &["media-metadata", "media-reference", "media-object", "script", "style", "object"];

/// Reads a document.
///
/// # Errors
/// Ill-formed XML; no text in it.
pub(super) fn read_file(source: Source<'_>, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let decoded = charset::decode(source.bytes, true)?;
    let tree = Tree::whole(&decoded.text, "NITF")?;
    let mut story = Story { notes: decoded.note.into_iter().collect(), ..Story::default() };
    take(tree.root().ok_or(Refusal::NoText)?, &mut story);
    let draft = story.settled(Place::from(source), outlet.rules).ok_or(Refusal::NoText)?;
    outlet.article(member, draft);
    Ok(())
}

/// Takes all that a `nitf` element says.
pub(super) fn take(nitf: Element<'_>, story: &mut Story) {
    let body = nitf.at(["body"]);
    for element in [Some(nitf), body].into_iter().flatten() {
        story.take_some(Meaning::Language, element.attribute("xml:lang"), "NITF xml:lang");
    }
    if let Some(head) = nitf.at(["head"]) {
        take_head(head, story);
    }
    let Some(body) = body else { return };
    if let Some(head) = body.at(["body.head"]) {
        take_body_head(head, story);
    }
    let title = nitf.at(["head", "title"]).map(Element::words);
    story.take_some(Meaning::Headline, title, "NITF title");
    take_content(body, story);
}

fn take_head(head: Element<'_>, story: &mut Story) {
    let pubdata = head.all("pubdata").next();
    let of_pubdata = |name: &str| pubdata.and_then(|pubdata| pubdata.attribute(name));
    if let Some(docdata) = head.at(["docdata"]) {
        take_docdata(docdata, story);
    }
    story.take_some(Meaning::Date, of_pubdata("date.publication"), "NITF pubdata date.publication");
    let released = head.at(["docdata", "date.release"]).and_then(|date| date.attribute("norm"));
    story.take_some(Meaning::Date, released, "NITF date.release");
    story.take_some(Meaning::Publisher, of_pubdata("name"), "NITF pubdata name");
    let holder = head.at(["docdata", "doc.copyright"]).and_then(|copyright| copyright.attribute("holder"));
    story.take_some(Meaning::Publisher, holder, "NITF doc.copyright holder");
    // A single letter is the part of the printed paper.
    let section = of_pubdata("position.section").filter(|section| section.trim().chars().count() > 2);
    story.take_some(Meaning::Section, section, "NITF pubdata position.section");
    let subject = head.at(["tobject", "tobject.subject"]).and_then(|subject| subject.attribute("tobject.subject.type"));
    story.take_some(Meaning::Section, subject, "NITF tobject.subject");
    let url = of_pubdata("ex-ref").filter(|url| url.starts_with("http"));
    story.take_some(Meaning::Url, url, "NITF pubdata ex-ref");
    let changes: Vec<_> = head.all("revision-history").filter_map(|change| change.attribute("norm")).collect();
    for change in changes.iter().rev() {
        story.take(Meaning::Modified, change, "NITF revision-history");
    }
}

fn take_docdata(docdata: Element<'_>, story: &mut Story) {
    let of = |name: &str, attribute: &str| docdata.all(name).next().and_then(|element| element.attribute(attribute));
    story.take_some(Meaning::Id, of("doc-id", "id-string"), "NITF doc-id");
    story.take_some(Meaning::Date, of("date.issue", "norm"), "NITF date.issue");
    if let Some(status) = docdata.attribute("management-status").filter(|status| status != "usable") {
        story.note(format!("the document is marked as {status}"));
    }
    if let Some(info) = of("correction", "info") {
        story.note(format!("the document is marked as a correction: {info}"));
    }
}

fn take_body_head(head: Element<'_>, story: &mut Story) {
    if let Some(headlines) = head.at(["hedline"]) {
        let first = headlines.at(["hl1"]).unwrap_or(headlines);
        story.take(Meaning::Headline, &first.words(), "NITF hl1");
        story.take_some(Meaning::Standfirst, headlines.at(["hl2"]).map(Element::words), "NITF hl2");
    }
    let bylines: Vec<Element<'_>> = head.all("byline").collect();
    // A name turned round for the registry stands beside the one that was printed.
    let is_printed =
        |byline: &&Element<'_>| !byline.attribute("class").is_some_and(|class| class.contains("normalized"));
    let mut printed: Vec<Element<'_>> = bylines.iter().filter(is_printed).copied().collect();
    if printed.is_empty() {
        printed = bylines;
    }
    for byline in printed {
        take_byline(byline, story);
    }
    story.take_some(Meaning::Publisher, head.at(["distributor"]).map(Element::words), "NITF distributor");
    if let Some(dateline) = head.at(["dateline"]) {
        let place = dateline.at(["location"]).map(Element::words);
        let place = place.map(|place| place.trim_end_matches([',', '.', ':']).to_string());
        story.take_some(Meaning::Place, place, "NITF dateline");
        let day = dateline.at(["story.date"]).and_then(|date| date.attribute("norm"));
        story.take_some(Meaning::Date, day, "NITF story.date");
    }
    story.take_some(Meaning::Standfirst, head.at(["abstract"]).map(Element::words), "NITF abstract");
}

/// The people in it: as elements, else as its words without titles.
fn take_byline(byline: Element<'_>, story: &mut Story) {
    let people = byline.outermost(&|element| element.name() == "person");
    if people.is_empty() {
        let mut words = String::new();
        words_without(byline, &["byttl", "org", "virtloc", "location"], &mut words);
        story.take(Meaning::Author, &collapsed(&words), "NITF byline");
    }
    for person in people {
        let mut name = String::new();
        words_without(person, &["function", "byttl", "alt-code"], &mut name);
        story.take_person(&collapsed(&name), "NITF byline");
    }
}

/// The words in an element but for those in some others.
fn words_without(element: Element<'_>, others: &[&str], words: &mut String) {
    for inner in element.inner() {
        match inner {
            Inner::Text(text) => words.push_str(text),
            Inner::Element(inner) if others.contains(&inner.name()) => words.push(' '),
            Inner::Element(inner) => words_without(inner, others, words),
        }
    }
}

fn take_content(body: Element<'_>, story: &mut Story) {
    for content in body.all("body.content") {
        let blocks: Vec<Element<'_>> = content.all("block").collect();
        // Some archives carry the opening twice, alone and at its place.
        let full = |block: &&Element<'_>| block.attribute("class").is_some_and(|class| class == "full_text");
        match blocks.iter().find(full) {
            Some(full) => take_blocks(*full, story),
            None => take_blocks(content, story),
        }
    }
    for end in body.all("body.end") {
        take_blocks(end, story);
    }
}

/// Takes the paragraphs and captions in an element of the body.
pub(super) fn take_blocks(element: Element<'_>, story: &mut Story) {
    let mut open = String::new();
    walk(element, &mut open, story);
    close(&mut open, story);
}

fn walk(element: Element<'_>, open: &mut String, story: &mut Story) {
    for inner in element.inner() {
        let inner = match inner {
            Inner::Text(text) => {
                open.push_str(text);
                continue;
            }
            Inner::Element(inner) => inner,
        };
        match inner.name() {
            "media-caption" => {
                let caption = inner.words();
                if !caption.is_empty() {
                    story.captions.push(caption);
                }
            }
            "media-producer" => {}
            name if OPAQUE.contains(&name) => {}
            "br" | "td" | "th" => {
                open.push(' ');
                walk(inner, open, story);
            }
            "media" => {
                close(open, story);
                walk(inner, open, story);
                close(open, story);
            }
            name if BLOCKS.contains(&name) => {
                close(open, story);
                walk(inner, open, story);
                close(open, story);
            }
            _ => walk(inner, open, story),
        }
    }
}

fn close(open: &mut String, story: &mut Story) {
    let words = collapsed(open);
    if !words.is_empty() {
        story.paragraphs.push(words);
    }
    open.clear();
}
