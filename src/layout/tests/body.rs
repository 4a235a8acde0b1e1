//! A blob whose stream the test controls.

use std::ops::Range;
use std::sync::Mutex;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};

use crate::content::{BlobBody, ByteStream, ContentError, ErrorKind, Result};
use crate::oci::{Algorithm, Descriptor, MediaType};

const PIECE: usize = 64 << 10;

/// How a stream goes on where its bytes stop before their time.
#[derive(Clone, Copy)]
pub(super) enum Cut {
    /// With an error.
    Error,
    /// Not at all: it waits forever.
    Never,
}

/// A blob that remembers where it was opened, and whose stream may stop early.
pub(super) struct Body {
    bytes: Bytes,
    cut: Option<(usize, Cut)>,
    opened: Mutex<Vec<u64>>,
}

impl Body {
    /// A blob of these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { bytes: Bytes::copy_from_slice(bytes), cut: None, opened: Mutex::default() }
    }

    /// A blob of so many bytes, others for each seed.
    pub(super) fn new(len: usize, seed: usize) -> Self {
        let bytes: Vec<u8> = (0..len).map(|at| u8::try_from((at * 7 + seed) % 251).unwrap()).collect();
        Self::of(&bytes)
    }

    /// The same, but its stream stops behind so many bytes of the blob.
    pub(super) fn stopping(self, behind: usize, cut: Cut) -> Self {
        Self { cut: Some((behind, cut)), ..self }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn descriptor(&self, algorithm: Algorithm) -> Descriptor {
        Descriptor::new(MediaType::OCTET_STREAM, algorithm.digest(&self.bytes), self.bytes.len() as u64)
    }

    /// The offsets at which it was opened so far.
    pub(super) fn opened(&self) -> Vec<u64> {
        self.opened.lock().unwrap().clone()
    }
}

#[async_trait]
impl BlobBody for Body {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        self.opened.lock().unwrap().push(offset);
        let end = self.cut.map_or(self.bytes.len(), |(behind, _)| behind);
        let rest = self.bytes.slice(usize::try_from(offset).unwrap().min(end)..end);
        let pieces: Vec<_> =
            (0..rest.len()).step_by(PIECE).map(|at| Ok(rest.slice(at..rest.len().min(at + PIECE)))).collect();
        let pieces = stream::iter(pieces);
        Ok(match self.cut {
            None => Box::pin(pieces),
            Some((_, Cut::Error)) => {
                let error = ContentError::new(ErrorKind::Unavailable, "the line is cut");
                Box::pin(pieces.chain(stream::iter([Err(error)])))
            }
            Some((_, Cut::Never)) => Box::pin(pieces.chain(stream::pending())),
        })
    }

    async fn open_range(&self, _: Range<u64>) -> Result<ByteStream> {
        Err(ContentError::new(ErrorKind::Unsupported, "no layout asks for a range"))
    }
}
