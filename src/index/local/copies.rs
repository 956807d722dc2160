//! Stories of a local store: put together when an ingest has ended, kept in a file beside the
//! segments, and found again from the articles wherever that file is not of the generation.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use tantivy::DocAddress;

use super::matches::Matches;
use super::rank::{self, Ranked as RankedDoc};
use super::segment::Segment;
use super::{LocalSnapshot, LocalStore, document, trouble};
use crate::index::copies::{
    Body, CopiesFile, Grouped, Known, Print, Printing, Scratch, ScratchError, Signature, Stories, group,
};
use crate::index::{RankedStories, Request, Scored, ScoredStory, Snapshot, Store, StoreError};
use crate::model::ArticleId;

fn path(store: &Path) -> PathBuf {
    store.join("copies")
}

/// What a store has written since its file of copies was true.
#[derive(Default)]
pub(super) struct Since {
    /// The generation of then.
    pub generation: u64,
    /// The articles put since.
    pub changed: HashSet<ArticleId>,
}

impl LocalStore {
    /// Whether the stories of the last commit are at hand.
    pub fn has_stories(&self) -> Result<bool, StoreError> {
        let generation = self.generation()?;
        Ok(CopiesFile::generation(&path(&self.folder)) == Ok(generation))
    }

    /// Puts the stories of the last commit together and keeps them. Of articles that were there
    /// before and are as they were nothing is read.
    pub fn put_stories_together(&mut self) -> Result<(), StoreError> {
        let snapshot = self.snapshot()?;
        let before = CopiesFile::load(&path(&self.folder)).ok();
        let known = before.filter(|file| file.generation == self.since.generation && self.since.generation > 0);
        let known = known.map(|file| file.known.without(&self.since.changed)).unwrap_or_default();
        let generation = snapshot.generation;
        let file = CopiesFile { generation, known: snapshot.grouped(known, self.scratch()?)? };
        let doing = || format!("writing the copies of {}", self.folder.display());
        file.save(&path(&self.folder)).map_err(|cause| StoreError::Io { doing: doing(), cause })?;
        self.since = Since { generation, changed: HashSet::new() };
        Ok(())
    }

    /// A file that is gone when it is closed; of a killed run on other systems than Unix, when the next
    /// one tidies the folder.
    fn scratch(&self) -> Result<Scratch, StoreError> {
        let path = self.folder.join("sketches.new");
        let open = || {
            let file = File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
            if cfg!(unix) {
                fs::remove_file(&path)?;
            }
            Ok(file)
        };
        Ok(Scratch::file(open().map_err(ScratchError)?))
    }
}

impl From<ScratchError> for StoreError {
    fn from(ScratchError(cause): ScratchError) -> StoreError {
        StoreError::Io { doing: "telling copies apart, in a file beside the index".into(), cause }
    }
}

impl LocalSnapshot {
    /// The stories, from the file when it is of this generation.
    pub(super) fn put_together(&self) -> Result<&Stories, StoreError> {
        if let Some(stories) = self.stories.get() {
            return Ok(stories);
        }
        let file = CopiesFile::load(&path(&self.folder)).ok().filter(|file| file.generation == self.generation);
        let known = match file {
            Some(file) => file.known,
            None => self.grouped(Known::default(), Scratch::Memory(Vec::new()))?,
        };
        Ok(self.stories.get_or_init(|| known.stories))
    }

    /// What is wrong with the file of copies, in a sentence; the articles are all read for it.
    pub fn doubts_of_copies(&self) -> Result<Option<String>, StoreError> {
        let file = match CopiesFile::load(&path(&self.folder)) {
            Ok(file) => file,
            Err(reason) => return Ok(Some(format!("the list of copies cannot be used, for {reason}"))),
        };
        if file.generation != self.generation {
            let (of, index) = (file.generation, self.generation);
            return Ok(Some(format!("the list of copies is of generation {of} and the index of {index}")));
        }
        let anew = self.grouped(Known::default(), Scratch::Memory(Vec::new()))?;
        let is_same = anew.stories.groups() == file.known.stories.groups();
        Ok((!is_same).then(|| "the list of copies is not what the articles give".to_string()))
    }

    /// All articles put together into stories, sparing what is known.
    fn grouped(&self, known: Known, scratch: Scratch) -> Result<Grouped, StoreError> {
        let prints = self.prints().map_err(|error| trouble(&self.folder, error))?;
        group(prints, known, scratch, |(segment, doc)| {
            let article = self.stored(DocAddress::new(segment, doc))?.article;
            Ok(Printing { body: Body::of(&article), place: article.origin.place() })
        })
    }

