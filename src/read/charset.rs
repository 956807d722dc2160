//! Bytes to text: which charset an entry is written in.
//!
//! In this order: a byte order mark, UTF-16 without one where every other byte is zero, strict
//! UTF-8, the charset that the input declares, and the one its bytes look like. Text that is
//! mostly UTF-8 with a few broken bytes stays UTF-8. What cannot be decoded becomes U+FFFD and is
//! counted in a note; binary data is refused.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Refusal;

/// Within so many bytes a declaration stands; browsers look at 1024, front pages need more.
const DECLARED_WITHIN_BYTES: usize = 4096;
/// So much of an input is looked at to tell text from binary data.
const BINARY_SAMPLE_BYTES: usize = 8192;
/// The bytes of an input that are enough to guess its charset.
const GUESS_BYTES: usize = 64 * 1024;

pub(super) struct Decoded {
    pub text: String,
    /// What was lost.
    pub note: Option<String>,
}

/// Decodes a whole input; `markup` says that it may declare its charset as HTML and XML do.
///
/// # Errors
/// [`Refusal::Binary`].
pub(super) fn decode(bytes: &[u8], markup: bool) -> Result<Decoded, Refusal> {
    let (encoding, bytes) = match marked(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => {
            if let Some(encoding) = utf_16_unmarked(bytes) {
                (encoding, bytes)
            } else if is_binary(bytes) {
                return Err(Refusal::Binary);
            } else if let Ok(text) = std::str::from_utf8(bytes) {
                return Ok(Decoded { text: text.to_string(), note: None });
            } else {
                let declared = if markup { declared(bytes) } else { None };
                (declared.unwrap_or_else(|| guess(bytes, true)), bytes)
            }
        }
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let lost = text.matches('\u{FFFD}').count();
    let note = (lost > 0).then(|| lost_note(lost as u64, encoding));
    Ok(Decoded { text: text.into_owned(), note })
}

/// The first bytes of an input as text, for a look at its form; never fails.
pub(super) fn peek(bytes: &[u8]) -> Cow<'_, str> {
    let (encoding, mark) = marked(bytes).or_else(|| Some((utf_16_unmarked(bytes)?, 0))).unwrap_or((UTF_8, 0));
    encoding.decode_without_bom_handling(&bytes[mark..]).0
}

fn lost_note(lost: u64, encoding: &'static Encoding) -> String {
    let (characters, were) = if lost == 1 { ("character", "was") } else { ("characters", "were") };
    format!("{lost} {characters} could not be decoded as {} and {were} replaced", encoding.name())
}

/// The encoding of a byte order mark and the mark's length.
fn marked(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    Encoding::for_bom(bytes)
}

/// UTF-16 without a mark, when clearly so: in western text every other byte is zero.
fn utf_16_unmarked(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(BINARY_SAMPLE_BYTES)];
    let units = sample.len() / 2;
    if units < 4 || memchr::memchr(0, sample).is_none() {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let mostly = |count: usize| count * 10 >= units * 6;
    let hardly = |count: usize| count * 50 <= units;
    let encoding = match () {
        () if mostly(low) && hardly(high) => UTF_16LE,
        () if mostly(high) && hardly(low) => UTF_16BE,
        () => return None,
    };
    // Rows of small numbers look like UTF-16, but hold no words.
    let (text, broken) = encoding.decode_without_bom_handling(&sample[..units * 2]);
    let words = text.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).count();
    (!broken && words * 10 >= units * 7).then_some(encoding)
}

