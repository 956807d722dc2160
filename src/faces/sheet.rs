//! A sample of quotes as a table for spreadsheets, to be judged by hand.
//!
//! The columns are the engine's; what they hold is told in docs/accuracy.md. Cells are harmless
//! as those of every table.

use std::io::{self, Write};

use super::rows::{cell, csv_writer};
use crate::engine::{JUDGED, SHEET_COLUMNS, Sample, Sampled};
use crate::model::SpeakerKind;

pub fn write_sheet(out: impl Write, sample: &Sample) -> io::Result<()> {
    let mut writer = csv_writer(out);
    writer.write_record(SHEET_COLUMNS)?;
    for sampled in &sample.quotes {
        writer.write_record(row(sampled))?;
    }
    writer.flush()
}

fn row(sampled: &Sampled) -> [String; SHEET_COLUMNS.len()] {
    let (article, quote) = (&sampled.article, &sampled.quote);
    let speaker = quote.speaker.as_ref().map(|speaker| match speaker.kind {
        SpeakerKind::Unnamed => format!("({})", speaker.name),
        _ => speaker.name.clone(),
    });
    let [quote_right, speaker_right] = JUDGED.map(|_| String::new());
    [
        article.id.to_string(),
        sampled.number.to_string(),
        cell(&article.origin.place()),
        article.published.as_ref().map(|published| published.label()).unwrap_or_default(),
        quote.spoken.as_ref().map(|spoken| spoken.label()).unwrap_or_default(),
        quote.kind.word().to_string(),
        quote.certainty.word().to_string(),
        quote.rule.word().to_string(),
        quote.polarity.word().to_string(),
        cell(speaker.as_deref().unwrap_or_default()),
        cell(quote.mention.map(|span| span.of(&article.text)).unwrap_or_default()),
        cell(&sampled.before),
        cell(&passage(sampled)),
        cell(&sampled.after),
        quote_right,
        speaker_right,
    ]
}

/// The sentences with the words that were said between marks.
fn passage(sampled: &Sampled) -> String {
    let text = &sampled.article.text;
    let mut marked = String::with_capacity(sampled.passage.len() + 16);
    let mut from = sampled.passage.start;
    for span in &sampled.quote.spans {
        marked.push_str(&text[from..span.start]);
        marked.push('⟦');
        marked.push_str(span.of(text));
        marked.push('⟧');
        from = span.end;
    }
    marked + &text[from..sampled.passage.end]
}
