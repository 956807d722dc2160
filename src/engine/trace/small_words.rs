//! Words that say little by themselves: two sentences that share nothing else are not alike.
//!
//! Articles, pronouns, auxiliaries, prepositions, conjunctions and the commonest adverbs of the languages whose quotes are
//! read, folded as tokens are. Words of denial are not among them: they decide what is said.

#[rustfmt::skip]
const SMALL_WORDS: &[&str] = &[
"a", "aber", "about", "after", "again", "ahora", "ai", "ainsi", "al", "all", "alors", "als", "also", "am", "an",
    "and", "ans", "antes", "any", "apres", "aqui", "are", "as", "asi", "at", "au", "auch", "auf", "aus", "aussi",
    "aux", "avant", "avec", "be", "because", "been", "before", "bei", "being", "between", "bien", "bis", "both",
    "but", "by", "c", "cada", "can", "ce", "ces", "cette", "chez", "comme", "como", "con", "could", "cuando", "d",
    "da", "dann", "dans", "das", "dass", "de", "dem", "den", "der", "des", "desde", "despues", "did", "die", "do",
    "doch", "does", "donc", "donde", "du", "durch", "during", "e", "each", "ein", "eine", "einem", "einen", "einer",
    "eines", "el", "elle", "en", "encore", "entre", "er", "es", "est", "esta", "este", "et", "etre", "even", "every",
    "for", "from", "fur", "gibt", "ha", "haben", "had", "han", "has", "hasta", "hat", "have", "hay", "he", "her",
    "here", "hier", "him", "his", "how", "i", "ich", "if", "ihr", "il", "ils", "im", "immer", "in", "into", "is",
    "ist", "it", "its", "j", "ja", "je", "just", "l", "la", "las", "le", "les", "ll", "lo", "los", "m", "mais", "mas",
    "may", "me", "mehr", "mi", "might", "mit", "moins", "more", "most", "much", "must", "muy", "my", "nach", "noch",
    "nous", "now", "nun", "nur", "o", "ob", "oder", "of", "off", "on", "only", "or", "os", "other", "ou", "our",
    "out", "over", "own", "par", "para", "pero", "plus", "por", "porque", "pour", "qu", "quand", "que", "qui", "quoi",
    "re", "s", "same", "schon", "se", "segun", "sein", "ser", "shall", "she", "should", "si", "sich", "sie", "sind",
    "so", "sobre", "some", "son", "sont", "sous", "su", "such", "sur", "tambien", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "through", "to", "todo", "todos", "too", "tous",
    "tout", "toute", "tres", "tu", "uber", "um", "un", "una", "und", "under", "une", "unter", "until", "up", "us",
    "ve", "very", "von", "vor", "vous", "war", "was", "we", "wenn", "were", "what", "when", "where", "whether",
    "which", "while", "who", "why", "wie", "will", "wir", "with", "wo", "would", "y", "ya", "you", "your", "zu",
    "zum", "zur",
];

/// Whether the folded token is one of them.
pub(super) fn is_small(token: &str) -> bool {
    SMALL_WORDS.binary_search(&token).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::quotes::fold::NEGATIONS;

    #[test]
    fn the_words_are_sorted() {
        assert!(SMALL_WORDS.is_sorted());
    }

    #[test]
    fn what_decides_the_sense_is_not_small() {
        for token in NEGATIONS.iter().chain(&["two", "zwei", "dam"]) {
            assert!(!is_small(token), "{token}");
        }
        for token in ["the", "would", "der", "une", "los"] {
            assert!(is_small(token), "{token}");
        }
    }
}
