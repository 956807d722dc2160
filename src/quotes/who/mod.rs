//! Who is meant by the words that name a speaker.
//!
//! The article's names first (`names`), then report by report: the head of the phrase (`phrase`)
//! is a name, a part of one, a pronoun, a description. In the order of the text, for a pronoun may
//! mean whoever spoke before.

mod names;
mod phrase;

use std::cell::OnceCell;

use self::names::{Names, given_name, lower, lower_words, shown};
use self::phrase::{Head, head, tokens_of};
use super::report::{Report, Sayer, SilenceReport};
use super::scan::Page;
use super::tables::names::{Gender, is_body_word, is_place, noun_gender, title};
use crate::model::{Article, Certainty, Quote, Rule, Silence, Span, Speaker, SpeakerKind, Spoken};

/// How far back a pronoun reaches, in bytes.
const PRONOUN_REACH: usize = 1500;

/// The persons and bodies of one article.
pub(super) struct Who<'a> {
    article: &'a Article,
    pages: &'a [Page<'a>],
    names: OnceCell<Names>,
    /// Who spoke last: where, and who.
    last: Option<(usize, Speaker, Option<usize>)>,
}

/// A speaker, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    pub mention: Option<Span>,
    pub speaker: Option<Speaker>,
    pub certainty: Certainty,
    pub rule: Rule,
    pub about: Vec<String>,
}

/// What a mention comes down to.
struct Found {
    speaker: Option<Speaker>,
    person: Option<usize>,
    certainty: Certainty,
    rule: Rule,
}

impl Found {
    fn nobody() -> Found {
        Found { speaker: None, person: None, certainty: Certainty::Inferred, rule: Rule::None }
    }
}

