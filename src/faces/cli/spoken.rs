//! A quote or silence where it stands, in the words of a listing.

use crate::engine::{QuotePlace, Said};
use crate::model::{Day, Polarity, QuoteKind, Span};

/// The words: pieces parted by an ellipsis, in marks when they stood in marks.
pub fn words(place: &QuotePlace) -> String {
    let text = &place.article.text;
    let join = |spans: &[Span]| spans.iter().map(|span| span.of(text).trim()).collect::<Vec<_>>().join(" … ");
    match &place.said.said {
        Said::Quote(quote) if quote.kind == QuoteKind::Direct => format!("“{}”", join(&quote.spans)),
        Said::Quote(quote) => join(&quote.spans),
        Said::Silence(silence) => join(&[silence.span]),
    }
}

/// The day of publication, and the day on which it was said when that is another.
pub fn days(place: &QuotePlace) -> String {
    let published = place.article.published.as_ref().map_or("no date".to_string(), |published| published.label());
    let spoken = match &place.said.said {
        Said::Quote(quote) => &quote.spoken,
        Said::Silence(silence) => &silence.spoken,
    };
    match spoken.as_ref().map(|spoken| spoken.label()).filter(|spoken| *spoken != published) {
        Some(spoken) => format!("{published}, said {spoken}"),
        None => published,
    }
}

/// `said · stated`: the reporting words and how the speaker is known.
pub fn how(place: &QuotePlace) -> Vec<String> {
    let text = &place.article.text;
    let (cue, certainty, corrected) = match &place.said.said {
        Said::Quote(quote) => (quote.cue, quote.certainty, quote.corrected),
        Said::Silence(silence) => (Some(silence.cue), silence.certainty, silence.corrected),
    };
    let mut parts: Vec<String> = cue.map(|cue| cue.of(text).to_string()).into_iter().collect();
    if let Said::Quote(quote) = &place.said.said
        && quote.polarity != Polarity::Affirmed
    {
        parts.push(quote.polarity.word().to_string());
    }
    parts.push(certainty.word().to_string());
    if corrected {
        parts.push("corrected".to_string());
    }
    parts
}

/// The article's own headline, not longer than a line.
pub fn headline(place: &QuotePlace) -> Option<String> {
    const CHARS_MAX: usize = 70;
    let words = &place.article.headline.as_ref()?.words;
    Some(match words.char_indices().nth(CHARS_MAX) {
        Some((at, _)) => format!("{} …", words[..at].trim_end()),
        None => words.clone(),
    })
}

/// `2024-01-03 to 2025-12-20`, or the one day.
pub fn stretch(first: Option<Day>, last: Option<Day>) -> Option<String> {
    let (first, last) = (first?, last?);
    Some(if first == last { first.to_string() } else { format!("{first} to {last}") })
}
