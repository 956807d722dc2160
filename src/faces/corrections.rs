//! `corrections.toml`: what the user has put right, read and checked.
//!
//! The file lies beside `onrecord.toml` in the current folder. Entries go out as the engine takes
//! them; a key that is not known, or a value that means nothing, is an error that names the file,
//! the entry and the key: a mistyped correction must not be one silently lost.

use std::path::Path;

use sha2::{Digest, Sha256};
use toml::{Table, Value};

use super::config::{nearest, syntax, text, wanted};
use super::errors::Complaint;
use super::settings::file_content;
use crate::engine::{Correction, Corrections, Fix, Named, Withdrawn};
use crate::model::{Day, Period, Polarity, Precision, QuoteKind, SpeakerKind};

const FILE: &str = "corrections.toml";

/// The corrections of the current folder; none when there is no file.
pub fn read() -> Result<Corrections, Complaint> {
    match file_content(Path::new(FILE))? {
        Some(content) => of_text(&content, FILE),
        None => Ok(Corrections::new(FILE.to_string(), String::new(), Vec::new())),
    }
}

fn of_text(content: &str, file: &str) -> Result<Corrections, Complaint> {
    let table: Table = content.parse().map_err(|error| syntax(content, file, &error))?;
    let mut entries = Vec::new();
    for (key, value) in &table {
        if key != "correction" {
            let likely = nearest(key, ["correction"].into_iter());
            return Err(Complaint::new(format!("{file}: the key `{key}` is not known{likely}"))
                .hint("every correction begins with a line [[correction]]"));
        }
        let list = value.as_array().ok_or_else(|| {
            Complaint::new(format!("{file}: {}", wanted("a list of tables", value)))
                .hint("every correction begins with a line [[correction]], in double brackets")
        })?;
        for (at, value) in list.iter().enumerate() {
            let place = place(content, at);
            let wrong = |wrong: Wrong| Complaint::new(format!("{file}, {place}: {}", wrong.reason)).hint(wrong.remedy);
            let table = value.as_table().ok_or_else(|| wrong(Wrong::new(wanted("a table", value), FORM)))?;
            entries.push(entry(table, place.clone()).map_err(wrong)?);
        }
    }
    let digest = Sha256::digest(content.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Corrections::new(file.to_string(), digest, entries))
}

/// `entry 3 (line 17)`
fn place(content: &str, at: usize) -> String {
    let heads = content.lines().enumerate().filter(|(_, line)| {
        let line: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        line.starts_with("[[correction]]")
    });
    match heads.map(|(number, _)| number + 1).nth(at) {
        Some(line) => format!("entry {} (line {line})", at + 1),
        None => format!("entry {}", at + 1),
    }
}

/// What is wrong with an entry, and what to do about it.
struct Wrong {
    reason: String,
    remedy: String,
}

const FORM: &str = "an entry names a quote by cite, or by path and words, and says what is to be otherwise: speaker, \
                    role, kind, polarity, spoken, published, withdraw";

impl Wrong {
    fn new(reason: impl Into<String>, remedy: impl Into<String>) -> Wrong {
        Wrong { reason: reason.into(), remedy: remedy.into() }
    }
}

/// What an entry says, key by key.
#[derive(Default)]
struct Draft {
    cite: Option<Named>,
    path: Option<Named>,
    words: Option<String>,
    fix: Fix,
    because: Option<String>,
    by: Option<String>,
}

/// One key: its name, how it is read, what it takes.
struct Key {
    name: &'static str,
    read: fn(&mut Draft, &Value) -> Result<(), String>,
    takes: &'static str,
}

const DATES: &str = "a day, month or year: \"2024-06-14\", \"2024-06\", \"2024\"";

