//! Order, pages, facets and names of quotes, and what is kept of them, as every store must give
//! them.

use onrecord::index::memory::MemoryStore;
use onrecord::index::{Change, QuoteRequest, Sketch, Snapshot, Statement, Store, StoreError, sketch};
use onrecord::model::{Certainty, Polarity, QuoteFacet, QuoteKind, SortOrder};
use onrecord::query::{Name, Passage, QuoteClause};

use crate::articles::{article, id, name};
use crate::local_home::LocalHome;
use crate::plans::{IntoPassage, loose, near, sentence, word};
use crate::scenarios::quotes::{dam, filled_with, keys};
use crate::statements::*;

#[test]
fn the_memory_store_keeps_quotes() {
    suite(MemoryStore::new);
}

#[test]
fn the_local_store_keeps_quotes() {
    let home = LocalHome::new();
    suite(|| home.store());
}

fn suite<S: Store>(new: impl Fn() -> S) {
    let full = |articles: &[Reported]| filled_with(new(), articles);
    what_is_said_more_often_comes_first(&full);
    ties_are_broken_by_day_article_and_place(&full);
    pages_cover_the_quotes_once(&full);
    conditions_on_quotes_do_not_score(&full);
    facets_of_quotes_are_counted_over_what_matches(&full);
    names_are_those_of_living_articles(new());
    statements_are_told_from_their_columns(&full);
    what_was_put_comes_back(new());
    quotes_go_with_their_article(new());
    hits_carry_the_sketch_of_their_words(&full);
    what_no_quote_answers_is_refused(&full);
}

fn ranked(snapshot: &impl Snapshot, clause: &QuoteClause, sort: SortOrder) -> String {
    page(snapshot, clause, sort, 0, usize::MAX).0
}

/// The hits, quotes and articles in all.
fn page(
    snapshot: &impl Snapshot,
    clause: &QuoteClause,
    sort: SortOrder,
    offset: usize,
    limit: usize,
) -> (String, u64, u64) {
    let plan = quote_plan(clause);
    let ranked = snapshot.quotes(&QuoteRequest { plan: &plan, sort, offset, limit }).unwrap();
    let hits = ranked.hits.iter().map(|hit| format!("{}.{}", name(hit.key.article), hit.key.ordinal));
    (hits.collect::<Vec<_>>().join(" "), ranked.total, ranked.articles)
}

fn what_is_said_more_often_comes_first<P: Snapshot>(full: &impl Fn(&[Reported]) -> P) {
    let snapshot = full(&[reported(
        article("a", "x the dam y, dam by dam by dam z. mines, mining").done(),
        vec![said("the dam"), said("dam by dam by dam"), said("mines"), said("mining")],
    )]);
    let ranked = |clause| ranked(&snapshot, &clause, SortOrder::Relevance);
    assert_eq!(ranked(says_word("dam")), "a.1 a.0");
    assert_eq!(ranked(says("dam")), "a.1 a.0");
    assert_eq!(ranked(says_inflected("mining", "en")), "a.3 a.2");
    let boosted = |factor| QuoteClause::Boost(Box::new(says("mines")), factor);
    assert_eq!(ranked(any(vec![boosted(9.0), says("mining")])), "a.2 a.3");
    assert_eq!(ranked(any(vec![boosted(0.1), says("mining")])), "a.3 a.2");
}

fn ties_are_broken_by_day_article_and_place<P: Snapshot>(full: &impl Fn(&[Reported]) -> P) {
    let two = |name: &str| article(name, "a dam, a dam.");
    let saying = || vec![said("dam"), said("dam"), silence("a dam, a dam.")];
    let snapshot = full(&[
        reported(two("a").done(), saying()),
        reported(two("b").on("2024-01-01").done(), saying()),
        reported(two("c").on("2025-01-01").done(), saying()),
        reported(two("d").on("2025").done(), saying()),
    ]);
    let dam = says("dam");
    assert_eq!(ranked(&snapshot, &dam, SortOrder::Relevance), "c.0 c.1 d.0 d.1 b.0 b.1 a.0 a.1");
    assert_eq!(ranked(&snapshot, &dam, SortOrder::Newest), "c.0 c.1 d.0 d.1 b.0 b.1 a.0 a.1");
    assert_eq!(ranked(&snapshot, &dam, SortOrder::Oldest), "b.0 b.1 c.0 c.1 d.0 d.1 a.0 a.1");
    assert_eq!(
        ranked(&snapshot, &QuoteClause::Everything, SortOrder::Oldest),
        "b.0 b.1 b.2 c.0 c.1 c.2 d.0 d.1 d.2 a.0 a.1 a.2"
    );
}

