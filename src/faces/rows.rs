//! Answers as rows: CSV for tables, TREC runs for judges, paths for other programs.
//!
//! One answer comes in, its rows go out, appended to a writer. Columns are documented in
//! docs/json.md. Hits of some of the words where all were asked for (`any_instead`) have no rows:
//! a table cannot say that it is another answer.

use std::io::{self, Write};
use std::path::Path;

use super::sanitize;
use crate::engine::{Answer, QuoteAnswer, QuoteHit, QuotePlace, title};
use crate::model::{Article, Hit, Said};

const COLUMNS: [&str; 17] = [
    "rank",
    "score",
    "id",
    "path",
    "title",
    "published",
    "precision",
    "evidence",
    "publisher",
    "bylines",
    "language",
    "section",
    "url",
    "snippet",
    "speakers",
    "quote",
    "quote_speaker",
];

const QUOTE_COLUMNS: [&str; 25] = [
    "rank",
    "place",
    "score",
    "kind",
    "words",
    "speaker",
    "speaker_kind",
    "person",
    "role",
    "cue",
    "polarity",
    "certainty",
    "rule",
    "told_to",
    "via",
    "spoken",
    "about",
    "translated",
    "corrected",
    "published",
    "publisher",
    "id",
    "path",
    "title",
    "cite",
];

/// The first row of a CSV table; a batch has the query's id in front.
pub fn csv_head(out: impl Write, batch: bool) -> io::Result<()> {
    let mut writer = csv_writer(out);
    let id = batch.then_some("query_id");
    writer.write_record(id.into_iter().chain(COLUMNS))?;
    writer.flush()
}

pub fn csv_rows(out: impl Write, query_id: Option<&str>, answer: &Answer) -> io::Result<()> {
    let mut writer = csv_writer(out);
    for hit in hits_asked_for(answer) {
        let row = csv_row(hit);
        writer.write_record(query_id.map(cell).into_iter().chain(row))?;
    }
    writer.flush()
}

/// A table of quotes: a row for each place, those of one hit together.
pub fn quote_table(out: impl Write, answer: &QuoteAnswer) -> io::Result<()> {
    let mut writer = csv_writer(out);
    writer.write_record(QUOTE_COLUMNS)?;
    for hit in &answer.hits {
        for (number, place) in hit.places.iter().enumerate() {
            writer.write_record(quote_row(hit, number + 1, place))?;
        }
    }
    writer.flush()
}

/// `qid Q0 docid rank score onrecord`; the document is called by the article's own id, else by ours.
pub fn trec_lines(out: &mut impl Write, query_id: &str, answer: &Answer) -> io::Result<()> {
    let query_id = trec_word(query_id);
    for hit in hits_asked_for(answer) {
        let ours = hit.article.id.to_string();
        let name = trec_word(hit.article.origin.own_id.as_deref().unwrap_or(&ours));
        writeln!(out, "{query_id} Q0 {name} {} {} onrecord", hit.rank, hit.score)?;
    }
    Ok(())
}

/// How paths are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathEnd {
    /// One a line, made harmless: for people.
    ShownLine,
    /// One a line, byte for byte.
    Line,
    /// A NUL after each, byte for byte.
    Nul,
}

/// The files of the hits, as they can be opened from here, each once, in the order of the hits.
pub fn paths(out: &mut impl Write, corpus: &Path, end: PathEnd, answer: &Answer) -> io::Result<()> {
    let mut seen = std::collections::HashSet::new();
    for hit in hits_asked_for(answer) {
        let entry = &hit.article.origin.entry;
        if !seen.insert(entry) {
            continue;
        }
        match end {
            PathEnd::ShownLine => {
                let shown = corpus.join(entry.to_string());
                writeln!(out, "{}", sanitize::line(&shown.to_string_lossy()))?;
            }
            PathEnd::Line | PathEnd::Nul => {
                out.write_all(&path_bytes(corpus, entry.bytes()))?;
                out.write_all(if end == PathEnd::Nul { b"\0" } else { b"\n" })?;
            }
        }
    }
    Ok(())
}

fn hits_asked_for(answer: &Answer) -> &[Hit] {
    if answer.any_instead.is_some() { &[] } else { &answer.hits }
}

pub(super) fn csv_writer<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().from_writer(out)
}

