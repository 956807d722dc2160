//! The parsing of JSON records, as far as they are of interest.
//!
//! Bytes in, [`Record`]s out. Fields that mean nothing to the readers are passed over while
//! parsing, so that a record costs no more memory than what is kept of it; of the others values,
//! depth and count are limited.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::ReadRules;
use super::fields::Meaning;

/// Names under which an object holds a list of articles.
const LISTS: [&str; 3] = ["articles", "items", "documents"];
/// The most values kept of one record; beyond it lists end.
pub(super) const VALUES_MAX: usize = 200_000;
/// Deeper values of a field that is kept are passed over.
const DEPTH_MAX: usize = 8;

/// A value of a field that is kept.
#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    Whole(i64),
    List(Vec<Value>),
    Record(BTreeMap<String, Value>),
    Nothing,
}

impl Value {
    /// The member of that name; of an object alone.
    pub(super) fn member(&self, name: &str) -> &Value {
        match self {
            Value::Record(fields) => fields.get(name).unwrap_or(&Value::Nothing),
            _ => &Value::Nothing,
        }
    }

    /// The members of a list; a single value is a list of itself.
    pub(super) fn entries(&self) -> &[Value] {
        match self {
            Value::List(values) => values,
            Value::Nothing => &[],
            one => std::slice::from_ref(one),
        }
    }

    /// A text as it stands.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text).filter(|text| !text.trim().is_empty()).map(String::as_str),
            _ => None,
        }
    }

    /// The value in words: a text, a number, the first of a list, the name of an object.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Value::Text(text) => Some(text.trim().to_string()).filter(|text| !text.is_empty()),
            Value::Whole(number) => Some(number.to_string()),
            Value::List(values) => values.iter().find_map(Value::text),
            Value::Record(fields) => ["name", "value", "@id"].iter().find_map(|name| fields.get(*name)?.text()),
            Value::Nothing => None,
        }
    }
}

/// One object, as far as it is of interest.
#[derive(Debug, Default)]
pub(super) struct Record {
    fields: BTreeMap<String, Value>,
    /// More values than are kept.
    pub cut: bool,
}

impl Record {
    /// Of named texts: the cells of a row.
    pub(super) fn of<'a>(cells: impl Iterator<Item = (&'a str, Cow<'a, str>)>, rules: &ReadRules) -> Record {
        let mut record = Record::default();
        for (name, text) in cells {
            let name = name.trim();
            let mapped = rules.mapping().any(|(field, _)| field == name);
            if (mapped || Meaning::named(name).is_some()) && !text.trim().is_empty() {
                record.fields.entry(name.to_string()).or_insert_with(|| Value::Text(text.into_owned()));
            }
        }
        record
    }

    /// The field of that name, or at that path (`meta.title`).
    fn find(&mut self, name: &str) -> Option<&mut Value> {
        if self.fields.contains_key(name) {
            return self.fields.get_mut(name);
        }
        let mut parts = name.split('.');
        let mut value = self.fields.get_mut(parts.next()?)?;
        for part in parts {
            value = match value {
                Value::Record(fields) => fields.get_mut(part)?,
                _ => return None,
            };
        }
        Some(value)
    }

    /// Takes the values for a meaning out of the record, the most telling first.
    pub(super) fn take(&mut self, meaning: Meaning, rules: &ReadRules) -> Vec<Value> {
        let mut found = Vec::new();
        for (name, _) in rules.mapping().filter(|(_, mapped)| *mapped == meaning) {
            found.extend(self.find(name).map(|value| std::mem::replace(value, Value::Nothing)));
        }
        for name in meaning.names() {
            if rules.mapping().any(|(mapped, _)| mapped == *name) {
                continue;
            }
            let key = self.fields.keys().find(|key| key.eq_ignore_ascii_case(name)).cloned();
            found.extend(key.and_then(|key| self.fields.remove(&key)));
        }
        found
    }
}

/// A file that is an object.
pub(super) struct File {
    pub outer: Record,
    /// `None` for entries that are no objects.
    pub list: Vec<Option<Record>>,
}

pub(super) struct FileSeed<'r> {
    pub rules: &'r ReadRules,
}

impl<'de> DeserializeSeed<'de> for FileSeed<'_> {
    type Value = File;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<File, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FileSeed<'_> {
    type Value = File;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object that is an article or holds a list of them")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<File, A::Error> {
        let mut file = File { outer: Record::default(), list: Vec::new() };
        let budget = Cell::new(VALUES_MAX);
        while let Some(key) = map.next_key::<String>()? {
            if LISTS.contains(&key.as_str()) {
                file.list.extend(map.next_value_seed(ListSeed { rules: self.rules })?);
            } else {
                keep(&mut file.outer, key, &mut map, self.rules, &budget)?;
            }
        }
        Ok(file)
    }
}

