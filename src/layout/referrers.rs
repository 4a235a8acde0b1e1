//! Who refers to a manifest: found by looking at what the layout lists, and at the fall-back tag that clients write
//! where a registry keeps no such list (`distribution-spec#referrers-tag-schema`).

use std::collections::HashSet;

use bytes::Bytes;

use super::error::Result;
use super::{Layout, index};
use crate::content::{self, ReferrerFilter, Target as _};
use crate::oci::{Descriptor, Digest, ImageIndex, Manifest, MediaType, RawManifest};
use crate::reference::Tag;

impl Layout {
    pub(super) fn find_referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> Result<Vec<Descriptor>> {
        let list = self.index.read()?;
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        for entry in self.fallback(&list, subject).iter().chain(&list.manifests) {
            if seen.insert(entry.digest.clone()) {
                found.extend(self.as_referrer(entry, subject).filter(|referrer| filter.matches(referrer)));
            }
        }
        Ok(found)
    }

    /// The entry as a referrer of `subject`, with artifact type and annotations taken from the manifest itself. A
    /// manifest that is missing or damaged refers to nothing; the others are listed all the same.
    fn as_referrer(&self, entry: &Descriptor, subject: &Digest) -> Option<Descriptor> {
        let bytes = self.blobs.manifest(&entry.digest).ok()?;
        // Most manifests have no subject: looking for its text costs less than parsing each.
        if !std::str::from_utf8(&bytes).ok()?.contains(subject.hex()) {
            return None;
        }
        let raw = RawManifest::with_digest(&entry.media_type, bytes, entry.digest.clone()).ok()?;
        let manifest = raw.parse().ok()?;
        if manifest.subject()?.digest != *subject {
            return None;
        }
        let artifact_type = manifest.artifact_type().cloned();
        Some(Descriptor { artifact_type, annotations: manifest.annotations().clone(), ..raw.descriptor() })
    }

    /// What a manifest refers to, as far as that can be read.
    pub(super) fn subject_of(&self, digest: &Digest) -> Option<Digest> {
        let bytes = self.blobs.manifest(digest).ok()?;
        let raw = RawManifest::with_digest(&MediaType::default(), bytes, digest.clone()).ok()?;
        raw.parse().ok()?.subject().map(|subject| subject.digest.clone())
    }

    /// Puts manifests on the list under the fall-back tag of their subject: other tools look for them there alone.
    pub(super) async fn note_referrers(&self, subject: &Digest, referrers: &[Descriptor]) -> Result<()> {
        self.rewrite_list(subject, &|listed| {
            let before = listed.len();
            for one in referrers {
                if listed.iter().all(|other| other.digest != one.digest) {
                    listed.push(one.clone());
                }
            }
            listed.len() > before
        })
        .await
    }

    /// Takes a manifest off the list under the fall-back tag, where there is one: it would go on showing what is gone.
    pub(super) async fn forget_referrer(&self, subject: &Digest, gone: &Digest) -> content::Result<()> {
        if self.fallback(&self.index.read()?, subject).iter().all(|one| one.digest != *gone) {
            return Ok(());
        }
        self.prepare().await?;
        self.rewrite_list(subject, &|listed| {
            let before = listed.len();
            listed.retain(|one| one.digest != *gone);
            listed.len() < before
        })
        .await?;
        self.finish().await
    }

    /// Edits the list under the fall-back tag of `subject`, while nobody else does; `edit` says whether it changed.
    async fn rewrite_list(
        &self,
        subject: &Digest,
        edit: &(dyn Fn(&mut Vec<Descriptor>) -> bool + Send + Sync),
    ) -> Result<()> {
        let Ok(tag) = subject.referrers_tag().parse::<Tag>() else { return Ok(()) };
        let mut stored = Ok(());
        self.update(|all| match self.replace_list(all, &tag, edit) {
            Ok(changed) => changed,
            Err(error) => {
                stored = Err(error);
                false
            }
        })
        .await?;
        stored
    }

    fn replace_list(
        &self,
        all: &mut ImageIndex,
        tag: &Tag,
        edit: &(dyn Fn(&mut Vec<Descriptor>) -> bool + Send + Sync),
    ) -> Result<bool> {
        let old = index::find(all, tag.as_str()).cloned();
        let parsed = |entry: &Descriptor| {
            let bytes = self.blobs.manifest(&entry.digest).ok()?;
            Manifest::parse(&entry.media_type, &bytes).ok()
        };
        let mut list = match old.as_ref().map(parsed) {
            None => ImageIndex { schema_version: 2, media_type: MediaType::OCI_INDEX, ..ImageIndex::default() },
            Some(Some(Manifest::Index(list))) => list,
            // What is no list is not made one.
            Some(_) => return Ok(false),
        };
        if !edit(&mut list.manifests) {
            return Ok(false);
        }
        if let Some(old) = &old {
            index::untag(all, tag.as_str());
            // The old list is no image that somebody might still want.
            all.manifests.retain(|entry| entry.digest != old.digest || index::tag_of(entry).is_some());
        }
        if list.manifests.is_empty() {
            return Ok(true);
        }
        let written = serde_json::to_vec(&list).ok().map(Bytes::from);
        let Some(raw) = written.and_then(|bytes| RawManifest::new(&MediaType::OCI_INDEX, bytes).ok()) else {
            return Ok(false);
        };
        if self.blobs.put_manifest(&raw)? {
            self.sync_manifests()?;
        }
        index::tag(all, &raw.descriptor(), tag);
        Ok(true)
    }

    /// What the fall-back tag lists.
    fn fallback(&self, list: &ImageIndex, subject: &Digest) -> Vec<Descriptor> {
        let tagged = index::find(list, &subject.referrers_tag());
        let parsed = tagged.and_then(|entry| {
            let bytes = self.blobs.manifest(&entry.digest).ok()?;
            Manifest::parse(&entry.media_type, &bytes).ok()
        });
        parsed.map(|manifest| manifest.children().to_vec()).unwrap_or_default()
    }
}
