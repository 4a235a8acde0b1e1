//! What can go wrong with content, by meaning: what a caller decides on, whichever store it was.

use std::error::Error;

/// A cause of any type.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// What a failure means for the one who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// Credentials are missing or wrong, or do not suffice.
    Denied,
    /// The bytes are not what their digest or size says.
    Integrity,
    /// The other side, or the user, gave something that cannot be used: a document that does not parse, a broken layout.
    Invalid,
    /// There is no such repository, tag, manifest or blob.
    NotFound,
    /// The local disk failed: full, read-only, not permitted.
    Storage,
    /// The other side cannot be reached or does not work now: network, TLS, rate limit, server error. Worth another try.
    Unavailable,
    /// The other side cannot do this at all.
    Unsupported,
}

/// A failed operation on content: what it means, and in words what failed.
#[derive(Debug)]
pub struct ContentError {
    /// What it means.
    pub kind: ErrorKind,
    /// What failed, as a sentence without a period.
    pub what: String,
    /// The cause, with the room's own error type inside.
    pub source: Option<BoxError>,
}

impl ContentError {
    /// An error without a deeper cause.
    pub fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into(), source: None }
    }

    /// The same error with its cause.
    #[must_use]
    pub fn because(self, source: impl Into<BoxError>) -> Self {
        Self { source: Some(source.into()), ..self }
    }
}

impl std::fmt::Display for ContentError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)
    }
}

impl Error for ContentError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}