fn csv_row(hit: &Hit) -> [String; COLUMNS.len()] {
    let article = &hit.article;
    let published = article.published.as_ref();
    let optional = |text: &Option<String>| cell(text.as_deref().unwrap_or(""));
    let speakers: Vec<&str> = hit.speakers.iter().map(|speaker| speaker.value.as_str()).collect();
    let said = hit.said.first();
    let snippets: Vec<&str> = hit.snippets.iter().map(|snippet| snippet.text.as_str()).collect();
    [
        hit.rank.to_string(),
        hit.score.to_string(),
        article.id.to_string(),
        cell(&article.origin.place()),
        cell(title(article).unwrap_or("")),
        published.map(|published| published.label()).unwrap_or_default(),
        published.map(|published| published.precision.word().to_string()).unwrap_or_default(),
        published.map(|published| published.evidence.word().to_string()).unwrap_or_default(),
        optional(&article.publisher),
        cell(&article.bylines.join("; ")),
        optional(&article.language),
        optional(&article.section),
        optional(&article.url),
        cell(&snippets.join(" … ")),
        cell(&speakers.join("; ")),
        cell(&said.map(|said| words_of(article, &said.said)).unwrap_or_default()),
        cell(said.and_then(|said| said.said.speaker()).map_or("", |speaker| speaker.name.as_str())),
    ]
}

/// The pieces of a quote without its marks.
fn words_of(article: &Article, said: &Said) -> String {
    let pieces: Vec<&str> = said.spans().iter().map(|span| span.of(&article.text)).collect();
    pieces.join(" … ")
}

fn quote_row(hit: &QuoteHit, number: usize, place: &QuotePlace) -> [String; QUOTE_COLUMNS.len()] {
    let (article, said) = (&place.article, &place.said.said);
    let speaker = said.speaker();
    let optional = |text: Option<&str>| cell(text.unwrap_or(""));
    let yes = |is_so: bool| if is_so { "yes" } else { "" }.to_string();
    [
        hit.rank.to_string(),
        number.to_string(),
        hit.score.to_string(),
        said.kind_word().to_string(),
        cell(&words_of(article, said)),
        optional(speaker.map(|speaker| speaker.name.as_str())),
        optional(speaker.map(|speaker| speaker.kind.word())),
        optional(hit.person.as_deref()),
        optional(speaker.and_then(|speaker| speaker.role.as_deref())),
        optional(said.cue().map(|cue| cue.of(&article.text))),
        optional(said.quote().map(|quote| quote.polarity.word())),
        said.certainty().word().to_string(),
        said.rule().word().to_string(),
        optional(said.quote().and_then(|quote| quote.told_to.as_deref())),
        optional(said.quote().and_then(|quote| quote.via.as_deref())),
        said.spoken().map(|spoken| spoken.label()).unwrap_or_default(),
        cell(&said.quote().map(|quote| quote.about.join("; ")).unwrap_or_default()),
        yes(said.quote().is_some_and(|quote| quote.translated)),
        yes(said.is_corrected()),
        article.published.as_ref().map(|published| published.label()).unwrap_or_default(),
        optional(article.publisher.as_deref()),
        article.id.to_string(),
        cell(&article.origin.place()),
        optional(title(article)),
        said.cite(article).to_string(),
    ]
}

/// One line, harmless in a terminal and in a spreadsheet: a cell that begins like a formula gets
/// an apostrophe in front, as OWASP advises ("CSV Injection").
pub(super) fn cell(text: &str) -> String {
    let line = sanitize::line(text);
    let begins_formula = line.trim_start().starts_with(['=', '+', '-', '@']);
    if begins_formula { format!("'{line}") } else { line.into_owned() }
}

/// A name as one column of a TREC run, which parts its columns at white space.
fn trec_word(name: &str) -> String {
    let word: String = sanitize::line(name).chars().map(|c| if c.is_whitespace() { '_' } else { c }).collect();
    if word.is_empty() { "_".to_string() } else { word }
}

#[cfg(unix)]
fn path_bytes(corpus: &Path, entry: &[u8]) -> Vec<u8> {
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    corpus.join(std::ffi::OsStr::from_bytes(entry)).into_os_string().into_vec()
}

