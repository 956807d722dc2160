//! What the parsing of a document gives: the part of the way that may run in a process of its own.

use serde::{Deserialize, Serialize};

use super::properties::Properties;

/// The text of a document in reading order. Goes from a child process to its parent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Extract {
    pub headline: Option<String>,
    /// The name of the paper, where it heads the page.
    pub masthead: Option<String>,
    /// The line with the day of issue, at the edge of a page.
    pub date_line: Option<String>,
    pub byline: Option<String>,
    pub paragraphs: Vec<String>,
    pub pages: usize,
    /// Pages without a letter that show a picture.
    pub scans: usize,
    /// Pages without a letter and without a picture.
    pub blank: usize,
    /// Pages that hold more than is read of one.
    pub cut: usize,
    /// Pages whose letters cannot be told.
    pub illegible: usize,
    /// Pages that were not read.
    pub unread: usize,
    /// Headlines on the first page.
    pub headlines: usize,
    /// Its table of objects was broken and has been made again.
    pub mended: bool,
    /// Columns side by side, on the page that has the most.
    pub columns: usize,
    pub properties: Properties,
}

/// Why a document gives nothing. Goes from a child process to its parent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Unread {
    /// It asks for a password.
    Locked,
    /// This build has no parser for it.
    Absent,
    /// It contradicts its own format.
    Broken(String),
}
