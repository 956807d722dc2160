//! The ranking of an answer: one pass, exact total, total order.
//!
//! Order: rounded score descending, first day descending with undated last, id ascending (for
//! newest and oldest: day, then score, then id). The best are picked by a selection over all
//! matches; ids are compared by a number column, so the store is not read for hits not shown.

use std::cmp::Ordering;

use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId};

use super::document::id_of_numbers;
use super::matches::Matches;
use super::score::rounded;
use super::segment::Segment;
use crate::model::{ArticleId, SortOrder};

/// One match with what it is ordered by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    pub address: DocAddress,
    pub score: f32,
    /// First day; `i64::MIN` when undated.
    day: i64,
    pub id: ArticleId,
}

/// The matches of a segment that are alive, ready to be ordered: all of them, or those that can be
/// among the `wanted` best, and how many there are in all.
pub fn ranked(
    segment: &Segment<'_>,
    segment_ord: u32,
    matches: Matches,
    sort: SortOrder,
    wanted: usize,
) -> tantivy::Result<(u64, Vec<Ranked>)> {
    let (first_days, _) = segment.days()?;
    let (id_keys, id_tails) = (segment.numbers("id_key")?, segment.numbers("id_tail")?);
    let alive = segment.reader.alive_bitset();
    let live = matches.docs.into_iter().zip(matches.scores);
    let mut live: Vec<(DocId, f32)> = live
        .filter(|(doc, _)| alive.is_none_or(|bits| bits.is_alive(*doc)))
        .map(|(doc, score)| (doc, rounded(score)))
        .collect();
    let total = live.len() as u64;
    if sort == SortOrder::Relevance {
        retain_best(&mut live, wanted);
    }
    let rank = |(doc, score): (DocId, f32)| Ranked {
        address: DocAddress::new(segment_ord, doc),
        score,
        day: first_day(&first_days, doc),
        id: id_of_numbers(id_keys.first(doc).unwrap_or(0), id_tails.first(doc).unwrap_or(0)),
    };
    Ok((total, live.into_iter().map(rank).collect()))
}

/// Drops what scores less than the last of the `wanted` best: looking up days and ids of all that
/// match costs more than finding them. All that score as much as that one stay.
fn retain_best(live: &mut Vec<(DocId, f32)>, wanted: usize) {
    if wanted == 0 || wanted >= live.len() {
        return;
    }
    let mut scores: Vec<f32> = live.iter().map(|(_, score)| *score).collect();
    let (_, last, _) = scores.select_nth_unstable_by(wanted - 1, |left, right| right.total_cmp(left));
    let last = *last;
    live.retain(|(_, score)| score.total_cmp(&last).is_ge());
}

pub(super) fn first_day(days: &Column<i64>, doc: DocId) -> i64 {
    days.first(doc).unwrap_or(i64::MIN)
}

/// The stretch of the ranking from `offset`, `limit` long at most.
pub fn select(mut all: Vec<Ranked>, sort: SortOrder, offset: usize, limit: usize) -> Vec<Ranked> {
    let order = |left: &Ranked, right: &Ranked| compare(left, right, sort);
    let wanted = offset.saturating_add(limit);
    if wanted < all.len() && wanted > 0 {
        all.select_nth_unstable_by(wanted - 1, order);
        all.truncate(wanted);
    }
    all.sort_unstable_by(order);
    all.drain(..offset.min(all.len()));
    all.truncate(limit);
    all
}

pub fn compare(left: &Ranked, right: &Ranked, sort: SortOrder) -> Ordering {
    let score = right.score.total_cmp(&left.score);
    let newest = right.day.cmp(&left.day);
    let by_choice = match sort {
        SortOrder::Relevance => score.then(newest),
        SortOrder::Newest => newest.then(score),
        // Undated last here too.
        SortOrder::Oldest => {
            (left.day == i64::MIN).cmp(&(right.day == i64::MIN)).then(left.day.cmp(&right.day)).then(score)
        }
    };
    by_choice.then(left.id.cmp(&right.id))
}
