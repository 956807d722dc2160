//! Sentences as spans.
//!
//! Splits a paragraph after `.`, `!`, `?` and their kin when what follows can begin a sentence,
//! holding together abbreviations (`Mr.`, `U.S.`, `Sept. 3`), initials and numbers. Closing
//! quotation marks and brackets belong to the sentence they close. Comes out in any script; the
//! list of abbreviations is English with the commonest of German, French and Spanish.

use crate::model::Span;

/// Words that take a stop without ending a sentence, in lower case, sorted.
const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "apr", "assn", "aug", "ave", "bldg", "blvd", "brig", "bros", "bzw", "ca", "capt", "cf", "cmdr", "co",
    "col", "corp", "cpl", "ct", "dec", "dept", "dist", "dr", "drs", "ed", "eds", "esp", "est", "etc", "ex", "fe",
    "feb", "fig", "fr", "ft", "gen", "gov", "hon", "inc", "insp", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar",
    "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "nos", "nov", "nr", "oct", "ph", "pl", "pp", "pres",
    "prof", "pvt", "rd", "ref", "rep", "reps", "resp", "rev", "sec", "sen", "sens", "sep", "sept", "sgt", "sr", "sra",
    "srta", "st", "ste", "supt", "tel", "univ", "usw", "vol", "vs", "z",
];

/// The sentences of a paragraph, in order, without white space at their ends. Together they cover
/// everything but white space.
pub fn sentences(paragraph: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = skip_space(paragraph, 0);
    let bytes = paragraph.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'.' | b'!' | b'?' => at = end_at(paragraph, &mut start, at, &mut found),
            // … ‥ and 。！？।
            0xE2 | 0xE3 | 0xEF | 0xE0 => {
                let c = paragraph[at..].chars().next().expect("a lead byte begins a character");
                match c {
                    '…' => at = end_at(paragraph, &mut start, at, &mut found),
                    '。' | '！' | '？' | '।' | '｡' => {
                        let end = after_closers(paragraph, at + c.len_utf8());
                        found.push(Span::new(start, end));
                        start = skip_space(paragraph, end);
                        at = start.max(end);
                    }
                    _ => at += c.len_utf8(),
                }
            }
            _ => at += 1,
        }
    }
    let end = paragraph.trim_end().len();
    if start < end {
        found.push(Span::new(start, end));
    }
    found
}

/// Decides about the stop at `at`: pushes the sentence it ends, if any, and returns where to go on.
fn end_at(text: &str, start: &mut usize, at: usize, found: &mut Vec<Span>) -> usize {
    let mut end = at;
    while let Some(c) = text[end..].chars().next().filter(|c| matches!(c, '.' | '!' | '?' | '…')) {
        end += c.len_utf8();
    }
    let marks_end = end;
    let end = after_closers(text, end);
    let next = skip_space(text, end);
    let single_stop = &text[at..marks_end] == ".";
    let breaks = next > end && begins_sentence(text, next) && !(single_stop && is_abbreviation(text, *start, at, next));
    if breaks {
        found.push(Span::new(*start, end));
        *start = next;
        return next;
    }
    end
}

fn after_closers(text: &str, mut at: usize) -> usize {
    while let Some(c) = text[at..].chars().next() {
        if !matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '“')
            || (c == '“' && text[at + 3..].starts_with(char::is_alphabetic))
        {
            break;
        }
        at += c.len_utf8();
    }
    at
}

fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// Whether what stands at `at` can begin a sentence: no lower-case letter, opening marks aside.
fn begins_sentence(text: &str, at: usize) -> bool {
    text[at..].chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase())
}

/// Whether the stop at `stop` belongs to the word before it.
fn is_abbreviation(text: &str, start: usize, stop: usize, next: usize) -> bool {
    let before = &text[start..stop];
    let word_start = before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘' | '-' | '—'))
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let word = &before[word_start..];
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    let rest = letters.as_str();
    // An initial: "J. Edgar"; a single capital also ends sentences ("Plan B."), but seldom.
    if rest.is_empty() && first.is_uppercase() {
        return true;
    }
    // "U.S. Senate", "p.m. on": inner stops. Ends a sentence only before a word that often begins one.
    if word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2) {
        return !begins_with_opener(&text[next..]);
    }
    let followed_by_number = text[next..].starts_with(|c: char| c.is_ascii_digit());
    if followed_by_number && matches!(word, "No" | "no" | "Nos" | "p" | "pp" | "Art" | "art") {
        return true;
    }
    // German ordinals: "am 3. September".
    if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
        return text[next..].starts_with(char::is_alphabetic) && start + word_start > start;
    }
    word.len() <= 6 && ABBREVIATIONS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// Words that begin a sentence after an abbreviation with inner stops.
fn begins_with_opener(text: &str) -> bool {
    const OPENERS: &[&str] = &[
        "The", "He", "She", "It", "They", "But", "In", "A", "An", "This", "That", "We", "I", "“", "\"", "And", "On",
        "At",
    ];
    let word = text.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or("");
    OPENERS
        .iter()
        .any(|opener| word == *opener || (opener.chars().all(|c| !c.is_alphabetic()) && word.starts_with(opener)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = sentences(&text).into_iter().map(|span| span.of(&text)).collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_hold_together() {
        check("Mr. Orrin met Gen. Vale on Sept. 3 in St. Brann.| They spoke.");
        check("The U.S. Senate met at 4 p.m. on Friday.| J. Q. Marsh left.");
        check("It cost 3.5 million.| Nobody paid.");
        check("She moved to the U.S. The move was sudden.".replace("U.S. The", "U.S.| The").as_str());
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_they_close() {
        check("“We will not go.” |He left.");
        check("“Will you go?” she asked.| “No!”");
        check("He said (twice.) |Then nothing…| Nothing at all.");
    }

    #[test]
    fn sentences_end_in_any_script() {
        check("東京で会議。|次の日。");
        check("One line");
        assert!(sentences("  ").is_empty());
    }

    #[test]
    fn the_abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }
}
