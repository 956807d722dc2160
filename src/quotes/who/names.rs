//! The names of one article: runs of capitals, told apart into persons and bodies, parts of names
//! linked to the whole.

use crate::model::Span;
use crate::quotes::scan::{Kind, Page, Tok};
use crate::quotes::tables::names::{Gender, first_name, is_body_word, is_particle, is_place, noun_gender, title};
use crate::quotes::tables::{class as is, english};

/// A run of capitalised words, its titles cut off.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Tokens of the page.
    pub from: usize,
    pub to: usize,
    /// Where its titles begin.
    pub outer: usize,
    pub gender: Gender,
    pub titled: bool,
}

/// A person of the article.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub name: String,
    /// In lower case.
    pub words: Vec<String>,
    pub gender: Gender,
    /// How often the name or a part of it stands.
    pub count: u32,
    /// The nouns by which it was introduced.
    pub nouns: Vec<String>,
    pub role: Option<String>,
    /// Whether anything but capitals says that it is a person.
    pub sure: bool,
}

/// A place where a person is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub span: Span,
    pub person: usize,
    /// The whole name, not a part of it.
    pub full: bool,
    /// The first name of its sentence.
    pub leads: bool,
    pub quoted: bool,
}

#[derive(Default)]
pub(super) struct Names {
    pub persons: Vec<Person>,
    /// In the order of their places.
    pub mentions: Vec<Mention>,
}

