//! What an ingest remembers of texts that it replaces, for citations made of them.

use super::writing::OpenEntry;
use super::{Ingest, Task};
use crate::engine::EngineError;
use crate::engine::kept::{Replaced, ReplacedText, words_digest};
use crate::index::Snapshot;
use crate::model::{Article, Said};

impl Ingest<'_> {
    /// What is remembered of the article whose place this one takes, when its text was another.
    pub(super) fn replaced_by(&mut self, article: &Article) -> Result<Option<ReplacedText>, EngineError> {
        let Some((before, statements, _)) = self.at_start()?.kept(article.id)? else { return Ok(None) };
        if before.text == article.text {
            return Ok(None);
        }
        let silences = statements.silences.into_iter().map(Said::Silence);
        let said = statements.quotes.into_iter().map(Said::Quote).chain(silences);
        let extents = said.map(|said| said.extent());
        let said = extents.map(|span| (span.start, span.end, words_digest(span.of(&before.text)))).collect();
        Ok(Some(ReplacedText { record: before.origin.record, said }))
    }

    /// Remembers the bytes of a file that is no article any more.
    pub(super) fn note_gone(&mut self, task: &Task, digest: [u8; 32]) {
        let before = self.manifest.get(&task.path).and_then(|record| record.digest);
        let before = before.filter(|before| *before != digest);
        self.replaced.extend(before.map(|before| Replaced::gone(self.settings.today, &task.path, before)));
    }

    /// Remembers the bytes that a file had before, when they are others now.
    pub(super) fn note_replaced(
        &mut self,
        task: &Task,
        open: &mut OpenEntry,
        digest: [u8; 32],
    ) -> Result<(), EngineError> {
        let before = self.manifest.get(&task.path).and_then(|record| record.digest);
        let Some(before) = before.filter(|before| *before != digest) else { return Ok(()) };
        let mut texts = std::mem::take(&mut open.replaced);
        for id in &open.old {
            // Records that are no longer in the file.
            if let Some(article) = self.at_start()?.article(*id)? {
                texts.push(ReplacedText { record: article.origin.record, said: Vec::new() });
            }
        }
        self.replaced.push(Replaced::changed(self.settings.today, &task.path, before, texts));
        Ok(())
    }
}
