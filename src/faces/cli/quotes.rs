//! `onrecord quotes`: builds a missing index, asks for quotes, prints them in the form wanted.

use std::io::Write;

use super::args::{QuotesArgs, QuotesFormat, SaidFacet};
use super::terminal::{data_out, say, text_out};
use super::{Session, index, quote_footer, quote_listing, request, words};
use crate::engine::{ParseMode, QuoteAnswer, QuoteQuestion};
use crate::faces::config::Values;
use crate::faces::errors::{Complaint, Exit, Failure};
use crate::faces::settings::Preferences;
use crate::faces::wire::Offsets;
use crate::faces::wire_quote_answer::{AskedQuotes, write_quote_lines, write_quotes};
use crate::faces::{citations, rows, sanitize};
use crate::model::QuoteFacet;

/// A question about quotes, validated.
#[derive(Debug)]
struct QuotesRequest {
    question: QuoteQuestion,
    format: QuotesFormat,
    offsets: Offsets,
    explain: bool,
    refresh: bool,
}

/// The flags of `quotes` that are settings too.
pub fn values(args: &QuotesArgs) -> Values {
    Values { limit: args.limit, query_lang: args.understanding.query_lang.clone(), ..Values::default() }
}

pub fn run(session: &Session, args: QuotesArgs) -> Result<Exit, Failure> {
    let request = request(args, &session.preferences)?;
    let engine = session.engine(false);
    let some_failed = match index::bring_up_to_date(session, &engine, request.refresh)? {
        Exit::Interrupted => return Ok(Exit::Interrupted),
        exit => exit == Exit::SomeFailed,
    };
    let answer = engine.quotes(&request.question)?;
    write(session, &request, &answer)?;
    // As with grep: hits do not make up for files that could not be read.
    Ok(match answer.total {
        _ if some_failed => Exit::SomeFailed,
        0 => Exit::NoHits,
        _ => Exit::Hits,
    })
}

fn write(session: &Session, request: &QuotesRequest, answer: &QuoteAnswer) -> Result<(), Failure> {
    let user_digest = session.preferences.files_digest.as_deref();
    let asked = AskedQuotes { question: &request.question, offsets: request.offsets, user_digest };
    if request.format == QuotesFormat::Text {
        let mut out = text_out(session.preferences.color.value);
        out.write_all(text(session, request, answer).as_bytes())?;
        out.flush()?;
        return Ok(());
    }
    if !matches!(request.format, QuotesFormat::Json | QuotesFormat::Jsonl) {
        aside(session, request, answer);
    }
    let places = answer.hits.iter().flat_map(|hit| &hit.places);
    let pairs = places.map(|place| (&*place.article, &place.said.said));
    let mut out = data_out();
    match request.format {
        QuotesFormat::Json => write_quotes(&mut out, asked, answer)?,
        QuotesFormat::Jsonl => write_quote_lines(&mut out, asked, answer)?,
        QuotesFormat::Csv => rows::quote_table(&mut out, answer)?,
        QuotesFormat::Bibtex => citations::write_bibtex(&mut out, pairs)?,
        QuotesFormat::Ris => citations::write_ris(&mut out, pairs)?,
        QuotesFormat::CslJson => citations::write_csl_json(&mut out, pairs)?,
        QuotesFormat::Text => {}
    }
    out.flush()?;
    Ok(())
}

/// The answer for people.
fn text(session: &Session, request: &QuotesRequest, answer: &QuoteAnswer) -> String {
    let mut out = String::new();
    let terminal = session.terminal;
    quote_listing::preface(&mut out, terminal, answer, request.explain);
    quote_listing::hits(&mut out, terminal, &session.preferences.corpus.value, answer);
    if !session.quiet {
        quote_footer::write(&mut out, terminal, &request.question, answer, session.clock);
    }
    out
}

/// What a table or a list of citations cannot say goes to standard error.
fn aside(session: &Session, request: &QuotesRequest, answer: &QuoteAnswer) {
    if session.quiet {
        return;
    }
    for notice in &answer.notices {
        say(&format!("onrecord: note: {}", sanitize::line(notice)));
    }
    if request.explain {
        say(&format!("onrecord: understood: {}", sanitize::line(&answer.understood)));
    }
    if let Some(some) = answer.any_instead {
        let some = words::count(some, "quote");
        say(&format!("onrecord: no quote has all of these words; {some} with some of them (--any lists them)"));
    }
}

/// What to ask, or what is wrong with the flags.
fn request(args: QuotesArgs, preferences: &Preferences) -> Result<QuotesRequest, Complaint> {
    let format = if args.json { QuotesFormat::Json } else { args.format.unwrap_or(QuotesFormat::Text) };
    let is_json = matches!(format, QuotesFormat::Json | QuotesFormat::Jsonl);
    let refuse = |sentence: &str, hint: &str| Err(Complaint::new(sentence).hint(hint));
    if args.offsets.is_some() && !is_json {
        return refuse("--offsets counts in JSON alone", "add --format json or jsonl");
    }
    if !args.facets.is_empty() && !is_json && format != QuotesFormat::Text {
        return refuse("this format cannot hold --facets", "use --format text, json or jsonl");
    }
    let limit = preferences.limit.value;
    request::check_page(limit, args.page)?;
    // People want repairs, programs refusals.
    let otherwise = if format == QuotesFormat::Text { ParseMode::Lenient } else { ParseMode::Strict };
    let question = QuoteQuestion {
        typed: request::typed(&args.query, &args.articles, &args.understanding, otherwise, preferences),
        speaker: args.speaker,
        about: args.about,
        role: args.role,
        kind: args.kind,
        certainty: args.certainty,
        polarity: args.polarity,
        spoken: args.spoken,
        sort: args.sort.order(),
        fold: !args.no_fold,
        limit: limit.count(),
        page: args.page,
        facets: args.facets.iter().map(|facet| quote_facet(*facet)).collect(),
    };
    let offsets = args.offsets.unwrap_or(Offsets::Bytes);
    Ok(QuotesRequest { question, format, offsets, explain: args.understanding.explain_query, refresh: args.refresh })
}

fn quote_facet(facet: SaidFacet) -> QuoteFacet {
    match facet {
        SaidFacet::Speaker => QuoteFacet::Speaker,
        SaidFacet::Certainty => QuoteFacet::Certainty,
        SaidFacet::Kind => QuoteFacet::Kind,
        SaidFacet::Polarity => QuoteFacet::Polarity,
        SaidFacet::Year => QuoteFacet::Year,
    }
}
