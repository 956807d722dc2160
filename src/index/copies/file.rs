//! The stories of a generation as a file beside the store: a header, a checksum, the groups and the
//! verdicts that they rest on.
//!
//! Magic, version (little-endian), SHA-256 of the payload, the payload in postcard's encoding. It is
//! derived: when it is missing, damaged or of another generation, the articles give it again. At
//! any moment the old or the new one is there whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Known, Stories};
use crate::model::ArticleId;

const MAGIC: &[u8; 8] = b"onreccop";
/// Raised with the form of the file, and with the rules by which articles are linked.
const VERSION: u32 = 1;

/// What is held of one generation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopiesFile {
    pub generation: u64,
    pub known: Known,
}

/// As it is written: ids once, and their places in that list.
#[derive(Serialize, Deserialize)]
struct Written {
    generation: u64,
    ids: Vec<ArticleId>,
    groups: Vec<Vec<u32>>,
    linked: Vec<(u32, u32)>,
    /// As distances: the first to the one before, the second to the first.
    unlike: Vec<(u32, u32)>,
}

impl CopiesFile {
    /// # Errors
    /// Why it cannot be used, in words: it is missing, damaged, or of another version.
    pub fn load(path: &Path) -> Result<CopiesFile, String> {
        let bytes = fs::read(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => "it is missing".to_string(),
            _ => format!("it cannot be read: {error}"),
        })?;
        let header = || {
            let (magic, rest) = bytes.split_first_chunk::<8>()?;
            let (version, rest) = rest.split_first_chunk::<4>()?;
            let (checksum, payload) = rest.split_first_chunk::<32>()?;
            Some((magic, u32::from_le_bytes(*version), checksum, payload))
        };
        let (magic, version, checksum, payload) = header().ok_or("it is cut short")?;
        if magic != MAGIC {
            return Err("it does not begin as it should".into());
        }
        if version != VERSION {
            return Err(format!("it has format {version}, this program reads {VERSION}"));
        }
        if Sha256::digest(payload).as_slice() != checksum {
            return Err("its checksum is wrong".into());
        }
        let written: Written = postcard::from_bytes(payload).map_err(|_| "it cannot be understood")?;
        written.read().ok_or_else(|| "it names articles that it does not list".into())
    }

    /// # Errors
    /// The disk is full, or does not let us write.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let payload = postcard::to_stdvec(&self.written()).map_err(|error| io::Error::other(error.to_string()))?;
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(".new");
        let temporary = path.with_file_name(name);
        let mut file = File::create(&temporary)?;
        file.write_all(MAGIC)?;
        file.write_all(&VERSION.to_le_bytes())?;
        file.write_all(&Sha256::digest(&payload))?;
        file.write_all(&payload)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    }

    fn written(&self) -> Written {
        let Known { verdicts, stories } = &self.known;
        let of_pairs = verdicts.keys().flat_map(|(left, right)| [*left, *right]);
        let mut ids: Vec<ArticleId> = of_pairs.chain(stories.groups().iter().flatten().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        let place = |id: &ArticleId| ids.partition_point(|other| other < id) as u32;
        let groups = stories.groups().iter().map(|ids| ids.iter().map(place).collect()).collect();
        let of = |wanted: bool| {
            let chosen = verdicts.iter().filter(|(_, linked)| **linked == wanted);
            let mut pairs: Vec<(u32, u32)> = chosen.map(|((left, right), _)| (place(left), place(right))).collect();
            pairs.sort_unstable();
            let mut before = 0;
            for (left, right) in &mut pairs {
                let first = *left;
                (*left, *right) = (first - before, *right - first);
                before = first;
            }
            pairs
        };
        let (linked, unlike) = (of(true), of(false));
        Written { generation: self.generation, groups, linked, unlike, ids }
    }
}

impl Written {
    fn read(self) -> Option<CopiesFile> {
        let id = |place: u32| self.ids.get(place as usize).copied();
        let groups: Option<Vec<Vec<ArticleId>>> =
            self.groups.iter().map(|places| places.iter().map(|place| id(*place)).collect()).collect();
        let mut known = Known { stories: Stories::new(groups?), ..Known::default() };
        for (pairs, verdict) in [(&self.linked, true), (&self.unlike, false)] {
            let mut first = 0u32;
            for (step, distance) in pairs {
                first = first.checked_add(*step)?;
                known.verdicts.insert((id(first)?, id(first.checked_add(*distance)?)?), verdict);
            }
        }
        Some(CopiesFile { generation: self.generation, known })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> CopiesFile {
        let id = |number: u8| ArticleId::new([number; 10]);
        let stories = Stories::new(vec![vec![id(7), id(2)], vec![id(9), id(3), id(5)]]);
        let pairs = [((2, 7), true), ((3, 9), true), ((5, 9), true), ((2, 3), false), ((5, 7), false)];
        let verdicts = pairs.into_iter().map(|((left, right), linked)| ((id(left), id(right)), linked)).collect();
        CopiesFile { generation: 4, known: Known { verdicts, stories } }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copies");
        for file in [CopiesFile::default(), example()] {
            file.save(&path).unwrap();
            assert_eq!(CopiesFile::load(&path), Ok(file));
        }
    }

    #[test]
    fn every_damage_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copies");
        assert_eq!(CopiesFile::load(&path), Err("it is missing".into()));
        example().save(&path).unwrap();
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&path, &damaged).unwrap();
            assert!(CopiesFile::load(&path).is_err(), "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert!(CopiesFile::load(&path).is_err(), "cut at {at}");
        }
    }
}
