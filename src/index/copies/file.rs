//! The stories of a generation as a sealed file beside the store: the groups and the verdicts that they
//! rest on, in postcard's encoding.
//!
//! It is derived: when it is missing, damaged or of another generation, the articles give it again.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::sets::PairSet;
use super::{Known, Stories};
use crate::model::ArticleId;
use crate::sealed::Seal;

/// The version is raised with the rules by which articles are linked, too.
const SEAL: Seal = Seal { magic: b"onreccop", version: 2 };

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
    linked: PairSet,
    unlike: PairSet,
}

impl CopiesFile {
    /// # Errors
    /// Why it cannot be used, in words: it is missing, damaged, or of another version.
    pub fn load(path: &Path) -> Result<CopiesFile, String> {
        let payload = SEAL.read(path).map_err(|broken| broken.to_string())?;
        let written: Written = postcard::from_bytes(&payload).map_err(|_| "it cannot be understood")?;
        written.read().ok_or_else(|| "it names articles that it does not list".into())
    }

    /// The generation of a sound file, without the rest.
    ///
    /// # Errors
    /// As [`CopiesFile::load`].
    pub fn generation(path: &Path) -> Result<u64, String> {
        let payload = SEAL.read(path).map_err(|broken| broken.to_string())?;
        let (generation, _) = postcard::take_from_bytes(&payload).map_err(|_| "it cannot be understood")?;
        Ok(generation)
    }

    /// # Errors
    /// The disk is full, or does not let us write.
    pub fn save(self, path: &Path) -> io::Result<()> {
        let written = self.written().ok_or_else(|| io::Error::other("a story names an article that no pair names"))?;
        SEAL.write(path, |file| {
            postcard::to_io(&written, file).map(drop).map_err(|error| io::Error::other(error.to_string()))
        })
    }

    /// `None`: a story names an article that no pair names.
    fn written(self) -> Option<Written> {
        let Known { stories, ids, linked, unlike } = self.known;
        let place = |id: &ArticleId| ids.binary_search(id).ok().map(|at| at as u32);
        let groups: Option<Vec<Vec<u32>>> =
            stories.groups().iter().map(|printings| printings.iter().map(place).collect()).collect();
        Some(Written { generation: self.generation, groups: groups?, ids, linked, unlike })
    }
}

impl Written {
    fn read(self) -> Option<CopiesFile> {
        let id = |place: &u32| self.ids.get(*place as usize).copied();
        let groups: Option<Vec<Vec<ArticleId>>> =
            self.groups.iter().map(|places| places.iter().map(id).collect()).collect();
        let is_listed = |pairs: &PairSet| pairs.iter().all(|(_, right)| (right as usize) < self.ids.len());
        if !is_listed(&self.linked) || !is_listed(&self.unlike) {
            return None;
        }
        let known = Known { stories: Stories::new(groups?), ids: self.ids, linked: self.linked, unlike: self.unlike };
        Some(CopiesFile { generation: self.generation, known })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn example() -> CopiesFile {
        let id = |number: u8| ArticleId::new([number; 10]);
        let stories = Stories::new(vec![vec![id(7), id(2)], vec![id(9), id(3), id(5)]]);
        let ids = [2, 3, 5, 7, 9].map(id).to_vec();
        let [linked, unlike] =
            [&[(0, 3), (1, 4), (2, 4)][..], &[(0, 1), (2, 3)]].map(|pairs| pairs.iter().copied().collect());
        CopiesFile { generation: 4, known: Known { stories, ids, linked, unlike } }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copies");
        for file in [CopiesFile::default(), example()] {
            file.clone().save(&path).unwrap();
            assert_eq!(CopiesFile::generation(&path), Ok(file.generation));
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
