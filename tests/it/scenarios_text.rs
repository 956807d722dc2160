//! What a query typed by a person finds: parser and store together.
//!
//! One small archive, and a table of query texts with the articles each must find, worked out
//! from the language's description. The strict parser must take them all.

use onrecord::index::memory::MemoryStore;
use onrecord::index::{Snapshot, Store};
use onrecord::model::Article;
use onrecord::query::{ParseMode, ParseOptions, QuoteFlags, parse, parse_quotes};

use crate::articles::article;
use crate::local_home::LocalHome;
use crate::scenarios::quotes::{dam, filled_with, keys};
use crate::scenarios::{filled, names};

#[test]
fn the_memory_store_finds_what_was_typed() {
    check_all(MemoryStore::new());
}

#[test]
fn the_local_store_finds_what_was_typed() {
    check_all(LocalHome::new().store());
}

fn archive() -> Vec<Article> {
    vec![
        article("court", "Judge Ines O’Neill fined AT&T 3.5% on Wednesday. She sat in the U.S. for years.")
            .headline("Court fines a carrier")
            .by("Ada Orrin")
            .publisher("Vale Herald")
            .section("Courts")
            .on("2025-09-03")
            .done(),
        article("dam", "Sanctions on the dam's builders were lifted.\n\nMr. Orrin said the mines would pay.")
            .headline("Dam builders go free")
            .related("COURT FINES A CARRIER AGAIN")
            .by("Bram Vale")
            .publisher("The Östra Post")
            .on("2025-08")
            .done(),
        article("haus", "Das Haus am Fluss gehört Müller. Mining ist ein Wort.")
            .language(Some("de"))
            .publisher("Östra Zeitung")
            .on("2024")
            .done(),
        article("mines", "The mining town waits. Zelenskyy, a miner, mines still: mines, mines.").done(),
        article("tokyo", "東京都知事が会見した。").language(Some("ja")).on("2025-09-09").done(),
    ]
}

const TABLE: &[(&str, &str)] = &[
    ("", "court dam haus mines tokyo"),
    // Words, their inflections, their absence.
    ("mines", "dam mines"),
    ("mining", "dam haus mines"),
    ("=mining", "haus mines"),
    ("sanction", "dam"),
    ("=sanction", ""),
    // What is excluded is excluded with its inflections.
    ("mines -mining", ""),
    ("mines -=mining", "dam"),
    ("mines NOT town", "dam"),
    ("-mines", "court haus tokyo"),
    ("mines OR court", "court dam mines"),
    ("(mines OR court) the", "court dam mines"),
    ("mines court", ""),
    ("sanction*", "dam"),
    ("zelensky~1", "mines"),
    ("m?ller", "haus"),
    // Compounds, possessives, accents, scripts.
    ("O'Neill", "court"),
    ("O’Neill", "court"),
    ("AT&T 3.5% U.S.", "court"),
    ("\"the dam\"", "dam"),
    ("\"the dam's builders\"", "dam"),
    ("dam’s", "dam"),
    ("muller", "haus"),
    ("MÜLLER", "haus"),
    ("東京", "tokyo"),
    ("\"京都知\"", "tokyo"),
    ("京東", ""),
    // Places beside each other.
    ("\"judge ines\"", "court"),
    ("“judge ines”", "court"),
    ("\"ines judge\"", ""),
    ("\"ines judge\"~2", "court"),
    ("judge NEAR/3 fined", ""),
    ("judge NEAR/4 fined", "court"),
    ("fined w/4 judge", "court"),
    ("fined pre/4 judge", ""),
    ("carrier NEAR/400 judge", ""),
    ("judge w/s wednesday", "court"),
    ("judge w/s years", ""),
    ("judge w/p years", "court"),
    ("mr w/s mines", "dam"),
    ("sanctions w/p orrin", ""),
    ("(judge OR sanctions) w/s (wednesday OR builders)", "court dam"),
    ("atleast3(mines)", "mines"),
    ("atleast5(mines)", ""),
    ("atleast4(mines)", "mines"),
    // Fields.
    ("headline:builders", "dam"),
    ("headline:sanctions", ""),
    ("byline:\"ada orrin\"", "court"),
    ("byline:orrin", "court"),
    ("orrin", "dam"),
    ("publisher:post", "dam"),
    ("publisher:ostra", "dam haus"),
    ("section:courts", "court"),
    ("related:court", "dam"),
    ("carrier", "court"),
    ("path:dam.txt", "dam"),
    ("lang:de", "haus"),
    ("-lang:en", "haus tokyo"),
    ("words:<12", "haus mines tokyo"),
    // Dates.
    ("date:2025-09", "court tokyo"),
    ("date:2025", "court dam tokyo"),
    ("date:2025-08-01..2025-09-03", "court dam"),
    ("date:2025-08-02..2025-09-03", "court"),
    ("after:2025-09-03", "tokyo"),
    ("before:2025-09-03", "dam haus"),
    ("date:yesterday", "tokyo"),
    ("date:\"last week\"", "court"),
    ("date:none", "mines"),
    ("date:month", "dam"),
    ("date:2024..", "court dam haus tokyo"),
];

