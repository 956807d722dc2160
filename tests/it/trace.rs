//! Where words come from: verbatim, altered, only outside quotes, not found.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::AtomicBool;

use expect_test::{Expect, expect};
use onrecord::engine::{Engine, PieceKind, Progress, Settings, Standing, Trace, TraceQuestion, TracedPassage, Verdict};
use onrecord::index::said_words;
use onrecord::model::{Article, QuoteKind};
use onrecord::quotes;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;
use tempfile::TempDir;

use crate::home::Home;

struct Quiet;

impl Progress for Quiet {
    fn found(&self, _entries: u64, _bytes: u64, _done: bool) {}
    fn read(&self, _entries: u64, _bytes: u64) {}
    fn say(&self, _sentence: &str) {}
}

/// An engine with these articles, and the folder that goes with it.
struct Archive {
    engine: Engine,
    _home: TempDir,
}

impl Archive {
    fn new(articles: &[(&str, &str)]) -> Archive {
        let home = TempDir::new().unwrap();
        let corpus = home.path().join("corpus");
        fs::create_dir(&corpus).unwrap();
        for (name, text) in articles {
            fs::write(corpus.join(name), text).unwrap();
        }
        Archive::of(corpus, home)
    }

    /// The sample archive, indexed elsewhere.
    fn sample() -> Archive {
        Archive::of(PathBuf::from("corpus"), TempDir::new().unwrap())
    }

    fn of(corpus: PathBuf, home: TempDir) -> Archive {
        let settings = Settings::new(corpus, home.path().join("index"), "2025-12-31".parse().unwrap());
        let engine = Engine::new(settings);
        engine.ingest(&Quiet, &AtomicBool::new(false)).unwrap();
        Archive { engine, _home: home }
    }

    fn trace(&self, asked: &str) -> Trace {
        self.engine.trace(&TraceQuestion::new(asked).unwrap()).unwrap()
    }

    fn check(&self, asked: &str, expected: Expect) {
        expected.assert_eq(&told(&self.trace(asked)));
    }
}

/// The verdict; then of each passage its standing, its words and its warnings, and its places.
fn told(trace: &Trace) -> String {
    let mut text = format!("{:?}\n", trace.verdict);
    for passage in &trace.passages {
        let speaker = passage.speaker.as_ref().map_or("nobody", |speaker| speaker.name.as_str());
        text.push_str(&format!("{:?} {speaker}: {}\n", passage.standing, marked(passage)));
        for warning in &passage.warnings {
            text.push_str(&format!("  ! {warning:?}\n"));
        }
        for place in &passage.places {
            text.push_str(&format!("  {}\n", place.article().origin.place()));
        }
    }
    if let Some(nearest) = &trace.nearest {
        text.push_str(&format!("nearest: {}\n", marked(nearest)));
    }
    text
}

fn marked(passage: &TracedPassage) -> String {
    let piece = |(kind, text): (PieceKind, &str)| match kind {
        PieceKind::Same | PieceKind::Context => text.to_string(),
        PieceKind::Report => format!("<{text}>"),
        PieceKind::Asked => format!("[-{text}-]"),
        PieceKind::Printed => format!("{{+{text}+}}"),
        PieceKind::AskedMoved => format!("[~{text}~]"),
        PieceKind::PrintedMoved => format!("{{~{text}~}}"),
        PieceKind::LeftOut => format!("({text})"),
    };
    passage.pieces.iter().map(|found| piece((found.kind, found.text.as_str()))).collect()
}

const WEIR: &str = " date 2025-03-04 The council of Ardan met on Tuesday in the old hall by the river.\n\n\
    “We mend the weir before the frost comes, or we lose it,” said Ada Lorne. “There is no third way.”\n\n\
    Bo Hale said that the weir would be mended before the frost. He denied that he “took money from the fund for the \
    weir”.\n";
