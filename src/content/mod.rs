//! The vocabulary between stores. Everything that holds images is a [`Source`] or a [`Target`] of content addressed by
//! descriptor; a registry, an image layout, the local store and the memory store all speak it, and a transfer knows
//! nothing else.
//!
//! Who verifies: the side that keeps the bytes. A [`BlobBody`] gives them as they come; a target that stores them
//! hashes them once while it writes, and a command that prints them wraps them in [`stream::verify`].

mod error;
pub mod memory;
pub mod stream;

#[cfg(test)]
pub mod conformance;

use std::path::PathBuf;

use async_trait::async_trait;

use crate::oci::{Descriptor, Digest, MediaType, RawManifest};
use crate::reference::{Location, Reference, Selector, Tag};

pub use error::{BoxError, ContentError, ErrorKind};
pub use stream::ByteStream;

/// What every operation on content gives.
pub type Result<T, E = ContentError> = std::result::Result<T, E>;

/// Somewhere content can be read: one repository of a registry, one image layout.
///
/// A future of these methods belongs to the runtime that first polls it: a source is shared between threads that each
/// run their own.
#[async_trait]
pub trait Source: Send + Sync {
    /// The repository or layout, without a tag or a digest. Two that are equal hold the same content, but for what
    /// [`Source::is_made`] tells.
    fn location(&self) -> Location;

    /// What `selector` names, without fetching the body (`HEAD /v2/<name>/manifests/<reference>`).
    async fn resolve(&self, selector: &Selector) -> Result<Descriptor>;

    /// The manifest that `selector` names, its digest computed from the bytes and compared with the one asked for.
    async fn manifest(&self, selector: &Selector) -> Result<RawManifest>;

    /// A handle on a blob. Costs nothing; whether the blob exists shows when it is opened.
    fn blob(&self, descriptor: &Descriptor) -> Box<dyn BlobBody>;

    /// The size of a blob, asked of the source (`HEAD /v2/<name>/blobs/<digest>`).
    async fn stat_blob(&self, digest: &Digest) -> Result<u64>;

    /// The tags, in the source's own order, all pages of them.
    async fn tags(&self, query: &TagQuery) -> Result<Vec<String>>;

    /// The manifests that have `subject` as their subject; none is no error (`distribution-spec#listing-referrers`).
    async fn referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> Result<Vec<Descriptor>>;

    /// Whether the source made this content itself, so that its location does not hold it: what an edit puts over an
    /// image is not where the image is.
    fn is_made(&self, digest: &Digest) -> bool {
        let _ = digest;
        false
    }
}

/// Somewhere content can be written. Not a [`Source`] too, since an archive that is being written cannot be read.
#[async_trait]
pub trait Target: Send + Sync {
    /// The repository or layout, without a tag or a digest.
    fn location(&self) -> Location;

    /// Hears what a transfer is about to put, before the first of it is. Nobody has to tell it, and nobody has to listen: an
    /// archive does, since it can then put its list in front and every blob in its place.
    async fn announce(&self, _coming: &Coming<'_>) -> Result<()> {
        Ok(())
    }

    /// What `selector` names here now; nothing where it names nothing.
    async fn current(&self, selector: &Selector) -> Result<Option<Descriptor>>;

    /// Whether the blob or manifest is here already.
    async fn presence(&self, descriptor: &Descriptor, probe: Probe) -> Result<Presence>;

    /// Takes in a blob, by the cheapest way that `body` allows, and checks its size and digest before it counts as
    /// present. Nothing is left of a blob that fails but what a later call can resume.
    async fn put_blob(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> Result<Put>;

    /// Takes in a manifest whose content is already here, and gives it `tags`.
    async fn put_manifest(&self, manifest: &RawManifest, tags: &[Tag]) -> Result<()>;

    /// Ends a transfer: what was put is durable and whole afterwards.
    async fn finish(&self) -> Result<()>;

    /// The same place to read from, where reading costs no request: a manifest that is here need not be fetched.
    fn readable(&self) -> Option<&dyn Source> {
        None
    }
}

/// Somewhere content can be deleted.
#[async_trait]
pub trait Manage: Send + Sync {
    /// Deletes a tag and nothing else.
    async fn delete_tag(&self, tag: &Tag) -> Result<()>;

    /// Deletes a manifest, and with it every tag that names it.
    async fn delete_manifest(&self, digest: &Digest) -> Result<()>;

    /// Deletes a blob.
    async fn delete_blob(&self, digest: &Digest) -> Result<()>;
}

/// The bytes of one blob: lazy, and open as often as needed. A mount and a link never open it.
#[async_trait]
pub trait BlobBody: Send + Sync {
    /// The bytes from `offset` to the end of the blob, unverified. A cut connection is resumed inside the stream, so
    /// an error that comes out of it is final.
    async fn open(&self, offset: u64) -> Result<ByteStream>;

    /// The bytes of `range` alone, unverified.
    async fn open_range(&self, range: std::ops::Range<u64>) -> Result<ByteStream>;

    /// The repository that a registry could mount the blob from.
    fn mount_from(&self) -> Option<&Reference> {
        None
    }

    /// The file that is the blob, where there is one on this machine, verified when it was stored.
    fn local_file(&self) -> Option<PathBuf> {
        None
    }

    /// Whether processors would idle while this blob alone is moved, so that hashing may take a thread of its own.
    fn has_spare_cores(&self) -> bool {
        false
    }
}

/// What a transfer is about to put.
#[derive(Clone, Debug, Default)]
pub struct Coming<'a> {
    /// The manifests, each after those that it leads to, with the tags that they are to get.
    pub manifests: Vec<(&'a RawManifest, &'a [Tag])>,
    /// The blobs, in the order in which they are begun.
    pub blobs: Vec<&'a Descriptor>,
}

/// How much a question may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// A request to the other side, for a certain answer.
    Ask,
    /// No request: what is known without one.
    Free,
}

/// Whether a target has some content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It does not.
    Absent,
    /// It does not, but the bytes lie on the same disk: [`Target::put_blob`] links them and reads nothing.
    Linkable,
    /// It has the first bytes, as many as said, from a transfer that was broken off.
    Partial(u64),
    /// It does.
    Present,
    /// It was not asked; [`Target::put_blob`] will find out.
    Unknown,
}

/// How a blob got to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// Its bytes were sent.
    Copied,
    /// A file on the same disk was linked or cloned.
    Linked,
    /// The registry took it from another of its repositories.
    Mounted,
    /// It was there already.
    Present,
}

/// Which tags to list (`distribution-spec#listing-tags`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagQuery {
    /// At most so many.
    pub limit: Option<usize>,
    /// Only those that come after this one.
    pub last: Option<String>,
}

/// Which referrers to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferrerFilter {
    /// Only those of this artifact type.
    pub artifact_type: Option<MediaType>,
}

impl ReferrerFilter {
    /// Whether the filter lets `descriptor` through.
    pub fn matches(&self, descriptor: &Descriptor) -> bool {
        self.artifact_type.is_none() || self.artifact_type == descriptor.artifact_type
    }
}