/// Whether this is no text in any charset: zero bytes, or many control characters.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(BINARY_SAMPLE_BYTES)];
    if marked(sample).is_some() || utf_16_unmarked(sample).is_some() {
        return false;
    }
    let zeros = memchr::memchr_iter(0, sample).count();
    // Three comparisons a byte and no branch: every entry is counted through. Escape is left out: it
    // colours what was copied from terminals, and turns the charset of older Japanese text.
    let is_control = |b: u8| b < 0x09 || (b.wrapping_sub(0x0E) < 0x12) & (b != 0x1B);
    let controls: usize = sample.iter().map(|b| usize::from(is_control(*b))).sum();
    // A stray control character survives in old wire copy; one in twenty-five does not.
    zeros * 500 > sample.len() || controls * 25 > sample.len()
}

/// What an HTML or XML input says of itself in its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARED_WITHIN_BYTES)].to_ascii_lowercase();
    // What else stands in XML speaks of other documents.
    let is_xml = head.trim_ascii_start().starts_with(b"<?xml");
    for name in if is_xml { [&b"encoding="[..], b"charset="] } else { [&b"charset="[..], b"encoding="] } {
        let mut from = 0;
        while let Some(at) = memchr::memmem::find(&head[from..], name) {
            from += at + name.len();
            let value = head[from..].trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            let end = value
                .iter()
                .position(|b| matches!(b, b'"' | b'\'' | b'>' | b';' | b'/' | b'?') || b.is_ascii_whitespace());
            let label = &value[..end.unwrap_or(value.len())];
            // A page that says UTF-16 in ASCII letters is not.
            match Encoding::for_label(label) {
                Some(encoding) if encoding != UTF_16LE && encoding != UTF_16BE && encoding != UTF_8 => {
                    return Some(encoding);
                }
                _ => {}
            }
        }
    }
    None
}

/// The charset that the bytes look like; `ends` says that they are the whole input.
fn guess(bytes: &[u8], ends: bool) -> &'static Encoding {
    if is_mostly_utf_8(bytes) {
        return UTF_8;
    }
    if bytes.iter().all(|b| b.is_ascii() || is_western_mark(*b)) {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(GUESS_BYTES)], ends && bytes.len() <= GUESS_BYTES);
    detector.guess(None, Utf8Detection::Deny)
}

/// More characters of several bytes than broken places: a truncated or spliced UTF-8 file.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken * 4
}

/// Typographic marks of Windows-1252 that mean the same in its sister charsets: English text with
/// curly quotation marks holds nothing else above ASCII, and too little of it for a detector.
fn is_western_mark(b: u8) -> bool {
    matches!(
        b,
        0x80 | 0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0x99 | 0xA0 | 0xA3 | 0xA7 | 0xA9 | 0xAB | 0xAE | 0xB0 | 0xB7 | 0xBB
    )
}

/// A stream of bytes in any charset, read as UTF-8 that is always whole and valid.
///
/// The charset is settled by the first bytes; what later does not fit becomes U+FFFD.
pub(super) struct Utf8Stream<R> {
    inner: R,
    decoder: Decoder,
    encoding: &'static Encoding,
    pending: Vec<u8>,
    at: usize,
    ended: bool,
    lost: bool,
}

impl<R: BufRead> Utf8Stream<R> {
    pub(super) fn new(mut inner: R) -> io::Result<Utf8Stream<R>> {
        let start = inner.fill_buf()?;
        let start = &start[..start.len().min(GUESS_BYTES)];
        let encoding = match marked(start).map(|(encoding, _)| encoding).or_else(|| utf_16_unmarked(start)) {
            Some(encoding) => encoding,
            // A character cut by the buffer's end is not broken.
            None => match std::str::from_utf8(start) {
                Ok(_) => UTF_8,
                Err(error) if error.error_len().is_none() => UTF_8,
                Err(_) => guess(start, false),
            },
        };
        let decoder = encoding.new_decoder_with_bom_removal();
        Ok(Utf8Stream { inner, decoder, encoding, pending: Vec::new(), at: 0, ended: false, lost: false })
    }

    /// What was lost so far.
    pub(super) fn note(&self) -> Option<String> {
        self.lost.then(|| format!("some characters could not be decoded as {} and were replaced", self.encoding.name()))
    }
}

