//! What users type: references to images and locations of content. Pure.
//!
//! Text is parsed once, here, into types that are valid by construction; an error names the character that is wrong.

mod archive;
mod location;
mod registry;
mod repository;
mod tag;

use std::fmt;
use std::str::FromStr;

use crate::oci::{Digest, DigestError};

pub use archive::{ArchiveKind, ArchiveName, ArchivePath, DaemonImage};
pub use location::{LayoutPath, Location};
pub use registry::Registry;
pub use repository::Repository;
pub use tag::Tag;

/// A tag or a digest: what stands behind `/manifests/` (`<reference>` in the distribution specification).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Selector {
    /// A digest, which names the same bytes for ever.
    Digest(Digest),
    /// A tag, which may move.
    Tag(Tag),
}

impl Selector {
    /// The digest, where it is one.
    pub fn digest(&self) -> Option<&Digest> {
        match self {
            Self::Digest(digest) => Some(digest),
            Self::Tag(_) => None,
        }
    }

    /// The tag, where it is one.
    pub fn tag(&self) -> Option<&Tag> {
        match self {
            Self::Digest(_) => None,
            Self::Tag(tag) => Some(tag),
        }
    }
}

impl From<Digest> for Selector {
    fn from(digest: Digest) -> Self {
        Self::Digest(digest)
    }
}

impl From<Tag> for Selector {
    fn from(tag: Tag) -> Self {
        Self::Tag(tag)
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Digest(digest) => digest.fmt(f),
            Self::Tag(tag) => tag.fmt(f),
        }
    }
}

/// `[registry/]repository[:tag][@digest]`, with Docker Hub's defaults filled in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The registry; docker.io where none was written.
    pub registry: Registry,
    /// The repository; `library/` is put before a lone name on Docker Hub.
    pub repository: Repository,
    /// The tag, if one was written.
    pub tag: Option<Tag>,
    /// The digest, if one was written. It wins over the tag.
    pub digest: Option<Digest>,
}

impl Reference {
    /// A reference to a whole repository.
    pub fn new(registry: Registry, repository: Repository) -> Self {
        Self { registry, repository, tag: None, digest: None }
    }

    /// The same repository with another tag or digest alone.
    #[must_use]
    pub fn with(&self, selector: &Selector) -> Self {
        Self {
            registry: self.registry.clone(),
            repository: self.repository.clone(),
            tag: selector.tag().cloned(),
            digest: selector.digest().cloned(),
        }
    }

    /// The same reference with a digest beside its tag: what a command prints for what it made.
    #[must_use]
    pub fn pinned(&self, digest: &Digest) -> Self {
        Self { digest: Some(digest.clone()), ..self.clone() }
    }

    /// The repository alone, as `registry/repository`.
    pub fn name(&self) -> String {
        format!("{}/{}", self.registry, self.repository)
    }

    /// What to ask for: the digest, else the tag, else `latest`.
    pub fn selector(&self) -> Selector {
        match (&self.digest, &self.tag) {
            (Some(digest), _) => Selector::Digest(digest.clone()),
            (None, Some(tag)) => Selector::Tag(tag.clone()),
            (None, None) => Selector::Tag(Tag::latest()),
        }
    }

    /// The tag that a push gives: the written one, `latest` where neither tag nor digest was written.
    pub fn target_tag(&self) -> Option<Tag> {
        match (&self.tag, &self.digest) {
            (Some(tag), _) => Some(tag.clone()),
            (None, Some(_)) => None,
            (None, None) => Some(Tag::latest()),
        }
    }

    /// Reads a repository without tag or digest, as `tag ls` takes it.
    pub fn parse_repository(text: &str) -> Result<Self, ParseError> {
        let reference: Self = text.parse()?;
        if reference.tag.is_none() && reference.digest.is_none() {
            return Ok(reference);
        }
        let at = text.find('@').unwrap_or_else(|| text.rfind(':').unwrap_or_default());
        Err(ParseError::new(text, at, "a repository was expected here, without a tag or a digest"))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.registry, self.repository)?;
        if let Some(tag) = &self.tag {
            write!(f, ":{tag}")?;
        }
        match &self.digest {
            Some(digest) => write!(f, "@{digest}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Reference {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        if text.is_empty() {
            return Err(ParseError::new(text, 0, "a reference was expected, as in alpine:3 or ghcr.io/org/name:tag"));
        }
        if let Some(at) = text.find("://") {
            return Err(ParseError::new(text, at, "a reference has no scheme: write the host alone"));
        }
        let (name, digest) = split_digest(text)?;
        let (name, tag) = split_tag(text, name)?;
        let (registry, path) = split_registry(text, name)?;
        let offset = name.len() - path.len();
        let repository = if registry.is_docker_hub() && !path.contains('/') && !path.is_empty() {
            Repository::parse_within(text, offset, path)?.in_library()
        } else {
            Repository::parse_within(text, offset, path)?
        };
        Ok(Self { registry, repository, tag, digest })
    }
}

/// Splits `@digest` off the end.
fn split_digest(text: &str) -> Result<(&str, Option<Digest>), ParseError> {
    let Some((name, digest)) = text.split_once('@') else {
        return Ok((text, None));
    };
    let start = name.len() + 1;
    let digest = digest.parse().map_err(|error: DigestError| {
        let at = match &error {
            DigestError::Digit { at, .. } => start + at,
            _ => start,
        };
        ParseError::new(text, at, error.to_string())
    })?;
    Ok((name, Some(digest)))
}

