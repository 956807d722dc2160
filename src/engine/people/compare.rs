//! Two speakers on one topic, side by side in time.

use super::page::{Choice, Chosen, Resolved};
use super::tally::Counter;
use super::{Person, Tally};
use crate::engine::archive::Opened;
use crate::engine::quotes::folded_hits;
use crate::engine::{Engine, EngineError, Made, ParseMode, QuoteHit, QuotePlace, ResolvedDays, Said};
use crate::index::{Snapshot, Statement};
use crate::model::{Day, SortOrder};
use crate::query::{self, ParseOptions, QuoteClause, QuoteFlags, QuotePlan};

/// What `onrecord compare` asks.
#[derive(Clone, Debug)]
pub struct CompareQuestion {
    pub left: String,
    pub right: String,
    /// Words that stand inside the quotes, in the query language; empty: any.
    pub topic: String,
    pub mode: ParseMode,
    pub from: Option<String>,
    pub to: Option<String>,
    /// Quotes of each; `None`: all.
    pub limit: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// One quote of one of the two.
#[derive(Clone, Debug)]
pub struct Compared {
    pub side: Side,
    pub hit: QuoteHit,
}

#[derive(Clone, Debug)]
pub struct CompareAnswer {
    pub persons: [Person; 2],
    /// Of the quotes that match.
    pub tallies: [Tally; 2],
    pub understood: String,
    pub notices: Vec<String>,
    pub days: Option<ResolvedDays>,
    /// In the order of time, undated last; of each side the latest.
    pub quotes: Vec<Compared>,
    pub made: Made,
}

impl Engine {
    /// What two persons said of a topic.
    ///
    /// # Errors
    /// No index; nobody of one of the names; a topic that is refused.
    pub fn compare(&self, question: &CompareQuestion) -> Result<Resolved<CompareAnswer>, EngineError> {
        let opened = self.open()?;
        let people = opened.people(&self.settings().people)?;
        let mut places = [0; 2];
        for (place, asked) in places.iter_mut().zip([&question.left, &question.right]) {
            match self.chosen(&opened, &people, asked)? {
                Chosen::One(found) => *place = found,
                Chosen::Several(choices) => return Ok(several(asked, choices)),
            }
        }
        if places[0] == places[1] {
            let name = &people.all()[places[0]].name;
            let message = format!("both names are {name}'s");
            return Err(EngineError::Name { asked: question.right.clone(), message });
        }
        let (mut parsed, mut notices) = self.topic(question, &opened)?;
        notices.extend(super::expand_of_quotes(&opened, &self.settings().people, &mut parsed.plan)?);
        let (from, to) = query::quote_resolved_days(&parsed.plan).unwrap_or((None, None));
        let (mut tallies, mut quotes) = (Vec::new(), Vec::new());
        for (place, side) in places.into_iter().zip([Side::Left, Side::Right]) {
            let meant = people.names_of(&[place]);
            let plan = QuotePlan { root: QuoteClause::All(vec![meant.speaks(), parsed.plan.root.clone()]) };
            let mut counter = Counter::default();
            let mut add = |statement: Statement<'_>| counter.add(&statement, true);
            opened.snapshot.each_statement(&plan, &mut add)?;
            tallies.push(counter.done(str::to_string));
            let limit = question.limit.unwrap_or(usize::MAX);
            let hits = folded_hits(&opened, &people, &plan, SortOrder::Newest, usize::MAX, limit)?;
            quotes.extend(hits.into_iter().map(|hit| Compared { side, hit }));
        }
        quotes.sort_by_key(|compared| {
            let place = compared.hit.places.first();
            let day = place.and_then(said_on);
            (day.is_none(), day, place.map(|place| place.article.id), compared.hit.rank)
        });
        let [left, right] = [0, 1].map(|at| std::mem::take(&mut tallies[at]));
        Ok(Resolved::Found(CompareAnswer {
            persons: places.map(|place| people.all()[place].clone()),
            tallies: [left, right],
            understood: parsed.understood,
            notices,
            days: (from.is_some() || to.is_some()).then_some(ResolvedDays { from, to }),
            quotes,
            made: opened.made(self.settings().today),
        }))
    }

    fn topic(
        &self,
        question: &CompareQuestion,
        opened: &Opened,
    ) -> Result<(query::QuoteQuery, Vec<String>), EngineError> {
        let options = ParseOptions {
            from: question.from.as_deref(),
            to: question.to.as_deref(),
            ..ParseOptions::new(question.mode, self.settings().today, opened.summary.query_language())
        };
        let parsed = query::parse_quotes(&question.topic, &options, &QuoteFlags::default())
            .map_err(|refusal| EngineError::Query { message: refusal.message, rendered: refusal.rendered })?;
        let mut notices: Vec<String> = parsed.notices.iter().map(|problem| problem.sentence()).collect();
        notices.extend(opened.notices.iter().cloned());
        Ok((parsed, notices))
    }
}

fn several<T>(asked: &str, choices: Vec<Choice>) -> Resolved<T> {
    Resolved::Several { asked: asked.to_string(), choices }
}

/// The first day on which it was said: the one the article tells, else the article's.
pub fn said_on(place: &QuotePlace) -> Option<Day> {
    let spoken = match &place.said.said {
        Said::Quote(quote) => quote.spoken.as_ref(),
        Said::Silence(silence) => silence.spoken.as_ref(),
    };
    let spoken = spoken.map(|spoken| spoken.period.first());
    spoken.or_else(|| place.article.published.as_ref().map(|published| published.first()))
}
