//! The language as an input declares it, brought to two letters.
//!
//! `en-US`, `en_GB.UTF-8`, `eng` and `English` all say `en`. What is no name of a language gives
//! nothing, and the words of the text decide.

/// Three-letter codes and English names of languages that inputs declare in words.
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["ara", "arabic"]),
    ("cs", &["ces", "cze", "czech", "čeština"]),
    ("da", &["dan", "danish", "dansk"]),
    ("de", &["deu", "ger", "german", "deutsch"]),
    ("el", &["ell", "gre", "greek", "ελληνικά"]),
    ("en", &["eng", "english"]),
    ("es", &["spa", "spanish", "español"]),
    ("fi", &["fin", "finnish", "suomi"]),
    ("fr", &["fra", "fre", "french", "français"]),
    ("he", &["heb", "hebrew"]),
    ("hi", &["hin", "hindi"]),
    ("hu", &["hun", "hungarian", "magyar"]),
    ("it", &["ita", "italian", "italiano"]),
    ("ja", &["jpn", "japanese"]),
    ("ko", &["kor", "korean"]),
    ("nl", &["nld", "dut", "dutch", "nederlands"]),
    ("no", &["nor", "nob", "nno", "norwegian", "norsk"]),
    ("pl", &["pol", "polish"]),
    ("pt", &["por", "portuguese", "português"]),
    ("ro", &["ron", "rum", "romanian"]),
    ("ru", &["rus", "russian"]),
    ("sv", &["swe", "swedish", "svenska"]),
    ("tr", &["tur", "turkish"]),
    ("uk", &["ukr", "ukrainian"]),
    ("vi", &["vie", "vietnamese"]),
    ("zh", &["zho", "chi", "chinese"]),
];

/// The ISO 639-1 code that a declaration means.
pub(super) fn code(declared: &str) -> Option<String> {
    let first = declared.trim().split(['-', '_', '.', ',', ';', ' ']).next().unwrap_or("").to_lowercase();
    if first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase()) {
        return Some(one_of_two(first));
    }
    NAMES.iter().find(|(_, names)| names.contains(&first.as_str())).map(|(code, _)| code.to_string())
}

/// Norwegian has two standards of writing and one stemmer; Hebrew and Indonesian had other codes.
fn one_of_two(code: String) -> String {
    match code.as_str() {
        "nb" | "nn" => "no".to_string(),
        "iw" => "he".to_string(),
        "in" => "id".to_string(),
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn tags_names_and_locales_become_two_letters() {
        for declared in ["en", "en-US", "EN_gb.UTF-8", "eng", "English"] {
            assert_eq!(code(declared).as_deref(), Some("en"), "{declared}");
        }
        for (declared, expected) in [("nb-NO", "no"), ("nn", "no"), ("iw", "he"), ("dan", "da"), ("Ελληνικά", "el")]
        {
            assert_eq!(code(declared).as_deref(), Some(expected), "{declared}");
        }
        assert_eq!(code("Klingon"), None);
        assert_eq!(code(""), None);
    }
}
