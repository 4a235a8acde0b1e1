//! Manifests on disk: each a file of its own in every repository, since other tools write theirs again in place.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::super::{Naming, Put, Referral};
use super::directory::{self, Found, State};
use super::roster::{Done, Listed, Order, Roster};
use super::{Disk, place, run};
use crate::content::Result;
use crate::layout::{LayoutError, MANIFEST_LIMIT, disk};
use crate::oci::{Descriptor, Digest, MediaType, RawManifest};
use crate::reference::Repository;

/// How many bytes of manifests are kept in memory.
const KEPT: usize = 4 << 20;

/// The manifests that were read last, each with the state of its file: one that was changed or deleted is not given.
#[derive(Debug, Default)]
pub(super) struct Recent(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// By digest and inode, which tells the repository.
    by_file: HashMap<(Digest, (u64, u64)), (State, RawManifest)>,
    bytes: usize,
}

impl Recent {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, digest: &Digest, found: &Found) -> Option<RawManifest> {
        let kept = self.kept();
        let (state, manifest) = kept.by_file.get(&(digest.clone(), found.inode))?;
        (*state == found.state()).then(|| manifest.clone())
    }

    fn insert(&self, found: &Found, manifest: &RawManifest) {
        let size = manifest.bytes.len() + 512;
        let mut kept = self.kept();
        if kept.bytes + size > KEPT {
            *kept = Kept::default();
        }
        let key = (manifest.digest.clone(), found.inode);
        if size < KEPT / 4 && kept.by_file.insert(key, (found.state(), manifest.clone())).is_none() {
            kept.bytes += size;
        }
    }
}

impl Disk {
    /// A manifest by its digest.
    pub(super) async fn find_manifest(&self, repository: &Repository, digest: &Digest) -> Result<Option<RawManifest>> {
        let Some(roster) = self.known(repository) else { return Ok(None) };
        let found = self.look(&roster.dir, &directory::blob(digest), digest)?;
        let Some(found) = found.filter(|found| found.size <= MANIFEST_LIMIT) else { return Ok(None) };
        if let Some(manifest) = self.recent.find(digest, &found) {
            return Ok(Some(manifest));
        }
        let declared = roster.view(|loaded| loaded.listing.media_type(digest).cloned()).await?;
        let (wanted, file) = (digest.clone(), place::blob_in(roster.dir.path(), digest));
        let manifest = run(move || read(&file, &declared.unwrap_or_default(), wanted)).await?;
        if let Some(manifest) = &manifest {
            self.recent.insert(&found, manifest);
        }
        Ok(manifest)
    }

    /// Stores a manifest and names it.
    pub(super) async fn store_manifest(
        &self,
        repository: &Repository,
        manifest: &RawManifest,
        tags: &[Naming],
        referral: Option<&Referral>,
    ) -> Result<Put> {
        // Where no tag is set because one that must be there is not, nothing is made either.
        let refused = tags.iter().find(|naming| !naming.expect.allows(None, &manifest.digest));
        if let Some(naming) = refused
            && self.roster(repository).is_none()
        {
            return Ok(Put::Refused { tag: naming.tag.clone(), current: None });
        }
        let roster = self.roster_for_write(repository)?;
        let mut entry = manifest.descriptor();
        entry.artifact_type = referral.and_then(|referral| referral.descriptor.artifact_type.clone());
        if !roster.is_idle() {
            // While others have the turn, the file can be synced already, together with theirs.
            let (writing, raw) = (Arc::clone(&roster), manifest.clone());
            run(move || {
                place::again(|| {
                    writing.make()?;
                    writing.write_manifest(&raw)
                })
            })
            .await?;
        }
        let listed = Listed { manifest: manifest.clone(), entry, tags: tags.to_vec() };
        match roster.change(Order::Put(Arc::new(listed))).await? {
            Done::Put(put) => Ok(put),
            Done::Removed(_) | Done::Deleted(_) => Ok(Put::Stored),
        }
    }

