//! Where the words stand: the index proposes, the words themselves decide.
//!
//! Words side by side are looked for exhaustively, by phrases over the words of quotes and over the
//! articles' text. Changed words are looked for among the quotes, and where no quote comes close
//! among the articles, that share the rarest words with the text.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::alignment::{Alignment, Form, Step, align, described_exact, may_be_close};
use super::asked::{Asked, AskedWord};
use super::printed::{Joint, PrintedWord, Within, marked_stretches, words_of_article, words_of_quote, words_of_turn};
use super::small_words::is_small;
use crate::engine::EngineError;
use crate::engine::archive::Opened;
use crate::engine::snippets::Stemmers;
use crate::index::{QuoteRequest, Request, Snapshot};
use crate::language::{Stemmer, stems_of};
use crate::model::{Article, ArticleId, Quote, QuoteKey, QuoteKind, SortOrder, Statements};
use crate::query::{
    Clause, Field, PHRASE_PARTS_MAX, Passage, Plan, QuoteClause, QuotePlan, StatementKind, Stem, TermPattern, Word,
};

/// Quotes, and articles, that hold the words and are looked at, the earliest first: more are counted.
pub(super) const READ_MAX: usize = 2_000;
/// Quotes that share words with the text and are compared with it.
const CANDIDATE_QUOTES: usize = 300;
/// Articles likewise.
const CANDIDATE_ARTICLES: usize = 100;
/// Distinct words of the text by which candidates are found.
const CANDIDATE_WORDS: usize = 64;

/// An article with what is said in it.
#[derive(Debug)]
pub(super) struct Kept {
    pub article: Article,
    pub statements: Statements,
}

/// Where words stand in an article; numbers are those of its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Spot {
    Quote(usize),
    Report(usize),
    /// Partly inside the marks of this quote.
    Partly(usize),
    Headline,
    /// Inside quotation marks that report nothing said.
    Marked,
    Text,
}

impl Spot {
    pub fn quote(self) -> Option<usize> {
        match self {
            Spot::Quote(ordinal) | Spot::Report(ordinal) | Spot::Partly(ordinal) => Some(ordinal),
            Spot::Headline | Spot::Marked | Spot::Text => None,
        }
    }
}

/// The words found in one place.
#[derive(Debug)]
pub(super) struct Found {
    pub kept: Arc<Kept>,
    pub spot: Spot,
    /// The words are the headline's; where that does not stand in the text, their spans are its own.
    pub in_headline: bool,
    pub verbatim: bool,
    /// The sequence that was compared; `alignment` has places in it.
    pub words: Vec<PrintedWord>,
    pub alignment: Alignment,
}

impl Found {
    pub fn quote(&self) -> Option<&Quote> {
        self.kept.statements.quotes.get(self.spot.quote()?)
    }
}

/// What was found, and what could not all be looked at.
#[derive(Default)]
pub(super) struct Findings {
    pub found: Vec<Found>,
    /// The closest of what is not close.
    pub nearest: Option<Found>,
    /// Which places were not looked at, when there were too many.
    pub notices: Vec<String>,
}

impl Findings {
    pub fn is_empty(&self) -> bool {
        self.found.is_empty() && self.nearest.is_none()
    }
}

pub(super) struct Finder<'a> {
    opened: &'a Opened,
    asked: &'a Asked,
    /// The articles that are looked at.
    within: &'a Clause,
    language: &'a str,
    stemmers: Stemmers,
    /// Of each language the asked words.
    forms: HashMap<String, Arc<Vec<Form>>>,
    read: HashMap<ArticleId, Option<Arc<Kept>>>,
    seen: HashSet<(ArticleId, Spot)>,
    findings: Findings,
}

