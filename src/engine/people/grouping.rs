//! Names put together that are one person, by their spelling alone.
//!
//! From what says most to what says least: full names, names with an initial, single words. What a
//! name leaves open is settled only where the whole archive has one person it can be; where it has
//! several, the name stays for itself and keeps them as choices. Each name meets only those that
//! sound like it, so that the cost grows with the names, not with their pairs.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

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

/// Groups the names, given in pieces; every name is in one group.
pub(super) fn grouped(names: &[Parts]) -> Vec<Group> {
    let mut makers = Maker::of(names);
    makers.add_full_names();
    makers.add_initials();
    makers.add_lone_words();
    makers.groups
}

/// All names that are written alike but for case and accents.
struct Form<'n> {
    parts: &'n Parts,
    names: Vec<usize>,
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
}

impl<'n> Maker<'n> {
    fn of(names: &'n [Parts]) -> Maker<'n> {
        let mut by_fold: HashMap<String, usize> = HashMap::new();
        let mut forms: Vec<Form<'n>> = Vec::new();
        for (at, parts) in names.iter().enumerate() {
            let form = *by_fold.entry(parts.folded()).or_insert_with(|| {
                forms.push(Form { parts, names: Vec::new() });
                forms.len() - 1
            });
            forms[form].names.push(at);
        }
        let mut maker = Maker {
            forms,
            groups: Vec::new(),
            members: Vec::new(),
            by_first: HashMap::new(),
            by_surname: HashMap::new(),
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
    fn settle(&mut self, form: usize, fitting: &[usize], by_surname: bool) -> Option<usize> {
        if let [only] = fitting {
            self.join(*only, form);
            return None;
        }
        let group = self.open(form);
        self.groups[group].choices = fitting.iter().copied().take(CHOICES_MAX).collect();
        self.groups[group].by_surname = by_surname && fitting.len() <= CHOICES_MAX;
        fitting.is_empty().then_some(group)
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
            let surname = parts.surname_sound();
            let own = skeleton(parts.first());
            let sounds: BTreeSet<String> = fulls(parts.first()).map(skeleton).chain([own.clone()]).collect();
            let mut fitting: Vec<usize> = Vec::new();
            for sound in sounds {
                let known = self.by_first.get(&(surname.clone(), sound)).into_iter().flatten();
                fitting.extend(known.copied().filter(|group| self.fits(*group, form)));
            }
            if let Some(group) = self.settle(form, &fitting, false) {
                self.by_first.entry((surname.clone(), own)).or_default().push(group);
                self.by_surname.entry(surname).or_default().push(group);
            }
        }
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
            let same = self.by_surname.get(&parts.surname_sound()).into_iter().flatten().copied();
            let fitting: Vec<usize> = same.filter(|group| begins(group) && self.fits(*group, form)).collect();
            opened.extend(self.settle(form, &fitting, false));
        }
        // Only now, so that none of them is taken for a full name by the next.
        for group in opened {
            let surname = self.forms[self.members[group][0]].parts.surname_sound();
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
            let last: BTreeSet<String> = members.iter().map(|form| parts(form).last_sound()).collect();
            let given: BTreeSet<String> =
                members.iter().flat_map(|form| &parts(form).given).map(|word| skeleton(word)).collect();
            last.into_iter().for_each(|sound| by_last.entry(sound).or_default().push(group));
            given.into_iter().for_each(|sound| by_given.entry(sound).or_default().push(group));
        }
        for form in self.of_shape(Shape::Lone) {
            let parts = self.forms[form].parts;
            let sound = parts.last_sound();
            let ends = |group: &usize| {
                let mut members = self.members[*group].iter().map(|member| self.forms[*member].parts);
                members.any(|member| parts.ends_surname_of(member)) && self.fits(*group, form)
            };
            let surnamed: Vec<usize> = by_last.get(&sound).into_iter().flatten().copied().filter(ends).collect();
            let is_word = parts.surname.len() == 1;
            let named = by_given.get(&sound).filter(|_| is_word).into_iter().flatten().copied();
            let named: Vec<usize> = named.filter(|group| !surnamed.contains(group)).take(CHOICES_MAX).collect();
            if named.is_empty() {
                self.settle(form, &surnamed, true);
                continue;
            }
            let group = self.open(form);
            self.groups[group].choices = surnamed.into_iter().chain(named).take(CHOICES_MAX).collect();
        }
    }
}
