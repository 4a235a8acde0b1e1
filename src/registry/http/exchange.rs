//! One request on the wire and the head of its answer, in plain HTTP or TLS.

use std::future::Future;

use http::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_LENGTH, USER_AGENT, WARNING};
use http::{HeaderMap, Method, StatusCode};
use tokio::time::Instant;
use url::Url;

use super::host::{Host, Spoken, locked};
use super::{Authority, Call, Flow, Http, Journey, Payload, Response, cause, redacted};
use crate::registry::Notice;
use crate::registry::error::{Cause, Error, Reason, Result};
use crate::registry::refusal::sanitize;

impl Http {
    /// One request and its answer, whichever of plain HTTP and TLS a host on this machine turns out to speak.
    pub(super) async fn attempt(&self, call: &Call<'_>, journey: &mut Journey) -> Result<Response> {
        let url = self.spoken_to(&journey.url);
        let host = self.host_of(&url);
        let guessed = url.scheme() == "http" && host.speaks() == (Spoken::Plain, true);
        let mut first = self.exchange(call, journey, &host, url.clone()).await;
        if first.is_ok() {
            host.found.answered.set();
        }
        if !guessed {
            return first.map_err(|failure| failure.error);
        }
        let doubtful = match &first {
            Ok(response) => response.status == StatusCode::BAD_REQUEST,
            Err(failure) => failure.may_be_tls || failure.is_refused() && url.port().is_none(),
        };
        if doubtful {
            if let Ok(response) = &mut first {
                // The second request may need the very turn that the first one's answer holds.
                response.permit = None;
            }
            let mut secure = url;
            let _ = secure.set_scheme("https");
            match self.exchange(call, journey, &host, secure).await {
                Ok(response) => {
                    host.speak(Spoken::Tls);
                    return Ok(response);
                }
                Err(failure) if failure.is_certificate() => {
                    host.speak(Spoken::Tls);
                    return Err(failure.error);
                }
                // Nothing can be found out about TLS; the registry's own answer in plain HTTP says more.
                Err(failure) if matches!(failure.error, Error::Tls { .. }) && first.is_err() => {
                    return Err(failure.error);
                }
                Err(_) => {}
            }
        }
        if first.is_ok() {
            host.speak(Spoken::Plain);
        }
        first.map_err(|failure| failure.error)
    }

    /// One request on the wire.
    async fn exchange(
        &self,
        call: &Call<'_>,
        journey: &mut Journey,
        host: &Host,
        url: Url,
    ) -> Result<Response, Failure> {
        let permit = match &call.payload {
            Payload::Streamed(refill) if !refill.is_counted() => {
                host.pass().await;
                None
            }
            _ => host.turn().await,
        };
        let spoken = if url.scheme() == "http" { Spoken::Plain } else { Spoken::Tls };
        let client = self.clients.client(host, spoken, self.options.connect_timeout)?;
        let mut request = client
            .request(journey.method.clone(), url.clone())
            .header(USER_AGENT, &self.options.user_agent)
            .header(ACCEPT_ENCODING, "identity")
            .headers(call.headers.clone());
        if let Some(authorization) = &journey.authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        let mut flow = None;
        request = match &call.payload {
            _ if journey.method != call.method => request,
            Payload::Empty if matches!(journey.method, Method::GET | Method::HEAD | Method::DELETE) => request,
            Payload::Empty => request.header(CONTENT_LENGTH, 0),
            Payload::Whole(bytes) => request.body(bytes.clone()),
            Payload::Streamed(refill) => {
                let outgoing = refill.refill().await?;
                flow = Some(refill.flow());
                let request = match outgoing.length {
                    None => request,
                    Some(length) => request.header(CONTENT_LENGTH, length),
                };
                request.body(reqwest::Body::wrap_stream(outgoing.stream))
            }
        };
        let began = Instant::now();
        let method = journey.method.clone();
        let answer = self.head(request.send(), flow, &method, &url).await;
        journey.waited += flow.map_or(began, |flow| flow.moved().max(began)).elapsed();
        let inner = answer?;
        let (status, headers) = (inner.status(), inner.headers().clone());
        let text = format!("{method} {} -> {} ({:.0?})", redacted(&url), status.as_u16(), began.elapsed());
        self.notify(Notice::Trace(text));
        self.pass_on_warnings(&headers, host);
        let authenticated = journey.authorization.is_some() && self.is_told(&call.authority).await;
        // What has no body is over with its head: another request must not wait for somebody to drop it.
        let permit = permit.filter(|_| method != Method::HEAD && inner.content_length() != Some(0));
        let stall = self.options.stall_timeout;
        Ok(Response {
            method,
            url,
            status,
            headers,
            authenticated,
            redirected: false,
            inner,
            stall,
            next: None,
            discarded: bytes::Bytes::new(),
            permit,
        })
    }

