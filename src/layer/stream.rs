//! The bytes of a blob for code that reads: a thread fetches them and checks the digest, and whoever reads decodes
//! meanwhile.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use bytes::{Buf as _, Bytes};
use futures_util::StreamExt as _;
use tokio::sync::oneshot;

use super::LayerError;
use crate::content::stream::Verifier;
use crate::content::{BlobBody, ContentError, ErrorKind, Result};
use crate::oci::Descriptor;

/// How many steps may wait for the reader. A step is at most 256 KiB.
const AHEAD: usize = 16;

/// A blob as a reader. Whoever reads to the end has read what the digest says: the end comes only after it was checked,
/// and what is wrong is an error with a [`ContentError`] inside.
///
/// Dropping it ends the fetching at once.
pub struct BlobReader {
    steps: Receiver<Result<Option<Bytes>>>,
    step: Bytes,
    /// Whether the end was announced.
    ended: bool,
    stop: Option<oneshot::Sender<()>>,
    read: u64,
}

impl BlobReader {
    /// Begins to fetch `body`, all of it.
    ///
    /// # Errors
    /// [`LayerError::Local`] where the system has no thread to give.
    pub fn open(body: Box<dyn BlobBody>, descriptor: &Descriptor) -> Result<Self, LayerError> {
        let verifier = Verifier::new(descriptor);
        Self::start(move |fetch| async move {
            let stream = body.open(0).await;
            fetch.send_all(stream, Some(verifier)).await;
        })
    }

    /// Begins to fetch the bytes of `range` alone. Nothing says whether they are right.
    ///
    /// # Errors
    /// As [`BlobReader::open`].
    pub fn open_range(body: Box<dyn BlobBody>, range: std::ops::Range<u64>) -> Result<Self, LayerError> {
        Self::start(move |fetch| async move {
            let stream = body.open_range(range).await;
            fetch.send_all(stream, None).await;
        })
    }

    fn start<F: Future<Output = ()>>(fetch: impl FnOnce(Fetch) -> F + Send + 'static) -> Result<Self, LayerError> {
        let (sender, steps) = sync_channel(AHEAD);
        let (stop, stopped) = oneshot::channel();
        let local = |what| move |source| LayerError::Local { what, source };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(local("start a runtime"))?;
        let work = move || {
            runtime.block_on(async {
                tokio::select! {
                    biased;
                    // Also when the reader is gone.
                    _ = stopped => {}
                    () = fetch(Fetch(sender)) => {}
                }
            });
            // A look-up of a host name may still be under way; nobody waits for it.
            runtime.shutdown_background();
        };
        std::thread::Builder::new().name("layer".to_owned()).spawn(work).map_err(local("start a thread"))?;
        Ok(Self { steps, step: Bytes::new(), ended: false, stop: Some(stop), read: 0 })
    }

    /// How many bytes were read so far.
    pub fn read_so_far(&self) -> u64 {
        self.read
    }

    /// Reads what is left, so that the digest is checked.
    ///
    /// # Errors
    /// What keeps the blob from being what its descriptor says.
    pub fn drain(&mut self) -> Result<()> {
        loop {
            match self.fill_buf() {
                Ok([]) => return Ok(()),
                Ok(step) => {
                    let count = step.len();
                    self.consume(count);
                }
                Err(error) => {
                    let other =
                        |error| ContentError::new(ErrorKind::Unavailable, "cannot read the blob").because(error);
                    return Err(error.downcast::<ContentError>().unwrap_or_else(other));
                }
            }
        }
    }
}

/// The end of the thread that fetches.
struct Fetch(SyncSender<Result<Option<Bytes>>>);

impl Fetch {
    /// Sends what comes until it ends or nobody reads any more.
    async fn send_all(self, stream: Result<crate::content::ByteStream>, mut verifier: Option<Verifier>) {
        let mut stream = match stream {
            Ok(stream) => stream,
            // Nobody listens where the reader is gone.
            Err(error) => return drop(self.0.send(Err(error))),
        };
        while let Some(step) = stream.next().await {
            let step: Result<Option<Bytes>> = step.and_then(|bytes| {
                verifier.as_mut().map_or(Ok(()), |verifier| verifier.update(&bytes))?;
                Ok(Some(bytes))
            });
            let failed = step.is_err();
            // The thread is this stream's own, so that waiting here keeps nobody else waiting.
            if self.0.send(step).is_err() || failed {
                return;
            }
        }
        let verdict = verifier.map_or(Ok(()), Verifier::finish);
        // Nobody listens where the reader is gone.
        let _ = self.0.send(verdict.map(|()| None));
    }
}

