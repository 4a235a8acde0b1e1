//! Writing to a layout, and deleting from it.

use async_trait::async_trait;

use super::error::LayoutError;
use super::{Layout, disk, index};
use crate::content::{BlobBody, ContentError, ErrorKind, Manage, Presence, Probe, Put, Result, Source, Target};
use crate::oci::{Descriptor, Digest, ImageIndex, RawManifest};
use crate::reference::{Location, Selector, Tag};

#[async_trait]
impl Target for Layout {
    fn location(&self) -> Location {
        self.location.clone()
    }

    async fn current(&self, selector: &Selector) -> Result<Option<Descriptor>> {
        match self.find(selector) {
            Ok(found) => Ok(Some(found)),
            // What is damaged is to be put again.
            Err(LayoutError::NoManifest { .. } | LayoutError::Damaged { .. } | LayoutError::Document { .. }) => {
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn presence(&self, descriptor: &Descriptor, _: Probe) -> Result<Presence> {
        // What is said to be present must stay until the transfer ends. Where the disk is read-only nothing can go, and
        // whoever means to write learns of it when they do.
        match self.begin().await {
            Ok(()) | Err(LayoutError::Io { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(self.blobs.presence(descriptor)?)
    }

    async fn put_blob(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> Result<Put> {
        self.prepare().await?;
        self.blobs.put(descriptor, body).await
    }

    async fn put_manifest(&self, manifest: &RawManifest, tags: &[Tag]) -> Result<()> {
        let found = manifest.digest.algorithm().digest(&manifest.bytes);
        if found != manifest.digest {
            let what = format!("the manifest {} has the digest {found}", manifest.digest);
            return Err(ContentError::new(ErrorKind::Integrity, what));
        }
        self.prepare().await?;
        self.blobs.put_manifest(manifest)?;
        let mut descriptor = manifest.descriptor();
        let mut refers = false;
        // A document that wharf cannot read is stored as it is: then nothing is known to hang on it.
        if let Ok(parsed) = manifest.parse() {
            self.session.children(parsed.children().iter().map(|child| child.digest.clone()));
            // What was there when the transfer began may be in the trash by now. What never was is left out on purpose.
            for needed in parsed.blobs().chain(parsed.children()) {
                self.blobs.stays(needed)?;
            }
            refers = parsed.subject().is_some();
            descriptor.artifact_type = parsed.artifact_type().filter(|_| refers).cloned();
            // A store is wharf's own, which finds referrers by their subjects.
            if let Some(subject) = parsed.subject().filter(|_| self.blobs.pool().is_none()) {
                let annotations = parsed.annotations().clone();
                self.session.refers(&subject.digest, Descriptor { annotations, ..descriptor.clone() });
            }
        }
        if tags.is_empty() {
            self.session.untagged(descriptor, refers);
            return Ok(());
        }
        self.sync_manifests()?;
        let mut stored = Ok(());
        let give = |all: &mut _| {
            // Somebody may have deleted it since, who held the lock that is held here now.
            stored = self.blobs.put_manifest(manifest).and_then(|put| if put { self.sync_manifests() } else { Ok(()) });
            let changes = tags.iter().map(|tag| index::tag(all, &descriptor, tag));
            stored.is_ok() && changes.filter(|changed| *changed).count() > 0
        };
        self.update(give).await?;
        Ok(stored?)
    }

    async fn finish(&self) -> Result<()> {
        let unlisted = self.session.unlisted();
        if !unlisted.is_empty() {
            self.sync_manifests()?;
            let list = |all: &mut _| {
                // Whoever deleted one since is not to find it listed again.
                let there = unlisted.iter().filter(|one| self.blobs.stays(one).unwrap_or(true));
                let changes = there.map(|one| index::list(all, one));
                changes.filter(|changed| *changed).count() > 0
            };
            self.update(list).await?;
        }
        for (subject, referrers) in self.session.subjects() {
            self.note_referrers(&subject, &referrers).await?;
        }
        self.session.end();
        self.blobs.close();
        Ok(())
    }

    fn readable(&self) -> Option<&dyn Source> {
        Some(self)
    }
}

impl Layout {
    /// Makes the names of the manifests durable, before the index leads to them.
    pub(super) fn sync_manifests(&self) -> Result<(), LayoutError> {
        for algorithm in ["sha256", "sha512"] {
            let dir = self.dir.join(super::BLOBS).join(algorithm);
            if disk::exists(&dir)? {
                disk::sync_dir(&dir)?;
            }
        }
        Ok(())
    }

    /// Changes the list, in a layout that is there: garbage collection may remove a repository that nothing is in yet.
    pub(super) async fn update(&self, mut edit: impl FnMut(&mut ImageIndex) -> bool + Send) -> Result<(), LayoutError> {
        const ATTEMPTS: u32 = 10;
        let mut attempt = 0;
        loop {
            attempt += 1;
            self.make()?;
            match self.index.update(&self.blobs.staging(), &mut edit).await {
                Ok(_) if attempt == ATTEMPTS || disk::exists(&self.dir.join(super::OCI_LAYOUT))? => return Ok(()),
                Err(LayoutError::Io { source, .. }) if attempt < ATTEMPTS && disk::is_missing(&source) => {}
                other => drop(other?),
            }
        }
    }

    fn no_manifest(&self, selector: Selector) -> ContentError {
        LayoutError::NoManifest { dir: self.dir.to_path_buf(), selector }.into()
    }

    /// Changes the list of a layout that is there, outside of any transfer, and does `then` before anybody else can.
    async fn edit(
        &self,
        edit: impl FnMut(&mut ImageIndex) -> bool + Send,
        then: impl FnOnce(bool) -> Result<(), LayoutError> + Send,
    ) -> Result<bool, LayoutError> {
        let mark = self.dir.join(super::OCI_LAYOUT);
        if !disk::exists(&mark)? {
            return Ok(false);
        }
        // Garbage collection would take the new index, while it is prepared, for a leftover.
        let _held = match self.blobs.pool() {
            Some(pool) => {
                pool.create()?;
                Some(pool.share().await?)
            }
            None => None,
        };
        // Who held the lock until now may have removed the repository.
        if !disk::exists(&mark)? {
            return Ok(false);
        }
        let staging = self.blobs.staging();
        disk::create_dir(&staging)?;
        let changed = self.index.update_then(&staging, edit, then).await;
        if self.blobs.pool().is_none() {
            self.blobs.close();
        }
        changed
    }
}

#[async_trait]
impl Manage for Layout {
    async fn delete_tag(&self, tag: &Tag) -> Result<()> {
        if self.edit(|all| index::untag(all, tag.as_str()), |_| Ok(())).await? {
            return Ok(());
        }
        Err(self.no_manifest(Selector::Tag(tag.clone())))
    }

    async fn delete_manifest(&self, digest: &Digest) -> Result<()> {
        // Only a manifest is deleted by this name: a layer of that digest is a blob.
        let stored = self.blobs.manifest(digest).is_ok_and(|bytes| {
            RawManifest::with_digest(&crate::oci::MediaType::default(), bytes, digest.clone()).is_ok()
        });
        // Behind the lock another may tag it anew at once, and would take the file for granted.
        let subject = self.subject_of(digest);
        let delete = |listed| if listed || stored { self.blobs.remove(digest).map(|_| ()) } else { Ok(()) };
        let listed = self.edit(|all| index::remove(all, digest), delete).await?;
        if !stored && !listed {
            return Err(self.no_manifest(Selector::Digest(digest.clone())));
        }
        match subject {
            Some(subject) => self.forget_referrer(&subject, digest).await,
            None => Ok(()),
        }
    }

    async fn delete_blob(&self, digest: &Digest) -> Result<()> {
        if self.blobs.remove(digest)? {
            return Ok(());
        }
        Err(LayoutError::NoBlob { dir: self.dir.to_path_buf(), digest: digest.clone() }.into())
    }
}
