//! Pages set by hand, and whole documents written by hand, read in the order of a reader.

use super::compose::compose;
use super::extract::Extract;
use super::page::{Direction, Letter, Page};
use crate::model::EntryPath;
use crate::read::{ReadRules, Source, read};

/// A page of letter size; every letter is half as wide as high.
struct Sheet(Page);

impl Sheet {
    fn new() -> Sheet {
        Sheet(Page { width: 612.0, height: 792.0, letters: Vec::new(), pictures: 0, cut: false })
    }

    /// Sets a line.
    fn line(mut self, x: f32, y: f32, size: f32, text: &str) -> Sheet {
        for (nth, letter) in text.chars().enumerate() {
            let x = x + nth as f32 * size * 0.5;
            self.0.letters.push(Letter { letter, x, y, width: size * 0.5, size, direction: Direction::Right });
        }
        self
    }

    /// Sets lines of ten points, twelve apart; one that begins with `>` stands in.
    fn column(mut self, x: f32, top: f32, lines: &[&str]) -> Sheet {
        for (nth, line) in lines.iter().enumerate() {
            let indent = if line.starts_with('>') { 10.0 } else { 0.0 };
            self = self.line(x + indent, top - nth as f32 * 12.0, 10.0, line.trim_start_matches('>'));
        }
        self
    }
}

/// Headline, then the paragraphs.
fn shown(pages: &[Page]) -> (Extract, Vec<String>) {
    let extract = compose(pages);
    let paragraphs = extract.paragraphs.clone();
    (extract, paragraphs)
}

const LEFT: [&str; 6] = [
    ">The river rose on Wednes-",
    "day, higher than ever in",
    "the memory of the town,",
    "the harbour office said.",
    ">Nobody in the old well-",
    "known streets was hurt, a",
];
const RIGHT: [&str; 6] = [
    "spokesman for the mayor",
    "said on Thursday evening.",
    ">“We go,” the mayor said.",
    "“We do not stay.” He did",
    "not say when; the well-",
    "known ferry lay idle.",
];

#[test]
fn columns_are_read_one_after_the_other_below_their_headline() {
    let sheet = Sheet::new()
        .line(60.0, 700.0, 30.0, "River rises again")
        .column(60.0, 640.0, &LEFT)
        // Not on the baselines of the first.
        .column(220.0, 645.0, &RIGHT);
    let (extract, paragraphs) = shown(&[sheet.0]);
    assert_eq!(extract.headline.as_deref(), Some("River rises again"));
    assert_eq!(
        paragraphs,
        [
            "The river rose on Wednesday, higher than ever in the memory of the town, the harbour office said.",
            "Nobody in the old wellknown streets was hurt, a spokesman for the mayor said on Thursday evening.",
            "“We go,” the mayor said. “We do not stay.” He did not say when; the wellknown ferry lay idle.",
        ]
    );
    assert_eq!(extract.columns, 2);
}

#[test]
fn a_caption_across_columns_does_not_tear_them() {
    let sheet = Sheet::new()
        .column(60.0, 640.0, &LEFT)
        .column(220.0, 640.0, &RIGHT)
        .line(60.0, 540.0, 8.0, "The river at the bridge of Harrowmere on Wednesday evening, seen from above")
        .column(
            60.0,
            500.0,
            &[
                "The dam held all night,",
                "and the meadows took the",
                "water until the morning.",
                "Then it rained again.",
            ],
        )
        .column(
            220.0,
            500.0,
            &["Mr. Vale said the dam", "had been built for much", "more than that, in 1902.", "He is its keeper."],
        );
    let (_, paragraphs) = shown(&[sheet.0]);
    let order: Vec<&str> = paragraphs.iter().map(|paragraph| &paragraph[..12]).collect();
    assert_eq!(order, ["The river ro", "Nobody in th", "“We go,”", "The river at", "The dam held", "Mr. Vale sai"]);
}