    /// The manifests that refer to `subject`.
    pub(super) async fn find_referrers(&self, repository: &Repository, subject: &Digest) -> Result<Vec<Descriptor>> {
        let Some(roster) = self.roster(repository) else { return Ok(Vec::new()) };
        let listed: Vec<(Digest, MediaType)> = roster
            .view(|loaded| {
                let known = roster.subjects.lock().unwrap_or_else(PoisonError::into_inner);
                let all = loaded.listing.entries();
                all.filter(|(digest, _)| {
                    known.get(*digest).is_none_or(|refers| refers.as_ref().is_some_and(|r| r.subject == *subject))
                })
                .map(|(digest, media_type)| (digest.clone(), media_type.clone()))
                .collect()
            })
            .await?;
        let subject = subject.clone();
        let mut found = run(move || Ok(referring(&roster, listed, &subject))).await?;
        found.sort_by_cached_key(|descriptor| descriptor.digest.to_string());
        Ok(found)
    }
}

/// Reads a manifest; nothing where the file is none, or not what its name says: then the next push brings it again.
fn read(path: &Path, declared: &MediaType, digest: Digest) -> Result<Option<RawManifest>, LayoutError> {
    let Some(bytes) = disk::read_small(path, MANIFEST_LIMIT)? else { return Ok(None) };
    if digest.algorithm().digest(&bytes) != digest {
        return Ok(None);
    }
    if !declared.is_empty() && !declared.is_manifest() {
        // Listed as something that wharf has no name for, and stored as such.
        return Ok(Some(RawManifest { media_type: declared.clone(), digest, bytes: bytes.into() }));
    }
    Ok(RawManifest::with_digest(declared, bytes.into(), digest).ok())
}

/// The children of an index that are listed and need not be: nothing would be found through the list alone.
pub(super) fn covered(roster: &Roster, manifest: &RawManifest) -> Vec<Digest> {
    let Ok(document) = manifest.parse() else { return Vec::new() };
    let refers = |child: &Descriptor| {
        let path = place::blob_in(roster.dir.path(), &child.digest);
        let read = read(&path, &child.media_type, child.digest.clone()).ok().flatten();
        read.and_then(|manifest| manifest.parse().ok()).is_none_or(|document| document.subject().is_some())
    };
    document.children().iter().filter(|child| !refers(child)).map(|child| child.digest.clone()).collect()
}

/// Those of the listed manifests whose subject is `subject`. What was read once is remembered.
fn referring(roster: &Roster, listed: Vec<(Digest, MediaType)>, subject: &Digest) -> Vec<Descriptor> {
    let known = |digest: &Digest| roster.subjects.lock().unwrap_or_else(PoisonError::into_inner).get(digest).cloned();
    let mut found = Vec::new();
    for (digest, media_type) in listed {
        let path = place::blob_in(roster.dir.path(), &digest);
        let referral = known(&digest).or_else(|| {
            let referral = read_referral(&path, &media_type, &digest)?;
            let mut subjects = roster.subjects.lock().unwrap_or_else(PoisonError::into_inner);
            subjects.insert(digest.clone(), referral.clone());
            Some(referral)
        });
        let Some(Some(referral)) = referral else { continue };
        if referral.subject == *subject && directory::at(&path).is_ok_and(|there| there.is_some()) {
            found.push(referral.descriptor);
        }
    }
    found
}

/// Whether a manifest refers to another; nothing where it cannot be read, which may change.
#[expect(clippy::option_option, reason = "not read, read and refers to nothing, read and refers")]
fn read_referral(path: &Path, declared: &MediaType, digest: &Digest) -> Option<Option<Referral>> {
    let manifest = read(path, declared, digest.clone()).ok()??;
    let Ok(document) = manifest.parse() else { return Some(None) };
    Some(Referral::of(&manifest, &document))
}
