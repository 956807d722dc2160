//! One article as it was read, and what names it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Finding, Published, Span};

/// An article: its text, untouched but decoded, and what was recognised in it.
///
/// `text` is the whole text as read (for a text file the decoded file, for a page or a record
/// the extracted text). `body` and `related` are disjoint ranges of it, each list in ascending
/// order; what is in neither (header lines, the headline) is kept but not part of what the
/// article says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    pub id: ArticleId,
    pub origin: Origin,
    pub text: String,
    /// `None` when the article has no headline of its own: displays fall back to its first
    /// sentence, searches of `headline:` do not.
    pub headline: Option<Headline>,
    /// The paragraphs of the body, without white space at their ends.
    pub body: Vec<Span>,
    /// The summary that stands set apart beneath the headline; printed within the text it is a
    /// paragraph of the body too.
    pub standfirst: Option<String>,
    /// What stands beneath pictures: apart from the body, behind it.
    pub captions: Vec<Span>,
    /// Corrections that the outlet itself printed: paragraphs of the body.
    pub printed_corrections: Vec<Span>,
    /// Headlines of other stories that stand between the paragraphs.
    pub related: Vec<Span>,
    /// When it was first published.
    pub published: Option<Published>,
    /// When it was last changed, where the input says so.
    pub modified: Option<Published>,
    /// The people named as authors, one entry each.
    pub bylines: Vec<String>,
    /// The outlet.
    pub publisher: Option<String>,
    pub section: Option<String>,
    /// Where it was written, as its dateline or its metadata has it.
    pub place: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// ISO 639-1 code, `None` when undetermined.
    pub language: Option<String>,
    /// What was odd about the input, in sentences for people.
    pub notes: Vec<String>,
    /// What the input says of each field, and where.
    pub findings: Vec<Finding>,
    /// What the article itself tells, where the user has put it right.
    pub as_read: Option<AsRead>,
}

/// What a correction has replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsRead {
    pub published: Option<Published>,
}

impl Article {
    /// An article of which nothing is known but its words: no body, no fields.
    ///
    /// ```
    /// use onrecord::model::{Article, ArticleId, EntryPath, Span};
    ///
    /// let bare = Article::bare(ArticleId::new([0; 10]), EntryPath::new("rain.txt"), "It rained.");
    /// let article = Article { body: vec![Span::new(0, bare.text.len())], ..bare };
    /// assert_eq!(article.paragraphs().next(), Some("It rained."));
    /// ```
    pub fn bare(id: ArticleId, entry: EntryPath, text: impl Into<String>) -> Article {
        Article {
            id,
            origin: Origin { entry, record: None, own_id: None, digest: [0; 32] },
            text: text.into(),
            headline: None,
            body: Vec::new(),
            standfirst: None,
            captions: Vec::new(),
            printed_corrections: Vec::new(),
            related: Vec::new(),
            published: None,
            modified: None,
            bylines: Vec::new(),
            publisher: None,
            section: None,
            place: None,
            url: None,
            language: None,
            notes: Vec::new(),
            findings: Vec::new(),
            as_read: None,
        }
    }

    /// Where the headline stands in the text, when it stands there word for word.
    pub fn headline_in_text(&self) -> Option<Span> {
        let headline = self.headline.as_ref()?;
        let span = headline.span?;
        headline.words.split_whitespace().eq(span.of(&self.text).split_whitespace()).then_some(span)
    }

    /// What a search looks through beside the headline: the body, then the captions.
    pub fn searched(&self) -> impl Iterator<Item = Span> + '_ {
        self.body.iter().chain(&self.captions).copied()
    }

    /// The body's paragraphs as texts.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.body.iter().map(|span| span.of(&self.text))
    }
}

/// The words of the article's own headline; `span` says where in `text` they stand, when they
/// stand there (a headline known from metadata alone does not).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    pub words: String,
    pub span: Option<Span>,
}

/// Where an article came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file, relative to the corpus.
    pub entry: EntryPath,
    /// The record within a file that holds many: its own key (`id`, guid …) or its ordinal.
    pub record: Option<String>,
    /// The article's own `id` where the input gave one.
    pub own_id: Option<String>,
    /// SHA-256 of the entry's bytes.
    #[serde(with = "hex_digest")]
    pub digest: [u8; 32],
}

impl Origin {
    /// The place as it is shown in hits: `elections/day-one.txt`, `dump.jsonl#17`.
    pub fn place(&self) -> String {
        match &self.record {
            None => self.entry.to_string(),
            Some(record) => format!("{}#{record}", self.entry),
        }
    }
}

/// Names one article of one corpus for good: the same file read again has the same id.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArticleId([u8; 10]);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an article id (20 hexadecimal digits)")]
pub struct InvalidArticleId;

impl ArticleId {
    pub fn new(bytes: [u8; 10]) -> ArticleId {
        ArticleId(bytes)
    }

    pub fn bytes(&self) -> &[u8; 10] {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ArticleId({self})")
    }
}

impl FromStr for ArticleId {
    type Err = InvalidArticleId;

    fn from_str(text: &str) -> Result<ArticleId, InvalidArticleId> {
        let mut bytes = [0; 10];
        decode_hex(text, &mut bytes).ok_or(InvalidArticleId)?;
        Ok(ArticleId(bytes))
    }
}

/// A path relative to the corpus, as bytes with `/` between its parts: file names need not be
/// UTF-8.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntryPath(Vec<u8>);

impl EntryPath {
    pub fn new(bytes: impl Into<Vec<u8>>) -> EntryPath {
        EntryPath(bytes.into())
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The last part: the file's own name.
    pub fn name(&self) -> &[u8] {
        self.0.rsplit(|byte| *byte == b'/').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for EntryPath {
    /// UTF-8 as it is; bytes that are no UTF-8 as `\xE9`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.0.utf8_chunks() {
            f.write_str(chunk.valid())?;
            chunk.invalid().iter().try_for_each(|byte| write!(f, "\\x{byte:02X}"))?;
        }
        Ok(())
    }
}

pub(super) fn decode_hex(text: &str, bytes: &mut [u8]) -> Option<()> {
    let digits = text.as_bytes();
    if digits.len() != bytes.len() * 2 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = (high * 16 + low) as u8;
    }
    Some(())
}

/// Digests as hexadecimal digits where people may read them, as bytes elsewhere.
mod hex_digest {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub fn serialize<S: Serializer>(digest: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&format_args!("{}", digest.iter().map(|b| format!("{b:02x}")).collect::<String>()))
        } else {
            digest.serialize(serializer)
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
        if !deserializer.is_human_readable() {
            return <[u8; 32]>::deserialize(deserializer);
        }
        let text = String::deserialize(deserializer)?;
        let mut digest = [0; 32];
        super::decode_hex(&text, &mut digest).ok_or_else(|| D::Error::custom("not 64 hexadecimal digits"))?;
        Ok(digest)
    }
}
