//! Articles annotated inside the text with marks: `“{1|Edda Voss|direct: You have told me no,}”`.
//!
//! The marks are taken out, the rest is read as any file of the corpus, and what they said becomes
//! gold over the article's text. tests/gold/README.md tells what each part of a mark means.

use crate::model::{ArticleId, EntryPath, Period, Polarity, QuoteKind, Span};
use crate::read::{self, ReadRules, Source};

use super::gold::{GoldArticle, GoldDetails, GoldQuote, GoldSilence, UNNAMED, kind_named, period_of, polarity_named};

/// Behind these words the speaker is not named by name.
const NAMED: &[&str] = &["pronoun", "description", "relative", "floating", "label", "first"];

/// The text without its marks.
///
/// # Errors
/// A mark that is not closed or opened, or whose head cannot be read.
pub fn unmarked(text: &str) -> Result<String, String> {
    Ok(parted(text)?.0)
}

/// The article that a file with marks holds.
pub fn of_text(path: &EntryPath, text: &str, rules: &ReadRules) -> Result<GoldArticle, String> {
    let (plain, marks) = parted(text)?;
    let source = Source { path, bytes: plain.as_bytes(), modified: None };
    let reading = read::read(source, rules).map_err(|refusal| refusal.to_string())?;
    let draft = reading.articles.into_iter().next().ok_or("no article is read from it")?;
    let article = draft.into_article(ArticleId::new([0; 10]), path.clone(), [0; 32]);
    if article.text != plain {
        return Err("the text is not read as it stands there, so that its marks would lead astray".to_string());
    }
    let mut gold = GoldArticle { article, quotes: Vec::new(), silences: Some(Vec::new()), ignored: Vec::new() };
    for (number, head, spans) in marks {
        let head = head.ok_or_else(|| format!("mark {number}: no piece of it has a head"))?;
        let silence = head.is_silence;
        match (silence, spans.as_slice()) {
            (false, _) => gold.quotes.extend(head.fragments(&number, &spans)),
            (true, [span]) => gold.silences.get_or_insert_default().push(head.silence(*span)),
            (true, _) => return Err(format!("mark {number}: a silence has one piece")),
        }
    }
    Ok(gold)
}

/// A quote's number, what its first mark says, its pieces.
type Mark = (String, Option<Head>, Vec<Span>);

/// The text without marks, and the marks in the order of their first pieces.
fn parted(text: &str) -> Result<(String, Vec<Mark>), String> {
    let mut plain = String::with_capacity(text.len());
    let mut marks: Vec<Mark> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        plain.push_str(&rest[..at]);
        let opens = rest[at..].starts_with('{');
        rest = &rest[at + 1..];
        if !opens {
            let (mark, start) = open.pop().ok_or_else(|| format!("a `}}` closes nothing: {}", shown(rest)))?;
            marks[mark].2.push(Span::new(start, plain.len()));
            continue;
        }
        let head = rest.split_once(": ").filter(|(head, _)| !head.contains(['{', '}', '\n']));
        let (head, after) = head.ok_or_else(|| format!("no `: ` after {{{}", shown(rest)))?;
        rest = after;
        let (number, said) = head.split_once('|').map_or((head, None), |(number, said)| (number, Some(said)));
        let known = marks.iter().position(|(other, ..)| other == number);
        let mark = known.unwrap_or_else(|| {
            marks.push((number.to_string(), None, Vec::new()));
            marks.len() - 1
        });
        if let Some(said) = said {
            let head = Head::read(said).map_err(|wrong| format!("mark {number}: {wrong}"))?;
            if marks[mark].1.replace(head).is_some() {
                return Err(format!("mark {number} has two heads"));
            }
        }
        open.push((mark, plain.len()));
    }
    plain.push_str(rest);
    match open.last() {
        Some((mark, _)) => Err(format!("mark {} is never closed", marks[*mark].0)),
        None => {
            marks.iter_mut().for_each(|(_, _, spans)| spans.sort_by_key(|span| span.start));
            Ok((plain, marks))
        }
    }
}

fn shown(text: &str) -> String {
    text.chars().take(20).collect()
}

/// What the first mark of a quote says.
struct Head {
    speaker: Option<String>,
    kind: Option<QuoteKind>,
    is_silence: bool,
    named: String,
    is_body: bool,
    unnamed: bool,
    optional: bool,
    polarity: Polarity,
    spoken: Option<Option<Period>>,
    translated: bool,
    via: Option<String>,
}

impl Head {
    fn read(said: &str) -> Result<Head, String> {
        let mut parts = said.split('|');
        let speaker = parts.next().filter(|name| !matches!(*name, "-" | ""));
        let mut head = Head {
            speaker: speaker.map(str::to_string),
            kind: None,
            is_silence: false,
            named: "name".to_string(),
            is_body: false,
            unnamed: false,
            optional: false,
            polarity: Polarity::Affirmed,
            spoken: Some(None),
            translated: false,
            via: None,
        };
        for part in parts {
            head.take(part)?;
        }
        if head.kind.is_none() && !head.is_silence {
            return Err("it says neither direct, mixed, indirect nor silence".to_string());
        }
        Ok(head)
    }

