//! Patterns held against tokens: `sanction*`, `wom?n`, `zelensky~1`.
//!
//! A dictionary holds some hundred thousand tokens and all are asked, so a pattern is prepared
//! once ([`Matcher`]) and asked without allocating.

use super::TermPattern;

impl TermPattern {
    /// Whether the pattern holds of a folded token.
    pub fn matches(&self, token: &str) -> bool {
        self.matcher().matches(token)
    }

    /// The pattern, ready to be asked often.
    pub fn matcher(&self) -> Matcher {
        let kind = match self {
            TermPattern::Exact(token) => Kind::Exact(token.clone()),
            TermPattern::Wildcard(pattern) => Kind::Wildcard(pattern.chars().collect()),
            TermPattern::Fuzzy { token, edits } => {
                Kind::Fuzzy { token: token.chars().collect(), letters: letters(token), edits: u32::from(*edits) }
            }
        };
        Matcher { kind, token: Vec::new(), rows: Default::default() }
    }
}

/// A prepared pattern with room to work in.
pub struct Matcher {
    kind: Kind,
    token: Vec<char>,
    rows: [Vec<usize>; 3],
}

enum Kind {
    Exact(String),
    Wildcard(Vec<char>),
    Fuzzy { token: Vec<char>, letters: u64, edits: u32 },
}

impl Matcher {
    /// Whether the pattern holds of a folded token.
    pub fn matches(&mut self, token: &str) -> bool {
        match &self.kind {
            Kind::Exact(exact) => exact == token,
            Kind::Wildcard(pattern) => {
                self.token.clear();
                self.token.extend(token.chars());
                wildcard_matches(pattern, &self.token)
            }
            Kind::Fuzzy { token: wanted, letters: wanted_letters, edits } => {
                // One edit loses one letter and brings one in at most. Spares all but one term in
                // a hundred the table.
                let letters = letters(token);
                if (wanted_letters & !letters).count_ones() > *edits
                    || (letters & !wanted_letters).count_ones() > *edits
                {
                    return false;
                }
                self.token.clear();
                self.token.extend(token.chars());
                edits_at_most(wanted, &self.token, *edits as usize, &mut self.rows)
            }
        }
    }
}

/// The characters that stand in a token, as a set of 64: two that share a place only make it less
/// telling.
fn letters(token: &str) -> u64 {
    token.chars().fold(0, |set, c| set | 1 << (u32::from(c) & 63))
}

/// Glob matching with backtracking to the last star: O(pattern x token) at worst.
fn wildcard_matches(pattern: &[char], token: &[char]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < token.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(c) if *c == '?' || *c == token[t] => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((star_p, star_t)) => {
                    star = Some((star_p, star_t + 1));
                    p = star_p + 1;
                    t = star_t + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

/// Optimal string alignment distance (Damerau-Levenshtein with each character edited at most
/// once), three rows at a time; ends as soon as a whole row is past the limit.
fn edits_at_most(left: &[char], right: &[char], edits_max: usize, rows: &mut [Vec<usize>; 3]) -> bool {
    if left.len().abs_diff(right.len()) > edits_max {
        return false;
    }
    let [before, above, row] = rows;
    before.clear();
    before.resize(right.len() + 1, usize::MAX);
    above.clear();
    above.extend(0..=right.len());
    for i in 1..=left.len() {
        row.clear();
        row.push(i);
        let mut least = i;
        for j in 1..=right.len() {
            let change = above[j - 1] + usize::from(left[i - 1] != right[j - 1]);
            let mut edits = change.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                edits = edits.min(before[j - 2] + 1);
            }
            least = least.min(edits);
            row.push(edits);
        }
        // A swap reaches back one row, hence both must be past.
        if least > edits_max && above.iter().all(|edits| *edits > edits_max) {
            return false;
        }
        std::mem::swap(before, above);
        std::mem::swap(above, row);
    }
    above[right.len()] <= edits_max
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_stand_for_any_number_or_one() {
        let check = |pattern: &str, token: &str, holds: bool| {
            assert_eq!(TermPattern::Wildcard(pattern.into()).matches(token), holds, "{pattern} {token}");
        };
        check("sanction*", "sanction", true);
        check("sanction*", "sanctions", true);
        check("sanction*", "sanctio", false);
        check("wom?n", "women", true);
        check("wom?n", "womn", false);
        check("*gate", "watergate", true);
        check("w*t*e", "watergate", true);
        check("w*t*x", "watergate", false);
    }

    #[test]
    fn a_swap_of_neighbours_is_one_edit() {
        let check = |token: &str, other: &str, edits: u8, holds: bool| {
            assert_eq!(TermPattern::Fuzzy { token: token.into(), edits }.matches(other), holds, "{token} {other}");
        };
        check("zelensky", "zelenskyy", 1, true);
        check("zelensky", "zelenksy", 1, true);
        check("zelensky", "zlenskyi", 1, false);
        check("zelensky", "zlenskyi", 2, true);
        check("ab", "ba", 1, true);
    }
}
