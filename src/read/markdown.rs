//! Markdown, with or without front matter.
//!
//! The text stays as it was typed, marks and all; paragraphs are its blocks: headings, list items
//! and fenced code each on their own. The headline is the front matter's title, else the first
//! heading of the first level.

use crate::model::{Headline, Span};

use super::draft::{Material, settle};
use super::front_matter::front_matter;
use super::lines::{Line, lines};
use super::paragraphs::trimmed;
use super::{Draft, ReadRules, Refusal, Source};

/// Reads one article in Markdown.
///
/// # Errors
/// [`Refusal::NoText`] when there is nothing but front matter.
pub(super) fn read(text: String, source: Source<'_>, rules: &ReadRules) -> Result<Draft, Refusal> {
    let matter = front_matter(&text);
    let mut fields = matter.fields;
    let mut blocks = blocks(&text, matter.rest);
    let top = blocks.iter().position(|block| block.heading == Some(1));
    if let Some(top) = top {
        let span = blocks[top].span;
        let words = span.of(&text);
        match &mut fields.headline {
            None => {
                fields.headline = Some(Headline { words: words.to_string(), span: Some(span) });
                blocks.remove(top);
            }
            Some(title) if title.words == words => {
                title.span = Some(span);
                blocks.remove(top);
            }
            Some(_) => {}
        }
    }
    let body: Vec<Span> = blocks.iter().map(|block| block.span).collect();
    if body.is_empty() && fields.headline.is_none() {
        return Err(Refusal::NoText);
    }
    let notes = matter.notes;
    let material = Material { body, fields, notes, text, ..Material::default() };
    Ok(settle(material, source.into(), rules))
}

struct Block {
    span: Span,
    /// The heading's level.
    heading: Option<usize>,
}

/// The blocks of the text from `from` on.
fn blocks(text: &str, from: usize) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Span> = None;
    let mut fence: Option<&str> = None;
    for line in lines(text, from) {
        let words = line.of(text).trim();
        if let Some(mark) = fence {
            extend(&mut open, line);
            if words.starts_with(mark) && words.trim_start_matches(&mark[..1]).is_empty() {
                fence = None;
                close(text, &mut open, &mut found);
            }
            continue;
        }
        if words.is_empty() {
            close(text, &mut open, &mut found);
        } else if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| words.starts_with(mark)) {
            close(text, &mut open, &mut found);
            fence = Some(mark);
            extend(&mut open, line);
        } else if let Some(block) = heading(text, line) {
            close(text, &mut open, &mut found);
            found.push(block);
        } else if let (Some(level), Some(title)) = (underline(words), open) {
            open = None;
            found.push(Block { span: trimmed(text, title.start, title.end), heading: Some(level) });
        } else if is_break(words) {
            close(text, &mut open, &mut found);
        } else {
            if let Some(marker) = list_marker(words) {
                close(text, &mut open, &mut found);
                let indent = line.of(text).len() - line.of(text).trim_start().len();
                open = Some(Span::new(line.start + indent + marker, line.end));
            }
            extend(&mut open, line);
        }
    }
    close(text, &mut open, &mut found);
    found
}

fn extend(open: &mut Option<Span>, line: Line) {
    *open = Some(Span::new(open.map_or(line.start, |span| span.start), line.end));
}

fn close(text: &str, open: &mut Option<Span>, found: &mut Vec<Block>) {
    if let Some(span) = open.take() {
        let span = trimmed(text, span.start, span.end);
        if !span.is_empty() {
            found.push(Block { span, heading: None });
        }
    }
}

/// `## Heading ##`, its words.
fn heading(text: &str, line: Line) -> Option<Block> {
    let span = trimmed(text, line.start, line.end);
    let words = span.of(text);
    let level = words.bytes().take_while(|b| *b == b'#').count();
    if !(1..=6).contains(&level) || !words[level..].starts_with([' ', '\t']) {
        return None;
    }
    let bare = words.trim_end_matches('#').trim_end();
    let span = trimmed(text, span.start + level, span.start + bare.len().max(level));
    (!span.is_empty()).then_some(Block { span, heading: Some(level) })
}

/// `===` or `---` beneath a title: the level.
fn underline(words: &str) -> Option<usize> {
    let of = |c: char| words.len() >= 2 && words.chars().all(|w| w == c);
    if of('=') { Some(1) } else { of('-').then_some(2) }
}

/// `---`, `***`, `* * *`
fn is_break(words: &str) -> bool {
    ['-', '*', '_']
        .into_iter()
        .any(|mark| words.matches(mark).count() >= 3 && words.chars().all(|c| c == mark || c == ' '))
}

/// The length of `- `, `* `, `+ `, `1. ` or `1) ` at the start of a list item.
fn list_marker(words: &str) -> Option<usize> {
    if words.starts_with(['-', '*', '+']) {
        return words[1..].starts_with(' ').then_some(2);
    }
    let digits = words.bytes().take(10).take_while(u8::is_ascii_digit).count();
    let marked = (1..=9).contains(&digits) && words[digits..].starts_with(['.', ')']);
    (marked && words[digits + 1..].starts_with(' ')).then_some(digits + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntryPath;

    fn check(text: &str, headline: Option<&str>, body: &[&str]) {
        let path = EntryPath::new("river.md");
        let source = Source { path: &path, bytes: text.as_bytes(), modified: None };
        let draft = read(text.to_string(), source, &ReadRules::default()).unwrap();
        assert_eq!(draft.headline.as_ref().map(|headline| headline.words.as_str()), headline);
        let found: Vec<&str> = draft.body.iter().map(|span| span.of(text)).collect();
        assert_eq!(found, body);
    }

    #[test]
    fn headings_items_and_code_are_blocks_of_their_own() {
        check(
            "# River rises\nIt rose.\nThen it fell.\n## After\n- One\n  more\n- Two\n\n```\ncode\n\ncode\n```\n* * *\n1. End",
            Some("River rises"),
            &["It rose.\nThen it fell.", "After", "One\n  more", "Two", "```\ncode\n\ncode\n```", "End"],
        );
    }

    #[test]
    fn the_front_matter_names_the_headline() {
        check("---\ntitle: River\n---\n# River\n\nIt rose.", Some("River"), &["It rose."]);
        check("---\ntitle: River\n---\n# Chapter\n\nIt rose.", Some("River"), &["Chapter", "It rose."]);
        check("River\n=====\n\nIt rose.", Some("River"), &["It rose."]);
        check("It rose.", None, &["It rose."]);
    }

    #[test]
    fn a_fence_left_open_ends_with_the_text() {
        check("It rose.\n\n~~~\ncode\n\n# no heading", None, &["It rose.", "~~~\ncode\n\n# no heading"]);
    }
}
