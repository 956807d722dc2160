//! What was found, gathered: each wording of each speaker once, with every place, in order.

use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::asked::Asked;
use super::finding::{Found, Spot};
use super::pieces::{pieces, warnings};
use super::{Standing, TraceCounts, TracePlace, TracedPassage, TracedSpeaker, Verdict};
use crate::engine::people::People;
use crate::model::{Day, Polarity, Precision, QuoteKey, Span, Speaker, SpeakerKind};

/// Where the very words stand outside quotes, a quote that shares less than this is another saying.
const ALTERED_CLOSENESS_MIN: f32 = 0.75;
/// The nearest passage is named when it shares this much of the content words, or of all words.
const NEAREST_CONTENT_MIN: f32 = 0.4;
const NEAREST_WORDS_MIN: f32 = 0.5;

impl Found {
    /// Whether it shares enough with the text to be shown as the nearest, though it is not close.
    pub fn is_worth_naming(&self) -> bool {
        self.alignment.content_share >= NEAREST_CONTENT_MIN && self.alignment.words_share >= NEAREST_WORDS_MIN
    }

    fn speaker(&self) -> Option<&Speaker> {
        self.quote()?.speaker.as_ref()
    }

    fn key(&self) -> Option<QuoteKey> {
        Some(QuoteKey { article: self.kept.article.id, ordinal: self.spot.quote()? as u32 })
    }

    /// The name that stands for all of the speaker's.
    fn shown_name(&self, people: &People) -> Option<String> {
        let speaker = self.speaker()?;
        let person = self.key().filter(|_| speaker.kind != SpeakerKind::Unnamed);
        let person = person.and_then(|key| people.speaker(&speaker.name, key));
        Some(person.map_or(&speaker.name, |person| &person.name).clone())
    }

    fn standing(&self) -> Standing {
        match self.spot {
            Spot::Quote(_) => Standing::Quote,
            Spot::Report(_) => Standing::Report,
            Spot::Partly(_) => Standing::Partly,
            Spot::Headline => Standing::Headline,
            Spot::Marked => Standing::Marked,
            Spot::Text => Standing::Text,
        }
    }

    fn is_quoted(&self) -> bool {
        matches!(self.spot, Spot::Quote(_))
    }

    fn published(&self) -> Option<Day> {
        self.kept.article.published.as_ref().map(|published| published.first())
    }

    /// The day of saying where it is known to the day, else that of printing; undated last.
    fn day(&self) -> (bool, Option<Day>) {
        let spoken = self.quote().and_then(|quote| quote.spoken.as_ref());
        let spoken = spoken.filter(|spoken| spoken.precision == Precision::Day).map(|spoken| spoken.period.first());
        let day = spoken.or_else(|| self.published());
        (day.is_none(), day)
    }

    /// From the first word to the last, in the article's text; `None` in a headline that does not
    /// stand there.
    fn span(&self) -> Option<Span> {
        let first = self.words.get(self.alignment.stretch.start)?;
        let last = self.words.get(self.alignment.stretch.end.checked_sub(1)?)?;
        let is_in_text = !self.in_headline || self.kept.article.headline_in_text().is_some();
        is_in_text.then(|| Span::new(first.span.start, last.span.end))
    }

    fn place(&self) -> TracePlace {
        TracePlace { kept: self.kept.clone(), quote: self.spot.quote(), span: self.span() }
    }
}

/// Wordings with their places, in the order in which they are shown.
pub(super) struct Gathered<'a> {
    asked: &'a Asked,
    people: &'a People,
    groups: Vec<Group>,
}

/// Places of one wording by one speaker, the earliest first.
struct Group {
    found: Vec<Found>,
    by_asked: bool,
}

impl Group {
    fn first(&self) -> &Found {
        // A group is made with its first member.
        &self.found[0]
    }

    fn order(&self, other: &Group) -> Ordering {
        let (one, two) = (self.first(), other.first());
        let class = |group: &Group, found: &Found| {
            let outside = !matches!(found.spot, Spot::Report(_) | Spot::Partly(_));
            (!group.by_asked, !found.is_quoted(), !found.verbatim, !found.is_quoted() && outside)
        };
        let by_closeness = || match one.verbatim && two.verbatim {
            true => Ordering::Equal,
            false => two.alignment.closeness.total_cmp(&one.alignment.closeness),
        };
        class(self, one)
            .cmp(&class(other, two))
            .then_with(by_closeness)
            .then_with(|| one.day().cmp(&two.day()))
            .then_with(|| place_order(one, two))
    }
}

fn place_order(one: &Found, two: &Found) -> Ordering {
    let key =
        |found: &Found| (found.published().is_none(), found.published(), found.kept.article.id, found.spot.quote());
    key(one).cmp(&key(two))
}

