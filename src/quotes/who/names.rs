//! The names of one article: runs of capitals told apart into persons and bodies, parts of names
//! linked to the whole.
//!
//! Everything is looked up by word; of persons who share a word only the first few count, so that
//! a text of nothing but names takes no longer than another.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use super::introduced::{Introduction, introduction};
use super::runs::{Run, is_initial, is_strange, runs};
use super::words::{is_possessive, is_title_case, lower, lower_words, shown};
use crate::model::Span;
use crate::quotes::scan::{Kind, Page};
use crate::quotes::tables::class as is;
use crate::quotes::tables::names::{Gender, first_name, is_particle, noun_gender};
use crate::quotes::tables::sorts::{is_place, sort, sorts};

/// Persons that may share a word.
const SHARING_MAX: usize = 24;
/// How far back a name in full decides between persons of one surname, in bytes.
const NEAR: usize = 150;
/// Words of a clause looked at for its subject.
const CLAUSE_MAX: usize = 40;

/// A person of the article.
#[derive(Clone, Debug)]
pub(super) struct Person<'a> {
    pub name: String,
    /// In lower case.
    pub words: Vec<&'a str>,
    pub gender: Gender,
    /// How often the name or a part of it stands.
    pub count: u32,
    /// Where it stands in full, ascending.
    pub fulls: Vec<usize>,
    /// The nouns by which it was introduced, and the capitalised words beside them.
    pub nouns: Vec<&'a str>,
    pub marks: Vec<&'a str>,
    pub role: Option<String>,
    /// Whether anything but capitals says that it is a person.
    pub sure: bool,
    /// Its first word may be no part of the name: `Yesterday Hill`.
    pub weak: bool,
    /// Where it is named, as numbers of mentions.
    pub places: Vec<usize>,
}

/// A place where a person is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub span: Span,
    pub person: usize,
    /// The subject of its sentence, as far as one can tell: the first name that hangs on no other
    /// word.
    pub leads: bool,
    pub quoted: bool,
}

type Index<K, V> = HashMap<K, Vec<V>, FixedState>;

#[derive(Default)]
pub(super) struct Names<'a> {
    pub persons: Vec<Person<'a>>,
    /// In the order of their places.
    pub mentions: Vec<Mention>,
    wholes: Index<(&'a str, &'a str), usize>,
    lasts: Index<&'a str, usize>,
    firsts: Index<&'a str, usize>,
    nouns: Index<&'a str, usize>,
    /// Bodies by the noun that tells what they are: `ministry`.
    bodies: Index<&'a str, (usize, String)>,
    /// Words with a capital where no sentence begins.
    capitals: HashSet<&'a str, FixedState>,
}

