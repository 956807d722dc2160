//! Segments of lines to columns in reading order.
//!
//! The recursive X-Y cut of Nagy and Seth (“Hierarchical representation of optically scanned
//! documents”, ICPR 1984): a region is cut where the projection of its print leaves white. Ours
//! differs in one thing. A headline or a caption that spans columns closes the white between them,
//! and cutting first along the widest horizontal white would tear columns apart at their blank
//! lines. So the gutter is sought that the fewest lines cross; those that cross it divide the region
//! into bands, and every band is cut along the gutter.

use std::ops::Range;

use super::words::{GUTTER, Segment};

/// Cuts within cuts.
const DEPTH_MAX: usize = 40;
/// Places across a region at which a gutter is sought.
const BINS: usize = 512;
/// Heights at which a region is looked at.
const SAMPLES_MAX: usize = 2_000;
/// Samples are half a line apart: so many with print on both sides make a gutter, three lines.
const SAMPLES_MIN: usize = 7;
/// A gutter so wide, in parts of the size, is one between fewer lines, …
const WIDE: f32 = 2.0;
/// … two, when none crosses it.
const SAMPLES_MIN_WIDE: usize = 3;
/// Where more lines cross it than not: five.
const SAMPLES_MIN_CROSSED: usize = 11;
/// A column is so wide at least, in parts of the size of its letters.
const COLUMN_WIDTH_MIN: f32 = 5.0;

/// Columns in reading order, each with its segments.
pub(super) struct Columns {
    pub columns: Vec<Vec<Segment>>,
    /// The most that stand side by side.
    pub side_by_side: usize,
}

/// Divides a page.
pub(super) fn columns(segments: Vec<Segment>) -> Columns {
    let mut found = Columns { columns: Vec::new(), side_by_side: 0 };
    found.side_by_side = divide(segments, 0, &mut found.columns);
    found
}

/// Divides a region and tells how many columns stand side by side in it.
fn divide(segments: Vec<Segment>, depth: usize, found: &mut Vec<Vec<Segment>>) -> usize {
    if segments.is_empty() {
        return 0;
    }
    let cut = if depth < DEPTH_MAX { gutter(&segments) } else { None };
    let Some(cut) = cut else {
        found.push(segments);
        return 1;
    };
    let count = segments.len();
    let mut most = 1;
    for band in bands(segments, cut) {
        match band {
            Band::Across(across) if across.len() == count => {
                found.push(across);
            }
            Band::Across(across) => most = most.max(divide(across, depth + 1, found)),
            Band::Divided(left, right) => {
                let side_by_side = divide(left, depth + 1, found) + divide(right, depth + 1, found);
                most = most.max(side_by_side);
            }
        }
    }
    most
}

enum Band {
    /// Lines that cross the gutter.
    Across(Vec<Segment>),
    Divided(Vec<Segment>, Vec<Segment>),
}

/// The region from top to bottom.
fn bands(segments: Vec<Segment>, cut: f32) -> Vec<Band> {
    let crosses = |segment: &Segment| segment.x0 < cut && segment.x1 > cut;
    let mut heights: Vec<(f32, f32)> =
        segments.iter().filter(|one| crosses(one)).map(|one| (one.top(), one.bottom())).collect();
    heights.sort_by(|left, right| right.0.total_cmp(&left.0));
    // Lines that cross and touch are one band.
    let mut across: Vec<(f32, f32)> = Vec::new();
    for (top, bottom) in heights {
        match across.last_mut() {
            Some(last) if top >= last.1 => last.1 = last.1.min(bottom),
            _ => across.push((top, bottom)),
        }
    }
    // Even numbers lie between the bands that cross, odd ones are they.
    let mut parts: Vec<Vec<Segment>> = (0..across.len() * 2 + 1).map(|_| Vec::new()).collect();
    for segment in segments {
        let middle = segment.y + 0.3 * segment.size;
        let below = across.partition_point(|(_, bottom)| *bottom > middle);
        let inside = across.get(below).is_some_and(|(top, _)| *top >= middle);
        parts[below * 2 + usize::from(inside || crosses(&segment))].push(segment);
    }
    let mut bands: Vec<Band> = Vec::new();
    for (number, part) in parts.into_iter().enumerate().filter(|(_, part)| !part.is_empty()) {
        match (number % 2, bands.last_mut()) {
            (1, Some(Band::Across(before))) => before.extend(part),
            (1, _) => bands.push(Band::Across(part)),
            _ => {
                let (left, right) = part.into_iter().partition(|segment| segment.x0 < cut);
                bands.push(Band::Divided(left, right));
            }
        }
    }
    bands
}

