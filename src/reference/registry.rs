//! Registry hosts: a name or an address, perhaps a port; Docker Hub under its many names.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use super::{ParseError, Repository};

const DOCKER_HUB: &str = "docker.io";
const DOCKER_HUB_ALIASES: [&str; 4] =
    ["docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"];

/// A registry's host and port, in lower case. Docker Hub is always `docker.io`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Registry {
    authority: Box<str>,
}

impl Registry {
    /// Docker Hub.
    pub fn docker_hub() -> Self {
        Self { authority: DOCKER_HUB.into() }
    }

    /// Whether it is Docker Hub.
    pub fn is_docker_hub(&self) -> bool {
        &*self.authority == DOCKER_HUB
    }

    /// `host` or `host:port`, as people write it and as credentials are filed.
    pub fn as_str(&self) -> &str {
        &self.authority
    }

    /// The authority that answers requests: Docker Hub's API is not at docker.io.
    pub fn api_authority(&self) -> &str {
        if self.is_docker_hub() { "registry-1.docker.io" } else { &self.authority }
    }

    /// The host without the port; an IPv6 address without its brackets.
    pub fn host(&self) -> &str {
        match self.authority.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => self.authority.split(':').next().unwrap_or_default(),
        }
    }

    /// The port, if one was written.
    pub fn port(&self) -> Option<u16> {
        let behind_host = match self.authority.rsplit_once(']') {
            Some((_, rest)) => rest,
            None => &self.authority,
        };
        behind_host.rsplit_once(':')?.1.parse().ok()
    }

    /// Whether it is on this machine: `localhost`, a name below it, or a loopback address.
    pub fn is_local(&self) -> bool {
        let host = self.host();
        host == "localhost" || host.ends_with(".localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// Reads `part`, which stands at `offset` in `text`.
    pub(super) fn parse_within(text: &str, offset: usize, part: &str) -> Result<Self, ParseError> {
        let refuse = |at: usize, reason: String| Err(ParseError::new(text, offset + at, reason));
        if part.is_empty() {
            return refuse(0, "the registry is empty".to_owned());
        }
        let host_len = match part.strip_prefix('[') {
            Some(rest) => match rest.find(']') {
                None => return refuse(0, "the IPv6 address is not closed with ']'".to_owned()),
                Some(end) if rest[..end].parse::<Ipv6Addr>().is_err() => {
                    return refuse(1, format!("{:?} is not an IPv6 address", &rest[..end]));
                }
                Some(end) => end + 2,
            },
            None => part.find(':').unwrap_or(part.len()),
        };
        let (host, rest) = part.split_at(host_len);
        if !host.starts_with('[') {
            check_name(host).or_else(|(at, reason)| refuse(at, reason).map(|_: Self| ()))?;
        }
        match rest.strip_prefix(':') {
            None if rest.is_empty() => {}
            None => return refuse(host_len, "a port or a slash was expected here".to_owned()),
            Some(number) if is_port(number) => {}
            Some(number) => return refuse(host_len + 1, format!("{number:?} is not a port between 1 and 65535")),
        }
        Ok(Self::canonical(&part.to_ascii_lowercase()))
    }

    /// Reads `HOST[/PATH]`: a registry, and perhaps a repository or what repositories are below. `docker://`, or the
    /// address of the registry's API, may stand before.
    ///
    /// # Errors
    /// When either part is none.
    pub fn parse_with_path(text: &str) -> Result<(Self, Option<Repository>), ParseError> {
        let start = ["docker://", "https://", "http://"].iter().find(|scheme| text.starts_with(**scheme));
        let start = start.map_or(0, |scheme| scheme.len());
        let rest = text[start..].trim_end_matches('/');
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let registry = Self::parse_within(text, start, host)?;
        let is_api = text.starts_with("http") && matches!(path, "v1" | "v2");
        if path.is_empty() || is_api {
            return Ok((registry, None));
        }
        let repository = Repository::parse_within(text, start + host.len() + 1, path)?;
        Ok((registry, Some(repository)))
    }

    fn canonical(authority: &str) -> Self {
        let bare = authority.strip_suffix(":443").unwrap_or(authority);
        if DOCKER_HUB_ALIASES.contains(&bare) {
            return Self::docker_hub();
        }
        Self { authority: authority.into() }
    }
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// Checks a host name: labels of letters, digits and hyphens (underscores, as compose files use them), split by dots.
fn check_name(host: &str) -> Result<(), (usize, String)> {
    let mut at = 0;
    for label in host.split('.') {
        if label.is_empty() {
            return Err((at, "'.' stands next to nothing in the host name".to_owned()));
        }
        if let Some(bad) = label.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_') {
            let found = label[bad..].chars().next().unwrap_or_default();
            return Err((at + bad, format!("{found:?} cannot stand in a host name")));
        }
        at += label.len() + 1;
    }
    Ok(())
}

impl FromStr for Registry {
    type Err = ParseError;

    /// Reads a host as `login` takes it; `https://` and `http://` before it and a path behind it are what people paste.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let start = ["https://", "http://"].iter().find(|scheme| text.starts_with(**scheme)).map_or(0, |s| s.len());
        let authority = text[start..].split('/').next().unwrap_or_default();
        Self::parse_within(text, start, authority)
    }
}

impl fmt::Display for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.authority)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registry_may_have_a_path_behind_it() {
        for (text, host, path) in [
            ("localhost:5000", "localhost:5000", None),
            ("localhost:5000/", "localhost:5000", None),
            ("host/team", "host", Some("team")),
            ("docker://ghcr.io/org/sub/", "ghcr.io", Some("org/sub")),
            ("docker://localhost:5000", "localhost:5000", None),
            ("https://Quay.io/v2/", "quay.io", None),
            ("index.docker.io/me", "docker.io", Some("me")),
        ] {
            let (registry, repository) = Registry::parse_with_path(text).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!((registry.as_str(), repository.as_ref().map(Repository::as_str)), (host, path), "{text}");
        }
        for (text, at) in [("", 0), ("docker://", 9), ("host/Team", 5), ("docker://host/a:1", 15), ("oci:x", 4)] {
            assert_eq!(Registry::parse_with_path(text).unwrap_err().at, at, "{text}");
        }
    }

    #[test]
    fn parts_of_a_registry() {
        for (text, host, port, local) in [
            ("localhost:5000", "localhost", Some(5000), true),
            ("registry.localhost", "registry.localhost", None, true),
            ("127.8.0.1", "127.8.0.1", None, true),
            ("[::1]:80", "::1", Some(80), true),
            ("[2001:db8::1]", "2001:db8::1", None, false),
            ("https://Quay.io/v2/", "quay.io", None, false),
            ("https://index.docker.io/v1/", "docker.io", None, false),
        ] {
            let registry: Registry = text.parse().unwrap();
            assert_eq!((registry.host(), registry.port(), registry.is_local()), (host, port, local), "{text}");
        }
        assert_eq!(Registry::docker_hub().api_authority(), "registry-1.docker.io");
    }
}
