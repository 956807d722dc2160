//! What a citation leads to: how the text of now stands to it, and the cited words among the
//! paragraphs around them.

use super::article::{Telling, head, note, said_in, write_known};
use super::explain;
use super::layout::Flow;
use super::margin::{Note, Page};
use super::terminal::{PLAIN, STRONG, Terminal};
use crate::engine::{CiteStanding, Cited, Said, title};
use crate::model::{Article, Day, Span};

pub fn text(terminal: Terminal, cited: &Cited, telling: Telling) -> String {
    let article = &cited.shown.article;
    let mut out = String::new();
    if let Some(title) = title(article) {
        Flow::new(terminal).push(title, STRONG).write(&mut out, 0, 0);
        out.push('\n');
    }
    let mut known = vec![("standing", sentence(cited.standing))];
    known.extend(head(article));
    known.extend(cited.copies.iter().map(|place| ("also at", place.clone())));
    known.push(("cite", explain::cite(cited.cite.clone(), telling)));
    write_known(&mut out, terminal, &known);
    let Some(span) = cited.cite.span else { return out };
    let said: Vec<Said> = said_in(&cited.shown).into_iter().filter(|said| said.extent() == span).collect();
    let mut notes: Vec<Note> = said.iter().map(|said| note(article, said)).collect();
    if notes.is_empty() {
        notes.push(Note { spans: vec![span], name: "cited".to_string(), qualities: vec!["no quote".to_string()] });
    }
    let page = Page::new(terminal, &article.text, &notes);
    for paragraph in around(article, span) {
        out.push('\n');
        page.write(&mut out, paragraph, PLAIN);
    }
    page.write_legend(&mut out);
    if telling.explain {
        explain::write(&mut out, terminal, article, &said, telling);
    }
    out
}

/// The paragraphs of the words, with one before and one after.
fn around(article: &Article, span: Span) -> Vec<Span> {
    let mut all = article.body.clone();
    all.extend(article.headline.as_ref().and_then(|headline| headline.span));
    all.sort_by_key(|paragraph| paragraph.start);
    let first = all.iter().position(|paragraph| paragraph.overlaps(span));
    let last = all.iter().rposition(|paragraph| paragraph.overlaps(span));
    match first.zip(last) {
        Some((first, last)) => all[first.saturating_sub(1)..(last + 2).min(all.len())].to_vec(),
        None => vec![span],
    }
}

fn sentence(standing: CiteStanding) -> String {
    let by = |since: Option<Day>| since.map(|day| format!(" (by {day})")).unwrap_or_default();
    match standing {
        CiteStanding::AsCited => "as cited: the file's bytes are the very ones".to_string(),
        CiteStanding::SameText { since } => {
            format!("the file has changed since{}; the text of this article has not", by(since))
        }
        CiteStanding::WordsStand { since } => {
            format!("the text has changed since{}; the cited words stand in it as they were", by(since))
        }
        CiteStanding::WordsGone { since } => {
            format!("the text has changed since{}; the cited words stand in it no more", by(since))
        }
        CiteStanding::WordsUnknown { since } => format!(
            "the text has changed since{}; what was cited is not remembered, so compare the words yourself",
            by(since)
        ),
        CiteStanding::NoSuchPlace => {
            "the file's bytes are the very ones, but the place is none of its text: cited from another reading of it"
                .to_string()
        }
    }
}
