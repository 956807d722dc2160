//! Two sequences of words laid against each other: what was asked, and what was printed.
//!
//! The whole of the asked words against any stretch of the printed ones, as Needleman and Wunsch
//! (1970) align whole sequences and Sellers (1980) lets one end anywhere in the other. A word that is
//! replaced counts as one left out and one put in, so that words are paired only when they are the
//! same or nearly so. Small words weigh less: they do not decide where a text is found. Afterwards
//! what is missing here and stands there is recognised as moved.

use std::collections::HashMap;
use std::ops::Range;

/// Points of a word that is the same, of a small word, and of one that is nearly the same.
const SAME: i32 = 10;
const SAME_SMALL: i32 = 4;
const NEAR: i32 = 7;
/// Points lost by a word that has no partner.
const ALONE: i32 = 1;
/// Words shorter than this are not nearly the same with one letter changed: `hat` and `had`.
const NEAR_CHARS_MIN: usize = 4;
/// The most bytes of a letter that is added or exchanged.
const LETTER_BYTES_MAX: usize = 3;
/// Writings of one word: `cannot`, `can not`, `can't`.
const ONE_DENIAL: &[&str] = &["not", "cannot", "t"];
/// A close stretch keeps this share of the content words …
const CONTENT_SHARE_MIN: f32 = 0.6;
/// … and of all words, when the text has so many content words; …
const WORDS_SHARE_MIN: f32 = 0.6;
const CONTENT_WORDS_MIN: usize = 2;
/// … this share of all words, when it has fewer. A text of so many words may keep that alone.
const WORDS_SHARE_ALONE: f32 = 0.8;
const WORDS_ALONE_MIN: usize = 8;
/// Outside quotes it is as close as this.
const OUTSIDE_CLOSENESS_MIN: f32 = 0.75;
/// Words put in between may be half as many as were asked, and this many more.
const EXTRA_WORDS: usize = 2;

/// A word to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub token: String,
    pub stem: String,
    pub is_small: bool,
    /// Of asked words: others may stand before it. Of printed ones: more than a space does.
    pub is_loose: bool,
}

/// One step through both sequences, in the order of the printed one; numbers are places in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Same {
        asked: usize,
        printed: usize,
    },
    /// An inflection, or one letter.
    Near {
        asked: usize,
        printed: usize,
    },
    Asked(usize),
    Printed(usize),
    /// It stands elsewhere in the other.
    AskedMoved(usize),
    PrintedMoved(usize),
}

/// How the asked words lie in a stretch of the printed ones.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Alignment {
    pub steps: Vec<Step>,
    /// Of the printed words.
    pub stretch: Range<usize>,
    /// Shares of the asked words that were found: of all, and of the content words.
    pub words_share: f32,
    pub content_share: f32,
    /// Printed words in the stretch that were not asked for, gaps aside.
    pub extra: usize,
    /// From 0 to 1, for comparing.
    pub closeness: f32,
}

impl Alignment {
    /// Whether it is the same saying, changed. Sentences outside quotes share names and set phrases
    /// without being about the same: there more has to agree.
    pub fn is_close(&self, asked: &[Form], is_quoted: bool) -> bool {
        let content = asked.iter().filter(|form| !form.is_small).count();
        let enough = content >= CONTENT_WORDS_MIN && self.words_share >= WORDS_SHARE_MIN;
        let nearly_all = self.words_share >= WORDS_SHARE_ALONE;
        let shares = self.content_share >= CONTENT_SHARE_MIN && (enough || nearly_all)
            || nearly_all && asked.len() >= WORDS_ALONE_MIN;
        shares && self.extra <= asked.len() / 2 + EXTRA_WORDS && (is_quoted || self.closeness >= OUTSIDE_CLOSENESS_MIN)
    }
}

/// Whether two sequences share enough content words for a close alignment; costs one pass.
pub(super) fn may_be_close(asked: &[Form], printed: &[Form]) -> bool {
    let mut counts: HashMap<&str, i32> = HashMap::new();
    for form in printed {
        *counts.entry(form.stem.as_str()).or_default() += 1;
    }
    let (mut content, mut content_found, mut found) = (0, 0, 0);
    for form in asked {
        let is_content = !form.is_small;
        content += usize::from(is_content);
        if let Some(left) = counts.get_mut(form.stem.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            found += 1;
            content_found += usize::from(is_content);
        }
    }
    // One letter may differ where no stem does: half is enough to look closer.
    2 * content_found >= content && content_found > 0 || 5 * found >= 4 * asked.len()
}

