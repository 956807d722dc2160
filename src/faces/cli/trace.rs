//! `onrecord trace`: where do these words come from?

use std::io::{Read, Write};

use super::args::TraceArgs;
use super::terminal::data_out;
use super::{Session, index, trace_listing};
use crate::engine::{ASKED_BYTES_MAX, Trace, TraceQuestion, Verdict};
use crate::faces::errors::{Complaint, Exit, Failure};
use crate::faces::wire::Offsets;
use crate::faces::wire_trace::{self, TraceAsked};

pub fn run(session: &Session, args: TraceArgs) -> Result<Exit, Failure> {
    let question = question(session, &args)?;
    let engine = session.engine(false);
    let some_failed = match index::bring_up_to_date(session, &engine, args.refresh)? {
        Exit::Interrupted => return Ok(Exit::Interrupted),
        exit => exit == Exit::SomeFailed,
    };
    let trace = engine.trace(&question)?;
    if args.json {
        let asked = TraceAsked {
            question: &question,
            offsets: args.offsets.unwrap_or(Offsets::Bytes),
            user_digest: session.preferences.files_digest.as_deref(),
        };
        let mut out = data_out();
        wire_trace::write_trace(&mut out, asked, &trace)?;
        out.flush()?;
    } else {
        session.print(&trace_listing::text(session, &question, &trace))?;
    }
    // As with search: an answer does not make up for files that could not be read.
    Ok(if some_failed { Exit::SomeFailed } else { exit(&trace) })
}

/// Only the very words are a success: a script may rest on it.
fn exit(trace: &Trace) -> Exit {
    if trace.verdict == Verdict::Verbatim { Exit::Hits } else { Exit::NoHits }
}

fn question(session: &Session, args: &TraceArgs) -> Result<TraceQuestion, Failure> {
    let from_pipe = args.words == ["-"];
    let words = if from_pipe { standard_input()? } else { args.words.join(" ") };
    let mut question = TraceQuestion::new(&words).map_err(|reason| {
        Complaint::new(reason.to_string())
            .hint("`onrecord trace 'the words of the quote'`, or `-` to read them from a pipe")
    })?;
    question.speaker = args.speaker.clone();
    question.from = args.from.clone();
    question.to = args.to.clone();
    question.limit = session.preferences.limit.value.count();
    Ok(question)
}

/// What stands on standard input; one byte past the limit is enough to know that it is too long.
fn standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let limit = ASKED_BYTES_MAX as u64 + 1;
    std::io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(|error| {
        Complaint::new(format!("standard input cannot be read: {}", crate::faces::errors::cause(&error)))
    })?;
    if bytes.len() as u64 == limit {
        let sentence = format!("the text on standard input is past the limit of {ASKED_BYTES_MAX} bytes");
        return Err(Complaint::new(sentence).hint("trace the sentence in question rather than the whole text").into());
    }
    let not_text = |_| Complaint::new("standard input is not UTF-8").hint("`iconv -t utf-8` makes it so");
    Ok(String::from_utf8(bytes).map_err(not_text)?)
}
