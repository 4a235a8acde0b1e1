//! Which parts of an image are moved.

use crate::oci::{MediaType, Platform};

/// Which platforms of an index are taken. An image that is no index is taken as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Platforms {
    /// All of them: the index as it is.
    #[default]
    All,
    /// These. With one the image of that platform is what is moved; with several a smaller index, with a digest of its
    /// own.
    Only(Vec<Platform>),
    /// These, under the whole index with its digest. Other children are left out.
    Sparse(Vec<Platform>),
}

/// What is taken, and what comes along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Which platforms.
    pub platforms: Platforms,
    /// Whether what refers to the image comes along, and what refers to that.
    pub referrers: bool,
    /// Of the referrers, only those of these artifact types; empty for all.
    pub referrer_types: Vec<MediaType>,
    /// Whether the tags that stand for a digest come along (`sha256-<hex>.sig` and the like).
    pub digest_tags: bool,
    /// Whether foreign layers are moved too.
    pub foreign: bool,
}

impl Selection {
    /// Whether more than the image itself is wanted, so that an unchanged image says nothing of the rest.
    pub(super) fn has_extras(&self) -> bool {
        self.referrers || self.digest_tags
    }

    pub(super) fn takes_referrer(&self, artifact_type: Option<&MediaType>) -> bool {
        self.referrer_types.is_empty() || artifact_type.is_some_and(|found| self.referrer_types.contains(found))
    }
}
