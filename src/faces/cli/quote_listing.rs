//! Quotes as people read them: the words in their marks, who said them and how that is known,
//! when, and every place where they stand.
//!
//! A [`QuoteAnswer`] comes in, text goes out. Certainty, kind and polarity stand in words: nothing
//! is told by colour alone.

use std::path::Path;

use super::layout::Flow;
use super::listing::{clipped, date, file_link, origin, printed_corrections};
use super::said::SaidWords;
use super::terminal::{FAINT, PLAIN, STRONG, Terminal};
use super::words;
use crate::engine::{QuoteAnswer, QuoteHit, QuotePlace, title};
use crate::faces::sanitize;
use crate::faces::wire_quote_answer::quote_facet_name;
use crate::model::{Article, Certainty, LitSaid, Polarity, Published, Said, Speaker, SpeakerKind, Spoken};

/// Characters of the headline, or of the first sentence that stands in for one.
const TITLE_CHARS_MAX: usize = 120;
/// Other places of a quote that are listed; the rest is counted.
const PLACES_MAX: usize = 4;

/// The hits, and the facets asked for.
pub fn hits(out: &mut String, terminal: Terminal, corpus: &Path, answer: &QuoteAnswer) {
    let rank_last = answer.hits.last().map_or(1, |hit| hit.rank);
    let rank_columns = rank_last.to_string().len();
    for hit in &answer.hits {
        one_hit(out, terminal, corpus, hit, rank_columns);
        out.push('\n');
    }
    let facets = answer.facets.iter().map(|(field, buckets)| (quote_facet_name(*field), buckets.as_slice()));
    super::listing::facets(out, terminal, facets);
}

fn one_hit(out: &mut String, terminal: Terminal, corpus: &Path, hit: &QuoteHit, rank_columns: usize) {
    let indent = rank_columns + 2;
    let Some((place, others)) = hit.places.split_first() else { return };
    let article = &place.article;
    let mut flow = Flow::new(terminal);
    let rank = format!("{:>rank_columns$}\u{A0}", hit.rank).replace(' ', "\u{A0}");
    flow.push(&rank, FAINT).push(" ", PLAIN);
    flow.push(&date(article.published.as_ref()), PLAIN).push("\u{A0} ", PLAIN);
    SaidWords::of_said(article, &place.said).push_to(&mut flow);
    flow.write(out, 0, indent);

    let mut flow = Flow::new(terminal);
    speaker(&mut flow, place.said.said.speaker(), hit.person.as_deref(), &hit.choices);
    for part in facts(article, &place.said.said) {
        flow.push(" · ", FAINT).push(&part, PLAIN);
    }
    if !place.named.is_empty() {
        flow.push(&format!(" · names {}", place.named.join(", ")), PLAIN);
    }
    flow.write(out, indent, indent);

    if let Some(title) = title(article).filter(|title| !repeats(article, title, &place.said.said)) {
        Flow::new(terminal).push(&clipped(title, TITLE_CHARS_MAX), PLAIN).write(out, indent, indent);
    }
    origin(terminal, corpus, article).write(out, indent, indent);
    printed_corrections(out, terminal, article, indent);
    if !others.is_empty() {
        also(terminal, corpus, place, others).write(out, indent, indent + 2);
    }
}

/// Whether a first sentence that stands in for a headline is what was quoted.
fn repeats(article: &Article, title: &str, said: &Said) -> bool {
    article.headline.is_none() && said.spans().iter().any(|span| title.contains(span.of(&article.text)))
}

/// `Edda Voss (here Voss), leader of the opposition`
fn speaker(flow: &mut Flow, speaker: Option<&Speaker>, person: Option<&str>, choices: &[String]) {
    let Some(speaker) = speaker else {
        flow.push("speaker unknown", FAINT);
        return;
    };
    let shown = person.unwrap_or(&speaker.name);
    flow.push(shown, STRONG);
    if shown != speaker.name {
        flow.push(&format!(" (here {})", speaker.name), FAINT);
    }
    if !choices.is_empty() {
        flow.push(&format!(" (may be {})", choices.join(" or ")), FAINT);
    }
    if let Some(role) = &speaker.role {
        flow.push(&format!(", {role}"), PLAIN);
    }
}

/// A quote beneath a hit of articles: its words, and who said them.
pub fn beneath(terminal: Terminal, article: &Article, said: &LitSaid) -> Flow {
    let mut flow = Flow::new(terminal);
    SaidWords::of_said(article, said).push_to(&mut flow);
    flow.push(" — ", FAINT);
    speaker(&mut flow, said.said.speaker(), None, &[]);
    for part in facts(article, &said.said) {
        flow.push(" · ", FAINT).push(&part, FAINT);
    }
    flow
}

