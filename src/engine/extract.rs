//! Quotes without an index: files or a stream of records in, articles with their statements out.
//!
//! One thread reads, all cores extract and render, the caller writes in the order of the input.
//! A bounded number of articles is held at any time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crossbeam_channel::Sender;

use super::ingest::reading::rules;
use super::{EngineError, EntryNote, Settings};
use crate::crawl::io_reason;
use crate::model::{Article, ArticleId, EntryPath, Statements};
use crate::quotes;
use crate::read::{self, Content, Draft, Entry, ReadRules, SNIFF_BYTES};

/// Articles that go to the cores at once.
const BATCH_ARTICLES: usize = 256;
/// Their text, in bytes.
const BATCH_BYTES: usize = 4 << 20;
/// Batches read ahead.
const AHEAD: usize = 2;

/// An article with what is said in it.
pub struct Extracted {
    /// The record's own id, else its place: `page.html`, `dump.jsonl#17`, `17` of a stream.
    pub id: String,
    pub article: Article,
    pub statements: Statements,
}

/// Where the articles come from.
pub enum ExtractInput<'a> {
    Files(&'a [PathBuf]),
    /// JSON, an object a line.
    Records(Box<dyn Read + Send + 'a>),
}

/// How it went.
#[derive(Clone, Debug, Default)]
pub struct ExtractReport {
    pub articles: u64,
    /// Files and lines that gave nothing, and why.
    pub unread: Vec<EntryNote>,
}

/// Reads, extracts and hands every rendered article to `write`, in the order of the input.
///
/// # Errors
/// Settings that contradict each other; an error of `write`, which ends the run.
pub fn extract(
    settings: &Settings,
    input: ExtractInput<'_>,
    render: impl Fn(&Extracted) -> Vec<u8> + Sync,
    mut write: impl FnMut(&[u8]) -> io::Result<()>,
) -> Result<ExtractReport, EngineError> {
    let rules = rules(settings)?;
    let (sender, receiver) = crossbeam_channel::bounded(AHEAD);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = Reader {
            rules: &rules,
            stop: &stop,
            sender,
            batch: Vec::new(),
            batch_bytes: 0,
            report: ExtractReport::default(),
        };
        let reading = scope.spawn(move || reader.read(input));
        for batch in receiver {
            for rendered in rendered(batch, &render) {
                if let Err(cause) = write(&rendered) {
                    stop.store(true, Ordering::Relaxed);
                    return Err(EngineError::Io { doing: "writing the quotes".to_string(), cause });
                }
            }
        }
        reading.join().map_err(|_| EngineError::Setting("reading stopped by a mistake in onrecord itself".to_string()))
    })
}

/// An article that waits to be extracted, then the lines made of it.
type Slot = (Option<(String, Article)>, Vec<u8>);

/// The batch extracted and rendered on every core, in its order.
fn rendered(batch: Vec<(String, Article)>, render: &(impl Fn(&Extracted) -> Vec<u8> + Sync)) -> Vec<Vec<u8>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(batch.len().max(1));
    let next = AtomicUsize::new(0);
    let slots: Vec<Mutex<Slot>> = batch.into_iter().map(|article| Mutex::new((Some(article), Vec::new()))).collect();
    let work = || {
        while let Some(slot) = slots.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut slot = slot.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if let Some((id, article)) = slot.0.take() {
                let statements = quotes::statements(&article);
                slot.1 = render(&Extracted { id, article, statements });
            }
        }
    };
    std::thread::scope(|scope| {
        (1..cores).for_each(|_| {
            scope.spawn(work);
        });
        work();
    });
    slots.into_iter().map(|slot| slot.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).1).collect()
}

/// The thread that reads.
struct Reader<'a> {
    rules: &'a ReadRules,
    stop: &'a AtomicBool,
    sender: Sender<Vec<(String, Article)>>,
    batch: Vec<(String, Article)>,
    batch_bytes: usize,
    report: ExtractReport,
}

impl Reader<'_> {
    fn read(mut self, input: ExtractInput<'_>) -> ExtractReport {
        match input {
            ExtractInput::Files(paths) => {
                for path in paths {
                    if let Err(reason) = self.file(path) {
                        self.report.unread.push(EntryNote { place: path.display().to_string(), reason });
                    }
                    if self.stop.load(Ordering::Relaxed) {
                        break;
                    }
                }
            }
            ExtractInput::Records(reader) => {
                let place = EntryPath::new("standard input");
                let mut reader = BufReader::with_capacity(SNIFF_BYTES, reader);
                let empty = reader.fill_buf().is_ok_and(<[u8]>::is_empty);
                if !empty && let Err(reason) = self.articles(Content::Stream(&mut reader), &place, true) {
                    self.report.unread.push(EntryNote { place: place.to_string(), reason });
                }
            }
        }
        self.send();
        self.report
    }

    fn file(&mut self, path: &Path) -> Result<(), String> {
        let entry = EntryPath::new(path.as_os_str().as_encoded_bytes());
        let file = File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_string(),
            _ => io_reason(&error),
        })?;
        let length = file.metadata().map_err(|error| io_reason(&error))?;
        if length.is_dir() {
            return Err("a folder; name its files, or index it".to_string());
        }
        let mut reader = BufReader::with_capacity(SNIFF_BYTES, file);
        self.articles(Content::File(&mut reader), &entry, false)
    }

    fn articles(&mut self, content: Content<'_>, path: &EntryPath, bare: bool) -> Result<(), String> {
        let rules = self.rules;
        let streamed = read::articles(Entry { path, content, modified: None }, rules, &mut |draft| {
            self.take(draft, path, bare);
            if self.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        let streamed = streamed.map_err(|refusal| refusal.to_string())?;
        let unread = streamed.notes.into_iter().map(|reason| EntryNote { place: path.to_string(), reason });
        self.report.unread.extend(unread);
        Ok(())
    }

    fn take(&mut self, draft: Draft, entry: &EntryPath, bare: bool) {
        // Neither id nor digest are printed: both belong to an index.
        let article = draft.into_article(ArticleId::new([0; 10]), entry.clone(), [0; 32]);
        let origin = &article.origin;
        let id = match (&origin.own_id, &origin.record) {
            (Some(own), _) => own.clone(),
            (None, Some(record)) if bare => record.clone(),
            _ => origin.place(),
        };
        self.report.articles += 1;
        self.batch_bytes += article.text.len();
        self.batch.push((id, article));
        if self.batch.len() >= BATCH_ARTICLES || self.batch_bytes >= BATCH_BYTES {
            self.send();
        }
    }

    fn send(&mut self) {
        let batch = std::mem::take(&mut self.batch);
        self.batch_bytes = 0;
        // Nobody receives any more when writing has failed: the run is over.
        if !batch.is_empty() && self.sender.send(batch).is_err() {
            self.stop.store(true, Ordering::Relaxed);
        }
    }
}
