//! What can go wrong in a transfer: in which operation, on which side, with what.

use std::fmt;

use super::Request;
use crate::content::{ContentError, ErrorKind};
use crate::oci::{Descriptor, Digest};
use crate::reference::Selector;

/// The end of a transfer that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Where the image comes from.
    Source,
    /// Where it goes to.
    Destination,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Source => "source",
            Self::Destination => "destination",
        })
    }
}

/// What was being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Asking what is there.
    Ask,
    /// Making the last changes durable.
    Finish,
    /// Listing referrers or tags.
    List,
    /// Moving a blob.
    Move,
    /// Putting a manifest.
    Put,
    /// Fetching a manifest.
    Read,
    /// Finding out what a name means.
    Resolve,
    /// Choosing what to move.
    Select,
}

/// A failed transfer. What has arrived by then stays, and a later run goes on from there.
#[derive(Debug)]
pub struct TransferError {
    /// What was being done.
    pub operation: Operation,
    /// The side that failed.
    pub side: Side,
    /// The content that was under way, if it was about one.
    pub descriptor: Option<Box<Descriptor>>,
    /// What that side said.
    pub source: ContentError,
}

impl TransferError {
    /// What it means.
    pub fn kind(&self) -> ErrorKind {
        self.source.kind
    }

    pub(super) fn unexpected(request: &Request, expected: &Digest, root: &Descriptor) -> Self {
        let what = format!("{} has the digest {}, not {expected}", request.source_name(), root.digest);
        let what = format!("{what}; only the same content can be put under that digest");
        at_destination(Operation::Select, None, ContentError::new(ErrorKind::Invalid, what))
    }
}

impl fmt::Display for TransferError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.side, self.source)
    }
}

impl std::error::Error for TransferError {
    /// What is behind the side's own sentence, which is part of this one.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.source()
    }
}

impl Request {
    /// What the source calls it, for messages.
    pub(super) fn source_name(&self) -> String {
        self.source.location().with(&self.selector).to_string()
    }

    /// What the target is to call it.
    pub(super) fn destination_name(&self) -> String {
        let location = self.target.location();
        self.tags.first().map_or_else(|| location.clone(), |tag| location.with(&Selector::Tag(tag.clone()))).to_string()
    }
}

pub(super) fn at_source(operation: Operation, at: Option<&Descriptor>, source: ContentError) -> TransferError {
    failed(Side::Source, operation, at, source)
}

pub(super) fn at_destination(operation: Operation, at: Option<&Descriptor>, source: ContentError) -> TransferError {
    failed(Side::Destination, operation, at, source)
}

pub(super) fn failed(side: Side, operation: Operation, at: Option<&Descriptor>, source: ContentError) -> TransferError {
    TransferError { operation, side, descriptor: at.cloned().map(Box::new), source }
}
