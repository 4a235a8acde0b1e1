//! A store in memory that counts requests as a registry would see them, checks that nothing is named before it is there,
//! and fails where a test tells it to.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::ThreadId;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};

use crate::content::stream::{read_all, verify};
use crate::content::{
    BlobBody, ByteStream, ContentError, ErrorKind, Presence, Probe, Put, ReferrerFilter, Result, Source, TagQuery,
    Target,
};
use crate::oci::{Descriptor, Digest, RawManifest};
use crate::reference::{Location, Reference, Selector, Tag};

/// What goes wrong with a blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The source gives wrong bytes, so many times.
    Corrupt(usize),
    /// The source gives half and fails.
    Cut,
    /// The source gives half and nothing more.
    Hang,
    /// The target refuses it.
    Refuse,
    /// The target's code panics.
    Panic,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) manifests: HashMap<Digest, RawManifest>,
    pub(super) tags: BTreeMap<String, Digest>,
    pub(super) blobs: HashSet<Digest>,
    pub(super) partial: HashMap<Digest, u64>,
    /// What a registry would have been asked, in order.
    pub(super) requests: Vec<&'static str>,
    /// What was put, in order.
    pub(super) put: Vec<Digest>,
    pub(super) faults: HashMap<Digest, Fault>,
    pub(super) threads: HashSet<ThreadId>,
    pub(super) finished: usize,
}

pub(super) struct Fake {
    location: Location,
    /// The bytes of all blobs of all repositories of a registry.
    pool: Arc<Mutex<HashMap<Digest, Bytes>>>,
    state: Arc<Mutex<State>>,
    under_way: Arc<AtomicUsize>,
    pub(super) most_under_way: Arc<AtomicUsize>,
    /// Whether an index may be put whose children are not there.
    lenient: bool,
}

impl Fake {
    /// `oci:DIR` and `REGISTRY/REPOSITORY` are as users write them.
    pub(super) fn new(location: &str) -> Self {
        Self {
            location: location.parse().unwrap(),
            pool: Arc::default(),
            state: Arc::default(),
            under_way: Arc::default(),
            most_under_way: Arc::default(),
            lenient: false,
        }
    }

    /// Another repository of the same registry.
    pub(super) fn sibling(&self, location: &str) -> Self {
        Self { pool: Arc::clone(&self.pool), ..Self::new(location) }
    }

    /// The same store, which takes an index whose children are not there.
    pub(super) fn lenient(self) -> Self {
        Self { lenient: true, ..self }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// What was asked since the last call.
    pub(super) fn requests(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.state().requests)
    }

    pub(super) fn fault(&self, blob: &Descriptor, fault: Fault) {
        self.state().faults.insert(blob.digest.clone(), fault);
    }

    pub(super) fn add_blob(&self, descriptor: &Descriptor, bytes: &[u8]) {
        self.pool.lock().unwrap().insert(descriptor.digest.clone(), Bytes::copy_from_slice(bytes));
        self.state().blobs.insert(descriptor.digest.clone());
    }

    pub(super) fn add_manifest(&self, raw: &RawManifest, tag: Option<&str>) {
        let mut state = self.state();
        state.manifests.insert(raw.digest.clone(), raw.clone());
        state.tags.extend(tag.map(|tag| (tag.to_owned(), raw.digest.clone())));
    }

    pub(super) fn under_way(&self) -> usize {
        self.under_way.load(Ordering::SeqCst)
    }

    pub(super) fn tag(&self, tag: &str) -> Option<Digest> {
        self.state().tags.get(tag).cloned()
    }

    fn is_registry(&self) -> bool {
        matches!(self.location, Location::Registry(_))
    }

    fn ask(&self, request: &'static str) {
        if self.is_registry() {
            self.state().requests.push(request);
        }
    }

    fn find(&self, selector: &Selector) -> Option<RawManifest> {
        let state = self.state();
        let digest = match selector {
            Selector::Digest(digest) => digest,
            Selector::Tag(tag) => state.tags.get(tag.as_str())?,
        };
        state.manifests.get(digest).cloned()
    }

    fn named(&self, selector: &Selector) -> Result<RawManifest> {
        let missing = || ContentError::new(ErrorKind::NotFound, format!("there is no {selector}"));
        self.find(selector).ok_or_else(missing)
    }

