//! `onrecord index`: brings the index up to date and tells what became of every file.

use std::time::{Duration, Instant};

use super::progress::Bar;
use super::stop::Stop;
use super::terminal::say;
use super::{Session, words};
use crate::engine::{Engine, Report};
use crate::faces::errors::{Exit, Failure};
use crate::faces::sanitize;

/// Reasons listed without `-v`.
const LISTED_MAX: usize = 10;

pub fn run(session: &Session, accept_gone: bool) -> Result<Exit, Failure> {
    let started = Instant::now();
    let report = ingest(session, &session.engine(accept_gone))?;
    if !session.quiet {
        session.print(&summary(&report, started.elapsed(), session.verbose))?;
    }
    Ok(exit(&report))
}

/// Builds a missing index; an index that is there is touched only when `refresh` asks for it.
pub fn bring_up_to_date(session: &Session, engine: &Engine, refresh: bool) -> Result<Exit, Failure> {
    if !refresh && engine.is_built()? {
        return Ok(Exit::Hits);
    }
    let started = Instant::now();
    let report = ingest(session, engine)?;
    if !session.quiet {
        say(&summary(&report, started.elapsed(), session.verbose));
    }
    Ok(exit(&report))
}

/// How a command ends that brought the index up to date first. As with grep: hits do not make up for
/// files that could not be read.
pub fn together(built: Exit, answered: Exit) -> Exit {
    if built == Exit::SomeFailed && answered != Exit::Usage { Exit::SomeFailed } else { answered }
}

/// Ingests with a bar, and Ctrl-C ending it cleanly.
pub fn ingest(session: &Session, engine: &Engine) -> Result<Report, Failure> {
    let stop = Stop::listen()?;
    let bar = Bar::new(session.quiet);
    let report = engine.ingest(&bar, stop.pressed());
    bar.clear();
    Ok(report?)
}

pub fn exit(report: &Report) -> Exit {
    match report {
        Report { interrupted: true, .. } => Exit::Interrupted,
        Report { failed, .. } if !failed.is_empty() => Exit::SomeFailed,
        // The corpus is not what it was (a share that is not mounted): a nightly run has to notice.
        Report { kept: Some(_), .. } => Exit::SomeFailed,
        _ => Exit::Hits,
    }
}

/// The counts, which add up, and the reasons.
pub fn summary(report: &Report, took: Duration, verbose: bool) -> String {
    let listed_max = if verbose { usize::MAX } else { LISTED_MAX };
    let mut text = String::new();
    if let Some(reason) = &report.rebuilt {
        text.push_str(&format!("The index was built again: {}\n", sanitize::line(reason)));
    }
    text.push_str(&format!(
        "{}: {} indexed, {} unchanged, {} refused, {} failed\n",
        words::count(report.entries, "file"),
        words::number(report.indexed),
        words::number(report.unchanged),
        words::number(report.refused.len() as u64),
        words::number(report.failed.len() as u64),
    ));
    if report.records_unchanged > 0 {
        let records = words::count(report.records_unchanged, "record");
        text.push_str(&format!("{records} of changed files unchanged, not extracted again\n"));
    }
    if report.extracted_again > 0 {
        let articles = words::count(report.extracted_again, "article");
        text.push_str(&format!("quotes of {articles} extracted again by the new rules\n"));
    }
    if report.corrected_again > 0 {
        let articles = words::count(report.corrected_again, "article");
        text.push_str(&format!("corrections applied to {articles}\n"));
    }
    if report.unreached > 0 {
        text.push_str(&format!("{} not come to\n", words::count(report.unreached, "file")));
    }
    if report.gone > 0 {
        text.push_str(&format!("{} gone from the corpus, removed from the index\n", words::count(report.gone, "file")));
    }
    if let Some(reason) = &report.kept {
        text.push_str(&format!("kept: {}\n", sanitize::line(reason)));
    }
    text.push_str(&format!(
        "{} read; the index holds {}, generation {} ({:.1} s)\n",
        words::count(report.articles, "article"),
        words::number(report.total_articles),
        report.generation,
        took.as_secs_f64(),
    ));
    text.push_str(&words::entries("failed", &report.failed, listed_max));
    text.push_str(&words::entries("refused", &report.refused, listed_max));
    text.push_str(&words::entries("corrections that meet nothing", &report.unmet, listed_max));
    match verbose {
        true => text.push_str(&words::entries("notes", &report.notes, listed_max)),
        false if report.notes.is_empty() => {}
        false => {
            let count = words::count(report.notes.len() as u64, "note");
            text.push_str(&format!("{count} on how files were read (-v lists all)\n"));
        }
    }
    if report.interrupted {
        text.push_str("Interrupted. What was committed is kept; `onrecord index` goes on from there.\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::engine::EntryNote;

    fn note(place: &str, reason: &str) -> EntryNote {
        EntryNote { place: place.into(), reason: reason.into() }
    }

    #[test]
    fn the_summary_accounts_for_every_file() {
        let report = Report {
            entries: 1204,
            indexed: 1200,
            unchanged: 1,
            records_unchanged: 0,
            refused: vec![note("photos/a.jpg", "is no text")],
            failed: vec![note("b.txt", "permission denied"), note("c\n.txt", "vanished while it was read")],
            gone: 1,
            kept: None,
            articles: 1301,
            notes: vec![note("d.html", "no date was found")],
            extracted_again: 0,
            corrected_again: 0,
            unmet: vec![note("corrections.toml, entry 3 (line 17)", "no article is called c.txt")],
            unreached: 0,
            interrupted: false,
            rebuilt: Some("it had the older format 1".into()),
            generation: 7,
            total_articles: 1400,
        };
        expect![[r#"
            The index was built again: it had the older format 1
            1,204 files: 1,200 indexed, 1 unchanged, 1 refused, 2 failed
            1 file gone from the corpus, removed from the index
            1,301 articles read; the index holds 1,400, generation 7 (2.5 s)
            failed:
              b.txt: permission denied
              c .txt: vanished while it was read
            refused:
              photos/a.jpg: is no text
            corrections that meet nothing:
              corrections.toml, entry 3 (line 17): no article is called c.txt
            1 note on how files were read (-v lists all)
        "#]]
        .assert_eq(&summary(&report, Duration::from_millis(2500), false));
        assert_eq!(exit(&report), Exit::SomeFailed);
        let all = summary(&report, Duration::ZERO, true);
        assert!(all.contains("notes:\n  d.html: no date was found\n"), "{all}");
    }

    #[test]
    fn what_was_kept_or_cut_short_is_said() {
        let report =
            Report { kept: Some("300 of 400 files are gone at once".into()), unreached: 7, ..Report::default() };
        let text = summary(&report, Duration::ZERO, false);
        assert!(text.contains("\nkept: 300 of 400 files are gone at once\n"), "{text}");
        assert!(text.contains("\n7 files not come to\n"), "{text}");
        assert_eq!(exit(&report), Exit::SomeFailed, "a nightly run has to notice");
        let report = Report { interrupted: true, ..report };
        assert!(summary(&report, Duration::ZERO, false).ends_with("goes on from there.\n"), "{text}");
        assert_eq!(exit(&report), Exit::Interrupted);
        assert_eq!(exit(&Report::default()), Exit::Hits);
    }
}
