//! Who else might have been meant, and why it is another: for people who ask.

use super::antecedent::REACH;
use super::words::lowered;
use super::{Attribution, Who};
use crate::model::{Considered, Loss, Rule, Span};
use crate::quotes::tables::names::Gender;

/// Names told of one attribution.
const CONSIDERED_MAX: usize = 8;

impl Who<'_> {
    /// For an attribution of the words at `place`. The one that was chosen is not among them.
    pub fn considered(&self, attribution: &Attribution, place: usize) -> Vec<Considered> {
        let chosen = attribution.speaker.as_ref().map(|speaker| speaker.name.as_str());
        let mut found = match (attribution.rule, attribution.mention) {
            (Rule::PartOfName | Rule::Label, Some(mention)) => self.of_one_name(mention),
            (Rule::Pronoun, Some(mention)) => self.called(mention),
            (Rule::Description, Some(mention)) => self.of_one_noun(mention),
            (Rule::Floating | Rule::None, None) => self.near(place),
            _ => Vec::new(),
        };
        found.retain(|considered| Some(considered.name.as_str()) != chosen);
        found.truncate(CONSIDERED_MAX);
        found
    }

    /// Others with the surname or the first name.
    fn of_one_name(&self, mention: Span) -> Vec<Considered> {
        let names = self.names();
        let words = mention.of(&self.article.text).split_whitespace();
        let word = words.map(lowered).rfind(|word| !names.sharing(word, Gender::Unknown).is_empty());
        let sharing = word.map_or(Vec::new(), |word| names.sharing(&word, Gender::Unknown));
        let chosen = words_gender(mention.of(&self.article.text));
        let told = sharing.into_iter().map(|person| {
            let person = &names.persons[person];
            let fulls = person.fulls.partition_point(|full| *full < mention.start);
            let reason = match () {
                () if !person.gender.fits(chosen) => Loss::Gender,
                () if fulls == 0 => Loss::NamedLater,
                () => Loss::NamedLess,
            };
            Considered { name: person.name.clone(), reason }
        });
        told.collect()
    }

    /// Everybody named shortly before a pronoun.
    fn called(&self, mention: Span) -> Vec<Considered> {
        let word = mention.of(&self.article.text).to_lowercase();
        let gender = if word.starts_with("she") { Gender::Female } else { Gender::Male };
        self.named_before(mention.start, |person, quoted, _| match () {
            () if !self.fits(person, gender) => Loss::Gender,
            () if quoted => Loss::Quoted,
            () => Loss::NotSubject,
        })
    }

    fn of_one_noun(&self, mention: Span) -> Vec<Considered> {
        let names = self.names();
        let words = mention.of(&self.article.text).split_whitespace();
        let noun = words.map(lowered).rfind(|word| !names.introduced_as(word).is_empty());
        let introduced = noun.iter().flat_map(|noun| names.introduced_as(noun));
        let told = introduced
            .map(|person| Considered { name: names.persons[*person].name.clone(), reason: Loss::NamedEarlier });
        told.collect()
    }

    fn near(&self, place: usize) -> Vec<Considered> {
        self.named_before(place, |_, quoted, _| if quoted { Loss::Quoted } else { Loss::DidNotSpeak })
    }

    /// The persons named shortly before the place, the last one first, each once.
    fn named_before(&self, place: usize, reason: impl Fn(usize, bool, usize) -> Loss) -> Vec<Considered> {
        let names = self.names();
        let upto = names.mentions.partition_point(|mention| mention.span.start < place);
        let before = names.mentions[..upto].iter().rev().take_while(|mention| place - mention.span.start < REACH);
        let mut seen: Vec<usize> = Vec::new();
        let mut found = Vec::new();
        for mention in before {
            if seen.len() > CONSIDERED_MAX {
                break;
            }
            if !seen.contains(&mention.person) && names.persons[mention.person].sure {
                seen.push(mention.person);
                let reason = reason(mention.person, mention.quoted, mention.span.start);
                found.push(Considered { name: names.persons[mention.person].name.clone(), reason });
            }
        }
        found
    }
}

/// What a title says: `Mrs. Hill`.
fn words_gender(words: &str) -> Gender {
    let titles = words.split_whitespace().filter_map(|word| crate::quotes::tables::names::title(&lowered(word)));
    titles.map(|(gender, _)| gender).find(|gender| *gender != Gender::Unknown).unwrap_or(Gender::Unknown)
}