/// Elsewhere file names are Unicode, and entries were made from them as UTF-8.
#[cfg(not(unix))]
fn path_bytes(corpus: &Path, entry: &[u8]) -> Vec<u8> {
    corpus.join(String::from_utf8_lossy(entry).as_ref()).to_string_lossy().into_owned().into_bytes()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::faces::fixture;

    fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).expect("memory does not fail");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn csv_has_a_head_and_a_row_a_hit() {
        let answer = fixture::answer();
        let table = text(|out| {
            csv_head(&mut *out, false)?;
            csv_rows(out, None, &answer)
        });
        expect![[r#"
            rank,score,id,path,title,published,precision,evidence,publisher,bylines,language,section,url,snippet,speakers,quote,quote_speaker
            1,2.5,0123456789abcdef0001,elections/day-one.txt,Mayor of Ardan resigns over the drought fund,2025-09-03,day,header,Valley Post,Mara Venn,en,,,"The drought fund, she said, “was never mine to spend”.",Ilse Torvald,The drought fund … “was never mine to spend”,Ilse Torvald
            2,1.125,ffffffffffffffffffff,wire/dump.jsonl#17,"Överlake reservoir fell to a fifth, the agency said.",,,,,,en,,,"Överlake reservoir fell to a fifth, the agency said. Drought orders follow.",,,
        "#]]
        .assert_eq(&table);
    }

    #[test]
    fn a_batch_has_the_querys_id_in_front() {
        let table = text(|out| {
            csv_head(&mut *out, true)?;
            csv_rows(out, Some("q,1"), &fixture::answer())
        });
        assert!(table.starts_with("query_id,rank,"), "{table}");
        assert!(table.contains("\n\"q,1\",1,2.5,"), "{table}");
    }

    #[test]
    fn cells_are_one_harmless_line() {
        let check = |found: &str, expected: &str| assert_eq!(cell(found), expected);
        check("a \"quoted\" word", "a \"quoted\" word");
        check("two\nlines", "two lines");
        check("\x1b[31m", "␛[31m");
        check("=HYPERLINK(\"http://bad.example\")", "'=HYPERLINK(\"http://bad.example\")");
        check("+1", "'+1");
        check("-1", "'-1");
        check("\t@SUM(A1)", "' @SUM(A1)");
        check("3 = 3", "3 = 3");
    }

    #[test]
    fn quotes_commas_and_lines_are_quoted_as_csv_wants_it() {
        let mut answer = fixture::answer();
        answer.hits.truncate(1);
        answer.hits[0].article.publisher = Some("The \"Post\", late".to_string());
        let table = text(|out| csv_rows(out, None, &answer));
        assert!(table.contains(",\"The \"\"Post\"\", late\","), "{table}");
    }

    #[test]
    fn trec_lines_name_documents_by_their_own_id() {
        let run = text(|out| trec_lines(out, "7", &fixture::answer()));
        assert_eq!(run, "7 Q0 0123456789abcdef0001 1 2.5 onrecord\n7 Q0 wp_17 2 1.125 onrecord\n");
    }

    #[test]
    fn paths_can_be_opened_from_here_and_stand_once() {
        let mut answer = fixture::answer();
        answer.hits.push(answer.hits[1].clone());
        let check = |end, expected: &str| {
            assert_eq!(text(|out| paths(out, Path::new("corpus"), end, &answer)), expected);
        };
        check(PathEnd::Line, "corpus/elections/day-one.txt\ncorpus/wire/dump.jsonl\n");
        check(PathEnd::ShownLine, "corpus/elections/day-one.txt\ncorpus/wire/dump.jsonl\n");
        check(PathEnd::Nul, "corpus/elections/day-one.txt\0corpus/wire/dump.jsonl\0");
    }

    #[cfg(unix)]
    #[test]
    fn paths_are_bytes_for_programs_and_harmless_for_people() {
        let mut answer = fixture::answer();
        answer.hits.truncate(1);
        answer.hits[0].article.origin.entry = crate::model::EntryPath::new(b"a\xE9\x1b.txt".to_vec());
        let mut bytes = Vec::new();
        paths(&mut bytes, Path::new("c"), PathEnd::Line, &answer).expect("memory does not fail");
        assert_eq!(bytes, b"c/a\xE9\x1b.txt\n");
        assert_eq!(text(|out| paths(out, Path::new("c"), PathEnd::ShownLine, &answer)), "c/a\\xE9␛.txt\n");
    }

    #[test]
    fn another_answer_than_asked_for_has_no_rows() {
        let answer = Answer { any_instead: Some(2), total: 0, ..fixture::answer() };
        assert_eq!(text(|out| trec_lines(out, "7", &answer)), "");
        assert_eq!(text(|out| csv_rows(out, None, &answer)), "");
        assert_eq!(text(|out| paths(out, Path::new("c"), PathEnd::Line, &answer)), "");
    }
}
