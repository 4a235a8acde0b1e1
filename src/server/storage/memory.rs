//! Storage in memory: for tests, examples and registries that need not outlive their process.

use std::collections::{BTreeMap, HashMap};
use std::ops::{Bound, Range};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::{StreamExt, stream};

use super::{Appended, Deleted, Finished, Fixed, Naming, Page, Put, Referral, Storage, UploadId, Usage};
use crate::content::{ByteStream, Result};
use crate::oci::{Algorithm, Descriptor, Digest, Hasher, RawManifest};
use crate::reference::{Repository, Tag};

/// Frames smaller than this are copied out of the buffer they came in, which they would keep from being freed.
const SMALL: usize = 16 << 10;

/// A storage in memory. A blob that several repositories hold stands in memory once.
#[derive(Debug, Default)]
pub struct Memory {
    state: RwLock<State>,
}

#[derive(Debug, Default)]
struct State {
    repositories: BTreeMap<Repository, Contents>,
    /// Every blob that some repository holds.
    pool: HashMap<Digest, Weak<Blob>>,
    uploads: HashMap<(Repository, UploadId), Arc<Mutex<Session>>>,
}

#[derive(Debug, Default)]
struct Contents {
    blobs: HashMap<Digest, Arc<Blob>>,
    manifests: HashMap<Digest, RawManifest>,
    tags: BTreeMap<Tag, Digest>,
    /// By subject, then by the referrer's digest as text, which is their order.
    referrers: HashMap<Digest, BTreeMap<String, Descriptor>>,
}

/// The bytes of a blob in the pieces in which they came.
#[derive(Debug, Default)]
struct Blob {
    pieces: Vec<Bytes>,
    size: u64,
}

/// An upload. The digest is taken on the way in, by the algorithm that was hinted at.
#[derive(Debug)]
struct Session {
    blob: Blob,
    algorithm: Algorithm,
    hasher: Hasher,
}

impl Memory {
    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn session(&self, repository: &Repository, id: &UploadId) -> Option<Arc<Mutex<Session>>> {
        self.read().uploads.get(&(repository.clone(), id.clone())).cloned()
    }

    fn take_session(&self, repository: &Repository, id: &UploadId) -> Option<Arc<Mutex<Session>>> {
        self.write().uploads.remove(&(repository.clone(), id.clone()))
    }
}

fn lock(session: &Mutex<Session>) -> MutexGuard<'_, Session> {
    session.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Session {
    fn push(&mut self, bytes: &Bytes) {
        self.hasher.update(bytes);
        self.blob.size += bytes.len() as u64;
        let piece = if bytes.len() < SMALL { Bytes::copy_from_slice(bytes) } else { bytes.clone() };
        self.blob.pieces.push(piece);
    }

    fn digest(&self, algorithm: Algorithm) -> Digest {
        if algorithm == self.algorithm {
            return self.hasher.clone().finish();
        }
        let mut hasher = algorithm.hasher();
        self.blob.pieces.iter().for_each(|piece| hasher.update(piece));
        hasher.finish()
    }
}

impl Blob {
    /// The pieces that `range` touches, the first and the last cut to it.
    fn within(&self, range: &Range<u64>) -> Vec<Bytes> {
        let mut start = 0;
        let mut found = Vec::new();
        for piece in &self.pieces {
            let end = start + piece.len() as u64;
            let from = range.start.max(start);
            let to = range.end.min(end);
            if from < to {
                let inner = |at: u64| usize::try_from(at - start).unwrap_or(piece.len());
                found.push(piece.slice(inner(from)..inner(to)));
            }
            start = end;
        }
        found
    }
}

impl Contents {
    fn drop_referral(&mut self, digest: &Digest) {
        let name = digest.to_string();
        self.referrers.retain(|_, list| {
            list.remove(&name);
            !list.is_empty()
        });
    }
}

#[async_trait]
impl Storage for Memory {
    async fn repositories(&self, page: &Page) -> Result<Vec<Repository>> {
        let state = self.read();
        let after = |name: &Repository| page.last.as_deref().is_none_or(|last| name.as_str() > last);
        let names = state.repositories.keys().filter(|name| after(name));
        Ok(names.take(page.limit.unwrap_or(usize::MAX)).cloned().collect())
    }

    async fn stat_blob(&self, repository: &Repository, digest: &Digest) -> Result<Option<u64>> {
        let state = self.read();
        let blob = state.repositories.get(repository).and_then(|contents| contents.blobs.get(digest));
        Ok(blob.map(|blob| blob.size))
    }

