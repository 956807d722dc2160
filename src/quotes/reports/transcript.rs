//! Transcripts: `Q:`, `A:`, `SMITH:` at the start of paragraphs.

use crate::model::{Article, Polarity, QuoteKind, Span};
use crate::quotes::report::{Report, Sayer};

/// Whether the article is a transcript, and of which kind.
pub(super) struct Labels {
    labels: bool,
    turns: bool,
}

impl Labels {
    /// One label alone may be anything; two make a transcript.
    pub fn of(article: &Article) -> Labels {
        let (mut labels, mut turns) = (0, 0);
        for paragraph in &article.body {
            match label(paragraph.of(&article.text)) {
                Some(words) if is_turn(words) => turns += 1,
                Some(_) => labels += 1,
                None => {}
            }
        }
        Labels { labels: labels >= 2, turns: turns >= 2 }
    }

    pub fn turn(&self, text: &str, paragraph: Span) -> Option<Report> {
        let words = paragraph.of(text);
        let label = label(words)?;
        let turn = is_turn(label);
        if !(if turn { self.turns } else { self.labels }) {
            return None;
        }
        let rest = &words[label.len() + 1..];
        let start = paragraph.start + label.len() + 1 + (rest.len() - rest.trim_start().len());
        let place = Span::new(paragraph.start, paragraph.start + label.len());
        (start < paragraph.end).then(|| Report {
            kind: QuoteKind::Direct,
            spans: vec![Span::new(start, paragraph.end)],
            brackets: super::brackets(text, Span::new(start, paragraph.end)),
            cue: None,
            polarity: Polarity::Affirmed,
            translated: false,
            sayer: if turn { Sayer::Turn(place) } else { Sayer::Label(place) },
            told_to: None,
            via: None,
            sentence: paragraph,
        })
    }
}

fn is_turn(label: &str) -> bool {
    matches!(label, "Q" | "A")
}

/// Up to four words in capitals before a colon, or `Q.` and `A.`: what follows is one byte on.
fn label(paragraph: &str) -> Option<&str> {
    // `Q. Is it safe?`
    if paragraph.starts_with("Q. ") || paragraph.starts_with("A. ") {
        return Some(&paragraph[..1]);
    }
    let head = paragraph.get(..paragraph.len().min(48)).or_else(|| {
        let end = (0..=48.min(paragraph.len())).rev().find(|end| paragraph.is_char_boundary(*end))?;
        paragraph.get(..end)
    })?;
    let label = &head[..head.find(':')?];
    let words = label.split_whitespace().count();
    let capitals = !label.chars().any(char::is_lowercase) && label.chars().any(char::is_uppercase);
    ((1..=4).contains(&words) && capitals).then_some(label)
}
