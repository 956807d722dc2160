//! A question answered: parsed, searched, counted beside the answer, lit.

use std::collections::HashSet;

use super::people::expand;
use super::said;
use super::snippets::{Stemmers, light};
use super::summary::Summary;
use super::{Answer, Engine, EngineError, Question, ResolvedDays, Settings};
use crate::engine::archive::Opened;
use crate::index::{Ranked, Request, Scored, ScoredStory, Snapshot};
use crate::language::tokens;
use crate::model::{ArticleId, Hit, Printing};
use crate::query::{self, Clause, Field, Leaf, ParseOptions, Passage, Plan, Query, TermPattern};

impl Engine {
    /// Answers a question from the index as it stands; never looks at the corpus.
    ///
    /// # Errors
    /// No index; a query that is refused.
    pub fn search(&self, question: &Question) -> Result<Answer, EngineError> {
        let opened = self.open()?;
        let mut parsed = parse(question, false, self.settings(), &opened.summary)?;
        let of_names = expand(&opened, &self.settings().people, &mut parsed.plan)?;
        let request = Wanted::of(question);
        let found = find(&opened, &request.request(&parsed.plan), question)?;
        let total = found.ranked.total;
        let mut answer = Answer {
            understood: parsed.understood.clone(),
            notices: notices(&parsed, &opened, of_names),
            total,
            stories: found.stories,
            hits: Vec::new(),
            any_instead: None,
            days: query::resolved_days(&parsed.plan).map(|(from, to)| ResolvedDays { from, to }),
            overlapping: count(&opened, query::overlap_variant(&parsed.plan))?,
            undated: count(&opened, query::undated_variant(&parsed.plan))?,
            related: count(&opened, related_only(&parsed.plan))?,
            facets: Vec::new(),
            made: opened.made(self.settings().today),
        };
        for field in &question.facets {
            answer.facets.push((*field, opened.snapshot.facets(&parsed.plan, *field)?));
        }
        if total > 0 || question.typed.any {
            answer.hits = hits(&opened, &found, &parsed, question, request.offset)?;
            return Ok(answer);
        }
        self.answer_any(&opened, question, &request, &mut answer)?;
        Ok(answer)
    }

    /// When all words together find nothing: what any of them finds.
    fn answer_any(
        &self,
        opened: &Opened,
        question: &Question,
        wanted: &Wanted,
        answer: &mut Answer,
    ) -> Result<(), EngineError> {
        let mut loose = parse(question, true, self.settings(), &opened.summary)?;
        // The same names: what is to be said of them is said.
        expand(opened, &self.settings().people, &mut loose.plan)?;
        let found = find(opened, &wanted.request(&loose.plan), question)?;
        if found.ranked.total > 0 {
            answer.any_instead = Some(found.ranked.total);
            answer.stories = found.stories;
            answer.hits = hits(opened, &found, &loose, question, wanted.offset)?;
        }
        Ok(())
    }
}

/// What was repaired or is worth knowing, each sentence once.
fn notices(parsed: &Query, opened: &Opened, of_names: Vec<String>) -> Vec<String> {
    let told = parsed.notices.iter().map(|problem| problem.sentence()).chain(of_names);
    let told = told.chain(opened.notices.iter().cloned());
    let mut seen = HashSet::new();
    told.filter(|sentence| seen.insert(sentence.clone())).collect()
}

/// The stretch of the ranking that a page shows.
struct Wanted {
    sort: crate::model::SortOrder,
    offset: usize,
    limit: usize,
}

impl Wanted {
    fn of(question: &Question) -> Wanted {
        let limit = question.limit.unwrap_or(usize::MAX);
        Wanted { sort: question.sort, offset: question.page.saturating_sub(1).saturating_mul(limit), limit }
    }

    fn request<'a>(&self, plan: &'a Plan) -> Request<'a> {
        Request { plan, sort: self.sort, offset: self.offset, limit: self.limit }
    }
}

fn parse(question: &Question, any: bool, settings: &Settings, summary: &Summary) -> Result<Query, EngineError> {
    let options = question.typed.options(any, settings.today, summary);
    let options = ParseOptions { within: question.within.as_deref(), ..options };
    query::parse(&question.typed.query, &options)
        .map_err(|refusal| EngineError::Query { message: refusal.message, rendered: refusal.rendered })
}

fn count(opened: &Opened, plan: Option<Plan>) -> Result<u64, EngineError> {
    plan.map_or(Ok(0), |plan| Ok(opened.snapshot.count(&plan)?))
}

