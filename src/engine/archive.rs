//! The archive as it stands: opened for reading, shown, checked, and made to forget.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::cite::{at_path, hold};
use super::corrections::Applied;
use super::ingest::{FORGOTTEN, io, kept_failed, manifest_failed, manifest_path};
use super::kept::Kept;
use super::summary::Summary;
use super::{CheckReport, CorrectionShown, Engine, EngineError, EntryNote, Forgotten, Made, People, Shown, Status};
use crate::crawl::{Manifest, Outcome, Record};
use crate::index::local::{self, Folder, LocalSnapshot, LocalStore};
use crate::index::{Change, Request, Snapshot, Store, StoreError};
use crate::model::{Article, ArticleId, Day, EntryPath, FacetField, Period, SortOrder};
use crate::query::{Clause, DateRelation, DateState, DateTest, Plan};

/// Articles named when a name fits several.
const NAMED_MAX: usize = 10;

/// One generation of the index, open for questions.
pub(super) struct Opened {
    pub folder: Folder,
    pub snapshot: LocalSnapshot,
    pub summary: Summary,
    /// Sentences about the state of the index that every answer should carry.
    pub notices: Vec<String>,
    /// Who is one person; made at the first question that asks for a name.
    pub people: Mutex<Option<Arc<People>>>,
}

