//! `/token`: passwords and refresh tokens become tokens (distribution token specification, its OAuth 2 form too).

use std::time::Duration;

use bytes::Bytes;
use http::header::CACHE_CONTROL;
use http::request::Parts;
use http::{Method, StatusCode};
use http_body_util::{BodyExt, Limited};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::action::Actions;
use super::bearer::{Bearer, Source};
use super::challenge::{self, Credentials, credentials};
use super::keys::{Keys, now};
use super::lock::{Lock, peer_of, refused};
use super::policy::Policy;
use super::scope::Scope;
use crate::server::answer::{Answer, Response};
use crate::server::error::ServerError;
use crate::server::storage::UploadId;

/// How long a refresh token holds: the longest life of all that we sign.
pub const REFRESH_LIFE: Duration = Duration::from_hours(30 * 24);
/// The longest form, in bytes.
const MOST: usize = 64 << 10;

/// What a client asks for.
struct Ask {
    scopes: Vec<Scope>,
    wants_refresh: bool,
    /// The OAuth 2 form answers with what was granted.
    tells_scope: bool,
}

/// Who gets the token: a name and the fingerprint of the password. Nothing for the anonymous.
type Holder = Option<(String, Box<str>)>;

/// Parameters of a query or a form.
struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn parse(text: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(text).into_owned().collect())
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn one(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

fn unusable(reason: impl Into<String>) -> ServerError {
    ServerError::TokenRequest { reason: reason.into() }
}

/// Answers a request for a token.
pub async fn answer<B>(lock: &Lock, request: http::Request<B>) -> Result<Response, ServerError>
where
    B: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: std::error::Error + Send + Sync + 'static,
{
    let (parts, body) = request.into_parts();
    let (bearer, keys) = match &lock.bearer {
        Some(bearer) => match &bearer.source {
            Source::Own(ring) => (bearer, ring.keys()),
            Source::Outside(_) => return Err(ServerError::PathUnknown),
        },
        None => return Err(ServerError::PathUnknown),
    };
    let (ask, holder) = match parts.method {
        Method::GET => {
            let query = Parameters::parse(parts.uri.query().unwrap_or_default().as_bytes());
            let ask = Ask::read(lock, &query, query.one("offline_token") == Some("true"), false)?;
            (ask, lock.holder_by_header(&parts).await?)
        }
        Method::POST => {
            let whole = Limited::new(body, MOST).collect().await;
            let whole = whole.map_err(|_| unusable(format!("the form broke off or is longer than {MOST} bytes")))?;
            let form = Parameters::parse(&whole.to_bytes());
            let ask = Ask::read(lock, &form, form.one("access_type") == Some("offline"), true)?;
            (ask, lock.holder_by_form(bearer, &parts, &form).await?)
        }
        _ => return Err(ServerError::Method { allowed: "GET, POST" }),
    };
    let policy = lock.rules.get();
    if holder.is_none() && !policy.gives_anything(None) {
        return Err(refused("authentication is required", challenge::BASIC.to_owned()));
    }
    issue(lock, bearer, &keys, &policy, &ask, &holder)
}

impl Ask {
    fn read(lock: &Lock, given: &Parameters, wants_refresh: bool, tells_scope: bool) -> Result<Self, ServerError> {
        if let Some(other) = given.one("service").filter(|service| **service != *lock.service) {
            return Err(unusable(format!("this registry is the service {:?}, not {other:?}", lock.service)));
        }
        let scopes = Scope::parse_all(given.all("scope")).map_err(unusable)?;
        Ok(Self { scopes, wants_refresh, tells_scope })
    }
}

impl Lock {
    async fn holder_by_header(&self, parts: &Parts) -> Result<Holder, ServerError> {
        match credentials(&parts.headers) {
            Credentials::None => Ok(None),
            Credentials::Basic { name, password } => self.holder(name, &password, parts).await.map(Some),
            _ => Err(refused("a token is fetched with a user name and a password", challenge::BASIC.to_owned())),
        }
    }

    async fn holder(&self, name: String, password: &[u8], parts: &Parts) -> Result<(String, Box<str>), ServerError> {
        let peer = peer_of(parts).address;
        let user = self.log_in(&name, password, peer, || challenge::BASIC.to_owned()).await?;
        Ok((name, user.fingerprint))
    }

    async fn holder_by_form(&self, bearer: &Bearer, parts: &Parts, form: &Parameters) -> Result<Holder, ServerError> {
        let field = |name: &str| form.one(name).ok_or_else(|| unusable(format!("the form lacks {name}")));
        match field("grant_type")? {
            "password" => {
                let (name, password) = (field("username")?.to_owned(), field("password")?.as_bytes().to_vec());
                match challenge::checked(name, password) {
                    Credentials::Basic { name, password } => self.holder(name, &password, parts).await.map(Some),
                    _ => Err(refused("the user name or the password is wrong", challenge::BASIC.to_owned())),
                }
            }
            "refresh_token" => {
                let audience = refresh_audience(&self.service);
                let token = bearer.verify_for(field("refresh_token")?, &audience, now());
                let token = token.and_then(|token| self.check_user(&token).map(|()| token));
                let token = token.map_err(|fault| {
                    refused(&format!("the refresh token does not do: {fault}"), challenge::BASIC.to_owned())
                })?;
                Ok(token.subject.zip(token.fingerprint.map(String::into_boxed_str)))
            }
            _ => Err(unusable("grant_type is password or refresh_token")),
        }
    }
}

/// A refresh token is for `/token` alone: its audience keeps it from opening the registry itself.
fn refresh_audience(service: &str) -> String {
    format!("refresh:{service}")
}

/// The part of what is asked that is allowed. Less than was asked for is no error.
fn granted(policy: &Policy, who: Option<&str>, scopes: &[Scope]) -> Vec<(&'static str, String, Actions)> {
    let grant = |scope: &Scope| match scope {
        Scope::Repository(repository, asked) => {
            let actions = policy.actions(who, repository).and(*asked);
            (!actions.is_empty()).then(|| ("repository", repository.to_string(), actions))
        }
        Scope::Catalog if policy.gives_anything(who) => Some(("registry", "catalog".to_owned(), Actions::FULL)),
        Scope::Catalog | Scope::Other => None,
    };
    scopes.iter().filter_map(grant).collect()
}

/// The words of a grant; the catalog knows only one.
fn words(kind: &str, actions: Actions) -> Vec<&'static str> {
    if kind == "registry" { vec!["*"] } else { actions.words() }
}

