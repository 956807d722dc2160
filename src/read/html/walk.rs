//! One walk over a page's tree that gathers what may tell its headline, its people and its days.
//!
//! In comes the tree as parsed; out come [`Marks`]: meta elements, scripts of JSON-LD, headings,
//! short lines that hold a date, `time` elements, properties (microdata, RDFa), bylines.

use std::ops::Range;

use dom_query::{Document, Element, NodeData, NodeId, TreeNode};

use super::classes::{Classes, classes};
use super::date_labels::label;
use super::marks::{Byline, Heading, Line, Marking, Marks, Moment, Property, Region, Spot};
use super::plain::collapsed;

/// Stands in the text where one inline element ends and another begins: a blank in lines, nothing
/// in headlines.
const SEAM: char = '\u{1F}';
/// Longer lines are prose: the date in one is a day of what is told.
const LINE_BYTES_MAX: usize = 400;
/// Longer lines that begin with `By` are prose.
const BYLINE_BYTES_MAX: usize = 240;
/// What is kept of a longer line that begins with a figure.
const CUT_BYTES: usize = 40;
/// A line that is but a word for the date behind it.
const LABEL_BYTES_MAX: usize = 40;
/// Longer elements within a line are no dates.
const DATED_BYTES_MAX: usize = 60;
/// The beginning of a heading or a title is kept; a longer one is a page put into a heading, and
/// headings nested in each other would each take what stands in all.
const HEADING_BYTES_MAX: usize = 2_000;
/// What is kept of the contents of a meta element, which each of its names takes.
const CONTENT_BYTES_MAX: usize = 8_000;
/// The most marks of a kind that are kept; a page with more is a list.
const MARKS_MAX: usize = 400;
/// Visible text beyond it is not gathered.
const TEXT_BYTES_MAX: usize = 1 << 20;

/// Gathers the marks of a page.
pub(super) fn marks(page: &Document) -> Marks {
    let mut walk = Walk::default();
    let mut ahead = vec![Step::Enter(page.tree.root().id)];
    while let Some(step) = ahead.pop() {
        match step {
            Step::Leave => walk.leave(),
            Step::Enter(id) => {
                page.tree.query_node(&id, |node| {
                    ahead.extend(node.next_sibling.map(Step::Enter));
                    if walk.enter(node) {
                        ahead.push(Step::Leave);
                        ahead.extend(node.first_child.map(Step::Enter));
                    }
                });
            }
        }
    }
    walk.end_line();
    walk.marks
}

enum Step {
    Enter(NodeId),
    Leave,
}

/// What is to be taken when an element ends.
enum Capture {
    Heading(u8),
    Moment {
        machine: String,
        marked_published: bool,
    },
    Property(String),
    Byline(Marking),
    /// An element within a line whose class says that it is a date.
    Dated,
    Title,
    Script,
}

struct Open {
    block: bool,
    region: bool,
    /// An `article` element.
    article: bool,
    /// An `article` or the `main` element.
    within: bool,
    classes: Classes,
    captures: Vec<(Capture, usize)>,
}

#[derive(Default)]
struct Walk {
    marks: Marks,
    /// The visible text so far.
    text: String,
    line_start: usize,
    /// Classes of the elements within the line.
    line_classes: Classes,
    open: Vec<Open>,
    region: Option<usize>,
    articles: usize,
    /// Where the line before this one stands, when it may be a word for the date to come.
    label: Range<usize>,
}

impl Walk {
    /// Takes a node; whether its inside is wanted.
    fn enter(&mut self, node: &TreeNode) -> bool {
        match &node.data {
            NodeData::Text { contents } => {
                self.push_words(contents);
                false
            }
            NodeData::Element(element) => self.enter_element(element),
            NodeData::Document | NodeData::Fragment => {
                self.open.push(Open::plain());
                true
            }
            _ => false,
        }
    }

    /// Adds words with single blanks between them: distances are of what is seen.
    fn push_words(&mut self, contents: &str) {
        if self.text.len() >= TEXT_BYTES_MAX {
            return;
        }
        let mut rest = contents;
        while let Some(start) = rest.find(|c: char| c.is_ascii_whitespace()) {
            self.text.push_str(&rest[..start]);
            if !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            rest = rest[start..].trim_ascii_start();
        }
        self.text.push_str(rest);
    }

