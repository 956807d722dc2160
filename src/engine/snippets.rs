//! Why an article is in the answer: its best sentences, with the words that matched lit.
//!
//! Works on the article's own text and the query's positive leaves, whatever store found the
//! article. Phrases are lit as phrases, the operands of NEAR and WITHIN only where they stand
//! together, patterns and inflections by the tokens they hold of; excluded words never.

use std::collections::HashMap;

use crate::index::said_words;
use crate::language::{Stemmer, Token, sentences, stems_of, tokens};
use crate::model::{Article, Quote, Snippet, Span};
use crate::query::spans::Stretch;
use crate::query::{Counted, Field, HEADLINE_GAP, Leaf, Passage, TermPattern, Unit, Word};

/// Windows shown of one article at most.
const WINDOWS_MAX: usize = 3;
/// Sentences in one window at most.
const SENTENCES_MAX: usize = 3;
/// A window grows by whole sentences up to this length.
const WINDOW_BYTES: usize = 280;
/// A window shorter than this takes the next sentence in.
const SHORT_BYTES: usize = 60;
/// A single sentence longer than this is cut around its lit words.
const SENTENCE_BYTES_MAX: usize = 420;
/// Pairs of one NEAR that are lit at most.
const PAIRS_MAX: usize = 2_000;

/// The lit headline, and up to three windows of the body in the order of the text.
pub struct Lit {
    pub headline: Option<Snippet>,
    pub snippets: Vec<Snippet>,
    /// Every lit place of the body, in the order of the text, with the number of its leaf.
    pub places: Vec<(usize, Span)>,
}

/// By language; kept from hit to hit, for articles on one subject share their words.
pub type Stemmers = HashMap<String, Option<Stemmer>>;

/// Lights the leaves in the article.
pub fn light(article: &Article, leaves: &[Leaf], stemmers: &mut Stemmers) -> Lit {
    let text = MainText::of(article);
    let mut lights: Vec<Light> = Vec::new();
    for (leaf, one) in leaves.iter().enumerate() {
        if one.field == Field::Text || one.field == Field::Headline {
            for stretch in text.lit_stretches(one, article, stemmers) {
                lights.extend(text.span_of(stretch).map(|(in_headline, span)| Light { leaf, in_headline, span }));
            }
        }
    }
    let headline = article.headline.as_ref().map(|headline| Snippet {
        span: headline.span,
        text: headline.words.clone(),
        highlights: joined(lights.iter().filter(|light| light.in_headline).map(|light| light.span).collect()),
    });
    lights.retain(|light| !light.in_headline);
    lights.sort_unstable_by_key(|light| light.span);
    let mut snippets = related_snippets(article, leaves, stemmers);
    snippets.extend(windows(article, &text, &lights));
    snippets.truncate(WINDOWS_MAX);
    let places = lights.into_iter().map(|light| (light.leaf, light.span)).collect();
    Lit { headline, snippets, places }
}

/// The places of the article's text where a quote's own words are what the leaves look for: in
/// quotes and, for words that may stand anywhere, in the text. Ascending and disjoint.
pub fn light_said(article: &Article, quote: &Quote, leaves: &[Leaf], stemmers: &mut Stemmers) -> Vec<Span> {
    let mut text = MainText { words: Vec::new(), sentences: Vec::new() };
    said_words(article, quote, |position, token, span| {
        let token = Token { text: token.to_string(), span };
        text.words.push(Placed { token, position, in_headline: false, sentence: 0, paragraph: 0 });
    });
    let mut lit = Vec::new();
    for leaf in leaves.iter().filter(|leaf| matches!(leaf.field, Field::Said | Field::Text)) {
        for stretch in text.lit_stretches(leaf, article, stemmers) {
            let Some((_, whole)) = text.span_of(stretch) else { continue };
            // A phrase may go on behind the report that breaks the quote, which is not lit.
            let parts = quote.spans.iter().filter(|span| span.overlaps(whole));
            lit.extend(parts.map(|span| Span::new(span.start.max(whole.start), span.end.min(whole.end))));
        }
    }
    joined(lit)
}

/// One lit place: for which leaf, and where (in the headline's words or in the article's text).
struct Light {
    leaf: usize,
    in_headline: bool,
    span: Span,
}

/// Headline and body as one sequence of tokens, as the index has them.
struct MainText {
    words: Vec<Placed>,
    /// Sentences of the body, as spans of the article's text, and the paragraph of each.
    sentences: Vec<(Span, usize)>,
}

