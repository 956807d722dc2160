//! ninjs, news in JSON (IPTC, 1.0 to 3.0): one article an object.
//!
//! Version 1 has one headline and up to three bodies under names of their own; versions 2 and 3
//! have lists of them with roles, version 3 in another spelling. Of several renditions of the body
//! the marked-up one is taken. Pictures that go with it give captions.

use serde::de::DeserializeSeed;

use super::draft::Place;
use super::fields::Meaning;
use super::outlet::{Member, Outlet};
use super::record::{Chosen, ChosenSeed, VALUES_MAX, Value};
use super::story::Story;
use super::{Refusal, Source, charset};

/// What is taken of an item.
const FIELDS: &[&str] = &[
    "uri",
    "type",
    "language",
    "headline",
    "headlines",
    "byline",
    "by",
    "people",
    "firstcreated",
    "contentcreated",
    "versioncreated",
    "embargoed",
    "pubstatus",
    "copyrightholder",
    "infosources",
    "provider",
    "source",
    "located",
    "place",
    "places",
    "subject",
    "subjects",
    "description_text",
    "descriptions",
    "body_text",
    "body_html",
    "body_xhtml",
    "bodies",
    "associations",
];

/// Whether an object with these names in it is an item: a `uri`, and what nothing but ninjs has.
pub(super) fn is_item(names: &[String]) -> bool {
    const OWN: &[&str] = &[
        "body_html",
        "body_xhtml",
        "bodies",
        "headlines",
        "versioncreated",
        "versionCreated",
        "pubstatus",
        "pubStatus",
        "description_text",
        "firstcreated",
        "firstCreated",
    ];
    names.iter().any(|name| name == "uri") && names.iter().any(|name| OWN.contains(&name.as_str()))
}

/// Reads an item.
///
/// # Errors
/// Broken JSON; an item that is no text.
pub(super) fn read_file(source: Source<'_>, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let decoded = charset::decode(source.bytes, false)?;
    let item = chosen(&decoded.text, FIELDS, "ninjs")?;
    let of = |name: &str| item.fields.get(name).unwrap_or(&Value::Nothing);
    let mut story = Story { notes: decoded.note.into_iter().collect(), ..Story::default() };
    if item.cut {
        story.note(format!("the item holds more than {VALUES_MAX} values; the rest was left out"));
    }
    take_heads(&of, &mut story);
    take_days(&of, &mut story);
    take_body(&of, &mut story);
    take_captions(of("associations"), &mut story);
    let kind = of("type").as_text().unwrap_or("text");
    if story.paragraphs.is_empty() && !matches!(kind, "text" | "article" | "composite") {
        outlet.skip(member, "the item", &format!("a {kind} without a text"));
        return Ok(());
    }
    let draft = story.settled(Place::from(source), outlet.rules).ok_or(Refusal::NoText)?;
    outlet.article(member, draft);
    Ok(())
}

/// Parses an object as far as its fields are of interest.
///
/// # Errors
/// [`Refusal::Broken`].
pub(super) fn chosen(text: &str, names: &[&str], format: &'static str) -> Result<Chosen, Refusal> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let parsed = ChosenSeed { names }.deserialize(&mut deserializer);
    let chosen = parsed.and_then(|chosen| deserializer.end().map(|()| chosen));
    chosen.map_err(|error| Refusal::Broken { format, reason: error.to_string() })
}

/// The entry of a list with a role, else the first without or with the main one.
fn by_role<'v>(list: &'v Value, roles: &[&str]) -> Option<&'v Value> {
    let role = |entry: &Value| entry.member("role").as_text().map(str::to_ascii_lowercase);
    let named = list.entries().iter().find(|entry| role(entry).is_some_and(|role| roles.contains(&role.as_str())));
    named.or_else(|| list.entries().iter().find(|entry| role(entry).is_none()))
}

