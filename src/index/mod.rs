//! Where articles are kept and found: the trait every store meets, and the stores.
//!
//! `local` (tantivy, in a folder) is the default; `memory` is slow and obvious and judges it.
//! A store takes a [`Plan`] and answers exactly: totals are never estimated.

mod budget;
pub mod copies;
mod hash;
pub mod limits;
pub mod local;
pub mod memory;
mod sketch;
mod words;

pub use budget::Budget;
pub use sketch::{LANES, Sketch, lane, sketch, sketch_likeness};
pub use words::{TokenPlace, headline_block, said_tokens, said_words};

use self::copies::Stories;
use crate::model::{
    Article, ArticleId, Bucket, Certainty, Day, EntryPath, FacetField, Period, Polarity, QuoteFacet, QuoteKey,
    SortOrder, Statements,
};
use crate::query::{Plan, QuotePlan, StatementKind};

/// A place where articles are kept.
///
/// Implementations: `local` (one writer at a time over processes, readers never block),
/// `memory` (for judging the other). Changes are invisible until `commit`; a snapshot sees one
/// generation for as long as it lives.
pub trait Store {
    type Snapshot: Snapshot;

    /// Applies the changes in order; visible at the next commit.
    fn write(&mut self, changes: Vec<Change>) -> Result<(), StoreError>;

    /// Makes everything written since the last commit visible at once, as `generation`.
    fn commit(&mut self, generation: u64) -> Result<(), StoreError>;

    fn snapshot(&self) -> Result<Self::Snapshot, StoreError>;
}

/// One generation of a store, for reading.
pub trait Snapshot {
    fn generation(&self) -> u64;

    /// How many articles there are in all.
    fn article_count(&self) -> u64;

