//! The ingest: corpus to index.
//!
//! Walks, holds what was found against the manifest, reads what is new or changed on every core,
//! and writes it in batches, each of which is a generation of the index. A run that ends early,
//! by Ctrl-C or by force, leaves the last batch; the next run goes on from there.

mod reading;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use self::reading::{Job, Read, Readers, Task};
use super::kept::Kept;
use super::summary::{RULES, Summary};
use super::{Engine, EngineError, EntryNote, Progress, Report, Settings};
use crate::crawl::{
    self, Entry, Manifest, ManifestError, Outcome, Record, RootError, Sight, Stamp, Verdict, Walk, guard,
};
use crate::index::local::{self, Folder, LocalSnapshot, LocalStore};
use crate::index::{Change, EntryStamp, Snapshot, Store, StoreError};
use crate::model::{Article, ArticleId, EntryPath, FacetField, Published, Suspicion};
use crate::query::{Clause, Plan};

/// Text written between two commits: bounds what lies in memory and what a crash repeats.
const BATCH_BYTES: usize = 48 << 20;
/// Removals that make a batch.
const BATCH_REMOVALS: usize = 100_000;
/// The manifest is saved with every so many batches; in between, a crash costs a look through
/// the stored articles.
const BATCHES_PER_SAVE: u64 = 16;

impl Engine {
    /// Brings the index up to date with the corpus; builds it when there is none.
    ///
    /// `stop` ends the run at the next article; what was done until then is committed.
    ///
    /// # Errors
    /// No corpus and no index; another writer; a disk that fails. A file that cannot be read is
    /// no error: it is in the report.
    pub fn ingest(&self, progress: &dyn Progress, stop: &AtomicBool) -> Result<Report, EngineError> {
        let settings = self.settings();
        let rules = reading::rules(settings)?;
        let root = crawl::canonical_root(&settings.corpus);
        if let (Err(error), true) = (&root, local::read_marker(&settings.index).is_err()) {
            let reason = format!("{error}; name the folder with --corpus");
            return Err(EngineError::Corpus { folder: settings.corpus.display().to_string(), reason });
        }
        local::prepare(&settings.index)?;
        let _lock = local::lock(&settings.index)?;
        self.forget_open();
        let mut ingest = Ingest::begin(settings, root.as_deref(), progress)?;
        ingest.run(root, rules, progress, stop)
    }
}

/// An ingest under way.
struct Ingest<'a> {
    settings: &'a Settings,
    folder: Folder,
    store: LocalStore,
    kept: Kept,
    manifest: Manifest,
    before: Option<Summary>,
    report: Report,
    /// A store beside the one in force, which takes its place at the end.
    beside: bool,
    /// Bytes and removals written since the last commit.
    batch_bytes: usize,
    batch_removals: usize,
    batches: u64,
    new_ids: Vec<ArticleId>,
    manifest_changed: bool,
}

