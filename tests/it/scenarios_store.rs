//! What every store must make of changes.

use onrecord::index::memory::MemoryStore;
use onrecord::index::{Change, Snapshot, Store};
use onrecord::model::EntryPath;
use onrecord::query::Clause;

use crate::articles::{article, id, name, put};
use crate::local_home::LocalHome;
use crate::plans::word;
use crate::scenarios::names;

#[test]
fn the_memory_store_applies_changes() {
    suite(MemoryStore::new);
}

#[test]
fn the_local_store_applies_changes() {
    let home = LocalHome::new();
    suite(|| home.store());
}

fn suite<S: Store>(new: impl Fn() -> S) {
    changes_are_invisible_until_the_commit(new());
    a_snapshot_keeps_its_generation(new());
    an_article_of_the_same_id_is_replaced(new());
    an_entry_goes_with_all_its_articles(new());
    changes_apply_in_their_order(new());
    articles_come_back_whole(new());
}

fn everything(store: &impl Store) -> String {
    names(&store.snapshot().unwrap(), &Clause::Everything)
}

fn changes_are_invisible_until_the_commit(mut store: impl Store) {
    let before = store.snapshot().unwrap();
    assert_eq!((before.generation(), before.article_count()), (0, 0));
    store.write(vec![put(&article("a", "The dam.").done())]).unwrap();
    assert_eq!(everything(&store), "");
    store.write(vec![put(&article("b", "The dam.").done())]).unwrap();
    store.commit(7).unwrap();
    let after = store.snapshot().unwrap();
    assert_eq!((after.generation(), after.article_count()), (7, 2));
    assert_eq!(everything(&store), "a b");
}

fn a_snapshot_keeps_its_generation(mut store: impl Store) {
    store.write(vec![put(&article("a", "The dam.").done())]).unwrap();
    store.commit(1).unwrap();
    let first = store.snapshot().unwrap();
    store.write(vec![Change::RemoveArticle(id("a")), put(&article("b", "The dam.").done())]).unwrap();
    store.commit(2).unwrap();
    assert_eq!(names(&first, &word("dam")), "a");
    assert_eq!((first.generation(), first.article_count()), (1, 1));
    assert!(first.article(id("a")).unwrap().is_some());
    assert!(first.article(id("b")).unwrap().is_none());
    assert_eq!(everything(&store), "b");
}

fn an_article_of_the_same_id_is_replaced(mut store: impl Store) {
    store.write(vec![put(&article("a", "The dam.").done()), put(&article("b", "The dam.").done())]).unwrap();
    store.commit(1).unwrap();
    store.write(vec![put(&article("a", "The river.").entry("moved.txt", None).done())]).unwrap();
    store.commit(2).unwrap();
    let snapshot = store.snapshot().unwrap();
    assert_eq!(snapshot.article_count(), 2);
    assert_eq!(names(&snapshot, &word("dam")), "b");
    assert_eq!(names(&snapshot, &word("river")), "a");
    assert!(snapshot.articles_of(&EntryPath::new("a.txt")).unwrap().is_empty());
    assert_eq!(snapshot.articles_of(&EntryPath::new("moved.txt")).unwrap(), [id("a")]);
}

fn an_entry_goes_with_all_its_articles(mut store: impl Store) {
    let records =
        ["b", "10", "2", "a"].map(|record| put(&article(record, "dam").entry("dump.jsonl", Some(record)).done()));
    store.write(records.to_vec()).unwrap();
    store.write(vec![put(&article("other", "dam").entry("dump.jsonl2", None).done())]).unwrap();
    store.commit(1).unwrap();
    let dump = EntryPath::new("dump.jsonl");
    let in_order: Vec<String> = store.snapshot().unwrap().articles_of(&dump).unwrap().into_iter().map(name).collect();
    assert_eq!(in_order, ["2", "10", "a", "b"]);
    store.write(vec![Change::RemoveEntry(dump.clone())]).unwrap();
    store.commit(2).unwrap();
    assert_eq!(everything(&store), "other");
    assert!(store.snapshot().unwrap().articles_of(&dump).unwrap().is_empty());
}

fn changes_apply_in_their_order(mut store: impl Store) {
    let old = article("old", "dam").entry("one.txt", None).done();
    let new = article("new", "dam").entry("one.txt", None).done();
    store.write(vec![put(&old)]).unwrap();
    store.commit(1).unwrap();
    store.write(vec![Change::RemoveEntry(EntryPath::new("one.txt")), put(&new)]).unwrap();
    store.commit(2).unwrap();
    assert_eq!(everything(&store), "new");
    store.write(vec![put(&old), Change::RemoveEntry(EntryPath::new("one.txt"))]).unwrap();
    store.commit(3).unwrap();
    assert_eq!(everything(&store), "");
    store.write(vec![put(&old), Change::RemoveArticle(id("old")), put(&old), put(&old)]).unwrap();
    store.commit(4).unwrap();
    assert_eq!(everything(&store), "old");
    assert_eq!(store.snapshot().unwrap().article_count(), 1);
}

fn articles_come_back_whole(mut store: impl Store) {
    let whole = article("whole", "Der Damm\u{AD} hält.\n\n東京。")
        .headline("Damm — hält")
        .related("ZWEI DÄMME SIND GEBROCHEN")
        .by("Ada Orrin")
        .by("Bram Vale")
        .publisher("Östra Post")
        .section("Elections")
        .url("https://post.example/1?a=b")
        .language(Some("de"))
        .entry("ordner/ä.jsonl", Some("id 7"))
        .on("2025-09")
        .suspect()
        .done();
    store.write(vec![put(&whole)]).unwrap();
    store.commit(1).unwrap();
    let snapshot = store.snapshot().unwrap();
    assert_eq!(snapshot.article(whole.id).unwrap().as_ref(), Some(&whole));
    assert_eq!(snapshot.article(id("absent")).unwrap(), None);
}