fn pages_cover_the_quotes_once<P: Snapshot>(full: &impl Fn(&[Reported]) -> P) {
    let articles: Vec<Reported> =
        ["a", "b", "c"].map(|name| reported(article(name, "dam dam").done(), vec![said("dam"), said("dam")])).to_vec();
    let snapshot = full(&articles);
    let at = |offset, limit| page(&snapshot, &says("dam"), SortOrder::Relevance, offset, limit);
    let check = |found: (String, u64, u64), expected: &str| assert_eq!(found, (expected.to_string(), 6, 3));
    check(at(0, 4), "a.0 a.1 b.0 b.1");
    check(at(3, 2), "b.1 c.0");
    check(at(4, 4), "c.0 c.1");
    check(at(6, 4), "");
    check(at(2, 0), "");
    check(at(usize::MAX, usize::MAX), "");
    assert_eq!(page(&snapshot, &says("absent"), SortOrder::Relevance, 0, 9), (String::new(), 0, 0));
}

fn conditions_on_quotes_do_not_score<P: Snapshot>(full: &impl Fn(&[Reported]) -> P) {
    let snapshot = full(&dam());
    let conditions = [
        QuoteClause::Everything,
        speaker("orrin"),
        about("orrin"),
        person("orrin"),
        role("mason"),
        kind(QuoteKind::Direct),
        QuoteClause::Certainty(vec![Certainty::Stated]),
        QuoteClause::Polarity(vec![Polarity::Affirmed]),
        spoken(".."),
        around(word("dam")),
        no(says("absent")),
        no(no(says("dam"))),
    ];
    for clause in conditions {
        let plan = quote_plan(&clause);
        let request = QuoteRequest { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: usize::MAX };
        let hits = snapshot.quotes(&request).unwrap().hits;
        assert!(!hits.is_empty() && hits.iter().all(|hit| hit.score == 0.0), "{clause:?}: {hits:?}");
    }
}

fn facets_of_quotes_are_counted_over_what_matches<P: Snapshot>(full: &impl Fn(&[Reported]) -> P) {
    let mut articles = dam();
    articles.push(reported(
        article("quiet", "Vale was silent. “Orrin and Orrin,” the Ministry denied.").done(),
        vec![
            silence("Vale was silent.").by("Bram Vale"),
            said("Orrin and Orrin")
                .by_body("Ministry")
                .polarity(Polarity::Denied)
                .about("Ada Orrin")
                .about("Ada Orrin")
                .about("Cy Orrin"),
        ],
    ));
    let snapshot = full(&articles);
    let check = |clause: &QuoteClause, field: QuoteFacet, expected: &str| {
        let buckets = snapshot.quote_facets(&quote_plan(clause), field).unwrap();
        let found: Vec<String> = buckets.iter().map(|bucket| format!("{} {}", bucket.value, bucket.count)).collect();
        assert_eq!(found.join(", "), expected, "{field:?} of {clause:?}");
    };
    let all = QuoteClause::Everything;
    check(&all, QuoteFacet::Speaker, "Ada Orrin 2, Bram Vale 2, Ministry 1");
    check(&says("dam"), QuoteFacet::Speaker, "Ada Orrin 1, Bram Vale 1");
    check(&all, QuoteFacet::About, "Ada Orrin 2, Cy Orrin 1");
    check(&speaker("vale"), QuoteFacet::About, "Ada Orrin 1");
    check(&all, QuoteFacet::Kind, "direct 4, indirect 1, silence 1");
    check(&all, QuoteFacet::Certainty, "stated 5, resolved 1");
    check(&all, QuoteFacet::Polarity, "affirmed 5, denied 1");
    check(&all, QuoteFacet::Year, "2025 4");
    check(&QuoteClause::Nothing, QuoteFacet::Year, "");
}

