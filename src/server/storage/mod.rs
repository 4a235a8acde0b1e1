//! Where the registry keeps its content. A [`Storage`] is mechanism alone: it stores, finds, links and deletes what it
//! is told; what a request may do, and whether a document is acceptable, the handlers decide before they call.

#[cfg(test)]
pub mod conformance;
mod layout;
mod memory;

use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::ops::Range;
use std::sync::Arc;

use async_trait::async_trait;

use crate::content::{ByteStream, Result};
use crate::oci::{Algorithm, Descriptor, Digest, Manifest, RawManifest};
use crate::reference::{Repository, Tag};

pub use layout::{Disk, Links};
pub use memory::Memory;

/// A place for repositories of blobs, manifests and tags.
///
/// Everything is asked through a repository: content that another repository holds is not seen. A repository comes
/// into being with the first content in it. Methods give `None` or `false` for what is not there, and an error only
/// where the storage itself fails. What a method has acknowledged, every later call sees, from any replica.
#[async_trait]
pub trait Storage: Send + Sync {
    /// The repositories, in the order of their bytes.
    async fn repositories(&self, page: &Page) -> Result<Vec<Repository>>;

    /// The size of a blob in bytes.
    async fn stat_blob(&self, repository: &Repository, digest: &Digest) -> Result<Option<u64>>;

    /// The bytes of a blob within `range`, which must lie inside the blob.
    async fn read_blob(
        &self,
        repository: &Repository,
        digest: &Digest,
        range: Range<u64>,
    ) -> Result<Option<ByteStream>>;

    /// Puts a blob of repository `from`, or of any where that is not given, into `into` too; no byte is copied. False
    /// where there is no such blob.
    async fn link_blob(&self, from: Option<&Repository>, into: &Repository, digest: &Digest) -> Result<bool>;

    /// Takes a blob out of a repository.
    async fn delete_blob(&self, repository: &Repository, digest: &Digest) -> Result<bool>;

    /// Opens an upload session. `algorithm` is a hint which digest will be asked for at the end; any may be.
    async fn begin_upload(&self, repository: &Repository, algorithm: Algorithm) -> Result<UploadId>;

    /// How many bytes a session has.
    async fn upload_size(&self, repository: &Repository, id: &UploadId) -> Result<Option<u64>>;

    /// Adds `body` to a session, at its end, which must be `at` where that is given. What came before the body broke
    /// off is kept, so that a client can go on from there.
    async fn append_upload(
        &self,
        repository: &Repository,
        id: &UploadId,
        at: Option<u64>,
        body: ByteStream,
    ) -> Result<Appended>;

    /// Makes a session the blob `digest` of the repository, if its bytes have that digest. The session ends either way.
    async fn finish_upload(&self, repository: &Repository, id: &UploadId, digest: &Digest) -> Result<Finished>;

    /// Ends a session and drops its bytes.
    async fn cancel_upload(&self, repository: &Repository, id: &UploadId) -> Result<bool>;

    /// A manifest by its digest.
    async fn manifest(&self, repository: &Repository, digest: &Digest) -> Result<Option<RawManifest>>;

    /// Stores a manifest, lists it as a referrer, and only then points tags at it: all of them or, where it fails or one
    /// of them is not as expected, none. Looking at a tag and moving it is one step that nobody comes between.
    async fn put_manifest(
        &self,
        repository: &Repository,
        manifest: &RawManifest,
        tags: &[Naming],
        referral: Option<&Referral>,
    ) -> Result<Put>;

    /// Deletes a manifest, its place among the referrers, and every tag that names it, unless one of those is `fixed`.
    /// Looking at its tags and deleting it is one step that nobody comes between.
    async fn delete_manifest(&self, repository: &Repository, digest: &Digest, fixed: &Fixed) -> Result<Deleted>;

    /// What a tag names.
    async fn resolve_tag(&self, repository: &Repository, tag: &Tag) -> Result<Option<Digest>>;

    /// The tags in the order of their bytes; nothing where there is no such repository.
    async fn tags(&self, repository: &Repository, page: &Page) -> Result<Option<Vec<Tag>>>;

