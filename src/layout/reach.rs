//! What a repository's manifests lead to: children, configs and layers, followed from the entries of its list; and which
//! of those entries live.

use std::collections::{HashMap, HashSet};

use super::{Layout, index};
use crate::oci::{Descriptor, Digest, ImageIndex, Manifest, RawManifest};

/// Everything that is reachable, each with the manifest that leads to it.
pub(super) struct Reach<'a> {
    layout: &'a Layout,
    by: HashMap<Digest, Option<Digest>>,
    /// The manifests whose content was looked at. Apart from `by`: one that was reached as if it were a layer was not.
    followed: HashSet<Digest>,
    /// The manifests that were to be followed and are not there.
    missing: Vec<Descriptor>,
    /// A manifest that is there but cannot be read: what it leads to is not known.
    unreadable: Option<Digest>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(layout: &'a Layout) -> Self {
        Self { layout, by: HashMap::new(), followed: HashSet::new(), missing: Vec::new(), unreadable: None }
    }

    /// Adds an entry of the list and everything that it leads to.
    pub(super) fn add(&mut self, entry: &Descriptor) {
        self.by.insert(entry.digest.clone(), None);
        self.follow(vec![entry.clone()]);
    }

    /// Follows once more what was not there when it was to be followed.
    pub(super) fn look_again(&mut self) {
        let missing = std::mem::take(&mut self.missing);
        for descriptor in &missing {
            self.followed.remove(&descriptor.digest);
        }
        self.follow(missing);
    }

    fn follow(&mut self, mut open: Vec<Descriptor>) {
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
                None => {
                    self.missing.push(descriptor);
                    continue;
                }
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

/// Which entries of a repository's list live, with all that they lead to: those with a tag, those that changed within the
/// grace, and what refers to any of them.
pub(super) struct Mark<'a> {
    pub(super) reach: Reach<'a>,
    /// The entries that nothing keeps.
    dead: HashMap<Digest, Descriptor>,
    /// What the manifests that were looked at refer to.
    subjects: HashMap<Digest, Option<Digest>>,
}

impl<'a> Mark<'a> {
    pub(super) fn new(layout: &'a Layout) -> Self {
        Self { reach: Reach::new(layout), dead: HashMap::new(), subjects: HashMap::new() }
    }

    /// Marks what `list` keeps, besides what was marked before: what lived once in a run lives to its end. `young` says
    /// whether a manifest changed within the grace.
    pub(super) fn extend(&mut self, list: &ImageIndex, young: impl Fn(&Digest) -> bool) {
        let mut open = Vec::new();
        for entry in &list.manifests {
            if index::tag_of(entry).is_some() || young(&entry.digest) {
                self.reach.add(entry);
            } else {
                open.push(entry);
            }
        }
        // A referrer stays with its subject, and may itself be the subject of another.
        loop {
            let before = open.len();
            open.retain(|entry| {
                let lives = self.reach.has(&entry.digest) || self.refers_into(entry);
                if lives {
                    self.reach.add(entry);
                }
                !lives
            });
            if open.len() == before {
                break;
            }
        }
        self.dead = open.into_iter().map(|entry| (entry.digest.clone(), entry.clone())).collect();
        if self.reach.uncertain().is_some() {
            self.dead.clear();
        }
    }

    fn refers_into(&mut self, entry: &Descriptor) -> bool {
        if !self.subjects.contains_key(&entry.digest) {
            let parsed = self.reach.parse(entry);
            let subject = parsed.and_then(|manifest| Some(manifest.subject()?.digest.clone()));
            self.subjects.insert(entry.digest.clone(), subject);
        }
        let subject = self.subjects.get(&entry.digest).and_then(Option::as_ref);
        subject.is_some_and(|subject| self.reach.has(subject))
    }

    /// Whether the manifest is listed, and nothing keeps it.
    pub(super) fn is_dead(&self, digest: &Digest) -> bool {
        self.dead.contains_key(digest)
    }

    /// The entries that nothing keeps.
    pub(super) fn dead(&self) -> impl Iterator<Item = &Descriptor> {
        self.dead.values()
    }

    /// Whether `digest` must stay: something leads to it, or that is not known.
    pub(super) fn keeps(&self, digest: &Digest) -> bool {
        self.reach.has(digest) || self.reach.uncertain().is_some()
    }
}
