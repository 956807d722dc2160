//! What was found, gathered: each wording of each speaker once, with every place, in order.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::asked::Asked;
use super::finding::{Found, Spot};
use super::pieces::{pieces, warnings};
use super::printed::headline_start;
use super::{Standing, TraceCounts, TracePlace, TracedPassage, TracedSpeaker, Verdict};
use crate::engine::people::People;
use crate::model::{Day, Polarity, Precision, Span, Speaker, SpeakerKind};

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
        let offset = if self.in_headline { headline_start(&self.kept.article)? } else { 0 };
        Some(Span::new(first.span.start + offset, last.span.end + offset))
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
    /// `names`: those of the person asked for.
    pub fn of(asked: &'a Asked, mut found: Vec<Found>, people: &'a People, names: Option<&[String]>) -> Gathered<'a> {
        if found.iter().any(|found| found.verbatim && !found.is_quoted()) {
            found.retain(|found| found.verbatim || found.alignment.closeness >= ALTERED_CLOSENESS_MIN);
        }
        let mut groups: Vec<Group> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for found in found {
            match known.get(&wording(&found, people)) {
                Some(group) => groups[*group].found.push(found),
                None => {
                    known.insert(wording(&found, people), groups.len());
                    let is_theirs = |names: &[String]| found.speaker().is_some_and(|own| names.contains(&own.name));
                    groups.push(Group { by_asked: names.is_some_and(is_theirs), found: vec![found] });
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
            let name = shown_name(speaker, self.people);
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
        let person = speaker.as_ref().map(|own| shown_name(own, self.people));
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

fn shown_name(speaker: &Speaker, people: &People) -> String {
    match speaker.kind {
        SpeakerKind::Unnamed => speaker.name.clone(),
        _ => people.bearing(&speaker.name).map_or(&speaker.name, |person| &person.name).clone(),
    }
}

/// What makes two places one passage: the printed words, who speaks, how they stand, and whether it
/// was said.
fn wording(found: &Found, people: &People) -> String {
    let mut key = format!("{:?} {} ", found.standing(), found.verbatim);
    if let Some(quote) = found.quote() {
        key.push_str(quote.polarity.word());
    }
    if let Some(speaker) = found.speaker() {
        key.push_str(&format!(" {} {}", speaker.kind.word(), shown_name(speaker, people)));
    }
    key.push('\n');
    for word in &found.words[found.alignment.stretch.clone()] {
        key.push_str(&word.token);
        key.push(' ');
    }
    key
}