/// The best stretch for all of `asked`; `None` when no word is found. Cost and memory grow with the
/// product of both lengths: a printed sequence much longer than the asked one is cut to the window
/// that holds most of it.
pub(super) fn align(asked: &[Form], printed: &[Form]) -> Option<Alignment> {
    let pairs = Pairs::of(asked, printed);
    let window = pairs.window(asked.len(), printed.len());
    let mut partner = pairs.partners(asked, window.clone());
    let first = partner.iter().flatten().min().copied()?;
    let last = partner.iter().flatten().max().copied()?;
    let moved = moved(asked, &mut partner, printed, first..last + 1);
    Some(described(asked, printed, &partner, &moved))
}

/// The words of `asked` side by side, gaps aside, at these partners: nothing is left to look for.
pub(super) fn described_exact(asked: &[Form], printed: &[Form], partners: &[usize]) -> Alignment {
    let partner: Vec<Option<usize>> = partners.iter().copied().map(Some).collect();
    described(asked, printed, &partner, &[])
}

/// Which words can be paired, by numbers: strings are compared once.
struct Pairs {
    /// Of each asked word its number, equal for equal tokens.
    asked: Vec<usize>,
    /// Of each printed word the asked number it is the same as.
    same: Vec<Option<usize>>,
    /// Of each printed word the asked numbers it is nearly the same as.
    near: Vec<Vec<usize>>,
}

impl Pairs {
    fn of(asked: &[Form], printed: &[Form]) -> Pairs {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut distinct: Vec<&Form> = Vec::new();
        let asked = asked.iter().map(|form| {
            *numbers.entry(&form.token).or_insert_with(|| {
                distinct.push(form);
                distinct.len() - 1
            })
        });
        let asked: Vec<usize> = asked.collect();
        let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
        let (mut same, mut near) = (Vec::with_capacity(printed.len()), Vec::with_capacity(printed.len()));
        for form in printed {
            same.push(numbers.get(form.token.as_str()).copied());
            let alike = known
                .entry(&form.token)
                .or_insert_with(|| (0..distinct.len()).filter(|number| is_near(distinct[*number], form)).collect());
            near.push(alike.clone());
        }
        Pairs { asked, same, near }
    }

    fn points(&self, asked: &[Form], at: usize, printed: usize) -> i32 {
        let number = self.asked[at];
        match self.same[printed] {
            Some(same) if same == number => {
                if asked[at].is_small {
                    SAME_SMALL
                } else {
                    SAME
                }
            }
            _ if self.near[printed].contains(&number) => NEAR,
            _ => 0,
        }
    }

    /// The window of twice the asked length that holds most words that can be paired.
    fn window(&self, asked: usize, printed: usize) -> Range<usize> {
        const WINDOW_MIN: usize = 2_000;
        let length = (2 * asked + EXTRA_WORDS).max(WINDOW_MIN);
        if printed <= length {
            return 0..printed;
        }
        let is_known = |at: usize| usize::from(self.same[at].is_some());
        let mut held: usize = (0..length).map(is_known).sum();
        let (mut best, mut start) = (held, 0);
        for from in 1..=printed - length {
            held = held + is_known(from + length - 1) - is_known(from - 1);
            if held > best {
                (best, start) = (held, from);
            }
        }
        start..start + length
    }

    /// For each asked word the printed one it is paired with, both in order.
    fn partners(&self, asked: &[Form], window: Range<usize>) -> Vec<Option<usize>> {
        let (rows, columns) = (asked.len() + 1, window.len() + 1);
        // The way each cell was reached: 0 from the asked word alone, 1 from the printed one, 2 both.
        let mut ways = vec![0u8; rows * columns];
        let mut above = vec![0i32; columns];
        let mut row = vec![0i32; columns];
        ways[..columns].fill(1);
        for at in 0..asked.len() {
            row[0] = above[0] - ALONE;
            // Past the last asked word, and where the text says that words were left out, printed
            // words cost nothing.
            let is_last = at + 1 == asked.len();
            let is_free = is_last || asked[at + 1].is_loose;
            for column in 1..columns {
                let alone = above[column] - ALONE;
                let between = row[column - 1] - if is_free { 0 } else { ALONE };
                let points = self.points(asked, at, window.start + column - 1);
                let both = if points > 0 { above[column - 1] + points } else { i32::MIN };
                // Of equals the earliest stretch: at the end a later word has to be better.
                let is_best = both >= alone && (both > between || both == between && !is_last);
                let (best, way) = match is_best {
                    true => (both, 2),
                    false if alone > between => (alone, 0),
                    false => (between, 1),
                };
                row[column] = best;
                ways[(at + 1) * columns + column] = way;
            }
            std::mem::swap(&mut above, &mut row);
        }
        let mut partner = vec![None; asked.len()];
        let (mut at, mut column) = (asked.len(), columns - 1);
        while at > 0 {
            match if column == 0 { 0 } else { ways[at * columns + column] } {
                0 => at -= 1,
                1 => column -= 1,
                _ => {
                    (at, column) = (at - 1, column - 1);
                    partner[at] = Some(window.start + column);
                }
            }
        }
        partner
    }
}