#[test]
fn two_lines_are_columns_when_far_apart() {
    let sheet = Sheet::new().column(60.0, 640.0, &["Left column, first line", "and the second of it."]).column(
        300.0,
        640.0,
        &["Right column, its first", "and its second line."],
    );
    let (_, paragraphs) = shown(&[sheet.0]);
    assert_eq!(
        paragraphs,
        ["Left column, first line and the second of it.", "Right column, its first and its second line."]
    );
}

#[test]
fn a_hyphen_that_the_document_writes_elsewhere_stays() {
    let sheet = Sheet::new().column(
        60.0,
        640.0,
        &[
            "The twenty-five boats of",
            "the port came home with",
            "all of the other twenty-",
            "five, and the crew re-",
            "turned to the old quay.",
        ],
    );
    let (_, paragraphs) = shown(&[sheet.0]);
    assert_eq!(
        paragraphs,
        [
            "The twenty-five boats of the port came home with all of the other twenty-five, and the crew returned to the old quay."
        ]
    );
}

#[test]
fn running_heads_and_page_numbers_are_no_text() {
    let page = |number: &str, lines: &[&str]| {
        Sheet::new()
            .line(60.0, 770.0, 8.0, &format!("The Harbour Courier | Wednesday, September 3, 2025 | A{number}"))
            .column(60.0, 640.0, lines)
            .line(300.0, 20.0, 8.0, number)
            .0
    };
    let pages = [
        page("3", &["The river rose, higher", "than ever before, and the"]),
        page("4", &["meadows stood under water.", "Nobody was hurt by it."]),
    ];
    let (extract, paragraphs) = shown(&pages);
    assert_eq!(
        paragraphs,
        ["The river rose, higher than ever before, and the meadows stood under water. Nobody was hurt by it."]
    );
    assert!(extract.date_line.is_some_and(|line| line.contains("September 3, 2025")));
}

#[test]
fn the_head_of_a_front_page_is_no_headline() {
    let sheet = Sheet::new()
        .line(60.0, 720.0, 50.0, "The Courier")
        .line(60.0, 690.0, 9.0, "Wednesday, September 3, 2025")
        .line(60.0, 640.0, 30.0, "River rises again")
        .line(60.0, 620.0, 10.0, "By Ann Lee")
        .column(60.0, 590.0, &LEFT);
    let (extract, paragraphs) = shown(&[sheet.0]);
    assert_eq!(extract.masthead.as_deref(), Some("The Courier"));
    assert_eq!(extract.headline.as_deref(), Some("River rises again"));
    assert_eq!(extract.byline.as_deref(), Some("By Ann Lee"));
    assert_eq!(extract.date_line.as_deref(), Some("Wednesday, September 3, 2025"));
    assert_eq!(paragraphs.len(), 2, "{paragraphs:?}");
}

#[test]
fn an_initial_stands_in_its_word() {
    let sheet = Sheet::new()
        .line(60.0, 616.0, 36.0, "T")
        .column(80.0, 640.0, &["he river rose on Wednesday", "and the town looked on in", "silence until the evening"])
        .column(60.0, 604.0, &["when the rain had stopped."]);
    let (_, paragraphs) = shown(&[sheet.0]);
    let text = paragraphs.join(" ");
    assert!(text.starts_with("The river rose on Wednesday and the town looked on in silence"), "{text}");
}

#[test]
fn letters_printed_twice_are_read_once() {
    let sheet = Sheet::new().line(60.0, 640.0, 10.0, "River").line(60.4, 640.0, 10.0, "River");
    assert_eq!(shown(&[sheet.0]).1, ["River"]);
}

/// A document of these pages, each a content stream, or nothing where it shows a picture alone.
fn document(pages: &[Option<&str>], trailer: &str) -> Vec<u8> {
    let mut objects: Vec<String> = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_string(),
        "<< /Title (Ferry lies idle) /Author (Ann Lee) /CreationDate (D:20250903101500Z) >>".to_string(),
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream".to_string(),
    ];
    let mut kids = Vec::new();
    for content in pages {
        let content = content.unwrap_or("q 600 0 0 700 0 0 cm /I Do Q");
        let number = objects.len() + 1;
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number} 0 R \
             /Resources << /Font << /F 3 0 R >> /XObject << /I 5 0 R >> >> >>"
        ));
        kids.push(format!("{} 0 R", number + 1));
    }
    objects[1] = format!("<< /Type /Pages /Count {} /Kids [{}] >>", kids.len(), kids.join(" "));
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", at + 1).as_bytes());
    }
    let start = bytes.len();
    bytes.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).as_bytes());
    for place in &places {
        bytes.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let size = places.len() + 1;
    bytes.extend_from_slice(
        format!("trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n")
            .as_bytes(),
    );
    bytes
}

