//! Where in a store a repository stands: the one mapping between references and paths, both ways.
//!
//! `localhost:5000/a/b` is `localhost_5000/a/b`. Every part is also a legal component of a repository name where the
//! host is an ordinary one, so that a server of the same directory can name it.
//!
//! - A host's `:` becomes `_`; a `_` in the host becomes `__`.
//! - An IPv6 address `[::1]` becomes `ip6_x--1`: `-` for `:`, an `x` where it would begin or end with one.
//! - A part that is a file of image layouts (`blobs`, `oci-layout`, …) or begins with `_` gets a `_` in front. What
//!   begins with `_` but is none of these belongs to the store itself.

use std::path::{Component, Path, PathBuf};

use crate::reference::{Reference, Registry, Repository};

const IP6: &str = "ip6_";

/// The directory of a repository, relative to the store's root.
pub(super) fn path_of(reference: &Reference) -> PathBuf {
    let host = escape(&host_to_component(reference.registry.as_str()));
    let mut path = PathBuf::from(host);
    path.extend(reference.repository.components().map(escape));
    path
}

/// The directory of a repository that a registry serves under its plain name, relative to the store's root.
pub(crate) fn directory_of(repository: &Repository) -> PathBuf {
    repository.components().map(escape).collect()
}

/// The repository whose directory is `relative`; nothing where no repository has that directory.
pub(super) fn reference_at(relative: &Path) -> Option<Reference> {
    let mut parts = Vec::new();
    for component in relative.components() {
        let Component::Normal(part) = component else { return None };
        parts.push(unescape(part.to_str()?)?);
    }
    let (host, rest) = parts.split_first()?;
    let registry: Registry = component_to_host(host)?.parse().ok()?;
    let repository: Repository = rest.join("/").parse().ok()?;
    let reference = Reference::new(registry, repository);
    // Other spellings of the same repository (an alias of Docker Hub) have no directory of their own.
    (path_of(&reference) == relative).then_some(reference)
}

/// Where a repository may stand, relative to the root, that a server made and that people name without a host: the
/// parser takes such a name for one of Docker Hub.
pub(super) fn plain_paths_of(reference: &Reference) -> Vec<PathBuf> {
    if !reference.registry.is_docker_hub() {
        return Vec::new();
    }
    let parts: Vec<String> = reference.repository.components().map(escape).collect();
    let mut paths = vec![parts.iter().collect()];
    if let [library, rest @ ..] = &parts[..]
        && library == "library"
        && !rest.is_empty()
    {
        paths.insert(0, rest.iter().collect());
    }
    paths
}

/// The repository that a server of the same directory knows by the directory `relative`: its parts, whatever the first
/// of them is. Nothing where a registry could not name it, such as one with a port in its host.
pub(crate) fn repository_at(relative: &Path) -> Option<Repository> {
    let mut parts = Vec::new();
    for component in relative.components() {
        let Component::Normal(part) = component else { return None };
        parts.push(unescape(part.to_str()?)?);
    }
    parts.join("/").parse().ok()
}

/// Whether a directory entry can be (part of) a repository.
pub(crate) fn is_repository_part(name: &str) -> bool {
    !name.starts_with('.') && unescape(name).is_some()
}

/// Whether a component would be taken for a file of the layout that it lies in: the layout's own, its lock, and what
/// other tools put there while they write.
fn is_taken(component: &str) -> bool {
    matches!(component, "blobs" | "ingest" | "oci-layout") || component.starts_with("index.json")
}

fn escape(component: &str) -> String {
    if is_taken(component) || component.starts_with('_') { format!("_{component}") } else { component.to_owned() }
}

fn unescape(part: &str) -> Option<&str> {
    match part.strip_prefix('_') {
        None => Some(part).filter(|part| !is_taken(part)),
        Some(rest) => Some(rest).filter(|rest| is_taken(rest) || rest.starts_with('_')),
    }
}

fn host_to_component(authority: &str) -> String {
    let Some((address, port)) = authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
        return authority.replace('_', "__").replace(':', "_");
    };
    let begin = if address.starts_with(':') { "x" } else { "" };
    let end = if address.ends_with(':') { "x" } else { "" };
    format!("{IP6}{begin}{}{end}{}", address.replace(':', "-"), port.replace(':', "_"))
}

