//! What can go wrong with a layout or a store on disk, and what it means to the one who asked.

use std::io;
use std::path::{Path, PathBuf};

use crate::content::{ContentError, ErrorKind};
use crate::oci::{Digest, DocumentError};
use crate::reference::{Selector, Tag};

/// What every operation on disk gives.
pub type Result<T, E = LayoutError> = std::result::Result<T, E>;

/// A failed operation on an image layout or the local store.
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    /// No image was named, and the layout does not hold just one.
    #[error("{} holds {}: name one of them", dir.display(), several(tags))]
    Ambiguous {
        /// The layout.
        dir: PathBuf,
        /// The tags that it has.
        tags: Vec<String>,
    },
    /// Transfers run that a garbage collection would disturb, or the other way round.
    #[error("the store {} is in use by another process: {advice}", root.display())]
    Busy {
        /// The store.
        root: PathBuf,
        /// What can be done about it.
        advice: &'static str,
    },
    /// A file does not hold what its name says.
    #[error("{} is damaged: {found}; delete it and fetch the image again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found instead.
        found: String,
    },
    /// A manifest in the layout cannot be read.
    #[error("the manifest {digest} in {} cannot be used", dir.display())]
    Document {
        /// The layout.
        dir: PathBuf,
        /// The manifest.
        digest: Digest,
        /// What is wrong with it.
        source: DocumentError,
    },
    /// The operating system refused.
    #[error("cannot {action} {}{}", path.display(), advice(source))]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A document of the layout itself is no valid JSON, or not of its form.
    #[error("{} cannot be read as JSON of its form", path.display())]
    Json {
        /// The document.
        path: PathBuf,
        /// What the parser said.
        source: serde_json::Error,
    },
    /// The blob is not in the layout.
    #[error("there is no blob {digest} in {}", dir.display())]
    NoBlob {
        /// The layout.
        dir: PathBuf,
        /// The blob.
        digest: Digest,
    },
    /// There is nothing to choose from.
    #[error("the image layout {} is empty", dir.display())]
    NoImage {
        /// The layout.
        dir: PathBuf,
    },
    /// There is no such directory.
    #[error("there is no image layout in {}", dir.display())]
    NoLayout {
        /// The directory.
        dir: PathBuf,
    },
    /// The layout has no such tag or manifest.
    #[error("there is no {} in {}", named(selector), dir.display())]
    NoManifest {
        /// The layout.
        dir: PathBuf,
        /// What was asked for.
        selector: Selector,
    },
    /// The store has no such repository.
    #[error("the local store has no repository {name}")]
    NoRepository {
        /// The repository, with its registry.
        name: String,
    },
    /// One layout is served, and another repository was asked for.
    #[error("there is one repository here, {served}, and no other can be made: {name} has no place")]
    OneRepository {
        /// The repository that there is.
        served: String,
        /// The one asked for.
        name: String,
    },
    /// A link leads from what is served to somewhere else.
    #[error("{name} is a link that leads out of what is served here; such links are followed with --follow-links only")]
    Outside {
        /// The repository, by its directory.
        name: String,
    },
    /// There is no store.
    #[error("there is no local store in {} yet", root.display())]
    NoStore {
        /// Where it was looked for.
        root: PathBuf,
    },
    /// There is nothing in the trash that could be brought back.
    #[error("nothing is in the trash of {}", root.display())]
    NoTrash {
        /// The store.
        root: PathBuf,
    },
    /// The directory holds something else.
    #[error("{} is not an image layout: {reason}", dir.display())]
    NotLayout {
        /// The directory.
        dir: PathBuf,
        /// What tells.
        reason: String,
    },
    /// Nothing in the store knows the digest.
    #[error("nothing in the store {} knows {digest}", root.display())]
    Nowhere {
        /// The store.
        root: PathBuf,
        /// What was asked for.
        digest: Digest,
    },
    /// The rules of retention make no sense.
    #[error("the rules of retention cannot be used: {reason}")]
    Retention {
        /// What is wrong with them.
        reason: String,
    },
    /// It was stopped before it was done.
    #[error("it was stopped before it was done; what was done so far is whole")]
    Stopped,
}

impl LayoutError {
    /// What it means for the one who asked.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Busy { .. } | Self::Stopped => ErrorKind::Unavailable,
            Self::Damaged { .. } => ErrorKind::Integrity,
            Self::Io { .. } => ErrorKind::Storage,
            Self::Ambiguous { .. }
            | Self::Document { .. }
            | Self::Json { .. }
            | Self::NotLayout { .. }
            | Self::Retention { .. } => ErrorKind::Invalid,
            Self::NoBlob { .. }
            | Self::NoImage { .. }
            | Self::NoLayout { .. }
            | Self::NoManifest { .. }
            | Self::NoRepository { .. }
            | Self::NoStore { .. }
            | Self::NoTrash { .. }
            | Self::OneRepository { .. }
            | Self::Outside { .. }
            | Self::Nowhere { .. } => ErrorKind::NotFound,
        }
    }

    /// The same cause once more, for all who wait for one piece of work.
    pub(crate) fn cause(&self) -> io::Error {
        match self {
            Self::Io { source, .. } => io::Error::new(source.kind(), source.to_string()),
            other => io::Error::other(other.to_string()),
        }
    }

    /// The error of `action` on `path`, for `map_err`.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { action, path: path.to_owned(), source }
    }
}

impl From<LayoutError> for ContentError {
    fn from(error: LayoutError) -> Self {
        let outer = Self::new(error.kind(), error.to_string());
        match error {
            LayoutError::Document { source, .. } => outer.because(source),
            LayoutError::Io { source, .. } => outer.because(source),
            LayoutError::Json { source, .. } => outer.because(source),
            _ => outer,
        }
    }
}

/// What the user can do about it, where the cause tells.
fn advice(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            ": no space is left; free some, or choose another place"
        }
        io::ErrorKind::ReadOnlyFilesystem => ": the file system is read-only; choose another place",
        io::ErrorKind::PermissionDenied => ": permission is denied; check who owns it and its mode",
        _ => "",
    }
}

fn several(tags: &[String]) -> String {
    const SHOWN: usize = 8;
    if tags.is_empty() {
        return "several images without a tag".to_owned();
    }
    let more = if tags.len() > SHOWN { ", …" } else { "" };
    format!("the tags {}{more}", tags[..tags.len().min(SHOWN)].join(", "))
}

fn named(selector: &Selector) -> String {
    match selector {
        Selector::Digest(digest) => format!("manifest {digest}"),
        Selector::Tag(tag) => format!("tag {:?}", Tag::as_str(tag)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_says_what_to_do_and_keeps_its_cause() {
        let cause = io::Error::from(io::ErrorKind::StorageFull);
        let error = ContentError::from(LayoutError::io("write", Path::new("/x"))(cause));
        assert_eq!(error.kind, ErrorKind::Storage);
        assert!(error.what.starts_with("cannot write /x: no space is left"), "{error}");
        assert!(error.source.is_some());
    }
}
