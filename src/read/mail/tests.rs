//! Messages and mboxes, whole.

use std::ops::ControlFlow;

use proptest::prelude::*;

use crate::model::{Attribute, EntryPath};
use crate::read::{Content, Draft, Entry, ReadRules, Refusal, Streamed, articles};

fn read_all(name: &str, bytes: &[u8], rules: &ReadRules) -> (Result<Streamed, Refusal>, Vec<Draft>) {
    let path = EntryPath::new(name);
    let mut drafts = Vec::new();
    let mut stream = std::io::BufReader::with_capacity(crate::read::SNIFF_BYTES, bytes);
    let entry = Entry { path: &path, content: Content::Stream(&mut stream), modified: None };
    let done = articles(entry, rules, &mut |draft| {
        drafts.push(draft);
        ControlFlow::Continue(())
    });
    (done, drafts)
}

/// Shows each article: record, headline, day and its evidence, bylines, publisher, body.
fn shown(name: &str, bytes: &[u8]) -> Vec<String> {
    let (done, drafts) = read_all(name, bytes, &ReadRules::default());
    if let Err(refusal) = done {
        return vec![format!("refused: {refusal}")];
    }
    let show = |draft: &Draft| {
        let body: Vec<&str> = draft.body.iter().map(|span| span.of(&draft.text)).collect();
        let day =
            draft.published.as_ref().map_or(String::new(), |day| format!("{} {}", day.label(), day.evidence.word()));
        [
            draft.record.clone().unwrap_or_default(),
            draft.headline.as_ref().map_or(String::new(), |headline| headline.words.clone()),
            day,
            draft.bylines.join(","),
            draft.publisher.clone().unwrap_or_default(),
            body.join("¶"),
        ]
        .join(" | ")
    };
    drafts.iter().map(show).collect()
}

fn check(name: &str, message: &str, expected: &[&str]) {
    assert_eq!(shown(name, message.as_bytes()), expected);
    // Mail goes over the wire with both marks at the end of a line.
    assert_eq!(shown(name, message.replace('\n', "\r\n").as_bytes()), expected, "with CRLF");
}

const HEADER: &str = "From: Ann Lee <ann@courier.example>\nDate: Wed, 3 Sep 2025 23:30:00 +0200\nSubject: River rises\n\
                      Message-ID: <r1@courier.example>\n";

#[test]
fn a_message_is_an_article() {
    check(
        "a.eml",
        &format!("{HEADER}\nIt rose.\n\nIt fell.\n"),
        &[" | River rises | 2025-09-03 envelope | Ann Lee |  | It rose.¶It fell."],
    );
    check(
        "a.txt",
        "From: \"The Harbour Courier\" <news@courier.example>\nList-Id: \"Courier Daily\" <daily.courier.example>\n\
         Subject: =?utf-8?B?Q2Fmw6kgY2xvc2Vz?=\nDate: Wed, 3 Sep 2025 10:00:00 -0400\n\nIt closed.\n",
        &[" | Café closes | 2025-09-03 envelope |  | Courier Daily | It closed."],
    );
}

#[test]
fn old_charsets_are_read_in_header_and_body() {
    let mut bytes = b"From: Zo\xEB Marsh <zoe@courier.example>\nSubject: Caf\xE9\nTo: all@town.example\n\
                      Content-Type: text/plain; charset=iso-8859-1\n\nCr\xE8me.\n"
        .to_vec();
    assert_eq!(shown("a.eml", &bytes), [" | Café |  | Zoë Marsh |  | Crème."]);
    bytes = b"From: a@b.example\nSubject: =?iso-2022-jp?B?GyRCRWw1fhsoQg==?=\nTo: c@d.example\n\
              Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: quoted-printable\n\n=F2=C5=CB=C1.\n"
        .to_vec();
    assert_eq!(shown("a.eml", &bytes), [" | 東京 |  |  |  | Река."]);
}

