//! Where on the page the article's headline stands.

use super::outline::{Kind, Outline};

/// The heading that says what the page's metadata call the headline, else the first of the
/// highest level.
pub(super) fn heading(outline: &Outline, headline: Option<&str>) -> Option<usize> {
    let wanted = headline.map(letters_of).filter(|letters| !letters.is_empty());
    let mut first = None;
    for (index, node) in outline.nodes.iter().enumerate() {
        let Kind::Heading(level @ 1..=3) = node.kind else { continue };
        if level == 1 && first.is_none() {
            first = Some(index);
        }
        if wanted.as_deref().is_some_and(|wanted| is_same(wanted, &letters_of(&words(outline, index)))) {
            return Some(index);
        }
    }
    first
}

/// The words of a subtree, cut where they are too many for a headline or a standfirst.
pub(super) fn words(outline: &Outline, index: usize) -> String {
    const BYTES_MAX: usize = 4_000;
    let mut words = String::new();
    for at in (index..outline.nodes[index].end).take_while(|at| *at - index < BYTES_MAX) {
        words.push_str(outline.text_of(at));
        if words.len() > BYTES_MAX {
            break;
        }
    }
    words
}

/// Letters and digits alone, in lower case: what two printings of a headline share.
pub(super) fn letters_of(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Equal, or one the long beginning of the other: sites add their name, and cut.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    const SHARED_BYTES_MIN: usize = 20;
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && (a == b || (short.len() >= SHARED_BYTES_MIN && long.starts_with(short)))
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    fn check(html: &str, headline: Option<&str>, expected: Option<&str>) {
        let outline = Outline::of(&Document::from(html));
        let found = heading(&outline, headline).map(|index| words(&outline, index));
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn the_heading_that_says_the_headline_is_found() {
        let page = "<h1>The Courier</h1><h2>River <b>rises</b></h2><h2>Rain</h2>";
        check(page, Some("River rises"), Some("River rises"));
        check(
            "<h2>River rises in the night of rain</h2>",
            Some("River rises in the night of rain - Courier"),
            Some("River rises in the night of rain"),
        );
        check(page, Some("Something else"), Some("The Courier"));
        check("<h2>Rain</h2>", None, None);
    }
}
