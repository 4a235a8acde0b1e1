//! What a store keeps beside its repositories, in `ROOT/_wharf/`: the pool of blobs, partial files, the store's lock, the
//! record of what is not yet safe from a power cut. No repository can have that path.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::blobs::LONE_STAGING;
use super::disk::{self, Hold};
use super::error::{LayoutError, Result};
use super::names;
use super::partial;
use crate::oci::Digest;
use crate::reference::Reference;

/// The directory in which a store keeps what is its own.
pub const OWN: &str = "_wharf";

/// A store's root and the paths below it that are the store's own.
#[derive(Clone, Debug)]
pub(crate) struct Pool {
    root: PathBuf,
    /// Whether the root is a lone layout, the only one there is.
    lone: bool,
}

/// A repository of a store: where it is and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Its directory.
    pub(super) dir: PathBuf,
    /// Its name: with the registry, or as a server of the store knows it.
    pub(super) name: String,
    /// How it is opened as one of the local store; nothing where a server alone names it.
    pub(super) reference: Option<Reference>,
}

impl Pool {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, lone: false }
    }

    /// The pool of a lone layout, which has no blobs of its own: it is only to be looked after like a store.
    pub(super) fn lone(dir: PathBuf) -> Self {
        Self { root: dir, lone: true }
    }

    /// Whether the root is a lone layout.
    pub(super) fn is_lone(&self) -> bool {
        self.lone
    }

    /// Where the store keeps what is its own.
    pub(crate) fn own(&self) -> PathBuf {
        self.root.join(if self.lone { LONE_STAGING } else { OWN })
    }

    /// The root of the store.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the pool keeps its blobs.
    pub(crate) fn blobs(&self) -> PathBuf {
        self.own().join("pool")
    }

    /// Where the pool keeps this blob.
    pub(crate) fn blob(&self, digest: &Digest) -> PathBuf {
        self.blobs().join(digest.algorithm().name()).join(digest.hex())
    }

    /// Where files are prepared and partial blobs are kept.
    pub(crate) fn staging(&self) -> PathBuf {
        if self.lone { self.own() } else { self.own().join("partial") }
    }

    /// Where the registry puts files that are not what their names say.
    pub(crate) fn damaged(&self) -> PathBuf {
        self.own().join("damaged")
    }

    /// The partial file of this blob.
    pub(super) fn partial(&self, digest: &Digest) -> PathBuf {
        self.staging().join(partial::file_name(digest))
    }

    /// The records of blobs that were not synced.
    pub(super) fn unsynced(&self) -> PathBuf {
        self.own().join("unsynced")
    }

    /// What garbage collection took away and still can bring back.
    pub(super) fn trash(&self) -> PathBuf {
        self.own().join("trash")
    }

    /// The upload sessions of a server.
    pub(crate) fn uploads(&self) -> PathBuf {
        self.own().join("uploads")
    }

    /// What the last collection knew of the clocks.
    pub(super) fn clock(&self) -> PathBuf {
        self.own().join("gc.clock")
    }

    fn lock_path(&self) -> PathBuf {
        self.own().join("lock")
    }

    fn collector_path(&self) -> PathBuf {
        self.own().join("gc.lock")
    }

    /// Creates the store's own directories. Many processes may do so at once.
    pub(crate) fn create(&self) -> Result<()> {
        if self.lone {
            return disk::create_dir(&self.own());
        }
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

    /// The lock of the one who collects garbage, where it is free now.
    pub(super) fn try_collect(&self) -> Result<Option<File>> {
        let path = self.collector_path();
        let file = disk::open_lock(&path)?;
        Ok(disk::try_lock(&file, Hold::Alone, &path)?.then_some(file))
    }

    /// The lock of the one who collects garbage, as soon as it is free. Blocks the thread.
    pub(super) fn collect(&self) -> Result<File> {
        let path = self.collector_path();
        let file = disk::open_lock(&path)?;
        disk::lock_blocking(&file, Hold::Alone, &path)?;
        Ok(file)
    }

    /// The directory of a repository relative to the root: nothing for a lone layout.
    pub(super) fn relative<'a>(&self, dir: &'a Path) -> &'a Path {
        dir.strip_prefix(&self.root).unwrap_or(dir)
    }

    /// Every repository, in the order of their paths.
    pub(super) fn repositories(&self) -> Result<Vec<Place>> {
        if self.lone {
            let name = self.root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            return Ok(vec![Place { dir: self.root.clone(), name, reference: None }]);
        }
        let mut found = Vec::new();
        self.walk(&self.root, &mut found)?;
        found.sort_by(|one, other| one.dir.cmp(&other.dir));
        Ok(found)
    }

    fn walk(&self, dir: &Path, found: &mut Vec<Place>) -> Result<()> {
        let entries = match fs::read_dir(dir) {
            Ok(entries) => entries,
            // Another process removed an empty repository meanwhile.
            Err(error) if disk::is_missing(&error) && dir != self.root => return Ok(()),
            Err(error) => return Err(LayoutError::io("list", dir)(error)),
        };
        if dir != self.root && dir.join(super::OCI_LAYOUT).is_file() {
            found.extend(self.place(dir));
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

    /// The repository whose directory is `dir`, if it can be one.
    pub(super) fn place(&self, dir: &Path) -> Option<Place> {
        let relative = dir.strip_prefix(&self.root).ok()?;
        // `team/app` would be read as one of Docker Hub: only a server knows it by that name.
        let reference = names::reference_at(relative)
            .filter(|reference| reference.name().parse::<Reference>().is_ok_and(|read| read == *reference));
        let name = match &reference {
            Some(reference) => reference.name(),
            None => names::repository_at(relative)?.to_string(),
        };
        Some(Place { dir: dir.to_owned(), name, reference })
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