/// A message of several parts: its text in two forms, and what is attached.
fn parted(attachments: &[(&str, &str, &str)]) -> String {
    let mut message = format!(
        "{HEADER}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=outer\n\nNot shown.\n--outer\n\
         Content-Type: multipart/alternative; boundary=\"in ner\"\n\n--in ner\nContent-Type: text/plain\n\nIt rose.\n\
         --in ner\nContent-Type: text/html\n\n<p>It rose.</p>\n--in ner--\n"
    );
    for (kind, name, content) in attachments {
        message.push_str(&format!(
            "--outer\nContent-Type: {kind}\nContent-Disposition: attachment; filename*=utf-8''{name}\n\n{content}\n"
        ));
    }
    message + "--outer--\nNor this.\n"
}

#[test]
fn attachments_that_can_be_read_are_articles_beneath_their_message() {
    let inner =
        "From: Bo Marsh <bo@town.example>\nSubject: Lower town\nDate: Tue, 2 Sep 2025 10:00:00 +0200\n\nIt fell.";
    let message = parted(&[
        ("text/plain", "caf%C3%A9.txt", "They stayed."),
        ("image/png", "map.png", "iVBOR"),
        ("application/pdf", "map.pdf", "%PDF-1.7 no"),
        ("message/rfc822", "inner.eml", inner),
        ("text/plain", "..%2F..%2Fetc%2Fpasswd", "They left."),
    ]);
    let expected = [
        " | River rises | 2025-09-03 envelope | Ann Lee |  | It rose.",
        "café.txt |  | 2025-09-03 envelope |  |  | They stayed.",
        "inner.eml | Lower town | 2025-09-02 envelope | Bo Marsh |  | It fell.",
        "passwd |  | 2025-09-03 envelope |  |  | They left.",
    ];
    check("a.eml", &message, &expected);
    let mbox = format!("From ann@courier.example Wed Sep  3 23:30:00 2025\n{message}");
    let named = ["", "#café.txt", "#inner.eml", "#passwd"].map(|behind| format!("r1@courier.example{behind}"));
    let records: Vec<String> =
        read_all("box", mbox.as_bytes(), &ReadRules::default()).1.into_iter().flat_map(|draft| draft.record).collect();
    assert_eq!(records, named);
}

#[test]
fn what_is_attached_is_of_the_mails_day_unless_it_prints_another() {
    let made = r"{\rtf1{\info{\creatim\yr2019\mo1\dy2}}They stayed.\par}";
    let printed = r"{\rtf1{\info{\creatim\yr2019\mo1\dy2}}PORT, September 1, 2025 - They left.\par}";
    let (_, drafts) = read_all(
        "a.eml",
        parted(&[("application/rtf", "a.rtf", made), ("application/rtf", "b.rtf", printed)]).as_bytes(),
        &ReadRules::default(),
    );
    let days: Vec<String> = drafts.iter().map(|draft| draft.published.as_ref().unwrap().label()).collect();
    assert_eq!(days, ["2025-09-03", "2025-09-03", "2025-09-01"]);
    let believed =
        drafts[1].findings.iter().filter(|finding| finding.about == Attribute::Published && finding.believed);
    assert_eq!(believed.map(|finding| finding.place.as_ref()).collect::<Vec<_>>(), ["Date of the mail it came with"]);
}

#[test]
fn an_mbox_holds_many_and_quotes_from() {
    let mbox = format!(
        "From ann@courier.example Wed Sep  3 23:30:00 2025\n{HEADER}Content-Length: 7\n\nIt rose.\n\n>From the bridge it fell.\n\n\
         From here on, at 10:30 in 2025, nothing.\n\nFrom bo Thu Sep  4 10:00:00 2025\nSubject: No id\nDate: Thu, 4 Sep 2025 10:00:00 +0000\n\
         From: bo@town.example\n\nThey came.\n\nFrom bo Thu Sep  4 11:00:00 2025\n{HEADER}\nAgain.\n"
    );
    check(
        "box.mbox",
        &mbox,
        &[
            "r1@courier.example | River rises | 2025-09-03 envelope | Ann Lee |  | It rose.¶From the bridge it fell.¶\
             From here on, at 10:30 in 2025, nothing.",
            "2 | No id | 2025-09-04 envelope |  |  | They came.",
            "r1@courier.example~3 | River rises | 2025-09-03 envelope | Ann Lee |  | Again.",
        ],
    );
}

