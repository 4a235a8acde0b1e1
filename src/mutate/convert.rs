//! From OCI's media types to Docker's and back. The content of configs and layers is the same in both.

use async_trait::async_trait;

use super::draft::{Body, Document, Draft};
use super::error::MutateError;
use super::{Edit, Reach};
use crate::oci::MediaType;

/// Whose media types an image is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convert {
    /// Docker's, schema 2.
    ToDocker,
    /// OCI's.
    ToOci,
}

/// Types that mean the same, Docker's first.
const SAME: [(&str, &str); 9] = [
    ("application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.oci.image.index.v1+json"),
    ("application/vnd.docker.distribution.manifest.v2+json", "application/vnd.oci.image.manifest.v1+json"),
    ("application/vnd.docker.container.image.v1+json", "application/vnd.oci.image.config.v1+json"),
    ("application/vnd.docker.image.rootfs.diff.tar.gzip", "application/vnd.oci.image.layer.v1.tar+gzip"),
    ("application/vnd.docker.image.rootfs.diff.tar.zstd", "application/vnd.oci.image.layer.v1.tar+zstd"),
    ("application/vnd.docker.image.rootfs.diff.tar", "application/vnd.oci.image.layer.v1.tar"),
    (
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
    ),
    (
        "application/vnd.docker.image.rootfs.foreign.diff.tar.zstd",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd",
    ),
    ("application/vnd.docker.image.rootfs.foreign.diff.tar", "application/vnd.oci.image.layer.nondistributable.v1.tar"),
];

impl Convert {
    /// The type that takes the place of `media_type`; the same where there is no other.
    fn of(self, media_type: &MediaType) -> MediaType {
        let text = media_type.as_str();
        let other = SAME.iter().find_map(|(docker, oci)| match self {
            Self::ToDocker => (*oci == text).then_some(*docker),
            Self::ToOci => (*docker == text).then_some(*oci),
        });
        other.map_or_else(|| media_type.clone(), MediaType::new)
    }

    /// Converts one document, not what is in it.
    pub(super) fn document(self, document: &mut Document) -> Result<(), MutateError> {
        if self == Self::ToDocker {
            refuse_artifact(document)?;
        }
        let own = self.of(&document.media_type);
        match &mut document.body {
            Body::Closed => return Ok(()),
            Body::Image(image) => {
                let manifest = &mut image.manifest;
                manifest.config.media_type = self.of(&manifest.config.media_type);
                for layer in &mut manifest.layers {
                    layer.media_type = self.of(&layer.media_type);
                }
                name(&mut manifest.media_type, &document.media_type, &own);
            }
            Body::Index(index) => name(&mut index.manifest.media_type, &document.media_type, &own),
        }
        document.media_type = own;
        Ok(())
    }
}

/// Writes the type into the document; where it stays the same, a document that does not name it goes on so.
fn name(written: &mut MediaType, before: &MediaType, after: &MediaType) {
    if before != after || !written.is_empty() {
        *written = after.clone();
    }
}

/// Docker's manifests know neither artifacts nor subjects.
fn refuse_artifact(document: &Document) -> Result<(), MutateError> {
    let (kind, subject) = match &document.body {
        Body::Closed => return Ok(()),
        Body::Index(index) => (index.manifest.artifact_type.as_ref(), index.manifest.subject.as_ref()),
        Body::Image(image) => {
            let manifest = &image.manifest;
            let config = Some(&manifest.config.media_type).filter(|config| !config.is_image_config());
            (manifest.artifact_type.as_ref().or(config), manifest.subject.as_ref())
        }
    };
    let digest = &document.entry.digest;
    let what = match (kind, subject) {
        (Some(kind), _) => format!("{digest} is an artifact of type {kind}, which Docker's manifests cannot hold"),
        (None, Some(_)) => format!("{digest} refers to another manifest, which Docker's manifests cannot do"),
        (None, None) => return Ok(()),
    };
    Err(MutateError::unfit(what))
}

#[async_trait]
impl Edit for Convert {
    fn reach(&self) -> Reach {
        Reach::Manifests
    }

    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        draft.root.walk(&mut |document| self.document(document))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_comes_back_as_it_was() {
        for (docker, oci) in &SAME {
            assert_eq!(Convert::ToOci.of(&MediaType::new(docker)), MediaType::new(oci));
            assert_eq!(Convert::ToDocker.of(&MediaType::new(oci)), MediaType::new(docker));
            assert_eq!(Convert::ToOci.of(&MediaType::new(oci)), MediaType::new(oci));
        }
        let other = MediaType::new("application/vnd.in-toto+json");
        assert_eq!(Convert::ToDocker.of(&other), other);
    }
}
