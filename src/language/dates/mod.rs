//! Dates as people write them, and dates as they are asked for.
//!
//! Text comes in; civil days and their precision go out. [`written`] reads a date at the start
//! of a text, [`month_day`] one without its year, [`asked`] the expression of a query or a flag.
//! No clock is read (what `today` is, the caller says) and no time zone is applied: the day is
//! the day as written. A date that two readers would take for two days is none.

mod asked;
mod clock;
mod cursor;
mod names;
mod order;
mod within;
mod written;

pub use asked::{DateProblem, asked};
pub use order::{DayOrder, Orders};
pub use within::dates_in;
pub use written::{impossible, is_ambiguous, month_day, written, written_in};

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
