//! What cannot be derived again: the corpus id, first-seen days, what was forgotten, which bytes
//! a file had before.
//!
//! Lives in one file beside the index folder (`index.kept` beside `index/`), so that deleting
//! the index loses nothing. One JSON object a line, appended and synced; a line torn by a crash
//! at the end is dropped at the next write.

use std::collections::{HashMap, HashSet};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::index::StoreError;
use crate::index::local::LocalSnapshot;
use crate::model::{Article, ArticleId, Day, EntryPath};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// UUID of the corpus; the first line.
    Corpus(String),
    FirstSeen {
        day: String,
        ids: Vec<String>,
    },
    Forgotten {
        day: String,
        id: String,
        place: String,
        /// SHA-256 of the article's text: the same words stay out under another name too.
        text_digest: String,
    },
    Replaced(Replaced),
    /// On this day the index's files were rewritten without all that was forgotten before.
    Purged(String),
}

/// On this day other bytes took the place of a file's, or it left the corpus: what was cited of
/// it is found no more by its digest.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Replaced {
    pub day: String,
    pub entry: String,
    /// SHA-256 of the bytes before.
    pub digest: String,
    /// Nothing took their place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
    /// The articles of the file whose texts are others now; the rest are as they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<ReplacedText>,
}

/// What is remembered of a text: none of its words, but how to know them again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReplacedText {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Start, end and digest of what was said in it.
    pub said: Vec<(usize, usize, String)>,
}

impl Replaced {
    pub fn changed(day: Day, entry: &EntryPath, digest: [u8; 32], texts: Vec<ReplacedText>) -> Replaced {
        Replaced { day: day.to_string(), entry: entry.to_string(), digest: hex(&digest), gone: false, texts }
    }

    pub fn gone(day: Day, entry: &EntryPath, digest: [u8; 32]) -> Replaced {
        Replaced { gone: true, ..Replaced::changed(day, entry, digest, Vec::new()) }
    }
}

/// The kept file as read.
#[derive(Debug)]
pub struct Kept {
    path: PathBuf,
    pub corpus_id: Option<String>,
    first_seen: HashMap<ArticleId, Day>,
    forgotten_ids: HashSet<ArticleId>,
    forgotten_texts: HashSet<String>,
    /// In the order in which it happened.
    pub replaced: Vec<Replaced>,
    purge_due: bool,
}

impl Kept {
    /// The kept file of an index folder; an absent one is empty.
    pub fn read(index: &Path) -> io::Result<Kept> {
        let mut kept = Kept {
            path: path_of(index),
            corpus_id: None,
            first_seen: HashMap::new(),
            forgotten_ids: HashSet::new(),
            forgotten_texts: HashSet::new(),
            replaced: Vec::new(),
            purge_due: false,
        };
        let text = match std::fs::read_to_string(&kept.path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(kept),
            Err(error) => return Err(error),
        };
        for (number, line) in whole_lines(&text).lines().enumerate() {
            let line = serde_json::from_str(line).map_err(|_| {
                let place = format!("line {} of {} is not as it was written", number + 1, kept.path.display());
                io::Error::new(io::ErrorKind::InvalidData, place)
            })?;
            kept.take(line);
        }
        Ok(kept)
    }

    fn take(&mut self, line: Line) {
        match line {
            Line::Corpus(id) => self.corpus_id = Some(id),
            Line::FirstSeen { day, ids } => {
                if let Ok(day) = day.parse() {
                    for id in ids.iter().filter_map(|id| id.parse().ok()) {
                        self.first_seen.entry(id).or_insert(day);
                    }
                }
            }
            Line::Forgotten { id, text_digest, .. } => {
                self.forgotten_ids.extend(id.parse::<ArticleId>());
                self.forgotten_texts.insert(text_digest);
                self.purge_due = true;
            }
            Line::Replaced(replaced) => self.replaced.push(replaced),
            Line::Purged(_) => self.purge_due = false,
        }
    }

    pub fn first_seen(&self, id: ArticleId) -> Option<Day> {
        self.first_seen.get(&id).copied()
    }

    pub fn forgotten_count(&self) -> u64 {
        self.forgotten_ids.len() as u64
    }

    /// Whether the article was forgotten: under this id, or the same words under another.
    pub fn is_forgotten(&self, article: &Article) -> bool {
        self.forgotten_ids.contains(&article.id)
            || !self.forgotten_texts.is_empty() && self.forgotten_texts.contains(&text_digest(article))
    }

    /// Whether something was forgotten since the index's files were last rewritten for that.
    pub fn is_purge_due(&self) -> bool {
        self.purge_due
    }

