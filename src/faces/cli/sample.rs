//! `onrecord sample`: random quotes into a sheet, to be judged by hand.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::args::SampleArgs;
use super::terminal::{data_out, say};
use super::{Session, index, words};
use crate::engine::{ParseMode, QuoteQuestion, Sample, Typed};
use crate::faces::errors::{self, Complaint, Exit, Failure};
use crate::faces::sanitize;
use crate::faces::sheet::write_sheet;

pub fn run(session: &Session, args: SampleArgs) -> Result<Exit, Failure> {
    if args.quotes == 0 {
        return Err(Complaint::new("a sample of no quotes shows nothing").hint("give --quotes a number").into());
    }
    if let Some(file) = args.output.as_deref().filter(|file| file.exists()) {
        return Err(is_there(file).into());
    }
    let engine = session.engine(false);
    let some_failed = match index::bring_up_to_date(session, &engine, args.refresh)? {
        Exit::Interrupted => return Ok(Exit::Interrupted),
        exit => exit == Exit::SomeFailed,
    };
    let sample = engine.sample(&question(&args), args.quotes, args.seed)?;
    for notice in &sample.notices {
        say(&format!("onrecord: note: {}", sanitize::line(notice)));
    }
    if !session.quiet {
        say(&told(&sample, args.seed));
    }
    if sample.quotes.is_empty() {
        return Ok(Exit::NoHits);
    }
    match &args.output {
        None => write_sheet(data_out(), &sample)?,
        Some(file) => {
            let mut out = BufWriter::new(created(file)?);
            write_sheet(&mut out, &sample)?;
            out.flush()?;
        }
    }
    Ok(if some_failed { Exit::SomeFailed } else { Exit::Hits })
}

fn question(args: &SampleArgs) -> QuoteQuestion {
    QuoteQuestion {
        typed: Typed { mode: ParseMode::Strict, from: args.from.clone(), to: args.to.clone(), ..Typed::new("") },
        speaker: args.speaker.clone(),
        kind: args.kind.clone(),
        certainty: args.certainty.clone(),
        // What was denied or asked is judged like the rest.
        polarity: Some("any".to_string()),
        ..QuoteQuestion::new("")
    }
}

fn told(sample: &Sample, seed: u64) -> String {
    let drawn = words::count(sample.quotes.len() as u64, "quote");
    let total = words::number(sample.total);
    format!("{drawn} of {total} drawn, seed {seed}, generation {} of the index", sample.made.generation)
}

/// Hours of judging are not written over.
fn created(file: &Path) -> Result<File, Failure> {
    File::create_new(file).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => is_there(file).into(),
        _ => Complaint::new(format!("{}: {}", file.display(), errors::cause(&error))).into(),
    })
}

fn is_there(file: &Path) -> Complaint {
    Complaint::new(format!("{} is there already, perhaps with judgements in it", file.display()))
        .hint("name another file, or remove this one")
}
