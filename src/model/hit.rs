//! What an answer is made of.

use super::{Article, ArticleId, LitSaid, Origin, Published, Span};

/// One article of an answer.
#[derive(Clone, Debug)]
pub struct Hit {
    /// From 1 over the whole answer, not over the page.
    pub rank: u64,
    /// Rounded; comparable within one answer only. 0 when nothing in the query scores.
    pub score: f32,
    pub article: Article,
    /// The article's own headline with its lit words; `None` when it has none.
    pub headline: Option<Snippet>,
    pub snippets: Vec<Snippet>,
    /// Who is quoted, by the article's own names, with the number of affirmed quotes.
    pub speakers: Vec<Bucket>,
    /// The quotes that answer the query best.
    pub said: Vec<LitSaid>,
    /// How many printings its story has in the archive, itself among them; 1 too where an answer
    /// lists every printing by itself.
    pub printing_count: u64,
    /// The other printings, the earliest first, as many as were asked for.
    pub printings: Vec<Printing>,
}

/// Another article that prints the story of a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printing {
    pub id: ArticleId,
    pub origin: Origin,
    pub published: Option<Published>,
    pub publisher: Option<String>,
    pub headline: Option<String>,
    /// Whether it matches the query too.
    pub matches: bool,
    /// Whether it was printed before the hit.
    pub is_earlier: bool,
}

/// One page of an answer. `total` is exact, whatever the page.
#[derive(Clone, Debug)]
pub struct Page {
    pub total: u64,
    pub hits: Vec<Hit>,
}

/// A window of an article with the places to light.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The window within the article's `text`; `None` for a headline that stands only in metadata.
    pub span: Option<Span>,
    pub text: String,
    /// Within `text` of the snippet, ascending and disjoint.
    pub highlights: Vec<Highlight>,
}

/// Byte offsets into the snippet's own text.
pub type Highlight = Span;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortOrder {
    /// Best first; ties newest first, then by id.
    #[default]
    Relevance,
    /// Latest first day first; undated last.
    Newest,
    /// Earliest first day first; undated last.
    Oldest,
}

/// By what articles can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FacetField {
    Publisher,
    Section,
    /// ISO 639-1 code, `und` for articles of undetermined language.
    Language,
    /// Each name once for an article, as it is written.
    Byline,
    /// `2025`; only articles whose whole period lies in one year.
    Year,
    /// `2025-09`; only articles whose whole period lies in one month.
    Month,
}

/// One value of a facet and the number of articles that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    pub value: String,
    pub count: u64,
}

/// Names one quote or silence of one archive: its place among the quotes of the article, the
/// silences counted on after the quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QuoteKey {
    pub article: ArticleId,
    pub ordinal: u32,
}

/// By what quotes can be counted. Values stand as documents have them; only the person table
/// (`engine::people`) knows that two names are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteFacet {
    /// Names of persons and bodies that speak; never of the unnamed.
    Speaker,
    /// Persons named inside.
    About,
    /// `direct`, `mixed`, `indirect`, `silence`.
    Kind,
    Certainty,
    Polarity,
    /// Year of publication, as [`FacetField::Year`].
    Year,
}
