//! One person: what is said by, about and around them, and what speaks against their being one.

use std::collections::HashMap;
use std::sync::Arc;

use super::asked::counts_of;
use super::listing::plan_of;
use super::rules::fold_of;
use super::tally::{Counter, ranked, telling_words};
use super::{Link, People, Person, Tally};
use crate::engine::archive::Opened;
use crate::engine::quotes::folded_hits;
use crate::engine::{Engine, EngineError, Made, QuoteHit, QuotePlace};
use crate::index::{Snapshot, Statement};
use crate::model::{Bucket, LitSaid, Polarity, QuoteKey, SortOrder};
use crate::query::{Passage, QuoteClause, QuotePlan, StatementKind};

/// Quotes read to show the latest ones, lest near-identical ones fill the page.
const LATEST_READ: usize = 40;
const LATEST_SHOWN: usize = 3;
const SILENCES_SHOWN: usize = 5;
/// Names that are near what was typed.
const NEAR_MAX: usize = 5;
const NEAR_MIN: f64 = 0.85;

/// Somebody a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub name: String,
    pub quotes: u64,
    /// The name leaves open whom it means.
    pub open: bool,
}

/// An answer about one person, or whom the name may mean.
#[derive(Clone, Debug)]
pub enum Resolved<T> {
    Found(T),
    Several { asked: String, choices: Vec<Choice> },
}

/// The place of a person among the people.
pub(super) enum Chosen {
    One(usize),
    Several(Vec<Choice>),
}

/// Two names of one person under roles that have nothing in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The weaker name.
    pub name: String,
    pub link: Link,
    pub roles: Vec<String>,
    /// The roles of all other names.
    pub other_roles: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct PersonPage {
    pub person: Person,
    pub tally: Tally,
    /// Whom the name may mean, when that is open.
    pub choices: Vec<Choice>,
    /// Names that may be this person and are not counted.
    pub perhaps: Vec<Choice>,
    pub clashes: Vec<Clash>,
    /// Who names the person inside quotes, most frequent first.
    pub named_by: Vec<Bucket>,
    /// The latest silences, the latest first.
    pub silences: Vec<QuotePlace>,
    /// The latest quotes, the latest first.
    pub latest: Vec<QuoteHit>,
    pub notices: Vec<String>,
    pub made: Made,
}

impl Engine {
    /// Everything about one person.
    ///
    /// # Errors
    /// No index; nobody of that name.
    pub fn person(&self, asked: &str) -> Result<Resolved<PersonPage>, EngineError> {
        let opened = self.open()?;
        let people = opened.people(&self.settings().people)?;
        let place = match self.chosen(&opened, &people, asked)? {
            Chosen::One(place) => place,
            Chosen::Several(choices) => return Ok(Resolved::Several { asked: asked.to_string(), choices }),
        };
        Ok(Resolved::Found(self.page(&opened, &people, place)?))
    }

    /// Whom the typed name means. A name that somebody has in full is that one's, though others
    /// have its words too.
    pub(super) fn chosen(&self, opened: &Opened, people: &People, asked: &str) -> Result<Chosen, EngineError> {
        let (meant, passage, variants) = self.fitting(people, asked)?;
        let fold = fold_of(asked);
        let has = |place: &usize| people.all()[*place].is_called(&fold);
        let exact: Vec<usize> = meant.iter().copied().filter(has).collect();
        match (exact.as_slice(), meant.as_slice()) {
            ([one], _) if !variants || people.all()[*one].choices.is_empty() => Ok(Chosen::One(*one)),
            (_, [one]) => Ok(Chosen::One(*one)),
            (_, []) => Err(EngineError::NoPerson { asked: asked.to_string(), near: near(people, asked, &passage) }),
            _ => Ok(Chosen::Several(choices(opened, people, &meant)?)),
        }
    }

    /// Everybody whom the typed name fits; behind `=` those who are called just so.
    pub(super) fn fitting(&self, people: &People, asked: &str) -> Result<(Vec<usize>, Passage, bool), EngineError> {
        let (passage, variants) = self.name_asked(asked)?;
        let fold = fold_of(asked);
        let called = |place: &usize| people.all()[*place].is_called(&fold);
        let meant = match variants {
            true => people.meant_places(&passage),
            false => (0..people.all().len()).filter(called).collect(),
        };
        Ok((meant, passage, variants))
    }

