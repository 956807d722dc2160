//! Front matter: the block of fields before a Markdown text, in YAML between `---` or TOML between
//! `+++`.
//!
//! Of YAML the part that front matter uses is read: `key: value`, quoted strings, lists in
//! brackets or one a line, comments. Deeper values are passed over without a word, for they are
//! the site's own settings; a line that is no YAML at all is a note.

use super::bylines;
use super::fields::{Fields, Meaning};
use super::lines::{Line, line_at, lines};

/// A front matter is not longer; what looks like its end further down is none.
const BYTES_MAX: usize = 64 * 1024;

#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub fields: Fields,
    /// Where the text begins; 0 without front matter.
    pub rest: usize,
    pub notes: Vec<String>,
}

/// The fields at the head of a text.
pub(super) fn front_matter(text: &str) -> FrontMatter {
    let Some(first) = line_at(text, 0) else { return FrontMatter::default() };
    let fence = first.of(text).trim_end();
    let closes = |line: &Line| {
        let words = line.of(text).trim_end();
        words == fence || (fence == "---" && words == "...")
    };
    if fence != "---" && fence != "+++" {
        return FrontMatter::default();
    }
    let Some(last) = lines(text, first.next).take_while(|line| line.start <= BYTES_MAX).find(closes) else {
        return FrontMatter::default();
    };
    let block = &text[first.next..last.start];
    // A thematic break and, further down, another: no field between them.
    if fence == "---" && !block.lines().any(|line| key_and_value(line).is_some()) && !block.trim().is_empty() {
        return FrontMatter::default();
    }
    let mut found = FrontMatter { rest: last.next, ..FrontMatter::default() };
    if fence == "+++" {
        read_toml(block, &mut found)
    } else {
        read_yaml(block, &mut found)
    }
    found
}

/// What front matter calls things beside the common conventions.
fn meaning(key: &str) -> Option<Meaning> {
    match key.to_ascii_lowercase().as_str() {
        "category" | "categories" => Some(Meaning::Section),
        "link" | "canonical" | "canonical_url" => Some(Meaning::Url),
        // The body is what follows the front matter.
        "text" | "body" | "content" => None,
        _ => Meaning::named(key),
    }
}

fn take(fields: &mut Fields, meaning: Meaning, values: &[String]) {
    match meaning {
        Meaning::Author if values.len() > 1 => {
            fields.take_people(values.iter().filter_map(|name| bylines::person(name)).collect());
        }
        _ => fields.take(meaning, values.first().map_or("", String::as_str)),
    }
}

fn read_yaml(block: &str, found: &mut FrontMatter) {
    let mut rest = block.lines().peekable();
    while let Some(line) = rest.next() {
        if line.trim().is_empty() || line.trim_start().starts_with('#') || line.starts_with([' ', '\t', '-']) {
            continue;
        }
        let Some((key, value)) = key_and_value(line) else {
            let shown: String = line.chars().take(40).collect();
            found.notes.push(format!("the front matter's line “{shown}” was not understood"));
            continue;
        };
        let mut values = scalars(value);
        let folds = matches!(value.trim(), "|" | ">" | "|-" | ">-");
        while value.trim().is_empty() || folds {
            let Some(next) = rest.next_if(|line| line.starts_with([' ', '\t', '-'])) else { break };
            let item = next.trim();
            match item.strip_prefix('-').filter(|_| !folds) {
                Some(item) => values.extend(list_item(item)),
                None if folds => append_folded(&mut values, item),
                // `author:` with `name:` beneath.
                None => values.extend(item.strip_prefix("name:").and_then(scalar)),
            }
        }
        if let Some(meaning) = meaning(key) {
            take(&mut found.fields, meaning, &values);
        }
    }
}

/// `key: value`; the key has letters, digits, `_` and `-`.
fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim_end().trim_matches(['"', '\'']);
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    (plain && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((key, value))
}

fn append_folded(values: &mut Vec<String>, line: &str) {
    match values.first_mut() {
        Some(first) => {
            first.push(' ');
            first.push_str(line);
        }
        None => values.push(line.to_string()),
    }
}

/// `- Ann Lee` or `- name: Ann Lee`.
fn list_item(item: &str) -> Option<String> {
    let item = item.trim();
    scalar(item.strip_prefix("name:").unwrap_or(item))
}

