//! What a request is made of.

use std::io;
use std::pin::Pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::Stream;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use tokio::time::Instant;
use url::Url;

use super::host::locked;
use crate::registry::auth::Grant;
use crate::registry::error::Result;

/// A request that is to be made, as often as it takes.
pub(in crate::registry) struct Call<'a> {
    pub(in crate::registry) method: Method,
    pub(in crate::registry) url: Url,
    pub(in crate::registry) headers: HeaderMap,
    pub(in crate::registry) payload: Payload<'a>,
    pub(in crate::registry) authority: Authority<'a>,
    pub(in crate::registry) follow: Follow,
}

/// On whose behalf.
#[derive(Clone)]
pub(in crate::registry) enum Authority<'a> {
    /// Nobody's.
    Anonymous,
    /// The bearer of this very header.
    Fixed(HeaderValue),
    /// Whoever the registry's challenge can be answered for.
    Granted(&'a Grant),
}

/// How far redirects are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::registry) enum Follow {
    /// To other origins, without credentials.
    Anywhere,
    /// Within the origin; a redirect that leaves it is the answer.
    SameOrigin,
}

/// The body.
pub(in crate::registry) enum Payload<'a> {
    Empty,
    Whole(Bytes),
    Streamed(&'a dyn Refill),
}

/// A streamed body that can begin again.
#[async_trait]
pub(in crate::registry) trait Refill: Send + Sync {
    /// The body from its start, for one try.
    async fn refill(&self) -> Result<Outgoing>;

    /// Whether the request counts among those under way. One whose bytes come out of another request does not: it
    /// would wait for a turn while the other holds the last one.
    fn is_counted(&self) -> bool;

    /// How it flows.
    fn flow(&self) -> &Flow;
}

/// The body of one try.
pub(in crate::registry) struct Outgoing {
    /// The bytes.
    pub(in crate::registry) stream: Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>,
    /// How many; nothing to send them without saying.
    pub(in crate::registry) length: Option<u64>,
}

/// How a streamed body gets along, so that a stall of the receiver can be told from a slow source.
#[derive(Debug)]
pub(in crate::registry) struct Flow {
    moved: Mutex<Instant>,
    starved: AtomicBool,
    settling: Mutex<Duration>,
}

impl Flow {
    /// A flow that begins now.
    pub(in crate::registry) fn new() -> Self {
        Self { moved: Mutex::new(Instant::now()), starved: AtomicBool::new(false), settling: Mutex::default() }
    }

    /// A new try begins.
    pub(in crate::registry) fn begin(&self) {
        self.end(Duration::ZERO);
    }

    /// The receiver took bytes, or waits for the source to give some (`starved`).
    pub(in crate::registry) fn touch(&self, starved: bool) {
        *locked(&self.moved) = Instant::now();
        self.starved.store(starved, Ordering::Relaxed);
    }

    /// All bytes were taken; the receiver may need `settling` longer than usual to digest them.
    pub(in crate::registry) fn end(&self, settling: Duration) {
        self.touch(false);
        *locked(&self.settling) = settling;
    }

    /// When something happened last.
    pub(super) fn moved(&self) -> Instant {
        if self.starved.load(Ordering::Relaxed) { Instant::now() } else { *locked(&self.moved) }
    }

    /// When the receiver counts as stalled, if nothing happens until then.
    pub(super) fn deadline(&self, stall: Duration) -> Instant {
        self.moved() + stall + *locked(&self.settling)
    }
}

impl<'a> Call<'a> {
    /// A request without a body.
    pub(in crate::registry) fn new(method: Method, url: Url, authority: Authority<'a>) -> Self {
        let (headers, payload, follow) = (HeaderMap::new(), Payload::Empty, Follow::Anywhere);
        Self { method, url, headers, payload, authority, follow }
    }

    /// The same with one header more.
    #[must_use]
    pub(in crate::registry) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// The same with a body.
    #[must_use]
    pub(in crate::registry) fn payload(self, payload: Payload<'a>) -> Self {
        Self { payload, ..self }
    }

    /// The same, leaving its origin or not.
    #[must_use]
    pub(in crate::registry) fn follow(self, follow: Follow) -> Self {
        Self { follow, ..self }
    }
}
