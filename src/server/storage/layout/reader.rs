//! Blobs read while they are sent: `pread` into buffers that are used again, without waiting for the disk on the thread
//! that serves others. A blob that is read whole for the first time, or for the first time in a day, is hashed on the way:
//! where it is not what its name says, its last bytes are held back, so that no client takes it for whole.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, IoSliceMut};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::stream;
use rustix::io::ReadWriteFlags;

use super::directory::{Found, State};
use super::run;
use crate::content::{ByteStream, ContentError, ErrorKind, Result};
use crate::layout::{Buffers, LayoutError};
use crate::oci::{Digest, Hasher};

/// How much is read at once.
const STEP: usize = 128 << 10;
/// How long a blob that was found to be right is not looked at again.
const TRUSTED: Duration = Duration::from_hours(24);
/// How many blobs are remembered.
const REMEMBERED: usize = 20_000;

/// Which files were found to be what their names say, and when.
#[derive(Debug, Default)]
pub(super) struct Verified(Mutex<HashMap<State, Instant>>);

impl Verified {
    /// Whether the file was looked at lately.
    pub(super) fn has(&self, found: &Found) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&found.state()).is_some_and(|at| at.elapsed() < TRUSTED)
    }

    /// Remembers that the file is right.
    pub(super) fn insert(&self, found: &Found) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.retain(|_, at| at.elapsed() < TRUSTED);
        }
        if known.len() < REMEMBERED {
            known.insert(found.state(), Instant::now());
        }
    }
}

/// What is done with a blob that is not what its name says.
pub(super) type OnDamage = Arc<dyn Fn() + Send + Sync>;

/// A blob that is being sent.
pub(super) struct Reader {
    file: Arc<File>,
    path: PathBuf,
    at: u64,
    end: u64,
    check: Option<Check>,
    buffers: Buffers,
}

/// The hash of a blob that is read whole.
struct Check {
    digest: Digest,
    hasher: Hasher,
    found: Found,
    verified: Arc<Verified>,
    on_damage: OnDamage,
}

impl Reader {
    /// A reader of `range` of `file`, which stands at `path`.
    pub(super) fn new(file: File, path: PathBuf, range: Range<u64>) -> Self {
        Self { file: Arc::new(file), path, at: range.start, end: range.end, check: None, buffers: Buffers::default() }
    }

    /// The same, which hashes what it reads: the whole of the blob `digest`.
    pub(super) fn checked(self, digest: &Digest, found: Found, verified: &Arc<Verified>, on_damage: OnDamage) -> Self {
        let (digest, hasher) = (digest.clone(), digest.algorithm().hasher());
        let check = Some(Check { digest, hasher, found, verified: Arc::clone(verified), on_damage });
        Self { check, ..self }
    }

    /// The bytes.
    pub(super) fn stream(self) -> ByteStream {
        Box::pin(stream::unfold(Some(self), |reader| async move {
            let mut reader = reader?;
            match reader.step().await {
                Ok(None) => None,
                Ok(Some(bytes)) => Some((Ok(bytes), Some(reader))),
                Err(error) => Some((Err(error), None)),
            }
        }))
    }

    async fn step(&mut self) -> Result<Option<Bytes>> {
        if self.at >= self.end {
            return Ok(None);
        }
        let want = usize::try_from(self.end - self.at).unwrap_or(STEP).min(STEP);
        let mut buffer = self.buffers.take(want);
        let read = if let Some(read) = self.read_now(&mut buffer) {
            read
        } else {
            let (file, at, path) = (Arc::clone(&self.file), self.at, self.path.clone());
            let (read, filled) = run(move || {
                let read = file.read_at(&mut buffer, at).map_err(LayoutError::io("read", &path))?;
                Ok((read, buffer))
            })
            .await?;
            buffer = filled;
            read
        };
        if read == 0 {
            let what = format!("{} ends at {} of {} bytes", self.path.display(), self.at, self.end);
            return Err(ContentError::new(ErrorKind::Integrity, what));
        }
        self.at += read as u64;
        let bytes = self.buffers.lend(buffer, self.at < self.end).slice(..read);
        self.check(&bytes)?;
        Ok(Some(bytes))
    }

    /// What is in memory already; nothing where it has to be fetched, or where that cannot be told.
    fn read_now(&self, buffer: &mut [u8]) -> Option<usize> {
        let mut parts = [IoSliceMut::new(buffer)];
        match rustix::io::preadv2(&*self.file, &mut parts, self.at, ReadWriteFlags::NOWAIT) {
            Ok(read) => Some(read),
            Err(rustix::io::Errno::OPNOTSUPP | rustix::io::Errno::NOSYS | rustix::io::Errno::INVAL) => {
                self.file.read_at(buffer, self.at).ok()
            }
            Err(_) => None,
        }
    }

    fn check(&mut self, bytes: &Bytes) -> Result<()> {
        let Some(check) = &mut self.check else { return Ok(()) };
        check.hasher.update(bytes);
        if self.at < self.end {
            return Ok(());
        }
        let Some(check) = self.check.take() else { return Ok(()) };
        let found = check.hasher.finish();
        if found == check.digest {
            check.verified.insert(&check.found);
            return Ok(());
        }
        (check.on_damage)();
        let what = format!("{} is damaged: its content has the digest {found}", self.path.display());
        Err(ContentError::new(ErrorKind::Integrity, what).because(io::Error::from(io::ErrorKind::InvalidData)))
    }
}
