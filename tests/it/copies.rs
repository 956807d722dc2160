//! Printings of one story: one hit, and who changed what.

use expect_test::expect;
use serde_json::Value;

use crate::home::Home;

const WIRE: &str = "The reservoir above Ardan fell to a fifth of its volume on Monday, the lowest level since it was \
    dammed, the water board said. Farmers in the valley were told to stop watering at night. “Not a drop will leave \
    this valley before the harvest,” Edda Voss, who leads the board, said at the pier of Lirr. She did not say how \
    long the ban would last.\n\nThe ferry between Lirr and the island has been moored for nine days because the \
    landing stands dry. Two schools fetch their water from a truck, and the bakery opens at noon. A meeting of the \
    three towns is planned for Thursday, when the county will show how much it can send from the northern lakes. The \
    board expects no rain before October.\n";

/// A wire story as four papers print it, and two stories of their own.
fn home() -> Home {
    let page = |day: &str, outlet: &str, headline: &str, body: &str| {
        format!("---\ntitle: {headline}\ndate: {day}\npublisher: {outlet}\n---\n\n{body}")
    };
    let home = Home::new(&[]);
    let write = |name: &str, page: String| home.write(&format!("corpus/{name}.md"), &page);
    write("wire", page("2025-09-01", "Northern Wire", "Reservoir at a fifth", WIRE));
    write(
        "echo",
        page("2025-09-02", "Lirr Echo", "Not a drop, says Voss", WIRE.split("The board expects").next().unwrap()),
    );
    write("post", page("2025-09-02", "Valley Post", "Reservoir at a fifth", &format!("ARDAN, Agency. {WIRE}")));
    let changed = WIRE.replace("the lowest level since it was dammed", "the lowest in living memory");
    write("star", page("2025-09-03", "Island Star", "Ferry moored", &changed.replace("Two schools", "Two clinics")));
    write(
        "talk",
        page(
            "2025-09-02",
            "Lirr Echo",
            "Talk of the town",
            "The bakery of Lirr opens at noon, for the water of the reservoir has to be fetched.",
        ),
    );
    write("rain", page("2025-09-04", "Valley Post", "Rain after all", "It rained on the reservoir on Thursday night."));
    home.index();
    home
}

