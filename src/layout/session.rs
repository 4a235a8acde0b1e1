//! What a layout remembers from the first content that is put into it to the end of that transfer.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::error::Result;
use super::{Layout, journal};
use crate::oci::{Descriptor, Digest};

/// The memory of a transfer.
#[derive(Debug, Default)]
pub(super) struct Session(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// The store's lock, shared, which keeps garbage collection out.
    lock: Option<File>,
    /// Whether the layout was made.
    made: bool,
    /// Manifests that were put without a tag.
    untagged: Vec<Descriptor>,
    /// Those of them that refer to another: they are found through the index alone.
    referrers: HashSet<Digest>,
    /// What refers to what, by the digest of the subject.
    subjects: BTreeMap<Digest, Vec<Descriptor>>,
    /// Manifests that are found through an index put in the same transfer.
    children: HashSet<Digest>,
}

impl Session {
    fn state(&self) -> MutexGuard<'_, State> {
        // Every change of the state is a single step, so a panic elsewhere cannot have left it half-done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers that an index with these children was put.
    pub(super) fn children(&self, children: impl IntoIterator<Item = Digest>) {
        self.state().children.extend(children);
    }

    /// Remembers a manifest that was put without a tag.
    pub(super) fn untagged(&self, manifest: Descriptor, refers: bool) {
        let mut state = self.state();
        if refers {
            state.referrers.insert(manifest.digest.clone());
        }
        if !state.untagged.iter().any(|known| known.digest == manifest.digest) {
            state.untagged.push(manifest);
        }
    }

    /// Remembers a manifest that refers to `subject`.
    pub(super) fn refers(&self, subject: &Digest, referrer: Descriptor) {
        self.state().subjects.entry(subject.clone()).or_default().push(referrer);
    }

    /// The subjects of what was put, each with the manifests that refer to it.
    pub(super) fn subjects(&self) -> BTreeMap<Digest, Vec<Descriptor>> {
        self.state().subjects.clone()
    }

    /// The manifests without a tag that nothing leads to but the layout's own list.
    pub(super) fn unlisted(&self) -> Vec<Descriptor> {
        let state = self.state();
        let found = state.untagged.iter().filter(|manifest| {
            state.referrers.contains(&manifest.digest) || !state.children.contains(&manifest.digest)
        });
        found.cloned().collect()
    }

    /// Ends the transfer and frees the store.
    pub(super) fn end(&self) {
        *self.state() = State::default();
    }
}

impl Layout {
    /// Keeps garbage collection out from now on to the end of the transfer. Settles what a power cut may have left.
    pub(super) async fn begin(&self) -> Result<()> {
        let Some(pool) = self.blobs.pool() else { return Ok(()) };
        if self.session.state().lock.is_some() {
            return Ok(());
        }
        pool.create()?;
        let lock = pool.share().await?;
        journal::settle(pool).await?;
        self.session.state().lock.get_or_insert(lock);
        Ok(())
    }

    /// As [`Layout::begin`], and makes the layout where there is none.
    pub(super) async fn prepare(&self) -> Result<()> {
        self.begin().await?;
        if self.session.state().made {
            return Ok(());
        }
        self.make()?;
        self.session.state().made = true;
        Ok(())
    }
}