    async fn read_blob(
        &self,
        repository: &Repository,
        digest: &Digest,
        range: Range<u64>,
    ) -> Result<Option<ByteStream>> {
        let state = self.read();
        let blob = state.repositories.get(repository).and_then(|contents| contents.blobs.get(digest));
        Ok(blob.map(|blob| Box::pin(stream::iter(blob.within(&range).into_iter().map(Ok))) as ByteStream))
    }

    async fn link_blob(&self, from: Option<&Repository>, into: &Repository, digest: &Digest) -> Result<bool> {
        let mut state = self.write();
        let blob = match from {
            Some(from) => state.repositories.get(from).and_then(|contents| contents.blobs.get(digest)).cloned(),
            None => state.pool.get(digest).and_then(Weak::upgrade),
        };
        let Some(blob) = blob else { return Ok(false) };
        state.repositories.entry(into.clone()).or_default().blobs.insert(digest.clone(), blob);
        Ok(true)
    }

    async fn delete_blob(&self, repository: &Repository, digest: &Digest) -> Result<bool> {
        let mut state = self.write();
        let found = state.repositories.get_mut(repository).and_then(|contents| contents.blobs.remove(digest));
        let deleted = found.is_some();
        drop(found);
        if state.pool.get(digest).is_some_and(|blob| blob.strong_count() == 0) {
            state.pool.remove(digest);
        }
        Ok(deleted)
    }

    async fn begin_upload(&self, repository: &Repository, algorithm: Algorithm) -> Result<UploadId> {
        let id = UploadId::random();
        let session = Session { blob: Blob::default(), algorithm, hasher: algorithm.hasher() };
        self.write().uploads.insert((repository.clone(), id.clone()), Arc::new(Mutex::new(session)));
        Ok(id)
    }

    async fn upload_size(&self, repository: &Repository, id: &UploadId) -> Result<Option<u64>> {
        Ok(self.session(repository, id).map(|session| lock(&session).blob.size))
    }

    async fn append_upload(
        &self,
        repository: &Repository,
        id: &UploadId,
        at: Option<u64>,
        mut body: ByteStream,
    ) -> Result<Appended> {
        let Some(session) = self.session(repository, id) else { return Ok(Appended::Unknown) };
        let mut end = {
            let size = lock(&session).blob.size;
            if at.is_some_and(|at| at != size) {
                return Ok(Appended::Misplaced(size));
            }
            size
        };
        // Each step is added by itself: a connection that dies loses nothing, a slow one holds no lock, and of two
        // that write at once the later finds the end where it did not leave it.
        while let Some(bytes) = body.next().await {
            let bytes = bytes?;
            let mut session = lock(&session);
            if session.blob.size != end {
                return Ok(Appended::Misplaced(session.blob.size));
            }
            session.push(&bytes);
            end = session.blob.size;
        }
        Ok(Appended::To(end))
    }

    async fn finish_upload(&self, repository: &Repository, id: &UploadId, digest: &Digest) -> Result<Finished> {
        let Some(session) = self.take_session(repository, id) else { return Ok(Finished::Unknown) };
        let blob = {
            let mut session = lock(&session);
            let found = session.digest(digest.algorithm());
            if found != *digest {
                return Ok(Finished::Mismatch(found));
            }
            // A late append to the session that is gone adds to what nobody reads.
            Arc::new(std::mem::take(&mut session.blob))
        };
        let mut state = self.write();
        // The bytes just verified replace older ones, as a disk would be healed.
        state.pool.insert(digest.clone(), Arc::downgrade(&blob));
        state.repositories.entry(repository.clone()).or_default().blobs.insert(digest.clone(), blob);
        Ok(Finished::Stored)
    }

    async fn cancel_upload(&self, repository: &Repository, id: &UploadId) -> Result<bool> {
        Ok(self.take_session(repository, id).is_some())
    }

    async fn manifest(&self, repository: &Repository, digest: &Digest) -> Result<Option<RawManifest>> {
        let state = self.read();
        Ok(state.repositories.get(repository).and_then(|contents| contents.manifests.get(digest)).cloned())
    }

    async fn put_manifest(
        &self,
        repository: &Repository,
        manifest: &RawManifest,
        tags: &[Naming],
        referral: Option<&Referral>,
    ) -> Result<Put> {
        let mut state = self.write();
        // Looked at before anything is made: a refusal must not leave an empty repository behind.
        let named = state.repositories.get(repository).map(|contents| &contents.tags);
        for Naming { tag, expect } in tags {
            let current = named.and_then(|tags| tags.get(tag));
            if !expect.allows(current, &manifest.digest) {
                return Ok(Put::Refused { tag: tag.clone(), current: current.cloned() });
            }
        }
        let contents = state.repositories.entry(repository.clone()).or_default();
        contents.manifests.insert(manifest.digest.clone(), manifest.clone());
        if let Some(referral) = referral {
            let list = contents.referrers.entry(referral.subject.clone()).or_default();
            list.insert(manifest.digest.to_string(), referral.descriptor.clone());
        }
        contents.tags.extend(tags.iter().map(|naming| (naming.tag.clone(), manifest.digest.clone())));
        Ok(Put::Stored)
    }

