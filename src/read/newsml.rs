//! NewsML 1 (IPTC, 1.0 to 1.2): news items of nested components.
//!
//! Every component with a text of its own is an article, under the headline of the nearest
//! component around it that has one. Pictures, graphics and what stands elsewhere are passed over;
//! components that are captions go apart.

use super::charset;
use super::draft::Place;
use super::fields::Meaning;
use super::outlet::{Member, Outlet};
use super::story::Story;
use super::xml::{Element, Tree};
use super::{Draft, ReadRules, Refusal, Source, nitf};

/// Reads a document of one or more news items.
///
/// # Errors
/// Ill-formed XML; no text in it.
pub(super) fn read_file(source: Source<'_>, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let decoded = charset::decode(source.bytes, true)?;
    let tree = Tree::whole(&decoded.text, "NewsML")?;
    let root = tree.root().ok_or(Refusal::NoText)?;
    if let Some(lost) = &decoded.note {
        outlet.note(member, lost);
    }
    let items: Vec<Element<'_>> = root.all("NewsItem").collect();
    if items.is_empty() {
        return Err(Refusal::NoArticles("the document has no news items".to_string()));
    }
    let alone = items.len() == 1;
    let place = Place { path: alone.then_some(source.path), modified: source.modified };
    let mut drafts = Vec::new();
    for item in &items {
        match articles(*item, root, place, outlet.rules) {
            found if found.is_empty() => outlet.skip(member, &label(*item), "it holds no text"),
            found => drafts.extend(found),
        }
    }
    if alone && drafts.len() == 1 {
        drafts.into_iter().for_each(|draft| outlet.article(member, draft));
        return Ok(());
    }
    for (index, draft) in drafts.into_iter().enumerate() {
        if outlet.record(member, index as u64 + 1, draft).is_break() {
            break;
        }
    }
    Ok(())
}

fn label(item: Element<'_>) -> String {
    own_id(item).map_or_else(|| "an item".to_string(), |id| format!("item {id}"))
}

fn own_id(item: Element<'_>) -> Option<String> {
    item.at(["Identification", "NewsIdentifier", "NewsItemId"]).map(Element::words).filter(|id| !id.is_empty())
}

/// The articles of one news item.
fn articles(item: Element<'_>, root: Element<'_>, place: Place<'_>, rules: &ReadRules) -> Vec<Draft> {
    let mut texts = Vec::new();
    let mut captions = Vec::new();
    for component in item.all("NewsComponent") {
        gather(component, &mut Vec::new(), &mut texts, &mut captions);
    }
    let several = texts.len() > 1;
    let mut drafts = Vec::new();
    for (index, path) in texts.iter().enumerate() {
        let mut story = Story::default();
        take_item(item, &mut story);
        if several && index > 0 {
            story.fields.own_id = story.fields.own_id.map(|id| format!("{id}/{}", index + 1));
        }
        // The innermost component says it best.
        path.iter().rev().for_each(|component| take_component(*component, &mut story));
        if let Some(text) = path.last() {
            text.all("ContentItem").for_each(|content| take_content(content, &mut story));
        }
        if index == 0 {
            story.captions.append(&mut captions);
        }
        take_envelope(root, &mut story);
        drafts.extend(story.settled(place, rules));
    }
    drafts
}

/// Finds the components with a text, each with those around it.
fn gather<'t>(
    component: Element<'t>,
    around: &mut Vec<Element<'t>>,
    texts: &mut Vec<Vec<Element<'t>>>,
    captions: &mut Vec<String>,
) {
    around.push(component);
    let role = component.at(["Role"]).and_then(|role| role.attribute("FormalName")).unwrap_or_default();
    if component.all("ContentItem").any(has_text) {
        if role.eq_ignore_ascii_case("caption") {
            let mut story = Story::default();
            component.all("ContentItem").for_each(|content| take_content(content, &mut story));
            captions.extend(story.paragraphs);
        } else {
            texts.push(around.clone());
        }
    }
    for inner in component.all("NewsComponent") {
        gather(inner, around, texts, captions);
    }
    around.pop();
}

