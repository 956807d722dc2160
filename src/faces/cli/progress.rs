//! The progress bar: on standard error, on a terminal alone.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::say;
use super::words;
use crate::engine::Progress;
use crate::faces::sanitize;

/// Below this many columns there is no room for a bar beside the figures.
const BAR_COLUMNS_MIN: u16 = 70;

/// While the walk goes on alone.
const FINDING: &str = "{msg}";
const READING: &str = "{msg}  {wide_bar} {percent:>3}%  {binary_bytes_per_sec}  {eta} left";
const READING_NARROW: &str = "{msg}  {percent}%  {eta} left";

/// Bytes read against bytes found, with rate and remaining time.
pub struct Bar {
    bar: ProgressBar,
    quiet: bool,
    found: AtomicU64,
    reading: AtomicBool,
}

impl Bar {
    pub fn new(quiet: bool) -> Bar {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        bar.set_style(style(FINDING));
        if !quiet && io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        Bar { bar, quiet, found: AtomicU64::new(0), reading: AtomicBool::new(false) }
    }

    /// Takes the bar off the screen.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    // A template that did not parse would leave the plain bar, which says the same with less.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Progress for Bar {
    fn found(&self, entries: u64, bytes: u64, _done: bool) {
        self.found.store(entries, Ordering::Relaxed);
        self.bar.set_length(bytes);
        if !self.reading.load(Ordering::Relaxed) {
            self.bar.set_message(format!("{} found", words::count(entries, "file")));
        }
    }

    fn read(&self, entries: u64, bytes: u64) {
        if !self.reading.swap(true, Ordering::Relaxed) {
            let columns = terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| width.0);
            self.bar.set_style(style(if columns < BAR_COLUMNS_MIN { READING_NARROW } else { READING }));
        }
        let found = self.found.load(Ordering::Relaxed);
        self.bar.set_message(format!("{} of {}", words::number(entries), words::count(found, "file")));
        self.bar.set_position(bytes);
    }

    fn say(&self, sentence: &str) {
        if !self.quiet {
            let sentence = sanitize::line(sentence);
            self.bar.suspend(|| say(&sentence));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bars_templates_are_understood() {
        for template in [FINDING, READING, READING_NARROW] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