impl Names {
    pub fn of(pages: &[Page<'_>]) -> Names {
        let mut names = Names::default();
        let runs: Vec<Vec<Run>> = pages.iter().map(runs).collect();
        for (page, runs) in pages.iter().zip(&runs) {
            // In a line of capitals everything looks like a name.
            if is_title_case(page) {
                continue;
            }
            for run in runs {
                names.introduce(page, run);
            }
        }
        for (page, runs) in pages.iter().zip(&runs) {
            names.mention_all(page, runs);
        }
        names.mentions.sort_by_key(|mention| mention.span.start);
        names
    }

    /// A run of two words or more that may be a person becomes one.
    fn introduce(&mut self, page: &Page<'_>, run: &Run) {
        let words = lower_words(page, run.from, run.to);
        if words.len() < 2 || words.len() > 6 || !may_be_person(page, run, &words) {
            return;
        }
        let given = first_name(&words[0]);
        let gender = if run.gender != Gender::Unknown { run.gender } else { given.unwrap_or(Gender::Unknown) };
        let sure = run.titled || given.is_some();
        let known = self.persons.iter().position(|person| same_person(&person.words, &words));
        let at = known.unwrap_or_else(|| {
            self.persons.push(Person {
                name: shown(page, run.from, run.to),
                words,
                gender,
                count: 0,
                nouns: Vec::new(),
                role: None,
                sure,
            });
            self.persons.len() - 1
        });
        let person = &mut self.persons[at];
        person.sure |= sure;
        if person.gender == Gender::Unknown {
            person.gender = gender;
        }
        let (nouns, role) = introduction(page, run);
        if person.role.is_none() {
            person.role = role;
        }
        for noun in nouns {
            if person.gender == Gender::Unknown {
                person.gender = noun_gender(&noun);
            }
            person.sure |= noun_gender(&noun) != Gender::Unknown;
            if !person.nouns.contains(&noun) {
                person.nouns.push(noun);
            }
        }
    }

    fn mention_all(&mut self, page: &Page<'_>, runs: &[Run]) {
        let mut led = usize::MAX;
        for run in runs {
            let words = lower_words(page, run.from, run.to);
            let sentence = page.sentences.iter().position(|(_, to)| run.from < *to).unwrap_or(0);
            let span = page.span(run.from, run.to);
            let Some((person, full)) = self.person_of(&words, run.gender, span.start) else { continue };
            let quoted = page.toks[run.from].quoted;
            let leads = led != sentence && !quoted;
            if leads {
                led = sentence;
            }
            self.persons[person].count += 1;
            if self.persons[person].gender == Gender::Unknown {
                self.persons[person].gender = run.gender;
            }
            self.mentions.push(Mention { span, person, full, leads, quoted });
        }
    }

    /// The person whose name, or part of a name, these words are; for a part the one named last
    /// before `at` in full, else the one named most.
    pub fn person_of(&self, words: &[String], gender: Gender, at: usize) -> Option<(usize, bool)> {
        if words.len() >= 2 {
            return self.persons.iter().position(|person| same_person(&person.words, words)).map(|at| (at, true));
        }
        let word = words.first()?;
        let ends = |person: &Person| person.surname() == word && person.gender.fits(gender);
        let begins = |person: &Person| person.words.first() == Some(word) && person.gender.fits(gender);
        self.best(ends, at).or_else(|| self.best(begins, at)).map(|person| (person, false))
    }

    fn best(&self, fits: impl Fn(&Person) -> bool, at: usize) -> Option<usize> {
        let mut fitting = (0..self.persons.len()).filter(|person| fits(&self.persons[*person]));
        let first = fitting.next()?;
        let Some(second) = fitting.next() else { return Some(first) };
        let all: Vec<usize> = [first, second].into_iter().chain(fitting).collect();
        let before = self.mentions.iter().rev().filter(|mention| mention.span.start < at && mention.full);
        let recent = before.into_iter().find(|mention| all.contains(&mention.person) && at - mention.span.start < 400);
        recent
            .map(|mention| mention.person)
            .or_else(|| all.iter().copied().max_by_key(|person| self.persons[*person].count))
    }
}

/// Most words of a short paragraph begin with a capital: a headline.
fn is_title_case(page: &Page<'_>) -> bool {
    let words = page.toks.iter().filter(|tok| tok.kind == Kind::Word && tok.end - tok.start > 3);
    let (all, capitals) = words.fold((0, 0), |(all, capitals), tok| (all + 1, capitals + usize::from(tok.cap)));
    all > 2 && page.toks.len() < 40 && capitals * 10 > all * 8
}

impl Person {
    /// The last word that is no suffix.
    pub fn surname(&self) -> &str {
        let is_suffix = |word: &str| matches!(word, "jr" | "sr" | "ii" | "iii" | "iv" | "jr." | "sr.");
        self.words.iter().rev().find(|word| !is_suffix(word)).map_or("", String::as_str)
    }
}

/// The same first and last words; middle names and initials may be missing.
fn same_person(left: &[String], right: &[String]) -> bool {
    if left == right {
        return true;
    }
    let strip = |words: &[String]| {
        let suffix = words.last().is_some_and(|word| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv"));
        (
            words.first().cloned(),
            words[..words.len() - usize::from(suffix && words.len() > 2)].last().cloned(),
            suffix.then(|| words.last().cloned()).flatten(),
        )
    };
    let (a, b) = (strip(left), strip(right));
    a.0 == b.0
        && a.1 == b.1
        && (a.2 == b.2 || a.2.is_none() || b.2.is_none())
        && (left.len() != right.len() || left.len() < 3)
}

fn may_be_person(page: &Page<'_>, run: &Run, words: &[String]) -> bool {
    if words.iter().any(|word| is_body_word(word)) && !run.titled {
        return false;
    }
    if is_place(&words.join(" ")) || words.last().is_some_and(|word| is_place(word)) && first_name(&words[0]).is_none()
    {
        return false;
    }
    if run.titled {
        return true;
    }
    let caps = |at: usize| {
        page.word(at).chars().filter(|c| c.is_alphabetic()).count() > 1
            && !page.word(at).chars().any(char::is_lowercase)
    };
    let given = first_name(&words[0]).is_some();
    if (run.from..run.to).all(caps) && !given {
        return false;
    }
    if given {
        return true;
    }
    let after_the = run.outer > 0 && page.word(run.outer - 1).eq_ignore_ascii_case("the");
    !after_the
        && words.len() <= 4
        && (run.from..run.to).all(|at| page.toks[at].class & !is::VERB == 0)
        && !words.iter().any(|word| word.contains('-') && word.len() > 20)
}

/// Runs of capitalised words, with particles between them.
fn runs(page: &Page<'_>) -> Vec<Run> {
    let toks = &page.toks;
    let mut found = Vec::new();
    let mut at = 0;
    while at < toks.len() {
        if !starts_run(page, at) {
            at += 1;
            continue;
        }
        let from = at;
        let mut to = at + 1;
        while to < toks.len() && !is_possessive(page.word(to - 1)) {
            let joins = toks[to].cap && toks[to].kind == Kind::Word && !is_function(&toks[to])
                || to + 1 < toks.len()
                    && is_particle(page.word(to))
                    && toks[to + 1].cap
                    && toks[to + 1].kind == Kind::Word
                || is_particle(page.word(to))
                    && is_particle(page.word(to + 1))
                    && toks.get(to + 2).is_some_and(|tok| tok.cap);
            if !joins || toks[to].start - toks[to - 1].end > 1 {
                break;
            }
            to += 1;
        }
        if to < toks.len() && toks[to].kind == Kind::Comma && matches!(page.word(to + 1), "Jr." | "Sr." | "Jr" | "Sr") {
            to += 2;
        }
        found.push(cut_titles(page, from, to));
        at = to;
    }
    found.retain(|run| run.from < run.to);
    found
}

fn is_function(tok: &Tok) -> bool {
    tok.has(
        is::PRONOUN
            | is::DETERMINER
            | is::PREPOSITION
            | is::AUXILIARY
            | is::SUBORDINATOR
            | is::COORDINATOR
            | is::ADVERB
            | is::TIME
            | is::NEGATION,
    ) && !tok.has(is::MODAL)
        || tok.has(is::MODAL)
}

fn starts_run(page: &Page<'_>, at: usize) -> bool {
    let tok = page.toks[at];
    tok.kind == Kind::Word
        && tok.cap
        && (!is_function(&tok)
            || (first_name(&lower(page.word(at))).is_some() && page.toks.get(at + 1).is_some_and(|next| next.cap)))
}

/// Cuts titles and what stands before them off the front.
fn cut_titles(page: &Page<'_>, from: usize, to: usize) -> Run {
    let mut start = from;
    let mut gender = Gender::Unknown;
    let mut titled = false;
    for at in from..to.saturating_sub(1) {
        let word = lower(page.word(at));
        if let Some((of, noun)) = title(&word) {
            // `Justice Department` is no justice.
            if (at + 1..to).all(|next| is_body_word(&lower(page.word(next)))) {
                break;
            }
            start = at + 1;
            if of != Gender::Unknown {
                gender = of;
            }
            titled |= !noun.is_empty() || of != Gender::Unknown;
        }
    }
    if (start..to).any(|at| is_body_word(&lower(page.word(at)))) && start > from && !titled {
        start = from;
    }
    if let Some(given) = given_name(page, start, to) {
        start = given;
    }
    Run { from: start, to, outer: from, gender, titled }
}

/// Where a given name stands behind words that are none: `Minority Leader |Harry Hill`. At most two
/// words follow it.
pub(super) fn given_name(page: &Page<'_>, from: usize, to: usize) -> Option<usize> {
    if to - from < 3 || first_name(&lower(page.word(from))).is_some() {
        return None;
    }
    let body = (from..to).any(|at| is_body_word(&lower(page.word(at))) && at + 1 == to);
    (from + 1..to - 1).find(|at| first_name(&lower(page.word(*at))).is_some() && to - at <= 4 && !body)
}

pub(super) fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}

pub(super) fn lower(word: &str) -> String {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    word.trim_end_matches('.').to_lowercase().replace('’', "'")
}

pub(super) fn lower_words(page: &Page<'_>, from: usize, to: usize) -> Vec<String> {
    (from..to).filter(|at| page.toks[*at].is_word()).map(|at| lower(page.word(at))).collect()
}

/// The words as the article has them, without a possessive.
pub(super) fn shown(page: &Page<'_>, from: usize, to: usize) -> String {
    let words = page.span(from, to).of(page.text);
    let words = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The nouns around a name that say what its bearer is, and the words of the role.
fn introduction(page: &Page<'_>, run: &Run) -> (Vec<String>, Option<String>) {
    let toks = &page.toks;
    let mut nouns = Vec::new();
    for at in run.outer..run.from {
        if let Some((_, noun)) = title(&lower(page.word(at)))
            && !noun.is_empty()
        {
            nouns.push(noun.to_string());
        }
    }
    let mut from = run.outer;
    while from > 0 && run.outer - from < 8 {
        let tok = toks[from - 1];
        if tok.quoted != toks[run.from].quoted
            || !tok.is_word()
            || is_function(&tok)
            || tok.has(is::VERB | is::AUXILIARY)
        {
            break;
        }
        from -= 1;
    }
    let before = (from..run.outer).filter(|at| !toks[*at].cap && toks[*at].kind == Kind::Word);
    nouns.extend(before.map(|at| lower(page.word(at))));
    let mut role = (from < run.from).then(|| page.span(from, run.from).of(page.text).to_string());
    // `Hill, a doctor from Ostrey,`
    if toks.get(run.to).is_some_and(|tok| tok.kind == Kind::Comma) {
        let start = run.to + 1;
        let mut end = start;
        while end < toks.len()
            && end - start < 16
            && toks[end].quoted == toks[run.from].quoted
            && !matches!(toks[end].kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash | Kind::Colon)
        {
            end += 1;
        }
        let first = toks.get(start);
        let opens = first.is_some_and(|tok| {
            tok.has(is::DETERMINER) && !tok.has(is::SUBJECT)
                || tok.kind == Kind::Word && !tok.cap && tok.class == 0
                || is_possessive(page.word(start))
        });
        let closed = toks.get(end).is_some_and(|tok| matches!(tok.kind, Kind::Comma | Kind::Stop));
        if opens && closed && end > start && !(start..end).any(|at| toks[at].has(is::AUXILIARY)) {
            let head_end = (start..end).find(|at| toks[*at].has(is::PREPOSITION | is::RELATIVE)).unwrap_or(end);
            nouns.extend(
                (start..head_end)
                    .filter(|at| !toks[*at].cap && toks[*at].class == 0 && toks[*at].kind == Kind::Word)
                    .map(|at| lower(page.word(at))),
            );
            role = role.or_else(|| Some(page.span(start, end).of(page.text).to_string()));
        }
    }
    nouns.retain(|noun| {
        noun.len() > 2 && english::classes(noun) & !(is::VERB | is::BASE | is::ANY_CUE | is::INVERTS) == 0
    });
    (nouns, role)
}
