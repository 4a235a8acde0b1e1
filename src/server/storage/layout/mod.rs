//! Storage on disk: the local store, or any directory of image layouts, as a registry.
//!
//! Every repository is a plain image layout (see [`crate::layout`]), every blob a hard link to the pool's. There is no
//! state in the process that another one could need: two registries on one directory, and other tools beside them, see
//! what each other writes. An answer of success means that it is on disk: data synced, then named, then the names synced.

mod blobs;
mod directory;
mod manifests;
mod place;
mod reader;
mod roster;
mod syncs;
mod uploads;
mod walk;

use std::collections::HashMap;
use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use async_trait::async_trait;

use super::{Appended, Deleted, Finished, Fixed, Naming, Page, Put, Referral, Storage, UploadId, Usage};
use crate::content::{ByteStream, ContentError, ErrorKind, Result};
use crate::layout::{LayoutError, OCI_LAYOUT, Store};
use crate::oci::{Algorithm, Descriptor, Digest, RawManifest};
use crate::reference::{Repository, Tag};

use manifests::Recent;
pub use place::Links;
use place::Place;
use reader::Verified;
use roster::{Done, Order, Roster};
use syncs::Syncs;
use uploads::Uploads;

/// How many repositories are kept in memory.
const ROSTERS: usize = 500;

/// A registry's content in a directory.
#[derive(Debug)]
pub struct Disk {
    place: Place,
    rosters: RwLock<HashMap<Repository, Arc<Roster>>>,
    uploads: Uploads,
    syncs: Syncs,
    verified: Arc<Verified>,
    recent: Recent,
    _lock: Option<File>,
}

/// What the mutex guards. Every change of it is a single step, so a panic elsewhere has left it whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does `work`, which may wait for the disk, where waiting holds up nobody.
async fn run<T: Send + 'static>(
    work: impl FnOnce() -> std::result::Result<T, LayoutError> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|panic| ContentError::new(ErrorKind::Storage, "work on the disk ended early").because(panic))??)
}

impl Disk {
    /// The content of `dir`: a store (made where there is nothing), or one image layout, which is then the repository
    /// `name`, or called like the directory.
    ///
    /// # Errors
    /// The directory cannot be used, or its name is no repository name and no other was given.
    pub fn open(dir: impl AsRef<Path>, name: Option<Repository>) -> Result<Self, LayoutError> {
        let dir = dir.as_ref();
        let place = if dir.join(OCI_LAYOUT).exists() {
            let store = Store::of_layout(dir)?;
            let own = || store.root().file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
            let reason = || LayoutError::NotLayout {
                dir: store.root().to_owned(),
                reason: "its name cannot be that of a repository: give one with --name".to_owned(),
            };
            let lone = Some(name.or_else(own).ok_or_else(reason)?);
            Place { store, lone, links: Links::default() }
        } else {
            Place { store: Store::create(dir)?, lone: None, links: Links::default() }
        };
        place.create()?;
        // Who collects garbage without a grace must not meet a registry.
        let lock = if place.lone.is_some() { None } else { Some(place.store.pool.share_blocking()?) };
        if lock.is_some() {
            place.store.settle()?;
        }
        let uploads = Uploads::new(place.uploads());
        Ok(Self {
            place,
            rosters: RwLock::default(),
            uploads,
            syncs: Syncs::default(),
            verified: Arc::default(),
            _lock: lock,
            recent: Recent::default(),
        })
    }

    /// The same with other rules for links.
    #[must_use]
    pub fn with_links(mut self, links: Links) -> Self {
        self.place.links = links;
        self
    }

    /// The directory that is served.
    pub fn root(&self) -> &Path {
        self.place.store.root()
    }

    /// The store that is served, or the one layout as if it were one, for whoever looks after it.
    pub fn store(&self) -> &Store {
        &self.place.store
    }

    /// Where the registry keeps what is its own, such as keys.
    pub fn own(&self) -> PathBuf {
        self.place.store.pool.own()
    }

