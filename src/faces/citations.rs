//! Quotes for reference managers: BibTeX, RIS, CSL-JSON.
//!
//! Each entry cites the article and tells in a note the words, who said them, when, and how that
//! is known; what is not verbatim says so. The citation of `onrecord show` goes along, and makes
//! the entry's key: the same quote has the same key in every export, another quote another.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::attribution::{day_said, speaker_shown, verbatim};
use super::sanitize;
use super::wire::write_line;
use crate::engine::{Said, title};
use crate::model::{Article, Cite, Polarity, Precision, Published, QuoteKind, Speaker};

/// A quote or a silence, and the article in which it stands.
pub type Pair<'a> = (&'a Article, &'a Said);

/// Entries for BibTeX and biblatex, in UTF-8.
pub fn write_bibtex<'a>(out: &mut impl Write, said: impl IntoIterator<Item = Pair<'a>>) -> io::Result<()> {
    for (number, entry) in entries(said).enumerate() {
        if number > 0 {
            out.write_all(b"\n")?;
        }
        let article = entry.article;
        writeln!(out, "@{}{{{},", if article.publisher.is_some() { "article" } else { "misc" }, entry.key)?;
        let mut field = |name: &str, value: &str| writeln!(out, "  {name} = {{{value}}},");
        if !article.bylines.is_empty() {
            let names: Vec<String> = article.bylines.iter().map(|name| latex_name(name)).collect();
            field("author", &names.join(" and "))?;
        }
        if let Some(title) = title(article) {
            // Twice, lest a style lowers its letters.
            field("title", &format!("{{{}}}", latex(title)))?;
        }
        if let Some(publisher) = &article.publisher {
            field("journal", &latex(publisher))?;
        }
        if let Some(published) = &article.published {
            for (name, number) in ["year", "month", "day"].iter().zip(date_parts(published)) {
                field(name, &number.to_string())?;
            }
        }
        if let Some(url) = &article.url {
            field("url", &latex_url(url))?;
        }
        field("note", &latex(&entry.note()))?;
        field("onrecord", &entry.cite.to_string())?;
        out.write_all(b"}\n")?;
    }
    Ok(())
}

/// Entries of Research Information Systems: a tag and a value a line, ended by CR and LF.
pub fn write_ris<'a>(out: &mut impl Write, said: impl IntoIterator<Item = Pair<'a>>) -> io::Result<()> {
    for entry in entries(said) {
        let article = entry.article;
        let mut line = |tag: &str, value: &str| write!(out, "{tag}  - {}\r\n", one_line(value));
        line("TY", "NEWS")?;
        line("ID", &entry.key)?;
        for name in &article.bylines {
            // An asterisk is not allowed in a name.
            line("AU", &name.replace('*', " "))?;
        }
        if let Some(title) = title(article) {
            line("TI", title)?;
        }
        if let Some(publisher) = &article.publisher {
            line("T2", &publisher.replace('*', " "))?;
        }
        if let Some(published) = &article.published {
            let parts = date_parts(published);
            let part = |at: usize| parts.get(at).map(|number| format!("{number:02}")).unwrap_or_default();
            line("PY", &format!("{:04}", parts[0]))?;
            line("DA", &format!("{:04}/{}/{}/", parts[0], part(1), part(2)))?;
        }
        if let Some(url) = &article.url {
            line("UR", url)?;
        }
        if let Some(language) = &article.language {
            line("LA", language)?;
        }
        // Whoever reads this line alone must not take a report for the very words.
        if entry.said.quote().is_some_and(|quote| quote.kind == QuoteKind::Direct) {
            line("AB", &verbatim(article, entry.said))?;
        }
        line("N1", &entry.note())?;
        line("C1", &entry.cite.to_string())?;
        // Its tag stands alone: nothing follows but the next entry.
        out.write_all(b"ER  - \r\n\r\n")?;
    }
    Ok(())
}

/// An array of items for citation processors, one a line; what CSL has no name for stands in
/// `custom`.
pub fn write_csl_json<'a>(out: &mut impl Write, said: impl IntoIterator<Item = Pair<'a>>) -> io::Result<()> {
    out.write_all(b"[\n")?;
    for (number, entry) in entries(said).enumerate() {
        if number > 0 {
            out.write_all(b",")?;
        }
        write_line(out, &entry.csl())?;
    }
    out.write_all(b"]\n")
}

/// One entry.
struct Entry<'a> {
    article: &'a Article,
    said: &'a Said,
    cite: Cite,
    key: String,
}

/// The entries in their order. Copies of the same bytes have the same citation and are one.
fn entries<'a>(said: impl IntoIterator<Item = Pair<'a>>) -> impl Iterator<Item = Entry<'a>> {
    let mut known = HashSet::new();
    said.into_iter().map(Entry::of).filter(move |entry| known.insert(entry.cite.clone()))
}

