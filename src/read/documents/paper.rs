//! A document as its paragraphs and properties, made into an article.
//!
//! The headline is what stands at the top as title or heading, else the title among the properties;
//! what programs write there by themselves ("Microsoft Word - Document1") is none. A printed day
//! counts before the day on which the document was made.

use crate::language::dates::written;
use crate::language::language_of;
use crate::model::{Attribute, Evidence, Finding, Precision};
use crate::read::draft::{Material, Place, settle};
use crate::read::fields::{Candidate, Fields, Meaning};
use crate::read::headline::own_headline;
use crate::read::outlet::{Member, Outlet};
use crate::read::{Refusal, bylines, dateline};

use super::xml::{Node, walk};

/// A title may stand below so many lines: a letterhead, a day.
const ABOVE_TITLE_MAX: usize = 4;
/// A title that is set in so many paragraphs.
const TITLE_LINES_MAX: usize = 5;
const FIRST_LINES: usize = 5;
const DATE_LINE_BYTES_MAX: usize = 60;
/// Lines above the headline of what is sent to the press, in lower case.
const KICKERS: &[&str] = &[
    "communiqué de presse",
    "for immediate release",
    "immediate release",
    "media release",
    "news release",
    "nota de prensa",
    "press release",
    "pressemeldung",
    "pressemitteilung",
    "persbericht",
];
/// Words of names of creators that are no person's.
const PROGRAMS: &[&str] = &[
    "administrator",
    "admin",
    "apache",
    "author",
    "default",
    "docx",
    "library",
    "libreoffice",
    "microsoft",
    "office",
    "openoffice",
    "owner",
    "pandoc",
    "poi",
    "python",
    "unknown",
    "user",
    "windows",
    "word",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Subtitle,
    Heading,
    Caption,
    /// An entry of a table of contents.
    Contents,
    Plain,
}

impl Role {
    /// What the name of a style says: `heading 1`, `Title`.
    pub(super) fn of_style(name: &str) -> Role {
        let name = name.to_lowercase();
        match name.trim() {
            "title" | "titel" | "titre" | "título" | "headline" => Role::Title,
            "subtitle" | "untertitel" | "sous-titre" | "subtítulo" => Role::Subtitle,
            "caption" | "illustration" | "figure" | "table" | "drawing" => Role::Caption,
            name if name.starts_with("heading") => Role::Heading,
            name if name.starts_with("toc ") || name.starts_with("contents ") => Role::Contents,
            _ => Role::Plain,
        }
    }
}

pub(super) struct Line {
    pub text: String,
    pub role: Role,
}

#[derive(Default)]
pub(super) struct Paper {
    pub lines: Vec<Line>,
    pub title: Option<String>,
    pub creator: Option<String>,
    pub created: Option<String>,
    pub changed: Option<String>,
    pub language: Option<String>,
    pub publisher: Option<String>,
    pub notes: Vec<String>,
}

impl Paper {
    /// Adds a paragraph, its white space collapsed within its lines.
    pub(super) fn add(&mut self, text: &str, role: Role) {
        // Marks of where a line may break say nothing; no control character belongs into a text.
        let text: String = text.chars().filter(|c| !matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}')).collect();
        let words = |line: &str| {
            let words = line.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
            words.collect::<Vec<_>>().join(" ")
        };
        let lines = text.lines().map(words);
        let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        if !text.is_empty() && role != Role::Contents {
            self.lines.push(Line { text, role });
        }
    }

    /// Takes the part of a document that describes it (Dublin Core and what stands beside it).
    pub(super) fn take_properties(&mut self, part: &[u8], format: &'static str) {
        let mut open = String::new();
        let mut value = String::new();
        let walked = walk(part, format, &mut |node| match node {
            Node::Open(name, _) => {
                open = name.to_string();
                value.clear();
            }
            Node::Text(text) => value.push_str(text),
            Node::Close(name) => {
                if name == open && !value.trim().is_empty() {
                    self.take_property(name, value.trim());
                }
                value.clear();
            }
        });
        if let Err(refusal) = walked {
            self.notes.push(format!("its properties cannot be read: {refusal}"));
        }
    }

    fn take_property(&mut self, name: &str, value: &str) {
        let place = match name {
            "title" => &mut self.title,
            "initial-creator" => {
                // The one who changed it last has given its name to `creator`.
                self.creator = Some(value.to_string());
                return;
            }
            "creator" => &mut self.creator,
            "created" | "creation-date" => &mut self.created,
            "modified" | "date" => &mut self.changed,
            "language" => &mut self.language,
            "publisher" => &mut self.publisher,
            _ => return,
        };
        place.get_or_insert_with(|| value.to_string());
    }

    /// Hands over the article.
    ///
    /// # Errors
    /// No text.
    pub(super) fn finish(mut self, member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
        let mut fields = Fields::default();
        let stem = stem(member);
        let property = self.title.take().map(|title| one_line(&title)).filter(|title| is_title(title, &stem));
        if let Some(headline) = self.printed_headline(property.as_deref()) {
            fields.take_from(Meaning::Headline, &headline, Evidence::Metadata, "top of the document");
        }
        fields.take_from(Meaning::Headline, property.as_deref().unwrap_or(""), Evidence::Properties, "document title");
        if self.lines.first().is_some_and(|line| line.role == Role::Subtitle) {
            let subtitle = one_line(&self.lines[0].text);
            fields.take_from(Meaning::Standfirst, &subtitle, Evidence::Metadata, "subtitle of the document");
        }
        let byline = self.lines.iter().take(ABOVE_TITLE_MAX).position(|line| bylines::is_byline(&line.text));
        if let Some(at) = byline {
            let line = self.lines.remove(at);
            fields.take_from(Meaning::Author, &line.text, Evidence::Metadata, "byline of the document");
        }
        self.properties(&mut fields);
        let captions = self.lines.iter().filter(|line| line.role == Role::Caption).map(|line| line.text.clone());
        let captions: Vec<String> = captions.collect();
        let body = self.lines.into_iter().filter(|line| line.role != Role::Caption).map(|line| line.text);
        let body: Vec<String> = body.collect();
        let material = Material { notes: self.notes, ..Material::assembled(fields, &body, &captions) };
        if material.is_empty() {
            return Err(Refusal::NoText);
        }
        let place = Place { path: Some(member.path), modified: outlet.modified };
        let draft = settle(material, place, outlet.rules);
        outlet.article(member, draft);
        Ok(())
    }