impl<'a> Ingest<'a> {
    /// Opens the index or makes one, and the manifest that belongs to it.
    fn begin(
        settings: &'a Settings,
        root: Result<&Path, &RootError>,
        progress: &dyn Progress,
    ) -> Result<Ingest<'a>, EngineError> {
        let mut kept = Kept::read(&settings.index).map_err(kept_failed)?;
        let mut report = Report::default();
        let (folder, beside) = match Folder::open(&settings.index) {
            Ok(folder) => (folder, false),
            Err(StoreError::Missing { .. }) => (new_folder(settings, root, &mut kept, None)?, false),
            Err(StoreError::Older { found, known, .. }) => {
                let why = format!("the index has format {found}, this program writes {known}: it is built again");
                progress.say(&why);
                report.rebuilt = Some(why);
                let marker = local::read_marker(&settings.index)?;
                (new_folder(settings, root, &mut kept, Some(marker.corpus_id))?, true)
            }
            Err(error) => return Err(error.into()),
        };
        if !beside {
            // The marker comes first: what a first run has committed counts when it is cut off.
            folder.switch()?;
        }
        let store = match LocalStore::exists(&folder.store()) {
            true => LocalStore::open(&folder.store())?,
            false => LocalStore::create(&folder.store())?,
        };
        let before = Summary::read(&folder.store()).map_err(io("reading the summary of the index"))?;
        let manifest = open_manifest(&folder.store(), &store)?;
        Ok(Ingest {
            settings,
            folder,
            store,
            kept,
            manifest,
            before,
            report,
            beside,
            batch_bytes: 0,
            batch_removals: 0,
            batches: 0,
            new_ids: Vec::new(),
            manifest_changed: false,
        })
    }

    fn run(
        &mut self,
        root: Result<PathBuf, RootError>,
        rules: crate::read::ReadRules,
        progress: &dyn Progress,
        stop: &AtomicBool,
    ) -> Result<Report, EngineError> {
        let entries = match &root {
            Ok(root) => self.walk(root, progress)?,
            Err(_) => Vec::new(),
        };
        self.report.entries = entries.len() as u64;
        let mut plan = self.manifest.plan(&entries);
        if self.before.as_ref().is_some_and(|before| before.read_settings != reading::settings_key(self.settings)) {
            // Other settings may read other things out of the same bytes.
            let again =
                plan.verdicts.iter_mut().filter(|verdict| matches!(verdict, Verdict::Unchanged | Verdict::Hash));
            again.for_each(|verdict| *verdict = Verdict::New);
        }
        self.remove_gone(&root, &entries, &plan)?;
        let tasks = self.note_and_collect(&entries, &plan);
        if let Ok(root) = &root {
            self.read_all(root, &rules, tasks, progress, stop)?;
        }
        self.finish(stop)
    }

    fn walk(&self, root: &Path, progress: &dyn Progress) -> Result<Vec<Entry>, EngineError> {
        let crawl = &self.settings.crawl;
        let settings = crawl::WalkSettings {
            include: &crawl.include,
            exclude: &crawl.exclude,
            hidden: crawl.hidden,
            article_bytes_max: crawl.article_bytes_max,
            streamed: reading::is_streamed_by_name,
            index: Some(&self.settings.index),
        };
        let walk = Walk::new(root, &settings).map_err(|error| EngineError::Setting(error.to_string()))?;
        let mut entries = Vec::new();
        let mut bytes = 0;
        for entry in walk {
            if let Sight::File(stamp) = &entry.sight {
                bytes += stamp.size_bytes;
            }
            entries.push(entry);
            if entries.len() % 1000 == 0 {
                progress.found(entries.len() as u64, bytes, false);
            }
        }
        progress.found(entries.len() as u64, bytes, true);
        Ok(entries)
    }

    /// Removes what left the corpus, as far as the guard lets it go.
    fn remove_gone(
        &mut self,
        root: &Result<PathBuf, RootError>,
        entries: &[Entry],
        plan: &crawl::Plan,
    ) -> Result<(), EngineError> {
        let relative = root.as_deref().map(|root| relative_root(&self.settings.index, root));
        let failed: Vec<EntryPath> = entries
            .iter()
            .filter(|entry| matches!(entry.sight, Sight::Failed(_)))
            .map(|entry| entry.path.clone())
            .collect();
        let situation = guard::Situation {
            remembered_root: Some(Path::new(&self.folder.marker.corpus_root)),
            root: match &relative {
                Ok(relative) => Ok(relative),
                Err(error) => Err(error),
            },
            root_name: &self.settings.corpus.display().to_string(),
            known: self.manifest.held(),
            met: entries.len(),
            failed: &failed,
            accept_gone: self.settings.crawl.accept_gone,
        };
        let ruling = guard::rule(&situation, plan);
        if let (Ok(relative), false) = (&relative, ruling.kept.is_empty())
            && self.folder.marker.corpus_root != relative.to_string_lossy()
            && !self.settings.crawl.accept_gone
        {
            // Two corpora in one index would be mixed up for good.
            return Err(another_corpus(self.settings, &self.folder.marker.corpus_root, ruling.kept.len()));
        }
        self.report.kept = ruling.sentence;
        for path in ruling.removed {
            self.manifest.remove(&path);
            self.report.gone += 1;
            self.remove_entry(path)?;
        }
        for path in &plan.stale {
            self.manifest.remove(path);
            self.manifest_changed = true;
        }
        // The archive follows the corpus it was pointed at once nothing of the old one is kept.
        if self.report.kept.is_none()
            && let Ok(relative) = relative
            && self.folder.marker.corpus_root != relative.to_string_lossy()
        {
            self.folder.marker.corpus_root = relative.to_string_lossy().into_owned();
            if !self.beside {
                self.folder.switch()?;
            }
        }
        Ok(())
    }

    /// Notes what needs no reading; returns what does.
    fn note_and_collect(&mut self, entries: &[Entry], plan: &crawl::Plan) -> Vec<Task> {
        let mut tasks = Vec::new();
        for (entry, verdict) in entries.iter().zip(&plan.verdicts) {
            match (&entry.sight, verdict) {
                (Sight::Refused(reason), _) => self.report.refused.push(note(&entry.path, reason)),
                (Sight::Failed(reason), _) => self.report.failed.push(note(&entry.path, reason)),
                (Sight::File(_), Verdict::Unchanged) => {
                    match self.manifest.get(&entry.path).map(|record| &record.outcome) {
                        Some(Outcome::Refused(reason)) => self.report.refused.push(note(&entry.path, reason)),
                        _ => self.report.unchanged += 1,
                    }
                }
                (Sight::File(stamp), verdict) => {
                    let known = self.manifest.get(&entry.path).filter(|_| *verdict == Verdict::Hash);
                    tasks.push(Task {
                        path: entry.path.clone(),
                        size_bytes: stamp.size_bytes,
                        known_digest: known.and_then(|record| record.digest),
                    });
                }
            }
        }
        tasks
    }

    fn read_all(
        &mut self,
        root: &Path,
        rules: &crate::read::ReadRules,
        tasks: Vec<Task>,
        progress: &dyn Progress,
        stop: &AtomicBool,
    ) -> Result<(), EngineError> {
        if tasks.is_empty() {
            return Ok(());
        }
        let corpus_id = self.folder.marker.corpus_id.clone();
        let job = Job {
            root,
            rules,
            corpus_id: &corpus_id,
            bytes_max: self.settings.crawl.article_bytes_max,
            date_from_mtime: self.settings.read.date_from_mtime,
        };
        let readers = Readers::new(&tasks, stop);
        std::thread::scope(|scope| {
            let arriving = readers.start(scope, &job);
            let mut open: HashMap<usize, OpenEntry> = HashMap::new();
            let (mut entries, mut bytes) = (0, 0);
            for read in arriving {
                let outcome = match read {
                    Read::Article { task, article, stamp, taken } => {
                        let written = self.take_article(&tasks[task], open.entry(task).or_default(), *article, stamp);
                        readers.give_back(taken);
                        written
                    }
                    Read::Done { task, end } => {
                        entries += 1;
                        bytes += tasks[task].size_bytes;
                        progress.read(entries, bytes);
                        self.take_end(&tasks[task], open.remove(&task).unwrap_or_default(), end)
                    }
                };
                if let Err(error) = outcome.and_then(|()| self.commit_full_batch(&open)) {
                    readers.abort();
                    return Err(error);
                }
            }
            Ok(())
        })
    }

    /// Writes an article, one behind: the last of an entry is marked as such.
    fn take_article(
        &mut self,
        task: &Task,
        open: &mut OpenEntry,
        mut article: Article,
        stamp: Stamp,
    ) -> Result<(), EngineError> {
        if let Some(published) = &mut article.published {
            published.suspicion = self.suspicion(published);
        }
        if self.kept.is_forgotten(&article) {
            open.forgotten += 1;
            return Ok(());
        }
        if !std::mem::replace(&mut open.begun, true) && self.manifest.get(&task.path).is_some_and(Record::is_held) {
            self.store.write(vec![Change::RemoveEntry(task.path.clone())])?;
        }
        for reason in &article.notes {
            let place = article.origin.place();
            self.report.notes.push(EntryNote { place, reason: reason.clone() });
        }
        let before = open.last.replace((Box::new(article), stamp));
        if let Some((article, stamp)) = before {
            self.put(open, article, stamp, false)?;
        }
        Ok(())
    }

    fn put(
        &mut self,
        open: &mut OpenEntry,
        article: Box<Article>,
        stamp: Stamp,
        last: bool,
    ) -> Result<(), EngineError> {
        self.batch_bytes += article.text.len();
        self.new_ids.push(article.id);
        open.articles += 1;
        let stamp = EntryStamp {
            size_bytes: stamp.size_bytes,
            modified_nanos: stamp.modified_nanos,
            read_nanos: self.settings.now_nanos,
            last_of_entry: last,
        };
        Ok(self.store.write(vec![Change::Put(article, stamp)])?)
    }

    fn take_end(&mut self, task: &Task, mut open: OpenEntry, end: reading::End) -> Result<(), EngineError> {
        let held = self.manifest.get(&task.path).is_some_and(Record::is_held);
        let (stamp, digest, outcome) = match end {
            reading::End::Unread => return self.drop_begun(task, &open),
            reading::End::Same { stamp } => {
                if let Some(record) = self.manifest.get_mut(&task.path) {
                    (record.stamp, record.read_nanos) = (stamp, self.settings.now_nanos);
                    // A file that failed since, and is again as it was when it was read.
                    if matches!(record.outcome, Outcome::Failed(_)) {
                        record.outcome = Outcome::Indexed;
                    }
                    self.manifest_changed = true;
                    match &record.outcome {
                        Outcome::Refused(reason) => self.report.refused.push(note(&task.path, reason)),
                        _ => self.report.unchanged += 1,
                    }
                }
                return Ok(());
            }
            reading::End::Failed { reason } => {
                self.report.failed.push(note(&task.path, &reason));
                if open.begun {
                    self.drop_begun(task, &open)?;
                }
                return self.note_failure(task, reason, open.begun);
            }
            reading::End::Refused { stamp, digest, reason } => (stamp, digest, Err(reason)),
            reading::End::Read { stamp, digest, notes } => {
                self.report.notes.extend(notes.into_iter().map(|reason| note(&task.path, &reason)));
                if let Some((article, stamp)) = open.last.take() {
                    self.put(&mut open, article, stamp, true)?;
                }
                let all_forgotten = open.articles == 0 && open.forgotten > 0;
                (stamp, digest, if all_forgotten { Err("forgotten at the user's wish".to_string()) } else { Ok(()) })
            }
        };
        let outcome = match outcome {
            Ok(()) => {
                self.report.indexed += 1;
                self.report.articles += open.articles;
                Outcome::Indexed
            }
            Err(reason) => {
                self.report.refused.push(note(&task.path, &reason));
                if held {
                    self.remove_entry(task.path.clone())?;
                }
                Outcome::Refused(reason)
            }
        };
        let read_nanos = self.settings.now_nanos;
        let record = Record { stamp, read_nanos, digest: Some(digest), articles: open.articles, outcome };
        self.manifest.put(task.path.clone(), record);
        self.manifest_changed = true;
        Ok(())
    }

    /// Takes back what was written of an entry that did not come to its end.
    fn drop_begun(&mut self, task: &Task, open: &OpenEntry) -> Result<(), EngineError> {
        if open.begun {
            self.manifest.remove(&task.path);
            self.remove_entry(task.path.clone())?;
        }
        Ok(())
    }

    fn note_failure(&mut self, task: &Task, reason: String, dropped: bool) -> Result<(), EngineError> {
        let before = self.manifest.get(&task.path).filter(|_| !dropped);
        let record = Record {
            stamp: before.map(|record| record.stamp).unwrap_or_default(),
            read_nanos: self.settings.now_nanos,
            digest: before.filter(|record| record.is_held()).and_then(|record| record.digest),
            articles: before.map_or(0, |record| record.articles),
            outcome: Outcome::Failed(reason),
        };
        self.manifest.put(task.path.clone(), record);
        self.manifest_changed = true;
        Ok(())
    }

    fn remove_entry(&mut self, path: EntryPath) -> Result<(), EngineError> {
        self.batch_removals += 1;
        self.manifest_changed = true;
        Ok(self.store.write(vec![Change::RemoveEntry(path)])?)
    }

    fn suspicion(&self, published: &Published) -> Option<Suspicion> {
        if published.first() > self.settings.today.plus(1) {
            Some(Suspicion::Future)
        } else if published.last() < first_printed_day() {
            Some(Suspicion::BeforePrint)
        } else {
            None
        }
    }

    fn commit_full_batch(&mut self, open: &HashMap<usize, OpenEntry>) -> Result<(), EngineError> {
        if self.batch_bytes < BATCH_BYTES && self.batch_removals < BATCH_REMOVALS {
            return Ok(());
        }
        self.commit()?;
        self.batches += 1;
        // A manifest may only vouch for whole entries; one that is begun is not in it.
        if self.batches.is_multiple_of(BATCHES_PER_SAVE) && open.values().all(|entry| !entry.begun) {
            self.save_manifest()?;
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<(), EngineError> {
        let ids = std::mem::take(&mut self.new_ids);
        self.kept.keep_first_seen(self.settings.today, &ids).map_err(kept_failed)?;
        self.store.commit(self.store.generation()? + 1)?;
        (self.batch_bytes, self.batch_removals) = (0, 0);
        Ok(())
    }

    fn save_manifest(&mut self) -> Result<(), EngineError> {
        self.manifest.generation = self.store.generation()?;
        self.manifest.save(&manifest_path(&self.folder.store())).map_err(manifest_failed)
    }

    fn finish(&mut self, stop: &AtomicBool) -> Result<Report, EngineError> {
        let first = self.store.generation()? == 0;
        if self.batch_bytes > 0 || self.batch_removals > 0 || !self.new_ids.is_empty() || first {
            self.commit()?;
        }
        self.report.interrupted = stop.load(Ordering::Relaxed);
        let generation = self.store.generation()?;
        if self.manifest_changed || self.manifest.generation != generation || first {
            self.save_manifest()?;
        }
        self.store.finish()?;
        let summary = self.summary(generation)?;
        if self.before.as_ref() != Some(&summary) {
            summary.write(&self.folder.store()).map_err(io("writing the summary of the index"))?;
        }
        if self.beside && !self.report.interrupted {
            self.folder.switch()?;
        }
        self.report.generation = generation;
        self.report.total_articles = self.manifest.records().map(|(_, record)| record.articles).sum();
        Ok(std::mem::take(&mut self.report))
    }

    fn summary(&self, generation: u64) -> Result<Summary, EngineError> {
        let same = self.before.as_ref().filter(|before| before.generation == generation);
        let main_language = match same {
            Some(before) => before.main_language.clone(),
            None => main_language(&self.store.snapshot()?)?,
        };
        let records = self.manifest.records().map(|(_, record)| record);
        Ok(Summary {
            generation,
            complete: !self.report.interrupted,
            // The day and hour of the generation: a run that changed nothing makes no new one.
            indexed_at: same.map_or_else(|| self.settings.now_rfc3339(), |before| before.indexed_at.clone()),
            corpus_digest: self.manifest.digest().iter().map(|byte| format!("{byte:02x}")).collect(),
            entries: self.report.entries,
            unread: self.report.failed.len() as u64,
            corpus_bytes: records.filter(|record| record.is_held()).map(|record| record.stamp.size_bytes).sum(),
            main_language,
            rules: RULES,
            read_settings: reading::settings_key(self.settings),
        })
    }
}

/// What has arrived of an entry so far.
#[derive(Default)]
struct OpenEntry {
    /// Written to the store, or about to be.
    begun: bool,
    articles: u64,
    forgotten: u64,
    last: Option<(Box<Article>, Stamp)>,
}

/// `1600-01-01`: before, no newspaper was printed.
fn first_printed_day() -> crate::model::Day {
    crate::model::Day::from_ymd(1600, 1, 1).expect("a day of the calendar")
}

fn another_corpus(settings: &Settings, remembered: &str, missing: usize) -> EngineError {
    let index = settings.index.display();
    EngineError::Corpus {
        folder: settings.corpus.display().to_string(),
        reason: format!(
            "is not the one that {index} was made from ({remembered}, seen from the index), and lacks {missing} of its \
             entries; keep it apart with --index, or let the index follow it with `onrecord index --accept-gone`"
        ),
    }
}

fn new_folder(
    settings: &Settings,
    root: Result<&Path, &RootError>,
    kept: &mut Kept,
    corpus_id: Option<String>,
) -> Result<Folder, EngineError> {
    let root = root.map_err(|error| EngineError::Corpus {
        folder: settings.corpus.display().to_string(),
        reason: format!("{error}; name the folder with --corpus"),
    })?;
    let corpus_id = match kept.corpus_id.clone().or(corpus_id) {
        Some(id) => id,
        None => uuid::Uuid::new_v4().to_string(),
    };
    if kept.corpus_id.is_none() {
        kept.keep_corpus(&corpus_id).map_err(kept_failed)?;
    }
    let relative = relative_root(&settings.index, root);
    Ok(Folder::create(&settings.index, &corpus_id, &relative.to_string_lossy())?)
}

/// The corpus as seen from the index folder.
fn relative_root(index: &Path, root: &Path) -> PathBuf {
    let index = index.canonicalize().unwrap_or_else(|_| index.to_path_buf());
    guard::relative_root(&index, root)
}

pub(super) fn manifest_path(store: &Path) -> PathBuf {
    store.join("manifest")
}

/// The manifest of the store's generation; made again from the stored articles when it is missing,
/// damaged or of another generation.
fn open_manifest(folder: &Path, store: &LocalStore) -> Result<Manifest, EngineError> {
    let generation = store.generation()?;
    match Manifest::load(&manifest_path(folder)) {
        Ok(manifest) if manifest.generation == generation => return Ok(manifest),
        Ok(_)
        | Err(ManifestError::Missing { .. } | ManifestError::Damaged { .. } | ManifestError::OtherVersion { .. }) => {}
        Err(error) => return Err(manifest_failed(error)),
    }
    if generation == 0 {
        return Ok(Manifest::new(0));
    }
    reconcile(&store.snapshot()?)
}

/// One record per entry whose last article is in the index: only that entry is there whole. Of
/// the others the record says that something is held and that the file must be read.
fn reconcile(snapshot: &LocalSnapshot) -> Result<Manifest, EngineError> {
    let mut entries: HashMap<EntryPath, (u64, Option<(EntryStamp, [u8; 32])>)> = HashMap::new();
    snapshot.each_article(|article, stamp| {
        let entry = entries.entry(article.origin.entry).or_default();
        entry.0 += 1;
        if stamp.last_of_entry {
            entry.1 = Some((stamp, article.origin.digest));
        }
    })?;
    let mut manifest = Manifest::new(snapshot.generation());
    for (path, (articles, whole)) in entries {
        let record = match whole {
            Some((stamp, digest)) => Record {
                stamp: Stamp { size_bytes: stamp.size_bytes, modified_nanos: stamp.modified_nanos },
                read_nanos: stamp.read_nanos,
                digest: Some(digest),
                articles,
                outcome: Outcome::Indexed,
            },
            None => Record {
                stamp: Stamp::default(),
                read_nanos: 0,
                digest: None,
                articles,
                outcome: Outcome::Failed("its reading was cut off".into()),
            },
        };
        manifest.put(path, record);
    }
    Ok(manifest)
}

/// The language of most articles.
fn main_language(snapshot: &LocalSnapshot) -> Result<String, EngineError> {
    let everything = Plan { root: Clause::Everything };
    let languages = snapshot.facets(&everything, FacetField::Language)?;
    let known = languages.into_iter().map(|bucket| bucket.value).find(|language| language != "und");
    Ok(known.unwrap_or_else(|| "en".into()))
}

fn note(path: &EntryPath, reason: &str) -> EntryNote {
    EntryNote { place: path.to_string(), reason: reason.to_string() }
}

pub(super) fn io(doing: &str) -> impl FnOnce(std::io::Error) -> EngineError {
    let doing = doing.to_string();
    move |cause| EngineError::Io { doing, cause }
}

pub(super) fn kept_failed(cause: std::io::Error) -> EngineError {
    EngineError::Io { doing: "reading or writing what is kept beside the index".into(), cause }
}

pub(super) fn manifest_failed(error: ManifestError) -> EngineError {
    EngineError::Io { doing: "keeping the manifest".into(), cause: std::io::Error::other(error.to_string()) }
}
