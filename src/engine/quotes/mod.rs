//! Questions about quotes: parsed, names expanded, searched, folded, paged.

mod fold;

use std::collections::HashMap;

use self::fold::{Sayer, Words, folds};
use super::archive::Opened;
use super::people::{People, expand_of_quotes};
use super::{Engine, EngineError, Made, ParseMode, ResolvedDays};
use crate::index::{QuoteRequest, ScoredQuote, Snapshot, said_words};
use crate::model::{
    Article, ArticleId, Bucket, Day, Polarity, Quote, QuoteFacet, Silence, SortOrder, Speaker, SpeakerKind, Statements,
};
use crate::query::{self, ParseOptions, QuoteClause, QuoteFlags, QuotePlan};

/// A query about quotes with the flags beside it; as typed, resolved by the query layer.
#[derive(Clone, Debug)]
pub struct QuoteQuestion {
    pub query: String,
    pub mode: ParseMode,
    pub any: bool,
    pub from: Option<String>,
    pub to: Option<String>,
    pub on: Option<String>,
    pub publisher: Option<String>,
    pub language: Option<String>,
    pub speaker: Option<String>,
    pub about: Option<String>,
    pub role: Option<String>,
    pub kind: Option<String>,
    pub certainty: Option<String>,
    pub polarity: Option<String>,
    pub spoken: Option<String>,
    pub sort: SortOrder,
    /// `None`: all.
    pub limit: Option<usize>,
    /// From 1.
    pub page: usize,
}

impl QuoteQuestion {
    /// The query alone: lenient, the ten best.
    pub fn new(query: &str) -> QuoteQuestion {
        QuoteQuestion {
            query: query.to_string(),
            mode: ParseMode::Lenient,
            any: false,
            from: None,
            to: None,
            on: None,
            publisher: None,
            language: None,
            speaker: None,
            about: None,
            role: None,
            kind: None,
            certainty: None,
            polarity: None,
            spoken: None,
            sort: SortOrder::Relevance,
            limit: Some(10),
            page: 1,
        }
    }
}

/// A quote or a silence where it stands.
#[derive(Clone, Debug)]
pub struct QuotePlace {
    pub article: Article,
    pub said: Said,
}

#[derive(Clone, Debug)]
pub enum Said {
    Quote(Quote),
    Silence(Silence),
}

impl Said {
    pub fn speaker(&self) -> Option<&Speaker> {
        match self {
            Said::Quote(quote) => quote.speaker.as_ref(),
            Said::Silence(silence) => silence.speaker.as_ref(),
        }
    }
}

/// One hit: a quote, with every place where it stands near-identically, the earliest first.
#[derive(Clone, Debug)]
pub struct QuoteHit {
    /// From 1 over the whole answer.
    pub rank: u64,
    pub score: f32,
    pub places: Vec<QuotePlace>,
    /// The name that stands for all variants, when the document's own is another.
    pub person: Option<String>,
}

/// What a question about quotes found.
#[derive(Clone, Debug)]
pub struct QuoteAnswer {
    pub understood: String,
    pub notices: Vec<String>,
    /// Quotes that match, exactly.
    pub total: u64,
    /// Articles that hold them.
    pub articles: u64,
    /// Quotes with near-identical ones counted once.
    pub folds: u64,
    pub hits: Vec<QuoteHit>,
    /// How many of the quotes are stated, resolved, inferred.
    pub certainty: Vec<Bucket>,
    /// Quotes that match but for their polarity: denied, negated, hypothetical, questioned.
    pub other_polarity: u64,
    pub days: Option<ResolvedDays>,
    pub made: Made,
}

