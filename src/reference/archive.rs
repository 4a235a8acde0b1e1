//! Images in archives and in a docker engine, as users write them.

use std::fmt;
use std::path::{Path, PathBuf};

use super::{ParseError, Reference, Selector, Tag};
use crate::oci::{Digest, DigestError};

/// How the names in an archive are written. Both kinds are read and written in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArchiveKind {
    /// `docker-archive:`: a name is a reference, and a lone word the name of a repository.
    Docker,
    /// `oci-archive:`: a lone word is a tag.
    Oci,
}

impl ArchiveKind {
    /// What stands before the colon.
    pub fn scheme(self) -> &'static str {
        match self {
            Self::Docker => "docker-archive",
            Self::Oci => "oci-archive",
        }
    }
}

/// Which image of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ArchiveName {
    /// The one at this place, counted from 0.
    Index(usize),
    /// The one of this full name.
    Reference(Reference),
    /// The one of this tag.
    Tag(Tag),
}

impl fmt::Display for ArchiveName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(place) => write!(f, "@{place}"),
            Self::Reference(reference) => reference.fmt(f),
            Self::Tag(tag) => tag.fmt(f),
        }
    }
}

/// A tar of images, and perhaps one image in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ArchivePath {
    /// How names in it are written.
    pub kind: ArchiveKind,
    /// The file; `-` is standard input or output.
    pub file: PathBuf,
    /// Which image, where one was written.
    pub name: Option<ArchiveName>,
    /// The digest, if one was written. It wins over the name.
    pub digest: Option<Digest>,
}

impl ArchivePath {
    /// An archive as a whole.
    pub fn new(kind: ArchiveKind, file: impl Into<PathBuf>) -> Self {
        Self { kind, file: file.into(), name: None, digest: None }
    }

    /// Whether it is standard input or output.
    pub fn is_stream(&self) -> bool {
        self.file == Path::new("-")
    }

    /// What to ask for, where the name says it; what is at a place is known only to the archive.
    pub fn selector(&self) -> Option<Selector> {
        match (&self.digest, &self.name) {
            (Some(digest), _) => Some(Selector::Digest(digest.clone())),
            (None, Some(ArchiveName::Tag(tag))) => Some(Selector::Tag(tag.clone())),
            (None, Some(ArchiveName::Reference(reference))) => Some(reference.selector()),
            (None, Some(ArchiveName::Index(_)) | None) => None,
        }
    }

    /// The tag that an image written here gets; an image may also stay without any.
    pub fn target_tag(&self) -> Option<Tag> {
        match &self.name {
            Some(ArchiveName::Tag(tag)) => Some(tag.clone()),
            Some(ArchiveName::Reference(reference)) => reference.target_tag(),
            Some(ArchiveName::Index(_)) | None => None,
        }
    }

    /// The same archive with another tag or digest alone. A tag stays within the repository that was written.
    #[must_use]
    pub fn with(&self, selector: &Selector) -> Self {
        let name = match (selector, &self.name) {
            (Selector::Digest(_), _) => None,
            (Selector::Tag(_), Some(ArchiveName::Reference(reference))) => {
                Some(ArchiveName::Reference(reference.with(selector)))
            }
            (Selector::Tag(tag), _) => Some(ArchiveName::Tag(tag.clone())),
        };
        Self { name, digest: selector.digest().cloned(), ..self.clone() }
    }

    /// The same archive with `tag` and `digest` both.
    #[must_use]
    pub fn pinned(&self, tag: Option<&Tag>, digest: &Digest) -> Self {
        let name = match (&self.name, tag) {
            (_, None) => None,
            (Some(ArchiveName::Reference(reference)), Some(tag)) => {
                Some(ArchiveName::Reference(reference.with(&Selector::Tag(tag.clone()))))
            }
            (_, Some(tag)) => Some(ArchiveName::Tag(tag.clone())),
        };
        Self { name, digest: Some(digest.clone()), ..self.clone() }
    }

