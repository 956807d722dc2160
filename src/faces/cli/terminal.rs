//! What the place that is written to can show: its width, styles, links.
//!
//! Looks at standard output, standard error and the usual variables (`NO_COLOR`, `CLICOLOR`,
//! `CLICOLOR_FORCE`, `TERM`, `COLUMNS`) once; everything else asks the values found here.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use crate::faces::config::ColorWhen;

/// Long lines are hard to read: what is wider than this is left empty.
const WIDTH_MAX: usize = 100;
const WIDTH_MIN: usize = 20;
const WIDTH_UNKNOWN: usize = 80;

/// How lit words stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// Bold and in colour: bold alone tells them apart.
    Style,
    /// `*word*`: a terminal without styles.
    Stars,
    /// Not at all: text for another program.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    pub width: usize,
    pub marks: Marks,
    /// OSC 8 links.
    pub links: bool,
    /// Somebody is looking.
    pub watched: bool,
}

impl Terminal {
    /// What standard output is.
    pub fn of_stdout(color: ColorWhen) -> Terminal {
        let watched = io::stdout().is_terminal();
        let styled = choice(color, &io::stdout()) != ColorChoice::Never;
        let marks = match (styled, watched) {
            (true, _) => Marks::Style,
            (false, true) => Marks::Stars,
            (false, false) => Marks::None,
        };
        let simple = matches!(std::env::var("TERM").as_deref(), Ok("dumb" | "linux"));
        Terminal { width: width(), marks, links: styled && watched && !simple, watched }
    }
}

/// Standard output for text: styles are taken out where they cannot be shown, and translated on
/// old consoles.
pub fn text_out(color: ColorWhen) -> impl Write {
    let choice = choice(color, &io::stdout());
    BufWriter::new(AutoStream::new(io::stdout().lock(), choice))
}

/// Standard output for other programs, byte for byte.
pub fn data_out() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Says something on standard error. Nobody can be told when that fails, so it is let be.
pub fn say(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = stderr.write_all(b"\n");
    }
}

fn choice(color: ColorWhen, stdout: &io::Stdout) -> ColorChoice {
    match color {
        ColorWhen::Always => ColorChoice::Always,
        ColorWhen::Never => ColorChoice::Never,
        ColorWhen::Auto => AutoStream::choice(stdout),
    }
}

fn width() -> usize {
    let wished = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let columns = wished
        .filter(|columns| *columns > 0)
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .unwrap_or(WIDTH_UNKNOWN);
    columns.clamp(WIDTH_MIN, WIDTH_MAX)
}

pub const PLAIN: Style = Style::new();
pub const STRONG: Style = Style::new().bold();
pub const FAINT: Style = Style::new().dimmed();
pub const LIT: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
/// Words that somebody is reported to have said: slanted, for colour alone is not enough.
pub const SAID: Style = Style::new().italic().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
