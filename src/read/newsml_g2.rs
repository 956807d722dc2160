//! NewsML-G2 (IPTC, 2.x): news items, alone or gathered in a news message.
//!
//! A news item of text is an article; its text is NITF, HTML or plain, inline. Pictures, packages
//! (lists of references) and items of knowledge, planning and codes hold none and are told by
//! name.

use std::borrow::Cow;

use super::charset;
use super::draft::Place;
use super::fields::Meaning;
use super::outlet::{Member, Outlet};
use super::story::{Story, collapsed};
use super::xml::{Element, Tree};
use super::{Draft, ReadRules, Refusal, Source, bylines, nitf};

/// Elements that are items, and what those are that hold no article.
pub(super) const ITEMS: &[(&str, &str)] = &[
    ("newsItem", ""),
    ("packageItem", "a package"),
    ("conceptItem", "a concept item, not an article"),
    ("knowledgeItem", "a knowledge item, not an article"),
    ("planningItem", "a planning item, not an article"),
    ("catalogItem", "a catalogue of codes, not an article"),
];
/// What the class of an item says when it is no text.
const CLASSES: &[(&str, &str)] = &[
    ("picture", "a picture without a text"),
    ("photo", "a picture without a text"),
    ("video", "a video without a text"),
    ("audio", "a recording without a text"),
    ("graphic", "a graphic without a text"),
    ("animated", "a graphic without a text"),
];

/// Reads a news message or a single item.
///
/// # Errors
/// Ill-formed XML; an item that is no article.
pub(super) fn read_file(source: Source<'_>, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let decoded = charset::decode(source.bytes, true)?;
    let tree = Tree::whole(&decoded.text, "NewsML-G2")?;
    let root = tree.root().ok_or(Refusal::NoText)?;
    if let Some(lost) = &decoded.note {
        outlet.note(member, lost);
    }
    if root.name() != "newsMessage" {
        match item(root, Place::from(source), outlet.rules) {
            Ok(draft) => outlet.article(member, draft),
            Err(why) => outlet.skip(member, &label(root), &why),
        }
        return Ok(());
    }
    let place = Place { path: None, modified: source.modified };
    let items: Vec<Element<'_>> = root.all("itemSet").flat_map(Element::children).collect();
    if items.is_empty() {
        return Err(Refusal::NoArticles("the message has no items".to_string()));
    }
    for (index, element) in items.into_iter().enumerate() {
        match item(element, place, outlet.rules) {
            Ok(draft) => {
                if outlet.record(member, index as u64 + 1, draft).is_break() {
                    break;
                }
            }
            Err(why) => outlet.skip(member, &label(element), &why),
        }
    }
    Ok(())
}

fn label(item: Element<'_>) -> String {
    item.attribute("guid").map_or_else(|| format!("a {}", item.name()), |guid| format!("item {}", collapsed(&guid)))
}

/// Reads one item.
///
/// # Errors
/// Why it gives no article, for people.
fn item(item: Element<'_>, place: Place<'_>, rules: &ReadRules) -> Result<Draft, String> {
    match ITEMS.iter().find(|(name, _)| *name == item.name()) {
        Some(("newsItem", _)) => {}
        Some(("packageItem", what)) => {
            let references = item.outermost(&|element| element.name() == "itemRef").len();
            return Err(format!("{what} that refers to {references} items and holds none itself"));
        }
        Some((_, what)) => return Err(what.to_string()),
        None => return Err(format!("`{}` is no news item", item.name())),
    }
    let mut story = Story::default();
    take_metas(item, &mut story);
    let content = take_content(item, &mut story);
    take_last(item, &mut story);
    let class = item.at(["itemMeta", "itemClass"]).and_then(|class| class.attribute("qcode")).unwrap_or_default();
    let class = class.rsplit(':').next().unwrap_or("").to_ascii_lowercase();
    if story.paragraphs.is_empty() {
        if let Some((_, what)) = CLASSES.iter().find(|(known, _)| *known == class) {
            return Err(what.to_string());
        }
        if let Content::Other(what) = content {
            return Err(format!("its content is {what}, not a text"));
        }
    }
    story.settled(place, rules).ok_or_else(|| "it holds neither text nor headline".to_string())
}

/// What an item carries.
enum Content {
    Text,
    Nothing,
    /// Something else, for people.
    Other(String),
}

fn take_content(item: Element<'_>, story: &mut Story) -> Content {
    let mut content = Content::Nothing;
    for part in item.all("contentSet").flat_map(Element::children) {
        let found = match part.name() {
            "inlineXML" => take_xml(part, story),
            "inlineData" => take_data(part, story),
            "remoteContent" => {
                let kind = part.attribute("contenttype").map_or("a file".to_string(), Cow::into_owned);
                Content::Other(format!("{kind} kept elsewhere"))
            }
            _ => continue,
        };
        match found {
            // Of several renditions of one text the first is enough.
            Content::Text => return Content::Text,
            Content::Nothing => {}
            other => content = other,
        }
    }
    content
}

fn take_xml(part: Element<'_>, story: &mut Story) -> Content {
    let Some(root) = part.children().next() else { return Content::Nothing };
    match root.name() {
        "nitf" => nitf::take(root, story),
        "html" => {
            let body = root.at(["body"]).unwrap_or(root);
            story.take_html(&body.markup());
        }
        "article" | "body" | "div" | "p" | "section" | "span" => story.take_html(&part.markup()),
        other => return Content::Other(format!("`{other}`")),
    }
    if story.paragraphs.is_empty() { Content::Nothing } else { Content::Text }
}

