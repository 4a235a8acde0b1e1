//! What every request goes through before the pipeline and after it: its name, limits, the base path, health and
//! figures, and in the end the record of it.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use bytes::Bytes;
use futures_util::FutureExt;
use http::header::{CONNECTION, CONTENT_TYPE, LINK, LOCATION, RETRY_AFTER, USER_AGENT};
use http::uri::PathAndQuery;
use http::{HeaderName, HeaderValue, Method, StatusCode, Uri};

use super::access_log::{AccessLog, Line};
use super::answer::{Answer, Response};
use super::body::{Delivered, Incoming, Received};
use super::framing;
use super::health;
use super::limits::{Census, Limits, Rates};
use super::listen::Purpose;
use super::metrics::{Metrics, Route};
use super::peer::Peer;
use super::pipeline;
use super::watch::Traffic;
use super::{Registry, ServerError};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest name of a request that a client may choose.
const LONGEST_ID: usize = 64;
/// nginx's status for a client that went away before its answer began.
const CLIENT_GONE: u16 = 499;

/// What is said to who speaks plain HTTP where TLS is spoken.
pub const PLAIN_ON_TLS: &str = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\
    Content-Length: 38\r\n\r\nThis port speaks TLS: ask by https://\n";
/// What is said to a connection that is one too many.
pub const TOO_MANY_CONNECTIONS: &str = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\n\
    Connection: close\r\nRetry-After: 1\r\nContent-Length: 22\r\n\r\nToo many connections.\n";

/// How the front behaves.
#[derive(Debug, Default)]
pub struct FrontOptions {
    /// What a client may take.
    pub limits: Limits,
    /// The path below which the registry lies for its clients, such as `/registry`; empty where it is the root.
    pub base_path: BasePath,
    /// What is said to every client: the value of a `Warning` header.
    pub warning: Option<HeaderValue>,
    /// Where requests are recorded.
    pub log: Option<AccessLog>,
    /// Whether `/metrics` is answered only where nothing else is.
    pub metrics_apart: bool,
}

/// The state that all requests share.
#[derive(Debug)]
pub struct Front {
    /// What a client may take.
    pub limits: Limits,
    /// The path below which the registry lies for its clients.
    pub base_path: BasePath,
    /// Everything that is counted.
    pub metrics: Metrics,
    pub(super) census: Arc<Census>,
    pub(super) usage: health::UsageCache,
    pub(super) metrics_apart: bool,
    warning: Option<HeaderValue>,
    log: Option<AccessLog>,
    rates: Option<Rates>,
    draining: AtomicBool,
    ids: Ids,
}

impl Default for Front {
    fn default() -> Self {
        Self::new(FrontOptions::default())
    }
}

impl Front {
    /// A front that behaves like this.
    pub fn new(options: FrontOptions) -> Self {
        let FrontOptions { limits, base_path, warning, log, metrics_apart } = options;
        Self {
            rates: limits.requests_per_second.map(Rates::new),
            limits,
            base_path,
            warning,
            log,
            metrics_apart,
            metrics: Metrics::default(),
            census: Arc::default(),
            usage: health::UsageCache::default(),
            draining: AtomicBool::new(false),
            ids: Ids::default(),
        }
    }

    /// Says from now on that the registry is about to end.
    pub(super) fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// Whether the registry is about to end.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// Opens the file of the access log again.
    pub fn reopen_log(&self) {
        if let Some(log) = &self.log {
            log.reopen();
        }
    }
}

/// A path in front of all others, checked: empty, or `/` and clean parts behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BasePath(String);

impl BasePath {
    /// The path, without a slash at its end; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for BasePath {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let path = text.trim_end_matches('/');
        let clean = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
                && !matches!(part, "." | "..")
        };
        let legal = path.is_empty() || path.strip_prefix('/').is_some_and(|rest| rest.split('/').all(clean));
        if legal { Ok(Self(path.to_owned())) } else { Err(format!("{text:?} is no path such as /registry")) }
    }
}

/// The names of requests: numbers behind words that differ from process to process.
#[derive(Debug)]
struct Ids {
    process: String,
    next: AtomicU64,
}

impl Default for Ids {
    fn default() -> Self {
        use std::hash::{BuildHasher, Hasher, RandomState};
        // The keys of the standard library's hash are the randomness of the operating system.
        let random = RandomState::new().build_hasher().finish();
        Self { process: format!("{random:016x}"), next: AtomicU64::new(0) }
    }
}

