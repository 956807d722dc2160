//! What is a quote, and where it begins and ends: texts with the spans marked in them.

use proptest::prelude::*;

use super::super::statements;
use crate::model::{Article, ArticleId, EntryPath, Headline, Polarity, Span, Statements};

/// Paragraphs divided by empty lines; a first one that begins with `# ` is the headline.
fn article(text: &str) -> Article {
    let mut body = Vec::new();
    let mut headline = None;
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(start, start + paragraph.len());
        start = span.end + 2;
        match paragraph.strip_prefix("# ") {
            Some(words) if span.start == 0 => {
                headline = Some(Headline { words: words.to_string(), span: Some(Span::new(2, span.end)) });
            }
            _ => body.push(span),
        }
    }
    Article {
        headline,
        body,
        language: Some("en".to_string()),
        ..Article::bare(ArticleId::new([0; 10]), EntryPath::new("bridge.txt"), text)
    }
}

/// The text with `⟦…⟧` around all that is said, and a line for each quote and silence.
fn marked(text: &str, found: &Statements) -> (String, Vec<String>) {
    let mut spans: Vec<Span> = found.quotes.iter().flat_map(|quote| quote.spans.iter().copied()).collect();
    spans.sort_by_key(|span| span.start);
    let (mut out, mut at) = (String::new(), 0);
    for span in spans {
        out += &text[at..span.start];
        out += "⟦";
        out += span.of(text);
        out += "⟧";
        at = span.end;
    }
    out += &text[at..];
    let words = |span: Option<Span>| span.map_or("-", |span| span.of(text)).trim_end_matches(',').to_string();
    let mut lines: Vec<(usize, String)> = Vec::new();
    for quote in &found.quotes {
        let mut line = format!("{}: {} / {}", quote.kind.word(), words(quote.mention), words(quote.cue));
        if quote.spans.len() > 1 {
            line += &format!(" / {} parts", quote.spans.len());
        }
        if quote.polarity != Polarity::Affirmed {
            line += &format!(" / {}", quote.polarity.word());
        }
        for (label, body) in [("to", &quote.told_to), ("via", &quote.via)] {
            if let Some(body) = body {
                line += &format!(" / {label} {body}");
            }
        }
        if quote.translated {
            line += " / translated";
        }
        for bracket in &quote.brackets {
            line += &format!(" / {}", bracket.of(text));
        }
        lines.push((quote.extent().start, line));
    }
    for silence in &found.silences {
        let line = format!("silence: {} / {}", words(silence.mention), words(Some(silence.cue)));
        lines.push((silence.span.start, line));
    }
    lines.sort();
    (out, lines.into_iter().map(|(_, line)| line).collect())
}

#[track_caller]
fn check(expected: &str, lines: &[&str]) {
    let text: String = expected.chars().filter(|c| !matches!(c, '⟦' | '⟧')).collect();
    let article = article(&text);
    let (marked, found) = marked(&text, &statements(&article));
    assert_eq!((marked.as_str(), found), (expected, lines.iter().map(|line| line.to_string()).collect()));
}

#[test]
fn marks_of_every_form_hold_a_quotation() {
    check("“⟦We will not close the bridge,⟧” Ada Voss said.", &["direct: Ada Voss / said"]);
    check("\"⟦We will not close the bridge,⟧\" Ada Voss said.", &["direct: Ada Voss / said"]);
    check("''⟦We will not close the bridge,⟧'' Ada Voss said.", &["direct: Ada Voss / said"]);
    check("``⟦We will not close the bridge,⟧'' Ada Voss said.", &["direct: Ada Voss / said"]);
    check("„⟦We will not close the bridge⟧“, Ada Voss said.", &["direct: Ada Voss / said"]);
    check("«⟦We will not close the bridge⟧», Ada Voss said.", &["direct: Ada Voss / said"]);
    check("« ⟦We will not close the bridge⟧ », Ada Voss said.", &["direct: Ada Voss / said"]);
    check("‘⟦We will not close the bridge,⟧’ Ada Voss said.", &["direct: Ada Voss / said"]);
    check("'⟦We will not close the bridge,⟧' Ada Voss said.", &["direct: Ada Voss / said"]);
}

#[test]
fn careless_copies_close_with_another_form() {
    check("“⟦We will not close the bridge,⟧\" Ada Voss said. She left.", &["direct: Ada Voss / said"]);
    check("\"⟦We will not close the bridge,⟧” Ada Voss said. She left.", &["direct: Ada Voss / said"]);
    check("“⟦We will not close the bridge,⟧“ Ada Voss said. She left.", &["direct: Ada Voss / said"]);
    check("\"⟦They call it 'the long walk,'⟧ \" Ada Voss said.", &["direct: Ada Voss / said"]);
}

