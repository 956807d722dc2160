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

use super::grouping::Pair;
use super::{Known, Stories};
use crate::model::ArticleId;

const MAGIC: &[u8; 8] = b"onreccop";
/// Raised with the form of the file, and with the rules by which articles are linked.
const VERSION: u32 = 2;

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
    /// As distances: the first to the one before, the second to the first.
    linked: Vec<Pair>,
    unlike: Vec<Pair>,
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
        let Known { stories, ids, linked, unlike } = &self.known;
        let printings = stories.groups().iter().flatten().copied();
        let mut all: Vec<ArticleId> = ids.iter().copied().chain(printings).collect();
        all.sort_unstable();
        all.dedup();
        let place = |id: &ArticleId| all.partition_point(|other| other < id) as u32;
        let groups = stories.groups().iter().map(|ids| ids.iter().map(place).collect()).collect();
        let places: Vec<u32> = ids.iter().map(place).collect();
        let distances = |pairs: &[Pair]| {
            let mut before = 0;
            let placed = pairs.iter().map(|(left, right)| (places[*left as usize], places[*right as usize]));
            placed.map(|(left, right)| (left - std::mem::replace(&mut before, left), right - left)).collect()
        };
        let (linked, unlike) = (distances(linked), distances(unlike));
        Written { generation: self.generation, ids: all, groups, linked, unlike }
    }
}

impl Written {
    fn read(self) -> Option<CopiesFile> {
        let id = |place: &u32| self.ids.get(*place as usize).copied();
        let groups: Option<Vec<Vec<ArticleId>>> =
            self.groups.iter().map(|places| places.iter().map(id).collect()).collect();
        let pairs = |distances: Vec<Pair>| {
            let mut before = 0u32;
            let pair = |(step, distance): Pair| {
                before = before.checked_add(step)?;
                let right = before.checked_add(distance)?;
                ((right as usize) < self.ids.len()).then_some((before, right))
            };
            distances.into_iter().map(pair).collect::<Option<Vec<Pair>>>()
        };
        let (linked, unlike) = (pairs(self.linked)?, pairs(self.unlike)?);
        let known = Known { stories: Stories::new(groups?), ids: self.ids, linked, unlike };
        Some(CopiesFile { generation: self.generation, known })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> CopiesFile {
        let id = |number: u8| ArticleId::new([number; 10]);
        let stories = Stories::new(vec![vec![id(7), id(2)], vec![id(9), id(3), id(5)]]);
        let ids = [2, 3, 5, 7, 9].map(id).to_vec();
        let (linked, unlike) = (vec![(0, 3), (1, 4), (2, 4)], vec![(0, 1), (2, 3)]);
        CopiesFile { generation: 4, known: Known { stories, ids, linked, unlike } }
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
