//! An article as people read it: what is known about it, then its paragraphs.
//!
//! Headlines of other stories stand where they stood, marked in words.

use super::layout::Flow;
use super::listing::doubt;
use super::terminal::{FAINT, PLAIN, STRONG, Terminal};
use crate::engine::{Shown, title};
use crate::faces::wire::time_of_day;
use crate::model::{Article, Evidence, Published};

const NAME_COLUMNS: usize = 12;

/// `verbose` adds the digest of the file the article was read from.
pub fn text(terminal: Terminal, shown: &Shown, verbose: bool) -> String {
    let article = &shown.article;
    let mut out = String::new();
    if let Some(title) = title(article).filter(|_| article.headline.is_some()) {
        Flow::new(terminal).push(title, STRONG).write(&mut out, 0, 0);
        out.push('\n');
    }
    for (name, value) in known(shown, verbose) {
        let name = format!("{name:<NAME_COLUMNS$}").replace(' ', "\u{A0}");
        Flow::new(terminal).push(&name, FAINT).push(&value, PLAIN).write(&mut out, 0, NAME_COLUMNS);
    }
    for (is_related, paragraph) in paragraphs(article) {
        out.push('\n');
        let mut flow = Flow::new(terminal);
        if is_related {
            flow.push("[related headline] ", FAINT).push(paragraph, FAINT).write(&mut out, 2, 4);
        } else {
            flow.push(paragraph, PLAIN).write(&mut out, 0, 0);
        }
    }
    out
}

/// Body and related headlines in the order in which they stand.
fn paragraphs(article: &Article) -> Vec<(bool, &str)> {
    let body = article.body.iter().map(|span| (false, *span));
    let related = article.related.iter().map(|span| (true, *span));
    let mut all: Vec<_> = body.chain(related).collect();
    all.sort_by_key(|(_, span)| span.start);
    all.into_iter().map(|(is_related, span)| (is_related, span.of(&article.text))).collect()
}

fn known(shown: &Shown, verbose: bool) -> Vec<(&'static str, String)> {
    let article = &shown.article;
    let mut lines = vec![("published", article.published.as_ref().map_or_else(|| "no date was found".into(), date))];
    let mut optional = |name, value: Option<String>| lines.extend(value.map(|value| (name, value)));
    optional("publisher", article.publisher.clone());
    optional("by", Some(article.bylines.join(", ")).filter(|names| !names.is_empty()));
    optional("section", article.section.clone());
    optional("url", article.url.clone());
    optional("path", Some(article.origin.place()));
    optional("id", Some(article.id.to_string()));
    optional("own id", article.origin.own_id.clone());
    optional("language", Some(article.language.clone().unwrap_or_else(|| "undetermined".into())));
    optional("first seen", shown.first_seen.map(|day| day.to_string()));
    if verbose {
        let digest = article.origin.digest.iter().map(|byte| format!("{byte:02x}")).collect();
        optional("sha-256", Some(digest));
    }
    lines.extend(article.notes.iter().map(|note| ("note", note.clone())));
    lines
}

/// `2025-09-03 10:15:00+01:00 (to the day, from its header)`
fn date(published: &Published) -> String {
    let mut text = published.label();
    if let Some(time) = time_of_day(published) {
        text.push_str(&format!(" {time}"));
    }
    let evidence = match published.evidence {
        Evidence::Header => "its header",
        Evidence::Metadata => "its metadata",
        Evidence::Name => "its URL or file name",
        Evidence::Dateline => "its dateline",
        Evidence::FirstLines => "its first lines",
        Evidence::FileTime => "the file's modification time",
    };
    text.push_str(&format!(" (to the {}, from {evidence}", published.precision.word()));
    if published.utc_day {
        text.push_str("; the day in UTC, the publisher's own may differ by one");
    }
    if let Some(doubt) = doubt(published) {
        text.push_str(&format!("; {doubt}"));
    }
    text.push(')');
    text
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::terminal::Marks;
    use super::*;
    use crate::faces::fixture;
    use crate::model::{Precision, TimeOfDay};

    #[test]
    fn an_article_is_its_head_and_its_paragraphs() {
        let terminal = Terminal { width: 60, marks: Marks::None, links: false, watched: false };
        expect![[r#"
            Mayor of Ardan resigns over the drought fund

            published   2025-09-03 (to the day, from its header)
            publisher   Valley Post
            by          Mara Venn
            path        elections/day-one.txt
            id          0123456789abcdef0001
            language    en
            first seen  2025-09-04
            note        read as Windows-1252

            Mayor Ilse Torvald stepped down on Wednesday. The drought
            fund, she said, “was never mine to spend”.

              [related headline] IS THE FERRY LINE SINKING AGAIN?
        "#]]
        .assert_eq(&text(terminal, &fixture::shown(), false));
    }

    #[test]
    fn dates_tell_precision_evidence_and_doubt() {
        let mut published = fixture::shown().article.published.expect("the fixture has a date");
        published.time = Some(TimeOfDay { hour: 10, minute: 15, second: 0, offset_minutes: Some(0) });
        published.utc_day = true;
        assert_eq!(
            date(&published),
            "2025-09-03 10:15:00Z (to the day, from its header; the day in UTC, the publisher's own may differ by one)"
        );
        (published.time, published.utc_day, published.precision) = (None, false, Precision::Year);
        published.suspicion = Some(crate::model::Suspicion::BeforePrint);
        assert_eq!(
            date(&published),
            "2025 (to the year, from its header; suspect date: before newspapers were printed)"
        );
    }
}
