//! The bytes of one blob on their way: counted for whoever listens, and a failure to read them told from a failure to
//! write them.

use std::ops::Range;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::Stream;

use super::progress::{Event, Progress};
use crate::content::{BlobBody, ByteStream, Result};
use crate::reference::Reference;

/// Blobs below this size travel in greater numbers, and are not worth a thread.
pub(super) const LARGE: u64 = 1 << 20;

/// The processors: how many there are and how many are busy with this transfer.
#[derive(Debug)]
pub(super) struct Cores {
    available: usize,
    busy: AtomicUsize,
}

impl Cores {
    pub(super) fn new(available: usize) -> Self {
        Self { available, busy: AtomicUsize::new(0) }
    }

    /// Notes one more busy thread.
    pub(super) fn enter(&self) {
        self.busy.fetch_add(1, Ordering::Relaxed);
    }

    /// Notes one busy thread less.
    pub(super) fn leave(&self) {
        self.busy.fetch_sub(1, Ordering::Relaxed);
    }

    /// Notes one more busy thread, where a processor is free for it.
    fn try_enter(&self) -> bool {
        let more = |busy| (busy < self.available).then_some(busy + 1);
        self.busy.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_ok()
    }
}

/// What is known of a blob's journey.
struct Journey {
    place: usize,
    size: u64,
    progress: Arc<dyn Progress>,
    started: AtomicBool,
    /// Where the first reader began, which is what the target had.
    first: AtomicU64,
    /// How far any reader came: bytes that are sent again are not counted again.
    reached: AtomicU64,
    source_failed: AtomicBool,
}

impl Journey {
    fn open(&self, offset: u64) {
        self.source_failed.store(false, Ordering::Relaxed);
        if !self.started.swap(true, Ordering::Relaxed) {
            self.first.store(offset, Ordering::Relaxed);
            self.reached.store(offset, Ordering::Relaxed);
            self.progress.event(Event::Started { blob: self.place, from: offset });
        } else if offset < self.first.load(Ordering::Relaxed) {
            // What the target had was bad.
            self.restart();
        }
    }

    fn restart(&self) {
        self.first.store(0, Ordering::Relaxed);
        self.reached.store(0, Ordering::Relaxed);
        self.progress.event(Event::Restarted { blob: self.place });
    }

    fn reach(&self, offset: u64) {
        let offset = offset.min(self.size);
        let before = self.reached.fetch_max(offset, Ordering::Relaxed);
        if offset > before {
            self.progress.event(Event::Moved { blob: self.place, bytes: offset - before });
        }
    }

    /// As [`Journey::reach`] for bytes that may come in any order.
    fn add(&self, bytes: u64) {
        let more = |reached: u64| Some(reached.saturating_add(bytes).min(self.size));
        let before = self.reached.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).unwrap_or_default();
        let bytes = bytes.min(self.size.saturating_sub(before));
        if bytes > 0 {
            self.progress.event(Event::Moved { blob: self.place, bytes });
        }
    }
}

/// A blob's bytes, watched.
pub(super) struct WatchedBody {
    inner: Box<dyn BlobBody>,
    journey: Arc<Journey>,
    cores: Arc<Cores>,
    /// Whether a processor was promised to this blob.
    promised: AtomicBool,
}

impl WatchedBody {
    /// The blob at `place` in the plan, of `size` bytes.
    pub(super) fn new(
        inner: Box<dyn BlobBody>,
        place: usize,
        size: u64,
        progress: Arc<dyn Progress>,
        cores: Arc<Cores>,
    ) -> Self {
        let journey = Journey {
            place,
            size,
            progress,
            started: AtomicBool::new(false),
            first: AtomicU64::new(0),
            reached: AtomicU64::new(0),
            source_failed: AtomicBool::new(false),
        };
        Self { inner, journey: Arc::new(journey), cores, promised: AtomicBool::new(false) }
    }

    /// Whether the last error came out of the source.
    pub(super) fn source_failed(&self) -> bool {
        self.journey.source_failed.load(Ordering::Relaxed)
    }

    /// Whether any byte was asked of the source.
    pub(super) fn was_read(&self) -> bool {
        self.journey.started.load(Ordering::Relaxed)
    }

    /// How many bytes came out of the source, those that came twice counted once.
    pub(super) fn moved(&self) -> u64 {
        self.journey.reached.load(Ordering::Relaxed).saturating_sub(self.journey.first.load(Ordering::Relaxed))
    }

    /// Begins to count again.
    pub(super) fn restart(&self) {
        self.journey.restart();
    }

    fn watch(&self, opened: Result<ByteStream>, at: Option<u64>) -> Result<ByteStream> {
        let journey = Arc::clone(&self.journey);
        match opened {
            Ok(inner) => Ok(Box::pin(WatchedStream { inner, at, journey })),
            Err(error) => {
                journey.source_failed.store(true, Ordering::Relaxed);
                Err(error)
            }
        }
    }
}

impl Drop for WatchedBody {
    fn drop(&mut self) {
        if *self.promised.get_mut() {
            self.cores.leave();
        }
    }
}

