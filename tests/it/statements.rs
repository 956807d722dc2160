//! What articles report as said, written down in a line, and questions about it.

use onrecord::index::{Change, EntryStamp};
use onrecord::model::{
    Article, Certainty, Day, Period, Polarity, Precision, Quote, QuoteKind, Rule, Silence, Span, Speaker, SpeakerKind,
    Spoken, Statements,
};
use onrecord::query::{Clause, DateRelation, DateTest, Name, QuoteClause, QuotePlan, StatementKind, Word};

use crate::plans::{IntoPassage, inflected_word};

/// An article with what is said in it.
#[derive(Clone, Debug)]
pub struct Reported {
    pub article: Article,
    pub statements: Statements,
}

/// The pieces of each draft are looked for in the article's text, one behind the other; what
/// stands in square brackets inside them are editorial brackets.
pub fn reported(article: Article, drafts: Vec<Draft>) -> Reported {
    let mut statements = Statements::default();
    for draft in drafts {
        let spans = spans_of(&article.text, &draft.words);
        let speaker = draft.speaker.map(|(kind, name)| Speaker { name, kind, role: draft.role.clone() });
        let evidence = Span::new(0, 0);
        let spoken = draft.spoken.map(|(period, precision)| Spoken { period, precision, evidence });
        match draft.kind {
            StatementKind::Quote(kind) => statements.quotes.push(Quote {
                kind,
                brackets: brackets(&article.text, &spans),
                spans,
                cue: None,
                polarity: draft.polarity,
                mention: None,
                speaker,
                told_to: None,
                via: None,
                spoken,
                about: draft.about,
                translated: false,
                certainty: draft.certainty,
                rule: Rule::FullName,
                corrected: false,
            }),
            StatementKind::Silence => statements.silences.push(Silence {
                span: spans[0],
                cue: spans[0],
                mention: None,
                speaker,
                spoken,
                certainty: draft.certainty,
                rule: Rule::FullName,
                corrected: false,
            }),
        }
    }
    Reported { article, statements }
}

fn spans_of(text: &str, words: &str) -> Vec<Span> {
    let mut from = 0;
    let place = |piece: &str| {
        let start = from + text[from..].find(piece).unwrap_or_else(|| panic!("{piece} does not stand in {text}"));
        from = start + piece.len();
        Span::new(start, from)
    };
    words.split(" … ").map(place).collect()
}

pub fn brackets(text: &str, spans: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    for span in spans {
        let mut from = span.start;
        while let Some(open) = text[from..span.end].find('[').map(|at| from + at) {
            let end = text[open..span.end].find(']').map_or(span.end, |at| open + at + 1);
            found.push(Span::new(open, end));
            from = end;
        }
    }
    found
}

/// A quote or a silence still to be placed.
#[derive(Clone, Debug)]
pub struct Draft {
    words: String,
    kind: StatementKind,
    speaker: Option<(SpeakerKind, String)>,
    role: Option<String>,
    about: Vec<String>,
    polarity: Polarity,
    certainty: Certainty,
    spoken: Option<(Period, Precision)>,
}

/// A direct, affirmed, stated quote of nobody yet; its pieces are parted by ` … `.
pub fn said(words: &str) -> Draft {
    Draft {
        words: words.into(),
        kind: StatementKind::Quote(QuoteKind::Direct),
        speaker: None,
        role: None,
        about: Vec::new(),
        polarity: Polarity::Affirmed,
        certainty: Certainty::Stated,
        spoken: None,
    }
}

/// The sentence that reports it.
pub fn silence(sentence: &str) -> Draft {
    Draft { kind: StatementKind::Silence, ..said(sentence) }
}

impl Draft {
    pub fn by(self, person: &str) -> Draft {
        Draft { speaker: Some((SpeakerKind::Person, person.into())), ..self }
    }

    pub fn by_body(self, body: &str) -> Draft {
        Draft { speaker: Some((SpeakerKind::Body, body.into())), ..self }
    }

    pub fn by_unnamed(self, words: &str) -> Draft {
        Draft { speaker: Some((SpeakerKind::Unnamed, words.into())), ..self }
    }

    pub fn role(self, role: &str) -> Draft {
        Draft { role: Some(role.into()), ..self }
    }

    pub fn about(mut self, name: &str) -> Draft {
        self.about.push(name.into());
        self
    }

