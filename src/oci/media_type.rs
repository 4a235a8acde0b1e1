//! Media types of manifests, configs and layers, and what each one means.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// How the bytes of a layer are compressed, as its media type says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compression {
    /// A gzip stream.
    Gzip,
    /// A plain tar.
    None,
    /// A zstd stream.
    Zstd,
}

/// A media type without parameters, as descriptors and `Content-Type` carry it.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MediaType(Cow<'static, str>);

impl MediaType {
    /// OCI image manifest.
    pub const OCI_MANIFEST: Self = Self::known("application/vnd.oci.image.manifest.v1+json");
    /// OCI image index.
    pub const OCI_INDEX: Self = Self::known("application/vnd.oci.image.index.v1+json");
    /// OCI image config.
    pub const OCI_CONFIG: Self = Self::known("application/vnd.oci.image.config.v1+json");
    /// OCI layer: a plain tar.
    pub const OCI_LAYER: Self = Self::known("application/vnd.oci.image.layer.v1.tar");
    /// OCI layer: a tar in gzip.
    pub const OCI_LAYER_GZIP: Self = Self::known("application/vnd.oci.image.layer.v1.tar+gzip");
    /// OCI layer: a tar in zstd.
    pub const OCI_LAYER_ZSTD: Self = Self::known("application/vnd.oci.image.layer.v1.tar+zstd");
    /// The two-byte document `{}`.
    pub const OCI_EMPTY: Self = Self::known("application/vnd.oci.empty.v1+json");
    /// The withdrawn OCI artifact manifest; some registries still hold some.
    pub const OCI_ARTIFACT: Self = Self::known("application/vnd.oci.artifact.manifest.v1+json");
    /// Docker image manifest, version 2, schema 2.
    pub const DOCKER_MANIFEST: Self = Self::known("application/vnd.docker.distribution.manifest.v2+json");
    /// Docker manifest list.
    pub const DOCKER_LIST: Self = Self::known("application/vnd.docker.distribution.manifest.list.v2+json");
    /// Docker image config.
    pub const DOCKER_CONFIG: Self = Self::known("application/vnd.docker.container.image.v1+json");
    /// Docker layer: a tar in gzip.
    pub const DOCKER_LAYER_GZIP: Self = Self::known("application/vnd.docker.image.rootfs.diff.tar.gzip");
    /// Docker manifest, schema 1, signed. Recognised so that it can be refused by name.
    pub const DOCKER_SCHEMA1_SIGNED: Self = Self::known("application/vnd.docker.distribution.manifest.v1+prettyjws");
    /// Docker manifest, schema 1.
    pub const DOCKER_SCHEMA1: Self = Self::known("application/vnd.docker.distribution.manifest.v1+json");
    /// Bytes of unknown kind.
    pub const OCTET_STREAM: Self = Self::known("application/octet-stream");

    /// The manifest types a client asks for, most wanted first (`Accept` of a manifest request).
    pub const MANIFESTS: [Self; 7] = [
        Self::OCI_INDEX,
        Self::OCI_MANIFEST,
        Self::DOCKER_LIST,
        Self::DOCKER_MANIFEST,
        Self::OCI_ARTIFACT,
        Self::DOCKER_SCHEMA1_SIGNED,
        Self::DOCKER_SCHEMA1,
    ];

    const fn known(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The media type in `text`: parameters and surrounding space are dropped.
    pub fn new(text: &str) -> Self {
        let bare = text.split(';').next().unwrap_or_default().trim();
        Self(Cow::Owned(bare.to_ascii_lowercase()))
    }

    /// The text, without parameters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether no type is given at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is an index: an OCI image index or a Docker manifest list.
    pub fn is_index(&self) -> bool {
        *self == Self::OCI_INDEX || *self == Self::DOCKER_LIST
    }

    /// Whether it is an image manifest: OCI or Docker schema 2.
    pub fn is_image(&self) -> bool {
        *self == Self::OCI_MANIFEST || *self == Self::DOCKER_MANIFEST
    }

    /// Whether it is a Docker schema 1 manifest, which wharf does not handle.
    pub fn is_schema1(&self) -> bool {
        *self == Self::DOCKER_SCHEMA1 || *self == Self::DOCKER_SCHEMA1_SIGNED
    }

    /// Whether it is any manifest or index that wharf reads.
    pub fn is_manifest(&self) -> bool {
        self.is_index() || self.is_image() || *self == Self::OCI_ARTIFACT
    }

    /// Whether it is an image config that has a platform, a history and a root file system.
    pub fn is_image_config(&self) -> bool {
        *self == Self::OCI_CONFIG || *self == Self::DOCKER_CONFIG
    }

    /// Whether it is a layer of a root file system (and not, say, an attestation).
    pub fn is_layer(&self) -> bool {
        self.0.starts_with("application/vnd.oci.image.layer.")
            || self.0.starts_with("application/vnd.docker.image.rootfs.")
    }

    /// Whether it is a layer that its licence keeps out of registries: foreign or non-distributable.
    pub fn is_foreign_layer(&self) -> bool {
        self.0.starts_with("application/vnd.docker.image.rootfs.foreign.diff")
            || self.0.starts_with("application/vnd.oci.image.layer.nondistributable.")
    }

    /// How a layer of this type is compressed; nothing where the type does not say it.
    pub fn compression(&self) -> Option<Compression> {
        if !self.is_layer() {
            return None;
        }
        if self.0.ends_with("gzip") {
            Some(Compression::Gzip)
        } else if self.0.ends_with("zstd") {
            Some(Compression::Zstd)
        } else {
            Some(Compression::None)
        }
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_do_not_matter() {
        let typed = MediaType::new(" Application/vnd.oci.image.index.v1+JSON; charset=utf-8");
        assert_eq!(typed, MediaType::OCI_INDEX);
        assert!(typed.is_index() && typed.is_manifest() && !typed.is_image());
    }

    #[test]
    fn layers_know_their_compression() {
        for (text, expected) in [
            ("application/vnd.oci.image.layer.v1.tar", Some(Compression::None)),
            ("application/vnd.oci.image.layer.v1.tar+gzip", Some(Compression::Gzip)),
            ("application/vnd.oci.image.layer.v1.tar+zstd", Some(Compression::Zstd)),
            ("application/vnd.docker.image.rootfs.diff.tar.gzip", Some(Compression::Gzip)),
            ("application/vnd.docker.image.rootfs.diff.tar", Some(Compression::None)),
            ("application/vnd.in-toto+json", None),
        ] {
            assert_eq!(MediaType::new(text).compression(), expected, "{text}");
        }
    }

    #[test]
    fn foreign_layers_are_known_in_both_families() {
        assert!(MediaType::new("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip").is_foreign_layer());
        assert!(MediaType::new("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip").is_foreign_layer());
        assert!(!MediaType::OCI_LAYER_GZIP.is_foreign_layer());
    }
}
