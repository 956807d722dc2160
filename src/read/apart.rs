//! Parsers that may crash, loop or swell run apart: in a process of their own, where there is one.
//!
//! What comes in is the bytes of one entry, what goes out is what the parser's first half has made
//! of them, written down. Whoever uses this room says where that half runs ([`Apart`]); where nobody
//! does, it runs here, and a panic of it is a refusal. [`serve`] is what the other process calls.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{ReadRules, Refusal, pdf};

/// A parser that runs apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parser {
    Pdf,
}

impl Parser {
    pub const ALL: [Parser; 1] = [Parser::Pdf];

    /// By this name the other process is told.
    pub fn name(self) -> &'static str {
        match self {
            Parser::Pdf => "pdf",
        }
    }
}

/// Why a parser that runs apart gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apartness {
    /// The parser failed on these bytes, and would again; a whole sentence.
    Refused(String),
    /// Nothing is known of the bytes: the run was stopped, the other process could not be started.
    Failed(String),
}

/// Where heavy parsers run. Implemented by `engine`, as a child process of the same program.
pub trait Apart: std::fmt::Debug + Send + Sync {
    /// Gives the bytes to the parser and waits for what it makes of them, which [`serve`] has
    /// written. Must come back in bounded time, whatever the parser does.
    ///
    /// # Errors
    /// See [`Apartness`].
    fn run(&self, parser: Parser, bytes: &[u8]) -> Result<Vec<u8>, Apartness>;
}

/// What the other process does: parses, and gives back what to write for its parent.
///
/// # Errors
/// The parser has panicked.
pub fn serve(parser: Parser, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let parse = || match parser {
        Parser::Pdf => pdf::parsed(bytes),
    };
    catch_unwind(AssertUnwindSafe(parse)).map_err(|_| "its reading stopped by a mistake in the parser".to_string())
}

/// Runs a parser where the rules say.
pub(super) fn run(rules: &ReadRules, parser: Parser, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    match rules.apart() {
        None => serve(parser, bytes).map_err(Refusal::Limit),
        Some(apart) => apart.run(parser, bytes).map_err(|why| match why {
            Apartness::Refused(reason) => Refusal::Limit(reason),
            Apartness::Failed(reason) => Refusal::Unreadable(reason),
        }),
    }
}
