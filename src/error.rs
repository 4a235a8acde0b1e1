//! The failure of a command: what went wrong, and the exit code that a script sees. The only place that knows exit codes.

use std::error::Error;
use std::fmt;
use std::process::ExitCode;

use crate::config;
use crate::content::{BoxError, ContentError, ErrorKind};
use crate::layer::LayerError;
use crate::layout::LayoutError;
use crate::mutate::MutateError;
use crate::output::{OutputError, PromptError};
use crate::reference::ParseError;
use crate::registry;
use crate::transfer::TransferError;

/// The exit codes of wharf. 0 is success; a reader that closes the pipe early is success too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 1: the command failed, or what it compared differs.
    Failure = 1,
    /// 2: the command line or the configuration cannot be used.
    Usage = 2,
    /// 3: there is no such repository, tag, manifest, blob, platform or file.
    NotFound = 3,
    /// 4: credentials are missing, wrong or do not suffice.
    Denied = 4,
    /// 5: the network or the other side does not work now; another try may.
    Unavailable = 5,
    /// 6: the content is not what its digest or size says.
    Integrity = 6,
    /// 7: some of many failed; each is listed.
    Partial = 7,
    /// 130: interrupted by a signal.
    Interrupted = 130,
}

impl Exit {
    /// Every exit code but 0 with what it means, for the manual.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Failure, "The command failed, or what it compared differs."),
        (Self::Usage, "The command line or the configuration cannot be used."),
        (Self::NotFound, "There is no such repository, tag, manifest, blob or platform."),
        (Self::Denied, "Credentials are missing, wrong, or do not suffice."),
        (Self::Unavailable, "The network or the other side does not work now; another try may."),
        (Self::Integrity, "The content is not what its digest or its size says."),
        (Self::Partial, "Some of many failed; each that failed is listed."),
        (Self::Interrupted, "Interrupted by a signal."),
    ];
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        // Every code fits in a byte by its definition.
        Self::from(exit as u8)
    }
}

impl From<ErrorKind> for Exit {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::Denied => Self::Denied,
            ErrorKind::Integrity => Self::Integrity,
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::Unavailable => Self::Unavailable,
            ErrorKind::Invalid | ErrorKind::Storage | ErrorKind::Unsupported => Self::Failure,
        }
    }
}

/// A failed command.
#[derive(Debug)]
pub struct CliError {
    /// What a script sees.
    pub exit: Exit,
    /// What a person sees; nothing where there is nothing to say.
    pub source: Option<BoxError>,
}

impl CliError {
    /// A failure with a cause.
    pub fn new(exit: Exit, source: impl Into<BoxError>) -> Self {
        Self { exit, source: Some(source.into()) }
    }

    /// The command line cannot be used.
    pub fn usage(what: impl Into<String>) -> Self {
        Self::new(Exit::Usage, what.into())
    }

    /// What the report says already: only the exit code is left.
    pub fn silent(exit: Exit) -> Self {
        Self { exit, source: None }
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) => source.fmt(f),
            None => write!(f, "exit code {}", self.exit as u8),
        }
    }
}

impl Error for CliError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().and_then(Error::source)
    }
}

/// `exit`, but for certificates and keys that cannot be used: that is the configuration's fault, though it is noticed
/// only when TLS is first spoken.
fn unless_misconfigured(exit: Exit, error: &(dyn Error + 'static)) -> Exit {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(registry::Error::Tls { .. }) = error.downcast_ref() {
            return Exit::Usage;
        }
        cause = error.source();
    }
    exit
}

impl From<ContentError> for CliError {
    fn from(error: ContentError) -> Self {
        Self::new(unless_misconfigured(error.kind.into(), &error), error)
    }
}

impl From<LayerError> for CliError {
    fn from(error: LayerError) -> Self {
        Self::new(unless_misconfigured(error.kind().into(), &error), error)
    }
}

impl From<LayoutError> for CliError {
    fn from(error: LayoutError) -> Self {
        Self::new(error.kind().into(), error)
    }
}

impl From<registry::Error> for CliError {
    fn from(error: registry::Error) -> Self {
        Self::new(unless_misconfigured(error.reason().kind().into(), &error), error)
    }
}

impl From<MutateError> for CliError {
    fn from(error: MutateError) -> Self {
        match error {
            MutateError::Read { source } => source.into(),
            error => Self::new(error.kind().into(), error),
        }
    }
}

impl From<TransferError> for CliError {
    fn from(error: TransferError) -> Self {
        Self::new(unless_misconfigured(error.kind().into(), &error), error)
    }
}

impl From<ParseError> for CliError {
    fn from(error: ParseError) -> Self {
        Self::new(Exit::Usage, error)
    }
}

impl From<config::Error> for CliError {
    fn from(error: config::Error) -> Self {
        Self::new(if error.is_usage() { Exit::Usage } else { Exit::Failure }, error)
    }
}

impl From<OutputError> for CliError {
    fn from(error: OutputError) -> Self {
        Self::new(if error.is_usage() { Exit::Usage } else { Exit::Failure }, error)
    }
}

impl From<PromptError> for CliError {
    fn from(error: PromptError) -> Self {
        Self::new(Exit::Usage, error)
    }
}
