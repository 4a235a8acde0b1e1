//! A store in memory, for tests and for content that is made on the spot.
//!
//! Clones share what they hold. The store remembers every call, in order, and can be told to fail once for a digest, so
//! that a test sees what a transfer asked for and how it takes a broken source.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream;

use super::stream::{read_all, verify};
use super::{
    BlobBody, ByteStream, ContentError, ErrorKind, Manage, Presence, Probe, Put, ReferrerFilter, Result, Source,
    TagQuery, Target,
};
use crate::oci::{Descriptor, Digest, MediaType, RawManifest};
use crate::reference::{LayoutPath, Location, Reference, Selector, Tag};

/// The pieces in which a blob is given.
const STEP: usize = 64 << 10;

/// A kind of call, as [`MemoryStore::calls`] counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Call {
    /// [`Target::current`].
    Current,
    /// A deletion of any kind.
    Delete,
    /// [`Target::finish`].
    Finish,
    /// [`Source::manifest`].
    Manifest,
    /// [`BlobBody::open`] and [`BlobBody::open_range`].
    Open,
    /// [`Target::presence`].
    Presence,
    /// [`Target::put_blob`].
    PutBlob,
    /// [`Target::put_manifest`].
    PutManifest,
    /// [`Source::referrers`].
    Referrers,
    /// [`Source::resolve`].
    Resolve,
    /// [`Source::stat_blob`].
    StatBlob,
    /// [`Source::tags`].
    Tags,
}

/// How bytes go wrong, once, on their way out of the store or into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// One bit of them is another.
    Corrupt,
    /// The second half of them is missing, and then comes an error of this kind.
    Cut(ErrorKind),
    /// They are refused before the first.
    Refuse(ErrorKind),
    /// The second half of them is missing, without any error.
    Short,
}

/// A [`Source`], [`Target`] and [`Manage`] in memory. Cheap to clone; clones are the same store.
#[derive(Clone, Debug)]
pub struct MemoryStore {
    location: Location,
    held: Arc<Mutex<Held>>,
}

#[derive(Debug, Default)]
struct Held {
    blobs: BTreeMap<Digest, Bytes>,
    manifests: BTreeMap<Digest, RawManifest>,
    tags: BTreeMap<Tag, Digest>,
    faults: HashMap<Digest, Fault>,
    calls: Vec<(Call, String)>,
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self::new()
    }
}

impl MemoryStore {
    /// An empty store at a location that no other store has.
    pub fn new() -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let dir = PathBuf::from(format!("memory-{}", NUMBER.fetch_add(1, Ordering::Relaxed)));
        Self::at(Location::Layout(LayoutPath { dir, tag: None, digest: None }))
    }

    /// An empty store that says it is at `location`. At a registry's, its blobs say that they can be mounted from there.
    pub fn at(location: Location) -> Self {
        Self { location, held: Arc::default() }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // Each change is a single step, so a panic elsewhere cannot have left one half-done.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a blob in and says what it is.
    pub fn add_blob(&self, media_type: MediaType, bytes: impl Into<Bytes>) -> Descriptor {
        let bytes = bytes.into();
        let descriptor = Descriptor::of(media_type, &bytes);
        self.held().blobs.insert(descriptor.digest.clone(), bytes);
        descriptor
    }

    /// Puts a manifest in, gives it `tags`, and says what it is.
    pub fn add_manifest(&self, manifest: &RawManifest, tags: &[Tag]) -> Descriptor {
        let mut held = self.held();
        held.manifests.insert(manifest.digest.clone(), manifest.clone());
        held.tags.extend(tags.iter().map(|tag| (tag.clone(), manifest.digest.clone())));
        manifest.descriptor()
    }

    /// Whether the blob or manifest is here. Not counted as a call.
    pub fn holds(&self, digest: &Digest) -> bool {
        let held = self.held();
        held.blobs.contains_key(digest) || held.manifests.contains_key(digest)
    }

    /// The bytes of a blob. Not counted as a call.
    pub fn bytes(&self, digest: &Digest) -> Option<Bytes> {
        self.held().blobs.get(digest).cloned()
    }

    /// Makes the next call that moves the bytes of `digest` go wrong: opening or reading it here, or putting it here.
    pub fn fail_next(&self, digest: &Digest, fault: Fault) {
        self.held().faults.insert(digest.clone(), fault);
    }

    /// What each call of this kind was about, in order: a tag, a digest, or nothing. Their number is the length.
    pub fn calls(&self, call: Call) -> Vec<String> {
        self.held().calls.iter().filter(|(kind, _)| *kind == call).map(|(_, about)| about.clone()).collect()
    }

    /// Forgets all calls so far.
    pub fn forget_calls(&self) {
        self.held().calls.clear();
    }

    fn call(&self, call: Call, about: &(impl ToString + ?Sized)) -> MutexGuard<'_, Held> {
        let mut held = self.held();
        held.calls.push((call, about.to_string()));
        held
    }

    fn missing(&self, what: &str, name: &dyn std::fmt::Display) -> ContentError {
        let place = &self.location;
        ContentError::new(ErrorKind::NotFound, format!("there is no {what} {name} in the memory store {place}"))
    }

    fn find(&self, held: &Held, selector: &Selector) -> Result<RawManifest> {
        let digest = match selector {
            Selector::Digest(digest) => Some(digest),
            Selector::Tag(tag) => held.tags.get(tag),
        };
        let found = digest.and_then(|digest| held.manifests.get(digest)).cloned();
        found.ok_or_else(|| self.missing("manifest", selector))
    }

    /// The bytes as the fault that waits for `digest`, if any, leaves them, and the error that ends them.
    fn spoil(&self, digest: &Digest, bytes: Bytes) -> Result<(Bytes, Option<ContentError>)> {
        let fail = |kind| ContentError::new(kind, format!("the memory store was told to fail for {digest}"));
        match self.held().faults.remove(digest) {
            None => Ok((bytes, None)),
            Some(Fault::Refuse(kind)) => Err(fail(kind)),
            Some(Fault::Short) => Ok((bytes.slice(..bytes.len() / 2), None)),
            Some(Fault::Cut(kind)) => Ok((bytes.slice(..bytes.len() / 2), Some(fail(kind)))),
            Some(Fault::Corrupt) => {
                let mut bytes = bytes.to_vec();
                if let Some(last) = bytes.last_mut() {
                    *last ^= 1;
                }
                Ok((bytes.into(), None))
            }
        }
    }
}

