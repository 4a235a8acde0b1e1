//! Whether there is room for more: quotas by repository and in total, and a floor under the free space.
//!
//! What a storage holds is asked of it now and then ([`Storage::usage`] may walk over everything); in between, what was
//! let in is counted on. Before anybody is refused, the storage is asked again.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;

use super::error::ServerError;
use super::storage::{Storage, Usage};
use crate::reference::Repository;

/// How many repositories' figures are remembered; beyond that all are asked for anew.
const MOST_KNOWN: usize = 10_000;

/// What somebody wants to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Bytes that the repository will have more.
    pub repository: u64,
    /// Bytes that all repositories and uploads under way together will have more.
    pub total: u64,
    /// Bytes that are yet to be written.
    pub written: u64,
    /// Whether they are content of the repository once this is admitted, and so count on in it. In all they always do.
    pub kept: bool,
}

impl Claim {
    /// `coming` bytes for an upload that has `held` bytes already.
    pub fn receive(held: u64, coming: u64) -> Self {
        // What the upload has is counted already, except in its repository, where it may never come.
        let all = held.saturating_add(coming);
        Self { repository: all, total: coming, written: coming, kept: false }
    }

    /// An upload of `bytes`, all of them written, becomes a blob.
    pub fn finish(bytes: u64) -> Self {
        Self { repository: bytes, total: 0, written: 0, kept: true }
    }

    /// A document of `bytes` is stored.
    pub fn store(bytes: u64) -> Self {
        Self { repository: bytes, total: bytes, written: bytes, kept: true }
    }

    /// A blob of `bytes` is put into one more repository, and takes no room itself.
    pub fn link(bytes: u64) -> Self {
        Self { repository: bytes, total: 0, written: 0, kept: true }
    }
}

/// Decides whether there is room.
#[async_trait]
pub trait Admission: Send + Sync {
    /// Whether anything is ever refused. If not, nobody asks further, and nothing is computed for the question.
    fn is_limited(&self) -> bool;

    /// Lets a claim in.
    ///
    /// # Errors
    /// [`ServerError::Full`] where there is no room for it; [`ServerError::Storage`] where that cannot be found out.
    async fn check(&self, storage: &dyn Storage, repository: &Repository, claim: Claim) -> Result<(), ServerError>;

    /// Takes back what a claim that was let in and kept counted, since it came to nothing.
    fn release(&self, repository: &Repository, claim: Claim);
}

/// Room for everything, as far as the storage has it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unlimited;

#[async_trait]
impl Admission for Unlimited {
    fn is_limited(&self) -> bool {
        false
    }

    async fn check(&self, _: &dyn Storage, _: &Repository, _: Claim) -> Result<(), ServerError> {
        Ok(())
    }

    fn release(&self, _: &Repository, _: Claim) {}
}

/// Limits in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most that one repository may hold.
    pub repository: Option<u64>,
    /// The most that all may hold together.
    pub total: Option<u64>,
    /// What must stay free where the content is kept. A storage that does not know how much is free has no such floor.
    pub free: Option<u64>,
    /// How long figures of the storage are used before it is asked again.
    pub fresh: Duration,
    /// How old figures must at least be for it to be asked again before somebody is refused.
    pub stale: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            repository: None,
            total: None,
            free: None,
            fresh: Duration::from_secs(10),
            stale: Duration::from_secs(1),
        }
    }
}

/// Keeps a registry within [`Limits`].
#[derive(Debug)]
pub struct Quota {
    limits: Limits,
    known: Mutex<HashMap<Option<Repository>, Known>>,
}

/// What is known of the room that a repository takes, or all of them.
#[derive(Clone, Copy, Debug)]
struct Known {
    usage: Usage,
    /// Let in since the storage was asked.
    added: u64,
    /// Of that, not written yet when it was let in.
    written: u64,
    at: Instant,
}

impl Known {
    fn used(&self) -> u64 {
        self.usage.bytes.saturating_add(self.added)
    }
}

