//! The parts of a message: header, texts, attachments (RFC 5322, 2045 to 2047, 2231).
//!
//! The bytes of one message come in. Parts within parts are followed down to a depth and up to a
//! count; a boundary that never comes leaves what there is. The time is that of reading the bytes once
//! for each depth. Header fields are parsed by mail-parser; structure, base64 and quoted-printable
//! are read here, so that no input is read more often than its parts are deep.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::{Address, HeaderName, HeaderValue, MessageParser, MimeHeaders};

use crate::read::{Refusal, charset};

/// Parts within parts.
const DEPTH_MAX: usize = 16;
/// The most parts of one message.
const PARTS_MAX: usize = 2_000;
/// Of a longer header the rest is not read.
const HEAD_BYTES_MAX: usize = 256 << 10;

/// One message taken apart.
pub(super) struct Message {
    pub head: Head,
    pub texts: Vec<Text>,
    pub attachments: Vec<Leaf>,
    pub notes: Vec<String>,
}

/// A text in one form or two.
#[derive(Default)]
pub(super) struct Text {
    pub plain: Option<Plain>,
    pub html: Option<String>,
}

pub(super) struct Plain {
    pub text: String,
    /// Lines that end with a blank go on (RFC 3676) …
    pub flowed: bool,
    /// … and the blank is none of the text's.
    pub delete_blank: bool,
}

/// A part that holds no other.
pub(super) struct Leaf {
    /// `text/plain`, in lower case.
    pub kind: String,
    pub name: Option<String>,
    pub bytes: Vec<u8>,
}

impl Leaf {
    pub(super) fn is_picture(&self) -> bool {
        ["image/", "audio/", "video/", "font/"].iter().any(|start| self.kind.starts_with(start))
    }
}

/// The header of a message or a part.
pub(super) struct Head(mail_parser::Message<'static>);

impl Head {
    fn of(bytes: &[u8]) -> Head {
        let head = &bytes[..bytes.len().min(HEAD_BYTES_MAX)];
        // Old programs wrote names in eight bits; the parser knows UTF-8 alone.
        let text = charset::decode(head, false).map_or_else(|_| String::from_utf8_lossy(head).into_owned(), |d| d.text);
        let ended = format!("{}\r\n\r\n", text.trim_end());
        Head(MessageParser::default().parse_headers(&ended).unwrap_or_default().into_owned())
    }

    fn value(&self, name: &str) -> Option<&HeaderValue<'static>> {
        let headers = &self.0.parts.first()?.headers;
        headers.iter().find(|header| header.name().eq_ignore_ascii_case(name)).map(|header| header.value())
    }

    /// The value of a field that is a text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let value = match self.value(name)? {
            HeaderValue::Text(text) => text.as_ref(),
            HeaderValue::TextList(texts) => texts.first()?.as_ref(),
            HeaderValue::Address(address) => address.first()?.address()?,
            _ => return None,
        };
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    pub(super) fn subject(&self) -> Option<String> {
        self.text("subject").map(clean)
    }

    pub(super) fn message_id(&self) -> Option<String> {
        let id = self.text("message-id")?.trim_matches(['<', '>', ' ']);
        Some(id.to_string()).filter(|id| !id.is_empty())
    }

    /// As the standard for the internet writes it, with its own offset from UTC.
    pub(super) fn date(&self) -> Option<String> {
        match self.value("date")? {
            HeaderValue::DateTime(date) if date.is_valid() => Some(date.to_rfc3339()),
            HeaderValue::Text(text) => Some(text.to_string()),
            _ => None,
        }
    }

    /// Name and address of the sender.
    pub(super) fn from(&self) -> Option<(String, String)> {
        let HeaderValue::Address(address) = self.value("from")? else { return None };
        let first = match address {
            Address::List(list) => list.first()?,
            Address::Group(groups) => groups.first()?.addresses.first()?,
        };
        Some((clean(first.name().unwrap_or("")), first.address().unwrap_or("").to_string()))
    }

    /// The name of the list in words.
    pub(super) fn list_name(&self) -> Option<String> {
        let HeaderValue::Address(address) = self.value("list-id")? else { return None };
        let name = clean(address.first()?.name()?);
        Some(name).filter(|name| name.contains(char::is_alphabetic))
    }

    /// Whether it answers another message.
    pub(super) fn is_reply(&self) -> bool {
        let subject = self.text("subject").unwrap_or("").to_lowercase();
        self.value("in-reply-to").is_some_and(|value| !value.is_empty())
            || ["re:", "aw:", "sv:", "rv:", "antw:"].iter().any(|start| subject.starts_with(start))
    }

    fn kind(&self) -> String {
        let declared = self.0.parts.first().and_then(|part| part.content_type());
        declared.map_or_else(
            || "text/plain".to_string(),
            |kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("plain")).to_ascii_lowercase(),
        )
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        self.0.parts.first()?.content_type()?.attribute(name)
    }

    fn is_attachment(&self) -> bool {
        let disposition = self.0.parts.first().and_then(|part| part.content_disposition());
        disposition.is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("attachment"))
    }

    fn file_name(&self) -> Option<String> {
        self.0.parts.first()?.attachment_name().map(clean)
    }

    fn encoding(&self) -> String {
        let value = self
            .0
            .parts
            .first()
            .and_then(|part| part.headers.iter().find(|h| h.name == HeaderName::ContentTransferEncoding));
        match value.map(|header| header.value()) {
            Some(HeaderValue::Text(text)) => text.trim().to_ascii_lowercase(),
            _ => String::new(),
        }
    }
}