#[async_trait]
impl Source for MemoryStore {
    fn location(&self) -> Location {
        self.location.clone()
    }

    async fn resolve(&self, selector: &Selector) -> Result<Descriptor> {
        let held = self.call(Call::Resolve, selector);
        self.find(&held, selector).map(|manifest| manifest.descriptor())
    }

    async fn manifest(&self, selector: &Selector) -> Result<RawManifest> {
        let found = self.find(&self.call(Call::Manifest, selector), selector)?;
        let (bytes, error) = self.spoil(&found.digest, found.bytes.clone())?;
        if let Some(error) = error {
            return Err(error);
        }
        let stream = verify(stream_of(&bytes, None), &found.descriptor());
        read_all(stream, u64::MAX).await?;
        Ok(found)
    }

    fn blob(&self, descriptor: &Descriptor) -> Box<dyn BlobBody> {
        Box::new(MemoryBody { store: self.clone(), digest: descriptor.digest.clone() })
    }

    async fn stat_blob(&self, digest: &Digest) -> Result<u64> {
        let found = self.call(Call::StatBlob, digest).blobs.get(digest).map(|bytes| bytes.len() as u64);
        found.ok_or_else(|| self.missing("blob", digest))
    }

    async fn tags(&self, query: &TagQuery) -> Result<Vec<String>> {
        let held = self.call(Call::Tags, query.last.as_deref().unwrap_or_default());
        let tags = held.tags.keys().map(|tag| tag.as_str().to_owned());
        let behind = tags.filter(|tag| query.last.as_ref().is_none_or(|last| tag > last));
        Ok(behind.take(query.limit.unwrap_or(usize::MAX)).collect())
    }

    async fn referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> Result<Vec<Descriptor>> {
        let held = self.call(Call::Referrers, subject);
        let refers = |raw: &RawManifest| {
            let manifest = raw.parse().ok()?;
            let artifact_type = manifest.artifact_type().cloned();
            let annotations = manifest.annotations().clone();
            let found = Descriptor { annotations, artifact_type, ..raw.descriptor() };
            (manifest.subject()?.digest == *subject && filter.matches(&found)).then_some(found)
        };
        Ok(held.manifests.values().filter_map(refers).collect())
    }
}

#[async_trait]
impl Target for MemoryStore {
    fn location(&self) -> Location {
        self.location.clone()
    }

    async fn current(&self, selector: &Selector) -> Result<Option<Descriptor>> {
        let held = self.call(Call::Current, selector);
        Ok(self.find(&held, selector).ok().map(|manifest| manifest.descriptor()))
    }

    async fn presence(&self, descriptor: &Descriptor, _: Probe) -> Result<Presence> {
        drop(self.call(Call::Presence, &descriptor.digest));
        Ok(if self.holds(&descriptor.digest) { Presence::Present } else { Presence::Absent })
    }

