//! The answer to `onrecord trace` as people read it: the verdict, who said it first, the passages.
//!
//! A [`Trace`] comes in, text goes out. The claim that was asked about and the record that was
//! printed are told apart by `[-…-]{+…+}`, never by colour alone.

use super::layout::Flow;
use super::listing::{doubt, file_link};
use super::terminal::{FAINT, LIT, PLAIN, STRONG};
use super::{Session, footer, words};
use crate::engine::{
    PieceKind, Standing, Trace, TracePiece, TracePlace, TraceQuestion, TracedPassage, TracedSpeaker, Verdict, Warning,
};
use crate::model::{Polarity, Published, SpeakerKind};

/// Places of one passage that are listed without `-v`.
const PLACES_LISTED: usize = 20;
/// Speakers likewise.
const SPEAKERS_LISTED: usize = 10;

pub fn text(session: &Session, question: &TraceQuestion, trace: &Trace) -> String {
    let mut out = String::new();
    head(&mut out, session, question, trace);
    for passage in &trace.passages {
        one_passage(&mut out, session, passage, Some(trace.passages.len()));
    }
    if let Some(nearest) = &trace.nearest {
        line(&mut out, session, "The nearest is another saying:", PLAIN);
        one_passage(&mut out, session, nearest, None);
    }
    if !session.quiet {
        foot(&mut out, session, trace);
    }
    out
}

fn line(out: &mut String, session: &Session, text: &str, style: anstyle::Style) {
    Flow::new(session.terminal).push(text, style).write(out, 0, 2);
}

/// The verdict, and who said the words first.
fn head(out: &mut String, session: &Session, question: &TraceQuestion, trace: &Trace) {
    let (word, rest) = verdict(trace.verdict, trace, question.speaker.as_deref());
    Flow::new(session.terminal).push(word, STRONG).push(&rest, PLAIN).write(out, 0, 2);
    if let Some(anybody) = trace.anybody.filter(|anybody| *anybody != trace.verdict) {
        let (word, rest) = verdict(anybody, trace, None);
        Flow::new(session.terminal).push(&format!("by others: {word}{rest}"), PLAIN).write(out, 0, 2);
    }
    for notice in &trace.notices {
        Flow::new(session.terminal).push("note:", STRONG).push(&format!(" {notice}"), PLAIN).write(out, 0, 6);
    }
    if question.word_count() == 1 {
        let notice = format!(" a single word proves little: it stands in {}", quotes(trace));
        Flow::new(session.terminal).push("note:", STRONG).push(&notice, PLAIN).write(out, 0, 6);
    }
    let listed = if session.verbose { usize::MAX } else { SPEAKERS_LISTED };
    for (at, speaker) in trace.speakers.iter().take(listed).enumerate() {
        let label = if at == 0 { "first:" } else { "later:" };
        Flow::new(session.terminal).push(label, FAINT).push(&format!(" {}", sayer(speaker)), PLAIN).write(out, 0, 7);
    }
    if trace.speakers.len() > listed {
        let more = words::number((trace.speakers.len() - listed) as u64);
        line(out, session, &format!("later: {more} more (-v lists all)"), FAINT);
    }
    out.push('\n');
}

/// The quotes that hold the very words.
fn quotes(trace: &Trace) -> String {
    let at_least = if trace.counts.is_partial { "at least " } else { "" };
    format!("{at_least}{}", words::count(trace.counts.verbatim_quotes, "quote"))
}