    fn take(&mut self, part: &str) -> Result<(), String> {
        match part {
            "silence" => self.is_silence = true,
            "body" => self.is_body = true,
            UNNAMED => self.unnamed = true,
            "optional" => self.optional = true,
            "translated" => self.translated = true,
            "spoken=?" => self.spoken = None,
            _ if NAMED.contains(&part) => self.named = part.to_string(),
            _ => match part.split_once('=') {
                Some(("spoken", day)) => self.spoken = Some(Some(period_of(day)?)),
                Some(("via", name)) => self.via = Some(name.to_string()),
                _ => match (kind_named(part), polarity_named(part)) {
                    (Ok(kind), _) => self.kind = Some(kind),
                    (_, Ok(polarity)) => self.polarity = polarity,
                    _ => return Err(format!("nobody knows what \"{part}\" means")),
                },
            },
        }
        Ok(())
    }

    /// A body is judged as one, however it is named.
    fn named(&self) -> String {
        match (self.is_body, self.unnamed) {
            (true, _) => "org".to_string(),
            (_, true) => UNNAMED.to_string(),
            _ => self.named.clone(),
        }
    }

    fn speaker(&self) -> Option<String> {
        self.speaker.clone().filter(|_| !self.unnamed)
    }

    /// A quote that is broken is a group of fragments, as in the published sets: it may be found
    /// whole or piece by piece. What else is known of it is asked of its first piece.
    fn fragments(self, number: &str, spans: &[Span]) -> Vec<GoldQuote> {
        let first = GoldDetails {
            polarity: Some(self.polarity),
            spoken: self.spoken,
            translated: Some(self.translated),
            via: Some(self.via.clone()),
        };
        let details = std::iter::once(first).chain(std::iter::repeat(GoldDetails::default()));
        let pieces = spans.iter().zip(details).map(|(span, details)| GoldQuote {
            spans: vec![*span],
            kind: self.kind,
            group: (spans.len() > 1).then(|| number.to_string()),
            optional: self.optional,
            speaker: self.speaker(),
            named: self.named(),
            unnamed: self.unnamed,
            details,
        });
        pieces.collect()
    }

    fn silence(self, span: Span) -> GoldSilence {
        GoldSilence { span, speaker: self.speaker(), named: self.named(), optional: self.optional, spoken: self.spoken }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: Expect) {
        let told = match of_text(&EntryPath::new("a.txt"), text, &ReadRules::default()) {
            Err(wrong) => wrong,
            Ok(gold) => {
                let text = &gold.article.text;
                let quotes = gold.quotes.iter().map(|quote| {
                    let words: Vec<&str> = quote.spans.iter().map(|span| span.of(text)).collect();
                    let (speaker, kind) = (quote.speaker.as_deref().unwrap_or("-"), quote.kind.map(QuoteKind::word));
                    let polarity = quote.details.polarity.map(Polarity::word).unwrap_or_default();
                    let spoken = quote.details.spoken.flatten().map(|day| format!(" on {day}")).unwrap_or_default();
                    let (kind, group) = (kind.unwrap_or_default(), quote.group.as_deref().unwrap_or("-"));
                    let words = words.join(" + ");
                    format!("{group} {speaker} ({}) {kind} {polarity}{spoken}: {words}\n", quote.named)
                });
                let silences = gold.silences.iter().flatten();
                let silences = silences.map(|silence| format!("silence: {}\n", silence.span.of(text)));
                quotes.chain(silences).collect()
            }
        };
        expected.assert_eq(&told);
    }

    #[test]
    fn marks_become_gold() {
        check(
            "date: 2024-11-14\n\n“{1|Edda Voss|direct|pronoun|spoken=2024-11-14: You said no,}” she said, “{1: and no it is.}”\n\n\
             {s1|ministry|silence|body: The ministry declined {2|ministry|indirect|body|denied: to say \
             {3|-|direct|optional: when}}.}\n",
            expect![[r#"
                1 Edda Voss (pronoun) direct affirmed on 2024-11-14: You said no,
                1 Edda Voss (pronoun) direct : and no it is.
                - ministry (org) indirect denied: to say when
                - - (name) direct affirmed: when
                silence: The ministry declined to say when.
            "#]],
        );
    }

    #[test]
    fn broken_marks_are_named() {
        check("It {1|Edda|direct: rained.", expect!["mark 1 is never closed"]);
        check("It rained} on Monday.", expect!["a `}` closes nothing:  on Monday."]);
        check("It {1|Edda|loud: rained}.", expect![[r#"mark 1: nobody knows what "loud" means"#]]);
        check("It {1|Edda: rained}.", expect!["mark 1: it says neither direct, mixed, indirect nor silence"]);
        check("It {1: rained}.", expect!["mark 1: no piece of it has a head"]);
        check("It {rained}.", expect!["no `: ` after {rained}."]);
        check("{s1|Edda|silence: It rained} and {s1: poured}.", expect!["mark s1: a silence has one piece"]);
    }
}
