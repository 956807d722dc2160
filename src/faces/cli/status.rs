//! `onrecord status`: what the index holds, how old it is, what was not read, which settings hold.

use super::{Session, words};
use crate::engine::Status;
use crate::faces::errors::{Exit, Failure};
use crate::faces::settings::Clock;
use crate::faces::{sanitize, size};
use crate::model::Bucket;

/// Values of a facet shown without `-v`.
const VALUES_MAX: usize = 8;
const LISTED_MAX: usize = 10;

pub fn run(session: &Session) -> Result<Exit, Failure> {
    let status = session.engine(false).status();
    // The settings are shown even when there is no index: they may be why.
    let mut text = match &status {
        Ok(status) => text(status, session.clock, session.verbose),
        Err(_) => String::new(),
    };
    if session.verbose {
        text.push_str(&settings(&session.preferences.rows()));
    }
    session.print(&text)?;
    status?;
    Ok(Exit::Hits)
}

fn text(status: &Status, clock: Clock, verbose: bool) -> String {
    let made = &status.made;
    let shown_max = if verbose { usize::MAX } else { VALUES_MAX };
    let listed_max = if verbose { usize::MAX } else { LISTED_MAX };
    let mut lines = vec![
        (
            "corpus",
            format!(
                "{} ({}, {})",
                status.corpus.display(),
                words::count(status.entries, "file"),
                size::show(status.corpus_bytes)
            ),
        ),
        (
            "index",
            format!(
                "{} ({}, generation {}, indexed {})",
                status.index.display(),
                size::show(status.index_bytes),
                made.generation,
                words::age(&made.indexed_at, clock)
            ),
        ),
        ("articles", articles(status)),
        ("publishers", buckets(&status.publishers, shown_max)),
        ("languages", buckets(&status.languages, shown_max)),
    ];
    if status.printed_again > 0 {
        lines.push(("copies", copies(status)));
    }
    if status.forgotten > 0 {
        lines.push(("forgotten", format!("{}, kept out", words::count(status.forgotten, "article"))));
    }
    let corrections = words::number(status.corrections);
    match status.corrections_applied {
        true if status.corrections > 0 => lines.push(("corrections", corrections)),
        true => {}
        false => lines.push(("corrections", format!("{corrections}, changed since the last indexing"))),
    }
    if let Some(writer) = &status.writer {
        lines.push(("writing now", writer.clone()));
    }
    if verbose {
        lines.push(("corpus id", made.corpus_id.clone()));
        lines.push((
            "versions",
            format!("onrecord {}, rules {}, index format {}", made.program, made.rules, status.format),
        ));
        lines.push(("digest", made.corpus_digest.clone()));
    }
    let mut text = String::new();
    for (name, value) in lines {
        text.push_str(&format!("{name:<12}{}\n", sanitize::line(&value)));
    }
    text.push_str(&words::entries("failed", &status.failed, listed_max));
    text.push_str(&words::entries("refused", &status.refused, listed_max));
    text.push_str(&words::entries("corrections that meet nothing", &status.unmet, listed_max));
    text
}

fn articles(status: &Status) -> String {
    let mut parts = vec![words::number(status.made.articles)];
    parts.extend(status.days.map(|days| format!("{} to {}", days.first(), days.last())));
    if status.undated > 0 {
        parts.push(format!("{} without a date (date:none)", words::number(status.undated)));
    }
    if status.suspect > 0 {
        parts.push(format!("{} with a suspect one (date:suspect)", words::number(status.suspect)));
    }
    parts.join(", ")
}

/// `9 further printings of 4 stories (copies:yes), 76 stories in all`
fn copies(status: &Status) -> String {
    let further = status.printings - status.printed_again;
    let stories = status.made.articles.saturating_sub(further);
    format!(
        "{} of {} (copies:yes), {} in all",
        words::count(further, "further printing"),
        words::count(status.printed_again, "story|stories"),
        words::count(stories, "story|stories")
    )
}

fn buckets(buckets: &[Bucket], shown_max: usize) -> String {
    if buckets.is_empty() {
        return "none known".to_string();
    }
    let mut parts: Vec<String> = buckets
        .iter()
        .take(shown_max)
        .map(|bucket| format!("{} {}", bucket.value, words::number(bucket.count)))
        .collect();
    if buckets.len() > shown_max {
        parts.push(format!("{} more", buckets.len() - shown_max));
    }
    parts.join(", ")
}

/// A table of every setting, its value and where it was made.
fn settings(rows: &[[String; 3]]) -> String {
    let rows: Vec<[String; 3]> =
        rows.iter().map(|row| row.each_ref().map(|cell| sanitize::line(cell).into_owned())).collect();
    let columns = |number: usize| rows.iter().map(|row| row[number].chars().count()).max().unwrap_or(0);
    let (names, values) = (columns(0), columns(1));
    let mut text = String::from("settings, and where each was made:\n");
    for [name, value, source] in &rows {
        text.push_str(&format!("  {name:<names$}  {value:<values$}  {source}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::engine::EntryNote;
    use crate::faces::fixture;
    use crate::model::{Day, Period};

    #[test]
    fn the_state_is_told_on_one_screen() {
        let bucket = |value: &str, count| Bucket { value: value.into(), count };
        let status = Status {
            index: "index".into(),
            corpus: "corpus".into(),
            made: fixture::answer().made,
            index_bytes: 1_300_000,
            corpus_bytes: 1_100_000,
            entries: 84,
            refused: vec![],
            failed: vec![EntryNote { place: "a\x1b.txt".into(), reason: "permission denied".into() }],
            days: Day::from_ymd(2024, 1, 2).zip(Day::from_ymd(2025, 12, 30)).and_then(|(a, b)| Period::new(a, b)),
            undated: 3,
            suspect: 0,
            languages: vec![bucket("en", 80), bucket("de", 5)],
            publishers: (0..10).map(|n| bucket(&format!("P{n}"), 10 - n)).collect(),
            printed_again: 4,
            printings: 13,
            forgotten: 1,
            corrections: 2,
            corrections_applied: false,
            unmet: vec![EntryNote {
                place: "corrections.toml, entry 2".into(),
                reason: "no quote stands there".into(),
            }],
            writer: Some("process 7".into()),
            format: 1,
        };
        expect![[r#"
            corpus      corpus (84 files, 1 MiB)
            index       index (1.2 MiB, generation 3, indexed 3 hours ago)
            articles    85, 2024-01-02 to 2025-12-30, 3 without a date (date:none)
            publishers  P0 10, P1 9, P2 8, P3 7, P4 6, P5 5, P6 4, P7 3, 2 more
            languages   en 80, de 5
            copies      9 further printings of 4 stories (copies:yes), 76 stories in all
            forgotten   1 article, kept out
            corrections 2, changed since the last indexing
            writing now process 7
            failed:
              a␛.txt: permission denied
            corrections that meet nothing:
              corrections.toml, entry 2: no quote stands there
        "#]]
        .assert_eq(&text(&status, fixture::clock(), false));
    }

    #[test]
    fn settings_stand_in_columns() {
        let row = |cells: [&str; 3]| cells.map(str::to_string);
        let rows = [row(["corpus", "clippings", "flag"]), row(["limit", "10", "default"])];
        expect![[r#"
            settings, and where each was made:
              corpus  clippings  flag
              limit   10         default
        "#]]
        .assert_eq(&settings(&rows));
    }
}
