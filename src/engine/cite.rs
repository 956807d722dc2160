//! Citations: from the bytes of a file to the words, wherever the file lies now.
//!
//! The manifest knows the digest of every file; one that is not there may be remembered as the
//! bytes that a file had before, with a digest of what was said in it. So it can be told whether
//! cited words still stand in a text that has changed, though nothing of the old text is kept.

use std::collections::BTreeSet;

use super::archive::Opened;
use super::corrections::{Corrections, Named};
use super::ingest::{kept_failed, manifest_path};
use super::kept::{Kept, Replaced, words_digest};
use super::{Engine, EngineError, EntryNote, Shown};
use crate::crawl::Manifest;
use crate::index::local::LocalSnapshot;
use crate::index::{Snapshot, StoreError};
use crate::model::{Article, ArticleId, AskedCite, Cite, Day, EntryPath, Span};

/// Places named when a citation fits several.
const NAMED_MAX: usize = 10;

/// What a citation leads to.
#[derive(Clone, Debug)]
pub struct Cited {
    pub shown: Shown,
    /// The citation in full, as it is now.
    pub cite: Cite,
    pub standing: CiteStanding,
    /// Other places of the same bytes.
    pub copies: Vec<String>,
}

/// How the article of now stands to what was cited. `Cited::cite` has a span where the words are
/// known to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CiteStanding {
    /// The very bytes.
    AsCited,
    /// The file has changed since, the article's text has not.
    SameText { since: Option<Day> },
    /// The text has changed since, the cited words stand in it as they were.
    WordsStand { since: Option<Day> },
    /// The text has changed since, and the cited words stand in it no more.
    WordsGone { since: Option<Day> },
    /// The text has changed since, and what was cited is not known.
    WordsUnknown { since: Option<Day> },
    /// The bytes are those cited, but the place is none of this text.
    NoSuchPlace,
}

impl Engine {
    /// The article whose bytes are cited; when the index holds them no more, the one that has
    /// taken their place.
    ///
    /// # Errors
    /// No such bytes, now or before; a shortened digest that fits several.
    pub fn cited(&self, asked: &AskedCite) -> Result<Cited, EngineError> {
        let opened = self.open()?;
        let manifest = self.manifest_of(&opened)?;
        let mut found = of_bytes(&opened.snapshot, manifest.as_ref(), asked)?;
        found.retain(|article| asked.record.is_none() || article.origin.record == asked.record);
        let mut places: Vec<String> = found.iter().map(|article| article.origin.place()).collect();
        // The same bytes in several files are one citation; other bytes, or records, are several.
        let one = |article: &Article| (article.origin.digest, article.origin.record.clone());
        if found.windows(2).any(|pair| one(&pair[0]) != one(&pair[1])) {
            let count = found.len() as u64;
            places.truncate(NAMED_MAX);
            return Err(EngineError::Ambiguous { asked: asked.to_string(), count, among: places });
        }
        if found.is_empty() {
            return self.cited_before(&opened, &manifest, asked);
        }
        let article = found.swap_remove(0);
        let span = asked.span.filter(|span| article.text.get(span.start..span.end).is_some());
        let standing = if span == asked.span { CiteStanding::AsCited } else { CiteStanding::NoSuchPlace };
        let cite = Cite { span, ..Cite::article(&article) };
        Ok(Cited { shown: self.shown(&opened, article)?, cite, standing, copies: places.split_off(1) })
    }

    /// The manifest of the generation in force; none after a crash, and then every article is
    /// looked at.
    fn manifest_of(&self, opened: &Opened) -> Result<Option<Manifest>, EngineError> {
        let manifest = Manifest::load(&manifest_path(&opened.folder.store())).ok();
        Ok(manifest.filter(|manifest| manifest.generation == opened.snapshot.generation()))
    }

    /// What became of the article that had these bytes before.
    fn cited_before(
        &self,
        opened: &Opened,
        manifest: &Option<Manifest>,
        asked: &AskedCite,
    ) -> Result<Cited, EngineError> {
        let kept = Kept::read(&self.settings().index).map_err(kept_failed)?;
        let missing = |gone| EngineError::NotCited { cite: asked.to_string(), gone };
        // The last time that these bytes were somewhere.
        let Some(at) = kept.replaced.iter().rposition(|replaced| fits(asked, &replaced.digest)) else {
            return Err(missing(None));
        };
        let replaced = &kept.replaced[at];
        let later = || kept.replaced[at..].iter().filter(|later| later.entry == replaced.entry);
        let entry = manifest.as_ref().and_then(|manifest| {
            let mut held = manifest.records().filter(|(_, record)| record.is_held()).map(|(path, _)| path);
            held.find(|path| path.to_string() == replaced.entry).cloned()
        });
        let entry = entry.unwrap_or_else(|| EntryPath::new(replaced.entry.as_bytes()));
        let mut found = articles_of(&opened.snapshot, &entry)?;
        found.retain(|article| article.origin.record == asked.record);
        let Some(article) = found.pop() else {
            let day = later().next_back().unwrap_or(replaced).day.parse().ok();
            return Err(missing(day.map(|day| (replaced.entry.clone(), day))));
        };
        let changed = later().find_map(|replaced| {
            let text = replaced.texts.iter().find(|text| text.record == asked.record)?;
            Some((replaced, text))
        });
        let (standing, span) = match changed {
            None => (CiteStanding::SameText { since: replaced.day.parse().ok() }, asked.span),
            Some((replaced, text)) => {
                let cited = asked
                    .span
                    .and_then(|span| text.said.iter().find(|(start, end, _)| (*start, *end) == (span.start, span.end)));
                standing_of(&article, replaced, cited)
            }
        };
        let span = span.filter(|span| article.text.get(span.start..span.end).is_some());
        let cite = Cite { span, ..Cite::article(&article) };
        Ok(Cited { shown: self.shown(opened, article)?, cite, standing, copies: Vec::new() })
    }
}

