//! What the images of an archive are named by, and which of them a name means. Pure.
//!
//! Writers differ: skopeo annotates the tag alone, crane the whole name, docker and containerd both, under two keys. A
//! name is found in whichever way it was written.

use super::error::{ArchiveError, Result};
use crate::oci::{Annotations, Descriptor, Digest, key};
use crate::reference::{ArchiveName, Reference, Selector, Tag};

/// One name of an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// The repository with its tag, where the archive says it.
    pub(super) full: Option<Reference>,
    /// The tag.
    pub(super) tag: Option<Tag>,
}

impl Name {
    /// What the annotations of a descriptor in `index.json` say.
    pub(super) fn annotated(annotations: &Annotations) -> Self {
        let full = annotations.text(key::CONTAINERD_NAME).and_then(|name| name.parse::<Reference>().ok());
        match annotations.text(key::REF_NAME) {
            None => Self::of(full, None),
            Some(name) => match name.parse() {
                Ok(tag) => Self::of(full, Some(tag)),
                Err(_) => Self::of(full.or_else(|| name.parse().ok()), None),
            },
        }
    }

    /// A name of docker's.
    pub(super) fn docker(name: &str) -> Option<Self> {
        name.parse().ok().map(|full| Self::of(Some(full), None))
    }

    fn of(full: Option<Reference>, tag: Option<Tag>) -> Self {
        let tag = full.as_ref().and_then(|full| full.tag.clone()).or(tag);
        let full =
            full.map(|full| Reference { tag: tag.clone(), digest: None, ..full }).filter(|full| full.tag.is_some());
        Self { full, tag }
    }

    fn is_none(&self) -> bool {
        self.full.is_none() && self.tag.is_none()
    }

    /// Whether a new name takes the place of this one.
    pub(super) fn is_replaced_by(&self, new: &Self) -> bool {
        match (&self.full, &new.full) {
            (Some(own), Some(new)) => own == new,
            (None, None) => self.tag.is_some() && self.tag == new.tag,
            _ => false,
        }
    }

    /// The name as it is shown: whole where it can be. Tags that stand for a digest have no repository of their own.
    pub(super) fn shown(&self) -> Option<String> {
        let tag = self.tag.as_ref().map(ToString::to_string);
        if tag.as_ref().is_some_and(|tag| tag.starts_with("sha256-") || tag.starts_with("sha512-")) {
            return tag;
        }
        self.full.as_ref().map(ToString::to_string).or(tag)
    }
}

/// An image of an archive, under one of its names.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) descriptor: Descriptor,
    pub(super) name: Name,
    /// Whether it refers to another one, and so is none to be chosen by itself.
    pub(super) refers: bool,
}

/// The images of an archive, in its order.
#[derive(Clone, Debug, Default)]
pub(super) struct Images(pub(super) Vec<Listed>);

impl Images {
    /// What the images are named by; digests where they have no name.
    pub(super) fn names(&self) -> Vec<String> {
        let shown = |one: &Listed| one.name.shown().unwrap_or_else(|| one.descriptor.digest.to_string());
        self.0.iter().map(shown).collect()
    }

