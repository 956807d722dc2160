//! When an article was published: a civil day, how precise it is, and how it is known.

use serde::{Deserialize, Serialize};

use super::{Day, Period};

/// The day, month or year on which an article was published.
///
/// The period is what counts: it is stored and compared as days. The hour and its offset are
/// kept for display alone; no time zone is ever applied after reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    pub period: Period,
    pub precision: Precision,
    pub evidence: Evidence,
    pub time: Option<TimeOfDay>,
    /// The input gave an instant in UTC alone and no zone is known for its publisher: the day is
    /// the UTC day, which may differ by one from the day on the page.
    pub utc_day: bool,
    /// Set at ingest: kept, but not to be trusted.
    pub suspicion: Option<Suspicion>,
}

impl Published {
    pub fn first(&self) -> Day {
        self.period.first()
    }

    pub fn last(&self) -> Day {
        self.period.last()
    }

    /// The date as precise as it is known: `2025-09-03`, `2025-09` or `2025`.
    pub fn label(&self) -> String {
        let day = self.first().to_string();
        match self.precision {
            Precision::Day => day,
            Precision::Month => day[..7].to_string(),
            Precision::Year => day[..4].to_string(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    Day,
    Month,
    Year,
}

impl Precision {
    pub fn word(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Month => "month",
            Precision::Year => "year",
        }
    }
}

/// Where a date was found, the more trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The user says so.
    Correction,
    /// A header line of the article's own form, or its front matter.
    Header,
    /// Structured metadata: JSON-LD, meta elements, a field of a JSON record.
    Metadata,
    /// The outside of what it came in: a mail's, a feed's or a record's header lines.
    Envelope,
    /// A date in the URL or in the file's name.
    Name,
    /// `GENEVA, March 3 —`
    Dateline,
    /// A date standing alone near the top of the text, or beside the headline of a page.
    FirstLines,
    /// What a document says of its own making.
    Properties,
    /// The file's modification time; only when asked for.
    FileTime,
}

impl Evidence {
    pub fn word(self) -> &'static str {
        match self {
            Evidence::Correction => "correction",
            Evidence::Header => "header",
            Evidence::Metadata => "metadata",
            Evidence::Envelope => "envelope",
            Evidence::Name => "name",
            Evidence::Dateline => "dateline",
            Evidence::FirstLines => "first lines",
            Evidence::Properties => "properties",
            Evidence::FileTime => "file time",
        }
    }
}

/// The hour as the article has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeOfDay {
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    /// Minutes east of UTC, when the input said so.
    pub offset_minutes: Option<i16>,
}

/// Why a date is not to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspicion {
    /// More than a day after the day of ingest.
    Future,
    /// Before 1600, when no newspaper was printed.
    BeforePrint,
    /// The day on which a web archive captured the page, in want of its own.
    Captured,
}
