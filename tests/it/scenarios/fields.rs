//! Fields and scripts; dates, lengths and languages as conditions.

use onrecord::query::{Clause, DateState, Field};

use super::Scenario;
use crate::articles::{article, bodies};
use crate::plans::*;

pub fn fields_and_scripts() -> Vec<Scenario> {
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

pub fn conditions() -> Vec<Scenario> {
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
