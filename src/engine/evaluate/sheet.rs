//! Figures of a sheet that somebody judged by hand: `onrecord sample` writes it, `eval` reads it.

use std::fs;
use std::path::Path;

use csv::StringRecord;

use super::figures::Share;
use crate::engine::{EngineError, EntryNote};
use crate::model::{Certainty, QuoteKind};

/// The columns of the sheet, in their order; only those named in [`JUDGED`] and beside it
/// `kind` and `certainty` are read again.
pub const SHEET_COLUMNS: [&str; 16] = [
    "id",
    "quote",
    "path",
    "published",
    "spoken",
    "kind",
    "certainty",
    "rule",
    "polarity",
    "speaker",
    "mention",
    "before",
    "passage",
    "after",
    "quote_right",
    "speaker_right",
];

/// The columns that are filled in by hand.
pub const JUDGED: [&str; 2] = ["quote_right", "speaker_right"];

/// The words for a judgement.
const YES: &[&str] = &["1", "right", "true", "x", "y", "yes"];
const NO: &[&str] = &["0", "false", "n", "no", "wrong"];

/// One line of the figures: the quotes of a kind, of a certainty, or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// `None`: all.
    pub kind: Option<QuoteKind>,
    pub certainty: Option<Certainty>,
    /// It is a quote, and its words are the whole of it.
    pub quote: Share,
    /// It is this speaker's.
    pub speaker: Share,
}

/// What a judged sheet says.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    pub rows: u64,
    /// Rows without any judgement.
    pub unjudged: u64,
    /// All quotes, then by kind, by certainty, by both; only lines that have a judgement.
    pub lines: Vec<Judgement>,
    /// Rows that could not be read, and why.
    pub unread: Vec<EntryNote>,
}

/// Reads a judged sheet.
///
/// # Errors
/// A file that cannot be opened. What lacks the columns gives no figures, and says so.
pub fn judged(file: &Path) -> Result<Judged, EngineError> {
    let bytes = fs::read(file);
    let bytes = bytes.map_err(|cause| EngineError::Io { doing: format!("reading {}", file.display()), cause })?;
    Ok(of_rows(&bytes))
}

/// What parts the columns: some spreadsheets write semicolons or tabs for commas.
fn delimiter(sheet: &[u8]) -> u8 {
    let head = sheet.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |wanted: u8| head.iter().filter(|byte| **byte == wanted).count();
    [b'\t', b';', b','].into_iter().max_by_key(|wanted| count(*wanted)).unwrap_or(b',')
}

fn of_rows(sheet: &[u8]) -> Judged {
    let mut sheet = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter(sheet)).from_reader(sheet);
    let head = sheet.headers().map_err(|error| error.to_string()).and_then(Columns::of);
    let columns = match head {
        Ok(columns) => columns,
        Err(reason) => {
            let unread = vec![EntryNote { place: "row 1".to_string(), reason }];
            return Judged { unread, ..Judged::default() };
        }
    };
    let mut judged = Judged { lines: all_lines(), ..Judged::default() };
    let mut row = StringRecord::new();
    loop {
        // The head is the first line of the sheet as spreadsheets count.
        let number = judged.rows + 2;
        match sheet.read_record(&mut row) {
            Ok(false) => break,
            Ok(true) => judged.rows += 1,
            Err(error) => {
                judged.rows += 1;
                judged.unread.push(EntryNote { place: format!("row {number}"), reason: error.to_string() });
                continue;
            }
        }
        match columns.read(&row) {
            Err(reason) => judged.unread.push(EntryNote { place: format!("row {number}"), reason }),
            Ok(Row { quote: None, speaker: None, .. }) => judged.unjudged += 1,
            Ok(row) => judged.lines.iter_mut().filter(|line| row.belongs_to(line)).for_each(|line| {
                row.quote.into_iter().for_each(|right| line.quote.add(right));
                row.speaker.into_iter().for_each(|right| line.speaker.add(right));
            }),
        }
    }
    judged.lines.retain(|line| line.quote.n + line.speaker.n > 0);
    judged
}

/// Every line there could be.
fn all_lines() -> Vec<Judgement> {
    let line = |kind, certainty| Judgement { kind, certainty, quote: Share::default(), speaker: Share::default() };
    let kinds = QuoteKind::ALL.map(Some);
    let certainties = Certainty::ALL.map(Some);
    let mut lines = vec![line(None, None)];
    lines.extend(kinds.map(|kind| line(kind, None)));
    lines.extend(certainties.map(|certainty| line(None, certainty)));
    lines.extend(kinds.into_iter().flat_map(|kind| certainties.map(|certainty| line(kind, certainty))));
    lines
}

