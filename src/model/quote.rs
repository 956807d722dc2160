//! What somebody is reported to have said, and what links the words to a person.

use serde::{Deserialize, Serialize};

use super::{Period, Precision, Span};

/// Everything an article reports as said, and whom it reports as silent. Both in the order of
/// their places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statements {
    pub quotes: Vec<Quote>,
    pub silences: Vec<Silence>,
}

impl Statements {
    pub fn is_empty(&self) -> bool {
        self.quotes.is_empty() && self.silences.is_empty()
    }
}

/// One report of something said.
///
/// All spans are byte ranges of the article's `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    pub kind: QuoteKind,
    /// The words that were said, without the outermost marks: ascending, disjoint, one at least;
    /// several when the report breaks them (`"Yes," she said, "we will"`) or a paragraph ends.
    pub spans: Vec<Span>,
    /// Editorial brackets inside the spans, brackets included: no words of the speaker.
    pub brackets: Vec<Span>,
    /// The reporting words: `said`, `according to`.
    pub cue: Option<Span>,
    pub polarity: Polarity,
    /// The words that name the speaker where the quote stands: `he`, `the mayor`, `Mr. Hill`.
    pub mention: Option<Span>,
    /// `None` when nobody can be told.
    pub speaker: Option<Speaker>,
    /// Who was told: `the Courier` of "told the Courier".
    pub told_to: Option<String>,
    /// Through whom the report came: `Tass` of "according to Tass".
    pub via: Option<String>,
    /// When it was said, where the article tells.
    pub spoken: Option<Spoken>,
    /// Persons named inside the quote, by their fullest name in the article, each once.
    pub about: Vec<String>,
    /// The words are a translation, by the article's own account.
    pub translated: bool,
    pub certainty: Certainty,
    /// The rule that made the attribution.
    pub rule: Rule,
    /// The user has corrected it.
    pub corrected: bool,
}

impl Quote {
    /// From the first word to the last.
    pub fn extent(&self) -> Span {
        let start = self.spans.first().map_or(0, |span| span.start);
        Span::new(start, self.spans.last().map_or(start, |span| span.end))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteKind {
    /// Inside quotation marks.
    Direct,
    /// Partly inside marks.
    Mixed,
    /// Reported without marks.
    Indirect,
}

impl QuoteKind {
    pub const ALL: [QuoteKind; 3] = [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect];

    pub fn word(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "mixed",
            QuoteKind::Indirect => "indirect",
        }
    }
}

/// Whether the article says that it was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    #[default]
    Affirmed,
    /// `denied that …`: the words are what the speaker says is not so.
    Denied,
    /// `did not say that …`: it was not said.
    Negated,
    /// `would say`, `if she says`.
    Hypothetical,
    /// `Did she say …?`
    Questioned,
}

impl Polarity {
    pub const ALL: [Polarity; 5] =
        [Polarity::Affirmed, Polarity::Denied, Polarity::Negated, Polarity::Hypothetical, Polarity::Questioned];

    pub fn word(self) -> &'static str {
        match self {
            Polarity::Affirmed => "affirmed",
            Polarity::Denied => "denied",
            Polarity::Negated => "negated",
            Polarity::Hypothetical => "hypothetical",
            Polarity::Questioned => "questioned",
        }
    }
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// A person's or body's fullest name in the article, without title; of the unnamed the words
    /// of the mention (`a spokesman for the mayor`).
    pub name: String,
    pub kind: SpeakerKind,
    /// Title or description as the article has it: `former Moscow station chief`.
    pub role: Option<String>,
}

impl Speaker {
    /// What can stand for a name: the name; of the unnamed their words, where these name whom they
    /// speak for (`a spokesman for the Water Board`). `officials` come to nothing.
    pub fn called(&self) -> Option<&str> {
        let is_called = self.kind != SpeakerKind::Unnamed || self.name.contains(char::is_uppercase);
        is_called.then_some(self.name.as_str())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    Person,
    /// An office, firm, court, newspaper, state.
    Body,
    /// `officials`, `a witness`: nobody in particular.
    Unnamed,
}

impl SpeakerKind {
    pub fn word(self) -> &'static str {
        match self {
            SpeakerKind::Person => "person",
            SpeakerKind::Body => "body",
            SpeakerKind::Unnamed => "unnamed",
        }
    }
}

