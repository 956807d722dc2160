//! A query as it was typed, with the flags that mean the same for articles and for quotes.

use super::ParseMode;
use super::summary::Summary;
use crate::model::Day;
use crate::query::ParseOptions;

#[derive(Clone, Debug)]
pub struct Typed {
    pub query: String,
    pub mode: ParseMode,
    /// Words are optional: what has more of them comes first.
    pub any: bool,
    /// As typed: `--from`, `--to`, `--on`; resolved by the query layer.
    pub from: Option<String>,
    pub to: Option<String>,
    pub on: Option<String>,
    pub publisher: Option<String>,
    pub language: Option<String>,
    /// The language whose inflections bare words find; `None`: the archive's main one.
    pub query_language: Option<String>,
}

impl Typed {
    /// The query alone, read leniently.
    pub fn new(query: &str) -> Typed {
        Typed {
            query: query.to_string(),
            mode: ParseMode::Lenient,
            any: false,
            from: None,
            to: None,
            on: None,
            publisher: None,
            language: None,
            query_language: None,
        }
    }

    /// `any`: words are optional whatever was asked.
    pub(super) fn options<'a>(&'a self, any: bool, today: Day, summary: &'a Summary) -> ParseOptions<'a> {
        let query_language = self.query_language.as_deref().unwrap_or(summary.query_language());
        ParseOptions {
            any: any || self.any,
            from: self.from.as_deref(),
            to: self.to.as_deref(),
            on: self.on.as_deref(),
            publisher: self.publisher.as_deref(),
            language: self.language.as_deref(),
            ..ParseOptions::new(self.mode, today, query_language)
        }
    }
}
