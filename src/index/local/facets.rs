//! Articles counted by a field, exactly.

use std::collections::HashMap;

use tantivy::DocId;

use super::segment::Segment;
use crate::model::{Bucket, FacetField};

/// Adds the segment's articles to the counts; `docs` are alive.
pub fn count(
    segment: &Segment<'_>,
    field: FacetField,
    docs: &[DocId],
    counts: &mut HashMap<String, u64>,
) -> tantivy::Result<()> {
    match field {
        FacetField::Publisher => names(segment, "publisher_name", docs, counts),
        FacetField::Section => names(segment, "section_name", docs, counts),
        FacetField::Byline => names(segment, "byline_name", docs, counts),
        FacetField::Language => names(segment, "language", docs, counts),
        FacetField::Year => months(segment, docs, counts, |month| Some(format!("{:04}", month / 100))),
        FacetField::Month => months(segment, docs, counts, |month| {
            (month % 100 > 0).then(|| format!("{:04}-{:02}", month / 100, month % 100))
        }),
    }
}

/// The most frequent first, then by value.
pub fn buckets(counts: HashMap<String, u64>) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = counts.into_iter().map(|(value, count)| Bucket { value, count }).collect();
    buckets.sort_unstable_by(|left, right| right.count.cmp(&left.count).then_with(|| left.value.cmp(&right.value)));
    buckets
}

pub(super) fn names(
    segment: &Segment<'_>,
    column: &str,
    docs: &[DocId],
    counts: &mut HashMap<String, u64>,
) -> tantivy::Result<()> {
    let Some(column) = segment.reader.fast_fields().str(column)? else {
        return Ok(());
    };
    let mut by_ordinal: HashMap<u64, u64> = HashMap::new();
    for doc in docs {
        let mut seen: Vec<u64> = column.term_ords(*doc).collect();
        seen.sort_unstable();
        seen.dedup();
        for ordinal in seen {
            *by_ordinal.entry(ordinal).or_default() += 1;
        }
    }
    for (ordinal, count) in by_ordinal {
        let mut value = String::new();
        column.ord_to_str(ordinal, &mut value)?;
        *counts.entry(value).or_default() += count;
    }
    Ok(())
}

fn months(
    segment: &Segment<'_>,
    docs: &[DocId],
    counts: &mut HashMap<String, u64>,
    label: impl Fn(u64) -> Option<String>,
) -> tantivy::Result<()> {
    let column = segment.numbers("month")?;
    let mut by_month: HashMap<u64, u64> = HashMap::new();
    for month in docs.iter().filter_map(|doc| column.first(*doc)) {
        *by_month.entry(month).or_default() += 1;
    }
    for (month, count) in by_month {
        if let Some(label) = label(month) {
            *counts.entry(label).or_default() += count;
        }
    }
    Ok(())
}
