//! Content in memory: what a plan is made against where nothing exists yet, and what tests move images between.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::{StreamExt, stream};

use super::stream::{Verifier, from_bytes, read_all, verify};
use super::{
    BlobBody, ByteStream, ContentError, ErrorKind, Manage, Presence, Probe, Put, ReferrerFilter, Result, Source,
    TagQuery, Target,
};
use crate::oci::{Descriptor, Digest, RawManifest};
use crate::reference::{Location, Reference, Selector, Tag};

/// One repository in memory. Clones share it.
#[derive(Clone)]
pub struct MemoryStore {
    location: Location,
    content: Arc<Mutex<Content>>,
}

#[derive(Default)]
struct Content {
    blobs: HashMap<Digest, Bytes>,
    manifests: BTreeMap<Digest, RawManifest>,
    tags: BTreeMap<Tag, Digest>,
    faults: HashMap<Digest, Vec<Fault>>,
    calls: Vec<String>,
    finished: usize,
}

/// What goes wrong with a blob when it is opened next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its first byte is another one.
    Corrupt,
    /// It cannot be read at all.
    Unreadable,
    /// It never comes.
    Stuck,
}

impl MemoryStore {
    /// An empty one that says it is at `location`.
    pub fn new(location: Location) -> Self {
        Self { location, content: Arc::default() }
    }

    /// Puts in a blob as it is.
    pub fn insert_blob(&self, descriptor: &Descriptor, bytes: impl Into<Bytes>) {
        self.content().blobs.insert(descriptor.digest.clone(), bytes.into());
    }

    /// Puts in a manifest as it is.
    pub fn insert_manifest(&self, manifest: RawManifest, tag: Option<Tag>) {
        let mut content = self.content();
        if let Some(tag) = tag {
            content.tags.insert(tag, manifest.digest.clone());
        }
        content.manifests.insert(manifest.digest.clone(), manifest);
    }

    /// The bytes of a blob that is here.
    pub fn blob_bytes(&self, digest: &Digest) -> Option<Bytes> {
        self.content().blobs.get(digest).cloned()
    }

    /// Lets the next openings of a blob fail, one for each fault.
    pub fn fail(&self, digest: &Digest, faults: &[Fault]) {
        self.content().faults.insert(digest.clone(), faults.iter().rev().copied().collect());
    }

    /// What was asked of it, in order: the operation and what it was about.
    pub fn calls(&self) -> Vec<String> {
        self.content().calls.clone()
    }

    /// How many transfers were ended.
    pub fn finished(&self) -> usize {
        self.content().finished
    }

    fn content(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn called(&self, operation: &str, about: impl std::fmt::Display) -> MutexGuard<'_, Content> {
        let mut content = self.content();
        content.calls.push(format!("{operation} {about}"));
        content
    }

    fn find(&self, content: &Content, selector: &Selector) -> Result<RawManifest> {
        let digest = match selector {
            Selector::Digest(digest) => Some(digest),
            Selector::Tag(tag) => content.tags.get(tag),
        };
        let found = digest.and_then(|digest| content.manifests.get(digest)).cloned();
        found.ok_or_else(|| ContentError::new(ErrorKind::NotFound, format!("{} has no {selector}", self.location)))
    }
}

#[async_trait]
impl Source for MemoryStore {
    fn location(&self) -> Location {
        self.location.clone()
    }

    async fn resolve(&self, selector: &Selector) -> Result<Descriptor> {
        let content = self.called("resolve", selector);
        Ok(self.find(&content, selector)?.descriptor())
    }

    async fn manifest(&self, selector: &Selector) -> Result<RawManifest> {
        let content = self.called("manifest", selector);
        self.find(&content, selector)
    }

    fn blob(&self, descriptor: &Descriptor) -> Box<dyn BlobBody> {
        let from = match &self.location {
            Location::Registry(reference) => Some(reference.clone()),
            Location::Layout(_) | Location::Store(_) => None,
        };
        Box::new(Body { store: self.clone(), digest: descriptor.digest.clone(), from })
    }

    async fn stat_blob(&self, digest: &Digest) -> Result<u64> {
        let content = self.called("stat", digest);
        let found = content.blobs.get(digest).map(|bytes| bytes.len() as u64);
        found.ok_or_else(|| ContentError::new(ErrorKind::NotFound, format!("{} has no blob {digest}", self.location)))
    }

    async fn tags(&self, query: &TagQuery) -> Result<Vec<String>> {
        let content = self.called("tags", "");
        let after = |tag: &String| query.last.as_ref().is_none_or(|last| tag > last);
        let tags = content.tags.keys().map(Tag::to_string).filter(after);
        Ok(tags.take(query.limit.unwrap_or(usize::MAX)).collect())
    }

