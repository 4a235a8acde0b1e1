//! The bodies of requests and answers on their way: counted, and given up where a client falls silent.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::Sleep;

use super::answer::Body;
use super::front::{Client, Record};
use crate::content::{BoxError, ContentError};

/// Why the body of a request ended too early.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// The connection broke, or what came on it was no body.
    #[error("the connection broke")]
    Broken {
        /// How.
        source: BoxError,
    },
    /// Nothing came for too long.
    #[error("no byte came for {} s", limit.as_secs())]
    Silent {
        /// For how long nothing may come.
        limit: Duration,
    },
}

/// How much of a refused body is taken from an HTTP/2 client, and for how long: many clients look at an answer only once
/// they have sent all, and take a stream that is closed before for a failure.
const DRAINED: u64 = 16 << 20;
const DRAIN_PATIENCE: Duration = Duration::from_secs(10);

/// What the body of a request must be.
pub trait Incoming: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static {}

impl<B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static> Incoming for B {}

/// The body of a request.
pub struct Received<B: Incoming> {
    /// Taken out in the end alone.
    body: Option<B>,
    client: Arc<Client>,
    count: Arc<AtomicU64>,
    /// When the client has been silent for too long; there is a clock only once something was waited for.
    clock: Option<Pin<Box<Sleep>>>,
    waiting: bool,
}

impl<B: Incoming> Received<B> {
    /// The body, counted in `count` and for the whole registry.
    pub fn new(body: B, client: Arc<Client>, count: Arc<AtomicU64>) -> Self {
        Self { body: Some(body), client, count, clock: None, waiting: false }
    }

    /// Whether the client has been silent for too long.
    fn silent(&mut self, cx: &mut Context<'_>) -> Poll<BodyError> {
        let limit = self.client.limits().body_timeout;
        let clock = self.clock.get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
        if !self.waiting {
            self.waiting = true;
            clock.as_mut().reset(tokio::time::Instant::now() + limit);
        }
        ready!(clock.as_mut().poll(cx));
        Poll::Ready(BodyError::Silent { limit })
    }
}

impl<B: Incoming> HttpBody for Received<B> {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let Poll::Ready(frame) = Pin::new(body).poll_frame(cx) else {
            let silent = ready!(self.silent(cx));
            return Poll::Ready(Some(Err(silent)));
        };
        self.waiting = false;
        let Some(frame) = frame else { return Poll::Ready(None) };
        let frame = frame.map_err(|source| BodyError::Broken { source: source.into() });
        if let Some(data) = frame.as_ref().ok().and_then(Frame::data_ref) {
            self.count.fetch_add(data.len() as u64, Ordering::Relaxed);
            self.client.registry.front.metrics.received.add(data.len() as u64);
        }
        Poll::Ready(Some(frame))
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint)
    }
}

impl<B: Incoming> Drop for Received<B> {
    fn drop(&mut self) {
        let Some(body) = self.body.take().filter(|body| !body.is_end_stream()) else { return };
        // A connection that is closed on unread bytes is reset, and takes the answer with it.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(tokio::time::timeout(DRAIN_PATIENCE, drain(body)));
        }
    }
}

/// Reads what nobody wants.
async fn drain<B: Incoming>(mut body: B) {
    let mut left = DRAINED;
    while let Some(Ok(frame)) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        left = left.saturating_sub(frame.data_ref().map_or(0, Bytes::len) as u64);
        if left == 0 {
            return;
        }
    }
}

/// The body of an answer. The request has ended when this is dropped, whole or not.
pub struct Delivered {
    body: Body,
    record: Record,
}

impl Delivered {
    /// The body, with the record of its request.
    pub fn new(body: Body, mut record: Record) -> Self {
        record.expect(body.size_hint().exact());
        Self { body, record }
    }
}

impl HttpBody for Delivered {
    type Data = Bytes;
    type Error = ContentError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, ContentError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        match &frame {
            Some(Ok(frame)) => self.record.sent(frame.data_ref().map_or(0, Bytes::len)),
            Some(Err(_)) => {}
            None => self.record.ended(),
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
