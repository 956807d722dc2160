//! What a query asks of a store, after parsing: tokens folded, dates resolved, defaults applied.
//!
//! A `Plan` is the contract between the language and every store. Its meaning is defined here in
//! terms of *tokens* (`language::Analyzer`) and their positions, so that two stores cannot
//! differ: the set of matching articles is exact, only scores are a store's own.
//!
//! # Positions
//! An article's main text is its headline followed by its body, tokenized as one sequence. The
//! body starts after `HEADLINE_GAP` empty positions, so that no operator reaches across (every
//! distance has a limit below the gap). An article without a headline has its first body token at
//! position 0. Other fields are sequences of their own; the values of a field with several values
//! (bylines, related headlines) are `HEADLINE_GAP` apart as well.
//!
//! # Spans of a passage
//! A [`Passage`] matches at a set of spans of positions, half open:
//! - a term at `[p, p+1)` wherever it stands;
//! - a phrase without slop where its parts stand side by side in order;
//! - a phrase of parts `0..k` with slop `s` wherever distinct positions `p0..pk` hold its parts
//!   and `max(pi - i) - min(pi - i) <= s` (Lucene's meaning: two words in reverse order need a
//!   slop of 2), as the span from the first to the last of them;
//! - alternatives at the union of their spans;
//! - `NEAR/n` where a span of the left and a span of the right are disjoint and at most `n - 1`
//!   words stand between their nearest ends (`pre/n`: the left one first), as the span covering
//!   both; `n` is 1 or more;
//! - `w/s` and `w/p` where two disjoint spans lie wholly in one sentence or paragraph. The
//!   headline is a sentence and a paragraph of its own; body ranges are paragraphs, and a token is
//!   in the sentence (`language::sentences` of its paragraph) in which it begins.
//!
//! Spans are a set: alternatives that match at the same span count once. Of the spans of NEAR and
//! WITHIN only the minimal ones count (those that contain no other of the same passage), of
//! alternatives all: the intervals of Clarke, Cormack and Burkowski, "An algebra for structured
//! text search and a framework for its implementation", 1995. A loose phrase is no operand of
//! another passage and is not counted by `atleast`; `w/s` and `w/p` hold in the main text alone:
//! stores refuse the rest (`index::limits`).

use crate::model::{Certainty, Day, Polarity, QuoteKind};

/// Positions left empty between headline and body, and between two values of one field.
pub const HEADLINE_GAP: u32 = 1000;
/// The largest `n` of `NEAR/n`, `pre/n` and of a phrase's `~n`; below half the gap.
pub const DISTANCE_MAX: u32 = 400;
/// The most parts a phrase may have.
pub const PHRASE_PARTS_MAX: usize = 200;

/// A query as stores take it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub root: Clause,
}

/// A condition that an article meets or not.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    Everything,
    Nothing,
    /// Every one; of no clauses: every article.
    All(Vec<Clause>),
    /// At least one; of no clauses: no article.
    Any(Vec<Clause>),
    /// The articles that do not meet the clause. Never scores.
    Not(Box<Clause>),
    /// Same articles, score multiplied.
    Boost(Box<Clause>, f32),
    Word(Word),
    Passage(Field, Passage),
    /// At least `count` occurrences in the main text; of a count of 0: every article.
    AtLeast {
        count: u32,
        of: Counted,
    },
    Published(DateTest),
    /// The date's precision or state; a suspect date has its precision still.
    Dated(DateState),
    /// Number of tokens of headline and body, both ends included.
    Length {
        min: u64,
        max: u64,
    },
    /// ISO 639-1 code in lower case; `und` for articles of undetermined language.
    Language(String),
    /// How many printings the article's story has in the archive, itself among them, both ends
    /// included: `index::copies::Stories`.
    Copies {
        min: u64,
        max: u64,
    },
    /// At least one quote of the article meets the clause. Whether it scores is a store's own.
    Quoted(Box<QuoteClause>),
    /// The person speaks in the article (of affirmed quotes, not by a silence) or is named in its
    /// main text. Never scores.
    Person(Name),
}

impl Clause {
    /// Whether [`Clause::Copies`] stands in it.
    pub fn asks_for_copies(&self) -> bool {
        match self {
            Clause::Copies { .. } => true,
            Clause::All(clauses) | Clause::Any(clauses) => clauses.iter().any(Clause::asks_for_copies),
            Clause::Not(inner) | Clause::Boost(inner, _) => inner.asks_for_copies(),
            Clause::Quoted(quote) => quote.asks_for_copies(),
            _ => false,
        }
    }
}

impl QuoteClause {
    /// Whether [`Clause::Copies`] stands in it.
    pub fn asks_for_copies(&self) -> bool {
        match self {
            QuoteClause::All(clauses) | QuoteClause::Any(clauses) => clauses.iter().any(QuoteClause::asks_for_copies),
            QuoteClause::Not(inner) | QuoteClause::Boost(inner, _) => inner.asks_for_copies(),
            QuoteClause::Article(inner) => inner.asks_for_copies(),
            _ => false,
        }
    }
}

/// A question about quotes: what `onrecord quotes` asks.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotePlan {
    pub root: QuoteClause,
}