/// How sure the attribution is, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The full name stands with the quote.
    Stated,
    /// A surname, pronoun or description stands with it, linked to a name by a rule.
    Resolved,
    /// Nothing stands with it, or the link is weak. Also when nobody can be told.
    Inferred,
}

impl Certainty {
    pub const ALL: [Certainty; 3] = [Certainty::Stated, Certainty::Resolved, Certainty::Inferred];

    pub fn word(self) -> &'static str {
        match self {
            Certainty::Stated => "stated",
            Certainty::Resolved => "resolved",
            Certainty::Inferred => "inferred",
        }
    }
}

/// By which rule the speaker was found. The names are documented in `docs/accuracy.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The mention is a full name.
    FullName,
    /// A name that is no person's.
    BodyName,
    /// Part of a name that the article gives in full.
    PartOfName,
    /// A single name that the article never completes.
    LoneName,
    Pronoun,
    /// `who`, `which`: the noun before.
    Relative,
    /// `the senator`: the person introduced with that noun.
    Description,
    /// `I`, in a column with a byline.
    FirstPerson,
    /// A label of a transcript: `SMITH:`.
    Label,
    /// `Q:` and `A:` of an interview.
    Turn,
    /// The speaker of the sentence or paragraph before.
    Floating,
    /// Somebody, but nobody in particular.
    Unnamed,
    /// No speaker was found.
    None,
    /// The user's correction.
    Correction,
}

impl Rule {
    pub const ALL: [Rule; 14] = [
        Rule::FullName,
        Rule::BodyName,
        Rule::PartOfName,
        Rule::LoneName,
        Rule::Pronoun,
        Rule::Relative,
        Rule::Description,
        Rule::FirstPerson,
        Rule::Label,
        Rule::Turn,
        Rule::Floating,
        Rule::Unnamed,
        Rule::None,
        Rule::Correction,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Rule::FullName => "full_name",
            Rule::BodyName => "body_name",
            Rule::PartOfName => "part_of_name",
            Rule::LoneName => "lone_name",
            Rule::Pronoun => "pronoun",
            Rule::Relative => "relative",
            Rule::Description => "description",
            Rule::FirstPerson => "first_person",
            Rule::Label => "label",
            Rule::Turn => "turn",
            Rule::Floating => "floating",
            Rule::Unnamed => "unnamed",
            Rule::None => "none",
            Rule::Correction => "correction",
        }
    }
}

/// Somebody who might have been meant by a mention, and why it is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Considered {
    /// Fullest name in the article.
    pub name: String,
    pub reason: Loss,
}

/// Why somebody was not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Loss {
    /// The pronoun or title is another gender's.
    Gender,
    /// Named in full only behind the mention.
    NamedLater,
    /// Named in full less lately, or less often.
    NamedLess,
    /// The noun fits; another who bears it was named since.
    NamedEarlier,
    /// Stands only inside a quotation.
    Quoted,
    /// Led no sentence since the one chosen spoke or led one.
    NotSubject,
    /// Is not who spoke last.
    DidNotSpeak,
}

impl Loss {
    /// For people: what follows the name.
    pub fn words(self) -> &'static str {
        match self {
            Loss::Gender => "pronoun or title of another gender",
            Loss::NamedLater => "named in full only later",
            Loss::NamedLess => "named in full less lately or less often",
            Loss::NamedEarlier => "described so too, named earlier",
            Loss::Quoted => "named only inside a quotation",
            Loss::NotSubject => "not the last subject or speaker",
            Loss::DidNotSpeak => "did not speak last",
        }
    }
}

/// When something was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    pub period: Period,
    pub precision: Precision,
    /// The words it was read from: `on Tuesday`. Empty when the user has said so.
    pub evidence: Span,
}

impl Spoken {
    /// As precise as it is known: `2025-09-03`, `2025-09`, `2025`, or a stretch of days.
    pub fn label(&self) -> String {
        let day = self.period.first().to_string();
        match self.precision {
            Precision::Day => self.period.to_string(),
            Precision::Month => day[..7].to_string(),
            Precision::Year => day[..4].to_string(),
        }
    }
}

/// Somebody who would not talk: `declined to comment`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silence {
    /// The sentence that reports it.
    pub span: Span,
    pub cue: Span,
    pub mention: Option<Span>,
    pub speaker: Option<Speaker>,
    pub spoken: Option<Spoken>,
    pub certainty: Certainty,
    pub rule: Rule,
    pub corrected: bool,
}
