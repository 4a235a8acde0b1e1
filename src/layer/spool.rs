//! New layers on their way from the encoder to where they go: files that nobody else sees and that are gone with the
//! last handle.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream;

use super::LayerError;
use super::compression::{Decoder, Limits};
use super::encode::{Codec, Encoded, Encoder};
use super::records::{Records, local};
use super::stream::BlobReader;
use crate::content::{BlobBody, ByteStream, ContentError, ErrorKind, Result};
use crate::oci::{Algorithm, Descriptor, Digest};

/// How much is read at once.
const STEP: usize = 256 << 10;

/// A layer that was made here.
#[derive(Clone, Debug)]
pub struct NewLayer {
    /// Its digests and sizes.
    pub encoded: Encoded,
    /// How it is compressed.
    pub codec: Codec,
    file: Arc<File>,
}

impl NewLayer {
    /// Makes a layer of the tar that `write` writes.
    ///
    /// # Errors
    /// Those of `write`, and of the disk.
    pub fn make<T>(
        codec: Codec,
        algorithm: Algorithm,
        write: impl FnOnce(&mut Encoder<BufWriter<File>>) -> Result<T, LayerError>,
    ) -> Result<(Self, T), LayerError> {
        let sink = BufWriter::with_capacity(STEP, tempfile::tempfile().map_err(local)?);
        let mut out = Encoder::new(sink, codec, algorithm).map_err(local)?;
        let value = write(&mut out)?;
        let (sink, encoded) = out.finish().map_err(local)?;
        let file = sink.into_inner().map_err(|error| local(error.into_error()))?;
        Ok((Self { encoded, codec, file: Arc::new(file) }, value))
    }
}

#[async_trait]
impl BlobBody for NewLayer {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        self.open_range(offset..self.encoded.size).await
    }

    async fn open_range(&self, range: Range<u64>) -> Result<ByteStream> {
        let end = range.end.min(self.encoded.size);
        let state = (Arc::clone(&self.file), range.start);
        Ok(Box::pin(stream::try_unfold(state, move |(file, at)| async move {
            if at >= end {
                return Ok(None);
            }
            let mut step = vec![0; usize::try_from(end - at).unwrap_or(STEP).min(STEP)];
            file.read_exact_at(&mut step, at).map_err(unreadable)?;
            let next = at + step.len() as u64;
            Ok(Some((Bytes::from(step), (file, next))))
        })))
    }
}

/// Copies all of `from`, decompressed bytes, into a new layer.
///
/// # Errors
/// Those of either end.
pub fn copy(from: &mut impl Read, to: &mut impl Write) -> Result<(), LayerError> {
    let mut step = vec![0; STEP];
    loop {
        let read = from.read(&mut step).map_err(LayerError::from_read)?;
        if read == 0 {
            return Ok(());
        }
        to.write_all(&step[..read]).map_err(local)?;
    }
}

/// A blob that can be read again and again, on this machine: in the file where it is, or in one that is made.
#[derive(Clone, Debug)]
pub struct Replay {
    file: Arc<File>,
    digest: Digest,
    limits: Limits,
}

impl Replay {
    /// Fetches what is not on this machine yet. The bytes are those of the digest.
    ///
    /// # Errors
    /// When the blob cannot be had, is another, or does not fit on the disk.
    pub fn fetch(body: Box<dyn BlobBody>, layer: &Descriptor) -> Result<Self, LayerError> {
        let here = body.local_file().and_then(|path| File::open(path).ok());
        let mut reader = BlobReader::open(body, layer)?;
        let said = |error: LayerError| error.of(&layer.digest);
        let file = if let Some(file) = here {
            reader.drain().map_err(|error| said(error.into()))?;
            file
        } else {
            let mut file = tempfile::tempfile().map_err(local)?;
            copy(&mut reader, &mut file).map_err(said)?;
            file
        };
        Ok(Self { file: Arc::new(file), digest: layer.digest.clone(), limits: Limits::of(layer) })
    }

    /// The records of the layer, from the first.
    ///
    /// # Errors
    /// When it is compressed in a way that is not read.
    pub fn records(&self) -> Result<Records<Decoder<BufReader<FileReader>>>, LayerError> {
        let reader = BufReader::with_capacity(STEP, FileReader { file: Arc::clone(&self.file), at: 0 });
        let decoder = Decoder::new(reader, self.limits.decoded).map_err(|error| error.of(&self.digest))?;
        Ok(Records::new(decoder, self.limits))
    }
}

/// Reads a file from its beginning, whoever else reads it.
#[derive(Debug)]
pub struct FileReader {
    file: Arc<File>,
    at: u64,
}

impl Read for FileReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(buffer, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

fn unreadable(source: io::Error) -> ContentError {
    ContentError::new(ErrorKind::Storage, "cannot read the new layer back from the disk").because(source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Source as _;
    use crate::content::memory::MemoryStore;
    use crate::content::stream::read_all;
    use crate::layer::{EntryPath, LayerError};
    use crate::oci::MediaType;

    #[tokio::test]
    async fn a_new_layer_is_read_from_anywhere() {
        let content: Vec<u8> = (0..700_000u32).map(|at| at.to_le_bytes()[1]).collect();
        let fill = |out: &mut Encoder<BufWriter<File>>| out.write_all(&content).map_err(local);
        let (layer, ()) = NewLayer::make(Codec::None, Algorithm::Sha512, fill).unwrap();
        assert_eq!(layer.encoded.digest, Algorithm::Sha512.digest(&content));
        assert_eq!(layer.encoded.digest, layer.encoded.diff_id);
        assert!(read_all(layer.open(0).await.unwrap(), 1 << 30).await.unwrap() == content);
        assert!(read_all(layer.open(699_990).await.unwrap(), 100).await.unwrap() == content[699_990..]);
        assert!(read_all(layer.open_range(5..300_000).await.unwrap(), 1 << 30).await.unwrap() == content[5..300_000]);
    }

    #[test]
    fn a_replay_is_the_layer_each_time_and_no_other() {
        let store = MemoryStore::new();
        let mut tar = crate::layer::writer::extension(b'5', b"etc/", 0).to_vec();
        tar.extend_from_slice(&[0; 1024]);
        let layer = store.add_blob(MediaType::OCI_LAYER, tar);
        let replay = Replay::fetch(store.blob(&layer), &layer).unwrap();
        for _ in 0..2 {
            let mut records = replay.records().unwrap();
            assert_eq!(records.advance().unwrap().unwrap().path().unwrap(), EntryPath::parse(b"etc").unwrap());
            assert!(records.advance().unwrap().is_none());
        }
        store.fail_next(&layer.digest, crate::content::memory::Fault::Corrupt);
        let error = Replay::fetch(store.blob(&layer), &layer).unwrap_err();
        assert!(matches!(error, LayerError::Layer { .. }), "{error}");
        assert_eq!(error.kind(), ErrorKind::Integrity);
    }
}
