//! Where the articles of one entry go: each gets its key, what was skipped is counted and noted.
//!
//! An article's key is its own id where the input has one (`id`, guid, Message-ID,
//! WARC-Record-ID), else its ordinal in the file; in a container the path of the member stands
//! before it. No two articles of an entry share a key.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::ControlFlow;
use std::rc::Rc;

use crate::model::{Attribute, Day, EntryPath, Evidence, Finding, Published, Suspicion};

use super::fields::Candidate;
use super::published::of_candidate;
use super::{Draft, ReadRules, Refusal};

/// So many skipped records are named one by one; the others are counted.
const NOTES_MAX: usize = 50;
/// A longer id does not name a record.
const ID_BYTES_MAX: usize = 512;
/// Longer names of what is inside of a member are cut for their keys.
const NAME_BYTES_MAX: usize = 1024;
/// The most members of containers in one entry; what lies behind is not read.
pub(super) const MEMBERS_MAX: u64 = 2_000_000;

/// What an entry held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Streamed {
    /// Articles handed over.
    pub articles: u64,
    /// Records and members that gave no article.
    pub skipped: u64,
    /// The sink asked to stop before the end.
    pub stopped: bool,
    pub notes: Vec<String>,
}

/// The entry itself, or something inside of it that is read like an entry.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    /// For what its name tells of format and day.
    pub path: &'a EntryPath,
    /// Its place within the entry; empty for the entry itself.
    pub key: &'a str,
    /// Containers around it.
    pub depth: usize,
    /// What stood on the outside of it.
    pub envelope: Option<&'a Envelope>,
}

/// What a web archive says of a page that it holds, or a mail of what is attached to it.
#[derive(Clone, Debug, Default)]
pub(super) struct Envelope {
    pub own_id: Option<String>,
    pub url: Option<String>,
    /// When it was captured.
    pub captured: Option<Candidate>,
    /// When it was sent.
    pub sent: Option<Candidate>,
}

impl Member<'_> {
    /// The key of something inside of this member; of a longer name it has the beginning, and
    /// control characters, which a terminal would obey, are replaced.
    pub(super) fn inner_key(&self, name: &str) -> String {
        let name = &name[..name.floor_char_boundary(NAME_BYTES_MAX)];
        let name = name.replace(char::is_control, "\u{FFFD}");
        if self.key.is_empty() { name } else { format!("{}#{name}", self.key) }
    }
}

impl Envelope {
    /// Adds what the page itself does not say.
    fn complete(&self, draft: &mut Draft, rules: &ReadRules) {
        draft.own_id = draft.own_id.take().or_else(|| self.own_id.clone());
        if let (None, Some(url)) = (&draft.url, &self.url) {
            draft.url = Some(url.clone());
            let place = "WARC-Target-URI".into();
            draft.findings.push(Finding { about: Attribute::Url, value: None, place, believed: true });
        }
        if let Some(captured) = &self.captured {
            let is_lacking = draft.published.is_none();
            dated(draft, captured, is_lacking.then_some(Some(Suspicion::Captured)), rules);
        }
        if let Some(sent) = &self.sent {
            // The day on which a document was made is before the day of its news.
            let is_lacking = draft.published.as_ref().is_none_or(|day| day.evidence >= Evidence::Properties);
            dated(draft, sent, is_lacking.then_some(None), rules);
        }
    }
}

/// Adds a day from the outside; `taken` says whether it is believed, and with what suspicion.
fn dated(draft: &mut Draft, day: &Candidate, taken: Option<Option<Suspicion>>, rules: &ReadRules) {
    let published = of_candidate(day, draft.publisher.as_deref(), rules);
    let believed = taken.is_some() && published.is_some();
    if let (Some(suspicion), Some(published)) = (taken, published) {
        let others = draft.findings.iter_mut().filter(|finding| finding.about == Attribute::Published);
        others.for_each(|finding| finding.believed = false);
        draft.published = Some(Published { suspicion: published.suspicion.or(suspicion), ..published });
    }
    let (value, place) = (Some(day.written.clone()), day.place.clone());
    draft.findings.push(Finding { about: Attribute::Published, value, place, believed });
}

