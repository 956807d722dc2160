//! Documents made for the purpose, whole.

use std::ops::ControlFlow;

use proptest::prelude::*;

use crate::model::EntryPath;
use crate::read::tests::packed::zip as packed;
use crate::read::{Content, Draft, Entry, ReadRules, Refusal, Streamed, articles};

fn read_all(name: &str, bytes: &[u8]) -> (Result<Streamed, Refusal>, Vec<Draft>) {
    let path = EntryPath::new(name);
    let mut drafts = Vec::new();
    let entry = Entry { path: &path, content: Content::Whole(bytes), modified: None };
    let done = articles(entry, &ReadRules::default(), &mut |draft| {
        drafts.push(draft);
        ControlFlow::Continue(())
    });
    (done, drafts)
}

/// Checks the articles: record, headline, day and its evidence, bylines, body, captions.
fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    let (done, drafts) = read_all(name, bytes);
    if let Err(refusal) = done {
        assert_eq!([format!("refused: {refusal}").as_str()], expected);
        return;
    }
    let show = |draft: &Draft| {
        let texts =
            |spans: &[crate::model::Span]| spans.iter().map(|span| span.of(&draft.text)).collect::<Vec<_>>().join("¶");
        let day =
            draft.published.as_ref().map_or(String::new(), |day| format!("{} {}", day.label(), day.evidence.word()));
        [
            draft.record.clone().unwrap_or_default(),
            draft.headline.as_ref().map_or(String::new(), |headline| headline.words.clone()),
            day,
            draft.bylines.join(","),
            texts(&draft.body),
            texts(&draft.captions),
        ]
        .join(" | ")
    };
    assert_eq!(drafts.iter().map(show).collect::<Vec<_>>(), expected);
}

const CORE: &str = "<cp:coreProperties xmlns:dc='d'><dc:title>Microsoft Word - river</dc:title><dc:creator>Ann Lee</dc:creator>\
                    <dcterms:created>2025-09-03T10:00:00Z</dcterms:created></cp:coreProperties>";

fn docx(body: &str) -> Vec<u8> {
    let styles = "<w:styles><w:style w:styleId='Ttulo1'><w:name w:val='heading 1'/></w:style>\
                  <w:style w:styleId='Own'><w:name w:val='Ours'/><w:basedOn w:val='Ttulo1'/></w:style>\
                  <w:style w:styleId='C'><w:name w:val='caption'/></w:style></w:styles>";
    let text = format!("<w:document><w:body>{body}</w:body></w:document>");
    packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &text),
        ("word/styles.xml", styles),
        ("word/footnotes.xml", "<w:footnotes><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnotes>"),
        ("docProps/core.xml", CORE),
    ])
}

fn paragraph(text: &str, style: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn docx_is_read_as_it_is_shown() {
    let body = format!(
        "{}{}<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>fell</w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>rose</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:tab/><w:t>&amp; fell&#8212;again.</w:t>\
         <w:footnoteReference w:id='1'/><w:instrText>PAGE</w:instrText></w:r></w:p>\
         <w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>\
         <w:p><mc:AlternateContent><mc:Choice><w:drawing><a:t>frame</a:t><w:txbxContent>{}</w:txbxContent></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:p>{}",
        paragraph("River rises", "Own"),
        paragraph("By Bo Marsh", ""),
        paragraph("Left", ""),
        paragraph("Right", ""),
        paragraph("In a box.", ""),
        paragraph("In a box.", ""),
        paragraph("The river at night", "C"),
    );
    check(
        "river.docx",
        &docx(&body),
        &[
            " | River rises | 2025-09-03 properties | Bo Marsh | It rose & fell—again.¶Left¶Right¶In a box. | The river at night",
        ],
    );
}

#[test]
fn what_is_printed_goes_before_what_the_properties_say() {
    let body = ["FOR IMMEDIATE RELEASE", "2 September 2025", "River rises over its banks", "It rose."];
    let body: String = body.iter().map(|text| paragraph(text, "")).collect();
    check(
        "a.docx",
        &docx(&body),
        &[
            " | River rises over its banks | 2025-09-02 first lines | Ann Lee | FOR IMMEDIATE RELEASE¶2 September 2025¶It rose. | ",
        ],
    );
    let body = paragraph("PORT, September 1, 2025 — It rose.", "");
    check("a.docx", &docx(&body), &[" |  | 2025-09-01 dateline | Ann Lee | PORT, September 1, 2025 — It rose. | "]);
}

#[test]
fn a_document_of_titles_alone_has_a_headline_and_a_text() {
    let lines: String = (1..=7).map(|nth| format!("Line {nth}\\par ")).collect();
    check(
        "a.rtf",
        format!("{{\\rtf1{{\\stylesheet{{\\s1 title;}}}}\\s1 {lines}}}").as_bytes(),
        &[" | Line 1 Line 2 Line 3 Line 4 Line 5 |  |  | Line 6¶Line 7 | "],
    );
}

const MANIFEST: &str = "<m:manifest><m:file-entry/></m:manifest>";

fn odt(text: &str, manifest: &str) -> Vec<u8> {
    let content = format!(
        "<o:document-content><o:automatic-styles><s:style s:name='P1' s:parent-style-name='Title'/></o:automatic-styles>\
         <o:body><o:text>{text}</o:text></o:body></o:document-content>"
    );
    let meta = "<o:document-meta><o:meta><meta:initial-creator>Ann Lee</meta:initial-creator><dc:creator>Bo Marsh</dc:creator>\
                <meta:creation-date>2025-09-03T10:00:00</meta:creation-date></o:meta></o:document-meta>";
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
        ("meta.xml", meta),
    ])
}