    /// Where a registry on `dir` keeps what is its own; nothing is made.
    ///
    /// # Errors
    /// There is neither a store nor a layout.
    pub fn own_of(dir: &Path) -> Result<PathBuf, LayoutError> {
        let store = if dir.join(OCI_LAYOUT).exists() { Store::of_layout(dir)? } else { Store::open(dir)? };
        let own = store.pool.own();
        if own.exists() { Ok(own) } else { Err(LayoutError::NoStore { root: dir.to_owned() }) }
    }

    /// The repository that is served, where it is one layout.
    pub fn lone(&self) -> Option<&Repository> {
        self.place.lone.as_ref()
    }

    /// How many uploads are open, of this process and of others on the same directory.
    pub fn open_uploads(&self) -> usize {
        std::fs::read_dir(self.place.uploads()).map_or(0, Iterator::count)
    }

    fn kept(&self, repository: &Repository) -> Option<Arc<Roster>> {
        self.rosters.read().unwrap_or_else(PoisonError::into_inner).get(repository).cloned()
    }

    /// The repository, which may be gone by now if it was there once: for looking into it.
    fn known(&self, repository: &Repository) -> Option<Arc<Roster>> {
        self.kept(repository).or_else(|| {
            let dir = self.place.directory(repository).filter(|dir| dir.join(OCI_LAYOUT).exists())?;
            self.place.confine(&dir).ok()?;
            Some(self.keep(repository, dir))
        })
    }

    /// The repository, where it is there.
    fn roster(&self, repository: &Repository) -> Option<Arc<Roster>> {
        self.known(repository).filter(|roster| roster.exists())
    }

    /// The repository, to write to.
    fn roster_for_write(&self, repository: &Repository) -> Result<Arc<Roster>> {
        if let Some(roster) = self.kept(repository) {
            return Ok(roster);
        }
        let dir = self.place.writable(repository)?;
        self.place.confine(&dir)?;
        Ok(self.keep(repository, dir))
    }

    fn keep(&self, repository: &Repository, dir: PathBuf) -> Arc<Roster> {
        let mut rosters = self.rosters.write().unwrap_or_else(PoisonError::into_inner);
        if rosters.len() >= ROSTERS {
            rosters.retain(|_, roster| Arc::strong_count(roster) > 1);
        }
        let fresh = || Arc::new(Roster::new(dir, self.place.clone()));
        Arc::clone(rosters.entry(repository.clone()).or_insert_with(fresh))
    }

    /// Writes every list that is ahead of its `index.json`, so that other tools see all there is. For the end of a
    /// process; what is not written is in the log and read from there.
    pub fn settle(&self) -> Result<(), LayoutError> {
        let rosters: Vec<_> = self.rosters.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect();
        rosters.into_iter().try_for_each(|roster| roster.fold())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // The log has what could not be written.
        drop(self.settle());
    }
}

#[async_trait]
impl Storage for Disk {
    async fn repositories(&self, page: &Page) -> Result<Vec<Repository>> {
        let (place, page) = (self.place.clone(), page.clone());
        run(move || walk::repositories(&place, &page)).await
    }

    async fn stat_blob(&self, repository: &Repository, digest: &Digest) -> Result<Option<u64>> {
        self.stat(repository, digest)
    }

    async fn read_blob(
        &self,
        repository: &Repository,
        digest: &Digest,
        range: Range<u64>,
    ) -> Result<Option<ByteStream>> {
        self.read(repository, digest, range)
    }

    async fn link_blob(&self, from: Option<&Repository>, into: &Repository, digest: &Digest) -> Result<bool> {
        self.link(from, into, digest).await
    }

    async fn delete_blob(&self, repository: &Repository, digest: &Digest) -> Result<bool> {
        let Some(roster) = self.roster(repository) else { return Ok(false) };
        if roster.view(|loaded| loaded.listing.media_type(digest).is_some()).await? {
            // A manifest has the same address; it is not deleted by this name.
            return Ok(false);
        }
        Ok(crate::layout::disk::remove(&place::blob_in(roster.dir.path(), digest))?)
    }