fn standing_of(
    article: &Article,
    replaced: &Replaced,
    cited: Option<&(usize, usize, String)>,
) -> (CiteStanding, Option<Span>) {
    let since = replaced.day.parse().ok();
    let Some((start, end, digest)) = cited else { return (CiteStanding::WordsUnknown { since }, None) };
    match find_digest(&article.text, end - start, digest) {
        Some(span) => (CiteStanding::WordsStand { since }, Some(span)),
        None => (CiteStanding::WordsGone { since }, None),
    }
}

/// The first stretch of so many bytes that has the digest.
fn find_digest(text: &str, length: usize, digest: &str) -> Option<Span> {
    let starts = text.char_indices().map(|(at, _)| at);
    let mut windows = starts.filter_map(|at| Some((at, text.get(at..at.checked_add(length)?)?)));
    windows.find(|(_, words)| words_digest(words) == digest).map(|(at, words)| Span::new(at, at + words.len()))
}

fn fits(asked: &AskedCite, digest: &str) -> bool {
    format!("sha256:{digest}").parse::<Cite>().is_ok_and(|cite| asked.fits(&cite.digest))
}

/// The articles whose entry has a digest that begins as asked, whatever their record.
fn of_bytes(
    snapshot: &LocalSnapshot,
    manifest: Option<&Manifest>,
    asked: &AskedCite,
) -> Result<Vec<Article>, StoreError> {
    let mut found = Vec::new();
    match manifest {
        Some(manifest) => {
            let fitting = |digest: &Option<[u8; 32]>| digest.is_some_and(|digest| asked.fits(&digest));
            for (path, _) in manifest.records().filter(|(_, record)| fitting(&record.digest)) {
                found.extend(articles_of(snapshot, path)?);
            }
        }
        None => snapshot.each_article(|article, _| {
            if asked.fits(&article.origin.digest) {
                found.push(article);
            }
        })?,
    }
    // A file that was read in part holds articles of the bytes before as well.
    found.retain(|article| asked.fits(&article.origin.digest));
    Ok(found)
}

/// The articles at a place: all of an entry, or the record after `#`.
pub(super) fn at_path(snapshot: &LocalSnapshot, asked: &str) -> Result<Vec<Article>, EngineError> {
    let of = |path: &str| articles_of(snapshot, &EntryPath::new(path.strip_prefix("./").unwrap_or(path).as_bytes()));
    let mut found = of(asked)?;
    // A record's key may itself hold a `#`, and so may a file's name: every border is tried.
    for (at, _) in asked.match_indices('#') {
        let (entry, record) = (&asked[..at], &asked[at + 1..]);
        found.extend(of(entry)?.into_iter().filter(|article| article.origin.record.as_deref() == Some(record)));
    }
    Ok(found)
}

fn articles_of(snapshot: &LocalSnapshot, entry: &EntryPath) -> Result<Vec<Article>, StoreError> {
    let mut articles = Vec::new();
    for id in snapshot.articles_of(entry)? {
        articles.extend(snapshot.article(id)?);
    }
    Ok(articles)
}

/// The articles that an entry of the corrections names.
pub(super) fn named_by(
    snapshot: &LocalSnapshot,
    manifest: &Manifest,
    named: &Named,
) -> Result<Vec<Article>, EngineError> {
    match named {
        Named::Path(path) => at_path(snapshot, path),
        Named::Cite(cite) => {
            let mut found = of_bytes(snapshot, Some(manifest), cite)?;
            found.retain(|article| cite.record.is_none() || article.origin.record == cite.record);
            Ok(found)
        }
    }
}

/// The corrections that meet nothing, and why; and every article that one of them names.
pub(super) fn hold(
    corrections: &Corrections,
    snapshot: &LocalSnapshot,
    manifest: &Manifest,
    kept: &Kept,
) -> Result<(Vec<EntryNote>, BTreeSet<ArticleId>), EngineError> {
    let (mut unmet, mut named) = (Vec::new(), BTreeSet::new());
    for (number, entry) in corrections.entries().iter().enumerate() {
        let articles = named_by(snapshot, manifest, &entry.article)?;
        named.extend(articles.iter().map(|article| article.id));
        let mut reason = articles.is_empty().then(|| unknown(&entry.article, kept));
        let mut met = false;
        for mut article in articles {
            let (_, applied) = corrections.applied(&mut article);
            for applied in applied.into_iter().filter(|applied| applied.entry == number) {
                met |= applied.failed.is_none();
                reason = reason.or(applied.failed);
            }
        }
        if let (false, Some(reason)) = (met, reason) {
            unmet.push(EntryNote { place: format!("{}, {}", corrections.file, entry.place), reason });
        }
    }
    Ok((unmet, named))
}

fn unknown(named: &Named, kept: &Kept) -> String {
    match named {
        Named::Path(path) => format!("no article is called {path}"),
        Named::Cite(cite) => match kept.replaced.iter().rfind(|replaced| fits(cite, &replaced.digest)) {
            Some(replaced) if replaced.gone => {
                format!("{}, which is cited, has left the corpus ({})", replaced.entry, replaced.day)
            }
            Some(replaced) => format!(
                "{}, which is cited, has changed since ({}): cite it as it is now, as `onrecord show --explain` does",
                replaced.entry, replaced.day
            ),
            None => "no article with these bytes is in the index".to_string(),
        },
    }
}
