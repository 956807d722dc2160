//! How much one query may ask. A query past a limit is refused, never partly answered.

pub use super::plan::{DISTANCE_MAX, PHRASE_PARTS_MAX};

/// Bytes of query text: a page of names to look for; no person types more.
pub const QUERY_BYTES_MAX: usize = 32_768;
/// Words, phrases and filters in one query: each opens a list of the index.
pub const CLAUSES_MAX: usize = 1_024;
/// How deep brackets, NOT and chains of proximity may stand in one another: every walk over the
/// tree recurses this deep and no deeper. A plan is at most twice as deep (each NOT is taken away
/// from everything) and a few levels of quotes more, which `index::limits` allows.
pub const NESTING_MAX: usize = 48;
/// Letters or digits that a pattern with `*` or `?` must hold: with fewer it finds half the
/// dictionary.
pub const WILDCARD_LITERALS_MIN: usize = 2;
/// Edits of `word~n`; more finds other words, not other spellings.
pub const FUZZY_EDITS_MAX: u8 = 2;
/// Tokens shorter than this are not varied by `~n`.
pub const FUZZY_CHARS_MIN: usize = 3;
/// The largest weight `^n`.
pub const WEIGHT_MAX: f32 = 1_000.0;
/// The most mentions `atleastN` can ask for.
pub const MENTIONS_MAX: u32 = 10_000;
