//! The nouns of the archive: what an article, a day, a span and a hit are.
//!
//! Plain values without behaviour beyond their invariants. Nothing here reads a file, a clock or
//! a setting; every other layer speaks in these words.

mod article;
mod cite;
mod day;
mod finding;
mod hit;
mod published;
mod quote;
mod said;
mod span;

pub use article::{Article, ArticleId, AsRead, EntryPath, Headline, InvalidArticleId, Origin};
pub use cite::{AskedCite, Cite, InvalidCite};
pub use day::{Day, InvalidDay, Period};
pub use finding::{Attribute, Finding};
pub use hit::{Bucket, FacetField, Highlight, Hit, Page, Printing, QuoteFacet, QuoteKey, Snippet, SortOrder};
pub use published::{Evidence, Precision, Published, Suspicion, TimeOfDay};
pub use quote::{
    Certainty, Considered, Loss, Polarity, Quote, QuoteKind, Rule, Silence, Speaker, SpeakerKind, Spoken, Statements,
};
pub use said::{LitSaid, Said};
pub use span::Span;
