//! What a transfer tells while it runs. Rendering is for [`crate::output`].

use crate::content::Put;
use crate::oci::{Descriptor, Digest};

/// Something that happened in a transfer.
#[derive(Clone, Debug)]
pub enum Event<'a> {
    /// The plan stands: these blobs may have to move. Their places in this list name them in later events.
    Planned {
        /// The blobs, largest first.
        blobs: &'a [Descriptor],
    },
    /// The first byte of a blob is asked of its source; its first `from` bytes are there already. What is linked,
    /// mounted or present is never read, so it is only [`Event::Done`].
    Started {
        /// Its place in the plan.
        blob: usize,
        /// How many bytes need not move.
        from: u64,
    },
    /// More bytes of a blob have moved. Comes often: at every step of a stream.
    Moved {
        /// Its place in the plan.
        blob: usize,
        /// How many bytes since the last event.
        bytes: u64,
    },
    /// The blob's bytes were bad and it begins again.
    Restarted {
        /// Its place in the plan.
        blob: usize,
    },
    /// A blob is in its place.
    Done {
        /// Its place in the plan.
        blob: usize,
        /// How it got there.
        put: Put,
    },
    /// A manifest is in its place.
    Manifest {
        /// Its digest.
        digest: &'a Digest,
    },
    /// The transfer has ended, well or badly.
    Finished,
}

/// Who listens. Called from many threads at once, and must be quick.
pub trait Progress: Send + Sync {
    /// Takes in one event.
    fn event(&self, event: Event<'_>);
}

/// Nobody listens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn event(&self, _: Event<'_>) {}
}
