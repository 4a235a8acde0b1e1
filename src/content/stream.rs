//! Streams of bytes and the one wrapper that verifies them.

use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt, stream};

use super::{ContentError, ErrorKind, Result};
use crate::oci::{Descriptor, Digest, Hasher};

/// The bytes of some content, in the steps in which they come.
pub type ByteStream = Pin<Box<dyn Stream<Item = Result<Bytes>> + Send>>;

/// A stream of bytes that are in memory already.
pub fn from_bytes(bytes: Bytes) -> ByteStream {
    Box::pin(stream::once(async move { Ok(bytes) }))
}

/// Counts and hashes bytes against the descriptor that they should match.
///
/// Bytes beyond the declared size are refused as soon as they come.
#[derive(Clone, Debug)]
pub struct Verifier {
    expected: Digest,
    size: u64,
    seen: u64,
    hasher: Hasher,
}

impl Verifier {
    /// A verifier that has seen nothing yet.
    pub fn new(descriptor: &Descriptor) -> Self {
        Self {
            expected: descriptor.digest.clone(),
            size: descriptor.size,
            seen: 0,
            hasher: descriptor.digest.algorithm().hasher(),
        }
    }

    /// Takes in the next bytes.
    pub fn update(&mut self, bytes: &[u8]) -> Result<()> {
        self.seen += bytes.len() as u64;
        if self.seen > self.size {
            let what = format!("{} is longer than the {} bytes that were declared", self.expected, self.size);
            return Err(ContentError::new(ErrorKind::Integrity, what));
        }
        self.hasher.update(bytes);
        Ok(())
    }

    /// How many bytes were taken in.
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// Compares size and digest with what was declared.
    pub fn finish(self) -> Result<()> {
        if self.seen != self.size {
            let what = format!("{} ended after {} of {} bytes", self.expected, self.seen, self.size);
            return Err(ContentError::new(ErrorKind::Integrity, what));
        }
        let found = self.hasher.finish();
        if found == self.expected {
            return Ok(());
        }
        let what = format!("the content of {} has the digest {found}", self.expected);
        Err(ContentError::new(ErrorKind::Integrity, what))
    }
}

/// The same bytes, with an error at the end of a stream whose size or digest is not the descriptor's.
pub fn verify(stream: ByteStream, descriptor: &Descriptor) -> ByteStream {
    let state = Some((stream, Verifier::new(descriptor)));
    Box::pin(stream::unfold(state, |state| async move {
        let (mut stream, mut verifier) = state?;
        match stream.next().await {
            Some(Ok(bytes)) => match verifier.update(&bytes) {
                Ok(()) => Some((Ok(bytes), Some((stream, verifier)))),
                Err(error) => Some((Err(error), None)),
            },
            Some(Err(error)) => Some((Err(error), None)),
            None => verifier.finish().err().map(|error| (Err(error), None)),
        }
    }))
}

/// Everything in `stream`, refused where it is more than `limit` bytes.
pub async fn read_all(mut stream: ByteStream, limit: u64) -> Result<Bytes> {
    let mut all = BytesMut::new();
    while let Some(bytes) = stream.next().await {
        let bytes = bytes?;
        if (all.len() + bytes.len()) as u64 > limit {
            let what = format!("the content is longer than the limit of {limit} bytes");
            return Err(ContentError::new(ErrorKind::Invalid, what));
        }
        all.extend_from_slice(&bytes);
    }
    Ok(all.freeze())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::MediaType;

    async fn verified(body: &'static [u8], declared: &[u8]) -> Result<Bytes> {
        let descriptor = Descriptor::of(MediaType::OCTET_STREAM, declared);
        let steps = body.chunks(2).map(|step| Ok(Bytes::from_static(step)));
        read_all(verify(Box::pin(stream::iter(steps)), &descriptor), 100).await
    }

    #[tokio::test]
    async fn only_the_declared_bytes_pass() {
        assert_eq!(verified(b"hello", b"hello").await.unwrap(), "hello");
        for (body, reason) in [
            (&b"hellO"[..], "has the digest"),
            (b"hell", "ended after 4 of 5 bytes"),
            (b"hello!", "longer than the 5 bytes"),
        ] {
            let error = verified(body, b"hello").await.unwrap_err();
            assert_eq!(error.kind, ErrorKind::Integrity);
            assert!(error.what.contains(reason), "{error}");
        }
    }
}
