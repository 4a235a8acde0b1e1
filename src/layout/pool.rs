//! What a store keeps beside its repositories, in `ROOT/_wharf/`: the pool of blobs, partial files, the store's lock, the
//! record of what is not yet safe from a power cut. No repository can have that path.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::disk::{self, Hold};
use super::error::{LayoutError, Result};
use super::names;
use super::partial;
use crate::oci::Digest;
use crate::reference::Reference;

const OWN: &str = "_wharf";

/// A store's root and the paths below it that are the store's own.
#[derive(Clone, Debug)]
pub(crate) struct Pool {
    root: PathBuf,
}

impl Pool {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The root of the store.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the pool keeps its blobs.
    pub(crate) fn blobs(&self) -> PathBuf {
        self.root.join(OWN).join("pool")
    }

    /// Where the pool keeps this blob.
    pub(crate) fn blob(&self, digest: &Digest) -> PathBuf {
        self.blobs().join(digest.algorithm().name()).join(digest.hex())
    }

    /// Where files are prepared and partial blobs are kept.
    pub(crate) fn staging(&self) -> PathBuf {
        self.root.join(OWN).join("partial")
    }

    /// Where the registry keeps uploads under way.
    pub(crate) fn uploads(&self) -> PathBuf {
        self.root.join(OWN).join("uploads")
    }

    /// Where the registry puts files that are not what their names say.
    pub(crate) fn damaged(&self) -> PathBuf {
        self.root.join(OWN).join("damaged")
    }

    /// The partial file of this blob.
    pub(super) fn partial(&self, digest: &Digest) -> PathBuf {
        self.staging().join(partial::file_name(digest))
    }

    /// The records of blobs that were not synced.
    pub(super) fn unsynced(&self) -> PathBuf {
        self.root.join(OWN).join("unsynced")
    }

    fn lock_path(&self) -> PathBuf {
        self.root.join(OWN).join("lock")
    }

    /// Creates the store's own directories. Many processes may do so at once.
    pub(crate) fn create(&self) -> Result<()> {
        for dir in [self.blobs(), self.staging(), self.unsynced()] {
            disk::create_dir(&dir)?;
        }
        Ok(())
    }

    /// The lock that every transfer into the store shares.
    pub(super) async fn share(&self) -> Result<File> {
        let path = self.lock_path();
        disk::lock(disk::open_lock(&path)?, Hold::Shared, &path).await
    }

    /// As [`Pool::share`], blocking the thread while garbage is collected.
    pub(crate) fn share_blocking(&self) -> Result<File> {
        let path = self.lock_path();
        let file = disk::open_lock(&path)?;
        disk::lock_blocking(&file, Hold::Shared, &path)?;
        Ok(file)
    }

    /// The lock that excludes every transfer, where it is free now.
    pub(super) fn try_exclude(&self) -> Result<Option<File>> {
        let path = self.lock_path();
        let file = disk::open_lock(&path)?;
        Ok(disk::try_lock(&file, Hold::Alone, &path)?.then_some(file))
    }

    /// The lock that excludes every transfer, as soon as it is free. Blocks the thread.
    pub(super) fn exclude(&self) -> Result<File> {
        let path = self.lock_path();
        let file = disk::open_lock(&path)?;
        disk::lock_blocking(&file, Hold::Alone, &path)?;
        Ok(file)
    }

    /// Every repository with its directory, in the order of their paths.
    pub(super) fn repositories(&self) -> Result<Vec<(Reference, PathBuf)>> {
        let mut found = Vec::new();
        self.walk(&self.root, &mut found)?;
        found.sort_by(|one, other| one.1.cmp(&other.1));
        Ok(found)
    }

    fn walk(&self, dir: &Path, found: &mut Vec<(Reference, PathBuf)>) -> Result<()> {
        let entries = match fs::read_dir(dir) {
            Ok(entries) => entries,
            // Another process removed an empty repository meanwhile.
            Err(error) if disk::is_missing(&error) && dir != self.root => return Ok(()),
            Err(error) => return Err(LayoutError::io("list", dir)(error)),
        };
        if dir != self.root
            && dir.join(super::OCI_LAYOUT).is_file()
            && let Some(reference) = dir.strip_prefix(&self.root).ok().and_then(names::reference_at)
        {
            found.push((reference, dir.to_owned()));
        }
        for entry in entries {
            let entry = entry.map_err(LayoutError::io("list", dir))?;
            let is_part = entry.file_name().to_str().is_some_and(names::is_repository_part);
            if is_part && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.walk(&entry.path(), found)?;
            }
        }
        Ok(())
    }
}

/// The digests whose files stand in `blobs` (`blobs/<algorithm>/<hex>`), with those files.
pub(super) fn blob_files(blobs: &Path) -> Result<Vec<(Digest, PathBuf)>> {
    let mut found = Vec::new();
    for algorithm in ["sha256", "sha512"] {
        let dir = blobs.join(algorithm);
        let entries = match fs::read_dir(&dir) {
            Ok(entries) => entries,
            Err(error) if disk::is_missing(&error) => continue,
            Err(error) => return Err(LayoutError::io("list", &dir)(error)),
        };
        for entry in entries {
            let entry = entry.map_err(LayoutError::io("list", &dir))?;
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                continue;
            }
            let name = entry.file_name();
            let digest = name.to_str().and_then(|hex| format!("{algorithm}:{hex}").parse().ok());
            found.extend(digest.map(|digest| (digest, entry.path())));
        }
    }
    found.sort();
    Ok(found)
}