    /// What is known of every article without reading it, by id.
    fn prints(&self) -> tantivy::Result<Vec<Print>> {
        let mut prints = Vec::with_capacity(self.articles as usize);
        for (ord, segment) in (0..).zip(self.segments()?.iter()) {
            let (first, rest) = (segment.numbers("signature")?, segment.numbers("signature_rest")?);
            let (days, words) = (segment.days()?.0, segment.numbers("words")?);
            let ids = ids(segment)?;
            let articles = segment.reader.doc_ids_alive().filter(|doc| !segment.is_quote(*doc));
            prints.extend(articles.map(|doc| {
                let numbers = first.first(doc).zip(rest.first(doc));
                let signature = numbers.map(|(first, rest)| Signature::of_numbers(first, rest));
                let day = days.first(doc).and_then(|day| i32::try_from(day).ok());
                Print::new(ids(doc), signature, day, words.first(doc).unwrap_or(0), (ord, doc))
            }));
        }
        prints.sort_unstable_by_key(|print| print.id);
        Ok(prints)
    }

    pub(super) fn ranked_stories(&self, request: &Request<'_>) -> Result<RankedStories, StoreError> {
        let stories = self.put_together()?;
        if stories.is_empty() {
            let found = self.search(request)?;
            let hits = found.hits.into_iter().map(|best| ScoredStory { best, matching: vec![best.id] });
            return Ok(RankedStories { total: found.total, stories: found.total, hits: hits.collect() });
        }
        self.folded(request, stories).map_err(|error| trouble(&self.folder, error))
    }

    fn folded(&self, request: &Request<'_>, stories: &Stories) -> tantivy::Result<RankedStories> {
        let wanted = request.offset.saturating_add(request.limit);
        let (mut total, mut count, mut candidates) = (0, 0, Vec::new());
        let mut matching: HashMap<u32, (RankedDoc, Vec<ArticleId>)> = HashMap::new();
        self.evaluate(request.plan, true, |ord, segment, matches| {
            let (alone, printed) = parted(segment, stories, matches)?;
            let (live, best) = rank::ranked(segment, ord, alone, request.sort, wanted)?;
            count += live;
            candidates.extend(best);
            let (live, all) = rank::ranked(segment, ord, printed, request.sort, usize::MAX)?;
            total += live;
            for found in all {
                let Some(story) = stories.story_of(found.id) else { continue };
                let (best, ids) = matching.entry(story).or_insert((found, Vec::new()));
                ids.push(found.id);
                if rank::compare(&found, best, request.sort).is_lt() {
                    *best = found;
                }
            }
            Ok(())
        })?;
        total += count;
        count += matching.len() as u64;
        candidates.extend(matching.values().map(|(best, _)| *best));
        let hits = rank::select(candidates, request.sort, request.offset, request.limit);
        let story = |hit: RankedDoc| {
            let found = stories.story_of(hit.id).and_then(|story| matching.get(&story));
            let matching = match found {
                Some((_, ids)) => stories.printings_of(hit.id).iter().filter(|id| ids.contains(id)).copied().collect(),
                None => vec![hit.id],
            };
            ScoredStory { best: Scored { id: hit.id, score: hit.score }, matching }
        };
        Ok(RankedStories { total, stories: count, hits: hits.into_iter().map(story).collect() })
    }
}

/// The matches that are the only printing of their story, and the others.
fn parted(segment: &Segment<'_>, stories: &Stories, matches: Matches) -> tantivy::Result<(Matches, Matches)> {
    let ids = ids(segment)?;
    let (mut alone, mut printed) = (Matches::default(), Matches::default());
    for (doc, score) in matches.docs.into_iter().zip(matches.scores) {
        let part = if stories.story_of(ids(doc)).is_some() { &mut printed } else { &mut alone };
        part.push(doc, score);
    }
    Ok((alone, printed))
}

/// The ids of a segment's articles.
pub(super) fn ids(segment: &Segment<'_>) -> tantivy::Result<impl Fn(tantivy::DocId) -> ArticleId + use<>> {
    let (keys, tails) = (segment.numbers("id_key")?, segment.numbers("id_tail")?);
    Ok(move |doc| document::id_of_numbers(keys.first(doc).unwrap_or(0), tails.first(doc).unwrap_or(0)))
}
