//! Locations: where content is. A registry, an image layout in a directory, the local store, an archive, or a docker
//! engine.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::{ArchiveKind, ArchivePath, DaemonImage, ParseError, Reference, Selector, Tag};
use crate::oci::{Digest, DigestError};

/// An image layout in a directory, and perhaps one image in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LayoutPath {
    /// The directory that holds `oci-layout`.
    pub dir: PathBuf,
    /// The tag, if one was written.
    pub tag: Option<Tag>,
    /// The digest, if one was written. It wins over the tag.
    pub digest: Option<Digest>,
}

impl LayoutPath {
    /// What to ask for; nothing where neither tag nor digest was written (then a lone image is meant, else `latest`).
    pub fn selector(&self) -> Option<Selector> {
        match (&self.digest, &self.tag) {
            (Some(digest), _) => Some(Selector::Digest(digest.clone())),
            (None, Some(tag)) => Some(Selector::Tag(tag.clone())),
            (None, None) => None,
        }
    }
}

/// Where content is, as users write it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// `oci-archive:FILE[:NAME][@DIGEST]` or `docker-archive:…`: a tar of images.
    Archive(ArchivePath),
    /// `docker-daemon:REF`: a docker engine.
    Daemon(DaemonImage),
    /// `oci:DIR[:TAG][@DIGEST]`, also `ocidir://…`: an image layout.
    Layout(LayoutPath),
    /// `REF`, also `docker://REF`: a registry.
    Registry(Reference),
    /// `store:REF`: the local store.
    Store(Reference),
}

impl Location {
    /// The tag or digest that is meant; nothing for a layout or an archive with neither.
    pub fn selector(&self) -> Option<Selector> {
        match self {
            Self::Archive(path) => path.selector(),
            Self::Daemon(image) => image.reference().map(Reference::selector),
            Self::Layout(path) => path.selector(),
            Self::Registry(reference) | Self::Store(reference) => Some(reference.selector()),
        }
    }

    /// The tag that content written here gets; nothing where a digest alone was written.
    pub fn target_tag(&self) -> Option<Tag> {
        match self {
            Self::Archive(path) => path.target_tag(),
            Self::Daemon(image) => image.reference().and_then(Reference::target_tag),
            Self::Layout(LayoutPath { tag: None, digest: None, .. }) => Some(Tag::latest()),
            Self::Layout(path) => path.tag.clone(),
            Self::Registry(reference) | Self::Store(reference) => reference.target_tag(),
        }
    }

    /// The same place with another tag or digest alone.
    #[must_use]
    pub fn with(&self, selector: &Selector) -> Self {
        match self {
            Self::Archive(path) => Self::Archive(path.with(selector)),
            Self::Daemon(DaemonImage::Id(_)) => self.clone(),
            Self::Daemon(DaemonImage::Name(reference)) => Self::Daemon(DaemonImage::Name(reference.with(selector))),
            Self::Layout(path) => Self::Layout(LayoutPath {
                dir: path.dir.clone(),
                tag: selector.tag().cloned(),
                digest: selector.digest().cloned(),
            }),
            Self::Registry(reference) => Self::Registry(reference.with(selector)),
            Self::Store(reference) => Self::Store(reference.with(selector)),
        }
    }

    /// Whether it is standard input or output, which two ends of a transfer may both be.
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Archive(path) if path.is_stream())
    }

    /// The same place with `tag` and `digest` both, as a command prints what it made.
    #[must_use]
    pub fn pinned(&self, tag: Option<&Tag>, digest: &Digest) -> Self {
        if let Self::Archive(path) = self {
            return Self::Archive(path.pinned(tag, digest));
        }
        let (tag, digest) = (tag.cloned(), Some(digest.clone()));
        match self {
            Self::Archive(_) | Self::Daemon(DaemonImage::Id(_)) => self.clone(),
            Self::Daemon(DaemonImage::Name(reference)) => {
                Self::Daemon(DaemonImage::Name(Reference { tag, digest, ..reference.clone() }))
            }
            Self::Layout(path) => Self::Layout(LayoutPath { dir: path.dir.clone(), tag, digest }),
            Self::Registry(reference) => Self::Registry(Reference { tag, digest, ..reference.clone() }),
            Self::Store(reference) => Self::Store(Reference { tag, digest, ..reference.clone() }),
        }
    }
}

impl FromStr for Location {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let behind = |scheme: &str| text.strip_prefix(scheme).map(|rest| (rest, scheme.len()));
        if let Some((rest, prefix)) = behind("ocidir://").or_else(|| behind("oci:")) {
            return parse_layout(text, prefix, rest).map(Self::Layout);
        }
        if let Some((rest, prefix)) = behind("docker://") {
            return rest.parse().map(Self::Registry).map_err(|error: ParseError| error.within(text, prefix));
        }
        if let Some((rest, prefix)) = behind("store:") {
            return rest.parse().map(Self::Store).map_err(|error: ParseError| error.within(text, prefix));
        }
        for kind in [ArchiveKind::Oci, ArchiveKind::Docker] {
            if let Some((rest, prefix)) = behind(kind.scheme()).filter(|(rest, _)| rest.starts_with(':')) {
                return ArchivePath::parse(kind, text, prefix + 1, &rest[1..]).map(Self::Archive);
            }
        }
        if let Some((rest, prefix)) = behind("docker-daemon:") {
            return DaemonImage::parse(text, prefix, rest).map(Self::Daemon);
        }
        refuse_transport(text)?;
        text.parse().map(Self::Registry)
    }
}

