//! What a repository's manifests lead to: children, configs and layers, followed from the entries of its list.

use std::collections::{HashMap, HashSet};

use super::Layout;
use crate::oci::{Descriptor, Digest, Manifest, RawManifest};

/// Everything that is reachable, each with the manifest that leads to it.
pub(super) struct Reach<'a> {
    layout: &'a Layout,
    by: HashMap<Digest, Option<Digest>>,
    /// The manifests whose content was looked at. Apart from `by`: one that was reached as if it were a layer was not.
    followed: HashSet<Digest>,
    /// A manifest that is there but cannot be read: what it leads to is not known.
    unreadable: Option<Digest>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(layout: &'a Layout) -> Self {
        Self { layout, by: HashMap::new(), followed: HashSet::new(), unreadable: None }
    }

    /// Adds an entry of the list and everything that it leads to.
    pub(super) fn add(&mut self, entry: &Descriptor) {
        self.by.insert(entry.digest.clone(), None);
        let mut open = vec![entry.clone()];
        while let Some(descriptor) = open.pop() {
            if !self.followed.insert(descriptor.digest.clone()) {
                continue;
            }
            let parsed = match self.parse(&descriptor) {
                Some(parsed) => parsed,
                None if self.layout.blobs.path(&descriptor.digest).exists() => {
                    self.unreadable = Some(descriptor.digest);
                    continue;
                }
                // What is not there leads to nothing: a child that was left out on purpose, or a hole.
                None => continue,
            };
            for blob in parsed.blobs() {
                self.reached(&blob.digest, &descriptor.digest);
            }
            for child in parsed.children() {
                self.reached(&child.digest, &descriptor.digest);
                if !self.followed.contains(&child.digest) {
                    open.push(child.clone());
                }
            }
        }
    }

    /// Notes that `by` leads to `digest`, unless that is known.
    fn reached(&mut self, digest: &Digest, by: &Digest) {
        if !self.has(digest) {
            self.by.insert(digest.clone(), Some(by.clone()));
        }
    }

    pub(super) fn parse(&self, descriptor: &Descriptor) -> Option<Manifest> {
        let bytes = self.layout.blobs.manifest(&descriptor.digest).ok()?;
        RawManifest::with_digest(&descriptor.media_type, bytes, descriptor.digest.clone()).ok()?.parse().ok()
    }

    /// Whether something leads to `digest`.
    pub(super) fn has(&self, digest: &Digest) -> bool {
        self.by.contains_key(digest)
    }

    /// Whether the entry refers to something reachable.
    pub(super) fn refers_into(&self, entry: &Descriptor) -> bool {
        self.parse(entry).is_some_and(|manifest| manifest.subject().is_some_and(|subject| self.has(&subject.digest)))
    }

    /// Why `digest` is kept, if it is.
    pub(super) fn why(&self, digest: &Digest) -> Option<String> {
        Some(match self.by.get(digest)? {
            None => "listed in the index".to_owned(),
            Some(by) => format!("used by {by}"),
        })
    }

    /// Why nothing may be removed, if so.
    pub(super) fn uncertain(&self) -> Option<String> {
        let digest = self.unreadable.as_ref()?;
        Some(format!("the manifest {digest} cannot be read and may use it"))
    }
}
