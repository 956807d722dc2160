//! Order, pages and facets, as every store must give them.

use onrecord::index::memory::MemoryStore;
use onrecord::index::{Request, Snapshot, Store, StoreError};
use onrecord::model::{Article, FacetField, SortOrder};
use onrecord::query::{Clause, Field};

use crate::articles::{article, bodies, name};
use crate::local_home::LocalHome;
use crate::plans::*;
use crate::scenarios::filled;

#[test]
fn the_memory_store_keeps_order() {
    suite(MemoryStore::new);
}

#[test]
fn the_local_store_keeps_order() {
    let home = LocalHome::new();
    suite(|| home.store());
}

fn suite<S: Store>(new: impl Fn() -> S) {
    let full = |articles: &[Article]| filled(new(), articles);
    the_word_itself_comes_before_its_inflection(&full);
    the_headline_comes_before_the_body(&full);
    boosts_multiply(&full);
    conditions_do_not_score(&full);
    ties_are_broken_by_day_then_id(&full);
    days_sort_with_the_undated_last_and_the_best_first(&full);
    pages_cover_the_answer_once(&full);
    facets_are_counted_over_what_matches(&full);
    what_no_store_answers_is_refused(&full);
}

fn ranked(snapshot: &impl Snapshot, clause: &Clause, sort: SortOrder) -> String {
    page(snapshot, clause, sort, 0, usize::MAX)
}

fn page(snapshot: &impl Snapshot, clause: &Clause, sort: SortOrder, offset: usize, limit: usize) -> String {
    let plan = plan(clause);
    let ranked = snapshot.search(&Request { plan: &plan, sort, offset, limit }).unwrap();
    assert_eq!(ranked.total, snapshot.count(&plan).unwrap(), "the total does not depend on the page");
    ranked.hits.iter().map(|hit| name(hit.id)).collect::<Vec<_>>().join(" ")
}

fn the_word_itself_comes_before_its_inflection<P: Snapshot>(full: &impl Fn(&[Article]) -> P) {
    let snapshot = full(&bodies(&[
        ("a", "The mines stopped today."),
        ("b", "The mining stopped today."),
        ("c", "The mined stopped today."),
        ("d", "A talk of something else."),
    ]));
    assert_eq!(ranked(&snapshot, &inflected("mining", "en"), SortOrder::Relevance), "b a c");
}

fn the_headline_comes_before_the_body<P: Snapshot>(full: &impl Fn(&[Article]) -> P) {
    let snapshot = full(&[
        article("a", "The dam held.").headline("Something new").done(),
        article("b", "Something new held.").headline("The dam").done(),
        article("c", "Something else entirely.").headline("Weather").done(),
    ]);
    for clause in [word("dam"), text("dam"), text("the dam"), inflected("dam", "en")] {
        assert_eq!(ranked(&snapshot, &clause, SortOrder::Relevance), "b a", "{clause:?}");
    }
}

fn boosts_multiply<P: Snapshot>(full: &impl Fn(&[Article]) -> P) {
    let snapshot = full(&bodies(&[("dam", "the dam held"), ("river", "the river held"), ("rest", "the rest left")]));
    let either = |dam: f32, river: f32| Clause::Any(vec![boost(word("dam"), dam), boost(text("river"), river)]);
    assert_eq!(ranked(&snapshot, &either(3.0, 1.0), SortOrder::Relevance), "dam river");
    assert_eq!(ranked(&snapshot, &either(1.0, 3.0), SortOrder::Relevance), "river dam");
    assert_eq!(ranked(&snapshot, &boost(either(1.0, 3.0), 0.5), SortOrder::Relevance), "river dam");
}

fn conditions_do_not_score<P: Snapshot>(full: &impl Fn(&[Article]) -> P) {
    let snapshot = full(&[article("a", "the dam").on("2025-09-03").done(), article("b", "the dam").done()]);
    let conditions = [
        Clause::Everything,
        not(word("absent")),
        Clause::Language("en".into()),
        Clause::Length { min: 1, max: 9 },
        Clause::All(vec![]),
        not(not(word("dam"))),
        Clause::Any(vec![inside(".."), not(word("absent"))]),
    ];
    for clause in conditions {
        let plan = plan(&clause);
        let request = Request { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: usize::MAX };
        let scores: Vec<f32> = snapshot.search(&request).unwrap().hits.iter().map(|hit| hit.score).collect();
        assert_eq!(scores, [0.0, 0.0], "{clause:?}");
    }
}

fn ties_are_broken_by_day_then_id<P: Snapshot>(full: &impl Fn(&[Article]) -> P) {
    let snapshot = full(&[
        article("a", "The dam.").done(),
        article("b", "The dam.").on("2024-01-01").done(),
        article("c", "The dam.").on("2025-01-01").done(),
        article("d", "The dam.").on("2025").done(),
        article("e", "The dam.").done(),
    ]);
    for clause in [word("dam"), Clause::Everything] {
        assert_eq!(ranked(&snapshot, &clause, SortOrder::Relevance), "c d b a e", "{clause:?}");
    }
}

