//! Who is one person: the names that documents hold, grouped when a question is asked.
//!
//! Documents keep each article's own name; this table is made from all of them and thrown away
//! again. Merging is conservative (`grouping`): names must agree in spelling, or in a known other
//! spelling (`spelling`); what leaves something open joins a person only when there is just one it
//! can be. What could be two people stays apart, and says whom it may mean. The user's `people.toml`
//! has the last word (`rules`).

mod asked;
mod compare;
mod grouping;
mod listing;
mod page;
mod rules;
mod spelling;
mod tables;
mod tally;

use std::cmp::Reverse;
use std::collections::HashMap;

use self::grouping::grouped;
use self::rules::{Applied, Draft, applied};
use self::spelling::{Parts, Shape, body_parts, person_parts, skeleton};
use crate::index::NameCount;
use crate::model::QuoteKey;
use crate::query::{Meant, Passage, Share};

pub(super) use self::asked::{expand, expand_of_quotes};
pub use self::compare::{CompareAnswer, CompareQuestion, Compared, Side, said_on};
pub use self::listing::{PeopleAnswer, PeopleQuestion, PeopleSort, PersonRow};
pub use self::page::{Choice, Clash, PersonPage, Resolved};
pub use self::rules::{PeopleRules, PersonRule, RuleFault, When};
pub use self::tally::{RoleCount, Tally};

/// Names that are one person or body.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The name shown: the user's, else the most frequent full one.
    pub name: String,
    /// All names as documents have them, the shown one first, weaker ones last.
    pub variants: Vec<Variant>,
    /// Names that are this person's in some quotes alone.
    pub shares: Vec<Share>,
    /// Places of the persons that this name may mean, when that is open.
    pub choices: Vec<usize>,
    pub is_body: bool,
    /// The user's, from `people.toml`.
    pub wikidata: Option<String>,
}

/// A name, and what links it with the one shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    pub name: String,
    pub link: Link,
}

/// From the strongest to the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Link {
    /// The name that is shown.
    Shown,
    /// Case, accents, order, or a known other spelling.
    Spelling,
    /// Middle names more or less.
    Middle,
    /// A short form of the first name.
    Nickname,
    /// Said by the user.
    Listed,
    /// The first name is a letter.
    Initial,
    /// The surname alone.
    Surname,
}

impl Link {
    pub fn word(self) -> &'static str {
        match self {
            Link::Shown => "shown",
            Link::Spelling => "spelling",
            Link::Middle => "middle name",
            Link::Nickname => "nickname",
            Link::Listed => "people.toml",
            Link::Initial => "initial",
            Link::Surname => "surname alone",
        }
    }
}

/// All persons and bodies of an archive.
#[derive(Clone, Debug, Default)]
pub struct People {
    persons: Vec<Person>,
    by_name: HashMap<String, usize>,
    /// Of names that several bear: whose each quote is. Filled by `asked`.
    by_quote: HashMap<QuoteKey, usize>,
    /// What of `people.toml` fits nothing in the archive.
    pub notices: Vec<String>,
}

impl People {
    /// Groups the names; each is given once.
    pub fn of(names: &[NameCount], rules: &PeopleRules) -> People {
        // An extractor takes a body for a person now and then: the more frequent kind counts, and
        // where both are even the one that merges less.
        let is_body = |count: &NameCount| count.body > 0 && count.body >= count.person + count.about;
        let parts: Vec<Parts> = names
            .iter()
            .map(|count| if is_body(count) { body_parts(&count.name) } else { person_parts(&count.name) })
            .collect();
        let seen: Vec<u64> = names.iter().map(|count| count.person + count.body + count.about).collect();
        let Applied { drafts, notices } = applied(rules, names, &parts, grouped(&parts, &seen));
        let mut people = People { notices, ..People::default() };
        let mut place_of: Vec<usize> = Vec::with_capacity(drafts.len());
        let mut kept: Vec<&Draft> = Vec::new();
        for draft in &drafts {
            place_of.push(kept.len());
            if !draft.names.is_empty() || !draft.shares.is_empty() {
                kept.push(draft);
            }
        }
        for draft in kept {
            let place = people.persons.len();
            let mut person = person_of(draft, rules, names, &parts);
            person.is_body = !draft.names.is_empty() && draft.names.iter().all(|name| is_body(&names[*name]));
            person.choices =
                draft.choices.iter().map(|choice| place_of[*choice]).filter(|choice| *choice != place).collect();
            person.choices.dedup();
            for variant in &person.variants {
                people.by_name.insert(variant.name.clone(), place);
            }
            people.persons.push(person);
        }
        people
    }

