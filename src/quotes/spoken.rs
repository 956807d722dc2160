//! On which day something was said, from the words of the sentence that reports it.

use crate::model::{Article, Span, Spoken};

/// The day in `sentence` outside the quote's own `spans`, resolved against the article's day.
pub(super) fn spoken(_article: &Article, _sentence: Span, _spans: &[Span]) -> Option<Spoken> {
    None
}
