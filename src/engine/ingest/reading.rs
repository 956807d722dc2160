//! The reading half of the ingest: entries to articles, on every core, within a budget of bytes.

use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::Scope;

use crossbeam_channel::{Receiver, Sender};
use sha2::{Digest, Sha256};

use super::day_order::OrdersSeen;
use crate::crawl::{self, Stamp, bytes};
use crate::engine::apart::ChildProcesses;
use crate::engine::{Corrections, EngineError, Settings};
use crate::index::local::LocalSnapshot;
use crate::index::{Budget, EntryStamp, Snapshot};
use crate::model::{Article, ArticleId, Day, EntryPath, Finding, Statements};
use crate::read::{self, Content, Draft, Entry, ReadRules, Refusal, SNIFF_BYTES};

/// Text that may lie between the readers and the writer.
const BUDGET_BYTES: usize = 8 << 20;
/// Articles that may lie there.
const QUEUE_ARTICLES: usize = 256;
/// More readers than this do not make one writer faster.
const READERS_MAX: usize = 8;

/// An entry to read.
pub struct Task {
    pub path: EntryPath,
    pub size_bytes: u64,
    /// The digest under which the archive knows it: the same is not read again.
    pub known_digest: Option<[u8; 32]>,
}

/// Larger files are hashed first and then read from the disk, not held in memory.
const HELD_BYTES_MAX: u64 = 8 << 20;

/// What every reader needs to know.
pub struct Job<'a> {
    pub root: &'a Path,
    pub rules: &'a ReadRules,
    pub corpus_id: &'a str,
    pub date_from_mtime: bool,
    pub now_nanos: i64,
    /// The index as it was before this run: a record that it holds word for word is not read anew.
    pub before: Option<&'a LocalSnapshot>,
    /// The dates met, which show how others are to be read.
    pub seen: &'a OrdersSeen,
    pub corrections: &'a Corrections,
}

/// What comes from the readers. The articles of one entry come in order, its end last; those of
/// several entries come mixed.
pub enum Read {
    Article {
        task: usize,
        article: Box<Article>,
        statements: Box<Statements>,
        stamp: EntryStamp,
        taken: usize,
    },
    /// A record of a changed file that the index holds as it is.
    Unchanged {
        task: usize,
        id: ArticleId,
    },
    Done {
        task: usize,
        end: End,
    },
}

/// How the reading of an entry ended.
pub enum End {
    Read {
        stamp: Stamp,
        digest: [u8; 32],
        notes: Vec<String>,
    },
    /// Its bytes are those the archive knows.
    Same {
        stamp: Stamp,
    },
    Refused {
        stamp: Stamp,
        digest: [u8; 32],
        reason: String,
    },
    Failed {
        reason: String,
    },
    /// The run was stopped before it.
    Unread,
}

/// The rules of `read` from the settings.
pub fn rules(settings: &Settings) -> Result<ReadRules, EngineError> {
    let read = &settings.read;
    let rules = ReadRules::new(&read.mapping, &read.zones, read.date_from_mtime)
        .map_err(|error| EngineError::Setting(error.to_string()))?;
    let record_limit = usize::try_from(settings.crawl.article_bytes_max).unwrap_or(usize::MAX);
    let rules = rules.with_record_limit(record_limit).with_today(settings.today);
    Ok(match &settings.program {
        Some(program) => rules.with_apart(ChildProcesses::of(program.clone())),
        None => rules,
    })
}

/// The settings that change what is read out of the same bytes, as one line.
pub fn settings_key(settings: &Settings) -> String {
    let read = &settings.read;
    let pairs = |map: &std::collections::BTreeMap<String, String>| {
        map.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(",")
    };
    format!("map:{} zones:{} mtime:{}", pairs(&read.mapping), pairs(&read.zones), read.date_from_mtime)
}

/// The readers of one run.
pub struct Readers<'a> {
    tasks: &'a [Task],
    stop: &'a AtomicBool,
    aborted: AtomicBool,
    next: AtomicUsize,
    budget: Budget,
}

impl<'a> Readers<'a> {
    pub fn new(tasks: &'a [Task], stop: &'a AtomicBool) -> Readers<'a> {
        Readers {
            tasks,
            stop,
            aborted: AtomicBool::new(false),
            next: AtomicUsize::new(0),
            budget: Budget::new(BUDGET_BYTES),
        }
    }

    /// Starts one reader per core; the receiver ends when all are done.
    pub fn start<'scope>(&'scope self, scope: &'scope Scope<'scope, '_>, job: &'scope Job<'scope>) -> Receiver<Read> {
        let (sender, receiver) = crossbeam_channel::bounded(QUEUE_ARTICLES);
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..cores.min(READERS_MAX).min(self.tasks.len()) {
            let sender = sender.clone();
            scope.spawn(move || self.work(job, &sender));
        }
        receiver
    }

    /// Lets the readers end at once; their articles are lost.
    pub fn abort(&self) {
        self.aborted.store(true, Ordering::Relaxed);
        self.budget.open_wide();
    }

    /// Room for as many bytes more.
    pub fn give_back(&self, bytes: usize) {
        self.budget.give_back(bytes);
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.aborted.load(Ordering::Relaxed)
    }

    fn work(&self, job: &Job<'_>, sender: &Sender<Read>) {
        loop {
            let task = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(entry) = self.tasks.get(task) else { return };
            if self.is_stopped() {
                return;
            }
            let reader = EntryReader { readers: self, job, sender, task, entry };
            let end = reader.read();
            if sender.send(Read::Done { task, end }).is_err() {
                return;
            }
        }
    }
}

