//! The writing half of the ingest: articles to the store, in batches, and what became of each
//! entry to the manifest.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::day_order::OrdersSeen;
use super::opening::CUT_OFF;
use super::reading::{End, Job, Read, Readers, Task};
use super::{Ingest, kept_failed, note};
use crate::crawl::{Outcome, Record, Stamp};
use crate::engine::archive::forget_in;
use crate::engine::kept::ReplacedText;
use crate::engine::{EngineError, EntryNote, Progress};
use crate::index::local::LocalSnapshot;
use crate::index::{Change, EntryStamp, Snapshot, Store};
use crate::model::{Article, ArticleId, Day, EntryPath, Published, Statements, Suspicion};
use crate::read::ReadRules;

/// Text written between two commits: bounds what lies in memory and what a crash repeats.
const BATCH_BYTES: usize = 48 << 20;
/// Removals that make a batch: each takes a kilobyte until the commit. An article that may be in the
/// index is removed before it is put.
const BATCH_REMOVALS: usize = 30_000;
/// The manifest is saved with every so many batches; in between, a crash costs a look through
/// the stored articles.
const BATCHES_PER_SAVE: u64 = 16;
/// Why an entry whose articles were all forgotten is left out.
pub(in crate::engine) const FORGOTTEN: &str = "forgotten at the user's wish";

