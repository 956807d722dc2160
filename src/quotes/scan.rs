//! A paragraph as words and marks, with what stands inside quotation marks known.
//!
//! One pass over the characters; what a word can be is looked up in the language's table.

use super::marks::{Family, family, mark};
use super::tables::tongue::Tongue;
use super::tables::{class as is, english};
use crate::model::{Article, Span};

/// Tokens of a sentence outside quotations: lists and hostile texts are cut, for the rules look
/// at a sentence as often as it has verbs.
const SENTENCE_MAX: usize = 200;

/// A word or a mark of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tok {
    pub start: usize,
    pub end: usize,
    /// Where its words in lower case begin among those of the page.
    lower: u32,
    pub kind: Kind,
    /// Bits of `tables::class`.
    pub class: u32,
    /// Begins with a capital.
    pub cap: bool,
    /// Lies inside a quotation, its marks included.
    pub quoted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Comma,
    /// Ends a sentence: `.`, `!`, `?`, `…`.
    Stop,
    Colon,
    Semicolon,
    Dash,
    /// A quotation mark that opens, or may.
    Open,
    Close,
    Left,
    Right,
    Other,
}

impl Tok {
    pub fn has(&self, classes: u32) -> bool {
        self.class & classes != 0
    }

    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }
}

/// What stands between two marks, by tokens: the marks themselves are `open` and `close`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted {
    pub open: usize,
    /// The closing mark; the count of tokens when it is missing.
    pub close: usize,
}

pub(super) struct Page<'a> {
    pub text: &'a str,
    pub paragraph: Span,
    pub toks: Vec<Tok>,
    /// The words in lower case, one behind the other, with straight apostrophes.
    lower: String,
    pub quoted: Vec<Quoted>,
    /// Token ranges, half open.
    pub sentences: Vec<(usize, usize)>,
    /// Whether the last quotation is never closed.
    pub open_end: bool,
    tongue: Tongue,
}

/// The headline, where it stands in the text, and the paragraphs of the body.
pub(super) fn pages(article: &Article) -> Vec<Page<'_>> {
    let headline =
        article.headline_in_text().filter(|span| !article.body.iter().any(|paragraph| paragraph.overlaps(*span)));
    let tongue = Tongue::of(article.language.as_deref());
    headline.iter().chain(&article.body).map(|paragraph| Page::of(&article.text, *paragraph, tongue)).collect()
}

impl<'a> Page<'a> {
    pub fn of(text: &'a str, paragraph: Span, tongue: Tongue) -> Page<'a> {
        let mut page = Page {
            text,
            paragraph,
            toks: Vec::with_capacity(paragraph.len() / 5),
            lower: String::with_capacity(paragraph.len()),
            quoted: Vec::new(),
            sentences: Vec::new(),
            open_end: false,
            tongue,
        };
        page.scan(paragraph);
        page.pair();
        page.split();
        page
    }

    /// The quotations that open between two tokens, by number.
    pub fn quoted_between(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let place = |at: usize| self.quoted.partition_point(|quoted| quoted.open < at);
        place(from)..place(to).max(place(from))
    }

    pub fn word(&self, at: usize) -> &'a str {
        self.toks.get(at).map_or("", |tok| &self.text[tok.start..tok.end])
    }

    /// The word in lower case, with straight apostrophes; nothing for a mark.
    pub fn lower(&self, at: usize) -> &str {
        let Some(tok) = self.toks.get(at) else { return "" };
        let end = self.toks.get(at + 1).map_or(self.lower.len(), |next| next.lower as usize);
        &self.lower[tok.lower as usize..end]
    }

    /// What stands between two marks, without the white space at its ends.
    pub fn content(&self, quoted: Quoted) -> Option<Span> {
        let end = quoted.close.min(self.toks.len());
        (quoted.open + 1 < end).then(|| self.span(quoted.open + 1, end))
    }

