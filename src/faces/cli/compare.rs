//! `onrecord compare`: what two persons said, side by side in time.

use std::io::Write;

use super::args::CompareArgs;
use super::layout::{Flow, width_of};
use super::people::notices;
use super::person::several;
use super::quote_listing::of_speaker;
use super::terminal::{FAINT, Marks, PLAIN, STRONG, Terminal, data_out};
use super::{Session, footer, index, words};
use crate::engine::{CompareAnswer, CompareQuestion, Compared, ParseMode, Resolved, Side};
use crate::faces::errors::{Exit, Failure};
use crate::faces::sanitize;
use crate::faces::wire_people;
use crate::model::Bucket;

/// Narrower terminals show one column.
const TWO_COLUMNS_FROM: usize = 80;
const BETWEEN: usize = 3;

pub fn run(session: &Session, args: CompareArgs) -> Result<Exit, Failure> {
    let question = CompareQuestion {
        left: args.left,
        right: args.right,
        topic: args.topic.join(" "),
        mode: if args.json { ParseMode::Strict } else { ParseMode::Lenient },
        from: args.from,
        to: args.to,
        limit: session.preferences.limit.value.count(),
    };
    let engine = session.engine(false);
    let built = index::bring_up_to_date(session, &engine, false)?;
    if built == Exit::Interrupted {
        return Ok(built);
    }
    let answer = match engine.compare(&question)? {
        Resolved::Found(answer) => answer,
        Resolved::Several { asked, choices } => return several(&asked, &choices, args.json),
    };
    if args.json {
        let mut out = data_out();
        wire_people::write_compare(&mut out, &question, &answer, session.preferences.files_digest.as_deref())?;
        out.flush()?;
    } else {
        session.print(&text(session, &question, &answer))?;
    }
    Ok(index::together(built, if answer.quotes.is_empty() { Exit::NoHits } else { Exit::Hits }))
}

fn text(session: &Session, question: &CompareQuestion, answer: &CompareAnswer) -> String {
    let terminal = session.terminal;
    let mut out = String::new();
    notices(&mut out, terminal, &answer.notices);
    if answer.quotes.is_empty() {
        let [left, right] = answer.persons.each_ref().map(|person| sanitize::line(&person.name).into_owned());
        let about = if question.topic.trim().is_empty() { "" } else { " of this" };
        let sentence = format!("Neither {left} nor {right} is quoted saying anything{about}.");
        Flow::new(terminal).push(&sentence, PLAIN).write(&mut out, 0, 2);
    } else {
        table(&mut out, terminal, answer);
    }
    if !session.quiet {
        out.push('\n');
        footer::write_lines(
            &mut out,
            terminal,
            vec![totals(question, answer), footer::index(&answer.made, session.clock)],
        );
    }
    out
}

/// Names and years on top, then month by month what each said.
fn table(out: &mut String, terminal: Terminal, answer: &CompareAnswer) {
    let two = terminal.width >= TWO_COLUMNS_FROM;
    let width = if two { (terminal.width - BETWEEN) / 2 } else { terminal.width };
    let column = Terminal { width, ..terminal };
    let sides = [Side::Left, Side::Right];
    let heads = sides.map(|side| {
        let (person, tally) = (&answer.persons[side as usize], &answer.tallies[side as usize]);
        let total = format!("{} in {}", words::count(tally.quotes, "quote"), words::count(tally.articles, "article"));
        Block::of(column, |terminal, text| {
            Flow::new(terminal).push(&person.name, STRONG).write(text, 0, 2);
            Flow::new(terminal).push(&total, PLAIN).write(text, 0, 2);
            Flow::new(terminal).push(&by_year(&tally.years), PLAIN).write(text, 0, 2);
        })
    });
    side_by_side(out, heads, two, width);
    for (month, quotes) in months(&answer.quotes) {
        out.push('\n');
        Flow::new(terminal).push(&month, STRONG).write(out, 0, 0);
        let blocks = sides.map(|side| {
            let own: Vec<&Compared> = quotes.iter().copied().filter(|compared| compared.side == side).collect();
            let name = (!two && !own.is_empty()).then(|| &answer.persons[side as usize].name);
            Block::of(column, |terminal, text| {
                if let Some(name) = name {
                    Flow::new(terminal).push(name, FAINT).write(text, 0, 2);
                }
                own.iter().for_each(|compared| one(text, terminal, compared));
            })
        });
        side_by_side(out, blocks, two, width);
    }
}