    async fn delete_manifest(&self, repository: &Repository, digest: &Digest, fixed: &Fixed) -> Result<Deleted> {
        let mut state = self.write();
        let Some(contents) = state.repositories.get_mut(repository) else { return Ok(Deleted::Unknown) };
        if let Some((tag, _)) = contents.tags.iter().find(|(tag, named)| *named == digest && fixed.holds(tag)) {
            return Ok(Deleted::Held(tag.clone()));
        }
        contents.tags.retain(|_, named| named != digest);
        contents.drop_referral(digest);
        Ok(contents.manifests.remove(digest).map_or(Deleted::Unknown, |_| Deleted::Gone))
    }

    async fn resolve_tag(&self, repository: &Repository, tag: &Tag) -> Result<Option<Digest>> {
        let state = self.read();
        Ok(state.repositories.get(repository).and_then(|contents| contents.tags.get(tag)).cloned())
    }

    async fn tags(&self, repository: &Repository, page: &Page) -> Result<Option<Vec<Tag>>> {
        let state = self.read();
        let Some(contents) = state.repositories.get(repository) else { return Ok(None) };
        let limit = page.limit.unwrap_or(usize::MAX);
        let last = page.last.as_deref();
        // What is no tag itself still has its place in the order.
        let tags = match last.map(str::parse::<Tag>) {
            Some(Ok(last)) => contents.tags.range((Bound::Excluded(last), Bound::Unbounded)),
            _ => contents.tags.range::<Tag, _>(..),
        };
        // What is no tag itself still has its place in the order.
        let after = tags.map(|(tag, _)| tag).filter(|tag| last.is_none_or(|last| tag.as_str() > last));
        Ok(Some(after.take(limit).cloned().collect()))
    }

    async fn delete_tag(&self, repository: &Repository, tag: &Tag) -> Result<bool> {
        let mut state = self.write();
        let contents = state.repositories.get_mut(repository);
        Ok(contents.is_some_and(|contents| contents.tags.remove(tag).is_some()))
    }

    async fn referrers(&self, repository: &Repository, subject: &Digest) -> Result<Vec<Descriptor>> {
        let state = self.read();
        let list = state.repositories.get(repository).and_then(|contents| contents.referrers.get(subject));
        Ok(list.map(|list| list.values().cloned().collect()).unwrap_or_default())
    }

    async fn usage(&self, repository: Option<&Repository>) -> Result<Usage> {
        let state = self.read();
        let chosen = state.repositories.iter().filter(|(name, _)| repository.is_none_or(|wanted| wanted == *name));
        let mut sizes = HashMap::new();
        for (_, contents) in chosen {
            sizes.extend(contents.blobs.iter().map(|(digest, blob)| (digest, blob.size)));
            sizes.extend(contents.manifests.values().map(|manifest| (&manifest.digest, manifest.bytes.len() as u64)));
        }
        let mut bytes = sizes.values().sum();
        if repository.is_none() {
            bytes += state.uploads.values().map(|session| lock(session).blob.size).sum::<u64>();
        }
        Ok(Usage { bytes, free: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::storage::conformance;

    #[tokio::test]
    async fn memory_conforms() {
        conformance::check(|| Arc::new(Memory::default())).await;
    }

    #[tokio::test]
    async fn a_refused_manifest_leaves_no_repository_behind() {
        let storage = Memory::default();
        let manifest = RawManifest::new(&crate::oci::MediaType::OCI_INDEX, Bytes::from_static(b"{}")).unwrap();
        let tags = [Naming { tag: "a".parse().unwrap(), expect: super::super::Expect::Present }];
        storage.put_manifest(&"a".parse().unwrap(), &manifest, &tags, None).await.unwrap();
        assert!(storage.repositories(&Page::default()).await.unwrap().is_empty());
    }

    #[test]
    fn a_range_is_cut_out_of_the_pieces_it_touches() {
        let pieces: Vec<Bytes> = ["abc", "", "defg", "h"].map(|text| Bytes::from_static(text.as_bytes())).into();
        let blob = Blob { size: 8, pieces };
        for start in 0..=8_usize {
            for end in start..=8 {
                let joined = blob.within(&(start as u64..end as u64)).concat();
                assert_eq!(joined, "abcdefgh".as_bytes()[start..end]);
            }
        }
    }
}
