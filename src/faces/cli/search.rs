//! `onrecord search`: builds a missing index, asks, prints the answer in the form wanted.

use std::io::Write;

use super::args::{Format, SearchArgs};
use super::request::{self, SearchRequest};
use super::terminal::{Terminal, data_out, say, text_out};
use super::{Session, batch, footer, index, listing, words};
use crate::engine::{Answer, Engine, Question};
use crate::faces::errors::{Exit, Failure};
use crate::faces::rows::{self, PathEnd};
use crate::faces::sanitize;
use crate::faces::wire::{self, Asked};

pub fn run(session: &Session, args: SearchArgs) -> Result<Exit, Failure> {
    let request = request::search(args, &session.preferences)?;
    let engine = session.engine(false);
    let built = index::bring_up_to_date(session, &engine, request.refresh)?;
    if built == Exit::Interrupted {
        return Ok(built);
    }
    let exit = match &request.batch {
        Some(file) => batch::run(session, &engine, &request, file)?,
        None => one(session, &engine, &request)?,
    };
    Ok(index::together(built, exit))
}

fn one(session: &Session, engine: &Engine, request: &SearchRequest) -> Result<Exit, Failure> {
    let answer = engine.search(&request.question)?;
    let color = session.preferences.color.value;
    if request.format == Format::Text {
        let mut out = text_out(color);
        out.write_all(text(session, request, &request.question, &answer).as_bytes())?;
        out.flush()?;
        return Ok(exit(&answer));
    }
    aside(session, request, None, &answer);
    let mut out = data_out();
    if request.format == Format::Csv {
        rows::csv_head(&mut out, false)?;
    }
    data(&mut out, session, request, None, &request.question, &answer)?;
    out.flush()?;
    Ok(exit(&answer))
}

/// Articles of any of the words were not asked for: they do not count.
pub fn exit(answer: &Answer) -> Exit {
    if answer.total > 0 { Exit::Hits } else { Exit::NoHits }
}

/// The answer for people.
pub fn text(session: &Session, request: &SearchRequest, question: &Question, answer: &Answer) -> String {
    let mut out = String::new();
    let terminal: Terminal = session.terminal;
    listing::preface(&mut out, terminal, answer, request.explain);
    listing::hits(&mut out, terminal, &session.preferences.corpus.value, answer);
    if !session.quiet {
        footer::write(&mut out, terminal, question, answer, session.clock);
    }
    out
}

/// The answer for programs.
pub fn data(
    out: &mut impl Write,
    session: &Session,
    request: &SearchRequest,
    query_id: Option<&str>,
    question: &Question,
    answer: &Answer,
) -> Result<(), Failure> {
    let user_digest = session.preferences.files_digest.as_deref();
    let asked = Asked { question, offsets: request.offsets, user_digest, query_id };
    match request.format {
        Format::Json => wire::write_answer(out, asked, answer)?,
        Format::Jsonl => wire::write_answer_lines(out, asked, answer)?,
        Format::Csv => rows::csv_rows(&mut *out, query_id, answer)?,
        Format::Trec => rows::trec_lines(out, query_id.unwrap_or_default(), answer)?,
        Format::Paths => {
            let end = match (request.null, session.terminal.watched) {
                (true, _) => PathEnd::Nul,
                (false, true) => PathEnd::ShownLine,
                (false, false) => PathEnd::Line,
            };
            rows::paths(out, &session.preferences.corpus.value, end, answer)?;
        }
        Format::Text => out.write_all(text(session, request, question, answer).as_bytes())?,
    }
    Ok(())
}

/// What a table or a list of paths cannot say goes to standard error; JSON says it itself.
pub fn aside(session: &Session, request: &SearchRequest, query_id: Option<&str>, answer: &Answer) {
    if session.quiet || matches!(request.format, Format::Json | Format::Jsonl) {
        return;
    }
    let name = query_id.map(|id| format!("query {}: ", sanitize::line(id))).unwrap_or_default();
    for notice in &answer.notices {
        say(&format!("onrecord: {name}note: {}", sanitize::line(notice)));
    }
    if request.explain {
        say(&format!("onrecord: {name}understood: {}", sanitize::line(&answer.understood)));
    }
    if let Some(total) = answer.any_instead {
        let total = words::count(total, "article");
        say(&format!(
            "onrecord: {name}no article has all of these words; {total} with some of them (--any lists them)"
        ));
    }
}
