//! The operators that are written as words: which there are, and which other archives have.

use super::plan::Unit;

/// An operator between two places in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proximity {
    /// `words` is `None` for a bare `NEAR`.
    Near {
        words: Option<u32>,
        ordered: bool,
    },
    Within(Unit),
}

/// What `NEAR` without a number stands for.
pub(super) const NEAR_WORDS: u32 = 10;

/// `NEAR`, and in any case `near/5`, `w/5`, `pre/5`, `w/s`, `w/p`.
pub(super) fn proximity(run: &str) -> Option<Proximity> {
    if run == "NEAR" {
        return Some(Proximity::Near { words: None, ordered: false });
    }
    let (name, distance) = run.split_once('/')?;
    let name = name.to_ascii_lowercase();
    match (name.as_str(), distance) {
        ("w", "s" | "S") => return Some(Proximity::Within(Unit::Sentence)),
        ("w", "p" | "P") => return Some(Proximity::Within(Unit::Paragraph)),
        _ => {}
    }
    let words = Some(number(distance)?);
    match name.as_str() {
        "near" | "w" => Some(Proximity::Near { words, ordered: false }),
        "pre" => Some(Proximity::Near { words, ordered: true }),
        _ => None,
    }
}

/// `NEAR/x`, `w/2.5`, `atleast` before a bracket: an operator whose number is missing or none, and
/// how it is written. `w/out` and `near/far` are words.
pub(super) fn misnumbered(run: &str, before_bracket: bool) -> Option<&'static str> {
    if run.eq_ignore_ascii_case("atleast") && before_bracket {
        return Some("atleast3");
    }
    let (name, distance) = run.split_once('/')?;
    let meant = matches!(name, "NEAR" | "PRE" | "W") && !distance.is_empty()
        || distance.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit());
    let instead = match name.to_ascii_lowercase().as_str() {
        "near" => "NEAR/5",
        "w" => "w/5",
        "pre" => "pre/5",
        _ => return None,
    };
    let is_known = proximity(run).is_some() || unknown_operator(run).is_some();
    (meant && !is_known && !matches!(run, "W/O" | "W/OUT")).then_some(instead)
}

/// `atleast3` in any case.
pub(super) fn atleast_count(run: &str) -> Option<u32> {
    let (name, count) = run.split_at_checked("atleast".len())?;
    if name.eq_ignore_ascii_case("atleast") { number(count) } else { None }
}

/// Digits alone; what does not fit is past every limit.
fn number(digits: &str) -> Option<u32> {
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all_digits.then(|| digits.parse().unwrap_or(u32::MAX))
}

/// Operators of other archives, in capitals, and what to write here. With `#` they take a number.
const ELSEWHERE: &[(&str, &str)] = &[
    ("ADJ", "a phrase in quotation marks"),
    ("ADJ#", "pre/5"),
    ("ADJ/#", "pre/5"),
    ("ANDNOT", "NOT"),
    ("BUTNOT", "NOT"),
    ("NEAR#", "NEAR/5"),
    ("NEAR/", "NEAR/10"),
    ("NEXT/#", "pre/5"),
    ("ONEAR", "pre/5"),
    ("ONEAR/#", "pre/5"),
    ("PRE#", "pre/5"),
    ("SAME", "w/p"),
    ("W#", "w/5"),
    ("WITHIN", "w/5"),
    ("WITHIN#", "w/5"),
    ("WITHIN/#", "w/5"),
    ("W/PARA", "w/p"),
    ("W/SEG", "w/p"),
    ("W/SENT", "w/s"),
    ("XOR", "(a OR b) NOT (a b)"),
    ("/F#/", "headline:"),
    ("/N#/", "NEAR/5"),
];

/// What to write here for an operator that other archives have; `None` for words. In small
/// letters only those with a slash are operators anywhere.
pub(super) fn unknown_operator(run: &str) -> Option<&'static str> {
    let is_slashed = run.contains('/');
    if !is_slashed && run.bytes().any(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let shape = with_number_sign(&run.to_ascii_uppercase());
    ELSEWHERE.iter().find(|(known, _)| *known == shape).map(|(_, instead)| *instead)
}

/// Digits as one `#`.
fn with_number_sign(run: &str) -> String {
    let mut shape = String::with_capacity(run.len());
    for c in run.chars() {
        match c {
            '0'..='9' if shape.ends_with('#') => {}
            '0'..='9' => shape.push('#'),
            '#' => shape.push('_'),
            _ => shape.push(c),
        }
    }
    shape
}

/// Whether a word in these letters would be read as an operator.
pub(super) fn is_reserved(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT" | "NEAR") || unknown_operator(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proximity_is_written_in_many_ways() {
        let near = |words, ordered| Some(Proximity::Near { words, ordered });
        let check = |run: &str, expected: Option<Proximity>| assert_eq!(proximity(run), expected, "{run}");
        check("NEAR", near(None, false));
        check("near", None);
        check("NEAR/5", near(Some(5), false));
        check("w/5", near(Some(5), false));
        check("PRE/12", near(Some(12), true));
        check("w/99999999999", near(Some(u32::MAX), false));
        check("w/s", Some(Proximity::Within(Unit::Sentence)));
        check("W/P", Some(Proximity::Within(Unit::Paragraph)));
        check("w/o", None);
        check("and/or", None);
    }

    #[test]
    fn operators_without_their_number_are_told_from_words() {
        let check = |run: &str, expected: Option<&str>| assert_eq!(misnumbered(run, true), expected, "{run}");
        check("NEAR/x", Some("NEAR/5"));
        check("w/2.5", Some("w/5"));
        check("PRE/-3", Some("pre/5"));
        check("atleast", Some("atleast3"));
        check("near/far", None);
        check("w/o", None);
        check("W/O", None);
        check("w/5", None);
        check("and/or", None);
        assert_eq!(misnumbered("atleast", false), None);
    }

    #[test]
    fn operators_of_other_archives_are_known() {
        let check = |run: &str, expected: Option<&str>| assert_eq!(unknown_operator(run), expected, "{run}");
        check("ADJ5", Some("pre/5"));
        check("SAME", Some("w/p"));
        check("same", None);
        check("adj/15", Some("pre/5"));
        check("w/out", None);
        check("BUDGET", None);
    }
}