impl<'a> Finder<'a> {
    pub fn new(opened: &'a Opened, asked: &'a Asked, within: &'a Clause) -> Finder<'a> {
        Finder {
            opened,
            asked,
            within,
            language: opened.summary.query_language(),
            stemmers: Stemmers::new(),
            forms: HashMap::new(),
            read: HashMap::new(),
            seen: HashSet::new(),
            findings: Findings::default(),
        }
    }

    /// Everything that holds the words or comes close; quotes of `speaker` are looked for by
    /// themselves, so that others who said the words do not hide them.
    pub fn find(mut self, speaker: Option<&QuoteClause>) -> Result<Findings, EngineError> {
        if let Some(by) = speaker {
            self.quotes_with_the_words(std::slice::from_ref(by))?;
            self.quotes_like_them(std::slice::from_ref(by))?;
        }
        self.quotes_with_the_words(&[])?;
        self.quotes_like_them(&[])?;
        self.articles_with_the_words()?;
        let is_quoted = |found: &Found| matches!(found.spot, Spot::Quote(_));
        if !self.findings.found.iter().any(is_quoted) {
            self.articles_like_them()?;
        }
        Ok(self.findings)
    }

    /// Quotes in which the words stand side by side, all of them.
    fn quotes_with_the_words(&mut self, also: &[QuoteClause]) -> Result<(), EngineError> {
        let passages = self.passages();
        let phrases: Vec<QuoteClause> = passages.iter().cloned().map(QuoteClause::Said).collect();
        let mut wanted = phrases.clone();
        wanted.extend(self.inside_marks(also));
        self.verify(QuoteClause::All(wanted), SortOrder::Oldest)?;
        // A quote of several paragraphs has empty places between them, which no phrase crosses.
        if self.asked.words.len() > 1 {
            let tokens: HashSet<&str> = self.asked.words.iter().map(|word| word.token.as_str()).collect();
            let mut tokens: Vec<&str> = tokens.into_iter().collect();
            tokens.sort_unstable_by_key(|token| (std::cmp::Reverse(token.len()), *token));
            let term = |token: &str| QuoteClause::Said(Passage::Term(TermPattern::Exact(token.to_string())));
            let mut wanted: Vec<QuoteClause> = tokens.into_iter().map(term).collect();
            wanted.extend(self.inside_marks(also));
            wanted.push(QuoteClause::Not(Box::new(QuoteClause::All(phrases))));
            self.verify(QuoteClause::All(wanted), SortOrder::Relevance)?;
        }
        Ok(())
    }

    fn verify(&mut self, root: QuoteClause, sort: SortOrder) -> Result<(), EngineError> {
        let plan = QuotePlan { root };
        let request = QuoteRequest { plan: &plan, sort, offset: 0, limit: READ_MAX };
        let ranked = self.opened.snapshot.quotes(&request)?;
        if ranked.total > READ_MAX as u64 {
            let (of, which) = match sort {
                SortOrder::Relevance => ("hold all the words apart", "likeliest"),
                _ => ("hold the words", "earliest"),
            };
            self.notice(format!("{} quotes {of}; the {READ_MAX} {which} were looked at", ranked.total));
        }
        for hit in &ranked.hits {
            self.exact_in_quote(hit.key)?;
        }
        Ok(())
    }

    fn exact_in_quote(&mut self, key: QuoteKey) -> Result<(), EngineError> {
        let spot = Spot::Quote(key.ordinal as usize);
        if self.seen.contains(&(key.article, spot)) {
            return Ok(());
        }
        let Some(kept) = self.kept(key.article)? else { return Ok(()) };
        let Some(quote) = kept.statements.quotes.get(key.ordinal as usize) else { return Ok(()) };
        let words = words_of_quote(&kept.article, quote, key.ordinal as usize);
        if let Some(places) = exact(self.asked, &words).into_iter().next() {
            self.seen.insert((key.article, spot));
            self.push_exact(kept.clone(), (spot, false), words, &places);
        }
        Ok(())
    }

    fn push_exact(
        &mut self,
        kept: Arc<Kept>,
        (spot, in_headline): (Spot, bool),
        words: Vec<PrintedWord>,
        places: &[usize],
    ) {
        let asked = self.asked_forms(&kept.article);
        let printed = self.printed_forms(&kept.article, &words);
        let alignment = described_exact(&asked, &printed, places);
        self.findings.found.push(Found { kept, spot, in_headline, verbatim: true, words, alignment });
    }

    /// Quotes that share the rarest words and come close.
    fn quotes_like_them(&mut self, also: &[QuoteClause]) -> Result<(), EngineError> {
        let any = self.rare_words().into_iter().map(QuoteClause::Word).collect();
        let phrases = self.passages().into_iter().map(QuoteClause::Said).collect();
        let mut wanted = vec![QuoteClause::Any(any), QuoteClause::Not(Box::new(QuoteClause::All(phrases)))];
        wanted.extend(self.inside_marks(also));
        let plan = QuotePlan { root: QuoteClause::All(wanted) };
        let request = QuoteRequest { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: CANDIDATE_QUOTES };
        for hit in self.opened.snapshot.quotes(&request)?.hits {
            let spot = Spot::Quote(hit.key.ordinal as usize);
            let Some(kept) = self.kept(hit.key.article)? else { continue };
            if self.seen.insert((hit.key.article, spot)) {
                let ordinal = hit.key.ordinal as usize;
                let words = words_of_turn(&kept.article, &kept.statements, ordinal);
                let begins_here = |places: &Vec<usize>| words[places[0]].within == Within::Quote(ordinal);
                match exact(self.asked, &words).into_iter().find(begins_here) {
                    Some(places) => self.push_exact(kept, (spot, false), words, &places),
                    // A saying of the next quote is found with that one.
                    None => self.compare(kept, words, false, |words, places| {
                        (words[places[0]].within == Within::Quote(ordinal)).then_some(spot)
                    }),
                }
            }
        }
        Ok(())
    }

    /// Articles in which the words stand side by side elsewhere than inside one quote.
    fn articles_with_the_words(&mut self) -> Result<(), EngineError> {
        let passages = self.passages().into_iter().map(|passage| Clause::Passage(Field::Text, passage));
        let plan = Plan { root: Clause::All(std::iter::once(self.within.clone()).chain(passages).collect()) };
        let request = Request { plan: &plan, sort: SortOrder::Oldest, offset: 0, limit: READ_MAX };
        let ranked = self.opened.snapshot.search(&request)?;
        if ranked.total > READ_MAX as u64 {
            self.notice(format!("{} articles hold the words; the {READ_MAX} earliest were looked at", ranked.total));
        }
        for hit in ranked.hits {
            let Some(kept) = self.kept(hit.id)? else { continue };
            let sequences = words_of_article(&kept.article, &kept.statements);
            for (is_headline, words) in [true, false].into_iter().zip(sequences) {
                for places in exact(self.asked, &words) {
                    let Some(spot) = spot(&kept.article, &words, &places, is_headline) else { continue };
                    if self.seen.insert((hit.id, spot)) {
                        self.push_exact(kept.clone(), (spot, is_headline), words.clone(), &places);
                    }
                }
            }
        }
        Ok(())
    }

    /// Articles that share the rarest words and come close outside their quotes.
    fn articles_like_them(&mut self) -> Result<(), EngineError> {
        let any = self.rare_words().into_iter().map(Clause::Word).collect();
        let plan = Plan { root: Clause::All(vec![self.within.clone(), Clause::Any(any)]) };
        let request = Request { plan: &plan, sort: SortOrder::Relevance, offset: 0, limit: CANDIDATE_ARTICLES };
        for hit in self.opened.snapshot.search(&request)?.hits {
            let Some(kept) = self.kept(hit.id)? else { continue };
            let sequences = words_of_article(&kept.article, &kept.statements);
            for (is_headline, words) in [true, false].into_iter().zip(sequences) {
                let article = kept.clone();
                self.compare(kept.clone(), outside_quotes(words), is_headline, |words, places| {
                    spot(&article.article, words, places, is_headline)
                });
            }
        }
        Ok(())
    }

    /// Aligns, and keeps what is close; of the rest the closest. `spot` tells where words at these
    /// places stand, or that they are none of this place's.
    fn compare(
        &mut self,
        kept: Arc<Kept>,
        words: Vec<PrintedWord>,
        in_headline: bool,
        spot: impl Fn(&[PrintedWord], &[usize]) -> Option<Spot>,
    ) {
        let asked = self.asked_forms(&kept.article);
        let printed = self.printed_forms(&kept.article, &words);
        if words.is_empty() || !may_be_close(&asked, &printed) {
            return;
        }
        let Some(alignment) = align(&asked, &printed) else { return };
        let paired = alignment.steps.iter().filter_map(|step| match *step {
            Step::Same { printed, .. } | Step::Near { printed, .. } | Step::PrintedMoved(printed) => Some(printed),
            _ => None,
        });
        let places: Vec<usize> = paired.collect();
        let Some(spot) = spot(&words, &places) else { return };
        let is_close = alignment.is_close(&asked, matches!(spot, Spot::Quote(_)));
        let id = kept.article.id;
        let found = Found { kept, spot, in_headline, verbatim: false, words, alignment };
        if is_close {
            if matches!(spot, Spot::Quote(_)) || self.seen.insert((id, spot)) {
                self.findings.found.push(found);
            }
        } else if self.findings.nearest.as_ref().is_none_or(|nearest| is_nearer(&found, nearest)) {
            self.findings.nearest = Some(found);
        }
    }

    fn notice(&mut self, sentence: String) {
        if !self.findings.notices.contains(&sentence) {
            self.findings.notices.push(sentence);
        }
    }

    /// The conditions beside the words: a quote with marks, in one of the articles.
    fn inside_marks(&self, also: &[QuoteClause]) -> Vec<QuoteClause> {
        let kinds = [QuoteKind::Direct, QuoteKind::Mixed].map(StatementKind::Quote).to_vec();
        let mut clauses = also.to_vec();
        clauses.push(QuoteClause::Kind(kinds));
        if *self.within != Clause::Everything {
            clauses.push(QuoteClause::Article(Box::new(self.within.clone())));
        }
        clauses
    }

    /// The words as phrases; a piece longer than a phrase may be is several.
    fn passages(&self) -> Vec<Passage> {
        let part = |at: usize| TermPattern::Exact(self.asked.words[at].token.clone());
        let passage = |range: &[usize]| match range {
            [only] => Passage::Term(part(*only)),
            several => Passage::Phrase { parts: several.iter().map(|at| part(*at)).collect(), slop: 0 },
        };
        let pieces = self.asked.pieces().into_iter().map(|piece| piece.collect::<Vec<usize>>());
        pieces.flat_map(|piece| piece.chunks(PHRASE_PARTS_MAX).map(passage).collect::<Vec<_>>()).collect()
    }

    /// The words by which candidates are found, inflections included: the content words, of very
    /// many the longest, for long words are rare.
    fn rare_words(&mut self) -> Vec<Word> {
        let has_content = self.asked.words.iter().any(|word| word.is_content);
        let words = self.asked.words.iter().filter(|word| word.is_content || !has_content);
        let mut words: Vec<&AskedWord> = words.collect();
        words
            .sort_by(|left, right| right.token.len().cmp(&left.token.len()).then_with(|| left.token.cmp(&right.token)));
        words.dedup_by(|left, right| left.token == right.token);
        words.truncate(CANDIDATE_WORDS);
        let language = self.language.to_string();
        let stemmer = self.stemmers.entry(language.clone()).or_insert_with(|| Stemmer::new(&language));
        let text = &self.asked.text;
        let mut stem = |word: &AskedWord| {
            let stemmer = stemmer.as_mut()?;
            Some(Stem { language: language.clone(), stem: stemmer.stem(&word.token, word.span.of(text)).into() })
        };
        words.into_iter().map(|word| Word { stem: stem(word), token: word.token.clone() }).collect()
    }

    fn kept(&mut self, id: ArticleId) -> Result<Option<Arc<Kept>>, EngineError> {
        if let Some(kept) = self.read.get(&id) {
            return Ok(kept.clone());
        }
        let kept = self.opened.snapshot.kept(id)?;
        let kept = kept.map(|(article, statements, _)| Arc::new(Kept { article, statements }));
        self.read.insert(id, kept.clone());
        Ok(kept)
    }

    fn asked_forms(&mut self, article: &Article) -> Arc<Vec<Form>> {
        let language = stems_of(article.language.as_deref()).to_string();
        if let Some(forms) = self.forms.get(&language) {
            return forms.clone();
        }
        let words = self.asked.words.iter().map(|word| (word.token.as_str(), word.after_gap));
        let forms = Arc::new(forms_of(&mut self.stemmers, &language, words));
        self.forms.insert(language, forms.clone());
        forms
    }

    fn printed_forms(&mut self, article: &Article, words: &[PrintedWord]) -> Vec<Form> {
        let words = words.iter().map(|word| (word.token.as_str(), word.after_mark || word.joint != Joint::Side));
        forms_of(&mut self.stemmers, stems_of(article.language.as_deref()), words)
    }
}

fn forms_of<'w>(stemmers: &mut Stemmers, language: &str, words: impl Iterator<Item = (&'w str, bool)>) -> Vec<Form> {
    let stemmer = stemmers.entry(language.to_string()).or_insert_with(|| Stemmer::new(language));
    words
        .map(|(token, is_loose)| Form {
            token: token.to_string(),
            is_small: is_small(token),
            stem: stemmer.as_mut().map_or(token, |stemmer| stemmer.stem(token, token)).to_string(),
            is_loose,
        })
        .collect()
}