#[test]
fn odt_is_read_as_it_is_shown() {
    let text = "<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:p text:style-name='P1'>River rises</text:p>\
                <text:p>It<text:s text:c='3'/>rose<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.\
                </text:p></text:note-body></text:note><text:line-break/>twice.</text:p><text:list><text:list-item><text:p>First</text:p>\
                </text:list-item></text:list><office:annotation><text:p>Comment.</text:p></office:annotation>";
    check(
        "a.odt",
        &odt(text, MANIFEST),
        &[" | River rises | 2025-09-03 properties | Ann Lee | It rose\ntwice.¶First | "],
    );
    check(
        "a.odt",
        &odt(text, "<m:manifest><m:encryption-data/></m:manifest>"),
        &["refused: the document is protected by a password; save it without one to have it read"],
    );
}

fn epub(chapters: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
    let items: String = chapters
        .iter()
        .map(|(name, _)| format!("<item id='{name}' href='text/{name}' media-type='application/xhtml+xml'/>"))
        .collect();
    let spine: String = chapters.iter().map(|(name, _)| format!("<itemref idref='{name}'/>")).collect();
    let package = format!(
        "<package><metadata><dc:title>The Weekly Ardan</dc:title><dc:creator opf:role='aut'>Ann Lee</dc:creator>\
         <dc:date>2025-09-03</dc:date></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    );
    let names: Vec<String> = chapters.iter().map(|(name, _)| format!("OEBPS/text/{name}")).collect();
    let mut parts = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfile full-path='OEBPS/p.opf'/></container>"),
        ("OEBPS/p.opf", package.as_str()),
    ];
    parts.extend(names.iter().zip(chapters).map(|(name, (_, page))| (name.as_str(), *page)));
    parts.extend(more);
    packed(&parts)
}

#[test]
fn an_epub_is_an_article_for_each_headed_chapter_or_one() {
    let many = epub(
        &[
            ("cover.xhtml", "<html><body><p>Cover</p></body></html>"),
            (
                "c1.xhtml",
                "<html><head><title>x</title></head><body><h1>River rises</h1><p>By Bo Marsh</p><p>It rose.</p></body></html>",
            ),
            ("c2.xhtml", "<html><body><p>It went on.</p></body></html>"),
            ("c3.xhtml", "<html><body><h2>II</h2><p>It fell.</p></body></html>"),
        ],
        &[],
    );
    check(
        "a.epub",
        &many,
        &[
            "text/c1.xhtml | River rises | 2025-09-03 properties | Bo Marsh | It rose.¶It went on. | ",
            "text/c3.xhtml | The Weekly Ardan: II | 2025-09-03 properties | Ann Lee | It fell. | ",
        ],
    );
    let pages = [("a.xhtml", "<body><p>It rose.</p></body>"), ("b.xhtml", "<body><p>It fell.</p></body>")];
    check(
        "a.epub",
        &epub(&pages, &[]),
        &[" | The Weekly Ardan | 2025-09-03 properties | Ann Lee | It rose.¶It fell. | "],
    );
}

#[test]
fn of_a_books_many_creators_its_chapters_have_the_first() {
    let creators: Vec<String> = (0..50).map(|nth| format!("Ann {}", "Lee".repeat(nth + 1))).collect();
    let said: String = creators.iter().map(|name| format!("<dc:creator>{name}</dc:creator>")).collect();
    let package = format!(
        "<package><metadata>{said}</metadata><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
         </manifest><spine><itemref idref='a'/></spine></package>"
    );
    let bytes = packed(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfile full-path='p.opf'/></container>"),
        ("p.opf", &package),
        ("a.xhtml", "<body><p>It rose.</p></body>"),
    ]);
    check("a.epub", &bytes, &[&format!(" |  |  | {} | It rose. | ", creators[..20].join(","))]);
}

#[test]
fn a_locked_book_is_refused_and_hidden_fonts_are_no_lock() {
    let pages = [("a.xhtml", "<body><p>It rose.</p></body>")];
    let lock = |method: &str| format!("<encryption><EncryptionMethod Algorithm='{method}'/></encryption>");
    let locked = lock("http://www.w3.org/2001/04/xmlenc#aes128-cbc");
    check(
        "a.epub",
        &epub(&pages, &[("META-INF/encryption.xml", &locked)]),
        &["refused: the book is locked by DRM and cannot be read"],
    );
    let fonts = lock("http://www.idpf.org/2008/embedding");
    check(
        "a.epub",
        &epub(&pages, &[("META-INF/encryption.xml", &fonts)]),
        &[" | The Weekly Ardan | 2025-09-03 properties | Ann Lee | It rose. | "],
    );
}

