//! Stories put together by holding every article against every other.

use super::super::copies::{Body, Print, Stories, meet, signature};
use super::super::{Ranked, RankedStories, Request, Scored, ScoredStory};
use crate::language::tokens;
use crate::model::{Article, ArticleId};

/// The stories with more than one printing. Two articles are one story's when a chain of pairs that
/// meet and are copies leads from one to the other.
pub(super) fn stories<'a>(articles: impl Iterator<Item = &'a Article>) -> Stories {
    let all: Vec<(&Article, Print, Body)> = articles
        .map(|article| {
            let day = article.published.as_ref().map(|published| published.first().number());
            let headline = article.headline.iter().map(|headline| headline.words.as_str());
            let texts = headline.chain(article.searched().map(|span| span.of(&article.text)));
            let words = texts.map(|text| tokens(text).len() as u64).sum();
            (article, Print::new(article.id, signature(article), day, words, (0, 0)), Body::of(article))
        })
        .collect();
    let mut story_of: Vec<usize> = (0..all.len()).collect();
    for (at, (_, one, one_body)) in all.iter().enumerate() {
        for (before, (_, other, other_body)) in all.iter().enumerate().take(at) {
            if meet(one, other) && one_body.is_copy(other_body) {
                let (kept, gone) = (story_of[before], story_of[at]);
                story_of.iter_mut().filter(|story| **story == gone).for_each(|story| *story = kept);
            }
        }
    }
    let members = |story| {
        let mut members: Vec<&Article> =
            (0..all.len()).filter(|at| story_of[*at] == story).map(|at| all[at].0).collect();
        members.sort_by_key(|article| {
            let day = article.published.as_ref().map(|published| published.first());
            (day.is_none(), day, article.origin.place(), article.id)
        });
        members.into_iter().map(|article| article.id).collect::<Vec<ArticleId>>()
    };
    let mut groups: Vec<Vec<ArticleId>> = (0..all.len()).map(members).filter(|ids| ids.len() > 1).collect();
    groups.sort_unstable();
    Stories::new(groups)
}

/// All hits in order, as stories: each where the first of its printings stands.
pub(super) fn folded(stories: &Stories, all: Ranked, request: &Request<'_>) -> RankedStories {
    let same = |one: ArticleId, other: ArticleId| one == other || stories.printings_of(one).contains(&other);
    let mut hits: Vec<ScoredStory> = Vec::new();
    for Scored { id, score } in all.hits {
        match hits.iter_mut().find(|hit| same(hit.best.id, id)) {
            Some(hit) => hit.matching.push(id),
            None => hits.push(ScoredStory { best: Scored { id, score }, matching: vec![id] }),
        }
    }
    for hit in &mut hits {
        let printings = stories.printings_of(hit.best.id);
        hit.matching.sort_by_key(|id| printings.iter().position(|printing| printing == id));
    }
    let count = hits.len() as u64;
    let page = hits.into_iter().skip(request.offset).take(request.limit).collect();
    RankedStories { total: all.total, stories: count, hits: page }
}
