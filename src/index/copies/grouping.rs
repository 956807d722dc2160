//! Stories put together: pairs that meet are held against each other, and what is linked is joined.
//!
//! Linked are two whose bodies say so; a story is what is linked through others too (union-find,
//! Tarjan 1975). Two that are joined already are not held against each other again, so that a
//! story of forty printings costs forty readings. Verdicts are kept: at the next time only what is
//! new or changed is read. Little lies in memory, however many articles there are: some hundred
//! bytes of each, and eight of each pair that met.

use std::collections::{HashMap, HashSet};

use super::likeness::{Body, are_near};
use super::pairs::Meetings;
use super::sets::{Joined, Pair, PairSet};
use super::sketch::{Scratch, ScratchError, Sketches};
use super::{Print, Stories};
use crate::model::ArticleId;

/// Words of bodies that lie in memory at once.
const WORDS_MAX: usize = 1_000_000;
/// Places that are remembered, to put printings of one day in order.
const PLACES_MAX: usize = 100_000;

/// An article as it is read for this.
pub struct Printing {
    pub body: Body,
    /// As hits show it.
    pub place: String,
}

/// What an earlier grouping has found, as far as it still holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub stories: Stories,
    /// The articles that the pairs are of, ascending.
    pub(super) ids: Vec<ArticleId>,
    /// Pairs of copies.
    pub(super) linked: PairSet,
    /// Pairs that met and are none.
    pub(super) unlike: PairSet,
}

impl Known {
    /// Forgets what it knows of articles whose words, day or place may be others now.
    pub fn without(self, changed: &HashSet<ArticleId>) -> Known {
        let same = |at: u32| Some(at).filter(|at| !changed.contains(&self.ids[*at as usize]));
        let (linked, unlike) = (self.linked.renumbered(same), self.unlike.renumbered(same));
        let mut groups = self.stories.groups;
        groups.retain(|ids| ids.iter().all(|id| !changed.contains(id)));
        Known { stories: Stories::new(groups), ids: self.ids, linked, unlike }
    }

    /// The stories, and the pairs by the places of their articles among `prints`, without those that
    /// have none.
    fn by_places(self, prints: &[Print]) -> (Stories, PairSet, PairSet) {
        let mut rest = prints.iter().enumerate().peekable();
        let place = |id: &ArticleId| {
            while rest.next_if(|(_, print)| print.id < *id).is_some() {}
            rest.next_if(|(_, print)| print.id == *id).map(|(at, _)| at as u32)
        };
        let places: Vec<Option<u32>> = self.ids.iter().map(place).collect();
        let place = |at: u32| places[at as usize];
        (self.stories, self.linked.renumbered(place), self.unlike.renumbered(place))
    }
}

/// The stories of all articles, and what is to be known at the next time.
pub type Grouped = Known;

/// Groups the articles, sorted by id. `read` is asked for those whose words are not known to be
/// like or unlike, by where they lie.
pub fn group<E: From<ScratchError>>(
    prints: Vec<Print>,
    known: Known,
    scratch: Scratch,
    read: impl FnMut((u32, u32)) -> Result<Printing, E>,
) -> Result<Grouped, E> {
    debug_assert!(prints.is_sorted_by(|left, right| left.id < right.id), "every article once, by id");
    let sketches = Sketches::new(scratch, prints.len());
    let shelf = Shelf { read, bodies: HashMap::new(), places: HashMap::new(), words: 0 };
    let mut grouping = Grouping {
        prints: &prints,
        joined: Joined::new(prints.len()),
        linked: Vec::new(),
        unlike: PairSet::default(),
        sketches,
        shelf,
    };
    let (before, like, unlike) = known.by_places(&prints);
    grouping.find_copies(&like, &unlike)?;
    let Grouping { mut joined, linked, unlike, sketches, mut shelf, .. } = grouping;
    drop(sketches);
    shelf.bodies = HashMap::new();
    let mut groups = Vec::new();
    for members in joined.groups() {
        groups.push(in_order(&prints, &before, members, &mut shelf)?);
    }
    drop((joined, shelf));
    groups.sort_unstable();
    Ok(Known { stories: Stories::new(groups), ..numbered_anew(prints, linked, unlike) })
}

