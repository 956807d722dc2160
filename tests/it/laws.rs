//! What must hold of any store by the definitions alone, on random articles.
//!
//! The memory store judges the local one; these laws, and the scenarios worked out by hand, judge
//! the memory store.

use std::collections::BTreeSet;

use onrecord::index::memory::MemoryStore;
use onrecord::index::{QuoteRequest, Request, Snapshot};
use onrecord::language::tokens;
use onrecord::model::{Article, ArticleId, QuoteFacet, QuoteKey, SortOrder, SpeakerKind};
use onrecord::query::{Clause, Counted, DateRelation, DateTest, Field, Name, Passage, QuoteClause};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::plans::*;
use crate::random::{random_article, random_clause, random_date_test, random_passage, random_pattern, random_token};
use crate::random_statements::{random_name, random_question, random_reported};
use crate::scenarios::filled;
use crate::scenarios::quotes::filled_with;
use crate::statements::{Reported, no, quote_plan, quoted, silences};

const ROUNDS: u32 = 300;

type Ids = BTreeSet<ArticleId>;
type Keys = BTreeSet<QuoteKey>;

fn found(snapshot: &impl Snapshot, clause: &Clause) -> Ids {
    let plan = plan(clause);
    let request = Request { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: usize::MAX };
    snapshot.search(&request).unwrap().hits.iter().map(|hit| hit.id).collect()
}

fn quotes(snapshot: &impl Snapshot, clause: &QuoteClause) -> Keys {
    let plan = quote_plan(clause);
    let request = QuoteRequest { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: usize::MAX };
    snapshot.quotes(&request).unwrap().hits.iter().map(|hit| hit.key).collect()
}

fn reports() -> impl Strategy<Value = Vec<Reported>> {
    vec(random_reported(), 1..12)
}

