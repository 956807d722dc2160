//! The words of a message: without what it quotes of others and without its signature.
//!
//! Its texts come in, paragraphs go out. Of a text in two forms the plain one is taken, unless the
//! page says much more than it: many newsletters write in plain text only where to find the page.

use crate::read::html;
use crate::read::paragraphs::paragraphs as divided;

use super::mime::{Plain, Text};

/// A page is taken when it has so many times the words.
const FULLER: usize = 2;
/// Longer endings behind `-- ` are no signature.
const SIGNATURE_LINES_MAX: usize = 15;
/// What ends the line above a quotation.
const WROTE: &[&str] =
    &["wrote:", "writes:", "schrieb:", "a écrit :", "a écrit:", "escribió:", "scrisse:", "escreveu:"];
/// Above it programs put the message that is answered, unmarked.
const ANSWERED: &[&str] =
    &["-----Original Message-----", "-----Ursprüngliche Nachricht-----", "-----Message d'origine-----"];
/// From here on a page repeats the message that is answered.
const ANSWERED_PAGE: &[&str] = &["class=\"gmail_quote", "id=\"appendonsend\"", "id=\"divrplyfwdmsg\""];
const QUOTATION: &str = "<blockquote type=\"cite\"";

/// The paragraphs and captions of a message's texts.
pub(super) fn paragraphs(texts: &[Text], is_reply: bool) -> (Vec<String>, Vec<String>) {
    let (mut found, mut captions) = (Vec::new(), Vec::new());
    for text in texts {
        let plain = text.plain.as_ref().map(|plain| of_plain(plain, is_reply)).unwrap_or_default();
        let Some(page) = &text.html else {
            found.extend(plain);
            continue;
        };
        let (of_page, of_pictures) = html::fragment(&without_answered(page, is_reply));
        if words(&of_page) > FULLER * words(&plain) {
            found.extend(of_page);
            captions.extend(of_pictures);
        } else {
            found.extend(plain);
        }
    }
    (found, captions)
}

/// Words in letters; addresses are none.
fn words(paragraphs: &[String]) -> usize {
    let all = paragraphs.iter().flat_map(|paragraph| paragraph.split_whitespace());
    all.filter(|word| word.contains(char::is_alphabetic) && !word.contains("://")).count()
}

fn of_plain(plain: &Plain, is_reply: bool) -> Vec<String> {
    let unfolded = if plain.flowed { joined(&plain.text, plain.delete_blank) } else { plain.text.clone() };
    let text = own_words(&unfolded, is_reply);
    divided(&text, 0).iter().map(|paragraph| paragraph.span.of(&text).to_string()).collect()
}

/// Flowed text with its lines put together (RFC 3676).
fn joined(text: &str, delete_blank: bool) -> String {
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim_end_matches('\r');
        let quoted = line.starts_with('>');
        let line = if quoted { line } else { line.strip_prefix(' ').unwrap_or(line) };
        // A quotation or a signature ends what flows.
        let is_fixed = quoted || line == "-- ";
        if is_fixed && !whole.is_empty() && !whole.ends_with('\n') {
            whole.push('\n');
        }
        if line.ends_with(' ') && !is_fixed {
            whole.push_str(if delete_blank { &line[..line.len() - 1] } else { line });
        } else {
            whole.push_str(line);
            whole.push('\n');
        }
    }
    whole
}

/// The lines that are the sender's own.
fn own_words(text: &str, is_reply: bool) -> String {
    let mut lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches('\r')).collect();
    lines.truncate(signature(&lines).unwrap_or(lines.len()));
    let mut kept: Vec<&str> = Vec::new();
    let mut has_words = false;
    for line in lines {
        let bare = line.trim();
        if is_reply && has_words && ANSWERED.iter().any(|mark| is_mark(bare, mark)) {
            break;
        }
        if line.starts_with('>') {
            drop_attribution(&mut kept);
            kept.push("");
        } else if !bare.is_empty() && !bare.contains(char::is_alphanumeric) && bare.len() >= 3 {
            // A line of dashes or stars divides.
            kept.push("");
        } else {
            has_words |= !bare.is_empty();
            if !bare.is_empty() || kept.last().is_none_or(|last| !last.is_empty()) {
                kept.push(if bare.is_empty() { "" } else { line });
            }
        }
    }
    kept.join("\n")
}

