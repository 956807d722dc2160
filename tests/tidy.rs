//! Keeps the house in order: layers, sizes, words, dependencies, documents.
//!
//! Reads the sources as text. Each rule names the file and line it was broken in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Room -> rooms it may name.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("sealed", &[]),
    ("language", &["model"]),
    ("crawl", &["sealed", "language", "model"]),
    ("read", &["language", "model"]),
    ("query", &["language", "model"]),
    ("quotes", &["language", "model"]),
    ("index", &["sealed", "query", "language", "model"]),
    ("engine", &["crawl", "read", "language", "quotes", "query", "index", "model"]),
    ("faces", &["engine", "model"]),
];

/// What only some places may name: the words, and where they are allowed.
const RESERVED: &[(&str, &[&str])] = &[
    ("tantivy", &["src/index/local"]),
    ("println!", &["src/faces"]),
    ("eprintln!", &["src/faces"]),
    ("std::env", &["src/faces", "src/main.rs"]),
    ("io::stdout", &["src/faces"]),
    ("io::stderr", &["src/faces"]),
    ("SystemTime::now", &["src/faces"]),
    ("Instant::now", &["src/faces"]),
    ("Utc::now", &["src/faces"]),
    ("Local::now", &["src/faces"]),
];

/// Never in the sources outside tests.
const FORBIDDEN: &[&str] = &["todo!(", "unimplemented!(", "dbg!(", ".unwrap()", "#[ignore"];

/// Words that say nothing, in names of types and functions.
const EMPTY_WORDS: &[&str] = &["Manager", "Handler", "Processor", "Helper", "Util"];
const EMPTY_PREFIXES: &[&str] = &["do_", "process_", "handle_"];

const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_MAX: usize = 70;

struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    /// The lines before the tests.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = self.text.find("#[cfg(test)]").unwrap_or(self.text.len());
        self.text[..end].lines().enumerate().map(|(at, line)| (at + 1, line))
    }

    /// The lines before the tests that are code.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// The program's sources; files that hold nothing but tests are not among them.
fn sources() -> Vec<Source> {
    let mut sources = files_under(Path::new("src"), "rs");
    sources.retain(|source| !source.path.iter().any(|part| part == "tests" || part == "tests.rs"));
    sources
}

fn files_under(folder: &Path, extension: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path).unwrap();
                found.push(Source { path, text });
            }
        }
    }
    assert!(!found.is_empty(), "no {extension} files under {}", folder.display());
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found
}

fn none(rule: &str, broken: Vec<String>) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

#[test]
fn each_layer_names_only_the_layers_below() {
    let mut broken = Vec::new();
    for source in sources() {
        let room = source.path.components().nth(1).unwrap().as_os_str().to_string_lossy().into_owned();
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == room) else {
            continue;
        };
        for (at, line) in source.code() {
            for (after, _) in line.match_indices("crate::") {
                let rest = &line[after + "crate::".len()..];
                let named: Vec<&str> = match rest.strip_prefix('{') {
                    Some(list) => list.split(',').map(|one| one.trim().split("::").next().unwrap()).collect(),
                    None => vec![rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap()],
                };
                for name in named {
                    if name != room && LAYERS.iter().any(|(other, _)| *other == name) && !allowed.contains(&name) {
                        broken.push(format!("{}:{at}: {room} names {name}", source.name()));
                    }
                }
            }
        }
    }
    none("a layer reaches up", broken);
}

#[test]
fn the_world_is_touched_only_where_it_may_be() {
    let mut broken = Vec::new();
    for source in sources() {
        for (at, line) in source.code() {
            for (word, places) in RESERVED {
                if line.contains(word) && !places.iter().any(|place| source.path.starts_with(place)) {
                    broken.push(format!("{}:{at}: {word}", source.name()));
                }
            }
        }
    }
    none("only named places may say this", broken);
}

#[test]
fn nothing_unfinished_stands_in_the_sources() {
    let mut broken = Vec::new();
    for source in sources() {
        for (at, line) in source.code() {
            broken.extend(
                FORBIDDEN
                    .iter()
                    .filter(|word| line.contains(**word))
                    .map(|word| format!("{}:{at}: {word}", source.name())),
            );
        }
    }
    none("not outside tests", broken);
}

