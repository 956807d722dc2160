//! Words, sentences and dates as people write them.
//!
//! Text in, spans and terms out. Knows scripts and languages; does not know articles, queries
//! or indexes.

mod analyzer;
pub mod dates;
mod fold;
mod identify;
mod sentences;
mod small_words;
mod stem;
mod zones;

pub use analyzer::{Token, Tokens, is_bigram_script, tokens};
pub use fold::fold;
pub use identify::language_of;
pub use sentences::sentences;
pub use stem::{Stemmer, stemmed_languages, stems_of};
pub use zones::Zone;
