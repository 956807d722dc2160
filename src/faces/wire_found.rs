//! The JSON of what an input says of an article, and where: the evidence behind its fields.

use serde::Serialize;

use crate::model::{Article, Attribute, Finding};

/// One thing said of a field, believed or not.
#[derive(Serialize)]
pub struct WireFinding {
    field: Attribute,
    value: String,
    found: String,
    believed: bool,
}

/// All findings of an article, in the order in which they were made.
pub fn findings(article: &Article) -> Vec<WireFinding> {
    article.findings.iter().map(|finding| WireFinding::of(article, finding)).collect()
}

impl WireFinding {
    fn of(article: &Article, finding: &Finding) -> WireFinding {
        let (value, found) = (value(article, finding), finding.place.clone().into_owned());
        WireFinding { field: finding.about, value, found, believed: finding.believed }
    }
}

/// What was said: as written, or what the article's own field holds.
pub fn value(article: &Article, finding: &Finding) -> String {
    if let Some(value) = &finding.value {
        return value.clone();
    }
    let own = match finding.about {
        Attribute::Id => article.origin.own_id.clone(),
        Attribute::Headline => article.headline.as_ref().map(|headline| headline.words.clone()),
        Attribute::Standfirst => article.standfirst.clone(),
        Attribute::Byline => Some(article.bylines.join(", ")),
        Attribute::Publisher => article.publisher.clone(),
        Attribute::Section => article.section.clone(),
        Attribute::Place => article.place.clone(),
        Attribute::Published => article.published.as_ref().map(|published| published.label()),
        Attribute::Modified => article.modified.as_ref().map(|modified| modified.label()),
        Attribute::Language => article.language.clone(),
        Attribute::Url => article.url.clone(),
        Attribute::Body => None,
    };
    own.unwrap_or_default()
}