/// Takes what is read out of one entry.
pub(super) struct Outlet<'a> {
    pub rules: &'a ReadRules,
    /// The entry's modification day.
    pub modified: Option<Day>,
    sink: &'a mut dyn FnMut(Draft) -> ControlFlow<()>,
    keys: Keys,
    done: Streamed,
    /// What was passed over without a word of its own, by kind.
    passed_over: BTreeMap<&'static str, u64>,
    members: u64,
    /// Bytes that the containers of the entry may still unpack.
    pub unpack_budget: Rc<Cell<u64>>,
}

impl<'a> Outlet<'a> {
    pub(super) fn new(
        rules: &'a ReadRules,
        modified: Option<Day>,
        unpack_bytes_max: u64,
        sink: &'a mut dyn FnMut(Draft) -> ControlFlow<()>,
    ) -> Outlet<'a> {
        let (keys, done, passed_over) = (Keys::default(), Streamed::default(), BTreeMap::new());
        let unpack_budget = Rc::new(Cell::new(unpack_bytes_max));
        Outlet { rules, modified, sink, keys, done, passed_over, members: 0, unpack_budget }
    }

    /// Takes the article that the member is.
    pub(super) fn article(&mut self, member: &Member<'_>, mut draft: Draft) {
        if let Some(envelope) = member.envelope {
            envelope.complete(&mut draft, self.rules);
        }
        if !member.key.is_empty() {
            draft.record = Some(self.keys.given(member.key.to_string(), &mut draft.notes));
        }
        // Whoever goes on behind it asks whether the sink has had enough.
        let _ = self.hand_over(draft);
    }

    /// Takes an article of a member that holds several; `ordinal` counts them from 1.
    pub(super) fn record(&mut self, member: &Member<'_>, ordinal: u64, mut draft: Draft) -> ControlFlow<()> {
        let own = draft.own_id.as_deref().filter(|id| id.len() <= ID_BYTES_MAX && !id.contains(char::is_control));
        let name = own.map_or_else(|| ordinal.to_string(), str::to_string);
        let key = member.inner_key(&name);
        draft.record = Some(match own {
            Some(_) => self.keys.given_or_numbered(key, ordinal, &mut draft.notes),
            None => self.keys.given(key, &mut draft.notes),
        });
        self.hand_over(draft)
    }

    fn hand_over(&mut self, draft: Draft) -> ControlFlow<()> {
        self.done.articles += 1;
        let flow = (self.sink)(draft);
        self.done.stopped = flow.is_break();
        flow
    }

    /// Whether the sink has had enough.
    pub(super) fn is_stopped(&self) -> bool {
        self.done.stopped
    }

    /// A record or member that gives no article, and why; `at` is its place within the member.
    pub(super) fn skip(&mut self, member: &Member<'_>, at: &str, why: &str) {
        self.done.skipped += 1;
        if self.done.notes.len() < NOTES_MAX {
            let place = match (member.key, at) {
                ("", at) => at.to_string(),
                (key, "") => key.to_string(),
                (key, at) => format!("{key}, {at}"),
            };
            self.done.notes.push(format!("{place}: {why}; skipped"));
        }
    }

    /// What was odd about a member that was read all the same.
    pub(super) fn note(&mut self, member: &Member<'_>, what: &str) {
        if self.done.notes.len() < NOTES_MAX {
            let place = if member.key.is_empty() { String::new() } else { format!("{}: ", member.key) };
            self.done.notes.push(format!("{place}{what}"));
        }
    }

    /// Something that by its kind holds no article (a picture in a web archive): counted alone.
    pub(super) fn pass_over(&mut self, kind: &'static str) {
        *self.passed_over.entry(kind).or_default() += 1;
    }

    /// Counts a member of a container.
    ///
    /// # Errors
    /// More than may be.
    pub(super) fn count_member(&mut self) -> Result<(), Refusal> {
        self.members += 1;
        if self.members > MEMBERS_MAX {
            return Err(Refusal::Limit(format!("it holds more than {MEMBERS_MAX} members; the others were not read")));
        }
        Ok(())
    }

    /// The account of the entry, `read` being how its reading ended.
    pub(super) fn finish(self, read: Result<(), Refusal>) -> Result<Streamed, Refusal> {
        let mut done = self.done;
        let unnamed = done.skipped.saturating_sub(NOTES_MAX as u64);
        if unnamed > 0 {
            done.notes.push(format!("{unnamed} more records were skipped"));
        }
        if !self.passed_over.is_empty() {
            let counts: Vec<String> = self.passed_over.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
            done.notes.push(format!("passed over: {}", counts.join(", ")));
        }
        match read {
            _ if done.stopped => Ok(done),
            Err(refusal) if done.articles == 0 => Err(refusal),
            Err(refusal @ Refusal::Unreadable(_)) => Err(refusal),
            Err(refusal) => {
                done.notes.push(format!("it breaks off after {}: {refusal}", counted(done.articles)));
                Ok(done)
            }
            Ok(()) if done.articles == 0 => {
                Err(done.notes.into_iter().next().map_or(Refusal::Empty, Refusal::NoArticles))
            }
            Ok(()) => Ok(done),
        }
    }
}