struct Placed {
    token: Token,
    position: u32,
    in_headline: bool,
    sentence: usize,
    paragraph: usize,
}

impl MainText {
    fn of(article: &Article) -> MainText {
        let mut text = MainText { words: Vec::new(), sentences: Vec::new() };
        let mut position = 0;
        if let Some(headline) = &article.headline {
            for token in tokens(&headline.words) {
                text.words.push(Placed {
                    token,
                    position,
                    in_headline: true,
                    sentence: usize::MAX,
                    paragraph: usize::MAX,
                });
                position += 1;
            }
            if position > 0 {
                position += HEADLINE_GAP;
            }
        }
        for (paragraph, range) in article.searched().enumerate() {
            let words = range.of(&article.text);
            let first_sentence = text.sentences.len();
            let found = sentences(words);
            let shifted = |span: Span| Span::new(span.start + range.start, span.end + range.start);
            text.sentences.extend(found.into_iter().map(|span| (shifted(span), paragraph)));
            let mut sentence = first_sentence;
            for mut token in tokens(words) {
                token.span = shifted(token.span);
                while text.sentences.get(sentence + 1).is_some_and(|(next, _)| next.start <= token.span.start) {
                    sentence += 1;
                }
                text.words.push(Placed { token, position, in_headline: false, sentence, paragraph });
                position += 1;
            }
        }
        text
    }

    fn lit_stretches(&self, leaf: &Leaf, article: &Article, stemmers: &mut Stemmers) -> Vec<Stretch> {
        let mut stretches = match &leaf.what {
            Counted::Word(word) => self.word(word, article, stemmers),
            Counted::Passage(passage) => self.passage(passage).into_iter().flat_map(|found| found.lit).collect(),
        };
        if leaf.field == Field::Headline {
            stretches.retain(|stretch| self.word_at(stretch.start).is_some_and(|word| word.in_headline));
        }
        stretches.sort_unstable();
        stretches.dedup();
        stretches
    }

    fn word(&self, word: &Word, article: &Article, stemmers: &mut Stemmers) -> Vec<Stretch> {
        let stem = word.stem.as_ref().filter(|stem| stems_of(article.language.as_deref()) == stem.language);
        let mut stemmer = stem.and_then(|stem| {
            let stemmer = stemmers.entry(stem.language.clone()).or_insert_with(|| Stemmer::new(&stem.language));
            stemmer.as_mut().map(|stemmer| (stem, stemmer))
        });
        let headline = article.headline.as_ref().map_or("", |headline| headline.words.as_str());
        let mut holds = |placed: &Placed| {
            let (token, text) = (&placed.token, if placed.in_headline { headline } else { &article.text });
            token.text == word.token
                || stemmer
                    .as_mut()
                    .is_some_and(|(stem, stemmer)| stemmer.stem(&token.text, token.span.of(text)) == stem.stem)
        };
        let found = self.words.iter().filter(|placed| holds(placed));
        found.map(|placed| Stretch::at(placed.position)).collect()
    }

    fn word_at(&self, position: u32) -> Option<&Placed> {
        self.words.binary_search_by_key(&position, |word| word.position).ok().map(|at| &self.words[at])
    }

    /// The stretch as bytes: of the headline's words, or of the article's text.
    fn span_of(&self, stretch: Stretch) -> Option<(bool, Span)> {
        let first = self.word_at(stretch.start)?;
        let last = self.word_at(stretch.end - 1)?;
        Some((first.in_headline, Span::new(first.token.span.start, last.token.span.end)))
    }

    fn pattern(&self, pattern: &TermPattern) -> Vec<u32> {
        let mut matcher = pattern.matcher();
        let found = self.words.iter().filter(|placed| matcher.matches(&placed.token.text));
        found.map(|placed| placed.position).collect()
    }

