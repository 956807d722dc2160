//! `onrecord person`: one person on one page.

use std::io::Write;

use super::args::PersonArgs;
use super::layout::Flow;
use super::people::{choices, listed, notices, stretch, variants};
use super::quote_listing::of_speaker;
use super::terminal::{FAINT, PLAIN, STRONG, Terminal, data_out, say};
use super::{Session, footer, index, words};
use crate::engine::{Choice, PersonPage, QuotePlace, Resolved};
use crate::faces::errors::{Complaint, Exit, Failure};
use crate::faces::wire_people;
use crate::model::Bucket;

const NAME_COLUMNS: usize = 11;
/// Names, roles, persons talked of.
const LISTED_MAX: usize = 8;
/// Columns of the longest bar.
const BAR_COLUMNS: usize = 30;
/// Columns of a year and of its count.
const YEAR_COLUMNS: usize = 6;
const COUNT_COLUMNS: usize = 8;

pub fn run(session: &Session, args: &PersonArgs) -> Result<Exit, Failure> {
    let engine = session.engine(false);
    let built = index::bring_up_to_date(session, &engine, false)?;
    if built == Exit::Interrupted {
        return Ok(built);
    }
    let asked = args.name.join(" ");
    let answer = engine.person(&asked)?;
    let digest = session.preferences.files_digest.as_deref();
    let page = match answer {
        Resolved::Found(page) => page,
        Resolved::Several { asked, choices } => return several(&asked, &choices, args.json),
    };
    if args.json {
        let mut out = data_out();
        wire_people::write_person(&mut out, &asked, &page, digest)?;
        out.flush()?;
    } else {
        session.print(&text(session, &page))?;
    }
    Ok(index::together(built, Exit::Hits))
}

/// The name means several: tells which, and how to ask for one.
pub fn several(asked: &str, choices: &[Choice], json: bool) -> Result<Exit, Failure> {
    if json {
        let mut out = data_out();
        wire_people::write_choices(&mut out, asked, choices)?;
        out.flush()?;
    }
    const SHOWN_MAX: usize = 12;
    let mut lines: Vec<String> = Vec::new();
    for choice in choices.iter().take(SHOWN_MAX) {
        let open = if choice.open { "; whom this name means is open" } else { "" };
        lines.push(format!("{} ({}{open})", choice.name, words::count(choice.quotes, "quote")));
    }
    if choices.len() > SHOWN_MAX {
        lines.push(format!("… and {} more", words::number((choices.len() - SHOWN_MAX) as u64)));
    }
    let mut complaint = Complaint::new(format!("`{asked}` may be {} persons", choices.len()));
    complaint.shown = Some(lines.join("\n"));
    say(&complaint.hint("name one of them in full; =NAME means this very name").print());
    Ok(Exit::Usage)
}

fn text(session: &Session, page: &PersonPage) -> String {
    let terminal = session.terminal;
    let mut out = String::new();
    notices(&mut out, terminal, &page.notices);
    let mut head = Flow::new(terminal);
    head.push(&page.person.name, STRONG).push(if page.person.is_body { " · body" } else { " · person" }, FAINT);
    if let Some(id) = &page.person.wikidata {
        let link = format!("https://www.wikidata.org/wiki/{id}");
        head.push(" · ", FAINT).push_link(id, FAINT, Some(link.into()));
    }
    head.write(&mut out, 0, 2);
    out.push('\n');
    for (name, value) in lines(page) {
        let name = format!("{name:<NAME_COLUMNS$}").replace(' ', "\u{A0}");
        Flow::new(terminal).push(&name, FAINT).push(&value, PLAIN).write(&mut out, 0, NAME_COLUMNS);
    }
    years(&mut out, terminal, &page.tally.years);
    places(&mut out, terminal, "Silences, the latest first", &page.silences);
    let latest: Vec<QuotePlace> = page.latest.iter().filter_map(|hit| hit.places.last().cloned()).collect();
    places(&mut out, terminal, "Latest quotes", &latest);
    if !session.quiet {
        out.push('\n');
        footer::write_lines(&mut out, terminal, vec![footer::index(&page.made, session.clock)]);
    }
    out
}

