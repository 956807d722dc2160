//! Stories put together: pairs that meet are held against each other, and what is linked is joined.
//!
//! Linked are two whose bodies say so; a story is what is linked through others too (union-find,
//! Tarjan 1975). Two that are joined already are not held against each other again, so that a
//! story of forty printings costs forty readings. Verdicts are kept: at the next time only what is
//! new or changed is read.

use std::collections::{HashMap, HashSet};

use super::likeness::Body;
use super::pairs::pairs;
use super::{Print, Stories};
use crate::model::ArticleId;

/// Words of bodies that lie in memory at once.
const WORDS_MAX: usize = 6_000_000;

/// An article as it is read for this.
pub struct Printing {
    pub body: Body,
    /// As hits show it.
    pub place: String,
}

/// What an earlier grouping has found, as far as it still holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// By the lesser and the greater id: whether the two are linked.
    pub verdicts: HashMap<(ArticleId, ArticleId), bool>,
    pub stories: Stories,
}

impl Known {
    /// Forgets what it knows of articles whose words, day or place may be others now.
    pub fn without(mut self, changed: &HashSet<ArticleId>) -> Known {
        self.verdicts.retain(|(left, right), _| !changed.contains(left) && !changed.contains(right));
        let mut groups = self.stories.groups;
        groups.retain(|ids| ids.iter().all(|id| !changed.contains(id)));
        self.stories = Stories::new(groups);
        self
    }
}

/// The stories of all articles, and what is to be known at the next time.
pub type Grouped = Known;

/// Groups the articles, sorted by id. `read` is asked for those whose words are not known to be
/// like or unlike; `order` says in which order reading costs least.
pub fn group<E>(
    prints: &[Print],
    known: &Known,
    order: impl Fn(usize) -> u64,
    read: impl FnMut(usize) -> Result<Printing, E>,
) -> Result<Grouped, E> {
    debug_assert!(prints.is_sorted_by(|left, right| left.id < right.id), "every article once, by id");
    let mut joined = Joined::new(prints.len());
    let mut shelf = Shelf { read, bodies: HashMap::new(), places: HashMap::new(), words: 0 };
    let mut verdicts = HashMap::new();
    let mut open = Vec::new();
    for (left, right) in pairs(prints) {
        let key = (prints[left as usize].id, prints[right as usize].id);
        match known.verdicts.get(&key) {
            Some(verdict) => {
                verdicts.insert(key, *verdict);
                if *verdict {
                    joined.join(left as usize, right as usize);
                }
            }
            None => open.push((left, right)),
        }
    }
    open.retain(|(left, right)| joined.root(*left as usize) != joined.root(*right as usize));
    shelf.take(&open, order)?;
    for (left, right) in open {
        let (left, right) = (left as usize, right as usize);
        if joined.root(left) == joined.root(right) {
            continue;
        }
        let is_copy = shelf.is_copy(left, right)?;
        verdicts.insert((prints[left].id, prints[right].id), is_copy);
        if is_copy {
            joined.join(left, right);
        }
    }
    let mut groups = Vec::new();
    for members in joined.groups() {
        groups.push(in_order(prints, known, members, &mut shelf)?);
    }
    groups.sort_unstable();
    Ok(Known { verdicts, stories: Stories::new(groups) })
}

/// The printings by day, then by place, then by id; those without a day last.
fn in_order<E, R: FnMut(usize) -> Result<Printing, E>>(
    prints: &[Print],
    known: &Known,
    members: Vec<usize>,
    shelf: &mut Shelf<R>,
) -> Result<Vec<ArticleId>, E> {
    let before = known.stories.printings_of(prints[members[0]].id);
    if before.len() == members.len() && members.iter().all(|at| before.contains(&prints[*at].id)) {
        return Ok(before.to_vec());
    }
    let mut keyed = Vec::with_capacity(members.len());
    for at in members {
        let print = &prints[at];
        keyed.push((print.day.is_none(), print.day, shelf.place(at)?, print.id));
    }
    keyed.sort_unstable();
    Ok(keyed.into_iter().map(|(.., id)| id).collect())
}

/// What was read, as much of it as may lie in memory.
struct Shelf<R> {
    read: R,
    bodies: HashMap<usize, Body>,
    places: HashMap<usize, String>,
    words: usize,
}

impl<E, R: FnMut(usize) -> Result<Printing, E>> Shelf<R> {
    /// Reads what the pairs ask for, in the order in which that is cheapest, as far as it fits.
    fn take(&mut self, pairs: &[(u32, u32)], order: impl Fn(usize) -> u64) -> Result<(), E> {
        let mut wanted: Vec<usize> = pairs.iter().flat_map(|(left, right)| [*left as usize, *right as usize]).collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted.sort_by_key(|at| order(*at));
        for at in wanted {
            if self.words > WORDS_MAX {
                break;
            }
            self.fetch(at)?;
        }
        Ok(())
    }

    fn fetch(&mut self, at: usize) -> Result<(), E> {
        if !self.bodies.contains_key(&at) {
            let printing = (self.read)(at)?;
            self.words += printing.body.weight();
            self.bodies.insert(at, printing.body);
            self.places.insert(at, printing.place);
        }
        Ok(())
    }

    fn is_copy(&mut self, left: usize, right: usize) -> Result<bool, E> {
        for at in [left, right] {
            if self.words > WORDS_MAX && !self.bodies.contains_key(&at) {
                let other = if at == left { right } else { left };
                let kept = self.bodies.remove_entry(&other);
                self.bodies.clear();
                self.words = kept.as_ref().map_or(0, |(_, body)| body.weight());
                self.bodies.extend(kept);
            }
            self.fetch(at)?;
        }
        Ok(self.bodies.get(&left).zip(self.bodies.get(&right)).is_some_and(|(one, other)| one.is_copy(other)))
    }

    fn place(&mut self, at: usize) -> Result<String, E> {
        if let Some(place) = self.places.get(&at) {
            return Ok(place.clone());
        }
        Ok((self.read)(at)?.place)
    }
}

/// Disjoint sets of places.
struct Joined {
    above: Vec<u32>,
}

impl Joined {
    fn new(count: usize) -> Joined {
        Joined { above: (0..count as u32).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.above[at] as usize != at {
            // Halving the way makes the next one short.
            self.above[at] = self.above[self.above[at] as usize];
            at = self.above[at] as usize;
        }
        at
    }

    fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.root(left), self.root(right));
        self.above[left.max(right)] = left.min(right) as u32;
    }

    /// The sets of two or more, each ascending.
    fn groups(&mut self) -> Vec<Vec<usize>> {
        let mut of: HashMap<usize, Vec<usize>> = HashMap::new();
        for at in 0..self.above.len() {
            let root = self.root(at);
            if root != at {
                of.entry(root).or_insert_with(|| vec![root]).push(at);
            }
        }
        let mut groups: Vec<Vec<usize>> = of.into_values().collect();
        groups.sort_unstable();
        groups
    }
}