    /// Takes the headline that is printed at the top out of the lines.
    fn printed_headline(&mut self, property: Option<&str>) -> Option<String> {
        let top = self.lines.len().min(ABOVE_TITLE_MAX);
        let first_text = self.lines[..top].iter().position(|line| !is_above_title(&line.text))?;
        let titled = self.lines[..top].iter().position(|line| line.role == Role::Title);
        let headed = (self.lines[first_text].role == Role::Heading).then_some(first_text);
        let named = || {
            let is_it = |line: &Line| {
                property.is_some_and(|property| one_line(&line.text).to_lowercase() == property.to_lowercase())
            };
            self.lines[..top].iter().position(is_it)
        };
        let shaped = || {
            let start: Vec<&str> = self.lines[first_text..].iter().take(2).map(|line| line.text.as_str()).collect();
            own_headline(&start.join("\n\n"), 0).map(|_| first_text)
        };
        let at = titled.or(headed).or_else(named).or_else(shaped)?;
        let mut headline = one_line(&self.lines.remove(at).text);
        // A title may be broken into lines; a document that is nothing but titles has its text in them.
        let lines = self.lines[at..].iter().take(TITLE_LINES_MAX - 1).take_while(|line| line.role == Role::Title);
        let more = if titled.is_some() { lines.count() } else { 0 };
        for line in self.lines.drain(at..at + more) {
            headline.push(' ');
            headline.push_str(&one_line(&line.text));
        }
        Some(headline)
    }

    /// What the document says of itself, behind what it prints.
    fn properties(&mut self, fields: &mut Fields) {
        let creator = self.creator.take().map(|creator| bylines::turned(&creator).unwrap_or(creator));
        if let Some(creator) = creator.filter(|creator| are_people(creator)) {
            if fields.bylines.is_empty() {
                fields.take_from(Meaning::Author, &creator, Evidence::Properties, "document creator");
            } else {
                let place = "document creator".into();
                fields.findings.push(Finding {
                    about: Attribute::Byline,
                    value: Some(creator),
                    place,
                    believed: false,
                });
            }
        }
        let lead = self.lines.first().map_or(String::new(), |line| line.text.clone());
        if let Some(day) = dateline::dateline(&lead, None) {
            let place = "dateline".into();
            fields.dates.push(Candidate { written: day.to_string(), evidence: Evidence::Dateline, place });
        }
        let printed = self.lines.iter().take(FIRST_LINES).find(|line| is_date(&line.text));
        if let Some(line) = printed {
            let written = line.text.trim_end_matches(['.', ',']).to_string();
            fields.dates.push(Candidate { written, evidence: Evidence::FirstLines, place: "first lines".into() });
        }
        let mut take = |meaning, value: Option<String>, place: &'static str| {
            fields.take_from(meaning, value.as_deref().unwrap_or(""), Evidence::Properties, place);
        };
        take(Meaning::Date, self.created.take(), "document created");
        take(Meaning::Modified, self.changed.take(), "document changed");
        // Programs write their own language where nobody has said another.
        let told = language_of(&lead).is_some();
        take(Meaning::Language, self.language.take().filter(|_| !told), "document language");
        take(Meaning::Publisher, self.publisher.take(), "document publisher");
    }
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The file's name without its ending, in lower case.
fn stem(member: &Member<'_>) -> String {
    let name = String::from_utf8_lossy(member.path.name()).to_lowercase();
    name.rsplit_once('.').map_or(name.clone(), |(stem, _)| stem.to_string())
}

/// Whether a title among the properties was written by somebody.
fn is_title(title: &str, stem: &str) -> bool {
    const MADE: &[&str] = &["microsoft word", "document", "untitled", "doc1", "unbenannt", "sans titre", "powerpoint"];
    const ENDINGS: &[&str] = &[".doc", ".docx", ".odt", ".rtf", ".wpd", ".pdf", ".dot", ".dotx", ".txt"];
    let lower = title.to_lowercase();
    lower.contains(char::is_alphabetic)
        && !MADE.iter().any(|made| lower.starts_with(made))
        && !ENDINGS.iter().any(|ending| lower.ends_with(ending))
        && lower != stem
        && lower != "title"
}

/// `FOR IMMEDIATE RELEASE`, a day: what may stand above a headline.
fn is_above_title(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    KICKERS.contains(&bare.as_str()) || is_date(text)
}

/// A day or month that fills its line.
fn is_date(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ',']);
    bare.len() <= DATE_LINE_BYTES_MAX
        && written(bare).is_some_and(|date| date.length == bare.len() && date.precision != Precision::Year)
}

/// Whether the creator is somebody, and not the owner of a program.
pub(super) fn are_people(creator: &str) -> bool {
    let people = bylines::people(creator);
    let is_person = |name: &String| {
        let mut words = name.split_whitespace();
        bylines::are_names(name)
            && name.contains(' ')
            && !words.any(|word| PROGRAMS.contains(&word.to_lowercase().as_str()))
    };
    !people.is_empty() && people.iter().all(is_person)
}
