//! The names that can stand before a colon, and what kind of value follows each.

use super::ast::{Node, NodeKind};
use super::plan::{Field, StatementKind, TermPattern};
use crate::model::{Certainty, Polarity, QuoteKind};

/// What is asked of a quote in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteField {
    Speaker,
    About,
    /// Speaks or is named inside; asked of an article: speaks or is named in it.
    Person,
    Role,
    Said,
}

impl QuoteField {
    pub fn name(self) -> &'static str {
        match self {
            QuoteField::Speaker => "speaker",
            QuoteField::About => "about",
            QuoteField::Person => "person",
            QuoteField::Role => "role",
            QuoteField::Said => "said",
        }
    }

    /// Whether values are names, which have variants unless `=` stands before them.
    pub fn takes_names(self) -> bool {
        matches!(self, QuoteField::Speaker | QuoteField::About | QuoteField::Person)
    }
}

/// What `name:` asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldName {
    /// Words and phrases in a field of text.
    Text(Field),
    /// Names and words of quotes.
    Quote(QuoteField),
    /// What stands behind it holds of one quote.
    SameQuote,
    /// What stands behind it is asked of the article.
    Article,
    /// Direct, mixed, indirect; silence.
    Kind,
    Certainty,
    Polarity,
    /// When it was said: a day, a period or a range.
    Spoken,
    Language,
    /// Length in words.
    Words,
    /// How many printings the article's story has.
    Copies,
    /// A day, a period, a range or a state.
    Date,
    /// From the first day of a period on.
    From,
    /// Up to the last day of a period.
    To,
    /// Later than the last day of a period.
    After,
    /// Earlier than the first day of a period.
    Before,
}

impl FieldName {
    /// The name under which the field is documented.
    pub fn name(self) -> &'static str {
        match self {
            FieldName::Text(field) => field.name(),
            FieldName::Quote(field) => field.name(),
            FieldName::SameQuote => "quote",
            FieldName::Article => "article",
            FieldName::Kind => "kind",
            FieldName::Certainty => "certainty",
            FieldName::Polarity => "polarity",
            FieldName::Spoken => "spoken",
            FieldName::Language => "lang",
            FieldName::Words => "words",
            FieldName::Copies => "copies",
            FieldName::Date => "date",
            FieldName::From => "from",
            FieldName::To => "to",
            FieldName::After => "after",
            FieldName::Before => "before",
        }
    }

    /// Whether values are made of the characters of an address, where `?` is no wildcard.
    pub fn is_address(self) -> bool {
        matches!(self, FieldName::Text(Field::Path | Field::Url))
    }

    /// Whether its values are names of persons and bodies.
    pub(super) fn takes_names(self) -> bool {
        matches!(self, FieldName::Quote(field) if field.takes_names())
    }

    /// Whether words, phrases and whole queries stand behind it, not a value of its own kind.
    pub(super) fn takes_words(self) -> bool {
        matches!(self, FieldName::Text(_) | FieldName::Quote(_) | FieldName::SameQuote | FieldName::Article)
    }

    /// Whether its values are days.
    pub(super) fn takes_days(self) -> bool {
        use FieldName::{After, Before, Date, From, Spoken, To};
        matches!(self, Date | From | To | After | Before | Spoken)
    }

    /// The field in which words inside its brackets are looked for.
    pub(super) fn scope(self) -> Option<FieldName> {
        (!matches!(self, FieldName::SameQuote | FieldName::Article)).then_some(self)
    }

    /// The node of what stands behind the name; values of their own kind are nodes already.
    pub(super) fn around(self, of: Box<Node>) -> NodeKind {
        match self {
            FieldName::Text(field) => NodeKind::In(field, of),
            FieldName::Quote(field) => NodeKind::InQuote(field, of),
            FieldName::SameQuote => NodeKind::SameQuote(of),
            FieldName::Article => NodeKind::Article(of),
            _ => of.kind,
        }
    }
}

/// Name and meaning, the documented name of each before its aliases.
const NAMES: &[(&str, FieldName)] = &[
    ("headline", FieldName::Text(Field::Headline)),
    ("hd", FieldName::Text(Field::Headline)),
    ("title", FieldName::Text(Field::Headline)),
    ("text", FieldName::Text(Field::Text)),
    ("related", FieldName::Text(Field::Related)),
    ("byline", FieldName::Text(Field::Byline)),
    ("by", FieldName::Text(Field::Byline)),
    ("author", FieldName::Text(Field::Byline)),
    ("publisher", FieldName::Text(Field::Publisher)),
    ("source", FieldName::Text(Field::Publisher)),
    ("outlet", FieldName::Text(Field::Publisher)),
    ("section", FieldName::Text(Field::Section)),
    ("path", FieldName::Text(Field::Path)),
    ("file", FieldName::Text(Field::Path)),
    ("url", FieldName::Text(Field::Url)),
    ("link", FieldName::Text(Field::Url)),
    ("speaker", FieldName::Quote(QuoteField::Speaker)),
    ("said", FieldName::Quote(QuoteField::Said)),
    ("about", FieldName::Quote(QuoteField::About)),
    ("role", FieldName::Quote(QuoteField::Role)),
    ("person", FieldName::Quote(QuoteField::Person)),
    ("kind", FieldName::Kind),
    ("certainty", FieldName::Certainty),
    ("polarity", FieldName::Polarity),
    ("spoken", FieldName::Spoken),
    ("quote", FieldName::SameQuote),
    ("article", FieldName::Article),
    ("lang", FieldName::Language),
    ("language", FieldName::Language),
    ("words", FieldName::Words),
    ("length", FieldName::Words),
    ("wc", FieldName::Words),
    ("copies", FieldName::Copies),
    ("printings", FieldName::Copies),
    ("date", FieldName::Date),
    ("from", FieldName::From),
    ("since", FieldName::From),
    ("to", FieldName::To),
    ("until", FieldName::To),
    ("after", FieldName::After),
    ("before", FieldName::Before),
];