/// More of the content words; then closer.
fn is_nearer(found: &Found, nearest: &Found) -> bool {
    let rank = |found: &Found| (found.alignment.content_share, found.alignment.closeness);
    rank(found) > rank(nearest)
}

/// Every place where the asked words stand side by side, the pieces between gaps one behind the
/// other: for each asked word the printed one. Places do not overlap.
fn exact(asked: &Asked, words: &[PrintedWord]) -> Vec<Vec<usize>> {
    let pieces = asked.pieces();
    let holds_at = |piece: &std::ops::Range<usize>, start: usize| {
        piece.clone().enumerate().all(|(step, at)| {
            words
                .get(start + step)
                .is_some_and(|word| word.token == asked.words[at].token && (step == 0 || word.joint != Joint::Parted))
        })
    };
    let mut found = Vec::new();
    let mut from = 0;
    while from + asked.words.len() <= words.len() {
        let mut places: Vec<usize> = Vec::with_capacity(asked.words.len());
        let mut next = from;
        for (number, piece) in pieces.iter().enumerate() {
            let starts = if number == 0 { next..next + 1 } else { next..words.len() };
            let Some(start) = starts.into_iter().find(|start| holds_at(piece, *start)) else { break };
            next = start + piece.len();
            places.extend(start..next);
        }
        let is_whole = places.len() == asked.words.len();
        from = if is_whole { next } else { from + 1 };
        found.extend(is_whole.then_some(places));
    }
    found
}

