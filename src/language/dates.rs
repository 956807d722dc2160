//! Dates as people write them.

use crate::model::{Period, Precision, TimeOfDay};

/// A date found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub period: Period,
    pub precision: Precision,
    pub time: Option<TimeOfDay>,
    /// How many bytes of the text it takes.
    pub length: usize,
}
