//! `onrecord check`: what was verified, and what is wrong.

use super::{Session, words};
use crate::engine::CheckReport;
use crate::faces::errors::{Exit, Failure};
use crate::faces::sanitize;

pub fn run(session: &Session) -> Result<Exit, Failure> {
    let report = session.engine(false).check()?;
    if !session.quiet || !report.problems.is_empty() {
        session.print(&text(&report))?;
    }
    Ok(if report.problems.is_empty() { Exit::Hits } else { Exit::Trouble })
}

fn text(report: &CheckReport) -> String {
    let mut text = format!(
        "Checked {}, {} and {}.\n",
        words::count(report.files, "file of the index|files of the index"),
        words::count(report.articles, "article"),
        words::count(report.entries, "corpus file in its list|corpus files in its list"),
    );
    if report.problems.is_empty() {
        text.push_str("The index is sound.\n");
        return text;
    }
    for problem in &report.problems {
        text.push_str(&format!("problem: {}\n", sanitize::line(problem)));
    }
    text.push_str(&format!(
        "{} found. The index can be made again: remove its folder, then run `onrecord index`.\n",
        words::count(report.problems.len() as u64, "problem")
    ));
    text
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_sound_index_and_a_broken_one() {
        let mut report = CheckReport { files: 12, articles: 85, entries: 1, problems: vec![] };
        expect![[r#"
            Checked 12 files of the index, 85 articles and 1 corpus file in its list.
            The index is sound.
        "#]]
        .assert_eq(&text(&report));
        report.problems.push("segment a1 does not match its checksum".into());
        expect![[r#"
            Checked 12 files of the index, 85 articles and 1 corpus file in its list.
            problem: segment a1 does not match its checksum
            1 problem found. The index can be made again: remove its folder, then run `onrecord index`.
        "#]]
        .assert_eq(&text(&report));
    }
}
