//! What can go wrong with an archive or a docker engine.

use std::io;

use crate::content::{BoxError, ContentError, ErrorKind};
use crate::oci::{Digest, DocumentError};

/// What every operation in this room gives.
pub(super) type Result<T, E = ArchiveError> = std::result::Result<T, E>;

/// A failure of an archive, which `archive` names as the user did.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// More than one image could be meant.
    #[error("{archive} has several images that could be meant: name one of {}", listed(.names))]
    Ambiguous {
        /// Which archive.
        archive: String,
        /// What they are named by.
        names: Vec<String>,
    },
    /// The engine refused, or failed.
    #[error("the docker engine at {engine} {did}: {message}")]
    Answer {
        /// Its address.
        engine: String,
        /// What it did or did not do, as the rest of a sentence.
        did: String,
        /// The status of HTTP.
        status: u16,
        /// What it said.
        message: String,
    },
    /// Some content is not what is said of it.
    #[error("{entry} in {archive} has the digest {found}, and not {expected}")]
    Differs {
        /// Which archive.
        archive: String,
        /// Which entry.
        entry: String,
        /// What it should have been.
        expected: Digest,
        /// What it is.
        found: Digest,
    },
    /// A document cannot be read.
    #[error("cannot read {entry} in {archive}")]
    Document {
        /// Which archive.
        archive: String,
        /// Which entry.
        entry: String,
        /// Why.
        source: DocumentError,
    },
    /// The engine cannot be reached, or broke off.
    #[error("cannot {action} the docker engine at {engine}")]
    Engine {
        /// Its address.
        engine: String,
        /// What failed.
        action: &'static str,
        /// Why.
        source: BoxError,
    },
    /// The address of the engine cannot be used.
    #[error("the docker engine's address {address} cannot be used: {reason}")]
    EngineAddress {
        /// The address.
        address: String,
        /// Why.
        reason: &'static str,
    },
    /// The system failed.
    #[error("cannot {action} {archive}")]
    Io {
        /// What failed.
        action: &'static str,
        /// Which archive.
        archive: String,
        /// Why.
        source: io::Error,
    },
    /// A document is no JSON, or has not the form that it should.
    #[error("{entry} in {archive} is not what it should be")]
    Json {
        /// Which archive.
        archive: String,
        /// Which entry.
        entry: String,
        /// What the parser said.
        source: serde_json::Error,
    },
    /// The archive contradicts itself, or something in it cannot be used.
    #[error("{archive} cannot be used: {reason}")]
    Malformed {
        /// Which archive.
        archive: String,
        /// Why.
        reason: String,
    },
    /// Something that the archive itself leads to is not in it.
    #[error("{archive} has no {entry}{}", needed(.by))]
    Missing {
        /// Which archive.
        archive: String,
        /// What is missing.
        entry: String,
        /// What leads to it; empty where the user asked for it.
        by: String,
    },
    /// There is no such image.
    #[error("{archive} has no image {wanted}; it has {}", listed(.names))]
    NoImage {
        /// Which archive.
        archive: String,
        /// What was asked for.
        wanted: String,
        /// What there is.
        names: Vec<String>,
    },
    /// The archive ends too early.
    #[error("{archive} is cut off: it ends within {entry}")]
    Truncated {
        /// Which archive.
        archive: String,
        /// Which entry is incomplete.
        entry: String,
    },
    /// What archives cannot do.
    #[error("{archive} {what}")]
    Unsupported {
        /// Which archive.
        archive: String,
        /// What it cannot, as the rest of a sentence.
        what: String,
    },
}

fn listed(names: &[String]) -> String {
    // Whoever made the archive chose the names, and their number.
    const SHOWN: usize = 20;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| name.escape_debug().to_string()).collect();
    match names.len() {
        0 => "none".to_owned(),
        count if count > SHOWN => format!("{} and {} more", shown.join(", "), count - SHOWN),
        _ => shown.join(", "),
    }
}

fn needed(by: &str) -> String {
    if by.is_empty() { String::new() } else { format!(", which {by} names") }
}

impl ArchiveError {
    /// What the failure means.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Answer { status: 404, .. } | Self::Missing { .. } | Self::NoImage { .. } => ErrorKind::NotFound,
            Self::Answer { status: 401 | 403, .. } => ErrorKind::Denied,
            Self::Answer { status: 500.., .. } | Self::Engine { .. } => ErrorKind::Unavailable,
            Self::Differs { .. } | Self::Truncated { .. } => ErrorKind::Integrity,
            Self::Io { source, .. } if source.kind() == io::ErrorKind::NotFound => ErrorKind::NotFound,
            Self::Io { .. } => ErrorKind::Storage,
            Self::EngineAddress { .. } | Self::Unsupported { .. } => ErrorKind::Unsupported,
            Self::Ambiguous { .. }
            | Self::Answer { .. }
            | Self::Document { .. }
            | Self::Json { .. }
            | Self::Malformed { .. } => ErrorKind::Invalid,
        }
    }

    /// The system failed to do `action` with `archive`.
    pub(super) fn io(action: &'static str, archive: &str) -> impl FnOnce(io::Error) -> Self + use<> {
        let archive = archive.to_owned();
        move |source| Self::Io { action, archive, source }
    }
}

impl From<ArchiveError> for ContentError {
    fn from(error: ArchiveError) -> Self {
        let what = error.to_string();
        let kind = error.kind();
        match error {
            // The sentence says it all; only what lies beneath is left to be told.
            ArchiveError::Document { source, .. } => Self::new(kind, what).because(source),
            ArchiveError::Engine { source, .. } => Self::new(kind, what).because(source),
            ArchiveError::Io { source, .. } => Self::new(kind, what).because(source),
            ArchiveError::Json { source, .. } => Self::new(kind, what).because(source),
            ArchiveError::Truncated { .. } => {
                Self::new(kind, what).because(io::Error::from(io::ErrorKind::UnexpectedEof))
            }
            _ => Self::new(kind, what),
        }
    }
}
