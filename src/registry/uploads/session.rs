//! An upload session: where it goes on, and how many bytes it holds.

use std::ops::Range;

use ::http::Method;
use ::http::header::{CONTENT_RANGE, CONTENT_TYPE, HeaderValue, LOCATION};
use url::Url;

use super::feed::Feed;
use super::location::{closing, joined};
use crate::oci::Digest;
use crate::registry::Repository;
use crate::registry::error::{Error, Reason, Result};
use crate::registry::http::{Patience, Payload, Response, received, redacted, same_origin};

const OCTETS: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// A session that is open.
pub(super) struct Session {
    /// Where it goes on. Every answer may move it.
    pub(super) url: Url,
    /// The registry that opened it; no other is shown credentials.
    origin: Url,
    /// How many bytes it holds.
    pub(super) offset: u64,
    /// The smallest chunk that the registry takes, but for the last (`OCI-Chunk-Min-Length`).
    pub(super) least_chunk: u64,
}

/// What a session was found to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    Nothing,
    /// As much as its offset now says.
    Some,
    /// The registry does not say, or the session is gone.
    Unknown,
}

impl Session {
    /// The session that a 202 opened.
    pub(super) async fn open(mut response: Response) -> Result<Self> {
        response.discard().await;
        let Some(url) = response.header(LOCATION).and_then(|location| joined(&response.url, location)) else {
            let what = "the registry opened an upload and did not say where it goes on";
            return Err(response.unusable(what, Reason::Invalid));
        };
        let least_chunk = response.named("oci-chunk-min-length").and_then(|text| text.trim().parse().ok());
        Ok(Self { url, origin: response.url.clone(), offset: 0, least_chunk: least_chunk.unwrap_or_default() })
    }

    /// Whether it goes on at the registry that opened it.
    pub(super) fn is_own(&self) -> bool {
        same_origin(&self.origin, &self.url)
    }

    /// A failure of the session.
    pub(super) fn unusable(&self, what: &str, reason: Reason) -> Error {
        let (method, url) = ("PATCH".to_owned(), redacted(&self.url));
        Error::Unusable { method, url, what: what.to_owned(), reason, source: None }
    }

    fn moved(&mut self, response: &Response) {
        if let Some(url) = response.header(LOCATION).and_then(|location| joined(&response.url, location)) {
            self.url = url;
        }
    }

    /// Sends the part that `feed` is aimed at: a chunk at its `range`, or everything where there is none.
    pub(super) async fn patch(
        &mut self,
        repository: &Repository,
        feed: &Feed<'_>,
        range: Option<Range<u64>>,
        patience: &mut Patience,
    ) -> Result<()> {
        let mut call = super::call_at(Method::PATCH, self, repository)
            .header(CONTENT_TYPE, OCTETS)
            .payload(Payload::Streamed(feed));
        let chunk = range.as_ref().map(|range| format!("{}-{}", range.start, range.end - 1));
        if let Some(value) = chunk.and_then(|chunk| HeaderValue::try_from(chunk).ok()) {
            call = call.header(CONTENT_RANGE, value);
        }
        let mut response = repository.http().send(call, patience).await?.expect(&[202, 201, 204, 200]).await?;
        response.discard().await;
        self.moved(&response);
        if let Some(range) = range {
            // One byte kept looks like none: `0-0`.
            let kept = received(&response.headers).filter(|kept| *kept > 0 || range.end > 1);
            self.offset = kept.unwrap_or(range.end).min(range.end);
        }
        Ok(())
    }

    /// Ends the session with a PUT, which carries the bytes of `feed` or none.
    pub(super) async fn close(
        &mut self,
        repository: &Repository,
        digest: &Digest,
        feed: Option<&Feed<'_>>,
        patience: &mut Patience,
    ) -> Result<()> {
        let mut call = super::call_at(Method::PUT, self, repository).header(CONTENT_TYPE, OCTETS);
        call.url = closing(&self.url, digest);
        if let Some(feed) = feed {
            call = call.payload(Payload::Streamed(feed));
        }
        let mut response = repository.http().send(call, patience).await?;
        if !response.status.is_success() {
            return Err(response.refusal().await);
        }
        response.discard().await;
        // 201 says that the blob is stored, and some registries say so with 204. Anything else may mean less.
        if !matches!(response.status.as_u16(), 201 | 204) && repository.find_blob(digest).await?.is_none() {
            let status = response.status.as_u16();
            let what = format!("the registry answered {status} to the end of the upload, and does not have the blob");
            return Err(response.unusable(what, Reason::Invalid));
        }
        let found: Option<Digest> = response.named("docker-content-digest").and_then(|text| text.trim().parse().ok());
        match found.filter(|found| found.algorithm() == digest.algorithm() && found != digest) {
            None => Ok(()),
            Some(found) => Err(Error::Digest {
                method: "PUT".to_owned(),
                url: redacted(&response.url),
                expected: digest.clone(),
                found,
            }),
        }
    }

    /// Asks how much the session holds (`GET <location>`).
    pub(super) async fn ask(&mut self, repository: &Repository, patience: &mut Patience) -> Held {
        let call = super::call_at(Method::GET, self, repository);
        let Ok(mut response) = repository.http().send(call, patience).await else { return Held::Unknown };
        response.discard().await;
        if !matches!(response.status.as_u16(), 200 | 202 | 204) {
            return Held::Unknown;
        }
        self.moved(&response);
        self.offset = received(&response.headers).unwrap_or_default();
        if self.offset == 0 { Held::Nothing } else { Held::Some }
    }

    /// Gives the session up, so that the registry need not keep it. Whether it does so is its own affair.
    pub(super) async fn abandon(&self, repository: &Repository) {
        let call = super::call_at(Method::DELETE, self, repository);
        let mut patience = Patience::none();
        if let Ok(mut response) = repository.http().send(call, &mut patience).await {
            response.discard().await;
        }
    }
}