    /// Waits for the head of an answer, as long as the body before it gets ahead.
    async fn head(
        &self,
        sent: impl Future<Output = reqwest::Result<reqwest::Response>>,
        flow: Option<&Flow>,
        method: &Method,
        url: &Url,
    ) -> Result<reqwest::Response, Failure> {
        let stall = self.options.stall_timeout;
        let start = Instant::now() + self.options.connect_timeout;
        let network = |cause, source| Error::Network { method: method.to_string(), url: redacted(url), cause, source };
        let mut sent = std::pin::pin!(sent);
        loop {
            let deadline = flow.map_or(start + stall, |flow| flow.deadline(stall).max(start));
            match tokio::time::timeout_at(deadline, sent.as_mut()).await {
                Ok(Ok(response)) => return Ok(response),
                Ok(Err(error)) => {
                    let (cause, may_be_tls) = (cause::of(&error), cause::may_be_tls(&error));
                    let error = network(cause, Some(cause::words(&error.without_url())));
                    return Err(Failure { error, may_be_tls });
                }
                Err(_) if flow.is_some_and(|flow| flow.deadline(stall) > Instant::now()) => {}
                Err(_) => return Err(network(Cause::Stalled, None).into()),
            }
        }
    }

    /// Whether what is sent says who asks. A token that everybody gets is a header too, and says nothing.
    async fn is_told(&self, authority: &Authority<'_>) -> bool {
        match authority {
            Authority::Anonymous => false,
            Authority::Fixed(_) => true,
            Authority::Granted(grant) => self.auth.has_credential(grant).await,
        }
    }

    /// `Warning: 299 - "text"` of a registry, each text once.
    fn pass_on_warnings(&self, headers: &HeaderMap, host: &Host) {
        for value in headers.get_all(WARNING) {
            let value = String::from_utf8_lossy(value.as_bytes());
            let Some(text) = value.strip_prefix("299 ") else { continue };
            let text = text.split_once('"').map_or(text, |(_, quoted)| quoted.trim_end().trim_end_matches('"'));
            let text = format!("{} says: {}", host.authority, sanitize(&text.replace("\\\"", "\""), 300));
            if locked(&self.warned).insert(text.clone()) {
                self.notify(Notice::Warning(text));
            }
        }
    }
}

/// An exchange that failed, and whether it looked as if TLS was spoken at the other end.
struct Failure {
    error: Error,
    may_be_tls: bool,
}

impl Failure {
    fn is_refused(&self) -> bool {
        self.error.reason() == Reason::Network(Cause::Refused)
    }

    /// Whether TLS was spoken, only not to this side's liking.
    fn is_certificate(&self) -> bool {
        matches!(
            self.error.reason(),
            Reason::Network(
                Cause::UnknownIssuer | Cause::NameMismatch | Cause::Expired | Cause::NoTrustStore | Cause::Tls
            )
        )
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, may_be_tls: false }
    }
}
