//! Whom a pronoun, a description or nothing at all stands for: who was named or spoke before.

use super::phrase::{Head, head, tokens_of};
use super::words::{cleaned, is_possessive, lower, lower_words, phrased, without_article};
use super::{Found, Who};
use crate::model::{Certainty, Rule, Span, Speaker, SpeakerKind};
use crate::quotes::scan::{Kind, Page};
use crate::quotes::tables::class as is;
use crate::quotes::tables::names::{Gender, noun_gender, title};
use crate::quotes::tables::sorts::{is_body_word, is_institution, sort, sorts};

/// How far back a pronoun reaches, in bytes.
pub(super) const REACH: usize = 1500;
/// How far back a description without an introduction reaches.
const NEAR: usize = 500;

impl Who<'_> {
    pub(super) fn pronoun(&self, page: &Page<'_>, at: usize) -> Found {
        let word = page.word(at).to_lowercase().replace('’', "'");
        let stem = word.split('\'').next().unwrap_or_default();
        let place = page.toks[at].start;
        let gender = match stem {
            "he" | "his" | "him" => Gender::Male,
            "she" | "her" => Gender::Female,
            "i" | "my" => return self.first_person(),
            "they" | "it" | "we" | "its" | "their" => return self.body_meant(stem, page),
            _ => return Found { rule: Rule::Unnamed, ..Found::nobody() },
        };
        let found = self.antecedent(gender, place, page);
        found.map_or(Found { rule: Rule::Pronoun, ..Found::nobody() }, |found| Found {
            certainty: Certainty::Resolved,
            rule: Rule::Pronoun,
            ..found
        })
    }

    /// `it`, `they`: the body that spoke last in the paragraph; across its border `it` may be a
    /// letter, a sign on a door.
    fn body_meant(&self, stem: &str, page: &Page<'_>) -> Found {
        match &self.last {
            Some(last)
                if last.speaker.kind == SpeakerKind::Body && stem != "we" && last.place >= page.paragraph.start =>
            {
                Found {
                    speaker: Some(last.speaker.clone()),
                    person: None,
                    certainty: Certainty::Inferred,
                    rule: Rule::Pronoun,
                }
            }
            _ => Found::nobody(),
        }
    }

    /// Whether the person can be called `he` or `she`.
    pub(super) fn fits(&self, person: usize, gender: Gender) -> bool {
        let person = &self.names().persons[person];
        person.gender == gender && (person.sure || person.gender != Gender::Unknown)
            || (person.gender == Gender::Unknown && person.sure)
    }

    /// Whom `he` or `she` means: the subject of the same sentence, else who spoke last, unless
    /// another fitting name led a sentence since.
    fn antecedent(&self, gender: Gender, place: usize, page: &Page<'_>) -> Option<Found> {
        let names = self.names();
        let upto = names.mentions.partition_point(|mention| mention.span.start < place);
        let within = page.sentences.partition_point(|(from, _)| page.toks[*from].start <= place);
        let sentence = within.checked_sub(1).map_or(place, |at| page.toks[page.sentences[at].0].start);
        let before = names.mentions[..upto].iter().rev().take_while(|mention| place - mention.span.start < REACH);
        let all: Vec<_> = before.filter(|mention| !mention.quoted && self.fits(mention.person, gender)).collect();
        if let Some(mention) = all.iter().find(|mention| mention.leads && mention.span.start >= sentence) {
            return Some(self.person(mention.person, None, Certainty::Resolved, Rule::Pronoun));
        }
        let led = all.iter().find(|mention| mention.leads);
        if let Some(last) = &self.last
            && place.saturating_sub(last.place) < REACH
            && last.speaker.kind == SpeakerKind::Person
            && last.person.is_none_or(|person| self.fits(person, gender))
            && led.is_none_or(|mention| mention.span.start <= last.place || Some(mention.person) == last.person)
        {
            return Some(Found {
                speaker: Some(last.speaker.clone()),
                person: last.person,
                certainty: Certainty::Resolved,
                rule: Rule::Pronoun,
            });
        }
        let mention = led.or_else(|| all.first())?;
        Some(self.person(mention.person, None, Certainty::Resolved, Rule::Pronoun))
    }

    fn first_person(&self) -> Found {
        match self.article.bylines.as_slice() {
            [byline] => Found {
                speaker: Some(Speaker { name: byline.clone(), kind: SpeakerKind::Person, role: None }),
                person: None,
                certainty: Certainty::Resolved,
                rule: Rule::FirstPerson,
            },
            _ => Found { rule: Rule::FirstPerson, ..Found::nobody() },
        }
    }

    /// `Hill, who said`, `Hill, a doctor in Ostrey, who said`: the name before.
    pub(super) fn relative(&self, page: &Page<'_>, at: usize) -> Found {
        let place = page.toks[at].start;
        let names = self.names();
        let upto = names.mentions.partition_point(|mention| mention.span.start < place);
        let mention = names.mentions[..upto].last();
        if let Some(mention) = mention.filter(|mention| place - mention.span.end <= 3) {
            return self.person(mention.person, None, Certainty::Resolved, Rule::Relative);
        }
        // The noun phrase before, back to a mark.
        let end = if at > 0 && page.toks[at - 1].kind == Kind::Comma { at - 1 } else { at };
        let from = (end.saturating_sub(12)..end).rev().find(|before| {
            let tok = page.toks[*before];
            !tok.is_word() || tok.quoted || tok.has(is::VERB | is::AUXILIARY) && !tok.cap
        });
        let from = from.map_or(end.saturating_sub(12), |before| before + 1);
        let found = if from < end { self.headed(page, from, end) } else { Found::nobody() };
        // `Hill, 32, a baker from Ostrey who said`: the phrase before is an appositive.
        if found.speaker.as_ref().is_none_or(|speaker| speaker.kind == SpeakerKind::Unnamed)
            && let Some(comma) = from.checked_sub(1).filter(|at| page.toks[*at].kind == Kind::Comma)
        {
            let start = page.toks[comma].start;
            let upto = names.mentions.partition_point(|mention| mention.span.end <= start);
            let named = names.mentions[..upto].last().filter(|mention| start - mention.span.end <= 6);
            if let Some(named) = named {
                return self.person(named.person, None, Certainty::Resolved, Rule::Relative);
            }
        }
        match (found.speaker.as_ref(), mention) {
            (Some(speaker), _) if speaker.kind != SpeakerKind::Unnamed => {
                Found { certainty: Certainty::Resolved, rule: Rule::Relative, ..found }
            }
            (_, Some(mention)) if place - mention.span.end <= 90 && mention.leads => {
                self.person(mention.person, None, Certainty::Inferred, Rule::Relative)
            }
            (Some(_), _) => found,
            _ => Found { rule: Rule::Relative, ..self.subject_around(page, at) },
        }
    }

    /// `the senator`, `Hill's campaign`, `officials`; the phrase goes on to `end`.
    pub(super) fn noun(&self, page: &Page<'_>, from: usize, noun: usize, end: usize) -> Found {
        let word = lower(page, noun);
        let place = page.toks[noun].start;
        // `King`, whose bearers some article names in full.
        if page.toks[noun].cap && !self.names().sharing(word, Gender::Unknown).is_empty() {
            return self.name(page, from, noun, noun + 1);
        }
        let words = cleaned(page.span(from, noun + 1).of(page.text));
        let first = page.word(from).to_ascii_lowercase();
        let definite = matches!(first.as_str(), "the" | "this" | "that");
        let named = (from..noun).any(|at| page.toks[at].cap && (at > from || page.toks[at].class == 0));
        let bits = sorts(word);
        if bits & (sort::WORDS | sort::DOCUMENT) != 0
            && let Some(found) = self.document(page, from, noun, named)
        {
            return found;
        }
        let plain = bits & (sort::BODY | sort::BODY_OR_FAMILY) != 0;
        if plain
            && (named || definite)
            && let Some(found) = self.body(word, without_article(&words), named, place)
        {
            return found;
        }
        if definite && let Some(found) = self.described(page, from, noun) {
            return found;
        }
        let whole = (noun + 1..end).find(|at| !page.toks[*at].is_word() || page.toks[*at].has(is::RELATIVE));
        let name = phrased(page, from, whole.unwrap_or(end).max(noun + 1));
        let speaker = Speaker { name, kind: SpeakerKind::Unnamed, role: None };
        Found { speaker: Some(speaker), person: None, certainty: Certainty::Resolved, rule: Rule::Unnamed }
    }

    /// `Hill's campaign`; `the ministry`, by the name it has before. `the company` that has none
    /// may be any.
    fn body(&self, noun: &str, words: &str, named: bool, place: usize) -> Option<Found> {
        let before = if named { None } else { self.names().body_named(noun, place) };
        let rule = if named { Rule::BodyName } else { Rule::Description };
        let certainty = if named { Certainty::Stated } else { Certainty::Resolved };
        let name = before.or_else(|| (named || is_institution(noun)).then_some(words))?.to_string();
        let speaker = Speaker { name, kind: SpeakerKind::Body, role: None };
        Some(Found { speaker: Some(speaker), person: None, certainty, rule })
    }

    /// What is written says what its author says: `Hill's statement`, `his answer`, `a letter from
    /// Hill`, `a report by the Health Council`; `a Courier poll` speaks itself.
    fn document(&self, page: &Page<'_>, from: usize, noun: usize, named: bool) -> Option<Found> {
        let toks = &page.toks;
        let bits = sorts(lower(page, noun));
        if bits & sort::WORDS != 0 {
            if let Some(owner) = (from..noun).rev().find(|at| toks[*at].cap && is_possessive(page.word(*at))) {
                let begin = (from..owner).rev().find(|at| !toks[*at].cap).map_or(from, |at| at + 1);
                return Some(self.weakened(self.headed(page, begin, owner + 1)));
            }
            // `Hill shot back in a statement, saying`: whose it is stands at the front.
            if !named && from > 0 && matches!(page.word(from - 1), "in" | "on" | "with" | "through" | "via") {
                return Some(self.subject_before(page, from)).filter(|found| found.speaker.is_some());
            }
            if matches!(page.word(from), "his" | "her" | "His" | "Her") {
                return Some(self.weakened(self.pronoun(page, from)));
            }
        }
        // The phrase may have been cut before: `a report |by the board`.
        let end = (noun + 1..toks.len().min(noun + 12))
            .find(|at| !toks[*at].is_word() || toks[*at].quoted)
            .unwrap_or(toks.len().min(noun + 12));
        let by = (noun + 1..end).take(7).find(|at| {
            matches!(page.word(*at), "by" | "from" | "in")
                && toks.get(at + 1).is_some_and(|next| (next.cap || page.word(at + 1) == "the") && !next.has(is::TIME))
        });
        if let Some(by) = by {
            let found = self.headed(page, by + 1, end);
            let kind = found.speaker.as_ref().map(|speaker| speaker.kind);
            let body_only = page.word(by) == "in";
            if kind == Some(SpeakerKind::Body) || kind == Some(SpeakerKind::Person) && !body_only {
                return Some(self.weakened(found));
            }
        }
        let possessive = (from..noun).any(|at| is_possessive(page.word(at)));
        (named && !possessive).then(|| {
            let start = (from..noun).find(|at| toks[*at].cap && !is_function_word(page, *at)).unwrap_or(from);
            let name = cleaned(page.span(start, noun + 1).of(page.text));
            let speaker = Speaker { name, kind: SpeakerKind::Body, role: None };
            Found { speaker: Some(speaker), person: None, certainty: Certainty::Stated, rule: Rule::BodyName }
        })
    }

    fn weakened(&self, found: Found) -> Found {
        Found { certainty: found.certainty.max(Certainty::Resolved), ..found }
    }

    /// `the Florida senator`: the person introduced with that noun; of several the one whose
    /// introduction has the other words too, else the one named last.
    fn described(&self, page: &Page<'_>, from: usize, noun: usize) -> Option<Found> {
        let names = self.names();
        let word = lower(page, noun);
        let place = page.toks[noun].start;
        let gender = noun_gender(word);
        let marks: Vec<&str> = (from..noun)
            .filter(|at| page.toks[*at].cap && page.toks[*at].class == 0)
            .map(|at| lower(page, at))
            .collect();
        let latest = |person: usize| {
            let places = &names.persons[person].places;
            let upto = places.partition_point(|at| names.mentions[*at].span.start < place);
            upto.checked_sub(1).map(|last| names.mentions[places[last]].span.start)
        };
        let introduced = names.introduced_as(word).iter().filter(|person| names.persons[**person].gender.fits(gender));
        let fitting = introduced.filter_map(|person| {
            let shared = marks.iter().filter(|mark| names.persons[*person].marks.contains(mark)).count();
            latest(*person).map(|place| (shared, place, *person))
        });
        let Some((shared, _, person)) = fitting.max() else { return self.varied(page, from, noun, &marks) };
        let certainty = if shared == marks.len() { Certainty::Resolved } else { Certainty::Inferred };
        Some(self.person(person, None, certainty, Rule::Description))
    }

    /// `The former mayor`, `the Ostrey lawyer`, whom nobody introduced so: another name for the last
    /// subject, when the words are special enough.
    fn varied(&self, page: &Page<'_>, from: usize, noun: usize, marks: &[&str]) -> Option<Found> {
        let word = lower(page, noun);
        let special = !marks.is_empty() || (from..noun).any(|at| page.word(at) == "former");
        let called = title(word).is_some_and(|(_, noun)| !noun.is_empty());
        if !special || !called {
            return None;
        }
        let names = self.names();
        let place = page.toks[from].start;
        let upto = names.mentions.partition_point(|mention| mention.span.start < place);
        let near = names.mentions[..upto].iter().rev().take_while(|mention| place - mention.span.start < NEAR);
        let fits = |person: usize| names.persons[person].sure && names.persons[person].gender.fits(noun_gender(word));
        let led: Vec<usize> =
            near.filter(|mention| mention.leads && fits(mention.person)).map(|mention| mention.person).collect();
        let shares = |person: &&usize| names.persons[**person].marks.iter().any(|mark| marks.contains(mark));
        let only = led.first().filter(|first| led.iter().all(|person| person == *first));
        let person = led.iter().find(shares).or(only)?;
        Some(self.person(*person, None, Certainty::Inferred, Rule::Description))
    }

    /// The head of the tokens, as a speaker.
    pub(super) fn headed(&self, page: &Page<'_>, from: usize, to: usize) -> Found {
        match head(page, from, to) {
            Head::Name { from: start, to: end } => self.name(page, from, start, end),
            Head::Noun { from, noun } => self.noun(page, from, noun, to),
            Head::Pronoun(at) => self.pronoun(page, at),
            Head::Relative(_) | Head::Nothing => Found::nobody(),
        }
    }

    /// `a spokeswoman for the envoy, Thaddeus Ekwall,`: the name behind the comma is the envoy's,
    /// when the article calls its bearer so, or when the spokeswoman cannot be he.
    fn belongs_to_another(&self, page: &Page<'_>, from: usize, start: usize, end: usize) -> bool {
        let toks = &page.toks;
        let Some(comma) = start.checked_sub(1).filter(|at| *at > from && toks[*at].kind == Kind::Comma) else {
            return false;
        };
        let Head::Noun { noun, .. } = head(page, from, comma) else { return false };
        let last = comma - 1;
        if noun >= last || !toks[last].is_word() || toks[last].cap {
            return false;
        }
        let words = lower_words(page, start, end);
        let Some((person, _)) = self.names().person_of(&words, Gender::Unknown, toks[start].start) else {
            return false;
        };
        let person = &self.names().persons[person];
        let calls = |at: usize| person.nouns.iter().any(|noun| *noun == lower(page, at));
        calls(last) && !calls(noun) || !person.gender.fits(noun_gender(lower(page, noun)))
    }

    /// What the words in the place of a speaker come down to.
    pub(super) fn phrase(&self, span: Span) -> Found {
        let Some((page, _)) = self.page_at(span.start) else { return Found::nobody() };
        let (from, to) = tokens_of(page, span);
        match head(page, from, to) {
            Head::Relative(at) => self.relative(page, at),
            Head::Noun { from: start, noun } if !is_phrase(page, start, noun) => match self.subject_before(page, start)
            {
                found if found.speaker.is_some() => found,
                _ => self.noun(page, start, noun, to),
            },
            Head::Nothing => self.subject_around(page, from),
            Head::Name { from: start, to: end } if self.belongs_to_another(page, from, start, end) => {
                let comma = (from..start).find(|at| page.toks[*at].kind == Kind::Comma).unwrap_or(start);
                self.headed(page, from, comma)
            }
            _ => self.headed(page, from, to),
        }
    }
}