impl Quota {
    /// Keeps to `limits`.
    pub fn new(limits: Limits) -> Self {
        Self { limits, known: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Option<Repository>, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the storage where what is known is older than `age`. One asks; others go on with what is known meanwhile.
    async fn refresh(
        &self,
        storage: &dyn Storage,
        repository: Option<&Repository>,
        age: Duration,
    ) -> Result<(), ServerError> {
        let key = repository.cloned();
        let before = match self.known().get_mut(&key) {
            Some(known) if known.at.elapsed() < age => return Ok(()),
            Some(known) => {
                known.at = Instant::now();
                (known.added, known.written)
            }
            None => (0, 0),
        };
        let usage = storage.usage(repository).await?;
        let mut known = self.known();
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        // What was let in while the storage counted may be in its figures or not; it is counted, to be safe.
        let now = known.get(&key).map_or((0, 0), |known| (known.added, known.written));
        let (added, written) = (now.0.saturating_sub(before.0), now.1.saturating_sub(before.1));
        known.insert(key, Known { usage, added, written, at: Instant::now() });
        Ok(())
    }

    /// Counts a claim by what is known, or says why it has no room.
    fn admit(&self, repository: &Repository, claim: Claim) -> Result<(), String> {
        let mut known = self.known();
        let (own, all) = (Some(repository.clone()), None);
        if let (Some(limit), Some(known)) = (self.limits.repository, known.get(&own)) {
            fits(known.used(), claim.repository, limit, &format!("the quota of {repository}"))?;
        }
        if let Some(known) = known.get(&all) {
            if let Some(limit) = self.limits.total {
                fits(known.used(), claim.total, limit, "the quota of this registry")?;
            }
            let free = known.usage.free.map(|free| free.saturating_sub(known.written));
            if let (Some(floor), Some(free)) = (self.limits.free, free)
                // What writes nothing makes nothing worse.
                && claim.written > 0
                && free.saturating_sub(claim.written) < floor
            {
                let coming = claim.written;
                return Err(format!(
                    "{free} bytes are free, of which {floor} must stay so: there is no room for {coming} more"
                ));
            }
        }
        for (key, more, counts) in [(own, claim.repository, claim.kept), (all, claim.total, true)] {
            if let Some(known) = known.get_mut(&key) {
                known.written = known.written.saturating_add(claim.written);
                if counts {
                    known.added = known.added.saturating_add(more);
                }
            }
        }
        Ok(())
    }

    async fn look(&self, storage: &dyn Storage, repository: &Repository, age: Duration) -> Result<(), ServerError> {
        if self.limits.repository.is_some() {
            self.refresh(storage, Some(repository), age).await?;
        }
        if self.limits.total.is_some() || self.limits.free.is_some() {
            self.refresh(storage, None, age).await?;
        }
        Ok(())
    }
}

fn fits(used: u64, coming: u64, limit: u64, what: &str) -> Result<(), String> {
    if used.saturating_add(coming) <= limit {
        return Ok(());
    }
    Err(format!("{what} is {limit} bytes, {used} of them are used: there is no room for {coming} more"))
}

#[async_trait]
impl Admission for Quota {
    fn is_limited(&self) -> bool {
        self.limits.repository.is_some() || self.limits.total.is_some() || self.limits.free.is_some()
    }

    async fn check(&self, storage: &dyn Storage, repository: &Repository, claim: Claim) -> Result<(), ServerError> {
        self.look(storage, repository, self.limits.fresh).await?;
        if self.admit(repository, claim).is_ok() {
            return Ok(());
        }
        // Something may have been deleted since, or stood here before and takes no more room.
        self.look(storage, repository, self.limits.stale).await?;
        self.admit(repository, claim).map_err(|reason| ServerError::Full { reason })
    }

    fn release(&self, repository: &Repository, claim: Claim) {
        let mut known = self.known();
        let own = (Some(repository.clone()), claim.repository, claim.kept);
        for (key, less, counts) in [own, (None, claim.total, true)] {
            if let Some(known) = known.get_mut(&key)
                && counts
            {
                known.added = known.added.saturating_sub(less);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::content::stream;
    use crate::oci::{Algorithm, Digest};
    use crate::server::storage::Memory;

    fn name(text: &str) -> Repository {
        text.parse().unwrap()
    }

    async fn put(storage: &Memory, repository: &str, content: &'static str) -> Digest {
        let digest = Digest::sha256(content.as_bytes());
        let id = storage.begin_upload(&name(repository), Algorithm::Sha256).await.unwrap();
        let body = stream::from_bytes(Bytes::from_static(content.as_bytes()));
        storage.append_upload(&name(repository), &id, None, body).await.unwrap();
        storage.finish_upload(&name(repository), &id, &digest).await.unwrap();
        digest
    }

    async fn fits(quota: &Quota, storage: &Memory, repository: &str, claim: Claim) -> bool {
        match quota.check(storage, &name(repository), claim).await {
            Ok(()) => true,
            Err(ServerError::Full { .. }) => false,
            Err(error) => panic!("{error}"),
        }
    }

    #[tokio::test]
    async fn a_repository_and_all_of_them_have_their_limits() {
        let storage = Memory::default();
        put(&storage, "a", "1234567").await;
        let limits = Limits { repository: Some(10), total: Some(15), ..Limits::default() };
        for (repository, claim, expected) in [
            ("a", Claim::receive(1, 2), true),
            ("a", Claim::receive(1, 3), false),
            ("b", Claim::receive(0, 8), true),
            ("b", Claim::receive(0, 9), false),
            ("b", Claim::receive(5, 5), true),
        ] {
            assert_eq!(
                fits(&Quota::new(limits), &storage, repository, claim).await,
                expected,
                "{repository} {claim:?}"
            );
        }
        let quota = Quota::new(limits);
        assert!(fits(&quota, &storage, "b", Claim::link(10)).await, "a link takes no room in all");
        assert!(!fits(&quota, &storage, "b", Claim::link(1)).await, "but it does in its repository");
        assert!(!fits(&quota, &storage, "c", Claim::finish(u64::MAX)).await);
        let full = quota.check(&storage, &name("a"), Claim::receive(0, 9)).await.unwrap_err();
        assert_eq!(full.code().0, 507);
        let text = full.to_string();
        assert!(text.contains("quota of a is 10 bytes, 7 of them are used") && text.contains("9 more"), "{text}");
    }

    #[tokio::test]
    async fn what_was_let_in_counts_until_it_is_seen_or_released() {
        let storage = Memory::default();
        let quota = Quota::new(Limits { total: Some(10), ..Limits::default() });
        for claim in [Claim::store(6), Claim::receive(0, 6)] {
            assert!(fits(&quota, &storage, "a", claim).await);
            assert!(!fits(&quota, &storage, "b", claim).await, "the storage does not know of the first yet");
            quota.release(&name("a"), claim);
            assert!(fits(&quota, &storage, "b", claim).await);
            quota.release(&name("b"), claim);
        }
        let quota = Quota::new(Limits { repository: Some(10), ..Limits::default() });
        assert!(fits(&quota, &storage, "a", Claim::receive(0, 6)).await);
        assert!(fits(&quota, &storage, "a", Claim::finish(6)).await, "an upload counts in its repository once it ends");
        assert!(!fits(&quota, &storage, "a", Claim::finish(6)).await);
    }

    #[tokio::test]
    async fn nobody_is_refused_for_what_is_gone() {
        let storage = Memory::default();
        let digest = put(&storage, "a", "1234567").await;
        let limits = Limits { total: Some(10), stale: Duration::ZERO, ..Limits::default() };
        let quota = Quota::new(limits);
        assert!(!fits(&quota, &storage, "a", Claim::store(5)).await);
        storage.delete_blob(&name("a"), &digest).await.unwrap();
        assert!(fits(&quota, &storage, "a", Claim::store(5)).await);
    }

    #[test]
    fn free_space_has_a_floor() {
        let quota = Quota::new(Limits { free: Some(100), ..Limits::default() });
        let usage = Usage { bytes: 0, free: Some(150) };
        quota.known().insert(None, Known { usage, added: 0, written: 0, at: Instant::now() });
        assert!(quota.admit(&name("a"), Claim::receive(1000, 30)).is_ok(), "what is written already takes no more");
        let refused = quota.admit(&name("a"), Claim::receive(0, 30)).unwrap_err();
        assert!(refused.contains("120 bytes are free, of which 100"), "{refused}");
        assert!(quota.admit(&name("a"), Claim::store(20)).is_ok());
        assert!(quota.admit(&name("a"), Claim::store(1)).is_err());
        assert!(
            quota.admit(&name("a"), Claim::link(1000)).is_ok() && quota.admit(&name("a"), Claim::finish(1000)).is_ok()
        );
    }
}
