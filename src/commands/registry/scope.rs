//! What a credential is for: a registry, or one of its repositories and what is below that.

use std::fmt;
use std::str::FromStr;

use crate::reference::{ParseError, Reference, Registry, Repository};

/// A registry, or a repository of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The registry.
    pub registry: Registry,
    /// The repository, where the credential is for no more.
    pub repository: Option<Repository>,
}

impl Default for Scope {
    /// Docker Hub, as for docker.
    fn default() -> Self {
        Self { registry: Registry::docker_hub(), repository: None }
    }
}

impl FromStr for Scope {
    type Err = ParseError;

    /// Reads `HOST[:PORT][/REPOSITORY]`; a URL is understood too, as docker has it for its own hub.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let bare = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
        let bare = bare.trim_end_matches('/');
        let bare = bare.strip_suffix("/v1").or_else(|| bare.strip_suffix("/v2")).unwrap_or(bare);
        if !bare.contains('/') {
            return Ok(Self { registry: bare.parse()?, repository: None });
        }
        let Reference { registry, repository, .. } = Reference::parse_repository(bare)?;
        Ok(Self { registry, repository: Some(repository) })
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.repository {
            Some(repository) => write!(f, "{}/{repository}", self.registry),
            None => self.registry.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_urls_and_repositories_are_understood() {
        for (text, shown) in [
            ("localhost:5000", "localhost:5000"),
            ("ghcr.io", "ghcr.io"),
            ("https://index.docker.io/v1/", "docker.io"),
            ("http://localhost:5000/", "localhost:5000"),
            ("quay.io/org/app", "quay.io/org/app"),
        ] {
            assert_eq!(text.parse::<Scope>().unwrap().to_string(), shown, "{text}");
        }
        assert_eq!(Scope::default().to_string(), "docker.io");
        assert!("quay.io/org:tag".parse::<Scope>().is_err());
        assert!("".parse::<Scope>().is_err());
    }
}
