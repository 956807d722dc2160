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

/// Every match of a segment that is alive, ready to be ordered.
pub fn ranked(segment: &Segment<'_>, segment_ord: u32, matches: Matches) -> tantivy::Result<Vec<Ranked>> {
    let (first_days, _) = segment.days()?;
    let (id_keys, id_tails) = (segment.numbers("id_key")?, segment.numbers("id_tail")?);
    let alive = segment.reader.alive_bitset();
    let rank = |(doc, score): (DocId, f32)| Ranked {
        address: DocAddress::new(segment_ord, doc),
        score: rounded(score),
        day: first_day(&first_days, doc),
        id: id_of_numbers(id_keys.first(doc).unwrap_or(0), id_tails.first(doc).unwrap_or(0)),
    };
    let live =
        matches.docs.into_iter().zip(matches.scores).filter(|(doc, _)| alive.is_none_or(|bits| bits.is_alive(*doc)));
    Ok(live.map(rank).collect())
}

fn first_day(days: &Column<i64>, doc: DocId) -> i64 {
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

fn compare(left: &Ranked, right: &Ranked, sort: SortOrder) -> Ordering {
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
