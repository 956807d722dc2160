//! `trace`: where do these words come from?
//!
//! A text comes in, one of four answers goes out: the words stand *verbatim* inside one quote; a
//! quote holds them *altered*; they stand *only outside quotes*; they are *not found*. With it come
//! the passages that show it, each wording once with every place, and who said the words. What these
//! words mean exactly is written in docs/trace.md.

mod alignment;
mod asked;
mod finding;
mod passages;
mod pieces;
mod printed;
mod small_words;

use std::collections::HashSet;
use std::sync::Arc;

use self::asked::Asked;
use self::finding::{Finder, Kept};
use self::passages::Gathered;
use super::archive::Opened;
use super::people::expand_of_quotes;
use super::{Engine, EngineError, Made, ParseMode, ResolvedDays};
use crate::index::Snapshot;
use crate::model::{Article, Certainty, Period, Polarity, Quote, QuoteKey, Span, Speaker};
use crate::query::{self, Clause, ParseOptions, Plan, QuoteClause, QuoteFlags, QuotePlan};

pub use self::asked::{ASKED_BYTES_MAX, Untraceable};

/// A text whose origin is asked for.
#[derive(Clone, Debug)]
pub struct TraceQuestion {
    asked: Asked,
    /// Only quotes of this person decide; as typed, resolved by the query layer.
    pub speaker: Option<String>,
    /// Only articles of these days; as typed.
    pub from: Option<String>,
    pub to: Option<String>,
    /// Passages to show; `None`: all.
    pub limit: Option<usize>,
}

impl TraceQuestion {
    /// The text alone; the ten closest passages.
    ///
    /// # Errors
    /// A text without words, or one past [`ASKED_BYTES_MAX`].
    ///
    /// ```
    /// use onrecord::engine::{TraceQuestion, Untraceable};
    /// // Quotation marks around the text mean nothing.
    /// assert_eq!(TraceQuestion::new("“Not a drop”").unwrap().text(), "Not a drop");
    /// assert_eq!(TraceQuestion::new("“…”").unwrap_err(), Untraceable::Empty);
    /// ```
    pub fn new(text: &str) -> Result<TraceQuestion, Untraceable> {
        Ok(TraceQuestion { asked: Asked::of(text)?, speaker: None, from: None, to: None, limit: Some(10) })
    }

    /// The text without the marks around it.
    pub fn text(&self) -> &str {
        &self.asked.text
    }

    /// How many words are looked for.
    pub fn word_count(&self) -> usize {
        self.asked.words.len()
    }
}

/// The answer in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Verbatim,
    Altered,
    OutsideQuotes,
    NotFound,
}

/// Where a passage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Inside the marks of one quote.
    Quote,
    /// In a report of what somebody said, without marks.
    Report,
    /// Partly inside the marks of a quote.
    Partly,
    Headline,
    /// Inside quotation marks that report nothing said.
    Marked,
    Text,
}

/// What a reader has to know before using the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The article does not say that it was said.
    NotAffirmed(Polarity),
    /// A word of denial stands in the one and not in the other.
    Negation,
    /// Other figures.
    Figure,
    /// This word of denial stands before the words, in the same sentence of the quote.
    NegationBefore(String),
    /// The words stand in marks of their own inside the quote: the speaker quotes somebody.
    Quoting,
    /// An editor's bracket stands among the words.
    Bracket,
    /// Words that stand where the text asked for says that some are left out.
    LeftOut(u64),
    Translated,
    Corrected,
}

/// A stretch of a passage as it is shown, differences marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TracePiece {
    pub kind: PieceKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// Around the words: the rest of the sentence.
    Context,
    Same,
    /// Asked for, not printed here.
    Asked,
    /// Printed, not asked for.
    Printed,
    /// Asked for here, printed elsewhere in the passage.
    AskedMoved,
    PrintedMoved,
    /// Printed where the text asked for says that words are left out.
    LeftOut,
    /// The report that breaks a quote: nobody's words.
    Report,
}

/// One place of a passage.
#[derive(Clone, Debug)]
pub struct TracePlace {
    kept: Arc<Kept>,
    /// Of the article's quotes.
    quote: Option<usize>,
    /// From the first word to the last, in the article's text; `None` when they stand in a headline
    /// that is known from metadata alone.
    pub span: Option<Span>,
}

impl TracePlace {
    pub fn article(&self) -> &Article {
        &self.kept.article
    }

    /// The quote, or the report, in which the words stand.
    pub fn quote(&self) -> Option<&Quote> {
        self.kept.statements.quotes.get(self.quote?)
    }
}

/// One wording of one speaker, with every place where it stands, the earliest first.
#[derive(Clone, Debug)]
pub struct TracedPassage {
    /// From 1.
    pub rank: u64,
    pub standing: Standing,
    pub verbatim: bool,
    /// From 0 to 1.
    pub closeness: f32,
    /// As the earliest place has them.
    pub speaker: Option<Speaker>,
    pub certainty: Option<Certainty>,
    /// The name that stands for all variants, when the document's own is another.
    pub person: Option<String>,
    /// Said by the person asked for, when one was.
    pub by_asked: bool,
    pub pieces: Vec<TracePiece>,
    pub warnings: Vec<Warning>,
    pub places: Vec<TracePlace>,
}

/// Somebody who is quoted with the very words, in the order of the first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TracedSpeaker {
    pub speaker: Speaker,
    /// The name shown for all its variants.
    pub name: String,
    pub certainty: Certainty,
    pub quotes: u64,
    /// When it was said, as far as the article tells, and when it was printed; of the first quote.
    pub spoken: Option<String>,
    pub published: Option<String>,
}

