//! What can go wrong between files and artifacts.

use std::io;
use std::path::{Path, PathBuf};

use crate::content::ErrorKind;
use crate::layer::LayerError;
use crate::oci::Digest;

/// A failure on the way from files to an artifact or back.
#[derive(Debug, thiserror::Error)]
pub enum ArtifactError {
    /// The disk failed, or a file is not there.
    #[error("cannot {what} {}", path.display())]
    Io {
        /// What was tried.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Neither a file nor a directory.
    #[error("{} is neither a file nor a directory nor a link: it cannot be put into an artifact", path.display())]
    Special {
        /// Which one.
        path: PathBuf,
    },
    /// A link that does not stay within its directory.
    #[error("the link {path} leads to {target:?}, out of its directory")]
    LinkLeadsOut {
        /// The link.
        path: String,
        /// Where it leads.
        target: String,
    },
    /// A title that cannot be the name of a file.
    #[error("the title {title:?} cannot be the name of a file: {why}")]
    Title {
        /// The title.
        title: String,
        /// Why not.
        why: &'static str,
    },
    /// Two files with one name.
    #[error("there are two files that would be {path}: choose one with --file or --file-media-type")]
    Twice {
        /// The name.
        path: String,
    },
    /// Something stands in the way that is not written over or through.
    #[error("{} is in the way: {why}", path.display())]
    InTheWay {
        /// What stands there.
        path: PathBuf,
        /// Why it stays.
        why: &'static str,
    },
    /// A directory's tar that cannot be read.
    #[error("the tar of {title} cannot be unpacked: {what}")]
    Tar {
        /// The directory.
        title: String,
        /// What is wrong with it.
        what: String,
        /// What its reader said.
        source: Option<Box<LayerError>>,
    },
    /// The tar is not the one that was put.
    #[error("the tar of {title} has the digest {found} instead of {expected}")]
    ContentDigest {
        /// The directory.
        title: String,
        /// What its annotation says.
        expected: Digest,
        /// What it is.
        found: Digest,
    },
    /// More manifests hang together than anybody would look at.
    #[error("more than {limit} manifests belong to it")]
    TooMany {
        /// How many are looked at.
        limit: usize,
    },
    /// A source failed.
    #[error(transparent)]
    Content(#[from] crate::content::ContentError),
}

impl ArtifactError {
    /// Turns a system's error about `path` into one that says what was tried.
    pub(super) fn io(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { what, path: path.to_owned(), source }
    }

    /// What it means.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Io { source, .. } if source.kind() == io::ErrorKind::NotFound => ErrorKind::NotFound,
            Self::Io { .. } | Self::InTheWay { .. } => ErrorKind::Storage,
            Self::ContentDigest { .. } => ErrorKind::Integrity,
            Self::Content(error) => error.kind,
            Self::Special { .. }
            | Self::LinkLeadsOut { .. }
            | Self::Title { .. }
            | Self::Twice { .. }
            | Self::Tar { .. }
            | Self::TooMany { .. } => ErrorKind::Invalid,
        }
    }
}
