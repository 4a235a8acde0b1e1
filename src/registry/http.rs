//! The only file that sends a request: turns, credentials, redirects, further tries, notices.

mod call;
mod cause;
mod clients;
mod host;
mod range;
mod redirect;
mod response;
mod retry;

use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use http::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_LENGTH, LOCATION, USER_AGENT, WARNING};
use http::{HeaderValue, Method, StatusCode};
use tokio::time::Instant;
use url::Url;

pub(super) use call::{Authority, Call, Flow, Follow, Outgoing, Payload, Refill};
pub(super) use host::{Host, Spoken, locked};
pub(super) use range::{content_range, received};
pub(super) use redirect::{forbidden, redacted, same_origin};
pub(super) use response::Response;
pub(super) use retry::Patience;

use super::auth::Auth;
use super::error::{Cause, Error, Reason, Result};
use super::refusal::sanitize;
use super::{Notice, Options};
use crate::reference::Registry;
use clients::Clients;

/// Sends requests.
pub(super) struct Http {
    pub(super) options: Options,
    pub(super) auth: Auth,
    clients: Clients,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
    warned: Mutex<HashSet<String>>,
}

/// One request on its way through redirects and challenges.
struct Journey {
    method: Method,
    url: Url,
    authorization: Option<HeaderValue>,
    hops: u32,
    challenges: u32,
    /// The answer to credentials that may be worse than none, while it is tried without them.
    refused: Option<Response>,
}

enum Step {
    Arrived(Response),
    Onward,
}

impl Http {
    pub(super) fn new(options: Options, auth: Auth) -> Self {
        Self { options, auth, clients: Clients::default(), hosts: Mutex::default(), warned: Mutex::default() }
    }

    /// Tells the user.
    pub(super) fn notify(&self, notice: Notice) {
        (self.options.notify)(notice);
    }

    /// What is known of a registry's host.
    pub(super) fn host(&self, registry: &Registry) -> Arc<Host> {
        self.host_at(registry.api_authority())
    }

    fn host_at(&self, authority: &str) -> Arc<Host> {
        if let Some(host) = locked(&self.hosts).get(authority) {
            return Arc::clone(host);
        }
        let registry: Option<Registry> = authority.parse().ok();
        let options = registry.as_ref().map(|registry| (self.options.hosts)(registry)).unwrap_or_default();
        let host = Arc::new(Host::new(authority, registry.as_ref(), options));
        Arc::clone(locked(&self.hosts).entry(authority.to_owned()).or_insert(host))
    }

    fn host_of(&self, url: &Url) -> Arc<Host> {
        let name = url.host_str().unwrap_or_default();
        match url.port() {
            None => self.host_at(name),
            Some(port) => self.host_at(&format!("{name}:{port}")),
        }
    }

    /// The URL of `path` at a registry.
    pub(super) fn url(&self, registry: &Registry, path: &str) -> Result<Url> {
        let scheme = match self.host(registry).speaks().0 {
            Spoken::Plain => "http",
            Spoken::Tls => "https",
        };
        let text = format!("{scheme}://{}{path}", registry.api_authority());
        Url::parse(&text).map_err(|error| Error::Unusable {
            method: "GET".to_owned(),
            url: text,
            what: "the address is not a URL".to_owned(),
            reason: Reason::Invalid,
            source: Some(error.into()),
        })
    }

