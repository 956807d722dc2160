//! What a page says of itself in JSON-LD, schema.org's vocabulary.
//!
//! The scripts hold one object, several, or a graph of them that point at each other by `@id`. Of
//! several articles the one counts that has the page's address or its headline, else the first; what
//! it leaves out is taken from others of the same headline or address. Objects that describe the
//! page and not an article are less trusted.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::super::bylines;
use super::headlines::{bare, is_same};
use super::plain::{collapsed, resolved};

/// Longer scripts are not metadata of an article.
const SCRIPT_BYTES_MAX: usize = 1 << 20;
/// The most objects of a page that are looked at.
const NODES_MAX: usize = 2_000;
/// Objects whose day is the page's.
const PAGES: &[&str] =
    &["WebPage", "ItemPage", "CollectionPage", "CreativeWork", "Recipe", "Review", "VideoObject", "MediaObject"];

type Node = Map<String, Value>;

/// What the scripts say of the page's article.
#[derive(Default)]
pub(super) struct Linked {
    /// The values of `headline`, `alternativeHeadline` and `name`, each with its key.
    pub headlines: Vec<(&'static str, String)>,
    pub published: Vec<(&'static str, String)>,
    pub modified: Option<String>,
    /// The day of the page, where that is another object.
    pub page_published: Vec<String>,
    pub page_modified: Option<String>,
    pub people: Vec<String>,
    pub publisher: Option<String>,
    pub section: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub place: Option<String>,
}

/// What tells the page's own article from others on it: what it is called, each in the form that is
/// compared.
pub(super) struct Own {
    addresses: HashSet<String>,
    headlines: HashSet<String>,
}

impl Own {
    pub(super) fn new(addresses: &[&str], headlines: &[&str]) -> Own {
        Own {
            addresses: addresses.iter().map(|url| bare_address(url)).collect(),
            headlines: headlines.iter().map(|words| bare(words).collect()).collect(),
        }
    }
}

/// An address without what does not name a page.
fn bare_address(url: &str) -> String {
    url.split(['#', '?']).next().unwrap_or("").trim_end_matches('/').to_lowercase()
}

/// The objects of all scripts.
struct Nodes<'n> {
    all: Vec<&'n Node>,
    /// The first with a name, by its `@id`.
    named: HashMap<&'n str, &'n Node>,
}

/// What the scripts say of the article that the page is about.
pub(super) fn linked(scripts: &[String], own: &Own) -> Linked {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parsed(script)).collect();
    let nodes = nodes(&values);
    let mut found = Linked::default();
    let articles: Vec<&Node> = nodes.all.iter().copied().filter(|node| is_article(node)).collect();
    let first = articles.iter().find(|node| is_own(node, &nodes, own)).or(articles.first()).copied();
    if let Some(first) = first {
        found.take_article(first, &nodes);
        let headline = found.headlines.first().map(|(_, words)| words.clone()).unwrap_or_default();
        for other in articles.into_iter().filter(|other| !std::ptr::eq(*other, first)) {
            let same = headline_of(other).is_some_and(|words| is_same(&words, &headline));
            if same || is_own(other, &nodes, own) {
                found.take_article(other, &nodes);
            }
        }
    }
    for page in nodes.all.iter().filter(|node| is_of(node, |kind| PAGES.contains(&kind))) {
        found.page_published.extend(text(page, "datePublished", &nodes).or_else(|| text(page, "uploadDate", &nodes)));
        found.page_modified = found.page_modified.take().or_else(|| text(page, "dateModified", &nodes));
    }
    if values.len() < scripts.len() && found.published.is_empty() {
        found
            .published
            .extend(scripts.iter().filter_map(|script| torn(script, "datePublished")).map(|d| ("datePublished", d)));
        found.modified =
            found.modified.take().or_else(|| scripts.iter().find_map(|script| torn(script, "dateModified")));
    }
    found
}

impl Linked {
    /// Takes what an article says and none before it said.
    fn take_article(&mut self, article: &Node, nodes: &Nodes<'_>) {
        let text = |key: &str| text(article, key, nodes);
        for key in ["headline", "name", "alternativeHeadline"] {
            if let Some(words) = text(key).filter(|_| !self.headlines.iter().any(|(known, _)| *known == key)) {
                self.headlines.push((key, words));
            }
        }
        for key in ["datePublished", "dateCreated"] {
            self.published.extend(text(key).map(|date| (key, date)));
        }
        let first = |keys: &[&str]| keys.iter().find_map(|key| text(key));
        let fill = |field: &mut Option<String>, keys: &[&str]| *field = field.take().or_else(|| first(keys));
        fill(&mut self.modified, &["dateModified"]);
        fill(&mut self.publisher, &["publisher", "sourceOrganization", "provider"]);
        fill(&mut self.section, &["articleSection"]);
        fill(&mut self.language, &["inLanguage"]);
        fill(&mut self.place, &["dateline", "contentLocation", "locationCreated"]);
        if self.url.is_none() {
            self.url = addresses(article, nodes).into_iter().find(|url| url.starts_with("http"));
        }
        if self.people.is_empty() {
            let author = article.get("author").or_else(|| article.get("creator"));
            self.people = author.map(|author| people(author, nodes)).unwrap_or_default();
        }
    }
}

