//! Notes about what was read of a page: one page of several, a live blog, a text cut for those who
//! do not subscribe.

use super::declared::Declared;

/// Fewer letters of a text that is for subscribers are its beginning.
const CUT_LETTERS_MAX: usize = 2_500;

/// The notes, in sentences for people.
pub(super) fn remarks(declared: &Declared, paragraphs: &[String], pager: Option<(usize, usize)>) -> Vec<String> {
    let mut notes = Vec::new();
    match (pager, goes_on(declared)) {
        (Some((page, pages)), _) => {
            notes.push(format!("page {page} of {pages} of the article: what is printed on this page was read"));
        }
        (None, true) => {
            notes.push("the article goes on on another page: what is printed on this page was read".to_string());
        }
        (None, false) => {}
    }
    if declared.live {
        let posts = if declared.posts > 1 { format!("its {} posts", declared.posts) } else { "its posts".to_string() };
        notes.push(format!("a live blog: {posts} were read as one article, in the order printed"));
    }
    let letters: usize = paragraphs.iter().map(|paragraph| paragraph.chars().count()).sum();
    if declared.for_subscribers && letters < CUT_LETTERS_MAX {
        let words: usize = paragraphs.iter().map(|paragraph| paragraph.split_whitespace().count()).sum();
        notes.push(format!("the page says that its whole text is for subscribers: {words} words of it were read"));
    }
    notes
}

/// Whether the next page is one of the same article: blogs name the next story so.
fn goes_on(declared: &Declared) -> bool {
    let Some(next) = &declared.next else { return false };
    if next.starts_with('?') {
        return is_second(next);
    }
    let Some(address) = &declared.address else { return false };
    let stem = |address: &str| {
        let end = address.find(['?', '#']).unwrap_or(address.len());
        let bare = address[..end].trim_end_matches('/');
        bare.trim_end_matches(".html").trim_end_matches(".htm").trim_end_matches(".php").to_string()
    };
    let stem = stem(address);
    // The site's front page is the beginning of all.
    let own = stem.matches('/').count() > 2;
    own && next.strip_prefix(stem.as_str()).is_some_and(is_second)
}

/// What is added to an address for the next page: `/2`, `?page=2`, `-2.html`.
fn is_second(added: &str) -> bool {
    const BEFORE: [&str; 11] = ["/", "/page/", "/page-", "?page=", "?p=", "?seite=", "?pagina=", "-", "_", ",", "."];
    const AFTER: [&str; 5] = ["", "/", ".html", ".htm", ".php"];
    let Some(start) = added.find(|c: char| c.is_ascii_digit()) else { return false };
    let (before, rest) = added.split_at(start);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    BEFORE.contains(&before) && AFTER.contains(&after) && rest.len() - after.len() <= 2
}

/// `Page 1 of 3`: which page, and of how many.
pub(super) fn pager(line: &str) -> Option<(usize, usize)> {
    const LINE_BYTES_MAX: usize = 40;
    const PAGES_MAX: usize = 99;
    if line.len() > LINE_BYTES_MAX {
        return None;
    }
    let lower = line.to_lowercase();
    let mut words = lower.split_whitespace();
    let named = words.find(|word| matches!(*word, "page" | "seite" | "página" | "pagina" | "sida" | "side" | "strona"));
    named?;
    let page: usize = words.next()?.parse().ok()?;
    let of =
        words.next().filter(|word| matches!(*word, "of" | "von" | "sur" | "de" | "di" | "van" | "av" | "af" | "z"));
    of?;
    let pages: usize = words.next()?.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
    ((1..=pages).contains(&page) && (2..=PAGES_MAX).contains(&pages)).then_some((page, pages))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(declared: Declared, pages: Option<(usize, usize)>, expected: &[&str]) {
        assert_eq!(remarks(&declared, &["The river rose.".to_string()], pages), expected);
    }

    fn next(next: &str) -> Declared {
        let address = Some("https://courier.example/news/river.html".to_string());
        Declared { next: Some(next.to_string()), address, ..Declared::default() }
    }

    #[test]
    fn a_next_page_of_the_same_article_is_noted() {
        let note = ["the article goes on on another page: what is printed on this page was read"];
        check(next("https://courier.example/news/river/2"), None, &note);
        check(next("https://courier.example/news/river-2.html"), None, &note);
        check(next("?page=2"), None, &note);
        check(next("https://courier.example/news/rain.html"), None, &[]);
        check(next("https://courier.example/news/river-banks-2.html"), None, &[]);
        check(
            Declared::default(),
            Some((1, 3)),
            &["page 1 of 3 of the article: what is printed on this page was read"],
        );
    }

    #[test]
    fn live_blogs_and_cut_texts_are_noted() {
        check(
            Declared { live: true, posts: 12, ..Declared::default() },
            None,
            &["a live blog: its 12 posts were read as one article, in the order printed"],
        );
        check(
            Declared { for_subscribers: true, ..Declared::default() },
            None,
            &["the page says that its whole text is for subscribers: 3 words of it were read"],
        );
    }

    #[test]
    fn pagers_say_which_page_it_is() {
        assert_eq!(pager("Page 1 of 3"), Some((1, 3)));
        assert_eq!(pager("Seite 2 von 4 »"), Some((2, 4)));
        for other in ["Page One of 3", "Page 3 of 2", "1 of 3", "Page 7 of the report", "Page 1 of 1"] {
            assert_eq!(pager(other), None, "{other}");
        }
    }
}
