//! `onrecord forget`: takes an article out of the index for good.

use super::args::ForgetArgs;
use super::{Session, words};
use crate::engine::Forgotten;
use crate::faces::errors::{Exit, Failure};
use crate::faces::sanitize;

pub fn run(session: &Session, args: ForgetArgs) -> Result<Exit, Failure> {
    let forgotten = session.engine(false).forget(&args.article)?;
    if !session.quiet {
        session.print(&text(&forgotten))?;
    }
    Ok(Exit::Hits)
}

fn text(forgotten: &Forgotten) -> String {
    let mut text = format!("{} forgotten:\n", words::count(forgotten.articles.len() as u64, "article"));
    for (id, place) in &forgotten.articles {
        text.push_str(&format!("  {id}  {}\n", sanitize::line(place)));
    }
    text.push_str("They stay out when the corpus is read again. Files in the corpus were not touched.\n");
    text
}