impl<'a> Who<'a> {
    pub fn of(article: &'a Article, pages: &'a [Page<'a>]) -> Who<'a> {
        Who { article, pages, names: OnceCell::new(), last: None }
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(self.pages))
    }

    /// One attribution for each report, in their order.
    pub fn attributed(&mut self, reports: &[Report]) -> Vec<Attribution> {
        let mut attributions = Vec::with_capacity(reports.len());
        for (at, report) in reports.iter().enumerate() {
            let place = report.spans.first().map_or(0, |span| span.start);
            let (mention, mut found) = match report.sayer {
                Sayer::Absent => (None, self.floating(reports, at)),
                Sayer::Phrase(span) => (Some(span), self.phrase(span)),
                Sayer::Label(span) => (Some(span), self.label(span)),
                Sayer::Turn(span) => (Some(span), self.turn(span)),
            };
            if let Some(speaker) = &mut found.speaker
                && speaker.role.is_none()
                && let Some(person) = found.person
            {
                speaker.role.clone_from(&self.names().persons[person].role);
            }
            if let Some(speaker) = &found.speaker {
                let place = mention.map_or(place, |mention| mention.start.max(place));
                self.last = Some((place, speaker.clone(), found.person));
            } else if mention.is_some() {
                self.last = None;
            }
            attributions.push(Attribution {
                mention,
                speaker: found.speaker,
                certainty: found.certainty,
                rule: found.rule,
                about: self.about(&report.spans),
            });
        }
        attributions
    }

    pub fn silent(&mut self, silence: &SilenceReport) -> Attribution {
        let (mention, found) = match silence.sayer {
            Sayer::Phrase(span) | Sayer::Label(span) | Sayer::Turn(span) => (Some(span), self.phrase(span)),
            Sayer::Absent => (None, Found::nobody()),
        };
        Attribution { mention, speaker: found.speaker, certainty: found.certainty, rule: found.rule, about: Vec::new() }
    }

    fn page_of(&self, place: usize) -> Option<usize> {
        let at = self
            .pages
            .partition_point(|page| page.toks.first().is_some_and(|tok| tok.start <= place) || page.toks.is_empty());
        at.checked_sub(1)
    }

    fn phrase(&self, span: Span) -> Found {
        let Some(paragraph) = self.page_of(span.start) else { return Found::nobody() };
        let page = &self.pages[paragraph];
        let (from, to) = tokens_of(page, span);
        match head(page, from, to) {
            Head::Nothing => Found::nobody(),
            Head::Pronoun(at) => self.pronoun(page, at, paragraph),
            Head::Relative(at) => self.relative(page, at),
            Head::Name { from: start, to: end } => self.name(page, from, start, end),
            Head::Noun { from, noun } => self.noun(page, from, noun),
        }
    }

    fn name(&self, page: &Page<'_>, outer: usize, from: usize, to: usize) -> Found {
        let mut start = from;
        let mut gender = Gender::Unknown;
        let mut titled = false;
        for at in from..to.saturating_sub(1) {
            if let Some((of, noun)) = title(&lower(page.word(at))) {
                if (at + 1..to).all(|next| is_body_word(&lower(page.word(next)))) {
                    break;
                }
                start = at + 1;
                titled |= !noun.is_empty() || of != Gender::Unknown;
                if of != Gender::Unknown {
                    gender = of;
                }
            }
        }
        if !titled && (start..to).any(|at| is_body_word(&lower(page.word(at)))) {
            start = from;
        }
        start = given_name(page, start, to).unwrap_or(start);
        let words = lower_words(page, start, to);
        let role = (outer < start).then(|| page.span(outer, start).of(page.text).trim().to_string());
        let role = role.filter(|role| role.chars().any(char::is_alphabetic) && role.len() > 3);
        let place = page.toks[start].start;
        if let Some((person, full)) = self.names().person_of(&words, gender, place + 1) {
            let (certainty, rule) =
                if full { (Certainty::Stated, Rule::FullName) } else { (Certainty::Resolved, Rule::PartOfName) };
            return self.person(person, role, certainty, rule);
        }
        let name = shown(page, start, to);
        let after_the = outer < page.toks.len() && page.word(outer).eq_ignore_ascii_case("the") && outer < start;
        let acronym = words.len() == 1
            && name.chars().filter(|c| c.is_uppercase()).count() > 1
            && !name.chars().any(char::is_lowercase);
        let body = !titled
            && (words.iter().any(|word| is_body_word(word))
                || is_place(&words.join(" "))
                || after_the
                || acronym
                || words.len() > 4);
        if body {
            let speaker = Speaker { name, kind: SpeakerKind::Body, role: None };
            return Found { speaker: Some(speaker), person: None, certainty: Certainty::Stated, rule: Rule::BodyName };
        }
        let (certainty, rule) =
            if words.len() > 1 { (Certainty::Stated, Rule::FullName) } else { (Certainty::Resolved, Rule::LoneName) };
        let speaker = Speaker { name, kind: SpeakerKind::Person, role };
        Found { speaker: Some(speaker), person: None, certainty, rule }
    }

    fn person(&self, person: usize, role: Option<String>, certainty: Certainty, rule: Rule) -> Found {
        let name = self.names().persons[person].name.clone();
        let speaker = Speaker { name, kind: SpeakerKind::Person, role };
        Found { speaker: Some(speaker), person: Some(person), certainty, rule }
    }

    fn pronoun(&self, page: &Page<'_>, at: usize, paragraph: usize) -> Found {
        let word = page.word(at).to_lowercase().replace('’', "'");
        let stem = word.split('\'').next().unwrap_or_default();
        let place = page.toks[at].start;
        let gender = match stem {
            "he" => Gender::Male,
            "she" => Gender::Female,
            "i" => return self.first_person(),
            "they" | "it" | "we" => {
                return match &self.last {
                    Some((_, speaker, None)) if speaker.kind == SpeakerKind::Body && stem != "we" => Found {
                        speaker: Some(speaker.clone()),
                        person: None,
                        certainty: Certainty::Inferred,
                        rule: Rule::Pronoun,
                    },
                    _ => Found::nobody(),
                };
            }
            _ => return Found { rule: Rule::Unnamed, ..Found::nobody() },
        };
        match self.antecedent(gender, place, page, paragraph) {
            Antecedent::Person(person) => self.person(person, None, Certainty::Resolved, Rule::Pronoun),
            Antecedent::Speaker(speaker) => {
                Found { speaker: Some(speaker), person: None, certainty: Certainty::Resolved, rule: Rule::Pronoun }
            }
            Antecedent::Nobody => Found { rule: Rule::Pronoun, ..Found::nobody() },
        }
    }

    /// Whom `he` or `she` means: who spoke last, unless another fitting name led a sentence since.
    fn antecedent(&self, gender: Gender, place: usize, page: &Page<'_>, paragraph: usize) -> Antecedent {
        let names = self.names();
        let fits = |person: usize| {
            let person = &names.persons[person];
            person.gender == gender || (person.gender == Gender::Unknown && person.sure)
        };
        let upto = names.mentions.partition_point(|mention| mention.span.start < place);
        let sentence = page
            .sentences
            .iter()
            .map(|(from, _)| page.toks[*from].start)
            .filter(|start| *start <= place)
            .max()
            .unwrap_or(place);
        let before = names.mentions[..upto]
            .iter()
            .rev()
            .filter(|mention| !mention.quoted && fits(mention.person) && place - mention.span.start < PRONOUN_REACH);
        // The subject of the same sentence.
        if let Some(mention) = before.clone().find(|mention| mention.leads && mention.span.start >= sentence) {
            return Antecedent::Person(mention.person);
        }
        let led = before.clone().find(|mention| mention.leads);
        if let Some((spoke, speaker, person)) = &self.last
            && place - spoke.min(&place) < PRONOUN_REACH
            && speaker.kind == SpeakerKind::Person
        {
            let fitting = person.is_none_or(fits);
            let since = led.filter(|mention| mention.span.start > *spoke && Some(mention.person) != *person);
            if fitting && since.is_none() {
                return match person {
                    Some(person) => Antecedent::Person(*person),
                    None => Antecedent::Speaker(speaker.clone()),
                };
            }
        }
        let _ = paragraph;
        led.or_else(|| before.clone().next()).map_or(Antecedent::Nobody, |mention| Antecedent::Person(mention.person))
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

    /// `Hill, who said`: the name before.
    fn relative(&self, page: &Page<'_>, at: usize) -> Found {
        let place = page.toks[at].start;
        let names = self.names();
        let upto = names.mentions.partition_point(|mention| mention.span.start < place);
        match names.mentions[..upto].last() {
            Some(mention) if place - mention.span.end <= 3 => {
                self.person(mention.person, None, Certainty::Resolved, Rule::Relative)
            }
            Some(mention) if place - mention.span.end <= 90 && mention.leads => {
                self.person(mention.person, None, Certainty::Inferred, Rule::Relative)
            }
            _ => Found { rule: Rule::Relative, ..Found::nobody() },
        }
    }

    /// `the senator`, `Hill's campaign`, `officials`.
    fn noun(&self, page: &Page<'_>, from: usize, noun: usize) -> Found {
        let word = lower(page.word(noun));
        let words = page.span(from, noun + 1).of(page.text).to_string();
        let definite = matches!(page.word(from).to_ascii_lowercase().as_str(), "the" | "this" | "that");
        let named = (from..noun).any(|at| page.toks[at].cap && (at > from || page.toks[at].class == 0));
        if is_body_word(&word) {
            let bare = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(&words);
            let kind = if named || definite { SpeakerKind::Body } else { SpeakerKind::Unnamed };
            let speaker = Speaker { name: bare.to_string(), kind, role: None };
            return Found {
                speaker: Some(speaker),
                person: None,
                certainty: Certainty::Resolved,
                rule: if named { Rule::BodyName } else { Rule::Unnamed },
            };
        }
        let place = page.toks[noun].start;
        if definite || named {
            let names = self.names();
            let gender = noun_gender(&word);
            let introduced = |person: usize| {
                let person = &names.persons[person];
                person.gender.fits(gender) && person.nouns.contains(&word)
            };
            let upto = names.mentions.partition_point(|mention| mention.span.start < place);
            if let Some(mention) = names.mentions[..upto].iter().rev().find(|mention| introduced(mention.person)) {
                return self.person(mention.person, None, Certainty::Resolved, Rule::Description);
            }
        }
        let speaker = Speaker { name: words, kind: SpeakerKind::Unnamed, role: None };
        Found { speaker: Some(speaker), person: None, certainty: Certainty::Resolved, rule: Rule::Unnamed }
    }

    /// Nothing stands with the quote: who spoke before goes on, or the sentence behind tells.
    fn floating(&self, reports: &[Report], at: usize) -> Found {
        let place = reports[at].spans[0].start;
        if let Some((spoke, speaker, person)) = &self.last
            && place - spoke.min(&place) < PRONOUN_REACH
        {
            return Found {
                speaker: Some(speaker.clone()),
                person: *person,
                certainty: Certainty::Inferred,
                rule: Rule::Floating,
            };
        }
        let next = reports.get(at + 1).filter(|next| next.spans[0].start - place < 600);
        match next.map(|next| next.sayer) {
            Some(Sayer::Phrase(span)) => {
                let found = self.phrase(span);
                Found { certainty: Certainty::Inferred, rule: Rule::Floating, ..found }
            }
            _ => Found::nobody(),
        }
    }

    fn label(&self, span: Span) -> Found {
        let words: Vec<String> = span.of(&self.article.text).split_whitespace().map(lower).collect();
        let words: Vec<String> = match words.iter().rposition(|word| title(word).is_some()) {
            Some(at) if at + 1 < words.len() => words[at + 1..].to_vec(),
            _ => words,
        };
        match self.names().person_of(&words, Gender::Unknown, span.start) {
            Some((person, _)) => self.person(person, None, Certainty::Resolved, Rule::Label),
            None => {
                let name = span.of(&self.article.text).to_string();
                let speaker = Speaker { name, kind: SpeakerKind::Person, role: None };
                Found { speaker: Some(speaker), person: None, certainty: Certainty::Resolved, rule: Rule::Label }
            }
        }
    }

    /// `A:` is whoever the interview is with: the person named most before it; `Q:` is nobody.
    fn turn(&self, span: Span) -> Found {
        if span.of(&self.article.text).starts_with('Q') {
            return Found { rule: Rule::Turn, ..Found::nobody() };
        }
        let names = self.names();
        let first =
            names.mentions.iter().find(|mention| mention.span.start < span.start && names.persons[mention.person].sure);
        match first {
            Some(mention) => self.person(mention.person, None, Certainty::Inferred, Rule::Turn),
            None => Found { rule: Rule::Turn, ..Found::nobody() },
        }
    }

    /// Persons named inside the quote, each once.
    fn about(&self, spans: &[Span]) -> Vec<String> {
        let names = self.names();
        let mut about: Vec<String> = Vec::new();
        for span in spans {
            let from = names.mentions.partition_point(|mention| mention.span.start < span.start);
            for mention in names.mentions[from..].iter().take_while(|mention| mention.span.start < span.end) {
                let person = &names.persons[mention.person];
                if person.sure && !about.contains(&person.name) {
                    about.push(person.name.clone());
                }
            }
        }
        about
    }
}

enum Antecedent {
    Person(usize),
    Speaker(Speaker),
    Nobody,
}

impl Attribution {
    pub fn quote(self, article: &Article, report: &Report, spoken: Option<Spoken>) -> Quote {
        let words = |span: Option<Span>| span.map(|span| span.of(&article.text).to_string());
        Quote {
            kind: report.kind,
            spans: report.spans.clone(),
            brackets: report.brackets.clone(),
            cue: report.cue,
            polarity: report.polarity,
            mention: self.mention,
            speaker: self.speaker,
            told_to: words(report.told_to),
            via: words(report.via),
            spoken,
            about: self.about,
            translated: report.translated,
            certainty: self.certainty,
            rule: self.rule,
            corrected: false,
        }
    }

    pub fn silence(self, report: &SilenceReport, spoken: Option<Spoken>) -> Silence {
        Silence {
            span: report.span,
            cue: report.cue,
            mention: self.mention,
            speaker: self.speaker,
            spoken,
            certainty: self.certainty,
            rule: self.rule,
            corrected: false,
        }
    }
}