    pub fn all(&self) -> &[Person] {
        &self.persons
    }

    /// The person who bears the name as documents have it; nobody, where several share it.
    pub fn bearing(&self, name: &str) -> Option<&Person> {
        self.by_name.get(name).map(|place| &self.persons[*place])
    }

    /// The person who speaks in the quote under this name.
    pub fn speaker(&self, name: &str, quote: QuoteKey) -> Option<&Person> {
        self.speaker_place(name, quote).map(|place| &self.persons[place])
    }

    fn speaker_place(&self, name: &str, quote: QuoteKey) -> Option<usize> {
        self.by_name.get(name).or_else(|| self.by_quote.get(&quote)).copied()
    }

    /// Everybody of whom one name holds the passage.
    pub fn meant_by(&self, passage: &Passage) -> Vec<&Person> {
        self.meant_places(passage).into_iter().map(|place| &self.persons[place]).collect()
    }

    /// The names of those whom this one may mean.
    pub fn choices_of(&self, person: &Person) -> Vec<String> {
        person.choices.iter().map(|place| self.persons[*place].name.clone()).collect()
    }

    /// The places of everybody of whom one name holds the passage.
    fn meant_places(&self, passage: &Passage) -> Vec<usize> {
        let meant = |person: &Person| {
            let shares = person.shares.iter().map(|share| &share.name);
            let names = person.variants.iter().map(|variant| &variant.name);
            passage.matches_name(&person.name) || names.chain(shares).any(|name| passage.matches_name(name))
        };
        (0..self.persons.len()).filter(|place| meant(&self.persons[*place])).collect()
    }

    /// All names of the persons.
    fn names_of(&self, places: &[usize]) -> Meant {
        let mut meant = Meant::default();
        for place in places {
            let person = &self.persons[*place];
            for variant in &person.variants {
                meant.names.push(variant.name.clone());
                if variant.link < Link::Initial {
                    meant.in_text.push(variant.name.clone());
                }
            }
            meant.shares.extend(person.shares.iter().cloned());
        }
        meant
    }
}

fn person_of(draft: &Draft, rules: &PeopleRules, names: &[NameCount], parts: &[Parts]) -> Person {
    let rule = draft.rule.map(|rule| rules.entry(rule));
    // Most frequent, then fullest; never in capitals or a part of a name when there is another.
    let standing = |name: &&usize| {
        let count = &names[**name];
        let is_part = matches!(parts[**name].shape, Shape::Initial | Shape::Lone);
        let is_loud = !count.name.chars().any(char::is_lowercase);
        let seen = count.person + count.body + count.about;
        let words = parts[**name].given.len() + parts[**name].surname.len();
        (is_part, is_loud, Reverse(seen), Reverse(words), &count.name)
    };
    let best = draft.names.iter().min_by_key(standing);
    let own =
        best.map(|name| names[*name].name.clone()).or_else(|| draft.shares.first().map(|share| share.name.clone()));
    let mut variants: Vec<Variant> = draft
        .names
        .iter()
        .map(|name| {
            let link = match best {
                Some(best) if best == name => Link::Shown,
                Some(best) => link(&parts[*best], &parts[*name]),
                None => Link::Shown,
            };
            Variant { name: names[*name].name.clone(), link }
        })
        .collect();
    variants.sort_by(|left, right| (left.link, &left.name).cmp(&(right.link, &right.name)));
    Person {
        name: rule.map(|rule| rule.name.clone()).or(own).unwrap_or_default(),
        variants,
        shares: draft.shares.clone(),
        choices: Vec::new(),
        is_body: false,
        wikidata: rule.and_then(|rule| rule.wikidata.clone()),
    }
}

