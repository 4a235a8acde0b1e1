//! The token service: a credential and scopes in, a token out.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::Method;
use http::header::{CONTENT_TYPE, HeaderValue};
use serde::Deserialize;
use tokio::time::Instant;
use url::Url;
use url::form_urlencoded::Serializer;

use super::{Scopes, basic_header, bearer_header};
use crate::reference::Registry;
use crate::registry::error::{Error, Reason, Result};
use crate::registry::http::{Authority, Call, Http, Patience, Payload, Response};
use crate::registry::{Credential, Secret};

/// The longest answer that is read.
const LIMIT: u64 = 128 << 10;

/// The shortest life that a token is taken to have; services that say less, or nothing, mean this.
const SHORTEST_LIFE: u64 = 60;

/// How the client names itself to token services.
const CLIENT_ID: &str = "wharf";

/// Whether a refresh token is asked for, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::registry) enum Offline {
    /// No.
    No,
    /// Yes: `offline_token=true`.
    Yes,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub(in crate::registry) struct TokenRequest {
    pub(in crate::registry) realm: Url,
    pub(in crate::registry) service: Option<String>,
    pub(in crate::registry) scopes: Scopes,
    pub(in crate::registry) offline: Offline,
}

/// A bearer token.
#[derive(Clone, Debug)]
pub(in crate::registry) struct Token {
    value: Secret,
    /// When it ends.
    pub(in crate::registry) expires: Instant,
    /// The refresh token that came with it.
    pub(in crate::registry) refresh: Option<Secret>,
}

impl Token {
    /// The header that shows it.
    pub(in crate::registry) fn header(&self) -> Option<HeaderValue> {
        bearer_header(self.value.expose())
    }
}

#[derive(Deserialize)]
struct Answer {
    token: Option<String>,
    access_token: Option<String>,
    #[serde(default)]
    expires_in: serde_json::Value,
    #[serde(default)]
    issued_at: serde_json::Value,
    refresh_token: Option<String>,
}

/// Fetches a token. A service that refuses the scopes is asked again for fewer.
pub(in crate::registry) async fn fetch(
    http: &Http,
    registry: &Registry,
    request: &TokenRequest,
    credential: Option<&Credential>,
) -> Result<Token> {
    let wrap = |error| Error::Token { registry: registry.to_string(), source: Box::new(error) };
    let error = match fetch_once(http, request, credential).await {
        Ok(token) => return Ok(token),
        Err(error) => error,
    };
    if matches!(error.status(), Some(400 | 401 | 403)) {
        for scopes in request.scopes.reduced() {
            let request = TokenRequest { scopes, ..request.clone() };
            if let Ok(token) = fetch_once(http, &request, credential).await {
                return Ok(token);
            }
        }
    }
    Err(wrap(error))
}

async fn fetch_once(http: &Http, request: &TokenRequest, credential: Option<&Credential>) -> Result<Token> {
    let mut patience = Patience::new(&http.options);
    let response = match credential {
        Some(Credential::IdentityToken(refresh)) => {
            let response = http.send(post(request, refresh), &mut patience).await?;
            if matches!(response.status.as_u16(), 404 | 405) {
                // Some services know the older form alone, where the token stands in the password's place.
                http.send(get(request, basic_header("<token>", refresh.expose()), None), &mut patience).await?
            } else {
                response
            }
        }
        Some(Credential::Basic { user, password }) => {
            let header = basic_header(user, password.expose());
            http.send(get(request, header, Some(user)), &mut patience).await?
        }
        Some(Credential::RegistryToken(token)) => {
            http.send(get(request, bearer_header(token.expose()), None), &mut patience).await?
        }
        None => http.send(get(request, None, None), &mut patience).await?,
    };
    read(response.expect(&[200, 201]).await?).await
}

fn get(request: &TokenRequest, header: Option<HeaderValue>, account: Option<&str>) -> Call<'static> {
    let mut url = request.realm.clone();
    {
        let mut query = url.query_pairs_mut();
        if let Some(service) = &request.service {
            query.append_pair("service", service);
        }
        for scope in request.scopes.texts() {
            query.append_pair("scope", &scope);
        }
        if let Some(account) = account {
            query.append_pair("account", account);
        }
        if request.offline == Offline::Yes {
            query.append_pair("offline_token", "true").append_pair("client_id", CLIENT_ID);
        }
    }
    if url.query() == Some("") {
        url.set_query(None);
    }
    Call::new(Method::GET, url, header.map_or(Authority::Anonymous, Authority::Fixed))
}

