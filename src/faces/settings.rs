//! Which setting wins: flag, environment, the folder's file, the user's file, default.
//!
//! Layers of [`Values`] come in, one value a setting goes out, each with where it was made, so
//! that `onrecord status --verbose` can show it. Reads the files and the environment; the clock
//! is read here as well, once a run.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, Utc};
use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

use super::config::{self, ColorWhen, Limit, Values};
use super::errors::{Complaint, cause};
use super::people_file;
use super::size;
use crate::engine::{ARTICLE_BYTES_MAX, Corrections, CrawlSettings, PeopleRules, ReadSettings, Settings};
use crate::model::Day;

/// The file's name, in the folder and in the user's configuration folder.
pub const FILE: &str = "onrecord.toml";
/// Hits listed unless set.
const HITS: usize = 10;

/// Where a setting was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Flag,
    Environment,
    File(PathBuf),
    Default,
}

impl Source {
    /// `key` names the setting, for the variable it came from.
    fn describe(&self, key: &str) -> String {
        match self {
            Source::Flag => "flag".to_string(),
            Source::Environment => config::variable_of(key).unwrap_or("environment").to_string(),
            Source::File(path) => path.display().to_string(),
            Source::Default => "default".to_string(),
        }
    }
}

/// What one place says.
#[derive(Clone, Debug)]
pub struct Layer {
    pub source: Source,
    pub values: Values,
}

/// A value and where it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen<T> {
    pub value: T,
    source: Source,
}

/// Every setting, decided.
#[derive(Clone, Debug)]
pub struct Preferences {
    pub corpus: Chosen<PathBuf>,
    pub index: Chosen<PathBuf>,
    pub include: Chosen<Vec<String>>,
    pub exclude: Chosen<Vec<String>>,
    pub hidden: Chosen<bool>,
    pub max_size: Chosen<u64>,
    pub date_from_mtime: Chosen<bool>,
    pub query_lang: Chosen<Option<String>>,
    pub limit: Chosen<Limit>,
    pub color: Chosen<ColorWhen>,
    pub map: BTreeMap<String, Chosen<String>>,
    pub zones: BTreeMap<String, Chosen<String>>,
    /// What people.toml says.
    pub people: PeopleRules,
    /// SHA-256 of the configuration files read, in order; `None` when there are none.
    pub files_digest: Option<String>,
}

/// The moment of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What `today` means in a query, and what a future date is.
    pub today: Day,
    /// By which ages are told.
    pub now: DateTime<Utc>,
}

impl Clock {
    /// The local day, or that of `ONRECORD_TODAY`.
    pub fn read() -> Result<Clock, Complaint> {
        let now = Utc::now();
        if let Some(today) = variable("ONRECORD_TODAY")?.filter(|text| !text.is_empty()) {
            let today = today.parse().map_err(|_| {
                Complaint::new(format!("ONRECORD_TODAY: `{today}` is no day"))
                    .hint("write it as 2025-09-03, or unset it")
            })?;
            return Ok(Clock { today, now });
        }
        let today = Day::from_date(now.with_timezone(&Local).date_naive())
            .ok_or_else(|| Complaint::new("the computer's clock is outside the years 1 to 9999"))?;
        Ok(Clock { today, now })
    }
}

