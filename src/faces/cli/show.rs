//! `onrecord show`: one article, whole.

use std::io::Write;

use super::Session;
use super::args::{ShowArgs, ShowFormat};
use super::article::{self, Telling};
use super::terminal::data_out;
use crate::faces::errors::{Complaint, Exit, Failure};
use crate::faces::wire::{self, Offsets};

pub fn run(session: &Session, args: ShowArgs) -> Result<Exit, Failure> {
    let json = args.json || args.format == Some(ShowFormat::Json);
    if args.offsets.is_some() && !json {
        return Err(Complaint::new("--offsets counts in JSON alone").hint("add --json").into());
    }
    let telling = Telling { verbose: session.verbose, explain: args.explain };
    let shown = session.engine(false).show(&args.article)?;
    if json {
        let mut out = data_out();
        wire::write_article(&mut out, &shown, args.offsets.unwrap_or(Offsets::Bytes))?;
        out.flush()?;
    } else {
        session.print(&article::text(session.terminal, &shown, telling))?;
    }
    Ok(Exit::Hits)
}
