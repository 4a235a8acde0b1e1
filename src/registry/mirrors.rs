//! Mirrors: registries that are asked for manifests and blobs in another one's stead
//! (`distribution-spec#registry-proxying`, the query `ns`).
//!
//! A mirror is asked once for each thing; whatever goes wrong there is a reason to ask the next registry, and never the
//! end. What comes from it is verified as any content is where it is asked for by digest. A tag means what the mirror
//! says it means: who sets one up trusts it.

use std::cmp::Reverse;
use std::future::Future;

use super::error::{Error, Reason, Result};
use super::{Access, Client, Notice, Repository};
use crate::reference::{Reference, Repository as RepositoryName};

/// The copies of a repository at mirrors, in the order in which they are asked.
#[derive(Default)]
pub(super) struct Mirrors {
    /// Before the registry itself.
    before: Vec<Repository>,
    /// After it.
    after: Vec<Repository>,
}

impl Mirrors {
    /// The mirrors that the options of the repository's registry name.
    pub(super) fn of(client: &Client, reference: &Reference) -> Self {
        let hosts = &client.shared.http.options.hosts;
        let own = hosts(&reference.registry);
        let others = own.mirrors.iter().filter(|mirror| **mirror != reference.registry);
        let mut ranked: Vec<_> = others.map(|mirror| (hosts(mirror).priority, mirror)).collect();
        ranked.sort_by_key(|(priority, _)| Reverse(*priority));
        let mut mirrors = Self::default();
        for (priority, mirror) in ranked {
            let there = Reference::new(mirror.clone(), reference.repository.clone());
            let namespace = Some(reference.registry.to_string());
            let copy = client.open(there, Access::Pull, namespace, Self::default());
            if priority >= own.priority { &mut mirrors.before } else { &mut mirrors.after }.push(copy);
        }
        mirrors
    }
}

/// The path of a repository at a host that has all of them below `prefix`.
pub(super) fn path(repository: &RepositoryName, prefix: Option<&RepositoryName>) -> RepositoryName {
    // Two names with a slash between them are a name, but for one that is too long: the registry will say so.
    let joined = prefix.and_then(|prefix| format!("{prefix}/{repository}").parse().ok());
    joined.unwrap_or_else(|| repository.clone())
}

impl Repository {
    /// The mirrors that are asked before the registry itself and can be spoken to as far as is known.
    pub(super) fn mirrors_before(&self) -> impl Iterator<Item = &Self> {
        self.inner.mirrors.before.iter().filter(|mirror| mirror.is_reachable())
    }

    /// Those that are asked after it.
    pub(super) fn mirrors_after(&self) -> impl Iterator<Item = &Self> {
        self.inner.mirrors.after.iter().filter(|mirror| mirror.is_reachable())
    }

    /// Every place that may have what this repository has, in the order in which they are asked.
    pub(super) fn places(&self) -> impl Iterator<Item = Self> {
        self.mirrors_before().chain([self]).chain(self.mirrors_after()).cloned()
    }

    /// What the first of all places gives that does not fail; the failure of the registry itself where all do.
    pub(super) async fn anywhere<T, F: Future<Output = Result<T>>>(&self, ask: impl Fn(Self) -> F) -> Result<T> {
        for mirror in self.mirrors_before() {
            match ask(mirror.clone()).await {
                Ok(found) => return Ok(found),
                Err(error) => mirror.pass_over(&error),
            }
        }
        let failure = match ask(self.clone()).await {
            Ok(found) => return Ok(found),
            Err(error) => error,
        };
        for mirror in self.mirrors_after() {
            match ask(mirror.clone()).await {
                Ok(found) => return Ok(found),
                Err(error) => mirror.pass_over(&error),
            }
        }
        Err(failure)
    }

    /// Notes that another place is asked. A mirror that cannot be reached is not tried again in this run.
    pub(super) fn pass_over(&self, error: &Error) {
        if self.inner.namespace.is_some() && matches!(error.reason(), Reason::Network(_)) {
            self.http().host(&self.reference().registry).found.unreachable.set();
        }
        self.http().notify(Notice::Trace(format!("{error}; asking elsewhere")));
    }

    fn is_reachable(&self) -> bool {
        !self.http().host(&self.reference().registry).found.unreachable.is_set()
    }
}