fn take_data(part: Element<'_>, story: &mut Story) -> Content {
    let kind = part.attribute("contenttype").map_or("text/plain".to_string(), |kind| kind.to_ascii_lowercase());
    if let Some(encoding) = part.attribute("encoding") {
        return Content::Other(format!("{kind} encoded as {encoding}"));
    }
    match kind.split(';').next().unwrap_or("").trim() {
        "text/html" | "application/xhtml+xml" => story.take_html(&part.text()),
        "text/plain" | "text/vnd.iptc.g2" => story.take_text(&part.text()),
        _ => return Content::Other(kind),
    }
    if story.paragraphs.is_empty() { Content::Nothing } else { Content::Text }
}

fn take_metas(item: Element<'_>, story: &mut Story) {
    story.take_some(Meaning::Id, item.attribute("guid"), "NewsML-G2 guid");
    let url = item.attribute("guid").filter(|guid| guid.starts_with("http"));
    story.take_some(Meaning::Url, url, "NewsML-G2 guid");
    if let Some(metas) = item.at(["itemMeta"]) {
        take_item_meta(metas, story);
    }
    if let Some(metas) = item.at(["contentMeta"]) {
        take_content_meta(metas, story);
    }
}

/// Takes what is believed only where neither the item's head nor its text says more.
fn take_last(item: Element<'_>, story: &mut Story) {
    let words = |path: [&str; 2]| item.at(path).map(Element::words);
    if story.fields.dates.is_empty() {
        // The only version there is.
        story.take_some(Meaning::Date, words(["itemMeta", "versionCreated"]), "NewsML-G2 versionCreated");
    }
    // The byline as printed is truer than who is registered as the maker.
    if story.fields.bylines.is_empty() {
        item.all("contentMeta").for_each(|metas| take_creators(metas, story));
    }
    let holder = item.at(["rightsInfo", "copyrightHolder", "name"]).map(Element::words);
    story.take_some(Meaning::Publisher, holder, "NewsML-G2 copyrightHolder");
    story.take_some(Meaning::Language, item.attribute("xml:lang"), "NewsML-G2 xml:lang");
}

fn take_item_meta(metas: Element<'_>, story: &mut Story) {
    let words = |name: &str| metas.all(name).next().map(Element::words);
    if let Some(provider) = metas.at(["provider"]) {
        let code = provider.attribute("qcode").map(|code| code.rsplit(':').next().unwrap_or("").to_string());
        story.take_some(Meaning::Publisher, provider.at(["name"]).map(Element::words), "NewsML-G2 provider");
        story.take_some(Meaning::Publisher, provider.attribute("literal"), "NewsML-G2 provider");
        story.take_some(Meaning::Publisher, code, "NewsML-G2 provider code");
    }
    story.take_some(Meaning::Date, words("firstCreated"), "NewsML-G2 firstCreated");
    story.take_some(Meaning::Modified, words("versionCreated"), "NewsML-G2 versionCreated");
    if let Some(status) = metas.at(["pubStatus"]).and_then(|status| status.attribute("qcode")) {
        let status = status.rsplit(':').next().unwrap_or("");
        if status != "usable" {
            story.note(format!("the provider has marked it as {status}"));
        }
    }
    if let Some(until) = words("embargoed") {
        let until = if until.is_empty() { "its provider lifts the embargo".to_string() } else { until };
        story.note(format!("under embargo until {until}"));
    }
}

fn take_content_meta(metas: Element<'_>, story: &mut Story) {
    let words = |name: &str| metas.all(name).next().map(Element::words);
    story.take_some(Meaning::Date, words("contentCreated"), "NewsML-G2 contentCreated");
    story.take_some(Meaning::Modified, words("contentModified"), "NewsML-G2 contentModified");
    for headline in metas.all("headline") {
        let is_second = role(headline).contains("sub");
        let meaning = if is_second { Meaning::Standfirst } else { Meaning::Headline };
        story.take(meaning, &headline.words(), "NewsML-G2 headline");
    }
    for description in metas.all("description") {
        match role(description).as_str() {
            "caption" => story.captions.push(description.words()),
            "summary" | "" => story.take(Meaning::Standfirst, &description.words(), "NewsML-G2 description"),
            _ => {}
        }
    }
    for by in metas.all("by") {
        story.take(Meaning::Author, &by.words(), "NewsML-G2 by");
    }
    story.take_some(Meaning::Place, metas.at(["located", "name"]).map(Element::words), "NewsML-G2 located");
    let language = metas.at(["language"]).and_then(|language| language.attribute("tag"));
    story.take_some(Meaning::Language, language, "NewsML-G2 language");
    let broadest = metas.all("subject").find(|subject| is_broad(*subject));
    let section = broadest.and_then(|subject| subject.at(["name"])).map(Element::words);
    story.take_some(Meaning::Section, section, "NewsML-G2 subject");
}

/// The makers that are people and writers.
fn take_creators(metas: Element<'_>, story: &mut Story) {
    for creator in metas.all("creator") {
        let kind = creator.attribute("type").unwrap_or_default();
        if kind.contains("organisation") || role(creator).starts_with("photo") {
            continue;
        }
        let name = creator.at(["name"]).map(Element::words);
        if let Some(name) = name.filter(|name| bylines::are_names(name)) {
            story.take_person(&name, "NewsML-G2 creator");
        }
    }
}

/// The code of a role without its scheme.
fn role(element: Element<'_>) -> String {
    let role = element.attribute("role").unwrap_or_default();
    role.rsplit(':').next().unwrap_or("").to_ascii_lowercase()
}

/// The top of IPTC's tree of subjects: two figures and six zeros.
fn is_broad(subject: Element<'_>) -> bool {
    let code = subject.attribute("qcode").unwrap_or_default();
    let code = code.rsplit(':').next().unwrap_or("");
    code.len() == 8 && code.ends_with("000000") && code.bytes().all(|b| b.is_ascii_digit())
}
