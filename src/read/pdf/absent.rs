//! In a build without the feature `pdf`: documents are refused, and the refusal names the feature.

use super::extract::Unread;
use super::page::Page;
use super::properties::Properties;

/// What a document would hold.
pub(super) struct Held {
    pub pages: Vec<Page>,
    pub pages_total: usize,
    pub properties: Properties,
    pub mended: bool,
}

/// Reads nothing.
pub(super) fn read(_bytes: &[u8]) -> Result<Held, Unread> {
    Err(Unread::Absent)
}
