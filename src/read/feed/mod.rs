//! Feeds: RSS, Atom and JSON Feed. Each entry is an article.
//!
//! What is common to them: the feed's title is the publisher of its entries and its language theirs
//! where they say nothing; an entry with a summary alone is read and marked so; a feed that breaks
//! off gives the entries before the break.

pub(super) mod atom;
pub(super) mod json_feed;
pub(super) mod rss;

use super::draft::Place;
use super::fields::Meaning;
use super::outlet::{Member, Outlet};
use super::story::{Story, collapsed, is_excerpt};
use super::xml::{Element, Fault, Tree, parse, unescaped};
use super::{Refusal, Source, charset, html};

/// So many paragraphs are no summary, whatever the feed calls them.
const WHOLE_PARAGRAPHS: usize = 3;

/// Behind so many angles a title is no longer looked through for markup.
const TITLE_TAGS_MAX: usize = 20;
/// Authors of the feed that each of its entries has, where it names none itself.
const AUTHORS_MAX: usize = 20;

/// What a feed says of all its entries.
#[derive(Default)]
struct Feed {
    publisher: Option<String>,
    language: Option<String>,
    authors: Vec<String>,
    /// Where its addresses begin.
    base: Option<String>,
    /// Name of the format, for the places of findings.
    format: &'static str,
}

/// Takes the words of an entry: all of it if the feed has that, else the summary.
fn take_words(story: &mut Story, content: Option<Words>, summary: Option<Words>, format: &'static str) {
    let content = content.map(Words::read).filter(|(paragraphs, _)| !paragraphs.is_empty());
    let summary = summary.map(Words::read).filter(|(paragraphs, _)| !paragraphs.is_empty());
    match (content, summary) {
        (Some((paragraphs, captions)), summary) => {
            if let Some((summary, _)) = summary {
                let words = summary.join(" ");
                // What software cuts from the beginning is no standfirst.
                let whole = paragraphs.join(" ");
                if !is_excerpt(&words, &whole) && words.len() < whole.len() {
                    story.take(Meaning::Standfirst, &words, format!("{format} summary"));
                }
            }
            story.paragraphs.extend(paragraphs);
            story.captions.extend(captions);
        }
        (None, Some((paragraphs, captions))) => {
            if paragraphs.len() < WHOLE_PARAGRAPHS {
                story.note("the feed has a summary of it alone");
            }
            story.paragraphs.extend(paragraphs);
            story.captions.extend(captions);
        }
        (None, None) => {}
    }
}

/// Words of an entry, marked up or not.
enum Words {
    Plain(String),
    Html(String),
}

impl Words {
    /// Paragraphs and captions.
    fn read(self) -> (Vec<String>, Vec<String>) {
        match self {
            Words::Plain(text) => (super::story::paragraphs_of(&text), Vec::new()),
            Words::Html(markup) => html::fragment(&markup),
        }
    }

    /// In one line.
    fn line(self) -> String {
        match self {
            Words::Plain(text) => collapsed(&text),
            Words::Html(markup) => title(&markup),
        }
    }
}

/// A title that may be marked up: RSS never said whether it is.
fn title(written: &str) -> String {
    // An element that ends, or one that never does: other angles are the author's own.
    let is_tag = |(at, _): (usize, &str)| {
        let rest = &written[at + 1..];
        let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
        let ends = rest.get(name.len()..).is_some_and(|behind| behind.contains(&format!("</{name}>")));
        !name.is_empty() && (ends || matches!(name.to_ascii_lowercase().as_str(), "br" | "img"))
    };
    if written.match_indices('<').take(TITLE_TAGS_MAX).any(is_tag) {
        return html::fragment(written).0.join(" ");
    }
    collapsed(&unescaped(written))
}

/// The name in `ann@herald.example (Ann Lee)`; other bylines as they are.
fn author(written: &str) -> &str {
    let written = written.trim().trim_start_matches("mailto:");
    let Some((before, behind)) = written.split_once('(') else {
        let is_address = written.contains('@') && !written.contains(char::is_whitespace);
        return if is_address { "" } else { written };
    };
    if before.trim().contains('@') { behind.split(')').next().unwrap_or("").trim() } else { written }
}

/// An address made whole; `None` when it cannot be.
fn address(written: &str, base: Option<&str>) -> Option<String> {
    let written = written.trim();
    if written.starts_with("http://") || written.starts_with("https://") {
        return Some(written.to_string());
    }
    let base = base.filter(|base| base.starts_with("http") && !written.is_empty() && !written.contains(':'))?;
    let (scheme, rest) = base.split_once("://")?;
    if let Some(host) = written.strip_prefix("//") {
        return Some(format!("{scheme}://{host}"));
    }
    let host = rest.split(['/', '?', '#']).next()?;
    if written.starts_with('/') {
        return Some(format!("{scheme}://{host}{written}"));
    }
    let folder = rest.split(['?', '#']).next()?.rsplit_once('/').map_or(host, |(folder, _)| folder);
    Some(format!("{scheme}://{folder}/{written}"))
}