/// Splits `:tag` off the end: a colon behind the last slash, where no port can stand.
fn split_tag<'a>(text: &str, name: &'a str) -> Result<(&'a str, Option<Tag>), ParseError> {
    let last_part = name.rfind('/').map_or(0, |at| at + 1);
    let Some(colon) = name[last_part..].find(':').map(|at| last_part + at) else {
        return Ok((name, None));
    };
    if name[last_part..].starts_with('[') {
        return Ok((name, None));
    }
    let tag = Tag::parse_within(text, colon + 1, &name[colon + 1..])?;
    Ok((&name[..colon], Some(tag)))
}

/// Splits the registry off the front: a first component with a dot, a colon or an upper-case letter, or `localhost`.
fn split_registry<'a>(text: &str, name: &'a str) -> Result<(Registry, &'a str), ParseError> {
    let Some((first, rest)) = name.split_once('/') else {
        return Ok((Registry::docker_hub(), name));
    };
    let is_host = first == "localhost" || first.contains(['.', ':', '[']) || first.chars().any(char::is_uppercase);
    if !is_host {
        return Ok((Registry::docker_hub(), name));
    }
    Ok((Registry::parse_within(text, 0, first)?, rest))
}

/// Why a text cannot be read. `Display` shows the text with a mark under the character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The whole text.
    pub text: String,
    /// The byte offset of the character that is wrong.
    pub at: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl ParseError {
    pub(crate) fn new(text: &str, at: usize, reason: impl Into<String>) -> Self {
        Self { text: text.to_owned(), at, reason: reason.into() }
    }

    /// The same error within a longer text, `prefix` bytes of which stand before.
    pub(crate) fn within(self, text: &str, prefix: usize) -> Self {
        Self { text: text.to_owned(), at: self.at + prefix, ..self }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What was typed may hold control characters; they are shown, not sent.
        let shown = |text: &str| text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect::<String>();
        let before = self.text.get(..self.at).map_or(0, |start| start.chars().count());
        write!(f, "{}\n  {}\n  {:before$}^", self.reason, shown(&self.text), "")
    }
}

impl std::error::Error for ParseError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        text.parse::<Reference>().unwrap_or_else(|error| panic!("{text}: {error}")).to_string()
    }

    #[test]
    fn docker_hub_defaults_are_filled_in() {
        for (text, full) in [
            ("alpine", "docker.io/library/alpine"),
            ("alpine:3.20", "docker.io/library/alpine:3.20"),
            ("bitnami/redis", "docker.io/bitnami/redis"),
            ("index.docker.io/alpine", "docker.io/library/alpine"),
            ("registry-1.docker.io/library/alpine:3", "docker.io/library/alpine:3"),
            ("docker.io/a/b/c:t", "docker.io/a/b/c:t"),
            ("localhost/x", "localhost/x"),
            ("localhost:5000/x:1", "localhost:5000/x:1"),
            ("127.0.0.1:5000/a/b", "127.0.0.1:5000/a/b"),
            ("[::1]:5000/a:t", "[::1]:5000/a:t"),
            ("[2001:db8::1]/a", "[2001:db8::1]/a"),
            ("GHCR.io/org/name:V1", "ghcr.io/org/name:V1"),
            ("myhost:443/a", "myhost:443/a"),
            ("a__b/c-d.e/f---g", "docker.io/a__b/c-d.e/f---g"),
        ] {
            assert_eq!(shown(text), full, "{text}");
            assert_eq!(shown(full), full, "{full}");
        }
    }

    #[test]
    fn a_digest_wins_over_a_tag_and_both_are_kept() {
        let digest = Digest::sha256(b"");
        let reference: Reference = format!("alpine:3@{digest}").parse().unwrap();
        assert_eq!(reference.selector(), Selector::Digest(digest.clone()));
        assert_eq!(reference.target_tag().unwrap().as_str(), "3");
        assert_eq!(reference.to_string(), format!("docker.io/library/alpine:3@{digest}"));
        let bare: Reference = format!("alpine@{digest}").parse().unwrap();
        assert_eq!(bare.target_tag(), None);
    }

    #[test]
    fn an_error_points_at_the_character() {
        for (text, at, reason) in [
            ("", 0, "expected"),
            ("alpine:", 7, "empty"),
            ("alpine:-x", 7, "'-'"),
            ("alpine:a b", 8, "' '"),
            ("ghcr.io/Org/name", 8, "'O'"),
            ("ghcr.io/org//name", 12, "empty"),
            ("ghcr.io/", 8, "empty"),
            ("ghcr.io/org/na..me", 15, "'.'"),
            ("ghcr.io/org/name-", 16, "'-'"),
            ("host:port/x", 5, "port"),
            ("host:70000/x", 5, "port"),
            ("[::1/x", 0, "']'"),
            ("https://ghcr.io/x", 5, "scheme"),
            ("alpine@sha256:12", 7, "64"),
            ("a/b@md5:12", 4, "algorithm"),
            ("../etc/passwd", 0, "'.'"),
        ] {
            let error = text.parse::<Reference>().expect_err(text);
            assert_eq!(error.at, at, "{text}: {error}");
            assert!(error.reason.contains(reason), "{text}: {error}");
        }
    }

    #[test]
    fn the_mark_stands_under_the_character() {
        let error = "ghcr.io/Org/x".parse::<Reference>().unwrap_err().to_string();
        let mut lines = error.lines().skip(1);
        assert_eq!(lines.next(), Some("  ghcr.io/Org/x"));
        assert_eq!(lines.next(), Some("          ^"));
    }

    #[test]
    fn a_repository_takes_no_tag() {
        assert!(Reference::parse_repository("localhost:5000/a/b").is_ok());
        assert_eq!(Reference::parse_repository("localhost:5000/a:t").unwrap_err().at, 16);
    }
}