/// A value of the header in one line.
fn clean(value: &str) -> String {
    value
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The name of the field that a line begins; `None` for what is no field.
pub(super) fn field_name(line: &[u8]) -> Option<&str> {
    const NAME_BYTES_MAX: usize = 80;
    let colon = line.iter().take(NAME_BYTES_MAX).position(|b| *b == b':').filter(|at| *at > 0)?;
    let name = std::str::from_utf8(&line[..colon]).ok()?;
    name.bytes().all(|b| b.is_ascii_graphic()).then_some(name)
}

/// Takes a message apart.
///
/// # Errors
/// More parts, or deeper ones, than may be.
pub(super) fn message(bytes: &[u8]) -> Result<Message, Refusal> {
    let text = bytes.trim_ascii_start();
    let (head, body) = if field_name(text).is_some() || text.starts_with(b">From ") || text.starts_with(b"From ") {
        divided(text)
    } else {
        // An mbox may hold a message without a header.
        (&bytes[..0], bytes)
    };
    let head = Head::of(head);
    let mut parts = Parts { attachments: Vec::new(), notes: Vec::new(), count: 0 };
    let texts = parts.part(&head, body, 0, true)?;
    Ok(Message { head, texts, attachments: parts.attachments, notes: parts.notes })
}

/// Header and body: what stands before and behind the first empty line.
fn divided(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for end in memchr::memchr_iter(b'\n', bytes) {
        if bytes[at..end].trim_ascii().is_empty() {
            return (&bytes[..at], &bytes[end + 1..]);
        }
        at = end + 1;
    }
    (bytes, &[])
}

struct Parts {
    attachments: Vec<Leaf>,
    notes: Vec<String>,
    count: usize,
}

impl Parts {
    /// The texts of a part; attachments are put aside.
    fn part(&mut self, head: &Head, body: &[u8], depth: usize, is_root: bool) -> Result<Vec<Text>, Refusal> {
        self.count += 1;
        if self.count > PARTS_MAX {
            return Err(Refusal::Limit(format!("the message has more than {PARTS_MAX} parts")));
        }
        let kind = head.kind();
        if let (Some(form), Some(boundary)) = (kind.strip_prefix("multipart/"), head.parameter("boundary")) {
            if depth >= DEPTH_MAX {
                return Err(Refusal::Limit(format!("the parts of the message are nested more than {DEPTH_MAX} deep")));
            }
            let parts = split(body, boundary.trim_end().as_bytes());
            if !parts.is_empty() {
                return self.parts(form, &parts, depth);
            }
            self.notes.push("the message is not divided as it says; it was read as one text".to_string());
        }
        let bytes = decoded(body, &head.encoding());
        let name = head.file_name();
        let shown = !head.is_attachment() && (is_root || name.is_none());
        let is_text = kind.starts_with("multipart/") || kind == "text/plain" || kind == "text/html";
        if !shown || !is_text {
            self.attachments.push(Leaf { kind, name, bytes });
            return Ok(Vec::new());
        }
        let Some(text) = text(&bytes, head.parameter("charset")) else {
            self.notes.push("a part of the message is no text, though it says so".to_string());
            return Ok(Vec::new());
        };
        if kind == "text/html" {
            return Ok(vec![Text { plain: None, html: Some(text) }]);
        }
        let is = |name, value: &str| head.parameter(name).is_some_and(|given| given.eq_ignore_ascii_case(value));
        let plain = Plain { text, flowed: is("format", "flowed"), delete_blank: is("delsp", "yes") };
        Ok(vec![Text { plain: Some(plain), html: None }])
    }

    fn parts(&mut self, form: &str, parts: &[&[u8]], depth: usize) -> Result<Vec<Text>, Refusal> {
        let mut texts = Vec::new();
        for part in parts {
            let (head, body) = if starts_without_header(part) { (&part[..0], *part) } else { divided(part) };
            let mut head = Head::of(head);
            if form == "digest" && head.0.parts.first().is_none_or(|part| part.content_type().is_none()) {
                head = Head::of(b"Content-Type: message/rfc822");
            }
            texts.extend(self.part(&head, body, depth + 1, false)?);
        }
        if form != "alternative" {
            return Ok(texts);
        }
        // The same in several forms: one text.
        let mut one = Text::default();
        for text in texts {
            one.plain = one.plain.or(text.plain);
            one.html = one.html.or(text.html);
        }
        Ok(vec![one])
    }
}

fn starts_without_header(part: &[u8]) -> bool {
    part.first().is_none_or(|b| matches!(b, b'\n' | b'\r'))
}

/// What stands between the boundaries.
fn split<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let (mut at, mut begun) = (0, None::<usize>);
    while at < body.len() {
        let end = memchr::memchr(b'\n', &body[at..]).map_or(body.len(), |end| at + end + 1);
        let line = &body[at..end];
        let mark = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary)).map(<[u8]>::trim_ascii);
        if let Some(rest) = mark.filter(|rest| rest.is_empty() || *rest == b"--") {
            parts.extend(begun.take().map(|from| without_break(&body[from..at])));
            if !rest.is_empty() {
                return parts;
            }
            begun = Some(end);
        }
        at = end;
    }
    parts.extend(begun.map(|from| &body[from..]));
    parts
}

