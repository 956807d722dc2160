//! people.toml: what the user says of persons.
//!
//! Reads one file beside onrecord.toml into the engine's rules. Every key is checked against the
//! list here, and an error names the entry and the key: a mistyped name must not be a person
//! silently lost.

use toml::{Table, Value};

use super::config::{list, nearest, syntax, text, wanted};
use super::errors::Complaint;
use crate::engine::{PeopleRules, PersonRule, When};
use crate::model::{Day, Period};

/// The file's name, in the folder of onrecord.toml.
pub const FILE: &str = "people.toml";

const KEYS: &[&str] = &["name", "aliases", "not", "wikidata", "when"];
const WHEN_KEYS: &[&str] = &["role", "publisher", "path", "from", "to"];

/// Reads the file's content; `file` is its name in messages.
pub fn read(content: &str, file: &str) -> Result<PeopleRules, Complaint> {
    let table: Table = content.parse().map_err(|error: toml::de::Error| syntax(content, file, &error))?;
    if let Some(other) = table.keys().find(|key| *key != "person") {
        let near = nearest(other, ["person"].into_iter());
        return Err(Complaint::new(format!("{file}: the key `{other}` is not known{near}"))
            .hint("every person begins with a line [[person]]"));
    }
    let entries = match table.get("person") {
        None => &Vec::new(),
        Some(Value::Array(entries)) => entries,
        Some(_) => {
            return Err(Complaint::new(format!("{file}: `person` is one table"))
                .hint("write [[person]] with two brackets: there may be many"));
        }
    };
    let mut rules = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        let place = place(file, at, entry);
        let Value::Table(entry) = entry else {
            return Err(Complaint::new(format!("{place}: a table is wanted")).hint("write [[person]] above its keys"));
        };
        rules
            .push(person(entry).map_err(|(sentence, hint)| Complaint::new(format!("{place}: {sentence}")).hint(hint))?);
    }
    PeopleRules::new(rules).map_err(|fault| {
        let place = place(file, fault.entry, &entries[fault.entry]);
        Complaint::new(format!("{place}: `{}`: {}", fault.key, fault.sentence)).hint(fault.hint)
    })
}

/// `people.toml, person 2 (Edda Voss)`
fn place(file: &str, at: usize, entry: &Value) -> String {
    let name = entry.get("name").and_then(Value::as_str).map(|name| format!(" ({name})")).unwrap_or_default();
    format!("{file}, person {}{name}", at + 1)
}

type Wrong = (String, String);

fn person(entry: &Table) -> Result<PersonRule, Wrong> {
    known(entry, KEYS)?;
    let Some(name) = entry.get("name") else {
        return Err(("it has no `name`".to_string(), "add the name to be shown: name = \"Edda Voss\"".to_string()));
    };
    let names = |key: &str| entry.get(key).map_or(Ok(Vec::new()), |value| list(value).map_err(of_key(key)));
    let wikidata = entry.get("wikidata").map(|value| text(value).map_err(of_key("wikidata"))).transpose()?;
    if let Some(id) = wikidata.filter(|id| !is_wikidata(id)) {
        return Err((format!("`wikidata`: `{id}` is no id"), "write it as Q42".to_string()));
    }
    Ok(PersonRule {
        name: text(name).map_err(of_key("name"))?.to_string(),
        aliases: names("aliases")?,
        not: names("not")?,
        wikidata: wikidata.map(str::to_string),
        when: entry.get("when").map(when).transpose()?,
    })
}

fn when(value: &Value) -> Result<When, Wrong> {
    let form = "write when = { role = \"mayor\", from = \"2024-06\" }".to_string();
    let Value::Table(entry) = value else { return Err((format!("`when`: {}", wanted("a table", value)), form)) };
    known(entry, WHEN_KEYS).map_err(|(sentence, hint)| (format!("`when`: {sentence}"), hint))?;
    let words = |key: &str| {
        let value = entry.get(key).map(|value| text(value).map_err(of_key(key))).transpose()?;
        Ok::<_, Wrong>(value.map(str::to_string))
    };
    let period = |key: &str| entry.get(key).map(|value| period(value).map_err(of_key(key))).transpose();
    Ok(When {
        role: words("role")?,
        publisher: words("publisher")?,
        path: words("path")?,
        from: period("from")?.map(|period| period.first()),
        to: period("to")?.map(|period| period.last()),
    })
}

/// A day, month or year: in quotation marks, or as TOML has dates.
fn period(value: &Value) -> Result<Period, String> {
    let text = match value {
        Value::Datetime(day) => day.to_string(),
        Value::Integer(year) => year.to_string(),
        _ => text(value)?.to_string(),
    };
    let numbers: Option<Vec<i32>> = text.split('-').map(|part| part.parse().ok()).collect();
    let found = match numbers.as_deref() {
        Some([year]) => Period::year(*year),
        Some([year, month]) => u32::try_from(*month).ok().and_then(|month| Period::month(*year, month)),
        _ => text.parse::<Day>().ok().map(Period::day),
    };
    found.ok_or_else(|| format!("`{text}` is no day, month or year; write \"2024-06-30\", \"2024-06\" or \"2024\""))
}