/// Whether two words that are not the same are nearly so.
fn is_near(asked: &Form, printed: &Form) -> bool {
    if asked.is_small || printed.is_small || asked.token == printed.token {
        return false;
    }
    if asked.stem == printed.stem {
        return true;
    }
    let is_denial = |form: &Form| ONE_DENIAL.contains(&form.token.as_str());
    if asked.token.len().abs_diff(printed.token.len()) > LETTER_BYTES_MAX {
        return is_denial(asked) && is_denial(printed);
    }
    let is_plain = |form: &Form| {
        form.token.chars().count() >= NEAR_CHARS_MIN && !form.token.bytes().any(|byte| byte.is_ascii_digit())
    };
    is_denial(asked) && is_denial(printed)
        || is_plain(asked) && is_plain(printed) && strsim::osa_distance(&asked.token, &printed.token) == 1
}

/// Runs of asked words without a partner that stand among the printed ones, in or near the stretch:
/// `(asked, printed)`. A run holds a content word; one outside the stretch is near it by its length.
fn moved(
    asked: &[Form],
    partner: &mut [Option<usize>],
    printed: &[Form],
    stretch: Range<usize>,
) -> Vec<(usize, usize)> {
    let mut taken: Vec<bool> = vec![false; printed.len()];
    partner.iter().flatten().for_each(|at| taken[*at] = true);
    let mut is_free: Vec<bool> = partner.iter().map(Option::is_none).collect();
    let mut found = Vec::new();
    let near = stretch.start.saturating_sub(asked.len())..(stretch.end + asked.len()).min(printed.len());
    for at in 0..asked.len() {
        if !is_free[at] || asked[at].is_small {
            continue;
        }
        let run_at = |place: usize| {
            let fits = |asked_at: usize, printed_at: usize| {
                is_free[asked_at] && !taken[printed_at] && asked[asked_at].token == printed[printed_at].token
            };
            let before = (1..=at.min(place)).take_while(|back| fits(at - back, place - back)).count();
            let ahead = (asked.len() - at).min(printed.len() - place);
            let after = (0..ahead).take_while(|forth| fits(at + forth, place + forth)).count();
            (before, after)
        };
        let places = near.clone().filter(|place| !taken[*place] && printed[*place].token == asked[at].token);
        let runs = places.map(|place| (place, run_at(place))).filter(|(place, (before, after))| {
            let outside = stretch.start.saturating_sub(*place).max((place + 1).saturating_sub(stretch.end));
            // A single word stands in the stretch or beside it: elsewhere it is there by chance.
            let run = before + after;
            if run == 1 { outside <= 1 } else { outside <= 2 * run }
        });
        let Some((place, (before, after))) = runs.max_by_key(|(_, (before, after))| before + after) else { continue };
        for step in 0..before + after {
            let (asked_at, printed_at) = (at - before + step, place - before + step);
            (is_free[asked_at], taken[printed_at]) = (false, true);
            found.push((asked_at, printed_at));
        }
    }
    found.sort_unstable();
    found
}

/// The stretch with the words that stand in the place of the first or last asked ones: as many as
/// have no partner there, up to a comma or the like.
fn widened(printed: &[Form], stretch: Range<usize>, leading: usize, trailing: usize) -> Range<usize> {
    let Range { mut start, mut end } = stretch;
    for _ in 0..leading {
        if start == 0 || printed[start].is_loose {
            break;
        }
        start -= 1;
    }
    for _ in 0..trailing {
        if end >= printed.len() || printed[end].is_loose {
            break;
        }
        end += 1;
    }
    start..end
}

