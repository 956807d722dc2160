//! A page without what is no text: programs, styles, drawings.
//!
//! Half of a newspaper's page is such, and building its tree costs as much as all the reading that
//! follows. JSON-LD stays; it speaks of the article.

use std::borrow::Cow;
use std::ops::Range;

use super::tags::{Piece, Tag, pieces};

/// Elements left out with all that is in them.
const LEFT_OUT: [&str; 4] = ["script", "style", "noscript", "svg"];

/// The page without them; as it is where their ends cannot be told.
pub(super) fn slimmed(html: &str) -> Cow<'_, str> {
    let Some(cuts) = cuts(html).filter(|cuts| !cuts.is_empty()) else { return Cow::Borrowed(html) };
    let mut slim = String::with_capacity(html.len() - cuts.iter().map(ExactSizeIterator::len).sum::<usize>());
    let mut from = 0;
    for cut in cuts {
        slim.push_str(&html[from..cut.start]);
        from = cut.end;
    }
    slim.push_str(&html[from..]);
    Cow::Owned(slim)
}

/// What to leave out, in order.
fn cuts(html: &str) -> Option<Vec<Range<usize>>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    // The element being left out: its name, where it began, how many of its kind are open in it.
    let mut open: Option<(&'static str, usize, usize)> = None;
    for piece in pieces(html) {
        let Piece::Tag(tag) = piece else { continue };
        let Some(name) = LEFT_OUT.iter().copied().find(|name| name.eq_ignore_ascii_case(tag.name)) else { continue };
        match (&mut open, tag.closes) {
            (None, false) if !tag.closed_itself && !stays(html, &tag, name) => open = Some((name, tag.span.start, 0)),
            (Some((outer, _, depth)), false) if *outer == name && !tag.closed_itself => *depth += 1,
            (Some((outer, start, 0)), true) if *outer == name => {
                // A program may print a program's tags; where its end is, only a browser knows.
                if name == "script" && html[*start..tag.span.start].contains("<!--") {
                    return None;
                }
                cuts.push(*start..tag.span.end);
                open = None;
            }
            (Some((outer, _, depth)), true) if *outer == name => *depth -= 1,
            _ => {}
        }
    }
    open.is_none().then_some(cuts)
}

fn stays(html: &str, tag: &Tag<'_>, name: &str) -> bool {
    name == "script" && html[tag.span.clone()].to_ascii_lowercase().contains("ld+json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(slimmed(html), expected);
    }

    #[test]
    fn programs_styles_and_drawings_are_left_out() {
        check("a<script src=x></script>b<STYLE>p { }</STYLE>c<svg><path/><svg></svg>d</svg>e", "abce");
        check("<title>a<b</title><p title='<script>'>It rose.", "<title>a<b</title><p title='<script>'>It rose.");
        check("<noscript><p>Rain</noscript><svg/>It fell.", "<svg/>It fell.");
        let described = "<script type='application/ld+json'>{}</script>";
        check(described, described);
    }

    #[test]
    fn what_never_ends_stays() {
        for html in ["a<script>b", "a<svg>b<p>c", "<script><!-- <script></script> --></script>"] {
            check(html, html);
        }
    }
}