/// Keeps a field's value when it is of interest, and passes it over when not.
fn keep<'de, A: MapAccess<'de>>(
    record: &mut Record,
    key: String,
    map: &mut A,
    rules: &ReadRules,
    budget: &Cell<usize>,
) -> Result<(), A::Error> {
    let mapped = rules.mapping().any(|(name, _)| name == key || name.split('.').next() == Some(key.as_str()));
    if (mapped || Meaning::named(&key).is_some()) && !record.fields.contains_key(&key) {
        let value = map.next_value_seed(ValueSeed { depth: 0, budget })?;
        record.cut |= budget.get() == 0;
        record.fields.insert(key, value);
    } else {
        map.next_value::<IgnoredAny>()?;
    }
    Ok(())
}

struct ListSeed<'r> {
    rules: &'r ReadRules,
}

impl<'de> DeserializeSeed<'de> for ListSeed<'_> {
    type Value = Vec<Option<Record>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ListSeed<'_> {
    type Value = Vec<Option<Record>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(record) = seq.next_element_seed(RecordSeed { rules: self.rules })? {
            list.push(record);
        }
        Ok(list)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }
}

/// Parses one record; anything but an object is `None`.
pub(super) struct RecordSeed<'r> {
    pub rules: &'r ReadRules,
}

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Option<Record>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Option<Record>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an article")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut record = Record::default();
        let budget = Cell::new(VALUES_MAX);
        while let Some(key) = map.next_key::<String>()? {
            keep(&mut record, key, &mut map, self.rules, &budget)?;
        }
        Ok(Some(record))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// The names in the object at the start of a text, which may be cut anywhere.
#[derive(Debug, Default)]
pub(super) struct FirstNames {
    pub names: Vec<String>,
    /// What the object says under `version`.
    pub version: Option<String>,
}

pub(super) fn first_names(start: &str) -> FirstNames {
    struct Names<'f>(&'f mut FirstNames);
    impl<'de> Visitor<'de> for Names<'_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
            while let Some(name) = map.next_key::<String>()? {
                if name == "version" {
                    let budget = Cell::new(1);
                    self.0.version = map.next_value_seed(ValueSeed { depth: 0, budget: &budget })?.text();
                } else {
                    self.0.names.push(name);
                    map.next_value::<IgnoredAny>()?;
                }
            }
            Ok(())
        }
    }
    let mut found = FirstNames::default();
    // Where it is cut the names so far are enough.
    let _cut = serde_json::Deserializer::from_str(start).deserialize_map(Names(&mut found));
    found
}

/// Parses an object and keeps its fields of the given names, in small letters, with all they hold.
pub(super) struct ChosenSeed<'n> {
    pub names: &'n [&'n str],
}

/// The chosen fields of an object.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// By their names in small letters.
    pub fields: BTreeMap<String, Value>,
    /// More values than are kept.
    pub cut: bool,
}

impl<'de> DeserializeSeed<'de> for ChosenSeed<'_> {
    type Value = Chosen;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Chosen, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ChosenSeed<'_> {
    type Value = Chosen;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Chosen, A::Error> {
        let mut chosen = Chosen::default();
        let budget = Cell::new(VALUES_MAX);
        while let Some(key) = map.next_key::<String>()? {
            let key = key.to_lowercase();
            if self.names.contains(&key.as_str()) && !chosen.fields.contains_key(&key) {
                let value = map.next_value_seed(ValueSeed { depth: 0, budget: &budget })?;
                chosen.fields.insert(key, value);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        chosen.cut = budget.get() == 0;
        Ok(chosen)
    }
}

/// Parses a value that is kept; `budget` is what the record may still hold.
struct ValueSeed<'b> {
    depth: usize,
    budget: &'b Cell<usize>,
}

impl ValueSeed<'_> {
    /// The seed for a value inside this one; `None` when no more may be kept.
    fn inner(&self) -> Option<ValueSeed<'_>> {
        self.budget.set(self.budget.get().saturating_sub(1));
        let may = self.depth < DEPTH_MAX && self.budget.get() > 0;
        may.then_some(ValueSeed { depth: self.depth + 1, budget: self.budget })
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            match self.inner() {
                Some(seed) => {
                    let value = map.next_value_seed(seed)?;
                    fields.entry(key).or_insert(value);
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Value::Record(fields))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        loop {
            let Some(seed) = self.inner() else {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(Value::List(values));
            };
            match seq.next_element_seed(seed)? {
                Some(value) => values.push(value),
                None => return Ok(Value::List(values)),
            }
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_string()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Whole(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(i64::try_from(number).map_or_else(|_| Value::Text(number.to_string()), Value::Whole))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        // Seconds with a fraction, as Python writes them.
        let whole = number.is_finite() && number.abs() < 1e15;
        Ok(if whole { Value::Whole(number.floor() as i64) } else { Value::Nothing })
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }
}
