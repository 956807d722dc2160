//! Names put together that are one person, by their spelling alone.
//!
//! From what says most to what says least: full names, names with an initial, single words. What a
//! name leaves open is settled only where the whole archive has one person it can be; where it has
//! several, the name stays for itself and keeps them as choices. Each name meets only those that
//! sound like it, so that the cost grows with the names, not with their pairs.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::spelling::{Parts, Shape, fulls, is_initial, skeleton};

/// Choices kept of one name; `John` alone may be thousands.
pub(super) const CHOICES_MAX: usize = 50;

/// Names that are one, as indices, and whom they may be when that is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub names: Vec<usize>,
    /// Indices of groups; the first [`CHOICES_MAX`].
    pub choices: Vec<usize>,
    /// All choices have the word as their surname: should they turn out to be one, it is theirs.
    pub by_surname: bool,
}

/// Groups the names, given in pieces with how often each stands there; every name is in one group.
pub(super) fn grouped(names: &[Parts], seen: &[u64]) -> Vec<Group> {
    let mut maker = Maker::of(names, seen);
    maker.add_full_names();
    maker.add_initials();
    maker.add_lone_words();
    maker.groups
}

/// All names that are written alike but for case and accents.
struct Form<'n> {
    parts: &'n Parts,
    names: Vec<usize>,
    seen: u64,
    /// How the surname sounds, and its last word; asked for many times.
    surname: String,
    last: String,
}

struct Maker<'n> {
    forms: Vec<Form<'n>>,
    groups: Vec<Group>,
    /// By group: its forms.
    members: Vec<Vec<usize>>,
    /// Surname and first name by their sound -> groups that can be joined.
    by_first: HashMap<(String, String), Vec<usize>>,
    /// Surname by its sound -> the same groups.
    by_surname: HashMap<String, Vec<usize>>,
    /// Surnames by their sound of which somebody is not told apart from others: none of less is then.
    open_surnames: HashSet<String>,
}