    /// The names there are, sorted.
    pub(super) fn named(&self) -> Vec<String> {
        let mut names: Vec<String> = self.0.iter().filter_map(|one| one.name.shown()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The image that `name` means, or the only one where nothing is said.
    pub(super) fn find(&self, archive: &str, name: Option<&ArchiveName>) -> Result<&Descriptor> {
        let Some(name) = name else { return self.sole(archive) };
        let found = match name {
            ArchiveName::Index(place) => self.at(*place).into_iter().collect(),
            ArchiveName::Tag(tag) => self.matching(|one| one.tag.as_ref() == Some(tag)),
            ArchiveName::Reference(reference) => self.referenced(reference),
        };
        self.one(archive, found, || name.to_string())
    }

    /// The image of a tag, whatever the repository.
    pub(super) fn tagged(&self, archive: &str, tag: &Tag) -> Result<&Descriptor> {
        self.find(archive, Some(&ArchiveName::Tag(tag.clone())))
    }

    /// The image at a place, names of the same one not counted again.
    fn at(&self, place: usize) -> Option<&Listed> {
        let mut seen: Vec<&Digest> = Vec::new();
        self.0.iter().find(|one| {
            let fresh = !seen.contains(&&one.descriptor.digest);
            if fresh {
                seen.push(&one.descriptor.digest);
            }
            fresh && seen.len() == place + 1
        })
    }

    fn matching(&self, matches: impl Fn(&Name) -> bool) -> Vec<&Listed> {
        self.0.iter().filter(|one| matches(&one.name)).collect()
    }

    fn referenced(&self, reference: &Reference) -> Vec<&Listed> {
        let Selector::Tag(tag) = Reference { digest: None, ..reference.clone() }.selector() else { return Vec::new() };
        let wanted = reference.with(&Selector::Tag(tag.clone()));
        let mut found = self.matching(|one| one.full.as_ref() == Some(&wanted));
        if found.is_empty() {
            // Where only the tag was written down, that is all there is to compare.
            found = self.matching(|one| one.full.is_none() && one.tag.as_ref() == Some(&tag));
        }
        if found.is_empty() && reference.tag.is_none() && reference.registry.is_docker_hub() {
            // A lone word may have been meant as a tag.
            let word = reference.repository.as_str().strip_prefix("library/").and_then(|word| word.parse::<Tag>().ok());
            found = self.matching(|one| word.is_some() && one.tag == word);
        }
        found
    }

    fn sole(&self, archive: &str) -> Result<&Descriptor> {
        let named = |one: &&Listed| !one.name.is_none() && !one.refers;
        let images = |one: &&Listed| !one.refers;
        let mut found: Vec<&Listed> = self.0.iter().filter(named).collect();
        if found.is_empty() {
            found = self.0.iter().filter(images).collect();
        }
        if found.is_empty() {
            found = self.0.iter().collect();
        }
        self.one(archive, found, || "at all".to_owned())
    }

    fn one<'a>(&'a self, archive: &str, found: Vec<&'a Listed>, wanted: impl Fn() -> String) -> Result<&'a Descriptor> {
        let archive = archive.to_owned();
        let Some(first) = found.first() else {
            return Err(ArchiveError::NoImage { archive, wanted: wanted(), names: self.names() });
        };
        if found.iter().all(|one| one.descriptor.digest == first.descriptor.digest) {
            return Ok(&first.descriptor);
        }
        Err(ArchiveError::Ambiguous { archive, names: Self(found.into_iter().cloned().collect()).names() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::MediaType;

    fn annotated(full: &str, tag: &str) -> Name {
        let pairs = [(key::CONTAINERD_NAME, full), (key::REF_NAME, tag)];
        Name::annotated(&pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }

    fn listed(content: &[u8], name: Name) -> Listed {
        Listed { descriptor: Descriptor::of(MediaType::OCI_MANIFEST, content), name, refers: false }
    }

    #[test]
    fn names_are_read_as_each_tool_writes_them() {
        for (full, tag, shown) in [
            ("docker.io/library/a:1", "1", Some("docker.io/library/a:1")),
            ("", "v1", Some("v1")),
            ("", "ghcr.io/o/a:2", Some("ghcr.io/o/a:2")),
            ("docker.io/library/a:1", "", Some("docker.io/library/a:1")),
            ("", "localhost/a", None),
            ("", "", None),
            ("no name", "no tag", None),
            ("docker.io/library/a:sha256-12.sig", "", Some("sha256-12.sig")),
        ] {
            assert_eq!(annotated(full, tag).shown().as_deref(), shown, "{full} {tag}");
        }
        assert_eq!(Name::docker("alpine:3").unwrap().shown().unwrap(), "docker.io/library/alpine:3");
    }

    #[test]
    fn a_name_is_found_however_it_was_written() {
        let images = Images(vec![
            listed(b"one", annotated("docker.io/library/alpine:3", "3")),
            listed(b"one", annotated("docker.io/library/alpine:latest", "latest")),
            listed(b"two", annotated("ghcr.io/o/app:v1", "v1")),
            listed(b"three", annotated("", "edge")),
            listed(b"four", annotated("ghcr.io/o/other:v1", "v1")),
        ]);
        let find = |text: &str| {
            let location: crate::reference::Location = text.parse().unwrap();
            let crate::reference::Location::Archive(path) = location else { panic!() };
            images.find("x", path.name.as_ref()).map(|found| found.digest.clone()).map_err(|error| error.to_string())
        };
        let digest = |content: &[u8]| Ok(Digest::sha256(content));
        for (text, content) in [
            ("oci-archive:x:3", &b"one"[..]),
            ("docker-archive:x:alpine:3", b"one"),
            ("docker-archive:x:alpine", b"one"),
            ("oci-archive:x:docker.io/library/alpine:3", b"one"),
            ("oci-archive:x:ghcr.io/o/app:v1", b"two"),
            ("oci-archive:x:edge", b"three"),
            ("docker-archive:x:edge", b"three"),
            ("docker-archive:x:a/b:edge", b"three"),
            ("docker-archive:x:@0", b"one"),
            ("docker-archive:x:@1", b"two"),
            ("docker-archive:x:@3", b"four"),
        ] {
            assert_eq!(find(text), digest(content), "{text}");
        }
        let both = "ghcr.io/o/app:v1, ghcr.io/o/other:v1";
        assert!(find("oci-archive:x:v1").unwrap_err().ends_with(both));
        assert!(find("oci-archive:x").unwrap_err().contains("several images"));
        for none in ["oci-archive:x:none", "docker-archive:x:@4", "docker-archive:x:busybox:3"] {
            assert!(find(none).unwrap_err().contains("x has no image"), "{none}");
        }
    }

    #[test]
    fn a_lone_image_needs_no_name_and_what_refers_to_it_does_not_count() {
        let image = listed(b"image", Name::default());
        let signature = Listed { refers: true, ..listed(b"signature", Name::default()) };
        let images = Images(vec![signature, image]);
        assert_eq!(images.find("x", None).unwrap().digest, Digest::sha256(b"image"));
        let error = Images::default().find("x", None).unwrap_err().to_string();
        assert_eq!(error, "x has no image at all; it has none");
    }

    #[test]
    fn a_name_takes_the_place_of_its_like() {
        let (full, bare) = (annotated("a.io/b:1", "1"), annotated("", "1"));
        assert!(full.is_replaced_by(&full) && bare.is_replaced_by(&bare));
        assert!(!full.is_replaced_by(&bare) && !bare.is_replaced_by(&full));
        assert!(!Name::default().is_replaced_by(&Name::default()));
    }
}
