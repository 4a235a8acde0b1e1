//! Edits of descriptors: content carried along in them, and URLs from which layers may be fetched elsewhere.

use async_trait::async_trait;

use super::draft::{Body, DataFields, Draft};
use super::error::MutateError;
use super::{Edit, Reach};
use crate::oci::MediaType;

/// Carries content of at most so many bytes along in its descriptor, and no other.
#[derive(Clone, Copy, Debug)]
pub struct DataEdit(pub u64);

/// Makes foreign layers ordinary ones, which a registry has to hold.
#[derive(Clone, Copy, Debug)]
pub struct UrlsEdit;

#[async_trait]
impl Edit for DataEdit {
    fn reach(&self) -> Reach {
        Reach::Manifests
    }

    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        draft.data = DataFields::UpTo(self.0);
        Ok(())
    }
}

#[async_trait]
impl Edit for UrlsEdit {
    fn reach(&self) -> Reach {
        Reach::Manifests
    }

    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        draft.root.walk(&mut |document| {
            let Body::Image(image) = &mut document.body else { return Ok(()) };
            for layer in image.manifest.layers.iter_mut().filter(|layer| !layer.urls.is_empty()) {
                layer.urls.clear();
                layer.media_type = ordinary(&layer.media_type);
            }
            Ok(())
        })
    }
}

/// The type of a layer that anybody may distribute.
fn ordinary(media_type: &MediaType) -> MediaType {
    MediaType::new(&media_type.as_str().replace(".foreign.diff.", ".diff.").replace(".nondistributable.v1.", ".v1."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_layers_become_ordinary_ones() {
        for (foreign, expected) in [
            (
                "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
                "application/vnd.docker.image.rootfs.diff.tar.gzip",
            ),
            (
                "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd",
                "application/vnd.oci.image.layer.v1.tar+zstd",
            ),
            ("application/vnd.oci.image.layer.v1.tar", "application/vnd.oci.image.layer.v1.tar"),
        ] {
            assert_eq!(ordinary(&MediaType::new(foreign)), MediaType::new(expected));
        }
    }
}