/// A condition that one quote, or one silence, meets or not.
///
/// The words of a quote are the tokens of the main text that begin in its spans, in order, without
/// those its editorial brackets cover; `HEADLINE_GAP` positions are left empty between two spans that are not of one
/// paragraph, and in the place of a bracket. Spans of one paragraph follow each other without a
/// gap: the report between them is no part of what was said. `w/s` and `w/p` do not hold in
/// quotes and are refused. A silence has no words, names nobody and counts as affirmed.
#[derive(Clone, Debug, PartialEq)]
pub enum QuoteClause {
    Everything,
    Nothing,
    All(Vec<QuoteClause>),
    Any(Vec<QuoteClause>),
    /// Never scores.
    Not(Box<QuoteClause>),
    Boost(Box<QuoteClause>, f32),
    /// A bare word among the words of the quote; inflections as in the main text.
    Word(Word),
    /// Among the words of the quote, verbatim.
    Said(Passage),
    /// Name of the speaker, person or body, never of the unnamed.
    Speaker(Name),
    /// A person named inside.
    About(Name),
    /// The speaker or a person named inside.
    Person(Name),
    /// The speaker's role; an unnamed speaker's words are its role too.
    Role(Passage),
    /// Any of the kinds.
    Kind(Vec<StatementKind>),
    Certainty(Vec<Certainty>),
    Polarity(Vec<Polarity>),
    /// When it was said: the day the article tells, else the article's own.
    Spoken(DateTest),
    /// The article around the quote meets the clause. Never scores.
    Article(Box<Clause>),
}

/// Quotes, and the silences that stand among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatementKind {
    Quote(QuoteKind),
    Silence,
}

/// A person or body asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// Words of the name as it was typed, looked for in each name verbatim; the person table makes
    /// `Written` of it before a store sees it, unless `variants` are off.
    Asked { passage: Passage, variants: bool },
    /// Any of these names, as documents have them, letter for letter; and, in `Clause::Person`,
    /// wherever their tokens stand in the main text as a phrase ([`Passage::of_name`]).
    Written(Vec<String>),
}

/// A bare word: matches an article whose main text holds the token verbatim, or that is written
/// in the stem's language and holds an inflection of it. An article of undetermined language counts
/// as English here (`language::stems_of`): short notes have inflections too.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    pub token: String,
    pub stem: Option<Stem>,
}

/// A stem and the language it was made in; it never meets a word of another language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stem {
    /// ISO 639-1.
    pub language: String,
    pub stem: String,
}

/// What `atleast` counts: tokens equal to the word or sharing its stem (in articles of the stem's
/// language), or the spans of a passage.
#[derive(Clone, Debug, PartialEq)]
pub enum Counted {
    Word(Word),
    Passage(Passage),
}

/// A positive leaf of a plan: what is to be lit, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    pub field: Field,
    pub what: Counted,
}

/// Where a passage is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Headline and body: what the article says.
    Text,
    Headline,
    Related,
    Byline,
    Publisher,
    Section,
    /// The entry's path relative to the corpus, with `#record` where there is one.
    Path,
    Url,
    /// Names of those who speak: of leaves alone, as the two below. Stores are asked by
    /// [`QuoteClause`] and [`Clause::Person`], and refuse passages of these fields.
    Speaker,
    /// Who speaks or is named.
    Person,
    /// The words of quotes.
    Said,
}

impl Field {
    pub fn name(self) -> &'static str {
        match self {
            Field::Text => "text",
            Field::Headline => "headline",
            Field::Related => "related",
            Field::Byline => "byline",
            Field::Publisher => "publisher",
            Field::Section => "section",
            Field::Path => "path",
            Field::Url => "url",
            Field::Speaker => "speaker",
            Field::Person => "person",
            Field::Said => "said",
        }
    }
}

/// Words at positions; the module's page defines its spans. Always verbatim.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Passage {
    Term(TermPattern),
    /// Two parts or more, in order.
    Phrase {
        parts: Vec<TermPattern>,
        slop: u32,
    },
    Any(Vec<Passage>),
    Near {
        left: Box<Passage>,
        right: Box<Passage>,
        words: u32,
        ordered: bool,
    },
    Within {
        unit: Unit,
        left: Box<Passage>,
        right: Box<Passage>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    Sentence,
    Paragraph,
}

/// A condition on one token, already folded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TermPattern {
    Exact(String),
    /// `*` stands for any number of characters, none included; `?` for exactly one.
    Wildcard(String),
    /// At most `edits` (1 or 2) insertions, deletions, substitutions or swaps of neighbours
    /// (optimal string alignment), counted in characters.
    Fuzzy {
        token: String,
        edits: u8,
    },
}

/// A condition on the day of publication. Both ends are included; `None` is open. Articles without
/// a date meet none, and a range that ends before it begins is met by no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateTest {
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub relation: DateRelation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateRelation {
    /// The article's whole period lies inside: what a range means in a query.
    Inside,
    /// The period overlaps the range without lying inside it: for the answer's footer.
    OverlapsOnly,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateState {
    /// No date was found.
    None,
    Suspect,
    /// Known to the day, `Month` and `Year` likewise.
    Day,
    Month,
    Year,
}
