//! A citation: what names a quote for good, wherever its file is kept and whatever it is called.
//!
//! `sha256:9f86…0a08@1204-1380` are bytes 1204 to 1380 of the text of the article that was read
//! from the file with that SHA-256; `sha256:9f86…0a08/17@…` of its record `17`. Only characters
//! that no shell, URL or citation format reads otherwise; others are escaped as in URLs.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{Article, Quote, Span};

/// What every citation begins with.
const SCHEME: &str = "sha256:";
/// As many digits as a person is shown: no two files of an archive share them by chance.
const DIGITS_SHOWN: usize = 16;
/// Shorter beginnings of a digest fit several files by chance.
const DIGITS_MIN: usize = 8;
const DIGITS_MAX: usize = 64;

/// Names words of an article by the bytes the article was read from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cite {
    /// SHA-256 of the file's bytes.
    pub digest: [u8; 32],
    /// The record within a file of many articles.
    pub record: Option<String>,
    /// Where in the article's `text` the words stand; `None`: the article as a whole.
    pub span: Option<Span>,
}

impl Cite {
    /// A quote, from its first word to its last.
    pub fn of(article: &Article, quote: &Quote) -> Cite {
        Cite::at(article, quote.extent())
    }

    /// Any words of the article.
    pub fn at(article: &Article, span: Span) -> Cite {
        Cite { span: Some(span), ..Cite::article(article) }
    }

    /// The same with as much of the digest as a person needs to find it.
    pub fn shortened(self) -> AskedCite {
        let mut short = AskedCite::from(self);
        short.digits.truncate(DIGITS_SHOWN);
        short
    }

    /// The article as a whole.
    pub fn article(article: &Article) -> Cite {
        Cite { digest: article.origin.digest, record: article.origin.record.clone(), span: None }
    }
}

impl fmt::Display for Cite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SCHEME)?;
        self.digest.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        write_rest(f, self.record.as_deref(), self.span)
    }
}

impl Serialize for Cite {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A citation as a person may type it: its digest cut short, to eight digits at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedCite {
    /// The first hexadecimal digits of the digest, in lower case.
    digits: String,
    pub record: Option<String>,
    pub span: Option<Span>,
}

impl AskedCite {
    /// Whether a text is meant as a citation, well-formed or not.
    pub fn is_meant(text: &str) -> bool {
        text.get(..SCHEME.len()).is_some_and(|start| start.eq_ignore_ascii_case(SCHEME))
    }

    /// The first bytes of every digest that fits.
    pub fn first_bytes(&self) -> [u8; 4] {
        let mut bytes = [0; 4];
        let decoded = super::article::decode_hex(&self.digits[..DIGITS_MIN], &mut bytes);
        debug_assert!(decoded.is_some(), "there are eight digits at least");
        bytes
    }

    /// Whether the digest begins as asked.
    pub fn fits(&self, digest: &[u8; 32]) -> bool {
        let nibbles = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        self.digits.bytes().zip(nibbles).all(|(digit, nibble)| char::from(digit).to_digit(16) == Some(nibble.into()))
    }
}

impl From<Cite> for AskedCite {
    fn from(cite: Cite) -> AskedCite {
        let digits = cite.digest.iter().map(|byte| format!("{byte:02x}")).collect();
        AskedCite { digits, record: cite.record, span: cite.span }
    }
}

impl fmt::Display for AskedCite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SCHEME)?;
        f.write_str(&self.digits)?;
        write_rest(f, self.record.as_deref(), self.span)
    }
}

/// Why a text is no citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCite {
    #[error("a citation begins with `sha256:`")]
    Scheme,
    #[error("after `sha256:` come 8 to 64 hexadecimal digits")]
    Digits,
    #[error("a citation in full has 64 hexadecimal digits after `sha256:`")]
    Shortened,
    #[error("after the digits come `/RECORD`, `@START-END`, both or nothing")]
    Rest,
    #[error("the record is not written as in a citation: `%` and two hexadecimal digits stand for other characters")]
    Record,
    #[error("a citation ends in `@START-END`, two numbers, the second not the smaller one")]
    Span,
}

impl FromStr for AskedCite {
    type Err = InvalidCite;

    fn from_str(text: &str) -> Result<AskedCite, InvalidCite> {
        if !AskedCite::is_meant(text) {
            return Err(InvalidCite::Scheme);
        }
        let rest = &text[SCHEME.len()..];
        let end = rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(rest.len());
        let (digits, rest) = rest.split_at(end);
        if !(DIGITS_MIN..=DIGITS_MAX).contains(&digits.len()) {
            return Err(InvalidCite::Digits);
        }
        let (record, span) = match rest.rsplit_once('@') {
            Some((record, span)) => (record, Some(read_span(span).ok_or(InvalidCite::Span)?)),
            None => (rest, None),
        };
        let record = match record.strip_prefix('/') {
            Some(record) => Some(unescaped(record).ok_or(InvalidCite::Record)?),
            None if record.is_empty() => None,
            None => return Err(InvalidCite::Rest),
        };
        Ok(AskedCite { digits: digits.to_ascii_lowercase(), record, span })
    }
}