#[test]
fn a_wire_story_is_one_hit_that_lists_its_printings() {
    let home = home();
    let out = home.wants(0, &["search", "reservoir", "--sort", "oldest"]);
    let answer: String =
        out.lines().filter(|line| !line.contains("index of")).map(|line| format!("{line}\n")).collect();
    expect![[r#"
        1  2025-09-01  Reservoir at a fifth
           Northern Wire · wire.md
           The reservoir above Ardan fell to a fifth of its volume on Monday, the lowest
           level since it was dammed — the water board · said · indirect · unnamed,
           resolved
           quoted: Edda Voss
           also printed 2025-09-02 Lirr Echo echo.md; 2025-09-02 Valley Post post.md;
             2025-09-03 Island Star star.md

        2  2025-09-02  Talk of the town
           Lirr Echo · talk.md
           The bakery of Lirr opens at noon, for the water of the reservoir has to be
           fetched.

        3  2025-09-04  Rain after all
           Valley Post · rain.md
           It rained on the reservoir on Thursday night.

        6 articles, 3 without copies
    "#]]
    .assert_eq(&answer);
    let all: Value = serde_json::from_str(&home.wants(0, &["search", "reservoir", "--json"])).unwrap();
    assert_eq!((&all["total"], &all["stories"]), (&6.into(), &3.into()));
    let hits = all["hits"].as_array().unwrap();
    let printings: Vec<u64> = hits.iter().map(|hit| hit["printings"].as_u64().unwrap()).collect();
    let copies: usize = hits.iter().map(|hit| hit["copies"].as_array().unwrap().len()).sum();
    assert_eq!((printings.iter().sum::<u64>(), copies), (6, 3));
}

#[test]
fn what_does_not_match_is_told_of_the_story_all_the_same() {
    let home = home();
    let answer: Value =
        serde_json::from_str(&home.wants(0, &["search", "dammed OR living", "--from", "2025-09-02", "--json"]))
            .unwrap();
    assert_eq!((&answer["total"], &answer["stories"]), (&3.into(), &1.into()));
    let hit = &answer["hits"][0];
    assert_eq!((&hit["path"], &hit["printings"]), (&"echo.md".into(), &4.into()));
    let told = |copy: &Value| format!("{} {}", copy["path"].as_str().unwrap(), copy["matches"]);
    let copies: Vec<String> = hit["copies"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(copies, ["wire.md false", "post.md true", "star.md true"]);
    let text = home.wants(0, &["search", "dammed OR living", "--from", "2025-09-02"]);
    assert!(text.contains("first printed 2025-09-01 Northern Wire wire.md (does not match); 2025-09-02"), "{text}");
}

#[test]
fn every_printing_is_listed_where_lines_are_counted() {
    let home = home();
    let count = |typed: &[&str]| home.wants(0, &[&["search", "reservoir"], typed].concat()).lines().count();
    assert_eq!(count(&["--format", "paths"]), 6);
    assert_eq!(count(&["--format", "csv"]), 7);
    assert_eq!(count(&["--format", "jsonl"]), 4);
    assert_eq!(count(&["--format", "jsonl", "--no-fold"]), 7);
    home.write("queries.tsv", "q1\treservoir\n");
    assert_eq!(home.wants(0, &["search", "--batch", "queries.tsv", "--format", "trec"]).lines().count(), 6);
    assert_eq!(home.wants(0, &["search", "--batch", "queries.tsv", "--format", "jsonl"]).lines().count(), 7);
    home.wants(2, &["search", "reservoir", "--format", "csv", "--no-fold"]);
}

#[test]
fn pages_are_of_stories() {
    let home = home();
    let page = |number: &str| -> Vec<String> {
        let out = home.wants(0, &["search", "reservoir", "--json", "--limit", "1", "--page", number]);
        let answer: Value = serde_json::from_str(&out).unwrap();
        answer["hits"].as_array().unwrap().iter().map(|hit| hit["path"].as_str().unwrap().to_string()).collect()
    };
    let mut all = [page("1"), page("2"), page("3"), page("4")].concat();
    all.sort();
    assert_eq!(all, ["rain.md", "talk.md", "wire.md"]);
}

#[test]
fn stories_are_asked_for_by_their_printings() {
    let home = home();
    let check = |query: &str, total: u64| assert_eq!(home.total(query), total, "{query}");
    check("copies:yes", 4);
    check("copies:no", 2);
    check("copies:>=4", 4);
    check("copies:>4", 0);
    check("copies:2..3", 0);
    check("reservoir -copies:yes", 2);
    check("copies:4 lang:en publisher:echo", 1);
    let quotes: Value = serde_json::from_str(&home.wants(0, &["quotes", "copies:yes drop", "--json"])).unwrap();
    assert_eq!(quotes["total"], 4);
    for (query, hint) in [("copies:many", "copies:>=3"), ("copies:", "copies:yes"), ("copies:0", "a printing itself")] {
        let told = home.run(&["search", query]);
        assert_eq!(told.status, Some(2), "{query}");
        assert!(told.err.contains(hint), "{}", told.err);
    }
}

#[test]
fn who_changed_what_is_told_from_the_earliest() {
    let home = home();
    let mut narrow = home.command(&["copies", "star.md", "--quiet"]);
    narrow.env("COLUMNS", "60");
    let narrow = String::from_utf8(narrow.output().unwrap().stdout).unwrap();
    assert!(narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
    expect![[r#"
        4 printings of one story, 2025-09-01 to 2025-09-03

        1  2025-09-01  Reservoir at a fifth
           Northern Wire · wire.md
           130 words

        2  2025-09-02  Not a drop, says Voss
           Lirr Echo · echo.md
           keeps 123 of 130 words (94 %), under another headline
           from the northern lakes [-The board expects no rain
             before October-]

        3  2025-09-02  Reservoir at a fifth
           Valley Post · post.md
           keeps 130 of 130 words (100 %), adds 2
           {+ARDAN, Agency+} The reservoir above Ardan

        4  2025-09-03  Ferry moored
           Island Star · star.md
           keeps 124 of 130 words (95 %), adds 4, under another
           headline
           on Monday, the lowest [-level since it was dammed-]{+in
             living memory+} the water board said
           landing stands dry. Two [-schools-]{+clinics+} fetch
             their water from

    "#]]
    .assert_eq(&narrow);
    let answer: Value = serde_json::from_str(&home.wants(0, &["copies", "echo.md", "--json"])).unwrap();
    assert_eq!(answer["total"], 4);
    let star = &answer["printings"][3];
    assert_eq!((&star["path"], &star["publisher"]), (&"star.md".into(), &"Island Star".into()));
    let pieces: Vec<&Value> =
        star["differences"].as_array().unwrap().iter().flat_map(|passage| passage.as_array().unwrap()).collect();
    let texts: Vec<String> = pieces
        .iter()
        .filter(|piece| piece["kind"] != "same")
        .map(|piece| format!("{} {}", piece["kind"].as_str().unwrap(), piece["text"].as_str().unwrap()))
        .collect();
    assert_eq!(
        texts,
        ["dropped level since it was dammed", "added in living memory", "dropped schools", "added clinics"]
    );
    assert!(home.wants(1, &["copies", "rain.md"]).contains("No other printing"));
    home.wants(1, &["copies", "nowhere.md"]);
}

#[test]
fn stories_keep_up_with_what_comes_and_goes() {
    let home = home();
    let stories = || home.total("copies:yes");
    let fresh = || {
        std::fs::remove_file(home.store().join("copies")).unwrap();
        let again = home.total("copies:yes");
        home.index();
        assert_eq!(home.total("copies:yes"), again, "found from the articles, and kept");
        again
    };
    assert_eq!((stories(), fresh()), (4, 4));
    home.write("corpus/mail.md", &format!("---\ntitle: Dry\ndate: 2025-09-02\n---\n\n{WIRE}"));
    home.index();
    assert_eq!((stories(), fresh()), (5, 5));
    home.write("corpus/mail.md", "---\ntitle: Dry\ndate: 2025-09-02\n---\n\nNothing of the kind.\n");
    home.index();
    assert_eq!((stories(), fresh()), (4, 4));
    home.remove("corpus/post.md");
    home.wants(0, &["index", "--accept-gone"]);
    assert_eq!((stories(), fresh()), (3, 3));
    home.wants(0, &["forget", "wire.md"]);
    assert_eq!(stories(), 2);
    assert!(home.wants(0, &["check"]).contains("sound"));
    assert!(
        home.wants(0, &["status"]).contains("copies      1 further printing of 1 story (copies:yes), 4 stories in all")
    );
    std::fs::write(home.store().join("copies"), "onreccop, damaged").unwrap();
    assert!(home.wants(4, &["check"]).contains("problem: the list of copies cannot be used"));
    assert_eq!(stories(), 2, "a damaged list is found anew");
    home.index();
    assert!(home.wants(0, &["check"]).contains("sound"));
}