impl Ids {
    /// The name that the client gave where that is short and clean, else a new one.
    fn name(&self, given: Option<&HeaderValue>) -> HeaderValue {
        let clean = |value: &&HeaderValue| {
            let bytes = value.as_bytes();
            (1..=LONGEST_ID).contains(&bytes.len())
                && bytes.iter().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(b))
        };
        if let Some(given) = given.filter(clean) {
            return given.clone();
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        // Letters, digits and a hyphen are legal in a header.
        HeaderValue::try_from(format!("{}-{number:x}", self.process)).unwrap_or(HeaderValue::from_static("unnamed"))
    }
}

/// The other end of a connection, for all requests that come from it.
pub struct Client {
    /// What it talks to.
    pub registry: Arc<Registry>,
    /// Where it is.
    pub peer: Peer,
    /// What its listener answers.
    pub purpose: Purpose,
    /// What has happened on the connection.
    pub traffic: Arc<Traffic>,
}

impl Client {
    /// What it may take.
    pub fn limits(&self) -> &Limits {
        &self.registry.front.limits
    }
}

/// What became known of a request on its way through the pipeline.
#[derive(Debug, Default)]
pub struct Trace {
    /// What it was for.
    pub route: Route,
    /// Who proved to send it.
    pub user: Option<String>,
}

/// Answers a request, whatever happens.
pub async fn answer<B>(client: Arc<Client>, mut request: http::Request<B>) -> http::Response<Delivered>
where
    B: Incoming,
{
    let front = &client.registry.front;
    let peer = client.peer.forwarded(request.headers(), &front.limits.trusted_proxies);
    let id = front.ids.name(request.headers().get(REQUEST_ID));
    let mut record = Record::begin(&client, &request, peer, &id);
    request.extensions_mut().insert(peer);
    let mut trace = Trace::default();
    let request = request.map(|body| Received::new(body, Arc::clone(&client), Arc::clone(&record.received)));
    let answered = AssertUnwindSafe(admit(&client, peer, request, &mut trace)).catch_unwind().await;
    let mut response = answered.unwrap_or_else(|_| {
        front.metrics.panics.add(1);
        Answer::new(StatusCode::INTERNAL_SERVER_ERROR)
            .header(CONTENT_TYPE, "application/json")
            .bytes(Bytes::from_static(br#"{"errors":[{"code":"UNKNOWN","message":"the registry failed"}]}"#))
    });
    let headers = response.headers_mut();
    headers.insert(REQUEST_ID, id);
    if let Some(warning) = &front.warning {
        headers.insert(http::header::WARNING, warning.clone());
    }
    if !front.base_path.as_str().is_empty() {
        rebase(headers, front.base_path.as_str());
    }
    record.answered(trace, response.status());
    response.map(|body| Delivered::new(body, record))
}

/// Refuses what a client may not do at all; answers what is no part of the registry; leaves the rest to the pipeline.
async fn admit<B>(client: &Client, peer: Peer, mut request: http::Request<Received<B>>, trace: &mut Trace) -> Response
where
    B: Incoming,
{
    let registry = &client.registry;
    let front = &registry.front;
    if let Some(response) = health::answer(registry, client.purpose, request.method(), path(front, request.uri())).await
    {
        trace.route = Route::Health;
        return response;
    }
    if client.purpose == Purpose::Metrics {
        return ServerError::PathUnknown.response();
    }
    if let Err(error) = framing::check(request.version(), request.headers()) {
        // Nor is anything believed that follows on the connection.
        let mut response = error.response();
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        return response;
    }
    if let (Some(rates), Some(address)) = (&front.rates, peer.address)
        && let Err(retry_after) = rates.admit(address, Instant::now())
    {
        return ServerError::TooMany { retry_after }.response();
    }
    if !front.base_path.as_str().is_empty() {
        match rooted(request.uri(), front.base_path.as_str()) {
            Some(uri) => *request.uri_mut() = uri,
            None => return ServerError::PathUnknown.response(),
        }
    }
    pipeline::respond(registry, request, trace).await
}

/// The path of a request, without the base where it has that.
fn path<'u>(front: &Front, uri: &'u Uri) -> &'u str {
    let path = uri.path();
    path.strip_prefix(front.base_path.as_str()).filter(|rest| rest.starts_with('/')).unwrap_or(path)
}

/// The URI without its base; nothing where it lies elsewhere.
fn rooted(uri: &Uri, base: &str) -> Option<Uri> {
    let rest = uri.path_and_query()?.as_str().strip_prefix(base)?;
    let rest = if rest.is_empty() { "/" } else { rest };
    let path = rest.starts_with('/').then(|| PathAndQuery::try_from(rest).ok()).flatten()?;
    Some(Uri::from(path))
}

