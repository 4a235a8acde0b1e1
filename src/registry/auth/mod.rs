//! Who the client is to each registry: challenges answered, tokens kept.
//!
//! Nothing is asked ahead. The first request goes out bare; the challenge of its 401 says how the registry wants to be
//! told, and from then on requests carry what it wants from the start. A token is kept under the set of scopes that it
//! was asked for, whatever scopes the service then wrote into it.

mod challenge;
mod scope;
mod token;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use http::HeaderValue;
use tokio::sync::{Mutex as AsyncMutex, OnceCell};
use tokio::time::Instant;
use url::Url;

pub(super) use challenge::{Challenge, challenges};
pub(super) use scope::Scopes;
pub(super) use token::{Offline, Token, TokenRequest, fetch};

use super::error::{Error, Result};
use super::http::{Http, Response, forbidden, locked};
use super::{Credential, Keychain, Notice};
use crate::reference::{Registry, Repository};

/// What a request wants to be allowed to do.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    /// Where.
    pub(super) registry: Registry,
    /// Whose credentials to look for.
    pub(super) repository: Option<Repository>,
    /// What.
    pub(super) scopes: Scopes,
    /// Whether nothing is written, so that it may also be done by nobody in particular.
    pub(super) reads_only: bool,
}

impl Grant {
    /// Whether it makes sense to try without credentials where credentials were refused.
    pub(super) fn may_be_anonymous(&self) -> bool {
        self.reads_only
    }

    /// The same grant with one scope more, behind its own.
    pub(super) fn with_scope(&self, scope: &Scopes) -> Self {
        let scopes = scope.texts().fold(self.scopes.clone(), |mut all, text| {
            all.add(&text);
            all
        });
        Self { scopes, ..self.clone() }
    }
}

/// How a registry wants to be told who asks.
#[derive(Clone, Debug)]
enum Manner {
    Basic,
    Bearer { realm: Url, service: Option<String> },
}

type Looked = Arc<OnceCell<Option<Credential>>>;
type Slot = Arc<AsyncMutex<Option<Token>>>;

/// What is known of one registry.
#[derive(Default)]
struct Known {
    manner: Mutex<Option<Manner>>,
    tokens: Mutex<HashMap<Scopes, Slot>>,
    credentials: Mutex<HashMap<Option<Repository>, Looked>>,
    /// The repositories whose credentials are worse than none.
    shunned: Mutex<HashSet<Option<Repository>>>,
}

/// The memory of all this.
pub(super) struct Auth {
    keychain: Arc<dyn Keychain>,
    known: Mutex<HashMap<Registry, Arc<Known>>>,
}

impl Auth {
    pub(super) fn new(keychain: Arc<dyn Keychain>) -> Self {
        Self { keychain, known: Mutex::default() }
    }

    fn known(&self, registry: &Registry) -> Arc<Known> {
        Arc::clone(locked(&self.known).entry(registry.clone()).or_default())
    }

    /// The header to send without being asked, from what the registry asked for before. A token that ends within
    /// `ahead` is replaced first.
    pub(super) async fn ready(&self, http: &Http, grant: &Grant, ahead: Duration) -> Result<Option<HeaderValue>> {
        let known = self.known(&grant.registry);
        let manner = locked(&known.manner).clone();
        match manner {
            None => Ok(None),
            Some(Manner::Basic) => Ok(self.credential(&known, grant).await?.as_ref().and_then(basic)),
            Some(Manner::Bearer { realm, service }) => {
                let wanted = Wanted { realm, service, first: None, sent: None, ahead };
                Box::pin(self.bearer(http, &known, grant, wanted)).await.map(Some)
            }
        }
    }

    /// Whether there are credentials that the registry has not asked for so far.
    pub(super) async fn holds_back(&self, grant: &Grant) -> bool {
        let known = self.known(&grant.registry);
        let is_asked = locked(&known.manner).is_some();
        !is_asked && matches!(self.credential(&known, grant).await, Ok(Some(_)))
    }

    /// Whether there are credentials to show for this.
    pub(super) async fn has_credential(&self, grant: &Grant) -> bool {
        matches!(self.credential(&self.known(&grant.registry), grant).await, Ok(Some(_)))
    }

