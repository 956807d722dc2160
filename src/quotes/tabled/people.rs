//! The persons an article names, with their gender and what they are called by.
//!
//! Runs of words with capitals. In German every noun has one: there the last two words of a run
//! are a name, what stands before them an office.

use crate::quotes::scan::{Kind, Page};
use crate::quotes::tables::class as is;
use crate::quotes::tables::names::{Gender, first_name};
use crate::quotes::tables::tongue::{Table, Tongue};

/// Words that a run of capitals may have.
const RUN_MAX: usize = 8;
/// Words before a name among which its office is looked for.
const OFFICE_REACH: usize = 9;

/// A run of words with capitals that may be somebody's name.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Tokens of the page: the name alone.
    pub from: usize,
    pub to: usize,
    pub gender: Gender,
    /// Behind a form of address or an office: a person whatever the words are.
    pub titled: bool,
    /// The nouns by which the person is called there, in lower case.
    pub roles: Vec<String>,
    /// The office as the article has it.
    pub office: Option<(usize, usize)>,
}

pub(super) struct Person {
    /// Full name.
    pub name: String,
    pub words: Vec<String>,
    pub gender: Gender,
    pub roles: Vec<String>,
    pub office: Option<String>,
    /// Where it is named outside quotations, ascending.
    pub places: Vec<usize>,
}

/// Reads names by one table.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    pub table: &'static Table,
    pub tongue: Tongue,
}