const KEYS: &[Key] = &[
    Key {
        name: "cite",
        read: |draft, value| {
            let cite = text(value)?.parse().map_err(|error| format!("{error}"))?;
            draft.cite = Some(Named::Cite(cite));
            Ok(())
        },
        takes: "a citation as `onrecord show --explain` prints it",
    },
    Key {
        name: "path",
        read: |draft, value| some_text(value).map(|path| draft.path = Some(Named::Path(path))),
        takes: "a path in the corpus, or path#record",
    },
    Key {
        name: "words",
        read: |draft, value| some_text(value).map(|words| draft.words = Some(words)),
        takes: "the first words of the quote",
    },
    Key {
        name: "speaker",
        read: |draft, value| some_text(value).map(|name| draft.fix.speaker = Some(name)),
        takes: "a name; withdraw = \"speaker\" takes one away",
    },
    Key {
        name: "speaker_kind",
        read: |draft, value| {
            const KINDS: [SpeakerKind; 3] = [SpeakerKind::Person, SpeakerKind::Body, SpeakerKind::Unnamed];
            one_of(value, &KINDS, SpeakerKind::word).map(|kind| draft.fix.speaker_kind = Some(kind))
        },
        takes: "\"person\", \"body\" or \"unnamed\"",
    },
    Key {
        name: "role",
        read: |draft, value| some_text(value).map(|role| draft.fix.role = Some(role)),
        takes: "the speaker's role",
    },
    Key {
        name: "kind",
        read: |draft, value| one_of(value, &QuoteKind::ALL, QuoteKind::word).map(|kind| draft.fix.kind = Some(kind)),
        takes: "\"direct\", \"mixed\" or \"indirect\"",
    },
    Key {
        name: "polarity",
        read: |draft, value| {
            one_of(value, &Polarity::ALL, Polarity::word).map(|polarity| draft.fix.polarity = Some(polarity))
        },
        takes: "\"affirmed\", \"denied\", \"negated\", \"hypothetical\" or \"questioned\"",
    },
    Key { name: "spoken", read: |draft, value| dated(value).map(|dated| draft.fix.spoken = Some(dated)), takes: DATES },
    Key {
        name: "published",
        read: |draft, value| dated(value).map(|dated| draft.fix.published = Some(dated)),
        takes: DATES,
    },
    Key {
        name: "withdraw",
        read: |draft, value| withdrawn(value).map(|withdrawn| draft.fix.withdraw = withdrawn),
        takes: "true for the quote, or \"speaker\", \"spoken\", \"published\"",
    },
    Key {
        name: "because",
        read: |draft, value| some_text(value).map(|reason| draft.because = Some(reason)),
        takes: "the reason",
    },
    Key {
        name: "by",
        read: |draft, value| some_text(value).map(|name| draft.by = Some(name)),
        takes: "who made the correction",
    },
];

fn entry(table: &Table, place: String) -> Result<Correction, Wrong> {
    let mut draft = Draft::default();
    for (name, value) in table {
        let Some(key) = KEYS.iter().find(|key| key.name == name) else {
            let names = KEYS.iter().map(|key| key.name);
            let all: Vec<&str> = names.clone().collect();
            let reason = format!("the key `{name}` is not known{}", nearest(name, names));
            return Err(Wrong::new(reason, format!("there are {}", all.join(", "))));
        };
        (key.read)(&mut draft, value)
            .map_err(|reason| Wrong::new(format!("`{name}`: {reason}"), format!("`{name}` takes {}", key.takes)))?;
    }
    let Draft { cite, path, words, fix, because, by } = draft;
    let article = match (cite, path) {
        (Some(_), Some(_)) => return Err(Wrong::new("it has both `cite` and `path`", "keep one of them")),
        (None, None) => return Err(Wrong::new("it names no article", FORM)),
        (one, other) => one.or(other).expect("one of them is there"),
    };
    let has_span = matches!(&article, Named::Cite(cite) if cite.span.is_some());
    if fix.is_of_a_quote() && !has_span && words.is_none() {
        return Err(Wrong::new("it does not say which quote is meant", "add words = \"the first words of the quote\""));
    }
    if has_span && words.is_some() {
        return Err(Wrong::new("it has `words` beside a cite that names the place", "keep one of them"));
    }
    if !fix.is_of_a_quote() && !fix.is_of_the_day() {
        return Err(Wrong::new("it changes nothing", FORM));
    }
    contradiction(&fix)?;
    Ok(Correction { place, article, words, fix, because, by })
}

/// What is withdrawn cannot be something else as well.
fn contradiction(fix: &Fix) -> Result<(), Wrong> {
    let of_the_speaker = fix.speaker.is_some() || fix.speaker_kind.is_some() || fix.role.is_some();
    let of_the_quote = of_the_speaker || fix.kind.is_some() || fix.polarity.is_some() || fix.spoken.is_some();
    let (what, both) = match fix.withdraw {
        Some(Withdrawn::Quote) => ("the quote", of_the_quote),
        Some(Withdrawn::Speaker) => ("the speaker", of_the_speaker),
        Some(Withdrawn::Spoken) => ("the day it was said", fix.spoken.is_some()),
        Some(Withdrawn::Published) => ("the article's day", fix.published.is_some()),
        None => return Ok(()),
    };
    match both {
        true => Err(Wrong::new(format!("it withdraws {what} and changes it"), "keep one of the two")),
        false => Ok(()),
    }
}

fn some_text(value: &Value) -> Result<String, String> {
    let text = text(value)?.trim();
    if text.is_empty() { Err("it is empty".to_string()) } else { Ok(text.to_string()) }
}

fn one_of<T: Copy>(value: &Value, all: &[T], word: fn(T) -> &'static str) -> Result<T, String> {
    let text = text(value)?;
    let found = all.iter().copied().find(|one| word(*one) == text);
    found.ok_or_else(|| format!("`{text}` is none of the words it takes"))
}

