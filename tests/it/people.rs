//! Who is one person: names folded, counted, asked for, and parted or joined by people.toml.

use expect_test::{Expect, expect};
use serde_json::Value;

use crate::home::Home;

/// Small articles: the file's name, its day, its text.
const ARTICLES: &[(&str, &str, &str)] = &[
    ("ledger/a.txt", "2024-03-01", "\"The bridge will stay shut,\" said Bruno Hale, the mayor of Ardan."),
    (
        "ledger/b.txt",
        "2024-05-10",
        "\"We have waited long enough,\" Ivo Zelenskiy said. \"The bridge is old,\" said Rosa Hale.",
    ),
    ("ledger/c.txt", "2025-02-03", "\"The water came up to the door,\" Ivo Zelenskyy said."),
    ("ledger/d.txt", "2025-06-12", "\"The bridge opens in May,\" Hale said. Zelensky declined to comment."),
    ("post/e.txt", "2025-07-01", "\"Bruno Hale promised it twice,\" Ivo Zelenskiy told the council."),
    ("post/f.txt", "2025-07-02", "The Ardan Harbour Authority said the bridge would open in May."),
];

fn home() -> Home {
    let texts: Vec<(&str, String)> =
        ARTICLES.iter().map(|(name, day, text)| (*name, format!(" date {day} {text}\n"))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Home::new(&files)
}

/// What the command prints, without the line that tells the index's age.
#[track_caller]
fn check(home: &Home, typed: &[&str], status: i32, expected: Expect) {
    let outcome = home.run(typed);
    let kept = |text: &str| {
        let lines = text.lines().filter(|line| !line.starts_with("index of "));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    assert_eq!(outcome.status, Some(status), "{typed:?}\n{}{}", outcome.out, outcome.err);
    expected.assert_eq(&format!("{}{}", kept(&outcome.out), kept(&outcome.err)));
}

fn json(home: &Home, typed: &[&str]) -> Value {
    serde_json::from_str(&home.wants(0, typed)).unwrap()
}

#[test]
fn who_speaks_is_listed_with_names_roles_and_choices() {
    let home = home();
    home.index();
    check(
        &home,
        &["people"],
        0,
        expect![[r#"
            3  Ivo Zelenskiy · person · 3 articles · 2024-05-10 to 2025-07-01 · 1 silence
               also Ivo Zelenskyy (1, spelling), Zelensky (0, surname alone)

            1  Ardan Harbour Authority · body · 1 article · 2025-07-02

            1  Bruno Hale · person · 1 article · 2024-03-01
               mayor of Ardan (1)

            1  Hale · person · 1 article · 2025-06-12
               may be Bruno Hale (1 quote), Rosa Hale (1 quote)

            1  Rosa Hale · person · 1 article · 2024-05-10

            4 persons, 1 body
        "#]],
    );
    check(
        &home,
        &["people", "zel*"],
        0,
        expect![[r#"
            3  Ivo Zelenskiy · person · 3 articles · 2024-05-10 to 2025-07-01 · 1 silence
               also Ivo Zelenskyy (1, spelling), Zelensky (0, surname alone)

            1 person
        "#]],
    );
    check(
        &home,
        &["people", "--sort", "first", "-n", "2"],
        0,
        expect![[r#"
            1  Bruno Hale · person · 1 article · 2024-03-01
               mayor of Ardan (1)

            3  Ivo Zelenskiy · person · 3 articles · 2024-05-10 to 2025-07-01 · 1 silence
               also Ivo Zelenskyy (1, spelling), Zelensky (0, surname alone)

            4 persons, 1 body · 2 shown, --limit all for the rest
        "#]],
    );
    check(
        &home,
        &["people", "nobody"],
        1,
        expect![[r#"
        Nobody called nobody speaks in the archive.

    "#]],
    );
    check(
        &home,
        &["people", "?"],
        2,
        expect![[r#"
        onrecord: `?`: the name holds no letter and no digit
          hint: `onrecord people` lists everybody who speaks
    "#]],
    );
}

#[test]
fn a_missing_index_is_built_first() {
    let home = home();
    let outcome = home.run(&["people", "zelensky", "-q"]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.err);
    assert!(outcome.out.contains("Ivo Zelenskiy"), "{}", outcome.out);
}

#[test]
fn a_person_has_a_page() {
    let home = home();
    home.index();
    check(
        &home,
        &["person", "zelensky"],
        0,
        expect![[r#"
            Ivo Zelenskiy · person

            quotes     3 in 3 articles, 2024-05-10 to 2025-07-01
            kinds      3 direct
            certainty  3 stated
            silences   1
            names      Ivo Zelenskyy (1, spelling), Zelensky (0, surname alone)
            talks of   Bruno Hale (1)
            years      2024  ■■■■■■■■■■■■■■■ 1
                       2025  ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■ 2

            Silences, the latest first
              2025-06-12  Zelensky declined to comment.
                declined to comment · silence · resolved · ledger/d.txt

            Latest quotes
              2025-07-01  "Bruno Hale promised it twice,"
                told · direct · stated · told to the council · post/e.txt
              2025-02-03  "The water came up to the door,"
                said · direct · stated · ledger/c.txt
              2024-05-10  "We have waited long enough,"
                said · direct · stated · ledger/b.txt

        "#]],
    );
    check(
        &home,
        &["person", "hale"],
        2,
        expect![[r#"
        onrecord: `hale` may be 3 persons
          Bruno Hale (1 quote)
          Hale (1 quote; whom this name means is open)
          Rosa Hale (1 quote)
          hint: name one of them in full; =NAME means this very name
    "#]],
    );
    check(
        &home,
        &["person", "=Hale", "-q"],
        0,
        expect![[r#"
            Hale · person

            quotes     1 in 1 article, 2025-06-12
            kinds      1 direct
            certainty  1 resolved
            may be     Bruno Hale (1 quote), Rosa Hale (1 quote)
            years      2025  ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■ 1

            Latest quotes
              2025-06-12  "The bridge opens in May,"
                said · direct · resolved · ledger/d.txt
        "#]],
    );
    check(
        &home,
        &["person", "Bruno", "Hale", "-q"],
        0,
        expect![[r#"
            Bruno Hale · person

            quotes     1 in 1 article, 2024-03-01
            kinds      1 direct
            certainty  1 stated
            roles      mayor of Ardan (1), 2024-03-01
            perhaps    Hale (1 quote): not counted here, for others may be meant
            named by   Ivo Zelenskiy (1)
            years      2024  ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■ 1

            Latest quotes
              2024-03-01  "The bridge will stay shut,"
                said · direct · stated · ledger/a.txt
        "#]],
    );
    check(
        &home,
        &["person", "Brno Hale"],
        1,
        expect![[r#"
        onrecord: nobody is called Brno Hale
          Bruno Hale
          Rosa Hale
          Hale
          hint: these come near
    "#]],
    );
}

#[test]
fn two_speakers_stand_side_by_side() {
    let home = home();
    home.index();
    check(
        &home,
        &["compare", "Bruno Hale", "zelensky", "-q"],
        0,
        expect![[r#"
            Bruno Hale                               Ivo Zelenskiy
            1 quote in 1 article                     3 quotes in 3 articles
            2024 1                                   2024 1, 2025 2

            2024-03
            2024-03-01  "The bridge will stay
              shut,"
              said · direct · stated ·
              ledger/a.txt

            2024-05
                                                     2024-05-10  "We have waited long
                                                       enough,"
                                                       said · direct · stated ·
                                                       ledger/b.txt

            2025-02
                                                     2025-02-03  "The water came up to the
                                                       door,"
                                                       said · direct · stated ·
                                                       ledger/c.txt

            2025-07
                                                     2025-07-01  "Bruno Hale promised it
                                                       twice,"
                                                       told · direct · stated · told to the
                                                       council · post/e.txt
        "#]],
    );
    check(
        &home,
        &["compare", "rosa", "zelensky", "bridge OR water", "--from", "2024-04"],
        0,
        expect![[r#"
            Rosa Hale                                Ivo Zelenskiy
            1 quote in 1 article                     1 quote in 1 article
            2024 1                                   2025 1

            2024-05
            2024-05-10  "The bridge is old,"
              said · direct · stated ·
              ledger/b.txt

            2025-02
                                                     2025-02-03  "The water came up to the
                                                       door,"
                                                       said · direct · stated ·
                                                       ledger/c.txt

            understood: (bridge OR water) AND date:2024-04-01.. · 2 quotes
        "#]],
    );
    check(
        &home,
        &["compare", "rosa", "zelensky", "nothing"],
        1,
        expect![[r#"
        Neither Rosa Hale nor Ivo Zelenskiy is quoted saying anything of this.

        understood: nothing · 0 quotes
    "#]],
    );
    check(
        &home,
        &["compare", "hale", "zelensky"],
        2,
        expect![[r#"
        onrecord: `hale` may be 3 persons
          Bruno Hale (1 quote)
          Hale (1 quote; whom this name means is open)
          Rosa Hale (1 quote)
          hint: name one of them in full; =NAME means this very name
    "#]],
    );
    check(
        &home,
        &["compare", "rosa", "Rosa Hale"],
        2,
        expect![[r#"
        onrecord: `Rosa Hale`: both names are Rosa Hale's
          hint: `onrecord people` lists everybody who speaks
    "#]],
    );
}

#[test]
fn a_narrow_terminal_stacks_the_two() {
    let home = home();
    home.index();
    let mut command = home.command(&["compare", "rosa", "zelensky", "bridge OR water", "-q"]);
    command.env("COLUMNS", "40");
    let text = crate::home::outcome(command).out;
    expect![[r#"
        Rosa Hale
        1 quote in 1 article
        2024 1

        Ivo Zelenskiy
        1 quote in 1 article
        2025 1

        2024-05
        Rosa Hale
        2024-05-10  "The bridge is old,"
          said · direct · stated · ledger/b.txt

        2025-02
        Ivo Zelenskiy
        2025-02-03  "The water came up to the
          door,"
          said · direct · stated · ledger/c.txt
    "#]]
    .assert_eq(&text);
    assert!(text.lines().all(|line| line.chars().count() <= 40), "{text}");
}

#[test]
fn a_name_finds_all_its_writings_and_tells_whom_it_may_mean() {
    let home = home();
    home.index();
    let total = |query: &str| json(&home, &["search", "--json", query])["total"].as_u64();
    assert_eq!(total("speaker:zelensky"), Some(3));
    assert_eq!(total("speaker:\"Ivo Zelenskyy\""), Some(3));
    assert_eq!(total("speaker:=Zelenskyy"), Some(1));
    assert_eq!(total("person:zelensky"), Some(4), "the silent are named in the text");
    assert_eq!(total("person:\"harbour authority\""), Some(1));
    assert_eq!(total("person:council"), Some(1), "who never speaks is found in the text");
    assert_eq!(total("person:\"Ivo Zelenskyy\""), Some(3), "a surname alone is not looked for in texts");
    let notices = |query: &str| json(&home, &["search", "--json", query])["notices"].clone();
    expect![[r#"["\"hale\" may be Bruno Hale (1 quote), Rosa Hale (1), Hale (1, whom it means is open); quotes of all of them are found"]"#]]
        .assert_eq(&notices("speaker:hale").to_string());
    assert_eq!(notices("speaker:\"Bruno Hale\"").to_string(), "[]");
    assert_eq!(notices("speaker:=hale").to_string(), "[]");
    assert_eq!(notices("speaker:(bruno OR rosa)").to_string(), "[]");
}

#[test]
fn people_toml_joins_parts_and_shares_out() {
    let home = home();
    home.index();
    let count = |query: &str| json(&home, &["search", "--json", query])["total"].as_u64();
    assert_eq!(count("speaker:\"Bruno Hale\""), Some(1));
    home.write("people.toml", "[[person]]\nname = 'Mayor Hale'\naliases = ['Bruno Hale', 'Hale']\nwikidata = 'Q7'\n");
    check(
        &home,
        &["people", "hale", "-q"],
        0,
        expect![[r#"
            2  Mayor Hale · person · 2 articles · 2024-03-01 to 2025-06-12
               mayor of Ardan (1)
               also Bruno Hale (1), Hale (1, surname alone)

            1  Rosa Hale · person · 1 article · 2024-05-10

        "#]],
    );
    assert_eq!(count("speaker:\"Bruno Hale\""), Some(2), "the surname is his now");
    assert_eq!(json(&home, &["person", "mayor hale", "--json"])["wikidata"], "Q7");
    home.write(
        "people.toml",
        "[[person]]\nname = 'Ivo of the Ledger'\naliases = ['Ivo Zelenskiy']\nwhen = { path = 'ledger' }\n\
         [[person]]\nname = 'Ivo Zelenskyy'\n",
    );
    check(
        &home,
        &["people", "ivo", "-q"],
        0,
        expect![[r#"
            2  Ivo Zelenskyy · person · 2 articles · 2025-02-03 to 2025-07-01
               also Ivo Zelenskiy (1, shared: people.toml)

            1  Ivo of the Ledger · person · 1 article · 2024-05-10
               also Ivo Zelenskiy (1, shared: people.toml)

        "#]],
    );
    assert_eq!(count("speaker:\"Ivo of the Ledger\""), Some(1));
    assert_eq!(count("speaker:\"Ivo Zelenskyy\""), Some(2));
    assert_eq!(count("speaker:\"Ivo Zelenskiy\""), Some(3), "both have the name");
    assert_eq!(count("person:\"Ivo of the Ledger\""), Some(1));
}

#[test]
fn mistakes_in_people_toml_are_told() {
    let home = home();
    home.index();
    home.write("people.toml", "[[person]]\nname = 'Bruno Hale'\nalias = 'Hale'\n");
    check(
        &home,
        &["people"],
        2,
        expect![[r#"
        onrecord: people.toml, person 1 (Bruno Hale): the key `alias` is not known; did you mean `aliases`?
          hint: there are name, aliases, not, wikidata, when
    "#]],
    );
    home.write(
        "people.toml",
        "[[person]]\nname = 'Bruno Hale'\naliases = ['Hale']\n[[person]]\nname = 'Rosa Hale'\naliases = ['hale']\n",
    );
    check(
        &home,
        &["search", "bridge"],
        2,
        expect![[r#"
        onrecord: people.toml, person 2 (Rosa Hale): `aliases`: `hale` is given to person 1 already
          hint: leave it to one of them, or say `when` it is whose: when = { role = "mayor" }
    "#]],
    );
    home.write("people.toml", "[[person]]\nname = 'Bruno Hail'\n");
    check(
        &home,
        &["people", "bruno", "-q"],
        0,
        expect![[r#"
            note: people.toml, person 1 (Bruno Hail): nobody in the archive has one of these
                  names

            1  Bruno Hale · person · 1 article · 2024-03-01
               mayor of Ardan (1)

        "#]],
    );
}

const TWO_HALES: &[(&str, &str)] = &[
    ("a.txt", " date 2024-03-01 \"The bridge will stay shut,\" said Sam Hale, the mayor of Ardan.\n"),
    ("b.txt", " date 2024-04-01 \"I saw it late,\" said Sam Hale, the goalkeeper.\n"),
    ("c.txt", " date 2024-05-01 \"It was a long winter,\" said Samuel Hale, a keeper of bees.\n"),
    ("d.txt", " date 2024-06-01 \"Ask Sam Hale tomorrow,\" said Rosa Lorne. \"It can wait,\" said Hale.\n"),
];

#[test]
fn roles_that_do_not_go_together_are_warned_of() {
    let home = Home::new(TWO_HALES);
    home.index();
    check(
        &home,
        &["person", "Samuel Hale", "-q"],
        0,
        expect![[r#"
            Sam Hale · person

            quotes     4 in 4 articles, 2024-03-01 to 2024-06-01
            kinds      4 direct
            certainty  3 stated, 1 resolved
            roles      goalkeeper (1), 2024-04-01
                       keeper of bees (1), 2024-05-01
                       mayor of Ardan (1), 2024-03-01
            names      Samuel Hale (1, nickname)
            named by   Rosa Lorne (1)
            warning    Samuel Hale (nickname) is keeper of bees, under other names
                       goalkeeper, mayor of Ardan: perhaps two persons; people.toml parts
                       them
            years      2024  ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■ 4

            Latest quotes
              2024-06-01  "It can wait,"
                said · direct · resolved · d.txt
              2024-05-01  "It was a long winter,"
                said · direct · stated · c.txt
              2024-04-01  "I saw it late,"
                said · direct · stated · b.txt
        "#]],
    );
}

#[test]
fn one_name_is_shared_out_by_role() {
    let home = Home::new(TWO_HALES);
    home.index();
    home.write(
        "people.toml",
        "[[person]]\nname = 'Mayor Hale'\naliases = ['Sam Hale']\nwhen = { role = 'mayor' }\n\
         [[person]]\nname = 'Keeper Hale'\naliases = ['Sam Hale']\nwhen = { role = 'goalkeeper' }\n",
    );
    check(
        &home,
        &["people", "-q"],
        0,
        expect![[r#"
            2  Samuel Hale · person · 2 articles · 2024-05-01 to 2024-06-01
               keeper of bees (1)
               also Sam Hale (1, shared: people.toml)

            1  Keeper Hale · person · 1 article · 2024-04-01
               goalkeeper (1)
               also Sam Hale (1, shared: people.toml)

            1  Mayor Hale · person · 1 article · 2024-03-01
               mayor of Ardan (1)
               also Sam Hale (1, shared: people.toml)

            1  Rosa Lorne · person · 1 article · 2024-06-01

        "#]],
    );
    check(
        &home,
        &["compare", "mayor hale", "keeper hale", "-q"],
        0,
        expect![[r#"
            Mayor Hale                               Keeper Hale
            1 quote in 1 article                     1 quote in 1 article
            2024 1                                   2024 1

            2024-03
            2024-03-01  "The bridge will stay
              shut,"
              said · direct · stated · a.txt

            2024-04
                                                     2024-04-01  "I saw it late,"
                                                       said · direct · stated · b.txt
        "#]],
    );
    let paths = |query: &str| {
        home.answer(&[query])["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["path"].as_str().unwrap().to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(paths("speaker:\"mayor hale\""), ["a.txt"]);
    assert_eq!(paths("speaker:\"keeper hale\""), ["b.txt"]);
    assert_eq!(paths("about:\"keeper hale\""), ["d.txt"], "who is only named has no role");
}

#[test]
fn one_name_is_shared_out_by_days() {
    let home = Home::new(TWO_HALES);
    home.index();
    home.write("people.toml", "[[person]]\nname = 'Early Hale'\naliases = ['Sam Hale']\nwhen = { to = '2024-03' }\n");
    check(
        &home,
        &["people", "sam", "-q"],
        0,
        expect![[r#"
            3  Samuel Hale · person · 3 articles · 2024-04-01 to 2024-06-01
               goalkeeper (1), keeper of bees (1)
               also Sam Hale (2, shared: people.toml)

            1  Early Hale · person · 1 article · 2024-03-01
               mayor of Ardan (1)
               also Sam Hale (1, shared: people.toml)

        "#]],
    );
    check(
        &home,
        &["person", "early hale", "-q"],
        0,
        expect![[r#"
            Early Hale · person

            quotes     1 in 1 article, 2024-03-01
            kinds      1 direct
            certainty  1 stated
            roles      mayor of Ardan (1), 2024-03-01
            names      Sam Hale (1, shared: people.toml)
            years      2024  ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■ 1

            Latest quotes
              2024-03-01  "The bridge will stay shut,"
                said · direct · stated · a.txt
        "#]],
    );
}

#[test]
fn programs_read_the_same_in_json() {
    let home = home();
    home.index();
    let without_made = |typed: &[&str], status: i32| {
        let mut value: Value = serde_json::from_str(&home.wants(status, typed)).unwrap();
        // Ids are those of one index alone.
        value.as_object_mut().unwrap().retain(|key, _| key != "made" && key != "latest");
        serde_json::to_string_pretty(&value).unwrap()
    };
    expect![[r#"
        {
          "bodies": 0,
          "limit": 10,
          "not_quoted": 0,
          "notices": [],
          "pattern": "hale",
          "people": [
            {
              "articles": 1,
              "choices": [],
              "days": {
                "from": "2024-03-01",
                "to": "2024-03-01"
              },
              "kind": "person",
              "name": "Bruno Hale",
              "names": [
                {
                  "link": "shown",
                  "name": "Bruno Hale",
                  "quotes": 1
                }
              ],
              "other_polarity": 0,
              "quotes": 1,
              "roles": [
                {
                  "count": 1,
                  "days": {
                    "from": "2024-03-01",
                    "to": "2024-03-01"
                  },
                  "names": [
                    "Bruno Hale"
                  ],
                  "role": "mayor of Ardan"
                }
              ],
              "silences": 0
            },
            {
              "articles": 1,
              "choices": [
                {
                  "name": "Bruno Hale",
                  "quotes": 1
                },
                {
                  "name": "Rosa Hale",
                  "quotes": 1
                }
              ],
              "days": {
                "from": "2025-06-12",
                "to": "2025-06-12"
              },
              "kind": "person",
              "name": "Hale",
              "names": [
                {
                  "link": "shown",
                  "name": "Hale",
                  "quotes": 1
                }
              ],
              "other_polarity": 0,
              "quotes": 1,
              "roles": [],
              "silences": 0
            },
            {
              "articles": 1,
              "choices": [],
              "days": {
                "from": "2024-05-10",
                "to": "2024-05-10"
              },
              "kind": "person",
              "name": "Rosa Hale",
              "names": [
                {
                  "link": "shown",
                  "name": "Rosa Hale",
                  "quotes": 1
                }
              ],
              "other_polarity": 0,
              "quotes": 1,
              "roles": [],
              "silences": 0
            }
          ],
          "sort": "quotes",
          "total": 3,
          "version": 1
        }"#]]
    .assert_eq(&without_made(&["people", "hale", "--json"], 0));
    expect![[r#"
        {
          "asked": "hale",
          "choices": [
            {
              "name": "Bruno Hale",
              "quotes": 1
            },
            {
              "name": "Hale",
              "quotes": 1
            },
            {
              "name": "Rosa Hale",
              "quotes": 1
            }
          ],
          "version": 1
        }"#]]
    .assert_eq(&without_made(&["person", "hale", "--json"], 2));
    expect![[r#"
        {
          "articles": 1,
          "asked": "=Hale",
          "certainties": [
            {
              "count": 1,
              "value": "resolved"
            }
          ],
          "choices": [
            {
              "name": "Bruno Hale",
              "quotes": 1
            },
            {
              "name": "Rosa Hale",
              "quotes": 1
            }
          ],
          "clashes": [],
          "days": {
            "from": "2025-06-12",
            "to": "2025-06-12"
          },
          "kind": "person",
          "kinds": [
            {
              "count": 1,
              "value": "direct"
            }
          ],
          "latest_silences": [],
          "name": "Hale",
          "named_by": [],
          "names": [
            {
              "link": "shown",
              "name": "Hale",
              "quotes": 1
            }
          ],
          "notices": [],
          "other_polarity": 0,
          "perhaps": [],
          "quotes": 1,
          "roles": [],
          "silences": 0,
          "talks_of": [],
          "version": 1,
          "years": [
            {
              "count": 1,
              "value": "2025"
            }
          ]
        }"#]]
    .assert_eq(&without_made(&["person", "=Hale", "--json"], 0));
    let compared = json(&home, &["compare", "rosa", "zelensky", "bridge OR water", "--json"]);
    assert_eq!(compared["sides"][1]["names"][1]["link"], "spelling");
    assert_eq!(compared["quotes"][0]["places"][0]["quote"]["words"][0], "The bridge is old,");
    assert_eq!((&compared["quotes"][0]["side"], &compared["quotes"][1]["side"]), (&0.into(), &1.into()));
}
