//! Quotes read from their articles: their words for folding, all of them for the page.

use std::collections::HashMap;
use std::sync::Arc;

use super::fold::{Sayer, Vocabulary, Words, folds};
use super::{QuoteHit, QuotePlace, named};
use crate::engine::EngineError;
use crate::engine::archive::Opened;
use crate::engine::people::People;
use crate::engine::snippets::{Stemmers, light_said};
use crate::index::{ScoredQuote, Sketch, Snapshot, said_words};
use crate::model::{Article, ArticleId, LitSaid, Quote, QuoteKey, Said, Statements};
use crate::query::{self, Leaf, Name, QuoteClause, QuotePlan};

/// Reads the quotes of one answer.
pub(super) struct Reader<'a> {
    opened: &'a Opened,
    people: &'a People,
    leaves: Vec<Leaf>,
    /// The names asked for inside quotes.
    asked: Vec<Name>,
    stemmers: Stemmers,
    /// The articles of the page.
    read: HashMap<ArticleId, ReadArticle>,
}

#[derive(Clone)]
struct ReadArticle {
    article: Arc<Article>,
    statements: Arc<Statements>,
}

impl<'a> Reader<'a> {
    pub fn new(opened: &'a Opened, plan: &QuotePlan, people: &'a People) -> Reader<'a> {
        let mut asked = Vec::new();
        names_asked(&plan.root, &mut asked);
        Reader {
            opened,
            people,
            leaves: query::quote_leaves(plan),
            asked,
            stemmers: Stemmers::new(),
            read: HashMap::new(),
        }
    }

    /// Near-identical quotes together: lists of indices into `hits`, the earliest first in each.
    pub fn folded(&self, hits: &[ScoredQuote]) -> Result<Vec<Vec<usize>>, EngineError> {
        // The order of days, not of ranks: which quotes are one does not hang on how they rank.
        let mut by_day: Vec<usize> = (0..hits.len()).collect();
        by_day.sort_unstable_by_key(|at| (hits[*at].day.is_none(), hits[*at].day, hits[*at].key));
        let sketches: Vec<Sketch> = by_day.iter().map(|at| hits[*at].sketch).collect();
        let folds = folds(&sketches, |wanted| self.words(wanted.iter().map(|at| hits[by_day[*at]].key).collect()))?;
        Ok(folds.into_iter().map(|fold| fold.into_iter().map(|at| by_day[at]).collect()).collect())
    }

    /// The words of quotes, in the order given; each article is read once and let go.
    fn words(&self, keys: Vec<QuoteKey>) -> Result<Vec<Words>, EngineError> {
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_unstable_by_key(|at| keys[*at]);
        let mut found: Vec<Words> = vec![Words::default(); keys.len()];
        let mut vocabulary = Vocabulary::default();
        let mut open: Option<(ArticleId, Option<(Article, Statements)>)> = None;
        for at in order {
            let key = keys[at];
            if open.as_ref().is_none_or(|(id, _)| *id != key.article) {
                let kept = self.opened.snapshot.kept(key.article)?;
                open = Some((key.article, kept.map(|(article, statements, _)| (article, statements))));
            }
            let Some((_, Some((article, statements)))) = &open else { continue };
            let Some(quote) = statements.quotes.get(key.ordinal as usize) else { continue };
            found[at] = self.words_of(key, article, quote, &mut vocabulary);
        }
        Ok(found)
    }

    fn words_of(&self, key: QuoteKey, article: &Article, quote: &Quote, vocabulary: &mut Vocabulary) -> Words {
        let sayer = named(quote.speaker.as_ref()).map_or(Sayer::Unknown, |name| {
            Sayer::Named(self.people.speaker(name, key).map_or_else(|| name.to_string(), |person| person.name.clone()))
        });
        let mut words = Words::of(sayer, quote.polarity);
        said_words(article, quote, |_, token, _| words.push(token, vocabulary));
        words
    }

    /// The fold as a hit; `None` when none of its quotes can be read.
    pub fn hit(&mut self, rank: u64, fold: &[usize], hits: &[ScoredQuote]) -> Result<Option<QuoteHit>, EngineError> {
        let mut places = Vec::with_capacity(fold.len());
        for at in fold {
            places.extend(self.place(hits[*at].key)?);
        }
        let score = fold.iter().map(|at| hits[*at].score).fold(0.0, f32::max);
        let Some(first) = places.first() else { return Ok(None) };
        let own = named(first.said.said.speaker());
        let person = own.and_then(|own| self.people.speaker(own, first.key));
        let choices = person.map(|person| self.people.choices_of(person)).unwrap_or_default();
        let person = person.map(|person| person.name.as_str()).or(own).map(str::to_string);
        Ok(Some(QuoteHit { rank, score, places, person, choices }))
    }

    fn place(&mut self, key: QuoteKey) -> Result<Option<QuotePlace>, EngineError> {
        let Some(ReadArticle { article, statements }) = self.article(key.article)? else { return Ok(None) };
        let Some(said) = statements.said(key.ordinal) else { return Ok(None) };
        let (lit, named) = match &said {
            Said::Silence(_) => (Vec::new(), Vec::new()),
            Said::Quote(quote) => {
                let is_asked = |name: &&String| self.asked.iter().any(|asked| is_borne(asked, name));
                let named = quote.about.iter().filter(is_asked).cloned().collect();
                (light_said(&article, quote, &self.leaves, &mut self.stemmers), named)
            }
        };
        Ok(Some(QuotePlace { key, article, said: LitSaid { said, lit }, named }))
    }

    fn article(&mut self, id: ArticleId) -> Result<Option<ReadArticle>, EngineError> {
        if let Some(read) = self.read.get(&id) {
            return Ok(Some(read.clone()));
        }
        let Some((article, statements, _)) = self.opened.snapshot.kept(id)? else { return Ok(None) };
        let read = ReadArticle { article: Arc::new(article), statements: Arc::new(statements) };
        self.read.insert(id, read.clone());
        Ok(Some(read))
    }
}

/// The names that the question looks for inside quotes.
fn names_asked(clause: &QuoteClause, asked: &mut Vec<Name>) {
    match clause {
        QuoteClause::All(parts) | QuoteClause::Any(parts) => parts.iter().for_each(|part| names_asked(part, asked)),
        QuoteClause::Boost(of, _) => names_asked(of, asked),
        QuoteClause::About(name) | QuoteClause::Person(name) => asked.push(name.clone()),
        _ => {}
    }
}

fn is_borne(asked: &Name, name: &str) -> bool {
    match asked {
        Name::Asked { passage, .. } => passage.matches_name(name),
        Name::Written(names) => names.iter().any(|written| written == name),
    }
}
