//! What the archive knows of its corpus: one record per entry, and the plan that follows from
//! holding them against a new walk.
//!
//! Found entries come in; for each a [`Verdict`] (read it, hash it, leave it) goes out, and the
//! entries that are gone. No corpus file is touched. Which articles an entry holds is the index's
//! knowledge, not the manifest's: only their number is kept here.

mod file;

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use file::ManifestError;

use super::{Entry, Sight, Stamp};
use crate::model::EntryPath;

/// How long after its modification a file must have been read for its stamp to be believed: some
/// file systems count in steps of two seconds, so a second change within them leaves no trace.
const SETTLED_NANOS: i64 = 2_000_000_000;

/// What is known of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// When it was last read.
    pub stamp: Stamp,
    /// Before it was last read: nanoseconds since 1970-01-01 UTC.
    pub read_nanos: i64,
    /// SHA-256 of the bytes that the archive rests on: those whose articles it holds, or that it
    /// refused. `None` when it rests on none: never read, or failed with nothing held from before.
    #[serde(with = "digest_bytes")]
    pub digest: Option<[u8; 32]>,
    /// Articles in the index.
    pub articles: u64,
    pub outcome: Outcome,
}

/// What became of an entry when it was last met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    Indexed,
    Refused(String),
    /// Tried again at every run. `digest` and `articles` tell what is held from before.
    Failed(String),
}

impl Record {
    /// Of an entry that the index holds some articles of, and that is to be read again.
    pub fn cut_off(articles: u64, reason: impl Into<String>) -> Record {
        let outcome = Outcome::Failed(reason.into());
        Record { stamp: Stamp::default(), read_nanos: 0, digest: None, articles, outcome }
    }

    /// Whether the index holds something of the entry.
    pub fn is_held(&self) -> bool {
        self.outcome == Outcome::Indexed || self.articles > 0
    }

    /// Whether the entry was read late enough after its modification for an equal stamp to mean
    /// an equal file. A modification time after the reading (a clock that runs ahead) is not.
    pub fn is_settled(&self) -> bool {
        self.read_nanos.saturating_sub(self.stamp.modified_nanos) > SETTLED_NANOS
    }

    fn verdict(&self, stamp: Stamp) -> Verdict {
        match (&self.digest, &self.outcome) {
            (None, _) => Verdict::New,
            (Some(_), Outcome::Failed(_)) => Verdict::Hash,
            (Some(_), _) if self.stamp == stamp && self.is_settled() => Verdict::Unchanged,
            (Some(_), _) => Verdict::Hash,
        }
    }
}

/// What to do about a found entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The archive rests on nothing of it: read it.
    New,
    /// Read it: with the record's digest it is unchanged (renew the record's stamp and reading
    /// time), with another it has changed.
    Hash,
    /// Leave it: its record holds.
    Unchanged,
    /// The walk refused it.
    Refused,
    /// The walk could not look at it.
    Failed,
}

/// A walk held against the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// One for each found entry, in their order.
    pub verdicts: Vec<Verdict>,
    /// In the archive, and not met by the walk.
    pub gone: Vec<EntryPath>,
    /// In the archive, met, and refused by the settings or for what it has become (a link, say).
    pub withdrawn: Vec<EntryPath>,
    /// Not in the archive and not met: records to drop.
    pub stale: Vec<EntryPath>,
}

/// All records, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The generation of the index that it describes.
    pub generation: u64,
    records: BTreeMap<EntryPath, Record>,
}

impl Manifest {
    pub fn new(generation: u64) -> Manifest {
        Manifest { generation, records: BTreeMap::new() }
    }

    pub fn get(&self, path: &EntryPath) -> Option<&Record> {
        self.records.get(path)
    }

    pub fn get_mut(&mut self, path: &EntryPath) -> Option<&mut Record> {
        self.records.get_mut(path)
    }

    pub fn put(&mut self, path: EntryPath, record: Record) {
        self.records.insert(path, record);
    }

    pub fn remove(&mut self, path: &EntryPath) -> Option<Record> {
        self.records.remove(path)
    }