impl<'a> Names<'a> {
    pub fn of(pages: &'a [Page<'a>]) -> Names<'a> {
        let mut names = Names::default();
        let runs: Vec<Vec<Run>> = pages.iter().map(runs).collect();
        for (page, runs) in pages.iter().zip(&runs) {
            // In a line of capitals everything looks like a name.
            if !is_title_case(page) {
                runs.iter().for_each(|run| names.introduce(page, run));
            }
        }
        for at in 0..names.persons.len() {
            let person = &names.persons[at];
            let strange = !names.capitals.contains(&person.words[0]) || is_place(person.words[0]);
            // `Lawmaker Ann Hill`, who is Ann Hill elsewhere.
            let longer = person.words.len() > 2
                && first_name(person.words[0]).is_none()
                && names.whole(&person.words[1..]).is_some_and(|other| names.persons[other].sure);
            names.persons[at].weak = !person.sure && strange || longer;
        }
        for (page, runs) in pages.iter().zip(&runs) {
            names.mention_all(page, runs);
        }
        for (at, mention) in names.mentions.iter().enumerate() {
            names.persons[mention.person].places.push(at);
        }
        names.hear_pronouns(pages);
        for (at, person) in names.persons.iter().enumerate() {
            for noun in &person.nouns {
                push(&mut names.nouns, noun, at);
            }
        }
        names
    }

    /// A run of two words or more that may be a person becomes one.
    fn introduce(&mut self, page: &'a Page<'a>, run: &Run) {
        let inner = run.outer + usize::from(run.opens)..run.to;
        self.capitals.extend(inner.map(|at| lower(page, at)));
        if run.to - run.from < 2 {
            return;
        }
        let words = lower_words(page, run.from, run.to);
        if !may_be_person(page, run, &words) {
            self.introduce_body(page, run, &words);
            return;
        }
        if words.len() < 2 || words.len() > 6 {
            return;
        }
        let introduced = introduction(page, run);
        let given = given(page, run, &words);
        let gender = if run.gender != Gender::Unknown { run.gender } else { given.unwrap_or(Gender::Unknown) };
        let sure = run.titled || given.is_some() || introduced.person;
        if introduced.body && !sure {
            return;
        }
        let at = self.whole(&words).unwrap_or_else(|| self.add(page, run, words));
        let person = &mut self.persons[at];
        person.sure |= sure;
        person.fulls.push(page.toks[run.from].start);
        if person.gender == Gender::Unknown {
            person.gender = gender;
        }
        person.learn(introduced);
        let capitals = |name: &str| !name.chars().any(char::is_lowercase);
        if capitals(&person.name) && !capitals(page.span(run.from, run.to).of(page.text)) {
            person.name = shown(page, run.from, run.to);
        }
    }

    fn add(&mut self, page: &Page<'_>, run: &Run, words: Vec<&'a str>) -> usize {
        let at = self.persons.len();
        let (first, last) = (words[0], surname(&words));
        self.persons.push(Person {
            name: shown(page, run.from, run.to),
            words,
            gender: Gender::Unknown,
            count: 0,
            fulls: Vec::new(),
            nouns: Vec::new(),
            marks: Vec::new(),
            role: None,
            sure: false,
            weak: false,
            places: Vec::new(),
        });
        push(&mut self.firsts, first, at);
        push(&mut self.lasts, last, at);
        push(&mut self.wholes, (first, last), at);
        at
    }

    /// `Foreign Ministry`, `University of Ostrey`: by its noun.
    fn introduce_body(&mut self, page: &'a Page<'a>, run: &Run, words: &[&'a str]) {
        let noun = words.iter().rev().find(|word| sorts(word) & (sort::BODY | sort::BODY_OR_FAMILY) != 0);
        let Some(noun) = noun.filter(|_| words.len() > 1 && words.len() < 8) else { return };
        let body = (page.toks[run.outer].start, shown(page, run.outer, run.to));
        // `World Water Board (WWB)`
        let acronym = (page.toks.get(run.to).is_some_and(|tok| tok.kind == Kind::Left))
            .then(|| lower(page, run.to + 1))
            .filter(|acronym| acronym.chars().next() == words[0].chars().next() && acronym.len() > 1);
        acronym.into_iter().chain([*noun]).for_each(|key| push(&mut self.bodies, key, body.clone()));
    }

    fn mention_all(&mut self, page: &Page<'_>, runs: &[Run]) {
        let mut sentence = usize::MAX;
        // The mention that leads the sentence for want of a better one.
        let mut stopgap: Option<usize> = None;
        let mut led = false;
        for (nth, run) in runs.iter().enumerate() {
            let words = lower_words(page, run.from, run.to);
            let span = page.span(run.from, run.to);
            let Some((person, _)) = self.person_of(&words, run.gender, span.start) else { continue };
            let within = page.sentences.partition_point(|(_, to)| *to <= run.from);
            if within != sentence {
                (sentence, stopgap, led) = (within, None, false);
            }
            let quoted = page.toks[run.from].quoted;
            let begins = page.sentences.get(within).map_or(0, |(from, _)| *from);
            let place = standing(page, run, runs.get(nth + 1), begins);
            let leads = !quoted && !led && place == Standing::Free;
            if leads {
                led = true;
                if let Some(before) = stopgap.take() {
                    self.mentions[before].leads = false;
                }
            }
            let stops_gap = !quoted && !led && stopgap.is_none() && place == Standing::Hangs;
            if stops_gap {
                stopgap = Some(self.mentions.len());
            }
            let named = &mut self.persons[person];
            named.count += 1;
            if named.gender == Gender::Unknown {
                named.gender = run.gender;
            }
            self.mentions.push(Mention { span, person, leads: leads || stops_gap, quoted });
        }
    }

    /// The gender of people with unknown given names, from the pronouns that follow them.
    fn hear_pronouns(&mut self, pages: &[Page<'_>]) {
        let mut votes = vec![0i32; self.persons.len()];
        let mut next = 0;
        let mut leader: Option<usize> = None;
        for page in pages {
            for at in 0..page.toks.len() {
                let tok = page.toks[at];
                while self.mentions.get(next).is_some_and(|mention| mention.span.start <= tok.start) {
                    if self.mentions[next].leads {
                        leader = Some(self.mentions[next].person);
                    }
                    next += 1;
                }
                if tok.quoted || !tok.has(is::PRONOUN | is::DETERMINER) {
                    continue;
                }
                let vote = match page.word(at) {
                    "he" | "He" | "his" | "His" | "himself" => 1,
                    "she" | "She" | "her" | "Her" | "herself" => -1,
                    _ => continue,
                };
                let gender = if vote > 0 { Gender::Male } else { Gender::Female };
                let from = next.saturating_sub(4);
                let other = self.mentions[from..next].iter().any(|mention| {
                    self.persons[mention.person].gender == gender && tok.start - mention.span.start < NEAR
                });
                if let Some(person) = leader.filter(|_| !other) {
                    votes[person] += vote;
                }
            }
        }
        for (person, votes) in self.persons.iter_mut().zip(votes) {
            if person.gender == Gender::Unknown && votes != 0 {
                person.gender = if votes > 0 { Gender::Male } else { Gender::Female };
                person.sure |= votes.abs() > 1;
            }
        }
    }

    /// The person whose name, or part of a name, these words are, and whether it is the whole; for
    /// a part the one named last before `at` in full, else the one named most.
    pub fn person_of(&self, words: &[&str], gender: Gender, at: usize) -> Option<(usize, bool)> {
        if words.len() >= 2 {
            let person = self.whole(words)?;
            if self.persons[person].weak {
                let last = surname(&self.persons[person].words);
                let others: Vec<usize> = self.fitting(&self.lasts, last, gender);
                let others: Vec<usize> = others.into_iter().filter(|other| !self.persons[*other].weak).collect();
                if let Some(other) = self.best(&others, at) {
                    return Some((other, false));
                }
            }
            return Some((person, true));
        }
        self.meant(words.first()?, gender, at).map(|person| (person, false))
    }

    /// Everybody whose surname this word is, else whose first name it is.
    pub fn sharing(&self, word: &str, gender: Gender) -> Vec<usize> {
        let by_last = self.fitting(&self.lasts, word, gender);
        if by_last.is_empty() { self.fitting(&self.firsts, word, gender) } else { by_last }
    }

    fn meant(&self, word: &str, gender: Gender, at: usize) -> Option<usize> {
        self.best(&self.sharing(word, gender), at)
    }

    fn fitting(&self, index: &Index<&'a str, usize>, word: &str, gender: Gender) -> Vec<usize> {
        let all = index.get(word).map_or(&[][..], Vec::as_slice);
        let fits = |person: &&usize| self.persons[**person].gender.fits(gender);
        let all: Vec<usize> = all.iter().filter(fits).copied().collect();
        let strong: Vec<usize> = all.iter().copied().filter(|person| !self.persons[*person].weak).collect();
        if strong.is_empty() { all } else { strong }
    }

    fn whole(&self, words: &[&str]) -> Option<usize> {
        let known = self.wholes.get(&(*words.first()?, surname(words)))?;
        known.iter().copied().find(|person| same_person(&self.persons[*person].words, words))
    }

    fn best(&self, all: &[usize], at: usize) -> Option<usize> {
        if all.len() < 2 {
            return all.first().copied();
        }
        let near = |person: &usize| {
            let fulls = &self.persons[*person].fulls;
            let before = fulls.partition_point(|full| *full < at).checked_sub(1).map(|last| fulls[last]);
            before.filter(|before| at - before < NEAR)
        };
        let recent = all.iter().filter_map(|person| near(person).map(|place| (place, *person))).max();
        let weight =
            |person: &usize| (self.persons[*person].sure, self.persons[*person].fulls.len(), usize::MAX - person);
        let most = all.iter().copied().max_by_key(weight);
        recent.map(|(_, person)| person).or(most)
    }

    /// Persons introduced with this noun.
    pub fn introduced_as(&self, noun: &str) -> &[usize] {
        self.nouns.get(noun).map_or(&[], Vec::as_slice)
    }

    /// The body named last before `at` that this noun tells.
    pub fn body_named(&self, noun: &str, at: usize) -> Option<&str> {
        let bodies = self.bodies.get(noun)?;
        bodies.iter().rev().find(|(place, _)| *place < at).map(|(_, name)| name.as_str())
    }

    /// Whether the word has a capital where no sentence begins.
    pub fn is_capital(&self, word: &str) -> bool {
        self.capitals.contains(word) || self.lasts.contains_key(word)
    }
}

fn push<K: std::hash::Hash + Eq, V>(index: &mut Index<K, V>, key: K, value: V) {
    let all = index.entry(key).or_default();
    if all.len() < SHARING_MAX {
        all.push(value);
    }
}

impl<'a> Person<'a> {
    fn learn(&mut self, introduced: Introduction<'a>) {
        if self.role.is_none() {
            self.role = introduced.role;
        }
        for noun in introduced.nouns {
            if self.gender == Gender::Unknown {
                self.gender = noun_gender(noun);
            }
            self.sure |= noun_gender(noun) != Gender::Unknown;
            if self.nouns.len() < SHARING_MAX && !self.nouns.contains(&noun) {
                self.nouns.push(noun);
            }
        }
        for mark in introduced.marks {
            if self.marks.len() < SHARING_MAX && !self.marks.contains(&mark) {
                self.marks.push(mark);
            }
        }
    }
}

/// How a name stands in its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It may be the subject.
    Free,
    /// On another word, or before the subject; for want of a better one it may stand for it.
    Hangs,
    Behind,
}