/// Where the region is divided from top to bottom: the place in the middle of the white.
fn gutter(segments: &[Segment]) -> Option<f32> {
    let left = segments.iter().map(|one| one.x0).fold(f32::INFINITY, f32::min);
    let right = segments.iter().map(|one| one.x1).fold(f32::NEG_INFINITY, f32::max);
    let size = median(segments.iter().map(|one| one.size).collect())?;
    let width = right - left;
    if segments.len() < 4 || !width.is_finite() || width < 2.0 * COLUMN_WIDTH_MIN * size {
        return None;
    }
    let bin = width / BINS as f32;
    let is_gutter =
        |both: usize, crossed: usize| both >= SAMPLES_MIN && (crossed <= both || both >= SAMPLES_MIN_CROSSED);
    let is_wide_gutter = |both: usize, crossed: usize| both >= SAMPLES_MIN_WIDE && crossed == 0;
    let margin = ((COLUMN_WIDTH_MIN * size) / bin) as usize;
    let sought = |white: f32, fits: &dyn Fn(usize, usize) -> bool| {
        let counts = Counts::of(segments, left, bin, white, size);
        let last = BINS.saturating_sub(margin + (white / bin) as usize);
        let (first, last) = best_place(&counts, margin..last, fits)?;
        Some(left + (first + last) as f32 / 2.0 * bin + white / 2.0)
    };
    sought(GUTTER * size, &is_gutter).or_else(|| sought(WIDE * size, &is_wide_gutter))
}

/// The first and the last of the places side by side at which a gutter is best.
fn best_place(counts: &Counts, places: Range<usize>, fits: &dyn Fn(usize, usize) -> bool) -> Option<(usize, usize)> {
    let mut best: Option<(i64, usize, usize)> = None;
    for at in places {
        let (both, crossed) = (counts.both[at], counts.crossed[at]);
        if !fits(both, crossed) {
            continue;
        }
        let score = both as i64 * 2 - crossed as i64;
        match &mut best {
            Some((known, _, end)) if *known == score && *end + 1 == at => *end = at,
            Some((known, ..)) if *known >= score => {}
            _ => best = Some((score, at, at)),
        }
    }
    best.map(|(_, first, last)| (first, last))
}

/// For every place from left to right: at how many heights print crosses the white that begins
/// there, and at how many it stands on both sides.
struct Counts {
    crossed: Vec<usize>,
    both: Vec<usize>,
}

impl Counts {
    fn of(segments: &[Segment], left: f32, bin: f32, white: f32, size: f32) -> Counts {
        let top = segments.iter().map(Segment::top).fold(f32::NEG_INFINITY, f32::max);
        let bottom = segments.iter().map(Segment::bottom).fold(f32::INFINITY, f32::min);
        let step = (size / 2.0).max((top - bottom) / SAMPLES_MAX as f32).max(0.01);
        let mut counts = Counts { crossed: vec![0; BINS], both: vec![0; BINS] };
        let mut sorted: Vec<&Segment> = segments.iter().collect();
        sorted.sort_by(|one, other| other.top().total_cmp(&one.top()));
        let (mut waiting, mut open) = (sorted.into_iter().peekable(), Vec::<&Segment>::new());
        let bin_of = |x: f32| (((x - left) / bin).max(0.0) as usize).min(BINS);
        for sample in 0..SAMPLES_MAX {
            let height = top - step * (sample as f32 + 0.5);
            if height < bottom {
                break;
            }
            while let Some(next) = waiting.next_if(|next| next.top() >= height) {
                open.push(next);
            }
            open.retain(|segment| segment.bottom() <= height);
            let Some(first) = open.iter().map(|one| bin_of(one.x0)).min() else { continue };
            let end = open.iter().map(|one| bin_of(one.x1 - white)).max().unwrap_or(0);
            let mut covered = [false; BINS];
            for segment in &open {
                covered[bin_of(segment.x0 - white)..bin_of(segment.x1)].fill(true);
            }
            for (at, covered) in covered.iter().enumerate() {
                if *covered {
                    counts.crossed[at] += 1;
                } else if first < at && at < end {
                    counts.both[at] += 1;
                }
            }
        }
        counts
    }
}

pub(super) fn median(mut values: Vec<f32>) -> Option<f32> {
    let middle = values.len() / 2;
    values.sort_by(f32::total_cmp);
    values.get(middle).copied()
}
