//! Random archives with copies planted in them.
//!
//! What is copied how often and changed in which way is drawn; what must hold is that the stories are
//! those that holding every article against every other gives, in whatever order and however often
//! articles came, were changed and went.

use std::collections::BTreeSet;
use std::path::Path;

use onrecord::index::copies::Stories;
use onrecord::index::local::LocalStore;
use onrecord::index::memory::MemoryStore;
use onrecord::index::{Change, Snapshot, Store, StoreError};
use onrecord::model::{Article, ArticleId};
use onrecord::query::Clause;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::articles::{article, id, put};
use crate::equality::same_answer;
use crate::plans::{pattern, plan, text};

const DAYS: &[&str] = &["2025-09-01", "2025-09-02", "2025-09-03", "2025-09-20", "2025-09"];
/// Words of the stories: of enough words for every rule, and of fewer.
const LENGTHS: &[usize] = &[160, 120, 70, 30, 8];
const NAMES: u8 = 14;

/// A word that stands nowhere else, without a figure.
fn word(number: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    [letter(number), letter(number / 26), letter(number / 676), 'o'].iter().collect()
}

/// What a paper has done to a story.
#[derive(Clone, Copy, Debug)]
enum Edit {
    Whole,
    /// Left out behind so many of ten parts.
    Cut(usize),
    AgencyLine,
    /// One word of so many is another.
    Words(usize),
    Paragraph,
    Figure(usize),
    /// Every fourth word a figure, this one the first.
    Table(usize),
}

fn printed(story: usize, edit: Edit) -> String {
    let length = LENGTHS[story];
    let mut words: Vec<String> = (0..length).map(|at| word(story * 1000 + at)).collect();
    if length > 20 {
        words[length / 2] = "14".into();
    }
    let other = |at: usize| word(10_000 + at);
    match edit {
        Edit::Whole => {}
        Edit::Cut(parts) => words.truncate((length * parts / 10).max(1)),
        Edit::AgencyLine => words.splice(0..0, (0..3).map(other)).for_each(drop),
        Edit::Words(each) => (0..length).step_by(each).for_each(|at| words[at] = other(at)),
        Edit::Paragraph => (length * 6 / 10..length * 8 / 10).for_each(|at| words[at] = other(at)),
        Edit::Figure(figure) => words[length / 2] = figure.to_string(),
        Edit::Table(first) => (0..length).step_by(4).for_each(|at| words[at] = (first + 100 * at).to_string()),
    }
    words.join(" ")
}

#[derive(Clone, Debug)]
enum Act {
    Put(Box<Article>),
    Remove(ArticleId),
    Commit,
    /// An ingest ends.
    End,
    /// The program ends, and begins again.
    Reopen,
}

fn random_printing() -> impl Strategy<Value = Article> {
    let edit = prop_oneof![
        3 => Just(Edit::Whole),
        2 => (4usize..10).prop_map(Edit::Cut),
        1 => Just(Edit::AgencyLine),
        2 => select(&[8usize, 10, 20, 60]).prop_map(Edit::Words),
        1 => Just(Edit::Paragraph),
        2 => (14usize..17).prop_map(Edit::Figure),
    ];
    let day = proptest::option::weighted(0.9, select(DAYS));
    (0..NAMES, 0..LENGTHS.len(), edit, day, 0usize..2).prop_map(|(name, story, edit, day, headline)| {
        let draft = article(&format!("n{name:02}"), &printed(story, edit)).headline(["Weir", "Ferry"][headline]);
        day.into_iter().fold(draft, |draft, day| draft.on(day)).done()
    })
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        14 => random_printing().prop_map(|article| Act::Put(Box::new(article))),
        2 => (0..NAMES).prop_map(|name| Act::Remove(id(&format!("n{name:02}")))),
        2 => Just(Act::Commit),
        2 => Just(Act::End),
        1 => Just(Act::Reopen),
    ];
    vec(act, 1..40)
}

/// A child that another test is just starting holds the lock for a moment more, until it is the program.
fn reopened(folder: &Path) -> LocalStore {
    for _ in 0..500 {
        match LocalStore::open(folder) {
            Err(StoreError::Locked { .. }) => std::thread::sleep(std::time::Duration::from_millis(10)),
            opened => return opened.unwrap(),
        }
    }
    panic!("the store stays locked");
}

/// Does what happened to a store in the folder; at the end the last ingest has ended.
fn happened(folder: &Path, acts: &[Act]) -> LocalStore {
    let mut store = LocalStore::create(folder).unwrap();
    let mut generation = 0;
    for act in acts.iter().chain([&Act::End]) {
        match act {
            Act::Put(article) => store.write(vec![put(article)]).unwrap(),
            Act::Remove(id) => store.write(vec![Change::RemoveArticle(*id)]).unwrap(),
            Act::Commit | Act::End => {
                generation += 1;
                store.commit(generation).unwrap();
                // Merges that go on behind a store that was dropped would remove files under the next.
                store.finish().unwrap();
                if matches!(act, Act::End) {
                    store.put_stories_together().unwrap();
                }
            }
            Act::Reopen => {
                generation += 1;
                store.commit(generation).unwrap();
                store.finish().unwrap();
                drop(store);
                store = reopened(folder);
            }
        }
    }
    assert!(store.has_stories().unwrap());
    store
}