/// The layers below the flags, strongest first, from this process's surroundings.
pub fn surroundings() -> Result<(Vec<Layer>, PeopleRules, Option<String>), Complaint> {
    let mut names = Vec::new();
    names.push(PathBuf::from(FILE));
    if let Ok(strategy) = etcetera::choose_base_strategy() {
        names.push(strategy.config_dir().join("onrecord").join(FILE));
    }
    let mut layers = vec![Layer { source: Source::Environment, values: environment()? }];
    let mut digest: Option<Sha256> = None;
    for name in names {
        let Some(content) = file_content(&name)? else { continue };
        digest.get_or_insert_default().update(content.as_bytes());
        let folder = name.parent().unwrap_or(Path::new(""));
        let values = config::read_file(&content, &name.display().to_string(), folder)?;
        layers.push(Layer { source: Source::File(name), values });
    }
    let mut people = PeopleRules::default();
    if let Some(content) = file_content(Path::new(people_file::FILE))? {
        digest.get_or_insert_default().update(content.as_bytes());
        people = people_file::read(&content, people_file::FILE)?;
    }
    let digest = digest.map(|digest| digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
    Ok((layers, people, digest))
}

/// The digest of the configuration files with that of one more; an absent one changes nothing.
pub fn digest_with(files_digest: Option<String>, more: &str) -> Option<String> {
    if more.is_empty() {
        return files_digest;
    }
    let both = files_digest.unwrap_or_default() + more;
    Some(Sha256::digest(both.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Decides every setting; `layers` strongest first.
pub fn decide(layers: &[Layer], files_digest: Option<String>) -> Preferences {
    Preferences {
        corpus: choose(layers, |values| values.corpus.clone(), PathBuf::from("corpus")),
        index: choose(layers, |values| values.index.clone(), PathBuf::from("index")),
        include: choose(layers, |values| values.include.clone(), Vec::new()),
        exclude: choose(layers, |values| values.exclude.clone(), Vec::new()),
        hidden: choose(layers, |values| values.hidden, false),
        max_size: choose(layers, |values| values.max_size, ARTICLE_BYTES_MAX),
        date_from_mtime: choose(layers, |values| values.date_from_mtime, false),
        query_lang: choose(layers, |values| values.query_lang.clone().map(Some), None),
        limit: choose(layers, |values| values.limit, Limit::Hits(HITS)),
        color: choose(layers, |values| values.color, ColorWhen::Auto),
        map: merge(layers, |values| &values.map),
        zones: merge(layers, |values| &values.zones),
        people: PeopleRules::default(),
        files_digest,
    }
}

impl Preferences {
    /// What the engine takes.
    pub fn engine_settings(&self, accept_gone: bool, clock: Clock) -> Settings {
        let plain = |table: &BTreeMap<String, Chosen<String>>| {
            table.iter().map(|(key, chosen)| (key.clone(), chosen.value.clone())).collect()
        };
        Settings {
            corpus: self.corpus.value.clone(),
            index: self.index.value.clone(),
            crawl: CrawlSettings {
                include: self.include.value.clone(),
                exclude: self.exclude.value.clone(),
                hidden: self.hidden.value,
                article_bytes_max: self.max_size.value,
                accept_gone,
            },
            people: self.people.clone(),
            read: ReadSettings {
                mapping: plain(&self.map),
                zones: plain(&self.zones),
                date_from_mtime: self.date_from_mtime.value,
            },
            program: std::env::current_exe().ok(),
            corrections: Corrections::default(),
            today: clock.today,
            now_nanos: clock.now.timestamp_nanos_opt().unwrap_or_default(),
        }
    }

    /// Name, value and origin of every setting, for people.
    pub fn rows(&self) -> Vec<[String; 3]> {
        let globs = |globs: &Vec<String>, none: &str| if globs.is_empty() { none.to_string() } else { globs.join(" ") };
        let limit = match self.limit.value {
            Limit::All => "all".to_string(),
            Limit::Hits(count) => count.to_string(),
        };
        let color = match self.color.value {
            ColorWhen::Auto => "auto",
            ColorWhen::Always => "always",
            ColorWhen::Never => "never",
        };
        let mut rows = vec![
            row("corpus", self.corpus.value.display(), &self.corpus.source),
            row("index", self.index.value.display(), &self.index.source),
            row("include", globs(&self.include.value, "everything"), &self.include.source),
            row("exclude", globs(&self.exclude.value, "nothing"), &self.exclude.source),
            row("hidden", self.hidden.value, &self.hidden.source),
            row("max_size", size::show(self.max_size.value), &self.max_size.source),
            row("date_from_mtime", self.date_from_mtime.value, &self.date_from_mtime.source),
            row(
                "query_lang",
                self.query_lang.value.as_deref().unwrap_or("the archive's main language"),
                &self.query_lang.source,
            ),
            row("limit", limit, &self.limit.source),
            row("color", color, &self.color.source),
        ];
        if !self.people.is_empty() {
            let unit = if self.people.len() == 1 { "entry" } else { "entries" };
            let entries = format!("{} {unit}", self.people.len());
            rows.push(["people".to_string(), entries, people_file::FILE.to_string()]);
        }
        rows.extend(
            self.map
                .iter()
                .map(|(field, chosen)| [format!("map.{field}"), chosen.value.clone(), chosen.source.describe("map")]),
        );
        rows.extend(self.zones.iter().map(|(publisher, chosen)| {
            [format!("publishers.{publisher}.zone"), chosen.value.clone(), chosen.source.describe("publishers")]
        }));
        rows
    }
}

fn row(key: &str, value: impl fmt::Display, source: &Source) -> [String; 3] {
    [key.to_string(), value.to_string(), source.describe(key)]
}

fn choose<T>(layers: &[Layer], said: impl Fn(&Values) -> Option<T>, default: T) -> Chosen<T> {
    for layer in layers {
        if let Some(value) = said(&layer.values) {
            return Chosen { value, source: layer.source.clone() };
        }
    }
    Chosen { value: default, source: Source::Default }
}

/// Tables are merged key by key: a mapping in the folder's file does not undo another in the
/// user's.
fn merge(layers: &[Layer], said: impl Fn(&Values) -> &BTreeMap<String, String>) -> BTreeMap<String, Chosen<String>> {
    let mut merged = BTreeMap::new();
    for layer in layers.iter().rev() {
        for (key, value) in said(&layer.values) {
            merged.insert(key.clone(), Chosen { value: value.clone(), source: layer.source.clone() });
        }
    }
    merged
}

fn environment() -> Result<Values, Complaint> {
    let mut unreadable = None;
    let values = config::read_environment(|name| match variable(name) {
        Ok(content) => content,
        Err(complaint) => {
            unreadable.get_or_insert(complaint);
            None
        }
    })?;
    unreadable.map_or(Ok(values), Err)
}

fn variable(name: &str) -> Result<Option<String>, Complaint> {
    match std::env::var(name) {
        Ok(content) => Ok(Some(content)),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Complaint::new(format!("{name} is no valid Unicode")).hint("set it again, or unset it"))
        }
    }
}

pub(super) fn file_content(name: &Path) -> Result<Option<String>, Complaint> {
    let shown = name.display();
    match std::fs::read(name) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(content) => Ok(Some(content)),
            Err(_) => Err(Complaint::new(format!("{shown} is not written in UTF-8")).hint("save it as UTF-8")),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Complaint::new(format!("{shown} could not be read: {}", cause(&error)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(source: Source, toml: &str) -> Layer {
        let values = config::read_file(toml, FILE, Path::new("")).expect("the test's settings are right");
        Layer { source, values }
    }

    fn all_layers() -> Vec<(Source, &'static str)> {
        vec![
            (Source::Flag, "flag"),
            (Source::Environment, "ONRECORD_CORPUS"),
            (Source::File("onrecord.toml".into()), "onrecord.toml"),
            (Source::File("home/onrecord.toml".into()), "home/onrecord.toml"),
        ]
    }

    #[test]
    fn the_strongest_layer_that_speaks_wins() {
        // For every set of layers that speak, the first of them in the documented order wins.
        for speaking in 0u32..16 {
            let layers: Vec<Layer> = all_layers()
                .into_iter()
                .enumerate()
                .map(|(at, (source, _))| {
                    let toml = if speaking & (1 << at) == 0 { String::new() } else { format!("corpus = 'c{at}'") };
                    layer(source, &toml)
                })
                .collect();
            let decided = decide(&layers, None);
            let (value, source) = match speaking {
                0 => ("corpus".to_string(), "default"),
                _ => {
                    let first = speaking.trailing_zeros() as usize;
                    (format!("c{first}"), all_layers()[first].1)
                }
            };
            assert_eq!(decided.rows()[0], ["corpus".to_string(), value, source.to_string()], "{speaking:04b}");
        }
    }

    #[test]
    fn settings_are_decided_one_by_one() {
        let layers = [
            layer(Source::Flag, "limit = 3"),
            layer(Source::File("onrecord.toml".into()), "limit = 5\nhidden = true\ninclude = '*.txt'"),
            layer(Source::File("home/onrecord.toml".into()), "hidden = false\nmax_size = '1MiB'\ninclude = ['*.md']"),
        ];
        let decided = decide(&layers, None);
        assert_eq!(decided.limit.value, Limit::Hits(3));
        assert!(decided.hidden.value);
        assert_eq!(decided.max_size.value, 1 << 20);
        assert_eq!(decided.include.value, ["*.txt"], "lists are replaced, not joined");
    }

    #[test]
    fn tables_are_merged_key_by_key() {
        let layers = [
            layer(Source::Flag, "[map]\na = 'headline'"),
            layer(Source::File("onrecord.toml".into()), "[map]\na = 'text'\nb = 'date'"),
            layer(Source::File("home/onrecord.toml".into()), "[map]\nc = 'url'\n[publishers.Post]\nzone = 'UTC'"),
        ];
        let rows = decide(&layers, None).rows();
        let shown: Vec<String> = rows[10..].iter().map(|row| row.join(" ")).collect();
        assert_eq!(
            shown,
            [
                "map.a headline flag",
                "map.b date onrecord.toml",
                "map.c url home/onrecord.toml",
                "publishers.Post.zone UTC home/onrecord.toml",
            ]
        );
    }
}
