//! Mail (RFC 5322, MIME): newsletters, press releases, and what is attached to them.
//!
//! A message comes in, whole or one of an mbox; its article goes out, headed by the subject, dated by
//! its `Date`, and named by its Message-ID. Quoted replies and signatures are no part of it. An
//! attachment that can be read is an entry of its own beneath the message; others are counted.

mod body;
mod mbox;
mod mime;
mod sender;

use crate::model::{Attribute, EntryPath, Evidence, Finding};

use super::containers::inside;
use super::draft::{Material, Place, settle};
use super::entry::whole;
use super::fields::{Candidate, Fields, Meaning};
use super::outlet::{Envelope, Member, Outlet};
use super::{Format, Refusal, SNIFF_BYTES, bylines, html, sniff};

use mime::{Head, Leaf, Message};

pub(super) use mbox::read as read_mbox;

/// Attachments that speak of the message and not of the news, by type.
const SERVICE: &[&str] = &[
    "application/ics",
    "application/ms-tnef",
    "application/pgp-encrypted",
    "application/pgp-keys",
    "application/pgp-signature",
    "application/pkcs7-mime",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "message/delivery-status",
    "message/disposition-notification",
    "text/calendar",
    "text/css",
    "text/rfc822-headers",
    "text/vcard",
    "text/x-vcard",
];
/// Types of attachments without a name, and the endings that their files would have.
const ENDINGS: &[(&str, &str)] = &[
    ("message/global", ".eml"),
    ("message/rfc822", ".eml"),
    ("text/csv", ".csv"),
    ("text/html", ".html"),
    ("text/markdown", ".md"),
    ("text/plain", ".txt"),
];
/// A longer name of an attachment is cut.
const NAME_BYTES_MAX: usize = 200;

/// Whether a text begins like a message or an mbox; `promised` says that its name has it so, and one
/// header line is enough.
pub(super) fn begins(start: &str, promised: bool) -> Option<Format> {
    let (first, rest) = start.split_once('\n')?;
    if mbox::is_postmark(first.as_bytes()) {
        return mbox::begins_message(rest.lines().next().unwrap_or("").as_bytes()).then_some(Format::Mbox);
    }
    let (mut fields, mut sure) = (0, false);
    let (mut from, mut about) = (false, false);
    let lines = start.lines().take_while(|line| !line.trim().is_empty());
    for line in lines.filter(|line| !line.starts_with([' ', '\t'])) {
        let name = mime::field_name(line.as_bytes())?;
        fields += 1;
        match name.to_ascii_lowercase().as_str() {
            "message-id" | "received" | "mime-version" | "return-path" | "delivered-to" | "content-type" => sure = true,
            "from" => from = true,
            "date" | "subject" | "to" => about = true,
            _ => {}
        }
    }
    // A text may say from whom it is; the address is a mail's.
    let addressed = start.lines().any(|line| line.starts_with("From:") && line.contains('@'));
    let is_mail = fields >= 2 && (sure && (from || about) || addressed && about) || promised && fields > 0;
    is_mail.then_some(Format::Mail)
}

/// Reads one message that is an entry.
///
/// # Errors
/// What holds no text and no attachment that could be read; a limit.
pub(super) fn read(bytes: &[u8], member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let message = mime::message(bytes)?;
    match message.head.text("snapshot-content-location") {
        Some(url) => saved_page(&message, url, member, outlet),
        None => take(&message, member, None, outlet),
    }
}

/// Takes a message apart; `ordinal` is its place in its mbox, `None` that of a message by itself.
fn take(message: &Message, member: &Member<'_>, ordinal: Option<u64>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let mut fields = fields(&message.head);
    let own_id = fields.own_id.clone();
    let is_reply = message.head.is_reply();
    let (mut paragraphs, captions) = body::paragraphs(&message.texts, is_reply);
    if fields.headline.as_ref().is_some_and(|headline| paragraphs.first() == Some(&headline.words)) {
        paragraphs.remove(0);
    }
    if paragraphs.first().is_some_and(|first| bylines::is_byline(first)) {
        fields.take_from(Meaning::Author, &paragraphs.remove(0), Evidence::Header, "byline line");
    }
    let material = Material::assembled(fields, &paragraphs, &captions);
    let has_text = !material.is_empty();
    if has_text {
        let place = Place { path: ordinal.is_none().then_some(member.path), modified: outlet.modified };
        let mut draft = settle(material, place, outlet.rules);
        draft.notes.extend(message.notes.iter().cloned());
        match ordinal {
            None => outlet.article(member, draft),
            Some(ordinal) => {
                let _ = outlet.record(member, ordinal, draft);
            }
        }
    }
    let key = match ordinal {
        None => member.key.to_string(),
        Some(ordinal) => member.inner_key(&own_id.unwrap_or_else(|| ordinal.to_string())),
    };
    let around = Member { key: &key, ..*member };
    for (at, attachment) in message.attachments.iter().enumerate() {
        if outlet.is_stopped() {
            return Ok(());
        }
        attached(attachment, at + 1, &message.head, &around, outlet)?;
    }
    if has_text || !message.attachments.is_empty() { Ok(()) } else { Err(Refusal::NoText) }
}