impl Ingest<'_> {
    pub(super) fn read_all(
        &mut self,
        root: &Path,
        rules: &ReadRules,
        tasks: &[Task],
        progress: &dyn Progress,
        stop: &AtomicBool,
    ) -> Result<OrdersSeen, EngineError> {
        let seen = OrdersSeen::default();
        if tasks.is_empty() {
            return Ok(seen);
        }
        let corpus_id = self.folder.marker.corpus_id.clone();
        // Files that have changed may hold records that have not.
        let before = match tasks.iter().any(|task| task.known_digest.is_some()) {
            true => Some(self.store.snapshot()?),
            false => None,
        };
        let job = Job {
            root,
            rules,
            corpus_id: &corpus_id,
            date_from_mtime: self.settings.read.date_from_mtime,
            now_nanos: self.settings.now_nanos,
            before: before.as_ref(),
            seen: &seen,
            corrections: &self.settings.corrections,
        };
        let readers = Readers::new(tasks, stop);
        std::thread::scope(|scope| -> Result<(), EngineError> {
            let arriving = readers.start(scope, &job);
            let mut open: HashMap<usize, OpenEntry> = HashMap::new();
            let (mut entries, mut bytes) = (0, 0);
            for read in arriving {
                let outcome = match read {
                    Read::Article { task, article, statements, stamp, taken } => {
                        let entry = open.entry(task).or_default();
                        let written = self.take_article(&tasks[task], entry, *article, statements, stamp);
                        readers.give_back(taken);
                        written
                    }
                    Read::Unchanged { task, id } => {
                        let entry = open.entry(task).or_default();
                        self.take_unchanged(&tasks[task], entry, id)
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
        })?;
        Ok(seen)
    }

    /// Writes an article, one behind: the last of an entry is marked as such.
    fn take_article(
        &mut self,
        task: &Task,
        open: &mut OpenEntry,
        mut article: Article,
        statements: Box<Statements>,
        stamp: EntryStamp,
    ) -> Result<(), EngineError> {
        if let Some(published) = &mut article.published {
            published.suspicion = self.suspicion(published).or(published.suspicion);
        }
        if self.kept.is_forgotten(&article) {
            open.forgotten += 1;
            return Ok(());
        }
        self.begin_entry(task, open)?;
        let digest_before = self.manifest.get(&task.path).and_then(|record| record.digest);
        if open.old.contains(&article.id) && digest_before.is_some_and(|before| before != article.origin.digest) {
            open.replaced.extend(self.replaced_by(&article)?);
        }
        for reason in &article.notes {
            let place = article.origin.place();
            self.report.notes.push(EntryNote { place, reason: reason.clone() });
        }
        let before = open.last.replace(Pending::New(Box::new(article), statements, stamp));
        self.put_before(open, before)
    }

    /// Takes a record that stays in the index as it is.
    fn take_unchanged(&mut self, task: &Task, open: &mut OpenEntry, id: ArticleId) -> Result<(), EngineError> {
        self.begin_entry(task, open)?;
        self.report.records_unchanged += 1;
        let before = open.last.replace(Pending::Held(id));
        self.put_before(open, before)
    }

    /// Remembers what the index holds of an entry when its first article arrives.
    fn begin_entry(&mut self, task: &Task, open: &mut OpenEntry) -> Result<(), EngineError> {
        if !std::mem::replace(&mut open.begun, true) && self.manifest.get(&task.path).is_some_and(Record::is_held) {
            open.old = self.ids_at_start(&task.path)?;
        }
        Ok(())
    }

    /// Writes what turned out not to be the last of its entry.
    fn put_before(&mut self, open: &mut OpenEntry, before: Option<Pending>) -> Result<(), EngineError> {
        match before {
            Some(Pending::New(article, statements, stamp)) => self.put(open, article, statements, stamp),
            Some(Pending::Held(id)) => {
                open.keep(id);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Writes the last of an entry, marked as such; one that the index holds is written again for
    /// the mark and the stamp of the file as it is now.
    fn put_last(&mut self, open: &mut OpenEntry, task: &Task, end: (Stamp, [u8; 32])) -> Result<(), EngineError> {
        let (mut article, statements, mut stamp) = match open.last.take() {
            Some(Pending::New(article, statements, stamp)) => (article, statements, stamp),
            Some(Pending::Held(id)) => {
                let held = self.at_start()?.kept(id)?;
                let (article, statements, stamp) = held.ok_or_else(|| vanished(task))?;
                (Box::new(article), Box::new(statements), stamp)
            }
            None => return Ok(()),
        };
        (stamp.size_bytes, stamp.modified_nanos) = (end.0.size_bytes, end.0.modified_nanos);
        (stamp.read_nanos, stamp.last_of_entry) = (self.settings.now_nanos, true);
        article.origin.digest = end.1;
        self.put(open, article, statements, stamp)
    }

    fn put(
        &mut self,
        open: &mut OpenEntry,
        article: Box<Article>,
        statements: Box<Statements>,
        stamp: EntryStamp,
    ) -> Result<(), EngineError> {
        self.batch_bytes += article.text.len();
        self.batch_removals += usize::from(self.at_start()?.article_count() > 0);
        self.new_ids.push(article.id);
        open.keep(article.id);
        Ok(self.store.write(vec![Change::Put(article, statements, stamp)])?)
    }

    fn take_end(&mut self, task: &Task, mut open: OpenEntry, end: End) -> Result<(), EngineError> {
        let held = self.manifest.get(&task.path).is_some_and(Record::is_held);
        let (stamp, digest, outcome) = match end {
            End::Unread => {
                self.leave_begun(task, &open, CUT_OFF);
                return Ok(());
            }
            End::Same { stamp } => {
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
            End::Failed { reason } => {
                self.report.failed.push(note(&task.path, &reason));
                if open.begun && held {
                    self.leave_begun(task, &open, &reason);
                    return Ok(());
                }
                if open.begun {
                    self.remove_entry(task.path.clone())?;
                }
                self.note_failure(task, reason);
                return Ok(());
            }
            End::Refused { stamp, digest, reason } => (stamp, digest, Err(reason)),
            End::Read { stamp, digest, notes } => {
                self.report.notes.extend(notes.into_iter().map(|reason| note(&task.path, &reason)));
                self.put_last(&mut open, task, (stamp, digest))?;
                self.note_replaced(task, &mut open, digest)?;
                self.remove_articles(open.old.drain().collect())?;
                let all_forgotten = open.articles == 0 && open.forgotten > 0;
                (stamp, digest, if all_forgotten { Err(FORGOTTEN.to_string()) } else { Ok(()) })
            }
        };
        let outcome = match outcome {
            Ok(()) => {
                self.report.indexed += 1;
                self.read_now.insert(task.path.clone());
                self.report.articles += open.articles;
                Outcome::Indexed
            }
            Err(reason) => {
                self.report.refused.push(note(&task.path, &reason));
                if held || open.begun {
                    self.note_gone(task, digest);
                    self.remove_entry(task.path.clone())?;
                }
                open.articles = 0;
                Outcome::Refused(reason)
            }
        };
        let read_nanos = self.settings.now_nanos;
        let record = Record { stamp, read_nanos, digest: Some(digest), articles: open.articles, outcome };
        self.manifest.put(task.path.clone(), record);
        self.manifest_changed = true;
        Ok(())
    }

    /// Leaves an entry that did not come to its end: what the index holds of it, from before and
    /// from now, stays to be found, and the file is read again by the next run.
    fn leave_begun(&mut self, task: &Task, open: &OpenEntry, reason: &str) {
        let articles = open.articles + open.old.len() as u64;
        if articles > 0 && open.begun {
            self.manifest.put(task.path.clone(), Record::cut_off(articles, reason));
            self.manifest_changed = true;
        }
    }

    fn note_failure(&mut self, task: &Task, reason: String) {
        let before = self.manifest.get(&task.path);
        let record = Record {
            stamp: before.map(|record| record.stamp).unwrap_or_default(),
            read_nanos: self.settings.now_nanos,
            digest: before.filter(|record| record.is_held()).and_then(|record| record.digest),
            articles: before.map_or(0, |record| record.articles),
            outcome: Outcome::Failed(reason),
        };
        self.manifest.put(task.path.clone(), record);
        self.manifest_changed = true;
    }

    /// The articles that the index held of an entry before this run. They are replaced one by
    /// one: a run that is cut off, and a reader between two batches, still has the others.
    fn ids_at_start(&mut self, path: &EntryPath) -> Result<HashSet<ArticleId>, EngineError> {
        Ok(self.at_start()?.ids_of(path)?)
    }

    /// The index as it was before this run.
    pub(super) fn at_start(&mut self) -> Result<&LocalSnapshot, EngineError> {
        if self.at_start.is_none() {
            self.at_start = Some(self.store.snapshot()?);
        }
        Ok(self.at_start.as_ref().expect("set above"))
    }

    /// Removes what was forgotten by a run that was cut off.
    pub(super) fn remove_forgotten(&mut self) -> Result<(), EngineError> {
        if !self.kept.is_purge_due() {
            return Ok(());
        }
        let articles = self.kept.forgotten_in(&self.store.snapshot()?)?;
        for article in &articles {
            forget_in(&mut self.manifest, &article.origin.entry);
        }
        self.manifest_changed |= !articles.is_empty();
        self.remove_articles(articles.into_iter().map(|article| article.id).collect())
    }

    fn remove_articles(&mut self, ids: Vec<ArticleId>) -> Result<(), EngineError> {
        self.batch_removals += ids.len();
        Ok(self.store.write(ids.into_iter().map(Change::RemoveArticle).collect())?)
    }

    pub(super) fn remove_entry(&mut self, path: EntryPath) -> Result<(), EngineError> {
        self.batch_removals += 1;
        self.manifest_changed = true;
        Ok(self.store.write(vec![Change::RemoveEntry(path)])?)
    }

    pub(super) fn suspicion(&self, published: &Published) -> Option<Suspicion> {
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

    pub(super) fn commit(&mut self) -> Result<(), EngineError> {
        let ids = std::mem::take(&mut self.new_ids);
        let replaced = std::mem::take(&mut self.replaced);
        self.kept.keep_replaced(replaced).map_err(kept_failed)?;
        self.kept.keep_first_seen(self.settings.today, &ids).map_err(kept_failed)?;
        self.store.commit(self.store.generation()? + 1)?;
        (self.batch_bytes, self.batch_removals) = (0, 0);
        Ok(())
    }
}

/// What has arrived of an entry so far.
#[derive(Default)]
pub(super) struct OpenEntry {
    /// Written to the store, or about to be.
    begun: bool,
    /// What the index holds of it from before and was not written anew.
    pub old: HashSet<ArticleId>,
    /// Articles of it whose text is another now.
    pub replaced: Vec<ReplacedText>,
    articles: u64,
    forgotten: u64,
    last: Option<Pending>,
}

impl OpenEntry {
    /// Counts an article that the index has when the entry is done.
    fn keep(&mut self, id: ArticleId) {
        self.articles += 1;
        self.old.remove(&id);
    }
}

/// An article that waits to be known as the last of its entry, or not.
enum Pending {
    New(Box<Article>, Box<Statements>, EntryStamp),
    /// In the index already.
    Held(ArticleId),
}

/// The index lacks what it had when the run began.
fn vanished(task: &Task) -> EngineError {
    let cause = std::io::Error::other("an article has left the index while it was written");
    EngineError::Io { doing: format!("reading {} anew", task.path), cause }
}

/// `1600-01-01`: before, no newspaper was printed.
fn first_printed_day() -> Day {
    Day::from_ymd(1600, 1, 1).expect("a day of the calendar")
}
