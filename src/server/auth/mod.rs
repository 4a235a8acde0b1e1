//! Who a request comes from, and what they may do.
//!
//! A [`Guard`] looks at a request once, before its handler runs: it finds out who the [`Caller`] is and refuses what
//! they may not do. Handlers ask the caller again where a request concerns more than its own path: the source of a
//! mount, the entries of a list.
//!
//! [`Settings`] name the files: users ([`htpasswd`]), rules ([`Policy`]), keys of an outside issuer. Each is read again
//! when it changes. Names and passwords are checked in `logins`, tokens in `bearer`, both are put to the rules in
//! `lock`; `token` gives out our own tokens, signed with `keys`.

mod action;
mod bearer;
mod caller;
mod challenge;
mod error;
pub mod htpasswd;
pub mod jwk;
pub mod jwt;
mod keys;
mod lock;
mod logins;
mod pattern;
mod policy;
mod scope;
mod settings;
#[cfg(test)]
mod tests;
mod throttle;
mod token;
mod users;
mod watched;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

use crate::reference::{Repository, Tag};

use super::answer::Response;
use super::endpoint::{Access, Endpoint};
use super::error::ServerError;
use lock::{Asker, Lock};

pub use action::Action;
pub use caller::Caller;
pub use error::{AuthError, Flaw};
pub use keys::{KeyFacts, Old, Rotation};
pub use policy::Policy;
pub use settings::{Scheme, Settings};
pub use users::{UserChange, UserFile};
pub use watched::Warn;

/// What a request needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// To be let in: `/v2/`. Who has no credentials is asked for some, even if there is much that needs none.
    Enter,
    /// To see a list of repositories, which is then cut down to what the caller may pull.
    Catalog,
    /// To do this with a repository.
    Do(Action, Repository),
}

impl Endpoint {
    /// What a caller needs for it.
    pub fn needs(&self) -> Need {
        let content = |access: &Access| if *access == Access::Delete { Action::Delete } else { Action::Pull };
        match self {
            Self::Base => Need::Enter,
            Self::Catalog => Need::Catalog,
            Self::Blob(repository, _, access) | Self::Manifest(repository, _, access) => {
                Need::Do(content(access), repository.clone())
            }
            Self::Tags(repository) | Self::Referrers(repository, _) => Need::Do(Action::Pull, repository.clone()),
            Self::Begin(repository) | Self::Upload(repository, ..) | Self::PutManifest(repository, _) => {
                Need::Do(Action::Push, repository.clone())
            }
        }
    }
}

/// Decides who comes in.
#[derive(Clone, Default)]
pub struct Guard {
    lock: Option<Arc<Lock>>,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").field("is_open", &self.is_open()).finish_non_exhaustive()
    }
}

impl Guard {
    /// A registry without locks: everybody may do everything.
    pub fn open() -> Self {
        Self::default()
    }

    /// The guard that the settings describe. The keys of our own tokens are kept in `key_dir`, which is made, for its
    /// owner alone, where tokens are to be signed.
    ///
    /// # Errors
    /// A file that cannot be read or says what it cannot, and settings that do not go together.
    pub fn load(settings: &Settings, key_dir: &Path) -> Result<Self, AuthError> {
        Ok(Self { lock: settings.lock(key_dir)?.map(Arc::new) })
    }

    /// Whether everybody may do everything.
    pub fn is_open(&self) -> bool {
        self.lock.is_none()
    }

    /// Finds out who sends the request, and lets them in if they may do what it needs.
    ///
    /// # Errors
    /// [`ServerError::Unauthorized`] with challenges where credentials are missing, wrong or do not suffice and others
    /// might; [`ServerError::Denied`] where they never will; [`ServerError::TooMany`] after failed logins.
    pub async fn admit(&self, request: &http::request::Parts, need: &Need) -> Result<Caller, ServerError> {
        match &self.lock {
            None => Ok(Caller::unrestricted()),
            Some(lock) => lock.admit(request, need, Asker::Client).await,
        }
    }

    /// As [`Guard::admit`], for a page: a browser knows no tokens, so it is asked for a password wherever one would do.
    ///
    /// # Errors
    /// As [`Guard::admit`].
    pub async fn admit_browser(&self, request: &http::request::Parts, need: &Need) -> Result<Caller, ServerError> {
        match &self.lock {
            None => Ok(Caller::unrestricted()),
            Some(lock) => lock.admit(request, need, Asker::Browser).await,
        }
    }

    /// Asks a caller who wants to mount from a repository that their token does not cover, and might, for one that does.
    ///
    /// # Errors
    /// [`ServerError::Unauthorized`], with the scopes of both repositories in its challenge.
    pub fn ask_for_source(
        &self,
        request: &http::request::Parts,
        caller: &Caller,
        into: &Repository,
        from: &Repository,
    ) -> Result<(), ServerError> {
        self.lock.as_ref().map_or(Ok(()), |lock| lock.ask_for_source(request, caller, into, from))
    }

    /// Whether the path, without what stands before `/v2/`, is the guard's to answer: `/token`, where it gives out
    /// tokens.
    pub fn answers(&self, path: &str) -> bool {
        path == "/token" && self.lock.as_ref().is_some_and(|lock| lock.issues())
    }

    /// Gives out a token.
    ///
    /// # Errors
    /// As [`Guard::admit`]; [`ServerError::TokenRequest`] where the request cannot be understood.
    pub async fn token<B>(&self, request: http::Request<B>) -> Result<Response, ServerError>
    where
        B: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
        B::Error: std::error::Error + Send + Sync + 'static,
    {
        match &self.lock {
            None => Err(ServerError::PathUnknown),
            Some(lock) => token::answer(lock, request).await,
        }
    }

    /// Whether the tag never moves once it is set.
    pub fn is_immutable(&self, repository: &Repository, tag: &Tag) -> bool {
        self.lock.as_ref().is_some_and(|lock| lock.rules.get().is_immutable(repository, tag))
    }

    /// Who may come in, in a line for the operator.
    pub fn summary(&self) -> String {
        self.lock.as_ref().map_or_else(|| "everybody may do everything".to_owned(), |lock| lock.summary())
    }
}

/// Adds a key to sign tokens with to `key_dir`, and drops those that no token depends on any more, or all from before.
/// Running registries notice by themselves, and change over some seconds later.
///
/// # Errors
/// The directory cannot be written, or has a key that cannot be read.
pub fn rotate(key_dir: &Path, old: Old) -> Result<Rotation, AuthError> {
    keys::rotate(key_dir, token::REFRESH_LIFE, old)
}

/// The keys in `key_dir` that tokens are verified with, oldest first.
///
/// # Errors
/// The directory cannot be read, or has a key that cannot.
pub fn keys(key_dir: &Path) -> Result<Vec<KeyFacts>, AuthError> {
    keys::list(key_dir)
}
