//! Which blocks are the article's, which captions, and which neither.

use std::collections::HashMap;

use super::Body;
use super::blocks::{Block, ends_sentence};
use super::headline::letters_of;
use super::hints::Hints;
use super::labels::{self, Label};
use super::outline::Kind;

/// The body of the blocks, in their order.
pub(super) fn sifted(blocks: Vec<Block>, headline: Option<&str>) -> Body {
    let mut body = Body::default();
    let mut kept: Vec<Block> = Vec::new();
    for block in blocks {
        if block.kind == Kind::Caption || block.hints.any(Hints::CAPTION) || block.kind == Kind::Figure {
            body.captions.push(block.text);
        } else if belongs(&block) && headline.is_none_or(|headline| block.text != headline) {
            kept.push(block);
        }
    }
    trim(&mut kept);
    drop_repeated(&mut kept);
    drop_pulled(&mut kept);
    body.paragraphs = kept.into_iter().map(|block| block.text).collect();
    body
}

/// Takes off what stands before the first and after the last passage without being one: dates,
/// names, labels.
fn trim(blocks: &mut Vec<Block>) {
    let Some(first) = blocks.iter().position(|block| says_something(block)) else { return };
    let stays = |block: &Block| {
        matches!(block.kind, Kind::Item | Kind::Heading(2..) | Kind::Row) || block.hints.any(Hints::STANDFIRST)
    };
    let mut index = 0;
    blocks.retain(|block| {
        index += 1;
        index > first || stays(block)
    });
    while blocks.last().is_some_and(|last| matches!(last.kind, Kind::Heading(_))) {
        blocks.pop();
    }
}

fn says_something(block: &Block) -> bool {
    !matches!(block.kind, Kind::Heading(_)) && (block.lines.prose() > 0 || ends_sentence(&block.text))
}

/// Pages print the same paragraph twice, for small screens and for large ones, each in an element of
/// its own.
fn drop_repeated(blocks: &mut Vec<Block>) {
    const LETTERS_MIN: usize = 60;
    let mut seen: HashMap<String, usize> = HashMap::new();
    blocks.retain(|block| {
        block.text.len() < LETTERS_MIN || *seen.entry(block.text.clone()).or_insert(block.parent) == block.parent
    });
}

/// Sentences that are pulled out of the text and printed large beside it would be said twice.
fn drop_pulled(blocks: &mut Vec<Block>) {
    const PULLED_MAX: usize = 30;
    const BYTES_MIN: usize = 25;
    let is_pulled = |block: &Block| block.kind == Kind::Quote || block.hints.any(Hints::PULLED);
    let pulled: Vec<usize> = (0..blocks.len()).filter(|at| is_pulled(&blocks[*at])).take(PULLED_MAX).collect();
    if pulled.is_empty() {
        return;
    }
    let printed: Vec<String> = blocks.iter().map(|block| letters_of(&block.text)).collect();
    let is_said = |at: usize| {
        let own = printed[at].as_str();
        own.len() >= BYTES_MIN
            && (0..printed.len()).any(|other| !pulled.contains(&other) && printed[other].contains(own))
    };
    let mut index = 0;
    blocks.retain(|_| {
        index += 1;
        !(pulled.contains(&(index - 1)) && is_said(index - 1))
    });
}

/// Whether a block is text of the article, judged by itself.
fn belongs(block: &Block) -> bool {
    const LINKS_LETTERS_MAX: usize = 200;
    let lines = block.lines;
    if labels::label(&block.text).is_some() {
        return false;
    }
    if let Some(label) = labels::opening(&block.text) {
        let other = label != Label::Mark && lines.linked * 3 > lines.letters;
        if other || (label == Label::Related && lines.letters < LINKS_LETTERS_MAX) {
            return false;
        }
    }
    if matches!(block.kind, Kind::Heading(1)) {
        return false;
    }
    if lines.linked * 3 > lines.letters * 2 && lines.letters < LINKS_LETTERS_MAX {
        return false;
    }
    if is_address(&block.text) || is_plug(block) {
        return false;
    }
    block.text.chars().any(char::is_alphanumeric) && (lines.letters > 3 || ends_sentence(&block.text))
}

/// A web address and nothing else.
fn is_address(text: &str) -> bool {
    text.starts_with("http") && text.contains("://") && !text.contains(' ')
}

/// A call to sign up for the outlet's own products: a short paragraph with a link, what is offered
/// and what is to be done.
fn is_plug(block: &Block) -> bool {
    const LETTERS_MAX: usize = 350;
    if block.lines.letters > LETTERS_MAX || block.lines.linked == 0 {
        return false;
    }
    let text = block.text.to_lowercase();
    OFFERS.iter().any(|offer| text.contains(offer)) && CALLS.iter().any(|call| text.contains(call))
}

/// What outlets offer beside articles.
const OFFERS: &[&str] = &[
    "newsletter",
    "whatsapp",
    "telegram",
    "google news",
    "e-paper",
    "epaper",
    "our app",
    "app herunter",
    "news-app",
    "podcast",
    "push-",
    "facebook",
    "instagram",
    "twitter",
    "youtube",
    "boletín",
    "infolettre",
    "nieuwsbrief",
    "nyhetsbrev",
    "nyhedsbrev",
    "subscription",
    "subscriber",
    "abonnement",
    "weekly email",
    "daily email",
    "inbox",
];
/// What readers are told to do with it.
const CALLS: &[&str] = &[
    "sign up",
    "signing up",
    "signup",
    "subscribe",
    "follow us",
    "follow our",
    "join our",
    "join us",
    "like us",
    "download our",
    "click here",
    "get our",
    "abonnier",
    "anmelden",
    "hier entlang",
    "folgen sie",
    "folg uns",
    "folge uns",
    "inscrivez",
    "abonnez",
    "suivez",
    "suscríb",
    "síguenos",
    "sigue a",
    "únete",
    "assine",
    "inscreva",
    "siga o",
    "siga a",
    "iscriv",
    "seguici",
    "abbonati",
    "schrijf je in",
    "meld je aan",
    "подпис",
    "obserwuj",
    "zapisz",
    "takip ed",
    "abone ol",
    "prenumerera",
    "følg oss",
    "meld deg på",
];