/// A Wednesday.
const TODAY: &str = "2025-09-10";

/// Typed, and the articles found, and with `onrecord quotes` the quotes.
const OF_QUOTES: &[(&str, &str, &str)] = &[
    ("speaker:orrin", "dam river", "dam.0 river.0"),
    ("speaker:\"ada orrin\" said:dam", "dam", "dam.0"),
    ("speaker:(orrin ada)", "dam river", "dam.0 river.0"),
    ("speaker:orrin -said:dam", "river", "river.0"),
    ("-said:dam", "none", "river.0"),
    ("about:orrin said:dam", "dam", "dam.1"),
    ("speaker:orrin about:orrin", "", ""),
    ("quote:(speaker:orrin) quote:(speaker:vale)", "dam", ""),
    ("speaker:orrin article:(speaker:vale)", "dam", "dam.0"),
    ("speaker:orrin article:(-speaker:vale)", "river", "river.0"),
    ("person:\"ada orrin\"", "dam none river", "dam.0 dam.1 river.0"),
    ("role:(mayor OR officials)", "dam river", "dam.0 river.1"),
    ("kind:indirect", "river", "river.1"),
    ("certainty:resolved speaker:orrin", "river", "river.0"),
    ("polarity:denied", "", ""),
    ("spoken:2025-09-03", "dam", "dam.0 dam.1"),
    ("dam", "dam none river", "dam.0 dam.1 river.1"),
    ("\"the dam\"", "dam none river", "dam.0 river.1"),
    ("dam NEAR/2 hold", "dam", "dam.0"),
    ("mason", "dam", ""),
    ("article:mason", "dam", "dam.0 dam.1"),
    ("dam date:2025-09-03", "dam", "dam.0 dam.1"),
    ("rises", "river", "river.0"),
    ("speaker:officials", "", ""),
    ("", "dam none river", "dam.0 dam.1 river.0 river.1"),
];

#[test]
fn the_memory_store_finds_the_quotes_typed() {
    check_quotes(MemoryStore::new());
}

#[test]
fn the_local_store_finds_the_quotes_typed() {
    check_quotes(LocalHome::new().store());
}

fn check_quotes<S: Store>(store: S) {
    let snapshot = filled_with(store, &dam());
    let options = ParseOptions::new(ParseMode::Strict, TODAY.parse().unwrap(), "en");
    let mut wrong = String::new();
    for (text, articles, quotes) in OF_QUOTES {
        wrong.extend(difference(&snapshot, text, articles));
        let found = match parse_quotes(text, &options, &QuoteFlags::default()) {
            Ok(query) => keys(&snapshot, &query.plan.root),
            Err(refusal) => refusal.rendered,
        };
        if found != *quotes {
            wrong += &format!("{text}: {found:?}, not {quotes:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn check_all<S: Store>(store: S) {
    let snapshot = filled(store, &archive());
    let wrong: Vec<String> =
        TABLE.iter().filter_map(|(text, expected)| difference(&snapshot, text, expected)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn difference(snapshot: &impl Snapshot, text: &str, expected: &str) -> Option<String> {
    let options = ParseOptions::new(ParseMode::Strict, TODAY.parse().unwrap(), "en");
    let found = match parse(text, &options) {
        Ok(query) => names(snapshot, &query.plan.root),
        Err(refusal) => refusal.rendered,
    };
    (found != expected).then(|| format!("{text}: {found:?}, not {expected:?}"))
}