fn text(node: &Node, key: &str, nodes: &Nodes<'_>) -> Option<String> {
    let words = collapsed(&resolved(&text_of(node.get(key)?, nodes)?));
    (!words.is_empty()).then_some(words)
}

fn headline_of(node: &Node) -> Option<String> {
    let words = node.get("headline").or_else(|| node.get("name"))?.as_str()?;
    Some(collapsed(&resolved(words)))
}

fn addresses(node: &Node, nodes: &Nodes<'_>) -> Vec<String> {
    ["url", "mainEntityOfPage", "@id"].iter().filter_map(|key| text(node, key, nodes)).collect()
}

/// Whether an article has an address or the headline of the page.
fn is_own(node: &Node, nodes: &Nodes<'_>, own: &Own) -> bool {
    let headline: String = bare(&headline_of(node).unwrap_or_default()).collect();
    !headline.is_empty() && own.headlines.contains(&headline)
        || addresses(node, nodes).iter().any(|url| own.addresses.contains(&bare_address(url)))
}

/// A script's JSON; line breaks within strings, which JSON forbids and newspapers print, are blanks.
fn parsed(script: &str) -> Option<Value> {
    if script.len() > SCRIPT_BYTES_MAX {
        return None;
    }
    let mut bare = script.trim();
    for (open, close) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>")]
    {
        bare = bare.strip_prefix(open).unwrap_or(bare).trim_start();
        bare = bare.strip_suffix(close).unwrap_or(bare).trim_end();
    }
    let bare = bare.trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(bare) {
        return Some(value);
    }
    let clean: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&clean).ok()
}

/// The value of a key in a script that is no JSON, when the key stands in it once or always with
/// the same value: newspapers leave quotation marks in their headlines.
fn torn(script: &str, key: &str) -> Option<String> {
    let mut found: Option<&str> = None;
    for (at, _) in script.match_indices(key).take(NODES_MAX) {
        let value = script[at + key.len()..].strip_prefix('"')?.trim_start().strip_prefix(':')?.trim_start();
        let value = value.strip_prefix('"')?.split('"').next()?;
        if found.is_some_and(|before| before != value) {
            return None;
        }
        found = Some(value);
    }
    found.map(str::to_string)
}

/// The objects of lists and graphs, in order.
fn nodes(values: &[Value]) -> Nodes<'_> {
    let mut found: Vec<&Node> = Vec::new();
    let mut ahead: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = ahead.pop() {
        match value {
            Value::Array(items) => ahead.extend(items.iter().rev()),
            Value::Object(node) if found.len() < NODES_MAX => {
                found.push(node);
                let inner = ["mainEntity", "mainEntityOfPage", "@graph"].iter().filter_map(|key| node.get(*key));
                ahead.extend(inner.filter(|value| !value.is_string()));
            }
            _ => {}
        }
    }
    let mut named = HashMap::new();
    for node in found.iter().copied().filter(|node| node.contains_key("name")) {
        if let Some(id) = node.get("@id").and_then(Value::as_str) {
            named.entry(id).or_insert(node);
        }
    }
    Nodes { all: found, named }
}

