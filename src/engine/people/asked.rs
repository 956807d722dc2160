//! Names in questions: whom they mean, and what is to be said when they may mean several.
//!
//! The people of a generation are put together once, at the first question that asks for a name; a
//! question without names pays nothing.

use std::collections::HashMap;
use std::sync::Arc;

use super::{People, PeopleRules};
use crate::engine::EngineError;
use crate::engine::archive::Opened;
use crate::index::Snapshot;
use crate::model::{Polarity, QuoteKind};
use crate::query::{
    Meant, Name, Passage, Plan, QuoteClause, QuotePlan, StatementKind, TermPattern, expand_names, expand_quote_names,
};

/// Persons named in the notice of an ambiguous name.
const CHOICES_SHOWN: usize = 5;

impl Opened {
    /// The people of this generation.
    pub(in crate::engine) fn people(&self, rules: &PeopleRules) -> Result<Arc<People>, EngineError> {
        let mut kept = self.people.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(people) = &*kept {
            return Ok(people.clone());
        }
        let mut people = People::of(&self.snapshot.names()?, rules);
        for place in 0..people.persons.len() {
            for share in people.persons[place].shares.clone() {
                let own = Meant { shares: vec![share], ..Meant::default() };
                let by_quote = &mut people.by_quote;
                let mut keep = |statement: crate::index::Statement<'_>| {
                    by_quote.insert(statement.key, place);
                };
                self.snapshot.each_statement(&QuotePlan { root: own.speaks() }, &mut keep)?;
            }
        }
        let people = Arc::new(people);
        *kept = Some(people.clone());
        Ok(people)
    }
}

/// Puts all names of the persons asked for into the plan. Gives the sentences to be said about
/// them.
pub(in crate::engine) fn expand(
    opened: &Opened,
    rules: &PeopleRules,
    plan: &mut Plan,
) -> Result<Vec<String>, EngineError> {
    let mut asking = Asking { opened, rules, people: None, failed: None, asked: Vec::new() };
    expand_names(plan, &mut |name| asking.meant(name));
    asking.told()
}

/// As [`expand`], in a question about quotes.
pub(in crate::engine) fn expand_of_quotes(
    opened: &Opened,
    rules: &PeopleRules,
    plan: &mut QuotePlan,
) -> Result<Vec<String>, EngineError> {
    let mut asking = Asking { opened, rules, people: None, failed: None, asked: Vec::new() };
    expand_quote_names(plan, &mut |name| asking.meant(name));
    asking.told()
}

struct Asking<'a> {
    opened: &'a Opened,
    rules: &'a PeopleRules,
    people: Option<Arc<People>>,
    failed: Option<EngineError>,
    asked: Vec<Passage>,
}

impl Asking<'_> {
    fn meant(&mut self, name: &Name) -> Option<Meant> {
        let Name::Asked { passage, variants: true } = name else { return None };
        if self.people.is_none() && self.failed.is_none() {
            match self.opened.people(self.rules) {
                Ok(people) => self.people = Some(people),
                Err(error) => self.failed = Some(error),
            }
        }
        let people = self.people.as_ref()?;
        self.asked.push(passage.clone());
        Some(people.names_of(&people.meant_places(passage)))
    }

    fn told(self) -> Result<Vec<String>, EngineError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let Some(people) = self.people else { return Ok(Vec::new()) };
        let mut notices = Vec::new();
        for passage in &self.asked {
            for one in alternatives(passage) {
                let notice = ambiguity(self.opened, &people, one)?;
                notices.extend(notice.filter(|notice| !notices.contains(notice)));
            }
        }
        notices.extend(people.notices.iter().cloned());
        Ok(notices)
    }
}

/// Who writes `(a OR b)` means both.
fn alternatives(passage: &Passage) -> Vec<&Passage> {
    match passage {
        Passage::Any(choices) => choices.iter().flat_map(alternatives).collect(),
        one => vec![one],
    }
}

/// The quotes of the persons: affirmed, and no silences.
pub(super) fn quotes_of(meant: &Meant) -> QuotePlan {
    QuotePlan {
        root: QuoteClause::All(vec![
            meant.speaks(),
            QuoteClause::Polarity(vec![Polarity::Affirmed]),
            QuoteClause::Kind(QuoteKind::ALL.map(StatementKind::Quote).to_vec()),
        ]),
    }
}

/// Quotes of each of the persons, in the order of the places.
pub(super) fn counts_of(opened: &Opened, people: &People, places: &[usize]) -> Result<Vec<u64>, EngineError> {
    let mut counts: HashMap<usize, u64> = places.iter().map(|place| (*place, 0)).collect();
    let mut count = |statement: crate::index::Statement<'_>| {
        let place = statement.speaker.and_then(|name| people.speaker_place(name, statement.key));
        if let Some(count) = place.and_then(|place| counts.get_mut(&place)) {
            *count += 1;
        }
    };
    opened.snapshot.each_statement(&quotes_of(&people.names_of(places)), &mut count)?;
    Ok(places.iter().map(|place| counts[place]).collect())
}

/// What is said when the words may mean several persons who speak.
fn ambiguity(opened: &Opened, people: &People, passage: &Passage) -> Result<Option<String>, EngineError> {
    let places = people.meant_places(passage);
    if places.len() < 2 {
        return Ok(None);
    }
    let counts = counts_of(opened, people, &places)?;
    let mut speaking: Vec<(bool, u64, &str)> = Vec::new();
    for (place, count) in places.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
        let person = &people.all()[place];
        speaking.push((!person.choices.is_empty(), count, &person.name));
    }
    if speaking.len() < 2 {
        return Ok(None);
    }
    speaking.sort_by(|left, right| (left.0, right.1, left.2).cmp(&(right.0, left.1, right.2)));
    let mut shown: Vec<String> = Vec::new();
    for (is_open, count, name) in speaking.iter().take(CHOICES_SHOWN) {
        let unit = match (shown.is_empty(), *count) {
            (true, 1) => " quote",
            (true, _) => " quotes",
            _ => "",
        };
        let open = if *is_open { ", whom it means is open" } else { "" };
        shown.push(format!("{name} ({count}{unit}{open})"));
    }
    let words = words_of(passage);
    let more = match speaking.len() - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more (onrecord people \"{words}\" lists them)"),
    };
    Ok(Some(format!("\"{words}\" may be {}{more}; quotes of all of them are found", shown.join(", "))))
}

/// The passage as it could be typed.
fn words_of(passage: &Passage) -> String {
    let term = |term: &TermPattern| match term {
        TermPattern::Exact(token) | TermPattern::Wildcard(token) => token.clone(),
        TermPattern::Fuzzy { token, edits } => format!("{token}~{edits}"),
    };
    match passage {
        Passage::Term(one) => term(one),
        Passage::Phrase { parts, .. } => parts.iter().map(term).collect::<Vec<_>>().join(" "),
        Passage::Any(choices) => choices.iter().map(words_of).collect::<Vec<_>>().join(" OR "),
        Passage::Near { left, right, .. } | Passage::Within { left, right, .. } => {
            format!("{} {}", words_of(left), words_of(right))
        }
    }
}
