//! Whether an article meets a clause, and how well.
//!
//! An article as sequences and a clause come in; `None` or a score goes out. The score is plain:
//! occurrences `n` of a word or passage give `n / (n + 1)`, an inflection counts as half an
//! occurrence, what stands in the headline is counted a second time on its own; the scores of
//! the clauses that hold are added, boosts multiply, and conditions (days, length, language,
//! printings, quotes, persons, `Not`) add nothing.

use super::said::Said;
use super::sequence::{PlacedWord, Sequence};
use super::spans::spans;
use crate::index::EntryStamp;
use crate::index::copies::Stories;
use crate::language::stems_of;
use crate::model::{Article, Period, Polarity, Precision, Statements};
use crate::query::{Clause, Counted, DateRelation, DateState, DateTest, Field, Name, Passage, StatementKind, Word};

/// `Language` of articles of undetermined language.
pub(super) const UNDETERMINED: &str = "und";

/// An article and its fields as tokens.
pub(super) struct Kept {
    pub article: Article,
    pub statements: Statements,
    pub stamp: EntryStamp,
    /// The quotes, then the silences: the place of each is its ordinal.
    pub said: Vec<Said>,
    sequences: Vec<(Field, Sequence)>,
}

const FIELDS: &[Field] = &[
    Field::Text,
    Field::Headline,
    Field::Related,
    Field::Byline,
    Field::Publisher,
    Field::Section,
    Field::Path,
    Field::Url,
    Field::Speaker,
    Field::Person,
    Field::Said,
];

impl Kept {
    pub fn new(article: Article, statements: Statements, stamp: EntryStamp) -> Kept {
        let sequences = FIELDS.iter().map(|field| (*field, Sequence::of(&article, *field))).collect();
        let quotes = statements.quotes.iter().map(|quote| Said::of_quote(&article, quote));
        let said = quotes.chain(statements.silences.iter().map(Said::of_silence)).collect();
        Kept { article, statements, stamp, said, sequences }
    }

    pub fn language(&self) -> &str {
        self.article.language.as_deref().unwrap_or(UNDETERMINED)
    }

    fn sequence(&self, sought: Field) -> &Sequence {
        let (_, sequence) =
            self.sequences.iter().find(|(field, _)| *field == sought).expect("FIELDS lists every field there is");
        sequence
    }

    /// The article's score for the clause; `None` when it does not meet it.
    pub fn score(&self, clause: &Clause, stories: &Stories) -> Option<f64> {
        let unscored = |holds: bool| holds.then_some(0.0);
        match clause {
            Clause::Everything => Some(0.0),
            Clause::Nothing => None,
            Clause::All(clauses) => clauses.iter().map(|inner| self.score(inner, stories)).sum(),
            Clause::Any(clauses) => {
                let scores: Vec<f64> = clauses.iter().filter_map(|inner| self.score(inner, stories)).collect();
                (!scores.is_empty()).then(|| scores.iter().sum())
            }
            Clause::Not(inner) => unscored(self.score(inner, stories).is_none()),
            Clause::Boost(inner, factor) => self.score(inner, stories).map(|score| score * f64::from(*factor)),
            Clause::Word(word) => self.at_least(1, &self.of_word(word)),
            Clause::Passage(field, passage) => self.at_least(1, &self.of_passage(*field, passage)),
            Clause::AtLeast { count, of: Counted::Word(word) } => self.at_least(*count, &self.of_word(word)),
            Clause::AtLeast { count, of: Counted::Passage(passage) } => {
                self.at_least(*count, &self.of_passage(Field::Text, passage))
            }
            Clause::Published(test) => unscored(holds_of(test, self.period())),
            Clause::Dated(state) => unscored(self.is_dated(*state)),
            Clause::Length { min, max } => {
                let words = self.sequence(Field::Text).words.len() as u64;
                unscored(*min <= words && words <= *max)
            }
            Clause::Quoted(clause) => {
                unscored(self.said.iter().any(|said| said.score(clause, self, stories).is_some()))
            }
            Clause::Person(name) => unscored(self.speaks(name) || self.is_named(name)),
            Clause::Copies { min, max } => {
                let printings = stories.printing_count(self.article.id);
                unscored(*min <= printings && printings <= *max)
            }
            Clause::Language(language) => unscored(self.language() == language),
        }
    }

