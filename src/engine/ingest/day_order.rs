//! Days of dates like `03/09/2025`, of which the article itself does not tell which number is the
//! day: decided by the rest of the archive.
//!
//! Dates with a number above 12 are counted while the corpus is read. When nineteen of twenty of
//! them show one order, the files that wait for it are read again with it. The counts, and the
//! files that still wait, are kept in the summary of the index for the next run.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use serde::{Deserialize, Serialize};

use super::Ingest;
use super::reading::Task;
use crate::crawl::{Entry, Outcome, Sight};
use crate::engine::{EngineError, Progress};
use crate::language::dates::{DayOrder, Orders, is_ambiguous};
use crate::model::{Attribute, Finding};
use crate::read::ReadRules;

/// So many dates must show the order.
const DATES_MIN: u32 = 5;
/// The most files remembered as waiting.
const WAITING_MAX: usize = 100_000;

/// What the archive shows of the order of days and months.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOrders {
    day_first: u32,
    month_first: u32,
    /// Files with dates that can be read in both ways, by their paths as shown.
    waiting: BTreeSet<String>,
}

impl DayOrders {
    /// The order that the dates seen so far show.
    pub fn shown(&self) -> Option<DayOrder> {
        Orders { day_first: self.day_first, month_first: self.month_first }.shown(DATES_MIN)
    }
}

/// What the readers of a run have seen.
#[derive(Default)]
pub struct OrdersSeen {
    orders: Mutex<Orders>,
    waiting: Mutex<BTreeSet<usize>>,
}

impl OrdersSeen {
    /// Takes the dates of an article of a task.
    pub fn take(&self, task: usize, findings: &[Finding]) {
        let dates = findings.iter().filter(|finding| finding.about == Attribute::Published);
        let written = dates.filter_map(|finding| Some((finding, finding.value.as_deref()?.trim())));
        for (finding, date) in written.filter(|(_, date)| date.starts_with(|c: char| c.is_ascii_digit())) {
            let mut shown = Orders::default();
            shown.take(date);
            if shown != Orders::default() {
                let mut orders = self.orders.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                orders.day_first = orders.day_first.saturating_add(shown.day_first);
                orders.month_first = orders.month_first.saturating_add(shown.month_first);
            } else if !finding.believed && is_ambiguous(date) {
                self.waiting.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).insert(task);
            }
        }
    }
}

impl Ingest<'_> {
    /// Adds what the readers have seen, and reads again what waited for an order that is known now.
    pub(super) fn settle_day_order(
        &mut self,
        root: &Path,
        rules: &ReadRules,
        (tasks, seen): (&[Task], OrdersSeen),
        entries: &[Entry],
        (progress, stop): (&dyn Progress, &AtomicBool),
    ) -> Result<(), EngineError> {
        let orders = seen.orders.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        let waiting = seen.waiting.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        let known = &mut self.day_orders;
        known.day_first = known.day_first.saturating_add(orders.day_first);
        known.month_first = known.month_first.saturating_add(orders.month_first);
        known.waiting.extend(waiting.into_iter().map(|task| tasks[task].path.to_string()));
        while known.waiting.len() > WAITING_MAX {
            known.waiting.pop_last();
        }
        let Some(order) = known.shown().filter(|_| !known.waiting.is_empty()) else { return Ok(()) };
        let again = self.tasks_again(entries);
        self.read_all(root, &rules.clone().with_day_order(order), &again, progress, stop)?;
        if !stop.load(std::sync::atomic::Ordering::Relaxed) {
            self.day_orders.waiting.clear();
        }
        Ok(())
    }

    /// The files that wait, to be read anew; what this run has already said of them is taken back.
    fn tasks_again(&mut self, entries: &[Entry]) -> Vec<Task> {
        let mut tasks = Vec::new();
        for entry in entries {
            let Sight::File(stamp) = &entry.sight else { continue };
            let place = entry.path.to_string();
            let record = self.manifest.get(&entry.path).filter(|record| record.outcome == Outcome::Indexed);
            let Some(record) = record.filter(|_| self.day_orders.waiting.contains(&place)) else { continue };
            if self.read_now.contains(&entry.path) {
                self.report.indexed = self.report.indexed.saturating_sub(1);
                self.report.articles = self.report.articles.saturating_sub(record.articles);
            } else {
                self.report.unchanged = self.report.unchanged.saturating_sub(1);
            }
            let within = format!("{place}#");
            self.report.notes.retain(|note| note.place != place && !note.place.starts_with(&within));
            tasks.push(Task { path: entry.path.clone(), size_bytes: stamp.size_bytes, known_digest: None });
        }
        tasks
    }
}