/// What links a name with the one shown; what no spelling links the user has.
fn link(shown: &Parts, other: &Parts) -> Link {
    if shown.shape == Shape::Whole || other.shape == Shape::Whole {
        return if shown.folded() == other.folded() { Link::Spelling } else { Link::Listed };
    }
    match (shown.shape, other.shape) {
        _ if shown.folded() == other.folded() => Link::Spelling,
        (_, Shape::Lone) if other.ends_surname_of(shown) => Link::Surname,
        _ if shown.surname_sound() != other.surname_sound() || !shown.agrees(other) => Link::Listed,
        (_, Shape::Initial) if shown.first().starts_with(other.first()) => Link::Initial,
        _ if skeleton(shown.first()) != skeleton(other.first()) => {
            if spelling::is_short_form(shown.first(), other.first()) { Link::Nickname } else { Link::Listed }
        }
        _ if shown.middle().len() != other.middle().len() => Link::Middle,
        _ => Link::Spelling,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Edda Voss`: a person of one quote; `Edda Voss 12`: of twelve; `=Ministry`: a body.
    fn count(text: &str) -> NameCount {
        let (name, seen) = match text.rsplit_once(' ') {
            Some((name, number)) if number.parse::<u64>().is_ok() => (name, number.parse().unwrap()),
            _ => (text, 1),
        };
        match name.strip_prefix('=') {
            Some(name) => NameCount { name: name.to_string(), person: 0, body: seen, about: 0 },
            None => NameCount { name: name.to_string(), person: seen, body: 0, about: 0 },
        }
    }

    fn shown(people: &People) -> Vec<String> {
        let one = |person: &Person| {
            let mut names: Vec<String> = person.variants.iter().map(|variant| variant.name.clone()).collect();
            names.extend(person.shares.iter().map(|share| format!("{} (shared)", share.name)));
            if names.first() != Some(&person.name) {
                names.insert(0, format!("[{}]", person.name));
            }
            let choices: Vec<&str> = person.choices.iter().map(|choice| people.all()[*choice].name.as_str()).collect();
            match choices.is_empty() {
                true => names.join(" = "),
                false => format!("{} ? {}", names.join(" = "), choices.join(" / ")),
            }
        };
        let mut found: Vec<String> = people.all().iter().map(one).collect();
        found.sort();
        found
    }

    /// One line a person: the names with ` = ` between them, then the choices.
    #[track_caller]
    fn check(names: &[&str], expected: &[&str]) {
        check_ruled(Vec::new(), names, expected);
    }

    #[track_caller]
    fn check_ruled(rules: Vec<PersonRule>, names: &[&str], expected: &[&str]) -> People {
        let rules = PeopleRules::new(rules).unwrap();
        // The order in which names come must not matter.
        let mut counts: Vec<NameCount> = names.iter().map(|name| count(name)).collect();
        for _ in 0..2 {
            assert_eq!(shown(&People::of(&counts, &rules)), expected);
            counts.reverse();
        }
        People::of(&counts, &rules)
    }

    #[test]
    fn case_accents_and_other_spellings_are_one_person() {
        check(&["EDDA VOSS 9", "Edda Voss"], &["Edda Voss = EDDA VOSS"]);
        check(&["Siobhan O'Dreall", "Siobhán O’Dreall 2"], &["Siobhán O’Dreall = Siobhan O'Dreall"]);
        check(&["Evgeny Drojak 2", "Yevgeni Drozhak"], &["Evgeny Drojak = Yevgeni Drozhak"]);
        check(&["Ivo Zelensky 3", "Ivo Zelenskiy", "Ivo Zelenskyy"], &["Ivo Zelensky = Ivo Zelenskiy = Ivo Zelenskyy"]);
        check(&["Doe, John", "John Doe 2"], &["John Doe = Doe, John"]);
        check(&["Joe Marsh", "Joseph Marsh 2"], &["Joseph Marsh = Joe Marsh"]);
        check(&["Hana Hoff", "Hana Hov"], &["Hana Hoff", "Hana Hov"]);
    }

    #[test]
    fn the_name_shown_is_the_most_frequent_full_one() {
        check(&["John F. Tewke", "John Tewke 3", "Tewke 9"], &["John Tewke = John F. Tewke = Tewke"]);
        check(&["John F. Tewke", "John Tewke"], &["John F. Tewke = John Tewke"]);
    }

    #[test]
    fn middle_names_and_initials_may_be_missing() {
        check(&["John Frank Tewke", "John George Tewke"], &["John Frank Tewke", "John George Tewke"]);
        check(&["J. Tewke", "John Tewke"], &["John Tewke = J. Tewke"]);
        check(&["J. K. Tewke", "John Frank Tewke"], &["J. K. Tewke", "John Frank Tewke"]);
        check(&["J.J. Tewke", "J. J. Tewke 2"], &["J. J. Tewke = J.J. Tewke"]);
        check(
            &["J. Tewke", "Jane Tewke", "John Tewke"],
            &["J. Tewke ? Jane Tewke / John Tewke", "Jane Tewke", "John Tewke"],
        );
        check(&["W. Tewke", "Bill Tewke", "William Tewke"], &["Bill Tewke = William Tewke = W. Tewke"]);
    }

    #[test]
    fn a_name_that_fits_two_joins_neither() {
        check(
            &["John Frank Tewke", "John George Tewke", "John Tewke 9"],
            &["John Frank Tewke", "John George Tewke", "John Tewke ? John Frank Tewke / John George Tewke"],
        );
        check(
            &["Sam Marsh", "Samuel Marsh", "Samantha Marsh"],
            &["Sam Marsh ? Samantha Marsh / Samuel Marsh", "Samantha Marsh", "Samuel Marsh"],
        );
        check(
            &["George W. Marsh", "George H.W. Marsh", "George Marsh"],
            &["George H.W. Marsh", "George Marsh ? George H.W. Marsh / George W. Marsh", "George W. Marsh"],
        );
    }

    #[test]
    fn father_and_son_stay_apart() {
        check(&["Anselm Quist 9", "Anselm Quist Jr."], &["Anselm Quist", "Anselm Quist Jr."]);
        // The rarer name may be the other's without its end, and so may what is less.
        check(
            &["Anselm Quist", "Anselm Quist Jr. 9", "A. Quist", "Quist"],
            &[
                "A. Quist ? Anselm Quist Jr.",
                "Anselm Quist ? Anselm Quist Jr.",
                "Anselm Quist Jr.",
                "Quist ? Anselm Quist Jr.",
            ],
        );
        check(&["Anselm Quist Jr.", "Anselm Quist, jr", "Quist"], &["Anselm Quist Jr. = Anselm Quist, jr = Quist"]);
        check(
            &["Anselm Quist", "Anselm Quist Jr.", "Anselm Quist, Sr."],
            &["Anselm Quist ? Anselm Quist Jr. / Anselm Quist, Sr.", "Anselm Quist Jr.", "Anselm Quist, Sr."],
        );
    }

    #[test]
    fn a_surname_alone_joins_the_only_one_who_has_it() {
        check(&["Casimir Voss", "Voss 4", "VOSS"], &["Casimir Voss = VOSS = Voss"]);
        check(&["Ivo Zelensky", "Zelenskyy"], &["Ivo Zelensky = Zelenskyy"]);
        check(&["Edda von der Leuen", "Leuen", "von der Leuen"], &["Edda von der Leuen = Leuen = von der Leuen"]);
        check(
            &["Casimir Voss", "Edda Voss", "Voss"],
            &["Casimir Voss", "Edda Voss", "Voss ? Casimir Voss / Edda Voss"],
        );
        // An initial is enough to be another one.
        check(
            &["Chidera Okwansa", "J. J. Okwansa", "Okwansa"],
            &["Chidera Okwansa", "J. J. Okwansa", "Okwansa ? Chidera Okwansa / J. J. Okwansa"],
        );
    }

    #[test]
    fn a_first_name_alone_joins_nobody() {
        check(&["Edda Voss", "Edda"], &["Edda ? Edda Voss", "Edda Voss"]);
        check(&["Kim Han-sol", "Bora Kim", "Kim"], &["Bora Kim", "Kim ? Bora Kim / Kim Han-sol", "Kim Han-sol"]);
    }

    #[test]
    fn bodies_are_compared_whole() {
        check(
            &["=The White Mill 2", "=White Mill", "=Courier", "Jim Courier", "Ada Mill"],
            &["Ada Mill", "Courier", "Jim Courier", "The White Mill = White Mill"],
        );
        check(&["Minister of Health", "Minister of Harbours"], &["Minister of Harbours", "Minister of Health"]);
    }

    #[test]
    fn many_names_are_grouped_in_one_go() {
        let names: Vec<NameCount> = (0..20_000)
            .map(|n| match n % 10 {
                0 => count(&format!("J. Family{}", n / 40)),
                1 => count(&format!("Family{}", n / 40)),
                _ => count(&format!("First{} Family{}", n % 5000, n / 40)),
            })
            .collect();
        let people = People::of(&names, &PeopleRules::default());
        assert_eq!(
            people.by_name.len(),
            names.iter().map(|count| &count.name).collect::<std::collections::HashSet<_>>().len()
        );
    }

    fn rule(name: &str, aliases: &[&str]) -> PersonRule {
        let aliases = aliases.iter().map(|alias| alias.to_string()).collect();
        PersonRule { name: name.to_string(), aliases, ..PersonRule::default() }
    }

    #[test]
    fn the_user_makes_one_of_two() {
        check_ruled(
            vec![rule("Pump Dealer", &["Ivo Dral", "Hans Mund"])],
            &["Ivo Dral", "I. Dral", "Hans Mund", "HANS MUND", "Ada Lorne"],
            &["Ada Lorne", "[Pump Dealer] = Hans Mund = HANS MUND = I. Dral = Ivo Dral"],
        );
        // Whom a surname may mean is one person now.
        check_ruled(
            vec![rule("Edda Voss", &["Casimir Voss"])],
            &["Casimir Voss", "Edda Voss 2", "Voss"],
            &["Edda Voss = Casimir Voss = Voss"],
        );
    }

    #[test]
    fn the_user_makes_two_of_one() {
        check_ruled(
            vec![rule("Joe Marsh", &[]), rule("Joseph Marsh", &[])],
            &["Joe Marsh", "Joseph Marsh", "Marsh"],
            &["Joe Marsh", "Joseph Marsh", "Marsh ? Joe Marsh / Joseph Marsh"],
        );
        let not = PersonRule { not: vec!["J. Marsh".into()], ..rule("Joseph Marsh", &[]) };
        check_ruled(vec![not], &["J. Marsh", "Joseph Marsh"], &["J. Marsh", "Joseph Marsh"]);
        check_ruled(
            vec![rule("Edda Voss", &["Voss"])],
            &["Casimir Voss", "Edda Voss", "Voss"],
            &["Casimir Voss", "Edda Voss = Voss"],
        );
        // An alias that is a weak name of somebody takes that name alone.
        check_ruled(
            vec![rule("Edda Voss", &["Voss"])],
            &["Casimir Voss", "Voss"],
            &["Casimir Voss", "[Edda Voss] = Voss"],
        );
    }

    #[test]
    fn the_user_shares_one_name_out() {
        let when = When { role: Some("mayor".into()), ..When::default() };
        let mayor = PersonRule { when: Some(when), ..rule("Mayor Marsh", &["Joe Marsh"]) };
        let people = check_ruled(
            vec![mayor.clone()],
            &["Joe Marsh", "Marsh", "Ada Lorne"],
            &[
                "Ada Lorne",
                "Marsh ? Joe Marsh / Mayor Marsh",
                "[Joe Marsh] = Joe Marsh (shared)",
                "[Mayor Marsh] = Joe Marsh (shared)",
            ],
        );
        assert_eq!(people.bearing("Joe Marsh"), None);
        check_ruled(
            vec![mayor, rule("Keeper Marsh", &["Joe Marsh"])],
            &["Joe Marsh"],
            &["[Keeper Marsh] = Joe Marsh (shared)", "[Mayor Marsh] = Joe Marsh (shared)"],
        );
    }

    #[test]
    fn what_fits_nothing_is_told() {
        let not = PersonRule { not: vec!["E. Vos".into()], ..rule("Edda Voss", &["Eda Voss"]) };
        let people = check_ruled(vec![not, rule("Casimr Voss", &[])], &["Edda Voss"], &["Edda Voss"]);
        assert_eq!(
            people.notices,
            [
                "people.toml, person 1 (Edda Voss): nobody in the archive is called `Eda Voss` (aliases)",
                "people.toml, person 1 (Edda Voss): nobody in the archive is called `E. Vos` (not)",
                "people.toml, person 2 (Casimr Voss): nobody in the archive has one of these names",
            ]
        );
    }
}