impl Engine {
    /// Answers a question about quotes from the index as it stands.
    ///
    /// # Errors
    /// No index; a query that is refused.
    pub fn quotes(&self, question: &QuoteQuestion) -> Result<QuoteAnswer, EngineError> {
        let opened = self.open()?;
        let mut parsed = self.parse_quotes(question, &opened)?;
        let people = opened.people(&self.settings().people)?;
        let of_names = expand_of_quotes(&opened, &self.settings().people, &mut parsed.plan)?;
        let snapshot = &opened.snapshot;
        let all = QuoteRequest { plan: &parsed.plan, sort: question.sort, offset: 0, limit: usize::MAX };
        let ranked = snapshot.quotes(&all)?;
        let mut reader = Reader { opened: &opened, kept: HashMap::new(), people: &people };
        let groups = reader.grouped(&ranked.hits)?;
        let limit = question.limit.unwrap_or(usize::MAX);
        let offset = question.page.saturating_sub(1).saturating_mul(limit);
        let mut hits = Vec::new();
        for (at, group) in groups.iter().enumerate().skip(offset).take(limit) {
            hits.push(reader.hit(at as u64 + 1, group, &ranked.hits)?);
        }
        let certainty = snapshot.quote_facets(&parsed.plan, QuoteFacet::Certainty)?;
        let (from, to) = query::quote_resolved_days(&parsed.plan).unwrap_or((None, None));
        let days = (from.is_some() || to.is_some()).then_some(ResolvedDays { from, to });
        Ok(QuoteAnswer {
            other_polarity: other_polarity(&opened, &parsed.plan, ranked.total)?,
            understood: parsed.understood,
            notices: parsed.notices.iter().map(|problem| problem.sentence()).chain(of_names).collect(),
            total: ranked.total,
            articles: ranked.articles,
            folds: groups.len() as u64,
            hits,
            certainty,
            days,
            made: opened.made(self.settings().today),
        })
    }

    fn parse_quotes(&self, question: &QuoteQuestion, opened: &Opened) -> Result<query::QuoteQuery, EngineError> {
        let main = &opened.summary.main_language;
        let options = ParseOptions {
            any: question.any,
            from: question.from.as_deref(),
            to: question.to.as_deref(),
            on: question.on.as_deref(),
            publisher: question.publisher.as_deref(),
            language: question.language.as_deref(),
            ..ParseOptions::new(question.mode, self.settings().today, if main.is_empty() { "en" } else { main })
        };
        let flags = QuoteFlags {
            speaker: question.speaker.as_deref(),
            about: question.about.as_deref(),
            role: question.role.as_deref(),
            kind: question.kind.as_deref(),
            certainty: question.certainty.as_deref(),
            polarity: question.polarity.as_deref(),
            spoken: question.spoken.as_deref(),
        };
        query::parse_quotes(&question.query, &options, &flags)
            .map_err(|refusal| EngineError::Query { message: refusal.message, rendered: refusal.rendered })
    }
}

/// The first quotes of a plan in this order, near-identical ones as one: of the first `quotes_max`
/// at most `hits_max`.
pub(super) fn folded_hits(
    opened: &Opened,
    people: &People,
    plan: &QuotePlan,
    sort: SortOrder,
    quotes_max: usize,
    hits_max: usize,
) -> Result<Vec<QuoteHit>, EngineError> {
    let ranked = opened.snapshot.quotes(&QuoteRequest { plan, sort, offset: 0, limit: quotes_max })?;
    let mut reader = Reader { opened, kept: HashMap::new(), people };
    let groups = reader.grouped(&ranked.hits)?;
    let shown = groups.iter().take(hits_max).enumerate();
    shown.map(|(at, group)| reader.hit(at as u64 + 1, group, &ranked.hits)).collect()
}

/// How many quotes the plan would find besides, were their polarity not asked.
fn other_polarity(opened: &Opened, plan: &QuotePlan, total: u64) -> Result<u64, EngineError> {
    let mut open = plan.clone();
    if !without_affirmed(&mut open.root) {
        return Ok(0);
    }
    let request = QuoteRequest { plan: &open, sort: SortOrder::Relevance, offset: 0, limit: 0 };
    Ok(opened.snapshot.quotes(&request)?.total.saturating_sub(total))
}