/// The verdict's own words, then what belongs to it.
fn verdict(verdict: Verdict, trace: &Trace, speaker: Option<&str>) -> (&'static str, String) {
    let counts = &trace.counts;
    let said = speaker.map(|name| format!(" as said by {name}")).unwrap_or_default();
    match verdict {
        Verdict::Verbatim if speaker.is_some() => ("verbatim", said),
        Verdict::Verbatim => {
            let quotes = quotes(trace);
            ("verbatim", format!(" in {quotes} of {}", words::count(counts.verbatim_articles, "article")))
        }
        Verdict::Altered if speaker.is_some() => ("altered", said),
        Verdict::Altered => {
            let verb = if counts.altered_quotes == 1 { "comes" } else { "come" };
            let quotes = words::count(counts.altered_quotes, "quote");
            ("altered", format!(": no quote has these very words, {quotes} {verb} close"))
        }
        Verdict::OutsideQuotes if speaker.is_some() => ("only outside quotes", said),
        Verdict::OutsideQuotes => {
            ("only outside quotes", format!(", in {}", words::count(counts.outside_articles, "article")))
        }
        Verdict::NotFound => {
            let articles = words::count(trace.articles, "article");
            let days = trace.days.map(|days| format!(", {} to {}", days.first(), days.last())).unwrap_or_default();
            let unread = words::number(trace.made.unread);
            ("not found", format!(" in {articles}{days}, {unread} unread{}", said.replacen(" as", ", as", 1)))
        }
    }
}

/// `Ilka Varnholt (stated), 2024-06-17`; both days when they differ.
fn sayer(speaker: &TracedSpeaker) -> String {
    let name = match speaker.speaker.kind {
        SpeakerKind::Unnamed => format!("{} (unnamed, {})", speaker.name, speaker.certainty.word()),
        _ => format!("{} ({})", speaker.name, speaker.certainty.word()),
    };
    let printed = speaker.published.as_deref().unwrap_or("no date");
    let days = match speaker.spoken.as_deref().filter(|spoken| *spoken != printed) {
        Some(spoken) => format!("said {spoken}, printed {printed}"),
        None => printed.to_string(),
    };
    let quotes = if speaker.quotes > 1 { format!(", {} quotes", words::number(speaker.quotes)) } else { String::new() };
    format!("{name}, {days}{quotes}")
}

/// `listed`: how many are listed in all; `None` for one that stands by itself.
fn one_passage(out: &mut String, session: &Session, passage: &TracedPassage, listed: Option<usize>) {
    let rank_columns = listed.map_or(0, |count| count.to_string().len());
    let indent = if listed.is_some() { rank_columns + 2 } else { 2 };
    let mut flow = Flow::new(session.terminal);
    if listed.is_some() {
        let rank = format!("{:>rank_columns$}\u{A0}", passage.rank).replace(' ', "\u{A0}");
        flow.push(&rank, FAINT).push(" ", PLAIN);
    }
    flow.push(&standing(passage, listed.is_some()), PLAIN);
    if let Some(speaker) = &passage.speaker {
        let shown = passage.person.as_deref().unwrap_or(&speaker.name);
        flow.push(" · ", FAINT).push(shown, STRONG);
        if passage.person.is_some() {
            flow.push(&format!(" (here {})", speaker.name), PLAIN);
        }
        let certainty = passage.certainty.map_or("", |certainty| certainty.word());
        let unnamed = if speaker.kind == SpeakerKind::Unnamed { "unnamed, " } else { "" };
        flow.push(&format!(" ({unnamed}{certainty})"), PLAIN);
        if let Some(role) = &speaker.role {
            flow.push(&format!(", {role}"), FAINT);
        }
    } else if passage.standing == Standing::Quote {
        flow.push(" · ", FAINT).push("nobody can be told", PLAIN);
    }
    flow.write(out, if listed.is_some() { 0 } else { indent }, indent);

    words_of(session, passage).write(out, indent, indent);
    for warning in &passage.warnings {
        let mut flow = Flow::new(session.terminal);
        let label = if may_mislead(warning) { "careful:" } else { "note:" };
        flow.push(label, STRONG).push(&format!(" {}", caution(warning)), PLAIN).write(out, indent, indent + 2);
    }
    let places = places_of(passage);
    let shown = if session.verbose { usize::MAX } else { PLACES_LISTED };
    for (place, times) in places.iter().take(shown) {
        place_line(session, place, *times).write(out, indent, indent + 2);
    }
    if places.len() > shown {
        let more = words::count((places.len() - shown) as u64, "more place|more places");
        let mut flow = Flow::new(session.terminal);
        flow.push(&format!("… and {more} (-v lists all)"), FAINT).write(out, indent, indent);
    }
    out.push('\n');
}

