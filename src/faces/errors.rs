//! What went wrong, folded into a sentence, a hint and an exit status by one table.
//!
//! Every error that can reach a person passes here. Nothing is printed here, and no Rust debug
//! output ever leaves: a cause is a sentence of its own.

use std::io;

use super::sanitize;
use crate::engine::{EngineError, StoreError};
use crate::model::Day;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Hits were found; the task is done.
    Hits,
    /// Nothing matches.
    NoHits,
    /// The command line, a setting or the query was refused.
    Usage,
    /// Done, but some files could not be read.
    SomeFailed,
    /// The index, the corpus or the output is in trouble.
    Trouble,
    /// Ctrl-C.
    Interrupted,
}

impl Exit {
    pub fn status(self) -> u8 {
        match self {
            Exit::Hits => 0,
            Exit::NoHits => 1,
            Exit::Usage => 2,
            Exit::SomeFailed => 3,
            Exit::Trouble => 4,
            Exit::Interrupted => 130,
        }
    }
}

/// What a face could not do, before it is folded.
#[derive(Debug)]
pub enum Failure {
    Engine(EngineError),
    /// A flag, an environment variable or a configuration file.
    Usage(Complaint),
    /// Standard output or a file that was to be written.
    Output(io::Error),
}

/// What is told: what happened, the place within the query, what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    pub sentence: String,
    /// Lines shown as they are, with a caret under the place.
    pub shown: Option<String>,
    pub hint: Option<String>,
}

