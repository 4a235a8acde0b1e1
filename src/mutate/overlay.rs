//! A source of an edited image: what the edit made, over where the old image is.

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;

use crate::content::{BlobBody, ByteStream, ContentError, ErrorKind, ReferrerFilter, Result, Source, TagQuery, stream};
use crate::oci::{Descriptor, Digest, RawManifest};
use crate::reference::{Location, Reference, Selector};

/// Blobs that edits made, or brought from elsewhere.
#[derive(Clone, Default)]
pub struct Made {
    blobs: HashMap<Digest, (u64, Arc<dyn BlobBody>)>,
}

impl Made {
    /// Takes in bytes; a document, not a layer of any size.
    pub fn add_bytes(&mut self, digest: Digest, bytes: Bytes) {
        self.add(digest, bytes.len() as u64, Arc::new(BytesBody(bytes)));
    }

    /// Takes in a blob of any size: a file, or a blob of another source, which keeps telling where to mount it from.
    pub fn add(&mut self, digest: Digest, size: u64, body: Arc<dyn BlobBody>) {
        self.blobs.insert(digest, (size, body));
    }

    /// A handle on a blob that is here.
    pub fn body(&self, digest: &Digest) -> Option<Box<dyn BlobBody>> {
        let (_, body) = self.blobs.get(digest)?;
        Some(Box::new(Shared(Arc::clone(body))))
    }
}

/// A [`Source`] of an image and of what was made from it.
///
/// The name by which the old image was found leads to the new one. Everything that was not made comes from the source
/// of the old one, whose location it has.
pub struct Overlay {
    pub(super) base: Arc<dyn Source>,
    pub(super) named: Option<Selector>,
    pub(super) root: RawManifest,
    /// The manifests that were made.
    pub(super) manifests: HashMap<Digest, RawManifest>,
    /// Manifests of the base that were read for the edit: nobody has to read them again.
    pub(super) known: HashMap<Digest, RawManifest>,
    pub(super) blobs: Made,
}

impl Overlay {
    fn held(&self, selector: &Selector) -> Option<&RawManifest> {
        if self.named.as_ref() == Some(selector) {
            return Some(&self.root);
        }
        let digest = selector.digest()?;
        self.manifests.get(digest).or_else(|| self.known.get(digest))
    }

    /// The made manifests that refer to `subject`, by digest.
    fn made_referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> Vec<Descriptor> {
        let refers = |raw: &RawManifest| {
            let manifest = raw.parse().ok()?;
            let (annotations, artifact_type) = (manifest.annotations().clone(), manifest.artifact_type().cloned());
            let found = Descriptor { annotations, artifact_type, ..raw.descriptor() };
            (manifest.subject()?.digest == *subject && filter.matches(&found)).then_some(found)
        };
        let mut found: Vec<Descriptor> = self.manifests.values().filter_map(refers).collect();
        found.sort_by(|one, other| one.digest.cmp(&other.digest));
        found
    }
}

#[async_trait]
impl Source for Overlay {
    fn location(&self) -> Location {
        self.base.location()
    }

    async fn resolve(&self, selector: &Selector) -> Result<Descriptor> {
        match self.held(selector) {
            Some(raw) => Ok(raw.descriptor()),
            None => self.base.resolve(selector).await,
        }
    }

    async fn manifest(&self, selector: &Selector) -> Result<RawManifest> {
        match self.held(selector) {
            Some(raw) => Ok(raw.clone()),
            None => self.base.manifest(selector).await,
        }
    }

    fn blob(&self, descriptor: &Descriptor) -> Box<dyn BlobBody> {
        self.blobs.body(&descriptor.digest).unwrap_or_else(|| self.base.blob(descriptor))
    }

    async fn stat_blob(&self, digest: &Digest) -> Result<u64> {
        match self.blobs.blobs.get(digest) {
            Some((size, _)) => Ok(*size),
            None => self.base.stat_blob(digest).await,
        }
    }

    async fn tags(&self, query: &TagQuery) -> Result<Vec<String>> {
        self.base.tags(query).await
    }

    async fn referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> Result<Vec<Descriptor>> {
        let mut all = self.made_referrers(subject, filter);
        if !self.manifests.contains_key(subject) {
            all.extend(self.base.referrers(subject, filter).await?);
        }
        Ok(all)
    }

    fn is_made(&self, digest: &Digest) -> bool {
        self.manifests.contains_key(digest) || self.blobs.blobs.contains_key(digest)
    }
}

/// A small blob in memory.
struct BytesBody(Bytes);

#[async_trait]
impl BlobBody for BytesBody {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        self.open_range(offset..self.0.len() as u64).await
    }

    async fn open_range(&self, range: Range<u64>) -> Result<ByteStream> {
        let place = |at: u64| usize::try_from(at).ok().filter(|at| *at <= self.0.len());
        match (place(range.start), place(range.end)) {
            (Some(start), Some(end)) if start <= end => Ok(stream::from_bytes(self.0.slice(start..end))),
            _ => {
                let what = format!("a blob of {} bytes has none at {}-{}", self.0.len(), range.start, range.end);
                Err(ContentError::new(ErrorKind::Invalid, what))
            }
        }
    }
}

/// A body that several handles share.
struct Shared(Arc<dyn BlobBody>);

#[async_trait]
impl BlobBody for Shared {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        self.0.open(offset).await
    }

    async fn open_range(&self, range: Range<u64>) -> Result<ByteStream> {
        self.0.open_range(range).await
    }

    fn mount_from(&self) -> Option<&Reference> {
        self.0.mount_from()
    }

    fn local_file(&self) -> Option<PathBuf> {
        self.0.local_file()
    }

    fn has_spare_cores(&self) -> bool {
        self.0.has_spare_cores()
    }
}
