//! What of an image is wanted: platforms, referrers, tags named after digests, foreign layers. Pure.

use crate::content::{ContentError, ErrorKind};
use crate::oci::{Descriptor, Digest, MediaType, Platform};
use crate::reference::Tag;

/// What of an image is wanted. The default is all of the image and nothing beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Which platforms of an index.
    pub platforms: Platforms,
    /// Which manifests that refer to the image.
    pub referrers: Referrers,
    /// Whether tags that are named after a digest come along.
    pub digest_tags: DigestTags,
    /// Whether foreign layers are moved.
    pub foreign: Foreign,
    /// What a registry that has the image is believed to have of it.
    pub trust: Trust,
}

/// What a registry that has an image under its tag is believed to have of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trust {
    /// All of it: a registry takes no image whose content it lacks.
    #[default]
    Root,
    /// Nothing: each blob and manifest is asked for or sent, which repairs an image that lost some of its content.
    Nothing,
}

/// Which platforms. An image that is no index says in its config what it runs on; an artifact does not, and is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Platforms {
    /// The index as it is, with all its children.
    #[default]
    All,
    /// Of an index the image for this one; an image that is no index whatever it runs on.
    Best(Platform),
    /// These alone. For one platform its own manifest takes the place of the index; for several a smaller index does,
    /// which has a digest of its own unless nothing had to be left out.
    Only(Vec<Platform>),
    /// The index as it is, but of its children only those that the source has whole.
    Present,
    /// The index as it is, but of its children those of these platforms alone.
    Sparse(Vec<Platform>),
}

impl Platforms {
    /// The platforms that are asked for by name; none where all are.
    pub(super) fn wanted(&self) -> &[Platform] {
        match self {
            Self::All | Self::Present => &[],
            Self::Best(wanted) => std::slice::from_ref(wanted),
            Self::Only(wanted) | Self::Sparse(wanted) => wanted,
        }
    }

    /// Whether a child takes the place of its index.
    pub(super) fn is_one(&self) -> bool {
        match self {
            Self::Best(_) => true,
            Self::Only(wanted) => wanted.len() == 1,
            Self::All | Self::Present | Self::Sparse(_) => false,
        }
    }
}

/// Which of the manifests that refer to the image (signatures, SBOMs), to its children, and to those in turn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Referrers {
    /// None.
    #[default]
    Skip,
    /// All.
    Copy,
    /// Those of one of these artifact types.
    OfTypes(Vec<MediaType>),
}

impl Referrers {
    /// Whether `referrer` is wanted.
    pub(super) fn wants(&self, referrer: &Descriptor) -> bool {
        match self {
            Self::Skip => false,
            Self::Copy => true,
            Self::OfTypes(types) => referrer.artifact_type.as_ref().is_some_and(|found| types.contains(found)),
        }
    }

    /// The type that the source can be asked to filter by.
    pub(super) fn sole_type(&self) -> Option<&MediaType> {
        match self {
            Self::OfTypes(types) => types.first().filter(|_| types.len() == 1),
            Self::Skip | Self::Copy => None,
        }
    }
}

/// Whether tags of the form `sha256-<digest>[.<suffix>]`, by which older tools attach signatures, come along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DigestTags {
    /// No.
    #[default]
    Skip,
    /// Those that name the image, one of its children, or something that comes along with them.
    Copy,
}

/// Whether foreign layers, which may be fetched from the URLs in their descriptors, are moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Foreign {
    /// They stay where they are.
    #[default]
    Skip,
    /// They are moved like others.
    Copy,
}

impl Foreign {
    /// Whether `blob` is to be left out.
    pub(super) fn leaves_out(self, blob: &Descriptor) -> bool {
        self == Self::Skip && blob.is_elsewhere()
    }
}

/// The tags among `tags` that are named after `digest`.
pub(super) fn digest_tags<'a>(tags: &'a [String], digest: &Digest) -> impl Iterator<Item = Tag> + use<'a> {
    let stem = digest.referrers_tag();
    let named = tags.iter().filter(move |tag| {
        tag.strip_prefix(stem.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    named.filter_map(|tag| tag.parse().ok())
}

/// A child of an index, or of an index within it, that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The child as its index describes it.
    pub(super) descriptor: Descriptor,
    /// What it runs on, where that is known.
    pub(super) platform: Option<Platform>,
}

/// The leaves that suit `wanted` best, all that are equally good; none where none suits.
pub(super) fn best<'a>(leaves: &'a [Leaf], wanted: &Platform) -> Vec<&'a Leaf> {
    let fit = |leaf: &Leaf| leaf.platform.as_ref().and_then(|platform| platform.satisfies(wanted));
    let Some(most) = leaves.iter().filter_map(fit).max() else { return Vec::new() };
    leaves.iter().filter(|leaf| fit(leaf) == Some(most)).collect()
}

/// The wanted platforms that no leaf suits.
pub(super) fn missing<'a>(leaves: &[Leaf], wanted: &'a [Platform]) -> Vec<&'a Platform> {
    wanted.iter().filter(|wanted| best(leaves, wanted).is_empty()).collect()
}

