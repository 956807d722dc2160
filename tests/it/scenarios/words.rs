//! Words, patterns and phrases: what holds them, and how often.

use onrecord::query::Clause;

use super::Scenario;
use crate::articles::{article, bodies};
use crate::plans::*;

pub fn words_and_logic() -> Vec<Scenario> {
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
            fact: "an inflection is found in its language and in notes too short to tell, the word itself everywhere",
            articles: mines(),
            asks: vec![
                (inflected("mining", "en"), "de en none verbatim"),
                (word("mining"), "de verbatim"),
                (text("mining"), "de verbatim"),
                (inflected("mines", "en"), "demines en none verbatim"),
                (not(inflected("mining", "en")), "demines"),
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

pub fn phrases() -> Vec<Scenario> {
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