/// The articles that do not match, but would with the query's words looked for in their related
/// headlines.
fn related_only(plan: &Plan) -> Option<Plan> {
    let related = query::related_variant(plan)?;
    Some(Plan { root: Clause::All(vec![related.root, Clause::Not(Box::new(plan.root.clone()))]) })
}

/// What was found: the articles that stand for the hits, and which of their stories match.
struct FoundHits {
    ranked: Ranked,
    stories: Option<u64>,
    /// Of each hit the printings that match; none where stories are not asked for.
    matching: Vec<Vec<ArticleId>>,
}

/// A story stands where its best printing ranks; the earliest that matches stands for it.
fn find(opened: &Opened, request: &Request<'_>, question: &Question) -> Result<FoundHits, EngineError> {
    if !question.fold {
        let ranked = opened.snapshot.search(request)?;
        return Ok(FoundHits { ranked, stories: None, matching: Vec::new() });
    }
    let found = opened.snapshot.search_stories(request)?;
    let named = |story: &ScoredStory| {
        let earliest = story.matching.first().copied();
        Scored { id: earliest.unwrap_or(story.best.id), score: story.best.score }
    };
    let ranked = Ranked { total: found.total, hits: found.hits.iter().map(named).collect() };
    let matching = found.hits.into_iter().map(|story| story.matching).collect();
    Ok(FoundHits { ranked, stories: Some(found.stories), matching })
}

/// The other printings of a hit's story, the earliest first.
fn printings(
    opened: &Opened,
    id: ArticleId,
    matching: &[ArticleId],
    printings_max: usize,
) -> Result<Vec<Printing>, EngineError> {
    let all = opened.snapshot.stories()?.printings_of(id);
    let at = all.iter().position(|printing| *printing == id).unwrap_or(0);
    let others = all.iter().enumerate().filter(|(_, other)| **other != id).take(printings_max);
    let mut found = Vec::new();
    for (place, other) in others {
        let Some(article) = opened.snapshot.article(*other)? else { continue };
        found.push(Printing {
            id: *other,
            origin: article.origin,
            published: article.published,
            publisher: article.publisher,
            headline: article.headline.map(|headline| headline.words),
            matches: matching.contains(other),
            is_earlier: place < at,
        });
    }
    Ok(found)
}

fn hits(
    opened: &Opened,
    found: &FoundHits,
    parsed: &Query,
    question: &Question,
    offset: usize,
) -> Result<Vec<Hit>, EngineError> {
    let ranked = &found.ranked;
    let leaves: Vec<Leaf> = if question.snippets { query::positive_leaves(&parsed.plan) } else { Vec::new() };
    let mut stemmers = Stemmers::new();
    let met = if question.snippets { said::met(opened, &parsed.plan, ranked)? } else { None };
    let mut hits = Vec::with_capacity(ranked.hits.len());
    for (at, scored) in ranked.hits.iter().enumerate() {
        let Some((article, statements, _)) = opened.snapshot.kept(scored.id)? else { continue };
        let mut hit = Hit {
            rank: (offset + at + 1) as u64,
            score: scored.score,
            headline: None,
            snippets: Vec::new(),
            speakers: Vec::new(),
            said: Vec::new(),
            printing_count: 1,
            printings: Vec::new(),
            article,
        };
        if let Some(matching) = found.matching.get(at) {
            hit.printing_count = opened.snapshot.stories()?.printing_count(scored.id);
            hit.printings = printings(opened, scored.id, matching, question.printings_max)?;
        }
        if question.snippets {
            let lit = light(&hit.article, &leaves, &mut stemmers);
            (hit.headline, hit.snippets) = (lit.headline, lit.snippets);
            hit.speakers = said::speakers(&statements);
            hit.said = match &met {
                Some(met) => said::those_that_met(&hit.article, &statements, met, &leaves, &mut stemmers),
                None => said::best(&statements, &lit.places, &leaves).into_iter().collect(),
            };
        }
        hits.push(hit);
    }
    Ok(hits)
}

/// The articles whose place holds the name's words: all of them, and one of them.
pub(super) fn path_plans(name: &str) -> [Plan; 2] {
    let word =
        |token: crate::language::Token| Clause::Passage(Field::Path, Passage::Term(TermPattern::Exact(token.text)));
    let words: Vec<Clause> = tokens(name).into_iter().map(word).collect();
    [Plan { root: Clause::All(words.clone()) }, Plan { root: Clause::Any(words) }]
}