fn is_article(node: &Node) -> bool {
    is_of(node, |kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report")
}

/// Whether one of the object's kinds is as asked.
fn is_of(node: &Node, asked: impl Fn(&str) -> bool) -> bool {
    let is = |kind: &str| asked(kind.rsplit(['/', ':']).next().unwrap_or(""));
    match node.get("@type") {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

/// A text, the name of an object, or the first of a list.
fn text_of(value: &Value, nodes: &Nodes<'_>) -> Option<String> {
    let value = match value {
        Value::Array(items) => items.first()?,
        _ => value,
    };
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(node) => {
            let node = pointed_at(node, nodes);
            ["name", "@id", "url"].iter().find_map(|key| node.get(*key)?.as_str()).map(str::to_string)
        }
        _ => None,
    }
}

/// The object that `{"@id": …}` stands for.
fn pointed_at<'n>(node: &'n Node, nodes: &Nodes<'n>) -> &'n Node {
    let id = node.get("@id").filter(|_| !node.contains_key("name"));
    id.and_then(|id| nodes.named.get(id.as_str()?)).copied().unwrap_or(node)
}

fn people(author: &Value, nodes: &Nodes<'_>) -> Vec<String> {
    let mut entries: Vec<&Value> = Vec::new();
    let mut ahead = vec![author];
    while let Some(value) = ahead.pop() {
        match value {
            Value::Array(items) => ahead.extend(items.iter().rev()),
            // `"author": {"name": ["Ann Lee", "Bo Marsh"]}`
            Value::Object(node) => match node.get("name") {
                Some(names @ Value::Array(_)) => ahead.push(names),
                _ => entries.push(value),
            },
            _ => entries.push(value),
        }
    }
    let mut found: Vec<String> = Vec::new();
    for entry in &entries {
        let Some(name) = text_of(entry, nodes).map(|name| collapsed(&resolved(&name))) else { continue };
        match entries.len() {
            1 => found.extend(bylines::people(&name)),
            _ => found.extend(bylines::person(&name)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing() -> Own {
        Own::new(&[], &[])
    }

    fn check(script: &str, own: &Own, expected: &str) {
        let found = linked(&[script.to_string()], own);
        let headline = found.headlines.first().map(|(_, words)| words.clone()).unwrap_or_default();
        let dates: Vec<&str> = found.published.iter().map(|(_, date)| date.as_str()).collect();
        let shown = [headline, dates.join(","), found.people.join(","), found.publisher.unwrap_or_default()];
        assert_eq!(shown.join(" | "), expected);
    }

    #[test]
    fn an_article_is_found_alone_in_lists_and_in_graphs() {
        let article = r#"{"@type":"NewsArticle","headline":"River &amp; rain","datePublished":"2025-09-03",
            "author":[{"@type":"Person","name":"Ann Lee"},{"name":"Bo Marsh"}],"publisher":{"name":"The Courier"}}"#;
        let expected = "River & rain | 2025-09-03 | Ann Lee,Bo Marsh | The Courier";
        check(article, &nothing(), expected);
        check(&format!(r#"[{{"@type":"WebSite","name":"x"}},{article}]"#), &nothing(), expected);
        check(&format!(r#"{{"@graph":[{{"@type":"WebPage"}},{article}]}}"#), &nothing(), expected);
        check(&format!("//<![CDATA[\n{article}\n//]]>"), &nothing(), expected);
    }

    #[test]
    fn objects_point_at_each_other() {
        check(
            r##"{"@graph":[{"@type":["Article"],"headline":"Rain","author":{"@id":"#ann"},"publisher":{"@id":"#c"}},
                {"@type":"Person","@id":"#ann","name":"Ann Lee"},{"@id":"#c","name":"The Courier"}]}"##,
            &nothing(),
            "Rain |  | Ann Lee | The Courier",
        );
    }

    #[test]
    fn of_several_articles_the_pages_own_counts() {
        let several = r#"[{"@type":"NewsArticle","headline":"Frost","url":"https://c.example/frost","datePublished":"2025-01-01"},
            {"@type":"NewsArticle","headline":"Rain","url":"https://c.example/rain/","datePublished":"2025-09-03"},
            {"@type":"Article","headline":"Rain","author":"Ann Lee"}]"#;
        check(several, &Own::new(&[], &["RAIN"]), "Rain | 2025-09-03 | Ann Lee | ");
        check(several, &Own::new(&["https://c.example/rain?from=home"], &[]), "Rain | 2025-09-03 | Ann Lee | ");
        check(several, &nothing(), "Frost | 2025-01-01 |  | ");
    }

    #[test]
    fn what_is_no_article_says_nothing() {
        check(r#"{"@type":"Person","name":"Soup"}"#, &nothing(), " |  |  | ");
        check(&"[".repeat(10_000), &nothing(), " |  |  | ");
    }

    #[test]
    fn a_torn_script_still_tells_its_day() {
        check(
            r#"{"@type":"Article","headline":"The "old" river","datePublished":"2025-09-03"}"#,
            &nothing(),
            " | 2025-09-03 |  | ",
        );
        check(r#"{"a":"b "c"","datePublished":"2025-09-03"},{"datePublished":"2025-09-04"}"#, &nothing(), " |  |  | ");
    }

    #[test]
    fn names_in_a_list_within_an_author_are_people() {
        check(
            r#"{"@type":"Article","author":{"@type":"Person","name":["Ann Lee","Bo Marsh"]}}"#,
            &nothing(),
            " |  | Ann Lee,Bo Marsh | ",
        );
    }
}
