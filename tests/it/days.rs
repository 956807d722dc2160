//! Days asked for and days published: the same in every time zone.

use serde_json::Value;

use super::home::{Home, outcome};

/// The day's first and last hours on earth.
const ZONES: [&str; 3] = ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"];

fn home() -> Home {
    let home = Home::new(&[
        ("day.txt", "date 2025-09-03 The council met.\n"),
        ("end.txt", "date 2025-09-30 The council met.\n"),
        ("next.txt", "date 2025-10-01 The council met.\n"),
        ("month.txt", "date: 2025-09\n\nThe council met.\n"),
        ("year.txt", "date: 2025\n\nThe council met.\n"),
        ("none.txt", "The council met, nobody knows when.\n"),
        ("future.txt", "date 2999-01-01 The council met.\n"),
        ("old.txt", "date 1500-05-05 The council met.\n"),
        ("early.txt", "date 1605-05-05 The council met.\n"),
    ]);
    home.index();
    home
}

/// The answer in a time zone.
#[track_caller]
fn answer(home: &Home, zone: &str, typed: &[&str]) -> Value {
    let typed: Vec<&str> = ["search", "--json", "--limit", "all"].iter().chain(typed).copied().collect();
    let mut command = home.command(&typed);
    command.env("TZ", zone);
    let outcome = outcome(command);
    assert!(matches!(outcome.status, Some(0 | 1)), "{typed:?} {}", outcome.err);
    serde_json::from_str(&outcome.out).unwrap()
}

/// What a question finds, `overlapping` and `undated`, in every zone the same.
#[track_caller]
fn check(home: &Home, typed: &[&str], expected: &[&str], overlapping: u64, undated: u64) {
    for zone in ZONES {
        let answer = answer(home, zone, typed);
        let mut found: Vec<&str> =
            answer["hits"].as_array().unwrap().iter().map(|hit| hit["path"].as_str().unwrap()).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{typed:?} in {zone}");
        let beside = (answer["overlapping"].as_u64().unwrap(), answer["undated"].as_u64().unwrap());
        assert_eq!(beside, (overlapping, undated), "{typed:?} in {zone}");
    }
}

#[test]
fn what_is_odd_about_a_date_can_be_asked_for() {
    let home = home();
    check(&home, &["date:none"], &["none.txt"], 0, 0);
    check(&home, &["date:suspect"], &["future.txt", "old.txt"], 0, 0);
    check(&home, &["date:month"], &["month.txt"], 0, 0);
    check(&home, &["date:year"], &["year.txt"], 0, 0);
    check(&home, &["council date:suspect -date:2999"], &["old.txt"], 0, 0);
}

#[test]
fn a_range_holds_whole_periods_and_counts_those_that_only_overlap() {
    let home = home();
    check(&home, &["council date:2025-09"], &["day.txt", "end.txt", "month.txt"], 1, 1);
    check(&home, &["council", "--on", "2025-09"], &["day.txt", "end.txt", "month.txt"], 1, 1);
    check(&home, &["council", "--on", "2025-09-03"], &["day.txt"], 2, 1);
    check(&home, &["council date:2025"], &["day.txt", "end.txt", "month.txt", "next.txt", "year.txt"], 0, 1);
    check(&home, &["council", "--from", "2025-09-30", "--to", "2025-10"], &["end.txt", "next.txt"], 2, 1);
    check(&home, &["council date:2025-09-30..2025-10-01"], &["end.txt", "next.txt"], 2, 1);
    check(&home, &["council after:2025-09"], &["future.txt", "next.txt"], 1, 1);
    check(&home, &["council before:2025-09-30 date:2025.."], &["day.txt"], 2, 1);
    check(&home, &["council date:..1599"], &["old.txt"], 0, 1);
    check(&home, &["council date:2024"], &[], 0, 1);
    check(&home, &["council"], &home.paths(&["council"]).iter().map(String::as_str).collect::<Vec<_>>(), 0, 0);
}

#[test]
fn today_is_the_day_that_was_given() {
    let home = home();
    for zone in ZONES {
        let days = |query: &str| answer(&home, zone, &["council", "--on", query])["days"].clone();
        let period = |from: &str, to: &str| serde_json::json!({"from": from, "to": to});
        assert_eq!(days("today"), period("2025-10-01", "2025-10-01"), "{zone}");
        assert_eq!(days("yesterday"), period("2025-09-30", "2025-09-30"), "{zone}");
        assert_eq!(days("last week"), period("2025-09-22", "2025-09-28"), "{zone}");
        assert_eq!(days("last 30 days"), period("2025-09-02", "2025-10-01"), "{zone}");
        assert_eq!(days("2025-Q3"), period("2025-07-01", "2025-09-30"), "{zone}");
    }
    check(&home, &["council date:yesterday..today"], &["end.txt", "next.txt"], 2, 1);
}

