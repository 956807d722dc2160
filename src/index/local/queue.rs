//! Documents on their way to tantivy's indexing thread, which queues ten thousand whatever their size:
//! while it writes a segment, they would fill the memory.

use std::sync::Arc;

use tantivy::TantivyDocument;
use tantivy::schema::Document;

use crate::index::Budget;

/// Text of articles that may lie in the queue; their documents take some five times as much.
const BYTES_MAX: usize = 2 << 20;

/// Lets documents into the queue.
pub struct Gate(Arc<Budget>);

impl Gate {
    pub fn new() -> Gate {
        Gate(Arc::new(Budget::new(BYTES_MAX)))
    }

    /// An article's documents, of so many bytes of text; waits until there is room for them.
    pub fn let_in(
        &self,
        documents: Vec<TantivyDocument>,
        bytes: usize,
    ) -> impl ExactSizeIterator<Item = Queued> + use<> {
        let mut place = Some(Place { bytes: self.0.take(bytes), budget: self.0.clone() });
        documents.into_iter().map(move |document| Queued { document, _place: place.take() })
    }
}

/// A document in the queue. The first of an article holds the place of them all.
pub struct Queued {
    document: TantivyDocument,
    _place: Option<Place>,
}

struct Place {
    bytes: usize,
    budget: Arc<Budget>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.budget.give_back(self.bytes);
    }
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        Document::iter_fields_and_values(&self.document)
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}