impl Reader {
    /// All persons named in full, each once, in the order of the text.
    pub fn persons(self, pages: &[Page<'_>]) -> Vec<Person> {
        let mut persons: Vec<Person> = Vec::new();
        for page in pages {
            for run in self.runs(page, 0, page.toks.len()) {
                if run.to - run.from >= 2 && self.is_person(page, &run) {
                    self.add(&mut persons, page, &run);
                }
            }
        }
        for page in pages {
            self.note_places(&mut persons, page);
        }
        for person in &mut persons {
            person.places.sort_unstable();
        }
        persons
    }

    fn add(self, persons: &mut Vec<Person>, page: &Page<'_>, run: &Run) {
        let words: Vec<String> = (run.from..run.to).map(|at| page.lower(at).to_string()).collect();
        let office = run.office.map(|(from, to)| page.span(from, to).of(page.text).to_string());
        if let Some(known) = persons.iter_mut().find(|person| person.words == words) {
            known.roles.extend(run.roles.iter().cloned());
            known.office = known.office.take().or(office);
            if known.gender == Gender::Unknown {
                known.gender = run.gender;
            }
            return;
        }
        let name = page.span(run.from, run.to).of(page.text).split_whitespace().collect::<Vec<_>>().join(" ");
        persons.push(Person { name, words, gender: run.gender, roles: run.roles.clone(), office, places: Vec::new() });
    }

    /// Every word that is somebody's surname, or first name beside no other.
    fn note_places(self, persons: &mut [Person], page: &Page<'_>) {
        for at in 0..page.toks.len() {
            let tok = page.toks[at];
            if !tok.cap || tok.quoted {
                continue;
            }
            let word = page.lower(at);
            let of: Vec<usize> =
                (0..persons.len()).filter(|person| persons[*person].words.iter().any(|part| part == word)).collect();
            for person in of {
                let words = &persons[person].words;
                let whole = at > 0 && page.toks[at - 1].cap && words.iter().any(|part| part == page.lower(at - 1));
                let last = words.last().is_some_and(|last| last == word);
                if last || !whole {
                    persons[person].places.push(tok.start);
                }
            }
        }
    }

    /// Runs of capitals between two tokens, offices and forms of address cut off.
    pub fn runs(self, page: &Page<'_>, from: usize, to: usize) -> Vec<Run> {
        let mut found = Vec::new();
        let mut at = from;
        while at < to {
            if !self.may_be_named(page, at) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < to && end - at < RUN_MAX && self.goes_on(page, end, to) {
                end += 1;
            }
            found.extend(self.named(page, at, end));
            at = end;
        }
        found
    }

    fn may_be_named(self, page: &Page<'_>, at: usize) -> bool {
        let tok = page.toks[at];
        let closed = is::DETERMINER
            | is::PREPOSITION
            | is::SUBORDINATOR
            | is::AUXILIARY
            | is::ADVERB
            | is::TIME
            | is::PRONOUN
            | is::NEGATION
            | is::COORDINATOR;
        tok.cap && tok.kind == Kind::Word && !tok.has(closed)
    }

    fn goes_on(self, page: &Page<'_>, at: usize, to: usize) -> bool {
        if page.toks[at].start > page.toks[at - 1].end + 2 || page.toks[at].quoted != page.toks[at - 1].quoted {
            return false;
        }
        let particle = |at: usize| {
            let word = page.lower(at);
            match self.tongue {
                Tongue::German => matches!(word, "von" | "van" | "zu" | "de" | "der"),
                Tongue::French => matches!(word, "de" | "le" | "la" | "du" | "van" | "d'" | "l'"),
                _ => matches!(word, "de" | "la" | "del" | "y" | "los"),
            }
        };
        let may = |at: usize| at < to && self.may_be_named(page, at);
        // `Le Bihan`: an article of the name.
        let article = page.toks[at].cap && particle(at) && may(at + 1);
        may(at)
            || article
            || self.tongue == Tongue::German && particle(at) && may(at + 1) && page.lower(at) != "der"
            || page.lower(at) == "de"
                && self.tongue == Tongue::French
                && first_name(page.lower(at - 1)).is_some()
                && may(at + 1)
    }

    /// The name in a run.
    fn named(self, page: &Page<'_>, from: usize, to: usize) -> Option<Run> {
        let (mut start, mut gender, mut titled) = (from, Gender::Unknown, false);
        let mut roles = Vec::new();
        let mut office = None;
        // `M.`, `Mme`, `Frau Dr.`
        while start + 1 < to
            && let Some(of) = self.table.title(page.lower(start))
        {
            gender = if of == Gender::Unknown { gender } else { of };
            titled = true;
            start += 1;
        }
        if self.tongue == Tongue::German {
            let before = start;
            start = self.german_start(page, start, to);
            for at in before..start {
                if let Some(of) = self.table.role(page.lower(at)) {
                    // `der Vorsitzende`, `die Vorsitzende`.
                    let led = || before.checked_sub(1).and_then(|at| self.table.article(page.lower(at)));
                    let of = if of == Gender::Unknown { led().unwrap_or(of) } else { of };
                    gender = if of == Gender::Unknown { gender } else { of };
                    roles.push(page.lower(at).to_string());
                    titled = true;
                }
            }
            office = (start > before).then_some((before, start));
            if start >= to {
                return None;
            }
        }
        // A form of address or an office in small letters.
        if start == from
            && let Some(before) = from.checked_sub(1)
            && !page.toks[before].quoted
        {
            let word = page.lower(before);
            if let Some(of) = self.table.title(word) {
                (gender, titled) = (of, true);
            }
        }
        if office.is_none()
            && let Some((at, of)) = self.office_before(page, start)
        {
            gender = if gender == Gender::Unknown { of } else { gender };
            roles.push(page.lower(at).to_string());
            titled |= at + 1 == start;
            let end = if page.toks[start - 1].kind == Kind::Comma { start - 1 } else { start };
            office = Some((at, end));
        }
        if let Some(at) = self.office_behind(page, to) {
            roles.push(page.lower(at).to_string());
            if gender == Gender::Unknown {
                gender = self.table.role(page.lower(at)).unwrap_or(Gender::Unknown);
            }
        }
        if gender == Gender::Unknown {
            gender = first_name(page.lower(start)).unwrap_or(Gender::Unknown);
        }
        Some(Run { from: start, to, gender, titled, roles, office })
    }

    /// In German: where the name begins behind nouns.
    fn german_start(self, page: &Page<'_>, from: usize, to: usize) -> usize {
        let noun = |at: usize| {
            let word = page.lower(at);
            first_name(word).is_none() && (self.table.role(word).is_some() || self.table.is_body(word))
        };
        let last = to - 1;
        if last == from {
            return if noun(last) { to } else { from };
        }
        // `Prüfer Knut Ahlers`: the last word may look like an office and be a surname.
        let mut start = last - 1;
        if page.toks[start].class & is::PREPOSITION != 0 && start > from {
            start -= 1;
        }
        if noun(start) {
            return last;
        }
        if start > from && first_name(page.lower(start - 1)).is_some() && !noun(start - 1) {
            start -= 1;
        }
        start
    }

    /// `la maire, |Maëlle Marsch`, `der Landwirt |Onno Harms`.
    fn office_before(self, page: &Page<'_>, start: usize) -> Option<(usize, Gender)> {
        let mut at = start;
        let apposed = page.toks.get(start.checked_sub(1)?)?.kind == Kind::Comma;
        let led = page.toks[start - 1].has(is::DETERMINER | is::PREPOSITION);
        if !apposed && (led || self.tongue == Tongue::German) {
            return None;
        }
        for _ in 0..OFFICE_REACH {
            at = at.checked_sub(1)?;
            let tok = page.toks[at];
            let comma = tok.kind == Kind::Comma && at + 1 == start;
            if comma {
                continue;
            }
            if !tok.is_word()
                || tok.quoted
                || tok.has(is::VERB | is::AUXILIARY | is::SUBORDINATOR) && self.table.role(page.lower(at)).is_none()
            {
                return None;
            }
            if let Some(gender) = self.table.role(page.lower(at)) {
                let by_article = at.checked_sub(1).and_then(|before| self.table.article(page.lower(before)));
                return Some((at, if gender == Gender::Unknown { by_article.unwrap_or(gender) } else { gender }));
            }
        }
        None
    }

    /// `Maud Marsch, |médecin`.
    fn office_behind(self, page: &Page<'_>, to: usize) -> Option<usize> {
        if page.toks.get(to)?.kind != Kind::Comma {
            return None;
        }
        (to + 1..page.toks.len().min(to + 4))
            .find(|at| self.table.role(page.lower(*at)).is_some() && !page.toks[*at].quoted)
    }

    /// `sagt |Özgür Marsch|`, `|Özgür Marsch| sagt`.
    fn beside_cue(self, page: &Page<'_>, run: &Run) -> bool {
        let reports = |at: usize| {
            page.toks
                .get(at)
                .is_some_and(|tok| !tok.cap && tok.has(is::CUE | is::CUE_BY_MARKS) && tok.has(is::VERB | is::PAST))
        };
        let auxiliary = |at: usize| page.toks.get(at).is_some_and(|tok| tok.has(is::AUXILIARY)) && reports(run.to + 1);
        run.from.checked_sub(1).is_some_and(reports) || reports(run.to) || auxiliary(run.to)
    }

    /// Whether a run of two words and more names a person.
    pub fn is_person(self, page: &Page<'_>, run: &Run) -> bool {
        let words: Vec<&str> = (run.from..run.to).map(|at| page.lower(at)).collect();
        let capitals = (run.from..run.to).any(|at| {
            let word = page.word(at);
            word.chars().count() > 1 && !word.chars().any(char::is_lowercase)
        });
        let given = first_name(words[0]).is_some();
        let behind_body = run.from.checked_sub(1).is_some_and(|at| {
            !page.toks[at].quoted && self.table.is_body(page.lower(at)) && self.table.role(page.lower(at)).is_none()
        });
        if behind_body {
            return false;
        }
        if words.iter().any(|word| self.table.is_body(word) && self.tongue != Tongue::German) || capitals {
            return false;
        }
        if run.titled || given || run.office.is_some() {
            return true;
        }
        // Any two nouns of German may stand side by side, and a sentence gives its first a capital.
        let opens = || page.sentences.iter().any(|(from, _)| *from == run.from);
        if self.tongue == Tongue::German && (!self.beside_cue(page, run) || opens()) {
            return false;
        }
        let Some(before) = run.from.checked_sub(1).filter(|at| !page.toks[*at].quoted) else { return true };
        let word = page.lower(before);
        // `la Foncière Delmas`, `à Port-Lannec Plage`.
        let led = page.toks[before].has(is::DETERMINER | is::PREPOSITION) && run.office.is_none();
        let by = matches!(
            word,
            "de" | "par"
                | "por"
                | "von"
                | "mit"
                | "con"
                | "avec"
                | "a"
                | "à"
                | "d'"
                | "pour"
                | "para"
                | "selon"
                | "según"
                | "laut"
                | "gegen"
                | "contra"
                | "contre"
        );
        // `de Port-Lannec Plage`: no person is told by that alone.
        let of = matches!(word, "de" | "a" | "à" | "d'");
        !of && (!led || by)
    }
}
