//! What the article reports as said: an article in, reports out.
//!
//! Paragraph by paragraph, sentence by sentence: quotations with the words that report them
//! (`direct`), then clauses without marks (`clause`). Whom the words belong to is asked later.

mod clause;
mod complement;
mod direct;
mod extent;
mod silences;
mod subject;
mod transcript;

#[cfg(test)]
mod tests;

pub(super) use self::silences::silences;

use super::report::{Report, Sayer};
use super::scan::{Kind, Page, Quoted};
use super::tables::class as is;
use crate::model::{Article, Polarity, QuoteKind, Span};

/// In the order of their first spans; no two share a word.
pub(super) fn reports(article: &Article, pages: &[Page<'_>]) -> Vec<Report> {
    let mut found = Vec::new();
    let labels = transcript::Labels::of(article);
    let mut carried = None;
    for page in pages {
        if let Some(report) = labels.turn(&article.text, page.paragraph) {
            found.push(report);
            carried = None;
            continue;
        }
        let mut finder = Finder::new(page, &mut found, carried);
        finder.find();
        carried = finder.carried;
    }
    found.sort_by_key(|report| report.spans[0].start);
    apart(found)
}

/// Reports that share words: the first one keeps them.
fn apart(found: Vec<Report>) -> Vec<Report> {
    let mut kept: Vec<Report> = Vec::with_capacity(found.len());
    for report in found {
        let end = kept.last().and_then(|before| before.spans.last()).map_or(0, |span| span.end);
        if report.spans[0].start >= end {
            kept.push(report);
        }
    }
    kept
}

/// Works on one paragraph.
struct Finder<'a, 'f> {
    page: &'f Page<'a>,
    out: &'f mut Vec<Report>,
    /// Report of a quotation that the paragraph before left open.
    carried: Option<usize>,
    /// By quotation: it has been told whose it is.
    taken: Vec<bool>,
    /// By token: a cue that reports a quotation already.
    used: Vec<bool>,
    /// The sayer of the last report in the sentence.
    last_sayer: Option<(usize, usize)>,
    first_out: usize,
    sentence: Sentence,
}

/// What is asked of a sentence once for each of its reports, and told once.
#[derive(Clone, Copy, Debug, Default)]
struct Sentence {
    /// The classes of all its words outside quotations.
    classes: u32,
    /// Its first `according` outside quotations.
    according: Option<usize>,
    /// Ends with `?`, outside quotations.
    asks: bool,
    quotes: bool,
}

impl Sentence {
    fn of(page: &Page<'_>, (from, to): (usize, usize)) -> Sentence {
        let mut sentence = Sentence::default();
        let mut stop = None;
        for (at, tok) in page.toks.iter().enumerate().take(to).skip(from) {
            if tok.kind == Kind::Stop {
                stop = Some(at);
            }
            if tok.quoted {
                sentence.quotes = true;
                continue;
            }
            sentence.classes |= tok.class;
            if tok.has(is::ACCORDING) {
                sentence.according = sentence.according.or(Some(at));
            }
        }
        sentence.asks = stop.is_some_and(|at| !page.toks[at].quoted && page.word(at) == "?");
        sentence
    }

    /// Whether anything can be said in it.
    fn may_report(&self) -> bool {
        self.quotes || self.classes & (is::ANY_CUE | is::ACCORDING) != 0
    }
}

/// A report found: tokens of the sayer and of the cue.
#[derive(Clone, Copy, Debug)]
struct Attributed {
    sayer: Option<(usize, usize)>,
    cue: (usize, usize),
    told: Option<(usize, usize)>,
    /// Where the report ends.
    end: usize,
}

impl<'a, 'f> Finder<'a, 'f> {
    fn new(page: &'f Page<'a>, out: &'f mut Vec<Report>, carried: Option<usize>) -> Finder<'a, 'f> {
        let (taken, used) = (vec![false; page.quoted.len()], vec![false; page.toks.len()]);
        let first_out = out.len();
        Finder { page, out, carried, taken, used, last_sayer: None, first_out, sentence: Sentence::default() }
    }

    fn find(&mut self) {
        let begins_open = self.page.toks.first().is_some_and(|tok| tok.kind == Kind::Open && tok.quoted);
        if let Some(report) = self.carried.take().filter(|_| begins_open) {
            self.carry_on(report);
        }
        for at in 0..self.page.sentences.len() {
            let (from, to) = self.page.sentences[at];
            self.sentence = Sentence::of(self.page, (from, to));
            if !self.sentence.may_report() {
                continue;
            }
            self.last_sayer = None;
            self.quotations(from, to);
            self.clauses(from, to);
        }
        if self.page.open_end && self.carried.is_none() {
            let last = self.page.quoted.len() - 1;
            let start = self.page.toks[self.page.quoted[last].open].end;
            self.carried = self
                .out
                .iter()
                .enumerate()
                .skip(self.first_out)
                .find(|(_, report)| report.spans.iter().any(|span| span.start >= start && span.start < start + 4))
                .map(|(at, _)| at);
        }
    }

    /// The quotation that the paragraph before left open goes on. One with a `Hill said` of its
    /// own is a quote of its own; the one before is Hill's as well when nobody else was named.
    fn carry_on(&mut self, report: usize) {
        let quoted = self.page.quoted[0];
        if let Some(found) = self.tail(quoted, self.page.toks.len()) {
            let before = &mut self.out[report];
            if before.sayer == Sayer::Absent && before.cue.is_none() {
                let sayer = found.sayer.map(|(from, to)| self.page.span(from, to));
                before.sayer = sayer.map_or(Sayer::Absent, Sayer::Phrase);
            }
            return;
        }
        let span = self.page.content(quoted);
        self.out[report].spans.extend(span);
        self.taken[0] = true;
        if self.page.open_end && self.page.quoted.len() == 1 {
            self.carried = Some(report);
        }
    }

    fn words(&self, quoted: Quoted) -> usize {
        let end = quoted.close.min(self.page.toks.len());
        self.page.toks[quoted.open..end].iter().filter(|tok| tok.is_word()).count()
    }

    fn push(&mut self, kind: QuoteKind, spans: Vec<Span>, attributed: Option<Attributed>, sentence: (usize, usize)) {
        if spans.is_empty() {
            return;
        }
        let span = |(from, to): (usize, usize)| self.page.span(from, to);
        let brackets = spans.iter().flat_map(|part| brackets(self.page.text, *part)).collect();
        let sayer = attributed.and_then(|found| found.sayer).filter(|(from, to)| from < to);
        let report = Report {
            kind,
            spans,
            brackets,
            cue: attributed.map(|found| span(found.cue)),
            polarity: attributed.map_or(Polarity::Affirmed, |found| self.polarity(&found)),
            translated: self.sentence.classes & is::TRANSLATED != 0,
            sayer: sayer.map_or(Sayer::Absent, |sayer| Sayer::Phrase(span(sayer))),
            told_to: attributed.and_then(|found| found.told).map(span),
            via: attributed.and_then(|found| self.via(&found, sentence)).map(span),
            sentence: span(sentence),
        };
        if let Some(found) = attributed {
            self.used[found.cue.0..found.cue.1].iter_mut().for_each(|used| *used = true);
            self.last_sayer = found.sayer.or(self.last_sayer);
        }
        self.out.push(report);
    }

    /// From the words of the verb group and the end of the sentence.
    fn polarity(&self, found: &Attributed) -> Polarity {
        let cue = found.cue;
        let group = self.group_start(cue.0);
        let toks = &self.page.toks;
        if toks[group..cue.0].iter().any(|tok| tok.has(is::NEGATION)) {
            return Polarity::Negated;
        }
        if toks[cue.0..cue.1].iter().any(|tok| tok.has(is::DENIAL)) {
            return Polarity::Denied;
        }
        if self.sentence.asks {
            return Polarity::Questioned;
        }
        let before = found.sayer.and_then(|(start, _)| start.checked_sub(1));
        if before
            .is_some_and(|at| matches!(self.page.word(at), "if" | "If" | "unless" | "Unless" | "whether" | "Whether"))
        {
            return Polarity::Hypothetical;
        }
        let modal = toks[group..cue.0].iter().any(|tok| tok.has(is::MODAL));
        let would = (group..cue.0)
            .any(|at| matches!(self.page.word(at), "would" | "could" | "might" | "may" | "should" | "will"));
        if modal && would { Polarity::Hypothetical } else { Polarity::Affirmed }
    }

    /// `according to Tass` beside a report of somebody else's.
    fn via(&self, found: &Attributed, sentence: (usize, usize)) -> Option<(usize, usize)> {
        let through = |at: usize| {
            self.page.toks[at].has(is::ACCORDING)
                && !self.page.toks[at].quoted
                && self.page.word(at + 1) == "to"
                && at != found.cue.0
        };
        let first = self.sentence.according?;
        let at = (first..sentence.1.saturating_sub(2)).find(|at| through(*at))?;
        let mut end = self.phrase_after(at + 2, sentence.1)?;
        if let Some(main) = self.after_opening(at + 2, sentence.1).filter(|_| at < found.cue.0) {
            end = end.min(main - 1);
        }
        (at + 2 < end && !self.is_translated((at, end))).then_some((at + 2, end))
    }

    fn is_translated(&self, sentence: (usize, usize)) -> bool {
        (sentence.0..sentence.1).any(|at| self.page.toks[at].has(is::TRANSLATED) && !self.page.toks[at].quoted)
    }

    /// The first word of the verb group that ends before `verb`: auxiliaries, adverbs, negation.
    fn group_start(&self, verb: usize) -> usize {
        let mut at = verb;
        while at > 0 {
            let tok = self.page.toks[at - 1];
            let word = self.page.word(at - 1);
            // `Hill on Tuesday said`
            let day = tok.has(is::TIME) && tok.cap && at >= 2 && self.page.word(at - 2) == "on";
            if day && at < verb + 1 && !tok.quoted {
                at -= 2;
                continue;
            }
            // `Will` and `May` are names as well.
            let is_group = tok.has(is::AUXILIARY | is::NEGATION | is::MODAL) && !tok.cap
                || (tok.has(is::ADVERB) && !tok.has(is::TIME | is::SUBORDINATOR))
                || (tok.kind == Kind::Word && !tok.cap && word.ends_with("ly") && word.len() > 4 && word != "family");
            if !is_group || tok.quoted {
                break;
            }
            at -= 1;
        }
        at
    }
}

/// `[…]` inside a quotation, brackets included.
fn brackets(text: &str, span: Span) -> Vec<Span> {
    let words = span.of(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = words[from..].find('[').map(|at| from + at)
        && let Some(close) = words[open..].find(']').map(|at| open + at)
    {
        from = close + 1;
        found.push(Span::new(span.start + open, span.start + from));
    }
    found
}
