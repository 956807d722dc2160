//! `onrecord eval`: how right the quotes are, by annotated articles or by a judged sheet.

use std::io::Write;
use std::path::Path;

use super::args::{EvalArgs, Kind};
use super::terminal::{data_out, say};
use super::{Session, words};
use crate::engine::{EntryNote, Evaluation, Found, Judged, Judgement, Right, Share, evaluate, judged};
use crate::faces::errors::{Complaint, Exit, Failure};
use crate::faces::sanitize;
use crate::faces::wire_eval::{write_evaluation, write_judged};
use crate::model::QuoteKind;

/// From this width on the counts stand beside the figures.
const WIDE: usize = 60;
/// Columns of the words in front.
const LABEL: usize = 19;
/// Notes listed without `-v`.
const LISTED_MAX: usize = 10;

pub fn run(session: &Session, args: &EvalArgs) -> Result<Exit, Failure> {
    match args.files.as_slice() {
        [sheet] if is_sheet(sheet) => of_sheet(session, sheet, args),
        files if files.iter().any(|file| is_sheet(file)) => {
            Err(Complaint::new("a judged sheet stands alone").hint("give sheets (.csv) one by one").into())
        }
        _ => of_gold(session, args),
    }
}

fn is_sheet(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

fn of_sheet(session: &Session, sheet: &Path, args: &EvalArgs) -> Result<Exit, Failure> {
    if !args.types.is_empty() {
        let hint = "the figures of a sheet are given for each kind";
        return Err(Complaint::new("--types is for annotated articles").hint(hint).into());
    }
    let judged = judged(sheet)?;
    if args.json {
        let mut out = data_out();
        write_judged(&mut out, &judged)?;
        out.flush()?;
    } else {
        session.print(&judged_text(&judged, session.terminal.width))?;
    }
    Ok(ended(session, &judged.unread, judged.rows > judged.unjudged))
}

fn of_gold(session: &Session, args: &EvalArgs) -> Result<Exit, Failure> {
    let types: Vec<QuoteKind> = args.types.iter().map(|kind| quote_kind(*kind)).collect();
    let types = (!types.is_empty()).then_some(types.as_slice());
    let settings = session.preferences.engine_settings(false, session.clock);
    let figures = evaluate(&settings, &args.files, types)?;
    if args.json {
        let mut out = data_out();
        write_evaluation(&mut out, &figures)?;
        out.flush()?;
    } else {
        session.print(&gold_text(&figures, session.terminal.width, session.verbose))?;
    }
    Ok(ended(session, &figures.unread, figures.articles > 0))
}

fn quote_kind(kind: Kind) -> QuoteKind {
    match kind {
        Kind::Direct => QuoteKind::Direct,
        Kind::Mixed => QuoteKind::Mixed,
        Kind::Indirect => QuoteKind::Indirect,
    }
}

/// Says what could not be read.
fn ended(session: &Session, unread: &[EntryNote], scored: bool) -> Exit {
    let listed_max = if session.verbose { usize::MAX } else { LISTED_MAX };
    if !unread.is_empty() {
        say(&words::entries("not scored", unread, listed_max));
    }
    match (unread.is_empty(), scored) {
        (false, _) => Exit::SomeFailed,
        (true, true) => Exit::Hits,
        (true, false) => Exit::NoHits,
    }
}

/// The figures of annotated articles.
fn gold_text(figures: &Evaluation, width: usize, verbose: bool) -> String {
    let mut table = Table { text: format!("{}\n", words::count(figures.articles, "article")), wide: width >= WIDE };
    if figures.articles == 0 {
        return table.text;
    }
    table.head(&["P", "R", "F1"], &["found", "gold"]);
    table.found("spans", figures.spans);
    figures.direct.into_iter().for_each(|direct| table.found("  direct alone", direct));
    table.found("  exact", figures.spans_exact);
    table.found("span and speaker", figures.joint_lenient);
    table.found("  strict", figures.joint_strict);
    table.found("article's speakers", figures.speakers_lenient);
    table.found("  strict", figures.speakers_strict);
    table.found("not affirmed", figures.not_affirmed);
    table.found("days of saying", figures.spoken);
    table.found("silences", figures.silences);
    table.head(&["right", "strict"], &["n"]);
    table.right("speakers", figures.attribution);
    for (named, right) in &figures.by_mention {
        table.right(&format!("  {}", mention(named)), *right);
    }
    for (certainty, right) in &figures.by_certainty {
        table.right(&format!("  {}", certainty.word()), *right);
    }
    for (rule, right) in figures.by_rule.iter().filter(|_| verbose) {
        table.right(&format!("  by {}", rule.word()), *right);
    }
    table.share("unnamed kept so", figures.unnamed);
    table.share("who is silent", figures.silence_speakers);
    table.share("translated, via", figures.origins);
    table.head(&["found", "exact", "kind"], &["gold"]);
    for (kind, of) in &figures.by_kind {
        let share = |right: u64| percent(Share { n: of.gold, right }.rate());
        let named_so = percent(Share { n: of.overlap, right: of.named_so }.rate());
        let word = kind.map_or("without a kind", QuoteKind::word);
        table.row(word, &[share(of.overlap), share(of.exact), named_so], &[of.gold]);
    }
    table.text
}

/// How the speaker is named, for people.
fn mention(named: &str) -> &str {
    match named {
        "name" => "by name",
        "pronoun" => "he, she",
        "org" => "bodies",
        "desc" | "description" => "the senator",
        "floating" => "not at all",
        other => other,
    }
}

fn percent(rate: f64) -> String {
    format!("{:.1}", 100.0 * rate)
}

/// Lines of a label, figures and counts.
struct Table {
    text: String,
    wide: bool,
}

impl Table {
    fn head(&mut self, figures: &[&str], counts: &[&str]) {
        self.text.push('\n');
        let figures: Vec<String> = figures.iter().map(|word| word.to_string()).collect();
        let counts = if self.wide { counts } else { &[] };
        self.line("", &figures, &counts.iter().map(|word| word.to_string()).collect::<Vec<_>>());
    }

    fn row(&mut self, label: &str, figures: &[String], counts: &[u64]) {
        let counts: Vec<String> = counts.iter().map(|count| words::number(*count)).collect();
        if self.wide {
            return self.line(label, figures, &counts);
        }
        // On a narrow terminal the last count, of what was annotated, stands with the label.
        let label = format!("{} ({})", sanitize::line(label), counts.last().map_or("", String::as_str));
        if label.chars().count() <= LABEL {
            return self.line(&label, figures, &[]);
        }
        self.text.push_str(&format!("{label}\n"));
        self.line("", figures, &[]);
    }

    fn line(&mut self, label: &str, figures: &[String], counts: &[String]) {
        let mut line = format!("{:<LABEL$}", sanitize::line(label));
        figures.iter().for_each(|figure| line.push_str(&format!("{figure:>7}")));
        counts.iter().for_each(|count| line.push_str(&format!("{count:>9}")));
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Left out when nothing of the kind was annotated or found.
    fn found(&mut self, label: &str, found: Found) {
        if found.gold + found.given > 0 {
            let figures = [found.precision(), found.recall(), found.f1()].map(percent);
            self.row(label, &figures, &[found.given, found.gold]);
        }
    }

    fn right(&mut self, label: &str, right: Right) {
        if right.n > 0 {
            self.row(label, &[right.lenient_rate(), right.strict_rate()].map(percent), &[right.n]);
        }
    }

    fn share(&mut self, label: &str, share: Share) {
        if share.n > 0 {
            self.row(label, &[percent(share.rate())], &[share.n]);
        }
    }
}

/// The figures of a judged sheet.
fn judged_text(judged: &Judged, width: usize) -> String {
    let mut text = words::count(judged.rows, "row");
    if judged.unjudged > 0 {
        text.push_str(&format!(", {} not judged", words::number(judged.unjudged)));
    }
    text.push_str("\n\n");
    if judged.lines.is_empty() {
        text.push_str("No row has a judgement in quote_right or speaker_right (y or n).\n");
        return text;
    }
    let wide = width >= WIDE;
    if wide {
        text.push_str(&format!("{:<LABEL$}{:<24}{}\n", "", "quote right, 95 %", "speaker right, 95 %"));
    }
    for line in &judged.lines {
        let [quote, speaker] = [line.quote, line.speaker].map(interval);
        let label = judged_label(line);
        let told = match wide {
            true => format!("{label:<LABEL$}{quote:<24}{speaker}"),
            false => format!("{label}\n  quote   {quote}\n  speaker {speaker}"),
        };
        text.push_str(told.trim_end());
        text.push('\n');
    }
    text
}

fn judged_label(line: &Judgement) -> String {
    match (line.kind, line.certainty) {
        (None, None) => "all".to_string(),
        (Some(kind), None) => kind.word().to_string(),
        (None, Some(certainty)) => certainty.word().to_string(),
        (Some(kind), Some(certainty)) => format!("{}, {}", kind.word(), certainty.word()),
    }
}

/// `97.5 (94.3-98.9) of 200`
fn interval(share: Share) -> String {
    if share.n == 0 {
        return "-".to_string();
    }
    let (low, high) = share.interval();
    format!("{} ({}-{}) of {}", percent(share.rate()), percent(low), percent(high), words::number(share.n))
}