struct EntryReader<'a> {
    readers: &'a Readers<'a>,
    job: &'a Job<'a>,
    sender: &'a Sender<Read>,
    task: usize,
    entry: &'a Task,
}

impl EntryReader<'_> {
    fn read(&self) -> End {
        let place = crawl::place(self.job.root, &self.entry.path);
        let read =
            if self.entry.size_bytes > HELD_BYTES_MAX { self.read_large(&place) } else { self.read_held(&place) };
        read.unwrap_or_else(|error| End::Failed { reason: error.to_string() })
    }

    fn read_held(&self, place: &Path) -> Result<End, bytes::ReadError> {
        let read = bytes::read(place, HELD_BYTES_MAX)?;
        if self.entry.known_digest == Some(read.digest) {
            return Ok(End::Same { stamp: read.stamp });
        }
        Ok(self.read_content(Content::Whole(&read.bytes), read.stamp, read.digest))
    }

    fn read_large(&self, place: &Path) -> Result<End, bytes::ReadError> {
        let (digest, stamp) = bytes::digest(place)?;
        if self.entry.known_digest == Some(digest) {
            return Ok(End::Same { stamp });
        }
        let mut file = BufReader::with_capacity(SNIFF_BYTES, bytes::open(place, stamp)?);
        let end = self.read_content(Content::File(&mut file), stamp, digest);
        file.get_ref().unchanged()?;
        Ok(end)
    }

    fn read_content(&self, content: Content<'_>, stamp: Stamp, digest: [u8; 32]) -> End {
        let entry = Entry { path: &self.entry.path, content, modified: self.modified_day(stamp) };
        let mut over = false;
        let streamed = read::articles(entry, self.job.rules, &mut |draft| {
            over = over || !self.send(draft, stamp, digest);
            if over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        match streamed {
            _ if over => End::Unread,
            Ok(streamed) => End::Read { stamp, digest, notes: streamed.notes },
            // Perhaps refused because the run was stopped: the next one sees.
            Err(_) if self.readers.is_stopped() => End::Unread,
            Err(refusal @ Refusal::Unreadable(_)) => End::Failed { reason: refusal.to_string() },
            Err(refusal) => End::Refused { stamp, digest, reason: refusal.to_string() },
        }
    }

    /// Hands an article to the writer; false when the run is over.
    fn send(&self, draft: Draft, stamp: Stamp, digest: [u8; 32]) -> bool {
        self.job.seen.take(self.task, &draft.findings);
        let id = article_id(self.job.corpus_id, &self.entry.path, draft.record.as_deref());
        let is_record = draft.record.is_some();
        let mut article = Box::new(draft.into_article(id, self.entry.path.clone(), digest));
        article.findings.retain(is_worth_keeping);
        let fingerprint = if is_record { fingerprint(&article) } else { 0 };
        if is_record && self.entry.known_digest.is_some() && self.holds(id, fingerprint) {
            return !self.readers.is_stopped() && self.sender.send(Read::Unchanged { task: self.task, id }).is_ok();
        }
        let taken = self.readers.budget.take(article.text.len());
        if self.readers.is_stopped() {
            return false;
        }
        let statements = Box::new(self.job.corrections.statements(&mut article));
        let stamp = EntryStamp {
            size_bytes: stamp.size_bytes,
            modified_nanos: stamp.modified_nanos,
            read_nanos: self.job.now_nanos,
            last_of_entry: false,
            fingerprint,
        };
        self.sender.send(Read::Article { task: self.task, article, statements, stamp, taken }).is_ok()
    }

    /// Whether the index already has this very record. An index that fails to say so has it not:
    /// the record is read anew, and the failure shows where it is written.
    fn holds(&self, id: ArticleId, fingerprint: u64) -> bool {
        let kept = self.job.before.and_then(|before| before.kept(id).ok().flatten());
        kept.is_some_and(|(_, _, stamp)| stamp.fingerprint == fingerprint)
    }

    fn modified_day(&self, stamp: Stamp) -> Option<Day> {
        if !self.job.date_from_mtime {
            return None;
        }
        let days = stamp.modified_nanos.div_euclid(86_400_000_000_000);
        let epoch = Day::from_ymd(1970, 1, 1)?;
        Some(epoch.plus(i32::try_from(days).ok()?))
    }
}

/// Whether the index keeps a finding: not that the article's own head or dateline says what the
/// article says, which goes without saying and would be the most of what is kept of plain texts.
fn is_worth_keeping(finding: &Finding) -> bool {
    !(finding.believed && finding.value.is_none() && matches!(finding.place.as_ref(), "header" | "dateline"))
}

/// What tells a record from all others that could stand in its place: eight bytes of SHA-256 over all
/// that was read of it, the bytes of the file around it aside. Never 0.
fn fingerprint(article: &Article) -> u64 {
    let mut bare = article.clone();
    bare.origin.digest = [0; 32];
    let bytes = postcard::to_stdvec(&bare).expect("an article is plain data, written to memory");
    let digest = Sha256::digest(&bytes);
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_le_bytes(first).max(1)
}

/// The id of an article: the first ten bytes of SHA-256 over the corpus id, the entry's path and
/// the record's key, each closed by a zero byte (a path has none).
fn article_id(corpus_id: &str, entry: &EntryPath, record: Option<&str>) -> ArticleId {
    let mut hasher = Sha256::new();
    for part in [corpus_id.as_bytes(), entry.bytes(), record.unwrap_or("").as_bytes()] {
        hasher.update(part);
        hasher.update([0]);
    }
    let digest = hasher.finalize();
    let mut id = [0; 10];
    id.copy_from_slice(&digest[..10]);
    ArticleId::new(id)
}
