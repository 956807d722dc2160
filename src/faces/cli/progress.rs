//! The progress bar: on standard error, on a terminal alone.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::say;
use super::words;
use crate::engine::Progress;
use crate::faces::sanitize;

/// Below this many columns there is no room for a bar beside the figures.
const BAR_COLUMNS_MIN: u16 = 70;

/// Bytes read against bytes found, with rate and remaining time.
pub struct Bar {
    bar: ProgressBar,
    quiet: bool,
    found: std::sync::atomic::AtomicU64,
}

impl Bar {
    pub fn new(quiet: bool) -> Bar {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        if !quiet && io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.set_style(style());
        bar.set_message("looking at the corpus");
        Bar { bar, quiet, found: 0.into() }
    }

    /// Takes the bar off the screen.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

fn style() -> ProgressStyle {
    let columns = terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| width.0);
    let template = if columns < BAR_COLUMNS_MIN {
        "{msg}  {percent}%  {eta} left"
    } else {
        "{msg}  {wide_bar} {percent:>3}%  {binary_bytes_per_sec}  {eta} left"
    };
    // A template that did not parse would leave the plain bar, which says the same with less.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Progress for Bar {
    fn found(&self, entries: u64, bytes: u64, _done: bool) {
        self.found.store(entries, std::sync::atomic::Ordering::Relaxed);
        self.bar.set_length(bytes);
    }

    fn read(&self, entries: u64, bytes: u64) {
        let found = self.found.load(std::sync::atomic::Ordering::Relaxed);
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
        for template in
            ["{msg}  {percent}%  {eta} left", "{msg}  {wide_bar} {percent:>3}%  {binary_bytes_per_sec}  {eta} left"]
        {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