/// The places, with how many of them one article has.
fn places_of(passage: &TracedPassage) -> Vec<(&TracePlace, usize)> {
    let mut places: Vec<(&TracePlace, usize)> = Vec::new();
    for place in &passage.places {
        match places.last_mut() {
            Some((last, times)) if last.article().id == place.article().id => *times += 1,
            _ => places.push((place, 1)),
        }
    }
    places
}

/// What kind of passage it is, in words; `is_source`: it holds the words, altered at most.
fn standing(passage: &TracedPassage, is_source: bool) -> String {
    let place = match passage.standing {
        Standing::Quote if !is_source => "quote",
        Standing::Quote if passage.verbatim => return "verbatim".to_string(),
        Standing::Quote => return "altered".to_string(),
        Standing::Report => "indirect report",
        Standing::Partly => "partly inside a quote",
        Standing::Headline => "headline",
        Standing::Marked => "in quotation marks, but no quote",
        Standing::Text => "text, not a quote",
    };
    if passage.verbatim || !is_source { place.to_string() } else { format!("{place}, altered") }
}

/// The words, with the rest of their sentence.
fn words_of(session: &Session, passage: &TracedPassage) -> Flow {
    let mut flow = Flow::new(session.terminal);
    let is_quote = passage.standing == Standing::Quote;
    flow.push(if is_quote { "“" } else { "" }, PLAIN);
    for (marks, text) in runs(&passage.pieces) {
        match marks {
            Marked::Same => flow.push(&text, STRONG),
            Marked::Around => flow.push(&text, FAINT),
            Marked::Asked => flow.push(&format!("[-{text}-]"), LIT),
            Marked::Printed => flow.push(&format!("{{+{text}+}}"), LIT),
        };
    }
    flow.push(if is_quote { "”" } else { "" }, PLAIN);
    flow
}

/// How a run of pieces is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marked {
    Same,
    Around,
    Asked,
    Printed,
}

fn marked(kind: PieceKind) -> Marked {
    match kind {
        PieceKind::Same => Marked::Same,
        PieceKind::Context | PieceKind::Report => Marked::Around,
        PieceKind::Asked | PieceKind::AskedMoved => Marked::Asked,
        PieceKind::Printed | PieceKind::PrintedMoved | PieceKind::LeftOut => Marked::Printed,
    }
}

/// The pieces, with those of one mark that only a space parts made one: whether each of the words
/// was moved, the brackets do not show.
fn runs(pieces: &[TracePiece]) -> Vec<(Marked, String)> {
    let mut runs: Vec<(Marked, String)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let is_space = piece.kind == PieceKind::Same && piece.text.trim().is_empty();
        let next = pieces.get(at + 1).map(|next| marked(next.kind));
        let joins = |run: &(Marked, String)| {
            let is_differing = matches!(run.0, Marked::Asked | Marked::Printed);
            is_differing && (run.0 == marked(piece.kind) || is_space && next == Some(run.0))
        };
        match runs.last_mut() {
            Some(run) if joins(run) => run.1.push_str(&piece.text),
            _ => runs.push((marked(piece.kind), piece.text.clone())),
        }
    }
    runs
}

/// Whether the words taken alone say something else than was said.
fn may_mislead(warning: &Warning) -> bool {
    matches!(warning, Warning::NotAffirmed(_) | Warning::Negation | Warning::Figure | Warning::NegationBefore(_))
}

/// What a reader must not miss, in a sentence.
fn caution(warning: &Warning) -> String {
    match warning {
        Warning::NotAffirmed(polarity) => match polarity {
            Polarity::Denied => "denied: the article reports that the speaker says it is not so".to_string(),
            Polarity::Negated => "negated: the article reports that it was not said".to_string(),
            Polarity::Hypothetical => "hypothetical: the article does not say that it was said".to_string(),
            Polarity::Questioned => "questioned: the article asks whether it was said".to_string(),
            Polarity::Affirmed => "affirmed".to_string(),
        },
        Warning::Negation => "a word of denial was added or dropped: the sense may be turned round".to_string(),
        Warning::Figure => "a figure differs".to_string(),
        Warning::NegationBefore(word) => format!("“{word}” stands before these words in the same sentence"),
        Warning::Quoting => "in marks of their own: the speaker may be quoting somebody".to_string(),
        Warning::Bracket => "an editor’s bracket stands among the words".to_string(),
        Warning::LeftOut(count) => format!("the … leaves out {}", words::count(*count, "word")),
        Warning::Translated => "a translation, by the article’s own account".to_string(),
        Warning::Corrected => "corrected by corrections.toml".to_string(),
    }
}

