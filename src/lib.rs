//! Who said what, when: a searchable archive from a folder of news articles.

pub mod crawl;
pub mod engine;
pub mod faces;
pub mod index;
pub mod language;
pub mod model;
pub mod query;
pub mod read;
