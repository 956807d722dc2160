//! Mail and documents in a corpus: found by their message, opened, and read once.

use std::fs;
use std::io::Write;

use super::home::{Counts, Home, counts};
use super::packed::zip;

fn message(id: &str, word: &str) -> String {
    format!(
        "From ann@ardan.example Wed Sep  3 10:00:00 2025\nFrom: Ann Lee <ann@ardan.example>\n\
         Date: Wed, 3 Sep 2025 10:00:00 +0200\nSubject: News of the {word}\nMessage-ID: <{id}@ardan.example>\n\n\
         The council of Ardan spoke of the {word} for hours.\n\n"
    )
}

#[test]
fn messages_are_found_opened_and_read_once() {
    let home = Home::new(&[]);
    home.write("corpus/box.mbox", &(message("m1", "ferry") + &message("m2", "harvest")));
    let text = "<w:document><w:body><w:p><w:r><w:t>The council of Ardan spoke of the lighthouse.</w:t></w:r></w:p></w:body></w:document>";
    let document = zip(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", text)]);
    fs::write(home.at("corpus/release.docx"), document).unwrap();
    let letter = message("m3", "quay");
    let (_, letter) = letter.split_once('\n').unwrap();
    fs::write(home.at("corpus/letters.zip"), zip(&[("in/letter.eml", letter)])).unwrap();

    assert_eq!(home.index(), Counts { files: 3, indexed: 3, unchanged: 0, refused: 0, failed: 0 });
    let found = |word: &str| home.wants(0, &["search", word]);
    assert!(found("ferry").contains("box.mbox#m1@ardan.example"), "{}", found("ferry"));
    assert!(found("lighthouse").contains("release.docx"), "{}", found("lighthouse"));
    assert!(found("quay").contains("letters.zip#in/letter.eml"), "{}", found("quay"));
    let opened = home.wants(0, &["show", "box.mbox#m2@ardan.example"]);
    assert!(opened.contains("spoke of the harvest for hours") && opened.contains("Ann Lee"), "{opened}");
    assert_eq!(home.index(), Counts { files: 3, indexed: 0, unchanged: 3, refused: 0, failed: 0 });

    let mut mbox = fs::File::options().append(true).open(home.at("corpus/box.mbox")).unwrap();
    mbox.write_all(message("m4", "pier").as_bytes()).unwrap();
    drop(mbox);
    let told = home.wants(0, &["index"]);
    assert_eq!(counts(&told), Counts { files: 3, indexed: 1, unchanged: 2, refused: 0, failed: 0 });
    assert!(told.contains("2 records"), "the messages before are the same: {told}");
    assert_eq!(["ferry", "harvest", "pier"].map(|word| home.total(word)), [1, 1, 1]);
    home.is_sound(5);
}
