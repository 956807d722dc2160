//! Where the world is spoken to: terminal, environment, clock, wire formats.
//!
//! The only room that writes to a terminal or reads the environment. It turns what people typed
//! and configured into the engine's `Settings` and `Question`, and what the engine answers into
//! text or one of the documented formats (`docs/json.md`). It knows no store, no plan, no format
//! of input.

mod attribution;
mod citations;
pub mod cli;
mod config;
mod corrections;
mod errors;
#[cfg(test)]
mod fixture;
mod people_file;
mod rows;
mod sanitize;
mod settings;
mod sheet;
mod size;
mod wire;
mod wire_article;
mod wire_copies;
mod wire_eval;
mod wire_found;
mod wire_people;
mod wire_quote_answer;
mod wire_quotes;
mod wire_trace;
mod wire_typed;
