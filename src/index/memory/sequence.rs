//! The fields of an article as plain lists of tokens at positions.
//!
//! An article comes in; out come the sequences that `query::plan` defines, with the borders of
//! sentences and paragraphs as ranges of positions. Knows nothing of queries.

use std::ops::Range;

use crate::index::said_words;
use crate::language::{Stemmer, sentences, stems_of, tokens};
use crate::model::{Article, Quote, Span};
use crate::query::{Field, HEADLINE_GAP};

/// The tokens of one field, in order of their positions.
#[derive(Default)]
pub(super) struct Sequence {
    pub words: Vec<PlacedWord>,
    /// Positions of each sentence.
    pub sentences: Vec<Range<u32>>,
    /// Positions of each paragraph.
    pub paragraphs: Vec<Range<u32>>,
    next: u32,
}

pub(super) struct PlacedWord {
    pub position: u32,
    pub token: String,
    /// In the article's language; `None` where there is no stemmer for it.
    pub stem: Option<String>,
}

impl Sequence {
    pub fn of(article: &Article, field: Field) -> Sequence {
        match field {
            Field::Text => Sequence::of_main_text(article),
            _ => Sequence::of_values(&values(article, field)),
        }
    }

    /// What the article says: headline, gap, body.
    fn of_main_text(article: &Article) -> Sequence {
        let mut stemmer = Stemmer::new(stems_of(article.language.as_deref()));
        let mut sequence = Sequence::default();
        if let Some(headline) = &article.headline {
            sequence.append(&headline.words, &[whole(&headline.words)], &mut stemmer);
        }
        sequence.leave_gap();
        for span in article.searched() {
            let paragraph = span.of(&article.text);
            sequence.append(paragraph, &sentences(paragraph), &mut stemmer);
        }
        sequence
    }

    /// The words of a quote, stemmed as the article's; of sentences they know nothing.
    pub fn of_said(article: &Article, quote: &Quote) -> Sequence {
        let mut stemmer = Stemmer::new(stems_of(article.language.as_deref()));
        let mut sequence = Sequence::default();
        said_words(article, quote, |position, token, span| {
            let stem = stemmer.as_mut().map(|stemmer| stemmer.stem(token, span.of(&article.text)).to_string());
            sequence.words.push(PlacedWord { position, token: token.to_string(), stem });
        });
        sequence
    }

    /// A field beside the main text. Each of its values is one sentence and one paragraph; none
    /// is stemmed, for bare words look at the main text alone.
    pub fn of_values(values: &[String]) -> Sequence {
        let mut sequence = Sequence::default();
        for value in values {
            sequence.leave_gap();
            sequence.append(value, &[whole(value)], &mut None);
        }
        sequence
    }

    /// Before the first word there is nothing to be kept away from.
    fn leave_gap(&mut self) {
        if !self.words.is_empty() {
            self.next += HEADLINE_GAP;
        }
    }

    fn append(&mut self, paragraph: &str, sentences: &[Span], stemmer: &mut Option<Stemmer>) {
        let tokens = tokens(paragraph);
        for sentence in sentences {
            let starts_before = |offset: usize| tokens.iter().filter(|token| token.span.start < offset).count() as u32;
            self.sentences.push(self.next + starts_before(sentence.start)..self.next + starts_before(sentence.end));
        }
        self.paragraphs.push(self.next..self.next + tokens.len() as u32);
        for token in tokens {
            let stem = stemmer.as_mut().map(|stemmer| stemmer.stem(&token.text, token.span.of(paragraph)).to_string());
            self.words.push(PlacedWord { position: self.next, token: token.text, stem });
            self.next += 1;
        }
    }
}

fn whole(text: &str) -> Span {
    Span::new(0, text.len())
}

fn values(article: &Article, field: Field) -> Vec<String> {
    match field {
        Field::Headline => article.headline.iter().map(|headline| headline.words.clone()).collect(),
        Field::Related => article.related.iter().map(|span| span.of(&article.text).to_string()).collect(),
        Field::Byline => article.bylines.clone(),
        Field::Publisher => article.publisher.iter().cloned().collect(),
        Field::Section => article.section.iter().cloned().collect(),
        Field::Path => vec![article.origin.place()],
        Field::Url => article.url.iter().cloned().collect(),
        // The main text is made by itself; what is asked of quotes has clauses of its own, and
        // passages of these fields are refused.
        Field::Text | Field::Speaker | Field::Person | Field::Said => Vec::new(),
    }
}