fn component_to_host(component: &str) -> Option<String> {
    // Behind the only `_` of an ordinary host stands its port; an address has hyphens there.
    let address = component.strip_prefix(IP6).filter(|rest| !rest.starts_with('_') && rest.contains('-'));
    if let Some(rest) = address {
        let (address, port) = match rest.split_once('_') {
            Some((address, port)) => (address, format!(":{port}")),
            None => (rest, String::new()),
        };
        let address = address.trim_matches('x').replace('-', ":");
        return Some(format!("[{address}]{port}"));
    }
    let mut host = String::with_capacity(component.len());
    let mut rest = component.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '_' if rest.next_if_eq(&'_').is_some() => host.push('_'),
            '_' => host.push(':'),
            '/' => return None,
            other => host.push(other),
        }
    }
    Some(host)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_repository_has_one_directory() {
        for (reference, path) in [
            ("alpine", "docker.io/library/alpine"),
            ("localhost:5000/a/b", "localhost_5000/a/b"),
            ("my_host:5000/a", "my__host_5000/a"),
            ("[::1]:5000/a", "ip6_x--1_5000/a"),
            ("[2001:db8::]/a", "ip6_2001-db8--x/a"),
            ("[::ffff:1.2.3.4]/a", "ip6_x--ffff-1.2.3.4/a"),
            ("ip6.local/a", "ip6.local/a"),
            ("ip6_:1/a", "ip6___1/a"),
            ("_a.b/c", "___a.b/c"),
            ("ghcr.io/org/blobs", "ghcr.io/org/_blobs"),
            ("ghcr.io/index.json/oci-layout", "ghcr.io/_index.json/_oci-layout"),
            ("ghcr.io/index.json.lock/x", "ghcr.io/_index.json.lock/x"),
        ] {
            let reference: Reference = reference.parse().unwrap();
            assert_eq!(path_of(&reference), Path::new(path));
            assert_eq!(reference_at(Path::new(path)), Some(reference), "{path}");
        }
    }

    #[test]
    fn other_directories_are_no_repositories() {
        for path in [
            "_wharf/pool",
            "docker.io",
            "index.docker.io/library/alpine",
            "ghcr.io/org/blobs",
            "ghcr.io/Org",
            "ghcr.io/../x",
            "/ghcr.io/x",
            "ip6_0-1/x",
            "a_b/x",
            "GHCR.io/x",
        ] {
            assert_eq!(reference_at(Path::new(path)), None, "{path}");
        }
    }

    #[test]
    fn a_server_names_directories_by_their_parts() {
        for (path, name) in [
            ("myapp", Some("myapp")),
            ("team/app", Some("team/app")),
            ("docker.io/library/alpine", Some("docker.io/library/alpine")),
            ("a/_blobs/b", Some("a/blobs/b")),
            ("localhost_5000/a", Some("localhost_5000/a")),
            ("my__host_5000/a", Some("my__host_5000/a")),
            ("a/blobs", None),
            ("_wharf/pool", None),
            ("a/../b", None),
            ("App", None),
            ("", None),
        ] {
            let found = repository_at(Path::new(path));
            assert_eq!(found.as_ref().map(Repository::as_str), name, "{path}");
        }
    }

    proptest! {
        #[test]
        fn the_mapping_is_reversible(
            host in prop_oneof![
                "[a-z0-9_-]{1,6}(\\.[a-z0-9_-]{1,6}){0,2}\\.[a-z_]{1,3}",
                "(localhost|_wharf\\.x|index\\.json|ip6_[0-9-]{1,4}\\.x)",
                "\\[[0-9a-f]{1,4}:(:[0-9a-f]{1,4}){1,3}\\]",
                Just("ip6_0-1".to_owned()),
                Just("[::]".to_owned()),
                Just("[::1]".to_owned()),
            ],
            port in prop_oneof![Just(String::new()), (1u16..).prop_map(|port| format!(":{port}"))],
            name in "(blobs|oci-layout|index\\.json|ingest|[a-z0-9]{1,4})(/(blobs|index\\.json(\\.[a-z]{1,4})?|[a-z0-9]{1,3}(__|_|\\.|-{1,3})[a-z0-9]{1,3})){0,3}",
        ) {
            let Ok(reference) = format!("{host}{port}/{name}").parse::<Reference>() else {
                // Not every generated host is one; that is the parser's business.
                return Ok(());
            };
            let path = path_of(&reference);
            prop_assert_eq!(reference_at(&path), Some(reference));
            for part in path.iter().map(|part| part.to_str().unwrap()) {
                prop_assert!(!is_taken(part) && part != "_wharf" && !part.starts_with('.'));
            }
        }

        #[test]
        fn no_path_stands_for_two_references(path in "[a-z0-9_.:-]{1,8}/[a-z0-9_.-]{1,8}(/[a-z0-9_-]{1,8})?") {
            if let Some(reference) = reference_at(Path::new(&path)) {
                prop_assert_eq!(path_of(&reference), PathBuf::from(path));
            }
        }
    }
}
