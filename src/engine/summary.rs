//! What an answer says of the index it came from, in a small file beside the manifest: reading
//! the whole manifest for every search would cost more than the search.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::ingest::DayOrders;

/// Version of the rules by which articles are read and analysed.
pub const RULES: u32 = 2;

const NAME: &str = "summary.json";

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The store's generation that this belongs to.
    pub generation: u64,
    /// Whether the last ingest went through the whole corpus.
    pub complete: bool,
    /// When the generation was made; RFC 3339, UTC.
    pub indexed_at: String,
    /// SHA-256 over the paths and hashes of the indexed entries.
    pub corpus_digest: String,
    pub entries: u64,
    /// Entries that failed.
    pub unread: u64,
    pub corpus_bytes: u64,
    /// The language of most articles, `en` when none can be told.
    pub main_language: String,
    /// Version of the rules by which articles were read and analysed.
    pub rules: u32,
    /// Version of the rules by which quotes were extracted.
    #[serde(default)]
    pub quote_rules: u32,
    /// SHA-256 of the corrections that were applied; empty for none.
    #[serde(default)]
    pub corrections: String,
    /// The articles that those corrections name: what has to be made again when they change.
    #[serde(default)]
    pub corrected: Vec<String>,
    /// The largest article that was read, in bytes; what was refused may be read under another limit.
    #[serde(default)]
    pub article_bytes_max: u64,
    /// What the archive shows of the order of days and months in dates of numbers.
    #[serde(default)]
    pub day_orders: DayOrders,
    /// The settings that decide what is read out of a file: others mean reading all again.
    pub read_settings: String,
}

impl Summary {
    /// The language whose inflections bare words find, where a question does not say.
    pub fn query_language(&self) -> &str {
        if self.main_language.is_empty() { "en" } else { &self.main_language }
    }

    /// `None` when there is none yet.
    pub fn read(store: &Path) -> io::Result<Option<Summary>> {
        match fs::read_to_string(store.join(NAME)) {
            Ok(text) => Ok(serde_json::from_str(&text).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub fn write(&self, store: &Path) -> io::Result<()> {
        let temporary = store.join(format!("{NAME}.new"));
        let mut file = File::create(&temporary)?;
        let mut text = serde_json::to_string_pretty(self).map_err(io::Error::other)?;
        text.push('\n');
        file.write_all(text.as_bytes())?;
        file.sync_data()?;
        fs::rename(&temporary, store.join(NAME))
    }
}
