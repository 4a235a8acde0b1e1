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

    /// Takes a manifest off the list under the fall-back tag, where another tool has written one: it would go on showing
    /// what is gone.
    pub(super) async fn forget_referrer(&self, subject: &Digest, gone: &Digest) -> content::Result<()> {
        let Ok(tag) = subject.referrers_tag().parse::<Tag>() else { return Ok(()) };
        let list = self.index.read()?;
        let Some(bytes) = index::find(&list, tag.as_str()).and_then(|entry| self.blobs.manifest(&entry.digest).ok())
        else {
            return Ok(());
        };
        // What is no list is not made one.
        let Ok(mut listed) = serde_json::from_slice::<ImageIndex>(&bytes) else { return Ok(()) };
        let before = listed.manifests.len();
        listed.manifests.retain(|one| one.digest != *gone);
        if listed.manifests.len() == before {
            return Ok(());
        }
        let written = serde_json::to_vec(&listed).ok().map(Bytes::from);
        let Some(raw) = written.and_then(|bytes| RawManifest::new(&MediaType::OCI_INDEX, bytes).ok()) else {
            return Ok(());
        };
        self.put_manifest(&raw, &[tag]).await?;
        self.finish().await
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
