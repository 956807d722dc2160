//! The words of a quote as stores hold them.

use crate::language::Tokens;
use crate::model::{Article, Quote, Span};
use crate::query::HEADLINE_GAP;

/// The tokens of a quote's words with their positions, as `query::QuoteClause` defines them: the
/// one place that decides, for every store and for snippets. Calls `each` with the position, the
/// folded token and its place in the article's text.
pub fn said_words(article: &Article, quote: &Quote, mut each: impl FnMut(u32, &str, Span)) {
    let mut position = 0;
    let mut before: Option<Span> = None;
    for span in &quote.spans {
        if before.is_some_and(|before| !in_one_paragraph(article, before, *span)) {
            position += HEADLINE_GAP;
        }
        before = Some(*span);
        let mut in_bracket = false;
        let mut tokens = Tokens::new(span.of(&article.text));
        while let Some(token) = tokens.advance() {
            let place = Span::new(span.start + token.start, span.start + token.end);
            if quote.brackets.iter().any(|bracket| bracket.overlaps(place)) {
                in_bracket = true;
                continue;
            }
            if std::mem::take(&mut in_bracket) {
                position += HEADLINE_GAP;
            }
            each(position, tokens.token(), place);
            position += 1;
        }
        if in_bracket {
            position += HEADLINE_GAP;
        }
    }
}

fn in_one_paragraph(article: &Article, left: Span, right: Span) -> bool {
    article.body.iter().any(|paragraph| paragraph.contains(left) && paragraph.contains(right))
}
