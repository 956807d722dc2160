//! An answer as people read it: rank, day, headline, where it stands, and the words in their place.
//!
//! An [`Answer`] comes in, text goes out; nothing is asked of the engine here. What the answer
//! rests on (its index, what was not read) is the footer's concern.

use std::path::Path;
use std::rc::Rc;

use super::layout::{Flow, width_of};
use super::quote_listing;
use super::terminal::{FAINT, PLAIN, STRONG, Terminal};
use super::words;
use crate::engine::{Answer, title};
use crate::faces::sanitize;
use crate::faces::wire::{facet_name, texts};
use crate::model::{Article, Bucket, EntryPath, Evidence, Hit, Published, Snippet, Span, Suspicion};

/// Characters of a headline that are shown; a text without full stops is one long sentence.
const TITLE_CHARS_MAX: usize = 300;
/// Other printings listed under a hit; the rest is counted.
pub const PRINTINGS_MAX: usize = 4;
/// Speakers named under a hit; the rest is counted.
const SPEAKERS_MAX: usize = 4;

/// The hits, and the facets asked for.
pub fn hits(out: &mut String, terminal: Terminal, corpus: &Path, answer: &Answer) {
    let rank_last = answer.hits.last().map_or(1, |hit| hit.rank);
    let rank_columns = rank_last.to_string().len();
    for hit in &answer.hits {
        one_hit(out, terminal, corpus, hit, rank_columns);
        out.push('\n');
    }
    facets(out, terminal, answer.facets.iter().map(|(field, buckets)| (facet_name(*field), buckets.as_slice())));
}

fn one_hit(out: &mut String, terminal: Terminal, corpus: &Path, hit: &Hit, rank_columns: usize) {
    let indent = rank_columns + 2;
    let (heading, snippets) = heading(hit);
    let mut flow = Flow::new(terminal);
    // A no-break space and a plain one: two columns, and a line may end here.
    let rank = format!("{:>rank_columns$}\u{A0}", hit.rank).replace(' ', "\u{A0}");
    flow.push(&rank, FAINT).push(" ", PLAIN);
    flow.push(&date(hit.article.published.as_ref()), PLAIN).push("\u{A0} ", PLAIN);
    flow.push_lit(&heading.text, &heading.lit, STRONG);
    flow.write(out, 0, indent);

    origin(terminal, corpus, &hit.article).write(out, indent, indent);
    printed_corrections(out, terminal, &hit.article, indent);
    let mut flow = Flow::new(terminal);
    for (number, snippet) in snippets.iter().enumerate() {
        flow.push(if number == 0 { "" } else { " … " }, FAINT);
        flow.push_lit(&snippet.text, &snippet.lit, PLAIN);
    }
    if !snippets.is_empty() {
        flow.write(out, indent, indent);
    }
    for said in &hit.said {
        quote_listing::beneath(terminal, &hit.article, said).write(out, indent, indent);
    }
    speakers(terminal, hit).iter().for_each(|flow| flow.write(out, indent, indent));
    printings(terminal, corpus, hit).iter().for_each(|flow| flow.write(out, indent, indent + 2));
}

/// `also printed 2025-09-04 Lirr Echo wire/lirr.txt; …; and 3 more`; what was printed before the hit,
/// and does not match, is told apart.
fn printings(terminal: Terminal, corpus: &Path, hit: &Hit) -> Option<Flow> {
    let mut flow = Flow::new(terminal);
    let others = hit.printing_count.saturating_sub(1);
    for (number, printing) in hit.printings.iter().take(PRINTINGS_MAX).enumerate() {
        let lead = match (number, printing.is_earlier) {
            (0, true) => "first printed ",
            (0, false) => "also printed ",
            _ => "; ",
        };
        flow.push(lead, FAINT);
        let outlet = printing.publisher.as_ref().map(|outlet| format!("{outlet} ")).unwrap_or_default();
        let day = printing.published.as_ref().map_or_else(|| "without a date".to_string(), Published::label);
        flow.push(&format!("{day} {outlet}"), FAINT);
        flow.push_link(&printing.origin.place(), FAINT, file_link(corpus, &printing.origin.entry));
        if !printing.matches {
            flow.push(" (does not match)", FAINT);
        }
    }
    let listed = hit.printings.len().min(PRINTINGS_MAX) as u64;
    if others > listed {
        flow.push(&format!("; and {} more", words::number(others - listed)), FAINT);
    }
    (others > 0).then_some(flow)
}