fn take_heads<'v>(of: &dyn Fn(&str) -> &'v Value, story: &mut Story) {
    story.take_some(Meaning::Id, of("uri").as_text(), "ninjs uri");
    let url = of("uri").as_text().filter(|uri| uri.starts_with("http"));
    story.take_some(Meaning::Url, url, "ninjs uri");
    let headlines = of("headlines");
    let main = by_role(headlines, &["main", "headline", "title"]).or_else(|| headlines.entries().first());
    let headline = of("headline").as_text().or_else(|| main?.member("value").as_text());
    story.take_some(Meaning::Headline, headline, "ninjs headline");
    let summary = by_role(of("descriptions"), &["summary", "abstract"]).map(|entry| entry.member("value"));
    let standfirst = of("description_text").as_text().or_else(|| summary?.as_text());
    story.take_some(Meaning::Standfirst, standfirst, "ninjs description");
    for name in ["byline", "by"] {
        story.take_some(Meaning::Author, of(name).as_text(), "ninjs byline");
    }
    for person in of("people").entries() {
        if person.member("rel").as_text() == Some("author") {
            story.take_some(Meaning::Author, person.member("name").as_text(), "ninjs people");
        }
    }
    for source in of("infosources").entries() {
        story.take_some(Meaning::Publisher, source.member("name").as_text(), "ninjs infosources");
    }
    for name in ["provider", "source", "copyrightholder"] {
        story.take_some(Meaning::Publisher, of(name).text(), format!("ninjs {name}"));
    }
    story.take_some(Meaning::Place, of("located").text(), "ninjs located");
    for name in ["subject", "subjects"] {
        let subject = of(name).entries().first().map(|subject| subject.member("name"));
        story.take_some(Meaning::Section, subject.and_then(Value::as_text), "ninjs subject");
    }
    story.take_some(Meaning::Language, of("language").as_text(), "ninjs language");
}

fn take_days<'v>(of: &dyn Fn(&str) -> &'v Value, story: &mut Story) {
    story.take_some(Meaning::Date, of("firstcreated").as_text(), "ninjs firstcreated");
    story.take_some(Meaning::Date, of("contentcreated").as_text(), "ninjs contentcreated");
    let version = of("versioncreated").as_text();
    if story.fields.dates.is_empty() {
        // The only version there is.
        story.take_some(Meaning::Date, version, "ninjs versioncreated");
    } else {
        story.take_some(Meaning::Modified, version, "ninjs versioncreated");
    }
    if let Some(status) = of("pubstatus").as_text().filter(|status| *status != "usable") {
        story.note(format!("the provider has marked it as {status}"));
    }
    if let Some(until) = of("embargoed").as_text() {
        story.note(format!("under embargo until {until}"));
    }
}

fn take_body<'v>(of: &dyn Fn(&str) -> &'v Value, story: &mut Story) {
    for name in ["body_xhtml", "body_html"] {
        if let Some(html) = of(name).as_text() {
            return story.take_html(html);
        }
    }
    if let Some(text) = of("body_text").as_text() {
        return story.take_text(text);
    }
    let bodies = of("bodies");
    let kind = |body: &&Value| body.member("contenttype").text().or_else(|| body.member("contentType").text());
    let is_html = |body: &&Value| kind(body).is_some_and(|kind| kind.contains("html"));
    let main = bodies.entries().iter().find(is_html).or_else(|| by_role(bodies, &["main"]));
    let Some(body) = main.or_else(|| bodies.entries().first()) else { return };
    let value = body.member("value").as_text().unwrap_or("");
    // A body that does not say what it is, and has tags, is HTML.
    let has_tags = value.contains("</") && kind(&body).is_none();
    if is_html(&body) || has_tags { story.take_html(value) } else { story.take_text(value) }
}

/// The words beneath pictures that go with the article.
fn take_captions(associations: &Value, story: &mut Story) {
    let associated: Vec<&Value> = match associations {
        Value::Record(named) if !named.contains_key("type") => named.values().collect(),
        list => list.entries().iter().collect(),
    };
    for item in associated {
        if !matches!(item.member("type").as_text(), Some("picture" | "graphic" | "video")) {
            continue;
        }
        let listed = by_role(item.member("descriptions"), &["caption"]).map(|entry| entry.member("value"));
        let caption = item.member("description_text").as_text().or_else(|| listed?.as_text());
        story.captions.extend(caption.map(super::story::collapsed));
    }
}
