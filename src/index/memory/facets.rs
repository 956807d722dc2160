//! Articles counted by the values of a field.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::judge::Kept;
use crate::model::{Bucket, FacetField};

/// The values among the articles, most frequent first, then by value.
pub(super) fn facets<'a>(articles: impl Iterator<Item = &'a Kept>, field: FacetField) -> Vec<Bucket> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for kept in articles {
        for value in values(kept, field) {
            *counts.entry(value).or_default() += 1;
        }
    }
    let mut buckets: Vec<Bucket> = counts.into_iter().map(|(value, count)| Bucket { value, count }).collect();
    // The sort is stable: equal counts stay in the order of their values.
    buckets.sort_by_key(|bucket| std::cmp::Reverse(bucket.count));
    buckets
}

/// Each value once: a bucket counts articles, not names on the page.
fn values(kept: &Kept, field: FacetField) -> BTreeSet<String> {
    let article = &kept.article;
    match field {
        FacetField::Publisher => article.publisher.iter().cloned().collect(),
        FacetField::Section => article.section.iter().cloned().collect(),
        FacetField::Language => BTreeSet::from([kept.language().to_string()]),
        FacetField::Byline => article.bylines.iter().cloned().collect(),
        FacetField::Year => whole_period_in(kept, |date| format!("{:04}", date.year())),
        FacetField::Month => whole_period_in(kept, |date| format!("{:04}-{:02}", date.year(), date.month())),
    }
}

/// The name of the year or month in which both ends of the article's period lie, if it is one.
fn whole_period_in(kept: &Kept, name: impl Fn(chrono::NaiveDate) -> String) -> BTreeSet<String> {
    let both_ends =
        kept.article.published.iter().flat_map(|published| [published.first().date(), published.last().date()]);
    let names: BTreeSet<String> = both_ends.map(name).collect();
    if names.len() == 1 { names } else { BTreeSet::new() }
}
