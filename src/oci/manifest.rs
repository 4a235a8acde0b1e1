//! Manifests and indexes: the exact bytes ([`RawManifest`]) and what they say ([`Manifest`]).

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Annotations, Descriptor, Digest, MediaType};

/// A manifest or an index as it was received: its type, its digest, its bytes. Copies move this and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawManifest {
    /// What the document is.
    pub media_type: MediaType,
    /// The digest of `bytes`.
    pub digest: Digest,
    /// The document, byte for byte.
    pub bytes: Bytes,
}

impl RawManifest {
    /// A manifest of `bytes`, addressed by SHA-256. `declared` is the type that the sender gave; where it gave none or
    /// a general one, the document itself is asked.
    pub fn new(declared: &MediaType, bytes: Bytes) -> Result<Self, DocumentError> {
        let digest = Digest::sha256(&bytes);
        Self::with_digest(declared, bytes, digest)
    }

    /// As [`RawManifest::new`], where the digest of `bytes` is known already.
    pub fn with_digest(declared: &MediaType, bytes: Bytes, digest: Digest) -> Result<Self, DocumentError> {
        let media_type =
            if declared.is_manifest() || declared.is_schema1() { declared.clone() } else { sniff(&bytes)? };
        Ok(Self { media_type, digest, bytes })
    }

    /// The descriptor of the document.
    pub fn descriptor(&self) -> Descriptor {
        Descriptor::new(self.media_type.clone(), self.digest.clone(), self.bytes.len() as u64)
    }

    /// What the document says.
    pub fn parse(&self) -> Result<Manifest, DocumentError> {
        Manifest::parse(&self.media_type, &self.bytes)
    }
}

/// An image manifest (`image-spec/manifest.md`), OCI or Docker schema 2; also the form of every artifact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImageManifest {
    /// Always 2.
    pub schema_version: u32,
    /// The document's own type; OCI images may leave it out.
    #[serde(default, skip_serializing_if = "MediaType::is_empty")]
    pub media_type: MediaType,
    /// The kind of artifact, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub artifact_type: Option<MediaType>,
    /// The config blob.
    pub config: Descriptor,
    /// The layers, base first.
    #[serde(default, deserialize_with = "null_is_default")]
    pub layers: Vec<Descriptor>,
    /// The manifest that this one refers to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Descriptor>,
    /// Free properties.
    #[serde(default, deserialize_with = "null_is_default", skip_serializing_if = "Annotations::is_empty")]
    pub annotations: Annotations,
    /// Fields that no specification names, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// An image index (`image-spec/image-index.md`) or a Docker manifest list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImageIndex {
    /// Always 2.
    pub schema_version: u32,
    /// The document's own type; OCI indexes may leave it out.
    #[serde(default, skip_serializing_if = "MediaType::is_empty")]
    pub media_type: MediaType,
    /// The kind of artifact, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub artifact_type: Option<MediaType>,
    /// The children.
    #[serde(default, deserialize_with = "null_is_default")]
    pub manifests: Vec<Descriptor>,
    /// The manifest that this one refers to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Descriptor>,
    /// Free properties.
    #[serde(default, deserialize_with = "null_is_default", skip_serializing_if = "Annotations::is_empty")]
    pub annotations: Annotations,
    /// Fields that no specification names, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl Default for ImageIndex {
    fn default() -> Self {
        Self {
            schema_version: 2,
            media_type: MediaType::OCI_INDEX,
            artifact_type: None,
            manifests: Vec::new(),
            subject: None,
            annotations: Annotations::default(),
            other: Map::new(),
        }
    }
}

/// Reads `null` as nothing: Go writes a list or a map that was never filled so.
pub(super) fn null_is_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// What a manifest document says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "there is one for each document, and it is not kept")]
pub enum Manifest {
    /// One image or artifact.
    Image(ImageManifest),
    /// A list of manifests.
    Index(ImageIndex),
}

impl Manifest {
    /// Reads a document of type `media_type`.
    pub fn parse(media_type: &MediaType, bytes: &[u8]) -> Result<Self, DocumentError> {
        if media_type.is_schema1() {
            return Err(DocumentError::Schema1);
        }
        refuse_ambiguity(bytes)?;
        let parsed = if media_type.is_index() {
            serde_json::from_slice(bytes).map(Self::Index)
        } else if media_type.is_image() {
            serde_json::from_slice(bytes).map(Self::Image)
        } else {
            return Err(DocumentError::UnknownType { media_type: media_type.clone() });
        };
        parsed.map_err(|source| DocumentError::Json { media_type: media_type.clone(), source })
    }

    /// The manifests that an index lists; none of an image.
    pub fn children(&self) -> &[Descriptor] {
        match self {
            Self::Image(_) => &[],
            Self::Index(index) => &index.manifests,
        }
    }

    /// The blobs of an image, config first; none of an index.
    pub fn blobs(&self) -> impl Iterator<Item = &Descriptor> {
        let image = match self {
            Self::Image(image) => Some(image),
            Self::Index(_) => None,
        };
        image.into_iter().flat_map(|image| std::iter::once(&image.config).chain(&image.layers))
    }

    /// The manifest that this one refers to.
    pub fn subject(&self) -> Option<&Descriptor> {
        match self {
            Self::Image(image) => image.subject.as_ref(),
            Self::Index(index) => index.subject.as_ref(),
        }
    }

    /// The annotations of the document.
    pub fn annotations(&self) -> &Annotations {
        match self {
            Self::Image(image) => &image.annotations,
            Self::Index(index) => &index.annotations,
        }
    }

