//! The client of the OCI distribution specification 1.1 and of Docker's registry API before it.
//!
//! A [`Client`] holds what all registries have in common: connections, tokens, options. A [`Repository`] is one
//! repository, for one kind of access, and is a [`crate::content::Source`], a [`crate::content::Target`] and a
//! [`crate::content::Manage`].

mod answer;
mod auth;
mod blobs;
mod catalog;
mod credential;
mod deletes;
mod download;
mod error;
mod http;
mod link;
mod manifests;
mod mirrors;
mod options;
mod rate_limit;
mod referrers;
mod refusal;
mod source;
mod tags;
mod target;
mod tls;
mod uploads;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use ::http::Method;

use crate::reference::{Reference, Registry, Repository as RepositoryName};
use auth::{Auth, Grant, Offline, Scopes};
use error::Result;
use http::{Authority, Call, Http, Patience, Response, locked};
use manifests::Recent;
use mirrors::Mirrors;

pub use answer::Answer;
pub use credential::{Credential, Keychain, NoKeychain, Secret};
pub use error::{Cause, Error, Reason};
pub use manifests::ManifestHead;
pub use options::{HostOptions, HostTable, Notice, Options, Scheme};
pub use rate_limit::RateLimit;
pub use refusal::{ApiError, Refusal};

/// What a repository is opened for. Named once and up front, so that one token does for everything that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading.
    Pull,
    /// Reading and writing.
    Push,
    /// Reading, writing and deleting.
    Delete,
}

impl Access {
    fn actions(self) -> &'static str {
        match self {
            Self::Pull => "pull",
            Self::Push => "pull,push",
            Self::Delete => "pull,push,delete",
        }
    }
}

/// What `login` is to bring back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Login {
    /// Only whether the credential is right.
    Verify,
    /// A refresh token too, where the registry's token service gives one, to be stored in the password's place.
    IdentityToken,
}

/// The client. Cheap to make and to clone: it reads and connects nothing until it is used.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    http: Http,
    /// One lock for each referrers tag that is being rewritten.
    rewrites: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("options", &self.shared.http.options).finish_non_exhaustive()
    }
}

impl Client {
    /// A client that finds its credentials in `keychain`.
    pub fn new(options: Options, keychain: Arc<dyn Keychain>) -> Self {
        let http = Http::new(options, Auth::new(keychain));
        Self { shared: Arc::new(Shared { http, rewrites: Mutex::default() }) }
    }

    /// The repository of `reference`, for `access`. Asks nothing.
    pub fn repository(&self, reference: &Reference, access: Access) -> Repository {
        let reference = Reference::new(reference.registry.clone(), reference.repository.clone());
        let mirrors = if access == Access::Pull { Mirrors::of(self, &reference) } else { Mirrors::default() };
        self.open(reference, access, None, mirrors)
    }

    /// A repository, or with `namespace`, the registry that it is a mirror of, its copy at a mirror.
    fn open(&self, reference: Reference, access: Access, namespace: Option<String>, mirrors: Mirrors) -> Repository {
        let options = (self.shared.http.options.hosts)(&reference.registry);
        let path = mirrors::path(&reference.repository, options.path_prefix.as_ref());
        let grant = Grant {
            registry: reference.registry.clone(),
            repository: Some(reference.repository.clone()),
            scopes: Scopes::repository(&path, access.actions()),
            reads_only: access == Access::Pull,
        };
        let inner = Inner {
            shared: Arc::clone(&self.shared),
            reference,
            path,
            namespace,
            mirrors,
            heads: options.head,
            grant,
            recent: Mutex::new(Recent::default()),
            limit: Mutex::new(None),
        };
        Repository { inner: Arc::new(inner) }
    }

    /// Asks whether the registry is there and lets this client in (`GET /v2/`, `distribution-spec#determining-support`).
    pub async fn ping(&self, registry: &Registry) -> Result<()> {
        let http = &self.shared.http;
        let grant = Grant { registry: registry.clone(), repository: None, scopes: Scopes::default(), reads_only: true };
        let call = Call::new(Method::GET, http.url(registry, "/v2/")?, Authority::Granted(&grant));
        let mut response = http.send(call, &mut Patience::new(&http.options)).await?.expect(&[200]).await?;
        response.discard().await;
        Ok(())
    }

    /// Verifies `credential` with the registry, whatever the keychain holds. Gives a refresh token where one is wanted
    /// and the token service gives one.
    pub async fn login(&self, registry: &Registry, credential: &Credential, login: Login) -> Result<Option<Secret>> {
        let offline = if login == Login::IdentityToken { Offline::Yes } else { Offline::No };
        auth::verify(&self.shared.http, registry, credential, offline).await
    }
}

/// One repository of one registry, for one kind of access.
#[derive(Clone)]
pub struct Repository {
    inner: Arc<Inner>,
}

struct Inner {
    shared: Arc<Shared>,
    /// Without tag and digest.
    reference: Reference,
    /// Its path at the host.
    path: RepositoryName,
    /// The registry that it is a copy for, at a mirror.
    namespace: Option<String>,
    mirrors: Mirrors,
    /// Whether manifests are asked for by HEAD.
    heads: bool,
    grant: Grant,
    recent: Mutex<Recent>,
    limit: Mutex<Option<RateLimit>>,
}

impl fmt::Debug for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Repository").field(&self.inner.reference.name()).finish()
    }
}

impl Repository {
    /// The repository, without tag and digest.
    pub fn reference(&self) -> &Reference {
        &self.inner.reference
    }

    /// The pull quota, as the registry told it in the last answer that named one (Docker Hub, on manifests).
    pub fn rate_limit(&self) -> Option<RateLimit> {
        locked(&self.inner.limit).clone()
    }

    fn http(&self) -> &Http {
        &self.inner.shared.http
    }

    /// A mirror is tried once: there is somebody else to ask.
    fn patience(&self) -> Patience {
        if self.inner.namespace.is_some() { Patience::none() } else { Patience::new(&self.http().options) }
    }

    /// A request to `/v2/<name><path>`.
    fn call(&self, method: Method, path: &str) -> Result<Call<'_>> {
        let path = format!("/v2/{}{path}", self.inner.path);
        let mut url = self.http().url(&self.inner.reference.registry, &path)?;
        if let Some(namespace) = &self.inner.namespace {
            url.query_pairs_mut().append_pair("ns", namespace);
        }
        Ok(Call::new(method, url, Authority::Granted(&self.inner.grant)))
    }

    async fn send(&self, call: Call<'_>) -> Result<Response> {
        self.http().send(call, &mut self.patience()).await
    }
}
