//! Why an image cannot be edited.

use crate::content::{ContentError, ErrorKind};
use crate::oci::{Digest, DocumentError, MediaType};

/// A failed edit.
#[derive(Debug, thiserror::Error)]
pub enum MutateError {
    /// The config of an image is not what an image config is.
    #[error("the config {digest} is no image config that can be edited")]
    Config {
        /// The config.
        digest: Digest,
        /// What the parser said.
        source: serde_json::Error,
    },
    /// A manifest cannot be read as what it says it is.
    #[error("the manifest {digest} cannot be edited")]
    Document {
        /// The manifest.
        digest: Digest,
        /// What is wrong with it.
        source: DocumentError,
    },
    /// What is to be edited is no image.
    #[error(
        "{what} works on images, and this is none: its config is {found}; of an artifact only annotations can be edited"
    )]
    NoImage {
        /// The edit.
        what: &'static str,
        /// The type of the config.
        found: MediaType,
    },
    /// What is to be edited is no index.
    #[error("this is no index but a single {media_type}")]
    NoIndex {
        /// What it is.
        media_type: MediaType,
    },
    /// A platform was named that the image does not have.
    #[error("no image is for {wanted}; there {}", listed(.offered))]
    NoPlatform {
        /// The platforms that were named.
        wanted: String,
        /// The platforms that there are.
        offered: Vec<String>,
    },
    /// The source failed.
    #[error(transparent)]
    Read {
        /// What it said.
        #[from]
        source: ContentError,
    },
    /// A document cannot be written.
    #[error("the document cannot be written as JSON")]
    Write {
        /// What the writer said.
        source: serde_json::Error,
    },
    /// The edit does not fit the image.
    #[error("{what}")]
    Unfit {
        /// Why, as a sentence without a period.
        what: String,
    },
}

fn listed(platforms: &[String]) -> String {
    match platforms {
        [] => "are no images at all".to_owned(),
        [only] => format!("is one for {only}"),
        several => format!("are images for {}", several.join(", ")),
    }
}

impl MutateError {
    /// An edit that does not fit the image.
    pub fn unfit(what: impl Into<String>) -> Self {
        Self::Unfit { what: what.into() }
    }

    /// What the failure means.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Read { source } => source.kind,
            Self::NoPlatform { .. } => ErrorKind::NotFound,
            Self::Document { source: DocumentError::Schema1 | DocumentError::UnknownType { .. }, .. }
            | Self::NoImage { .. } => ErrorKind::Unsupported,
            Self::Config { .. }
            | Self::Document { .. }
            | Self::NoIndex { .. }
            | Self::Unfit { .. }
            | Self::Write { .. } => ErrorKind::Invalid,
        }
    }
}
