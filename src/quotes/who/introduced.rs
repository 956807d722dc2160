//! What the words around a name say of its bearer: titles, nouns, an appositive, an age.

use super::runs::{Run, is_function, is_strange};
use super::words::{cleaned, is_possessive, lower, without_article};
use crate::quotes::scan::{Kind, Page};
use crate::quotes::tables::names::{Gender, is_particle, noun_gender, title};
use crate::quotes::tables::sorts::{is_role_noun, sort, sorts};
use crate::quotes::tables::{class as is, english};

/// Words of an appositive looked at.
const APPOSITIVE_MAX: usize = 24;

#[derive(Default)]
pub(super) struct Introduction<'p> {
    /// By which the bearer may be called later: `senator`.
    pub nouns: Vec<&'p str>,
    /// Capitalised words beside them: `Florida`.
    pub marks: Vec<&'p str>,
    pub role: Option<String>,
    /// Only people are introduced so.
    pub person: bool,
    /// Only bodies are: `Teck, the mining company,`.
    pub body: bool,
}

pub(super) fn introduction<'p>(page: &'p Page<'_>, run: &Run) -> Introduction<'p> {
    let mut found = Introduction::default();
    before(page, run, &mut found);
    behind(page, run, &mut found);
    found.nouns.retain(|noun| {
        noun.len() > 2 && english::classes(noun) & !(is::VERB | is::BASE | is::ANY_CUE | is::INVERTS) == 0
    });
    found
}

/// `Florida Sen. |Hill`, `the former mayor |Hill`.
fn before<'p>(page: &'p Page<'_>, run: &Run, found: &mut Introduction<'p>) {
    let toks = &page.toks;
    for at in run.outer..run.from {
        match title(lower(page, at)) {
            Some((_, "")) => {}
            Some((_, noun)) => found.nouns.push(noun),
            None => found.marks.push(lower(page, at)),
        }
    }
    let mut from = run.outer;
    while from > 0 && run.outer - from < 8 {
        let tok = toks[from - 1];
        let particle = is_particle(page.word(from - 1));
        // `Voss pressed Mayor Hill`: a verb, where `retired` is none.
        let verb = from > 1 && page.word(from - 1).ends_with("ed") && toks[from - 2].cap;
        if tok.quoted != toks[run.from].quoted
            || !tok.is_word()
            || is_function(&tok)
            || tok.has(is::VERB)
            || particle
            || verb
        {
            break;
        }
        from -= 1;
    }
    // `Yesterday Hill`
    while from < run.from && is_strange(page, from) {
        from += 1;
    }
    for (at, tok) in toks.iter().enumerate().take(run.outer).skip(from) {
        let word = lower(page, at);
        if tok.cap {
            found.marks.push(word);
        } else if tok.kind == Kind::Word {
            found.person |= title(word).is_some_and(|(_, noun)| !noun.is_empty());
            found.body |= at + 1 == run.outer && is_body_noun(word);
            found.nouns.push(word);
        }
    }
    let words = page.span(from, run.to).of(page.text);
    let name = toks[run.from].start - toks[from].start;
    let role = cleaned(&words[..name]);
    let called = (from..run.from).rev().find(|at| toks[*at].is_word()).map(|at| lower(page, at));
    if called.is_some_and(is_role_noun) && role.chars().filter(|c| c.is_alphabetic()).count() > 2 {
        found.role = Some(role);
    }
}

/// `Hill, a doctor from Ostrey,`; `Hill, 59,`; `Hill (D-Ostrey)`.
fn behind<'p>(page: &'p Page<'_>, run: &Run, found: &mut Introduction<'p>) {
    let toks = &page.toks;
    let Some(mark) = toks.get(run.to) else { return };
    if mark.kind == Kind::Left || mark.kind == Kind::Comma && page.word(run.to + 1).contains('-') {
        let party = page.word(run.to + 1);
        if party.split('-').next().is_some_and(|first| matches!(first, "D" | "R" | "I")) {
            found.person = true;
            found.marks.extend(lower(page, run.to + 1).split('-').skip(1));
            let party =
                party.starts_with('D').then_some("democratic").or(party.starts_with('R').then_some("republican"));
            found.marks.extend(party);
        }
    }
    if mark.kind != Kind::Comma {
        return;
    }
    let mut start = run.to + 1;
    // `Hill, D-Ostrey, a critic`
    if page.word(start).contains('-') && toks.get(start + 1).is_some_and(|tok| tok.kind == Kind::Comma) {
        start += 2;
    }
    if toks.get(start).is_some_and(|tok| tok.kind == Kind::Number)
        && toks.get(start + 1).is_some_and(|tok| matches!(tok.kind, Kind::Comma | Kind::Stop))
    {
        found.person |= page.word(start).len() <= 3;
        start += 2;
    }
    found.person |= page.word(start) == "who" || page.word(start) == "whose";
    found.body |= page.word(start) == "which";
    appositive(page, run, start, found);
}

fn appositive<'p>(page: &'p Page<'_>, run: &Run, start: usize, found: &mut Introduction<'p>) {
    let toks = &page.toks;
    let mut end = start;
    while end < toks.len()
        && end - start < APPOSITIVE_MAX
        && toks[end].quoted == toks[run.from].quoted
        && !matches!(toks[end].kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash | Kind::Colon)
    {
        end += 1;
    }
    let Some(first) = toks.get(start) else { return };
    let opens = first.has(is::DETERMINER) && !first.has(is::SUBJECT)
        || first.kind == Kind::Word && !first.cap && first.class == 0
        || is_possessive(page.word(start));
    let closed = toks.get(end).is_some_and(|tok| matches!(tok.kind, Kind::Comma | Kind::Stop));
    if !opens || !closed || end <= start || (start..end).any(|at| toks[at].has(is::AUXILIARY)) {
        return;
    }
    let head = (start..end).find(|at| toks[*at].has(is::PREPOSITION | is::RELATIVE)).unwrap_or(end);
    for (at, tok) in toks.iter().enumerate().take(head).skip(start) {
        let word = lower(page, at);
        if tok.kind != Kind::Word || tok.has(is::DETERMINER) {
            continue;
        }
        if tok.cap {
            found.marks.push(word);
            continue;
        }
        if at + 1 == head {
            found.body |= is_body_noun(word);
            found.person |=
                title(word).is_some_and(|(_, noun)| !noun.is_empty()) || noun_gender(word) != Gender::Unknown;
        }
        if tok.class == 0 || at + 1 == head {
            found.nouns.push(word);
        }
    }
    let places = (head..end).filter(|at| toks[*at].cap);
    found.marks.extend(places.map(|at| lower(page, at)));
    let role = cleaned(page.span(start, end).of(page.text));
    let role = without_article(&role);
    let called = (start..head).rev().map(|at| lower(page, at)).find(|word| is_role_noun(word));
    if called.is_none() {
        return;
    }
    if found.role.as_ref().is_none_or(|known| known.split(' ').count() < 2) && !found.body {
        found.role = Some(role.to_string());
    }
}

/// `company`, `newspaper`, `giant`: what is called so is no person.
fn is_body_noun(word: &str) -> bool {
    sorts(word) & sort::BODY != 0
        || matches!(
            word,
            "group"
                | "bank"
                | "church"
                | "paper"
                | "giant"
                | "maker"
                | "startup"
                | "retailer"
                | "carmaker"
                | "site"
                | "platform"
                | "app"
                | "channel"
                | "state"
                | "country"
                | "city"
        )
}