fn lines(page: &PersonPage) -> Vec<(&'static str, String)> {
    let tally = &page.tally;
    let mut lines = Vec::new();
    let mut line = |name, value: String| {
        if !value.is_empty() {
            lines.push((name, value));
        }
    };
    let articles = words::count(tally.articles, "article");
    line(
        "quotes",
        match stretch(tally.first, tally.last) {
            Some(days) => format!("{} in {articles}, {days}", words::number(tally.quotes)),
            None if tally.quotes == 0 => "none".to_string(),
            None => format!("{} in {articles}", words::number(tally.quotes)),
        },
    );
    line("kinds", buckets(&tally.kinds, LISTED_MAX));
    line("certainty", buckets(&tally.certainties, LISTED_MAX));
    if tally.other_polarity > 0 {
        line("besides", format!("{} denied, negated, hypothetical or questioned", words::number(tally.other_polarity)));
    }
    line("silences", if tally.silences > 0 { words::number(tally.silences) } else { String::new() });
    for (at, role) in tally.roles.iter().take(LISTED_MAX).enumerate() {
        let days = stretch(role.first, role.last).map(|days| format!(", {days}")).unwrap_or_default();
        let more = tally.roles.len().saturating_sub(LISTED_MAX);
        let more = if at + 1 == LISTED_MAX && more > 0 { format!(" … and {more} more") } else { String::new() };
        line(if at == 0 { "roles" } else { "" }, format!("{} ({}){days}{more}", role.role, words::number(role.count)));
    }
    line("names", variants(&page.person, tally, LISTED_MAX));
    line("may be", choices(&page.choices, LISTED_MAX));
    if !page.perhaps.is_empty() {
        let names = choices(&page.perhaps, LISTED_MAX);
        line("perhaps", format!("{names}: not counted here, for others may be meant"));
    }
    line("talks of", buckets_of_names(&tally.about));
    line("named by", buckets_of_names(&page.named_by));
    for clash in &page.clashes {
        let (own, others) = (clash.roles.join(", "), clash.other_roles.join(", "));
        line(
            "warning",
            format!(
                "{} ({}) is {own}, under other names {others}: perhaps two persons; people.toml parts them",
                clash.name,
                clash.link.word(),
            ),
        );
    }
    lines
}

/// `31 direct, 5 mixed`
fn buckets(buckets: &[Bucket], listed_max: usize) -> String {
    listed(
        buckets.iter().map(|bucket| format!("{} {}", words::number(bucket.count), bucket.value)).collect(),
        listed_max,
    )
}

/// `Edda Voss (3), Hedda Marsh (2)`
fn buckets_of_names(buckets: &[Bucket]) -> String {
    let told = buckets.iter().map(|bucket| format!("{} ({})", bucket.value, words::number(bucket.count)));
    listed(told.collect(), LISTED_MAX)
}

fn years(out: &mut String, terminal: Terminal, years: &[Bucket]) {
    let room = terminal.width.saturating_sub(NAME_COLUMNS + YEAR_COLUMNS + COUNT_COLUMNS);
    let columns = room.clamp(1, BAR_COLUMNS);
    let most = years.iter().map(|year| year.count).max().unwrap_or(0);
    for (at, year) in years.iter().enumerate() {
        let lead = if at == 0 { "years" } else { "" };
        let label = if year.value.is_empty() { "none" } else { &year.value };
        let bar = "■".repeat((year.count * columns as u64).div_ceil(most.max(1)) as usize);
        let lead = format!("{lead:<NAME_COLUMNS$}{label:<YEAR_COLUMNS$}").replace(' ', "\u{A0}");
        Flow::new(terminal)
            .push(&lead, FAINT)
            .push(&bar, PLAIN)
            .push(&format!("\u{A0}{}", words::number(year.count)), PLAIN)
            .write(out, 0, NAME_COLUMNS);
    }
}

/// Quotes or silences under a heading.
fn places(out: &mut String, terminal: Terminal, heading: &str, places: &[QuotePlace]) {
    if places.is_empty() {
        return;
    }
    out.push('\n');
    Flow::new(terminal).push(heading, STRONG).write(out, 0, 0);
    for place in places {
        of_speaker(out, terminal, place, 0, 2);
    }
}