#[test]
fn apostrophes_open_and_close_nothing() {
    check("The workers’ boats and the ’90s piers aren’t Voss’s, Hill’s lawyers’ notes show.", &[]);
    check(
        "‘⟦The workers’ boats aren’t the town’s, and that’s that,⟧’ Ada Voss said. ‘⟦It is late.⟧’",
        &["direct: Ada Voss / said", "direct: - / -"],
    );
    check("Rock 'n' roll was 'til dawn, and the sailors' wives danced.", &[]);
}

#[test]
fn marks_within_marks_are_words_of_the_quote() {
    check("“⟦He told me, ‘We are closed,’⟧” Ada Voss said.", &["direct: Ada Voss / said"]);
    check("“⟦She says ‘never’ too often⟧”, Tom Hill said.", &["direct: Tom Hill / said"]);
    check("‘⟦The sign said “Closed” for a year,⟧’ Tom Hill said.", &["direct: Tom Hill / said"]);
    check("''⟦You weren't 'in line,'⟧'' Tom Hill said.", &["direct: Tom Hill / said"]);
}

#[test]
fn a_quote_goes_on_over_paragraphs() {
    check(
        "Ada Voss said: “⟦The bridge is old.⟧\n\n“⟦It was never safe.⟧\n\n“⟦We close it today.⟧”\n\nNobody was hurt.",
        &["direct: Ada Voss / said / 3 parts"],
    );
    check(
        "“⟦The bridge is old,⟧” Ada Voss said. “⟦It was never safe.⟧\n\n“⟦We close it today.⟧”",
        &["direct: Ada Voss / said", "direct: - / - / 2 parts"],
    );
}

#[test]
fn a_paragraph_with_its_own_report_names_the_one_before() {
    check(
        "“⟦The bridge is old and it was never safe.⟧\n\n“⟦We close it today,⟧” Ada Voss said.",
        &["direct: Ada Voss / -", "direct: Ada Voss / said"],
    );
}

#[test]
fn marks_never_closed_end_with_the_paragraph() {
    check(
        "Ada Voss said: “⟦The bridge is old and we close it today.⟧\n\nThe town was quiet.",
        &["direct: Ada Voss / said"],
    );
    check("A closing mark” that nothing opened says nothing.", &[]);
}

#[test]
fn a_report_breaks_a_quote() {
    check("“⟦The bridge,⟧” Ada Voss said, “⟦is not safe.⟧”", &["direct: Ada Voss / said / 2 parts"]);
    check(
        "“⟦The bridge is old,⟧” said Ada Voss, 59, of Ostrey, “⟦but it is safe.⟧”",
        &["direct: Ada Voss, 59, of Ostrey / said / 2 parts"],
    );
}

#[test]
fn a_report_stands_before_behind_or_between() {
    check("Ada Voss said, “⟦The bridge is not safe.⟧”", &["direct: Ada Voss / said"]);
    check("Said Ada Voss, “⟦The bridge is not safe.⟧”", &["direct: Ada Voss / Said"]);
    check(
        "“⟦The bridge is not safe,⟧” said Ada Voss, the harbour master.",
        &["direct: Ada Voss, the harbour master / said"],
    );
    check("“⟦Is the bridge safe?⟧” Ada Voss asked.", &["direct: Ada Voss / asked"]);
    check("“⟦The bridge is not safe⟧” Voss said.", &["direct: Voss / said"]);
    check("Ada Voss put it this way: “⟦The bridge is not safe.⟧”", &["direct: Ada Voss / put"]);
}

#[test]
fn a_sentence_between_marks_floats() {
    check(
        "“⟦The bridge is old,⟧” Ada Voss said. “⟦We will close it soon.⟧”",
        &["direct: Ada Voss / said", "direct: - / -"],
    );
}

#[test]
fn a_clause_that_holds_marks_is_mixed() {
    check("Ada Voss said ⟦the bridge was “a promise we broke.”⟧", &["mixed: Ada Voss / said"]);
    check("⟦The bridge is “a broken promise,⟧” Ada Voss said.", &["mixed: Ada Voss / said"]);
    check("⟦The old bridge⟧, Ada Voss said, “⟦is a broken promise.⟧”", &["mixed: Ada Voss / said / 2 parts"]);
    check("Ada Voss called ⟦the bridge “a broken promise.”⟧", &["mixed: Ada Voss / called"]);
    check("Tom Hill said that ⟦“the bridge was never safe.”⟧", &["direct: Tom Hill / said"]);
}

