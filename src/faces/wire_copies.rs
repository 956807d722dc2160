//! The JSON of `onrecord copies --json`, version 1, documented in docs/json.md.

use std::io::{self, Write};

use serde::Serialize;

use super::wire::{Offsets, VERSION, WireHead, WireMade, made, write_line};
use super::wire_quotes::Places;
use crate::engine::{CopiesAnswer, Copy, CopyPassage, CopyPieceKind};
use crate::model::Article;

#[derive(Serialize)]
struct WireCopies<'a> {
    version: u32,
    made: WireMade<'a, WireOptions<'a>>,
    asked: String,
    total: usize,
    printings: Vec<WireCopy<'a>>,
}

#[derive(Serialize)]
struct WireOptions<'a> {
    offsets: &'a str,
}

#[derive(Serialize)]
struct WireCopy<'a> {
    #[serde(flatten)]
    head: WireHead<'a>,
    place: Option<&'a str>,
    words: u64,
    kept: u64,
    first_words: u64,
    other_headline: bool,
    differences: Vec<Vec<WirePiece<'a>>>,
}

#[derive(Serialize)]
struct WirePiece<'a> {
    kind: &'static str,
    text: &'a str,
    first: Option<[usize; 2]>,
    here: Option<[usize; 2]>,
}

pub fn write_copies(
    out: &mut impl Write,
    answer: &CopiesAnswer,
    offsets: Offsets,
    user_digest: Option<&str>,
    asked: &str,
) -> io::Result<()> {
    let first = answer.first();
    let first_places = Places::new(&first.article.text, offsets);
    let copy = |copy| WireCopy::of(copy, &first.article, &first_places, first.words, offsets);
    let wire = WireCopies {
        version: VERSION,
        made: made(&answer.made, user_digest, asked, WireOptions { offsets: offsets.word() }),
        asked: answer.asked.to_string(),
        total: answer.printings.len(),
        printings: answer.printings.iter().map(copy).collect(),
    };
    write_line(out, &wire)
}

impl<'a> WireCopy<'a> {
    fn of(
        copy: &'a Copy,
        first: &'a Article,
        first_places: &Places<'_>,
        first_words: u64,
        offsets: Offsets,
    ) -> WireCopy<'a> {
        let places = Places::new(&copy.article.text, offsets);
        let pieces = |passage: &CopyPassage| {
            let pieces = passage.pieces.iter().map(|piece| WirePiece {
                kind: piece.kind.word(),
                text: match piece.kind {
                    CopyPieceKind::Dropped => piece.first.of(&first.text),
                    _ => piece.here.of(&copy.article.text),
                },
                first: (piece.kind != CopyPieceKind::Added).then(|| first_places.pair(piece.first)),
                here: (piece.kind != CopyPieceKind::Dropped).then(|| places.pair(piece.here)),
            });
            pieces.collect()
        };
        WireCopy {
            head: WireHead::of(&copy.article),
            place: copy.article.place.as_deref(),
            words: copy.words,
            kept: copy.kept,
            first_words,
            other_headline: copy.other_headline,
            differences: copy.passages.iter().map(pieces).collect(),
        }
    }
}
