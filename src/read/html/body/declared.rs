//! What a page declares of its text in its head and scripts: that it is an article, how it is
//! described, whether it goes on elsewhere or is for subscribers.

use dom_query::{Document, Element};
use serde_json::Value;

/// Longer scripts are no metadata of an article.
const SCRIPT_BYTES_MAX: usize = 1 << 20;
/// Objects of a script that are looked at.
const VALUES_MAX: usize = 20_000;

#[derive(Debug, Default)]
pub(in super::super) struct Declared {
    /// The page calls itself an article.
    pub article: bool,
    pub description: String,
    /// Its whole text in JSON-LD.
    pub text: Option<String>,
    pub live: bool,
    /// Posts of a live blog.
    pub posts: usize,
    pub for_subscribers: bool,
    /// Where the page says that the article goes on.
    pub next: Option<String>,
    pub address: Option<String>,
}

impl Declared {
    pub(in super::super) fn of(page: &Document) -> Declared {
        let mut declared = Declared::default();
        for node in page.root().descendants_it() {
            // The tree is borrowed only while a node is looked at: a script's text is its child.
            let found = node.query(|node| node.as_element().and_then(Marked::of)).flatten();
            match found {
                Some(Marked::Script) => declared.take_script(&node.text()),
                Some(Marked::Meta { name, content }) => declared.take_meta(&name, content),
                Some(Marked::Link { rel, href }) => declared.take_link(&rel, href),
                None => {}
            }
        }
        declared
    }

    fn take_meta(&mut self, name: &str, content: String) {
        match name {
            "article:published_time" => self.article = true,
            "description" | "og:description" if self.description.is_empty() => self.description = content,
            "og:url" if self.address.is_none() => self.address = Some(content),
            _ => {}
        }
    }

    fn take_link(&mut self, rel: &str, href: String) {
        match rel {
            "next" if self.next.is_none() => self.next = Some(href),
            "canonical" => self.address = Some(href),
            _ => {}
        }
    }

    fn take_script(&mut self, script: &str) {
        let named = ["Article\"", "BlogPosting\"", "isAccessibleForFree"].iter().any(|name| script.contains(name));
        if !named || script.len() > SCRIPT_BYTES_MAX {
            return;
        }
        let clean: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let Ok(value) = serde_json::from_str::<Value>(clean.trim().trim_end_matches(';')) else {
            self.article |= script.contains("NewsArticle\"");
            return;
        };
        let mut ahead = vec![&value];
        let mut seen = 0;
        while let Some(value) = ahead.pop().filter(|_| seen < VALUES_MAX) {
            seen += 1;
            match value {
                Value::Array(items) => ahead.extend(items.iter().rev()),
                Value::Object(object) => {
                    self.take_object(object);
                    ahead
                        .extend(["@graph", "mainEntity", "mainEntityOfPage"].iter().filter_map(|key| object.get(*key)));
                }
                _ => {}
            }
        }
    }

    fn take_object(&mut self, object: &serde_json::Map<String, Value>) {
        let kinds = match object.get("@type") {
            Some(Value::String(kind)) => vec![kind.as_str()],
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let is_article = kinds.iter().any(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting"));
        let free = object.get("isAccessibleForFree");
        let paid = matches!(free, Some(Value::Bool(false)))
            || free.and_then(Value::as_str).is_some_and(|free| free.eq_ignore_ascii_case("false"));
        self.for_subscribers |= paid && (is_article || kinds.contains(&"WebPage"));
        if !is_article {
            return;
        }
        self.article = true;
        if kinds.contains(&"LiveBlogPosting") {
            self.live = true;
            self.posts = object.get("liveBlogUpdate").and_then(Value::as_array).map_or(0, Vec::len);
        }
        let text = object.get("articleBody").and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        if let Some(text) = text.filter(|_| self.text.is_none()) {
            self.text = Some(text.to_string());
        }
    }
}

/// An element that may declare something.
enum Marked {
    Script,
    Meta { name: String, content: String },
    Link { rel: String, href: String },
}

impl Marked {
    fn of(element: &Element) -> Option<Marked> {
        let attribute = |name: &str| {
            let found = element.attrs.iter().find(|attribute| &*attribute.name.local == name);
            found.map(|attribute| attribute.value.to_string())
        };
        match &*element.name.local {
            "script" => (attribute("type")?.trim() == "application/ld+json").then_some(Marked::Script),
            "meta" => {
                let name = attribute("property").or_else(|| attribute("name"))?;
                Some(Marked::Meta { name, content: attribute("content")? })
            }
            "link" | "a" => {
                let rel = attribute("rel").filter(|rel| matches!(rel.as_str(), "next" | "canonical"))?;
                Some(Marked::Link { rel, href: attribute("href")? })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let Declared { article, live, posts, for_subscribers, text, .. } = Declared::of(&Document::from(html));
        let shown =
            format!("article {article} live {live} {posts} paid {for_subscribers} text {}", text.unwrap_or_default());
        assert_eq!(shown, expected);
    }

    #[test]
    fn articles_say_what_they_are() {
        let none = "article false live false 0 paid false text ";
        check("<title>Rain</title>", none);
        // Front pages and lists claim so too.
        check("<meta property=og:type content=article>", none);
        let article = "article true live false 0 paid false text ";
        check("<meta property='article:published_time' content=2025-09-03>", article);
        check("<script type='application/ld+json'>{\"@graph\":[{\"@type\":[\"NewsArticle\"]}]}</script>", article);
        check("<script type='application/ld+json'>{\"@type\":\"NewsArticle\", broken</script>", article);
        check("<script type='application/ld+json'>[{\"@type\":\"Product\"}]</script>", none);
    }

    #[test]
    fn live_blogs_texts_and_subscribers_are_declared_in_scripts() {
        check(
            "<script type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"liveBlogUpdate\":[{},{}],\
             \"isAccessibleForFree\":\"False\",\"articleBody\":\"It rose.\"}</script>",
            "article true live true 2 paid true text It rose.",
        );
    }
}
