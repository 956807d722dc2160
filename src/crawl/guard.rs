//! Keeps an unmounted share, or a slip of the hand, from emptying an archive.
//!
//! What the archive knows and what a walk found come in; which of the missing entries may leave,
//! and a sentence about those that stay, go out. Nothing is touched here. A missing, empty or
//! different root, or more than a tenth of the known entries leaving at once, removes nothing
//! unless the user accepts it; what lies in a folder that could not be read never leaves.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use super::manifest::Plan;
use super::walk::RootError;
use crate::model::EntryPath;

/// What the archive knows, and what this run found.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The corpus root of the last run, as [`relative_root`] gives it; `None`: the first run.
    pub remembered_root: Option<&'a Path>,
    /// This run's root in the same form, or why there is none.
    pub root: Result<&'a Path, &'a RootError>,
    /// The root as the user calls it, for the sentences.
    pub root_name: &'a str,
    /// Entries whose articles the archive holds.
    pub known: usize,
    /// Entries that the walk met, of any kind.
    pub met: usize,
    /// Entries, folders above all, that could not be looked at.
    pub failed: &'a [EntryPath],
    /// `--accept-gone`
    pub accept_gone: bool,
}

/// What may leave the archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ruling {
    pub removed: Vec<EntryPath>,
    /// Entries that stay although they were not met, or were refused.
    pub kept: Vec<EntryPath>,
    /// Why they stay and what to do; `None` when nothing is kept.
    pub sentence: Option<String>,
}

/// Rules on the entries of `plan` that are gone, or that the settings now refuse.
pub fn rule(situation: &Situation<'_>, plan: &Plan) -> Ruling {
    let leaving = plan.gone.iter().chain(&plan.withdrawn).cloned();
    let mut failed: HashSet<&[u8]> = situation.failed.iter().map(EntryPath::bytes).collect();
    if matches!(situation.root, Err(RootError::Unreadable { .. })) {
        failed.insert(b"");
    }
    let (unseen, leaving): (Vec<_>, Vec<_>) = leaving.partition(|entry| is_unseen(&failed, entry));
    let mut sentences = Vec::new();
    if !unseen.is_empty() {
        sentences.push(format!(
            "{} of a folder that could not be read {} in the archive",
            entries(unseen.len()),
            if unseen.len() == 1 { "stays" } else { "stay" }
        ));
    }
    let mut ruling = Ruling { kept: unseen, ..Ruling::default() };
    match alarm(situation, leaving.len()).filter(|_| !leaving.is_empty() && !situation.accept_gone) {
        None => ruling.removed = leaving,
        Some(alarm) => {
            sentences.push(format!(
                "{alarm}: nothing is removed from the archive; if that is meant, run `onrecord index --accept-gone`"
            ));
            ruling.kept.extend(leaving);
        }
    }
    ruling.sentence = (!sentences.is_empty()).then(|| sentences.join("; "));
    ruling
}

