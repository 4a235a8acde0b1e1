//! What can go wrong in a transfer: which step failed, on which side, over which content.

use std::fmt;

use crate::content::{ContentError, ErrorKind};
use crate::oci::{Descriptor, DocumentError, RawManifest};

/// A step of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Telling a target what is coming.
    Begin,
    /// Moving a blob.
    CopyBlob,
    /// Making what was put durable.
    Finish,
    /// Listing what refers to a manifest.
    ListReferrers,
    /// Listing tags, to find those that are named after a digest.
    ListTags,
    /// Asking a target what it has.
    Probe,
    /// Putting a manifest and its tags.
    PutManifest,
    /// Reading the config of an image, to learn its platform.
    ReadConfig,
    /// Reading a manifest.
    ReadManifest,
    /// Choosing from an index.
    SelectPlatform,
}

/// The end of a transfer that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Where the content is written.
    Destination,
    /// Neither end: what was asked for cannot be had from what there is.
    Neither,
    /// Where the content is read.
    Source,
}

/// A failed transfer.
#[derive(Debug)]
pub struct TransferError {
    /// The step that failed.
    pub operation: Operation,
    /// The end that failed.
    pub side: Side,
    /// The content in question.
    pub descriptor: Option<Box<Descriptor>>,
    /// What that end said.
    pub source: ContentError,
}

impl TransferError {
    /// What the failure means.
    pub fn kind(&self) -> ErrorKind {
        self.source.kind
    }

    /// The failure of `operation`, to be given what failed.
    pub(super) fn at(
        side: Side,
        operation: Operation,
        descriptor: Option<&Descriptor>,
    ) -> impl FnOnce(ContentError) -> Self + use<> {
        let descriptor = descriptor.cloned().map(Box::new);
        move |source| Self { operation, side, descriptor, source }
    }

    /// A manifest that the source gave cannot be read.
    pub(super) fn document(raw: &RawManifest, error: DocumentError) -> Self {
        let kind = match error {
            DocumentError::Schema1 | DocumentError::UnknownType { .. } => ErrorKind::Unsupported,
            _ => ErrorKind::Invalid,
        };
        let what = format!("the manifest {} cannot be used", raw.digest);
        let source = ContentError::new(kind, what).because(error);
        Self::at(Side::Source, Operation::ReadManifest, Some(&raw.descriptor()))(source)
    }

    /// The source's documents contradict each other.
    pub(super) fn contradiction(descriptor: &Descriptor, kind: ErrorKind, what: String) -> Self {
        Self::at(Side::Source, Operation::ReadManifest, Some(descriptor))(ContentError::new(kind, what))
    }
}

impl fmt::Display for TransferError {
    /// The side, and its own sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.side {
            Side::Destination => "destination: ",
            Side::Neither => "",
            Side::Source => "source: ",
        })?;
        self.source.fmt(f)
    }
}

impl std::error::Error for TransferError {
    /// What is behind the side's sentence, which is part of this one.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.source()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::MediaType;

    #[test]
    fn an_error_tells_the_side_and_keeps_the_cause() {
        let blob = Descriptor::of(MediaType::OCTET_STREAM, b"x");
        for (side, text) in [
            (Side::Source, "source: the registry says no"),
            (Side::Destination, "destination: the registry says no"),
            (Side::Neither, "the registry says no"),
        ] {
            let cause = ContentError::new(ErrorKind::Denied, "the registry says no").because("a cause");
            let error = TransferError::at(side, Operation::CopyBlob, Some(&blob))(cause);
            assert_eq!(error.to_string(), text);
            assert_eq!(error.kind(), ErrorKind::Denied);
            assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "a cause");
        }
    }
}