const LATER: &str = " date 2025-05-06 The words went round. “We mend the weir before the frost comes,” said Cy Marsh, \
    who keeps the inn at Ardan.\n\n\
    “I have read the plans of [Lorne] the engineer with care,” said Cy Marsh, “and I found nothing in them.\n\n\
    “Nothing at all, and I looked twice.”\n";
const EARLIER: &str = " date 2025-03-05 WE MEND THE WEIR BEFORE THE FROST COMES, COUNCIL TOLD\n\nRain fell on Ardan for \
    three days and nobody came out to look at it.\n";

fn three() -> Archive {
    Archive::new(&[("weir.txt", WEIR), ("later.txt", LATER), ("earlier.txt", EARLIER)])
}

#[test]
fn the_very_words_are_listed_by_speaker_the_earliest_first() {
    let archive = three();
    archive.check(
        "“we mend THE weir, before the frost comes!”",
        expect![[r#"
            Verbatim
            Quote Ada Lorne: We mend the weir before the frost comes, or we lose it,
              weir.txt
            Quote Cy Marsh: We mend the weir before the frost comes,
              later.txt
            Headline nobody: WE MEND THE WEIR BEFORE THE FROST COMES, COUNCIL TOLD
              earlier.txt
        "#]],
    );
    let trace = archive.trace("we mend the weir before the frost comes");
    let names: Vec<&str> = trace.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    assert_eq!(names, ["Ada Lorne", "Cy Marsh"], "who said it first stands first");
    assert_eq!((trace.counts.verbatim_quotes, trace.counts.verbatim_articles), (2, 2));
    assert_eq!(trace.articles, 3);
}

#[test]
fn a_quote_holds_its_words_across_its_own_report_and_its_paragraphs() {
    let archive = three();
    archive.check(
        "or we lose it. There is no third way",
        expect![[r#"
            Verbatim
            Quote Ada Lorne: We mend the weir before the frost comes, or we lose it<,” said Ada Lorne. “>There is no third way.
              weir.txt
        "#]],
    );
    archive.check(
        "I found nothing in them. Nothing at all",
        expect![[r#"
            Verbatim
            Quote Cy Marsh: and I found nothing in them.

            “Nothing at all, and I looked twice.
              later.txt
        "#]],
    );
}

#[test]
fn what_differs_is_marked_and_a_dropped_denial_is_told() {
    let archive = three();
    archive.check(
        "we mended the weir after the first frost",
        expect![[r#"
            Altered
            Quote Ada Lorne: We [-mended-]{+mend+} the weir [-after-]{+before+} the [-first-] frost comes, or we lose it,
              weir.txt
            Quote Cy Marsh: We [-mended-]{+mend+} the weir [-after-]{+before+} the [-first-] frost comes,
              later.txt
        "#]],
    );
    archive.check(
        "There is a third way",
        expect![[r#"
            Altered
            Quote Ada Lorne: There is [-a-]{+no+} third way.
              ! Negation
              weir.txt
        "#]],
    );
    archive.check(
        "before the frost comes we mend the weir",
        expect![[r#"
            Altered
            Quote Cy Marsh: [~before the frost comes~] We mend the weir {~before the frost comes~},
              later.txt
            Quote Ada Lorne: We {~mend the weir~} before the frost comes, {+or+} we [~mend the weir~] lose it,
              weir.txt
        "#]],
    );
}

#[test]
fn an_ellipsis_leaves_out_and_a_bracket_is_nobodys_words() {
    let archive = three();
    archive.check(
        "we mend the weir … or we lose it",
        expect![[r#"
            Verbatim
            Quote Ada Lorne: We mend the weir (before the frost comes), or we lose it,
              ! LeftOut(4)
              weir.txt
        "#]],
    );
    archive.check(
        "I have read the plans of the engineer with care",
        expect![[r#"
            Altered
            Quote Cy Marsh: I have read the plans of [Lorne] the engineer with care,
              ! Bracket
              later.txt
        "#]],
    );
    archive.check(
        "I have read the plans of [hers] the engineer",
        expect![[r#"
            Verbatim
            Quote Cy Marsh: I have read the plans of [Lorne] the engineer with care,
              ! Bracket
              later.txt
        "#]],
    );
}

#[test]
fn reports_headlines_and_text_are_no_quotes() {
    let archive = three();
    archive.check(
        "the weir would be mended before the frost",
        expect![[r#"
            OutsideQuotes
            Report Bo Hale: Bo Hale said that the weir would be mended before the frost.
              weir.txt
        "#]],
    );
    archive.check(
        "Rain fell on Ardan for three days",
        expect![[r#"
            OutsideQuotes
            Text nobody: Rain fell on Ardan for three days and nobody came out to look at it.
              earlier.txt
        "#]],
    );
    archive.check(
        "he took money from the fund for the weir",
        expect![[r#"
            OutsideQuotes
            Partly Bo Hale: He denied that he “took money from the fund for the weir”.
              ! NotAffirmed(Denied)
              weir.txt
        "#]],
    );
}

#[test]
fn nonsense_is_not_found_and_the_nearest_is_no_source() {
    let archive = three();
    archive.check(
        "the ferry sails to the moon at noon",
        expect![[r#"
            NotFound
        "#]],
    );
    let trace = archive.trace("we mend the ferry before the summer ends");
    assert_eq!(trace.verdict, Verdict::NotFound, "{}", told(&trace));
    assert!(trace.passages.is_empty());
}

#[test]
fn a_person_and_days_may_be_asked_for() {
    let archive = three();
    let asked = |speaker: Option<&str>, from: Option<&str>| {
        let mut question = TraceQuestion::new("we mend the weir before the frost comes").unwrap();
        question.speaker = speaker.map(str::to_string);
        question.from = from.map(str::to_string);
        archive.engine.trace(&question).unwrap()
    };
    let marsh = asked(Some("marsh"), None);
    assert_eq!((marsh.verdict, marsh.anybody), (Verdict::Verbatim, Some(Verdict::Verbatim)));
    assert!(marsh.passages[0].by_asked && !marsh.passages[1].by_asked);
    let hale = asked(Some("Bo Hale"), None);
    assert_eq!((hale.verdict, hale.anybody), (Verdict::NotFound, Some(Verdict::Verbatim)), "{}", told(&hale));
    let nobody = asked(Some("Venn"), None);
    assert_eq!(nobody.notices, ["nobody who speaks in the archive is called Venn"]);
    let later = asked(None, Some("2025-05"));
    assert_eq!((later.articles, later.counts.verbatim_quotes), (1, 1));
    assert_eq!(later.days.unwrap().to_string(), "2025-05-06");
}

#[test]
fn the_sample_archive_tells_its_sayings_apart() {
    let archive = Archive::sample();
    let places = |passage: &TracedPassage| -> Vec<String> {
        passage.places.iter().map(|place| place.article().origin.place()).collect()
    };
    let drop = archive.trace("Not a drop before the harvest");
    assert_eq!(drop.verdict, Verdict::Verbatim);
    assert_eq!(drop.speakers[0].name, "Wilhelmina Straak");
    let one_drop = archive.trace("not one drop before the harvest");
    assert_eq!(one_drop.verdict, Verdict::Verbatim);
    assert_eq!(places(&one_drop.passages[0]), ["web/lantern-east-quay.html"]);
    let altered = &one_drop.passages[1];
    assert_eq!((altered.standing, altered.verbatim), (Standing::Quote, false));
    assert!(marked(altered).starts_with("Not [-one-]{+a+} drop before the harvest"), "{}", marked(altered));
    let changed = archive.trace("not one drop before harvest");
    assert_eq!(changed.verdict, Verdict::Altered);
    assert!(marked(&changed.passages[0]).starts_with("Not one drop before {+the+} harvest"));
    for asked in ["A bridge is only a promise", "You can not drink promises", "Bridges are a promise"] {
        assert_eq!(archive.trace(asked).verdict, Verdict::Altered, "{asked}");
    }
    for asked in ["A ferry is an island", "You cannot cross a bridge", "Not a word after the wedding"] {
        let trace = archive.trace(asked);
        assert_eq!(trace.verdict, Verdict::NotFound, "{asked}\n{}", told(&trace));
    }
}

#[test]
fn a_long_text_is_traced_and_one_past_the_limit_refused() {
    let sentence = "The weir held and the water went round it in the night. ";
    let speech = sentence.repeat(500);
    let archive = Archive::new(&[("a.txt", &format!(" date 2025-03-04 “{speech}” said Ada Lorne.\n"))]);
    assert_eq!(archive.trace(&speech).verdict, Verdict::Verbatim);
    let changed = sentence.repeat(60).replacen("night. The weir held", "night. The weir stood", 1);
    let trace = archive.trace(&changed);
    assert_eq!(trace.verdict, Verdict::Altered);
    assert!(marked(&trace.passages[0]).contains("The weir [-stood-]{+held+} and the water"));
    let refused = TraceQuestion::new(&"weir ".repeat(7_000)).unwrap_err();
    assert!(refused.to_string().contains("32768"), "{refused}");
}

#[test]
fn only_the_very_words_end_with_zero() {
    let home = Home::new(&[("weir.txt", WEIR), ("later.txt", LATER)]);
    let first = home.run(&["trace", "we mend the weir before the frost comes"]);
    assert_eq!(first.status, Some(0), "{}", first.err);
    assert!(first.err.contains("2 files: 2 indexed"), "a missing index is built: {}", first.err);
    assert!(
        first.out.starts_with("verbatim in 2 quotes of 2 articles\nfirst: Ada Lorne (stated), 2025-03-04\n"),
        "{}",
        first.out
    );
    let status = |typed: &[&str], status: i32, begins: &str| {
        let out = home.wants(status, &[&["trace"], typed].concat());
        assert!(out.starts_with(begins), "{typed:?}: {out}");
    };
    status(&["we", "mend", "a", "weir", "before", "frost", "comes"], 1, "altered: no quote has these very words");
    status(&["the weir would be mended before the frost"], 1, "only outside quotes, in 1 article\n");
    status(&["the ferry sails to the moon"], 1, "not found in 2 articles, 2025-03-04 to 2025-05-06, 0 unread\n");
    status(&["weir", "-q"], 0, "verbatim in 3 quotes of 2 articles\nnote: a single word proves little");
    status(&["we mend the weir", "--speaker", "Bo Hale"], 1, "not found in 2 articles");
    home.wants(2, &["trace"]);
    for (typed, told) in
        [(["trace", "“…”"].as_slice(), "no word to trace"), (&["trace", "a b", "--from", "soonish"], "--from")]
    {
        let refused = home.run(typed);
        assert_eq!((refused.status, refused.out.as_str()), (Some(2), ""));
        assert!(refused.err.contains(told), "{}", refused.err);
    }
    home.wants(4, &["trace", "a weir", "--corpus", "nowhere", "--index", "elsewhere"]);
}

#[test]
fn the_answer_can_be_read_wide_and_narrow() {
    let home = Home::new(&[("weir.txt", WEIR), ("later.txt", LATER), ("earlier.txt", EARLIER)]);
    home.index();
    let shown = |columns: &str, typed: &[&str]| {
        let mut command = home.command(&[&["trace"], typed].concat());
        let text = String::from_utf8(command.env("COLUMNS", columns).output().unwrap().stdout).unwrap();
        let width = columns.parse::<usize>().unwrap();
        let fits = |line: &str| line.contains('\u{1b}') || line.chars().count() <= width;
        assert!(text.lines().all(fits), "{text}");
        text
    };
    expect![[r#"
        verbatim in 2 quotes of 2 articles
        first: Ada Lorne (stated), 2025-03-04
        later: Cy Marsh (stated), 2025-05-06

        1  verbatim · Ada Lorne (stated)
           “We mend the weir before the frost comes, or we lose it,”
           2025-03-04  weir.txt

        2  verbatim · Cy Marsh (stated)
           “We mend the weir before the frost comes,”
           2025-05-06  later.txt

        3  headline
           WE MEND THE WEIR BEFORE THE FROST COMES, COUNCIL TOLD
           2025-03-05  earlier.txt

        outside quotes in 1 article
        index of 3 articles · generation 1 · indexed just now
    "#]]
    .assert_eq(&shown("80", &["we mend the weir before the frost comes"]));
    expect![[r#"
        altered: no quote has these very words,
          2 quotes come close

        1  altered · Ada Lorne (stated)
           “We [-mended-]{+mend+} [-a-]{+the+}
           weir before {+the+} frost comes, or
           we lose it,”
           2025-03-04  weir.txt

        [-asked for-]{+printed+}
        1 more passage not shown (--limit all)
        index of 3 articles · generation 1 ·
          indexed just now
    "#]]
    .assert_eq(&shown("40", &["We mended a weir before frost comes", "-n", "1"]));
    expect![[r#"
        only outside quotes as said by Bo Hale

        1  partly inside a quote · Bo Hale (resolved)
           He denied that he “took money from the fund for the weir”.
           careful: denied: the article reports that the speaker says it is not so
           2025-03-04  weir.txt

        outside quotes in 1 article
        index of 3 articles · generation 1 · indexed just now
    "#]]
    .assert_eq(&shown("80", &["He took money from the fund for the weir", "--speaker", "Bo Hale"]));
    expect![[r#"
        not found in 3 articles, 2025-03-04 to 2025-05-06, 0 unread

        The nearest is another saying:
          quote · Cy Marsh (stated)
          “We mend the weir before the [-summer fair-]{+frost comes+},”
          2025-05-06  later.txt

    "#]]
    .assert_eq(&shown("80", &["we mend the weir before the summer fair", "-q"]));
    let styled = shown("80", &["There is a third way", "--color", "always", "-q"]);
    assert!(styled.contains("[-a-]") && styled.contains("{+no+}"), "never by colour alone: {styled:?}");
}

#[test]
fn what_an_article_says_cannot_drive_the_terminal() {
    let hostile = " date 2025-03-04 “We mend the \u{1b}[31mweir \u{202e}before the frost,” said Ada Lorne.\n";
    let home = Home::new(&[("weir\u{1b}[2J.txt", hostile)]);
    home.index();
    for typed in [["trace", "we mend the weir before \u{1b}[5m frost"].as_slice(), &["trace", "we mend the", "--json"]]
    {
        let outcome = home.run(typed);
        assert!(outcome.out.contains("mend"), "{}{}", outcome.out, outcome.err);
        assert!(!outcome.out.contains(['\u{1b}', '\u{202e}']), "{:?}", outcome.out);
    }
}

#[test]
fn the_words_come_from_a_pipe_and_the_answer_as_json() {
    let home = Home::new(&[("weir.txt", WEIR)]);
    home.index();
    let piped = |text: &[u8]| {
        let mut command = home.command(&["trace", "-", "--json"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // One that refuses its input may be gone before all of it is written.
        let _ = child.stdin.take().unwrap().write_all(text);
        child.wait_with_output().unwrap()
    };
    let output = piped("“There is\nno third way.”\n".as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["version"], 1);
    assert_eq!((&answer["verdict"], &answer["asked"]), (&"verbatim".into(), &"There is\nno third way.".into()));
    let place = &answer["passages"][0]["places"][0];
    let span = |end: usize| place["span"][end].as_u64().unwrap() as usize;
    assert_eq!(&WEIR[span(0)..span(1)], "There is no third way", "offsets are those of the article's text");
    assert_eq!(place["quote"]["speaker"], "Ada Lorne");
    for (text, told) in [(vec![b'a'; 40_000], "32768 bytes"), (vec![0xFF, b'a'], "not UTF-8"), (vec![], "no word")] {
        let refused = piped(&text);
        let told_of = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{told_of}");
        assert!(told_of.contains(told), "{told_of}");
    }
}

#[test]
fn the_documented_json_is_the_one_written() {
    let text = " date 2025-09-03 Rain fell on Ardan.\n\n“We mend the weir before the frost comes,” said Ada Lorne.\n";
    let home = Home::new(&[("weir.txt", text)]);
    home.index();
    let line = home.wants(1, &["trace", "We mend a weir before frost", "--json"]);
    let mut answer: Value = serde_json::from_str(&line).unwrap();
    // What every archive and every day has of its own.
    answer["made"]["corpus"] = "6b1f7c1e-0d5c-4c3a-9a55-0c2f4a1d7e90".into();
    answer["made"]["indexed_at"] = "2025-09-03T18:20:05Z".into();
    answer["made"]["corpus_digest"] = "c0ffee".into();
    answer["made"]["rules"] = 1.into();
    answer["passages"][0]["places"][0]["id"] = "0123456789abcdef0001".into();
    let document = fs::read_to_string("docs/json.md").unwrap();
    let section = document.split_once("## A trace\n").unwrap().1;
    let block = section.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let documented: Value = serde_json::from_str(block).unwrap();
    assert_eq!(documented, answer, "{answer:#}");
}

/// Words of the random quotes; some are small, some stand in several inflections.
const WORDS: &[&str] = &[
    "the", "a", "we", "of", "and", "to", "will", "weir", "weirs", "river", "ferry", "frost", "Ardan", "mend", "mended",
    "council", "winter", "road", "roads", "bread", "never", "not", "without", "stone", "bridge", "north", "twelve",
    "boats", "Müller", "garden", "school", "because", "wind", "water", "open", "opened", "village", "harbour", "lamp",
];

/// A quote of one piece, of two with the report between them, or of two paragraphs.
fn quote() -> impl Strategy<Value = String> {
    let words = |count| proptest::collection::vec(select(WORDS), count).prop_map(|words| words.join(" "));
    let speaker = select(&["Ada Lorne", "Bo Hale", "Cy Marsh"][..]);
    (words(8..24), words(5..12), speaker, 0..3).prop_map(|(first, second, speaker, form)| match form {
        0 => format!("“{first},” said {speaker}."),
        1 => format!("“{first},” said {speaker}, “{second}.”"),
        _ => format!("“{first},” said {speaker}. “{second}.\n\n“{second} {first}.”"),
    })
}

fn archive_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(quote(), 1..4).prop_map(|quotes| {
        let quotes = quotes.join("\n\nNothing else happened on that day in the town.\n\n");
        format!(" date 2025-03-04 The town met in the hall.\n\n{quotes}\n")
    })
}

/// The words of the direct quotes of an article, as they stand.
fn direct_quotes(article: &Article) -> Vec<Vec<String>> {
    let statements = quotes::statements(article);
    let direct = statements.quotes.iter().filter(|quote| quote.kind == QuoteKind::Direct);
    let words = direct.map(|quote| {
        let mut words = Vec::new();
        said_words(article, quote, |_, _, span| words.push(span.of(&article.text).to_string()));
        words
    });
    words.filter(|words| words.len() >= 8).collect()
}

/// A direct quote of a random archive, with the place where it stands.
fn chosen(archive: &Archive, texts: usize, index: &Index) -> (Vec<String>, String) {
    let mut all = Vec::new();
    for number in 0..texts {
        let place = format!("{number}.txt");
        let article = archive.engine.show(&place).unwrap().article;
        all.extend(direct_quotes(&article).into_iter().map(|words| (words, place.clone())));
    }
    assert!(!all.is_empty(), "the patterns of these quotes are known");
    index.get(&all).clone()
}

fn random_archive(texts: &[String]) -> Archive {
    let names: Vec<String> = (0..texts.len()).map(|number| format!("{number}.txt")).collect();
    let articles: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    Archive::new(&articles)
}

/// The asked and the printed words that are marked as different.
fn differences(passage: &TracedPassage) -> (Vec<String>, Vec<String>) {
    let of = |kinds: [PieceKind; 2]| {
        let found = passage.pieces.iter().filter(|piece| kinds.contains(&piece.kind));
        found.map(|piece| piece.text.clone()).collect()
    };
    (of([PieceKind::Asked, PieceKind::AskedMoved]), of([PieceKind::Printed, PieceKind::PrintedMoved]))
}

/// What people paste: any characters, pieces of an article, marks and brackets.
fn pasted() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,12}",
        select(&["weir", "before the", "frost", "“", "”", "…", "[", "]", "...", "not", "東京", "e\u{301}", "\n\n"][..])
            .prop_map(str::to_string),
        (0..LATER.chars().count(), 0..60usize).prop_map(|(from, count)| LATER.chars().skip(from).take(count).collect()),
    ];
    proptest::collection::vec(piece, 1..12).prop_map(|pieces| pieces.join(" "))
}

#[test]
fn whatever_is_pasted_is_answered_or_refused_as_empty() {
    let dragon =
        " date 2025-07-01 「東京都の会議は長かった」と市長は述べた。 “Über Ödmark fiel Schnee,” said Ada Lorne.\n";
    let archive =
        Archive::new(&[("weir.txt", WEIR), ("later.txt", LATER), ("earlier.txt", EARLIER), ("d.txt", dragon)]);
    let config = ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(text in pasted())| {
        let Ok(question) = TraceQuestion::new(&text) else { return Ok(()) };
        let trace = archive.engine.trace(&question).unwrap();
        prop_assert_eq!(trace.verdict == Verdict::NotFound, trace.passages.is_empty());
        for passage in &trace.passages {
            prop_assert!(!passage.places.is_empty());
            prop_assert!((0.0..=1.0).contains(&passage.closeness), "{} {}", passage.closeness, text);
            let marked = differences(passage);
            prop_assert!(!passage.verbatim || marked == (vec![], vec![]), "{text}: {marked:?}");
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_of_a_quote_are_traced_to_it(
        texts in proptest::collection::vec(archive_text(), 1..5),
        quote in any::<Index>(),
        start in any::<Index>(),
        count in any::<Index>(),
    ) {
        let archive = random_archive(&texts);
        let (words, place) = chosen(&archive, texts.len(), &quote);
        let start = start.index(words.len() - 2);
        let count = 3 + count.index(words.len() - start - 2);
        let asked = words[start..start + count].join(" - ").to_uppercase();
        let mut question = TraceQuestion::new(&asked).unwrap();
        question.limit = None;
        let trace = archive.engine.trace(&question).unwrap();
        prop_assert_eq!(trace.verdict, Verdict::Verbatim, "{}", asked);
        let is_place = |passage: &&TracedPassage| {
            passage.verbatim && passage.standing == Standing::Quote
                && passage.places.iter().any(|found| found.article().origin.place() == place)
        };
        prop_assert!(trace.passages.iter().any(|passage| is_place(&passage)), "{}: {}", asked, told(&trace));
    }

    #[test]
    fn one_word_changed_is_marked_and_nothing_else(
        texts in proptest::collection::vec(archive_text(), 1..4),
        quote in any::<Index>(),
        at in any::<Index>(),
        change in 0..3,
    ) {
        let archive = random_archive(&texts);
        let (mut asked, _) = chosen(&archive, texts.len(), &quote);
        let at = 1 + at.index(asked.len() - 2);
        // One of two equal words taken out of the front leaves what stands there verbatim.
        prop_assume!(change != 0 || asked[at] != asked[at - 1] && asked[at] != asked[at + 1]);
        let expected = match change {
            0 => (vec![], vec![asked.remove(at)]),
            1 => {
                asked.insert(at, "zeppelin".into());
                (vec!["zeppelin".to_string()], vec![])
            }
            _ => (vec!["zeppelin".to_string()], vec![std::mem::replace(&mut asked[at], "zeppelin".into())]),
        };
        let trace = archive.trace(&asked.join(" "));
        prop_assert_eq!(trace.verdict, Verdict::Altered, "{}", asked.join(" "));
        prop_assert_eq!(differences(&trace.passages[0]), expected, "{}: {}", asked.join(" "), told(&trace));
    }
}