fn described(asked: &[Form], printed: &[Form], partner: &[Option<usize>], moved: &[(usize, usize)]) -> Alignment {
    let moved_asked: HashMap<usize, usize> = moved.iter().copied().collect();
    let moved_printed: Vec<usize> = moved.iter().map(|(_, at)| *at).collect();
    let is_alone = |at: &usize| partner[*at].is_none() && !moved_asked.contains_key(at);
    let leading = (0..asked.len()).take_while(is_alone).count();
    let trailing = (0..asked.len()).rev().take_while(is_alone).count();
    let found = || partner.iter().flatten().chain(&moved_printed).copied();
    let stretch = found().min().unwrap_or(0)..found().max().map_or(0, |last| last + 1);
    let stretch = widened(printed, stretch, leading, trailing);

    let mut steps = Vec::with_capacity(asked.len() + stretch.len());
    let mut next = stretch.start;
    let mut extra = 0;
    let mut alone: Vec<Step> = Vec::new();
    // Asked words without a partner stand before the printed words in their place.
    let printed_until = |next: &mut usize, until: usize, alone: &mut Vec<Step>, steps: &mut Vec<Step>| {
        steps.append(alone);
        let from = *next;
        let step = |at| if moved_printed.contains(&at) { Step::PrintedMoved(at) } else { Step::Printed(at) };
        steps.extend((from..until).map(step));
        *next = until.max(from);
        (from..until).filter(|at| !moved_printed.contains(at)).count()
    };
    for (at, pair) in partner.iter().enumerate() {
        match pair {
            None if moved_asked.contains_key(&at) => alone.push(Step::AskedMoved(at)),
            None => alone.push(Step::Asked(at)),
            Some(place) => {
                let between = printed_until(&mut next, *place, &mut alone, &mut steps);
                if !asked[at].is_loose {
                    extra += between;
                }
                steps.push(match asked[at].token == printed[*place].token {
                    true => Step::Same { asked: at, printed: *place },
                    false => Step::Near { asked: at, printed: *place },
                });
                next = place + 1;
            }
        }
    }
    extra += printed_until(&mut next, stretch.end, &mut alone, &mut steps);
    let (words_share, content_share) = shares(asked, &steps);
    let paired = partner.iter().flatten().count() + moved.len();
    let changed = steps.iter().filter(|step| matches!(step, Step::Near { .. } | Step::AskedMoved(_))).count();
    // A word that is changed or moved is a quarter of a difference, one that is put in half of one.
    let kept = paired as f32 - changed as f32 / 4.0;
    let closeness = kept / (asked.len() as f32 + extra as f32 / 2.0);
    Alignment { steps, stretch, words_share, content_share, extra, closeness }
}

