//! Settings as people write them down: `onrecord.toml` and environment variables.
//!
//! Text of one place comes in, [`Values`] go out; what was not said stays `None`. One table names
//! every key, its variable and how it is read. A key that is not in the table, or a value of
//! another kind, is an error that names the place, the key and the nearest key there is: a
//! mistyped key must not be a setting silently lost. Which place wins is `settings`' concern.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::Value;

use super::errors::Complaint;
use super::size;
use crate::engine::{field_meanings, is_time_zone};

/// What one place (the flags, the environment, a file) says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    pub corpus: Option<PathBuf>,
    pub index: Option<PathBuf>,
    pub include: Option<Vec<String>>,
    pub exclude: Option<Vec<String>>,
    pub hidden: Option<bool>,
    pub max_size: Option<u64>,
    pub date_from_mtime: Option<bool>,
    pub query_lang: Option<String>,
    pub limit: Option<Limit>,
    pub color: Option<ColorWhen>,
    /// Field of JSON records -> what it means.
    pub map: BTreeMap<String, String>,
    /// Publisher -> IANA time zone.
    pub zones: BTreeMap<String, String>,
}

/// How many hits an answer lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Hits(usize),
    All,
}

impl Limit {
    pub fn parse(text: &str) -> Result<Limit, String> {
        match text {
            "all" => Ok(Limit::All),
            _ => text.parse().map(Limit::Hits).map_err(|_| format!("`{text}` is neither a number nor `all`")),
        }
    }