fn names_are_those_of_living_articles(mut store: impl Store) {
    let one = reported(
        article("one", "“a” “b” “c” and silence").done(),
        vec![
            said("a").by("Óscar Vale").about("Ada Orrin"),
            said("b").by_body("Ministry").polarity(Polarity::Denied),
            said("c").by_unnamed("officials").about("Bram Vale"),
            silence("and silence").by("Zoe Marsh"),
        ],
    );
    let two = reported(article("two", "“a”").done(), vec![said("a").by("Ada Orrin").about("Cy Dam")]);
    store.write(vec![put_reported(&one, stamp(1)), put_reported(&two, stamp(2))]).unwrap();
    store.commit(1).unwrap();
    let before = store.snapshot().unwrap();
    let names = |snapshot: &_| {
        let names = Snapshot::names(snapshot).unwrap().into_iter();
        let shown = names.map(|count| format!("{} {}/{}/{}", count.name, count.person, count.body, count.about));
        shown.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        names(&before),
        "Ada Orrin 1/0/1, Bram Vale 0/0/1, Cy Dam 0/0/1, Ministry 0/1/0, Zoe Marsh 1/0/0, Óscar Vale 1/0/0"
    );
    store.write(vec![Change::RemoveArticle(id("one"))]).unwrap();
    store.commit(2).unwrap();
    assert_eq!(names(&store.snapshot().unwrap()), "Ada Orrin 1/0/0, Cy Dam 0/0/1");
    assert_eq!(before.names().unwrap().len(), 6);
}

fn statements_are_told_from_their_columns<P: Snapshot>(full: &impl Fn(&[Reported]) -> P) {
    let snapshot = full(&[reported(
        article("one", "“a” “b” “c” and silence").on("2025-09").done(),
        vec![
            said("a").by("Óscar Vale").role("mayor of Ardan").about("Cy Dam").about("Ada Orrin").about("Cy Dam"),
            said("b").by_body("Ministry").polarity(Polarity::Denied).certainty(Certainty::Resolved),
            said("c").by_unnamed("officials").kind(QuoteKind::Mixed),
            silence("and silence").by("Zoe Marsh").certainty(Certainty::Inferred),
        ],
    )]);
    let told = |clause: &QuoteClause| {
        let mut lines = Vec::new();
        let mut tell = |statement: Statement<'_>| {
            let body = if statement.is_body { " (body)" } else { "" };
            lines.push(format!(
                "{}.{} {:?} {}{body} {} | {} {} | {} | {}",
                name(statement.key.article),
                statement.key.ordinal,
                statement.kind,
                statement.speaker.unwrap_or("-"),
                statement.role.unwrap_or("-"),
                statement.certainty.word(),
                statement.polarity.word(),
                statement.about.join(" + "),
                statement.published.map_or(String::new(), |days| days.to_string()),
            ));
        };
        snapshot.each_statement(&quote_plan(clause), &mut tell).unwrap();
        lines
    };
    assert_eq!(
        told(&QuoteClause::Everything),
        [
            "one.0 Quote(Direct) Óscar Vale mayor of Ardan | stated affirmed | Ada Orrin + Cy Dam | 2025-09-01..2025-09-30",
            "one.1 Quote(Direct) Ministry (body) - | resolved denied |  | 2025-09-01..2025-09-30",
            "one.2 Quote(Mixed) - - | stated affirmed |  | 2025-09-01..2025-09-30",
            "one.3 Silence Zoe Marsh - | inferred affirmed |  | 2025-09-01..2025-09-30",
        ]
    );
    assert_eq!(told(&speaker("ministry")).len(), 1);
}

fn what_was_put_comes_back(mut store: impl Store) {
    let articles = dam();
    let changes = (1..).zip(&articles).map(|(number, reported)| put_reported(reported, stamp(number)));
    store.write(changes.collect()).unwrap();
    store.commit(1).unwrap();
    let snapshot = store.snapshot().unwrap();
    for (number, reported) in (1..).zip(&articles) {
        let Reported { article, statements } = reported;
        assert_eq!(snapshot.statements(article.id).unwrap().as_ref(), Some(statements));
        let kept = Some((article.clone(), statements.clone(), stamp(number)));
        assert_eq!(snapshot.kept(article.id).unwrap(), kept);
    }
    assert_eq!(snapshot.ids().unwrap(), [id("dam"), id("none"), id("river")]);
    assert_eq!(snapshot.statements(id("absent")).unwrap(), None);
    assert_eq!(snapshot.kept(id("absent")).unwrap(), None);
}