/// What the outlet itself has put right: whoever quotes the article needs to know.
pub fn printed_corrections(out: &mut String, terminal: Terminal, article: &Article, indent: usize) {
    for correction in texts(article, &article.printed_corrections) {
        let words = correction.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut flow = Flow::new(terminal);
        flow.push("corrected in print: ", STRONG).push(&clipped(&words, TITLE_CHARS_MAX), PLAIN);
        flow.write(out, indent, indent);
    }
}

/// `quoted: Edda Voss 3, Bram Vale, and 2 more`; nothing where nobody is.
fn speakers(terminal: Terminal, hit: &Hit) -> Option<Flow> {
    let named = |speaker: &Bucket| match speaker.count {
        1 => speaker.value.clone(),
        count => format!("{} {}", speaker.value, words::number(count)),
    };
    let mut names: Vec<String> = hit.speakers.iter().take(SPEAKERS_MAX).map(named).collect();
    if hit.speakers.len() > SPEAKERS_MAX {
        names.push(format!("and {} more", words::number((hit.speakers.len() - SPEAKERS_MAX) as u64)));
    }
    let mut flow = Flow::new(terminal);
    flow.push("quoted: ", FAINT).push(&names.join(", "), FAINT);
    (!names.is_empty()).then_some(flow)
}

/// The snippets in which something is lit that no quote shows beneath; any, where no quote is shown.
fn not_in_quotes(hit: &Hit) -> Vec<&Snippet> {
    let quoted: Vec<Span> = hit.said.iter().flat_map(|said| said.said.spans()).copied().collect();
    let is_new = |snippet: &&Snippet| {
        let Some(window) = snippet.span else { return true };
        let mut lit = snippet.highlights.iter().map(|lit| Span::new(window.start + lit.start, window.start + lit.end));
        snippet.highlights.is_empty() && quoted.is_empty()
            || lit.any(|lit| !quoted.iter().any(|span| span.contains(lit)))
    };
    hit.snippets.iter().filter(is_new).collect()
}

/// A text with the places to light.
struct LitText {
    text: String,
    lit: Vec<Span>,
}

/// The headline with its lit words, and the snippets without what the headline shows already.
fn heading(hit: &Hit) -> (LitText, Vec<LitText>) {
    let shown = not_in_quotes(hit);
    let mut snippets: Vec<LitText> = shown.iter().map(|snippet| with_cuts(&hit.article, snippet)).collect();
    let full = title(&hit.article).map_or_else(|| hit.article.origin.place(), str::to_string);
    let clipped = clipped(&full, TITLE_CHARS_MAX);
    if let Some(lit) = &hit.headline {
        return (LitText { text: clipped, lit: lit.highlights.clone() }, snippets);
    }
    // The first sentence stands in for a headline: a snippet that begins with it goes on from there.
    let repeated = shown.iter().position(|snippet| clipped == full && snippet.text.starts_with(&full));
    let Some(at) = repeated else {
        return (LitText { text: clipped, lit: Vec::new() }, snippets);
    };
    let snippet = shown[at];
    let rest_start = snippet.text.len() - snippet.text[full.len()..].trim_start().len();
    if rest_start == snippet.text.len() {
        snippets.remove(at);
    } else {
        let shown = &mut snippets[at];
        shown.lit = within(&shown.lit, rest_start, shown.text.len());
        shown.text.drain(..rest_start);
    }
    (LitText { text: clipped, lit: within(&snippet.highlights, 0, full.len()) }, snippets)
}

