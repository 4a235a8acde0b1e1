//! Who a request comes from, and what they may do.
//!
//! A [`Guard`] looks at a request once, before its handler runs: it finds out who the [`Caller`] is and refuses what
//! they may not do. Handlers ask the caller again where a request concerns more than its own path: the source of a
//! mount, the entries of a list.

use std::fmt;

use crate::reference::{Repository, Tag};

use super::endpoint::{Access, Endpoint};
use super::error::ServerError;

/// What may be done with a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Read blobs, manifests, tags and referrers.
    Pull,
    /// Write blobs and manifests, and set tags.
    Push,
    /// Delete blobs, manifests and tags.
    Delete,
    /// Everything, also what concerns the registry as a whole.
    Admin,
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pull => "pull from",
            Self::Push => "push to",
            Self::Delete => "delete from",
            Self::Admin => "administer",
        })
    }
}

/// What a request needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// To be let in: `/v2/`.
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

/// Who a request comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The name they proved; nothing for the anonymous.
    pub name: Option<String>,
}

impl Caller {
    /// Whether they may do this.
    pub fn may(&self, _action: Action, _repository: &Repository) -> bool {
        true
    }

    /// Whether they may do this with every repository there is, also with those that come later.
    pub fn may_everywhere(&self, _action: Action) -> bool {
        true
    }
}

/// Decides who comes in.
#[derive(Clone, Debug, Default)]
pub struct Guard {}

impl Guard {
    /// A registry without locks: everybody may do everything.
    pub fn open() -> Self {
        Self::default()
    }

    /// Finds out who sends the request, and lets them in if they may do what it needs.
    ///
    /// # Errors
    /// [`ServerError::Unauthorized`] with challenges where credentials are missing, wrong or do not suffice and others
    /// might; [`ServerError::Denied`] where they never will; [`ServerError::TooMany`] after failed logins.
    #[expect(clippy::unused_async, reason = "looking up a user takes time once there are users")]
    pub async fn admit(&self, _request: &http::request::Parts, _need: &Need) -> Result<Caller, ServerError> {
        Ok(Caller { name: None })
    }

    /// Whether the tag never moves once it is set.
    pub fn is_immutable(&self, _repository: &Repository, _tag: &Tag) -> bool {
        false
    }
}
