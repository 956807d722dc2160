//! Which quotes found are which quotes of the gold: by the words they cover.
//!
//! Words are runs of letters, digits and `_`; marks, spaces and punctuation never count. Two
//! quotes match when the F1 of their words reaches [`OVERLAP_MIN`]. How a quote is cut up is
//! forgiven in both directions: one quote found may be a whole group of fragments, several found
//! inside one quote of the gold may be it together.

use crate::model::Span;

/// F1 of the words from which two quotes are one.
const OVERLAP_MIN: f64 = 0.8;
/// The share of a quote's words that lie inside another one.
const INSIDE_MIN: f64 = 0.9;
const HALF: f64 = 0.5;

/// The words of a text.
pub struct TextWords(Vec<Span>);

impl TextWords {
    pub fn of(text: &str) -> TextWords {
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices() {
            match (c.is_alphanumeric() || c == '_', start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(Span::new(from, at));
                    start = None;
                }
                _ => {}
            }
        }
        words.extend(start.map(|from| Span::new(from, text.len())));
        TextWords(words)
    }

    /// The words that the spans touch.
    pub fn touched(&self, spans: &[Span]) -> Cover {
        let mut touched = Vec::new();
        for span in spans {
            let first = self.0.partition_point(|word| word.end <= span.start);
            let words = self.0[first..].iter().take_while(|word| word.start < span.end);
            touched.extend(words.enumerate().map(|(at, _)| first + at));
        }
        Cover::of(touched)
    }
}

/// Words by their numbers, ascending, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover(Vec<usize>);

impl Cover {
    fn of(mut words: Vec<usize>) -> Cover {
        words.sort_unstable();
        words.dedup();
        Cover(words)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn common(&self, other: &Cover) -> usize {
        self.0.iter().filter(|word| other.0.binary_search(word).is_ok()).count()
    }

    fn f1(&self, other: &Cover) -> f64 {
        match self.0.len() + other.0.len() {
            0 => 0.0,
            words => (2 * self.common(other)) as f64 / words as f64,
        }
    }

    /// Whether at least this share of the words lies in the other.
    fn lies_in(&self, other: &Cover, share: f64) -> bool {
        self.common(other) as f64 >= share * self.0.len() as f64
    }

    /// Whether the two share at least half of the shorter one.
    pub fn is_about(&self, other: &Cover) -> bool {
        let shorter = self.0.len().min(other.0.len());
        shorter > 0 && 2 * self.common(other) >= shorter
    }

    pub fn mostly_in(&self, other: &Cover) -> bool {
        self.lies_in(other, HALF)
    }
}

fn union<'a>(covers: impl Iterator<Item = &'a Cover>) -> Cover {
    Cover::of(covers.flat_map(|cover| cover.0.iter().copied()).collect())
}

/// A quote of the gold as matching sees it.
pub struct Wanted {
    pub cover: Cover,
    /// Fragments of one quote share it.
    pub group: Option<String>,
    /// Neither reward nor penalty.
    pub optional: bool,
}

/// What matched what.
#[derive(Debug, Default)]
pub struct Matches {
    /// For each quote of the gold the quotes found that are it, and the other way round.
    pub of_wanted: Vec<Vec<usize>>,
    pub of_found: Vec<Vec<usize>>,
    pub exact_wanted: Vec<bool>,
    pub exact_found: Vec<bool>,
    /// Quotes found that only hit what is optional: they do not count.
    pub dropped: Vec<bool>,
}

impl Matches {
    fn join(&mut self, wanted: usize, found: usize) {
        self.of_wanted[wanted].push(found);
        self.of_found[found].push(wanted);
    }

    fn is_free(&self, found: usize) -> bool {
        self.of_found[found].is_empty()
    }
}

/// Matches one article's quotes.
pub fn matches(wanted: &[Wanted], found: &[Cover]) -> Matches {
    let mut matches = Matches {
        of_wanted: vec![Vec::new(); wanted.len()],
        of_found: vec![Vec::new(); found.len()],
        exact_wanted: vec![false; wanted.len()],
        exact_found: vec![false; found.len()],
        dropped: Vec::new(),
    };
    one_to_one(&mut matches, wanted, found);
    whole_groups(&mut matches, wanted, found);
    together(&mut matches, wanted, found);
    let optional = union(wanted.iter().filter(|quote| quote.optional).map(|quote| &quote.cover));
    matches.dropped = (0..found.len())
        .map(|at| match matches.of_found[at].as_slice() {
            [] => found[at].mostly_in(&optional),
            hit => hit.iter().all(|quote| wanted[*quote].optional),
        })
        .collect();
    matches
}

/// The best pairs first.
fn one_to_one(matches: &mut Matches, wanted: &[Wanted], found: &[Cover]) {
    let mut pairs = Vec::new();
    for (at, quote) in wanted.iter().enumerate() {
        let scored = found.iter().enumerate().map(|(other, cover)| (quote.cover.f1(cover), at, other));
        pairs.extend(scored.filter(|(score, ..)| *score >= OVERLAP_MIN));
    }
    pairs.sort_by(|left, right| right.0.total_cmp(&left.0).then((left.1, left.2).cmp(&(right.1, right.2))));
    for (score, quote, other) in pairs {
        if matches.of_wanted[quote].is_empty() && matches.is_free(other) {
            matches.join(quote, other);
            matches.exact_wanted[quote] = score == 1.0;
            matches.exact_found[other] = score == 1.0;
        }
    }
}

