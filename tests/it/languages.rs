//! One archive in three languages: what a bare word finds in each.

use std::fs;
use std::sync::atomic::AtomicBool;

use onrecord::engine::{Engine, Progress, Question, Settings};
use tempfile::TempDir;

struct Quiet;

impl Progress for Quiet {
    fn found(&self, _entries: u64, _bytes: u64, _done: bool) {}
    fn read(&self, _entries: u64, _bytes: u64) {}
    fn say(&self, _sentence: &str) {}
}

/// German is the archive's main language.
const ARTICLES: &[(&str, &str)] = &[
    ("de1", "Die Häuser am Markt sind alt, und der Rat hat nichts getan. Frau Müller wartet auf das Geld."),
    ("de2", "Das Haus am Hafen ist verkauft worden. Nach dem Winter soll es mit der Straße abgerissen werden."),
    ("de3", "Der Rat tagt am Mittwoch, und die Brücken bleiben bis zum Abend geschlossen, wie man hört."),
    ("fr1", "Le conseil a décidé que la maison de la rue Muller sera vendue, et que les élections auront lieu."),
    ("fr2", "Elle n'a pas voulu dire si la vente, décidée par le maire, est pour les écoles ou pour le port."),
    ("en1", "The houses of the town are old and the council has not said who will pay for them, or when."),
    ("en2", "A haus in the hills was sold to the mayor, who said that it was the house that he had wanted."),
];

struct Archive {
    _home: TempDir,
    engine: Engine,
}

fn archive() -> Archive {
    let home = TempDir::new().unwrap();
    let corpus = home.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    for (name, text) in ARTICLES {
        fs::write(corpus.join(format!("{name}.txt")), format!(" date 2025-09-03 Titel {name}\n\n{text}\n")).unwrap();
    }
    let today = "2025-09-04".parse().unwrap();
    let engine = Engine::new(Settings::new(corpus, home.path().join("index"), today));
    engine.ingest(&Quiet, &AtomicBool::new(false)).unwrap();
    Archive { _home: home, engine }
}

/// The articles that a query finds when it is asked in a language; `None`: the archive's own.
fn check(archive: &Archive, language: Option<&str>, query: &str, expected: &str) {
    let mut question = Question::new(query);
    question.typed.query_language = language.map(str::to_string);
    let answer = archive.engine.search(&question).unwrap();
    let mut found: Vec<String> =
        answer.hits.iter().map(|hit| hit.article.origin.place().trim_end_matches(".txt").to_string()).collect();
    found.sort();
    assert_eq!(found.join(" "), expected, "{query} in {language:?}");
    assert_eq!(answer.total as usize, found.len(), "{query}");
}

#[test]
fn a_bare_word_has_its_inflections_in_the_querys_language_and_stands_verbatim_in_all_others() {
    let archive = archive();
    check(&archive, None, "Haus", "de1 de2 en2");
    check(&archive, Some("de"), "haus", "de1 de2 en2");
    check(&archive, Some("en"), "haus", "de2 en2");
    check(&archive, Some("en"), "house", "en1 en2");
    check(&archive, None, "house", "en2");
    check(&archive, None, "houses", "en1");
}

#[test]
fn accents_are_no_part_of_what_is_typed() {
    let archive = archive();
    check(&archive, None, "muller", "de1 fr1");
    check(&archive, None, "Müller", "de1 fr1");
    check(&archive, None, "strasse", "de2");
    check(&archive, Some("fr"), "décider", "fr1 fr2");
    check(&archive, Some("fr"), "decider", "fr1 fr2");
    check(&archive, Some("fr"), "election", "fr1");
    check(&archive, Some("fr"), "élection", "fr1");
    check(&archive, None, "election", "");
}

#[test]
fn a_condition_on_the_language_narrows() {
    let archive = archive();
    check(&archive, None, "haus lang:de", "de1 de2");
    check(&archive, None, "haus lang:english", "en2");
    check(&archive, None, "lang:fr", "fr1 fr2");
    check(&archive, None, "muller lang:french", "fr1");
    check(&archive, None, "lang:und", "");
}