    fn enter_element(&mut self, element: &Element) -> bool {
        let name: &str = &element.name.local;
        match name {
            "meta" => self.take_meta(element),
            "link" => self.take_link(element),
            "html" => self.marks.language = value(element, "lang").map(str::to_string),
            "br" | "hr" => self.end_line(),
            "script" => {
                let is_data =
                    value(element, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
                if is_data {
                    self.open.push(Open { captures: vec![(Capture::Script, self.text.len())], ..Open::plain() });
                }
                return is_data;
            }
            "style" | "noscript" | "template" | "svg" | "iframe" | "object" | "select" | "textarea" | "math" => {
                return false;
            }
            "title" => {
                self.open.push(Open { captures: vec![(Capture::Title, self.text.len())], ..Open::plain() });
                return true;
            }
            _ => {}
        }
        if is_void(name) {
            self.take_void(element);
            return false;
        }
        if is_hidden(element) {
            return false;
        }
        self.open_element(name, element);
        true
    }

    fn open_element(&mut self, name: &str, element: &Element) {
        let block = !is_inline(name);
        if block {
            self.end_line();
        } else if !matches!(name, "sup" | "b" | "i" | "em" | "strong" | "font" | "small" | "u") {
            self.text.push(SEAM);
        }
        let classes = classes(value(element, "class"), value(element, "id"));
        let within = matches!(name, "article" | "main");
        let beside = !matches!(name, "html" | "body" | "main" | "h1")
            && (classes.beside || matches!(name, "aside" | "nav" | "footer"));
        // An article within an article is a teaser or a comment.
        let region = beside || (name == "article" && self.open.iter().any(|open| open.article));
        if region {
            self.marks.regions.push(Region { outer: self.region, beside: true });
            self.region = Some(self.marks.regions.len() - 1);
        }
        self.articles += usize::from(within);
        if !block {
            self.line_classes = self.line_classes.with(classes);
        }
        let start = self.text.len();
        let captures = captures(name, element, classes).into_iter().map(|capture| (capture, start)).collect();
        self.open.push(Open { block, region, article: name == "article", within, classes, captures });
    }

    fn leave(&mut self) {
        let Some(open) = self.open.pop() else { return };
        for (capture, start) in open.captures {
            self.take(capture, start, open.classes);
        }
        if open.block {
            self.end_line_in(open.classes);
        }
        self.articles -= usize::from(open.within);
        if open.region {
            self.region = self.region.and_then(|region| self.marks.regions[region].outer);
        }
    }

    fn spot(&self, at: usize) -> Spot {
        Spot { at, region: self.region, in_article: self.articles > 0 }
    }

    fn take(&mut self, capture: Capture, start: usize, classes: Classes) {
        let spot = self.spot(start);
        let words = &self.text[start..];
        match capture {
            Capture::Title | Capture::Script => {
                match capture {
                    Capture::Script => self.marks.scripts.push(words.to_string()),
                    _ if self.marks.title.is_empty() => self.marks.title = seamless(cut(words, HEADING_BYTES_MAX)),
                    _ => {}
                }
                self.text.truncate(start);
            }
            Capture::Heading(level) => {
                let heading = Heading { level, words: seamless(cut(words, HEADING_BYTES_MAX)), spot };
                push(&mut self.marks.headings, heading);
            }
            Capture::Moment { machine, marked_published } => {
                let words = if words.len() > LINE_BYTES_MAX { String::new() } else { spaced(words) };
                push(&mut self.marks.moments, Moment { machine, words, classes, spot, marked_published });
            }
            Capture::Property(name) if words.len() <= LINE_BYTES_MAX * 4 => {
                push(&mut self.marks.properties, Property { name, value: spaced(words), spot });
            }
            Capture::Byline(by) if words.len() <= BYLINE_BYTES_MAX * 2 => {
                let parts = parts(words);
                if !parts.is_empty() {
                    push(&mut self.marks.bylines, Byline { parts, by, spot });
                }
            }
            Capture::Dated if words.len() <= DATED_BYTES_MAX && words.bytes().any(|b| b.is_ascii_digit()) => {
                let (end, label_before) = (self.text.len(), label(&self.text[self.label.clone()]));
                let line = Line { words: spaced(words), classes, spot, end, label_before, is_cut: false };
                push(&mut self.marks.lines, line);
            }
            Capture::Property(_) | Capture::Byline(_) | Capture::Dated => {}
        }
    }

    fn end_line(&mut self) {
        let around = self.open.last().map_or(Classes::default(), |open| open.classes);
        self.end_line_in(around);
    }

    /// Ends a line of an element with these classes.
    fn end_line_in(&mut self, around: Classes) {
        let range: Range<usize> = self.line_start..self.text.len();
        let inside = std::mem::take(&mut self.line_classes);
        self.line_start = range.end;
        let line = self.text[range.clone()].trim_matches(|c: char| c.is_whitespace() || c == SEAM);
        if line.is_empty() {
            return;
        }
        let label_range = std::mem::take(&mut self.label);
        let is_cut = line.len() > LINE_BYTES_MAX;
        let counts = match is_cut {
            true => line.starts_with(|c: char| c.is_ascii_digit()),
            false => line.bytes().any(|b| b.is_ascii_digit()),
        };
        let shown = if is_cut { cut(line, CUT_BYTES) } else { line };
        if counts {
            let outer = self.open.iter().rev().take(2).fold(around, |all, open| all.with(open.classes));
            let line = Line {
                words: spaced(shown),
                classes: inside.with(outer),
                spot: self.spot(range.start),
                end: range.end,
                label_before: label(&self.text[label_range]),
                is_cut,
            };
            push(&mut self.marks.lines, line);
        } else if line.len() <= LABEL_BYTES_MAX {
            self.label = range.clone();
        }
        let byline = line.len() <= BYLINE_BYTES_MAX && begins_as_byline(line);
        if byline {
            let byline = Byline { parts: parts(line), by: Marking::Words, spot: self.spot(range.start) };
            push(&mut self.marks.bylines, byline);
        }
        self.text.push('\n');
        self.line_start = self.text.len();
    }

    fn take_meta(&mut self, element: &Element) {
        let content = value(element, "content").map(|content| collapsed(cut(content, CONTENT_BYTES_MAX)));
        let Some(content) = content.filter(|content| !content.is_empty()) else { return };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            for name in value(element, key).unwrap_or("").split_ascii_whitespace() {
                if self.marks.metas.len() < MARKS_MAX {
                    self.marks.metas.push((name.to_lowercase(), content.clone()));
                }
            }
        }
        // Microdata inside the body may be of another story.
        if let Some(name) = value(element, "itemprop").filter(|_| self.articles > 0 || self.region.is_some()) {
            let spot = self.spot(self.text.len());
            let property = Property { name: name.to_string(), value: content, spot };
            push(&mut self.marks.properties, property);
        }
    }

