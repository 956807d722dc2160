//! How right the extractor is, on articles that people annotated.
//!
//! Annotated articles come in, as lines of JSON or as texts with marks in them; the extractor
//! reads the same texts, and figures go out: spans, speakers, what is said of each, silences.
//! The definitions are those of docs/accuracy.md. Also the figures of a sheet judged by hand.

mod figures;
mod gold;
mod marked;
mod matching;
mod names;
mod sheet;
mod tally;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use self::gold::GoldArticle;
use self::tally::Tally;
use super::ingest::reading::rules;
use super::{EngineError, EntryNote, Settings};
use crate::model::{EntryPath, QuoteKind};
use crate::quotes;
use crate::read::ReadRules;

pub use self::figures::{Evaluation, Found, KindFigures, Right, Share};
pub use self::marked::unmarked;
pub use self::sheet::{JUDGED, Judged, Judgement, SHEET_COLUMNS, judged};

/// Extracts from the text of every annotated article in the files and holds what is found against
/// the annotation. `.txt` is a text with marks, everything else an article a line; with `types`
/// quotes of other kinds become optional.
///
/// # Errors
/// A file that cannot be opened; what cannot be read inside of one stands in
/// [`Evaluation::unread`].
pub fn evaluate(
    settings: &Settings,
    files: &[PathBuf],
    types: Option<&[QuoteKind]>,
) -> Result<Evaluation, EngineError> {
    let rules = rules(settings)?;
    let mut tally = Tally::new(types);
    let mut direct = Tally::new(Some(&[QuoteKind::Direct]));
    let mut unread = Vec::new();
    for file in files {
        each_article(file, &rules, &mut |place, article| match article {
            Ok(article) => {
                let statements = quotes::statements(&article.article);
                tally.add(&article, &statements);
                direct.add(&article, &statements);
            }
            Err(reason) => unread.push(EntryNote { place, reason }),
        })
        .map_err(|cause| EngineError::Io { doing: format!("reading {}", file.display()), cause })?;
    }
    let direct = types.is_none().then(|| direct.figures().spans);
    Ok(Evaluation { unread, direct, ..tally.figures() })
}

/// Hands over every article of a file with its place, or what is wrong there.
fn each_article(
    file: &Path,
    rules: &ReadRules,
    take: &mut dyn FnMut(String, Result<GoldArticle, String>),
) -> std::io::Result<()> {
    let place = file.display().to_string();
    let mut reader = BufReader::new(File::open(file)?);
    if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt")) {
        let text = std::io::read_to_string(reader)?;
        let path = EntryPath::new(file.as_os_str().as_encoded_bytes());
        take(place, marked::of_text(&path, &text, rules));
        return Ok(());
    }
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let line = std::str::from_utf8(&bytes).map_err(|_| "the line is not UTF-8".to_string());
        let article = line.and_then(|line| gold::of_line(line.trim_start_matches('\u{FEFF}').trim(), rules));
        take(format!("{place}, line {number}"), article);
    }
    Ok(())
}