fn archive() -> impl Strategy<Value = Vec<Article>> {
    vec(random_article(), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn clauses_are_sets(articles in archive(), left in random_clause(), right in random_clause()) {
        let snapshot = filled(MemoryStore::new(), &articles);
        let all = found(&snapshot, &Clause::Everything);
        let (l, r) = (found(&snapshot, &left), found(&snapshot, &right));
        prop_assert_eq!(found(&snapshot, &not(left.clone())), &all - &l);
        prop_assert_eq!(found(&snapshot, &Clause::All(vec![left.clone(), right.clone()])), &l & &r);
        prop_assert_eq!(found(&snapshot, &Clause::Any(vec![left.clone(), right])), &l | &r);
        prop_assert_eq!(found(&snapshot, &boost(left, 2.0)), l);
    }

    #[test]
    fn wider_distances_find_no_less(
        articles in archive(), left in random_passage(), right in random_passage(), words in 1u32..8,
    ) {
        let snapshot = filled(MemoryStore::new(), &articles);
        let find = |passage: Passage| found(&snapshot, &text(passage));
        let any_order = find(near(left.clone(), right.clone(), words));
        prop_assert!(any_order.is_subset(&find(near(left.clone(), right.clone(), words + 1))));
        prop_assert_eq!(&any_order, &find(near(right.clone(), left.clone(), words)));
        let one_order = find(pre(left.clone(), right.clone(), words));
        let other_order = find(pre(right.clone(), left.clone(), words));
        prop_assert_eq!(&any_order, &(&one_order | &other_order));
        prop_assert!(find(sentence(left.clone(), right.clone())).is_subset(&find(paragraph(left, right))));
    }

    #[test]
    fn more_slop_finds_no_less(articles in archive(), parts in vec(random_pattern(), 2..5), slop in 0u32..7) {
        let snapshot = filled(MemoryStore::new(), &articles);
        let find = |slop| found(&snapshot, &text(Passage::Phrase { parts: parts.clone(), slop }));
        prop_assert!(find(slop).is_subset(&find(slop + 1)));
    }

    #[test]
    fn higher_counts_find_no_more(articles in archive(), passage in random_passage(), count in 0u32..5) {
        let snapshot = filled(MemoryStore::new(), &articles);
        let find = |count| found(&snapshot, &Clause::AtLeast { count, of: Counted::Passage(passage.clone()) });
        prop_assert!(find(count + 1).is_subset(&find(count)));
        prop_assert_eq!(find(1), found(&snapshot, &text(passage.clone())));
    }

    #[test]
    fn an_exact_phrase_is_its_words_in_the_text(articles in archive(), wanted in vec(random_token(), 2..4)) {
        let spaced = format!(" {} ", wanted.join(" "));
        let says = |article: &Article| {
            let headline = article.headline.as_ref().map(|headline| spaced_words(&headline.words));
            headline.is_some_and(|words| words.contains(&spaced))
                || spaced_words(&article.paragraphs().collect::<Vec<_>>().join("\n")).contains(&spaced)
        };
        let snapshot = filled(MemoryStore::new(), &articles);
        // Of articles with the same id the last one stays.
        let kept = found(&snapshot, &Clause::Everything).into_iter().map(|id| snapshot.article(id).unwrap().unwrap());
        let expected: Ids = kept.filter(says).map(|article| article.id).collect();
        prop_assert_eq!(found(&snapshot, &field(Field::Text, spaced.trim())), expected);
    }

    #[test]
    fn a_period_is_inside_or_overlaps_or_neither(articles in archive(), test in random_date_test()) {
        let snapshot = filled(MemoryStore::new(), &articles);
        let find = |relation| found(&snapshot, &Clause::Published(DateTest { relation, ..test }));
        let (inside, overlapping) = (find(DateRelation::Inside), find(DateRelation::OverlapsOnly));
        prop_assert!(inside.is_disjoint(&overlapping));
        for id in found(&snapshot, &Clause::Everything) {
            let published = snapshot.article(id).unwrap().unwrap().published;
            let holds_a_day = published.is_some_and(|published| {
                let (first, last) = (published.first(), published.last());
                let days = (0..=last.number() - first.number()).map(|days| first.plus(days));
                let asked = |day| test.from.is_none_or(|from| from <= day) && test.to.is_none_or(|to| day <= to);
                days.into_iter().any(asked)
            });
            prop_assert_eq!(holds_a_day, inside.contains(&id) || overlapping.contains(&id));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn clauses_on_quotes_are_sets(articles in reports(), left in random_question(), right in random_question()) {
        let snapshot = filled_with(MemoryStore::new(), &articles);
        let all = quotes(&snapshot, &QuoteClause::Everything);
        let (l, r) = (quotes(&snapshot, &left), quotes(&snapshot, &right));
        prop_assert_eq!(quotes(&snapshot, &no(left.clone())), &all - &l);
        prop_assert_eq!(quotes(&snapshot, &QuoteClause::All(vec![left.clone(), right.clone()])), &l & &r);
        prop_assert_eq!(quotes(&snapshot, &QuoteClause::Any(vec![left.clone(), right])), &l | &r);
        prop_assert_eq!(quotes(&snapshot, &QuoteClause::Boost(Box::new(left), 2.0)), l);
    }

    #[test]
    fn an_article_is_quoted_where_one_of_its_quotes_is_found(
        articles in reports(), clause in random_question(), around in random_clause(),
    ) {
        let snapshot = filled_with(MemoryStore::new(), &articles);
        let holders: Ids = quotes(&snapshot, &clause).iter().map(|key| key.article).collect();
        prop_assert_eq!(&found(&snapshot, &quoted(clause.clone())), &holders);
        let within = QuoteClause::All(vec![clause.clone(), QuoteClause::Article(Box::new(around.clone()))]);
        let expected: Keys = {
            let articles = found(&snapshot, &around);
            quotes(&snapshot, &clause).into_iter().filter(|key| articles.contains(&key.article)).collect()
        };
        prop_assert_eq!(quotes(&snapshot, &within), expected);
    }

    #[test]
    fn a_name_asked_for_is_each_name_that_its_passage_matches(articles in reports(), name in random_name()) {
        let snapshot = filled_with(MemoryStore::new(), &articles);
        let Name::Asked { passage, .. } = &name else { return Ok(()) };
        let meant: Vec<String> = snapshot.names().unwrap().into_iter().map(|count| count.name).filter(|name| passage.matches_name(name)).collect();
        for of in [QuoteClause::Speaker, QuoteClause::About, QuoteClause::Person] {
            prop_assert_eq!(quotes(&snapshot, &of(name.clone())), quotes(&snapshot, &of(Name::Written(meant.clone()))));
        }
        let person = QuoteClause::Any(vec![QuoteClause::Speaker(name.clone()), QuoteClause::About(name.clone())]);
        prop_assert_eq!(quotes(&snapshot, &QuoteClause::Person(name)), quotes(&snapshot, &person));
    }

    #[test]
    fn facets_of_quotes_add_up(articles in reports(), clause in random_question()) {
        let snapshot = filled_with(MemoryStore::new(), &articles);
        let (plan, total) = (quote_plan(&clause), quotes(&snapshot, &clause).len() as u64);
        let sum = |field| snapshot.quote_facets(&plan, field).unwrap().iter().map(|bucket| bucket.count).sum::<u64>();
        for field in [QuoteFacet::Kind, QuoteFacet::Certainty, QuoteFacet::Polarity] {
            prop_assert_eq!(sum(field), total);
        }
        let named = |kind: SpeakerKind| kind != SpeakerKind::Unnamed;
        let spoken = |key: &&QuoteKey| {
            let statements = snapshot.statements(key.article).unwrap().unwrap();
            let speakers = statements.quotes.iter().map(|quote| &quote.speaker);
            let mut speakers = speakers.chain(statements.silences.iter().map(|silence| &silence.speaker));
            speakers.nth(key.ordinal as usize).unwrap().as_ref().is_some_and(|speaker| named(speaker.kind))
        };
        prop_assert_eq!(sum(QuoteFacet::Speaker), quotes(&snapshot, &clause).iter().filter(spoken).count() as u64);
    }

    #[test]
    fn silences_have_no_words(articles in reports(), passage in random_passage()) {
        let snapshot = filled_with(MemoryStore::new(), &articles);
        let silent = quotes(&snapshot, &silences());
        prop_assert!(quotes(&snapshot, &crate::statements::says("*")).is_disjoint(&silent));
        // What stands in one sentence of the text may stand in a quote, but that cannot be asked.
        if let Passage::Within { .. } = &passage {
            let plan = quote_plan(&QuoteClause::Said(passage));
            let request = QuoteRequest { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: 1 };
            prop_assert!(snapshot.quotes(&request).is_err());
        }
    }
}

#[test]
fn many_random_questions_find_some_quotes_and_not_others() {
    let mut runner = TestRunner::deterministic();
    let (archive, questions) = (vec(random_reported(), 8..12), random_question());
    let mut telling = 0;
    for _ in 0..ROUNDS {
        let snapshot = filled_with(MemoryStore::new(), &archive.new_tree(&mut runner).unwrap().current());
        let found = quotes(&snapshot, &questions.new_tree(&mut runner).unwrap().current()).len();
        let all = quotes(&snapshot, &QuoteClause::Everything).len();
        telling += u32::from(found > 0 && found < all);
    }
    assert!(telling * 4 > ROUNDS, "{telling} of {ROUNDS} questions tell quotes apart");
}

/// Plans that find nothing or everything would agree on any two stores.
#[test]
fn many_random_plans_find_some_articles_and_not_others() {
    let mut runner = TestRunner::deterministic();
    let (archive, clauses, passages) = (vec(random_reported(), 8..12), random_clause(), random_passage());
    let mut telling = [0, 0];
    for _ in 0..ROUNDS {
        let mut draw = || {
            let articles = archive.new_tree(&mut runner).unwrap().current();
            let clause = clauses.new_tree(&mut runner).unwrap().current();
            (articles, [clause, text(passages.new_tree(&mut runner).unwrap().current())])
        };
        let (articles, asked) = draw();
        let snapshot = filled_with(MemoryStore::new(), &articles);
        for (count, clause) in telling.iter_mut().zip(&asked) {
            let found = found(&snapshot, clause).len() as u64;
            *count += u32::from(found > 0 && found < snapshot.article_count());
        }
    }
    let [clauses, passages] = telling;
    assert!(clauses * 4 > ROUNDS, "{clauses} of {ROUNDS} clauses tell articles apart");
    assert!(passages * 4 > ROUNDS, "{passages} of {ROUNDS} passages tell articles apart");
}

/// ` word word word `
fn spaced_words(text: &str) -> String {
    tokens(text).iter().fold(" ".to_string(), |words, token| words + &token.text + " ")
}
