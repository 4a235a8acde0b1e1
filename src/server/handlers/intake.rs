//! The body of a chunk on its way into a storage: cut off where it is longer than it said, or where room ends.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::{StreamExt, stream};

use super::super::admission::{Admission, Claim};
use super::super::error::ServerError;
use super::super::storage::Storage;
use super::Context;
use crate::content::{ByteStream, ContentError, ErrorKind};
use crate::reference::Repository;

/// How many bytes of unknown length are let in at a time.
const STEP: u64 = 4 << 20;

/// Why a body was cut off. A storage only hands on that it was.
#[derive(Clone, Debug, Default)]
pub struct Refusal(Arc<Mutex<Option<ServerError>>>);

impl Refusal {
    /// The reason, where there is one.
    pub fn take(&self) -> Option<ServerError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn set(&self, error: ServerError) -> ContentError {
        let what = error.to_string();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        ContentError::new(ErrorKind::Unavailable, what)
    }
}

/// What is known of a body before it comes.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// What the upload has already.
    pub held: u64,
    /// How long the body must be, by the range it says that it is.
    pub range: Option<u64>,
    /// How long it is, by `Content-Length`, which the server has compared with the range.
    pub length: Option<u64>,
}

/// The body, watched as far as what is expected makes it necessary.
pub async fn watch(
    context: Context<'_>,
    repository: &Repository,
    expected: Expected,
    body: ByteStream,
) -> Result<(ByteStream, Refusal), ServerError> {
    let refusal = Refusal::default();
    let admission = &context.options.admission;
    let coming = expected.length.or(expected.range);
    if admission.is_limited() {
        let claim = Claim::receive(expected.held, coming.unwrap_or(1));
        admission.check(context.storage.as_ref(), repository, claim).await?;
    }
    if expected.length.is_some() || (expected.range.is_none() && !admission.is_limited()) {
        return Ok((body, refusal));
    }
    let room = admission.is_limited().then(|| Room {
        storage: context.storage.clone(),
        admission: admission.clone(),
        repository: repository.clone(),
        held: expected.held,
        left: coming.unwrap_or(0),
    });
    let watched = Watched { body, range: expected.range, seen: 0, room, refusal: refusal.clone() };
    let stream = stream::try_unfold(watched, |mut watched| async move {
        let next = watched.next().await?;
        Ok(next.map(|bytes| (bytes, watched)))
    });
    Ok((Box::pin(stream), refusal))
}

/// A body and what it may be.
struct Watched {
    body: ByteStream,
    range: Option<u64>,
    seen: u64,
    room: Option<Room>,
    refusal: Refusal,
}

/// Room for an upload, made step by step.
struct Room {
    storage: Arc<dyn Storage>,
    admission: Arc<dyn Admission>,
    repository: Repository,
    held: u64,
    left: u64,
}

impl Watched {
    async fn next(&mut self) -> Result<Option<bytes::Bytes>, ContentError> {
        let Some(bytes) = self.body.next().await.transpose()? else {
            return match self.range {
                Some(range) if range != self.seen => Err(self.misfit(range)),
                _ => Ok(None),
            };
        };
        self.seen += bytes.len() as u64;
        if let Some(range) = self.range.filter(|range| self.seen > *range) {
            return Err(self.misfit(range));
        }
        if let Some(room) = &mut self.room
            && let Err(error) = room.take(bytes.len() as u64).await
        {
            return Err(self.refusal.set(error));
        }
        Ok(Some(bytes))
    }

    fn misfit(&self, range: u64) -> ContentError {
        self.refusal.set(ServerError::SizeInvalid { range, length: self.seen })
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // What was made room for and did not come.
        self.admission.release(&self.repository, Claim::receive(0, self.left));
    }
}

impl Room {
    async fn claim(&self, coming: u64) -> Result<(), ServerError> {
        let claim = Claim::receive(self.held, coming);
        self.admission.check(self.storage.as_ref(), &self.repository, claim).await
    }

    async fn take(&mut self, bytes: u64) -> Result<(), ServerError> {
        if self.left < bytes {
            let coming = bytes.max(STEP);
            self.left = if self.claim(coming).await.is_ok() {
                coming
            } else {
                // Near a limit there may be room for these bytes, if not for a whole step.
                self.claim(bytes).await?;
                bytes
            };
        }
        self.left -= bytes;
        self.held += bytes;
        Ok(())
    }
}
