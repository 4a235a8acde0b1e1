//! Blobs that are files: read with `pread` into buffers that are used again.

use std::fs::File;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream;

use super::buffers::Buffers;
use super::error::LayoutError;
use super::{disk, regular};
use crate::content::{BlobBody, ByteStream, Result};
use crate::oci::{Descriptor, Digest};

/// How much is read at once.
const STEP: usize = 256 << 10;

/// A blob in a layout.
#[derive(Clone, Debug)]
pub(super) struct FileBody {
    dir: Arc<PathBuf>,
    path: PathBuf,
    digest: Digest,
    size: u64,
}

impl FileBody {
    /// The blob that `descriptor` names, in the file `path` of the layout in `dir`.
    pub(super) fn new(dir: Arc<PathBuf>, path: PathBuf, descriptor: &Descriptor) -> Self {
        Self { dir, path, digest: descriptor.digest.clone(), size: descriptor.size }
    }

    fn stream(&self, range: Range<u64>) -> Result<ByteStream, LayoutError> {
        let missing = || LayoutError::NoBlob { dir: self.dir.to_path_buf(), digest: self.digest.clone() };
        let file = regular::open(&self.path)?.ok_or_else(missing)?;
        let found = file.metadata().map_err(LayoutError::io("look at", &self.path))?.len();
        if found != self.size {
            let found = format!("it has {found} bytes instead of {}", self.size);
            return Err(LayoutError::Damaged { path: self.path.clone(), found });
        }
        let reader = Reader {
            file,
            path: self.path.clone(),
            at: range.start,
            end: range.end.min(self.size),
            buffers: Buffers::default(),
        };
        Ok(Box::pin(stream::unfold(Some(reader), |reader| async move {
            let mut reader = reader?;
            match reader.step() {
                Ok(None) => None,
                Ok(Some(bytes)) => Some((Ok(bytes), Some(reader))),
                Err(error) => Some((Err(error.into()), None)),
            }
        })))
    }
}

#[async_trait::async_trait]
impl BlobBody for FileBody {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        Ok(self.stream(offset..self.size)?)
    }

    async fn open_range(&self, range: Range<u64>) -> Result<ByteStream> {
        Ok(self.stream(range)?)
    }

    fn local_file(&self) -> Option<PathBuf> {
        let whole = disk::size(&self.path).is_ok_and(|found| found == Some(self.size));
        whole.then(|| self.path.clone())
    }
}

/// Reads a file step by step.
struct Reader {
    file: File,
    path: PathBuf,
    at: u64,
    end: u64,
    buffers: Buffers,
}

impl Reader {
    fn step(&mut self) -> Result<Option<Bytes>, LayoutError> {
        if self.at >= self.end {
            return Ok(None);
        }
        let want = usize::try_from(self.end - self.at).unwrap_or(STEP).min(STEP);
        let mut buffer = self.buffers.take(want);
        let read = loop {
            match self.file.read_at(&mut buffer, self.at) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                other => break other.map_err(LayoutError::io("read", &self.path))?,
            }
        };
        if read == 0 {
            let found = format!("it ends at {} of {} bytes", self.at, self.end);
            return Err(LayoutError::Damaged { path: self.path.clone(), found });
        }
        self.at += read as u64;
        Ok(Some(self.buffers.lend(buffer, self.at < self.end).slice(..read)))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt as _;

    use super::super::buffers::BUFFERS;
    use super::*;
    use crate::content::ErrorKind;
    use crate::content::stream::read_all;
    use crate::oci::MediaType;

    fn body(dir: &std::path::Path, file: &[u8], declared: &[u8]) -> FileBody {
        let path = dir.join("blob");
        std::fs::write(&path, file).unwrap();
        FileBody::new(Arc::new(dir.to_owned()), path, &Descriptor::of(MediaType::OCTET_STREAM, declared))
    }

    #[tokio::test]
    async fn a_file_is_read_from_anywhere_and_buffers_are_used_again() {
        let dir = tempfile::tempdir().unwrap();
        let bytes: Vec<u8> = (0..3_000_000u32).map(|at| u8::try_from(at % 241).unwrap()).collect();
        let body = body(dir.path(), &bytes, &bytes);
        let whole = read_all(body.open(0).await.unwrap(), 1 << 30).await.unwrap();
        assert!(whole == bytes);
        assert!(read_all(body.open(2_999_990).await.unwrap(), 100).await.unwrap() == bytes[2_999_990..]);
        assert!(read_all(body.open_range(5..300_000).await.unwrap(), 1 << 30).await.unwrap() == bytes[5..300_000]);
        assert!(read_all(body.open(3_000_000).await.unwrap(), 0).await.unwrap().is_empty());
        let mut stream = body.open(0).await.unwrap();
        let mut places = std::collections::BTreeSet::new();
        while let Some(step) = stream.next().await {
            places.insert(step.unwrap().as_ptr());
        }
        assert!(places.len() <= BUFFERS, "{} buffers for 12 steps", places.len());
    }

    #[tokio::test]
    async fn a_file_of_the_wrong_size_is_damaged_and_a_missing_one_is_not_found() {
        let dir = tempfile::tempdir().unwrap();
        let short = body(dir.path(), b"hell", b"hello");
        let error = short.open(0).await.err().unwrap();
        assert_eq!(error.kind, ErrorKind::Integrity);
        assert!(error.what.contains("4 bytes instead of 5"), "{error}");
        assert_eq!(short.local_file(), None);
        std::fs::remove_file(dir.path().join("blob")).unwrap();
        assert_eq!(short.open(0).await.err().unwrap().kind, ErrorKind::NotFound);
    }
}
