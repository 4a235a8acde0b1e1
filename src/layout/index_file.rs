//! `index.json` on disk: read as it is now, changed under a lock and by replacement, never in place.
//!
//! Other tools rewrite the file without any lock (BuildKit alone takes the one used here). So an edit is applied to what
//! stands there at that moment, and once more where the file changed while it was prepared.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{self, Hold};
use super::error::{LayoutError, Result};
use crate::oci::ImageIndex;

pub(super) const INDEX: &str = "index.json";
/// BuildKit locks the same name.
pub(super) const LOCK: &str = "index.json.lock";
/// Far beyond the largest index that makes sense: ten thousand tags take three megabytes.
const LIMIT: u64 = 256 << 20;
/// Some tools write the file in place: for a moment it is empty or cut.
const READ_ATTEMPTS: u32 = 5;
const READ_PAUSE: Duration = Duration::from_millis(10);
/// How often a file that others change all the time is read again before the last edit wins.
const WRITE_ATTEMPTS: u32 = 10;

/// The index of one layout.
#[derive(Clone, Debug)]
pub(super) struct IndexFile {
    path: PathBuf,
    lock: PathBuf,
}

/// What tells one state of a file from another without reading it.
type Stamp = (u64, u64, i64, i64, u64);

fn stamp(found: &Metadata) -> Stamp {
    (found.dev(), found.ino(), found.mtime(), found.mtime_nsec(), found.size())
}

impl IndexFile {
    /// The index in `dir`.
    pub(super) fn new(dir: &Path) -> Self {
        Self { path: dir.join(INDEX), lock: dir.join(LOCK) }
    }

    /// What the index says now; an empty one where there is no file.
    pub(super) fn read(&self) -> Result<ImageIndex> {
        let mut attempt = 0;
        loop {
            let Some(bytes) = disk::read_small(&self.path, LIMIT)? else { return Ok(ImageIndex::default()) };
            attempt += 1;
            match serde_json::from_slice(&bytes) {
                Ok(index) => return Ok(index),
                Err(_) if attempt < READ_ATTEMPTS => std::thread::sleep(READ_PAUSE),
                Err(source) => return Err(LayoutError::Json { path: self.path.clone(), source }),
            }
        }
    }

    /// Applies `edit` under the lock and makes the result durable. `edit` says whether it changed anything and may run
    /// more than once, each time on a fresh copy. Gives back whether the file was written.
    pub(super) async fn update(&self, staging: &Path, edit: impl FnMut(&mut ImageIndex) -> bool) -> Result<bool> {
        self.update_then(staging, edit, |_| Ok(())).await
    }

    /// As [`IndexFile::update`], and does `then` before the lock is free again, given whether the file was written:
    /// what has to happen once the index no longer says otherwise, but before anybody says it anew.
    pub(super) async fn update_then(
        &self,
        staging: &Path,
        edit: impl FnMut(&mut ImageIndex) -> bool,
        then: impl FnOnce(bool) -> Result<()>,
    ) -> Result<bool> {
        let _held = disk::lock(disk::open_lock(&self.lock)?, Hold::Alone, &self.lock).await?;
        let changed = self.apply(staging, edit)?;
        then(changed).map(|()| changed)
    }

    /// As [`IndexFile::update`], blocking the thread while another process holds the lock.
    pub(super) fn update_blocking(&self, staging: &Path, edit: impl FnMut(&mut ImageIndex) -> bool) -> Result<bool> {
        let held = disk::open_lock(&self.lock)?;
        disk::lock_blocking(&held, Hold::Alone, &self.lock)?;
        self.apply(staging, edit)
    }

    /// Creates an empty index where there is none, so that other tools take the directory for a layout.
    pub(super) fn create(&self, staging: &Path) -> Result<()> {
        if self.path.exists() {
            return Ok(());
        }
        let held = disk::open_lock(&self.lock)?;
        disk::lock_blocking(&held, Hold::Alone, &self.lock)?;
        if self.path.exists() {
            return Ok(());
        }
        self.write(&ImageIndex::default(), staging)
    }

    fn apply(&self, staging: &Path, mut edit: impl FnMut(&mut ImageIndex) -> bool) -> Result<bool> {
        let now = || fs::metadata(&self.path).ok().map(|found| stamp(&found));
        for attempt in 1.. {
            let before = now();
            let mut index = self.read()?;
            if !edit(&mut index) {
                return Ok(false);
            }
            if now() == before || attempt == WRITE_ATTEMPTS {
                self.write(&index, staging)?;
                break;
            }
        }
        Ok(true)
    }

    fn write(&self, index: &ImageIndex, staging: &Path) -> Result<()> {
        let json = |source| LayoutError::Json { path: self.path.clone(), source };
        let bytes = serde_json::to_vec(index).map_err(json)?;
        disk::write_whole(&self.path, &bytes, staging)?;
        disk::sync_parent(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::super::index;
    use super::*;
    use crate::oci::{Descriptor, MediaType};

    #[test]
    fn many_threads_lose_no_tag() {
        let dir = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for thread in 0..8u8 {
                let file = IndexFile::new(dir.path());
                let staging = dir.path();
                scope.spawn(move || {
                    for n in 0..5 {
                        let tag = format!("t{thread}-{n}").parse().unwrap();
                        let manifest = Descriptor::of(MediaType::OCI_MANIFEST, &[thread]);
                        file.update_blocking(staging, |all| index::tag(all, &manifest, &tag)).unwrap();
                    }
                });
            }
        });
        assert_eq!(IndexFile::new(dir.path()).read().unwrap().manifests.len(), 40);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "the index and its lock, nothing else");
    }

    #[test]
    fn a_change_made_without_the_lock_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let file = IndexFile::new(dir.path());
        let ours = Descriptor::of(MediaType::OCI_MANIFEST, b"ours");
        let theirs = Descriptor::of(MediaType::OCI_MANIFEST, b"theirs");
        let mut runs = 0;
        file.update_blocking(dir.path(), |all| {
            runs += 1;
            if runs == 1 {
                let mut foreign = ImageIndex::default();
                index::tag(&mut foreign, &theirs, &"theirs".parse().unwrap());
                fs::write(dir.path().join(INDEX), serde_json::to_vec(&foreign).unwrap()).unwrap();
            }
            index::tag(all, &ours, &"ours".parse().unwrap())
        })
        .unwrap();
        assert_eq!(runs, 2);
        let all = file.read().unwrap();
        assert!(index::find(&all, "ours").is_some() && index::find(&all, "theirs").is_some());
    }

    #[test]
    fn what_is_no_index_is_named_and_never_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(INDEX), b"{\"schemaVersion\":").unwrap();
        let file = IndexFile::new(dir.path());
        let error = file.update_blocking(dir.path(), |_| true).unwrap_err();
        assert!(error.to_string().contains("index.json cannot be read"), "{error}");
        assert_eq!(fs::read(dir.path().join(INDEX)).unwrap(), b"{\"schemaVersion\":");
    }
}
