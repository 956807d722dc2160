//! A folder with a corpus in it, and the program run there with none of this computer's settings.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

pub struct Home {
    folder: TempDir,
}

pub struct Outcome {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

/// What the summary of `onrecord index` says of the corpus's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub files: u64,
    pub indexed: u64,
    pub unchanged: u64,
    pub refused: u64,
    pub failed: u64,
}

/// Size, modification time and content of every file.
pub type Listing = BTreeMap<PathBuf, (u64, SystemTime, Vec<u8>)>;

impl Home {
    /// A home with these files in `corpus/`.
    pub fn new(files: &[(&str, &str)]) -> Home {
        let home = Home { folder: TempDir::new().unwrap() };
        fs::create_dir(home.at("corpus")).unwrap();
        for (name, text) in files {
            home.write(&format!("corpus/{name}"), text);
        }
        home
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The name of the folder itself, which no other place on this computer has.
    pub fn name(&self) -> String {
        self.folder.path().file_name().unwrap().to_string_lossy().into_owned()
    }

    /// Writes a file of an hour ago: one of this very moment is hashed again at every run.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        self.touch(name, 3600);
    }

    /// Dates a file so many seconds back.
    pub fn touch(&self, name: &str, seconds_ago: u64) {
        let file = File::options().write(true).open(self.at(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(seconds_ago)).unwrap();
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.at(name)).unwrap();
    }

    pub fn command(&self, typed: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(typed).current_dir(self.folder.path()).env_clear().stdin(Stdio::null());
        command.env("HOME", self.folder.path()).env("XDG_CONFIG_HOME", self.at("config"));
        command.env("ONRECORD_TODAY", "2025-10-01");
        command
    }

    pub fn run(&self, typed: &[&str]) -> Outcome {
        outcome(self.command(typed))
    }

    /// Runs and wants this status; gives back standard output.
    #[track_caller]
    pub fn wants(&self, status: i32, typed: &[&str]) -> String {
        let outcome = self.run(typed);
        assert_eq!(outcome.status, Some(status), "{typed:?}\n{}{}", outcome.out, outcome.err);
        outcome.out
    }

    /// Starts the program and leaves it running, its output kept.
    pub fn start(&self, typed: &[&str]) -> Child {
        self.command(typed).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Indexes, wants success, and holds the counts against each other.
    #[track_caller]
    pub fn index(&self) -> Counts {
        counts(&self.wants(0, &["index"]))
    }

    /// The whole answer to a query, flags included; every printing of a story by itself.
    #[track_caller]
    pub fn answer(&self, typed: &[&str]) -> Value {
        let typed: Vec<&str> =
            ["search", "--json", "--no-fold", "--limit", "5000"].iter().chain(typed).copied().collect();
        let outcome = self.run(&typed);
        assert!(matches!(outcome.status, Some(0 | 1)), "{typed:?}: {}", outcome.err);
        serde_json::from_str(&outcome.out).unwrap()
    }

    /// How many articles a query finds.
    #[track_caller]
    pub fn total(&self, query: &str) -> u64 {
        self.answer(&["--", query])["total"].as_u64().unwrap()
    }

    /// The paths that a query finds, sorted.
    #[track_caller]
    pub fn paths(&self, typed: &[&str]) -> Vec<String> {
        let answer = self.answer(typed);
        let hits = answer["hits"].as_array().unwrap();
        let mut paths: Vec<String> = hits.iter().map(|hit| hit["path"].as_str().unwrap().to_string()).collect();
        paths.sort();
        paths
    }

    pub fn generation(&self) -> u64 {
        self.answer(&["--on", "2025"])["made"]["generation"].as_u64().unwrap()
    }

    /// The folder of the store in force.
    pub fn store(&self) -> PathBuf {
        let marker: Value = serde_json::from_str(&fs::read_to_string(self.at("index/onrecord.json")).unwrap()).unwrap();
        self.at("index").join(marker["store"].as_str().unwrap())
    }

    pub fn listing(&self, name: &str) -> Listing {
        let files = walkdir::WalkDir::new(self.at(name)).into_iter().map(Result::unwrap);
        files
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let metadata = entry.metadata().unwrap();
                let content = fs::read(entry.path()).unwrap();
                (entry.path().to_path_buf(), (metadata.len(), metadata.modified().unwrap(), content))
            })
            .collect()
    }

    /// Holds the index's folder against what belongs there: one store, and in it the files that
    /// tantivy knows of and ours.
    #[track_caller]
    pub fn no_rubbish(&self) {
        const OURS: [&str; 6] =
            ["copies", "manifest", "summary.json", ".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock"];
        let names = |path: &Path| -> Vec<String> {
            let mut names: Vec<String> = fs::read_dir(path)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .collect();
            names.sort();
            names
        };
        let store = self.store();
        let store_name = store.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(names(&self.at("index")), ["lock", "onrecord.json", store_name.as_str()]);
        let managed: Value = serde_json::from_slice(&fs::read(store.join(".managed.json")).unwrap()).unwrap();
        let mut managed: Vec<String> =
            managed.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_string()).collect();
        managed.sort();
        let meta: Value = serde_json::from_slice(&fs::read(store.join("meta.json")).unwrap()).unwrap();
        let segments: Vec<String> = meta["segments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|segment| segment["segment_id"].as_str().unwrap().replace('-', ""))
            .collect();
        let present: Vec<String> = names(&store).into_iter().filter(|name| !OURS.contains(&name.as_str())).collect();
        assert_eq!(present, managed, "the files are those that tantivy answers for");
        for name in present.iter().filter(|name| *name != "meta.json") {
            assert!(segments.iter().any(|segment| name.starts_with(segment)), "{name} belongs to no segment");
        }
    }

    /// The index is whole: `check` finds nothing, no rubbish lies about, and this many articles
    /// are there.
    #[track_caller]
    pub fn is_sound(&self, articles: u64) {
        let checked = self.wants(0, &["check"]);
        assert!(checked.contains("The index is sound."), "{checked}");
        self.no_rubbish();
        assert_eq!(self.answer(&["--on", "2025"])["made"]["articles"], articles);
    }
}

pub fn outcome(mut command: Command) -> Outcome {
    of_output(command.output().unwrap())
}

pub fn of_output(output: std::process::Output) -> Outcome {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Reads `3 files: 1 indexed, 2 unchanged, 0 refused, 0 failed`; what was not come to stands in a
/// line of its own, and all add up.
#[track_caller]
pub fn counts(summary: &str) -> Counts {
    let number = |text: &str| text.split(' ').next().unwrap().replace(',', "").parse::<u64>().unwrap();
    let of_files = |line: &&str| line.contains(" files: ") || line.contains(" file: ");
    let (files, fates) = summary.lines().find(of_files).and_then(|line| line.split_once(": ")).expect(summary);
    let fates: Vec<u64> = fates.split(", ").map(number).collect();
    let [indexed, unchanged, refused, failed] = fates[..] else { panic!("{summary}") };
    let unreached = summary.lines().find(|line| line.ends_with(" not come to")).map_or(0, number);
    let counts = Counts { files: number(files), indexed, unchanged, refused, failed };
    assert_eq!(counts.files, indexed + unchanged + refused + failed + unreached, "{summary}");
    counts
}

/// An article of one sentence about `word`.
pub fn article(day: &str, word: &str) -> String {
    format!("date {day} The council of Ardan spoke of the {word} for hours.\n\nNothing was settled.\n")
}
