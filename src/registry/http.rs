//! The only way to send a request: turns, credentials, redirects, further tries, notices.

mod call;
mod cause;
mod clients;
mod exchange;
mod host;
mod range;
mod redirect;
mod response;
mod retry;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use http::header::LOCATION;
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
use super::{Notice, Options};
use crate::reference::Registry;
use clients::Clients;

/// Sends requests.
pub(super) struct Http {
    pub(super) options: Options,
    pub(super) auth: Auth,
    clients: Clients,
    /// The hosts by their authorities.
    hosts: Mutex<HashMap<String, Arc<Host>>>,
    /// The hosts by the registries that lead to them, which may go by other names.
    named: Mutex<HashMap<Registry, Arc<Host>>>,
    warned: Mutex<HashSet<String>>,
}

/// One request on its way through redirects and challenges.
struct Journey {
    method: Method,
    url: Url,
    authorization: Option<HeaderValue>,
    hops: u32,
    challenges: u32,
    /// How long answers, or the failures in their stead, were waited for while no byte moved.
    waited: Duration,
    /// The answer to credentials that may be worse than none, while it is tried without them.
    refused: Option<Response>,
}

enum Step {
    Arrived(Box<Response>),
    Onward,
}

impl Http {
    pub(super) fn new(options: Options, auth: Auth) -> Self {
        Self {
            options,
            auth,
            clients: Clients::default(),
            hosts: Mutex::default(),
            named: Mutex::default(),
            warned: Mutex::default(),
        }
    }

    /// Tells the user.
    pub(super) fn notify(&self, notice: Notice) {
        (self.options.notify)(notice);
    }

    /// What is known of a registry's host.
    pub(super) fn host(&self, registry: &Registry) -> Arc<Host> {
        if let Some(host) = locked(&self.named).get(registry) {
            return Arc::clone(host);
        }
        let options = (self.options.hosts)(registry);
        let host = match options.hostname.clone() {
            None => self.host_at(registry.api_authority()),
            Some(other) => {
                let authority = other.api_authority().to_owned();
                let host = Arc::new(Host::new(&authority, Some(&other), options));
                Arc::clone(locked(&self.hosts).entry(authority).or_insert(host))
            }
        };
        Arc::clone(locked(&self.named).entry(registry.clone()).or_insert(host))
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
        let host = self.host(registry);
        let scheme = match host.speaks().0 {
            Spoken::Plain => "http",
            Spoken::Tls => "https",
        };
        let text = format!("{scheme}://{}{path}", host.authority);
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
            match self.advance(&call, &mut journey).await {
                Ok(Step::Onward) => {}
                Ok(Step::Arrived(mut response)) => {
                    if !self.pause_after(&call, &mut response, journey.waited, patience).await {
                        return Ok(*response);
                    }
                    drop(response);
                    journey = self.start(&call).await?;
                }
                Err(error) => {
                    patience.spend(journey.waited);
                    // A streamed body is not sent twice blindly: its owner asks first what has arrived.
                    let again = error.is_transient() && !matches!(call.payload, Payload::Streamed(_));
                    let strange = matches!(error.reason(), Reason::Network(Cause::Refused | Cause::Dns));
                    if strange && !self.host_of(&journey.url).found.answered.is_set() {
                        patience.shorten();
                    }
                    match again.then(|| patience.pause(None)).flatten() {
                        None => return Err(error),
                        Some(pause) => {
                            self.notify(Notice::Retry(format!("{error}; {pause}")));
                            tokio::time::sleep(pause.length).await;
                            journey = self.start(&call).await?;
                        }
                    }
                }
            }
        }
    }

    /// One request and what its answer leads to.
    async fn advance(&self, call: &Call<'_>, journey: &mut Journey) -> Result<Step> {
        let response = self.attempt(call, journey).await?;
        let began = Instant::now();
        let step = self.step(call, journey, response).await;
        if step.is_err() {
            // A token service that was waited for in vain has used up what there is.
            journey.waited += began.elapsed();
        }
        step
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
        Ok(Journey { method, url, authorization, hops: 0, challenges: 0, waited: Duration::ZERO, refused: None })
    }

    /// Waits before another try of a request that was answered with a status that may pass; false where there is
    /// none.
    async fn pause_after(
        &self,
        call: &Call<'_>,
        response: &mut Response,
        waited: Duration,
        patience: &mut Patience,
    ) -> bool {
        let busy = matches!(response.status.as_u16(), 429 | 503);
        let streamed = matches!(call.payload, Payload::Streamed(_));
        if !retry::is_transient(response.status) || (streamed && !busy) {
            return false;
        }
        let asked = retry::retry_after(&response.headers, SystemTime::now());
        let began = Instant::now();
        response.discard().await;
        patience.spend(waited + began.elapsed());
        let Some(pause) = patience.pause(asked) else { return false };
        self.notify(Notice::Retry(format!(
            "{} {}: {}; {pause}",
            call.method,
            redacted(&response.url),
            response.status.as_u16(),
        )));
        if busy {
            self.host_of(&response.url).close_for(pause.length);
        }
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
                return Ok(Step::Arrived(Box::new(response)));
            }
            return self.hop(journey, response, target, &origin).await;
        }
        let Authority::Granted(grant) = &call.authority else { return Ok(Step::Arrived(Box::new(response))) };
        if let Some(first) = journey.refused.take() {
            if response.status.is_client_error() {
                return Ok(Step::Arrived(Box::new(first)));
            }
            self.auth.give_up_credentials(self, grant);
            return Ok(Step::Arrived(Box::new(response)));
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
        if denied
            && response.authenticated
            && !response.redirected
            && grant.may_be_anonymous()
            && let Some(authorization) = Box::pin(self.auth.anonymous(self, grant)).await
        {
            response.permit = None;
            journey.authorization = authorization;
            journey.refused = Some(response);
            return Ok(Step::Onward);
        }
        Ok(Step::Arrived(Box::new(response)))
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
            if host.local && host.options.scheme.is_found_out() {
                // Setting a scheme fails only between special and other schemes.
                let _ = url.set_scheme("https");
            }
        }
        url
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