/// The line break before a boundary belongs to it.
fn without_break(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

fn decoded(body: &[u8], encoding: &str) -> Vec<u8> {
    match encoding {
        "base64" => from_base64(body),
        "quoted-printable" => from_quoted_printable(body),
        _ => body.to_vec(),
    }
}

/// Everything up to the padding, foreign characters passed over; what is cut short is kept.
fn from_base64(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for b in body {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            // Parts encoded one by one: after padding the next begins.
            b'=' => {
                (bits, count) = (0, 0);
                continue;
            }
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}

fn from_quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|b| *b == b'\n') {
        let content = line.trim_ascii_end();
        let soft = content.ends_with(b"=");
        let mut rest = content.strip_suffix(b"=").unwrap_or(content);
        while let Some(at) = memchr::memchr(b'=', rest) {
            bytes.extend_from_slice(&rest[..at]);
            let code =
                rest.get(at + 1..at + 3).and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
            match code {
                Some(byte) => bytes.push(byte),
                None => bytes.push(b'='),
            }
            rest = &rest[at + if code.is_some() { 3 } else { 1 }..];
        }
        bytes.extend_from_slice(rest);
        if !soft && line.ends_with(b"\n") {
            bytes.push(b'\n');
        }
    }
    bytes
}

/// The text of a part in its charset; `None` for what is none.
fn text(bytes: &[u8], label: Option<&str>) -> Option<String> {
    let guessed = |bytes| charset::decode(bytes, false).ok().map(|decoded| decoded.text);
    let Some(label) = label else { return guessed(bytes) };
    match Encoding::for_label(label.trim().as_bytes()) {
        // Declared out of habit: what the bytes say counts more.
        Some(encoding) if encoding == UTF_8 || encoding == WINDOWS_1252 => {
            if std::str::from_utf8(bytes).is_ok() || encoding == UTF_8 {
                return guessed(bytes);
            }
            Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
        }
        Some(encoding) => Some(encoding.decode(bytes).0.into_owned()),
        None => match charset_decoder(label.trim().as_bytes()) {
            Some(decode) => Some(decode(bytes)),
            None => guessed(bytes),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_cut_short_give_what_they_held() {
        assert_eq!(from_base64(b"SXQgcm9zZS4="), b"It rose.");
        assert_eq!(from_base64(b"SXQg\r\ncm9z"), b"It ros");
        assert_eq!(from_base64(b"!!!"), b"");
        assert_eq!(from_quoted_printable(b"caf=C3=A9 =\r\nopen=\n"), "café open".as_bytes());
        assert_eq!(from_quoted_printable(b"a=b =ZZ =4"), b"a=b =ZZ =4");
    }

    #[test]
    fn a_boundary_that_never_closes_leaves_what_there_is() {
        let parts = split(b"preamble\n--b\none\n--bc\n\n--b\ntwo\n", b"b");
        assert_eq!(parts, [&b"one\n--bc\n"[..], b"two\n"]);
        assert_eq!(split(b"one\n--b--\n", b"b"), [&b""[..]; 0]);
    }

    #[test]
    fn charsets_are_believed_unless_the_bytes_speak_against_them() {
        assert_eq!(text(b"caf\xE9", Some("iso-8859-1")).as_deref(), Some("café"));
        assert_eq!(text("café".as_bytes(), Some("iso-8859-1")).as_deref(), Some("café"));
        assert_eq!(text(b"caf\xE9 cr\xE8me", Some("utf-8")).as_deref(), Some("café crème"));
        assert_eq!(text(b"\xF2\xC5\xCB\xC1", Some("koi8-r")).as_deref(), Some("Река"));
        assert_eq!(text(b"+AOk-t+AOk-", Some("utf-7")).as_deref(), Some("été"));
    }
}