#[test]
fn a_date_that_is_none_is_never_a_wider_answer() {
    let home = home();
    for (flag, date, said) in [
        ("--on", "someday", "2025-09-03"),
        ("--", "date:soonish", "2025-09-03"),
        ("--from", "2025-13", "there is no month 13"),
        ("--to", "2025-02-30", "2025-02-30"),
        ("--", "date:2025-10..2025-09", "ends before it begins"),
    ] {
        let refused = home.run(&["search", "council", flag, date]);
        assert_eq!((refused.status, refused.out.as_str()), (Some(2), ""), "{date}");
        assert!(refused.err.contains(said), "{date}: {}", refused.err);
    }
}

#[test]
fn suspect_is_later_than_the_day_after_the_ingest() {
    for zone in ZONES {
        let home = Home::new(&[
            ("tomorrow.txt", "date 2025-10-02 The council met.\n"),
            ("after.txt", "date 2025-10-03 The council met.\n"),
        ]);
        let mut command = home.command(&["index"]);
        command.env("TZ", zone);
        assert_eq!(outcome(command).status, Some(0));
        assert_eq!(home.paths(&["date:suspect"]), ["after.txt"], "{zone}");
    }
}

#[test]
fn an_instant_falls_on_the_publishers_day_and_else_on_that_of_utc() {
    for zone in ZONES {
        let home = Home::new(&[
            ("far.txt", "date: 2025-09-03T23:30:00Z\npublisher: Valley Post\n\nThe council met.\n"),
            ("near.txt", "date: 2025-09-03T23:30:00Z\npublisher: Harbour Echo\n\nThe council met.\n"),
            ("local.txt", "date: 2025-09-03T23:30:00-05:00\npublisher: Valley Post\n\nThe council met.\n"),
        ]);
        let published = |path: &str| {
            let answer = answer(&home, zone, &["council"]);
            let hits = answer["hits"].as_array().unwrap();
            hits.iter().find(|hit| hit["path"] == path).unwrap()["published"].clone()
        };
        let index = || {
            let mut command = home.command(&["index"]);
            command.env("TZ", zone);
            assert_eq!(outcome(command).status, Some(0));
        };
        index();
        for path in ["far.txt", "near.txt"] {
            assert_eq!((&published(path)["day"], &published(path)["utc_day"]), (&"2025-09-03".into(), &true.into()));
        }
        home.write("onrecord.toml", "[publishers.\"Valley Post\"]\nzone = \"Europe/Vienna\"\n");
        index();
        let moved = published("far.txt");
        assert_eq!((&moved["day"], &moved["utc_day"]), (&"2025-09-04".into(), &Value::Null), "{zone}");
        assert_eq!(published("near.txt")["utc_day"], true, "{zone}");
        assert_eq!(published("local.txt")["day"], "2025-09-03", "an offset of its own gives its own day");
        check(&home, &["council", "--on", "2025-09-04"], &["far.txt"], 0, 0);
    }
}

#[test]
fn days_far_from_ours_are_kept_and_found() {
    let home = Home::new(&[
        ("first.txt", "date: 0001-01-01\n\nThe council met.\n"),
        ("last.txt", "date: 9999-12-31\n\nThe council met.\n"),
        ("late.txt", "date: 2300-01-01\n\nThe council met.\n"),
    ]);
    home.index();
    check(&home, &["council date:0001"], &["first.txt"], 0, 0);
    check(&home, &["council date:9999"], &["last.txt"], 0, 0);
    check(&home, &["council date:2262..2400"], &["late.txt"], 0, 0);
}

fn numbered(date: &str, word: &str) -> String {
    format!("date: {date}\n\nThe {word} was shut on that day, and nobody came.\n")
}

#[test]
fn the_rest_of_the_archive_tells_which_number_is_the_day() {
    let home = Home::new(&[]);
    home.write("corpus/a.txt", &numbered("03/09/2025", "quay"));
    assert!(home.wants(0, &["index", "-v"]).contains("03/09/2025"));
    assert_eq!(home.answer(&["quay", "--on", "2025-09-03"])["total"], 0);
    // Others of the same hand arrive: the one that waited is read again.
    for day in 13..20 {
        home.write(&format!("corpus/b{day}.txt"), &numbered(&format!("{day}/09/2025"), "pier"));
    }
    let told = home.wants(0, &["index", "-v"]);
    assert!(told.contains("8 files: 8 indexed, 0 unchanged"), "{told}");
    assert!(told.contains("“03/09/2025” was read with the day first"), "{told}");
    assert_eq!(home.answer(&["quay", "--on", "2025-09-03"])["total"], 1);
    // Known from then on; and a fresh archive of the same files says the same.
    home.write("corpus/c.txt", &numbered("04/09/2025", "weir"));
    home.index();
    assert_eq!(home.answer(&["weir", "--on", "2025-09-04"])["total"], 1);
    std::fs::remove_dir_all(home.at("index")).unwrap();
    assert_eq!(home.index().indexed, 9);
    assert_eq!(home.answer(&["quay", "--on", "2025-09-03"])["total"], 1);
    home.is_sound(9);
}