impl FromStr for Cite {
    type Err = InvalidCite;

    /// Reads a citation in full; one cut short is an [`AskedCite`].
    fn from_str(text: &str) -> Result<Cite, InvalidCite> {
        let asked: AskedCite = text.parse()?;
        let mut digest = [0; 32];
        super::article::decode_hex(&asked.digits, &mut digest).ok_or(InvalidCite::Shortened)?;
        Ok(Cite { digest, record: asked.record, span: asked.span })
    }
}

fn write_rest(f: &mut fmt::Formatter<'_>, record: Option<&str>, span: Option<Span>) -> fmt::Result {
    if let Some(record) = record {
        f.write_str("/")?;
        for byte in record.bytes() {
            match byte {
                // `~`, `=`, `#` and quotes mean something to one shell or another.
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' | b':' | b'+' | b',' => {
                    write!(f, "{}", char::from(byte))?;
                }
                _ => write!(f, "%{byte:02X}")?,
            }
        }
    }
    span.map_or(Ok(()), |span| write!(f, "@{}-{}", span.start, span.end))
}

fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        if *first == b'%' {
            let [high, low, after @ ..] = after else { return None };
            let digit = |byte: &u8| char::from(*byte).to_digit(16);
            bytes.push((digit(high)? * 16 + digit(low)?) as u8);
            rest = after;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

fn read_span(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?;
    let (start, end): (usize, usize) = (number(start)?, number(end)?);
    (start <= end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cite(record: Option<&str>, span: Option<(usize, usize)>) -> Cite {
        let span = span.map(|(start, end)| Span::new(start, end));
        Cite { digest: [0xA7; 32], record: record.map(str::to_string), span }
    }

    fn check(cite: Cite, rest: &str) {
        let text = format!("sha256:{}{rest}", "a7".repeat(32));
        assert_eq!(cite.to_string(), text);
        assert_eq!(text.parse(), Ok(cite));
    }

    #[test]
    fn a_citation_names_bytes_record_and_span() {
        check(cite(None, Some((1204, 1380))), "@1204-1380");
        check(cite(Some("17"), Some((0, 9))), "/17@0-9");
        check(cite(Some("https://post.example/a?id=3 #2"), None), "/https://post.example/a%3Fid%3D3%20%232");
        check(cite(Some("mail@3-4"), Some((5, 6))), "/mail%403-4@5-6");
        check(cite(Some(""), None), "/");
        check(cite(None, None), "");
        assert_eq!(cite(Some("17"), None).shortened().to_string(), "sha256:a7a7a7a7a7a7a7a7/17");
    }

    #[test]
    fn eight_digits_are_enough_to_ask() {
        let asked: AskedCite = "SHA256:A7A7a7a7/17@3-4".parse().unwrap();
        assert_eq!(asked.to_string(), "sha256:a7a7a7a7/17@3-4");
        assert!(asked.fits(&[0xA7; 32]));
        assert!(!asked.fits(&[0xA8; 32]));
        let odd: AskedCite = "sha256:a7a7a7a7a".parse().unwrap();
        assert!(odd.fits(&[0xA7; 32]));
        assert_eq!("sha256:a7a7a7a7".parse::<Cite>(), Err(InvalidCite::Shortened));
    }

    #[test]
    fn what_is_no_citation_says_why() {
        let check = |text: &str, why| assert_eq!(text.parse::<AskedCite>(), Err(why), "{text}");
        check("elections/day-one.txt", InvalidCite::Scheme);
        check("sha256:", InvalidCite::Digits);
        check("sha256:a7a7a7", InvalidCite::Digits);
        check(&format!("sha256:{}", "a".repeat(65)), InvalidCite::Digits);
        check("sha256:a7a7a7a7#17", InvalidCite::Rest);
        check("sha256:a7a7a7a7/1%zz", InvalidCite::Record);
        check("sha256:a7a7a7a7/1%ff", InvalidCite::Record);
        check("sha256:a7a7a7a7@9-3", InvalidCite::Span);
        check("sha256:a7a7a7a7@+1-3", InvalidCite::Span);
        check("sha256:a7a7a7a7@", InvalidCite::Span);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn what_is_written_is_read_and_no_shell_minds_it(
            digest: [u8; 32],
            record in proptest::option::of(any::<String>()),
            span in proptest::option::of((0usize..9999, 0usize..9999))
        ) {
            let span = span.map(|(start, length)| Span::new(start, start + length));
            let cite = Cite { digest, record, span };
            let text = cite.to_string();
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._/:+,%@".contains(&byte)));
            prop_assert_eq!(text.parse::<Cite>(), Ok(cite.clone()));
            let asked: AskedCite = text.parse().unwrap();
            prop_assert!(asked.fits(&digest));
            prop_assert_eq!(asked, AskedCite::from(cite));
        }

        #[test]
        fn any_text_is_read_without_harm(text: String, rest: String) {
            let _ = text.parse::<AskedCite>();
            let _ = format!("sha256:a7a7a7a7{rest}").parse::<AskedCite>();
        }
    }
}