/// The window, with an ellipsis where it was cut within a sentence.
fn with_cuts(article: &Article, snippet: &Snippet) -> LitText {
    let (mut text, mut lit) = (snippet.text.clone(), snippet.highlights.clone());
    let paragraph = snippet.span.and_then(|span| article.searched().find(|range| range.overlaps(span)));
    let Some((span, paragraph)) = snippet.span.zip(paragraph) else { return LitText { text, lit } };
    let ends_sentence = |words: &str| {
        let end = words.trim_end().trim_end_matches(['”', '’', '"', '\'', '»', ')', ']', '」', '*', '_']);
        end.is_empty() || end.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।'])
    };
    let before = &article.text[paragraph.start.min(span.start)..span.start];
    let after = &article.text[span.end..paragraph.end.max(span.end)];
    if !after.trim().is_empty() && !ends_sentence(&text) {
        text.push_str(" …");
    }
    if !ends_sentence(before) {
        const LEAD: &str = "… ";
        text.insert_str(0, LEAD);
        lit = lit.iter().map(|span| Span::new(span.start + LEAD.len(), span.end + LEAD.len())).collect();
    }
    LitText { text, lit }
}

/// The highlights between two offsets, counted from the first.
fn within(lit: &[Span], start: usize, end: usize) -> Vec<Span> {
    let inside = lit.iter().filter(|span| start <= span.start && span.end <= end);
    inside.map(|span| Span::new(span.start - start, span.end - start)).collect()
}

/// The text, or so many characters of it.
pub fn clipped(text: &str, chars_max: usize) -> String {
    match text.char_indices().nth(chars_max) {
        Some((at, _)) => format!("{} …", text[..at].trim_end()),
        None => text.to_string(),
    }
}

/// The date as wide as a day, so that headlines stand in a column.
pub fn date(published: Option<&Published>) -> String {
    let label = published.map_or_else(|| "no date".to_string(), Published::label);
    format!("{label:<10}").replace(' ', "\u{A0}")
}

/// Publisher, authors, path, and what is odd about the date.
pub fn origin(terminal: Terminal, corpus: &Path, article: &Article) -> Flow {
    let mut flow = Flow::new(terminal);
    let mut parts: Vec<String> = article.publisher.iter().cloned().collect();
    if !article.bylines.is_empty() {
        parts.push(article.bylines.join(", "));
    }
    for part in &parts {
        flow.push(part, FAINT).push(" · ", FAINT);
    }
    flow.push_link(&article.origin.place(), FAINT, file_link(corpus, &article.origin.entry));
    if let Some(doubt) = article.published.as_ref().and_then(doubt) {
        flow.push(" · ", FAINT).push(doubt, FAINT);
    }
    flow
}

/// Why a date is not to be trusted, or that it is the user's own, in words.
pub fn doubt(published: &Published) -> Option<&'static str> {
    match published.suspicion {
        Some(Suspicion::Future) => Some("suspect date: it lay ahead when the article was read"),
        Some(Suspicion::BeforePrint) => Some("suspect date: before newspapers were printed"),
        Some(Suspicion::Captured) => Some("the day of its capture by a web archive, not of its publication"),
        None => (published.evidence == Evidence::Correction).then_some("date corrected"),
    }
}

/// `file:///…` of an entry's file; bytes that an URL cannot hold are percent-encoded.
pub fn file_link(corpus: &Path, entry: &EntryPath) -> Option<Rc<str>> {
    let root = std::path::absolute(corpus).ok()?;
    let root = root.to_str()?.replace('\\', "/");
    let mut link = String::from("file://");
    if !root.starts_with('/') {
        link.push('/');
    }
    let path = root.bytes().chain(*b"/").chain(entry.bytes().iter().copied());
    for byte in path {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' | b':' => {
                link.push(char::from(byte))
            }
            _ => link.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(link.into())
}