/// Whether the name hangs on another word: `Hill's aides`, `to Hill`, `Hill adviser Ann Marsh`, or
/// stands in what is put before the subject: `After the vote Hill lost, Marsh said`.
fn standing(page: &Page<'_>, run: &Run, next: Option<&Run>, begins: usize) -> Standing {
    let toks = &page.toks;
    if behind_subject(page, run, begins) {
        return Standing::Behind;
    }
    if is_possessive(page.word(run.to - 1)) || run.outer > begins && toks[run.outer - 1].has(is::PREPOSITION) {
        return Standing::Hangs;
    }
    let bears = next.is_some_and(|next| {
        next.outer > run.to && next.outer - run.to <= 4 && (run.to..next.outer).all(|at| is_noun(page, at))
    });
    if bears || is_fronted(page, run, begins) { Standing::Hangs } else { Standing::Free }
}

/// A word that can be a noun: no name, of no class, no past form.
fn is_noun(page: &Page<'_>, at: usize) -> bool {
    let tok = page.toks[at];
    tok.kind == Kind::Word && tok.class == 0 && !tok.cap && !page.word(at).ends_with("ed")
}

/// Whether a sentence begins so that its subject comes behind a comma.
fn opens_fronted(page: &Page<'_>, begins: usize) -> bool {
    page.toks[begins].has(is::PREPOSITION | is::SUBORDINATOR | is::GERUND)
}