    /// In the order of the paths' bytes.
    pub fn records(&self) -> impl Iterator<Item = (&EntryPath, &Record)> {
        self.records.iter()
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// How many entries the index holds something of.
    pub fn held(&self) -> usize {
        self.records.values().filter(|record| record.is_held()).count()
    }

    /// Holds a walk's entries against the records. Nothing is read.
    pub fn plan(&self, found: &[Entry]) -> Plan {
        let mut plan = Plan { verdicts: Vec::with_capacity(found.len()), ..Plan::default() };
        let mut known = 0;
        for entry in found {
            let record = self.records.get(&entry.path);
            known += usize::from(record.is_some());
            plan.verdicts.push(match (&entry.sight, record) {
                (Sight::Failed(_), _) => Verdict::Failed,
                (Sight::Refused(_), record) => {
                    if record.is_some_and(Record::is_held) {
                        plan.withdrawn.push(entry.path.clone());
                    }
                    Verdict::Refused
                }
                (Sight::File(_), None) => Verdict::New,
                (Sight::File(stamp), Some(record)) => record.verdict(*stamp),
            });
        }
        if known < self.records.len() {
            self.miss(found, &mut plan);
        }
        plan
    }

    /// Adds the entries that were not found.
    fn miss(&self, found: &[Entry], plan: &mut Plan) {
        let met: HashSet<&EntryPath> = found.iter().map(|entry| &entry.path).collect();
        for (path, record) in self.records.iter().filter(|(path, _)| !met.contains(path)) {
            let list = if record.is_held() { &mut plan.gone } else { &mut plan.stale };
            list.push(path.clone());
        }
    }

    /// SHA-256 over the paths and digests of all that the index holds: two archives of the same
    /// digest were made from the same files.
    pub fn digest(&self) -> [u8; 32] {
        let mut hasher = Sha256::new();
        for (path, record) in self.records.iter().filter(|(_, record)| record.is_held()) {
            hasher.update((path.bytes().len() as u64).to_le_bytes());
            hasher.update(path.bytes());
            hasher.update(record.digest.unwrap_or_default());
        }
        hasher.finalize().into()
    }
}

/// A digest as a run of 32 bytes, none as an empty one.
mod digest_bytes {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(digest: &Option<[u8; 32]>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(digest.as_ref().map_or(&[], |digest| digest.as_slice()))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<[u8; 32]>, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        bytes.try_into().map(Some).map_err(|_| D::Error::custom("not 32 bytes"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECOND: i64 = 1_000_000_000;

    pub fn path(name: &str) -> EntryPath {
        EntryPath::new(name.as_bytes())
    }

    fn stamp(size_bytes: u64, seconds: i64) -> Stamp {
        Stamp { size_bytes, modified_nanos: seconds * SECOND }
    }

    /// Four bytes, modified at second 100, read at second 200, one article.
    pub fn indexed() -> Record {
        Record {
            stamp: stamp(4, 100),
            read_nanos: 200 * SECOND,
            digest: Some([7; 32]),
            articles: 1,
            outcome: Outcome::Indexed,
        }
    }

    fn check(record: Record, found: Stamp, expected: Verdict) {
        let mut manifest = Manifest::new(1);
        manifest.put(path("a"), record);
        let plan = manifest.plan(&[Entry { path: path("a"), sight: Sight::File(found) }]);
        assert_eq!(plan, Plan { verdicts: vec![expected], ..Plan::default() });
    }

    #[test]
    fn equal_size_and_time_mean_unchanged_without_reading() {
        check(indexed(), stamp(4, 100), Verdict::Unchanged);
        check(indexed(), stamp(5, 100), Verdict::Hash);
        check(indexed(), stamp(4, 101), Verdict::Hash);
        check(indexed(), stamp(4, 99), Verdict::Hash);
    }

    #[test]
    fn what_was_read_within_two_seconds_of_its_modification_is_hashed_again() {
        let read_after = |nanos| Record { read_nanos: 100 * SECOND + nanos, ..indexed() };
        check(read_after(0), stamp(4, 100), Verdict::Hash);
        check(read_after(2 * SECOND), stamp(4, 100), Verdict::Hash);
        check(read_after(2 * SECOND + 1), stamp(4, 100), Verdict::Unchanged);
        check(read_after(-50 * SECOND), stamp(4, 100), Verdict::Hash);
    }

    #[test]
    fn what_failed_is_tried_again_and_what_was_refused_only_when_changed() {
        let with = |outcome, digest| Record { outcome, digest, articles: 0, ..indexed() };
        check(with(Outcome::Failed("torn".into()), None), stamp(4, 100), Verdict::New);
        check(with(Outcome::Failed("torn".into()), Some([7; 32])), stamp(4, 100), Verdict::Hash);
        check(with(Outcome::Refused("no text".into()), Some([7; 32])), stamp(4, 100), Verdict::Unchanged);
        check(with(Outcome::Refused("no text".into()), Some([7; 32])), stamp(9, 100), Verdict::Hash);
        // Refused by a setting, never read: the setting has changed.
        check(with(Outcome::Refused("hidden".into()), None), stamp(4, 100), Verdict::New);
    }

    #[test]
    fn entries_are_gone_withdrawn_or_stale_when_they_are_no_longer_taken() {
        let mut manifest = Manifest::new(1);
        for name in ["gone", "here", "now-a-link"] {
            manifest.put(path(name), indexed());
        }
        manifest.put(path("held"), Record { outcome: Outcome::Failed("torn".into()), ..indexed() });
        let refused = |digest| Record { outcome: Outcome::Refused("-".into()), digest, articles: 0, ..indexed() };
        manifest.put(path("was-refused"), refused(None));
        manifest.put(path("still-refused"), refused(None));
        let sights = [
            ("here", Sight::File(stamp(4, 100)), Verdict::Unchanged),
            ("new", Sight::File(stamp(4, 100)), Verdict::New),
            ("now-a-link", Sight::Refused("a link".into()), Verdict::Refused),
            ("shut", Sight::Failed("no permission".into()), Verdict::Failed),
            ("still-refused", Sight::Refused("a link".into()), Verdict::Refused),
        ];
        let found: Vec<Entry> =
            sights.iter().map(|(name, sight, _)| Entry { path: path(name), sight: sight.clone() }).collect();
        let plan = manifest.plan(&found);
        assert_eq!(plan.verdicts, sights.map(|(_, _, verdict)| verdict));
        assert_eq!(plan.gone, [path("gone"), path("held")]);
        assert_eq!(plan.withdrawn, [path("now-a-link")]);
        assert_eq!(plan.stale, [path("was-refused")]);
        assert_eq!(manifest.held(), 4);
    }

    #[test]
    fn the_digest_tells_corpora_apart_and_nothing_else() {
        let with = |names: &[&str], record: &Record| {
            let mut manifest = Manifest::new(names.len() as u64);
            names.iter().for_each(|name| manifest.put(path(name), record.clone()));
            manifest.digest()
        };
        let later = Record { read_nanos: 900 * SECOND, stamp: stamp(4, 300), ..indexed() };
        assert_eq!(with(&["a", "b"], &indexed()), with(&["b", "a"], &later));
        assert_ne!(with(&["a", "b"], &indexed()), with(&["ab"], &indexed()));
        assert_ne!(with(&["a"], &indexed()), with(&["a"], &Record { digest: Some([8; 32]), ..indexed() }));
        let refused = Record { outcome: Outcome::Refused("-".into()), articles: 0, ..indexed() };
        assert_eq!(with(&["a"], &refused), with(&[], &refused));
    }

    pub fn any_record() -> impl Strategy<Value = Record> {
        let outcome = prop_oneof![
            Just(Outcome::Indexed),
            ".{0,20}".prop_map(Outcome::Refused),
            ".{0,20}".prop_map(Outcome::Failed)
        ];
        (any::<(u64, i64, i64, Option<[u8; 32]>, u64)>(), outcome).prop_map(
            |((size_bytes, modified_nanos, read_nanos, digest, articles), outcome)| Record {
                stamp: Stamp { size_bytes, modified_nanos },
                read_nanos,
                digest,
                articles,
                outcome,
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_record_is_found_or_missed_exactly_once(
            records in proptest::collection::btree_map("[a-d]{1,2}".prop_map(|name| path(&name)), any_record(), 0..12),
            found in proptest::collection::btree_map("[a-d]{1,2}".prop_map(|name| path(&name)), 0..3u8, 0..12)
        ) {
            let manifest = Manifest { generation: 1, records };
            let found: Vec<Entry> = found.into_iter().map(|(path, kind)| Entry { path, sight: match kind {
                0 => Sight::File(stamp(4, 100)),
                1 => Sight::Refused("-".into()),
                _ => Sight::Failed("-".into()),
            }}).collect();
            let plan = manifest.plan(&found);
            prop_assert_eq!(plan.verdicts.len(), found.len());
            for (path, record) in manifest.records() {
                let sight = found.iter().find(|entry| entry.path == *path).map(|entry| &entry.sight);
                prop_assert_eq!(plan.gone.contains(path), sight.is_none() && record.is_held());
                prop_assert_eq!(plan.stale.contains(path), sight.is_none() && !record.is_held());
                let refused = matches!(sight, Some(Sight::Refused(_)));
                prop_assert_eq!(plan.withdrawn.contains(path), refused && record.is_held());
            }
        }
    }
}
