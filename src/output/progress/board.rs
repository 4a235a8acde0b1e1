//! The state of a transfer, which many threads update and one reads.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, PoisonError, RwLock};

use crate::content::Put;
use crate::oci::{Descriptor, Digest};
use crate::transfer::Event;

/// The blobs of one plan and how far each is.
pub(super) struct Board {
    blobs: Vec<Blob>,
    /// The bytes of all blobs.
    total: u64,
    /// Bytes that moved in vain, of blobs that began again.
    wasted: AtomicU64,
}

pub(super) struct Blob {
    pub(super) digest: Digest,
    pub(super) size: u64,
    from: AtomicU64,
    moved: AtomicU64,
    state: AtomicU8,
    /// For whoever prints it: when it was last spoken of, in milliseconds.
    pub(super) mentioned: AtomicU64,
}

const WAITING: u8 = 0;
const ACTIVE: u8 = 1;
const DONE: u8 = 2;

impl Blob {
    /// How many of its bytes are where they belong.
    pub(super) fn position(&self) -> u64 {
        match self.state.load(Relaxed) {
            DONE => self.size,
            _ => self.from.load(Relaxed).saturating_add(self.moved.load(Relaxed)).min(self.size),
        }
    }

    pub(super) fn is_active(&self) -> bool {
        self.state.load(Relaxed) == ACTIVE
    }
}

/// Everything at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// Bytes that are where they belong.
    pub(super) position: u64,
    /// Bytes of all blobs.
    pub(super) total: u64,
    /// Bytes that moved, in vain or not.
    pub(super) moved: u64,
    /// Blobs that are where they belong.
    pub(super) done: usize,
    /// All blobs.
    pub(super) blobs: usize,
}

impl Board {
    pub(super) fn new(blobs: &[Descriptor]) -> Self {
        let total = blobs.iter().fold(0_u64, |sum, blob| sum.saturating_add(blob.size));
        let blobs = blobs
            .iter()
            .map(|descriptor| Blob {
                digest: descriptor.digest.clone(),
                size: descriptor.size,
                from: AtomicU64::new(0),
                moved: AtomicU64::new(0),
                state: AtomicU8::new(WAITING),
                mentioned: AtomicU64::new(0),
            })
            .collect();
        Self { blobs, total, wasted: AtomicU64::new(0) }
    }

    pub(super) fn blob(&self, at: usize) -> Option<&Blob> {
        self.blobs.get(at)
    }

    pub(super) fn blobs(&self) -> &[Blob] {
        &self.blobs
    }

    pub(super) fn total(&self) -> u64 {
        self.total
    }

    /// Takes in an event about a blob; others pass by.
    pub(super) fn note(&self, event: &Event<'_>) {
        match *event {
            Event::Moved { blob, bytes } => {
                if let Some(blob) = self.blob(blob) {
                    blob.moved.fetch_add(bytes, Relaxed);
                }
            }
            Event::Started { blob, from } => {
                if let Some(blob) = self.blob(blob) {
                    blob.from.store(from, Relaxed);
                    blob.state.store(ACTIVE, Relaxed);
                }
            }
            Event::Restarted { blob } => {
                if let Some(blob) = self.blob(blob) {
                    self.wasted.fetch_add(blob.moved.swap(0, Relaxed), Relaxed);
                    blob.from.store(0, Relaxed);
                }
            }
            Event::Done { blob, .. } => {
                if let Some(blob) = self.blob(blob) {
                    blob.state.store(DONE, Relaxed);
                }
            }
            Event::Planned { .. } | Event::Manifest { .. } | Event::Finished => {}
        }
    }

    pub(super) fn sums(&self) -> Sums {
        let mut sums =
            Sums { total: self.total, moved: self.wasted.load(Relaxed), blobs: self.blobs.len(), ..Sums::default() };
        for blob in &self.blobs {
            sums.position = sums.position.saturating_add(blob.position());
            sums.moved = sums.moved.saturating_add(blob.moved.load(Relaxed));
            sums.done += usize::from(blob.state.load(Relaxed) == DONE);
        }
        sums
    }
}

/// The board of the plan that is under way, if one is.
#[derive(Default)]
pub(super) struct Current(RwLock<Option<Arc<Board>>>);

impl Current {
    pub(super) fn set(&self, board: Option<Arc<Board>>) -> Option<Arc<Board>> {
        let mut current = self.0.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *current, board)
    }

    /// Lets `act` look at the board.
    pub(super) fn with<T>(&self, act: impl FnOnce(&Board) -> T) -> Option<T> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).as_deref().map(act)
    }
}

/// The word for how a blob got to its place.
pub(super) fn word(put: Put) -> &'static str {
    match put {
        Put::Copied => "copied",
        Put::Linked => "linked",
        Put::Mounted => "mounted",
        Put::Present => "present",
    }
}

/// Descriptors of blobs of these sizes, each of other content.
#[cfg(test)]
pub(super) fn plan(sizes: &[u64]) -> Vec<Descriptor> {
    let named = |(at, size): (usize, &u64)| {
        let digest = Digest::sha256(at.to_string().as_bytes());
        Descriptor::new(crate::oci::MediaType::OCI_EMPTY, digest, *size)
    };
    sizes.iter().enumerate().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_follow_the_events() {
        let board = Board::new(&plan(&[100, 50, 10]));
        let events = [
            (Event::Started { blob: 0, from: 40 }, (40, 0, 0)),
            (Event::Moved { blob: 0, bytes: 30 }, (70, 30, 0)),
            (Event::Restarted { blob: 0 }, (0, 30, 0)),
            (Event::Moved { blob: 0, bytes: 200 }, (100, 230, 0)),
            (Event::Done { blob: 0, put: Put::Copied }, (100, 230, 1)),
            (Event::Done { blob: 1, put: Put::Mounted }, (150, 230, 2)),
            (Event::Moved { blob: 9, bytes: 1 }, (150, 230, 2)),
        ];
        for (event, (position, moved, done)) in events {
            board.note(&event);
            assert_eq!(board.sums(), Sums { position, total: 160, moved, done, blobs: 3 }, "{event:?}");
        }
    }

    #[test]
    fn sizes_that_a_registry_made_up_do_not_overflow() {
        let board = Board::new(&plan(&[u64::MAX, u64::MAX]));
        board.note(&Event::Started { blob: 0, from: u64::MAX });
        board.note(&Event::Moved { blob: 0, bytes: 5 });
        board.note(&Event::Done { blob: 1, put: Put::Present });
        assert_eq!(board.sums().position, u64::MAX);
    }
}