    /// Reads a name alone.
    ///
    /// # Errors
    /// It is neither a tag, nor a reference, nor `@` and a number.
    pub fn name(kind: ArchiveKind, text: &str) -> Result<ArchiveName, ParseError> {
        parse_name(kind, text, 0, text)
    }

    /// Reads `FILE[:NAME][@DIGEST]`, of which `prefix` bytes of `text` stand before. The file ends at the first colon.
    pub(super) fn parse(kind: ArchiveKind, text: &str, prefix: usize, rest: &str) -> Result<Self, ParseError> {
        let (rest, digest) = split_digest(text, prefix, rest)?;
        let (file, name) = match rest.split_once(':') {
            None => (rest, None),
            Some((file, name)) => (file, Some(parse_name(kind, text, prefix + file.len() + 1, name)?)),
        };
        if file.is_empty() {
            return Err(ParseError::new(
                text,
                prefix,
                "the file of the archive is missing; - is standard input or output",
            ));
        }
        Ok(Self { kind, file: PathBuf::from(file), name, digest })
    }
}

/// Splits `@DIGEST` off the end. A number behind an `@` is a place in the archive, and stays.
fn split_digest<'a>(text: &str, prefix: usize, rest: &'a str) -> Result<(&'a str, Option<Digest>), ParseError> {
    let Some(at) = rest.rfind('@').filter(|at| rest[at + 1..].contains(':') && !rest[at + 1..].contains('/')) else {
        return Ok((rest, None));
    };
    let digest = rest[at + 1..].parse().map_err(|error: DigestError| {
        let inner = if let DigestError::Digit { at, .. } = &error { *at } else { 0 };
        ParseError::new(text, prefix + at + 1 + inner, error.to_string())
    })?;
    Ok((&rest[..at], Some(digest)))
}

fn parse_name(kind: ArchiveKind, text: &str, at: usize, name: &str) -> Result<ArchiveName, ParseError> {
    if let Some(place) = name.strip_prefix('@') {
        let digits = !place.is_empty() && place.bytes().all(|byte| byte.is_ascii_digit());
        let place = place.parse().ok().filter(|_| digits);
        return place.map(ArchiveName::Index).ok_or_else(|| {
            ParseError::new(text, at + 1, "a place in the archive was expected behind the @: a number from 0")
        });
    }
    if kind == ArchiveKind::Oci && !name.contains(['/', ':']) {
        return Tag::parse_within(text, at, name).map(ArchiveName::Tag);
    }
    let reference: Reference = name.parse().map_err(|error: ParseError| error.within(text, at))?;
    Ok(ArchiveName::Reference(reference))
}

impl fmt::Display for ArchivePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.scheme(), self.file.display())?;
        if let Some(name) = &self.name {
            write!(f, ":{name}")?;
        }
        match &self.digest {
            Some(digest) => write!(f, "@{digest}"),
            None => Ok(()),
        }
    }
}

/// An image of a docker engine.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DaemonImage {
    /// By its id, `sha256:` and at least the first hexadecimal digits of it.
    Id(String),
    /// By its name.
    Name(Reference),
}

impl DaemonImage {
    /// The fewest digits of an id: what docker itself shows is twelve, but four may be unique.
    const LEAST: usize = 4;

    /// Reads `NAME[:TAG]` or `sha256:HEX`, of which `prefix` bytes of `text` stand before.
    pub(super) fn parse(text: &str, prefix: usize, rest: &str) -> Result<Self, ParseError> {
        let hex = |id: &str| id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if let Some(id) = rest.strip_prefix("sha256:").filter(|id| hex(id) && (Self::LEAST..=64).contains(&id.len())) {
            return Ok(Self::Id(format!("sha256:{id}")));
        }
        // A whole id without its algorithm is no name for docker either.
        if rest.len() == 64 && hex(rest) {
            return Ok(Self::Id(format!("sha256:{rest}")));
        }
        rest.parse().map(Self::Name).map_err(|error: ParseError| error.within(text, prefix))
    }

