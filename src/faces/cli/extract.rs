//! `onrecord extract`: quotes of files or of a stream of records, without an index.

use std::io::{self, IsTerminal, Write};

use super::Session;
use super::args::ExtractArgs;
use super::terminal::{data_out, say};
use crate::engine::{ExtractInput, extract};
use crate::faces::errors::{Complaint, Exit, Failure};
use crate::faces::sanitize;
use crate::faces::wire::Offsets;
use crate::faces::wire_quotes::{ExtractedShape, write_extracted};

pub fn run(session: &Session, args: &ExtractArgs) -> Result<Exit, Failure> {
    let from_stdin = args.files.is_empty() || args.files.iter().any(|file| file.as_os_str() == "-");
    if from_stdin && args.files.len() > 1 {
        return Err(Complaint::new("standard input (`-`) stands alone").hint("name files, or pipe records").into());
    }
    if args.files.is_empty() && io::stdin().is_terminal() {
        let hint = "name files, or pipe JSON lines: onrecord extract < articles.jsonl";
        return Err(Complaint::new("nothing to read").hint(hint).into());
    }
    let settings = session.preferences.engine_settings(false, session.clock);
    let input =
        if from_stdin { ExtractInput::Records(Box::new(io::stdin())) } else { ExtractInput::Files(&args.files) };
    let offsets = args.offsets.unwrap_or(Offsets::Bytes);
    let shape = ExtractedShape { offsets, bare: args.no_text, explain: args.explain };
    let mut out = data_out();
    let render = |extracted: &crate::engine::Extracted| {
        let mut line = Vec::with_capacity(extracted.article.text.len() * 5 / 2 + 1024);
        // Writing to memory does not fail.
        let _ = write_extracted(&mut line, extracted, shape);
        line
    };
    let report = extract(&settings, input, render, |line| out.write_all(line))?;
    out.flush()?;
    for unread in &report.unread {
        say(&format!("onrecord: {}: {}", sanitize::line(&unread.place), sanitize::line(&unread.reason)));
    }
    Ok(match (report.unread.is_empty(), report.articles) {
        (false, _) => Exit::SomeFailed,
        (true, 0) => Exit::NoHits,
        (true, _) => Exit::Hits,
    })
}