/// Takes the condition that quotes be affirmed out of the top; false when it is not there.
fn without_affirmed(clause: &mut QuoteClause) -> bool {
    let is_affirmed = |clause: &QuoteClause| *clause == QuoteClause::Polarity(vec![Polarity::Affirmed]);
    if is_affirmed(clause) {
        *clause = QuoteClause::Everything;
        return true;
    }
    let QuoteClause::All(parts) = clause else { return false };
    let before = parts.len();
    parts.retain(|part| !is_affirmed(part));
    parts.len() < before || parts.iter_mut().any(|part| matches!(part, QuoteClause::All(_)) && without_affirmed(part))
}

/// Reads articles with their statements, each once.
struct Reader<'a> {
    opened: &'a Opened,
    kept: HashMap<ArticleId, Option<(Article, Statements)>>,
    people: &'a People,
}

impl Reader<'_> {
    fn article(&mut self, id: ArticleId) -> Result<Option<&(Article, Statements)>, EngineError> {
        if !self.kept.contains_key(&id) {
            let kept = self.opened.snapshot.kept(id)?;
            self.kept.insert(id, kept.map(|(article, statements, _)| (article, statements)));
        }
        Ok(self.kept.get(&id).and_then(Option::as_ref))
    }

    /// The hits by folds, in the order of the best of each: indices into `hits`, in the order of
    /// their days.
    fn grouped(&mut self, hits: &[ScoredQuote]) -> Result<Vec<Vec<usize>>, EngineError> {
        let sketches: Vec<[u64; 4]> = hits.iter().map(|hit| hit.sketch).collect();
        let mut groups = folds(&sketches, |at| self.words(hits[at]))?;
        groups.sort_by_key(|group| group.iter().min().copied());
        Ok(groups)
    }

    fn words(&mut self, hit: ScoredQuote) -> Result<Words, EngineError> {
        let people = self.people;
        let Some((article, statements)) = self.article(hit.key.article)? else { return Ok(Words::default()) };
        let Some(quote) = statements.quotes.get(hit.key.ordinal as usize) else { return Ok(Words::default()) };
        let mut tokens = Vec::new();
        said_words(article, quote, |_, token, _| tokens.push(token.to_string()));
        let named = quote.speaker.as_ref().filter(|speaker| speaker.kind != SpeakerKind::Unnamed);
        let sayer = named.map_or(Sayer::Unknown, |speaker| {
            let person = people.speaker(&speaker.name, hit.key);
            Sayer::Named(person.map_or(speaker.name.clone(), |person| person.name.clone()))
        });
        Ok(Words { tokens, sayer, polarity: quote.polarity })
    }

    fn hit(&mut self, rank: u64, group: &[usize], hits: &[ScoredQuote]) -> Result<QuoteHit, EngineError> {
        let best = group.iter().min().copied().unwrap_or(0);
        let mut places = Vec::with_capacity(group.len());
        for at in group {
            let key = hits[*at].key;
            let Some((article, statements)) = self.article(key.article)? else { continue };
            let ordinal = key.ordinal as usize;
            let said = match statements.quotes.get(ordinal) {
                Some(quote) => Said::Quote(quote.clone()),
                None => match statements.silences.get(ordinal.saturating_sub(statements.quotes.len())) {
                    Some(silence) => Said::Silence(silence.clone()),
                    None => continue,
                },
            };
            places.push(QuotePlace { article: article.clone(), said });
        }
        // Earliest first, undated last.
        places.sort_by_key(|place| {
            let day: Option<Day> = place.article.published.as_ref().map(|published| published.first());
            (day.is_none(), day, place.article.id)
        });
        let own = places.first().and_then(|place| place.said.speaker()).filter(|own| own.kind != SpeakerKind::Unnamed);
        let quote = hits[best].key;
        let person = own.and_then(|own| self.people.speaker(&own.name, quote).filter(|person| person.name != own.name));
        let person = person.map(|person| person.name.clone());
        Ok(QuoteHit { rank, score: hits[best].score, places, person })
    }
}