fn post(request: &TokenRequest, refresh: &Secret) -> Call<'static> {
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "refresh_token");
    if let Some(service) = &request.service {
        form.append_pair("service", service);
    }
    form.append_pair("client_id", CLIENT_ID);
    let scopes: Vec<String> = request.scopes.texts().collect();
    if !scopes.is_empty() {
        form.append_pair("scope", &scopes.join(" "));
    }
    form.append_pair("refresh_token", refresh.expose());
    if request.offline == Offline::Yes {
        form.append_pair("access_type", "offline");
    }
    Call::new(Method::POST, request.realm.clone(), Authority::Anonymous)
        .header(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"))
        .payload(Payload::Whole(Bytes::from(form.finish())))
}

async fn read(mut response: Response) -> Result<Token> {
    let answer: Answer = response.json(LIMIT).await?;
    let value = [answer.token, answer.access_token].into_iter().flatten().find(|token| !token.is_empty());
    let Some(value) = value else {
        return Err(response.unusable("the answer of the token service holds no token", Reason::Invalid));
    };
    let life = life(&answer.expires_in, &answer.issued_at, SystemTime::now());
    let refresh = answer.refresh_token.filter(|token| !token.is_empty()).map(Secret::new);
    Ok(Token { value: Secret::new(value), expires: Instant::now() + life, refresh })
}

/// How long a token will live. A missing or very short life, and an issue date that is missing, in the future or so
/// far back that the token would be over, stand for the clocks and habits of the service, not for the token.
fn life(expires_in: &serde_json::Value, issued_at: &serde_json::Value, now: SystemTime) -> Duration {
    let whole = expires_in.as_u64().or_else(|| expires_in.as_str()?.parse().ok()).unwrap_or_default();
    let whole = Duration::from_secs(whole.clamp(SHORTEST_LIFE, 30 * 24 * 3600));
    let issued = issued_at.as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok());
    let age = issued.and_then(|issued| now.duration_since(SystemTime::from(issued)).ok()).unwrap_or_default();
    whole.checked_sub(age).filter(|rest| !rest.is_zero()).unwrap_or(Duration::from_secs(SHORTEST_LIFE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_life_of_a_token() {
        let now: SystemTime = "2026-01-01T00:10:00Z".parse::<jiff::Timestamp>().unwrap().into();
        for (expires_in, issued_at, expected) in [
            ("null", "null", 60),
            ("0", "null", 60),
            ("30", "null", 60),
            ("300", "null", 300),
            ("\"300\"", "null", 300),
            ("300", "\"2026-01-01T00:09:00Z\"", 240),
            ("300", "\"2026-01-01T00:00:00Z\"", 60),
            ("300", "\"2027-01-01T00:00:00Z\"", 300),
            ("300", "\"0001-01-01T00:00:00Z\"", 60),
            ("300", "\"rubbish\"", 300),
            ("-5", "7", 60),
            ("18446744073709551615", "null", 30 * 24 * 3600),
        ] {
            let parse = |text: &str| serde_json::from_str(text).unwrap();
            let found = life(&parse(expires_in), &parse(issued_at), now);
            assert_eq!(found.as_secs(), expected, "{expires_in} {issued_at}");
        }
    }

    #[test]
    fn parameters_are_added_to_those_of_the_realm() {
        let mut scopes = Scopes::default();
        scopes.add("repository:a/b:pull,push repository:c:pull");
        let request = TokenRequest {
            realm: "https://auth/token?x=y".parse().unwrap(),
            service: Some("r".to_owned()),
            scopes,
            offline: Offline::No,
        };
        let url = get(&request, None, Some("me@x")).url;
        let pairs: Vec<String> = url.query_pairs().map(|(key, value)| format!("{key}={value}")).collect();
        let expected =
            ["x=y", "service=r", "scope=repository:a/b:pull,push", "scope=repository:c:pull", "account=me@x"];
        assert_eq!(pairs, expected);
    }
}
