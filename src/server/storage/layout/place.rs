//! Where a repository, its blobs and its uploads stand on disk. The paths of a request come from validated names alone.

use std::path::{Path, PathBuf};

use crate::layout::{self, BLOBS, IndexFile, LayoutError, OCI_LAYOUT, Pool, Store, disk, names};
use crate::oci::Digest;
use crate::reference::Repository;

type Result<T> = std::result::Result<T, LayoutError>;

/// What is served.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The store, or the one layout looked after as if it were one.
    pub(super) store: Store,
    /// The name of the repository, where it is one layout.
    pub(super) lone: Option<Repository>,
    /// Where links to directories may lead.
    pub(super) links: Links,
}

/// Where links in the place of a repository, or of a directory of it, may lead. Links in the place of files are never
/// followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Links {
    /// To other places in what is served: who brought a tree that is served shows nothing by a link that they could not
    /// have brought too.
    #[default]
    Within,
    /// Anywhere: whoever made them had the right to.
    Follow,
}

impl Place {
    fn pool(&self) -> &Pool {
        &self.store.pool
    }

    /// The directory of a repository; nothing where there cannot be one.
    pub(super) fn directory(&self, repository: &Repository) -> Option<PathBuf> {
        self.writable(repository).ok()
    }

    /// Makes sure that the repository in `dir`, or the place where it would be made, lies in what is served.
    ///
    /// # Errors
    /// A link leads out of it.
    pub(super) fn confine(&self, dir: &Path) -> Result<()> {
        if self.links == Links::Follow || self.holds(dir) {
            return Ok(());
        }
        let name = dir.strip_prefix(self.store.root()).unwrap_or(dir).display().to_string();
        Err(LayoutError::Outside { name })
    }

    /// Whether `dir` and what a layout has in it are in what is served, as far as they are there.
    pub(super) fn holds(&self, dir: &Path) -> bool {
        let inside = |path: &Path| path.canonicalize().map(|real| real.starts_with(self.store.root()));
        let blobs = dir.join(BLOBS);
        let inner = [blobs.join("sha256"), blobs.join("sha512")];
        // What is not there yet is made in what is: one link that leads nowhere is no directory to make anything in.
        inner.iter().all(|path| inside(path).unwrap_or(true))
            && [blobs.as_path()].into_iter().chain(dir.ancestors()).find_map(|path| inside(path).ok()).unwrap_or(false)
    }

    /// As [`Place::directory`], to write to.
    ///
    /// # Errors
    /// The registry serves one layout, and it is not this.
    pub(super) fn writable(&self, repository: &Repository) -> Result<PathBuf> {
        match &self.lone {
            None => Ok(self.store.root().join(names::directory_of(repository))),
            Some(name) if name == repository => Ok(self.store.root().to_owned()),
            Some(served) => {
                Err(LayoutError::OneRepository { served: served.to_string(), name: repository.to_string() })
            }
        }
    }

    /// Where files are prepared.
    pub(super) fn staging(&self) -> PathBuf {
        self.pool().staging()
    }

    /// Where uploads grow.
    pub(super) fn uploads(&self) -> PathBuf {
        self.pool().uploads()
    }

    /// Where files are put that are not what their names say.
    pub(super) fn damaged(&self) -> PathBuf {
        self.pool().damaged()
    }

    /// Where the blob stands once for all repositories.
    pub(super) fn pooled(&self, digest: &Digest) -> Option<PathBuf> {
        self.lone.is_none().then(|| self.pool().blob(digest))
    }

    /// Brings what garbage collection took from the repository in `dir` back, if it has it still.
    pub(super) fn restore(&self, dir: &Path, digest: &Digest) -> Result<bool> {
        self.store.trash().restore_blob(dir, digest)
    }

    /// Makes the directories that are the registry's own.
    pub(super) fn create(&self) -> Result<()> {
        self.pool().create()?;
        disk::create_dir(&self.uploads())?;
        disk::sync_dir(self.store.root())?;
        // The directory above may be closed to the registry, and then was there before.
        drop(disk::sync_parent(self.store.root()));
        Ok(())
    }

    /// Syncs what a pull into the same store left to the system: what is pushed on top of it must last with it.
    pub(super) fn sync_noted(&self) -> Result<()> {
        if self.lone.is_some() { Ok(()) } else { self.store.sync_noted() }
    }
}

pub(super) use crate::layout::path_in as blob_in;

/// Does `work`, and does it again where a directory that it needs vanishes meanwhile: garbage collection removes a
/// repository that nothing is in yet.
pub(super) fn again<T>(work: impl Fn() -> Result<T>) -> Result<T> {
    const ATTEMPTS: u32 = 100;
    let mut attempt = 0;
    loop {
        attempt += 1;
        match work() {
            Err(LayoutError::Io { source, .. }) if attempt < ATTEMPTS && disk::is_missing(&source) => {}
            other => return other,
        }
    }
}

/// Makes `dir` a layout where it is none, durably.
pub(super) fn make_layout(dir: &Path, staging: &Path) -> Result<()> {
    again(|| try_make_layout(dir, staging))
}

fn try_make_layout(dir: &Path, staging: &Path) -> Result<()> {
    let mark = dir.join(OCI_LAYOUT);
    if mark.exists() {
        return Ok(());
    }
    let blobs = dir.join(BLOBS).join("sha256");
    disk::create_dir(&blobs)?;
    disk::create_dir(staging)?;
    // Also what was there: another may have made it at this moment, and not have come to sync it yet, or died.
    for above in blobs.ancestors().skip(1) {
        disk::sync_dir(above)?;
        if staging.starts_with(above) {
            break;
        }
    }
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
