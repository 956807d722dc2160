//! Who is meant by the words that name a speaker: a name, a part of one, a pronoun, an office, a
//! body, or nothing where the verb alone tells that the same speaker goes on.

use super::bodies::Body;
use super::people::{Person, Reader, Run};
use crate::model::{Certainty, Rule, Span, Speaker, SpeakerKind};
use crate::quotes::report::{Report, Sayer, SilenceReport};
use crate::quotes::scan::Page;
use crate::quotes::tables::class as is;
use crate::quotes::tables::names::Gender;
use crate::quotes::tables::tongue::{Tongue, holds};
use crate::quotes::who::Attribution;

/// How far back a pronoun reaches, in bytes.
const REACH: usize = 1500;

/// The persons and bodies of one article.
pub(in crate::quotes) struct Cast<'a> {
    pages: &'a [Page<'a>],
    reader: Reader,
    persons: Vec<Person>,
    bodies: Vec<Body>,
    /// Who spoke, where: the last at the end.
    spoke: Vec<Spoke>,
}

#[derive(Clone)]
struct Spoke {
    place: usize,
    speaker: Speaker,
    gender: Gender,
    person: Option<usize>,
}

struct Named {
    speaker: Option<Speaker>,
    gender: Gender,
    person: Option<usize>,
    certainty: Certainty,
    rule: Rule,
}

impl Named {
    fn nobody() -> Named {
        Named { speaker: None, gender: Gender::Unknown, person: None, certainty: Certainty::Inferred, rule: Rule::None }
    }
}