/// Day, outlet, path, and when it was said where that is another day.
fn place_line(session: &Session, place: &TracePlace, times: usize) -> Flow {
    let article = place.article();
    let mut flow = Flow::new(session.terminal);
    let label = article.published.as_ref().map_or_else(|| "no date".to_string(), Published::label);
    flow.push(&format!("{label:<10}").replace(' ', "\u{A0}"), PLAIN).push("\u{A0} ", PLAIN);
    if let Some(publisher) = &article.publisher {
        flow.push(publisher, PLAIN).push(" · ", FAINT);
    }
    let link = file_link(&session.preferences.corpus.value, &article.origin.entry);
    flow.push_link(&article.origin.place(), FAINT, link);
    if times > 1 {
        flow.push(&format!(" · {times} times"), FAINT);
    }
    let spoken = place.quote().and_then(|quote| quote.spoken.as_ref()).map(|spoken| spoken.label());
    if let Some(spoken) = spoken.filter(|spoken| *spoken != label) {
        flow.push(&format!(" · said {spoken}"), PLAIN);
    }
    if let Some(via) = place.quote().and_then(|quote| quote.via.as_deref()) {
        flow.push(&format!(" · via {via}"), FAINT);
    }
    if let Some(doubt) = article.published.as_ref().and_then(doubt) {
        flow.push(&format!(" · {doubt}"), FAINT);
    }
    flow
}

fn foot(out: &mut String, session: &Session, trace: &Trace) {
    let shown = trace.passages.iter().chain(&trace.nearest);
    let differs = |piece: &TracePiece| {
        !matches!(piece.kind, PieceKind::Same | PieceKind::Context | PieceKind::Report | PieceKind::LeftOut)
    };
    let has_moved = |piece: &TracePiece| matches!(piece.kind, PieceKind::AskedMoved | PieceKind::PrintedMoved);
    if shown.clone().any(|passage| passage.pieces.iter().any(differs)) {
        let moved = shown.clone().any(|passage| passage.pieces.iter().any(has_moved));
        let moved = if moved { "; moved words are marked in both places" } else { "" };
        line(out, session, &format!("[-asked for-]{{+printed+}}{moved}"), FAINT);
    }
    let mut parts = counted(trace);
    let left = trace.counts.passages - trace.passages.len() as u64;
    if left > 0 {
        parts.push(format!("{} not shown (--limit all)", words::count(left, "more passage|more passages")));
    }
    let lines = [parts, trace.days_asked.and_then(footer::days).into_iter().collect(), {
        footer::index(&trace.made, session.clock)
    }];
    for parts in lines.iter().filter(|parts| !parts.is_empty()) {
        line(out, session, &parts.join(" · "), FAINT);
    }
}

/// What was found beside what the first line counts.
fn counted(trace: &Trace) -> Vec<String> {
    let counts = &trace.counts;
    let told = if trace.anybody.is_none() { Some(trace.verdict) } else { None };
    let kinds = [
        (Verdict::Verbatim, "verbatim in", counts.verbatim_quotes, "quote"),
        (Verdict::Altered, "altered in", counts.altered_quotes, "quote"),
        (Verdict::OutsideQuotes, "outside quotes in", counts.outside_articles, "article"),
    ];
    let kinds = kinds.into_iter().filter(|(verdict, _, count, _)| told != Some(*verdict) && *count > 0);
    kinds.map(|(_, how, count, what)| format!("{how} {}", words::count(count, what))).collect()
}