/// Each facet's name and values, a value a line.
pub fn facets<'a>(out: &mut String, terminal: Terminal, facets: impl Iterator<Item = (&'a str, &'a [Bucket])>) {
    for (name, buckets) in facets {
        let mut flow = Flow::new(terminal);
        flow.push(name, STRONG);
        if buckets.is_empty() {
            flow.push(" (none)", FAINT);
        }
        flow.write(out, 0, 0);
        let count_columns = buckets.iter().map(|bucket| words::number(bucket.count).len()).max().unwrap_or(0);
        for bucket in buckets {
            let count = words::number(bucket.count);
            let mut flow = Flow::new(terminal);
            let pad = "\u{A0}".repeat(count_columns - width_of(&count));
            flow.push(&format!("{pad}{count}\u{A0}\u{A0}"), PLAIN).push(&bucket.value, PLAIN);
            flow.write(out, 2, count_columns + 4);
        }
        out.push('\n');
    }
}

/// What was repaired and how the query was understood; stands above the hits.
pub fn preface(out: &mut String, terminal: Terminal, answer: &Answer, explain: bool) {
    notes(out, terminal, &answer.notices, explain.then_some(&answer.understood));
    if let Some(total) = answer.any_instead {
        Flow::new(terminal).push("No article has all of these words.", STRONG).write(out, 0, 0);
        let other = format!("{} with some of them, best first:", words::count(total, "article"));
        Flow::new(terminal).push(&other, PLAIN).write(out, 0, 0);
        out.push('\n');
    } else if answer.total == 0 {
        let understood = sanitize::line(&answer.understood);
        Flow::new(terminal).push("No article matches", STRONG).push(&format!(" {understood}"), PLAIN).write(out, 0, 2);
        out.push('\n');
    }
}

