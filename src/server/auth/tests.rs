//! The guard as a whole: what it answers to requests, and to tokens that were made to deceive it.

mod attacks;
mod rights;
mod tokens;

use std::fs;
use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use serde_json::Value;
use tempfile::TempDir;

use super::{Action, AuthError, Caller, Guard, Need, Scheme, Settings};
use crate::server::error::ServerError;

/// A guard, and the directory with its files.
struct Place {
    dir: TempDir,
    guard: Guard,
}

/// `ann` and `bob`, whose passwords are their names backwards.
fn users() -> String {
    ["ann", "bob"].map(|name| format!("{name}:{}\n", bcrypt::hash(backwards(name), 4).unwrap())).concat()
}

fn backwards(name: &str) -> String {
    name.chars().rev().collect()
}

impl Place {
    /// A guard with users and rules; `change` has the last word on the settings.
    fn new(policy: Option<&str>, change: impl FnOnce(&Path, Settings) -> Settings) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("users"), users()).unwrap();
        let policy = policy.map(|text| {
            let path = dir.path().join("policy.toml");
            fs::write(&path, text).unwrap();
            path
        });
        let settings = Settings {
            htpasswd: Some(dir.path().join("users")),
            policy,
            interval: Duration::ZERO,
            login_delay: Duration::ZERO,
            ..Settings::default()
        };
        let settings = change(dir.path(), settings);
        let guard = Guard::load(&settings, &dir.path().join("keys")).unwrap();
        Self { dir, guard }
    }

    fn basic(policy: Option<&str>) -> Self {
        Self::new(policy, |_, settings| settings)
    }

    fn bearer(policy: Option<&str>) -> Self {
        Self::new(policy, |_, settings| Settings { scheme: Some(Scheme::Bearer), ..settings })
    }

    async fn admit(&self, authorization: &str, need: &Need) -> Result<Caller, ServerError> {
        let request = http::Request::builder().uri("/v2/").header("host", "r.io:5000");
        let request = if authorization.is_empty() { request } else { request.header("authorization", authorization) };
        self.guard.admit(&request.body(()).unwrap().into_parts().0, need).await
    }

    /// The challenge that a browser gets.
    async fn browser(&self, need: &Need) -> String {
        let request = http::Request::builder().header("host", "r.io:5000").body(()).unwrap().into_parts().0;
        match self.guard.admit_browser(&request, need).await {
            Ok(caller) => format!("ok {caller}"),
            Err(ServerError::Unauthorized { challenges, .. }) => format!("401 {}", challenges.join(" | ")),
            Err(error) => format!("{}", error.code().0.as_u16()),
        }
    }

    /// What comes of a request, in short: `ok NAME`, or the status and the challenge.
    async fn outcome(&self, authorization: &str, need: &Need) -> String {
        match self.admit(authorization, need).await {
            Ok(caller) => format!("ok {caller}"),
            Err(ServerError::Unauthorized { challenges, .. }) => format!("401 {}", challenges.join(" | ")),
            Err(error) => format!("{}", error.code().0.as_u16()),
        }
    }

    /// Asks `/token`, by `GET` or, with a form, by `POST`.
    async fn ask(&self, query: &str, authorization: &str, form: Option<&str>) -> Result<Value, ServerError> {
        let method = if form.is_some() { "POST" } else { "GET" };
        let request = http::Request::builder().method(method).uri(format!("/token?{query}"));
        let request = if authorization.is_empty() { request } else { request.header("authorization", authorization) };
        let body = Full::new(Bytes::copy_from_slice(form.unwrap_or_default().as_bytes()));
        let response = self.guard.token(request.body(body).unwrap()).await?;
        assert_eq!(response.headers()["cache-control"], "no-store");
        let body = response.into_body().collect().await.unwrap().to_bytes();
        Ok(serde_json::from_slice(&body).unwrap())
    }

    /// A token for scopes, for `name` or the anonymous.
    async fn token(&self, name: &str, scopes: &[&str]) -> String {
        let query: Vec<String> = scopes.iter().map(|scope| format!("scope={scope}")).collect();
        let authorization = if name.is_empty() { String::new() } else { basic(name) };
        let reply = self.ask(&query.join("&"), &authorization, None).await.unwrap();
        format!("Bearer {}", reply["token"].as_str().unwrap())
    }
}

/// The header of a user with the right password.
fn basic(name: &str) -> String {
    basic_with(name, &backwards(name))
}

fn basic_with(name: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{name}:{password}")))
}

fn to(action: Action, repository: &str) -> Need {
    Need::Do(action, repository.parse().unwrap())
}

fn encoded(document: &Value) -> String {
    URL_SAFE_NO_PAD.encode(document.to_string())
}

/// The claims of a token of ours, whoever signed it.
fn claims(bearer: &str) -> Value {
    let payload = bearer.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}
