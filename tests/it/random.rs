//! Random articles, histories and plans.
//!
//! The vocabulary is small, so that random plans find something: words with their inflections,
//! accents, compounds, abbreviations and stops, Han characters. Dates, names and entries come
//! from short lists too.

use onrecord::index::Change;
use onrecord::language::stemmed_languages;
use onrecord::model::{Article, ArticleId, EntryPath};
use onrecord::query::{Clause, Counted, DateRelation, DateState, DateTest, Field, Passage, TermPattern, Unit, Word};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::articles::{article, id};
use crate::plans::{inflected_word, pattern};
use crate::random_statements::{random_name, random_put, random_quote_clause};

/// What stands in texts, with what stands around it.
const PIECES: &[&str] = &[
    "dam",
    "dams",
    "Dam.",
    "the",
    "The",
    "water",
    "Water,",
    "water.",
    "mine",
    "mines",
    "Mining",
    "mining?",
    "Müller",
    "Muller",
    "Mu\u{308}ller's",
    "O'Neill",
    "O’Neill.",
    "Mr.",
    "U.S.",
    "3.5",
    "“The",
    "dam.”",
    "東京",
    "東京。京",
    "京",
    "Haus",
    "Häuser",
    "décidé",
    "décidées",
    "DÉCIDER",
    "decide",
    "passé",
    "pass",
    "—",
    "…",
    "in-water",
    "wa\u{AD}ter",
    "[Dam",
    "water]",
    "[the]",
];

/// What plans look for: folded, as tokens are.
const TOKENS: &[&str] = &[
    "dam", "dams", "the", "water", "mine", "mines", "mining", "muller", "s", "o", "neill", "mr", "u", "3", "5", "東",
    "京", "haus", "hauser", "in", "absent", "decide", "decidees", "decid", "pass",
];

const PATTERNS: &[&str] =
    &["d*", "*m", "mi*", "m?ne*", "?", "*", "*a*", "??", "w*r", "dam~1", "watre~1", "min~1", "o~1", "mins~2", "京~1"];

const DATES: &[&str] = &[
    "2025-09-03",
    "2025-09-30",
    "2025-09",
    "2025",
    "2025-08-31",
    "2024-12-31",
    "2024",
    "2024-02",
    "0987-03-01",
    "9999-12",
    "0001-01-01",
];

/// Ends of ranges, and of periods.
pub const DAYS: &[&str] =
    &["0001-01-01", "0987-03-01", "2024-02-29", "2024-12-31", "2025-08-31", "2025-09-03", "2025-09-30", "9999-12-31"];

/// Languages that articles are written in here.
const LANGUAGES: &[&str] = &["en", "de", "fr", "ja"];
const BYLINES: &[&str] = &["Ada Dam", "Dam Müller", "東京 Mining", "O'Neill"];
const PUBLISHERS: &[&str] = &["Dam Herald", "The Östra Post", "Herald"];
const SECTIONS: &[&str] = &["dam", "Mining in Water"];
const URLS: &[&str] = &["https://herald.example/dam/1", "https://post.example/?q=water"];
const RELATED: &[&str] = &["DAM BREAKS IN THE WATER", "MÜLLER MINES THE DAM 東京", "IS THE MINING OVER? THE HAUS"];
/// Entries of one and of several articles.
const ENTRIES: &[(&str, &[&str])] = &[("dam/one.txt", &[]), ("water.jsonl", &["1", "2", "10", "key"])];
/// How many different ids there are: few, so that articles are replaced.
const IDS: u8 = 12;

/// What happened to an archive, commit by commit; the last commit is the reader's own.
#[derive(Clone, Debug)]
pub enum Step {
    Change(Box<Change>),
    Commit,
}

pub fn history() -> impl Strategy<Value = Vec<Step>> {
    let change = |change| Step::Change(Box::new(change));
    vec(
        prop_oneof![
            12 => random_put().prop_map(change),
            1 => select(ENTRIES).prop_map(move |(entry, _)| change(Change::RemoveEntry(EntryPath::new(entry)))),
            1 => random_id().prop_map(move |id| change(Change::RemoveArticle(id))),
            2 => Just(Step::Commit),
        ],
        1..16,
    )
}

