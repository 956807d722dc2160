//! Articles and quotes counted by the values of a field.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::judge::Kept;
use super::said::Said;
use crate::model::{Bucket, FacetField, QuoteFacet};

/// The values among the articles, most frequent first, then by value.
pub(super) fn facets<'a>(articles: impl Iterator<Item = &'a Kept>, field: FacetField) -> Vec<Bucket> {
    counted(articles.map(|kept| values(kept, field)))
}

/// The values among quotes and silences, in the same order.
pub(super) fn quote_facets<'a>(quotes: impl Iterator<Item = (&'a Kept, &'a Said)>, field: QuoteFacet) -> Vec<Bucket> {
    counted(quotes.map(|(kept, said)| match field {
        QuoteFacet::Speaker => said.speaker_name().map(str::to_string).into_iter().collect(),
        QuoteFacet::About => said.about.iter().cloned().collect(),
        QuoteFacet::Kind => BTreeSet::from([said.kind_word().to_string()]),
        QuoteFacet::Certainty => BTreeSet::from([said.certainty.word().to_string()]),
        QuoteFacet::Polarity => BTreeSet::from([said.polarity.word().to_string()]),
        QuoteFacet::Year => values(kept, FacetField::Year),
    }))
}

fn counted(values: impl Iterator<Item = BTreeSet<String>>) -> Vec<Bucket> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for value in values.flatten() {
        *counts.entry(value).or_default() += 1;
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