/// Whether an item of content is a text that stands inline.
fn has_text(content: Element<'_>) -> bool {
    let named = |name: &str| content.at([name]).and_then(|element| element.attribute("FormalName"));
    let is_text = named("MediaType").is_none_or(|kind| kind.to_ascii_lowercase().contains("text"));
    let is_plain = content.at(["Encoding"]).is_none();
    is_text && is_plain && content.at(["DataContent"]).is_some_and(|data| !data.words().is_empty())
}

fn take_item(item: Element<'_>, story: &mut Story) {
    if let Some(id) = own_id(item) {
        story.take(Meaning::Id, &id, "NewsML NewsItemId");
    }
    let Some(management) = item.at(["NewsManagement"]) else { return };
    story.take_some(Meaning::Date, management.at(["FirstCreated"]).map(Element::words), "NewsML FirstCreated");
    let changed = management.at(["ThisRevisionCreated"]).map(Element::words);
    story.take_some(Meaning::Modified, changed, "NewsML ThisRevisionCreated");
    let status = management.at(["Status"]).and_then(|status| status.attribute("FormalName"));
    if let Some(status) = status.filter(|status| !status.eq_ignore_ascii_case("usable")) {
        story.note(format!("the provider has marked it as {}", status.to_lowercase()));
    }
    let language = item.attribute("xml:lang");
    story.take_some(Meaning::Language, language, "NewsML xml:lang");
}

fn take_component(component: Element<'_>, story: &mut Story) {
    if let Some(lines) = component.at(["NewsLines"]) {
        let words = |name: &str| lines.all(name).next().map(Element::words);
        story.take_some(Meaning::Headline, words("HeadLine"), "NewsML HeadLine");
        story.take_some(Meaning::Standfirst, words("SubHeadLine"), "NewsML SubHeadLine");
        if story.fields.bylines.is_empty() {
            lines.all("ByLine").for_each(|line| story.take(Meaning::Author, &line.words(), "NewsML ByLine"));
        }
        if let Some(dateline) = words("DateLine") {
            // "PARIS, 1 March": the place stands before the first comma.
            story.take_some(Meaning::Place, dateline.split([',', '(']).next(), "NewsML DateLine");
        }
    }
    let party = |path: [&str; 3]| component.at(path).and_then(|party| party.attribute("FormalName"));
    let provider = party(["AdministrativeMetadata", "Provider", "Party"]);
    story.take_some(Meaning::Publisher, provider, "NewsML Provider");
    let description = component.at(["DescriptiveMetadata"]);
    let named = |name: &str| description.and_then(|d| d.at([name])).and_then(|element| element.attribute("FormalName"));
    story.take_some(Meaning::Language, named("Language"), "NewsML Language");
    story.take_some(Meaning::Language, component.attribute("xml:lang"), "NewsML xml:lang");
}

/// What the envelope says of all its items.
fn take_envelope(root: Element<'_>, story: &mut Story) {
    let sender = root.at(["NewsEnvelope", "SentFrom", "Party"]).and_then(|party| party.attribute("FormalName"));
    story.take_some(Meaning::Publisher, sender, "NewsML SentFrom");
    if story.fields.dates.is_empty() {
        let sent = root.at(["NewsEnvelope", "DateAndTime"]).map(Element::words);
        story.take_some(Meaning::Date, sent, "NewsML DateAndTime");
    }
}

fn take_content(content: Element<'_>, story: &mut Story) {
    if !has_text(content) {
        return;
    }
    let Some(data) = content.at(["DataContent"]) else { return };
    let mut inner = data.children();
    match inner.next() {
        None => {
            let text = data.text();
            let format = content.at(["Format"]).and_then(|format| format.attribute("FormalName")).unwrap_or_default();
            if format.to_ascii_lowercase().contains("html") { story.take_html(&text) } else { story.take_text(&text) }
        }
        Some(first) => match first.name() {
            "nitf" => nitf::take(first, story),
            "html" => story.take_html(&first.at(["body"]).unwrap_or(first).markup()),
            _ => nitf::take_blocks(data, story),
        },
    }
}