pub fn entries() -> impl Iterator<Item = EntryPath> {
    ENTRIES.iter().map(|(entry, _)| EntryPath::new(*entry))
}

pub fn ids() -> impl Iterator<Item = ArticleId> {
    (0..IDS).map(numbered_id)
}

pub fn random_article() -> impl Strategy<Value = Article> {
    let names = (
        vec(select(BYLINES), 0..3),
        option::of(select(PUBLISHERS)),
        option::of(select(SECTIONS)),
        option::of(select(URLS)),
    );
    let text = (option::weighted(0.6, random_text(0..6)), vec(random_text(1..12), 0..4), vec(select(RELATED), 0..3));
    let dated = (option::weighted(0.8, select(DATES)), any::<bool>());
    (random_id(), random_place(), text, names, dated, option::weighted(0.8, select(LANGUAGES))).prop_map(
        |(id, (entry, record), (headline, body, related), (bylines, publisher, section, url), dated, language)| {
            let mut draft = article("", &body.join("\n\n")).language(language).entry(entry, record);
            draft = related.iter().fold(draft, |draft, line| draft.related(line));
            draft = bylines.iter().fold(draft, |draft, name| draft.by(name));
            draft = headline.iter().fold(draft, |draft, words| draft.headline(words));
            draft = publisher.iter().fold(draft, |draft, name| draft.publisher(name));
            draft = section.iter().fold(draft, |draft, name| draft.section(name));
            draft = url.iter().fold(draft, |draft, url| draft.url(url));
            draft = match dated {
                (Some(date), true) => draft.on(date).suspect(),
                (Some(date), false) => draft.on(date),
                (None, _) => draft,
            };
            Article { id, ..draft.done() }
        },
    )
}

fn numbered_id(number: u8) -> ArticleId {
    id(&format!("n{number:02}"))
}

fn random_id() -> impl Strategy<Value = ArticleId> {
    (0..IDS).prop_map(numbered_id)
}

fn random_place() -> impl Strategy<Value = (&'static str, Option<&'static str>)> {
    select(ENTRIES).prop_flat_map(|(entry, records)| {
        let record = if records.is_empty() { Just(None).boxed() } else { select(records).prop_map(Some).boxed() };
        (Just(entry), record)
    })
}

/// Pieces with spaces between them, now and then without.
fn random_text(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec((select(PIECES), prop_oneof![9 => Just(" "), 1 => Just("")]), pieces).prop_map(|pieces| {
        let text: String = pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect();
        text.trim().to_string()
    })
}

pub fn random_token() -> impl Strategy<Value = &'static str> {
    select(TOKENS)
}

pub fn random_pattern() -> impl Strategy<Value = TermPattern> {
    prop_oneof![
        4 => random_token().prop_map(pattern),
        1 => select(PATTERNS).prop_map(pattern),
    ]
}

/// A passage as main texts take it.
pub fn random_passage() -> impl Strategy<Value = Passage> {
    nested_passage(&[Unit::Sentence, Unit::Paragraph])
}

/// A passage as other fields take it: of sentences they know nothing.
pub fn random_field_passage() -> impl Strategy<Value = Passage> {
    nested_passage(&[])
}

/// Standing alone, for no store takes a loose phrase inside another passage.
pub fn random_loose_phrase() -> impl Strategy<Value = Passage> {
    (vec(random_pattern(), 2..5), 1u32..7).prop_map(|(parts, slop)| Passage::Phrase { parts, slop })
}