#[async_trait]
impl BlobBody for WatchedBody {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        self.journey.open(offset);
        self.watch(self.inner.open(offset).await, Some(offset))
    }

    async fn open_range(&self, range: Range<u64>) -> Result<ByteStream> {
        if !self.was_read() {
            self.journey.open(0);
        }
        self.watch(self.inner.open_range(range).await, None)
    }

    fn mount_from(&self) -> Option<&Reference> {
        self.inner.mount_from()
    }

    fn local_file(&self) -> Option<PathBuf> {
        self.inner.local_file()
    }

    fn has_spare_cores(&self) -> bool {
        if self.journey.size < LARGE {
            return false;
        }
        // Asked again and again by one thread; the processor stays promised until the blob is done.
        if !self.promised.load(Ordering::Relaxed) && self.cores.try_enter() {
            self.promised.store(true, Ordering::Relaxed);
        }
        self.promised.load(Ordering::Relaxed)
    }
}

/// A stream of the source, watched.
struct WatchedStream {
    inner: ByteStream,
    /// The offset of the next byte, where the stream goes to the end of the blob.
    at: Option<u64>,
    journey: Arc<Journey>,
}

impl Stream for WatchedStream {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.inner.as_mut().poll_next(context);
        match &next {
            Poll::Ready(Some(Ok(bytes))) => {
                let len = bytes.len() as u64;
                match &mut self.at {
                    Some(at) => {
                        *at += len;
                        let at = *at;
                        self.journey.reach(at);
                    }
                    None => self.journey.add(len),
                }
            }
            Poll::Ready(Some(Err(_))) => self.journey.source_failed.store(true, Ordering::Relaxed),
            Poll::Ready(None) | Poll::Pending => {}
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use futures_util::StreamExt as _;

    use super::*;
    use crate::content::stream::{from_bytes, read_all};
    use crate::content::{ContentError, ErrorKind};

    /// A body of ten bytes that cannot be opened from behind the fifth.
    struct Ten;

    #[async_trait]
    impl BlobBody for Ten {
        async fn open(&self, offset: u64) -> Result<ByteStream> {
            let from = usize::try_from(offset).unwrap();
            let refused = || ContentError::new(ErrorKind::Unavailable, "gone");
            if from > 5 { Err(refused()) } else { Ok(from_bytes(Bytes::from_static(&b"0123456789"[from..]))) }
        }

        async fn open_range(&self, range: Range<u64>) -> Result<ByteStream> {
            let len = usize::try_from(range.end - range.start).unwrap();
            Ok(from_bytes(Bytes::from(vec![0; len])))
        }
    }

    #[derive(Default)]
    struct Ear(Mutex<Vec<String>>);

    impl Progress for Ear {
        fn event(&self, event: Event<'_>) {
            self.0.lock().unwrap().push(match event {
                Event::Started { from, .. } => format!("from {from}"),
                Event::Moved { bytes, .. } => format!("moved {bytes}"),
                Event::Restarted { .. } => "restarted".to_owned(),
                other => panic!("{other:?}"),
            });
        }
    }

    fn body(size: u64, cores: usize) -> (WatchedBody, Arc<Ear>) {
        let ear = Arc::new(Ear::default());
        let progress = Arc::clone(&ear) as Arc<dyn Progress>;
        (WatchedBody::new(Box::new(Ten), 0, size, progress, Arc::new(Cores::new(cores))), ear)
    }

    async fn read(body: &WatchedBody, offset: u64) {
        read_all(body.open(offset).await.unwrap(), 100).await.unwrap();
    }

    #[tokio::test]
    async fn bytes_that_are_sent_again_are_counted_once_and_a_bad_beginning_starts_anew() {
        let (again, ear) = body(10, 1);
        drop(again.open(0).await.unwrap().next().await);
        read(&again, 3).await;
        assert_eq!(*ear.0.lock().unwrap(), ["from 0", "moved 10"]);
        assert_eq!(again.moved(), 10);

        let (bad, ear) = body(10, 1);
        read(&bad, 4).await;
        assert_eq!(bad.moved(), 6);
        read(&bad, 0).await;
        assert_eq!(*ear.0.lock().unwrap(), ["from 4", "moved 6", "restarted", "moved 10"]);

        let (ranges, ear) = body(10, 1);
        for range in [4..10, 0..4, 0..4] {
            read_all(ranges.open_range(range).await.unwrap(), 100).await.unwrap();
        }
        assert_eq!(*ear.0.lock().unwrap(), ["from 0", "moved 6", "moved 4"]);
    }

    #[tokio::test]
    async fn only_the_last_error_of_the_source_counts() {
        let (body, _) = body(10, 1);
        assert!(body.open(6).await.is_err());
        assert!(body.source_failed());
        read(&body, 0).await;
        assert!(!body.source_failed());
    }

    #[test]
    fn a_spare_processor_is_promised_to_one_large_blob_until_it_is_done() {
        let cores = Arc::new(Cores::new(2));
        let of = |size| WatchedBody::new(Box::new(Ten), 0, size, Arc::new(Ear::default()), Arc::clone(&cores));
        cores.enter();
        let (small, one, other) = (of(LARGE - 1), of(LARGE), of(LARGE));
        assert!(!small.has_spare_cores());
        assert!(one.has_spare_cores() && one.has_spare_cores());
        assert!(!other.has_spare_cores());
        drop(one);
        assert!(other.has_spare_cores());
    }
}