/// The field of a name or alias; case does not matter.
pub fn field_named(name: &str) -> Option<FieldName> {
    NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, field)| *field)
}

/// The documented name nearest to a mistyped one, at most two edits away.
pub(super) fn nearest_name(name: &str) -> Option<&'static str> {
    let asked = name.to_lowercase();
    let within = |edits: u8| {
        let pattern = TermPattern::Fuzzy { token: asked.clone(), edits };
        // Two edits turn any short word into any other.
        let long_enough = |known: &str| known.chars().count() > usize::from(edits) * 2;
        NAMES.iter().find(|(known, _)| long_enough(known) && pattern.matches(known)).map(|(_, field)| field.name())
    };
    within(1).or_else(|| within(2))
}

/// The documented names, in the order of the table.
pub(super) fn documented_names() -> String {
    let names = NAMES.iter().filter(|(name, field)| field.name() == *name).map(|(name, _)| format!("{name}:"));
    names.collect::<Vec<_>>().join(" ")
}

/// `direct`, `mixed`, `indirect`, `silence`.
pub(super) fn kind_named(word: &str) -> Result<StatementKind, String> {
    let kinds = QuoteKind::ALL.map(StatementKind::Quote).into_iter().chain([StatementKind::Silence]);
    known("kind", word, kinds.map(|kind| (kind_name(kind), kind)))
}

pub(super) fn kind_name(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Quote(kind) => kind.word(),
        StatementKind::Silence => "silence",
    }
}

pub(super) fn certainty_named(word: &str) -> Result<Certainty, String> {
    known("certainty", word, Certainty::ALL.into_iter().map(|certainty| (certainty.word(), certainty)))
}

/// What stands for every polarity.
pub(super) const ANY_POLARITY: &str = "any";

/// `None` is every polarity.
pub(super) fn polarity_named(word: &str) -> Result<Option<Polarity>, String> {
    let polarities = Polarity::ALL.into_iter().map(|polarity| (polarity.word(), Some(polarity)));
    known("polarity", word, polarities.chain([(ANY_POLARITY, None)]))
}

/// The value that the word names, in any case.
fn known<V>(field: &str, word: &str, values: impl Iterator<Item = (&'static str, V)>) -> Result<V, String> {
    let mut names: Vec<&str> = Vec::new();
    for (name, value) in values {
        if name.eq_ignore_ascii_case(word.trim()) {
            return Ok(value);
        }
        names.push(name);
    }
    let last = names.pop().unwrap_or_default();
    Err(format!("{field}: takes {} or {last}, not \"{word}\"", names.join(", ")))
}

/// Names of languages that people type, and their ISO 639-1 codes.
const LANGUAGES: &[(&str, &str)] = &[
    ("afrikaans", "af"),
    ("albanian", "sq"),
    ("arabic", "ar"),
    ("armenian", "hy"),
    ("basque", "eu"),
    ("belarusian", "be"),
    ("bengali", "bn"),
    ("bokmål", "no"),
    ("bulgarian", "bg"),
    ("catalan", "ca"),
    ("chinese", "zh"),
    ("croatian", "hr"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("estonian", "et"),
    ("farsi", "fa"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("galician", "gl"),
    ("georgian", "ka"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hungarian", "hu"),
    ("icelandic", "is"),
    ("indonesian", "id"),
    ("irish", "ga"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("macedonian", "mk"),
    ("norwegian", "no"),
    ("nynorsk", "no"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("serbian", "sr"),
    ("slovak", "sk"),
    ("slovenian", "sl"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("tamil", "ta"),
    ("telugu", "te"),
    ("thai", "th"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
    ("urdu", "ur"),
    ("vietnamese", "vi"),
    ("welsh", "cy"),
    // Norwegian by its standards of writing.
    ("nb", "no"),
    ("nn", "no"),
    ("none", "und"),
    ("unknown", "und"),
    ("und", "und"),
];

/// The code of a language given by code (`en`, `en-GB`) or English name; `und` is undetermined.
pub(super) fn language_code(asked: &str) -> Option<String> {
    let lower = asked.trim().to_lowercase();
    if let Some((_, code)) = LANGUAGES.iter().find(|(name, _)| *name == lower) {
        return Some((*code).to_string());
    }
    let code = lower.split(['-', '_']).next().unwrap_or_default();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then(|| code.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_aliases_are_known_in_any_case() {
        let check = |asked: &str, name: Option<&str>| assert_eq!(field_named(asked).map(FieldName::name), name);
        check("headline", Some("headline"));
        check("HD", Some("headline"));
        check("author", Some("byline"));
        check("Source", Some("publisher"));
        check("wc", Some("words"));
        check("http", None);
    }

    #[test]
    fn a_mistyped_name_is_near_a_known_one() {
        let check = |asked: &str, name: Option<&str>| assert_eq!(nearest_name(asked), name, "{asked}");
        check("pubisher", Some("publisher"));
        check("headlines", Some("headline"));
        check("dat", Some("date"));
        check("sorce", Some("publisher"));
        check("zebra", None);
        check("x", None);
    }

    #[test]
    fn languages_have_codes_and_names() {
        let check = |asked: &str, code: Option<&str>| assert_eq!(language_code(asked).as_deref(), code, "{asked}");
        check("EN", Some("en"));
        check("en-GB", Some("en"));
        check("German", Some("de"));
        check("none", Some("und"));
        check("pl", Some("pl"));
        check("klingon", None);
        check("", None);
    }
}