impl Complaint {
    pub fn new(sentence: impl Into<String>) -> Complaint {
        Complaint { sentence: sentence.into(), shown: None, hint: None }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Complaint {
        self.hint = Some(hint.into());
        self
    }

    /// The lines for standard error; nothing in them can drive a terminal.
    pub fn print(&self) -> String {
        let mut text = format!("onrecord: {}\n", sanitize::line(&self.sentence));
        for line in self.shown.iter().flat_map(|shown| shown.lines()) {
            text.push_str(&format!("  {}\n", sanitize::line(line)));
        }
        for line in self.hint.iter().flat_map(|hint| hint.lines()) {
            text.push_str(&format!("  hint: {}\n", sanitize::line(line)));
        }
        text
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Failure {
        Failure::Engine(error)
    }
}

impl From<Complaint> for Failure {
    fn from(complaint: Complaint) -> Failure {
        Failure::Usage(complaint)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

impl Failure {
    /// Exit status and words; `None` when the reader of our output has gone, which is no fault.
    pub fn fold(&self) -> Option<(Exit, Complaint)> {
        match self {
            Failure::Engine(error) => Some(of_engine(error)),
            Failure::Usage(complaint) => Some((Exit::Usage, complaint.clone())),
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => None,
            Failure::Output(error) => {
                Some((Exit::Trouble, Complaint::new(format!("the output could not be written: {}", cause(error)))))
            }
        }
    }
}

/// An operating system's error without its number, which says nothing to people.
pub fn cause(error: &io::Error) -> String {
    let text = error.to_string();
    match text.rfind(" (os error ") {
        Some(at) => text[..at].to_lowercase(),
        None => text,
    }
}

fn of_engine(error: &EngineError) -> (Exit, Complaint) {
    match error {
        EngineError::Query { message, rendered } => {
            let mut complaint = Complaint::new(message.clone());
            complaint.shown = Some(rendered.clone()).filter(|rendered| !rendered.trim().is_empty());
            // A flag's value is shown with its flag, and no way of reading the query mends it.
            let hint = match rendered.starts_with("--") {
                true => "`--help` behind the command shows its flags; `onrecord search --help` how dates are written",
                false => "`onrecord search --help` shows the language; --plain takes every word as it is",
            };
            (Exit::Usage, complaint.hint(hint))
        }
        EngineError::Store(error) => of_store(error),
        EngineError::Corpus { .. } => (
            Exit::Trouble,
            Complaint::new(error.to_string())
                .hint("--corpus DIR names the folder of articles for once, `corpus` in onrecord.toml for good"),
        ),
        EngineError::NoArticle { near, .. } => (Exit::NoHits, no_article(error.to_string(), near)),
        EngineError::NotCited { gone, .. } => (Exit::NoHits, not_cited(error.to_string(), gone.as_ref())),
        EngineError::Ambiguous { among, count, .. } => {
            let mut complaint = Complaint::new(error.to_string());
            complaint.shown = Some(first_of(among, *count));
            (Exit::Usage, complaint.hint("name one of them as it stands here"))
        }
        EngineError::Name { .. } => {
            (Exit::Usage, Complaint::new(error.to_string()).hint("`onrecord people` lists everybody who speaks"))
        }
        EngineError::NoPerson { near, .. } => {
            let mut complaint = Complaint::new(error.to_string());
            complaint.shown = (!near.is_empty()).then(|| first_of(near, near.len() as u64));
            let hint = if near.is_empty() { "`onrecord people` lists everybody who speaks" } else { "these come near" };
            (Exit::NoHits, complaint.hint(hint))
        }
        EngineError::Setting(sentence) => (
            Exit::Usage,
            Complaint::new(sentence.clone())
                .hint("`onrecord status --verbose` shows every setting and where it was made"),
        ),
        EngineError::Io { doing, cause: error } => {
            (Exit::Trouble, Complaint::new(format!("{doing}: {}", cause(error))))
        }
    }
}

fn no_article(sentence: String, near: &[String]) -> Complaint {
    let mut complaint = Complaint::new(sentence);
    if near.is_empty() {
        return complaint
            .hint("an article is named by its path in the corpus, path#record, or its id as search prints it");
    }
    complaint.shown = Some(first_of(near, near.len() as u64));
    complaint.hint("these come near")
}

fn not_cited(sentence: String, gone: Option<&(String, Day)>) -> Complaint {
    match gone {
        Some((place, day)) => Complaint::new(sentence)
            .hint(format!("they were those of {place}, which has changed or left the corpus by {day}")),
        None => Complaint::new(sentence)
            .hint("was the file ever in the corpus? `onrecord trace \"the words\"` looks for the words themselves"),
    }
}

fn of_store(error: &StoreError) -> (Exit, Complaint) {
    let complaint = Complaint::new(error.to_string());
    match error {
        StoreError::Locked { .. } => {
            (Exit::Trouble, complaint.hint("wait until it has ended; searching works meanwhile"))
        }
        StoreError::Missing { .. } => (Exit::Trouble, complaint.hint("`onrecord index` builds it from the corpus")),
        StoreError::NotOurs { .. } => {
            (Exit::Trouble, complaint.hint("it was left untouched; name another folder with --index DIR"))
        }
        StoreError::Newer { .. } => {
            (Exit::Trouble, complaint.hint("use the newer onrecord, or name another folder with --index DIR"))
        }
        StoreError::Older { .. } => (Exit::Trouble, complaint.hint("`onrecord index` builds it again from the corpus")),
        StoreError::Refused(_) => (Exit::Usage, complaint.hint("ask for less: a longer prefix, fewer alternatives")),
        StoreError::Damaged { .. } => {
            (Exit::Trouble, complaint.hint("the index can be made again: remove its folder, then run `onrecord index`"))
        }
        StoreError::Io { doing, cause: error } => (Exit::Trouble, Complaint::new(format!("{doing}: {}", cause(error)))),
    }
}

/// The first of `count` names, one a line; more would push the sentence off the screen.
fn first_of(names: &[String], count: u64) -> String {
    const SHOWN_MAX: usize = 10;
    let mut lines: Vec<String> = names.iter().take(SHOWN_MAX).cloned().collect();
    let left = count.saturating_sub(lines.len() as u64);
    if left > 0 {
        lines.push(format!("… and {left} more"));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(error: EngineError, status: u8, sentence: &str) {
        let (exit, complaint) = Failure::Engine(error).fold().expect("not a broken pipe");
        assert_eq!((exit.status(), complaint.sentence.as_str()), (status, sentence));
        let printed = complaint.print();
        assert!(!printed.trim_end().contains(|c: char| c.is_control() && c != '\n'), "{printed:?}");
        assert!(!printed.contains("os error"), "{printed}");
    }

    fn denied() -> io::Error {
        io::Error::from_raw_os_error(13)
    }

    #[test]
    fn every_kind_has_a_sentence_and_a_status() {
        let folder = || "index".to_string();
        check(
            EngineError::Query { message: "a bracket is not closed".into(), rendered: "(a\n^".into() },
            2,
            "a bracket is not closed",
        );
        check(
            EngineError::Corpus { folder: "corpus".into(), reason: "does not exist".into() },
            4,
            "the corpus folder corpus does not exist",
        );
        check(EngineError::NoArticle { asked: "x".into(), near: vec![] }, 1, "no article is called x");
        check(
            EngineError::Ambiguous { asked: "x".into(), count: 2, among: vec!["a".into(), "b".into()] },
            2,
            "x names 2 articles",
        );
        check(EngineError::Setting("no zone".into()), 2, "no zone");
        check(StoreError::Locked { holder: "process 7".into() }.into(), 4, "the index is being written by process 7");
        check(StoreError::Missing { folder: folder() }.into(), 4, "there is no index in index");
        check(
            StoreError::NotOurs { folder: folder(), reason: "it holds letters".into() }.into(),
            4,
            "index is not an onrecord index: it holds letters",
        );
        check(
            StoreError::Newer { folder: folder(), found: 3, known: 2 }.into(),
            4,
            "the index in index has format 3, this program reads up to 2",
        );
        check(
            StoreError::Older { folder: folder(), found: 1, known: 2 }.into(),
            4,
            "the index in index has the older format 1, this program writes 2",
        );
        check(
            StoreError::Refused("more than 4000 words begin with a".into()).into(),
            2,
            "more than 4000 words begin with a",
        );
        check(
            StoreError::Damaged { folder: folder(), reason: "a segment is missing".into() }.into(),
            4,
            "the index in index is damaged: a segment is missing",
        );
    }

    #[cfg(unix)]
    #[test]
    fn causes_carry_no_numbers() {
        check(
            EngineError::Io { doing: "reading a.txt".into(), cause: denied() },
            4,
            "reading a.txt: permission denied",
        );
        check(
            StoreError::Io { doing: "opening index".into(), cause: denied() }.into(),
            4,
            "opening index: permission denied",
        );
    }

    #[test]
    fn a_reader_that_has_gone_is_no_fault() {
        assert_eq!(Failure::Output(io::ErrorKind::BrokenPipe.into()).fold(), None);
        let (exit, _) = Failure::Output(io::ErrorKind::StorageFull.into()).fold().expect("a full disk is told");
        assert_eq!(exit, Exit::Trouble);
    }

    #[test]
    fn the_caret_stays_under_its_place() {
        let mut complaint = Complaint::new("a bracket is not closed").hint("close it");
        complaint.shown = Some("(water OR drought\n^".into());
        assert_eq!(
            complaint.print(),
            "onrecord: a bracket is not closed\n  (water OR drought\n  ^\n  hint: close it\n"
        );
    }
}