    /// Deletes a tag and nothing else.
    async fn delete_tag(&self, repository: &Repository, tag: &Tag) -> Result<bool>;

    /// The manifests stored with `subject` as their subject, whether that is there or not, in the order of their digests.
    async fn referrers(&self, repository: &Repository, subject: &Digest) -> Result<Vec<Descriptor>>;

    /// How much room a repository takes, or everything where none is given, uploads under way included; zero for one that
    /// is not there.
    async fn usage(&self, repository: Option<&Repository>) -> Result<Usage>;
}

/// A tag that a manifest is to get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The tag.
    pub tag: Tag,
    /// What must be so for it to be set.
    pub expect: Expect,
}

impl Naming {
    /// The tag, whatever it names now.
    pub fn plain(tag: Tag) -> Self {
        Self { tag, expect: Expect::Anything }
    }
}

/// What a tag must name for it to be moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Whatever it names.
    Anything,
    /// Nothing: it is new (`If-None-Match: *`).
    Absent,
    /// Nothing, or the very manifest that it is to name: a tag that never moves.
    AbsentOrSame,
    /// Something, whatever it is (`If-Match: *`).
    Present,
    /// One of these (`If-Match`).
    OneOf(Vec<Digest>),
    /// None of these, or nothing at all (`If-None-Match`).
    NoneOf(Vec<Digest>),
    /// All of this at once.
    All(Vec<Expect>),
}

impl Expect {
    /// Whether a tag that names `current` may be made to name `next`.
    pub fn allows(&self, current: Option<&Digest>, next: &Digest) -> bool {
        match (self, current) {
            (Self::Anything, _)
            | (Self::Absent | Self::AbsentOrSame | Self::NoneOf(_), None)
            | (Self::Present, Some(_)) => true,
            (Self::Absent, Some(_)) | (Self::Present | Self::OneOf(_), None) => false,
            (Self::AbsentOrSame, Some(current)) => current == next,
            (Self::OneOf(digests), Some(current)) => digests.contains(current),
            (Self::NoneOf(digests), Some(current)) => !digests.contains(current),
            (Self::All(all), _) => all.iter().all(|one| one.allows(current, next)),
        }
    }
}

/// What became of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is stored, and the tags name it.
    Stored,
    /// A tag was not as expected; no tag was moved.
    Refused {
        /// The tag.
        tag: Tag,
        /// What it names.
        current: Option<Digest>,
    },
}

/// Which tags must stay where they are. None of them, unless it is said.
#[derive(Clone, Default)]
pub struct Fixed(Option<Arc<IsFixed>>);

type IsFixed = dyn Fn(&Tag) -> bool + Send + Sync;

impl Fixed {
    /// Those for which `is_fixed` holds.
    pub fn new(is_fixed: impl Fn(&Tag) -> bool + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(is_fixed)))
    }

    /// Whether the tag must stay.
    pub fn holds(&self, tag: &Tag) -> bool {
        self.0.as_ref().is_some_and(|is_fixed| is_fixed(tag))
    }
}

impl fmt::Debug for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Fixed(..)" } else { "Fixed" })
    }
}

/// What became of a manifest that was to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deleted {
    /// It is gone, with its tags.
    Gone,
    /// There is no such manifest.
    Unknown,
    /// This tag names it and must stay; nothing was deleted.
    Held(Tag),
}

/// How much room content takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// The bytes of its blobs and manifests, each counted once however many repositories have it.
    pub bytes: u64,
    /// How many bytes may still be written where it is kept; nothing where that is not known.
    pub free: Option<u64>,
}

/// A part of a sorted list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Only what comes after this, which need not be in the list itself.
    pub last: Option<String>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// That a manifest has a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// The manifest referred to.
    pub subject: Digest,
    /// What the list of referrers says of the manifest.
    pub descriptor: Descriptor,
}

impl Referral {
    /// What a manifest refers to; nothing where it has no subject.
    pub fn of(manifest: &RawManifest, document: &Manifest) -> Option<Self> {
        let subject = document.subject()?.digest.clone();
        Some(Self { subject, descriptor: Self::describe(manifest, document) })
    }

