//! Edits of annotations: of an index, of its manifests, or of both.

use async_trait::async_trait;

use super::draft::{Body, Document, Draft};
use super::error::MutateError;
use super::select::Scope;
use super::{Edit, Reach};
use crate::oci::{Annotations, Digest};

/// The name of the image that another one was made from (`image-spec/annotations.md`).
const BASE_NAME: &str = "org.opencontainers.image.base.name";

/// The digest of the image that another one was made from.
const BASE_DIGEST: &str = "org.opencontainers.image.base.digest";

/// A change of annotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnotationEdit {
    /// Notes in every document what image it was made from.
    Base {
        /// The name of that image.
        name: String,
        /// Its digest.
        digest: Digest,
    },
    /// Copies the labels of images to annotations of their manifests.
    FromLabels,
    /// Puts annotations that all images of an index share into the index too.
    Promote,
    /// One annotation: of the top document, unless the scope says more.
    Set {
        /// Which documents.
        scope: Scope,
        /// The key.
        name: String,
        /// The text under it; nothing takes it away.
        value: Option<String>,
    },
}

#[async_trait]
impl Edit for AnnotationEdit {
    fn reach(&self) -> Reach {
        match self {
            Self::Set { scope: Scope::Usual, .. } => Reach::Root,
            Self::Base { .. } | Self::Promote | Self::Set { scope: Scope::All, .. } => Reach::Manifests,
            Self::FromLabels | Self::Set { scope: Scope::Platforms(_), .. } => Reach::Configs,
        }
    }

    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        match self {
            Self::Base { name, digest } => {
                let digest = digest.to_string();
                draft.root.walk(&mut |document| {
                    set(document, BASE_NAME, Some(name));
                    set(document, BASE_DIGEST, Some(&digest));
                    Ok(())
                })
            }
            Self::FromLabels => from_labels(draft),
            Self::Promote => {
                promote(&mut draft.root);
                Ok(())
            }
            Self::Set { scope: Scope::Usual, name, value } => {
                set(&mut draft.root, name, value.as_deref());
                Ok(())
            }
            Self::Set { scope: Scope::All, name, value } => draft.root.walk(&mut |document| {
                set(document, name, value.as_deref());
                Ok(())
            }),
            Self::Set { scope, name, value } => {
                for document in draft.images(scope, "an annotation of one platform")? {
                    set(document, name, value.as_deref());
                }
                Ok(())
            }
        }
    }
}

fn set(document: &mut Document, name: &str, value: Option<&str>) {
    let Some(annotations) = document.annotations_mut() else { return };
    match value {
        Some(value) => annotations.set(name, value),
        None => annotations.remove(name),
    }
}

fn from_labels(draft: &mut Draft) -> Result<(), MutateError> {
    for document in draft.images(&Scope::Usual, "an annotation made of a label")? {
        let Some(image) = document.image_mut() else { continue };
        let config = image.config.as_ref().and_then(|config| config.value.config.as_ref());
        let labels = config.and_then(|config| config.labels.clone()).unwrap_or_default();
        for (name, value) in labels.iter() {
            image.manifest.annotations.set(name, value);
        }
    }
    Ok(())
}

/// Inner indexes first, so that what they share can rise further.
fn promote(document: &mut Document) {
    let Body::Index(index) = &mut document.body else { return };
    index.children.iter_mut().for_each(promote);
    let shared = {
        let mut images = index.children.iter_mut().filter(|child| !child.is_attestation());
        let first = images.find_map(|child| child.annotations_mut().cloned());
        let Some(Annotations(mut shared)) = first else { return };
        for child in images {
            let Some(own) = child.annotations_mut() else { continue };
            shared.retain(|key, value| own.0.get(key) == Some(value));
        }
        shared
    };
    for (key, value) in shared {
        index.manifest.annotations.0.insert(key, value);
    }
}
