//! The blobs of one layout: where they are, and the cheapest way in for each.
//!
//! A blob whose file has another size than its descriptor says is absent: a crash or another tool cut it. A blob in a
//! repository of the store is a hard link to the pool's; manifests are files of their own, since other tools rewrite them
//! in place.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;

use super::body::FileBody;
use super::disk;
use super::error::{LayoutError, Result};
use super::ingest;
use super::journal::Journal;
use super::partial::{self, Partial};
use super::pool::Pool;
use super::trash::Trash;
use crate::content::{self, BlobBody, Presence, Put};
use crate::oci::{Descriptor, Digest, RawManifest};
use crate::reference::Selector;

/// The largest manifest that is read. Registries refuse them from 4 MiB on.
pub const MANIFEST_LIMIT: u64 = 8 << 20;
/// Where a lone layout keeps partial blobs.
pub(super) const LONE_STAGING: &str = ".wharf";

/// The path of a blob in the layout at `dir`.
pub(crate) fn path_in(dir: &Path, digest: &Digest) -> PathBuf {
    dir.join(super::BLOBS).join(digest.algorithm().name()).join(digest.hex())
}

/// The blobs of one layout.
#[derive(Debug)]
pub(super) struct Blobs {
    dir: Arc<PathBuf>,
    pool: Option<(Pool, Journal)>,
}

impl Blobs {
    pub(super) fn new(dir: Arc<PathBuf>, pool: Option<Pool>) -> Self {
        Self { dir, pool: pool.map(|pool| (pool, Journal::default())) }
    }

    /// The store that the layout belongs to, if any.
    pub(super) fn pool(&self) -> Option<&Pool> {
        self.pool.as_ref().map(|(pool, _)| pool)
    }

    /// The path of a blob.
    pub(super) fn path(&self, digest: &Digest) -> PathBuf {
        path_in(&self.dir, digest)
    }

    /// Where files of this layout are prepared.
    pub(super) fn staging(&self) -> PathBuf {
        self.pool().map_or_else(|| self.dir.join(LONE_STAGING), Pool::staging)
    }

    fn partial_path(&self, digest: &Digest) -> PathBuf {
        match self.pool() {
            Some(pool) => pool.partial(digest),
            None => self.staging().join(partial::file_name(digest)),
        }
    }

    /// Ends a session: what is empty goes away.
    pub(super) fn close(&self) {
        match &self.pool {
            Some((_, journal)) => journal.close(),
            // Fails where a partial blob is in it, which is meant.
            None => drop(fs::remove_dir(self.staging())),
        }
    }

    /// Whether the blob is here, whole by its size.
    pub(super) fn has(&self, descriptor: &Descriptor) -> Result<bool> {
        Ok(disk::size(&self.path(&descriptor.digest))? == Some(descriptor.size))
    }

    /// Whether the pool has the blob, whole by its size.
    fn pooled(&self, descriptor: &Descriptor) -> Result<Option<PathBuf>> {
        let Some(pool) = self.pool() else { return Ok(None) };
        let path = pool.blob(&descriptor.digest);
        Ok((disk::size(&path)? == Some(descriptor.size)).then_some(path))
    }

    /// As [`Blobs::has`], and in a store sees to it that it stays: garbage collection, which goes on meanwhile, leaves it
    /// alone for its grace, or has to give it back.
    pub(super) fn stays(&self, descriptor: &Descriptor) -> Result<bool> {
        let Some(pool) = self.pool() else { return self.has(descriptor) };
        let path = self.path(&descriptor.digest);
        if self.has(descriptor)? && Trash::refresh(&path)? {
            return Ok(true);
        }
        Ok(Trash::of(pool).restore_blob(&self.dir, &descriptor.digest)? && self.has(descriptor)?)
    }

    /// How much of the blob is here.
    pub(super) fn presence(&self, descriptor: &Descriptor) -> Result<Presence> {
        if self.stays(descriptor)? {
            return Ok(Presence::Present);
        }
        if let Some(pooled) = self.pooled(descriptor)?
            && Trash::refresh(&pooled)?
        {
            return Ok(Presence::Linkable);
        }
        Ok(match disk::size(&self.partial_path(&descriptor.digest))? {
            None | Some(0) => Presence::Absent,
            Some(len) => Presence::Partial(len.min(descriptor.size)),
        })
    }

