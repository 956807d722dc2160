//! The answer of a web server as it went over the wire: status, headers, perhaps chunks, perhaps
//! compressed.

use std::io::{self, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// A page.
pub(super) struct Answer {
    pub body: Vec<u8>,
    /// What a file of its type would be called: `.html`.
    pub ending: &'static str,
}

/// Why there is no page.
pub(super) enum Unfit {
    /// By its kind: counted under this word.
    NoPage(&'static str),
    Broken(String),
}

/// Types that may hold an article, and the endings of their files.
const PAGES: &[(&str, &str)] =
    &[("text/html", ".html"), ("application/xhtml+xml", ".html"), ("text/plain", ".txt"), ("application/pdf", ".pdf")];

/// The page in the block of a response; no more than `limit_bytes` of it.
pub(super) fn answer(block: &[u8], limit_bytes: u64) -> Result<Answer, Unfit> {
    let mut rest = block;
    let status = line(&mut rest).ok_or(Unfit::NoPage("empty answers"))?;
    let mut words = status.split(|b| *b == b' ').filter(|word| !word.is_empty());
    if !words.next().is_some_and(|word| word.starts_with(b"HTTP/")) {
        return Err(Unfit::NoPage("answers of other protocols"));
    }
    if words.next() != Some(b"200") {
        return Err(Unfit::NoPage("answers that are redirections or errors"));
    }
    let (mut kind, mut chunked, mut encoding) = (String::new(), false, String::new());
    while let Some(header) = line(&mut rest).filter(|line| !line.is_empty()) {
        let Some((name, value)) = super::split(header) else { continue };
        match name.to_ascii_lowercase().as_str() {
            "content-type" => kind = value.split(';').next().unwrap_or("").trim().to_ascii_lowercase(),
            "transfer-encoding" => chunked = value.to_ascii_lowercase().contains("chunked"),
            "content-encoding" => encoding = value.to_ascii_lowercase(),
            _ => {}
        }
    }
    let ending = match PAGES.iter().find(|(known, _)| *known == kind) {
        Some((_, ending)) => ending,
        None if kind.is_empty() => "",
        None => return Err(Unfit::NoPage("pictures, scripts and other files")),
    };
    // Archives differ: some keep the headers and store the body unpacked.
    let body = if chunked { unchunked(rest).unwrap_or_else(|| rest.to_vec()) } else { rest.to_vec() };
    Ok(Answer { body: unpacked(body, &encoding, limit_bytes)?, ending })
}

fn line<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    if rest.is_empty() {
        return None;
    }
    let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let found = rest[..end].trim_ascii_end();
    *rest = &rest[(end + 1).min(rest.len())..];
    Some(found)
}

/// The chunks put together; `None` when these are no chunks. What is cut short is kept.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(rest.len());
    let mut whole = false;
    while let Some(head) = line(&mut rest) {
        let digits = head.split(|b| *b == b';').next().unwrap_or(head).trim_ascii();
        let size = std::str::from_utf8(digits).ok().and_then(|digits| usize::from_str_radix(digits, 16).ok());
        let Some(size) = size else { return whole.then_some(body) };
        whole = true;
        if size == 0 {
            break;
        }
        let size = size.min(rest.len());
        body.extend_from_slice(&rest[..size]);
        rest = &rest[size..];
        line(&mut rest);
    }
    Some(body)
}

fn unpacked(body: Vec<u8>, encoding: &str, limit_bytes: u64) -> Result<Vec<u8>, Unfit> {
    let is_gzip = body.starts_with(b"\x1F\x8B");
    match encoding {
        "gzip" | "x-gzip" if is_gzip => read(MultiGzDecoder::new(body.as_slice()), limit_bytes),
        "deflate" => match read(ZlibDecoder::new(body.as_slice()), limit_bytes) {
            Ok(plain) => Ok(plain),
            // Many servers leave out the frame; some archives have unpacked it already.
            Err(_) => read(DeflateDecoder::new(body.as_slice()), limit_bytes).or(Ok(body)),
        },
        "br" if std::str::from_utf8(&body).is_err() => {
            Err(Unfit::Broken("packed with Brotli, which is not read".to_string()))
        }
        _ => Ok(body),
    }
}

/// All that comes out; what a cut one gave is kept.
fn read(decoder: impl Read, limit_bytes: u64) -> Result<Vec<u8>, Unfit> {
    let mut plain = Vec::new();
    match decoder.take(limit_bytes + 1).read_to_end(&mut plain) {
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof || plain.is_empty() => {
            Err(Unfit::Broken(format!("broken content encoding: {error}")))
        }
        _ if plain.len() as u64 > limit_bytes => {
            Err(Unfit::Broken(format!("unpacks to more than the {limit_bytes} bytes an article may have")))
        }
        _ => Ok(plain),
    }
}
