//! What can go wrong in a transfer: in which operation, on which side, with what.

use std::fmt;

use super::Request;
use crate::content::{ContentError, ErrorKind};
use crate::oci::{Descriptor, Digest};

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
pub(super) enum Operation {
    /// Asking what is there.
    Ask,
    /// Listing referrers or tags.
    List,
    /// Making the last changes durable.
    Finish,
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

/// What it was done with.
#[derive(Clone, Debug)]
pub(super) enum At<'a> {
    /// Some content.
    Content(&'a Descriptor),
    /// Nothing in particular.
    Nothing,
    /// What the request calls it.
    Selector,
}

/// A failed transfer. What has arrived by then stays, and a later run goes on from there.
#[derive(Debug)]
pub struct TransferError {
    /// What was being done, as a sentence without a period.
    pub what: String,
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
        request.destination(Operation::Select, At::Nothing, ContentError::new(ErrorKind::Invalid, what))
    }
}

impl fmt::Display for TransferError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for TransferError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

impl Request {
    /// What the source calls it, for messages.
    pub(super) fn source_name(&self) -> String {
        self.source.location().with(&self.selector).to_string()
    }

    pub(super) fn source_failed(&self, operation: Operation, at: At<'_>, source: ContentError) -> TransferError {
        self.failed(Side::Source, operation, &at, source)
    }

    pub(super) fn destination(&self, operation: Operation, at: At<'_>, source: ContentError) -> TransferError {
        self.failed(Side::Destination, operation, &at, source)
    }

    pub(super) fn failed(&self, side: Side, operation: Operation, at: &At<'_>, source: ContentError) -> TransferError {
        let place = match side {
            Side::Source => self.source.location(),
            Side::Destination => self.target.location(),
        };
        let name = match at {
            At::Content(descriptor) if descriptor.media_type.is_manifest() => format!("manifest {}", descriptor.digest),
            At::Content(descriptor) => format!("blob {}", descriptor.digest),
            At::Nothing => "it".to_owned(),
            At::Selector => self.selector.to_string(),
        };
        let what = match operation {
            Operation::Ask => format!("cannot find out what is at the destination {place}"),
            Operation::Finish => format!("cannot finish at the destination {place}"),
            Operation::List => format!("cannot list what belongs to {name} at the source {place}"),
            Operation::Move if side == Side::Source => format!("cannot read {name} from the source {place}"),
            Operation::Move | Operation::Put => format!("cannot put {name} to the destination {place}"),
            Operation::Read => format!("cannot read {name} from the source {place}"),
            Operation::Resolve => format!("cannot find {name} at the source {place}"),
            Operation::Select => format!("cannot move {} as asked", self.source_name()),
        };
        let descriptor = match at {
            At::Content(descriptor) => Some(Box::new((*descriptor).clone())),
            At::Nothing | At::Selector => None,
        };
        TransferError { what, side, descriptor, source }
    }
}
