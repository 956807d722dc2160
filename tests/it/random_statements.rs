//! Random quotes and silences, and random questions about them.
//!
//! Spans are cut out of the text anywhere, within words and across paragraphs: a store takes
//! quotes as they come.

use onrecord::index::Change;
use onrecord::model::{
    Article, Certainty, Period, Polarity, Precision, Quote, QuoteKind, Rule, Silence, Span, Speaker, SpeakerKind,
    Spoken, Statements,
};
use onrecord::query::{Clause, Name, QuoteClause, StatementKind};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::random::{
    DAYS, plain_clause, random_article, random_date_test, random_field_passage, random_loose_phrase, random_word,
};
use crate::statements::{Reported, brackets, put_reported, stamp};

/// Names of speakers and of those named; one is without a word.
const NAMES: &[&str] =
    &["Ada Dam", "ADA DAM", "Dam Müller", "Mr. O'Neill", "Water Ministry", "Mining", "東京", "the Dam", "—"];
const ROLES: &[&str] = &["mining minister", "mayor of the Haus", "Dam"];
const CERTAINTIES: &[Certainty] = &Certainty::ALL;
const POLARITIES: &[Polarity] = &Polarity::ALL;

/// A change that puts an article with what is said in it.
pub fn random_put() -> impl Strategy<Value = Change> {
    (random_reported(), 0u64..4).prop_map(|(reported, number)| put_reported(&reported, stamp(number)))
}

pub fn random_reported() -> impl Strategy<Value = Reported> {
    (random_article(), vec(random_draft(), 0..5)).prop_map(|(article, drafts)| {
        let mut statements = Statements::default();
        for draft in drafts {
            draft.place(&article, &mut statements);
        }
        Reported { article, statements }
    })
}

/// A statement still to be placed: its ends as shares of the text.
#[derive(Clone, Debug)]
struct Draft {
    kind: StatementKind,
    ends: Vec<f64>,
    polarity: Polarity,
    certainty: Certainty,
    speaker: Option<Speaker>,
    about: Vec<&'static str>,
    spoken: Option<Period>,
}

fn random_draft() -> impl Strategy<Value = Draft> {
    let kinds = select(&QuoteKind::ALL[..]).prop_map(StatementKind::Quote);
    let kind = prop_oneof![6 => kinds, 1 => Just(StatementKind::Silence)];
    let speaker = (
        select(&[SpeakerKind::Person, SpeakerKind::Body, SpeakerKind::Unnamed]),
        select(NAMES),
        option::of(select(ROLES)),
    )
        .prop_map(|(kind, name, role)| Speaker { name: name.into(), kind, role: role.map(str::to_string) });
    let polarity = prop_oneof![2 => Just(Polarity::Affirmed), 1 => select(POLARITIES)];
    let ends = vec(0.0..=1.0f64, 2..7);
    let who = (option::weighted(0.8, speaker), vec(select(NAMES), 0..3));
    let spoken = option::weighted(0.3, random_period());
    (kind, ends, polarity, select(CERTAINTIES), who, spoken).prop_map(
        |(kind, ends, polarity, certainty, (speaker, about), spoken)| Draft {
            kind,
            ends,
            polarity,
            certainty,
            speaker,
            about,
            spoken,
        },
    )
}

fn random_period() -> impl Strategy<Value = Period> {
    (select(DAYS), select(DAYS)).prop_map(|(left, right)| {
        let (left, right) = (left.parse().expect("DAYS are days"), right.parse().expect("DAYS are days"));
        Period::new(std::cmp::min(left, right), std::cmp::max(left, right)).expect("the ends are in order")
    })
}

