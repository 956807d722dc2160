//! Articles as JSON records: which fields are taken, and what becomes of them.
//!
//! A record is an object. Fields are found by convention (`title|headline`, `text|body|…`) and by
//! the user's own mapping, which goes first and may name a nested field (`meta.title`). A file may
//! be one article, or an object that holds a list of them.

use chrono::DateTime;
use serde::de::DeserializeSeed;

use crate::model::{Evidence, Span};

use super::draft::{Material, Place, settle};
use super::fields::{Fields, Meaning};
use super::outlet::{Member, Outlet};
use super::paragraphs::paragraphs;
use super::record::{FileSeed, Record, VALUES_MAX, Value};
use super::{Draft, ReadRules, Refusal, Source, bylines, charset};

/// Reads a file that is one JSON object: an article, or a list of them under a usual name.
///
/// # Errors
/// [`Refusal::Broken`], or no article in it.
pub(super) fn read_file(source: Source<'_>, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let decoded = charset::decode(source.bytes, false)?;
    let rules = outlet.rules;
    let mut deserializer = serde_json::Deserializer::from_str(&decoded.text);
    let parsed = FileSeed { rules }.deserialize(&mut deserializer).and_then(|file| deserializer.end().map(|()| file));
    let file = parsed.map_err(|error| Refusal::Broken { format: "JSON", reason: error.to_string() })?;
    if let Some(lost) = decoded.note {
        outlet.note(member, &lost);
    }
    if file.list.is_empty() {
        let place = Place::from(source);
        let draft = draft(file.outer, place, rules).map_err(|_| Refusal::NoText)?;
        outlet.article(member, draft);
        return Ok(());
    }
    let place = Place { path: None, modified: source.modified };
    for (index, record) in file.list.into_iter().enumerate() {
        let ordinal = index as u64 + 1;
        match record.ok_or_else(|| "not an object".to_string()).and_then(|record| draft(record, place, rules)) {
            Ok(draft) => {
                if outlet.record(member, ordinal, draft).is_break() {
                    return Ok(());
                }
            }
            Err(reason) => outlet.skip(member, &format!("record {ordinal}"), &reason),
        }
    }
    Ok(())
}

/// Makes a record an article.
///
/// # Errors
/// A record with neither text nor headline, as a reason for people.
pub(super) fn draft(mut record: Record, place: Place<'_>, rules: &ReadRules) -> Result<Draft, String> {
    let text = record.take(Meaning::Text, rules).into_iter().find_map(joined).unwrap_or_default();
    let mut fields = Fields::default();
    for meaning in Meaning::ALL.into_iter().filter(|meaning| *meaning != Meaning::Text) {
        for value in record.take(meaning, rules) {
            take(&mut fields, meaning, &value);
        }
    }
    let body: Vec<Span> = paragraphs(&text, 0).iter().map(|paragraph| paragraph.span).collect();
    if body.is_empty() && fields.headline.is_none() {
        return Err("no text".to_string());
    }
    let mut notes = Vec::new();
    if record.cut {
        notes.push(format!("the record holds more than {VALUES_MAX} values; the rest was left out"));
    }
    if text.contains('\u{FFFD}') {
        notes.push("some characters of the text could not be decoded and were replaced".to_string());
    }
    let material = Material { body, fields, notes, text, ..Material::default() };
    Ok(settle(material, place, rules))
}

/// Where the fields of a record stand.
const RECORD: &str = "field of the record";

/// A text, or its paragraphs joined by empty lines.
fn joined(value: Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text).filter(|text| !text.trim().is_empty()),
        Value::List(values) => {
            let paragraphs: Vec<String> = values
                .into_iter()
                .filter_map(|value| match value {
                    Value::Text(text) => Some(text),
                    Value::Record(mut fields) => match fields.remove("text") {
                        Some(Value::Text(text)) => Some(text),
                        _ => None,
                    },
                    _ => None,
                })
                .collect();
            Some(paragraphs.join("\n\n")).filter(|text| !text.trim().is_empty())
        }
        _ => None,
    }
}

fn take(fields: &mut Fields, meaning: Meaning, value: &Value) {
    match (meaning, value) {
        (Meaning::Author, Value::List(people)) => {
            // A list of one may be a byline of several.
            if let [Value::Text(byline)] = people.as_slice() {
                fields.take_from(meaning, byline, Evidence::Metadata, RECORD);
                return;
            }
            let names = people.iter().filter_map(Value::text).filter_map(|name| bylines::person(&name));
            fields.take_people(names.collect());
        }
        (Meaning::Author, Value::Record(_)) => {
            fields.take_people(value.text().and_then(|name| bylines::person(&name)).into_iter().collect());
        }
        (Meaning::Date | Meaning::Modified, Value::Whole(number)) => {
            fields.take_from(meaning, &date_of_number(*number), Evidence::Metadata, RECORD);
        }
        _ => fields.take_from(meaning, &value.text().unwrap_or_default(), Evidence::Metadata, RECORD),
    }
}

/// `20250903` and `2025` as they are, anything else as seconds or milliseconds since 1970.
fn date_of_number(number: i64) -> String {
    let digits = number.to_string();
    let is_day = digits.len() == 8 && (1600..2200).contains(&(number / 10_000)) && number % 10_000 / 100 <= 12;
    if is_day || (1600..2200).contains(&number) {
        return digits;
    }
    let seconds = if number.unsigned_abs() >= 100_000_000_000 { number.div_euclid(1000) } else { number };
    DateTime::from_timestamp(seconds, 0).map_or(digits, |instant| instant.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}