/// The notices, and the query as it was understood where that was asked for.
pub fn notes(out: &mut String, terminal: Terminal, notices: &[String], understood: Option<&String>) {
    for notice in notices {
        Flow::new(terminal).push("note:", STRONG).push(&format!(" {notice}"), PLAIN).write(out, 0, 6);
    }
    if let Some(understood) = understood {
        Flow::new(terminal).push("understood:", STRONG).push(&format!(" {understood}"), PLAIN).write(out, 0, 12);
    }
    if understood.is_some() || !notices.is_empty() {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::terminal::Marks;
    use super::*;
    use crate::faces::fixture;
    use crate::model::FacetField;

    fn terminal(width: usize, marks: Marks) -> Terminal {
        Terminal { width, marks, links: marks == Marks::Style, watched: marks != Marks::None }
    }

    fn list(terminal: Terminal, answer: &Answer) -> String {
        let mut out = String::new();
        preface(&mut out, terminal, answer, false);
        hits(&mut out, terminal, Path::new("/archive"), answer);
        out
    }

    fn check(width: usize, marks: Marks, answer: &Answer, expected: Expect) {
        let text = list(terminal(width, marks), answer);
        expected.assert_eq(&text);
        assert!(text.lines().all(|line| width_of(line) <= width), "{text}");
    }

    #[test]
    fn a_pipe_gets_plain_text() {
        check(
            80,
            Marks::None,
            &fixture::answer(),
            expect![[r#"
                1  2025-09-03  Mayor of Ardan resigns over the drought fund
                   Valley Post · Mara Venn · elections/day-one.txt
                   The drought fund … “was never mine to spend” — Ilse Torvald, Mayor · said ·
                   mixed · resolved · said 2025-09-01, printed 2025-09-03
                   quoted: Ilse Torvald

                2  no date     Överlake reservoir fell to a fifth, the agency said.
                   wire/dump.jsonl#17
                   Drought orders follow.

            "#]],
        );
    }

    #[test]
    fn a_cut_window_says_so() {
        let mut answer = fixture::answer();
        answer.hits.truncate(1);
        let hit = &mut answer.hits[0];
        hit.said.clear();
        let span = hit.snippets[0].span.expect("a window of the text");
        let fund = hit.article.text[span.start..].find("fund").expect("the word is there") + span.start;
        let spend = hit.article.text.find(" to spend").expect("the words are there");
        let text = hit.article.text[fund..spend].to_string();
        hit.snippets = vec![Snippet { span: Some(Span::new(fund, spend)), text, highlights: vec![Span::new(0, 4)] }];
        let text = list(terminal(80, Marks::Stars), &answer);
        assert!(text.contains("   … *fund*, she said, “was never mine …\n"), "{text}");
    }

    #[test]
    fn a_narrow_terminal_without_colour_is_enough() {
        check(
            40,
            Marks::Stars,
            &fixture::answer(),
            expect![[r#"
                1  2025-09-03  Mayor of Ardan resigns
                   over the *drought* fund
                   Valley Post · Mara Venn ·
                   elections/day-one.txt
                   The *drought* fund … “was never mine
                   to spend” — Ilse Torvald, Mayor ·
                   said · mixed · resolved · said
                   2025-09-01, printed 2025-09-03
                   quoted: Ilse Torvald

                2  no date     Överlake reservoir fell
                   to a fifth, the agency said.
                   wire/dump.jsonl#17
                   *Drought* orders follow.

            "#]],
        );
        check(
            20,
            Marks::Stars,
            &fixture::answer(),
            expect![[r#"
                1  2025-09-03  Mayor
                   of Ardan resigns
                   over the
                   *drought* fund
                   Valley Post ·
                   Mara Venn ·
                   elections/day-one
                   .txt
                   The *drought*
                   fund … “was never
                   mine to spend” —
                   Ilse Torvald,
                   Mayor · said ·
                   mixed · resolved
                   · said
                   2025-09-01,
                   printed
                   2025-09-03
                   quoted: Ilse
                   Torvald

                2  no date    
                   Överlake
                   reservoir fell to
                   a fifth, the
                   agency said.
                   wire/dump.jsonl#1
                   7
                   *Drought* orders
                   follow.

            "#]],
        );
    }

    #[test]
    fn a_terminal_gets_styles_and_links() {
        let text = list(terminal(80, Marks::Style), &fixture::answer());
        assert!(text.contains("\x1b]8;;file:///archive/elections/day-one.txt\x1b\\"), "{text:?}");
        assert!(text.contains("\x1b[1m\x1b[31mdrought\x1b[0m"), "{text:?}");
    }

    #[test]
    fn other_answers_have_a_heading_of_their_own() {
        let mut answer = fixture::answer();
        answer.hits.clear();
        (answer.any_instead, answer.total) = (Some(2), 0);
        answer.notices = vec!["the quotation mark at the end was closed".to_string()];
        check(
            60,
            Marks::None,
            &answer,
            expect![[r#"
            note: the quotation mark at the end was closed

            No article has all of these words.
            2 articles with some of them, best first:

        "#]],
        );
        (answer.any_instead, answer.notices) = (None, Vec::new());
        check(
            60,
            Marks::None,
            &answer,
            expect![[r#"
            No article matches drought

        "#]],
        );
    }

    #[test]
    fn facets_stand_under_the_hits() {
        let mut answer = fixture::answer();
        answer.hits.clear();
        let bucket = |value: &str, count| Bucket { value: value.into(), count };
        answer.facets =
            vec![(FacetField::Year, vec![bucket("2025", 1204), bucket("2024", 7)]), (FacetField::Section, vec![])];
        check(
            60,
            Marks::None,
            &answer,
            expect![[r#"
            year
              1,204  2025
                  7  2024

            section (none)

        "#]],
        );
    }

    #[test]
    fn hostile_names_stay_on_their_line_and_in_their_link() {
        let mut answer = fixture::answer();
        answer.hits.truncate(1);
        let article = &mut answer.hits[0].article;
        article.origin.entry = crate::model::EntryPath::new(b"a b\x1b]8;;x\x07\xFF.txt".to_vec());
        article.publisher = Some("Post\u{202E}\nof the valley".to_string());
        let text = list(terminal(80, Marks::Style), &answer);
        assert!(text.contains("file:///archive/a%20b%1B%5D8%3B%3Bx%07%FF.txt\x1b\\"), "{text:?}");
        assert!(text.contains("Post\\u{202E} of the valley"), "{text:?}");
        assert!(!text.contains('\x07'), "{text:?}");
    }
}
