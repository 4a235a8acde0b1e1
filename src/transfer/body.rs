//! A blob on its way: its bytes counted as they pass, and a failure of its source noted.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::StreamExt;

use super::{Event, Progress};
use crate::content::stream::from_bytes;
use crate::content::{BlobBody, ByteStream, Result, Source};
use crate::oci::Descriptor;
use crate::reference::Reference;

/// A blob of the source that tells what becomes of it.
pub(super) struct Watched {
    inner: Box<dyn BlobBody>,
    /// The bytes, where the descriptor carries them itself.
    embedded: Option<Bytes>,
    spare_cores: bool,
    watch: Arc<Watch>,
}

/// What is seen of a blob while it moves.
pub(super) struct Watch {
    progress: Arc<dyn Progress>,
    place: usize,
    started: AtomicBool,
    failed: AtomicBool,
    /// How far the bytes have come, from the start of the blob.
    furthest: AtomicU64,
    moved: AtomicU64,
}

impl Watched {
    /// The blob that is at `place` in the plan.
    pub(super) fn new(
        source: &dyn Source,
        descriptor: &Descriptor,
        place: usize,
        spare_cores: bool,
        progress: &Arc<dyn Progress>,
    ) -> Self {
        let watch = Watch {
            progress: Arc::clone(progress),
            place,
            started: AtomicBool::new(false),
            failed: AtomicBool::new(false),
            furthest: AtomicU64::new(0),
            moved: AtomicU64::new(0),
        };
        Self {
            inner: source.blob(descriptor),
            embedded: descriptor.embedded().map(Bytes::from),
            spare_cores,
            watch: Arc::new(watch),
        }
    }

    /// Whether the source was the last to fail.
    pub(super) fn source_failed(&self) -> bool {
        self.watch.failed.load(Relaxed)
    }

    /// How many bytes have moved.
    pub(super) fn moved(&self) -> u64 {
        self.watch.moved.load(Relaxed)
    }

    fn watched(&self, opened: Result<ByteStream>, offset: u64) -> Result<ByteStream> {
        let watch = Arc::clone(&self.watch);
        watch.opened(offset, opened.is_err());
        let mut position = offset;
        Ok(Box::pin(opened?.map(move |step| {
            match &step {
                Ok(bytes) => {
                    position += bytes.len() as u64;
                    watch.reached(position, bytes.len() as u64);
                }
                Err(_) => watch.failed.store(true, Relaxed),
            }
            step
        })))
    }
}

impl Watch {
    fn opened(&self, offset: u64, failed: bool) {
        self.failed.store(failed, Relaxed);
        if !self.started.swap(true, Relaxed) {
            self.furthest.store(offset, Relaxed);
            self.progress.event(Event::Started { blob: self.place, from: offset });
        }
    }

    /// Counts bytes as moved, and as progress those that were not seen before.
    fn reached(&self, position: u64, bytes: u64) {
        self.moved.fetch_add(bytes, Relaxed);
        let news = position.saturating_sub(self.furthest.fetch_max(position, Relaxed)).min(bytes);
        if news > 0 {
            self.progress.event(Event::Moved { blob: self.place, bytes: news });
        }
    }
}

#[async_trait]
impl BlobBody for Watched {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        let opened = match &self.embedded {
            Some(bytes) => Ok(from_bytes(bytes.slice(at(offset, bytes)..))),
            None => self.inner.open(offset).await,
        };
        self.watched(opened, offset)
    }

    async fn open_range(&self, range: Range<u64>) -> Result<ByteStream> {
        let start = range.start;
        let opened = match &self.embedded {
            Some(bytes) => Ok(from_bytes(bytes.slice(at(range.start, bytes)..at(range.end, bytes)))),
            None => self.inner.open_range(range).await,
        };
        self.watched(opened, start)
    }

    fn mount_from(&self) -> Option<&Reference> {
        self.inner.mount_from()
    }

    fn local_file(&self) -> Option<PathBuf> {
        self.inner.local_file()
    }

    fn has_spare_cores(&self) -> bool {
        self.spare_cores
    }
}

/// An offset into bytes in memory, at most their end.
fn at(offset: u64, bytes: &Bytes) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len())
}