/// The root seen from the index folder (`../corpus`): the two may move together and still know
/// each other. Both paths with their links resolved.
pub fn relative_root(index: &Path, root: &Path) -> PathBuf {
    let (from, to): (Vec<Component>, Vec<Component>) = (index.components().collect(), root.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[shared..].iter().map(|_| Component::ParentDir);
    let relative: PathBuf = up.chain(to[shared..].iter().copied()).collect();
    if relative.as_os_str().is_empty() { PathBuf::from(".") } else { relative }
}

/// Whether the entry may well be there: it, a folder above it or the root could not be looked at.
fn is_unseen(failed: &HashSet<&[u8]>, entry: &EntryPath) -> bool {
    let path = entry.bytes();
    let above = memchr::memchr_iter(b'/', path).map(|slash| &path[..slash]);
    [b"", path].into_iter().chain(above).any(|part| failed.contains(part))
}

/// What is suspicious about `leaving` entries leaving.
fn alarm(situation: &Situation<'_>, leaving: usize) -> Option<String> {
    let name = situation.root_name;
    let root = match situation.root {
        Err(error) => return Some(format!("the corpus folder {} {error}", error.folder())),
        Ok(root) => root,
    };
    if situation.met == 0 {
        return Some(format!("the corpus folder {name} is empty"));
    }
    if let Some(remembered) = situation.remembered_root
        && remembered != root
    {
        return Some(format!(
            "{name} is not the folder this archive was made from, and {} of the archive {} not in it",
            entries(leaving),
            if leaving == 1 { "is" } else { "are" }
        ));
    }
    (leaving.saturating_mul(10) > situation.known).then(|| {
        format!(
            "{leaving} of {} {} gone from {name} or refused now, more than a tenth",
            entries(situation.known),
            if leaving == 1 { "is" } else { "are" }
        )
    })
}

fn entries(count: usize) -> String {
    if count == 1 { "1 entry".to_string() } else { format!("{count} entries") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(names: &[&str]) -> Vec<EntryPath> {
        names.iter().map(|name| EntryPath::new(name.as_bytes())).collect()
    }

    fn ordinary() -> Situation<'static> {
        Situation {
            remembered_root: Some(Path::new("../corpus")),
            root: Ok(Path::new("../corpus")),
            root_name: "corpus",
            known: 100,
            met: 95,
            failed: &[],
            accept_gone: false,
        }
    }

    /// Whether all `gone` may leave; `sentence` is what is said when they may not.
    fn check(situation: Situation<'_>, gone: &[&str], sentence: Option<&str>) {
        let plan = Plan { gone: paths(gone), ..Plan::default() };
        let ruling = rule(&situation, &plan);
        let (removed, kept) =
            if sentence.is_none() { (plan.gone.clone(), vec![]) } else { (vec![], plan.gone.clone()) };
        assert_eq!(ruling, Ruling { removed, kept, sentence: sentence.map(str::to_string) });
        if sentence.is_some() {
            let accepted = rule(&Situation { accept_gone: true, ..situation }, &plan);
            assert_eq!(accepted, Ruling { removed: plan.gone, ..Ruling::default() });
        }
    }

    const TEN: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    #[test]
    fn a_tenth_may_leave_and_no_more() {
        check(ordinary(), &TEN[..1], None);
        check(ordinary(), &TEN, None);
        check(
            Situation { known: 99, ..ordinary() },
            &TEN,
            Some(
                "10 of 99 entries are gone from corpus or refused now, more than a tenth: nothing is removed from the \
                 archive; if that is meant, run `onrecord index --accept-gone`",
            ),
        );
        check(
            Situation { known: 5, ..ordinary() },
            &TEN[..1],
            Some(
                "1 of 5 entries is gone from corpus or refused now, more than a tenth: nothing is removed from the \
                 archive; if that is meant, run `onrecord index --accept-gone`",
            ),
        );
    }

    #[test]
    fn a_missing_root_removes_nothing() {
        let error = RootError::Missing { folder: "corpus".into() };
        check(
            Situation { root: Err(&error), met: 0, ..ordinary() },
            &TEN[..1],
            Some(
                "the corpus folder corpus does not exist: nothing is removed from the archive; if that is meant, run \
                 `onrecord index --accept-gone`",
            ),
        );
    }

    #[test]
    fn an_empty_root_removes_nothing() {
        check(
            Situation { met: 0, ..ordinary() },
            &TEN[..1],
            Some(
                "the corpus folder corpus is empty: nothing is removed from the archive; if that is meant, run \
                 `onrecord index --accept-gone`",
            ),
        );
    }

    #[test]
    fn a_different_root_removes_nothing() {
        check(
            Situation { root: Ok(Path::new("../other")), root_name: "other", ..ordinary() },
            &TEN[..2],
            Some(
                "other is not the folder this archive was made from, and 2 entries of the archive are not in it: \
                 nothing is removed from the archive; if that is meant, run `onrecord index --accept-gone`",
            ),
        );
        check(Situation { root: Ok(Path::new("../other")), ..ordinary() }, &[], None);
        check(Situation { remembered_root: None, ..ordinary() }, &TEN[..2], None);
    }

    #[test]
    fn what_the_settings_refuse_now_counts_as_leaving() {
        let plan = Plan { gone: paths(&TEN), withdrawn: paths(&["x"]), ..Plan::default() };
        let ruling = rule(&ordinary(), &plan);
        assert_eq!((ruling.removed.len(), ruling.kept.len()), (0, 11));
        let ruling = rule(&Situation { known: 200, ..ordinary() }, &plan);
        assert_eq!((ruling.removed.len(), ruling.kept.len()), (11, 0));
    }

    #[test]
    fn what_lies_in_an_unreadable_folder_stays_even_when_all_is_accepted() {
        let failed = paths(&["shut", "deep/shut"]);
        let situation = Situation { failed: &failed, accept_gone: true, ..ordinary() };
        let plan = Plan { gone: paths(&["deep/shut/x/a", "shut", "shut-not/a", "shut/a"]), ..Plan::default() };
        let ruling = rule(&situation, &plan);
        assert_eq!(ruling.removed, paths(&["shut-not/a"]));
        assert_eq!(ruling.kept, paths(&["deep/shut/x/a", "shut", "shut/a"]));
        let sentence = ruling.sentence.unwrap();
        assert_eq!(sentence, "3 entries of a folder that could not be read stay in the archive");
    }

    #[test]
    fn an_unreadable_root_keeps_everything_even_when_all_is_accepted() {
        let error = RootError::Unreadable { folder: "corpus".into(), cause: std::io::Error::other("no") };
        let unread = paths(&[""]);
        for situation in [
            Situation { root: Err(&error), accept_gone: true, ..ordinary() },
            Situation { failed: &unread, accept_gone: true, ..ordinary() },
        ] {
            let ruling = rule(&situation, &Plan { gone: paths(&TEN), ..Plan::default() });
            assert_eq!((ruling.removed.len(), ruling.kept.len()), (0, 10));
        }
    }

    #[test]
    fn the_root_is_remembered_as_seen_from_the_index() {
        let check = |index: &str, root: &str, expected: &str| {
            assert_eq!(relative_root(Path::new(index), Path::new(root)), Path::new(expected));
        };
        check("/news/index", "/news/corpus", "../corpus");
        check("/home/a/index", "/mnt/share", "../../../mnt/share");
        check("/news/index", "/news", "..");
        check("/news", "/news/corpus", "corpus");
        check("/news", "/news", ".");
    }
}