impl<R: BufRead> BufRead for Utf8Stream<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.pending.len() && !self.ended {
            let input = self.inner.fill_buf()?;
            let last = input.is_empty();
            let input = &input[..input.len().min(GUESS_BYTES)];
            // Three bytes for one is the most that any charset needs.
            self.pending.resize(input.len() * 3 + 16, 0);
            let (result, read, filled, lost) = self.decoder.decode_to_utf8(input, &mut self.pending, last);
            self.pending.truncate(filled);
            self.at = 0;
            self.lost |= lost;
            self.ended = last && result == CoderResult::InputEmpty;
            self.inner.consume(read);
        }
        Ok(&self.pending[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.pending.len());
    }
}

impl<R: BufRead> Read for Utf8Stream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(buffer.len());
        buffer[..length].copy_from_slice(&available[..length]);
        self.consume(length);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        let decoded = decode(bytes, bytes.starts_with(b"<")).unwrap();
        assert_eq!(decoded.text, expected);
        let mut streamed = String::new();
        // A small buffer cuts characters in two; what is declared is known to whole files alone.
        if !bytes.starts_with(b"<") {
            let reader = io::BufReader::with_capacity(64, bytes);
            Utf8Stream::new(reader).unwrap().read_to_string(&mut streamed).unwrap();
            assert_eq!(streamed, expected);
        }
    }

    fn utf_16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    const TEXT: &str = "“We will stay,” said the mayor of Léhonn; the café was full that night – “as ever”.";

    #[test]
    fn marks_are_obeyed_and_left_out() {
        check(format!("\u{FEFF}{TEXT}").as_bytes(), TEXT);
        check(&utf_16(&format!("\u{FEFF}{TEXT}"), false), TEXT);
        check(&utf_16(&format!("\u{FEFF}{TEXT}"), true), TEXT);
    }

    #[test]
    fn utf_16_without_a_mark_is_seen() {
        check(&utf_16(TEXT, false), TEXT);
        check(&utf_16(TEXT, true), TEXT);
    }

    #[test]
    fn english_with_curly_quotes_in_windows_1252_comes_out_right() {
        check(b"\x93We go,\x94 she said. It\x92s late \x96 too late.", "“We go,” she said. It’s late – too late.");
        let (bytes, _, _) = WINDOWS_1252.encode(TEXT);
        check(&bytes, TEXT);
    }

    #[test]
    fn a_declared_charset_is_believed_before_a_guess() {
        let text = "<meta charset=\"iso-8859-2\"><p>Zażółć</p>";
        let (bytes, _, _) = encoding_rs::ISO_8859_2.encode(text);
        check(&bytes, text);
        let text = "<meta http-equiv=content-type content='text/html; charset=koi8-r'><p>Река</p>";
        let (bytes, _, _) = encoding_rs::KOI8_R.encode(text);
        check(&bytes, text);
        let text = "<?xml version='1.0' encoding='koi8-r'?><!-- charset=iso-8859-2 --><p>Река</p>";
        let (bytes, _, _) = encoding_rs::KOI8_R.encode(text);
        check(&bytes, text);
    }

    #[test]
    fn a_few_broken_bytes_do_not_turn_utf_8_into_something_else() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.push(0xE2);
        let decoded = decode(&bytes, false).unwrap();
        assert_eq!(decoded.text, format!("{TEXT}\u{FFFD}"));
        assert_eq!(decoded.note.unwrap(), "1 character could not be decoded as UTF-8 and was replaced");
    }

    #[test]
    fn binary_data_is_refused() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(decode(&bytes, false).err(), Some(Refusal::Binary));
        assert!(!is_binary(b"\x1b[1mRiver\x1b[0m \x1b[31mrises\x1b[0m"));
        assert!(!is_binary(b"A bell\x07 rings once in a long line of old wire copy, and then no more of it."));
    }
}