impl<'a> Gathered<'a> {
    /// `theirs`: the quotes of the person asked for.
    pub fn of(
        asked: &'a Asked,
        mut found: Vec<Found>,
        people: &'a People,
        theirs: Option<&HashSet<QuoteKey>>,
    ) -> Gathered<'a> {
        if found.iter().any(|found| found.verbatim && !found.is_quoted()) {
            found.retain(|found| found.verbatim || found.alignment.closeness >= ALTERED_CLOSENESS_MIN);
        }
        let mut groups: Vec<Group> = Vec::new();
        let mut known: HashMap<(bool, String), usize> = HashMap::new();
        for found in found {
            let by_asked = theirs.is_some_and(|theirs| found.key().is_some_and(|key| theirs.contains(&key)));
            match known.entry((by_asked, wording(&found, people))) {
                Entry::Occupied(group) => groups[*group.get()].found.push(found),
                Entry::Vacant(new) => {
                    new.insert(groups.len());
                    groups.push(Group { by_asked, found: vec![found] });
                }
            }
        }
        groups.iter_mut().for_each(|group| group.found.sort_by(place_order));
        groups.sort_by(Group::order);
        Gathered { asked, people, groups }
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The answer; `of_asked`: as far as the person asked for is concerned.
    pub fn verdict(&self, of_asked: bool) -> Verdict {
        let groups = || self.groups.iter().filter(|group| group.by_asked || !of_asked).map(Group::first);
        if groups().any(|found| found.is_quoted() && found.verbatim) {
            Verdict::Verbatim
        } else if groups().any(Found::is_quoted) {
            Verdict::Altered
        } else if groups().next().is_some() {
            Verdict::OutsideQuotes
        } else {
            Verdict::NotFound
        }
    }

    pub fn counts(&self) -> TraceCounts {
        let all = || self.groups.iter().flat_map(|group| &group.found);
        let articles = |wanted: &dyn Fn(&&Found) -> bool| {
            all().filter(wanted).map(|found| found.kept.article.id).collect::<HashSet<_>>().len() as u64
        };
        let is_verbatim = |found: &&Found| found.is_quoted() && found.verbatim;
        TraceCounts {
            verbatim_quotes: all().filter(is_verbatim).count() as u64,
            verbatim_articles: articles(&is_verbatim),
            altered_quotes: all().filter(|found| found.is_quoted() && !found.verbatim).count() as u64,
            outside_articles: articles(&|found| !found.is_quoted()),
            passages: self.groups.len() as u64,
            is_partial: false,
        }
    }

    /// Who is quoted with the very words, by the first day; an article that denies it counts not.
    pub fn speakers(&self) -> Vec<TracedSpeaker> {
        let mut first: Vec<(&Found, TracedSpeaker)> = Vec::new();
        for found in self.groups.iter().flat_map(|group| &group.found) {
            let Some((quote, speaker)) = found.quote().zip(found.speaker()) else { continue };
            if !found.is_quoted() || !found.verbatim || quote.polarity != Polarity::Affirmed {
                continue;
            }
            let Some(name) = found.shown_name(self.people) else { continue };
            let told = || TracedSpeaker {
                speaker: speaker.clone(),
                name: name.clone(),
                certainty: quote.certainty,
                quotes: 1,
                spoken: quote.spoken.as_ref().map(|spoken| spoken.label()),
                published: found.kept.article.published.as_ref().map(|published| published.label()),
            };
            let same =
                |(_, known): &&mut (&Found, TracedSpeaker)| known.name == name && known.speaker.kind == speaker.kind;
            match first.iter_mut().find(same) {
                None => first.push((found, told())),
                Some((earliest, known)) => {
                    let quotes = known.quotes + 1;
                    if found.day() < earliest.day() {
                        (*earliest, *known) = (found, told());
                    }
                    known.quotes = quotes;
                }
            }
        }
        first.sort_by(|(one, _), (two, _)| one.day().cmp(&two.day()).then_with(|| place_order(one, two)));
        first.into_iter().map(|(_, speaker)| speaker).collect()
    }

    pub fn passages(&self, limit: Option<usize>) -> Vec<TracedPassage> {
        let shown = self.groups.iter().take(limit.unwrap_or(usize::MAX));
        shown.enumerate().map(|(at, group)| self.passage(at as u64 + 1, group)).collect()
    }

    pub fn into_first(self) -> Option<TracedPassage> {
        self.groups.first().map(|group| self.passage(1, group))
    }

    fn passage(&self, rank: u64, group: &Group) -> TracedPassage {
        let first = group.first();
        let speaker = first.speaker().cloned();
        let person = first.shown_name(self.people);
        TracedPassage {
            rank,
            standing: first.standing(),
            verbatim: first.verbatim,
            closeness: (first.alignment.closeness * 100.0).round() / 100.0,
            certainty: first.quote().filter(|_| speaker.is_some()).map(|quote| quote.certainty),
            person: person.filter(|name| speaker.as_ref().is_some_and(|own| own.name != *name)),
            speaker,
            by_asked: group.by_asked,
            pieces: pieces(self.asked, first),
            warnings: warnings(self.asked, first),
            places: group.found.iter().map(Found::place).collect(),
        }
    }
}

/// What makes two places one passage: the printed words, who speaks, how they stand, and whether it
/// was said.
fn wording(found: &Found, people: &People) -> String {
    let mut key = format!("{:?} {} ", found.standing(), found.verbatim);
    if let Some(quote) = found.quote() {
        key.push_str(quote.polarity.word());
    }
    if let Some((speaker, name)) = found.speaker().zip(found.shown_name(people)) {
        key.push_str(&format!(" {} {name}", speaker.kind.word()));
    }
    key.push('\n');
    for word in &found.words[found.alignment.stretch.clone()] {
        key.push_str(&word.token);
        key.push(' ');
    }
    key
}
