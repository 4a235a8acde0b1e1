//! What a transfer has done.

use serde::Serialize;

use crate::content::Put;
use crate::oci::{Descriptor, Platform};

/// What a transfer has done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Transferred {
    /// What is at the destination now.
    pub root: Descriptor,
    /// The platform that was chosen, where it was one of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    /// Whether it was there already, so that nothing was done.
    pub unchanged: bool,
    /// How many manifests and indexes were put.
    pub manifests: usize,
    /// How the blobs got there.
    pub blobs: BlobCounts,
    /// How many bytes of blobs were moved.
    pub bytes: u64,
}

/// How many blobs got to their place in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct BlobCounts {
    /// Their bytes were sent.
    pub copied: usize,
    /// A file was linked or cloned.
    pub linked: usize,
    /// The registry took them from another of its repositories.
    pub mounted: usize,
    /// They were there.
    pub present: usize,
}

impl BlobCounts {
    pub(super) fn count(&mut self, put: Put) {
        match put {
            Put::Copied => self.copied += 1,
            Put::Linked => self.linked += 1,
            Put::Mounted => self.mounted += 1,
            Put::Present => self.present += 1,
        }
    }
}

impl Transferred {
    pub(super) fn unchanged(root: Descriptor, platform: Option<Platform>) -> Self {
        Self { root, platform, unchanged: true, manifests: 0, blobs: BlobCounts::default(), bytes: 0 }
    }
}
