//! JSON Feed, versions 1.0 and 1.1.

use chrono::DateTime;

use super::super::draft::Place;
use super::super::fields::Meaning;
use super::super::ninjs::chosen;
use super::super::outlet::{Member, Outlet};
use super::super::record::{VALUES_MAX, Value};
use super::super::story::Story;
use super::super::{Refusal, Source, charset};
use super::{Feed, Words, take_common, take_words, title};

/// Reads a feed.
///
/// # Errors
/// Broken JSON; a feed without entries.
pub(in crate::read) fn read_file(
    source: Source<'_>,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let decoded = charset::decode(source.bytes, false)?;
    let file = chosen(&decoded.text, &["title", "language", "author", "authors", "items"], "JSON Feed")?;
    if let Some(lost) = &decoded.note {
        outlet.note(member, lost);
    }
    if file.cut {
        outlet.note(member, &format!("the feed holds more than {VALUES_MAX} values; the rest was left out"));
    }
    let of = |name: &str| file.fields.get(name).unwrap_or(&Value::Nothing);
    let feed = Feed {
        publisher: of("title").text(),
        language: of("language").text(),
        authors: authors(of("authors"), of("author")),
        base: None,
        format: "JSON Feed",
    };
    let entries = of("items").entries();
    if entries.is_empty() {
        return Err(Refusal::NoArticles("the feed has no entries".to_string()));
    }
    let place = Place { path: None, modified: source.modified };
    for (index, entry) in entries.iter().enumerate() {
        let ordinal = index as u64 + 1;
        match story(entry, &feed).settled(place, outlet.rules) {
            Some(draft) => {
                if outlet.record(member, ordinal, draft).is_break() {
                    break;
                }
            }
            None => outlet.skip(member, &format!("entry {ordinal}"), "it has neither title nor text"),
        }
    }
    Ok(())
}

fn authors(list: &Value, single: &Value) -> Vec<String> {
    let all = list.entries().iter().chain(single.entries());
    all.filter_map(|author| author.member("name").as_text().map(str::to_string)).collect()
}

fn story(entry: &Value, feed: &Feed) -> Story {
    let of = |name: &str| entry.member(name);
    let mut story = Story::default();
    story.take_some(Meaning::Headline, of("title").as_text().map(title), "JSON Feed title");
    let url = [of("url"), of("external_url")].into_iter().find_map(Value::as_text);
    story.take_some(Meaning::Url, url, "JSON Feed url");
    story.take_some(Meaning::Id, of("id").text().as_deref().or(url), "JSON Feed id");
    take_day(of("date_published"), Meaning::Date, "JSON Feed date_published", &mut story);
    take_day(of("date_modified"), Meaning::Modified, "JSON Feed date_modified", &mut story);
    for author in authors(of("authors"), of("author")) {
        story.take(Meaning::Author, &author, "JSON Feed authors");
    }
    for tag in of("tags").entries().iter().take(1) {
        story.take_some(Meaning::Section, tag.as_text(), "JSON Feed tags");
    }
    story.take_some(Meaning::Language, of("language").as_text(), "JSON Feed language");
    let html = of("content_html").as_text().map(|html| Words::Html(html.to_string()));
    let content = html.or_else(|| Some(Words::Plain(of("content_text").as_text()?.to_string())));
    let summary = of("summary").as_text().map(|summary| Words::Plain(summary.to_string()));
    take_words(&mut story, content, summary, "JSON Feed");
    take_common(&mut story, feed);
    story
}

/// A day as written; some feeds give seconds since 1970 against the standard.
fn take_day(value: &Value, meaning: Meaning, place: &'static str, story: &mut Story) {
    let written = match value {
        Value::Whole(seconds) => {
            DateTime::from_timestamp(*seconds, 0).map(|instant| instant.format("%Y-%m-%dT%H:%M:%SZ").to_string())
        }
        other => other.as_text().map(str::to_string),
    };
    story.take_some(meaning, written, place);
}
