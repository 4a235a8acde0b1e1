//! Blobs: asking for them, and handles on them (`distribution-spec#pulling-blobs`).

use ::http::Method;
use async_trait::async_trait;
use bytes::Bytes;

use super::Repository;
use super::download::Download;
use super::error::{Error, Reason, Result};
use super::http::Response;
use crate::content::{self, BlobBody, ByteStream, stream};
use crate::oci::{Descriptor, Digest};
use crate::reference::Reference;

/// The empty JSON document, which half of all artifacts have as their config.
const EMPTY_JSON: &[u8] = b"{}";

impl Repository {
    /// The answer to a HEAD of a blob. A registry that refuses HEAD is asked with GET, whose body is not read.
    async fn ask_blob(&self, digest: &Digest) -> Result<Response> {
        let path = format!("/blobs/{digest}");
        let response = self.send(self.call(Method::HEAD, &path)?).await?;
        if matches!(response.status.as_u16(), 400 | 403 | 405 | 501) {
            return self.send(self.call(Method::GET, &path)?).await;
        }
        Ok(response)
    }

    /// The headers that a HEAD of a blob is answered with, in the order in which they came.
    pub async fn blob_headers(&self, digest: &Digest) -> content::Result<Vec<(String, String)>> {
        let answer = async {
            let response = self.ask_blob(digest).await?;
            if response.status.as_u16() == 404 {
                return Err(missing(self, digest));
            }
            Ok(response.expect(&[200]).await?.shown_headers())
        };
        let what = |error: Error| error.during(format!("cannot ask {} for blob {digest}", self.reference().name()));
        answer.await.map_err(what)
    }

    /// The size of a blob, or nothing where there is none (`HEAD /v2/<name>/blobs/<digest>`). A registry that refuses
    /// HEAD is asked with GET, whose body is not read.
    pub(super) async fn find_blob(&self, digest: &Digest) -> Result<Option<u64>> {
        for mirror in self.mirrors_before() {
            if let Ok(Some(size)) = mirror.find_blob_here(digest).await {
                return Ok(Some(size));
            }
        }
        let found = self.find_blob_here(digest).await;
        for mirror in self.mirrors_after() {
            if let (Err(_) | Ok(None), Ok(Some(size))) = (&found, mirror.find_blob_here(digest).await) {
                return Ok(Some(size));
            }
        }
        found
    }

    async fn find_blob_here(&self, digest: &Digest) -> Result<Option<u64>> {
        let mut response = self.ask_blob(digest).await?;
        if response.status.as_u16() == 404 {
            response.discard().await;
            return Ok(None);
        }
        let response = response.expect(&[200]).await?;
        match response.length() {
            Some(length) => Ok(Some(length)),
            None => Err(response.unusable("the answer does not say how long the blob is", Reason::Invalid)),
        }
    }

    /// A handle on a blob of this repository.
    pub(super) fn blob_body(&self, descriptor: &Descriptor) -> Box<dyn BlobBody> {
        Box::new(RemoteBlob { repository: self.clone(), descriptor: descriptor.clone() })
    }
}

/// A blob in a repository.
struct RemoteBlob {
    repository: Repository,
    descriptor: Descriptor,
}

impl RemoteBlob {
    /// The bytes, where they are known without asking: carried in the descriptor, or nothing at all, or `{}`.
    fn known(&self) -> Option<Bytes> {
        let is = |bytes: &[u8]| {
            let digest = &self.descriptor.digest;
            self.descriptor.size == bytes.len() as u64 && digest.algorithm().digest(bytes) == *digest
        };
        let constant = [&b""[..], EMPTY_JSON].into_iter().find(|bytes| is(bytes)).map(Bytes::from_static);
        constant.or_else(|| self.descriptor.embedded().map(Bytes::from))
    }

    async fn open_part(&self, range: std::ops::Range<u64>) -> content::Result<ByteStream> {
        if range.start > range.end || range.end > self.descriptor.size {
            let what = format!("{} has no bytes {}-{}", self.descriptor.digest, range.start, range.end);
            return Err(content::ContentError::new(content::ErrorKind::Invalid, what));
        }
        let small = self.descriptor.size <= 2 || self.descriptor.data.is_some();
        if let Some(bytes) = small.then(|| self.known()).flatten() {
            let part = bytes.get(to_usize(range.start)..to_usize(range.end)).map(Bytes::copy_from_slice);
            return Ok(stream::from_bytes(part.unwrap_or_default()));
        }
        if range.is_empty() {
            return Ok(stream::from_bytes(Bytes::new()));
        }
        Download::open(self.repository.clone(), self.descriptor.clone(), range).await
    }
}

fn to_usize(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

#[async_trait]
impl BlobBody for RemoteBlob {
    async fn open(&self, offset: u64) -> content::Result<ByteStream> {
        self.open_part(offset..self.descriptor.size).await
    }

    async fn open_range(&self, range: std::ops::Range<u64>) -> content::Result<ByteStream> {
        self.open_part(range).await
    }

    fn mount_from(&self) -> Option<&Reference> {
        Some(self.repository.reference())
    }
}

/// The failure of a blob that is not there.
pub(super) fn missing(repository: &Repository, digest: &Digest) -> Error {
    Error::Unusable {
        method: "HEAD".to_owned(),
        url: format!("{}@{digest}", repository.reference().name()),
        what: "the registry has no such blob".to_owned(),
        reason: Reason::BlobUnknown,
        source: None,
    }
}
