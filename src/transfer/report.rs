//! What a transfer did.

use serde::Serialize;

use crate::content::Put;
use crate::oci::{Descriptor, Platform};

/// A number of blobs and their length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tally {
    /// How many.
    pub count: usize,
    /// Their bytes.
    pub size: u64,
}

impl Tally {
    pub(super) fn add(&mut self, size: u64) {
        self.count += 1;
        self.size = self.size.saturating_add(size);
    }
}

/// The blobs of a transfer by how they got to their place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Blobs {
    /// Their bytes were sent.
    pub copied: Tally,
    /// A file on the same disk was linked or cloned.
    pub linked: Tally,
    /// The registry took them from another of its repositories.
    pub mounted: Tally,
    /// They were there already.
    pub present: Tally,
    /// How many bytes were read from the source, what was resumed left out.
    pub moved: u64,
}

impl Blobs {
    pub(super) fn note(&mut self, put: Put, size: u64) {
        match put {
            Put::Copied => self.copied.add(size),
            Put::Linked => self.linked.add(size),
            Put::Mounted => self.mounted.add(size),
            Put::Present => self.present.add(size),
        }
    }

    /// Whether every blob was there already.
    pub(super) fn all_present(&self) -> bool {
        self.copied.count + self.linked.count + self.mounted.count == 0
    }
}

/// What a transfer did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Report {
    /// Where the content came from, as it was asked for.
    pub source: String,
    /// Where it is now, with its digest.
    pub destination: String,
    /// What was made: its digest is the image's at the destination.
    pub root: Descriptor,
    /// The platform of the root, where it was chosen from an index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    /// How many manifests and indexes belong to it.
    pub manifests: usize,
    /// Its blobs.
    pub blobs: Blobs,
    /// Whether all of it was there already, under its tags.
    pub unchanged: bool,
}
