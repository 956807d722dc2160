//! Who said what: each clause holds of one quote, and of articles that have such a quote.
//!
//! The quotes are made by hand, so that nothing here depends on how they are found. A quote is
//! named by its article and its ordinal: `dam.0`; silences are counted on behind the quotes.

use std::panic::{AssertUnwindSafe, catch_unwind};

use onrecord::index::memory::MemoryStore;
use onrecord::index::{QuoteRequest, Snapshot, Store};
use onrecord::model::{Certainty, Polarity, QuoteKind, SortOrder};
use onrecord::query::{Clause, Name, QuoteClause};

use super::names;
use crate::articles::{article, name};
use crate::local_home::LocalHome;
use crate::plans::{boost, either, field, inside, loose, near, not, pre, word};
use crate::statements::*;

struct QuoteScenario {
    fact: &'static str,
    articles: Vec<Reported>,
    /// A question about quotes and the quotes it must find, in the order of their keys.
    quotes: Vec<(QuoteClause, &'static str)>,
    /// A question about articles and the names it must find.
    articles_asked: Vec<(Clause, &'static str)>,
}

#[test]
fn the_memory_store_answers_every_scenario_of_quotes() {
    suite(MemoryStore::new);
}

#[test]
fn the_local_store_answers_every_scenario_of_quotes() {
    let home = LocalHome::new();
    suite(|| home.store());
}

/// Every scenario on a store of its own; all that fail are told at once.
fn suite<S: Store>(new: impl Fn() -> S) {
    let mut wrong = String::new();
    for scenario in scenarios() {
        let snapshot = filled_with(new(), &scenario.articles);
        let mut check = |number: usize, asked: &str, find: &dyn Fn() -> String, expected: &str| {
            let found = catch_unwind(AssertUnwindSafe(find));
            if found.as_ref().ok().map(String::as_str) != Some(expected) {
                wrong += &format!("{} ({asked} {number}): {found:?}, not {expected:?}\n", scenario.fact);
            }
        };
        for (number, (clause, expected)) in scenario.quotes.iter().enumerate() {
            check(number, "quotes", &|| keys(&snapshot, clause), expected);
        }
        for (number, (clause, expected)) in scenario.articles_asked.iter().enumerate() {
            check(number, "articles", &|| names(&snapshot, clause), expected);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

pub fn filled_with<S: Store>(mut store: S, articles: &[Reported]) -> S::Snapshot {
    store.write(articles.iter().map(|reported| put_reported(reported, stamp(2))).collect()).unwrap();
    store.commit(1).unwrap();
    store.snapshot().unwrap()
}

/// The quotes found, in the order of their keys.
pub fn keys(snapshot: &impl Snapshot, clause: &QuoteClause) -> String {
    let plan = quote_plan(clause);
    let request = QuoteRequest { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: usize::MAX };
    let ranked = snapshot.quotes(&request).unwrap();
    assert_eq!(ranked.total, ranked.hits.len() as u64, "{clause:?}");
    let mut found: Vec<_> = ranked.hits.iter().map(|hit| hit.key).collect();
    found.sort();
    let articles = found.chunk_by(|left, right| left.article == right.article).count();
    assert_eq!(ranked.articles, articles as u64, "{clause:?}");
    found.iter().map(|key| format!("{}.{}", name(key.article), key.ordinal)).collect::<Vec<_>>().join(" ")
}

/// Two who speak of the dam, and of each other.
pub fn dam() -> Vec<Reported> {
    vec![
        reported(
            article("dam", "“The dam will hold,” Ada Orrin said. “Orrin knows no dam,” said Bram Vale, a mason.")
                .on("2025-09-03")
                .done(),
            vec![
                said("The dam will hold").by("Ada Orrin").role("mayor of Vale"),
                said("Orrin knows no dam").by("Bram Vale").role("mason").about("Ada Orrin"),
            ],
        ),
        reported(
            article("river", "“The river will rise,” Orrin said. The dam will go, officials said.")
                .on("2025-09")
                .done(),
            vec![
                said("The river will rise").by("Ada Orrin").certainty(Certainty::Resolved),
                said("The dam will go").by_unnamed("officials").kind(QuoteKind::Indirect),
            ],
        ),
        reported(article("none", "The dam of Ada Orrin held.").on("2024").done(), vec![]),
    ]
}

fn scenarios() -> Vec<QuoteScenario> {
    [of_one_quote(), of_words(), of_names(), of_conditions(), of_silences()].into_iter().flatten().collect()
}

fn of_one_quote() -> Vec<QuoteScenario> {
    let by_orrin = || speaker("orrin");
    vec![
        QuoteScenario {
            fact: "all conditions hold of the same quote",
            articles: dam(),
            quotes: vec![
                (all(vec![by_orrin(), says("dam")]), "dam.0"),
                (all(vec![by_orrin(), says("dam"), says("orrin")]), ""),
                (all(vec![by_orrin(), no(says("dam"))]), "river.0"),
                (any(vec![by_orrin(), says("dam")]), "dam.0 dam.1 river.0 river.1"),
                (all(vec![]), "dam.0 dam.1 river.0 river.1"),
                (any(vec![]), ""),
                (QuoteClause::Everything, "dam.0 dam.1 river.0 river.1"),
                (QuoteClause::Nothing, ""),
                (no(by_orrin()), "dam.1 river.1"),
                (no(no(by_orrin())), "dam.0 river.0"),
                (QuoteClause::Boost(Box::new(by_orrin()), 2.0), "dam.0 river.0"),
                (QuoteClause::Boost(Box::new(says("dam")), 0.0), "dam.0 dam.1 river.1"),
                (all(vec![no(by_orrin()), no(speaker("vale"))]), "river.1"),
            ],
            articles_asked: vec![
                (quoted(all(vec![by_orrin(), says("dam")])), "dam"),
                (Clause::All(vec![quoted(by_orrin()), quoted(says("dam"))]), "dam river"),
                (quoted(all(vec![by_orrin(), no(says("dam"))])), "river"),
                (not(quoted(says("dam"))), "none"),
                (quoted(no(says("dam"))), "river"),
                (quoted(QuoteClause::Everything), "dam river"),
                (quoted(all(vec![])), "dam river"),
                (quoted(QuoteClause::Nothing), ""),
                (not(quoted(QuoteClause::Everything)), "none"),
                (Clause::Any(vec![quoted(says("river")), inside("2024-01-01..2024-12-31")]), "none river"),
                (boost(quoted(says("river")), 2.0), "river"),
                (Clause::All(vec![word("held"), not(quoted(by_orrin()))]), "none"),
            ],
        },
        QuoteScenario {
            fact: "the article around a quote is asked by itself",
            articles: dam(),
            quotes: vec![
                (all(vec![by_orrin(), around(word("mason"))]), "dam.0"),
                (around(Clause::Everything), "dam.0 dam.1 river.0 river.1"),
                (around(Clause::Nothing), ""),
                (all(vec![says("dam"), no(around(word("mason")))]), "river.1"),
                (around(inside("2025-09-03..2025-09-03")), "dam.0 dam.1"),
                (around(quoted(speaker("vale"))), "dam.0 dam.1"),
                (all(vec![by_orrin(), around(quoted(all(vec![speaker("vale"), says("dam")])))]), "dam.0"),
                (all(vec![by_orrin(), around(not(quoted(speaker("vale"))))]), "river.0"),
            ],
            articles_asked: vec![(quoted(all(vec![by_orrin(), around(word("mason"))])), "dam")],
        },
    ]
}

fn of_words() -> Vec<QuoteScenario> {
    let mines = |name: &str, language: Option<&str>| {
        reported(article(name, "“The mines closed.”").language(language).done(), vec![said("The mines closed")])
    };
    vec![
        QuoteScenario {
            fact: "the words of a quote are those of its spans, without what stands between them",
            articles: vec![
                reported(
                    article("one", "“The dam,” she said on Monday, “will hold.”").done(),
                    vec![said("The dam, … will hold.")],
                ),
                reported(
                    article("two", "“The dam is old.\n\n“It will hold.”").done(),
                    vec![said("The dam is old. … It will hold.")],
                ),
                reported(
                    article("head", "“The dam will hold.”").headline("‘Water will rise’").done(),
                    vec![said("The dam will hold")],
                ),
            ],
            quotes: vec![
                (says("dam will hold"), "head.0 one.0"),
                (says("the dam"), "head.0 one.0 two.0"),
                (says("said"), ""),
                (says_word("monday"), ""),
                (says("old it"), ""),
                (says(near("old", "it", 400)), ""),
                (says(loose("old it", 400)), ""),
                (all(vec![says("old"), says("it will hold")]), "two.0"),
                (says("rise"), ""),
                (says(near("the", "hold", 3)), "head.0 one.0"),
                (says(near("the", "hold", 2)), ""),
                (says(pre("hold", "the", 5)), ""),
                (says(loose("hold will", 2)), "head.0 one.0 two.0"),
                (says(either("old", "dam will")), "head.0 one.0 two.0"),
                (says("wil* h?ld"), "head.0 one.0 two.0"),
                (says("dan~1"), "head.0 one.0 two.0"),
            ],
            articles_asked: vec![
                (quoted(says("dam will hold")), "head one"),
                (quoted(says("monday")), ""),
                (word("monday"), "one"),
            ],
        },
        QuoteScenario {
            fact: "editorial brackets are no words of the speaker, and nothing reaches across them",
            articles: vec![
                reported(article("in", "“He [Orrin] knew it all”").done(), vec![said("He [Orrin] knew it all")]),
                reported(
                    article("at", "“[Orrin] knew it all [then]”").done(),
                    vec![said("[Orrin] knew it all [then]")],
                ),
            ],
            quotes: vec![
                (says("orrin"), ""),
                (says("then"), ""),
                (says("he"), "in.0"),
                (says("he knew"), ""),
                (says(near("he", "knew", 400)), ""),
                (says("knew it all"), "at.0 in.0"),
                (no(says("orrin")), "at.0 in.0"),
            ],
            articles_asked: vec![(word("orrin"), "at in"), (quoted(says("orrin")), "")],
        },
        QuoteScenario {
            fact: "a bare word finds its inflections in a quote as it does in the text",
            articles: vec![mines("en", Some("en")), mines("de", Some("de")), mines("und", None)],
            quotes: vec![
                (says_inflected("mining", "en"), "en.0 und.0"),
                (says_inflected("mines", "en"), "de.0 en.0 und.0"),
                (says_word("mining"), ""),
                (says("mining"), ""),
                (no(says_inflected("mining", "en")), "de.0"),
            ],
            articles_asked: vec![(quoted(says_inflected("mining", "en")), "en und")],
        },
        QuoteScenario {
            fact: "a quote without words holds none",
            articles: vec![reported(article("dash", "“—” and “東京”").done(), vec![said("—"), said("東京")])],
            quotes: vec![(says("*"), "dash.1"), (says("東 京"), "dash.1"), (no(says("*")), "dash.0")],
            articles_asked: vec![],
        },
    ]
}

fn of_names() -> Vec<QuoteScenario> {
    let twice = || {
        vec![reported(
            article("talk", "“Orrin met Ada Vale,” the Ministry of Dams said. “Yes,” officials said.").done(),
            vec![
                said("Orrin met Ada Vale").by_body("Ministry of Dams").about("Bram Orrin").about("Ada Vale"),
                said("Yes").by_unnamed("officials of Vale").role("clerks"),
            ],
        )]
    };
    vec![
        QuoteScenario {
            fact: "names are asked for by their words, each name for itself",
            articles: twice(),
            quotes: vec![
                (about("orrin"), "talk.0"),
                (about("bram orrin"), "talk.0"),
                (about("orrin ada"), ""),
                (about(loose("orrin ada", 400)), ""),
                (about(near("ada", "orrin", 400)), ""),
                (all(vec![about("ada"), about("orrin")]), "talk.0"),
                (about(loose("orrin bram", 8)), "talk.0"),
                (about("?rrin"), "talk.0"),
                (about("orin~1"), "talk.0"),
                (about(either("absent", "vale")), "talk.0"),
                (about("ministry"), ""),
                (speaker("dams"), "talk.0"),
                (person("dams"), "talk.0"),
                (person("ada vale"), "talk.0"),
                (person("absent"), ""),
            ],
            articles_asked: vec![],
        },
        QuoteScenario {
            fact: "the unnamed are no speakers; their words are a role",
            articles: twice(),
            quotes: vec![
                (speaker("officials"), ""),
                (speaker("*"), "talk.0"),
                (person("officials"), ""),
                (no(speaker("*")), "talk.1"),
                (role("officials"), "talk.1"),
                (role("officials of vale"), "talk.1"),
                (role("clerks"), "talk.1"),
                (role(near("vale", "clerks", 400)), ""),
                (role(near("clerks", "officials", 400)), ""),
                (role("ministry"), ""),
            ],
            articles_asked: vec![],
        },
        QuoteScenario {
            fact: "a written name is met letter for letter",
            articles: twice(),
            quotes: vec![
                (QuoteClause::Speaker(written(&["Ministry of Dams"])), "talk.0"),
                (QuoteClause::Speaker(written(&["ministry of dams"])), ""),
                (QuoteClause::Speaker(written(&["Ministry"])), ""),
                (QuoteClause::Speaker(written(&["absent", "Ministry of Dams"])), "talk.0"),
                (QuoteClause::Speaker(written(&["officials of Vale"])), ""),
                (QuoteClause::Speaker(written(&[])), ""),
                (QuoteClause::About(written(&["Ada Vale"])), "talk.0"),
                (QuoteClause::About(written(&["Ministry of Dams"])), ""),
                (QuoteClause::Person(written(&["Ministry of Dams"])), "talk.0"),
                (QuoteClause::Person(written(&["Bram Orrin"])), "talk.0"),
            ],
            articles_asked: vec![],
        },
        QuoteScenario {
            fact: "a person of an article speaks in it or is named in its text",
            articles: vec![
                reported(article("said", "“No,” he said.").done(), vec![said("No").by("Ada Orrin")]),
                reported(
                    article("denied", "“No,” he said.").done(),
                    vec![said("No").by("Ada Orrin").polarity(Polarity::Denied)],
                ),
                reported(article("silent", "He was silent.").done(), vec![silence("He was silent.").by("Ada Orrin")]),
                reported(article("someone", "“No,” she said.").done(), vec![said("No").by_unnamed("an Orrin")]),
                reported(article("about", "“Not her,” he said.").done(), vec![said("Not her").about("Ada Orrin")]),
                reported(article("text", "The dam of Ada Orrin.").done(), vec![]),
                reported(article("head", "Nothing.").headline("ADA ORRIN WINS").done(), vec![]),
                reported(article("by", "Nothing.").by("Ada Orrin").done(), vec![]),
            ],
            quotes: vec![],
            articles_asked: vec![
                (Clause::Person(asked("orrin")), "head said text"),
                (Clause::Person(asked("ada orrin")), "head said text"),
                (Clause::Person(asked(loose("orrin ada", 8))), "head said text"),
                (Clause::Person(written(&["Ada Orrin"])), "head said text"),
                (Clause::Person(written(&["Ada  ORRIN"])), "head text"),
                (Clause::Person(written(&["Ada"])), "head text"),
                (Clause::Person(written(&["absent", "Ada Orrin"])), "head said text"),
                (Clause::Person(written(&["—"])), ""),
                (Clause::Person(written(&[])), ""),
                (not(Clause::Person(asked("orrin"))), "about by denied silent someone"),
                (field(onrecord::query::Field::Byline, "orrin"), "by"),
            ],
        },
        QuoteScenario {
            fact: "a quote of nobody is nobody's",
            articles: vec![reported(article("lone", "“No.”").done(), vec![said("No").certainty(Certainty::Inferred)])],
            quotes: vec![
                (speaker("*"), ""),
                (role("*"), ""),
                (person("*"), ""),
                (no(speaker("*")), "lone.0"),
                (QuoteClause::Certainty(vec![Certainty::Inferred]), "lone.0"),
                (QuoteClause::Speaker(Name::Written(vec![String::new()])), ""),
            ],
            articles_asked: vec![],
        },
    ]
}

fn of_conditions() -> Vec<QuoteScenario> {
    let text = "a b c d e f";
    vec![
        QuoteScenario {
            fact: "kind, certainty and polarity are those of the quote",
            articles: vec![reported(
                article("all", text).done(),
                vec![
                    said("a"),
                    said("b").kind(QuoteKind::Mixed).certainty(Certainty::Resolved).polarity(Polarity::Denied),
                    said("c").kind(QuoteKind::Indirect).certainty(Certainty::Inferred).polarity(Polarity::Negated),
                    said("d").polarity(Polarity::Hypothetical),
                    said("e").polarity(Polarity::Questioned),
                ],
            )],
            quotes: vec![
                (kind(QuoteKind::Direct), "all.0 all.3 all.4"),
                (kind(QuoteKind::Mixed), "all.1"),
                (any(vec![kind(QuoteKind::Mixed), kind(QuoteKind::Indirect)]), "all.1 all.2"),
                (QuoteClause::Kind(vec![]), ""),
                (silences(), ""),
                (QuoteClause::Certainty(vec![Certainty::Stated]), "all.0 all.3 all.4"),
                (QuoteClause::Certainty(vec![Certainty::Inferred, Certainty::Resolved]), "all.1 all.2"),
                (QuoteClause::Polarity(vec![Polarity::Affirmed]), "all.0"),
                (QuoteClause::Polarity(vec![Polarity::Denied, Polarity::Questioned]), "all.1 all.4"),
                (QuoteClause::Polarity(Polarity::ALL.to_vec()), "all.0 all.1 all.2 all.3 all.4"),
                (QuoteClause::Polarity(vec![]), ""),
            ],
            articles_asked: vec![
                (quoted(QuoteClause::Polarity(vec![Polarity::Denied])), "all"),
                (quoted(all(vec![says("a"), QuoteClause::Polarity(vec![Polarity::Denied])])), ""),
            ],
        },
        QuoteScenario {
            fact: "a quote was said when the article tells, else on the article's day",
            articles: vec![
                reported(
                    article("day", text).on("2025-09-03").done(),
                    vec![said("a"), said("b").spoken("2025-09-01"), said("c").spoken("2019")],
                ),
                reported(article("month", text).on("2025-09").done(), vec![said("a"), said("b").spoken("2025-08-30")]),
                reported(article("none", text).done(), vec![said("a"), said("b").spoken("2025-09")]),
            ],
            quotes: vec![
                (spoken("2025-09-03..2025-09-03"), "day.0"),
                (spoken("2025-09-01..2025-09-30"), "day.0 day.1 month.0 none.1"),
                (spoken("2025-09-01..2025-09-29"), "day.0 day.1"),
                (spoken("..2020-12-31"), "day.2"),
                (spoken("2019-02-01.."), "day.0 day.1 month.0 month.1 none.1"),
                (spoken(".."), "day.0 day.1 day.2 month.0 month.1 none.1"),
                (no(spoken("..")), "none.0"),
                (spoken("2025-09-30..2025-09-01"), ""),
                (spoken_overlapping("2025-09-10..2025-09-20"), "month.0 none.1"),
                (spoken_overlapping("2019-02-01..2025-09-02"), "day.2 month.0 none.1"),
                (all(vec![spoken("..2025-09-02"), around(inside("2025-09-03..2025-09-03"))]), "day.1 day.2"),
            ],
            articles_asked: vec![(quoted(spoken("..2025-08-31")), "day month"), (inside("..2025-08-31"), "")],
        },
    ]
}

fn of_silences() -> Vec<QuoteScenario> {
    let articles = vec![
        reported(
            article("quiet", "Orrin declined to comment. “We saw it,” Vale said. The ministry was silent.")
                .on("2025-09-03")
                .done(),
            vec![
                silence("Orrin declined to comment.").by("Ada Orrin").role("mayor").certainty(Certainty::Resolved),
                said("We saw it").by("Bram Vale").about("Ada Orrin"),
                silence("The ministry was silent.").by_unnamed("the ministry").spoken("2025-09-01"),
            ],
        ),
        reported(article("loud", "“Yes,” Orrin said.").done(), vec![said("Yes").by("Ada Orrin")]),
    ];
    vec![QuoteScenario {
        fact: "silences are counted on behind the quotes, have no words and name nobody",
        articles,
        quotes: vec![
            (silences(), "quiet.1 quiet.2"),
            (no(silences()), "loud.0 quiet.0"),
            (QuoteClause::Everything, "loud.0 quiet.0 quiet.1 quiet.2"),
            (speaker("orrin"), "loud.0 quiet.1"),
            (QuoteClause::Speaker(written(&["Ada Orrin"])), "loud.0 quiet.1"),
            (all(vec![speaker("orrin"), silences()]), "quiet.1"),
            (person("orrin"), "loud.0 quiet.0 quiet.1"),
            (about("orrin"), "quiet.0"),
            (speaker("ministry"), ""),
            (role("ministry"), "quiet.2"),
            (role("mayor"), "quiet.1"),
            (says("*"), "loud.0 quiet.0"),
            (says("comment"), ""),
            (QuoteClause::Polarity(vec![Polarity::Affirmed]), "loud.0 quiet.0 quiet.1 quiet.2"),
            (QuoteClause::Polarity(vec![Polarity::Denied]), ""),
            (QuoteClause::Certainty(vec![Certainty::Resolved]), "quiet.1"),
            (spoken("..2025-09-02"), "quiet.2"),
            (spoken("2025-09-03.."), "quiet.0 quiet.1"),
            (all(vec![silences(), around(word("comment"))]), "quiet.1 quiet.2"),
        ],
        articles_asked: vec![(quoted(silences()), "quiet"), (quoted(all(vec![silences(), speaker("vale")])), "")],
    }]
}