fn issue(
    lock: &Lock,
    bearer: &Bearer,
    keys: &Keys,
    policy: &Policy,
    ask: &Ask,
    holder: &Holder,
) -> Result<Response, ServerError> {
    let now = now();
    let name = holder.as_ref().map(|(name, _)| name.as_str());
    let grants = granted(policy, name, &ask.scopes);
    let access: Vec<Value> = grants
        .iter()
        .map(|(kind, name, actions)| json!({ "type": kind, "name": name, "actions": words(kind, *actions) }))
        .collect();
    let sign = |audience: &str, life: Duration, access: &[Value]| {
        let until = now.saturating_add(i64::try_from(life.as_secs()).unwrap_or(i64::MAX));
        let mut claims = json!({
            "iss": bearer.issuer, "sub": name.unwrap_or_default(), "aud": audience,
            "iat": now, "nbf": now, "exp": until, "jti": UploadId::random().as_str(), "access": access,
        });
        if let Some((_, fingerprint)) = holder {
            claims["fingerprint"] = json!(fingerprint);
        }
        keys.sign(&claims, now).ok_or_else(|| unusable("there is no key to sign a token with"))
    };
    let token = sign(&lock.service, lock.token_life, &access)?;
    let mut reply = json!({
        "token": token, "access_token": token, "expires_in": lock.token_life.as_secs(),
        "issued_at": Timestamp::from_second(now).unwrap_or_default().to_string(),
    });
    if ask.wants_refresh && holder.is_some() {
        reply["refresh_token"] = json!(sign(&refresh_audience(&lock.service), REFRESH_LIFE, &[])?);
    }
    if ask.tells_scope {
        let shown = |(kind, name, actions): &(&str, String, Actions)| {
            format!("{kind}:{name}:{}", words(kind, *actions).join(","))
        };
        reply["scope"] = json!(grants.iter().map(shown).collect::<Vec<_>>().join(" "));
    }
    Ok(Answer::new(StatusCode::OK).header(CACHE_CONTROL, "no-store").json_text("application/json", reply.to_string()))
}