impl<'n> Maker<'n> {
    fn of(names: &'n [Parts], seen: &[u64]) -> Maker<'n> {
        let mut by_fold: HashMap<String, usize> = HashMap::new();
        let mut forms: Vec<Form<'n>> = Vec::new();
        for (at, parts) in names.iter().enumerate() {
            let form = *by_fold.entry(parts.folded()).or_insert_with(|| {
                let (surname, last) = (parts.surname_sound(), parts.last_sound());
                forms.push(Form { parts, names: Vec::new(), seen: 0, surname, last });
                forms.len() - 1
            });
            forms[form].names.push(at);
            forms[form].seen += seen[at];
        }
        let mut maker = Maker {
            forms,
            groups: Vec::new(),
            members: Vec::new(),
            by_first: HashMap::new(),
            by_surname: HashMap::new(),
            open_surnames: HashSet::new(),
        };
        for form in maker.of_shape(Shape::Whole) {
            maker.open(form);
        }
        maker
    }

    fn of_shape(&self, shape: Shape) -> Vec<usize> {
        (0..self.forms.len()).filter(|form| self.forms[*form].parts.shape == shape).collect()
    }

    /// Makes a group of the form; gives its index.
    fn open(&mut self, form: usize) -> usize {
        self.groups.push(Group { names: self.forms[form].names.clone(), ..Group::default() });
        self.members.push(vec![form]);
        self.groups.len() - 1
    }

    fn join(&mut self, group: usize, form: usize) {
        self.groups[group].names.extend_from_slice(&self.forms[form].names);
        self.members[group].push(form);
    }

    /// The form joins the only group it can be; of several it keeps them as choices. Gives the
    /// group when it is a new one without choices.
    fn settle(&mut self, form: usize, fitting: &[usize]) -> Option<usize> {
        match fitting {
            [] => Some(self.open(form)),
            [only] => {
                self.join(*only, form);
                None
            }
            several => {
                self.leave_open(form, several);
                None
            }
        }
    }

    /// The form stays for itself, and may be any of the groups.
    fn leave_open(&mut self, form: usize, choices: &[usize]) {
        let group = self.open(form);
        self.groups[group].choices = choices.iter().copied().take(CHOICES_MAX).collect();
        self.groups[group].by_surname = choices.len() <= CHOICES_MAX && self.forms[form].parts.shape == Shape::Lone;
        if self.forms[form].parts.shape != Shape::Lone {
            self.open_surnames.insert(self.forms[form].surname.clone());
        }
    }

    /// Whether the form contradicts none of the group's.
    fn fits(&self, group: usize, form: usize) -> bool {
        self.members[group].iter().all(|member| self.forms[*member].parts.agrees(self.forms[form].parts))
    }

    /// Those with the most middle names first, so that a name without any meets all it can be;
    /// short first names after the full ones.
    fn add_full_names(&mut self) {
        let mut forms = self.of_shape(Shape::Full);
        forms.sort_by_cached_key(|form| {
            let parts = self.forms[*form].parts;
            let initials = parts.middle().iter().filter(|word| is_initial(word)).count();
            let is_short = fulls(parts.first()).next().is_some();
            let full_middles = parts.middle().len() - initials;
            (is_short, Reverse(full_middles), parts.suffix.is_empty(), Reverse(initials), parts.folded())
        });
        for form in forms {
            let parts = self.forms[form].parts;
            let surname = self.forms[form].surname.clone();
            let own = skeleton(parts.first());
            let mut sounds: Vec<String> = fulls(parts.first()).map(skeleton).chain([own.clone()]).collect();
            sounds.sort_unstable();
            sounds.dedup();
            let (mut fitting, mut suffixed): (Vec<usize>, Vec<usize>) = Default::default();
            for sound in sounds {
                for group in self.by_first.get(&(surname.clone(), sound)).into_iter().flatten() {
                    if self.fits(*group, form) {
                        fitting.push(*group);
                    } else if parts.suffix.is_empty() && self.fits_but_for_suffix(*group, form) {
                        suffixed.push(*group);
                    }
                }
            }
            if fitting.is_empty() && self.may_lack_a_suffix(form, &suffixed) {
                self.leave_open(form, &suffixed);
            } else if let Some(group) = self.settle(form, &fitting) {
                self.by_first.entry((surname.clone(), own)).or_default().push(group);
                self.by_surname.entry(surname).or_default().push(group);
            }
        }
    }

    fn fits_but_for_suffix(&self, group: usize, form: usize) -> bool {
        let mut members = self.members[group].iter().map(|member| self.forms[*member].parts);
        members.all(|member| member.middles_agree(self.forms[form].parts))
    }

    /// Whether a name without suffix may be one of those with: where these are more frequent it may
    /// be their short form; else it is the father, or the better known.
    fn may_lack_a_suffix(&self, form: usize, suffixed: &[usize]) -> bool {
        let seen = |group: &usize| self.members[*group].iter().map(|member| self.forms[*member].seen).sum::<u64>();
        suffixed.len() > 1 || suffixed.iter().any(|group| seen(group) > self.forms[form].seen)
    }

    /// `J. Tewke` is the only Tewke whose first name begins so.
    fn add_initials(&mut self) {
        let mut opened = Vec::new();
        for form in self.of_shape(Shape::Initial) {
            let parts = self.forms[form].parts;
            let begins = |group: &usize| {
                let mut members = self.members[*group].iter();
                members.any(|member| self.forms[*member].parts.first().starts_with(parts.first()))
            };
            let same = self.by_surname.get(&self.forms[form].surname).into_iter().flatten().copied();
            let fitting: Vec<usize> = same.filter(|group| begins(group) && self.fits(*group, form)).collect();
            match self.open_surnames.contains(&self.forms[form].surname) && !fitting.is_empty() {
                true => self.leave_open(form, &fitting),
                false => opened.extend(self.settle(form, &fitting)),
            }
        }
        // Only now, so that none of them is taken for a full name by the next.
        for group in opened {
            let surname = self.forms[self.members[group][0]].surname.clone();
            self.by_surname.entry(surname).or_default().push(group);
        }
    }

    /// A single word is the only one who has it as a surname, when nobody has it for a first name.
    fn add_lone_words(&mut self) {
        let (mut by_last, mut by_given): (HashMap<String, Vec<usize>>, HashMap<String, Vec<usize>>) =
            Default::default();
        for (group, members) in self.members.iter().enumerate() {
            let open_or_body = |form: &usize| self.forms[*form].parts.shape == Shape::Whole;
            if !self.groups[group].choices.is_empty() || members.iter().any(open_or_body) {
                continue;
            }
            let parts = |form: &usize| self.forms[*form].parts;
            let last: BTreeSet<String> = members.iter().map(|form| self.forms[*form].last.clone()).collect();
            let given: BTreeSet<String> =
                members.iter().flat_map(|form| &parts(form).given).map(|word| skeleton(word)).collect();
            last.into_iter().for_each(|sound| by_last.entry(sound).or_default().push(group));
            given.into_iter().for_each(|sound| by_given.entry(sound).or_default().push(group));
        }
        for form in self.of_shape(Shape::Lone) {
            let parts = self.forms[form].parts;
            let sound = self.forms[form].last.clone();
            let ends = |group: &usize| {
                let mut members = self.members[*group].iter().map(|member| self.forms[*member].parts);
                members.any(|member| parts.ends_surname_of(member)) && self.fits(*group, form)
            };
            let surnamed: Vec<usize> = by_last.get(&sound).into_iter().flatten().copied().filter(ends).collect();
            let is_word = parts.surname.len() == 1;
            let named = by_given.get(&sound).filter(|_| is_word).into_iter().flatten().copied();
            let named: Vec<usize> = named.filter(|group| !surnamed.contains(group)).take(CHOICES_MAX).collect();
            let is_open = named.is_empty() && self.open_surnames.contains(&self.forms[form].surname);
            match (named.is_empty(), surnamed.is_empty()) {
                (true, false) if is_open => self.leave_open(form, &surnamed),
                (true, _) => drop(self.settle(form, &surnamed)),
                (false, _) => {
                    let group = self.open(form);
                    self.groups[group].choices = surnamed.into_iter().chain(named).take(CHOICES_MAX).collect();
                }
            }
        }
    }
}
