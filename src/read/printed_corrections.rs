//! Corrections that the outlet itself printed with an article: `An earlier version of this article
//! misstated …`.
//!
//! Paragraphs come in, those that are corrections go out. They stay paragraphs of the body.

use crate::model::Span;

/// What a correction's paragraph begins with, in lower case.
const OPENINGS: &[&str] = &[
    "correction:",
    "correction —",
    "correction –",
    "correction (",
    "corrections:",
    "clarification:",
    "editor's note: an earlier version",
    "editor's note: this article has been corrected",
    "editor's note: this story has been corrected",
    "an earlier version of this",
    "a previous version of this",
    "this article was amended on",
    "this article has been amended",
    "this article has been corrected",
    "this story has been corrected",
    "this article was corrected on",
    "this story was corrected on",
    "korrektur:",
    "korrekturhinweis:",
    "berichtigung:",
    "in einer früheren version dieses",
    "in einer früheren fassung dieses",
    "rectificatif",
    "correction :",
    "une version précédente de cet article",
    "une première version de cet article",
    "fe de errores",
    "fe de erratas",
    "una versión anterior de este artículo",
    "corrección:",
];

/// The paragraphs that are corrections.
pub(super) fn printed_corrections(text: &str, body: &[Span]) -> Vec<Span> {
    body.iter().copied().filter(|paragraph| is_correction(paragraph.of(text))).collect()
}

fn is_correction(paragraph: &str) -> bool {
    const OPENING_BYTES_MAX: usize = 64;
    let start = paragraph.trim_start_matches(['*', '_', '(', '[', '•', ' ']);
    let Some(first) = start.chars().next() else { return false };
    // Nearly every paragraph is turned away by its first letter.
    if !"ceatrikbuf".contains(first.to_ascii_lowercase()) {
        return false;
    }
    let start = &start[..start.floor_char_boundary(OPENING_BYTES_MAX)];
    let start = start.to_lowercase().replace('’', "'");
    OPENINGS.iter().any(|opening| start.starts_with(opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, expected: bool) {
        let found = printed_corrections(paragraph, &[Span::new(0, paragraph.len())]);
        assert_eq!(!found.is_empty(), expected, "{paragraph}");
    }

    #[test]
    fn corrections_are_told_from_prose() {
        check("Correction: the dam was finished in 1961, not in 1916.", true);
        check("*An earlier version of this article misstated the height of the dam.", true);
        check("Editor’s note: An earlier version misspelled a name.", true);
        check("In einer früheren Version dieses Artikels stand ein falsches Jahr.", true);
        check("Correction of the river bed will cost twelve million.", false);
        check("An earlier version of the bill had failed.", false);
        check("", false);
    }
}
