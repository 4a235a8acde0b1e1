//! The page of the registry: what a browser sees at `/`.
//!
//! Written by the server, complete without a script, and with nothing from elsewhere. Everything shown was pushed by
//! somebody: it is escaped, cut to a length and counted, and a policy forbids the browser to run any of it. The page
//! asks the same [`super::auth::Guard`] and the same storage as the protocol does, and shows what they let it see.

mod assets;
mod config;
mod frame;
mod home;
mod layers;
mod manifest;
mod platforms;
mod reader;
mod referrers;
mod route;
mod summary;
mod tags;
mod text;
mod view;

use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, LOCATION, REFERRER_POLICY};
use http::header::{CONTENT_LENGTH, X_FRAME_OPTIONS};
use http::request::Parts;
use http::uri::Scheme;
use http::{HeaderValue, Method, StatusCode};
use jiff::Timestamp;
use maud::{Markup, html};

use super::Registry;
use super::answer::{Answer, Response};
use super::auth::{Action, Caller, Need};
use super::error::ServerError;
use crate::reference::{Repository, Selector};
use frame::Site;
use route::{Links, Route};

pub use route::is_page;

/// What a page may load, and where from: its own style, script and icon, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// Answers a request for a path that [`is_page`], for a registry that stands at the path `base` of its host: nothing, or
/// a path that begins with a slash.
///
/// # Errors
/// What [`refusal`] makes a page of.
pub async fn answer(registry: &Registry, parts: &Parts, base: &str) -> Result<Response, ServerError> {
    if parts.method != Method::GET && parts.method != Method::HEAD {
        return Err(ServerError::Method { allowed: "GET, HEAD" });
    }
    let route = route::parse(parts.uri.path())?;
    let need = match &route {
        Route::Asset(asset) => return Ok(asset.answer(parts)),
        Route::Home => Need::Catalog,
        Route::SignIn => Need::Enter,
        Route::Tags(repository) | Route::Manifest(repository, _) => Need::Do(Action::Pull, repository.clone()),
    };
    let caller = registry.guard.admit_browser(parts, &need).await.map_err(|error| alike(error, &route))?;
    let site = site(registry, parts, base, &caller).await;
    match route {
        Route::Tags(repository) => tags(registry, site, repository, parts).await,
        Route::Manifest(repository, selector) => one(registry, site, repository, selector).await,
        Route::SignIn => Ok(headers(Answer::new(StatusCode::SEE_OTHER)).header(LOCATION, "/").empty()),
        Route::Home | Route::Asset(_) => home(registry, site, &caller, parts).await,
    }
}

/// What may not be seen looks like what is not there.
fn alike(error: ServerError, route: &Route) -> ServerError {
    match (error, route) {
        (ServerError::Denied { .. }, Route::Tags(repository) | Route::Manifest(repository, _)) => {
            ServerError::NameUnknown { repository: repository.clone() }
        }
        (error, _) => error,
    }
}

async fn home(registry: &Registry, site: Site, caller: &Caller, parts: &Parts) -> Result<Response, ServerError> {
    let query = home::Query { search: query(parts, "q").unwrap_or_default(), last: query(parts, "last") };
    let may_see = |repository: &Repository| caller.may(Action::Pull, repository);
    let found = home::find(registry.storage.as_ref(), &query, may_see).await?;
    Ok(write(StatusCode::OK, home::page(&site, &query, &found)))
}

async fn tags(registry: &Registry, site: Site, repository: Repository, parts: &Parts) -> Result<Response, ServerError> {
    let order = if query(parts, "sort").as_deref() == Some("name") { tags::Order::Name } else { tags::Order::Newest };
    let query = tags::Query { search: query(parts, "q").unwrap_or_default(), order, last: query(parts, "last") };
    match tags::find(registry.storage.as_ref(), &repository, &query).await? {
        Some(found) => Ok(write(StatusCode::OK, tags::page(&site, &repository, &query, &found))),
        None => Err(ServerError::NameUnknown { repository }),
    }
}

async fn one(
    registry: &Registry,
    site: Site,
    repository: Repository,
    selector: Selector,
) -> Result<Response, ServerError> {
    let Some(view) = view::View::of(registry.storage.as_ref(), &repository, &selector).await? else {
        // A repository that is not there and one without this tag look alike.
        return Err(ServerError::ManifestUnknown { repository, reference: selector.to_string() });
    };
    // Thousands of layers take their time to be written down.
    let page = tokio::task::spawn_blocking(move || manifest::page(&site, &view)).await;
    page.map(|page| write(StatusCode::OK, page)).map_err(|source| {
        let failed = crate::content::ContentError::new(crate::content::ErrorKind::Storage, "the page was not written");
        ServerError::Storage { source: failed.because(source) }
    })
}