/// The values of `a`, `"a"` or `[a, "b"]`.
fn scalars(value: &str) -> Vec<String> {
    let value = value.trim();
    if matches!(value, "|" | ">" | "|-" | ">-") {
        return Vec::new();
    }
    let Some(list) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return scalar(value).into_iter().collect();
    };
    let mut items = Vec::new();
    let (mut quote, mut start) = (None, 0);
    for (at, c) in list.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '"' | '\'') if list[start..at].trim().is_empty() => quote = Some(c),
            (None, ',') => {
                items.extend(scalar(&list[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    items.extend(scalar(&list[start..]));
    items
}

/// One value without quotes and comment; `None` when nothing is left.
fn scalar(value: &str) -> Option<String> {
    let value = value.trim();
    let plain = match value.chars().next()? {
        '"' => unescaped(&value[1..]),
        '\'' => single_quoted(&value[1..]),
        _ => {
            let end = value.find(" #").unwrap_or(value.len());
            value[..end].trim_end().to_string()
        }
    };
    (!plain.is_empty() && plain != "null" && plain != "~").then_some(plain)
}

fn single_quoted(value: &str) -> String {
    let mut plain = String::new();
    let mut rest = value.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '\'' && rest.next_if_eq(&'\'').is_none() {
            break;
        }
        plain.push(c);
    }
    plain
}

fn unescaped(value: &str) -> String {
    let mut plain = String::new();
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => break,
            '\\' => match rest.next() {
                Some('n' | 't' | 'r') => plain.push(' '),
                Some(c) => plain.push(c),
                None => {}
            },
            _ => plain.push(c),
        }
    }
    plain
}

fn read_toml(block: &str, found: &mut FrontMatter) {
    let table: toml::Table = match block.parse() {
        Ok(table) => table,
        Err(error) => {
            found.notes.push(format!("the front matter is not valid TOML ({})", error.message().trim()));
            return;
        }
    };
    for (key, value) in &table {
        let Some(meaning) = meaning(key) else { continue };
        let values: Vec<String> = match value {
            toml::Value::Array(items) => items.iter().filter_map(toml_scalar).collect(),
            _ => toml_scalar(value).into_iter().collect(),
        };
        take(&mut found.fields, meaning, &values);
    }
}

fn toml_scalar(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Table(table) => table.get("name")?.as_str().map(str::to_string),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = front_matter(text);
        let fields = found.fields;
        let headline = fields.headline.map_or(String::new(), |headline| headline.words);
        let shown = format!(
            "{headline} | {} | {} | {} | {}",
            fields.dates.iter().map(|date| date.written.as_str()).collect::<Vec<_>>().join(","),
            fields.bylines.join(","),
            fields.section.unwrap_or_default(),
            &text[found.rest..]
        );
        assert_eq!(shown, expected);
    }

    #[test]
    fn yaml_gives_strings_lists_and_names() {
        check(
            "---\ntitle: \"Rain: at \\\"last\\\"\"\ndate: 2025-09-24 # a Wednesday\nauthors: [Ann Lee, 'Bo O''Dunn']\n---\nIt rose.",
            "Rain: at \"last\" | 2025-09-24 | Ann Lee,Bo O'Dunn |  | It rose.",
        );
        check(
            "---\r\nheadline: Rain\r\nauthor:\r\n  - Ann Lee\r\n  - name: Bo Marsh\r\ncategories:\r\n- Weather\r\n---\r\nIt rose.",
            "Rain |  | Ann Lee,Bo Marsh | Weather | It rose.",
        );
        check(
            "---\ntitle: >\n  Rain\n  at last\nauthor: By Ann Lee and Bo Marsh\n...\nIt rose.",
            "Rain at last |  | Ann Lee,Bo Marsh |  | It rose.",
        );
    }

    #[test]
    fn toml_gives_the_same() {
        check(
            "+++\ntitle = 'Rain'\ndate = 2025-09-24T07:00:00+02:00\nauthors = ['Ann Lee', 'Bo Marsh']\nsection = 'Weather'\n+++\nIt rose.",
            "Rain | 2025-09-24T07:00:00+02:00 | Ann Lee,Bo Marsh | Weather | It rose.",
        );
        assert!(front_matter("+++\ntitle = \n+++\n").notes[0].contains("not valid TOML"));
    }

    #[test]
    fn a_thematic_break_is_no_front_matter() {
        check("---\nIt rose.\n---\nIt fell.", " |  |  |  | ---\nIt rose.\n---\nIt fell.");
        check("---\ntitle: Rain\nIt rose.", " |  |  |  | ---\ntitle: Rain\nIt rose.");
    }

    #[test]
    fn lines_not_understood_are_noted() {
        assert_eq!(front_matter("---\ntitle: Rain\nwhat is this\n---\n").notes.len(), 1);
    }
}
