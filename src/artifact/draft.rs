//! The documents of a new artifact: its manifest, and an index that it is listed in.

use bytes::Bytes;
use serde_json::Map;

use crate::oci::{Annotations, Descriptor, DocumentError, ImageIndex, ImageManifest, MediaType, RawManifest};

/// What a manifest is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The kind of artifact.
    pub artifact_type: Option<MediaType>,
    /// The config.
    pub config: Descriptor,
    /// The files.
    pub layers: Vec<Descriptor>,
    /// What it refers to.
    pub subject: Option<Descriptor>,
    /// Its annotations.
    pub annotations: Annotations,
}

impl Draft {
    /// The manifest: the same draft, the same bytes.
    pub fn manifest(&self) -> Result<RawManifest, DocumentError> {
        let document = ImageManifest {
            schema_version: 2,
            media_type: MediaType::OCI_MANIFEST,
            artifact_type: self.artifact_type.clone(),
            config: self.config.clone(),
            layers: self.layers.clone(),
            subject: self.subject.clone(),
            annotations: self.annotations.clone(),
            other: Map::new(),
        };
        written(&MediaType::OCI_MANIFEST, &document)
    }
}

/// `index` with `child` in it: at its end, or in the place of what it says of the same manifest for the same platform.
/// Nothing where it says all of it already.
pub fn listed(mut index: ImageIndex, child: &Descriptor) -> Result<Option<RawManifest>, DocumentError> {
    let same = |other: &&mut Descriptor| other.digest == child.digest && other.platform == child.platform;
    match index.manifests.iter_mut().find(same) {
        Some(known) if known == child => return Ok(None),
        Some(known) => *known = child.clone(),
        None => index.manifests.push(child.clone()),
    }
    if index.media_type.is_empty() {
        index.media_type = MediaType::OCI_INDEX;
    }
    let media_type = index.media_type.clone();
    written(&media_type, &index).map(Some)
}

fn written(media_type: &MediaType, document: &impl serde::Serialize) -> Result<RawManifest, DocumentError> {
    let invalid = |source| DocumentError::Json { media_type: media_type.clone(), source };
    let bytes = serde_json::to_vec(document).map_err(invalid)?;
    RawManifest::new(media_type, Bytes::from(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_says_what_was_drafted() {
        let config = Descriptor::of(MediaType::OCI_EMPTY, b"{}");
        let draft = Draft {
            artifact_type: Some(MediaType::new("a/b")),
            config: config.clone(),
            layers: vec![],
            subject: None,
            annotations: [("k", "v")].into_iter().collect(),
        };
        let text = String::from_utf8(draft.manifest().unwrap().bytes.to_vec()).unwrap();
        let expected = format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","artifactType":"a/b","config":{{"mediaType":"application/vnd.oci.empty.v1+json","digest":"{}","size":2}},"layers":[],"annotations":{{"k":"v"}}}}"#,
            config.digest
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn an_index_lists_a_child_once_and_keeps_what_it_does_not_know() {
        let text = r#"{"schemaVersion":2,"manifests":[],"x":1}"#;
        let index = |raw: &RawManifest| serde_json::from_slice::<ImageIndex>(&raw.bytes).unwrap();
        let mut child = Descriptor::of(MediaType::OCI_MANIFEST, b"a");
        let one = listed(serde_json::from_str(text).unwrap(), &child).unwrap().unwrap();
        assert_eq!((index(&one).manifests.len(), &index(&one).other["x"]), (1, &1.into()));
        assert_eq!(listed(index(&one), &child).unwrap(), None);
        child.annotations.set("k", "v");
        let two = listed(index(&one), &child).unwrap().unwrap();
        assert_eq!(index(&two).manifests, [child.clone()]);
        child.platform = Some("linux/amd64".parse().unwrap());
        assert_eq!(index(&listed(index(&two), &child).unwrap().unwrap()).manifests.len(), 2);
    }
}
