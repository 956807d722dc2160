//! The words of a quote: which tokens of its article's main text they are.
//!
//! The one place that decides, for every store, for snippets and for whoever compares quotes. A
//! token belongs to the quote in whose spans it begins, unless an editorial bracket covers it.

use crate::language::Tokens;
use crate::model::{Article, Quote, Span};
use crate::query::HEADLINE_GAP;

/// Where a token of the main text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenPlace {
    /// Bytes of the article's text.
    pub span: Span,
    /// The headline or the paragraph it is in, by the place where that begins.
    pub block: usize,
}

/// The tokens that a quote says, among tokens in ascending order of their places. Calls `each`
/// with the number of the token, and whether a gap stands before it: where a paragraph ended or a
/// bracket stood.
pub fn said_tokens(places: &[TokenPlace], quote: &Quote, mut each: impl FnMut(usize, bool)) {
    let mut block = None;
    let mut bracketed = false;
    for span in &quote.spans {
        let from = places.partition_point(|place| place.span.start < span.start);
        let inside = places[from..].iter().take_while(|place| place.span.start < span.end);
        for (at, place) in (from..).zip(inside) {
            if quote.brackets.iter().any(|bracket| bracket.overlaps(place.span)) {
                bracketed = true;
                continue;
            }
            let gap = block.is_some_and(|before| bracketed || before != place.block);
            each(at, gap);
            block = Some(place.block);
            bracketed = false;
        }
    }
}

/// The tokens of a quote's words with their positions, as `query::QuoteClause` defines them. Calls
/// `each` with the position, the folded token and its place in the article's text.
pub fn said_words(article: &Article, quote: &Quote, mut each: impl FnMut(u32, &str, Span)) {
    let mut places = Vec::new();
    let mut words = Vec::new();
    for block in said_blocks(article, quote) {
        let mut tokens = Tokens::new(block.of(&article.text));
        while let Some(token) = tokens.advance() {
            let span = Span::new(block.start + token.start, block.start + token.end);
            if !quote.spans.iter().any(|said| (said.start..said.end).contains(&span.start)) {
                continue;
            }
            places.push(TokenPlace { span, block: block.start });
            words.push(tokens.token().to_string());
        }
    }
    let mut position = 0;
    said_tokens(&places, quote, |at, gap| {
        position += if gap { HEADLINE_GAP } else { 0 };
        each(position, &words[at], places[at].span);
        position += 1;
    });
}

/// The headline, where it stands in the text as it is told, and the paragraphs: what of them the
/// quote has a part in, in the order of the text.
fn said_blocks(article: &Article, quote: &Quote) -> Vec<Span> {
    let extent = quote.extent();
    let from = article.body.partition_point(|paragraph| paragraph.end <= extent.start);
    let body = article.body[from..].iter().take_while(|paragraph| paragraph.start < extent.end);
    let mut blocks: Vec<Span> = headline_block(article).into_iter().chain(body.copied()).collect();
    blocks.retain(|block| quote.spans.iter().any(|span| span.overlaps(*block)));
    blocks.sort_unstable_by_key(|block| block.start);
    blocks
}

/// Where the headline stands in the text word for word, outside of the body.
pub fn headline_block(article: &Article) -> Option<Span> {
    let span = article.headline_in_text()?;
    (!article.body.iter().any(|paragraph| paragraph.overlaps(span))).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, Certainty, EntryPath, Headline, Polarity, QuoteKind, Rule};

    /// The text with its quote between `<` and `>`, editorial brackets as they are; the words of
    /// the quote, with `|` where a gap is. The first line is the headline.
    fn check(marked: &str, expected: &str) {
        let text: String = marked.chars().filter(|c| !matches!(c, '<' | '>')).collect();
        let mut spans = Vec::new();
        let mut open = 0;
        for (nth, (at, mark)) in marked.match_indices(['<', '>']).enumerate() {
            match mark {
                "<" => open = at - nth,
                _ => spans.push(Span::new(open, at - nth)),
            }
        }
        let brackets = text
            .match_indices('[')
            .map(|(at, _)| Span::new(at, at + text[at..].find(']').expect("a bracket closes") + 1));
        let quote = Quote {
            kind: QuoteKind::Direct,
            brackets: brackets.collect(),
            spans,
            cue: None,
            polarity: Polarity::Affirmed,
            mention: None,
            speaker: None,
            told_to: None,
            via: None,
            spoken: None,
            about: Vec::new(),
            translated: false,
            certainty: Certainty::Stated,
            rule: Rule::None,
            corrected: false,
        };
        let mut found = Vec::new();
        let mut next = 0;
        said_words(&article(text), &quote, |position, word, _| {
            if position != next {
                found.push("|".to_string());
            }
            next = position + 1;
            found.push(word.to_string());
        });
        assert_eq!(found.join(" "), expected, "{marked}");
    }

    fn article(text: String) -> Article {
        let first = text.find('\n').unwrap_or(0);
        let body = text[first..].match_indices("\n\n").map(|(at, _)| first + at + 2).collect::<Vec<_>>();
        let ends = body.iter().skip(1).map(|start| start - 2).chain([text.len()]);
        Article {
            headline: Some(Headline { words: text[..first].to_string(), span: Some(Span::new(0, first)) }),
            body: body.iter().zip(ends).map(|(start, end)| Span::new(*start, end)).collect(),
            ..Article::bare(ArticleId::new([1; 10]), EntryPath::new("a.txt"), text.clone())
        }
    }

    #[test]
    fn a_break_is_no_gap_a_paragraph_and_a_bracket_are() {
        check("Title\n\n“<We open,>” she said, “<at ten.>”", "we open at ten");
        check("Title\n\n“<We open.\n\nAt ten.>”", "we open | at ten");
        check("Title\n\n“<[Lorne] knew it>”", "knew it");
        check("Title\n\n“<She [Lorne] knew it>”", "she | knew it");
    }

    #[test]
    fn a_headline_says_what_stands_in_it() {
        check("‘<We Open>’ Lorne says\n\nNothing.", "we open");
    }

    #[test]
    fn a_token_is_said_where_it_begins() {
        check("Title\n\nThe brid<ge was op>en.", "was open");
    }
}
