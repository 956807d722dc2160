//! What a page says of itself, in the order in which it is trusted.
//!
//! JSON-LD of the article, then meta elements, then microdata and what the page shows. For each
//! meaning the first that says something is believed, all are kept as findings. Dates of change are
//! never taken for dates of publication.

use dom_query::Document;

use super::super::fields::{Fields, Meaning};
use super::headlines;
use super::json_ld::{Linked, Own, linked};
use super::marks::Marks;
use super::walk::marks;
use super::{page_dates, page_people};
use crate::model::Evidence;

/// Names of meta elements (their `property`, `name` or `itemprop`), the more trusted first.
const NAMES: &[(Meaning, &[&str])] = &[
    (Meaning::Publisher, &["og:site_name", "dc.publisher", "dcterms.publisher", "application-name"]),
    (Meaning::Section, &["article:section", "og:article:section", "parsely-section", "section"]),
    (Meaning::Url, &["og:url"]),
    (Meaning::Language, &["content-language", "dc.language", "og:locale"]),
    (Meaning::Place, &["dateline", "geo.placename"]),
];

/// The fields of a page.
pub(super) fn fields(page: &Document) -> Fields {
    let mut marks = marks(page);
    let metas = |name: &str| marks.metas.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let addresses: Vec<&str> = marks.canonical.as_deref().into_iter().chain(metas("og:url")).collect();
    let mut titles: Vec<&str> = metas("og:title").into_iter().chain([marks.title.as_str()]).collect();
    titles.extend(
        marks.headings.iter().filter(|heading| matches!(heading.level, 1 | 7)).map(|heading| heading.words.as_str()),
    );
    let linked = linked(&marks.scripts, &Own::new(&addresses, &titles));
    let mut fields = Fields::default();
    take_linked(&linked, &mut fields);
    let declared = marks.language.as_deref().unwrap_or("");
    fields.take_from(Meaning::Language, declared, Evidence::Metadata, "html lang");
    let canonical = marks.canonical.as_deref().unwrap_or("");
    fields.take_from(Meaning::Url, canonical, Evidence::Metadata, "link canonical");
    take_metas(&marks, &mut fields);
    let headline = headlines::take(&marks, &linked, &mut fields);
    if let Some(spot) = headline {
        marks.open_regions_around(spot);
    }
    page_people::take(&marks, &linked, headline, &mut fields);
    page_dates::take(&marks, &linked, headline, &mut fields);
    fields
}

fn take_linked(linked: &Linked, fields: &mut Fields) {
    for (meaning, value, place) in [
        (Meaning::Publisher, &linked.publisher, "JSON-LD publisher"),
        (Meaning::Section, &linked.section, "JSON-LD articleSection"),
        (Meaning::Language, &linked.language, "JSON-LD inLanguage"),
        (Meaning::Url, &linked.url, "JSON-LD url"),
        (Meaning::Place, &linked.place, "JSON-LD contentLocation"),
    ] {
        fields.take_from(meaning, value.as_deref().unwrap_or(""), Evidence::Metadata, place);
    }
}

fn take_metas(marks: &Marks, fields: &mut Fields) {
    for (meaning, names) in NAMES {
        for name in *names {
            for (_, value) in marks.metas.iter().filter(|(known, _)| known == name) {
                fields.take_from(*meaning, value, Evidence::Metadata, format!("meta {name}"));
            }
        }
    }
    for (meaning, name) in
        [(Meaning::Section, "articleSection"), (Meaning::Place, "contentLocation"), (Meaning::Place, "dateline")]
    {
        let found = marks.properties.iter().find(|property| property.name == name && !marks.is_beside(property.spot));
        fields.take_from(
            meaning,
            found.map_or("", |property| &property.value),
            Evidence::Metadata,
            format!("property {name}"),
        );
    }
}
