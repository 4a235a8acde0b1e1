//! The layers of images: what files are in them, what is in those files, and new ones.
//!
//! A layer is a tar, compressed or not, in a blob. [`open`] gives its entries one after the other while the blob still
//! arrives; [`merge::merged`] gives the file system that all layers of an image make together; [`find::Finder`] reads
//! single files and fetches no more than it must. Everything here waits and computes: call it from a thread of its own,
//! or through [`blocking`].
//!
//! Bytes that were read to the end of a layer are those of its digest. Whoever stops earlier has seen bytes that
//! nothing vouches for, unless they came by a table of contents, whose digests cover every piece.

pub mod build;
pub mod compare;
pub mod compression;
mod crew;
pub mod encode;
pub mod entry;
mod error;
pub mod find;
pub mod flatten;
pub(crate) mod header;
pub mod merge;
mod path;
pub(crate) mod pax;
pub mod record;
pub mod records;
pub mod rewrite;
pub mod rootfs;
#[cfg(test)]
mod sample;
pub mod seekable;
mod sparse;
pub mod spool;
pub mod stream;
pub mod survey;
pub mod tree;
pub mod walk;
pub mod whiteout;
pub mod writer;

use std::io::{self, Read};

use compression::Decoder;
use stream::BlobReader;

use crate::content::{BlobBody, ContentError, ErrorKind};
use crate::oci::{Descriptor, Digest};

pub use compression::Limits;
pub use entry::{Entry, Kind, Time};
pub use error::LayerError;
pub use find::{Assurance, Finder, Found};
pub use path::EntryPath;
pub use seekable::Tables;
pub use tree::{Node, Tree};
pub use walk::Walk;
pub use whiteout::Whiteout;

/// Opens a layer: its blob is fetched and verified by one thread, decompressed and walked through by whoever reads.
/// The media type does not matter, the bytes do.
///
/// # Errors
/// Where the blob cannot be had, or is compressed in a way that is not read.
pub fn open(body: Box<dyn BlobBody>, layer: &Descriptor, limits: Limits) -> Result<Layer, LayerError> {
    let opened = BlobReader::open(body, layer).and_then(|reader| Decoder::new(reader, limits.decoded));
    let decoder = opened.map_err(|error| error.of(&layer.digest))?;
    Ok(Layer { walk: Walk::new(decoder, limits), digest: layer.digest.clone() })
}

/// A layer that is being read.
pub struct Layer {
    walk: Walk<Decoder<BlobReader>>,
    digest: Digest,
}

impl Layer {
    /// The next entry. Nothing means that the whole layer was read and is what its digest says.
    ///
    /// # Errors
    /// Whatever is wrong with the layer. A layer whose bytes are not those of its digest is said to be that, whatever
    /// else is wrong with them.
    pub fn advance(&mut self) -> Result<Option<Entry>, LayerError> {
        match self.walk.advance() {
            Ok(Some(entry)) => Ok(Some(entry)),
            // The tar may end before the compressed stream does, and the stream before the blob.
            Ok(None) => self.drain().map(|()| None),
            Err(error) => Err(self.judge(error)),
        }
    }

    /// The content of the last entry, as [`Walk::content`]. Its errors become a [`LayerError`] by [`Layer::explain`].
    pub fn content(&mut self) -> impl Read {
        self.walk.content()
    }

    /// What an error of [`Layer::content`] was.
    pub fn explain(&mut self, error: io::Error) -> LayerError {
        let error = LayerError::from_read(error);
        self.judge(error)
    }

    /// How many bytes of the blob were read.
    pub fn fetched(&mut self) -> u64 {
        self.walk.get_mut().get_mut().read_so_far()
    }

    /// How many bytes the layer was decompressed to, as far as it was read.
    pub fn decoded(&mut self) -> u64 {
        self.walk.get_mut().decoded()
    }

    /// Reads what is left of the blob without looking at it, so that the digest is checked.
    ///
    /// # Errors
    /// Where the bytes are not those of the digest, or do not come.
    pub fn drain(&mut self) -> Result<(), LayerError> {
        let drained = self.walk.get_mut().get_mut().drain();
        drained.map_err(|error| LayerError::from(error).of(&self.digest))
    }

    /// What is wrong: that the bytes are not the layer's explains everything else.
    fn judge(&mut self, error: LayerError) -> LayerError {
        let decoding =
            matches!(error, LayerError::Compressed { .. } | LayerError::Tar { .. } | LayerError::Path { .. });
        if decoding
            && let Err(error @ ContentError { kind: ErrorKind::Integrity, .. }) = self.walk.get_mut().get_mut().drain()
        {
            return LayerError::from(error).of(&self.digest);
        }
        error.of(&self.digest)
    }
}

/// Does blocking work on a thread made for it, while the runtime goes on.
///
/// # Errors
/// Those of the work. A thread that dies is one too.
pub async fn blocking<T: Send + 'static, E: From<LayerError> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(died) => {
            Err(LayerError::Local { what: "read the layers: a thread died", source: io::Error::other(died) }.into())
        }
    }
}