    /// The kind of artifact: its own, else the config's type (`distribution-spec#listing-referrers`).
    pub fn artifact_type(&self) -> Option<&MediaType> {
        match self {
            Self::Image(image) => image.artifact_type.as_ref().or(Some(&image.config.media_type)),
            Self::Index(index) => index.artifact_type.as_ref(),
        }
    }
}

/// The few fields that tell documents apart.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Probe {
    #[serde(default)]
    media_type: Option<String>,
    #[serde(default)]
    schema_version: Option<u32>,
    #[serde(default, deserialize_with = "is_there")]
    config: bool,
    #[serde(default, deserialize_with = "is_there")]
    layers: bool,
    #[serde(default, deserialize_with = "is_there")]
    manifests: bool,
}

/// Whether a field stands in the document at all; `null` counts, since some writers mean an empty list by it.
fn is_there<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    serde::de::IgnoredAny::deserialize(deserializer).map(|_| true)
}

fn probe(bytes: &[u8]) -> Result<Probe, DocumentError> {
    serde_json::from_slice(bytes).map_err(|source| {
        let start: String = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        DocumentError::NotJson { start, source }
    })
}

/// The type of a document whose sender did not name it.
fn sniff(bytes: &[u8]) -> Result<MediaType, DocumentError> {
    let probe = probe(bytes)?;
    if let Some(own) = probe.media_type.as_deref().map(MediaType::new) {
        if own.is_manifest() || own.is_schema1() {
            return Ok(own);
        }
        if !own.is_empty() {
            return Err(DocumentError::UnknownType { media_type: own });
        }
    }
    match (probe.config, probe.manifests) {
        (true, true) => Err(DocumentError::Ambiguous),
        (true, false) => Ok(MediaType::OCI_MANIFEST),
        (false, true) => Ok(MediaType::OCI_INDEX),
        (false, false) if probe.schema_version == Some(1) => Ok(MediaType::DOCKER_SCHEMA1),
        (false, false) => Err(DocumentError::NoManifest),
    }
}

/// A document that is both an image and an index could be read as either; the specification says to refuse it.
fn refuse_ambiguity(bytes: &[u8]) -> Result<(), DocumentError> {
    let probe = probe(bytes)?;
    if probe.manifests && (probe.config || probe.layers) {
        return Err(DocumentError::Ambiguous);
    }
    Ok(())
}

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The document is an image and an index at once.
    #[error("the manifest is ambiguous: it has both layers and child manifests")]
    Ambiguous,
    /// The JSON does not have the form of its type.
    #[error("the document is not a valid {media_type}")]
    Json {
        /// The type it should have.
        media_type: MediaType,
        /// What the parser said.
        source: serde_json::Error,
    },
    /// JSON, but no manifest.
    #[error("the document is not a manifest: it has neither a config nor child manifests")]
    NoManifest,
    /// No JSON at all.
    #[error("the document is not JSON; it starts with {start:?}")]
    NotJson {
        /// Its first characters.
        start: String,
        /// What the parser said.
        source: serde_json::Error,
    },
    /// Docker's first manifest format.
    #[error("the image is in Docker's schema 1 format, withdrawn in 2017: push it again with a current docker")]
    Schema1,
    /// A type that wharf does not read.
    #[error("{media_type} is not a manifest type that wharf reads")]
    UnknownType {
        /// The type that was given.
        media_type: MediaType,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = r#""config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2}"#;

    fn raw(declared: &str, text: &str) -> Result<RawManifest, DocumentError> {
        RawManifest::new(&MediaType::new(declared), Bytes::from(text.to_owned()))
    }

    #[test]
    fn a_general_content_type_is_replaced_by_what_the_document_is() {
        let image = format!(r#"{{"schemaVersion":2,{CONFIG},"layers":[]}}"#);
        assert_eq!(raw("application/json", &image).unwrap().media_type, MediaType::OCI_MANIFEST);
        let index = r#"{"schemaVersion":2,"manifests":null}"#;
        let parsed = raw("text/plain", index).unwrap();
        assert_eq!(parsed.media_type, MediaType::OCI_INDEX);
        assert_eq!(parsed.parse().unwrap().children().len(), 0);
    }

    #[test]
    fn what_is_no_manifest_says_so() {
        let both = format!(r#"{{"schemaVersion":2,{CONFIG},"layers":[],"manifests":[]}}"#);
        assert!(matches!(raw("", &both), Err(DocumentError::Ambiguous)));
        let typed = raw("application/vnd.oci.image.index.v1+json", &both).unwrap();
        assert!(matches!(typed.parse(), Err(DocumentError::Ambiguous)));
        assert!(matches!(raw("", "<html>login</html>"), Err(DocumentError::NotJson { .. })));
        assert!(matches!(raw("", "{}"), Err(DocumentError::NoManifest)));
        let old = raw("", r#"{"schemaVersion":1,"fsLayers":[]}"#).unwrap();
        assert!(matches!(old.parse(), Err(DocumentError::Schema1)));
    }

    #[test]
    fn an_artifact_is_named_by_its_config_when_it_has_no_type_of_its_own() {
        let image = format!(r#"{{"schemaVersion":2,{CONFIG},"layers":[]}}"#);
        let parsed = raw("", &image).unwrap().parse().unwrap();
        assert_eq!(parsed.artifact_type(), Some(&MediaType::OCI_CONFIG));
        assert_eq!(parsed.blobs().count(), 1);
    }
}