fn known(entry: &Table, keys: &'static [&'static str]) -> Result<(), Wrong> {
    match entry.keys().find(|key| !keys.contains(&key.as_str())) {
        None => Ok(()),
        Some(other) => Err((
            format!("the key `{other}` is not known{}", nearest(other, keys.iter().copied())),
            format!("there are {}", keys.join(", ")),
        )),
    }
}

fn of_key(key: &str) -> impl Fn(String) -> Wrong {
    let key = key.to_string();
    move |wrong| (format!("`{key}`: {wrong}"), "correct the line, or remove it".to_string())
}

fn is_wikidata(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read() {
        let content = r#"
            [[person]]
            name = "Yevgeni Drozhak"
            aliases = ["Evgeny Drojak"]
            not = ["Y. Drozhak"]
            wikidata = "Q42"
            [[person]]
            name = "Anselm Quist the elder"
            aliases = "Anselm Quist"
            when = { role = "president", publisher = "Ledger", path = "court", from = "2024-06", to = 2025-03-01 }
        "#;
        let day = |text: &str| text.parse::<Day>().ok();
        let expected = PeopleRules::new(vec![
            PersonRule {
                name: "Yevgeni Drozhak".into(),
                aliases: vec!["Evgeny Drojak".into()],
                not: vec!["Y. Drozhak".into()],
                wikidata: Some("Q42".into()),
                when: None,
            },
            PersonRule {
                name: "Anselm Quist the elder".into(),
                aliases: vec!["Anselm Quist".into()],
                when: Some(When {
                    role: Some("president".into()),
                    publisher: Some("Ledger".into()),
                    path: Some("court".into()),
                    from: day("2024-06-01"),
                    to: day("2025-03-01"),
                }),
                ..PersonRule::default()
            },
        ]);
        assert_eq!(read(content, FILE).map_err(|complaint| complaint.print()), Ok(expected.expect("no contradiction")));
        assert_eq!(read("", FILE), Ok(PeopleRules::default()));
    }

    #[test]
    fn what_is_wrong_names_entry_key_and_remedy() {
        let check = |content: &str, expected: &str| {
            let found = read(content, FILE).expect_err(content).print();
            assert!(found.starts_with(&format!("onrecord: people.toml{expected}")), "{content}: {found}");
            assert!(found.contains("\n  hint: ") || found.contains("line"), "{found}");
        };
        check("[[persons]]\nname = 'A B'", ": the key `persons` is not known; did you mean `person`?");
        check("[person]\nname = 'A B'", ": `person` is one table");
        check("person = ['x']", ", person 1: a table is wanted");
        check("[[person]]\naliases = ['A B']", ", person 1: it has no `name`");
        check(
            "[[person]]\nname = 'A B'\nalias = 'C'",
            ", person 1 (A B): the key `alias` is not known; did you mean `aliases`?",
        );
        check("[[person]]\nname = 'A B'\naliases = 3", ", person 1 (A B): `aliases`: a list of texts is wanted");
        check("[[person]]\nname = 'A B'\nwikidata = '42'", ", person 1 (A B): `wikidata`: `42` is no id");
        check("[[person]]\nname = '!'", ", person 1 (!): `name`: `!` holds no letter and no digit");
        check("[[person]]\nname = 'A B'\nnot = ['a b']", ", person 1 (A B): `not`: `a b` is this person's name");
        check(
            "[[person]]\nname = 'A B'\n[[person]]\nname = 'Á B'",
            ", person 2 (Á B): `name`: `Á B` is the name of person 1",
        );
        check(
            "[[person]]\nname = 'A B'\naliases = ['C D']\n[[person]]\nname = 'E F'\naliases = ['c d']",
            ", person 2 (E F): `aliases`: `c d` is given to person 1 already",
        );
        check("[[person]]\nname = 'A B'\nwhen = {}", ", person 1 (A B): `when`: nothing is asked in it");
        check(
            "[[person]]\nname = 'A B'\nwhen = { rolle = 'x' }",
            ", person 1 (A B): `when`: the key `rolle` is not known",
        );
        check("[[person]]\nname = 'A B'\nwhen = { from = 'soon' }", ", person 1 (A B): `from`: `soon` is no day");
        check(
            "[[person]]\nname = 'A B'\nwhen = { from = '2025', to = '2024' }",
            ", person 1 (A B): `when`: it ends on 2024-12-31, before it begins on 2025-01-01",
        );
        check("[[person]]\nname = 'A\n", ", line 2: ");
    }
}