    pub fn kind(self, kind: QuoteKind) -> Draft {
        Draft { kind: StatementKind::Quote(kind), ..self }
    }

    pub fn polarity(self, polarity: Polarity) -> Draft {
        Draft { polarity, ..self }
    }

    pub fn certainty(self, certainty: Certainty) -> Draft {
        Draft { certainty, ..self }
    }

    /// `2025-09-03`, `2025-09` or `2025`.
    pub fn spoken(self, date: &str) -> Draft {
        Draft { spoken: Some(period(date)), ..self }
    }
}

fn period(date: &str) -> (Period, Precision) {
    let parts: Vec<i32> = date.split('-').map(|part| part.parse().expect("a number")).collect();
    let (period, precision) = match parts[..] {
        [year] => (Period::year(year), Precision::Year),
        [year, month] => (Period::month(year, month as u32), Precision::Month),
        _ => (date.parse::<Day>().ok().map(Period::day), Precision::Day),
    };
    (period.unwrap_or_else(|| panic!("{date} is in the calendar")), precision)
}

pub fn stamp(number: u64) -> EntryStamp {
    let nanos = number as i64;
    EntryStamp {
        size_bytes: number,
        modified_nanos: nanos + 1,
        read_nanos: -nanos,
        last_of_entry: number.is_multiple_of(2),
        fingerprint: number,
    }
}

pub fn put_reported(reported: &Reported, stamp: EntryStamp) -> Change {
    Change::Put(Box::new(reported.article.clone()), Box::new(reported.statements.clone()), stamp)
}

/// Asked for by these words.
pub fn asked(words: impl IntoPassage) -> Name {
    Name::Asked { passage: words.passage(), variants: true }
}

/// These names, letter for letter.
pub fn written(names: &[&str]) -> Name {
    Name::Written(names.iter().map(|name| name.to_string()).collect())
}

pub fn speaker(words: impl IntoPassage) -> QuoteClause {
    QuoteClause::Speaker(asked(words))
}

pub fn about(words: impl IntoPassage) -> QuoteClause {
    QuoteClause::About(asked(words))
}

pub fn person(words: impl IntoPassage) -> QuoteClause {
    QuoteClause::Person(asked(words))
}

pub fn says(words: impl IntoPassage) -> QuoteClause {
    QuoteClause::Said(words.passage())
}

pub fn says_word(token: &str) -> QuoteClause {
    QuoteClause::Word(Word { token: token.into(), stem: None })
}

pub fn says_inflected(token: &str, language: &str) -> QuoteClause {
    QuoteClause::Word(inflected_word(token, language))
}

pub fn role(words: impl IntoPassage) -> QuoteClause {
    QuoteClause::Role(words.passage())
}

pub fn kind(kind: QuoteKind) -> QuoteClause {
    QuoteClause::Kind(vec![StatementKind::Quote(kind)])
}

pub fn silences() -> QuoteClause {
    QuoteClause::Kind(vec![StatementKind::Silence])
}

pub fn all(clauses: Vec<QuoteClause>) -> QuoteClause {
    QuoteClause::All(clauses)
}

pub fn any(clauses: Vec<QuoteClause>) -> QuoteClause {
    QuoteClause::Any(clauses)
}

pub fn no(clause: QuoteClause) -> QuoteClause {
    QuoteClause::Not(Box::new(clause))
}

pub fn around(clause: Clause) -> QuoteClause {
    QuoteClause::Article(Box::new(clause))
}

pub fn quoted(clause: QuoteClause) -> Clause {
    Clause::Quoted(Box::new(clause))
}

/// `2025-09-01..2025-09-30`, either end open; the whole period inside.
pub fn spoken(range: &str) -> QuoteClause {
    QuoteClause::Spoken(days(range, DateRelation::Inside))
}

pub fn spoken_overlapping(range: &str) -> QuoteClause {
    QuoteClause::Spoken(days(range, DateRelation::OverlapsOnly))
}

fn days(range: &str, relation: DateRelation) -> DateTest {
    let (from, to) = range.split_once("..").expect("a range has two ends");
    let day = |end: &str| (!end.is_empty()).then(|| end.parse().expect("the end of a range is a day"));
    DateTest { from: day(from), to: day(to), relation }
}

pub fn quote_plan(root: &QuoteClause) -> QuotePlan {
    QuotePlan { root: root.clone() }
}