fn nested_passage(units: &'static [Unit]) -> impl Strategy<Value = Passage> {
    let leaf = prop_oneof![
        2 => random_pattern().prop_map(Passage::Term),
        1 => vec(random_pattern(), 2..4).prop_map(|parts| Passage::Phrase { parts, slop: 0 }),
    ];
    leaf.prop_recursive(3, 10, 3, move |inner| {
        let operand = || inner.clone().prop_map(Box::new);
        let near = (operand(), operand(), prop_oneof![4 => 1u32..8, 1 => Just(400)], any::<bool>())
            .prop_map(|(left, right, words, ordered)| Passage::Near { left, right, words, ordered });
        let any = vec(inner.clone(), 0..4).prop_map(Passage::Any);
        if units.is_empty() {
            return prop_oneof![2 => any, 3 => near].boxed();
        }
        let within =
            (select(units), operand(), operand()).prop_map(|(unit, left, right)| Passage::Within { unit, left, right });
        prop_oneof![2 => any, 3 => near, 2 => within].boxed()
    })
}

pub fn random_word() -> impl Strategy<Value = Word> {
    let languages: Vec<&str> = stemmed_languages().filter(|code| LANGUAGES.contains(code)).collect();
    (random_token(), option::weighted(0.7, select(languages))).prop_map(|(token, language)| match language {
        Some(language) => inflected_word(token, language),
        None => Word { token: token.into(), stem: None },
    })
}

fn random_field() -> impl Strategy<Value = Field> {
    use Field::*;
    select(&[Text, Headline, Related, Byline, Publisher, Section, Path, Url])
}

pub fn random_date_test() -> impl Strategy<Value = DateTest> {
    let end = || option::weighted(0.8, select(DAYS).prop_map(|day| day.parse().expect("DAYS are days")));
    let relation = select(&[DateRelation::Inside, DateRelation::OverlapsOnly]);
    (end(), end(), relation).prop_map(|(from, to, relation)| DateTest { from, to, relation })
}

/// A clause of any kind.
pub fn random_clause() -> impl Strategy<Value = Clause> {
    let of_quotes = prop_oneof![
        3 => random_quote_clause().prop_map(|clause| Clause::Quoted(Box::new(clause))),
        1 => random_name().prop_map(Clause::Person),
    ];
    nested_clause(prop_oneof![6 => plain_leaf(), 1 => of_quotes])
}

/// A clause that asks nothing of quotes.
pub fn plain_clause() -> impl Strategy<Value = Clause> {
    nested_clause(plain_leaf())
}

fn plain_leaf() -> impl Strategy<Value = Clause> {
    use DateState as State;
    let counted = prop_oneof![random_word().prop_map(Counted::Word), random_passage().prop_map(Counted::Passage),];
    prop_oneof![
        1 => Just(Clause::Everything),
        1 => Just(Clause::Nothing),
        8 => random_word().prop_map(Clause::Word),
        6 => random_passage().prop_map(|passage| Clause::Passage(Field::Text, passage)),
        4 => (random_field(), random_field_passage()).prop_map(|(field, passage)| Clause::Passage(field, passage)),
        4 => (random_field(), random_loose_phrase()).prop_map(|(field, phrase)| Clause::Passage(field, phrase)),
        6 => (0u32..6, counted).prop_map(|(count, of)| Clause::AtLeast { count, of }),
        3 => random_date_test().prop_map(Clause::Published),
        2 => select(&[State::None, State::Suspect, State::Day, State::Month, State::Year]).prop_map(Clause::Dated),
        2 => (0u64..20, 0u64..30).prop_map(|(min, max)| Clause::Length { min, max }),
        2 => (0u64..3, 0u64..4).prop_map(|(min, max)| Clause::Copies { min, max }),
        2 => select(&["en", "de", "ja", "und", "fr"]).prop_map(|code| Clause::Language(code.into())),
    ]
}

fn nested_clause(leaf: impl Strategy<Value = Clause> + 'static) -> impl Strategy<Value = Clause> {
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            3 => vec(inner.clone(), 0..4).prop_map(Clause::All),
            3 => vec(inner.clone(), 0..4).prop_map(Clause::Any),
            2 => inner.clone().prop_map(|clause| Clause::Not(Box::new(clause))),
            1 => (inner, select(&[0.0f32, 0.5, 2.0])).prop_map(|(clause, factor)| Clause::Boost(Box::new(clause), factor)),
        ]
    })
}
