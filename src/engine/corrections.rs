//! What the user has put right: quotes, attributions and days, entry by entry.
//!
//! Entries that a face has read come in; an article's statements, made by the rules and then put
//! right, go out. Applied where statements are made, at the ingest, so that counts, filters and
//! facets are as exact as without corrections. The article keeps what it told itself, and an entry
//! that is taken away leaves no trace.

use std::collections::HashMap;

use crate::model::{
    Article, AsRead, AskedCite, Certainty, Evidence, Period, Polarity, Precision, Published, QuoteKind, Rule, Said,
    Silence, Span, Speaker, SpeakerKind, Spoken, Statements,
};
use crate::quotes;

/// The entries of one file.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// As it is shown.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal digits; empty when there is no file.
    pub digest: String,
    entries: Vec<Correction>,
    by_path: HashMap<String, Vec<usize>>,
    by_digest: HashMap<[u8; 4], Vec<usize>>,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Where it stands in its file: `entry 3 (line 17)`.
    pub place: String,
    pub article: Named,
    /// The first words of the quote, where no span names it.
    pub words: Option<String>,
    pub fix: Fix,
    pub because: Option<String>,
    pub by: Option<String>,
}

/// How an entry names its article.
#[derive(Clone, Debug)]
pub enum Named {
    Cite(AskedCite),
    /// A path in the corpus, or `path#record`.
    Path(String),
}

/// What is to be otherwise.
#[derive(Clone, Debug, Default)]
pub struct Fix {
    pub withdraw: Option<Withdrawn>,
    pub speaker: Option<String>,
    pub speaker_kind: Option<SpeakerKind>,
    pub role: Option<String>,
    pub kind: Option<QuoteKind>,
    pub polarity: Option<Polarity>,
    pub spoken: Option<(Period, Precision)>,
    pub published: Option<(Period, Precision)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawn {
    /// The quote or silence as a whole.
    Quote,
    Speaker,
    Spoken,
    /// The article's day.
    Published,
}

impl Fix {
    /// Whether it is about something said, and not about the article's day alone.
    pub fn is_of_a_quote(&self) -> bool {
        matches!(self.withdraw, Some(Withdrawn::Quote | Withdrawn::Speaker | Withdrawn::Spoken))
            || self.speaker.is_some()
            || self.speaker_kind.is_some()
            || self.role.is_some()
            || self.kind.is_some()
            || self.polarity.is_some()
            || self.spoken.is_some()
    }

    pub fn is_of_the_day(&self) -> bool {
        self.published.is_some() || self.withdraw == Some(Withdrawn::Published)
    }
}

/// What came of one entry at one article.
#[derive(Clone, Debug)]
pub(super) struct Applied {
    pub entry: usize,
    /// The words it was about, before; `None` when it is about the article's day.
    pub before: Option<Said>,
    /// Why it could not be applied.
    pub failed: Option<String>,
}

impl Corrections {
    pub fn new(file: String, digest: String, entries: Vec<Correction>) -> Corrections {
        let (mut by_path, mut by_digest): (HashMap<_, Vec<_>>, HashMap<_, Vec<_>>) = Default::default();
        for (number, entry) in entries.iter().enumerate() {
            match &entry.article {
                Named::Cite(cite) => by_digest.entry(cite.first_bytes()).or_default().push(number),
                Named::Path(path) => {
                    by_path.entry(path.strip_prefix("./").unwrap_or(path).to_string()).or_default().push(number)
                }
            }
        }
        Corrections { file, digest, entries, by_path, by_digest }
    }

    pub fn entries(&self) -> &[Correction] {
        &self.entries
    }

    /// What is said in the article, by the rules and then by the user; the article's own day is
    /// put right, or back to what it was read as.
    pub(super) fn statements(&self, article: &mut Article) -> Statements {
        self.applied(article).0
    }

    /// The same, and what came of every entry that names the article.
    pub(super) fn applied(&self, article: &mut Article) -> (Statements, Vec<Applied>) {
        if let Some(as_read) = article.as_read.take() {
            article.published = as_read.published;
        }
        let naming = self.naming(article);
        let mut applied = Vec::new();
        for entry in naming.iter().copied().filter(|entry| self.entries[*entry].fix.is_of_the_day()) {
            change_day(article, &self.entries[entry].fix);
            applied.push(Applied { entry, before: None, failed: None });
        }
        // The days on which things were said follow from the article's.
        let statements = quotes::statements(article);
        if naming.iter().all(|entry| !self.entries[*entry].fix.is_of_a_quote()) {
            return (statements, applied);
        }
        let quotes = statements.quotes.into_iter().map(Said::Quote);
        let mut all: Vec<Said> = quotes.chain(statements.silences.into_iter().map(Said::Silence)).collect();
        let as_made = all.clone();
        let mut withdrawn = vec![false; all.len()];
        for entry in naming.into_iter().filter(|entry| self.entries[*entry].fix.is_of_a_quote()) {
            let correction = &self.entries[entry];
            let met = target(article, correction, &as_made);
            let outcome = met.and_then(|at| {
                withdrawn[at] |= correction.fix.withdraw == Some(Withdrawn::Quote);
                change(&mut all[at], &correction.fix)?;
                Ok(as_made[at].clone())
            });
            applied.push(match outcome {
                Ok(before) => Applied { entry, before: Some(before), failed: None },
                Err(reason) => Applied { entry, before: None, failed: Some(reason) },
            });
        }
        let mut statements = Statements::default();
        for said in all.into_iter().zip(withdrawn).filter(|(_, withdrawn)| !withdrawn).map(|(said, _)| said) {
            match said {
                Said::Quote(quote) => statements.quotes.push(quote),
                Said::Silence(silence) => statements.silences.push(silence),
            }
        }
        (statements, applied)
    }

