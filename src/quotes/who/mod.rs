//! Who is meant by the words that name a speaker.
//!
//! The article's names first (`names`), then report by report: the head of the phrase (`phrase`)
//! is a name, a part of one, or stands for somebody named before (`antecedent`). In the order of
//! the text, for a pronoun may mean whoever spoke before. `considered` tells who else might have
//! been meant.

mod antecedent;
mod considered;
mod floating;
mod introduced;
mod names;
mod phrase;
mod runs;
#[cfg(test)]
mod tests;
mod words;

use std::cell::OnceCell;

use self::antecedent::is_part;
use self::introduced::introduction;
use self::names::Names;
use self::runs::{Run, cut_titles, is_strange};
use self::words::{cleaned, lower_words, lowered, phrased, shown, uncapitalised, without_article};
use super::report::{Report, Sayer, SilenceReport};
use super::scan::{Kind, Page};
use super::tables::class as is;
use super::tables::names::{Gender, is_particle, title};
use super::tables::sorts::{is_body_word, is_place, sort, sorts};
use crate::model::{Article, Certainty, Quote, Rule, Silence, Span, Speaker, SpeakerKind, Spoken};

/// The persons and bodies of one article.
pub(super) struct Who<'a> {
    article: &'a Article,
    pages: &'a [Page<'a>],
    names: OnceCell<Names<'a>>,
    last: Option<Last>,
}

/// Who spoke last, and where.
struct Last {
    place: usize,
    speaker: Speaker,
    person: Option<usize>,
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

    fn names(&self) -> &Names<'a> {
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
            self.give_role(&mut found);
            if let Some(speaker) = &found.speaker {
                let place = mention.map_or(place, |mention| mention.start.max(place));
                self.last = Some(Last { place, speaker: speaker.clone(), person: found.person });
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
        let (mention, mut found) = match silence.sayer {
            Sayer::Phrase(span) | Sayer::Label(span) | Sayer::Turn(span) => (Some(span), self.phrase(span)),
            Sayer::Absent => (None, Found::nobody()),
        };
        self.give_role(&mut found);
        Attribution { mention, speaker: found.speaker, certainty: found.certainty, rule: found.rule, about: Vec::new() }
    }

    /// The role of the person's introduction, where the mention has none.
    fn give_role(&self, found: &mut Found) {
        if let Some(speaker) = &mut found.speaker
            && speaker.role.is_none()
            && let Some(person) = found.person
        {
            speaker.role.clone_from(&self.names().persons[person].role);
        }
    }

    /// The paragraph that holds the place, and its number.
    fn page_at(&self, place: usize) -> Option<(&'a Page<'a>, usize)> {
        let at = self.pages.partition_point(|page| page.paragraph.start <= place).checked_sub(1)?;
        Some((&self.pages[at], at))
    }

    /// A run of capitals in a phrase that begins at `outer`.
    fn name(&self, page: &Page<'_>, outer: usize, from: usize, to: usize) -> Found {
        let names = self.names();
        // `Angrily Hill`
        let strange = to - from > 1 && is_strange(page, from);
        let run = cut_titles(page, from + usize::from(strange), to);
        let (start, words) = (run.from, lower_words(page, run.from, run.to));
        let place = page.toks[start].start + 1;
        let particles = words.iter().take_while(|word| is_particle(word)).count().min(words.len() - 1);
        // The end of the run may be a name that is known: `Courier reporter |Ann Marsh`.
        let known = (0..words.len()).find_map(|at| {
            let whole = at == 0 || words.len() - at >= 2 || at == particles;
            let person = names.person_of(&words[at..], run.gender, place).filter(|_| whole)?;
            Some(person).filter(|(known, _)| at <= particles || names.persons[*known].sure)
        });
        let introduced = introduction(page, &run);
        if let Some((person, full)) = known {
            let (certainty, rule) =
                if full { (Certainty::Stated, Rule::FullName) } else { (Certainty::Resolved, Rule::PartOfName) };
            let role = introduced.role.or_else(|| self.described_as(page, outer, from));
            return self.person(person, role, certainty, rule);
        }
        let named = |rule, kind, certainty, role, name| {
            let speaker = Speaker { name, kind, role };
            Found { speaker: Some(speaker), person: None, certainty, rule }
        };
        // `Aides said`: a word that only its place gave a capital.
        if let [word] = &words[..]
            && run.opens
            && !run.titled
            && !names.is_capital(word)
            && (word.ends_with('s') && sorts(word) & sort::GROUP == 0 || is_common(word))
        {
            let words = uncapitalised(&phrased(page, outer, to));
            return named(Rule::Unnamed, SpeakerKind::Unnamed, Certainty::Resolved, None, words);
        }
        if let [word] = &words[..]
            && sorts(word) & sort::GROUP != 0
            && !run.titled
        {
            let some = page.toks[outer..from]
                .iter()
                .any(|tok| tok.has(is::DETERMINER) && !page.word(outer).eq_ignore_ascii_case("the"));
            return match some || outer > from {
                true => named(Rule::Unnamed, SpeakerKind::Unnamed, Certainty::Resolved, None, phrased(page, outer, to)),
                false => named(Rule::BodyName, SpeakerKind::Body, Certainty::Resolved, None, shown(page, start, to)),
            };
        }
        if self.is_body(page, outer, &run, &words) || introduced.body && !run.titled {
            let from = if run.titled { start } else { run.outer };
            let name = shown(page, from, to);
            let capitals = words.len() == 1 && !name.chars().any(char::is_lowercase);
            if let Some(whole) = names.body_named(words[0], place).filter(|_| capitals) {
                return named(Rule::BodyName, SpeakerKind::Body, Certainty::Resolved, None, whole.to_string());
            }
            return named(Rule::BodyName, SpeakerKind::Body, Certainty::Stated, None, name);
        }
        let (certainty, rule) = if words.len() > particles + 1 {
            (Certainty::Stated, Rule::FullName)
        } else {
            (Certainty::Resolved, Rule::LoneName)
        };
        named(rule, SpeakerKind::Person, certainty, introduced.role, shown(page, start, to))
    }