/// What is there at the end, put into a store that knows of nothing before.
fn judge(acts: &[Act]) -> MemoryStore {
    let mut memory = MemoryStore::new();
    for act in acts {
        match act {
            Act::Put(article) => memory.write(vec![put(article)]).unwrap(),
            Act::Remove(id) => memory.write(vec![Change::RemoveArticle(*id)]).unwrap(),
            Act::Commit | Act::End | Act::Reopen => {}
        }
    }
    memory.commit(1).unwrap();
    memory
}

fn stories(snapshot: &impl Snapshot) -> Stories {
    snapshot.stories().unwrap().clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stories_follow_from_the_articles_whatever_happened_before(acts in acts()) {
        let folder = tempfile::tempdir().unwrap();
        let store = happened(folder.path(), &acts);
        let (memory, local) = (judge(&acts).snapshot().unwrap(), store.snapshot().unwrap());
        prop_assert_eq!(stories(&local), stories(&memory));
        prop_assert_eq!(local.doubts_of_copies().unwrap(), None);
        // Without its file the stories are found again from the articles.
        std::fs::remove_file(folder.path().join("copies")).unwrap();
        prop_assert_eq!(stories(&store.snapshot().unwrap()), stories(&memory));
    }

    #[test]
    fn both_stores_fold_and_count_alike(articles in vec(random_printing(), 1..20), min in 0u64..4, more in 0u64..3) {
        let folder = tempfile::tempdir().unwrap();
        let acts: Vec<Act> = articles.into_iter().map(|article| Act::Put(Box::new(article))).collect();
        let store = happened(folder.path(), &acts);
        let memory = {
            let mut memory = judge(&acts);
            memory.commit(store.generation().unwrap()).unwrap();
            memory
        };
        let copies = Clause::Copies { min, max: min + more };
        let some = text(onrecord::query::Passage::Term(pattern("*b*")));
        let asked = [
            Clause::Everything,
            some.clone(),
            copies.clone(),
            Clause::Not(Box::new(copies.clone())),
            Clause::All(vec![some, copies]),
        ];
        for clause in asked {
            same_answer(&memory.snapshot().unwrap(), &store.snapshot().unwrap(), &plan(&clause))?;
        }
    }
}

/// Archives in which nothing or everything folds would show nothing.
#[test]
fn many_random_archives_hold_copies_and_others() {
    let mut runner = TestRunner::deterministic();
    let (mut folded, mut sizes) = (0, BTreeSet::new());
    for _ in 0..60 {
        let found = stories(&judge(&acts().new_tree(&mut runner).unwrap().current()).snapshot().unwrap());
        folded += u32::from(!found.is_empty());
        sizes.extend(found.groups().iter().map(Vec::len));
    }
    assert!(folded > 30, "{folded} of 60 archives hold copies");
    assert!(sizes.len() > 2, "{sizes:?}");
}

#[test]
fn copies_are_told_from_others() {
    let check = |edit: Edit, story: usize, day: &str, expected: bool| {
        let first = article("a", &printed(story, Edit::Whole)).on("2025-09-03").headline("Weir").done();
        let other = article("b", &printed(story, edit)).on(day).headline("Ferry").done();
        let mut store = MemoryStore::new();
        store.write(vec![put(&first), put(&other)]).unwrap();
        store.commit(1).unwrap();
        let found = !stories(&store.snapshot().unwrap()).is_empty();
        assert_eq!(found, expected, "{edit:?} of {} words on {day}", LENGTHS[story]);
    };
    let (long, fair, short, tiny) = (0, 2, 3, 4);
    check(Edit::Whole, long, "2025-09-03", true);
    check(Edit::Whole, long, "2026-09-03", true);
    check(Edit::Cut(6), long, "2025-09-04", true);
    check(Edit::Cut(4), long, "2025-09-04", false);
    check(Edit::AgencyLine, fair, "2025-09-04", true);
    check(Edit::Words(20), long, "2025-09-04", true);
    check(Edit::Words(10), fair, "2025-09-04", false);
    check(Edit::Words(20), long, "2025-09-20", false);
    check(Edit::Paragraph, long, "2025-09-02", true);
    check(Edit::Figure(15), long, "2025-09-03", false);
    check(Edit::Whole, short, "2025-10-03", true);
    check(Edit::AgencyLine, short, "2025-09-03", false);
    check(Edit::Whole, tiny, "2025-09-03", false);
}

#[test]
fn a_table_is_a_copy_when_it_is_the_same() {
    let check = |edit: Edit, expected: usize| {
        let first = article("a", &printed(0, Edit::Table(7))).on("2025-09-03").done();
        let other = article("b", &printed(0, edit)).on("2025-09-03").done();
        let mut store = MemoryStore::new();
        store.write(vec![put(&first), put(&other)]).unwrap();
        store.commit(1).unwrap();
        assert_eq!(stories(&store.snapshot().unwrap()).groups().len(), expected, "{edit:?}");
    };
    check(Edit::Table(7), 1);
    check(Edit::Table(8), 0);
}

/// Forty papers print every story: what it costs grows with the articles, not with their pairs.
#[test]
fn very_many_copies_are_one_story_each() {
    let mut articles = Vec::new();
    for story in 0..3 {
        for paper in 0..400 {
            let name = format!("{story}-{paper:03}");
            articles.push(article(&name, &printed(story, Edit::Whole)).on("2025-09-03").done());
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let mut store = LocalStore::create(folder.path()).unwrap();
    store.write(articles.iter().map(put).collect()).unwrap();
    store.commit(1).unwrap();
    store.put_stories_together().unwrap();
    let found = stories(&store.snapshot().unwrap());
    assert_eq!(found.groups().iter().map(Vec::len).collect::<Vec<_>>(), [400, 400, 400]);
}