/// Where the words at `places` stand; `None` when that is inside one quote.
fn spot(article: &Article, words: &[PrintedWord], places: &[usize], is_headline: bool) -> Option<Spot> {
    let first = words.get(*places.first()?)?;
    if places.iter().all(|at| words[*at].within == first.within) {
        match first.within {
            Within::Quote(_) => return None,
            Within::Report(ordinal) => return Some(Spot::Report(ordinal)),
            Within::Text => {}
        }
    }
    let partly = places.iter().find_map(|at| match words[*at].within {
        Within::Quote(ordinal) => Some(ordinal),
        _ => None,
    });
    if let Some(ordinal) = partly {
        return Some(Spot::Partly(ordinal));
    }
    if is_headline {
        return Some(Spot::Headline);
    }
    let paragraph = article.body.iter().find(|paragraph| paragraph.contains(first.span))?;
    let stretches = marked_stretches(&article.text, *paragraph);
    let is_marked = |at: &usize| stretches.iter().any(|stretch| stretch.contains(words[*at].span));
    Some(if places.iter().all(is_marked) { Spot::Marked } else { Spot::Text })
}

/// The words that no quote holds; where some are left out, the next is parted from the last.
fn outside_quotes(words: Vec<PrintedWord>) -> Vec<PrintedWord> {
    let mut is_cut = false;
    let keep = |mut word: PrintedWord| {
        if matches!(word.within, Within::Quote(_)) {
            is_cut = true;
            return None;
        }
        if std::mem::take(&mut is_cut) {
            word.joint = Joint::Parted;
        }
        Some(word)
    };
    words.into_iter().filter_map(keep).collect()
}