/// How much was found, whatever is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TraceCounts {
    /// Quotes that hold the very words, and articles that hold those quotes.
    pub verbatim_quotes: u64,
    pub verbatim_articles: u64,
    /// Quotes that come close.
    pub altered_quotes: u64,
    /// Articles that hold the words, or in default of quotes come close, outside quotes.
    pub outside_articles: u64,
    /// Wordings, each of one speaker.
    pub passages: u64,
    /// More places hold the words than were looked at: a notice says how many.
    pub is_partial: bool,
}

#[derive(Clone, Debug)]
pub struct Trace {
    /// Of the person asked for, when one was.
    pub verdict: Verdict,
    /// Of anybody, when a person was asked for.
    pub anybody: Option<Verdict>,
    /// Quotes first, the very words before altered ones; of the person asked for before others.
    pub passages: Vec<TracedPassage>,
    pub speakers: Vec<TracedSpeaker>,
    pub counts: TraceCounts,
    /// When nothing was found: what comes nearest, though it is another saying.
    pub nearest: Option<TracedPassage>,
    pub notices: Vec<String>,
    pub days_asked: Option<ResolvedDays>,
    /// Articles that were looked at, and the days on which they were published.
    pub articles: u64,
    pub days: Option<Period>,
    pub made: Made,
}

impl Engine {
    /// Where the words come from, by the index as it stands.
    ///
    /// # Errors
    /// No index; dates or a name that cannot be read.
    pub fn trace(&self, question: &TraceQuestion) -> Result<Trace, EngineError> {
        let opened = self.open()?;
        let (within, days_asked) = self.within(question)?;
        let mut notices = opened.notices.clone();
        let theirs = match &question.speaker {
            Some(typed) => Some(self.quotes_of_speaker(typed, &opened, &mut notices)?),
            None => None,
        };
        let finder = Finder::new(&opened, &question.asked, &within);
        let findings = finder.find(theirs.as_ref().map(|theirs| &theirs.clause))?;
        let keys = theirs.as_ref().map(|theirs| &theirs.keys);
        // Who is who is asked of the whole archive: not for nothing.
        let people = match findings.is_empty() {
            true => Arc::default(),
            false => opened.people(&self.settings().people)?,
        };
        let is_partial = !findings.notices.is_empty();
        notices.extend(findings.notices);
        let gathered = Gathered::of(&question.asked, findings.found, &people, keys);
        let nearest = findings.nearest.filter(|found| gathered.is_empty() && found.is_worth_naming());
        let nearest = nearest.and_then(|found| Gathered::of(&question.asked, vec![found], &people, None).into_first());
        let made = opened.made(self.settings().today);
        let (articles, days) = searched(&opened, &within, made.articles)?;
        Ok(Trace {
            verdict: gathered.verdict(keys.is_some()),
            anybody: keys.is_some().then(|| gathered.verdict(false)),
            speakers: gathered.speakers(),
            counts: TraceCounts { is_partial, ..gathered.counts() },
            passages: gathered.passages(question.limit),
            nearest,
            notices,
            days_asked,
            articles,
            days,
            made,
        })
    }

    /// The articles that are looked at, as a clause.
    fn within(&self, question: &TraceQuestion) -> Result<(Clause, Option<ResolvedDays>), EngineError> {
        let (from, to) = (question.from.as_deref(), question.to.as_deref());
        if from.is_none() && to.is_none() {
            return Ok((Clause::Everything, None));
        }
        let options = ParseOptions { from, to, ..ParseOptions::new(ParseMode::Strict, self.settings().today, "en") };
        let parsed = query::parse("", &options).map_err(refused)?;
        let days = query::resolved_days(&parsed.plan).map(|(from, to)| ResolvedDays { from, to });
        Ok((parsed.plan.root, days))
    }

    /// What the person of this name said; a notice when that is nobody, or may be several.
    fn quotes_of_speaker(
        &self,
        typed: &str,
        opened: &Opened,
        notices: &mut Vec<String>,
    ) -> Result<Theirs, EngineError> {
        let options = ParseOptions::new(ParseMode::Strict, self.settings().today, "en");
        let flags = QuoteFlags { speaker: Some(typed), ..QuoteFlags::default() };
        let mut parsed = query::parse_quotes("", &options, &flags).map_err(refused)?.plan;
        // The name alone: a denied quote of the person's is the person's too.
        let mut names = Vec::new();
        query::map_quote_names(&mut parsed, &mut |name| {
            names.push(QuoteClause::Speaker(name.clone()));
            name.clone()
        });
        let mut plan = QuotePlan { root: QuoteClause::Any(names) };
        notices.extend(expand_of_quotes(opened, &self.settings().people, &mut plan)?);
        let mut keys = HashSet::new();
        opened.snapshot.each_statement(&plan, &mut |statement| {
            keys.insert(statement.key);
        })?;
        if keys.is_empty() {
            notices.push(format!("nobody who speaks in the archive is called {typed}"));
        }
        Ok(Theirs { clause: plan.root, keys })
    }
}

/// What the person asked for said.
struct Theirs {
    clause: QuoteClause,
    keys: HashSet<QuoteKey>,
}

fn refused(refusal: query::Refusal) -> EngineError {
    EngineError::Query { message: refusal.message, rendered: refusal.rendered }
}

/// How many articles the clause holds of, and on which days they were published.
fn searched(opened: &Opened, within: &Clause, all: u64) -> Result<(u64, Option<Period>), EngineError> {
    let articles = match within {
        Clause::Everything => all,
        within => opened.snapshot.count(&Plan { root: within.clone() })?,
    };
    Ok((articles, opened.days_of(within.clone())?))
}
