//! What a page says of itself in JSON-LD, schema.org's vocabulary.
//!
//! The scripts hold one object, several, or a graph of them that point at each other by `@id`. Of
//! all objects the first that is an article counts.

use serde_json::{Map, Value};

use super::super::bylines;
use super::super::fields::{Fields, Meaning};
use super::plain::{collapsed, resolved};
use crate::model::Evidence;

/// Longer scripts are not metadata of an article.
const SCRIPT_BYTES_MAX: usize = 1 << 20;
/// The most objects of a page that are looked at.
const NODES_MAX: usize = 2_000;

type Node = Map<String, Value>;

/// The fields of the article that the scripts describe; empty when they describe none.
pub(super) fn fields(scripts: &[String]) -> Fields {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parsed(script)).collect();
    let nodes = nodes(&values);
    let mut fields = Fields::default();
    let Some(article) = nodes.iter().find(|node| is_article(node)) else { return fields };
    let text = |key: &str| article.get(key).and_then(|value| text_of(value, &nodes)).unwrap_or_default();
    for (meaning, keys) in [
        (Meaning::Headline, &["headline", "name"][..]),
        (Meaning::Date, &["datePublished", "dateCreated"]),
        (Meaning::Publisher, &["publisher", "sourceOrganization"]),
        (Meaning::Section, &["articleSection"]),
        (Meaning::Language, &["inLanguage"]),
    ] {
        let found = keys.iter().map(|key| text(key)).find(|text| !text.is_empty());
        let found = collapsed(&resolved(&found.unwrap_or_default()));
        fields.take_from(meaning, &found, Evidence::Metadata, "JSON-LD");
    }
    let addresses = ["url", "mainEntityOfPage", "@id"].map(text);
    let address = addresses.iter().find(|url| url.starts_with("http")).map_or("", String::as_str);
    fields.take_from(Meaning::Url, address, Evidence::Metadata, "JSON-LD");
    if let Some(author) = article.get("author").or_else(|| article.get("creator")) {
        fields.take_people(people(author, &nodes));
    }
    fields
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
    let clean: String = bare.trim_end_matches(';').chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&clean).ok()
}

/// The objects of lists and graphs, in order.
fn nodes(values: &[Value]) -> Vec<&Node> {
    let mut found: Vec<&Node> = Vec::new();
    let mut ahead: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = ahead.pop() {
        match value {
            Value::Array(items) => ahead.extend(items.iter().rev()),
            Value::Object(node) if found.len() < NODES_MAX => {
                found.push(node);
                ahead.extend(["mainEntity", "@graph"].iter().filter_map(|key| node.get(*key)));
            }
            _ => {}
        }
    }
    found
}

fn is_article(node: &Node) -> bool {
    let is = |kind: &str| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or("");
        kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
    };
    match node.get("@type") {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

/// A text, the name of an object, or the first of a list.
fn text_of(value: &Value, nodes: &[&Node]) -> Option<String> {
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
fn pointed_at<'n>(node: &'n Node, nodes: &[&'n Node]) -> &'n Node {
    let id = node.get("@id").filter(|_| !node.contains_key("name"));
    let named = id.and_then(|id| nodes.iter().find(|other| other.get("@id") == Some(id) && other.contains_key("name")));
    named.copied().unwrap_or(node)
}

fn people(author: &Value, nodes: &[&Node]) -> Vec<String> {
    let entries = match author {
        Value::Array(entries) => entries.as_slice(),
        _ => std::slice::from_ref(author),
    };
    let mut found = Vec::new();
    for entry in entries {
        let Some(name) = text_of(entry, nodes).map(|name| collapsed(&resolved(&name))) else { continue };
        if entries.len() == 1 { found.extend(bylines::people(&name)) } else { found.extend(bylines::person(&name)) }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str, expected: &str) {
        let fields = fields(&[script.to_string()]);
        let headline = fields.headline.map_or(String::new(), |headline| headline.words);
        let publisher = fields.publisher.unwrap_or_default();
        let dates: Vec<&str> = fields.dates.iter().map(|date| date.written.as_str()).collect();
        let shown = [headline, dates.join(","), fields.bylines.join(","), publisher];
        assert_eq!(shown.join(" | "), expected);
    }

    #[test]
    fn an_article_is_found_alone_in_lists_and_in_graphs() {
        let article = r#"{"@type":"NewsArticle","headline":"River &amp; rain","datePublished":"2025-09-03",
            "author":[{"@type":"Person","name":"Ann Lee"},{"name":"Bo Marsh"}],"publisher":{"name":"The Courier"}}"#;
        let expected = "River & rain | 2025-09-03 | Ann Lee,Bo Marsh | The Courier";
        check(article, expected);
        check(&format!(r#"[{{"@type":"WebSite","name":"x"}},{article}]"#), expected);
        check(&format!(r#"{{"@graph":[{{"@type":"WebPage"}},{article}]}}"#), expected);
        check(&format!("//<![CDATA[\n{article}\n//]]>"), expected);
    }

    #[test]
    fn objects_point_at_each_other() {
        check(
            r##"{"@graph":[{"@type":["Article"],"headline":"Rain","author":{"@id":"#ann"},"publisher":{"@id":"#c"}},
                {"@type":"Person","@id":"#ann","name":"Ann Lee"},{"@id":"#c","name":"The Courier"}]}"##,
            "Rain |  | Ann Lee | The Courier",
        );
    }

    #[test]
    fn what_is_no_article_or_no_json_says_nothing() {
        check(r#"{"@type":"Recipe","name":"Soup"}"#, " |  |  | ");
        check(&"[".repeat(10_000), " |  |  | ");
    }
}