    /// Makes a request until it has an answer that another try would not change, or patience is at an end. The answer
    /// may be a refusal.
    pub(super) async fn send(&self, call: Call<'_>, patience: &mut Patience) -> Result<Response> {
        let mut journey = self.start(&call).await?;
        loop {
            let outcome = match self.attempt(&call, &journey).await {
                Ok(response) => self.step(&call, &mut journey, response).await,
                Err(error) => Err(error),
            };
            match outcome {
                Ok(Step::Onward) => {}
                Ok(Step::Arrived(mut response)) => {
                    if !self.pause_after(&call, &mut response, patience).await {
                        return Ok(response);
                    }
                    drop(response);
                    journey = self.start(&call).await?;
                }
                Err(error) => {
                    // A streamed body is not sent twice blindly: its owner asks first what has arrived.
                    let again = error.is_transient() && !matches!(call.payload, Payload::Streamed(_));
                    match again.then(|| patience.pause(None)).flatten() {
                        None => return Err(error),
                        Some(pause) => {
                            let text =
                                format!("{error}; again in {:.1?} ({} of {})", pause.length, pause.number, pause.of);
                            self.notify(Notice::Retry(text));
                            tokio::time::sleep(pause.length).await;
                            journey = self.start(&call).await?;
                        }
                    }
                }
            }
        }
    }

    async fn start(&self, call: &Call<'_>) -> Result<Journey> {
        let authorization = match &call.authority {
            Authority::Anonymous => None,
            Authority::Fixed(header) => Some(header.clone()),
            Authority::Granted(grant) => {
                let long = matches!(call.payload, Payload::Streamed(_));
                self.auth.ready(self, grant, Duration::from_secs(if long { 20 } else { 5 })).await?
            }
        };
        let (method, url) = (call.method.clone(), call.url.clone());
        Ok(Journey { method, url, authorization, hops: 0, challenges: 0, refused: None })
    }

    /// Waits before another try of a request that was answered with a status that may pass; false where there is
    /// none.
    async fn pause_after(&self, call: &Call<'_>, response: &mut Response, patience: &mut Patience) -> bool {
        let busy = matches!(response.status.as_u16(), 429 | 503);
        let streamed = matches!(call.payload, Payload::Streamed(_));
        if !retry::is_transient(response.status) || (streamed && !busy) {
            return false;
        }
        let asked = retry::retry_after(&response.headers, SystemTime::now());
        let Some(pause) = patience.pause(asked) else { return false };
        self.notify(Notice::Retry(format!(
            "{} {}: {}; again in {:.1?} ({} of {})",
            call.method,
            redacted(&response.url),
            response.status.as_u16(),
            pause.length,
            pause.number,
            pause.of
        )));
        if busy {
            self.host_of(&response.url).close_for(pause.length);
        }
        response.discard().await;
        response.permit = None;
        tokio::time::sleep(pause.length).await;
        true
    }

    /// What an answer leads to: the next hop, another try with credentials, or the end.
    async fn step(&self, call: &Call<'_>, journey: &mut Journey, mut response: Response) -> Result<Step> {
        let origin = self.spoken_to(&call.url);
        response.redirected = !same_origin(&origin, &response.url);
        if let Some(target) = redirect_target(&response) {
            if call.follow == Follow::SameOrigin && !same_origin(&response.url, &target) {
                return Ok(Step::Arrived(response));
            }
            return self.hop(journey, response, target, &origin).await;
        }
        let Authority::Granted(grant) = &call.authority else { return Ok(Step::Arrived(response)) };
        if let Some(first) = journey.refused.take() {
            if response.status.is_client_error() {
                return Ok(Step::Arrived(first));
            }
            self.auth.give_up_credentials(self, grant);
            return Ok(Step::Arrived(response));
        }
        // A 401 of another origin asks for that origin's credentials, which nobody has.
        let asked = response.status == StatusCode::UNAUTHORIZED
            || response.status == StatusCode::BAD_REQUEST && is_expired_token(&response, journey);
        if !response.redirected && asked && journey.challenges < 2 {
            journey.challenges += 1;
            let sent = journey.authorization.take();
            response.discard().await;
            response.permit = None;
            let answer = Box::pin(self.auth.answer(self, grant, &response, sent.as_ref())).await?;
            if answer.is_some() {
                journey.authorization = answer;
                journey.url = call.url.clone();
                return Ok(Step::Onward);
            }
        }
        let denied = matches!(response.status.as_u16(), 401 | 403);
        if denied && response.authenticated && !response.redirected && grant.may_be_anonymous() {
            if let Some(authorization) = Box::pin(self.auth.anonymous(self, grant)).await {
                response.permit = None;
                journey.authorization = authorization;
                journey.refused = Some(response);
                return Ok(Step::Onward);
            }
        }
        Ok(Step::Arrived(response))
    }