    /// Takes in a blob: links it where its bytes are on this disk, clones or fetches it otherwise.
    pub(super) async fn put(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> content::Result<Put> {
        loop {
            if let Some(put) = self.put_linked(descriptor, body)? {
                return Ok(put);
            }
            // Nothing, where another process or task had the file and is done with it: look again.
            let Some(mut partial) = Partial::claim(&self.partial_path(&descriptor.digest)).await? else { continue };
            if let Some(put) = self.put_linked(descriptor, body)? {
                partial.discard()?;
                return Ok(put);
            }
            let cloned = match body.local_file() {
                Some(file) => partial.clone_from_file(&file, descriptor.size),
                None => false,
            };
            // A clone is hashed too: that its bytes were right once does not say that they are now.
            partial = ingest::fill(partial, descriptor, body).await?;
            self.publish(partial, descriptor)?;
            return Ok(if cloned { Put::Linked } else { Put::Copied });
        }
    }

    /// The ways in that read no byte.
    fn put_linked(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> Result<Option<Put>> {
        if self.stays(descriptor)? {
            return Ok(Some(Put::Present));
        }
        let Some(pool) = self.pool() else { return Ok(None) };
        let pooled = pool.blob(&descriptor.digest);
        if self.pooled(descriptor)?.is_none() {
            let Some(file) = body.local_file().filter(|file| is_ours(pool, file, descriptor.size)) else {
                return Ok(None);
            };
            disk::link(&file, &pooled, descriptor.size, &pool.staging())?;
        }
        disk::link(&pooled, &self.path(&descriptor.digest), descriptor.size, &pool.staging())?;
        Ok(Some(Put::Linked))
    }

    /// Gives a verified file its name.
    fn publish(&self, partial: Partial, descriptor: &Descriptor) -> Result<()> {
        let path = self.path(&descriptor.digest);
        let Some((pool, journal)) = &self.pool else { return partial.publish(&path) };
        if !journal.note(pool, &descriptor.digest)? {
            partial.sync()?;
        }
        let pooled = pool.blob(&descriptor.digest);
        partial.publish(&pooled)?;
        disk::link(&pooled, &path, descriptor.size, &pool.staging())
    }

    /// A handle on a blob.
    pub(super) fn body(&self, descriptor: &Descriptor) -> FileBody {
        FileBody::new(Arc::clone(&self.dir), self.path(&descriptor.digest), descriptor)
    }

    /// The bytes of a manifest, which are what `digest` says.
    pub(super) fn manifest(&self, digest: &Digest) -> Result<Bytes> {
        let path = self.path(digest);
        let missing = || {
            let selector = Selector::Digest(digest.clone());
            LayoutError::NoManifest { dir: self.dir.to_path_buf(), selector }
        };
        if disk::size(&path)?.is_some_and(|size| size > MANIFEST_LIMIT) {
            return Err(missing());
        }
        let bytes = disk::read_small(&path, MANIFEST_LIMIT)?.ok_or_else(missing)?;
        let found = digest.algorithm().digest(&bytes);
        if found == *digest {
            return Ok(bytes.into());
        }
        Err(LayoutError::Damaged { path, found: format!("its content has the digest {found}") })
    }

    /// Stores a manifest as a file of its own, synced, unless it is there; says whether it was not.
    pub(super) fn put_manifest(&self, manifest: &RawManifest) -> Result<bool> {
        let path = self.path(&manifest.digest);
        let same = disk::size(&path)? == Some(manifest.bytes.len() as u64)
            && self.manifest(&manifest.digest).is_ok_and(|found| found == manifest.bytes);
        if same {
            return Ok(false);
        }
        disk::create_parent(&path)?;
        disk::write_whole(&path, &manifest.bytes, &self.staging()).map(|()| true)
    }

    /// Deletes the file of a blob or a manifest; says whether there was one.
    pub(super) fn remove(&self, digest: &Digest) -> Result<bool> {
        disk::remove(&self.path(digest))
    }
}

/// Whether `file` may be linked into the pool: a blob that this store took in itself. What other tools wrote may be
/// written again, which a link would carry into every repository.
fn is_ours(pool: &Pool, file: &Path, size: u64) -> bool {
    file.starts_with(pool.root())
        && fs::symlink_metadata(file)
            .is_ok_and(|found| found.is_file() && found.len() == size && found.permissions().mode() & 0o222 == 0)
}
