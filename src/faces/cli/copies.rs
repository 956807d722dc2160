//! `onrecord copies`: the printings of a story, and what each has changed.
//!
//! A [`CopiesAnswer`] comes in, text goes out. What the earliest has alone and what was put in are told
//! apart by `[-…-]{+…+}`, as in a trace, never by colour alone.

use std::io::Write;
use std::path::Path;

use super::args::CopiesArgs;
use super::layout::Flow;
use super::listing::{clipped, date, origin};
use super::terminal::{FAINT, LIT, PLAIN, STRONG, Terminal, data_out};
use super::{Session, footer, words};
use crate::engine::{CopiesAnswer, Copy, CopyPassage, CopyPieceKind, title};
use crate::faces::errors::{Exit, Failure};
use crate::faces::wire::Offsets;
use crate::faces::wire_copies;
use crate::model::{Article, Period, Span};

/// Characters of a headline, or of the first sentence that stands in for one.
const TITLE_CHARS_MAX: usize = 120;
/// Words of a long change that are shown at its beginning and at its end.
const WORDS_SHOWN: usize = 12;
/// Changes of one printing that are listed without `-v`.
const PASSAGES_LISTED: usize = 20;

pub fn run(session: &Session, args: &CopiesArgs) -> Result<Exit, Failure> {
    let answer = session.engine(false).copies(&args.article)?;
    if args.json {
        let (mut out, digest) = (data_out(), session.preferences.files_digest.as_deref());
        let offsets = args.offsets.unwrap_or(Offsets::Bytes);
        wire_copies::write_copies(&mut out, &answer, offsets, digest, &args.article)?;
        out.flush()?;
    } else {
        let listed = if session.verbose { usize::MAX } else { PASSAGES_LISTED };
        let mut text = text(session.terminal, &session.preferences.corpus.value, &answer, listed);
        if !session.quiet {
            footer::write_lines(&mut text, session.terminal, vec![footer::index(&answer.made, session.clock)]);
        }
        session.print(&text)?;
    }
    Ok(if answer.printings.len() > 1 { Exit::Hits } else { Exit::NoHits })
}

fn text(terminal: Terminal, corpus: &Path, answer: &CopiesAnswer, listed: usize) -> String {
    let mut out = String::new();
    head(&mut out, terminal, answer);
    let rank_columns = answer.printings.len().to_string().len();
    let indent = rank_columns + 2;
    for (number, copy) in answer.printings.iter().enumerate() {
        let mut flow = Flow::new(terminal);
        let rank = format!("{:>rank_columns$}\u{A0}", number + 1).replace(' ', "\u{A0}");
        flow.push(&rank, FAINT).push(" ", PLAIN);
        flow.push(&date(copy.article.published.as_ref()), PLAIN).push("\u{A0} ", PLAIN);
        let title = title(&copy.article).unwrap_or("(no text)");
        flow.push(&clipped(title, TITLE_CHARS_MAX), STRONG);
        flow.write(&mut out, 0, indent);
        origin(terminal, corpus, &copy.article).write(&mut out, indent, indent);
        let told = if number == 0 { words::count(copy.words, "word") } else { kept(answer.first(), copy) };
        Flow::new(terminal).push(&told, PLAIN).write(&mut out, indent, indent);
        for passage in copy.passages.iter().take(listed) {
            difference(terminal, &answer.first().article, &copy.article, passage).write(&mut out, indent, indent + 2);
        }
        if copy.passages.len() > listed {
            let more =
                format!("and {} more changes (-v lists all)", words::number((copy.passages.len() - listed) as u64));
            Flow::new(terminal).push(&more, FAINT).write(&mut out, indent, indent);
        }
        out.push('\n');
    }
    out
}

/// `3 printings of one story, 2025-09-03 to 2025-09-05`
fn head(out: &mut String, terminal: Terminal, answer: &CopiesAnswer) {
    let mut flow = Flow::new(terminal);
    if answer.printings.len() == 1 {
        flow.push("No other printing of this story is in the archive.", STRONG);
    } else {
        let printings = format!("{} of one story", words::count(answer.printings.len() as u64, "printing"));
        flow.push(&printings, STRONG).push(&days(answer).unwrap_or_default(), PLAIN);
    }
    flow.write(out, 0, 2);
    out.push('\n');
}

fn days(answer: &CopiesAnswer) -> Option<String> {
    let periods = || answer.printings.iter().filter_map(|copy| Some(copy.article.published.as_ref()?.period));
    let first = periods().map(Period::first).min()?;
    let last = periods().map(Period::first).max()?;
    Some(if first == last { format!(", {first}") } else { format!(", {first} to {last}") })
}

/// `the same words`, or `keeps 387 of 412 words (94 %), adds 12`
fn kept(first: &Copy, copy: &Copy) -> String {
    let headline = if copy.other_headline { ", under another headline" } else { "" };
    if copy.kept == first.words && copy.kept == copy.words {
        return format!("the same words{headline}");
    }
    // Less than all is never told as all.
    let percent = (copy.kept * 100).checked_div(first.words).unwrap_or(100);
    let added = copy.words - copy.kept;
    let adds = if added == 0 { String::new() } else { format!(", adds {}", words::number(added)) };
    format!("keeps {} of {} ({percent} %){adds}{headline}", words::number(copy.kept), words::count(first.words, "word"))
}

fn difference(terminal: Terminal, first: &Article, here: &Article, passage: &CopyPassage) -> Flow {
    let mut flow = Flow::new(terminal);
    for (number, piece) in passage.pieces.iter().enumerate() {
        // A word put in takes the place of the one dropped before it.
        let replaces = piece.kind == CopyPieceKind::Added
            && number > 0
            && passage.pieces[number - 1].kind == CopyPieceKind::Dropped;
        flow.push(if number == 0 || replaces { "" } else { " " }, PLAIN);
        match piece.kind {
            CopyPieceKind::Same => flow.push(piece.here.of(&here.text), FAINT),
            CopyPieceKind::Dropped => flow.push(&format!("[-{}-]", shortened(first, piece.first)), PLAIN),
            CopyPieceKind::Added => flow.push(&format!("{{+{}+}}", shortened(here, piece.here)), LIT),
        };
    }
    flow
}

/// The words, or so many of their beginning and end, with the number of those between.
fn shortened(article: &Article, span: Span) -> String {
    let all: Vec<&str> = span.of(&article.text).split_whitespace().collect();
    let left_out = all.len().saturating_sub(2 * WORDS_SHOWN);
    if left_out < WORDS_SHOWN {
        return all.join(" ");
    }
    let (begin, end) = (all[..WORDS_SHOWN].join(" "), all[all.len() - WORDS_SHOWN..].join(" "));
    format!("{begin} … {} words … {end}", words::number(left_out as u64))
}
