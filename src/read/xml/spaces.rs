//! The namespaces that the readers tell apart.

/// Where a name belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Space {
    /// None, the outermost element's, or one of those that RSS was given.
    Own,
    Atom,
    /// The content module of RSS 1.0.
    Content,
    DublinCore,
    /// Dublin Core terms.
    Terms,
    Rdf,
    Xhtml,
    /// Media RSS.
    Media,
    Other,
}

const NAMES: &[(&str, Space)] = &[
    ("http://www.w3.org/2005/Atom", Space::Atom),
    ("http://purl.org/atom/ns#", Space::Atom),
    ("http://purl.org/rss/1.0/modules/content/", Space::Content),
    ("http://purl.org/dc/elements/1.0/", Space::DublinCore),
    ("http://purl.org/dc/elements/1.1/", Space::DublinCore),
    ("http://purl.org/dc/terms/", Space::Terms),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", Space::Rdf),
    ("http://www.w3.org/1999/xhtml", Space::Xhtml),
    ("http://search.yahoo.com/mrss/", Space::Media),
    ("http://search.yahoo.com/mrss", Space::Media),
    ("http://purl.org/rss/1.0/", Space::Own),
    ("http://purl.org/net/rss1.1#", Space::Own),
    ("http://my.netscape.com/rdf/simple/0.9/", Space::Own),
    ("http://channel.netscape.com/rdf/simple/0.9/", Space::Own),
];

/// What a prefix means that is used without being declared.
const PREFIXES: &[(&str, Space)] = &[
    ("atom", Space::Atom),
    ("content", Space::Content),
    ("dc", Space::DublinCore),
    ("dcterms", Space::Terms),
    ("rdf", Space::Rdf),
    ("xhtml", Space::Xhtml),
    ("media", Space::Media),
];

pub(super) fn of_name(name: &str) -> Space {
    NAMES.iter().find(|(known, _)| *known == name).map_or(Space::Other, |(_, space)| *space)
}

pub(super) fn of_prefix(prefix: &str) -> Space {
    PREFIXES.iter().find(|(known, _)| *known == prefix).map_or(Space::Other, |(_, space)| *space)
}
