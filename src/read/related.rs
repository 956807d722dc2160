//! Headlines of other stories that stand between the paragraphs, set aside from the body.
//!
//! The archive this program was made for prints them in capitals on a line of their own. They
//! stay in the text and are marked, but are no part of what the article says.

use crate::model::Span;

use super::paragraphs::Paragraph;

/// Fewer words are a shout, a heading or a name.
const WORDS_MIN: usize = 4;
/// Lines with more words that hold digits are rows of tables.
const WORDS_WITH_DIGITS_MAX: usize = 1;

/// Divides the paragraphs into body and related headlines, both in ascending order.
///
/// A related headline is one physical line between empty lines, in capitals, of at least four
/// words of which at most one holds digits, and never the first paragraph. None is set aside where
/// most paragraphs are capitals or no other paragraph has a lower-case letter.
pub(super) fn set_aside(text: &str, paragraphs: &[Paragraph]) -> (Vec<Span>, Vec<Span>) {
    let in_capitals = paragraphs.iter().filter(|p| is_capitals(p.span.of(text))).count();
    let may_hold = in_capitals > 0
        && in_capitals * 2 <= paragraphs.len()
        && paragraphs.iter().any(|p| p.span.of(text).chars().any(char::is_lowercase));
    let (mut body, mut related) = (Vec::with_capacity(paragraphs.len()), Vec::new());
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let aside = may_hold && index > 0 && paragraph.alone && is_related_line(paragraph.span.of(text));
        if aside { related.push(paragraph.span) } else { body.push(paragraph.span) }
    }
    (body, related)
}

fn is_related_line(line: &str) -> bool {
    if !is_capitals(line) {
        return false;
    }
    let (mut words, mut with_digits) = (0, 0);
    for word in line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)) {
        words += 1;
        with_digits += usize::from(word.contains(|c: char| c.is_numeric()));
    }
    words >= WORDS_MIN && with_digits <= WORDS_WITH_DIGITS_MAX
}

/// No lower-case letter and at least one upper-case letter.
pub(super) fn is_capitals(text: &str) -> bool {
    let mut upper = false;
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_lowercase() {
                return false;
            }
            upper |= c.is_ascii_uppercase();
        } else if c.is_lowercase() {
            return false;
        } else {
            upper |= c.is_uppercase();
        }
    }
    upper
}

#[cfg(test)]
mod tests {
    use super::super::paragraphs::paragraphs;
    use super::*;

    /// Paragraphs marked `>` are expected to be related headlines.
    fn check(marked: &str) {
        let text: String = marked.lines().map(|line| format!("{}\n", line.trim_start_matches('>'))).collect();
        let (_, related) = set_aside(&text, &paragraphs(&text, 0));
        let found: Vec<&str> = related.iter().map(|span| span.of(&text)).collect();
        let expected: Vec<&str> = marked.lines().filter_map(|line| line.strip_prefix('>')).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_in_capitals_between_paragraphs_are_related() {
        check("The premier left.\n\n>MINISTER CLAIMS RIVALS PLOT AFTER PARADE\n\nNobody spoke.");
        check("A.b.\n\n>IS THE ENVOY STALLING TO SIDESTEP SANCTIONS?\n\nHe was.\n\n>ÉTÉ À LA MER SANS EAU\n\nEnd.");
        check("The premier left.\n\n>BUDGET OF 2025 IS LATE\n\nNobody spoke.");
    }

    #[test]
    fn short_lines_and_tables_stay_in_the_body() {
        check("The premier left.\n\nTOO FEW WORDS\n\nNobody spoke.");
        check("The premier left.\n\nNET 12 VS 13 PCT\n\nNobody spoke.");
        check("The premier left.\n\nFIRST — LINE — OF\n\nNobody spoke.");
        check("The premier left.\n\nNOT A LINE ALONE BUT\nWRAPPED OVER TWO LINES\n\nNobody spoke.");
        check("東京 大阪 京都 神戸 名古屋\n\n東京 大阪 京都 神戸 名古屋\n\nLower case.");
    }

    #[test]
    fn the_first_paragraph_is_never_related() {
        check("PREMIER LEAVES AFTER LONG NIGHT\n\nNobody spoke.\n\nNobody left.");
    }

    #[test]
    fn where_most_paragraphs_are_capitals_none_is_set_aside() {
        check("THE PREMIER LEFT EARLY TODAY.\n\nNOBODY SPOKE AFTER HE LEFT.\n\nOne spoke.");
        check("12 345.\n\nNOBODY SPOKE AFTER HE LEFT\n\n67 89.");
    }
}
