//! What can go wrong with settings and credentials. No message holds a secret.

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;

use super::Origin;

/// A failure of settings, of the files they come from, or of a place of credentials.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration file is there, or was named, and cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file cannot be written; what was there before is as it was.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line of the configuration file cannot be used.
    #[error("{}:{line}: {reason}", path.display())]
    File {
        /// The configuration file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The configuration file has a key that means nothing.
    #[error("{}:{line}: there is no setting {key:?}{}", path.display(), meant(nearest.as_deref()))]
    UnknownKey {
        /// The configuration file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
        /// The setting that was perhaps meant.
        nearest: Option<String>,
    },
    /// An environment variable cannot be used.
    #[error("environment variable {name}: {reason}")]
    Variable {
        /// The variable.
        name: Cow<'static, str>,
        /// What is wrong with it.
        reason: String,
    },
    /// A file of certificates, named by a flag or a variable, cannot be used.
    #[error("{origin} {}: {reason}", path.display())]
    CaFile {
        /// Who named it.
        origin: Origin,
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// There is no home directory, so that a default place is unknown.
    #[error("no home directory is known, so there is no place for {what}: {remedy}")]
    NoHome {
        /// What has no place.
        what: &'static str,
        /// What helps.
        remedy: &'static str,
    },
    /// A file of credentials is not what it should be. It is left as it is.
    #[error("{}: {reason}", path.display())]
    CredentialFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A credential helper failed.
    #[error("credential helper docker-credential-{name} failed to {action}: {reason}")]
    Helper {
        /// Its name, without `docker-credential-`.
        name: String,
        /// What it was to do: get, store, erase or list.
        action: &'static str,
        /// What it said, or what happened to it.
        reason: String,
    },
    /// The operating system's keyring failed.
    #[error("the keyring cannot be used: {reason}")]
    Keyring {
        /// What it said, or what happened.
        reason: String,
    },
}

impl Error {
    /// Whether it is for the user to write something else, in a file of settings or in the environment.
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            Self::Read { .. }
                | Self::File { .. }
                | Self::UnknownKey { .. }
                | Self::Variable { .. }
                | Self::CaFile { .. }
                | Self::NoHome { .. }
        )
    }
}

fn meant(nearest: Option<&str>) -> String {
    nearest.map(|key| format!("; perhaps {key:?} is meant")).unwrap_or_default()
}

/// The error and its causes on one line.
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}