impl<'a> Entry<'a> {
    fn of((article, said): Pair<'a>) -> Entry<'a> {
        let cite = said.cite(article);
        let digest = Sha256::digest(cite.to_string().as_bytes());
        let digits: String = digest[..6].iter().map(|byte| format!("{byte:02x}")).collect();
        let year = article.published.as_ref().map(|published| date_parts(published)[0].to_string());
        let key = [surname(said.speaker()), year.unwrap_or_else(|| "undated".to_string()), digits].join("-");
        Entry { article, said, cite, key }
    }

    /// The words, the speaker and the days, how they are known, where they stand.
    fn note(&self) -> String {
        let Entry { article, said, .. } = *self;
        let mut who = speaker_shown(said);
        if let Some(Speaker { role: Some(role), .. }) = said.speaker() {
            who.push_str(&format!(", {role}"));
        }
        let mut parts = vec![who];
        parts.extend(day_said(article, said).map(|day| format!("said {day}")));
        parts.extend(article.published.as_ref().map(|published| format!("published {}", published.label())));
        parts.push(faithfulness(said).to_string());
        if let Said::Quote(quote) = said {
            parts.extend(polarity(quote.polarity).map(str::to_string));
            parts.extend(quote.translated.then(|| "a translation".to_string()));
        }
        parts.extend(said.speaker().map(|_| format!("speaker {}", said.certainty().word())));
        if said.is_corrected() || article.as_read.is_some() {
            parts.push("corrected by the user".to_string());
        }
        parts.push(article.origin.place());
        parts.push(self.cite.to_string());
        format!("{} ({})", verbatim(article, said), parts.join("; "))
    }

    fn csl(&self) -> Value {
        let article = self.article;
        let mut item = json!({"id": self.key, "type": "article-newspaper"});
        let mut put = |name: &str, value: Option<Value>| {
            if let (Some(value), Some(fields)) = (value, item.as_object_mut()) {
                fields.insert(name.to_string(), value);
            }
        };
        put("title", title(article).map(Value::from));
        let names: Vec<Value> = article.bylines.iter().map(|name| json!({"literal": name})).collect();
        put("author", (!names.is_empty()).then(|| names.into()));
        put("container-title", article.publisher.as_deref().map(Value::from));
        let issued = article.published.as_ref().map(|published| json!({"date-parts": [date_parts(published)]}));
        put("issued", issued);
        put("URL", article.url.as_deref().map(Value::from));
        put("language", article.language.as_deref().map(Value::from));
        put("section", article.section.as_deref().map(Value::from));
        put("note", Some(self.note().into()));
        put("custom", Some(json!(self.custom())));
        item
    }

    fn custom(&self) -> Custom<'_> {
        let Entry { article, said, .. } = *self;
        let (kind, polarity) = match said {
            Said::Quote(quote) => (quote.kind.word(), Some(quote.polarity.word())),
            Said::Silence(_) => ("silence", None),
        };
        Custom {
            words: verbatim(article, said),
            speaker: said.speaker().map(|speaker| speaker.name.as_str()),
            role: said.speaker().and_then(|speaker| speaker.role.as_deref()),
            kind,
            polarity,
            certainty: said.certainty().word(),
            said: day_said(article, said),
            corrected: said.is_corrected() || article.as_read.is_some(),
            path: article.origin.place(),
            cite: self.cite.to_string(),
        }
    }
}

/// What CSL has no names for.
#[derive(Serialize)]
struct Custom<'a> {
    words: String,
    speaker: Option<&'a str>,
    role: Option<&'a str>,
    kind: &'a str,
    polarity: Option<&'a str>,
    certainty: &'a str,
    /// The day, when it is another than that of `issued`.
    said: Option<String>,
    corrected: bool,
    path: String,
    cite: String,
}

/// How far the words are the speaker's own.
fn faithfulness(said: &Said) -> &'static str {
    match said {
        Said::Silence(_) => "a report of silence, no quote",
        Said::Quote(quote) => match quote.kind {
            QuoteKind::Direct => "verbatim",
            QuoteKind::Mixed => "verbatim only within its marks, the rest is reported",
            QuoteKind::Indirect => "reported, not verbatim",
        },
    }
}

fn polarity(polarity: Polarity) -> Option<&'static str> {
    match polarity {
        Polarity::Affirmed => None,
        Polarity::Denied => Some("the speaker denies it"),
        Polarity::Negated => Some("reported as not said"),
        Polarity::Hypothetical => Some("hypothetical, not reported as said"),
        Polarity::Questioned => Some("asked, not reported as said"),
    }
}

/// Year, month, day, as far as they are known.
fn date_parts(published: &Published) -> Vec<u32> {
    let label = published.first().to_string();
    let parts = label.split('-').filter_map(|part| part.parse().ok());
    parts
        .take(match published.precision {
            Precision::Year => 1,
            Precision::Month => 2,
            Precision::Day => 3,
        })
        .collect()
}