fn counted(articles: u64) -> String {
    if articles == 1 { "one article".to_string() } else { format!("{articles} articles") }
}

/// The keys of one entry, each given once.
#[derive(Default)]
struct Keys {
    /// Hashes of the keys given: there may be millions.
    given: HashSet<u64>,
    /// Of those asked for again, the last number that was put behind them.
    numbers: HashMap<u64, u64>,
}

impl Keys {
    /// A key by itself; where it was given before, with a number behind it.
    fn given(&mut self, key: String, notes: &mut Vec<String>) -> String {
        if self.give(&key) {
            return key;
        }
        notes.push(format!("“{key}” was already used in this file"));
        let mut number = self.numbers.get(&hash(&key)).copied().unwrap_or(1);
        let name = loop {
            number += 1;
            let name = format!("{key}~{number}");
            if self.give(&name) {
                break name;
            }
        };
        // The next of this name does not begin to count anew.
        self.numbers.insert(hash(&key), number);
        name
    }

    /// A key by itself; where it was given before, with the record's ordinal behind it.
    fn given_or_numbered(&mut self, key: String, ordinal: u64, notes: &mut Vec<String>) -> String {
        if self.give(&key) {
            return key;
        }
        notes.push(format!("the id “{key}” was already used in this file"));
        let numbered = format!("{key}~{ordinal}");
        self.given(numbered, &mut Vec::new())
    }

    /// Whether the key is new.
    fn give(&mut self, key: &str) -> bool {
        self.given.insert(hash(key))
    }
}

fn hash(key: &str) -> u64 {
    // Fixed keys: the same file gives the same names.
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_any_length_and_with_any_character_gives_a_key_that_can_be_shown() {
        let path = EntryPath::new("a.zip");
        let member = Member { path: &path, key: "b.tar", depth: 1, envelope: None };
        assert_eq!(member.inner_key("a\u{1B}[2J\n.txt"), "b.tar#a\u{FFFD}[2J\u{FFFD}.txt");
        assert_eq!(member.inner_key(&"é".repeat(600)), format!("b.tar#{}", "é".repeat(512)));
    }

    #[test]
    fn a_key_repeated_a_hundred_thousand_times_is_numbered_without_counting_anew() {
        let (mut keys, mut notes) = (Keys::default(), Vec::new());
        assert_eq!(keys.given("a~3".to_string(), &mut notes), "a~3");
        let given: Vec<String> = (0..100_000).map(|_| keys.given("a".to_string(), &mut notes)).collect();
        assert_eq!(given[..4], ["a", "a~2", "a~4", "a~5"]);
        assert_eq!(given.last().unwrap(), "a~100001");
    }
}
