//! What can go wrong with a layer.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use super::EntryPath;
use crate::content::{ContentError, ErrorKind};
use crate::oci::{Digest, MediaType};

/// A layer that cannot be read, or a path that cannot be found in one.
#[derive(Debug, thiserror::Error)]
pub enum LayerError {
    /// Which layer it was.
    #[error("cannot read layer {digest}")]
    Layer {
        /// The layer.
        digest: Digest,
        /// What is wrong with it.
        source: Box<LayerError>,
    },
    /// The bytes do not come, or are not those of the digest.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// The compressed bytes are no such stream, or end too early.
    #[error("the layer cannot be decompressed")]
    Compressed {
        /// What the decoder said.
        source: io::Error,
    },
    /// The layer is compressed in a way that wharf does not read.
    #[error("the layer is compressed with {name}, which wharf does not read")]
    Encoding {
        /// The name of the format.
        name: &'static str,
    },
    /// The tar inside is damaged.
    #[error("the tar is damaged at byte {at}: {what}")]
    Tar {
        /// Where, in decompressed bytes.
        at: u64,
        /// What is wrong there.
        what: String,
    },
    /// A path of the tar cannot be one inside an image.
    #[error("the tar names the path {path:?}, which {reason}")]
    Path {
        /// The path as it stands in the tar.
        path: String,
        /// Why it cannot be used.
        reason: &'static str,
    },
    /// The layer is larger than anything honest, and was not read to its end.
    #[error("{what}; it was not read further")]
    Limit {
        /// What there is too much of.
        what: String,
    },
    /// The content is no layer of files.
    #[error("{media_type} is not a layer of files: this is an artifact, not a container image")]
    NotLayer {
        /// What it is.
        media_type: MediaType,
    },
    /// The table of contents is not what it should be.
    #[error("the table of contents of the layer cannot be used: {what}")]
    Toc {
        /// What is wrong with it.
        what: String,
        /// Whether it contradicts a digest or its own layer, or only cannot be read.
        kind: ErrorKind,
    },
    /// There is nothing under the path.
    #[error("there is no {path} in the image")]
    Missing {
        /// The path.
        path: EntryPath,
    },
    /// What is under the path has no content.
    #[error("{path} is a {what}, not a file")]
    NotFile {
        /// The path.
        path: EntryPath,
        /// What it is.
        what: &'static str,
    },
    /// The symbolic links lead on and on.
    #[error("{path} leads through too many symbolic links")]
    Links {
        /// The path that was asked for.
        path: EntryPath,
    },
    /// A file of the image cannot be made on this machine.
    #[error("cannot make {path} of the image on this machine")]
    Place {
        /// The file, by its path in the image.
        path: EntryPath,
        /// What the system said.
        source: io::Error,
    },
    /// A file of this machine that is to go into a layer cannot be read.
    #[error("cannot read {}", named(path))]
    Input {
        /// The file.
        path: std::path::PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The layer is not one that can be changed in this way.
    #[error("{what}")]
    Unfit {
        /// Why, as a sentence without a period.
        what: String,
    },
    /// What was read cannot be written, or a thread cannot be started.
    #[error("cannot {what}")]
    Local {
        /// What was to be done.
        what: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

impl LayerError {
    /// A layer that is made cannot be written; it waits on this machine until it is sent.
    pub fn unwritten(source: io::Error) -> Self {
        Self::Local { what: "write the new layer among the temporary files (TMPDIR names another place)", source }
    }

    /// What it means.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Layer { source, .. } => source.kind(),
            Self::Content(error) => error.kind,
            Self::Toc { kind, .. } => *kind,
            Self::Missing { .. } => ErrorKind::NotFound,
            Self::Input { source, .. } if source.kind() == io::ErrorKind::NotFound => ErrorKind::NotFound,
            Self::Local { .. } | Self::Place { .. } | Self::Input { .. } => ErrorKind::Storage,
            Self::Compressed { .. }
            | Self::Encoding { .. }
            | Self::Tar { .. }
            | Self::Path { .. }
            | Self::Limit { .. }
            | Self::NotLayer { .. }
            | Self::NotFile { .. }
            | Self::Links { .. }
            | Self::Unfit { .. } => ErrorKind::Invalid,
        }
    }

    /// The same error, said of a layer; one that says so already is left as it is.
    #[must_use]
    pub fn of(self, digest: &Digest) -> Self {
        match self {
            Self::Layer { .. }
            | Self::Local { .. }
            | Self::Place { .. }
            | Self::Input { .. }
            | Self::Missing { .. }
            | Self::NotFile { .. }
            | Self::Links { .. } => self,
            error => Self::Layer { digest: digest.clone(), source: Box::new(error) },
        }
    }

    /// What an error that came through [`io::Read`] was at first: of a blob, of this room, or of a decoder.
    pub fn from_read(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(own) => own,
            Err(error) => match error.downcast::<ContentError>() {
                Ok(content) => Self::Content(content),
                Err(source) => Self::Compressed { source },
            },
        }
    }
}

/// A file as the user named it.
fn named(path: &Path) -> Cow<'_, str> {
    if path == Path::new("-") { "standard input".into() } else { path.display().to_string().into() }
}

impl From<LayerError> for io::Error {
    /// For [`io::Read`]; [`LayerError::from_read`] turns it back.
    fn from(error: LayerError) -> Self {
        Self::other(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_survives_the_way_through_a_reader() {
        let limit = || LayerError::Limit { what: "too much".to_owned() };
        let back = LayerError::from_read(limit().into());
        assert!(matches!(back, LayerError::Limit { .. }));
        let content = ContentError::new(ErrorKind::Unavailable, "gone");
        assert_eq!(LayerError::from_read(io::Error::other(content)).kind(), ErrorKind::Unavailable);
        let decoder = LayerError::from_read(io::ErrorKind::UnexpectedEof.into());
        assert_eq!(decoder.kind(), ErrorKind::Invalid);
        let digest = Digest::sha256(b"");
        let said = limit().of(&digest).of(&digest);
        assert!(matches!(said, LayerError::Layer { source, .. } if matches!(*source, LayerError::Limit { .. })));
    }
}