    pub fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.toks[from].start, self.toks[to - 1].end)
    }

    fn scan(&mut self, paragraph: Span) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut at = paragraph.start;
        while at < paragraph.end {
            let first = bytes[at];
            if first == b' ' || first == b'\n' || first == b'\t' || first == b'\r' {
                at += 1;
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            }
            if c.is_alphanumeric() {
                let mut end = word_end(text, at, paragraph.end);
                if self.tongue == Tongue::French {
                    end = french_word_end(text, at, end);
                }
                let begins = self.lower.len();
                push_lower(&mut self.lower, &text[at..end]);
                let lower = &self.lower[begins..];
                let kind = if first.is_ascii_digit() { Kind::Number } else { Kind::Word };
                let class = self.tongue.classes(lower);
                let stops = bytes.get(end) == Some(&b'.') && end < paragraph.end;
                let single = stops && lower.chars().nth(1).is_none();
                let abbreviates = stops && self.tongue.is_abbreviation(lower)
                    || stops && self.tongue == Tongue::German && is_ordinal(lower, &text[end + 1..paragraph.end]);
                self.push(Span::new(at, end), begins, kind, class, c.is_uppercase());
                at = end;
                // The stop of an abbreviation belongs to it.
                if abbreviates {
                    let next = text[at + 1..paragraph.end].trim_start();
                    let quotes = next.starts_with(['“', '"', '„', '«']) || next.starts_with("''");
                    let english = self.tongue == Tongue::English;
                    let ends = next.is_empty() || english && (begins_sentence(next) || quotes) && !single;
                    if !ends {
                        if let Some(tok) = self.toks.last_mut() {
                            tok.end += 1;
                        }
                        self.lower.push('.');
                        at += 1;
                    }
                }
                continue;
            }
            if let Some(len) = self.clitic(&text[at..paragraph.end], at) {
                let begins = self.lower.len();
                push_lower(&mut self.lower, &text[at..at + len]);
                let class = self.tongue.classes(&self.lower[begins..]);
                self.push(Span::new(at, at + len), begins, Kind::Word, class, false);
                at += len;
                continue;
            }
            let (kind, len) = mark(text, at, c, paragraph);
            self.push(Span::new(at, at + len), self.lower.len(), kind, 0, false);
            at += len;
        }
    }

    /// `-t-elle` behind a verb of French: its length.
    fn clitic(&self, rest: &str, at: usize) -> Option<usize> {
        let behind = self.tongue == Tongue::French && self.toks.last().is_some_and(|tok| tok.end == at);
        (behind && rest.starts_with('-')).then(|| clitic_length(rest)).flatten()
    }

    fn push(&mut self, Span { start, end }: Span, lower: usize, kind: Kind, class: u32, cap: bool) {
        self.toks.push(Tok { start, end, lower: lower as u32, kind, class, cap, quoted: false });
    }

    /// Pairs the marks. A double mark may be closed by a double mark of another form, as careless
    /// copies have it; marks inside a quotation are its own.
    fn pair(&mut self) {
        let mut open: Option<(usize, Family)> = None;
        let mut depth = 0;
        let mut at = 0;
        while at < self.toks.len() {
            let tok = self.toks[at];
            let family = matches!(tok.kind, Kind::Open | Kind::Close).then(|| family(self.word(at)));
            match (open, family) {
                (_, None) => {}
                // Apostrophes are as common as single marks: these pair only when both are found.
                (None, Some(Family::Single)) => match self.single_close(at) {
                    Some(close) => {
                        for inner in at + 1..close.min(self.toks.len()) {
                            self.demote(inner);
                        }
                        self.enclose(at, close);
                        self.open_end = close >= self.toks.len();
                        at = close;
                    }
                    None => self.toks[at].kind = Kind::Other,
                },
                (None, Some(family)) if tok.kind == Kind::Open => {
                    open = Some((at, family));
                    depth = 0;
                }
                // A stray closing mark closes nothing.
                (None, Some(_)) => self.toks[at].kind = Kind::Other,
                (Some((_, of)), Some(family)) if of != family => self.toks[at].kind = Kind::Other,
                (Some((from, _)), Some(_)) if tok.kind == Kind::Close || self.may_close(at) => {
                    if depth == 0 {
                        self.toks[at].kind = Kind::Close;
                        self.enclose(from, at);
                        open = None;
                    } else {
                        depth -= 1;
                        self.toks[at].kind = Kind::Other;
                    }
                }
                // Marks within marks of the same form.
                (Some(_), Some(_)) => {
                    depth += 1;
                    self.toks[at].kind = Kind::Other;
                }
            }
            at += 1;
        }
        if let Some((from, _)) = open {
            self.open_end = true;
            let len = self.toks.len();
            self.enclose(from, len);
        }
    }

    fn demote(&mut self, at: usize) {
        if matches!(self.toks[at].kind, Kind::Open | Kind::Close) {
            self.toks[at].kind = Kind::Other;
        }
    }

    /// A straight mark with nothing behind it, which may open or close.
    fn may_close(&self, at: usize) -> bool {
        let after = self.text[self.toks[at].end..self.paragraph.end].chars().next();
        matches!(self.word(at), "\"" | "＂" | "''" | "``") && after.is_none_or(|c| !c.is_alphanumeric() && c != '[')
    }

    /// Where the quotation ends that a single mark opens: at a mark behind a stop or comma, or at
    /// the last that is no plural's apostrophe, before another one opens. A mark that opens a
    /// paragraph may stay open.
    fn single_close(&self, open: usize) -> Option<usize> {
        if self.toks[open].kind != Kind::Open {
            return None;
        }
        let mut plural = None;
        for at in open + 1..self.toks.len() {
            let tok = self.toks[at];
            if !matches!(tok.kind, Kind::Open | Kind::Close) || family(self.word(at)) != Family::Single {
                continue;
            }
            if tok.kind == Kind::Open {
                break;
            }
            let before = &self.toks[at - 1];
            if !before.is_word() && at > open + 1 || !self.word(at - 1).ends_with('s') {
                return Some(at);
            }
            plural = plural.or(Some(at));
        }
        plural.or_else(|| (open == 0 && self.word(open) == "‘").then_some(self.toks.len()))
    }

    /// What the words before a closing mark end with, marks within marks left out.
    pub fn inner_end(&self, close: usize) -> Option<usize> {
        let end = (0..close.min(self.toks.len())).rev().take(3).find(|at| self.toks[*at].kind != Kind::Other)?;
        Some(end)
    }

    fn enclose(&mut self, open: usize, close: usize) {
        let last = close.min(self.toks.len() - 1);
        self.toks[open..=last].iter_mut().for_each(|tok| tok.quoted = true);
        self.quoted.push(Quoted { open, close });
    }

    /// Sentences end at stops outside quotations, and after a quotation that ends with a stop when
    /// what follows is no report of it.
    fn split(&mut self) {
        let (mut from, mut at, mut bare) = (0, 0, 0);
        while at < self.toks.len() {
            let tok = self.toks[at];
            bare += usize::from(!tok.quoted);
            let ends = match tok.kind {
                _ if bare > SENTENCE_MAX => true,
                Kind::Stop => !tok.quoted && self.ends_here(at),
                Kind::Close => tok.quoted && self.quotation_ends_sentence(at),
                _ => false,
            };
            if ends {
                let mut to = at + 1;
                while self.toks.get(to).is_some_and(|tok| {
                    tok.kind == Kind::Stop && !tok.quoted || matches!(tok.kind, Kind::Right | Kind::Other)
                }) {
                    to += 1;
                }
                self.sentences.push((from, to));
                (from, at, bare) = (to, to, 0);
                continue;
            }
            at += 1;
        }
        if from < self.toks.len() {
            self.sentences.push((from, self.toks.len()));
        }
    }

    fn ends_here(&self, at: usize) -> bool {
        match self.toks.get(at + 1) {
            None => true,
            Some(next) => next.start > self.toks[at].end || next.kind != Kind::Word,
        }
    }

    /// At a closing mark.
    fn quotation_ends_sentence(&self, close: usize) -> bool {
        let Some(end) = self.inner_end(close).filter(|end| self.toks[*end].kind == Kind::Stop) else { return false };
        // Behind a full stop no report follows; behind `?` and `!` one may.
        let asks = matches!(self.word(end), "?" | "!");
        match self.toks.get(close + 1) {
            None => true,
            Some(next) if next.kind == Kind::Open => true,
            Some(next) if next.is_word() => next.cap && !(asks && self.reports_after(close + 1)),
            Some(_) => false,
        }
    }

    /// Whether a report of the quotation before begins here: `Hill asked.`, `he said`.
    pub fn reports_after(&self, from: usize) -> bool {
        for at in from..(from + 7).min(self.toks.len()) {
            let tok = self.toks[at];
            if tok.kind == Kind::Stop || tok.kind == Kind::Open {
                return false;
            }
            if tok.has(is::ANY_CUE) && !tok.cap && at > from {
                return !self.toks.get(at + 1).is_some_and(|next| {
                    next.has(is::SUBORDINATOR | is::DETERMINER | is::SUBJECT) || self.word(at) == "told"
                });
            }
        }
        false
    }
}

