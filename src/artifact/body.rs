//! A blob that is a file of the user: read step by step when it is sent, as often as that is tried.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use futures_util::stream;

use crate::content::{BlobBody, ByteStream, ContentError, ErrorKind, Result};

/// How much is read at once, in bytes.
const STEP: usize = 256 << 10;

/// An open file as a blob. It never offers itself as [`BlobBody::local_file`]: whoever linked to it would hold a blob
/// that the user can still change.
#[derive(Clone, Debug)]
pub struct LocalBlob {
    file: Arc<File>,
    /// What messages call it.
    name: PathBuf,
    size: u64,
}

impl LocalBlob {
    /// The first `size` bytes of `file`, which messages call `name`.
    pub fn new(file: Arc<File>, name: PathBuf, size: u64) -> Self {
        Self { file, name, size }
    }

    fn stream(&self, range: Range<u64>) -> ByteStream {
        let end = range.end.min(self.size);
        let state = Some((self.clone(), range.start, BytesMut::new()));
        Box::pin(stream::unfold(state, move |state| async move {
            let (blob, at, mut buffer) = state?;
            match blob.step(at, end, &mut buffer) {
                Ok(bytes) if bytes.is_empty() => None,
                Ok(bytes) => {
                    let next = at + bytes.len() as u64;
                    Some((Ok(bytes), Some((blob, next, buffer))))
                }
                Err(error) => Some((Err(error), None)),
            }
        }))
    }

    /// The bytes at `at`, none at the end. `buffer` is used again once the last bytes are let go.
    fn step(&self, at: u64, end: u64, buffer: &mut BytesMut) -> Result<Bytes> {
        let want = usize::try_from(end.saturating_sub(at)).unwrap_or(STEP).min(STEP);
        buffer.resize(want, 0);
        let read = loop {
            match self.file.read_at(buffer, at) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let failed = |what: String| ContentError::new(ErrorKind::Storage, what);
        match read {
            Err(error) => Err(failed(format!("cannot read {}", self.name.display())).because(error)),
            Ok(0) if want > 0 => Err(failed(format!("{} became shorter while it was sent", self.name.display()))),
            Ok(read) => Ok(buffer.split_to(read).freeze()),
        }
    }
}

#[async_trait]
impl BlobBody for LocalBlob {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        Ok(self.stream(offset..self.size))
    }

    async fn open_range(&self, range: Range<u64>) -> Result<ByteStream> {
        Ok(self.stream(range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::stream::read_all;

    #[tokio::test]
    async fn a_file_is_read_from_anywhere_and_says_when_it_shrinks() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("f");
        let bytes: Vec<u8> = (0..700_000u32).map(|at| u8::try_from(at % 251).unwrap()).collect();
        std::fs::write(&path, &bytes).unwrap();
        let blob = LocalBlob::new(Arc::new(File::open(&path).unwrap()), path.clone(), 700_000);
        assert!(read_all(blob.open(0).await.unwrap(), 1 << 20).await.unwrap() == bytes);
        assert!(read_all(blob.open(699_990).await.unwrap(), 1 << 20).await.unwrap() == bytes[699_990..]);
        assert!(read_all(blob.open_range(3..300_000).await.unwrap(), 1 << 20).await.unwrap() == bytes[3..300_000]);
        assert_eq!(blob.local_file(), None);
        File::options().write(true).open(&path).unwrap().set_len(10).unwrap();
        let error = read_all(blob.open(0).await.unwrap(), 1 << 20).await.unwrap_err();
        assert!(error.what.contains("became shorter"), "{error}");
    }
}
