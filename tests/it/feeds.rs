//! Feeds and news formats in a corpus: what `index`, `search` and `show` make of them.

use crate::home::{Counts, Home};

/// A feed of the entries so numbered.
fn feed(numbers: impl Iterator<Item = u32>) -> String {
    let entry = |number: u32| {
        format!(
            "<item><title>Ferry number {number}</title><guid isPermaLink=\"false\">ferry-{number}</guid>\
             <pubDate>Wed, 03 Sep 2025 10:00:00 +0200</pubDate>\
             <description>The ferry left pier {number} on time.</description></item>"
        )
    };
    let entries: String = numbers.map(entry).collect();
    format!("<rss version=\"2.0\"><channel><title>The Courier</title>{entries}</channel></rss>")
}

const NITF: &str = "<nitf><head><docdata><date.issue norm=\"20250904T090000-0500\"/></docdata></head><body><body.head>\
    <hedline><hl1>Lighthouse sold</hl1></hedline></body.head><body.content><p>The lighthouse found a buyer.</p>\
    </body.content></body></nitf>";

#[test]
fn entries_of_a_feed_are_found_shown_and_kept() {
    let home = Home::new(&[("feed.xml", &feed(1..=20)), ("wire/sale.xml", NITF)]);
    let counts = Counts { files: 2, indexed: 2, unchanged: 0, refused: 0, failed: 0 };
    assert_eq!(home.index(), counts);
    assert_eq!((home.total("ferry"), home.total("lighthouse")), (20, 1));
    let place = "feed.xml#ferry-7";
    assert!(home.wants(0, &["search", "pier 7"]).contains(place));
    assert!(home.wants(0, &["show", place]).contains("The ferry left pier 7 on time."));
    assert!(home.wants(0, &["show", "wire/sale.xml"]).contains("The lighthouse found a buyer."));
    assert_eq!(home.index(), Counts { indexed: 0, unchanged: 2, ..counts });

    home.write("corpus/feed.xml", &feed((1..=21).rev()));
    let told = home.wants(0, &["index"]);
    assert!(told.contains("20 records of changed files unchanged, not extracted again"), "{told}");
    assert_eq!(home.total("ferry"), 21);
    home.is_sound(22);
}
