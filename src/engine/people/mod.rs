//! Who is one person: the names that documents hold, grouped when a question is asked.
//!
//! Documents keep each article's own name; this table is made from all of them and thrown away
//! again. Merging is conservative: first and last name must agree in spelling, or in a known other
//! spelling (`spelling`); an initial or a surname alone joins a person only when there is just one
//! it can be. What could be two people stays apart.

mod spelling;

use std::collections::{BTreeMap, HashMap};

use self::spelling::{Parts, parts};
use crate::query::Passage;

/// Names that are one person or body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name shown: the fullest.
    pub name: String,
    /// All names as documents have them, the shown one first.
    pub names: Vec<String>,
    /// Whom a surname or initial alone may mean, when that is not clear.
    pub choices: Vec<String>,
}

/// All persons and bodies of an archive.
#[derive(Clone, Debug, Default)]
pub struct People {
    persons: Vec<Person>,
    by_name: HashMap<String, usize>,
}

impl People {
    /// Groups the names; each is given once.
    pub fn of(names: &[String]) -> People {
        let read: Vec<Parts> = names.iter().map(|name| parts(name)).collect();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut by_key: HashMap<(String, String, String), Vec<usize>> = HashMap::new();
        let mut incomplete = Vec::new();
        for (at, name) in read.iter().enumerate() {
            let Some(key) = name.key() else {
                incomplete.push(at);
                continue;
            };
            let known = by_key.entry(key).or_default();
            match known.iter().find(|group| groups[**group].iter().all(|other| read[*other].agrees(name))) {
                Some(group) => groups[*group].push(at),
                None => {
                    known.push(groups.len());
                    groups.push(vec![at]);
                }
            }
        }
        let by_surname = surnames(&read, &groups);
        let mut choices: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in incomplete {
            let name = &read[at];
            let fitting: Vec<usize> = by_surname
                .get(name.surname())
                .into_iter()
                .flatten()
                .copied()
                .filter(|group| name.may_be(&read[groups[*group][0]]))
                .collect();
            match fitting.as_slice() {
                [only] => groups[*only].push(at),
                several => {
                    if !several.is_empty() {
                        choices.insert(groups.len(), several.to_vec());
                    }
                    groups.push(vec![at]);
                }
            }
        }
        People::from_groups(names, &groups, &choices)
    }

    fn from_groups(names: &[String], groups: &[Vec<usize>], choices: &BTreeMap<usize, Vec<usize>>) -> People {
        let shown = |group: &[usize]| {
            let fullest = |at: &&usize| (names[**at].split_whitespace().count(), std::cmp::Reverse(&names[**at]));
            group.iter().max_by_key(fullest).map_or(String::new(), |at| names[*at].clone())
        };
        let mut people = People::default();
        for (at, group) in groups.iter().enumerate() {
            let name = shown(group);
            let mut all: Vec<String> = group.iter().map(|at| names[*at].clone()).collect();
            all.sort_by_key(|other| (*other != name, other.clone()));
            for name in &all {
                people.by_name.insert(name.clone(), at);
            }
            let choices = choices.get(&at).into_iter().flatten().map(|group| shown(&groups[*group])).collect();
            people.persons.push(Person { name, names: all, choices });
        }
        people
    }

    pub fn all(&self) -> &[Person] {
        &self.persons
    }

    /// The person who bears the name as documents have it.
    pub fn bearing(&self, name: &str) -> Option<&Person> {
        self.by_name.get(name).map(|at| &self.persons[*at])
    }

    /// Every name of everybody of whom one name holds the passage.
    pub fn names_of(&self, passage: &Passage) -> Vec<String> {
        let meant = |person: &&Person| person.names.iter().any(|name| passage.matches_name(name));
        self.persons.iter().filter(meant).flat_map(|person| person.names.iter().cloned()).collect()
    }

    /// The persons of whom one name holds the passage.
    pub fn meant_by(&self, passage: &Passage) -> Vec<&Person> {
        let meant = |person: &&Person| person.names.iter().any(|name| passage.matches_name(name));
        self.persons.iter().filter(meant).collect()
    }
}

/// By surname the groups that have it.
fn surnames<'n>(read: &'n [Parts], groups: &[Vec<usize>]) -> HashMap<&'n str, Vec<usize>> {
    let mut by_surname: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        by_surname.entry(read[group[0]].surname()).or_default().push(at);
    }
    by_surname
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line a person: the names with ` = ` between them, then the choices.
    fn check(names: &[&str], expected: &[&str]) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_string()).collect();
        let mut found: Vec<String> = People::of(&names)
            .all()
            .iter()
            .map(|person| match person.choices.as_slice() {
                [] => person.names.join(" = "),
                choices => format!("{} ? {}", person.names.join(" = "), choices.join(" / ")),
            })
            .collect();
        found.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn case_accents_and_other_spellings_are_one_person() {
        check(&["EDDA VOSS", "Edda Voss"], &["Edda Voss = EDDA VOSS"]);
        check(&["Siobhan O'Dreall", "Siobhán O'Dreall"], &["Siobhan O'Dreall = Siobhán O'Dreall"]);
        check(&["Evgeny Drojak", "Yevgeni Drozhak"], &["Evgeny Drojak = Yevgeni Drozhak"]);
        check(&["Ivo Zelensky", "Ivo Zelenskiy", "Ivo Zelenskyy"], &["Ivo Zelenskiy = Ivo Zelensky = Ivo Zelenskyy"]);
        check(&["Doe, John", "John Doe"], &["Doe, John = John Doe"]);
        check(&["Joe Marsh", "Joseph Marsh"], &["Joe Marsh = Joseph Marsh"]);
    }

    #[test]
    fn middle_names_and_initials_may_be_missing() {
        check(&["John F. Tewke", "John Tewke"], &["John F. Tewke = John Tewke"]);
        check(&["John Frank Tewke", "John George Tewke"], &["John Frank Tewke", "John George Tewke"]);
        check(&["J. Tewke", "John Tewke"], &["John Tewke = J. Tewke"]);
        check(
            &["J. Tewke", "Jane Tewke", "John Tewke"],
            &["J. Tewke ? Jane Tewke / John Tewke", "Jane Tewke", "John Tewke"],
        );
    }

    #[test]
    fn a_surname_alone_joins_the_only_one_who_has_it() {
        check(&["Casimir Voss", "Voss"], &["Casimir Voss = Voss"]);
        check(
            &["Casimir Voss", "Edda Voss", "Voss"],
            &["Casimir Voss", "Edda Voss", "Voss ? Casimir Voss / Edda Voss"],
        );
    }

    #[test]
    fn father_and_son_stay_apart() {
        check(&["Anselm Quist Jr.", "Anselm Quist Sr."], &["Anselm Quist Jr.", "Anselm Quist Sr."]);
    }

    #[test]
    fn a_name_asked_for_brings_all_its_variants() {
        let names: Vec<String> = ["Evgeny Drojak", "Yevgeni Drozhak", "Hill"].map(str::to_string).to_vec();
        let passage = Passage::Term(crate::query::TermPattern::Exact("drozhak".into()));
        assert_eq!(People::of(&names).names_of(&passage), ["Evgeny Drojak", "Yevgeni Drozhak"]);
    }
}
