//! Counts over articles, one at a time.

use std::collections::BTreeMap;

use super::figures::{Evaluation, Found, KindFigures, Right};
use super::gold::{GoldArticle, GoldQuote};
use super::matching::{Cover, Matches, TextWords, Wanted, matches};
use super::names::NameWords;
use crate::model::{Period, Polarity, Quote, QuoteKind, Silence, Speaker, SpeakerKind, Statements};

/// What was counted so far.
pub struct Tally<'a> {
    types: Option<&'a [QuoteKind]>,
    so_far: Evaluation,
    by_kind: BTreeMap<Option<QuoteKind>, KindFigures>,
    by_mention: BTreeMap<String, Right>,
}

impl<'a> Tally<'a> {
    /// With `types` quotes of other kinds are optional.
    pub fn new(types: Option<&'a [QuoteKind]>) -> Tally<'a> {
        Tally { types, so_far: Evaluation::default(), by_kind: BTreeMap::new(), by_mention: BTreeMap::new() }
    }

    pub fn figures(self) -> Evaluation {
        let mut figures = self.so_far;
        figures.by_kind = self.by_kind.into_iter().collect();
        figures.by_mention = self.by_mention.into_iter().collect();
        figures.by_certainty.sort_by_key(|(certainty, _)| *certainty);
        figures.by_rule.sort_by_key(|(rule, _)| *rule);
        figures
    }

    /// Holds what was found in an article against its gold.
    pub fn add(&mut self, gold: &GoldArticle, statements: &Statements) {
        self.so_far.articles += 1;
        let article = Compared::new(gold, statements, self.types);
        self.spans(&article);
        self.attributions(&article);
        self.joint(&article);
        self.speakers(&article);
        self.details(&article);
        self.silences(gold, &statements.silences);
    }

    fn spans(&mut self, article: &Compared<'_>) {
        for (at, gold) in article.scored() {
            let (hit, exact) = (!article.matches.of_wanted[at].is_empty(), article.matches.exact_wanted[at]);
            self.so_far.spans.gold += 1;
            self.so_far.spans.gold_found += u64::from(hit);
            self.so_far.spans_exact.gold += 1;
            self.so_far.spans_exact.gold_found += u64::from(exact);
            let figures = self.by_kind.entry(gold.kind).or_default();
            figures.gold += 1;
            figures.overlap += u64::from(hit);
            figures.exact += u64::from(exact);
            let named_so = article.given_for(at).any(|given| Some(given.kind) == gold.kind);
            figures.named_so += u64::from(named_so);
        }
        for at in article.counted() {
            self.so_far.spans.given += 1;
            self.so_far.spans.given_right += u64::from(!article.matches.of_found[at].is_empty());
            self.so_far.spans_exact.given += 1;
            self.so_far.spans_exact.given_right += u64::from(article.matches.exact_found[at]);
        }
    }

    fn attributions(&mut self, article: &Compared<'_>) {
        for (at, gold) in article.scored() {
            if gold.speaker.is_none() {
                if gold.unnamed && !article.matches.of_wanted[at].is_empty() {
                    self.so_far.unnamed.add(article.given_for(at).all(|given| names_nobody(given.speaker.as_ref())));
                }
                continue;
            }
            let mention = self.by_mention.entry(gold.named.clone()).or_default();
            mention.gold += 1;
            self.so_far.attribution.gold += 1;
            let Some(given) = article.speaking(at) else { continue };
            let (lenient, strict) = article.right[at];
            let without = name_of(given.speaker.as_ref()).is_none();
            mention.add(lenient, strict, without);
            self.so_far.attribution.add(lenient, strict, without);
            entry(&mut self.so_far.by_certainty, given.certainty).add(lenient, strict, without);
            entry(&mut self.so_far.by_rule, given.rule).add(lenient, strict, without);
        }
    }

    /// Quotes found that hit one of an unknown speaker do not count.
    fn joint(&mut self, article: &Compared<'_>) {
        let figures = &mut self.so_far;
        for at in article.counted().filter(|at| article.speaker_counts(*at)) {
            let hits = || article.matches.of_found[at].iter().filter(|gold| !article.wanted[**gold].optional);
            figures.joint_lenient.given += 1;
            figures.joint_lenient.given_right += u64::from(hits().any(|gold| article.right[*gold].0));
            figures.joint_strict.given += 1;
            figures.joint_strict.given_right += u64::from(hits().any(|gold| article.right[*gold].1));
        }
        for (at, _) in article.scored().filter(|(_, gold)| gold.speaker.is_some()) {
            figures.joint_lenient.gold += 1;
            figures.joint_lenient.gold_found += u64::from(article.right[at].0);
            figures.joint_strict.gold += 1;
            figures.joint_strict.gold_found += u64::from(article.right[at].1);
        }
    }

    /// The distinct speakers of an article.
    fn speakers(&mut self, article: &Compared<'_>) {
        let mut wanted: Vec<(NameWords, bool)> = Vec::new();
        for (_, gold) in article.scored() {
            let Some(name) = gold.speaker.as_deref().map(NameWords::of) else { continue };
            if wanted.iter().all(|(other, _)| *other != name) {
                wanted.push((name, is_body(&gold.named)));
            }
        }
        let mut given: Vec<NameWords> = Vec::new();
        for at in article.counted().filter(|at| article.speaker_counts(*at)) {
            let Some(name) = name_of(article.given[at].speaker.as_ref()).map(NameWords::of) else { continue };
            if !given.contains(&name) {
                given.push(name);
            }
        }
        let found = |same: &dyn Fn(&NameWords, &NameWords, bool) -> bool| {
            let mut left: Vec<&NameWords> = given.iter().collect();
            let mut common = 0;
            for (name, body) in &wanted {
                let place = left.iter().position(|other| *other == name);
                let place = place.or_else(|| left.iter().position(|other| same(other, name, *body)));
                if let Some(place) = place {
                    left.remove(place);
                    common += 1;
                }
            }
            common
        };
        let add = |figures: &mut Found, common: u64| {
            figures.gold += wanted.len() as u64;
            figures.given += given.len() as u64;
            figures.gold_found += common;
            figures.given_right += common;
        };
        add(&mut self.so_far.speakers_lenient, found(&|one, two, body| one.may_be(two, body)));
        add(&mut self.so_far.speakers_strict, found(&|one, two, _| one.is(two)));
    }

    /// What the annotation knows besides, of quotes that were matched.
    fn details(&mut self, article: &Compared<'_>) {
        for (at, gold) in article.scored() {
            let Some(given) = article.speaking(at) else { continue };
            if let Some(polarity) = gold.details.polarity {
                let marked = |polarity| u64::from(polarity != Polarity::Affirmed);
                let right = u64::from(polarity == given.polarity) * marked(polarity);
                let figures = &mut self.so_far.not_affirmed;
                figures.gold += marked(polarity);
                figures.given += marked(given.polarity);
                figures.gold_found += right;
                figures.given_right += right;
            }
            if let Some(spoken) = gold.details.spoken {
                let day = article.given_for(at).find_map(|given| given.spoken.as_ref());
                count_day(&mut self.so_far.spoken, spoken, day.map(|spoken| spoken.period));
            }
            if let Some(translated) = gold.details.translated.filter(|translated| *translated) {
                self.so_far.origins.add(given.translated == translated);
            }
            if let Some(Some(via)) = &gold.details.via {
                let wanted = NameWords::of(via);
                let said = given.via.as_deref().map(NameWords::of);
                self.so_far.origins.add(said.is_some_and(|said| said.may_be(&wanted, true)));
            }
        }
    }

    fn silences(&mut self, gold: &GoldArticle, given: &[Silence]) {
        let Some(wanted) = &gold.silences else { return };
        let words = TextWords::of(&gold.article.text);
        let covers: Vec<Cover> = wanted.iter().map(|silence| words.touched(&[silence.span])).collect();
        let mut taken = vec![false; wanted.len()];
        for silence in given {
            let cover = words.touched(&[silence.span]);
            let hit = (0..wanted.len()).find(|at| !taken[*at] && covers[*at].is_about(&cover));
            if let Some(at) = hit {
                taken[at] = true;
                if wanted[at].optional {
                    continue;
                }
                if let Some(name) = wanted[at].speaker.as_deref() {
                    let said = name_of(silence.speaker.as_ref()).map(NameWords::of);
                    let right = said.is_some_and(|said| said.may_be(&NameWords::of(name), is_body(&wanted[at].named)));
                    self.so_far.silence_speakers.add(right);
                }
                if let Some(spoken) = wanted[at].spoken {
                    count_day(&mut self.so_far.spoken, spoken, silence.spoken.as_ref().map(|spoken| spoken.period));
                }
            }
            self.so_far.silences.given += 1;
            self.so_far.silences.given_right += u64::from(hit.is_some());
        }
        let scored = wanted.iter().zip(taken).filter(|(silence, _)| !silence.optional);
        for (_, taken) in scored {
            self.so_far.silences.gold += 1;
            self.so_far.silences.gold_found += u64::from(taken);
        }
    }
}

/// A day is right when it is the very stretch of days.
fn count_day(figures: &mut Found, wanted: Option<Period>, given: Option<Period>) {
    let right = u64::from(wanted.is_some() && wanted == given);
    figures.gold += u64::from(wanted.is_some());
    figures.given += u64::from(given.is_some());
    figures.gold_found += right;
    figures.given_right += right;
}

fn entry<K: PartialEq + Copy>(list: &mut Vec<(K, Right)>, key: K) -> &mut Right {
    let at = list.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
        list.push((key, Right::default()));
        list.len() - 1
    });
    &mut list[at].1
}

