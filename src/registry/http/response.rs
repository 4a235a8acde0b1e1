//! An answer: its head, its body in steps, and what it means where it refuses.

use std::time::{Duration, SystemTime};

use bytes::{Bytes, BytesMut};
use futures_util::FutureExt as _;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use http::{HeaderName, Method, StatusCode};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;
use url::Url;

use super::cause;
use super::redirect::redacted;
use super::retry::retry_after;
use crate::content::BoxError;
use crate::oci::MediaType;
use crate::registry::error::{Cause, Error, Reason, Result};
use crate::registry::refusal::{Refusal, sanitize};

/// How much of a refusal's body is read.
const REFUSAL_LIMIT: u64 = 64 << 10;

/// How many bytes a step of a long body has, where they are there.
const STEP: usize = 64 << 10;

/// How fast a document comes at the least, in bytes a second, once the first grace is over.
const SLOWEST: u64 = 16 << 10;

/// An answer whose body has not been read yet.
#[derive(Debug)]
pub(in crate::registry) struct Response {
    pub(super) method: Method,
    /// Where it came from, after all redirects.
    pub(in crate::registry) url: Url,
    /// The status.
    pub(in crate::registry) status: StatusCode,
    /// The headers.
    pub(in crate::registry) headers: HeaderMap,
    /// Whether credentials were sent.
    pub(in crate::registry) authenticated: bool,
    /// Whether it came from another origin than the one that was asked.
    pub(in crate::registry) redirected: bool,
    pub(super) inner: reqwest::Response,
    pub(super) stall: Duration,
    /// What came after the last step and was not handed out with it: an end or a failure.
    pub(super) next: Option<Result<Option<Bytes>>>,
    /// What was read of the body when nobody had asked for it yet: a refusal is told with it later.
    pub(super) discarded: Bytes,
    /// Held until the body was read: an answer under way counts among the requests under way.
    pub(super) permit: Option<OwnedSemaphorePermit>,
}

impl Response {
    /// The method of the request.
    pub(in crate::registry) fn method(&self) -> &Method {
        &self.method
    }

    /// The headers as text, in the order in which they came.
    pub(in crate::registry) fn shown_headers(&self) -> Vec<(String, String)> {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        self.headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect()
    }

    /// The text of a header.
    pub(in crate::registry) fn header(&self, name: impl Into<HeaderName>) -> Option<&str> {
        self.headers.get(name.into())?.to_str().ok()
    }

