//! What a page shows and says of itself, and where on it.
//!
//! Filled by the walk over its tree ([`super::walk`]); nothing is judged here. A region is an element
//! that by its name or its class is beside the article (comments, related stories, menus); when the
//! headline turns out to stand in one, it is none.

use super::classes::Classes;
use super::date_labels::Label;

/// Where on the page something stood.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spot {
    /// Bytes of visible text before it.
    pub at: usize,
    /// The innermost region that it is in, if any.
    pub region: Option<usize>,
    /// Inside an `article` or `main` element.
    pub in_article: bool,
}

/// A heading or what is marked as one.
pub(super) struct Heading {
    /// 1 to 6; 7 for an element that is marked as the headline by a property.
    pub level: u8,
    pub words: String,
    pub spot: Spot,
}

/// A short line with a figure in it.
pub(super) struct Line {
    pub words: String,
    pub classes: Classes,
    pub spot: Spot,
    /// Where it ends in the visible text.
    pub end: usize,
    /// What a line without a figure just before it makes of its date.
    pub label_before: Label,
    /// The beginning of a longer one.
    pub is_cut: bool,
}

/// An element of the kind `time`, or one that holds a moment in an attribute.
pub(super) struct Moment {
    /// `datetime`, `content` or `title`.
    pub machine: String,
    pub words: String,
    pub classes: Classes,
    pub spot: Spot,
    pub marked_published: bool,
}

/// A property of microdata or RDFa.
pub(super) struct Property {
    pub name: String,
    pub value: String,
    pub spot: Spot,
}

/// An element marked as naming people.
pub(super) struct Byline {
    /// The words of its elements and lines.
    pub parts: Vec<String>,
    /// How: `rel`, `property` or `class`.
    pub by: Marking,
    pub spot: Spot,
}

/// How an element says that it names people, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Marking {
    Property,
    Rel,
    Class,
    Words,
}

/// An element that is beside the article.
pub(super) struct Region {
    pub outer: Option<usize>,
    pub beside: bool,
}

/// What a page shows and says.
#[derive(Default)]
pub(super) struct Marks {
    pub language: Option<String>,
    pub canonical: Option<String>,
    pub title: String,
    /// Names in lower case with contents.
    pub metas: Vec<(String, String)>,
    pub scripts: Vec<String>,
    pub headings: Vec<Heading>,
    pub lines: Vec<Line>,
    pub moments: Vec<Moment>,
    pub properties: Vec<Property>,
    pub bylines: Vec<Byline>,
    pub regions: Vec<Region>,
}

impl Marks {
    /// Whether a spot is beside the article.
    pub(super) fn is_beside(&self, spot: Spot) -> bool {
        let mut region = spot.region;
        while let Some(at) = region {
            if self.regions[at].beside {
                return true;
            }
            region = self.regions[at].outer;
        }
        false
    }

    /// The article's own headline stands here: no region around it is beside the article.
    pub(super) fn open_regions_around(&mut self, spot: Spot) {
        let mut region = spot.region;
        while let Some(at) = region {
            self.regions[at].beside = false;
            region = self.regions[at].outer;
        }
    }
}