#[test]
fn a_clause_behind_a_verb_of_saying_is_indirect() {
    check("Ada Voss said that ⟦the bridge was closed⟧.", &["indirect: Ada Voss / said"]);
    check("Ada Voss said ⟦the bridge was closed⟧.", &["indirect: Ada Voss / said"]);
    check("Ada Voss said on Tuesday that ⟦the bridge was closed⟧.", &["indirect: Ada Voss / said"]);
    check(
        "Ada Voss, the harbour master, argued that ⟦the bridge was closed⟧.",
        &["indirect: Ada Voss, the harbour master / argued"],
    );
    check("Ada Voss added, though, that ⟦the bridge was closed⟧.", &["indirect: Ada Voss / added"]);
    check("Two in three said ⟦they never used the bridge⟧.", &["indirect: Two in three / said"]);
    check("Ada Voss went on to say ⟦the bridge was closed⟧.", &["indirect: Ada Voss / say"]);
}

#[test]
fn a_report_behind_or_inside_its_clause() {
    check("⟦The bridge was closed in May⟧, Ada Voss said.", &["indirect: Ada Voss / said"]);
    check("⟦The bridge was closed in May⟧, said Ada Voss, who built it.", &["indirect: Ada Voss, who built it / said"]);
    check("⟦The old bridge⟧, Ada Voss said, ⟦was closed in May⟧.", &["indirect: Ada Voss / said / 2 parts"]);
    check("As Ada Voss noted, ⟦the bridge was closed in May⟧.", &["indirect: Ada Voss / noted"]);
    check("⟦In the end, the bridge was closed⟧, Ada Voss said.", &["indirect: Ada Voss / said"]);
}

#[test]
fn according_to_stands_before_behind_or_between() {
    check("According to Ada Voss, ⟦the bridge was closed⟧.", &["indirect: Ada Voss / According to"]);
    check("⟦The bridge was closed⟧, according to Ada Voss.", &["indirect: Ada Voss / according to"]);
    check(
        "The town has a bridge which, according to Ada Voss, ⟦was never safe⟧.",
        &["indirect: Ada Voss / according to"],
    );
}

#[test]
fn a_report_ends_where_the_main_clause_begins() {
    check("While Ada Voss said ⟦the bridge was safe⟧, the town closed it.", &["indirect: Ada Voss / said"]);
    check("Ada Voss, who said ⟦the bridge was safe⟧, left the room.", &["indirect: who / said"]);
    check(
        "Ada Voss said ⟦the bridge was safe⟧ and added that ⟦it was new⟧.",
        &["indirect: Ada Voss / said", "indirect: Ada Voss / added"],
    );
    check(
        "Ada Voss said ⟦the bridge was safe⟧, adding that ⟦it was new⟧.",
        &["indirect: Ada Voss / said", "indirect: Ada Voss / adding"],
    );
}

#[test]
fn nouns_that_look_like_verbs_report_nothing() {
    check("The coastal states that have bridges met in Ostrey.", &[]);
    check("In early reports that reached the town, nothing was clear.", &[]);
    check("The idea that bridges last for ever drew laughs.", &[]);
    check("Ada Voss wrote a book that many bought.", &[]);
}

#[test]
fn scare_quotes_titles_and_nicknames_are_no_quotes() {
    check("The “old” bridge was closed in May.", &[]);
    check("Her book, “The Long Bridge,” sold well.", &[]);
    check("Ada Voss read from her novel, “The Long Bridge,” in Ostrey.", &[]);
    check("Tom “Bones” Hill crossed the bridge.", &[]);
    check("A band called “The Piers” played on the bridge.", &[]);
}

#[test]
fn a_headline_can_quote() {
    check("# ‘⟦We will close the bridge,⟧’ Voss says\n\nThe town met.", &["direct: Voss / says"]);
    check("# Voss says ⟦bridge is closed⟧\n\nThe town met.", &["indirect: Voss / says"]);
    check("# Voss: “⟦The bridge is not safe⟧”\n\nThe town met.", &["direct: Voss / :"]);
}

