//! An artifact that is being put together on this machine, as a source: its manifest in memory, its files on disk. So
//! putting it anywhere is the same transfer as any other.

use std::collections::HashMap;
use std::path::PathBuf;

use async_trait::async_trait;
use bytes::Bytes;

use super::Intake;
use crate::content::{BlobBody, ByteStream, ContentError, ErrorKind, ReferrerFilter, Result, Source, TagQuery, stream};
use crate::oci::{Descriptor, Digest, RawManifest};
use crate::reference::{LayoutPath, Location, Selector};

/// One manifest and its blobs.
#[derive(Clone, Debug)]
pub struct Bundle {
    manifest: RawManifest,
    files: HashMap<Digest, Intake>,
    small: HashMap<Digest, Bytes>,
}

impl Bundle {
    /// The artifact that `manifest` is, with the files and the small blobs that it names.
    pub fn new(
        manifest: RawManifest,
        files: impl IntoIterator<Item = Intake>,
        small: impl IntoIterator<Item = Bytes>,
    ) -> Self {
        let files = files.into_iter().map(|intake| (intake.digest.clone(), intake)).collect();
        let small = small.into_iter().map(|bytes| (Digest::sha256(&bytes), bytes)).collect();
        Self { manifest, files, small }
    }

    /// The manifest.
    pub fn root(&self) -> &RawManifest {
        &self.manifest
    }
}

fn missing(name: &dyn std::fmt::Display) -> ContentError {
    ContentError::new(ErrorKind::NotFound, format!("the new artifact has no {name}"))
}

#[async_trait]
impl Source for Bundle {
    fn location(&self) -> Location {
        Location::Layout(LayoutPath { dir: PathBuf::from("(new artifact)"), tag: None, digest: None })
    }

    async fn resolve(&self, selector: &Selector) -> Result<Descriptor> {
        self.manifest(selector).await.map(|manifest| manifest.descriptor())
    }

    async fn manifest(&self, selector: &Selector) -> Result<RawManifest> {
        let own = selector.digest() == Some(&self.manifest.digest);
        own.then(|| self.manifest.clone()).ok_or_else(|| missing(selector))
    }

    fn blob(&self, descriptor: &Descriptor) -> Box<dyn BlobBody> {
        let digest = &descriptor.digest;
        match (self.files.get(digest), self.small.get(digest)) {
            (Some(file), _) => Box::new(file.body.clone()),
            (None, small) => Box::new(Small { digest: digest.clone(), bytes: small.cloned() }),
        }
    }

    async fn stat_blob(&self, digest: &Digest) -> Result<u64> {
        let file = self.files.get(digest).map(|file| file.size);
        let small = || self.small.get(digest).map(|bytes| bytes.len() as u64);
        file.or_else(small).ok_or_else(|| missing(digest))
    }

    async fn tags(&self, _: &TagQuery) -> Result<Vec<String>> {
        Ok(Vec::new())
    }

    async fn referrers(&self, _: &Digest, _: &ReferrerFilter) -> Result<Vec<Descriptor>> {
        Ok(Vec::new())
    }
}

/// A blob in memory, or one that is not there.
struct Small {
    digest: Digest,
    bytes: Option<Bytes>,
}

#[async_trait]
impl BlobBody for Small {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        self.open_range(offset..u64::MAX).await
    }

    async fn open_range(&self, range: std::ops::Range<u64>) -> Result<ByteStream> {
        let bytes = self.bytes.as_ref().ok_or_else(|| missing(&self.digest))?;
        let at = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
        let (start, end) = (at(range.start), at(range.end));
        Ok(stream::from_bytes(bytes.slice(start..end.max(start))))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::artifact::take_stream;
    use crate::content::stream::read_all;
    use crate::oci::{Algorithm, MediaType};

    #[tokio::test]
    async fn a_bundle_has_its_own_content_and_nothing_else() {
        let file = take_stream(&b"file"[..], Path::new("f").to_owned(), Algorithm::Sha256).unwrap();
        let raw = RawManifest::with_digest(&MediaType::OCI_MANIFEST, Bytes::from("{}"), Digest::sha256(b"{}")).unwrap();
        let bundle = Bundle::new(raw, [file.clone()], [Bytes::from("small")]);
        for content in [&b"file"[..], b"small"] {
            let descriptor = Descriptor::of(MediaType::OCTET_STREAM, content);
            let body = bundle.blob(&descriptor);
            assert_eq!(read_all(body.open(1).await.unwrap(), 10).await.unwrap(), content[1..]);
            assert_eq!(read_all(body.open_range(1..3).await.unwrap(), 10).await.unwrap(), content[1..3]);
            assert_eq!(bundle.stat_blob(&descriptor.digest).await.unwrap(), content.len() as u64);
        }
        let other = Descriptor::of(MediaType::OCTET_STREAM, b"other");
        assert_eq!(bundle.blob(&other).open(0).await.err().unwrap().kind, ErrorKind::NotFound);
        assert!(bundle.manifest(&other.digest.into()).await.is_err());
        assert!(bundle.manifest(&bundle.root().digest.clone().into()).await.is_ok());
    }
}