/// A quote or silence beneath the name of its speaker: its day and words, how it is known, where it
/// stands besides in so many places.
pub fn of_speaker(out: &mut String, terminal: Terminal, place: &QuotePlace, others: usize, indent: usize) {
    let article = &place.article;
    let mut flow = Flow::new(terminal);
    flow.push(&date(article.published.as_ref()), PLAIN).push("\u{A0} ", PLAIN);
    SaidWords::of_said(article, &place.said).push_to(&mut flow);
    flow.write(out, indent, indent + 2);
    let mut flow = Flow::new(terminal);
    for part in facts(article, &place.said.said) {
        flow.push(&part, FAINT).push(" · ", FAINT);
    }
    if let Some(headline) = &article.headline {
        flow.push(&clipped(&headline.words, TITLE_CHARS_MAX), FAINT).push(" · ", FAINT);
    }
    flow.push(&article.origin.place(), FAINT);
    if others > 0 {
        flow.push(&format!(" and {} more", words::number(others as u64)), FAINT);
    }
    flow.write(out, indent + 2, indent + 2);
}

/// By which words it was reported, what it is, how sure that is, when.
fn facts(article: &Article, said: &Said) -> Vec<String> {
    let cue = said.cue().map_or("no cue", |cue| cue.of(&article.text));
    let mut facts = vec![cue.to_string(), said.kind_word().to_string(), certainty(said.certainty(), said.speaker())];
    if let Some(quote) = said.quote() {
        facts.extend(polarity(quote.polarity).map(str::to_string));
        facts.extend(quote.told_to.as_ref().map(|told| format!("told to {told}")));
        facts.extend(quote.via.as_ref().map(|via| format!("via {via}")));
        facts.extend(quote.translated.then(|| "translated".to_string()));
    }
    facts.extend(said.is_corrected().then(|| "corrected".to_string()));
    facts.extend(both_days(said.spoken(), article.published.as_ref()));
    facts
}

/// Of somebody unnamed there is nothing to be certain of.
fn certainty(certainty: Certainty, speaker: Option<&Speaker>) -> String {
    match speaker {
        Some(Speaker { kind: SpeakerKind::Unnamed, .. }) => format!("unnamed, {}", certainty.word()),
        _ => certainty.word().to_string(),
    }
}

/// What is not affirmed, so that nobody takes it for said.
fn polarity(polarity: Polarity) -> Option<&'static str> {
    match polarity {
        Polarity::Affirmed => None,
        Polarity::Denied => Some("denied by the speaker"),
        Polarity::Negated => Some("not said"),
        Polarity::Hypothetical => Some("hypothetical"),
        Polarity::Questioned => Some("questioned"),
    }
}

/// `said 2024-06-14, printed 2024-06-17`, where the two differ.
fn both_days(spoken: Option<&Spoken>, published: Option<&Published>) -> Option<String> {
    let spoken = spoken?;
    let Some(published) = published else { return Some(format!("said {}", spoken.label())) };
    (spoken.period != published.period).then(|| format!("said {}, printed {}", spoken.label(), published.label()))
}

/// The other places, the earliest first, each with its speaker where that is another.
fn also(terminal: Terminal, corpus: &Path, first: &QuotePlace, others: &[QuotePlace]) -> Flow {
    let name = |place: &QuotePlace| place.said.said.speaker().map(|speaker| speaker.name.clone());
    let mut flow = Flow::new(terminal);
    flow.push("also in ", FAINT);
    for (number, place) in others.iter().take(PLACES_MAX).enumerate() {
        flow.push(if number == 0 { "" } else { "; " }, FAINT);
        let article = &place.article;
        let day = article.published.as_ref().map_or_else(|| "no date".to_string(), Published::label);
        let outlet = article.publisher.as_ref().map(|outlet| format!("{outlet} ")).unwrap_or_default();
        flow.push(&format!("{day} {outlet}"), FAINT);
        flow.push_link(&article.origin.place(), FAINT, file_link(corpus, &article.origin.entry));
        if name(place) != name(first) {
            let speaker = name(place).unwrap_or_else(|| "speaker unknown".to_string());
            flow.push(&format!(" ({speaker})"), FAINT);
        }
    }
    if others.len() > PLACES_MAX {
        flow.push(&format!("; and {} more", words::number((others.len() - PLACES_MAX) as u64)), FAINT);
    }
    flow
}

/// What was repaired and how the query was understood; stands above the hits.
pub fn preface(out: &mut String, terminal: Terminal, answer: &QuoteAnswer, explain: bool) {
    super::listing::notes(out, terminal, &answer.notices, explain.then_some(&answer.understood));
    if answer.total > 0 {
        return;
    }
    let understood = sanitize::line(&answer.understood);
    let mut flow = Flow::new(terminal);
    match understood.is_empty() {
        true => flow.push("The archive holds no quote.", STRONG),
        false => flow.push("No quote matches", STRONG).push(&format!(" {understood}"), PLAIN),
    };
    flow.write(out, 0, 2);
    if let Some(some) = answer.any_instead {
        let verb = if some == 1 { "holds" } else { "hold" };
        let some = format!("{} {verb} some of the words (--any lists them).", words::count(some, "quote"));
        Flow::new(terminal).push(&some, PLAIN).write(out, 0, 2);
    }
    out.push('\n');
}