    async fn referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> Result<Vec<Descriptor>> {
        let content = self.called("referrers", subject);
        let referrer = |raw: &RawManifest| {
            let parsed = raw.parse().ok()?;
            let mut descriptor = raw.descriptor();
            descriptor.artifact_type = parsed.artifact_type().cloned();
            descriptor.annotations = parsed.annotations().clone();
            parsed.subject().is_some_and(|found| found.digest == *subject).then_some(descriptor)
        };
        Ok(content.manifests.values().filter_map(referrer).filter(|found| filter.matches(found)).collect())
    }
}

#[async_trait]
impl Target for MemoryStore {
    fn location(&self) -> Location {
        self.location.clone()
    }

    async fn current(&self, selector: &Selector) -> Result<Option<Descriptor>> {
        let content = self.called("current", selector);
        Ok(self.find(&content, selector).ok().map(|found| found.descriptor()))
    }

    async fn presence(&self, descriptor: &Descriptor, probe: Probe) -> Result<Presence> {
        if probe == Probe::Free && matches!(self.location, Location::Registry(_)) {
            return Ok(Presence::Unknown);
        }
        let content = self.called("presence", &descriptor.digest);
        let digest = &descriptor.digest;
        let here = content.blobs.contains_key(digest) || content.manifests.contains_key(digest);
        Ok(if here { Presence::Present } else { Presence::Absent })
    }

    async fn put_blob(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> Result<Put> {
        if self.called("put_blob", &descriptor.digest).blobs.contains_key(&descriptor.digest) {
            return Ok(Put::Present);
        }
        if let (Some(from), Location::Registry(here)) = (body.mount_from(), &self.location)
            && from.registry == here.registry
        {
            let bytes = read_all(body.open(0).await?, u64::MAX).await?;
            self.insert_blob(descriptor, bytes);
            return Ok(Put::Mounted);
        }
        let bytes = read_all(verify(body.open(0).await?, descriptor), u64::MAX).await?;
        self.insert_blob(descriptor, bytes);
        Ok(Put::Copied)
    }

    async fn put_manifest(&self, manifest: &RawManifest, tags: &[Tag]) -> Result<()> {
        let mut verifier = Verifier::new(&manifest.descriptor());
        verifier.update(&manifest.bytes)?;
        verifier.finish()?;
        let mut content = self.called("put_manifest", &manifest.digest);
        for tag in tags {
            content.tags.insert(tag.clone(), manifest.digest.clone());
        }
        content.manifests.insert(manifest.digest.clone(), manifest.clone());
        Ok(())
    }

    async fn finish(&self) -> Result<()> {
        self.content().finished += 1;
        Ok(())
    }
}

#[async_trait]
impl Manage for MemoryStore {
    async fn delete_tag(&self, tag: &Tag) -> Result<()> {
        let removed = self.called("delete_tag", tag).tags.remove(tag);
        removed.map(drop).ok_or_else(|| self.missing(&Selector::Tag(tag.clone())))
    }

    async fn delete_manifest(&self, digest: &Digest) -> Result<()> {
        let mut content = self.called("delete_manifest", digest);
        content.tags.retain(|_, named| named != digest);
        let removed = content.manifests.remove(digest);
        removed.map(drop).ok_or_else(|| self.missing(&Selector::Digest(digest.clone())))
    }

    async fn delete_blob(&self, digest: &Digest) -> Result<()> {
        let removed = self.called("delete_blob", digest).blobs.remove(digest);
        removed.map(drop).ok_or_else(|| self.missing(&Selector::Digest(digest.clone())))
    }
}

impl MemoryStore {
    fn missing(&self, selector: &Selector) -> ContentError {
        ContentError::new(ErrorKind::NotFound, format!("{} has no {selector}", self.location))
    }
}

struct Body {
    store: MemoryStore,
    digest: Digest,
    from: Option<Reference>,
}

#[async_trait]
impl BlobBody for Body {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        self.open_range(offset..u64::MAX).await
    }

    async fn open_range(&self, range: Range<u64>) -> Result<ByteStream> {
        let (bytes, fault) = {
            let mut content = self.store.called("open", &self.digest);
            let bytes = content.blobs.get(&self.digest).cloned();
            (bytes, content.faults.get_mut(&self.digest).and_then(Vec::pop))
        };
        let bytes = bytes.ok_or_else(|| self.store.missing(&Selector::Digest(self.digest.clone())))?;
        let at = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
        let bytes = bytes.slice(at(range.start)..at(range.end));
        Ok(match fault {
            None => from_bytes(bytes),
            Some(Fault::Corrupt) => {
                let mut changed = bytes.to_vec();
                changed.iter_mut().take(1).for_each(|byte| *byte ^= 1);
                from_bytes(changed.into())
            }
            Some(Fault::Unreadable) => {
                return Err(ContentError::new(ErrorKind::Unavailable, format!("{} cannot be read", self.digest)));
            }
            Some(Fault::Stuck) => stream::pending().boxed(),
        })
    }

    fn mount_from(&self) -> Option<&Reference> {
        self.from.as_ref()
    }
}