impl Draft {
    fn place(self, article: &Article, statements: &mut Statements) {
        let spans = spans_between(&article.text, &self.ends);
        // A text too short for the quote has none.
        let Some(first) = spans.first().copied() else { return };
        let evidence = Span::new(0, 0);
        let spoken = self.spoken.map(|period| Spoken { period, precision: Precision::Day, evidence });
        match self.kind {
            StatementKind::Silence => statements.silences.push(Silence {
                span: first,
                cue: first,
                mention: None,
                speaker: self.speaker,
                spoken,
                certainty: self.certainty,
                rule: Rule::FullName,
                corrected: false,
            }),
            StatementKind::Quote(kind) => statements.quotes.push(Quote {
                kind,
                brackets: brackets(&article.text, &spans),
                spans,
                cue: None,
                polarity: self.polarity,
                mention: None,
                speaker: self.speaker,
                told_to: None,
                via: None,
                spoken,
                about: self.about.into_iter().map(str::to_string).collect(),
                translated: false,
                certainty: self.certainty,
                rule: Rule::FullName,
                corrected: false,
            }),
        }
    }
}

/// Spans from the first end to the second, from the third to the fourth, and so on.
fn spans_between(text: &str, ends: &[f64]) -> Vec<Span> {
    let place = |share: &f64| text.floor_char_boundary((text.len() as f64 * share) as usize);
    let mut places: Vec<usize> = ends.iter().map(place).collect();
    places.sort();
    places.dedup();
    places.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1])).collect()
}

pub fn random_name() -> impl Strategy<Value = Name> {
    let passage = prop_oneof![3 => random_field_passage(), 1 => random_loose_phrase()];
    prop_oneof![
        2 => (passage, any::<bool>()).prop_map(|(passage, variants)| Name::Asked { passage, variants }),
        1 => vec(select(NAMES), 0..3).prop_map(|names| Name::Written(names.into_iter().map(str::to_string).collect())),
    ]
}

/// A question about quotes; of their articles nothing about other quotes is asked.
pub fn random_quote_clause() -> impl Strategy<Value = QuoteClause> {
    let kinds = select(&[
        StatementKind::Quote(QuoteKind::Direct),
        StatementKind::Quote(QuoteKind::Mixed),
        StatementKind::Quote(QuoteKind::Indirect),
        StatementKind::Silence,
    ]);
    let passage = || prop_oneof![3 => random_field_passage(), 1 => random_loose_phrase()];
    let leaf = prop_oneof![
        1 => Just(QuoteClause::Everything),
        1 => Just(QuoteClause::Nothing),
        10 => random_word().prop_map(QuoteClause::Word),
        8 => passage().prop_map(QuoteClause::Said),
        5 => random_name().prop_map(QuoteClause::Speaker),
        4 => random_name().prop_map(QuoteClause::About),
        3 => random_name().prop_map(QuoteClause::Person),
        3 => passage().prop_map(QuoteClause::Role),
        2 => vec(kinds, 0..4).prop_map(QuoteClause::Kind),
        2 => vec(select(CERTAINTIES), 0..4).prop_map(QuoteClause::Certainty),
        2 => vec(select(POLARITIES), 0..5).prop_map(QuoteClause::Polarity),
        3 => random_date_test().prop_map(QuoteClause::Spoken),
        3 => plain_clause().prop_map(|clause| QuoteClause::Article(Box::new(clause))),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            3 => vec(inner.clone(), 0..4).prop_map(QuoteClause::All),
            3 => vec(inner.clone(), 0..4).prop_map(QuoteClause::Any),
            2 => inner.clone().prop_map(|clause| QuoteClause::Not(Box::new(clause))),
            1 => (inner, select(&[0.0f32, 0.5, 2.0])).prop_map(|(clause, factor)| QuoteClause::Boost(Box::new(clause), factor)),
        ]
    })
}

/// A question about quotes, and about other quotes of their articles.
pub fn random_question() -> impl Strategy<Value = QuoteClause> {
    let around = random_quote_clause().prop_map(|clause| Clause::Quoted(Box::new(clause)));
    prop_oneof![
        4 => random_quote_clause(),
        1 => (random_quote_clause(), around)
            .prop_map(|(clause, around)| QuoteClause::All(vec![clause, QuoteClause::Article(Box::new(around))])),
    ]
}