    fn passage(&self, passage: &Passage) -> Vec<Found> {
        match passage {
            Passage::Term(pattern) => {
                self.pattern(pattern).into_iter().map(|position| Found::one(Stretch::at(position))).collect()
            }
            Passage::Phrase { parts, slop } => {
                let positions: Vec<Vec<u32>> = parts.iter().map(|part| self.pattern(part)).collect();
                if *slop == 0 {
                    return crate::query::spans::phrase(&positions).into_iter().map(Found::one).collect();
                }
                crate::query::spans::loose_windows(&positions, *slop)
                    .into_iter()
                    .map(|mut places| {
                        places.sort_unstable();
                        let (first, last) = (places[0], places[places.len() - 1]);
                        let stretch = Stretch { start: first, end: last + 1 };
                        Found { stretch, lit: places.into_iter().map(Stretch::at).collect() }
                    })
                    .collect()
            }
            Passage::Any(choices) => choices.iter().flat_map(|choice| self.passage(choice)).collect(),
            Passage::Near { left, right, words, ordered } => {
                let gap = words.saturating_sub(1);
                pairs(&self.passage(left), &self.passage(right), |left, right| {
                    let after =
                        |first: Stretch, second: Stretch| second.start >= first.end && second.start - first.end <= gap;
                    after(left, right) || !ordered && after(right, left)
                })
            }
            Passage::Within { unit, left, right } => pairs(&self.passage(left), &self.passage(right), |left, right| {
                let disjoint = left.end <= right.start || right.end <= left.start;
                let cover = Stretch { start: left.start.min(right.start), end: left.end.max(right.end) };
                disjoint && self.in_one(*unit, cover)
            }),
        }
    }

    fn in_one(&self, unit: Unit, stretch: Stretch) -> bool {
        let (Some(first), Some(last)) = (self.word_at(stretch.start), self.word_at(stretch.end - 1)) else {
            return false;
        };
        match unit {
            Unit::Sentence => first.sentence == last.sentence,
            Unit::Paragraph => first.paragraph == last.paragraph,
        }
    }
}

/// One match of a passage and the words of it to light.
#[derive(Clone)]
struct Found {
    stretch: Stretch,
    lit: Vec<Stretch>,
}

impl Found {
    fn one(stretch: Stretch) -> Found {
        Found { stretch, lit: vec![stretch] }
    }
}

fn pairs(left: &[Found], right: &[Found], together: impl Fn(Stretch, Stretch) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    for one in left {
        for other in right {
            if together(one.stretch, other.stretch) {
                let start = one.stretch.start.min(other.stretch.start);
                let end = one.stretch.end.max(other.stretch.end);
                let lit = one.lit.iter().chain(&other.lit).copied().collect();
                found.push(Found { stretch: Stretch { start, end }, lit });
                if found.len() >= PAIRS_MAX {
                    return found;
                }
            }
        }
    }
    found
}

/// The related headlines that a `related:` leaf holds of.
fn related_snippets(article: &Article, leaves: &[Leaf], stemmers: &mut Stemmers) -> Vec<Snippet> {
    let wanted: Vec<&Leaf> = leaves.iter().filter(|leaf| leaf.field == Field::Related).collect();
    let mut snippets = Vec::new();
    for span in article.related.iter().filter(|_| !wanted.is_empty()) {
        let line = span.of(&article.text);
        let words = tokens(line).into_iter().enumerate().map(|(position, token)| Placed {
            token,
            position: position as u32,
            in_headline: false,
            sentence: 0,
            paragraph: 0,
        });
        let text = MainText { words: words.collect(), sentences: Vec::new() };
        let mut highlights = Vec::new();
        for leaf in &wanted {
            for stretch in text.lit_stretches(leaf, article, stemmers) {
                highlights.extend(text.span_of(stretch).map(|(_, span)| span));
            }
        }
        if !highlights.is_empty() {
            snippets.push(Snippet { span: Some(*span), text: line.to_string(), highlights: joined(highlights) });
        }
    }
    snippets
}

/// The windows that show the most different leaves, each adding at least one, in text order.
fn windows(article: &Article, text: &MainText, lights: &[Light]) -> Vec<Snippet> {
    let mut windows: Vec<Span> = Vec::new();
    let mut shown: Vec<usize> = Vec::new();
    while windows.len() < WINDOWS_MAX {
        let Some((window, leaves)) = best_window(text, lights, &shown, &windows) else { break };
        shown.extend(leaves);
        windows.push(window);
    }
    if windows.is_empty() {
        windows.extend(opening(article, text));
    }
    windows.sort_unstable();
    windows.into_iter().map(|window| snippet(article, window, lights)).collect()
}

/// What speaks for a window, the weightiest first: leaves it shows that no other does, fewer
/// sentences, more lit places. Of equals the earlier window is taken.
type Merit = (usize, std::cmp::Reverse<usize>, usize);