impl BufRead for BlobReader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.step.is_empty() && !self.ended {
            match self.steps.recv() {
                Ok(Ok(Some(step))) => self.step = step,
                Ok(Ok(None)) => self.ended = true,
                Ok(Err(error)) => return Err(io::Error::other(error)),
                // An error was given before, or the thread died.
                Err(_) => return Err(io::Error::other("nothing more of the blob is to be had")),
            }
        }
        Ok(&self.step)
    }

    fn consume(&mut self, count: usize) {
        self.read += count as u64;
        self.step.advance(count);
    }
}

impl Read for BlobReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl Drop for BlobReader {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The thread may have ended already.
            let _ = stop.send(());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;
    use crate::content::memory::{Fault, MemoryStore};
    use crate::content::{ByteStream, Source as _};
    use crate::oci::MediaType;

    #[test]
    fn a_blob_is_read_and_verified_at_its_end() {
        let store = MemoryStore::new();
        let bytes: Vec<u8> = (0..1_000_000u32).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let blob = store.add_blob(MediaType::OCTET_STREAM, bytes.clone());
        let mut all = Vec::new();
        BlobReader::open(store.blob(&blob), &blob).unwrap().read_to_end(&mut all).unwrap();
        assert!(all == bytes);
        let mut part = Vec::new();
        BlobReader::open_range(store.blob(&blob), 70_000..270_000).unwrap().read_to_end(&mut part).unwrap();
        assert!(part == bytes[70_000..270_000]);
        for (fault, kind) in [
            (Fault::Corrupt, ErrorKind::Integrity),
            (Fault::Short, ErrorKind::Integrity),
            (Fault::Cut(ErrorKind::Unavailable), ErrorKind::Unavailable),
            (Fault::Refuse(ErrorKind::NotFound), ErrorKind::NotFound),
        ] {
            store.fail_next(&blob.digest, fault);
            let mut reader = BlobReader::open(store.blob(&blob), &blob).unwrap();
            let error = reader.read_to_end(&mut Vec::new()).unwrap_err();
            assert_eq!(LayerError::from_read(error).kind(), kind, "{fault:?}");
            store.fail_next(&blob.digest, fault);
            assert_eq!(BlobReader::open(store.blob(&blob), &blob).unwrap().drain().unwrap_err().kind, kind);
        }
    }

    /// A blob that gives one step and then nothing for ever.
    struct Stalled(Arc<AtomicBool>);

    struct Gone(Arc<AtomicBool>);

    impl Drop for Gone {
        fn drop(&mut self) {
            self.0.store(true, Ordering::SeqCst);
        }
    }

    #[async_trait::async_trait]
    impl BlobBody for Stalled {
        async fn open(&self, _: u64) -> Result<ByteStream> {
            let gone = Gone(Arc::clone(&self.0));
            let first = futures_util::stream::once(async { Ok(Bytes::from_static(b"first")) });
            let never = futures_util::stream::once(async move {
                let kept = gone;
                std::future::pending::<()>().await;
                drop(kept);
                Ok(Bytes::new())
            });
            Ok(Box::pin(first.chain(never)))
        }

        async fn open_range(&self, _: std::ops::Range<u64>) -> Result<ByteStream> {
            self.open(0).await
        }
    }

    #[test]
    fn fetching_ends_when_nobody_reads_any_more() {
        let ended = Arc::new(AtomicBool::new(false));
        let descriptor = Descriptor::of(MediaType::OCTET_STREAM, b"first and more");
        let mut reader = BlobReader::open(Box::new(Stalled(Arc::clone(&ended))), &descriptor).unwrap();
        let mut first = [0; 5];
        reader.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"first");
        // The sender of the steps goes when the fetching ends, and the receiver sees it.
        let steps = std::mem::replace(&mut reader.steps, sync_channel(1).1);
        drop(reader);
        assert!(steps.recv().is_err());
        assert!(ended.load(Ordering::SeqCst));
    }
}
