//! What is typed beside a query, of articles and of quotes, as JSON.

use serde::Serialize;

use crate::engine::{ParseMode, Typed};

#[derive(Serialize)]
pub(super) struct WireTyped<'a> {
    mode: &'a str,
    any: bool,
    from: Option<&'a str>,
    to: Option<&'a str>,
    on: Option<&'a str>,
    publisher: Option<&'a str>,
    lang: Option<&'a str>,
    query_lang: Option<&'a str>,
}

impl<'a> WireTyped<'a> {
    pub fn of(typed: &'a Typed) -> WireTyped<'a> {
        WireTyped {
            mode: mode_word(typed.mode),
            any: typed.any,
            from: typed.from.as_deref(),
            to: typed.to.as_deref(),
            on: typed.on.as_deref(),
            publisher: typed.publisher.as_deref(),
            lang: typed.language.as_deref(),
            query_lang: typed.query_language.as_deref(),
        }
    }
}

fn mode_word(mode: ParseMode) -> &'static str {
    match mode {
        ParseMode::Lenient => "lenient",
        ParseMode::Strict => "strict",
        ParseMode::Plain => "plain",
    }
}