const RTF: &str = r"{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}{\stylesheet{\s1 heading 1;}}
{\info{\title Microsoft Word - river}{\author Ann Lee}{\creatim\yr2025\mo9\dy3\hr10\min0}}{\header Page 1\par}
\pard\s1 River rises\par\pard Za\'bf\'f3\'b3\'e6, {\f1\'d0\'e5\'ea\'e0} \u8211?{\uc2\u-10179??\u-8704??}; {\v hidden}{\deleted gone}it\~{\b ro}se{\footnote A note.}.\line
{\field{\*\fldinst HYPERLINK x}{\fldrslt linked}}\par{\*\unknown secret}{\pict 00ff}\trowd Left\cell Right\cell\row
{\upr{ascii}{\*\ud{\u233?t\u233?}}} \{braces\} \ldblquote quoted\rdblquote\bin4 {}{}\par}";

#[test]
fn rtf_is_read_as_it_is_shown() {
    check(
        "a.rtf",
        RTF.as_bytes(),
        &[
            " | River rises | 2025-09-03 properties | Ann Lee | Zażółć, Река –😀; it rose.\nlinked¶Left¶Right¶été {braces} “quoted” | ",
        ],
    );
    let japanese = b"{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset128 M;}}\\f0 \\'83e\\'83X\\'83g.\\par}";
    check("a.doc", japanese, &[" |  |  |  | テスト. | "]);
}

#[test]
fn inputs_made_to_exhaust_are_refused_by_name() {
    check(
        "a.rtf",
        format!("{{\\rtf1{}", "{".repeat(100_000)).as_bytes(),
        &["refused: groups of the RTF are nested more than 1000 deep"],
    );
    let deep = docx(&"<w:sdt>".repeat(100_000));
    check("a.docx", &deep, &["refused: elements of the DOCX are nested more than 512 deep"]);
    let bomb = docx(&format!("<w:p>{}</w:p>", " ".repeat(80 << 20)));
    let (refused, _) = read_all("a.docx", &bomb);
    assert!(refused.unwrap_err().to_string().contains("bomb"));
    let laughs = format!(
        "<!DOCTYPE d [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;\">]><w:document><w:body><w:p><w:r><w:t>One&b; two</w:t></w:r></w:p></w:body></w:document>",
        "ha".repeat(1_000)
    );
    let bytes = packed(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &laughs)]);
    check("a.docx", &bytes, &[" |  |  |  | One two | "]);
    check(
        "a.docx",
        &docx("<w:p>"),
        &[
            "refused: broken DOCX: ill-formed document: expected `</w:p>`, but `</w:body>` was found, at byte 25 of its text",
        ],
    );
    check(
        "a.odt",
        b"no container",
        &[
            "refused: a document that is no ZIP container is not a format that is read; `onrecord help index` names those that are",
        ],
    );
}

#[test]
fn tables_and_slides_of_an_office_are_refused_by_name() {
    let parts = [("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<x/>")];
    check(
        "a.xlsx",
        &packed(&parts),
        &["refused: XLSX is not a format that is read; `onrecord help index` names those that are"],
    );
}

/// A few bytes changed, added, taken away or cut off.
fn changed(mut bytes: Vec<u8>, changes: &[(proptest::sample::Index, u8, usize)]) -> Vec<u8> {
    for (at, byte, kind) in changes {
        let at = at.index(bytes.len());
        match kind {
            0 => bytes[at] = *byte,
            1 => bytes.insert(at, *byte),
            2 if bytes.len() > 1 => drop(bytes.remove(at)),
            _ => bytes.truncate(at.max(1)),
        }
    }
    bytes
}

proptest! {
    #[test]
    fn no_change_to_a_document_makes_a_reader_panic(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>(), 0_usize..4), 0..12),
        which in 0_usize..5,
    ) {
        let page = "<html><body epub:type='x'><h1>One</h1><p>It rose.</p></body></html>";
        // The text is changed before it is packed, or the whole behind it.
        let body = String::from_utf8_lossy(&changed(paragraph("It rose.", "Own").into_bytes(), &changes)).into_owned();
        let chapter = String::from_utf8_lossy(&changed(page.as_bytes().to_vec(), &changes)).into_owned();
        let bytes = match which {
            0 => changed(RTF.as_bytes().to_vec(), &changes),
            1 => docx(&body),
            2 => odt(&body, MANIFEST),
            3 => epub(&[("a.xhtml", &chapter), ("b.xhtml", page)], &[]),
            _ => changed(docx(&paragraph("It rose.", "Own")), &changes),
        };
        let (_, drafts) = read_all("a", &bytes);
        for draft in drafts {
            prop_assert!(draft.body.iter().all(|span| draft.text.get(span.start..span.end).is_some()));
        }
    }
}
