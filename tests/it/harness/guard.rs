//! A proxy that lets nobody through to a registry without the right credentials.

use std::net::SocketAddr;
use std::sync::Arc;

use super::http::{Head, Reply};
use super::proxy::{Proxy, Tamper, Verdict};
use super::tokens::{TokenServer, basic};

/// A guard in front of a registry, for as long as the value lives.
pub struct Guard {
    proxy: Proxy,
}

impl Guard {
    /// Wants a user and a password (RFC 7617).
    pub fn basic(upstream: SocketAddr, user: &str, password: &str) -> Self {
        let right = (user.to_owned(), password.to_owned());
        let judge = move |head: &Head| {
            if head.header("authorization").and_then(basic).as_ref() == Some(&right) {
                return pass();
            }
            Verdict::Answer(challenge(r#"Basic realm="guard""#))
        };
        Self { proxy: Proxy::start(upstream, Arc::new(judge)) }
    }

    /// Wants a token of `tokens` that covers what is asked (RFC 6750, and the token specification for its scopes).
    pub fn bearer(upstream: SocketAddr, tokens: &TokenServer) -> Self {
        let (realm, allows) = (tokens.realm(), tokens.allows());
        let judge = move |head: &Head| {
            let path = head.target().split('?').next().unwrap_or_default();
            let repository = repository(path);
            let action = match head.method() {
                "GET" | "HEAD" => "pull",
                "DELETE" if !path.contains("/blobs/uploads/") => "delete",
                _ => "push",
            };
            let token = head.header("authorization").and_then(|header| header.strip_prefix("Bearer "));
            if token.is_some_and(|token| allows(token, repository, action)) {
                return pass();
            }
            let mut wanted = format!(r#"Bearer realm="{realm}",service="guard""#);
            if !repository.is_empty() {
                let actions = if action == "push" { "pull,push" } else { action };
                wanted.extend([r#",scope="repository:"#, repository, ":", actions, "\""]);
            }
            if token.is_some() {
                wanted.push_str(r#",error="invalid_token""#);
            }
            Verdict::Answer(challenge(&wanted))
        };
        Self { proxy: Proxy::start(upstream, Arc::new(judge)) }
    }

    pub fn address(&self) -> SocketAddr {
        self.proxy.address()
    }

    /// `repository` behind the guard, as a user writes it.
    pub fn reference(&self, repository: &str) -> String {
        format!("{}/{repository}", self.address())
    }
}

fn pass() -> Verdict {
    // What guards a registry does not tell it who came.
    Verdict::Forward(Tamper { drop_request: vec!["authorization"], ..Tamper::default() })
}

fn challenge(wanted: &str) -> Reply {
    let body = r#"{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}"#;
    Reply::new(401, body).with("Content-Type", "application/json").with("WWW-Authenticate", wanted)
}

/// The repository in a path; empty where there is none.
fn repository(path: &str) -> &str {
    let nouns = ["/blobs/", "/manifests/", "/tags/list", "/referrers/"];
    let end = nouns.iter().filter_map(|noun| path.rfind(noun)).max();
    end.and_then(|end| path.get("/v2/".len()..end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::http::request;
    use super::super::registry::Registry;
    use super::*;

    fn status(address: SocketAddr, method: &str, target: &str, authorization: &str) -> u16 {
        request(address, method, target, &[("Authorization", authorization)], b"").status
    }

    #[test]
    fn a_password_opens_the_basic_guard() {
        let registry = Registry::start();
        let guard = Guard::basic(registry.address(), "ann", "s3cret");
        let refused = request(guard.address(), "GET", "/v2/", &[], b"");
        assert_eq!((refused.status, refused.header("www-authenticate")), (401, Some(r#"Basic realm="guard""#)));
        assert_eq!(status(guard.address(), "GET", "/v2/", "Basic YW5uOnMzY3JldA=="), 200);
        assert_eq!(status(guard.address(), "GET", "/v2/", "Basic YW5uOndyb25n"), 401);
        assert_eq!(registry.count("*", ""), 1);
    }

    #[test]
    fn tokens_open_what_they_were_given_for() {
        let registry = Registry::start();
        let tokens = TokenServer::start("ann", "s3cret");
        let guard = Guard::bearer(registry.address(), &tokens);
        let uploads = "/v2/a/b/blobs/uploads/";
        let refused = request(guard.address(), "POST", uploads, &[], b"");
        let wanted = format!(r#"Bearer realm="{}",service="guard",scope="repository:a/b:pull,push""#, tokens.realm());
        assert_eq!(refused.header("www-authenticate"), Some(wanted.as_str()));

        let target = "/token?service=guard&scope=repository:a/b:pull,push";
        let ask = |headers: &[(&str, &str)]| request(tokens.address(), "GET", target, headers, b"");
        assert_eq!(ask(&[("Authorization", "Basic YW5uOndyb25n")]).status, 401);
        let anonymous = ask(&[]).json()["token"].as_str().unwrap().to_owned();
        assert_eq!(status(guard.address(), "POST", uploads, &format!("Bearer {anonymous}")), 401);
        assert_eq!(status(guard.address(), "GET", "/v2/a/b/tags/list", &format!("Bearer {anonymous}")), 404);
        let full = ask(&[("Authorization", "Basic YW5uOnMzY3JldA==")]).json()["token"].as_str().unwrap().to_owned();
        assert_eq!(status(guard.address(), "POST", uploads, &format!("Bearer {full}")), 202);
        assert_eq!(status(guard.address(), "POST", "/v2/other/blobs/uploads/", &format!("Bearer {full}")), 401);
        tokens.revoke();
        assert_eq!(status(guard.address(), "POST", uploads, &format!("Bearer {full}")), 401);
        let users: Vec<_> = tokens.log().into_iter().map(|request| (request.user, request.status)).collect();
        assert_eq!(users, [(None, 401), (None, 200), (Some("ann".to_owned()), 200)]);
    }

    #[test]
    fn a_form_gets_a_token_and_something_to_renew_it_with() {
        let tokens = TokenServer::start("ann", "s3cret").closed().field("access_token");
        let post = |form: &str| request(tokens.address(), "POST", "/token", &[], form.as_bytes());
        let scope = "service=guard&scope=repository%3Aa%3Apull+repository%3Ab%3Apush";
        let first = post(&format!("grant_type=password&username=ann&password=s3cret&access_type=offline&{scope}"));
        assert!(first.json()["access_token"].is_string(), "{}", first.text());
        let refresh = first.json()["refresh_token"].as_str().unwrap().to_owned();
        assert_eq!(post(&format!("grant_type=refresh_token&refresh_token={refresh}&{scope}")).status, 200);
        assert_eq!(post(&format!("grant_type=refresh_token&refresh_token=wrong&{scope}")).status, 401);
        assert_eq!(tokens.log()[0].scopes, ["repository:a:pull", "repository:b:push"]);
        assert_eq!(request(tokens.address(), "GET", "/token?service=guard", &[], b"").status, 401);
        let old = TokenServer::start("ann", "s3cret").only_get();
        assert_eq!(request(old.address(), "POST", "/token", &[], b"grant_type=password").status, 405);
    }
}