    fn take_link(&mut self, element: &Element) {
        let is_canonical = value(element, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        let address = value(element, "href").map(str::trim).filter(|url| url.starts_with("http"));
        if is_canonical && self.marks.canonical.is_none() {
            self.marks.canonical = address.map(str::to_string);
        }
    }

    /// `<meta>`-like elements aside, an element without inside says something in an attribute only.
    fn take_void(&mut self, element: &Element) {
        if let (Some(name), Some(value)) = (value(element, "itemprop"), value(element, "content"))
            && &*element.name.local != "meta"
        {
            let value = collapsed(cut(value, CONTENT_BYTES_MAX));
            let property = Property { name: name.to_string(), value, spot: self.spot(self.text.len()) };
            push(&mut self.marks.properties, property);
        }
    }
}

impl Open {
    fn plain() -> Open {
        Open {
            block: false,
            region: false,
            article: false,
            within: false,
            classes: Classes::default(),
            captures: Vec::new(),
        }
    }
}

/// What is to be taken of an element when it ends.
fn captures(name: &str, element: &Element, classes: Classes) -> Vec<Capture> {
    let mut found = Vec::new();
    if let [b'h', level @ b'1'..=b'6'] = name.as_bytes() {
        found.push(Capture::Heading(level - b'0'));
    }
    let property = value(element, "itemprop").or_else(|| value(element, "property"));
    let published = property.is_some_and(|property| property.to_ascii_lowercase().contains("datepublished"));
    let machine = ["datetime", "content", "title"].iter().find_map(|key| value(element, key)).unwrap_or("");
    let is_moment = name == "time" || published || (name == "abbr" && (classes.published || classes.date));
    if is_moment {
        let marked_published = published || value(element, "pubdate").is_some();
        found.push(Capture::Moment { machine: machine.trim().to_string(), marked_published });
    }
    for word in property.unwrap_or("").split_ascii_whitespace() {
        match word.rsplit(':').next().unwrap_or(word) {
            "headline" => found.push(Capture::Heading(7)),
            "author" | "creator" => found.push(Capture::Byline(Marking::Property)),
            known @ ("dateModified" | "articleSection" | "publisher" | "contentLocation" | "dateline") => {
                found.push(Capture::Property(known.to_string()));
            }
            _ => {}
        }
    }
    if value(element, "rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "author")) {
        found.push(Capture::Byline(Marking::Rel));
    }
    if (classes.date || classes.published) && is_inline(name) {
        found.push(Capture::Dated);
    }
    if classes.byline && !matches!(name, "body" | "html" | "article" | "main") {
        found.push(Capture::Byline(Marking::Class));
    }
    found
}

fn push<T>(marks: &mut Vec<T>, mark: T) {
    if marks.len() < MARKS_MAX {
        marks.push(mark);
    }
}

/// An attribute's value.
fn value<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element.attrs.iter().find(|attr| &*attr.name.local == name).map(|attr| &*attr.value)
}

