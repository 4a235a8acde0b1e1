//! Images as a whole: how large one is.

use std::collections::HashSet;

use super::Layout;
use crate::oci::{Descriptor, Manifest, RawManifest};

impl Layout {
    /// How many bytes `root` and everything that it leads to have, what is not here counted too, each content once.
    pub fn image_size(&self, root: &Descriptor) -> u64 {
        let mut seen = HashSet::new();
        let mut open = vec![root.clone()];
        let mut size = 0_u64;
        while let Some(descriptor) = open.pop() {
            if !seen.insert(descriptor.digest.clone()) {
                continue;
            }
            size = size.saturating_add(descriptor.size);
            let Some(manifest) = self.parsed(&descriptor) else { continue };
            for blob in manifest.blobs() {
                if seen.insert(blob.digest.clone()) {
                    size = size.saturating_add(blob.size);
                }
            }
            open.extend(manifest.children().iter().cloned());
        }
        size
    }

    /// The manifest that `descriptor` names, if it is here and can be read.
    fn parsed(&self, descriptor: &Descriptor) -> Option<Manifest> {
        let bytes = self.blobs.manifest(&descriptor.digest).ok()?;
        RawManifest::with_digest(&descriptor.media_type, bytes, descriptor.digest.clone()).ok()?.parse().ok()
    }
}
