//! `onrecord show`: one article, whole, or the words that a citation names.

use std::io::Write;

use super::args::{ShowArgs, ShowFormat};
use super::article::{self, Telling, said_in};
use super::terminal::data_out;
use super::{Session, cited};
use crate::engine::{CiteStanding, Cited, Said, Shown};
use crate::faces::errors::{Complaint, Exit, Failure};
use crate::faces::wire::Offsets;
use crate::faces::{citations, wire_article};
use crate::model::AskedCite;

pub fn run(session: &Session, args: ShowArgs) -> Result<Exit, Failure> {
    let format = if args.json { ShowFormat::Json } else { args.format.unwrap_or(ShowFormat::Text) };
    if args.offsets.is_some() && format != ShowFormat::Json {
        return Err(Complaint::new("--offsets counts in JSON alone").hint("add --json").into());
    }
    if args.explain && format != ShowFormat::Text {
        return Err(Complaint::new("--explain is for text; JSON has the rule of every quote in any case").into());
    }
    let engine = session.engine(false);
    let telling = Telling { verbose: session.verbose, explain: args.explain };
    let offsets = args.offsets.unwrap_or(Offsets::Bytes);
    if !AskedCite::is_meant(&args.article) {
        let shown = engine.show(&args.article)?;
        match format {
            ShowFormat::Text => session.print(&article::text(session.terminal, &shown, telling))?,
            _ => data(format, &shown, None, offsets)?,
        }
        return Ok(Exit::Hits);
    }
    let asked = args.article.parse().map_err(|error| {
        Complaint::new(format!("{}: {error}", args.article))
            .hint("`onrecord show ARTICLE --explain` prints the citation of every quote")
    })?;
    let found = engine.cited(&asked)?;
    match format {
        ShowFormat::Text => session.print(&cited::text(session.terminal, &found, telling))?,
        _ => data(format, &found.shown, Some(&found), offsets)?,
    }
    // What was cited is there; anything else is for a person to look at.
    match found.standing {
        CiteStanding::AsCited | CiteStanding::SameText { .. } => Ok(Exit::Hits),
        _ => Ok(Exit::NoHits),
    }
}

/// The article, or the quotes of it that the citation names, for another program.
fn data(format: ShowFormat, shown: &Shown, cited: Option<&Cited>, offsets: Offsets) -> Result<(), Failure> {
    let named = |said: &Said| cited.is_none_or(|cited| cited.cite.span == Some(said.extent()));
    let said: Vec<Said> = said_in(shown).into_iter().filter(named).collect();
    let pairs = said.iter().map(|said| (&shown.article, said));
    let mut out = data_out();
    match format {
        ShowFormat::Text | ShowFormat::Json => wire_article::write_article(&mut out, shown, offsets, cited)?,
        ShowFormat::Bibtex => citations::write_bibtex(&mut out, pairs)?,
        ShowFormat::Ris => citations::write_ris(&mut out, pairs)?,
        ShowFormat::CslJson => citations::write_csl_json(&mut out, pairs)?,
    }
    out.flush()?;
    Ok(())
}