fn quotes_go_with_their_article(mut store: impl Store) {
    let one = |words: &str| reported(article("one", "x dam river y").entry("one.txt", None).done(), vec![said(words)]);
    let found = |store: &_| keys(&Store::snapshot(store).unwrap(), &QuoteClause::Everything);
    store.write(vec![put_reported(&one("dam"), stamp(1))]).unwrap();
    store.commit(1).unwrap();
    assert_eq!(found(&store), "one.0");
    // Replaced with all its quotes.
    store.write(vec![put_reported(&one("river"), stamp(2))]).unwrap();
    store.commit(2).unwrap();
    let snapshot = store.snapshot().unwrap();
    assert_eq!((keys(&snapshot, &says("dam")), keys(&snapshot, &says("river"))), (String::new(), "one.0".into()));
    assert_eq!(snapshot.kept(id("one")).unwrap().unwrap().2, stamp(2));
    assert_eq!(snapshot.article_count(), 1);
    store.write(vec![Change::RemoveEntry(one("dam").article.origin.entry)]).unwrap();
    assert_eq!(found(&store), "one.0", "changes are invisible until the commit");
    store.commit(3).unwrap();
    assert_eq!(found(&store), "");
    assert_eq!(keys(&snapshot, &QuoteClause::Everything), "one.0", "a snapshot keeps its generation");
    assert!(store.snapshot().unwrap().ids().unwrap().is_empty());
}

fn hits_carry_the_sketch_of_their_words<P: Snapshot>(full: &impl Fn(&[Reported]) -> P) {
    let snapshot = full(&[reported(
        article("a", "“The [old] Dam,” he said, “holds.” He was silent.").done(),
        vec![said("The [old] Dam, … holds."), silence("He was silent.")],
    )]);
    let plan = quote_plan(&QuoteClause::Everything);
    let request = QuoteRequest { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: usize::MAX };
    let sketches: Vec<Sketch> = snapshot.quotes(&request).unwrap().hits.iter().map(|hit| hit.sketch).collect();
    assert_eq!(sketches, [sketch(["the", "dam", "holds"]), [0; 2]]);
}

fn what_no_quote_answers_is_refused<P: Snapshot>(full: &impl Fn(&[Reported]) -> P) {
    let snapshot = full(&dam());
    let refused = |clause: &QuoteClause| {
        let plan = quote_plan(clause);
        let request = QuoteRequest { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: 1 };
        let asked = [
            snapshot.quotes(&request).map(|_| ()),
            snapshot.quote_facets(&plan, QuoteFacet::Kind).map(|_| ()),
            snapshot.each_statement(&plan, &mut |_| ()),
            snapshot.count(&crate::plans::plan(&quoted(clause.clone()))).map(|_| ()),
        ];
        for answer in asked {
            assert!(matches!(answer, Err(StoreError::Refused(_))), "{clause:?}: {answer:?}");
        }
    };
    let name = |passage: Passage| Name::Asked { passage, variants: false };
    refused(&says(near("dam", "water", 0)));
    refused(&says(near("dam", "water", 401)));
    refused(&says(loose("dam water", 401)));
    refused(&says(near(loose("dam water", 2), "level", 3)));
    refused(&says(sentence("dam", "water")));
    refused(&role(near("dam", sentence("ada", "orrin"), 3)));
    refused(&no(QuoteClause::Speaker(name(sentence("ada", "orrin")))));
    refused(&QuoteClause::About(name(near("dam", "water", 0))));
    refused(&QuoteClause::Person(name(loose(&["dam"; 201].join(" "), 0))));
    refused(&around(crate::plans::text(near("dam", "water", 0))));
    refused(&(0..200).fold(speaker("dam".passage()), |inner, _| no(inner)));
}