/// The name given, as `onrecord extract` writes it.
fn name_of(speaker: Option<&Speaker>) -> Option<&str> {
    speaker.and_then(Speaker::called)
}

fn names_nobody(speaker: Option<&Speaker>) -> bool {
    speaker.is_none_or(|speaker| speaker.kind == SpeakerKind::Unnamed)
}

/// Names of bodies, and descriptions, are compared by their words.
fn is_body(named: &str) -> bool {
    matches!(named, "org" | "nominal")
}

/// One article's gold beside what was found in it.
struct Compared<'a> {
    gold: &'a [GoldQuote],
    wanted: Vec<Wanted>,
    /// Gold quotes that cover no word at all are left out.
    places: Vec<usize>,
    given: Vec<&'a Quote>,
    matches: Matches,
    /// By gold quote: the speaker given is right, leniently and strictly.
    right: Vec<(bool, bool)>,
}

impl<'a> Compared<'a> {
    fn new(gold: &'a GoldArticle, statements: &'a Statements, types: Option<&[QuoteKind]>) -> Compared<'a> {
        let words = TextWords::of(&gold.article.text);
        let is_other =
            |kind: Option<QuoteKind>| types.is_some_and(|types| kind.is_none_or(|kind| !types.contains(&kind)));
        let mut wanted = Vec::new();
        let mut places = Vec::new();
        for (at, quote) in gold.quotes.iter().enumerate() {
            let cover = words.touched(&quote.spans);
            if !cover.is_empty() {
                places.push(at);
                wanted.push(Wanted {
                    cover,
                    group: quote.group.clone(),
                    optional: quote.optional || is_other(quote.kind),
                });
            }
        }
        let (given, covers) = distinct(gold, statements, &words);
        let matches = matches(&wanted, &covers);
        let mut compared = Compared { gold: &gold.quotes, wanted, places, given, matches, right: Vec::new() };
        compared.right = (0..compared.wanted.len()).map(|at| compared.is_right(at)).collect();
        compared
    }

    fn quote(&self, at: usize) -> &'a GoldQuote {
        &self.gold[self.places[at]]
    }

    /// The quotes that have to be found.
    fn scored(&self) -> impl Iterator<Item = (usize, &'a GoldQuote)> + '_ {
        (0..self.wanted.len()).filter(|at| !self.wanted[*at].optional).map(|at| (at, self.quote(at)))
    }

    /// The quotes found that count.
    fn counted(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.given.len()).filter(|at| !self.matches.dropped[*at])
    }

    fn given_for(&self, wanted: usize) -> impl Iterator<Item = &'a Quote> + '_ {
        self.matches.of_wanted[wanted].iter().map(|at| self.given[*at])
    }

    /// The one that speaks for a gold quote: the first with a speaker.
    fn speaking(&self, wanted: usize) -> Option<&'a Quote> {
        let mut given = self.given_for(wanted);
        let named = self.given_for(wanted).find(|quote| name_of(quote.speaker.as_ref()).is_some());
        named.or_else(|| given.next())
    }

    fn is_right(&self, wanted: usize) -> (bool, bool) {
        let gold = self.quote(wanted);
        let given = self.speaking(wanted).and_then(|quote| name_of(quote.speaker.as_ref()));
        let (Some(name), Some(given)) = (gold.speaker.as_deref(), given) else { return (false, false) };
        let (name, given) = (NameWords::of(name), NameWords::of(given));
        (given.may_be(&name, is_body(&gold.named)), given.is(&name))
    }

    /// A quote found that hits one of an unknown speaker says nothing of speakers.
    fn speaker_counts(&self, found: usize) -> bool {
        let hits: Vec<usize> =
            self.matches.of_found[found].iter().copied().filter(|gold| !self.wanted[*gold].optional).collect();
        hits.is_empty() || hits.iter().any(|gold| self.quote(*gold).speaker.is_some())
    }
}

/// What was found, each stretch of words with its speaker once, outside of what is ignored.
fn distinct<'a>(gold: &GoldArticle, statements: &'a Statements, words: &TextWords) -> (Vec<&'a Quote>, Vec<Cover>) {
    let ignored = words.touched(&gold.ignored);
    let mut quotes: Vec<&Quote> = Vec::new();
    let mut covers: Vec<Cover> = Vec::new();
    for quote in &statements.quotes {
        let cover = words.touched(&quote.spans);
        let speaker = name_of(quote.speaker.as_ref());
        let known = covers
            .iter()
            .zip(&quotes)
            .any(|(other, before)| *other == cover && name_of(before.speaker.as_ref()) == speaker);
        let is_ignored = !ignored.is_empty() && cover.mostly_in(&ignored);
        if !cover.is_empty() && !known && !is_ignored {
            quotes.push(quote);
            covers.push(cover);
        }
    }
    (quotes, covers)
}
