//! The ingest: corpus to index.
//!
//! Walks, holds what was found against the manifest, reads what is new or changed on every core,
//! and writes it in batches, each of which is a generation of the index. A run that ends early,
//! by Ctrl-C or by force, leaves the last batch; the next run goes on from there.

mod day_order;
mod ending;
mod opening;
mod quoting;
pub(super) mod reading;
mod replaced;
mod writing;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

pub(super) use self::day_order::DayOrders;
pub(super) use self::opening::manifest_path;
pub(super) use self::writing::FORGOTTEN;

use self::opening::open_manifest;
use self::reading::Task;
use super::kept::{Kept, Replaced};
use super::summary::Summary;
use super::{Engine, EngineError, EntryNote, Progress, Report, Settings};
use crate::crawl::{self, Entry, Manifest, ManifestError, Outcome, RootError, Sight, Verdict, Walk, guard};
use crate::index::StoreError;
use crate::index::local::{self, Folder, LocalSnapshot, LocalStore};
use crate::model::{ArticleId, EntryPath};

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
    /// Files that other bytes have taken the place of, to be remembered with the next commit.
    replaced: Vec<Replaced>,
    manifest_changed: bool,
    /// What the archive shows of the order of days and months.
    day_orders: DayOrders,
    /// Entries indexed by this run.
    read_now: HashSet<EntryPath>,
    /// Whether all quotes in the index are of the rules and corrections in force.
    quotes_current: bool,
    /// The generation before this run.
    generation_before: u64,
    /// The index as it was before this run; opened when an entry is read anew.
    at_start: Option<LocalSnapshot>,
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
                // What an earlier try began.
                Folder { path: settings.index.clone(), marker: marker.clone() }.remove_other_stores();
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
        let generation_before = store.generation()?;
        let (manifest, manifest_changed) = open_manifest(&folder.store(), &store)?;
        let day_orders = before.as_ref().map(|before| before.day_orders.clone()).unwrap_or_default();
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
            replaced: Vec::new(),
            manifest_changed,
            day_orders,
            read_now: HashSet::new(),
            quotes_current: true,
            generation_before,
            at_start: None,
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
            self.day_orders = DayOrders::default();
        }
        self.try_refused_again(&entries, &mut plan);
        self.begin_corrections()?;
        self.remove_forgotten()?;
        self.remove_gone(&root, &entries, &plan)?;
        let tasks = self.note_and_collect(&entries, &plan);
        if let Ok(root) = &root {
            let rules = match self.day_orders.shown() {
                Some(order) => rules.with_day_order(order),
                None => rules,
            };
            let seen = self.read_all(root, &rules, &tasks, progress, stop)?;
            self.settle_day_order(root, &rules, (&tasks, seen), &entries, (progress, stop))?;
        }
        self.make_quotes_again(progress, stop)?;
        self.finish(stop)
    }

    /// What was refused may be read under another limit of size.
    fn try_refused_again(&self, entries: &[Entry], plan: &mut crawl::Plan) {
        let limit_bytes = self.settings.crawl.article_bytes_max;
        if self.before.as_ref().is_none_or(|before| before.article_bytes_max == limit_bytes) {
            return;
        }
        for (entry, verdict) in entries.iter().zip(&mut plan.verdicts) {
            let refused =
                self.manifest.get(&entry.path).is_some_and(|record| matches!(record.outcome, Outcome::Refused(_)));
            if *verdict == Verdict::Unchanged && refused {
                *verdict = Verdict::New;
            }
        }
    }

    fn walk(&self, root: &Path, progress: &dyn Progress) -> Result<Vec<Entry>, EngineError> {
        let crawl = &self.settings.crawl;
        let settings = crawl::WalkSettings {
            include: &crawl.include,
            exclude: &crawl.exclude,
            hidden: crawl.hidden,
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
            let digest = self.manifest.remove(&path).and_then(|record| record.digest);
            self.replaced.extend(digest.map(|digest| Replaced::gone(self.settings.today, &path, digest)));
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