/// `"2024-06-14"`, also without quotation marks; a month or a year.
fn dated(value: &Value) -> Result<(Period, Precision), String> {
    let text = match value {
        Value::Datetime(day) => day.to_string(),
        Value::Integer(year) => year.to_string(),
        _ => text(value)?.trim().to_string(),
    };
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?;
    let found = match text.split('-').collect::<Vec<_>>()[..] {
        [year] if year.len() == 4 => number(year).and_then(Period::year).map(|period| (period, Precision::Year)),
        [year, month] if (year.len(), month.len()) == (4, 2) => number(year)
            .zip(number(month))
            .and_then(|(year, month)| Period::month(year, month.unsigned_abs()))
            .map(|period| (period, Precision::Month)),
        _ => text.parse::<Day>().ok().map(|day| (Period::day(day), Precision::Day)),
    };
    found.ok_or_else(|| format!("`{text}` is no day of the calendar"))
}

fn withdrawn(value: &Value) -> Result<Option<Withdrawn>, String> {
    match value {
        Value::Boolean(true) => Ok(Some(Withdrawn::Quote)),
        Value::Boolean(false) => Ok(None),
        Value::String(text) => match text.as_str() {
            "quote" => Ok(Some(Withdrawn::Quote)),
            "speaker" => Ok(Some(Withdrawn::Speaker)),
            "spoken" => Ok(Some(Withdrawn::Spoken)),
            "published" => Ok(Some(Withdrawn::Published)),
            other => Err(format!("`{other}` is nothing that can be withdrawn")),
        },
        _ => Err(wanted("true or a word", value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Result<Vec<Correction>, String> {
        let read = of_text(content, FILE);
        read.map(|corrections| corrections.entries().to_vec()).map_err(|complaint| complaint.print())
    }

    #[test]
    fn entries_are_read() {
        let entries = read(
            r#"
            [[correction]]
            cite = "sha256:a7a7a7a7@12-80"
            speaker = "Edda Voss"
            role = "mayor"
            spoken = 2024-06-14
            because = "the paper ran a correction"
            by = "M. Venn"

            [[correction]]
            path = "drought/dry-spring.txt"
            words = "not a drop"
            withdraw = true

            [[correction]]
            path = "drought/dry-spring.txt"
            published = "2024-06"
            "#,
        )
        .expect("all is well");
        let [first, second, third] = &entries[..] else { panic!("{entries:?}") };
        assert!(matches!(&first.article, Named::Cite(cite) if cite.to_string() == "sha256:a7a7a7a7@12-80"));
        assert_eq!(first.fix.speaker.as_deref(), Some("Edda Voss"));
        assert_eq!(first.fix.spoken.map(|(period, _)| period.to_string()).as_deref(), Some("2024-06-14"));
        assert_eq!(second.fix.withdraw, Some(Withdrawn::Quote));
        assert_eq!(second.place, "entry 2 (line 10)");
        assert_eq!(third.fix.published.map(|(_, precision)| precision), Some(Precision::Month));
    }

    #[test]
    fn what_is_wrong_names_file_entry_key_and_remedy() {
        let check = |entry: &str, expected: &str| {
            let content =
                format!("[[correction]]\npath = 'a.txt'\nspeaker = 'A'\nwords = 'b'\n[[correction]]\n{entry}");
            let found = read(&content).expect_err(entry);
            assert!(found.contains("corrections.toml, entry 2 (line 5): "), "{found}");
            assert!(found.contains(expected), "{entry}: {found}");
            assert!(found.contains("\n  hint: "), "{found}");
        };
        check("speakr = 'A'", "the key `speakr` is not known; did you mean `speaker`?");
        check("cite = 'sha256:abc'", "`cite`: after `sha256:` come 8 to 64 hexadecimal digits");
        check("published = '2024-13-01'\npath = 'a'", "`published`: `2024-13-01` is no day of the calendar");
        check("spoken = '2024-6'\npath = 'a'", "`spoken`: `2024-6` is no day of the calendar");
        check("kind = 'loud'", "`kind`: `loud` is none of the words it takes\n  hint: `kind` takes \"direct\"");
        check("withdraw = 'all'", "`withdraw`: `all` is nothing that can be withdrawn");
        check("speaker = ' '", "`speaker`: it is empty");
        check("speaker = 3", "`speaker`: a text in quotation marks is wanted, found a number");
        check("speaker = 'A'", "it names no article");
        check("path = 'a'\nspeaker = 'A'", "it does not say which quote is meant");
        check("path = 'a'\ncite = 'sha256:a7a7a7a7'\nspeaker = 'A'", "it has both `cite` and `path`");
        check("cite = 'sha256:a7a7a7a7@1-2'\nwords = 'a'\nspeaker = 'A'", "it has `words` beside a cite");
        check("path = 'a'\nwords = 'b'", "it changes nothing");
        check("path = 'a'\nwords = 'b'\nwithdraw = true\nspeaker = 'A'", "it withdraws the quote and changes it");
    }

    #[test]
    fn what_is_no_entry_says_how_one_begins() {
        let check = |content: &str, expected: &str| {
            let found = read(content).expect_err(content);
            assert!(found.contains(expected), "{content}: {found}");
        };
        check("[correction]\npath = 'a'", "a list of tables is wanted, found a table");
        check("[[corection]]\npath = 'a'", "the key `corection` is not known; did you mean `correction`?");
        check("[[correction]]\npath = = 3", "corrections.toml, line 2: ");
    }
}