/// The end of the word that begins at `at`: letters and digits, with marks inside.
fn word_end(text: &str, at: usize, limit: usize) -> usize {
    // Most words are plain letters up to a space.
    let plain = text.as_bytes()[at..limit].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if matches!(text.as_bytes().get(at + plain), None | Some(b' ' | b'\n' | b'"' | b')' | b';' | b':' | b'?' | b'!')) {
        return at + plain;
    }
    let mut end = at;
    let mut characters = text[at..limit].char_indices().peekable();
    while let Some((offset, c)) = characters.next() {
        let joins = matches!(c, '\'' | '’' | '-' | '.' | '&' | '‑' | '·');
        let follows = characters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if c.is_alphanumeric()
            || is_combining(c)
            || (joins && follows)
            || (c == ',' && follows && is_number(&text[at..at + offset], &text[at + offset + 1..limit]))
        {
            end = at + offset + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

/// Words of French end behind an elided article or pronoun (`l'`, `qu'`) and before a subject that
/// hangs on a verb (`-t-elle`).
fn french_word_end(text: &str, at: usize, end: usize) -> usize {
    const ELIDED: &[&str] = &["l", "d", "n", "s", "j", "m", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];
    let word = &text[at..end];
    if let Some(place) = word.find(['\'', '’'])
        && ELIDED.contains(&word[..place].to_lowercase().as_str())
    {
        return at + place + if word[place..].starts_with('\'') { 1 } else { '’'.len_utf8() };
    }
    let hangs = word.match_indices('-').find(|(place, _)| {
        *place > 0 && clitic_length(&word[*place..]).is_some_and(|length| place + length == word.len())
    });
    hangs.map_or(end, |(place, _)| at + place)
}

fn clitic_length(rest: &str) -> Option<usize> {
    const SUBJECTS: &[&str] = &["ils", "elles", "il", "elle", "on", "je"];
    let (before, word) = match rest.strip_prefix("-t-") {
        Some(word) => (3, word),
        None => (1, rest.strip_prefix('-')?),
    };
    let subject = SUBJECTS.iter().find(|subject| word.starts_with(**subject))?;
    (!word[subject.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')).then_some(before + subject.len())
}

/// `3.` of `3. Oktober`, before a word that goes on.
fn is_ordinal(word: &str, rest: &str) -> bool {
    let next = rest.trim_start();
    let goes_on = next.starts_with(char::is_lowercase)
        || next
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .is_some_and(|next| Tongue::German.classes(&next.to_lowercase()) & is::TIME != 0);
    word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) && goes_on
}

fn push_lower(lower: &mut String, word: &str) {
    if word.is_ascii() {
        let begins = lower.len();
        lower.push_str(word);
        lower[begins..].make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '’' => lower.push('\''),
            c => lower.extend(c.to_lowercase()),
        }
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn is_number(before: &str, after: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit())
}

fn begins_sentence(rest: &str) -> bool {
    if !rest.starts_with(char::is_uppercase) {
        return false;
    }
    let word: String =
        rest.chars().take_while(|c| c.is_alphabetic() || *c == '\'').flat_map(char::to_lowercase).collect();
    english::classes(&word) & (is::SUBJECT | is::DETERMINER | is::SUBORDINATOR | is::PREPOSITION | is::COORDINATOR) != 0
        && word.len() > 1
}
