//! Edits of what an index lists.

use super::draft::{Body, Document, Draft, Index};
use super::error::MutateError;
use super::select::is_for;
use crate::oci::{Descriptor, Digest, Platform};

/// What is taken out of an index.
#[derive(Clone, Debug, Default)]
pub struct Removal {
    /// The manifests of these digests.
    pub digests: Vec<Digest>,
    /// The manifests for these platforms, just as they are written.
    pub platforms: Vec<Platform>,
}

/// Whether an entry of an index is for `wanted`, and does not merely run there.
pub fn entry_is_for(entry: &Descriptor, wanted: &Platform) -> bool {
    let unknown = entry.platform.as_ref().is_some_and(Platform::is_unknown) && wanted.is_unknown();
    unknown || entry.platform.as_ref().is_some_and(|own| is_for(own, wanted))
}

impl Draft {
    /// The index that the name leads to.
    ///
    /// # Errors
    /// It leads to something else.
    pub fn index_mut(&mut self) -> Result<&mut Index, MutateError> {
        let media_type = self.root.media_type.clone();
        match &mut self.root.body {
            Body::Index(index) => Ok(index),
            Body::Image(_) | Body::Closed => Err(MutateError::NoIndex { media_type }),
        }
    }
}

impl Index {
    /// Adds entries at the end. One that is there already, with the same platform and annotations, is not added again.
    pub fn add(&mut self, entries: Vec<Descriptor>) {
        for entry in entries {
            if !self.children.iter().any(|child| child.entry == entry) {
                self.children.push(Document::closed(entry));
            }
        }
    }

    /// Takes entries out. Gives those parts of the removal, as they are written, that no entry was found for.
    pub fn remove(&mut self, removal: &Removal) -> Vec<String> {
        let before: Vec<Descriptor> = self.children.iter().map(|child| child.entry.clone()).collect();
        let has = |wanted: &dyn Fn(&Descriptor) -> bool| before.iter().any(wanted);
        let digests = removal.digests.iter().filter(|digest| !has(&|entry| entry.digest == **digest));
        let platforms = removal.platforms.iter().filter(|platform| !has(&|entry| entry_is_for(entry, platform)));
        let missed = digests.map(ToString::to_string).chain(platforms.map(ToString::to_string)).collect();
        self.children.retain(|Document { entry, .. }| {
            !removal.digests.contains(&entry.digest)
                && !removal.platforms.iter().any(|platform| entry_is_for(entry, platform))
        });
        missed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::{ImageIndex, MediaType};

    fn entry(platform: &str) -> Descriptor {
        let mut entry = Descriptor::of(MediaType::OCI_MANIFEST, platform.as_bytes());
        let (os, architecture) = platform.split_once('/').unwrap();
        entry.platform =
            Some(Platform { os: os.to_owned(), architecture: architecture.to_owned(), ..Platform::default() });
        entry
    }

    #[test]
    fn entries_come_once_and_go_by_digest_and_platform() {
        let mut index = Index { manifest: ImageIndex::default(), children: Vec::new() };
        index.add(vec![entry("linux/amd64"), entry("linux/arm64"), entry("linux/amd64"), entry("unknown/unknown")]);
        assert_eq!(index.children.len(), 3);
        let removal = Removal {
            digests: vec![entry("linux/amd64").digest, Digest::sha256(b"none")],
            platforms: vec!["unknown/unknown".parse().unwrap(), "linux/s390x".parse().unwrap()],
        };
        assert_eq!(index.remove(&removal), [Digest::sha256(b"none").to_string(), "linux/s390x".to_owned()]);
        assert_eq!(index.children.len(), 1);
        assert_eq!(index.children[0].entry, entry("linux/arm64"));
    }
}