/// What the header says.
fn fields(head: &Head) -> Fields {
    let mut fields = Fields::default();
    let mut take = |meaning, value: Option<String>, place: &'static str| {
        fields.take_from(meaning, value.as_deref().unwrap_or(""), Evidence::Envelope, place);
    };
    take(Meaning::Id, head.message_id(), "mail Message-ID");
    take(Meaning::Headline, head.subject(), "mail Subject");
    take(Meaning::Date, head.date(), "mail Date");
    take(Meaning::Language, head.text("content-language").map(str::to_string), "mail Content-Language");
    take(Meaning::Publisher, head.list_name(), "mail List-Id");
    let (person, outlet) = head.from().map_or((None, None), |(name, address)| sender::told_apart(&name, &address));
    take(Meaning::Author, person, "mail From");
    take(Meaning::Publisher, outlet, "mail From");
    take(Meaning::Url, head.text("archived-at").map(without_brackets), "mail Archived-At");
    fields
}

fn without_brackets(address: &str) -> String {
    address.trim().trim_start_matches('<').trim_end_matches('>').to_string()
}

/// Reads an attachment as an entry beneath its message.
fn attached(
    attachment: &Leaf,
    number: usize,
    head: &Head,
    around: &Member<'_>,
    outlet: &mut Outlet<'_>,
) -> Result<(), Refusal> {
    outlet.count_member()?;
    let name = attachment_name(attachment, number);
    let key = around.inner_key(&name);
    let path = EntryPath::new([around.path.bytes(), b"/", name.as_bytes()].concat());
    let format = sniff(&path, &attachment.bytes[..attachment.bytes.len().min(SNIFF_BYTES)]);
    let is_service = SERVICE.contains(&attachment.kind.as_str());
    if is_service || attachment.is_picture() || matches!(format, Format::Unknown(_) | Format::Binary) {
        outlet.pass_over("attachments of kinds that are not read");
        return Ok(());
    }
    let sent = head.date().map(|written| {
        let place = "Date of the mail it came with".into();
        Candidate { written, evidence: Evidence::Envelope, place }
    });
    let envelope = Envelope { sent, ..Envelope::default() };
    let inner = inside(around, &path, &key)?;
    let read = whole(&attachment.bytes, &Member { envelope: Some(&envelope), ..inner }, outlet);
    match read {
        Ok(()) => {}
        Err(Refusal::Empty) => outlet.pass_over("empty attachments"),
        Err(refusal) => outlet.skip(&inner, "", &refusal.to_string()),
    }
    Ok(())
}

/// The last part of the attachment's own name, or its number with the ending of its type.
fn attachment_name(attachment: &Leaf, number: usize) -> String {
    let own = attachment.name.as_deref().unwrap_or("");
    let own = own.rsplit(['/', '\\']).next().unwrap_or(own);
    // Its end tells the format.
    let own = &own[own.ceil_char_boundary(own.len().saturating_sub(NAME_BYTES_MAX))..];
    let mut name: String = own.chars().filter(|c| !c.is_control()).collect();
    if name.trim().is_empty() {
        let ending = ENDINGS.iter().find(|(kind, _)| *kind == attachment.kind).map_or("", |(_, ending)| ending);
        name = format!("{number}{ending}");
    }
    name
}

/// A web page that a browser saved in the form of a message, its pictures with it.
fn saved_page(message: &Message, url: &str, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let Some(page) = message.texts.iter().find_map(|text| text.html.as_deref()) else { return Err(Refusal::NoText) };
    let captured = message.head.date().map(|written| {
        let place = "Date of the saved page".into();
        Candidate { written, evidence: Evidence::Envelope, place }
    });
    let envelope = Envelope { captured, ..Envelope::default() };
    let path = EntryPath::new([member.path.bytes(), b".html"].concat());
    let source = super::Source { path: &path, bytes: page.as_bytes(), modified: outlet.modified };
    let mut draft = html::read(page.to_string(), source, outlet.rules)?;
    if let (None, true) = (&draft.url, url.starts_with("http")) {
        draft.url = Some(url.trim().to_string());
        let place = "Snapshot-Content-Location".into();
        draft.findings.push(Finding { about: Attribute::Url, value: None, place, believed: true });
    }
    outlet.article(&Member { envelope: Some(&envelope), ..*member }, draft);
    Ok(())
}

#[cfg(test)]
mod tests;