fn by_year(years: &[Bucket]) -> String {
    let label = |year: &Bucket| if year.value.is_empty() { "no year".to_string() } else { year.value.clone() };
    years
        .iter()
        .map(|year| format!("{}\u{A0}{}", label(year), words::number(year.count)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The quotes, in the order of time, by month.
fn months(quotes: &[Compared]) -> Vec<(String, Vec<&Compared>)> {
    let mut months: Vec<(String, Vec<&Compared>)> = Vec::new();
    for compared in quotes {
        let day = compared.hit.places.first().and_then(crate::engine::said_on);
        let month = day.map_or("no date".to_string(), |day| day.to_string()[..7].to_string());
        match months.last_mut() {
            Some((last, quotes)) if *last == month => quotes.push(compared),
            _ => months.push((month, vec![compared])),
        }
    }
    months
}

fn one(out: &mut String, terminal: Terminal, compared: &Compared) {
    if let Some((place, others)) = compared.hit.places.split_first() {
        of_speaker(out, terminal, place, others.len(), 0);
    }
}

/// Lines of one column, each with the columns it takes.
struct Block {
    lines: Vec<(String, usize)>,
}

impl Block {
    /// What `write` writes. It is written twice: escapes take no columns.
    fn of(terminal: Terminal, write: impl Fn(Terminal, &mut String)) -> Block {
        let (mut styled, mut plain) = (String::new(), String::new());
        write(terminal, &mut styled);
        let marks = if terminal.marks == Marks::Style { Marks::None } else { terminal.marks };
        write(Terminal { marks, links: false, ..terminal }, &mut plain);
        let widths = plain.lines().map(width_of);
        Block { lines: styled.lines().map(str::to_string).zip(widths).collect() }
    }
}

fn side_by_side(out: &mut String, [left, right]: [Block; 2], two: bool, width: usize) {
    if !two {
        let gap = !left.lines.is_empty() && !right.lines.is_empty();
        for (at, block) in [left, right].iter().enumerate() {
            out.push_str(if at == 1 && gap { "\n" } else { "" });
            block.lines.iter().for_each(|(line, _)| out.push_str(&format!("{line}\n")));
        }
        return;
    }
    let empty = (String::new(), 0);
    for at in 0..left.lines.len().max(right.lines.len()) {
        let (left, columns) = left.lines.get(at).unwrap_or(&empty);
        let (right, _) = right.lines.get(at).unwrap_or(&empty);
        out.push_str(left);
        if !right.is_empty() {
            out.push_str(&" ".repeat(width.saturating_sub(*columns) + BETWEEN));
            out.push_str(right);
        }
        out.push('\n');
    }
}

fn totals(question: &CompareQuestion, answer: &CompareAnswer) -> Vec<String> {
    let mut parts = Vec::new();
    if !question.topic.trim().is_empty() {
        parts.push(format!("understood: {}", answer.understood));
    }
    let quotes: u64 = answer.tallies.iter().map(|tally| tally.quotes).sum();
    let shown: usize = answer.quotes.iter().map(|compared| compared.hit.places.len()).sum();
    parts.push(words::count(quotes, "quote"));
    if (shown as u64) < quotes {
        parts.push(format!("the latest {} shown, --limit all for the rest", words::number(answer.quotes.len() as u64)));
    }
    parts
}
