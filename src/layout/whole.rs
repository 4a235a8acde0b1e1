//! Whether an image is here with everything that it needs.

use super::Layout;
use super::error::Result;
use crate::oci::{Descriptor, RawManifest};

impl Layout {
    /// Whether `root` and all that it leads to is here: manifests with their digest, blobs with their size. Foreign
    /// layers may be missing.
    pub(super) fn is_whole(&self, root: &Descriptor) -> Result<bool> {
        let mut open = vec![root.clone()];
        while let Some(descriptor) = open.pop() {
            let Ok(bytes) = self.blobs.manifest(&descriptor.digest) else { return Ok(false) };
            let raw = RawManifest::with_digest(&descriptor.media_type, bytes, descriptor.digest);
            let Ok(manifest) = raw.and_then(|raw| raw.parse()) else { return Ok(false) };
            for blob in manifest.blobs().filter(|blob| !blob.media_type.is_foreign_layer()) {
                if !self.blobs.has(blob)? {
                    return Ok(false);
                }
            }
            open.extend(manifest.children().iter().cloned());
        }
        Ok(true)
    }
}
