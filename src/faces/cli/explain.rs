//! How each attribution is known: the words, the rule in a sentence, the evidence, the place.

use super::article::Telling;
use super::layout::Flow;
use super::terminal::{FAINT, PLAIN, STRONG, Terminal};
use crate::engine::{Said, considered, sentence_at};
use crate::faces::attribution;
use crate::faces::wire_found::value;
use crate::model::{Article, Cite, Considered, Span, Speaker, SpeakerKind};

/// Columns of the names of what is told.
const NAME_COLUMNS: usize = 11;
/// Below, values have no column of their own.
const NARROW: usize = 60;
/// Words shown of the beginning and of the end of a long quote.
const EDGE_WORDS: usize = 6;

/// What the input says of each field, and where; what was not believed is marked so.
pub fn write_fields(out: &mut String, terminal: Terminal, article: &Article) {
    if article.findings.is_empty() {
        return;
    }
    out.push('\n');
    for finding in &article.findings {
        let told = value(article, finding);
        let told = if told.is_empty() { String::new() } else { format!("“{}”, ", edges(&told)) };
        let passed_over = if finding.believed { "" } else { "; not believed" };
        let name = format!("{:<NAME_COLUMNS$}", finding.about.word()).replace(' ', "\u{A0}");
        let words = format!("{told}{}{passed_over}", finding.place);
        Flow::new(terminal).push(&name, FAINT).push(&words, PLAIN).write(out, 0, NAME_COLUMNS);
    }
}

/// A block for each of what is said, numbered as in the margin.
/// Citations are cut short unless the telling is verbose: in full they outgrow the line.
pub fn write(out: &mut String, terminal: Terminal, article: &Article, all: &[Said], telling: Telling) {
    let considered = considered(article);
    let digits = all.len().to_string().len();
    for (number, said) in all.iter().enumerate() {
        out.push('\n');
        let indent = digits + 2;
        let counted = format!("{:>digits$}", number + 1).replace(' ', "\u{A0}");
        let words = edges(&attribution::verbatim(article, said));
        let mut flow = Flow::new(terminal);
        flow.push(&counted, STRONG).push("\u{A0} ", PLAIN).push(&words, PLAIN).write(out, 0, indent);
        let others = considered.iter().find(|(extent, _)| *extent == said.extent());
        let others = others.map_or(&[][..], |(_, others)| others.as_slice());
        for (name, value) in lines(article, said, others, telling) {
            let (name, first, rest) = match terminal.width < NARROW {
                true => (format!("{name}: "), 2, 4),
                false => (format!("{name:<NAME_COLUMNS$}"), indent, indent + NAME_COLUMNS),
            };
            let name = name.replace(' ', "\u{A0}");
            Flow::new(terminal).push(&name, FAINT).push(&value, PLAIN).write(out, first, rest);
        }
    }
}

/// `The first words of it … and the last`
pub fn edges(words: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    match all.len() > 2 * EDGE_WORDS + 2 {
        true => format!("{} … {}", all[..EDGE_WORDS].join(" "), all[all.len() - EDGE_WORDS..].join(" ")),
        false => all.join(" "),
    }
}

fn lines(article: &Article, said: &Said, others: &[Considered], telling: Telling) -> Vec<(&'static str, String)> {
    let quoted = |span: Span| format!("“{}”", span.of(&article.text));
    let mut lines = vec![("kind", kind(said)), ("speaker", speaker(said))];
    let sentence = attribution::sentence(said.rule());
    lines.push(("certainty", format!("{}: {sentence}", said.certainty().word())));
    lines.extend(said.mention().map(|mention| ("mention", quoted(mention))));
    lines.extend(said.cue().map(|cue| ("cue", quoted(cue))));
    lines.extend(evidence(article, said).map(|span| ("evidence", span.of(&article.text).to_string())));
    // Where nobody was to be chosen, nobody was passed over.
    if !others.is_empty() {
        let others: Vec<String> =
            others.iter().map(|other| format!("{} ({})", other.name, other.reason.words())).collect();
        lines.push(("considered", others.join("; ")));
    }
    if let Some(spoken) = said.spoken() {
        let how = match spoken.evidence.is_empty() {
            true => "by the user's correction".to_string(),
            false => format!("by the words {}", quoted(spoken.evidence)),
        };
        lines.push(("said on", format!("{}, {how}", spoken.label())));
    }
    if let Said::Quote(quote) = said {
        lines.extend(quote.told_to.iter().map(|name| ("told to", name.clone())));
        lines.extend(quote.via.iter().map(|name| ("through", name.clone())));
        lines.extend(Some(("names", quote.about.join(", "))).filter(|_| !quote.about.is_empty()));
    }
    lines.push(("cite", cite(said.cite(article), telling)));
    lines
}

/// In full, or cut short as a person types it.
pub fn cite(cite: Cite, telling: Telling) -> String {
    if telling.verbose { cite.to_string() } else { cite.shortened().to_string() }
}

fn kind(said: &Said) -> String {
    match said {
        Said::Silence(_) => "silence".to_string(),
        Said::Quote(quote) => {
            let translated = if quote.translated { ", translated" } else { "" };
            format!("{}, {}{translated}", quote.kind.word(), quote.polarity.word())
        }
    }
}

fn speaker(said: &Said) -> String {
    let shown = attribution::speaker_shown(said);
    match said.speaker() {
        Some(Speaker { role: Some(role), .. }) => format!("{shown}, {role}"),
        Some(Speaker { kind: SpeakerKind::Body, .. }) => format!("{shown} (a body)"),
        _ => shown,
    }
}

/// The sentence in which mention and cue stand.
fn evidence(article: &Article, said: &Said) -> Option<Span> {
    let (mention, cue) = (said.mention(), said.cue());
    let place = match (mention, cue) {
        (Some(mention), Some(cue)) => Span::new(mention.start.min(cue.start), mention.end.max(cue.end)),
        (one, other) => one.or(other)?,
    };
    let sentence = sentence_at(article, place);
    // A silence has been printed as that sentence.
    let is_printed = matches!(said, Said::Silence(silence) if silence.span == sentence);
    (!is_printed).then_some(sentence)
}