/// One quote found that is all fragments of a group.
fn whole_groups(matches: &mut Matches, wanted: &[Wanted], found: &[Cover]) {
    let mut done: Vec<&str> = Vec::new();
    for quote in wanted {
        let Some(group) = quote.group.as_deref().filter(|group| !done.contains(group)) else { continue };
        done.push(group);
        let members: Vec<usize> = (0..wanted.len()).filter(|at| wanted[*at].group.as_deref() == Some(group)).collect();
        if members.len() < 2 || members.iter().any(|at| !matches.of_wanted[*at].is_empty()) {
            continue;
        }
        let whole = union(members.iter().map(|at| &wanted[*at].cover));
        let free = (0..found.len()).filter(|at| matches.is_free(*at));
        let best = free.map(|at| (whole.f1(&found[at]), at)).max_by(|left, right| left.0.total_cmp(&right.0));
        if let Some((_, other)) = best.filter(|(score, _)| *score >= OVERLAP_MIN) {
            members.into_iter().for_each(|at| matches.join(at, other));
        }
    }
}

/// Several quotes found that lie in one quote of the gold and are it together.
fn together(matches: &mut Matches, wanted: &[Wanted], found: &[Cover]) {
    for (at, quote) in wanted.iter().enumerate() {
        if !matches.of_wanted[at].is_empty() {
            continue;
        }
        let inside: Vec<usize> = (0..found.len())
            .filter(|other| matches.is_free(*other) && found[*other].lies_in(&quote.cover, INSIDE_MIN))
            .collect();
        let all = union(inside.iter().map(|other| &found[*other]));
        if inside.len() > 1 && quote.cover.f1(&all) >= OVERLAP_MIN {
            inside.into_iter().for_each(|other| matches.join(at, other));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ranges of words: `0-4`, with `?` behind an optional one, `/g` behind a member of a group.
    fn wanted(written: &[&str]) -> Vec<Wanted> {
        let quote = |text: &&str| {
            let (text, group) = text.split_once('/').map_or((*text, None), |(text, group)| (text, Some(group)));
            let optional = text.ends_with('?');
            Wanted { cover: cover(text.trim_end_matches('?')), group: group.map(str::to_string), optional }
        };
        written.iter().map(quote).collect()
    }

    fn cover(text: &str) -> Cover {
        let words = text.split('+').flat_map(|part| {
            let (first, last) = part.split_once('-').unwrap();
            first.parse::<usize>().unwrap()..=last.parse::<usize>().unwrap()
        });
        Cover::of(words.collect())
    }

    /// For each quote of the gold what was found for it; `~` before what was dropped.
    fn check(gold: &[&str], found: &[&str], expected: &str) {
        let covers: Vec<Cover> = found.iter().map(|text| cover(text)).collect();
        let matches = matches(&wanted(gold), &covers);
        let hits = matches.of_wanted.iter().map(|hits| hits.iter().map(|at| found[*at]).collect::<Vec<_>>().join("&"));
        let hits = hits.map(|hits| if hits.is_empty() { "-".to_string() } else { hits }).collect::<Vec<_>>();
        let dropped = (0..found.len()).filter(|at| matches.dropped[*at]).map(|at| format!(" ~{}", found[at]));
        assert_eq!(hits.join(" ") + &dropped.collect::<String>(), expected, "{gold:?} {found:?}");
    }

    #[test]
    fn quotes_match_from_four_fifths_of_their_words() {
        check(&["0-9"], &["0-9"], "0-9");
        check(&["0-9"], &["0-6"], "0-6");
        check(&["0-9"], &["0-5"], "-");
        check(&["0-9", "20-29"], &["20-28", "1-9"], "1-9 20-28");
        check(&["0-9"], &["0-8", "0-9"], "0-9");
    }

    #[test]
    fn how_a_quote_is_cut_up_is_forgiven() {
        check(&["0-4/a", "8-12/a"], &["0-4+8-12"], "0-4+8-12 0-4+8-12");
        check(&["0-4", "8-12"], &["0-4+8-12"], "- -");
        check(&["0-4+8-12"], &["0-4", "8-12"], "0-4&8-12");
        check(&["0-4+8-12"], &["0-4"], "-");
    }

    #[test]
    fn what_is_optional_neither_helps_nor_harms() {
        check(&["0-9?"], &["0-9"], "0-9 ~0-9");
        check(&["0-9?"], &["0-3"], "- ~0-3");
        check(&["0-9?"], &["8-15"], "-");
        check(&["0-9?", "4-9"], &["4-9"], "- 4-9");
    }

    #[test]
    fn marks_and_spaces_are_no_words() {
        let text = "“Yes,” she said: “It’s 5.30.”";
        let words = TextWords::of(text);
        let spans: Vec<&str> = words.0.iter().map(|span| span.of(text)).collect();
        assert_eq!(spans, ["Yes", "she", "said", "It", "s", "5", "30"]);
        let touched = |from: usize, to: usize| words.touched(&[Span::new(from, to)]).0;
        assert_eq!(touched(0, 4), [0], "a word is touched by a part of it");
        assert_eq!(touched(0, text.len()).len(), 7);
        assert_eq!(touched(0, 0), [0; 0]);
    }
}
