//! Partial files: a blob while it comes in, kept by digest so that any later run resumes it.
//!
//! The holder of the lock on the file may write it. Who waits for the lock finds the file gone when the holder
//! finished, and can then link the result; or finds it still there when the holder died, and takes over.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{FileExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use super::disk::{self, Hold};
use super::error::{LayoutError, Result};
use super::regular;
use crate::oci::Digest;

/// A partial file, held by this process alone.
#[derive(Debug)]
pub(super) struct Partial {
    file: File,
    path: PathBuf,
    len: u64,
}

/// The name of the partial file of a blob.
pub(super) fn file_name(digest: &Digest) -> String {
    format!("{}-{}", digest.algorithm(), digest.hex())
}

impl Partial {
    /// Opens and locks the partial file at `path`, created where it is missing. Nothing, where another held it and it is
    /// gone now that the lock is free: look whether the blob is there.
    pub(super) async fn claim(path: &Path) -> Result<Option<Self>> {
        let opened = disk::within(path.parent().unwrap_or(path), || regular::writable(path));
        let file = opened.map_err(|error| regular::not_writable(path, error))?;
        let file = disk::lock(file, Hold::Alone, path).await?;
        if !disk::is_at(&file, path) {
            return Ok(None);
        }
        let len = regular::look(&file, path)?.len();
        Ok(Some(Self { file, path: path.to_owned(), len }))
    }

    /// How many bytes there are.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Where the file is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Adds `bytes` at the end.
    pub(super) fn append(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all_at(bytes, self.len).map_err(LayoutError::io("write", &self.path))?;
        self.len += bytes.len() as u64;
        Ok(())
    }

    /// Reads what stands at `offset`.
    pub(super) fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<usize> {
        self.file.read_at(buffer, offset).map_err(LayoutError::io("read", &self.path))
    }

    /// Throws the bytes behind `len` away.
    pub(super) fn truncate(&mut self, len: u64) -> Result<()> {
        self.file.set_len(len).map_err(LayoutError::io("cut", &self.path))?;
        self.len = len;
        Ok(())
    }

    /// Makes it share the blocks of a whole file, where the file system can; says whether it did.
    pub(super) fn clone_from_file(&mut self, source: &Path, size: u64) -> bool {
        let Ok(Some(from)) = regular::open(source) else { return false };
        if !disk::reflink(&from, &self.file) {
            return false;
        }
        if self.file.metadata().is_ok_and(|found| found.len() == size) {
            self.len = size;
            return true;
        }
        // The source is not what it was said to be. What came of it is overwritten by the next attempt, and `len` says
        // that nothing is there.
        self.len = 0;
        false
    }

    /// Makes the bytes safe from a power cut.
    pub(super) fn sync(&self) -> Result<()> {
        self.file.sync_data().map_err(LayoutError::io("sync", &self.path))
    }

    /// Makes the finished file the blob at `path`, read-only.
    pub(super) fn publish(mut self, path: &Path) -> Result<()> {
        disk::create_parent(path)?;
        fs::rename(&self.path, path).map_err(LayoutError::io("write", path))?;
        // Nothing is left to clean up, whatever its size.
        self.path.clear();
        // Only now: a partial file that is read-only, if just for a moment, keeps everyone else from claiming it.
        let read_only = Permissions::from_mode(disk::BLOB_MODE);
        self.file.set_permissions(read_only).map_err(LayoutError::io("protect", path))
    }

    /// Throws the file away.
    pub(super) fn discard(self) -> Result<()> {
        disk::remove(&self.path).map(|_| ())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if self.len == 0 && !self.path.as_os_str().is_empty() {
            // An empty file resumes nothing. Whoever waits for the lock sees that it is gone and makes a new one.
            drop(fs::remove_file(&self.path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_waited_learns_that_the_file_was_finished() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new/part");
        let mut first = Partial::claim(&path).await.unwrap().unwrap();
        first.append(b"abc").unwrap();
        let (second, published) =
            tokio::join!(Partial::claim(&path), async { first.publish(&dir.path().join("blob")) });
        published.unwrap();
        assert!(second.unwrap().is_none());
        assert!(!path.exists());
    }

    #[tokio::test]
    async fn who_waited_takes_over_what_was_left() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("part");
        let mut first = Partial::claim(&path).await.unwrap().unwrap();
        first.append(b"abc").unwrap();
        let (second, ()) = tokio::join!(Partial::claim(&path), async { drop(first) });
        assert_eq!(second.unwrap().unwrap().len(), 3);
    }

    #[tokio::test]
    async fn what_could_not_be_published_can_be_claimed_again() {
        let dir = tempfile::tempdir().unwrap();
        let (path, blob) = (dir.path().join("part"), dir.path().join("blob"));
        fs::create_dir_all(blob.join("in the way")).unwrap();
        let mut first = Partial::claim(&path).await.unwrap().unwrap();
        first.append(b"abc").unwrap();
        assert!(first.publish(&blob).is_err());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o200, 0o200);
        assert_eq!(Partial::claim(&path).await.unwrap().unwrap().len(), 3);
    }

    #[tokio::test]
    async fn an_empty_file_is_not_left_behind() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("part");
        drop(Partial::claim(&path).await.unwrap().unwrap());
        assert!(!path.exists());
    }
}