/// The failure that says which platforms there are.
pub(super) fn unavailable(leaves: &[Leaf], missing: &[&Platform]) -> ContentError {
    let list = |platforms: &mut dyn Iterator<Item = String>| {
        let mut names: Vec<String> = Vec::new();
        for name in platforms {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    };
    let lacking = list(&mut missing.iter().map(ToString::to_string));
    let there = list(&mut leaves.iter().filter_map(|leaf| leaf.platform.as_ref()).map(ToString::to_string));
    let there =
        if there.is_empty() { "none of its images names a platform".to_owned() } else { format!("it has {there}") };
    ContentError::new(ErrorKind::NotFound, format!("the image is not there for {lacking}; {there}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(platforms: &[&str]) -> Vec<Leaf> {
        let leaf = |(at, text): (usize, &&str)| Leaf {
            descriptor: Descriptor::of(MediaType::OCI_MANIFEST, at.to_string().as_bytes()),
            platform: text.parse().ok(),
        };
        platforms.iter().enumerate().map(leaf).collect()
    }

    #[test]
    fn the_best_leaves_are_chosen() {
        for (there, wanted, chosen) in [
            (&["linux/amd64", "linux/arm64"][..], "linux/arm64", &[1][..]),
            (&["linux/arm/v5", "linux/arm/v6", "linux/arm/v7"], "linux/arm/v6", &[1]),
            (&["linux/arm/v5", "linux/arm/v7"], "linux/arm/v6", &[0]),
            (&["windows(10.0.1)/amd64", "windows(10.0.2)/amd64"], "windows/amd64", &[0, 1]),
            (&["windows(10.0.1)/amd64", "windows(10.0.2)/amd64"], "windows(10.0.2)/amd64", &[1]),
            (&["linux/amd64", "no platform"], "linux/s390x", &[]),
        ] {
            let leaves = leaves(there);
            let found: Vec<usize> = best(&leaves, &wanted.parse().unwrap())
                .iter()
                .map(|found| leaves.iter().position(|leaf| leaf == *found).unwrap())
                .collect();
            assert_eq!(found, chosen, "{wanted} of {there:?}");
        }
    }

    #[test]
    fn a_missing_platform_is_named_with_those_there_are() {
        let leaves = leaves(&["linux/amd64", "linux/arm64", "linux/amd64"]);
        let wanted = ["linux/s390x".parse().unwrap(), "linux/amd64".parse().unwrap(), "windows/amd64".parse().unwrap()];
        let error = unavailable(&leaves, &missing(&leaves, &wanted));
        assert_eq!(error.kind, ErrorKind::NotFound);
        assert_eq!(
            error.what,
            "the image is not there for linux/s390x, windows/amd64; it has linux/amd64, linux/arm64"
        );
        let none = unavailable(&[], &[&wanted[0]]);
        assert!(none.what.ends_with("none of its images names a platform"), "{none}");
    }

    #[test]
    fn tags_are_named_after_a_digest_whole_or_with_a_suffix() {
        let digest = Digest::sha256(b"x");
        let stem = digest.referrers_tag();
        let tags: Vec<String> = [
            "latest".to_owned(),
            stem.clone(),
            format!("{stem}.sig"),
            format!("{stem}0"),
            format!("{stem}-x"),
            Digest::sha256(b"y").referrers_tag(),
        ]
        .into();
        let found: Vec<String> = digest_tags(&tags, &digest).map(|tag| tag.to_string()).collect();
        assert_eq!(found, [stem.clone(), format!("{stem}.sig")]);
    }

    #[test]
    fn foreign_layers_stay_only_where_they_can_be_fetched_elsewhere() {
        let mut layer =
            Descriptor::of(MediaType::new("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"), b"x");
        assert!(!Foreign::Skip.leaves_out(&layer));
        layer.urls = vec!["https://example.com/x".to_owned()];
        assert!(Foreign::Skip.leaves_out(&layer));
        assert!(!Foreign::Copy.leaves_out(&layer));
        layer.media_type = MediaType::OCI_LAYER_GZIP;
        assert!(!Foreign::Skip.leaves_out(&layer));
    }

    #[test]
    fn referrers_are_filtered_by_their_type() {
        let (sbom, signature) = (MediaType::new("application/spdx+json"), MediaType::new("application/sig"));
        let referrer = Descriptor { artifact_type: Some(sbom.clone()), ..Descriptor::of(MediaType::OCI_MANIFEST, b"") };
        for (referrers, wanted, sole) in [
            (Referrers::Skip, false, None),
            (Referrers::Copy, true, None),
            (Referrers::OfTypes(vec![sbom.clone()]), true, Some(&sbom)),
            (Referrers::OfTypes(vec![signature.clone()]), false, Some(&signature)),
            (Referrers::OfTypes(vec![signature.clone(), sbom.clone()]), true, None),
        ] {
            assert_eq!((referrers.wants(&referrer), referrers.sole_type()), (wanted, sole), "{referrers:?}");
        }
    }
}
