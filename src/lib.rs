//! Who said what, when: a searchable archive from a folder of news articles.
//!
//! Data flows one way, twice. An ingest walks the corpus ([`crawl`]), turns the bytes of each
//! entry into articles ([`read`]) and writes them to a store ([`index`]). A search reads the typed
//! query ([`query`]) into a plan, asks the store for the exact total and the best articles, and
//! lights their sentences. [`engine`] joins the stages; [`faces`] speak with the world.
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//! use onrecord::engine::{Engine, Progress, Question, Settings};
//!
//! struct Quiet;
//! impl Progress for Quiet {
//!     fn found(&self, _entries: u64, _bytes: u64, _done: bool) {}
//!     fn read(&self, _entries: u64, _bytes: u64) {}
//!     fn say(&self, _sentence: &str) {}
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let home = tempfile::tempdir()?;
//! let corpus = home.path().join("corpus");
//! std::fs::create_dir(&corpus)?;
//! let text = " date 2025-09-03 The ferry did not sail on Wednesday, the harbour office said.\n";
//! std::fs::write(corpus.join("ferry.txt"), text)?;
//!
//! let settings = Settings::new(corpus, home.path().join("index"), "2025-09-04".parse()?);
//! let engine = Engine::new(settings);
//! let report = engine.ingest(&Quiet, &AtomicBool::new(false))?;
//! assert_eq!(report.articles, 1);
//!
//! // A month as people write it; "sailed" is an inflection of a word in the article.
//! let answer = engine.search(&Question::new("sailed ferry date:2025-09"))?;
//! assert_eq!(answer.total, 1);
//! assert_eq!(answer.hits[0].article.published.as_ref().unwrap().label(), "2025-09-03");
//! # Ok(())
//! # }
//! ```
//!
//! In reading order: [`model`] (the nouns), [`language`] (words, sentences, dates), [`crawl`],
//! [`read`], [`quotes`], [`query`], [`index`], [`engine`], [`faces`].

pub mod crawl;
pub mod engine;
pub mod faces;
pub mod index;
pub mod language;
pub mod model;
pub mod query;
pub mod quotes;
pub mod read;
mod sealed;