/// What was found of all asked words, and of their content words; small words alone are content.
fn shares(asked: &[Form], steps: &[Step]) -> (f32, f32) {
    let content = asked.iter().filter(|form| !form.is_small).count();
    let (mut words, mut weighty) = (0, 0);
    for step in steps {
        if let Step::Same { asked: at, .. } | Step::Near { asked: at, .. } | Step::AskedMoved(at) = *step {
            words += 1;
            weighty += usize::from(!asked[at].is_small);
        }
    }
    let words_share = words as f32 / asked.len() as f32;
    (words_share, if content == 0 { words_share } else { weighty as f32 / content as f32 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Stemmer, tokens};

    /// Marks before a word make it loose, `…` in the asked text too.
    fn forms(text: &str) -> (Vec<String>, Vec<Form>) {
        let mut stemmer = Stemmer::new("en").expect("English has a stemmer");
        let mut before = 0;
        let mut forms = Vec::new();
        let mut words = Vec::new();
        for token in tokens(text) {
            let is_loose = text[before..token.span.start].contains([',', '.', '…', ';']);
            before = token.span.end;
            words.push(token.span.of(text).to_string());
            let stem = stemmer.stem(&token.text, &token.text).to_string();
            forms.push(Form {
                is_small: super::super::small_words::is_small(&token.text),
                token: token.text,
                stem,
                is_loose,
            });
        }
        (words, forms)
    }

    /// `[-asked-]{+printed+}`, with `~` on what was moved, and the verdict on closeness.
    fn aligned(asked: &str, printed: &str) -> String {
        let ((asked_words, asked), (printed_words, printed)) = (forms(asked), forms(printed));
        let Some(found) = align(&asked, &printed) else { return "nothing".to_string() };
        let step = |step: &Step| match *step {
            Step::Same { printed, .. } => printed_words[printed].clone(),
            Step::Near { asked, printed } => format!("[-{}-]{{+{}+}}", asked_words[asked], printed_words[printed]),
            Step::Asked(at) => format!("[-{}-]", asked_words[at]),
            Step::Printed(at) => format!("{{+{}+}}", printed_words[at]),
            Step::AskedMoved(at) => format!("[~{}~]", asked_words[at]),
            Step::PrintedMoved(at) => format!("{{~{}~}}", printed_words[at]),
        };
        let close = if found.is_close(&asked, true) { "" } else { "not close: " };
        format!("{close}{}", found.steps.iter().map(step).collect::<Vec<_>>().join(" "))
    }

    fn check(asked: &str, printed: &str, expected: &str) {
        assert_eq!(aligned(asked, printed), expected, "{asked} / {printed}");
    }

    #[test]
    fn one_word_changed_dropped_or_put_in_is_marked_alone() {
        let printed = "we will mend the weir before the first frost comes";
        check(printed, printed, printed);
        check(
            "we will mend the weir before frost comes",
            printed,
            "we will mend the weir before {+the+} {+first+} frost comes",
        );
        check("mend the old weir before the first", printed, "mend the [-old-] weir before the first");
        check("mend the dam before the first frost", printed, "mend the [-dam-] {+weir+} before the first frost");
    }

    #[test]
    fn the_ends_are_exchanged_up_to_a_comma_and_no_further() {
        let printed = "they lied, we will mend the weir before spring, said nobody";
        check("we will mend the weir before winter", printed, "we will mend the weir before [-winter-] {+spring+}");
        check("tomorrow we will mend the weir", printed, "[-tomorrow-] we will mend the weir");
        check("we will mend the weir before spring comes", printed, "we will mend the weir before spring [-comes-]");
    }

    #[test]
    fn inflections_letters_and_writings_of_not_are_near() {
        check(
            "the weirs hold the water",
            "the weir holds the water",
            "the [-weirs-]{+weir+} [-hold-]{+holds+} the water",
        );
        check("the harbor is open again", "the harbour is open again", "the [-harbor-]{+harbour+} is open again");
        check("we counted 14 boats there", "we counted 41 boats there", "we counted [-14-] {+41+} boats there");
        check("you can't eat the map", "you cannot eat the map", "you [-can-] [-t-]{+cannot+} eat the map");
    }

    #[test]
    fn moved_words_are_recognised() {
        check(
            "before spring we will mend the old weir",
            "we will mend the old weir before spring",
            "[~before~] [~spring~] we will mend the old weir {~before~} {~spring~}",
        );
    }

    #[test]
    fn other_sayings_are_not_close() {
        for (asked, printed) in [
            ("the weir is a promise", "you cannot drink a promise"),
            ("we will see", "we will mend the weir"),
            ("not a penny for the weir", "not a word about the ferry"),
            ("the mayor opened the bridge", "the bridge was old and the mayor did not like what he opened it with"),
        ] {
            let found = aligned(asked, printed);
            assert!(found.starts_with("not close: ") || found == "nothing", "{found}");
        }
    }

    #[test]
    fn what_the_text_leaves_out_costs_nothing() {
        check(
            "we will mend the weir … before spring",
            "we will mend the weir whatever it costs and whoever comes in the way of it before spring",
            "we will mend the weir {+whatever+} {+it+} {+costs+} {+and+} {+whoever+} {+comes+} {+in+} {+the+} {+way+} \
             {+of+} {+it+} before spring",
        );
    }

    #[test]
    fn a_long_text_finds_its_place_in_a_longer_one() {
        let filler =
            |from: usize, count: usize| (from..from + count).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        let asked = format!("{} changed {}", filler(3_000, 500), filler(3_501, 500));
        let ((_, asked), (_, printed)) = (forms(&asked), forms(&filler(0, 9_000)));
        assert!(may_be_close(&asked, &printed));
        let found = align(&asked, &printed).expect("it is there");
        assert_eq!(found.stretch, 3_000..4_001);
        assert_eq!(found.steps.iter().filter(|step| !matches!(step, Step::Same { .. })).count(), 2);
    }
}