/// The transports of skopeo that there are not here. Without this they would be taken for repositories of Docker Hub.
const OTHER_TRANSPORTS: [&str; 5] = ["dir", "containers-storage", "tarball", "sif", "ostree"];

/// Fails where `text` names content by a transport that is not supported.
fn refuse_transport(text: &str) -> Result<(), ParseError> {
    let transport = text.split_once(':').map_or("", |(transport, _)| transport);
    if !OTHER_TRANSPORTS.contains(&transport) {
        return Ok(());
    }
    let reason = format!(
        "the transport {transport}: is not supported; there are docker://, oci:, ocidir://, store:, oci-archive:, \
         docker-archive: and docker-daemon: (a repository of that name is written docker://{text})"
    );
    Err(ParseError::new(text, 0, reason))
}

/// Reads `DIR[:TAG][@DIGEST]`. What stands behind the last colon is a tag, unless a slash follows; so a directory
/// whose last part has a colon is written with a trailing slash.
fn parse_layout(text: &str, prefix: usize, rest: &str) -> Result<LayoutPath, ParseError> {
    let (rest, digest) =
        match rest.rfind('@').filter(|at| rest[at + 1..].contains(':') && !rest[at + 1..].contains('/')) {
            None => (rest, None),
            Some(at) => {
                let start = prefix + at + 1;
                let digest = rest[at + 1..].parse().map_err(|error: DigestError| {
                    let inner = if let DigestError::Digit { at, .. } = &error { *at } else { 0 };
                    ParseError::new(text, start + inner, error.to_string())
                })?;
                (&rest[..at], Some(digest))
            }
        };
    let (dir, tag) = match rest.rfind(':').filter(|at| !rest[at + 1..].contains('/')) {
        None => (rest, None),
        Some(colon) => {
            let tag = Tag::parse_within(text, prefix + colon + 1, &rest[colon + 1..])?;
            (&rest[..colon], Some(tag))
        }
    };
    if dir.is_empty() {
        return Err(ParseError::new(text, prefix, "the directory of the image layout is missing"));
    }
    Ok(LayoutPath { dir: PathBuf::from(dir), tag, digest })
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Archive(path) => path.fmt(f),
            Self::Daemon(image) => image.fmt(f),
            Self::Registry(reference) => reference.fmt(f),
            Self::Store(reference) => write!(f, "store:{reference}"),
            Self::Layout(path) => {
                write!(f, "oci:{}", path.dir.display())?;
                if let Some(tag) = &path.tag {
                    write!(f, ":{tag}")?;
                }
                match &path.digest {
                    Some(digest) => write!(f, "@{digest}"),
                    None => Ok(()),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_location_has_one_way_to_be_shown() {
        let digest = Digest::sha256(b"");
        for (text, shown) in [
            ("alpine".to_owned(), "docker.io/library/alpine".to_owned()),
            ("docker://ghcr.io/a/b:t".to_owned(), "ghcr.io/a/b:t".to_owned()),
            ("oci:dir".to_owned(), "oci:dir".to_owned()),
            ("ocidir:///tmp/x:v1".to_owned(), "oci:/tmp/x:v1".to_owned()),
            (format!("oci:./a/b:v1@{digest}"), format!("oci:./a/b:v1@{digest}")),
            ("oci:a:b/c".to_owned(), "oci:a:b/c".to_owned()),
            ("oci:user@host/dir:t".to_owned(), "oci:user@host/dir:t".to_owned()),
            ("store:alpine:3".to_owned(), "store:docker.io/library/alpine:3".to_owned()),
        ] {
            let location: Location = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(location.to_string(), shown, "{text}");
        }
    }

    #[test]
    fn transports_that_there_are_not_are_no_repositories() {
        for text in ["dir:x", "dir:/tmp/x", "containers-storage:a", "tarball:x.tar", "sif:x.sif", "ostree:a@/b"] {
            let error = text.parse::<Location>().expect_err(text);
            assert_eq!(error.at, 0, "{text}");
            assert!(error.reason.contains("store:") && error.reason.contains(&format!("docker://{text}")), "{error}");
        }
        for (text, shown) in [("docker://dir:x", "docker.io/library/dir:x"), ("dir", "docker.io/library/dir")] {
            assert_eq!(text.parse::<Location>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn errors_point_into_the_whole_text() {
        for (text, at) in
            [("docker://ghcr.io/Org/x", 17), ("store:a:", 8), ("oci::t", 4), ("oci:d:-", 6), ("oci:d@sha256:zz", 6)]
        {
            assert_eq!(text.parse::<Location>().expect_err(text).at, at, "{text}");
        }
    }
}