    /// The entries that name the article, in their order.
    fn naming(&self, article: &Article) -> Vec<usize> {
        if self.entries.is_empty() {
            return Vec::new();
        }
        let origin = &article.origin;
        let mut naming = Vec::new();
        let [a, b, c, d, ..] = origin.digest;
        for entry in self.by_digest.get(&[a, b, c, d]).into_iter().flatten() {
            if let Named::Cite(cite) = &self.entries[*entry].article
                && cite.fits(&origin.digest)
                && (cite.record.is_none() || cite.record == origin.record)
            {
                naming.push(*entry);
            }
        }
        let entry_path = origin.entry.to_string();
        naming.extend(self.by_path.get(&entry_path).into_iter().flatten());
        if origin.record.is_some() {
            naming.extend(self.by_path.get(&origin.place()).into_iter().flatten());
        }
        naming.sort_unstable();
        naming.dedup();
        naming
    }
}

fn change_day(article: &mut Article, fix: &Fix) {
    let before = article.published.take();
    article.published = fix.published.map(|(period, precision)| Published {
        period,
        precision,
        evidence: Evidence::Correction,
        time: None,
        utc_day: false,
        suspicion: None,
    });
    if article.as_read.is_none() {
        article.as_read = Some(AsRead { published: before });
    }
}

/// Which quote or silence the entry is about.
fn target(article: &Article, correction: &Correction, all: &[Said]) -> Result<usize, String> {
    let span = match &correction.article {
        Named::Cite(AskedCite { span, .. }) => *span,
        Named::Path(_) => None,
    };
    if let Some(span) = span {
        return at_span(span, all).ok_or_else(|| "no quote stands there".to_string());
    }
    let words = folded(correction.words.as_deref().unwrap_or_default());
    let begins: Vec<usize> =
        (0..all.len()).filter(|at| folded(&words_of(article, &all[*at])).starts_with(&words)).collect();
    match begins[..] {
        [only] => Ok(only),
        [] => Err("no quote of the article begins with these words".to_string()),
        _ => Err(format!("{} quotes begin with these words: write more of them, or the quote's cite", begins.len())),
    }
}

/// The quote of these borders, else the one that shares most of the span: other rules may draw the
/// borders otherwise. Less than half in common is another quote.
fn at_span(span: Span, all: &[Said]) -> Option<usize> {
    let likeness = |said: &Said| {
        let extent = said.extent();
        let common = extent.end.min(span.end).saturating_sub(extent.start.max(span.start));
        let together = extent.end.max(span.end) - extent.start.min(span.start);
        (common * 2 > together).then_some((common, std::cmp::Reverse(together)))
    };
    let alike = all.iter().enumerate().filter_map(|(at, said)| Some((likeness(said)?, at)));
    alike.max_by_key(|(likeness, at)| (*likeness, std::cmp::Reverse(*at))).map(|(_, at)| at)
}

fn words_of(article: &Article, said: &Said) -> String {
    match said {
        Said::Quote(quote) => quote.spans.iter().map(|span| span.of(&article.text)).collect::<Vec<_>>().join(" "),
        Said::Silence(silence) => silence.span.of(&article.text).to_string(),
    }
}

/// Letters and digits with one space between words: how somebody copies words depends neither on
/// lines nor on marks.
fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn change(said: &mut Said, fix: &Fix) -> Result<(), String> {
    match said {
        Said::Quote(quote) => {
            let at = quote.extent().start;
            change_speaker((&mut quote.speaker, &mut quote.certainty, &mut quote.rule), fix)?;
            quote.kind = fix.kind.unwrap_or(quote.kind);
            quote.polarity = fix.polarity.unwrap_or(quote.polarity);
            change_spoken(&mut quote.spoken, fix, at);
            quote.corrected = true;
        }
        Said::Silence(silence) => {
            if fix.kind.is_some() || fix.polarity.is_some() {
                return Err("it is a silence, which has neither kind nor polarity".to_string());
            }
            let Silence { speaker, certainty, rule, .. } = silence;
            change_speaker((speaker, certainty, rule), fix)?;
            change_spoken(&mut silence.spoken, fix, silence.span.start);
            silence.corrected = true;
        }
    }
    Ok(())
}

fn change_speaker(
    (speaker, certainty, rule): (&mut Option<Speaker>, &mut Certainty, &mut Rule),
    fix: &Fix,
) -> Result<(), String> {
    if fix.withdraw == Some(Withdrawn::Speaker) {
        (*speaker, *certainty, *rule) = (None, Certainty::Inferred, Rule::Correction);
        return Ok(());
    }
    if let Some(name) = &fix.speaker {
        let same = speaker.take().filter(|before| before.name == *name);
        let kind = same.as_ref().map_or(SpeakerKind::Person, |before| before.kind);
        *speaker = Some(Speaker { name: name.clone(), kind, role: same.and_then(|before| before.role) });
    } else if fix.speaker_kind.is_none() && fix.role.is_none() {
        return Ok(());
    }
    let Some(speaker) = speaker else {
        return Err("nobody is known to have said it: the entry has to name the speaker too".to_string());
    };
    speaker.kind = fix.speaker_kind.unwrap_or(speaker.kind);
    if fix.role.is_some() {
        speaker.role.clone_from(&fix.role);
    }
    // The user knows it, whatever the article has.
    (*certainty, *rule) = (Certainty::Stated, Rule::Correction);
    Ok(())
}

fn change_spoken(spoken: &mut Option<Spoken>, fix: &Fix, at: usize) {
    if fix.withdraw == Some(Withdrawn::Spoken) {
        *spoken = None;
    }
    if let Some((period, precision)) = fix.spoken {
        *spoken = Some(Spoken { period, precision, evidence: Span::new(at, at) });
    }
}