    pub fn count(self) -> Option<usize> {
        match self {
            Limit::Hits(count) => Some(count),
            Limit::All => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorWhen {
    Auto,
    Always,
    Never,
}

/// One key: its name in a file, its variable (where one line can hold it), and how it is read.
struct Key {
    name: &'static str,
    variable: Option<&'static str>,
    read: fn(&mut Values, &Value, &Path) -> Result<(), String>,
}

const KEYS: &[Key] = &[
    Key {
        name: "corpus",
        variable: Some("ONRECORD_CORPUS"),
        read: |values, value, folder| path(value, folder).map(|found| values.corpus = Some(found)),
    },
    Key {
        name: "index",
        variable: Some("ONRECORD_INDEX"),
        read: |values, value, folder| path(value, folder).map(|found| values.index = Some(found)),
    },
    Key {
        name: "include",
        variable: None,
        read: |values, value, _| list(value).map(|found| values.include = Some(found)),
    },
    Key {
        name: "exclude",
        variable: None,
        read: |values, value, _| list(value).map(|found| values.exclude = Some(found)),
    },
    Key {
        name: "hidden",
        variable: Some("ONRECORD_HIDDEN"),
        read: |values, value, _| truth(value).map(|found| values.hidden = Some(found)),
    },
    Key {
        name: "max_size",
        variable: Some("ONRECORD_MAX_SIZE"),
        read: |values, value, _| bytes(value).map(|found| values.max_size = Some(found)),
    },
    Key {
        name: "date_from_mtime",
        variable: Some("ONRECORD_DATE_FROM_MTIME"),
        read: |values, value, _| truth(value).map(|found| values.date_from_mtime = Some(found)),
    },
    Key {
        name: "query_lang",
        variable: Some("ONRECORD_QUERY_LANG"),
        read: |values, value, _| text(value).and_then(language).map(|found| values.query_lang = Some(found)),
    },
    Key {
        name: "limit",
        variable: Some("ONRECORD_LIMIT"),
        read: |values, value, _| limit(value).map(|found| values.limit = Some(found)),
    },
    Key {
        name: "color",
        variable: Some("ONRECORD_COLOR"),
        read: |values, value, _| color(value).map(|found| values.color = Some(found)),
    },
    Key { name: "map", variable: None, read: |values, value, _| mapping(value).map(|found| values.map = found) },
    Key { name: "publishers", variable: None, read: |values, value, _| zones(value).map(|found| values.zones = found) },
];

/// Reads a configuration file. `file` is its name in messages; relative paths in it are taken
/// from `folder`.
pub fn read_file(content: &str, file: &str, folder: &Path) -> Result<Values, Complaint> {
    let table: toml::Table = content.parse().map_err(|error: toml::de::Error| syntax(content, file, &error))?;
    let mut values = Values::default();
    for (name, value) in &table {
        let Some(key) = KEYS.iter().find(|key| key.name == name) else {
            return Err(unknown_key(file, name, KEYS.iter().map(|key| key.name)));
        };
        (key.read)(&mut values, value, folder).map_err(|wrong| {
            Complaint::new(format!("{file}: `{name}`: {wrong}")).hint("correct the line, or remove it")
        })?;
    }
    Ok(values)
}

/// Reads the variables. `variable` looks one up.
pub fn read_environment(mut variable: impl FnMut(&str) -> Option<String>) -> Result<Values, Complaint> {
    let mut values = Values::default();
    for key in KEYS {
        let Some(name) = key.variable else { continue };
        let Some(content) = variable(name).filter(|content| !content.is_empty()) else { continue };
        (key.read)(&mut values, &Value::String(content), Path::new(""))
            .map_err(|wrong| Complaint::new(format!("{name}: {wrong}")).hint("correct the variable, or unset it"))?;
    }
    Ok(values)
}

/// The variable that sets a key, where there is one.
pub fn variable_of(name: &str) -> Option<&'static str> {
    KEYS.iter().find(|key| key.name == name).and_then(|key| key.variable)
}

/// ISO 639-1 codes, as articles carry them.
pub fn language(code: &str) -> Result<String, String> {
    let lower = code.trim().to_ascii_lowercase();
    let known_form = matches!(lower.len(), 2 | 3) && lower.bytes().all(|byte| byte.is_ascii_lowercase());
    known_form.then_some(lower).ok_or_else(|| format!("`{code}` is no language code; write `en`, `de`, `fr` …"))
}

/// `field=name` of the flag `--map`, checked as the file's table is.
pub fn map_entry(field: &str, meaning: &str) -> Result<(String, String), String> {
    let meanings = field_meanings();
    if meanings.contains(&meaning) {
        return Ok((field.to_string(), meaning.to_string()));
    }
    Err(format!("`{meaning}` is nothing a field can mean; there are {}", meanings.join(", ")))
}

pub(super) fn text(value: &Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| wanted("a text in quotation marks", value))
}

fn path(value: &Value, folder: &Path) -> Result<PathBuf, String> {
    let text = text(value)?;
    if text.is_empty() {
        return Err("a folder's name is wanted, found nothing".to_string());
    }
    if let Some(rest) = text.strip_prefix("~/") {
        let home = etcetera::home_dir().map_err(|_| format!("`{text}`: no home folder is known here"))?;
        return Ok(home.join(rest));
    }
    Ok(folder.join(text))
}

pub(super) fn list(value: &Value) -> Result<Vec<String>, String> {
    let one_or_many = match value {
        Value::String(one) => return Ok(vec![one.clone()]),
        Value::Array(many) => many,
        _ => return Err(wanted("a list of texts", value)),
    };
    one_or_many.iter().map(|item| text(item).map(str::to_string)).collect()
}

fn truth(value: &Value) -> Result<bool, String> {
    match value {
        Value::Boolean(truth) => Ok(*truth),
        // A variable can hold nothing but text.
        Value::String(text) if text == "true" || text == "1" => Ok(true),
        Value::String(text) if text == "false" || text == "0" => Ok(false),
        _ => Err(wanted("true or false", value)),
    }
}

fn bytes(value: &Value) -> Result<u64, String> {
    match value {
        Value::Integer(bytes) => u64::try_from(*bytes).map_err(|_| "a size is not negative".to_string()),
        Value::String(text) => size::parse(text),
        _ => Err(wanted("a size such as \"64MiB\"", value)),
    }
}

fn limit(value: &Value) -> Result<Limit, String> {
    match value {
        Value::Integer(count) => {
            usize::try_from(*count).map(Limit::Hits).map_err(|_| "a number of hits is not negative".to_string())
        }
        Value::String(text) => Limit::parse(text),
        _ => Err(wanted("a number or \"all\"", value)),
    }
}

fn color(value: &Value) -> Result<ColorWhen, String> {
    match text(value)? {
        "auto" => Ok(ColorWhen::Auto),
        "always" => Ok(ColorWhen::Always),
        "never" => Ok(ColorWhen::Never),
        other => Err(format!("`{other}` is neither auto, always nor never")),
    }
}

fn mapping(value: &Value) -> Result<BTreeMap<String, String>, String> {
    let table = value.as_table().ok_or_else(|| wanted("a table [map] of field = \"meaning\"", value))?;
    table.iter().map(|(field, meaning)| map_entry(field, text(meaning)?)).collect()
}

/// `[publishers."Valley Post"]` with `zone = "Europe/Vienna"`.
fn zones(value: &Value) -> Result<BTreeMap<String, String>, String> {
    let form = "tables [publishers.\"Name\"] with zone = \"Europe/Vienna\"";
    let publishers = value.as_table().ok_or_else(|| wanted(form, value))?;
    let mut zones = BTreeMap::new();
    for (publisher, settings) in publishers {
        let settings = settings.as_table().ok_or_else(|| wanted(form, settings))?;
        for (name, value) in settings {
            if name != "zone" {
                return Err(format!("`{name}` of {publisher} is not known{}", nearest(name, ["zone"].into_iter())));
            }
            let zone = text(value)?;
            if !is_time_zone(zone) {
                return Err(format!("`{zone}` of {publisher} is no time zone; write one as Europe/Vienna"));
            }
            zones.insert(publisher.clone(), zone.to_string());
        }
    }
    Ok(zones)
}

pub(super) fn wanted(what: &str, found: &Value) -> String {
    let kind = match found {
        Value::String(text) => return format!("{what} is wanted, found `{text}`"),
        Value::Integer(_) | Value::Float(_) => "a number",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::Table(_) => "a table",
    };
    format!("{what} is wanted, found {kind}")
}

fn unknown_key(file: &str, name: &str, known: impl Iterator<Item = &'static str> + Clone) -> Complaint {
    let all: Vec<&str> = known.clone().collect();
    Complaint::new(format!("{file}: the key `{name}` is not known{}", nearest(name, known)))
        .hint(format!("there are {}", all.join(", ")))
}

/// `; did you mean …?`, or nothing when no key comes near.
pub(super) fn nearest(name: &str, known: impl Iterator<Item = &'static str>) -> String {
    known
        .map(|key| (strsim::jaro_winkler(name, key), key))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, key)| format!("; did you mean `{key}`?"))
        .unwrap_or_default()
}