    fn at_least(&self, count: u32, [text, headline]: &[Occurrences; 2]) -> Option<f64> {
        (text.verbatim + text.inflected >= u64::from(count)).then(|| text.weight() + headline.weight())
    }

    /// In the main text, and in the headline by itself.
    fn of_word(&self, word: &Word) -> [Occurrences; 2] {
        let headline_words = self.sequence(Field::Headline).words.len();
        let text = &self.sequence(Field::Text).words;
        [text, &text[..headline_words]].map(|words| Occurrences::of_word(word, words, &self.article))
    }

    /// The whole period of publication.
    pub fn period(&self) -> Option<Period> {
        self.article.published.as_ref().map(|published| published.period)
    }

    /// Whether the name is that of a speaker, of an affirmed quote.
    fn speaks(&self, name: &Name) -> bool {
        let affirmed = |said: &&Said| said.kind != StatementKind::Silence && said.polarity == Polarity::Affirmed;
        self.said.iter().filter(affirmed).any(|said| said.is_by(name))
    }

    /// Whether the name stands in the main text.
    fn is_named(&self, name: &Name) -> bool {
        let stands = |passage: &Passage| !spans(passage, self.sequence(Field::Text)).is_empty();
        match name {
            Name::Asked { passage, .. } => stands(passage),
            Name::Written(names) => names.iter().filter_map(|name| Passage::of_name(name)).any(|name| stands(&name)),
        }
    }

    /// In the field, and in the headline by itself when the field is the main text.
    fn of_passage(&self, field: Field, passage: &Passage) -> [Occurrences; 2] {
        let count = |field: Field| Occurrences::of_passage(passage, self.sequence(field));
        [count(field), if field == Field::Text { count(Field::Headline) } else { Occurrences::default() }]
    }

    fn is_dated(&self, state: DateState) -> bool {
        let published = self.article.published.as_ref();
        let precise_to = |precision| published.is_some_and(|published| published.precision == precision);
        match state {
            DateState::None => published.is_none(),
            DateState::Suspect => published.is_some_and(|published| published.suspicion.is_some()),
            DateState::Day => precise_to(Precision::Day),
            DateState::Month => precise_to(Precision::Month),
            DateState::Year => precise_to(Precision::Year),
        }
    }
}

/// Whether the test holds of a period; of none it never does.
pub(super) fn holds_of(test: &DateTest, period: Option<Period>) -> bool {
    let Some(period) = period else { return false };
    // A range that ends before it begins holds no day.
    if test.from.zip(test.to).is_some_and(|(from, to)| to < from) {
        return false;
    }
    let (first, last) = (period.first(), period.last());
    let not_before = |day| test.from.is_none_or(|from| from <= day);
    let not_after = |day| test.to.is_none_or(|to| day <= to);
    let inside = not_before(first) && not_after(last);
    let overlaps = not_before(last) && not_after(first);
    match test.relation {
        DateRelation::Inside => inside,
        DateRelation::OverlapsOnly => overlaps && !inside,
    }
}

/// How often something stands somewhere.
#[derive(Clone, Copy, Default)]
pub(super) struct Occurrences {
    verbatim: u64,
    inflected: u64,
}

impl Occurrences {
    /// Among words of the article.
    pub fn of_word(word: &Word, words: &[PlacedWord], article: &Article) -> Occurrences {
        let stem = word.stem.as_ref().filter(|stem| stems_of(article.language.as_deref()) == stem.language);
        let mut found = Occurrences::default();
        for stands in words {
            let verbatim = stands.token == word.token;
            let inflected = !verbatim && stem.is_some_and(|stem| stands.stem.as_ref() == Some(&stem.stem));
            found.verbatim += u64::from(verbatim);
            found.inflected += u64::from(inflected);
        }
        found
    }

    pub fn of_passage(passage: &Passage, sequence: &Sequence) -> Occurrences {
        Occurrences { verbatim: spans(passage, sequence).len() as u64, inflected: 0 }
    }

    pub fn is_none(self) -> bool {
        self.verbatim + self.inflected == 0
    }

    pub fn weight(self) -> f64 {
        let occurrences = self.verbatim as f64 + self.inflected as f64 / 2.0;
        occurrences / (occurrences + 1.0)
    }
}