impl Engine {
    /// Whether there is an index that can be asked. One of an older format cannot: it is built
    /// again by `ingest`.
    ///
    /// # Errors
    /// A folder that is not ours, or an index of a newer program.
    pub fn is_built(&self) -> Result<bool, EngineError> {
        match Folder::open(&self.settings().index) {
            // Between making the folder and the first commit there is nothing to ask.
            Ok(folder) if !LocalStore::exists(&folder.store()) => Ok(false),
            Ok(_) => {
                // Kept for the question that follows: opening is a good part of a cold search.
                let built = self.open()?.snapshot.generation() > 0;
                if !built {
                    self.forget_open();
                }
                Ok(built)
            }
            Err(StoreError::Missing { .. } | StoreError::Older { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// The generation that questions are answered from: opened once, until the next ingest.
    pub(super) fn open(&self) -> Result<Arc<Opened>, EngineError> {
        let mut opened = self.opened.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(opened) = &*opened {
            return Ok(opened.clone());
        }
        let folder = Folder::open(&self.settings().index)?;
        let snapshot = LocalStore::open_read_only(&folder.store())?.snapshot()?;
        let summary =
            Summary::read(&folder.store()).map_err(io("reading the summary of the index"))?.unwrap_or_default();
        let mut notices = Vec::new();
        if summary.generation != snapshot.generation() || !summary.complete {
            notices.push("the last indexing did not come to its end: run `onrecord index` to go on".to_string());
        }
        let corrections = &self.settings().corrections;
        if summary.corrections != corrections.digest {
            notices.push(format!(
                "{} has changed since the last indexing: run `onrecord index` to apply it",
                if corrections.file.is_empty() { "corrections.toml" } else { &corrections.file }
            ));
        }
        let new = Arc::new(Opened { folder, snapshot, summary, notices, people: Mutex::default() });
        *opened = Some(new.clone());
        Ok(new)
    }

    /// Lets go of the generation read so far.
    pub(super) fn forget_open(&self) {
        *self.opened.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = None;
    }

    /// An article by its id, by its place (`elections/day-one.txt`, `dump.jsonl#17`), or by the
    /// entry's path when that holds one article alone.
    ///
    /// # Errors
    /// No article of that name, or several.
    pub fn show(&self, asked: &str) -> Result<Shown, EngineError> {
        let opened = self.open()?;
        let article = opened.find_one(asked, &self.settings().corpus)?;
        self.shown(&opened, article)
    }

    /// The article with what belongs to it.
    pub(super) fn shown(&self, opened: &Opened, article: Article) -> Result<Shown, EngineError> {
        let kept = Kept::read(&self.settings().index).map_err(kept_failed)?;
        let statements = opened.snapshot.statements(article.id)?.unwrap_or_default();
        let corrections = self.corrections_of(opened, &article);
        Ok(Shown { first_seen: kept.first_seen(article.id), article, statements, corrections })
    }

    /// The corrections that the article carries, when the index was made with those of now.
    fn corrections_of(&self, opened: &Opened, article: &Article) -> Vec<CorrectionShown> {
        let corrections = &self.settings().corrections;
        if opened.summary.corrections != corrections.digest {
            return Vec::new();
        }
        let (_, applied) = corrections.applied(&mut article.clone());
        let done = applied.into_iter().filter(|applied| applied.failed.is_none());
        let shown = done.map(|Applied { entry, before, .. }| {
            let entry = &corrections.entries()[entry];
            CorrectionShown {
                place: format!("{}, {}", corrections.file, entry.place),
                before,
                withdrawn: entry.fix.withdraw,
                because: entry.because.clone(),
                by: entry.by.clone(),
            }
        });
        shown.collect()
    }

    pub fn status(&self) -> Result<Status, EngineError> {
        let settings = self.settings();
        let opened = self.open()?;
        let manifest = Manifest::load(&manifest_path(&opened.folder.store())).unwrap_or_default();
        let notes = |wanted: fn(&Outcome) -> Option<&String>| -> Vec<EntryNote> {
            let records = manifest.records();
            let chosen = records.filter_map(|(path, record)| Some((path, wanted(&record.outcome)?)));
            chosen.map(|(path, reason)| EntryNote { place: path.to_string(), reason: reason.clone() }).collect()
        };
        let count = |state| opened.snapshot.count(&Plan { root: Clause::Dated(state) });
        let everything = Plan { root: Clause::Everything };
        let kept = Kept::read(&settings.index).map_err(kept_failed)?;
        let (unmet, _) = hold(&settings.corrections, &opened.snapshot, &manifest, &kept)?;
        Ok(Status {
            corrections: settings.corrections.entries().len() as u64,
            corrections_applied: opened.summary.corrections == settings.corrections.digest,
            unmet,
            index: settings.index.clone(),
            corpus: settings.corpus.clone(),
            made: opened.made(settings.today),
            index_bytes: opened.folder.bytes(),
            corpus_bytes: opened.summary.corpus_bytes,
            entries: opened.summary.entries,
            refused: notes(|outcome| if let Outcome::Refused(reason) = outcome { Some(reason) } else { None }),
            failed: notes(|outcome| if let Outcome::Failed(reason) = outcome { Some(reason) } else { None }),
            days: opened.days()?,
            undated: count(DateState::None)?,
            suspect: count(DateState::Suspect)?,
            languages: opened.snapshot.facets(&everything, FacetField::Language)?,
            publishers: opened.snapshot.facets(&everything, FacetField::Publisher)?,
            printed_again: opened.snapshot.stories()?.count(),
            printings: opened.snapshot.stories()?.printings(),
            forgotten: kept.forgotten_count(),
            writer: local::writer(&settings.index),
            format: local::FORMAT,
        })
    }

    /// Reads every file of the index against its checksum, counts, and holds manifest and index
    /// against each other.
    pub fn check(&self) -> Result<CheckReport, EngineError> {
        let opened = self.open()?;
        let store = LocalStore::open_read_only(&opened.folder.store())?;
        let mut report = CheckReport { files: store.file_count(), ..CheckReport::default() };
        for name in store.damaged_files()? {
            report.problems.push(format!("{name} is damaged: delete the index and build it again"));
        }
        report.articles = opened.snapshot.article_count();
        let mut read = 0;
        let mut entries: std::collections::HashMap<EntryPath, u64> = std::collections::HashMap::new();
        let scanned = opened.snapshot.each_article(|article, _| {
            read += 1;
            *entries.entry(article.origin.entry).or_default() += 1;
        });
        if let Err(error) = scanned {
            report.problems.push(error.to_string());
        }
        if read != report.articles {
            report.problems.push(format!("{} articles are counted and {read} can be read", report.articles));
        }
        report.entries = entries.len() as u64;
        if let Some(doubt) = opened.snapshot.doubts_of_copies()? {
            report.problems.push(format!("{doubt}: the next `onrecord index` makes it again"));
        }
        match Manifest::load(&manifest_path(&opened.folder.store())) {
            Err(error) => report.problems.push(format!("{error}: the next `onrecord index` makes it again")),
            Ok(manifest) => compare(&manifest, &opened, &entries, &mut report.problems),
        }
        Ok(report)
    }

    /// Removes the named articles, their copies under other names, and everything of their text from the index's files, and keeps
    /// them out of it from now on.
    pub fn forget(&self, asked: &str) -> Result<Forgotten, EngineError> {
        let settings = self.settings();
        // A folder that holds no index gets no lock either.
        Folder::open(&settings.index)?;
        let _lock = local::lock(&settings.index)?;
        self.forget_open();
        let opened = self.open()?;
        let named = opened.find(asked, &settings.corpus)?;
        let mut kept = Kept::read(&settings.index).map_err(kept_failed)?;
        kept.keep_forgotten(settings.today, &named).map_err(kept_failed)?;
        // The next reading would leave their copies out: they go now.
        let articles = kept.forgotten_in(&opened.snapshot)?;
        let store_path = opened.folder.store();
        let mut store = LocalStore::open(&store_path)?;
        store.write(articles.iter().map(|article| Change::RemoveArticle(article.id)).collect())?;
        let before = store.generation()?;
        store.commit(before + 1)?;
        // The manifest goes with the index: the entry is known, and holds fewer articles.
        if let Ok(mut manifest) = Manifest::load(&manifest_path(&store_path))
            && manifest.generation == before
        {
            for article in &articles {
                forget_in(&mut manifest, &article.origin.entry);
            }
            manifest.generation = before + 1;
            manifest.save(&manifest_path(&store_path)).map_err(manifest_failed)?;
            let summary =
                Summary { generation: before + 1, indexed_at: settings.now_rfc3339(), ..opened.summary.clone() };
            summary.write(&store_path).map_err(io("writing the summary of the index"))?;
        }
        store.purge()?;
        store.put_stories_together()?;
        kept.keep_purged(settings.today).map_err(kept_failed)?;
        self.forget_open();
        Ok(Forgotten { articles: articles.iter().map(|article| (article.id, article.origin.place())).collect() })
    }
}

impl Opened {
    pub fn made(&self, today: Day) -> Made {
        Made {
            program: env!("CARGO_PKG_VERSION").to_string(),
            rules: self.summary.rules,
            corpus_id: self.folder.marker.corpus_id.clone(),
            generation: self.snapshot.generation(),
            corpus_digest: self.summary.corpus_digest.clone(),
            indexed_at: self.summary.indexed_at.clone(),
            articles: self.snapshot.article_count(),
            unread: self.summary.unread,
            today,
        }
    }

    pub fn find_one(&self, asked: &str, corpus: &Path) -> Result<Article, EngineError> {
        let mut found = self.find(asked, corpus)?;
        if found.len() > 1 {
            let among = found.iter().take(NAMED_MAX).map(|article| article.origin.place()).collect();
            return Err(EngineError::Ambiguous { asked: asked.to_string(), count: found.len() as u64, among });
        }
        found.pop().ok_or_else(|| self.unknown(asked))
    }

    /// The articles that the name stands for: one, or all of an entry's. A path may also lead
    /// there through the corpus folder, as `--format paths` prints it.
    fn find(&self, asked: &str, corpus: &Path) -> Result<Vec<Article>, EngineError> {
        let mut found = self.named(asked)?;
        if let (true, Some(within)) = (found.is_empty(), within_corpus(asked, corpus)) {
            found = self.named(within)?;
        }
        if found.is_empty() { Err(self.unknown(asked)) } else { Ok(found) }
    }

    fn named(&self, asked: &str) -> Result<Vec<Article>, EngineError> {
        if let Ok(id) = asked.parse::<ArticleId>()
            && let Some(article) = self.snapshot.article(id)?
        {
            return Ok(vec![article]);
        }
        at_path(&self.snapshot, asked)
    }

    /// The error for a name that fits nothing, with places that look like it.
    fn unknown(&self, asked: &str) -> EngineError {
        let places_with = |plan: &Plan| {
            let request = Request { plan, sort: SortOrder::Newest, offset: 0, limit: 3 };
            self.snapshot.search(&request).map(|ranked| ranked.hits).unwrap_or_default()
        };
        let [all, any] = super::search::path_plans(asked);
        let hits = Some(places_with(&all)).filter(|hits| !hits.is_empty()).unwrap_or_else(|| places_with(&any));
        let near =
            hits.iter().filter_map(|hit| self.snapshot.article(hit.id).ok()?).map(|article| article.origin.place());
        EngineError::NoArticle { asked: asked.to_string(), near: near.collect() }
    }

    /// From the first to the last day that an article that can be trusted was published.
    fn days(&self) -> Result<Option<Period>, EngineError> {
        self.days_of(Clause::Everything)
    }

    /// Those of the articles that meet the clause.
    pub fn days_of(&self, clause: Clause) -> Result<Option<Period>, EngineError> {
        let dated = Clause::Published(DateTest { from: None, to: None, relation: DateRelation::Inside });
        let plan =
            Plan { root: Clause::All(vec![clause, dated, Clause::Not(Box::new(Clause::Dated(DateState::Suspect)))]) };
        let end = |sort| -> Result<Option<Day>, EngineError> {
            let ranked = self.snapshot.search(&Request { plan: &plan, sort, offset: 0, limit: 1 })?;
            let Some(hit) = ranked.hits.first() else { return Ok(None) };
            let published = self.snapshot.article(hit.id)?.and_then(|article| article.published);
            Ok(published.map(|published| if sort == SortOrder::Oldest { published.first() } else { published.last() }))
        };
        Ok(end(SortOrder::Oldest)?
            .zip(end(SortOrder::Newest)?)
            .and_then(|(first, last)| Period::new(first, last.max(first))))
    }
}

/// What of a path lies within the corpus folder, when it leads through it.
fn within_corpus<'a>(asked: &'a str, corpus: &Path) -> Option<&'a str> {
    let asked = Path::new(asked.strip_prefix("./").unwrap_or(asked));
    let corpus = corpus.strip_prefix("./").unwrap_or(corpus);
    let within = asked.strip_prefix(corpus).ok().map(Path::to_str);
    within.unwrap_or_else(|| asked.strip_prefix(std::path::absolute(corpus).ok()?).ok()?.to_str())
}

fn compare(
    manifest: &Manifest,
    opened: &Opened,
    entries: &std::collections::HashMap<EntryPath, u64>,
    problems: &mut Vec<String>,
) {
    if manifest.generation != opened.snapshot.generation() {
        problems.push(format!(
            "the manifest is of generation {} and the index of {}: the next `onrecord index` mends it",
            manifest.generation,
            opened.snapshot.generation()
        ));
        return;
    }
    let mut known: HashSet<&EntryPath> = HashSet::new();
    for (path, record) in manifest.records().filter(|(_, record)| record.articles > 0) {
        known.insert(path);
        let held = entries.get(path).copied().unwrap_or(0);
        if held != record.articles {
            problems.push(format!("{path}: the manifest counts {} articles, the index holds {held}", record.articles));
        }
    }
    for path in entries.keys().filter(|path| !known.contains(path)) {
        problems.push(format!("{path} is in the index and not in the manifest"));
    }
}

/// One article fewer in the record of its entry.
pub(super) fn forget_in(manifest: &mut Manifest, entry: &EntryPath) {
    let Some(record) = manifest.get(entry) else { return };
    let articles = record.articles.saturating_sub(1);
    let outcome = match articles {
        0 => Outcome::Refused(FORGOTTEN.into()),
        _ => record.outcome.clone(),
    };
    let record = Record { articles, outcome, ..record.clone() };
    manifest.put(entry.clone(), record);
}