/// In what stands before the comma of such a sentence.
fn is_fronted(page: &Page<'_>, run: &Run, begins: usize) -> bool {
    let toks = &page.toks;
    let clause = &toks[begins.max(run.outer.saturating_sub(CLAUSE_MAX))..run.outer];
    opens_fronted(page, begins)
        && !clause.is_empty()
        && !clause.iter().any(|tok| tok.kind == Kind::Comma)
        && toks[run.to..]
            .iter()
            .take(CLAUSE_MAX)
            .take_while(|tok| tok.kind != Kind::Stop)
            .any(|tok| tok.kind == Kind::Comma)
}

/// Behind the verb or another subject of its clause.
fn behind_subject(page: &Page<'_>, run: &Run, begins: usize) -> bool {
    let clause = &page.toks[begins.max(run.outer.saturating_sub(CLAUSE_MAX))..run.outer];
    let main = match (opens_fronted(page, begins), clause.iter().position(|tok| tok.kind == Kind::Comma)) {
        (false, _) => 0,
        (true, Some(comma)) => comma + 1,
        (true, None) => clause.len(),
    };
    clause[main..].iter().any(|tok| {
        let verb = tok.has(is::VERB | is::AUXILIARY) && !tok.has(is::GERUND) && !tok.cap;
        !tok.quoted && (verb || tok.has(is::SUBJECT) && !tok.has(is::DETERMINER))
    })
}