/// What is found so far.
struct Grouping<'a, R> {
    prints: &'a [Print],
    joined: Joined,
    linked: Vec<Pair>,
    unlike: PairSet,
    sketches: Sketches,
    shelf: Shelf<R>,
}

impl<E: From<ScratchError>, R: FnMut((u32, u32)) -> Result<Printing, E>> Grouping<'_, R> {
    /// Holds all that meet against each other, but those that are known to be `like` or `unlike`.
    fn find_copies(&mut self, like: &PairSet, unlike: &PairSet) -> Result<(), E> {
        let mut meetings = Meetings::new(self.prints);
        while let Some(mut met) =
            meetings.next(|left, right| !self.joined.are_one(left, right) && !self.unlike.contains((left, right)))
        {
            let mut parted = Vec::new();
            met.retain(|pair| {
                let (was_like, was_unlike) = (like.contains(*pair), unlike.contains(*pair));
                if was_like {
                    self.link(*pair);
                } else if was_unlike {
                    parted.push(*pair);
                }
                !was_like && !was_unlike
            });
            met.retain(|(left, right)| !self.joined.are_one(*left, *right));
            self.tell_apart(met, &mut parted)?;
            self.unlike.extend(parted);
        }
        Ok(())
    }

    /// Links the copies among the pairs; those that are none are `parted`.
    fn tell_apart(&mut self, met: Vec<Pair>, parted: &mut Vec<Pair>) -> Result<(), E> {
        self.shelf.sketch(&met, self.prints, &mut self.sketches)?;
        let mut likely = Vec::new();
        for (left, right) in met {
            let near = are_near(self.prints[left as usize].day(), self.prints[right as usize].day());
            let may_be = self.sketches.get(left)?.may_be_copy(&self.sketches.get(right)?, near);
            if may_be { &mut likely } else { &mut *parted }.push((left, right));
        }
        // As they lie, so that what is read for one serves the next.
        let lies = |at: u32| self.prints[at as usize].lies;
        likely.sort_by_key(|(left, right)| (lies(*left), lies(*right)));
        while !likely.is_empty() {
            likely.retain(|(left, right)| !self.joined.are_one(*left, *right));
            let behind = likely.split_off(self.shelf.fetch(&likely, self.prints)?);
            for (left, right) in std::mem::replace(&mut likely, behind) {
                if self.joined.are_one(left, right) {
                    continue;
                }
                if self.shelf.is_copy(left, right) {
                    self.link((left, right));
                } else {
                    parted.push((left, right));
                }
            }
        }
        Ok(())
    }

    fn link(&mut self, (left, right): Pair) {
        if self.joined.join(left, right) {
            self.linked.push((left, right));
        }
    }
}

/// The pairs by their places among the articles that are in any.
fn numbered_anew(prints: Vec<Print>, linked: Vec<Pair>, unlike: PairSet) -> Known {
    let linked: PairSet = linked.into_iter().collect();
    let mut numbers = vec![None; prints.len()];
    for (left, right) in linked.iter().chain(unlike.iter()) {
        (numbers[left as usize], numbers[right as usize]) = (Some(0), Some(0));
    }
    let mut ids = Vec::new();
    for (print, number) in prints.iter().zip(&mut numbers).filter(|(_, number)| number.is_some()) {
        *number = Some(ids.len() as u32);
        ids.push(print.id);
    }
    drop(prints);
    let number = |at: u32| numbers[at as usize];
    Known { ids, linked: linked.renumbered(number), unlike: unlike.renumbered(number), stories: Stories::default() }
}