    async fn begin_upload(&self, repository: &Repository, algorithm: Algorithm) -> Result<UploadId> {
        self.roster_for_write(repository)?;
        Ok(self.uploads.begin(repository, algorithm)?)
    }

    async fn upload_size(&self, repository: &Repository, id: &UploadId) -> Result<Option<u64>> {
        Ok(self.uploads.size(repository, id)?)
    }

    async fn append_upload(
        &self,
        repository: &Repository,
        id: &UploadId,
        at: Option<u64>,
        body: ByteStream,
    ) -> Result<Appended> {
        self.uploads.append(repository, id, at, body).await
    }

    async fn finish_upload(&self, repository: &Repository, id: &UploadId, digest: &Digest) -> Result<Finished> {
        self.finish(repository, id, digest).await
    }

    async fn cancel_upload(&self, repository: &Repository, id: &UploadId) -> Result<bool> {
        Ok(self.uploads.cancel(repository, id)?)
    }

    async fn manifest(&self, repository: &Repository, digest: &Digest) -> Result<Option<RawManifest>> {
        self.find_manifest(repository, digest).await
    }

    async fn put_manifest(
        &self,
        repository: &Repository,
        manifest: &RawManifest,
        tags: &[Naming],
        referral: Option<&Referral>,
    ) -> Result<Put> {
        self.store_manifest(repository, manifest, tags, referral).await
    }

    async fn delete_manifest(&self, repository: &Repository, digest: &Digest, fixed: &Fixed) -> Result<Deleted> {
        if self.find_manifest(repository, digest).await?.is_none() {
            // What is listed and broken can be deleted; a layer of this digest cannot.
            let Some(roster) = self.roster(repository) else { return Ok(Deleted::Unknown) };
            if !roster.view(|loaded| loaded.listing.media_type(digest).is_some()).await? {
                return Ok(Deleted::Unknown);
            }
        }
        let roster = self.roster_for_write(repository)?;
        match roster.change(Order::Delete(digest.clone(), fixed.clone())).await? {
            Done::Deleted(deleted) => Ok(deleted),
            Done::Put(_) | Done::Removed(_) => Ok(Deleted::Unknown),
        }
    }

    async fn resolve_tag(&self, repository: &Repository, tag: &Tag) -> Result<Option<Digest>> {
        let Some(roster) = self.known(repository) else { return Ok(None) };
        roster.view(|loaded| loaded.listing.resolve(tag.as_str()).cloned()).await
    }

    async fn tags(&self, repository: &Repository, page: &Page) -> Result<Option<Vec<Tag>>> {
        let Some(roster) = self.roster(repository) else { return Ok(None) };
        let limit = page.limit.unwrap_or(usize::MAX);
        let list = |loaded: &crate::layout::Loaded| {
            let tags = loaded.listing.tags_after(page.last.as_deref());
            // Other tools write names that no tag may have.
            tags.filter_map(|tag| tag.parse().ok()).take(limit).collect()
        };
        roster.view(list).await.map(Some)
    }

    async fn delete_tag(&self, repository: &Repository, tag: &Tag) -> Result<bool> {
        let Some(roster) = self.roster(repository) else { return Ok(false) };
        match roster.change(Order::Untag(tag.clone())).await? {
            Done::Removed(removed) => Ok(removed),
            Done::Put(_) | Done::Deleted(_) => Ok(false),
        }
    }

    async fn referrers(&self, repository: &Repository, subject: &Digest) -> Result<Vec<Descriptor>> {
        self.find_referrers(repository, subject).await
    }

    async fn usage(&self, repository: Option<&Repository>) -> Result<Usage> {
        let (place, repository) = (self.place.clone(), repository.cloned());
        run(move || walk::usage(&place, repository.as_ref())).await
    }
}

#[cfg(test)]
mod tests;