#[test]
fn files_and_functions_keep_their_size() {
    let mut broken = Vec::new();
    for source in sources() {
        let count = source.lines().count();
        if count > FILE_LINES_MAX {
            broken.push(format!("{}: {count} lines, at most {FILE_LINES_MAX}", source.name()));
        }
        let mut open: Option<(usize, usize, String)> = None;
        for (at, line) in source.lines() {
            let indent = line.len() - line.trim_start().len();
            let begins = line.trim_start();
            let begins = ["pub ", "pub(super) ", "pub(crate) ", "const ", "async "]
                .iter()
                .fold(begins, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
            if begins.starts_with("fn ") && open.is_none() {
                open = Some((at, indent, begins.to_string()));
            }
            if let Some((start, depth, name)) = &open
                && (line.trim_end() == format!("{}}}", " ".repeat(*depth))
                    || line.trim_end().ends_with(';') && at == *start)
            {
                let length = at - start + 1;
                if length > FUNCTION_LINES_MAX {
                    broken.push(format!("{}:{start}: {length} lines: {name}", source.name()));
                }
                open = None;
            }
        }
    }
    none("too long to read at once", broken);
}

#[test]
fn every_file_says_what_it_is() {
    let silent = sources().into_iter().filter(|source| !source.text.starts_with("//! ")).map(|source| source.name());
    none("a file opens with what it means", silent.collect());
}

#[test]
fn names_are_the_glossarys() {
    let mut broken = Vec::new();
    for source in sources() {
        for (at, line) in source.code() {
            let words: Vec<&str> = line.split_whitespace().collect();
            for pair in words.windows(2) {
                let name = pair[1].split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
                let empty = match pair[0] {
                    "struct" | "enum" | "trait" | "type" => EMPTY_WORDS.iter().any(|word| name.contains(word)),
                    "fn" => EMPTY_PREFIXES.iter().any(|prefix| name.starts_with(prefix)),
                    "mod" => matches!(name, "utils" | "util" | "helpers" | "common"),
                    _ => false,
                };
                if empty {
                    broken.push(format!("{}:{at}: {name}", source.name()));
                }
            }
        }
    }
    none("these names say nothing", broken);
}

#[test]
fn every_dependency_has_a_reason() {
    let text = fs::read_to_string("Cargo.toml").unwrap();
    let mut broken = Vec::new();
    let mut inside = false;
    let mut before = "";
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && line.contains(" = ") && !line.starts_with('#') && !before.starts_with("# ") {
            broken.push(line.to_string());
        }
        before = line;
    }
    none("a dependency without a reason above it", broken);
}

#[test]
fn the_tree_holds_no_strong_copyleft_and_no_newer_rust() {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--offline",
            "--filter-platform",
            "x86_64-unknown-linux-gnu",
        ])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = tree["packages"].as_array().unwrap();
    let ours = packages.iter().find(|package| package["name"] == "onrecord").unwrap();
    let version = |package: &serde_json::Value| -> Vec<u32> {
        let text = package["rust_version"].as_str().unwrap_or("0");
        text.split('.').map(|part| part.parse().unwrap_or(0)).collect()
    };
    let mut broken = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("none");
        // Of alternatives one is enough.
        let free = licence.split(" OR ").flat_map(|part| part.split('/')).any(|part| !part.contains("GPL"));
        if !free || licence == "none" {
            broken.push(format!("{name}: {licence}"));
        }
        if version(package) > version(ours) {
            broken.push(format!("{name} needs Rust {}", package["rust_version"]));
        }
    }
    none("not to be depended on", broken);
}

#[test]
fn documents_link_to_what_exists() {
    let mut pages = files_under(Path::new("docs"), "md");
    for page in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "corpus/README.md", "index/README.md"] {
        pages.push(Source {
            path: page.into(),
            text: fs::read_to_string(page).unwrap_or_else(|_| panic!("{page} is missing")),
        });
    }
    let mut broken = Vec::new();
    for page in &pages {
        for (at, line) in page.text.lines().enumerate() {
            for (start, _) in line.match_indices("](") {
                let target = line[start + 2..].split(')').next().unwrap();
                let file = target.split('#').next().unwrap();
                let outside = target.contains("://") || target.starts_with("mailto:");
                if !outside && !file.is_empty() && !page.path.parent().unwrap().join(file).exists() {
                    broken.push(format!("{}:{}: {target}", page.name(), at + 1));
                }
            }
        }
    }
    none("a link leads nowhere", broken);
}

#[test]
fn the_changelog_names_this_version_or_what_comes() {
    let text = fs::read_to_string("CHANGELOG.md").unwrap();
    assert!(text.contains("## Unreleased") || text.contains(concat!("## ", env!("CARGO_PKG_VERSION"))));
}