/// Takes what stands on the feed for an entry that says nothing of it.
fn take_common(story: &mut Story, feed: &Feed) {
    story.take_some(Meaning::Publisher, feed.publisher.as_deref(), format!("{} title of the feed", feed.format));
    story.take_some(Meaning::Language, feed.language.as_deref(), format!("{} language of the feed", feed.format));
    if story.fields.bylines.is_empty() {
        for author in feed.authors.iter().take(AUTHORS_MAX) {
            story.take(Meaning::Author, author, format!("{} author of the feed", feed.format));
        }
    }
    // An outlet that signs its own feed is no person.
    let publisher = story.fields.publisher.clone();
    story.fields.bylines.retain(|name| publisher.as_deref() != Some(name.as_str()));
}

/// How a kind of feed in XML is read.
struct Form {
    format: &'static str,
    /// The name of its entries.
    entry: &'static str,
    feed: fn(Element<'_>) -> Feed,
    story: fn(Element<'_>, &Feed) -> Story,
}

/// Reads a feed in XML, or an entry that is a document of its own.
///
/// # Errors
/// A feed without entries.
fn read_xml(source: Source<'_>, member: &Member<'_>, outlet: &mut Outlet<'_>, form: &Form) -> Result<(), Refusal> {
    let decoded = charset::decode(source.bytes, true)?;
    let tree = parse(&decoded.text, &[form.entry]);
    let root = tree.root().ok_or(Refusal::NoText)?;
    let is_entry = |element: Element<'_>| is_own(element, form.entry);
    let entries = if is_entry(root) { vec![root] } else { root.outermost(&is_entry) };
    tell(&tree, entries.len(), form.format, member, outlet)?;
    if let Some(lost) = &decoded.note {
        outlet.note(member, lost);
    }
    let feed = (form.feed)(root);
    hand_over(&entries, &|entry| (form.story)(entry, &feed), source, member, outlet)
}

/// Hands over the entries of a feed in their order.
fn hand_over<'t>(
    entries: &[Element<'t>],
    read: &dyn Fn(Element<'t>) -> Story,
    source: Source<'_>,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let place = Place { path: None, modified: source.modified };
    for (index, entry) in entries.iter().enumerate() {
        let ordinal = index as u64 + 1;
        if !entry.is_closed() {
            outlet.skip(member, &format!("entry {ordinal}"), "the feed breaks off inside of it");
            continue;
        }
        match read(*entry).settled(place, outlet.rules) {
            Some(draft) => {
                if outlet.record(member, ordinal, draft).is_break() {
                    return Ok(());
                }
            }
            None => outlet.skip(member, &format!("entry {ordinal}"), "it has neither title nor text"),
        }
    }
    Ok(())
}

/// Says what is wrong with a feed as XML.
///
/// # Errors
/// A feed that breaks off before its first entry.
fn tell(
    tree: &Tree<'_>,
    entries: usize,
    format: &'static str,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    match &tree.fault {
        Some(Fault { breaks_off: true, .. }) if entries == 0 => {
            Err(Refusal::Broken { format, reason: tree.fault.as_ref().map_or_else(String::new, Fault::sentence) })
        }
        Some(fault) if fault.breaks_off => {
            outlet.note(member, &format!("the feed breaks off: {}", fault.sentence()));
            Ok(())
        }
        Some(fault) => {
            outlet.note(member, &format!("the feed is ill-formed: {}", fault.sentence()));
            Ok(())
        }
        None if entries == 0 => Err(Refusal::NoArticles("the feed has no entries".to_string())),
        None => Ok(()),
    }
}

/// The child of that name in any case and one of the feed's own namespaces.
fn own<'t>(element: Element<'t>, name: &str) -> Option<Element<'t>> {
    element.children().find(|child| is_own(*child, name))
}

fn is_own(element: Element<'_>, name: &str) -> bool {
    element.space() == super::xml::Space::Own && element.name().eq_ignore_ascii_case(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_may_be_marked_up() {
        for (written, expected) in [
            ("AT&amp;T <b>rises</b>", "AT&T rises"),
            ("It&#8217;s  late", "It’s late"),
            ("History of the <blink> tag", "History of the <blink> tag"),
            ("1 < 2", "1 < 2"),
            ("<blink>It</blink> rose<script>x()</script>", "It rose"),
        ] {
            assert_eq!(title(written), expected);
        }
    }

    #[test]
    fn authors_are_told_from_their_addresses() {
        for (written, expected) in [
            ("ann@herald.example (Ann Lee)", "Ann Lee"),
            ("ann@herald.example", ""),
            ("Ann Lee (Herald)", "Ann Lee (Herald)"),
            ("Ann Lee", "Ann Lee"),
        ] {
            assert_eq!(author(written), expected);
        }
    }

    #[test]
    fn addresses_are_made_whole() {
        for (written, base, expected) in [
            ("https://a.example/x", None, Some("https://a.example/x")),
            ("/x", Some("https://a.example/b/c"), Some("https://a.example/x")),
            ("x", Some("https://a.example/b/c"), Some("https://a.example/b/x")),
            ("x", Some("https://a.example"), Some("https://a.example/x")),
            ("//b.example/x", Some("https://a.example/"), Some("https://b.example/x")),
            ("/x", None, None),
            ("urn:x:y", Some("https://a.example/"), None),
        ] {
            assert_eq!(address(written, base).as_deref(), expected, "{written}");
        }
    }
}
