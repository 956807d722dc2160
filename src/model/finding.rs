//! What an input says of an article, and where: the evidence behind each of its fields.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// One thing that an input says of an article. All candidates are kept, also those that were not
/// believed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub about: Attribute,
    /// As written; `None` where it is what the article's own field holds.
    pub value: Option<String>,
    /// Where it stood, in words: `JSON-LD datePublished`, `header line`.
    pub place: Cow<'static, str>,
    /// Whether the article's field was taken from it.
    pub believed: bool,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    Id,
    Headline,
    Standfirst,
    Byline,
    Publisher,
    Section,
    /// Where it was written.
    Place,
    Published,
    Modified,
    Language,
    Url,
    Body,
}

impl Attribute {
    pub fn word(self) -> &'static str {
        match self {
            Attribute::Id => "id",
            Attribute::Headline => "headline",
            Attribute::Standfirst => "standfirst",
            Attribute::Byline => "byline",
            Attribute::Publisher => "publisher",
            Attribute::Section => "section",
            Attribute::Place => "place",
            Attribute::Published => "published",
            Attribute::Modified => "modified",
            Attribute::Language => "language",
            Attribute::Url => "url",
            Attribute::Body => "body",
        }
    }
}