    /// The name, where it is one.
    pub fn reference(&self) -> Option<&Reference> {
        match self {
            Self::Id(_) => None,
            Self::Name(reference) => Some(reference),
        }
    }
}

impl fmt::Display for DaemonImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("docker-daemon:")?;
        match self {
            Self::Id(id) => f.write_str(id),
            Self::Name(reference) => reference.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::reference::Location;

    fn shown(text: &str) -> String {
        text.parse::<Location>().unwrap_or_else(|error| panic!("{text}: {error}")).to_string()
    }

    #[test]
    fn each_has_one_way_to_be_shown_that_parses_to_the_same() {
        let digest = crate::oci::Digest::sha256(b"");
        for (text, expected) in [
            ("oci-archive:x.tar".to_owned(), "oci-archive:x.tar".to_owned()),
            ("oci-archive:-".to_owned(), "oci-archive:-".to_owned()),
            ("oci-archive:./a/x.tar:v1".to_owned(), "oci-archive:./a/x.tar:v1".to_owned()),
            ("oci-archive:x:alpine:3".to_owned(), "oci-archive:x:docker.io/library/alpine:3".to_owned()),
            (format!("oci-archive:x:v1@{digest}"), format!("oci-archive:x:v1@{digest}")),
            (format!("oci-archive:x@{digest}"), format!("oci-archive:x@{digest}")),
            ("docker-archive:x.tar:@2".to_owned(), "docker-archive:x.tar:@2".to_owned()),
            ("docker-archive:x:alpine".to_owned(), "docker-archive:x:docker.io/library/alpine".to_owned()),
            ("docker-archive:x:localhost:5000/a:1".to_owned(), "docker-archive:x:localhost:5000/a:1".to_owned()),
            ("docker-daemon:alpine:3".to_owned(), "docker-daemon:docker.io/library/alpine:3".to_owned()),
            ("docker-daemon:sha256:abcdef012345".to_owned(), "docker-daemon:sha256:abcdef012345".to_owned()),
            (format!("docker-daemon:{}", digest.hex()), format!("docker-daemon:{digest}")),
        ] {
            assert_eq!(shown(&text), expected, "{text}");
            assert_eq!(shown(&expected), expected);
        }
    }

    #[test]
    fn errors_point_into_the_whole_text() {
        for (text, at) in [
            ("oci-archive:", 12),
            ("oci-archive::v1", 12),
            ("oci-archive:x:", 14),
            ("oci-archive:x:-a", 14),
            ("docker-archive:x:", 17),
            ("docker-archive:x:@a", 18),
            ("docker-archive:x:@", 18),
            ("docker-archive:x:A/b c", 20),
            ("docker-archive:x@sha256:12", 17),
            ("docker-daemon:", 14),
            ("docker-daemon:a:b:c", 17),
        ] {
            assert_eq!(text.parse::<Location>().expect_err(text).at, at, "{text}");
        }
    }

    #[test]
    fn a_tag_stays_in_the_repository_that_was_written() {
        let digest = crate::oci::Digest::sha256(b"");
        let tag: crate::reference::Tag = "v2".parse().unwrap();
        for (text, pinned, target) in [
            ("oci-archive:x", format!("oci-archive:x:v2@{digest}"), None),
            ("oci-archive:x:v1", format!("oci-archive:x:v2@{digest}"), Some("v1")),
            ("docker-archive:x:a/b", format!("docker-archive:x:docker.io/a/b:v2@{digest}"), Some("latest")),
            ("docker-daemon:a/b", format!("docker-daemon:docker.io/a/b:v2@{digest}"), Some("latest")),
            ("docker-daemon:sha256:abcd", "docker-daemon:sha256:abcd".to_owned(), None),
        ] {
            let location: Location = text.parse().unwrap();
            assert_eq!(location.pinned(Some(&tag), &digest).to_string(), pinned, "{text}");
            assert_eq!(location.target_tag().map(|tag| tag.to_string()).as_deref(), target, "{text}");
        }
    }
}
