//! `corrections.toml`: what the user puts right holds for counts, filters and hits alike.

use std::fs;

use serde_json::Value;

use super::home::Home;

const TALK: &str = "date 2025-09-03 The council of Ardan met on Wednesday.\n\n\
                    “The wells will be dry by May,” said Edda Voss, the mayor.\n\n\
                    “We were told nothing of it,” said Ilse Torvald, a farmer.\n\n\
                    Dorn Hale declined to comment.\n";

fn home() -> Home {
    let home = Home::new(&[("talk.txt", TALK), ("other.txt", "date 2025-09-04 The ferry of Lirr was late again.\n")]);
    home.index();
    home
}

fn correct(home: &Home, entry: &str) -> String {
    home.write("corrections.toml", &format!("[[correction]]\npath = \"talk.txt\"\n{entry}\n"));
    home.wants(0, &["index"])
}

/// How many articles have a quote by each: Voss, Torvald, Hale.
fn speakers(home: &Home) -> [u64; 3] {
    ["speaker:voss", "speaker:torvald", "speaker:hale"].map(|query| home.total(query))
}

fn shown(home: &Home) -> Value {
    serde_json::from_str(&home.wants(0, &["show", "talk.txt", "--json"])).unwrap()
}

#[test]
fn a_corrected_speaker_is_found_and_the_wrong_one_no_more() {
    let home = home();
    assert_eq!(speakers(&home), [1, 1, 0]);
    let told =
        correct(&home, "words = 'the wells will be'\nspeaker = 'Dorn Hale'\nrole = 'clerk'\nbecause = 'the tape'");
    assert!(told.contains("corrections applied to 1 article\n"), "{told}");
    assert_eq!(speakers(&home), [0, 1, 1]);
    assert_eq!(home.total("speaker:hale role:clerk"), 1);
    let quote = &shown(&home)["quotes"][0];
    assert_eq!(
        (&quote["corrected"], &quote["rule"], &quote["certainty"]),
        (&true.into(), &"correction".into(), &"stated".into())
    );
    let text = home.wants(0, &["show", "talk.txt"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("because the tape") && text.contains("was Edda Voss, stated"), "{text}");
    home.is_sound(2);
}

#[test]
fn a_withdrawn_quote_is_gone_and_counted_nowhere_until_the_entry_is_taken_away() {
    let home = home();
    correct(&home, "words = 'The wells'\nwithdraw = true");
    assert_eq!(speakers(&home), [0, 1, 0]);
    assert_eq!((home.total("said:wells"), home.total("wells")), (0, 1), "the article is as it was");
    home.remove("corrections.toml");
    let before = home.generation();
    let told = home.wants(0, &["index"]);
    assert!(told.contains("corrections applied to 1 article\n"), "{told}");
    assert_eq!((speakers(&home), home.total("said:wells")), ([1, 1, 0], 1));
    assert_eq!(home.generation(), before + 1);
    assert!(shown(&home).get("corrections").is_none());
}

#[test]
fn a_corrected_day_moves_the_article_and_comes_back() {
    let home = home();
    let on = |day: &str| home.paths(&["--on", day]);
    correct(&home, "published = '2024-06-17'");
    assert_eq!((on("2025-09-03").len(), on("2024-06-17")), (0, vec!["talk.txt".to_string()]));
    assert_eq!(shown(&home)["published"]["evidence"], "correction");
    correct(&home, "withdraw = 'published'");
    assert_eq!(home.paths(&["--", "date:none"]), ["talk.txt"]);
    let text = home.wants(0, &["show", "talk.txt"]);
    assert!(text.contains("the date was withdrawn by the user"), "{text}");
    home.remove("corrections.toml");
    home.index();
    assert_eq!(on("2025-09-03"), ["talk.txt"]);
    assert_eq!(shown(&home)["published"]["evidence"], "header");
}

#[test]
fn kind_polarity_and_day_of_a_quote_are_put_right() {
    let home = home();
    correct(&home, "words = 'the wells'\nkind = 'indirect'\npolarity = 'denied'\nspoken = 2025-08-30");
    let quote = &shown(&home)["quotes"][0];
    assert_eq!((&quote["kind"], &quote["polarity"]), (&"indirect".into(), &"denied".into()));
    assert_eq!((&quote["spoken"]["day"], &quote["speaker"]), (&"2025-08-30".into(), &"Edda Voss".into()));
    assert_eq!(home.total("speaker:voss"), 0, "what was denied is out of the default answer");
    assert_eq!(home.total("speaker:voss polarity:denied"), 1);
}

#[test]
fn a_quote_is_named_by_its_citation_too() {
    let home = home();
    let cite = shown(&home)["quotes"][1]["cite"].as_str().unwrap().to_string();
    home.write("corrections.toml", &format!("[[correction]]\ncite = \"{cite}\"\nspeaker = \"Dorn Hale\"\n"));
    home.index();
    assert_eq!(speakers(&home), [1, 0, 1]);
    // The file has changed: the entry meets nothing, and says why.
    home.write("corpus/talk.txt", &TALK.replace("a farmer", "a grower"));
    let told = home.wants(0, &["index"]);
    assert!(told.contains("corrections that meet nothing:\n  corrections.toml, entry 1 (line 1): talk.txt, which is cited, has changed since (2025-10-01)"), "{told}");
    assert_eq!(speakers(&home), [1, 1, 0]);
}

#[test]
fn an_article_read_later_is_corrected_as_well() {
    let home = home();
    home.write("corrections.toml", "[[correction]]\npath = 'late.txt'\nwords = 'we heard'\nspeaker = 'Edda Voss'\n");
    let told = home.wants(0, &["index"]);
    assert!(told.contains("entry 1 (line 1): no article is called late.txt"), "{told}");
    home.write("corpus/late.txt", "date 2025-09-05 “We heard of it,” said Dorn Hale, the clerk.\n");
    let told = home.wants(0, &["index"]);
    assert!(!told.contains("meet nothing"), "{told}");
    assert_eq!(speakers(&home), [2, 1, 0]);
    home.remove("corrections.toml");
    home.index();
    assert_eq!(speakers(&home), [1, 1, 1]);
}

#[test]
fn an_entry_that_meets_nothing_is_told_by_index_and_status() {
    let home = home();
    let check = |entry: &str, reason: &str| {
        let expected = format!("corrections that meet nothing:\n  corrections.toml, entry 1 (line 1): {reason}");
        let told = correct(&home, entry);
        assert!(told.contains(&expected), "{entry}: {told}");
        let status = home.wants(0, &["status"]);
        assert!(status.contains(&expected), "{entry}: {status}");
        assert_eq!(speakers(&home), [1, 1, 0]);
    };
    check("words = 'the rivers'\nwithdraw = true", "no quote of the article begins with these words");
    check("words = 'Dorn Hale declined'\nkind = 'direct'", "it is a silence, which has neither kind nor polarity");
}

#[test]
fn a_changed_file_is_noticed_before_the_next_indexing() {
    let home = home();
    let notices = || home.answer(&["wells"])["notices"].to_string();
    assert_eq!(notices(), "[]");
    home.write("corrections.toml", "[[correction]]\npath = 'talk.txt'\nwords = 'the wells'\nwithdraw = true\n");
    assert!(notices().contains("corrections.toml has changed since the last indexing"), "{}", notices());
    home.index();
    assert_eq!(notices(), "[]");
    home.remove("corrections.toml");
    assert!(notices().contains("corrections.toml has changed since the last indexing"), "{}", notices());
}

#[test]
fn a_mistake_in_the_file_is_told_and_nothing_is_changed() {
    let home = home();
    home.write("corrections.toml", "[[correction]]\npath = 'talk.txt'\nwords = 'the wells'\nspaeker = 'X'\n");
    let outcome = home.run(&["index"]);
    assert_eq!(outcome.status, Some(2));
    assert!(
        outcome
            .err
            .contains("corrections.toml, entry 1 (line 1): the key `spaeker` is not known; did you mean `speaker`?"),
        "{}",
        outcome.err
    );
    let extracted = home.run(&["extract", "corpus/talk.txt"]);
    assert_eq!(extracted.status, Some(0), "what needs no index needs no corrections: {}", extracted.err);
}

#[test]
fn corrections_that_are_the_same_touch_nothing() {
    let home = home();
    correct(&home, "words = 'the wells'\nspeaker = 'Dorn Hale'");
    let (before, generation) = (home.listing("index/store-1"), home.generation());
    home.index();
    assert_eq!(home.generation(), generation);
    assert!(home.listing("index/store-1") == before);
}

#[test]
fn an_article_that_leaves_with_its_correction_stays_away() {
    let home = home();
    correct(&home, "words = 'the wells'\nspeaker = 'Dorn Hale'");
    home.remove("corpus/talk.txt");
    home.remove("corrections.toml");
    home.wants(0, &["index", "--accept-gone"]);
    assert_eq!(speakers(&home), [0, 0, 0]);
    home.is_sound(1);
}

#[test]
fn a_run_that_was_cut_off_while_it_corrected_is_made_good_by_the_next() {
    let home = home();
    correct(&home, "words = 'the wells'\nspeaker = 'Dorn Hale'");
    // As a run leaves it that has begun to correct, committed, and was killed.
    let summary = home.store().join("summary.json");
    let mut state: Value = serde_json::from_str(&fs::read_to_string(&summary).unwrap()).unwrap();
    state["generation"] = (home.generation() - 1).into();
    state["corrections"] = "changing".into();
    state["corrected"] = Value::Array(Vec::new());
    fs::write(&summary, state.to_string()).unwrap();
    home.remove("corrections.toml");
    home.index();
    assert_eq!(speakers(&home), [1, 1, 0]);
}

#[test]
fn days_that_lie_ahead_are_suspect_whoever_says_so() {
    let home = home();
    correct(&home, "published = '2205-09-03'");
    assert_eq!(home.paths(&["--", "date:suspect"]), ["talk.txt"]);
    home.remove("corrections.toml");
    home.index();
    assert_eq!(home.paths(&["--", "date:suspect"]).len(), 0);
}