struct Row {
    kind: QuoteKind,
    certainty: Certainty,
    quote: Option<bool>,
    speaker: Option<bool>,
}

impl Row {
    fn belongs_to(&self, line: &Judgement) -> bool {
        line.kind.is_none_or(|kind| kind == self.kind)
            && line.certainty.is_none_or(|certainty| certainty == self.certainty)
    }
}

/// Where the columns stand that are read.
struct Columns {
    kind: usize,
    certainty: usize,
    judged: [usize; 2],
}

impl Columns {
    fn of(head: &StringRecord) -> Result<Columns, String> {
        let place = |name: &str| {
            let place = head.iter().position(|column| column.trim_start_matches('\u{FEFF}').trim() == name);
            place.ok_or_else(|| format!("no column is called {name}; `onrecord sample` writes such a sheet"))
        };
        Ok(Columns {
            kind: place("kind")?,
            certainty: place("certainty")?,
            judged: [place(JUDGED[0])?, place(JUDGED[1])?],
        })
    }

    fn read(&self, row: &StringRecord) -> Result<Row, String> {
        let cell = |at: usize| row.get(at).unwrap_or_default().trim();
        let kind = QuoteKind::ALL.into_iter().find(|kind| kind.word() == cell(self.kind));
        let certainty = Certainty::ALL.into_iter().find(|certainty| certainty.word() == cell(self.certainty));
        Ok(Row {
            kind: kind.ok_or_else(|| format!("\"{}\" is no kind of quote", cell(self.kind)))?,
            certainty: certainty.ok_or_else(|| format!("\"{}\" is no certainty", cell(self.certainty)))?,
            quote: judgement(JUDGED[0], cell(self.judged[0]))?,
            speaker: judgement(JUDGED[1], cell(self.judged[1]))?,
        })
    }
}

fn judgement(column: &str, cell: &str) -> Result<Option<bool>, String> {
    let word = cell.to_lowercase();
    match word.as_str() {
        "" => Ok(None),
        word if YES.contains(&word) => Ok(Some(true)),
        word if NO.contains(&word) => Ok(Some(false)),
        _ => Err(format!("{column} is \"{cell}\": write y, n or nothing")),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(rows: &str, expected: Expect) {
        let sheet = format!("kind,speaker,certainty,quote_right,speaker_right\n{rows}");
        let judged = of_rows(sheet.as_bytes());
        let mut told = format!("{} rows, {} unjudged\n", judged.rows, judged.unjudged);
        for line in &judged.lines {
            let kind = line.kind.map_or("all", QuoteKind::word);
            let certainty = line.certainty.map_or("all", Certainty::word);
            let share = |share: Share| format!("{}/{}", share.right, share.n);
            told.push_str(&format!("{kind} {certainty} {} {}\n", share(line.quote), share(line.speaker)));
        }
        judged.unread.iter().for_each(|note| told.push_str(&format!("{}: {}\n", note.place, note.reason)));
        expected.assert_eq(&told);
    }

    #[test]
    fn judgements_are_counted_by_kind_and_certainty() {
        check(
            "direct,Voss,stated,y,Y\ndirect,Voss,resolved,yes,n\nindirect,Voss,resolved,n,\ndirect,Voss,stated,,\n",
            expect![[r#"
                4 rows, 1 unjudged
                all all 2/3 1/2
                direct all 2/2 1/2
                indirect all 0/1 0/0
                all stated 1/1 1/1
                all resolved 1/2 0/1
                direct stated 1/1 1/1
                direct resolved 1/1 0/1
                indirect resolved 0/1 0/0
            "#]],
        );
    }

    #[test]
    fn what_a_spreadsheet_saved_is_read() {
        for sheet in [
            "\u{FEFF}kind;certainty;quote_right;speaker_right\r\ndirect;stated;y;y\r\n",
            "kind\tcertainty\tquote_right\tspeaker_right\ndirect\tstated\ty\tY\n",
        ] {
            let judged = of_rows(sheet.as_bytes());
            assert_eq!((judged.rows, judged.lines[0].quote.right, judged.unread.len()), (1, 1, 0), "{sheet:?}");
        }
    }

    #[test]
    fn rows_that_cannot_be_read_are_named() {
        check(
            "direct,Voss,stated,maybe,y\nloud,Voss,stated,y,y\ndirect\n",
            expect![[r#"
                3 rows, 0 unjudged
                row 2: quote_right is "maybe": write y, n or nothing
                row 3: "loud" is no kind of quote
                row 4: "" is no certainty
            "#]],
        );
        let without = of_rows(b"kind,certainty,quote_right\n");
        assert_eq!(without.lines, []);
        assert_eq!(
            without.unread[0].reason,
            "no column is called speaker_right; `onrecord sample` writes such a sheet"
        );
    }
}