fn is_hidden(element: &Element) -> bool {
    value(element, "hidden").is_some()
        || value(element, "style")
            .is_some_and(|style| style.contains("display:none") || style.contains("display: none"))
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
    )
}

/// `By Ann Lee`, in the languages that print it so.
fn begins_as_byline(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == SEAM);
    ["By ", "BY ", "by ", "Von ", "VON ", "von ", "Par ", "PAR ", "par ", "Por ", "POR ", "por ", "Di ", "Door "]
        .iter()
        .any(|lead| line.starts_with(lead))
}

/// At most so many bytes from the beginning of a text.
fn cut(text: &str, bytes_max: usize) -> &str {
    &text[..text.floor_char_boundary(bytes_max)]
}

/// The words of a headline: seams are nothing.
fn seamless(text: &str) -> String {
    if text.contains(SEAM) { collapsed(&text.replace(SEAM, "")) } else { collapsed(text) }
}

/// The words of a line: seams are blanks.
fn spaced(text: &str) -> String {
    if text.contains(SEAM) { collapsed(&text.replace(SEAM, " ")) } else { collapsed(text) }
}

/// The parts of a text that its elements and lines divide.
fn parts(text: &str) -> Vec<String> {
    text.split(SEAM).flat_map(str::lines).map(collapsed).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_found_with_its_place() {
        let page = Document::from(
            "<html lang=en><title>River - Courier</title><meta name=Author content='Ann Lee'>\
             <article><h1>River <span>ri</span>ses</h1><p>By Ann Lee</p><p class=post-date>3 September 2025</p></article>\
             <div class=related-stories><p>4 September 2025</p></div>",
        );
        let marks = marks(&page);
        assert_eq!(marks.language.as_deref(), Some("en"));
        assert_eq!(marks.title, "River - Courier");
        assert_eq!(marks.metas, [("author".to_string(), "Ann Lee".to_string())]);
        assert_eq!(marks.headings[0].words, "River rises");
        assert_eq!(marks.bylines[0].parts, ["By Ann Lee"]);
        let lines: Vec<(&str, bool, bool)> = marks
            .lines
            .iter()
            .map(|line| (line.words.as_str(), line.classes.date, marks.is_beside(line.spot)))
            .collect();
        assert_eq!(lines, [("3 September 2025", true, false), ("4 September 2025", false, true)]);
        assert!(marks.headings[0].spot.at < marks.lines[0].spot.at && marks.lines[0].spot.in_article);
    }

    #[test]
    fn what_is_not_seen_is_not_gathered() {
        let page = Document::from(
            "<h1>River</h1><p hidden>3 September 2025</p><script>var day = '3 September 2025'</script>\
             <template><p>3 September 2025</p></template><p style='display:none'>3 September 2025</p>",
        );
        assert!(marks(&page).lines.is_empty());
    }

    #[test]
    fn what_is_kept_of_a_heading_or_a_title_has_a_limit() {
        let nested = "<h1><div>".repeat(240) + &"flood ".repeat(150_000);
        let marks = marks(&Document::from(format!("<title>{nested}</title><body>{nested}")));
        assert_eq!(marks.headings.len(), 240);
        let kept = marks.headings.iter().map(|heading| heading.words.len()).max();
        assert!(kept.is_some_and(|bytes| bytes > HEADING_BYTES_MAX / 2 && bytes <= HEADING_BYTES_MAX), "{kept:?}");
        assert!(marks.title.len() <= HEADING_BYTES_MAX);
    }

    #[test]
    fn what_is_kept_of_a_meta_element_has_a_limit() {
        let page = format!("<meta name='{}' content='{}'>", "author ".repeat(300), "Ann Lee, ".repeat(10_000));
        let marks = marks(&Document::from(page));
        assert_eq!(marks.metas.len(), 300);
        assert!(marks.metas.iter().all(|(_, content)| content.len() <= CONTENT_BYTES_MAX));
    }

    #[test]
    fn the_headline_opens_the_regions_around_it() {
        let page = Document::from("<div class=teaser><h1>River</h1><p>3 September 2025</p></div>");
        let mut marks = marks(&page);
        assert!(marks.is_beside(marks.lines[0].spot));
        marks.open_regions_around(marks.headings[0].spot);
        assert!(!marks.is_beside(marks.lines[0].spot));
    }
}