    /// `the clinic's director, |Olga Marsh`: what stands before the name of a phrase.
    fn described_as(&self, page: &Page<'_>, outer: usize, from: usize) -> Option<String> {
        let comma = from.checked_sub(1).filter(|at| *at > outer && page.toks[*at].kind == Kind::Comma)?;
        let words = phrased(page, outer, comma);
        Some(without_article(&words).to_string())
    }

    /// Whether a run of capitals that is no known person names a body.
    fn is_body(&self, page: &Page<'_>, outer: usize, run: &Run, words: &[&str]) -> bool {
        if run.titled {
            return false;
        }
        let name = page.span(run.from, run.to).of(page.text);
        let after_the = outer < run.from && page.word(outer).eq_ignore_ascii_case("the");
        let acronym = words.len() == 1
            && name.chars().filter(|c| c.is_uppercase()).count() > 1
            && !name.chars().any(char::is_lowercase);
        let group = words.iter().any(|word| sorts(word) & (sort::GROUP | sort::THING) != 0);
        words.iter().any(|word| is_body_word(word))
            || is_place(&words.join(" "))
            || after_the
            || acronym
            || group
            || words.len() > 4
    }

    fn person(&self, person: usize, role: Option<String>, certainty: Certainty, rule: Rule) -> Found {
        let person_of = &self.names().persons[person];
        let own = role.filter(|role| person_of.role.is_none() || role.split(' ').count() > 1);
        let speaker = Speaker { name: person_of.name.clone(), kind: SpeakerKind::Person, role: own };
        Found { speaker: Some(speaker), person: Some(person), certainty, rule }
    }

    /// `SMITH:` of a transcript.
    fn label(&self, span: Span) -> Found {
        let shown = cleaned(span.of(&self.article.text));
        let words: Vec<String> = shown.split_whitespace().map(lowered).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let named = match words.iter().rposition(|word| title(word).is_some()) {
            Some(at) if at + 1 < words.len() => &words[at + 1..],
            _ => &words[..],
        };
        match self.names().person_of(named, Gender::Unknown, span.start) {
            Some((person, _)) => self.person(person, None, Certainty::Resolved, Rule::Label),
            None => {
                let speaker = match is_part(&words) {
                    true => Speaker { name: shown.to_lowercase(), kind: SpeakerKind::Unnamed, role: None },
                    false => Speaker { name: shown, kind: SpeakerKind::Person, role: None },
                };
                Found { speaker: Some(speaker), person: None, certainty: Certainty::Resolved, rule: Rule::Label }
            }
        }
    }

    /// `A:` is whoever the interview is with: the first person named before it; `Q:` is nobody.
    fn turn(&self, span: Span) -> Found {
        if span.of(&self.article.text).starts_with('Q') {
            return Found { rule: Rule::Turn, ..Found::nobody() };
        }
        let names = self.names();
        let before = names.mentions.iter().take_while(|mention| mention.span.start < span.start);
        match before.into_iter().find(|mention| names.persons[mention.person].sure) {
            Some(mention) => self.person(mention.person, None, Certainty::Inferred, Rule::Turn),
            None => Found { rule: Rule::Turn, ..Found::nobody() },
        }
    }

    /// Persons named inside the quote, each once. Names in editorial brackets count: the editor
    /// says who is meant.
    fn about(&self, spans: &[Span]) -> Vec<String> {
        let names = self.names();
        let mut about: Vec<usize> = Vec::new();
        for span in spans {
            let from = names.mentions.partition_point(|mention| mention.span.start < span.start);
            for mention in names.mentions[from..].iter().take_while(|mention| mention.span.start < span.end) {
                if names.persons[mention.person].sure && !about.contains(&mention.person) {
                    about.push(mention.person);
                }
            }
        }
        about.into_iter().map(|person| names.persons[person].name.clone()).collect()
    }
}

/// People and others that no article gives a capital but at the start of a sentence.
fn is_common(word: &str) -> bool {
    matches!(
        word,
        "police" | "people" | "leaders" | "lawmakers" | "aides" | "allies" | "advisers" | "supporters" | "critics"
    ) || word.ends_with("ed")
        || word.ends_with("ing") && word.len() > 5
}

impl Attribution {
    pub fn quote(self, article: &Article, report: &Report, spoken: Option<Spoken>) -> Quote {
        let words = |span: Option<Span>| span.map(|span| cleaned(span.of(&article.text)));
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