    fn holds(&self, descriptor: &Descriptor) -> bool {
        let state = self.state();
        state.blobs.contains(&descriptor.digest) || state.manifests.contains_key(&descriptor.digest)
    }

    async fn take_in(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> Result<Put> {
        let fault = self.state().faults.get(&descriptor.digest).copied();
        if fault == Some(Fault::Refuse) {
            return Err(ContentError::new(ErrorKind::Denied, "the target refuses the blob"));
        }
        assert!(fault != Some(Fault::Panic), "told to");
        let from = self.state().partial.remove(&descriptor.digest).unwrap_or_default();
        self.ask("PUT blob");
        let mut all = self.pool_bytes(descriptor).filter(|_| from > 0).unwrap_or_default();
        all.truncate(usize::try_from(from).unwrap());
        let rest = read_all(body.open(from).await?, 1 << 30).await?;
        let all = [&all[..], &rest[..]].concat();
        let whole = verify(crate::content::stream::from_bytes(all.into()), descriptor);
        let bytes = read_all(whole, 1 << 30).await?;
        self.pool.lock().unwrap().insert(descriptor.digest.clone(), bytes);
        Ok(Put::Copied)
    }

    fn pool_bytes(&self, descriptor: &Descriptor) -> Option<Bytes> {
        self.pool.lock().unwrap().get(&descriptor.digest).cloned()
    }
}

/// Counts what is under way, also where it is given up.
struct UnderWay(Arc<AtomicUsize>);

impl UnderWay {
    fn new(fake: &Fake) -> Self {
        let now = fake.under_way.fetch_add(1, Ordering::SeqCst) + 1;
        fake.most_under_way.fetch_max(now, Ordering::SeqCst);
        Self(Arc::clone(&fake.under_way))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[async_trait]
impl Source for Fake {
    fn location(&self) -> Location {
        self.location.clone()
    }

    async fn resolve(&self, selector: &Selector) -> Result<Descriptor> {
        self.ask("HEAD manifest");
        Ok(self.named(selector)?.descriptor())
    }

    async fn manifest(&self, selector: &Selector) -> Result<RawManifest> {
        self.ask("GET manifest");
        self.named(selector)
    }

    fn blob(&self, descriptor: &Descriptor) -> Box<dyn BlobBody> {
        let reference = match &self.location {
            Location::Registry(reference) => Some(reference.clone()),
            _ => None,
        };
        let (state, pool) = (Arc::clone(&self.state), Arc::clone(&self.pool));
        Box::new(FakeBody { state, pool, descriptor: descriptor.clone(), reference })
    }

    async fn stat_blob(&self, digest: &Digest) -> Result<u64> {
        let pool = self.pool.lock().unwrap();
        let bytes = pool.get(digest).ok_or_else(|| ContentError::new(ErrorKind::NotFound, "no such blob"))?;
        Ok(bytes.len() as u64)
    }

    async fn tags(&self, _: &TagQuery) -> Result<Vec<String>> {
        self.ask("GET tags");
        Ok(self.state().tags.keys().cloned().collect())
    }

    async fn referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> Result<Vec<Descriptor>> {
        self.ask("GET referrers");
        let mut found: Vec<Descriptor> = Vec::new();
        for raw in self.state().manifests.values() {
            let parsed = raw.parse().unwrap();
            if parsed.subject().is_some_and(|found| found.digest == *subject) {
                found.push(Descriptor { artifact_type: parsed.artifact_type().cloned(), ..raw.descriptor() });
            }
        }
        found.retain(|referrer| filter.matches(referrer));
        found.sort_by(|one, other| one.digest.cmp(&other.digest));
        Ok(found)
    }
}

#[async_trait]
impl Target for Fake {
    fn location(&self) -> Location {
        self.location.clone()
    }

    async fn current(&self, selector: &Selector) -> Result<Option<Descriptor>> {
        self.ask("HEAD manifest");
        Ok(self.find(selector).map(|raw| raw.descriptor()))
    }

    async fn presence(&self, descriptor: &Descriptor, probe: Probe) -> Result<Presence> {
        if self.is_registry() && probe == Probe::Free {
            return Ok(Presence::Unknown);
        }
        self.ask("HEAD");
        if self.holds(descriptor) {
            return Ok(Presence::Present);
        }
        let partial = self.state().partial.get(&descriptor.digest).copied();
        Ok(partial.map_or(Presence::Absent, Presence::Partial))
    }

    async fn put_blob(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> Result<Put> {
        let _under_way = UnderWay::new(self);
        self.ask("POST blob");
        self.state().threads.insert(std::thread::current().id());
        let sibling = match (body.mount_from(), &self.location) {
            (Some(from), Location::Registry(here)) => from.registry == here.registry,
            _ => false,
        };
        let put = if self.holds(descriptor) {
            Put::Present
        } else if sibling {
            assert!(self.pool_bytes(descriptor).is_some(), "mounts what is nowhere");
            Put::Mounted
        } else {
            self.take_in(descriptor, body).await?
        };
        let mut state = self.state();
        assert!(state.blobs.insert(descriptor.digest.clone()) || put == Put::Present, "moved twice");
        state.put.push(descriptor.digest.clone());
        Ok(put)
    }

    async fn put_manifest(&self, manifest: &RawManifest, tags: &[Tag]) -> Result<()> {
        let parsed = manifest.parse().unwrap();
        for blob in parsed.blobs().filter(|blob| blob.urls.is_empty()) {
            assert!(self.state().blobs.contains(&blob.digest), "{} is named before it is there", blob.digest);
        }
        for child in parsed.children().iter().filter(|_| !self.lenient) {
            assert!(self.holds(child), "{} is named before it is there", child.digest);
        }
        for tag in tags.iter().map(Tag::as_str).chain(tags.is_empty().then_some("")) {
            self.ask("PUT manifest");
            self.add_manifest(manifest, Some(tag).filter(|tag| !tag.is_empty()));
        }
        self.state().put.push(manifest.digest.clone());
        Ok(())
    }

    async fn finish(&self) -> Result<()> {
        self.state().finished += 1;
        Ok(())
    }

    fn readable(&self) -> Option<&dyn Source> {
        (!self.is_registry()).then_some(self as &dyn Source)
    }
}

struct FakeBody {
    state: Arc<Mutex<State>>,
    pool: Arc<Mutex<HashMap<Digest, Bytes>>>,
    descriptor: Descriptor,
    reference: Option<Reference>,
}

#[async_trait]
impl BlobBody for FakeBody {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        let mut state = self.state.lock().unwrap();
        if self.reference.is_some() {
            state.requests.push("GET blob");
        }
        let fault = match state.faults.get_mut(&self.descriptor.digest) {
            Some(Fault::Corrupt(0)) | None => None,
            Some(Fault::Corrupt(times)) => {
                *times -= 1;
                Some(Fault::Corrupt(0))
            }
            Some(other) => Some(*other),
        };
        let Some(bytes) = self.pool.lock().unwrap().get(&self.descriptor.digest).cloned() else {
            return Err(ContentError::new(ErrorKind::NotFound, "the source has no such blob"));
        };
        let mut rest = bytes.slice(usize::try_from(offset).unwrap()..);
        if fault.is_some_and(|fault| fault != Fault::Corrupt(0)) {
            rest.truncate(rest.len() / 2);
        }
        if fault == Some(Fault::Corrupt(0)) {
            rest = rest.iter().map(|byte| byte ^ 1).collect();
        }
        let steps: Vec<Result<Bytes>> = rest.chunks(100_000).map(|step| Ok(Bytes::copy_from_slice(step))).collect();
        // Each step yields, so that blobs really travel beside each other.
        let steps = stream::iter(steps).then(|step| async {
            tokio::task::yield_now().await;
            step
        });
        let cut = || Err(ContentError::new(ErrorKind::Unavailable, "the source is gone"));
        Ok(match fault {
            Some(Fault::Cut) => Box::pin(steps.chain(stream::once(async move { cut() }))),
            Some(Fault::Hang) => Box::pin(steps.chain(stream::pending())),
            _ => Box::pin(steps),
        })
    }

    async fn open_range(&self, _: Range<u64>) -> Result<ByteStream> {
        Err(ContentError::new(ErrorKind::Unsupported, "not asked for"))
    }

    fn mount_from(&self) -> Option<&Reference> {
        self.reference.as_ref()
    }
}