pub(super) fn syntax(content: &str, file: &str, error: &toml::de::Error) -> Complaint {
    let before = error.span().and_then(|span| content.get(..span.start)).unwrap_or("");
    let line_number = before.matches('\n').count() + 1;
    let mut complaint = Complaint::new(format!("{file}, line {line_number}: {}", error.message().replace('\n', ", ")));
    complaint.shown = content.lines().nth(line_number - 1).map(str::to_string);
    complaint
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Result<Values, String> {
        read_file(content, "onrecord.toml", Path::new("/archive")).map_err(|complaint| complaint.print())
    }

    #[test]
    fn every_key_is_read() {
        let values = read(
            r#"
            corpus = "articles"
            index = "/elsewhere/index"
            include = ["*.txt", "*.html"]
            exclude = "drafts/**"
            hidden = true
            max_size = "2MiB"
            date_from_mtime = false
            query_lang = "DE"
            limit = "all"
            color = "never"
            [map]
            kicker = "headline"
            [publishers."Valley Post"]
            zone = "Europe/Vienna"
            "#,
        )
        .expect("every key is known");
        assert_eq!(
            values,
            Values {
                corpus: Some("/archive/articles".into()),
                index: Some("/elsewhere/index".into()),
                include: Some(vec!["*.txt".into(), "*.html".into()]),
                exclude: Some(vec!["drafts/**".into()]),
                hidden: Some(true),
                max_size: Some(2 << 20),
                date_from_mtime: Some(false),
                query_lang: Some("de".into()),
                limit: Some(Limit::All),
                color: Some(ColorWhen::Never),
                map: BTreeMap::from([("kicker".into(), "headline".into())]),
                zones: BTreeMap::from([("Valley Post".into(), "Europe/Vienna".into())]),
            }
        );
    }

    #[test]
    fn what_is_wrong_names_file_key_and_remedy() {
        let check = |content: &str, expected: &str| {
            let found = read(content).expect_err(content);
            assert!(found.contains(expected), "{content}: {found}");
        };
        check("corpsu = 'x'", "onrecord.toml: the key `corpsu` is not known; did you mean `corpus`?");
        check("zzz = 1", "onrecord.toml: the key `zzz` is not known\n  hint: there are corpus, index, include");
        check("limit = 'many'", "onrecord.toml: `limit`: `many` is neither a number nor `all`");
        check("limit = -1", "`limit`: a number of hits is not negative");
        check("hidden = 'maybe'", "`hidden`: true or false is wanted, found `maybe`");
        check("corpus = 3", "`corpus`: a text in quotation marks is wanted, found a number");
        check("max_size = '5 elephants'", "`max_size`: `5 elephants` is no size");
        check("[map]\nkicker = 'headlin'", "`map`: `headlin` is nothing a field can mean");
        check("[publishers.Post]\nzone = 'Mars/Base'", "`publishers`: `Mars/Base` of Post is no time zone");
        check("[publishers.Post]\nzoen = 'UTC'", "`zoen` of Post is not known; did you mean `zone`?");
        check("corpus = 'a'\nlimit = = 3", "onrecord.toml, line 2: ");
    }

    #[test]
    fn variables_are_read_like_keys() {
        let lookup = |name: &str| match name {
            "ONRECORD_LIMIT" => Some("25".to_string()),
            "ONRECORD_HIDDEN" => Some("1".to_string()),
            "ONRECORD_MAX_SIZE" => Some("1k".to_string()),
            "ONRECORD_CORPUS" => Some(String::new()),
            _ => None,
        };
        let values = read_environment(lookup).expect("all are right");
        assert_eq!(values.limit, Some(Limit::Hits(25)));
        assert_eq!(values.hidden, Some(true));
        assert_eq!(values.max_size, Some(1024));
        assert_eq!(values.corpus, None, "an empty variable says nothing");
        let wrong = read_environment(|name| (name == "ONRECORD_COLOR").then(|| "pink".to_string()));
        assert_eq!(
            wrong.expect_err("no such choice").sentence,
            "ONRECORD_COLOR: `pink` is neither auto, always nor never"
        );
    }
}