    /// The header that answers the challenges of `response`; nothing where there is nothing better than `sent`.
    pub(super) async fn answer(
        &self,
        http: &Http,
        grant: &Grant,
        response: &Response,
        sent: Option<&HeaderValue>,
    ) -> Result<Option<HeaderValue>> {
        let known = self.known(&grant.registry);
        let mut all = challenges(&response.headers);
        if all.is_empty() {
            all = self.ping(http, grant).await;
        }
        let find = |scheme: &str| all.iter().find(|challenge| challenge.scheme == scheme);
        if let Some(challenge) = find("bearer") {
            let Manner::Bearer { realm, service } = bearer_manner(&grant.registry, &response.url, challenge)? else {
                return Ok(None);
            };
            *locked(&known.manner) = Some(Manner::Bearer { realm: realm.clone(), service: service.clone() });
            let first = challenge.parameter("scope").map(str::to_owned);
            let wanted = Wanted { realm, service, first, sent: sent.cloned(), ahead: Duration::from_secs(5) };
            let header = self.bearer(http, &known, grant, wanted).await?;
            return Ok(Some(header).filter(|header| Some(header) != sent));
        }
        if find("basic").is_some() {
            let header = self.credential(&known, grant).await?.as_ref().and_then(basic);
            if header.is_some() {
                *locked(&known.manner) = Some(Manner::Basic);
            }
            return Ok(header.filter(|header| Some(header) != sent));
        }
        match all.first() {
            None => Ok(None),
            Some(other) => Err(Error::Challenge {
                registry: grant.registry.to_string(),
                what: format!("it asks for {:?}, and only Basic and Bearer are known", other.scheme),
            }),
        }
    }

    /// The challenges of `/v2/`, for registries that once in a while answer 401 without any.
    async fn ping(&self, http: &Http, grant: &Grant) -> Vec<Challenge> {
        use super::http::{Authority, Call, Patience};
        let Ok(url) = http.url(&grant.registry, "/v2/") else { return Vec::new() };
        let call = Call::new(::http::Method::GET, url, Authority::Anonymous);
        match http.send(call, &mut Patience::new(&http.options)).await {
            Ok(response) => challenges(&response.headers),
            Err(_) => Vec::new(),
        }
    }

    /// What to send where credentials were refused and nobody's may do: nothing inside for plain nobody, a header with
    /// an anonymous token; nothing at all where there is nothing to try.
    pub(super) async fn anonymous(&self, http: &Http, grant: &Grant) -> Option<Option<HeaderValue>> {
        let known = self.known(&grant.registry);
        self.credential(&known, grant).await.ok()??;
        let manner = locked(&known.manner).clone();
        let Some(Manner::Bearer { realm, service }) = manner else { return Some(None) };
        let request = TokenRequest { realm, service, scopes: grant.scopes.clone(), offline: Offline::No };
        let token = fetch(http, &grant.registry, &request, None).await.ok()?;
        Some(token.header())
    }

    /// Goes on without the credentials of a repository, and says so.
    pub(super) fn give_up_credentials(&self, http: &Http, grant: &Grant) {
        let known = self.known(&grant.registry);
        locked(&known.tokens).remove(&grant.scopes);
        shun(http, &known, grant, "it");
    }

    async fn credential(&self, known: &Known, grant: &Grant) -> Result<Option<Credential>> {
        if locked(&known.shunned).contains(&grant.repository) && grant.reads_only {
            return Ok(None);
        }
        let cell = Arc::clone(locked(&known.credentials).entry(grant.repository.clone()).or_default());
        let look = || self.keychain.credential(&grant.registry, grant.repository.as_ref());
        cell.get_or_try_init(look).await.cloned().map_err(Error::Content)
    }

    /// A bearer token for `grant`. Requests that want the same one wait for one fetch.
    async fn bearer(&self, http: &Http, known: &Known, grant: &Grant, wanted: Wanted) -> Result<HeaderValue> {
        let credential = self.credential(known, grant).await?;
        if let Some(Credential::RegistryToken(token)) = &credential {
            return bearer_header(token.expose()).ok_or_else(|| unsendable(&grant.registry));
        }
        let slot = Arc::clone(locked(&known.tokens).entry(grant.scopes.clone()).or_default());
        let mut held = slot.lock().await;
        let fresh = held.as_ref().filter(|token| token.expires > Instant::now() + wanted.ahead);
        if let Some(header) = fresh.and_then(Token::header).filter(|header| Some(header) != wanted.sent.as_ref()) {
            return Ok(header);
        }
        let scopes = Scopes::united(wanted.first.as_deref(), &grant.scopes);
        let request = TokenRequest { realm: wanted.realm, service: wanted.service, scopes, offline: Offline::No };
        let token = match fetch(http, &grant.registry, &request, credential.as_ref()).await {
            Err(error) if credential.is_some() && grant.reads_only && is_denial(&error) => {
                let token = fetch(http, &grant.registry, &request, None).await.map_err(|_| error)?;
                shun(http, known, grant, "its token service");
                token
            }
            outcome => outcome?,
        };
        let header = token.header().ok_or_else(|| unsendable(&grant.registry))?;
        *held = Some(token);
        Ok(header)
    }
}

/// Goes on without the credentials of a repository, which `who` refused, and says so.
fn shun(http: &Http, known: &Known, grant: &Grant, who: &str) {
    if locked(&known.shunned).insert(grant.repository.clone()) {
        let text = format!("{}: {who} refuses the stored credentials; going on without any", grant.registry);
        http.notify(Notice::Warning(text));
    }
}