/// The printings by day, then by place, then by id; those without a day last.
fn in_order<E: From<ScratchError>, R: FnMut((u32, u32)) -> Result<Printing, E>>(
    prints: &[Print],
    before: &Stories,
    members: Vec<u32>,
    shelf: &mut Shelf<R>,
) -> Result<Vec<ArticleId>, E> {
    let print = |at: u32| &prints[at as usize];
    let before = before.printings_of(print(members[0]).id);
    let held: HashSet<ArticleId> = before.iter().copied().collect();
    if before.len() == members.len() && members.iter().all(|at| held.contains(&print(*at).id)) {
        return Ok(before.to_vec());
    }
    let mut keyed = Vec::with_capacity(members.len());
    for at in members {
        let print = print(at);
        keyed.push((print.day().is_none(), print.day(), shelf.place(at, print)?, print.id));
    }
    keyed.sort_unstable();
    Ok(keyed.into_iter().map(|(.., id)| id).collect())
}

/// What was read, as much of it as may lie in memory.
struct Shelf<R> {
    read: R,
    bodies: HashMap<u32, Body>,
    places: HashMap<u32, String>,
    words: usize,
}

impl<E: From<ScratchError>, R: FnMut((u32, u32)) -> Result<Printing, E>> Shelf<R> {
    /// Makes the sketches that the pairs ask for, in the order in which reading costs least.
    fn sketch(&mut self, pairs: &[Pair], prints: &[Print], sketches: &mut Sketches) -> Result<(), E> {
        let both = pairs.iter().flat_map(|(left, right)| [*left, *right]);
        let mut wanted: Vec<u32> = both.filter(|at| !sketches.has(*at)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted.sort_by_key(|at| prints[*at as usize].lies);
        for at in wanted {
            let Printing { body, place } = (self.read)(prints[at as usize].lies)?;
            sketches.put(at, &body.sketch())?;
            // As far as there is room, it need not be read again.
            if self.words < WORDS_MAX {
                self.keep(at, body, place);
            }
        }
        Ok(())
    }

    fn keep(&mut self, at: u32, body: Body, place: String) {
        self.words += body.weight();
        self.bodies.insert(at, body);
        if self.places.len() < PLACES_MAX {
            self.places.insert(at, place);
        }
    }

    /// Has the bodies of the first pairs at hand, of as many as there is room for: how many pairs.
    fn fetch(&mut self, pairs: &[Pair], prints: &[Print]) -> Result<usize, E> {
        let (mut wanted, mut words, mut count) = (HashSet::new(), 0, 0);
        for (left, right) in pairs {
            let more = [left, right].into_iter().filter(|at| !wanted.contains(*at));
            words += more.map(|at| Body::weight_of(prints[*at as usize].words())).sum::<usize>();
            if words > WORDS_MAX && count > 0 {
                break;
            }
            wanted.extend([*left, *right]);
            count += 1;
        }
        if self.words + words > WORDS_MAX {
            self.bodies.retain(|at, _| wanted.contains(at));
            self.words = self.bodies.values().map(Body::weight).sum();
        }
        let mut missing: Vec<u32> = wanted.into_iter().filter(|at| !self.bodies.contains_key(at)).collect();
        missing.sort_unstable_by_key(|at| prints[*at as usize].lies);
        for at in missing {
            let Printing { body, place } = (self.read)(prints[at as usize].lies)?;
            self.keep(at, body, place);
        }
        Ok(count)
    }

    /// Of two whose bodies are at hand.
    fn is_copy(&self, left: u32, right: u32) -> bool {
        self.bodies[&left].is_copy(&self.bodies[&right])
    }

    fn place(&mut self, at: u32, print: &Print) -> Result<String, E> {
        if let Some(place) = self.places.get(&at) {
            return Ok(place.clone());
        }
        Ok((self.read)(print.lies)?.place)
    }
}