/// The last word that is no suffix.
fn surname<'w>(words: &[&'w str]) -> &'w str {
    let is_suffix = |word: &str| matches!(word, "jr" | "sr" | "ii" | "iii" | "iv");
    words.iter().rev().find(|word| !is_suffix(word)).map_or("", |word| word)
}

/// The same first and last words; middle names, initials and suffixes may be missing.
fn same_person(left: &[&str], right: &[&str]) -> bool {
    let suffix = |words: &[&str]| words.last().filter(|last| **last != surname(words)).map(|last| (*last).to_string());
    let (a, b) = (suffix(left), suffix(right));
    let bare = |words: &[&str], suffix: &Option<String>| words.len() - usize::from(suffix.is_some());
    left == right || (a == b || a.is_none() || b.is_none()) && (bare(left, &a) != bare(right, &b) || bare(left, &a) < 3)
}

/// What the given name says, behind an initial too: `C. Hugh Marsh`.
fn given(page: &Page<'_>, run: &Run, words: &[&str]) -> Option<Gender> {
    let initial = is_initial(page, run.from);
    words
        .first()
        .and_then(|first| first_name(first))
        .or_else(|| words.get(1).filter(|_| initial).and_then(|next| first_name(next)))
}

fn may_be_person(page: &Page<'_>, run: &Run, words: &[&str]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    if run.titled {
        return true;
    }
    let given = given(page, run, words).is_some() && !is_place(first) && sorts(first) & sort::GROUP == 0;
    let all = words.iter().fold(0, |bits, word| bits | sorts(word));
    if all & sort::BODY != 0
        || all & (sort::BODY_OR_FAMILY | sort::DOCUMENT | sort::THING) != 0 && !(given && words.len() < 4)
        || all & sort::GROUP != 0
        || sorts(last) & sort::DOCUMENT != 0
    {
        return false;
    }
    if is_place(&words.join(" "))
        || is_place(last) && !given
        || words.iter().any(|word| word.contains(char::is_numeric))
    {
        return false;
    }
    let caps = |at: usize| {
        page.word(at).chars().filter(|c| c.is_alphabetic()).count() > 1
            && !page.word(at).chars().any(char::is_lowercase)
    };
    if (run.from..run.to).all(caps) && !given {
        return false;
    }
    if given {
        return true;
    }
    let acronym = |at: usize| caps(at) && page.word(at).len() > 2 && !page.word(at).contains('.');
    if run.from == run.outer && is_strange(page, run.from) || (run.from..run.to).any(acronym) {
        return false;
    }
    let after_the = run.outer > 0 && page.word(run.outer - 1).eq_ignore_ascii_case("the");
    !after_the
        && words.iter().filter(|word| !is_particle(word)).count() <= 3
        && (run.from..run.to).all(|at| {
            page.toks[at].class & !is::VERB == 0 || page.word(at).ends_with('.') || is_particle(page.word(at))
        })
        && !words.iter().any(|word| word.contains('-') && word.len() > 20)
}