/// What somebody does in a transcript, who has no name there.
const PARTS: &[&str] = &[
    "question",
    "questions",
    "answer",
    "q",
    "a",
    "reporter",
    "reporters",
    "journalist",
    "audience",
    "moderator",
    "host",
    "interviewer",
    "interviewee",
    "caller",
    "voice",
    "voices",
    "speaker",
    "anchor",
    "all",
    "unidentified",
    "male",
    "female",
    "man",
    "woman",
    "member",
    "of",
    "the",
    "press",
];

/// Whether a label names a part alone: `QUESTION`, `AUDIENCE MEMBER`.
pub(super) fn is_part(words: &[&str]) -> bool {
    words.iter().all(|word| PARTS.contains(word))
}

fn is_function_word(page: &Page<'_>, at: usize) -> bool {
    super::runs::is_function(&page.toks[at])
}

/// Whether somebody can be called so: with an article, a possessive, a number, a capital, or in
/// the plural; `long`, `religion` are what was left over of a sentence.
fn is_phrase(page: &Page<'_>, from: usize, noun: usize) -> bool {
    let toks = &page.toks;
    let word = lower(page, noun);
    let first = &toks[from];
    if first.has(is::DETERMINER) || first.kind == Kind::Number || first.has(is::PRONOUN) {
        return true;
    }
    if !first.cap && (first.has(is::VERB) || page.word(from).ends_with("ed")) {
        return false;
    }
    (from..=noun).any(|at| toks[at].cap)
        || word.ends_with('s')
        || is_body_word(word)
        || title(word).is_some_and(|(_, noun)| !noun.is_empty())
        || matches!(word, "people" | "police" | "women" | "men" | "staff" | "children")
}