    fn page(&self, opened: &Opened, people: &Arc<People>, place: usize) -> Result<PersonPage, EngineError> {
        let person = people.all()[place].clone();
        let meant = people.names_of(&[place]);
        let mut counter = Counter::default();
        let mut silent: Vec<(Option<crate::model::Day>, QuoteKey)> = Vec::new();
        let mut add = |statement: Statement<'_>| {
            counter.add(&statement, true);
            if statement.kind == StatementKind::Silence {
                silent.push((statement.published.map(|days| days.first()), statement.key));
            }
        };
        opened.snapshot.each_statement(&QuotePlan { root: meant.speaks() }, &mut add)?;
        let tally = counter.done(|name| people.bearing(name).map_or(name, |person| &person.name).to_string());
        silent.sort_by(|left, right| right.cmp(left));
        let mut silences = Vec::new();
        for (_, key) in silent.into_iter().take(SILENCES_SHOWN) {
            silences.extend(place_of(opened, key)?);
        }
        let mut named_by: HashMap<String, u64> = HashMap::new();
        let mut name = |statement: Statement<'_>| {
            let Some(speaker) = statement.speaker else { return };
            match people.speaker_place(speaker, statement.key) {
                Some(other) if other == place => {}
                Some(other) => *named_by.entry(people.all()[other].name.clone()).or_default() += 1,
                None => *named_by.entry(speaker.to_string()).or_default() += 1,
            }
        };
        let affirmed = QuoteClause::Polarity(vec![Polarity::Affirmed]);
        let named = QuotePlan { root: QuoteClause::All(vec![meant.is_named(), affirmed]) };
        opened.snapshot.each_statement(&named, &mut name)?;
        let latest =
            folded_hits(opened, people, &plan_of(&meant, Vec::new()), SortOrder::Newest, LATEST_READ, LATEST_SHOWN)?;
        let perhaps: Vec<usize> =
            (0..people.all().len()).filter(|other| people.all()[*other].choices.contains(&place)).collect();
        Ok(PersonPage {
            clashes: clashes(&person, &tally),
            choices: choices(opened, people, &person.choices)?,
            perhaps: choices(opened, people, &perhaps)?,
            named_by: ranked(named_by),
            silences,
            latest,
            notices: opened.notices.iter().chain(&people.notices).cloned().collect(),
            made: opened.made(self.settings().today),
            person,
            tally,
        })
    }
}

impl Person {
    /// Whether one of the names is this one, case and accents aside.
    fn is_called(&self, fold: &str) -> bool {
        let names = self.variants.iter().map(|variant| &variant.name);
        let shares = self.shares.iter().map(|share| &share.name);
        names.chain(shares).chain([&self.name]).any(|name| fold_of(name) == fold)
    }
}

/// The quote or silence where it stands.
pub(super) fn place_of(opened: &Opened, key: QuoteKey) -> Result<Option<QuotePlace>, EngineError> {
    let Some((article, statements, _)) = opened.snapshot.kept(key.article)? else { return Ok(None) };
    let Some(said) = statements.said(key.ordinal) else { return Ok(None) };
    let said = LitSaid { said, lit: Vec::new() };
    Ok(Some(QuotePlace { key, article: Arc::new(article), said, named: Vec::new() }))
}

/// The persons with their quotes, most first. Who has nothing but the rest of a shared name, and of
/// that nothing, is nobody.
fn choices(opened: &Opened, people: &People, places: &[usize]) -> Result<Vec<Choice>, EngineError> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let counts = counts_of(opened, people, places)?;
    let choice = |(place, quotes): (&usize, u64)| {
        let person = &people.all()[*place];
        let is_nobody = quotes == 0 && person.variants.is_empty();
        (!is_nobody).then(|| Choice { name: person.name.clone(), quotes, open: !person.choices.is_empty() })
    };
    let mut choices: Vec<Choice> = places.iter().zip(counts).filter_map(choice).collect();
    choices.sort_by(|left, right| right.quotes.cmp(&left.quotes).then_with(|| left.name.cmp(&right.name)));
    Ok(choices)
}

/// Persons whose name is spelt nearly so, or who have one of its words.
fn near(people: &People, asked: &str, passage: &Passage) -> Vec<String> {
    let fold = fold_of(asked);
    let words: Vec<Passage> = match passage {
        Passage::Phrase { parts, .. } => parts.iter().cloned().map(Passage::Term).collect(),
        _ => Vec::new(),
    };
    let mut found: Vec<(f64, &str)> = Vec::new();
    for person in people.all() {
        let shares_word = words.iter().any(|word| word.matches_name(&person.name));
        let likeness = strsim::jaro_winkler(&fold, &fold_of(&person.name));
        if likeness >= NEAR_MIN || shares_word {
            found.push((likeness, &person.name));
        }
    }
    found.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.1.cmp(right.1)));
    found.into_iter().take(NEAR_MAX).map(|(_, name)| name.to_string()).collect()
}

/// Names joined by less than their spelling whose roles share no word with those of the others.
fn clashes(person: &Person, tally: &Tally) -> Vec<Clash> {
    let mut found = Vec::new();
    for variant in person.variants.iter().filter(|variant| variant.link > Link::Shown && variant.link != Link::Listed) {
        let has = |role: &&super::RoleCount| role.names.contains(&variant.name);
        let (own, others): (Vec<&super::RoleCount>, Vec<&super::RoleCount>) = tally.roles.iter().partition(has);
        // A role that both names have agrees already.
        let agrees = own.iter().any(|role| role.names.len() > 1);
        let words = |roles: &[&super::RoleCount]| -> Vec<String> {
            roles.iter().flat_map(|role| telling_words(&role.role)).collect()
        };
        let (own_words, other_words) = (words(&own), words(&others));
        if agrees || own_words.is_empty() || other_words.is_empty() {
            continue;
        }
        if own_words.iter().any(|word| other_words.contains(word)) {
            continue;
        }
        let told = |roles: &[&super::RoleCount]| roles.iter().take(3).map(|role| role.role.clone()).collect();
        found.push(Clash {
            name: variant.name.clone(),
            link: variant.link,
            roles: told(&own),
            other_roles: told(&others),
        });
    }
    found
}