#[test]
fn transcripts_have_labels_and_turns() {
    check(
        "Ada Voss spoke with the Courier.\n\nQ: ⟦Is it safe?⟧\n\nA: ⟦It never was.⟧",
        &["direct: Q / -", "direct: A / -"],
    );
    check("Q. ⟦Is it safe?⟧\n\nA. ⟦It never was.⟧", &["direct: Q / -", "direct: A / -"]);
    check("VOSS: ⟦It is not safe.⟧\n\nHILL: ⟦Then close it.⟧", &["direct: VOSS / -", "direct: HILL / -"]);
    check("NOTE: It is not safe.", &[]);
}

#[test]
fn editorial_brackets_are_kept_apart() {
    check("“⟦[Hill] is doing this alone,⟧” Ada Voss said.", &["direct: Ada Voss / said / [Hill]"]);
}

#[test]
fn what_is_translated_is_told() {
    check(
        "“⟦The bridge is not safe,⟧” Ada Voss said, according to a translation.",
        &["direct: Ada Voss / said / translated"],
    );
    check(
        "According to a translation by the Courier, Ada Voss said: “⟦The bridge is not safe.⟧”",
        &["direct: Ada Voss / said / translated"],
    );
}

#[test]
fn dates_of_the_saying_are_no_part_of_what_is_said() {
    check("Ada Voss said on Sept. 1 ⟦the bridge was closed⟧.", &["indirect: Ada Voss / said"]);
    check("Ada Voss said on Sept. 1, 2021, that ⟦the bridge was closed⟧.", &["indirect: Ada Voss / said"]);
    check("Ada Voss said in May 2021 ⟦the bridge was closed⟧.", &["indirect: Ada Voss / said"]);
    check("Ada Voss asked on 5 May 2020 ⟦whether the bridge was closed⟧.", &["indirect: Ada Voss / asked"]);
    check("Ada Voss said a year ago ⟦the bridge was closed⟧.", &["indirect: Ada Voss / said"]);
    check("⟦The bridge was closed⟧, Ada Voss said on Sept. 1.", &["indirect: Ada Voss / said"]);
    check("⟦The bridge⟧, Ada Voss said two weeks ago, ⟦was closed⟧.", &["indirect: Ada Voss / said / 2 parts"]);
    // A count behind a day or a month is no date.
    check("Ada Voss said Tuesday ⟦12 boats were lost⟧.", &["indirect: Ada Voss / said"]);
    check("Ada Voss said in May ⟦20 boats were lost⟧.", &["indirect: Ada Voss / said"]);
}

#[test]
fn polarity_of_reports() {
    check("Ada Voss denied that ⟦the bridge was closed⟧.", &["indirect: Ada Voss / denied / denied"]);
    check("Ada Voss did not say that ⟦the bridge was closed⟧.", &["indirect: Ada Voss / say / negated"]);
    check("Ada Voss never said ⟦the bridge was closed⟧.", &["indirect: Ada Voss / said / negated"]);
    check("Ada Voss would say that ⟦the bridge was closed⟧.", &["indirect: Ada Voss / say / hypothetical"]);
    check(
        "If Ada Voss says that ⟦the bridge is closed⟧, people will wait.",
        &["indirect: Ada Voss / says / hypothetical"],
    );
    check("Did Ada Voss say that ⟦the bridge was closed⟧?", &["indirect: Ada Voss / say / questioned"]);
    check("Did Ada Voss say “⟦The bridge is closed for ever⟧”?", &["direct: Ada Voss / say / questioned"]);
}

#[test]
fn silences_are_found() {
    check(
        "The harbour office did not immediately respond to a request for comment.",
        &["silence: The harbour office / did not immediately respond"],
    );
    check("Ada Voss declined to comment.", &["silence: Ada Voss / declined to comment"]);
    check("Ada Voss refused to say whether the bridge was safe.", &["silence: Ada Voss / refused to say"]);
    check("Ada Voss did not say whether the gates would close.", &["silence: Ada Voss / did not say"]);
    check("The water ministry would not discuss it.", &["silence: The water ministry / would not discuss"]);
    check("Calls to the water ministry were not returned.", &["silence: the water ministry / were not returned"]);
    check(
        "Ada Voss refused on Thursday to say where she had been.",
        &["silence: Ada Voss / refused on Thursday to say"],
    );
    check("A spokesman for Ada Voss would not comment.", &["silence: A spokesman for Ada Voss / would not comment"]);
    check("Ada Voss’s office declined to comment.", &["silence: Ada Voss’s office / declined to comment"]);
    check("Ada Voss could not be reached for comment.", &["silence: Ada Voss / could not be reached"]);
    check("Ada Voss had no comment.", &["silence: Ada Voss / had no comment"]);
}

