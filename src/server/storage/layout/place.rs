//! Where a repository, its blobs and its uploads stand on disk. The paths of a request come from validated names alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::layout::{self, BLOBS, IndexFile, LONE_STAGING, LayoutError, OCI_LAYOUT, Pool, disk, names};
use crate::oci::Digest;
use crate::reference::Repository;

type Result<T> = std::result::Result<T, LayoutError>;

/// What is served.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// A store: a layout for each repository, and the pool that they share.
    Store(Pool),
    /// One layout, which is one repository.
    Lone {
        /// Its name.
        name: Repository,
        /// Its directory.
        dir: PathBuf,
    },
}

impl Place {
    /// The directory of a repository; nothing where there cannot be one.
    pub(super) fn directory(&self, repository: &Repository) -> Option<PathBuf> {
        match self {
            Self::Store(pool) => Some(pool.root().join(names::directory_of(repository))),
            Self::Lone { name, dir } => (name == repository).then(|| dir.clone()),
        }
    }

    /// As [`Place::directory`], to write to.
    ///
    /// # Errors
    /// The registry serves one layout, and it is not this.
    pub(super) fn writable(&self, repository: &Repository) -> Result<PathBuf> {
        self.directory(repository).ok_or_else(|| LayoutError::NoRepository { name: repository.to_string() })
    }

    /// Where files are prepared.
    pub(super) fn staging(&self) -> PathBuf {
        match self {
            Self::Store(pool) => pool.staging(),
            Self::Lone { dir, .. } => dir.join(LONE_STAGING),
        }
    }

    /// Where uploads grow.
    pub(super) fn uploads(&self) -> PathBuf {
        match self {
            Self::Store(pool) => pool.uploads(),
            Self::Lone { dir, .. } => dir.join(LONE_STAGING).join("uploads"),
        }
    }

    /// Where files are put that are not what their names say.
    pub(super) fn damaged(&self) -> PathBuf {
        match self {
            Self::Store(pool) => pool.damaged(),
            Self::Lone { dir, .. } => dir.join(LONE_STAGING).join("damaged"),
        }
    }

    /// Where the blob stands once for all repositories.
    pub(super) fn pooled(&self, digest: &Digest) -> Option<PathBuf> {
        match self {
            Self::Store(pool) => Some(pool.blob(digest)),
            Self::Lone { .. } => None,
        }
    }

    /// Makes the directories that are the registry's own.
    pub(super) fn create(&self) -> Result<()> {
        if let Self::Store(pool) = self {
            pool.create()?;
        }
        disk::create_dir(&self.staging())?;
        disk::create_dir(&self.uploads())
    }
}

/// The file of a blob or a manifest in the layout at `dir`.
pub(super) fn blob_in(dir: &Path, digest: &Digest) -> PathBuf {
    layout::path_in(dir, digest)
}

/// Makes `dir` a layout where it is none, durably.
pub(super) fn make_layout(dir: &Path, staging: &Path) -> Result<()> {
    let mark = dir.join(OCI_LAYOUT);
    if mark.exists() {
        return Ok(());
    }
    create_durably(&dir.join(BLOBS).join("sha256"))?;
    disk::create_dir(staging)?;
    // The mark comes last: a directory that has it is a repository, and can be written to.
    IndexFile::new(dir).create(staging)?;
    disk::write_whole(&mark, layout::OCI_LAYOUT_CONTENT, staging)?;
    disk::sync_dir(dir)
}

/// Creates a directory and what is above it, and makes each new entry durable.
pub(super) fn create_durably(dir: &Path) -> Result<()> {
    let missing: Vec<&Path> = dir.ancestors().take_while(|dir| !dir.exists()).collect();
    disk::create_dir(dir)?;
    missing.into_iter().try_for_each(disk::sync_parent)
}

/// What the system knows of a blob's file; nothing where there is none, or something else: a link leads out of what is
/// served.
pub(super) fn look(path: &Path) -> Result<Option<fs::Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found).filter(fs::Metadata::is_file)),
        Err(error) if disk::is_missing(&error) => Ok(None),
        Err(error) => Err(LayoutError::io("look at", path)(error)),
    }
}
