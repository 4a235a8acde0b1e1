//! Descriptors: what some content is, how large, and its digest (`image-spec/descriptor.md`).

use base64::Engine as _;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Annotations, Digest, MediaType, Platform, key};

/// A reference to content by its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Descriptor {
    /// What the content is.
    #[serde(default, skip_serializing_if = "MediaType::is_empty")]
    pub media_type: MediaType,
    /// The digest of the content's bytes.
    pub digest: Digest,
    /// The length of the content in bytes.
    pub size: u64,
    /// Where else the content may be fetched (foreign layers).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<String>,
    /// Free properties.
    #[serde(default, skip_serializing_if = "Annotations::is_empty")]
    pub annotations: Annotations,
    /// The content itself, in base64, where it is small enough to be carried along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    /// What the image that it points to runs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    /// The kind of artifact that it points to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub artifact_type: Option<MediaType>,
    /// Fields that no specification names, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl Descriptor {
    /// A descriptor with nothing but the three fields that every one has.
    pub fn new(media_type: MediaType, digest: Digest, size: u64) -> Self {
        Self {
            media_type,
            digest,
            size,
            urls: Vec::new(),
            annotations: Annotations::default(),
            data: None,
            platform: None,
            artifact_type: None,
            other: Map::new(),
        }
    }

    /// The descriptor of `bytes`, by SHA-256.
    pub fn of(media_type: MediaType, bytes: &[u8]) -> Self {
        Self::new(media_type, Digest::sha256(bytes), bytes.len() as u64)
    }

    /// The content carried inside the descriptor, if there is any and it is what the digest says.
    pub fn embedded(&self) -> Option<Vec<u8>> {
        let bytes = base64::engine::general_purpose::STANDARD.decode(self.data.as_ref()?).ok()?;
        let genuine = bytes.len() as u64 == self.size && self.digest.algorithm().digest(&bytes) == self.digest;
        genuine.then_some(bytes)
    }

    /// Whether it is a foreign layer that can be fetched from where it is at home.
    pub fn is_elsewhere(&self) -> bool {
        self.media_type.is_foreign_layer() && !self.urls.is_empty()
    }

    /// The tag that an image layout gives it.
    pub fn ref_name(&self) -> Option<&str> {
        self.annotations.text(key::REF_NAME)
    }

    /// The digest of the image that this attestation, a child beside it in an index, speaks about.
    pub fn attests(&self) -> Option<Digest> {
        self.annotations.text(key::DOCKER_REFERENCE_TYPE)?;
        self.annotations.text(key::DOCKER_REFERENCE_DIGEST)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rewrite_keeps_unknown_fields_and_their_values() {
        let text = format!(
            r#"{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{}","size":3,"annotations":{{"z":"1","a":"2"}},"platform":{{"architecture":"arm","os":"linux","os.version":"1","variant":"v7","x":true}},"extra":[1]}}"#,
            Digest::sha256(b"abc")
        );
        let descriptor: Descriptor = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&descriptor).unwrap(), text);
    }

    #[test]
    fn embedded_content_counts_only_when_it_is_genuine() {
        let mut descriptor = Descriptor::of(MediaType::OCI_EMPTY, b"{}");
        descriptor.data = Some("e30=".to_owned());
        assert_eq!(descriptor.embedded().unwrap(), b"{}");
        descriptor.data = Some("e31=".to_owned());
        assert_eq!(descriptor.embedded(), None);
    }
}