impl<'a> Cast<'a> {
    /// `None` for a language without a table.
    pub fn of(pages: &'a [Page<'a>], tongue: Tongue) -> Option<Cast<'a>> {
        let reader = Reader { table: tongue.table()?, tongue };
        let (persons, bodies) = (reader.persons(pages), reader.bodies(pages));
        Some(Cast { pages, reader, persons, bodies, spoke: Vec::new() })
    }

    /// One attribution for each report, in their order.
    pub fn attributed(&mut self, reports: &[Report]) -> Vec<Attribution> {
        let mut attributions = Vec::with_capacity(reports.len());
        for report in reports {
            let place = report.spans.first().map_or(0, |span| span.start);
            let (mention, named) = match report.sayer.span() {
                Some(span) => (Some(span), self.phrase(span)),
                None if report.cue.is_some() => (None, self.left_out(place)),
                None => (None, self.floating(report, place)),
            };
            if let Some(speaker) = &named.speaker {
                let place = mention.map_or(place, |mention| mention.start.max(place));
                let (speaker, gender, person) = (speaker.clone(), named.gender, named.person);
                self.spoke.push(Spoke { place, speaker, gender, person });
            }
            attributions.push(self.attribution(mention, named, self.about(&report.spans)));
        }
        attributions
    }

    pub fn silent(&mut self, silence: &SilenceReport) -> Attribution {
        let (mention, named) = match silence.sayer.span() {
            Some(span) => (Some(span), self.phrase(span)),
            None => (None, self.left_out(silence.span.start)),
        };
        self.attribution(mention, named, Vec::new())
    }

    fn attribution(&self, mention: Option<Span>, named: Named, about: Vec<String>) -> Attribution {
        let mut speaker = named.speaker;
        if let (Some(speaker), Some(person)) = (&mut speaker, named.person) {
            speaker.role = speaker.role.take().or_else(|| self.persons[person].office.clone());
        }
        Attribution { mention, speaker, certainty: named.certainty, rule: named.rule, about }
    }

    /// Persons named in full inside the quote.
    fn about(&self, spans: &[Span]) -> Vec<String> {
        let text = self.pages.first().map_or("", |page| page.text);
        let named = |person: &&Person| spans.iter().any(|span| span.of(text).contains(&person.name));
        self.persons.iter().filter(named).map(|person| person.name.clone()).collect()
    }

    fn page_at(&self, place: usize) -> Option<&'a Page<'a>> {
        let at = self.pages.partition_point(|page| page.paragraph.start <= place).checked_sub(1)?;
        Some(&self.pages[at])
    }

    /// The words that stand in the place of the speaker.
    fn phrase(&self, span: Span) -> Named {
        let Some(page) = self.page_at(span.start) else { return Named::nobody() };
        let from = page.toks.partition_point(|tok| tok.start < span.start);
        let to = page.toks.partition_point(|tok| tok.end <= span.end);
        if from >= to {
            return Named::nobody();
        }
        let first = page.lower(from);
        if to == from + 1
            && let Some(gender) = self.reader.table.pronoun(first)
        {
            return self.pronoun(gender, span.start);
        }
        let runs = self.reader.runs(page, from, to);
        if let Some(named) = runs.iter().find_map(|run| self.name(page, run, from)) {
            return named;
        }
        self.noun(page, from, to)
    }

    /// A name in the phrase; `None` where the run is no person's.
    fn name(&self, page: &Page<'_>, run: &Run, from: usize) -> Option<Named> {
        let words: Vec<&str> = (run.from..run.to).map(|at| page.lower(at)).collect();
        if let Some(person) = self.known(&words) {
            let whole = self.persons[person].words.len() == words.len();
            let (certainty, rule) = match whole {
                true => (Certainty::Stated, Rule::FullName),
                false => (Certainty::Resolved, Rule::PartOfName),
            };
            return Some(self.person(person, certainty, rule));
        }
        let shown = || page.span(run.from, run.to).of(page.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let article = run.from > from && page.toks[run.from - 1].has(is::DETERMINER | is::PREPOSITION);
        let proper = !article && (from == run.from || run.titled || run.office.is_some());
        let acronym = words.len() == 1 && shown().chars().filter(|c| c.is_uppercase()).count() > 1;
        let called = run.from > from && self.reader.table.is_body(page.lower(run.from - 1));
        let body = words.iter().any(|word| self.reader.table.is_body(word)) || acronym || called;
        if body || !proper {
            return None;
        }
        // `Andere Berichte`: two words with capitals are no name yet.
        let german = self.reader.tongue == Tongue::German;
        if german && words.len() > 1 && !run.titled && run.office.is_none() && !self.reader.is_person(page, run) {
            return None;
        }
        // What only the start of its sentence gave a capital is no name.
        let opens = page.sentences.iter().any(|(start, _)| *start == run.from);
        if words.len() == 1 && opens && !run.titled && run.gender == Gender::Unknown && !self.stands_inside(words[0]) {
            return Some(Named::nobody()).filter(|_| self.reader.tongue != Tongue::German);
        }
        // A word alone: a person whom the article never names in full, or a firm.
        let kind = match words.len() == 1 && !run.titled && run.office.is_none() && run.gender == Gender::Unknown {
            true => SpeakerKind::Body,
            false => SpeakerKind::Person,
        };
        let rule = if kind == SpeakerKind::Body {
            Rule::BodyName
        } else if words.len() > 1 {
            Rule::FullName
        } else {
            Rule::LoneName
        };
        let speaker = Speaker { name: shown(), kind, role: None };
        Some(Named { speaker: Some(speaker), gender: run.gender, person: None, certainty: Certainty::Resolved, rule })
    }

    /// Whether the word has its capital inside a sentence too.
    fn stands_inside(&self, word: &str) -> bool {
        self.pages.iter().any(|page| {
            let opens = |at: usize| page.sentences.iter().any(|(start, _)| *start == at);
            (1..page.toks.len())
                .any(|at| page.toks[at].cap && page.lower(at) == word && !opens(at) && page.toks[at - 1].is_word())
        })
    }

    /// The one person whose name ends with the words, or begins with them.
    fn known(&self, words: &[&str]) -> Option<usize> {
        let all = |fits: &dyn Fn(&Person) -> bool| {
            let mut fitting = (0..self.persons.len()).filter(|person| fits(&self.persons[*person]));
            let first = fitting.next()?;
            fitting.next().is_none().then_some(first)
        };
        let whole = |person: &Person| person.words.iter().map(String::as_str).eq(words.iter().copied());
        let ends = |person: &Person| {
            person.words.len() >= words.len()
                && person.words[person.words.len() - words.len()..].iter().map(String::as_str).eq(words.iter().copied())
        };
        let begins =
            |person: &Person| person.words.iter().map(String::as_str).zip(words).all(|(part, word)| part == *word);
        all(&whole).or_else(|| all(&ends)).or_else(|| all(&begins))
    }

    fn person(&self, person: usize, certainty: Certainty, rule: Rule) -> Named {
        let of = &self.persons[person];
        let speaker = Speaker { name: of.name.clone(), kind: SpeakerKind::Person, role: None };
        Named { speaker: Some(speaker), gender: of.gender, person: Some(person), certainty, rule }
    }

    /// Whoever of that gender spoke or was named last.
    fn pronoun(&self, gender: Gender, place: usize) -> Named {
        // `hieß es`, `man`, `on`: a body that spoke just before, or nobody.
        if gender == Gender::Unknown {
            let spoke = self.spoke.last().filter(|spoke| {
                spoke.speaker.kind != SpeakerKind::Person && spoke.place < place && self.is_near(spoke.place, place)
            });
            return spoke.map_or_else(Named::nobody, |spoke| self.again(spoke, Certainty::Inferred, Rule::Pronoun));
        }
        self.latest(gender, place, Rule::Pronoun, Certainty::Resolved).unwrap_or_else(Named::nobody)
    }

    /// A verb without a subject: whoever spoke or was named last.
    fn left_out(&self, place: usize) -> Named {
        self.latest(Gender::Unknown, place, Rule::Pronoun, Certainty::Inferred).unwrap_or_else(Named::nobody)
    }

    fn latest(&self, gender: Gender, place: usize, rule: Rule, certainty: Certainty) -> Option<Named> {
        let named = (0..self.persons.len())
            .filter(|person| self.persons[*person].gender.fits(gender))
            .filter_map(|person| {
                let before = self.persons[person].places.iter().rev().find(|named| **named < place)?;
                Some((*before, person))
            })
            .max();
        let spoke = self.spoke.iter().rev().find(|spoke| spoke.place < place && spoke.gender.fits(gender));
        let spoke = spoke.filter(|spoke| place - spoke.place < REACH);
        // A body that opens a sentence behind both is what `sie` goes by.
        let body = self.bodies.iter().rev().find(|body| {
            let fits = gender == Gender::Unknown || body.gender == gender;
            body.opens && body.place < place && fits
        });
        let since = named.map_or(0, |(at, _)| at).max(spoke.map_or(0, |spoke| spoke.place));
        if let Some(body) = body.filter(|body| body.place > since && place - body.place < REACH / 3) {
            return Some(self.of_body(body.name.clone(), body.gender, certainty, rule));
        }
        match (named, spoke) {
            (Some((at, person)), spoke) if spoke.is_none_or(|spoke| at > spoke.place) => {
                (place - at < REACH).then(|| self.person(person, certainty, rule))
            }
            (_, Some(spoke)) => Some(self.again(spoke, certainty, rule)),
            _ => None,
        }
    }

    /// A quotation without a report: whoever spoke last in its paragraph, or in the one before.
    fn floating(&self, report: &Report, place: usize) -> Named {
        if report.sayer != Sayer::Absent {
            return Named::nobody();
        }
        let Some(spoke) = self.spoke.last() else { return Named::nobody() };
        match self.is_near(spoke.place, place) {
            true => self.again(spoke, Certainty::Inferred, Rule::Floating),
            false => Named::nobody(),
        }
    }

    /// In the same paragraph or the one before.
    fn is_near(&self, before: usize, place: usize) -> bool {
        let number = |place: usize| self.pages.partition_point(|page| page.paragraph.start <= place);
        number(place).saturating_sub(number(before)) <= 1
    }

    fn again(&self, spoke: &Spoke, certainty: Certainty, rule: Rule) -> Named {
        let speaker = Some(spoke.speaker.clone());
        Named { speaker, gender: spoke.gender, person: spoke.person, certainty, rule }
    }

    /// `die Ministerin`, `un porte-parole`, `la empresa Telnor`.
    fn noun(&self, page: &Page<'_>, from: usize, to: usize) -> Named {
        let table = self.reader.table;
        let german = self.reader.tongue == Tongue::German;
        let is_noun = |at: usize| {
            let tok = page.toks[at];
            tok.is_word() && !tok.has(is::DETERMINER | is::PREPOSITION | is::ADVERB) && (!german || tok.cap)
        };
        let known = |at: &usize| table.role(page.lower(*at)).is_some() || table.is_body(page.lower(*at));
        let head = (from..to).find(known).or_else(|| (from..to).find(|at| is_noun(*at)));
        let Some(head) = head else { return Named::nobody() };
        let word = page.lower(head);
        let led = page.toks[from].has(is::DETERMINER);
        let indefinite = led && holds(table.indefinite, page.lower(from));
        let gender = table.article(page.lower(from)).unwrap_or(Gender::Unknown);
        let body = table.is_body(word) && !(german && table.role(word).is_some());
        if !body && (from..to).any(|at| holds(table.documents, page.lower(at))) {
            return Named::nobody();
        }
        // `le maire de Port-Lannec` is a mayor of his own, `le maire` the one named before.
        let alone = (from..to).filter(|at| page.toks[*at].is_word()).count() <= 2;
        let shown = |from: usize| page.span(from, to).of(page.text).split_whitespace().collect::<Vec<_>>().join(" ");
        if body && !indefinite {
            return self.body(page, (if led { from + 1 } else { from }, to), head, gender);
        }
        if let Some(of) = table.role(word).filter(|_| !indefinite && led) {
            let gender =
                if of == Gender::Unknown || !german { if gender == Gender::Unknown { of } else { gender } } else { of };
            if let Some(found) = self.described(word, gender, page.toks[from].start, alone) {
                return found;
            }
        } else if !indefinite && led && table.role(word).is_none() {
            // `die 34-Jährige`, `la lauréate`: a noun the table lacks.
            let place = page.toks[from].start;
            let spoke = self.spoke.iter().rev().find(|spoke| spoke.place < place);
            let same =
                |spoke: &&Spoke| spoke.gender == gender && spoke.person.is_some() && self.is_near(spoke.place, place);
            return match spoke.filter(same).filter(|_| alone && gender != Gender::Unknown) {
                Some(_) => {
                    self.latest(gender, place, Rule::Description, Certainty::Inferred).unwrap_or_else(Named::nobody)
                }
                None => self.body(page, (from + 1, to), head, gender),
            };
        }
        let mut name = shown(from);
        if page.toks[from].cap && led {
            name = name
                .chars()
                .next()
                .map_or(String::new(), |first| first.to_lowercase().chain(name.chars().skip(1)).collect());
        }
        let capital = page.toks[head].cap && !german && table.role(word).is_none() && !led;
        let kind = if capital { SpeakerKind::Body } else { SpeakerKind::Unnamed };
        let rule = if capital { Rule::BodyName } else { Rule::Unnamed };
        let speaker = Speaker { name, kind, role: None };
        Named { speaker: Some(speaker), gender, person: None, certainty: Certainty::Resolved, rule }
    }

    /// A body by its words; `das Unternehmen` is the body named before. The genitive of German
    /// loses its ending.
    fn body(&self, page: &Page<'_>, (from, to): (usize, usize), head: usize, gender: Gender) -> Named {
        let table = self.reader.table;
        let word = page.lower(head);
        let place = page.toks[from].start;
        let alone = to == head + 1 && holds(table.generic, word);
        let named_before =
            alone.then(|| self.bodies.iter().rev().find(|body| body.place < place && !body.generic)).flatten();
        let spoke =
            self.spoke.iter().rev().find(|spoke| spoke.place < place && spoke.speaker.kind == SpeakerKind::Body);
        let since = named_before.map_or(0, |body| body.place);
        if let Some(spoke) = spoke.filter(|spoke| alone && spoke.place > since && place - spoke.place < REACH) {
            return self.of_body(spoke.speaker.name.clone(), gender, Certainty::Resolved, Rule::Description);
        }
        if let Some(body) = named_before.filter(|body| place - body.place < REACH) {
            return self.of_body(body.name.clone(), gender, Certainty::Resolved, Rule::Description);
        }
        let mut name = match from < head {
            true => page.span(from, to).of(page.text).split_whitespace().collect::<Vec<_>>().join(" "),
            false => self.reader.body_name(page, head, to),
        };
        let genitive =
            from > 0 && matches!(page.lower(from - 1), "des" | "eines") && self.reader.tongue == Tongue::German;
        if genitive && to == head + 1 && word.strip_suffix('s').is_some_and(|stem| table.is_body(stem)) {
            name.pop();
        }
        self.of_body(name, gender, Certainty::Stated, Rule::BodyName)
    }

    fn of_body(&self, name: String, gender: Gender, certainty: Certainty, rule: Rule) -> Named {
        let speaker = Speaker { name, kind: SpeakerKind::Body, role: None };
        Named { speaker: Some(speaker), gender, person: None, certainty, rule }
    }

    /// The person introduced with that noun; else whoever it may be by its gender.
    fn described(&self, noun: &str, gender: Gender, place: usize, alone: bool) -> Option<Named> {
        let german = self.reader.tongue == Tongue::German;
        let bears = |person: &&usize| {
            let person = &self.persons[**person];
            let same =
                |role: &String| role == noun || german && (role.ends_with(noun) || noun.ends_with(role.as_str()));
            person.gender.fits(gender) && person.roles.iter().any(same)
        };
        let before = |person: usize| self.persons[person].places.iter().rev().find(|named| **named < place).copied();
        let all: Vec<usize> = (0..self.persons.len()).collect();
        let bearing = all.iter().filter(bears).filter_map(|person| Some((before(*person)?, *person))).max();
        match bearing {
            Some((_, person)) => Some(self.person(person, Certainty::Resolved, Rule::Description)),
            None if alone && gender != Gender::Unknown => {
                self.latest(gender, place, Rule::Description, Certainty::Inferred)
            }
            None => None,
        }
    }
}