/// The run of one to three sentences of a paragraph with the greatest merit, and the leaves it
/// shows. `lights` in the order of the text.
fn best_window(text: &MainText, lights: &[Light], shown: &[usize], taken: &[Span]) -> Option<(Span, Vec<usize>)> {
    let mut best: Option<(Merit, usize, Span, Vec<usize>)> = None;
    for (first, (start, paragraph)) in text.sentences.iter().enumerate() {
        for (more, (span, other)) in text.sentences[first..].iter().take(SENTENCES_MAX).enumerate() {
            let window = Span::new(start.start, span.end);
            let too_long = more > 0 && window.len() > WINDOW_BYTES;
            if other != paragraph || too_long || taken.iter().any(|taken| taken.overlaps(window)) {
                break;
            }
            let inside = begun_in(lights, window);
            let mut leaves: Vec<usize> = inside.iter().map(|light| light.leaf).collect();
            leaves.sort_unstable();
            leaves.dedup();
            leaves.retain(|leaf| !shown.contains(leaf));
            let merit = (leaves.len(), std::cmp::Reverse(more), inside.len());
            if !leaves.is_empty() && best.as_ref().is_none_or(|(other, ..)| merit > *other) {
                best = Some((merit, first + more, window, leaves));
            }
        }
    }
    best.map(|(_, last, window, leaves)| (grown(text, window, last, taken), leaves))
}

/// The lights that begin in the window.
fn begun_in(lights: &[Light], window: Span) -> &[Light] {
    let from = lights.partition_point(|light| light.span.start < window.start);
    let to = lights.partition_point(|light| light.span.start < window.end);
    &lights[from..to]
}

/// A window of few words with the sentence behind it, for the sense.
fn grown(text: &MainText, window: Span, last: usize, taken: &[Span]) -> Span {
    let (Some((_, paragraph)), Some((next, other))) = (text.sentences.get(last), text.sentences.get(last + 1)) else {
        return window;
    };
    let longer = Span::new(window.start, next.end);
    let fits = window.len() < SHORT_BYTES && longer.len() <= WINDOW_BYTES && paragraph == other;
    if fits && !taken.iter().any(|taken| taken.overlaps(longer)) { longer } else { window }
}

/// The first sentences, for an article in whose body nothing is lit. An article without headline
/// shows its first sentence in the headline's place: the window begins behind it.
fn opening(article: &Article, text: &MainText) -> Option<Span> {
    let skip = usize::from(article.headline.is_none());
    let (first, paragraph) = *text.sentences.get(skip)?;
    let mut end = first.end;
    for (span, other) in text.sentences[skip..].iter().take(SENTENCES_MAX) {
        if *other != paragraph || span.end - first.start > WINDOW_BYTES {
            break;
        }
        end = span.end;
    }
    Some(Span::new(first.start, end))
}

fn snippet(article: &Article, window: Span, lights: &[Light]) -> Snippet {
    let inside: Vec<Span> = begun_in(lights, window).iter().map(|light| light.span).collect();
    let window = cut(&article.text, window, inside.first().copied());
    let highlights = inside
        .into_iter()
        .filter(|span| window.overlaps(*span))
        .map(|span| Span::new(span.start.max(window.start) - window.start, span.end.min(window.end) - window.start));
    let highlights = joined(highlights.collect());
    Snippet { span: Some(window), text: window.of(&article.text).to_string(), highlights }
}

/// A window that is too long, cut at word borders so that its first lit place stands in the
/// first third.
fn cut(text: &str, window: Span, lit: Option<Span>) -> Span {
    if window.len() <= SENTENCE_BYTES_MAX {
        return window;
    }
    let lit = lit.unwrap_or(Span::new(window.start, window.start));
    let wanted = lit.start.saturating_sub(WINDOW_BYTES / 3).max(window.start);
    let mut start = ceil_border(text, wanted);
    if start > window.start {
        let to_word = text[start..lit.start].find(char::is_whitespace);
        start += to_word.map_or(0, |at| at + 1);
        while !text.is_char_boundary(start) {
            start += 1;
        }
    }
    let mut end = ceil_border(text, (start + WINDOW_BYTES).max(lit.end)).min(window.end);
    if end < window.end {
        end = text[lit.end.max(start)..end].rfind(char::is_whitespace).map_or(end, |at| lit.end.max(start) + at);
    }
    Span::new(start, end.max(start))
}

fn ceil_border(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Sorted, overlapping ones made one.
pub fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}
