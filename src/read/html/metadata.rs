//! What a page says of itself: JSON-LD first, then meta elements, then its visible marks.
//!
//! For each meaning the first that says something is believed. Dates of change are never taken
//! for dates of publication.

use dom_query::Document;

use super::super::bylines;
use super::super::fields::{Fields, Meaning};
use super::json_ld;
use super::plain::collapsed;
use crate::model::Evidence;

/// Names of meta elements (their `property`, `name` or `itemprop`), the more trusted first.
const NAMES: &[(Meaning, &[&str])] = &[
    (Meaning::Headline, &["og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "parsely-title"]),
    (
        Meaning::Date,
        &[
            "article:published_time",
            "og:published_time",
            "datepublished",
            "article:published",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "dc.date",
            "parsely-pub-date",
            "sailthru.date",
            "publish-date",
            "publication_date",
            "publishdate",
            "pubdate",
            "date",
        ],
    ),
    (
        Meaning::Author,
        &["author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author"],
    ),
    (Meaning::Publisher, &["og:site_name", "dc.publisher", "dcterms.publisher", "application-name"]),
    (Meaning::Section, &["article:section", "parsely-section"]),
    (Meaning::Url, &["og:url"]),
    (Meaning::Language, &["content-language", "dc.language", "og:locale"]),
];

/// The fields of a page.
pub(super) fn fields(page: &Document) -> Fields {
    let scripts = page.select("script[type='application/ld+json']");
    let scripts: Vec<String> = scripts.iter().map(|script| script.text().to_string()).collect();
    let mut fields = json_ld::fields(&scripts);
    let declared = page.select_single("html").attr("lang");
    fields.take_from(Meaning::Language, declared.as_deref().unwrap_or(""), Evidence::Metadata, "html lang");
    let canonical = page.select_single("link[rel='canonical']").attr("href").filter(|url| url.starts_with("http"));
    fields.take_from(Meaning::Url, canonical.as_deref().unwrap_or(""), Evidence::Metadata, "link canonical");
    take_metas(&metas(page), &mut fields);
    fields.take_from(Meaning::Date, &time_element(page).unwrap_or_default(), Evidence::Metadata, "time element");
    take_visible_headline(page, &mut fields);
    fields
}

/// Names in lower case with contents.
fn metas(page: &Document) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for meta in page.select("meta[content]").iter() {
        let content = collapsed(&meta.attr_or("content", ""));
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = meta.attr(key).filter(|_| !content.is_empty()) {
                found.push((name.trim().to_lowercase(), content.clone()));
            }
        }
    }
    found
}

fn take_metas(metas: &[(String, String)], fields: &mut Fields) {
    for (meaning, names) in NAMES {
        let of = |name: &'static str| metas.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str());
        if *meaning == Meaning::Author {
            // All elements of one name, and only where nothing better named people: two names of
            // elements name the same people in two ways.
            let people = names.iter().map(|name| of(name).flat_map(bylines::people).collect::<Vec<_>>());
            let people = people.into_iter().find(|people| !people.is_empty()).filter(|_| fields.bylines.is_empty());
            fields.take_people(people.unwrap_or_default());
            continue;
        }
        for (name, value) in names.iter().flat_map(|name| of(name).map(move |value| (name, value))) {
            fields.take_from(*meaning, value, Evidence::Metadata, format!("meta {name}"));
        }
    }
}

/// The day of publication among the page's `time` elements: the one marked so, else the first of
/// the article, else the only one.
fn time_element(page: &Document) -> Option<String> {
    let marked = [
        "[itemprop='datePublished'][datetime]",
        "time[pubdate][datetime]",
        "article time[datetime]",
        "main time[datetime]",
    ];
    if let Some(date) = marked.iter().find_map(|selector| page.select_single(selector).attr("datetime")) {
        return Some(date.to_string());
    }
    let times = page.select("time[datetime]");
    let mut dates: Vec<String> = times.iter().filter_map(|time| time.attr("datetime")).map(|d| d.to_string()).collect();
    dates.dedup();
    if dates.len() == 1 { dates.pop() } else { None }
}

/// The first heading or the title, where nothing else names the headline; the site's name is
/// taken off its end.
fn take_visible_headline(page: &Document, fields: &mut Fields) {
    for selector in ["article h1", "h1", "title"] {
        if fields.headline.is_none() {
            let words = page.select_single(selector).text();
            fields.take_from(Meaning::Headline, &words, Evidence::Metadata, selector);
        }
    }
    if let (Some(headline), Some(site)) = (&mut fields.headline, &fields.publisher) {
        headline.words = without_site(&headline.words, site).to_string();
    }
}

/// `River rises | The Courier` without its end.
fn without_site<'h>(headline: &'h str, site: &str) -> &'h str {
    for separator in [" | ", " - ", " – ", " — ", " :: ", " · "] {
        if let Some((head, tail)) = headline.rsplit_once(separator)
            && tail.trim().to_lowercase() == site.trim().to_lowercase()
            && !head.trim().is_empty()
        {
            return head.trim();
        }
    }
    headline
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let fields = fields(&Document::from(html));
        let shown = [
            fields.headline.map_or(String::new(), |headline| headline.words),
            fields.dates.iter().map(|date| date.written.as_str()).collect::<Vec<_>>().join(","),
            fields.bylines.join(","),
            fields.publisher.unwrap_or_default(),
            fields.section.unwrap_or_default(),
            fields.url.unwrap_or_default(),
            fields.language.unwrap_or_default(),
        ];
        assert_eq!(shown.join(" | "), expected);
    }

    #[test]
    fn meta_elements_name_the_fields() {
        check(
            "<html lang=en-GB><meta property='og:title' content='River rises - The Courier'>\
             <meta property='article:published_time' content='2025-09-03T07:00:00+02:00'>\
             <meta name=Author content='By Ann Lee and Bo Marsh'><meta property='og:site_name' content='The Courier'>\
             <meta property='article:section' content=Weather>\
             <link rel=canonical href='https://courier.example/river'>",
            "River rises | 2025-09-03T07:00:00+02:00 | Ann Lee,Bo Marsh | The Courier | Weather | \
             https://courier.example/river | en",
        );
    }

    #[test]
    fn visible_marks_stand_in_for_what_is_missing() {
        check(
            "<title>Rain</title><h1>River\n rises</h1><article><time datetime=2025-09-03>today</time></article>\
             <time datetime=2020-01-01>",
            "River rises | 2025-09-03 |  |  |  |  | ",
        );
        check(
            "<title>Rain</title><time datetime=2025-09-03></time><time datetime=2020-01-01></time>",
            "Rain |  |  |  |  |  | ",
        );
    }

    #[test]
    fn json_ld_is_believed_before_meta_elements() {
        check(
            "<script type='application/ld+json'>\
             {\"@type\":\"NewsArticle\",\"headline\":\"River\",\"author\":\"Ann Lee\"}</script>\
             <meta name=author content='The Web Desk'><meta property='og:title' content='You will not believe'>",
            "River |  | Ann Lee |  |  |  | ",
        );
    }
}
