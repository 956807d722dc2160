//! The algebra of spans: where phrases, NEAR and WITHIN hold in one document.
//!
//! All lists are sorted by start, then end. `plan` defines the meaning; the memory store computes
//! the same by trying everything.

/// Positions from `start` to before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    pub start: u32,
    pub end: u32,
}

impl Stretch {
    pub fn at(position: u32) -> Stretch {
        Stretch { start: position, end: position + 1 }
    }

    fn cover(self, other: Stretch) -> Stretch {
        Stretch { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Where the parts stand side by side in order.
pub fn phrase(parts: &[Vec<u32>]) -> Vec<Stretch> {
    let Some((rarest, _)) = parts.iter().enumerate().min_by_key(|(_, positions)| positions.len()) else {
        return Vec::new();
    };
    let length = parts.len() as u32;
    let starts = parts[rarest].iter().filter_map(|position| position.checked_sub(rarest as u32));
    starts
        .filter(|start| {
            let mut rest = parts.iter().enumerate().filter(|(part, _)| *part != rarest);
            rest.all(|(part, positions)| positions.binary_search(&(start + part as u32)).is_ok())
        })
        .map(|start| Stretch { start, end: start + length })
        .collect()
}

/// How often the parts stand together with a slop, in Lucene's meaning: distinct positions whose
/// distances from their places in the phrase differ by at most `slop`. Counts the windows that
/// begin with each occurrence.
pub fn loose_phrase(parts: &[Vec<u32>], slop: u32) -> u32 {
    let mut found = 0;
    each_window(parts, slop, |_| found += 1);
    found
}

/// The positions that take part in each window in which the loose phrase holds.
pub fn loose_windows(parts: &[Vec<u32>], slop: u32) -> Vec<Vec<u32>> {
    let mut found = Vec::new();
    each_window(parts, slop, |window| {
        found.push(window.iter().map(|(shift, part)| (shift + *part as i64) as u32).collect());
    });
    found
}

/// Calls `each` with every window of occurrences (position less place in the phrase, part) that
/// holds all parts at positions of their own.
fn each_window(parts: &[Vec<u32>], slop: u32, mut each: impl FnMut(&[(i64, usize)])) {
    // Each occurrence as (position less place in the phrase, part), in order.
    let mut shifted: Vec<(i64, usize)> = parts
        .iter()
        .enumerate()
        .flat_map(|(part, positions)| positions.iter().map(move |p| (i64::from(*p) - part as i64, part)))
        .collect();
    shifted.sort_unstable();
    let mut held = vec![0u32; parts.len()];
    let mut missing = parts.len();
    let mut end = 0;
    for start in 0..shifted.len() {
        while end < shifted.len() && shifted[end].0 <= shifted[start].0 + i64::from(slop) {
            let part = shifted[end].1;
            missing -= usize::from(held[part] == 0);
            held[part] += 1;
            end += 1;
        }
        if missing == 0 && distinct(&shifted[start..end], parts.len()) {
            each(&shifted[start..end]);
        }
        let part = shifted[start].1;
        held[part] -= 1;
        missing += usize::from(held[part] == 0);
    }
}

/// Whether every part can have a position of its own among the occurrences of a window: a
/// matching of parts to positions (Kuhn's augmenting paths). Needed where a word stands twice in
/// the phrase, or two patterns hold of one token.
fn distinct(window: &[(i64, usize)], parts: usize) -> bool {
    let mut choices: Vec<Vec<i64>> = vec![Vec::new(); parts];
    for (shift, part) in window {
        choices[*part].push(shift + *part as i64);
    }
    let mut taken: std::collections::HashMap<i64, usize> = std::collections::HashMap::new();
    (0..parts).all(|part| {
        // The common case: a position nobody has.
        if let Some(free) = choices[part].iter().find(|position| !taken.contains_key(position)) {
            taken.insert(*free, part);
            return true;
        }
        augment(part, &choices, &mut taken)
    })
}

/// Finds a place for `part` by moving others, breadth first.
fn augment(part: usize, choices: &[Vec<i64>], taken: &mut std::collections::HashMap<i64, usize>) -> bool {
    let mut reached_by: std::collections::HashMap<i64, usize> = std::collections::HashMap::new();
    let mut queue = std::collections::VecDeque::from([part]);
    while let Some(from) = queue.pop_front() {
        for position in &choices[from] {
            if reached_by.contains_key(position) {
                continue;
            }
            reached_by.insert(*position, from);
            match taken.get(position) {
                Some(holder) => queue.push_back(*holder),
                None => {
                    // Walk back, handing each position to the part that reached it.
                    let mut free = *position;
                    loop {
                        let taker = reached_by[&free];
                        let given_up = taken.iter().find(|(_, holder)| **holder == taker).map(|(p, _)| *p);
                        taken.insert(free, taker);
                        match given_up {
                            Some(position) if taker != part => free = position,
                            _ => return true,
                        }
                    }
                }
            }
        }
    }
    false
}

/// The union of the lists, each stretch once.
pub fn union(lists: Vec<Vec<Stretch>>) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = lists.into_iter().flatten().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Disjoint pairs with at most `words - 1` words between their nearest ends, as the minimal
/// stretches that cover both.
pub fn near(left: &[Stretch], right: &[Stretch], words: u32, ordered: bool) -> Vec<Stretch> {
    let reach = |first: &Stretch| first.end.saturating_add(words.saturating_sub(1));
    let mut found = Vec::new();
    followed(left, right, &mut found, |first, second| second.start <= reach(first));
    if !ordered {
        followed(right, left, &mut found, |first, second| second.start <= reach(first));
    }
    minimal(found)
}

/// Disjoint pairs that lie wholly between two neighbouring `breaks`, as the minimal stretches
/// that cover both. `breaks` are the first positions of sentences or paragraphs, ascending.
pub fn within(left: &[Stretch], right: &[Stretch], breaks: &[u32]) -> Vec<Stretch> {
    let unit_end = |position: u32| breaks[breaks.partition_point(|start| *start <= position)..].first().copied();
    let inside = |first: &Stretch, second: &Stretch| {
        unit_end(first.start).is_none_or(|end| second.end <= end && first.end <= end)
    };
    let mut found = Vec::new();
    // Stretches of the right list begin after the left one's; once past the unit's end none fits.
    followed(left, right, &mut found, inside);
    followed(right, left, &mut found, inside);
    minimal(found)
}

/// For each of `firsts` the stretch of `seconds` behind it that ends soonest, among those for
/// which `fits` holds; `fits` must not hold again once it failed of a later start.
fn followed(
    firsts: &[Stretch],
    seconds: &[Stretch],
    found: &mut Vec<Stretch>,
    fits: impl Fn(&Stretch, &Stretch) -> bool,
) {
    for first in firsts {
        let behind = seconds.partition_point(|second| second.start < first.end);
        let mut soonest: Option<Stretch> = None;
        for second in &seconds[behind..] {
            if soonest.is_some_and(|soonest| second.start >= soonest.end) {
                break;
            }
            if fits(first, second) {
                if soonest.is_none_or(|soonest| second.end < soonest.end) {
                    soonest = Some(*second);
                }
            } else if !fits(first, &Stretch::at(second.start)) {
                // Not even one word there would fit: nor would anything behind it.
                break;
            }
        }
        found.extend(soonest.map(|second| first.cover(second)));
    }
}

/// The stretches that contain no other.
fn minimal(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    // By start, the longest first: of equal starts only the last can be minimal.
    stretches.sort_unstable_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    stretches.dedup();
    let mut kept: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        while kept.last().is_some_and(|last| last.end >= stretch.end) {
            kept.pop();
        }
        kept.push(stretch);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(word: &str, text: &str) -> Vec<u32> {
        text.split(' ').enumerate().filter(|(_, token)| *token == word).map(|(at, _)| at as u32).collect()
    }

    fn lists(words: &str, text: &str) -> Vec<Vec<u32>> {
        words.split(' ').map(|word| places(word, text)).collect()
    }

    #[test]
    fn a_loose_phrase_has_lucenes_meaning() {
        let check = |words: &str, slop: u32, text: &str, holds: bool| {
            assert_eq!(loose_phrase(&lists(words, text), slop) > 0, holds, "{words}~{slop} in {text}");
        };
        check("a b", 0, "a b", true);
        check("a b", 1, "a x b", true);
        check("a b", 1, "a x x b", false);
        check("a b", 1, "b a", false);
        check("a b", 2, "b a", true);
        check("a b c", 1, "b a c", false);
        check("a b c", 2, "b a c", true);
        check("a a", 3, "a x", false);
        check("a a", 1, "a x a", true);
        check("a b a", 2, "a b x", false);
    }

    #[test]
    fn near_counts_the_words_between() {
        let check = |left: &str, right: &str, words: u32, ordered: bool, text: &str, holds: bool| {
            let stretches = |word: &str| places(word, text).into_iter().map(Stretch::at).collect::<Vec<_>>();
            let found = near(&stretches(left), &stretches(right), words, ordered);
            assert_eq!(!found.is_empty(), holds, "{left} {right} {words} {text}");
        };
        check("a", "b", 1, false, "a b", true);
        check("a", "b", 1, false, "a x b", false);
        check("a", "b", 2, false, "b x a", true);
        check("a", "b", 2, true, "b x a", false);
        check("a", "a", 3, false, "a x x", false);
        check("a", "a", 3, false, "a x a", true);
    }

    #[test]
    fn only_minimal_stretches_are_kept() {
        let stretch = |start, end| Stretch { start, end };
        assert_eq!(
            minimal(vec![stretch(0, 5), stretch(1, 3), stretch(1, 4), stretch(2, 6), stretch(6, 7)]),
            vec![stretch(1, 3), stretch(2, 6), stretch(6, 7)]
        );
    }
}
