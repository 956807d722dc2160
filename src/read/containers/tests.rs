//! Containers made here, read as entries.

use crate::model::EntryPath;
use crate::read::tests::packed::{gzip as gz, tar, zip};
use crate::read::{ReadRules, Source, read};

const PAGE: &str = "<html><title>River</title><body><article><h1>River rises</h1><p>It rose in the night, and by the \
                    morning the lower town was under water.</p></article></body></html>";
const LINES: &str = "{\"id\":\"a\",\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n";

/// Key and text of every article, then the notes.
fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    let path = EntryPath::new(name);
    let shown = match read(Source { path: &path, bytes, modified: None }, &ReadRules::default()) {
        Err(refusal) => vec![format!("refused: {refusal}")],
        Ok(reading) => {
            let first_line = |text: &str| text.lines().next().unwrap_or("").to_string();
            let articles = reading
                .articles
                .iter()
                .map(|draft| format!("{} | {}", draft.record.as_deref().unwrap_or("-"), first_line(&draft.text)));
            articles.chain(reading.notes.iter().map(|note| format!("note: {note}"))).collect()
        }
    };
    assert_eq!(shown, expected, "{name}");
}

#[test]
fn what_is_packed_alone_keeps_the_key_of_its_container() {
    check("river.html.gz", &gz(PAGE.as_bytes()), &["- | River rises"]);
    check("river.html.zst", &zstd::encode_all(PAGE.as_bytes(), 3).unwrap(), &["- | River rises"]);
    check("wire.jsonl.gz", &gz(LINES.as_bytes()), &["a | One.", "2 | Two."]);
    let parts = [gz(b"{\"text\":\"One.\"}\n"), gz(b"{\"text\":\"Two.\"}\n")].concat();
    check("wire.jsonl.gz", &parts, &["1 | One.", "2 | Two."]);
}

#[test]
fn members_are_named_by_their_paths() {
    let members: &[(&str, &[u8])] = &[
        ("a/river.html", PAGE.as_bytes()),
        ("wire.jsonl", LINES.as_bytes()),
        ("logo.png", b"\x89PNG\r\n\x1A\n"),
        ("notes.txt.gz", &gz(b"It rained.\n")),
    ];
    let expected = &[
        "a/river.html | River rises",
        "wire.jsonl#a | One.",
        "wire.jsonl#2 | Two.",
        "notes.txt.gz | It rained.",
        "note: logo.png: PNG is not a format that is read; `onrecord help index` names those that are; skipped",
    ];
    check("box.zip", &zip(members), expected);
    check("box.tar", &tar(members), expected);
    check("box.tar.gz", &gz(&tar(members)), expected);
    check("box.tgz", &gz(&tar(members)), expected);
    check("outer.zip", &zip(&[("inner.tar", &tar(&[("a.txt", b"It rained.")]))]), &["inner.tar#a.txt | It rained."]);
}

#[test]
fn two_members_of_one_name_are_told_apart() {
    check("box.tar", &tar(&[("a.txt", b"One."), ("a.txt", b"Two.")]), &["a.txt | One.", "a.txt~2 | Two."]);
}

#[test]
fn names_of_members_are_only_names() {
    check("box.tar", &tar(&[("../../etc/a.txt", b"One.")]), &["../../etc/a.txt | One."]);
}

#[test]
fn what_breaks_off_keeps_what_came_before() {
    let lines: String =
        (0..3000).map(|number| format!("{{\"text\":\"Note {number}, {}\"}}\n", number * 7919)).collect();
    let packed = gz(lines.as_bytes());
    let path = EntryPath::new("wire.jsonl.gz");
    let cut = Source { path: &path, bytes: &packed[..packed.len() / 2], modified: None };
    let reading = read(cut, &ReadRules::default()).unwrap();
    assert!(reading.articles.len() > 500, "{}", reading.articles.len());
    let last = reading.notes.last().unwrap();
    assert!(last.ends_with("articles: broken gzip: it ends before its end"), "{last}");
    check("a.txt.gz", &gz(b"It rained.")[..15], &["refused: broken gzip: it ends before its end"]);
}

#[test]
fn bombs_and_depths_are_refused_by_name() {
    let bomb = gz(&vec![b' '; 100 << 20]);
    let path = EntryPath::new("a.txt.gz");
    let refused = read(Source { path: &path, bytes: &bomb, modified: None }, &ReadRules::default()).unwrap_err();
    assert!(
        refused.to_string().contains("taken for a bomb") || refused.to_string().contains("longer than"),
        "{refused}"
    );
    let mut deep = b"It rained.".to_vec();
    for _ in 0..7 {
        deep = zip(&[("a.zip", &deep)]);
    }
    check(
        "deep.zip",
        &deep,
        &[
            "refused: no article found in it: a.zip#a.zip#a.zip#a.zip#a.zip: containers are nested more than 5 deep; skipped",
        ],
    );
}