#[test]
fn who_was_told_and_through_whom() {
    check("Ada Voss told the Courier that ⟦the bridge was closed⟧.", &["indirect: Ada Voss / told / to the Courier"]);
    check(
        "“⟦The bridge is closed,⟧” Ada Voss told the Courier on Tuesday.",
        &["direct: Ada Voss / told / to the Courier"],
    );
    check(
        "“⟦The bridge is closed,⟧” Ada Voss said, according to Tass, the agency.",
        &["direct: Ada Voss / said / via Tass, the agency"],
    );
    check(
        "According to the Courier, Ada Voss said ⟦the bridge was closed⟧.",
        &["indirect: Ada Voss / said / via the Courier"],
    );
}

#[test]
fn a_speaker_behind_the_verb_is_no_clause() {
    check(
        "⟦The bridge was closed in May⟧, said an officer who was there.",
        &["indirect: an officer who was there / said"],
    );
    check(
        "Ada Voss, a harbour master, said ⟦the plans put forward by Hill are unsafe⟧.",
        &["indirect: Ada Voss, a harbour master / said"],
    );
}

fn spans_hold(text: &str) {
    let article = article(text);
    let found = statements(&article);
    let mut end = 0;
    for quote in &found.quotes {
        assert!(!quote.spans.is_empty(), "{text:?}");
        for span in &quote.spans {
            assert!(span.start < span.end && end <= span.start, "{text:?}: {span:?} behind {end}");
            assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{text:?}: {span:?}");
            end = span.end;
        }
        let inside = [quote.cue, quote.mention].into_iter().flatten().chain(quote.brackets.iter().copied());
        for span in inside {
            assert!(span.end <= text.len() && !span.of(text).is_empty(), "{text:?}: {span:?}");
        }
    }
    for silence in &found.silences {
        assert!(silence.span.contains(silence.cue), "{text:?}");
    }
}

/// Pieces that the rules look at, so that random text meets them.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "Hill",
        "Ada Voss",
        "he",
        "she",
        "who",
        "which",
        "the bridge",
        "a plan",
        "is",
        "was",
        "said",
        "says",
        "say",
        "told",
        "according to",
        "called",
        "asked",
        "did not",
        "declined to",
        "comment",
        "that",
        "to",
        "while",
        "and",
        "on Tuesday",
        "“",
        "”",
        "\"",
        "''",
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        "?",
        ":",
        "—",
        "-",
        "\n\n",
        "Q:",
        "A:",
        "HILL:",
        "é",
        "\u{301}",
        "日本",
        "9",
    ];
    prop_oneof![
        6 => proptest::sample::select(PIECES).prop_map(|piece| format!("{piece} ")),
        3 => proptest::sample::select(PIECES).prop_map(str::to_string),
        1 => "\\PC{0,4}",
    ]
}

proptest! {
    #[test]
    fn spans_ascend_and_lie_on_characters(pieces in proptest::collection::vec(piece(), 0..60)) {
        spans_hold(&pieces.concat());
    }
}

#[test]
fn commas_alone_before_a_verb_are_no_subject() {
    for text in [",, said“ ", ", said “We go.”", ",,, said Hill, “we go”"] {
        spans_hold(text);
    }
}

#[test]
fn marks_with_nothing_between_them_are_no_quote() {
    for text in ["did not “ ”, Hill asked ( ", "We left at noon. It did not “”, Hill asked.", "“” “ ”, Hill said, “ ”"]
    {
        spans_hold(text);
    }
}

#[test]
fn hostile_text_comes_to_its_end_with_sound_spans() {
    let hostile = [
        "\"",
        "\" ",
        "said ",
        "(",
        "“",
        "‘a ",
        "'a' ",
        "Hill, ",
        "said “a” ",
        "“a b c d,” ",
        "who ",
        "that ",
        "a, ",
        "is ",
        "as ",
        "if he said he was, ",
        "- ",
        ": \"a b c\" ",
        "according to ",
        "called \"x\" ",
        "Hill said, ",
        "\"a\n\n",
        "[",
        "\"Yes,\" Hill said. ",
        "said Hill, ",
        "he said she said ",
        "Ann Hill said he was. ",
        "Ostrey Vale ",
    ];
    for piece in hostile {
        spans_hold(&piece.repeat(50_000 / piece.len()));
    }
}