/// What a token is fetched by.
struct Wanted {
    realm: Url,
    service: Option<String>,
    /// The scope that the challenge named.
    first: Option<String>,
    /// What was sent already, and did not do.
    sent: Option<HeaderValue>,
    ahead: Duration,
}

fn unsendable(registry: &Registry) -> Error {
    Error::Challenge { registry: registry.to_string(), what: "the token cannot be sent in a header".to_owned() }
}

fn is_denial(error: &Error) -> bool {
    matches!(error.refusal().map(|refusal| refusal.status), Some(400 | 401 | 403))
}

/// Where a bearer challenge sends the client, checked.
fn bearer_manner(registry: &Registry, url: &Url, challenge: &Challenge) -> Result<Manner> {
    let refuse = |what: String| Err(Error::Challenge { registry: registry.to_string(), what });
    let Some(realm) = challenge.parameter("realm").filter(|realm| !realm.is_empty()) else {
        return refuse("its challenge names no realm".to_owned());
    };
    let Ok(realm) = url.join(realm) else {
        return refuse(format!("its realm {realm:?} is not a URL"));
    };
    if let Some(why) = forbidden(url, &realm) {
        return refuse(format!("its realm {} is not asked: {why}", super::http::redacted(&realm)));
    }
    let service = challenge.parameter("service").filter(|service| !service.is_empty()).map(str::to_owned);
    Ok(Manner::Bearer { realm, service })
}

/// The header of a user and a password; nothing for other credentials.
pub(super) fn basic(credential: &Credential) -> Option<HeaderValue> {
    let Credential::Basic { user, password } = credential else { return None };
    basic_header(user, password.expose())
}

fn basic_header(user: &str, password: &str) -> Option<HeaderValue> {
    let text = base64::engine::general_purpose::STANDARD.encode(format!("{user}:{password}"));
    let mut header = HeaderValue::try_from(format!("Basic {text}")).ok()?;
    header.set_sensitive(true);
    Some(header)
}

/// The header of a bearer token.
pub(super) fn bearer_header(token: &str) -> Option<HeaderValue> {
    let mut header = HeaderValue::try_from(format!("Bearer {token}")).ok()?;
    header.set_sensitive(true);
    Some(header)
}

/// Verifies a credential as `login` wants it, past all caches; a refresh token where the service gives one.
pub(super) async fn verify(
    http: &Http,
    registry: &Registry,
    credential: &Credential,
    offline: Offline,
) -> Result<Option<super::Secret>> {
    use super::http::{Authority, Call, Patience};
    let url = http.url(registry, "/v2/")?;
    let mut patience = Patience::new(&http.options);
    let get = |authority| Call::new(::http::Method::GET, url.clone(), authority);
    let mut response = http.send(get(Authority::Anonymous), &mut patience).await?;
    if response.status.is_success() {
        // The door stands open: whether the credential is right shows when it is offered all the same.
        let Some(header) = basic(credential) else { return Ok(None) };
        http.send(get(Authority::Fixed(header)), &mut patience).await?.expect(&[200]).await?;
        return Ok(None);
    }
    if response.status != ::http::StatusCode::UNAUTHORIZED {
        return Err(response.refusal().await);
    }
    response.discard().await;
    let all = challenges(&response.headers);
    let unanswerable = |what: &str| Error::Challenge { registry: registry.to_string(), what: what.to_owned() };
    if let Some(challenge) = all.iter().find(|challenge| challenge.scheme == "bearer") {
        let Manner::Bearer { realm, service } = bearer_manner(registry, &response.url, challenge)? else {
            return Ok(None);
        };
        let header = match credential {
            Credential::RegistryToken(token) => bearer_header(token.expose()),
            _ => None,
        };
        let scopes = Scopes::united(challenge.parameter("scope"), &Scopes::default());
        let (header, refresh) = if header.is_some() {
            (header, None)
        } else {
            let request = TokenRequest { realm, service, scopes, offline };
            let token = fetch(http, registry, &request, Some(credential)).await?;
            (token.header(), token.refresh)
        };
        let header = header.ok_or_else(|| unsendable(registry))?;
        http.send(get(Authority::Fixed(header)), &mut patience).await?.expect(&[200]).await?;
        return Ok(refresh);
    }
    if all.iter().any(|challenge| challenge.scheme == "basic") {
        let header = basic(credential).ok_or_else(|| unanswerable("it wants a user and a password, not a token"))?;
        http.send(get(Authority::Fixed(header)), &mut patience).await?.expect(&[200]).await?;
        return Ok(None);
    }
    Err(unanswerable("it names neither Basic nor Bearer"))
}