    /// What a list of referrers says of a manifest: its type as an artifact and its annotations, besides the usual.
    pub fn describe(manifest: &RawManifest, document: &Manifest) -> Descriptor {
        Descriptor {
            artifact_type: document.artifact_type().filter(|own| !own.is_empty()).cloned(),
            annotations: document.annotations().clone(),
            ..manifest.descriptor()
        }
    }
}

/// What became of bytes for a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// The session now has so many bytes.
    To(u64),
    /// The session ends elsewhere: it has so many bytes.
    Misplaced(u64),
    /// There is no such session.
    Unknown,
}

/// What became of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finished {
    /// The blob is there.
    Stored,
    /// Its bytes have this digest, another than was said.
    Mismatch(Digest),
    /// There is no such session.
    Unknown,
}

/// The name of an upload session: 128 random bits, written as a UUID.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UploadId(Box<str>);

impl UploadId {
    /// A new name. The standard library's hash keys are the randomness of the operating system.
    pub fn random() -> Self {
        let word = || RandomState::new().build_hasher().finish();
        let (high, low) = (word(), word());
        // Version 4, variant 1 (RFC 9562), for clients and proxies that read the name as a UUID.
        let high = (high & !0xf000) | 0x4000;
        let low = (low & !(0b11 << 62)) | (0b10 << 62);
        let text = format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xffff,
            low >> 48,
            low & 0xffff_ffff_ffff
        );
        Self(text.into())
    }

    /// Reads the name of a session out of a request. Only what [`UploadId::random`] could have made is one, so that a
    /// storage may use it as the name of a file.
    pub fn parse(text: &str) -> Option<Self> {
        let legal = text.len() == 36
            && text.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
            });
        legal.then(|| Self(text.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UploadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_moves_only_from_where_it_is_expected() {
        let (one, two) = (Digest::sha256(b"1"), Digest::sha256(b"2"));
        for (expect, current, allowed) in [
            (Expect::Anything, None, true),
            (Expect::Anything, Some(&two), true),
            (Expect::Absent, None, true),
            (Expect::Absent, Some(&one), false),
            (Expect::AbsentOrSame, None, true),
            (Expect::AbsentOrSame, Some(&one), true),
            (Expect::AbsentOrSame, Some(&two), false),
            (Expect::OneOf(vec![two.clone()]), None, false),
            (Expect::OneOf(vec![two.clone()]), Some(&two), true),
            (Expect::OneOf(vec![one.clone()]), Some(&two), false),
            (Expect::OneOf(Vec::new()), Some(&two), false),
            (Expect::Present, Some(&two), true),
            (Expect::Present, None, false),
            (Expect::NoneOf(vec![two.clone()]), Some(&two), false),
            (Expect::NoneOf(vec![one.clone()]), Some(&two), true),
            (Expect::NoneOf(vec![one.clone()]), None, true),
            (Expect::All(vec![Expect::Present, Expect::NoneOf(vec![two.clone()])]), Some(&two), false),
            (Expect::All(vec![Expect::Present, Expect::AbsentOrSame]), Some(&one), true),
            (Expect::All(Vec::new()), None, true),
        ] {
            assert_eq!(expect.allows(current, &one), allowed, "{expect:?} with {current:?}");
        }
    }

    #[test]
    fn names_of_sessions_are_uuids_and_nothing_else() {
        let id = UploadId::random();
        assert_eq!(UploadId::parse(id.as_str()), Some(id.clone()));
        assert_ne!(UploadId::random(), id);
        assert_eq!(&id.as_str()[14..15], "4");
        assert!("89ab".contains(&id.as_str()[19..20]));
        for wrong in ["", "..", "../../../../../../../../../../etc/pwd", "0000000000000000000000000000000000000"] {
            assert_eq!(UploadId::parse(wrong), None, "{wrong}");
        }
        assert_eq!(UploadId::parse(&id.as_str().to_uppercase().replace('-', "_")), None);
    }
}