#[test]
fn a_message_too_long_is_passed_over_and_the_next_is_read() {
    let mark = "From ann@courier.example Wed Sep  3 23:30:00 2025\n";
    for long in ["It rose.\n".repeat(100), "x".repeat(900)] {
        let mbox = format!("{mark}{HEADER}\n{long}\n\n{mark}{HEADER}\nShort.\n");
        let (done, drafts) = read_all("box", mbox.as_bytes(), &ReadRules::default().with_record_limit(400));
        assert_eq!(drafts.len(), 1);
        assert!(drafts[0].text.ends_with("Short."));
        assert!(done.unwrap().notes[0].starts_with("message 1: longer than the 400 bytes"));
    }
}

#[test]
fn parts_within_parts_end_at_a_limit() {
    let mut deep = HEADER.to_string();
    for level in 0..40 {
        deep.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"));
    }
    assert_eq!(
        shown("a.eml", format!("{deep}\nIt rose.").as_bytes()),
        ["refused: the parts of the message are nested more than 16 deep"]
    );
    let many = format!("{HEADER}Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nIt rose.\n".repeat(3_000));
    assert_eq!(shown("a.eml", many.as_bytes()), ["refused: the message has more than 2000 parts"]);
    let mut nested = format!("{HEADER}\nIt rose.");
    for _ in 0..9 {
        nested = format!("{HEADER}Content-Type: message/rfc822\n\n{nested}");
    }
    let (done, drafts) = read_all("a.eml", nested.as_bytes(), &ReadRules::default());
    assert_eq!(drafts.len(), 6, "those above the limit have their subjects");
    assert!(done.unwrap().notes[0].contains("containers are nested more than 5 deep"));
}

#[test]
fn a_page_saved_by_a_browser_is_a_page() {
    let rose = "The river rose in the night, and by the morning the lower town was under water. ".repeat(4);
    let page = format!(
        "From: <Saved by a browser>\nSnapshot-Content-Location: https://courier.example/river\nSubject: River\n\
         Date: Wed, 3 Sep 2025 10:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n\
         Content-Type: text/html\nContent-Location: https://courier.example/river\n\n<html><body><article><h1>River rises</h1>\
         <p>{rose}</p><p>{rose}</p></article></body></html>\n--b\nContent-Type: image/png\n\nx\n--b--\n"
    );
    let (_, drafts) = read_all("river.mhtml", page.as_bytes(), &ReadRules::default());
    assert_eq!(drafts[0].url.as_deref(), Some("https://courier.example/river"));
    assert!(drafts[0].text.contains("lower town"));
    assert_eq!(drafts[0].published.as_ref().unwrap().label(), "2025-09-03");
}

proptest! {
    #[test]
    fn no_change_to_a_message_makes_the_reader_panic(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>(), 0_usize..4), 0..20),
        is_mbox in any::<bool>(),
    ) {
        let message = parted(&[("text/plain", "a.txt", "They stayed."), ("message/rfc822", "b.eml", HEADER)]);
        let mark = "From ann@courier.example Wed Sep  3 23:30:00 2025\n";
        let mut bytes = if is_mbox { format!("{mark}{message}\n\n{mark}{message}") } else { message }.into_bytes();
        for (at, byte, kind) in changes {
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 if bytes.len() > 1 => drop(bytes.remove(at)),
                _ => bytes.truncate(at.max(1)),
            }
        }
        let (_, drafts) = read_all("a.eml", &bytes, &ReadRules::default());
        for draft in drafts {
            prop_assert!(draft.body.iter().all(|span| draft.text.get(span.start..span.end).is_some()));
        }
    }
}
