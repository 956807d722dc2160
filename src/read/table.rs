//! Tables with an article a row: CSV and TSV.
//!
//! The first row names the columns, which mean what fields of JSON records of those names mean, the
//! user's mapping included. A row at a time is in memory; a broken row is skipped with a note.

use std::borrow::Cow;
use std::io::BufRead;

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::bounded::{Bounded, Left};
use super::charset::Utf8Stream;
use super::draft::Place;
use super::fields::Meaning;
use super::json::draft;
use super::outlet::{Member, Outlet};
use super::record::Record;
use super::{Format, ReadRules, Refusal};

/// The most columns of a table.
const COLUMNS_MAX: usize = 4096;

/// Reads a table.
///
/// # Errors
/// No column for a text or a headline; the reader's own failure.
pub(super) fn read(
    stream: &mut dyn BufRead,
    format: Format,
    member: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    let mut stream = Utf8Stream::new(stream).map_err(Refusal::unreadable)?;
    let delimiter = match format {
        Format::Tsv => b'\t',
        _ => delimiter(stream.fill_buf().map_err(Refusal::unreadable)?),
    };
    let left = Left::new(outlet.rules.record_limit_bytes());
    let reason = "a row is longer than the limit; a quotation mark may be left open";
    let bounded = Bounded { inner: &mut stream, left: &left, format: format.name(), reason };
    let mut rows = {
        let mut builder = ReaderBuilder::new();
        // A tab cannot stand in a cell of a TSV: quotation marks are the text's own there.
        builder.delimiter(delimiter).flexible(true).quoting(delimiter != b'\t').buffer_capacity(1 << 14);
        builder.from_reader(bounded)
    };
    let names = match rows.headers() {
        Ok(names) => names.clone(),
        Err(error) => return Err(failure(error, format)),
    };
    checked(&names, outlet.rules)?;
    let mut row = StringRecord::new();
    let mut ordinal = 0;
    loop {
        left.renew(outlet.rules.record_limit_bytes());
        match rows.read_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => return Err(failure(error, format)),
        }
        ordinal += 1;
        let at = || format!("row {ordinal}, line {}", row.position().map_or(0, |position| position.line()));
        if row.len() > names.len() {
            outlet.skip(member, &at(), &format!("{} cells for {} columns", row.len(), names.len()));
            continue;
        }
        let cells =
            names.iter().zip(row.iter().map(|cell| if delimiter == b'\t' { unquoted(cell) } else { cell.into() }));
        let record = Record::of(cells, outlet.rules);
        let place = Place { path: None, modified: outlet.modified };
        match draft(record, place, outlet.rules) {
            Ok(draft) => {
                if outlet.record(member, ordinal, draft).is_break() {
                    break;
                }
            }
            Err(reason) => outlet.skip(member, &at(), &reason),
        }
    }
    if let Some(lost) = rows.into_inner().inner.note() {
        outlet.note(member, &lost);
    }
    Ok(())
}

/// Whether the columns hold articles.
fn checked(names: &StringRecord, rules: &ReadRules) -> Result<(), Refusal> {
    if names.len() > COLUMNS_MAX {
        return Err(Refusal::Limit(format!("the table has more than {COLUMNS_MAX} columns")));
    }
    let means = |name: &str| {
        rules.mapping().find(|(field, _)| *field == name).map(|(_, meaning)| meaning).or_else(|| Meaning::named(name))
    };
    let tells = |name: &str| matches!(means(name.trim()), Some(Meaning::Text | Meaning::Headline));
    if names.iter().any(tells) {
        return Ok(());
    }
    let shown: Vec<&str> = names.iter().take(12).collect();
    Err(Refusal::Limit(format!(
        "no column is named text or headline; say which is with --map (`--map {}=text`); the columns are {}",
        shown.first().filter(|name| !name.is_empty()).unwrap_or(&"COLUMN"),
        shown.join(", ")
    )))
}

/// The cell of a TSV without the quotation marks that a spreadsheet has put around it.
fn unquoted(cell: &str) -> Cow<'_, str> {
    let inner = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) if !inner.replace("\"\"", "").contains('"') => inner.replace("\"\"", "\"").into(),
        _ => cell.into(),
    }
}

/// Comma or semicolon: whichever the first line has more of.
fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|b| *b == b'\n').next().unwrap_or(start);
    let count = |wanted: u8| line.iter().filter(|b| **b == wanted).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}

fn failure(error: csv::Error, format: Format) -> Refusal {
    match error.into_kind() {
        ErrorKind::Io(cause) => Refusal::unreadable(cause),
        ErrorKind::Utf8 { .. } => Refusal::Broken { format: format.name(), reason: "not text".to_string() },
        _ => Refusal::Broken { format: format.name(), reason: "its rows cannot be told apart".to_string() },
    }
}

#[cfg(test)]
mod tests {
    use crate::model::EntryPath;
    use crate::read::{ReadRules, Source, read};

    fn check(name: &str, table: &str, expected: &[&str]) {
        let path = EntryPath::new(name);
        let source = Source { path: &path, bytes: table.as_bytes(), modified: None };
        let shown = match read(source, &ReadRules::default()) {
            Err(refusal) => vec![format!("refused: {refusal}")],
            Ok(reading) => {
                let rows = reading.articles.iter().map(|draft| {
                    let headline = draft.headline.as_ref().map_or("", |headline| &headline.words);
                    let day = draft.published.as_ref().map_or(String::new(), |published| published.label());
                    format!("{} | {headline} | {day} | {}", draft.record.as_deref().unwrap_or(""), draft.text)
                });
                rows.chain(reading.notes.iter().map(|note| format!("note: {note}"))).collect()
            }
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn rows_are_articles() {
        check(
            "a.csv",
            "id,title,date,text\r\nx,River,2025-09-03,\"It rose, then\nfell.\"\r\n,Rain,,It rained.\r\n",
            &["x | River | 2025-09-03 | It rose, then\nfell.", "2 | Rain |  | It rained."],
        );
        check(
            "a.tsv",
            "headline\tbody\nRiver\t\"It rose,\" she said.\n\"Rain\"\t\"It \"\"rained\"\".\"\n",
            &["1 | River |  | \"It rose,\" she said.", "2 | Rain |  | It \"rained\"."],
        );
        check("a.csv", "headline;body\nRiver;It rose, they say.\n", &["1 | River |  | It rose, they say."]);
    }

    #[test]
    fn rows_that_do_not_fit_are_skipped() {
        check(
            "a.csv",
            "title,text\nRiver,It rose.\na,b,c\n,\nRain,It rained.\n",
            &[
                "1 | River |  | It rose.",
                "4 | Rain |  | It rained.",
                "note: row 2, line 3: 3 cells for 2 columns; skipped",
                "note: row 3, line 4: no text; skipped",
            ],
        );
    }

    #[test]
    fn a_table_of_something_else_names_the_way_out() {
        check(
            "a.csv",
            "price,town\n3,Corrow\n",
            &["refused: no column is named text or headline; say which is with --map (`--map price=text`); \
              the columns are price, town"],
        );
    }
}
