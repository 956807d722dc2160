//! `onrecord search --batch`: a file of queries, each answered in turn.
//!
//! A line is an id, a tab and a query. A query that is refused is told with its id and the others
//! are answered; the exit status remembers. Answers are written as they come, through one buffer.

use std::io::{self, Read, Write};
use std::path::Path;

use super::args::Format;
use super::request::SearchRequest;
use super::terminal::{data_out, say, text_out};
use super::{Session, search};
use crate::engine::Engine;
use crate::faces::errors::{Complaint, Exit, Failure, cause};
use crate::faces::{rows, sanitize};

pub fn run(session: &Session, engine: &Engine, request: &SearchRequest, file: &Path) -> Result<Exit, Failure> {
    let content = read(file)?;
    let queries = queries(&content, &shown(file))?;
    if request.format == Format::Text {
        let mut out = text_out(session.preferences.color.value);
        return answer_all(&mut out, session, engine, request, &queries);
    }
    let mut out = data_out();
    if request.format == Format::Csv {
        rows::csv_head(&mut out, true)?;
    }
    answer_all(&mut out, session, engine, request, &queries)
}

fn answer_all(
    out: &mut impl Write,
    session: &Session,
    engine: &Engine,
    request: &SearchRequest,
    queries: &[(&str, &str)],
) -> Result<Exit, Failure> {
    let (mut found, mut refused) = (false, false);
    for (id, query) in queries {
        let mut question = request.question.clone();
        question.typed.query = query.to_string();
        let answer = match engine.search(&question).map_err(Failure::from) {
            Ok(answer) => answer,
            Err(failure) => match failure.fold() {
                Some((Exit::Usage, complaint)) => {
                    refused = true;
                    say(&named(id, complaint).print());
                    continue;
                }
                _ => return Err(failure),
            },
        };
        found |= search::exit(&answer) == Exit::Hits;
        match request.format {
            Format::Text => writeln!(out, "query {}: {}\n", sanitize::line(id), sanitize::line(query))?,
            _ => search::aside(session, request, Some(id), &answer),
        }
        search::data(out, session, request, Some(id), &question, &answer)?;
        if request.format == Format::Text {
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(match (refused, found) {
        (true, _) => Exit::Usage,
        (false, true) => Exit::Hits,
        (false, false) => Exit::NoHits,
    })
}

fn named(id: &str, complaint: Complaint) -> Complaint {
    Complaint { sentence: format!("query {id}: {}", complaint.sentence), ..complaint }
}

fn read(file: &Path) -> Result<String, Complaint> {
    let mut bytes = Vec::new();
    let read = match file.as_os_str() == "-" {
        true => io::stdin().lock().read_to_end(&mut bytes).map(drop),
        false => std::fs::read(file).map(|content| bytes = content),
    };
    let shown = shown(file);
    read.map_err(|error| Complaint::new(format!("the queries in {shown} could not be read: {}", cause(&error))))?;
    String::from_utf8(bytes)
        .map_err(|_| Complaint::new(format!("{shown} is not written in UTF-8")).hint("save it as UTF-8"))
}

fn shown(file: &Path) -> String {
    if file.as_os_str() == "-" { "standard input".to_string() } else { file.display().to_string() }
}

/// Ids and queries; empty lines are left out.
fn queries<'a>(content: &'a str, file: &str) -> Result<Vec<(&'a str, &'a str)>, Complaint> {
    let content = content.strip_prefix('\u{FEFF}').unwrap_or(content);
    let mut found = Vec::new();
    for (number, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let parts = line.split_once('\t').map(|(id, query)| (id.trim(), query)).filter(|(id, _)| !id.is_empty());
        let Some(parts) = parts else {
            return Err(Complaint::new(format!("{file}, line {}: no id and tab before the query", number + 1))
                .hint("write each line as: id, tab, query"));
        };
        found.push(parts);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_ids_and_queries() {
        let found = queries("\u{FEFF}1\tdrought in the valley\r\n\n q7 \t\"water\trights\"\n", "q.tsv");
        assert_eq!(found.expect("all lines are right"), [("1", "drought in the valley"), ("q7", "\"water\trights\"")]);
    }

    #[test]
    fn a_line_without_an_id_is_named() {
        let check = |content: &str, line: &str| {
            let complaint = queries(content, "q.tsv").expect_err("refused");
            assert!(complaint.sentence.starts_with(line), "{}", complaint.sentence);
        };
        check("1\ta\nno tab here", "q.tsv, line 2:");
        check("\tno id", "q.tsv, line 1:");
    }
}
