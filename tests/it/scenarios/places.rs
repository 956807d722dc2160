//! Places beside each other: NEAR and pre, sentences and paragraphs.

use onrecord::query::{Clause, Passage};

use super::Scenario;
use crate::articles::{article, bodies};
use crate::plans::*;

pub fn distances() -> Vec<Scenario> {
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

pub fn units() -> Vec<Scenario> {
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