fn check(bytes: &[u8], expected: &[&str]) {
    let path = EntryPath::new("a.pdf");
    let shown = match read(Source { path: &path, bytes, modified: None }, &ReadRules::default()) {
        Err(refusal) => vec![format!("refused: {refusal}")],
        Ok(reading) => {
            let draft = &reading.articles[0];
            let headline = draft.headline.as_ref().map_or("", |headline| &headline.words);
            let day = draft
                .published
                .as_ref()
                .map_or(String::new(), |day| format!("{} {}", day.label(), day.evidence.word()));
            let mut shown = vec![format!("{headline} | {day} | {}", draft.bylines.join(", "))];
            shown.extend(draft.body.iter().map(|span| span.of(&draft.text).to_string()));
            shown.extend(draft.notes.iter().map(|note| format!("note: {note}")));
            shown
        }
    };
    assert_eq!(shown, expected);
}

const TEXT: &str = "BT /F 10 Tf 60 640 Td 12 TL (The ferry did not sail) Tj T* (on Wednesday. It rained.) Tj ET";

#[cfg(feature = "pdf")]
#[test]
fn a_document_tells_its_title_last() {
    check(
        &document(&[Some(TEXT)], ""),
        &["Ferry lies idle | 2025-09-03 properties | Ann Lee", "The ferry did not sail on Wednesday. It rained."],
    );
    let dated = format!("BT /F 8 Tf 60 770 Td (The Courier, September 2, 2025) Tj ET {TEXT}");
    check(
        &document(&[Some(&dated)], ""),
        &["Ferry lies idle | 2025-09-02 first lines | Ann Lee", "The ferry did not sail on Wednesday. It rained."],
    );
}

#[cfg(feature = "pdf")]
#[test]
fn pages_that_are_pictures_are_told() {
    check(
        &document(&[None, Some(TEXT), None], ""),
        &[
            "Ferry lies idle | 2025-09-03 properties | Ann Lee",
            "The ferry did not sail on Wednesday. It rained.",
            "note: 2 of 3 pages hold no text: scanned pictures",
        ],
    );
    check(
        &document(&[None, None], ""),
        &["refused: all 2 pages hold no text: scanned pictures; they must go through text recognition first"],
    );
    check(&document(&[Some("q Q")], ""), &["refused: no text in it: its pages are blank"]);
}

#[cfg(feature = "pdf")]
#[test]
fn locked_and_broken_documents_are_refused() {
    let locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (01234567890123456789012345678901) \
                  /U (01234567890123456789012345678901) >> /ID [(0123456789012345) (0123456789012345)]";
    check(&document(&[Some(TEXT)], locked), &["refused: it is encrypted, and its password is not known"]);
    let whole = String::from_utf8(document(&[Some(TEXT)], "")).unwrap();
    let start = whole.find("startxref").unwrap();
    let mended = format!("{}startxref\n99999999\n%%EOF\n", &whole[..start]).into_bytes();
    check(
        &mended,
        &[
            "Ferry lies idle | 2025-09-03 properties | Ann Lee",
            "The ferry did not sail on Wednesday. It rained.",
            "note: its table of objects was broken and was made again from the objects",
        ],
    );
    check(b"%PDF-1.4 and nothing behind it", &["refused: broken PDF: couldn't parse input: invalid file header"]);
}

#[cfg(not(feature = "pdf"))]
#[test]
fn without_the_feature_the_refusal_names_it() {
    check(
        &document(&[Some(TEXT)], ""),
        &["refused: PDF is not read by this build of onrecord; one built with the feature `pdf` reads it"],
    );
}
