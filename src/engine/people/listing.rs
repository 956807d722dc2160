//! Who speaks: everybody of an archive, or those whose name fits, counted.

use super::asked::quotes_of;
use super::tally::Counter;
use super::{People, Person, Tally};
use crate::engine::{Engine, EngineError, Made};
use crate::index::{Snapshot, Statement};
use crate::model::Day;
use crate::query::{
    Meant, Name, ParseMode, ParseOptions, Passage, QuoteClause, QuoteFlags, QuotePlan, map_quote_names,
};

/// What `onrecord people` asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleQuestion {
    /// Words or a wildcard of a name; `None`: everybody.
    pub pattern: Option<String>,
    pub sort: PeopleSort,
    /// `None`: all.
    pub limit: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeopleSort {
    /// Most quotes first.
    #[default]
    Quotes,
    Name,
    /// Earliest first quote first.
    First,
    /// Latest last quote first.
    Last,
}

/// Who speaks.
#[derive(Clone, Debug)]
pub struct PeopleAnswer {
    pub notices: Vec<String>,
    /// Persons and bodies that fit and speak or are silent.
    pub total: u64,
    /// Of them bodies.
    pub bodies: u64,
    /// Those that fit and are only named inside quotes, or reported as not saying something.
    pub not_quoted: u64,
    pub rows: Vec<PersonRow>,
    pub made: Made,
}

#[derive(Clone, Debug)]
pub struct PersonRow {
    pub person: Person,
    pub tally: Tally,
    /// Whom the name may mean, with their quotes.
    pub choices: Vec<(String, u64)>,
}

impl Engine {
    /// Who speaks in the archive.
    ///
    /// # Errors
    /// No index; a pattern that is refused.
    pub fn people(&self, question: &PeopleQuestion) -> Result<PeopleAnswer, EngineError> {
        let opened = self.open()?;
        let people = opened.people(&self.settings().people)?;
        let fitting: Vec<usize> = match &question.pattern {
            Some(pattern) => self.fitting(&people, pattern)?.0,
            None => (0..people.all().len()).collect(),
        };
        let counters = counted(&opened.snapshot, &people)?;
        let quotes_of = |place: usize| counters[place].as_ref().map_or(0, |tally| tally.quotes);
        let mut rows: Vec<PersonRow> = Vec::new();
        let mut not_quoted = 0;
        for place in fitting {
            let person = &people.all()[place];
            let speaks = |tally: &&Tally| tally.quotes + tally.silences > 0;
            let Some(tally) = counters[place].as_ref().filter(speaks) else {
                not_quoted += 1;
                continue;
            };
            let choices = person.choices.iter().map(|choice| (people.all()[*choice].name.clone(), quotes_of(*choice)));
            let mut choices: Vec<(String, u64)> = choices.collect();
            choices.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
            rows.push(PersonRow { person: person.clone(), tally: tally.clone(), choices });
        }
        sort(&mut rows, question.sort);
        let (total, bodies) = (rows.len() as u64, rows.iter().filter(|row| row.person.is_body).count() as u64);
        rows.truncate(question.limit.unwrap_or(usize::MAX));
        let notices = opened.notices.iter().chain(&people.notices).cloned().collect();
        Ok(PeopleAnswer { notices, total, bodies, not_quoted, rows, made: opened.made(self.settings().today) })
    }

    /// A name as it is typed, as the query language has it; whether variants are meant too.
    pub(super) fn name_asked(&self, typed: &str) -> Result<(Passage, bool), EngineError> {
        let options = ParseOptions::new(ParseMode::Lenient, self.settings().today, "en");
        let flags = QuoteFlags { speaker: Some(typed), ..QuoteFlags::default() };
        let refused = |message: String| EngineError::Name { asked: typed.to_string(), message };
        let mut plan =
            crate::query::parse_quotes("", &options, &flags).map_err(|refusal| refused(refusal.message))?.plan;
        let mut found = None;
        map_quote_names(&mut plan, &mut |name| {
            if let Name::Asked { passage, variants } = name {
                found = Some((passage.clone(), *variants));
            }
            name.clone()
        });
        found.ok_or_else(|| refused("it holds no name".to_string()))
    }
}

/// The tally of everybody who speaks or is silent, by their places.
fn counted(snapshot: &impl Snapshot, people: &People) -> Result<Vec<Option<Tally>>, EngineError> {
    let mut counters: Vec<Option<Box<Counter>>> = Vec::new();
    counters.resize_with(people.all().len(), || None);
    let mut add = |statement: Statement<'_>| {
        if let Some(place) = statement.speaker.and_then(|name| people.speaker_place(name, statement.key)) {
            counters[place].get_or_insert_default().add(&statement, false);
        }
    };
    snapshot.each_statement(&QuotePlan { root: QuoteClause::Everything }, &mut add)?;
    Ok(counters.into_iter().map(|counter| Some(counter?.done(str::to_string))).collect())
}

fn sort(rows: &mut [PersonRow], by: PeopleSort) {
    let name = |row: &PersonRow| row.person.name.to_lowercase();
    let undated_last = |day: Option<Day>| (day.is_none(), day);
    rows.sort_by_cached_key(name);
    match by {
        PeopleSort::Name => {}
        PeopleSort::Quotes => rows.sort_by_key(|row| std::cmp::Reverse((row.tally.quotes, row.tally.silences))),
        PeopleSort::First => rows.sort_by_key(|row| undated_last(row.tally.first)),
        // `None` is less than any day: backwards it comes last by itself.
        PeopleSort::Last => rows.sort_by_key(|row| std::cmp::Reverse(row.tally.last)),
    }
}

/// What the persons say, in the form of a plan.
pub(super) fn plan_of(meant: &Meant, and: Vec<QuoteClause>) -> QuotePlan {
    let mut plan = quotes_of(meant);
    if let QuoteClause::All(parts) = &mut plan.root {
        parts.extend(and);
    }
    plan
}
