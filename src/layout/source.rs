//! Reading from a layout.

use async_trait::async_trait;

use super::error::{LayoutError, Result};
use super::{Layout, disk, index};
use crate::content::{self, BlobBody, ReferrerFilter, Source, TagQuery};
use crate::oci::{Descriptor, Digest, MediaType, RawManifest};
use crate::reference::{Location, Selector};

impl Layout {
    fn missing(&self, selector: &Selector) -> LayoutError {
        LayoutError::NoManifest { dir: self.dir.to_path_buf(), selector: selector.clone() }
    }

    /// The digest that `selector` names, and the type that the index says it has.
    pub(super) fn look_up(&self, selector: &Selector) -> Result<(Digest, MediaType)> {
        let index = self.index.read()?;
        match selector {
            Selector::Tag(tag) => {
                let entry = index::find(&index, tag.as_str()).ok_or_else(|| self.missing(selector))?;
                Ok((entry.digest.clone(), entry.media_type.clone()))
            }
            Selector::Digest(digest) => {
                let declared = index::find_digest(&index, digest).map(|entry| entry.media_type.clone());
                Ok((digest.clone(), declared.unwrap_or_default()))
            }
        }
    }

    /// The manifest that `selector` names, verified.
    pub(super) fn read_manifest(&self, selector: &Selector) -> Result<RawManifest> {
        let (digest, declared) = self.look_up(selector)?;
        let bytes = self.blobs.manifest(&digest).map_err(|error| match error {
            // The tag is there but the manifest is not: what was asked for is the tag.
            LayoutError::NoManifest { .. } => self.missing(selector),
            other => other,
        })?;
        let known = digest.clone();
        RawManifest::with_digest(&declared, bytes, known).map_err(|source| LayoutError::Document {
            dir: self.dir.to_path_buf(),
            digest,
            source,
        })
    }

    /// What `selector` names, by its size on disk alone where the index tells its type.
    pub(super) fn find(&self, selector: &Selector) -> Result<Descriptor> {
        let (digest, declared) = self.look_up(selector)?;
        if !declared.is_manifest() {
            return Ok(self.read_manifest(selector)?.descriptor());
        }
        let size = disk::size(&self.blobs.path(&digest))?.ok_or_else(|| self.missing(selector))?;
        Ok(Descriptor::new(declared, digest, size))
    }
}

#[async_trait]
impl Source for Layout {
    fn location(&self) -> Location {
        self.location.clone()
    }

    async fn resolve(&self, selector: &Selector) -> content::Result<Descriptor> {
        Ok(self.find(selector)?)
    }

    async fn manifest(&self, selector: &Selector) -> content::Result<RawManifest> {
        Ok(self.read_manifest(selector)?)
    }

    fn blob(&self, descriptor: &Descriptor) -> Box<dyn BlobBody> {
        Box::new(self.blobs.body(descriptor))
    }

    async fn stat_blob(&self, digest: &Digest) -> content::Result<u64> {
        let missing = || LayoutError::NoBlob { dir: self.dir.to_path_buf(), digest: digest.clone() };
        Ok(disk::size(&self.blobs.path(digest))?.ok_or_else(missing)?)
    }

    async fn tags(&self, query: &TagQuery) -> content::Result<Vec<String>> {
        let tags = self.entries()?.into_iter().filter_map(|entry| entry.tag);
        let behind = tags.filter(|tag| query.last.as_ref().is_none_or(|last| tag > last));
        Ok(behind.take(query.limit.unwrap_or(usize::MAX)).collect())
    }

    async fn referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> content::Result<Vec<Descriptor>> {
        Ok(self.find_referrers(subject, filter)?)
    }
}