    async fn hop(&self, journey: &mut Journey, mut response: Response, target: Url, origin: &Url) -> Result<Step> {
        let refuse = |why| {
            let (method, url) = (journey.method.to_string(), redacted(&response.url));
            Err(Error::Redirect { method, url, target: redacted(&target), why })
        };
        if let Some(why) = forbidden(&response.url, &target) {
            return refuse(why);
        }
        if journey.hops == redirect::MOST_HOPS {
            return refuse("there were too many before it");
        }
        response.discard().await;
        journey.hops += 1;
        if !same_origin(origin, &target) {
            journey.authorization = None;
        }
        if response.status == StatusCode::SEE_OTHER && journey.method != Method::HEAD {
            journey.method = Method::GET;
        }
        journey.url = target;
        Ok(Step::Onward)
    }

    /// The URL with the scheme that its host was found to speak.
    fn spoken_to(&self, url: &Url) -> Url {
        let mut url = url.clone();
        if url.scheme() == "http" && self.host_of(&url).speaks() == (Spoken::Tls, false) {
            let host = self.host_of(&url);
            if host.local && host.options.scheme == super::Scheme::Auto {
                // Setting a scheme fails only between special and other schemes.
                let _ = url.set_scheme("https");
            }
        }
        url
    }

    /// One request and its answer, whichever of plain HTTP and TLS a host on this machine turns out to speak.
    async fn attempt(&self, call: &Call<'_>, journey: &Journey) -> Result<Response> {
        let url = self.spoken_to(&journey.url);
        let host = self.host_of(&url);
        let guessed = url.scheme() == "http" && host.speaks() == (Spoken::Plain, true);
        let mut first = self.exchange(call, journey, &host, url.clone()).await;
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
                Err(_) => {}
            }
        }
        if first.is_ok() {
            host.speak(Spoken::Plain);
        }
        first.map_err(|failure| failure.error)
    }

    /// One request on the wire.
    async fn exchange(&self, call: &Call<'_>, journey: &Journey, host: &Host, url: Url) -> Result<Response, Failure> {
        let permit = match &call.payload {
            Payload::Streamed(refill) if !refill.is_counted() => {
                host.pass().await;
                None
            }
            _ => host.turn().await,
        };
        let client = self.clients.client(host, self.options.connect_timeout)?;
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
        let inner = self.head(request.send(), flow, &method, &url).await?;
        let (status, headers) = (inner.status(), inner.headers().clone());
        let text = format!("{method} {} -> {} ({:.0?})", redacted(&url), status.as_u16(), began.elapsed());
        self.notify(Notice::Trace(text));
        self.pass_on_warnings(&headers, host);
        let authenticated = journey.authorization.is_some();
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
                    let error = network(cause, Some(error.without_url().into()));
                    return Err(Failure { error, may_be_tls });
                }
                Err(_) if flow.is_some_and(|flow| flow.deadline(stall) > Instant::now()) => {}
                Err(_) => return Err(network(Cause::Stalled, None).into()),
            }
        }
    }

    /// `Warning: 299 - "text"` of a registry, each text once.
    fn pass_on_warnings(&self, headers: &http::HeaderMap, host: &Host) {
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

fn redirect_target(response: &Response) -> Option<Url> {
    if !matches!(response.status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    response.url.join(response.header(LOCATION)?).ok()
}

/// One registry (public.ecr.aws) answers an expired token with 400.
fn is_expired_token(response: &Response, journey: &Journey) -> bool {
    journey.authorization.is_some() && response.url.host_str().is_some_and(|host| host.ends_with("ecr.aws"))
}