    /// The articles of the index that were forgotten, copies under other names included.
    pub fn forgotten_in(&self, snapshot: &LocalSnapshot) -> Result<Vec<Article>, StoreError> {
        let mut found = Vec::new();
        snapshot.each_article(|article, _| {
            if self.is_forgotten(&article) {
                found.push(article);
            }
        })?;
        Ok(found)
    }

    pub fn keep_purged(&mut self, day: Day) -> io::Result<()> {
        self.append(&[Line::Purged(day.to_string())])?;
        self.purge_due = false;
        Ok(())
    }

    pub fn keep_corpus(&mut self, id: &str) -> io::Result<()> {
        self.append(&[Line::Corpus(id.to_string())])?;
        self.corpus_id = Some(id.to_string());
        Ok(())
    }

    /// Notes the day for the articles that were not seen before.
    pub fn keep_first_seen(&mut self, day: Day, ids: &[ArticleId]) -> io::Result<()> {
        let new: Vec<ArticleId> = ids.iter().copied().filter(|id| !self.first_seen.contains_key(id)).collect();
        if new.is_empty() {
            return Ok(());
        }
        self.append(&[Line::FirstSeen { day: day.to_string(), ids: new.iter().map(ArticleId::to_string).collect() }])?;
        self.first_seen.extend(new.into_iter().map(|id| (id, day)));
        Ok(())
    }

    pub fn keep_replaced(&mut self, replaced: Vec<Replaced>) -> io::Result<()> {
        if replaced.is_empty() {
            return Ok(());
        }
        let lines: Vec<Line> = replaced.into_iter().map(Line::Replaced).collect();
        self.append(&lines)?;
        lines.into_iter().for_each(|line| self.take(line));
        Ok(())
    }

    pub fn keep_forgotten(&mut self, day: Day, articles: &[Article]) -> io::Result<()> {
        let line = |article: &Article| Line::Forgotten {
            day: day.to_string(),
            id: article.id.to_string(),
            place: article.origin.place(),
            text_digest: text_digest(article),
        };
        self.append(&articles.iter().map(line).collect::<Vec<_>>())?;
        articles.iter().for_each(|article| self.take(line(article)));
        Ok(())
    }

    fn append(&self, lines: &[Line]) -> io::Result<()> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(&self.path)?;
        drop_torn_line(&mut file)?;
        let mut text = String::new();
        for line in lines {
            text.push_str(&serde_json::to_string(line).map_err(io::Error::other)?);
            text.push('\n');
        }
        file.write_all(text.as_bytes())?;
        file.sync_data()
    }
}

/// Beside the index folder, named after it.
fn path_of(index: &Path) -> PathBuf {
    let mut name = index.as_os_str().to_os_string();
    // A trailing slash would put the file into the folder.
    while name.to_string_lossy().ends_with('/') && name.len() > 1 {
        name = name.to_string_lossy().trim_end_matches('/').into();
    }
    name.push(".kept");
    PathBuf::from(name)
}

fn text_digest(article: &Article) -> String {
    hex(&Sha256::digest(article.text.as_bytes()))
}

/// By what words are known again: half of a SHA-256 is more than chance can meet.
pub fn words_digest(words: &str) -> String {
    hex(&Sha256::digest(words.as_bytes())[..16])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn whole_lines(text: &str) -> &str {
    &text[..text.rfind('\n').map_or(0, |end| end + 1)]
}

fn drop_torn_line(file: &mut File) -> io::Result<()> {
    let length = file.seek(SeekFrom::End(0))?;
    if length == 0 {
        return Ok(());
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    if last == *b"\n" {
        return Ok(());
    }
    let mut text = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut text)?;
    let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    file.set_len(whole as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_line_at_the_end_is_dropped_and_the_rest_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("index");
        let mut kept = Kept::read(&index).unwrap();
        kept.keep_corpus("one").unwrap();
        let id = ArticleId::new([7; 10]);
        let day: Day = "2025-09-03".parse().unwrap();
        kept.keep_first_seen(day, &[id]).unwrap();
        let mut file = OpenOptions::new().append(true).open(path_of(&index)).unwrap();
        file.write_all(b"{\"first_se").unwrap();
        let mut again = Kept::read(&index).unwrap();
        assert_eq!((again.corpus_id.as_deref(), again.first_seen(id)), (Some("one"), Some(day)));
        again.keep_first_seen(day.plus(1), &[id, ArticleId::new([8; 10])]).unwrap();
        let third = Kept::read(&index).unwrap();
        assert_eq!(third.first_seen(id), Some(day));
        assert_eq!(third.first_seen(ArticleId::new([8; 10])), Some(day.plus(1)));
    }
}
