//! Archives that list their images in `index.json`, as an image layout does (`image-spec/image-layout.md`).

use super::error::{ArchiveError, Result};
use super::names::{Images, Listed, Name};
use super::source::Content;
use crate::oci::{Digest, DocumentError, ImageIndex, Manifest, MediaType, RawManifest};

/// The document that lists the images.
pub(super) const INDEX: &str = "index.json";
/// The document that says that it is a layout.
pub(super) const LAYOUT: &str = "oci-layout";
/// The most images of an archive.
const MOST_IMAGES: usize = 10_000;

/// The name of a blob's entry.
pub(super) fn entry_of(digest: &Digest) -> String {
    format!("blobs/{}/{}", digest.algorithm(), digest.hex())
}

/// What `index.json` says; nothing where there is none.
pub(super) fn index(content: &Content) -> Result<Option<ImageIndex>> {
    let Some(bytes) = content.document(INDEX)? else { return Ok(None) };
    let parsed =
        Manifest::parse(&MediaType::OCI_INDEX, &bytes).map_err(|source| content.document_error(INDEX, source))?;
    let Manifest::Index(index) = parsed else { return Ok(None) };
    if index.manifests.len() > MOST_IMAGES {
        let reason = format!("it lists {} images; {MOST_IMAGES} are the most", index.manifests.len());
        return Err(content.malformed(reason));
    }
    Ok(Some(index))
}

/// The images that `index` lists.
pub(super) fn images(content: &Content, index: &ImageIndex) -> Images {
    let listed = index.manifests.iter().map(|descriptor| {
        let name = Name::annotated(&descriptor.annotations);
        // What has a name can be asked for by it: only the others need to be looked at.
        let refers = name == Name::default() && refers(content, &descriptor.digest);
        Listed { descriptor: descriptor.clone(), name, refers }
    });
    Images(listed.collect())
}

fn refers(content: &Content, digest: &Digest) -> bool {
    // What cannot be read fails when it is asked for.
    let manifest = manifest(content, digest).ok().and_then(|raw| raw.parse().ok());
    manifest.is_some_and(|manifest| manifest.subject().is_some())
}

/// The manifest of `digest`, verified.
pub(super) fn manifest(content: &Content, digest: &Digest) -> Result<RawManifest> {
    let entry = entry_of(digest);
    let Some(bytes) = content.document(&entry)? else {
        let (archive, by) = (content.shown().to_owned(), String::new());
        return Err(ArchiveError::Missing { archive, entry: format!("manifest {digest}"), by });
    };
    let found = digest.algorithm().digest(&bytes);
    if found != *digest {
        let archive = content.shown().to_owned();
        return Err(ArchiveError::Differs { archive, entry, expected: digest.clone(), found });
    }
    RawManifest::with_digest(&MediaType::default(), bytes.into(), found)
        .map_err(|source: DocumentError| content.document_error(&entry, source))
}