    async fn put_blob(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> Result<Put> {
        let digest = &descriptor.digest;
        if self.call(Call::PutBlob, digest).blobs.contains_key(digest) {
            return Ok(Put::Present);
        }
        let mut stream = body.open(0).await?;
        if self.held().faults.contains_key(digest) {
            let (bytes, error) = self.spoil(digest, read_all(stream, descriptor.size).await?)?;
            stream = stream_of(&bytes, error);
        }
        let bytes = read_all(verify(stream, descriptor), u64::MAX).await?;
        self.held().blobs.insert(digest.clone(), bytes);
        Ok(Put::Copied)
    }

    async fn put_manifest(&self, manifest: &RawManifest, tags: &[Tag]) -> Result<()> {
        drop(self.call(Call::PutManifest, &manifest.digest));
        let (bytes, error) = self.spoil(&manifest.digest, manifest.bytes.clone())?;
        read_all(verify(stream_of(&bytes, error), &manifest.descriptor()), u64::MAX).await?;
        self.add_manifest(manifest, tags);
        Ok(())
    }

    async fn finish(&self) -> Result<()> {
        drop(self.call(Call::Finish, ""));
        Ok(())
    }
}

#[async_trait]
impl Manage for MemoryStore {
    async fn delete_tag(&self, tag: &Tag) -> Result<()> {
        let gone = self.call(Call::Delete, tag).tags.remove(tag);
        gone.map(drop).ok_or_else(|| self.missing("tag", tag))
    }

    async fn delete_manifest(&self, digest: &Digest) -> Result<()> {
        let mut held = self.call(Call::Delete, digest);
        held.tags.retain(|_, tagged| tagged != digest);
        let gone = held.manifests.remove(digest);
        gone.map(drop).ok_or_else(|| self.missing("manifest", digest))
    }

    async fn delete_blob(&self, digest: &Digest) -> Result<()> {
        let gone = self.call(Call::Delete, digest).blobs.remove(digest);
        gone.map(drop).ok_or_else(|| self.missing("blob", digest))
    }
}

/// A blob of a memory store.
#[derive(Debug)]
struct MemoryBody {
    store: MemoryStore,
    digest: Digest,
}

impl MemoryBody {
    fn stream(&self, range: impl FnOnce(u64) -> Range<u64> + Send) -> Result<ByteStream> {
        let found = self.store.call(Call::Open, &self.digest).blobs.get(&self.digest).cloned();
        let bytes = found.ok_or_else(|| self.store.missing("blob", &self.digest))?;
        let range = range(bytes.len() as u64);
        let (bytes, error) = self.store.spoil(&self.digest, bytes)?;
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
        let (start, end) = (place(range.start), place(range.end));
        Ok(stream_of(&bytes.slice(start..end.max(start)), error))
    }
}

#[async_trait]
impl BlobBody for MemoryBody {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        self.stream(|len| offset..len)
    }

    async fn open_range(&self, range: Range<u64>) -> Result<ByteStream> {
        self.stream(|_| range)
    }

    fn mount_from(&self) -> Option<&Reference> {
        match &self.store.location {
            Location::Registry(reference) => Some(reference),
            Location::Archive(_) | Location::Daemon(_) | Location::Layout(_) | Location::Store(_) => None,
        }
    }
}

/// `bytes` in steps, and then `error`.
fn stream_of(bytes: &Bytes, error: Option<ContentError>) -> ByteStream {
    let steps: Vec<_> = (0..bytes.len())
        .step_by(STEP)
        .map(|at| Ok(bytes.slice(at..bytes.len().min(at + STEP))))
        .chain(error.map(Err))
        .collect();
    Box::pin(stream::iter(steps))
}

#[cfg(test)]
mod tests {
    use super::super::conformance;
    use super::*;

    #[tokio::test]
    async fn it_passes_the_suite() {
        conformance::store(&MemoryStore::new()).await;
    }

    #[tokio::test]
    async fn a_fault_strikes_once_on_either_side() {
        let source = MemoryStore::new();
        let blob = source.add_blob(MediaType::OCTET_STREAM, vec![7; 100_000]);
        for (fault, kind) in [
            (Fault::Corrupt, ErrorKind::Integrity),
            (Fault::Short, ErrorKind::Integrity),
            (Fault::Cut(ErrorKind::Unavailable), ErrorKind::Unavailable),
            (Fault::Refuse(ErrorKind::Denied), ErrorKind::Denied),
        ] {
            for fails_at_source in [true, false] {
                let target = MemoryStore::new();
                if fails_at_source { &source } else { &target }.fail_next(&blob.digest, fault);
                let error = target.put_blob(&blob, &*source.blob(&blob)).await.unwrap_err();
                assert_eq!(error.kind, kind, "{error}");
                assert!(!target.holds(&blob.digest));
                assert_eq!(target.put_blob(&blob, &*source.blob(&blob)).await.unwrap(), Put::Copied);
                assert_eq!(target.calls(Call::PutBlob).len(), 2);
            }
        }
        assert_eq!(source.calls(Call::Open).len(), 16);
        source.forget_calls();
        assert!(source.calls(Call::Open).is_empty());
    }

    #[tokio::test]
    async fn a_spoilt_manifest_is_not_given_out() {
        let store = MemoryStore::new();
        let image = conformance::image(&store, 1, &["latest"]);
        store.fail_next(&image.digest, Fault::Corrupt);
        let selector = Selector::Tag(Tag::latest());
        assert_eq!(store.manifest(&selector).await.unwrap_err().kind, ErrorKind::Integrity);
        assert_eq!(store.manifest(&selector).await.unwrap(), image);
    }
}