    /// The exact total and the requested stretch of the ranking.
    fn search(&self, request: &Request<'_>) -> Result<Ranked, StoreError>;

    /// The same with the printings of a story as one hit: the exact totals, and the requested
    /// stretch of the stories, each where its best printing ranks.
    fn search_stories(&self, request: &Request<'_>) -> Result<RankedStories, StoreError>;

    /// The stories of all articles that have more than one printing.
    fn stories(&self) -> Result<&Stories, StoreError>;

    /// The exact number of articles that the plan matches.
    fn count(&self, plan: &Plan) -> Result<u64, StoreError>;

    /// The values of `field` among the articles that the plan matches, with exact counts, most
    /// frequent first, then by value.
    fn facets(&self, plan: &Plan, field: FacetField) -> Result<Vec<Bucket>, StoreError>;

    fn article(&self, id: ArticleId) -> Result<Option<Article>, StoreError>;

    /// The exact totals and the requested stretch of the quotes. Scores are those of the quote's
    /// words alone.
    fn quotes(&self, request: &QuoteRequest<'_>) -> Result<RankedQuotes, StoreError>;

    /// The values of `field` among the quotes that the plan matches, with exact counts of quotes,
    /// most frequent first, then by value.
    fn quote_facets(&self, plan: &QuotePlan, field: QuoteFacet) -> Result<Vec<Bucket>, StoreError>;

    /// Every name of a speaker, or of a person named inside a quote, each once, in byte order.
    fn names(&self) -> Result<Vec<NameCount>, StoreError>;

    /// Calls `each` with every quote and silence that the plan matches: what counting needs,
    /// without reading an article. Articles come in no order, those of one article one behind the
    /// other, by ordinal.
    fn each_statement(&self, plan: &QuotePlan, each: &mut dyn FnMut(Statement<'_>)) -> Result<(), StoreError>;

    /// What is said in the article; `None` when there is no such article.
    fn statements(&self, id: ArticleId) -> Result<Option<Statements>, StoreError>;

    /// What the store needs to write the article again: `(article, statements, stamp)`.
    fn kept(&self, id: ArticleId) -> Result<Option<(Article, Statements, EntryStamp)>, StoreError>;

    /// Every article, in ascending order of ids.
    fn ids(&self) -> Result<Vec<ArticleId>, StoreError>;

    /// Ids of the articles of an entry, in the order of their records: ordinals by number before
    /// other keys by their characters, then by id.
    fn articles_of(&self, entry: &EntryPath) -> Result<Vec<ArticleId>, StoreError>;
}

/// One change to a store.
#[derive(Clone, Debug)]
pub enum Change {
    /// Adds the article and what is said in it, replacing one of the same id with all its quotes.
    Put(Box<Article>, Box<Statements>, EntryStamp),
    /// Removes every article of the entry.
    RemoveEntry(EntryPath),
    RemoveArticle(ArticleId),
}

/// What the file system said of an entry when it was read; kept beside its articles so that the
/// manifest can be made again from the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryStamp {
    pub size_bytes: u64,
    /// Nanoseconds since 1970-01-01 UTC.
    pub modified_nanos: i64,
    /// When it was read, same unit.
    pub read_nanos: i64,
    /// Whether this is the entry's last article: an entry without it is not there whole.
    pub last_of_entry: bool,
    /// Of a record of a file of many: tells whether it was read before as it is. 0 where the file is
    /// the article.
    pub fingerprint: u64,
}

pub struct Request<'a> {
    pub plan: &'a Plan,
    pub sort: SortOrder,
    /// Hits to skip.
    pub offset: usize,
    /// Hits to return at most; `usize::MAX` for all.
    pub limit: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    pub total: u64,
    pub hits: Vec<Scored>,
}

/// Order: score descending, first day descending with undated last, id ascending. For
/// `SortOrder::Newest` and `Oldest` the day comes before the score. A total order, so that pages
/// never overlap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    pub id: ArticleId,
    /// Rounded to four digits.
    pub score: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RankedStories {
    /// Articles that match.
    pub total: u64,
    /// Stories among them.
    pub stories: u64,
    pub hits: Vec<ScoredStory>,
}

/// Order: as [`Scored`], of the best.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredStory {
    /// The best of those of its printings that match.
    pub best: Scored,
    /// Those that match, in the order of the story's printings.
    pub matching: Vec<ArticleId>,
}

pub struct QuoteRequest<'a> {
    pub plan: &'a QuotePlan,
    /// By the article's day.
    pub sort: SortOrder,
    /// Quotes to skip.
    pub offset: usize,
    /// Quotes to return at most; `usize::MAX` for all.
    pub limit: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RankedQuotes {
    /// Quotes that match.
    pub total: u64,
    /// Articles that hold them.
    pub articles: u64,
    pub hits: Vec<ScoredQuote>,
}

/// Order: as [`Scored`], and within an article by ordinal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoredQuote {
    pub key: QuoteKey,
    /// Rounded to four digits.
    pub score: f32,
    /// First day of its article; `None` without a date.
    pub day: Option<Day>,
    /// A sketch of the quote's words, for finding near-identical ones: [`sketch`] of its words.
    /// Zero for quotes without words.
    pub sketch: Sketch,
}

/// A name as documents have it, and in how many quotes and silences of any polarity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameCount {
    pub name: String,
    /// It speaks, or is silent, as a person.
    pub person: u64,
    /// As a body.
    pub body: u64,
    /// It is named inside.
    pub about: u64,
}

/// A quote or silence without its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    pub key: QuoteKey,
    pub kind: StatementKind,
    pub certainty: Certainty,
    pub polarity: Polarity,
    /// The name of a person or body; the unnamed have none.
    pub speaker: Option<&'a str>,
    pub is_body: bool,
    /// The speaker's role as the article has it; of the unnamed none.
    pub role: Option<&'a str>,
    /// Persons named inside, each once, in byte order.
    pub about: Vec<&'a str>,
    /// The days of the article.
    pub published: Option<Period>,
}

/// What the outside world did to a store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process is writing.
    #[error("the index is being written by {holder}")]
    Locked { holder: String },
    #[error("there is no index in {folder}")]
    Missing { folder: String },
    /// The folder holds something else; it is left alone.
    #[error("{folder} is not an onrecord index: {reason}")]
    NotOurs { folder: String, reason: String },
    /// Written by a newer program.
    #[error("the index in {folder} has format {found}, this program reads up to {known}")]
    Newer { folder: String, found: u32, known: u32 },
    /// Written by an older program: has to be built again.
    #[error("the index in {folder} has the older format {found}, this program writes {known}")]
    Older { folder: String, found: u32, known: u32 },
    /// A query past a named limit: refused, never partly answered.
    #[error("{0}")]
    Refused(String),
    #[error("the index in {folder} is damaged: {reason}")]
    Damaged { folder: String, reason: String },
    #[error("{doing}: {cause}")]
    Io { doing: String, cause: std::io::Error },
}
