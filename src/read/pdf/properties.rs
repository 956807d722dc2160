//! What a document says of its own making: least trusted, for templates and tools write it too.

use serde::{Deserialize, Serialize};

/// As written in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Properties {
    pub title: Option<String>,
    pub author: Option<String>,
    pub created: Option<String>,
}

/// What programs call a document that nobody has named.
const NO_TITLES: &[&str] = &["untitled", "unknown", "document", "no title", "title", "layout", "page"];
/// Endings of the files that were printed.
const FILE_ENDINGS: &[&str] =
    &[".doc", ".docx", ".indd", ".pdf", ".qxd", ".qxp", ".odt", ".rtf", ".txt", ".tex", ".dvi", ".ps", ".eps", ".pmd"];
const TITLE_BYTES_MAX: usize = 300;

impl Properties {
    /// The title, if it can be one: no file's name, no template's.
    pub(super) fn headline(&self) -> Option<&str> {
        let title = self.title.as_deref()?.trim();
        let folded = title.to_lowercase();
        let is_file = FILE_ENDINGS.iter().any(|ending| folded.ends_with(ending)) || folded.starts_with("microsoft ");
        let is_words = title.split_whitespace().count() > 1 && title.contains(char::is_alphabetic);
        (is_words && !is_file && title.len() <= TITLE_BYTES_MAX && !NO_TITLES.contains(&folded.as_str()))
            .then_some(title)
    }

    /// `D:20250903101500+02'00'` as `2025-09-03T10:15:00+02:00`; what is no such date as it stands.
    pub(super) fn created(&self) -> Option<String> {
        let written = self.created.as_deref()?.trim();
        let rest = written.strip_prefix("D:").unwrap_or(written);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count().min(14);
        if digits < 8 {
            return Some(written.to_string());
        }
        let mut date = format!("{}-{}-{}", &rest[..4], &rest[4..6], &rest[6..8]);
        if digits >= 12 {
            let seconds = rest.get(12..14).filter(|_| digits >= 14).unwrap_or("00");
            date.push_str(&format!("T{}:{}:{seconds}", &rest[8..10], &rest[10..12]));
            date.push_str(&zone(&rest[digits..]));
        }
        Some(date)
    }
}

/// `+02'00'` as `+02:00`; without minutes too.
fn zone(written: &str) -> String {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    match written.chars().next() {
        Some('Z' | 'z') => "Z".to_string(),
        Some(sign @ ('+' | '-')) if digits.len() >= 2 => {
            format!("{sign}{}:{}", &digits[..2], digits.get(2..4).unwrap_or("00"))
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_made_readable() {
        let check = |written: &str, expected: &str| {
            let properties = Properties { created: Some(written.to_string()), ..Properties::default() };
            assert_eq!(properties.created().as_deref(), Some(expected));
        };
        check("D:20250903101500+02'00'", "2025-09-03T10:15:00+02:00");
        check("D:20250903101500Z00'00'", "2025-09-03T10:15:00Z");
        check("D:202509031015", "2025-09-03T10:15:00");
        check("20250903", "2025-09-03");
        check("D:20250903101500-08", "2025-09-03T10:15:00-08:00");
        check("Wed Sep  3 2025", "Wed Sep  3 2025");
    }

    #[test]
    fn names_of_files_are_no_titles() {
        let told = |title: &str| Properties { title: Some(title.into()), ..Properties::default() }.headline().is_some();
        assert!(told("River rises again"));
        assert!(!told("Microsoft Word - river.doc"));
        assert!(!told("A03 Harbour 1st.indd"));
        assert!(!told("untitled"));
        assert!(!told("page1"));
    }
}
