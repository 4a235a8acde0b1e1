//! Annotations and the keys that wharf gives a meaning to.

use serde_json::{Map, Value};

/// Annotations of a descriptor, a manifest or an index, in the order of the document.
///
/// Values are strings by the specification; what is not one is kept as it came, so that a rewrite loses nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Annotations(pub Map<String, Value>);

impl Annotations {
    /// The text under `key`.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Value::as_str)
    }

    /// Puts `value` under `key`: in place where the key stands already, else at the end.
    pub fn set(&mut self, key: &str, value: &str) {
        self.0.insert(key.to_owned(), Value::String(value.to_owned()));
    }

    /// Takes `key` out; the others keep their order.
    pub fn remove(&mut self, key: &str) {
        self.0.shift_remove(key);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys whose values are text, with those texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|(key, value)| Some((key.as_str(), value.as_str()?)))
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Annotations {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(pairs: I) -> Self {
        let mut annotations = Self::default();
        for (key, value) in pairs {
            annotations.set(key, value);
        }
        annotations
    }
}

/// Annotation keys with a meaning of their own.
pub mod key {
    /// The tag of a manifest in an image layout's index (`image-spec/annotations.md`).
    pub const REF_NAME: &str = "org.opencontainers.image.ref.name";
    /// When the image was created, RFC 3339.
    pub const CREATED: &str = "org.opencontainers.image.created";
    /// The name of the image that this one was built on.
    pub const BASE_NAME: &str = "org.opencontainers.image.base.name";
    /// The digest that this name had then.
    pub const BASE_DIGEST: &str = "org.opencontainers.image.base.digest";
    /// The full name that containerd and docker give an image in an archive.
    pub const CONTAINERD_NAME: &str = "io.containerd.image.name";
    /// What a child of an index is, when it is no image: BuildKit writes `attestation-manifest`.
    pub const DOCKER_REFERENCE_TYPE: &str = "vnd.docker.reference.type";
    /// The digest of the image that such a child belongs to.
    pub const DOCKER_REFERENCE_DIGEST: &str = "vnd.docker.reference.digest";
}