/// Puts the base in front of where the client is sent.
fn rebase(headers: &mut http::HeaderMap, base: &str) {
    for (name, start) in [(LOCATION, "/"), (LINK, "</")] {
        let text = headers.get(&name).and_then(|value| value.to_str().ok());
        let Some(rest) = text.and_then(|text| text.strip_prefix(start)) else { continue };
        let (before, slash) = start.split_at(start.len() - 1);
        // Both were headers before, so that they are one together.
        if let Ok(value) = HeaderValue::try_from(format!("{before}{base}{slash}{rest}")) {
            headers.insert(name, value);
        }
    }
}

/// A request from its beginning to the last byte of its answer, or to where that broke off.
pub struct Record {
    client: Arc<Client>,
    started: Instant,
    method: Method,
    route: Route,
    status: StatusCode,
    answering: bool,
    sent: u64,
    expected: Option<u64>,
    received: Arc<AtomicU64>,
    line: Option<Box<Line>>,
}

impl Record {
    fn begin<B>(client: &Arc<Client>, request: &http::Request<B>, peer: Peer, id: &HeaderValue) -> Self {
        client.traffic.requests.fetch_add(1, Ordering::Relaxed);
        client.traffic.under_way.fetch_add(1, Ordering::Relaxed);
        let front = &client.registry.front;
        front.metrics.under_way.add(1);
        let text = |value: Option<&HeaderValue>| {
            value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).unwrap_or_default()
        };
        let line = front.log.as_ref().map(|_| {
            Box::new(Line {
                time: jiff::Timestamp::now(),
                peer: peer.address,
                user: None,
                method: request.method().as_str().to_owned(),
                target: request.uri().path_and_query().map_or_else(String::new, |target| target.as_str().to_owned()),
                status: 0,
                sent: 0,
                received: 0,
                duration: std::time::Duration::ZERO,
                request_id: text(Some(id)),
                user_agent: text(request.headers().get(USER_AGENT)),
            })
        });
        Self {
            client: Arc::clone(client),
            started: Instant::now(),
            method: request.method().clone(),
            route: Route::Other,
            status: StatusCode::from_u16(CLIENT_GONE).unwrap_or(StatusCode::BAD_REQUEST),
            answering: false,
            sent: 0,
            expected: None,
            received: Arc::default(),
            line,
        }
    }

    fn answered(&mut self, trace: Trace, status: StatusCode) {
        self.client.traffic.answering.fetch_add(1, Ordering::Relaxed);
        self.answering = true;
        (self.route, self.status) = (trace.route, status);
        if let Some(line) = &mut self.line {
            line.user = trace.user;
        }
    }

    /// Says how long the body will be.
    pub fn expect(&mut self, length: Option<u64>) {
        self.expected = length;
    }

    /// Counts bytes that were handed over.
    pub fn sent(&mut self, count: usize) {
        self.sent += count as u64;
        self.client.registry.front.metrics.sent.add(count as u64);
    }

    /// Says that the body has come to its end.
    pub fn ended(&mut self) {
        self.expected = Some(self.sent);
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        let traffic = &self.client.traffic;
        traffic.under_way.fetch_sub(1, Ordering::Relaxed);
        if self.answering {
            traffic.answering.fetch_sub(1, Ordering::Relaxed);
        }
        let front = &self.client.registry.front;
        front.metrics.under_way.add(-1);
        if self.answering && self.expected != Some(self.sent) {
            front.metrics.cut.add(1);
        }
        let duration = self.started.elapsed();
        front.metrics.count(self.route, &self.method, self.status, duration);
        let (Some(log), Some(line)) = (&front.log, self.line.take()) else { return };
        let received = self.received.load(Ordering::Relaxed);
        let line = Line { status: self.status.as_u16(), sent: self.sent, received, duration, ..*line };
        if !log.write(line) {
            front.metrics.lost_log_lines.add(1);
        }
    }
}

/// The value of a `Warning` header that says `text` (RFC 7234, 5.5, in the form that registries use).
///
/// # Errors
/// The text has characters that cannot be sent, or is too long: clients take 4096 bytes at most.
pub fn warning(text: &str) -> Result<HeaderValue, String> {
    let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
    let value = format!("299 - \"{quoted}\"");
    if value.len() > 4096 - "Warning: ".len() {
        return Err("a warning has 4000 characters at most".to_owned());
    }
    let printable = !text.is_empty() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let value = printable.then(|| HeaderValue::try_from(value).ok()).flatten();
    value.ok_or_else(|| "a warning is one line of printable ASCII".to_owned())
}

/// How long to wait, for an answer that says to come back.
pub(super) fn retry_after(response: &mut Response, seconds: u32) {
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
}