fn days_sort_with_the_undated_last_and_the_best_first<P: Snapshot>(full: &impl Fn(&[Article]) -> P) {
    let snapshot = full(&[
        article("a", "An undated dam.").done(),
        article("b", "The dam.").on("2025-03-05").done(),
        article("c", "The dam dam dam.").on("2025").done(),
        article("d", "The dam.").on("0987-03-01").done(),
        article("e", "Undated dam dam.").done(),
        article("f", "The dam.").on("2025-03-05").done(),
        article("g", "The dam.").on("2025-03").done(),
    ]);
    assert_eq!(ranked(&snapshot, &word("dam"), SortOrder::Newest), "b f g c d e a");
    assert_eq!(ranked(&snapshot, &word("dam"), SortOrder::Oldest), "d c g b f e a");
}

fn pages_cover_the_answer_once<P: Snapshot>(full: &impl Fn(&[Article]) -> P) {
    let letters: Vec<String> = ('a'..='k').map(String::from).collect();
    let all: Vec<Article> = letters.iter().map(|letter| article(letter, "The dam.").done()).collect();
    let snapshot = full(&all);
    let at = |offset, limit| page(&snapshot, &word("dam"), SortOrder::Relevance, offset, limit);
    assert_eq!(at(0, 4), "a b c d");
    assert_eq!(at(4, 4), "e f g h");
    assert_eq!(at(8, 4), "i j k");
    assert_eq!(at(11, 4), "");
    assert_eq!(at(usize::MAX, usize::MAX), "");
    assert_eq!(at(3, 0), "");
}

fn facets_are_counted_over_what_matches<P: Snapshot>(full: &impl Fn(&[Article]) -> P) {
    let snapshot = full(&[
        article("a", "dam").publisher("Vale Herald").on("2025-09-03").by("Ada Orrin").by("Bram Vale").done(),
        article("b", "dam").publisher("Vale Herald").on("2025-09").by("Ada Orrin").by("Ada Orrin").done(),
        article("c", "dam").publisher("The Östra Post").on("2025").section("Élections").language(None).done(),
        article("d", "river").publisher("The Östra Post").on("2024-12-31").section("Sport").language(Some("de")).done(),
        article("e", "dam").language(Some("de")).done(),
        article("f", "dam").on("0987-03").done(),
    ]);
    let check = |clause: &Clause, field: FacetField, expected: &str| {
        let buckets = snapshot.facets(&plan(clause), field).unwrap();
        let found: Vec<String> = buckets.iter().map(|bucket| format!("{} {}", bucket.value, bucket.count)).collect();
        assert_eq!(found.join(", "), expected, "{field:?}");
    };
    let dam = word("dam");
    check(&dam, FacetField::Publisher, "Vale Herald 2, The Östra Post 1");
    check(&Clause::Everything, FacetField::Publisher, "The Östra Post 2, Vale Herald 2");
    check(&dam, FacetField::Section, "Élections 1");
    check(&dam, FacetField::Language, "en 3, de 1, und 1");
    check(&dam, FacetField::Byline, "Ada Orrin 2, Bram Vale 1");
    check(&dam, FacetField::Year, "2025 3, 0987 1");
    check(&Clause::Everything, FacetField::Month, "2025-09 2, 0987-03 1, 2024-12 1");
    check(&Clause::Nothing, FacetField::Month, "");
}

fn what_no_store_answers_is_refused<P: Snapshot>(full: &impl Fn(&[Article]) -> P) {
    let snapshot = full(&bodies(&[("a", "dam water")]));
    let refused = |clause: &Clause| {
        let plan = plan(clause);
        let request = Request { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: 1 };
        let asked = [
            snapshot.search(&request).map(|_| ()),
            snapshot.count(&plan).map(|_| ()),
            snapshot.facets(&plan, FacetField::Year).map(|_| ()),
        ];
        for answer in asked {
            assert!(matches!(answer, Err(StoreError::Refused(_))), "{answer:?}");
        }
    };
    refused(&text(near("dam", "water", 0)));
    refused(&text(near("dam", "water", 401)));
    refused(&text(loose("dam water", 401)));
    refused(&text(loose(&["dam"; 201].join(" "), 0)));
    refused(&text(near(loose("dam water", 2), "level", 3)));
    refused(&text(either(loose("dam water", 2), "level")));
    refused(&at_least(1, loose("dam water", 2)));
    refused(&field(Field::Speaker, "ada"));
    refused(&field(Field::Said, "dam"));
    refused(&field(Field::Byline, sentence("ada", "orrin")));
    refused(&not(field(Field::Related, near("dam", paragraph("ada", "orrin"), 3))));
    refused(&(0..200).fold(word("dam"), |inner, _| not(inner)));
}
