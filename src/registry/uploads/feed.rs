//! The bytes of an upload: handed out in parts, hashed on the way, taken up again at any offset.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::{Stream, StreamExt};

use crate::content::stream::Verifier;
use crate::content::{BlobBody, ByteStream, ContentError, ErrorKind};
use crate::oci::Descriptor;
use crate::registry::error::{Error, Result};
use crate::registry::http::{Flow, Outgoing, Refill, locked};

/// How far apart the places are at which the state of the hash is kept, to be gone back to.
const MARK_EVERY: u64 = 16 << 20;

/// How many bytes a second a registry digests at the least once it has them all.
const DIGESTED_PER_SECOND: u64 = 10 << 20;

/// The bytes of one blob for as many requests as it takes.
pub(super) struct Feed<'a> {
    body: &'a dyn BlobBody,
    size: u64,
    state: Arc<Mutex<State>>,
    flow: Arc<Flow>,
    part: Mutex<Part>,
}

/// What the next request is to carry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// The offset of its first byte.
    pub(super) start: u64,
    /// How many bytes.
    pub(super) length: u64,
    /// Whether the request says so, or sends them chunk by chunk.
    pub(super) announced: bool,
}

struct State {
    size: u64,
    stream: Option<ByteStream>,
    /// What was read and not handed out yet.
    held: Bytes,
    /// The offset of the next byte to hand out.
    position: u64,
    /// The hash of everything read; nothing for a file that was verified when it was stored.
    verifier: Option<Verifier>,
    /// Earlier states of the hash.
    marks: Vec<Verifier>,
    failed: Option<ContentError>,
    /// Which request may take bytes: one that was given up may still be polled by its connection.
    turn: u64,
}

impl<'a> Feed<'a> {
    pub(super) fn new(descriptor: &Descriptor, body: &'a dyn BlobBody) -> Self {
        let verifier = body.local_file().is_none().then(|| Verifier::new(descriptor));
        let state = State {
            size: descriptor.size,
            stream: None,
            held: Bytes::new(),
            position: 0,
            marks: verifier.iter().cloned().collect(),
            verifier,
            failed: None,
            turn: 0,
        };
        let size = descriptor.size;
        let part = Mutex::new(Part { start: 0, length: size, announced: true });
        Self { body, size, state: Arc::new(Mutex::new(state)), flow: Arc::new(Flow::new()), part }
    }

    /// Chooses what the next request carries.
    pub(super) fn aim(&self, part: Part) {
        *locked(&self.part) = part;
    }

    /// Why the bytes ran out, if that is what happened.
    pub(super) fn failure(&self) -> Option<Error> {
        locked(&self.state).failed.take().map(Error::Content)
    }

    /// Makes `offset` the next byte to hand out, by reading on where it can, by opening the source anew where it
    /// must.
    async fn seek(&self, offset: u64) -> Result<()> {
        let (mut verifier, from) = {
            let mut state = locked(&self.state);
            state.turn += 1;
            if state.position == offset && state.stream.is_some() {
                return Ok(());
            }
            state.stream = None;
            state.held = Bytes::new();
            let mark = state.marks.iter().rev().find(|mark| mark.seen() <= offset).cloned();
            let from = mark.as_ref().map_or(offset, Verifier::seen);
            (mark, from)
        };
        let mut stream = self.body.open(from).await.map_err(Error::Content)?;
        let mut held = Bytes::new();
        if let Some(verifier) = &mut verifier {
            while verifier.seen() < offset {
                let Some(chunk) = stream.next().await else {
                    return Err(Error::Content(ended(verifier.seen(), self.size)));
                };
                let mut chunk = chunk.map_err(Error::Content)?;
                verifier.update(&chunk).map_err(Error::Content)?;
                let beyond = usize::try_from(verifier.seen().saturating_sub(offset)).unwrap_or_default();
                held = chunk.split_off(chunk.len() - beyond.min(chunk.len()));
            }
        }
        let mut state = locked(&self.state);
        state.stream = Some(stream);
        state.held = held;
        state.position = offset;
        state.verifier = verifier;
        Ok(())
    }
}

fn ended(at: u64, size: u64) -> ContentError {
    ContentError::new(ErrorKind::Integrity, format!("the blob ended after {at} of {size} bytes"))
}

#[async_trait]
impl Refill for Feed<'_> {
    async fn refill(&self) -> Result<Outgoing> {
        let part = *locked(&self.part);
        self.seek(part.start).await?;
        self.flow.begin();
        let turn = locked(&self.state).turn;
        let (state, flow) = (Arc::clone(&self.state), Arc::clone(&self.flow));
        let settling = Duration::from_secs(self.size / DIGESTED_PER_SECOND);
        let stream = Box::pin(Portion { state, flow, turn, left: part.length, settling });
        Ok(Outgoing { stream, length: part.announced.then_some(part.length) })
    }

    fn is_counted(&self) -> bool {
        self.body.mount_from().is_none()
    }

    fn flow(&self) -> &Flow {
        &self.flow
    }
}

impl State {
    /// Takes in bytes of the source. The last ones are not let out before the digest of all is right, so a blob that
    /// is wrong is never complete at the registry.
    fn take_in(&mut self, chunk: Bytes) -> Result<(), ContentError> {
        if let Some(verifier) = &mut self.verifier {
            verifier.update(&chunk)?;
            let seen = verifier.seen();
            if seen == self.size {
                verifier.clone().finish()?;
            } else if seen >= self.marks.last().map_or(0, Verifier::seen) + MARK_EVERY {
                self.marks.push(verifier.clone());
            }
        }
        self.held = chunk;
        Ok(())
    }
}

/// The part of the blob that one request carries.
struct Portion {
    state: Arc<Mutex<State>>,
    flow: Arc<Flow>,
    turn: u64,
    left: u64,
    settling: Duration,
}

impl Stream for Portion {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let mut state = locked(&this.state);
        if this.left == 0 {
            return Poll::Ready(None);
        }
        if state.turn != this.turn {
            return Poll::Ready(Some(Err(io::Error::other("another request took over"))));
        }
        loop {
            if !state.held.is_empty() {
                let most = usize::try_from(this.left).unwrap_or(usize::MAX).min(state.held.len());
                let bytes = state.held.split_to(most);
                state.position += bytes.len() as u64;
                this.left -= bytes.len() as u64;
                this.flow.touch(false);
                if this.left == 0 {
                    this.flow.end(this.settling);
                }
                return Poll::Ready(Some(Ok(bytes)));
            }
            let next = match &mut state.stream {
                Some(stream) => stream.as_mut().poll_next(context),
                None => Poll::Ready(None),
            };
            let taken = match next {
                Poll::Pending => {
                    this.flow.touch(true);
                    return Poll::Pending;
                }
                Poll::Ready(Some(Ok(chunk))) => state.take_in(chunk),
                Poll::Ready(Some(Err(error))) => Err(error),
                Poll::Ready(None) => Err(ended(state.position, state.size)),
            };
            if let Err(error) = taken {
                let text = error.to_string();
                state.failed = Some(error);
                state.stream = None;
                return Poll::Ready(Some(Err(io::Error::other(text))));
            }
        }
    }
}