/// A parameter of the query, cut to a length that makes sense; nothing where it is empty.
fn query(parts: &Parts, name: &str) -> Option<String> {
    let pairs = url::form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
    let value = pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    value.filter(|value| !value.is_empty()).map(|value| value.chars().take(frame::NAME + 64).collect())
}

async fn site(registry: &Registry, parts: &Parts, base: &str, caller: &Caller) -> Site {
    // Only a browser that is asked for a password can give one; where nobody asks, there is nothing to sign in to.
    let sign_in = caller.name.is_none()
        && match registry.guard.admit_browser(parts, &Need::Enter).await {
            Err(ServerError::Unauthorized { challenges, .. }) => asks_for_password(&challenges),
            _ => false,
        };
    Site { host: host(parts), caller: caller.name.clone(), sign_in, ..outside(base) }
}

/// What is known of a site by who was not let in.
fn outside(base: &str) -> Site {
    Site { links: Links::below(base), host: None, caller: None, sign_in: false, now: Timestamp::now() }
}

fn asks_for_password(challenges: &[String]) -> bool {
    challenges.iter().any(|challenge| challenge.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic ")))
}

/// The registry as a command names it: as the browser does, where that is a name of a registry at all.
fn host(parts: &Parts) -> Option<String> {
    let named = parts.headers.get(HOST).and_then(|value| value.to_str().ok());
    let host = named.or_else(|| parts.uri.authority().map(http::uri::Authority::as_str))?;
    // A user may write an address of the API for the name of a registry; a browser does not.
    host.parse::<crate::reference::Registry>().ok().filter(|_| !host.contains('/'))?;
    let host = host.to_ascii_lowercase();
    if host.contains(['.', ':']) || host == "localhost" {
        return Some(host);
    }
    // A bare word before a slash is a folder of Docker Hub to every client; a port makes it a host.
    let port = if parts.uri.scheme() == Some(&Scheme::HTTPS) { 443 } else { 80 };
    Some(format!("{host}:{port}"))
}

/// The page that says why there is no other, with the status and the headers of the refusal.
pub fn refusal(error: &ServerError, base: &str) -> Response {
    let site = outside(base);
    let (title, sentence) = match error {
        ServerError::Unauthorized { challenges, .. } if asks_for_password(challenges) => (
            "Sign in",
            "This part of the registry is not for everybody. Load the page again to enter a name and a password.",
        ),
        ServerError::Unauthorized { .. } => (
            "Sign in",
            "This registry hands out tokens, which a browser does not ask for. Log in with docker, podman or wharf.",
        ),
        ServerError::Denied { .. } => ("Not allowed", "You are signed in, but you may not see this."),
        ServerError::TooMany { .. } => ("Too many requests", "Wait a moment, then load the page again."),
        ServerError::Method { .. } => ("Not possible", "Pages can only be read."),
        ServerError::Storage { .. } => (
            "Something went wrong",
            "The registry could not read this from its storage. Its operator finds the reason in the log.",
        ),
        _ => ("Nothing here", "There is no such page, or it is not for you to see."),
    };
    let page = write(error.code().0, frame::notice(&site, title, &html! { p { (sentence) } }));
    let mut refused = error.response();
    let (parts, body) = page.into_parts();
    refused.headers_mut().remove(CONTENT_LENGTH);
    for (name, value) in &parts.headers {
        refused.headers_mut().insert(name, value.clone());
    }
    refused.map(|_| body)
}

fn headers(answer: Answer) -> Answer {
    answer
        .header(CONTENT_SECURITY_POLICY, POLICY)
        .header(REFERRER_POLICY, "no-referrer")
        .header(X_FRAME_OPTIONS, "DENY")
        // What one may see, the next at the same browser may not; and ages go on.
        .header(CACHE_CONTROL, "private, no-cache")
}

fn write(status: StatusCode, page: Markup) -> Response {
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    let mut response = headers(Answer::new(status)).bytes(page.into_string().into());
    response.headers_mut().insert(CONTENT_TYPE, html);
    response
}

#[cfg(test)]
mod tests {
    use http::header::WWW_AUTHENTICATE;

    use super::*;
    use crate::server::answer::Response;

    fn host_of(header: &str) -> Option<String> {
        let request = http::Request::builder().uri("/").header(HOST, header).body(()).unwrap();
        host(&request.into_parts().0)
    }

    #[test]
    fn commands_name_the_registry_as_the_browser_does_if_that_is_a_name() {
        for (header, expected) in [
            ("localhost:5000", Some("localhost:5000")),
            ("localhost", Some("localhost")),
            ("Registry.Example.ORG", Some("registry.example.org")),
            ("[::1]:5000", Some("[::1]:5000")),
            ("registry", Some("registry:80")),
            ("", None),
            ("a b", None),
            ("x\"><script>", None),
            ("x;rm -rf /", None),
            ("user@host.example", None),
            ("host.example/path", None),
            ("host.example:99999", None),
        ] {
            assert_eq!(host_of(header).as_deref(), expected, "{header:?}");
        }
        let secure = http::Request::builder().uri("https://registry/").body(()).unwrap();
        assert_eq!(host(&secure.into_parts().0).as_deref(), Some("registry:443"));
    }

    fn unauthorized(challenges: &[&str]) -> ServerError {
        let challenges = challenges.iter().map(|&challenge| challenge.to_owned()).collect();
        ServerError::Unauthorized { reason: "who are you?".to_owned(), challenges }
    }

    async fn body(response: Response) -> String {
        let collected = http_body_util::BodyExt::collect(response.into_body()).await.unwrap();
        String::from_utf8(collected.to_bytes().to_vec()).unwrap()
    }

    #[tokio::test]
    async fn refusals_are_pages_that_keep_their_status_and_headers() {
        let basic = refusal(&unauthorized(&["Basic realm=\"wharf\""]), "/x");
        assert_eq!(basic.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(basic.headers()[WWW_AUTHENTICATE], "Basic realm=\"wharf\"");
        assert_eq!(basic.headers()[CONTENT_SECURITY_POLICY], POLICY);
        assert_eq!(basic.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
        let length = basic.headers()[CONTENT_LENGTH].to_str().unwrap().to_owned();
        let text = body(basic).await;
        assert_eq!(length, text.len().to_string());
        assert!(text.contains("Load the page again") && text.contains("href=\"/x/\""), "{text}");
        let bearer = refusal(&unauthorized(&["Bearer realm=\"https://x/token\""]), "");
        assert!(body(bearer).await.contains("hands out tokens"));
        let method = refusal(&ServerError::Method { allowed: "GET, HEAD" }, "");
        assert_eq!(
            (method.status().as_u16(), &method.headers()["allow"]),
            (405, &HeaderValue::from_static("GET, HEAD"))
        );
        let failed = crate::content::ContentError::new(crate::content::ErrorKind::Storage, "/srv/secret is broken");
        let failed = refusal(&ServerError::Storage { source: failed }, "");
        assert_eq!(failed.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!body(failed).await.contains("/srv"));
    }

    #[tokio::test]
    async fn what_may_not_be_seen_looks_like_what_is_not_there() {
        let repository: Repository = "secret/app".parse().unwrap();
        let caller = "\"ann\"".to_owned();
        let denied = ServerError::Denied { caller, action: Action::Pull, what: repository.to_string() };
        let denied = refusal(&alike(denied, &Route::Tags(repository.clone())), "");
        let unknown = refusal(&ServerError::NameUnknown { repository: repository.clone() }, "");
        let reference = "latest".to_owned();
        let untagged = refusal(&ServerError::ManifestUnknown { repository, reference }, "");
        let statuses = [denied.status(), unknown.status(), untagged.status()];
        assert_eq!(statuses, [StatusCode::NOT_FOUND; 3]);
        let (denied, unknown, untagged) = (body(denied).await, body(unknown).await, body(untagged).await);
        assert!(denied == unknown && unknown == untagged && !denied.contains("secret"));
    }

    #[test]
    fn everyone_is_told_what_they_can_do_about_an_empty_list() {
        let site = Site { host: Some("localhost:5000".to_owned()), ..outside("/x") };
        let empty = |site: &Site| home::page(site, &home::Query::default(), &home::Found::default()).into_string();
        assert!(empty(&site).contains("docker push localhost:5000/alpine"));
        let closed = empty(&Site { sign_in: true, ..site.clone() });
        assert!(closed.contains("href=\"/x/login\"") && !closed.contains("docker push"));
        let signed_in = empty(&Site { caller: Some("<b>ann".to_owned()), ..site });
        assert!(signed_in.contains("&lt;b&gt;ann") && !signed_in.contains("/login"));
    }
}
