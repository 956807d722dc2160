//! Words that say little by themselves: two sentences that share nothing else are not alike.
//!
//! Articles, pronouns, auxiliaries, prepositions and conjunctions of the languages whose quotes are
//! read, folded as tokens are. Words of denial are not among them: they decide what is said.

#[rustfmt::skip]
const SMALL_WORDS: &[&str] = &[
    "a", "about", "ai", "al", "als", "also", "am", "an", "and", "are", "as", "at", "au", "auch", "auf", "aus", "aux",
    "avec", "be", "been", "bei", "being", "but", "by", "c", "can", "ce", "ces", "cette", "como", "con", "could", "d",
    "da", "dans", "das", "dass", "de", "dem", "den", "der", "des", "did", "die", "do", "does", "du", "durch", "e",
    "ein", "eine", "einem", "einen", "einer", "eines", "el", "elle", "en", "er", "es", "esta", "este", "est", "et",
    "for", "from", "fur", "gibt", "ha", "had", "haben", "han", "has", "hat", "have", "he", "her", "him", "his", "hay",
    "i", "ich", "ihr", "il", "ils", "im", "in", "into", "is", "ist", "it", "its", "j", "je", "just", "l", "la", "las",
    "le", "les", "ll", "lo", "los", "m", "mais", "may", "me", "mi", "might", "mit", "must", "my", "nous", "o", "oder",
    "of", "on", "or", "os", "ou", "our", "par", "para", "pero", "por", "pour", "qu", "que", "qui", "re", "s", "se",
    "sein", "shall", "she", "should", "si", "sich", "sie", "sind", "so", "son", "sont", "su", "sur", "than", "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "too", "tu", "um", "un", "una",
    "und", "une", "us", "ve", "very", "von", "vor", "vous", "war", "was", "we", "were", "which", "who", "will", "wir",
    "with", "would", "y", "you", "your", "zu", "zum", "zur",
];

/// Whether the folded token is one of them.
pub(super) fn is_small(token: &str) -> bool {
    // The list is short and asked once a word of the question.
    SMALL_WORDS.contains(&token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_decides_the_sense_is_not_small() {
        for token in ["not", "no", "never", "nicht", "kein", "pas", "sin", "two", "dam"] {
            assert!(!is_small(token), "{token}");
        }
        for token in ["the", "would", "der", "une", "los"] {
            assert!(is_small(token), "{token}");
        }
    }
}
