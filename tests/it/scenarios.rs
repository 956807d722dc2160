//! What every store must answer, fact by fact.
//!
//! A scenario is a handful of articles and plans with the names of the articles each must find,
//! worked out by hand from the definitions in `query::plan`. All stores run the same list.

use std::panic::{AssertUnwindSafe, catch_unwind};

use onrecord::index::memory::MemoryStore;
use onrecord::index::{Request, Snapshot, Store};
use onrecord::model::{Article, SortOrder};
use onrecord::query::{Clause, DateState, Field, Passage};

use crate::articles::{article, bodies, name, put};
use crate::local_home::LocalHome;
use crate::plans::*;

pub struct Scenario {
    pub fact: &'static str,
    pub articles: Vec<Article>,
    /// A plan and the names it must find, in alphabetical order.
    pub asks: Vec<(Clause, &'static str)>,
}

#[test]
fn the_memory_store_answers_every_scenario() {
    suite(MemoryStore::new);
}

#[test]
fn the_local_store_answers_every_scenario() {
    let home = LocalHome::new();
    suite(|| home.store());
}

/// Every scenario on a store of its own; all that fail are told at once.
fn suite<S: Store>(new: impl Fn() -> S) {
    let mut wrong = String::new();
    for scenario in scenarios() {
        let snapshot = filled(new(), &scenario.articles);
        for (number, (clause, expected)) in scenario.asks.iter().enumerate() {
            // A panic is a wrong answer like any other: the rest of the list is still of interest.
            let found = catch_unwind(AssertUnwindSafe(|| names(&snapshot, clause)));
            if found.as_ref().ok().map(String::as_str) != Some(*expected) {
                wrong += &format!("{} (ask {number}): {found:?}, not {expected:?}\n", scenario.fact);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

pub fn filled<S: Store>(mut store: S, articles: &[Article]) -> S::Snapshot {
    store.write(articles.iter().map(put).collect()).unwrap();
    store.commit(1).unwrap();
    store.snapshot().unwrap()
}

/// The names of the articles found, in alphabetical order.
pub fn names(snapshot: &impl Snapshot, clause: &Clause) -> String {
    let plan = plan(clause);
    let request = Request { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: usize::MAX };
    let ranked = snapshot.search(&request).unwrap();
    assert_eq!(ranked.total, ranked.hits.len() as u64, "{clause:?}");
    assert_eq!(ranked.total, snapshot.count(&plan).unwrap(), "{clause:?}");
    let mut found: Vec<String> = ranked.hits.iter().map(|hit| name(hit.id)).collect();
    found.sort();
    found.join(" ")
}

fn scenarios() -> Vec<Scenario> {
    let lists: [Vec<Scenario>; 6] =
        [words_and_logic(), phrases(), distances(), units(), fields_and_scripts(), conditions()];
    lists.into_iter().flatten().collect()
}

fn words_and_logic() -> Vec<Scenario> {
    let dams = || bodies(&[("both", "The dam lost water."), ("dam", "The dam."), ("river", "A river.")]);
    let mines = || {
        vec![
            article("de", "Mining war das Wort.").language(Some("de")).done(),
            article("demines", "Mines war das Wort.").language(Some("de")).done(),
            article("en", "The mines closed.").done(),
            article("none", "The mines closed.").language(None).done(),
            article("verbatim", "Mining ended.").done(),
        ]
    };
    vec![
        Scenario {
            fact: "clauses join as sets do",
            articles: dams(),
            asks: vec![
                (Clause::Everything, "both dam river"),
                (Clause::Nothing, ""),
                (Clause::All(vec![]), "both dam river"),
                (Clause::Any(vec![]), ""),
                (Clause::All(vec![word("dam"), word("water")]), "both"),
                (Clause::Any(vec![word("river"), word("water")]), "both river"),
                (not(word("dam")), "river"),
                (not(not(word("dam"))), "both dam"),
                (Clause::All(vec![not(word("dam")), not(word("river"))]), ""),
                (Clause::Any(vec![not(word("dam")), word("water")]), "both river"),
                (boost(word("dam"), 3.0), "both dam"),
                (boost(word("dam"), 0.0), "both dam"),
                (not(Clause::Nothing), "both dam river"),
                (word("absent"), ""),
                (not(word("absent")), "both dam river"),
            ],
        },
        Scenario {
            fact: "an inflection is found in its language alone, the word itself everywhere",
            articles: mines(),
            asks: vec![
                (inflected("mining", "en"), "de en verbatim"),
                (word("mining"), "de verbatim"),
                (text("mining"), "de verbatim"),
                (inflected("mines", "en"), "demines en none verbatim"),
                (not(inflected("mining", "en")), "demines none"),
            ],
        },
        Scenario {
            fact: "atleast counts words with their inflections, and spans once each",
            articles: vec![
                article("one", "Mines.").done(),
                article("two", "Mines and mining.").done(),
                article("head", "Mining.").headline("Mines").done(),
                article("german", "Mines and mining.").language(Some("de")).done(),
                article("water", "dam water dam").done(),
                article("dams", "dam dam water").done(),
            ],
            asks: vec![
                (at_least_words(2, inflected_word("mining", "en")), "head two"),
                (at_least_words(1, inflected_word("mining", "en")), "german head one two"),
                (at_least_words(3, inflected_word("mining", "en")), ""),
                (at_least(2, "dam"), "dams water"),
                (at_least(2, near("dam", "water", 5)), "water"),
                (at_least(1, near("dam", "water", 5)), "dams water"),
                (at_least(3, either("dam", "d*")), ""),
                (at_least(3, either("dam", "dam water")), "dams water"),
                (at_least(0, "absent"), "dams german head one two water"),
            ],
        },
        Scenario {
            fact: "patterns look at whole tokens",
            articles: bodies(&[
                ("gate", "Watergate."),
                ("man", "A woman."),
                ("men", "Two women."),
                ("none", "Nothing here."),
                ("swap", "Zelenksy spoke."),
                ("yy", "Zelenskyy spoke."),
            ]),
            asks: vec![
                (text("wom?n"), "man men"),
                (text("wom*"), "man men"),
                (text("*gate"), "gate"),
                (text("gate"), ""),
                (text("w*e*"), "gate men"),
                (text("*"), "gate man men none swap yy"),
                (text("????"), "none"),
                (text("zelensky~1"), "swap yy"),
                (text("zelenskyyy~1"), "yy"),
                (text("zelenskyyy~2"), "yy"),
                (text("wamon~2"), "man men"),
            ],
        },
    ]
}

fn phrases() -> Vec<Scenario> {
    vec![
        Scenario {
            fact: "a phrase is those very words side by side",
            articles: vec![
                article("across", "Water fell.").headline("The dam").done(),
                article("apart", "The dam held water.").done(),
                article("exact", "The dam water rose.").done(),
                article("header", "Nothing.").headline("Dam water").done(),
                article("marks", "The dam. “Water,” he said.").done(),
                article("paras", "It was the dam\n\nWater fell.").done(),
            ],
            asks: vec![
                (text("dam water"), "exact header marks paras"),
                (text("the dam water"), "exact marks paras"),
                (text(loose("dam water", 400)), "apart exact header marks paras"),
                (text(near("dam", "water", 400)), "apart exact header marks paras"),
                (text("water dam"), ""),
                (text("dam wat*"), "exact header marks paras"),
                (text("?he dam"), "across apart exact marks paras"),
                (text("dan~1 waters~1"), "exact header marks paras"),
            ],
        },
        Scenario {
            fact: "a loose phrase of two words measures how far they are from their places",
            articles: bodies(&[
                ("ab", "alpha beta"),
                ("axb", "alpha x beta"),
                ("axxb", "alpha x x beta"),
                ("ba", "beta alpha"),
                ("bxa", "beta x alpha"),
            ]),
            asks: vec![
                (text(loose("alpha beta", 0)), "ab"),
                (text(loose("alpha beta", 1)), "ab axb"),
                (text(loose("alpha beta", 2)), "ab axb axxb ba"),
                (text(loose("alpha beta", 3)), "ab axb axxb ba bxa"),
            ],
        },
        Scenario {
            fact: "a loose phrase of three words allows the moves that Lucene allows",
            articles: bodies(&[
                ("abc", "a b c"),
                ("acb", "a c b"),
                ("axbxc", "a x b x c"),
                ("bac", "b a c"),
                ("bca", "b c a"),
                ("cab", "c a b"),
                ("cba", "c b a"),
            ]),
            asks: vec![
                (text(loose("a b c", 0)), "abc"),
                (text(loose("a b c", 1)), "abc"),
                (text(loose("a b c", 2)), "abc acb axbxc bac"),
                (text(loose("a b c", 3)), "abc acb axbxc bac bca cab"),
                (text(loose("a b c", 4)), "abc acb axbxc bac bca cab cba"),
            ],
        },
        Scenario {
            fact: "the parts of a loose phrase stand at positions of their own",
            articles: bodies(&[("one", "alpha"), ("pair", "alpha alpha"), ("trio", "alpha x alpha beta alpha")]),
            asks: vec![
                (text("alpha alpha"), "pair"),
                (text(loose("alpha alpha", 1)), "pair trio"),
                (text(loose("alpha al*", 1)), "pair trio"),
                (text(loose("alpha alpha alpha", 1)), ""),
                (text(loose("alpha alpha alpha", 2)), "trio"),
            ],
        },
    ]
}

fn distances() -> Vec<Scenario> {
    vec![
        Scenario {
            fact: "NEAR/n lets n-1 words stand between, pre/n in this order",
            articles: bodies(&[
                ("n0", "dam water"),
                ("n1", "dam x water"),
                ("n2", "dam x x water"),
                ("r0", "water dam"),
                ("r1", "water x dam"),
            ]),
            asks: vec![
                (text(near("dam", "water", 1)), "n0 r0"),
                (text(near("dam", "water", 2)), "n0 n1 r0 r1"),
                (text(near("dam", "water", 3)), "n0 n1 n2 r0 r1"),
                (text(pre("dam", "water", 1)), "n0"),
                (text(pre("dam", "water", 2)), "n0 n1"),
                (text(pre("water", "dam", 400)), "r0 r1"),
            ],
        },
        Scenario {
            fact: "the operands of NEAR are disjoint",
            articles: bodies(&[
                ("one", "dam x x"),
                ("two", "dam x dam"),
                ("shared", "dam water level"),
                ("apart", "dam water water level"),
            ]),
            asks: vec![
                (text(near("dam", "dam", 5)), "two"),
                (text(pre("dam", "dam", 2)), "two"),
                (text(near("dam", "dam", 1)), ""),
                (text(near("dam water", "water level", 5)), "apart"),
                (text(near("d*", "dam", 5)), "two"),
            ],
        },
        Scenario {
            fact: "the distance is between the nearest ends of phrases",
            articles: bodies(&[
                ("p", "the old dam held back x y the high water"),
                ("q", "the high water x the old dam"),
            ]),
            asks: vec![
                (text(near("the old dam", "the high water", 4)), "q"),
                (text(near("the old dam", "the high water", 5)), "p q"),
                (text(pre("the old dam", "the high water", 5)), "p"),
                (text(near("old ?am", "hi*", 2)), ""),
                (text(near("old ?am", "water~1", 3)), "q"),
            ],
        },
        Scenario {
            fact: "a NEAR inside a NEAR offers its minimal spans alone",
            articles: bodies(&[("far", "c a x a b"), ("close", "c x a b"), ("inner", "a c x a b")]),
            asks: vec![
                // In `far` the span from the first a to b touches c, but contains a smaller one.
                (text(near(near("a", "b", 5), "c", 1)), ""),
                (text(near(near("a", "b", 5), "c", 2)), "close inner"),
                (text(near(near("a", "b", 5), "c", 3)), "close far inner"),
                (text(pre("c", near("a", "b", 5), 3)), "close far inner"),
                (text(pre(near("a", "b", 5), "c", 400)), ""),
            ],
        },
        Scenario {
            fact: "alternatives inside NEAR keep spans that contain others",
            articles: bodies(&[("level", "dam water level"), ("plain", "dam level")]),
            asks: vec![
                (text(near(either("dam", "dam water"), "level", 1)), "level plain"),
                (text(near("dam", "level", 1)), "plain"),
                (text(near(Passage::Any(vec![]), "level", 5)), ""),
                (text(either("dam level", "absent")), "plain"),
            ],
        },
        Scenario {
            fact: "no distance reaches from the headline into the body",
            articles: vec![
                article("across", "water rose").headline("dam").done(),
                article("body", "dam water").headline("news").done(),
                article("head", "news").headline("water dam").done(),
            ],
            asks: vec![
                (text(near("dam", "water", 400)), "body head"),
                (text(loose("dam water", 400)), "body head"),
                (text(sentence("dam", "water")), "body head"),
                (text(paragraph("dam", "water")), "body head"),
                (Clause::All(vec![word("dam"), word("water")]), "across body head"),
            ],
        },
    ]
}

fn units() -> Vec<Scenario> {
    vec![
        Scenario {
            fact: "sentences end at stops, not at abbreviations",
            articles: bodies(&[
                ("abbrev", "Mr. Orrin saw the dam."),
                ("initial", "J. Q. Marsh saw the dam."),
                ("parted", "Orrin left. The dam broke."),
                ("asked", "“Orrin?” The dam broke."),
                ("number", "Orrin paid 3.5 million for the dam."),
            ]),
            asks: vec![
                (text(sentence("orrin", "dam")), "abbrev number"),
                (text(sentence("dam", "orrin")), "abbrev number"),
                (text(sentence("mr", "orrin")), "abbrev"),
                (text(sentence("q", "dam")), "initial"),
                (text(paragraph("orrin", "dam")), "abbrev asked number parted"),
                (text(sentence("3 5", "dam")), "number"),
                // The phrase itself crosses the border.
                (text(sentence("left the", "dam")), ""),
                (text(paragraph("left the", "dam")), "parted"),
            ],
        },
        Scenario {
            fact: "paragraphs and the headline are units of their own",
            articles: vec![
                article("paras", "Orrin left.\n\nThe dam broke.").done(),
                article("para", "Orrin left. The dam broke.").done(),
                article("last", "First.\n\nOrrin left. He saw the dam.").done(),
                article("head", "Nobody left.").headline("Orrin. The dam").done(),
                article("mixed", "The dam broke.").headline("Orrin").done(),
            ],
            asks: vec![
                (text(paragraph("orrin", "dam")), "head last para"),
                (text(sentence("orrin", "dam")), "head"),
                (text(near("orrin", "dam", 3)), "head para paras"),
            ],
        },
        Scenario {
            fact: "the operands of w/s and w/p are disjoint, and their spans minimal",
            articles: bodies(&[
                ("one", "The dam. The dam."),
                ("two", "The dam by the dam."),
                ("count", "a x b a x b. A b."),
            ]),
            asks: vec![
                (text(sentence("dam", "dam")), "two"),
                (text(paragraph("dam", "dam")), "one two"),
                (text(sentence("the dam", "dam")), "two"),
                (at_least(4, sentence("a", "b")), "count"),
                (at_least(5, sentence("a", "b")), ""),
                (at_least(5, paragraph("a", "b")), "count"),
                (at_least(6, paragraph("a", "b")), ""),
                (text(near(sentence("the", "by"), "dam", 1)), "two"),
            ],
        },
        Scenario {
            fact: "a nested span must lie in the unit whole",
            articles: bodies(&[
                ("cross", "The dam broke. Water fell on Orrin."),
                ("whole", "Dam water fell on Orrin."),
            ]),
            asks: vec![
                (text(sentence(near("dam", "water", 5), "orrin")), "whole"),
                (text(paragraph(near("dam", "water", 5), "orrin")), "cross whole"),
                (text(near(sentence("water", "fell"), "orrin", 2)), "cross whole"),
                (text(sentence(sentence("water", "orrin"), "fell")), ""),
            ],
        },
        Scenario {
            fact: "the stop of any script ends a sentence",
            articles: bodies(&[("one", "東京で会議"), ("two", "東京。会議")]),
            asks: vec![(text(sentence("東 京", "会 議")), "one"), (text(paragraph("東 京", "会 議")), "one two")],
        },
    ]
}

fn fields_and_scripts() -> Vec<Scenario> {
    vec![
        Scenario {
            fact: "each field holds its own words",
            articles: vec![
                article("body", "The dam held.").done(),
                article("by", "Nothing.").by("Ada Dam").done(),
                article("head", "Nothing.").headline("Dam holds").done(),
                article("path", "Nothing.").entry("east/dam-report.txt", None).done(),
                article("pub", "Nothing.").publisher("Dam Herald").done(),
                article("rel", "Nothing.").related("DAM BURSTS AFTER STORM").done(),
                article("sect", "Nothing.").section("dam").done(),
                article("url", "Nothing.").url("https://herald.example/dam/1").done(),
            ],
            asks: vec![
                (word("dam"), "body head"),
                (text("dam"), "body head"),
                (field(Field::Headline, "dam"), "head"),
                (field(Field::Byline, "dam"), "by"),
                (field(Field::Path, "dam"), "path"),
                (field(Field::Path, "dam report txt"), "path"),
                (field(Field::Path, "east d*"), "path"),
                (field(Field::Publisher, "dam herald"), "pub"),
                (field(Field::Related, "dam"), "rel"),
                (field(Field::Section, "dam"), "sect"),
                (field(Field::Url, "herald example dam 1"), "url"),
                (field(Field::Speaker, "*"), ""),
                (field(Field::Person, "*"), ""),
                (field(Field::Said, "*"), ""),
                (not(field(Field::Byline, "*")), "body head path pub rel sect url"),
            ],
        },
        Scenario {
            fact: "nothing reaches from one name of the byline to the next",
            articles: vec![
                article("two", "x").by("Ada Orrin").by("Bram Vale").done(),
                article("one", "x").by("Orrin Bram").done(),
                article("lines", "x").related("ORRIN WINS THE VOTE").related("BRAM LOSES HIS SEAT").done(),
            ],
            asks: vec![
                (field(Field::Byline, "orrin bram"), "one"),
                (field(Field::Byline, loose("orrin bram", 400)), "one"),
                (field(Field::Byline, near("orrin", "bram", 400)), "one"),
                (field(Field::Byline, "bram vale"), "two"),
                (field(Field::Related, near("vote", "bram", 400)), ""),
                (field(Field::Related, near("vote", "wins", 400)), "lines"),
            ],
        },
        Scenario {
            fact: "a path ends with its record",
            articles: vec![
                article("r17", "x").entry("dump.jsonl", Some("17")).done(),
                article("r18", "x").entry("dump.jsonl", Some("18")).done(),
            ],
            asks: vec![(field(Field::Path, "dump jsonl"), "r17 r18"), (field(Field::Path, "jsonl 17"), "r17")],
        },
        Scenario {
            fact: "compounds are phrases of their parts, possessives hold the bare name",
            articles: bodies(&[
                ("curly", "O’Neill’s dam"),
                ("plain", "O'Neill spoke to AT&T in the U.S. about 3.5% by a.b@dam.org"),
                ("split", "O is not Neill"),
            ]),
            asks: vec![
                (text("o neill"), "curly plain"),
                (word("neill"), "curly plain split"),
                (text("neill s"), "curly"),
                (text("at t"), "plain"),
                (text("u s"), "plain"),
                (text("3 5"), "plain"),
                (text("a b dam org"), "plain"),
            ],
        },
        Scenario {
            fact: "case and accents are folded, letters of other scripts kept",
            articles: bodies(&[
                ("acute", "Müller war in ŁÓDŹ."),
                ("decomp", "Mu\u{308}ller"),
                ("hyphen", "Mül\u{AD}ler"),
                ("plain", "Muller"),
                ("russian", "Чайка и ёж"),
                ("empty", "— ☂ —"),
            ]),
            asks: vec![
                (word("muller"), "acute decomp hyphen plain"),
                (word("lodz"), "acute"),
                (word("Müller"), ""),
                (text("mul*r"), "acute decomp hyphen plain"),
                (word("чайка"), "russian"),
                (word("чаика"), ""),
                (text("чаика~1"), "russian"),
                (text("?ж"), "russian"),
                (text("*"), "acute decomp hyphen plain russian"),
            ],
        },
        Scenario {
            fact: "Han, Kana and Hangul are phrases of characters",
            articles: bodies(&[("kyoto", "京都東"), ("tokyo", "東京都2020年"), ("hangul", "한국어")]),
            asks: vec![
                (text("東 京"), "tokyo"),
                (text("京 都"), "kyoto tokyo"),
                (text("東 京 都 2020 年"), "tokyo"),
                (word("京"), "kyoto tokyo"),
                (text("한 국"), "hangul"),
                (text(loose("東 京", 3)), "kyoto tokyo"),
                (text(near("東", "年", 4)), "tokyo"),
                (text("?"), "hangul kyoto tokyo"),
            ],
        },
    ]
}

fn conditions() -> Vec<Scenario> {
    let dated = || {
        vec![
            article("aug31", "x").on("2025-08-31").done(),
            article("none", "x").done(),
            article("sep", "x").on("2025-09").done(),
            article("sep1", "x").on("2025-09-01").done(),
            article("sep30", "x").on("2025-09-30").done(),
            article("year", "x").on("2025").done(),
            article("old", "x").on("0987-03-01").suspect().done(),
            article("future", "x").on("9999-12").suspect().done(),
        ]
    };
    vec![
        Scenario {
            fact: "a date matches where its whole period lies inside",
            articles: dated(),
            asks: vec![
                (inside("2025-09-01..2025-09-30"), "sep sep1 sep30"),
                (inside("2025-09-01..2025-09-29"), "sep1"),
                (inside("2025-09-02.."), "future sep30"),
                (inside("..2025-08-31"), "aug31 old"),
                (inside("2025-01-01..2025-12-31"), "aug31 sep sep1 sep30 year"),
                (inside(".."), "aug31 future old sep sep1 sep30 year"),
                (inside("2025-09-30..2025-09-01"), ""),
                (inside("0001-01-01..9999-12-31"), "aug31 future old sep sep1 sep30 year"),
                (not(inside("2025-01-01..2025-12-31")), "future none old"),
            ],
        },
        Scenario {
            fact: "a period that only overlaps is told apart",
            articles: dated(),
            asks: vec![
                (overlaps_only("2025-09-01..2025-09-30"), "year"),
                (overlaps_only("2025-09-10..2025-09-20"), "sep year"),
                (overlaps_only("2025-09-30.."), "sep year"),
                (overlaps_only("..2025-09-01"), "sep year"),
                (overlaps_only("..2025-08-31"), "year"),
                (overlaps_only("2025-12-31..2026-01-01"), "year"),
                (overlaps_only("2026-01-01.."), ""),
                (overlaps_only(".."), ""),
                (overlaps_only("2025-09-30..2025-09-01"), ""),
                (overlaps_only("9999-12-31..9999-12-31"), "future"),
            ],
        },
        Scenario {
            fact: "dates are told apart by precision and trust",
            articles: dated(),
            asks: vec![
                (Clause::Dated(DateState::None), "none"),
                (Clause::Dated(DateState::Suspect), "future old"),
                (Clause::Dated(DateState::Day), "aug31 old sep1 sep30"),
                (Clause::Dated(DateState::Month), "future sep"),
                (Clause::Dated(DateState::Year), "year"),
            ],
        },
        Scenario {
            fact: "length counts the words of headline and body, both ends included",
            articles: vec![
                article("five", "Three more words").headline("Two words").related("NOT COUNTED AT ALL").done(),
                article("none", "").done(),
                article("three", "東京 O'").done(),
            ],
            asks: vec![
                (Clause::Length { min: 5, max: 5 }, "five"),
                (Clause::Length { min: 3, max: 5 }, "five three"),
                (Clause::Length { min: 0, max: 4 }, "none three"),
                (Clause::Length { min: 6, max: u64::MAX }, ""),
                (Clause::Length { min: 0, max: 0 }, "none"),
                (Clause::Length { min: 5, max: 3 }, ""),
            ],
        },
        Scenario {
            fact: "an article of undetermined language is und",
            articles: vec![
                article("de", "x").language(Some("de")).done(),
                article("en", "x").done(),
                article("none", "x").language(None).done(),
            ],
            asks: vec![
                (Clause::Language("en".into()), "en"),
                (Clause::Language("und".into()), "none"),
                (Clause::Language("fr".into()), ""),
                (not(Clause::Language("en".into())), "de none"),
            ],
        },
    ]
}