/// Programs differ in dashes and blanks.
fn is_mark(line: &str, mark: &str) -> bool {
    let core = mark.trim_matches('-');
    line.starts_with("--") && line.trim_matches(['-', ' ']) == core
}

/// Where a signature begins.
fn signature(lines: &[&str]) -> Option<usize> {
    let mark = lines.iter().rposition(|line| *line == "-- " || *line == "--")?;
    let behind = lines[mark + 1..].iter().filter(|line| !line.trim().is_empty()).count();
    (behind <= SIGNATURE_LINES_MAX).then_some(mark)
}

/// Takes off `On Wednesday Ann Lee wrote:` before a quotation, which may be broken into two lines.
fn drop_attribution(kept: &mut Vec<&str>) {
    // It stands right above; looking no further keeps the time short for quotation upon quotation.
    const ABOVE_MAX: usize = 3;
    let from = kept.len().saturating_sub(ABOVE_MAX);
    let filled = kept[from..].iter().rposition(|line| !line.trim().is_empty()).map(|at| from + at);
    let Some(last) = filled.filter(|last| kept[*last].trim().ends_with(':')) else { return };
    let is_wrote = WROTE.iter().any(|end| kept[last].trim().to_lowercase().ends_with(end));
    if !is_wrote {
        return;
    }
    let begins = |line: &str| {
        ["On ", "Am ", "Le ", "El ", "Il ", "Em ", "At "].iter().any(|start| line.trim().starts_with(start))
    };
    let above = last.checked_sub(1).filter(|above| !begins(kept[last]) && begins(kept[*above]));
    kept.truncate(above.unwrap_or(last));
}

/// A page without the message that it answers.
fn without_answered(page: &str, is_reply: bool) -> String {
    if !is_reply {
        return page.to_string();
    }
    let lower = page.to_ascii_lowercase();
    let marks = ANSWERED_PAGE.iter().filter_map(|mark| lower.find(mark));
    let end = marks.filter_map(|at| lower[..at].rfind('<')).min().unwrap_or(page.len());
    let Some(from) = lower[..end].find(QUOTATION) else { return page[..end].to_string() };
    let behind = lower[from..end].rfind("</blockquote>").map_or(end, |close| from + close);
    format!("{}{}", &page[..from], &page[behind..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, flowed: bool, is_reply: bool, expected: &[&str]) {
        let plain = Plain { text: text.to_string(), flowed, delete_blank: false };
        assert_eq!(of_plain(&plain, is_reply), expected);
    }

    #[test]
    fn quotations_and_signatures_are_left_out() {
        check(
            "It rose.\r\n\r\nOn Wednesday, Ann Lee\nof the Courier wrote:\n> It fell.\n> Did it?\nNo.\n-- \nBo Marsh\nTown hall\n",
            false,
            true,
            &["It rose.", "No."],
        );
        check("It rose.\n\n=====\n\nIt fell.\n--\n\nAnn", false, false, &["It rose.", "It fell."]);
        check("It rose.\n----- Original Message -----\nFrom: Ann\nIt fell.", false, true, &["It rose."]);
        check("----- Original Message -----\nIt fell.", false, true, &["----- Original Message -----\nIt fell."]);
    }

    #[test]
    fn flowed_lines_are_joined() {
        check(
            "It rose in the \nnight.\n\n From here on it fell. \n-- \nAnn",
            true,
            false,
            &["It rose in the night.", "From here on it fell."],
        );
    }

    #[test]
    fn the_page_is_taken_when_it_says_more() {
        let both = |plain: &str, html: &str| {
            let plain = Plain { text: plain.to_string(), flowed: false, delete_blank: false };
            paragraphs(&[Text { plain: Some(plain), html: Some(html.to_string()) }], true).0
        };
        assert_eq!(
            both("See the page.", "<p>The river rose in the night and fell.</p>"),
            ["The river rose in the night and fell."]
        );
        assert_eq!(both("It rose in the night.", "<p>It rose in the night, see.</p>"), ["It rose in the night."]);
        let answer =
            "<p>No, it did not rise at all.</p><blockquote type=\"cite\"><p>It rose.</p></blockquote><p>Bo</p>";
        assert_eq!(both("", answer), ["No, it did not rise at all.", "Bo"]);
    }
}
