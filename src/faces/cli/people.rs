//! `onrecord people`: who speaks, the most quoted first.

use std::io::Write;

use super::args::{PeopleArgs, PeopleOrder};
use super::layout::Flow;
use super::terminal::{FAINT, PLAIN, STRONG, Terminal, data_out};
use super::{Session, footer, index, words};
use crate::engine::{Choice, Link, PeopleAnswer, PeopleQuestion, PeopleSort, Person, PersonRow, Tally};
use crate::faces::errors::{Exit, Failure};
use crate::faces::sanitize;
use crate::faces::wire_people;
use crate::model::Day;

/// Roles and names listed of one person.
const LISTED_MAX: usize = 5;

pub fn run(session: &Session, args: &PeopleArgs) -> Result<Exit, Failure> {
    let pattern = args.pattern.join(" ");
    let question = PeopleQuestion {
        pattern: Some(pattern).filter(|pattern| !pattern.trim().is_empty()),
        sort: match args.sort {
            PeopleOrder::Quotes => PeopleSort::Quotes,
            PeopleOrder::Name => PeopleSort::Name,
            PeopleOrder::First => PeopleSort::First,
            PeopleOrder::Last => PeopleSort::Last,
        },
        limit: session.preferences.limit.value.count(),
    };
    let engine = session.engine(false);
    let built = index::bring_up_to_date(session, &engine, false)?;
    if built == Exit::Interrupted {
        return Ok(built);
    }
    let answer = engine.people(&question)?;
    if args.json {
        let mut out = data_out();
        wire_people::write_people(&mut out, &question, &answer, session.preferences.files_digest.as_deref())?;
        out.flush()?;
    } else {
        session.print(&text(session, &question, &answer))?;
    }
    Ok(index::together(built, if answer.total > 0 { Exit::Hits } else { Exit::NoHits }))
}

fn text(session: &Session, question: &PeopleQuestion, answer: &PeopleAnswer) -> String {
    let mut out = String::new();
    notices(&mut out, session.terminal, &answer.notices);
    rows(&mut out, session.terminal, &answer.rows);
    if answer.total == 0 {
        let sentence = match &question.pattern {
            Some(pattern) => format!("Nobody called {} speaks in the archive.", sanitize::line(pattern)),
            None => "Nobody speaks in the archive.".to_string(),
        };
        Flow::new(session.terminal).push(&sentence, PLAIN).write(&mut out, 0, 2);
    }
    if !session.quiet {
        out.push_str(if answer.total == 0 { "\n" } else { "" });
        let lines = vec![totals(answer), footer::index(&answer.made, session.clock)];
        let lines = lines.into_iter().filter(|parts| !parts.is_empty()).collect();
        footer::write_lines(&mut out, session.terminal, lines);
    }
    out
}

fn totals(answer: &PeopleAnswer) -> Vec<String> {
    let mut parts = Vec::new();
    if answer.total > 0 {
        let counted = [(answer.total - answer.bodies, "person"), (answer.bodies, "body|bodies")];
        let counted = counted.into_iter().filter(|(count, _)| *count > 0);
        parts.push(counted.map(|(count, what)| words::count(count, what)).collect::<Vec<_>>().join(", "));
    }
    if (answer.rows.len() as u64) < answer.total {
        parts.push(format!("{} shown, --limit all for the rest", words::number(answer.rows.len() as u64)));
    }
    if answer.not_quoted > 0 {
        parts.push(format!("{} more not quoted, only named", words::number(answer.not_quoted)));
    }
    parts
}

/// What is to be said above an answer.
pub fn notices(out: &mut String, terminal: Terminal, notices: &[String]) {
    for notice in notices {
        Flow::new(terminal).push("note:", STRONG).push(&format!(" {notice}"), PLAIN).write(out, 0, 6);
    }
    out.push_str(if notices.is_empty() { "" } else { "\n" });
}

fn rows(out: &mut String, terminal: Terminal, rows: &[PersonRow]) {
    let columns = rows.iter().map(|row| words::number(row.tally.quotes).len()).max().unwrap_or(0);
    let indent = columns + 2;
    for row in rows {
        let quotes = format!("{:>columns$}", words::number(row.tally.quotes)).replace(' ', "\u{A0}");
        let mut flow = Flow::new(terminal);
        flow.push(&quotes, PLAIN).push("\u{A0} ", PLAIN).push(&row.person.name, STRONG);
        for part in known(&row.person, &row.tally) {
            flow.push(" · ", FAINT).push(&part, FAINT);
        }
        flow.write(out, 0, indent);
        let mut line = |parts: String, lead: &str| {
            if !parts.is_empty() {
                Flow::new(terminal).push(lead, FAINT).push(&parts, PLAIN).write(out, indent, indent + 2);
            }
        };
        line(roles(&row.tally, LISTED_MAX), "");
        line(variants(&row.person, &row.tally, LISTED_MAX), "also ");
        let choices: Vec<Choice> = row
            .choices
            .iter()
            .map(|(name, quotes)| Choice { name: name.clone(), quotes: *quotes, open: false })
            .collect();
        line(self::choices(&choices, LISTED_MAX), "may be ");
        out.push('\n');
    }
}

/// Person or body, articles, days, silences.
fn known(person: &Person, tally: &Tally) -> Vec<String> {
    let mut parts = vec![if person.is_body { "body".to_string() } else { "person".to_string() }];
    if tally.articles > 0 {
        parts.push(words::count(tally.articles, "article"));
    }
    parts.extend(stretch(tally.first, tally.last));
    if tally.silences > 0 {
        parts.push(words::count(tally.silences, "silence"));
    }
    parts
}

fn roles(tally: &Tally, listed_max: usize) -> String {
    let roles = tally.roles.iter().map(|role| format!("{} ({})", role.role, words::number(role.count)));
    listed(roles.collect(), listed_max)
}

/// The other names, each with its quotes and what links it.
pub fn variants(person: &Person, tally: &Tally, listed_max: usize) -> String {
    let quotes = |name: &str| tally.names.iter().find(|bucket| bucket.value == name).map_or(0, |bucket| bucket.count);
    let others = person.variants.iter().filter(|variant| variant.name != person.name);
    let told = others.map(|variant| match variant.link {
        Link::Shown => format!("{} ({})", variant.name, words::number(quotes(&variant.name))),
        link => format!("{} ({}, {})", variant.name, words::number(quotes(&variant.name)), link.word()),
    });
    let shared = person
        .shares
        .iter()
        .map(|share| format!("{} ({}, shared: people.toml)", share.name, words::number(quotes(&share.name))));
    listed(told.chain(shared).collect(), listed_max)
}

/// `Edda Voss (41 quotes), Casimir Voss (38 quotes)`
pub fn choices(choices: &[Choice], listed_max: usize) -> String {
    let told = choices.iter().map(|choice| format!("{} ({})", choice.name, words::count(choice.quotes, "quote")));
    listed(told.collect(), listed_max)
}

/// Parted by commas; more than so many are counted.
pub fn listed(mut parts: Vec<String>, listed_max: usize) -> String {
    let more = parts.len().saturating_sub(listed_max);
    parts.truncate(listed_max);
    if more > 0 {
        parts.push(format!("{} more", words::number(more as u64)));
    }
    parts.join(", ")
}

/// `2024-01-03 to 2025-12-20`, or the one day.
pub fn stretch(first: Option<Day>, last: Option<Day>) -> Option<String> {
    let (first, last) = (first?, last?);
    Some(if first == last { first.to_string() } else { format!("{first} to {last}") })
}