    /// The text of a header that has no constant.
    pub(in crate::registry) fn named(&self, name: &'static str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// How long the body is, as the header says.
    pub(in crate::registry) fn length(&self) -> Option<u64> {
        self.header(CONTENT_LENGTH)?.trim().parse().ok()
    }

    /// What the body is, as the header says; empty where it says nothing.
    pub(in crate::registry) fn media_type(&self) -> MediaType {
        MediaType::new(self.header(CONTENT_TYPE).unwrap_or_default())
    }

    /// The next bytes of the body; nothing at its end. Waits no longer than the stall limit.
    pub(in crate::registry) async fn chunk(&mut self) -> Result<Option<Bytes>> {
        match tokio::time::timeout(self.stall, self.inner.chunk()).await {
            Ok(Ok(Some(chunk))) => Ok(Some(chunk)),
            Ok(Ok(None)) => {
                self.permit = None;
                Ok(None)
            }
            Ok(Err(error)) => {
                let cause = match cause::of(&error) {
                    Cause::Other => Cause::Cut,
                    cause => cause,
                };
                Err(self.network(cause, Some(cause::words(&error.without_url()))))
            }
            Err(_) => Err(self.network(Cause::Stalled, None)),
        }
    }

    /// The next bytes of the body in a step worth a system call: TLS hands out 16 KiB at most, so pieces that are here
    /// already are joined. Nothing is waited for but the first.
    pub(in crate::registry) async fn step(&mut self) -> Result<Option<Bytes>> {
        if let Some(next) = self.next.take() {
            return next;
        }
        let first = self.chunk().await?;
        let Some(first) = first else { return Ok(None) };
        if first.len() >= STEP / 2 {
            return Ok(Some(first));
        }
        let mut joined = BytesMut::new();
        while joined.len() < STEP {
            match self.chunk().now_or_never() {
                None => break,
                Some(Ok(Some(more))) => {
                    if joined.is_empty() {
                        joined.reserve(2 * STEP);
                        joined.extend_from_slice(&first);
                    }
                    joined.extend_from_slice(&more);
                }
                Some(end) => {
                    self.next = Some(end);
                    break;
                }
            }
        }
        Ok(Some(if joined.is_empty() { first } else { joined.freeze() }))
    }

    /// The whole body, refused where it is longer than `limit` bytes, or where it comes so slowly that it may never
    /// end: a document gets twice the stall limit, and more only for bytes that came.
    pub(in crate::registry) async fn bytes(&mut self, limit: u64) -> Result<Bytes> {
        let too_large = |this: &Self| {
            let (method, url) = (this.method.to_string(), redacted(&this.url));
            Error::TooLarge { method, url, limit, setting: None }
        };
        if self.method != Method::HEAD && self.length().is_some_and(|length| length > limit) {
            return Err(too_large(self));
        }
        let mut all = BytesMut::new();
        let (began, grace) = (Instant::now(), self.stall * 2);
        loop {
            let patience = grace + Duration::from_secs(all.len() as u64 / SLOWEST);
            let Ok(chunk) = tokio::time::timeout_at(began + patience, self.chunk()).await else {
                return Err(self.network(Cause::Slow, None));
            };
            let Some(chunk) = chunk? else { break };
            if (all.len() + chunk.len()) as u64 > limit {
                return Err(too_large(self));
            }
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }

    /// The whole body of a manifest, whose limit the user can move.
    pub(in crate::registry) async fn manifest_bytes(&mut self, most: u64) -> Result<Bytes> {
        self.bytes(most).await.map_err(|error| match error {
            Error::TooLarge { method, url, limit, .. } => {
                Error::TooLarge { method, url, limit, setting: Some("manifest-limit") }
            }
            error => error,
        })
    }

    /// Reads what is left of a short body, so that its connection can serve the next request.
    pub(in crate::registry) async fn discard(&mut self) {
        if let Ok(read) = self.bytes(REFUSAL_LIMIT).await
            && !read.is_empty()
        {
            self.discarded = read;
        }
    }

    /// The answer as the failure that it is.
    pub(in crate::registry) async fn refusal(mut self) -> Error {
        let request_ids =
            ["x-request-id", "x-amzn-requestid", "x-ms-request-id", "docker-request-id", "x-github-request-id"];
        let mut refusal = Refusal {
            method: self.method.to_string(),
            url: redacted(&self.url),
            status: self.status.as_u16(),
            errors: Vec::new(),
            excerpt: String::new(),
            request_id: request_ids.iter().find_map(|name| self.named(name)).map(|id| sanitize(id, 80)),
            authenticated: self.authenticated,
            retry_after: retry_after(&self.headers, SystemTime::now()).filter(|pause| !pause.is_zero()),
        };
        self.discard().await;
        refusal.read(&self.discarded);
        Error::Refused(Box::new(refusal))
    }

    /// The answer where its status is among `statuses`, else the failure that it is.
    pub(in crate::registry) async fn expect(self, statuses: &[u16]) -> Result<Self> {
        if statuses.contains(&self.status.as_u16()) { Ok(self) } else { Err(self.refusal().await) }
    }

    /// The answer, which reports success, as something that cannot be used.
    pub(in crate::registry) fn unusable(&self, what: impl Into<String>, reason: Reason) -> Error {
        let (method, url) = (self.method.to_string(), redacted(&self.url));
        Error::Unusable { method, url, what: what.into(), reason, source: None }
    }

    /// The JSON of the body, read up to `limit` bytes.
    pub(in crate::registry) async fn json<T: serde::de::DeserializeOwned>(&mut self, limit: u64) -> Result<T> {
        let body = self.bytes(limit).await?;
        serde_json::from_slice(&body).map_err(|source| self.not_json(&body, source.into()))
    }

    /// The failure of a body that should be JSON and is not.
    pub(in crate::registry) fn not_json(&self, body: &[u8], source: BoxError) -> Error {
        let start = sanitize(String::from_utf8_lossy(&body[..body.len().min(400)]).trim(), 80);
        let html = start.starts_with('<') || self.media_type().as_str() == "text/html";
        let (what, reason) = if html {
            ("an HTML page came where JSON was expected: is this a registry?".to_owned(), Reason::Html)
        } else if start.is_empty() {
            ("an empty answer came where JSON was expected".to_owned(), Reason::Invalid)
        } else {
            (format!("the answer is not the JSON that was expected; it starts with {start:?}"), Reason::Invalid)
        };
        let (method, url) = (self.method.to_string(), redacted(&self.url));
        Error::Unusable { method, url, what, reason, source: Some(source) }
    }

    fn network(&self, cause: Cause, source: Option<BoxError>) -> Error {
        Error::Network { method: self.method.to_string(), url: redacted(&self.url), cause, source }
    }
}