/// The last word of the name in plain letters, `quote` when nothing is left of it.
fn surname(speaker: Option<&Speaker>) -> String {
    let last = speaker.and_then(|speaker| speaker.name.split_whitespace().next_back()).unwrap_or_default();
    let plain: String = last.nfd().filter(char::is_ascii_alphanumeric).collect();
    if plain.is_empty() { "quote".to_string() } else { plain.to_ascii_lowercase() }
}

/// One line without anything that could drive a terminal.
fn one_line(text: &str) -> String {
    sanitize::line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text as LaTeX takes it. BibTeX counts braces even behind a backslash: a lone one must not be
/// left.
fn latex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A name is split at `and` and at commas, unless it is kept together.
fn latex_name(name: &str) -> String {
    let escaped = latex(name);
    let is_split = escaped.contains(',') || escaped.split(' ').any(|word| word.eq_ignore_ascii_case("and"));
    if is_split { format!("{{{escaped}}}") } else { escaped }
}

/// Addresses are taken as they are, but for what would end the field.
fn latex_url(url: &str) -> String {
    one_line(url).replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D").replace(' ', "%20")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::faces::fixture;
    use crate::model::{Day, Period, Span, Spoken};

    fn place() -> (Article, Said) {
        let shown = fixture::shown();
        let quote = shown.statements.quotes.into_iter().next().expect("the fixture has a quote");
        (shown.article, Said::Quote(quote))
    }

    /// An indirect report with everything odd about it, in an article full of special characters.
    fn odd() -> (Article, Said) {
        let (mut article, mut said) = place();
        article.url = Some("https://post.example/a_b?c={1}&d=50%".to_string());
        article.publisher = Some("Salt & Stone".to_string());
        article.bylines = vec!["Barnes and Sons, Ltd".to_string(), "Mara_Venn".to_string()];
        if let Some(headline) = &mut article.headline {
            headline.words = "100% of #1 {\\odd} ~ $5^2\nER  - \x1b".to_string();
        }
        article.origin.record = Some("a@b".to_string());
        let Said::Quote(quote) = &mut said else { panic!("the fixture is a quote") };
        quote.kind = QuoteKind::Indirect;
        quote.polarity = Polarity::Denied;
        quote.corrected = true;
        quote.spoken = Day::from_ymd(2025, 9, 2).map(|day| Spoken {
            period: Period::day(day),
            precision: Precision::Day,
            evidence: Span::new(0, 0),
        });
        (article, said)
    }

    fn check(write: impl Fn(&mut Vec<u8>, &[Pair<'_>]) -> io::Result<()>, expected: Expect) -> String {
        let mut out = Vec::new();
        // The first twice: copies are one entry.
        let ((article, said), (odd_article, odd_said)) = (place(), odd());
        let pairs = [(&article, &said), (&article, &said), (&odd_article, &odd_said)];
        write(&mut out, &pairs).expect("memory does not fail");
        let text = String::from_utf8(out).expect("text");
        assert!(!text.contains('\x1b'), "{text:?}");
        expected.assert_eq(&text.replace("\r\n", "\n"));
        text
    }

    #[test]
    fn bibtex_has_braces_that_match() {
        let text = check(
            |out, pairs| write_bibtex(out, pairs.iter().copied()),
            expect![[r#"
                @article{torvald-2025-c2f7ca533286,
                  author = {Mara Venn},
                  title = {{Mayor of Ardan resigns over the drought fund}},
                  journal = {Valley Post},
                  year = {2025},
                  month = {9},
                  day = {3},
                  note = {The drought fund, … “was never mine to spend” (Ilse Torvald, Mayor; published 2025-09-03; verbatim only within its marks, the rest is reported; speaker resolved; elections/day-one.txt; sha256:0707070707070707070707070707070707070707070707070707070707070707@92-146)},
                  onrecord = {sha256:0707070707070707070707070707070707070707070707070707070707070707@92-146},
                }

                @article{torvald-2025-c82ca80d8468,
                  author = {{Barnes and Sons, Ltd} and Mara\_Venn},
                  title = {{100\% of \#1 \textbraceleft{}\textbackslash{}odd\textbraceright{} \textasciitilde{} \$5\textasciicircum{}2 ER - ␛}},
                  journal = {Salt \& Stone},
                  year = {2025},
                  month = {9},
                  day = {3},
                  url = {https://post.example/a_b?c=%7B1%7D&d=50%},
                  note = {The drought fund, … “was never mine to spend” (Ilse Torvald, Mayor; said 2025-09-02; published 2025-09-03; reported, not verbatim; the speaker denies it; speaker resolved; corrected by the user; elections/day-one.txt\#a@b; sha256:0707070707070707070707070707070707070707070707070707070707070707/a\%40b@92-146)},
                  onrecord = {sha256:0707070707070707070707070707070707070707070707070707070707070707/a%40b@92-146},
                }
            "#]],
        );
        let mut depth = 0;
        for c in text.chars() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            assert!((0..=4).contains(&depth), "{text}");
        }
        assert_eq!(depth, 0);
    }

    #[test]
    fn ris_has_a_tag_on_every_line() {
        let text = check(
            |out, pairs| write_ris(out, pairs.iter().copied()),
            expect![[r#"
                TY  - NEWS
                ID  - torvald-2025-c2f7ca533286
                AU  - Mara Venn
                TI  - Mayor of Ardan resigns over the drought fund
                T2  - Valley Post
                PY  - 2025
                DA  - 2025/09/03/
                LA  - en
                N1  - The drought fund, … “was never mine to spend” (Ilse Torvald, Mayor; published 2025-09-03; verbatim only within its marks, the rest is reported; speaker resolved; elections/day-one.txt; sha256:0707070707070707070707070707070707070707070707070707070707070707@92-146)
                C1  - sha256:0707070707070707070707070707070707070707070707070707070707070707@92-146
                ER  - 

                TY  - NEWS
                ID  - torvald-2025-c82ca80d8468
                AU  - Barnes and Sons, Ltd
                AU  - Mara_Venn
                TI  - 100% of #1 {\odd} ~ $5^2 ER - ␛
                T2  - Salt & Stone
                PY  - 2025
                DA  - 2025/09/03/
                UR  - https://post.example/a_b?c={1}&d=50%
                LA  - en
                N1  - The drought fund, … “was never mine to spend” (Ilse Torvald, Mayor; said 2025-09-02; published 2025-09-03; reported, not verbatim; the speaker denies it; speaker resolved; corrected by the user; elections/day-one.txt#a@b; sha256:0707070707070707070707070707070707070707070707070707070707070707/a%40b@92-146)
                C1  - sha256:0707070707070707070707070707070707070707070707070707070707070707/a%40b@92-146
                ER  - 

            "#]],
        );
        for line in text.split_terminator("\r\n").filter(|line| !line.is_empty()) {
            assert_eq!(&line[2..6], "  - ", "{line}");
        }
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    }

    #[test]
    fn csl_is_an_array_of_items() {
        let text = check(
            |out, pairs| write_csl_json(out, pairs.iter().copied()),
            expect![[r#"
                [
                {"author":[{"literal":"Mara Venn"}],"container-title":"Valley Post","custom":{"certainty":"resolved","cite":"sha256:0707070707070707070707070707070707070707070707070707070707070707@92-146","corrected":false,"kind":"mixed","path":"elections/day-one.txt","polarity":"affirmed","role":"Mayor","said":null,"speaker":"Ilse Torvald","words":"The drought fund, … “was never mine to spend”"},"id":"torvald-2025-c2f7ca533286","issued":{"date-parts":[[2025,9,3]]},"language":"en","note":"The drought fund, … “was never mine to spend” (Ilse Torvald, Mayor; published 2025-09-03; verbatim only within its marks, the rest is reported; speaker resolved; elections/day-one.txt; sha256:0707070707070707070707070707070707070707070707070707070707070707@92-146)","title":"Mayor of Ardan resigns over the drought fund","type":"article-newspaper"}
                ,{"URL":"https://post.example/a_b?c={1}&d=50%","author":[{"literal":"Barnes and Sons, Ltd"},{"literal":"Mara_Venn"}],"container-title":"Salt & Stone","custom":{"certainty":"resolved","cite":"sha256:0707070707070707070707070707070707070707070707070707070707070707/a%40b@92-146","corrected":true,"kind":"indirect","path":"elections/day-one.txt#a@b","polarity":"denied","role":"Mayor","said":"2025-09-02","speaker":"Ilse Torvald","words":"The drought fund, … “was never mine to spend”"},"id":"torvald-2025-c82ca80d8468","issued":{"date-parts":[[2025,9,3]]},"language":"en","note":"The drought fund, … “was never mine to spend” (Ilse Torvald, Mayor; said 2025-09-02; published 2025-09-03; reported, not verbatim; the speaker denies it; speaker resolved; corrected by the user; elections/day-one.txt#a@b; sha256:0707070707070707070707070707070707070707070707070707070707070707/a%40b@92-146)","title":"100% of #1 {\\odd} ~ $5^2\nER  - \u001b","type":"article-newspaper"}
                ]
            "#]],
        );
        let items: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(items.as_array().map(Vec::len), Some(2));
        let mut nothing = Vec::new();
        write_csl_json(&mut nothing, []).expect("memory does not fail");
        assert_eq!(nothing, b"[\n]\n");
    }
}
