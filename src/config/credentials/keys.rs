//! The keys that credentials are filed under, and which of them suits a repository best.
//!
//! Keys are `host[:port]`, `host[:port]/namespace/…`, and the older `https://host`, `https://host/v1/`, `host/v2/`.
//! Docker Hub is `docker.io`, `index.docker.io`, `registry-1.docker.io` or `https://index.docker.io/v1/`.

use crate::reference::{Registry, Repository};

/// What docker files Docker Hub under, and what its helpers are asked for.
const DOCKER_HUB_KEY: &str = "https://index.docker.io/v1/";

/// How well a key suits: the more of the repository's path it names the better, then the closer its spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// How many components of the repository's path the key names.
    pub(super) depth: usize,
    /// 2 for the registry's own name, 1 for docker's name of it, 0 for another spelling.
    pub(super) closeness: u8,
}

/// How well `key` suits a repository of `registry`, or the registry as such.
pub(super) fn fit(key: &str, registry: &Registry, repository: Option<&Repository>) -> Option<Fit> {
    let (host, path) = split(key)?;
    if host != *registry {
        return None;
    }
    let closeness = match key {
        _ if key == registry.as_str() => 2,
        _ if key == docker_key(registry) => 1,
        _ => 0,
    };
    let Some(path) = path else { return Some(Fit { depth: 0, closeness }) };
    let behind = repository?.as_str().strip_prefix(path)?;
    let within = behind.is_empty() || behind.starts_with('/');
    within.then(|| Fit { depth: path.split('/').count(), closeness })
}

/// The host of a key, and the namespace or repository behind it.
fn split(key: &str) -> Option<(Registry, Option<&str>)> {
    let registry: Registry = key.parse().ok()?;
    if key.contains("://") {
        // Keys with a scheme come from docker, which knows hosts alone: what is behind the host is an API's path.
        return Some((registry, None));
    }
    let path = key.split_once('/').map(|(_, path)| path.trim_end_matches('/'));
    Some((registry, path.filter(|path| !matches!(*path, "" | "v1" | "v2"))))
}

/// What docker files a registry under.
pub(super) fn docker_key(registry: &Registry) -> &str {
    if registry.is_docker_hub() { DOCKER_HUB_KEY } else { registry.as_str() }
}

/// The registry's own name with the repository behind it, as podman files credentials of a namespace.
pub(super) fn plain_key(registry: &Registry, repository: Option<&Repository>) -> String {
    match repository {
        Some(repository) => format!("{registry}/{repository}"),
        None => registry.to_string(),
    }
}

/// Whether a key names exactly this registry, or exactly this repository of it.
pub(super) fn is_for(key: &str, registry: &Registry, repository: Option<&Repository>) -> bool {
    let depth = repository.map_or(0, |repository| repository.components().count());
    fit(key, registry, repository).is_some_and(|fit| fit.depth == depth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_suit_by_path_and_by_spelling() {
        let fit = |key: &str, registry: &str, repository: &str| {
            let repository = Some(repository).filter(|r| !r.is_empty()).map(|r| r.parse::<Repository>().unwrap());
            fit(key, &registry.parse().unwrap(), repository.as_ref()).map(|fit| (fit.depth, fit.closeness))
        };
        for (key, registry, repository, expected) in [
            ("ghcr.io", "ghcr.io", "a/b", Some((0, 2))),
            ("https://ghcr.io", "ghcr.io", "a/b", Some((0, 0))),
            ("https://ghcr.io/v1/", "ghcr.io", "", Some((0, 0))),
            ("http://ghcr.io/v2", "ghcr.io", "", Some((0, 0))),
            ("ghcr.io/v2/", "ghcr.io", "", Some((0, 0))),
            ("https://ghcr.io/some/path", "ghcr.io", "", Some((0, 0))),
            ("GHCR.io", "ghcr.io", "", Some((0, 0))),
            ("ghcr.io/a", "ghcr.io", "a/b", Some((1, 0))),
            ("ghcr.io/a/b", "ghcr.io", "a/b", Some((2, 0))),
            ("ghcr.io/a/b/", "ghcr.io", "a/b", Some((2, 0))),
            ("ghcr.io/a", "ghcr.io", "ab", None),
            ("ghcr.io/a/b/c", "ghcr.io", "a/b", None),
            ("ghcr.io/a", "ghcr.io", "", None),
            ("ghcr.io:443", "ghcr.io", "", None),
            ("localhost:5000", "localhost:5000", "", Some((0, 2))),
            ("localhost", "localhost:5000", "", None),
            ("[::1]:5000/a", "[::1]:5000", "a/b", Some((1, 0))),
            ("docker.io", "docker.io", "library/x", Some((0, 2))),
            ("https://index.docker.io/v1/", "docker.io", "", Some((0, 1))),
            ("index.docker.io", "docker.io", "", Some((0, 0))),
            ("registry-1.docker.io", "docker.io", "", Some((0, 0))),
            ("docker.io/library", "docker.io", "library/x", Some((1, 0))),
            ("", "docker.io", "", None),
            ("a b", "docker.io", "", None),
        ] {
            assert_eq!(fit(key, registry, repository), expected, "{key} for {registry} {repository}");
        }
    }

    #[test]
    fn exactly_the_scope() {
        let registry: Registry = "a.io".parse().unwrap();
        let repository: Repository = "x/y".parse().unwrap();
        assert!(is_for("https://a.io/v2/", &registry, None));
        assert!(!is_for("a.io/x", &registry, None));
        assert!(is_for("a.io/x/y", &registry, Some(&repository)));
        assert!(!is_for("a.io/x", &registry, Some(&repository)));
        assert!(!is_for("a.io", &registry, Some(&repository)));
    }

    proptest! {
        #[test]
        fn no_key_panics(key in any::<String>()) {
            let _ = fit(&key, &Registry::docker_hub(), "library/x".parse().ok().as_ref());
        }
    }
}
